/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-suggestion-row.h"

/* One suggestion of the pane: what it would do, whose it is, what it breaks, and the decision. */

struct _GalleySuggestionRow
{
  GtkBox parent_instance;

  GtkImage *icon;
  GtkLabel *title, *byline, *consequences;
  GtkActionable *accept, *reject;
  guint color;
};

G_DEFINE_FINAL_TYPE (GalleySuggestionRow, galley_suggestion_row, GTK_TYPE_BOX)

static void
galley_suggestion_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_SUGGESTION_ROW);
  G_OBJECT_CLASS (galley_suggestion_row_parent_class)->dispose (object);
}

static void
galley_suggestion_row_class_init (GalleySuggestionRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_suggestion_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/review/galley-suggestion-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleySuggestionRow, icon);
  gtk_widget_class_bind_template_child (widget_class, GalleySuggestionRow, title);
  gtk_widget_class_bind_template_child (widget_class, GalleySuggestionRow, byline);
  gtk_widget_class_bind_template_child (widget_class, GalleySuggestionRow, consequences);
  gtk_widget_class_bind_template_child (widget_class, GalleySuggestionRow, accept);
  gtk_widget_class_bind_template_child (widget_class, GalleySuggestionRow, reject);
  gtk_widget_class_set_css_name (widget_class, "suggestion");
}

static void
galley_suggestion_row_init (GalleySuggestionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
galley_suggestion_row_new (void)
{
  return g_object_new (GALLEY_TYPE_SUGGESTION_ROW, NULL);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

void
galley_suggestion_row_set_item (GalleySuggestionRow *self, GalleySuggestionItem *item)
{
  const GalleySuggestion *suggestion = galley_suggestion_item_get_suggestion (item);
  g_autofree char *title = galley_suggestion_item_dup_title (item), *byline = galley_suggestion_item_dup_byline (item);
  g_autofree char *consequences = galley_suggestion_item_dup_consequences (item);
  g_autofree char *old = g_strdup_printf ("author-%u", self->color), *color = NULL;

  self->color = galley_suggestion_item_get_color (item);
  color = g_strdup_printf ("author-%u", self->color);
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), old);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), color);
  gtk_image_set_from_icon_name (self->icon, galley_suggestion_kind_get_icon (suggestion->kind));
  set_text (self->title, title);
  set_text (self->byline, byline);
  set_text (self->consequences, consequences);
  gtk_actionable_set_action_target (self->accept, "s", suggestion->id);
  gtk_actionable_set_action_target (self->reject, "s", suggestion->id);
}

/* What a screen reader is told of it. */
char *
galley_suggestion_row_describe (GalleySuggestionItem *item)
{
  const GalleySuggestion *suggestion = galley_suggestion_item_get_suggestion (item);
  g_autofree char *title = galley_suggestion_item_dup_title (item), *byline = galley_suggestion_item_dup_byline (item);
  g_autofree char *consequences = galley_suggestion_item_dup_consequences (item);

  return g_strdup_printf ("%s: %s, %s%s%s", galley_suggestion_kind_get_title (suggestion->kind), title, byline,
                          *consequences ? ", " : "", consequences);
}
