/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-layer.h"

G_BEGIN_DECLS

/* The lists that a bulletin is made of. Each holds #GalleyRecord but for blocks, of #GalleyBlockData, and layers, of
 * #GalleyLayer. */
typedef enum
{
  GALLEY_LIST_DETAILS, /* always one record */
  GALLEY_LIST_CREDITS,
  GALLEY_LIST_BLOCKS,
  GALLEY_LIST_TABLES, /* the tables' heads; a table comes and goes without rows */
  GALLEY_LIST_ROWS,   /* the rows of one table */
  GALLEY_LIST_ASIDES,
  GALLEY_LIST_LOG,
  GALLEY_LIST_LAYERS,
  GALLEY_LIST_COMMENTS,
} GalleyList;

#define GALLEY_N_LISTS (GALLEY_LIST_COMMENTS + 1)

/**
 * GalleyEdit:
 * @list: the list that it changes
 * @table: (nullable): for rows, the id of their table
 * @position: where in the list
 * @removed: the values that went, in order
 * @inserted: the values that came in their place, in order
 *
 * The one form that every change of a bulletin takes: values replaced in a list. Swapping @removed and @inserted undoes it.
 */
typedef struct
{
  GalleyList list;
  char *table;
  guint position;
  GPtrArray *removed;
  GPtrArray *inserted;
} GalleyEdit;

/**
 * GalleyChange:
 * @label: what it did, for people ("Typing")
 * @edits: (element-type GalleyEdit): in the order in which they were applied
 *
 * What one transaction did, or one undo or redo. Edits in it are not to be changed.
 */
typedef struct
{
  char *label;
  GPtrArray *edits;
} GalleyChange;

GalleyEdit *galley_edit_new (GalleyList list,
                             const char *table,
                             guint position,
                             GPtrArray *removed,
                             GPtrArray *inserted);
GalleyEdit *galley_edit_invert (const GalleyEdit *edit);
gboolean galley_edit_replaces_in_place (const GalleyEdit *edit);
gboolean galley_edit_changes_content (const GalleyEdit *edit);
void galley_edit_free (GalleyEdit *edit);

GalleyChange *galley_change_new (const char *label);
GalleyChange *galley_change_invert (const GalleyChange *change);
GalleyChange *galley_change_ref (GalleyChange *change);
void galley_change_unref (GalleyChange *change);

GPtrArray *galley_list_array_new (GalleyList list);
gpointer galley_list_value_ref (GalleyList list,
                                gpointer value);
void galley_list_value_unref (GalleyList list,
                              gpointer value);
const char *galley_list_value_get_id (GalleyList list,
                                      gconstpointer value);

#define GALLEY_TYPE_CHANGE (galley_change_get_type ())
GType galley_change_get_type (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyEdit, galley_edit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyChange, galley_change_unref)

G_END_DECLS
