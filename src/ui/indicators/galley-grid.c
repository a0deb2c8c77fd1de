/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-grid-private.h"

#include <glib/gi18n-lib.h>

#include "galley-formula-words.h"

/* The indicator table: a view of its rows whose cells are only drawn, with a cursor in one of them. This file holds what
 * the grid shows; the cursor, the keys, the pointer, the clipboard and the actions each have a file of their own. */

G_DEFINE_FINAL_TYPE (GalleyGrid, galley_grid, ADW_TYPE_BIN)

enum
{
  ROW_SELECTED,
  FOLLOWED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

const GalleyGridColumn galley_grid_columns[GALLEY_GRID_N_COLUMNS] = {
  { GALLEY_INDICATOR_NAME, N_ ("Name"), 18, FALSE },
  { GALLEY_INDICATOR_SCOPE, N_ ("Scope"), 11, FALSE },
  { GALLEY_INDICATOR_PERIOD, N_ ("Period"), 9, FALSE },
  { GALLEY_INDICATOR_VALUE, N_ ("Value"), 9, TRUE },
  { GALLEY_INDICATOR_UNIT, N_ ("Unit"), 7, FALSE },
  { GALLEY_INDICATOR_BASE, N_ ("Base"), 9, TRUE },
  { GALLEY_INDICATOR_CHANGE, N_ ("Change"), 9, TRUE },
  { GALLEY_INDICATOR_SOURCE, N_ ("Source"), 12, FALSE },
  { GALLEY_INDICATOR_SOURCE_DOCUMENT, N_ ("Document"), 14, FALSE },
  { GALLEY_INDICATOR_SOURCE_PERSON, N_ ("Person"), 8, FALSE },
  { GALLEY_INDICATOR_SOURCE_DATE, N_ ("Date"), 10, FALSE },
  { GALLEY_INDICATOR_SOURCE_PAGE, N_ ("Page"), 6, FALSE },
  { GALLEY_INDICATOR_CHECKED_BY, N_ ("Checked"), 8, FALSE },
};

/* The grid's own: shows what is said of @cell now. */
void
galley_grid_show_cell (GalleyGrid *self, GalleyGridCell *cell)
{
  const GalleyGridColumn *column = galley_grid_cell_get_column (cell);
  GalleyIndicator *indicator = galley_grid_cell_get_indicator (cell);
  guint position = galley_grid_cell_get_position (cell);
  g_autofree char *said = NULL;
  const char *id;

  if (indicator == NULL || position >= galley_grid_get_n_rows (self))
    return;
  id = galley_indicator_get_record (indicator)->id;
  galley_grid_cell_show (cell, galley_rows_to_table (self->rows, position) + 1, !galley_rows_is_sorted (self->rows),
                         column ? galley_row_marks_get (self->marks, id, column->field) : NULL);
  if (column == NULL)
    return;
  said = galley_comments_dup_cell (self->threads, id, column->field);
  galley_grid_cell_set_comment (cell, said);
}

static void
show_cells (GalleyGrid *self)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    {
      galley_grid_show_cell (self, cell);
      galley_grid_cell_set_look (cell, galley_grid_get_look (self, cell));
    }
  galley_grid_place_text (self, self->text_cell);
  galley_grid_update_actions (self);
}

/**
 * galley_grid_say:
 * @said: (nullable) (transfer full): what happened beyond the grid, for people
 */
void
galley_grid_say (GalleyGrid *self, char *said)
{
  if (said)
    g_signal_emit (self, signals[FOLLOWED], 0, said);
  g_free (said);
}

void
galley_grid_say_text (GalleyGrid *self, const char *text)
{
  galley_grid_say (self, g_strdup (text));
}

void
galley_grid_go_to_place (GalleyGrid *self, const char *block, guint start, guint length)
{
  g_signal_emit (self, signals[ACTIVATED], 0, block, FALSE, start, length);
}

/* The grid's own: goes to the place in the text that the cell with the cursor is at odds with. */
void
galley_grid_go_to_problem (GalleyGrid *self)
{
  GalleyRecord *row = galley_grid_get_record (self);
  const GalleyCellMark *mark =
    row ? galley_row_marks_get (self->marks, row->id, galley_grid_columns[self->column].field) : NULL;

  if (mark && mark->block)
    galley_grid_go_to_place (self, mark->block, mark->start, mark->length);
}

void
galley_grid_row_selected (GalleyGrid *self)
{
  if (!self->quiet && self->row_id)
    g_signal_emit (self, signals[ROW_SELECTED], 0, self->row_id);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, GalleyGrid *self)
{
  gtk_column_view_cell_set_child (cell, galley_grid_cell_new (cell, g_object_get_data (G_OBJECT (factory), "column")));
  gtk_column_view_cell_set_focusable (cell, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *item, GalleyGrid *self)
{
  GalleyGridCell *cell = GALLEY_GRID_CELL (gtk_column_view_cell_get_child (item));
  GalleyCellLook look;

  g_hash_table_add (self->cells, cell);
  galley_grid_show_cell (self, cell);
  look = galley_grid_get_look (self, cell);
  galley_grid_cell_set_look (cell, look);
  if (look & GALLEY_CELL_CURSOR && galley_grid_cell_get_column (cell))
    galley_grid_place_text (self, cell);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *item, GalleyGrid *self)
{
  GalleyGridCell *cell = GALLEY_GRID_CELL (gtk_column_view_cell_get_child (item));

  g_hash_table_remove (self->cells, cell);
  if (cell != self->text_cell)
    return;
  self->refocus |= gtk_widget_has_focus (self->text);
  galley_grid_place_text (self, NULL);
}

static void
name_row (GtkColumnViewRow *row)
{
  GalleyIndicator *indicator = gtk_column_view_row_get_item (row);
  const char *name = indicator ? galley_indicator_get_record (indicator)->fields[GALLEY_INDICATOR_NAME] : "";

  gtk_column_view_row_set_accessible_label (row, *name ? name : _("Unnamed Indicator"));
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkColumnViewRow *row, gpointer data)
{
  name_row (row);
  gtk_column_view_row_set_focusable (row, FALSE);
  g_signal_connect_object (gtk_column_view_row_get_item (row), "notify::name", G_CALLBACK (name_row), row,
                           G_CONNECT_SWAPPED);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkColumnViewRow *row, gpointer data)
{
  g_signal_handlers_disconnect_by_func (gtk_column_view_row_get_item (row), name_row, row);
}

/* The lines that there are. Each is (nullable). */
static char *
join_lines (const char *first, const char *second, const char *third)
{
  const char *const all[] = { first, second, third };
  const char *some[G_N_ELEMENTS (all) + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i])
      some[n++] = all[i];
  return g_strjoinv ("\n", (char **) some);
}

static gboolean
tooltip_cb (GtkWidget *view, int x, int y, gboolean keyboard, GtkTooltip *tooltip, GalleyGrid *self)
{
  GtkWidget *picked = keyboard ? GTK_WIDGET (self->text_cell) : gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  GtkWidget *widget = picked ? gtk_widget_get_ancestor (picked, GALLEY_TYPE_GRID_CELL) : NULL;
  GalleyGridCell *cell = (GalleyGridCell *) widget;
  const GalleyGridColumn *column = cell ? galley_grid_cell_get_column (cell) : NULL;
  GalleyIndicator *indicator = cell ? galley_grid_cell_get_indicator (cell) : NULL;
  const GalleyCellMark *mark;
  g_autofree char *formula = NULL, *said = NULL, *text = NULL;
  GalleyRecord *row;
  graphene_rect_t bounds;

  if (column == NULL || indicator == NULL)
    return FALSE;
  row = galley_indicator_get_record (indicator);
  mark = galley_row_marks_get (self->marks, row->id, column->field);
  formula = galley_formula_words (self->bulletin, row, column->field);
  said = galley_comments_dup_cell (self->threads, row->id, column->field);
  text = join_lines (formula, mark ? mark->message : NULL, said);
  if (*text == '\0')
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  if (gtk_widget_compute_bounds (widget, view, &bounds))
    gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                                        (int) bounds.size.width, (int) bounds.size.height });
  return TRUE;
}

static void
show_count (GalleyGrid *self)
{
  guint all = self->table ? g_list_model_get_n_items (G_LIST_MODEL (self->table)) : 0, n = galley_grid_get_n_rows (self);
  g_autofree char *text = NULL;

  if (all > 0 && galley_rows_is_whole (self->rows))
    text = g_strdup_printf ("%u", all);
  else if (all > 0)
    text = g_strdup_printf (C_("rows that are shown", "%u of %u"), n, all);
  gtk_label_set_label (self->count, text ? text : "");
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "rows" : all > 0 ? "none" : "empty");
}

/* Rows came, went or are in another order: the cursor stays with its row. */
static void
rows_changed_cb (GalleyGrid *self)
{
  guint n = galley_grid_get_n_rows (self), position, row = G_MAXUINT;
  const char *table;

  show_count (self);
  if (self->row_id && self->table && galley_bulletin_find_row (self->bulletin, self->row_id, &table, &position) &&
      g_str_equal (table, galley_table_get_id (self->table)))
    row = galley_rows_from_table (self->rows, position);
  if (row == G_MAXUINT)
    {
      galley_grid_give_back (self);
      row = n > 0 ? MIN (self->row, n - 1) : 0;
    }
  self->row = self->to_row = row;
  self->to_column = self->column;
  self->whole_rows = FALSE;
  g_set_str (&self->row_id, n > 0 ? galley_grid_get_record (self)->id : NULL);
  show_cells (self);
  if (self->refocus && n > 0)
    galley_grid_take_focus (self);
  self->refocus = FALSE;
}

static void
bulletin_changed_cb (GalleyGrid *self, GalleyChange *change)
{
  for (guint i = 0; i < change->edits->len; i++)
    if (((GalleyEdit *) g_ptr_array_index (change->edits, i))->list == GALLEY_LIST_ROWS)
      {
        show_cells (self);
        return;
      }
}

static void
tables_changed_cb (GalleyGrid *self)
{
  g_autoptr (GalleyTable) table =
    self->bulletin ? g_list_model_get_item (galley_bulletin_get_tables (self->bulletin), 0) : NULL;

  g_set_object (&self->table, table);
  galley_rows_set_table (self->rows, self->bulletin, table);
  rows_changed_cb (self);
}

static void
marks_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, galley_row_marks_new (data), (GDestroyNotify) galley_row_marks_unref);
}

static void
marks_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyGrid *self = GALLEY_GRID (source);
  g_autoptr (GalleyRowMarks) marks = g_task_propagate_pointer (G_TASK (result), NULL);

  if (marks == NULL || g_task_get_cancellable (G_TASK (result)) != self->marks_cancellable)
    return;
  g_clear_pointer (&self->marks, galley_row_marks_unref);
  self->marks = g_steal_pointer (&marks);
  galley_rows_set_marks (self->rows, self->marks);
  show_cells (self);
}

static void
filter_changed_cb (GalleyGrid *self)
{
  gboolean searching = gtk_search_bar_get_search_mode (self->search_bar);

  galley_rows_set_filter (self->rows, searching ? gtk_drop_down_get_selected (self->filter) : GALLEY_ROW_FILTER_ALL,
                          searching ? gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) : "");
  show_count (self);
  galley_grid_update_actions (self);
}

/* A click sorts, a second one the other way round, a third one goes back to the order of the table. */
static void
sort_changed_cb (GalleyGrid *self)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->view));
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  gboolean descending = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;
  int sort = -1;

  if (self->resorting)
    return;
  for (int i = 0; i < GALLEY_GRID_N_COLUMNS; i++)
    if (column && self->columns[i] == column)
      sort = i;
  if (sort >= 0 && sort == self->sort && self->descending && !descending)
    {
      sort = -1;
      self->resorting = TRUE;
      gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
      self->resorting = FALSE;
    }
  self->sort = sort;
  self->descending = descending;
  galley_rows_set_sort (self->rows, sort >= 0 ? (int) galley_grid_columns[sort].field : -1, descending);
  show_cells (self);
}

static void
columns_changed_cb (GalleyGrid *self)
{
  g_autoptr (GStrvBuilder) hidden = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  guint shown[GALLEY_GRID_N_COLUMNS], n = galley_grid_list_columns (self, shown), column = 0;

  for (guint i = 0; i < GALLEY_GRID_N_COLUMNS; i++)
    if (!gtk_column_view_column_get_visible (self->columns[i]))
      g_strv_builder_add (hidden, gtk_column_view_column_get_id (self->columns[i]));
  names = g_strv_builder_end (hidden);
  g_settings_set_strv (self->settings, "hidden-columns", (const char *const *) names);
  /* A cursor in a column that is hidden goes to the next one that is not. */
  while (column + 1 < n && shown[column] < self->column)
    column++;
  if (shown[column] != self->column)
    galley_grid_go (self, self->row, shown[column], FALSE);
}

static gboolean
take_focus_back_cb (gpointer data)
{
  GalleyGrid *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  /* The deed may have opened a form or gone to the text, which keep the keys. */
  if (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    galley_grid_take_focus (self);
  return G_SOURCE_REMOVE;
}

/* A popover that closes gives the keys to what is below it, not to where they were, and only after it has said so. */
static void
menu_closed_cb (GalleyGrid *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, take_focus_back_cb, g_object_ref (self), g_object_unref);
}

static GtkListItemFactory *
new_factory (GalleyGrid *self, const GalleyGridColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_object_set_data (G_OBJECT (factory), "column", (gpointer) column);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  return factory;
}

static void
add_columns (GalleyGrid *self)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GtkColumnViewColumn) numbers = gtk_column_view_column_new (_("No."), new_factory (self, NULL));
  g_auto (GStrv) hidden = g_settings_get_strv (self->settings, "hidden-columns");

  gtk_column_view_append_column (self->view, numbers);
  for (guint i = 0; i < GALLEY_GRID_N_COLUMNS; i++)
    {
      const GalleyGridColumn *column = &galley_grid_columns[i];
      const char *name = galley_indicator_schema.fields[column->field].name;
      /* The sorter only makes the title one that can be pressed: rows are sorted in a thread. */
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));
      GtkColumnViewColumn *shown = gtk_column_view_column_new (_ (column->title), new_factory (self, column));

      gtk_column_view_column_set_id (shown, name);
      gtk_column_view_column_set_resizable (shown, TRUE);
      gtk_column_view_column_set_expand (shown, column->field == GALLEY_INDICATOR_NAME);
      gtk_column_view_column_set_sorter (shown, sorter);
      gtk_column_view_append_column (self->view, shown);
      self->columns[i] = shown;
      /* What a row is called is always seen. */
      if (column->field != GALLEY_INDICATOR_NAME)
        {
          g_autoptr (GPropertyAction) action = g_property_action_new (name, shown, "visible");
          g_autofree char *detailed = g_strconcat ("columns.", name, NULL);

          gtk_column_view_column_set_visible (shown, !g_strv_contains ((const char *const *) hidden, name));
          g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
          g_menu_append (self->columns_menu, _ (column->title), detailed);
          g_signal_connect_object (shown, "notify::visible", G_CALLBACK (columns_changed_cb), self, G_CONNECT_SWAPPED);
        }
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", G_ACTION_GROUP (actions));
}

static void
galley_grid_dispose (GObject *object)
{
  GalleyGrid *self = GALLEY_GRID (object);

  g_clear_handle_id (&self->scroll_source, g_source_remove);
  galley_grid_set_bulletin (self, NULL);
  if (self->view)
    gtk_column_view_set_model (self->view, NULL);
  if (self->cell_menu)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->cell_menu)));
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_GRID);
  for (guint i = 0; i < GALLEY_GRID_N_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  g_clear_object (&self->text);
  g_clear_object (&self->rows);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (galley_grid_parent_class)->dispose (object);
}

static void
galley_grid_finalize (GObject *object)
{
  GalleyGrid *self = GALLEY_GRID (object);

  g_hash_table_unref (self->cells);
  g_ptr_array_unref (self->threads);
  g_free (self->row_id);
  G_OBJECT_CLASS (galley_grid_parent_class)->finalize (object);
}

static void
galley_grid_class_init (GalleyGridClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = galley_grid_dispose;
  object_class->finalize = galley_grid_finalize;

  /**
   * GalleyGrid::row-selected:
   * @id: the indicator's id
   */
  signals[ROW_SELECTED] =
    g_signal_new ("row-selected", GALLEY_TYPE_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * GalleyGrid::followed:
   * @text: what, for people
   *
   * Places in the text followed a cell that they are bound to, or something else happened that is not seen in the grid.
   */
  signals[FOLLOWED] =
    g_signal_new ("followed", GALLEY_TYPE_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * GalleyGrid::activated:
   * @id: the id of the block
   * @row: always %FALSE, as in the signal of the problems
   * @start: where in the block, in code points
   * @length: in code points
   */
  signals[ACTIVATED] =
    g_signal_new ("activated", GALLEY_TYPE_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4, G_TYPE_STRING,
                  G_TYPE_BOOLEAN, G_TYPE_UINT, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/indicators/galley-grid.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyGrid, view);
  gtk_widget_class_bind_template_child (widget_class, GalleyGrid, scroller);
  gtk_widget_class_bind_template_child (widget_class, GalleyGrid, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyGrid, count);
  gtk_widget_class_bind_template_child (widget_class, GalleyGrid, search_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyGrid, search_entry);
  gtk_widget_class_bind_template_child (widget_class, GalleyGrid, filter);
  gtk_widget_class_bind_template_child (widget_class, GalleyGrid, columns_menu);
  gtk_widget_class_bind_template_child (widget_class, GalleyGrid, cell_model);
  galley_grid_install_actions (widget_class);
}

static void
galley_grid_init (GalleyGrid *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();

  self->sort = self->tab_column = -1;
  self->cells = g_hash_table_new (NULL, NULL);
  self->threads = g_ptr_array_new ();
  self->settings = g_settings_new (GALLEY_APP_ID);
  self->rows = galley_rows_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cell_menu = GTK_POPOVER (gtk_popover_menu_new_from_model (G_MENU_MODEL (self->cell_model)));
  gtk_popover_set_has_arrow (self->cell_menu, FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->cell_menu), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->cell_menu), GTK_WIDGET (self->view));
  g_signal_connect_object (self->cell_menu, "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);
  galley_grid_init_text (self);
  galley_grid_init_pointer (self);
  g_signal_connect (rows, "bind", G_CALLBACK (bind_row_cb), NULL);
  g_signal_connect (rows, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  gtk_column_view_set_row_factory (self->view, rows);
  add_columns (self);
  {
    g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));

    gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  }
  /* After the view itself, so that the cells are those of the rows as they are now. */
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (rows_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->view, "query-tooltip", G_CALLBACK (tooltip_cb), self, 0);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (sort_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  g_signal_connect_object (self->search_entry, "search-changed", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter, "notify::selected", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_bar, "notify::search-mode-enabled", G_CALLBACK (filter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rows_changed_cb (self);
}

/**
 * galley_grid_set_bulletin:
 * @bulletin: (nullable) (transfer none): whose first table is shown
 */
void
galley_grid_set_bulletin (GalleyGrid *self, GalleyBulletin *bulletin)
{
  if (self->bulletin == bulletin)
    return;
  galley_grid_give_back (self);
  galley_grid_set_report (self, NULL);
  if (self->bulletin)
    {
      g_signal_handlers_disconnect_by_func (galley_bulletin_get_tables (self->bulletin), tables_changed_cb, self);
      g_signal_handlers_disconnect_by_func (self->bulletin, bulletin_changed_cb, self);
    }
  g_set_object (&self->bulletin, bulletin);
  g_clear_pointer (&self->row_id, g_free);
  self->row = self->column = 0;
  if (bulletin)
    {
      g_signal_connect_object (galley_bulletin_get_tables (bulletin), "items-changed", G_CALLBACK (tables_changed_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (bulletin, "changed", G_CALLBACK (bulletin_changed_cb), self, G_CONNECT_SWAPPED);
    }
  tables_changed_cb (self);
}

/**
 * galley_grid_set_report:
 * @report: (nullable) (transfer none): what is wrong with the bulletin now
 */
void
galley_grid_set_report (GalleyGrid *self, GalleyReport *report)
{
  g_autoptr (GTask) task = NULL;

  g_clear_object (&self->marks_cancellable);
  if (report == NULL)
    {
      g_clear_pointer (&self->marks, galley_row_marks_unref);
      return;
    }
  self->marks_cancellable = g_cancellable_new ();
  task = g_task_new (self, self->marks_cancellable, marks_cb, NULL);
  g_task_set_task_data (task, galley_report_ref (report), (GDestroyNotify) galley_report_unref);
  g_task_run_in_thread (task, marks_thread);
}

/**
 * galley_grid_set_comments:
 * @threads: (element-type GalleyThread): those on its cells are shown there
 */
void
galley_grid_set_comments (GalleyGrid *self, GPtrArray *threads)
{
  g_ptr_array_unref (self->threads);
  self->threads = g_ptr_array_ref (threads);
  show_cells (self);
}

/**
 * galley_grid_flush:
 *
 * Takes over what is being typed in a cell, before the bulletin is saved, exported or left.
 */
void
galley_grid_flush (GalleyGrid *self)
{
  galley_grid_take (self);
}

/**
 * galley_grid_cancel:
 *
 * Leaves the cell that is being typed in as it was.
 *
 * Returns: whether there was one
 */
gboolean
galley_grid_cancel (GalleyGrid *self)
{
  return galley_grid_give_back (self);
}

/**
 * galley_grid_get_row:
 *
 * Returns: (transfer none) (nullable): the id of the indicator that the cursor is in
 */
const char *
galley_grid_get_row (GalleyGrid *self)
{
  return self->row_id;
}

/**
 * galley_grid_get_field:
 *
 * Returns: which field of the row the cursor is in
 */
GalleyIndicatorField
galley_grid_get_field (GalleyGrid *self)
{
  return galley_grid_columns[self->column].field;
}

static void
select_cell (GalleyGrid *self, const char *id, guint column)
{
  guint position;

  if (self->bulletin == NULL || !galley_bulletin_find_row (self->bulletin, id, NULL, &position) ||
      (position = galley_rows_from_table (self->rows, position)) == G_MAXUINT)
    return;
  self->quiet = TRUE;
  galley_grid_go (self, position, column, FALSE);
  self->quiet = FALSE;
}

/**
 * galley_grid_select_row:
 * @id: an indicator's id
 *
 * Puts the cursor into its row and brings it into view.
 */
void
galley_grid_select_row (GalleyGrid *self, const char *id)
{
  if (g_strcmp0 (self->row_id, id) != 0)
    select_cell (self, id, self->column);
}

/**
 * galley_grid_select_cell:
 * @id: an indicator's id
 * @field: of it; where its column is not shown, the row is gone to
 *
 * As galley_grid_select_row(), and takes the keys to the field as well.
 */
void
galley_grid_select_cell (GalleyGrid *self, const char *id, GalleyIndicatorField field)
{
  guint columns[GALLEY_GRID_N_COLUMNS], n = galley_grid_list_columns (self, columns), column = self->column;

  for (guint i = 0; i < n; i++)
    if (galley_grid_columns[columns[i]].field == field)
      column = columns[i];
  select_cell (self, id, column);
  galley_grid_take_focus (self);
}
