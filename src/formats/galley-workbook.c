/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-workbook.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-decode.h"
#include "galley-workbook-private.h"

/* How many lines tell what separates the cells. */
#define SAMPLE_LINES 64

static const char separators[] = { '\t', ';', ',' };

/* How many of each separator stand outside quotation marks in every line of the sample: the fewest, but for empty lines. */
static void
count_separators (const char *text, guint fewest[G_N_ELEMENTS (separators)])
{
  guint counts[G_N_ELEMENTS (separators)] = { 0 };
  gboolean quoted = FALSE, empty = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    fewest[i] = G_MAXUINT;
  for (guint lines = 0; lines < SAMPLE_LINES; text++)
    {
      if (*text == '"')
        quoted = !quoted;
      for (gsize i = 0; !quoted && *text && i < G_N_ELEMENTS (separators); i++)
        counts[i] += *text == separators[i];
      if (*text == '\0' || (*text == '\n' && !quoted))
        {
          for (gsize i = 0; !empty && i < G_N_ELEMENTS (separators); i++)
            fewest[i] = MIN (fewest[i], counts[i]);
          memset (counts, 0, sizeof counts);
          empty = TRUE;
          lines++;
        }
      else
        empty = FALSE;
      if (*text == '\0')
        break;
    }
}

/* What stands between cells is in every line; Excel may name it in a first line of its own. */
static char
find_separator (const char *text, const char **start)
{
  guint fewest[G_N_ELEMENTS (separators)], best = 0;
  char separator = ',';

  *start = text;
  if (g_str_has_prefix (text, "sep=") && text[4] && (text[5] == '\n' || text[5] == '\0'))
    {
      *start = text + 5 + (text[5] == '\n');
      return text[4];
    }
  count_separators (text, fewest);
  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    if (fewest[i] != G_MAXUINT && fewest[i] > best)
      {
        best = fewest[i];
        separator = separators[i];
      }
  /* A table of figures may have a line above it that is one cell. */
  for (gsize i = 0; best == 0 && i < G_N_ELEMENTS (separators); i++)
    if (strchr (text, separators[i]))
      {
        separator = separators[i];
        break;
      }
  return separator;
}

static gboolean
read_text (GBytes *bytes, GPtrArray *sheets, GError **error)
{
  g_autofree char *text = galley_text_decode (bytes, NULL, error);
  const char *start;
  char separator;
  GalleySheet *sheet;

  if (text == NULL)
    return FALSE;
  separator = find_separator (text, &start);
  sheet = galley_sheet_from_separated (NULL, start, strlen (start), separator, error);
  if (sheet)
    g_ptr_array_add (sheets, sheet);
  return sheet != NULL;
}

/* Excel and WPS put a workbook with a password into the container of their old formats. */
static gboolean
refuse_old (GBytes *bytes, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size < 8 || memcmp (data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) != 0)
    return TRUE;
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_BROKEN,
               _("It is an old Excel workbook (XLS), or one protected by a password; save it as XLSX without one"));
  return FALSE;
}

/**
 * galley_workbook_get_suffixes:
 *
 * Returns: (transfer none) (array zero-terminated=1): the endings of spreadsheets that can be read, without the dot
 */
const char *const *
galley_workbook_get_suffixes (void)
{
  static const char *const suffixes[] = { "xlsx", "ods", "csv", "tsv", "xlsm", NULL };

  return suffixes;
}

/**
 * galley_workbook_is_name:
 *
 * Returns: whether the name is that of a spreadsheet that can be read
 */
gboolean
galley_workbook_is_name (const char *filename)
{
  const char *dot = strrchr (filename, '.');

  for (const char *const *suffix = galley_workbook_get_suffixes (); dot && *suffix; suffix++)
    if (g_ascii_strcasecmp (dot + 1, *suffix) == 0)
      return TRUE;
  return FALSE;
}

/**
 * galley_workbook_read:
 * @bytes: an XLSX workbook, an OpenDocument spreadsheet, or text with commas, semicolons or tabs between cells, by what is
 *   in it
 * @cancellable: (nullable)
 * @error: %GALLEY_FORMATS_ERROR or %G_IO_ERROR_CANCELLED, without the file's name
 *
 * Formulas are read as the results that were stored with them. Hidden rows and columns are left out and counted.
 *
 * Returns: (transfer full) (nullable) (element-type GalleySheet): the sheets that say something, at least one
 */
GPtrArray *
galley_workbook_read (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_sheet_unref);
  g_autoptr (GHashTable) parts = NULL;
  gboolean done;

  if (!refuse_old (bytes, error))
    return NULL;
  if (!galley_package_is (bytes))
    done = read_text (bytes, sheets, error);
  else if (!(parts = galley_package_list (bytes, error)))
    done = FALSE;
  else if (g_hash_table_contains (parts, "META-INF/manifest.xml") && g_hash_table_contains (parts, "content.xml"))
    done = galley_workbook_read_ods (bytes, sheets, cancellable, error);
  else
    done = galley_workbook_read_xlsx (bytes, sheets, cancellable, error);
  if (!done)
    return NULL;
  for (guint i = sheets->len; i > 0; i--)
    if (((GalleySheet *) g_ptr_array_index (sheets, i - 1))->n_rows == 0)
      g_ptr_array_remove_index (sheets, i - 1);
  if (sheets->len > 0)
    return g_steal_pointer (&sheets);
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_EMPTY, _("There is nothing in its sheets; choose another"));
  return NULL;
}

/**
 * galley_workbook_read_file:
 *
 * As galley_workbook_read(), with errors of GIO as well. Blocks; call it in a thread.
 */
GPtrArray *
galley_workbook_read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = galley_text_load (file, cancellable, error);

  return bytes ? galley_workbook_read (bytes, cancellable, error) : NULL;
}
