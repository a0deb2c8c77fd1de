/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-sheet-mapping.h"

#include <string.h>

#include "galley-figures.h"

/* A header is looked for in so many rows, and a column judged by so many. */
#define HEADER_ROWS 20
#define SAMPLE_ROWS 200

/* A longer text is no header of a column. */
#define MAX_HEADER_CHARS 24

/**
 * Word:
 * @field: what a column under that header is
 * @word: the header in small letters, without spaces and what is in parentheses
 * @within: whether it may be a part of the header (较上年同期增长)
 */
typedef struct
{
  GalleyIndicatorField field;
  const char *word;
  gboolean within;
} Word;

/* Headers as bureaus of statistics and newsrooms write them. Whole words are tried first, then parts in this order: what
 * grows against a base is a change, and the source of a figure no figure. The first of each field is what is exported. */
static const Word words[] = {
  { GALLEY_INDICATOR_CHANGE, "增减", TRUE },        { GALLEY_INDICATOR_CHANGE, "同比", TRUE },
  { GALLEY_INDICATOR_CHANGE, "增长", TRUE },        { GALLEY_INDICATOR_CHANGE, "增速", TRUE },
  { GALLEY_INDICATOR_CHANGE, "增幅", TRUE },        { GALLEY_INDICATOR_CHANGE, "±%", TRUE },
  { GALLEY_INDICATOR_CHANGE, "change", TRUE },      { GALLEY_INDICATOR_CHANGE, "growth", TRUE },
  { GALLEY_INDICATOR_BASE, "上期", TRUE },          { GALLEY_INDICATOR_BASE, "同期", TRUE },
  { GALLEY_INDICATOR_BASE, "基数", TRUE },          { GALLEY_INDICATOR_BASE, "基期", TRUE },
  { GALLEY_INDICATOR_BASE, "上年", TRUE },          { GALLEY_INDICATOR_BASE, "去年", TRUE },
  { GALLEY_INDICATOR_BASE, "base", FALSE },         { GALLEY_INDICATOR_BASE, "previous", TRUE },
  { GALLEY_INDICATOR_SOURCE, "来源", TRUE },        { GALLEY_INDICATOR_SOURCE, "出处", TRUE },
  { GALLEY_INDICATOR_SOURCE, "提供单位", TRUE },    { GALLEY_INDICATOR_SOURCE, "source", TRUE },
  { GALLEY_INDICATOR_CHECKED_BY, "核对人", TRUE },  { GALLEY_INDICATOR_CHECKED_BY, "审核", TRUE },
  { GALLEY_INDICATOR_CHECKED_BY, "核对", TRUE },    { GALLEY_INDICATOR_CHECKED_BY, "checkedby", TRUE },
  { GALLEY_INDICATOR_NOTES, "备注", TRUE },         { GALLEY_INDICATOR_NOTES, "说明", FALSE },
  { GALLEY_INDICATOR_NOTES, "notes", FALSE },       { GALLEY_INDICATOR_NOTES, "remarks", FALSE },
  { GALLEY_INDICATOR_UNIT, "单位", FALSE },         { GALLEY_INDICATOR_UNIT, "计量单位", TRUE },
  { GALLEY_INDICATOR_UNIT, "unit", FALSE },         { GALLEY_INDICATOR_UNIT, "units", FALSE },
  { GALLEY_INDICATOR_PERIOD, "时期", FALSE },       { GALLEY_INDICATOR_PERIOD, "期间", FALSE },
  { GALLEY_INDICATOR_PERIOD, "时间", FALSE },       { GALLEY_INDICATOR_PERIOD, "报告期", TRUE },
  { GALLEY_INDICATOR_PERIOD, "统计期", TRUE },      { GALLEY_INDICATOR_PERIOD, "period", FALSE },
  { GALLEY_INDICATOR_SCOPE, "范围", FALSE },        { GALLEY_INDICATOR_SCOPE, "口径", FALSE },
  { GALLEY_INDICATOR_SCOPE, "地区", FALSE },        { GALLEY_INDICATOR_SCOPE, "区县", FALSE },
  { GALLEY_INDICATOR_SCOPE, "区域", FALSE },        { GALLEY_INDICATOR_SCOPE, "行业", FALSE },
  { GALLEY_INDICATOR_SCOPE, "scope", FALSE },       { GALLEY_INDICATOR_SCOPE, "district", FALSE },
  { GALLEY_INDICATOR_SCOPE, "region", FALSE },      { GALLEY_INDICATOR_NAME, "指标", FALSE },
  { GALLEY_INDICATOR_NAME, "指标名称", TRUE },      { GALLEY_INDICATOR_NAME, "名称", FALSE },
  { GALLEY_INDICATOR_NAME, "项目", FALSE },         { GALLEY_INDICATOR_NAME, "项目名称", TRUE },
  { GALLEY_INDICATOR_NAME, "indicator", TRUE },     { GALLEY_INDICATOR_NAME, "name", FALSE },
  { GALLEY_INDICATOR_NAME, "item", FALSE },         { GALLEY_INDICATOR_VALUE, "数值", TRUE },
  { GALLEY_INDICATOR_VALUE, "本期", TRUE },         { GALLEY_INDICATOR_VALUE, "绝对量", TRUE },
  { GALLEY_INDICATOR_VALUE, "绝对值", TRUE },       { GALLEY_INDICATOR_VALUE, "总量", FALSE },
  { GALLEY_INDICATOR_VALUE, "累计", TRUE },         { GALLEY_INDICATOR_VALUE, "当期", TRUE },
  { GALLEY_INDICATOR_VALUE, "完成", FALSE },        { GALLEY_INDICATOR_VALUE, "实绩", TRUE },
  { GALLEY_INDICATOR_VALUE, "value", FALSE },       { GALLEY_INDICATOR_VALUE, "amount", FALSE },
};

/* Reading headers */

static char *
strip_space (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      g_string_append_unichar (out, g_utf8_get_char (text));
  return g_string_free (out, FALSE);
}

/* Whether "1" with @text after it is one figure whose unit is all of @text. */
static gboolean
is_unit (const char *text)
{
  g_autofree char *sample = g_strconcat ("1", text, NULL);
  g_autoptr (GalleyFigures) figures = galley_figures_read (sample, -1, NULL);
  const GalleyFigure *figure =
    figures && galley_figures_get_length (figures) == 1 ? galley_figures_get (figures, 0) : NULL;

  return figure && *text && figure->bytes.offset == 0 && figure->bytes.length == strlen (sample) &&
         (figure->unit.length == strlen (text) || g_str_equal (text, "%"));
}

/* Takes a unit in parentheses off the end of @text, "总投资（亿元）" or "总投资(单位：亿元)", or after a comma or colon "单位：亿元".
 * Returns: (transfer full): the unit, or "" */
static char *
take_unit (char *text)
{
  static const char *const opening[] = { "（", "(", "：", ":", "，", "," };
  g_autofree char *plain = strip_space (text);
  gboolean closed = g_str_has_suffix (plain, "）") || g_str_has_suffix (plain, ")");
  const char *begin = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (opening); i++)
    {
      const char *found = g_strrstr (plain, opening[i]);

      if (found && (closed || i >= 2) && (begin == NULL || found + strlen (opening[i]) > begin))
        begin = found + strlen (opening[i]);
    }
  if (begin == NULL)
    return g_strdup ("");
  if (closed)
    plain[strlen (plain) - (g_str_has_suffix (plain, ")") ? 1 : strlen ("）"))] = '\0';
  if (!is_unit (begin))
    return g_strdup ("");
  for (gsize i = 0; i < 2; i++)
    {
      char *end = g_strrstr (text, opening[i]);

      if (end && closed)
        {
          *end = '\0';
          break;
        }
    }
  g_strchomp (text);
  return g_strdup (begin);
}

/* The period that a header names, as files have it: 2024Q1 for 2024年一季度. */
static char *
find_period (const char *text)
{
  g_autoptr (GalleyFigures) figures = galley_figures_read (text, -1, NULL);

  for (guint i = 0; figures && i < galley_figures_get_length (figures); i++)
    {
      const GalleyFigure *figure = galley_figures_get (figures, i);

      if (figure->period.unit != GALLEY_PERIOD_NONE && figure->period.first_year > 0)
        return galley_period_to_string (&figure->period);
    }
  return g_strdup ("");
}

static int
find_field (const char *title)
{
  g_autofree char *plain = NULL, *small = NULL;

  if (g_utf8_strlen (title, -1) > MAX_HEADER_CHARS)
    return GALLEY_SHEET_NOTHING;
  plain = strip_space (title);
  small = g_utf8_strdown (plain, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (small, words[i].word))
      return words[i].field;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].within && strstr (small, words[i].word))
      return words[i].field;
  return GALLEY_SHEET_NOTHING;
}

/* Reading cells */

static gboolean
is_number (const char *text)
{
  text += strspn (text, "+-");
  return g_ascii_isdigit (*text) && text[strspn (text, "0123456789.,%")] == '\0';
}

/* A number, alone or with its unit; 2024年 and 3月 are dates. */
static gboolean
is_quantity (const char *text)
{
  gsize sign = strspn (text, "+-"), n = sign + strspn (text + sign, "0123456789.,");

  return is_number (text) || (n > sign && is_unit (text + n) && !g_str_has_prefix (text + n, "年") &&
                              !g_str_has_prefix (text + n, "月"));
}

/* What stands where there is no figure. */
static gboolean
is_dash (const char *text)
{
  return text[strspn (text, "-/. ")] == '\0' || g_str_equal (text, "—") || g_str_equal (text, "——") ||
         g_str_equal (text, "…") || g_str_equal (text, "……");
}

/* The field of a header cell whatever unit stands with it. */
static int
find_cell_field (const char *text)
{
  g_autofree char *title = g_strdup (text), *unit = take_unit (title);

  return find_field (title);
}

/* How many columns of a row are headers; none where one text is spread over all of it. */
static guint
count_headers (const GalleySheet *sheet, guint row)
{
  const char *first = galley_sheet_get_cell (sheet, row, 0);
  gboolean spread = sheet->n_columns > 1;
  guint n = 0;

  for (guint i = 0; i < sheet->n_columns; i++)
    {
      const char *text = galley_sheet_get_cell (sheet, row, i);

      spread &= g_str_equal (text, first);
      n += find_cell_field (text) != GALLEY_SHEET_NOTHING;
    }
  return spread ? 0 : n;
}

static gboolean
has_number (const GalleySheet *sheet, guint row)
{
  for (guint i = 0; i < sheet->n_columns; i++)
    if (is_quantity (galley_sheet_get_cell (sheet, row, i)))
      return TRUE;
  return FALSE;
}

static guint
find_headers (const GalleySheet *sheet)
{
  guint best = 0, n = 0;

  for (guint i = 0; i < MIN (sheet->n_rows, HEADER_ROWS); i++)
    {
      guint count = count_headers (sheet, i);

      if (count > best)
        {
          best = count;
          n = i + 1;
        }
    }
  /* A header of two rows has its groups above. */
  while (n > 0 && n < MIN (sheet->n_rows, HEADER_ROWS) && count_headers (sheet, n) > 0 && !has_number (sheet, n))
    n++;
  if (n > 0)
    return n;
  /* Wide tables name indicators, not fields: a first row without numbers above rows with them. */
  return sheet->n_rows > 1 && !has_number (sheet, 0) && has_number (sheet, 1) ? 1 : 0;
}

static gboolean
is_numeric_column (const GalleySheetMapping *self, guint column)
{
  guint n_numbers = 0, n_texts = 0;

  for (guint i = self->n_headers; i < MIN (self->sheet->n_rows, self->n_headers + SAMPLE_ROWS); i++)
    {
      const char *text = galley_sheet_get_cell (self->sheet, i, column);

      if (is_quantity (text))
        n_numbers++;
      else
        n_texts += !is_dash (text);
    }
  return n_numbers > n_texts;
}

static gboolean
has_text (const GalleySheetMapping *self, guint column)
{
  for (guint i = self->n_headers; i < MIN (self->sheet->n_rows, self->n_headers + SAMPLE_ROWS); i++)
    if (*galley_sheet_get_cell (self->sheet, i, column))
      return TRUE;
  return FALSE;
}

/* Reads the header of a column from the lowest row up: the nearest text is its title, those above give what it lacks. */
static void
read_header (GalleySheetMapping *self, guint column)
{
  GalleySheetColumn *read = &self->columns[column];

  read->field = GALLEY_SHEET_NOTHING;
  for (guint i = self->n_headers; i > 0; i--)
    {
      g_autofree char *title = g_strdup (galley_sheet_get_cell (self->sheet, i - 1, column)), *unit = take_unit (title);

      if (read->title == NULL && *title)
        {
          read->title = g_strdup (title);
          read->field = find_field (title);
        }
      if (read->unit == NULL && *unit)
        read->unit = g_strdup (unit);
      if (read->period == NULL && *title)
        {
          g_autofree char *period = find_period (title);

          if (*period)
            read->period = g_steal_pointer (&period);
        }
    }
  read->title = read->title ? read->title : g_strdup ("");
  read->unit = read->unit ? read->unit : g_strdup ("");
  read->period = read->period ? read->period : g_strdup ("");
}

static int
find_column (const GalleySheetMapping *self, int field)
{
  for (guint i = 0; i < self->sheet->n_columns; i++)
    if (self->columns[i].field == field)
      return (int) i;
  return -1;
}

/* Each field has one column: the first that is called so. */
static void
settle_fields (GalleySheetMapping *self)
{
  guint64 seen = 0;

  for (guint i = 0; i < self->sheet->n_columns; i++)
    {
      int field = self->columns[i].field;

      if (field == GALLEY_SHEET_NOTHING)
        continue;
      if (seen & ((guint64) 1 << field))
        self->columns[i].field = GALLEY_SHEET_NOTHING;
      seen |= (guint64) 1 << field;
    }
}

/* Names and values may stand under headers of their own: the first column of words names, and one of numbers says; where
 * several do, each is an indicator that its header names, and the words are what it is of. */
static void
guess_rest (GalleySheetMapping *self)
{
  int name = find_column (self, GALLEY_INDICATOR_NAME);
  guint n_values = 0;

  for (guint i = 0; i < self->sheet->n_columns && find_column (self, GALLEY_INDICATOR_VALUE) < 0; i++)
    if (self->columns[i].field == GALLEY_SHEET_NOTHING && is_numeric_column (self, i))
      {
        n_values++;
        self->columns[i].field = GALLEY_SHEET_NAMED;
      }
  for (guint i = 0; i < self->sheet->n_columns && n_values > 0; i++)
    {
      GalleySheetColumn *column = &self->columns[i];

      if (column->field != GALLEY_SHEET_NAMED || (name < 0 && n_values > 1 && *column->title))
        continue;
      /* Rows have names of their own, so that one column is their value. */
      column->field = find_column (self, GALLEY_INDICATOR_VALUE) < 0 ? (int) GALLEY_INDICATOR_VALUE : GALLEY_SHEET_NOTHING;
    }
  for (guint i = 0; i < self->sheet->n_columns && name < 0; i++)
    {
      gboolean wide = find_column (self, GALLEY_SHEET_NAMED) >= 0;

      if (wide && find_column (self, GALLEY_INDICATOR_SCOPE) >= 0)
        break;
      if (self->columns[i].field != GALLEY_SHEET_NOTHING || is_numeric_column (self, i) || !has_text (self, i))
        continue;
      self->columns[i].field = wide ? GALLEY_INDICATOR_SCOPE : GALLEY_INDICATOR_NAME;
      break;
    }
}

/**
 * galley_sheet_mapping_new_with_headers:
 * @n_headers: how many rows at the top are header; 0 for none
 *
 * Returns: (transfer full): what the columns are by these headers and by what is in them
 */
GalleySheetMapping *
galley_sheet_mapping_new_with_headers (GalleySheet *sheet, guint n_headers)
{
  GalleySheetMapping *self = g_new0 (GalleySheetMapping, 1);

  self->sheet = galley_sheet_ref (sheet);
  self->n_headers = MIN (n_headers, sheet->n_rows);
  self->columns = g_new0 (GalleySheetColumn, MAX (sheet->n_columns, 1));
  for (guint i = 0; i < sheet->n_columns; i++)
    read_header (self, i);
  settle_fields (self);
  guess_rest (self);
  return self;
}

/**
 * galley_sheet_mapping_new:
 *
 * Returns: (transfer full): what the rows and columns of @sheet are, guessed
 */
GalleySheetMapping *
galley_sheet_mapping_new (GalleySheet *sheet)
{
  return galley_sheet_mapping_new_with_headers (sheet, find_headers (sheet));
}

/**
 * galley_sheet_mapping_copy:
 *
 * Returns: (transfer full): the same, for another thread
 */
GalleySheetMapping *
galley_sheet_mapping_copy (const GalleySheetMapping *self)
{
  GalleySheetMapping *copy = galley_sheet_mapping_new_with_headers (self->sheet, self->n_headers);

  for (guint i = 0; i < self->sheet->n_columns; i++)
    copy->columns[i].field = self->columns[i].field;
  return copy;
}

/**
 * galley_sheet_mapping_set_field:
 * @field: a field, which no other column has from now on; or %GALLEY_SHEET_NOTHING or %GALLEY_SHEET_NAMED
 */
void
galley_sheet_mapping_set_field (GalleySheetMapping *self, guint column, int field)
{
  int before = field >= 0 && field < GALLEY_N_INDICATOR_FIELDS ? find_column (self, field) : -1;

  g_return_if_fail (column < self->sheet->n_columns);
  if (before >= 0)
    self->columns[before].field = GALLEY_SHEET_NOTHING;
  self->columns[column].field = field;
}

void
galley_sheet_mapping_free (GalleySheetMapping *self)
{
  for (guint i = 0; i < self->sheet->n_columns; i++)
    {
      g_free (self->columns[i].title);
      g_free (self->columns[i].unit);
      g_free (self->columns[i].period);
    }
  g_free (self->columns);
  galley_sheet_unref (self->sheet);
  g_free (self);
}

/* Making rows */

/* Takes the commas out of a number and the unit off it, where it has one: 1,234.5亿元 gives 1234.5 and 亿元. */
static char *
take_number (const char *text, char **unit)
{
  gsize sign = *text == '-' || *text == '+';
  gsize n = sign + strspn (text + sign, "0123456789.,");
  GString *number;

  if (n == sign || !(text[n] == '\0' || is_unit (text + n)))
    return g_strdup (text);
  number = g_string_new (NULL);
  for (gsize i = 0; i < n; i++)
    if (text[i] != ',')
      g_string_append_c (number, text[i]);
  if (text[n])
    g_set_str (unit, text + n);
  return g_string_free (number, FALSE);
}

/* A change carries its sign and percent sign. */
static char *
write_change (const char *text, const GalleySheetColumn *column)
{
  g_autofree char *unit = NULL, *number = take_number (text, &unit);
  gboolean percent = strchr (column->title, '%') || strstr (column->title, "％") || g_str_equal (column->unit, "%");

  if (!is_number (number))
    return g_strdup (text);
  if (unit == NULL && percent)
    unit = g_strdup ("%");
  return g_strconcat (strchr ("+-", *number) ? "" : "+", number, unit, NULL);
}

static void
fill_field (const GalleySheetMapping *self, char **fields, char **unit, guint column, const char *text)
{
  const GalleySheetColumn *mapped = &self->columns[column];
  GalleyIndicatorField field = mapped->field == GALLEY_SHEET_NAMED ? GALLEY_INDICATOR_VALUE : (guint) mapped->field;
  g_autofree char *found = NULL;

  g_free (fields[field]);
  switch (field)
    {
    case GALLEY_INDICATOR_NAME:
      fields[field] = g_strdup (text);
      found = take_unit (fields[field]);
      break;
    case GALLEY_INDICATOR_VALUE:
      fields[field] = take_number (text, &found);
      g_set_str (&fields[GALLEY_INDICATOR_PERIOD], fields[GALLEY_INDICATOR_PERIOD] ? fields[GALLEY_INDICATOR_PERIOD]
                                                                                   : mapped->period);
      if (!found)
        found = g_strdup (mapped->unit);
      break;
    case GALLEY_INDICATOR_BASE:
      fields[field] = take_number (text, &found);
      g_clear_pointer (&found, g_free);
      break;
    case GALLEY_INDICATOR_CHANGE:
      fields[field] = write_change (text, mapped);
      break;
    default:
      fields[field] = g_strdup (text);
      break;
    }
  if (found && *found)
    g_set_str (unit, found);
}

/* The unit that stands for the whole sheet above its header: 单位：亿元. */
static char *
find_sheet_unit (const GalleySheetMapping *self)
{
  for (guint i = 0; i < self->n_headers; i++)
    for (guint j = 0; j < self->sheet->n_columns; j++)
      {
        g_autofree char *text = g_strdup (galley_sheet_get_cell (self->sheet, i, j));
        const char *label = strstr (text, "单位：") ? strstr (text, "单位：") : strstr (text, "单位:");
        g_autofree char *unit = label ? take_unit (text) : NULL;

        if (unit && *unit)
          return g_steal_pointer (&unit);
      }
  return g_strdup ("");
}

/* One row of the sheet as an indicator; with @named, that of the column which names it. */
static GalleyRecord *
make_row (const GalleySheetMapping *self, guint row, int named, const char *sheet_unit)
{
  char *fields[GALLEY_N_INDICATOR_FIELDS] = { NULL };
  g_autofree char *unit = NULL;
  GalleyRecord *record = NULL;

  for (guint i = 0; i < self->sheet->n_columns; i++)
    {
      const GalleySheetColumn *column = &self->columns[i];
      g_autofree char *text = g_strdup (galley_sheet_get_cell (self->sheet, row, i));
      gboolean other = column->field == GALLEY_SHEET_NAMED && (int) i != named;

      /* Full-width spaces indent names as well. */
      while (g_str_has_prefix (text, "　"))
        memmove (text, text + strlen ("　"), strlen (text) - strlen ("　") + 1);
      g_strstrip (text);
      if (column->field != GALLEY_SHEET_NOTHING && !other && !is_dash (text))
        fill_field (self, fields, &unit, i, text);
    }
  if (named >= 0 && fields[GALLEY_INDICATOR_VALUE])
    {
      /* The row's own name says what the indicator is of. */
      if (fields[GALLEY_INDICATOR_SCOPE] == NULL)
        fields[GALLEY_INDICATOR_SCOPE] = g_steal_pointer (&fields[GALLEY_INDICATOR_NAME]);
      g_set_str (&fields[GALLEY_INDICATOR_NAME], self->columns[named].title);
    }
  if (fields[GALLEY_INDICATOR_UNIT] == NULL)
    fields[GALLEY_INDICATOR_UNIT] = g_strdup (unit ? unit : sheet_unit);
  if (fields[GALLEY_INDICATOR_NAME] &&
      (fields[GALLEY_INDICATOR_VALUE] || fields[GALLEY_INDICATOR_BASE] || fields[GALLEY_INDICATOR_CHANGE]))
    record = galley_record_new (&galley_indicator_schema, NULL, (const char *const *) fields, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_free (fields[i]);
  return record;
}

static gboolean
is_blank (const GalleySheet *sheet, guint row)
{
  for (guint i = 0; i < sheet->n_columns; i++)
    if (*galley_sheet_get_cell (sheet, row, i))
      return FALSE;
  return TRUE;
}

/**
 * galley_sheet_mapping_make_rows:
 * @n_left_out: (out) (optional): how many rows have text, but no name or no figure
 *
 * Commas that group digits are left out, a unit is taken from the cell, its own column, the name, the header or the sheet,
 * in that order, and changes get their sign.
 *
 * Returns: (transfer full) (element-type GalleyRecord): the indicators, in the order of the sheet
 */
GPtrArray *
galley_sheet_mapping_make_rows (const GalleySheetMapping *self, guint *n_left_out)
{
  GPtrArray *rows = galley_record_array_new ();
  g_autofree char *sheet_unit = find_sheet_unit (self);
  gboolean wide = find_column (self, GALLEY_SHEET_NAMED) >= 0;
  guint left_out = 0;

  for (guint i = self->n_headers; i < self->sheet->n_rows; i++)
    {
      guint before = rows->len;

      for (guint j = 0; j < (wide ? self->sheet->n_columns : 1); j++)
        {
          GalleyRecord *record;

          if (wide && self->columns[j].field != GALLEY_SHEET_NAMED)
            continue;
          record = make_row (self, i, wide ? (int) j : -1, sheet_unit);
          if (record)
            g_ptr_array_add (rows, record);
        }
      left_out += rows->len == before && !is_blank (self->sheet, i);
    }
  if (n_left_out)
    *n_left_out = left_out;
  return rows;
}

/**
 * galley_sheet_get_field_title:
 *
 * Returns: the header of a field's column, in the language of bulletins
 */
const char *
galley_sheet_get_field_title (GalleyIndicatorField field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].field == field)
      return words[i].word;
  return "";
}

/**
 * galley_sheet_from_table:
 *
 * Returns: (transfer full): a table of indicators with a header; columns that say nothing are left out. What
 *   galley_sheet_mapping_new() reads as the same rows again
 */
GalleySheet *
galley_sheet_from_table (const GalleyTableData *table)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  gboolean telling[GALLEY_N_INDICATOR_FIELDS] = { [GALLEY_INDICATOR_NAME] = TRUE, [GALLEY_INDICATOR_VALUE] = TRUE };
  const char *title = table->head->fields[GALLEY_TABLE_TITLE];
  guint n_columns = 0;

  for (guint i = 0; i < table->rows->len; i++)
    for (guint j = 0; j < GALLEY_N_INDICATOR_FIELDS; j++)
      telling[j] |= *((const GalleyRecord *) g_ptr_array_index (table->rows, i))->fields[j] != '\0';
  for (guint j = 0; j < GALLEY_N_INDICATOR_FIELDS; j++)
    if (telling[j])
      {
        n_columns++;
        g_ptr_array_add (cells, (gpointer) galley_sheet_get_field_title (j));
      }
  for (guint i = 0; i < table->rows->len; i++)
    for (guint j = 0; j < GALLEY_N_INDICATOR_FIELDS; j++)
      if (telling[j])
        g_ptr_array_add (cells, ((GalleyRecord *) g_ptr_array_index (table->rows, i))->fields[j]);
  return galley_sheet_new (*title ? title : NULL, (const char *const *) cells->pdata, table->rows->len + 1, n_columns);
}
