/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-start GALLEY-CLI FILE: the figures of a short text as a whole process, beside cat as the floor. */
#include "config.h"

#include <stdio.h>

#include "bench.h"

int
main (int argc, char **argv)
{
  if (argc != 3)
    return 1;
  printf ("start-figures galley %.6f s\n", bench_process ((const char *[]) { argv[1], "figures", argv[2], NULL }));
  printf ("start-figures cat %.6f s\n", bench_process ((const char *[]) { "cat", argv[2], NULL }));
  return 0;
}
