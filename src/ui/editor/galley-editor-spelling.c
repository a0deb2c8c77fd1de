/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-editor-private.h"

#include <libspelling.h>

/* Spelling of Latin words, by libspelling. Han text is marked as what is not to be checked, by the tag that libspelling
 * knows from GtkSourceView. Where no dictionary is installed, there is nothing of all this. */

#define NO_SPELL_CHECK "gtksourceview:context-classes:no-spell-check"

/* The dictionary for Latin text: the language of the person where that is one, else English, else any. */
static const char *
find_language (SpellingProvider *provider)
{
  static const char *const english[] = { "en_US", "en_GB", "en" };
  const char *own = spelling_provider_get_default_code (provider);

  if (own && !g_str_has_prefix (own, "zh") && spelling_provider_supports_language (provider, own))
    return own;
  for (guint i = 0; i < G_N_ELEMENTS (english); i++)
    if (spelling_provider_supports_language (provider, english[i]))
      return english[i];
  return NULL;
}

static gboolean
is_latin (gunichar c)
{
  return c < 0x250 || (c >= 0x1e00 && c < 0x1f00);
}

/* Whether the tag is on all of the range, or on none of it. What is inserted within a tag has it already, and libspelling looks
 * at much anew where a tag comes or goes. */
static gboolean
is_marked (GalleyEditor *self, const GtkTextIter *from, const GtkTextIter *to, gboolean marked)
{
  GtkTextIter toggle = *from;

  return gtk_text_iter_has_tag (from, self->unchecked) == marked &&
         (!gtk_text_iter_forward_to_tag_toggle (&toggle, self->unchecked) || gtk_text_iter_compare (&toggle, to) >= 0);
}

/* Says of each run of the text from @start on whether it is to be checked. */
static void
mark_runs (GalleyEditor *self, const GtkTextIter *start, const char *text)
{
  GtkTextIter from = *start, to;

  while (*text)
    {
      gboolean latin = is_latin (g_utf8_get_char (text));
      int n = 0;

      for (; *text && is_latin (g_utf8_get_char (text)) == latin; text = g_utf8_next_char (text))
        n++;
      to = from;
      gtk_text_iter_forward_chars (&to, n);
      if (!is_marked (self, &from, &to, !latin))
        {
          if (latin)
            gtk_text_buffer_remove_tag (self->buffer, self->unchecked, &from, &to);
          else
            gtk_text_buffer_apply_tag (self->buffer, self->unchecked, &from, &to);
        }
      from = to;
    }
}

static void
inserted_cb (GalleyEditor *self, GtkTextIter *end, char *text, int length)
{
  g_autofree char *inserted = g_strndup (text, length);
  GtkTextIter start = *end;

  gtk_text_iter_backward_chars (&start, g_utf8_strlen (inserted, -1));
  mark_runs (self, &start, inserted);
}

/* Whether the place touches a Latin word, so that it is one that libspelling may judge. */
static gboolean
touches_latin (const GtkTextIter *iter)
{
  GtkTextIter before = *iter;
  gunichar next = gtk_text_iter_get_char (iter);

  return (g_unichar_isalpha (next) && is_latin (next)) ||
         (gtk_text_iter_backward_char (&before) && g_unichar_isalpha (gtk_text_iter_get_char (&before)) &&
          is_latin (gtk_text_iter_get_char (&before)));
}

/* libspelling looks for the corrections of whatever word the caret comes to, Han text as well, which is more work than all
 * else that follows a key press. It is told where the caret has come to a Latin word, or has just left one. */
static void
cursor_moved_cb (GalleyEditor *self)
{
  GtkTextIter iter;
  gboolean was_latin = self->caret_latin;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));
  self->caret_latin = touches_latin (&iter);
  if (!was_latin && !self->caret_latin)
    g_signal_stop_emission_by_name (self->buffer, "cursor-moved");
}

/* The menu is of spelling where it opens at a Latin word. */
static void
update_menu (GalleyEditor *self)
{
  GtkTextIter iter;
  GMenuModel *menu = NULL;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));
  if (touches_latin (&iter))
    {
      spelling_text_buffer_adapter_update_corrections (self->spelling);
      menu = spelling_text_buffer_adapter_get_menu_model (self->spelling);
    }
  if (gtk_text_view_get_extra_menu (GTK_TEXT_VIEW (self)) != menu)
    gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (self), menu);
}

/* The menu that a press opens is about the word that was pressed. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GalleyEditor *self)
{
  guint block, offset;
  GtkTextIter iter;

  if (!self->composing && !gtk_text_buffer_get_has_selection (self->buffer) &&
      galley_editor_get_place_at (self, x, y, &block, &offset))
    {
      gtk_text_buffer_get_iter_at_line_offset (self->buffer, &iter, block, offset);
      gtk_text_buffer_place_cursor (self->buffer, &iter);
    }
  update_menu (self);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GalleyEditor *self)
{
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK)))
    update_menu (self);
  return GDK_EVENT_PROPAGATE;
}

/**
 * galley_editor_set_check_spelling:
 * @check_spelling: whether Latin words that no dictionary knows are underlined
 */
void
galley_editor_set_check_spelling (GalleyEditor *self, gboolean check_spelling)
{
  if (self->spelling)
    spelling_text_buffer_adapter_set_enabled (self->spelling, check_spelling);
}

/* The editor's own: spelling, where there is a dictionary. */
void
galley_editor_add_spelling (GalleyEditor *self)
{
  SpellingProvider *provider = spelling_provider_get_default ();
  const char *language = provider ? find_language (provider) : NULL;
  g_autoptr (SpellingChecker) checker = NULL;
  GtkGesture *press;
  GtkEventController *keys;

  if (language == NULL)
    return;
  checker = spelling_checker_new (provider, language);
  /* Before the adapter's own. */
  g_signal_connect_object (self->buffer, "cursor-moved", G_CALLBACK (cursor_moved_cb), self, G_CONNECT_SWAPPED);
  self->spelling = spelling_text_buffer_adapter_new (GTK_SOURCE_BUFFER (self->buffer), checker);
  spelling_text_buffer_adapter_set_enabled (self->spelling, FALSE);
  /* After the adapter, which finds the tag as it comes. */
  self->unchecked = gtk_text_buffer_create_tag (self->buffer, NO_SPELL_CHECK, NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "spelling", G_ACTION_GROUP (self->spelling));
  press = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect (press, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (inserted_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}
