/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-audit-facts.h"

G_BEGIN_DECLS

guint galley_fact_read_aspects (const char *text,
                                GalleySlice name,
                                guint64 *aspects,
                                guint n);
void galley_fact_measure (GalleyFact *fact,
                          const char *text);
void galley_facts_link_sentence (GArray *facts,
                                 guint first,
                                 int level,
                                 const char *text);

/* Rates and shares say something of a level. */
static inline gboolean
galley_fact_describes (const GalleyFact *fact)
{
  return fact->kind == GALLEY_FACT_RATE || fact->kind == GALLEY_FACT_SHARE;
}

G_END_DECLS
