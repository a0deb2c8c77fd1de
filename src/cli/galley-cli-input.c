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
