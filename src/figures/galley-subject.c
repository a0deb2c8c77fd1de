/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-reader-private.h"

/* Finds what the figures of the block from @first on measure. */
void
galley_reader_find_subjects (GalleyReader *reader,
                             guint first)
{
}
