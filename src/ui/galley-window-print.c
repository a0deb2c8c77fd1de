/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-layout-job.h"
#include "galley-media.h"

/* Prints the display list of the paper that was last previewed, the one that the PDF is made of. Paper, printer and what
 * else was chosen are kept for the next time. */

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, GalleyDisplayList *list)
{
  gtk_print_operation_set_n_pages (operation, galley_display_list_get_n_pages (list));
}

/* On paper of another size the page is fitted and stands in the middle. */
static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number, GalleyDisplayList *list)
{
  const GalleyDisplayPage *page = galley_display_list_get_page (list, number);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = gtk_print_context_get_width (context), height = gtk_print_context_get_height (context);
  double scale = MIN (width / page->width, height / page->height);

  cairo_translate (cr, (width - page->width * scale) / 2, (height - page->height * scale) / 2);
  cairo_scale (cr, scale, scale);
  galley_display_list_draw (list, number, cr);
}

/* What holds for one bulletin only is not kept. */
static void
keep_choices (GalleyWindow *self, GtkPrintOperation *operation)
{
  g_autoptr (GtkPrintSettings) chosen = gtk_print_settings_copy (gtk_print_operation_get_print_settings (operation));
  GtkPageSetup *setup = gtk_print_operation_get_default_page_setup (operation);

  gtk_print_settings_unset (chosen, GTK_PRINT_SETTINGS_N_COPIES);
  gtk_print_settings_unset (chosen, GTK_PRINT_SETTINGS_PRINT_PAGES);
  gtk_print_settings_unset (chosen, GTK_PRINT_SETTINGS_PAGE_RANGES);
  gtk_print_settings_unset (chosen, GTK_PRINT_SETTINGS_OUTPUT_URI);
  gtk_print_settings_unset (chosen, GTK_PRINT_SETTINGS_OUTPUT_BASENAME);
  g_settings_set_value (self->settings, "print-settings", gtk_print_settings_to_gvariant (chosen));
  if (setup)
    g_settings_set_value (self->settings, "page-setup", gtk_page_setup_to_gvariant (setup));
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, GalleyWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY && !self->closed)
    keep_choices (self, operation);
  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  galley_window_show_error (self, _("The Bulletin Could Not Be Printed"), error);
}

/* The paper that was printed on last; at first that of the page itself. */
static GtkPageSetup *
new_page_setup (GalleyWindow *self, const GalleyDisplayPage *page)
{
  g_autoptr (GVariant) kept = g_settings_get_value (self->settings, "page-setup");
  GtkPageSetup *setup = g_variant_n_children (kept) > 0 ? gtk_page_setup_new_from_gvariant (kept) : gtk_page_setup_new ();

  if (g_variant_n_children (kept) == 0)
    {
      GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
      double width = gtk_paper_size_get_width (paper, GTK_UNIT_POINTS);
      double height = gtk_paper_size_get_height (paper, GTK_UNIT_POINTS);

      if (ABS (page->width - width) > 1 || ABS (page->height - height) > 1)
        {
          gtk_paper_size_free (paper);
          paper = gtk_paper_size_new_custom ("galley", _("As the Page"), page->width, page->height, GTK_UNIT_POINTS);
        }
      gtk_page_setup_set_paper_size (setup, paper);
      gtk_paper_size_free (paper);
    }
  return setup;
}

static void
print_list (GalleyWindow *self, GalleyDisplayList *list)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = new_page_setup (self, galley_display_list_get_page (list, 0));
  g_autoptr (GVariant) kept = g_settings_get_value (self->settings, "print-settings");
  g_autoptr (GtkPrintSettings) chosen = gtk_print_settings_new_from_gvariant (kept);
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_job_name (operation, gtk_window_get_title (GTK_WINDOW (self)));
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_print_settings (operation, chosen);
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
layout_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyWindow *self = GALLEY_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyDisplayList) list = galley_layout_job_finish (result, &error);

  if (self->closed)
    return;
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
  g_autofree char *medium = g_settings_get_string (self->settings, "print-medium");
  g_autofree char *look = g_settings_get_string (self->settings, "preview-theme");
  g_autofree char *folder = galley_window_dup_folder (self);
  g_autoptr (GalleyTheme) theme = galley_media_load (medium, look, FALSE);
  g_autoptr (GalleyLayoutCache) cache = galley_layout_cache_new ();
  g_autoptr (GalleySnapshot) snapshot = NULL;

  galley_grid_flush (self->grid);
  snapshot = galley_bulletin_snapshot (galley_window_get_bulletin (self));
  galley_layout_job_start (self, snapshot, theme, folder, cache, self->cancellable, layout_cb, NULL);
}
