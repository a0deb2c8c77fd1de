/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-pictures"

#include "config.h"

#include "galley-picture-info.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-picture-file.h"
#include "galley-picture-parts.h"

/* Where an SVG's root has to be: comments and a document type may stand before it. */
#define SVG_HEAD (64 * 1024)

static const struct
{
  const char *extension, *media_type;
} formats[GALLEY_N_PICTURE_FORMATS] = {
  [GALLEY_PICTURE_JPEG] = { "jpg", "image/jpeg" }, [GALLEY_PICTURE_PNG] = { "png", "image/png" },
  [GALLEY_PICTURE_GIF] = { "gif", "image/gif" },   [GALLEY_PICTURE_WEBP] = { "webp", "image/webp" },
  [GALLEY_PICTURE_SVG] = { "svg", "image/svg+xml" },
};

static gboolean
fail_damaged (GError **error)
{
  g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_DAMAGED,
               _("The picture is damaged or was cut off. Get it again from where it came."));
  return FALSE;
}

static guint
read_16 (const guchar *at, gboolean little)
{
  return little ? at[0] | at[1] << 8 : at[0] << 8 | at[1];
}

static guint32
read_32 (const guchar *at, gboolean little)
{
  return little ? at[0] | at[1] << 8 | at[2] << 16 | (guint32) at[3] << 24
                : (guint32) at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3];
}

/* Exif is a TIFF: a byte order, the place of the first directory, and there twelve bytes a tag. Returns: where the
 * orientation's value is, or 0. */
gsize
galley_picture_exif_find_orientation (const guchar *tiff, gsize length, gboolean *little)
{
  guint32 directory;

  if (length < 8 || (memcmp (tiff, "II*\0", 4) != 0 && memcmp (tiff, "MM\0*", 4) != 0))
    return 0;
  *little = tiff[0] == 'I';
  directory = read_32 (tiff + 4, *little);
  if (directory > length - 2)
    return 0;
  for (guint i = 0, n = read_16 (tiff + directory, *little); i < n; i++)
    {
      gsize at = (gsize) directory + 2 + 12 * (gsize) i;

      if (at + 12 > length)
        break;
      if (read_16 (tiff + at, *little) == 0x0112)
        return at + 8;
    }
  return 0;
}

static void
read_orientation (const guchar *tiff, gsize length, GalleyPictureInfo *info)
{
  gboolean little;
  gsize at = galley_picture_exif_find_orientation (tiff, length, &little);
  guint value = at ? read_16 (tiff + at, little) : 1;

  info->orientation = value >= 1 && value <= 8 ? value : 1;
}

/* ISO/IEC 10918-1, B.2.2: start of frame is any of C0 to CF but the tables C4, C8 and CC. */
static gboolean
examine_jpeg (const guchar *data, gsize length, GalleyPictureInfo *info)
{
  GalleyPicturePart part = { 0 };

  while (galley_picture_next_jpeg_part (data, length, &part))
    {
      const guchar *at = data + part.start;

      if (part.type >= 0xC0 && part.type <= 0xCF && part.type != 0xC4 && part.type != 0xC8 && part.type != 0xCC &&
          part.length >= 10)
        {
          info->height = read_16 (at + 5, FALSE);
          info->width = read_16 (at + 7, FALSE);
          info->n_colors = at[9];
        }
      else if (part.type == GALLEY_JPEG_EXIF && info->orientation == 1)
        read_orientation (at + 10, part.length - 10, info);
    }
  return part.complete;
}

static gboolean
examine_png (const guchar *data, gsize length, GalleyPictureInfo *info)
{
  GalleyPicturePart part = { 0 };

  while (galley_picture_next_png_part (data, length, &part))
    {
      const guchar *content = data + part.start + 8;

      if (memcmp (content - 4, "IHDR", 4) == 0 && part.length >= 25)
        {
          info->width = read_32 (content, FALSE);
          info->height = read_32 (content + 4, FALSE);
          info->n_colors = content[9] & 2 ? 3 : 1;
        }
      else if (memcmp (content - 4, "eXIf", 4) == 0)
        read_orientation (content, part.length - 12, info);
    }
  return part.complete;
}

static gboolean
examine_gif (const guchar *data, gsize length, GalleyPictureInfo *info)
{
  if (length < 13)
    return FALSE;
  info->width = read_16 (data + 6, TRUE);
  info->height = read_16 (data + 8, TRUE);
  return TRUE;
}

/* RFC 9649: the canvas is in VP8X where there is that chunk, else in the picture's own. */
static gboolean
examine_webp (const guchar *data, gsize length, GalleyPictureInfo *info)
{
  for (gsize at = 12; length - at >= 8;)
    {
      const guchar *chunk = data + at;
      gsize size = read_32 (chunk + 4, TRUE);

      if (size > length - at - 8)
        return FALSE;
      if (memcmp (chunk, "VP8X", 4) == 0 && size >= 10)
        {
          info->width = 1 + (chunk[12] | chunk[13] << 8 | chunk[14] << 16);
          info->height = 1 + (chunk[15] | chunk[16] << 8 | chunk[17] << 16);
        }
      else if (memcmp (chunk, "VP8 ", 4) == 0 && size >= 10 && !info->width)
        {
          info->width = read_16 (chunk + 14, TRUE) & 0x3FFF;
          info->height = read_16 (chunk + 16, TRUE) & 0x3FFF;
        }
      else if (memcmp (chunk, "VP8L", 4) == 0 && size >= 5 && !info->width)
        {
          guint32 bits = read_32 (chunk + 9, TRUE);

          info->width = 1 + (bits & 0x3FFF);
          info->height = 1 + (bits >> 14 & 0x3FFF);
        }
      else if (memcmp (chunk, "EXIF", 4) == 0)
        read_orientation (chunk + 8, size, info);
      at += 8 + size + (size & 1);
      if (at > length)
        break;
    }
  return info->width > 0;
}

static gboolean
is_svg (const guchar *data, gsize length)
{
  gsize at = length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

  while (at < length && g_ascii_isspace (data[at]))
    at++;
  return at < length && data[at] == '<' && g_strstr_len ((const char *) data, (gssize) MIN (length, SVG_HEAD), "<svg");
}

static gboolean
check_size (const GalleyPictureInfo *info, GError **error)
{
  if (info->width <= GALLEY_PICTURE_MAX_SIDE && info->height <= GALLEY_PICTURE_MAX_SIDE &&
      (guint64) info->width * info->height <= GALLEY_PICTURE_MAX_PIXELS)
    return TRUE;
  g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_TOO_LARGE,
               _("The picture has %u × %u pixels; at most %u million are shown, and %u a side. Save a smaller copy and "
                 "choose that."),
               info->width, info->height, GALLEY_PICTURE_MAX_PIXELS / 1000000, GALLEY_PICTURE_MAX_SIDE);
  return FALSE;
}

/**
 * galley_picture_examine:
 * @bytes: the content of a file; it may be hostile
 * @info: (out): what it is
 *
 * Looks at the header and, in JPEG and PNG, from part to part up to the end; decodes nothing. The name of the file does
 * not count.
 *
 * Returns: whether it is a picture that can be shown; else @error is a #GalleyPictureError
 */
gboolean
galley_picture_examine (GBytes *bytes, GalleyPictureInfo *info, GError **error)
{
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);
  gboolean whole = TRUE;

  *info = (GalleyPictureInfo) { .orientation = 1, .n_colors = 3 };
  if (length >= 3 && memcmp (data, "\xFF\xD8\xFF", 3) == 0)
    {
      info->format = GALLEY_PICTURE_JPEG;
      whole = examine_jpeg (data, length, info);
    }
  else if (length >= 8 && memcmp (data, "\x89PNG\r\n\x1A\n", 8) == 0)
    {
      info->format = GALLEY_PICTURE_PNG;
      whole = examine_png (data, length, info);
    }
  else if (length >= 6 && (memcmp (data, "GIF87a", 6) == 0 || memcmp (data, "GIF89a", 6) == 0))
    {
      info->format = GALLEY_PICTURE_GIF;
      whole = examine_gif (data, length, info);
    }
  else if (length >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    {
      info->format = GALLEY_PICTURE_WEBP;
      whole = examine_webp (data, length, info);
    }
  else if (is_svg (data, length))
    {
      info->format = GALLEY_PICTURE_SVG;
      return TRUE;
    }
  else
    {
      g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_FORMAT,
                   _("This is no picture that can be shown. Use PNG, JPEG, WebP, GIF or SVG."));
      return FALSE;
    }
  /* What is too large is told so even where it is cut off as well: that is what to mend first. */
  if (!check_size (info, error))
    return FALSE;
  return whole && info->width > 0 && info->height > 0 ? TRUE : fail_damaged (error);
}

/**
 * galley_picture_format_get_extension:
 *
 * Returns: (transfer none): what names of such files end with, without the dot
 */
const char *
galley_picture_format_get_extension (GalleyPictureFormat format)
{
  g_return_val_if_fail (format < GALLEY_N_PICTURE_FORMATS, NULL);
  return formats[format].extension;
}

/**
 * galley_picture_format_get_media_type:
 *
 * Returns: (transfer none): such as "image/png"
 */
const char *
galley_picture_format_get_media_type (GalleyPictureFormat format)
{
  g_return_val_if_fail (format < GALLEY_N_PICTURE_FORMATS, NULL);
  return formats[format].media_type;
}
