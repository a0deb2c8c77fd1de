/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-markup.h"
#include "galley-office.h"

G_BEGIN_DECLS

/* What the parts of a DOCX document that are written apart share. Lengths of WordprocessingML are in twentieths of a point. */
#define GALLEY_DOCX_WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define DOCX_TWIPS(points) ((int) lround ((points) * 20))

char *galley_docx_dup_style_id (GalleyStyleRole role);
void galley_docx_write_run_looks (xmlTextWriterPtr writer,
                                  const GalleyTheme *theme,
                                  GalleyStyleRole role);
xmlBufferPtr galley_docx_write_styles (const GalleyTheme *theme);
xmlBufferPtr galley_docx_write_numbering (const GalleyTheme *theme);
void galley_docx_write_text (xmlTextWriterPtr writer,
                             const char *element,
                             const char *text,
                             gsize length);
xmlBufferPtr galley_docx_write_comments (const GalleyOffice *office);
xmlBufferPtr galley_docx_write_threads (const GalleyOffice *office);

G_END_DECLS
