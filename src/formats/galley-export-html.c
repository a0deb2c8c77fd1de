/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <libxml/xmlwriter.h>
#include <string.h>

#include "galley-export-chart.h"
#include "galley-export-private.h"
#include "galley-furniture.h"
#include "galley-picture.h"

/* The page is HTML5 that is well-formed XML as well, so that programs of either kind read it. libxml2 escapes it. */

static const char style_sheet[] =
  "\n:root { color-scheme: light dark; --text: #1f1f1f; --quiet: #6b6b6b; --accent: #b3261e; --tint: #f7f3ec; --rule: #e2dcd2; "
  "--ground: #ffffff; --series-base: #b4c4d4; --series-1: #1f4e79; --series-2: #d4772a; --series-3: #86b3d1; --series-4: #5f6b52; "
  "--series-5: #e6c48c; --series-6: #a39e97; }\n"
  "@media (prefers-color-scheme: dark) { :root { --text: #dedcd8; --quiet: #98968f; --accent: #ff8a75; --tint: #27262a; "
  "--rule: #3d3b40; --ground: #1b1b1d; --series-base: #4a5a6b; --series-1: #86b8ea; --series-2: #e8964f; --series-3: #4f7ea3; "
  "--series-4: #a9b59a; --series-5: #d8bd8c; --series-6: #77726b; } }\n"
  "body { margin: 0; background: var(--ground); color: var(--text); font: 17px/1.75 'Noto Sans CJK SC', 'PingFang SC', "
  "'Microsoft YaHei', sans-serif; }\n"
  "article { max-width: 40em; margin: 0 auto; padding: 1.5em 20px 3em; text-align: justify; overflow-wrap: anywhere; }\n"
  "h1, h2, .note p, blockquote { font-family: 'Noto Serif CJK SC', 'Songti SC', SimSun, serif; }\n"
  "h1 { font-size: 1.5em; line-height: 1.4; text-align: start; margin: 0.4em 0; text-wrap: balance; }\n"
  "h2 { font-size: 1.2em; line-height: 1.5; text-align: center; color: var(--accent); margin: 2.2em 0 1em; }\n"
  "h3 { font-size: 1em; margin: 1.5em 0 0.5em; }\n"
  ".notice { border: 1px solid; color: var(--accent); padding: 0.3em 0.8em; text-align: center; letter-spacing: 0.3em; }\n"
  ".strapline { color: var(--accent); font-weight: bold; border-inline-start: 0.25em solid; padding-inline-start: 0.6em; "
  "line-height: 1.2; }\n"
  ".dateline, .byline, .tags { color: var(--quiet); font-size: 0.82em; }\n"
  ".byline { text-align: end; margin-top: 2em; }\n"
  ".tags { border-top: 1px solid var(--rule); padding-top: 0.8em; }\n"
  ".note { background: var(--tint); padding: 0.9em 1.1em; margin: 1.2em 0; font-size: 0.9em; }\n"
  ".note p { margin: 0; }\n"
  ".note .label { color: var(--accent); font-family: inherit; font-weight: bold; }\n"
  ".lead, .text { text-indent: 2em; margin: 0.6em 0; }\n"
  "ul { list-style: none; padding: 0; }\n"
  "li { padding-inline-start: 1.4em; margin: 0.5em 0; }\n"
  "li::before { content: '◆'; color: var(--accent); float: inline-start; margin-inline-start: -1.4em; }\n"
  "blockquote { margin: 1em 0; border-inline-start: 0.25em solid var(--accent); padding-inline-start: 0.8em; }\n"
  "figure { margin: 1.5em 0; }\n"
  "figcaption { color: var(--quiet); font-size: 0.82em; text-align: center; }\n"
  ".missing { border: 1px solid var(--rule); color: var(--quiet); text-align: center; padding: 2em 1em; margin: 0; }\n"
  "img { max-width: 100%; height: auto; display: block; margin: 0 auto; }\n"
  "table { border-collapse: collapse; width: 100%; font-size: 0.85em; line-height: 1.5; margin: 1.5em 0; }\n"
  "caption { font-weight: bold; padding-bottom: 0.5em; }\n"
  "th { color: var(--accent); background: var(--tint); border-top: 2px solid var(--accent); text-align: start; }\n"
  "th, td { padding: 0.35em 0.5em; border-bottom: 1px solid var(--rule); }\n"
  ".number { text-align: end; }\n"
  ".center { text-align: center; }\n"
  ".chart-caption { color: inherit; font-size: 1em; font-weight: bold; text-align: start; }\n"
  ".note-line { color: var(--quiet); font-size: 0.75em; margin: 0.5em 0; }\n"
  "svg { display: block; max-width: 100%; height: auto; }\n"
  "time { white-space: nowrap; }\n";

/* The longer side of pictures in a page, in pixels: twice its column's width, for fine screens. */
#define PICTURE_SIDE 1600

/* A page being written. */
typedef struct
{
  const GalleySnapshot *snapshot;
  const GalleyExportOptions *options; /* (nullable): of a whole page */
  xmlTextWriterPtr writer;
  gboolean section;       /* whether a section is open */
  GalleyBlockKind group;  /* the kind whose list or note is open, else a kind that has none */
} Page;

static void
start (Page *page, const char *element)
{
  xmlTextWriterStartElement (page->writer, BAD_CAST element);
}

/* As <p></p>: HTML takes <p/> for a beginning. */
static void
end (Page *page)
{
  xmlTextWriterFullEndElement (page->writer);
}

/* As <br/>, which HTML takes for what it is. */
static void
end_void (Page *page)
{
  xmlTextWriterEndElement (page->writer);
}

static void
attribute (Page *page, const char *name, const char *value)
{
  g_autofree char *clean = galley_export_clean (value, strlen (value));

  xmlTextWriterWriteAttribute (page->writer, BAD_CAST name, BAD_CAST clean);
}

/* Text with its line breaks as elements. */
static void
text_of_length (Page *page, const char *text, gsize length)
{
  for (const char *stop = text + length; text < stop;)
    {
      const char *newline = memchr (text, '\n', stop - text);
      g_autofree char *piece = galley_export_clean (text, (newline ? newline : stop) - text);

      if (*piece)
        xmlTextWriterWriteString (page->writer, BAD_CAST piece);
      if (newline)
        {
          start (page, "br");
          end_void (page);
        }
      text = newline ? newline + 1 : stop;
    }
}

static void
element (Page *page, const char *name, const char *class, const char *text)
{
  start (page, name);
  if (class)
    attribute (page, "class", class);
  text_of_length (page, text, strlen (text));
  end (page);
}

static void
owned_element (Page *page, const char *name, const char *class, char *text)
{
  g_autofree char *owned = text;

  if (owned && *owned)
    element (page, name, class, owned);
}

/* A block's text with its emphasis and links. A mark that begins within another is left out. */
static void
marked_text (Page *page, const GalleyBlockData *block)
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
      text_of_length (page, at, from - at);
      start (page, link ? "a" : "strong");
      if (link)
        attribute (page, "href", mark->target);
      text_of_length (page, from, to - from);
      end (page);
      at = to;
      offset = mark->start + mark->length;
    }
  text_of_length (page, at, strlen (at));
}

static void
marked_element (Page *page, const char *name, const char *class, const GalleyBlockData *block)
{
  start (page, name);
  if (class)
    attribute (page, "class", class);
  marked_text (page, block);
  end (page);
}

static void
number_attribute (Page *page, const char *name, guint number)
{
  g_autofree char *value = g_strdup_printf ("%u", number);

  attribute (page, name, value);
}

static void
table_cell (Page *page, const GalleyGridData *grid, guint row, guint column)
{
  static const char *const classes[GALLEY_N_GRID_ALIGNS] = {
    [GALLEY_GRID_ALIGN_CENTER] = "center",
    [GALLEY_GRID_ALIGN_END] = "number",
  };
  const char *text = galley_grid_data_get_text (grid, row, column), *class = classes[grid->aligns[column]];
  gboolean header = row < grid->n_header_rows;
  GalleyGridSpan span;

  galley_grid_data_get_span (grid, row, column, &span);
  start (page, header ? "th" : "td");
  if (header)
    attribute (page, "scope", span.n_columns > 1 ? "colgroup" : "col");
  if (header && span.n_columns > 1)
    class = classes[GALLEY_GRID_ALIGN_CENTER];
  if (span.n_rows > 1)
    number_attribute (page, "rowspan", span.n_rows);
  if (span.n_columns > 1)
    number_attribute (page, "colspan", span.n_columns);
  if (class)
    attribute (page, "class", class);
  text_of_length (page, text, strlen (text));
  end (page);
}

static void
table_rows (Page *page, const GalleyGridData *grid, guint from, guint to)
{
  if (from == to)
    return;
  start (page, from < grid->n_header_rows ? "thead" : "tbody");
  for (guint row = from; row < to; row++)
    {
      start (page, "tr");
      for (guint column = 0; column < grid->n_columns; column++)
        if (!galley_grid_data_is_covered (grid, row, column))
          table_cell (page, grid, row, column);
      end (page);
    }
  end (page);
}

static void
table (Page *page, const GalleyBlockData *block)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GalleyGridData) grid = galley_furniture_make_grid (page->snapshot, block, &records);
  const char *caption = galley_furniture_get_caption (page->snapshot, block);

  if (!grid)
    {
      owned_element (page, "p", "caption", g_strdup (caption));
      return;
    }
  start (page, "table");
  owned_element (page, "caption", NULL, g_strdup (caption));
  table_rows (page, grid, 0, grid->n_header_rows);
  table_rows (page, grid, grid->n_header_rows, grid->n_rows);
  end (page);
  if (block->view)
    owned_element (page, "p", "note-line", g_strdup (block->view->note));
}

static void
chart (Page *page, const GalleyBlockData *block)
{
  start (page, "figure");
  if (*block->text)
    marked_element (page, "figcaption", "chart-caption", block);
  galley_export_write_chart (page->writer, page->snapshot, block);
  if (block->view)
    owned_element (page, "p", "note-line", g_strdup (block->view->note));
  end (page);
}

/* The picture in the page itself, which is one file. A fragment, which stays on this machine, has its path. */
static void
image (Page *page, const GalleyBlockData *block)
{
  g_autoptr (GalleyPreparedPicture) picture = NULL;
  g_autofree char *data = NULL, *source = NULL;

  if (page->options)
    {
      GalleyPictureOptions wanted = { .max_side = PICTURE_SIDE, .keep_metadata = page->options->keep_metadata };
      gsize length;
      const guchar *bytes;

      picture = galley_picture_prepare (page->options->folder, block, &wanted, NULL, NULL);
      if (!picture)
        {
          owned_element (page, "p", "missing", galley_furniture_dup_missing (block));
          return;
        }
      bytes = g_bytes_get_data (picture->bytes, &length);
      data = g_base64_encode (bytes, length);
      source = g_strdup_printf ("data:%s;base64,%s", galley_picture_format_get_media_type (picture->format), data);
    }
  start (page, "img");
  attribute (page, "src", source ? source : block->source);
  attribute (page, "alt", block->alt && *block->alt ? block->alt : block->text);
  if (picture)
    {
      number_attribute (page, "width", picture->width);
      number_attribute (page, "height", picture->height);
    }
  end_void (page);
}

static void
figure (Page *page, const GalleyBlockData *block)
{
  const char *credit = block->picture ? block->picture->credit : NULL;

  start (page, "figure");
  if (block->source || page->options)
    image (page, block);
  if (*block->text || credit)
    {
      start (page, "figcaption");
      marked_text (page, block);
      if (credit)
        {
          if (*block->text)
            text_of_length (page, "　", strlen ("　"));
          element (page, "span", "credit", credit);
        }
      end (page);
    }
  end (page);
}

static void
new_line (Page *page)
{
  xmlTextWriterWriteRaw (page->writer, BAD_CAST "\n");
}

/* Closes the list or note that is open where @kind does not go on with it, and opens the one that it wants. */
static void
enter_group (Page *page, GalleyBlockKind kind)
{
  gboolean grouped = kind == GALLEY_BLOCK_ITEM || kind == GALLEY_BLOCK_NOTE;

  if (page->group == kind)
    return;
  if (page->group == GALLEY_BLOCK_ITEM || page->group == GALLEY_BLOCK_NOTE)
    end (page);
  page->group = kind;
  if (!grouped)
    return;
  start (page, kind == GALLEY_BLOCK_ITEM ? "ul" : "aside");
  if (kind == GALLEY_BLOCK_NOTE)
    {
      attribute (page, "class", "note");
      element (page, "p", "label", GALLEY_NOTE_LABEL);
    }
}

static void
enter_section (Page *page)
{
  if (page->section)
    end (page);
  start (page, "section");
  page->section = TRUE;
}

static void
add_block (Page *page, const GalleyBlockData *block)
{
  enter_group (page, block->kind);
  switch (block->kind)
    {
    case GALLEY_BLOCK_KICKER:
      marked_element (page, "p", "strapline", block);
      break;
    case GALLEY_BLOCK_HEADLINE:
      marked_element (page, "h1", NULL, block);
      break;
    case GALLEY_BLOCK_HEADING:
      enter_section (page);
      marked_element (page, "h2", NULL, block);
      break;
    case GALLEY_BLOCK_SUBHEADING:
      marked_element (page, "h3", NULL, block);
      break;
    case GALLEY_BLOCK_NOTE:
      marked_element (page, "p", NULL, block);
      break;
    case GALLEY_BLOCK_ITEM:
      marked_element (page, "li", NULL, block);
      break;
    case GALLEY_BLOCK_QUOTATION:
      start (page, "blockquote");
      marked_element (page, "p", NULL, block);
      end (page);
      break;
    case GALLEY_BLOCK_TABLE:
      table (page, block);
      break;
    case GALLEY_BLOCK_PICTURE:
      figure (page, block);
      break;
    case GALLEY_BLOCK_CHART:
      chart (page, block);
      break;
    case GALLEY_BLOCK_LEAD:
      marked_element (page, "p", "lead", block);
      break;
    case GALLEY_BLOCK_PARAGRAPH:
    default:
      marked_element (page, "p", "text", block);
      break;
    }
  new_line (page);
}

static void
dateline (Page *page)
{
  const char *iso = page->snapshot->details->fields[GALLEY_DETAILS_DATE];
  g_autofree char *date = galley_furniture_dup_date (page->snapshot);
  g_autofree char *line = galley_furniture_dup_dateline (page->snapshot);
  gboolean known = date && !g_str_equal (date, iso);

  if (!line)
    return;
  start (page, "p");
  attribute (page, "class", "dateline");
  if (known)
    {
      start (page, "time");
      attribute (page, "datetime", iso);
      text_of_length (page, date, strlen (date));
      end (page);
    }
  text_of_length (page, known ? line + strlen (date) : line, strlen (line) - (known ? strlen (date) : 0));
  end (page);
}

static void
meta (Page *page, const char *name, char *content)
{
  g_autofree char *owned = content;

  if (!owned || !*owned)
    return;
  start (page, "meta");
  attribute (page, "name", name);
  attribute (page, "content", g_strdelimit (owned, "\n", ' '));
  end_void (page);
}

static void
head (Page *page)
{
  g_autofree char *title = galley_snapshot_dup_title (page->snapshot);

  start (page, "head");
  start (page, "meta");
  attribute (page, "charset", "utf-8");
  end_void (page);
  element (page, "title", NULL, *title ? title : "Galley");
  meta (page, "viewport", g_strdup ("width=device-width, initial-scale=1"));
  meta (page, "author", galley_furniture_dup_byline (page->snapshot));
  meta (page, "keywords",
        g_strdelimit (g_strdup (page->snapshot->details->fields[GALLEY_DETAILS_TAGS]), "\n", ','));
  meta (page, "status", g_strdup (page->options->notice));
  meta (page, "generator", g_strdup ("Galley " GALLEY_VERSION));
  start (page, "style");
  xmlTextWriterWriteString (page->writer, BAD_CAST style_sheet);
  end (page);
  end (page);
}

static void
article (Page *page, GCancellable *cancellable)
{
  const GPtrArray *blocks = page->snapshot->blocks;
  guint opening = galley_furniture_count_opening (page->snapshot);

  start (page, "article");
  owned_element (page, "p", "notice", g_strdup (page->options->notice));
  owned_element (page, "p", "strapline", galley_furniture_dup_strapline (page->snapshot));
  for (guint i = 0; i <= blocks->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      if (i == opening)
        {
          dateline (page);
          new_line (page);
        }
      if (i < blocks->len)
        add_block (page, g_ptr_array_index (blocks, i));
    }
  enter_group (page, GALLEY_BLOCK_PARAGRAPH);
  if (page->section)
    end (page);
  owned_element (page, "p", "byline", galley_furniture_dup_byline (page->snapshot));
  owned_element (page, "p", "tags", galley_furniture_dup_tags (page->snapshot));
  end (page);
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
  xmlBufferPtr buffer = xmlBufferCreate ();
  Page page = { .snapshot = snapshot, .group = GALLEY_BLOCK_PARAGRAPH };
  char *html;

  page.writer = xmlNewTextWriterMemory (buffer, 0);
  start (&page, "html");
  start (&page, "head");
  start (&page, "meta");
  attribute (&page, "charset", "utf-8");
  end_void (&page);
  end (&page);
  start (&page, "body");
  for (guint i = 0; i < snapshot->blocks->len; i++)
    add_block (&page, g_ptr_array_index (snapshot->blocks, i));
  enter_group (&page, GALLEY_BLOCK_PARAGRAPH);
  if (page.section)
    end (&page);
  end (&page);
  end (&page);
  xmlTextWriterFlush (page.writer);
  html = g_strdup ((const char *) xmlBufferContent (buffer));
  xmlFreeTextWriter (page.writer);
  xmlBufferFree (buffer);
  return html;
}

/**
 * galley_export_html:
 *
 * Writes the bulletin as one semantic page with its style sheet in it.
 */
GBytes *
galley_export_html (const GalleySnapshot *snapshot,
                    const GalleyExportOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  xmlBufferPtr buffer = xmlBufferCreate ();
  Page page = { .snapshot = snapshot, .options = options, .group = GALLEY_BLOCK_PARAGRAPH };
  GBytes *bytes;

  page.writer = xmlNewTextWriterMemory (buffer, 0);
  xmlTextWriterWriteRaw (page.writer, BAD_CAST "<!DOCTYPE html>\n");
  start (&page, "html");
  attribute (&page, "xmlns", "http://www.w3.org/1999/xhtml");
  attribute (&page, "lang", "zh-CN");
  head (&page);
  start (&page, "body");
  article (&page, cancellable);
  end (&page);
  end (&page);
  xmlTextWriterWriteRaw (page.writer, BAD_CAST "\n");
  xmlTextWriterFlush (page.writer);
  bytes = g_bytes_new (xmlBufferContent (buffer), xmlBufferLength (buffer));
  xmlFreeTextWriter (page.writer);
  xmlBufferFree (buffer);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_pointer (&bytes, g_bytes_unref);
  return bytes;
}
