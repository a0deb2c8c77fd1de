/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-audit.h"

#include <string.h>

/* A text as the audit takes it: a line a passage. */
typedef struct
{
  GArray *passages;
} AuditText;

static inline void
audit_text_init (AuditText *text,
                 const char *data,
                 gsize size)
{
  GalleyFigureContext context = { 0 };

  text->passages = g_array_new (FALSE, FALSE, sizeof (GalleyPassage));
  galley_figure_context_from_text (data, (gssize) size, NULL, &context);
  for (const char *line = data, *end = data + size; line < end;)
    {
      const char *newline = memchr (line, '\n', (gsize) (end - line));
      gsize length = (gsize) ((newline != NULL ? newline : end) - line);
      GalleyPassage passage = { .text = line, .length = length };

      passage.figures = galley_figures_read (line, (gssize) length, &context);
      g_array_append_val (text->passages, passage);
      line += length + 1;
    }
}

static inline GalleyPassage *
audit_text_passages (AuditText *text)
{
  return (GalleyPassage *) (gpointer) text->passages->data;
}

static inline void
audit_text_clear (AuditText *text)
{
  for (guint i = 0; i < text->passages->len; i++)
    galley_figures_unref ((GalleyFigures *) audit_text_passages (text)[i].figures);
  g_array_unref (text->passages);
}

/* The findings of @data with proofs; its first line is a headline where @headline is set. */
static inline GalleyFindings *
audit_findings (const char *data,
                gsize size,
                gboolean headline)
{
  AuditText text;
  GalleyAuditOptions options = { .proofs = TRUE, .year = 2024, .month = 8, .day = 20 };
  GalleyFindings *findings;

  audit_text_init (&text, data, size);
  if (headline && text.passages->len > 0)
    audit_text_passages (&text)[0].role = GALLEY_PASSAGE_HEADLINE;
  findings = galley_audit_run (audit_text_passages (&text), text.passages->len, NULL, 0, &options, NULL, NULL);
  audit_text_clear (&text);
  return findings;
}
