/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/xmlwriter.h>

#include "galley-snapshot.h"

G_BEGIN_DECLS

void galley_export_write_chart (xmlTextWriterPtr writer,
                                const GalleySnapshot *snapshot,
                                const GalleyBlockData *block);
GBytes *galley_export_draw_chart (const GalleySnapshot *snapshot,
                                  const GalleyBlockData *block,
                                  int width,
                                  double *ratio);

G_END_DECLS
