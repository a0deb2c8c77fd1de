/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-problems.h"

#include <glib/gi18n-lib.h>

#include "galley-problem-deeds.h"
#include "galley-problem-list.h"
#include "galley-problem-row.h"

/* The findings of the last report, by severity and kind. A new report changes only the rows that differ, and what is found
 * at the caret waits until the word is done, so that nothing flickers while somebody types. */

/* How long after an edit the word at the caret counts as unfinished. */
#define WORD_MSEC 1200

struct _GalleyProblems
{
  AdwBin parent_instance;

  GtkListView *view;
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkWidget *show_all;
  AdwWrapBox *chips;
  GtkWidget *kinds_button;
  GtkBox *kinds;
  GtkToggleButton *chip[GALLEY_N_PROBLEM_GROUPS];
  GtkLabel *chip_label[GALLEY_N_PROBLEM_GROUPS];

  GalleyBulletin *bulletin;
  GalleyReport *report;
  GalleyProblemList *list;
  GtkSingleSelection *selection;
  GHashTable *problems; /* key -> GalleyProblem: those in the list */
  guint counts[GALLEY_N_PROBLEM_GROUPS];
  guint kind_counts[GALLEY_N_FINDING_KINDS]; /* in the groups that are shown */
  char *caret_block;
  guint caret_offset;
  gint64 edited;
  guint waiting; /* the source that looks again for what waits at the caret */
};

G_DEFINE_FINAL_TYPE (GalleyProblems, galley_problems, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is not shown, as bits; kept for as long as the program runs, in all windows. */
static guint hidden_groups = 1u << GALLEY_PROBLEM_PROOFS | 1u << GALLEY_PROBLEM_ASIDE;
static guint hidden_kinds;

static void fill (GalleyProblems *self);

static gboolean
waiting_cb (gpointer data)
{
  GalleyProblems *self = data;

  self->waiting = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

/* Whether a finding is about the word that is being typed, and new; such a finding may be gone with the next key. */
static gboolean
has_to_wait (GalleyProblems *self, guint position)
{
  const GalleyPlace *place = galley_report_get_finding (self->report, position)->places;
  gint64 since = (g_get_monotonic_time () - self->edited) / 1000;

  if (since >= WORD_MSEC || place->row || g_strcmp0 (place->id, self->caret_block) != 0 ||
      self->caret_offset < place->start || self->caret_offset > place->start + place->length)
    return FALSE;
  if (self->waiting == 0)
    self->waiting = g_timeout_add ((guint) (WORD_MSEC - since), waiting_cb, self);
  return TRUE;
}

/* The problem at @position of the report: the object that the list has for it, else a new one. */
static GalleyProblem *
take_problem (GalleyProblems *self, guint position)
{
  GalleyProblem *known = g_hash_table_lookup (self->problems, galley_report_get_key (self->report, position));

  if (known == NULL || known->group != galley_report_get_group (self->report, position))
    return galley_problem_new (self->report, position);
  galley_problem_update (known, self->report, position);
  return g_object_ref (known);
}

static GPtrArray *
collect (GalleyProblems *self)
{
  guint n = self->report ? galley_report_get_n_findings (self->report) : 0;
  GPtrArray *all = g_ptr_array_new_full (n, g_object_unref);
  GPtrArray *sections[GALLEY_N_PROBLEM_GROUPS][GALLEY_N_FINDING_KINDS] = { 0 };

  for (guint i = 0; i < n; i++)
    {
      GalleyProblemGroup group = galley_report_get_group (self->report, i);
      GalleyFindingKind kind = galley_finding_get_kind (galley_report_get_finding (self->report, i));
      gboolean shown = !(hidden_groups & 1u << group);

      if (!g_hash_table_contains (self->problems, galley_report_get_key (self->report, i)) && has_to_wait (self, i))
        continue;
      self->counts[group]++;
      self->kind_counts[kind] += shown;
      if (!shown || hidden_kinds & 1u << kind)
        continue;
      if (sections[group][kind] == NULL)
        sections[group][kind] = g_ptr_array_new ();
      g_ptr_array_add (sections[group][kind], take_problem (self, i));
    }
  for (int group = 0; group < GALLEY_N_PROBLEM_GROUPS; group++)
    for (int kind = 0; kind < GALLEY_N_FINDING_KINDS; kind++)
      if (sections[group][kind])
        g_ptr_array_extend_and_steal (all, sections[group][kind]);
  return all;
}

static void
show_counts (GalleyProblems *self)
{
  guint n_kinds = 0;

  for (int i = 0; i < GALLEY_N_PROBLEM_GROUPS; i++)
    {
      g_autofree char *count = galley_problem_group_dup_count (i, self->counts[i]);

      gtk_label_set_label (self->chip_label[i], count);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->chip[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, count, -1);
      gtk_widget_set_visible (GTK_WIDGET (self->chip[i]), self->counts[i] > 0);
    }
  for (int i = 0; i < GALLEY_N_FINDING_KINDS; i++)
    n_kinds += self->kind_counts[i] > 0;
  gtk_widget_set_visible (self->kinds_button, n_kinds > 1 || hidden_kinds != 0);
  if (hidden_kinds)
    gtk_widget_add_css_class (self->kinds_button, "accent");
  else
    gtk_widget_remove_css_class (self->kinds_button, "accent");
}

static void
show_empty (GalleyProblems *self)
{
  guint n_open = self->counts[GALLEY_PROBLEM_ERRORS] + self->counts[GALLEY_PROBLEM_WARNINGS] + self->counts[GALLEY_PROBLEM_NOTES];
  guint n_proofs = self->counts[GALLEY_PROBLEM_PROOFS];
  g_autofree char *proofs = NULL;

  gtk_widget_set_visible (self->show_all, n_open > 0);
  if (n_open > 0)
    {
      adw_status_page_set_icon_name (self->empty, "system-search-symbolic");
      adw_status_page_set_title (self->empty, _("Nothing of What Is Shown"));
      adw_status_page_set_description (self->empty, _("There are problems of other kinds."));
      return;
    }
  adw_status_page_set_icon_name (self->empty, "object-select-symbolic");
  adw_status_page_set_title (self->empty, _("No Problems Found"));
  if (n_proofs > 0)
    proofs = g_strdup_printf (ngettext ("%u relation between the figures was worked out, and it holds.",
                                        "%u relations between the figures were worked out, and all hold.", n_proofs),
                              n_proofs);
  adw_status_page_set_description (self->empty, proofs ? proofs : _("What is found while you write is listed here."));
}

static void
fill (GalleyProblems *self)
{
  g_autoptr (GPtrArray) now = NULL;

  g_clear_handle_id (&self->waiting, g_source_remove);
  memset (self->counts, 0, sizeof self->counts);
  memset (self->kind_counts, 0, sizeof self->kind_counts);
  now = collect (self);
  galley_problem_list_take (self->list, now);
  g_hash_table_remove_all (self->problems);
  for (guint i = 0; i < now->len; i++)
    g_hash_table_insert (self->problems, g_strdup (galley_problem_get_key (g_ptr_array_index (now, i))),
                         g_object_ref (g_ptr_array_index (now, i)));
  show_counts (self);
  if (now->len == 0)
    show_empty (self);
  gtk_stack_set_visible_child_name (self->stack, now->len > 0 ? "list" : "empty");
}

static void
edited_cb (GalleyProblems *self)
{
  self->edited = g_get_monotonic_time ();
}

/* filters */

static void
chip_toggled_cb (GalleyProblems *self)
{
  hidden_groups = 0;
  for (int i = 0; i < GALLEY_N_PROBLEM_GROUPS; i++)
    if (!gtk_toggle_button_get_active (self->chip[i]))
      hidden_groups |= 1u << i;
  fill (self);
}

static void
add_chip (GalleyProblems *self, GalleyProblemGroup group)
{
  GtkWidget *button = gtk_toggle_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (galley_problem_group_get_icon (group)), *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (icon, galley_problem_group_get_style (group));
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "chip");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), !(hidden_groups & 1u << group));
  g_signal_connect_object (button, "toggled", G_CALLBACK (chip_toggled_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->chips, button);
  self->chip[group] = GTK_TOGGLE_BUTTON (button);
  self->chip_label[group] = GTK_LABEL (label);
}

static void
kind_toggled_cb (GtkCheckButton *button, GalleyProblems *self)
{
  guint bit = 1u << GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "kind"));

  hidden_kinds = gtk_check_button_get_active (button) ? hidden_kinds & ~bit : hidden_kinds | bit;
  fill (self);
}

/* The kinds that there are now, each with its number. */
static void
show_kinds_cb (GalleyProblems *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->kinds))))
    gtk_box_remove (self->kinds, child);
  for (guint i = 0; i < GALLEY_N_FINDING_KINDS; i++)
    {
      g_autofree char *label = NULL;
      GtkWidget *button;

      if (self->kind_counts[i] == 0 && !(hidden_kinds & 1u << i))
        continue;
      label = g_strdup_printf (_("%s (%u)"), galley_finding_kind_get_title (i), self->kind_counts[i]);
      button = gtk_check_button_new_with_label (label);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (button), !(hidden_kinds & 1u << i));
      g_object_set_data (G_OBJECT (button), "kind", GUINT_TO_POINTER (i));
      g_signal_connect_object (button, "toggled", G_CALLBACK (kind_toggled_cb), self, 0);
      gtk_box_append (self->kinds, button);
    }
}

static void
show_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyProblems *self = GALLEY_PROBLEMS (widget);

  hidden_kinds = 0;
  for (int i = 0; i <= GALLEY_PROBLEM_NOTES; i++)
    gtk_toggle_button_set_active (self->chip[i], TRUE);
  fill (self);
}

/* deeds */

static void
activate_cb (GalleyProblems *self, guint position)
{
  g_autoptr (GalleyProblem) problem = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  const GalleyPlace *place;

  if (problem == NULL)
    return;
  place = problem->finding->places;
  g_signal_emit (self, signals[ACTIVATED], 0, place->id, place->row, place->cell ? 0 : place->start,
                 place->cell ? 0 : place->length);
}

/* The problem that an action's parameter names; NULL where it is gone. */
static GalleyProblem *
find_problem (GalleyProblems *self, GVariant *parameter)
{
  return self->bulletin ? g_hash_table_lookup (self->problems, g_variant_get_string (parameter, NULL)) : NULL;
}

static void
fix_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyProblems *self = GALLEY_PROBLEMS (widget);
  GalleyProblem *problem = find_problem (self, parameter);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  if (problem == NULL)
    return;
  g_ptr_array_add (one, problem);
  galley_problem_fix (self->bulletin, one);
}

/* Mends all of the section of the problem that is named. */
static void
fix_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyProblems *self = GALLEY_PROBLEMS (widget);
  GalleyProblem *first = find_problem (self, parameter);
  g_autoptr (GPtrArray) section = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *done = NULL;
  guint n;

  for (guint i = 0; first && i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (GalleyProblem) problem = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (problem->group == first->group && problem->kind == first->kind)
        g_ptr_array_add (section, g_steal_pointer (&problem));
    }
  n = section->len > 0 ? galley_problem_fix (self->bulletin, section) : 0;
  done = g_strdup_printf (ngettext ("%u problem fixed", "%u problems fixed", n), n);
  if (n > 0)
    g_signal_emit (self, signals[DONE], 0, done);
}

static void
reason_given_cb (AdwAlertDialog *dialog, const char *response, GalleyProblem *problem)
{
  GalleyProblems *self = g_object_get_data (G_OBJECT (dialog), "problems");
  GtkEditable *reason = GTK_EDITABLE (adw_alert_dialog_get_extra_child (dialog));

  if (g_str_equal (response, "aside") && self->bulletin)
    galley_problem_set_aside (self->bulletin, problem, gtk_editable_get_text (reason));
}

static void
reason_changed_cb (GtkEditable *reason, AdwAlertDialog *dialog)
{
  adw_alert_dialog_set_response_enabled (dialog, "aside", *gtk_editable_get_text (reason) != '\0');
}

static void
set_aside_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyProblems *self = GALLEY_PROBLEMS (widget);
  GalleyProblem *problem = find_problem (self, parameter);
  AdwAlertDialog *dialog;
  GtkWidget *reason;

  if (problem == NULL)
    return;
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

static void
bring_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyProblems *self = GALLEY_PROBLEMS (widget);
  GalleyProblem *problem = find_problem (self, parameter);

  if (problem)
    galley_problem_bring_back (self->bulletin, problem);
}

/* rows */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, galley_problem_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GalleyProblem *problem = gtk_list_item_get_item (item);
  g_autofree char *spoken = galley_problem_row_describe (problem);

  galley_problem_row_set_problem (GALLEY_PROBLEM_ROW (gtk_list_item_get_child (item)), problem);
  gtk_list_item_set_accessible_label (item, spoken);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  galley_problem_row_set_problem (GALLEY_PROBLEM_ROW (gtk_list_item_get_child (item)), NULL);
}

/* What a section is called, with its number, and the fix for all of it. */
static void
update_header_cb (GtkListHeader *header)
{
  GalleyProblem *problem = gtk_list_header_get_item (header);
  GtkWidget *box = gtk_list_header_get_child (header);
  g_autofree char *title = NULL;
  GtkWidget *label, *button;

  if (problem == NULL || box == NULL)
    return;
  label = gtk_widget_get_first_child (box);
  button = gtk_widget_get_last_child (box);
  title = g_strdup_printf (_("%s (%u)"), galley_finding_kind_get_title (problem->kind), gtk_list_header_get_n_items (header));
  gtk_label_set_label (GTK_LABEL (label), title);
  gtk_widget_set_visible (button, problem->finding->fix != NULL && problem->group <= GALLEY_PROBLEM_NOTES &&
                                    gtk_list_header_get_n_items (header) > 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", galley_problem_get_key (problem));
}

static void
setup_header_cb (GtkSignalListItemFactory *factory, GtkListHeader *header)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (NULL);
  GtkWidget *button = gtk_button_new_with_label (_("Fix All"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "problems.fix-all");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  gtk_list_header_set_child (header, box);
  g_signal_connect (header, "notify::n-items", G_CALLBACK (update_header_cb), NULL);
  g_signal_connect (header, "notify::item", G_CALLBACK (update_header_cb), NULL);
}

static void
bind_header_cb (GtkSignalListItemFactory *factory, GtkListHeader *header)
{
  update_header_cb (header);
}

static void
galley_problems_dispose (GObject *object)
{
  GalleyProblems *self = GALLEY_PROBLEMS (object);

  galley_problems_set_report (self, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_PROBLEMS);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (galley_problems_parent_class)->dispose (object);
}

static void
galley_problems_finalize (GObject *object)
{
  GalleyProblems *self = GALLEY_PROBLEMS (object);

  g_object_unref (self->list);
  g_hash_table_unref (self->problems);
  g_free (self->caret_block);
  G_OBJECT_CLASS (galley_problems_parent_class)->finalize (object);
}

static void
galley_problems_class_init (GalleyProblemsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_problems_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_problems_finalize;

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

  /**
   * GalleyProblems::done:
   * @text: what, for people
   *
   * Several places of the text were changed, which can be undone.
   */
  signals[DONE] = g_signal_new ("done", GALLEY_TYPE_PROBLEMS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "problems.fix", "s", fix_action);
  gtk_widget_class_install_action (widget_class, "problems.fix-all", "s", fix_all_action);
  gtk_widget_class_install_action (widget_class, "problems.set-aside", "s", set_aside_action);
  gtk_widget_class_install_action (widget_class, "problems.bring-back", "s", bring_back_action);
  gtk_widget_class_install_action (widget_class, "problems.show-all", NULL, show_all_action);
  gtk_widget_class_set_css_name (widget_class, "problems");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/checks/galley-problems.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyProblems, view);
  gtk_widget_class_bind_template_child (widget_class, GalleyProblems, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyProblems, empty);
  gtk_widget_class_bind_template_child (widget_class, GalleyProblems, show_all);
  gtk_widget_class_bind_template_child (widget_class, GalleyProblems, chips);
  gtk_widget_class_bind_template_child (widget_class, GalleyProblems, kinds_button);
}

static void
galley_problems_init (GalleyProblems *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();
  GtkWidget *popover = gtk_popover_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->problems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->list = galley_problem_list_new ();
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->list));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  g_signal_connect (headers, "setup", G_CALLBACK (setup_header_cb), NULL);
  g_signal_connect (headers, "bind", G_CALLBACK (bind_header_cb), NULL);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_header_factory (self->view, headers);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  for (int i = 0; i < GALLEY_N_PROBLEM_GROUPS; i++)
    add_chip (self, i);
  gtk_popover_set_child (GTK_POPOVER (popover), gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->kinds = GTK_BOX (gtk_popover_get_child (GTK_POPOVER (popover)));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->kinds_button), popover);
  g_signal_connect_object (popover, "show", G_CALLBACK (show_kinds_cb), self, G_CONNECT_SWAPPED);
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

  if (self->bulletin != bulletin)
    {
      if (self->bulletin)
        g_signal_handlers_disconnect_by_func (self->bulletin, edited_cb, self);
      g_set_object (&self->bulletin, bulletin);
      if (bulletin)
        g_signal_connect_object (bulletin, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
    }
  self->report = report ? galley_report_ref (report) : NULL;
  fill (self);
}

/**
 * galley_problems_set_caret:
 * @block: the id of the block that is written in
 * @offset: where in it, in code points
 *
 * What waited at the place that is left is shown.
 */
void
galley_problems_set_caret (GalleyProblems *self, const char *block, guint offset)
{
  g_set_str (&self->caret_block, block);
  self->caret_offset = offset;
  if (self->waiting)
    fill (self);
}

/* How many problems the list begins with: proofs and what was set aside are no stops, unless nothing else is shown. */
static guint
count_stops (GalleyProblems *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GalleyProblem) problem = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (problem->group > GALLEY_PROBLEM_NOTES)
        return i > 0 ? i : n;
    }
  return n;
}

/**
 * galley_problems_step:
 * @direction: 1 for the next problem, -1 for the one before
 *
 * Selects that problem and goes to its place, round at the ends; a screen reader is told what it is.
 */
void
galley_problems_step (GalleyProblems *self, int direction)
{
  guint n = count_stops (self), selected = gtk_single_selection_get_selected (self->selection);
  g_autoptr (GalleyProblem) problem = NULL;
  g_autofree char *spoken = NULL;

  if (n == 0)
    {
      gtk_accessible_announce (GTK_ACCESSIBLE (self), _("No problems"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
      return;
    }
  if (selected >= n)
    selected = direction > 0 ? 0 : n - 1;
  else
    selected = (selected + n + direction) % n;
  gtk_single_selection_set_selected (self->selection, selected);
  gtk_list_view_scroll_to (self->view, selected, GTK_LIST_SCROLL_NONE, NULL);
  problem = g_list_model_get_item (G_LIST_MODEL (self->list), selected);
  spoken = galley_problem_row_describe (problem);
  activate_cb (self, selected);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), spoken, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}
