/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-snapshot.h"

G_BEGIN_DECLS

/**
 * GalleyClip:
 * @snapshot: (nullable): blocks of a bulletin that this program copied, with the bulletin's id
 * @html: (nullable): a page, or a part of one, in some encoding
 * @text: (nullable): plain text, UTF-8
 *
 * What is on the clipboard: what this program copied itself, or else what others offer.
 */
typedef struct
{
  GalleySnapshot *snapshot;
  GBytes *html;
  char *text;
} GalleyClip;

gboolean galley_clipboard_has_picture (GdkClipboard *clipboard);
void galley_clipboard_read_async (GdkClipboard *clipboard,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
GalleyClip *galley_clipboard_read_finish (GdkClipboard *clipboard,
                                          GAsyncResult *result,
                                          GError **error);
void galley_clip_free (GalleyClip *clip);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyClip, galley_clip_free)

G_END_DECLS
