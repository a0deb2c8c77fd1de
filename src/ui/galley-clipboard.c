/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-clipboard.h"

#include <glib/gi18n-lib.h>

static const char html_type[] = "text/html";

static void
finish (GTask *task)
{
  GalleyClip *clip = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (clip->snapshot || clip->html || clip->text)
    {
      GalleyClip *found = g_new0 (GalleyClip, 1);

      *found = *clip;
      *clip = (GalleyClip) { 0 };
      g_task_return_pointer (task, found, (GDestroyNotify) galley_clip_free);
    }
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                             _("There is no text on the clipboard. Copy an article and try again."));
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;

  ((GalleyClip *) g_task_get_task_data (task))->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  finish (task);
}

static void
read_text (GTask *task)
{
  gdk_clipboard_read_text_async (g_task_get_source_object (task), g_task_get_cancellable (task), text_cb, g_object_ref (task));
}

static void
spliced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) > 0)
    ((GalleyClip *) g_task_get_task_data (task))->html = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  read_text (task);
}

static void
html_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  g_autoptr (GOutputStream) memory = NULL;

  if (stream == NULL)
    {
      read_text (task);
      return;
    }
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, g_task_get_cancellable (task), spliced_cb, g_object_ref (task));
}

static void
value_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value)
    ((GalleyClip *) g_task_get_task_data (task))->snapshot = g_value_dup_boxed (value);
  finish (task);
}

/**
 * galley_clipboard_has_picture:
 *
 * Programs that copy text offer a picture of it as well, and those that copy files their names.
 *
 * Returns: whether the clipboard holds a picture and no text, or files, which may be pictures
 */
gboolean
galley_clipboard_has_picture (GdkClipboard *clipboard)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    return TRUE;
  return gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE) &&
         !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING);
}

/**
 * galley_clipboard_read_async:
 * @cancellable: (nullable)
 *
 * Reads what of the clipboard an article can take.
 */
void
galley_clipboard_read_async (
  GdkClipboard *clipboard, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (clipboard, cancellable, callback, data);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  g_task_set_task_data (task, g_new0 (GalleyClip, 1), (GDestroyNotify) galley_clip_free);
  if (gdk_clipboard_is_local (clipboard) && gdk_content_formats_contain_gtype (formats, GALLEY_TYPE_SNAPSHOT))
    gdk_clipboard_read_value_async (clipboard, GALLEY_TYPE_SNAPSHOT, G_PRIORITY_DEFAULT, cancellable, value_cb,
                                    g_object_ref (task));
  else if (gdk_content_formats_contain_mime_type (formats, html_type))
    gdk_clipboard_read_async (clipboard, (const char *[]) { html_type, NULL }, G_PRIORITY_DEFAULT, cancellable, html_cb,
                              g_object_ref (task));
  else
    read_text (task);
}

/**
 * galley_clipboard_read_finish:
 *
 * Returns: (transfer full) (nullable): what was there; an error of GIO where nothing was
 */
GalleyClip *
galley_clipboard_read_finish (GdkClipboard *clipboard, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
galley_clip_free (GalleyClip *clip)
{
  g_clear_pointer (&clip->snapshot, galley_snapshot_unref);
  g_clear_pointer (&clip->html, g_bytes_unref);
  g_free (clip->text);
  g_free (clip);
}
