/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-problem-row.h"

#include <glib/gi18n-lib.h>

/* One problem of the pane: what is said, why it was set aside, and what can be done about it. */

struct _GalleyProblemRow
{
  GtkBox parent_instance;

  GtkImage *icon;
  GtkLabel *place, *message, *reason, *fix_label;
  GtkWidget *fix, *aside;

  GalleyProblem *problem;
};

G_DEFINE_FINAL_TYPE (GalleyProblemRow, galley_problem_row, GTK_TYPE_BOX)

static void
update (GalleyProblemRow *self)
{
  const GalleyFinding *finding = self->problem->finding;
  const char *text = galley_problem_get_text (self->problem), *reason = galley_problem_get_reason (self->problem);
  const char *key = galley_problem_get_key (self->problem);
  g_autofree char *why = reason ? g_strdup_printf (_("Set aside: %s"), reason) : NULL;
  g_autofree char *change = finding->fix ? g_strdup_printf (_("Change to “%s”"), finding->fix) : NULL;
  GalleyProblemGroup group = self->problem->group;

  gtk_image_set_from_icon_name (self->icon, galley_problem_group_get_icon (group));
  for (int i = 0; i < GALLEY_N_PROBLEM_GROUPS; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), galley_problem_group_get_style (i));
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), galley_problem_group_get_style (group));
  gtk_label_set_label (self->place, text);
  gtk_widget_set_visible (GTK_WIDGET (self->place), *text != '\0');
  gtk_label_set_label (self->message, finding->message);
  gtk_label_set_label (self->reason, why ? why : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), why != NULL);
  gtk_label_set_label (self->fix_label, change ? change : "");
  gtk_widget_set_visible (self->fix, change != NULL && !finding->places->row && !reason);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->fix), "s", key);
  gtk_widget_set_visible (self->aside, group != GALLEY_PROBLEM_PROOFS);
  gtk_button_set_icon_name (GTK_BUTTON (self->aside), reason ? "view-reveal-symbolic" : "view-conceal-symbolic");
  gtk_widget_set_tooltip_text (self->aside, reason ? _("Bring Back") : _("Set Aside…"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->aside), "s", key);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->aside), reason ? "problems.bring-back" : "problems.set-aside");
}

static void
galley_problem_row_dispose (GObject *object)
{
  galley_problem_row_set_problem (GALLEY_PROBLEM_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_PROBLEM_ROW);
  G_OBJECT_CLASS (galley_problem_row_parent_class)->dispose (object);
}

static void
galley_problem_row_class_init (GalleyProblemRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_problem_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/checks/galley-problem-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyProblemRow, icon);
  gtk_widget_class_bind_template_child (widget_class, GalleyProblemRow, place);
  gtk_widget_class_bind_template_child (widget_class, GalleyProblemRow, message);
  gtk_widget_class_bind_template_child (widget_class, GalleyProblemRow, reason);
  gtk_widget_class_bind_template_child (widget_class, GalleyProblemRow, fix);
  gtk_widget_class_bind_template_child (widget_class, GalleyProblemRow, fix_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyProblemRow, aside);
  gtk_widget_class_set_css_name (widget_class, "problem");
}

static void
galley_problem_row_init (GalleyProblemRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
galley_problem_row_new (void)
{
  return g_object_new (GALLEY_TYPE_PROBLEM_ROW, NULL);
}

/* What it shows; NULL for nothing. */
void
galley_problem_row_set_problem (GalleyProblemRow *self, GalleyProblem *problem)
{
  if (self->problem)
    g_signal_handlers_disconnect_by_func (self->problem, update, self);
  g_set_object (&self->problem, problem);
  if (problem == NULL)
    return;
  g_signal_connect_swapped (problem, "changed", G_CALLBACK (update), self);
  update (self);
}

/* What a screen reader is told of it. */
char *
galley_problem_row_describe (GalleyProblem *problem)
{
  return g_strdup_printf ("%s: %s: %s", galley_problem_group_get_title (problem->group), galley_problem_get_text (problem),
                          problem->finding->message);
}
