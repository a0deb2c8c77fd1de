/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-mention.h"

/* Offers the names that begin with what is typed after an at sign. The keys stay in the text all the while, and an input method
 * that composes has them for itself. */

/* So far back an at sign is looked for. */
#define MAX_TYPED 40

typedef struct
{
  GtkTextView *view; /* which this goes with */
  GtkWidget *parent;
  GtkPopover *popover;
  GtkListBox *list;
  GStrv names;
  gboolean composing;
  gboolean dismissed; /* until the next word */
} Mention;

static void
mention_free (gpointer data)
{
  Mention *self = data;

  g_strfreev (self->names);
  g_free (self);
}

/**
 * galley_name_row_new:
 * @name: of a colleague
 *
 * Returns: (transfer floating): a row to choose them by
 */
GtkWidget *
galley_name_row_new (const char *name)
{
  GtkWidget *row = gtk_list_box_row_new (), *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

/**
 * galley_name_row_get:
 *
 * Returns: (transfer none): whom the row stands for
 */
const char *
galley_name_row_get (GtkListBoxRow *row)
{
  return gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row)));
}

/* What is typed between an at sign and the caret. Returns: (nullable): with @start behind the sign and @end at the caret */
static char *
dup_typed (Mention *self, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  gtk_text_buffer_get_iter_at_mark (buffer, end, gtk_text_buffer_get_insert (buffer));
  *start = *end;
  for (guint i = 0; i < MAX_TYPED && gtk_text_iter_backward_char (start); i++)
    {
      gunichar glyph = gtk_text_iter_get_char (start);

      if (g_unichar_isspace (glyph))
        return NULL;
      if (glyph == '@')
        {
          gtk_text_iter_forward_char (start);
          return gtk_text_iter_get_text (start, end);
        }
    }
  return NULL;
}

static gboolean
begins_with (const char *name, const char *typed)
{
  g_autofree char *whole = g_utf8_casefold (name, -1), *part = g_utf8_casefold (typed, -1);

  return g_str_has_prefix (whole, part) && !g_str_equal (whole, part);
}

static void
select_row (Mention *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->view), galley_name_row_get (row), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
point_at (Mention *self, const GtkTextIter *at)
{
  GdkRectangle place;
  graphene_point_t corner;
  int x, y;

  gtk_text_view_get_iter_location (self->view, at, &place);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &x, &y);
  if (!gtk_widget_compute_point (GTK_WIDGET (self->view), self->parent, &GRAPHENE_POINT_INIT ((float) x, (float) y), &corner))
    return;
  gtk_popover_set_pointing_to (self->popover, &(GdkRectangle) { (int) corner.x, (int) corner.y, 1, place.height });
}

static void
update (Mention *self)
{
  GtkTextIter start, end;
  g_autofree char *typed = self->composing ? NULL : dup_typed (self, &start, &end);

  if (typed == NULL)
    self->dismissed = FALSE;
  gtk_list_box_remove_all (self->list);
  for (char **name = self->names; typed && !self->dismissed && *name; name++)
    if (begins_with (*name, typed))
      {
        GtkWidget *row = galley_name_row_new (*name);

        gtk_widget_set_focusable (row, FALSE);
        gtk_list_box_append (self->list, row);
      }
  if (gtk_list_box_get_row_at_index (self->list, 0) == NULL)
    {
      gtk_popover_popdown (self->popover);
      return;
    }
  point_at (self, &start);
  gtk_popover_popup (self->popover);
  select_row (self, 0);
}

static void
choose (Mention *self, GtkListBoxRow *row)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autofree char *name = row ? g_strconcat (galley_name_row_get (row), " ", NULL) : NULL;
  GtkTextIter start, end;
  g_autofree char *typed = dup_typed (self, &start, &end);

  if (name == NULL || typed == NULL)
    return;
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, name, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer mention)
{
  choose (mention, row);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer mention)
{
  Mention *self = mention;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (self->composing || modifiers || row == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_Up:
      select_row (self, gtk_list_box_row_get_index (row) + (key == GDK_KEY_Down ? 1 : -1));
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Tab:
      choose (self, row);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      self->dismissed = TRUE;
      gtk_popover_popdown (self->popover);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
changed_cb (GtkTextBuffer *buffer, gpointer mention)
{
  update (mention);
}

static void
preedit_cb (GtkTextView *view, const char *preedit, gpointer mention)
{
  Mention *self = mention;

  self->composing = *preedit != '\0';
  update (self);
}

/**
 * galley_mention_attach:
 * @view: where people type
 * @parent: (type GtkBox): a box around @view; the list of names hangs on it, and goes with it
 * @names: (array zero-terminated=1): those to offer
 */
void
galley_mention_attach (GtkTextView *view, GtkWidget *parent, const char *const *names)
{
  Mention *self = g_new0 (Mention, 1);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->view = view;
  self->parent = parent;
  self->names = g_strdupv ((char **) names);
  self->popover = GTK_POPOVER (gtk_popover_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  g_object_set_data_full (G_OBJECT (view), "mention", self, mention_free);
  gtk_popover_set_autohide (self->popover, FALSE);
  gtk_popover_set_has_arrow (self->popover, FALSE);
  gtk_popover_set_position (self->popover, GTK_POS_BOTTOM);
  gtk_popover_set_child (self->popover, GTK_WIDGET (self->list));
  gtk_widget_set_parent (GTK_WIDGET (self->popover), parent);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (gtk_text_view_get_buffer (view), "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (view, "preedit-changed", G_CALLBACK (preedit_cb), self);
}
