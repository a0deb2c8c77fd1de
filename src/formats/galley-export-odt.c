/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <string.h>

#include "galley-export-private.h"
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
  GArray *changes; /* of GalleyOfficeRun, in the order of the text; each has a name by its place */
  guint n_tables;
  guint list;        /* how many are open: 1 for items, 2 for subitems in them */
  gboolean counting; /* whether a list was begun since the last heading */
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
write_change_place (Odt *self, const char *element, const GalleyOfficeRun *run)
{
  galley_markup_open (self->writer, element, NULL);
  galley_markup_print (self->writer, "text:change-id", "change%u", self->changes->len + (run ? 1 : 0));
  galley_markup_close (self->writer);
  if (run)
    g_array_append_val (self->changes, *run);
}

static void
write_run (Odt *self, const GalleyOfficeRun *run)
{
  if (run->link)
    galley_markup_open (self->writer, "text:a", "xlink:type", "simple", "xlink:href", run->link, "text:style-name",
                        "Internet_20_link", NULL);
  if (run->bold)
    galley_markup_open (self->writer, "text:span", "text:style-name", "Strong_20_Emphasis", NULL);
  galley_odt_write_text (self->writer, run->text, run->length);
  if (run->bold)
    galley_markup_close (self->writer);
  if (run->link)
    galley_markup_close (self->writer);
}

/* Comments that begin before a run, or end behind it. */
static void
write_comments (Odt *self, GArray *comments, const GalleyOfficeRun *run, gboolean ends)
{
  for (guint i = 0; run->deleted == NULL && i < comments->len; i++)
    {
      const GalleyOfficeComment *comment = &g_array_index (comments, GalleyOfficeComment, i);
      const char *const *fields = (const char *const *) comment->comment->fields;
      g_autofree char *when = galley_office_dup_when (fields[GALLEY_COMMENT_TIME]);

      if (ends ? comment->end != run->end : comment->start != run->start)
        continue;
      galley_markup_open (self->writer, ends ? "office:annotation-end" : "office:annotation", NULL);
      galley_markup_print (self->writer, "office:name", "comment%u", comment->id);
      if (!ends)
        {
          galley_markup_element (self->writer, "dc:creator", fields[GALLEY_COMMENT_AUTHOR]);
          galley_markup_element (self->writer, "dc:date", when);
          galley_markup_open (self->writer, "text:p", NULL);
          galley_odt_write_text (self->writer, fields[GALLEY_COMMENT_TEXT], strlen (fields[GALLEY_COMMENT_TEXT]));
          galley_markup_close (self->writer);
        }
      galley_markup_close (self->writer);
    }
}

/* The footnote behind a run, where it has one. */
static void
write_note (Odt *self, const GalleyBlockData *block, const GalleyOfficeRun *run)
{
  guint number;
  const GalleySourceNote *note = galley_office_find_note (&self->office, block, run, &number);

  if (!note)
    return;
  galley_markup_open (self->writer, "text:note", "text:note-class", "footnote", NULL);
  galley_markup_print (self->writer, "text:id", "note%u", number);
  galley_markup_open (self->writer, "text:note-citation", NULL);
  xmlTextWriterWriteFormatString (self->writer, "%u", number);
  galley_markup_close (self->writer);
  galley_markup_open (self->writer, "text:note-body", NULL);
  galley_markup_open (self->writer, "text:p", "text:style-name", "Footnote", NULL);
  galley_odt_write_text (self->writer, note->text, strlen (note->text));
  for (guint i = 0; i < 3; i++)
    galley_markup_close (self->writer);
}

static void
write_runs (Odt *self, const char *text, const GalleyBlockData *block)
{
  g_autoptr (GArray) runs = galley_office_split (&self->office, text, block);
  g_autoptr (GArray) comments = galley_office_find_comments (&self->office, block);

  for (guint i = 0; i < runs->len; i++)
    {
      const GalleyOfficeRun *run = &g_array_index (runs, GalleyOfficeRun, i);

      write_comments (self, comments, run, FALSE);
      if (run->deleted)
        {
          write_change_place (self, "text:change", run);
          continue;
        }
      if (run->inserted)
        write_change_place (self, "text:change-start", run);
      write_run (self, run);
      if (run->inserted)
        write_change_place (self, "text:change-end", NULL);
      write_note (self, block, run);
      write_comments (self, comments, run, TRUE);
    }
}

/* What was changed by whom, which stands before the text; what was taken out stands there alone. */
static void
write_changes (const Odt *self, xmlTextWriterPtr writer)
{
  if (self->changes->len == 0)
    return;
  galley_markup_open (writer, "text:tracked-changes", NULL);
  for (guint i = 0; i < self->changes->len; i++)
    {
      const GalleyOfficeRun *run = &g_array_index (self->changes, GalleyOfficeRun, i);
      const GalleyRecord *head = run->deleted ? run->deleted->head : run->inserted->head;
      g_autofree char *when = galley_office_dup_when (head->fields[GALLEY_LAYER_TIME]);

      galley_markup_open (writer, "text:changed-region", NULL);
      galley_markup_print (writer, "xml:id", "change%u", i + 1);
      galley_markup_print (writer, "text:id", "change%u", i + 1);
      galley_markup_open (writer, run->deleted ? "text:deletion" : "text:insertion", NULL);
      galley_markup_open (writer, "office:change-info", NULL);
      galley_markup_element (writer, "dc:creator", head->fields[GALLEY_LAYER_AUTHOR]);
      galley_markup_element (writer, "dc:date", when);
      galley_markup_close (writer);
      if (run->deleted)
        {
          galley_markup_open (writer, "text:p", NULL);
          galley_odt_write_text (writer, run->text, run->length);
          galley_markup_close (writer);
        }
      galley_markup_close (writer);
      galley_markup_close (writer);
    }
  galley_markup_close (writer);
}

/* Opens and closes lists and their items as the paragraph that comes is an item (1), a subitem (2) or neither (0). The item
 * stays open for the list of its subitems; @item is what it is written as. Numbers go on from one list to the next below the
 * same heading. */
static void
enter_list (Odt *self, guint level, const char *item)
{
  for (; self->list > level; self->list--)
    {
      galley_markup_close (self->writer);
      galley_markup_close (self->writer);
    }
  if (level > 0 && self->list == level)
    {
      galley_markup_close (self->writer);
      galley_markup_open (self->writer, item, NULL);
    }
  for (; self->list < level; self->list++)
    {
      const char *goes_on = self->list == 0 && self->counting ? "true" : NULL;

      galley_markup_open (self->writer, "text:list", "text:continue-numbering", goes_on, NULL);
      if (self->list == 0)
        galley_markup_attribute (self->writer, "text:style-name", "Items");
      galley_markup_open (self->writer, item, NULL);
      self->counting = TRUE;
    }
}

static void
paragraph_cb (gpointer data, GalleyStyleRole role, const char *text, const GalleyBlockData *block)
{
  Odt *self = data;
  guint level = galley_office_get_style (role)->level;
  gboolean numbered = galley_office_is_numbered (&self->office, role, text);

  enter_list (self, role == GALLEY_STYLE_ITEM ? 1 : role == GALLEY_STYLE_SUBITEM ? 2 : 0,
              numbered ? "text:list-header" : "text:list-item");
  self->counting &= level == 0;
  galley_markup_open (self->writer, level > 0 ? "text:h" : "text:p", "text:style-name", self->style_names[role], NULL);
  if (level > 0)
    galley_markup_print (self->writer, "text:outline-level", "%u", level);
  if (level > 0 && numbered)
    galley_markup_attribute (self->writer, "text:is-list-header", "true");
  write_runs (self, text, block);
  galley_markup_close (self->writer);
}

/* Tables */

static void
write_cell (Odt *self, const GalleyGridData *grid, guint row, const GalleyGridSpan *span)
{
  static const char *const alignments[GALLEY_N_GRID_ALIGNS] = {
    [GALLEY_GRID_ALIGN_START] = "Start", [GALLEY_GRID_ALIGN_CENTER] = "Center", [GALLEY_GRID_ALIGN_END] = "End",
  };
  gboolean header = row < grid->n_header_rows;
  const char *text = galley_grid_data_get_text (grid, row, span->column);

  galley_markup_open (self->writer, "table:table-cell", "table:style-name", header ? "Head" : "Cell", "office:value-type",
                      "string", NULL);
  if (span->n_columns > 1 || span->n_rows > 1)
    {
      galley_markup_print (self->writer, "table:number-columns-spanned", "%u", span->n_columns);
      galley_markup_print (self->writer, "table:number-rows-spanned", "%u", span->n_rows);
    }
  galley_markup_open (self->writer, "text:p", NULL);
  galley_markup_print (self->writer, "text:style-name", "%s%s", header ? "Head" : "Cell",
                       header && span->n_columns > 1 ? "Center" : alignments[grid->aligns[span->column]]);
  galley_odt_write_text (self->writer, text, strlen (text));
  galley_markup_close (self->writer);
  galley_markup_close (self->writer);
}

static void
write_rows (Odt *self, const GalleyGridData *grid, guint from, guint to)
{
  GalleyGridSpan span;

  for (guint row = from; row < to; row++)
    {
      galley_markup_open (self->writer, "table:table-row", "table:style-name", "Row", NULL);
      for (guint column = 0; column < grid->n_columns; column++)
        {
          galley_grid_data_get_span (grid, row, column, &span);
          if (span.row == row && span.column == column)
            write_cell (self, grid, row, &span);
          else
            galley_markup_add (self->writer, "table:covered-table-cell", NULL);
        }
      galley_markup_close (self->writer);
    }
}

static void
table_cb (gpointer data, const GalleyGridData *grid, const char *caption)
{
  Odt *self = data;
  g_autofree double *shares = g_new (double, grid->n_columns);
  g_autofree char *name = g_strdup_printf ("Table%u", ++self->n_tables);

  enter_list (self, 0, NULL);
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
  if (grid->n_header_rows > 0)
    {
      galley_markup_open (self->writer, "table:table-header-rows", NULL);
      write_rows (self, grid, 0, grid->n_header_rows);
      galley_markup_close (self->writer);
    }
  write_rows (self, grid, grid->n_header_rows, grid->n_rows);
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
picture_cb (gpointer data, const GalleyOfficePicture *picture)
{
  Odt *self = data;

  enter_list (self, 0, NULL);
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

  self->writer = xmlNewTextWriterMemory (buffer, 0);
  *complete = galley_office_walk (&self->office, &sink, self, cancellable, error);
  enter_list (self, 0, NULL);
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
  write_changes (self, writer);
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
  Odt self = {
    .column_styles = g_string_new (NULL),
    .changes = g_array_new (FALSE, FALSE, sizeof (GalleyOfficeRun)),
  };
  xmlBufferPtr content = NULL;
  GBytes *bytes = NULL;

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
  g_array_unref (self.changes);
  return bytes;
}
