/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <string.h>

#include "galley-export-private.h"
#include "galley-odt-tracked.h"
#include "galley-odt.h"

/* Writing OpenDocument texts: ODF 1.3 part 3. */

/* Of the spaces between two paragraphs the larger one counts, as in the theme, and a line that is broken on purpose is not
 * stretched. */
static const char settings[] =
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-settings xmlns:office=\"" ODF "office:1.0\" xmlns:config=\"" ODF
  "config:1.0\" office:version=\"1.3\"><office:settings><config:config-item-set config:name=\"ooo:configuration-settings\">"
  "<config:config-item config:name=\"AddParaTableSpacing\" config:type=\"boolean\">true</config:config-item>"
  "<config:config-item config:name=\"DoNotJustifyLinesWithManualBreak\" config:type=\"boolean\">true</config:config-item>"
  "</config:config-item-set></office:settings></office:document-settings>\n";

/* A document being written. */
typedef struct
{
  GalleyOffice office;
  xmlTextWriterPtr writer;
  char *style_names[GALLEY_N_STYLES];
  GString *column_styles; /* of tables, as XML: they stand before what they are of */
  GalleyOdtTracked tracked;
  guint n_tables;
} Odt;

/* Text */

/**
 * galley_odt_write_text:
 *
 * Writes a text with its line breaks, tabs and further spaces as elements, without which OpenDocument takes them for one space.
 */
void
galley_odt_write_text (xmlTextWriterPtr writer, const char *text, gsize length)
{
  const char *end = text + length, *plain = text;
  char before = ' ';

  for (const char *p = text; p < end; before = *p++)
    {
      if (*p != '\n' && *p != '\t' && !(*p == ' ' && (before == ' ' || before == '\n' || before == '\t' || p + 1 == end)))
        continue;
      if (p > plain)
        galley_markup_text (writer, plain, p - plain);
      plain = p + 1;
      galley_markup_add (writer, *p == '\n' ? "text:line-break" : *p == '\t' ? "text:tab" : "text:s", NULL);
    }
  if (end > plain)
    galley_markup_text (writer, plain, end - plain);
}

static void
paragraph_cb (gpointer data, const GalleyOfficeParagraph *paragraph)
{
  galley_odt_tracked_write (&((Odt *) data)->tracked, paragraph);
}

/* Tables */

static void
write_cell (Odt *self, const GalleyOfficeBlock *block, guint number, const GalleyGridSpan *span)
{
  static const char *const alignments[GALLEY_N_GRID_ALIGNS] = {
    [GALLEY_GRID_ALIGN_START] = "Start", [GALLEY_GRID_ALIGN_CENTER] = "Center", [GALLEY_GRID_ALIGN_END] = "End",
  };
  const GalleyGridData *grid = ((GalleyOfficeRow *) g_ptr_array_index (block->rows, number))->grid;
  g_autoptr (GalleyOfficeParagraph) paragraph = galley_office_make_cell (&self->office, block, number, span->column);
  gboolean header = paragraph->role == GALLEY_STYLE_TABLE_HEADER;
  g_autofree char *style = g_strconcat (header ? "Head" : "Cell",
                                        header && span->n_columns > 1 ? "Center" : alignments[grid->aligns[span->column]], NULL);

  galley_markup_open (self->writer, "table:table-cell", "table:style-name", header ? "Head" : "Cell", "office:value-type",
                      "string", NULL);
  if (span->n_columns > 1 || span->n_rows > 1)
    {
      galley_markup_print (self->writer, "table:number-columns-spanned", "%u", span->n_columns);
      galley_markup_print (self->writer, "table:number-rows-spanned", "%u", span->n_rows);
    }
  galley_odt_tracked_write_cell (&self->tracked, paragraph, style);
  galley_markup_close (self->writer);
}

static gboolean
is_header (const GalleyOfficeBlock *block, guint number)
{
  const GalleyOfficeRow *row = g_ptr_array_index (block->rows, number);

  return row->row < row->grid->n_header_rows;
}

/* Writes the rows that are headers, or not, from @number on. Returns: the first that is another */
static guint
write_rows (Odt *self, const GalleyOfficeBlock *block, guint number, gboolean header)
{
  GalleyGridSpan span;

  for (; number < block->rows->len && is_header (block, number) == header; number++)
    {
      const GalleyOfficeRow *row = g_ptr_array_index (block->rows, number);

      galley_markup_open (self->writer, "table:table-row", "table:style-name",
                          row->inserted == GALLEY_NO_LAYER && row->deleted == GALLEY_NO_LAYER ? "Row" : "TrackedRow", NULL);
      for (guint column = 0; column < row->grid->n_columns; column++)
        {
          galley_grid_data_get_span (row->grid, row->row, column, &span);
          if (span.row == row->row && span.column == column)
            write_cell (self, block, number, &span);
          else
            galley_markup_add (self->writer, "table:covered-table-cell", NULL);
        }
      galley_markup_close (self->writer);
    }
  return number;
}

static void
table_cb (gpointer data, const GalleyOfficeBlock *block, const char *caption)
{
  Odt *self = data;
  const GalleyGridData *grid = block->grid;
  g_autofree double *shares = g_new (double, grid->n_columns);
  g_autofree char *name = g_strdup_printf ("Table%u", ++self->n_tables);
  guint n;

  galley_odt_tracked_end (&self->tracked);
  galley_office_share_width (grid, shares);
  galley_markup_open (self->writer, "table:table", "table:name", name, "table:style-name", "Table", NULL);
  if (*caption)
    galley_markup_element (self->writer, "table:title", caption);
  for (guint i = 0; i < grid->n_columns; i++)
    {
      char width[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (width, sizeof width, "%.2f", shares[i] * self->office.column);
      g_string_append_printf (self->column_styles,
                              "<style:style style:name=\"%s.%u\" style:family=\"table-column\"><style:table-column-properties "
                              "style:column-width=\"%spt\"/></style:style>",
                              name, i + 1, width);
      galley_markup_open (self->writer, "table:table-column", NULL);
      galley_markup_print (self->writer, "table:style-name", "%s.%u", name, i + 1);
      galley_markup_close (self->writer);
    }
  if (is_header (block, 0))
    {
      galley_markup_open (self->writer, "table:table-header-rows", NULL);
      n = write_rows (self, block, 0, TRUE);
      galley_markup_close (self->writer);
    }
  else
    n = 0;
  /* A header that was taken out may stand below: it is a row there. */
  for (gboolean header = FALSE; n < block->rows->len; header = !header)
    n = write_rows (self, block, n, header);
  galley_markup_close (self->writer);
}

static void
write_cell_style (xmlTextWriterPtr writer, const GalleyTheme *theme, const char *name, gboolean header)
{
  g_autofree char *rule = galley_office_dup_color (theme, GALLEY_COLOR_RULE);
  g_autofree char *accent = galley_office_dup_color (theme, GALLEY_COLOR_ACCENT);
  g_autofree char *tint = galley_office_dup_color (theme, GALLEY_COLOR_TINT);

  galley_markup_open (writer, "style:style", "style:name", name, "style:family", "table-cell", NULL);
  galley_markup_open (writer, "style:table-cell-properties", "fo:padding", "4pt", "style:vertical-align", "middle", NULL);
  galley_markup_print (writer, "fo:border-bottom", "0.5pt solid #%s", rule);
  if (header)
    {
      galley_markup_print (writer, "fo:border-top", "0.75pt solid #%s", accent);
      galley_markup_print (writer, "fo:background-color", "#%s", tint);
    }
  galley_markup_close (writer);
  galley_markup_close (writer);
}

static void
write_table_styles (Odt *self, xmlTextWriterPtr writer)
{
  static const char *const alignments[] = { "Start", "Center", "End" };
  const GalleyTheme *theme = self->office.theme;

  galley_markup_open (writer, "style:style", "style:name", "Table", "style:family", "table", NULL);
  galley_markup_open (writer, "style:table-properties", "table:align", "margins", "table:border-model", "collapsing", NULL);
  galley_odt_length (writer, "style:width", self->office.column);
  galley_odt_length (writer, "fo:margin-bottom", theme->styles[GALLEY_STYLE_TABLE_CAPTION].space_after);
  galley_markup_close (writer);
  galley_markup_close (writer);
  galley_markup_open (writer, "style:style", "style:name", "Row", "style:family", "table-row", NULL);
  galley_markup_add (writer, "style:table-row-properties", "fo:keep-together", "always", NULL);
  galley_markup_close (writer);
  /* A row that came or went with its text; else LibreOffice leaves an empty one. */
  galley_markup_open (writer, "style:style", "style:name", "TrackedRow", "style:family", "table-row", NULL);
  galley_markup_add (writer, "style:table-row-properties", "fo:keep-together", "always", "loext:text-changes-only", "false", NULL);
  galley_markup_close (writer);
  write_cell_style (writer, theme, "Head", TRUE);
  write_cell_style (writer, theme, "Cell", FALSE);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (alignments); i++)
    {
      g_autofree char *name = g_strconcat (i % 2 ? "Head" : "Cell", alignments[i / 2], NULL);
      g_autofree char *value = g_ascii_strdown (alignments[i / 2], -1);

      galley_markup_open (writer, "style:style", "style:name", name, "style:family", "paragraph", "style:parent-style-name",
                          self->style_names[i % 2 ? GALLEY_STYLE_TABLE_HEADER : GALLEY_STYLE_TABLE_CELL], NULL);
      galley_markup_add (writer, "style:paragraph-properties", "fo:text-align", value, NULL);
      galley_markup_close (writer);
    }
}

/* Pictures */

static void
picture_cb (gpointer data, const GalleyOfficePicture *picture, const GalleyOfficeBlock *block)
{
  Odt *self = data;

  galley_odt_tracked_end (&self->tracked);
  galley_markup_open (self->writer, "text:p", "text:style-name", "Picture", NULL);
  galley_markup_open (self->writer, "draw:frame", "draw:style-name", "Graphics", "draw:name", picture->name, "text:anchor-type",
                      "as-char", NULL);
  galley_odt_length (self->writer, "svg:width", picture->width);
  galley_odt_length (self->writer, "svg:height", picture->height);
  galley_markup_open (self->writer, "draw:image", NULL);
  galley_markup_print (self->writer, "xlink:href", "Pictures/%s", picture->name);
  galley_markup_attribute (self->writer, "xlink:type", "simple");
  galley_markup_attribute (self->writer, "xlink:show", "embed");
  galley_markup_attribute (self->writer, "xlink:actuate", "onLoad");
  galley_markup_close (self->writer);
  galley_markup_element (self->writer, "svg:title", picture->title);
  galley_markup_element (self->writer, "svg:desc", picture->alternate);
  galley_markup_close (self->writer);
  galley_markup_close (self->writer);
}

/* The document and what is around it */

/* The article, without the element around it. */
static xmlBufferPtr
write_article (Odt *self, gboolean *complete, GCancellable *cancellable, GError **error)
{
  static const GalleyOfficeSink sink = { paragraph_cb, table_cb, picture_cb };
  xmlBufferPtr buffer = xmlBufferCreate ();

  self->writer = self->tracked.writer = xmlNewTextWriterMemory (buffer, 0);
  *complete = galley_office_walk (&self->office, &sink, self, cancellable, error);
  galley_odt_tracked_end (&self->tracked);
  xmlFreeTextWriter (self->writer);
  return buffer;
}

static xmlBufferPtr
write_content (Odt *self, GCancellable *cancellable, GError **error)
{
  xmlBufferPtr buffer, article;
  xmlTextWriterPtr writer = galley_markup_new (&buffer);
  gboolean complete;

  article = write_article (self, &complete, cancellable, error);
  galley_odt_open_root (writer, "office:document-content");
  galley_odt_write_fonts (writer, self->office.theme);
  galley_markup_open (writer, "office:automatic-styles", NULL);
  write_table_styles (self, writer);
  xmlTextWriterWriteRaw (writer, BAD_CAST self->column_styles->str);
  galley_markup_close (writer);
  galley_markup_open (writer, "office:body", NULL);
  galley_markup_open (writer, "office:text", NULL);
  galley_odt_tracked_write_regions (&self->tracked, writer);
  xmlTextWriterWriteRaw (writer, xmlBufferContent (article));
  xmlBufferFree (article);
  buffer = galley_markup_finish (writer, buffer);
  if (!complete)
    g_clear_pointer (&buffer, xmlBufferFree);
  return buffer;
}

static xmlBufferPtr
write_meta (const Odt *self)
{
  const GalleySnapshot *snapshot = self->office.snapshot;
  const char *notice = self->office.options->notice;
  g_autofree char *title = g_strdelimit (galley_snapshot_dup_title (snapshot), "\n", ' ');
  g_autofree char *authors = galley_office_dup_authors (snapshot), *time = galley_office_dup_time (snapshot);
  g_auto (GStrv) tags = g_strsplit (snapshot->details->fields[GALLEY_DETAILS_TAGS], "\n", -1);
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer = galley_markup_new (&buffer);

  galley_odt_open_root (writer, "office:document-meta");
  galley_markup_open (writer, "office:meta", NULL);
  galley_markup_element (writer, "meta:generator", "Galley/" GALLEY_VERSION);
  galley_markup_element (writer, "dc:title", title);
  galley_markup_element (writer, "dc:subject", snapshot->details->fields[GALLEY_DETAILS_SERIES]);
  for (char **tag = tags; *tag; tag++)
    galley_markup_element (writer, "meta:keyword", *tag);
  galley_markup_element (writer, "meta:initial-creator", authors);
  galley_markup_element (writer, "dc:creator", authors);
  galley_markup_element (writer, "meta:creation-date", time ? time : "");
  galley_markup_element (writer, "dc:date", time ? time : "");
  galley_markup_element (writer, "dc:language", "zh-CN");
  if (notice)
    {
      galley_markup_open (writer, "meta:user-defined", "meta:name", "Status", NULL);
      galley_markup_text (writer, notice, strlen (notice));
      galley_markup_close (writer);
    }
  return galley_markup_finish (writer, buffer);
}

static void
add_entry (xmlTextWriterPtr writer, const char *path, const char *media_type)
{
  galley_markup_add (writer, "manifest:file-entry", "manifest:full-path", path, "manifest:media-type", media_type, NULL);
}

static xmlBufferPtr
write_manifest (const Odt *self)
{
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer = galley_markup_new (&buffer);

  galley_markup_open (writer, "manifest:manifest", "xmlns:manifest", ODF "manifest:1.0", "manifest:version", "1.3", NULL);
  galley_markup_add (writer, "manifest:file-entry", "manifest:full-path", "/", "manifest:version", "1.3",
                     "manifest:media-type", GALLEY_ODT_TYPE, NULL);
  add_entry (writer, "content.xml", "text/xml");
  add_entry (writer, "styles.xml", "text/xml");
  add_entry (writer, "meta.xml", "text/xml");
  add_entry (writer, "settings.xml", "text/xml");
  for (guint i = 0; i < self->office.pictures->len; i++)
    {
      const GalleyOfficePicture *picture = g_ptr_array_index (self->office.pictures, i);
      g_autofree char *path = g_strconcat ("Pictures/", picture->name, NULL);

      add_entry (writer, path, picture->media_type);
    }
  return galley_markup_finish (writer, buffer);
}

/**
 * galley_export_odt:
 *
 * Writes the bulletin as an OpenDocument text with styles of the theme. The same bulletin makes the same bytes.
 */
GBytes *
galley_export_odt (const GalleySnapshot *snapshot,
                   const GalleyExportOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  Odt self = { .column_styles = g_string_new (NULL) };
  xmlBufferPtr content = NULL;
  GBytes *bytes = NULL;

  galley_odt_tracked_init (&self.tracked, &self.office, self.style_names);
  if (galley_office_init (&self.office, snapshot, options, error))
    {
      for (guint role = 0; role < GALLEY_N_STYLES; role++)
        self.style_names[role] = galley_office_get_style (role) ? galley_odt_dup_style_name (role) : NULL;
      content = write_content (&self, cancellable, error);
    }
  if (content)
    {
      const GalleyOfficePart parts[] = {
        { "mimetype", GALLEY_ODT_TYPE, NULL },
        { "META-INF/manifest.xml", NULL, write_manifest (&self) },
        { "content.xml", NULL, content },
        { "styles.xml", NULL, galley_odt_write_styles (&self.office) },
        { "meta.xml", NULL, write_meta (&self) },
        { "settings.xml", settings, NULL },
      };

      bytes = galley_office_pack (&self.office, parts, G_N_ELEMENTS (parts), "Pictures/");
    }
  for (guint role = 0; role < GALLEY_N_STYLES; role++)
    g_free (self.style_names[role]);
  galley_office_clear (&self.office);
  g_string_free (self.column_styles, TRUE);
  galley_odt_tracked_clear (&self.tracked);
  return bytes;
}
