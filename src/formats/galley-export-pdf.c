/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "galley-export-private.h"
#include "galley-furniture.h"
#include "galley-pdf-finish.h"
#include "galley-pdf-fonts.h"

/* The standard structure types of ISO 32000-1, 14.8.4. */
static const char *const tags[] = {
  [GALLEY_ROLE_DOCUMENT] = "Document",   [GALLEY_ROLE_SECTION] = "Sect",     [GALLEY_ROLE_TITLE] = "H1",
  [GALLEY_ROLE_HEADING] = "H2",          [GALLEY_ROLE_SUBHEADING] = "H3",    [GALLEY_ROLE_PARAGRAPH] = "P",
  [GALLEY_ROLE_NOTE] = "Sect",           [GALLEY_ROLE_QUOTATION] = "BlockQuote", [GALLEY_ROLE_LIST] = "L",
  [GALLEY_ROLE_LIST_ITEM] = "LI",        [GALLEY_ROLE_LABEL] = "Lbl",        [GALLEY_ROLE_BODY] = "LBody",
  [GALLEY_ROLE_TABLE] = "Table",         [GALLEY_ROLE_TABLE_ROW] = "TR",     [GALLEY_ROLE_TABLE_HEADER] = "TH",
  [GALLEY_ROLE_TABLE_CELL] = "TD",       [GALLEY_ROLE_CAPTION] = "Caption",  [GALLEY_ROLE_FIGURE] = "Figure",
};

#define ARTIFACT "Artifact"

/* A document being written. */
typedef struct
{
  const GalleyDisplayList *list;
  const GalleyElement *elements;
  GalleyPdfFonts *fonts;
  cairo_surface_t *surface;
  cairo_t *cr;
  guint open; /* the innermost element whose tag is open */
} Writer;

static cairo_status_t
append_cb (void *data, const guchar *bytes, guint length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* An address in ASCII (ISO 32000-1, 12.6.4.7), without the signs that cairo's attributes give a meaning to. */
static char *
quote_uri (const char *uri)
{
  return g_uri_escape_string (uri, "!#$%&()*+,/:;=?@[]", FALSE);
}

static gboolean
is_within (const Writer *self, guint element, guint ancestor)
{
  /* Parents come before children. */
  while (element > ancestor)
    element = self->elements[element].parent;
  return element == ancestor;
}

static void
open_tags (Writer *self, guint from, guint to)
{
  if (to == from)
    return;
  open_tags (self, from, self->elements[to].parent);
  cairo_tag_begin (self->cr, tags[self->elements[to].role], NULL);
}

/* Closes and opens tags until @element's is the innermost that is open. Items come in reading order, so this walks the
 * tree once; an element that goes on on the next page stays open. */
static void
move_to (Writer *self, guint element)
{
  for (; !is_within (self, element, self->open); self->open = self->elements[self->open].parent)
    cairo_tag_end (self->cr, tags[self->elements[self->open].role]);
  open_tags (self, self->open, element);
  self->open = element;
}

/* Draws a line run by run, so that links are around what they link, in the fonts that the file is to have. */
static void
draw_line (Writer *self, const GalleyDisplayItem *item)
{
  for (guint i = 0; i < item->line->n_runs; i++)
    {
      GalleyGlyphRun run = item->line->runs[i];
      GalleyTextLine line = { .baseline = item->line->baseline, .runs = &run, .n_runs = 1 };
      GalleyDisplayItem part = *item;
      gboolean linked = run.uri && galley_export_is_safe_uri (run.uri);
      g_autofree char *uri = linked ? quote_uri (run.uri) : NULL;
      g_autofree char *attributes = linked ? g_strdup_printf ("uri='%s'", uri) : NULL;

      run.font = galley_pdf_fonts_get (self->fonts, run.font);
      part.line = &line;
      if (linked)
        cairo_tag_begin (self->cr, CAIRO_TAG_LINK, attributes);
      galley_display_item_draw (&part, self->cr);
      if (linked)
        cairo_tag_end (self->cr, CAIRO_TAG_LINK);
    }
}

/* Comes before any tag of its page: what covers a page whole makes cairo forget all that was before. */
static void
draw_ground (Writer *self, const GalleyDisplayPage *page)
{
  GalleyDisplayItem ground = {
    .kind = GALLEY_ITEM_RECTANGLE,
    .width = page->width,
    .height = page->height,
    .color = *galley_display_list_get_background (self->list),
  };

  if (ground.color.red < 1 || ground.color.green < 1 || ground.color.blue < 1)
    galley_display_item_draw (&ground, self->cr);
}

static void
draw_page (Writer *self, const GalleyDisplayPage *page)
{
  gboolean artifact = FALSE;

  for (guint i = 0; i < page->n_items; i++)
    {
      const GalleyDisplayItem *item = &page->items[i];

      if (artifact && item->element != GALLEY_ELEMENT_ARTIFACT)
        cairo_tag_end (self->cr, ARTIFACT);
      else if (!artifact && item->element == GALLEY_ELEMENT_ARTIFACT)
        cairo_tag_begin (self->cr, ARTIFACT, NULL);
      artifact = item->element == GALLEY_ELEMENT_ARTIFACT;
      if (!artifact)
        move_to (self, item->element);
      if (item->line)
        draw_line (self, item);
      else
        galley_display_item_draw (item, self->cr);
    }
  if (artifact)
    cairo_tag_end (self->cr, ARTIFACT);
}

static void
add_outline (Writer *self)
{
  guint n, parents[4] = { CAIRO_PDF_OUTLINE_ROOT };
  const GalleyHeading *headings = galley_display_list_get_headings (self->list, &n);

  for (guint i = 0; i < n; i++)
    {
      char y[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *name = g_strdelimit (g_strdup (headings[i].block->text), "\n", ' ');
      g_autofree char *link = g_strdup_printf (
        "page=%u pos=[0 %s]", headings[i].page + 1, g_ascii_dtostr (y, sizeof y, headings[i].y));
      int id = cairo_pdf_surface_add_outline (
        self->surface, (int) parents[headings[i].level - 1], name, link, CAIRO_PDF_OUTLINE_FLAG_OPEN);

      /* What follows may be below this one, or below its parent where there is no level between. */
      for (guint level = headings[i].level; level < G_N_ELEMENTS (parents); level++)
        parents[level] = (guint) id;
    }
}

static void
set_metadata (cairo_surface_t *surface, cairo_pdf_metadata_t key, char *value)
{
  g_autofree char *owned = value;

  if (owned && *owned)
    cairo_pdf_surface_set_metadata (surface, key, g_strdelimit (owned, "\n", ' '));
}

static void
add_metadata (cairo_surface_t *surface, const GalleySnapshot *snapshot)
{
  set_metadata (surface, CAIRO_PDF_METADATA_TITLE, galley_snapshot_dup_title (snapshot));
  set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, galley_furniture_dup_byline (snapshot));
  set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, galley_furniture_dup_strapline (snapshot));
  set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, g_strdup (snapshot->details->fields[GALLEY_DETAILS_TAGS]));
  set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, g_strdup ("Galley " GALLEY_VERSION));
}

static void
mark_shown (gboolean *shown, const GalleyDisplayPage *page)
{
  for (guint i = 0; i < page->n_items; i++)
    if (page->items[i].element != GALLEY_ELEMENT_ARTIFACT)
      shown[page->items[i].element] = TRUE;
}

/* What is said of an element of the structure beyond its kind (ISO 32000-1, 14.8.5.7 and 14.9.3). */
static char *
dup_members (const GalleySnapshot *snapshot, const GalleyElement *element)
{
  g_autofree char *alternate = NULL, *text = NULL;
  g_autoptr (GString) attributes = NULL;

  if (element->role == GALLEY_ROLE_FIGURE)
    {
      alternate = galley_furniture_dup_alternate (snapshot, element->block);
      text = galley_pdf_text_string (alternate);
      return g_strconcat ("/Alt ", text, NULL);
    }
  attributes = g_string_new ("/A << /O /Table");
  if (element->role == GALLEY_ROLE_TABLE_HEADER)
    g_string_append (attributes, " /Scope /Column");
  if (element->n_rows > 1)
    g_string_append_printf (attributes, " /RowSpan %u", element->n_rows);
  if (element->n_columns > 1)
    g_string_append_printf (attributes, " /ColSpan %u", element->n_columns);
  g_string_append (attributes, " >>");
  return g_string_free (g_steal_pointer (&attributes), FALSE);
}

/* The figures and the cells that are headers or merged, in order, of those that have become elements of the PDF. */
static GArray *
find_notes (const Writer *self, const GalleySnapshot *snapshot, guint n_elements)
{
  GArray *notes = g_array_new (FALSE, FALSE, sizeof (GalleyPdfNote));
  g_autofree gboolean *shown = g_new0 (gboolean, n_elements);

  g_array_set_clear_func (notes, galley_pdf_note_clear);
  for (guint i = 0; i < galley_display_list_get_n_pages (self->list); i++)
    mark_shown (shown, galley_display_list_get_page (self->list, i));
  for (guint i = 0; i < n_elements; i++)
    {
      const GalleyElement *element = &self->elements[i];
      gboolean figure = element->role == GALLEY_ROLE_FIGURE;
      gboolean cell = element->role == GALLEY_ROLE_TABLE_HEADER || element->role == GALLEY_ROLE_TABLE_CELL;

      if (figure || (cell && shown[i]))
        {
          GalleyPdfNote note = { tags[element->role], NULL };

          if (figure || element->role == GALLEY_ROLE_TABLE_HEADER || element->n_rows > 1 || element->n_columns > 1)
            note.members = dup_members (snapshot, element);
          g_array_append_val (notes, note);
        }
    }
  return notes;
}

static gboolean
write_pages (Writer *self, GCancellable *cancellable)
{
  guint n = galley_display_list_get_n_pages (self->list);

  for (guint i = 0; i < n; i++)
    {
      const GalleyDisplayPage *page = galley_display_list_get_page (self->list, i);

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      cairo_pdf_surface_set_size (self->surface, page->width, page->height);
      draw_ground (self, page);
      if (i == 0)
        cairo_tag_begin (self->cr, tags[GALLEY_ROLE_DOCUMENT], NULL);
      draw_page (self, page);
      if (i + 1 == n)
        {
          move_to (self, 0);
          cairo_tag_end (self->cr, tags[GALLEY_ROLE_DOCUMENT]);
        }
      cairo_show_page (self->cr);
    }
  return TRUE;
}

/**
 * galley_export_pdf:
 *
 * Writes the display list as a tagged PDF with outline, links and metadata.
 */
GBytes *
galley_export_pdf (const GalleySnapshot *snapshot,
                   const GalleyExportOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GalleyDisplayList) list = galley_export_lay_out (snapshot, options, "page", cancellable, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GalleyPdfFonts) fonts = NULL;
  g_autoptr (GArray) notes = NULL;
  Writer writer = { .list = list };
  cairo_status_t status;
  gboolean complete;
  guint n;

  if (!list)
    return NULL;
  writer.elements = galley_display_list_get_elements (list, &n);
  writer.fonts = fonts = galley_pdf_fonts_new (list);
  writer.surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, 1, 1);
  cairo_pdf_surface_restrict_to_version (writer.surface, CAIRO_PDF_VERSION_1_4);
  writer.cr = cairo_create (writer.surface);
  add_metadata (writer.surface, snapshot);
  complete = write_pages (&writer, cancellable);
  if (complete)
    add_outline (&writer);
  status = cairo_status (writer.cr);
  cairo_destroy (writer.cr);
  cairo_surface_finish (writer.surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (writer.surface);
  cairo_surface_destroy (writer.surface);
  if (!complete)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The export was cancelled");
      return NULL;
    }
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_WRITE,
                   _("The PDF could not be made: %s"), cairo_status_to_string (status));
      return NULL;
    }
  notes = find_notes (&writer, snapshot, n);
  return galley_pdf_finish (bytes, "zh-CN", (const GalleyPdfNote *) (gpointer) notes->data, notes->len);
}
