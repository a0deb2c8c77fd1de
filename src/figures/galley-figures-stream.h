/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-figures.h"

G_BEGIN_DECLS

/**
 * GalleyFiguresFunc:
 * @figures: the figures of a piece of the text
 * @text: the piece, which the slices of @figures point into; it is not nul-terminated and is gone after the call
 * @length: its length in bytes
 * @chars_before: the code points of the whole text before the piece; a figure begins at this plus its start
 * @bytes_before: the bytes before it
 * @user_data: what was given to galley_figures_stream()
 *
 * Returns: whether to read on
 */
typedef gboolean (*GalleyFiguresFunc) (const GalleyFigures *figures,
                                       const char *text,
                                       gsize length,
                                       guint64 chars_before,
                                       guint64 bytes_before,
                                       gpointer user_data);

gboolean galley_figures_stream (GInputStream *stream,
                                const GalleyLexicon *lexicon,
                                GalleyFiguresFunc func,
                                gpointer user_data,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
