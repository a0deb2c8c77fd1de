/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-word-private.h"

G_BEGIN_DECLS

/**
 * DocxFields:
 *
 * The fields of a document that are open (ECMA-376 part 1, 17.16): what each says to do, and then what came of it.
 */
typedef struct
{
  WordStory *story;
  GPtrArray *fields;
  guint n_deeper; /* that are open within more than are looked at */
  GStringChunk *links;
} DocxFields;

void docx_fields_init (DocxFields *self,
                       WordStory *story);
void docx_fields_clear (DocxFields *self);
void docx_fields_start_simple (DocxFields *self,
                               const GalleyXmlAttributes *attributes);
void docx_fields_end_simple (DocxFields *self);
void docx_fields_read_character (DocxFields *self,
                                 const GalleyXmlAttributes *attributes);
void docx_fields_add_instruction (DocxFields *self,
                                  const char *text,
                                  gsize length);
gboolean docx_fields_are_contents (const DocxFields *self);
const char *docx_fields_get_link (const DocxFields *self);

G_END_DECLS
