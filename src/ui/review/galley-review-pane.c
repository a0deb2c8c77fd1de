/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-review-pane.h"

#include <glib/gi18n-lib.h>

#include "galley-checklist.h"
#include "galley-choice-row.h"
#include "galley-figure-check.h"
#include "galley-figure-walk.h"
#include "galley-review-verify.h"

/* Where the bulletin stands: its stages, what the user may do and why not, what is asked for, and its record. */

/* Of a record the last entries are shown; few bulletins have as many. */
#define MAX_ENTRIES 200

struct _GalleyReviewPane
{
  AdwBin parent_instance;

  AdwNavigationView *navigation;
  GtkLabel *state;
  GtkLabel *standing;
  AdwWrapBox *stages;
  AdwPreferencesGroup *choices;
  AdwActionRow *figures;
  AdwActionRow *rate;
  AdwPreferencesGroup *checklist;
  AdwPreferencesGroup *record;
  GalleyFigureWalk *walk;
  GPtrArray *rows; /* of the groups, to be taken out again; borrowed */
};

G_DEFINE_FINAL_TYPE (GalleyReviewPane, galley_review_pane, ADW_TYPE_BIN)

static void
add_row (GalleyReviewPane *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static GtkWidget *
new_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle ? subtitle : "");
  return row;
}

static void
add_icon (GtkWidget *row, const char *name, const char *class, const char *words)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (name);

  gtk_widget_add_css_class (icon, class);
  gtk_widget_set_tooltip_text (icon, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
}

static void
show_stages (GalleyReviewPane *self, const GalleyReviewView *view)
{
  g_autoptr (GalleyReviewCourse) course = galley_review_course_new (view->snapshot);
  GtkWidget *old;

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->stages))))
    adw_wrap_box_remove (self->stages, old);
  for (guint i = 0; i < view->rules->n_stages; i++)
    {
      GalleyReviewState stage = view->rules->stages[i];
      const char *title = galley_review_rules_get_title (view->rules, stage);
      gboolean passed = course->passes[stage] >= 0, here = course->state == stage;
      g_autofree char *said = g_strdup_printf ("%s: %s", title, passed ? _("passed") : here ? _("now") : _("to come"));
      GtkWidget *label = gtk_label_new (title);

      gtk_widget_add_css_class (label, "stage");
      if (passed || here)
        gtk_widget_add_css_class (label, passed ? "passed" : "here");
      gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
      adw_wrap_box_append (self->stages, label);
    }
}

static void
show_choices (GalleyReviewPane *self, const GalleyReviewView *view)
{
  for (guint i = 0; i < view->choices->len; i++)
    add_row (self, self->choices, galley_choice_row_new (view->rules, g_ptr_array_index (view->choices, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->choices), view->choices->len > 0);
}

/* A checklist that no step out of the stage asks for is none. */
static const GPtrArray *
find_checklist (const GalleyReviewView *view)
{
  GalleyReviewState state = galley_review_state (view->snapshot);

  for (guint i = 0; i < GALLEY_N_REVIEW_EVENTS; i++)
    if (view->rules->steps[state][i].roles && view->rules->steps[state][i].guards & GALLEY_GUARD_CHECKLIST)
      return view->rules->checklists[state];
  return NULL;
}

static void
show_checklist (GalleyReviewPane *self, const GalleyReviewView *view)
{
  const GPtrArray *items = find_checklist (view);

  for (guint i = 0; items && i < items->len; i++)
    {
      const GalleyCheckItem *item = g_ptr_array_index (items, i);
      g_autofree char *answer = NULL;
      gboolean done = item->check && galley_checklist_answer (view->rules, view->report, item, &answer);
      GtkWidget *row = new_row (item->title, item->check ? answer : _("You tick it as you pass the stage"));

      if (!item->check)
        add_icon (row, "checkbox-symbolic", "dim-label", _("To be ticked"));
      else
        add_icon (row, done ? "object-select-symbolic" : "dialog-warning-symbolic", done ? "success" : "warning",
                  done ? _("Done") : _("Open"));
      add_row (self, self->checklist, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->checklist), items && items->len > 0);
}

static void
show_rate (GalleyReviewPane *self, const GalleyReviewView *view)
{
  guint open = galley_figure_checks_count_open (view->checks);
  g_autofree char *figures = g_strdup_printf (C_("figures that are checked", "%u of %u"), view->checks->len - open, view->checks->len);
  g_autofree char *number = galley_error_rate_format (&view->rate);
  g_autofree char *rate = g_strdup_printf (_("%s in 10,000 characters; %u are allowed"), number, GALLEY_ERROR_RATE_LIMIT);
  gboolean over = galley_error_rate_is_over (&view->rate);

  adw_action_row_set_subtitle (self->figures, figures);
  adw_action_row_set_subtitle (self->rate, rate);
  if (over)
    gtk_widget_add_css_class (GTK_WIDGET (self->rate), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->rate), "error");
}

static void
show_record (GalleyReviewPane *self, const GalleyReviewView *view)
{
  guint n = view->snapshot->log->len, n_left_out = n > MAX_ENTRIES ? n - MAX_ENTRIES : 0;
  g_autofree char *left_out = g_strdup_printf (ngettext ("%u earlier entry", "%u earlier entries", n_left_out), n_left_out);

  for (guint i = n; i > n_left_out; i--)
    {
      char **fields = ((GalleyRecord *) g_ptr_array_index (view->snapshot->log, i - 1))->fields;
      const GalleyReviewFault *fault = galley_review_faults_find (view->faults, i - 1);
      g_autofree char *time = galley_review_rules_format_time (view->rules, fields[GALLEY_LOG_TIME]);
      const char *said = *fields[GALLEY_LOG_OPINION] ? fields[GALLEY_LOG_OPINION] : fields[GALLEY_LOG_CHANGES];
      gboolean is_signed = *fields[GALLEY_LOG_SIGNATURE] != '\0';
      g_autoptr (GString) lines = g_string_new (NULL);
      g_autofree char *title = NULL;
      GalleyReviewState from = GALLEY_REVIEW_DRAFT;
      GalleyReviewEvent event;
      GtkWidget *row;

      galley_review_state_from_string (fields[GALLEY_LOG_FROM], &from);
      title = g_strdup_printf ("%s · %s", galley_review_rules_get_title (view->rules, from),
                               galley_review_event_from_string (fields[GALLEY_LOG_EVENT], &event)
                                 ? galley_review_event_get_title (event)
                                 : fields[GALLEY_LOG_EVENT]);
      g_string_append_printf (lines, "%s · %s", fields[GALLEY_LOG_ACTOR], time);
      if (*said)
        g_string_append_printf (lines, "\n%s", said);
      if (fault)
        g_string_append_printf (lines, "\n%s", fault->message);
      row = new_row (title, lines->str);
      if (fault)
        add_icon (row, "dialog-error-symbolic", "error", _("Does not hold"));
      else if (is_signed)
        add_icon (row, "object-select-symbolic", "success", _("Signed, and it holds"));
      else
        add_icon (row, "document-edit-symbolic", "dim-label", _("Not signed"));
      add_row (self, self->record, row);
    }
  if (n_left_out > 0)
    add_row (self, self->record, new_row (left_out, _("The dispatch slip has them all")));
  gtk_widget_set_visible (GTK_WIDGET (self->record), n > 0);
}

static void
clear_rows (GalleyReviewPane *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
figures_cb (GalleyReviewPane *self)
{
  adw_navigation_view_push_by_tag (self->navigation, "figures");
}

static void
galley_review_pane_dispose (GObject *object)
{
  GalleyReviewPane *self = GALLEY_REVIEW_PANE (object);

  /* A navigation view that goes with its template is unparented twice (libadwaita 1.7). */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_REVIEW_PANE);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (galley_review_pane_parent_class)->dispose (object);
}

static void
galley_review_pane_class_init (GalleyReviewPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_review_pane_dispose;
  g_type_ensure (GALLEY_TYPE_FIGURE_WALK);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/review/galley-review-pane.ui");
  gtk_widget_class_set_css_name (widget_class, "review");
  gtk_widget_class_bind_template_child (widget_class, GalleyReviewPane, navigation);
  gtk_widget_class_bind_template_child (widget_class, GalleyReviewPane, state);
  gtk_widget_class_bind_template_child (widget_class, GalleyReviewPane, standing);
  gtk_widget_class_bind_template_child (widget_class, GalleyReviewPane, stages);
  gtk_widget_class_bind_template_child (widget_class, GalleyReviewPane, choices);
  gtk_widget_class_bind_template_child (widget_class, GalleyReviewPane, figures);
  gtk_widget_class_bind_template_child (widget_class, GalleyReviewPane, rate);
  gtk_widget_class_bind_template_child (widget_class, GalleyReviewPane, checklist);
  gtk_widget_class_bind_template_child (widget_class, GalleyReviewPane, record);
  gtk_widget_class_bind_template_child (widget_class, GalleyReviewPane, walk);
}

static void
galley_review_pane_init (GalleyReviewPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  g_signal_connect_object (self->figures, "activated", G_CALLBACK (figures_cb), self, G_CONNECT_SWAPPED);
}

/**
 * galley_review_pane_show:
 * @view: what to show; nothing of it is kept but by the figures' page
 */
void
galley_review_pane_show (GalleyReviewPane *self, const GalleyReviewView *view)
{
  guint n;

  clear_rows (self);
  show_rate (self, view);
  galley_figure_walk_show (self->walk, view);
  gtk_widget_set_visible (GTK_WIDGET (self->stages), view->rules != NULL);
  if (view->rules == NULL)
    {
      gtk_label_set_label (self->state, _("The Desk’s Rules Cannot Be Read"));
      gtk_label_set_label (self->standing, view->refused);
      gtk_widget_set_visible (GTK_WIDGET (self->choices), FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self->checklist), FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self->record), FALSE);
      return;
    }
  n = view->faults->len;
  gtk_label_set_label (self->state, galley_review_rules_get_title (view->rules, galley_review_state (view->snapshot)));
  if (n > 0)
    {
      g_autofree char *words = g_strdup_printf (ngettext ("%u fault in its record", "%u faults in its record", n), n);

      gtk_label_set_label (self->standing, words);
    }
  else if (galley_review_is_signed (view->snapshot))
    gtk_label_set_label (self->standing, _("Signed, and as it was signed"));
  else
    gtk_label_set_label (self->standing, view->snapshot->log->len ? _("Its record holds") : _("Nobody has reviewed it yet"));
  show_stages (self, view);
  show_choices (self, view);
  show_checklist (self, view);
  show_record (self, view);
}
