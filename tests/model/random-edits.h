/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-transaction.h"

GalleySnapshot *random_edits_sample (void);
void random_edits_add (GalleyTransaction *transaction,
                       GalleyBulletin *bulletin,
                       GRand *rand);
void random_edits_do (GalleyBulletin *bulletin,
                      GRand *rand);
