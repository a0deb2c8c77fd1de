/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <time.h>

G_BEGIN_DECLS

/* How often a thing is measured, for a median. */
#define BENCH_RUNS 7
/* A run lasts at least so long; what is shorter is done again and again in it. */
#define BENCH_SECONDS 0.05

typedef void (*BenchFunc) (gpointer data);

double bench_now (clockid_t clock);
double bench_median (double *times,
                     guint n_times);
double bench_seconds (BenchFunc func,
                      gpointer data);
double bench_process (const char *const *command);
double bench_process_cpu (const char *const *command);

void bench_print_seconds (const char *subject,
                          gsize size,
                          const char *who,
                          double seconds);
void bench_print_speed (const char *subject,
                        gsize size,
                        const char *who,
                        gsize bytes,
                        double seconds);

G_END_DECLS
