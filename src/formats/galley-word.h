/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-formats-error.h"
#include "galley-omission.h"
#include "galley-parts.h"
#include "galley-record.h"

G_BEGIN_DECLS

/**
 * GalleyWordPast:
 * @head: (type GalleyRecord): of the layer: who made its changes, and when they began
 * @parts: (element-type GalleyPart): what the document said before them, with those of older layers taken
 */
typedef struct
{
  GalleyRecord *head;
  GPtrArray *parts;
} GalleyWordPast;

gboolean galley_word_is (GBytes *bytes);
GPtrArray *galley_word_read (GBytes *bytes,
                             GPtrArray *omissions,
                             GPtrArray **past,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
