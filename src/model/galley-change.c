/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-change.h"

G_DEFINE_BOXED_TYPE (GalleyChange, galley_change, galley_change_ref, galley_change_unref)

static void
clear_change (gpointer data)
{
  GalleyChange *change = data;

  g_free (change->label);
  g_ptr_array_unref (change->edits);
}

/**
 * galley_list_array_new:
 *
 * Returns: (transfer full): an empty array that owns values of @list
 */
GPtrArray *
galley_list_array_new (GalleyList list)
{
  if (list == GALLEY_LIST_LAYERS)
    return galley_layer_array_new ();
  return list == GALLEY_LIST_BLOCKS ? galley_block_array_new () : galley_record_array_new ();
}

/**
 * galley_list_value_ref:
 *
 * Returns: (transfer full): @value, a value of @list, with one more reference
 */
gpointer
galley_list_value_ref (GalleyList list, gpointer value)
{
  if (list == GALLEY_LIST_LAYERS)
    return galley_layer_ref (value);
  return list == GALLEY_LIST_BLOCKS ? (gpointer) galley_block_data_ref (value) : galley_record_ref (value);
}

void
galley_list_value_unref (GalleyList list, gpointer value)
{
  if (list == GALLEY_LIST_LAYERS)
    galley_layer_unref (value);
  else if (list == GALLEY_LIST_BLOCKS)
    galley_block_data_unref (value);
  else
    galley_record_unref (value);
}

/**
 * galley_list_value_get_id:
 *
 * Returns: (transfer none) (nullable): the id of @value, a value of @list; %NULL where such values have none
 */
const char *
galley_list_value_get_id (GalleyList list, gconstpointer value)
{
  if (list == GALLEY_LIST_LAYERS)
    return ((const GalleyLayer *) value)->head->id;
  return list == GALLEY_LIST_BLOCKS ? ((const GalleyBlockData *) value)->id : ((const GalleyRecord *) value)->id;
}

/**
 * galley_edit_new:
 * @table: (nullable): for rows, the id of their table
 * @removed: (transfer none): shared; must not change after this
 * @inserted: (transfer none): shared; must not change after this
 */
GalleyEdit *
galley_edit_new (GalleyList list, const char *table, guint position, GPtrArray *removed, GPtrArray *inserted)
{
  GalleyEdit *edit = g_new0 (GalleyEdit, 1);

  edit->list = list;
  edit->table = g_strdup (table);
  edit->position = position;
  edit->removed = g_ptr_array_ref (removed);
  edit->inserted = g_ptr_array_ref (inserted);
  return edit;
}

GalleyEdit *
galley_edit_invert (const GalleyEdit *edit)
{
  return galley_edit_new (edit->list, edit->table, edit->position, edit->inserted, edit->removed);
}

/**
 * galley_edit_replaces_in_place:
 *
 * Returns: whether it puts as many values with the same ids where it takes some away, so that lists keep their shape
 */
gboolean
galley_edit_replaces_in_place (const GalleyEdit *edit)
{
  if (edit->removed->len != edit->inserted->len)
    return FALSE;
  for (guint i = 0; i < edit->removed->len; i++)
    if (g_strcmp0 (galley_list_value_get_id (edit->list, g_ptr_array_index (edit->removed, i)),
                   galley_list_value_get_id (edit->list, g_ptr_array_index (edit->inserted, i))) != 0)
      return FALSE;
  return TRUE;
}

/**
 * galley_edit_changes_content:
 *
 * Returns: whether the bulletin says something else after it; comments, ticks of a checker and the log of reviews tell
 *   something about what it says
 */
gboolean
galley_edit_changes_content (const GalleyEdit *edit)
{
  if (edit->list == GALLEY_LIST_ASIDES || edit->list == GALLEY_LIST_LOG || edit->list == GALLEY_LIST_LAYERS ||
      edit->list == GALLEY_LIST_COMMENTS)
    return FALSE;
  if (!galley_edit_replaces_in_place (edit) || (edit->list != GALLEY_LIST_BLOCKS && edit->list != GALLEY_LIST_ROWS))
    return TRUE;
  for (guint i = 0; i < edit->removed->len; i++)
    {
      gconstpointer was = g_ptr_array_index (edit->removed, i), is = g_ptr_array_index (edit->inserted, i);

      if (edit->list == GALLEY_LIST_BLOCKS ? !galley_block_data_says_the_same (was, is) : !galley_record_says_the_same (was, is))
        return TRUE;
    }
  return FALSE;
}

void
galley_edit_free (GalleyEdit *edit)
{
  g_free (edit->table);
  g_ptr_array_unref (edit->removed);
  g_ptr_array_unref (edit->inserted);
  g_free (edit);
}

GalleyChange *
galley_change_new (const char *label)
{
  GalleyChange *change = g_atomic_rc_box_new0 (GalleyChange);

  change->label = g_strdup (label);
  change->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_edit_free);
  return change;
}

/**
 * galley_change_invert:
 *
 * Returns: (transfer full): the change that undoes @change: its edits inverted, last first
 */
GalleyChange *
galley_change_invert (const GalleyChange *change)
{
  GalleyChange *inverse = galley_change_new (change->label);

  for (guint i = change->edits->len; i > 0; i--)
    g_ptr_array_add (inverse->edits, galley_edit_invert (g_ptr_array_index (change->edits, i - 1)));
  return inverse;
}

GalleyChange *
galley_change_ref (GalleyChange *change)
{
  return g_atomic_rc_box_acquire (change);
}

void
galley_change_unref (GalleyChange *change)
{
  g_atomic_rc_box_release_full (change, clear_change);
}
