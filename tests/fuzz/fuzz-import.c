/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-import.h"
#include "galley-proof.h"

/* Any bytes: an error, or an import that lost nothing, with and without its repairs, that house style can read. */

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize size);

static void
assert_whole (const GalleyImport *import)
{
  g_autofree char *missing = galley_import_unaccounted (import);

  if (*missing)
    g_error ("lost: %s", missing);
}

static void
check_style (const GalleySnapshot *snapshot)
{
  g_autoptr (GPtrArray) findings = galley_proof_check (snapshot, NULL, NULL, NULL);
  g_autoptr (GalleySnapshot) fixed = galley_proof_fix (snapshot, findings, NULL, NULL);

  g_assert (fixed->blocks->len == snapshot->blocks->len);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = galley_import_bytes (bytes, NULL, NULL, &error), without = NULL;
  g_autoptr (GPtrArray) refused = NULL;

  if (!import)
    {
      g_assert (error != NULL);
      return 0;
    }
  assert_whole (import);
  check_style (import->snapshot);
  refused = g_ptr_array_new ();
  for (guint i = 0; i < import->repairs->len; i += 2)
    g_ptr_array_add (refused, ((GalleyRepair *) import->repairs->pdata[i])->id);
  g_ptr_array_add (refused, NULL);
  without = galley_import_without (import, (const char *const *) refused->pdata);
  assert_whole (without);
  return 0;
}
