/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-decimal.h"

typedef struct
{
  const char *text;
  const char *plain;
  const char *printed;
} Case;

static void
test_parse (void)
{
  static const Case cases[] = {
    { "7.0", "7.0", "7.0" },
    { "821.6亿", "82160000000", "821.6亿" },
    { "-18.0", "-18.0", "-18.0" },
    { "+3", "3", "3" },
    { "1,234,567.50", "1234567.50", "1234567.50" },
    { "0.05", "0.05", "0.05" },
    { "0.00", "0.00", "0.00" },
    { "3.14159万", "31415.9", "3.14159万" },
    { "2万亿", "2000000000000", "2万亿" },
    { "2千万", "20000000", "2千万" },
    { "-0.3亿", "-30000000", "-0.3亿" },
    { "999999999999999999", "999999999999999999", "999999999999999999" },
    { "0亿", "0", "0亿" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GalleyDecimal decimal, again;
      g_autofree char *plain = NULL;
      g_autofree char *printed = NULL;

      g_assert_true (galley_decimal_parse (cases[i].text, -1, &decimal));
      plain = galley_decimal_to_plain (&decimal);
      printed = galley_decimal_to_printed (&decimal);
      g_assert_cmpstr (plain, ==, cases[i].plain);
      g_assert_cmpstr (printed, ==, cases[i].printed);
      g_assert_true (galley_decimal_parse (printed, -1, &again));
      g_assert_true (again.digits == decimal.digits);
      g_assert_cmpint (again.decimals, ==, decimal.decimals);
      g_assert_cmpint (again.magnitude, ==, decimal.magnitude);
    }
}

static void
test_refuse (void)
{
  static const char *const texts[] = {
    "", "-", "+", ".", "5.", ".5", "1,23", "1,2345", "1234,567", "1,,234", ",123", "12a", "1.2.3", "亿", "3亿亿", "1 2",
    "1234567890123456789", "0.1234567890123456789", "１２",
  };
  GalleyDecimal decimal;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (galley_decimal_parse (texts[i], -1, &decimal));
  g_assert_true (galley_decimal_parse ("12元", 2, &decimal));
}

static void
test_compare (void)
{
  /* In rising order, with the equal ones side by side. */
  static const struct
  {
    const char *text;
    int rank;
  } order[] = {
    { "-999999999999999999万亿", 0 }, { "-3亿", 1 }, { "-1", 2 },    { "-0.000000000000000001", 3 }, { "0", 4 },
    { "0.00", 4 },                    { "-0", 4 },   { "7", 5 },     { "7.0", 5 },                   { "7.01", 6 },
    { "9999万", 7 },                  { "1亿", 8 },  { "10000万", 8 }, { "1.0亿", 8 },
    { "999999999999999999", 9 },      { "999999999999999999万亿", 10 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < G_N_ELEMENTS (order); j++)
      {
        GalleyDecimal a, b;
        int expected = (order[i].rank > order[j].rank) - (order[i].rank < order[j].rank);

        g_assert_true (galley_decimal_parse (order[i].text, -1, &a));
        g_assert_true (galley_decimal_parse (order[j].text, -1, &b));
        g_assert_cmpint (galley_decimal_compare (&a, &b), ==, expected);
      }
}

/* Products of two readable numbers have up to 36 digits. */
static void
test_wide (void)
{
  GalleyDecimal wide = { (__int128) 999999999999999999 * 999999999999999999, 3, 8 };
  GalleyDecimal more = { wide.digits + 1, 3, 8 };
  g_autofree char *plain = galley_decimal_to_plain (&wide);

  g_assert_cmpstr (plain, ==, "99999999999999999800000000000000000100000");
  g_assert_cmpint (galley_decimal_compare (&wide, &more), <, 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decimal/parse", test_parse);
  g_test_add_func ("/decimal/refuse", test_refuse);
  g_test_add_func ("/decimal/compare", test_compare);
  g_test_add_func ("/decimal/wide", test_wide);
  return g_test_run ();
}
