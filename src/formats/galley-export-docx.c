/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <math.h>
#include <string.h>

#include "galley-docx.h"
#include "galley-export-private.h"

/* Writing DOCX: WordprocessingML, ECMA-376 part 1 (transitional). The order of elements is that of the schema. */

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define DRAWING "http://schemas.openxmlformats.org/drawingml/2006/"
#define WORD GALLEY_DOCX_WORD
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OVERRIDE(part, type) "<Override PartName=\"/" part "\" ContentType=\"" type "\"/>"
#define RELATION(id, type, target) "<Relationship Id=\"" id "\" Type=\"" type "\" Target=\"" target "\"/>"

/* In points; what drawings count in. */
#define EMU(points) ((int) lround ((points) * 12700))

static const char content_types[] =
  DECLARATION "<Types xmlns=\"" PACKAGE "content-types\">"
  "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
  "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>"
  "<Default Extension=\"jpg\" ContentType=\"image/jpeg\"/>"
  OVERRIDE ("word/document.xml", WORD_TYPE "document.main+xml") OVERRIDE ("word/styles.xml", WORD_TYPE "styles+xml")
  OVERRIDE ("word/numbering.xml", WORD_TYPE "numbering+xml") OVERRIDE ("word/settings.xml", WORD_TYPE "settings+xml")
  OVERRIDE ("word/fontTable.xml", WORD_TYPE "fontTable+xml") OVERRIDE ("word/header1.xml", WORD_TYPE "header+xml")
  OVERRIDE ("word/footer1.xml", WORD_TYPE "footer+xml") OVERRIDE ("word/comments.xml", WORD_TYPE "comments+xml")
  OVERRIDE ("word/commentsExtended.xml", WORD_TYPE "commentsExtended+xml")
  OVERRIDE ("word/footnotes.xml", WORD_TYPE "footnotes+xml")
  OVERRIDE ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
  OVERRIDE ("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml") "</Types>";

static const char package_relations[] =
  DECLARATION "<Relationships xmlns=\"" PACKAGE "relationships\">"
  RELATION ("rId1", OFFICE "relationships/officeDocument", "word/document.xml")
  RELATION ("rId2", PACKAGE "relationships/metadata/core-properties", "docProps/core.xml")
  RELATION ("rId3", OFFICE "relationships/extended-properties", "docProps/app.xml") "</Relationships>";

static const char settings[] =
  DECLARATION "<w:settings xmlns:w=\"" WORD "\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"420\"/>"
  "<w:characterSpacingControl w:val=\"compressPunctuation\"/><w:footnotePr><w:footnote w:id=\"0\"/><w:footnote w:id=\"1\"/></w:footnotePr>"
  "<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name=\"compatibilityMode\" "
  "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
  "<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>";

static const char application[] =
  DECLARATION "<Properties xmlns=\"" OFFICE "extended-properties\"><Application>Galley " GALLEY_VERSION "</Application></Properties>";

/* What is related to the document whatever is in it. */
static const struct
{
  const char *id, *type, *target;
} relations[] = {
  { "rId1", "styles", "styles.xml" },       { "rId2", "numbering", "numbering.xml" }, { "rId3", "settings", "settings.xml" },
  { "rId4", "fontTable", "fontTable.xml" }, { "rId5", "header", "header1.xml" },      { "rId6", "footer", "footer1.xml" },
  { "rId7", "comments", "comments.xml" },   { "rId8", "footnotes", "footnotes.xml" },
};

/* Which comments reply to others and which are done with is of Word 2012 ([MS-DOCX] 2.5.4). */
#define THREADS "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"

/* A document being written. */
typedef struct
{
  GalleyOffice office;
  xmlTextWriterPtr writer;
  char *style_ids[GALLEY_N_STYLES];
  GPtrArray *links; /* their targets; each is a relation by its place */
  guint n_changes;
  gboolean after_table;
} Docx;

static void
value (xmlTextWriterPtr writer, const char *element, const char *text)
{
  galley_markup_add (writer, element, "w:val", text, NULL);
}

/* Text */

/* Opens a change that is tracked; each has a number of its own, whatever it is. */
static void
open_change (Docx *self, const char *element, int layer)
{
  const GalleyRecord *head = galley_office_get_head (&self->office, layer);
  g_autofree char *when = galley_office_dup_when (head->fields[GALLEY_LAYER_TIME]);

  galley_markup_open (self->writer, element, NULL);
  galley_markup_print (self->writer, "w:id", "%u", ++self->n_changes);
  galley_markup_attribute (self->writer, "w:author", head->fields[GALLEY_LAYER_AUTHOR]);
  galley_markup_attribute (self->writer, "w:date", when);
}

static void
add_change (Docx *self, const char *element, int layer)
{
  if (layer == GALLEY_NO_LAYER)
    return;
  open_change (self, element, layer);
  galley_markup_close (self->writer);
}

static void
write_weight (xmlTextWriterPtr writer, gboolean bold, gboolean link)
{
  if (bold || link)
    value (writer, "w:rStyle", link ? "Hyperlink" : "Strong");
  /* Without it Word sets quotation marks and dashes, which are Latin as well, in the Latin font. */
  galley_markup_add (writer, "w:rFonts", "w:hint", "eastAsia", NULL);
  if (bold)
    {
      galley_markup_add (writer, "w:b", NULL);
      galley_markup_add (writer, "w:bCs", NULL);
    }
}

static void
write_run (Docx *self, const GalleyOfficeRun *run, gboolean deleted)
{
  xmlTextWriterPtr writer = self->writer;

  galley_markup_open (writer, "w:r", NULL);
  galley_markup_open (writer, "w:rPr", NULL);
  write_weight (writer, run->bold, run->link != NULL);
  if (run->styled != GALLEY_NO_LAYER)
    {
      open_change (self, "w:rPrChange", run->styled);
      galley_markup_open (writer, "w:rPr", NULL);
      write_weight (writer, run->was_bold, run->link != NULL);
      galley_markup_close (writer);
      galley_markup_close (writer);
    }
  galley_markup_close (writer);
  galley_docx_write_text (writer, deleted ? "w:delText" : "w:t", run->text, run->length);
  galley_markup_close (writer);
}

/* What was moved is in its old place and in its new one. */
static void
write_tracked_run (Docx *self, const GalleyOfficeParagraph *paragraph, const GalleyOfficeRun *run)
{
  gboolean inserted = run->inserted != GALLEY_NO_LAYER, deleted = run->deleted != GALLEY_NO_LAYER;
  gboolean here = paragraph->moved_here > 0 && run->inserted == paragraph->block_inserted;
  gboolean away = paragraph->moved_away > 0 && run->deleted == paragraph->block_deleted;

  if (inserted)
    open_change (self, here ? "w:moveTo" : "w:ins", run->inserted);
  if (deleted)
    open_change (self, away ? "w:moveFrom" : "w:del", run->deleted);
  write_run (self, run, deleted && !away);
  for (int i = inserted + deleted; i > 0; i--)
    galley_markup_close (self->writer);
}

static void
write_comment_place (Docx *self, const char *element, guint id)
{
  galley_markup_open (self->writer, element, NULL);
  galley_markup_print (self->writer, "w:id", "%u", id);
  galley_markup_close (self->writer);
}

/* Where comments begin, before a run, or end, behind it. */
static void
write_comment_places (Docx *self, GArray *comments, const GalleyOfficeRun *run, gboolean ends)
{
  for (guint i = 0; run->deleted == GALLEY_NO_LAYER && i < comments->len; i++)
    {
      const GalleyOfficeComment *comment = &g_array_index (comments, GalleyOfficeComment, i);

      if (!ends && comment->start == run->start)
        write_comment_place (self, "w:commentRangeStart", comment->id);
      if (!ends || comment->end != run->end)
        continue;
      write_comment_place (self, "w:commentRangeEnd", comment->id);
      galley_markup_open (self->writer, "w:r", NULL);
      write_comment_place (self, "w:commentReference", comment->id);
      galley_markup_close (self->writer);
    }
}

/* The sign of a footnote; Word counts them itself. Its notes 0 and 1 are lines above notes. */
static void
write_note_sign (Docx *self, const GalleyOfficeRun *run)
{
  if (run->note == 0)
    return;
  galley_markup_open (self->writer, "w:r", NULL);
  galley_markup_open (self->writer, "w:rPr", NULL);
  value (self->writer, "w:rStyle", "FootnoteReference");
  galley_markup_close (self->writer);
  galley_markup_open (self->writer, "w:footnoteReference", NULL);
  galley_markup_print (self->writer, "w:id", "%u", run->note + 1);
  galley_markup_close (self->writer);
  galley_markup_close (self->writer);
}

static void
begin_link (Docx *self, const char *target)
{
  galley_markup_open (self->writer, "w:hyperlink", NULL);
  galley_markup_print (self->writer, "r:id", "link%u", self->links->len + 1);
  g_ptr_array_add (self->links, g_strdup (target));
}

static void
write_runs (Docx *self, const GalleyOfficeParagraph *paragraph)
{
  const char *link = NULL;

  for (guint i = 0; i < paragraph->runs->len; i++)
    {
      const GalleyOfficeRun *run = &g_array_index (paragraph->runs, GalleyOfficeRun, i);

      if (link && link != run->link)
        galley_markup_close (self->writer);
      write_comment_places (self, paragraph->comments, run, FALSE);
      if (run->link && run->link != link)
        begin_link (self, run->link);
      link = run->link;
      write_tracked_run (self, paragraph, run);
      write_note_sign (self, run);
      write_comment_places (self, paragraph->comments, run, TRUE);
    }
  if (link)
    galley_markup_close (self->writer);
}

/* Opens a paragraph with its style; what else it has of properties follows before close_properties(). */
static void
open_paragraph (Docx *self, const char *style)
{
  galley_markup_open (self->writer, "w:p", NULL);
  galley_markup_open (self->writer, "w:pPr", NULL);
  value (self->writer, "w:pStyle", style);
}

static void
close_properties (Docx *self)
{
  galley_markup_close (self->writer);
}

/* What was changed of the end of a paragraph, which holds what it is. */
static void
write_end (Docx *self, const GalleyOfficeParagraph *paragraph)
{
  gboolean here = paragraph->moved_here > 0 && paragraph->inserted == paragraph->block_inserted;
  gboolean away = paragraph->moved_away > 0 && paragraph->deleted == paragraph->block_deleted;

  if (paragraph->inserted != GALLEY_NO_LAYER || paragraph->deleted != GALLEY_NO_LAYER)
    {
      galley_markup_open (self->writer, "w:rPr", NULL);
      add_change (self, "w:ins", here ? GALLEY_NO_LAYER : paragraph->inserted);
      add_change (self, "w:del", away ? GALLEY_NO_LAYER : paragraph->deleted);
      add_change (self, "w:moveFrom", away ? paragraph->deleted : GALLEY_NO_LAYER);
      add_change (self, "w:moveTo", here ? paragraph->inserted : GALLEY_NO_LAYER);
      galley_markup_close (self->writer);
    }
  if (paragraph->restyled == GALLEY_NO_LAYER)
    return;
  open_change (self, "w:pPrChange", paragraph->restyled);
  galley_markup_open (self->writer, "w:pPr", NULL);
  value (self->writer, "w:pStyle", self->style_ids[paragraph->was_role]);
  galley_markup_close (self->writer);
  galley_markup_close (self->writer);
}

/* Both places of a move have its number for a name. Returns: the identifier of the range */
static guint
begin_move (Docx *self, const char *element, guint number, int layer)
{
  open_change (self, element, layer);
  galley_markup_print (self->writer, "w:name", "move%u", number);
  galley_markup_close (self->writer);
  return self->n_changes;
}

static void
end_move (Docx *self, const char *element, guint id)
{
  if (id > 0)
    write_comment_place (self, element, id);
}

static void
paragraph_cb (gpointer data, const GalleyOfficeParagraph *paragraph)
{
  Docx *self = data;
  guint here = 0, away = 0;

  open_paragraph (self, self->style_ids[paragraph->role]);
  if (paragraph->numbered)
    {
      galley_markup_open (self->writer, "w:numPr", NULL);
      galley_markup_add (self->writer, "w:numId", "w:val", "0", NULL);
      galley_markup_close (self->writer);
    }
  write_end (self, paragraph);
  close_properties (self);
  if (paragraph->moved_away > 0)
    away = begin_move (self, "w:moveFromRangeStart", paragraph->moved_away, paragraph->block_deleted);
  if (paragraph->moved_here > 0)
    here = begin_move (self, "w:moveToRangeStart", paragraph->moved_here, paragraph->block_inserted);
  write_runs (self, paragraph);
  galley_markup_close (self->writer);
  end_move (self, "w:moveToRangeEnd", here);
  end_move (self, "w:moveFromRangeEnd", away);
  self->after_table = FALSE;
}

/* Tables */

static void
write_cell_properties (Docx *self, const GalleyGridSpan *span, int width, gboolean continued, const char *fill)
{
  xmlTextWriterPtr writer = self->writer;

  galley_markup_open (writer, "w:tcPr", NULL);
  galley_markup_open (writer, "w:tcW", NULL);
  galley_markup_print (writer, "w:w", "%d", width);
  galley_markup_attribute (writer, "w:type", "dxa");
  galley_markup_close (writer);
  if (span->n_columns > 1)
    {
      galley_markup_open (writer, "w:gridSpan", NULL);
      galley_markup_print (writer, "w:val", "%u", span->n_columns);
      galley_markup_close (writer);
    }
  if (continued)
    galley_markup_add (writer, "w:vMerge", NULL);
  else if (span->n_rows > 1)
    value (writer, "w:vMerge", "restart");
  if (fill)
    galley_markup_add (writer, "w:shd", "w:val", "clear", "w:color", "auto", "w:fill", fill, NULL);
  value (writer, "w:vAlign", "center");
  galley_markup_close (writer);
}

static void
write_cell (Docx *self, const GalleyOfficeBlock *block, guint number, const GalleyGridSpan *span, int width, const char *fill)
{
  static const char *const alignments[GALLEY_N_GRID_ALIGNS] = {
    [GALLEY_GRID_ALIGN_START] = "left", [GALLEY_GRID_ALIGN_CENTER] = "center", [GALLEY_GRID_ALIGN_END] = "right",
  };
  const GalleyOfficeRow *row = g_ptr_array_index (block->rows, number);
  g_autoptr (GalleyOfficeParagraph) paragraph = galley_office_make_cell (&self->office, block, number, span->column);
  gboolean header = paragraph->role == GALLEY_STYLE_TABLE_HEADER, continued = row->row > span->row;

  galley_markup_open (self->writer, "w:tc", NULL);
  write_cell_properties (self, span, width, continued, header ? fill : NULL);
  open_paragraph (self, self->style_ids[paragraph->role]);
  value (self->writer, "w:jc", header && span->n_columns > 1 ? "center" : alignments[row->grid->aligns[span->column]]);
  close_properties (self);
  if (!continued)
    write_runs (self, paragraph);
  galley_markup_close (self->writer);
  galley_markup_close (self->writer);
}

static void
write_row (Docx *self, const GalleyOfficeBlock *block, guint number, const int *widths, const char *fill)
{
  const GalleyOfficeRow *row = g_ptr_array_index (block->rows, number);
  GalleyGridSpan span;

  galley_markup_open (self->writer, "w:tr", NULL);
  galley_markup_open (self->writer, "w:trPr", NULL);
  galley_markup_add (self->writer, "w:cantSplit", NULL);
  if (row->row < row->grid->n_header_rows)
    galley_markup_add (self->writer, "w:tblHeader", NULL);
  add_change (self, "w:ins", row->inserted);
  add_change (self, "w:del", row->deleted);
  galley_markup_close (self->writer);
  for (guint column = 0; column < row->grid->n_columns; column += span.n_columns)
    {
      int width = 0;

      galley_grid_data_get_span (row->grid, row->row, column, &span);
      for (guint i = 0; i < span.n_columns; i++)
        width += widths[column + i];
      write_cell (self, block, number, &span, width, fill);
    }
  galley_markup_close (self->writer);
}

static void
write_table_properties (Docx *self, const char *caption)
{
  xmlTextWriterPtr writer = self->writer;

  galley_markup_open (writer, "w:tblPr", NULL);
  value (writer, "w:tblStyle", "BulletinTable");
  galley_markup_add (writer, "w:tblW", "w:w", "5000", "w:type", "pct", NULL);
  galley_markup_add (writer, "w:tblLayout", "w:type", "fixed", NULL);
  if (*caption)
    value (writer, "w:tblCaption", caption);
  galley_markup_close (writer);
}

/* A small paragraph, without which Word makes one of two tables and lets text touch them. */
static void
separate_table (Docx *self)
{
  open_paragraph (self, self->style_ids[GALLEY_STYLE_CHART_NOTE]);
  close_properties (self);
  galley_markup_close (self->writer);
}

static void
table_cb (gpointer data, const GalleyOfficeBlock *block, const char *caption)
{
  Docx *self = data;
  const GalleyGridData *grid = block->grid;
  g_autofree double *shares = g_new (double, grid->n_columns);
  g_autofree int *widths = g_new (int, grid->n_columns);
  g_autofree char *fill = galley_office_dup_color (self->office.theme, GALLEY_COLOR_TINT);

  if (self->after_table)
    separate_table (self);
  galley_office_share_width (grid, shares);
  galley_markup_open (self->writer, "w:tbl", NULL);
  write_table_properties (self, caption);
  galley_markup_open (self->writer, "w:tblGrid", NULL);
  for (guint i = 0; i < grid->n_columns; i++)
    {
      widths[i] = DOCX_TWIPS (shares[i] * self->office.column);
      galley_markup_open (self->writer, "w:gridCol", NULL);
      galley_markup_print (self->writer, "w:w", "%d", widths[i]);
      galley_markup_close (self->writer);
    }
  galley_markup_close (self->writer);
  for (guint row = 0; row < block->rows->len; row++)
    write_row (self, block, row, widths, fill);
  galley_markup_close (self->writer);
  self->after_table = TRUE;
}

/* Pictures */

static void
write_size (xmlTextWriterPtr writer, const char *element, const GalleyOfficePicture *picture)
{
  galley_markup_open (writer, element, NULL);
  galley_markup_print (writer, "cx", "%d", EMU (picture->width));
  galley_markup_print (writer, "cy", "%d", EMU (picture->height));
  galley_markup_close (writer);
}

static void
write_name (xmlTextWriterPtr writer, const char *element, guint id, const GalleyOfficePicture *picture)
{
  galley_markup_open (writer, element, NULL);
  galley_markup_print (writer, "id", "%u", id);
  galley_markup_attribute (writer, "name", picture->name);
  galley_markup_attribute (writer, "descr", picture->alternate);
  galley_markup_close (writer);
}

static void
picture_cb (gpointer data, const GalleyOfficePicture *picture, const GalleyOfficeBlock *block)
{
  Docx *self = data;
  xmlTextWriterPtr writer = self->writer;
  guint id = self->office.pictures->len;

  open_paragraph (self, "Picture");
  if (block->inserted != GALLEY_NO_LAYER || block->deleted != GALLEY_NO_LAYER)
    {
      galley_markup_open (writer, "w:rPr", NULL);
      add_change (self, "w:ins", block->inserted);
      add_change (self, "w:del", block->deleted);
      galley_markup_close (writer);
    }
  close_properties (self);
  if (block->inserted != GALLEY_NO_LAYER)
    open_change (self, "w:ins", block->inserted);
  if (block->deleted != GALLEY_NO_LAYER)
    open_change (self, "w:del", block->deleted);
  galley_markup_open (writer, "w:r", NULL);
  galley_markup_open (writer, "w:drawing", NULL);
  galley_markup_open (writer, "wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0", NULL);
  write_size (writer, "wp:extent", picture);
  write_name (writer, "wp:docPr", id, picture);
  galley_markup_open (writer, "a:graphic", NULL);
  galley_markup_open (writer, "a:graphicData", "uri", DRAWING "picture", NULL);
  galley_markup_open (writer, "pic:pic", NULL);
  galley_markup_open (writer, "pic:nvPicPr", NULL);
  write_name (writer, "pic:cNvPr", id, picture);
  galley_markup_add (writer, "pic:cNvPicPr", NULL);
  galley_markup_close (writer);
  galley_markup_open (writer, "pic:blipFill", NULL);
  galley_markup_open (writer, "a:blip", NULL);
  galley_markup_print (writer, "r:embed", "image%u", id);
  galley_markup_close (writer);
  galley_markup_open (writer, "a:stretch", NULL);
  galley_markup_add (writer, "a:fillRect", NULL);
  galley_markup_close (writer);
  galley_markup_close (writer);
  galley_markup_open (writer, "pic:spPr", NULL);
  galley_markup_open (writer, "a:xfrm", NULL);
  galley_markup_add (writer, "a:off", "x", "0", "y", "0", NULL);
  write_size (writer, "a:ext", picture);
  galley_markup_close (writer);
  galley_markup_open (writer, "a:prstGeom", "prst", "rect", NULL);
  galley_markup_add (writer, "a:avLst", NULL);
  for (int i = 9 + (block->inserted != GALLEY_NO_LAYER) + (block->deleted != GALLEY_NO_LAYER); i > 0; i--)
    galley_markup_close (writer);
  self->after_table = FALSE;
}

/* The document and what is around it */

static void
write_section (Docx *self)
{
  xmlTextWriterPtr writer = self->writer;
  const GalleyTheme *theme = self->office.theme;

  galley_markup_open (writer, "w:sectPr", NULL);
  galley_markup_add (writer, "w:headerReference", "w:type", "default", "r:id", "rId5", NULL);
  galley_markup_add (writer, "w:footerReference", "w:type", "default", "r:id", "rId6", NULL);
  galley_markup_open (writer, "w:pgSz", NULL);
  galley_markup_print (writer, "w:w", "%d", DOCX_TWIPS (theme->width));
  galley_markup_print (writer, "w:h", "%d", DOCX_TWIPS (theme->height));
  galley_markup_close (writer);
  galley_markup_open (writer, "w:pgMar", NULL);
  galley_markup_print (writer, "w:top", "%d", DOCX_TWIPS (theme->margin_top));
  galley_markup_print (writer, "w:right", "%d", DOCX_TWIPS (theme->margin_right));
  galley_markup_print (writer, "w:bottom", "%d", DOCX_TWIPS (theme->margin_bottom));
  galley_markup_print (writer, "w:left", "%d", DOCX_TWIPS (theme->margin_left));
  galley_markup_print (writer, "w:header", "%d", DOCX_TWIPS (theme->margin_top / 2));
  galley_markup_print (writer, "w:footer", "%d", DOCX_TWIPS (theme->margin_bottom / 2));
  galley_markup_attribute (writer, "w:gutter", "0");
  galley_markup_close (writer);
  galley_markup_close (writer);
}

/* Returns: (transfer full) (nullable): the document, or %NULL where it was cancelled */
static xmlBufferPtr
write_document (Docx *self, GCancellable *cancellable, GError **error)
{
  static const GalleyOfficeSink sink = { paragraph_cb, table_cb, picture_cb, .tracks_pictures = TRUE };
  xmlBufferPtr buffer;
  gboolean complete;

  self->writer = galley_markup_new (&buffer);
  galley_markup_open (self->writer, "w:document", "xmlns:w", WORD, "xmlns:r", OFFICE "relationships", "xmlns:wp",
                      DRAWING "wordprocessingDrawing", "xmlns:a", DRAWING "main", "xmlns:pic", DRAWING "picture", NULL);
  galley_markup_open (self->writer, "w:body", NULL);
  complete = galley_office_walk (&self->office, &sink, self, cancellable, error);
  if (self->after_table)
    separate_table (self);
  write_section (self);
  buffer = galley_markup_finish (self->writer, buffer);
  if (!complete)
    g_clear_pointer (&buffer, xmlBufferFree);
  return buffer;
}

static xmlBufferPtr
write_relations (const Docx *self)
{
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer = galley_markup_new (&buffer);

  galley_markup_open (writer, "Relationships", "xmlns", PACKAGE "relationships", NULL);
  galley_markup_add (writer, "Relationship", "Id", "rId9", "Type", THREADS, "Target", "commentsExtended.xml", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (relations); i++)
    {
      galley_markup_open (writer, "Relationship", "Id", relations[i].id, NULL);
      galley_markup_print (writer, "Type", OFFICE "relationships/%s", relations[i].type);
      galley_markup_attribute (writer, "Target", relations[i].target);
      galley_markup_close (writer);
    }
  for (guint i = 0; i < self->office.pictures->len; i++)
    {
      const GalleyOfficePicture *picture = g_ptr_array_index (self->office.pictures, i);

      galley_markup_open (writer, "Relationship", NULL);
      galley_markup_print (writer, "Id", "image%u", i + 1);
      galley_markup_attribute (writer, "Type", OFFICE "relationships/image");
      galley_markup_print (writer, "Target", "media/%s", picture->name);
      galley_markup_close (writer);
    }
  for (guint i = 0; i < self->links->len; i++)
    {
      galley_markup_open (writer, "Relationship", NULL);
      galley_markup_print (writer, "Id", "link%u", i + 1);
      galley_markup_attribute (writer, "Type", OFFICE "relationships/hyperlink");
      galley_markup_attribute (writer, "Target", g_ptr_array_index (self->links, i));
      galley_markup_attribute (writer, "TargetMode", "External");
      galley_markup_close (writer);
    }
  return galley_markup_finish (writer, buffer);
}

static void
write_page_number (xmlTextWriterPtr writer)
{
  galley_markup_open (writer, "w:r", NULL);
  galley_docx_write_text (writer, "w:t", "— ", strlen ("— "));
  galley_markup_close (writer);
  galley_markup_open (writer, "w:fldSimple", "w:instr", " PAGE ", NULL);
  galley_markup_open (writer, "w:r", NULL);
  galley_docx_write_text (writer, "w:t", "1", 1);
  galley_markup_close (writer);
  galley_markup_close (writer);
  galley_markup_open (writer, "w:r", NULL);
  galley_docx_write_text (writer, "w:t", " —", strlen (" —"));
  galley_markup_close (writer);
}

/* What stands at the head of every page, the notice, or at its foot, its number. */
static xmlBufferPtr
write_furniture (Docx *self, const char *element, GalleyStyleRole role)
{
  const char *notice = self->office.options->notice;
  xmlBufferPtr buffer;

  self->writer = galley_markup_new (&buffer);
  galley_markup_open (self->writer, element, "xmlns:w", WORD, NULL);
  open_paragraph (self, self->style_ids[role]);
  close_properties (self);
  if (role == GALLEY_STYLE_FOLIO)
    write_page_number (self->writer);
  else if (notice)
    write_run (self, &(GalleyOfficeRun){ .text = notice, .length = strlen (notice), .styled = GALLEY_NO_LAYER }, FALSE);
  return galley_markup_finish (self->writer, buffer);
}

/* The line above footnotes, or the longer one above what goes on from the page before. */
static void
write_note_line (Docx *self, const char *id, const char *type, const char *line)
{
  galley_markup_open (self->writer, "w:footnote", "w:type", type, "w:id", id, NULL);
  galley_markup_open (self->writer, "w:p", NULL);
  galley_markup_open (self->writer, "w:r", NULL);
  galley_markup_add (self->writer, line, NULL);
  for (guint i = 0; i < 3; i++)
    galley_markup_close (self->writer);
}

static xmlBufferPtr
write_footnotes (Docx *self)
{
  xmlBufferPtr buffer;

  self->writer = galley_markup_new (&buffer);
  galley_markup_open (self->writer, "w:footnotes", "xmlns:w", WORD, NULL);
  write_note_line (self, "0", "separator", "w:separator");
  write_note_line (self, "1", "continuationSeparator", "w:continuationSeparator");
  for (guint i = 0; i < self->office.notes->len; i++)
    {
      const GalleySourceNote *note = g_ptr_array_index (self->office.notes, i);
      g_autofree char *text = g_strconcat (" ", note->text, NULL);

      galley_markup_open (self->writer, "w:footnote", NULL);
      galley_markup_print (self->writer, "w:id", "%u", i + 2);
      open_paragraph (self, "FootnoteText");
      close_properties (self);
      galley_markup_open (self->writer, "w:r", NULL);
      galley_markup_open (self->writer, "w:rPr", NULL);
      value (self->writer, "w:rStyle", "FootnoteReference");
      galley_markup_close (self->writer);
      galley_markup_add (self->writer, "w:footnoteRef", NULL);
      galley_markup_close (self->writer);
      galley_markup_open (self->writer, "w:r", NULL);
      galley_docx_write_text (self->writer, "w:t", text, strlen (text));
      for (guint j = 0; j < 3; j++)
        galley_markup_close (self->writer);
    }
  return galley_markup_finish (self->writer, buffer);
}

/* What else a font may be called where it is not there: the other families that the theme names. */
static xmlBufferPtr
write_fonts (const Docx *self)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer = galley_markup_new (&buffer);

  galley_markup_open (writer, "w:fonts", "xmlns:w", WORD, NULL);
  for (guint role = 0; role < GALLEY_N_STYLES; role++)
    {
      const GalleyStyle *style = &self->office.theme->styles[role];
      char *font = galley_office_dup_font (style);

      if (g_hash_table_contains (known, font))
        {
          g_free (font);
          continue;
        }
      galley_markup_open (writer, "w:font", "w:name", font, NULL);
      value (writer, "w:altName", style->families);
      value (writer, "w:charset", "86");
      value (writer, "w:family", galley_office_is_serif (style) ? "roman" : "swiss");
      galley_markup_close (writer);
      g_hash_table_add (known, font);
    }
  return galley_markup_finish (writer, buffer);
}

static void
write_time (xmlTextWriterPtr writer, const char *element, const char *time)
{
  galley_markup_open (writer, element, "xsi:type", "dcterms:W3CDTF", NULL);
  galley_markup_text (writer, time, strlen (time));
  galley_markup_close (writer);
}

static xmlBufferPtr
write_properties (const Docx *self)
{
  const GalleySnapshot *snapshot = self->office.snapshot;
  const char *subject = snapshot->details->fields[GALLEY_DETAILS_SERIES], *notice = self->office.options->notice;
  g_autofree char *title = g_strdelimit (galley_snapshot_dup_title (snapshot), "\n", ' ');
  g_autofree char *authors = galley_office_dup_authors (snapshot), *time = galley_office_dup_time (snapshot);
  g_autofree char *tags = g_strdelimit (g_strdup (snapshot->details->fields[GALLEY_DETAILS_TAGS]), "\n", ',');
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer = galley_markup_new (&buffer);

  galley_markup_open (writer, "cp:coreProperties", "xmlns:cp", PACKAGE "metadata/core-properties", "xmlns:dc",
                      "http://purl.org/dc/elements/1.1/", "xmlns:dcterms", "http://purl.org/dc/terms/", "xmlns:xsi",
                      "http://www.w3.org/2001/XMLSchema-instance", NULL);
  galley_markup_element (writer, "dc:title", title);
  galley_markup_element (writer, "dc:subject", subject);
  galley_markup_element (writer, "dc:creator", authors);
  galley_markup_element (writer, "cp:keywords", tags);
  galley_markup_element (writer, "cp:contentStatus", notice ? notice : "");
  galley_markup_element (writer, "dc:language", "zh-CN");
  if (time)
    {
      write_time (writer, "dcterms:created", time);
      write_time (writer, "dcterms:modified", time);
    }
  return galley_markup_finish (writer, buffer);
}

static GBytes *
pack (Docx *self, xmlBufferPtr document)
{
  const GalleyOfficePart parts[] = {
    { "[Content_Types].xml", content_types, NULL },
    { "_rels/.rels", package_relations, NULL },
    { "docProps/app.xml", application, NULL },
    { "docProps/core.xml", NULL, write_properties (self) },
    { "word/document.xml", NULL, document },
    { "word/_rels/document.xml.rels", NULL, write_relations (self) },
    { "word/settings.xml", settings, NULL },
    { "word/styles.xml", NULL, galley_docx_write_styles (self->office.theme) },
    { "word/numbering.xml", NULL, galley_docx_write_numbering (self->office.theme) },
    { "word/fontTable.xml", NULL, write_fonts (self) },
    { "word/header1.xml", NULL, write_furniture (self, "w:hdr", GALLEY_STYLE_NOTICE) },
    { "word/footer1.xml", NULL, write_furniture (self, "w:ftr", GALLEY_STYLE_FOLIO) },
    { "word/comments.xml", NULL, galley_docx_write_comments (&self->office) },
    { "word/commentsExtended.xml", NULL, galley_docx_write_threads (&self->office) },
    { "word/footnotes.xml", NULL, write_footnotes (self) },
  };

  return galley_office_pack (&self->office, parts, G_N_ELEMENTS (parts), "word/media/");
}

/**
 * galley_export_docx:
 *
 * Writes the bulletin as a document for Word with styles of the theme. The same bulletin makes the same bytes.
 */
GBytes *
galley_export_docx (const GalleySnapshot *snapshot,
                    const GalleyExportOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  Docx self = { .links = g_ptr_array_new_with_free_func (g_free) };
  xmlBufferPtr document = NULL;
  GBytes *bytes = NULL;

  if (galley_office_init (&self.office, snapshot, options, error))
    {
      for (guint role = 0; role < GALLEY_N_STYLES; role++)
        self.style_ids[role] = galley_office_get_style (role) ? galley_docx_dup_style_id (role) : NULL;
      document = write_document (&self, cancellable, error);
    }
  if (document)
    bytes = pack (&self, document);
  for (guint role = 0; role < GALLEY_N_STYLES; role++)
    g_free (self.style_ids[role]);
  galley_office_clear (&self.office);
  g_ptr_array_unref (self.links);
  return bytes;
}
