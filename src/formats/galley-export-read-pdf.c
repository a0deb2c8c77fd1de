/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-export-proof.h"
#include "galley-pdf-objects.h"

/* Reading the text of a PDF back as a screen reader does: along its structure (ISO 32000-1, 14.7), the characters of each
 * element by the maps of its fonts (9.10). poppler would do it too, but once for each element and its whole page, which
 * takes minutes for a long bulletin, and all that the file has for its text would still be trusted to one library. */

/* Elements within elements, forms within forms. */
#define MAX_DEPTH 64

/* How many bytes a code has, and what it stands for. */
typedef struct
{
  guint n_bytes;
  GHashTable *characters; /* UTF-8 by code */
} Font;

/* Marked content that is open: (14.6) */
typedef struct
{
  gint64 mcid;     /* what it is of the structure; -1 for nothing of its own */
  gboolean hidden; /* whether it is an artifact, or said otherwise */
} Mark;

typedef struct
{
  const GalleyPdfObjects *pdf;
  GHashTable *fonts;    /* of Font, by the number of its object */
  GHashTable *contents; /* of GString, by page and identifier */
  GPtrArray *texts;
  GString *text;
  guint budget;         /* of elements, so that one that is in itself ends */
} Reader;

static void
free_font (gpointer data)
{
  Font *font = data;

  g_hash_table_unref (font->characters);
  g_free (font);
}

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

static gint64 *
new_key (guint page, gint64 mcid)
{
  gint64 *key = g_new (gint64, 1);

  *key = (gint64) page << 32 | mcid;
  return key;
}

/* Fonts */

static guint
read_code (const char *bytes, gsize n)
{
  guint code = 0;

  for (gsize i = 0; i < n; i++)
    code = code << 8 | (guchar) bytes[i];
  return code;
}

static void
map_code (Font *font, guint code, const GString *units, guint add)
{
  g_autoptr (GString) last = g_string_new_len (units->str, (gssize) units->len);
  GString *text = g_string_new (NULL);

  /* The characters of a range follow each other in their last byte. */
  if (last->len > 0)
    last->str[last->len - 1] = (char) ((guchar) last->str[last->len - 1] + add);
  galley_pdf_append_utf16 (text, last->str, last->len);
  g_hash_table_replace (font->characters, GUINT_TO_POINTER (code), g_string_free (text, FALSE));
}

static GString *
next_string (GalleyPdfCursor *cursor)
{
  GalleyPdfCursor token;

  return galley_pdf_next (cursor, &token) && *token.at == '<' && !galley_pdf_is (token, "<<") ? galley_pdf_read_string (token)
                                                                                             : NULL;
}

/* "<0001> <0005> <4e00>", or with an array of a text for each (9.10.3); and <0001> <4e00> alone. */
static void
read_mappings (Font *font, GalleyPdfCursor *cursor, gboolean ranges)
{
  for (;;)
    {
      g_autoptr (GString) low = next_string (cursor);
      g_autoptr (GString) high = low && ranges ? next_string (cursor) : NULL, to = NULL;
      GalleyPdfCursor ahead = *cursor, token;
      guint from, count;
      gboolean each;

      if (low == NULL || (ranges && high == NULL))
        return;
      from = read_code (low->str, low->len);
      count = high ? MIN (read_code (high->str, high->len) - from, 0xffff) + 1 : 1;
      each = galley_pdf_next (&ahead, &token) && galley_pdf_is (token, "[");
      if (each)
        *cursor = ahead;
      else if (!(to = next_string (cursor)))
        return;
      for (guint i = 0; i < count; i++)
        {
          g_autoptr (GString) own = each ? next_string (cursor) : NULL;

          if (each && own == NULL)
            break;
          map_code (font, from + i, own ? own : to, own ? 0 : i);
        }
      if (each)
        galley_pdf_next (cursor, &token);
    }
}

static Font *
load_font (Reader *self, GalleyPdfCursor value)
{
  Font *font = g_new0 (Font, 1);
  GalleyPdfCursor map, cursor, token;
  g_autoptr (GBytes) bytes = NULL;

  font->n_bytes = 1;
  font->characters = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  if (galley_pdf_objects_find (self->pdf, value, "/ToUnicode", &map))
    bytes = galley_pdf_objects_read_stream (self->pdf, map);
  if (bytes == NULL)
    return font;
  cursor.at = g_bytes_get_data (bytes, NULL);
  cursor.end = cursor.at + g_bytes_get_size (bytes);
  while (galley_pdf_next (&cursor, &token))
    if (galley_pdf_is (token, "begincodespacerange"))
      {
        g_autoptr (GString) low = next_string (&cursor);

        font->n_bytes = low ? CLAMP ((guint) low->len, 1, 4) : 1;
      }
    else if (galley_pdf_is (token, "beginbfchar") || galley_pdf_is (token, "beginbfrange"))
      read_mappings (font, &cursor, galley_pdf_is (token, "beginbfrange"));
  return font;
}

static const Font *
find_font (Reader *self, GalleyPdfCursor resources, GalleyPdfCursor name)
{
  g_autofree char *key = g_strndup (name.at, name.end - name.at);
  GalleyPdfCursor fonts, value;
  Font *font;
  guint number;

  if (!galley_pdf_objects_find (self->pdf, resources, "/Font", &fonts) ||
      !galley_pdf_objects_find (self->pdf, fonts, key, &value) || !galley_pdf_read_reference (value, &number))
    return NULL;
  font = g_hash_table_lookup (self->fonts, GUINT_TO_POINTER (number));
  if (font == NULL)
    {
      font = load_font (self, value);
      g_hash_table_insert (self->fonts, GUINT_TO_POINTER (number), font);
    }
  return font;
}

/* Pages */

static void
show (Reader *self, guint page, const GArray *marks, const Font *font, const GString *codes)
{
  gint64 mcid = -1;
  GString *content;
  g_autofree gint64 *key = NULL;

  for (guint i = 0; i < marks->len; i++)
    {
      const Mark *mark = &g_array_index (marks, Mark, i);

      if (mark->hidden)
        return;
      mcid = mark->mcid >= 0 ? mark->mcid : mcid;
    }
  if (mcid < 0)
    return;
  key = new_key (page, mcid);
  content = g_hash_table_lookup (self->contents, key);
  if (content == NULL)
    {
      content = g_string_new (NULL);
      g_hash_table_insert (self->contents, g_steal_pointer (&key), content);
    }
  if (font == NULL)
    g_string_append_len (content, codes->str, (gssize) codes->len);
  for (gsize i = 0; font && i + font->n_bytes <= codes->len; i += font->n_bytes)
    {
      const char *text =
        g_hash_table_lookup (font->characters, GUINT_TO_POINTER (read_code (codes->str + i, font->n_bytes)));

      g_string_append (content, text ? text : "\xef\xbf\xbd");
    }
}

/* "/P << /MCID 0 >> BDC"; what is to be read in the place of what is drawn is shown at once. */
static void
begin_mark (Reader *self, guint page, GArray *marks, GalleyPdfCursor name, GalleyPdfCursor properties)
{
  Mark mark = { .mcid = -1, .hidden = galley_pdf_is (name, "/Artifact") };
  GalleyPdfCursor value, token;
  guint number;

  if (properties.at && galley_pdf_objects_find (self->pdf, properties, "/MCID", &value) && galley_pdf_read_number (value, &number))
    mark.mcid = number;
  if (properties.at && galley_pdf_objects_find (self->pdf, properties, "/ActualText", &value) && galley_pdf_next (&value, &token))
    {
      g_autoptr (GString) units = galley_pdf_read_string (token), text = g_string_new (NULL);

      galley_pdf_append_utf16 (text, units->str, units->len);
      show (self, page, marks, NULL, text);
      mark.hidden = TRUE;
    }
  g_array_append_val (marks, mark);
}

static void read_content (Reader *self, guint page, GBytes *bytes, GalleyPdfCursor resources, GArray *marks, guint depth);

static void
read_form (Reader *self, guint page, GalleyPdfCursor resources, GalleyPdfCursor name, GArray *marks, guint depth)
{
  g_autofree char *key = g_strndup (name.at, name.end - name.at);
  GalleyPdfCursor forms, form, kind, own, token;
  g_autoptr (GBytes) bytes = NULL;

  if (depth == MAX_DEPTH || !galley_pdf_objects_find (self->pdf, resources, "/XObject", &forms) ||
      !galley_pdf_objects_find (self->pdf, forms, key, &form) ||
      !galley_pdf_objects_find (self->pdf, form, "/Subtype", &kind) || !galley_pdf_next (&kind, &token) ||
      !galley_pdf_is (token, "/Form"))
    return;
  bytes = galley_pdf_objects_read_stream (self->pdf, form);
  if (bytes)
    read_content (self, page, bytes, galley_pdf_objects_find (self->pdf, form, "/Resources", &own) ? own : resources, marks,
                  depth + 1);
}

static void
read_content (Reader *self, guint page, GBytes *bytes, GalleyPdfCursor resources, GArray *marks, guint depth)
{
  GalleyPdfCursor cursor = { g_bytes_get_data (bytes, NULL), NULL }, token, name = { 0 }, properties = { 0 };
  g_autoptr (GString) codes = g_string_new (NULL);
  const Font *font = NULL;
  guint nesting = 0;

  cursor.end = cursor.at + g_bytes_get_size (bytes);
  while (galley_pdf_next (&cursor, &token))
    {
      if (galley_pdf_is (token, "<<"))
        {
          if (nesting++ == 0)
            properties = (GalleyPdfCursor) { token.at, cursor.end };
        }
      else if (galley_pdf_is (token, ">>"))
        nesting -= nesting > 0;
      else if (nesting > 0 || g_ascii_isdigit (*token.at) || strchr ("+-.[]", *token.at))
        continue;
      else if (*token.at == '/')
        name = token;
      else if (*token.at == '(' || *token.at == '<')
        {
          g_autoptr (GString) string = galley_pdf_read_string (token);

          g_string_append_len (codes, string->str, (gssize) string->len);
        }
      else
        {
          if (galley_pdf_is (token, "Tf"))
            font = find_font (self, resources, name);
          else if (galley_pdf_is (token, "Tj") || galley_pdf_is (token, "TJ"))
            show (self, page, marks, font, codes);
          else if (galley_pdf_is (token, "BDC") || galley_pdf_is (token, "BMC"))
            begin_mark (self, page, marks, name, properties);
          else if (galley_pdf_is (token, "EMC") && marks->len > 0)
            g_array_set_size (marks, marks->len - 1);
          else if (galley_pdf_is (token, "Do"))
            read_form (self, page, resources, name, marks, depth);
          g_string_truncate (codes, 0);
          properties.at = NULL;
        }
    }
}

static gboolean
read_page (Reader *self, guint number, GalleyPdfCursor page, GalleyPdfCursor resources)
{
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  GalleyPdfCursor contents;
  g_autoptr (GBytes) bytes = NULL;

  if (!galley_pdf_objects_find (self->pdf, page, "/Contents", &contents))
    return TRUE;
  bytes = galley_pdf_objects_read_stream (self->pdf, contents);
  if (bytes)
    read_content (self, number, bytes, resources, marks, 0);
  return bytes != NULL;
}

/* Pages inherit the resources of the node that they are below (7.7.3.4). */
static gboolean
read_pages (Reader *self, GalleyPdfCursor node, GalleyPdfCursor resources, guint depth, GCancellable *cancellable)
{
  GalleyPdfCursor kids;
  guint number;

  if (depth == MAX_DEPTH || self->budget-- == 0 || g_cancellable_is_cancelled (cancellable))
    return FALSE;
  galley_pdf_objects_find (self->pdf, node, "/Resources", &resources);
  if (!galley_pdf_objects_find (self->pdf, node, "/Kids", &kids))
    return galley_pdf_read_reference (node, &number) && read_page (self, number, node, resources);
  if (!galley_pdf_objects_resolve (self->pdf, &kids) || !galley_pdf_enter_array (&kids))
    return FALSE;
  for (GalleyPdfCursor token; galley_pdf_read_reference (kids, &number);)
    {
      if (!read_pages (self, kids, resources, depth + 1, cancellable))
        return FALSE;
      for (guint i = 0; i < 3; i++)
        galley_pdf_next (&kids, &token);
    }
  return TRUE;
}

/* Structure */

static void
flush (Reader *self)
{
  if (self->text->len > 0)
    g_ptr_array_add (self->texts, g_strdup (self->text->str));
  g_string_truncate (self->text, 0);
}

static void
add_content (Reader *self, guint page, guint mcid)
{
  g_autofree gint64 *key = new_key (page, mcid);
  const GString *content = g_hash_table_lookup (self->contents, key);

  if (content)
    g_string_append_len (self->text, content->str, (gssize) content->len);
}

/* What a picture or chart says for those who do not see it. */
static void
add_alternate (Reader *self, GalleyPdfCursor element)
{
  GalleyPdfCursor value, token;

  if (galley_pdf_objects_find (self->pdf, element, "/Alt", &value) && galley_pdf_next (&value, &token))
    {
      g_autoptr (GString) units = galley_pdf_read_string (token);

      galley_pdf_append_utf16 (self->text, units->str, units->len);
      flush (self);
    }
}

static void read_element (Reader *self, GalleyPdfCursor element, guint page, guint depth);

/* A kid: an element, or content on a page (14.7.4), which is passed over where it is @drawn: the labels of a chart may be
 * broken or cut to fit, and numbers and signs of items are no part of their text. Goes on behind it. */
static void
read_kid (Reader *self, GalleyPdfCursor *kid, guint page, gboolean drawn, guint depth)
{
  GalleyPdfCursor token, value, start = *kid;
  guint number, other;

  if (galley_pdf_read_reference (*kid, &number))
    {
      read_element (self, start, page, depth + 1);
      for (guint i = 0; i < 3; i++)
        galley_pdf_next (kid, &token);
    }
  else if (galley_pdf_next (kid, &token) && galley_pdf_read_number (token, &number))
    {
      if (!drawn)
        add_content (self, page, number);
    }
  else if (galley_pdf_is (token, "<<"))
    {
      if (!drawn && galley_pdf_objects_find (self->pdf, start, "/MCID", &value) && galley_pdf_read_number (value, &number))
        {
          gboolean elsewhere =
            galley_pdf_objects_find (self->pdf, start, "/Pg", &value) && galley_pdf_read_reference (value, &other);

          add_content (self, elsewhere ? other : page, number);
        }
      while (galley_pdf_next (kid, &token) && !galley_pdf_is (token, ">>"))
        ;
    }
}

static void
read_element (Reader *self, GalleyPdfCursor element, guint page, guint depth)
{
  GalleyPdfCursor value, token = { 0 };
  gboolean within, drawn;

  if (depth == MAX_DEPTH || self->budget-- == 0)
    return;
  if (galley_pdf_objects_find (self->pdf, element, "/S", &value))
    galley_pdf_next (&value, &token);
  within = token.at && (galley_pdf_is (token, "/Link") || galley_pdf_is (token, "/Span"));
  if (!within)
    flush (self);
  if (galley_pdf_objects_find (self->pdf, element, "/Pg", &value))
    galley_pdf_read_reference (value, &page);
  /* The label of an item is its sign or number, which the theme gives it. */
  drawn = token.at && (galley_pdf_is (token, "/Figure") || galley_pdf_is (token, "/Lbl"));
  if (drawn)
    add_alternate (self, element);
  if (galley_pdf_objects_find (self->pdf, element, "/K", &value))
    {
      GalleyPdfCursor kids = value;

      if (!galley_pdf_enter_array (&kids))
        read_kid (self, &value, page, drawn, depth);
      else
        for (const char *before = NULL; kids.at < kids.end && kids.at != before;)
          {
            before = kids.at;
            read_kid (self, &kids, page, drawn, depth);
          }
    }
  if (!within)
    flush (self);
}

GPtrArray *
galley_export_read_pdf (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyPdfObjects) pdf = galley_pdf_objects_new (bytes);
  g_autoptr (GHashTable) fonts = g_hash_table_new_full (NULL, NULL, NULL, free_font);
  g_autoptr (GHashTable) contents = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_string);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  Reader self = { pdf, fonts, contents, texts, text, (guint) (g_bytes_get_size (bytes) / 8) + 16 };
  GalleyPdfCursor root, pages, tree;

  if (pdf && galley_pdf_objects_get_root (pdf, &root) && galley_pdf_objects_find (pdf, root, "/Pages", &pages) &&
      read_pages (&self, pages, pages, 0, cancellable) && galley_pdf_objects_find (pdf, root, "/StructTreeRoot", &tree))
    {
      read_element (&self, tree, 0, 0);
      return g_steal_pointer (&texts);
    }
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_BROKEN, _("The PDF is broken or has no structure"));
  return NULL;
}
