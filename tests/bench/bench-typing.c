/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-typing: from a key press to the frame that shows it, and all that a key press costs the main thread until the window
 * is at rest again (report, preview, outline), in the real window beside a bare text view. CPU time of the main thread. */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "bench-window.h"
#include "bench.h"
#include "bulletin-text.h"
#include "galley-application.h"
#include "galley-editor.h"
#include "galley-preview.h"
#include "galley-window.h"

#define N_KEYS 40
/* How long the main loop is idle before the window counts as being at rest. */
#define REST_MSEC 400

/* Types into the middle of the view's text. */
static void
measure (GtkTextView *view, gsize size, const char *who)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  double to_frame[N_KEYS], to_rest[N_KEYS];
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (buffer, &iter, gtk_text_buffer_get_line_count (buffer) / 2);
  gtk_text_iter_forward_to_line_end (&iter);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_view_scroll_to_mark (view, gtk_text_buffer_get_insert (buffer), 0, TRUE, 0.5, 0.5);
  gtk_widget_grab_focus (GTK_WIDGET (view));
  bench_rest (REST_MSEC);
  for (guint i = 0; i < N_KEYS; i++)
    {
      double start = bench_now (CLOCK_THREAD_CPUTIME_ID);

      g_signal_emit_by_name (view, "insert-at-cursor", i % 8 == 7 ? "，" : "字");
      bench_wait_frame (GTK_WIDGET (view));
      to_frame[i] = bench_now (CLOCK_THREAD_CPUTIME_ID) - start;
      bench_rest (REST_MSEC);
      to_rest[i] = bench_now (CLOCK_THREAD_CPUTIME_ID) - start;
    }
  bench_print_seconds ("key-to-frame", size, who, bench_median (to_frame, N_KEYS));
  bench_print_seconds ("key-to-frame-worst", size, who, to_frame[N_KEYS - 1]);
  bench_print_seconds ("key-to-rest", size, who, bench_median (to_rest, N_KEYS));
}

static void
updated_cb (gboolean *updated)
{
  *updated = TRUE;
}

/* From the key press to the frame in which the preview shows it: on the clock, and CPU time of all threads. */
static void
measure_preview (GtkTextView *view, GtkWidget *preview, gsize size)
{
  double to_preview[N_KEYS], work[N_KEYS];
  gboolean updated;
  gulong handler = g_signal_connect_swapped (preview, "updated", G_CALLBACK (updated_cb), &updated);

  for (guint i = 0; i < N_KEYS; i++)
    {
      double start = bench_now (CLOCK_MONOTONIC), idle = bench_now (CLOCK_PROCESS_CPUTIME_ID);

      updated = FALSE;
      g_signal_emit_by_name (view, "insert-at-cursor", i % 8 == 7 ? "，" : "字");
      while (!updated)
        g_main_context_iteration (NULL, TRUE);
      bench_wait_frame (preview);
      to_preview[i] = bench_now (CLOCK_MONOTONIC) - start;
      work[i] = bench_now (CLOCK_PROCESS_CPUTIME_ID) - idle;
      bench_rest (REST_MSEC);
    }
  g_signal_handler_disconnect (preview, handler);
  bench_print_seconds ("key-to-preview", size, "galley", bench_median (to_preview, N_KEYS));
  bench_print_seconds ("key-to-preview-cpu", size, "galley", bench_median (work, N_KEYS));
  bench_print_seconds ("key-to-preview-worst", size, "galley", to_preview[N_KEYS - 1]);
}

static void
bench_window (GalleyApplication *application, const char *text, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "bench-typing.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GalleyWindow *window = galley_window_new (application);
  GtkWidget *editor = bench_find (GTK_WIDGET (window), GALLEY_TYPE_EDITOR);

  if (!g_file_set_contents (path, text, -1, &error))
    g_error ("%s", error->message);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  galley_window_open (window, file);
  while (galley_editor_get_bulletin (GALLEY_EDITOR (editor)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 8; i++)
    bench_rest (REST_MSEC);
  measure (GTK_TEXT_VIEW (editor), size, "galley");
  measure_preview (GTK_TEXT_VIEW (editor), bench_find (GTK_WIDGET (window), GALLEY_TYPE_PREVIEW), size);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
bench_view (const char *text, gsize size)
{
  GtkWidget *window = gtk_window_new (), *scroller = gtk_scrolled_window_new (), *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 800);
  gtk_window_present (GTK_WINDOW (window));
  bench_rest (REST_MSEC);
  measure (GTK_TEXT_VIEW (view), size, "textview");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  static const gsize sizes[] = { 6000, 60000, 600000 };
  GalleyApplication *application;

  g_set_prgname ("bench-typing");
  application = galley_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (G_APPLICATION (application), NULL, NULL))
    return 1;
  g_application_hold (G_APPLICATION (application));
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      GString *text = bulletin_text_new (sizes[i]);

      bench_view (text->str, sizes[i]);
      bench_window (application, text->str, sizes[i]);
      g_string_free (text, TRUE);
    }
  return 0;
}
