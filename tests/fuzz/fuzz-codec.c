/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-bulletin.h"
#include "galley-change-codec.h"
#include "galley-codec.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t size);

/* Whatever is read can be written, and reads as the same again. */
static void
check_bulletin (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySnapshot) snapshot = galley_codec_decode (bytes, &error), again = NULL;
  g_autoptr (GBytes) written = NULL, second = NULL;

  g_assert ((snapshot == NULL) == (error != NULL));
  if (snapshot == NULL)
    return;
  written = galley_codec_encode (snapshot);
  again = galley_codec_decode (written, &error);
  if (error)
    g_error ("%s", error->message);
  g_assert (galley_snapshot_equal (snapshot, again));
  second = galley_codec_encode (again);
  g_assert (g_bytes_equal (written, second));
}

static void
check_change (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyChange) change = galley_change_codec_decode (bytes, &error);
  g_autoptr (GalleySnapshot) empty = NULL;
  g_autoptr (GalleyBulletin) bulletin = NULL;

  g_assert ((change == NULL) == (error != NULL));
  if (change == NULL)
    return;
  empty = galley_snapshot_new ("x", NULL, NULL, NULL, NULL, NULL, NULL, NULL);
  bulletin = galley_bulletin_new (empty);
  galley_bulletin_replay (bulletin, change);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  check_bulletin (bytes);
  check_change (bytes);
  return 0;
}
