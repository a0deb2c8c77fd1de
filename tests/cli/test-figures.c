/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* `galley-cli figures` as a script sees it. */

static const char *cli;

typedef struct
{
  char *output;
  char *errors;
  int status;
} Result;

static void
result_clear (Result *result)
{
  g_free (result->output);
  g_free (result->errors);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static char *
take (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size > 0 ? g_strndup (data, size) : g_strdup ("");
}

static void
run (Result *result,
     const char *input,
     const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) sent = g_bytes_new (input, strlen (input));
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GBytes) errors = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, sent, NULL, &output, &errors, &error);
  g_assert_no_error (error);
  result->output = take (output);
  result->errors = take (errors);
  result->status = g_subprocess_get_exit_status (process);
}

static void
test_json (void)
{
  const char *const arguments[] = { cli, "figures", "--json", "-", NULL };
  g_auto (Result) result = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *figures;
  JsonObject *figure;

  run (&result, "2024年4月16日\n“某\\区”一季度完成投资约821.6亿元。\n", arguments);
  g_assert_cmpint (result.status, ==, 0);
  g_assert_true (json_parser_load_from_data (parser, result.output, -1, NULL));
  figures = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "figures");
  g_assert_cmpuint (json_array_get_length (figures), ==, 3);
  figure = json_array_get_object_element (figures, 1);
  g_assert_cmpstr (json_object_get_string_member (figure, "value"), ==, "2024Q1");
  figure = json_array_get_object_element (figures, 2);
  g_assert_cmpint (json_object_get_int_member (figure, "start"), ==, 24);
  g_assert_cmpint (json_object_get_int_member (figure, "length"), ==, 7);
  g_assert_cmpstr (json_object_get_string_member (figure, "text"), ==, "821.6亿元");
  g_assert_cmpstr (json_object_get_string_member (figure, "value"), ==, "82160000000");
  g_assert_cmpstr (json_object_get_string_member (figure, "unit"), ==, "亿元");
  g_assert_cmpstr (json_object_get_string_member (figure, "kind"), ==, "money");
  g_assert_cmpstr (json_object_get_string_member (figure, "approx"), ==, "~");
}

static void
test_none (void)
{
  const char *const arguments[] = { cli, "figures", "--json", "-", NULL };
  g_auto (Result) result = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new ();

  run (&result, "没有数字。\n", arguments);
  g_assert_cmpint (result.status, ==, 0);
  g_assert_true (json_parser_load_from_data (parser, result.output, -1, NULL));
}

static void
test_errors (void)
{
  const char *const missing[] = { cli, "figures", "/nowhere/at/all.txt", NULL };
  const char *const empty[] = { cli, "figures", "--json", "-", NULL };
  const char *const usage[] = { cli, "figures", NULL };
  const char *const option[] = { cli, "figures", "--no-such-option", "-", NULL };
  g_auto (Result) a = { 0 };
  g_auto (Result) b = { 0 };
  g_auto (Result) c = { 0 };
  g_auto (Result) d = { 0 };

  run (&a, "", missing);
  g_assert_cmpint (a.status, ==, 1);
  g_assert_true (g_str_has_prefix (a.errors, "galley-cli: /nowhere/at/all.txt: "));
  g_assert_cmpstr (a.output, ==, "");
  /* Nothing is printed of a file that cannot be read. */
  run (&b, "", empty);
  g_assert_cmpint (b.status, ==, 1);
  g_assert_true (g_str_has_prefix (b.errors, "galley-cli: -: "));
  g_assert_cmpstr (b.output, ==, "");
  run (&c, "", usage);
  g_assert_cmpint (c.status, ==, 64);
  run (&d, "", option);
  g_assert_cmpint (d.status, ==, 64);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc != 2)
    g_error ("usage: test-cli-figures GALLEY_CLI");
  cli = argv[1];
  g_test_add_func ("/cli-figures/json", test_json);
  g_test_add_func ("/cli-figures/none", test_none);
  g_test_add_func ("/cli-figures/errors", test_errors);
  return g_test_run ();
}
