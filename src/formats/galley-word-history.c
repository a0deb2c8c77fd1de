/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-layer.h"
#include "galley-word-private.h"

/* Who changed a document when, as its tracked changes tell: what it said at a time is what the changes up to then make of it.
 * The document is read once with all of them taken, which finds them, and once for each time before. */

/* Of those that a bulletin keeps apart. */
#define MAX_CHANGES 100000

typedef struct
{
  char *author, *date;
  guint number; /* in the order of the document */
  guint layer;
} Change;

static void
free_change (gpointer data)
{
  Change *change = data;

  g_free (change->author);
  g_free (change->date);
  g_free (change);
}

void
word_history_init (WordHistory *self)
{
  *self = (WordHistory) {
    .changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_change),
    .state = G_MAXUINT,
  };
}

void
word_history_clear (WordHistory *self)
{
  g_hash_table_unref (self->changes);
}

/**
 * word_dup_time:
 * @date: (nullable): as a document writes it
 *
 * Returns: (transfer full) (nullable): the time as records have it; one without a zone, as LibreOffice writes it, is as in UTC,
 *   which is what Word calls the hour on the wall
 */
char *
word_dup_time (const char *date)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = date ? g_date_time_new_from_iso8601 (date, zone) : NULL;

  return time ? galley_time_print (time) : g_strdup (date);
}

/**
 * word_history_takes:
 * @author: (nullable)
 * @date: (nullable): as the document writes it
 *
 * Returns: whether a change is taken in what is read now
 */
gboolean
word_history_takes (WordHistory *self, const char *author, const char *date)
{
  g_autofree char *key = g_strdup_printf ("%s\x1f%s", author ? author : "", date ? date : "");
  Change *change = g_hash_table_lookup (self->changes, key);

  if (change == NULL && self->state == G_MAXUINT && g_hash_table_size (self->changes) < MAX_CHANGES)
    {
      change = g_new0 (Change, 1);
      change->author = g_strdup (author ? author : "");
      change->date = date ? word_dup_time (date) : g_strdup ("");
      change->number = g_hash_table_size (self->changes);
      g_hash_table_insert (self->changes, g_steal_pointer (&key), change);
    }
  return change == NULL || change->layer < self->state;
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const Change *left = *(Change *const *) a, *right = *(Change *const *) b;
  int order = g_strcmp0 (left->date, right->date);

  return order != 0 ? order : left->number < right->number ? -1 : 1;
}

/* Changes of one author that no other's came between are one layer's. */
static guint
number_by_time (const GPtrArray *changes)
{
  guint n = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      Change *change = g_ptr_array_index (changes, i);
      const Change *before = i > 0 ? g_ptr_array_index (changes, i - 1) : NULL;

      n += before == NULL || !g_str_equal (before->author, change->author);
      change->layer = n - 1;
    }
  return n;
}

static guint
number_by_author (const GPtrArray *changes)
{
  g_autoptr (GHashTable) layers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < changes->len; i++)
    {
      Change *change = g_ptr_array_index (changes, i);

      if (!g_hash_table_contains (layers, change->author))
        g_hash_table_insert (layers, change->author, GUINT_TO_POINTER (g_hash_table_size (layers)));
      change->layer = GPOINTER_TO_UINT (g_hash_table_lookup (layers, change->author));
    }
  return g_hash_table_size (layers);
}

/* The names of those whose changes a layer has. */
static char *
dup_authors (const GPtrArray *changes, guint layer)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < changes->len; i++)
    {
      const Change *change = g_ptr_array_index (changes, i);

      if (change->layer == layer && !g_ptr_array_find_with_equal_func (names, change->author, g_str_equal, NULL))
        g_ptr_array_add (names, change->author);
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static const char *
find_date (const GPtrArray *changes, guint layer)
{
  for (guint i = 0; i < changes->len; i++)
    if (((const Change *) g_ptr_array_index (changes, i))->layer == layer)
      return ((const Change *) g_ptr_array_index (changes, i))->date;
  return "";
}

/**
 * word_history_settle:
 * @max_layers: at least 1
 *
 * Sorts the changes that were met into layers: an author's from one time to that where another went on. Where that makes too
 * many an author has one, and the last of too many authors share one.
 *
 * Returns: (transfer full) (element-type GalleyRecord): what heads each layer, oldest first
 */
GPtrArray *
word_history_settle (WordHistory *self, guint max_layers)
{
  g_autoptr (GPtrArray) changes = g_hash_table_get_values_as_ptr_array (self->changes);
  GPtrArray *heads = galley_record_array_new ();
  guint n;

  g_ptr_array_sort (changes, compare_changes);
  if ((n = number_by_time (changes)) > max_layers)
    n = number_by_author (changes);
  for (guint i = 0; i < changes->len; i++)
    ((Change *) g_ptr_array_index (changes, i))->layer = MIN (((Change *) g_ptr_array_index (changes, i))->layer, max_layers - 1);
  for (guint layer = 0; layer < MIN (n, max_layers); layer++)
    {
      g_autofree char *authors = dup_authors (changes, layer);
      const char *const fields[GALLEY_N_LAYER_FIELDS] = {
        [GALLEY_LAYER_AUTHOR] = authors, [GALLEY_LAYER_TIME] = find_date (changes, layer)
      };

      g_ptr_array_add (heads, galley_record_new (&galley_layer_schema, NULL, fields, NULL));
    }
  return heads;
}
