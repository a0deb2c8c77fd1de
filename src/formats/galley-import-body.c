/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The article: headings, items, paragraphs, by what the lines look like and what stands beside them. */

#define MAX_TITLE_CHARS 30
/* Rows of a table or a poster rather than headings. */
#define MAX_HEADING_RUN 3

typedef enum
{
  ROLE_PROSE,
  ROLE_TITLE,    /* short and without a stop: a heading, if its neighbours agree */
  ROLE_COUPLET,  /* both lines of a heading on one */
  ROLE_NUMBERED, /* 一、 and such a title */
  ROLE_ITEM,
  ROLE_QUOTATION,
  ROLE_ROW, /* of a table set with tabs or spaces */
} Role;

static const char *const item_marks[] = { "◆", "◇", "●", "○", "■", "□", "▲", "△", "★", "☆", "▶", "►", "▪", "•", "◎", "※", "☑", "✦",
                                          "·", NULL };

/* Tabs, or two gaps of spaces, set columns. */
static gboolean
is_row (const Line *line)
{
  guint gaps = 0;

  if (line->chars > 400)
    return FALSE;
  for (guint i = 0; i + 2 < line->length; i++)
    {
      const char *p = line->text + i;

      if (*p == '\t')
        return TRUE;
      if (*p == ' ' && p[1] == ' ' && p[2] != ' ')
        gaps++;
    }
  return gaps >= 2 && !galley_line_ends_with_stop (line);
}

static const char *
item_text (const char *text)
{
  const char *end;

  if ((*text == '-' || *text == '*') && text[1] == ' ')
    return galley_skip_space (text + 1);
  if (!galley_starts_with (text, item_marks, &end))
    return NULL;
  end = galley_skip_space (end);
  return *end && *end != '\n' ? end : NULL;
}

static gboolean
is_numbered (const char *text)
{
  guint n = 0;
  const char *p = text;

  if (galley_has_prefix (p, "（") || *p == '(')
    p = g_utf8_next_char (p);
  for (; n < 3 && *p && g_utf8_strchr ("一二三四五六七八九十", -1, g_utf8_get_char (p)); n++)
    p = g_utf8_next_char (p);
  return n > 0 && (galley_has_prefix (p, "、") || galley_has_prefix (p, "）") || *p == ')');
}

/* Both lines of a heading on one: two parts of like length, set apart by spaces or a slash. */
static gboolean
split_couplet (const char *text, char **first, char **second, char **joint)
{
  static const char *const slashes[] = { "//", "/", "／", NULL };
  const char *p = text, *end = NULL;

  while (*p && galley_skip_space (p) == p && !galley_starts_with (p, slashes, &end))
    p = g_utf8_next_char (p);
  if (!*p)
    return FALSE;
  {
    const char *second_start = galley_skip_space (p);
    glong left = g_utf8_strlen (text, p - text), right;

    end = galley_starts_with (second_start, slashes, &end) ? galley_skip_space (end) : second_start;
    right = g_utf8_strlen (end, -1);
    for (const char *q = end; *q; q = g_utf8_next_char (q))
      if (galley_skip_space (q) != q || *q == '/')
        return FALSE;
    if (left < 4 || right < 4 || left > 20 || right > 20 || ABS (left - right) > 4)
      return FALSE;
    *first = g_strndup (text, p - text);
    *second = g_strdup (end);
    *joint = g_strstrip (g_strndup (p, end - p));
    return TRUE;
  }
}

/* Whether the document says what the line is: more than that it is a paragraph. */
static gboolean
is_told (const Line *line)
{
  return line->part && line->part->kind != GALLEY_BLOCK_PARAGRAPH;
}

static Role
role_of (const Line *line)
{
  g_autofree char *text = NULL, *first = NULL, *second = NULL, *joint = NULL;

  if (is_told (line))
    return galley_block_kind_is_item (line->part->kind) ? ROLE_ITEM : ROLE_PROSE;
  if (is_row (line))
    return ROLE_ROW;
  if (*line->text == '>')
    return ROLE_QUOTATION;
  /* A mark is followed by text on the same line. */
  text = g_strndup (line->text, MIN (line->length, 200));
  if (item_text (text))
    return ROLE_ITEM;
  if (line->chars < 2 || line->chars > MAX_TITLE_CHARS + 10 || galley_line_ends_with_stop (line) || galley_line_has (line, "。"))
    return ROLE_PROSE;
  if (is_numbered (text) && line->chars <= MAX_TITLE_CHARS)
    return ROLE_NUMBERED;
  if (split_couplet (text, &first, &second, &joint))
    return ROLE_COUPLET;
  for (const char *p = text; *p && line->chars <= MAX_TITLE_CHARS; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return ROLE_TITLE;
  return ROLE_PROSE;
}

static gboolean
is_couplet (const Line *a, const Line *b, guint difference)
{
  return a->chars >= 4 && b->chars >= 4 && a->chars <= 20 && b->chars <= 20 &&
         MAX (a->chars, b->chars) - MIN (a->chars, b->chars) <= difference;
}

/* Lines broken at a fixed width rather than at the end of a paragraph, as mail and old systems send them: the width, in
 * columns, or 0. */
static guint
find_wrap (const Reading *reading, const Role *roles, guint from, guint to)
{
  guint width = 0, full = 0;

  for (guint i = from; i < to; i++)
    width = MAX (width, galley_reading_get_line (reading, i)->width);
  if (width < 30 || width > 160)
    return 0;
  for (guint i = from; i + 1 < to; i++)
    {
      const Line *line = galley_reading_get_line (reading, i);

      if (line->width + 4 >= width && !galley_line_ends_with_stop (line) && roles[i] != ROLE_ROW && !line[1].gap)
        full++;
    }
  return full >= 2 ? width : 0;
}

static gboolean
goes_on (const Line *line, const Line *next, Role next_role, guint wrap)
{
  gboolean full = line->width + 4 >= wrap;
  gboolean stop = line->length >= 3 && memcmp (line->text + line->length - 3, "。", 3) == 0;

  return wrap > 0 && !line->part && full && !stop && !next->gap && next->column == 0 && next_role != ROLE_ITEM && next_role != ROLE_ROW;
}

static gboolean
is_latin_edge (const GString *before, const char *after)
{
  return before->len > 0 && g_ascii_isalnum (before->str[before->len - 1]) && g_ascii_isalpha (*after);
}

/* Joins to @piece the lines that go on with it. Returns the first line after them. */
static guint
join_wrapped (Reading *reading, Piece *piece, const Role *roles, guint at, guint to, guint wrap)
{
  guint end = at + 1;
  GalleyRepair *repair;

  while (end < to && goes_on (galley_reading_get_line (reading, end - 1), galley_reading_get_line (reading, end), roles[end], wrap))
    end++;
  if (end == at + 1)
    return end;
  repair = galley_import_add_repair (reading, "joined-lines", GALLEY_REPAIR_MENDED, galley_reading_get_line (reading, at)->number,
                                     galley_reading_get_line (reading, at)->column, _("Lines broken at a fixed width were joined"));
  repair->before = g_strdup ("\n");
  repair->after = g_strdup ("");
  if (repair->refused)
    return at + 1;
  for (guint i = at + 1; i < end; i++)
    {
      g_autofree char *text = galley_line_dup (galley_reading_get_line (reading, i));

      galley_piece_extend (piece, is_latin_edge (piece->text, text) ? " " : "", text, galley_reading_get_line (reading, i));
    }
  return end;
}

/* What a title that stands in a run of @run titles, as its number @place, is. @after is what follows the run. */
static void
take_titles (Reading *reading, guint at, guint run, Role after, gboolean couplets)
{
  const Line *line = galley_reading_get_line (reading, at);
  gboolean prose = after == ROLE_PROSE || after == ROLE_QUOTATION || after == ROLE_ROW, item = after == ROLE_ITEM;
  guint i = 0;

  if (run > MAX_HEADING_RUN || (!prose && !item))
    {
      for (; i < run; i++)
        galley_reading_add_piece (reading, GALLEY_BLOCK_PARAGRAPH, galley_line_dup (line + i), line + i, 0);
      return;
    }
  if (run >= 2 && is_couplet (line, line + 1, run == 2 && item ? 1 : 5))
    {
      g_autofree char *second = galley_line_dup (line + 1);
      Piece *piece = galley_reading_add_piece (reading, GALLEY_BLOCK_HEADING, galley_line_dup (line), line, 0);

      galley_piece_extend (piece, "\n", second, line + 1);
      i = 2;
    }
  else if (run >= 2 || (prose && !couplets))
    {
      galley_reading_add_piece (reading, GALLEY_BLOCK_HEADING, galley_line_dup (line), line, 0);
      i = 1;
    }
  for (; i < run; i++)
    galley_reading_add_piece (reading, GALLEY_BLOCK_SUBHEADING, galley_line_dup (line + i), line + i, 0);
}

static void
take_couplet (Reading *reading, const Line *line)
{
  g_autofree char *text = galley_line_dup (line), *first = NULL, *second = NULL, *joint = NULL;

  split_couplet (text, &first, &second, &joint);
  galley_reading_add_structure (reading, joint, -1);
  galley_reading_add_piece (reading, GALLEY_BLOCK_HEADING, g_strconcat (first, "\n", second, NULL), line, 0);
}

/* Whether the paragraph is a quotation from its first character to its last. */
static gboolean
is_quoted (const Line *line)
{
  const char *end = line->text + line->length - 3;

  return line->chars >= 15 && line->length > 6 && memcmp (line->text, "“", 3) == 0 && memcmp (end, "”", 3) == 0 &&
         g_strstr_len (line->text, line->length - 3, "”") == NULL;
}

static gboolean
begins_with_sign (const Reading *reading, guint at, const char *sign)
{
  return g_str_has_prefix (galley_reading_get_line (reading, at)->text, sign);
}

/* Whether the item at @at has the sign of what is below items, and comes in a list that one of another sign began. */
static gboolean
is_below_item (const Reading *reading, const Role *roles, guint at)
{
  const Piece *last = reading->pieces->len > 0 ? g_ptr_array_index (reading->pieces, reading->pieces->len - 1) : NULL;

  if (!last || !galley_block_kind_is_item (last->kind) || !begins_with_sign (reading, at, GALLEY_SUBITEM_SIGN))
    return FALSE;
  while (at-- > 0 && roles[at] != ROLE_TITLE && roles[at] != ROLE_COUPLET && roles[at] != ROLE_NUMBERED)
    if (roles[at] == ROLE_ITEM && !begins_with_sign (reading, at, GALLEY_SUBITEM_SIGN))
      return TRUE;
  return FALSE;
}

static guint
take_paragraph (Reading *reading, const Role *roles, guint at, guint to, guint wrap)
{
  const Line *line = galley_reading_get_line (reading, at);
  g_autofree char *text = galley_line_dup (line);
  GalleyBlockKind kind = GALLEY_BLOCK_PARAGRAPH;
  const char *start = text;
  Piece *piece;

  if (roles[at] == ROLE_ITEM)
    {
      kind = is_below_item (reading, roles, at) ? GALLEY_BLOCK_SUBITEM : GALLEY_BLOCK_ITEM;
      start = item_text (text);
    }
  else if (roles[at] == ROLE_QUOTATION)
    {
      kind = GALLEY_BLOCK_QUOTATION;
      while (*start == '>' || (*start && galley_skip_space (start) != start))
        start = g_utf8_next_char (start);
    }
  else if (is_quoted (line))
    kind = GALLEY_BLOCK_QUOTATION;
  if (!*start)
    start = text;
  galley_reading_add_structure (reading, text, start - text);
  piece = galley_reading_add_piece (reading, kind, g_strdup (start), line, g_utf8_pointer_to_offset (text, start));
  return join_wrapped (reading, piece, roles, at, to, wrap);
}

/* The lines that are titles one after the other, from @at. */
static guint
count_titles (const Role *roles, guint at, guint to)
{
  guint run = 0;

  while (at + run < to && roles[at + run] == ROLE_TITLE)
    run++;
  return run;
}

static gboolean
find_couplets (const Reading *reading, const Role *roles, guint from, guint to)
{
  for (guint i = from; i < to;)
    {
      guint run = count_titles (roles, i, to);

      if (roles[i] == ROLE_COUPLET ||
          (run >= 2 && run <= MAX_HEADING_RUN && i + run < to && is_couplet (galley_reading_get_line (reading, i), galley_reading_get_line (reading, i + 1), 5)))
        return TRUE;
      i += MAX (run, 1);
    }
  return FALSE;
}

/* Wrapped lines look like titles; those that go on are prose. */
static void
settle_wrapped (const Reading *reading, Role *roles, guint from, guint to, guint wrap)
{
  for (guint i = from; wrap > 0 && i + 1 < to; i++)
    if (goes_on (galley_reading_get_line (reading, i), galley_reading_get_line (reading, i + 1), roles[i + 1], wrap))
      {
        if (roles[i] != ROLE_ITEM && roles[i] != ROLE_QUOTATION)
          roles[i] = ROLE_PROSE;
        if (roles[i + 1] == ROLE_TITLE || roles[i + 1] == ROLE_COUPLET || roles[i + 1] == ROLE_NUMBERED)
          roles[i + 1] = ROLE_PROSE;
      }
}

void
galley_import_read_body (Reading *reading, guint from, guint to)
{
  g_autofree Role *roles = g_new0 (Role, to + 1);
  guint wrap;
  gboolean couplets;

  for (guint i = from; i < to; i++)
    roles[i] = role_of (galley_reading_get_line (reading, i));
  wrap = find_wrap (reading, roles, from, to);
  settle_wrapped (reading, roles, from, to, wrap);
  couplets = find_couplets (reading, roles, from, to);
  for (guint i = from; i < to;)
    {
      const Line *line = galley_reading_get_line (reading, i);
      guint run = count_titles (roles, i, to);

      if (galley_line_is_of_figure (line))
        i = galley_reading_take_figure (reading, i);
      else if (line->chars <= 60 && galley_reading_take_furniture (reading, line))
        i++;
      else if (is_told (line))
        i = galley_reading_take_part (reading, i, to);
      else if (run > 0)
        {
          take_titles (reading, i, run, i + run < to ? roles[i + run] : ROLE_TITLE, couplets);
          i += run;
        }
      else if (roles[i] == ROLE_COUPLET && i + 1 < to)
        take_couplet (reading, galley_reading_get_line (reading, i++));
      else if (roles[i] == ROLE_NUMBERED && i + 1 < to)
        {
          gboolean inner = *line->text == '(' || galley_line_has (line, "（");

          galley_reading_add_piece (reading, inner ? GALLEY_BLOCK_SUBHEADING : GALLEY_BLOCK_HEADING, galley_line_dup (line), line, 0);
          i++;
        }
      else
        i = take_paragraph (reading, roles, i, to, wrap);
    }
}
