/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the parts of the recognition share: taking a line as a block, as details, or out. */

/* A longer line names no people and no date. */
#define MAX_FIELDS_CHARS 160

const Line *
galley_reading_get_line (const Reading *reading, guint i)
{
  return &g_array_index (reading->lines, Line, i);
}

char *
galley_line_dup (const Line *line)
{
  return g_strndup (line->text, line->length);
}

void
galley_reading_add_structure (Reading *reading, const char *text, gssize length)
{
  if (length != 0 && *text)
    g_ptr_array_add (reading->structure, length < 0 ? g_strdup (text) : g_strndup (text, length));
}

/* Where text came from that stands @column code points into a line and goes @at into a block. */
Origin
galley_line_origin (const Line *line, guint at, guint column)
{
  return (Origin) { at, line->number, line->column + column, line->part, line->part_offset + line->column + column };
}

/* Takes @text (transfer full), which begins at @line, as a block; @column is how far into the line. */
Piece *
galley_reading_add_piece (Reading *reading, GalleyBlockKind kind, char *text, const Line *line, guint column)
{
  Piece *piece = g_new0 (Piece, 1);
  Origin origin = galley_line_origin (line, 0, column);

  piece->kind = kind;
  piece->chars = g_utf8_strlen (text, -1);
  piece->text = g_string_new_take (text);
  piece->origins = g_array_new (FALSE, FALSE, sizeof (Origin));
  g_array_append_val (piece->origins, origin);
  g_ptr_array_add (reading->pieces, piece);
  return piece;
}

/* Adds to @piece the text of a further line, after @joint, which is ASCII. */
void
galley_piece_extend (Piece *piece, const char *joint, const char *text, const Line *line)
{
  Origin origin = galley_line_origin (line, piece->chars + strlen (joint), 0);

  g_string_append (piece->text, joint);
  g_string_append (piece->text, text);
  piece->chars += strlen (joint) + line->chars;
  g_array_append_val (piece->origins, origin);
}

/* Takes the line out, unless a person refused that; then it is a paragraph. */
void
galley_reading_remove_line (Reading *reading, const char *rule, const Line *line, const char *message)
{
  GalleyRepair *repair = galley_import_add_repair (reading, rule, GALLEY_REPAIR_MENDED, line->number, line->column, message);

  repair->before = galley_line_dup (line);
  repair->after = g_strdup ("");
  if (repair->refused)
    galley_reading_add_piece (reading, GALLEY_BLOCK_PARAGRAPH, galley_line_dup (line), line, 0);
}

void
galley_reading_add_detail (Reading *reading, GalleyDetailsField field, const char *text)
{
  char *old = reading->details[field];

  if (!*text)
    return;
  if (old && (field == GALLEY_DETAILS_TAGS || field == GALLEY_DETAILS_SOURCES))
    reading->details[field] = g_strconcat (old, "\n", text, NULL);
  else if (!old)
    {
      reading->details[field] = g_strdup (text);
      return;
    }
  else
    return;
  g_free (old);
}

/* What the web page put into the line is taken out; where a person refused that, the line is no more than its text. */
static gboolean
take_noise (Reading *reading, const Line *line, const char *noise)
{
  GalleyRepair *repair;

  if (!*noise)
    return TRUE;
  repair = galley_import_add_repair (reading, "site-furniture", GALLEY_REPAIR_MENDED, line->number, line->column,
                                     _("What belongs to the web page and not to the article was taken out"));
  repair->before = g_strdup (noise);
  repair->after = g_strdup ("");
  return !repair->refused;
}

/* Takes a line of credits, dates, sources and tags; FALSE where it is none. */
gboolean
galley_reading_take_fields (Reading *reading, const Line *line)
{
  g_autofree char *text = galley_line_dup (line);
  Fields fields;
  /* A second date is another one, to be kept where it stands. */
  gboolean understood = line->chars <= MAX_FIELDS_CHARS && galley_fields_read (text, &fields);

  if (line->chars > MAX_FIELDS_CHARS)
    return FALSE;
  if (understood && fields.date && reading->details[GALLEY_DETAILS_DATE] &&
      !g_str_equal (fields.date, reading->details[GALLEY_DETAILS_DATE]))
    understood = FALSE;
  if (understood && !take_noise (reading, line, fields.noise->str))
    {
      galley_reading_add_piece (reading, GALLEY_BLOCK_PARAGRAPH, g_steal_pointer (&text), line, 0);
      galley_fields_clear (&fields);
      return TRUE;
    }
  if (understood)
    {
      galley_reading_add_detail (reading, GALLEY_DETAILS_DATE, fields.date ? fields.date : "");
      galley_reading_add_detail (reading, GALLEY_DETAILS_SOURCES, fields.sources->str);
      galley_reading_add_detail (reading, GALLEY_DETAILS_TAGS, fields.tags->str);
      for (guint i = 0; i < fields.credits->len; i++)
        g_ptr_array_add (reading->credits, galley_record_ref (fields.credits->pdata[i]));
      galley_reading_add_structure (reading, fields.rest->str, -1);
    }
  galley_fields_clear (&fields);
  return understood;
}

/* Takes all lines of the part that the line at @at is of as one block of the part's kind. Returns the first line after
 * them. */
guint
galley_reading_take_part (Reading *reading, guint at, guint to)
{
  const Line *line = galley_reading_get_line (reading, at);
  Piece *piece = galley_reading_add_piece (reading, line->part->kind, galley_line_dup (line), line, 0);
  guint end = at + 1;

  for (; end < to && galley_reading_get_line (reading, end)->part == line->part; end++)
    {
      g_autofree char *text = galley_line_dup (galley_reading_get_line (reading, end));

      galley_piece_extend (piece, "\n", text, galley_reading_get_line (reading, end));
    }
  return end;
}

/**
 * galley_reading_take_figure:
 *
 * Takes all lines of the table or picture that the line at @at is of as one block. What stands before and behind an
 * article is looked for line by line, but not in them.
 *
 * Returns: the first line after them
 */
guint
galley_reading_take_figure (Reading *reading, guint at)
{
  const Line *line = galley_reading_get_line (reading, at);
  const GalleyPart *part = line->part;
  guint n_captions = *part->text == '\0' ? 0 : galley_part_count_lines (part) - (part->grid ? part->grid->n_rows : 0);
  guint end = at;
  Piece *piece;

  while (end < reading->lines->len && line[end - at].part == part && line[end - at].part_line < n_captions)
    end++;
  if (end > at)
    galley_reading_take_part (reading, at, end);
  else
    galley_reading_add_piece (reading, part->kind, g_strdup (""), line, 0);
  piece = g_ptr_array_index (reading->pieces, reading->pieces->len - 1);
  piece->figure = part;
  while (end < reading->lines->len && line[end - at].part == part)
    end++;
  return end;
}

gboolean
galley_reading_take_furniture (Reading *reading, const Line *line)
{
  g_autofree char *text = line->chars <= 200 ? galley_line_dup (line) : NULL;

  if (!text || !galley_is_furniture (text))
    return FALSE;
  galley_reading_remove_line (reading, "site-furniture", line, _("A line of the web page, not of the article, was taken out"));
  return TRUE;
}

gboolean
galley_line_ends_with_stop (const Line *line)
{
  static const char *const stops[] = { "。", "！", "？", "；", "：", "，", "、", "…", ";", ",", ":", ".", "!", "?", NULL };

  for (guint i = 0; stops[i]; i++)
    {
      gsize n = strlen (stops[i]);

      if (line->length >= n && memcmp (line->text + line->length - n, stops[i], n) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
galley_line_is_of_figure (const Line *line)
{
  return line->part && galley_part_is_figure (line->part);
}

gboolean
galley_line_has (const Line *line, const char *text)
{
  return g_strstr_len (line->text, line->length, text) != NULL;
}
