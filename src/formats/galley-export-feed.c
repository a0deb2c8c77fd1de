/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <string.h>

#include "galley-export-body.h"
#include "galley-export-private.h"
#include "galley-markup.h"
#include "galley-publication.h"

/* An edition as a feed: RSS 2.0 (https://www.rssboard.org/rss-specification) and Atom (RFC 4287), each bulletin whole.
 * Readers of feeds drop styles and drawings, so that there are none. */

static char *
dup_content (const GalleySnapshot *snapshot, const GalleyExportOptions *options, GCancellable *cancellable)
{
  const GalleyBodyForm form = { .tags = galley_export_tags };

  return galley_export_dup_body (snapshot, options, &form, cancellable);
}

static GBytes *
take_feed (xmlTextWriterPtr writer, xmlBufferPtr buffer, GCancellable *cancellable, GError **error)
{
  GBytes *bytes;

  galley_markup_finish (writer, buffer);
  bytes = g_bytes_new (xmlBufferContent (buffer), xmlBufferLength (buffer));
  xmlBufferFree (buffer);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_pointer (&bytes, g_bytes_unref);
  return bytes;
}

static void
add_element (xmlTextWriterPtr writer, const char *element, const char *text)
{
  if (text)
    galley_markup_element (writer, element, text);
}

/* An element with one attribute, and maybe a text. */
static void
add_typed (xmlTextWriterPtr writer, const char *element, const char *name, const char *value, const char *text)
{
  galley_markup_open (writer, element, name, value, NULL);
  galley_markup_text (writer, text, strlen (text));
  galley_markup_close (writer);
}

/* RSS */

/* A time as of RFC 822, in English whatever the locale. */
static void
add_rss_time (xmlTextWriterPtr writer, const char *element, const char *iso)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) time = iso ? g_date_time_new_from_iso8601 (iso, NULL) : NULL;
  g_autofree char *format = NULL, *text = NULL;

  if (!time)
    return;
  format = g_strdup_printf ("%s, %%d %s %%Y %%H:%%M:%%S %%z", days[g_date_time_get_day_of_week (time) - 1],
                            months[g_date_time_get_month (time) - 1]);
  text = g_date_time_format (time, format);
  galley_markup_element (writer, element, text);
}

static void
add_rss_item (xmlTextWriterPtr writer, const GalleyPublication *publication, const char *content)
{
  galley_markup_open (writer, "item", NULL);
  add_element (writer, "title", publication->title);
  add_typed (writer, "guid", "isPermaLink", "false", publication->uri);
  add_rss_time (writer, "pubDate", publication->published);
  for (guint i = 0; i < publication->authors->len; i++)
    add_element (writer, "dc:creator", g_ptr_array_index (publication->authors, i));
  for (guint i = 0; i < publication->keywords->len; i++)
    add_element (writer, "category", g_ptr_array_index (publication->keywords, i));
  add_element (writer, "description", publication->summary);
  add_element (writer, "content:encoded", content);
  galley_markup_close (writer);
}

/**
 * galley_export_rss:
 * @bulletins: (array length=n_bulletins)
 * @options: (array length=n_bulletins): of each; the site is that of the first
 *
 * Writes bulletins as a feed of RSS.
 */
GBytes *
galley_export_rss (const GalleySnapshot *const *bulletins,
                   const GalleyExportOptions *options,
                   guint n_bulletins,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GalleyEdition) edition = galley_edition_new (bulletins, n_bulletins);
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer = galley_markup_new (&buffer);

  galley_markup_open (writer, "rss", "version", "2.0", "xmlns:content", "http://purl.org/rss/1.0/modules/content/", "xmlns:dc",
                      "http://purl.org/dc/elements/1.1/", NULL);
  galley_markup_open (writer, "channel", NULL);
  add_element (writer, "title", edition->title);
  /* The channel has to have one; what names it for good stands for a site that is not known. */
  add_element (writer, "link", options->site ? options->site : edition->uri);
  add_element (writer, "description", edition->title);
  add_element (writer, "language", GALLEY_LANGUAGE);
  add_rss_time (writer, "lastBuildDate", edition->modified);
  add_element (writer, "generator", "Galley " GALLEY_VERSION);
  for (guint i = 0; i < n_bulletins && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autofree char *content = dup_content (bulletins[i], &options[i], cancellable);

      add_rss_item (writer, g_ptr_array_index (edition->publications, i), content);
    }
  return take_feed (writer, buffer, cancellable, error);
}

/* Atom */

static void
add_atom_author (xmlTextWriterPtr writer, const char *name)
{
  galley_markup_open (writer, "author", NULL);
  add_element (writer, "name", name);
  galley_markup_close (writer);
}

static void
add_atom_entry (xmlTextWriterPtr writer, const GalleyEdition *edition, const GalleyPublication *publication, const char *content)
{
  galley_markup_open (writer, "entry", NULL);
  add_element (writer, "title", publication->title);
  add_element (writer, "id", publication->uri);
  add_element (writer, "published", publication->published);
  add_element (writer, "updated", publication->modified ? publication->modified : edition->modified);
  for (guint i = 0; i < publication->authors->len; i++)
    add_atom_author (writer, g_ptr_array_index (publication->authors, i));
  for (guint i = 0; i < publication->keywords->len; i++)
    galley_markup_add (writer, "category", "term", g_ptr_array_index (publication->keywords, i), NULL);
  add_element (writer, "summary", publication->summary);
  add_typed (writer, "content", "type", "html", content);
  galley_markup_close (writer);
}

/**
 * galley_export_atom:
 * @bulletins: (array length=n_bulletins)
 * @options: (array length=n_bulletins): of each; the site is that of the first
 *
 * Writes bulletins as a feed of Atom.
 */
GBytes *
galley_export_atom (const GalleySnapshot *const *bulletins,
                    const GalleyExportOptions *options,
                    guint n_bulletins,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GalleyEdition) edition = galley_edition_new (bulletins, n_bulletins);
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer = galley_markup_new (&buffer);

  galley_markup_open (writer, "feed", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang", GALLEY_LANGUAGE, NULL);
  add_element (writer, "title", edition->title);
  add_element (writer, "id", edition->uri);
  if (options->site)
    galley_markup_add (writer, "link", "rel", "alternate", "href", options->site, NULL);
  add_element (writer, "updated", edition->modified);
  add_atom_author (writer, edition->publisher ? edition->publisher : "Galley");
  add_element (writer, "generator", "Galley " GALLEY_VERSION);
  for (guint i = 0; i < n_bulletins && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autofree char *content = dup_content (bulletins[i], &options[i], cancellable);

      add_atom_entry (writer, edition, g_ptr_array_index (edition->publications, i), content);
    }
  return take_feed (writer, buffer, cancellable, error);
}
