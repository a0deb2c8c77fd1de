/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-furniture.h"

/* What stands around the article: series, headline, date and note before it, byline and tags behind it. */

#define MAX_HEADLINE_CHARS 80
#define MAX_SERIES_CHARS 20
/* A summary shorter than this is a headline said again. */
#define MIN_SUMMARY_CHARS 20
#define SUMMARY_REACH 10

static const char *const note_labels[] = { "【编者按】", "[编者按]", "（编者按）", "编者按语", "编者按", "编者的话", "开栏的话", NULL };

/* The series and what follows its bar: 晒成绩 赛贡献|和平区…, 【晒成绩 赛贡献】和平区… */
static gboolean
split_series (const char *text, char **series, const char **rest)
{
  static const char *const bars[] = { "|", "｜", "丨", "│", "∣", "︱", NULL };
  const char *end, *p;

  if (galley_has_prefix (text, "【") && (p = strstr (text, "】")))
    {
      *series = g_strndup (text + strlen ("【"), p - text - strlen ("【"));
      *rest = galley_skip_space (p + strlen ("】"));
    }
  else
    {
      for (p = text; *p && !galley_starts_with (p, bars, &end); p = g_utf8_next_char (p))
        ;
      if (!*p)
        return FALSE;
      *series = g_strchomp (g_strndup (text, p - text));
      *rest = galley_skip_space (end);
    }
  if (**series && g_utf8_strlen (*series, -1) <= MAX_SERIES_CHARS)
    return TRUE;
  g_clear_pointer (series, g_free);
  return FALSE;
}

/* The district at the start of @text, up to a colon, a question mark (a lost character) or the end. */
static char *
read_district (const char *text, const char **end)
{
  static const char *const stops[] = { ":", "：", "?", "？", "·", NULL };
  const char *p, *after;
  char *district;

  for (p = text; *p && !galley_starts_with (p, stops, &after) && galley_skip_space (p) == p; p = g_utf8_next_char (p))
    ;
  district = g_strndup (text, p - text);
  *end = p;
  if (galley_is_district (district))
    return district;
  g_free (district);
  return NULL;
}

/* Series, district and headline of one line. FALSE where it has no series. */
static gboolean
take_series (Reading *reading, const Line *line, gboolean *headline)
{
  g_autofree char *text = galley_line_dup (line), *series = NULL, *district = NULL;
  const char *rest, *end, *title;

  if (!split_series (text, &series, &rest))
    return FALSE;
  district = read_district (rest, &end);
  /* “A headline | The paper” has its bar elsewhere. */
  if (!district && (strchr (series, ' ') == NULL && g_utf8_strlen (series, -1) > 8))
    return FALSE;
  galley_reading_add_detail (reading, GALLEY_DETAILS_SERIES, series);
  if (district)
    galley_reading_add_detail (reading, GALLEY_DETAILS_DISTRICT, district);
  if (!district)
    end = rest;
  galley_reading_add_piece (reading, GALLEY_BLOCK_KICKER, g_strchomp (g_strndup (text, end - text)), line, 0);
  title = galley_skip_space (end);
  if (*title == ':' || galley_has_prefix (title, "："))
    {
      const char *after = galley_skip_space (g_utf8_next_char (title));

      galley_reading_add_structure (reading, title, g_utf8_next_char (title) - title);
      title = after;
    }
  else if (district && *title && title == end)
    /* Something was lost between district and headline; it stays readable in one piece. */
    title = rest;
  *headline = *title != '\0';
  if (*headline)
    galley_reading_add_piece (reading, GALLEY_BLOCK_HEADLINE, g_strdup (title), line, g_utf8_pointer_to_offset (text, title));
  return TRUE;
}

/* A series alone on its line: two or more parts of the same length, as 晒成绩 赛贡献. */
static gboolean
is_series_line (const Line *line)
{
  g_autofree char *text = line->chars <= 14 ? galley_line_dup (line) : NULL;
  g_auto (GStrv) parts = text ? g_strsplit_set (text, " ", -1) : NULL;
  glong chars = parts ? g_utf8_strlen (parts[0], -1) : 0;

  if (!parts || g_strv_length (parts) < 2 || chars < 2 || chars > 6)
    return FALSE;
  for (guint i = 1; parts[i]; i++)
    if (g_utf8_strlen (parts[i], -1) != chars)
      return FALSE;
  return TRUE;
}

/* A paragraph of its own rather than a title, whatever its length. */
static gboolean
is_headline (const Line *line)
{
  gboolean stop = line->length >= 3 && memcmp (line->text + line->length - 3, "。", 3) == 0;

  return line->chars <= MAX_HEADLINE_CHARS && !stop && !galley_line_has (line, "\t");
}

static gboolean
take_headline (Reading *reading, guint *at)
{
  const Line *line = galley_reading_get_line (reading, *at);
  gboolean headline = FALSE;

  if (line->part && line->part->kind == GALLEY_BLOCK_HEADLINE && !galley_line_has (line, "|"))
    {
      *at = galley_reading_take_part (reading, *at, reading->lines->len);
      return TRUE;
    }
  if (take_series (reading, line, &headline))
    {
      (*at)++;
      if (headline || *at == reading->lines->len)
        return headline;
      line = galley_reading_get_line (reading, *at);
    }
  else if (is_series_line (line) && *at + 1 < reading->lines->len && is_headline (line + 1))
    {
      g_autofree char *text = galley_line_dup (line);

      galley_reading_add_detail (reading, GALLEY_DETAILS_SERIES, text);
      galley_reading_add_piece (reading, GALLEY_BLOCK_KICKER, galley_line_dup (line), line, 0);
      (*at)++;
      line++;
    }
  if (!is_headline (line))
    return FALSE;
  galley_reading_add_piece (reading, GALLEY_BLOCK_HEADLINE, galley_line_dup (line), line, 0);
  (*at)++;
  return TRUE;
}

/* The text behind the label of an editor's note, "" where the label stands alone, or %NULL where there is none. */
static char *
read_note (const Line *line, guint *label)
{
  g_autofree char *text = galley_line_dup (line);
  const char *end, *p;

  if (!galley_starts_with (text, note_labels, &end))
    return NULL;
  p = galley_skip_space (end);
  if (*p == ':' || galley_has_prefix (p, "："))
    p = galley_skip_space (g_utf8_next_char (p));
  *label = p - text;
  return g_strdup (p);
}

/* Whether the one text is the beginning of the other, spaces and a closing … aside. */
static gboolean
is_same_or_start (const char *shorter, const char *longer)
{
  static const char *const cuts[] = { "...", "…", NULL };
  const char *end;

  for (;;)
    {
      shorter = galley_skip_space (shorter);
      longer = galley_skip_space (longer);
      if (!*shorter || (galley_starts_with (shorter, cuts, &end) && strnlen (shorter, 7) <= 6))
        return TRUE;
      if (g_utf8_get_char (shorter) != g_utf8_get_char (longer))
        return FALSE;
      shorter = g_utf8_next_char (shorter);
      longer = g_utf8_next_char (longer);
    }
}

static void
take_note_label (Reading *reading, const Line *line, guint label)
{
  galley_reading_add_structure (reading, line->text, label);
}

/* An editor's note, in one line with its label or below it. Pages print it twice, once as their summary: the shorter or
 * later one goes. */
static gboolean
take_note (Reading *reading, guint *at, Piece **first)
{
  const Line *line = galley_reading_get_line (reading, *at), *body = line;
  guint label;
  g_autofree char *text = read_note (line, &label);
  gboolean repeated;

  if (!text || (!*text && *at + 1 == reading->lines->len))
    return FALSE;
  *at += 1;
  if (!*text)
    {
      take_note_label (reading, line, line->length);
      body = line + 1;
      label = 0;
      g_free (text);
      text = galley_line_dup (body);
      *at += 1;
    }
  repeated = *first && g_utf8_strlen (text, -1) >= MIN_SUMMARY_CHARS &&
             (is_same_or_start (text, (*first)->text->str) || is_same_or_start ((*first)->text->str, text));
  if (label > 0)
    take_note_label (reading, line, label);
  if (repeated)
    {
      const Origin *origin = &g_array_index ((*first)->origins, Origin, 0);
      /* The longer one stays, where the first stood. */
      gboolean longer = !is_same_or_start (text, (*first)->text->str);
      GalleyRepair *repair =
        galley_import_add_repair (reading, "repeated-note", GALLEY_REPAIR_MENDED, longer ? origin->line : body->number,
                                  longer ? origin->column : body->column,
                                  _("The editor's note stood there twice; one of them was taken out"));

      repair->before = g_strdup (longer ? (*first)->text->str : text);
      repair->after = g_strdup ("");
      if (!repair->refused)
        {
          if (longer)
            {
              g_string_assign ((*first)->text, text);
              (*first)->chars = g_utf8_strlen (text, -1);
              g_array_index ((*first)->origins, Origin, 0) = galley_line_origin (body, 0, 0);
            }
          return TRUE;
        }
    }
  {
    Piece *piece = galley_reading_add_piece (reading, GALLEY_BLOCK_NOTE, g_steal_pointer (&text), body,
                              g_utf8_strlen (body->text, label));

    if (!*first)
      *first = piece;
  }
  return TRUE;
}

/* The page's summary: it stands before the date and again, in full, as a paragraph soon after it. */
static gboolean
take_summary (Reading *reading, guint at)
{
  const Line *line = galley_reading_get_line (reading, at);
  g_autofree char *text = NULL;
  gboolean between = FALSE;

  if (line->chars < MIN_SUMMARY_CHARS)
    return FALSE;
  for (guint i = at + 1; i < MIN (reading->lines->len, at + SUMMARY_REACH); i++)
    {
      const Line *other = galley_reading_get_line (reading, i);

      if (other->chars < MIN_SUMMARY_CHARS || !between)
        {
          g_autofree char *short_line = other->chars <= MAX_HEADLINE_CHARS ? galley_line_dup (other) : NULL;
          Fields fields;

          if (short_line)
            {
              between |= galley_fields_read (short_line, &fields);
              galley_fields_clear (&fields);
            }
        }
      if (between && other->chars >= MIN_SUMMARY_CHARS && other->length + 6 >= line->length)
        {
          g_autofree char *paragraph = galley_line_dup (other);

          text = text ? text : galley_line_dup (line);
          if (is_same_or_start (text, paragraph))
            {
              galley_reading_remove_line (reading, "repeated-summary", line, _("The page's summary repeats a paragraph; it was taken out"));
              return TRUE;
            }
        }
    }
  return FALSE;
}

/* “——…” under the headline. */
static gboolean
take_subtitle (Reading *reading, const Line *line)
{
  if (line->length < 6 || memcmp (line->text, "——", 6) != 0 || line->chars > MAX_HEADLINE_CHARS)
    return FALSE;
  galley_reading_add_piece (reading, GALLEY_BLOCK_SUBHEADING, galley_line_dup (line), line, 0);
  return TRUE;
}

/* A headline on two lines: the second one stands before the line of date and source too. */
static gboolean
take_second_line (Reading *reading, guint at)
{
  const Line *line = galley_reading_get_line (reading, at);
  g_autofree char *text = NULL, *next = NULL;
  Fields fields;
  gboolean dated;

  if (at + 1 >= reading->lines->len || !is_headline (line) || galley_line_ends_with_stop (line) ||
      line[1].chars > MAX_HEADLINE_CHARS)
    return FALSE;
  next = galley_line_dup (line + 1);
  dated = galley_fields_read (next, &fields) && fields.date;
  galley_fields_clear (&fields);
  if (!dated)
    return FALSE;
  text = galley_line_dup (line);
  galley_piece_extend (g_ptr_array_index (reading->pieces, reading->pieces->len - 1), "\n", text, line);
  return TRUE;
}

static gboolean
is_line (const Line *line, const char *text)
{
  return line->length == strlen (text) && memcmp (line->text, text, line->length) == 0;
}

/* What our own exports say of a bulletin that was not signed, or was taken back. */
static gboolean
take_notice (Reading *reading, const Line *line)
{
  if (!is_line (line, GALLEY_UNSIGNED_NOTICE) && !is_line (line, GALLEY_WITHDRAWN_NOTICE))
    return FALSE;
  galley_reading_add_structure (reading, line->text, line->length);
  return TRUE;
}

/* What stands before the article. Returns where the article begins. */
guint
galley_import_read_head (Reading *reading)
{
  guint at = 0;
  gboolean headline = FALSE, tried = FALSE;
  Piece *note = NULL;

  while (at < reading->lines->len)
    {
      const Line *line = galley_reading_get_line (reading, at);

      if (galley_line_is_of_figure (line))
        break;
      if ((at == 0 && take_notice (reading, line)) || galley_reading_take_furniture (reading, line) ||
          galley_reading_take_fields (reading, line))
        at++;
      else if (take_note (reading, &at, &note))
        continue;
      else if (!tried)
        {
          guint before = at;

          tried = TRUE;
          headline = take_headline (reading, &at);
          if (headline && at < reading->lines->len && (take_summary (reading, at) || take_second_line (reading, at)))
            at++;
          if (at == before && !take_summary (reading, at))
            break;
        }
      else if ((headline && take_subtitle (reading, line)) || take_summary (reading, at))
        at++;
      else
        break;
    }
  return at;
}

/* What stands behind the article: byline, tags, the page's furniture. Returns where the article ends. */
guint
galley_import_find_tail (Reading *reading, guint from)
{
  guint end = reading->lines->len;

  while (end > from)
    {
      const Line *line = galley_reading_get_line (reading, end - 1);
      g_autofree char *text = line->chars <= 200 ? galley_line_dup (line) : NULL;
      Fields fields;
      gboolean understood;

      if (!text || galley_line_is_of_figure (line))
        break;
      understood = galley_fields_read (text, &fields);
      galley_fields_clear (&fields);
      if (!understood && !galley_is_furniture (text))
        break;
      end--;
    }
  return end;
}

void
galley_import_read_tail (Reading *reading, guint from)
{
  for (guint i = from; i < reading->lines->len; i++)
    {
      const Line *line = galley_reading_get_line (reading, i);

      if (!galley_reading_take_furniture (reading, line) && !galley_reading_take_fields (reading, line))
        galley_reading_add_piece (reading, GALLEY_BLOCK_PARAGRAPH, galley_line_dup (line), line, 0);
    }
}
