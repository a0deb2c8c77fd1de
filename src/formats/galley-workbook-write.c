/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlwriter.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "galley-export-private.h"
#include "galley-number-format.h"
#include "galley-workbook-private.h"

/* Writing workbooks. The first row of each sheet is its header. Numbers are written as numbers whose format prints them
 * just as they stand in the sheet, so that 7.0 stays 7.0. */

/* Excel takes no longer name. */
#define MAX_NAME_CHARS 31

/* In widths of a digit, as Excel and Calc measure columns. */
#define MIN_WIDTH 8
#define MAX_WIDTH 60
#define WIDTH_ROWS 1000

/* What the number that @text prints is, as XML Schema and C write it: 7.3% is 7.3e-2. */
static char *
dup_value (const char *text)
{
  GString *value = g_string_new (NULL);

  for (; *text; text++)
    if (*text == '%')
      g_string_append (value, "e-2");
    else if (*text != ',' && *text != '+')
      g_string_append_c (value, *text);
  return g_string_free (value, FALSE);
}

static guint
measure_column (const GalleySheet *sheet, guint column)
{
  guint width = 0;

  for (guint i = 0; i < MIN (sheet->n_rows, WIDTH_ROWS); i++)
    width = MAX (width, galley_export_measure (galley_sheet_get_cell (sheet, i, column)));
  return CLAMP (width + 2, MIN_WIDTH, MAX_WIDTH);
}

/* A name for the sheet that spreadsheets accept and that no sheet before it has. */
static char *
choose_name (const GalleySheet *sheet, GHashTable *taken)
{
  g_autofree char *plain = g_strdup (sheet->name && *sheet->name ? sheet->name : "指标");
  g_autofree char *name = NULL;

  g_strdelimit (plain, "[]:*?/\\'\n\t", ' ');
  g_strstrip (plain);
  if (*plain == '\0')
    g_set_str (&plain, "指标");
  name = g_utf8_substring (plain, 0, MIN (g_utf8_strlen (plain, -1), MAX_NAME_CHARS));
  for (guint n = 2;; n++)
    {
      g_autofree char *folded = g_utf8_casefold (name, -1), *suffix = NULL, *start = NULL;

      if (g_hash_table_add (taken, g_steal_pointer (&folded)))
        return g_steal_pointer (&name);
      suffix = g_strdup_printf (" %u", n);
      start = g_utf8_substring (plain, 0, MIN (g_utf8_strlen (plain, -1), MAX_NAME_CHARS - (glong) strlen (suffix)));
      g_free (name);
      name = g_strconcat (start, suffix, NULL);
    }
}

/* CSV */

/**
 * galley_workbook_to_csv:
 * @sheets: (element-type GalleySheet)
 *
 * Returns: (transfer full): the sheets one below the other with an empty line between, as RFC 4180 has them; UTF-8 with the
 *   byte order mark without which Excel reads another encoding
 */
GBytes *
galley_workbook_to_csv (GPtrArray *sheets)
{
  GString *text = g_string_new ("\xef\xbb\xbf");

  for (guint i = 0; i < sheets->len; i++)
    {
      if (i > 0)
        g_string_append (text, "\r\n");
      galley_sheet_append_separated (text, g_ptr_array_index (sheets, i), ',', "\r\n");
    }
  return g_string_free_to_bytes (text);
}

/* XLSX */

/* The format for cells with that number format and kind; a workbook holds each once. */
static lxw_format *
find_format (lxw_workbook *workbook, GHashTable *formats, const char *code)
{
  lxw_format *format = g_hash_table_lookup (formats, code);

  if (format)
    return format;
  format = workbook_add_format (workbook);
  format_set_num_format (format, code);
  g_hash_table_insert (formats, g_strdup (code), format);
  return format;
}

static lxw_error
write_xlsx_cell (lxw_workbook *workbook,
                 lxw_worksheet *worksheet,
                 GHashTable *formats,
                 lxw_format *wrapped,
                 lxw_row_t row,
                 lxw_col_t column,
                 const char *text)
{
  g_autofree char *code = galley_number_format_for (text), *clean = NULL, *value = NULL;

  if (*text == '\0')
    return LXW_NO_ERROR;
  if (code == NULL)
    {
      clean = galley_export_clean (text, strlen (text));
      return worksheet_write_string (worksheet, row, column, clean, strchr (clean, '\n') ? wrapped : NULL);
    }
  value = dup_value (text);
  return worksheet_write_number (worksheet, row, column, g_ascii_strtod (value, NULL),
                                 find_format (workbook, formats, code));
}

static lxw_error
write_xlsx_sheet (lxw_workbook *workbook, lxw_worksheet *worksheet, GHashTable *formats, const GalleySheet *sheet)
{
  lxw_format *header = workbook_add_format (workbook), *wrapped = workbook_add_format (workbook);
  lxw_error result = LXW_NO_ERROR;

  format_set_bold (header);
  format_set_text_wrap (header);
  format_set_text_wrap (wrapped);
  for (guint i = 0; i < sheet->n_columns; i++)
    {
      g_autofree char *title = galley_export_clean (galley_sheet_get_cell (sheet, 0, i),
                                                    strlen (galley_sheet_get_cell (sheet, 0, i)));

      worksheet_set_column (worksheet, (lxw_col_t) i, (lxw_col_t) i, measure_column (sheet, i), NULL);
      if (result == LXW_NO_ERROR && *title)
        result = worksheet_write_string (worksheet, 0, (lxw_col_t) i, title, header);
    }
  for (guint i = 1; i < sheet->n_rows; i++)
    for (guint j = 0; result == LXW_NO_ERROR && j < sheet->n_columns; j++)
      result = write_xlsx_cell (workbook, worksheet, formats, wrapped, i, (lxw_col_t) j,
                                galley_sheet_get_cell (sheet, i, j));
  worksheet_freeze_panes (worksheet, 1, 0);
  worksheet_repeat_rows (worksheet, 0, 0);
  return result;
}

static GBytes *
write_xlsx (GPtrArray *sheets, GError **error)
{
  const char *buffer = NULL;
  gsize size = 0;
  lxw_workbook_options options = { .output_buffer = &buffer, .output_buffer_size = &size };
  lxw_workbook *workbook = workbook_new_opt (NULL, &options);
  g_autoptr (GHashTable) formats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  lxw_error result = LXW_NO_ERROR, closed;

  for (guint i = 0; result == LXW_NO_ERROR && i < sheets->len; i++)
    {
      const GalleySheet *sheet = g_ptr_array_index (sheets, i);
      g_autofree char *name = choose_name (sheet, taken);
      lxw_worksheet *worksheet = workbook_add_worksheet (workbook, name);

      result = worksheet ? write_xlsx_sheet (workbook, worksheet, formats, sheet) : LXW_ERROR_SHEETNAME_ALREADY_USED;
    }
  workbook_set_properties (workbook, &(lxw_doc_properties){ .comments = "Galley " GALLEY_VERSION });
  closed = workbook_close (workbook);
  if (result == LXW_NO_ERROR)
    result = closed;
  if (result == LXW_NO_ERROR && buffer)
    return g_bytes_new_with_free_func (buffer, size, free, (gpointer) buffer);
  free ((gpointer) buffer);
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_WRITE, _("Excel could not hold it: %s"),
               lxw_strerror (result));
  return NULL;
}

/**
 * galley_workbook_to_xlsx:
 * @sheets: (element-type GalleySheet): at least one
 * @error: %GALLEY_FORMATS_ERROR_WRITE
 *
 * Returns: (transfer full) (nullable): a workbook with the first row of each sheet frozen
 */
GBytes *
galley_workbook_to_xlsx (GPtrArray *sheets, GError **error)
{
  /* The library prints numbers by the locale; a decimal comma would break the file. */
  locale_t plain = newlocale (LC_NUMERIC_MASK, "C", duplocale (LC_GLOBAL_LOCALE)), before = uselocale (plain);
  GBytes *bytes = write_xlsx (sheets, error);

  uselocale (before);
  freelocale (plain);
  return bytes;
}

/* ODS */

#define NAMESPACE "urn:oasis:names:tc:opendocument:xmlns:"
#define SPREADSHEET "application/vnd.oasis.opendocument.spreadsheet"

static const char manifest[] =
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  "<manifest:manifest xmlns:manifest=\"" NAMESPACE "manifest:1.0\" manifest:version=\"1.3\">"
  "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"" SPREADSHEET "\"/>"
  "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>"
  "</manifest:manifest>\n";

static void
start (xmlTextWriterPtr writer, const char *element)
{
  xmlTextWriterStartElement (writer, BAD_CAST element);
}

static void
end (xmlTextWriterPtr writer)
{
  xmlTextWriterEndElement (writer);
}

static void
attribute (xmlTextWriterPtr writer, const char *name, const char *value)
{
  xmlTextWriterWriteAttribute (writer, BAD_CAST name, BAD_CAST value);
}

/* The text of a cell: a paragraph a line, with spaces and tabs as OpenDocument keeps them. */
static void
write_lines (xmlTextWriterPtr writer, const char *text)
{
  g_autofree char *clean = galley_export_clean (text, strlen (text));
  g_auto (GStrv) lines = g_strsplit (clean, "\n", -1);

  for (char **line = lines; *line; line++)
    {
      char before = ' ';

      start (writer, "text:p");
      for (const char *p = *line, *plain = p;; before = *p++)
        {
          gboolean special = *p == '\0' || *p == '\t' || (*p == ' ' && (before == ' ' || before == '\t' || p[1] == '\0'));

          if (!special)
            continue;
          xmlTextWriterWriteFormatString (writer, "%.*s", (int) (p - plain), plain);
          plain = p + 1;
          if (*p == '\0')
            break;
          start (writer, *p == '\t' ? "text:tab" : "text:s");
          end (writer);
        }
      end (writer);
    }
}

static void
write_ods_cell (xmlTextWriterPtr writer, GHashTable *formats, const char *text, gboolean header)
{
  g_autofree char *code = header ? NULL : galley_number_format_for (text), *value = NULL;
  const char *style = code ? g_hash_table_lookup (formats, code) : header ? "header" : NULL;

  start (writer, "table:table-cell");
  if (style)
    attribute (writer, "table:style-name", style);
  if (style && code)
    {
      value = dup_value (text);
      attribute (writer, "office:value-type", strchr (code, '%') ? "percentage" : "float");
      attribute (writer, "office:value", value);
    }
  else if (*text)
    attribute (writer, "office:value-type", "string");
  if (*text)
    write_lines (writer, text);
  end (writer);
}

/* A style for each number format that the sheets need, and its name by the format. Calc has no sign for rises in a plain
 * style, so such numbers stay texts. */
static GHashTable *
write_ods_styles (xmlTextWriterPtr writer, GPtrArray *sheets)
{
  GHashTable *formats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint n = 0; n < sheets->len; n++)
    {
      const GalleySheet *sheet = g_ptr_array_index (sheets, n);

      for (guint i = 1; i < sheet->n_rows; i++)
        for (guint j = 0; j < sheet->n_columns; j++)
          {
            g_autofree char *code = galley_number_format_for (galley_sheet_get_cell (sheet, i, j));
            g_autofree char *name = NULL, *data = NULL, *decimals = NULL;
            const char *point, *element;

            if (code == NULL || *code == '+' || g_hash_table_contains (formats, code))
              continue;
            point = strchr (code, '.');
            element = strchr (code, '%') ? "number:percentage-style" : "number:number-style";
            name = g_strdup_printf ("c%u", g_hash_table_size (formats));
            data = g_strdup_printf ("n%u", g_hash_table_size (formats));
            decimals = g_strdup_printf ("%zu", point ? strspn (point + 1, "0") : (gsize) 0);
            start (writer, element);
            attribute (writer, "style:name", data);
            start (writer, "number:number");
            attribute (writer, "number:decimal-places", decimals);
            attribute (writer, "number:min-decimal-places", decimals);
            attribute (writer, "number:min-integer-digits", "1");
            if (*code == '#')
              attribute (writer, "number:grouping", "true");
            end (writer);
            if (strchr (code, '%'))
              xmlTextWriterWriteElement (writer, BAD_CAST "number:text", BAD_CAST "%");
            end (writer);
            start (writer, "style:style");
            attribute (writer, "style:name", name);
            attribute (writer, "style:family", "table-cell");
            attribute (writer, "style:data-style-name", data);
            end (writer);
            g_hash_table_insert (formats, g_steal_pointer (&code), g_steal_pointer (&name));
          }
    }
  return formats;
}

static void
write_ods_widths (xmlTextWriterPtr writer)
{
  for (guint i = MIN_WIDTH; i <= MAX_WIDTH; i++)
    {
      g_autofree char *name = g_strdup_printf ("w%u", i), *width = g_strdup_printf ("%umm", i * 2);

      start (writer, "style:style");
      attribute (writer, "style:name", name);
      attribute (writer, "style:family", "table-column");
      start (writer, "style:table-column-properties");
      attribute (writer, "style:column-width", width);
      end (writer);
      end (writer);
    }
  start (writer, "style:style");
  attribute (writer, "style:name", "header");
  attribute (writer, "style:family", "table-cell");
  start (writer, "style:text-properties");
  attribute (writer, "fo:font-weight", "bold");
  attribute (writer, "style:font-weight-asian", "bold");
  end (writer);
  end (writer);
}

static void
write_ods_row (xmlTextWriterPtr writer, const GalleySheet *sheet, guint row, GHashTable *formats)
{
  start (writer, "table:table-row");
  for (guint i = 0; i < sheet->n_columns; i++)
    write_ods_cell (writer, formats, galley_sheet_get_cell (sheet, row, i), row == 0);
  end (writer);
}

static void
write_ods_sheet (xmlTextWriterPtr writer, const GalleySheet *sheet, const char *name, GHashTable *formats)
{
  start (writer, "table:table");
  attribute (writer, "table:name", name);
  for (guint i = 0; i < MAX (sheet->n_columns, 1); i++)
    {
      g_autofree char *width = g_strdup_printf ("w%u", measure_column (sheet, i));

      start (writer, "table:table-column");
      attribute (writer, "table:style-name", width);
      end (writer);
    }
  start (writer, "table:table-header-rows");
  if (sheet->n_rows > 0)
    write_ods_row (writer, sheet, 0, formats);
  else
    xmlTextWriterWriteRaw (writer, BAD_CAST "<table:table-row><table:table-cell/></table:table-row>");
  end (writer);
  for (guint i = 1; i < sheet->n_rows; i++)
    write_ods_row (writer, sheet, i, formats);
  end (writer);
}

static xmlBufferPtr
write_ods_content (GPtrArray *sheets)
{
  static const char *const prefixes[] = { "office", "table", "text", "style" };
  xmlBufferPtr buffer = xmlBufferCreate ();
  xmlTextWriterPtr writer = xmlNewTextWriterMemory (buffer, 0);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) formats = NULL;

  xmlTextWriterStartDocument (writer, NULL, "UTF-8", NULL);
  start (writer, "office:document-content");
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      g_autofree char *name = g_strconcat ("xmlns:", prefixes[i], NULL);
      g_autofree char *uri = g_strconcat (NAMESPACE, prefixes[i], ":1.0", NULL);

      attribute (writer, name, uri);
    }
  attribute (writer, "xmlns:number", NAMESPACE "datastyle:1.0");
  attribute (writer, "xmlns:fo", NAMESPACE "xsl-fo-compatible:1.0");
  attribute (writer, "office:version", "1.3");
  start (writer, "office:automatic-styles");
  formats = write_ods_styles (writer, sheets);
  write_ods_widths (writer);
  end (writer);
  start (writer, "office:body");
  start (writer, "office:spreadsheet");
  for (guint i = 0; i < sheets->len; i++)
    {
      const GalleySheet *sheet = g_ptr_array_index (sheets, i);
      g_autofree char *name = choose_name (sheet, taken);

      write_ods_sheet (writer, sheet, name, formats);
    }
  xmlTextWriterEndDocument (writer);
  xmlFreeTextWriter (writer);
  return buffer;
}

/**
 * galley_workbook_to_ods:
 * @sheets: (element-type GalleySheet): at least one
 *
 * Returns: (transfer full): an OpenDocument spreadsheet
 */
GBytes *
galley_workbook_to_ods (GPtrArray *sheets)
{
  xmlBufferPtr content = write_ods_content (sheets);
  const GalleyPackagePart parts[] = {
    { "mimetype", SPREADSHEET, strlen (SPREADSHEET) },
    { "META-INF/manifest.xml", manifest, strlen (manifest) },
    { "content.xml", xmlBufferContent (content), xmlBufferLength (content) },
  };
  GBytes *bytes = galley_package_write (parts, G_N_ELEMENTS (parts));

  xmlBufferFree (content);
  return bytes;
}
