/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-editor-private.h"

/* How the figures of the article stand, as tags of the buffer. A report is about all blocks, most of which are as they were: a
 * tag that is taken off and put on again would have its line laid out anew, so it is remembered what each block shows. */

typedef struct
{
  GalleyBlockData *block;
  GalleyEditorSpan *spans;
  guint n_spans;
} SpansShown;

static void
spans_shown_free (gpointer data)
{
  SpansShown *shown = data;

  galley_block_data_unref (shown->block);
  g_free (shown->spans);
  g_free (shown);
}

/* The editor's own: what is shown, by the ids of blocks. */
GHashTable *
galley_editor_spans_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, spans_shown_free);
}

/* Whether the block shows other spans from now on. */
static gboolean
take_spans (GHashTable *all, GalleyBlockData *block, const GalleyEditorSpan *spans, guint n_spans)
{
  SpansShown *shown = g_hash_table_lookup (all, block->id);
  gboolean same = shown && shown->block == block && shown->n_spans == n_spans;

  for (guint i = 0; same && i < n_spans; i++)
    same = shown->spans[i].start == spans[i].start && shown->spans[i].length == spans[i].length &&
           shown->spans[i].standing == spans[i].standing;
  if (same || (shown == NULL && n_spans == 0))
    return FALSE;
  shown = g_new0 (SpansShown, 1);
  shown->block = galley_block_data_ref (block);
  shown->spans = g_memdup2 (spans, n_spans * sizeof *spans);
  shown->n_spans = n_spans;
  g_hash_table_replace (all, shown->block->id, shown);
  return TRUE;
}

static void
show_spans (GalleyEditor *self, guint line, const GalleyEditorSpan *spans, guint n_spans)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (self->buffer, &start, line);
  end = start;
  gtk_text_iter_forward_line (&end);
  for (int i = 0; i < GALLEY_N_STANDINGS; i++)
    gtk_text_buffer_remove_tag (self->buffer, self->tags.standings[i], &start, &end);
  for (guint i = 0; i < n_spans; i++)
    {
      /* The report may have seen a longer block. */
      if (spans[i].standing == GALLEY_STANDING_NONE ||
          !gtk_text_buffer_get_iter_at_line_offset (self->buffer, &start, line, spans[i].start))
        continue;
      end = start;
      gtk_text_iter_forward_chars (&end, spans[i].length);
      gtk_text_buffer_apply_tag (self->buffer, self->tags.standings[spans[i].standing], &start, &end);
    }
}

/**
 * galley_editor_set_spans:
 * @spans: (transfer none) (element-type GalleyEditorSpan): how the figures of the article stand, in order
 *
 * Marks those places and no others; nothing happens while an input method composes.
 */
void
galley_editor_set_spans (GalleyEditor *self, GArray *spans)
{
  const GalleyEditorSpan *all = (const GalleyEditorSpan *) (gpointer) spans->data;
  guint next = 0;

  if (self->bulletin == NULL || self->composing)
    return;
  for (guint line = 0; line < galley_bulletin_get_n_blocks (self->bulletin); line++)
    {
      guint first = next;

      while (next < spans->len && all[next].block == line)
        next++;
      if (take_spans (self->spans, galley_bulletin_get_block (self->bulletin, line), all + first, next - first))
        show_spans (self, line, all + first, next - first);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
