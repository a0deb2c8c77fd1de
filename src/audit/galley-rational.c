/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-rational.h"

/* 10^38 is the greatest power of ten in 127 bits. */
#define MAX_POWER 38

static unsigned __int128
magnitude (__int128 n)
{
  return n < 0 ? -(unsigned __int128) n : (unsigned __int128) n;
}

static unsigned __int128
gcd (unsigned __int128 a,
     unsigned __int128 b)
{
  /* Remainders of 128 bits are calls into the compiler's library; most of the way is done in 64. */
  while (b > G_MAXUINT64)
    {
      unsigned __int128 rest = a % b;
      a = b;
      b = rest;
    }
  if (b == 0)
    return a;

  guint64 x = (guint64) b, y = (guint64) (a % b);
  while (y != 0)
    {
      guint64 rest = x % y;
      x = y;
      y = rest;
    }
  return x;
}

/**
 * galley_rational_reduced:
 *
 * Returns: @r in its lowest terms
 */
GalleyRational
galley_rational_reduced (GalleyRational r)
{
  unsigned __int128 divisor = galley_rational_known (r) ? gcd (magnitude (r.num), (unsigned __int128) r.den) : 1;

  if (divisor > 1)
    {
      r.num /= (__int128) divisor;
      r.den /= (__int128) divisor;
    }
  return r;
}

static gboolean
add_exactly (GalleyRational a,
             GalleyRational b,
             GalleyRational *sum)
{
  __int128 left, right;

  if (a.den == b.den)
    {
      sum->den = a.den;
      return !__builtin_add_overflow (a.num, b.num, &sum->num);
    }
  return !(__builtin_mul_overflow (a.num, b.den, &left)
           || __builtin_mul_overflow (b.num, a.den, &right)
           || __builtin_add_overflow (left, right, &sum->num)
           || __builtin_mul_overflow (a.den, b.den, &sum->den));
}

static gboolean
mul_exactly (GalleyRational a,
             GalleyRational b,
             GalleyRational *product)
{
  return !(__builtin_mul_overflow (a.num, b.num, &product->num)
           || __builtin_mul_overflow (a.den, b.den, &product->den));
}

static gboolean
known (GalleyRational a,
       GalleyRational b)
{
  return galley_rational_known (a) && galley_rational_known (b);
}

/**
 * galley_rational_new:
 *
 * Returns: @num / @den, unknown where @den is 0 or the sign cannot be moved to the numerator
 */
GalleyRational
galley_rational_new (__int128 num,
                     __int128 den)
{
  GalleyRational r = { num, den };

  if (den < 0 && (__builtin_sub_overflow ((__int128) 0, num, &r.num)
                  || __builtin_sub_overflow ((__int128) 0, den, &r.den)))
    return GALLEY_RATIONAL_UNKNOWN;
  return r;
}

/**
 * galley_rational_power_of_ten:
 *
 * Returns: 10^@exponent, unknown beyond 38 places either way
 */
GalleyRational
galley_rational_power_of_ten (int exponent)
{
  __int128 power = 1;

  if (exponent > MAX_POWER || exponent < -MAX_POWER)
    return GALLEY_RATIONAL_UNKNOWN;
  for (int i = ABS (exponent); i > 0; i--)
    power *= 10;
  return exponent < 0 ? (GalleyRational) { 1, power } : (GalleyRational) { power, 1 };
}

/**
 * galley_rational_from_decimal:
 *
 * Returns: the value of @decimal with its magnitude multiplied out
 */
GalleyRational
galley_rational_from_decimal (const GalleyDecimal *decimal)
{
  return galley_rational_mul ((GalleyRational) { decimal->digits, 1 }, galley_rational_ulp (decimal));
}

/**
 * galley_rational_ulp:
 *
 * Returns: what the last printed place of @decimal is worth
 */
GalleyRational
galley_rational_ulp (const GalleyDecimal *decimal)
{
  return galley_rational_power_of_ten (decimal->magnitude - decimal->decimals);
}

GalleyRational
galley_rational_add (GalleyRational a,
                     GalleyRational b)
{
  GalleyRational sum;

  if (!known (a, b))
    return GALLEY_RATIONAL_UNKNOWN;
  if (add_exactly (a, b, &sum) || add_exactly (galley_rational_reduced (a), galley_rational_reduced (b), &sum))
    return sum;
  return GALLEY_RATIONAL_UNKNOWN;
}

GalleyRational
galley_rational_sub (GalleyRational a,
                     GalleyRational b)
{
  if (__builtin_sub_overflow ((__int128) 0, b.num, &b.num))
    return GALLEY_RATIONAL_UNKNOWN;
  return galley_rational_add (a, b);
}

GalleyRational
galley_rational_mul (GalleyRational a,
                     GalleyRational b)
{
  GalleyRational product;

  if (!known (a, b))
    return GALLEY_RATIONAL_UNKNOWN;
  if (mul_exactly (a, b, &product))
    return product;

  /* Reducing across the two first is what keeps the product as small as it can be. */
  GalleyRational left = galley_rational_reduced (galley_rational_new (a.num, b.den));
  GalleyRational right = galley_rational_reduced (galley_rational_new (b.num, a.den));
  a = galley_rational_reduced ((GalleyRational) { left.num, right.den });
  b = galley_rational_reduced ((GalleyRational) { right.num, left.den });
  return mul_exactly (a, b, &product) ? product : GALLEY_RATIONAL_UNKNOWN;
}

/**
 * galley_rational_div:
 *
 * Returns: @a / @b, unknown where @b is 0
 */
GalleyRational
galley_rational_div (GalleyRational a,
                     GalleyRational b)
{
  if (!known (a, b) || b.num == 0)
    return GALLEY_RATIONAL_UNKNOWN;
  return galley_rational_mul (a, galley_rational_new (b.den, b.num));
}

/**
 * galley_rational_pow:
 *
 * Returns: @a multiplied @exponent times
 */
GalleyRational
galley_rational_pow (GalleyRational a,
                     guint exponent)
{
  GalleyRational power = { 1, 1 };

  while (exponent-- > 0 && galley_rational_known (power))
    power = galley_rational_mul (power, a);
  return power;
}

/**
 * galley_rational_compare:
 * @order: (out): below, at or above 0 as @a is below, at or above @b
 *
 * Returns: whether it could be decided
 */
gboolean
galley_rational_compare (GalleyRational a,
                         GalleyRational b,
                         int *order)
{
  __int128 left, right;

  if (!known (a, b))
    return FALSE;
  if (a.den == b.den)
    {
      left = a.num;
      right = b.num;
    }
  else if (__builtin_mul_overflow (a.num, b.den, &left) || __builtin_mul_overflow (b.num, a.den, &right))
    {
      a = galley_rational_reduced (a);
      b = galley_rational_reduced (b);
      if (__builtin_mul_overflow (a.num, b.den, &left) || __builtin_mul_overflow (b.num, a.den, &right))
        return FALSE;
    }
  *order = (left > right) - (left < right);
  return TRUE;
}

/**
 * galley_rational_floor:
 * @floor: (out): the greatest whole number that is not above @r
 *
 * Returns: whether @r is known
 */
gboolean
galley_rational_floor (GalleyRational r,
                       __int128 *floor)
{
  if (!galley_rational_known (r))
    return FALSE;
  *floor = r.num / r.den - (r.num % r.den < 0);
  return TRUE;
}

/**
 * galley_rational_ceil:
 * @ceil: (out): the least whole number that is not below @r
 *
 * Returns: whether @r is known
 */
gboolean
galley_rational_ceil (GalleyRational r,
                      __int128 *ceil)
{
  if (!galley_rational_known (r))
    return FALSE;
  *ceil = r.num / r.den + (r.num % r.den > 0);
  return TRUE;
}

static gboolean
scale_half_up (GalleyRational r,
               guint decimals,
               unsigned __int128 *scaled)
{
  unsigned __int128 den = (unsigned __int128) r.den, num = magnitude (r.num);
  unsigned __int128 whole = num / den, rest = num % den;

  /* Digit by digit, so that the rest never leaves 128 bits unless the denominator nearly fills them. */
  for (guint i = 0; i < decimals; i++)
    {
      if (__builtin_mul_overflow (rest, (unsigned __int128) 10, &rest)
          || __builtin_mul_overflow (whole, (unsigned __int128) 10, &whole))
        return FALSE;
      whole += rest / den;
      rest %= den;
    }
  *scaled = whole + (rest >= den - rest);
  return TRUE;
}

/**
 * galley_rational_to_string:
 * @decimals: the most digits after the point
 *
 * Writes @r rounded half away from zero, without zeros at the end of the fraction.
 *
 * Returns: (transfer full) (nullable): the number, %NULL where it is not known
 */
char *
galley_rational_to_string (GalleyRational r,
                           guint decimals)
{
  unsigned __int128 scaled;
  char digits[48];
  char *at = digits + sizeof digits;

  if (!galley_rational_known (r) || !scale_half_up (r, decimals, &scaled))
    return NULL;
  while (decimals > 0 && scaled % 10 == 0)
    {
      scaled /= 10;
      decimals--;
    }

  gboolean negative = r.num < 0 && scaled != 0;
  guint left_decimals = decimals;
  *--at = '\0';
  do
    {
      *--at = '0' + (char) (scaled % 10);
      scaled /= 10;
      if (left_decimals > 0 && --left_decimals == 0)
        {
          *--at = '.';
          if (scaled == 0)
            *--at = '0';
        }
    }
  while (scaled != 0 || left_decimals > 0);
  if (negative)
    *--at = '-';
  return g_strdup (at);
}
