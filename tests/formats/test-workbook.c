/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-number-format.h"
#include "galley-sheet-mapping.h"
#include "galley-workbook.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/* The files in data/ were written by LibreOffice 25.2 from figures of our own. */

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("GALLEY_SRCDIR"), "tests", "formats", "data", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static GPtrArray *
read_all (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *sheets = galley_workbook_read (bytes, NULL, &error);

  g_assert_no_error (error);
  return sheets;
}

/* The rows of a sheet as one text: | between cells, a line a row. */
static char *
spell (const GalleySheet *sheet)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sheet->n_rows; i++)
    for (guint j = 0; j < sheet->n_columns; j++)
      g_string_append_printf (text, "%s%s", j > 0 ? "|" : i > 0 ? "\n" : "", galley_sheet_get_cell (sheet, i, j));
  return g_string_free (text, FALSE);
}

static char *
spell_rows (GPtrArray *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      char *const *fields = ((const GalleyRecord *) g_ptr_array_index (rows, i))->fields;

      g_string_append_printf (text, "%s|%s|%s|%s|%s|%s|%s\n", fields[GALLEY_INDICATOR_NAME], fields[GALLEY_INDICATOR_SCOPE],
                              fields[GALLEY_INDICATOR_PERIOD], fields[GALLEY_INDICATOR_VALUE],
                              fields[GALLEY_INDICATOR_UNIT], fields[GALLEY_INDICATOR_BASE],
                              fields[GALLEY_INDICATOR_CHANGE]);
    }
  return g_string_free (text, FALSE);
}

static void
assert_mapped (const GalleySheet *sheet, const char *expected, guint n_left_out)
{
  g_autoptr (GalleySheetMapping) mapping = galley_sheet_mapping_new ((GalleySheet *) sheet);
  guint left_out;
  g_autoptr (GPtrArray) rows = galley_sheet_mapping_make_rows (mapping, &left_out);
  g_autofree char *text = spell_rows (rows);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (left_out, ==, n_left_out);
}

static void
assert_mapped_text (const char *text, const char *expected, guint n_left_out)
{
  g_autoptr (GalleySheet) sheet = galley_sheet_from_tsv (text, -1, NULL);

  assert_mapped (sheet, expected, n_left_out);
}

static void
assert_quarter (const char *name)
{
  g_autoptr (GBytes) bytes = load (name);
  g_autoptr (GPtrArray) sheets = read_all (bytes);
  const GalleySheet *sheet = g_ptr_array_index (sheets, 0), *second;
  g_autofree char *text = spell (sheet), *other = NULL;

  g_assert_cmpuint (sheets->len, ==, 2);
  g_assert_cmpstr (sheet->name, ==, "一季度");
  g_assert_cmpuint (sheet->n_hidden, ==, 2);
  g_assert_cmpstr (text, ==,
                   "青禾区一季度主要指标|青禾区一季度主要指标|青禾区一季度主要指标|青禾区一季度主要指标|青禾区一季度主要指标\n"
                   "指标名称|单位|2024年一季度|2024年一季度|2024年一季度\n"
                   "指标名称|单位|本期|上年同期|同比增长\n"
                   "新开工项目|个|24|20|20.0%\n"
                   "项目总投资|亿元|7.0|6.5|7.7%\n"
                   "  其中：工业|万元|12,345.60|821.60|\n"
                   "统计截止||2024年3月31日||");
  second = g_ptr_array_index (sheets, 1);
  other = spell (second);
  g_assert_cmpstr (other, ==, "文件|TRUE");
  assert_mapped (sheet,
                 "新开工项目||2024Q1|24|个|20|+20.0%\n"
                 "项目总投资||2024Q1|7.0|亿元|6.5|+7.7%\n"
                 "其中：工业||2024Q1|12345.60|万元|821.60|\n"
                 "统计截止||2024Q1|2024年3月31日|||\n",
                 0);
}

static void
test_xlsx (void)
{
  assert_quarter ("quarter.xlsx");
}

static void
test_ods (void)
{
  assert_quarter ("quarter.ods");
}

static void
assert_csv (const char *text, const char *expected)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GPtrArray) sheets = read_all (bytes);
  g_autofree char *spelt = spell (g_ptr_array_index (sheets, 0));

  g_assert_cmpstr (spelt, ==, expected);
}

static void
test_csv (void)
{
  g_autoptr (GBytes) bytes = load ("gb18030.csv");
  g_autoptr (GPtrArray) sheets = read_all (bytes);

  assert_mapped (g_ptr_array_index (sheets, 0),
                 "项目总投资|||1821.60|亿元|700.0|+7.3%\n其中：工业|||12.5|亿元||-2%\n", 0);
  assert_csv ("\xef\xbb\xbf" "a;b\n1,5;\"x;\r\ny\"\n", "a|b\n1,5|x;\ny");
  assert_csv ("sep=|\na|b\n", "a|b");
  assert_csv ("a\tb,c\n1\t2\n", "a|b,c\n1|2");
  assert_csv ("标题\na,b\n", "标题|\na|b");
}

static void
test_mapping (void)
{
  /* The unit of the sheet, a level by full-width spaces, notes that are no rows. */
  assert_mapped_text ("主要指标（单位：亿元）\t主要指标（单位：亿元）\n名称\t1—3月\n总投资\t7.0\n　其中：技改\t1.50\n注：初步数\t\n",
                      "总投资|||7.0|亿元||\n其中：技改|||1.50|亿元||\n", 1);
  /* Wide: a district a row, an indicator a column. */
  assert_mapped_text ("区县\t总投资（亿元）\t开工项目（个）\n青禾区\t7.0\t12\n云溪区\t-\t9\n",
                      "总投资|青禾区||7.0|亿元||\n开工项目|青禾区||12|个||\n开工项目|云溪区||9|个||\n", 0);
  /* A unit in the cell, in the name; no header at all; English. */
  assert_mapped_text ("总投资\t7.0亿元\n开工项目（个）\t12\n", "总投资|||7.0|亿元||\n开工项目|||12|个||\n", 0);
  assert_mapped_text ("Indicator\tValue\tUnit\tChange (%)\nHouses\t12\t套\t3.5\n", "Houses|||12|套||+3.5%\n", 0);
  assert_mapped_text ("x\n", "", 1);
}

static GalleyRecord *
make_row (const char *id, const char *name, const char *scope, const char *period, const char *value)
{
  const char *fields[GALLEY_N_INDICATOR_FIELDS] = { [GALLEY_INDICATOR_NAME] = name, [GALLEY_INDICATOR_SCOPE] = scope,
                                                    [GALLEY_INDICATOR_PERIOD] = period, [GALLEY_INDICATOR_VALUE] = value,
                                                    [GALLEY_INDICATOR_NOTES] = id };

  return galley_record_new (&galley_indicator_schema, id, fields, NULL);
}

static void
test_merge (void)
{
  g_autoptr (GPtrArray) table = galley_record_array_new (), rows = galley_record_array_new ();
  g_autoptr (GalleySheetMerge) merge = NULL;
  g_autofree char *text = NULL;
  GalleyRecord *first;

  g_ptr_array_add (table, make_row ("a", "总投资", "全区", "2024Q1", "7.0"));
  g_ptr_array_add (table, make_row ("b", "项目", "", "2024Q1", "12"));
  g_ptr_array_add (table, make_row ("c", "项目", "", "2023Q1", "10"));
  g_ptr_array_add (table, make_row ("d", "客流", "", "", "3"));
  g_ptr_array_add (rows, make_row ("", "总投资", "", "", "7.5"));
  g_ptr_array_add (rows, make_row ("", "项目", "", "2023Q1", "11"));
  g_ptr_array_add (rows, make_row ("", "项目", "", "", "99"));
  g_ptr_array_add (rows, make_row ("", "客流", "", "", "3"));
  merge = galley_sheet_merge_new (table, rows);
  g_assert_cmpuint (merge->n_updated, ==, 2);
  g_assert_cmpuint (merge->n_added, ==, 1);
  g_assert_cmpuint (merge->n_same, ==, 1);
  text = spell_rows (merge->rows);
  g_assert_cmpstr (text, ==,
                   "总投资|全区|2024Q1|7.5|||\n项目||2024Q1|12|||\n项目||2023Q1|11|||\n客流|||3|||\n项目|||99|||\n");
  first = g_ptr_array_index (merge->rows, 0);
  g_assert_cmpstr (first->id, ==, "a");
  g_assert_cmpstr (first->fields[GALLEY_INDICATOR_NOTES], ==, "a");
}

/* What is bound follows, and one undo takes all of it back. */
static void
test_merge_is_one_step (void)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new (), marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  g_autoptr (GPtrArray) tables = galley_table_array_new (), rows = galley_record_array_new (), new_rows = galley_record_array_new ();
  g_autoptr (GalleySnapshot) before = NULL, after = NULL, undone = NULL;
  g_autoptr (GalleyBulletin) bulletin = NULL;
  g_autoptr (GalleySheetMerge) merge = NULL;
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, "t", NULL, NULL);
  g_autoptr (GalleyRecord) row = make_row ("a", "总投资", "", "", "7.0");
  GalleyTransaction *transaction;

  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_FIGURE, 3, 5, "a", "value"));
  g_ptr_array_add (blocks, galley_block_data_new ("p", GALLEY_BLOCK_PARAGRAPH, "总投资7.0亿元。", marks));
  g_ptr_array_add (rows, galley_record_with (row, GALLEY_INDICATOR_UNIT, "亿元"));
  g_ptr_array_add (tables, galley_table_data_new (head, rows));
  before = galley_snapshot_new ("x", NULL, NULL, blocks, tables, NULL, NULL, NULL);
  bulletin = galley_bulletin_new (before);
  g_ptr_array_add (new_rows, make_row (NULL, "总投资", "", "", "7.5"));
  g_ptr_array_add (new_rows, make_row (NULL, "项目", "", "", "12"));
  merge = galley_sheet_merge_new (galley_bulletin_get_rows (bulletin, "t"), new_rows);
  transaction = galley_transaction_begin (bulletin, "Import");
  g_assert_cmpuint (galley_sheet_merge_apply (merge, transaction, bulletin, "t", NULL), ==, 1);
  galley_transaction_commit (transaction);
  after = galley_bulletin_snapshot (bulletin);
  g_assert_cmpstr (((GalleyBlockData *) g_ptr_array_index (after->blocks, 0))->text, ==, "总投资7.5亿元。");
  g_assert_cmpuint (galley_bulletin_get_rows (bulletin, "t")->len, ==, 2);
  galley_bulletin_undo (bulletin);
  undone = galley_bulletin_snapshot (bulletin);
  g_assert_true (galley_snapshot_equal (before, undone));
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *number, *format, *shown;
  } cases[] = {
    { "821.60000000000002", NULL, "821.6" },
    { "7.2999999999999995E-2", "0.0%", "7.3%" },
    { "7", "0.0", "7.0" },
    { "0.1", NULL, "0.1" },
    { "1E+20", NULL, "100000000000000000000" },
    { "-1234.5", "#,##0.00_);(#,##0.00)", "(1,234.50)" },
    { "1234567", "#,##0", "1,234,567" },
    { "999.96", "0.0", "1000.0" },
    { "0.5", "0", "1" },
    { "-0.4", "0", "0" },
    { "12345678", "0.0,\"千\"", "12345.7千" },
    { "821.6", "0.0\"亿元\"", "821.6亿元" },
    { "0.073", "+0.0%;-0.0%", "+7.3%" },
    { "-0.073", "+0.0%;-0.0%", "-7.3%" },
    { "0", "0;-0;\"无\"", "无" },
    { "45382", "yyyy\"年\"m\"月\"d\"日\"", "2024年3月31日" },
    { "45382.5", "yyyy-mm-dd hh:mm", "2024-03-31 12:00" },
    { "1", "yyyy-mm-dd", "1900-01-01" },
    { "5", "[$¥-804]0.0", "¥5.0" },
    { "1e999", "0", "1e999" },
    { "nonsense", "0.0", "nonsense" },
    { "3", "General", "3" },
    { "0.25", "# ?/?", "0.25" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = galley_number_format_print (cases[i].number, cases[i].format, FALSE);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* A sheet with all that a cell can be is the same again after each format. */
static void
test_round_trips (void)
{
  const char *cells[] = { "指标", "数值", "备注", "总投资", "7.0", "two\nlines, and \"marks\"", "增速", "-7.30%", " x ",
                          "编号", "007", "a\tb", "大数", "1,234,567.80", "<&>", "精确", "12345678901234567890.5", "+7.3%",
                          "空", NULL, "=1+1" };
  g_autoptr (GalleySheet) sheet = galley_sheet_new ("表 一", cells, 7, 3);
  g_autoptr (GPtrArray) sheets = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xlsx = NULL, ods = NULL, csv = NULL;
  g_autofree char *expected = spell (sheet);

  g_ptr_array_add (sheets, sheet);
  g_ptr_array_add (sheets, sheet);
  xlsx = galley_workbook_to_xlsx (sheets, &error);
  g_assert_no_error (error);
  ods = galley_workbook_to_ods (sheets);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) again = read_all (i == 0 ? xlsx : ods);
      g_autofree char *text = spell (g_ptr_array_index (again, 0));

      g_assert_cmpuint (again->len, ==, 2);
      g_assert_cmpstr (text, ==, expected);
      g_assert_cmpstr (((GalleySheet *) g_ptr_array_index (again, 0))->name, ==, "表 一");
      g_assert_cmpstr (((GalleySheet *) g_ptr_array_index (again, 1))->name, ==, "表 一 2");
    }
  g_ptr_array_set_size (sheets, 1);
  csv = galley_workbook_to_csv (sheets);
  {
    g_autoptr (GPtrArray) again = read_all (csv);
    g_autofree char *text = spell (g_ptr_array_index (again, 0));

    g_assert_cmpstr (text, ==, expected);
  }
}

static void
assert_refused (GBytes *bytes, int code, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = galley_workbook_read (bytes, NULL, &error);

  g_assert_null (sheets);
  g_assert_error (error, GALLEY_FORMATS_ERROR, code);
  g_assert_nonnull (strstr (error->message, word));
  g_bytes_unref (bytes);
}

static la_ssize_t
append_cb (struct archive *archive, void *data, const void *piece, size_t length)
{
  g_byte_array_append (data, piece, (guint) length);
  return (la_ssize_t) length;
}

static void
add_part (struct archive *archive, const char *name, const char *head, gsize n_zeros, const char *tail)
{
  struct archive_entry *entry = archive_entry_new ();
  static const char blank[65536];
  g_autofree char *spaces = g_memdup2 (blank, sizeof blank);

  memset (spaces, ' ', sizeof blank);
  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) (strlen (head) + n_zeros + strlen (tail)));
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_write_header (archive, entry);
  archive_write_data (archive, head, strlen (head));
  for (gsize n; n_zeros > 0; n_zeros -= n)
    {
      n = MIN (n_zeros, sizeof blank);
      archive_write_data (archive, spaces, n);
    }
  archive_write_data (archive, tail, strlen (tail));
  archive_entry_free (entry);
}

/* An ODS whose content is @head, so many spaces, and @tail. */
static GBytes *
make_ods (const char *head, gsize n_spaces, const char *tail)
{
  GByteArray *bytes = g_byte_array_new ();
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  archive_write_open (archive, bytes, NULL, append_cb, NULL);
  add_part (archive, "../../etc/passwd", "x", 0, "");
  add_part (archive, "META-INF/manifest.xml", "<manifest/>", 0, "");
  add_part (archive, "content.xml", head, n_spaces, tail);
  archive_write_free (archive);
  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
make_rows_ods (const char *rows)
{
  g_autofree char *content = g_strdup_printf ("<d><table name='a'>%s</table></d>", rows);

  return make_ods (content, 0, "");
}

static void
test_hostile (void)
{
  g_autoptr (GBytes) whole = load ("quarter.xlsx");
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (GBytes) wide = make_rows_ods ("<table-row><table-cell number-columns-repeated='1000000'/>"
                                           "</table-row><table-row><table-cell><p>x</p></table-cell></table-row>");

  assert_refused (g_bytes_new_static ("", 0), GALLEY_FORMATS_ERROR_EMPTY, "empty");
  assert_refused (g_bytes_new_static ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", 12), GALLEY_FORMATS_ERROR_BROKEN, "password");
  assert_refused (g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2), GALLEY_FORMATS_ERROR_BROKEN, "broken");
  assert_refused (g_bytes_new_from_bytes (whole, 0, 4), GALLEY_FORMATS_ERROR_BROKEN, "broken");
  /* 600 MiB of spaces in half a megabyte. */
  assert_refused (make_ods ("<d>", 600u * 1024 * 1024, "</d>"), GALLEY_FORMATS_ERROR_TOO_LARGE, "unpacks");
  assert_refused (make_ods ("<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><d>&b;</d>", 0, ""),
                  GALLEY_FORMATS_ERROR_BROKEN, "document type");
  assert_refused (make_ods ("<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><d>&a;</d>", 0, ""),
                  GALLEY_FORMATS_ERROR_BROKEN, "document type");
  assert_refused (make_ods ("<d><table", 0, ""), GALLEY_FORMATS_ERROR_BROKEN, "content.xml");
  assert_refused (make_rows_ods ("<table-row><table-cell number-columns-repeated='1000000'><p>x</p></table-cell></table-row>"),
                  GALLEY_FORMATS_ERROR_TOO_LARGE, "columns");
  assert_refused (make_rows_ods ("<table-row number-rows-repeated='2000000000'><table-cell><p>x</p></table-cell></table-row>"),
                  GALLEY_FORMATS_ERROR_TOO_LARGE, "rows");
  assert_refused (make_rows_ods ("<table-row number-rows-repeated='9000'><table-cell number-columns-repeated='9000'><p>x</p>"
                                 "</table-cell></table-row>"),
                  GALLEY_FORMATS_ERROR_TOO_LARGE, "cells");
  assert_refused (make_rows_ods (""), GALLEY_FORMATS_ERROR_EMPTY, "nothing");
  /* Empty cells to the edge of the sheet, as Calc writes them, are no cells. */
  sheets = read_all (wide);
  g_assert_cmpuint (((GalleySheet *) g_ptr_array_index (sheets, 0))->n_columns, ==, 1);
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) bytes = load ("quarter.ods");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (galley_workbook_read (bytes, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workbook/xlsx", test_xlsx);
  g_test_add_func ("/workbook/ods", test_ods);
  g_test_add_func ("/workbook/csv", test_csv);
  g_test_add_func ("/workbook/numbers", test_numbers);
  g_test_add_func ("/workbook/round-trips", test_round_trips);
  g_test_add_func ("/workbook/hostile", test_hostile);
  g_test_add_func ("/workbook/cancelled", test_cancelled);
  g_test_add_func ("/mapping/guess", test_mapping);
  g_test_add_func ("/mapping/merge", test_merge);
  g_test_add_func ("/mapping/merge-is-one-step", test_merge_is_one_step);
  return g_test_run ();
}
