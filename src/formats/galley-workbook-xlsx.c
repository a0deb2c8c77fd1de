/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-number-format.h"
#include "galley-workbook-private.h"

/* Reading XLSX: ECMA-376 part 1, SpreadsheetML. */

#define MAX_SHEETS 1024
#define MAX_STYLES 65536

/**
 * Relation:
 *
 * One part's link to another.
 */
typedef struct
{
  char *id;
  char *type;
  char *target;
} Relation;

/**
 * Sheet:
 *
 * A sheet as the workbook lists it.
 */
typedef struct
{
  char *name;
  char *relation;
} Sheet;

/**
 * Range:
 *
 * Merged cells.
 */
typedef struct
{
  guint row, column, n_rows, n_columns;
} Range;

/**
 * Book:
 * @formats: (element-type utf8 utf8): the workbook's own number formats by their number
 * @styles: (element-type utf8): the format of each cell style; %NULL for General
 * @strings: (element-type utf8): the shared texts
 */
typedef struct
{
  GPtrArray *relations;
  GPtrArray *sheets;
  GHashTable *formats;
  GPtrArray *styles;
  GPtrArray *strings;
  gsize n_bytes;
  gboolean from_1904;
  gboolean in_cell_styles;
  gboolean too_many;

  GalleySheetBuilder *builder;
  GArray *merged;
  GString *text; /* of the cell or shared text that is read */
  gboolean collecting;
  guint phonetic;
  guint row, column;
  guint next_row, next_column;
  guint style;
  char *kind;
} Book;

static void
relation_free (gpointer data)
{
  Relation *relation = data;

  g_free (relation->id);
  g_free (relation->type);
  g_free (relation->target);
  g_free (relation);
}

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->relation);
  g_free (sheet);
}

static void
book_clear (Book *book)
{
  g_ptr_array_unref (book->relations);
  g_ptr_array_unref (book->sheets);
  g_hash_table_unref (book->formats);
  g_ptr_array_unref (book->styles);
  g_ptr_array_unref (book->strings);
  galley_sheet_builder_free (book->builder);
  g_array_unref (book->merged);
  g_string_free (book->text, TRUE);
  g_free (book->kind);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Book, book_clear)

/* Relations */

static void
relation_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Book *book = data;
  Relation *relation;

  if (!g_str_equal (name, "Relationship") || book->relations->len >= MAX_SHEETS * 4)
    return;
  relation = g_new0 (Relation, 1);
  relation->id = galley_xml_attributes_dup (attributes, "Id");
  relation->type = galley_xml_attributes_dup (attributes, "Type");
  relation->target = galley_xml_attributes_dup (attributes, "Target");
  g_ptr_array_add (book->relations, relation);
}

/* The part of a type such as "/styles", or with an id, as a name in the package: targets are relative to @folder. */
static char *
find_part (Book *book, const char *folder, const char *type, const char *id)
{
  for (guint i = 0; i < book->relations->len; i++)
    {
      const Relation *relation = g_ptr_array_index (book->relations, i);

      if (!relation->type || !relation->target || !g_str_has_suffix (relation->type, type) ||
          (id && g_strcmp0 (relation->id, id) != 0))
        continue;
      return *relation->target == '/' ? g_strdup (relation->target + 1) : g_strconcat (folder, relation->target, NULL);
    }
  return NULL;
}

/* The list of sheets */

static void
workbook_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Book *book = data;
  g_autofree char *dates = NULL;
  Sheet *sheet;

  if (g_str_equal (name, "workbookPr"))
    {
      dates = galley_xml_attributes_dup (attributes, "date1904");
      book->from_1904 = dates && (g_str_equal (dates, "1") || g_str_equal (dates, "true"));
    }
  if (!g_str_equal (name, "sheet") || book->sheets->len >= MAX_SHEETS)
    return;
  sheet = g_new0 (Sheet, 1);
  sheet->name = galley_xml_attributes_dup (attributes, "name");
  sheet->relation = galley_xml_attributes_dup (attributes, "id");
  g_ptr_array_add (book->sheets, sheet);
}

/* Number formats */

static void
styles_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Book *book = data;

  if (g_str_equal (name, "cellXfs"))
    book->in_cell_styles = TRUE;
  else if (g_str_equal (name, "numFmt") && g_hash_table_size (book->formats) < MAX_STYLES)
    {
      guint id = galley_xml_attributes_get_number (attributes, "numFmtId", 0);
      char *code = galley_xml_attributes_dup (attributes, "formatCode");

      /* Styles point to the first of a number. */
      if (code == NULL || g_hash_table_contains (book->formats, GUINT_TO_POINTER (id)))
        g_free (code);
      else
        g_hash_table_insert (book->formats, GUINT_TO_POINTER (id), code);
    }
  else if (g_str_equal (name, "xf") && book->in_cell_styles && book->styles->len < MAX_STYLES)
    {
      guint id = galley_xml_attributes_get_number (attributes, "numFmtId", 0);
      const char *format = g_hash_table_lookup (book->formats, GUINT_TO_POINTER (id));

      g_ptr_array_add (book->styles, (gpointer) (format ? format : galley_number_format_builtin (id)));
    }
}

static void
styles_end_cb (gpointer data, const char *name)
{
  if (g_str_equal (name, "cellXfs"))
    ((Book *) data)->in_cell_styles = FALSE;
}

/* Shared texts */

static void
collect_cb (gpointer data, const char *text, gsize length)
{
  Book *book = data;

  if (book->collecting && book->phonetic == 0 && book->text->len + length <= GALLEY_SHEET_MAX_BYTES)
    g_string_append_len (book->text, text, (gssize) length);
}

/* A text may be in several runs, each in its own t; those of rPh say how it is pronounced. */
static void
run_start (Book *book, const char *name)
{
  if (g_str_equal (name, "rPh"))
    book->phonetic++;
  else if (g_str_equal (name, "t"))
    book->collecting = TRUE;
}

static void
run_end (Book *book, const char *name)
{
  if (g_str_equal (name, "rPh") && book->phonetic > 0)
    book->phonetic--;
  else if (g_str_equal (name, "t"))
    book->collecting = FALSE;
}

static void
strings_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Book *book = data;

  if (g_str_equal (name, "si"))
    g_string_truncate (book->text, 0);
  run_start (book, name);
}

static void
strings_end_cb (gpointer data, const char *name)
{
  Book *book = data;

  run_end (book, name);
  if (!g_str_equal (name, "si"))
    return;
  book->n_bytes += book->text->len;
  book->too_many |= book->n_bytes > GALLEY_SHEET_MAX_BYTES || book->strings->len >= GALLEY_SHEET_MAX_CELLS;
  if (!book->too_many)
    g_ptr_array_add (book->strings, g_strndup (book->text->str, book->text->len));
}

/* Cells */

/* A1 is row 0, column 0. Returns what comes after it, or NULL. */
static const char *
parse_reference (const char *text, guint *row, guint *column)
{
  guint64 letters = 0, digits = 0;
  const char *p = text;

  for (; *p == '$' || g_ascii_isupper (*p); p++)
    if (*p != '$')
      letters = MIN (letters * 26 + (*p - 'A' + 1), G_MAXINT);
  for (; *p == '$' || g_ascii_isdigit (*p); p++)
    if (*p != '$')
      digits = MIN (digits * 10 + (*p - '0'), G_MAXINT);
  if (letters == 0 || digits == 0)
    return NULL;
  *row = (guint) digits - 1;
  *column = (guint) letters - 1;
  return p;
}

static void
merge (Book *book, const GalleyXmlAttributes *attributes)
{
  g_autofree char *reference = galley_xml_attributes_dup (attributes, "ref");
  guint row, column, last_row, last_column;
  const char *rest = reference ? parse_reference (reference, &row, &column) : NULL;
  Range range;

  if (!rest || *rest != ':' || !parse_reference (rest + 1, &last_row, &last_column) || last_row < row ||
      last_column < column || book->merged->len >= GALLEY_SHEET_MAX_CELLS)
    return;
  range = (Range){ row, column, last_row - row + 1, last_column - column + 1 };
  g_array_append_val (book->merged, range);
}

static gboolean
is_true (const GalleyXmlAttributes *attributes, const char *name)
{
  g_autofree char *text = galley_xml_attributes_dup (attributes, name);

  return text && (g_str_equal (text, "1") || g_str_equal (text, "true"));
}

static void
start_cell (Book *book, const GalleyXmlAttributes *attributes)
{
  g_autofree char *reference = galley_xml_attributes_dup (attributes, "r");

  book->column = book->next_column;
  if (reference)
    parse_reference (reference, &book->row, &book->column);
  book->next_column = book->column + 1;
  book->style = galley_xml_attributes_get_number (attributes, "s", 0);
  g_free (book->kind);
  book->kind = galley_xml_attributes_dup (attributes, "t");
  g_string_truncate (book->text, 0);
}

static void
cells_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Book *book = data;

  if (g_str_equal (name, "c"))
    start_cell (book, attributes);
  else if (g_str_equal (name, "v"))
    book->collecting = TRUE;
  else if (g_str_equal (name, "row"))
    {
      book->row = MAX (galley_xml_attributes_get_number (attributes, "r", book->next_row + 1), 1) - 1;
      book->next_row = book->row + 1;
      book->next_column = 0;
      if (is_true (attributes, "hidden"))
        galley_sheet_builder_hide_row (book->builder, book->row);
    }
  else if (g_str_equal (name, "col") && is_true (attributes, "hidden"))
    {
      guint first = galley_xml_attributes_get_number (attributes, "min", 1);
      guint last = MIN (galley_xml_attributes_get_number (attributes, "max", 0), GALLEY_SHEET_MAX_COLUMNS);

      for (guint i = MAX (first, 1); i <= last; i++)
        galley_sheet_builder_hide_column (book->builder, i - 1);
    }
  else if (g_str_equal (name, "mergeCell"))
    merge (book, attributes);
  else
    run_start (book, name);
}

static const char *
get_format (const Book *book)
{
  return book->style < book->styles->len ? g_ptr_array_index (book->styles, book->style) : NULL;
}

static char *
print_cell (const Book *book)
{
  const char *kind = book->kind ? book->kind : "n", *text = book->text->str;
  guint64 index;

  if (g_str_equal (kind, "s"))
    return g_strdup (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &index, NULL) && index < book->strings->len
                       ? g_ptr_array_index (book->strings, index)
                       : "");
  if (g_str_equal (kind, "b"))
    return g_strdup (g_str_equal (text, "1") ? "TRUE" : "FALSE");
  if (g_str_equal (kind, "n") && *text)
    return galley_number_format_print (text, get_format (book), book->from_1904);
  return g_strdup (text);
}

static void
cells_end_cb (gpointer data, const char *name)
{
  Book *book = data;
  g_autofree char *text = NULL;

  run_end (book, name);
  if (g_str_equal (name, "v"))
    book->collecting = FALSE;
  if (!g_str_equal (name, "c") || book->text->len == 0)
    return;
  text = print_cell (book);
  if (*text)
    galley_sheet_builder_set (book->builder, book->row, book->column, text, strlen (text));
}

static const GalleyXmlReader relation_reader = { relation_start_cb, NULL, NULL };
static const GalleyXmlReader workbook_reader = { workbook_start_cb, NULL, NULL };
static const GalleyXmlReader styles_reader = { styles_start_cb, styles_end_cb, NULL };
static const GalleyXmlReader strings_reader = { strings_start_cb, strings_end_cb, collect_cb };
static const GalleyXmlReader cells_reader = { cells_start_cb, cells_end_cb, collect_cb };

static gboolean
read_part (Book *book, GBytes *bytes, const char *part, const GalleyXmlReader *reader, GCancellable *cancellable,
           GError **error)
{
  return galley_package_read (bytes, part, reader, book, cancellable, error);
}

static GalleySheet *
read_sheet (Book *book, GBytes *bytes, const char *name, const char *part, GCancellable *cancellable, GError **error)
{
  galley_sheet_builder_set_name (book->builder, name);
  g_array_set_size (book->merged, 0);
  book->next_row = book->row = book->next_column = 0;
  book->collecting = FALSE;
  book->phonetic = 0;
  if (!read_part (book, bytes, part, &cells_reader, cancellable, error))
    return NULL;
  for (guint i = 0; i < book->merged->len; i++)
    {
      const Range *range = &g_array_index (book->merged, Range, i);

      galley_sheet_builder_spread (book->builder, range->row, range->column, range->n_rows, range->n_columns);
    }
  return galley_sheet_builder_end (book->builder, error);
}

static gboolean
read_sheets (Book *book, GBytes *bytes, const char *folder, GPtrArray *sheets, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < book->sheets->len; i++)
    {
      const Sheet *listed = g_ptr_array_index (book->sheets, i);
      g_autofree char *part = listed->relation ? find_part (book, folder, "/worksheet", listed->relation) : NULL;
      GalleySheet *sheet;

      /* A sheet of another kind holds a chart. */
      if (part == NULL)
        continue;
      sheet = read_sheet (book, bytes, listed->name, part, cancellable, error);
      if (sheet == NULL)
        return FALSE;
      g_ptr_array_add (sheets, sheet);
    }
  return TRUE;
}

static char *
find_workbook (Book *book, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  char *part;

  if (!read_part (book, bytes, "_rels/.rels", &relation_reader, cancellable, error))
    return NULL;
  part = find_part (book, "", "/officeDocument", NULL);
  if (part == NULL)
    g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_BROKEN,
                 _("There is no workbook in it; open it with the program that made it and save it as XLSX"));
  g_ptr_array_set_size (book->relations, 0);
  return part;
}

/* Appends the sheets of an XLSX workbook to @sheets. */
gboolean
galley_workbook_read_xlsx (GBytes *bytes, GPtrArray *sheets, GCancellable *cancellable, GError **error)
{
  g_auto (Book) book = {
    .relations = g_ptr_array_new_with_free_func (relation_free),
    .sheets = g_ptr_array_new_with_free_func (sheet_free),
    .formats = g_hash_table_new_full (NULL, NULL, NULL, g_free),
    .styles = g_ptr_array_new (),
    .strings = g_ptr_array_new_with_free_func (g_free),
    .builder = galley_sheet_builder_new (NULL),
    .merged = g_array_new (FALSE, FALSE, sizeof (Range)),
    .text = g_string_new (NULL),
  };
  g_autofree char *workbook = find_workbook (&book, bytes, cancellable, error);
  g_autofree char *folder = NULL, *name = NULL, *relations = NULL, *styles = NULL, *strings = NULL;

  if (workbook == NULL)
    return FALSE;
  name = g_path_get_basename (workbook);
  folder = g_strndup (workbook, strlen (workbook) - strlen (name));
  relations = g_strconcat (folder, "_rels/", name, ".rels", NULL);
  if (!read_part (&book, bytes, workbook, &workbook_reader, cancellable, error) ||
      !read_part (&book, bytes, relations, &relation_reader, cancellable, error))
    return FALSE;
  styles = find_part (&book, folder, "/styles", NULL);
  strings = find_part (&book, folder, "/sharedStrings", NULL);
  if (styles && !read_part (&book, bytes, styles, &styles_reader, cancellable, error))
    return FALSE;
  if (strings && !read_part (&book, bytes, strings, &strings_reader, cancellable, error))
    return FALSE;
  if (book.too_many)
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE,
                   _("The workbook has more than %u MiB of text; keep the part that is needed"),
                   GALLEY_SHEET_MAX_BYTES / 1024 / 1024);
      return FALSE;
    }
  return read_sheets (&book, bytes, folder, sheets, cancellable, error);
}
