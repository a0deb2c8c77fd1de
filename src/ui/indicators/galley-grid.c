/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-grid.h"

#include <glib/gi18n-lib.h>

#include "galley-binding.h"
#include "galley-table.h"
#include "galley-transaction.h"

/* The indicator table. A cell is a text that is always ready to be edited: Tab goes from cell to cell, Enter down,
 * Escape back to what it was. What is typed is taken over when the cell is left. */

struct _GalleyGrid
{
  AdwBin parent_instance;

  GtkColumnView *view;
  GtkStack *stack;
  GtkLabel *count;

  GalleyBulletin *bulletin;
  GalleyTable *table;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (GalleyGrid, galley_grid, ADW_TYPE_BIN)

enum
{
  ROW_SELECTED,
  FOLLOWED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  GalleyIndicatorField field;
  const char *title;
  int width; /* in characters, so that it grows with the font */
  gboolean numeric;
} Column;

static const Column columns[] = {
  { GALLEY_INDICATOR_NAME, N_ ("Name"), 18, FALSE },    { GALLEY_INDICATOR_SCOPE, N_ ("Scope"), 11, FALSE },
  { GALLEY_INDICATOR_PERIOD, N_ ("Period"), 9, FALSE }, { GALLEY_INDICATOR_VALUE, N_ ("Value"), 9, TRUE },
  { GALLEY_INDICATOR_UNIT, N_ ("Unit"), 7, FALSE },     { GALLEY_INDICATOR_BASE, N_ ("Base"), 9, TRUE },
  { GALLEY_INDICATOR_CHANGE, N_ ("Change"), 8, TRUE },  { GALLEY_INDICATOR_SOURCE, N_ ("Source"), 14, FALSE },
  { GALLEY_INDICATOR_CHECKED_BY, N_ ("Checked"), 8, FALSE },
};

/* What a cell's text shows: set when the cell is bound to a row. */
static GtkColumnViewCell *
get_cell (GtkText *text)
{
  return g_object_get_data (G_OBJECT (text), "cell");
}

static const Column *
get_column (GtkText *text)
{
  return g_object_get_data (G_OBJECT (text), "column");
}

static void
show_cell (GtkText *text)
{
  GalleyIndicator *indicator = gtk_column_view_cell_get_item (get_cell (text));
  const char *now = indicator ? galley_indicator_get_record (indicator)->fields[get_column (text)->field] : "";

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (text)), now))
    gtk_editable_set_text (GTK_EDITABLE (text), now);
}

static void
take_cell (GalleyGrid *self, GtkText *text)
{
  GalleyIndicator *indicator = gtk_column_view_cell_get_item (get_cell (text));
  const Column *column = get_column (text);
  const char *now = gtk_editable_get_text (GTK_EDITABLE (text)), *table;
  g_autoptr (GalleyRecord) record = NULL;
  g_autoptr (GalleySnapshot) before = NULL;
  g_autoptr (GalleyBindingReport) report = NULL;
  g_autofree char *said = NULL;
  GalleyTransaction *transaction;
  guint position;

  if (self->bulletin == NULL || indicator == NULL)
    return;
  if (g_str_equal (galley_indicator_get_record (indicator)->fields[column->field], now) ||
      !galley_bulletin_find_row (self->bulletin, galley_indicator_get_record (indicator)->id, &table, &position))
    return;
  record = galley_record_with (galley_indicator_get_record (indicator), column->field, now);
  before = galley_bulletin_snapshot (self->bulletin);
  transaction = galley_transaction_begin (self->bulletin, _("Cell Change"));
  galley_transaction_set_record (transaction, GALLEY_LIST_ROWS, table, position, record);
  report = galley_binding_follow (transaction, self->bulletin, before);
  galley_transaction_commit (transaction);
  if (report && report->places->len > 0)
    said = galley_binding_report_summarize (report);
  if (said)
    g_signal_emit (self, signals[FOLLOWED], 0, said);
}

/* The cell below, or the first of the next column's row where there is none. */
static void
activate_cb (GtkText *text, GalleyGrid *self)
{
  take_cell (self, text);
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_DOWN);
}

static void
focus_left_cb (GtkEventControllerFocus *controller, GalleyGrid *self)
{
  take_cell (self, GTK_TEXT (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller))));
}

static void
focus_entered_cb (GtkEventControllerFocus *controller, GalleyGrid *self)
{
  GtkWidget *text = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  gtk_single_selection_set_selected (self->selection, gtk_column_view_cell_get_position (get_cell (GTK_TEXT (text))));
}

/* Tab at the end of a row goes to the beginning of the next one, back from its beginning to the end of the one
 * before; elsewhere the list knows the way itself. */
static gboolean
step_row (GalleyGrid *self, GtkText *text, int direction)
{
  guint n_columns = G_N_ELEMENTS (columns), position = gtk_column_view_cell_get_position (get_cell (text)) + direction;
  const Column *edge = direction > 0 ? &columns[n_columns - 1] : &columns[0];
  g_autoptr (GtkColumnViewColumn) column = NULL;

  if (get_column (text) != edge || position >= g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    return GDK_EVENT_PROPAGATE;
  column = g_list_model_get_item (gtk_column_view_get_columns (self->view), direction > 0 ? 0 : n_columns - 1);
  gtk_column_view_scroll_to (self->view, position, column, GTK_LIST_SCROLL_FOCUS, NULL);
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GalleyGrid *self)
{
  GtkText *text = GTK_TEXT (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));

  /* While an input method composes, the keys are its own. */
  if (g_object_get_data (G_OBJECT (text), "composing"))
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Escape:
      show_cell (text);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      take_cell (self, text);
      return step_row (self, text, key == GDK_KEY_Tab && !(state & GDK_SHIFT_MASK) ? 1 : -1);
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      take_cell (self, text);
      gtk_widget_child_focus (GTK_WIDGET (self->view), key == GDK_KEY_Up ? GTK_DIR_UP : GTK_DIR_DOWN);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
preedit_changed_cb (GtkText *text, const char *preedit)
{
  g_object_set_data (G_OBJECT (text), "composing", GINT_TO_POINTER (*preedit != '\0'));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, GalleyGrid *self)
{
  const Column *column = g_object_get_data (G_OBJECT (factory), "column");
  /* A GtkText on its own is hidden from those who listen, unless it is given a role. */
  GtkWidget *text = g_object_new (GTK_TYPE_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new (), *keys = gtk_event_controller_key_new ();

  g_object_set_data (G_OBJECT (text), "cell", cell);
  g_object_set_data (G_OBJECT (text), "column", (gpointer) column);
  gtk_editable_set_alignment (GTK_EDITABLE (text), column->numeric ? 1 : 0);
  gtk_editable_set_width_chars (GTK_EDITABLE (text), column->width);
  gtk_text_set_enable_emoji_completion (GTK_TEXT (text), FALSE);
  if (column->numeric)
    gtk_widget_add_css_class (text, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (column->title), -1);
  g_signal_connect (text, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (text, "preedit-changed", G_CALLBACK (preedit_changed_cb), NULL);
  g_signal_connect (focus, "enter", G_CALLBACK (focus_entered_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (text, focus);
  gtk_widget_add_controller (text, keys);
  gtk_column_view_cell_set_child (cell, text);
  gtk_column_view_cell_set_focusable (cell, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, GalleyGrid *self)
{
  const Column *column = g_object_get_data (G_OBJECT (factory), "column");
  GtkWidget *text = gtk_column_view_cell_get_child (cell);
  g_autofree char *signal = g_strconcat ("notify::", galley_indicator_schema.fields[column->field].name, NULL);

  show_cell (GTK_TEXT (text));
  g_signal_connect_object (gtk_column_view_cell_get_item (cell), signal, G_CALLBACK (show_cell), text,
                           G_CONNECT_SWAPPED);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, GalleyGrid *self)
{
  g_signal_handlers_disconnect_by_func (gtk_column_view_cell_get_item (cell), show_cell,
                                        gtk_column_view_cell_get_child (cell));
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

static void
selected_cb (GalleyGrid *self)
{
  GalleyIndicator *indicator = gtk_single_selection_get_selected_item (self->selection);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "grid.remove-row", indicator != NULL);
  if (indicator)
    g_signal_emit (self, signals[ROW_SELECTED], 0, galley_indicator_get_record (indicator)->id);
}

static void
items_changed_cb (GalleyGrid *self)
{
  guint n = self->table ? g_list_model_get_n_items (G_LIST_MODEL (self->table)) : 0;
  g_autofree char *text = n > 0 ? g_strdup_printf ("%u", n) : NULL;

  gtk_label_set_label (self->count, text ? text : "");
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "rows" : "empty");
  selected_cb (self);
}

static void
set_table (GalleyGrid *self, GalleyTable *table)
{
  if (self->table)
    g_signal_handlers_disconnect_by_func (self->table, items_changed_cb, self);
  g_set_object (&self->table, table);
  gtk_single_selection_set_model (self->selection, table ? G_LIST_MODEL (table) : NULL);
  if (table)
    g_signal_connect_object (table, "items-changed", G_CALLBACK (items_changed_cb), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  items_changed_cb (self);
}

static void
tables_changed_cb (GalleyGrid *self)
{
  g_autoptr (GalleyTable) table =
    self->bulletin ? g_list_model_get_item (galley_bulletin_get_tables (self->bulletin), 0) : NULL;

  set_table (self, table);
}

/* A bulletin may come without a table; its first row makes one. */
static const char *
ensure_table (GalleyGrid *self, GalleyTransaction *transaction)
{
  g_autoptr (GPtrArray) heads = galley_record_array_new ();

  if (self->table == NULL)
    {
      g_ptr_array_add (heads, galley_record_new (&galley_table_schema, NULL, NULL, NULL));
      galley_transaction_splice (transaction, GALLEY_LIST_TABLES, NULL, 0, 0, heads);
      tables_changed_cb (self);
    }
  return galley_table_get_id (self->table);
}

static void
add_row_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyGrid *self = GALLEY_GRID (widget);
  guint selected = gtk_single_selection_get_selected (self->selection);
  guint position = selected == GTK_INVALID_LIST_POSITION ? 0 : selected + 1;
  g_autoptr (GPtrArray) rows = galley_record_array_new ();
  GalleyTransaction *transaction;
  const char *table;

  if (self->bulletin == NULL)
    return;
  transaction = galley_transaction_begin (self->bulletin, _("New Row"));
  table = ensure_table (self, transaction);
  g_ptr_array_add (rows, galley_record_new (&galley_indicator_schema, NULL, NULL, NULL));
  galley_transaction_splice (transaction, GALLEY_LIST_ROWS, table, position, 0, rows);
  galley_transaction_commit (transaction);
  gtk_column_view_scroll_to (self->view, position, NULL, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
}

static void
remove_row_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyGrid *self = GALLEY_GRID (widget);
  guint selected = gtk_single_selection_get_selected (self->selection);
  GalleyTransaction *transaction;

  if (self->bulletin == NULL || self->table == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  transaction = galley_transaction_begin (self->bulletin, _("Row Removal"));
  galley_transaction_splice (transaction, GALLEY_LIST_ROWS, galley_table_get_id (self->table), selected, 1, NULL);
  galley_transaction_commit (transaction);
}

static void
galley_grid_dispose (GObject *object)
{
  GalleyGrid *self = GALLEY_GRID (object);

  galley_grid_set_bulletin (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_GRID);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (galley_grid_parent_class)->dispose (object);
}

static void
galley_grid_class_init (GalleyGridClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = galley_grid_dispose;

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
   * Places in the text followed a cell that they are bound to.
   */
  signals[FOLLOWED] =
    g_signal_new ("followed", GALLEY_TYPE_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/indicators/galley-grid.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyGrid, view);
  gtk_widget_class_bind_template_child (widget_class, GalleyGrid, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyGrid, count);
  gtk_widget_class_install_action (widget_class, "grid.add-row", NULL, add_row_action);
  gtk_widget_class_install_action (widget_class, "grid.remove-row", NULL, remove_row_action);
}

static void
galley_grid_init (GalleyGrid *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (rows, "bind", G_CALLBACK (bind_row_cb), NULL);
  g_signal_connect (rows, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  gtk_column_view_set_row_factory (self->view, rows);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_object_set_data (G_OBJECT (factory), "column", (gpointer) &columns[i]);
      g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
      g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
      g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
      column = gtk_column_view_column_new (_ (columns[i].title), factory);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, columns[i].field == GALLEY_INDICATOR_NAME);
      gtk_column_view_append_column (self->view, column);
    }
  items_changed_cb (self);
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
  if (self->bulletin)
    g_signal_handlers_disconnect_by_func (galley_bulletin_get_tables (self->bulletin), tables_changed_cb, self);
  g_set_object (&self->bulletin, bulletin);
  if (bulletin)
    g_signal_connect_object (galley_bulletin_get_tables (bulletin), "items-changed", G_CALLBACK (tables_changed_cb),
                             self, G_CONNECT_SWAPPED);
  tables_changed_cb (self);
}

/**
 * galley_grid_flush:
 *
 * Takes over what is being typed in a cell, before the bulletin is saved, exported or left.
 */
void
galley_grid_flush (GalleyGrid *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (focus && GTK_IS_TEXT (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)) &&
      get_cell (GTK_TEXT (focus)))
    take_cell (self, GTK_TEXT (focus));
}

/**
 * galley_grid_select_row:
 * @id: an indicator's id
 *
 * Selects its row and brings it into view.
 */
void
galley_grid_select_row (GalleyGrid *self, const char *id)
{
  guint position;

  if (self->bulletin && galley_bulletin_find_row (self->bulletin, id, NULL, &position))
    {
      g_signal_handlers_block_by_func (self->selection, selected_cb, self);
      gtk_column_view_scroll_to (self->view, position, NULL, GTK_LIST_SCROLL_SELECT, NULL);
      g_signal_handlers_unblock_by_func (self->selection, selected_cb, self);
    }
}
