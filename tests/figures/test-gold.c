/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-figures.h"

#include <string.h>

/* The hand-labelled bulletins of ../shared/gold: what issue 3 asks of spans, values and kinds. */

typedef struct
{
  guint gold;
  guint found;
  guint spans;
  guint values;
  guint kinds;
} Score;

static char *
find_gold (void)
{
  const char *const places[] = { g_getenv ("GALLEY_SHARED"), "/work/shared" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = places[i] != NULL ? g_build_filename (places[i], "gold", NULL) : NULL;

      if (path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&path);
    }
  return NULL;
}

static gboolean
is_same_value (const char *a,
               const char *b)
{
  GalleyDecimal x, y;

  if (galley_decimal_parse (a, -1, &x) && galley_decimal_parse (b, -1, &y))
    return galley_decimal_compare (&x, &y) == 0;
  return g_str_equal (a, b);
}

static void
score_row (const GalleyFigures *figures,
           char **row,
           Score *score)
{
  guint start = (guint) g_ascii_strtoull (row[0], NULL, 10);
  guint length = (guint) g_ascii_strtoull (row[1], NULL, 10);

  score->gold++;
  for (guint i = 0; i < galley_figures_get_length (figures); i++)
    {
      const GalleyFigure *figure = galley_figures_get (figures, i);
      g_autofree char *value = NULL;

      if (figure->start != start || figure->length != length)
        continue;
      score->spans++;
      value = galley_figure_value_to_string (figure);
      if (value == NULL || !is_same_value (value, row[3]))
        return;
      score->values++;
      score->kinds += g_str_equal (galley_figure_kind_to_string (figure->kind), row[5]);
      return;
    }
}

static void
score_bulletin (const char *folder,
                const char *name,
                Score *score)
{
  g_autofree char *table_path = g_build_filename (folder, name, NULL);
  g_autofree char *base = g_strndup (table_path, strlen (table_path) - strlen (".gold.tsv"));
  g_autofree char *text_path = g_strconcat (base, ".txt", NULL);
  g_autofree char *table = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GalleyFigures) figures = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (table_path, &table, NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (text_path, &text, NULL, &error);
  g_assert_no_error (error);
  figures = galley_figures_read (text, -1, NULL);
  score->found += galley_figures_get_length (figures);
  lines = g_strsplit (table, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) row = g_strsplit (lines[i], "\t", -1);

      if (g_strv_length (row) >= 6)
        score_row (figures, row, score);
    }
}

static void
test_gold (void)
{
  g_autofree char *folder = find_gold ();
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  Score score = { 0 };

  if (dir == NULL)
    {
      g_test_skip ("no hand-labelled bulletins: there is no ../shared/gold");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".gold.tsv"))
      score_bulletin (folder, name, &score);
  g_test_message ("%u gold, %u found, %u spans, %u values, %u kinds", score.gold, score.found, score.spans, score.values,
                  score.kinds);
  g_assert_cmpuint (score.gold, >, 0);
  /* F1 of spans = 2 spans / (gold + found) */
  g_assert_cmpuint (200 * score.spans, >=, 97 * (score.gold + score.found));
  g_assert_cmpuint (100 * score.values, >=, 97 * score.gold);
  g_assert_cmpuint (100 * score.kinds, >=, 95 * score.gold);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gold/scores", test_gold);
  return g_test_run ();
}
