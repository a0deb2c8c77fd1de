/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-office.h"

#include <math.h>
#include <string.h>

#include "galley-export-chart.h"
#include "galley-export-private.h"
#include "galley-furniture.h"
#include "galley-numbering.h"
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

static const GalleyRecord *
find_thread (const GalleySnapshot *snapshot, const GalleyRecord *comment)
{
  const char *first = comment->fields[GALLEY_COMMENT_REPLY_TO];

  for (guint i = 0; *first && i < snapshot->comments->len; i++)
    if (g_strcmp0 (((GalleyRecord *) g_ptr_array_index (snapshot->comments, i))->id, first) == 0)
      return g_ptr_array_index (snapshot->comments, i);
  return comment;
}

/* The comments of threads that are not resolved. */
static GPtrArray *
list_comments (const GalleySnapshot *snapshot, gboolean wanted)
{
  GPtrArray *comments = g_ptr_array_new ();

  for (guint i = 0; wanted && i < snapshot->comments->len; i++)
    {
      GalleyRecord *comment = g_ptr_array_index (snapshot->comments, i);

      if (*find_thread (snapshot, comment)->fields[GALLEY_COMMENT_RESOLVED_BY] == '\0')
        g_ptr_array_add (comments, comment);
    }
  return comments;
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
  office->suggestions = options->review ? galley_suggestions_list (snapshot)
                                        : g_ptr_array_new_with_free_func ((GDestroyNotify) galley_suggestion_free);
  office->notes = options->sources ? galley_source_notes_list (snapshot) : g_ptr_array_new ();
  office->comments = list_comments (snapshot, options->review);
  return TRUE;
}

void
galley_office_clear (GalleyOffice *office)
{
  g_clear_pointer (&office->theme, galley_theme_unref);
  g_clear_pointer (&office->pictures, g_ptr_array_unref);
  g_clear_pointer (&office->suggestions, g_ptr_array_unref);
  g_clear_pointer (&office->comments, g_ptr_array_unref);
  g_clear_pointer (&office->notes, g_ptr_array_unref);
}

/* The article */

typedef struct
{
  GalleyOffice *office;
  const GalleyOfficeSink *sink;
  gpointer data;
} Walk;

static void
add_paragraph (const Walk *walk, GalleyStyleRole role, const char *text, const GalleyBlockData *block)
{
  /* One character for one, so that marks stay where they are. */
  g_autofree char *joined =
    text && walk->office->theme->styles[role].join ? g_strdelimit (g_strdup (text), "\n", ' ') : NULL;

  text = joined ? joined : text;
  if (text && *text)
    walk->sink->paragraph (walk->data, role, text, block);
}

static void
add_owned (const Walk *walk, GalleyStyleRole role, char *text)
{
  g_autofree char *owned = text;

  add_paragraph (walk, role, owned, NULL);
}

static void
add_note (const Walk *walk, const GalleyBlockData *block)
{
  if (block->view)
    add_paragraph (walk, GALLEY_STYLE_CHART_NOTE, block->view->note, NULL);
}

static void
add_table (const Walk *walk, const GalleyBlockData *block)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GalleyGridData) grid = galley_furniture_make_grid (walk->office->snapshot, block, &records);
  const char *caption = galley_furniture_get_caption (walk->office->snapshot, block);

  add_paragraph (walk, GALLEY_STYLE_TABLE_CAPTION, caption, caption == block->text ? block : NULL);
  if (grid == NULL)
    return;
  walk->sink->table (walk->data, grid, caption);
  add_note (walk, block);
}

/* Hands on @bytes (transfer full) of a picture. */
static void
add_picture (const Walk *walk,
             const GalleyBlockData *block,
             GBytes *bytes,
             GalleyPictureFormat format,
             double width,
             double height)
{
  GPtrArray *pictures = walk->office->pictures;
  GalleyOfficePicture *picture = g_new0 (GalleyOfficePicture, 1);

  picture->name = g_strdup_printf ("image%u.%s", pictures->len + 1, galley_picture_format_get_extension (format));
  picture->media_type = galley_picture_format_get_media_type (format);
  picture->bytes = bytes;
  picture->width = width;
  picture->height = height;
  picture->title = g_strdelimit (g_strdup (block->text), "\n", ' ');
  picture->alternate = galley_furniture_dup_alternate (walk->office->snapshot, block);
  g_ptr_array_add (pictures, picture);
  walk->sink->picture (walk->data, picture);
}

static void
add_chart (const Walk *walk, const GalleyBlockData *block)
{
  double width = walk->office->column, ratio = 0;
  GBytes *bytes = galley_export_draw_chart (walk->office->snapshot, block, GALLEY_CHART_PAPER,
                                            (int) ceil (width * PICTURE_SCALE), &ratio);

  add_paragraph (walk, GALLEY_STYLE_CHART_CAPTION, block->text, block);
  if (bytes)
    add_picture (walk, block, bytes, GALLEY_PICTURE_PNG, width, width * ratio);
  add_note (walk, block);
}

/* A picture as wide as the column, or at 96 pixels an inch where that is less; never higher than the page lets it. */
static void
add_photo (const Walk *walk, const GalleyBlockData *block, GCancellable *cancellable)
{
  const GalleyOffice *office = walk->office;
  const GalleyPictureOptions wanted = {
    .max_side = (guint) ceil (office->theme->height * PICTURE_SCALE),
    .keep_metadata = office->options->keep_metadata,
  };
  double most = office->theme->height - office->theme->margin_top - office->theme->margin_bottom, width, ratio;
  g_autoptr (GalleyPreparedPicture) picture =
    galley_picture_prepare (office->options->folder, block, &wanted, cancellable, NULL);
  g_autofree char *line = galley_furniture_dup_picture_line (block);

  if (picture)
    {
      ratio = (double) picture->height / picture->width;
      width = MIN (office->column, picture->width * 72.0 / 96);
      width = MIN (width, most * 0.8 / ratio);
      add_picture (walk, block, g_bytes_ref (picture->bytes), picture->format, width, width * ratio);
    }
  else
    add_owned (walk, GALLEY_STYLE_PICTURE_CAPTION, galley_furniture_dup_missing (block));
  add_paragraph (walk, GALLEY_STYLE_PICTURE_CAPTION, line, block);
}

static void
add_block (const Walk *walk, guint at, GCancellable *cancellable)
{
  static const GalleyStyleRole roles[GALLEY_N_BLOCK_KINDS] = {
    [GALLEY_BLOCK_KICKER] = GALLEY_STYLE_STRAPLINE,   [GALLEY_BLOCK_HEADLINE] = GALLEY_STYLE_HEADLINE,
    [GALLEY_BLOCK_NOTE] = GALLEY_STYLE_NOTE,          [GALLEY_BLOCK_LEAD] = GALLEY_STYLE_LEAD,
    [GALLEY_BLOCK_HEADING] = GALLEY_STYLE_HEADING,    [GALLEY_BLOCK_PARAGRAPH] = GALLEY_STYLE_PARAGRAPH,
    [GALLEY_BLOCK_ITEM] = GALLEY_STYLE_ITEM,          [GALLEY_BLOCK_SUBHEADING] = GALLEY_STYLE_SUBHEADING,
    [GALLEY_BLOCK_SUBITEM] = GALLEY_STYLE_SUBITEM,    [GALLEY_BLOCK_QUOTATION] = GALLEY_STYLE_QUOTATION,
  };
  const GPtrArray *blocks = walk->office->snapshot->blocks;
  const GalleyBlockData *block = g_ptr_array_index (blocks, at);
  const GalleyBlockData *before = at > 0 ? g_ptr_array_index (blocks, at - 1) : NULL;

  if (block->kind == GALLEY_BLOCK_TABLE)
    add_table (walk, block);
  else if (block->kind == GALLEY_BLOCK_CHART)
    add_chart (walk, block);
  else if (block->kind == GALLEY_BLOCK_PICTURE)
    add_photo (walk, block, cancellable);
  else
    {
      if (block->kind == GALLEY_BLOCK_NOTE && !(before && before->kind == GALLEY_BLOCK_NOTE))
        add_paragraph (walk, GALLEY_STYLE_NOTE_LABEL, GALLEY_NOTE_LABEL, NULL);
      add_paragraph (walk, roles[block->kind], block->text, block);
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

/* Whether @text begins with a number of its own, so that it gets no other and is not counted. */
gboolean
galley_office_is_numbered (const GalleyOffice *office, GalleyStyleRole role, const char *text)
{
  const char *pattern = office->theme->styles[role].number;

  return pattern && galley_numbering_is_numbered (pattern, text);
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
  guint opening = galley_furniture_count_opening (snapshot);

  add_owned (&walk, GALLEY_STYLE_STRAPLINE, galley_furniture_dup_strapline (snapshot));
  for (guint i = 0; i <= snapshot->blocks->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (i == opening)
        add_owned (&walk, GALLEY_STYLE_DATELINE, galley_furniture_dup_dateline (snapshot));
      if (i < snapshot->blocks->len)
        add_block (&walk, i, cancellable);
    }
  add_owned (&walk, GALLEY_STYLE_BYLINE, galley_furniture_dup_byline (snapshot));
  add_owned (&walk, GALLEY_STYLE_TAGS, galley_furniture_dup_tags (snapshot));
  return TRUE;
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

static gboolean
is_shown (const GalleyMark *mark)
{
  return mark->kind == GALLEY_MARK_EMPHASIS ||
         (mark->kind == GALLEY_MARK_LINK && mark->target && galley_export_is_safe_uri (mark->target));
}

/* Whether a suggestion changes the text of @block itself. */
static gboolean
is_tracked (const GalleySuggestion *suggestion, const GalleyBlockData *block)
{
  return g_strcmp0 (suggestion->block, block->id) == 0 &&
         (suggestion->kind == GALLEY_SUGGESTION_FIGURE || suggestion->kind == GALLEY_SUGGESTION_INSERT ||
          suggestion->kind == GALLEY_SUGGESTION_DELETE || suggestion->kind == GALLEY_SUGGESTION_REPLACE);
}

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

static void
add_bounds (GArray *bounds, guint start, guint length)
{
  guint end = start + length;

  g_array_append_val (bounds, start);
  g_array_append_val (bounds, end);
}

/* Where what a paragraph looks like may change: sorted offsets from 0 on, each once. */
static GArray *
find_bounds (const GalleyOffice *office, const GalleyBlockData *block)
{
  GArray *bounds = g_array_new (FALSE, FALSE, sizeof (guint));

  add_bounds (bounds, 0, 0);
  for (guint i = 0; block && i < block->marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (block->marks, i);

      if (is_shown (mark) || (mark->kind == GALLEY_MARK_COMMENT && office->comments->len > 0))
        add_bounds (bounds, mark->start, mark->length);
    }
  for (guint i = 0; i < office->notes->len; i++)
    {
      const GalleySourceNote *note = g_ptr_array_index (office->notes, i);

      if (note->block == block)
        add_bounds (bounds, note->at, 0);
    }
  for (guint i = 0; block && i < office->suggestions->len; i++)
    {
      const GalleySuggestion *suggestion = g_ptr_array_index (office->suggestions, i);

      if (is_tracked (suggestion, block))
        add_bounds (bounds, suggestion->start, suggestion->length);
    }
  g_array_sort (bounds, compare_offsets);
  for (guint i = bounds->len - 1; i > 0; i--)
    if (g_array_index (bounds, guint, i) == g_array_index (bounds, guint, i - 1))
      g_array_remove_index (bounds, i);
  return bounds;
}

/* What was taken out at @offset. */
static void
add_deletions (GArray *runs, const GalleyOffice *office, const GalleyBlockData *block, guint offset)
{
  for (guint i = 0; i < office->suggestions->len; i++)
    {
      const GalleySuggestion *suggestion = g_ptr_array_index (office->suggestions, i);
      GalleyOfficeRun run = {
        .text = suggestion->before, .length = strlen (suggestion->before), .start = offset, .end = offset, .deleted = suggestion,
      };

      if (suggestion->start == offset && run.length > 0 && is_tracked (suggestion, block))
        g_array_append_val (runs, run);
    }
}

static void
describe_run (GalleyOfficeRun *run, const GalleyOffice *office, const GalleyBlockData *block)
{
  for (guint i = 0; i < block->marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (block->marks, i);

      if (mark->start > run->start)
        break;
      if (!is_shown (mark) || mark->start + mark->length <= run->start)
        continue;
      if (mark->kind == GALLEY_MARK_LINK)
        run->link = mark->target;
      else
        run->bold = TRUE;
    }
  for (guint i = 0; i < office->suggestions->len; i++)
    {
      const GalleySuggestion *suggestion = g_ptr_array_index (office->suggestions, i);

      if (suggestion->start <= run->start && run->start < suggestion->start + suggestion->length &&
          is_tracked (suggestion, block))
        run->inserted = suggestion;
    }
}

/**
 * galley_office_split:
 * @text: of a paragraph
 * @block: (nullable): that has its marks, which may overlap, and suggestions
 *
 * Returns: (transfer full) (element-type GalleyOfficeRun): the text in parts that are alike, with what was taken out of it
 *   in its place
 */
GArray *
galley_office_split (const GalleyOffice *office, const char *text, const GalleyBlockData *block)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (GalleyOfficeRun));
  g_autoptr (GArray) bounds = find_bounds (office, block);
  const char *at = text, *end = text + strlen (text);

  for (guint i = 0; i < bounds->len; i++)
    {
      gboolean last = i + 1 == bounds->len;
      GalleyOfficeRun run = { .text = at, .start = g_array_index (bounds, guint, i) };

      if (block)
        add_deletions (runs, office, block, run.start);
      if (at == end)
        continue;
      run.end = last ? run.start + (guint) g_utf8_strlen (at, -1) : g_array_index (bounds, guint, i + 1);
      at = last ? end : g_utf8_offset_to_pointer (at, run.end - run.start);
      run.length = at - run.text;
      if (block)
        describe_run (&run, office, block);
      g_array_append_val (runs, run);
    }
  return runs;
}

/* Sets where in @block the thread of @first is. What is about no text of the article stands at its headline. */
static gboolean
place_thread (const GalleyOffice *office, const GalleyRecord *first, const GalleyBlockData *block, GalleyOfficeComment *place)
{
  const GalleyBlockData *headline = galley_snapshot_find_kind (office->snapshot, GALLEY_BLOCK_HEADLINE);
  gboolean elsewhere = FALSE;

  place->start = 0;
  place->end = block->n_chars;
  for (guint i = 0; i < office->snapshot->blocks->len; i++)
    {
      const GalleyBlockData *other = g_ptr_array_index (office->snapshot->blocks, i);

      for (guint j = 0; j < other->marks->len; j++)
        {
          const GalleyMark *mark = g_ptr_array_index (other->marks, j);

          if (mark->kind != GALLEY_MARK_COMMENT || g_strcmp0 (mark->target, first->id) != 0)
            continue;
          place->start = mark->start;
          place->end = mark->start + mark->length;
          return other == block;
        }
      elsewhere |= (g_str_equal (first->fields[GALLEY_COMMENT_ON], "block") ||
                    g_str_equal (first->fields[GALLEY_COMMENT_ON], "cell")) &&
                   g_str_equal (first->fields[GALLEY_COMMENT_TARGET], other->id);
    }
  return elsewhere ? g_str_equal (first->fields[GALLEY_COMMENT_TARGET], block->id) : block == headline;
}

/**
 * galley_office_find_note:
 * @number: (out): its place among the footnotes, from 1
 *
 * Returns: (nullable) (transfer none): the footnote that stands behind @run of @block
 */
const GalleySourceNote *
galley_office_find_note (const GalleyOffice *office, const GalleyBlockData *block, const GalleyOfficeRun *run, guint *number)
{
  for (guint i = 0; run->deleted == NULL && i < office->notes->len; i++)
    {
      const GalleySourceNote *note = g_ptr_array_index (office->notes, i);

      if (note->block != block || note->at != run->end)
        continue;
      *number = i + 1;
      return note;
    }
  return NULL;
}

/**
 * galley_office_find_comments:
 * @block: (nullable)
 *
 * Returns: (transfer full) (element-type GalleyOfficeComment): what is said of it, replies behind what they reply to
 */
GArray *
galley_office_find_comments (const GalleyOffice *office, const GalleyBlockData *block)
{
  GArray *comments = g_array_new (FALSE, FALSE, sizeof (GalleyOfficeComment));

  for (guint i = 0; block && i < office->comments->len; i++)
    {
      GalleyOfficeComment placed = { .comment = g_ptr_array_index (office->comments, i), .id = i };

      if (place_thread (office, find_thread (office->snapshot, placed.comment), block, &placed))
        g_array_append_val (comments, placed);
    }
  return comments;
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
