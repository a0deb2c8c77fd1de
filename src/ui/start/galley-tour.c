/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-tour.h"

#include <glib/gi18n-lib.h>

/* A card that names one thing to try after the other, with the pane that it is about lit up. Who does it is led on;
 * nobody has to, and nothing is blocked meanwhile. */

struct _GalleyTour
{
  AdwBin parent_instance;

  GtkLabel *count;
  GtkLabel *title;
  GtkLabel *body;
  GtkButton *next;
  GtkButton *end;

  GtkWidget *targets[GALLEY_N_TOUR_STEPS]; /* unowned: the tour and they go with the window */
  guint step;                              /* GALLEY_N_TOUR_STEPS: not under way */
};

G_DEFINE_FINAL_TYPE (GalleyTour, galley_tour, ADW_TYPE_BIN)

static const struct
{
  const char *title;
  const char *body;
} texts[GALLEY_N_TOUR_STEPS] = {
  [GALLEY_TOUR_FIGURE] = { N_ ("Every Figure Is Read"),
                           N_ ("Underlines show how the figures stand. Put the caret into one and press Ctrl+. to see its "
                               "arithmetic.") },
  [GALLEY_TOUR_EXTRACT] = { N_ ("The Table Fills Itself"),
                            N_ ("Press Ctrl+Shift+E: what the article states becomes rows, tied to their places in the "
                                "text.") },
  [GALLEY_TOUR_CELL] = { N_ ("Change a Cell, and the Text Follows"),
                         N_ ("Give a row another value. Each place that states it changes with it; Ctrl+Z takes it back.") },
  [GALLEY_TOUR_PROBLEM] = { N_ ("Problems Come to You"),
                            N_ ("F8 goes to the next one. Fix it with a click, or set it aside with a reason.") },
  [GALLEY_TOUR_EXPORT] = { N_ ("What You See Is What Is Printed"),
                           N_ ("The preview is laid out as you type. Ctrl+S saves, Ctrl+E exports.") },
};

static void
light_up (GalleyTour *self, gboolean lit)
{
  GtkWidget *target = self->step < GALLEY_N_TOUR_STEPS ? self->targets[self->step] : NULL;

  if (target && lit)
    gtk_widget_add_css_class (target, "tour-target");
  else if (target)
    gtk_widget_remove_css_class (target, "tour-target");
}

static void
go_to (GalleyTour *self, guint step)
{
  g_autofree char *count = NULL, *said = NULL;

  light_up (self, FALSE);
  self->step = step;
  light_up (self, TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (adw_bin_get_child (ADW_BIN (self))), step < GALLEY_N_TOUR_STEPS);
  if (step >= GALLEY_N_TOUR_STEPS)
    return;
  count = g_strdup_printf (_("Step %u of %u"), step + 1, (guint) GALLEY_N_TOUR_STEPS);
  said = g_strdup_printf ("%s. %s. %s", count, _ (texts[step].title), _ (texts[step].body));
  gtk_label_set_label (self->count, count);
  gtk_label_set_label (self->title, _ (texts[step].title));
  gtk_label_set_label (self->body, _ (texts[step].body));
  gtk_button_set_label (self->next, step + 1 < GALLEY_N_TOUR_STEPS ? _("_Next") : _("_Done"));
  gtk_widget_set_visible (GTK_WIDGET (self->end), step + 1 < GALLEY_N_TOUR_STEPS);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), said, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
next_cb (GalleyTour *self)
{
  go_to (self, self->step + 1);
}

static void
end_cb (GalleyTour *self)
{
  galley_tour_end (self);
}

static void
galley_tour_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_TOUR);
  G_OBJECT_CLASS (galley_tour_parent_class)->dispose (object);
}

static void
galley_tour_class_init (GalleyTourClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_tour_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/start/galley-tour.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyTour, count);
  gtk_widget_class_bind_template_child (widget_class, GalleyTour, title);
  gtk_widget_class_bind_template_child (widget_class, GalleyTour, body);
  gtk_widget_class_bind_template_child (widget_class, GalleyTour, next);
  gtk_widget_class_bind_template_child (widget_class, GalleyTour, end);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_cb);
}

static void
galley_tour_init (GalleyTour *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->step = GALLEY_N_TOUR_STEPS;
}

/**
 * galley_tour_set_target:
 * @step: a step
 * @target: (transfer none): the pane that it is about; lit up meanwhile, and as long-lived as the tour
 */
void
galley_tour_set_target (GalleyTour *self, GalleyTourStep step, GtkWidget *target)
{
  self->targets[step] = target;
}

/**
 * galley_tour_begin:
 *
 * Shows the first step.
 */
void
galley_tour_begin (GalleyTour *self)
{
  go_to (self, GALLEY_TOUR_FIGURE);
}

/**
 * galley_tour_end:
 *
 * Goes away.
 */
void
galley_tour_end (GalleyTour *self)
{
  go_to (self, GALLEY_N_TOUR_STEPS);
}

/**
 * galley_tour_happened:
 * @step: what the user did
 *
 * Leads on where that was the thing to try.
 */
void
galley_tour_happened (GalleyTour *self, GalleyTourStep step)
{
  if (self->step == step)
    go_to (self, step + 1);
}
