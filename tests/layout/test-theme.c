/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include <string.h>

#include "galley-theme.h"

/* The brighter of two colours over the darker, as WCAG 2.1 has it but without its gamma: enough to see that text is seen. */
static double
contrast (const GalleyColor *a, const GalleyColor *b)
{
  double left = 0.21 * a->red + 0.72 * a->green + 0.07 * a->blue, right = 0.21 * b->red + 0.72 * b->green + 0.07 * b->blue;

  return (MAX (left, right) + 0.05) / (MIN (left, right) + 0.05);
}

static void
test_shipped (void)
{
  const char *const *names = galley_theme_list_names ();

  g_assert_true (g_strv_contains (names, "phone"));
  g_assert_true (g_strv_contains (names, "phone-dark"));
  g_assert_true (g_strv_contains (names, "page"));
  for (; *names; names++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyTheme) theme = galley_theme_load (*names, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (theme->name, ==, *names);
      g_assert_cmpstr (galley_theme_get_title (*names), !=, "");
    }
}

/* Every medium can be had in every look; a look changes fonts, colours and ornaments and no measure; by night there are
 * light letters whatever the look; and an official document is what the standard says. */
static void
test_looks (void)
{
  for (const char *const *medium = galley_theme_list_names (); *medium; medium++)
    for (const char *const *look = galley_theme_list_looks (); *look; look++)
      {
        g_autofree char *name = g_strconcat (*medium, ":", *look, NULL);
        g_autoptr (GError) error = NULL;
        g_autoptr (GalleyTheme) theme = galley_theme_load (name, &error), alone = galley_theme_load (*medium, NULL);
        const GalleyColor *ground, *text;

        g_assert_no_error (error);
        ground = &theme->colors[GALLEY_COLOR_BACKGROUND];
        text = &theme->colors[GALLEY_COLOR_TEXT];
        g_assert_cmpfloat (theme->width, ==, alone->width);
        g_assert_cmpuint (theme->columns, ==, alone->columns);
        for (int i = 0; i < GALLEY_N_STYLES; i++)
          g_assert_cmpfloat (theme->styles[i].size, ==, alone->styles[i].size);
        g_assert_cmpfloat (contrast (text, ground), >, 4);
        g_assert_cmpint (text->green > ground->green, ==, g_str_equal (*medium, "phone-dark"));
        if (g_str_equal (*medium, "official"))
          g_assert_cmpstr (theme->styles[GALLEY_STYLE_HEADING].families, ==, alone->styles[GALLEY_STYLE_HEADING].families);
        else if (g_str_equal (*look, "modern"))
          g_assert_cmpstr (theme->styles[GALLEY_STYLE_HEADLINE].families, !=, alone->styles[GALLEY_STYLE_HEADLINE].families);
      }
}

static void
test_dark (void)
{
  g_autoptr (GalleyTheme) light = galley_theme_load ("phone", NULL), dark = galley_theme_load ("phone-dark", NULL);

  g_assert_cmpfloat (dark->colors[GALLEY_COLOR_BACKGROUND].green, <, 0.2);
  g_assert_cmpfloat (contrast (&dark->colors[GALLEY_COLOR_TEXT], &dark->colors[GALLEY_COLOR_BACKGROUND]), >, 4);
  g_assert_cmpfloat (contrast (&light->colors[GALLEY_COLOR_TEXT], &light->colors[GALLEY_COLOR_BACKGROUND]), >, 4);
  for (int i = 0; i < GALLEY_N_STYLES; i++)
    g_assert_cmpfloat (light->styles[i].size, ==, dark->styles[i].size);
}

static void
test_own (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyTheme) theme = galley_theme_new_from_data (
    "large", "[theme]\nparent=phone\nwidth=600\n[paragraph]\nsize=30\nalign=start\n", &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (theme->width, ==, 600);
  g_assert_cmpfloat (theme->styles[GALLEY_STYLE_PARAGRAPH].size, ==, 30);
  g_assert_cmpint (theme->styles[GALLEY_STYLE_PARAGRAPH].align, ==, GALLEY_ALIGN_START);
  g_assert_cmpfloat (theme->styles[GALLEY_STYLE_LEAD].size, ==, 17);
}

static void
test_bad (void)
{
  static const struct
  {
    const char *data;
    const char *named; /* what the message must name */
  } bad[] = {
    { "", "width" },
    { "[theme]\nparent=nobody\n", "nobody" },
    { "[theme]\nparent=phone\nwidth=wide\n", "wide" },
    { "[theme]\nparent=phone\nwidth=nan\n", "nan" },
    { "[theme]\nparent=phone\nwidth=1e300\n", "width" },
    { "[theme]\nparent=phone\nmargins=1 2 3\n", "margins" },
    { "[theme]\nparent=phone\nmargins=0 300 0 300\n", "margins" },
    { "[theme]\nparent=phone\n[colors]\ntext=red\n", "red" },
    { "[theme]\nparent=phone\n[lead]\nalign=sideways\n", "sideways" },
    { "[theme]\nparent=phone\n[lead]\nfont=comic\n", "comic" },
    { "[theme]\nparent=phone\n[lead]\nsize=0\n", "size" },
    { "[theme]\nparent=phone\n[heading]\nnumber=A\n", "number" },
    { "[theme]\nparent=page\ncolumns=9\ncolumn-gap=60\n", "margins" },
    { "[theme]\nparent=phone\nhead=perhaps\n", "perhaps" },
    { "no key file", "mine" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (galley_theme_new_from_data ("mine", bad[i].data, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, bad[i].named));
      g_assert_nonnull (strstr (error->message, "mine"));
    }
}

static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_theme_load ("letterpress", &error));
  g_assert_error (error, GALLEY_LAYOUT_ERROR, GALLEY_LAYOUT_ERROR_THEME);
  g_assert_nonnull (strstr (error->message, "letterpress"));
  g_assert_nonnull (strstr (error->message, "phone-dark"));
  g_clear_error (&error);
  g_assert_null (galley_theme_load ("phone:gothic", &error));
  g_assert_error (error, GALLEY_LAYOUT_ERROR, GALLEY_LAYOUT_ERROR_THEME);
  g_assert_nonnull (strstr (error->message, "modern"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/theme/shipped", test_shipped);
  g_test_add_func ("/theme/looks", test_looks);
  g_test_add_func ("/theme/dark", test_dark);
  g_test_add_func ("/theme/own", test_own);
  g_test_add_func ("/theme/bad", test_bad);
  g_test_add_func ("/theme/unknown", test_unknown);
  return g_test_run ();
}
