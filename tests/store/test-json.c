/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-json.h"
#include "galley-store-error.h"
#include "store-fixture.h"

#include <string.h>

static JsonNode *
parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return galley_json_parse (bytes, GALLEY_JSON_MAX_DEPTH, error);
}

static char *
write_again (const char *text, gboolean pretty)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = parse (text, &error);

  g_assert_no_error (error);
  return g_string_free_and_steal (galley_json_print (json_node_get_object (root), pretty));
}

static void
test_values_survive (void)
{
  /* Many of these are changed by a parser that converts what it reads. */
  static const char *const texts[] = {
    "12.50", "1e400", "1180591620717411303424", "-0", "-0.0", "1E+2", "0.1000000000000000055511151231257827",
    "9007199254740993", "[1,[2.0,{\"a\":3e0,\"b\":[]}],4]", "\"a/b\"", "{\"\":1}", "[]", "{}", "[[],{}]", "null", "true",
    "\"\xE2\x80\xA8\"", "\"7.0\"", "\"\\u001f\\u0001\\u007f\"", "[\"\\u001f\",1.0,\"1.0\",2.50]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"a\":%s}", texts[i]), *again = write_again (text, FALSE);

      g_assert_cmpstr (again, ==, text);
    }
}

/* A character has one way to be written, whatever way it was read. */
static void
test_escapes (void)
{
  g_autofree char *again = write_again ("{\"\\u0061\":\"\\u00e9\\/\\ud83d\\ude00\\u000a\"}", FALSE);

  g_assert_cmpstr (again, ==, "{\"a\":\"é/😀\\n\"}");
}

static void
test_form (void)
{
  g_autofree char *pretty = write_again (" {\"a\" :[ 1,\n2],\"b\":[ ],\"c\":{\"d\":\"e\"} }\r\n", TRUE);
  g_autofree char *same = write_again (pretty, TRUE);

  g_assert_cmpstr (pretty, ==,
                   "{\n  \"a\" : [\n    1,\n    2\n  ],\n  \"b\" : [],\n  \"c\" : {\n    \"d\" : \"e\"\n  }\n}");
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
    { " \n ", "nothing" },
    { "{", "too early" },
    { "[1", "too early" },
    { "[\n1,]", "line 2: a “,” with nothing after it" },
    { "[,1]", "not as JSON demands" },
    { "[1 2]", "a “,” is missing" },
    { "{\"a\":1,}", "a “,” with nothing after it" },
    { "{\"a\"}", "“:”" },
    { "\n \n{\na:1}", "line 3: this is not as JSON demands" },
    { "{'a':1}", "not as JSON demands" },
    { "{\"a\":'1'}", "not as JSON demands" },
    { "{\"a\":1 \"b\":2}", "a “,” is missing" },
    { "{\"a\":1]", "not as JSON demands" },
    { "{\"a\":[1}", "too early" },
    { "1 2", "not as JSON demands" },
    { "{} {}", "not as JSON demands" },
    { "{} 1", "not as JSON demands" },
    { "{}}", "not as JSON demands" },
    { "[] x", "not as JSON demands" },
    { "[01]", "not as JSON demands" },
    { "1.", "not as JSON demands" },
    { "[1.]", "not as JSON demands" },
    { "[1.5.2]", "not as JSON demands" },
    { "[1-2]", "a “,” is missing" },
    { "[0x10]", "a “,” is missing" },
    { "[.5]", "not as JSON demands" },
    { "[-]", "not as JSON demands" },
    { "[1e]", "not as JSON demands" },
    { "+1", "not as JSON demands" },
    { "NaN", "not as JSON demands" },
    { "nul", "not as JSON demands" },
    { "var a = {};", "not as JSON demands" },
    { "\"a\nb\"", "control character" },
    { "\"a\x01\"", "control character" },
    { "\"\\x\"", "not as JSON demands" },
    { "\"\\1\"", "not as JSON demands" },
    { "[\"\\u12\"]", "not as JSON demands" },
    { "[\"\\u0000\"]", "no character" },
    { "\"\\ud800\"", "not as JSON demands" },
    { "\"\\udc00\\ud800\"", "not as JSON demands" },
    { "\"\\ud800\\u0041\"", "not as JSON demands" },
    { "\"a", "too early" },
    { "// no\n1", "not as JSON demands" },
    { "[/* no */]", "not as JSON demands" },
    { "[\n\n\"\xFF\"]", "line 3: byte 0xff" },
    { "\"\xED\xA0\x80\"", "not UTF-8" },
    { "{\"a\":{\"b\":[0,{\"c\":1,\"d\":2,\"c\":3}]}}", "a.b[1].c: this member is there twice" },
    { "{\"a\":1,\"\\u0061\":2}", "a: this member is there twice" },
    { "{\"a\":{\"a\":1},\"b\":{\"a\":1},\"a\":2}", "a: this member is there twice" },
    { "{\"b\":[{\"a\":{\"x\":1,\"x\":2},\"a\":{}}]}", "b[0].a: this member is there twice" },
    { "{\"a\":{\"x\":1,\"x\":2,\"y\":1,\"y\":2,\"z\":[{}]},\"b\":{}}", "a.y: this member is there twice" },
    { "{\"两 个\":1,\"两 个\":2}", "[\"两 个\"]: this member is there twice" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) json = parse (cases[i].text, &error);

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

  g_assert_null (galley_json_parse (bytes, GALLEY_JSON_MAX_DEPTH, &error));
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
      g_autoptr (JsonNode) json = parse (text, &error);

      if (depth <= GALLEY_JSON_MAX_DEPTH)
        g_assert_no_error (error);
      else
        g_assert_nonnull (strstr (error->message, "line 1: nested deeper than 64 levels"));
    }
}

/* The mark that some editors put before a text is no reason to refuse it. */
static void
test_byte_order_mark (void)
{
  g_autofree char *again = write_again ("\xEF\xBB\xBF{\"a\":1}", FALSE);

  g_assert_cmpstr (again, ==, "{\"a\":1}");
}

/* Any text that we write, we read as the same. */
static void
test_strings (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *text = fixture_random_text (rand, 30);
      g_autoptr (JsonObject) object = json_object_new ();
      g_autoptr (GString) out = NULL;
      g_autoptr (JsonNode) root = NULL;
      g_autoptr (GError) error = NULL;

      json_object_set_string_member (object, text, text);
      out = galley_json_print (object, FALSE);
      root = parse (out->str, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (galley_json_get_string (galley_json_find (root, text), &error), ==, text);
    }
}

/* json-glib searches an object for each member that is there twice: not so long that a hostile file could stop us. */
static void
test_many_duplicates (void)
{
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (text, "\"n%u\":0,", i);
  for (guint i = 0; i < 200000; i++)
    g_string_append (text, "\"n199999\":0,");
  g_string_append (text, "\"last\":0}");
  g_assert_null (parse (text->str, &error));
  g_assert_cmpstr (error->message, ==, "n199999: this member is there twice; keep one of them");
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

      g_assert_null (galley_json_parse (bytes, GALLEY_JSON_MAX_DEPTH, &error));
      g_assert_nonnull (error);
    }
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *copy = g_memdup2 (whole, strlen (whole));
      g_autoptr (GBytes) bytes = g_bytes_new_static (copy, strlen (whole));
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) json = NULL;

      for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
        copy[g_rand_int_range (rand, 0, strlen (whole))] = g_rand_boolean (rand) ? g_rand_int_range (rand, 0, 256) - 128 : "{}[]\",:\\u0"[g_rand_int_range (rand, 0, 10)];
      json = galley_json_parse (bytes, GALLEY_JSON_MAX_DEPTH, &error);
      g_assert_true ((json == NULL) == (error != NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/values-survive", test_values_survive);
  g_test_add_func ("/json/escapes", test_escapes);
  g_test_add_func ("/json/form", test_form);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/nul", test_nul);
  g_test_add_func ("/json/nesting", test_nesting);
  g_test_add_func ("/json/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/json/strings", test_strings);
  g_test_add_func ("/json/many-duplicates", test_many_duplicates);
  g_test_add_func ("/json/damage", test_damage);
  return g_test_run ();
}
