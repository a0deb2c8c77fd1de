/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-editor-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-binding.h"

/* The article in one text view, a line a block. What the user does to the buffer is mirrored into a transaction;
 * what happens to the bulletin elsewhere is shown in the buffer, but never while an input method composes. */

G_DEFINE_FINAL_TYPE (GalleyEditor, galley_editor, GTK_TYPE_TEXT_VIEW)

enum
{
  PROP_BULLETIN = 1,
  PROP_BLOCK,
  PROP_KIND,
  PROP_COMPOSING,
  N_PROPS
};

enum
{
  FOLLOWED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* A change that waits, and how many of its edits came from the buffer. */
typedef struct
{
  GalleyChange *change;
  guint n_mirrored;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  galley_change_unref (waiting->change);
  g_free (waiting);
}

static void
get_caret (GalleyEditor *self, GtkTextIter *caret)
{
  gtk_text_buffer_get_iter_at_mark (self->buffer, caret, gtk_text_buffer_get_insert (self->buffer));
}

static GalleyTransaction *
ensure_transaction (GalleyEditor *self, const char *label)
{
  if (self->transaction == NULL)
    {
      self->before = galley_bulletin_snapshot (self->bulletin);
      self->transaction = galley_transaction_begin (self->bulletin, self->pasting ? _("Paste") : label);
    }
  return self->transaction;
}

/* Takes out of the bulletin what is out of the buffer. */
static void
flush_cut (GalleyEditor *self)
{
  guint n = self->n_cut;

  self->n_cut = 0;
  if (n > 0)
    galley_transaction_replace_text (self->transaction, self->cut_line, self->cut_offset, n, "");
}

/* Ends the transaction, of whose edits the buffer has the first @n_mirrored already. What is bound to the text that changed
 * follows in the same step of undo. */
static void
commit_transaction (GalleyEditor *self, guint n_mirrored)
{
  GalleyTransaction *transaction;
  g_autoptr (GalleySnapshot) before = g_steal_pointer (&self->before);
  g_autoptr (GalleyBindingReport) report = NULL;
  g_autofree char *text = NULL;

  transaction = g_steal_pointer (&self->transaction);
  if (self->typed)
    galley_transaction_set_merge_key (transaction, "typing");
  self->n_mirrored = n_mirrored;
  report = galley_binding_follow (transaction, self->bulletin, before);
  galley_transaction_commit (transaction);
  self->n_mirrored = 0;
  if (report && report->places->len > 0)
    text = galley_binding_report_summarize (report);
  if (text)
    g_signal_emit (self, signals[FOLLOWED], 0, text);
}

/* Ends a user action, which the buffer showed as it went. */
static void
end_action (GalleyEditor *self)
{
  if (self->transaction == NULL)
    return;
  flush_cut (self);
  commit_transaction (self, galley_transaction_get_n_edits (self->transaction));
}

/* The editor's own: says what was done, to be shown with a way back. */
void
galley_editor_tell (GalleyEditor *self, const char *text)
{
  g_signal_emit (self, signals[FOLLOWED], 0, text);
}

/* The editor's own: puts @blocks in the place of @n blocks from @line on, one step of undo, and the caret behind it. */
void
galley_editor_replace_blocks (
  GalleyEditor *self, const char *label, guint line, guint n, GPtrArray *blocks, guint caret_line, guint caret)
{
  GtkTextIter where;

  self->before = galley_bulletin_snapshot (self->bulletin);
  self->transaction = galley_transaction_begin (self->bulletin, label);
  galley_transaction_splice (self->transaction, GALLEY_LIST_BLOCKS, NULL, line, n, blocks);
  self->typed = FALSE;
  commit_transaction (self, 0);
  gtk_text_buffer_get_iter_at_line_offset (self->buffer, &where, caret_line, caret);
  gtk_text_buffer_place_cursor (self->buffer, &where);
}

/* Brings the buffer up to date with @change; of its edits, the first ones came from the buffer itself. The caret goes
 * where something changed elsewhere, but stays with what the user does. */
static void
show_change (GalleyEditor *self, GalleyChange *change, guint n_mirrored)
{
  GtkTextIter where;
  gboolean moved = FALSE;

  self->showing = TRUE;
  for (guint i = 0; i < change->edits->len; i++)
    {
      GalleyEdit *edit = g_ptr_array_index (change->edits, i);

      if (edit->list != GALLEY_LIST_BLOCKS)
        continue;
      if (i >= n_mirrored)
        {
          for (guint j = 0; j < edit->removed->len; j++)
            g_hash_table_remove (self->spans, ((GalleyBlockData *) g_ptr_array_index (edit->removed, j))->id);
          if (galley_editor_show_edit (self->buffer, &self->tags, edit, &where) && n_mirrored == 0)
            {
              gtk_text_buffer_place_cursor (self->buffer, &where);
              moved = TRUE;
            }
        }
      else
        for (guint j = 0; j < edit->inserted->len; j++)
          galley_editor_style_line (self->buffer, &self->tags, edit->position + j,
                                    g_ptr_array_index (edit->inserted, j));
    }
  self->showing = FALSE;
  if (moved)
    gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (self->buffer));
}

static void
update_caret (GalleyEditor *self)
{
  GtkTextIter caret;
  guint block;

  get_caret (self, &caret);
  block = gtk_text_iter_get_line (&caret);
  if (block != self->block)
    {
      self->block = block;
      if (self->focus_mode)
        gtk_widget_queue_draw (GTK_WIDGET (self));
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BLOCK]);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_KIND]);
}

/* In the text view's own menu too it is the bulletin that can undo. */
static void
update_undo (GalleyEditor *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "text.undo",
                                 self->bulletin && galley_bulletin_get_can_undo (self->bulletin));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "text.redo",
                                 self->bulletin && galley_bulletin_get_can_redo (self->bulletin));
}

static void
bulletin_changed_cb (GalleyEditor *self, GalleyChange *change)
{
  if (self->composing)
    {
      Waiting *waiting = g_new0 (Waiting, 1);

      waiting->change = galley_change_ref (change);
      waiting->n_mirrored = self->n_mirrored;
      g_ptr_array_add (self->waiting, waiting);
    }
  else
    {
      show_change (self, change, self->n_mirrored);
      galley_editor_update_shows (self);
    }
  update_undo (self);
  update_caret (self);
}

/* What is pasted from elsewhere may end its lines otherwise; the buffer is to hold one kind of line end. */
static void
tidy_text_cb (GalleyEditor *self, GtkTextIter *where, char *text, int length)
{
  g_autofree char *given = g_strndup (text, length), *tidy = galley_editor_text_tidy (given);

  /* Enter where there is nothing to go on with ends the list. */
  if (g_str_equal (given, "\n") && !self->showing && !self->pasting && galley_editor_leave_empty_block (self))
    {
      g_signal_stop_emission_by_name (self->buffer, "insert-text");
      return;
    }
  if (tidy == NULL)
    return;
  g_signal_stop_emission_by_name (self->buffer, "insert-text");
  gtk_text_buffer_insert (self->buffer, where, tidy, -1);
}

static void
insert_text_cb (GalleyEditor *self, GtkTextIter *end, char *text, int length)
{
  g_autofree char *inserted = g_strndup (text, length);
  GtkTextIter start = *end;
  GalleyTransaction *transaction;
  guint line, offset;

  if (self->showing || self->bulletin == NULL || length == 0)
    return;
  gtk_text_iter_backward_chars (&start, g_utf8_strlen (inserted, -1));
  self->typed = !self->pasting && self->transaction == NULL && !strpbrk (inserted, "\r\n");
  self->spaced = self->typed && g_str_equal (inserted, " ");
  transaction = ensure_transaction (self, _("Typing"));
  line = gtk_text_iter_get_line (&start);
  offset = gtk_text_iter_get_line_offset (&start);
  if (self->n_cut > 0 && line == self->cut_line && offset == self->cut_offset && !strpbrk (inserted, "\r\n"))
    {
      g_autofree char *text_in = galley_editor_text_from_buffer (inserted);

      galley_transaction_replace_text (transaction, line, offset, self->n_cut, text_in);
      self->n_cut = 0;
    }
  else
    {
      flush_cut (self);
      galley_editor_mirror_insert (transaction, self->bulletin, line, offset, inserted);
    }
  if (self->action_depth == 0)
    end_action (self);
}

static void
delete_range_cb (GalleyEditor *self, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextIter from = *start, to = *end;
  guint line;

  if (self->showing || self->bulletin == NULL || gtk_text_iter_equal (start, end))
    return;
  gtk_text_iter_order (&from, &to);
  line = gtk_text_iter_get_line (&from);
  self->typed = self->transaction == NULL && line == (guint) gtk_text_iter_get_line (&to);
  ensure_transaction (self, _("Deletion"));
  flush_cut (self);
  if (line == (guint) gtk_text_iter_get_line (&to))
    {
      self->cut_line = line;
      self->cut_offset = gtk_text_iter_get_line_offset (&from);
      self->n_cut = gtk_text_iter_get_line_offset (&to) - self->cut_offset;
    }
  else
    galley_editor_mirror_delete (self->transaction, self->bulletin, line, gtk_text_iter_get_line_offset (&from),
                                 gtk_text_iter_get_line (&to), gtk_text_iter_get_line_offset (&to));
}

/* Outside a user action the deletion is over once the buffer has done it. */
static void
deleted_range_cb (GalleyEditor *self)
{
  if (self->action_depth == 0 && !self->showing)
    end_action (self);
}

static void
begin_user_action_cb (GalleyEditor *self)
{
  self->action_depth++;
}

static void
end_user_action_cb (GalleyEditor *self)
{
  if (--self->action_depth > 0)
    return;
  end_action (self);
  if (self->spaced)
    galley_editor_take_marker (self);
  self->spaced = FALSE;
  self->pasting = FALSE;
}

static void
cursor_moved_cb (GalleyEditor *self)
{
  if (self->showing || self->transaction)
    return;
  if (self->bulletin && self->action_depth == 0)
    galley_bulletin_seal (self->bulletin);
  update_caret (self);
}

static void
preedit_changed_cb (GalleyEditor *self, const char *preedit)
{
  gboolean was_composing = self->composing;

  self->composing = *preedit != '\0';
  for (guint i = 0; !self->composing && i < self->waiting->len; i++)
    {
      Waiting *waiting = g_ptr_array_index (self->waiting, i);

      show_change (self, waiting->change, waiting->n_mirrored);
    }
  if (!self->composing)
    {
      g_ptr_array_set_size (self->waiting, 0);
      galley_editor_update_shows (self);
    }
  if (self->composing != was_composing)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPOSING]);
}

static void
dark_changed_cb (GalleyEditor *self)
{
  galley_editor_tags_set_dark (&self->tags, adw_style_manager_get_dark (adw_style_manager_get_default ()));
  galley_editor_color_suggestions (self);
}

/* What stands before a block of these kinds in print, in the margin where it can't be edited away. */
static const char *
margin_label (GalleyBlockKind kind)
{
  switch (kind)
    {
    case GALLEY_BLOCK_ITEM:
      return GALLEY_ITEM_SIGN;
    case GALLEY_BLOCK_SUBITEM:
      return GALLEY_SUBITEM_SIGN;
    case GALLEY_BLOCK_QUOTATION:
      return "“";
    case GALLEY_BLOCK_TABLE:
      return "▦";
    case GALLEY_BLOCK_PICTURE:
      return "▣";
    case GALLEY_BLOCK_CHART:
      return "▥";
    default:
      return NULL;
    }
}

static void
draw_margin (GalleyEditor *self, GtkSnapshot *snapshot, guint line, GtkTextIter *start, const GdkRGBA *color)
{
  GalleyBlockData *block = galley_bulletin_get_block (self->bulletin, line);
  const char *label = margin_label (block->kind);
  GdkRectangle place;

  if (label)
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), label);

      gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), start, &place);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (place.x - (float) self->em * 1.4f, place.y));
      gtk_snapshot_append_layout (snapshot, layout, color);
      gtk_snapshot_restore (snapshot);
    }
  else if (block->kind == GALLEY_BLOCK_NOTE)
    {
      int y, height;
      GdkRGBA faint = *color;

      faint.alpha *= 0.3f;
      gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), start, &y, &height);
      gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), start, &place);
      gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (place.x - 16, y, 3, height));
    }
}

static void
snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  GalleyEditor *self = GALLEY_EDITOR (view);
  GdkRectangle visible;
  GtkTextIter start, end;
  GdkRGBA color;

  if (layer != GTK_TEXT_VIEW_LAYER_ABOVE_TEXT || self->bulletin == NULL || self->waiting->len > 0)
    return;
  galley_editor_check_shows (self);
  gtk_widget_get_color (GTK_WIDGET (self), &color);
  galley_standing_lines_set_text_color (self->lines, &color);
  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_line_at_y (view, &start, visible.y, NULL);
  gtk_text_view_get_line_at_y (view, &end, visible.y + visible.height, NULL);
  do
    {
      guint line = gtk_text_iter_get_line (&start);

      if (line >= galley_bulletin_get_n_blocks (self->bulletin))
        break;
      draw_margin (self, snapshot, line, &start, &color);
      galley_editor_draw_standings (self, snapshot, &start);
    }
  while (gtk_text_iter_compare (&start, &end) < 0 && gtk_text_iter_forward_line (&start));
  galley_editor_draw_suggestions (self, snapshot, &visible);
  galley_editor_draw_veil (self, snapshot, &visible);
  galley_editor_draw_drop (self, snapshot);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyEditor *self = GALLEY_EDITOR (widget);

  if (self->bulletin == NULL)
    return;
  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));
  if (g_str_equal (name, "text.undo"))
    galley_bulletin_undo (self->bulletin);
  else
    galley_bulletin_redo (self->bulletin);
}

static void
galley_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyEditor *self = GALLEY_EDITOR (object);

  switch (id)
    {
    case PROP_BULLETIN:
      g_value_set_object (value, self->bulletin);
      break;
    case PROP_BLOCK:
      g_value_set_uint (value, self->block);
      break;
    case PROP_KIND:
      g_value_set_uint (value, galley_editor_get_kind (self));
      break;
    case PROP_COMPOSING:
      g_value_set_boolean (value, self->composing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_BULLETIN)
    galley_editor_set_bulletin (GALLEY_EDITOR (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* Tables are as wide as the text. */
static void
galley_editor_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GalleyEditor *self = GALLEY_EDITOR (widget);

  galley_editor_set_page (self, width);
  GTK_WIDGET_CLASS (galley_editor_parent_class)->size_allocate (widget, width, height, baseline);
  if (width != self->shown_width)
    {
      self->shown_width = width;
      galley_editor_resize_shows (self);
    }
  galley_editor_allocate_shows (self);
  if (self->asking)
    gtk_popover_present (GTK_POPOVER (self->asking));
}

static void
galley_editor_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GTK_WIDGET_CLASS (galley_editor_parent_class)->snapshot (widget, snapshot);
  galley_editor_snapshot_shows (GALLEY_EDITOR (widget), snapshot);
}

static void
galley_editor_dispose (GObject *object)
{
  GalleyEditor *self = GALLEY_EDITOR (object);

  galley_editor_set_bulletin (self, NULL);
  g_clear_pointer (&self->asking, gtk_widget_unparent);
  galley_editor_dispose_shows (self);
  G_OBJECT_CLASS (galley_editor_parent_class)->dispose (object);
}

static void
galley_editor_finalize (GObject *object)
{
  g_ptr_array_unref (GALLEY_EDITOR (object)->waiting);
  g_ptr_array_unref (GALLEY_EDITOR (object)->gaps);
  galley_standing_lines_free (GALLEY_EDITOR (object)->lines);
  g_hash_table_unref (GALLEY_EDITOR (object)->shows);
  g_clear_object (&GALLEY_EDITOR (object)->spelling);
  g_object_unref (GALLEY_EDITOR (object)->buffer);
  g_hash_table_unref (GALLEY_EDITOR (object)->spans);
  g_free (GALLEY_EDITOR (object)->dragged);
  g_free (GALLEY_EDITOR (object)->folder);
  G_OBJECT_CLASS (galley_editor_parent_class)->finalize (object);
}

static void
galley_editor_class_init (GalleyEditorClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (class);

  object_class->get_property = galley_editor_get_property;
  object_class->set_property = galley_editor_set_property;
  object_class->dispose = galley_editor_dispose;
  object_class->finalize = galley_editor_finalize;
  widget_class->size_allocate = galley_editor_size_allocate;
  widget_class->snapshot = galley_editor_snapshot;
  view_class->snapshot_layer = snapshot_layer;

  /**
   * GalleyEditor:bulletin:
   *
   * The bulletin whose article is edited.
   */
  props[PROP_BULLETIN] =
    g_param_spec_object ("bulletin", NULL, NULL, GALLEY_TYPE_BULLETIN,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * GalleyEditor:block:
   *
   * The position of the block that holds the caret.
   */
  props[PROP_BLOCK] = g_param_spec_uint ("block", NULL, NULL, 0, G_MAXUINT, 0,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * GalleyEditor:kind:
   *
   * The #GalleyBlockKind of the block that holds the caret.
   */
  props[PROP_KIND] = g_param_spec_uint ("kind", NULL, NULL, 0, GALLEY_N_BLOCK_KINDS - 1, GALLEY_BLOCK_PARAGRAPH,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * GalleyEditor:composing:
   *
   * Whether an input method composes. Nothing is to touch the article then.
   */
  props[PROP_COMPOSING] = g_param_spec_boolean ("composing", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * GalleyEditor::followed:
   * @text: what, for people
   *
   * Cells or other places followed an edit of the text that is bound to them.
   */
  signals[FOLLOWED] = g_signal_new ("followed", GALLEY_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);

  /* Undo is the bulletin's, for text, tables and forms alike. */
  gtk_widget_class_install_action (widget_class, "text.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "text.redo", NULL, undo_action);
  galley_editor_install_commands (widget_class);
  galley_editor_install_clipboard (view_class);
  galley_editor_install_moving (widget_class);
  galley_editor_install_links (widget_class);
}

static void
galley_editor_init (GalleyEditor *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->waiting = g_ptr_array_new_with_free_func (waiting_free);
  galley_editor_init_shows (self);
  self->spans = galley_editor_spans_new ();
  self->lines = galley_standing_lines_new ();
  /* Of GtkSourceView for the sake of the spelling, which knows no other. */
  self->buffer = GTK_TEXT_BUFFER (gtk_source_buffer_new (NULL));
  g_object_set (self->buffer, "enable-undo", FALSE, "highlight-syntax", FALSE, "highlight-matching-brackets", FALSE,
                "implicit-trailing-newline", FALSE, NULL);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self), self->buffer);
  galley_editor_tags_init (&self->tags, self->buffer);
  galley_editor_init_suggestions (self);
  g_object_set (self, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE, "top-margin", 12,
                "bottom-margin", 48, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Article"), -1);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (tidy_text_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (insert_text_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->buffer, "delete-range", G_CALLBACK (delete_range_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "delete-range", G_CALLBACK (deleted_range_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->buffer, "begin-user-action", G_CALLBACK (begin_user_action_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "end-user-action", G_CALLBACK (end_user_action_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "notify::cursor-position", G_CALLBACK (cursor_moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "preedit-changed", G_CALLBACK (preedit_changed_cb), NULL);
  galley_editor_add_command_keys (self);
  galley_editor_add_handle (self);
  galley_editor_add_links (self);
  galley_editor_add_spelling (self);
  gtk_widget_add_css_class (GTK_WIDGET (self), "article");
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (dark_changed_cb), self, G_CONNECT_SWAPPED);
  dark_changed_cb (self);
}

/**
 * galley_editor_get_bulletin:
 *
 * Returns: (transfer none) (nullable): what is edited
 */
GalleyBulletin *
galley_editor_get_bulletin (GalleyEditor *self)
{
  return self->bulletin;
}

/**
 * galley_editor_set_bulletin:
 * @bulletin: (nullable) (transfer none): what to edit
 */
void
galley_editor_set_bulletin (GalleyEditor *self, GalleyBulletin *bulletin)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkTextIter start;

  if (self->bulletin == bulletin)
    return;
  if (self->bulletin)
    g_signal_handlers_disconnect_by_func (self->bulletin, bulletin_changed_cb, self);
  g_ptr_array_set_size (self->waiting, 0);
  g_hash_table_remove_all (self->spans);
  g_ptr_array_set_size (self->gaps, 0);
  g_set_object (&self->bulletin, bulletin);
  for (guint i = 0; bulletin && i < galley_bulletin_get_n_blocks (bulletin); i++)
    {
      g_autofree char *line = galley_editor_text_to_buffer (galley_bulletin_get_block (bulletin, i)->text);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, line);
    }
  self->showing = TRUE;
  gtk_text_buffer_set_text (self->buffer, text->str, text->len);
  for (guint i = 0; bulletin && i < galley_bulletin_get_n_blocks (bulletin); i++)
    galley_editor_style_line (self->buffer, &self->tags, i, galley_bulletin_get_block (bulletin, i));
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_place_cursor (self->buffer, &start);
  self->showing = FALSE;
  if (bulletin)
    g_signal_connect_object (bulletin, "changed", G_CALLBACK (bulletin_changed_cb), self, G_CONNECT_SWAPPED);
  galley_editor_update_shows (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BULLETIN]);
  update_undo (self);
  update_caret (self);
}

/**
 * galley_editor_get_block:
 *
 * Returns: the position of the block that holds the caret
 */
guint
galley_editor_get_block (GalleyEditor *self)
{
  return self->block;
}

/**
 * galley_editor_get_offset:
 *
 * Returns: the caret's place in its block, in code points
 */
guint
galley_editor_get_offset (GalleyEditor *self)
{
  GtkTextIter caret;

  get_caret (self, &caret);
  return gtk_text_iter_get_line_offset (&caret);
}

GalleyBlockKind
galley_editor_get_kind (GalleyEditor *self)
{
  if (self->bulletin == NULL || self->block >= galley_bulletin_get_n_blocks (self->bulletin))
    return GALLEY_BLOCK_PARAGRAPH;
  return galley_bulletin_get_block (self->bulletin, self->block)->kind;
}

/**
 * galley_editor_show_range:
 * @block: a block's position
 * @start: in code points of its text
 * @length: in code points; 0 puts the caret there
 *
 * Selects a place and brings it into view. What is being composed is given up.
 */
void
galley_editor_show_range (GalleyEditor *self, guint block, guint start, guint length)
{
  GtkTextIter from, to;
  GtkTextMark *mark = gtk_text_buffer_get_insert (self->buffer);

  if (block >= (guint) gtk_text_buffer_get_line_count (self->buffer))
    return;
  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));
  gtk_text_buffer_get_iter_at_line_offset (self->buffer, &from, block, start);
  to = from;
  gtk_text_iter_forward_chars (&to, length);
  gtk_text_buffer_select_range (self->buffer, &to, &from);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), mark, 0.1, TRUE, 0.5, 0.35);
}

/**
 * galley_editor_select:
 * @block: a block's position
 * @start: in code points of its text
 * @length: in code points; 0 puts the caret there
 *
 * Selects a place, brings it into view and takes the focus there.
 */
void
galley_editor_select (GalleyEditor *self, guint block, guint start, guint length)
{
  galley_editor_show_range (self, block, start, length);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * galley_editor_get_composing:
 *
 * Returns: whether an input method composes
 */
gboolean
galley_editor_get_composing (GalleyEditor *self)
{
  return self->composing;
}

/**
 * galley_editor_set_matches:
 * @matches: (transfer none) (element-type GalleySearchMatch): what was searched for
 * @current: the index of the one that is gone to; their number for none
 *
 * Lights up those places and no others; nothing happens while an input method composes.
 */
void
galley_editor_set_matches (GalleyEditor *self, GArray *matches, guint current)
{
  if (!self->composing)
    galley_editor_show_matches (self->buffer, &self->tags, matches, current);
}

/* The editor's own: what it marks its text with. */
const GalleyEditorTags *
galley_editor_get_tags (GalleyEditor *self)
{
  return &self->tags;
}

/**
 * galley_block_kind_get_title:
 *
 * Returns: (transfer none): what people call that kind of block, in their language
 */
const char *
galley_block_kind_get_title (GalleyBlockKind kind)
{
  static const char *const titles[GALLEY_N_BLOCK_KINDS] = {
    [GALLEY_BLOCK_KICKER] = N_ ("Kicker"),       [GALLEY_BLOCK_HEADLINE] = N_ ("Headline"),
    [GALLEY_BLOCK_NOTE] = N_ ("Editor’s Note"),  [GALLEY_BLOCK_LEAD] = N_ ("Lead"),
    [GALLEY_BLOCK_HEADING] = N_ ("Heading"),     [GALLEY_BLOCK_PARAGRAPH] = N_ ("Paragraph"),
    [GALLEY_BLOCK_ITEM] = N_ ("Item"),           [GALLEY_BLOCK_SUBHEADING] = N_ ("Subheading"),
    [GALLEY_BLOCK_SUBITEM] = N_ ("Subitem"),
    [GALLEY_BLOCK_QUOTATION] = N_ ("Quotation"), [GALLEY_BLOCK_TABLE] = N_ ("Table"),
    [GALLEY_BLOCK_PICTURE] = N_ ("Picture"),     [GALLEY_BLOCK_CHART] = N_ ("Chart"),
  };

  g_return_val_if_fail (kind < GALLEY_N_BLOCK_KINDS, NULL);
  return _ (titles[kind]);
}
