/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parts-text.h"

#include "galley-omission.h"
#include "galley-parts.h"

/* One line a part: the kind, the text with « » around emphasis and [ ]( ) around links, "/" for a line break, cells apart by
 * " | " and rows by " || ", and the cells that are merged: row, column, rows x columns. */
char *
describe_parts (GPtrArray *parts)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const GalleyPart *part = g_ptr_array_index (parts, i);
      g_autofree gunichar *text = g_utf8_to_ucs4_fast (part->text, -1, NULL);
      guint n = g_utf8_strlen (part->text, -1);

      g_string_append_printf (all, "%s: ", galley_block_kind_to_string (part->kind));
      for (guint at = 0; at <= n; at++)
        {
          for (guint m = 0; m < part->marks->len; m++)
            {
              const GalleyMark *mark = g_ptr_array_index (part->marks, m);

              if (mark->start + mark->length == at && mark->kind == GALLEY_MARK_EMPHASIS)
                g_string_append (all, "»");
              if (mark->start + mark->length == at && mark->kind == GALLEY_MARK_LINK)
                g_string_append_printf (all, "](%s)", mark->target);
              if (mark->start == at && mark->kind != GALLEY_MARK_COMMENT)
                g_string_append (all, mark->kind == GALLEY_MARK_EMPHASIS ? "«" : "[");
            }
          if (at < n)
            g_string_append_unichar (all, text[at] == '\n' ? '/' : text[at]);
        }
      for (guint row = 0; part->grid && row < part->grid->n_rows; row++)
        for (guint column = 0; column < part->grid->n_columns; column++)
          g_string_append_printf (all, "%s%s", column > 0 ? " | " : row > 0 ? " || " : "",
                                  galley_grid_data_get_text (part->grid, row, column));
      for (guint n_span = 0; part->grid && n_span < part->grid->n_spans; n_span++)
        {
          const GalleyGridSpan *span = &part->grid->spans[n_span];

          g_string_append_printf (all, " (%u,%u %ux%u)", span->row, span->column, span->n_rows, span->n_columns);
        }
      g_string_append_c (all, '\n');
    }
  return g_string_free (all, FALSE);
}

/* One line an omission: the rule, where, the text, who and what about. */
char *
describe_omissions (GPtrArray *omissions)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < omissions->len; i++)
    {
      const GalleyOmission *omission = g_ptr_array_index (omissions, i);

      g_string_append_printf (all, "%s %u.%u: %s", omission->rule, omission->line, omission->column, omission->text);
      if (omission->author)
        g_string_append_printf (all, " by %s", omission->author);
      if (omission->anchor)
        g_string_append_printf (all, " on %s", omission->anchor);
      g_string_append_c (all, '\n');
    }
  return g_string_free (all, FALSE);
}
