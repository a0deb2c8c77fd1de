/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-decode.h"
#include "galley-word-private.h"

/* Word processors' documents, told apart by what is in them. */

/* Each is what a document said once more. */
#define MAX_LAYERS 20
#define MAX_PAST_BYTES (32u * 1024 * 1024)

static const char compound_file[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/* A name of a stream in a compound file is UTF-16. */
static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
static const char workbook[] = "W\0o\0r\0k\0b\0o\0o\0k";

static gboolean
begins_with (GBytes *bytes, const char *text)
{
  gsize size, length = strlen (text);
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= length && memcmp (data, text, length) == 0;
}

static gboolean
has (GBytes *bytes, const char *text, gsize length)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, text, length) != NULL;
}

/* OpenDocument in one file of XML (part 3, 3.1.2). */
static gboolean
is_flat (GBytes *bytes)
{
  g_autoptr (GBytes) start = g_bytes_new_from_bytes (bytes, 0, MIN (g_bytes_get_size (bytes), 2048));

  return (begins_with (bytes, "<?xml") || begins_with (bytes, "\xef\xbb\xbf<?xml") || begins_with (bytes, "<office:document")) &&
         has (start, "<office:document", strlen ("<office:document"));
}

/* What the document is instead of one that can be read, and what to do about it; %NULL where it may be read. */
static const char *
find_other (GBytes *bytes)
{
  if (begins_with (bytes, compound_file))
    {
      if (has (bytes, encrypted, sizeof encrypted - 1))
        return _("It is protected by a password; open it with its program and save it without one");
      if (has (bytes, workbook, sizeof workbook - 1))
        return _("It is an old spreadsheet; open it with its program and save it as .xlsx or .ods");
      return _("It is an old Word document (.doc); open it with its program and save it as .docx or .odt");
    }
  if (begins_with (bytes, "{\\rtf"))
    return _("It is Rich Text (.rtf); open it with its program and save it as .docx or .odt");
  if (begins_with (bytes, "%PDF-"))
    return _("It is a PDF, which says how pages look and not what their text is; take the document that it was made of");
  return NULL;
}

/**
 * galley_word_is:
 *
 * Returns: whether galley_word_read() is to be asked: the bytes begin as a document of a word processor does, or as another
 *   format that is no text, which it has a word on
 */
gboolean
galley_word_is (GBytes *bytes)
{
  return galley_package_is (bytes) || is_flat (bytes) || begins_with (bytes, compound_file) || begins_with (bytes, "{\\rtf") ||
         begins_with (bytes, "%PDF-");
}

typedef gboolean (*ReadFunc) (GBytes *bytes, GHashTable *names, WordStory *story, GCancellable *cancellable, GError **error);

/* What reads a package of these parts; %NULL with an error where nothing does. */
static ReadFunc
find_reader (GHashTable *names, GError **error)
{
  const char *other;

  if (g_hash_table_contains (names, "META-INF/container.xml"))
    other = _("It is an e-book; open it with its program and save it as .docx, .odt or .html");
  else if (g_hash_table_contains (names, "content.xml"))
    return word_read_odt;
  else if (g_hash_table_contains (names, "xl/workbook.xml"))
    other = _("It is a spreadsheet; its name must end in .xlsx for its tables to be taken in");
  else if (g_hash_table_contains (names, "[Content_Types].xml") && !g_hash_table_contains (names, "ppt/presentation.xml"))
    return word_read_docx;
  else
    other = _("It is no Word document; save it as one (.docx)");
  g_set_error_literal (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_NOT_TEXT, other);
  return NULL;
}

/* Reads the document as it is at one time of its history. Sets how much text it has. */
static GPtrArray *
read_state (GBytes *bytes,
            GHashTable *names,
            ReadFunc read,
            GPtrArray *omissions,
            WordHistory *history,
            gsize *n_bytes,
            GCancellable *cancellable,
            GError **error)
{
  GPtrArray *parts = NULL;
  WordStory story;

  word_story_init (&story, omissions, history);
  if (read (bytes, names, &story, cancellable, error))
    parts = word_story_finish (&story, error);
  *n_bytes = story.n_bytes;
  word_story_clear (&story);
  return parts;
}

static void
free_past (gpointer data)
{
  GalleyWordPast *past = data;

  galley_record_unref (past->head);
  g_ptr_array_unref (past->parts);
  g_free (past);
}

/* What the document said before each layer of changes. */
static GPtrArray *
read_past (GBytes *bytes,
           GHashTable *names,
           ReadFunc read,
           WordHistory *history,
           gsize n_bytes,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GPtrArray) heads = word_history_settle (history, CLAMP (MAX_PAST_BYTES / MAX (n_bytes, 1), 1, MAX_LAYERS));
  g_autoptr (GPtrArray) past = g_ptr_array_new_with_free_func (free_past);

  for (guint i = 0; i < heads->len; i++)
    {
      g_autoptr (GPtrArray) beside = galley_omissions_new ();
      g_autoptr (GError) local_error = NULL;
      GPtrArray *parts;
      GalleyWordPast *layer;

      history->state = i;
      parts = read_state (bytes, names, read, beside, history, &n_bytes, cancellable, &local_error);
      /* Before the first change there may have been nothing. */
      if (parts == NULL && g_error_matches (local_error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_EMPTY))
        parts = galley_parts_new ();
      if (parts == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      layer = g_new0 (GalleyWordPast, 1);
      layer->head = galley_record_ref (g_ptr_array_index (heads, i));
      layer->parts = parts;
      g_ptr_array_add (past, layer);
    }
  return g_steal_pointer (&past);
}

/**
 * galley_word_read:
 * @bytes: a DOCX or ODT document, a template or a document with macros, or OpenDocument in one XML file
 * @omissions: (element-type GalleyOmission): gets what is beside the text, as far as it was met
 * @past: (out) (optional) (transfer full) (element-type GalleyWordPast): what it said before its tracked changes, the oldest
 *   layer of them first
 * @error: %GALLEY_FORMATS_ERROR_BROKEN, %GALLEY_FORMATS_ERROR_TOO_LARGE, %GALLEY_FORMATS_ERROR_EMPTY,
 *   %GALLEY_FORMATS_ERROR_NOT_TEXT for what galley_word_is() knows and is another, or cancelled
 *
 * Reads the text of a document with its structure, as it is with all tracked changes taken, and lists comments, pictures and
 * all else that is no part of the text. Takes time in proportion to what it unpacks to, and as much again for each layer of
 * changes; call it in a thread.
 *
 * Returns: (transfer full) (nullable) (element-type GalleyPart): its parts, at least one
 */
GPtrArray *
galley_word_read (GBytes *bytes, GPtrArray *omissions, GPtrArray **past, GCancellable *cancellable, GError **error)
{
  const char *other = find_other (bytes);
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  ReadFunc read = word_read_odt;
  WordHistory history;
  gsize n_bytes;

  if (other || g_bytes_get_size (bytes) > GALLEY_MAX_TEXT_BYTES)
    {
      g_set_error_literal (error, GALLEY_FORMATS_ERROR, other ? GALLEY_FORMATS_ERROR_NOT_TEXT : GALLEY_FORMATS_ERROR_TOO_LARGE,
                           other ? other : _("It holds more than an article can; keep the part that is needed"));
      return NULL;
    }
  if (galley_package_is (bytes) &&
      (!(names = galley_package_list (bytes, error)) || !(read = find_reader (names, error))))
    return NULL;
  word_history_init (&history);
  parts = read_state (bytes, names, read, omissions, &history, &n_bytes, cancellable, error);
  if (parts && past && !(*past = read_past (bytes, names, read, &history, n_bytes, cancellable, error)))
    g_clear_pointer (&parts, g_ptr_array_unref);
  word_history_clear (&history);
  return g_steal_pointer (&parts);
}
