/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-proof-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the proof card says. */

#define MAX_CONTEXT 8

/* The card's own: how it stands, in a few words. */
const char *
galley_proof_words_standing (GalleyStanding standing, gboolean bound)
{
  switch (standing)
    {
    case GALLEY_STANDING_CONTRADICTED:
      return _("Contradicted");
    case GALLEY_STANDING_DOUBTFUL:
      return _("Doubtful");
    case GALLEY_STANDING_OUT_OF_STEP:
      return bound ? _("Out of step with the table") : _("Left over from the last period");
    case GALLEY_STANDING_PROVED:
      return bound ? _("Bound and proved") : _("Proved, not bound");
    case GALLEY_STANDING_BOUND:
    case GALLEY_STANDING_UNBOUND:
    case GALLEY_STANDING_NONE:
    default:
      return bound ? _("Bound, nothing to prove it by") : _("Not bound");
    }
}

/* Whether a mark binds the figure to a row. */
gboolean
galley_proof_words_is_bound (const GalleyBlockData *block, const GalleyFigure *figure)
{
  for (guint i = 0; i < block->marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (block->marks, i);

      if (mark->kind == GALLEY_MARK_FIGURE && mark->target && mark->start < figure->start + figure->length &&
          figure->start < mark->start + mark->length)
        return TRUE;
    }
  return FALSE;
}

const char *
galley_proof_words_icon (GalleyStanding standing)
{
  static const char *const icons[GALLEY_N_STANDINGS] = {
    [GALLEY_STANDING_NONE] = "radio-symbolic",
    [GALLEY_STANDING_UNBOUND] = "radio-symbolic",
    [GALLEY_STANDING_BOUND] = "insert-link-symbolic",
    [GALLEY_STANDING_PROVED] = "object-select-symbolic",
    [GALLEY_STANDING_OUT_OF_STEP] = "view-refresh-symbolic",
    [GALLEY_STANDING_DOUBTFUL] = "dialog-warning-symbolic",
    [GALLEY_STANDING_CONTRADICTED] = "dialog-error-symbolic",
  };

  return icons[standing];
}

/* The style class of its colour. */
const char *
galley_proof_words_style (GalleyStanding standing)
{
  static const char *const styles[GALLEY_N_STANDINGS] = {
    [GALLEY_STANDING_NONE] = "dim-label",   [GALLEY_STANDING_UNBOUND] = "dim-label",
    [GALLEY_STANDING_BOUND] = "dim-label",  [GALLEY_STANDING_PROVED] = "success",
    [GALLEY_STANDING_OUT_OF_STEP] = "warning", [GALLEY_STANDING_DOUBTFUL] = "warning",
    [GALLEY_STANDING_CONTRADICTED] = "error",
  };

  return styles[standing];
}

static const char *
kind_title (GalleyFigureKind kind)
{
  switch (kind)
    {
    case GALLEY_FIGURE_MONEY:
      return _("Amount of money");
    case GALLEY_FIGURE_PERCENT:
      return _("Percentage");
    case GALLEY_FIGURE_GROWTH:
      return _("Change");
    case GALLEY_FIGURE_SHARE:
      return _("Share");
    case GALLEY_FIGURE_DATE:
      return _("Date");
    case GALLEY_FIGURE_PERIOD:
      return _("Period");
    case GALLEY_FIGURE_ORDINAL:
      return _("Rank");
    case GALLEY_FIGURE_RANGE:
      return _("Range");
    case GALLEY_FIGURE_COUNT:
    case GALLEY_FIGURE_OTHER:
    default:
      return _("Number");
    }
}

static void
append_slice (GString *string, const char *text, GalleySlice slice)
{
  if (slice.length == 0)
    return;
  if (string->len > 0)
    g_string_append (string, " · ");
  g_string_append_len (string, text + slice.offset, slice.length);
}

/**
 * galley_proof_words_subject:
 * @figure: a figure of @text
 *
 * Returns: (transfer full): what the figure measures, by what and against what; its kind where the text names nothing
 */
char *
galley_proof_words_subject (const GalleyFigure *figure, const char *text)
{
  GString *string = g_string_new (NULL);

  append_slice (string, text, figure->scope);
  append_slice (string, text, figure->subject);
  if (string->len == 0)
    g_string_append (string, kind_title (figure->kind));
  append_slice (string, text, figure->compared);
  return g_string_free_and_steal (string);
}

/* A decimal with no more than @decimals places, away from the middle, so that what is in stays in. */
static char *
dup_outward (const char *text, int decimals, gboolean up)
{
  GalleyDecimal decimal;

  if (!galley_decimal_parse (text, -1, &decimal))
    return g_strdup (text);
  while (decimal.decimals > decimals)
    {
      int rest = (int) (decimal.digits % 10);

      decimal.digits /= 10;
      decimal.decimals--;
      if (rest > 0 && up)
        decimal.digits++;
      else if (rest < 0 && !up)
        decimal.digits--;
    }
  return galley_decimal_to_plain (&decimal);
}

/**
 * galley_proof_words_rounding:
 *
 * Returns: (transfer full) (nullable): what rounding has to do with it, %NULL where the arithmetic is exact
 */
char *
galley_proof_words_rounding (const GalleyFinding *finding)
{
  g_autofree char *low = NULL, *high = NULL, *between = NULL;
  const char *verdict = finding->verdict == GALLEY_VERDICT_ROUNDING ? _("Holds only thanks to rounding.")
                        : finding->verdict == GALLEY_VERDICT_TRUNC  ? _("Holds only if the rest was cut off.")
                                                                    : NULL;
  GalleyDecimal stated;

  if (finding->low && finding->high && g_strcmp0 (finding->low, finding->high) != 0)
    {
      int decimals = finding->stated && galley_decimal_parse (finding->stated, -1, &stated) ? stated.decimals + 2 : 2;

      low = dup_outward (finding->low, decimals, FALSE);
      high = dup_outward (finding->high, decimals, TRUE);
      between = g_strdup_printf (_("The figures are rounded: anything from %s to %s is possible."), low, high);
    }
  if (between && verdict)
    return g_strdup_printf ("%s %s", between, verdict);
  return between ? g_steal_pointer (&between) : g_strdup (verdict);
}

/**
 * galley_proof_words_excerpt:
 * @text: a block's text
 * @start: in code points
 * @length: in code points
 * @markup: whether as Pango markup, with the place in bold
 *
 * Returns: (transfer full): the place with the words of its clause that lead up to it
 */
char *
galley_proof_words_excerpt (const char *text, guint start, guint length, gboolean markup)
{
  const char *at = g_utf8_offset_to_pointer (text, start), *end = g_utf8_offset_to_pointer (at, length), *from = at;
  g_autofree char *before = NULL, *place = g_strndup (at, end - at), *said = NULL;
  const char *dots = "";

  for (int i = 0; from > text; i++)
    {
      const char *previous = g_utf8_prev_char (from);

      if (!g_unichar_isalnum (g_utf8_get_char (previous)) || g_ascii_isdigit (*previous))
        break;
      if (i == MAX_CONTEXT)
        {
          dots = "…";
          break;
        }
      from = previous;
    }
  before = g_strndup (from, at - from);
  said = markup ? g_markup_printf_escaped ("%s%s<b>%s</b>", dots, before, place)
                : g_strconcat (dots, before, place, NULL);
  return g_strdelimit (g_steal_pointer (&said), "\n", ' ');
}

/* What a row is called. */
const char *
galley_proof_words_name (const GalleyRecord *row)
{
  return *row->fields[GALLEY_INDICATOR_NAME] ? row->fields[GALLEY_INDICATOR_NAME] : _("Unnamed Indicator");
}

/**
 * galley_proof_words_row:
 *
 * Returns: (transfer full): what a row says: its value with the unit, its change, scope and period
 */
char *
galley_proof_words_row (const GalleyRecord *row)
{
  char *const *fields = row->fields;
  const char *change = fields[GALLEY_INDICATOR_CHANGE];
  g_autofree char *value = g_strconcat (*fields[GALLEY_INDICATOR_VALUE] ? fields[GALLEY_INDICATOR_VALUE] : "—",
                                        fields[GALLEY_INDICATOR_UNIT], NULL);
  GString *string = g_string_new (value);

  if (*change)
    g_string_append_printf (string, " · %s%s", change, g_ascii_isdigit (change[strlen (change) - 1]) ? "%" : "");
  if (*fields[GALLEY_INDICATOR_SCOPE])
    g_string_append_printf (string, " · %s", fields[GALLEY_INDICATOR_SCOPE]);
  if (*fields[GALLEY_INDICATOR_PERIOD])
    g_string_append_printf (string, " · %s", fields[GALLEY_INDICATOR_PERIOD]);
  return g_string_free_and_steal (string);
}
