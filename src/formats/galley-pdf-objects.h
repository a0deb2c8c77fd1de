/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyPdfCursor:
 * @at: where a value begins
 * @end: past the last byte that may belong to it
 *
 * A place in a PDF or in one of its streams.
 */
typedef struct
{
  const char *at;
  const char *end;
} GalleyPdfCursor;

typedef struct _GalleyPdfObjects GalleyPdfObjects;

GalleyPdfObjects *galley_pdf_objects_new (GBytes *bytes);
void galley_pdf_objects_free (GalleyPdfObjects *pdf);
gboolean galley_pdf_objects_get_root (const GalleyPdfObjects *pdf,
                                      GalleyPdfCursor *root);
gboolean galley_pdf_objects_find (const GalleyPdfObjects *pdf,
                                  GalleyPdfCursor dictionary,
                                  const char *key,
                                  GalleyPdfCursor *value);
gboolean galley_pdf_objects_resolve (const GalleyPdfObjects *pdf,
                                     GalleyPdfCursor *value);
GBytes *galley_pdf_objects_read_stream (const GalleyPdfObjects *pdf,
                                        GalleyPdfCursor dictionary);

gboolean galley_pdf_next (GalleyPdfCursor *cursor,
                          GalleyPdfCursor *token);
gboolean galley_pdf_is (GalleyPdfCursor token,
                        const char *text);
gboolean galley_pdf_enter_array (GalleyPdfCursor *value);
gboolean galley_pdf_read_number (GalleyPdfCursor value,
                                 guint *number);
gboolean galley_pdf_read_reference (GalleyPdfCursor value,
                                    guint *number);
GString *galley_pdf_read_string (GalleyPdfCursor token);
void galley_pdf_append_utf16 (GString *text,
                              const char *units,
                              gsize n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPdfObjects, galley_pdf_objects_free)

G_END_DECLS
