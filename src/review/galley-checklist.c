/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-checklist.h"

#include <glib/gi18n-lib.h>

#include "galley-figure-check.h"
#include "galley-undecided.h"

typedef gboolean (*Check) (const GalleyReviewRules *rules, const GalleyReport *report, guint limit, char **answer);

static gboolean
check_sources (const GalleyReviewRules *rules, const GalleyReport *report, guint limit, char **answer)
{
  g_autoptr (GPtrArray) checks = galley_figure_checks_new (report);
  guint n = galley_figure_checks_count_open (checks);

  *answer = n == 0 ? g_strdup_printf (ngettext ("%u figure", "%u figures", checks->len), checks->len)
                   : g_strdup_printf (ngettext ("%u figure has no source or no checker",
                                                "%u figures have no source or no checker", n), n);
  return n == 0;
}

static gboolean
check_headline (const GalleyReviewRules *rules, const GalleyReport *report, guint limit, char **answer)
{
  const GalleyBlockData *block = galley_snapshot_find_kind (galley_report_get_snapshot (report), GALLEY_BLOCK_HEADLINE);
  guint n = 0;

  /* What the page has to take: neither the break of a couplet nor a space. */
  for (const char *at = block ? block->text : ""; *at; at = g_utf8_next_char (at))
    n += !g_unichar_isspace (g_utf8_get_char (at));

  *answer = g_strdup_printf (ngettext ("%u character of %u", "%u characters of %u", n), n, limit);
  return n > 0 && n <= limit;
}

static gboolean
check_names (const GalleyReviewRules *rules, const GalleyReport *report, guint limit, char **answer)
{
  const GPtrArray *credits = galley_report_get_snapshot (report)->credits;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) unknown = NULL;

  if (*rules->names == NULL)
    {
      *answer = g_strdup (_("The desk lists no names, so any may stand there"));
      return TRUE;
    }
  for (guint i = 0; i < credits->len; i++)
    {
      g_auto (GStrv) names =
        g_strsplit (((GalleyRecord *) g_ptr_array_index (credits, i))->fields[GALLEY_CREDIT_NAMES], "\n", -1);

      for (char **name = names; *name; name++)
        if (**name && !g_strv_contains ((const char *const *) rules->names, *name))
          g_strv_builder_add (builder, *name);
    }
  unknown = g_strv_builder_end (builder);
  if (*unknown)
    {
      g_autofree char *names = g_strjoinv (_(", "), unknown);

      *answer = g_strdup_printf (_("Not on the desk’s list: %s"), names);
    }
  else
    *answer = g_strdup (_("All on the list"));
  return *unknown == NULL;
}

static gboolean
check_warnings (const GalleyReviewRules *rules, const GalleyReport *report, guint limit, char **answer)
{
  guint n = galley_report_count (report, GALLEY_SEVERITY_ERROR) + galley_report_count (report, GALLEY_SEVERITY_WARNING);

  *answer = g_strdup_printf (ngettext ("%u open", "%u open", n), n);
  return n <= limit;
}

static gboolean
check_embargo (const GalleyReviewRules *rules, const GalleyReport *report, guint limit, char **answer)
{
  const char *embargo = galley_report_get_snapshot (report)->details->fields[GALLEY_DETAILS_EMBARGO];

  *answer = *embargo ? g_strdup (embargo) : g_strdup (_("None is set"));
  return *embargo != '\0';
}

static gboolean
check_pictures (const GalleyReviewRules *rules, const GalleyReport *report, guint limit, char **answer)
{
  const GPtrArray *blocks = galley_report_get_snapshot (report)->blocks;
  guint n = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (blocks, i);

      n += block->kind == GALLEY_BLOCK_PICTURE && (block->n_chars == 0 || block->alt == NULL || *block->alt == '\0');
    }
  *answer = n == 0 ? g_strdup (_("All have a caption and a description"))
                   : g_strdup_printf (ngettext ("%u picture has no caption or no description",
                                                "%u pictures have no caption or no description", n), n);
  return n == 0;
}

static gboolean
check_decided (const GalleyReviewRules *rules, const GalleyReport *report, guint limit, char **answer)
{
  guint suggestions, comments;
  gboolean open = galley_has_undecided (galley_report_get_snapshot (report), &suggestions, &comments);

  *answer = g_strdup_printf (ngettext ("%u open", "%u open", suggestions + comments), suggestions + comments);
  return !open;
}

static const struct
{
  const char *name;
  Check run;
  gboolean limited; /* means nothing without a limit */
} checks[] = {
  { "sources", check_sources, FALSE },   { "headline-length", check_headline, TRUE }, { "names", check_names, FALSE },
  { "warnings", check_warnings, FALSE }, { "embargo", check_embargo, FALSE },         { "pictures", check_pictures, FALSE },
  { "decided", check_decided, FALSE },
};

/**
 * galley_checklist_knows:
 *
 * Returns: whether @check is the word of an automatic check
 */
gboolean
galley_checklist_knows (const char *check)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (g_str_equal (checks[i].name, check))
      return TRUE;
  return FALSE;
}

/**
 * galley_checklist_needs_limit:
 * @check: the word of an automatic check
 *
 * Returns: whether it means nothing without a limit
 */
gboolean
galley_checklist_needs_limit (const char *check)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (g_str_equal (checks[i].name, check))
      return checks[i].limited;
  return FALSE;
}

/**
 * galley_checklist_answer:
 * @item: one with an automatic check
 * @answer: (out): what was found, for people
 *
 * Returns: whether all is as it should be
 */
gboolean
galley_checklist_answer (const GalleyReviewRules *rules,
                         const GalleyReport *report,
                         const GalleyCheckItem *item,
                         char **answer)
{
  g_return_val_if_fail (item->check != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (g_str_equal (checks[i].name, item->check))
      return checks[i].run (rules, report, item->limit, answer);
  g_return_val_if_reached (FALSE);
}
