/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-problem.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (GalleyProblem, galley_problem, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
galley_problem_finalize (GObject *object)
{
  galley_report_unref (GALLEY_PROBLEM (object)->report);
  G_OBJECT_CLASS (galley_problem_parent_class)->finalize (object);
}

static void
galley_problem_class_init (GalleyProblemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_problem_finalize;

  /**
   * GalleyProblem::changed:
   *
   * It reads otherwise than before.
   */
  signals[CHANGED] =
    g_signal_new ("changed", GALLEY_TYPE_PROBLEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_problem_init (GalleyProblem *self)
{
}

static void
take (GalleyProblem *self, GalleyReport *report, guint position)
{
  self->report = galley_report_ref (report);
  self->position = position;
  self->finding = galley_report_get_finding (report, position);
  self->group = galley_report_get_group (report, position);
  self->kind = galley_finding_get_kind (self->finding);
}

/**
 * galley_report_get_group:
 *
 * Returns: where lists show the finding at @position
 */
GalleyProblemGroup
galley_report_get_group (const GalleyReport *report, guint position)
{
  const GalleyFinding *finding = galley_report_get_finding (report, position);

  if (galley_finding_is_proof (finding))
    return GALLEY_PROBLEM_PROOFS;
  if (galley_report_get_aside (report, position))
    return GALLEY_PROBLEM_ASIDE;
  return finding->severity == GALLEY_SEVERITY_ERROR     ? GALLEY_PROBLEM_ERRORS
         : finding->severity == GALLEY_SEVERITY_WARNING ? GALLEY_PROBLEM_WARNINGS
                                                        : GALLEY_PROBLEM_NOTES;
}

/**
 * galley_problem_new:
 *
 * Returns: (transfer full): the finding at @position of @report
 */
GalleyProblem *
galley_problem_new (GalleyReport *report, guint position)
{
  GalleyProblem *self = g_object_new (GALLEY_TYPE_PROBLEM, NULL);

  take (self, report, position);
  return self;
}

/**
 * galley_problem_update:
 *
 * Lets it be the same finding of another report.
 */
void
galley_problem_update (GalleyProblem *self, GalleyReport *report, guint position)
{
  g_autoptr (GalleyReport) old = g_steal_pointer (&self->report);
  const GalleyFinding *was = self->finding;

  take (self, report, position);
  if (g_strcmp0 (was->message, self->finding->message) != 0 || g_strcmp0 (was->fix, self->finding->fix) != 0)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* The text that it speaks of. */
const char *
galley_problem_get_text (GalleyProblem *self)
{
  return galley_report_get_text (self->report, self->position);
}

/* Why it was set aside; NULL where it was not. */
const char *
galley_problem_get_reason (GalleyProblem *self)
{
  return galley_report_get_aside (self->report, self->position);
}

/* What tells it from all others of its report. */
const char *
galley_problem_get_key (GalleyProblem *self)
{
  return galley_report_get_key (self->report, self->position);
}

const char *
galley_problem_group_get_icon (GalleyProblemGroup group)
{
  static const char *const icons[GALLEY_N_PROBLEM_GROUPS] = {
    "dialog-error-symbolic", "dialog-warning-symbolic", "dialog-information-symbolic", "object-select-symbolic",
    "view-conceal-symbolic",
  };

  return icons[group];
}

/* The style class of its colour. */
const char *
galley_problem_group_get_style (GalleyProblemGroup group)
{
  static const char *const styles[GALLEY_N_PROBLEM_GROUPS] = { "error", "warning", "dim-label", "success", "dim-label" };

  return styles[group];
}

/* What one of them is called. */
const char *
galley_problem_group_get_title (GalleyProblemGroup group)
{
  static const char *const titles[GALLEY_N_PROBLEM_GROUPS] = {
    N_("Error"), N_("Warning"), N_("Note"), N_("Proof"), N_("Set aside"),
  };

  return _(titles[group]);
}

/* “3 errors” */
char *
galley_problem_group_dup_count (GalleyProblemGroup group, guint n)
{
  switch (group)
    {
    case GALLEY_PROBLEM_ERRORS:
      return g_strdup_printf (ngettext ("%u error", "%u errors", n), n);
    case GALLEY_PROBLEM_WARNINGS:
      return g_strdup_printf (ngettext ("%u warning", "%u warnings", n), n);
    case GALLEY_PROBLEM_NOTES:
      return g_strdup_printf (ngettext ("%u note", "%u notes", n), n);
    case GALLEY_PROBLEM_PROOFS:
      return g_strdup_printf (ngettext ("%u proof", "%u proofs", n), n);
    case GALLEY_PROBLEM_ASIDE:
    default:
      return g_strdup_printf (ngettext ("%u set aside", "%u set aside", n), n);
    }
}
