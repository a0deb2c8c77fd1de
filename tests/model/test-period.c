/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-period.h"

static void
test_round_trip (void)
{
  static const char *const forms[] = {
    "2024-03-28", "2011-01", "2011-01..2011-05", "2024Q1", "2024Q1..2024Q3", "2011H1", "2011", "2021..2025", "XXXX-08-23",
    "XXXX-01..XXXX-07", "XXXX-XX-19", "XXXXQ2", "2024-02-29", "2023-12-30..2024-01-02",
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      GalleyPeriod period;
      g_autofree char *form = NULL;

      g_assert_true (galley_period_parse (forms[i], &period));
      form = galley_period_to_string (&period);
      g_assert_cmpstr (form, ==, forms[i]);
    }
}

static void
test_refuse (void)
{
  static const char *const forms[] = {
    "", "24", "0000", "2024-13", "2024-00", "2024-02-30", "2023-02-29", "2024Q5", "2024H3", "2024-1", "2024..2025-01",
    "2024Q1x", "2024-03-28..", "XX-03",
  };
  GalleyPeriod period;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    g_assert_false (galley_period_parse (forms[i], &period));
}

static void
test_bounds (void)
{
  static const struct
  {
    const char *form;
    guint from;
    guint to;
  } cases[] = {
    { "2024-03-28", 20240328, 20240328 }, { "2024-02", 20240201, 20240229 },          { "2024Q1", 20240101, 20240331 },
    { "2011H2", 20110701, 20111231 },     { "2011-01..2011-05", 20110101, 20110531 }, { "2021..2025", 20210101, 20251231 },
  };
  GalleyPeriod period;
  guint from, to;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (galley_period_parse (cases[i].form, &period));
      g_assert_true (galley_period_get_bounds (&period, &from, &to));
      g_assert_cmpuint (from, ==, cases[i].from);
      g_assert_cmpuint (to, ==, cases[i].to);
    }
  g_assert_true (galley_period_parse ("XXXX-08", &period));
  g_assert_false (galley_period_get_bounds (&period, &from, &to));
  /* A text may print a thirteenth month; it has no place in the calendar. */
  period = (GalleyPeriod) { GALLEY_PERIOD_MONTH, 13, 13, 0, 0, 2024, 2024 };
  g_assert_false (galley_period_get_bounds (&period, &from, &to));
  period = (GalleyPeriod) { GALLEY_PERIOD_DAY, 2, 2, 30, 30, 2024, 2024 };
  g_assert_false (galley_period_get_bounds (&period, &from, &to));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/period/round-trip", test_round_trip);
  g_test_add_func ("/period/refuse", test_refuse);
  g_test_add_func ("/period/bounds", test_bounds);
  return g_test_run ();
}
