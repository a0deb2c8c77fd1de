/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-interval.h"

/* A denominator that keeps a thousandth of a cent while leaving most of 128 bits to the rest of a long sum. */
#define COARSE_DENOMINATOR 100000

static GalleyInterval
unknown_interval (void)
{
  return (GalleyInterval) { GALLEY_RATIONAL_UNKNOWN, GALLEY_RATIONAL_UNKNOWN, GALLEY_RATIONAL_UNKNOWN };
}

static gboolean
less (GalleyRational a,
      GalleyRational b)
{
  int order;

  return galley_rational_compare (a, b, &order) && order < 0;
}

static gboolean
at_most (GalleyRational a,
         GalleyRational b)
{
  int order;

  return galley_rational_compare (a, b, &order) && order <= 0;
}

static GalleyRational
times (GalleyRational a,
       __int128 num,
       __int128 den)
{
  return galley_rational_mul (a, (GalleyRational) { num, den });
}

/* The worth of the last place that is not 0: 10 for 30, 1000 for 2000, 1亿 for 263亿. */
static GalleyRational
last_place (const GalleyDecimal *value)
{
  GalleyDecimal shortest = *value;

  while (shortest.digits != 0 && shortest.digits % 10 == 0)
    {
      shortest.digits /= 10;
      shortest.decimals--;
    }
  return galley_rational_ulp (&shortest);
}

static GalleyInterval
widened_by (const GalleyDecimal *value,
            __int128 num,
            __int128 den)
{
  GalleyRational nominal = galley_rational_from_decimal (value);
  GalleyRational margin = times (galley_rational_ulp (value), num, den);

  return (GalleyInterval) { galley_rational_sub (nominal, margin), galley_rational_add (nominal, margin), nominal };
}

static GalleyInterval
approximated (const GalleyFigure *figure)
{
  GalleyRational x = galley_rational_from_decimal (&figure->value);
  GalleyInterval about = { .nominal = x };
  gboolean negative = x.num < 0;
  GalleyRational near = x, far = x;

  switch (figure->approx)
    {
    case GALLEY_APPROX_ABOUT:
      near = times (x, 9, 10);
      far = times (x, 11, 10);
      break;
    case GALLEY_APPROX_BELOW:
      near = times (x, 85, 100);
      break;
    case GALLEY_APPROX_ABOVE:
      far = galley_rational_add (x, times (last_place (&figure->value), negative ? -1 : 1, 1));
      break;
    case GALLEY_APPROX_NONE:
    default:
      g_assert_not_reached ();
    }

  about.low = negative ? far : near;
  about.high = negative ? near : far;
  about.low_open = figure->approx == (negative ? GALLEY_APPROX_BELOW : GALLEY_APPROX_ABOVE);
  about.high_open = figure->approx == (negative ? GALLEY_APPROX_ABOVE : GALLEY_APPROX_BELOW);
  return about;
}

/**
 * galley_interval_exact:
 *
 * Returns: the interval that holds @value alone
 */
GalleyInterval
galley_interval_exact (GalleyRational value)
{
  return (GalleyInterval) { value, value, value };
}

/**
 * galley_interval_rounded:
 *
 * Returns: what rounds half up (away from zero) to @value as printed: half of its last place either way. Both
 *   ends are closed, since desks differ on ties.
 */
GalleyInterval
galley_interval_rounded (const GalleyDecimal *value)
{
  return widened_by (value, 1, 2);
}

/**
 * galley_interval_widened:
 *
 * Returns: what may be printed as @value by rounding, by cutting off or by rounding up: a whole last place
 *   either way, both ends open
 */
GalleyInterval
galley_interval_widened (const GalleyDecimal *value)
{
  GalleyInterval wide = widened_by (value, 1, 1);

  wide.low_open = wide.high_open = TRUE;
  return wide;
}

/**
 * galley_interval_from_figure:
 *
 * A count without 万 or 亿 is exact, a measured or scaled value is rounded half up; 约 is ±10%, 近 and 不到 reach
 * down to 85%, 超, 余 and 多 reach up to the next step of the last place that is not 0 (30余 lies in 30 to 40);
 * 几十 and 十几 come with both ends. Design: AUDIT.md §0.
 *
 * Returns: the values that may stand behind @figure, unknown where it has none
 */
GalleyInterval
galley_interval_from_figure (const GalleyFigure *figure)
{
  if (!figure->numeric)
    return unknown_interval ();

  if (galley_figure_spans (figure))
    {
      GalleyInterval range = { .low = galley_rational_from_decimal (&figure->value),
                               .high = galley_rational_from_decimal (&figure->high) };
      range.nominal = times (galley_rational_add (range.low, range.high), 1, 2);
      return at_most (range.low, range.high) ? range : unknown_interval ();
    }
  if (figure->approx != GALLEY_APPROX_NONE)
    return approximated (figure);
  if (figure->kind == GALLEY_FIGURE_COUNT && figure->value.magnitude == 0 && figure->value.decimals == 0)
    return galley_interval_exact (galley_rational_from_decimal (&figure->value));
  return galley_interval_rounded (&figure->value);
}

/**
 * galley_interval_add:
 *
 * Returns: every sum of a value of @a and one of @b
 */
GalleyInterval
galley_interval_add (const GalleyInterval *a,
                     const GalleyInterval *b)
{
  return (GalleyInterval) {
    .low = galley_rational_add (a->low, b->low),
    .high = galley_rational_add (a->high, b->high),
    .nominal = galley_rational_add (a->nominal, b->nominal),
    .low_open = a->low_open || b->low_open,
    .high_open = a->high_open || b->high_open,
  };
}

/**
 * galley_interval_sub:
 *
 * Returns: every difference of a value of @a and one of @b
 */
GalleyInterval
galley_interval_sub (const GalleyInterval *a,
                     const GalleyInterval *b)
{
  return (GalleyInterval) {
    .low = galley_rational_sub (a->low, b->high),
    .high = galley_rational_sub (a->high, b->low),
    .nominal = galley_rational_sub (a->nominal, b->nominal),
    .low_open = a->low_open || b->high_open,
    .high_open = a->high_open || b->low_open,
  };
}

/**
 * galley_interval_mul:
 *
 * Returns: every product of a value of @a and one of @b; open where every corner that gives the end is open
 */
GalleyInterval
galley_interval_mul (const GalleyInterval *a,
                     const GalleyInterval *b)
{
  GalleyInterval product = { .nominal = galley_rational_mul (a->nominal, b->nominal) };

  for (guint corner = 0; corner < 4; corner++)
    {
      GalleyRational x = corner & 1 ? a->high : a->low, y = corner & 2 ? b->high : b->low;
      gboolean open = (corner & 1 ? a->high_open : a->low_open) || (corner & 2 ? b->high_open : b->low_open);
      GalleyRational value = galley_rational_mul (x, y);
      int low_order, high_order;

      if (!galley_rational_known (value))
        return unknown_interval ();
      if (corner == 0)
        {
          product.low = product.high = value;
          product.low_open = product.high_open = open;
          continue;
        }
      if (!galley_rational_compare (value, product.low, &low_order)
          || !galley_rational_compare (value, product.high, &high_order))
        return unknown_interval ();
      if (low_order <= 0)
        {
          product.low = value;
          product.low_open = open && (low_order < 0 || product.low_open);
        }
      if (high_order >= 0)
        {
          product.high = value;
          product.high_open = open && (high_order > 0 || product.high_open);
        }
    }
  return product;
}

/**
 * galley_interval_div:
 *
 * Returns: every quotient of a value of @a and one of @b; unknown where @b reaches 0
 */
GalleyInterval
galley_interval_div (const GalleyInterval *a,
                     const GalleyInterval *b)
{
  GalleyRational one = { 1, 1 };

  if (!galley_interval_known (b) || (b->low.num <= 0 && b->high.num >= 0))
    return unknown_interval ();

  GalleyInterval inverse = {
    .low = galley_rational_div (one, b->high),
    .high = galley_rational_div (one, b->low),
    .nominal = galley_rational_div (one, b->nominal),
    .low_open = b->high_open,
    .high_open = b->low_open,
  };
  return galley_interval_mul (a, &inverse);
}

/* The ends move outward only, so what is proved of the coarser interval is proved of the finer. */
static GalleyRational
coarse (GalleyRational value,
        gboolean up)
{
  GalleyRational scaled = times (value, COARSE_DENOMINATOR, 1);
  __int128 whole;

  if (!(up ? galley_rational_ceil : galley_rational_floor) (scaled, &whole))
    return GALLEY_RATIONAL_UNKNOWN;
  return (GalleyRational) { whole, COARSE_DENOMINATOR };
}

/**
 * galley_interval_coarsened:
 *
 * Rounds the ends outward to a short denominator, so that long sums of quotients stay within 128 bits. The nominal
 * value is rounded too, by less than 1/100000.
 *
 * Returns: an interval that contains @a
 */
GalleyInterval
galley_interval_coarsened (const GalleyInterval *a)
{
  return (GalleyInterval) {
    .low = coarse (a->low, FALSE),
    .high = coarse (a->high, TRUE),
    .nominal = coarse (a->nominal, FALSE),
  };
}

/**
 * galley_interval_known:
 *
 * Returns: whether both ends and the nominal value are known
 */
gboolean
galley_interval_known (const GalleyInterval *a)
{
  return galley_rational_known (a->low) && galley_rational_known (a->high) && galley_rational_known (a->nominal);
}

/**
 * galley_interval_contains:
 *
 * Returns: whether @value lies in @a
 */
gboolean
galley_interval_contains (const GalleyInterval *a,
                          GalleyRational value)
{
  return (a->low_open ? less : at_most) (a->low, value) && (a->high_open ? less : at_most) (value, a->high);
}

/**
 * galley_interval_meets:
 *
 * Returns: whether @a and @b have a value in common
 */
gboolean
galley_interval_meets (const GalleyInterval *a,
                       const GalleyInterval *b)
{
  return (a->low_open || b->high_open ? less : at_most) (a->low, b->high)
         && (b->low_open || a->high_open ? less : at_most) (b->low, a->high);
}

static gboolean
comparable (const GalleyInterval *a,
            const GalleyInterval *b)
{
  int order;

  return galley_rational_compare (a->low, b->high, &order) && galley_rational_compare (b->low, a->high, &order);
}

/* 超X states a floor and no ceiling: a computed value far above it is understated, not contradicted. */
static GalleyVerdict
judge_approximate (const GalleyFigure *stated,
                   const GalleyInterval *computed)
{
  GalleyInterval allowed = galley_interval_from_figure (stated);

  if (!comparable (&allowed, computed))
    return GALLEY_VERDICT_UNDECIDED;
  if (galley_interval_contains (&allowed, computed->nominal))
    return GALLEY_VERDICT_HOLDS;
  if (galley_interval_meets (&allowed, computed))
    return GALLEY_VERDICT_ROUNDING;
  if (stated->approx == GALLEY_APPROX_ABOVE && less (allowed.high, computed->nominal))
    return GALLEY_VERDICT_INFO;
  return GALLEY_VERDICT_FAILS;
}

/**
 * galley_interval_judge:
 * @stated: the printed result
 * @computed: the result computed from other printed figures
 *
 * Returns: how the two agree; an overflow on the way gives %GALLEY_VERDICT_UNDECIDED
 */
GalleyVerdict
galley_interval_judge (const GalleyFigure *stated,
                       const GalleyInterval *computed)
{
  if (!stated->numeric || !galley_interval_known (computed))
    return GALLEY_VERDICT_UNDECIDED;
  if (stated->approx != GALLEY_APPROX_NONE || galley_figure_spans (stated))
    return judge_approximate (stated, computed);

  GalleyInterval printed = galley_interval_from_figure (stated);
  GalleyInterval rounded = galley_interval_rounded (&stated->value);
  GalleyInterval wide = galley_interval_widened (&stated->value);

  if (!comparable (&printed, computed) || !comparable (&rounded, computed) || !comparable (&wide, computed))
    return GALLEY_VERDICT_UNDECIDED;
  if (galley_interval_contains (&rounded, computed->nominal))
    return GALLEY_VERDICT_HOLDS;
  if (galley_interval_meets (&printed, computed))
    return GALLEY_VERDICT_ROUNDING;
  if (galley_interval_meets (&wide, computed))
    return GALLEY_VERDICT_TRUNC;
  return GALLEY_VERDICT_FAILS;
}

/**
 * galley_verdict_name:
 *
 * Returns: (transfer none): the name that the command line and the stored files use
 */
const char *
galley_verdict_name (GalleyVerdict verdict)
{
  static const char *const names[] = { "undecided", "holds", "rounding", "trunc", "fails", "info" };

  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (names), "undecided");
  return names[verdict];
}
