/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-grid-private.h"

#include <glib/gi18n-lib.h>

#include "galley-grid-deeds.h"

/* The keys of the grid. The cell with the cursor always has a text in it that has the keyboard's focus, empty and unseen
 * until something is typed: so an input method begins to compose in it as in any other, and nothing is handed over. */

#define CONTROL_SHIFT (GDK_CONTROL_MASK | GDK_SHIFT_MASK)

static void
set_text (GalleyGrid *self, const char *text)
{
  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->text), text);
  self->showing = FALSE;
}

static void
begin (GalleyGrid *self, gboolean overwriting)
{
  if (self->editing || self->text_cell == NULL)
    return;
  self->editing = TRUE;
  self->overwriting = overwriting;
  self->to_row = self->row;
  self->to_column = self->column;
  self->whole_rows = FALSE;
  galley_grid_show_range (self);
  galley_grid_cell_set_editing (self->text_cell, TRUE);
}

static void
finish (GalleyGrid *self)
{
  self->editing = FALSE;
  set_text (self, "");
  if (self->text_cell)
    galley_grid_cell_set_editing (self->text_cell, FALSE);
}

/* The grid's own: begins to edit what the cell says. */
void
galley_grid_edit (GalleyGrid *self)
{
  GalleyRecord *row = galley_grid_get_record (self);

  if (row == NULL || self->editing)
    return;
  galley_grid_take_focus (self);
  set_text (self, row->fields[galley_grid_columns[self->column].field]);
  gtk_editable_set_position (GTK_EDITABLE (self->text), -1);
  begin (self, FALSE);
}

/* The grid's own: takes over what is being typed. Returns whether anything was. */
gboolean
galley_grid_take (GalleyGrid *self)
{
  GalleyRecord *row = galley_grid_get_record (self);
  g_autofree char *text = NULL;
  GalleyCellWrite write = { .row = galley_rows_to_table (self->rows, self->row),
                            .field = galley_grid_columns[self->column].field };

  if (!self->editing)
    return FALSE;
  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text)));
  finish (self);
  write.text = text;
  if (row && g_strcmp0 (row->id, self->row_id) == 0 && !g_str_equal (row->fields[write.field], text))
    galley_grid_say (self, galley_grid_deeds_write (self->bulletin, galley_table_get_id (self->table), _("Cell Change"), NULL,
                                                    &write, 1, 0));
  return TRUE;
}

/* The grid's own: leaves the cell as it was. Returns whether anything was being typed. */
gboolean
galley_grid_give_back (GalleyGrid *self)
{
  if (!self->editing)
    return FALSE;
  finish (self);
  return TRUE;
}

static int
get_page (GalleyGrid *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  int height = self->text_cell ? gtk_widget_get_height (gtk_widget_get_parent (GTK_WIDGET (self->text_cell))) : 0;

  return height > 0 ? MAX (1, (int) gtk_adjustment_get_page_size (adjustment) / height - 2) : 10;
}

/* Tab from cell to cell and on to the next row. Past the last cell the keys leave the grid. */
static gboolean
tab (GalleyGrid *self, int direction)
{
  guint shown[GALLEY_GRID_N_COLUMNS], n = galley_grid_list_columns (self, shown);
  guint first = shown[0], last = shown[n - 1];

  if (self->tab_column < 0)
    self->tab_column = (int) self->column;
  if (self->column != (direction > 0 ? last : first))
    galley_grid_step (self, 0, direction, FALSE);
  else if (direction > 0 ? self->row + 1 < galley_grid_get_n_rows (self) : self->row > 0)
    galley_grid_go (self, self->row + direction, direction > 0 ? first : last, FALSE);
  else
    {
      galley_grid_take (self);
      return GDK_EVENT_PROPAGATE;
    }
  return GDK_EVENT_STOP;
}

/* Enter goes down, after Tab to where the row was begun. */
static void
enter (GalleyGrid *self, int direction)
{
  guint column = self->tab_column >= 0 ? (guint) self->tab_column : self->column;

  self->tab_column = -1;
  galley_grid_take (self);
  galley_grid_go (self, direction < 0 ? MAX (self->row, 1) - 1 : self->row + 1, column, FALSE);
}

static gboolean
move_key (GalleyGrid *self, guint key, GdkModifierType state)
{
  gboolean extend = (state & GDK_SHIFT_MASK) != 0, far = (state & GDK_CONTROL_MASK) != 0;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self->view)) == GTK_TEXT_DIR_RTL;
  int n = (int) MIN (galley_grid_get_n_rows (self), G_MAXINT), rows = 0, columns = 0;

  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      rows = far ? -n : -1;
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      rows = far ? n : 1;
      break;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      columns = (far ? -GALLEY_GRID_N_COLUMNS : -1) * (rtl ? -1 : 1);
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      columns = (far ? GALLEY_GRID_N_COLUMNS : 1) * (rtl ? -1 : 1);
      break;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      columns = -GALLEY_GRID_N_COLUMNS;
      rows = far ? -n : 0;
      break;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      columns = GALLEY_GRID_N_COLUMNS;
      rows = far ? n : 0;
      break;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      rows = -get_page (self);
      break;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      rows = get_page (self);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  self->tab_column = -1;
  galley_grid_step (self, rows, columns, extend);
  return GDK_EVENT_STOP;
}

/* Keys while something is being typed; the rest is the text's. */
static gboolean
edit_key (GalleyGrid *self, guint key, GdkModifierType state)
{
  switch (key)
    {
    case GDK_KEY_Escape:
      galley_grid_give_back (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Up:
    case GDK_KEY_KP_Down:
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      return move_key (self, key, 0);
    case GDK_KEY_Left:
    case GDK_KEY_Right:
    case GDK_KEY_KP_Left:
    case GDK_KEY_KP_Right:
      return self->overwriting && state == 0 ? move_key (self, key, 0) : GDK_EVENT_PROPAGATE;
    case GDK_KEY_F2:
      self->overwriting = FALSE;
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

typedef struct
{
  guint key;
  GdkModifierType modifiers;
  const char *action;
} Binding;

/* Keys that are actions of the grid. */
static const Binding bindings[] = {
  { GDK_KEY_c, GDK_CONTROL_MASK, "grid.copy" },
  { GDK_KEY_Insert, GDK_CONTROL_MASK, "grid.copy" },
  { GDK_KEY_x, GDK_CONTROL_MASK, "grid.cut" },
  { GDK_KEY_Delete, GDK_SHIFT_MASK, "grid.cut" },
  { GDK_KEY_v, GDK_CONTROL_MASK, "grid.paste" },
  { GDK_KEY_Insert, GDK_SHIFT_MASK, "grid.paste" },
  { GDK_KEY_d, GDK_CONTROL_MASK, "grid.fill-down" },
  { GDK_KEY_Delete, 0, "grid.clear" },
  { GDK_KEY_KP_Delete, 0, "grid.clear" },
  { GDK_KEY_bracketright, GDK_CONTROL_MASK, "grid.indent" },
  { GDK_KEY_bracketleft, GDK_CONTROL_MASK, "grid.outdent" },
  { GDK_KEY_Up, GDK_ALT_MASK, "grid.move-up" },
  { GDK_KEY_Down, GDK_ALT_MASK, "grid.move-down" },
  { GDK_KEY_Return, GDK_CONTROL_MASK, "grid.add-row" },
  { GDK_KEY_Return, CONTROL_SHIFT, "grid.insert-above" },
  { GDK_KEY_Delete, GDK_CONTROL_MASK, "grid.remove-row" },
  { GDK_KEY_Return, GDK_ALT_MASK, "grid.row-form" },
  { GDK_KEY_l, CONTROL_SHIFT, "grid.search" },
};

static gboolean
ready_key (GalleyGrid *self, guint key, GdkModifierType state)
{
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    if (bindings[i].key == gdk_keyval_to_lower (key) && bindings[i].modifiers == state)
      {
        gtk_widget_activate_action (GTK_WIDGET (self), bindings[i].action, NULL);
        return GDK_EVENT_STOP;
      }
  switch (key)
    {
    case GDK_KEY_F2:
      galley_grid_edit (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_BackSpace:
      begin (self, TRUE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (!self->whole_rows && self->row == self->to_row && self->column == self->to_column)
        return GDK_EVENT_PROPAGATE;
      galley_grid_go (self, self->row, self->column, FALSE);
      return GDK_EVENT_STOP;
    case GDK_KEY_space:
      if (state != GDK_SHIFT_MASK)
        return GDK_EVENT_PROPAGATE;
      galley_grid_select_rows (self, MIN (self->row, self->to_row), MAX (self->row, self->to_row));
      return GDK_EVENT_STOP;
    case GDK_KEY_a:
      if (state != GDK_CONTROL_MASK)
        return GDK_EVENT_PROPAGATE;
      galley_grid_select_rows (self, 0, G_MAXUINT);
      return GDK_EVENT_STOP;
    case GDK_KEY_Menu:
    case GDK_KEY_F10:
      if (key == GDK_KEY_F10 && state != GDK_SHIFT_MASK)
        return GDK_EVENT_PROPAGATE;
      galley_grid_pop_up (self, -1, -1);
      return GDK_EVENT_STOP;
    default:
      return state & GDK_ALT_MASK ? GDK_EVENT_PROPAGATE : move_key (self, key, state);
    }
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GalleyGrid *self)
{
  state &= gtk_accelerator_get_default_mod_mask ();
  /* While an input method composes, the keys are its own. */
  if (self->composing)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
    case GDK_KEY_ISO_Left_Tab:
      return state & (GDK_CONTROL_MASK | GDK_ALT_MASK) ? GDK_EVENT_PROPAGATE : tab (self, state & GDK_SHIFT_MASK ? -1 : 1);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (state == 0 || state == GDK_SHIFT_MASK)
        {
          enter (self, state ? -1 : 1);
          return GDK_EVENT_STOP;
        }
      break;
    default:
      break;
    }
  return self->editing ? edit_key (self, key, state) : ready_key (self, key, state);
}

static void
preedit_changed_cb (GalleyGrid *self, const char *preedit)
{
  self->composing = *preedit != '\0';
  if (self->composing)
    begin (self, TRUE);
}

static void
changed_cb (GalleyGrid *self)
{
  if (!self->showing)
    begin (self, TRUE);
}

static void
focus_left_cb (GalleyGrid *self)
{
  if (self->text_cell == NULL || gtk_widget_get_parent (self->text) != GTK_WIDGET (self->text_cell))
    return; /* The cell went away under it. */
  self->composing = FALSE;
  galley_grid_take (self);
}

void
galley_grid_init_text (GalleyGrid *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new (), *keys = gtk_event_controller_key_new ();

  /* A GtkText on its own is hidden from those who listen, unless it is given a role. */
  self->text = g_object_ref_sink (g_object_new (GTK_TYPE_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL));
  gtk_text_set_enable_emoji_completion (GTK_TEXT (self->text), FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->text), 1);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->text), 1);
  g_signal_connect_object (self->text, "preedit-changed", G_CALLBACK (preedit_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->text, focus);
  gtk_widget_add_controller (self->text, keys);
}
