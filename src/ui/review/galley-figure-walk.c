/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-figure-walk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-figure-check.h"

/* The sheet on which figures are checked (核数单), one after the other in the order of the text, each with its source beside it. */

#define CONTEXT_LENGTH 24

struct _GalleyFigureWalk
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *empty;
  GtkLabel *place;
  GtkLabel *figure;
  GtkLabel *context;
  AdwActionRow *name;
  AdwEntryRow *source;
  AdwActionRow *checker;
  GalleyReviewView *view;
  char *shown; /* the source that the entry was given; what is typed there stays until another is */
  guint at;
};

G_DEFINE_FINAL_TYPE (GalleyFigureWalk, galley_figure_walk, ADW_TYPE_NAVIGATION_PAGE)

static const GalleyFigureCheck *
get_check (GalleyFigureWalk *self)
{
  return self->view && self->view->rules && self->at < self->view->checks->len ? g_ptr_array_index (self->view->checks, self->at) : NULL;
}

/* By rules that were not understood nothing is checked, and why is said here as it is in the pane. */
static void
show_none (GalleyFigureWalk *self)
{
  gboolean refused = self->view && self->view->refused;

  adw_status_page_set_icon_name (self->empty, refused ? "dialog-error-symbolic" : "emblem-ok-symbolic");
  adw_status_page_set_title (self->empty, refused ? _("The Desk’s Rules Cannot Be Read") : _("No Figures"));
  adw_status_page_set_description (self->empty, refused ? self->view->refused : _("The bulletin states no figure to be checked."));
}

static void
show (GalleyFigureWalk *self)
{
  const GalleyFigureCheck *check = get_check (self);
  const GalleyBlockData *block = check ? galley_snapshot_find_block (self->view->snapshot, check->block, NULL) : NULL;
  g_autofree char *place = NULL, *context = NULL, *given = NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "walk.tick", check != NULL);
  gtk_stack_set_visible_child_name (self->stack, check ? "sheet" : "none");
  if (check == NULL)
    {
      show_none (self);
      return;
    }
  place = g_strdup_printf (_("%u of %u"), self->at + 1, self->view->checks->len);
  context = block ? g_strdelimit (galley_block_data_dup_around (block, check->start, check->length, CONTEXT_LENGTH), "\n", ' ')
                  : g_strdup (_("Not in the text"));
  gtk_label_set_label (self->place, place);
  gtk_label_set_label (self->figure, check->text);
  gtk_label_set_label (self->context, context);
  adw_action_row_set_subtitle (self->name, *check->name ? check->name : _("Bound to none"));
  given = g_strdup_printf ("%u %s %s", self->at, check->text, check->source);
  if (g_set_str (&self->shown, given))
    gtk_editable_set_text (GTK_EDITABLE (self->source), check->source);
  adw_action_row_set_subtitle (self->checker, *check->checker ? check->checker : _("Nobody yet"));
  if (check->block && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-figure", "(suu)", check->block, check->start, check->length);
}

static void
step (GalleyFigureWalk *self, int by)
{
  if (get_check (self) == NULL)
    return;
  self->at = (self->at + self->view->checks->len + by) % self->view->checks->len;
  show (self);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (GALLEY_FIGURE_WALK (widget), g_str_equal (name, "walk.next") ? 1 : -1);
}

/* The next one that is open; where none is, it stays. */
static void
go_on (GalleyFigureWalk *self)
{
  const GPtrArray *checks = self->view->checks;

  for (guint i = 1; i < checks->len; i++)
    {
      guint at = (self->at + i) % checks->len;

      if (galley_figure_check_is_open (g_ptr_array_index (checks, at)))
        {
          self->at = at;
          return;
        }
    }
}

static void
tick_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyFigureWalk *self = GALLEY_FIGURE_WALK (widget);
  const char *source = gtk_editable_get_text (GTK_EDITABLE (self->source));
  guint at = self->at;

  if (get_check (self) == NULL)
    return;
  if (*source == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->source));
      gtk_widget_error_bell (GTK_WIDGET (self->source));
      return;
    }
  go_on (self);
  gtk_widget_activate_action (widget, "win.check-figure", "(us)", at, source);
}

/* It begins where something is left to do. */
static void
map_cb (GalleyFigureWalk *self)
{
  const GalleyFigureCheck *check = get_check (self);

  if (check && !galley_figure_check_is_open (check))
    go_on (self);
  show (self);
}

static void
galley_figure_walk_dispose (GObject *object)
{
  GalleyFigureWalk *self = GALLEY_FIGURE_WALK (object);

  g_clear_pointer (&self->view, galley_review_view_unref);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (galley_figure_walk_parent_class)->dispose (object);
}

static void
galley_figure_walk_class_init (GalleyFigureWalkClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_figure_walk_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/review/galley-figure-walk.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyFigureWalk, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyFigureWalk, empty);
  gtk_widget_class_bind_template_child (widget_class, GalleyFigureWalk, place);
  gtk_widget_class_bind_template_child (widget_class, GalleyFigureWalk, figure);
  gtk_widget_class_bind_template_child (widget_class, GalleyFigureWalk, context);
  gtk_widget_class_bind_template_child (widget_class, GalleyFigureWalk, name);
  gtk_widget_class_bind_template_child (widget_class, GalleyFigureWalk, source);
  gtk_widget_class_bind_template_child (widget_class, GalleyFigureWalk, checker);
  gtk_widget_class_install_action (widget_class, "walk.next", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "walk.previous", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "walk.tick", NULL, tick_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "walk.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "walk.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "walk.tick", NULL);
}

static void
galley_figure_walk_init (GalleyFigureWalk *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

/**
 * galley_figure_walk_show:
 *
 * Shows the figures of another view, and stays where it is.
 */
void
galley_figure_walk_show (GalleyFigureWalk *self, const GalleyReviewView *view)
{
  g_clear_pointer (&self->view, galley_review_view_unref);
  self->view = galley_review_view_ref (view);
  self->at = view->checks->len ? MIN (self->at, view->checks->len - 1) : 0;
  show (self);
}
