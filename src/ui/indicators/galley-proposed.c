/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-proposed.h"

G_DEFINE_FINAL_TYPE (GalleyProposed, galley_proposed, G_TYPE_OBJECT)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
galley_proposed_finalize (GObject *object)
{
  GalleyProposed *self = GALLEY_PROPOSED (object);

  galley_extraction_unref (self->extraction);
  g_free (self->name);
  G_OBJECT_CLASS (galley_proposed_parent_class)->finalize (object);
}

static void
galley_proposed_class_init (GalleyProposedClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_proposed_finalize;

  /**
   * GalleyProposed::chosen:
   *
   * It is to be taken now, or no longer.
   */
  signals[CHOSEN] =
    g_signal_new ("chosen", GALLEY_TYPE_PROPOSED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_proposed_init (GalleyProposed *self)
{
}

void
galley_proposed_choose (GalleyProposed *self, gboolean chosen)
{
  if (self->chosen == chosen)
    return;
  self->chosen = chosen;
  g_signal_emit (self, signals[CHOSEN], 0);
}

/**
 * galley_proposed_list_new:
 *
 * Returns: (transfer full): a #GalleyProposed for each proposal, all of them chosen
 */
GListStore *
galley_proposed_list_new (GalleyExtraction *extraction)
{
  GListStore *list = g_list_store_new (GALLEY_TYPE_PROPOSED);

  for (guint i = 0; i < extraction->proposals->len; i++)
    {
      g_autoptr (GalleyProposed) proposed = g_object_new (GALLEY_TYPE_PROPOSED, NULL);
      const GalleyMention *first;

      proposed->extraction = galley_extraction_ref (extraction);
      proposed->proposal = g_ptr_array_index (extraction->proposals, i);
      first = g_ptr_array_index (proposed->proposal->mentions, 0);
      proposed->block = galley_snapshot_find_block (extraction->snapshot, first->block, NULL);
      proposed->chosen = TRUE;
      proposed->name = g_strdup (proposed->proposal->record->fields[GALLEY_INDICATOR_NAME]);
      g_list_store_append (list, proposed);
    }
  return list;
}

static GalleyProposed *
get_proposed (GListModel *list, guint position)
{
  g_autoptr (GalleyProposed) proposed = g_list_model_get_item (list, position);

  return proposed; /* the list keeps it */
}

guint
galley_proposed_list_count_chosen (GListModel *list)
{
  guint n_chosen = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    n_chosen += get_proposed (list, i)->chosen;
  return n_chosen;
}

void
galley_proposed_list_choose_all (GListModel *list, gboolean chosen)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    galley_proposed_choose (get_proposed (list, i), chosen);
}

/* What tells an indicator from the others of a text. */
static char *
dup_key (const GalleyProposed *proposed)
{
  char *const *fields = proposed->proposal->record->fields;

  return g_strjoin ("\n", fields[GALLEY_INDICATOR_NAME], fields[GALLEY_INDICATOR_SCOPE], fields[GALLEY_INDICATOR_PERIOD],
                    fields[GALLEY_INDICATOR_VALUE], fields[GALLEY_INDICATOR_UNIT], NULL);
}

/**
 * galley_proposed_list_choose_as:
 * @other: of an extraction of nearly the same text
 *
 * Makes of the proposals what a person made of the same ones in @other.
 */
void
galley_proposed_list_choose_as (GListModel *list, GListModel *other)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (other); i++)
    g_hash_table_insert (known, dup_key (get_proposed (other, i)), get_proposed (other, i));
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      GalleyProposed *proposed = get_proposed (list, i);
      g_autofree char *key = dup_key (proposed);
      const GalleyProposed *same = g_hash_table_lookup (known, key);

      if (same == NULL)
        continue;
      proposed->chosen = same->chosen;
      g_set_str (&proposed->name, same->name);
    }
}

/**
 * galley_proposed_list_take:
 * @list: with at least one proposal
 * @chosen: (out) (transfer full): for each proposal
 *
 * Returns: (transfer full): the extraction, with the names that the person gave
 */
GalleyExtraction *
galley_proposed_list_take (GListModel *list, gboolean **chosen)
{
  guint n = g_list_model_get_n_items (list);
  g_autofree const char **names = g_new0 (const char *, n);

  *chosen = g_new0 (gboolean, n);
  for (guint i = 0; i < n; i++)
    {
      (*chosen)[i] = get_proposed (list, i)->chosen;
      names[i] = get_proposed (list, i)->name;
    }
  return galley_extraction_with_names (get_proposed (list, 0)->extraction, names);
}
