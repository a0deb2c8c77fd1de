/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* From lines to the parts of a bulletin: first what stands around the article (head and tail), then the article. */

#define MAX_HEADLINE_CHARS 80
#define MAX_TITLE_CHARS 30
#define MAX_SERIES_CHARS 20
/* A summary shorter than this is a headline said again. */
#define MIN_SUMMARY_CHARS 20
#define SUMMARY_REACH 10
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
static const char *const note_labels[] = { "【编者按】", "[编者按]", "（编者按）", "编者按语", "编者按", "编者的话", "开栏的话", NULL };

static const Line *
get_line (const Reading *reading, guint i)
{
  return &g_array_index (reading->lines, Line, i);
}

static char *
dup_line (const Line *line)
{
  return g_strndup (line->text, line->length);
}

static void
add_structure (Reading *reading, const char *text, gssize length)
{
  if (length != 0 && *text)
    g_ptr_array_add (reading->structure, length < 0 ? g_strdup (text) : g_strndup (text, length));
}

/* Takes @text (transfer full), which begins at @line, as a block; @column is how far into the line. */
static Piece *
add_piece (Reading *reading, GalleyBlockKind kind, char *text, const Line *line, guint column)
{
  Piece *piece = g_new0 (Piece, 1);
  Origin origin = { 0, line->number, line->column + column };

  piece->kind = kind;
  piece->chars = g_utf8_strlen (text, -1);
  piece->text = g_string_new_take (text);
  piece->origins = g_array_new (FALSE, FALSE, sizeof (Origin));
  g_array_append_val (piece->origins, origin);
  g_ptr_array_add (reading->pieces, piece);
  return piece;
}

/* Adds to @piece the text of a further line, after @joint, which is ASCII. */
static void
extend_piece (Piece *piece, const char *joint, const char *text, const Line *line)
{
  Origin origin = { piece->chars + strlen (joint), line->number, line->column };

  g_string_append (piece->text, joint);
  g_string_append (piece->text, text);
  piece->chars += strlen (joint) + line->chars;
  g_array_append_val (piece->origins, origin);
}

/* Takes the line out, unless a person refused that; then it is a paragraph. */
static void
remove_line (Reading *reading, const char *rule, const Line *line, const char *message)
{
  GalleyRepair *repair = galley_import_add_repair (reading, rule, GALLEY_REPAIR_MENDED, line->number, line->column, message);

  repair->before = dup_line (line);
  repair->after = g_strdup ("");
  if (repair->refused)
    add_piece (reading, GALLEY_BLOCK_PARAGRAPH, dup_line (line), line, 0);
}

static void
add_detail (Reading *reading, GalleyDetailsField field, const char *text)
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

static gboolean
take_fields (Reading *reading, const Line *line)
{
  g_autofree char *text = dup_line (line);
  Fields fields;
  /* A second date is another one, to be kept where it stands. */
  gboolean understood = line->chars <= MAX_HEADLINE_CHARS * 2 && galley_fields_read (text, &fields);

  if (line->chars > MAX_HEADLINE_CHARS * 2)
    return FALSE;
  if (understood && fields.date && reading->details[GALLEY_DETAILS_DATE] &&
      !g_str_equal (fields.date, reading->details[GALLEY_DETAILS_DATE]))
    understood = FALSE;
  if (understood)
    {
      add_detail (reading, GALLEY_DETAILS_DATE, fields.date ? fields.date : "");
      add_detail (reading, GALLEY_DETAILS_SOURCES, fields.sources->str);
      add_detail (reading, GALLEY_DETAILS_TAGS, fields.tags->str);
      for (guint i = 0; i < fields.credits->len; i++)
        g_ptr_array_add (reading->credits, galley_record_ref (fields.credits->pdata[i]));
      add_structure (reading, fields.rest->str, -1);
    }
  galley_fields_clear (&fields);
  return understood;
}

static gboolean
take_furniture (Reading *reading, const Line *line)
{
  g_autofree char *text = line->chars <= 200 ? dup_line (line) : NULL;

  if (!text || !galley_is_furniture (text))
    return FALSE;
  remove_line (reading, "site-furniture", line, _("A line of the web page, not of the article, was taken out"));
  return TRUE;
}

/* The series and what follows its bar: 晒成绩 赛贡献|和平区…, 【晒成绩 赛贡献】和平区… */
static gboolean
split_series (const char *text, char **series, const char **rest)
{
  static const char *const bars[] = { "|", "｜", "丨", "│", "∣", "︱", NULL };
  const char *end, *p;

  if (g_str_has_prefix (text, "【") && (p = strstr (text, "】")))
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
  g_autofree char *text = dup_line (line), *series = NULL, *district = NULL;
  const char *rest, *end, *title;

  if (!split_series (text, &series, &rest))
    return FALSE;
  district = read_district (rest, &end);
  /* “A headline | The paper” has its bar elsewhere. */
  if (!district && (strchr (series, ' ') == NULL && g_utf8_strlen (series, -1) > 8))
    return FALSE;
  add_detail (reading, GALLEY_DETAILS_SERIES, series);
  if (district)
    add_detail (reading, GALLEY_DETAILS_DISTRICT, district);
  if (!district)
    end = rest;
  add_piece (reading, GALLEY_BLOCK_KICKER, g_strchomp (g_strndup (text, end - text)), line, 0);
  title = galley_skip_space (end);
  if (*title == ':' || g_str_has_prefix (title, "："))
    {
      const char *after = galley_skip_space (g_utf8_next_char (title));

      add_structure (reading, title, g_utf8_next_char (title) - title);
      title = after;
    }
  else if (district && *title && title == end)
    /* Something was lost between district and headline; it stays readable in one piece. */
    title = rest;
  *headline = *title != '\0';
  if (*headline)
    add_piece (reading, GALLEY_BLOCK_HEADLINE, g_strdup (title), line, g_utf8_pointer_to_offset (text, title));
  return TRUE;
}

/* A series alone on its line: two or more parts of the same length, as 晒成绩 赛贡献. */
static gboolean
is_series_line (const Line *line)
{
  g_autofree char *text = line->chars <= 14 ? dup_line (line) : NULL;
  g_auto (GStrv) parts = text ? g_strsplit_set (text, " ", -1) : NULL;
  glong chars = parts ? g_utf8_strlen (parts[0], -1) : 0;

  if (!parts || g_strv_length (parts) < 2 || chars < 2 || chars > 6)
    return FALSE;
  for (guint i = 1; parts[i]; i++)
    if (g_utf8_strlen (parts[i], -1) != chars)
      return FALSE;
  return TRUE;
}

static gboolean
ends_with_stop (const Line *line)
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

static gboolean
has (const Line *line, const char *text)
{
  return g_strstr_len (line->text, line->length, text) != NULL;
}

/* A paragraph of its own rather than a title, whatever its length. */
static gboolean
is_headline (const Line *line)
{
  gboolean stop = line->length >= 3 && memcmp (line->text + line->length - 3, "。", 3) == 0;

  return line->chars <= MAX_HEADLINE_CHARS && !stop && !has (line, "\t");
}

static gboolean
take_headline (Reading *reading, guint *at)
{
  const Line *line = get_line (reading, *at);
  gboolean headline = FALSE;

  if (take_series (reading, line, &headline))
    {
      (*at)++;
      if (headline || *at == reading->lines->len)
        return headline;
      line = get_line (reading, *at);
    }
  else if (is_series_line (line) && *at + 1 < reading->lines->len && is_headline (line + 1))
    {
      g_autofree char *text = dup_line (line);

      add_detail (reading, GALLEY_DETAILS_SERIES, text);
      add_piece (reading, GALLEY_BLOCK_KICKER, dup_line (line), line, 0);
      (*at)++;
      line++;
    }
  if (!is_headline (line))
    return FALSE;
  add_piece (reading, GALLEY_BLOCK_HEADLINE, dup_line (line), line, 0);
  (*at)++;
  return TRUE;
}

/* The text behind the label of an editor's note, "" where the label stands alone, or %NULL where there is none. */
static char *
read_note (const Line *line, guint *label)
{
  g_autofree char *text = dup_line (line);
  const char *end, *p;

  if (!galley_starts_with (text, note_labels, &end))
    return NULL;
  p = galley_skip_space (end);
  if (*p == ':' || g_str_has_prefix (p, "："))
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
  add_structure (reading, line->text, label);
}

/* An editor's note, in one line with its label or below it. Pages print it twice, once as their summary: the shorter or
 * later one goes. */
static gboolean
take_note (Reading *reading, guint *at, Piece **first)
{
  const Line *line = get_line (reading, *at), *body = line;
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
      text = dup_line (body);
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
              g_array_index ((*first)->origins, Origin, 0) = (Origin) { 0, body->number, body->column };
            }
          return TRUE;
        }
    }
  {
    Piece *piece = add_piece (reading, GALLEY_BLOCK_NOTE, g_steal_pointer (&text), body,
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
  const Line *line = get_line (reading, at);
  g_autofree char *text = NULL;
  gboolean between = FALSE;

  if (line->chars < MIN_SUMMARY_CHARS)
    return FALSE;
  for (guint i = at + 1; i < MIN (reading->lines->len, at + SUMMARY_REACH); i++)
    {
      const Line *other = get_line (reading, i);

      if (other->chars < MIN_SUMMARY_CHARS || !between)
        {
          g_autofree char *short_line = other->chars <= MAX_HEADLINE_CHARS ? dup_line (other) : NULL;
          Fields fields;

          if (short_line)
            {
              between |= galley_fields_read (short_line, &fields);
              galley_fields_clear (&fields);
            }
        }
      if (between && other->chars >= MIN_SUMMARY_CHARS && other->length + 6 >= line->length)
        {
          g_autofree char *paragraph = dup_line (other);

          text = text ? text : dup_line (line);
          if (is_same_or_start (text, paragraph))
            {
              remove_line (reading, "repeated-summary", line, _("The page's summary repeats a paragraph; it was taken out"));
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
  add_piece (reading, GALLEY_BLOCK_SUBHEADING, dup_line (line), line, 0);
  return TRUE;
}

/* What stands before the article. Returns where the article begins. */
static guint
read_head (Reading *reading)
{
  guint at = 0;
  gboolean headline = FALSE, tried = FALSE;
  Piece *note = NULL;

  while (at < reading->lines->len)
    {
      const Line *line = get_line (reading, at);

      if (take_furniture (reading, line) || take_fields (reading, line))
        at++;
      else if (!tried)
        {
          guint before = at;

          tried = TRUE;
          headline = take_headline (reading, &at);
          if (at == before && !headline && !take_note (reading, &at, &note) && !take_summary (reading, at))
            break;
        }
      else if (take_note (reading, &at, &note))
        continue;
      else if ((headline && take_subtitle (reading, line)) || take_summary (reading, at))
        at++;
      else
        break;
    }
  return at;
}

/* What stands behind the article: byline, tags, the page's furniture. Returns where the article ends. */
static guint
read_tail (Reading *reading, guint from)
{
  guint end = reading->lines->len;

  while (end > from)
    {
      const Line *line = get_line (reading, end - 1);
      g_autofree char *text = line->chars <= 200 ? dup_line (line) : NULL;
      Fields fields;
      gboolean understood;

      if (!text)
        break;
      understood = galley_fields_read (text, &fields);
      galley_fields_clear (&fields);
      if (!understood && !galley_is_furniture (text))
        break;
      end--;
    }
  return end;
}

static void
take_tail (Reading *reading, guint from)
{
  for (guint i = from; i < reading->lines->len; i++)
    {
      const Line *line = get_line (reading, i);

      if (!take_furniture (reading, line) && !take_fields (reading, line))
        add_piece (reading, GALLEY_BLOCK_PARAGRAPH, dup_line (line), line, 0);
    }
}

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
  return gaps >= 2 && !ends_with_stop (line);
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

  if (g_str_has_prefix (p, "（") || *p == '(')
    p = g_utf8_next_char (p);
  for (; n < 3 && *p && g_utf8_strchr ("一二三四五六七八九十", -1, g_utf8_get_char (p)); n++)
    p = g_utf8_next_char (p);
  return n > 0 && (g_str_has_prefix (p, "、") || g_str_has_prefix (p, "）") || *p == ')');
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

static Role
role_of (const Line *line)
{
  g_autofree char *text = NULL, *first = NULL, *second = NULL, *joint = NULL;

  if (is_row (line))
    return ROLE_ROW;
  if (*line->text == '>')
    return ROLE_QUOTATION;
  /* A mark is followed by text on the same line. */
  text = g_strndup (line->text, MIN (line->length, 200));
  if (item_text (text))
    return ROLE_ITEM;
  if (line->chars < 2 || line->chars > MAX_TITLE_CHARS + 10 || ends_with_stop (line) || has (line, "。"))
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
    width = MAX (width, get_line (reading, i)->width);
  if (width < 30 || width > 160)
    return 0;
  for (guint i = from; i + 1 < to; i++)
    {
      const Line *line = get_line (reading, i);

      if (line->width + 4 >= width && !ends_with_stop (line) && roles[i] != ROLE_ROW && !line[1].gap)
        full++;
    }
  return full >= 2 ? width : 0;
}

static gboolean
goes_on (const Line *line, const Line *next, Role next_role, guint wrap)
{
  gboolean full = line->width + 4 >= wrap;
  gboolean stop = line->length >= 3 && memcmp (line->text + line->length - 3, "。", 3) == 0;

  return wrap > 0 && full && !stop && !next->gap && next->column == 0 && next_role != ROLE_ITEM && next_role != ROLE_ROW;
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

  while (end < to && goes_on (get_line (reading, end - 1), get_line (reading, end), roles[end], wrap))
    end++;
  if (end == at + 1)
    return end;
  repair = galley_import_add_repair (reading, "joined-lines", GALLEY_REPAIR_MENDED, get_line (reading, at)->number,
                                     get_line (reading, at)->column, _("Lines broken at a fixed width were joined"));
  repair->before = g_strdup ("\n");
  repair->after = g_strdup ("");
  if (repair->refused)
    return at + 1;
  for (guint i = at + 1; i < end; i++)
    {
      g_autofree char *text = dup_line (get_line (reading, i));

      extend_piece (piece, is_latin_edge (piece->text, text) ? " " : "", text, get_line (reading, i));
    }
  return end;
}

/* What a title that stands in a run of @run titles, as its number @place, is. @after is what follows the run. */
static void
take_titles (Reading *reading, guint at, guint run, Role after, gboolean couplets)
{
  const Line *line = get_line (reading, at);
  gboolean prose = after == ROLE_PROSE || after == ROLE_QUOTATION || after == ROLE_ROW, item = after == ROLE_ITEM;
  guint i = 0;

  if (run > MAX_HEADING_RUN || (!prose && !item))
    {
      for (; i < run; i++)
        add_piece (reading, GALLEY_BLOCK_PARAGRAPH, dup_line (line + i), line + i, 0);
      return;
    }
  if (run >= 2 && is_couplet (line, line + 1, run == 2 && item ? 1 : 5))
    {
      g_autofree char *second = dup_line (line + 1);
      Piece *piece = add_piece (reading, GALLEY_BLOCK_HEADING, dup_line (line), line, 0);

      extend_piece (piece, "\n", second, line + 1);
      i = 2;
    }
  else if (run >= 2 || (prose && !couplets))
    {
      add_piece (reading, GALLEY_BLOCK_HEADING, dup_line (line), line, 0);
      i = 1;
    }
  for (; i < run; i++)
    add_piece (reading, GALLEY_BLOCK_SUBHEADING, dup_line (line + i), line + i, 0);
}

static void
take_couplet (Reading *reading, const Line *line)
{
  g_autofree char *text = dup_line (line), *first = NULL, *second = NULL, *joint = NULL;

  split_couplet (text, &first, &second, &joint);
  add_structure (reading, joint, -1);
  add_piece (reading, GALLEY_BLOCK_HEADING, g_strconcat (first, "\n", second, NULL), line, 0);
}

/* Whether the paragraph is a quotation from its first character to its last. */
static gboolean
is_quoted (const Line *line)
{
  const char *end = line->text + line->length - 3;

  return line->chars >= 15 && line->length > 6 && memcmp (line->text, "“", 3) == 0 && memcmp (end, "”", 3) == 0 &&
         g_strstr_len (line->text, line->length - 3, "”") == NULL;
}

static guint
take_paragraph (Reading *reading, const Role *roles, guint at, guint to, guint wrap)
{
  const Line *line = get_line (reading, at);
  g_autofree char *text = dup_line (line);
  GalleyBlockKind kind = GALLEY_BLOCK_PARAGRAPH;
  const char *start = text;
  Piece *piece;

  if (roles[at] == ROLE_ITEM)
    {
      kind = GALLEY_BLOCK_ITEM;
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
  add_structure (reading, text, start - text);
  piece = add_piece (reading, kind, g_strdup (start), line, g_utf8_pointer_to_offset (text, start));
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
          (run >= 2 && run <= MAX_HEADING_RUN && i + run < to && is_couplet (get_line (reading, i), get_line (reading, i + 1), 5)))
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
    if (goes_on (get_line (reading, i), get_line (reading, i + 1), roles[i + 1], wrap))
      {
        if (roles[i] != ROLE_ITEM && roles[i] != ROLE_QUOTATION)
          roles[i] = ROLE_PROSE;
        if (roles[i + 1] == ROLE_TITLE || roles[i + 1] == ROLE_COUPLET || roles[i + 1] == ROLE_NUMBERED)
          roles[i + 1] = ROLE_PROSE;
      }
}

static void
read_body (Reading *reading, guint from, guint to)
{
  g_autofree Role *roles = g_new0 (Role, to + 1);
  guint wrap;
  gboolean couplets;

  for (guint i = from; i < to; i++)
    roles[i] = role_of (get_line (reading, i));
  wrap = find_wrap (reading, roles, from, to);
  settle_wrapped (reading, roles, from, to, wrap);
  couplets = find_couplets (reading, roles, from, to);
  for (guint i = from; i < to;)
    {
      const Line *line = get_line (reading, i);
      guint run = count_titles (roles, i, to);

      if (line->chars <= 60 && take_furniture (reading, line))
        i++;
      else if (run > 0)
        {
          take_titles (reading, i, run, i + run < to ? roles[i + run] : ROLE_TITLE, couplets);
          i += run;
        }
      else if (roles[i] == ROLE_COUPLET && i + 1 < to)
        take_couplet (reading, get_line (reading, i++));
      else if (roles[i] == ROLE_NUMBERED && i + 1 < to)
        {
          gboolean inner = *line->text == '(' || has (line, "（");

          add_piece (reading, inner ? GALLEY_BLOCK_SUBHEADING : GALLEY_BLOCK_HEADING, dup_line (line), line, 0);
          i++;
        }
      else
        i = take_paragraph (reading, roles, i, to, wrap);
    }
}

/* The paragraph that opens an article with sections is its lead. */
static void
mark_lead (Reading *reading)
{
  Piece *lead = NULL;
  gboolean structured = FALSE;

  for (guint i = 0; i < reading->pieces->len; i++)
    {
      Piece *piece = g_ptr_array_index (reading->pieces, i);

      structured |= piece->kind == GALLEY_BLOCK_HEADING || piece->kind == GALLEY_BLOCK_NOTE || piece->kind == GALLEY_BLOCK_ITEM;
      if (!lead && piece->kind == GALLEY_BLOCK_PARAGRAPH)
        lead = piece;
      if (piece->kind == GALLEY_BLOCK_HEADING && !lead)
        return;
    }
  if (lead && structured)
    lead->kind = GALLEY_BLOCK_LEAD;
}

static void
find_period (Reading *reading)
{
  guint paragraphs = 0;

  for (guint i = 0; i < reading->pieces->len && paragraphs < 4 && !reading->details[GALLEY_DETAILS_PERIOD]; i++)
    {
      const Piece *piece = g_ptr_array_index (reading->pieces, i);

      paragraphs += piece->kind == GALLEY_BLOCK_PARAGRAPH;
      galley_read_period (piece->text->str, reading->details[GALLEY_DETAILS_DATE], &reading->details[GALLEY_DETAILS_PERIOD]);
    }
}

/* Every bulletin has a headline, if an empty one, at the top or under its kicker. */
static void
ensure_headline (Reading *reading)
{
  Piece *piece;

  for (guint i = 0; i < reading->pieces->len; i++)
    if (((Piece *) reading->pieces->pdata[i])->kind == GALLEY_BLOCK_HEADLINE)
      return;
  galley_import_add_repair (reading, "headline-missing", GALLEY_REPAIR_SUSPECTED, 1, 0,
                            _("No headline was recognised; write one"))->before = g_strdup ("");
  piece = add_piece (reading, GALLEY_BLOCK_HEADLINE, g_strdup (""), get_line (reading, 0), 0);
  g_ptr_array_remove_index (reading->pieces, reading->pieces->len - 1);
  g_ptr_array_insert (reading->pieces,
                      reading->pieces->len > 0 && ((Piece *) reading->pieces->pdata[0])->kind == GALLEY_BLOCK_KICKER, piece);
}

/**
 * galley_import_recognise:
 *
 * Reads the lines of @reading into pieces, details, credits and repairs. Each line is looked at a fixed number of times.
 */
void
galley_import_recognise (Reading *reading)
{
  guint from = read_head (reading), to = read_tail (reading, from);

  read_body (reading, from, to);
  take_tail (reading, to);
  mark_lead (reading);
  ensure_headline (reading);
  find_period (reading);
}
