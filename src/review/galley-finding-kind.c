/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-finding-kind.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *title;
  const char *rules[18];
} kinds[GALLEY_N_FINDING_KINDS] = {
  [GALLEY_FINDING_SUMS] = { N_("Sums and Parts"),
                            { "sum", "near_total", "part_le_whole", "difference", "list_count", "respectively", "product", "weighted_mean" } },
  [GALLEY_FINDING_SHARES] = { N_("Shares"), { "share", "prior_share", "grim_share", "progress", "division" } },
  [GALLEY_FINDING_GROWTH] = { N_("Growth"),
                              { "grim_growth", "growth_base", "delta_growth", "growth_composition", "signed_mixture",
                                "n_year_average", "pp_change", "chain", "direction", "pct-point", "fall-multiple" } },
  [GALLEY_FINDING_REPEATS] = { N_("Same Figure Elsewhere"), { "same_indicator", "rank", "threshold" } },
  [GALLEY_FINDING_PERIODS] = { N_("Periods and Dates"), { "period", "year-full", "jiezhi" } },
  [GALLEY_FINDING_UNITS] = { N_("Units and Ranges"), { "unit", "unit_form", "range", "bounds", "range-dash" } },
  [GALLEY_FINDING_NUMBERS] = { N_("Writing of Numbers"),
                               { "digit-width", "han-digit-space", "thousands", "magnitude-chain", "approx-once" } },
  [GALLEY_FINDING_PUNCTUATION] = { N_("Punctuation"),
                                   { "punct-width", "quote-curly", "dun-quotes", "ellipsis", "nesting", "pairing",
                                     "ordinal-mark", "headline-stop", "han-latin-space" } },
  [GALLEY_FINDING_WORDING] = { N_("Wording"), { "wordlist", "repeated", "replacement-char", "headline-broken" } },
  [GALLEY_FINDING_CHARTS] = { N_("Charts and Pictures"), { "chart-empty", "chart-single", "chart-units", "chart-whole", "picture-alt" } },
  [GALLEY_FINDING_OTHER] = { N_("Other"), { NULL } },
};

/**
 * galley_finding_get_kind:
 *
 * Returns: what @finding is about; %GALLEY_FINDING_OTHER for a rule that belongs nowhere else
 */
GalleyFindingKind
galley_finding_get_kind (const GalleyFinding *finding)
{
  /* AUDIT.md has a rule of that name for divisions, PROOF_RULES.md one for quotation marks, which names one place. */
  if (g_str_equal (finding->rule, "nesting") && finding->n_places > 1)
    return GALLEY_FINDING_SUMS;
  for (int i = 0; i < GALLEY_FINDING_OTHER; i++)
    if (g_strv_contains (kinds[i].rules, finding->rule))
      return i;
  return GALLEY_FINDING_OTHER;
}

/**
 * galley_finding_kind_get_title:
 *
 * Returns: (transfer none): what that kind is called for people
 */
const char *
galley_finding_kind_get_title (GalleyFindingKind kind)
{
  g_return_val_if_fail (kind < GALLEY_N_FINDING_KINDS, NULL);

  return _(kinds[kind].title);
}
