/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-display-list.h"

G_BEGIN_DECLS

/* The fonts of a display list, each with no more glyphs than it shows. */
typedef struct _GalleyPdfFonts GalleyPdfFonts;

GalleyPdfFonts *galley_pdf_fonts_new (const GalleyDisplayList *list);
void galley_pdf_fonts_free (GalleyPdfFonts *fonts);
cairo_scaled_font_t *galley_pdf_fonts_get (GalleyPdfFonts *fonts,
                                           cairo_scaled_font_t *font);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPdfFonts, galley_pdf_fonts_free)

G_END_DECLS
