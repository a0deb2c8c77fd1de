/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-pictures"

#include "config.h"

#include "galley-picture-parts.h"

#include <string.h>
#include <zlib.h>

/* JPEG (ISO/IEC 10918-1, annex B) and PNG (W3C, third edition) are rows of parts, so that what was written into them
 * beside the picture can be left out without touching the picture. */

#define PNG_HEAD 8

enum
{
  SOI = 0xD8,
  EOI = 0xD9,
  SOS = 0xDA,
  APP0 = 0xE0,
  APP1 = 0xE1,
  APP2 = 0xE2,
  APP13 = 0xED,
  APP14 = 0xEE,
  APP15 = 0xEF,
  COM = 0xFE,
};

/* Where the coded data that begins at @at ends: at a marker that is neither a stuffed byte nor a restart. */
static gsize
skip_scan (const guchar *data, gsize length, gsize at)
{
  for (; at + 1 < length; at++)
    {
      const guchar *found = memchr (data + at, 0xFF, length - 1 - at);

      if (!found)
        return length;
      at = found - data;
      if (data[at + 1] != 0 && data[at + 1] != 0xFF && !(data[at + 1] >= 0xD0 && data[at + 1] <= 0xD7))
        return at;
    }
  return length;
}

/* Goes on to the next part. Returns: FALSE after the last, or where the rest is no JPEG */
gboolean
galley_picture_next_jpeg_part (const guchar *data, gsize length, GalleyPicturePart *part)
{
  gsize at = part->start + part->length, size;

  if (part->complete)
    return FALSE;
  /* Markers may be preceded by fill bytes. */
  while (at + 1 < length && data[at] == 0xFF && data[at + 1] == 0xFF)
    at++;
  if (at + 2 > length || data[at] != 0xFF)
    return FALSE;
  *part = (GalleyPicturePart) { .start = at, .type = data[at + 1] };
  part->complete = part->type == EOI;
  if (part->type == SOI || part->type == EOI || part->type == 0x01 || (part->type >= 0xD0 && part->type <= 0xD7))
    {
      part->length = 2;
      return TRUE;
    }
  if (length - at < 4)
    return FALSE;
  size = data[at + 2] << 8 | data[at + 3];
  if (size < 2 || size > length - at - 2)
    return FALSE;
  part->length = 2 + size;
  if (part->type == SOS)
    part->length = skip_scan (data, length, at + part->length) - at;
  else if (part->type == APP1 && part->length >= 10 && memcmp (data + at + 4, "Exif\0\0", 6) == 0)
    part->type = GALLEY_JPEG_EXIF;
  return TRUE;
}

/* Likewise for PNG: length, four letters, content, checksum. */
gboolean
galley_picture_next_png_part (const guchar *data, gsize length, GalleyPicturePart *part)
{
  gsize at = part->length ? part->start + part->length : PNG_HEAD, size;

  if (part->complete || at > length || length - at < 12)
    return FALSE;
  size = (gsize) data[at] << 24 | data[at + 1] << 16 | data[at + 2] << 8 | data[at + 3];
  if (size > length - at - 12)
    return FALSE;
  *part = (GalleyPicturePart) { .start = at, .length = 12 + size, .complete = memcmp (data + at + 4, "IEND", 4) == 0 };
  return TRUE;
}

/* What says how the picture looks stays: JFIF, the colour profile and how Adobe codes colours. All other application
 * data (Exif, XMP, Photoshop's IPTC, further pictures of MPF) and comments are about it. */
static gboolean
is_jpeg_metadata (const guchar *at, const GalleyPicturePart *part)
{
  if (part->type == APP0)
    return part->length < 9 || memcmp (at + 4, "JFIF", 5) != 0;
  if (part->type == APP2)
    return part->length < 16 || memcmp (at + 4, "ICC_PROFILE", 12) != 0;
  return part->type == GALLEY_JPEG_EXIF || part->type == COM ||
         (part->type >= APP1 && part->type <= APP15 && part->type != APP14);
}

/* Of chunks that need not be understood just those that say how the picture looks. An animated one becomes its still. */
static gboolean
is_png_metadata (const guchar *at, const GalleyPicturePart *part)
{
  static const char looks[][5] = { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM",
                                   "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "pHYs" };

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    if (memcmp (at + 4, looks[i], 4) == 0)
      return FALSE;
  return TRUE;
}

static gboolean
next_part (const guchar *data, gsize length, GalleyPictureFormat format, GalleyPicturePart *part)
{
  return format == GALLEY_PICTURE_JPEG ? galley_picture_next_jpeg_part (data, length, part)
                                       : galley_picture_next_png_part (data, length, part);
}

static gboolean
is_metadata (const guchar *at, GalleyPictureFormat format, const GalleyPicturePart *part)
{
  return format == GALLEY_PICTURE_JPEG ? is_jpeg_metadata (at, part) : is_png_metadata (at, part);
}

/* Makes @picture say that it is upright, in the Exif part at @start. */
static void
set_upright (GByteArray *picture, gsize start, gsize length, GalleyPictureFormat format)
{
  gsize head = format == GALLEY_PICTURE_JPEG ? 10 : 8, tail = format == GALLEY_PICTURE_JPEG ? 0 : 4, at;
  guchar *tiff = picture->data + start + head;
  gboolean little;
  guint32 sum;

  at = galley_picture_exif_find_orientation (tiff, length - head - tail, &little);
  if (!at)
    return;
  tiff[at] = little ? 1 : 0;
  tiff[at + 1] = little ? 0 : 1;
  if (format == GALLEY_PICTURE_JPEG)
    return;
  sum = GUINT32_TO_BE ((guint32) crc32 (0, picture->data + start + 4, (uInt) (length - 8)));
  memcpy (picture->data + start + length - 4, &sum, 4);
}

/* Whether it tells of the picture itself: that holds for a turned or cropped copy as well. */
static gboolean
is_about_picture (const guchar *at, GalleyPictureFormat format, const GalleyPicturePart *part)
{
  static const char told[][5] = { "eXIf", "tEXt", "zTXt", "iTXt", "tIME" };

  if (format == GALLEY_PICTURE_JPEG)
    return part->type == GALLEY_JPEG_EXIF || part->type == APP1 || part->type == APP13 || part->type == COM;
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    if (memcmp (at + 4, told[i], 4) == 0)
      return TRUE;
  return FALSE;
}

static void
append_metadata (GByteArray *into, GBytes *from, GalleyPictureFormat format)
{
  gsize length;
  const guchar *data = g_bytes_get_data (from, &length);
  GalleyPicturePart part = { 0 };

  while (next_part (data, length, format, &part))
    {
      const guchar *at = data + part.start;
      gsize start = into->len;

      if (!is_about_picture (at, format, &part))
        continue;
      g_byte_array_append (into, at, (guint) part.length);
      if (part.type == GALLEY_JPEG_EXIF || (format == GALLEY_PICTURE_PNG && memcmp (at + 4, "eXIf", 4) == 0))
        set_upright (into, start, part.length, format);
    }
}

/*
 * Copies @bytes, a whole JPEG or PNG, without what is written in it about the picture: place, time, camera, people,
 * thumbnails, and whatever stands behind its end. The picture itself stays as it is, bit by bit.
 */
GBytes *
galley_picture_strip (GBytes *bytes, GalleyPictureFormat format)
{
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GByteArray) picture = g_byte_array_sized_new ((guint) length);
  GalleyPicturePart part = { 0 };

  if (format == GALLEY_PICTURE_PNG)
    g_byte_array_append (picture, data, PNG_HEAD);
  while (next_part (data, length, format, &part))
    if (!is_metadata (data + part.start, format, &part))
      g_byte_array_append (picture, data + part.start, (guint) part.length);
  return g_byte_array_free_to_bytes (g_steal_pointer (&picture));
}

/*
 * Copies @bytes, a picture made of @from that is of the same format, with what is written in that about it. It then says
 * that it is upright.
 */
GBytes *
galley_picture_graft (GBytes *bytes, GBytes *from, GalleyPictureFormat format)
{
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GByteArray) picture = g_byte_array_sized_new ((guint) length);
  GalleyPicturePart part = { 0 };
  gboolean first = TRUE;

  if (format == GALLEY_PICTURE_PNG)
    g_byte_array_append (picture, data, PNG_HEAD);
  /* It goes behind what has to be first: the start of a JPEG, the header of a PNG. */
  for (; next_part (data, length, format, &part); first = FALSE)
    {
      g_byte_array_append (picture, data + part.start, (guint) part.length);
      if (first)
        append_metadata (picture, from, format);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&picture));
}
