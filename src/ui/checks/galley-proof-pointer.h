/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-proof-card.h"

G_BEGIN_DECLS

typedef struct _GalleyProofPointer GalleyProofPointer;

GalleyProofPointer *galley_proof_pointer_new (GalleyProofCard *card,
                                              GalleyEditor *editor);
void galley_proof_pointer_free (GalleyProofPointer *self);

G_END_DECLS
