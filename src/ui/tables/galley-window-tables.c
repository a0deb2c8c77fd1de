/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-transaction.h"
#include "galley-view-dialog.h"

/* Tables and charts come into the article below the block with the caret. */

static void
enter_block (GalleyWindow *self, const char *id)
{
  guint position;

  if (galley_bulletin_find_block (galley_window_get_bulletin (self), id, &position))
    galley_editor_enter_block (self->editor, position);
}

static void
present (GalleyWindow *self, GalleyBlockData *block)
{
  AdwDialog *dialog =
    galley_view_dialog_new (galley_window_get_bulletin (self), block, galley_editor_get_block (self->editor) + 1);

  g_signal_connect_object (dialog, "applied", G_CALLBACK (enter_block), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* The window's own: win.insert-table and win.insert-chart show indicators in the article. */
void
galley_window_insert_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  GPtrArray *tables = galley_bulletin_get_list (bulletin, GALLEY_LIST_TABLES);
  GalleyRecord *table = tables->len > 0 ? g_ptr_array_index (tables, 0) : NULL;
  GalleyBlockKind kind = g_str_equal (name, "win.insert-chart") ? GALLEY_BLOCK_CHART : GALLEY_BLOCK_TABLE;
  g_autoptr (GalleyBlockData) block = NULL;
  const char *title;

  galley_grid_flush (self->grid);
  if (table == NULL || galley_bulletin_get_rows (bulletin, table->id)->len == 0)
    {
      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("There are no indicators yet; extract them first")));
      return;
    }
  title = *table->fields[GALLEY_TABLE_TITLE] ? table->fields[GALLEY_TABLE_TITLE] : _("Indicators");
  block = galley_block_data_new_full (NULL, kind, title, NULL, table->id, NULL, NULL);
  present (self, block);
}

/* The window's own: win.edit-view changes the table of indicators or chart with that id. */
void
galley_window_edit_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  guint position;

  galley_grid_flush (self->grid);
  if (galley_bulletin_find_block (bulletin, g_variant_get_string (parameter, NULL), &position))
    present (self, galley_bulletin_get_block (bulletin, position));
}

/* The window's own: win.insert-free-table begins a table with a header. */
void
galley_window_insert_free_table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleyGridData) grid = galley_grid_data_new (3, 3, 1);
  g_autoptr (GalleyBlockData) bare = galley_block_data_new (NULL, GALLEY_BLOCK_TABLE, _("Table"), NULL);
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, _("Table"));

  g_ptr_array_add (blocks, galley_block_data_with_grid (bare, grid));
  galley_transaction_splice (transaction, GALLEY_LIST_BLOCKS, NULL, galley_editor_get_block (self->editor) + 1, 0, blocks);
  galley_transaction_commit (transaction);
  enter_block (self, bare->id);
}
