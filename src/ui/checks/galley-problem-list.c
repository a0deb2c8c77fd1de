/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-problem-list.h"

#include <string.h>

/* Problems in order, a section for each group and kind. The next list replaces only what differs, so that nothing else
 * moves, flickers or loses its selection. */

/* With more differences than this between two lists, all from the first to the last is replaced at once. */
#define MAX_HUNKS 64

struct _GalleyProblemList
{
  GObject parent_instance;

  GPtrArray *items;
  GArray *sections; /* where each begins; empty until somebody asks */
};

static void list_model_init (GListModelInterface *iface);
static void section_model_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyProblemList, galley_problem_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_init))

/* What is at [start, end) of the list that is left gives way to [from, to) of the one that comes. */
typedef struct
{
  guint start, end;
  guint from, to;
} Hunk;

static GType
get_item_type (GListModel *model)
{
  return GALLEY_TYPE_PROBLEM;
}

static guint
get_n_items (GListModel *model)
{
  return GALLEY_PROBLEM_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GalleyProblemList *self = GALLEY_PROBLEM_LIST (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
find_sections (GalleyProblemList *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const GalleyProblem *problem = g_ptr_array_index (self->items, i);
      const GalleyProblem *before = i > 0 ? g_ptr_array_index (self->items, i - 1) : NULL;

      if (before == NULL || before->group != problem->group || before->kind != problem->kind)
        g_array_append_val (self->sections, i);
    }
}

static void
get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  GalleyProblemList *self = GALLEY_PROBLEM_LIST (model);
  guint low = 0, high;

  if (position >= self->items->len)
    {
      *start = self->items->len;
      *end = G_MAXUINT;
      return;
    }
  if (self->sections->len == 0)
    find_sections (self);
  /* The last section that begins at @position or before. */
  for (high = self->sections->len; high - low > 1;)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->sections, guint, middle) <= position)
        low = middle;
      else
        high = middle;
    }
  *start = g_array_index (self->sections, guint, low);
  *end = high < self->sections->len ? g_array_index (self->sections, guint, high) : self->items->len;
}

static void
section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

static void
galley_problem_list_finalize (GObject *object)
{
  GalleyProblemList *self = GALLEY_PROBLEM_LIST (object);

  g_ptr_array_unref (self->items);
  g_array_unref (self->sections);
  G_OBJECT_CLASS (galley_problem_list_parent_class)->finalize (object);
}

static void
galley_problem_list_class_init (GalleyProblemListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_problem_list_finalize;
}

static void
galley_problem_list_init (GalleyProblemList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->sections = g_array_new (FALSE, FALSE, sizeof (guint));
}

/* Where the two lists differ, from the first difference to the last. What stays in its order is no difference. */
static GArray *
find_hunks (GPtrArray *old, GPtrArray *now)
{
  GArray *hunks = g_array_new (FALSE, FALSE, sizeof (Hunk));
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  Hunk hunk = { 0 };

  for (guint i = 0; i < old->len; i++)
    g_hash_table_insert (places, g_ptr_array_index (old, i), GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i <= now->len; i++)
    {
      guint place = i < now->len ? GPOINTER_TO_UINT (g_hash_table_lookup (places, g_ptr_array_index (now, i))) : old->len + 1;

      if (place <= hunk.start)
        continue;
      hunk.end = place - 1;
      hunk.to = i;
      if (hunk.end > hunk.start || hunk.to > hunk.from)
        g_array_append_val (hunks, hunk);
      hunk.start = place;
      hunk.from = i + 1;
    }
  if (hunks->len > MAX_HUNKS)
    {
      Hunk *first = &g_array_index (hunks, Hunk, 0), *last = &g_array_index (hunks, Hunk, hunks->len - 1);

      first->end = last->end;
      first->to = last->to;
      g_array_set_size (hunks, 1);
    }
  return hunks;
}

static void
replace (GalleyProblemList *self, const Hunk *hunk, GPtrArray *now)
{
  guint n_added = hunk->to - hunk->from, n_removed = hunk->end - hunk->start;

  if (n_removed > 0)
    g_ptr_array_remove_range (self->items, hunk->start, n_removed);
  if (n_added > 0)
    {
      guint n_after = self->items->len - hunk->start;

      g_ptr_array_set_size (self->items, (int) (self->items->len + n_added));
      memmove (self->items->pdata + hunk->start + n_added, self->items->pdata + hunk->start, n_after * sizeof (gpointer));
      for (guint i = 0; i < n_added; i++)
        self->items->pdata[hunk->start + i] = g_object_ref (g_ptr_array_index (now, hunk->from + i));
    }
  g_array_set_size (self->sections, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), hunk->start, n_removed, n_added);
}

GalleyProblemList *
galley_problem_list_new (void)
{
  return g_object_new (GALLEY_TYPE_PROBLEM_LIST, NULL);
}

/**
 * galley_problem_list_take:
 * @problems: (transfer none) (element-type GalleyProblem): what to hold, sorted by group and kind; objects that it holds
 *   already stay where they are
 */
void
galley_problem_list_take (GalleyProblemList *self, GPtrArray *problems)
{
  g_autoptr (GArray) hunks = find_hunks (self->items, problems);

  /* From the end on, so that the places of the others hold. */
  for (guint i = hunks->len; i-- > 0;)
    replace (self, &g_array_index (hunks, Hunk, i), problems);
}
