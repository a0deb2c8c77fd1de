/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-difference-row.h"

#include <glib/gi18n-lib.h>

#include "galley-difference-text.h"
#include "galley-editor.h"

/* What a line of a comparison looks like: plain boxes and labels, made anew for each line that comes into sight. */

#define SPACING 6
/* Of a table no more rows are made into widgets. */
#define MAX_ROWS 200

static GtkWidget *
new_box (GtkOrientation orientation)
{
  return gtk_box_new (orientation, SPACING);
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* The title, with the shape of what happened before it. */
static void
add_title (GtkWidget *box, GalleyDifferenceItem *item)
{
  static const char *const icons[] = { [GALLEY_DIFFERENCE_CHANGED] = "document-edit-symbolic",
                                       [GALLEY_DIFFERENCE_MOVED] = "object-flip-vertical-symbolic",
                                       [GALLEY_DIFFERENCE_ADDED] = "list-add-symbolic",
                                       [GALLEY_DIFFERENCE_REMOVED] = "list-remove-symbolic" };
  static const char *const classes[] = { [GALLEY_DIFFERENCE_CHANGED] = "accent", [GALLEY_DIFFERENCE_MOVED] = "accent",
                                         [GALLEY_DIFFERENCE_ADDED] = "success", [GALLEY_DIFFERENCE_REMOVED] = "error" };
  GalleyDifferenceKind kind = item->block ? item->block->kind : item->record->kind;
  gboolean moved = item->block ? item->block->moved : item->record->moved;
  GtkWidget *line = new_box (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *icon = gtk_image_new_from_icon_name (icons[moved ? GALLEY_DIFFERENCE_MOVED : kind]);
  g_autofree char *title = galley_difference_item_dup_title (item);

  gtk_widget_add_css_class (icon, classes[kind]);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_widget_add_css_class (add_label (line, title, "caption-heading"), "dim-label");
  gtk_box_append (GTK_BOX (box), line);
}

/* Two widgets of one width, of which either may be missing. */
static void
add_columns (GtkWidget *box, GtkWidget *before, GtkWidget *after)
{
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4 * SPACING);

  gtk_box_set_homogeneous (GTK_BOX (columns), TRUE);
  gtk_box_append (GTK_BOX (columns), before ? before : gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_box_append (GTK_BOX (columns), after ? after : gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_box_append (GTK_BOX (box), columns);
}

static const char *
text_of (const GalleyBlockData *block)
{
  return block ? block->text : "";
}

static GtkWidget *
new_text (const GalleyBlockDifference *block, GalleyDifferenceSide side)
{
  return galley_difference_text_new (block->pieces, text_of (block->before), text_of (block->after), side);
}

/* Tables. */

/* The cells that differ, in the order of the rows. */
typedef struct
{
  const GalleyBlockDifference *block;
  GalleyDifferenceSide side;
  guint n_columns;
  guint next;
} Cells;

static const GalleyCellDifference *
peek_cell (const Cells *self)
{
  return self->next < self->block->cells->len ? g_ptr_array_index (self->block->cells, self->next) : NULL;
}

static guint
row_of (const GalleyRowPair *pair)
{
  return pair->after == GALLEY_UNMATCHED ? pair->before : pair->after;
}

static gboolean
row_differs (const Cells *self, const GalleyRowPair *pair)
{
  const GalleyCellDifference *cell = peek_cell (self);

  return pair->before == GALLEY_UNMATCHED || pair->after == GALLEY_UNMATCHED || (cell && cell->row == row_of (pair));
}

static const char *
text_at (const GalleyBlockData *block, guint row, guint column)
{
  const GalleyGridData *grid = block ? block->grid : NULL;

  return grid && row < grid->n_rows && column < grid->n_columns ? galley_grid_data_get_text (grid, row, column) : "";
}

static void
fill_row (Cells *self, GtkGrid *grid, int top, const GalleyRowPair *pair)
{
  g_autoptr (GArray) same = g_array_new (FALSE, FALSE, sizeof (GalleyPiece));

  for (guint column = 0; column < self->n_columns; column++)
    {
      const GalleyCellDifference *cell = peek_cell (self);
      gboolean differs = cell && cell->row == row_of (pair) && cell->column == column;
      const char *text = text_at (self->block->after, pair->after, column);
      GtkWidget *label = differs ? galley_difference_text_new (cell->pieces, cell->before, cell->after, self->side)
                                 : galley_difference_text_new (same, text, text, self->side);

      self->next += differs;
      gtk_widget_add_css_class (label, "cell");
      if (!differs)
        gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_set_valign (label, GTK_ALIGN_BASELINE_FILL);
      gtk_label_set_wrap (GTK_LABEL (label), FALSE);
      gtk_grid_attach (grid, label, (int) column, top, 1, 1);
    }
}

static void
add_line (GtkGrid *grid, int top, guint n_columns, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_grid_attach (grid, label, 0, top, (int) n_columns, 1);
}

/* The rows that differ under the headers, a line of dots for those between, and how many more there are. */
static GtkWidget *
new_table (const GalleyBlockDifference *block, GalleyDifferenceSide side)
{
  const GalleyGridData *before = block->before ? block->before->grid : NULL;
  const GalleyGridData *after = block->after ? block->after->grid : NULL;
  Cells cells = { block, side, MAX (before ? before->n_columns : 0, after ? after->n_columns : 0), 0 };
  guint n_headers = after ? after->n_header_rows : before->n_header_rows, n_shown = 0, n_more = 0;
  g_autoptr (GArray) pairs = galley_pair_rows (before, after);
  GtkWidget *grid = gtk_grid_new (), *scroller = gtk_scrolled_window_new ();
  gboolean skipped = FALSE;
  int top = 0;

  for (guint i = 0; i < pairs->len; i++)
    {
      const GalleyRowPair *pair = &g_array_index (pairs, GalleyRowPair, i);
      gboolean wanted = row_of (pair) < n_headers || row_differs (&cells, pair);

      if (wanted && n_shown < MAX_ROWS)
        {
          if (skipped)
            add_line (GTK_GRID (grid), top++, cells.n_columns, "⋯");
          fill_row (&cells, GTK_GRID (grid), top++, pair);
          n_shown++;
        }
      else
        {
          for (; wanted && peek_cell (&cells) && peek_cell (&cells)->row == row_of (pair);)
            cells.next++;
          n_more += wanted;
        }
      skipped = !wanted;
    }
  if (n_more > 0)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("%u more row differs", "%u more rows differ", n_more), n_more);

      add_line (GTK_GRID (grid), top, cells.n_columns, more);
    }
  gtk_widget_add_css_class (grid, "cells");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  return scroller;
}

static void
fill_block (GtkWidget *box, GalleyDifferenceItem *item, gboolean side_by_side)
{
  const GalleyBlockDifference *block = item->block;
  g_autofree char *frame = galley_block_difference_describe_frame (block, galley_block_kind_get_title);

  add_title (box, item);
  if (side_by_side)
    add_columns (box, block->before ? new_text (block, GALLEY_DIFFERENCE_SIDE_BEFORE) : NULL,
                 block->after ? new_text (block, GALLEY_DIFFERENCE_SIDE_AFTER) : NULL);
  else if (*text_of (block->before) || *text_of (block->after))
    gtk_box_append (GTK_BOX (box), new_text (block, GALLEY_DIFFERENCE_SIDE_BOTH));
  if (block->cells->len > 0 && side_by_side)
    add_columns (box, block->before ? new_table (block, GALLEY_DIFFERENCE_SIDE_BEFORE) : NULL,
                 block->after ? new_table (block, GALLEY_DIFFERENCE_SIDE_AFTER) : NULL);
  else if (block->cells->len > 0)
    gtk_box_append (GTK_BOX (box), new_table (block, GALLEY_DIFFERENCE_SIDE_BOTH));
  if (*frame)
    add_label (box, frame, "frame-changes");
}

static void
fill_same (GtkWidget *box, GalleyDifferenceItem *item, gboolean side_by_side)
{
  const GalleyBlockData *block = g_ptr_array_index (item->comparison->after->blocks, item->from);
  const char *text = *block->text ? block->text : galley_block_kind_get_title (block->kind);

  if (side_by_side)
    {
      GtkWidget *before = new_box (GTK_ORIENTATION_VERTICAL), *after = new_box (GTK_ORIENTATION_VERTICAL);

      add_label (before, text, "dim-label");
      add_label (after, text, "dim-label");
      add_columns (box, before, after);
    }
  else
    add_label (box, text, "dim-label");
}

static void
fill_figure (GtkWidget *box, GalleyDifferenceItem *item)
{
  g_autofree char *title = galley_difference_item_dup_title (item);
  g_autofree char *place = galley_figure_difference_dup_place (item->figure);
  GtkWidget *button = gtk_button_new (), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = add_label (lines, title, "numeric");

  g_strdelimit (place, "\n", ' ');
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (add_label (lines, place, "caption"), "dim-label");
  gtk_button_set_child (GTK_BUTTON (button), lines);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (box), button);
}

static void
fill_fold (GtkWidget *box, GalleyDifferenceItem *item)
{
  g_autofree char *title = galley_difference_item_dup_title (item);
  GtkWidget *button = gtk_button_new_with_label (title);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "dim-label");
  gtk_box_append (GTK_BOX (box), button);
}

/**
 * galley_difference_row_new:
 * @side_by_side: whether what was and what is stand in two columns, else in one
 *
 * Returns: (transfer floating): what shows @item in a list; for a figure and a fold, its first child is the button to activate it
 */
GtkWidget *
galley_difference_row_new (GalleyDifferenceItem *item, gboolean side_by_side)
{
  GtkWidget *box = new_box (GTK_ORIENTATION_VERTICAL);

  gtk_widget_add_css_class (box, "difference");
  switch (item->kind)
    {
    case GALLEY_DIFFERENCE_ITEM_FIGURE:
      fill_figure (box, item);
      break;
    case GALLEY_DIFFERENCE_ITEM_RECORD:
      {
        g_autofree char *lines = galley_record_difference_describe (item->record);

        add_title (box, item);
        add_label (box, lines, NULL);
        break;
      }
    case GALLEY_DIFFERENCE_ITEM_BLOCK:
      fill_block (box, item, side_by_side);
      break;
    case GALLEY_DIFFERENCE_ITEM_SAME:
      fill_same (box, item, side_by_side);
      break;
    case GALLEY_DIFFERENCE_ITEM_FOLD:
      fill_fold (box, item);
      break;
    case GALLEY_DIFFERENCE_ITEM_HEADING:
      add_label (box, item->title, "heading");
      break;
    case GALLEY_DIFFERENCE_ITEM_OTHER:
    default:
      add_label (box, item->title, NULL);
      break;
    }
  return box;
}
