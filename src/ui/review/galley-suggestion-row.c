/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-suggestion-row.h"

/* One suggestion of the pane: what it would do, whose it is, what it breaks, and the decision. */

struct _GalleySuggestionRow
{
  GtkBox parent_instance;

  GtkImage *icon;
  GtkLabel *title, *byline;
  GtkWidget *consequences;
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

static GtkWidget *
new_label (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "css-classes",
                       (const char *const[]) { "caption", NULL }, NULL);
}

static GtkWidget *
new_link (GtkWidget *child, const GalleyConsequencePlace *place)
{
  GtkWidget *link = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (link), child);
  gtk_widget_add_css_class (link, "flat");
  gtk_widget_add_css_class (link, "place");
  gtk_widget_set_tooltip_text (link, place->around);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (link), "suggestions.show-place");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (link), "(sbuu)", place->id, place->row, place->start, place->length);
  return link;
}

/* What is said once leads to its place; what is said of several, to each. */
static void
add_consequence (GalleySuggestionRow *self, const GalleyConsequence *consequence)
{
  g_autofree char *line = galley_consequence_dup_line (consequence);
  GtkWidget *places;

  if (consequence->places->len == 1)
    {
      gtk_box_append (GTK_BOX (self->consequences), new_link (new_label (line), g_ptr_array_index (consequence->places, 0)));
      return;
    }
  places = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_margin_start (places, 12);
  gtk_box_append (GTK_BOX (self->consequences), new_label (line));
  for (guint i = 0; i < consequence->places->len; i++)
    {
      const GalleyConsequencePlace *place = g_ptr_array_index (consequence->places, i);

      gtk_box_append (GTK_BOX (places), new_link (new_label (place->around), place));
    }
  gtk_box_append (GTK_BOX (self->consequences), places);
}

static void
show_consequences (GalleySuggestionRow *self, GPtrArray *consequences)
{
  GtkWidget *old;

  while ((old = gtk_widget_get_first_child (self->consequences)))
    gtk_box_remove (GTK_BOX (self->consequences), old);
  for (guint i = 0; consequences && i < consequences->len; i++)
    add_consequence (self, g_ptr_array_index (consequences, i));
}

void
galley_suggestion_row_set_item (GalleySuggestionRow *self, GalleySuggestionItem *item)
{
  const GalleySuggestion *suggestion = galley_suggestion_item_get_suggestion (item);
  g_autofree char *title = galley_suggestion_item_dup_title (item), *byline = galley_suggestion_item_dup_byline (item);
  g_autofree char *old = g_strdup_printf ("author-%u", self->color), *color = NULL;

  self->color = galley_suggestion_item_get_color (item);
  color = g_strdup_printf ("author-%u", self->color);
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), old);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), color);
  gtk_image_set_from_icon_name (self->icon, galley_suggestion_kind_get_icon (suggestion->kind));
  set_text (self->title, title);
  set_text (self->byline, byline);
  show_consequences (self, galley_suggestion_item_get_consequences (item));
  gtk_actionable_set_action_target (self->accept, "s", suggestion->id);
  gtk_actionable_set_action_target (self->reject, "s", suggestion->id);
}

/* What a screen reader is told of it. */
char *
galley_suggestion_row_describe (GalleySuggestionItem *item)
{
  const GalleySuggestion *suggestion = galley_suggestion_item_get_suggestion (item);
  g_autofree char *title = galley_suggestion_item_dup_title (item), *byline = galley_suggestion_item_dup_byline (item);
  GPtrArray *consequences = galley_suggestion_item_get_consequences (item);
  GString *said = g_string_new (NULL);

  g_string_printf (said, "%s: %s, %s", galley_suggestion_kind_get_title (suggestion->kind), title, byline);
  for (guint i = 0; consequences && i < consequences->len; i++)
    {
      g_autofree char *line = galley_consequence_dup_line (g_ptr_array_index (consequences, i));

      g_string_append_printf (said, ", %s", line);
    }
  return g_string_free (said, FALSE);
}
