/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-office.h"

#include <math.h>
#include <string.h>

#include "galley-export-chart.h"
#include "galley-export-private.h"
#include "galley-furniture.h"
#include "galley-office-private.h"
#include "galley-package.h"
#include "galley-picture.h"

/* What the writers of DOCX and ODT have in common: the article part by part, and how its parts are called and look. */

/* Pixels a point: 300 an inch, as printers want it. */
#define PICTURE_SCALE (300.0 / 72)

/* Of the column, that no column of a table is narrower or wider than, as far as the others let it. */
#define MIN_SHARE_WIDTH 4
#define MAX_SHARE_WIDTH 40

static const GalleyOfficeStyle styles[GALLEY_N_STYLES] = {
  [GALLEY_STYLE_STRAPLINE] = { "Strapline", "Strapline", 0, TRUE },
  [GALLEY_STYLE_HEADLINE] = { "Title", "Title", 0, TRUE },
  [GALLEY_STYLE_DATELINE] = { "Dateline", "Dateline", 0, FALSE },
  [GALLEY_STYLE_NOTE_LABEL] = { "Note Label", "Note Label", 0, TRUE },
  [GALLEY_STYLE_NOTE] = { "Editor's Note", "Editor's Note", 0, FALSE },
  [GALLEY_STYLE_LEAD] = { "Lead", "Lead", 0, FALSE },
  [GALLEY_STYLE_HEADING] = { "heading 1", "Heading 1", 1, TRUE },
  [GALLEY_STYLE_SUBHEADING] = { "heading 2", "Heading 2", 2, TRUE },
  [GALLEY_STYLE_PARAGRAPH] = { "Body Text", "Text body", 0, FALSE },
  [GALLEY_STYLE_ITEM] = { "List Bullet", "List 1", 0, FALSE },
  [GALLEY_STYLE_SUBITEM] = { "List Bullet 2", "List 2", 0, FALSE },
  [GALLEY_STYLE_QUOTATION] = { "Quote", "Quotations", 0, FALSE },
  [GALLEY_STYLE_TABLE_CAPTION] = { "caption", "Caption", 0, TRUE },
  [GALLEY_STYLE_TABLE_HEADER] = { "Table Heading", "Table Heading", 0, FALSE },
  [GALLEY_STYLE_TABLE_CELL] = { "Table Contents", "Table Contents", 0, FALSE },
  [GALLEY_STYLE_PICTURE_CAPTION] = { "Picture Caption", "Picture Caption", 0, FALSE },
  [GALLEY_STYLE_CHART_CAPTION] = { "Chart Caption", "Chart Caption", 0, TRUE },
  [GALLEY_STYLE_CHART_NOTE] = { "Table Note", "Table Note", 0, FALSE },
  [GALLEY_STYLE_BYLINE] = { "Byline", "Byline", 0, FALSE },
  [GALLEY_STYLE_TAGS] = { "Tags", "Tags", 0, FALSE },
  [GALLEY_STYLE_FOLIO] = { "footer", "Footer", 0, FALSE },
  [GALLEY_STYLE_NOTICE] = { "header", "Header", 0, FALSE },
};

/* Fonts that come with office programs or that offices in China install for official documents. */
static const char *const office_fonts[] = {
  "SimSun", "SimHei", "FangSong", "KaiTi", "Microsoft YaHei", "DengXian", "FangSong_GB2312", "KaiTi_GB2312", "FZXiaoBiaoSong-B05S",
  "宋体",   "黑体",   "仿宋",     "楷体",  "微软雅黑",        "等线",     "仿宋_GB2312",     "楷体_GB2312",  "方正小标宋简体",
};

static void
free_picture (gpointer data)
{
  GalleyOfficePicture *picture = data;

  g_free (picture->name);
  g_bytes_unref (picture->bytes);
  g_free (picture->title);
  g_free (picture->alternate);
  g_free (picture);
}

/**
 * galley_office_init:
 * @office: (out caller-allocates)
 * @snapshot: outlives @office, as does @options
 * @error: #GALLEY_LAYOUT_ERROR for a theme that is not there
 *
 * Returns: whether there is such a theme. One without pages lends its looks, and the page is that of the theme for paper
 */
gboolean
galley_office_init (GalleyOffice *office,
                    const GalleySnapshot *snapshot,
                    const GalleyExportOptions *options,
                    GError **error)
{
  g_autoptr (GalleyTheme) theme = galley_theme_load (options->theme ? options->theme : "page", error);

  *office = (GalleyOffice) { .snapshot = snapshot, .options = options };
  if (theme == NULL || (theme->height <= 0 && !(office->theme = galley_theme_load ("page", error))))
    return FALSE;
  if (office->theme == NULL)
    office->theme = g_steal_pointer (&theme);
  office->column = office->theme->width - office->theme->margin_left - office->theme->margin_right;
  office->pictures = g_ptr_array_new_with_free_func (free_picture);
  office->n_layers = options->review ? snapshot->layers->len : 0;
  office->notes = options->sources ? galley_source_notes_list (snapshot) : g_ptr_array_new ();
  office->comments = options->review ? galley_office_place_comments (snapshot)
                                     : g_array_new (FALSE, FALSE, sizeof (GalleyOfficeComment));
  return TRUE;
}

void
galley_office_clear (GalleyOffice *office)
{
  g_clear_pointer (&office->theme, galley_theme_unref);
  g_clear_pointer (&office->pictures, g_ptr_array_unref);
  g_clear_pointer (&office->notes, g_ptr_array_unref);
  g_clear_pointer (&office->comments, g_array_unref);
}

/* The article */

typedef struct
{
  GalleyOffice *office;
  const GalleyOfficeSink *sink;
  gpointer data;
} Walk;

static gboolean
has_text (const GalleyOfficeText *text)
{
  return text->chars->len > 0;
}

/* Whether what stands in the article is no text, but has one for its caption. */
static gboolean
is_shown (GalleyBlockKind kind)
{
  return kind == GALLEY_BLOCK_TABLE || kind == GALLEY_BLOCK_CHART || kind == GALLEY_BLOCK_PICTURE;
}

/* Hands on the paragraphs that a text is: those whose ends were taken out go on with the next. */
static void
add_text (const Walk *walk, GalleyStyleRole role, const GalleyOfficeText *text, const GalleyOfficeBlock *block)
{
  gboolean is_text = block && text == block->text && !is_shown (block->kind);
  guint offset = 0;

  for (guint from = 0, to; has_text (text) && from <= text->chars->len; from = to + 1)
    {
      GalleyOfficeParagraph *paragraph;
      const GalleyOfficeChar *end = NULL;

      for (to = from; to < text->chars->len && g_array_index (text->chars, GalleyOfficeChar, to).c != 0; to++)
        ;
      if (to < text->chars->len)
        end = &g_array_index (text->chars, GalleyOfficeChar, to);
      paragraph = galley_office_make_paragraph (walk->office, end ? galley_style_role_of_kind (end->kind) : role, text, from, to, block, &offset);
      if (end)
        {
          paragraph->inserted = end->inserted;
          paragraph->deleted = end->deleted;
        }
      else if (is_text && block->restyled != GALLEY_NO_LAYER)
        {
          paragraph->was_role = galley_style_role_of_kind (block->was_kind);
          paragraph->restyled = block->restyled;
        }
      walk->sink->paragraph (walk->data, paragraph);
      galley_office_paragraph_free (paragraph);
    }
}

/* Hands on a line that comes and goes with @block. */
static void
add_line (const Walk *walk, GalleyStyleRole role, char *line, const GalleyOfficeBlock *block)
{
  g_autofree char *owned = line;
  g_autoptr (GalleyOfficeText) text = galley_office_text_new (line, NULL, block->inserted);

  if (block->deleted != GALLEY_NO_LAYER)
    galley_office_text_remove (text, block->deleted);
  add_text (walk, role, text, NULL);
}

/* Hands on what stands around the article. */
static void
add_furniture (const Walk *walk, GalleyStyleRole role, char *(*dup_text) (const GalleySnapshot *state))
{
  g_autoptr (GalleyOfficeText) text = galley_office_history_follow (walk->office->snapshot, walk->office->n_layers, dup_text);

  add_text (walk, role, text, NULL);
}

static void
add_table (const Walk *walk, const GalleyOfficeBlock *block)
{
  add_text (walk, GALLEY_STYLE_TABLE_CAPTION, block->text, block);
  if (block->grid == NULL)
    return;
  walk->sink->table (walk->data, block, galley_furniture_get_caption (block->state, block->block));
  add_text (walk, GALLEY_STYLE_CHART_NOTE, block->note, NULL);
}

/* Hands on @bytes (transfer full) of a picture. */
static void
add_picture (const Walk *walk,
             const GalleyOfficeBlock *block,
             GBytes *bytes,
             GalleyPictureFormat format,
             double width,
             double height)
{
  GPtrArray *pictures = walk->office->pictures;
  GalleyOfficePicture *picture;

  if (block->deleted != GALLEY_NO_LAYER && !walk->sink->tracks_pictures)
    {
      g_bytes_unref (bytes);
      return;
    }
  picture = g_new0 (GalleyOfficePicture, 1);
  picture->name = g_strdup_printf ("image%u.%s", pictures->len + 1, galley_picture_format_get_extension (format));
  picture->media_type = galley_picture_format_get_media_type (format);
  picture->bytes = bytes;
  picture->width = width;
  picture->height = height;
  picture->title = g_strdelimit (g_strdup (block->block->text), "\n", ' ');
  picture->alternate = galley_furniture_dup_alternate (block->state, block->block);
  g_ptr_array_add (pictures, picture);
  walk->sink->picture (walk->data, picture, block);
}

static void
add_chart (const Walk *walk, const GalleyOfficeBlock *block)
{
  double width = walk->office->column, ratio = 0;
  GBytes *bytes = galley_export_draw_chart (block->state, block->block, GALLEY_CHART_PAPER, (int) ceil (width * PICTURE_SCALE),
                                            &ratio);

  add_text (walk, GALLEY_STYLE_CHART_CAPTION, block->text, block);
  if (bytes)
    add_picture (walk, block, bytes, GALLEY_PICTURE_PNG, width, width * ratio);
  add_text (walk, GALLEY_STYLE_CHART_NOTE, block->note, NULL);
}

/* A picture as wide as the column, or at 96 pixels an inch where that is less; never higher than the page lets it. */
static void
add_photo (const Walk *walk, const GalleyOfficeBlock *block, GCancellable *cancellable)
{
  const GalleyOffice *office = walk->office;
  const GalleyPictureOptions wanted = {
    .max_side = (guint) ceil (office->theme->height * PICTURE_SCALE),
    .keep_metadata = office->options->keep_metadata,
  };
  double most = office->theme->height - office->theme->margin_top - office->theme->margin_bottom, width, ratio;
  g_autoptr (GalleyPreparedPicture) picture =
    galley_picture_prepare (office->options->folder, block->block, &wanted, cancellable, NULL);

  if (picture)
    {
      ratio = (double) picture->height / picture->width;
      width = MIN (office->column, picture->width * 72.0 / 96);
      width = MIN (width, most * 0.8 / ratio);
      add_picture (walk, block, g_bytes_ref (picture->bytes), picture->format, width, width * ratio);
    }
  else
    add_line (walk, GALLEY_STYLE_PICTURE_CAPTION, galley_furniture_dup_missing (block->block), block);
  add_text (walk, GALLEY_STYLE_PICTURE_CAPTION, block->text, block);
}

static void
add_block (const Walk *walk, const GalleyOfficeBlock *block, const GalleyOfficeBlock *before, GCancellable *cancellable)
{
  if (block->kind == GALLEY_BLOCK_TABLE)
    add_table (walk, block);
  else if (block->kind == GALLEY_BLOCK_CHART)
    add_chart (walk, block);
  else if (block->kind == GALLEY_BLOCK_PICTURE)
    add_photo (walk, block, cancellable);
  else
    {
      if (block->kind == GALLEY_BLOCK_NOTE && !(before && before->kind == GALLEY_BLOCK_NOTE))
        add_line (walk, GALLEY_STYLE_NOTE_LABEL, g_strdup (GALLEY_NOTE_LABEL), block);
      add_text (walk, galley_style_role_of_kind (block->kind), block->text, block);
    }
}

/**
 * galley_office_get_list_level:
 *
 * Returns: the level, from 0, that paragraphs of a style have in the list of what is numbered or has a sign; -1 for none
 */
int
galley_office_get_list_level (const GalleyTheme *theme, GalleyStyleRole role)
{
  static const GalleyStyleRole listed[] = { GALLEY_STYLE_HEADING, GALLEY_STYLE_SUBHEADING, GALLEY_STYLE_ITEM, GALLEY_STYLE_SUBITEM };
  int level = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (listed); i++)
    {
      gboolean has = theme->styles[listed[i]].number || listed[i] == GALLEY_STYLE_ITEM || listed[i] == GALLEY_STYLE_SUBITEM;

      if (listed[i] == role)
        return has ? level : -1;
      level += has;
    }
  return -1;
}

/**
 * galley_office_walk:
 * @error: cancelled
 *
 * Hands the article on part by part, with what stands around it.
 *
 * Returns: whether it went to the end
 */
gboolean
galley_office_walk (GalleyOffice *office,
                    const GalleyOfficeSink *sink,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  const GalleySnapshot *snapshot = office->snapshot;
  const Walk walk = { office, sink, data };
  g_autoptr (GPtrArray) blocks = galley_office_history_new (snapshot, office->n_layers);
  guint opening = galley_furniture_count_opening (snapshot), n_there = 0;
  gboolean dated = FALSE;

  add_furniture (&walk, GALLEY_STYLE_STRAPLINE, galley_furniture_dup_strapline);
  for (guint i = 0; i <= blocks->len; i++)
    {
      const GalleyOfficeBlock *block = i < blocks->len ? g_ptr_array_index (blocks, i) : NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!dated && (block == NULL || (n_there == opening && block->deleted == GALLEY_NO_LAYER)))
        {
          add_furniture (&walk, GALLEY_STYLE_DATELINE, galley_furniture_dup_dateline);
          dated = TRUE;
        }
      if (block == NULL)
        break;
      n_there += block->deleted == GALLEY_NO_LAYER;
      add_block (&walk, block, i > 0 ? g_ptr_array_index (blocks, i - 1) : NULL, cancellable);
    }
  add_furniture (&walk, GALLEY_STYLE_BYLINE, galley_furniture_dup_byline);
  add_furniture (&walk, GALLEY_STYLE_TAGS, galley_furniture_dup_tags);
  return TRUE;
}

/* Returns: (transfer none): whose a layer of suggestions is, and since when */
const GalleyRecord *
galley_office_get_head (const GalleyOffice *office, int layer)
{
  return ((GalleyLayer *) g_ptr_array_index (office->snapshot->layers, layer))->head;
}

/**
 * galley_office_pack:
 * @parts: (array length=n_parts): the first is stored as it is; their buffers are freed
 * @folder: where pictures are in the package, with its slash
 *
 * Returns: (transfer full): the document
 */
GBytes *
galley_office_pack (const GalleyOffice *office, const GalleyOfficePart *parts, guint n_parts, const char *folder)
{
  guint n_pictures = office->pictures->len;
  g_autofree GalleyPackagePart *all = g_new0 (GalleyPackagePart, n_parts + n_pictures);
  g_auto (GStrv) names = g_new0 (char *, n_pictures + 1);
  GBytes *bytes;

  for (guint i = 0; i < n_parts; i++)
    {
      const char *data = parts[i].buffer ? (const char *) xmlBufferContent (parts[i].buffer) : parts[i].text;

      all[i] = (GalleyPackagePart) { parts[i].name, data, strlen (data) };
    }
  for (guint i = 0; i < n_pictures; i++)
    {
      const GalleyOfficePicture *picture = g_ptr_array_index (office->pictures, i);

      names[i] = g_strconcat (folder, picture->name, NULL);
      all[n_parts + i] =
        (GalleyPackagePart) { names[i], g_bytes_get_data (picture->bytes, NULL), g_bytes_get_size (picture->bytes) };
    }
  bytes = galley_package_write (all, n_parts + n_pictures);
  for (guint i = 0; i < n_parts; i++)
    if (parts[i].buffer)
      xmlBufferFree (parts[i].buffer);
  return bytes;
}

/* Its looks */

/**
 * galley_office_get_style:
 *
 * Returns: (nullable) (transfer none): how paragraphs of that role are called; %NULL for what is only drawn
 */
const GalleyOfficeStyle *
galley_office_get_style (GalleyStyleRole role)
{
  return styles[role].word ? &styles[role] : NULL;
}

/**
 * galley_office_get_align:
 *
 * Returns: how the lines of @role are filled; a page's number stands where the theme has it, not as its text would
 */
GalleyAlign
galley_office_get_align (const GalleyTheme *theme, GalleyStyleRole role)
{
  if (role == GALLEY_STYLE_FOLIO)
    return theme->folio == GALLEY_FOLIO_CENTER ? GALLEY_ALIGN_CENTER : GALLEY_ALIGN_END;
  return theme->styles[role].align;
}

/**
 * galley_office_get_space_after:
 *
 * Returns: what is left free below a paragraph of @role, in points. A chart's caption is as near to it as a table's: the
 *   theme's space is that below the chart
 */
double
galley_office_get_space_after (const GalleyTheme *theme, GalleyStyleRole role)
{
  return theme->styles[role == GALLEY_STYLE_CHART_CAPTION ? GALLEY_STYLE_TABLE_CAPTION : role].space_after;
}

/**
 * galley_office_dup_font:
 *
 * Returns: (transfer full): of the families of @style, the first that comes with office programs, else the first
 */
char *
galley_office_dup_font (const GalleyStyle *style)
{
  g_auto (GStrv) families = g_strsplit (style->families, ",", -1);

  for (char **family = families; *family; family++)
    {
      g_strstrip (*family);
      for (gsize i = 0; i < G_N_ELEMENTS (office_fonts); i++)
        if (g_str_equal (*family, office_fonts[i]))
          return g_strdup (*family);
    }
  return g_strdup (families[0] ? families[0] : "");
}

/**
 * galley_office_is_serif:
 *
 * Returns: whether Latin letters and digits in that style have serifs
 */
gboolean
galley_office_is_serif (const GalleyStyle *style)
{
  return !g_str_has_suffix (style->families, "sans-serif");
}

/**
 * galley_office_dup_color:
 *
 * Returns: (transfer full): the colour as six hexadecimal digits
 */
char *
galley_office_dup_color (const GalleyTheme *theme, GalleyColorRole role)
{
  const GalleyColor *color = &theme->colors[role];

  return g_strdup_printf ("%02X%02X%02X", (guint) lround (color->red * 255), (guint) lround (color->green * 255),
                          (guint) lround (color->blue * 255));
}

/**
 * galley_office_dup_when:
 *
 * Returns: (transfer full): a time of a record as documents want it; the beginning of 1970 where it is none
 */
char *
galley_office_dup_when (const char *time)
{
  g_autoptr (GDateTime) parsed = g_date_time_new_from_iso8601 (time, NULL);

  return parsed ? galley_time_print (parsed) : g_strdup ("1970-01-01T00:00:00Z");
}

/**
 * galley_office_share_width:
 * @shares: (array) (out caller-allocates): of each column of @grid, its part of the table's width; they add up to 1
 *
 * Gives columns room for what stands in them: the widest of those lines that are no wider than most of a page.
 */
void
galley_office_share_width (const GalleyGridData *grid, double *shares)
{
  double sum = 0;

  for (guint column = 0; column < grid->n_columns; column++)
    {
      guint widest = MIN_SHARE_WIDTH;
      GalleyGridSpan span;

      for (guint row = 0; row < grid->n_rows; row++)
        {
          galley_grid_data_get_span (grid, row, column, &span);
          if (span.n_columns == 1)
            widest = MAX (widest, galley_export_measure (galley_grid_data_get_text (grid, row, column)));
        }
      shares[column] = MIN (widest, MAX_SHARE_WIDTH) + 2;
      sum += shares[column];
    }
  for (guint column = 0; column < grid->n_columns; column++)
    shares[column] /= sum;
}

/**
 * galley_office_dup_authors:
 *
 * Returns: (transfer full): the names of the byline, as documents name their creator; "" where there are none
 */
char *
galley_office_dup_authors (const GalleySnapshot *snapshot)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < snapshot->credits->len; i++)
    {
      const GalleyRecord *credit = g_ptr_array_index (snapshot->credits, i);

      if (*credit->fields[GALLEY_CREDIT_NAMES])
        g_string_append_printf (names, "%s%s", names->len > 0 ? "\n" : "", credit->fields[GALLEY_CREDIT_NAMES]);
    }
  return g_strdelimit (g_string_free (g_steal_pointer (&names), FALSE), "\n", ';');
}

/**
 * galley_office_dup_time:
 *
 * Returns: (nullable) (transfer full): the bulletin's date as documents name the time that they were made, which makes the
 *   same document of the same bulletin; %NULL where it has none
 */
char *
galley_office_dup_time (const GalleySnapshot *snapshot)
{
  g_autofree char *time = g_strconcat (snapshot->details->fields[GALLEY_DETAILS_DATE], "T00:00:00Z", NULL);
  g_autoptr (GDateTime) parsed = g_date_time_new_from_iso8601 (time, NULL);

  return parsed && strlen (time) == strlen ("2024-04-16T00:00:00Z") ? g_steal_pointer (&time) : NULL;
}
