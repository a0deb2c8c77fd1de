/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-formula-words.h"

#include "galley-derive.h"

/* A sum of a whole table is not spelled out to its end. */
#define MAX_OPERANDS 12

/* What an operand states; units are told only where they differ from the row's own. */
static char *
dup_operand (GalleyBulletin *bulletin, const GalleyRecord *row, const char *operand)
{
  const GalleyRecord *other = row;
  GalleyIndicatorField field = GALLEY_INDICATOR_VALUE;

  if (g_str_equal (operand, "base"))
    field = GALLEY_INDICATOR_BASE;
  else if (!g_str_equal (operand, "value"))
    other = galley_bulletin_find_row (bulletin, operand, NULL, NULL);
  if (other == NULL || *other->fields[field] == '\0')
    return g_strdup ("?");
  if (g_str_equal (other->fields[GALLEY_INDICATOR_UNIT], row->fields[GALLEY_INDICATOR_UNIT]))
    return g_strdup (other->fields[field]);
  return g_strconcat (other->fields[field], other->fields[GALLEY_INDICATOR_UNIT], NULL);
}

/**
 * galley_formula_words:
 *
 * Returns: (transfer full) (nullable): how that cell of @row is worked out, with its numbers ("= 32.1 + 789.5"); %NULL where
 *   it is typed
 */
char *
galley_formula_words (GalleyBulletin *bulletin, const GalleyRecord *row, GalleyIndicatorField field)
{
  static const char *const signs[] = { [GALLEY_DERIVATION_SUM] = " + ", [GALLEY_DERIVATION_DIFFERENCE] = " − ",
                                       [GALLEY_DERIVATION_SHARE] = " ÷ ", [GALLEY_DERIVATION_GROWTH] = " ÷ " };
  GalleyIndicatorField derived;
  g_auto (GStrv) operands = NULL;
  GalleyDerivation derivation = galley_derive_get (row, &derived, &operands);
  g_autoptr (GString) words = g_string_new ("= ");

  if (derivation == GALLEY_DERIVATION_NONE || derived != field)
    return NULL;
  if (derivation == GALLEY_DERIVATION_GROWTH && g_strv_length (operands) == 2)
    {
      g_autofree char *now = dup_operand (bulletin, row, operands[0]), *base = dup_operand (bulletin, row, operands[1]);

      return g_strdup_printf ("= (%s − %s) ÷ %s", now, base, base);
    }
  for (guint i = 0; operands[i]; i++)
    {
      g_autofree char *operand = i < MAX_OPERANDS ? dup_operand (bulletin, row, operands[i]) : g_strdup ("…");

      g_string_append_printf (words, "%s%s", i > 0 ? signs[derivation] : "", operand);
      if (i == MAX_OPERANDS)
        break;
    }
  return g_string_free_and_steal (g_steal_pointer (&words));
}
