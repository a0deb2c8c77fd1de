/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include "export-tools.h"

#include <glib/gstdio.h>
#include <string.h>

GBytes *
export_bytes (GalleySnapshot *snapshot, const char *extension, const GalleyExportOptions *options)
{
  g_autoptr (GError) error = NULL;
  const GalleyExportFormat *format = galley_export_find_format (extension, &error);
  GBytes *bytes;

  g_assert_no_error (error);
  bytes = galley_export_to_bytes (snapshot, format, options, NULL, &error);
  g_assert_no_error (error);
  return bytes;
}

char *
export_string (GalleySnapshot *snapshot, const char *extension)
{
  g_autoptr (GBytes) bytes = export_bytes (snapshot, extension, NULL);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* What @command, whose %s is a file with @bytes, prints; it must succeed. %NULL, with the test skipped, where its
 * program is not installed. */
char *
run_on (GBytes *bytes, const char *name, const char *command)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-tool-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_auto (GStrv) words = g_strsplit (command, " ", -1);
  g_autofree char *program = g_find_program_in_path (words[0]);
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = 0;

  if (!program)
    {
      g_autofree char *message = g_strconcat (words[0], " is not installed", NULL);

      g_test_skip (message);
      g_rmdir (folder);
      return NULL;
    }
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  for (char **word = words; *word; word++)
    if (g_str_equal (*word, "%s"))
      {
        g_free (*word);
        *word = g_strdup (path);
      }
  g_spawn_sync (NULL, words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &errors, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s\n%s%s", command, error->message, output, errors);
  g_unlink (path);
  g_rmdir (folder);
  return output;
}

char *
strip_spaces (const char *text)
{
  GString *stripped = g_string_new (NULL);

  for (; *text; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      g_string_append_unichar (stripped, g_utf8_get_char (text));
  return g_string_free (stripped, FALSE);
}

/* Every block's text stands in @text, each behind the one before; spaces and line breaks do not count. */
void
assert_in_order (const char *text, GalleySnapshot *snapshot)
{
  g_autofree char *stripped = strip_spaces (text);
  const char *at = stripped;

  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);
      g_autofree char *wanted = strip_spaces (block->text);
      const char *found = strstr (at, wanted);

      if (!found)
        g_error ("block %u, “%s”, is not in its place", i, block->text);
      at = found + strlen (wanted);
    }
}
