/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-figure.h"

#include <string.h>

static const char *const kind_names[] = {
  [GALLEY_FIGURE_MONEY] = "money",   [GALLEY_FIGURE_COUNT] = "count",   [GALLEY_FIGURE_PERCENT] = "percent",
  [GALLEY_FIGURE_GROWTH] = "growth", [GALLEY_FIGURE_SHARE] = "share",   [GALLEY_FIGURE_DATE] = "date",
  [GALLEY_FIGURE_PERIOD] = "period", [GALLEY_FIGURE_ORDINAL] = "ordinal", [GALLEY_FIGURE_RANGE] = "range",
  [GALLEY_FIGURE_OTHER] = "other",
};

/**
 * galley_figure_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none): its name in files and on the command line
 */
const char *
galley_figure_kind_to_string (GalleyFigureKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kind_names), NULL);

  return kind_names[kind];
}

/**
 * galley_figure_value_to_string:
 * @figure: a figure
 *
 * Writes the value in its base unit: 82160000000, -18.0, 2300..3300, 1/3, 2024Q1, 2011-01..2011-05, with no exponent.
 *
 * Returns: (transfer full) (nullable): the value, or %NULL for an unreadable number
 */
char *
galley_figure_value_to_string (const GalleyFigure *figure)
{
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  g_return_val_if_fail (figure != NULL, NULL);

  if (figure->period.unit != GALLEY_PERIOD_NONE)
    return galley_period_to_string (&figure->period);
  if (figure->flags & GALLEY_FIGURE_UNREADABLE)
    return NULL;
  low = galley_decimal_to_plain (&figure->value);
  if (figure->divisor > 1)
    return g_strdup_printf ("%s/%u", low, figure->divisor);
  if (figure->kind != GALLEY_FIGURE_RANGE)
    return g_steal_pointer (&low);
  high = galley_decimal_to_plain (&figure->high);
  return g_strdup_printf ("%s..%s", low, high);
}

/**
 * galley_figure_unit_to_string:
 * @figure: a figure
 * @text: the text that it was read from
 *
 * Returns: (transfer full): the unit as written with its 万 or 亿, but without the 余 or 多 that stands inside it
 */
char *
galley_figure_unit_to_string (const GalleyFigure *figure,
                              const char *text)
{
  GString *string;
  const char *p, *end;

  g_return_val_if_fail (figure != NULL && text != NULL, NULL);

  string = g_string_sized_new (figure->unit.length);
  p = text + figure->unit.offset;
  end = p + figure->unit.length;
  while (p < end)
    {
      const char *next = g_utf8_next_char (p);

      gboolean inner_space = *p == ' ' && p > text && g_ascii_isalpha (p[-1]) && next < end && g_ascii_isalpha (*next);

      if ((*p != ' ' || inner_space) && (figure->approx == GALLEY_APPROX_NONE || (strncmp (p, "余", 3) != 0 && strncmp (p, "多", 3) != 0)))
        g_string_append_len (string, p, next - p);
      p = next;
    }
  return g_string_free_and_steal (string);
}
