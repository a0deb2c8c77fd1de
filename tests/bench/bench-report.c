/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a key press to the new report: figures, audit and house style of a bulletin of which the last report knows all
 * but one block. */
#include "config.h"

#include "../sample.h"
#include "bench.h"
#include "bulletin-text.h"
#include "galley-import.h"
#include "galley-report.h"

static const gsize sizes[] = { 6000, 60000, 600000 };

static GalleySnapshot *
type_into (GalleySnapshot *snapshot, guint position)
{
  GalleyBlockData *typed = g_ptr_array_index (snapshot->blocks, position);
  g_autoptr (GalleyBlockData) block = galley_block_data_replace (typed, 0, 0, "字");

  return sample_with_block (snapshot, position, block);
}

int
main (void)
{
  g_autoptr (GalleyProofProfile) profile = galley_proof_profile_new ("newspaper", NULL, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GString) text = bulletin_text_new (sizes[i]);
      g_autoptr (GalleyImport) import = galley_import_text (text->str, NULL, NULL);
      double cold[BENCH_RUNS], key[BENCH_RUNS];

      for (guint run = 0; run < BENCH_RUNS; run++)
        {
          g_autoptr (GalleyReportCache) cache = galley_report_cache_new ();
          g_autoptr (GalleySnapshot) edited = type_into (import->snapshot, import->snapshot->blocks->len / 2 + run);
          double start = bench_now (CLOCK_PROCESS_CPUTIME_ID);
          g_autoptr (GalleyReport) first = galley_report_new (import->snapshot, profile, cache, NULL, NULL), next = NULL;

          cold[run] = bench_now (CLOCK_PROCESS_CPUTIME_ID) - start;
          start = bench_now (CLOCK_PROCESS_CPUTIME_ID);
          next = galley_report_new (edited, profile, cache, NULL, NULL);
          key[run] = bench_now (CLOCK_PROCESS_CPUTIME_ID) - start;
        }
      bench_print_seconds ("report-cold", sizes[i], "galley", bench_median (cold, BENCH_RUNS));
      bench_print_seconds ("report-key", sizes[i], "galley", bench_median (key, BENCH_RUNS));
    }
  return 0;
}
