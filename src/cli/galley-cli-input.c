/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include "galley-cli.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "galley-bulletin-file.h"
#include "galley-picture-store.h"
#include "galley-codec.h"
#include "galley-decode.h"
#include "galley-desk.h"
#include "galley-import.h"

/**
 * galley_cli_names_bulletin:
 *
 * Returns: whether the file's name is that of a bulletin
 */
gboolean
galley_cli_names_bulletin (const char *path)
{
  return g_str_has_suffix (path, ".galley");
}

/**
 * galley_cli_is_same_file:
 *
 * Returns: whether both name the same file, be it by a link
 */
gboolean
galley_cli_is_same_file (const char *path, const char *other)
{
  GStatBuf one, two;

  return g_stat (path, &one) == 0 && g_stat (other, &two) == 0 && one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

static GalleySnapshot *
load_bulletin (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GBytes) bytes = NULL;

  if (!g_str_equal (path, "-"))
    return galley_bulletin_file_load (file, NULL, NULL, error);
  bytes = galley_cli_read_bytes (path, GALLEY_FILE_MAX_BYTES, error);
  return bytes ? galley_codec_decode (bytes, error) : NULL;
}

/**
 * galley_cli_save:
 * @input: (nullable): the bulletin that @snapshot was made of; %NULL for none
 * @output: a bulletin's file
 *
 * Writes a bulletin, and beside it the pictures that are beside @input.
 *
 * Returns: whether it was written; else @error says why not
 */
gboolean
galley_cli_save (const char *input, const char *output, const GalleySnapshot *snapshot, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (output);
  g_autofree char *from = input ? g_path_get_dirname (input) : NULL, *to = g_path_get_dirname (output);

  return (!from || galley_picture_store_take_along (from, to, snapshot->blocks, NULL, error)) &&
         galley_bulletin_file_save (file, snapshot, NULL, NULL, NULL, error);
}

/**
 * galley_cli_load:
 * @path: a bulletin, or a text that is read as one, or - for either on standard input
 *
 * Returns: (transfer full) (nullable): the bulletin; on an error, a message that does not name the file
 */
GalleySnapshot *
galley_cli_load (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GalleyImport) import = NULL;

  if (galley_cli_is_bulletin (path))
    return load_bulletin (path, error);
  bytes = galley_cli_read_bytes (path, GALLEY_MAX_TEXT_BYTES, error);
  if (bytes)
    import = galley_import_bytes (bytes, NULL, NULL, error);
  return import ? galley_snapshot_ref (import->snapshot) : NULL;
}

/**
 * galley_cli_load_lexicon:
 * @path: what is read
 * @named: (nullable): the file of words that the user named
 * @lexicon: (out) (transfer full) (nullable): those words, else those of the desk that @path is in; %NULL for the built-in ones
 *
 * Returns: whether there is nothing wrong with the words
 */
gboolean
galley_cli_load_lexicon (const char *path, const char *named, GalleyLexicon **lexicon, GError **error)
{
  g_autoptr (GError) reason = NULL;

  *lexicon = NULL;
  if (named)
    *lexicon = galley_lexicon_load (named, &reason);
  else if (!g_str_equal (path, "-"))
    *lexicon = galley_desk_load_lexicon (path, &reason);
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/**
 * galley_cli_use_lexicon:
 * @snapshot: (inout): what was read at @path, to be read with the words of galley_cli_load_lexicon()
 */
gboolean
galley_cli_use_lexicon (GalleySnapshot **snapshot, const char *path, const char *named, GError **error)
{
  g_autoptr (GalleyLexicon) lexicon = NULL;
  GalleySnapshot *read;

  if (!galley_cli_load_lexicon (path, named, &lexicon, error))
    return FALSE;
  read = galley_snapshot_with_lexicon (*snapshot, lexicon);
  galley_snapshot_unref (*snapshot);
  *snapshot = read;
  return TRUE;
}

/* A longer line is a paragraph, not a headline. */
#define MAX_HEADLINE_BYTES 180

/* Lines end with LF, CRLF or CR. */
static const char *
find_line_end (const char *line, const char *end)
{
  while (line < end && *line != '\n' && *line != '\r')
    line++;
  return line;
}

/* The lines of a text as blocks, just as they are: what the checks look at has to be the file as it was given. */
static GalleySnapshot *
snapshot_of_lines (GBytes *bytes, GArray *lines)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size), *end = data + size, *at = data + galley_cli_count_mark (bytes);
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  guint start = at > data ? 1 : 0;

  while (at < end)
    {
      GalleyCliLine line = { start, at - data, find_line_end (at, end) - at };
      g_autofree char *text = g_strndup (at, line.n_bytes);
      gboolean headline = blocks->len == 0 && line.n_bytes <= MAX_HEADLINE_BYTES && !strstr (text, "。");

      if (line.n_bytes > 0)
        {
          GalleyBlockKind kind = headline ? GALLEY_BLOCK_HEADLINE : GALLEY_BLOCK_PARAGRAPH;
          GalleyBlockData *block = galley_block_data_new (NULL, kind, text, NULL);

          g_ptr_array_add (blocks, block);
          g_array_append_val (lines, line);
          start += block->n_chars;
        }
      at += line.n_bytes + 1;
      start++;
    }
  return galley_snapshot_new (NULL, NULL, NULL, blocks, NULL, NULL, NULL, NULL);
}

/**
 * galley_cli_input_load:
 * @path: a bulletin, or a text as it is, or - for either on standard input
 * @input: (out caller-allocates): what was read
 *
 * Returns: whether it could be read; else @error has a message that does not name the file
 */
gboolean
galley_cli_input_load (GalleyCliInput *input, const char *path, GError **error)
{
  memset (input, 0, sizeof *input);
  if (galley_cli_is_bulletin (path))
    {
      input->snapshot = galley_cli_load (path, error);
      return input->snapshot != NULL;
    }
  input->text = galley_cli_read_text (path, &input->charset, error);
  if (input->text == NULL)
    return FALSE;
  input->lines = g_array_new (FALSE, FALSE, sizeof (GalleyCliLine));
  input->snapshot = snapshot_of_lines (input->text, input->lines);
  return TRUE;
}

void
galley_cli_input_clear (GalleyCliInput *input)
{
  g_clear_pointer (&input->snapshot, galley_snapshot_unref);
  g_clear_pointer (&input->lines, g_array_unref);
  g_clear_pointer (&input->text, g_bytes_unref);
  g_clear_pointer (&input->charset, g_free);
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
  g_autofree char *canonical = g_canonicalize_filename (path, NULL), *full = g_filename_display_name (canonical);
  g_autofree char *name = g_filename_display_name (path);
  const char *names[] = { full, name }, *reason = error->message;

  /* Messages of the store and of the export name the file themselves, the store's with its whole path. */
  for (guint i = 0; i < G_N_ELEMENTS (names) && reason == error->message; i++)
    if (g_str_has_prefix (reason, names[i]) && g_str_has_prefix (reason + strlen (names[i]), ": "))
      reason += strlen (names[i]) + 2;
  fprintf (stderr, "galley-cli: %s: %s\n", name, reason);
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
