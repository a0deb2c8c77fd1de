/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-json-writer.h"
#include "galley-store-error.h"
#include "store-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

static GalleyJson *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return galley_json_new (bytes, GALLEY_JSON_MAX_DEPTH, error);
}

static char *
write_again (const char *text, gboolean compact)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyJson) json = parse (text, &error);
  GalleyJsonWriter writer = { .out = g_string_new (NULL), .compact = compact };

  g_assert_no_error (error);
  galley_json_write_value (&writer, NULL, json, 0);
  return g_string_free_and_steal (writer.out);
}

static void
test_values_survive (void)
{
  /* Every one of these is changed by a parser that converts what it reads. */
  static const char *const texts[] = {
    "12.50", "1e400", "1180591620717411303424", "-0", "-0.0", "1E+2", "0.1000000000000000055511151231257827",
    "9007199254740993", "\"\\u00e9\\/\"", "\"a/b\"", "{\"\":1}", "[]", "{}", "[[],{}]", "null", "true", "\"\xE2\x80\xA8\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *again = write_again (texts[i], TRUE);

      g_assert_cmpstr (again, ==, texts[i]);
    }
}

static void
test_form (void)
{
  g_autofree char *pretty = write_again (" {\"a\" :[ 1,\n2],\"b\":{ },\"c\":{\"d\":\"e\"} }\r\n", FALSE);
  g_autofree char *same = write_again (pretty, FALSE);

  g_assert_cmpstr (pretty, ==,
                   "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n  \"c\": {\n    \"d\": \"e\"\n  }\n}");
  g_assert_cmpstr (same, ==, pretty);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *reason; /* a part of the message */
  } cases[] = {
    { "", "nothing" },
    { "  ", "too early" },
    { "{", "too early" },
    { "[1", "too early" },
    { "[1,]", "a value was expected" },
    { "[,1]", "a value was expected" },
    { "[1 2]", "“]” was expected" },
    { "{\"a\":1,}", "name in quotes" },
    { "{\"a\"}", "“:”" },
    { "{a:1}", "name in quotes" },
    { "{\"a\":1]", "“}” was expected" },
    { "1 2", "more text" },
    { "01", "number" },
    { "1.", "too early" },
    { "[1.]", "number" },
    { "[-]", "number" },
    { "[1e]", "number" },
    { "+1", "a value was expected" },
    { "NaN", "a value was expected" },
    { "nul", "a value was expected" },
    { "\"a\nb\"", "control character" },
    { "\"\\x\"", "unknown escape" },
    { "[\"\\u12\"]", "no character" },
    { "[\"\\u0000\"]", "no character" },
    { "\"\\ud800\"", "no character" },
    { "\"\\udc00\\ud800\"", "no character" },
    { "\"\\ud800\\u0041\"", "no character" },
    { "\"a", "too early" },
    { "// no\n1", "a value was expected" },
    { "[\n\n\"\xFF\"]", "line 3: byte 0xff" },
    { "\"\xED\xA0\x80\"", "not UTF-8" },
    { "{\"a\":{\"b\":[0,{\"c\":1,\"d\":2,\"c\":3}]}}", "a.b[1].c: this member is there twice" },
    { "{\"a\":1,\"\\u0061\":2}", "a: this member is there twice" },
    { "{\"a\":{\"a\":1},\"b\":{\"a\":1},\"a\":2}", "a: this member is there twice" },
    { "{\"两 个\":1,\"两 个\":2}", "[\"两 个\"]: this member is there twice" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyJson) json = parse (cases[i].text, &error);

      g_assert_null (json);
      g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID);
      if (!strstr (error->message, cases[i].reason))
        g_error ("%s: “%s” does not say “%s”", cases[i].text, error->message, cases[i].reason);
    }
}

static void
test_nul (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{\n\"a\0\"}", 8);
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_json_new (bytes, GALLEY_JSON_MAX_DEPTH, &error));
  g_assert_nonnull (strstr (error->message, "line 2: a NUL byte"));
}

static void
test_nesting (void)
{
  for (guint depth = GALLEY_JSON_MAX_DEPTH; depth <= 10000; depth = depth == GALLEY_JSON_MAX_DEPTH ? depth + 1 : depth + 9935)
    {
      g_autofree char *open = g_strnfill (depth, '['), *close = g_strnfill (depth, ']');
      g_autofree char *text = g_strconcat (open, close, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyJson) json = parse (text, &error);

      if (depth <= GALLEY_JSON_MAX_DEPTH)
        g_assert_no_error (error);
      else
        g_assert_nonnull (strstr (error->message, "[0][0]: nested deeper than 64 levels"));
    }
}

/* The mark that some editors put before a text is no reason to refuse it. */
static void
test_byte_order_mark (void)
{
  g_autofree char *again = write_again ("\xEF\xBB\xBF[1]", TRUE);

  g_assert_cmpstr (again, ==, "[1]");
}

/* Any text that we write, json-glib reads as the same, and so do we. */
static void
test_strings (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *text = fixture_random_text (rand, 30), *ours = NULL;
      g_autoptr (GString) out = g_string_new (NULL);
      GalleyJsonWriter writer = { .out = out, .compact = TRUE };
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autoptr (GalleyJson) json = NULL;
      g_autoptr (GError) error = NULL;

      galley_json_write_open (&writer, NULL, GALLEY_JSON_ARRAY);
      galley_json_write_string (&writer, NULL, text);
      galley_json_write_close (&writer, GALLEY_JSON_ARRAY);
      json_parser_load_from_data (parser, out->str, -1, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (json_array_get_string_element (json_node_get_array (json_parser_get_root (parser)), 0), ==, text);
      json = parse (out->str, &error);
      g_assert_no_error (error);
      ours = galley_json_dup_string (json, galley_json_get_first (json, 0), &error);
      g_assert_cmpstr (ours, ==, text);
    }
}

/* A truncated or damaged text is refused or read, never more; sanitizers watch. */
static void
test_damage (void)
{
  static const char whole[] = "{\"a\":[1.5e3,\"\\ud83d\\ude00\\n\",{\"b\":null}],\"c\":\"é\",\"d\":{\"e\":[[]],\"f\":-7}}";
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (gsize length = 0; length < strlen (whole); length++)
    {
      /* An exact copy, so that a read past the end is seen. */
      g_autofree char *copy = g_memdup2 (whole, MAX (length, 1));
      g_autoptr (GBytes) bytes = g_bytes_new_static (copy, length);
      g_autoptr (GError) error = NULL;

      g_assert_null (galley_json_new (bytes, GALLEY_JSON_MAX_DEPTH, &error));
      g_assert_nonnull (error);
    }
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *copy = g_memdup2 (whole, strlen (whole));
      g_autoptr (GBytes) bytes = g_bytes_new_static (copy, strlen (whole));
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyJson) json = NULL;

      for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
        copy[g_rand_int_range (rand, 0, strlen (whole))] = g_rand_boolean (rand) ? g_rand_int_range (rand, 0, 256) - 128 : "{}[]\",:\\u0"[g_rand_int_range (rand, 0, 10)];
      json = galley_json_new (bytes, GALLEY_JSON_MAX_DEPTH, &error);
      g_assert_true ((json == NULL) == (error != NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/values-survive", test_values_survive);
  g_test_add_func ("/json/form", test_form);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/nul", test_nul);
  g_test_add_func ("/json/nesting", test_nesting);
  g_test_add_func ("/json/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/json/strings", test_strings);
  g_test_add_func ("/json/damage", test_damage);
  return g_test_run ();
}
