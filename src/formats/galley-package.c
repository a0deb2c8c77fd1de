/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-package.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

/* Office documents: XML in a ZIP archive. Parts are unpacked a piece at a time and go straight into the parser; nothing is
 * written to a disk, so that names in an archive lead nowhere. */

typedef struct archive Archive;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_read_free)

#define PIECE_BYTES 65536
#define MAX_PARTS 65536

struct _GalleyXmlAttributes
{
  int n;
  const xmlChar **values; /* name, prefix, namespace, value, end of value for each */
};

/**
 * Parse:
 * @document_type: whether a DTD was met, which no office document has, and which entities come from
 * @stopped: whether its reader has enough of it
 */
typedef struct
{
  const GalleyXmlReader *reader;
  gpointer data;
  xmlParserCtxtPtr context;
  gboolean document_type;
  gboolean stopped;
} Parse;

/**
 * galley_xml_attributes_dup:
 * @name: without a prefix
 *
 * Returns: (transfer full) (nullable): its value, or %NULL where the element has no such attribute
 */
char *
galley_xml_attributes_dup (const GalleyXmlAttributes *attributes, const char *name)
{
  for (int i = 0; i < attributes->n; i++)
    {
      const xmlChar **attribute = attributes->values + 5 * i;

      if (g_str_equal ((const char *) attribute[0], name))
        return g_strndup ((const char *) attribute[3], attribute[4] - attribute[3]);
    }
  return NULL;
}

/**
 * galley_xml_attributes_get_number:
 * @otherwise: what it is where there is no such attribute, or no such number
 *
 * Returns: an attribute that is a whole number from 0, at most %G_MAXINT
 */
guint
galley_xml_attributes_get_number (const GalleyXmlAttributes *attributes, const char *name, guint otherwise)
{
  g_autofree char *text = galley_xml_attributes_dup (attributes, name);
  guint64 number;

  return text && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &number, NULL) ? (guint) number : otherwise;
}

static void
start_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
          const xmlChar **namespaces, int n_attributes, int n_defaulted, const xmlChar **values)
{
  Parse *parse = data;
  GalleyXmlAttributes attributes = { n_attributes, values };

  if (parse->reader->start)
    parse->reader->start (parse->data, (const char *) name, &attributes);
}

static void
end_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Parse *parse = data;

  if (parse->reader->end)
    parse->reader->end (parse->data, (const char *) name);
}

static void
characters_cb (void *data, const xmlChar *characters, int length)
{
  Parse *parse = data;

  if (parse->reader->text)
    parse->reader->text (parse->data, (const char *) characters, length);
}

static void
document_type_cb (void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  Parse *parse = data;

  parse->document_type = TRUE;
  xmlStopParser (parse->context);
}

static void
quiet_cb (void *data, const xmlError *error)
{
}

static void
set_broken (GError **error, const char *part)
{
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_BROKEN,
               _("It is broken (in “%s”); get the file anew, or open and save it with the program that made it"), part);
}

static void
set_too_large (GError **error, const char *part, gsize limit)
{
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE,
               _("“%s” in it unpacks to more than %u MiB; keep the part that is needed"), part, (guint) (limit / 1024 / 1024));
}

/**
 * galley_package_is:
 *
 * Returns: whether it begins as a ZIP archive does
 */
gboolean
galley_package_is (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= 4 && memcmp (data, "PK\3\4", 4) == 0;
}

static Archive *
open_archive (GBytes *bytes, GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  g_autoptr (Archive) archive = archive_read_new ();

  archive_read_support_format_zip_seekable (archive);
  if (archive_read_open_memory (archive, data, size) == ARCHIVE_OK)
    return g_steal_pointer (&archive);
  set_broken (error, "zip");
  return NULL;
}

static const char *
get_name (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname_utf8 (entry);

  return name ? name : archive_entry_pathname (entry);
}

/**
 * galley_package_list:
 * @error: %GALLEY_FORMATS_ERROR_BROKEN
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): the names of the parts, each once
 */
GHashTable *
galley_package_list (GBytes *bytes, GError **error)
{
  g_autoptr (Archive) archive = open_archive (bytes, error);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  struct archive_entry *entry;
  int result = ARCHIVE_EOF;

  while (archive && g_hash_table_size (names) < MAX_PARTS &&
         (result = archive_read_next_header (archive, &entry)) == ARCHIVE_OK)
    /* Of two parts with one name each program may take another, and so show another document. */
    if (get_name (entry) && !g_hash_table_add (names, g_strdup (get_name (entry))))
      break;
  if (archive == NULL)
    return NULL;
  if (result == ARCHIVE_EOF)
    return g_steal_pointer (&names);
  set_broken (error, "zip");
  return NULL;
}

static void
open_parser (Parse *parse)
{
  xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = start_cb,
    .endElementNs = end_cb,
    .characters = characters_cb,
    .ignorableWhitespace = characters_cb,
    .cdataBlock = characters_cb,
    .internalSubset = document_type_cb,
    .serror = (xmlStructuredErrorFunc) (gpointer) quiet_cb,
  };

  parse->context = xmlCreatePushParserCtxt (&handler, parse, NULL, 0, NULL);
  xmlCtxtUseOptions (parse->context, XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_COMPACT);
}

/* Parses a piece; an empty one is the end. Returns whether there may be more to do. */
static gboolean
feed (Parse *parse, const char *piece, gsize size)
{
  const gboolean *stop = parse->reader->stop;

  if (xmlParseChunk (parse->context, piece, (int) size, size == 0) != 0 || size == 0)
    return FALSE;
  parse->stopped = stop && *stop;
  return !parse->stopped;
}

static gboolean
close_parser (Parse *parse, const char *part, GError **error)
{
  /* A text in another encoding than it declares is well-formed to the parser, which gives up on it all the same. */
  gboolean whole = parse->stopped || (parse->context->wellFormed && !parse->context->disableSAX && !parse->document_type);

  xmlFreeParserCtxt (parse->context);
  if (whole)
    return TRUE;
  if (parse->document_type)
    g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_BROKEN,
                 _("“%s” in it declares a document type, which office documents do not; it is not opened"), part);
  else
    set_broken (error, part);
  return FALSE;
}

/* Unpacks the entry that @archive is at into the parser. */
static gboolean
unpack (Archive *archive, const char *part, Parse *parse, GCancellable *cancellable, GError **error)
{
  g_autofree char *piece = g_malloc (PIECE_BYTES);
  gsize limit = parse->reader->max_bytes > 0 ? parse->reader->max_bytes : GALLEY_PACKAGE_MAX_BYTES;
  guint64 total = 0;

  for (;;)
    {
      la_ssize_t n = archive_read_data (archive, piece, PIECE_BYTES);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (n < 0)
        {
          set_broken (error, part);
          return FALSE;
        }
      total += n;
      if (total > limit)
        {
          set_too_large (error, part, limit);
          return FALSE;
        }
      if (!feed (parse, piece, n))
        return TRUE;
    }
}

/* Returns: (transfer full) (nullable): the archive, at the entry @part */
static Archive *
find_part (GBytes *bytes, const char *part, GError **error)
{
  g_autoptr (Archive) archive = open_archive (bytes, error);
  struct archive_entry *entry;

  if (archive == NULL)
    return NULL;
  do
    if (archive_read_next_header (archive, &entry) != ARCHIVE_OK)
      {
        set_broken (error, part);
        return NULL;
      }
  while (g_strcmp0 (get_name (entry), part) != 0);
  if (!archive_entry_is_encrypted (entry))
    return g_steal_pointer (&archive);
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_BROKEN,
               _("It is protected by a password; save it without one"));
  return NULL;
}

/**
 * galley_package_read:
 * @part: the name of an entry
 * @reader: what to do with what is in it
 * @data: for @reader
 * @error: %GALLEY_FORMATS_ERROR_BROKEN, %GALLEY_FORMATS_ERROR_TOO_LARGE or %G_IO_ERROR_CANCELLED
 *
 * Reads one XML part of an office document. Documents with a DTD are refused, so no entity can grow or reach outside.
 *
 * Returns: whether it was read to its end
 */
gboolean
galley_package_read (GBytes *bytes,
                     const char *part,
                     const GalleyXmlReader *reader,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (Archive) archive = find_part (bytes, part, error);
  Parse parse = { .reader = reader, .data = data };
  g_autoptr (GError) why = NULL;

  if (archive == NULL)
    return FALSE;
  open_parser (&parse);
  unpack (archive, part, &parse, cancellable, &why);
  if (why == NULL)
    return close_parser (&parse, part, error);
  xmlFreeParserCtxt (parse.context);
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/**
 * galley_package_read_bytes:
 * @part: the name of an entry
 * @max_bytes: more is too large
 * @error: as galley_package_read()
 *
 * Returns: (transfer full) (nullable): a part as it is
 */
GBytes *
galley_package_read_bytes (GBytes *bytes, const char *part, gsize max_bytes, GError **error)
{
  g_autoptr (Archive) archive = find_part (bytes, part, error);
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  la_ssize_t n = 0;

  while (archive && data->len <= max_bytes && (n = archive_read_data (archive, piece, PIECE_BYTES)) > 0)
    g_byte_array_append (data, piece, (guint) n);
  if (archive && n == 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&data));
  if (archive && n < 0)
    set_broken (error, part);
  else if (archive)
    set_too_large (error, part, max_bytes);
  return NULL;
}

/**
 * galley_xml_read:
 * @bytes: an XML document
 * @reader: what to do with what is in it
 * @data: for @reader
 * @error: as galley_package_read()
 *
 * Reads a document that is one XML file, as strictly as one that is in a package.
 *
 * Returns: whether it was read to its end
 */
gboolean
galley_xml_read (GBytes *bytes, const GalleyXmlReader *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  Parse parse = { .reader = reader, .data = data };
  gsize size, at = 0;
  const char *text = g_bytes_get_data (bytes, &size);

  open_parser (&parse);
  while (feed (&parse, text + at, MIN (size - at, PIECE_BYTES)))
    {
      at += MIN (size - at, PIECE_BYTES);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          xmlFreeParserCtxt (parse.context);
          return FALSE;
        }
    }
  return close_parser (&parse, "xml", error);
}
