/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-workbook-private.h"

/* Reading ODS: OpenDocument 1.3 part 3, tables. Cells carry the text that they show, so nothing has to be formatted. */

#define MAX_SHEETS 1024

/**
 * Cell:
 * @column: where it lies
 * @n: in how many columns from there it stands again
 * @start: its text in the row's
 * @length: of its text; the value, where it shows none
 * @n_rows: how many rows it covers, with those below
 * @n_columns: how many columns it covers
 */
typedef struct
{
  guint column;
  guint n;
  gsize start;
  gsize length;
  guint n_rows;
  guint n_columns;
} Cell;

/**
 * Merged:
 *
 * A cell that covers others, to be spread once all rows are known.
 */
typedef struct
{
  guint row, column, n_rows, n_columns;
} Merged;

/**
 * Book:
 * @skipping: how many elements are open whose text is no part of a cell: comments and drawings
 * @tables: how many tables are open
 * @cells: (element-type Cell): of the row that is open
 * @texts: what they say, one after the other
 * @value: (nullable): what the cell that is open holds, in case that it shows nothing
 * @paragraphs: how many paragraphs the cell has so far
 */
typedef struct
{
  GPtrArray *sheets;
  GalleySheetBuilder *builder;
  GArray *cells;
  GArray *merged;
  GString *texts;
  char *value;
  guint skipping;
  guint tables;
  guint paragraphs;
  guint in_paragraph;
  guint row, n_rows, column, table_column;
  gboolean in_cell;
  gboolean hidden;
  gboolean encrypted;
  GError *error;
} Book;

static void
book_clear (Book *book)
{
  galley_sheet_builder_free (book->builder);
  g_array_unref (book->cells);
  g_array_unref (book->merged);
  g_string_free (book->texts, TRUE);
  g_free (book->value);
  g_clear_error (&book->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Book, book_clear)

static guint
get_count (const GalleyXmlAttributes *attributes, const char *name)
{
  return MAX (galley_xml_attributes_get_number (attributes, name, 1), 1);
}

static gboolean
is_invisible (const GalleyXmlAttributes *attributes)
{
  g_autofree char *visibility = galley_xml_attributes_dup (attributes, "visibility");

  return visibility && !g_str_equal (visibility, "visible");
}

static gboolean
is_skipped (const char *name)
{
  return g_str_equal (name, "annotation") || g_str_equal (name, "frame") || g_str_equal (name, "custom-shape") ||
         g_str_equal (name, "shapes") || g_str_equal (name, "tracked-changes");
}

static Cell *
current_cell (Book *book)
{
  return &g_array_index (book->cells, Cell, book->cells->len - 1);
}

static void
start_table (Book *book, const GalleyXmlAttributes *attributes)
{
  g_autofree char *name = galley_xml_attributes_dup (attributes, "name");

  if (book->tables++ > 0)
    return;
  galley_sheet_builder_set_name (book->builder, name);
  g_array_set_size (book->merged, 0);
  book->row = book->table_column = 0;
}

static void
end_table (Book *book)
{
  GalleySheet *sheet;

  if (book->tables == 0 || --book->tables > 0 || book->error)
    return;
  for (guint i = 0; i < book->merged->len; i++)
    {
      const Merged *merged = &g_array_index (book->merged, Merged, i);

      galley_sheet_builder_spread (book->builder, merged->row, merged->column, merged->n_rows, merged->n_columns);
    }
  sheet = galley_sheet_builder_end (book->builder, &book->error);
  if (sheet && book->sheets->len < MAX_SHEETS)
    g_ptr_array_add (book->sheets, sheet);
  else
    g_clear_pointer (&sheet, galley_sheet_unref);
}

static void
start_columns (Book *book, const GalleyXmlAttributes *attributes)
{
  guint n = get_count (attributes, "number-columns-repeated");

  for (guint i = 0; is_invisible (attributes) && i < n && book->table_column + i < GALLEY_SHEET_MAX_COLUMNS; i++)
    galley_sheet_builder_hide_column (book->builder, book->table_column + i);
  book->table_column = MIN (book->table_column + n, GALLEY_SHEET_MAX_COLUMNS);
}

static void
start_row (Book *book, const GalleyXmlAttributes *attributes)
{
  book->n_rows = get_count (attributes, "number-rows-repeated");
  book->hidden = is_invisible (attributes);
  book->column = 0;
  g_array_set_size (book->cells, 0);
  g_string_truncate (book->texts, 0);
}

/* Sets what the row says, once for each time that it stands. */
static void
end_row (Book *book)
{
  gboolean within = TRUE;

  for (guint i = 0; within && book->cells->len > 0 && i < book->n_rows; i++)
    {
      if (book->hidden)
        galley_sheet_builder_hide_row (book->builder, book->row + i);
      for (guint j = 0; within && j < book->cells->len; j++)
        {
          const Cell *cell = &g_array_index (book->cells, Cell, j);
          Merged merged = { book->row + i, cell->column, cell->n_rows, cell->n_columns };

          for (guint k = 0; within && k < cell->n; k++)
            within = galley_sheet_builder_set (book->builder, book->row + i, cell->column + k,
                                               book->texts->str + cell->start, cell->length);
          if (cell->n_rows > 1 || cell->n_columns > 1)
            g_array_append_val (book->merged, merged);
        }
    }
  book->row = MIN (book->row + book->n_rows, GALLEY_SHEET_MAX_ROWS);
  g_array_set_size (book->cells, 0);
}

static void
start_cell (Book *book, const GalleyXmlAttributes *attributes, gboolean covered)
{
  static const char *const values[] = { "value", "date-value", "time-value", "string-value", "boolean-value" };
  guint n = get_count (attributes, "number-columns-repeated");
  Cell cell = { book->column, n, book->texts->len, 0, get_count (attributes, "number-rows-spanned"),
                get_count (attributes, "number-columns-spanned") };

  book->column = MIN (book->column + n, GALLEY_SHEET_MAX_COLUMNS);
  book->in_cell = !covered;
  book->paragraphs = book->in_paragraph = 0;
  g_clear_pointer (&book->value, g_free);
  if (covered)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (values) && book->value == NULL; i++)
    book->value = galley_xml_attributes_dup (attributes, values[i]);
  g_array_append_val (book->cells, cell);
}

static void
end_cell (Book *book)
{
  Cell *cell;

  if (!book->in_cell || book->cells->len == 0)
    return;
  book->in_cell = FALSE;
  cell = current_cell (book);
  if (book->texts->len == cell->start && book->value)
    g_string_append (book->texts, book->value);
  cell->length = book->texts->len - cell->start;
  if (cell->length == 0)
    g_array_set_size (book->cells, book->cells->len - 1);
}

static void
start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Book *book = data;

  if (is_skipped (name))
    book->skipping++;
  if (book->skipping > 0)
    return;
  if (g_str_equal (name, "table"))
    start_table (book, attributes);
  else if (book->tables != 1)
    return;
  else if (g_str_equal (name, "table-column"))
    start_columns (book, attributes);
  else if (g_str_equal (name, "table-row"))
    start_row (book, attributes);
  else if (g_str_equal (name, "table-cell") || g_str_equal (name, "covered-table-cell"))
    start_cell (book, attributes, *name == 'c');
  else if (!book->in_cell)
    return;
  else if (g_str_equal (name, "p"))
    {
      book->in_paragraph++;
      if (book->paragraphs++ > 0)
        g_string_append_c (book->texts, '\n');
    }
  else if (g_str_equal (name, "s"))
    for (guint i = MIN (get_count (attributes, "c"), 1024); i > 0; i--)
      g_string_append_c (book->texts, ' ');
  else if (g_str_equal (name, "tab"))
    g_string_append_c (book->texts, '\t');
  else if (g_str_equal (name, "line-break"))
    g_string_append_c (book->texts, '\n');
}

static void
end_cb (gpointer data, const char *name)
{
  Book *book = data;

  if (is_skipped (name) && book->skipping > 0)
    {
      book->skipping--;
      return;
    }
  if (book->skipping > 0)
    return;
  if (g_str_equal (name, "table"))
    end_table (book);
  else if (book->tables != 1)
    return;
  else if (g_str_equal (name, "table-row"))
    end_row (book);
  else if (g_str_equal (name, "table-cell") || g_str_equal (name, "covered-table-cell"))
    end_cell (book);
  else if (g_str_equal (name, "p") && book->in_paragraph > 0)
    book->in_paragraph--;
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
  Book *book = data;

  if (book->in_cell && book->in_paragraph > 0 && book->skipping == 0 &&
      book->texts->len + length <= GALLEY_SHEET_MAX_BYTES)
    g_string_append_len (book->texts, text, (gssize) length);
}

static void
manifest_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  if (g_str_equal (name, "encryption-data"))
    ((Book *) data)->encrypted = TRUE;
}

static const GalleyXmlReader content_reader = { start_cb, end_cb, text_cb };
static const GalleyXmlReader manifest_reader = { manifest_start_cb, NULL, NULL };

/* Appends the sheets of an OpenDocument spreadsheet to @sheets. */
gboolean
galley_workbook_read_ods (GBytes *bytes, GPtrArray *sheets, GCancellable *cancellable, GError **error)
{
  g_auto (Book) book = {
    .sheets = sheets,
    .builder = galley_sheet_builder_new (NULL),
    .cells = g_array_new (FALSE, FALSE, sizeof (Cell)),
    .merged = g_array_new (FALSE, FALSE, sizeof (Merged)),
    .texts = g_string_new (NULL),
  };

  if (!galley_package_read (bytes, "META-INF/manifest.xml", &manifest_reader, &book, cancellable, error))
    return FALSE;
  if (book.encrypted)
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_BROKEN,
                   _("It is protected by a password; save it without one"));
      return FALSE;
    }
  if (!galley_package_read (bytes, "content.xml", &content_reader, &book, cancellable, error))
    return FALSE;
  if (book.error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&book.error));
  return FALSE;
}
