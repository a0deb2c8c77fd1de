/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A report of more is read by nobody. */
#define GALLEY_MAX_OMISSIONS 10000

/**
 * GalleyOmission:
 * @rule: "comment", "hidden", "picture" …, as galley_omission_describe() knows them (static)
 * @line: in the text that the parts make, a table's rows a line each, from 1
 * @column: code points into that line
 * @index: which omission of the document it is, from 0
 * @text: what it says
 * @author: (nullable): who wrote or decided it
 * @date: (nullable): when, as the document writes it (ISO 8601)
 * @anchor: (nullable): the beginning of the text that a comment is about
 * @id: (nullable): what a comment is called in the document; marks of its words name it
 * @parent: (nullable): the id of the comment that it replies to
 * @resolved: whether the comment's thread is done with
 *
 * What a document holds beside the text of an article, or what was decided about its text, for a person to know of.
 */
typedef struct
{
  const char *rule;
  guint line;
  guint column;
  guint index;
  char *text;
  char *author;
  char *date;
  char *anchor;
  char *id;
  char *parent;
  gboolean resolved;
} GalleyOmission;

GPtrArray *galley_omissions_new (void);
GalleyOmission *galley_omissions_add (GPtrArray *omissions,
                                      const char *rule,
                                      guint line,
                                      guint column,
                                      const char *text);
char *galley_omission_describe (const GalleyOmission *omission);

G_END_DECLS
