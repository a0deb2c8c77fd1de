/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-bulletin-private.h"

/* Sections are derived: one begins at the first block and at each heading. They and the blocks are live objects
 * over the bulletin's values, so that GTK's lists and forms can bind to them; blocks are made when asked for. */

struct _GalleyBlock
{
  GObject parent_instance;

  GalleyBlockData *data;
};

struct _GalleySection
{
  GObject parent_instance;

  GalleyArticle *article; /* unowned; cleared when the article goes */
  char *key;              /* the id of the heading, "" for what comes before the first */
  char *title;
  guint first;
  guint n_blocks;
};

struct _GalleyArticle
{
  GObject parent_instance;

  GalleyBulletin *bulletin; /* unowned: the bulletin owns its article */
  GPtrArray *sections;
  GHashTable *blocks; /* id -> GalleyBlock, unowned */
};

static void section_list_model_init (GListModelInterface *iface);
static void article_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (GalleyBlock, galley_block, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (GalleySection, galley_section, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, section_list_model_init))
G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyArticle, galley_article, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, article_list_model_init))

enum
{
  BLOCK_PROP_ID = 1,
  BLOCK_PROP_KIND,
  BLOCK_PROP_TEXT,
  BLOCK_N_PROPS
};

enum
{
  SECTION_PROP_TITLE = 1,
  SECTION_N_PROPS
};

static GParamSpec *block_props[BLOCK_N_PROPS];
static GParamSpec *section_props[SECTION_N_PROPS];

static void
block_gone_cb (gpointer data, GObject *block)
{
  g_hash_table_remove ((GHashTable *) data, ((GalleyBlock *) block)->data->id);
}

static GalleyBlock *
dup_block (GalleyArticle *self, guint position)
{
  GalleyBlockData *data = galley_bulletin_get_block (self->bulletin, position);
  GalleyBlock *block = g_hash_table_lookup (self->blocks, data->id);

  if (block)
    return g_object_ref (block);
  block = g_object_new (GALLEY_TYPE_BLOCK, NULL);
  block->data = galley_block_data_ref (data);
  g_hash_table_insert (self->blocks, data->id, block);
  g_object_weak_ref (G_OBJECT (block), block_gone_cb, self->blocks);
  return block;
}

static void
update_block (GalleyArticle *self, GalleyBlockData *data)
{
  GalleyBlock *block = g_hash_table_lookup (self->blocks, data->id);
  g_autoptr (GalleyBlockData) old = NULL;

  if (block == NULL || block->data == data)
    return;
  /* The hash table borrows the id from the value, so it has to move to the new one. */
  g_hash_table_steal (self->blocks, data->id);
  old = g_steal_pointer (&block->data);
  block->data = galley_block_data_ref (data);
  g_hash_table_insert (self->blocks, data->id, block);
  if (old->kind != data->kind)
    g_object_notify_by_pspec (G_OBJECT (block), block_props[BLOCK_PROP_KIND]);
  if (!g_str_equal (old->text, data->text))
    g_object_notify_by_pspec (G_OBJECT (block), block_props[BLOCK_PROP_TEXT]);
}

/* A couplet is one line in lists: its halves are set apart as the newsroom writes them. */
static char *
dup_title (const GalleyBlockData *block)
{
  if (block->kind != GALLEY_BLOCK_HEADING)
    return g_strdup ("");

  g_auto (GStrv) lines = g_strsplit (block->text, "\n", -1);
  return g_strjoinv (" / ", lines);
}

static void
set_title (GalleySection *section, const GalleyBlockData *first)
{
  g_autofree char *title = dup_title (first);

  if (g_set_str (&section->title, title))
    g_object_notify_by_pspec (G_OBJECT (section), section_props[SECTION_PROP_TITLE]);
}

/* The sections that the blocks make now, each with its key and range alone. */
static GPtrArray *
derive_sections (GalleyArticle *self)
{
  GPtrArray *sections = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = galley_bulletin_get_n_blocks (self->bulletin);

  for (guint i = 0; i < n; i++)
    {
      GalleyBlockData *block = galley_bulletin_get_block (self->bulletin, i);

      if (i == 0 || block->kind == GALLEY_BLOCK_HEADING)
        {
          GalleySection *section = g_object_new (GALLEY_TYPE_SECTION, NULL);

          section->article = self;
          section->key = g_strdup (block->kind == GALLEY_BLOCK_HEADING ? block->id : "");
          section->title = dup_title (block);
          section->first = i;
          g_ptr_array_add (sections, section);
        }
      ((GalleySection *) g_ptr_array_index (sections, sections->len - 1))->n_blocks++;
    }
  return sections;
}

static gboolean
same_section (GPtrArray *a, guint i, GPtrArray *b, guint j)
{
  return g_str_equal (((GalleySection *) g_ptr_array_index (a, i))->key,
                      ((GalleySection *) g_ptr_array_index (b, j))->key);
}

/* Moves a section that stays to its new range and says which of its blocks changed. */
static void
settle_section (GalleySection *section, const GalleySection *now, const GalleyEdit *edit)
{
  guint old_first = section->first, old_n = section->n_blocks;
  guint from = MAX (edit->position, old_first), to = MIN (edit->position + edit->removed->len, old_first + old_n);
  guint removed = from < to ? to - from : 0;
  gboolean touched = removed > 0 || old_n != now->n_blocks;

  section->first = now->first;
  section->n_blocks = now->n_blocks;
  if (!touched)
    return;
  if (from >= old_first && from - old_first + removed <= old_n && now->n_blocks + removed >= old_n)
    g_list_model_items_changed (G_LIST_MODEL (section), from - old_first, removed, now->n_blocks + removed - old_n);
  else
    g_list_model_items_changed (G_LIST_MODEL (section), 0, old_n, now->n_blocks);
}

static void
restructure (GalleyArticle *self, const GalleyEdit *edit)
{
  g_autoptr (GPtrArray) now = derive_sections (self);
  g_autoptr (GPtrArray) old = g_ptr_array_ref (self->sections);
  guint head = 0, tail = 0, removed, added;
  GPtrArray *next = g_ptr_array_new_with_free_func (g_object_unref);

  while (head < MIN (old->len, now->len) && same_section (old, head, now, head))
    head++;
  while (tail < MIN (old->len, now->len) - head && same_section (old, old->len - 1 - tail, now, now->len - 1 - tail))
    tail++;
  removed = old->len - head - tail;
  added = now->len - head - tail;
  for (guint i = 0; i < now->len; i++)
    {
      gboolean kept = i < head || i >= now->len - tail;
      guint at = i < head ? i : i + old->len - now->len;

      g_ptr_array_add (next, g_object_ref (g_ptr_array_index (kept ? old : now, kept ? at : i)));
    }
  g_ptr_array_unref (self->sections);
  self->sections = next;
  for (guint i = head; i < head + removed; i++)
    {
      GalleySection *gone = g_ptr_array_index (old, i);

      gone->article = NULL;
    }
  for (guint i = 0; i < now->len; i++)
    if (i < head || i >= now->len - tail)
      {
        GalleySection *section = g_ptr_array_index (next, i);

        settle_section (section, g_ptr_array_index (now, i), edit);
        set_title (section, galley_bulletin_get_block (self->bulletin, section->first));
      }
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, removed, added);
}

static GType
section_get_item_type (GListModel *model)
{
  return GALLEY_TYPE_BLOCK;
}

static guint
section_get_n_items (GListModel *model)
{
  return GALLEY_SECTION (model)->article ? GALLEY_SECTION (model)->n_blocks : 0;
}

static gpointer
section_get_item (GListModel *model, guint position)
{
  GalleySection *self = GALLEY_SECTION (model);

  if (position >= section_get_n_items (model))
    return NULL;
  return dup_block (self->article, self->first + position);
}

static GType
article_get_item_type (GListModel *model)
{
  return GALLEY_TYPE_SECTION;
}

static guint
article_get_n_items (GListModel *model)
{
  return GALLEY_ARTICLE (model)->sections->len;
}

static gpointer
article_get_item (GListModel *model, guint position)
{
  GalleyArticle *self = GALLEY_ARTICLE (model);

  return position < self->sections->len ? g_object_ref (g_ptr_array_index (self->sections, position)) : NULL;
}

static void
section_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = section_get_item_type;
  iface->get_n_items = section_get_n_items;
  iface->get_item = section_get_item;
}

static void
article_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = article_get_item_type;
  iface->get_n_items = article_get_n_items;
  iface->get_item = article_get_item;
}

static void
galley_block_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyBlock *self = GALLEY_BLOCK (object);

  switch (id)
    {
    case BLOCK_PROP_ID:
      g_value_set_string (value, self->data ? self->data->id : NULL);
      break;
    case BLOCK_PROP_KIND:
      g_value_set_uint (value, self->data ? self->data->kind : GALLEY_BLOCK_PARAGRAPH);
      break;
    case BLOCK_PROP_TEXT:
      g_value_set_string (value, self->data ? self->data->text : NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_block_finalize (GObject *object)
{
  g_clear_pointer (&GALLEY_BLOCK (object)->data, galley_block_data_unref);
  G_OBJECT_CLASS (galley_block_parent_class)->finalize (object);
}

static void
galley_block_class_init (GalleyBlockClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = galley_block_get_property;
  object_class->finalize = galley_block_finalize;

  /**
   * GalleyBlock:id:
   *
   * Stable and unique in its bulletin.
   */
  block_props[BLOCK_PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);

  /**
   * GalleyBlock:kind:
   *
   * A #GalleyBlockKind.
   */
  block_props[BLOCK_PROP_KIND] =
    g_param_spec_uint ("kind", NULL, NULL, 0, GALLEY_N_BLOCK_KINDS - 1, GALLEY_BLOCK_PARAGRAPH, flags);

  /**
   * GalleyBlock:text:
   *
   * The text as it reads.
   */
  block_props[BLOCK_PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, BLOCK_N_PROPS, block_props);
}

static void
galley_block_init (GalleyBlock *self)
{
}

static void
galley_section_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == SECTION_PROP_TITLE)
    g_value_set_string (value, GALLEY_SECTION (object)->title);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
galley_section_finalize (GObject *object)
{
  GalleySection *self = GALLEY_SECTION (object);

  g_free (self->key);
  g_free (self->title);
  G_OBJECT_CLASS (galley_section_parent_class)->finalize (object);
}

static void
galley_section_class_init (GalleySectionClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = galley_section_get_property;
  object_class->finalize = galley_section_finalize;

  /**
   * GalleySection:title:
   *
   * The heading on one line, its couplet's halves set apart by " / "; "" for what comes before the first heading.
   */
  section_props[SECTION_PROP_TITLE] = g_param_spec_string (
    "title", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, SECTION_N_PROPS, section_props);
}

static void
galley_section_init (GalleySection *self)
{
}

static void
galley_article_dispose (GObject *object)
{
  GalleyArticle *self = GALLEY_ARTICLE (object);
  GHashTableIter iter;
  gpointer block;

  for (guint i = 0; i < self->sections->len; i++)
    ((GalleySection *) g_ptr_array_index (self->sections, i))->article = NULL;
  g_ptr_array_set_size (self->sections, 0);
  g_hash_table_iter_init (&iter, self->blocks);
  while (g_hash_table_iter_next (&iter, NULL, &block))
    {
      g_object_weak_unref (block, block_gone_cb, self->blocks);
      g_hash_table_iter_remove (&iter);
    }
  G_OBJECT_CLASS (galley_article_parent_class)->dispose (object);
}

static void
galley_article_finalize (GObject *object)
{
  GalleyArticle *self = GALLEY_ARTICLE (object);

  g_ptr_array_unref (self->sections);
  g_hash_table_unref (self->blocks);
  G_OBJECT_CLASS (galley_article_parent_class)->finalize (object);
}

static void
galley_article_class_init (GalleyArticleClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = galley_article_dispose;
  object_class->finalize = galley_article_finalize;
}

static void
galley_article_init (GalleyArticle *self)
{
  self->sections = g_ptr_array_new_with_free_func (g_object_unref);
  self->blocks = g_hash_table_new (g_str_hash, g_str_equal);
}

/* The bulletin's own: an article over its blocks, which have to be there already. */
GalleyArticle *
galley_article_new (GalleyBulletin *bulletin)
{
  GalleyArticle *self = g_object_new (GALLEY_TYPE_ARTICLE, NULL);

  self->bulletin = bulletin;
  g_ptr_array_unref (self->sections);
  self->sections = derive_sections (self);
  return self;
}

/* The bulletin's own: its blocks changed as @edit says. */
void
galley_article_spliced (GalleyArticle *self, const GalleyEdit *edit)
{
  gboolean structure = !galley_edit_replaces_in_place (edit);

  for (guint i = 0; i < edit->inserted->len; i++)
    {
      GalleyBlockData *now = g_ptr_array_index (edit->inserted, i);

      if (!structure)
        {
          GalleyBlockData *old = g_ptr_array_index (edit->removed, i);

          structure = (old->kind == GALLEY_BLOCK_HEADING) != (now->kind == GALLEY_BLOCK_HEADING);
        }
      update_block (self, now);
    }
  if (structure)
    {
      restructure (self, edit);
      return;
    }
  for (guint i = 0; i < edit->inserted->len; i++)
    {
      GalleyBlockData *now = g_ptr_array_index (edit->inserted, i);

      if (now->kind == GALLEY_BLOCK_HEADING)
        set_title (g_ptr_array_index (self->sections, galley_article_find_section (self, edit->position + i)), now);
    }
}

/**
 * galley_block_get_data:
 *
 * Returns: (transfer none): its value as of now
 */
GalleyBlockData *
galley_block_get_data (GalleyBlock *self)
{
  g_return_val_if_fail (GALLEY_IS_BLOCK (self), NULL);
  return self->data;
}

const char *
galley_section_get_title (GalleySection *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION (self), NULL);
  return self->title;
}

/**
 * galley_section_get_first:
 *
 * Returns: the position of its first block in the bulletin
 */
guint
galley_section_get_first (GalleySection *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION (self), 0);
  return self->first;
}

guint
galley_section_get_n_blocks (GalleySection *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION (self), 0);
  return self->n_blocks;
}

/**
 * galley_section_get_has_heading:
 *
 * Returns: whether it begins with a heading, which all do but what comes before the first
 */
gboolean
galley_section_get_has_heading (GalleySection *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION (self), FALSE);
  return *self->key != '\0';
}

/**
 * galley_article_find_section:
 * @block: a block's position in the bulletin
 *
 * Returns: the position of the section that holds it
 */
guint
galley_article_find_section (GalleyArticle *self, guint block)
{
  g_return_val_if_fail (GALLEY_IS_ARTICLE (self), 0);

  for (guint i = self->sections->len; i > 0; i--)
    if (((GalleySection *) g_ptr_array_index (self->sections, i - 1))->first <= block)
      return i - 1;
  return 0;
}
