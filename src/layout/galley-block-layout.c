/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-layout"

#include "config.h"

#include "galley-block-layout.h"

#include "galley-furniture.h"
#include "galley-picture-surface.h"

/* The sign of an item, in em. */
#define SIGN_SIZE 0.8

/* The height of the frame that stands for a missing picture, of the column's width. */
#define MISSING_HEIGHT 0.3

/* What the kinds of block are in the tree of a document's structure; pictures, tables and charts are made of parts. */
static const GalleyRole structure_roles[GALLEY_N_BLOCK_KINDS] = {
  [GALLEY_BLOCK_KICKER] = GALLEY_ROLE_PARAGRAPH,      [GALLEY_BLOCK_HEADLINE] = GALLEY_ROLE_TITLE,
  [GALLEY_BLOCK_NOTE] = GALLEY_ROLE_PARAGRAPH,        [GALLEY_BLOCK_LEAD] = GALLEY_ROLE_PARAGRAPH,
  [GALLEY_BLOCK_HEADING] = GALLEY_ROLE_HEADING,       [GALLEY_BLOCK_PARAGRAPH] = GALLEY_ROLE_PARAGRAPH,
  [GALLEY_BLOCK_ITEM] = GALLEY_ROLE_LIST_ITEM,        [GALLEY_BLOCK_SUBITEM] = GALLEY_ROLE_LIST_ITEM,
  [GALLEY_BLOCK_SUBHEADING] = GALLEY_ROLE_SUBHEADING, [GALLEY_BLOCK_QUOTATION] = GALLEY_ROLE_QUOTATION,
  [GALLEY_BLOCK_TABLE] = GALLEY_ROLE_CAPTION,         [GALLEY_BLOCK_PICTURE] = GALLEY_ROLE_FIGURE,
  [GALLEY_BLOCK_CHART] = GALLEY_ROLE_FIGURE,
};

static void
clear_layout (gpointer data)
{
  GalleyBlockLayout *self = data;

  g_clear_pointer (&self->key, galley_block_data_unref);
  g_clear_pointer (&self->record, galley_record_unref);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  g_array_unref (self->rows);
  g_array_unref (self->items);
  g_array_unref (self->elements);
  g_ptr_array_unref (self->texts);
}

/**
 * galley_block_layout_new_empty:
 * @style: the style whose spaces and ornament count for the part; it outlives the part
 *
 * Returns: (transfer full): a part to add rows and items to
 */
GalleyBlockLayout *
galley_block_layout_new_empty (const GalleyStyle *style)
{
  GalleyBlockLayout *self = g_atomic_rc_box_new0 (GalleyBlockLayout);

  self->style = style;
  self->rows = g_array_new (FALSE, TRUE, sizeof (GalleyRow));
  self->items = g_array_new (FALSE, TRUE, sizeof (GalleyDisplayItem));
  self->elements = g_array_new (FALSE, TRUE, sizeof (GalleyElement));
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_lines_free);
  return self;
}

GalleyBlockLayout *
galley_block_layout_ref (GalleyBlockLayout *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
galley_block_layout_unref (GalleyBlockLayout *self)
{
  g_atomic_rc_box_release_full (self, clear_layout);
}

/* Returns the index of the new element among the part's. */
guint
galley_block_layout_add_element (GalleyBlockLayout *self, GalleyRole role, guint parent, const GalleyBlockData *block)
{
  GalleyElement element = { .role = role, .parent = parent, .block = block };

  g_array_append_val (self->elements, element);
  return self->elements->len - 1;
}

void
galley_block_layout_begin_row (GalleyBlockLayout *self, double height, gboolean keep)
{
  GalleyRow row = { .height = height, .first_item = self->items->len, .keep = keep };

  g_array_append_val (self->rows, row);
}

/* Returns an item on the last row, of element 0; valid until the next is added. */
GalleyDisplayItem *
galley_block_layout_add_item (GalleyBlockLayout *self,
                              GalleyDisplayItemKind kind,
                              double x,
                              double y,
                              double width,
                              double height)
{
  GalleyDisplayItem item = {
    .kind = kind, .x = x, .y = y, .width = width, .height = height, .block = self->key, .record = self->record,
  };

  g_array_append_val (self->items, item);
  g_array_index (self->rows, GalleyRow, self->rows->len - 1).n_items++;
  return &g_array_index (self->items, GalleyDisplayItem, self->items->len - 1);
}

GalleyDisplayItem *
galley_block_layout_add_line (GalleyBlockLayout *self,
                              const GalleyLine *line,
                              const GalleyStyle *style,
                              double x,
                              double y)
{
  GalleyDisplayItem *item = galley_block_layout_add_item (
    self, GALLEY_ITEM_TEXT, x + line->x, y, line->line.width, style->line_height * style->size);

  item->line = &line->line;
  return item;
}

/* Adds a shape that belongs to no element of the structure. */
void
galley_block_layout_add_shape (GalleyBlockLayout *self,
                               GalleyDisplayItemKind kind,
                               GalleyColor color,
                               double x,
                               double y,
                               double width,
                               double height)
{
  GalleyDisplayItem *item = galley_block_layout_add_item (self, kind, x, y, width, height);

  item->color = color;
  item->block = NULL;
  item->record = NULL;
  item->element = GALLEY_ELEMENT_ARTIFACT;
}

/**
 * galley_block_layout_set_text:
 * @marks: (nullable): where given, @text begins with that of the part's block
 * @n_lines: (out)
 *
 * Sets a text that the part then keeps, without placing it.
 *
 * Returns: (nullable) (array length=n_lines) (transfer none): %NULL where cancelled
 */
const GalleyLine *
galley_block_layout_set_text (GalleyBlockLayout *self,
                              const GalleyTypesetter *setter,
                              const GalleyStyle *style,
                              const char *text,
                              GPtrArray *marks,
                              double width,
                              double indent,
                              guint *n_lines)
{
  GalleyTextSpec spec = {
    .text = text,
    .style = style,
    .color = setter->theme->colors[style->color],
    .link_color = setter->theme->colors[GALLEY_COLOR_LINK],
    .borrowed = self->key && text == self->key->text,
    .marks = marks,
    .width = MAX (width, style->size),
    .indent = indent < width / 2 ? indent : 0,
  };
  GalleyLines *lines = galley_lines_new (setter->context, &spec, setter->cancellable);

  if (!lines)
    return NULL;
  g_ptr_array_add (self->texts, lines);
  return galley_lines_get (lines, n_lines);
}

/* A row that is all ornament. */
static void
add_ornament_above (GalleyBlockLayout *self, const GalleyTypesetter *setter)
{
  const GalleyColor *colors = setter->theme->colors;
  double em = self->style->size, middle = setter->width / 2, size = 0.42 * em;

  if (self->style->ornament == GALLEY_ORNAMENT_DIAMOND)
    {
      galley_block_layout_begin_row (self, 1.1 * em, TRUE);
      galley_block_layout_add_shape (self, GALLEY_ITEM_RECTANGLE, colors[GALLEY_COLOR_RULE], middle - 3.6 * em, 0.4 * em, 2.9 * em, 0.05 * em);
      galley_block_layout_add_shape (self, GALLEY_ITEM_DIAMOND, colors[self->style->color], middle - size / 2, 0.425 * em - size / 2, size, size);
      galley_block_layout_add_shape (self, GALLEY_ITEM_RECTANGLE, colors[GALLEY_COLOR_RULE], middle + 0.7 * em, 0.4 * em, 2.9 * em, 0.05 * em);
    }
  else if (self->style->ornament == GALLEY_ORNAMENT_RULE)
    {
      galley_block_layout_begin_row (self, 0.8 * em, TRUE);
      galley_block_layout_add_shape (self, GALLEY_ITEM_RECTANGLE, colors[GALLEY_COLOR_RULE], 0, 0, setter->width, 0.06 * em);
    }
}

/* Ornament on the row of a line of text. */
static void
add_ornament_beside (GalleyBlockLayout *self, const GalleyTypesetter *setter, gboolean first, gboolean last)
{
  const GalleyColor *colors = setter->theme->colors;
  double em = self->style->size, height = self->style->line_height * em;
  GalleyColor accent = colors[GALLEY_COLOR_ACCENT];

  if (self->style->ornament == GALLEY_ORNAMENT_BAR)
    {
      /* The bars of two lines overlap, so that no seam shows where pixels do not fall together with rows. */
      double above = first ? (height - 1.05 * em) / 2 : -0.5, below = last ? (height - 1.05 * em) / 2 : 0;

      galley_block_layout_add_shape (self, GALLEY_ITEM_RECTANGLE, accent, 0, above, 0.24 * em, height - above - below);
    }
  else if (self->style->ornament == GALLEY_ORNAMENT_BAND)
    {
      if (first)
        galley_block_layout_add_shape (self, GALLEY_ITEM_RECTANGLE, accent, 0, 0, setter->width, 0.16 * em);
      if (last)
        galley_block_layout_add_shape (self, GALLEY_ITEM_RECTANGLE, accent, 0, height, setter->width, 0.05 * em);
    }
}

static double
get_inset (const GalleyStyle *style)
{
  double least = style->ornament == GALLEY_ORNAMENT_BAR ? 0.8 : 0;

  return MAX (style->inset, least) * style->size;
}

/* Headings keep to what they head; a paragraph leaves no single line at a page's end or beginning. */
static gboolean
keeps (const GalleyStyle *style, gboolean heads, guint line, guint n_lines)
{
  return heads || line + 1 < MIN (n_lines, 2) || (line + 2 == n_lines);
}

/* Sets @text in rows, one a line, @x from the left; @block as in the public items where the text is the block's. */
static gboolean
add_text_rows (GalleyBlockLayout *self,
               const GalleyTypesetter *setter,
               const char *text,
               GPtrArray *marks,
               double x,
               double indent,
               gboolean heads,
               guint element)
{
  const GalleyStyle *style = self->style;
  double inset = get_inset (style), height = style->line_height * style->size;
  double right = style->ornament == GALLEY_ORNAMENT_BAR ? style->inset * style->size : inset;
  guint n_lines;
  const GalleyLine *lines = galley_block_layout_set_text (
    self, setter, style, text, marks, setter->width - x - inset - right, indent, &n_lines);

  if (!lines)
    return FALSE;
  for (guint i = 0; i < n_lines; i++)
    {
      GalleyDisplayItem *item;

      galley_block_layout_begin_row (self, height, keeps (style, heads, i, n_lines));
      add_ornament_beside (self, setter, i == 0, i + 1 == n_lines);
      item = galley_block_layout_add_line (self, &lines[i], style, inset + x, 0);
      item->element = element;
      if (marks)
        {
          /* What is printed after the block's own text, such as a credit, is nowhere in it. */
          item->start = MIN (lines[i].start, self->key->n_chars);
          item->end = MIN (lines[i].end, self->key->n_chars);
        }
    }
  return TRUE;
}

/**
 * galley_block_layout_add_text:
 * @marks: (nullable): where given, @text is that of the part's block
 * @keep: whether its last line keeps to the next row
 *
 * Sets a text in @style below what the part has, a row a line.
 *
 * Returns: %FALSE where cancelled
 */
gboolean
galley_block_layout_add_text (GalleyBlockLayout *self,
                              const GalleyTypesetter *setter,
                              const GalleyStyle *style,
                              const char *text,
                              GPtrArray *marks,
                              gboolean keep,
                              guint element)
{
  const GalleyStyle *own = self->style;
  gboolean done;

  self->style = style;
  done = add_text_rows (self, setter, text, marks, 0, 0, keep, element);
  self->style = own;
  return done;
}

/* Puts @text, which is none of the block's, before what is on the first row, @x from the left. */
static void
add_label (GalleyBlockLayout *self, const GalleyTextLine *line, double x, double height, guint element)
{
  GalleyDisplayItem label = {
    .kind = GALLEY_ITEM_TEXT,
    .x = x,
    .width = line->width,
    .height = height,
    .block = self->key,
    .element = element,
    .line = line,
  };

  /* It is read before the line that it stands beside. */
  g_assert (self->items->len >= self->rows->len);
  g_array_insert_val (self->items, 0, label);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GalleyRow *row = &g_array_index (self->rows, GalleyRow, i);

      if (i == 0)
        row->n_items++;
      else
        row->first_item++;
    }
}

/* The sign of an item, hung out before its first line, @x from the left. */
static gboolean
add_sign (GalleyBlockLayout *self, const GalleyTypesetter *setter, const char *sign, double x, guint element)
{
  GalleyStyle style = *self->style;
  guint n_lines;
  const GalleyLine *lines;

  style.color = GALLEY_COLOR_ACCENT;
  style.align = GALLEY_ALIGN_START;
  /* Smaller, but in the middle of the line as before. */
  style.size *= SIGN_SIZE;
  style.line_height /= SIGN_SIZE;
  lines = galley_block_layout_set_text (self, setter, &style, sign, NULL, setter->width, 0, &n_lines);
  if (lines)
    add_label (self, &lines[0].line, get_inset (self->style) + x, style.line_height * style.size, element);
  return lines != NULL;
}

/* Sets the block's text with its number before it, if it has one, which is set as if it were of the text. */
static gboolean
add_numbered_rows (GalleyBlockLayout *self,
                   const GalleyTypesetter *setter,
                   GalleyBlockData *block,
                   const char *number,
                   gboolean heads,
                   guint label,
                   guint body)
{
  double indent = self->style->indent * self->style->size;
  const GalleyTextLine *line;
  const GalleyLine *lines;
  guint n_lines;

  if (!number)
    return add_text_rows (self, setter, block->text, block->marks, 0, indent, heads, body);
  lines = galley_block_layout_set_text (self, setter, self->style, number, NULL, setter->width, 0, &n_lines);
  if (!lines)
    return FALSE;
  line = &lines[0].line;
  if (!add_text_rows (self, setter, block->text, block->marks, 0, indent + line->runs[line->n_runs - 1].end, heads, body))
    return FALSE;
  add_label (self, line, get_inset (self->style) + indent, self->style->line_height * self->style->size, label);
  return TRUE;
}

static gboolean
set_item (GalleyBlockLayout *self, const GalleyTypesetter *setter, GalleyBlockData *block, const char *number)
{
  /* A subitem's sign stands below the text of the item. */
  double x = (self->style->indent - setter->theme->styles[GALLEY_STYLE_ITEM].indent) * self->style->size;
  guint label, body;

  galley_block_layout_add_element (self, GALLEY_ROLE_LIST_ITEM, 0, block);
  label = galley_block_layout_add_element (self, GALLEY_ROLE_LABEL, 0, block);
  body = galley_block_layout_add_element (self, GALLEY_ROLE_BODY, 0, block);
  if (self->style->number)
    return add_numbered_rows (self, setter, block, number, FALSE, label, body);
  return add_text_rows (
           self, setter, block->text, block->marks, self->style->indent * self->style->size, 0, FALSE, body) &&
         add_sign (self, setter, block->kind == GALLEY_BLOCK_ITEM ? GALLEY_ITEM_SIGN : GALLEY_SUBITEM_SIGN, x, label);
}

/* A picture as large as the column and its own pixels allow, one a unit at most. */
static void
add_picture_row (GalleyBlockLayout *self, const GalleyTypesetter *setter)
{
  double width = cairo_image_surface_get_width (self->picture), height = cairo_image_surface_get_height (self->picture);
  double scale = MIN (MIN (setter->width / width, setter->max_height / height), 1);

  galley_block_layout_begin_row (self, height * scale, TRUE);
  galley_block_layout_add_item (self, GALLEY_ITEM_PICTURE, (setter->width - width * scale) / 2, 0, width * scale,
                                height * scale)
    ->picture = self->picture;
}

/* A frame that says which picture is not there. */
static gboolean
add_missing_row (GalleyBlockLayout *self, const GalleyTypesetter *setter, GalleyBlockData *block)
{
  g_autofree char *notice = galley_furniture_dup_missing (block);
  const GalleyStyle *style = self->style;
  double height = setter->width * MISSING_HEIGHT, line_height = style->line_height * style->size;
  guint n_lines;
  const GalleyLine *lines =
    galley_block_layout_set_text (self, setter, style, notice, NULL, setter->width - 2 * style->size, 0, &n_lines);

  if (!lines)
    return FALSE;
  height = MAX (height, (n_lines + 1) * line_height);
  galley_block_layout_begin_row (self, height, TRUE);
  galley_block_layout_add_item (self, GALLEY_ITEM_FRAME, 0, 0, setter->width, height)->color =
    setter->theme->colors[GALLEY_COLOR_RULE];
  for (guint i = 0; i < n_lines; i++)
    galley_block_layout_add_line (self, &lines[i], style, (setter->width - lines[i].line.width) / 2,
                                  (height - n_lines * line_height) / 2 + i * line_height);
  return TRUE;
}

static gboolean
set_picture (GalleyBlockLayout *self, const GalleyTypesetter *setter, GalleyBlockData *block)
{
  g_autofree char *line = galley_furniture_dup_picture_line (block);
  guint caption;

  galley_block_layout_add_element (self, GALLEY_ROLE_FIGURE, 0, block);
  self->picture =
    galley_picture_surface_new (setter->folder, block, (guint) (3 * setter->width), setter->cancellable, NULL);
  if (g_cancellable_is_cancelled (setter->cancellable))
    return FALSE;
  if (self->picture)
    add_picture_row (self, setter);
  else if (!add_missing_row (self, setter, block))
    return FALSE;
  caption = galley_block_layout_add_element (self, GALLEY_ROLE_CAPTION, 0, block);
  return add_text_rows (self, setter, line, block->marks, 0, 0, FALSE, caption);
}

/**
 * galley_block_layout_get_style:
 *
 * Returns: (transfer none): the style that blocks of @kind have, or what stands first in them
 */
const GalleyStyle *
galley_block_layout_get_style (const GalleyTheme *theme, GalleyBlockKind kind)
{
  return &theme->styles[galley_style_role_of_kind (kind)];
}

/**
 * galley_block_layout_new:
 * @block: of any kind but a table or chart
 * @number: (nullable): that is printed before its text
 *
 * Returns: (nullable) (transfer full): the block set; %NULL where cancelled
 */
GalleyBlockLayout *
galley_block_layout_new (const GalleyTypesetter *setter, GalleyBlockData *block, const char *number)
{
  const GalleyStyle *style = galley_block_layout_get_style (setter->theme, block->kind);
  g_autoptr (GalleyBlockLayout) self = galley_block_layout_new_empty (style);
  gboolean heads = block->kind == GALLEY_BLOCK_KICKER || block->kind == GALLEY_BLOCK_HEADLINE ||
                   block->kind == GALLEY_BLOCK_HEADING || block->kind == GALLEY_BLOCK_SUBHEADING;
  gboolean done;

  self->key = galley_block_data_ref (block);
  if (galley_block_kind_is_item (block->kind))
    done = set_item (self, setter, block, number);
  else if (block->kind == GALLEY_BLOCK_PICTURE)
    done = set_picture (self, setter, block);
  else
    {
      guint body = galley_block_layout_add_element (self, structure_roles[block->kind], 0, block);
      guint label = number ? galley_block_layout_add_element (self, GALLEY_ROLE_LABEL, body, block) : body;

      add_ornament_above (self, setter);
      done = add_numbered_rows (self, setter, block, number, heads, label, body);
    }
  return done ? g_steal_pointer (&self) : NULL;
}

/**
 * galley_block_layout_new_text:
 * @text: of the furniture
 *
 * Returns: (nullable) (transfer full): a text that is no block's, as a paragraph; %NULL where cancelled
 */
GalleyBlockLayout *
galley_block_layout_new_text (const GalleyTypesetter *setter, GalleyStyleRole role, const char *text)
{
  g_autoptr (GalleyBlockLayout) self = galley_block_layout_new_empty (&setter->theme->styles[role]);
  gboolean heads = role == GALLEY_STYLE_STRAPLINE || role == GALLEY_STYLE_NOTE_LABEL;

  galley_block_layout_add_element (self, GALLEY_ROLE_PARAGRAPH, 0, NULL);
  add_ornament_above (self, setter);
  return add_text_rows (self, setter, text, NULL, 0, 0, heads, 0) ? g_steal_pointer (&self) : NULL;
}

/**
 * galley_block_layout_new_caption:
 * @block: a table
 * @fallback: shown where the block has no text of its own
 *
 * Returns: (nullable) (transfer full): what stands above a table; %NULL where cancelled
 */
GalleyBlockLayout *
galley_block_layout_new_caption (const GalleyTypesetter *setter, GalleyBlockData *block, const char *fallback)
{
  g_autoptr (GalleyBlockLayout) self = galley_block_layout_new_empty (&setter->theme->styles[GALLEY_STYLE_TABLE_CAPTION]);
  gboolean own = *block->text != '\0';

  self->key = galley_block_data_ref (block);
  galley_block_layout_add_element (self, GALLEY_ROLE_CAPTION, 0, block);
  return add_text_rows (self, setter, own ? block->text : fallback, own ? block->marks : NULL, 0, 0, TRUE, 0)
           ? g_steal_pointer (&self)
           : NULL;
}
