/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-export-body.h"

#include <string.h>

#include "galley-export-chart.h"
#include "galley-export-private.h"
#include "galley-furniture.h"
#include "galley-markup.h"
#include "galley-picture.h"
#include "galley-publication.h"

/* A bulletin as markup that is XML and HTML alike. libxml2 escapes it. */

/* A chart's width as a picture, sharp on phones. */
#define CHART_PIXELS 960

const GalleyTag galley_export_tags[GALLEY_N_PARTS] = {
  [GALLEY_STYLE_NOTICE] = { "p", "notice", NULL, NULL },
  [GALLEY_PART_ARTICLE] = { "article", NULL, NULL, NULL },
  [GALLEY_PART_HEADER] = { "header", NULL, NULL, NULL },
  [GALLEY_STYLE_STRAPLINE] = { "p", "strapline", NULL, NULL },
  [GALLEY_STYLE_HEADLINE] = { "h1", NULL, NULL, NULL },
  [GALLEY_STYLE_DATELINE] = { "p", "dateline", NULL, NULL },
  [GALLEY_PART_SECTION] = { "section", NULL, NULL, NULL },
  [GALLEY_STYLE_HEADING] = { "h2", NULL, NULL, NULL },
  [GALLEY_STYLE_SUBHEADING] = { "h3", NULL, NULL, NULL },
  [GALLEY_PART_NOTE_BOX] = { "aside", "note", NULL, NULL },
  [GALLEY_STYLE_NOTE_LABEL] = { "p", "note-label", NULL, NULL },
  [GALLEY_STYLE_NOTE] = { "p", "note-text", NULL, NULL },
  [GALLEY_STYLE_LEAD] = { "p", "lead", NULL, NULL },
  [GALLEY_STYLE_PARAGRAPH] = { "p", "text", NULL, NULL },
  [GALLEY_PART_LIST] = { "ul", NULL, NULL, NULL },
  [GALLEY_STYLE_ITEM] = { "li", NULL, NULL, NULL },
  [GALLEY_STYLE_SUBITEM] = { "li", NULL, NULL, NULL },
  [GALLEY_PART_QUOTATION_BOX] = { "blockquote", NULL, NULL, NULL },
  [GALLEY_STYLE_QUOTATION] = { "p", "quotation", NULL, NULL },
  [GALLEY_PART_TABLE_BOX] = { "figure", "table", NULL, NULL },
  [GALLEY_PART_TABLE] = { "table", NULL, NULL, NULL },
  [GALLEY_STYLE_TABLE_CAPTION] = { "caption", NULL, NULL, NULL },
  [GALLEY_STYLE_TABLE_HEADER] = { "th", NULL, NULL, NULL },
  [GALLEY_PART_TABLE_NAME] = { "th", NULL, NULL, NULL },
  [GALLEY_STYLE_TABLE_CELL] = { "td", NULL, NULL, NULL },
  [GALLEY_PART_FIGURE] = { "figure", NULL, NULL, NULL },
  [GALLEY_PART_IMAGE] = { "img", NULL, NULL, NULL },
  [GALLEY_PART_MISSING] = { "p", "missing", NULL, NULL },
  [GALLEY_PART_CREDIT] = { "span", "credit", NULL, NULL },
  [GALLEY_STYLE_PICTURE_CAPTION] = { "figcaption", NULL, NULL, NULL },
  [GALLEY_STYLE_CHART_CAPTION] = { "figcaption", "chart-caption", NULL, NULL },
  [GALLEY_STYLE_CHART_NOTE] = { "p", "note-line", NULL, NULL },
  [GALLEY_PART_FOOTER] = { "footer", NULL, NULL, NULL },
  [GALLEY_PART_CORRECTION] = { "p", "correction", NULL, NULL },
  [GALLEY_STYLE_BYLINE] = { "p", "byline", NULL, NULL },
  [GALLEY_STYLE_TAGS] = { "p", "tags", NULL, NULL },
};

/* A body being written. */
typedef struct
{
  xmlTextWriterPtr writer;
  const GalleySnapshot *snapshot;
  const GalleyExportOptions *options;
  const GalleyBodyForm *form;
  GCancellable *cancellable;
  gboolean section;      /* whether one is open */
  guint n_sections;
  GalleyBlockKind group; /* the kind whose list or note is open, else a kind that has none */
  gboolean open_item, open_sublist;
} Body;

/* Text with its line breaks as elements. */
static void
text_of_length (Body *self, const char *text, gsize length)
{
  for (const char *stop = text + length; text < stop;)
    {
      const char *newline = memchr (text, '\n', stop - text);
      g_autofree char *piece = galley_export_clean (text, (newline ? newline : stop) - text);

      if (*piece)
        xmlTextWriterWriteString (self->writer, BAD_CAST piece);
      if (newline)
        {
          xmlTextWriterStartElement (self->writer, BAD_CAST "br");
          xmlTextWriterEndElement (self->writer);
        }
      text = newline ? newline + 1 : stop;
    }
}

static void
plain_text (Body *self, const char *text)
{
  text_of_length (self, text, strlen (text));
}

/* The declarations of a part that has a style of its own, with @more at the end. */
static void
style_attribute (Body *self, guint part, const char *more)
{
  const char *own = self->form->tags[part].declarations;
  guint role = part == GALLEY_PART_TABLE_NAME ? GALLEY_STYLE_TABLE_CELL : part;
  g_autofree char *style = role < GALLEY_N_STYLES ? galley_export_dup_style (self->form->theme, role) : g_strdup ("");
  g_autofree char *all = g_strconcat (style, own ? own : "", more, NULL);

  if (*all)
    galley_markup_attribute (self->writer, "style", all);
}

/* Begins a part. @class is a class besides, @more the same for where there is no style sheet. */
static void
start_with (Body *self, guint part, const char *class, const char *more)
{
  const GalleyTag *tag = &self->form->tags[part];

  if (!tag->element)
    return;
  xmlTextWriterStartElement (self->writer, BAD_CAST tag->element);
  if (self->form->classes && (tag->class || class))
    galley_markup_attribute (self->writer, "class", tag->class ? tag->class : class);
  if (self->form->theme)
    style_attribute (self, part, more);
}

static void
start (Body *self, guint part)
{
  start_with (self, part, NULL, "");
  if (self->form->tags[part].sign)
    plain_text (self, self->form->tags[part].sign);
}

/* As <p></p>: HTML takes <p/> for a beginning. */
static void
end (Body *self, guint part)
{
  if (self->form->tags[part].element)
    xmlTextWriterFullEndElement (self->writer);
}

static void
part_with_text (Body *self, guint part, const char *text)
{
  if (!text || !*text)
    return;
  start (self, part);
  plain_text (self, text);
  end (self, part);
}

static void
owned_part (Body *self, guint part, char *text)
{
  g_autofree char *owned = text;

  part_with_text (self, part, owned);
}

/* A block's text with its emphasis and links. A mark that begins within another is left out. */
static void
marked_text (Body *self, const GalleyBlockData *block)
{
  const char *at = block->text;
  guint offset = 0;

  for (guint i = 0; i < block->marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (block->marks, i);
      gboolean link = mark->kind == GALLEY_MARK_LINK && mark->target && galley_export_is_safe_uri (mark->target);
      const char *from, *to;

      if ((!link && mark->kind != GALLEY_MARK_EMPHASIS) || mark->start < offset)
        continue;
      from = g_utf8_offset_to_pointer (at, mark->start - offset);
      to = g_utf8_offset_to_pointer (from, mark->length);
      text_of_length (self, at, from - at);
      xmlTextWriterStartElement (self->writer, BAD_CAST (link ? "a" : "strong"));
      if (link)
        galley_markup_attribute (self->writer, "href", mark->target);
      text_of_length (self, from, to - from);
      xmlTextWriterFullEndElement (self->writer);
      at = to;
      offset = mark->start + mark->length;
    }
  plain_text (self, at);
}

static void
marked_part (Body *self, guint part, const GalleyBlockData *block)
{
  start (self, part);
  marked_text (self, block);
  end (self, part);
}

/* Tables */

static void
table_cell (Body *self, const GalleyGridData *grid, guint row, guint column, gboolean names)
{
  static const char *const classes[GALLEY_N_GRID_ALIGNS] = {
    [GALLEY_GRID_ALIGN_CENTER] = "center",
    [GALLEY_GRID_ALIGN_END] = "number",
  };
  static const char *const styles[GALLEY_N_GRID_ALIGNS] = {
    [GALLEY_GRID_ALIGN_START] = "",
    [GALLEY_GRID_ALIGN_CENTER] = "text-align:center;",
    [GALLEY_GRID_ALIGN_END] = "text-align:right;white-space:nowrap;",
  };
  gboolean header = row < grid->n_header_rows;
  GalleyGridAlign align = grid->aligns[column];
  GalleyGridSpan span;
  guint part = header ? GALLEY_STYLE_TABLE_HEADER
               : names && column == 0 ? GALLEY_PART_TABLE_NAME
                                      : GALLEY_STYLE_TABLE_CELL;

  galley_grid_data_get_span (grid, row, column, &span);
  if (header && span.n_columns > 1)
    align = GALLEY_GRID_ALIGN_CENTER;
  start_with (self, part, classes[align], styles[align]);
  if (header)
    galley_markup_attribute (self->writer, "scope", span.n_columns > 1 ? "colgroup" : "col");
  else if (part == GALLEY_PART_TABLE_NAME && g_str_equal (self->form->tags[part].element, "th"))
    galley_markup_attribute (self->writer, "scope", "row");
  if (span.n_rows > 1)
    galley_markup_print (self->writer, "rowspan", "%u", span.n_rows);
  if (span.n_columns > 1)
    galley_markup_print (self->writer, "colspan", "%u", span.n_columns);
  plain_text (self, galley_grid_data_get_text (grid, row, column));
  end (self, part);
}

static void
table_rows (Body *self, const GalleyGridData *grid, guint from, guint to, gboolean names)
{
  if (from == to)
    return;
  xmlTextWriterStartElement (self->writer, BAD_CAST (from < grid->n_header_rows ? "thead" : "tbody"));
  for (guint row = from; row < to; row++)
    {
      xmlTextWriterStartElement (self->writer, BAD_CAST "tr");
      for (guint column = 0; column < grid->n_columns; column++)
        if (!galley_grid_data_is_covered (grid, row, column))
          table_cell (self, grid, row, column, names);
      xmlTextWriterFullEndElement (self->writer);
    }
  xmlTextWriterFullEndElement (self->writer);
}

/* Whether the first cell of each row says what the row is about. */
static gboolean
has_names (const GalleyBlockData *block, const GPtrArray *records)
{
  GalleyIndicatorField fields[GALLEY_N_INDICATOR_FIELDS];

  return records && galley_furniture_find_fields (block, records, fields) > 1 && fields[0] == GALLEY_INDICATOR_NAME;
}

static void
table (Body *self, const GalleyBlockData *block)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GalleyGridData) grid = galley_furniture_make_grid (self->snapshot, block, &records);
  const char *caption = galley_furniture_get_caption (self->snapshot, block);
  gboolean within = g_strcmp0 (self->form->tags[GALLEY_STYLE_TABLE_CAPTION].element, "caption") == 0, names;

  if (!grid)
    {
      part_with_text (self, GALLEY_STYLE_PARAGRAPH, caption);
      return;
    }
  names = has_names (block, records);
  start (self, GALLEY_PART_TABLE_BOX);
  if (!within)
    part_with_text (self, GALLEY_STYLE_TABLE_CAPTION, caption);
  start (self, GALLEY_PART_TABLE);
  if (within)
    part_with_text (self, GALLEY_STYLE_TABLE_CAPTION, caption);
  table_rows (self, grid, 0, grid->n_header_rows, names);
  table_rows (self, grid, grid->n_header_rows, grid->n_rows, names);
  end (self, GALLEY_PART_TABLE);
  if (block->view)
    part_with_text (self, GALLEY_STYLE_CHART_NOTE, block->view->note);
  end (self, GALLEY_PART_TABLE_BOX);
}

/* Charts and pictures */

/* Begins an image, whose sizes may follow. */
static void
start_image (Body *self, const GalleyBlockData *block, const char *source)
{
  g_autofree char *alternate = galley_furniture_dup_alternate (self->snapshot, block);

  start (self, GALLEY_PART_IMAGE);
  galley_markup_attribute (self->writer, "src", source);
  galley_markup_attribute (self->writer, "alt", alternate);
}

/* Puts a picture where the form wants it. */
static void
start_picture (Body *self, const GalleyBlockData *block, GBytes *picture, const char *media_type)
{
  const GalleyBodyForm *form = self->form;
  g_autofree char *place = form->keep ? form->keep (block, picture, media_type, form->data)
                                       : galley_export_dup_place (self->options, picture, media_type);

  start_image (self, block, place);
}

static void
chart (Body *self, const GalleyBlockData *block)
{
  g_autoptr (GBytes) picture = NULL;
  double ratio;

  start (self, GALLEY_PART_FIGURE);
  if (*block->text)
    marked_part (self, GALLEY_STYLE_CHART_CAPTION, block);
  if (self->form->drawings)
    galley_export_write_chart (self->writer, self->snapshot, block);
  else
    picture = galley_export_draw_chart (self->snapshot, block, GALLEY_CHART_SCREEN, CHART_PIXELS, &ratio);
  if (picture)
    {
      start_picture (self, block, picture, "image/png");
      galley_markup_close (self->writer);
    }
  if (block->view)
    part_with_text (self, GALLEY_STYLE_CHART_NOTE, block->view->note);
  end (self, GALLEY_PART_FIGURE);
}

static void
image (Body *self, const GalleyBlockData *block)
{
  GalleyPictureOptions wanted = { .max_side = GALLEY_EXPORT_PICTURE_SIDE, .keep_metadata = self->options->keep_metadata };
  g_autoptr (GalleyPreparedPicture) picture =
    galley_picture_prepare (self->options->folder, block, &wanted, self->cancellable, NULL);

  if (!picture)
    {
      owned_part (self, GALLEY_PART_MISSING, galley_furniture_dup_missing (block));
      return;
    }
  start_picture (self, block, picture->bytes, galley_picture_format_get_media_type (picture->format));
  galley_markup_print (self->writer, "width", "%u", picture->width);
  galley_markup_print (self->writer, "height", "%u", picture->height);
  galley_markup_close (self->writer);
}

static void
caption (Body *self, const GalleyBlockData *block)
{
  const char *credit = block->picture ? block->picture->credit : NULL;

  if (!*block->text && !credit)
    return;
  start (self, GALLEY_STYLE_PICTURE_CAPTION);
  marked_text (self, block);
  if (credit && *block->text)
    plain_text (self, "　");
  part_with_text (self, GALLEY_PART_CREDIT, credit);
  end (self, GALLEY_STYLE_PICTURE_CAPTION);
}

static void
figure (Body *self, const GalleyBlockData *block)
{
  start (self, GALLEY_PART_FIGURE);
  if (self->options)
    image (self, block);
  else if (block->source)
    {
      start_image (self, block, block->source);
      galley_markup_close (self->writer);
    }
  caption (self, block);
  end (self, GALLEY_PART_FIGURE);
}

/* The article */

static void
new_line (Body *self)
{
  xmlTextWriterWriteRaw (self->writer, BAD_CAST "\n");
}

/* The part that blocks of one kind share where they follow each other; %GALLEY_N_PARTS for none. */
static guint
find_group (GalleyBlockKind kind)
{
  return galley_block_kind_is_item (kind) ? GALLEY_PART_LIST : kind == GALLEY_BLOCK_NOTE ? GALLEY_PART_NOTE_BOX : GALLEY_N_PARTS;
}

/* Subitems are a list in the item before them, where lists are elements; so the item stays open until @next comes. */
static void
leave_item (Body *self, GalleyBlockKind next)
{
  if (self->open_item && next != GALLEY_BLOCK_SUBITEM)
    {
      if (self->open_sublist)
        end (self, GALLEY_PART_LIST);
      end (self, GALLEY_STYLE_ITEM);
      self->open_item = self->open_sublist = FALSE;
    }
  else if (self->open_item && !self->open_sublist)
    {
      start (self, GALLEY_PART_LIST);
      self->open_sublist = TRUE;
    }
}

/* Closes the list or note that is open where @kind does not go on with it, and opens the one that it wants. */
static void
enter_group (Body *self, GalleyBlockKind kind)
{
  guint last = find_group (self->group), next = find_group (kind);

  self->group = kind;
  leave_item (self, kind);
  if (last == next)
    return;
  if (last < GALLEY_N_PARTS)
    end (self, last);
  if (next < GALLEY_N_PARTS)
    start (self, next);
  if (next == GALLEY_PART_NOTE_BOX)
    part_with_text (self, GALLEY_STYLE_NOTE_LABEL, GALLEY_NOTE_LABEL);
}

static void
item (Body *self, const GalleyBlockData *block)
{
  start (self, GALLEY_STYLE_ITEM);
  marked_text (self, block);
  self->open_item = self->form->tags[GALLEY_PART_LIST].element != NULL;
  if (!self->open_item)
    end (self, GALLEY_STYLE_ITEM);
}

static void
leave_section (Body *self)
{
  enter_group (self, GALLEY_BLOCK_PARAGRAPH);
  if (self->section)
    end (self, GALLEY_PART_SECTION);
  self->section = FALSE;
}

static void
add_block (Body *self, const GalleyBlockData *block)
{
  if (block->kind == GALLEY_BLOCK_HEADING)
    {
      leave_section (self);
      start (self, GALLEY_PART_SECTION);
      if (self->form->classes)
        galley_markup_print (self->writer, "id", GALLEY_SECTION_ID, ++self->n_sections);
      self->section = TRUE;
    }
  enter_group (self, block->kind);
  if (block->kind == GALLEY_BLOCK_TABLE)
    table (self, block);
  else if (block->kind == GALLEY_BLOCK_PICTURE)
    figure (self, block);
  else if (block->kind == GALLEY_BLOCK_CHART)
    chart (self, block);
  else if (block->kind == GALLEY_BLOCK_ITEM)
    item (self, block);
  else if (block->kind == GALLEY_BLOCK_QUOTATION)
    {
      start (self, GALLEY_PART_QUOTATION_BOX);
      marked_part (self, GALLEY_STYLE_QUOTATION, block);
      end (self, GALLEY_PART_QUOTATION_BOX);
    }
  else
    marked_part (self, galley_style_role_of_kind (block->kind), block);
  new_line (self);
}

/* A date that programs read too; what goes without a style sheet is pasted into editors that do not know the element. */
static void
dated (Body *self, const char *iso, const char *date)
{
  if (self->form->theme)
    {
      plain_text (self, date);
      return;
    }
  xmlTextWriterStartElement (self->writer, BAD_CAST "time");
  galley_markup_attribute (self->writer, "datetime", iso);
  plain_text (self, date);
  xmlTextWriterFullEndElement (self->writer);
}

static void
dateline (Body *self)
{
  const char *iso = self->snapshot->details->fields[GALLEY_DETAILS_DATE];
  g_autofree char *date = galley_furniture_dup_date (self->snapshot);
  g_autofree char *line = galley_furniture_dup_dateline (self->snapshot);
  gboolean known = date && !g_str_equal (date, iso);

  if (!line)
    return;
  start (self, GALLEY_STYLE_DATELINE);
  if (known)
    dated (self, iso, date);
  plain_text (self, known ? line + strlen (date) : line);
  end (self, GALLEY_STYLE_DATELINE);
  new_line (self);
}

/* What a bulletin opens with: @n_blocks kickers and headlines. */
static void
header (Body *self, guint n_blocks)
{
  const GalleyBodyForm *form = self->form;
  const GalleyBlockData *title = form->headline ? NULL : galley_snapshot_find_kind (self->snapshot, GALLEY_BLOCK_HEADLINE);
  g_autofree char *strapline = galley_furniture_dup_strapline (self->snapshot);

  start (self, GALLEY_PART_HEADER);
  if (form->furniture)
    part_with_text (self, GALLEY_STYLE_STRAPLINE, strapline);
  for (guint i = 0; i < n_blocks; i++)
    if (g_ptr_array_index (self->snapshot->blocks, i) != title)
      add_block (self, g_ptr_array_index (self->snapshot->blocks, i));
  if (form->furniture)
    dateline (self);
  end (self, GALLEY_PART_HEADER);
}

/* What a bulletin closes with. What was corrected is said wherever the text goes. */
static void
footer (Body *self)
{
  g_autoptr (GalleyPublication) publication = galley_publication_new (self->snapshot);

  if (!self->form->furniture && publication->corrections->len == 0)
    return;
  start (self, GALLEY_PART_FOOTER);
  for (guint i = 0; i < publication->corrections->len; i++)
    owned_part (self, GALLEY_PART_CORRECTION, galley_correction_dup_line (g_ptr_array_index (publication->corrections, i)));
  if (self->form->furniture)
    {
      owned_part (self, GALLEY_STYLE_BYLINE, galley_furniture_dup_byline (self->snapshot));
      owned_part (self, GALLEY_STYLE_TAGS, galley_furniture_dup_tags (self->snapshot));
    }
  end (self, GALLEY_PART_FOOTER);
}

/**
 * galley_export_write_body:
 * @options: (nullable): %NULL for what stays on this machine, and has the paths of its pictures
 *
 * Writes a bulletin as one element, the article, or as its parts where @form has no element for it. Stops soon where
 * @cancellable is cancelled.
 */
void
galley_export_write_body (xmlTextWriterPtr writer,
                          const GalleySnapshot *snapshot,
                          const GalleyExportOptions *options,
                          const GalleyBodyForm *form,
                          GCancellable *cancellable)
{
  g_autoptr (GalleySnapshot) shown = galley_export_with_sources (snapshot, options);
  Body self = { writer, shown, options, form, cancellable, .group = GALLEY_BLOCK_PARAGRAPH };
  guint opening = galley_furniture_count_opening (snapshot);

  start (&self, GALLEY_PART_ARTICLE);
  if (options)
    part_with_text (&self, GALLEY_STYLE_NOTICE, options->notice);
  if (form->furniture || opening > 0)
    header (&self, opening);
  for (guint i = opening; i < shown->blocks->len && !g_cancellable_is_cancelled (cancellable); i++)
    add_block (&self, g_ptr_array_index (shown->blocks, i));
  leave_section (&self);
  footer (&self);
  end (&self, GALLEY_PART_ARTICLE);
}

/**
 * galley_export_dup_body:
 *
 * Returns: (transfer full): what galley_export_write_body() writes
 */
char *
galley_export_dup_body (const GalleySnapshot *snapshot,
                        const GalleyExportOptions *options,
                        const GalleyBodyForm *form,
                        GCancellable *cancellable)
{
  xmlBufferPtr buffer = xmlBufferCreate ();
  xmlTextWriterPtr writer = xmlNewTextWriterMemory (buffer, 0);
  char *body;

  galley_export_write_body (writer, snapshot, options, form, cancellable);
  xmlTextWriterFlush (writer);
  body = g_strndup ((const char *) xmlBufferContent (buffer), xmlBufferLength (buffer));
  xmlFreeTextWriter (writer);
  xmlBufferFree (buffer);
  return body;
}
