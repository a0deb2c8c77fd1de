/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-problems.h"

#include <glib/gi18n-lib.h>

#include "galley-binding.h"
#include "galley-transaction.h"

/* The findings of the last report. A new report changes only the rows that differ, so the list does not flicker
 * while somebody types. */

#define GALLEY_TYPE_PROBLEM (galley_problem_get_type ())
G_DECLARE_FINAL_TYPE (GalleyProblem, galley_problem, GALLEY, PROBLEM, GObject)

/* A finding of a report, for lists. */
struct _GalleyProblem
{
  GObject parent_instance;

  GalleyReport *report;
  const GalleyFinding *finding;
};

struct _GalleyProblems
{
  AdwBin parent_instance;

  GtkListView *view;
  GtkStack *stack;
  AdwStatusPage *empty;
  AdwToggleGroup *filter;

  GalleyBulletin *bulletin;
  GalleyReport *report;
  GListStore *store;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (GalleyProblem, galley_problem, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (GalleyProblems, galley_problems, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const severity_icons[] = {
  [GALLEY_SEVERITY_NOTE] = "dialog-information-symbolic",
  [GALLEY_SEVERITY_WARNING] = "dialog-warning-symbolic",
  [GALLEY_SEVERITY_ERROR] = "dialog-error-symbolic",
};

static const char *
get_icon (const GalleyFinding *finding)
{
  return galley_finding_is_proof (finding) ? "object-select-symbolic" : severity_icons[finding->severity];
}

static const char *
get_severity_title (const GalleyFinding *finding)
{
  if (galley_finding_is_proof (finding))
    return _("Proof");
  switch (finding->severity)
    {
    case GALLEY_SEVERITY_ERROR:
      return _("Error");
    case GALLEY_SEVERITY_WARNING:
      return _("Warning");
    case GALLEY_SEVERITY_NOTE:
    default:
      return _("Note");
    }
}

static void
galley_problem_finalize (GObject *object)
{
  galley_report_unref (GALLEY_PROBLEM (object)->report);
  G_OBJECT_CLASS (galley_problem_parent_class)->finalize (object);
}

static void
galley_problem_class_init (GalleyProblemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_problem_finalize;
}

static void
galley_problem_init (GalleyProblem *self)
{
}

static GalleyProblem *
new_problem (GalleyReport *report, const GalleyFinding *finding)
{
  GalleyProblem *self = g_object_new (GALLEY_TYPE_PROBLEM, NULL);

  self->report = galley_report_ref (report);
  self->finding = finding;
  return self;
}

/* Whether both rows would read the same and lead to the same place. */
static gboolean
same_problem (GalleyProblem *a, GalleyProblem *b)
{
  const GalleyFinding *left = a->finding, *right = b->finding;

  return left->rule == right->rule && g_str_equal (left->message, right->message) &&
         g_strcmp0 (left->fix, right->fix) == 0 && g_strcmp0 (left->places->id, right->places->id) == 0 &&
         left->places->start == right->places->start && left->places->length == right->places->length;
}

static gboolean
is_wanted (GalleyProblems *self, const GalleyFinding *finding)
{
  const char *filter = adw_toggle_group_get_active_name (self->filter);
  gboolean proof = galley_finding_is_proof (finding);
  gboolean aside = galley_report_get_aside (self->report, finding) != NULL;

  if (g_strcmp0 (filter, "proofs") == 0)
    return proof;
  return !proof && aside == (g_strcmp0 (filter, "aside") == 0);
}

static int
compare_severity (gconstpointer a, gconstpointer b)
{
  const GalleyFinding *left = (*(GalleyProblem *const *) a)->finding;
  const GalleyFinding *right = (*(GalleyProblem *const *) b)->finding;

  return (int) right->severity - (int) left->severity;
}

static void
fill (GalleyProblems *self)
{
  g_autoptr (GPtrArray) now = g_ptr_array_new_with_free_func (g_object_unref);
  guint head = 0, tail = 0, n_old = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  const char *filter = adw_toggle_group_get_active_name (self->filter);

  for (guint i = 0; self->report && i < galley_report_get_n_findings (self->report); i++)
    if (is_wanted (self, galley_report_get_finding (self->report, i)))
      g_ptr_array_add (now, new_problem (self->report, galley_report_get_finding (self->report, i)));
  g_ptr_array_sort (now, compare_severity);
  for (; head < MIN (n_old, now->len); head++)
    {
      g_autoptr (GalleyProblem) old = g_list_model_get_item (G_LIST_MODEL (self->store), head);

      if (!same_problem (old, g_ptr_array_index (now, head)))
        break;
    }
  for (; tail < MIN (n_old, now->len) - head; tail++)
    {
      g_autoptr (GalleyProblem) old = g_list_model_get_item (G_LIST_MODEL (self->store), n_old - 1 - tail);

      if (!same_problem (old, g_ptr_array_index (now, now->len - 1 - tail)))
        break;
    }
  if (n_old - head - tail > 0 || now->len - head - tail > 0)
    g_list_store_splice (self->store, head, n_old - head - tail, now->pdata + head, now->len - head - tail);
  if (g_strcmp0 (filter, "proofs") == 0)
    adw_status_page_set_title (self->empty, _("Nothing Proved Yet"));
  else if (g_strcmp0 (filter, "aside") == 0)
    adw_status_page_set_title (self->empty, _("Nothing Set Aside"));
  else
    adw_status_page_set_title (self->empty, _("No Problems Found"));
  gtk_stack_set_visible_child_name (self->stack, now->len > 0 ? "list" : "empty");
}

static void
activate_cb (GalleyProblems *self, guint position)
{
  g_autoptr (GalleyProblem) problem = g_list_model_get_item (G_LIST_MODEL (self->store), position);
  const GalleyPlace *place;

  if (problem == NULL)
    return;
  place = problem->finding->places;
  g_signal_emit (self, signals[ACTIVATED], 0, place->id, place->row, place->cell ? 0 : place->start,
                 place->cell ? 0 : place->length);
}

static GalleyProblem *
get_problem (GtkButton *button)
{
  return gtk_list_item_get_item (g_object_get_data (G_OBJECT (button), "item"));
}

static void
fix_cb (GtkButton *button, GalleyProblems *self)
{
  GalleyProblem *problem = get_problem (button);
  const GalleyFinding *finding = problem->finding;
  g_autofree char *was = galley_report_dup_text (problem->report, finding->places), *is = NULL;
  g_autoptr (GalleySnapshot) before = NULL;
  g_autoptr (GalleyBindingReport) report = NULL;
  GalleyTransaction *transaction;
  GalleyBlockData *block;
  guint position;

  if (self->bulletin == NULL || !galley_bulletin_find_block (self->bulletin, finding->places->id, &position))
    return;
  block = galley_bulletin_get_block (self->bulletin, position);
  if (finding->places->start + finding->places->length > block->n_chars)
    return;
  is = g_utf8_substring (block->text, finding->places->start, finding->places->start + finding->places->length);
  /* The text may have moved on since the report; a fix is for what the report saw. */
  if (!g_str_equal (was, is))
    return;
  before = galley_bulletin_snapshot (self->bulletin);
  transaction = galley_transaction_begin (self->bulletin, _("Fix"));
  galley_transaction_replace_text (transaction, position, finding->places->start, finding->places->length,
                                   finding->fix);
  report = galley_binding_follow (transaction, self->bulletin, before);
  galley_transaction_commit (transaction);
}

static void
set_aside (GalleyProblems *self, GalleyProblem *problem, const char *reason)
{
  g_autofree char *text = galley_report_dup_text (problem->report, problem->finding->places);
  const char *const fields[GALLEY_N_ASIDE_FIELDS] = {
    [GALLEY_ASIDE_RULE] = problem->finding->rule,
    [GALLEY_ASIDE_BLOCK] = problem->finding->places->id,
    [GALLEY_ASIDE_TEXT] = text,
    [GALLEY_ASIDE_REASON] = reason,
  };
  g_autoptr (GPtrArray) asides = galley_record_array_new ();
  GalleyTransaction *transaction = galley_transaction_begin (self->bulletin, _("Set Aside"));

  g_ptr_array_add (asides, galley_record_new (&galley_aside_schema, NULL, fields, NULL));
  galley_transaction_splice (transaction, GALLEY_LIST_ASIDES, NULL,
                             galley_bulletin_get_list (self->bulletin, GALLEY_LIST_ASIDES)->len, 0, asides);
  galley_transaction_commit (transaction);
}

static void
bring_back (GalleyProblems *self, GalleyProblem *problem)
{
  GPtrArray *asides = galley_bulletin_get_list (self->bulletin, GALLEY_LIST_ASIDES);
  g_autofree char *text = galley_report_dup_text (problem->report, problem->finding->places);

  for (guint i = 0; i < asides->len; i++)
    {
      GalleyRecord *aside = g_ptr_array_index (asides, i);

      if (g_str_equal (aside->fields[GALLEY_ASIDE_RULE], problem->finding->rule) &&
          g_strcmp0 (aside->fields[GALLEY_ASIDE_BLOCK], problem->finding->places->id) == 0 &&
          g_str_equal (aside->fields[GALLEY_ASIDE_TEXT], text))
        {
          GalleyTransaction *transaction = galley_transaction_begin (self->bulletin, _("Bring Back"));

          galley_transaction_splice (transaction, GALLEY_LIST_ASIDES, NULL, i, 1, NULL);
          galley_transaction_commit (transaction);
          return;
        }
    }
}

static void
reason_given_cb (AdwAlertDialog *dialog, const char *response, GalleyProblem *problem)
{
  GalleyProblems *self = g_object_get_data (G_OBJECT (dialog), "problems");
  GtkEditable *reason = GTK_EDITABLE (adw_alert_dialog_get_extra_child (dialog));

  if (g_str_equal (response, "aside") && self->bulletin)
    set_aside (self, problem, gtk_editable_get_text (reason));
}

static void
reason_changed_cb (GtkEditable *reason, AdwAlertDialog *dialog)
{
  adw_alert_dialog_set_response_enabled (dialog, "aside", *gtk_editable_get_text (reason) != '\0');
}

static void
aside_cb (GtkButton *button, GalleyProblems *self)
{
  GalleyProblem *problem = get_problem (button);
  AdwAlertDialog *dialog;
  GtkWidget *reason;

  if (self->bulletin == NULL)
    return;
  if (galley_report_get_aside (problem->report, problem->finding))
    {
      bring_back (self, problem);
      return;
    }
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Set This Aside?"), problem->finding->message));
  reason = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (reason), _("Reason, kept with the bulletin"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (reason), TRUE);
  gtk_widget_add_css_class (reason, "card");
  adw_alert_dialog_set_extra_child (dialog, reason);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "aside", _("_Set Aside"), NULL);
  adw_alert_dialog_set_default_response (dialog, "aside");
  adw_alert_dialog_set_response_enabled (dialog, "aside", FALSE);
  g_object_set_data_full (G_OBJECT (dialog), "problems", g_object_ref (self), g_object_unref);
  g_signal_connect_data (dialog, "response", G_CALLBACK (reason_given_cb), g_object_ref (problem),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  g_signal_connect (reason, "changed", G_CALLBACK (reason_changed_cb), dialog);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static GtkWidget *
add_row_button (GtkListItem *item, GtkWidget *button, GCallback callback, GalleyProblems *self)
{
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "item", item);
  g_signal_connect (button, "clicked", callback, self);
  return button;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GalleyProblems *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new (), *place = gtk_label_new (NULL), *message = gtk_label_new (NULL);
  GtkWidget *fix = add_row_button (item, gtk_button_new_with_label (_("Fix")), G_CALLBACK (fix_cb), self);
  GtkWidget *aside = add_row_button (item, gtk_button_new_from_icon_name ("view-conceal-symbolic"),
                                     G_CALLBACK (aside_cb), self);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 3);
  gtk_label_set_xalign (GTK_LABEL (place), 0);
  gtk_label_set_ellipsize (GTK_LABEL (place), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (place, "heading");
  gtk_label_set_xalign (GTK_LABEL (message), 0);
  gtk_label_set_wrap (GTK_LABEL (message), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (message), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), place);
  gtk_box_append (GTK_BOX (lines), message);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), fix);
  gtk_box_append (GTK_BOX (box), aside);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_list_item_set_child (item, box);
  g_object_set_data (G_OBJECT (item), "icon", icon);
  g_object_set_data (G_OBJECT (item), "place", place);
  g_object_set_data (G_OBJECT (item), "message", message);
  g_object_set_data (G_OBJECT (item), "fix", fix);
  g_object_set_data (G_OBJECT (item), "aside", aside);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GalleyProblems *self)
{
  GalleyProblem *problem = gtk_list_item_get_item (item);
  const GalleyFinding *finding = problem->finding;
  GtkImage *icon = g_object_get_data (G_OBJECT (item), "icon");
  GtkWidget *fix = g_object_get_data (G_OBJECT (item), "fix"), *aside = g_object_get_data (G_OBJECT (item), "aside");
  g_autofree char *text = galley_report_dup_text (problem->report, finding->places);
  g_autofree char *spoken = g_strdup_printf ("%s: %s: %s", get_severity_title (finding), text, finding->message);
  g_autofree char *fix_tip = finding->fix ? g_strdup_printf (_("Change to “%s”"), finding->fix) : NULL;
  const char *reason = galley_report_get_aside (problem->report, finding);

  gtk_image_set_from_icon_name (icon, get_icon (finding));
  for (int i = 0; i < 4; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (icon), ((const char *[]){ "success", "error", "warning", "dim-label" })[i]);
  gtk_widget_add_css_class (GTK_WIDGET (icon), galley_finding_is_proof (finding)              ? "success"
                                               : finding->severity == GALLEY_SEVERITY_ERROR   ? "error"
                                               : finding->severity == GALLEY_SEVERITY_WARNING ? "warning"
                                                                                              : "dim-label");
  gtk_label_set_label (g_object_get_data (G_OBJECT (item), "place"), text);
  gtk_label_set_label (g_object_get_data (G_OBJECT (item), "message"), finding->message);
  gtk_widget_set_visible (fix, finding->fix != NULL && !finding->places->row && !reason);
  gtk_widget_set_tooltip_text (fix, fix_tip);
  gtk_widget_set_visible (aside, !galley_finding_is_proof (finding));
  gtk_widget_set_tooltip_text (aside, reason ? _("Bring Back") : _("Set Aside…"));
  gtk_button_set_icon_name (GTK_BUTTON (aside), reason ? "view-reveal-symbolic" : "view-conceal-symbolic");
  gtk_list_item_set_accessible_label (item, spoken);
}

static void
galley_problems_dispose (GObject *object)
{
  GalleyProblems *self = GALLEY_PROBLEMS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_PROBLEMS);
  g_clear_object (&self->bulletin);
  g_clear_object (&self->selection);
  g_clear_object (&self->store);
  g_clear_pointer (&self->report, galley_report_unref);
  G_OBJECT_CLASS (galley_problems_parent_class)->dispose (object);
}

static void
galley_problems_class_init (GalleyProblemsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_problems_dispose;

  /**
   * GalleyProblems::activated:
   * @id: (nullable): the id of the block, or of the row
   * @row: whether it is a row of the indicator table
   * @start: where in the block, in code points
   * @length: in code points
   */
  signals[ACTIVATED] =
    g_signal_new ("activated", GALLEY_TYPE_PROBLEMS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                  G_TYPE_STRING, G_TYPE_BOOLEAN, G_TYPE_UINT, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/checks/galley-problems.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyProblems, view);
  gtk_widget_class_bind_template_child (widget_class, GalleyProblems, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyProblems, empty);
  gtk_widget_class_bind_template_child (widget_class, GalleyProblems, filter);
}

static void
galley_problems_init (GalleyProblems *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->store = g_list_store_new (GALLEY_TYPE_PROBLEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->store)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  adw_toggle_group_set_active_name (self->filter, "problems");
  g_signal_connect_object (self->filter, "notify::active", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
}

/**
 * galley_problems_set_report:
 * @bulletin: (nullable) (transfer none): what fixes are made in
 * @report: (nullable) (transfer none): what is listed
 */
void
galley_problems_set_report (GalleyProblems *self, GalleyBulletin *bulletin, GalleyReport *report)
{
  g_autoptr (GalleyReport) old = g_steal_pointer (&self->report);

  g_set_object (&self->bulletin, bulletin);
  self->report = report ? galley_report_ref (report) : NULL;
  fill (self);
}

/**
 * galley_problems_step:
 * @direction: 1 for the next problem, -1 for the one before
 *
 * Selects that problem and goes to its place, round at the ends.
 */
void
galley_problems_step (GalleyProblems *self, int direction)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;
  if (selected == GTK_INVALID_LIST_POSITION)
    selected = direction > 0 ? 0 : n - 1;
  else
    selected = (selected + n + direction) % n;
  gtk_single_selection_set_selected (self->selection, selected);
  gtk_list_view_scroll_to (self->view, selected, GTK_LIST_SCROLL_NONE, NULL);
  activate_cb (self, selected);
}
