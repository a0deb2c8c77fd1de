/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-formats-error.h"

G_BEGIN_DECLS

/* No part of an office document is larger than this when it is unpacked, in bytes. */
#define GALLEY_PACKAGE_MAX_BYTES (512u * 1024 * 1024)

typedef struct _GalleyXmlAttributes GalleyXmlAttributes;

/**
 * GalleyXmlReader:
 * @start: an element begins; @name is without a prefix
 * @end: it ends
 * @text: text within, in pieces
 * @max_bytes: more is too large, or 0 for %GALLEY_PACKAGE_MAX_BYTES; parts that lay out a document have less than its text
 * @stop: (nullable): nothing more is read once this is %TRUE
 *
 * What is done with the parts of an XML document as they come. Each may be %NULL.
 */
typedef struct
{
  void (*start) (gpointer data,
                 const char *name,
                 const GalleyXmlAttributes *attributes);
  void (*end) (gpointer data,
               const char *name);
  void (*text) (gpointer data,
                const char *text,
                gsize length);
  gsize max_bytes;
  const gboolean *stop;
} GalleyXmlReader;

/**
 * GalleyPackagePart:
 * @name: where it is in the package
 * @data: (array length=size): what is in it
 *
 * A part of an office document that is written.
 */
typedef struct
{
  const char *name;
  const void *data;
  gsize size;
} GalleyPackagePart;

char *galley_xml_attributes_dup (const GalleyXmlAttributes *attributes,
                                 const char *name);
guint galley_xml_attributes_get_number (const GalleyXmlAttributes *attributes,
                                        const char *name,
                                        guint otherwise);

gboolean galley_package_is (GBytes *bytes);
GHashTable *galley_package_list (GBytes *bytes,
                                 GError **error);
gboolean galley_package_read (GBytes *bytes,
                              const char *part,
                              const GalleyXmlReader *reader,
                              gpointer data,
                              GCancellable *cancellable,
                              GError **error);
GBytes *galley_package_read_bytes (GBytes *bytes,
                                   const char *part,
                                   gsize max_bytes,
                                   GError **error);
gboolean galley_xml_read (GBytes *bytes,
                          const GalleyXmlReader *reader,
                          gpointer data,
                          GCancellable *cancellable,
                          GError **error);
GBytes *galley_package_write (const GalleyPackagePart *parts,
                              guint n_parts);

G_END_DECLS
