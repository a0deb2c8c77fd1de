/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-word-private.h"

/* What the readers of word processors' formats have in common: how paragraphs, tables and text boxes become parts. */

#define MAX_CELLS 1000000
/* Of text, listed or not: no article comes near, and a bulletin of it takes some ten times as much memory. */
#define MAX_BYTES (32u * 1024 * 1024)
/* As many as a bulletin may have paragraphs. */
#define MAX_PARTS 200000
#define MAX_NESTED 100
#define MAX_RANGES 100
/* Longer is no heading that is known by its looks alone, in code points. */
#define MAX_LOOK 40

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
  char *place; /* (nullable): of the paragraph, or the table */
  gboolean goes_on; /* with the next paragraph, as the end between them is not there */
  GPtrArray *boxes; /* parts of the boxes that hang on the paragraph, to follow it; of a table, those of its only cell */
  GalleyPartTable table;
  guint n_cells; /* of the table, those apart that go on with others */
  guint n_breaks, line_start; /* line breaks in the paragraph, and the code point after the last */
  gboolean told; /* whether prose was met, so that a bold line is no headline or byline */
} WordFrame;

static void
free_frame (gpointer data)
{
  WordFrame *frame = data;

  galley_part_builder_clear (&frame->builder);
  g_ptr_array_unref (frame->boxes);
  galley_part_table_clear (&frame->table);
  g_free (frame->place);
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

static WordFrame *
pop (WordStory *self)
{
  for (guint i = 0; i < self->ranges->len; i++)
    {
      WordRange *range = g_ptr_array_index (self->ranges, i);

      range->marked |= range->frame == top (self);
    }
  return g_ptr_array_steal_index (self->frames, self->frames->len - 1);
}

static gboolean
is_at (WordStory *self, FrameKind kind)
{
  return self->frames->len > 1 && top (self)->kind == kind;
}

static void
free_range (gpointer data)
{
  WordRange *range = data;

  g_free (range->id);
  g_string_free (range->text, TRUE);
  g_free (range);
}

void
word_story_init (WordStory *self, GPtrArray *omissions, WordHistory *history)
{
  *self = (WordStory) {
    .frames = g_ptr_array_new_with_free_func (free_frame),
    .omissions = g_ptr_array_ref (omissions),
    .history = history,
    .ranges = g_ptr_array_new_with_free_func (free_range),
    .listed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .aside = g_string_new (NULL),
  };
  push (self, FRAME_BODY);
}

void
word_story_clear (WordStory *self)
{
  g_ptr_array_unref (self->frames);
  g_ptr_array_unref (self->omissions);
  g_ptr_array_unref (self->ranges);
  g_hash_table_unref (self->listed);
  g_string_free (self->aside, TRUE);
}

gboolean
word_story_takes_change (WordStory *self, const char *author, const char *date)
{
  return self->history == NULL || word_history_takes (self->history, author, date);
}

/* What the next part is known by. A count goes on whether what is read has the part or not, so that it is always the same. */
static char *
next_place (WordStory *self)
{
  return g_strdup_printf ("%u", self->n_places++);
}

/**
 * word_story_start_paragraph:
 * @place: (nullable): of what is not where it was in the document any more
 *
 * A paragraph begins.
 *
 * Returns: whether it goes on with text of the one before
 */
gboolean
word_story_start_paragraph (WordStory *self, const char *place)
{
  WordFrame *frame = top (self);
  char *own = place ? g_strdup (place) : next_place (self);

  frame->goes_on = frame->goes_on && word_story_has_text (self);
  if (frame->goes_on)
    {
      g_free (own);
      return TRUE;
    }
  g_free (frame->place);
  frame->place = own;
  frame->paragraph = (GalleyPartState) { .kind = GALLEY_BLOCK_PARAGRAPH };
  return FALSE;
}

/* Sets what the paragraph that was started is. */
void
word_story_begin_paragraph (WordStory *self, const GalleyPartState *state)
{
  if (!top (self)->goes_on)
    top (self)->paragraph = *state;
}

gboolean
word_story_has_text (const WordStory *self)
{
  return ((WordFrame *) g_ptr_array_index (self->frames, self->frames->len - 1))->builder.text->len > 0;
}

/* Returns: what the paragraph that is read was said to be */
GalleyPartState
word_story_get_state (const WordStory *self)
{
  return ((WordFrame *) g_ptr_array_index (self->frames, self->frames->len - 1))->paragraph;
}

/* Returns: (nullable) (transfer none): the place of the paragraph that is read */
const char *
word_story_get_place (const WordStory *self)
{
  return ((WordFrame *) g_ptr_array_index (self->frames, self->frames->len - 1))->place;
}

/* Whether @length more bytes of text are no more than an article can have, listed or not. */
gboolean
word_story_takes (WordStory *self, gsize length)
{
  self->n_bytes += length;
  self->too_large |= self->n_bytes > MAX_BYTES;
  return !self->too_large;
}

static void
add_to_ranges (WordStory *self, const char *text, gsize length)
{
  for (guint i = 0; i < self->ranges->len; i++)
    {
      WordRange *range = g_ptr_array_index (self->ranges, i);
      const char *end = text + length;

      if (range->text->len + length > range->max_bytes)
        end = g_utf8_find_prev_char (text, text + (range->max_bytes - range->text->len) + 1);
      if (end)
        g_string_append_len (range->text, text, end - text);
    }
}

/**
 * word_story_open_range:
 * @id: not that of another that is open
 * @max_bytes: how much of the text is wanted
 * @mark: whether its words are marked as those that the comment @id is about
 *
 * Gathers the text that is told from here on, until word_story_close_range().
 */
void
word_story_open_range (WordStory *self, const char *id, gsize max_bytes, gboolean mark)
{
  WordRange *range;

  if (self->ranges->len >= MAX_RANGES)
    return;
  range = g_new0 (WordRange, 1);
  range->id = g_strdup (id);
  range->text = g_string_new (NULL);
  range->max_bytes = max_bytes;
  range->frame = top (self);
  range->start = top (self)->builder.chars;
  range->marked = !mark;
  g_ptr_array_add (self->ranges, range);
}

/* Marks the words of @range in the paragraph that it began in; where it began behind the last word, it begins with the next. */
static void
mark_range (WordStory *self, WordRange *range)
{
  GalleyPartBuilder *builder = &top (self)->builder;

  if (range->marked || range->frame != top (self))
    return;
  range->marked = builder->chars > range->start;
  galley_part_builder_add_mark (builder, GALLEY_MARK_COMMENT, range->start, range->id);
}

/* Returns: (transfer full) (nullable): the text that was told since the range was opened; %NULL where it was not */
char *
word_story_close_range (WordStory *self, const char *id)
{
  for (guint i = 0; i < self->ranges->len; i++)
    {
      WordRange *range = g_ptr_array_index (self->ranges, i);
      char *text;

      if (!g_str_equal (range->id, id))
        continue;
      mark_range (self, range);
      text = g_strdup (range->text->str);
      g_ptr_array_remove_index (self->ranges, i);
      return text;
    }
  return NULL;
}

static void
end_aside (WordStory *self)
{
  if (self->aside_rule)
    word_story_omit (self, self->aside_rule, self->aside->str);
  g_string_truncate (self->aside, 0);
  self->aside_rule = NULL;
}

/**
 * word_story_add_aside:
 * @rule: (nullable): static
 * @text: UTF-8, not terminated
 *
 * Lists text, together with what comes right behind it and is listed for the same reason; %NULL lists nothing and ends that.
 */
void
word_story_add_aside (WordStory *self, const char *rule, const char *text, gsize length)
{
  if (self->aside_rule != rule)
    end_aside (self);
  self->aside_rule = rule;
  if (rule && word_story_takes (self, length))
    g_string_append_len (self->aside, text, (gssize) length);
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

  if (!word_story_takes (self, length))
    return;
  add_to_ranges (self, text, length);
  state.bold = bold;
  state.link = link;
  for (const char *end = text + length; text < end; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      gboolean begins = galley_part_builder_begins_line (builder);

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
  WordFrame *frame = top (self);

  if (frame->builder.text->len == 0 || !word_story_takes (self, 1))
    return;
  galley_part_builder_append (&frame->builder, '\n');
  frame->n_breaks++;
  frame->line_start = frame->builder.chars;
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

  return last && g_array_index (builder->levels, guint, n - 1) == WORD_LOOK_LEVEL && strchr (last->text, '\n') == NULL &&
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
  builder->now.level = frame->told ? WORD_LOOK_LEVEL : 0;
  builder->now.bold = FALSE;
}

/* Counts the parts of @frame from the @first'th on. */
static void
count_parts (WordStory *self, const WordFrame *frame, guint first)
{
  for (guint i = first; i < frame->builder.parts->len; i++)
    {
      self->too_large |= ++self->n_parts > MAX_PARTS;
      if (frame->kind == FRAME_BODY)
        self->n_lines += galley_part_count_lines (g_ptr_array_index (frame->builder.parts, i));
    }
}

static void
move_parts (WordStory *self, GPtrArray *from, WordFrame *to)
{
  guint first = to->builder.parts->len;

  for (guint i = 0; i < from->len; i++)
    {
      guint level = ((GalleyPart *) g_ptr_array_index (from, i))->kind == GALLEY_BLOCK_HEADING ? WORD_LOOK_LEVEL : 0;

      g_array_append_val (to->builder.levels, level);
    }
  g_ptr_array_extend_and_steal (to->builder.parts, g_ptr_array_ref (from));
  count_parts (self, to, first);
}

void
word_story_end_paragraph (WordStory *self)
{
  WordFrame *frame = top (self);
  GalleyPartBuilder *builder = &frame->builder;
  guint n = builder->parts->len;

  end_aside (self);
  for (guint i = 0; i < self->ranges->len; i++)
    mark_range (self, g_ptr_array_index (self->ranges, i));
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
  if (builder->parts->len > n)
    ((GalleyPart *) g_ptr_array_index (builder->parts, n))->place = g_steal_pointer (&frame->place);
  for (guint i = 0; i < self->ranges->len; i++)
    {
      WordRange *range = g_ptr_array_index (self->ranges, i);

      if (range->frame == frame && !range->marked)
        range->start = 0;
    }
  count_parts (self, frame, n);
  move_parts (self, frame->boxes, frame);
  frame->paragraph = (GalleyPartState) { .kind = GALLEY_BLOCK_PARAGRAPH };
  frame->goes_on = FALSE;
  frame->n_breaks = frame->line_start = 0;
}

/* A paragraph whose end is not there: the next goes on with it, and where it has no text is all there is. */
void
word_story_join_paragraph (WordStory *self)
{
  top (self)->goes_on = TRUE;
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
  box = pop (self);
  g_ptr_array_extend_and_steal (top (self)->boxes, g_ptr_array_ref (box->builder.parts));
  free_frame (box);
}

static gboolean
is_in_cell (const WordStory *self)
{
  for (guint i = 0; i < self->frames->len; i++)
    if (((WordFrame *) g_ptr_array_index (self->frames, i))->kind == FRAME_CELL)
      return TRUE;
  return FALSE;
}

/**
 * word_story_add_picture:
 * @name: what it is called, for the list
 * @alt: (nullable): what it shows
 * @media: (nullable): where it is in the package
 *
 * Adds a picture that follows the paragraph that it stands in. One in a cell, which holds none, or that is not in the
 * package is listed.
 */
void
word_story_add_picture (WordStory *self, const char *name, const char *alt, const char *media)
{
  g_autofree char *place = next_place (self);
  GalleyPart *part;

  if (media == NULL || is_in_cell (self))
    {
      word_story_omit (self, "picture", name);
      return;
    }
  part = galley_part_new (GALLEY_BLOCK_PICTURE, "", NULL, NULL);
  part->media = g_strdup (media);
  part->alt = g_strdup (alt);
  part->place = g_steal_pointer (&place);
  g_ptr_array_add (top (self)->boxes, part);
}

/* A picture that is not there, though the document has it. */
void
word_story_pass_picture (WordStory *self)
{
  g_free (next_place (self));
}

void
word_story_begin_table (WordStory *self)
{
  if (top (self)->builder.text->len > 0)
    word_story_end_paragraph (self);
  top (self)->goes_on = FALSE;
  push (self, FRAME_TABLE)->place = next_place (self);
}

/**
 * word_story_begin_row:
 * @header: whether it is repeated at the head of each page
 */
void
word_story_begin_row (WordStory *self, gboolean header)
{
  if (is_at (self, FRAME_TABLE))
    galley_part_table_begin_row (&top (self)->table, header);
}

void
word_story_begin_cell (WordStory *self)
{
  push (self, FRAME_CELL);
}

/**
 * word_story_end_cell:
 * @n_columns: that it covers
 * @n_rows: that it covers, or 0 for a cell that goes on with the one above
 */
void
word_story_end_cell (WordStory *self, guint n_columns, guint n_rows)
{
  WordFrame *cell, *table;
  g_autofree char *text = NULL;

  if (!is_at (self, FRAME_CELL))
    return;
  word_story_end_paragraph (self);
  cell = pop (self);
  table = top (self);
  text = galley_parts_dup_cell (cell->builder.parts);
  if (table->kind == FRAME_TABLE && n_rows > 0)
    {
      galley_part_table_add_cell (&table->table, g_steal_pointer (&text), n_columns, n_rows);
      /* The only cell of a table is kept whole: such a table is a frame. */
      if (table->n_cells++ == 0)
        move_parts (self, cell->builder.parts, table);
      self->n_cells += n_columns;
    }
  else if (table->kind == FRAME_TABLE)
    {
      galley_part_table_extend_cell (&table->table, n_columns);
      word_story_omit (self, "hidden", text);
    }
  self->too_large |= self->n_cells > MAX_CELLS || table->table.too_large;
  free_frame (cell);
}

/* A cell that is not there, though the document has it. */
void
word_story_drop_cell (WordStory *self)
{
  if (!is_at (self, FRAME_CELL))
    return;
  word_story_end_paragraph (self);
  free_frame (pop (self));
}

/* A cell that another covers, as OpenDocument writes it. */
void
word_story_end_covered_cell (WordStory *self)
{
  WordFrame *cell;
  g_autofree char *text = NULL;

  if (!is_at (self, FRAME_CELL))
    return;
  word_story_end_paragraph (self);
  cell = pop (self);
  text = galley_parts_dup_cell (cell->builder.parts);
  word_story_omit (self, "hidden", text);
  free_frame (cell);
}

void
word_story_end_table (WordStory *self)
{
  WordFrame *table, *frame;
  guint n;

  if (!is_at (self, FRAME_TABLE))
    return;
  table = pop (self);
  frame = top (self);
  n = frame->builder.parts->len;
  if (table->n_cells == 1)
    move_parts (self, table->builder.parts, frame);
  else
    {
      galley_part_builder_add_table (&frame->builder, "", &table->table);
      if (frame->builder.parts->len == n + 1)
        ((GalleyPart *) g_ptr_array_index (frame->builder.parts, n))->place = g_steal_pointer (&table->place);
      count_parts (self, frame, n);
    }
  free_frame (table);
}

/**
 * word_story_omit:
 * @rule: static
 * @text: what it says; nothing is listed where that is empty
 *
 * Lists what is no part of the article, where the story is at.
 *
 * Returns: (transfer none) (nullable): what was listed
 */
GalleyOmission *
word_story_omit (WordStory *self, const char *rule, const char *text)
{
  const WordFrame *frame = top (self);

  if (!word_story_takes (self, strlen (text)))
    return NULL;
  return galley_omissions_add (self->omissions, rule, self->n_lines + frame->n_breaks + 1, frame->builder.chars - frame->line_start,
                               text);
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
