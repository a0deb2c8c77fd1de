/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-picture-loader.h"

#include "galley-picture.h"

typedef struct
{
  char *folder, *source;
  GalleyPictureCrop crop;
  guint max_side;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_free (load->folder);
  g_free (load->source);
  g_free (load);
}

static GdkTexture *
to_texture (GdkPixbuf *pixbuf)
{
  g_autoptr (GBytes) pixels = gdk_pixbuf_read_pixel_bytes (pixbuf);

  return gdk_memory_texture_new (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
                                 gdk_pixbuf_get_has_alpha (pixbuf) ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8, pixels,
                                 (gsize) gdk_pixbuf_get_rowstride (pixbuf));
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = galley_picture_read (load->folder, load->source, &error);
  g_autoptr (GdkPixbuf) pixbuf =
    bytes ? galley_picture_decode (bytes, &load->crop, load->max_side, cancellable, &error) : NULL;

  if (pixbuf)
    g_task_return_pointer (task, to_texture (pixbuf), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * galley_picture_load_async:
 * @folder: (nullable): the bulletin's
 * @source: (nullable): a picture's path beside it
 * @crop: (nullable): what is wanted of it; %NULL for all
 * @max_side: that the longer side of that may have, in pixels
 *
 * Reads and decodes a picture in a thread.
 */
void
galley_picture_load_async (const char *folder,
                           const char *source,
                           const GalleyPictureCrop *crop,
                           guint max_side,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Load *load = g_new0 (Load, 1);

  load->folder = g_strdup (folder);
  load->source = g_strdup (source);
  load->crop = crop ? *crop : galley_picture_uncropped;
  load->max_side = max_side;
  g_task_set_source_tag (task, galley_picture_load_async);
  g_task_set_task_data (task, load, load_free);
  g_task_run_in_thread (task, load_thread);
}

/**
 * galley_picture_load_finish:
 *
 * Returns: (transfer full) (nullable): the picture upright; %NULL with a #GalleyPictureError
 */
GdkTexture *
galley_picture_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_picture_load_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
