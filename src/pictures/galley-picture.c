/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-pictures"

#include "config.h"

#include "galley-picture.h"

#include <glib/gi18n-lib.h>

#include "galley-picture-parts.h"

/* The longer side of what is made of an SVG, in pixels, where nobody says. */
#define SVG_SIDE 2000
#define CHUNK (256 * 1024)
#define JPEG_QUALITY "90"

/* What is decoded, and how large. */
typedef struct
{
  GalleyPictureInfo info;
  GalleyPictureCrop crop;
  guint max_side;
} Wish;

static gboolean
stands_on_end (const GalleyPictureInfo *info)
{
  return info->orientation >= 5;
}

/* The longer side of what is shown, in pixels, of a picture of @width × @height as stored. */
static double
get_shown_side (const Wish *wish, double width, double height)
{
  gboolean turned = stands_on_end (&wish->info);
  double upright_width = turned ? height : width, upright_height = turned ? width : height;

  return MAX (upright_width * wish->crop.width, upright_height * wish->crop.height) / GALLEY_PICTURE_WHOLE;
}

/* Decoders make it smaller on the way, which for a JPEG takes a part of the time and memory. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, const Wish *wish)
{
  gboolean drawn = wish->info.format == GALLEY_PICTURE_SVG;
  double side = get_shown_side (wish, width, height), scale;
  guint wanted = wish->max_side ? wish->max_side : drawn ? SVG_SIDE : 0;

  if (wanted == 0 || side < 1 || (side <= wanted && !drawn))
    return;
  scale = wanted / side;
  if (drawn)
    scale = MIN (scale, GALLEY_PICTURE_MAX_SIDE / 4.0 / MAX (width, height));
  gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale + 0.5)), MAX (1, (int) (height * scale + 0.5)));
}

static void
fail_to_decode (const GalleyPictureInfo *info, const GError *reason, GError **error)
{
  if (g_error_matches (reason, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE))
    g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_FORMAT,
                 _("This system does not show pictures of the kind %s. Use PNG or JPEG."),
                 galley_picture_format_get_media_type (info->format));
  else
    g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_DAMAGED,
                 _("The picture could not be decoded (%s). Get it again from where it came."), reason->message);
}

/* As @info says what it is, by no other decoder. Bytes have no place, so that an SVG can refer to nothing. */
static GdkPixbuf *
decode (GBytes *bytes, const Wish *wish, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GdkPixbufLoader) loader =
    gdk_pixbuf_loader_new_with_mime_type (galley_picture_format_get_media_type (wish->info.format), &reason);
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);
  GdkPixbuf *pixbuf = NULL;
  gboolean going = loader != NULL, cancelled = FALSE;

  if (loader)
    g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), (gpointer) wish);
  for (gsize at = 0; going && at < length; at += CHUNK)
    {
      cancelled = g_cancellable_is_cancelled (cancellable);
      going = !cancelled && gdk_pixbuf_loader_write (loader, data + at, MIN (length - at, CHUNK), &reason);
    }
  if (loader)
    going = gdk_pixbuf_loader_close (loader, reason || cancelled ? NULL : &reason) && going;
  if (going && (pixbuf = gdk_pixbuf_loader_get_pixbuf (loader)) != NULL)
    return g_object_ref (pixbuf);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (!reason)
    g_set_error_literal (&reason, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_CORRUPT_IMAGE, _("there is nothing in it"));
  fail_to_decode (&wish->info, reason, error);
  return NULL;
}

/* Exif 2.32, tag 0x0112: how the picture has to be turned and mirrored to stand upright. */
static GdkPixbuf *
turn_upright (GdkPixbuf *pixbuf, guint orientation)
{
  static const struct
  {
    GdkPixbufRotation rotation;
    gboolean mirrored;
  } turns[] = {
    { GDK_PIXBUF_ROTATE_NONE, FALSE },          { GDK_PIXBUF_ROTATE_NONE, TRUE },
    { GDK_PIXBUF_ROTATE_UPSIDEDOWN, FALSE },    { GDK_PIXBUF_ROTATE_UPSIDEDOWN, TRUE },
    { GDK_PIXBUF_ROTATE_CLOCKWISE, TRUE },      { GDK_PIXBUF_ROTATE_CLOCKWISE, FALSE },
    { GDK_PIXBUF_ROTATE_COUNTERCLOCKWISE, TRUE }, { GDK_PIXBUF_ROTATE_COUNTERCLOCKWISE, FALSE },
  };
  g_autoptr (GdkPixbuf) turned = NULL;

  if (orientation == 1)
    return g_object_ref (pixbuf);
  turned = gdk_pixbuf_rotate_simple (pixbuf, turns[orientation - 1].rotation);
  if (!turned || !turns[orientation - 1].mirrored)
    return g_steal_pointer (&turned);
  return gdk_pixbuf_flip (turned, TRUE);
}

/* At least a pixel of @pixbuf, which shares its memory. */
static GdkPixbuf *
cut (GdkPixbuf *pixbuf, const GalleyPictureCrop *crop)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int left = (int) ((gint64) width * crop->x / GALLEY_PICTURE_WHOLE);
  int top = (int) ((gint64) height * crop->y / GALLEY_PICTURE_WHOLE);
  int right = (int) ((gint64) width * (crop->x + crop->width) / GALLEY_PICTURE_WHOLE);
  int bottom = (int) ((gint64) height * (crop->y + crop->height) / GALLEY_PICTURE_WHOLE);

  return gdk_pixbuf_new_subpixbuf (pixbuf, left, top, MAX (1, right - left), MAX (1, bottom - top));
}

/* The colour profile is of the pixels as they are decoded, but where they were made RGB on the way. */
static GdkPixbuf *
decode_shown (GBytes *bytes, const Wish *wish, char **profile, GCancellable *cancellable, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = decode (bytes, wish, cancellable, error), upright = NULL;

  if (!pixbuf)
    return NULL;
  if (profile && wish->info.n_colors == 3)
    *profile = g_strdup (gdk_pixbuf_get_option (pixbuf, "icc-profile"));
  upright = turn_upright (pixbuf, wish->info.orientation);
  if (upright)
    return cut (upright, &wish->crop);
  g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_TOO_LARGE,
               _("There is not enough memory for the picture. Save a smaller copy and choose that."));
  return NULL;
}

static GBytes *
encode (GdkPixbuf *pixbuf, GalleyPictureFormat format, const char *profile, GError **error)
{
  gboolean jpeg = format == GALLEY_PICTURE_JPEG;
  char *keys[] = { NULL, NULL, NULL }, *values[] = { NULL, NULL, NULL };
  g_autoptr (GError) reason = NULL;
  guint n = 0;
  char *data;
  gsize length;

  if (jpeg)
    {
      keys[n] = (char *) "quality";
      values[n++] = (char *) JPEG_QUALITY;
    }
  if (profile)
    {
      keys[n] = (char *) "icc-profile";
      values[n++] = (char *) profile;
    }
  if (gdk_pixbuf_save_to_bufferv (pixbuf, &data, &length, jpeg ? "jpeg" : "png", keys, values, &reason))
    return g_bytes_new_take (data, length);
  g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_IO, _("The picture could not be written (%s)."),
               reason->message);
  return NULL;
}

static GalleyPreparedPicture *
new_prepared (GBytes *bytes, GalleyPictureFormat format, guint width, guint height)
{
  GalleyPreparedPicture *prepared = g_new0 (GalleyPreparedPicture, 1);

  prepared->bytes = g_bytes_ref (bytes);
  prepared->format = format;
  prepared->width = width;
  prepared->height = height;
  return prepared;
}

/* Whether every program shows the file right as it is. */
static gboolean
is_ready (const Wish *wish, gboolean cropped)
{
  return !cropped && wish->info.orientation == 1 &&
         (wish->info.format == GALLEY_PICTURE_PNG || (wish->info.format == GALLEY_PICTURE_JPEG && wish->info.n_colors != 4)) &&
         (wish->max_side == 0 || get_shown_side (wish, wish->info.width, wish->info.height) <= wish->max_side);
}

static GalleyPreparedPicture *
prepare (GBytes *bytes, const GalleyBlockData *block, const GalleyPictureOptions *options, GCancellable *cancellable,
         GError **error)
{
  gboolean cropped = galley_picture_data_is_cropped (block->picture);
  Wish wish = { .crop = block->picture ? block->picture->crop : galley_picture_uncropped, .max_side = options->max_side };
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GBytes) made = NULL;
  g_autofree char *profile = NULL;
  GalleyPictureFormat format;

  if (!galley_picture_examine (bytes, &wish.info, error))
    return NULL;
  if (is_ready (&wish, cropped))
    {
      made = options->keep_metadata ? g_bytes_ref (bytes) : galley_picture_strip (bytes, wish.info.format);
      return new_prepared (made, wish.info.format, wish.info.width, wish.info.height);
    }
  pixbuf = decode_shown (bytes, &wish, &profile, cancellable, error);
  if (!pixbuf)
    return NULL;
  /* Photographs stay JPEG; what may have edges and holes becomes PNG. */
  format = wish.info.format == GALLEY_PICTURE_JPEG ||
               (wish.info.format == GALLEY_PICTURE_WEBP && !gdk_pixbuf_get_has_alpha (pixbuf))
             ? GALLEY_PICTURE_JPEG
             : GALLEY_PICTURE_PNG;
  made = encode (pixbuf, format, profile, error);
  if (made && options->keep_metadata && format == wish.info.format)
    {
      GBytes *grafted = galley_picture_graft (made, bytes, format);

      g_bytes_unref (made);
      made = grafted;
    }
  return made ? new_prepared (made, format, (guint) gdk_pixbuf_get_width (pixbuf), (guint) gdk_pixbuf_get_height (pixbuf))
              : NULL;
}

/**
 * galley_picture_prepare:
 * @folder: (nullable): the bulletin's
 * @block: a picture block
 * @options: (nullable): %NULL for its own size, without metadata
 *
 * Gives a picture as it goes out: upright, cropped, as PNG or JPEG whatever it is stored as, and without place, time,
 * camera or names unless they are asked for. Where nothing but these has to go, or nothing at all, the picture is not
 * coded anew and loses nothing. An animation becomes its first picture. All that writes or sends pictures uses this.
 * Blocks; call it in a thread.
 *
 * Returns: (transfer full) (nullable): the picture; %NULL with a #GalleyPictureError that begins with the block's path
 */
GalleyPreparedPicture *
galley_picture_prepare (const char *folder,
                        const GalleyBlockData *block,
                        const GalleyPictureOptions *options,
                        GCancellable *cancellable,
                        GError **error)
{
  static const GalleyPictureOptions none = { 0 };
  g_autoptr (GBytes) bytes = galley_picture_read (folder, block->source, error);
  g_autoptr (GError) reason = NULL;
  GalleyPreparedPicture *prepared;

  if (!bytes)
    return NULL;
  prepared = prepare (bytes, block, options ? options : &none, cancellable, &reason);
  if (prepared)
    return prepared;
  if (reason->domain == GALLEY_PICTURE_ERROR)
    g_prefix_error (&reason, "%s: ", block->source);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

void
galley_prepared_picture_free (GalleyPreparedPicture *prepared)
{
  g_bytes_unref (prepared->bytes);
  g_free (prepared);
}

/**
 * galley_picture_decode:
 * @bytes: the content of a file; it may be hostile
 * @crop: (nullable): what is wanted of the upright picture; %NULL for all of it
 * @max_side: that the longer side of what is wanted may have, in pixels; 0 for what it has
 *
 * Blocks for up to seconds; call it in a thread.
 *
 * Returns: (transfer full) (nullable): the picture upright, for a screen or printer; %NULL with a #GalleyPictureError
 */
GdkPixbuf *
galley_picture_decode (
  GBytes *bytes, const GalleyPictureCrop *crop, guint max_side, GCancellable *cancellable, GError **error)
{
  Wish wish = { .crop = crop ? *crop : galley_picture_uncropped, .max_side = max_side };

  return galley_picture_examine (bytes, &wish.info, error) ? decode_shown (bytes, &wish, NULL, cancellable, error) : NULL;
}

/**
 * galley_picture_list_faults:
 * @folder: (nullable): the bulletin's
 * @blocks: (nullable) (element-type GalleyBlockData): of a bulletin
 *
 * Looks at every picture's file as far as can be done without decoding it. Blocks; call it in a thread.
 *
 * Returns: (transfer full) (element-type utf8): why pictures cannot be shown, a whole sentence each that begins with the
 *   picture's path; empty where all can
 */
GPtrArray *
galley_picture_list_faults (const char *folder, const GPtrArray *blocks)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; blocks && i < blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (blocks, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;
      GalleyPictureInfo info;

      if (block->kind != GALLEY_BLOCK_PICTURE)
        continue;
      bytes = galley_picture_read (folder, block->source, &error);
      if (!bytes)
        g_ptr_array_add (faults, g_strdup (error->message));
      else if (!galley_picture_examine (bytes, &info, &error))
        g_ptr_array_add (faults, g_strdup_printf ("%s: %s", block->source, error->message));
    }
  return faults;
}
