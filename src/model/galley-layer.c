/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-layer.h"

static void
clear_layer (gpointer data)
{
  GalleyLayer *layer = data;

  galley_record_unref (layer->head);
  galley_snapshot_unref (layer->base);
}

/**
 * galley_layer_new:
 * @head: (transfer none): of #galley_layer_schema
 * @content: the bulletin as it was before; only details, byline, blocks and tables are kept
 *
 * Returns: (transfer full): a layer as a value
 */
GalleyLayer *
galley_layer_new (GalleyRecord *head, const GalleySnapshot *content)
{
  g_return_val_if_fail (head->schema == &galley_layer_schema, NULL);

  GalleyLayer *layer = g_atomic_rc_box_new0 (GalleyLayer);

  layer->head = galley_record_ref (head);
  layer->base = galley_snapshot_new (head->id, content->details, content->credits, content->blocks, content->tables, NULL,
                                     NULL, NULL);
  return layer;
}

/**
 * galley_layer_new_for:
 * @author: whose suggestions they will be
 * @role: (nullable): in which role
 * @content: the bulletin as it is now
 *
 * Returns: (transfer full): a new layer, which suggests nothing yet
 */
GalleyLayer *
galley_layer_new_for (const char *author, const char *role, const GalleySnapshot *content)
{
  g_autofree char *time = galley_time_now ();
  const char *const fields[GALLEY_N_LAYER_FIELDS] = { [GALLEY_LAYER_AUTHOR] = author,
                                                      [GALLEY_LAYER_ROLE] = role,
                                                      [GALLEY_LAYER_TIME] = time };
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_layer_schema, NULL, fields, NULL);

  return galley_layer_new (head, content);
}

GalleyLayer *
galley_layer_ref (GalleyLayer *layer)
{
  return g_atomic_rc_box_acquire (layer);
}

void
galley_layer_unref (GalleyLayer *layer)
{
  g_atomic_rc_box_release_full (layer, clear_layer);
}

gboolean
galley_layer_equal (const GalleyLayer *a, const GalleyLayer *b)
{
  return a == b || (galley_record_equal (a->head, b->head) && galley_snapshot_equal (a->base, b->base));
}

GPtrArray *
galley_layer_array_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) galley_layer_unref);
}

/**
 * galley_layers_get_state:
 * @n: how many of the layers are taken
 *
 * Returns: (transfer none): what @snapshot says with the suggestions of its first @n layers and none of the others: the base
 *   of the next layer or, after the last, @snapshot itself
 */
const GalleySnapshot *
galley_layers_get_state (const GalleySnapshot *snapshot, guint n)
{
  return n < snapshot->layers->len ? ((GalleyLayer *) g_ptr_array_index (snapshot->layers, n))->base : snapshot;
}
