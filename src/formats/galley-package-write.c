/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <string.h>
#include <zlib.h>

#include "galley-package.h"

/* A ZIP archive as office documents want it (APPNOTE.TXT 6.3.9). libarchive cannot write one: it puts the checksum after the
 * data, and LibreOffice refuses that in a part that is stored as it is, which OpenDocument's media type has to be. */

#define VERSION 20
#define UTF8_NAMES 0x0800
#define MIDNIGHT_1980 0x00210000

static void
append_number (GByteArray *out, guint64 number, guint n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    g_byte_array_append (out, (const guint8[]){ (guint8) (number >> (8 * i)) }, 1);
}

/* Returns: (transfer full): @data packed without zlib's own header */
static GByteArray *
deflate_part (const GalleyPackagePart *part)
{
  z_stream stream = { .next_in = (Bytef *) part->data, .avail_in = (uInt) part->size };
  GByteArray *packed = g_byte_array_new ();

  deflateInit2 (&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY);
  g_byte_array_set_size (packed, (guint) deflateBound (&stream, part->size));
  stream.next_out = packed->data;
  stream.avail_out = packed->len;
  deflate (&stream, Z_FINISH);
  g_byte_array_set_size (packed, (guint) stream.total_out);
  deflateEnd (&stream);
  return packed;
}

/* What the header of a part and its entry in the directory have in common. */
static void
append_fields (GByteArray *out, const GalleyPackagePart *part, gboolean packed, gsize packed_size)
{
  append_number (out, VERSION, 2);
  append_number (out, UTF8_NAMES, 2);
  append_number (out, packed ? Z_DEFLATED : 0, 2);
  append_number (out, MIDNIGHT_1980, 4);
  append_number (out, (guint32) crc32 (0, part->data, (uInt) part->size), 4);
  append_number (out, (guint32) packed_size, 4);
  append_number (out, (guint32) part->size, 4);
  append_number (out, (guint32) strlen (part->name), 2);
  append_number (out, 0, 2);
}

/**
 * galley_package_write:
 * @parts: (array length=n_parts): less than 2 GiB in all
 *
 * The first part is stored as it is, so that the type of the document can be told from its first bytes; the others are
 * packed. The same parts always make the same bytes.
 *
 * Returns: (transfer full): a ZIP archive
 */
GBytes *
galley_package_write (const GalleyPackagePart *parts, guint n_parts)
{
  g_autoptr (GByteArray) out = g_byte_array_new (), directory = g_byte_array_new ();
  guint32 start;

  for (guint i = 0; i < n_parts; i++)
    {
      const GalleyPackagePart *part = &parts[i];
      g_autoptr (GByteArray) packed = i > 0 ? deflate_part (part) : NULL;
      gsize size = packed ? packed->len : part->size, name_size = strlen (part->name);

      append_number (directory, 0x02014b50, 4);
      append_number (directory, VERSION, 2);
      append_fields (directory, part, packed != NULL, size);
      append_number (directory, 0, 2 + 2 + 2);
      append_number (directory, 0, 4);
      append_number (directory, out->len, 4);
      g_byte_array_append (directory, (const guint8 *) part->name, (guint) name_size);

      append_number (out, 0x04034b50, 4);
      append_fields (out, part, packed != NULL, size);
      g_byte_array_append (out, (const guint8 *) part->name, (guint) name_size);
      g_byte_array_append (out, packed ? packed->data : part->data, (guint) size);
    }
  start = out->len;
  g_byte_array_append (out, directory->data, directory->len);
  append_number (out, 0x06054b50, 4);
  append_number (out, 0, 4);
  append_number (out, n_parts, 2);
  append_number (out, n_parts, 2);
  append_number (out, directory->len, 4);
  append_number (out, start, 4);
  append_number (out, 0, 2);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
