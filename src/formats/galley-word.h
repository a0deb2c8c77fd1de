/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-formats-error.h"
#include "galley-parts.h"

G_BEGIN_DECLS

/**
 * GalleyOmission:
 * @rule: "comment", "deleted", "inserted", "hidden" or "picture" (static)
 * @line: in the text that the parts make, a table's rows a line each, from 1
 * @index: which omission of the document it is, from 0
 * @text: what it says
 *
 * What a document holds beside the text of an article, or what was decided about its text, for a person to know of.
 */
typedef struct
{
  const char *rule;
  guint line;
  guint index;
  char *text;
} GalleyOmission;

GPtrArray *galley_word_read (GBytes *bytes,
                             GPtrArray **omissions,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
