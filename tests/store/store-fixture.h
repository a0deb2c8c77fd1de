/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-bulletin.h"

GalleySnapshot *fixture_snapshot (void);
GalleySnapshot *fixture_random_snapshot (GRand *rand);
char *fixture_random_text (GRand *rand,
                           guint max_length);

void fixture_random_edit (GalleyBulletin *bulletin,
                          GRand *rand);

void fixture_keep_for_schema (GBytes *bytes);
void fixture_check_schema (void);

char *fixture_folder (void);
void fixture_wait (gboolean (*is_over) (gpointer data),
                   gpointer data);
