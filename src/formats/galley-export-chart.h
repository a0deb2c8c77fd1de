/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/xmlwriter.h>

#include "galley-snapshot.h"

G_BEGIN_DECLS

/* How wide charts are laid out, in the units of a phone's theme: on a screen wide enough for a page's column, and still to be
 * read where it is shrunk to a phone's; on paper so that words come out smaller than those of the text. */
#define GALLEY_CHART_SCREEN 420
#define GALLEY_CHART_PAPER 640

void galley_export_write_chart (xmlTextWriterPtr writer,
                                const GalleySnapshot *snapshot,
                                const GalleyBlockData *block);
GBytes *galley_export_draw_chart (const GalleySnapshot *snapshot,
                                  const GalleyBlockData *block,
                                  int width,
                                  int pixels,
                                  double *ratio);

G_END_DECLS
