/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyPdfNote:
 * @tag: the structure type of the element
 * @members: (nullable): for its dictionary; %NULL for none
 */
typedef struct
{
  const char *tag;
  char *members;
} GalleyPdfNote;

void galley_pdf_note_clear (gpointer note);
char *galley_pdf_text_string (const char *text);
GBytes *galley_pdf_finish (GByteArray *pdf,
                           const char *language,
                           const GalleyPdfNote *notes,
                           guint n_notes);

G_END_DECLS
