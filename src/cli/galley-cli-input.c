/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include "galley-cli.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "galley-bulletin-file.h"
#include "galley-codec.h"
#include "galley-import.h"

/**
 * galley_cli_is_bulletin:
 *
 * Returns: whether the file's name is that of a bulletin
 */
gboolean
galley_cli_is_bulletin (const char *path)
{
  return g_str_has_suffix (path, ".galley");
}

/**
 * galley_cli_load:
 * @path: a bulletin, or a text that is read as one, or - for a text on standard input
 *
 * Returns: (transfer full) (nullable): the bulletin; on an error, a message that does not name the file
 */
GalleySnapshot *
galley_cli_load (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GalleyImport) import = NULL;

  if (galley_cli_is_bulletin (path))
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);

      return galley_bulletin_file_load (file, NULL, NULL, error);
    }
  bytes = galley_cli_read_bytes (path, error);
  if (bytes)
    import = galley_import_bytes (bytes, error);
  return import ? galley_snapshot_ref (import->snapshot) : NULL;
}

/* A longer line is a paragraph, not a headline. */
#define MAX_HEADLINE_BYTES 180

/* The lines of a text as blocks, just as they are: what the checks look at has to be the file as it was given. */
static GalleySnapshot *
snapshot_of_lines (GBytes *bytes, GArray *starts)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  guint start = 0;

  for (const char *line = data, *end = data + size; line < end;)
    {
      const char *newline = memchr (line, '\n', end - line);
      gsize length = (newline ? newline : end) - line;
      g_autofree char *text = g_strndup (line, length);
      gboolean headline = blocks->len == 0 && length <= MAX_HEADLINE_BYTES && !strstr (text, "。");
      GalleyBlockData *block;

      if (length > 0)
        {
          block = galley_block_data_new (NULL, headline ? GALLEY_BLOCK_HEADLINE : GALLEY_BLOCK_PARAGRAPH, text, NULL);
          g_ptr_array_add (blocks, block);
          g_array_append_val (starts, start);
          start += block->n_chars;
        }
      start++;
      line += length + 1;
    }
  return galley_snapshot_new (NULL, NULL, NULL, blocks, NULL, NULL, NULL, NULL);
}

/**
 * galley_cli_input_load:
 * @path: a bulletin, or a text as it is, or - for a text on standard input
 * @input: (out caller-allocates): what was read
 *
 * Returns: whether it could be read; else @error has a message that does not name the file
 */
gboolean
galley_cli_input_load (GalleyCliInput *input, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  memset (input, 0, sizeof *input);
  if (galley_cli_is_bulletin (path))
    {
      input->snapshot = galley_cli_load (path, error);
      return input->snapshot != NULL;
    }
  bytes = galley_cli_read_text (path, error);
  if (bytes == NULL)
    return FALSE;
  input->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  input->snapshot = snapshot_of_lines (bytes, input->starts);
  return TRUE;
}

void
galley_cli_input_clear (GalleyCliInput *input)
{
  g_clear_pointer (&input->snapshot, galley_snapshot_unref);
  g_clear_pointer (&input->starts, g_array_unref);
}

/**
 * galley_cli_fail:
 * @path: the file that it is about
 *
 * Says on standard error what went wrong.
 *
 * Returns: %GALLEY_CLI_EXIT_ERROR
 */
int
galley_cli_fail (const char *path, const GError *error)
{
  /* The store's messages name the file themselves. */
  if (g_str_has_prefix (error->message, path))
    fprintf (stderr, "galley-cli: %s\n", error->message);
  else
    fprintf (stderr, "galley-cli: %s: %s\n", path, error->message);
  return GALLEY_CLI_EXIT_ERROR;
}

/**
 * galley_cli_misuse:
 * @command: the command's name
 * @error: (nullable): what was wrong with the options
 * @advice: (nullable): what to do, where the options were right
 *
 * Says on standard error how the command is used.
 *
 * Returns: %GALLEY_CLI_EXIT_USAGE
 */
int
galley_cli_misuse (const char *command, const GError *error, const char *advice)
{
  fprintf (stderr, "galley-cli: %s: %s\n", command, error ? error->message : advice);
  return GALLEY_CLI_EXIT_USAGE;
}
