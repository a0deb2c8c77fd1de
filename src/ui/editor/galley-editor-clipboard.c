/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-editor-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-clipboard.h"
#include "galley-export.h"
#include "galley-fragment.h"
#include "galley-html-reader.h"
#include "galley-import.h"

/* Copying and pasting. What is copied goes out as HTML and as plain text, and to this program as the blocks that it is. What
 * is pasted keeps its structure: what the page says, or what can be recognised in lines of plain text. */

/* A paste on its way: read in a thread, put into the article when it is there. */
typedef struct
{
  GalleyBulletin *bulletin;
  GalleyClip *clip;
  GPtrArray *blocks; /* (nullable): its structure */
} Paste;

static void
paste_free (gpointer data)
{
  Paste *paste = data;

  g_object_unref (paste->bulletin);
  galley_clip_free (paste->clip);
  g_clear_pointer (&paste->blocks, g_ptr_array_unref);
  g_free (paste);
}

static void
get_scope (GalleyEditor *self, GalleySearchScope *scope)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end);
  scope->block = gtk_text_iter_get_line (&start);
  scope->start = gtk_text_iter_get_line_offset (&start);
  scope->end_block = gtk_text_iter_get_line (&end);
  scope->end = gtk_text_iter_get_line_offset (&end);
}

/* Copying */

/* The selection as it would stand in a message. */
static char *
dup_plain (GPtrArray *blocks)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (blocks, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      if (blocks->len > 1 && galley_block_kind_is_item (block->kind))
        g_string_append (text, block->kind == GALLEY_BLOCK_ITEM ? GALLEY_ITEM_SIGN " " : GALLEY_SUBITEM_SIGN " ");
      g_string_append (text, block->text);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
copy_selection (GalleyEditor *self)
{
  g_autoptr (GalleySnapshot) whole = NULL, part = NULL;
  g_autoptr (GPtrArray) blocks = NULL;
  g_autoptr (GdkContentProvider) provider = NULL;
  g_autoptr (GBytes) html = NULL;
  g_autofree char *text = NULL;
  GalleySearchScope scope;
  char *page;

  if (self->bulletin == NULL || self->waiting->len > 0 || !gtk_text_buffer_get_has_selection (self->buffer))
    return FALSE;
  get_scope (self, &scope);
  whole = galley_bulletin_snapshot (self->bulletin);
  blocks = galley_fragment_copy (whole->blocks, &scope);
  part = galley_snapshot_new (whole->id, NULL, NULL, blocks, whole->tables, NULL, NULL, NULL);
  page = galley_export_fragment (part);
  html = g_bytes_new_take (page, strlen (page));
  text = dup_plain (blocks);
  provider = gdk_content_provider_new_union (
    (GdkContentProvider *[]) {
      gdk_content_provider_new_typed (GALLEY_TYPE_SNAPSHOT, part),
      gdk_content_provider_new_for_bytes ("text/html", html),
      gdk_content_provider_new_typed (G_TYPE_STRING, text),
    },
    3);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), provider);
  return TRUE;
}

static void
copy_clipboard (GtkTextView *view)
{
  copy_selection (GALLEY_EDITOR (view));
}

static void
cut_clipboard (GtkTextView *view)
{
  GalleyEditor *self = GALLEY_EDITOR (view);

  if (!copy_selection (self))
    return;
  gtk_text_view_reset_im_context (view);
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete_selection (self->buffer, TRUE, TRUE);
  gtk_text_buffer_end_user_action (self->buffer);
  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (self->buffer));
}

/* Pasting */

static gboolean
has_headline (GalleyBulletin *bulletin)
{
  for (guint i = 0; i < galley_bulletin_get_n_blocks (bulletin); i++)
    {
      GalleyBlockData *block = galley_bulletin_get_block (bulletin, i);

      if (block->kind == GALLEY_BLOCK_HEADLINE && block->n_chars > 0)
        return TRUE;
    }
  return FALSE;
}

/* What of a block may go into @bulletin: no second headline, and figures stay bound to rows that are there. */
static GalleyBlockData *
adapt (GalleyBlockData *block, GalleyBulletin *bulletin, gboolean second_headline)
{
  gboolean demoted = second_headline && block->kind == GALLEY_BLOCK_HEADLINE;
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  g_autoptr (GalleyBlockData) kept = NULL, known = NULL;

  for (guint i = 0; i < block->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (block->marks, i);

      if (mark->kind == GALLEY_MARK_EMPHASIS || mark->kind == GALLEY_MARK_LINK ||
          (mark->kind == GALLEY_MARK_FIGURE && galley_bulletin_find_row (bulletin, mark->target, NULL, NULL)))
        g_ptr_array_add (marks, galley_mark_ref (mark));
    }
  kept = galley_block_data_with_marks (block, marks);
  known = galley_block_data_with_kind (kept, demoted ? GALLEY_BLOCK_HEADING : block->kind);
  return galley_block_data_with_id (known, NULL);
}

/* Puts @blocks where @scope was when the article held @before; @n_lines stand there now. */
static void
put_blocks (
  GalleyEditor *self, const char *label, GPtrArray *before, const GalleySearchScope *scope, guint n_lines, GPtrArray *blocks)
{
  gboolean second = has_headline (self->bulletin);
  g_autoptr (GPtrArray) adapted = galley_block_array_new (), result = NULL;
  guint line, offset;

  for (guint i = 0; i < blocks->len; i++)
    g_ptr_array_add (adapted, adapt (g_ptr_array_index (blocks, i), self->bulletin, second));
  result = galley_fragment_splice (before, scope, adapted, &line, &offset);
  galley_editor_replace_blocks (self, label, scope->block, n_lines, result, line, offset);
}

static gboolean
is_structured (GPtrArray *blocks, const char *text)
{
  guint n_lines = 0;

  for (const char *line = text; line; line = strchr (line, '\n') ? strchr (line, '\n') + 1 : NULL)
    n_lines += *line != '\n' && *line != '\r' && *line != '\0';
  for (guint i = 0; i < blocks->len; i++)
    if (((GalleyBlockData *) g_ptr_array_index (blocks, i))->kind != GALLEY_BLOCK_PARAGRAPH)
      return TRUE;
  return blocks->len != n_lines;
}

/* Lines of text go in as they are; what was recognised in them is a further step, which an undo takes back alone. */
static void
put_text (GalleyEditor *self, const char *text, GPtrArray *blocks)
{
  g_autoptr (GalleySnapshot) before = galley_bulletin_snapshot (self->bulletin);
  GalleySearchScope scope;

  get_scope (self, &scope);
  self->pasting = TRUE;
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete_selection (self->buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (self->buffer, text, -1, TRUE);
  gtk_text_buffer_end_user_action (self->buffer);
  if (blocks && is_structured (blocks, text))
    {
      put_blocks (self, _("Structure"), before->blocks, &scope, galley_editor_get_block (self) - scope.block + 1, blocks);
      galley_editor_tell (self, _("Structure recognised"));
    }
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Paste *paste = data;
  g_autoptr (GPtrArray) parts = paste->clip->html ? galley_html_read_bytes (paste->clip->html, NULL, cancellable, NULL) : NULL;

  if (parts)
    paste->blocks = galley_parts_to_blocks (parts);
  else if (paste->clip->text && strpbrk (paste->clip->text, "\r\n"))
    paste->blocks = galley_import_fragment (paste->clip->text, NULL);
  /* A page without text has a picture in it, or nothing. */
  if (parts == NULL)
    g_clear_pointer (&paste->clip->html, g_bytes_unref);
  g_task_return_boolean (task, TRUE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyEditor *self = GALLEY_EDITOR (source);
  Paste *paste = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) blocks = g_steal_pointer (&paste->blocks);

  if (self->bulletin != paste->bulletin)
    return;
  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));
  if (blocks && (paste->clip->snapshot || paste->clip->html))
    {
      g_autoptr (GalleySnapshot) now = galley_bulletin_snapshot (self->bulletin);
      GalleySearchScope scope;

      get_scope (self, &scope);
      put_blocks (self, _("Paste"), now->blocks, &scope, scope.end_block - scope.block + 1, blocks);
    }
  else if (paste->clip->text)
    put_text (self, paste->clip->text, blocks);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (self->buffer));
}

static void
clipboard_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyEditor) self = GALLEY_EDITOR (data);
  g_autoptr (GalleyClip) clip = galley_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (GTask) task = NULL;
  Paste *paste;

  if (clip == NULL || self->bulletin == NULL)
    return;
  paste = g_new0 (Paste, 1);
  paste->bulletin = g_object_ref (self->bulletin);
  paste->blocks = clip->snapshot ? g_ptr_array_ref (clip->snapshot->blocks) : NULL;
  paste->clip = g_steal_pointer (&clip);
  task = g_task_new (self, NULL, read_cb, NULL);
  g_task_set_task_data (task, paste, paste_free);
  if (paste->clip->snapshot)
    g_task_return_boolean (task, TRUE);
  else
    g_task_run_in_thread (task, read_thread);
}

static gboolean
is_blank (GalleyEditor *self)
{
  for (guint i = 0; self->bulletin && i < galley_bulletin_get_n_blocks (self->bulletin); i++)
    if (galley_bulletin_get_block (self->bulletin, i)->n_chars > 0)
      return FALSE;
  return TRUE;
}

/* What is pasted into an empty bulletin is an article to be taken in, with its structure and repairs. */
static void
paste_clipboard (GtkTextView *view)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (view));

  if (galley_clipboard_has_picture (clipboard) &&
      gtk_widget_activate_action (GTK_WIDGET (view), "win.paste-picture", NULL))
    return;
  if (!gdk_clipboard_is_local (clipboard) && is_blank (GALLEY_EDITOR (view)) &&
      gtk_widget_activate_action (GTK_WIDGET (view), "win.new-from-clipboard", NULL))
    return;
  galley_clipboard_read_async (clipboard, NULL, clipboard_cb, g_object_ref (view));
}

/* The editor's own: what its class does with clipboards. */
void
galley_editor_install_clipboard (GtkTextViewClass *class)
{
  class->copy_clipboard = copy_clipboard;
  class->cut_clipboard = cut_clipboard;
  class->paste_clipboard = paste_clipboard;
}
