/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-layout.h"

/* Prints the page theme's display list, the one that the PDF is made of. */

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, GalleyDisplayList *list)
{
  gtk_print_operation_set_n_pages (operation, galley_display_list_get_n_pages (list));
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number, GalleyDisplayList *list)
{
  const GalleyDisplayPage *page = galley_display_list_get_page (list, number);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double scale = MIN (gtk_print_context_get_width (context) / page->width,
                      gtk_print_context_get_height (context) / page->height);

  cairo_scale (cr, scale, scale);
  galley_display_list_draw (list, number, cr);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, GalleyWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  galley_window_show_error (self, _("The Bulletin Could Not Be Printed"), error);
}

static void
print_list (GalleyWindow *self, GalleyDisplayList *list)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_job_name (operation, gtk_window_get_title (GTK_WINDOW (self)));
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (begin_print_cb), galley_display_list_ref (list),
                         (GClosureNotify) (void (*) (void)) galley_display_list_unref, 0);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), list);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), self, 0);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), &error) ==
      GTK_PRINT_OPERATION_RESULT_ERROR)
    galley_window_show_error (self, _("The Bulletin Could Not Be Printed"), error);
}

static void
layout_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyTheme) theme = galley_theme_load ("page", &error);
  g_autoptr (GalleyLayoutCache) cache = galley_layout_cache_new ();
  GalleyLayoutOptions options = { 0 };
  GalleyDisplayList *list = theme ? galley_layout (data, theme, &options, cache, cancellable, &error) : NULL;

  if (list)
    g_task_return_pointer (task, list, (GDestroyNotify) galley_display_list_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
layout_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyWindow *self = GALLEY_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyDisplayList) list = g_task_propagate_pointer (G_TASK (result), &error);

  if (list)
    print_list (self, list);
  else
    galley_window_show_error (self, _("The Bulletin Could Not Be Printed"), error);
}

/* The window's own: win.print. */
void
galley_window_print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, layout_cb, NULL);

  galley_grid_flush (self->grid);
  g_task_set_task_data (task, galley_bulletin_snapshot (galley_window_get_bulletin (self)),
                        (GDestroyNotify) galley_snapshot_unref);
  g_task_run_in_thread (task, layout_thread);
}
