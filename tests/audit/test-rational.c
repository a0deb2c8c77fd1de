/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-rational.h"

#define MOST ((__int128) (~(unsigned __int128) 0 >> 1))

static void
assert_number (GalleyRational value,
               guint decimals,
               const char *expected)
{
  g_autofree char *text = galley_rational_to_string (value, decimals);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_order (GalleyRational a,
              GalleyRational b,
              int expected)
{
  int order;

  g_assert_true (galley_rational_compare (a, b, &order));
  g_assert_cmpint (order, ==, expected);
}

static void
test_arithmetic (void)
{
  GalleyRational third = galley_rational_new (1, 3), half = galley_rational_new (-1, -2);

  assert_number (galley_rational_add (third, half), 6, "0.833333");
  assert_number (galley_rational_sub (third, half), 6, "-0.166667");
  assert_number (galley_rational_mul (third, half), 6, "0.166667");
  assert_number (galley_rational_div (third, half), 6, "0.666667");
  assert_number (galley_rational_pow (half, 3), 6, "0.125");
  assert_number (galley_rational_power_of_ten (-3), 6, "0.001");
  assert_order (third, half, -1);
  assert_order (half, galley_rational_new (4, 8), 0);
}

static void
test_rounding (void)
{
  __int128 whole;

  assert_number (galley_rational_new (5, 1000), 2, "0.01");
  assert_number (galley_rational_new (-5, 1000), 2, "-0.01");
  assert_number (galley_rational_new (-4, 1000), 2, "0");
  assert_number (galley_rational_new (700, 1), 0, "700");
  assert_number (galley_rational_new (1999, 1000), 2, "2");
  g_assert_true (galley_rational_floor (galley_rational_new (-7, 2), &whole));
  g_assert_cmpint ((int) whole, ==, -4);
  g_assert_true (galley_rational_ceil (galley_rational_new (-7, 2), &whole));
  g_assert_cmpint ((int) whole, ==, -3);
  g_assert_true (galley_rational_ceil (galley_rational_new (8, 2), &whole));
  g_assert_cmpint ((int) whole, ==, 4);
}

/* What leaves 128 bits is unknown, and stays so; it never comes back as a number. */
static void
test_overflow (void)
{
  GalleyRational most = { MOST, 1 }, least = { -MOST - 1, 1 }, fine = { 1, MOST }, unknown;
  int order;
  __int128 whole;

  unknown = galley_rational_add (most, most);
  g_assert_false (galley_rational_known (unknown));
  g_assert_false (galley_rational_known (galley_rational_mul (most, most)));
  g_assert_false (galley_rational_known (galley_rational_sub (least, most)));
  g_assert_false (galley_rational_known (galley_rational_sub (most, least)));
  g_assert_false (galley_rational_known (galley_rational_new (1, -MOST - 1)));
  g_assert_false (galley_rational_known (galley_rational_div (most, galley_rational_new (0, 1))));
  g_assert_false (galley_rational_known (galley_rational_pow (galley_rational_new (10, 1), 39)));
  g_assert_false (galley_rational_known (galley_rational_power_of_ten (39)));
  g_assert_false (galley_rational_known (galley_rational_add (unknown, fine)));
  g_assert_false (galley_rational_compare (unknown, fine, &order));
  g_assert_false (galley_rational_compare (most, fine, &order));
  g_assert_false (galley_rational_floor (unknown, &whole));
  g_assert_null (galley_rational_to_string (unknown, 2));
}

/* What fits once it is reduced is computed, however large the steps on the way. */
static void
test_reduction (void)
{
  __int128 large = (__int128) 1 << 100;
  GalleyRational a = { large * 3, large }, b = { large * 5, large * 7 };

  assert_number (galley_rational_mul (a, b), 6, "2.142857");
  assert_number (galley_rational_add (a, b), 6, "3.714286");
  assert_order (a, galley_rational_new (3, 1), 0);
  assert_number (galley_rational_reduced (b), 6, "0.714286");
  g_assert_cmpint ((int) galley_rational_reduced (b).den, ==, 7);
}

/* (a + b) − b = a and (a × b) ÷ b = a over many small fractions. */
static void
test_inverses (void)
{
  for (int i = -30; i <= 30; i++)
    for (int k = 1; k <= 30; k++)
      {
        GalleyRational a = galley_rational_new (i, k), b = galley_rational_new (k * 7 + 1, 31 - k);
        assert_order (galley_rational_sub (galley_rational_add (a, b), b), a, 0);
        assert_order (galley_rational_div (galley_rational_mul (a, b), b), a, 0);
      }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rational/arithmetic", test_arithmetic);
  g_test_add_func ("/rational/rounding", test_rounding);
  g_test_add_func ("/rational/overflow", test_overflow);
  g_test_add_func ("/rational/reduction", test_reduction);
  g_test_add_func ("/rational/inverses", test_inverses);
  return g_test_run ();
}
