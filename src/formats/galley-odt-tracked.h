/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-markup.h"
#include "galley-office.h"

G_BEGIN_DECLS

/**
 * GalleyOdtTracked:
 * @office: outlives it
 * @writer: where paragraphs go
 * @style_names: (array length=GALLEY_N_STYLES): what the styles of roles are called
 *
 * The paragraphs of an OpenDocument text with their tracked changes. What was taken out does not stand in the text but in a
 * list before it, so what goes on over the end of a paragraph is gathered until something that is there comes.
 */
typedef struct
{
  const GalleyOffice *office;
  xmlTextWriterPtr writer;
  char *const *style_names;
  /*< private >*/
  GString *regions;      /* the list, as XML */
  guint n_regions;
  gboolean open;         /* whether a paragraph is open */
  guint list;            /* how many are open: 1 for items, 2 for subitems in them */
  gboolean counting;     /* whether a list was begun since the last heading */
  GalleyStyleRole role;  /* of the open paragraph */
  gint16 inserted, deleted; /* the end of the open paragraph */
  int insertion;         /* the layer of the insertion that is open, or GALLEY_NO_LAYER */
  guint insertion_number;
  GString *taken;        /* what was taken out here and is not listed yet, as XML but for the paragraph that is open in it */
  GString *text;         /* of that paragraph */
  GalleyStyleRole taken_role;
  int taken_layer, taken_inserted; /* who took it out, and who had put it in */
  GPtrArray *held;       /* paragraphs that were taken out whole, until it is known what follows them */
} GalleyOdtTracked;

void galley_odt_tracked_init (GalleyOdtTracked *self,
                              const GalleyOffice *office,
                              char *const *style_names);
void galley_odt_tracked_clear (GalleyOdtTracked *self);
void galley_odt_tracked_write (GalleyOdtTracked *self,
                               const GalleyOfficeParagraph *paragraph);
void galley_odt_tracked_end (GalleyOdtTracked *self);
void galley_odt_tracked_write_cell (GalleyOdtTracked *self,
                                    const GalleyOfficeParagraph *paragraph,
                                    const char *style);
void galley_odt_tracked_write_regions (const GalleyOdtTracked *self,
                                       xmlTextWriterPtr writer);

G_END_DECLS
