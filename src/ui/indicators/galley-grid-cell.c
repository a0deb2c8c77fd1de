/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-grid-cell.h"

#include <stdlib.h>

#include "galley-derive.h"

/* What stands in a place of the grid: a text that is only drawn, signs before it where there is something to say, and
 * in one cell of the whole grid, that with the cursor, the text in which people type. */

#define GAP 4
#define INDENT_CHARS 2

struct _GalleyGridCell
{
  GtkWidget parent_instance;

  GtkColumnViewCell *cell; /* unowned: it owns this */
  const GalleyGridColumn *column; /* NULL for the number of the row */
  GtkWidget *shown;
  GtkWidget *equals; /* NULL where no cell that was shown here was computed */
  GtkWidget *icon;   /* NULL where none was wrong */
  GtkWidget *text;   /* NULL where the cursor is elsewhere */
  GalleyCellLook look;
  int indent; /* in pixels */
  gboolean commented;
};

G_DEFINE_FINAL_TYPE (GalleyGridCell, galley_grid_cell, GTK_TYPE_WIDGET)

static gboolean
takes_part (GtkWidget *widget)
{
  return widget && gtk_widget_should_layout (widget);
}

static void
galley_grid_cell_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  GalleyGridCell *self = GALLEY_GRID_CELL (widget);

  gtk_widget_measure (self->shown, orientation, -1, minimum, natural, NULL, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (child == self->shown || !gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      /* A column is as wide as its longest text, and no sign makes it wider: the text is cut instead. */
      if (orientation == GTK_ORIENTATION_VERTICAL)
        {
          *minimum = MAX (*minimum, child_minimum);
          *natural = MAX (*natural, child_natural);
        }
    }
}

static int
place (GtkWidget *widget, GtkWidget *child, int start, int width, int full_width, int height)
{
  GtkAllocation allocation = { .x = start, .y = 0, .width = MAX (width, 0), .height = height };
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  allocation.width = MAX (allocation.width, minimum);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    allocation.x = full_width - start - allocation.width;
  gtk_widget_size_allocate (child, &allocation, -1);
  return allocation.width;
}

static void
galley_grid_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GalleyGridCell *self = GALLEY_GRID_CELL (widget);
  GtkWidget *signs[] = { self->icon, self->equals };
  int start = MIN (self->indent, width / 2);

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (takes_part (signs[i]))
      start += place (widget, signs[i], start, 0, width, height) + GAP;
  if (takes_part (self->shown))
    place (widget, self->shown, start, width - start, width, height);
  if (takes_part (self->text))
    place (widget, self->text, start, width - start, width, height);
}

static void
galley_grid_cell_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (galley_grid_cell_parent_class)->dispose (object);
}

static void
galley_grid_cell_class_init (GalleyGridCellClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_grid_cell_dispose;
  widget_class->measure = galley_grid_cell_measure;
  widget_class->size_allocate = galley_grid_cell_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "gridcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
galley_grid_cell_init (GalleyGridCell *self)
{
  self->shown = gtk_inscription_new (NULL);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (self->shown), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (self->shown), 1);
  gtk_widget_set_parent (self->shown, GTK_WIDGET (self));
}

/**
 * galley_grid_cell_new:
 * @cell: what it is the child of
 * @column: (nullable): its column, %NULL for the one with the numbers of the rows
 */
GtkWidget *
galley_grid_cell_new (GtkColumnViewCell *cell, const GalleyGridColumn *column)
{
  GalleyGridCell *self = g_object_new (GALLEY_TYPE_GRID_CELL, NULL);

  self->cell = cell;
  self->column = column;
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (self->shown), column ? column->width * 2 / 3 : 3);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (self->shown), column ? column->width : 3);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (self->shown), column && !column->numeric ? 0 : 1);
  if (column == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "number");
  if (column == NULL || column->numeric)
    gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
  return GTK_WIDGET (self);
}

const GalleyGridColumn *
galley_grid_cell_get_column (GalleyGridCell *self)
{
  return self->column;
}

/**
 * galley_grid_cell_get_indicator:
 *
 * Returns: (transfer none) (nullable): the row that it belongs to
 */
GalleyIndicator *
galley_grid_cell_get_indicator (GalleyGridCell *self)
{
  return gtk_column_view_cell_get_item (self->cell);
}

guint
galley_grid_cell_get_position (GalleyGridCell *self)
{
  return gtk_column_view_cell_get_position (self->cell);
}

static void
show_equals (GalleyGridCell *self, gboolean computed)
{
  if (computed && self->equals == NULL)
    {
      self->equals = gtk_label_new ("=");
      gtk_widget_add_css_class (self->equals, "dim-label");
      gtk_widget_insert_before (self->equals, GTK_WIDGET (self), self->shown);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->equals), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
    }
  if (self->equals)
    gtk_widget_set_visible (self->equals, computed);
}

static void
show_mark (GalleyGridCell *self, const GalleyCellMark *mark)
{
  gboolean error = mark && mark->severity == GALLEY_SEVERITY_ERROR;

  if (mark && self->icon == NULL)
    {
      self->icon = gtk_image_new ();
      gtk_widget_insert_before (self->icon, GTK_WIDGET (self), self->shown);
    }
  if (self->icon)
    {
      gtk_widget_set_visible (self->icon, mark != NULL);
      gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), error ? "dialog-error-symbolic" : "dialog-warning-symbolic");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      mark ? mark->message : "", -1);
    }
  if (error)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  if (mark && !error)
    gtk_widget_add_css_class (GTK_WIDGET (self), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "warning");
}

static int
get_indent (GalleyGridCell *self, const GalleyRecord *row)
{
  int level = CLAMP (atoi (row->fields[GALLEY_INDICATOR_LEVEL]), 0, 9);
  PangoContext *context;
  PangoFontMetrics *metrics;
  int width;

  if (level == 0)
    return 0;
  context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  metrics = pango_context_get_metrics (context, NULL, NULL);
  width = pango_font_metrics_get_approximate_char_width (metrics);
  pango_font_metrics_unref (metrics);
  return PANGO_PIXELS (level * INDENT_CHARS * width);
}

/**
 * galley_grid_cell_show:
 * @number: the number of the row in its table, counted from 1
 * @indented: whether a row of a group is indented under its total
 * @mark: (nullable): what is wrong with it
 *
 * Shows what its row says now.
 */
void
galley_grid_cell_show (GalleyGridCell *self, guint number, gboolean indented, const GalleyCellMark *mark)
{
  GalleyIndicator *indicator = galley_grid_cell_get_indicator (self);
  GalleyRecord *row = indicator ? galley_indicator_get_record (indicator) : NULL;
  GalleyIndicatorField derived;
  int indent;

  if (row == NULL)
    return;
  if (self->column == NULL)
    {
      char text[16];

      g_snprintf (text, sizeof text, "%u", number);
      gtk_inscription_set_text (GTK_INSCRIPTION (self->shown), text);
      return;
    }
  gtk_inscription_set_text (GTK_INSCRIPTION (self->shown), row->fields[self->column->field]);
  if (self->equals || *row->fields[GALLEY_INDICATOR_NOTES])
    show_equals (self, galley_derive_get (row, &derived, NULL) != GALLEY_DERIVATION_NONE && derived == self->column->field);
  if (self->icon || mark)
    show_mark (self, mark);
  indent = indented && self->column->field == GALLEY_INDICATOR_NAME ? get_indent (self, row) : 0;
  if (indent != self->indent)
    {
      self->indent = indent;
      gtk_widget_queue_allocate (GTK_WIDGET (self));
    }
}

/**
 * galley_grid_cell_set_comment:
 * @said: (nullable): what is said of it by comments that are open
 *
 * Shows that there is something: a corner that is turned down.
 */
void
galley_grid_cell_set_comment (GalleyGridCell *self, const char *said)
{
  GtkAccessible *cell = GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self)));

  if (said)
    gtk_accessible_update_property (cell, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said, -1);
  if (self->commented == (said != NULL))
    return;
  self->commented = said != NULL;
  if (said)
    gtk_widget_add_css_class (GTK_WIDGET (self), "commented");
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "commented");
      gtk_accessible_reset_property (cell, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
}

void
galley_grid_cell_set_look (GalleyGridCell *self, GalleyCellLook look)
{
  static const char *const classes[] = { "selected", "cursor", "drop-above", "drop-below" };
  GalleyCellLook changed = self->look ^ look;

  self->look = look;
  for (guint i = 0; changed && i < G_N_ELEMENTS (classes); i++)
    if (changed & look & 1 << i)
      gtk_widget_add_css_class (GTK_WIDGET (self), classes[i]);
    else if (changed & 1 << i)
      gtk_widget_remove_css_class (GTK_WIDGET (self), classes[i]);
  if (changed & GALLEY_CELL_SELECTED)
    gtk_accessible_update_state (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))),
                                 GTK_ACCESSIBLE_STATE_SELECTED, (look & GALLEY_CELL_SELECTED) != 0, -1);
}

/**
 * galley_grid_cell_set_text:
 * @text: (nullable) (transfer none): what people type in, taken away again with %NULL
 */
void
galley_grid_cell_set_text (GalleyGridCell *self, GtkWidget *text)
{
  if (self->text == text)
    return;
  g_clear_pointer (&self->text, gtk_widget_unparent);
  self->text = text;
  if (text)
    gtk_widget_set_parent (text, GTK_WIDGET (self));
  else
    gtk_widget_set_child_visible (self->shown, TRUE);
}

/**
 * galley_grid_cell_set_editing:
 * @editing: whether what is typed is seen instead of what the cell says
 */
void
galley_grid_cell_set_editing (GalleyGridCell *self, gboolean editing)
{
  gtk_widget_set_child_visible (self->shown, !editing);
  if (self->text)
    gtk_widget_set_opacity (self->text, editing ? 1 : 0);
}
