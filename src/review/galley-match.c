/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-match.h"

#include <string.h>

/* A thing is known by the smallest hashes of what it is made of: two things share about as many of these as of all
 * (Broder, "On the resemblance and containment of documents", 1997). */
#define SKETCH 32
/* A hash that this many things have says nothing of any. */
#define MAX_SHARING 16
/* Things are alike that share one in so many. */
#define ALIKE 3

static guint *
new_unmatched (guint n)
{
  guint *all = g_new (guint, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    all[i] = GALLEY_UNMATCHED;
  return all;
}

void
galley_match_init (GalleyMatch *match, guint n_before, guint n_after)
{
  *match = (GalleyMatch) { n_before, n_after, new_unmatched (n_before), new_unmatched (n_after) };
}

void
galley_match_clear (GalleyMatch *match)
{
  g_clear_pointer (&match->before, g_free);
  g_clear_pointer (&match->after, g_free);
}

static void
join (GalleyMatch *match, guint before, guint after)
{
  match->before[before] = after;
  match->after[after] = before;
}

/**
 * galley_match_by_key:
 * @key: what the same things have in common
 *
 * Matches things of the same key, the first with the first. Linear.
 */
void
galley_match_by_key (GalleyMatch *match, GPtrArray *before, GPtrArray *after, GalleyKeyFunc key)
{
  g_autoptr (GHashTable) first = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree guint *next = g_new0 (guint, MAX (match->n_before, 1));

  /* Chains of the things of one key, each by its position and 1. */
  for (guint i = match->n_before; i-- > 0;)
    {
      char *text = match->before[i] == GALLEY_UNMATCHED ? key (g_ptr_array_index (before, i)) : NULL;

      if (text == NULL)
        continue;
      next[i] = GPOINTER_TO_UINT (g_hash_table_lookup (first, text));
      g_hash_table_insert (first, text, GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < match->n_after; i++)
    {
      g_autofree char *text = match->after[i] == GALLEY_UNMATCHED ? key (g_ptr_array_index (after, i)) : NULL;
      guint at = text ? GPOINTER_TO_UINT (g_hash_table_lookup (first, text)) : 0;

      if (at == 0)
        continue;
      join (match, at - 1, i);
      g_hash_table_insert (first, g_steal_pointer (&text), GUINT_TO_POINTER (next[at - 1]));
    }
}

static int
compare_hashes_cb (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

static void
take_sketch (gpointer thing, GalleySketchFunc sketch, GArray *hashes)
{
  guint n = 0;

  g_array_set_size (hashes, 0);
  sketch (thing, hashes);
  g_array_sort (hashes, compare_hashes_cb);
  for (guint i = 0; i < hashes->len && n < SKETCH; i++)
    {
      guint32 hash = g_array_index (hashes, guint32, i);

      if (n == 0 || g_array_index (hashes, guint32, n - 1) != hash)
        g_array_index (hashes, guint32, n++) = hash;
    }
  g_array_set_size (hashes, n);
}

/* The things that have a hash. */
typedef struct
{
  guint n;
  guint things[MAX_SHARING];
} Sharing;

static GHashTable *
index_sketches (const GalleyMatch *match, GPtrArray *before, GalleySketchFunc sketch, guint *sizes)
{
  GHashTable *index = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GArray) hashes = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < match->n_before; i++)
    {
      if (match->before[i] != GALLEY_UNMATCHED)
        continue;
      take_sketch (g_ptr_array_index (before, i), sketch, hashes);
      sizes[i] = hashes->len;
      for (guint j = 0; j < hashes->len; j++)
        {
          gpointer hash = GUINT_TO_POINTER (g_array_index (hashes, guint32, j));
          Sharing *sharing = g_hash_table_lookup (index, hash);

          if (sharing == NULL)
            {
              sharing = g_new0 (Sharing, 1);
              g_hash_table_insert (index, hash, sharing);
            }
          if (sharing->n < MAX_SHARING)
            sharing->things[sharing->n++] = i;
        }
    }
  return index;
}

/* The thing before that shares the most hashes and is alike, or GALLEY_UNMATCHED. @votes is all 0 between calls. */
static guint
find_alike (const GalleyMatch *match, GHashTable *index, const GArray *hashes, const guint *sizes, guint *votes)
{
  guint touched[SKETCH * MAX_SHARING], n_touched = 0, best = GALLEY_UNMATCHED;

  for (guint j = 0; j < hashes->len; j++)
    {
      const Sharing *sharing = g_hash_table_lookup (index, GUINT_TO_POINTER (g_array_index (hashes, guint32, j)));

      for (guint k = 0; sharing && k < sharing->n; k++)
        {
          guint thing = sharing->things[k];

          if (match->before[thing] == GALLEY_UNMATCHED && votes[thing]++ == 0)
            touched[n_touched++] = thing;
        }
    }
  for (guint i = 0; i < n_touched; i++)
    if (votes[touched[i]] * ALIKE >= MIN (hashes->len, sizes[touched[i]]) &&
        (best == GALLEY_UNMATCHED || votes[touched[i]] > votes[best]))
      best = touched[i];
  for (guint i = 0; i < n_touched; i++)
    votes[touched[i]] = 0;
  return best;
}

/**
 * galley_match_by_likeness:
 *
 * Matches what is left by what it has in common, each thing after with the one before that is most like it and free.
 * Linear in the things and what they are made of.
 */
void
galley_match_by_likeness (GalleyMatch *match, GPtrArray *before, GPtrArray *after, GalleySketchFunc sketch)
{
  g_autofree guint *sizes = g_new0 (guint, MAX (match->n_before, 1));
  g_autofree guint *votes = g_new0 (guint, MAX (match->n_before, 1));
  g_autoptr (GHashTable) index = index_sketches (match, before, sketch, sizes);
  g_autoptr (GArray) hashes = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < match->n_after && g_hash_table_size (index) > 0; i++)
    {
      guint alike;

      if (match->after[i] != GALLEY_UNMATCHED)
        continue;
      take_sketch (g_ptr_array_index (after, i), sketch, hashes);
      alike = find_alike (match, index, hashes, sizes, votes);
      if (alike != GALLEY_UNMATCHED)
        join (match, alike, i);
    }
}

/**
 * galley_match_rising:
 * @rising: (out caller-allocates) (array length=n_values): which of @values are in the longest sequence that rises;
 *   %GALLEY_UNMATCHED never is
 *
 * Takes n log n steps.
 *
 * Returns: how many are
 */
guint
galley_match_rising (const guint *values, guint n_values, gboolean *rising)
{
  g_autofree guint *ends = g_new (guint, MAX (n_values, 1)); /* of the best sequence of each length */
  g_autofree guint *previous = g_new (guint, MAX (n_values, 1));
  guint length = 0;

  memset (rising, 0, n_values * sizeof *rising);
  for (guint i = 0; i < n_values; i++)
    {
      guint low = 0, high = length;

      if (values[i] == GALLEY_UNMATCHED)
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (values[ends[middle]] < values[i])
            low = middle + 1;
          else
            high = middle;
        }
      previous[i] = low > 0 ? ends[low - 1] : GALLEY_UNMATCHED;
      ends[low] = i;
      length = MAX (length, low + 1);
    }
  for (guint n = length, at = length > 0 ? ends[length - 1] : 0; n > 0; n--, at = previous[at])
    rising[at] = TRUE;
  return length;
}

/**
 * galley_match_find_moved:
 *
 * Returns: (transfer full) (array): for each thing after, whether it stands elsewhere among those that are on both sides;
 *   as few as can be
 */
gboolean *
galley_match_find_moved (const GalleyMatch *match)
{
  gboolean *moved = g_new (gboolean, MAX (match->n_after, 1));

  galley_match_rising (match->after, match->n_after, moved);
  for (guint i = 0; i < match->n_after; i++)
    moved[i] = !moved[i] && match->after[i] != GALLEY_UNMATCHED;
  return moved;
}
