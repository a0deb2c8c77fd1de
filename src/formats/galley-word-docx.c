/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <string.h>

#include "galley-export.h"
#include "galley-word-docx-elements.h"
#include "galley-word-docx-fields.h"
#include "galley-word-docx-private.h"

/* Reading DOCX: WordprocessingML, ECMA-376 part 1, transitional and strict, which differ in their namespaces alone. */

/* What is known of a paragraph; those of a text box stand within another. */
typedef struct
{
  char *style, *list;
  int level, outline;
  gboolean bold;
  gboolean joins; /* with the next: its end was deleted */
  char *number;   /* (nullable): to stand before its text, as bold as that */
} Paragraph;

typedef struct
{
  guint n_columns, n_rows;
} Cell;

/* A tracked change, and how many elements of its kind are open. */
typedef struct
{
  guint depth;
  char *author, *date;
} Change;

typedef struct
{
  WordStory *story;
  DocxParts *parts;
  guint skipping, depth;
  gboolean in_paragraph_properties, in_row_properties, in_section;
  gboolean in_text, in_instruction;
  Paragraph paragraph;
  GArray *paragraphs; /* those around it */
  gboolean goes_on;   /* with the paragraph before */
  /* The run */
  int bold;
  gboolean hidden, struck, reading;
  /* Tables */
  GArray *cells; /* that are open */
  GArray *rows;  /* that are open: how many deletions were when it began */
  gboolean row_begins, row_header;
  guint row_skips;
  /* What is gathered to be listed */
  Change deletion, insertion;
  GString *deleted, *contents;
  guint contents_depth; /* of the element that holds a table of contents, or 0 */
  GHashTable *anchors;  /* what comments are about, by their ids */
  char *drawing;
  gboolean described; /* whether it says what it shows, and not what it is called */
  /* Controls */
  gboolean placeholder, gallery;
  /* Links */
  const char *link;
  DocxFields fields;
} Reader;

static void
clear_paragraph (gpointer data)
{
  Paragraph *paragraph = data;

  g_free (paragraph->style);
  g_free (paragraph->list);
  g_free (paragraph->number);
}

/* What is said */

static void
start_change (Reader *self, Change *change, const GalleyXmlAttributes *attributes)
{
  if (change->depth++ > 0)
    return;
  docx_set_id (&change->author, attributes, "author");
  docx_set_id (&change->date, attributes, "date");
  if (change == &self->insertion)
    word_story_open_range (self->story, "inserted", G_MAXSIZE);
}

static void
end_deletion (Reader *self)
{
  word_story_omit_by (self->story, "deleted", self->deleted->str, self->deletion.author, self->deletion.date);
  g_string_truncate (self->deleted, 0);
}

static void
end_insertion (Reader *self)
{
  g_autofree char *text = word_story_close_range (self->story, "inserted");

  word_story_omit_by (self->story, "inserted", text ? text : "", self->insertion.author, self->insertion.date);
}

static gboolean
is_in_contents (const Reader *self)
{
  return self->contents_depth > 0 || docx_fields_are_contents (&self->fields);
}

/* Lists a table of contents once it ended. */
static void
settle_contents (Reader *self)
{
  if (self->contents->len == 0 || is_in_contents (self))
    return;
  word_story_omit (self->story, "contents", g_strstrip (self->contents->str));
  g_string_truncate (self->contents, 0);
}

static void
say (Reader *self, const char *text, gsize length)
{
  gboolean bold = self->bold >= 0 ? self->bold : self->paragraph.bold;
  gboolean contents = is_in_contents (self);
  const char *link = docx_fields_get_link (&self->fields);
  g_autofree char *number = NULL;

  if (contents || self->deletion.depth > 0)
    {
      if (word_story_takes (self->story, length))
        g_string_append_len (contents ? self->contents : self->deleted, text, (gssize) length);
      return;
    }
  word_story_add_aside (self->story, self->hidden ? "hidden" : self->reading ? "reading" : self->struck ? "struck" : NULL, text, length);
  if (self->hidden || self->reading)
    return;
  number = g_steal_pointer (&self->paragraph.number);
  if (number)
    word_story_add_text (self->story, number, strlen (number), bold, NULL);
  word_story_add_text (self->story, text, length, bold, link ? link : self->link);
}

/* Paragraphs */

static const DocxStyle *
find_style (const Reader *self, const char *id)
{
  return id ? g_hash_table_lookup (self->parts->styles, id) : NULL;
}

/* The level of a list that a paragraph's style, or one that it is based on, is of; -1 for none. */
static int
find_level (const Reader *self, const DocxList *list)
{
  const char *id = self->paragraph.style;

  for (guint i = 0; id && i < WORD_MAX_BASED; i++)
    {
      const DocxStyle *style = find_style (self, id);

      for (int level = 0; level < WORD_MAX_LEVELS; level++)
        if (g_strcmp0 (list->styles[level], id) == 0)
          return level;
      id = style ? style->based_on : NULL;
    }
  return -1;
}

/* Counts on the list that the number @id is of, at @level, which is found where it is not told; %NULL for an item. */
static char *
count_item (Reader *self, const char *id, int *level, gboolean *item)
{
  DocxNumber *number;
  const DocxList *list = docx_parts_find_list (self->parts, id, &number);
  char *text;

  if (list == NULL)
    return NULL;
  if (*level < 0)
    *level = MAX (find_level (self, list), 0);
  for (guint i = 0; number && i < WORD_MAX_LEVELS; i++)
    if (number->starts[i] > 0)
      {
        word_list_restart (list->list, i, number->starts[i] - 1);
        number->starts[i] = 0;
      }
  text = word_list_count (list->list, (guint) *level);
  *item = text == NULL;
  return text;
}

/* Begins the text of a paragraph, once all its properties are known. */
static void
begin_paragraph (Reader *self)
{
  GalleyPartState state = { .kind = GALLEY_BLOCK_PARAGRAPH };
  const DocxStyle *style = find_style (self, self->paragraph.style);
  const char *list = self->paragraph.list;
  int level = self->paragraph.level, outline = self->paragraph.outline, bold = -1;
  gboolean item = FALSE;

  for (guint i = 0; style && i < WORD_MAX_BASED; i++)
    {
      if (state.kind == GALLEY_BLOCK_PARAGRAPH && style->name)
        word_read_style_name (style->name, &state);
      list = list ? list : style->list;
      level = level >= 0 ? level : style->level;
      outline = outline >= 0 ? outline : style->outline;
      bold = bold >= 0 ? bold : style->bold;
      style = find_style (self, style->based_on);
    }
  self->paragraph.bold = bold > 0;
  if (state.kind == GALLEY_BLOCK_PARAGRAPH && outline >= 0 && outline < WORD_LOOK_LEVEL)
    {
      state.kind = GALLEY_BLOCK_HEADING;
      state.level = MIN ((guint) outline + 1, WORD_LOOK_LEVEL - 1);
    }
  if (list && !is_in_contents (self))
    self->paragraph.number = count_item (self, list, &level, &item);
  if (item && (state.kind == GALLEY_BLOCK_PARAGRAPH || galley_block_kind_is_item (state.kind)))
    state.kind = level > 0 ? GALLEY_BLOCK_SUBITEM : GALLEY_BLOCK_ITEM;
  word_story_begin_paragraph (self->story, &state);
}

static void
start_paragraph (Reader *self)
{
  clear_paragraph (&self->paragraph);
  self->paragraph = (Paragraph) { .level = -1, .outline = -1 };
}

static void
end_paragraph (Reader *self)
{
  if (self->contents->len > 0)
    g_string_append_c (self->contents, ' ');
  /* Where the end of a paragraph was deleted, the next goes on with it. */
  self->goes_on = self->paragraph.joins;
  if (!self->goes_on)
    word_story_end_paragraph (self->story);
}

static void
start_in_paragraph_properties (Reader *self, DocxElement element, const GalleyXmlAttributes *attributes)
{
  if (element == DOCX_ELEMENT_PARAGRAPH_STYLE)
    docx_set_id (&self->paragraph.style, attributes, "val");
  else if (element == DOCX_ELEMENT_LIST)
    docx_set_id (&self->paragraph.list, attributes, "val");
  else if (element == DOCX_ELEMENT_LIST_LEVEL)
    self->paragraph.level = (int) galley_xml_attributes_get_number (attributes, "val", 0);
  else if (element == DOCX_ELEMENT_OUTLINE)
    self->paragraph.outline = (int) galley_xml_attributes_get_number (attributes, "val", 9);
  else if (element == DOCX_ELEMENT_DELETED)
    self->paragraph.joins = TRUE;
  else if (element == DOCX_ELEMENT_SECTION)
    self->in_section = TRUE;
}

static void
start_text_box (Reader *self)
{
  g_array_append_val (self->paragraphs, self->paragraph);
  self->paragraph = (Paragraph) { .level = -1, .outline = -1 };
  word_story_begin_box (self->story);
}

static void
end_text_box (Reader *self)
{
  word_story_end_box (self->story);
  if (self->paragraphs->len == 0)
    return;
  clear_paragraph (&self->paragraph);
  self->paragraph = g_array_index (self->paragraphs, Paragraph, self->paragraphs->len - 1);
  g_array_set_size (self->paragraphs, self->paragraphs->len - 1);
}

/* Tables */

static void
start_row (Reader *self)
{
  g_array_append_val (self->rows, self->deletion.depth);
  self->row_begins = TRUE;
  self->row_header = FALSE;
  self->row_skips = 0;
}

static void
end_row (Reader *self)
{
  guint depth = g_array_index (self->rows, guint, self->rows->len - 1);

  g_array_set_size (self->rows, self->rows->len - 1);
  self->row_begins = FALSE;
  if (self->deletion.depth > depth)
    {
      self->deletion.depth = depth;
      end_deletion (self);
    }
}

static void
start_cell (Reader *self)
{
  static const Cell cell = { 1, 1 };

  if (self->row_begins)
    {
      word_story_begin_row (self->story, self->row_header);
      if (self->row_skips > 0)
        {
          word_story_begin_cell (self->story);
          word_story_end_cell (self->story, self->row_skips, 1);
        }
    }
  self->row_begins = FALSE;
  word_story_begin_cell (self->story);
  g_array_append_val (self->cells, cell);
  self->goes_on = FALSE;
}

static void
end_cell (Reader *self)
{
  const Cell *cell = &g_array_index (self->cells, Cell, self->cells->len - 1);

  word_story_end_cell (self->story, cell->n_columns, cell->n_rows);
  g_array_set_size (self->cells, self->cells->len - 1);
  self->goes_on = FALSE;
}

static void
start_in_row_properties (Reader *self, DocxElement element, const GalleyXmlAttributes *attributes)
{
  if (element == DOCX_ELEMENT_ROW_HEADER)
    self->row_header = docx_is_on (attributes);
  else if (element == DOCX_ELEMENT_ROW_SKIPS)
    self->row_skips = galley_xml_attributes_get_number (attributes, "val", 0);
  else if (element == DOCX_ELEMENT_DELETED && self->row_begins)
    start_change (self, &self->deletion, attributes);
}

static void
read_cell_properties (Reader *self, DocxElement element, const GalleyXmlAttributes *attributes)
{
  Cell *cell = self->cells->len > 0 ? &g_array_index (self->cells, Cell, self->cells->len - 1) : NULL;
  g_autofree char *merge = NULL;

  if (cell == NULL)
    return;
  if (element == DOCX_ELEMENT_CELL_SPAN)
    {
      cell->n_columns = galley_xml_attributes_get_number (attributes, "val", 1);
      return;
    }
  merge = galley_xml_attributes_dup (attributes, "val");
  cell->n_rows = g_strcmp0 (merge, "restart") == 0;
}

/* What hangs on the text */

static void
start_comment (Reader *self, const GalleyXmlAttributes *attributes)
{
  g_autofree char *id = galley_xml_attributes_dup (attributes, "id");

  if (id)
    word_story_open_range (self->story, id, WORD_MAX_ANCHOR);
}

static void
end_comment (Reader *self, const GalleyXmlAttributes *attributes)
{
  g_autofree char *id = galley_xml_attributes_dup (attributes, "id");
  char *anchor = id ? word_story_close_range (self->story, id) : NULL;

  if (anchor && g_hash_table_size (self->anchors) < GALLEY_MAX_OMISSIONS)
    g_hash_table_replace (self->anchors, g_steal_pointer (&id), anchor);
  else
    g_free (anchor);
}

static void
read_comment (Reader *self, const char *name, const GalleyXmlAttributes *attributes)
{
  const DocxNote *note = docx_parts_find_note (self->parts, name, attributes);
  g_autofree char *id = galley_xml_attributes_dup (attributes, "id");
  GalleyOmission *omission = note ? word_story_omit (self->story, "comment", note->text) : NULL;

  if (omission == NULL)
    return;
  omission->author = g_strdup (note->author);
  omission->date = g_strdup (note->date);
  omission->anchor = g_strdup (id ? g_hash_table_lookup (self->anchors, id) : NULL);
}

static void
read_note (Reader *self, const char *name, const GalleyXmlAttributes *attributes)
{
  const DocxNote *note = docx_parts_find_note (self->parts, name, attributes);
  g_autofree char *text = note && *note->text ? g_strdup_printf ("（%s）", note->text) : NULL;

  if (text)
    say (self, text, strlen (text));
}

static void
read_picture (Reader *self, const GalleyXmlAttributes *attributes, const char *relation, const char *title)
{
  g_autofree char *id = galley_xml_attributes_dup (attributes, relation), *told = galley_xml_attributes_dup (attributes, title);
  const char *path = id ? g_hash_table_lookup (self->parts->targets, id) : NULL;
  g_autofree char *file = path ? g_path_get_basename (path) : g_strdup ("…");
  const char *alt = told && *told ? told : self->described ? self->drawing : NULL;
  const char *name = alt ? alt : self->drawing && *self->drawing ? self->drawing : file;

  word_story_add_picture (self->story, name, alt, self->deletion.depth == 0 ? path : NULL);
}

static void
omit_object (Reader *self, const char *name, const GalleyXmlAttributes *attributes)
{
  g_autofree char *program = galley_xml_attributes_dup (attributes, "ProgID");

  word_story_omit (self->story, "object", program && *program ? program : self->drawing && *self->drawing ? self->drawing : name);
}

static void
read_drawing (Reader *self, const GalleyXmlAttributes *attributes)
{
  docx_set_id (&self->drawing, attributes, "descr");
  self->described = self->drawing && *self->drawing;
  if (!self->described)
    docx_set_id (&self->drawing, attributes, "name");
}

/* The signs of Wingdings, Wingdings 2 and Symbol that texts use as marks; others have no character of their own. */
static void
read_symbol (Reader *self, const GalleyXmlAttributes *attributes)
{
  static const struct
  {
    const char *font;
    guint code;
    const char *text;
  } symbols[] = {
    { "Wingdings", 0x6c, "●" },   { "Wingdings", 0x6e, "■" },   { "Wingdings", 0x75, "◆" },   { "Wingdings", 0x71, "□" },
    { "Wingdings", 0xa7, "▪" },   { "Wingdings", 0xa8, "□" },   { "Wingdings", 0xd8, "➢" },   { "Wingdings", 0xe0, "→" },
    { "Wingdings", 0xfb, "✗" },   { "Wingdings", 0xfc, "✓" },   { "Wingdings", 0xfe, "☑" },   { "Wingdings", 0xab, "★" },
    { "Wingdings", 0x6f, "□" },   { "Wingdings 2", 0x52, "☑" }, { "Wingdings 2", 0xa3, "□" }, { "Wingdings 2", 0x50, "✓" },
    { "Symbol", 0xb4, "×" },      { "Symbol", 0xb7, "·" },      { "Symbol", 0xb0, "°" },      { "Symbol", 0xb1, "±" },
    { "Symbol", 0xa3, "≤" },      { "Symbol", 0xb3, "≥" },      { "Symbol", 0xb9, "≠" },      { "Symbol", 0xbb, "≈" },
  };
  g_autofree char *font = galley_xml_attributes_dup (attributes, "font"), *code = galley_xml_attributes_dup (attributes, "char");
  guint64 c = code ? g_ascii_strtoull (code, NULL, 16) : 0;
  char utf8[8] = { 0 };
  g_autofree char *told = NULL;

  for (gsize i = 0; font && i < G_N_ELEMENTS (symbols); i++)
    if (g_str_equal (symbols[i].font, font) && symbols[i].code == (c & 0xff))
      {
        say (self, symbols[i].text, strlen (symbols[i].text));
        return;
      }
  /* Fonts of symbols have theirs in the area for private use, from F000 on (ECMA-376 part 1, 17.3.3.30). */
  if (c >= 0x80 && c < 0xd800 && g_unichar_isprint ((gunichar) c))
    {
      g_unichar_to_utf8 ((gunichar) c, utf8);
      say (self, utf8, strlen (utf8));
      return;
    }
  told = g_strdup_printf ("%s %s", font ? font : "", code ? code : "");
  word_story_omit (self->story, "symbol", told);
}

/* Elements */

static void
start_run_property (Reader *self, DocxElement element, const GalleyXmlAttributes *attributes)
{
  g_autofree char *id = NULL;
  const DocxStyle *style;

  if (element == DOCX_ELEMENT_BOLD)
    self->bold = docx_is_on (attributes);
  else if (element == DOCX_ELEMENT_VANISH)
    self->hidden = docx_is_on (attributes);
  else if (element == DOCX_ELEMENT_STRUCK)
    self->struck = docx_is_on (attributes);
  else
    {
      id = galley_xml_attributes_dup (attributes, "val");
      style = find_style (self, id);
      for (guint i = 0; self->bold < 0 && style && i < WORD_MAX_BASED; i++, style = find_style (self, style->based_on))
        self->bold = style->bold;
    }
}

static void
start_control_element (Reader *self, DocxElement element, const GalleyXmlAttributes *attributes)
{
  g_autofree char *value = NULL;

  if (element == DOCX_ELEMENT_CONTROL)
    self->placeholder = self->gallery = FALSE;
  else if (element == DOCX_ELEMENT_PLACEHOLDER)
    self->placeholder = docx_is_on (attributes);
  else if (element == DOCX_ELEMENT_GALLERY)
    {
      value = galley_xml_attributes_dup (attributes, "val");
      self->gallery = g_strcmp0 (value, "Table of Contents") == 0;
    }
  else
    {
      /* “Click here to write” is no text. */
      self->skipping += self->placeholder;
      if (self->gallery && self->contents_depth == 0)
        self->contents_depth = self->depth;
      self->placeholder = self->gallery = FALSE;
    }
}

static void
start_in_text (Reader *self, DocxElement element, const char *name, const GalleyXmlAttributes *attributes)
{
  g_autofree char *id = NULL;

  switch (element)
    {
    case DOCX_ELEMENT_PARAGRAPH_PROPERTIES:
      self->in_paragraph_properties = TRUE;
      break;
    case DOCX_ELEMENT_ROW_PROPERTIES:
      self->in_row_properties = TRUE;
      break;
    case DOCX_ELEMENT_SECTION:
      self->in_section = TRUE;
      break;
    case DOCX_ELEMENT_PARAGRAPH:
      start_paragraph (self);
      break;
    case DOCX_ELEMENT_RUN:
      self->bold = -1;
      self->hidden = self->struck = FALSE;
      break;
    case DOCX_ELEMENT_BOLD:
    case DOCX_ELEMENT_VANISH:
    case DOCX_ELEMENT_STRUCK:
    case DOCX_ELEMENT_RUN_STYLE:
      start_run_property (self, element, attributes);
      break;
    case DOCX_ELEMENT_TEXT:
      self->in_text = TRUE;
      break;
    case DOCX_ELEMENT_INSTRUCTION:
      self->in_instruction = TRUE;
      break;
    case DOCX_ELEMENT_DELETED:
      start_change (self, &self->deletion, attributes);
      break;
    case DOCX_ELEMENT_INSERTED:
      start_change (self, &self->insertion, attributes);
      break;
    case DOCX_ELEMENT_BREAK:
      if (self->deletion.depth == 0 && self->contents->len == 0)
        word_story_add_break (self->story);
      break;
    case DOCX_ELEMENT_TAB:
      say (self, " ", 1);
      break;
    case DOCX_ELEMENT_HYPHEN:
      say (self, "-", 1);
      break;
    case DOCX_ELEMENT_SYMBOL:
      read_symbol (self, attributes);
      break;
    case DOCX_ELEMENT_LINK:
      id = galley_xml_attributes_dup (attributes, "id");
      self->link = id ? g_hash_table_lookup (self->parts->links, id) : NULL;
      break;
    case DOCX_ELEMENT_FIELD:
      docx_fields_start_simple (&self->fields, attributes);
      break;
    case DOCX_ELEMENT_FIELD_CHARACTER:
      docx_fields_read_character (&self->fields, attributes);
      settle_contents (self);
      break;
    case DOCX_ELEMENT_COMMENT_START:
      start_comment (self, attributes);
      break;
    case DOCX_ELEMENT_COMMENT_END:
      end_comment (self, attributes);
      break;
    case DOCX_ELEMENT_COMMENT:
      read_comment (self, name, attributes);
      break;
    case DOCX_ELEMENT_NOTE:
      read_note (self, name, attributes);
      break;
    case DOCX_ELEMENT_READING:
      self->reading = TRUE;
      break;
    case DOCX_ELEMENT_DRAWING:
      read_drawing (self, attributes);
      break;
    case DOCX_ELEMENT_IMAGE:
      read_picture (self, attributes, "embed", "descr");
      break;
    case DOCX_ELEMENT_IMAGE_DATA:
      read_picture (self, attributes, "id", "title");
      break;
    case DOCX_ELEMENT_OBJECT:
      omit_object (self, name, attributes);
      break;
    case DOCX_ELEMENT_TEXT_BOX:
      start_text_box (self);
      break;
    case DOCX_ELEMENT_TABLE:
      word_story_begin_table (self->story);
      break;
    case DOCX_ELEMENT_ROW:
      start_row (self);
      break;
    case DOCX_ELEMENT_CELL:
      start_cell (self);
      break;
    case DOCX_ELEMENT_CELL_SPAN:
    case DOCX_ELEMENT_CELL_MERGE:
      read_cell_properties (self, element, attributes);
      break;
    case DOCX_ELEMENT_CONTROL:
    case DOCX_ELEMENT_CONTROL_CONTENT:
    case DOCX_ELEMENT_GALLERY:
    case DOCX_ELEMENT_PLACEHOLDER:
      start_control_element (self, element, attributes);
      break;
    default:
      break;
    }
}

static void
start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Reader *self = data;
  DocxElement element = docx_find_element (name);

  self->in_text = self->in_instruction = FALSE;
  self->depth++;
  if (self->skipping > 0 || element == DOCX_ELEMENT_SKIPPED)
    self->skipping++;
  else if (self->in_section)
    return;
  else if (self->in_paragraph_properties)
    start_in_paragraph_properties (self, element, attributes);
  else if (self->in_row_properties)
    start_in_row_properties (self, element, attributes);
  else
    start_in_text (self, element, name, attributes);
}

static void
end_in_text (Reader *self, DocxElement element)
{
  switch (element)
    {
    case DOCX_ELEMENT_PARAGRAPH:
      end_paragraph (self);
      break;
    case DOCX_ELEMENT_DELETED:
      if (self->deletion.depth > 0 && --self->deletion.depth == 0)
        end_deletion (self);
      break;
    case DOCX_ELEMENT_INSERTED:
      if (self->insertion.depth > 0 && --self->insertion.depth == 0)
        end_insertion (self);
      break;
    case DOCX_ELEMENT_LINK:
      self->link = NULL;
      break;
    case DOCX_ELEMENT_FIELD:
      docx_fields_end_simple (&self->fields);
      settle_contents (self);
      break;
    case DOCX_ELEMENT_TEXT_BOX:
      end_text_box (self);
      break;
    case DOCX_ELEMENT_CELL:
      end_cell (self);
      break;
    case DOCX_ELEMENT_ROW:
      end_row (self);
      break;
    case DOCX_ELEMENT_TABLE:
      word_story_end_table (self->story);
      break;
    case DOCX_ELEMENT_CONTROL_CONTENT:
      if (self->contents_depth == self->depth)
        {
          self->contents_depth = 0;
          settle_contents (self);
        }
      break;
    case DOCX_ELEMENT_READING:
      self->reading = FALSE;
      break;
    default:
      break;
    }
}

static void
end_cb (gpointer data, const char *name)
{
  Reader *self = data;
  DocxElement element = docx_find_element (name);

  self->in_text = self->in_instruction = FALSE;
  if (self->skipping > 0)
    self->skipping--;
  else if (self->in_section)
    self->in_section = element != DOCX_ELEMENT_SECTION;
  else if (self->in_paragraph_properties)
    {
      self->in_paragraph_properties = element != DOCX_ELEMENT_PARAGRAPH_PROPERTIES;
      if (!self->in_paragraph_properties && !self->goes_on)
        begin_paragraph (self);
    }
  else if (self->in_row_properties)
    self->in_row_properties = element != DOCX_ELEMENT_ROW_PROPERTIES;
  else
    end_in_text (self, element);
  self->depth--;
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
  Reader *self = data;

  if (self->skipping > 0)
    return;
  if (self->in_text)
    say (self, text, length);
  else if (self->in_instruction)
    docx_fields_add_instruction (&self->fields, text, length);
}

static void
clear_reader (Reader *self)
{
  g_free (self->deletion.author);
  g_free (self->deletion.date);
  g_free (self->insertion.author);
  g_free (self->insertion.date);
  g_string_free (self->deleted, TRUE);
  g_string_free (self->contents, TRUE);
  g_hash_table_unref (self->anchors);
  for (guint i = 0; i < self->paragraphs->len; i++)
    clear_paragraph (&g_array_index (self->paragraphs, Paragraph, i));
  clear_paragraph (&self->paragraph);
  g_array_unref (self->paragraphs);
  g_array_unref (self->cells);
  g_array_unref (self->rows);
  docx_fields_clear (&self->fields);
  g_free (self->drawing);
}

/* Tells @story what is in a DOCX document. Its links live no longer than the call, so the last paragraph ends in it. */
gboolean
word_read_docx (GBytes *bytes, GHashTable *names, WordStory *story, GCancellable *cancellable, GError **error)
{
  g_autoptr (DocxParts) parts = docx_parts_read (bytes, names, story, cancellable, error);
  const GalleyXmlReader reader = { .start = start_cb, .end = end_cb, .text = text_cb, .stop = &story->too_large };
  Reader self = { .story = story, .parts = parts, .paragraph = { .level = -1, .outline = -1 } };
  gboolean done;

  if (parts == NULL)
    return FALSE;
  self.deleted = g_string_new (NULL);
  self.contents = g_string_new (NULL);
  self.anchors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.paragraphs = g_array_new (FALSE, FALSE, sizeof (Paragraph));
  self.cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  self.rows = g_array_new (FALSE, FALSE, sizeof (guint));
  docx_fields_init (&self.fields, story);
  done = galley_package_read (bytes, parts->document, &reader, &self, cancellable, error);
  word_story_end_paragraph (story);
  clear_reader (&self);
  return done;
}
