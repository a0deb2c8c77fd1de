/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-grid: a page of the indicator grid further down, drawn; and what sorting and filtering cost the main thread until the
 * rows are there. Beside a GtkColumnView of labels with as many columns over GTK's own list models. CPU time of the main
 * thread. */
#include "config.h"

#include <adwaita.h>

#include "bench-window.h"
#include "bench.h"
#include "galley-grid.h"

#define N_FRAMES 60
#define N_COLUMNS 10
#define REST_MSEC 300

static void
measure_scroll (GtkWidget *window, guint n, const char *who)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (bench_find (window, GTK_TYPE_COLUMN_VIEW)));
  double times[N_FRAMES];

  for (guint i = 0; i < N_FRAMES; i++)
    {
      double start = bench_now (CLOCK_THREAD_CPUTIME_ID);

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment));
      bench_wait_frame (window);
      times[i] = bench_now (CLOCK_THREAD_CPUTIME_ID) - start;
    }
  bench_print_seconds ("table-page", n, who, bench_median (times, N_FRAMES));
}

/* From what the person does until the window is at rest again. */
static void
measure_work (const char *subject, guint n, const char *who, void (*work) (gpointer data), gpointer data)
{
  double start = bench_now (CLOCK_THREAD_CPUTIME_ID);

  work (data);
  for (guint i = 0; i < 3; i++)
    bench_rest (REST_MSEC);
  bench_print_seconds (subject, n, who, bench_now (CLOCK_THREAD_CPUTIME_ID) - start);
}

static GtkColumnView *
get_view (gpointer window)
{
  return GTK_COLUMN_VIEW (bench_find (window, GTK_TYPE_COLUMN_VIEW));
}

static void
sort (gpointer window)
{
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (get_view (window)), 1);

  gtk_column_view_sort_by_column (get_view (window), column, GTK_SORT_DESCENDING);
}

static void
unsort (gpointer window)
{
  gtk_column_view_sort_by_column (get_view (window), NULL, GTK_SORT_ASCENDING);
}

static void
search (gpointer window)
{
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (bench_find (window, GTK_TYPE_SEARCH_BAR)), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (bench_find (window, GTK_TYPE_SEARCH_ENTRY)), "7");
}

static void
search_peer (gpointer filter)
{
  gtk_string_filter_set_search (filter, "7");
}

static char *
dup_name (guint i)
{
  return g_strdup_printf ("指标%u", i * 7919 % 100003);
}

static GalleyBulletin *
new_bulletin (guint n)
{
  g_autoptr (GalleySnapshot) empty = galley_snapshot_new_empty (), snapshot = NULL;
  g_autoptr (GPtrArray) tables = galley_table_array_new (), rows = galley_record_array_new ();
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, NULL, NULL, NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = dup_name (i), *value = g_strdup_printf ("%u.%u", i * 31 % 977, i % 10);
      const char *fields[GALLEY_N_INDICATOR_FIELDS] = {
        [GALLEY_INDICATOR_NAME] = name, [GALLEY_INDICATOR_SCOPE] = "和平区", [GALLEY_INDICATOR_PERIOD] = "2024Q1",
        [GALLEY_INDICATOR_VALUE] = value, [GALLEY_INDICATOR_UNIT] = "亿元", [GALLEY_INDICATOR_CHANGE] = "+7.0%",
      };

      g_ptr_array_add (rows, galley_record_new (&galley_indicator_schema, NULL, fields, NULL));
    }
  g_ptr_array_add (tables, galley_table_data_new (head, rows));
  snapshot = galley_snapshot_new (empty->id, empty->details, empty->credits, empty->blocks, tables, empty->asides, empty->log,
                                  NULL);
  return galley_bulletin_new (snapshot);
}

static GtkWidget *
new_window (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 800);
  gtk_window_present (GTK_WINDOW (window));
  bench_rest (REST_MSEC);
  return window;
}

static void
bench_galley (guint n)
{
  g_autoptr (GalleyBulletin) bulletin = new_bulletin (n);
  GtkWidget *grid = g_object_new (GALLEY_TYPE_GRID, NULL), *window = new_window (grid);

  galley_grid_set_bulletin (GALLEY_GRID (grid), bulletin);
  bench_rest (REST_MSEC);
  measure_scroll (window, n, "galley");
  measure_work ("table-sort", n, "galley", sort, window);
  measure_work ("table-unsort", n, "galley", unsort, window);
  measure_work ("table-filter", n, "galley", search, window);
  galley_grid_set_bulletin (GALLEY_GRID (grid), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell)
{
  gtk_column_view_cell_set_child (cell, gtk_label_new (NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell)
{
  gtk_label_set_label (GTK_LABEL (gtk_column_view_cell_get_child (cell)),
                       gtk_string_object_get_string (gtk_column_view_cell_get_item (cell)));
}

static void
bench_labels (guint n)
{
  GtkStringList *strings = gtk_string_list_new (NULL);
  GtkWidget *scroller = gtk_scrolled_window_new (), *view = gtk_column_view_new (NULL), *window;
  GtkExpression *text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkStringFilter *filter = gtk_string_filter_new (gtk_expression_ref (text));
  GtkSorter *sorter = GTK_SORTER (gtk_string_sorter_new (text));
  GListModel *model;

  for (guint i = 0; i < n; i++)
    gtk_string_list_take (strings, dup_name (i));
  gtk_widget_add_css_class (view, "data-table");
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_column_view_set_show_column_separators (GTK_COLUMN_VIEW (view), TRUE);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column = gtk_column_view_column_new ("", factory);

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
      gtk_column_view_column_set_fixed_width (column, 90);
      gtk_column_view_column_set_sorter (column, sorter);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
      g_object_unref (column);
    }
  model = G_LIST_MODEL (gtk_sort_list_model_new (G_LIST_MODEL (strings),
                                                 g_object_ref (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (view)))));
  model = G_LIST_MODEL (gtk_filter_list_model_new (model, GTK_FILTER (g_object_ref (filter))));
  model = G_LIST_MODEL (gtk_no_selection_new (model));
  gtk_column_view_set_model (GTK_COLUMN_VIEW (view), GTK_SELECTION_MODEL (model));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  window = new_window (scroller);
  measure_scroll (window, n, "labels");
  measure_work ("table-sort", n, "labels", sort, window);
  measure_work ("table-unsort", n, "labels", unsort, window);
  measure_work ("table-filter", n, "labels", search_peer, filter);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (model);
  g_object_unref (filter);
  g_object_unref (sorter);
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 10000, 100000 };

  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      bench_galley (sizes[i]);
      bench_labels (sizes[i]);
    }
  return 0;
}
