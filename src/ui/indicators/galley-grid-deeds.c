/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-grid-deeds.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "galley-binding.h"

/* What the grid does to the bulletin, each in one step of undo. */

#define MAX_LEVEL 9

static char *
follow_and_commit (GalleyTransaction *transaction, GalleyBulletin *bulletin, GalleySnapshot *before)
{
  g_autoptr (GalleyBindingReport) report = galley_binding_follow (transaction, bulletin, before);
  char *said = report && report->places->len > 0 ? galley_binding_report_summarize (report) : NULL;

  galley_transaction_commit (transaction);
  return said;
}

/* A bulletin may come without a table; its first row makes one. */
static const char *
ensure_table (GalleyTransaction *transaction, GalleyBulletin *bulletin, const char *table)
{
  g_autoptr (GPtrArray) heads = NULL;
  GalleyRecord *head;

  if (table)
    return table;
  heads = galley_record_array_new ();
  head = galley_record_new (&galley_table_schema, NULL, NULL, NULL);
  g_ptr_array_add (heads, head);
  galley_transaction_splice (transaction, GALLEY_LIST_TABLES, NULL, 0, 0, heads);
  return head->id;
}

static void
add_rows (GalleyTransaction *transaction, const char *table, guint position, guint n)
{
  g_autoptr (GPtrArray) rows = galley_record_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (rows, galley_record_new (&galley_indicator_schema, NULL, NULL, NULL));
  galley_transaction_splice (transaction, GALLEY_LIST_ROWS, table, position, 0, rows);
}

/* A cell is a line: what was on several becomes one. */
static char *
dup_line (const char *text)
{
  char *line = g_strdup (text);

  return g_strstrip (g_strdelimit (line, "\n\r\t", ' '));
}

/* @row with what the writes of it say. A formula goes where its cell is typed over. */
static GalleyRecord *
write_row (GalleyRecord *row, const GalleyCellWrite *writes, guint n_writes)
{
  const char *fields[GALLEY_N_INDICATOR_FIELDS];
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GalleyRecord) typed = NULL;
  GalleyIndicatorField derived;
  gboolean computed = galley_derive_get (row, &derived, NULL) != GALLEY_DERIVATION_NONE, typed_over = FALSE;

  for (guint i = 0; i < GALLEY_N_INDICATOR_FIELDS; i++)
    fields[i] = row->fields[i];
  for (guint i = 0; i < n_writes; i++)
    {
      gboolean several_lines = writes[i].field == GALLEY_INDICATOR_NOTES;
      char *line = several_lines ? g_strdup (writes[i].text) : dup_line (writes[i].text);

      g_ptr_array_add (lines, line);
      typed_over |= computed && derived == writes[i].field && !g_str_equal (row->fields[derived], line);
      fields[writes[i].field] = line;
    }
  typed = galley_record_new (row->schema, row->id, fields, row->extra);
  return typed_over ? galley_derive_set (typed, derived, GALLEY_DERIVATION_NONE, NULL) : g_steal_pointer (&typed);
}

static int
compare_writes (gconstpointer a, gconstpointer b)
{
  const GalleyCellWrite *one = a, *other = b;

  return one->row < other->row ? -1 : one->row > other->row;
}

/* Rows next to each other are one edit, so that a page of cells is not as many. */
static void
write_rows (GalleyTransaction *transaction, GalleyBulletin *bulletin, const char *table, GArray *writes)
{
  for (guint i = 0; i < writes->len;)
    {
      guint position = g_array_index (writes, GalleyCellWrite, i).row, next = position;
      g_autoptr (GPtrArray) run = galley_record_array_new ();
      gboolean changed = FALSE;

      while (i < writes->len && g_array_index (writes, GalleyCellWrite, i).row == next)
        {
          GalleyRecord *row = g_ptr_array_index (galley_bulletin_get_rows (bulletin, table), next), *now;
          guint n = 1;

          while (i + n < writes->len && g_array_index (writes, GalleyCellWrite, i + n).row == next)
            n++;
          now = write_row (row, &g_array_index (writes, GalleyCellWrite, i), n);
          changed |= !galley_record_equal (row, now);
          g_ptr_array_add (run, now);
          i += n;
          next++;
        }
      if (changed)
        galley_transaction_splice (transaction, GALLEY_LIST_ROWS, table, position, run->len, run);
    }
}

/**
 * galley_grid_deeds_write:
 * @table: (nullable): %NULL where the bulletin has none yet
 * @label: what is done, for people
 * @merge_key: (nullable): writes with the same key that follow each other at once are one step
 * @writes: (array length=n_writes): what cells are to say, in any order
 * @n_added: rows to add at the end of the table first
 *
 * Returns: (transfer full) (nullable): what followed in the text, for people
 */
char *
galley_grid_deeds_write (GalleyBulletin *bulletin,
                         const char *table,
                         const char *label,
                         const char *merge_key,
                         const GalleyCellWrite *writes,
                         guint n_writes,
                         guint n_added)
{
  g_autoptr (GalleySnapshot) before = galley_bulletin_snapshot (bulletin);
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, label);
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (GalleyCellWrite));
  g_autofree char *id = g_strdup (ensure_table (transaction, bulletin, table));

  if (merge_key)
    galley_transaction_set_merge_key (transaction, merge_key);
  add_rows (transaction, id, galley_bulletin_get_rows (bulletin, id)->len, n_added);
  g_array_append_vals (sorted, writes, n_writes);
  g_array_sort (sorted, compare_writes);
  write_rows (transaction, bulletin, id, sorted);
  return follow_and_commit (transaction, bulletin, before);
}

/**
 * galley_grid_deeds_insert:
 * @table: (nullable): %NULL where the bulletin has none yet
 *
 * Puts an empty row before @position.
 */
void
galley_grid_deeds_insert (GalleyBulletin *bulletin, const char *table, guint position)
{
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, _("New Row"));
  g_autofree char *id = g_strdup (ensure_table (transaction, bulletin, table));

  add_rows (transaction, id, position, 1);
  galley_transaction_commit (transaction);
}

/**
 * galley_grid_deeds_remove:
 * @rows: (element-type guint): positions in the table, in rising order
 */
void
galley_grid_deeds_remove (GalleyBulletin *bulletin, const char *table, GArray *rows)
{
  g_autoptr (GalleySnapshot) before = galley_bulletin_snapshot (bulletin);
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, _("Row Removal"));

  for (guint end = rows->len; end > 0;)
    {
      guint start = end - 1, last = g_array_index (rows, guint, end - 1);

      while (start > 0 && g_array_index (rows, guint, start - 1) == last - (end - start))
        start--;
      galley_transaction_splice (transaction, GALLEY_LIST_ROWS, table, g_array_index (rows, guint, start), end - start, NULL);
      end = start;
    }
  g_free (follow_and_commit (transaction, bulletin, before));
}

/**
 * galley_grid_deeds_move:
 * @n: how many rows move
 * @to: where the first of them is to be once they are gone from their old place
 */
void
galley_grid_deeds_move (GalleyBulletin *bulletin, const char *table, guint position, guint n, guint to)
{
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, _("Row Move"));

  galley_transaction_move (transaction, GALLEY_LIST_ROWS, table, position, n, to);
  galley_transaction_commit (transaction);
}

static int
get_level (const GalleyRecord *row)
{
  return CLAMP (atoi (row->fields[GALLEY_INDICATOR_LEVEL]), 0, MAX_LEVEL);
}

/**
 * galley_grid_deeds_indent:
 * @rows: (element-type guint): positions in the table, in rising order
 * @step: 1 to put them under a total, -1 to take them out again
 *
 * No row comes deeper than one step under the row above it.
 */
void
galley_grid_deeds_indent (GalleyBulletin *bulletin, const char *table, GArray *rows, int step)
{
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, step > 0 ? _("Indenting") : _("Outdenting"));

  for (guint i = 0; i < rows->len; i++)
    {
      guint position = g_array_index (rows, guint, i);
      GPtrArray *now = galley_bulletin_get_rows (bulletin, table);
      GalleyRecord *row = g_ptr_array_index (now, position);
      int deepest = position > 0 ? get_level (g_ptr_array_index (now, position - 1)) + 1 : 0;
      int level = CLAMP (get_level (row) + step, 0, MIN (deepest, MAX_LEVEL));
      g_autofree char *text = level > 0 ? g_strdup_printf ("%d", level) : g_strdup ("");
      g_autoptr (GalleyRecord) moved = galley_record_with (row, GALLEY_INDICATOR_LEVEL, text);

      galley_transaction_set_record (transaction, GALLEY_LIST_ROWS, table, position, moved);
    }
  galley_transaction_commit (transaction);
}

/**
 * galley_grid_deeds_list_parts:
 * @rows: (element-type GalleyRecord): the rows of a table
 * @position: one of them
 *
 * Returns: (transfer full) (element-type guint): the rows that are indented right under it
 */
GArray *
galley_grid_deeds_list_parts (GPtrArray *rows, guint position)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (guint));
  int level = position < rows->len ? get_level (g_ptr_array_index (rows, position)) : 0;

  for (guint i = position + 1; i < rows->len && get_level (g_ptr_array_index (rows, i)) > level; i++)
    if (get_level (g_ptr_array_index (rows, i)) == level + 1)
      g_array_append_val (parts, i);
  return parts;
}

/**
 * galley_grid_deeds_compute:
 * @position: the row whose value, with growth its change, is computed from now on
 * @derivation: how; %GALLEY_DERIVATION_NONE leaves what it says as a typed value
 * @operands: (nullable) (element-type guint): the rows that it is made of; growth is of the row's own value and base
 * @said: (out) (transfer full) (nullable): what followed in the text, for people
 *
 * Returns: whether it can be: where units differ or a value is missing nothing is changed
 */
gboolean
galley_grid_deeds_compute (GalleyBulletin *bulletin,
                           const char *table,
                           guint position,
                           GalleyDerivation derivation,
                           GArray *operands,
                           char **said)
{
  g_autoptr (GalleySnapshot) before = galley_bulletin_snapshot (bulletin);
  GPtrArray *rows = galley_bulletin_get_rows (bulletin, table);
  GalleyRecord *row = g_ptr_array_index (rows, position);
  GalleyIndicatorField field = derivation == GALLEY_DERIVATION_GROWTH ? GALLEY_INDICATOR_CHANGE : GALLEY_INDICATOR_VALUE;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GalleyRecord) empty = NULL, set = NULL, trial = NULL, now = NULL;
  const char *unit = row->fields[GALLEY_INDICATOR_UNIT];
  GalleyTransaction *transaction;

  *said = NULL;
  if (derivation == GALLEY_DERIVATION_GROWTH)
    {
      g_ptr_array_add (ids, (gpointer) "value");
      g_ptr_array_add (ids, (gpointer) "base");
    }
  for (guint i = 0; operands && i < operands->len; i++)
    g_ptr_array_add (ids, ((GalleyRecord *) g_ptr_array_index (rows, g_array_index (operands, guint, i)))->id);
  g_ptr_array_add (ids, NULL);
  if (*unit == '\0' && operands && operands->len > 0)
    unit = derivation == GALLEY_DERIVATION_SHARE
             ? "%"
             : ((GalleyRecord *) g_ptr_array_index (rows, g_array_index (operands, guint, 0)))->fields[GALLEY_INDICATOR_UNIT];
  {
    g_autoptr (GalleyRecord) with_unit = galley_record_with (row, GALLEY_INDICATOR_UNIT, unit);

    set = galley_derive_set (with_unit, field, derivation, (const char *const *) ids->pdata);
  }
  if (derivation != GALLEY_DERIVATION_NONE)
    {
      /* An empty cell that stays empty is one that cannot be computed. */
      empty = galley_record_with (set, field, "");
      trial = galley_derive_compute (empty, before->tables);
      if (*trial->fields[field] == '\0')
        return FALSE;
      now = galley_derive_compute (set, before->tables);
    }
  else
    now = galley_record_ref (set);
  transaction = galley_transaction_begin (bulletin, derivation == GALLEY_DERIVATION_NONE ? _("Typed Value") : _("Formula"));
  galley_transaction_set_record (transaction, GALLEY_LIST_ROWS, table, position, now);
  *said = follow_and_commit (transaction, bulletin, before);
  return TRUE;
}
