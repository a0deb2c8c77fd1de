/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-restate.h"

#include <string.h>

static const GalleyFigureContext nothing = { 0 };

/* The offers for the one figure of @text, as "surface" or "surface (loss above)". */
static char *
offers_for (const char *text, const char *cell, const char *unit)
{
  g_autoptr (GalleyFigures) figures = galley_figures_read (text, -1, &nothing);
  const char *fields[GALLEY_N_INDICATOR_FIELDS] = { [GALLEY_INDICATOR_VALUE] = cell, [GALLEY_INDICATOR_UNIT] = unit };
  g_autoptr (GalleyRecord) row = galley_record_new (&galley_indicator_schema, NULL, fields, NULL);
  g_auto (GalleyAmount) amount = GALLEY_AMOUNT_INIT;
  g_autoptr (GPtrArray) offers = NULL;
  GString *string = g_string_new (NULL);

  g_assert_cmpuint (galley_figures_get_length (figures), ==, 1);
  if (cell)
    galley_amount_from_cell (&amount, row, GALLEY_INDICATOR_VALUE);
  offers = galley_restate (galley_figures_get (figures, 0), text, cell ? &amount : NULL);
  for (guint i = 0; i < offers->len; i++)
    {
      const GalleyRestatement *offer = g_ptr_array_index (offers, i);

      g_string_append_printf (string, "%s%s", i > 0 ? " " : "", offer->surface);
      if (offer->loss)
        g_string_append_printf (string, "(%s%s)", offer->above ? "+" : "-", offer->loss);
    }
  return g_string_free_and_steal (string);
}

#define assert_offers(text, cell, unit, expected)                                                                           \
  G_STMT_START                                                                                                             \
  {                                                                                                                        \
    g_autofree char *offers = offers_for (text, cell, unit);                                                               \
    g_assert_cmpstr (offers, ==, expected);                                                                                \
  }                                                                                                                        \
  G_STMT_END

static void
test_units (void)
{
  assert_offers ("总投资821.6亿元。", NULL, NULL, "8216000万元 82160000000元 822亿元(+0.4亿元)");
  assert_offers ("总投资5007万元。", NULL, NULL, "0.5007亿元 50070000元");
  assert_offers ("新增就业1.30万人。", NULL, NULL, "13000人 1.3万人 1万人(-0.3万人)");
  assert_offers ("签约项目66个。", NULL, NULL, "");
  assert_offers ("约32.10亿元", NULL, NULL, "321000万元 3210000000元 32.1亿元 32亿元(-0.1亿元)");
}

/* A percentage has no other unit; what is no plain number is left alone. */
static void
test_none (void)
{
  assert_offers ("占比67.04%。", NULL, NULL, "67.0%(-0.04%) 67%(-0.04%)");
  assert_offers ("引进1800多万元。", NULL, NULL, "");
  assert_offers ("投资10～20亿元。", NULL, NULL, "");
  assert_offers ("投资三亿元。", NULL, NULL, "");
}

/* What the cell knows comes out, and what is lost is told against it. */
static void
test_bound (void)
{
  assert_offers ("总投资823.5亿元。", "823.45", "亿元",
                 "8234500万元 82345000000元 823.45亿元 823亿元(-0.45亿元)");
  /* A cell that says something else is not what the text rounds. */
  assert_offers ("总投资823.5亿元。", "900.45", "亿元", "8235000万元 82350000000元 824亿元(+0.5亿元)");
}

/* Whatever is offered reads back as the value that it was, or as that value less or more the loss that is told. */
static void
test_random (void)
{
  static const char *const units[] = { "元", "人", "户", "吨", "平方米", "美元", "%", "个", "公里", "人次" };
  static const struct
  {
    const char *word;
    int magnitude;
  } scales[] = { { "", 0 }, { "万", 4 }, { "亿", 8 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  guint n = 0;

  for (guint round = 0; round < 5000; round++)
    {
      const char *unit = units[g_rand_int_range (random, 0, G_N_ELEMENTS (units))];
      guint scale = *unit == '%' ? 0 : (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (scales));
      GalleyDecimal value = { g_rand_int_range (random, 1, 1 << 20), (gint16) g_rand_int_range (random, 0, 5), 0 };
      g_autofree char *digits = galley_decimal_to_printed (&value);
      g_autofree char *text = g_strdup_printf ("全区完成%s%s%s，", digits, scales[scale].word, unit);
      g_autoptr (GalleyFigures) figures = galley_figures_read (text, -1, &nothing);
      g_autoptr (GPtrArray) offers = NULL;

      g_assert_cmpuint (galley_figures_get_length (figures), ==, 1);
      value.magnitude = (gint16) scales[scale].magnitude;
      offers = galley_restate (galley_figures_get (figures, 0), text, NULL);
      for (guint i = 0; i < offers->len; i++, n++)
        {
          const GalleyRestatement *offer = g_ptr_array_index (offers, i);
          g_autoptr (GalleyFigures) read = galley_figures_read (offer->surface, -1, &nothing);
          g_autoptr (GalleyFigures) lost = offer->loss ? galley_figures_read (offer->loss, -1, &nothing) : NULL;
          GalleyDecimal now, loss = { 0 }, was, difference;

          g_test_message ("%s %s", text, offer->surface);
          g_assert_cmpuint (galley_figures_get_length (read), ==, 1);
          /* In the smallest place that any of them has, sums are whole numbers. */
          g_assert_true (galley_decimal_rescale (&galley_figures_get (read, 0)->value, 0, 5, &now));
          g_assert_true (galley_decimal_rescale (&value, 0, 5, &was));
          if (lost)
            g_assert_true (galley_decimal_rescale (&galley_figures_get (lost, 0)->value, 0, 5, &loss));
          difference = (GalleyDecimal) { now.digits - was.digits, 5, 0 };
          g_assert_true (difference.digits == (offer->above ? loss.digits : -loss.digits));
          g_assert_true (!offer->scaled || offer->loss == NULL);
        }
    }
  g_assert_cmpuint (n, >, 5000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restate/units", test_units);
  g_test_add_func ("/restate/none", test_none);
  g_test_add_func ("/restate/bound", test_bound);
  g_test_add_func ("/restate/random", test_random);
  return g_test_run ();
}
