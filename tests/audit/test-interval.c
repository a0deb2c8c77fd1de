/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-interval.h"

static GalleyFigure
figure (GalleyFigureKind kind,
        const char *printed,
        GalleyApprox approx)
{
  GalleyFigure made = { .kind = kind, .numeric = TRUE, .approx = approx, .divisor = 1 };

  g_assert_true (galley_decimal_parse (printed, -1, &made.value));
  made.high = made.value;
  return made;
}

static void
assert_interval (const GalleyInterval *interval,
                 const char *expected)
{
  g_autofree char *low = galley_rational_to_string (interval->low, 6);
  g_autofree char *high = galley_rational_to_string (interval->high, 6);
  g_autofree char *text = g_strdup_printf ("%c%s, %s%c", interval->low_open ? '(' : '[', low, high,
                                           interval->high_open ? ')' : ']');

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_figure (GalleyFigureKind kind,
               const char *printed,
               GalleyApprox approx,
               const char *expected)
{
  GalleyFigure made = figure (kind, printed, approx);
  GalleyInterval interval = galley_interval_from_figure (&made);

  assert_interval (&interval, expected);
}

/* The table of AUDIT.md §0. */
static void
test_figures (void)
{
  assert_figure (GALLEY_FIGURE_COUNT, "66", GALLEY_APPROX_NONE, "[66, 66]");
  assert_figure (GALLEY_FIGURE_COUNT, "1.8万", GALLEY_APPROX_NONE, "[17500, 18500]");
  assert_figure (GALLEY_FIGURE_MONEY, "821.6", GALLEY_APPROX_NONE, "[821.55, 821.65]");
  assert_figure (GALLEY_FIGURE_GROWTH, "7.0", GALLEY_APPROX_NONE, "[6.95, 7.05]");
  assert_figure (GALLEY_FIGURE_GROWTH, "-4.68", GALLEY_APPROX_NONE, "[-4.685, -4.675]");
  assert_figure (GALLEY_FIGURE_OTHER, "200", GALLEY_APPROX_ABOUT, "[180, 220]");
  assert_figure (GALLEY_FIGURE_COUNT, "100", GALLEY_APPROX_BELOW, "[85, 100)");
  assert_figure (GALLEY_FIGURE_COUNT, "30", GALLEY_APPROX_ABOVE, "(30, 40]");
  assert_figure (GALLEY_FIGURE_COUNT, "2000", GALLEY_APPROX_ABOVE, "(2000, 3000]");
  assert_figure (GALLEY_FIGURE_MONEY, "263亿", GALLEY_APPROX_ABOVE, "(26300000000, 26400000000]");
  assert_figure (GALLEY_FIGURE_GROWTH, "-20", GALLEY_APPROX_ABOVE, "[-30, -20)");
}

static void
test_range (void)
{
  GalleyFigure tens = figure (GALLEY_FIGURE_COUNT, "20", GALLEY_APPROX_ABOUT);
  GalleyInterval interval;

  g_assert_true (galley_decimal_parse ("99", -1, &tens.high));
  interval = galley_interval_from_figure (&tens);
  assert_interval (&interval, "[20, 99]");

  tens.value.digits = 100;
  interval = galley_interval_from_figure (&tens);
  g_assert_false (galley_interval_known (&interval));
}

/* Every value that rounds half away from zero to the printed one lies in its interval; none that does not. */
static void
test_holds_what_rounds (void)
{
  for (int decimals = 0; decimals <= 2; decimals++)
    for (int digits = -150; digits <= 150; digits++)
      {
        GalleyDecimal printed = { .digits = digits, .decimals = (gint16) decimals };
        GalleyInterval interval = galley_interval_rounded (&printed);

        for (int fine = digits * 100 - 120; fine <= digits * 100 + 120; fine++)
          {
            GalleyRational value = galley_rational_div (galley_rational_new (fine, 100),
                                                        galley_rational_power_of_ten (decimals));
            int magnitude = (ABS (fine) + 50) / 100, rounded = fine < 0 ? -magnitude : magnitude;
            gboolean tie = ABS (fine) % 100 == 50;

            if (rounded == digits)
              g_assert_true (galley_interval_contains (&interval, value));
            else if (!tie)
              g_assert_false (galley_interval_contains (&interval, value));
          }
      }
}

/* What is computed from any two values within lies within what is computed from the intervals. */
static void
test_operations_contain (void)
{
  typedef GalleyInterval (*Operation) (const GalleyInterval *, const GalleyInterval *);
  typedef GalleyRational (*Exact) (GalleyRational, GalleyRational);
  const struct
  {
    Operation over;
    Exact exact;
  } operations[] = {
    { galley_interval_add, galley_rational_add },
    { galley_interval_sub, galley_rational_sub },
    { galley_interval_mul, galley_rational_mul },
    { galley_interval_div, galley_rational_div },
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 4000; round++)
    {
      GalleyDecimal a = { .digits = g_rand_int_range (random, -5000, 5000), .decimals = 2 };
      GalleyDecimal b = { .digits = g_rand_int_range (random, 2, 5000), .decimals = 1 };
      GalleyInterval x = galley_interval_rounded (&a), y = galley_interval_rounded (&b);
      GalleyRational part = galley_rational_new (g_rand_int_range (random, 0, 101), 100);
      GalleyRational in_x = galley_rational_add (x.low, galley_rational_mul (part, galley_rational_sub (x.high, x.low)));
      GalleyRational in_y = galley_rational_add (y.low, galley_rational_mul (part, galley_rational_sub (y.high, y.low)));

      for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
        {
          GalleyInterval result = operations[i].over (&x, &y), coarse = galley_interval_coarsened (&result);
          g_assert_true (galley_interval_contains (&result, operations[i].exact (in_x, in_y)));
          g_assert_true (galley_interval_contains (&result, result.nominal));
          g_assert_true (galley_interval_contains (&coarse, operations[i].exact (in_x, in_y)));
        }
    }
}

static void
test_ends (void)
{
  GalleyInterval touching = { { 1, 1 }, { 2, 1 }, { 1, 1 }, FALSE, TRUE };
  GalleyInterval above = { { 2, 1 }, { 3, 1 }, { 2, 1 }, FALSE, FALSE };
  GalleyInterval around_zero = { { -1, 1 }, { 1, 1 }, { 1, 2 }, FALSE, FALSE };
  GalleyInterval quotient;

  g_assert_false (galley_interval_meets (&touching, &above));
  touching.high_open = FALSE;
  g_assert_true (galley_interval_meets (&touching, &above));
  quotient = galley_interval_div (&above, &around_zero);
  g_assert_false (galley_interval_known (&quotient));
}

static void
assert_verdict (const char *stated,
                GalleyApprox approx,
                const char *low,
                const char *nominal,
                const char *high,
                GalleyVerdict expected)
{
  GalleyFigure result = figure (GALLEY_FIGURE_PERCENT, stated, approx);
  GalleyFigure ends[] = {
    figure (GALLEY_FIGURE_PERCENT, low, GALLEY_APPROX_NONE),
    figure (GALLEY_FIGURE_PERCENT, nominal, GALLEY_APPROX_NONE),
    figure (GALLEY_FIGURE_PERCENT, high, GALLEY_APPROX_NONE),
  };
  GalleyInterval computed = {
    .low = galley_rational_from_decimal (&ends[0].value),
    .nominal = galley_rational_from_decimal (&ends[1].value),
    .high = galley_rational_from_decimal (&ends[2].value),
  };

  g_assert_cmpint (galley_interval_judge (&result, &computed), ==, expected);
}

static void
test_verdicts (void)
{
  assert_verdict ("14", GALLEY_APPROX_NONE, "13.67", "13.68", "13.69", GALLEY_VERDICT_HOLDS);
  assert_verdict ("1.5", GALLEY_APPROX_NONE, "1.55", "1.55", "1.55", GALLEY_VERDICT_HOLDS);
  assert_verdict ("-4.68", GALLEY_APPROX_NONE, "-4.77", "-4.6854", "-4.6", GALLEY_VERDICT_ROUNDING);
  assert_verdict ("47", GALLEY_APPROX_NONE, "47.77", "47.78", "47.79", GALLEY_VERDICT_TRUNC);
  assert_verdict ("2.69", GALLEY_APPROX_NONE, "2.717", "2.718", "2.719", GALLEY_VERDICT_FAILS);
  assert_verdict ("90", GALLEY_APPROX_ABOVE, "90.2", "90.3", "90.4", GALLEY_VERDICT_HOLDS);
  assert_verdict ("90", GALLEY_APPROX_ABOVE, "89", "89.5", "89.9", GALLEY_VERDICT_FAILS);
  assert_verdict ("90", GALLEY_APPROX_ABOVE, "150", "151", "152", GALLEY_VERDICT_INFO);
  assert_verdict ("90", GALLEY_APPROX_BELOW, "88", "89", "89.5", GALLEY_VERDICT_HOLDS);
}

/* Numbers at the bounds of 128 bits leave the matter open. */
static void
test_undecided (void)
{
  GalleyFigure huge = figure (GALLEY_FIGURE_MONEY, "999999999999999999", GALLEY_APPROX_NONE);
  GalleyInterval value, product;

  huge.value.magnitude = huge.high.magnitude = 16;
  value = galley_interval_from_figure (&huge);
  product = galley_interval_mul (&value, &value);
  g_assert_false (galley_interval_known (&product));
  g_assert_cmpint (galley_interval_judge (&huge, &product), ==, GALLEY_VERDICT_UNDECIDED);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interval/figures", test_figures);
  g_test_add_func ("/interval/range", test_range);
  g_test_add_func ("/interval/holds-what-rounds", test_holds_what_rounds);
  g_test_add_func ("/interval/operations-contain", test_operations_contain);
  g_test_add_func ("/interval/ends", test_ends);
  g_test_add_func ("/interval/verdicts", test_verdicts);
  g_test_add_func ("/interval/undecided", test_undecided);
  return g_test_run ();
}
