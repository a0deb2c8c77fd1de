/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <string.h>

#include "galley-export-body.h"
#include "galley-export-private.h"
#include "galley-markup.h"
#include "galley-package.h"
#include "galley-publication.h"

/* An edition as a book: EPUB 3.3, a document a bulletin. */

#define XHTML "http://www.w3.org/1999/xhtml"

typedef struct
{
  const GalleySnapshot *const *bulletins;
  guint n_bulletins;
  GalleyEdition *edition;
  GPtrArray *names;      /* of the parts in their order, in the package */
  GPtrArray *contents;   /* (element-type GBytes): of each */
  GPtrArray *properties; /* (element-type utf8): of each in the manifest; "" for none, %NULL where it is not in it */
  gboolean pictures;     /* whether any of it is to be looked at */
} Book;

static void
add_part (Book *self, const char *name, GBytes *contents, const char *properties)
{
  g_ptr_array_add (self->names, g_strdup (name));
  g_ptr_array_add (self->contents, contents);
  g_ptr_array_add (self->properties, (gpointer) properties);
}

static void
add_text (Book *self, const char *name, const char *text)
{
  add_part (self, name, g_bytes_new_static (text, strlen (text)), NULL);
}

static GBytes *
take_document (xmlTextWriterPtr writer, xmlBufferPtr buffer)
{
  GBytes *bytes;

  galley_markup_finish (writer, buffer);
  bytes = g_bytes_new (xmlBufferContent (buffer), xmlBufferLength (buffer));
  xmlBufferFree (buffer);
  return bytes;
}

/* The name of a bulletin's document, as the others refer to it. */
static char *
name_document (guint bulletin)
{
  g_autofree char *name = g_strdup_printf (GALLEY_EPUB_DOCUMENT, bulletin + 1);

  return g_strdup (name + strlen (GALLEY_EPUB_FOLDER));
}

static const char *
get_media_type (const char *name)
{
  static const char *const types[][2] = {
    { ".xhtml", "application/xhtml+xml" }, { ".css", "text/css" },   { ".jpeg", "image/jpeg" },
    { ".png", "image/png" },               { ".gif", "image/gif" }, { ".webp", "image/webp" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_suffix (name, types[i][0]))
      return types[i][1];
  g_assert_not_reached ();
}

/* A picture that is printed twice is in the book once: its name is its hash. */
static char *
keep_cb (const GalleyBlockData *block, GBytes *picture, const char *media_type, gpointer data)
{
  Book *self = data;
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture);
  char *place = g_strdup_printf ("pictures/%.16s.%s", hash, strchr (media_type, '/') + 1);
  g_autofree char *name = g_strconcat (GALLEY_EPUB_FOLDER, place, NULL);

  self->pictures = TRUE;
  if (!g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, NULL))
    add_part (self, name, g_bytes_ref (picture), "");
  return place;
}

/* Begins a document that has the style sheet of the book, up to its body. */
static xmlTextWriterPtr
open_document (xmlBufferPtr *buffer, const char *title)
{
  xmlTextWriterPtr writer = galley_markup_new (buffer);

  galley_markup_open (writer, "html", "xmlns", XHTML, "xmlns:epub", "http://www.idpf.org/2007/ops", "lang", GALLEY_LANGUAGE,
                      "xml:lang", GALLEY_LANGUAGE, NULL);
  galley_markup_open (writer, "head", NULL);
  galley_markup_element (writer, "title", title);
  galley_markup_add (writer, "link", "rel", "stylesheet", "type", "text/css", "href", "style.css", NULL);
  galley_markup_close (writer);
  galley_markup_open (writer, "body", NULL);
  return writer;
}

static gboolean
has_chart (const GalleySnapshot *snapshot)
{
  return galley_snapshot_find_kind (snapshot, GALLEY_BLOCK_CHART) != NULL;
}

static void
add_bulletin (Book *self, guint index, const GalleyExportOptions *options, GCancellable *cancellable)
{
  const GalleyBodyForm form = {
    .tags = galley_export_tags, .classes = TRUE, .headline = TRUE, .furniture = TRUE, .drawings = TRUE, .keep = keep_cb, .data = self,
  };
  const GalleySnapshot *snapshot = self->bulletins[index];
  const GalleyPublication *publication = g_ptr_array_index (self->edition->publications, index);
  g_autofree char *document = name_document (index), *name = g_strconcat (GALLEY_EPUB_FOLDER, document, NULL);
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer = open_document (&buffer, publication->title);

  galley_export_write_body (writer, snapshot, options, &form, cancellable);
  self->pictures |= has_chart (snapshot);
  add_part (self, name, take_document (writer, buffer), has_chart (snapshot) ? "svg" : "");
}

/* The headings of a bulletin below its headline. */
static void
write_sections (xmlTextWriterPtr writer, const GalleySnapshot *snapshot, const char *document)
{
  guint n = 0;
  gboolean open = FALSE;

  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);
      g_autofree char *text = g_strdelimit (g_strdup (block->text), "\n", ' ');

      if (block->kind != GALLEY_BLOCK_HEADING || (++n, *text == '\0'))
        continue;
      if (!open)
        galley_markup_open (writer, "ol", NULL);
      open = TRUE;
      galley_markup_open (writer, "li", NULL);
      galley_markup_open (writer, "a", NULL);
      galley_markup_print (writer, "href", "%s#" GALLEY_SECTION_ID, document, n);
      galley_markup_text (writer, text, strlen (text));
      galley_markup_close (writer);
      galley_markup_close (writer);
    }
  if (open)
    galley_markup_close (writer);
}

static void
add_navigation (Book *self)
{
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer = open_document (&buffer, self->edition->title);

  galley_markup_open (writer, "nav", "epub:type", "toc", "role", "doc-toc", NULL);
  galley_markup_element (writer, "h1", self->edition->title);
  galley_markup_open (writer, "ol", NULL);
  for (guint i = 0; i < self->n_bulletins; i++)
    {
      const GalleyPublication *publication = g_ptr_array_index (self->edition->publications, i);
      g_autofree char *document = name_document (i);

      galley_markup_open (writer, "li", NULL);
      galley_markup_open (writer, "a", "href", document, NULL);
      galley_markup_text (writer, publication->title, strlen (publication->title));
      galley_markup_close (writer);
      write_sections (writer, self->bulletins[i], document);
      galley_markup_close (writer);
    }
  add_part (self, GALLEY_EPUB_FOLDER "nav.xhtml", take_document (writer, buffer), "nav");
}

/* Package metadata */

/* An element of Dublin Core; nothing where it has no text. */
static void
write_core (xmlTextWriterPtr writer, const char *element, const char *text)
{
  if (text)
    galley_markup_element (writer, element, text);
}

static void
write_meta (xmlTextWriterPtr writer, const char *property, const char *text)
{
  galley_markup_open (writer, "meta", "property", property, NULL);
  galley_markup_text (writer, text, strlen (text));
  galley_markup_close (writer);
}

/* Each text that the bulletins have under a list of theirs, once. */
static void
write_all (xmlTextWriterPtr writer, const char *element, const GPtrArray *publications, gboolean authors)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < publications->len; i++)
    {
      const GalleyPublication *publication = g_ptr_array_index (publications, i);
      const GPtrArray *texts = authors ? publication->authors : publication->keywords;

      for (guint j = 0; j < texts->len; j++)
        if (g_hash_table_add (seen, g_ptr_array_index (texts, j)))
          write_core (writer, element, g_ptr_array_index (texts, j));
    }
}

/* What a reader with a disability wants to know before (EPUB Accessibility 1.1): all of it is text, charts and pictures
 * have their words. */
static void
write_accessibility (xmlTextWriterPtr writer, const Book *self)
{
  write_meta (writer, "schema:accessMode", "textual");
  if (self->pictures)
    write_meta (writer, "schema:accessMode", "visual");
  write_meta (writer, "schema:accessModeSufficient", "textual");
  write_meta (writer, "schema:accessibilityFeature", "tableOfContents");
  write_meta (writer, "schema:accessibilityFeature", "structuralNavigation");
  write_meta (writer, "schema:accessibilityFeature", "displayTransformability");
  if (self->pictures)
    write_meta (writer, "schema:accessibilityFeature", "alternativeText");
  write_meta (writer, "schema:accessibilityHazard", "none");
}

static void
write_metadata (xmlTextWriterPtr writer, const Book *self)
{
  const GalleyEdition *edition = self->edition;
  const GalleyPublication *first = g_ptr_array_index (edition->publications, 0);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (edition->modified, NULL);
  g_autofree char *modified = galley_time_print (time);

  galley_markup_open (writer, "metadata", "xmlns:dc", "http://purl.org/dc/elements/1.1/", NULL);
  galley_markup_open (writer, "dc:identifier", "id", "uid", NULL);
  galley_markup_text (writer, edition->uri, strlen (edition->uri));
  galley_markup_close (writer);
  write_core (writer, "dc:title", edition->title);
  write_core (writer, "dc:language", GALLEY_LANGUAGE);
  write_all (writer, "dc:creator", edition->publications, TRUE);
  write_core (writer, "dc:publisher", edition->publisher);
  write_core (writer, "dc:date", first->published);
  if (self->n_bulletins == 1)
    write_core (writer, "dc:description", first->summary);
  write_all (writer, "dc:subject", edition->publications, FALSE);
  write_meta (writer, "dcterms:modified", modified);
  write_accessibility (writer, self);
  galley_markup_close (writer);
}

static void
write_manifest (xmlTextWriterPtr writer, const Book *self)
{
  galley_markup_open (writer, "manifest", NULL);
  for (guint i = 0; i < self->names->len; i++)
    {
      const char *properties = g_ptr_array_index (self->properties, i);
      const char *name = (const char *) g_ptr_array_index (self->names, i) + strlen (GALLEY_EPUB_FOLDER);
      g_autofree char *id = NULL;

      if (!properties)
        continue;
      id = g_strdup_printf ("part-%u", i);
      galley_markup_add (writer, "item", "id", id, "href", name, "media-type", get_media_type (name), "properties",
                         *properties ? properties : NULL, NULL);
    }
  galley_markup_close (writer);
}

/* The order to read in: several bulletins have their contents before them, one has no need of it. */
static void
write_spine (xmlTextWriterPtr writer, const Book *self)
{
  galley_markup_open (writer, "spine", NULL);
  for (guint i = 0; i < self->names->len; i++)
    {
      const char *properties = g_ptr_array_index (self->properties, i);
      g_autofree char *id = g_strdup_printf ("part-%u", i);

      if (g_str_has_suffix (g_ptr_array_index (self->names, i), ".xhtml") &&
          (self->n_bulletins > 1 || !g_str_equal (properties, "nav")))
        galley_markup_add (writer, "itemref", "idref", id, NULL);
    }
  galley_markup_close (writer);
}

static void
add_package (Book *self)
{
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer = galley_markup_new (&buffer);

  galley_markup_open (writer, "package", "xmlns", "http://www.idpf.org/2007/opf", "version", "3.0", "unique-identifier", "uid",
                      "xml:lang", GALLEY_LANGUAGE, NULL);
  write_metadata (writer, self);
  write_manifest (writer, self);
  write_spine (writer, self);
  add_part (self, GALLEY_EPUB_FOLDER "package.opf", take_document (writer, buffer), NULL);
}

static GBytes *
pack (const Book *self)
{
  g_autofree GalleyPackagePart *parts = g_new (GalleyPackagePart, self->names->len);

  for (guint i = 0; i < self->names->len; i++)
    {
      parts[i].name = g_ptr_array_index (self->names, i);
      parts[i].data = g_bytes_get_data (g_ptr_array_index (self->contents, i), &parts[i].size);
    }
  return galley_package_write (parts, self->names->len);
}

/**
 * galley_export_epub:
 * @bulletins: (array length=n_bulletins)
 * @options: (array length=n_bulletins): of each; the theme of the first is the book's
 *
 * Writes bulletins as one book.
 */
GBytes *
galley_export_epub (const GalleySnapshot *const *bulletins,
                    const GalleyExportOptions *options,
                    guint n_bulletins,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GalleyTheme) theme = galley_theme_load (options->theme ? options->theme : "phone", error);
  g_autoptr (GalleyEdition) edition = galley_edition_new (bulletins, n_bulletins);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free), properties = g_ptr_array_new ();
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  Book self = { bulletins, n_bulletins, edition, names, contents, properties, FALSE };
  g_autofree char *style_sheet = theme ? galley_export_dup_style_sheet (theme) : NULL;

  if (!theme)
    return NULL;
  add_text (&self, "mimetype", "application/epub+zip");
  add_text (&self, "META-INF/container.xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\"><rootfiles>"
            "<rootfile full-path=\"" GALLEY_EPUB_FOLDER "package.opf\" media-type=\"application/oebps-package+xml\"/>"
            "</rootfiles></container>\n");
  add_navigation (&self);
  add_part (&self, GALLEY_EPUB_FOLDER "style.css", g_bytes_new (style_sheet, strlen (style_sheet)), "");
  for (guint i = 0; i < n_bulletins && !g_cancellable_is_cancelled (cancellable); i++)
    add_bulletin (&self, i, &options[i], cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  add_package (&self);
  return pack (&self);
}
