/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-bulletin-private.h"

/* Live objects over the bulletin's rows. Only those that somebody holds exist, so a table of 100,000 rows costs
 * a list view just the rows that it shows. */

struct _GalleyIndicator
{
  GObject parent_instance;

  GalleyRecord *record;
};

struct _GalleyTable
{
  GObject parent_instance;

  GalleyBulletin *bulletin; /* unowned; cleared when the table leaves its bulletin */
  GalleyRecord *head;
  GHashTable *indicators; /* id -> GalleyIndicator, unowned */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (GalleyIndicator, galley_indicator, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyTable, galley_table, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_TITLE = 1,
  N_PROPS
};

/* An indicator's properties are its fields, by their names. */
static GParamSpec *indicator_props[GALLEY_N_INDICATOR_FIELDS + 1];
static GParamSpec *props[N_PROPS];

static void
indicator_gone_cb (gpointer data, GObject *indicator)
{
  g_hash_table_remove ((GHashTable *) data, ((GalleyIndicator *) indicator)->record->id);
}

static void
update_indicator (GalleyTable *self, GalleyRecord *record)
{
  GalleyIndicator *indicator = g_hash_table_lookup (self->indicators, record->id);
  g_autoptr (GalleyRecord) old = NULL;

  if (indicator == NULL || indicator->record == record)
    return;
  /* The hash table borrows the id from the record, so it has to move to the new one. */
  g_hash_table_steal (self->indicators, record->id);
  old = g_steal_pointer (&indicator->record);
  indicator->record = galley_record_ref (record);
  g_hash_table_insert (self->indicators, record->id, indicator);
  for (guint i = 0; i < GALLEY_N_INDICATOR_FIELDS; i++)
    if (!g_str_equal (old->fields[i], record->fields[i]))
      g_object_notify_by_pspec (G_OBJECT (indicator), indicator_props[i + 1]);
}

static GType
table_get_item_type (GListModel *model)
{
  return GALLEY_TYPE_INDICATOR;
}

static guint
table_get_n_items (GListModel *model)
{
  GalleyTable *self = GALLEY_TABLE (model);

  return self->bulletin ? galley_bulletin_get_rows (self->bulletin, self->head->id)->len : 0;
}

static gpointer
table_get_item (GListModel *model, guint position)
{
  GalleyTable *self = GALLEY_TABLE (model);
  GalleyRecord *record;
  GalleyIndicator *indicator;

  if (position >= table_get_n_items (model))
    return NULL;
  record = g_ptr_array_index (galley_bulletin_get_rows (self->bulletin, self->head->id), position);
  indicator = g_hash_table_lookup (self->indicators, record->id);
  if (indicator)
    return g_object_ref (indicator);
  indicator = g_object_new (GALLEY_TYPE_INDICATOR, NULL);
  indicator->record = galley_record_ref (record);
  g_hash_table_insert (self->indicators, record->id, indicator);
  g_object_weak_ref (G_OBJECT (indicator), indicator_gone_cb, self->indicators);
  return indicator;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = table_get_item_type;
  iface->get_n_items = table_get_n_items;
  iface->get_item = table_get_item;
}

static void
galley_indicator_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyIndicator *self = GALLEY_INDICATOR (object);

  g_value_set_string (value, self->record ? self->record->fields[id - 1] : "");
}

static void
galley_indicator_finalize (GObject *object)
{
  g_clear_pointer (&GALLEY_INDICATOR (object)->record, galley_record_unref);
  G_OBJECT_CLASS (galley_indicator_parent_class)->finalize (object);
}

static void
galley_indicator_class_init (GalleyIndicatorClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = galley_indicator_get_property;
  object_class->finalize = galley_indicator_finalize;
  for (guint i = 0; i < GALLEY_N_INDICATOR_FIELDS; i++)
    indicator_props[i + 1] =
      g_param_spec_string (galley_indicator_schema.fields[i].name, NULL, NULL, "",
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (indicator_props), indicator_props);
}

static void
galley_indicator_init (GalleyIndicator *self)
{
}

static void
galley_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TITLE)
    g_value_set_string (value, galley_table_get_title (GALLEY_TABLE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
galley_table_dispose (GObject *object)
{
  GalleyTable *self = GALLEY_TABLE (object);
  GHashTableIter iter;
  gpointer indicator;

  self->bulletin = NULL;
  g_hash_table_iter_init (&iter, self->indicators);
  while (g_hash_table_iter_next (&iter, NULL, &indicator))
    {
      g_object_weak_unref (indicator, indicator_gone_cb, self->indicators);
      g_hash_table_iter_remove (&iter);
    }
  G_OBJECT_CLASS (galley_table_parent_class)->dispose (object);
}

static void
galley_table_finalize (GObject *object)
{
  GalleyTable *self = GALLEY_TABLE (object);

  g_clear_pointer (&self->head, galley_record_unref);
  g_hash_table_unref (self->indicators);
  G_OBJECT_CLASS (galley_table_parent_class)->finalize (object);
}

static void
galley_table_class_init (GalleyTableClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = galley_table_get_property;
  object_class->dispose = galley_table_dispose;
  object_class->finalize = galley_table_finalize;

  /**
   * GalleyTable:title:
   *
   * What the table is called; "" where it has no name.
   */
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "",
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
galley_table_init (GalleyTable *self)
{
  self->indicators = g_hash_table_new (g_str_hash, g_str_equal);
}

/* The bulletin's own: a live table over its rows. */
GalleyTable *
galley_table_new (GalleyBulletin *bulletin, GalleyRecord *head)
{
  GalleyTable *self = g_object_new (GALLEY_TYPE_TABLE, NULL);

  self->bulletin = bulletin;
  self->head = galley_record_ref (head);
  return self;
}

/* The bulletin's own: the table's title changed, or with %NULL the table has left its bulletin. */
void
galley_table_set_head (GalleyTable *self, GalleyRecord *head)
{
  g_autoptr (GalleyRecord) old = NULL;

  if (head == NULL)
    {
      self->bulletin = NULL;
      return;
    }
  old = g_steal_pointer (&self->head);
  self->head = galley_record_ref (head);
  if (!g_str_equal (old->fields[GALLEY_TABLE_TITLE], head->fields[GALLEY_TABLE_TITLE]))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
}

/* The bulletin's own: the table's rows changed as @edit says. */
void
galley_table_spliced (GalleyTable *self, const GalleyEdit *edit)
{
  for (guint i = 0; i < edit->inserted->len; i++)
    update_indicator (self, g_ptr_array_index (edit->inserted, i));
  if (!galley_edit_replaces_in_place (edit))
    g_list_model_items_changed (G_LIST_MODEL (self), edit->position, edit->removed->len, edit->inserted->len);
}

/**
 * galley_indicator_get_record:
 *
 * Returns: (transfer none): its value as of now
 */
GalleyRecord *
galley_indicator_get_record (GalleyIndicator *self)
{
  g_return_val_if_fail (GALLEY_IS_INDICATOR (self), NULL);
  return self->record;
}

const char *
galley_table_get_id (GalleyTable *self)
{
  g_return_val_if_fail (GALLEY_IS_TABLE (self), NULL);
  return self->head->id;
}

const char *
galley_table_get_title (GalleyTable *self)
{
  g_return_val_if_fail (GALLEY_IS_TABLE (self), NULL);
  return self->head ? self->head->fields[GALLEY_TABLE_TITLE] : "";
}
