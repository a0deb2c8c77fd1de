/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-table-edit.h"

#include <glib/gi18n-lib.h>

#include "galley-binding.h"
#include "galley-furniture.h"
#include "galley-transaction.h"

/* The cells of a table of the article, edited where they stand. A cell takes over what was typed when it is left; what is
 * done to rows, columns and merged cells is a step of undo each. A cell of an indicator is that of the indicator table. */

/* Beyond so many rows a table is not shown whole: nobody writes such a one cell by cell, and each cell is a widget. */
#define MAX_ROWS 60

struct _GalleyTableEdit
{
  AdwBin parent_instance;

  GtkWidget *cells;  /* GtkGrid */
  GtkWidget *button; /* the menu's */
  GtkWidget *rest;   /* says how many rows are not shown */
  GMenuModel *menu;

  GalleyBulletin *bulletin;
  GalleyBlockData *block;
  GalleyGridData *grid;  /* as it is printed */
  GPtrArray *records;    /* (nullable): GalleyRecord, held: the indicators below the header */
  GalleyIndicatorField fields[GALLEY_N_INDICATOR_FIELDS];
  GPtrArray *threads;    /* (element-type GalleyThread): what is said of cells */
  guint row, column;     /* of the cell that has or had the focus */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (GalleyTableEdit, galley_table_edit, ADW_TYPE_BIN)

enum
{
  FOLLOWED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
get_number (GtkText *text, const char *name)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (text), name));
}

static guint
count_shown (const GalleyGridData *grid)
{
  return MIN (grid->n_rows, MAX_ROWS);
}

static GalleyRecord *
get_record (GalleyTableEdit *self, guint row)
{
  return self->records && row >= self->grid->n_header_rows
           ? g_ptr_array_index (self->records, row - self->grid->n_header_rows)
           : NULL;
}

/* What a cell holds: of an indicator the field alone, without its unit. */
static const char *
get_text (GalleyTableEdit *self, guint row, guint column)
{
  GalleyRecord *record = get_record (self, row);

  return record ? record->fields[self->fields[column]] : galley_grid_data_get_text (self->grid, row, column);
}

/* Shows at a cell that something is said of it, as the grid of the indicators does. */
static void
show_comment (GalleyTableEdit *self, GtkWidget *box)
{
  GtkText *text = g_object_get_data (G_OBJECT (box), "text");
  guint row = get_number (text, "row"), column = get_number (text, "column");
  GalleyRecord *record = get_record (self, row);
  g_autofree char *said = record ? galley_comments_dup_cell (self->threads, record->id, self->fields[column])
                                 : galley_comments_dup_grid_cell (self->threads, self->block->id, row, column);

  gtk_widget_set_tooltip_text (box, said);
  if (said)
    gtk_widget_add_css_class (box, "commented");
  else
    gtk_widget_remove_css_class (box, "commented");
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said ? said : "", -1);
}

static void
show_comments (GalleyTableEdit *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->cells); child; child = gtk_widget_get_next_sibling (child))
    show_comment (self, child);
}

static GtkText *
find_cell (GalleyTableEdit *self, guint row, guint column)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->cells); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkText *text = g_object_get_data (G_OBJECT (child), "text");

      if (text && get_number (text, "row") == row && get_number (text, "column") == column)
        return text;
    }
  return NULL;
}

static void
show_cell (GalleyTableEdit *self, GtkText *text)
{
  const char *now = get_text (self, get_number (text, "row"), get_number (text, "column"));

  if (!g_object_get_data (G_OBJECT (text), "composing") && !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (text)), now))
    gtk_editable_set_text (GTK_EDITABLE (text), now);
}

/* One step of undo that gives the table other cells. Takes @grid. */
static void
set_grid (GalleyTableEdit *self, const char *label, GalleyGridData *grid)
{
  g_autoptr (GalleyGridData) now = grid;
  g_autoptr (GalleyBlockData) block = NULL;
  GalleyTransaction *transaction;
  guint position;

  if (now == NULL || !galley_bulletin_find_block (self->bulletin, self->block->id, &position))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  block = galley_block_data_with_grid (galley_bulletin_get_block (self->bulletin, position), now);
  transaction = galley_transaction_begin (self->bulletin, label);
  galley_transaction_set_block (transaction, position, block);
  galley_transaction_commit (transaction);
}

static void
set_record (GalleyTableEdit *self, GalleyRecord *was, GalleyIndicatorField field, const char *now)
{
  g_autoptr (GalleyRecord) record = galley_record_with (was, field, now);
  g_autoptr (GalleySnapshot) before = galley_bulletin_snapshot (self->bulletin);
  g_autoptr (GalleyBindingReport) report = NULL;
  g_autofree char *said = NULL;
  GalleyTransaction *transaction;
  const char *table;
  guint position;

  if (!galley_bulletin_find_row (self->bulletin, was->id, &table, &position))
    return;
  transaction = galley_transaction_begin (self->bulletin, _("Cell Change"));
  galley_transaction_set_record (transaction, GALLEY_LIST_ROWS, table, position, record);
  report = galley_binding_follow (transaction, self->bulletin, before);
  galley_transaction_commit (transaction);
  if (report && report->places->len > 0)
    said = galley_binding_report_summarize (report);
  if (said)
    g_signal_emit (self, signals[FOLLOWED], 0, said);
}

static void
take_cell (GalleyTableEdit *self, GtkText *text)
{
  guint row = get_number (text, "row"), column = get_number (text, "column");
  g_autofree char *now = g_strdup (gtk_editable_get_text (GTK_EDITABLE (text)));
  GalleyRecord *record;

  if (self->updating || g_str_equal (now, get_text (self, row, column)))
    return;
  record = get_record (self, row);
  if (record)
    set_record (self, record, self->fields[column], now);
  else
    set_grid (self, _("Table Cell"), galley_grid_data_with_text (self->grid, row, column, now));
}

/* Goes to a cell, or to the one that it is part of. */
static gboolean
go_to (GalleyTableEdit *self, guint row, guint column)
{
  GalleyGridSpan span;
  GtkText *text;

  galley_grid_data_get_span (self->grid, row, column, &span);
  text = find_cell (self, span.row, span.column);
  if (text == NULL || !gtk_widget_get_focusable (GTK_WIDGET (text)))
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (text));
  return TRUE;
}

/* The next cell in reading order that can be gone to. */
static gboolean
step (GalleyTableEdit *self, int direction)
{
  guint n = count_shown (self->grid) * self->grid->n_columns;
  guint at = self->row * self->grid->n_columns + self->column + direction;

  for (; at < n; at += direction)
    if (!galley_grid_data_is_covered (self->grid, at / self->grid->n_columns, at % self->grid->n_columns) &&
        go_to (self, at / self->grid->n_columns, at % self->grid->n_columns))
      return TRUE;
  return FALSE;
}

static gboolean
go_down (GalleyTableEdit *self, int direction)
{
  GalleyGridSpan span;
  guint row;

  galley_grid_data_get_span (self->grid, self->row, self->column, &span);
  row = direction > 0 ? span.row + span.n_rows : span.row - 1;
  return row < count_shown (self->grid) && go_to (self, row, self->column);
}

static void
leave (GalleyTableEdit *self, int direction)
{
  g_signal_emit (self, signals[LEFT], 0, direction);
}

static void
tab (GalleyTableEdit *self, int direction)
{
  if (step (self, direction))
    return;
  if (direction < 0 || self->records || self->grid->n_rows >= MAX_ROWS)
    leave (self, direction);
  else
    {
      /* As in word processors, the end of a table makes a new row. */
      guint row = self->grid->n_rows;

      set_grid (self, _("Insert Row"), galley_grid_data_insert_row (self->grid, row));
      if (row < self->grid->n_rows)
        go_to (self, row, 0);
    }
}

static gboolean
at_edge (GtkText *text, guint key)
{
  int position = gtk_editable_get_position (GTK_EDITABLE (text));

  if (gtk_editable_get_selection_bounds (GTK_EDITABLE (text), NULL, NULL))
    return FALSE;
  return key == GDK_KEY_Left ? position == 0
                             : position == (int) g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (text)), -1);
}

/* Alt and an arrow put a row or column in on that side. */
static gboolean
insert_beside (GalleyTableEdit *self, guint key)
{
  const char *action = key == GDK_KEY_Up      ? "table.insert-row-above"
                       : key == GDK_KEY_Down  ? "table.insert-row-below"
                       : key == GDK_KEY_Left  ? "table.insert-column-before"
                       : key == GDK_KEY_Right ? "table.insert-column-after"
                                              : NULL;

  if (action == NULL || self->records)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GalleyTableEdit *self)
{
  GtkText *text = GTK_TEXT (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  int direction = key == GDK_KEY_Up || key == GDK_KEY_Left || key == GDK_KEY_ISO_Left_Tab ? -1 : 1;

  /* While an input method composes, the keys are its own. */
  if (g_object_get_data (G_OBJECT (text), "composing"))
    return GDK_EVENT_PROPAGATE;
  if (modifiers == GDK_ALT_MASK)
    return insert_beside (self, key);
  if (modifiers & ~GDK_SHIFT_MASK)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Escape:
      show_cell (self, text);
      leave (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      take_cell (self, text);
      tab (self, modifiers & GDK_SHIFT_MASK ? -1 : 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Down:
    case GDK_KEY_Up:
      take_cell (self, text);
      if (!go_down (self, direction))
        leave (self, direction);
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      if (modifiers || !at_edge (text, key))
        return GDK_EVENT_PROPAGATE;
      take_cell (self, text);
      step (self, direction);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
focus_entered_cb (GtkEventControllerFocus *controller, GalleyTableEdit *self)
{
  GtkText *text = GTK_TEXT (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));

  self->row = get_number (text, "row");
  self->column = get_number (text, "column");
}

static void
focus_left_cb (GtkEventControllerFocus *controller, GalleyTableEdit *self)
{
  GtkText *text = GTK_TEXT (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));

  gtk_editable_select_region (GTK_EDITABLE (text), 0, 0);
  take_cell (self, text);
}

static void
preedit_changed_cb (GtkText *text, const char *preedit)
{
  g_object_set_data (G_OBJECT (text), "composing", GINT_TO_POINTER (*preedit != '\0'));
}

static void
label_cell (GalleyTableEdit *self, GtkWidget *text, guint row, guint column)
{
  const char *header = self->grid->n_header_rows > 0
                         ? galley_grid_data_get_text (self->grid, self->grid->n_header_rows - 1, column)
                         : "";
  g_autofree char *label = *header && row >= self->grid->n_header_rows
                             ? g_strdup_printf (_("Row %u, %s"), row + 1, header)
                             : g_strdup_printf (_("Row %u, column %u"), row + 1, column + 1);

  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GtkWidget *
new_text (GalleyTableEdit *self, guint row, guint column, const GalleyGridSpan *span)
{
  GtkWidget *text = g_object_new (GTK_TYPE_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new (), *keys = gtk_event_controller_key_new ();
  gboolean header = row < self->grid->n_header_rows;

  g_object_set_data (G_OBJECT (text), "row", GUINT_TO_POINTER (row));
  g_object_set_data (G_OBJECT (text), "column", GUINT_TO_POINTER (column));
  gtk_editable_set_text (GTK_EDITABLE (text), get_text (self, row, column));
  gtk_editable_set_alignment (GTK_EDITABLE (text), header && span->n_columns > 1 ? 0.5f : self->grid->aligns[column] / 2.0f);
  gtk_editable_set_width_chars (GTK_EDITABLE (text), 2);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_text_set_enable_emoji_completion (GTK_TEXT (text), FALSE);
  gtk_text_set_extra_menu (GTK_TEXT (text), self->menu);
  label_cell (self, text, row, column);
  /* The headers of indicators say themselves. */
  if (header && self->records)
    g_object_set (text, "editable", FALSE, "focusable", FALSE, "can-target", FALSE, NULL);
  g_signal_connect (text, "preedit-changed", G_CALLBACK (preedit_changed_cb), NULL);
  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_entered_cb), self, 0);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, 0);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (text, focus);
  gtk_widget_add_controller (text, keys);
  return text;
}

/* The unit that a cell of an indicator has behind it in print. */
static const char *
find_unit (GalleyTableEdit *self, guint row, guint column)
{
  GalleyRecord *record = get_record (self, row);

  return record && !g_str_equal (galley_grid_data_get_text (self->grid, row, column), get_text (self, row, column))
           ? record->fields[GALLEY_INDICATOR_UNIT]
           : NULL;
}

static void
add_cell (GalleyTableEdit *self, guint row, guint column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2), *text;
  const char *unit = find_unit (self, row, column);
  GalleyGridSpan span;

  galley_grid_data_get_span (self->grid, row, column, &span);
  text = new_text (self, row, column, &span);
  gtk_widget_add_css_class (box, "cell");
  if (row < self->grid->n_header_rows)
    gtk_widget_add_css_class (box, "header");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), text);
  if (unit)
    {
      GtkWidget *label = gtk_label_new (unit);

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  g_object_set_data (G_OBJECT (box), "text", text);
  gtk_grid_attach (GTK_GRID (self->cells), box, (int) column, (int) row, (int) span.n_columns, (int) span.n_rows);
}

static void
build (GalleyTableEdit *self)
{
  guint shown = count_shown (self->grid);
  g_autofree char *rest = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->cells)) != NULL)
    gtk_grid_remove (GTK_GRID (self->cells), child);
  for (guint row = 0; row < shown; row++)
    for (guint column = 0; column < self->grid->n_columns; column++)
      if (!galley_grid_data_is_covered (self->grid, row, column))
        add_cell (self, row, column);
  rest = g_strdup_printf (ngettext ("%u more row", "%u more rows", self->grid->n_rows - shown), self->grid->n_rows - shown);
  gtk_label_set_label (GTK_LABEL (self->rest), rest);
  gtk_widget_set_visible (self->rest, shown < self->grid->n_rows);
}

/* Whether the cells that are shown can stay: only their texts are others. */
static gboolean
same_cells (const GalleyGridData *a, const GalleyGridData *b, gboolean records)
{
  if (!a || !galley_grid_data_has_shape_of (a, b))
    return FALSE;
  for (guint i = 0; records && i < a->n_columns; i++)
    if (!g_str_equal (galley_grid_data_get_text (a, 0, i), galley_grid_data_get_text (b, 0, i)))
      return FALSE;
  return TRUE;
}

/* What the cell with the focus says of rows, columns and merged cells. */

static void
row_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyTableEdit *self = GALLEY_TABLE_EDIT (widget);
  guint row = self->row, column = self->column;

  galley_table_edit_flush (self);
  if (g_str_equal (name, "table.insert-row-above"))
    set_grid (self, _("Insert Row"), galley_grid_data_insert_row (self->grid, row));
  else if (g_str_equal (name, "table.insert-row-below"))
    {
      GalleyGridSpan span;

      galley_grid_data_get_span (self->grid, row, column, &span);
      row = span.row + span.n_rows;
      set_grid (self, _("Insert Row"), galley_grid_data_insert_row (self->grid, row));
    }
  else
    set_grid (self, _("Delete Row"), galley_grid_data_remove_row (self->grid, row));
  galley_table_edit_focus_cell (self, row, column);
}

static void
column_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyTableEdit *self = GALLEY_TABLE_EDIT (widget);
  guint row = self->row, column = self->column;

  galley_table_edit_flush (self);
  if (g_str_equal (name, "table.insert-column-before"))
    set_grid (self, _("Insert Column"), galley_grid_data_insert_column (self->grid, column));
  else if (g_str_equal (name, "table.insert-column-after"))
    {
      GalleyGridSpan span;

      galley_grid_data_get_span (self->grid, row, column, &span);
      column = span.column + span.n_columns;
      set_grid (self, _("Insert Column"), galley_grid_data_insert_column (self->grid, column));
    }
  else
    set_grid (self, _("Delete Column"), galley_grid_data_remove_column (self->grid, column));
  galley_table_edit_focus_cell (self, row, column);
}

static void
merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyTableEdit *self = GALLEY_TABLE_EDIT (widget);
  guint row = self->row, column = self->column;
  GalleyGridSpan span;

  galley_table_edit_flush (self);
  galley_grid_data_get_span (self->grid, row, column, &span);
  if (g_str_equal (name, "table.split"))
    set_grid (self, _("Split Cell"), galley_grid_data_split (self->grid, row, column));
  else
    {
      if (g_str_equal (name, "table.merge-right"))
        span.n_columns++;
      else
        span.n_rows++;
      set_grid (self, _("Merge Cells"),
                span.row + span.n_rows <= self->grid->n_rows && span.column + span.n_columns <= self->grid->n_columns
                  ? galley_grid_data_merge (self->grid, &span)
                  : NULL);
    }
  galley_table_edit_focus_cell (self, row, column);
}

static void
align_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyTableEdit *self = GALLEY_TABLE_EDIT (widget);
  guint row = self->row, column = self->column;
  GalleyGridAlign align;

  galley_table_edit_flush (self);
  if (!galley_grid_align_from_string (g_variant_get_string (parameter, NULL), &align))
    return;
  set_grid (self, _("Column Alignment"), galley_grid_data_with_align (self->grid, column, align));
  galley_table_edit_focus_cell (self, row, column);
}

/* The rows down to the cell's are headers; those that are become plain rows. */
static void
header_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyTableEdit *self = GALLEY_TABLE_EDIT (widget);
  guint row = self->row, column = self->column;

  galley_table_edit_flush (self);
  set_grid (self, _("Header Rows"),
            galley_grid_data_with_header_rows (self->grid, row < self->grid->n_header_rows ? row : row + 1));
  galley_table_edit_focus_cell (self, row, column);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyTableEdit *self = GALLEY_TABLE_EDIT (widget);

  galley_table_edit_flush (self);
  gtk_widget_activate_action (widget, "win.edit-view", "s", self->block->id);
}

static GMenuModel *
make_free_menu (void)
{
  static const struct
  {
    const char *label, *action;
    gboolean section; /* begins one */
  } items[] = {
    { N_("Insert Row _Above"), "table.insert-row-above", FALSE },
    { N_("Insert Row _Below"), "table.insert-row-below", FALSE },
    { N_("Insert Column Be_fore"), "table.insert-column-before", FALSE },
    { N_("Insert Column Af_ter"), "table.insert-column-after", FALSE },
    { N_("Merge With Cell to the _Right"), "table.merge-right", TRUE },
    { N_("Merge With Cell Be_low"), "table.merge-down", FALSE },
    { N_("_Split Cell"), "table.split", FALSE },
    { N_("Align Column at Start"), "table.align::start", TRUE },
    { N_("_Center Column"), "table.align::center", FALSE },
    { N_("Align Column at _End"), "table.align::end", FALSE },
    { N_("_Header Row"), "table.header", FALSE },
    { N_("_Delete Row"), "table.delete-row", TRUE },
    { N_("Delete Col_umn"), "table.delete-column", FALSE },
    { N_("_Comment…"), "win.comment", TRUE },
  };
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      if (items[i].section)
        {
          g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
          g_object_unref (section);
          section = g_menu_new ();
        }
      g_menu_append (section, _(items[i].label), items[i].action);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_view_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("_Comment…"), "win.comment");
  g_menu_append (menu, _("Choose _Rows and Columns…"), "table.choose");
  return G_MENU_MODEL (menu);
}

static void
set_menu (GalleyTableEdit *self, gboolean view)
{
  if (self->menu && view == !!self->records)
    return;
  g_clear_object (&self->menu);
  self->menu = view ? make_view_menu () : make_free_menu ();
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->button), self->menu);
}

static void
galley_table_edit_dispose (GObject *object)
{
  GalleyTableEdit *self = GALLEY_TABLE_EDIT (object);

  self->updating = TRUE;
  g_clear_object (&self->menu);
  g_clear_object (&self->bulletin);
  g_clear_pointer (&self->block, galley_block_data_unref);
  g_clear_pointer (&self->grid, galley_grid_data_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->threads, g_ptr_array_unref);
  G_OBJECT_CLASS (galley_table_edit_parent_class)->dispose (object);
}

static void
galley_table_edit_class_init (GalleyTableEditClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_table_edit_dispose;

  /**
   * GalleyTableEdit::followed:
   * @text: what followed, for a toast
   */
  signals[FOLLOWED] = g_signal_new ("followed", GALLEY_TYPE_TABLE_EDIT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * GalleyTableEdit::left:
   * @direction: -1 to its caption, 1 to what is below it
   *
   * The keys went out of the table.
   */
  signals[LEFT] = g_signal_new ("left", GALLEY_TYPE_TABLE_EDIT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_INT);

  gtk_widget_class_set_css_name (widget_class, "table-edit");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "table.insert-row-above", NULL, row_action);
  gtk_widget_class_install_action (widget_class, "table.insert-row-below", NULL, row_action);
  gtk_widget_class_install_action (widget_class, "table.delete-row", NULL, row_action);
  gtk_widget_class_install_action (widget_class, "table.insert-column-before", NULL, column_action);
  gtk_widget_class_install_action (widget_class, "table.insert-column-after", NULL, column_action);
  gtk_widget_class_install_action (widget_class, "table.delete-column", NULL, column_action);
  gtk_widget_class_install_action (widget_class, "table.merge-right", NULL, merge_action);
  gtk_widget_class_install_action (widget_class, "table.merge-down", NULL, merge_action);
  gtk_widget_class_install_action (widget_class, "table.split", NULL, merge_action);
  gtk_widget_class_install_action (widget_class, "table.align", "s", align_action);
  gtk_widget_class_install_action (widget_class, "table.header", NULL, header_action);
  gtk_widget_class_install_action (widget_class, "table.choose", NULL, choose_action);
}

static void
galley_table_edit_init (GalleyTableEdit *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->threads = g_ptr_array_new ();
  self->cells = gtk_grid_new ();
  self->button = gtk_menu_button_new ();
  self->rest = gtk_label_new (NULL);
  gtk_widget_set_hexpand (self->cells, TRUE);
  gtk_widget_set_valign (self->button, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "view-more-symbolic");
  gtk_widget_set_tooltip_text (self->button, _("Table"));
  gtk_widget_set_halign (self->rest, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->rest, "dim-label");
  gtk_box_append (GTK_BOX (column), self->cells);
  gtk_box_append (GTK_BOX (column), self->rest);
  gtk_box_append (GTK_BOX (box), column);
  gtk_box_append (GTK_BOX (box), self->button);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * galley_table_edit_new:
 *
 * Returns: (transfer floating): a table of @bulletin to be edited; it shows nothing yet
 */
GtkWidget *
galley_table_edit_new (GalleyBulletin *bulletin)
{
  GalleyTableEdit *self = g_object_new (GALLEY_TYPE_TABLE_EDIT, NULL);

  self->bulletin = g_object_ref (bulletin);
  return GTK_WIDGET (self);
}

/**
 * galley_table_edit_set_block:
 * @snapshot: the bulletin as it is
 * @block: a table of it
 *
 * Shows what the table is now. Cells whose text stays are left as they are, with the caret in them.
 */
void
galley_table_edit_set_block (GalleyTableEdit *self, const GalleySnapshot *snapshot, GalleyBlockData *block)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GalleyGridData) grid = galley_furniture_make_grid (snapshot, block, &rows);
  GtkWidget *focus = gtk_widget_get_focus_child (self->cells);
  gboolean same;

  if (grid == NULL)
    {
      grid = galley_grid_data_new (1, 1, 0);
      g_clear_pointer (&rows, g_ptr_array_unref);
    }
  same = same_cells (self->grid, grid, rows != NULL) && !self->records == !rows;
  set_menu (self, rows != NULL);
  self->updating = TRUE;
  galley_block_data_ref (block);
  g_clear_pointer (&self->block, galley_block_data_unref);
  self->block = block;
  g_clear_pointer (&self->grid, galley_grid_data_unref);
  self->grid = g_steal_pointer (&grid);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  if (rows)
    {
      galley_furniture_find_fields (block, rows, self->fields);
      self->records = galley_record_array_new ();
      for (guint i = 0; i < rows->len; i++)
        g_ptr_array_add (self->records, galley_record_ref (g_ptr_array_index (rows, i)));
    }
  if (!same)
    {
      build (self);
      if (focus)
        galley_table_edit_focus_cell (self, self->row, self->column);
    }
  else
    for (GtkWidget *child = gtk_widget_get_first_child (self->cells); child; child = gtk_widget_get_next_sibling (child))
      show_cell (self, g_object_get_data (G_OBJECT (child), "text"));
  self->updating = FALSE;
  show_comments (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  *block->text ? block->text : _("Table"), -1);
}

/**
 * galley_table_edit_set_comments:
 * @threads: (element-type GalleyThread): those on its cells are shown there
 */
void
galley_table_edit_set_comments (GalleyTableEdit *self, GPtrArray *threads)
{
  g_ptr_array_unref (self->threads);
  self->threads = g_ptr_array_ref (threads);
  show_comments (self);
}

/**
 * galley_table_edit_get_cell:
 * @row: (out): of the cell that has or had the focus
 * @column: (out): of it
 * @record: (out) (nullable): the id of the indicator that it is of, %NULL in a free table
 * @field: (out): of that indicator; not set in a free table
 */
void
galley_table_edit_get_cell (
  GalleyTableEdit *self, guint *row, guint *column, const char **record, GalleyIndicatorField *field)
{
  GalleyRecord *of = get_record (self, self->row);

  *row = self->row;
  *column = self->column;
  *record = of ? of->id : NULL;
  if (of)
    *field = self->fields[self->column];
}

/**
 * galley_table_edit_flush:
 *
 * Takes over what was typed into the cell that has the focus.
 */
void
galley_table_edit_flush (GalleyTableEdit *self)
{
  GtkText *text = gtk_widget_get_focus_child (self->cells) ? find_cell (self, self->row, self->column) : NULL;

  if (text)
    take_cell (self, text);
}

/**
 * galley_table_edit_focus_cell:
 * @row: from 0; the last where there are not so many
 * @column: from 0
 *
 * Returns: whether there is a cell to go to
 */
gboolean
galley_table_edit_focus_cell (GalleyTableEdit *self, guint row, guint column)
{
  guint first = self->records ? self->grid->n_header_rows : 0;

  return go_to (self, CLAMP (row, first, count_shown (self->grid) - 1), MIN (column, self->grid->n_columns - 1));
}
