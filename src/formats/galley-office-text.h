/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-snapshot.h"

G_BEGIN_DECLS

/* Where no layer of suggestions did something. */
#define GALLEY_NO_LAYER (-1)

/**
 * GalleyOfficeChar:
 * @c: 0 for the end of a paragraph, which went on with the next when that end was taken out
 * @kind: of the paragraph that ends
 * @inserted: the layer that put it in, or %GALLEY_NO_LAYER
 * @deleted: the layer that took it out, likewise
 * @styled: the layer that made it bold, or not so, likewise
 * @bold: whether it is emphasised, as long as it is there
 * @was_bold: whether it was before @styled
 * @link: (nullable): where it leads, safe to follow
 */
typedef struct
{
  gunichar c;
  GalleyBlockKind kind;
  gint16 inserted, deleted, styled;
  gboolean bold, was_bold;
  const char *link;
} GalleyOfficeChar;

/**
 * GalleyOfficeText:
 * @chars: (element-type GalleyOfficeChar): all that was there at any time
 * @inserted: the layer that put in its end, or %GALLEY_NO_LAYER
 * @deleted: the layer that took out its end, likewise
 *
 * A paragraph through all layers of suggestions: what it says at a time is what was put in by then and not taken out yet.
 */
typedef struct
{
  GArray *chars;
  gint16 inserted, deleted;
} GalleyOfficeText;

GalleyOfficeText *galley_office_text_new (const char *text,
                                          const GalleyBlockData *block,
                                          int layer);
void galley_office_text_free (GalleyOfficeText *self);
void galley_office_text_update (GalleyOfficeText *self,
                                const char *text,
                                const GalleyBlockData *block,
                                int layer);
void galley_office_text_remove (GalleyOfficeText *self,
                                int layer);
GalleyOfficeText *galley_office_text_split (GalleyOfficeText *self,
                                            guint offset,
                                            int layer);
void galley_office_text_join (GalleyOfficeText *self,
                              const GalleyOfficeText *tail,
                              GalleyBlockKind kind,
                              int layer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyOfficeText, galley_office_text_free)

G_END_DECLS
