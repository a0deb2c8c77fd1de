/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/xmlwriter.h>

G_BEGIN_DECLS

xmlTextWriterPtr galley_markup_new (xmlBufferPtr *buffer);
void galley_markup_open (xmlTextWriterPtr writer,
                         const char *element,
                         ...) G_GNUC_NULL_TERMINATED;
void galley_markup_add (xmlTextWriterPtr writer,
                        const char *element,
                        ...) G_GNUC_NULL_TERMINATED;
void galley_markup_close (xmlTextWriterPtr writer);
void galley_markup_attribute (xmlTextWriterPtr writer,
                              const char *name,
                              const char *value);
void galley_markup_print (xmlTextWriterPtr writer,
                          const char *name,
                          const char *format,
                          ...) G_GNUC_PRINTF (3, 4);
void galley_markup_text (xmlTextWriterPtr writer,
                         const char *text,
                         gsize length);
void galley_markup_element (xmlTextWriterPtr writer,
                            const char *element,
                            const char *text);
xmlBufferPtr galley_markup_finish (xmlTextWriterPtr writer,
                                   xmlBufferPtr buffer);

G_END_DECLS
