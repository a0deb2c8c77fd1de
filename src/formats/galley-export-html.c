/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <string.h>

#include "galley-export-body.h"
#include "galley-export-private.h"
#include "galley-furniture.h"
#include "galley-json.h"
#include "galley-markup.h"
#include "galley-publication.h"

/* A page of its own: HTML5 that is well-formed XML as well, so that programs of either kind read it. */

static const GalleyBodyForm page_form = {
  .tags = galley_export_tags,
  .classes = TRUE,
  .headline = TRUE,
  .furniture = TRUE,
  .drawings = TRUE,
};

/* What is pasted elsewhere takes the style of the place. */
static const GalleyBodyForm fragment_form = {
  .tags = galley_export_tags,
  .headline = TRUE,
  .drawings = TRUE,
};

/* @key is "name" or, for Open Graph, "property". */
static void
meta (xmlTextWriterPtr writer, const char *key, const char *name, const char *content)
{
  if (!content || !*content)
    return;
  galley_markup_add (writer, "meta", key, name, "content", content, NULL);
  xmlTextWriterWriteRaw (writer, BAD_CAST "\n");
}

static void
meta_list (xmlTextWriterPtr writer, const char *name, const GPtrArray *contents)
{
  for (guint i = 0; i < contents->len; i++)
    meta (writer, "property", name, g_ptr_array_index (contents, i));
}

/* What search engines and programs for messages show of the page: https://ogp.me. */
static void
write_open_graph (xmlTextWriterPtr writer, const GalleySnapshot *snapshot, const GalleyPublication *publication)
{
  meta (writer, "property", "og:type", "article");
  meta (writer, "property", "og:title", publication->title);
  meta (writer, "property", "og:description", publication->summary);
  meta (writer, "property", "og:locale", "zh_CN");
  meta (writer, "property", "og:site_name", publication->publisher);
  meta (writer, "property", "article:published_time", publication->published);
  meta (writer, "property", "article:modified_time", publication->modified);
  meta (writer, "property", "article:section", snapshot->details->fields[GALLEY_DETAILS_SERIES]);
  meta_list (writer, "article:author", publication->authors);
  meta_list (writer, "article:tag", publication->keywords);
}

/* A thing of schema.org with a name. */
static JsonObject *
new_thing (const char *type, const char *name)
{
  JsonObject *thing = json_object_new ();

  json_object_set_string_member (thing, "@type", type);
  if (name)
    json_object_set_string_member (thing, "name", name);
  return thing;
}

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text && *text)
    json_object_set_string_member (object, name, text);
}

static void
set_corrections (JsonObject *article, const GalleyPublication *publication)
{
  g_autoptr (JsonArray) corrections = json_array_new ();

  for (guint i = 0; i < publication->corrections->len; i++)
    {
      const GalleyCorrection *correction = g_ptr_array_index (publication->corrections, i);
      JsonObject *comment = new_thing ("CorrectionComment", NULL);

      json_object_set_string_member (comment, "text", correction->note);
      json_object_set_string_member (comment, "datePublished", correction->time);
      json_array_add_object_element (corrections, comment);
    }
  if (json_array_get_length (corrections) > 0)
    json_object_set_array_member (article, "correction", g_steal_pointer (&corrections));
}

/* https://schema.org/NewsArticle */
static JsonObject *
make_article (const GalleySnapshot *snapshot, const GalleyPublication *publication)
{
  char *const *details = snapshot->details->fields;
  JsonObject *article = new_thing ("NewsArticle", NULL);
  g_autofree char *keywords = NULL;

  json_object_set_string_member (article, "@context", "https://schema.org");
  json_object_set_string_member (article, "identifier", publication->uri);
  set_text (article, "headline", publication->title);
  set_text (article, "description", publication->summary);
  json_object_set_string_member (article, "inLanguage", GALLEY_LANGUAGE);
  set_text (article, "datePublished", publication->published);
  set_text (article, "dateModified", publication->modified);
  json_object_set_int_member (article, "version", publication->version);
  if (publication->withdrawn)
    json_object_set_string_member (article, "creativeWorkStatus", "Withdrawn");
  if (publication->authors->len > 0)
    {
      JsonArray *authors = json_array_new ();

      for (guint i = 0; i < publication->authors->len; i++)
        json_array_add_object_element (authors, new_thing ("Person", g_ptr_array_index (publication->authors, i)));
      json_object_set_array_member (article, "author", authors);
    }
  if (publication->publisher)
    json_object_set_object_member (article, "publisher", new_thing ("NewsMediaOrganization", publication->publisher));
  if (*details[GALLEY_DETAILS_DISTRICT])
    json_object_set_object_member (article, "about", new_thing ("AdministrativeArea", details[GALLEY_DETAILS_DISTRICT]));
  if (*details[GALLEY_DETAILS_SERIES])
    json_object_set_object_member (article, "isPartOf", new_thing ("CreativeWorkSeries", details[GALLEY_DETAILS_SERIES]));
  set_text (article, "temporalCoverage", details[GALLEY_DETAILS_PERIOD]);
  g_ptr_array_add (publication->keywords, NULL);
  keywords = g_strjoinv (",", (char **) publication->keywords->pdata);
  g_ptr_array_remove_index (publication->keywords, publication->keywords->len - 1);
  set_text (article, "keywords", keywords);
  set_corrections (article, publication);
  return article;
}

/* In HTML a script is taken as it is, in XML it is text: so it has none of the characters that XML would escape. */
static void
write_json_ld (xmlTextWriterPtr writer, const GalleySnapshot *snapshot, const GalleyPublication *publication)
{
  g_autoptr (JsonObject) article = make_article (snapshot, publication);
  g_autoptr (GString) text = galley_json_print (article, TRUE);
  g_autofree char *clean = NULL;

  g_string_replace (text, "<", "\\u003c", 0);
  g_string_replace (text, ">", "\\u003e", 0);
  g_string_replace (text, "&", "\\u0026", 0);
  clean = galley_export_clean (text->str, text->len);
  galley_markup_open (writer, "script", "type", "application/ld+json", NULL);
  xmlTextWriterWriteRaw (writer, BAD_CAST clean);
  xmlTextWriterFullEndElement (writer);
}

static void
write_head (xmlTextWriterPtr writer, const GalleySnapshot *snapshot, const char *notice, const char *style_sheet)
{
  g_autoptr (GalleyPublication) publication = galley_publication_new (snapshot);
  g_autofree char *byline = galley_furniture_dup_byline (snapshot);
  g_autofree char *keywords = g_strdelimit (g_strdup (snapshot->details->fields[GALLEY_DETAILS_TAGS]), "\n", ',');

  galley_markup_open (writer, "head", NULL);
  galley_markup_add (writer, "meta", "charset", "utf-8", NULL);
  galley_markup_element (writer, "title", publication->title);
  xmlTextWriterWriteRaw (writer, BAD_CAST "\n");
  meta (writer, "name", "viewport", "width=device-width, initial-scale=1");
  meta (writer, "name", "description", publication->summary);
  meta (writer, "name", "author", byline ? g_strdelimit (byline, "\n", ' ') : NULL);
  meta (writer, "name", "keywords", keywords);
  meta (writer, "name", "status", notice);
  meta (writer, "name", "generator", "Galley " GALLEY_VERSION);
  write_open_graph (writer, snapshot, publication);
  write_json_ld (writer, snapshot, publication);
  galley_markup_open (writer, "style", NULL);
  xmlTextWriterWriteString (writer, BAD_CAST style_sheet);
  xmlTextWriterFullEndElement (writer);
  xmlTextWriterFullEndElement (writer);
}

/**
 * galley_export_fragment:
 * @snapshot: a bulletin, or some blocks of one
 *
 * Returns: (transfer full): its blocks as a page of HTML without a style sheet, for clipboards: programs that take it in
 *   have a style of their own
 */
char *
galley_export_fragment (const GalleySnapshot *snapshot)
{
  g_autofree char *body = galley_export_dup_body (snapshot, NULL, &fragment_form, NULL);

  return g_strconcat ("<html><head><meta charset=\"utf-8\"/></head><body>", body, "</body></html>", NULL);
}

/**
 * galley_export_html:
 *
 * Writes the bulletin as one semantic page in the colours, fonts and sizes of a theme, with all that belongs to it in it.
 */
GBytes *
galley_export_html (const GalleySnapshot *snapshot,
                    const GalleyExportOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GalleyTheme) theme = galley_theme_load (options->theme ? options->theme : "phone", error);
  g_autofree char *style_sheet = theme ? galley_export_dup_style_sheet (theme) : NULL;
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer;
  GBytes *bytes;

  if (!theme)
    return NULL;
  buffer = xmlBufferCreate ();
  writer = xmlNewTextWriterMemory (buffer, 0);
  xmlTextWriterWriteRaw (writer, BAD_CAST "<!DOCTYPE html>\n");
  galley_markup_open (writer, "html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", GALLEY_LANGUAGE, NULL);
  write_head (writer, snapshot, options->notice, style_sheet);
  galley_markup_open (writer, "body", NULL);
  galley_export_write_body (writer, snapshot, options, &page_form, cancellable);
  xmlTextWriterFullEndElement (writer);
  xmlTextWriterFullEndElement (writer);
  xmlTextWriterWriteRaw (writer, BAD_CAST "\n");
  xmlTextWriterFlush (writer);
  bytes = g_bytes_new (xmlBufferContent (buffer), xmlBufferLength (buffer));
  xmlFreeTextWriter (writer);
  xmlBufferFree (buffer);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_pointer (&bytes, g_bytes_unref);
  return bytes;
}
