/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-number-format.h"
#include "galley-sheet-mapping.h"
#include "galley-workbook.h"

#include <string.h>

/* Any bytes, as a file, as XML of either kind in a workbook, as a clipboard, as a number and its format: an error, or a
 * sheet that maps and that TSV and HTML carry. */

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize size);

static void
check_sheet (GalleySheet *sheet)
{
  g_autoptr (GalleySheetMapping) mapping = galley_sheet_mapping_new (sheet);
  g_autoptr (GPtrArray) rows = NULL, none = galley_record_array_new ();
  g_autoptr (GalleySheetMerge) merge = NULL;
  g_autoptr (GalleySheet) again = NULL;
  g_autofree char *tsv = galley_sheet_to_tsv (sheet), *html = galley_sheet_to_html (sheet);

  rows = galley_sheet_mapping_make_rows (mapping, NULL);
  merge = galley_sheet_merge_new (none, rows);
  g_assert_cmpuint (merge->n_added, ==, rows->len);
  again = galley_sheet_from_tsv (tsv, -1, NULL);
  for (guint i = 0; again && i < sheet->n_rows; i++)
    for (guint j = 0; j < sheet->n_columns; j++)
      if (!strchr (galley_sheet_get_cell (sheet, i, j), '\r'))
        g_assert_cmpstr (galley_sheet_get_cell (sheet, i, j), ==, galley_sheet_get_cell (again, i, j));
}

static void
check_book (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = galley_workbook_read (bytes, NULL, &error);

  g_assert ((sheets == NULL) == (error != NULL));
  for (guint i = 0; sheets && i < sheets->len; i++)
    check_sheet (g_ptr_array_index (sheets, i));
}

/* A ZIP archive with nothing packed, whose one part that counts is the input. */
static void
append_part (GByteArray *zip, GByteArray *directory, const char *name, const guint8 *data, gsize size)
{
  guint32 crc = 0xffffffff, offset = zip->len, n = (guint32) size;
  guint16 n_name = (guint16) strlen (name);
  guint8 fields[26] = { 20, 0 };

  for (gsize i = 0; i < size; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
  crc = ~crc;
  memcpy (fields + 10, &crc, 4);
  memcpy (fields + 14, &n, 4);
  memcpy (fields + 18, &n, 4);
  memcpy (fields + 22, &n_name, 2);
  g_byte_array_append (zip, (const guint8 *) "PK\3\4", 4);
  g_byte_array_append (zip, fields, sizeof fields);
  g_byte_array_append (zip, (const guint8 *) name, n_name);
  g_byte_array_append (zip, data, n);
  g_byte_array_append (directory, (const guint8 *) "PK\1\2\24\0", 6);
  g_byte_array_append (directory, fields, sizeof fields);
  g_byte_array_append (directory, (const guint8 *) "\0\0\0\0\0\0\0\0\0\0", 10);
  g_byte_array_append (directory, (const guint8 *) &offset, 4);
  g_byte_array_append (directory, (const guint8 *) name, n_name);
}

static void
check_part (const char *part, const guint8 *data, gsize size)
{
  static const struct
  {
    const char *name, *text;
  } parts[] = {
    { "META-INF/manifest.xml", "<m/>" },
    { "_rels/.rels", "<r><Relationship Id='a' Type='x/officeDocument' Target='xl/workbook.xml'/></r>" },
    { "xl/workbook.xml", "<w><sheet name='a' id='a'/></w>" },
    { "xl/_rels/workbook.xml.rels",
      "<r><Relationship Id='a' Type='x/worksheet' Target='sheet.xml'/><Relationship Id='b' Type='x/styles' "
      "Target='styles.xml'/><Relationship Id='c' Type='x/sharedStrings' Target='strings.xml'/></r>" },
    { "xl/styles.xml", "<s><numFmt numFmtId='200' formatCode='0.0%'/><cellXfs><xf numFmtId='200'/></cellXfs></s>" },
    { "xl/strings.xml", "<s><si><t>x</t></si></s>" },
    { "xl/sheet.xml", "<s><row><c t='s'><v>0</v></c><c s='0'><v>0.073</v></c></row></s>" },
  };
  g_autoptr (GByteArray) zip = g_byte_array_new (), directory = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  guint8 tail[22] = { 'P', 'K', 5, 6 };
  guint16 count = 0;
  guint32 length, offset;
  gboolean ods = g_str_equal (part, "content.xml");

  if (ods)
    append_part (zip, directory, part, data, size);
  count += ods;
  for (gsize i = ods ? 0 : 1; i < (ods ? 1 : G_N_ELEMENTS (parts)); i++, count++)
    if (g_str_equal (parts[i].name, part))
      append_part (zip, directory, part, data, size);
    else
      append_part (zip, directory, parts[i].name, (const guint8 *) parts[i].text, strlen (parts[i].text));
  length = directory->len;
  offset = zip->len;
  memcpy (tail + 8, &count, 2);
  memcpy (tail + 10, &count, 2);
  memcpy (tail + 12, &length, 4);
  memcpy (tail + 16, &offset, 4);
  g_byte_array_append (zip, directory->data, directory->len);
  g_byte_array_append (zip, tail, sizeof tail);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&zip));
  check_book (bytes);
}

static void
check_number (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size), *shown = NULL, *format = NULL;
  char *line = strchr (text, '\n');

  if (line)
    *line++ = '\0';
  shown = galley_number_format_print (text, line, size % 2);
  format = galley_number_format_for (text);
  g_assert_nonnull (shown);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GalleySheet) html = NULL;

  if (size == 0)
    return 0;
  bytes = g_bytes_new (data + 1, size - 1);
  switch (data[0] % 8)
    {
    case 0:
      check_book (bytes);
      break;
    case 1:
      check_part ("content.xml", data + 1, size - 1);
      break;
    case 2:
      check_part ("xl/sheet.xml", data + 1, size - 1);
      break;
    case 3:
      check_part ("xl/strings.xml", data + 1, size - 1);
      break;
    case 4:
      check_part ("xl/styles.xml", data + 1, size - 1);
      break;
    case 5:
      check_number (data + 1, size - 1);
      break;
    case 6:
      check_part ("xl/workbook.xml", data + 1, size - 1);
      break;
    default:
      html = galley_sheet_from_html ((const char *) data + 1, (gssize) size - 1, NULL);
      if (html)
        check_sheet (html);
    }
  return 0;
}
