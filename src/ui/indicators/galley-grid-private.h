/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-grid-cell.h"
#include "galley-grid.h"
#include "galley-rows.h"

G_BEGIN_DECLS

#define GALLEY_GRID_N_COLUMNS 13

struct _GalleyGrid
{
  AdwBin parent_instance;

  GtkColumnView *view;
  GtkScrolledWindow *scroller;
  GtkStack *stack;
  GtkLabel *count;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkDropDown *filter;
  GMenu *columns_menu;
  GMenu *cell_model;
  GtkPopover *cell_menu;

  GalleyBulletin *bulletin;
  GalleyTable *table;
  GalleyRows *rows;
  GalleyRowMarks *marks;
  GCancellable *marks_cancellable;
  GPtrArray *threads; /* (element-type GalleyThread): what is said of cells */
  GSettings *settings;
  GHashTable *cells; /* GalleyGridCell, those that show a row now; unowned */
  GtkColumnViewColumn *columns[GALLEY_GRID_N_COLUMNS];
  int sort; /* the column that the view is sorted by, -1 for none */
  gboolean descending;

  /* The cursor and the other corner of the range; rows as they are looked at. */
  guint row;
  guint column;
  char *row_id;
  guint to_row;
  guint to_column;
  gboolean whole_rows;
  int tab_column; /* where a run of Tab began, -1 for none */

  /* Typing. */
  GtkWidget *text;
  GalleyGridCell *text_cell; /* where the text is now, NULL for nowhere; unowned */
  gboolean editing;
  gboolean overwriting; /* begun by typing, so that arrows leave the cell */
  gboolean composing;   /* an input method has the keys */
  gboolean showing;     /* the text changes without anybody typing */
  gboolean refocus;     /* the cell that had the keys went */
  gboolean quiet;       /* the cursor follows somebody else */
  gboolean resorting;

  /* The pointer. */
  gboolean dragging_rows;
  guint drop_row;
  guint scroll_source;
  double drag_x;
  double drag_y;
};

/**
 * GalleyGridRange:
 * @first: the first row
 * @last: the last row
 * @columns: (array length=n_columns): its columns from left to right
 *
 * The cells that are selected; at least the one with the cursor.
 */
typedef struct
{
  guint first;
  guint last;
  guint columns[GALLEY_GRID_N_COLUMNS];
  guint n_columns;
} GalleyGridRange;

/* galley-grid.c */
extern const GalleyGridColumn galley_grid_columns[GALLEY_GRID_N_COLUMNS];
void galley_grid_show_cell (GalleyGrid *self,
                            GalleyGridCell *cell);
void galley_grid_say (GalleyGrid *self,
                      char *said);
void galley_grid_say_text (GalleyGrid *self,
                           const char *text);
void galley_grid_go_to_place (GalleyGrid *self,
                              const char *block,
                              guint start,
                              guint length);
void galley_grid_go_to_problem (GalleyGrid *self);
void galley_grid_row_selected (GalleyGrid *self);

/* galley-grid-cursor.c */
guint galley_grid_get_n_rows (GalleyGrid *self);
guint galley_grid_list_columns (GalleyGrid *self,
                                guint columns[GALLEY_GRID_N_COLUMNS]);
void galley_grid_get_range (GalleyGrid *self,
                            GalleyGridRange *range);
GArray *galley_grid_list_rows (GalleyGrid *self);
GalleyRecord *galley_grid_get_record (GalleyGrid *self);
void galley_grid_go (GalleyGrid *self,
                     guint row,
                     guint column,
                     gboolean extend);
void galley_grid_select_rows (GalleyGrid *self,
                              guint first,
                              guint last);
void galley_grid_step (GalleyGrid *self,
                       int rows,
                       int columns,
                       gboolean extend);
void galley_grid_take_focus (GalleyGrid *self);
void galley_grid_show_range (GalleyGrid *self);
void galley_grid_place_text (GalleyGrid *self,
                             GalleyGridCell *cell);
GalleyCellLook galley_grid_get_look (GalleyGrid *self,
                                     GalleyGridCell *cell);

/* galley-grid-keys.c */
void galley_grid_init_text (GalleyGrid *self);
void galley_grid_edit (GalleyGrid *self);
gboolean galley_grid_take (GalleyGrid *self);
gboolean galley_grid_give_back (GalleyGrid *self);

/* galley-grid-pointer.c */
void galley_grid_init_pointer (GalleyGrid *self);
void galley_grid_pop_up (GalleyGrid *self,
                         double x,
                         double y);

/* galley-grid-clipboard.c */
void galley_grid_copy (GalleyGrid *self);
void galley_grid_paste (GalleyGrid *self);
void galley_grid_clear (GalleyGrid *self,
                        const char *label);
void galley_grid_fill_down (GalleyGrid *self);

/* galley-grid-actions.c */
void galley_grid_install_actions (GtkWidgetClass *class);
void galley_grid_update_actions (GalleyGrid *self);

G_END_DECLS
