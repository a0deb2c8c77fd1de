/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-audit.h"
#include "galley-proof.h"
#include "galley-snapshot.h"
#include "galley-standing.h"

G_BEGIN_DECLS

/**
 * GalleyReportCache:
 *
 * Keeps the figures of blocks from one report to the next, so that only changed blocks are read again.
 * One for each bulletin; used by one thread at a time.
 */
typedef struct _GalleyReportCache GalleyReportCache;

GalleyReportCache *galley_report_cache_new (void);
void galley_report_cache_free (GalleyReportCache *cache);

/**
 * GalleyReport:
 *
 * What reading, audit and house style say of a bulletin: the figures of its blocks and the findings. Opaque,
 * immutable, shared by reference count, also between threads.
 */
typedef struct _GalleyReport GalleyReport;

GalleyReport *galley_report_new (GalleySnapshot *snapshot,
                                 const GalleyProofProfile *profile,
                                 GalleyReportCache *cache,
                                 GCancellable *cancellable,
                                 GError **error);
GalleyReport *galley_report_ref (GalleyReport *report);
void galley_report_unref (GalleyReport *report);

GalleySnapshot *galley_report_get_snapshot (const GalleyReport *report);
const GalleyFigures *galley_report_get_figures (const GalleyReport *report,
                                                guint block);
guint galley_report_get_n_findings (const GalleyReport *report);
const GalleyFinding *galley_report_get_finding (const GalleyReport *report,
                                                guint position);
const char *galley_report_get_text (const GalleyReport *report,
                                    guint position);
const char *galley_report_get_aside (const GalleyReport *report,
                                     guint position);
const char *galley_report_get_key (const GalleyReport *report,
                                   guint position);
GalleyStanding galley_report_get_standing (const GalleyReport *report,
                                           guint block,
                                           guint figure);
char *galley_report_dup_text (const GalleyReport *report,
                              const GalleyPlace *place);
guint galley_report_count (const GalleyReport *report,
                           GalleySeverity severity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyReport, galley_report_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyReportCache, galley_report_cache_free)

G_END_DECLS
