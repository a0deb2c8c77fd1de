/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-change-codec.h"

#include <glib/gi18n-lib.h>

#include "galley-json-values.h"

/* No list is longer, so no edit removes more. */
#define MAX_REMOVED (8 * 1024 * 1024)

static const struct
{
  const char *name;
  const GalleySchema *schema;
} lists[GALLEY_N_LISTS] = {
  [GALLEY_LIST_DETAILS] = { "details", &galley_details_schema },
  [GALLEY_LIST_CREDITS] = { "byline", &galley_credit_schema },
  [GALLEY_LIST_BLOCKS] = { "blocks", NULL },
  [GALLEY_LIST_TABLES] = { "tables", &galley_table_schema },
  [GALLEY_LIST_ROWS] = { "rows", &galley_indicator_schema },
  [GALLEY_LIST_ASIDES] = { "asides", &galley_aside_schema },
  [GALLEY_LIST_LOG] = { "log", &galley_log_schema },
};

static void
write_edit (GalleyJsonWriter *writer, const GalleyEdit *edit)
{
  galley_json_write_open (writer, NULL, GALLEY_JSON_OBJECT);
  galley_json_write_string (writer, "list", lists[edit->list].name);
  if (edit->table)
    galley_json_write_string (writer, "table", edit->table);
  galley_json_write_uint (writer, "position", edit->position);
  galley_json_write_uint (writer, "removed", edit->removed->len);
  galley_json_write_open (writer, "inserted", GALLEY_JSON_ARRAY);
  for (guint i = 0; i < edit->inserted->len; i++)
    if (edit->list == GALLEY_LIST_BLOCKS)
      galley_json_write_block (writer, g_ptr_array_index (edit->inserted, i));
    else
      galley_json_write_record (writer, g_ptr_array_index (edit->inserted, i));
  galley_json_write_close (writer, GALLEY_JSON_ARRAY);
  galley_json_write_close (writer, GALLEY_JSON_OBJECT);
}

/* The member @name of @object as an unsigned number or a string, whichever of @number and @text is wanted. */
static gboolean
read_member (const GalleyJson *json, guint object, const char *name, guint *number, char **text, GError **error)
{
  guint member = galley_json_find (json, object, name);

  if (member == 0)
    {
      galley_json_set_error (json, object, error, _("the member “%s” is missing"), name);
      return FALSE;
    }
  if (number)
    return galley_json_get_uint (json, member, number, error);
  return (*text = galley_json_dup_string (json, member, error)) != NULL;
}

static gboolean
read_list (const GalleyJson *json, guint edit, GalleyList *list, GError **error)
{
  g_autofree char *name = NULL;

  if (!read_member (json, edit, "list", NULL, &name, error))
    return FALSE;
  for (int i = 0; i < GALLEY_N_LISTS; i++)
    if (g_str_equal (lists[i].name, name))
      {
        *list = i;
        return TRUE;
      }
  galley_json_set_error (json, edit, error, _("“%s” is no list of a bulletin"), name);
  return FALSE;
}

static GPtrArray *
read_inserted (const GalleyJson *json, guint edit, GalleyList list, GError **error)
{
  g_autoptr (GPtrArray) inserted = galley_list_array_new (list);
  guint array = galley_json_find (json, edit, "inserted");

  for (guint i = array ? galley_json_get_first (json, array) : 0; i != 0; i = galley_json_get_next (json, i))
    {
      gpointer value = list == GALLEY_LIST_BLOCKS
                         ? (gpointer) galley_json_read_block (json, i, error)
                         : galley_json_read_record (json, i, lists[list].schema, NULL, error);

      if (value == NULL)
        return NULL;
      g_ptr_array_add (inserted, value);
    }
  return g_steal_pointer (&inserted);
}

static GalleyEdit *
read_edit (const GalleyJson *json, guint value, GError **error)
{
  g_autofree char *table = NULL;
  g_autoptr (GPtrArray) removed = g_ptr_array_new (), inserted = NULL;
  GalleyList list;
  guint position, n_removed;

  if (!galley_json_expect (json, value, GALLEY_JSON_OBJECT, error) || !read_list (json, value, &list, error) ||
      (list == GALLEY_LIST_ROWS && !read_member (json, value, "table", NULL, &table, error)) ||
      !read_member (json, value, "position", &position, NULL, error) ||
      !read_member (json, value, "removed", &n_removed, NULL, error) ||
      !(inserted = read_inserted (json, value, list, error)))
    return NULL;
  if (n_removed > MAX_REMOVED)
    {
      galley_json_set_error (json, value, error, _("removes more than there can be"));
      return NULL;
    }
  g_ptr_array_set_size (removed, n_removed);
  return galley_edit_new (list, table, position, removed, inserted);
}

/**
 * galley_change_codec_encode:
 *
 * Of what the change removed only the number is written: replaying finds it there.
 *
 * Returns: (transfer full): the change as a line of JSON, with its line end
 */
GBytes *
galley_change_codec_encode (const GalleyChange *change)
{
  GalleyJsonWriter writer = { .out = g_string_new (NULL), .compact = TRUE };

  galley_json_write_open (&writer, NULL, GALLEY_JSON_OBJECT);
  galley_json_write_string (&writer, "label", change->label);
  galley_json_write_open (&writer, "edits", GALLEY_JSON_ARRAY);
  for (guint i = 0; i < change->edits->len; i++)
    write_edit (&writer, g_ptr_array_index (change->edits, i));
  galley_json_write_close (&writer, GALLEY_JSON_ARRAY);
  galley_json_write_close (&writer, GALLEY_JSON_OBJECT);
  g_string_append_c (writer.out, '\n');
  return g_string_free_to_bytes (writer.out);
}

/**
 * galley_change_codec_decode:
 *
 * Returns: (transfer full) (nullable): the change, for galley_bulletin_replay() alone: what its edits remove is an
 *   array of the right length that holds nothing. %NULL with an error where @line is no change.
 */
GalleyChange *
galley_change_codec_decode (GBytes *line, GError **error)
{
  /* A block stands two levels deeper in a change than in a file. */
  g_autoptr (GalleyJson) json = galley_json_new (line, GALLEY_JSON_MAX_DEPTH + 2, error);
  g_autoptr (GalleyChange) change = NULL;
  g_autofree char *label = NULL;
  guint array;

  if (json == NULL || !galley_json_expect (json, 0, GALLEY_JSON_OBJECT, error) ||
      !read_member (json, 0, "label", NULL, &label, error))
    return NULL;
  array = galley_json_find (json, 0, "edits");
  if (!galley_json_expect (json, array, GALLEY_JSON_ARRAY, error))
    return NULL;
  change = galley_change_new (label);
  for (guint i = galley_json_get_first (json, array); i != 0; i = galley_json_get_next (json, i))
    {
      GalleyEdit *edit = read_edit (json, i, error);

      if (edit == NULL)
        return NULL;
      g_ptr_array_add (change->edits, edit);
    }
  return g_steal_pointer (&change);
}
