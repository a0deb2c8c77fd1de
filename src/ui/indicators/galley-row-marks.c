/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-row-marks.h"

#include <glib/gi18n-lib.h>

#include "galley-binding.h"

struct _GalleyRowMarks
{
  GHashTable *wrong; /* row id -> GPtrArray of GalleyCellMark */
  GHashTable *bound; /* row ids */
};

static void
cell_mark_free (gpointer data)
{
  GalleyCellMark *mark = data;

  g_free (mark->message);
  g_free (mark->block);
  g_free (mark);
}

static void
add_mark (GalleyRowMarks *self,
          const char *row,
          GalleyIndicatorField field,
          GalleySeverity severity,
          const char *message,
          const char *block,
          guint start,
          guint length)
{
  GPtrArray *marks = g_hash_table_lookup (self->wrong, row);
  GalleyCellMark *mark = g_new0 (GalleyCellMark, 1);

  if (marks == NULL)
    {
      marks = g_ptr_array_new_with_free_func (cell_mark_free);
      g_hash_table_insert (self->wrong, g_strdup (row), marks);
    }
  mark->field = field;
  mark->severity = severity;
  mark->message = g_strdup (message);
  mark->block = g_strdup (block);
  mark->start = start;
  mark->length = length;
  g_ptr_array_add (marks, mark);
}

static void
add_finding (GalleyRowMarks *self, const GalleyFinding *finding)
{
  const GalleyPlace *text = NULL;

  for (guint i = 0; i < finding->n_places && text == NULL; i++)
    if (!finding->places[i].row)
      text = &finding->places[i];
  for (guint i = 0; i < finding->n_places; i++)
    if (finding->places[i].row)
      add_mark (self, finding->places[i].id,
                g_str_equal (finding->rule, "growth_base") ? GALLEY_INDICATOR_CHANGE : GALLEY_INDICATOR_VALUE,
                finding->severity, finding->message, text ? text->id : NULL, text ? text->start : 0,
                text ? text->length : 0);
}

static void
add_place (GalleyRowMarks *self, const GalleyBindingPlace *place)
{
  g_autofree char *message = NULL;

  if (place->state != GALLEY_BINDING_OUT_OF_STEP)
    return;
  if (place->expected)
    message = g_strdup_printf (_("The text says %s where this cell gives %s."), place->surface, place->expected);
  else
    message = g_strdup_printf (_("The text says %s, which this cell does not."), place->surface);
  add_mark (self, place->row, place->field, GALLEY_SEVERITY_WARNING, message, place->block, place->start, place->length);
}

/**
 * galley_row_marks_new:
 *
 * Reads the places that are bound to cells, so it belongs into a thread.
 *
 * Returns: (transfer full): what @report says of rows
 */
GalleyRowMarks *
galley_row_marks_new (const GalleyReport *report)
{
  GalleyRowMarks *self = g_atomic_rc_box_new0 (GalleyRowMarks);
  GalleySnapshot *snapshot = galley_report_get_snapshot (report);
  g_autoptr (GPtrArray) places = galley_binding_check (snapshot);

  self->wrong = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->bound = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < galley_report_get_n_findings (report); i++)
    {
      const GalleyFinding *finding = galley_report_get_finding (report, i);

      if (finding->severity != GALLEY_SEVERITY_NOTE && !galley_finding_is_proof (finding) &&
          galley_report_get_aside (report, i) == NULL)
        add_finding (self, finding);
    }
  for (guint i = 0; i < places->len; i++)
    {
      add_place (self, g_ptr_array_index (places, i));
      g_hash_table_add (self->bound, g_strdup (((GalleyBindingPlace *) g_ptr_array_index (places, i))->row));
    }
  return self;
}

GalleyRowMarks *
galley_row_marks_ref (GalleyRowMarks *marks)
{
  return g_atomic_rc_box_acquire (marks);
}

static void
clear_marks (gpointer data)
{
  GalleyRowMarks *self = data;

  g_hash_table_unref (self->wrong);
  g_hash_table_unref (self->bound);
}

void
galley_row_marks_unref (GalleyRowMarks *marks)
{
  g_atomic_rc_box_release_full (marks, clear_marks);
}

/**
 * galley_row_marks_get:
 * @marks: (nullable): %NULL says nothing of any row
 * @row: an indicator's id
 *
 * Returns: (transfer none) (nullable): the worst that is wrong with that cell
 */
const GalleyCellMark *
galley_row_marks_get (const GalleyRowMarks *marks, const char *row, GalleyIndicatorField field)
{
  GPtrArray *found = marks ? g_hash_table_lookup (marks->wrong, row) : NULL;
  const GalleyCellMark *worst = NULL;

  for (guint i = 0; found && i < found->len; i++)
    {
      const GalleyCellMark *mark = g_ptr_array_index (found, i);

      if (mark->field == field && (worst == NULL || mark->severity > worst->severity))
        worst = mark;
    }
  return worst;
}

gboolean
galley_row_marks_is_failing (const GalleyRowMarks *marks, const char *row)
{
  return marks && g_hash_table_contains (marks->wrong, row);
}

gboolean
galley_row_marks_is_bound (const GalleyRowMarks *marks, const char *row)
{
  return marks && g_hash_table_contains (marks->bound, row);
}
