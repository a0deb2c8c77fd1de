/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-editor-private.h"

#include <glib/gi18n-lib.h>

/* What the keys of the editor do to blocks beyond typing: their kinds, lines within them, emphasis. */

/* What stands at the start of a paragraph and a space after it: what the paragraph becomes. */
static const struct
{
  const char *text;
  GalleyBlockKind kind;
} markers[] = {
  { "## ", GALLEY_BLOCK_HEADING }, { "### ", GALLEY_BLOCK_SUBHEADING }, { "◆ ", GALLEY_BLOCK_ITEM },
  { "- ", GALLEY_BLOCK_ITEM },     { "◇ ", GALLEY_BLOCK_SUBITEM }, { "> ", GALLEY_BLOCK_QUOTATION },
};

/* The editor's own: one step of undo for what the buffer shows already, or has but to restyle. */
void
galley_editor_commit_in_place (GalleyEditor *self, GalleyTransaction *transaction)
{
  self->n_mirrored = galley_transaction_get_n_edits (transaction);
  galley_transaction_commit (transaction);
  self->n_mirrored = 0;
}

static GalleyBlockData *
get_caret_block (GalleyEditor *self, GtkTextIter *caret)
{
  gtk_text_buffer_get_iter_at_mark (self->buffer, caret, gtk_text_buffer_get_insert (self->buffer));
  return galley_bulletin_get_block (self->bulletin, gtk_text_iter_get_line (caret));
}

static void
line_break_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyEditor *self = GALLEY_EDITOR (widget);

  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete_selection (self->buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (self->buffer, "\xe2\x80\xa8", -1);
  gtk_text_buffer_end_user_action (self->buffer);
}

/* What a block of a kind becomes one level down, or up where @back; the same where there is no such level. */
static GalleyBlockKind
find_level (GalleyBlockKind kind, gboolean back)
{
  static const GalleyBlockKind levels[][2] = {
    { GALLEY_BLOCK_HEADING, GALLEY_BLOCK_SUBHEADING },
    { GALLEY_BLOCK_ITEM, GALLEY_BLOCK_SUBITEM },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    if (kind == levels[i][back])
      return levels[i][!back];
  return kind;
}

/* Tab at the start of a heading or item puts it a level down, and up with Shift; elsewhere it leaves the article. */
static gboolean
change_level (GalleyEditor *self, gboolean back)
{
  GtkTextIter caret;
  GalleyBlockKind kind, level;

  if (self->bulletin == NULL || gtk_text_buffer_get_has_selection (self->buffer))
    return GDK_EVENT_PROPAGATE;
  kind = get_caret_block (self, &caret)->kind;
  level = find_level (kind, back);
  if (!gtk_text_iter_starts_line (&caret) || level == kind)
    return GDK_EVENT_PROPAGATE;
  galley_editor_set_kind (self, level);
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GalleyEditor *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (self->composing || !gtk_widget_is_focus (GTK_WIDGET (self)))
    return GDK_EVENT_PROPAGATE;
  if ((key == GDK_KEY_Up || key == GDK_KEY_Down) && modifiers == 0)
    return galley_editor_enter_show (self, key == GDK_KEY_Down ? 1 : -1);
  if ((key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab) && (modifiers & ~GDK_SHIFT_MASK) == 0)
    return change_level (self, modifiers & GDK_SHIFT_MASK);
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || modifiers != GDK_SHIFT_MASK)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "editor.line-break", NULL);
  return GDK_EVENT_STOP;
}

static void
set_kind_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyBlockKind kind;

  if (galley_block_kind_from_string (g_variant_get_string (parameter, NULL), &kind))
    galley_editor_set_kind (GALLEY_EDITOR (widget), kind);
}

/* The part of a line that is within the selection, in code points. */
static void
selected_part (const GtkTextIter *start, const GtkTextIter *end, int line, guint n_chars, guint *from, guint *length)
{
  guint to = line == gtk_text_iter_get_line (end) ? (guint) gtk_text_iter_get_line_offset (end) : n_chars;

  *from = line == gtk_text_iter_get_line (start) ? gtk_text_iter_get_line_offset (start) : 0;
  *length = to - *from;
}

/* Emphasizes what is selected; makes it plain where all of it was emphasized. */
static void
emphasis_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyEditor *self = GALLEY_EDITOR (widget);
  GalleyTransaction *transaction;
  GtkTextIter start, end;
  gboolean emphasized = TRUE;
  guint from, length;

  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));
  if (self->bulletin == NULL || !gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end))
    return;
  for (int line = gtk_text_iter_get_line (&start); line <= gtk_text_iter_get_line (&end); line++)
    {
      GalleyBlockData *block = galley_bulletin_get_block (self->bulletin, line);

      selected_part (&start, &end, line, block->n_chars, &from, &length);
      emphasized &= galley_block_data_is_emphasized (block, from, length);
    }
  transaction = galley_transaction_begin (self->bulletin, _("Emphasis"));
  for (int line = gtk_text_iter_get_line (&start); line <= gtk_text_iter_get_line (&end); line++)
    {
      GalleyBlockData *block = galley_bulletin_get_block (self->bulletin, line);
      g_autoptr (GalleyBlockData) now = NULL;

      selected_part (&start, &end, line, block->n_chars, &from, &length);
      if (length == 0)
        continue;
      now = galley_block_data_emphasize (block, from, length, !emphasized);
      galley_transaction_set_block (transaction, line, now);
    }
  galley_editor_commit_in_place (self, transaction);
}

static void
backspace (GtkTextView *view)
{
  GalleyEditor *self = GALLEY_EDITOR (view);
  GtkTextIter caret;
  GalleyBlockKind kind = self->bulletin ? get_caret_block (self, &caret)->kind : GALLEY_BLOCK_PARAGRAPH;

  if (self->bulletin && !gtk_text_buffer_get_has_selection (self->buffer) && gtk_text_iter_starts_line (&caret) &&
      (galley_block_kind_is_item (kind) || kind == GALLEY_BLOCK_HEADING || kind == GALLEY_BLOCK_SUBHEADING ||
       kind == GALLEY_BLOCK_QUOTATION))
    {
      gtk_text_view_reset_im_context (view);
      galley_editor_set_kind (self, GALLEY_BLOCK_PARAGRAPH);
    }
  else
    GTK_TEXT_VIEW_CLASS (g_type_class_peek (GTK_TYPE_TEXT_VIEW))->backspace (view);
}

static void
add_kind_shortcut (GtkWidgetClass *class, guint key, GalleyBlockKind kind)
{
  gtk_widget_class_add_binding_action (class, key, GDK_CONTROL_MASK | GDK_ALT_MASK, "editor.set-kind", "s",
                                       galley_block_kind_to_string (kind));
}

/* The editor's own: its actions and their keys. */
void
galley_editor_install_commands (GtkWidgetClass *class)
{
  GTK_TEXT_VIEW_CLASS (class)->backspace = backspace;
  gtk_widget_class_install_action (class, "editor.line-break", NULL, line_break_action);
  gtk_widget_class_install_action (class, "editor.emphasis", NULL, emphasis_action);
  gtk_widget_class_install_action (class, "editor.set-kind", "s", set_kind_action);
  gtk_widget_class_add_binding_action (class, GDK_KEY_b, GDK_CONTROL_MASK, "editor.emphasis", NULL);
  add_kind_shortcut (class, GDK_KEY_0, GALLEY_BLOCK_PARAGRAPH);
  add_kind_shortcut (class, GDK_KEY_1, GALLEY_BLOCK_HEADING);
  add_kind_shortcut (class, GDK_KEY_2, GALLEY_BLOCK_SUBHEADING);
  add_kind_shortcut (class, GDK_KEY_3, GALLEY_BLOCK_ITEM);
  add_kind_shortcut (class, GDK_KEY_4, GALLEY_BLOCK_QUOTATION);
  add_kind_shortcut (class, GDK_KEY_5, GALLEY_BLOCK_LEAD);
  add_kind_shortcut (class, GDK_KEY_6, GALLEY_BLOCK_NOTE);
  add_kind_shortcut (class, GDK_KEY_7, GALLEY_BLOCK_HEADLINE);
  add_kind_shortcut (class, GDK_KEY_8, GALLEY_BLOCK_SUBITEM);
}

/* The editor's own: the keys that the text view would take for itself, so that they are asked for before. */
void
galley_editor_add_command_keys (GalleyEditor *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* The editor's own: a space was typed. Where it ends a marker at the start of a paragraph, the paragraph becomes what
 * that stands for: a step of its own, so that an undo gives the marker back to who meant it. */
void
galley_editor_take_marker (GalleyEditor *self)
{
  GtkTextIter caret;
  GalleyBlockData *block = get_caret_block (self, &caret);
  int line = gtk_text_iter_get_line (&caret), offset = gtk_text_iter_get_line_offset (&caret);

  if (block->kind != GALLEY_BLOCK_PARAGRAPH || self->composing)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (markers); i++)
    if (g_str_has_prefix (block->text, markers[i].text) && offset == g_utf8_strlen (markers[i].text, -1))
      {
        g_autoptr (GalleyBlockData) bare = galley_block_data_replace (block, 0, offset, "");
        g_autoptr (GalleyBlockData) now = galley_block_data_with_kind (bare, markers[i].kind);
        GalleyTransaction *transaction = galley_transaction_begin (self->bulletin, _("Block Style"));

        galley_transaction_set_block (transaction, line, now);
        galley_transaction_commit (transaction);
        gtk_text_buffer_get_iter_at_line (self->buffer, &caret, line);
        gtk_text_buffer_place_cursor (self->buffer, &caret);
        return;
      }
}

/* The editor's own: makes the caret's block a paragraph if it is an empty item or quotation.
 * Returns: whether it was */
gboolean
galley_editor_leave_empty_block (GalleyEditor *self)
{
  GtkTextIter caret;
  GalleyBlockData *block;

  if (self->bulletin == NULL || self->transaction)
    return FALSE;
  block = get_caret_block (self, &caret);
  if (block->n_chars > 0 || (!galley_block_kind_is_item (block->kind) && block->kind != GALLEY_BLOCK_QUOTATION))
    return FALSE;
  galley_editor_set_kind (self, GALLEY_BLOCK_PARAGRAPH);
  return TRUE;
}

/**
 * galley_editor_set_kind:
 *
 * Makes the blocks of the selection, or the caret's, that kind: one step of undo.
 */
void
galley_editor_set_kind (GalleyEditor *self, GalleyBlockKind kind)
{
  GtkTextIter start, end;
  GalleyTransaction *transaction;

  if (self->bulletin == NULL)
    return;
  gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end);
  transaction = galley_transaction_begin (self->bulletin, _("Block Style"));
  for (int line = gtk_text_iter_get_line (&start); line <= gtk_text_iter_get_line (&end); line++)
    {
      g_autoptr (GalleyBlockData) block =
        galley_block_data_with_kind (galley_bulletin_get_block (self->bulletin, line), kind);

      galley_transaction_set_block (transaction, line, block);
    }
  galley_editor_commit_in_place (self, transaction);
}
