/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

static int
compare (const void *a, const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

/* Seconds on @clock, from whenever it counts. */
double
bench_now (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* Sorts @times. */
double
bench_median (double *times, guint n_times)
{
  qsort (times, n_times, sizeof *times, compare);
  return times[n_times / 2];
}

/* The median CPU time of one call of @func. A first call, which warms caches, tells how many fill a run; what takes
 * seconds is measured less often. */
double
bench_seconds (BenchFunc func, gpointer data)
{
  double times[BENCH_RUNS], start = bench_now (CLOCK_PROCESS_CPUTIME_ID), first;
  guint n_calls, n_runs;

  func (data);
  first = bench_now (CLOCK_PROCESS_CPUTIME_ID) - start;
  n_calls = first < BENCH_SECONDS ? (guint) (BENCH_SECONDS / MAX (first, 1e-7)) + 1 : 1;
  n_runs = first > 2 ? 3 : BENCH_RUNS;
  for (guint run = 0; run < n_runs; run++)
    {
      start = bench_now (CLOCK_PROCESS_CPUTIME_ID);
      for (guint call = 0; call < n_calls; call++)
        func (data);
      times[run] = (bench_now (CLOCK_PROCESS_CPUTIME_ID) - start) / n_calls;
    }
  return bench_median (times, n_runs);
}

/* The median wall-clock time of a whole process, from before it is started until it has ended. */
double
bench_process (const char *const *command)
{
  double times[BENCH_RUNS * 3];

  for (guint run = 0; run < G_N_ELEMENTS (times); run++)
    {
      g_autoptr (GError) error = NULL;
      double start = bench_now (CLOCK_MONOTONIC);
      g_autoptr (GSubprocess) process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

      if (!process || !g_subprocess_wait_check (process, NULL, &error))
        g_error ("%s: %s", command[0], error->message);
      times[run] = bench_now (CLOCK_MONOTONIC) - start;
    }
  return bench_median (times, G_N_ELEMENTS (times));
}

/**
 * bench_process_cpu:
 *
 * Returns: CPU seconds of a whole process and those that it starts
 */
double
bench_process_cpu (const char *const *command)
{
  const GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL;
  struct rusage before, after;
  int status;

  getrusage (RUSAGE_CHILDREN, &before);
  if (!g_spawn_sync (NULL, (char **) command, NULL, flags, NULL, NULL, NULL, NULL, &status, NULL) || status != 0)
    g_error ("%s failed", command[0]);
  getrusage (RUSAGE_CHILDREN, &after);
  return (double) (after.ru_utime.tv_sec - before.ru_utime.tv_sec + after.ru_stime.tv_sec - before.ru_stime.tv_sec) +
         (double) (after.ru_utime.tv_usec - before.ru_utime.tv_usec + after.ru_stime.tv_usec - before.ru_stime.tv_usec) / 1e6;
}

/* Both print the lines that tools/bench reads. */
void
bench_print_seconds (const char *subject, gsize size, const char *who, double seconds)
{
  printf ("%s-%" G_GSIZE_FORMAT "kB %s %.6f s\n", subject, size / 1000, who, seconds);
  fflush (stdout);
}

void
bench_print_speed (const char *subject, gsize size, const char *who, gsize bytes, double seconds)
{
  printf ("%s-%" G_GSIZE_FORMAT "kB %s %.4f MB/s\n", subject, size / 1000, who, (double) bytes / 1e6 / seconds);
  fflush (stdout);
}
