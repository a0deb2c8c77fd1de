/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-export.h"

G_BEGIN_DECLS

GBytes *export_bytes (GalleySnapshot *snapshot,
                      const char *extension,
                      const GalleyExportOptions *options);
GalleySnapshot *new_of_shows (void);
char *export_string (GalleySnapshot *snapshot,
                     const char *extension);
char *run_on (GBytes *bytes,
              const char *name,
              const char *command);
char *strip_spaces (const char *text);
void check_shared (void (*check) (GalleySnapshot *snapshot,
                                  const char *name));
void assert_in_order (const char *text,
                      GalleySnapshot *snapshot);

G_END_DECLS
