/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-figures-stream.h"

#include <string.h>

typedef struct
{
  GString *found;
  guint calls;
  guint stop_after;
  gsize largest;
} Seen;

static gboolean
see_cb (const GalleyFigures *figures,
        const char *text,
        gsize length,
        guint64 chars_before,
        guint64 bytes_before,
        gpointer user_data)
{
  Seen *seen = user_data;

  for (guint i = 0; i < galley_figures_get_length (figures); i++)
    {
      const GalleyFigure *figure = galley_figures_get (figures, i);
      g_autofree char *value = galley_figure_value_to_string (figure);

      g_string_append_printf (seen->found, "%" G_GUINT64_FORMAT "+%u@%" G_GUINT64_FORMAT "=%s\n", chars_before + figure->start,
                              figure->length, bytes_before + figure->bytes.offset, value);
    }
  seen->largest = MAX (seen->largest, length);
  return ++seen->calls != seen->stop_after;
}

static GString *
make_text (gsize size)
{
  GString *text = g_string_new ("某区一季度开门红\n2024年4月16日\n");

  for (guint i = 0; text->len < size; i++)
    g_string_append_printf (text, "一季度，完成投资%u.%u亿元，同比增长%u%%，其中工业%u亿元；3月%u日，%u个项目开工。\n", i % 977, i % 10,
                            i % 89, i % 331, i % 28 + 1, i);
  return text;
}

static void
stream (const char *text,
        gsize length,
        Seen *seen)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (text, length, NULL);
  g_autoptr (GError) error = NULL;

  seen->found = g_string_new (NULL);
  galley_figures_stream (input, NULL, see_cb, seen, NULL, &error);
  g_assert_no_error (error);
}

/* A text of several pieces has the same figures at the same places as the whole. */
static void
test_same (void)
{
  g_autoptr (GString) text = make_text (5 << 20);
  g_autoptr (GalleyFigures) whole = galley_figures_read (text->str, text->len, NULL);
  Seen streamed = { 0 }, at_once = { .found = g_string_new (NULL) };

  stream (text->str, text->len, &streamed);
  see_cb (whole, text->str, text->len, 0, 0, &at_once);
  g_assert_cmpuint (streamed.calls, >, 4);
  g_assert_cmpuint (streamed.largest, <=, 1 << 20);
  g_assert_cmpuint (streamed.found->len, >, 0);
  g_assert_true (g_string_equal (streamed.found, at_once.found));
  g_string_free (streamed.found, TRUE);
  g_string_free (at_once.found, TRUE);
}

/* One line of many pieces is cut between sentences, and no figure is cut in two. */
static void
test_one_line (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Seen seen = { 0 };
  guint expected = 0, found = 0;

  for (; text->len < 3 << 20; expected++)
    g_string_append (text, "完成投资1234567.89亿元。");
  stream (text->str, text->len, &seen);
  for (const char *p = seen.found->str; (p = strstr (p, "=123456789000000\n")) != NULL; p++)
    found++;
  g_assert_cmpuint (found, ==, expected);
  g_string_free (seen.found, TRUE);
}

static void
test_stopped (void)
{
  g_autoptr (GString) text = make_text (4 << 20);
  Seen seen = { .stop_after = 2 };

  stream (text->str, text->len, &seen);
  g_assert_cmpuint (seen.calls, ==, 2);
  g_string_free (seen.found, TRUE);
}

static void
test_invalid (void)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data ("3个\xff", -1, NULL);
  g_autoptr (GError) error = NULL;
  Seen seen = { .found = g_string_new (NULL) };

  g_assert_false (galley_figures_stream (input, NULL, see_cb, &seen, NULL, &error));
  g_assert_error (error, G_CONVERT_ERROR, G_CONVERT_ERROR_ILLEGAL_SEQUENCE);
  g_assert_cmpuint (seen.calls, ==, 0);
  g_string_free (seen.found, TRUE);
}

static void
test_cancelled (void)
{
  g_autoptr (GString) text = make_text (4 << 20);
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (text->str, text->len, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Seen seen = { .found = g_string_new (NULL) };

  g_cancellable_cancel (cancellable);
  g_assert_false (galley_figures_stream (input, NULL, see_cb, &seen, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_string_free (seen.found, TRUE);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stream/same", test_same);
  g_test_add_func ("/stream/one-line", test_one_line);
  g_test_add_func ("/stream/stopped", test_stopped);
  g_test_add_func ("/stream/invalid", test_invalid);
  g_test_add_func ("/stream/cancelled", test_cancelled);
  return g_test_run ();
}
