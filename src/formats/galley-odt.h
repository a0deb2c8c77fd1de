/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-markup.h"
#include "galley-office.h"

G_BEGIN_DECLS

#define ODF "urn:oasis:names:tc:opendocument:xmlns:"

void galley_odt_open_root (xmlTextWriterPtr writer,
                           const char *element);
void galley_odt_length (xmlTextWriterPtr writer,
                        const char *name,
                        double points);
char *galley_odt_dup_style_name (GalleyStyleRole role);
void galley_odt_write_fonts (xmlTextWriterPtr writer,
                             const GalleyTheme *theme);
void galley_odt_write_text (xmlTextWriterPtr writer,
                            const char *text,
                            gsize length);
xmlBufferPtr galley_odt_write_styles (const GalleyOffice *office);

G_END_DECLS
