/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-sheet-private.h"

G_DEFINE_BOXED_TYPE (GalleySheet, galley_sheet, galley_sheet_ref, galley_sheet_unref)

/**
 * Row:
 * @cells: (array length=n_cells): texts that the sheet owns; %NULL for an empty cell
 * @n_cells: up to the last that was set; rows need not be equally long
 * @n_allocated: room in @cells
 * @hidden: whether it is left out
 */
typedef struct
{
  const char **cells;
  guint n_cells;
  guint n_allocated;
  gboolean hidden;
} Row;

struct _GalleySheetBuilder
{
  char *name;
  GArray *rows;
  GStringChunk *texts;
  GByteArray *hidden_columns; /* a byte a column, not zero where it is hidden */
  guint width;                /* of the longest row so far */
  guint64 n_cells;            /* that were asked for so far */
  guint64 n_bytes;
  gboolean unlimited;
  GError *error;
};

static void
clear_row (gpointer data)
{
  g_free (((Row *) data)->cells);
}

/* Reading and writing with a separator */

/* Where a field that opens with a quotation mark at @text closes; NULL where that mark is only a character of a plain
 * field, as in 24" pipe or in what ends before its closing mark. */
static const char *
find_closing (const char *text, const char *end, char separator)
{
  for (const char *p = text + 1; p < end; p++)
    {
      if (*p != '"')
        continue;
      if (p + 1 < end && p[1] == '"')
        {
          p++;
          continue;
        }
      return p + 1 == end || p[1] == separator || p[1] == '\n' || p[1] == '\r' ? p : NULL;
    }
  return NULL;
}

/* Sets a quoted cell, whose doubled quotation marks stand for one. */
static gboolean
set_quoted (GalleySheetBuilder *builder, guint row, guint column, const char *text, const char *end)
{
  g_autoptr (GString) plain = g_string_sized_new (end - text);

  for (; text < end; text++)
    {
      if (*text == '\r')
        {
          text += text + 1 < end && text[1] == '\n';
          g_string_append_c (plain, '\n');
          continue;
        }
      g_string_append_c (plain, *text);
      text += *text == '"';
    }
  return galley_sheet_builder_set (builder, row, column, plain->str, plain->len);
}

/* Rows of fields between @separator as RFC 4180 has them, with any kind of line end, and as lenient as Excel and Calc are
 * with quotation marks inside a field. @text is valid UTF-8. */
GalleySheet *
galley_sheet_from_separated (const char *name, const char *text, gsize length, char separator, GError **error)
{
  g_autoptr (GalleySheetBuilder) builder = galley_sheet_builder_new (name);
  const char *end = text + length;
  guint row = 0, column = 0;
  gboolean within = TRUE;

  while (text < end && within)
    {
      const char *closing = *text == '"' ? find_closing (text, end, separator) : NULL, *field = text;

      if (closing)
        within = set_quoted (builder, row, column, field + 1, closing);
      for (text = closing ? closing + 1 : text; text < end && *text != separator && *text != '\n' && *text != '\r';)
        text++;
      if (!closing)
        within = galley_sheet_builder_set (builder, row, column, field, text - field);
      if (text == end)
        break;
      if (*text == separator)
        {
          column++;
          if (text + 1 == end)
            within = galley_sheet_builder_set (builder, row, column, "", 0);
        }
      else
        {
          text += *text == '\r' && text + 1 < end && text[1] == '\n';
          row++;
          column = 0;
        }
      text++;
    }
  return galley_sheet_builder_end (builder, error);
}

static void
append_field (GString *out, const char *text, char separator)
{
  const char special[] = { separator, '\n', '\r', '\0' };

  if (*text != '"' && !strpbrk (text, special) && (separator == '\t' || !strchr (text, '"')))
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (; *text; text++)
    {
      g_string_append_c (out, *text);
      if (*text == '"')
        g_string_append_c (out, '"');
    }
  g_string_append_c (out, '"');
}

/* What galley_sheet_from_separated() reads as the same again. */
void
galley_sheet_append_separated (GString *out, const GalleySheet *sheet, char separator, const char *line_end)
{
  for (guint i = 0; i < sheet->n_rows; i++)
    {
      const Row *row = &((const Row *) sheet->rows)[i];

      for (guint j = 0; j < row->n_cells; j++)
        {
          if (j > 0)
            g_string_append_c (out, separator);
          append_field (out, galley_sheet_get_cell (sheet, i, j), separator);
        }
      g_string_append (out, line_end);
    }
}

/* Building */

/* @name may be %NULL. */
GalleySheetBuilder *
galley_sheet_builder_new (const char *name)
{
  GalleySheetBuilder *self = g_new0 (GalleySheetBuilder, 1);

  self->name = g_strdup (name);
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (self->rows, clear_row);
  self->texts = g_string_chunk_new (4096);
  self->hidden_columns = g_byte_array_new ();
  return self;
}

void
galley_sheet_builder_set_name (GalleySheetBuilder *self, const char *name)
{
  g_set_str (&self->name, name);
}

void
galley_sheet_builder_free (GalleySheetBuilder *self)
{
  g_free (self->name);
  g_array_unref (self->rows);
  g_string_chunk_free (self->texts);
  g_byte_array_unref (self->hidden_columns);
  g_clear_error (&self->error);
  g_free (self);
}

/* Whether the limits allow @n_cells more, with @n_bytes of text in all, up to @row and @column; if not, says why once. */
static gboolean
claim (GalleySheetBuilder *self, guint row, guint column, guint64 n_cells, guint64 n_bytes)
{
  self->n_cells += n_cells;
  self->n_bytes += n_bytes;
  if (self->error || self->unlimited)
    return !self->error;
  if (row >= GALLEY_SHEET_MAX_ROWS)
    g_set_error (&self->error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE,
                 _("The table has more than %u rows; keep the part that is needed"), GALLEY_SHEET_MAX_ROWS);
  else if (column >= GALLEY_SHEET_MAX_COLUMNS)
    g_set_error (&self->error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE,
                 _("The table has more than %u columns; keep the part that is needed"), GALLEY_SHEET_MAX_COLUMNS);
  else if (self->n_cells > GALLEY_SHEET_MAX_CELLS)
    g_set_error (&self->error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE,
                 _("The table has more than %u cells; keep the part that is needed"), GALLEY_SHEET_MAX_CELLS);
  else if (self->n_bytes > GALLEY_SHEET_MAX_BYTES)
    g_set_error (&self->error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE,
                 _("The table has more than %u MiB of text; keep the part that is needed"),
                 GALLEY_SHEET_MAX_BYTES / 1024 / 1024);
  return !self->error;
}

static Row *
reach_row (GalleySheetBuilder *self, guint row)
{
  if (row >= self->rows->len)
    g_array_set_size (self->rows, row + 1);
  return &g_array_index (self->rows, Row, row);
}

/* @text is owned by the builder, or NULL. */
static void
put (GalleySheetBuilder *self, guint row, guint column, const char *text)
{
  Row *line = reach_row (self, row);

  if (column >= line->n_allocated)
    {
      line->n_allocated = MAX (column + 1, line->n_allocated + line->n_allocated / 2);
      line->cells = g_renew (const char *, line->cells, line->n_allocated);
    }
  for (; line->n_cells <= column; line->n_cells++)
    line->cells[line->n_cells] = NULL;
  line->cells[column] = text;
  self->width = MAX (self->width, line->n_cells);
}

/* Sets a cell, also to nothing: the row then reaches as far. Returns FALSE once a limit is passed. */
gboolean
galley_sheet_builder_set (GalleySheetBuilder *self, guint row, guint column, const char *text, gsize length)
{
  guint n = row < self->rows->len ? g_array_index (self->rows, Row, row).n_cells : 0;

  if (!claim (self, row, column, column >= n ? column - n + 1 : 1, length))
    return FALSE;
  put (self, row, column, length > 0 ? g_string_chunk_insert_len (self->texts, text, (gssize) length) : NULL);
  return TRUE;
}

/* A merged cell: its text is said in each cell that it covers, as far as there are rows and columns. */
void
galley_sheet_builder_spread (GalleySheetBuilder *self, guint row, guint column, guint n_rows, guint n_columns)
{
  const Row *first = row < self->rows->len ? &g_array_index (self->rows, Row, row) : NULL;
  const char *text = first && column < first->n_cells ? first->cells[column] : NULL;
  guint last_row = (guint) MIN ((guint64) row + n_rows, self->rows->len);
  guint last_column = (guint) MIN ((guint64) column + n_columns, self->width);
  gsize length = text ? strlen (text) : 0;

  if (text == NULL || last_column <= column)
    return;
  for (guint i = row; i < last_row; i++)
    for (guint j = column; j < last_column; j++)
      {
        if (!claim (self, i, j, 1, length))
          return;
        put (self, i, j, text);
      }
}

void
galley_sheet_builder_hide_row (GalleySheetBuilder *self, guint row)
{
  if (row < GALLEY_SHEET_MAX_ROWS)
    reach_row (self, row)->hidden = TRUE;
}

void
galley_sheet_builder_hide_column (GalleySheetBuilder *self, guint column)
{
  if (column >= GALLEY_SHEET_MAX_COLUMNS)
    return;
  while (self->hidden_columns->len <= column)
    g_byte_array_append (self->hidden_columns, (const guint8 *) "", 1);
  self->hidden_columns->data[column] = TRUE;
}

/* Takes the hidden columns out of a row. */
static void
drop_cells (Row *row, const GByteArray *hidden)
{
  guint n = 0;

  for (guint i = 0; i < row->n_cells; i++)
    if (i >= hidden->len || !hidden->data[i])
      row->cells[n++] = row->cells[i];
  row->n_cells = n;
}

/* Takes out what is hidden; returns how many rows and columns that were. */
static guint
drop_hidden (GalleySheetBuilder *self, guint n_columns)
{
  guint n_hidden = 0, n = 0;
  Row *rows = (Row *) (gpointer) self->rows->data;

  for (guint i = 0; i < MIN (self->hidden_columns->len, n_columns); i++)
    n_hidden += self->hidden_columns->data[i];
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (n_hidden > 0)
        drop_cells (&rows[i], self->hidden_columns);
      if (rows[i].hidden)
        n_hidden += rows[i].n_cells > 0;
      else
        {
          Row kept = rows[i];

          rows[i] = rows[n];
          rows[n++] = kept;
        }
    }
  g_array_set_size (self->rows, n);
  return n_hidden;
}

static guint
count_columns (const GArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n = MAX (n, g_array_index (rows, Row, i).n_cells);
  return n;
}

/* Returns: (nullable) (transfer full): the sheet, or NULL where a limit was passed. The builder is empty then. */
GalleySheet *
galley_sheet_builder_end (GalleySheetBuilder *self, GError **error)
{
  GalleySheet *sheet;
  guint n_rows = self->rows->len;

  if (self->error)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }
  while (n_rows > 0 && g_array_index (self->rows, Row, n_rows - 1).n_cells == 0)
    n_rows--;
  g_array_set_size (self->rows, n_rows);
  sheet = g_atomic_rc_box_alloc0 (sizeof (GalleySheet));
  sheet->n_hidden = drop_hidden (self, count_columns (self->rows));
  sheet->n_columns = count_columns (self->rows);
  sheet->n_rows = self->rows->len;
  sheet->name = g_strdup (self->name);
  sheet->texts = g_steal_pointer (&self->texts);
  self->texts = g_string_chunk_new (4096);
  sheet->rows = g_array_steal (self->rows, NULL);
  g_byte_array_set_size (self->hidden_columns, 0);
  self->width = 0;
  return sheet;
}

/* The value */

/**
 * galley_sheet_new:
 * @name: (nullable): what it is called
 * @cells: (array): the texts of @n_rows rows of @n_columns, one row after the other; each nullable
 *
 * Returns: (transfer full): a sheet of just that size
 */
GalleySheet *
galley_sheet_new (const char *name, const char *const *cells, guint n_rows, guint n_columns)
{
  g_autoptr (GalleySheetBuilder) builder = galley_sheet_builder_new (name);

  builder->unlimited = TRUE;
  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; j < n_columns; j++)
      {
        const char *text = cells[(gsize) i * n_columns + j];

        galley_sheet_builder_set (builder, i, j, text, text ? strlen (text) : 0);
      }
  return galley_sheet_builder_end (builder, NULL);
}

GalleySheet *
galley_sheet_ref (GalleySheet *sheet)
{
  return g_atomic_rc_box_acquire (sheet);
}

static void
clear_sheet (gpointer data)
{
  GalleySheet *sheet = data;

  for (guint i = 0; i < sheet->n_rows; i++)
    clear_row (&((Row *) sheet->rows)[i]);
  g_free (sheet->rows);
  g_string_chunk_free (sheet->texts);
  g_free (sheet->name);
}

void
galley_sheet_unref (GalleySheet *sheet)
{
  g_atomic_rc_box_release_full (sheet, clear_sheet);
}

/**
 * galley_sheet_equal:
 *
 * Returns: whether both have the same name and say the same in the same cells
 */
gboolean
galley_sheet_equal (const GalleySheet *a, const GalleySheet *b)
{
  if (g_strcmp0 (a->name, b->name) != 0 || a->n_rows != b->n_rows || a->n_columns != b->n_columns)
    return FALSE;
  for (guint i = 0; i < a->n_rows; i++)
    for (guint j = 0; j < a->n_columns; j++)
      if (!g_str_equal (galley_sheet_get_cell (a, i, j), galley_sheet_get_cell (b, i, j)))
        return FALSE;
  return TRUE;
}

/**
 * galley_sheet_get_cell:
 * @row: from 0
 * @column: from 0
 *
 * Returns: (transfer none): what the cell says, as long as @sheet is held; "" for nothing, and outside of the sheet
 */
const char *
galley_sheet_get_cell (const GalleySheet *sheet, guint row, guint column)
{
  const Row *line = row < sheet->n_rows ? &((const Row *) sheet->rows)[row] : NULL;

  return line && column < line->n_cells && line->cells[column] ? line->cells[column] : "";
}

/**
 * galley_sheet_from_tsv:
 * @text: what a spreadsheet puts on the clipboard as plain text: a line a row, tabs between cells; a cell with a tab,
 *   line break or leading quotation mark in quotation marks, which are doubled within
 * @length: its length in bytes, or -1
 * @error: %GALLEY_FORMATS_ERROR_ENCODING or %GALLEY_FORMATS_ERROR_TOO_LARGE
 *
 * Returns: (transfer full) (nullable): the cells; rows are as long as they were written
 */
GalleySheet *
galley_sheet_from_tsv (const char *text, gssize length, GError **error)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;

  if (!g_utf8_validate_len (text, n, NULL))
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_ENCODING,
                   _("The table is not UTF-8 text; copy it again"));
      return NULL;
    }
  return galley_sheet_from_separated (NULL, text, n, '\t', error);
}

/**
 * galley_sheet_to_tsv:
 *
 * Returns: (transfer full): the cells as Excel and Calc put them on the clipboard, each row with its line end
 */
char *
galley_sheet_to_tsv (const GalleySheet *sheet)
{
  GString *text = g_string_new (NULL);

  galley_sheet_append_separated (text, sheet, '\t', "\n");
  return g_string_free (text, FALSE);
}
