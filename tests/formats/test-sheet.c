/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-sheet.h"

#include <string.h>

/* The rows of a sheet as one text: | between cells, / between rows. */
static char *
spell (const GalleySheet *sheet)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sheet->n_rows; i++)
    for (guint j = 0; j < sheet->n_columns; j++)
      g_string_append_printf (text, "%s%s", j > 0 ? "|" : i > 0 ? "/" : "", galley_sheet_get_cell (sheet, i, j));
  return g_string_free (text, FALSE);
}

static void
assert_tsv (const char *tsv, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySheet) sheet = galley_sheet_from_tsv (tsv, -1, &error), again = NULL;
  g_autofree char *text = NULL, *written = NULL;

  g_assert_no_error (error);
  text = spell (sheet);
  g_assert_cmpstr (text, ==, expected);
  written = galley_sheet_to_tsv (sheet);
  again = galley_sheet_from_tsv (written, -1, &error);
  g_assert_no_error (error);
  g_assert_true (galley_sheet_equal (sheet, again));
}

static void
assert_html (const char *html, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySheet) sheet = galley_sheet_from_html (html, -1, &error), again = NULL;
  g_autofree char *text = NULL, *written = NULL;

  g_assert_no_error (error);
  text = spell (sheet);
  g_assert_cmpstr (text, ==, expected);
  written = galley_sheet_to_html (sheet);
  again = galley_sheet_from_html (written, -1, &error);
  g_assert_no_error (error);
  g_assert_true (galley_sheet_equal (sheet, again));
}

static void
test_tsv (void)
{
  assert_tsv ("", "");
  assert_tsv ("指标\t数值\r\n总投资\t821.6\r\n", "指标|数值/总投资|821.6");
  assert_tsv ("a\t\t\n\t\tb", "a||/||b");
  assert_tsv ("a\t", "a|");
  assert_tsv ("a\r\rb", "a//b");
  assert_tsv ("\"two\r\nlines\"\t\"a\ttab\"\t\"say \"\"so\"\"\"\n", "two\nlines|a\ttab|say \"so\"");
  /* Quotation marks that are no quoting: Excel leaves them alone in a cell without tabs or breaks. */
  assert_tsv ("24\" pipe\t\"open\n\"shut\" up\tx", "24\" pipe|\"open/\"shut\" up|x");
}

static void
test_new (void)
{
  const char *cells[] = { "a", NULL, "", NULL };
  g_autoptr (GalleySheet) sheet = galley_sheet_new ("n", cells, 2, 2);
  g_autofree char *tsv = galley_sheet_to_tsv (sheet);

  /* A range that is copied keeps its size, also where it is empty. */
  g_assert_cmpuint (sheet->n_rows, ==, 2);
  g_assert_cmpuint (sheet->n_columns, ==, 2);
  g_assert_cmpstr (tsv, ==, "a\t\n\t\n");
  g_assert_cmpstr (galley_sheet_get_cell (sheet, 7, 7), ==, "");
}

/* As each program writes them, with figures of our own. */
static void
test_html (void)
{
  assert_html ("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><style><!-- td {mso-x:y} --></style></head>"
               "<body link=blue><table border=0 style='border-collapse:collapse'><!--StartFragment-->\r\n"
               " <col width=64 span=2>\r\n <tr height=19>\r\n  <td height=19 class=xl65>总投资</td>\r\n"
               "  <td align=right x:num>821.60 </td>\r\n </tr>\r\n <tr style='display:none'><td>hidden<td>1\r\n"
               " <tr><td><span style='mso-spacerun:yes'>&nbsp; </span>其中：一季度</td><td>&nbsp;12 <br></td>"
               "</tr><!--EndFragment--></table></body></html>",
               "总投资|821.60/  其中：一季度|12");
  assert_html ("<table cellspacing=\"0\"><colgroup><col></colgroup><tr><td height=\"17\" align=\"left\"><b>开复工</b></td>"
               "<td sdval=\"0.073\" sdnum=\"1033;0;0.0%\"><font face=\"X\">7.3%</font></td></tr></table>",
               "开复工|7.3%");
  assert_html ("<p>before</p><table><tbody><tr><th colspan=2>甲\n 乙</th><td rowspan='2'><p>one</p><p>two &lt;3 &amp;</p>"
               "</td></tr><tr><td>x<br>y</td><td></td></tr></tbody></table><table><tr><td>second</td></tr></table>",
               "甲 乙|甲 乙|one\ntwo <3 &/x\ny||one\ntwo <3 &");
  assert_html ("<table><tr><td>a<table><tr><td>b<td>c</table>d</table>", "a\nb c d");
  assert_html ("<table><tr><td colspan=5000>a<tr><td>b</table>", "a/b");
  assert_html ("<table><tr><td rowspan=99999>a<tr><td>b</table>", "a|/a|b");
  assert_html ("<table></table>", "");
}

static void
assert_refused (GalleySheet *sheet, GError *error, int code)
{
  g_assert_null (sheet);
  g_assert_error (error, GALLEY_FORMATS_ERROR, code);
  g_error_free (error);
}

static void
test_refused (void)
{
  g_autofree char *wide = g_strnfill (GALLEY_SHEET_MAX_COLUMNS, '\t');
  g_autofree char *tall = g_strnfill (GALLEY_SHEET_MAX_ROWS + 1, '\n');
  g_autoptr (GString) spans = g_string_new ("<table>");
  GError *error = NULL;
  GalleySheet *sheet;

  sheet = galley_sheet_from_tsv ("\xff", -1, &error);
  assert_refused (sheet, g_steal_pointer (&error), GALLEY_FORMATS_ERROR_ENCODING);
  sheet = galley_sheet_from_tsv (wide, -1, &error);
  assert_refused (sheet, g_steal_pointer (&error), GALLEY_FORMATS_ERROR_TOO_LARGE);
  sheet = galley_sheet_from_tsv (tall, -1, &error);
  assert_refused (sheet, g_steal_pointer (&error), GALLEY_FORMATS_ERROR_TOO_LARGE);
  sheet = galley_sheet_from_html ("<p>no table", -1, &error);
  assert_refused (sheet, g_steal_pointer (&error), GALLEY_FORMATS_ERROR_EMPTY);
  sheet = galley_sheet_from_html ("<table><td>\xff", -1, &error);
  assert_refused (sheet, g_steal_pointer (&error), GALLEY_FORMATS_ERROR_ENCODING);
  for (guint i = 0; i < 20; i++)
    g_string_append (spans, "<tr><td colspan=1000 rowspan=60000>x");
  sheet = galley_sheet_from_html (spans->str, (gssize) spans->len, &error);
  assert_refused (sheet, g_steal_pointer (&error), GALLEY_FORMATS_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/tsv", test_tsv);
  g_test_add_func ("/sheet/new", test_new);
  g_test_add_func ("/sheet/html", test_html);
  g_test_add_func ("/sheet/refused", test_refused);
  return g_test_run ();
}
