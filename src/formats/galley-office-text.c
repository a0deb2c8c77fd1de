/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-office-text.h"

#include "galley-compare.h"
#include "galley-export.h"

static gboolean
is_there (const GalleyOfficeChar *at)
{
  return at->c != 0 && at->deleted == GALLEY_NO_LAYER;
}

/* What the marks of @block make of the characters that are there, from @layer on. */
static void
take_looks (GalleyOfficeText *self, const GalleyBlockData *block, int layer)
{
  guint n = block ? block->n_chars : 0, offset = 0;
  g_autofree gboolean *bold = g_new0 (gboolean, n + 1);
  g_autofree const char **links = g_new0 (const char *, n + 1);

  for (guint i = 0; block && i < block->marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (block->marks, i);
      gboolean safe = mark->kind == GALLEY_MARK_LINK && mark->target && galley_export_is_safe_uri (mark->target);

      for (guint j = mark->start; j < MIN (mark->start + mark->length, n); j++)
        {
          bold[j] |= mark->kind == GALLEY_MARK_EMPHASIS;
          links[j] = safe ? mark->target : links[j];
        }
    }
  for (guint i = 0; i < self->chars->len; i++)
    {
      GalleyOfficeChar *at = &g_array_index (self->chars, GalleyOfficeChar, i);
      guint place = MIN (offset, n);

      if (!is_there (at))
        continue;
      if (at->bold != bold[place] && at->inserted != layer)
        {
          at->styled = (gint16) layer;
          at->was_bold = at->bold;
        }
      at->bold = bold[place];
      at->link = links[place];
      offset++;
    }
}

static void
insert (GalleyOfficeText *self, guint at, const char *text, guint n, int layer)
{
  g_autofree GalleyOfficeChar *chars = g_new (GalleyOfficeChar, n);

  for (guint i = 0; i < n; i++, text = g_utf8_next_char (text))
    chars[i] = (GalleyOfficeChar) {
      .c = g_utf8_get_char (text), .inserted = (gint16) layer, .deleted = GALLEY_NO_LAYER, .styled = GALLEY_NO_LAYER
    };
  g_array_insert_vals (self->chars, at, chars, n);
}

/**
 * galley_office_text_new:
 * @block: (nullable): that has the marks of @text
 * @layer: that puts it in, or %GALLEY_NO_LAYER
 */
GalleyOfficeText *
galley_office_text_new (const char *text, const GalleyBlockData *block, int layer)
{
  GalleyOfficeText *self = g_new0 (GalleyOfficeText, 1);

  self->chars = g_array_new (FALSE, FALSE, sizeof (GalleyOfficeChar));
  self->inserted = (gint16) layer;
  self->deleted = GALLEY_NO_LAYER;
  insert (self, 0, text, (guint) g_utf8_strlen (text, -1), layer);
  take_looks (self, block, layer);
  for (guint i = 0; i < self->chars->len; i++)
    g_array_index (self->chars, GalleyOfficeChar, i).styled = GALLEY_NO_LAYER;
  return self;
}

void
galley_office_text_free (GalleyOfficeText *self)
{
  g_array_unref (self->chars);
  g_free (self);
}

/* What it says by now. */
static char *
dup_text (const GalleyOfficeText *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->chars->len; i++)
    {
      const GalleyOfficeChar *at = &g_array_index (self->chars, GalleyOfficeChar, i);

      if (is_there (at))
        g_string_append_unichar (text, at->c);
    }
  return g_string_free (text, FALSE);
}

/* Goes on from @at over @n characters that are there, and takes them out if so asked. Returns: where they end */
static guint
pass (GalleyOfficeText *self, guint at, guint n, gboolean taken_out, int layer)
{
  for (; n > 0 && at < self->chars->len; at++)
    {
      GalleyOfficeChar *c = &g_array_index (self->chars, GalleyOfficeChar, at);

      if (!is_there (c))
        continue;
      if (taken_out)
        c->deleted = (gint16) layer;
      n--;
    }
  return at;
}

/**
 * galley_office_text_update:
 * @text: what it says after @layer
 * @block: (nullable): that has the marks of @text
 */
void
galley_office_text_update (GalleyOfficeText *self, const char *text, const GalleyBlockData *block, int layer)
{
  g_autofree char *was = dup_text (self);
  g_autoptr (GArray) pieces = g_str_equal (was, text) ? NULL : galley_compare_texts (was, text, GALLEY_GRAIN_WORDS);
  const char *is = text;
  guint at = 0, n_is = 0;

  for (guint i = 0; pieces && i < pieces->len; i++)
    {
      const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, i);

      at = pass (self, at, piece->n_before, piece->kind != GALLEY_PIECE_SAME, layer);
      is = g_utf8_offset_to_pointer (is, piece->after - n_is);
      n_is = piece->after;
      if (piece->kind == GALLEY_PIECE_SAME)
        continue;
      insert (self, at, is, piece->n_after, layer);
      at += piece->n_after;
    }
  take_looks (self, block, layer);
}

/* Takes out what is there, with the end. */
void
galley_office_text_remove (GalleyOfficeText *self, int layer)
{
  pass (self, 0, G_MAXUINT, TRUE, layer);
  if (self->deleted == GALLEY_NO_LAYER)
    self->deleted = (gint16) layer;
}

/**
 * galley_office_text_split:
 * @offset: in what is there, in code points
 *
 * Puts in an end of a paragraph.
 *
 * Returns: (transfer full): what is behind it
 */
GalleyOfficeText *
galley_office_text_split (GalleyOfficeText *self, guint offset, int layer)
{
  GalleyOfficeText *tail = galley_office_text_new ("", NULL, self->inserted);
  guint at = pass (self, 0, offset, FALSE, layer);

  tail->deleted = self->deleted;
  g_array_append_vals (tail->chars, &g_array_index (self->chars, GalleyOfficeChar, at), self->chars->len - at);
  g_array_set_size (self->chars, at);
  self->inserted = (gint16) layer;
  self->deleted = GALLEY_NO_LAYER;
  return tail;
}

/**
 * galley_office_text_join:
 * @kind: what the paragraph was whose end is taken out
 *
 * Takes out the end, so that the text goes on with @tail.
 */
void
galley_office_text_join (GalleyOfficeText *self, const GalleyOfficeText *tail, GalleyBlockKind kind, int layer)
{
  const GalleyOfficeChar end = {
    .kind = kind, .inserted = self->inserted, .deleted = (gint16) layer, .styled = GALLEY_NO_LAYER
  };

  g_array_append_val (self->chars, end);
  g_array_append_vals (self->chars, tail->chars->data, tail->chars->len);
  self->inserted = tail->inserted;
  self->deleted = tail->deleted;
}
