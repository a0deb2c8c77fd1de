/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-decode.h"
#include "galley-word-private.h"

/* What the readers of word processors' formats have in common: how paragraphs, tables and text boxes become parts. */

#define MAX_CELLS 1000000
#define MAX_COLUMNS 200
#define MAX_OMISSIONS 10000
#define MAX_NESTED 100
/* Longer is no heading that is known by its looks alone, in code points. */
#define MAX_LOOK 40
/* The level of headings that are known by their looks, below those of styles. */
#define LOOK_LEVEL 9

typedef enum
{
  FRAME_BODY,
  FRAME_BOX,
  FRAME_TABLE,
  FRAME_CELL,
} FrameKind;

typedef struct
{
  FrameKind kind;
  GalleyPartBuilder builder;
  GalleyPartState paragraph;
  GPtrArray *boxes; /* parts of the boxes that hang on the paragraph, to follow it */
  GPtrArray *rows;
  GPtrArray *row;
  guint n_cells;
  gboolean told; /* whether prose was met, so that a bold line is no headline or byline */
} WordFrame;

static void
free_row (gpointer row)
{
  g_strfreev (row);
}

static void
free_frame (gpointer data)
{
  WordFrame *frame = data;

  galley_part_builder_clear (&frame->builder);
  g_ptr_array_unref (frame->boxes);
  g_clear_pointer (&frame->rows, g_ptr_array_unref);
  g_clear_pointer (&frame->row, g_ptr_array_unref);
  g_free (frame);
}

static WordFrame *
push (WordStory *self, FrameKind kind)
{
  WordFrame *frame = g_new0 (WordFrame, 1);

  frame->kind = kind;
  frame->paragraph.kind = GALLEY_BLOCK_PARAGRAPH;
  frame->boxes = galley_parts_new ();
  galley_part_builder_init (&frame->builder);
  g_ptr_array_add (self->frames, frame);
  self->too_large |= self->frames->len > MAX_NESTED;
  return frame;
}

static WordFrame *
top (WordStory *self)
{
  return g_ptr_array_index (self->frames, self->frames->len - 1);
}

static gboolean
is_at (WordStory *self, FrameKind kind)
{
  return self->frames->len > 1 && top (self)->kind == kind;
}

static void
free_omission (gpointer data)
{
  g_free (((GalleyOmission *) data)->text);
  g_free (data);
}

void
word_story_init (WordStory *self)
{
  *self = (WordStory) {
    .frames = g_ptr_array_new_with_free_func (free_frame),
    .omissions = g_ptr_array_new_with_free_func (free_omission),
  };
  push (self, FRAME_BODY);
}

void
word_story_clear (WordStory *self)
{
  g_ptr_array_unref (self->frames);
  g_ptr_array_unref (self->omissions);
}

void
word_story_begin_paragraph (WordStory *self, const GalleyPartState *state)
{
  top (self)->paragraph = *state;
}

static gboolean
takes (WordStory *self, gsize length)
{
  self->n_bytes += length;
  self->too_large |= self->n_bytes > GALLEY_MAX_TEXT_BYTES;
  return !self->too_large;
}

/**
 * word_story_add_text:
 * @text: UTF-8, not terminated
 * @link: (nullable): lives as long as the story
 */
void
word_story_add_text (WordStory *self, const char *text, gsize length, gboolean bold, const char *link)
{
  WordFrame *frame = top (self);
  GalleyPartBuilder *builder = &frame->builder;
  GalleyPartState state = frame->paragraph;

  if (!takes (self, length))
    return;
  state.bold = bold;
  state.link = link;
  for (const char *end = text + length; text < end; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      gboolean begins = builder->text->len == 0 || g_str_has_suffix (builder->text->str, "\n");

      if (c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
        c = ' ';
      if (g_unichar_iscntrl (c))
        continue;
      /* Spaces before a line are how it is indented. */
      if (g_unichar_isspace (c) && begins)
        continue;
      if (!g_unichar_isspace (c))
        galley_part_builder_enter (builder, &state);
      galley_part_builder_append (builder, c);
    }
}

void
word_story_add_break (WordStory *self)
{
  GalleyPartBuilder *builder = &top (self)->builder;

  if (builder->text->len > 0 && takes (self, 1))
    galley_part_builder_append (builder, '\n');
}

static gboolean
ends_as_sentence (const char *text)
{
  static const char *const stops[] = { "。", "；", "！", "？", "，", "：", "…", ".", ";", ":", "”" };

  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    if (g_str_has_suffix (text, stops[i]))
      return TRUE;
  return FALSE;
}

/* A short line that is bold as a whole is a heading to its writer; two of the same length are the lines of one. */
static gboolean
looks_like_heading (const WordFrame *frame)
{
  const GalleyPartBuilder *builder = &frame->builder;

  return frame->kind == FRAME_BODY && frame->paragraph.kind == GALLEY_BLOCK_PARAGRAPH && builder->chars > 0 &&
         builder->chars <= MAX_LOOK && builder->now.bold && builder->now.link == NULL && builder->bold_start == 0 &&
         builder->marks->len == 0 && !ends_as_sentence (builder->text->str);
}

static gboolean
joins_last (GalleyPartBuilder *builder)
{
  guint n = builder->parts->len;
  GalleyPart *last = n > 0 ? g_ptr_array_index (builder->parts, n - 1) : NULL;

  return last && g_array_index (builder->levels, guint, n - 1) == LOOK_LEVEL && strchr (last->text, '\n') == NULL &&
         g_utf8_strlen (last->text, -1) == builder->chars;
}

static void
take_look (WordStory *self, WordFrame *frame)
{
  GalleyPartBuilder *builder = &frame->builder;

  if (frame->told && joins_last (builder))
    {
      GalleyPart *last = g_ptr_array_index (builder->parts, builder->parts->len - 1);
      g_autofree char *first = g_steal_pointer (&last->text);

      last->text = g_strconcat (first, "\n", builder->text->str, NULL);
      builder->now.bold = FALSE;
      g_string_truncate (builder->text, 0);
      builder->chars = 0;
      self->n_lines++;
      return;
    }
  builder->now.kind = frame->told ? GALLEY_BLOCK_HEADING : GALLEY_BLOCK_PARAGRAPH;
  builder->now.level = frame->told ? LOOK_LEVEL : 0;
  builder->now.bold = FALSE;
}

static guint
count_lines (const GalleyPart *part)
{
  guint n = part->rows == NULL || *part->text ? 1 : 0;

  for (const char *p = part->text; (p = strchr (p, '\n')); p++)
    n++;
  return n + (part->rows ? part->rows->len : 0);
}

static void
move_part (WordStory *self, GPtrArray *from, guint i, WordFrame *to)
{
  GalleyPart *part = g_ptr_array_index (from, i);
  guint level = part->kind == GALLEY_BLOCK_HEADING ? LOOK_LEVEL : 0;

  g_ptr_array_add (to->builder.parts, galley_part_new (part->kind, part->text, part->marks, part->rows));
  g_array_append_val (to->builder.levels, level);
  if (to->kind == FRAME_BODY)
    self->n_lines += count_lines (part);
}

void
word_story_end_paragraph (WordStory *self)
{
  WordFrame *frame = top (self);
  GalleyPartBuilder *builder = &frame->builder;
  guint n = builder->parts->len;

  while (builder->text->len > 0 && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (builder->text->str + builder->text->len))))
    {
      g_string_truncate (builder->text, g_utf8_prev_char (builder->text->str + builder->text->len) - builder->text->str);
      builder->chars--;
    }
  if (looks_like_heading (frame))
    take_look (self, frame);
  else if (builder->text->len > 0)
    {
      frame->told |= g_str_has_suffix (builder->text->str, "。");
      builder->now.kind = frame->paragraph.kind;
      builder->now.level = frame->paragraph.level;
    }
  galley_part_builder_flush (builder);
  if (frame->kind == FRAME_BODY && builder->parts->len > n)
    self->n_lines += count_lines (g_ptr_array_index (builder->parts, n));
  for (guint i = 0; i < frame->boxes->len; i++)
    move_part (self, frame->boxes, i, frame);
  g_ptr_array_set_size (frame->boxes, 0);
  frame->paragraph = (GalleyPartState) { .kind = GALLEY_BLOCK_PARAGRAPH };
}

void
word_story_begin_box (WordStory *self)
{
  push (self, FRAME_BOX);
}

/* What is in a box follows the paragraph that it hangs on. */
void
word_story_end_box (WordStory *self)
{
  WordFrame *box;

  if (!is_at (self, FRAME_BOX))
    return;
  word_story_end_paragraph (self);
  box = g_ptr_array_steal_index (self->frames, self->frames->len - 1);
  g_ptr_array_extend_and_steal (top (self)->boxes, box->builder.parts);
  box->builder.parts = galley_parts_new ();
  free_frame (box);
}

void
word_story_begin_table (WordStory *self)
{
  if (top (self)->builder.text->len > 0)
    word_story_end_paragraph (self);
  push (self, FRAME_TABLE)->rows = g_ptr_array_new_with_free_func (free_row);
}

void
word_story_begin_row (WordStory *self)
{
  if (is_at (self, FRAME_TABLE))
    {
      g_clear_pointer (&top (self)->row, g_ptr_array_unref);
      top (self)->row = g_ptr_array_new_null_terminated (8, g_free, TRUE);
    }
}

void
word_story_begin_cell (WordStory *self)
{
  push (self, FRAME_CELL);
}

/* The text of a cell: its paragraphs and those of what is nested in it. */
static char *
dup_cell (GPtrArray *parts)
{
  g_autoptr (GPtrArray) flat = galley_parts_flatten (parts);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < flat->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", ((GalleyPart *) g_ptr_array_index (flat, i))->text);
  return g_strdelimit (g_string_free (text, FALSE), "\n\t", ' ');
}

/**
 * word_story_end_cell:
 * @n_columns: that it spans; it is followed by empty ones
 */
void
word_story_end_cell (WordStory *self, guint n_columns)
{
  WordFrame *cell, *table;

  if (!is_at (self, FRAME_CELL))
    return;
  word_story_end_paragraph (self);
  cell = g_ptr_array_steal_index (self->frames, self->frames->len - 1);
  table = top (self);
  if (table->kind == FRAME_TABLE && table->row && table->row->len < MAX_COLUMNS)
    {
      n_columns = CLAMP (n_columns, 1, MAX_COLUMNS - table->row->len);
      self->n_cells += n_columns;
      self->too_large |= self->n_cells > MAX_CELLS;
      g_ptr_array_add (table->row, dup_cell (cell->builder.parts));
      for (guint i = 1; i < n_columns && !self->too_large; i++)
        g_ptr_array_add (table->row, g_strdup (""));
      /* The only cell of a table is kept whole: such a table is a frame. */
      if (table->n_cells++ == 0)
        {
          g_ptr_array_extend_and_steal (table->boxes, cell->builder.parts);
          cell->builder.parts = galley_parts_new ();
        }
    }
  free_frame (cell);
}

void
word_story_end_row (WordStory *self)
{
  WordFrame *table = top (self);
  gboolean filled = FALSE;

  if (!is_at (self, FRAME_TABLE) || table->row == NULL)
    return;
  for (guint i = 0; i < table->row->len; i++)
    filled |= *(char *) g_ptr_array_index (table->row, i) != '\0';
  if (filled)
    g_ptr_array_add (table->rows, g_ptr_array_free (g_steal_pointer (&table->row), FALSE));
  g_clear_pointer (&table->row, g_ptr_array_unref);
}

void
word_story_end_table (WordStory *self)
{
  WordFrame *table, *frame;

  if (!is_at (self, FRAME_TABLE))
    return;
  table = g_ptr_array_steal_index (self->frames, self->frames->len - 1);
  frame = top (self);
  for (guint i = 0; table->n_cells == 1 && i < table->boxes->len; i++)
    move_part (self, table->boxes, i, frame);
  if (table->n_cells > 1 && table->rows->len > 0)
    {
      galley_part_builder_add_table (&frame->builder, "", table->rows);
      self->n_lines += frame->kind == FRAME_BODY ? table->rows->len : 0;
    }
  free_frame (table);
}

/**
 * word_story_omit:
 * @rule: static
 * @text: what it says; nothing is listed where that is empty
 *
 * Lists what is no part of the article, where the story is at.
 */
void
word_story_omit (WordStory *self, const char *rule, const char *text)
{
  GalleyOmission *omission;

  if (*text == '\0' || !takes (self, strlen (text)) || self->omissions->len >= MAX_OMISSIONS)
    return;
  omission = g_new0 (GalleyOmission, 1);
  omission->rule = rule;
  omission->line = self->n_lines + 1;
  omission->index = self->omissions->len;
  omission->text = g_strdup (text);
  g_ptr_array_add (self->omissions, omission);
}

/**
 * word_story_finish:
 * @error: %GALLEY_FORMATS_ERROR_TOO_LARGE or %GALLEY_FORMATS_ERROR_EMPTY
 *
 * Returns: (transfer full) (nullable): the parts
 */
GPtrArray *
word_story_finish (WordStory *self, GError **error)
{
  GalleyPartBuilder *builder = &top (self)->builder;

  if (self->too_large)
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE,
                   _("It holds more than an article can; keep the part that is needed"));
      return NULL;
    }
  word_story_end_paragraph (self);
  galley_part_builder_settle (builder);
  if (builder->parts->len > 0)
    return g_ptr_array_ref (builder->parts);
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_EMPTY, _("There is no text in it; choose another"));
  return NULL;
}

/* Lists and styles */

void
word_list_free (WordList *list)
{
  for (guint i = 0; i < WORD_MAX_LEVELS; i++)
    {
      g_free (list->levels[i].format);
      g_free (list->levels[i].text);
    }
  g_free (list);
}

static void
append_chinese (GString *text, guint n)
{
  static const char *const digits[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

  if (n >= 100)
    {
      g_string_append_printf (text, "%u", n);
      return;
    }
  if (n >= 20)
    g_string_append (text, digits[n / 10]);
  if (n >= 10)
    g_string_append (text, "十");
  if (n % 10 != 0 || n == 0)
    g_string_append (text, digits[n % 10]);
}

static void
append_number (GString *text, const char *format, guint n)
{
  if (g_str_has_prefix (format, "chinese") || g_str_has_prefix (format, "taiwanese") || g_str_has_prefix (format, "japaneseC") ||
      g_str_has_prefix (format, "ideographDigital") || g_str_has_prefix (format, "一"))
    append_chinese (text, n);
  else if ((g_str_equal (format, "lowerLetter") || g_str_equal (format, "a")) && n >= 1 && n <= 26)
    g_string_append_c (text, (char) ('a' + n - 1));
  else if ((g_str_equal (format, "upperLetter") || g_str_equal (format, "A")) && n >= 1 && n <= 26)
    g_string_append_c (text, (char) ('A' + n - 1));
  else if ((g_str_has_prefix (format, "decimalEnclosedCircle") || g_str_has_prefix (format, "①")) && n >= 1 && n <= 20)
    g_string_append_unichar (text, 0x2460 + n - 1);
  else
    g_string_append_printf (text, "%u", n);
}

/**
 * word_list_count:
 * @level: from 0
 *
 * Goes on to the next number of a level.
 *
 * Returns: (transfer full) (nullable): the number as it is printed, or %NULL for a bullet
 */
char *
word_list_count (WordList *list, guint level)
{
  g_autoptr (GString) text = NULL;
  const WordLevel *at;

  level = MIN (level, WORD_MAX_LEVELS - 1);
  at = &list->levels[level];
  list->counts[level] = list->counts[level] == 0 ? at->start : list->counts[level] + 1;
  for (guint i = level + 1; i < WORD_MAX_LEVELS; i++)
    list->counts[i] = 0;
  if (at->format == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (const char *p = at->text ? at->text : ""; *p; p++)
    {
      guint n = *p == '%' && p[1] >= '1' && p[1] <= '9' ? (guint) (p[1] - '1') : WORD_MAX_LEVELS;

      if (n < WORD_MAX_LEVELS)
        {
          append_number (text, n == level || list->levels[n].format == NULL ? at->format : list->levels[n].format,
                         MAX (list->counts[n], n == level ? 0 : 1));
          p++;
        }
      else
        g_string_append_c (text, *p);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * word_read_style_name:
 * @name: of a paragraph's style, in English or Chinese
 * @state: what it says is set
 */
void
word_read_style_name (const char *name, GalleyPartState *state)
{
  static const struct
  {
    const char *name;
    GalleyBlockKind kind;
  } names[] = {
    { "title", GALLEY_BLOCK_HEADLINE },        { "标题", GALLEY_BLOCK_HEADLINE },          { "quote", GALLEY_BLOCK_QUOTATION },
    { "intense quote", GALLEY_BLOCK_QUOTATION }, { "quotations", GALLEY_BLOCK_QUOTATION }, { "引用", GALLEY_BLOCK_QUOTATION },
    { "明显引用", GALLEY_BLOCK_QUOTATION },    { "list bullet", GALLEY_BLOCK_ITEM },       { "列表项目符号", GALLEY_BLOCK_ITEM },
  };
  g_autofree char *lower = g_utf8_strdown (name, -1);
  const char *heading = g_str_has_prefix (lower, "heading") ? lower + 7 : g_str_has_prefix (lower, "标题") ? lower + 6 : NULL;

  g_strdelimit (lower, "_", ' ');
  heading = heading ? heading + (*heading == ' ') : NULL;
  if (heading && *heading >= '1' && *heading <= '9' && heading[1] == '\0')
    {
      state->kind = GALLEY_BLOCK_HEADING;
      state->level = MIN ((guint) (*heading - '0'), LOOK_LEVEL - 1);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (lower, names[i].name))
      {
        state->kind = names[i].kind;
        state->level = state->kind == GALLEY_BLOCK_HEADLINE ? GALLEY_TITLE_LEVEL : 0;
      }
}

/**
 * galley_word_read:
 * @bytes: a DOCX document
 * @omissions: (out) (transfer full) (element-type GalleyOmission): what is beside the text; not set on an error
 * @error: %GALLEY_FORMATS_ERROR_BROKEN, %GALLEY_FORMATS_ERROR_TOO_LARGE, %GALLEY_FORMATS_ERROR_EMPTY,
 *   %GALLEY_FORMATS_ERROR_NOT_TEXT for another package, or cancelled
 *
 * Reads the text of a document with its structure: insertions that are tracked are taken in, deletions left out, and both
 * are listed with comments and pictures. Takes time in proportion to what it unpacks to; call it in a thread.
 *
 * Returns: (transfer full) (nullable) (element-type GalleyPart): its parts, at least one
 */
GPtrArray *
galley_word_read (GBytes *bytes, GPtrArray **omissions, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) names = NULL;
  GPtrArray *parts = NULL;
  gboolean done = FALSE;
  WordStory story;

  if (g_bytes_get_size (bytes) > GALLEY_MAX_TEXT_BYTES)
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE,
                   _("It holds more than an article can; keep the part that is needed"));
      return NULL;
    }
  names = galley_package_list (bytes, error);
  if (names == NULL)
    return NULL;
  word_story_init (&story);
  if (g_hash_table_contains (names, "word/document.xml"))
    done = word_read_docx (bytes, names, &story, cancellable, error);
  else
    g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_NOT_TEXT,
                 _("It is no Word document; save it as one (.docx)"));
  if (done)
    parts = word_story_finish (&story, error);
  if (parts)
    *omissions = g_ptr_array_ref (story.omissions);
  word_story_clear (&story);
  return parts;
}
