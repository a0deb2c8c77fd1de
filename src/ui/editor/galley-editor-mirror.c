/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-editor-private.h"

#include <string.h>

#define LINE_SEPARATOR "\xe2\x80\xa8"
#define PARAGRAPH_SEPARATOR "\xe2\x80\xa9"

static char *
replace_all (const char *text, const char *from, const char *to)
{
  g_autoptr (GString) string = g_string_new (text);

  g_string_replace (string, from, to, 0);
  return g_string_free (g_steal_pointer (&string), FALSE);
}

static GalleyBlockData *
append_text (GalleyBlockData *block, const char *text)
{
  g_autofree char *clean = galley_editor_text_from_buffer (text);

  return galley_block_data_replace (block, block->n_chars, 0, clean);
}

/* Puts @text into a line of the buffer so that only what differs is touched: the caret and what an input method
 * shows stay where they are. @offset is set to where the change ends; %FALSE if there was none. */
static gboolean
set_line (GtkTextBuffer *buffer, guint line, const char *text, guint *offset)
{
  GtkTextIter start, end;
  g_autofree char *old = NULL, *now = galley_editor_text_to_buffer (text);
  const char *a, *b, *a_end, *b_end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  old = gtk_text_buffer_get_slice (buffer, &start, &end, TRUE);
  a = old;
  b = now;
  while (*a && *b && g_utf8_get_char (a) == g_utf8_get_char (b))
    {
      a = g_utf8_next_char (a);
      b = g_utf8_next_char (b);
    }
  a_end = old + strlen (old);
  b_end = now + strlen (now);
  while (a_end > a && b_end > b)
    {
      const char *a_last = g_utf8_prev_char (a_end), *b_last = g_utf8_prev_char (b_end);

      if (g_utf8_get_char (a_last) != g_utf8_get_char (b_last))
        break;
      a_end = a_last;
      b_end = b_last;
    }
  gtk_text_iter_forward_chars (&start, g_utf8_strlen (old, a - old));
  end = start;
  gtk_text_iter_forward_chars (&end, g_utf8_strlen (a, a_end - a));
  if (a_end > a)
    gtk_text_buffer_delete (buffer, &start, &end);
  if (b_end > b)
    gtk_text_buffer_insert (buffer, &start, b, b_end - b);
  if (a_end == a && b_end == b)
    return FALSE;
  *offset = gtk_text_iter_get_line_offset (&start);
  return TRUE;
}

static void
remove_lines (GtkTextBuffer *buffer, guint line, guint n)
{
  GtkTextIter start, end;
  guint n_lines = gtk_text_buffer_get_line_count (buffer);

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  if (line + n < n_lines)
    gtk_text_buffer_get_iter_at_line (buffer, &end, line + n);
  else
    {
      gtk_text_buffer_get_end_iter (buffer, &end);
      if (line > 0)
        gtk_text_iter_backward_char (&start);
    }
  gtk_text_buffer_delete (buffer, &start, &end);
}

static void
insert_lines (GtkTextBuffer *buffer, guint line, const GalleyEdit *edit, guint from)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkTextIter at;
  gboolean at_end = line >= (guint) gtk_text_buffer_get_line_count (buffer);

  for (guint i = from; i < edit->inserted->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (edit->inserted, i);
      g_autofree char *shown = galley_editor_text_to_buffer (block->text);

      if (at_end)
        g_string_append_c (text, '\n');
      g_string_append (text, shown);
      if (!at_end)
        g_string_append_c (text, '\n');
    }
  if (at_end)
    gtk_text_buffer_get_end_iter (buffer, &at);
  else
    gtk_text_buffer_get_iter_at_line (buffer, &at, line);
  gtk_text_buffer_insert (buffer, &at, text->str, text->len);
}

/* A text with "\n" for every line end that a buffer knows; %NULL if it has no other. */
char *
galley_editor_text_tidy (const char *text)
{
  g_autoptr (GString) tidy = NULL;

  if (strchr (text, '\r') == NULL && strstr (text, PARAGRAPH_SEPARATOR) == NULL)
    return NULL;
  tidy = g_string_new (text);
  g_string_replace (tidy, "\r\n", "\n", 0);
  g_string_replace (tidy, "\r", "\n", 0);
  g_string_replace (tidy, PARAGRAPH_SEPARATOR, "\n", 0);
  return g_string_free (g_steal_pointer (&tidy), FALSE);
}

/* A block's text as the buffer shows it: whatever would end a line of the buffer ends one within the block. */
char *
galley_editor_text_to_buffer (const char *text)
{
  g_autofree char *lines = replace_all (text, "\n", LINE_SEPARATOR), *rest = replace_all (lines, "\r", LINE_SEPARATOR);

  return replace_all (rest, PARAGRAPH_SEPARATOR, LINE_SEPARATOR);
}

/* A line of the buffer as a block holds it. */
char *
galley_editor_text_from_buffer (const char *text)
{
  return replace_all (text, LINE_SEPARATOR, "\n");
}

/* The user put @text into the buffer at a block and offset; the bulletin follows. */
void
galley_editor_mirror_insert (
  GalleyTransaction *transaction, GalleyBulletin *bulletin, guint line, guint offset, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_lines = g_strv_length (lines);
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleyBlockData) head = NULL, tail = NULL;
  GalleyBlockKind between;

  if (n_lines <= 1)
    {
      g_autofree char *clean = galley_editor_text_from_buffer (text);

      galley_transaction_replace_text (transaction, line, offset, 0, clean);
      return;
    }
  galley_block_data_split (galley_bulletin_get_block (bulletin, line), offset, &head, &tail);
  between = tail->kind;
  /* Enter at the start of a block puts an empty line above it, and the block stays what it is. */
  if (offset == 0 && tail->n_chars > 0)
    {
      g_autoptr (GalleyBlockData) above = galley_block_data_new (NULL, tail->kind, "", NULL);

      galley_block_data_unref (head);
      galley_block_data_unref (tail);
      head = g_steal_pointer (&above);
      tail = galley_block_data_ref (galley_bulletin_get_block (bulletin, line));
    }
  g_ptr_array_add (blocks, append_text (head, lines[0]));
  for (guint i = 1; i + 1 < n_lines; i++)
    {
      g_autofree char *clean = galley_editor_text_from_buffer (lines[i]);

      g_ptr_array_add (blocks, galley_block_data_new (NULL, between, clean, NULL));
    }
  {
    g_autofree char *clean = galley_editor_text_from_buffer (lines[n_lines - 1]);

    g_ptr_array_add (blocks, galley_block_data_replace (tail, 0, 0, clean));
  }
  galley_transaction_splice (transaction, GALLEY_LIST_BLOCKS, NULL, line, 1, blocks);
}

/* The user is taking a range of several lines out of the buffer; the bulletin follows. */
void
galley_editor_mirror_delete (GalleyTransaction *transaction,
                             GalleyBulletin *bulletin,
                             guint line,
                             guint offset,
                             guint end_line,
                             guint end_offset)
{
  GalleyBlockData *first = galley_bulletin_get_block (bulletin, line);
  GalleyBlockData *last = galley_bulletin_get_block (bulletin, end_line);
  g_autoptr (GalleyBlockData) head = NULL, tail = NULL;
  g_autoptr (GPtrArray) blocks = NULL;

  head = galley_block_data_replace (first, offset, first->n_chars - offset, "");
  tail = galley_block_data_replace (last, 0, end_offset, "");
  blocks = galley_block_array_new ();
  /* An empty line that is joined to a heading leaves a heading. */
  g_ptr_array_add (blocks, head->n_chars == 0 && tail->n_chars > 0 ? galley_block_data_ref (tail)
                                                                   : galley_block_data_join (head, tail));
  galley_transaction_splice (transaction, GALLEY_LIST_BLOCKS, NULL, line, end_line - line + 1, blocks);
}

/* The bulletin changed elsewhere (undo, another view); the buffer follows. @where is set to the end of the change;
 * %FALSE if the text stays as it is and there is no such place. */
gboolean
galley_editor_show_edit (GtkTextBuffer *buffer, GalleyEditorTags *tags, const GalleyEdit *edit, GtkTextIter *where)
{
  guint n_removed = edit->removed->len, n_inserted = edit->inserted->len, n_common = MIN (n_removed, n_inserted);
  guint line = edit->position, offset = 0;
  gboolean changed = n_removed != n_inserted;

  if (n_removed > n_common)
    remove_lines (buffer, edit->position + n_common, n_removed - n_common);
  for (guint i = 0; i < n_common; i++)
    if (set_line (buffer, edit->position + i, ((GalleyBlockData *) g_ptr_array_index (edit->inserted, i))->text, &offset))
      {
        line = edit->position + i;
        changed = TRUE;
      }
  if (n_inserted > n_common)
    insert_lines (buffer, edit->position + n_common, edit, n_common);
  for (guint i = 0; i < n_inserted; i++)
    galley_editor_style_line (buffer, tags, edit->position + i, g_ptr_array_index (edit->inserted, i));
  if (changed)
    gtk_text_buffer_get_iter_at_line_offset (
      buffer, where, MIN (line, (guint) gtk_text_buffer_get_line_count (buffer) - 1), offset);
  return changed;
}
