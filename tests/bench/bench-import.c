/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text's bytes to a bulletin: decoded, recognised and mended. */
#include "config.h"

#include "bench.h"
#include "bulletin-text.h"
#include "galley-import.h"

static const gsize sizes[] = { 6000, 60000, 600000, 6000000 };

static void
import_bytes (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = galley_import_bytes (data, NULL, NULL, &error);

  if (!import)
    g_error ("%s", error->message);
}

int
main (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) bytes = g_string_free_to_bytes (bulletin_text_new (sizes[i]));
      gsize size = g_bytes_get_size (bytes);

      bench_print_speed ("import", sizes[i], "galley", size, bench_seconds (import_bytes, bytes));
    }
  return 0;
}
