/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-review-menu.h"

#include "galley-choice-row.h"

/* The menu of what can happen to the bulletin now. No menu of GTK's, for its items have no room for the reason why not. */

struct _GalleyReviewMenu
{
  GtkPopover parent_instance;

  GtkLabel *refused;
  GtkListBox *choices;
  GtkButton *slip;
};

G_DEFINE_FINAL_TYPE (GalleyReviewMenu, galley_review_menu, GTK_TYPE_POPOVER)

static void
galley_review_menu_class_init (GalleyReviewMenuClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/review/galley-review-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyReviewMenu, refused);
  gtk_widget_class_bind_template_child (widget_class, GalleyReviewMenu, choices);
  gtk_widget_class_bind_template_child (widget_class, GalleyReviewMenu, slip);
}

static void
galley_review_menu_init (GalleyReviewMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->slip, "clicked", G_CALLBACK (gtk_popover_popdown), self, G_CONNECT_SWAPPED);
}

/**
 * galley_review_menu_show:
 * @view: where the bulletin stands
 */
void
galley_review_menu_show (GalleyReviewMenu *self, const GalleyReviewView *view)
{
  gtk_label_set_label (self->refused, view->refused ? view->refused : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refused), view->refused != NULL);
  gtk_list_box_remove_all (self->choices);
  for (guint i = 0; view->choices && i < view->choices->len; i++)
    gtk_list_box_append (self->choices, galley_choice_row_new (view->rules, g_ptr_array_index (view->choices, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->choices), view->choices && view->choices->len > 0);
}
