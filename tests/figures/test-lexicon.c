/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-figures.h"

#include <glib/gstdio.h>

static char *
write_words (const char *words)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("lexicon-XXXXXX.tsv", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, words, -1, &error);
  g_assert_no_error (error);
  return path;
}

static char *
read_first (const char *text,
            const GalleyLexicon *lexicon)
{
  GalleyFigureContext context = { .lexicon = lexicon };
  g_autoptr (GalleyFigures) figures = galley_figures_read (text, -1, &context);

  if (galley_figures_get_length (figures) == 0)
    return g_strdup ("");
  return g_utf8_substring (text, galley_figures_get (figures, 0)->start,
                           galley_figures_get (figures, 0)->start + galley_figures_get (figures, 0)->length);
}

/* A desk teaches its own measure word and its own name; what was built in stays. */
static void
test_desk (void)
{
  g_autofree char *path = write_words ("# words of this desk\nmeasure\t驿 囤|粮\nstop\t五羊驿\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyLexicon) lexicon = galley_lexicon_load (path, &error);
  static const struct
  {
    const char *text;
    const char *built_in;
    const char *desk;
  } cases[] = {
    { "设三驿", "", "三驿" },
    { "入五羊驿", "", "" },
    { "收三囤粮", "", "三囤" },
    { "收三囤米", "", "" },
    { "建三座", "三座", "三座" },
  };

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *built_in = read_first (cases[i].text, NULL);
      g_autofree char *desk = read_first (cases[i].text, lexicon);

      g_assert_cmpstr (built_in, ==, cases[i].built_in);
      g_assert_cmpstr (desk, ==, cases[i].desk);
    }
  g_remove (path);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *words;
    GQuark (*domain) (void);
    int code;
  } cases[] = {
    { "mesure\t驿\n", galley_lexicon_error_quark, GALLEY_LEXICON_ERROR_CLASS },
    { "measure 驿\n", galley_lexicon_error_quark, GALLEY_LEXICON_ERROR_CLASS },
    { "measure\t|\n", galley_lexicon_error_quark, GALLEY_LEXICON_ERROR_WORD },
    { "measure\t\xff\n", g_convert_error_quark, G_CONVERT_ERROR_ILLEGAL_SEQUENCE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = write_words (cases[i].words);
      g_autoptr (GError) error = NULL;

      g_assert_null (galley_lexicon_load (path, &error));
      g_assert_error (error, cases[i].domain (), cases[i].code);
      g_assert_nonnull (strstr (error->message, path));
      g_remove (path);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lexicon/desk", test_desk);
  g_test_add_func ("/lexicon/refused", test_refused);
  return g_test_run ();
}
