/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-derive.h"

#include "galley-bound-private.h"

#include <string.h>

static const char *const words[] = {
  [GALLEY_DERIVATION_SUM] = "sum",     [GALLEY_DERIVATION_DIFFERENCE] = "difference",
  [GALLEY_DERIVATION_SHARE] = "share", [GALLEY_DERIVATION_GROWTH] = "growth",
};

/* A sum or quotient is worked out in 128 bits: no more digits than this take part. */
#define MAX_SCALE 18

static __int128
power_of_ten (int exponent)
{
  __int128 power = 1;

  while (exponent-- > 0)
    power *= 10;
  return power;
}

static int
exponent_of (const GalleyDecimal *decimal)
{
  return decimal->magnitude - decimal->decimals;
}

/* @a ± @b to the last place that either prints. Returns whether 18 digits hold it. */
static gboolean
add (const GalleyDecimal *a,
     const GalleyDecimal *b,
     int sign,
     GalleyDecimal *sum)
{
  int exponent = MIN (exponent_of (a), exponent_of (b));
  int up_a = exponent_of (a) - exponent, up_b = exponent_of (b) - exponent;

  if (up_a > MAX_SCALE || up_b > MAX_SCALE)
    return FALSE;
  sum->digits = a->digits * power_of_ten (up_a) + sign * b->digits * power_of_ten (up_b);
  sum->decimals = (gint16) -exponent;
  sum->magnitude = 0;
  return sum->digits < power_of_ten (MAX_SCALE) && sum->digits > -power_of_ten (MAX_SCALE);
}

/* 100 × @a / @b rounded half away from zero to @decimals places. */
static gboolean
percent (const GalleyDecimal *a,
         const GalleyDecimal *b,
         int decimals,
         GalleyDecimal *result)
{
  int shift = exponent_of (a) - exponent_of (b) + 2 + decimals;
  __int128 above = a->digits < 0 ? -a->digits : a->digits, below = b->digits < 0 ? -b->digits : b->digits;

  if (below == 0 || shift > MAX_SCALE || shift < -MAX_SCALE)
    return FALSE;
  if (shift >= 0)
    above *= power_of_ten (shift);
  else
    below *= power_of_ten (-shift);
  above = (above + below / 2) / below;
  if (above >= power_of_ten (MAX_SCALE))
    return FALSE;
  *result = (GalleyDecimal) { (a->digits < 0) != (b->digits < 0) ? -above : above, (gint16) decimals, 0 };
  return TRUE;
}

/* The line of the notes that holds the formula: field=function(id, id). */
static char *
find_line (const GalleyRecord *row,
           GalleyDerivation *derivation,
           GalleyIndicatorField *field,
           char ***operands)
{
  g_auto (GStrv) lines = g_strsplit (row->fields[GALLEY_INDICATOR_NOTES], "\n", -1);

  *derivation = GALLEY_DERIVATION_NONE;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *equals = strchr (lines[i], '='), *open = equals != NULL ? strchr (equals, '(') : NULL;
      g_autofree char *name = equals != NULL ? g_strndup (lines[i], equals - lines[i]) : NULL;

      if (open == NULL || !g_str_has_suffix (open, ")") || !galley_binding_field_from_string (name, field))
        continue;
      for (guint w = GALLEY_DERIVATION_SUM; w <= GALLEY_DERIVATION_GROWTH; w++)
        if (strlen (words[w]) == (gsize) (open - equals - 1) && strncmp (equals + 1, words[w], open - equals - 1) == 0)
          {
            g_autofree char *inner = g_strndup (open + 1, strlen (open) - 2);

            *derivation = w;
            *operands = g_strsplit (inner, ",", -1);
            for (guint j = 0; (*operands)[j] != NULL; j++)
              g_strstrip ((*operands)[j]);
            return g_strdup (lines[i]);
          }
    }
  return NULL;
}

/* What an operand states: another row's value by its id, or the row's own value or base. */
static gboolean
operand_amount (GalleyAmount *amount,
                const GalleyRecord *row,
                GPtrArray *tables,
                const char *operand)
{
  gboolean own = g_str_equal (operand, "value") || g_str_equal (operand, "base");
  const GalleyRecord *other = own ? row : galley_bound_find_row (tables, operand);
  GalleyIndicatorField field = g_str_equal (operand, "base") ? GALLEY_INDICATOR_BASE : GALLEY_INDICATOR_VALUE;

  return other != NULL && galley_amount_from_cell (amount, other, field) && amount->numeric
         && amount->approx == GALLEY_APPROX_NONE && galley_decimal_compare (&amount->value, &amount->high) == 0;
}

/**
 * galley_derive_get:
 * @row: an indicator
 * @field: (out): the cell that is derived
 * @operands: (out) (transfer full) (optional): ids of rows, or "value" and "base" for the row's own cells
 *
 * Reads how a cell of @row is derived. The formula is a line of the row's notes such as `value=sum(6gk2…, 9x0d…)` or
 * `change=growth(value, base)`, so that it survives a save, a merge and programs that know nothing of it, and the cell
 * itself always holds a plain number.
 *
 * Returns: how; %GALLEY_DERIVATION_NONE for none, with nothing set
 */
GalleyDerivation
galley_derive_get (const GalleyRecord *row,
                   GalleyIndicatorField *field,
                   char ***operands)
{
  GalleyDerivation derivation;
  g_auto (GStrv) found = NULL;
  g_autofree char *line = find_line (row, &derivation, field, &found);

  if (line != NULL && operands != NULL)
    *operands = g_steal_pointer (&found);
  return derivation;
}

/**
 * galley_derive_set:
 * @row: an indicator
 * @field: its value or change
 * @derivation: how it is derived; %GALLEY_DERIVATION_NONE to take the formula away
 * @operands: (nullable) (array zero-terminated=1): ids of rows, or "value" and "base"
 *
 * Returns: (transfer full): @row with that formula in its notes, in place of any before
 */
GalleyRecord *
galley_derive_set (GalleyRecord *row,
                   GalleyIndicatorField field,
                   GalleyDerivation derivation,
                   const char *const *operands)
{
  GalleyDerivation old;
  GalleyIndicatorField old_field;
  g_auto (GStrv) old_operands = NULL;
  g_autofree char *line = find_line (row, &old, &old_field, &old_operands);
  g_auto (GStrv) lines = g_strsplit (row->fields[GALLEY_INDICATOR_NOTES], "\n", -1);
  g_autoptr (GString) notes = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && g_strcmp0 (lines[i], line) != 0)
      g_string_append_printf (notes, "%s%s", notes->len > 0 ? "\n" : "", lines[i]);
  if (derivation != GALLEY_DERIVATION_NONE)
    {
      g_autofree char *joined = g_strjoinv (", ", (char **) operands);

      g_string_append_printf (notes, "%s%s=%s(%s)", notes->len > 0 ? "\n" : "", galley_indicator_schema.fields[field].name,
                              words[derivation], joined);
    }
  return galley_record_with (row, GALLEY_INDICATOR_NOTES, notes->str);
}

static gboolean
compute (const GalleyRecord *row,
         GPtrArray *tables,
         GalleyDerivation derivation,
         char **operands,
         int decimals,
         int magnitude,
         GalleyDecimal *result,
         char **unit,
         int *kept)
{
  g_auto (GalleyAmount) first = GALLEY_AMOUNT_INIT;
  guint n = g_strv_length (operands);

  if (n < 2 || (derivation >= GALLEY_DERIVATION_SHARE && n != 2) || !operand_amount (&first, row, tables, operands[0]))
    return FALSE;
  *result = first.value;
  *kept = first.value.magnitude == magnitude ? first.value.decimals : 0;
  for (guint i = 1; i < n; i++)
    {
      g_auto (GalleyAmount) next = GALLEY_AMOUNT_INIT;
      GalleyDecimal before = *result;

      if (!operand_amount (&next, row, tables, operands[i]) || !g_str_equal (first.unit, next.unit))
        return FALSE;
      if (next.value.magnitude == magnitude)
        *kept = MAX (*kept, (int) next.value.decimals);
      switch (derivation)
        {
        case GALLEY_DERIVATION_GROWTH:
          if (!add (&first.value, &next.value, -1, &before))
            return FALSE;
          G_GNUC_FALLTHROUGH;
        case GALLEY_DERIVATION_SHARE:
          if (!percent (&before, &next.value, decimals, result))
            return FALSE;
          break;
        default:
          if (!add (&before, &next.value, derivation == GALLEY_DERIVATION_SUM ? 1 : -1, result))
            return FALSE;
          break;
        }
    }
  *unit = derivation >= GALLEY_DERIVATION_SHARE ? g_strdup ("%") : g_strdup (first.unit);
  return TRUE;
}

/**
 * galley_derive_compute:
 * @row: an indicator
 * @tables: (element-type GalleyTableData): where its operands are
 *
 * Works a derived cell out anew, exactly: a sum or difference to the last place that an operand prints in the row's scale
 * or needs in another, a share or growth to as many places as the cell has, or one. Operands of different units have no sum.
 *
 * Returns: (transfer full): @row with the cell as it should be; @row itself where nothing is derived or can be
 */
GalleyRecord *
galley_derive_compute (GalleyRecord *row,
                       GPtrArray *tables)
{
  GalleyDerivation derivation;
  GalleyIndicatorField field;
  g_auto (GStrv) operands = NULL;
  g_autofree char *line = find_line (row, &derivation, &field, &operands), *unit = NULL, *row_unit = NULL, *text = NULL;
  g_auto (GalleyAmount) now = GALLEY_AMOUNT_INIT;
  GalleyDecimal result, printed;
  int decimals = 1, magnitude = 0, kept;

  if (line == NULL)
    return galley_record_ref (row);
  if (galley_amount_from_cell (&now, row, field) && now.numeric)
    decimals = MAX (0, (int) now.value.decimals);
  if (field != GALLEY_INDICATOR_CHANGE)
    row_unit = galley_unit_split (row->fields[GALLEY_INDICATOR_UNIT], &magnitude);
  if (!compute (row, tables, derivation, operands, decimals, magnitude, &result, &unit, &kept)
      || (row_unit != NULL && !g_str_equal (row_unit, unit))
      || !galley_decimal_rescale (&result, magnitude, galley_decimal_needs (&result, magnitude), &printed))
    return galley_record_ref (row);
  /* An operand in 万元 has digits to spare for a sum in 亿元: its zeros say nothing. */
  for (kept = derivation >= GALLEY_DERIVATION_SHARE ? decimals : kept; printed.decimals > kept && printed.digits % 10 == 0;
       printed.decimals--)
    printed.digits /= 10;
  printed.magnitude = 0;
  text = galley_decimal_to_printed (&printed);
  if (field == GALLEY_INDICATOR_CHANGE)
    {
      char *full = g_strconcat (printed.digits > 0 ? "+" : "", text, unit, NULL);

      g_free (text);
      text = full;
    }
  return g_str_equal (text, row->fields[field]) ? galley_record_ref (row) : galley_record_with (row, field, text);
}
