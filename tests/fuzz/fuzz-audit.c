/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-audit.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *bytes,
                            size_t size);

static void
check_places (const GalleyFinding *finding,
              const GalleyPassage *passages,
              guint n_passages)
{
  if (finding->n_places == 0 || finding->rule == NULL || finding->message == NULL)
    abort ();
  for (guint i = 0; i < finding->n_places; i++)
    if (finding->places[i].passage >= n_passages
        || finding->places[i].start + finding->places[i].length > passages[finding->places[i].passage].length)
      abort ();
}

/* Any text, a line a passage, the first one a headline: every finding has a message, and its places are in the text. */
int
LLVMFuzzerTestOneInput (const uint8_t *bytes,
                        size_t size)
{
  const char *text = (const char *) bytes, *end = text + size;
  g_autoptr (GArray) passages = g_array_new (FALSE, FALSE, sizeof (GalleyPassage));
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_figures_unref);
  GalleyAuditOptions options = { .proofs = TRUE, .year = 2024, .month = 4, .day = 16 };

  if (!g_utf8_validate_len (text, size, NULL))
    return 0;
  for (const char *line = text; line < end;)
    {
      const char *newline = memchr (line, '\n', (size_t) (end - line));
      gsize length = (gsize) ((newline != NULL ? newline : end) - line);
      GalleyFigures *figures = galley_figures_read (line, (gssize) length, NULL);
      GalleyPassage passage = { .text = line, .length = length, .figures = figures };

      if (passages->len == 0)
        passage.role = GALLEY_PASSAGE_HEADLINE;
      g_ptr_array_add (owned, figures);
      g_array_append_val (passages, passage);
      line += length + 1;
    }

  const GalleyPassage *data = (const GalleyPassage *) (gpointer) passages->data;
  g_autoptr (GalleyFindings) findings = galley_audit_run (data, passages->len, NULL, 0, &options, NULL, NULL);
  for (guint i = 0; i < galley_findings_get_length (findings); i++)
    check_places (galley_findings_get (findings, i), data, passages->len);
  return 0;
}
