/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-grid-private.h"

#include <glib/gi18n-lib.h>

#include "galley-grid-deeds.h"
#include "galley-row-form.h"

/* What the grid's menus, buttons and keys do. */

typedef struct
{
  const char *name;
  GalleyDerivation derivation;
  guint n_operands; /* how many other rows have to be selected: exactly so many, 0 for two or more */
} Computation;

static const Computation computations[] = {
  { "grid.sum-selected", GALLEY_DERIVATION_SUM, 0 },
  { "grid.difference", GALLEY_DERIVATION_DIFFERENCE, 0 },
  { "grid.share", GALLEY_DERIVATION_SHARE, 2 },
};

static const char *
get_table (GalleyGrid *self)
{
  return self->table ? galley_table_get_id (self->table) : NULL;
}

/* Whether rows are seen in the table's order, all of them, so that they can be moved in it. */
static gboolean
is_natural (GalleyGrid *self)
{
  return !galley_rows_is_sorted (self->rows) && galley_rows_is_whole (self->rows);
}

static void
insert (GalleyGrid *self, gboolean below)
{
  guint n = galley_grid_get_n_rows (self), position = 0, shown;

  if (self->bulletin == NULL)
    return;
  galley_grid_take (self);
  if (n > 0)
    position = galley_rows_to_table (self->rows, self->row) + (below ? 1 : 0);
  galley_grid_deeds_insert (self->bulletin, get_table (self), position);
  shown = galley_rows_from_table (self->rows, position);
  if (shown == G_MAXUINT)
    return;
  galley_grid_go (self, shown, 0, FALSE);
  /* Asked for from elsewhere, as a screen reader can, it does not take the keys from what is being written there. */
  if (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN)
    galley_grid_take_focus (self);
}

static void
insert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  insert (GALLEY_GRID (widget), g_str_equal (name, "grid.add-row"));
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyGrid *self = GALLEY_GRID (widget);
  g_autoptr (GArray) rows = galley_grid_list_rows (self);
  guint row = MIN (self->row, self->to_row);

  galley_grid_give_back (self);
  if (rows->len == 0)
    return;
  galley_grid_deeds_remove (self->bulletin, get_table (self), rows);
  galley_grid_go (self, row, self->column, FALSE);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyGrid *self = GALLEY_GRID (widget);
  guint first = MIN (self->row, self->to_row), last = MAX (self->row, self->to_row);
  gboolean up = g_str_equal (name, "grid.move-up"), whole = self->whole_rows;
  guint to = up ? first - 1 : first + 1, to_column = self->to_column;

  galley_grid_take (self);
  if (up ? first == 0 : last + 1 >= galley_grid_get_n_rows (self))
    return;
  galley_grid_deeds_move (self->bulletin, get_table (self), first, last - first + 1, to);
  if (whole)
    galley_grid_select_rows (self, to, to + last - first);
  else
    {
      galley_grid_go (self, to, self->column, FALSE);
      if (last > first || to_column != self->column)
        galley_grid_go (self, to + last - first, to_column, TRUE);
    }
  galley_grid_take_focus (self);
}

static void
indent_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyGrid *self = GALLEY_GRID (widget);
  g_autoptr (GArray) rows = galley_grid_list_rows (self);

  galley_grid_take (self);
  if (rows->len > 0)
    galley_grid_deeds_indent (self->bulletin, get_table (self), rows, g_str_equal (name, "grid.indent") ? 1 : -1);
}

static void
clipboard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyGrid *self = GALLEY_GRID (widget);

  galley_grid_take (self);
  if (g_str_equal (name, "grid.copy") || g_str_equal (name, "grid.cut"))
    galley_grid_copy (self);
  if (g_str_equal (name, "grid.cut"))
    galley_grid_clear (self, _("Cut"));
  else if (g_str_equal (name, "grid.clear"))
    galley_grid_clear (self, _("Clearing"));
  else if (g_str_equal (name, "grid.paste"))
    galley_grid_paste (self);
  else if (g_str_equal (name, "grid.fill-down"))
    galley_grid_fill_down (self);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyGrid *self = GALLEY_GRID (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
compute (GalleyGrid *self, GalleyDerivation derivation, GArray *operands)
{
  g_autofree char *said = NULL;

  galley_grid_take (self);
  if (galley_grid_deeds_compute (self->bulletin, get_table (self), galley_rows_to_table (self->rows, self->row), derivation,
                                 operands, &said))
    galley_grid_say (self, g_steal_pointer (&said));
  else
    galley_grid_say (self, g_strdup (_("This cannot be computed: a value is missing, or the units differ")));
}

/* The rows of the range other than that with the cursor. */
static GArray *
list_operands (GalleyGrid *self)
{
  GArray *operands = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = MIN (self->row, self->to_row); i <= MAX (self->row, self->to_row) && i < galley_grid_get_n_rows (self); i++)
    {
      guint position = galley_rows_to_table (self->rows, i);

      if (i != self->row)
        g_array_append_val (operands, position);
    }
  return operands;
}

static void
compute_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyGrid *self = GALLEY_GRID (widget);
  g_autoptr (GArray) operands = list_operands (self);

  for (guint i = 0; i < G_N_ELEMENTS (computations); i++)
    if (g_str_equal (name, computations[i].name))
      compute (self, computations[i].derivation, operands);
}

static GArray *
list_parts (GalleyGrid *self)
{
  return galley_grid_deeds_list_parts (galley_bulletin_get_rows (self->bulletin, get_table (self)),
                                       galley_rows_to_table (self->rows, self->row));
}

static void
sum_parts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyGrid *self = GALLEY_GRID (widget);
  g_autoptr (GArray) parts = list_parts (self);

  compute (self, GALLEY_DERIVATION_SUM, parts);
}

static void
growth_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  compute (GALLEY_GRID (widget), GALLEY_DERIVATION_GROWTH, NULL);
}

static void
type_value_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  compute (GALLEY_GRID (widget), GALLEY_DERIVATION_NONE, NULL);
}

static void
go_to_problem_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  galley_grid_go_to_problem (GALLEY_GRID (widget));
}

static void
row_form_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyGrid *self = GALLEY_GRID (widget);
  GalleyRecord *row;
  GalleyRowForm *form;

  galley_grid_take (self);
  row = galley_grid_get_record (self);
  if (row == NULL)
    return;
  form = galley_row_form_new (self->bulletin, row->id);
  g_signal_connect_object (form, "activated", G_CALLBACK (galley_grid_go_to_place), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "followed", G_CALLBACK (galley_grid_say_text), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (form), widget);
}

/* What can be done at the cursor and with the range. */
void
galley_grid_update_actions (GalleyGrid *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GalleyRecord *row = galley_grid_get_record (self);
  static const char *const with_rows[] = { "grid.remove-row", "grid.indent", "grid.outdent", "grid.copy", "grid.cut",
                                           "grid.paste",      "grid.clear",  "grid.row-form", "grid.insert-above" };
  guint first = MIN (self->row, self->to_row), last = MAX (self->row, self->to_row), n = galley_grid_get_n_rows (self);
  GalleyIndicatorField derived = 0;
  const GalleyCellMark *mark;

  for (guint i = 0; i < G_N_ELEMENTS (with_rows); i++)
    gtk_widget_action_set_enabled (widget, with_rows[i], row != NULL);
  gtk_widget_action_set_enabled (widget, "grid.fill-down", row && last > 0);
  gtk_widget_action_set_enabled (widget, "grid.move-up", row && is_natural (self) && first > 0);
  gtk_widget_action_set_enabled (widget, "grid.move-down", row && is_natural (self) && last + 1 < n);
  for (guint i = 0; i < G_N_ELEMENTS (computations); i++)
    gtk_widget_action_set_enabled (widget, computations[i].name,
                                   row && (computations[i].n_operands ? last - first == computations[i].n_operands
                                                                      : last - first >= 2));
  gtk_widget_action_set_enabled (widget, "grid.growth",
                                 row && *row->fields[GALLEY_INDICATOR_VALUE] && *row->fields[GALLEY_INDICATOR_BASE]);
  gtk_widget_action_set_enabled (widget, "grid.type-value",
                                 row && galley_derive_get (row, &derived, NULL) != GALLEY_DERIVATION_NONE);
  mark = row ? galley_row_marks_get (self->marks, row->id, galley_grid_columns[self->column].field) : NULL;
  gtk_widget_action_set_enabled (widget, "grid.go-to-problem", mark && mark->block);
  if (row)
    {
      g_autoptr (GArray) parts = list_parts (self);

      gtk_widget_action_set_enabled (widget, "grid.sum-parts", parts->len >= 2);
    }
  else
    gtk_widget_action_set_enabled (widget, "grid.sum-parts", FALSE);
}

void
galley_grid_install_actions (GtkWidgetClass *class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "grid.add-row", insert_action },          { "grid.insert-above", insert_action },
    { "grid.remove-row", remove_action },       { "grid.move-up", move_action },
    { "grid.move-down", move_action },          { "grid.indent", indent_action },
    { "grid.outdent", indent_action },          { "grid.copy", clipboard_action },
    { "grid.cut", clipboard_action },           { "grid.paste", clipboard_action },
    { "grid.clear", clipboard_action },         { "grid.fill-down", clipboard_action },
    { "grid.search", search_action },           { "grid.sum-selected", compute_action },
    { "grid.difference", compute_action },      { "grid.share", compute_action },
    { "grid.sum-parts", sum_parts_action },     { "grid.growth", growth_action },
    { "grid.type-value", type_value_action },   { "grid.go-to-problem", go_to_problem_action },
    { "grid.row-form", row_form_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (class, actions[i].name, NULL, actions[i].activate);
}
