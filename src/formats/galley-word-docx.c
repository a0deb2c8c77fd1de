/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "galley-export.h"
#include "galley-word-docx-private.h"

/* Reading DOCX: WordprocessingML, ECMA-376 part 1, transitional and strict, which differ in their namespaces alone. */

#define MAX_FIELDS 100
#define MAX_INSTRUCTION 4096

typedef enum
{
  ELEMENT_OTHER,
  ELEMENT_BOLD,
  ELEMENT_BREAK,
  ELEMENT_CELL,
  ELEMENT_CELL_SPAN,
  ELEMENT_CELL_MERGE,
  ELEMENT_COMMENT,
  ELEMENT_COMMENT_END,
  ELEMENT_COMMENT_START,
  ELEMENT_CONTROL,
  ELEMENT_CONTROL_CONTENT,
  ELEMENT_DELETED,
  ELEMENT_DRAWING,
  ELEMENT_FIELD,
  ELEMENT_FIELD_CHARACTER,
  ELEMENT_GALLERY,
  ELEMENT_HYPHEN,
  ELEMENT_IMAGE,
  ELEMENT_IMAGE_DATA,
  ELEMENT_INSERTED,
  ELEMENT_INSTRUCTION,
  ELEMENT_LINK,
  ELEMENT_LIST,
  ELEMENT_LIST_LEVEL,
  ELEMENT_NOTE,
  ELEMENT_OBJECT,
  ELEMENT_OUTLINE,
  ELEMENT_PARAGRAPH,
  ELEMENT_PARAGRAPH_PROPERTIES,
  ELEMENT_PARAGRAPH_STYLE,
  ELEMENT_PLACEHOLDER,
  ELEMENT_READING,
  ELEMENT_ROW,
  ELEMENT_ROW_HEADER,
  ELEMENT_ROW_PROPERTIES,
  ELEMENT_ROW_SKIPS,
  ELEMENT_RUN,
  ELEMENT_RUN_STYLE,
  ELEMENT_SECTION,
  ELEMENT_SKIPPED,
  ELEMENT_STRUCK,
  ELEMENT_SYMBOL,
  ELEMENT_TAB,
  ELEMENT_TABLE,
  ELEMENT_TEXT,
  ELEMENT_TEXT_BOX,
  ELEMENT_VANISH,
} Element;

/* Sorted by name. */
static const struct
{
  const char *name;
  Element element;
} elements[] = {
  { "Fallback", ELEMENT_SKIPPED },
  { "OLEObject", ELEMENT_OBJECT },
  { "altChunk", ELEMENT_OBJECT },
  { "b", ELEMENT_BOLD },
  { "blip", ELEMENT_IMAGE },
  { "br", ELEMENT_BREAK },
  { "chart", ELEMENT_OBJECT },
  { "commentRangeEnd", ELEMENT_COMMENT_END },
  { "commentRangeStart", ELEMENT_COMMENT_START },
  { "commentReference", ELEMENT_COMMENT },
  { "cr", ELEMENT_BREAK },
  { "del", ELEMENT_DELETED },
  { "delText", ELEMENT_TEXT },
  { "docPartGallery", ELEMENT_GALLERY },
  { "docPr", ELEMENT_DRAWING },
  { "dstrike", ELEMENT_STRUCK },
  { "endnoteReference", ELEMENT_NOTE },
  { "fldChar", ELEMENT_FIELD_CHARACTER },
  { "fldSimple", ELEMENT_FIELD },
  { "footnoteReference", ELEMENT_NOTE },
  { "gridBefore", ELEMENT_ROW_SKIPS },
  { "gridSpan", ELEMENT_CELL_SPAN },
  { "hyperlink", ELEMENT_LINK },
  { "ilvl", ELEMENT_LIST_LEVEL },
  { "imagedata", ELEMENT_IMAGE_DATA },
  { "ins", ELEMENT_INSERTED },
  { "instrText", ELEMENT_INSTRUCTION },
  { "moveFrom", ELEMENT_DELETED },
  { "moveTo", ELEMENT_INSERTED },
  { "noBreakHyphen", ELEMENT_HYPHEN },
  { "numId", ELEMENT_LIST },
  { "numberingChange", ELEMENT_SKIPPED },
  { "outlineLvl", ELEMENT_OUTLINE },
  { "p", ELEMENT_PARAGRAPH },
  { "pPr", ELEMENT_PARAGRAPH_PROPERTIES },
  { "pPrChange", ELEMENT_SKIPPED },
  { "pStyle", ELEMENT_PARAGRAPH_STYLE },
  { "ptab", ELEMENT_TAB },
  { "r", ELEMENT_RUN },
  { "rPrChange", ELEMENT_SKIPPED },
  { "rStyle", ELEMENT_RUN_STYLE },
  { "relIds", ELEMENT_OBJECT },
  { "rt", ELEMENT_READING },
  { "sdt", ELEMENT_CONTROL },
  { "sdtContent", ELEMENT_CONTROL_CONTENT },
  { "sectPr", ELEMENT_SECTION },
  { "sectPrChange", ELEMENT_SKIPPED },
  { "showingPlcHdr", ELEMENT_PLACEHOLDER },
  { "strike", ELEMENT_STRUCK },
  { "sym", ELEMENT_SYMBOL },
  { "t", ELEMENT_TEXT },
  { "tab", ELEMENT_TAB },
  { "tbl", ELEMENT_TABLE },
  { "tblGridChange", ELEMENT_SKIPPED },
  { "tblHeader", ELEMENT_ROW_HEADER },
  { "tblPrChange", ELEMENT_SKIPPED },
  { "tc", ELEMENT_CELL },
  { "tcPrChange", ELEMENT_SKIPPED },
  { "tr", ELEMENT_ROW },
  { "trPr", ELEMENT_ROW_PROPERTIES },
  { "trPrChange", ELEMENT_SKIPPED },
  { "txbxContent", ELEMENT_TEXT_BOX },
  { "vMerge", ELEMENT_CELL_MERGE },
  { "vanish", ELEMENT_VANISH },
};

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

typedef enum
{
  FIELD_PLAIN,
  FIELD_CONTENTS,
  FIELD_CLOCK,
} FieldKind;

/* ECMA-376 part 1, 17.16: what a field says to do, and then what came of it. */
typedef struct
{
  gboolean simple; /* an element, and no two characters */
  gboolean shown;
  GString *instruction;
  FieldKind kind;
  const char *link;
} Field;

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
  GStringChunk *kept; /* the links of fields, for as long as the story is told */
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
  /* Controls */
  gboolean placeholder, gallery;
  /* Links */
  const char *link;
  GPtrArray *fields;
  guint deeper_fields; /* that are open within more than are looked at */
} Reader;

static void
clear_paragraph (gpointer data)
{
  Paragraph *paragraph = data;

  g_free (paragraph->style);
  g_free (paragraph->list);
  g_free (paragraph->number);
}

static void
free_field (gpointer data)
{
  Field *field = data;

  g_string_free (field->instruction, TRUE);
  g_free (field);
}

static int
compare_names (const void *key, const void *row)
{
  return strcmp (key, ((const typeof (*elements) *) row)->name);
}

static Element
find_element (const char *name)
{
  const typeof (*elements) *found = bsearch (name, elements, G_N_ELEMENTS (elements), sizeof *elements, compare_names);

  return found ? found->element : ELEMENT_OTHER;
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

static const Field *
find_field (const Reader *self, FieldKind kind)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (((Field *) g_ptr_array_index (self->fields, i))->kind == kind)
      return g_ptr_array_index (self->fields, i);
  return NULL;
}

static const char *
get_link (const Reader *self)
{
  for (guint i = self->fields->len; i > 0; i--)
    if (((Field *) g_ptr_array_index (self->fields, i - 1))->link)
      return ((Field *) g_ptr_array_index (self->fields, i - 1))->link;
  return self->link;
}

static void
say (Reader *self, const char *text, gsize length)
{
  gboolean bold = self->bold >= 0 ? self->bold : self->paragraph.bold;
  gboolean contents = self->contents_depth > 0 || find_field (self, FIELD_CONTENTS);
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
  word_story_add_text (self->story, text, length, bold, get_link (self));
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

/* Counts on the list that the number @id is of; %NULL for an item. */
static char *
count_item (Reader *self, const char *id, int level, gboolean *item)
{
  DocxNumber *number;
  const DocxList *list = docx_parts_find_list (self->parts, id, &number);
  char *text;

  if (list == NULL)
    return NULL;
  if (level < 0)
    level = MAX (find_level (self, list), 0);
  for (guint i = 0; number && i < WORD_MAX_LEVELS; i++)
    if (number->starts[i] > 0)
      {
        word_list_restart (list->list, i, number->starts[i] - 1);
        number->starts[i] = 0;
      }
  text = word_list_count (list->list, (guint) level);
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
  if (list && self->contents_depth == 0 && !find_field (self, FIELD_CONTENTS))
    self->paragraph.number = count_item (self, list, level, &item);
  if (item && state.kind == GALLEY_BLOCK_PARAGRAPH)
    state.kind = GALLEY_BLOCK_ITEM;
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
start_in_paragraph_properties (Reader *self, Element element, const GalleyXmlAttributes *attributes)
{
  if (element == ELEMENT_PARAGRAPH_STYLE)
    docx_set_id (&self->paragraph.style, attributes, "val");
  else if (element == ELEMENT_LIST)
    docx_set_id (&self->paragraph.list, attributes, "val");
  else if (element == ELEMENT_LIST_LEVEL)
    self->paragraph.level = (int) galley_xml_attributes_get_number (attributes, "val", 0);
  else if (element == ELEMENT_OUTLINE)
    self->paragraph.outline = (int) galley_xml_attributes_get_number (attributes, "val", 9);
  else if (element == ELEMENT_DELETED)
    self->paragraph.joins = TRUE;
  else if (element == ELEMENT_SECTION)
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
start_in_row_properties (Reader *self, Element element, const GalleyXmlAttributes *attributes)
{
  if (element == ELEMENT_ROW_HEADER)
    self->row_header = docx_is_on (attributes);
  else if (element == ELEMENT_ROW_SKIPS)
    self->row_skips = galley_xml_attributes_get_number (attributes, "val", 0);
  else if (element == ELEMENT_DELETED && self->row_begins)
    start_change (self, &self->deletion, attributes);
}

static void
read_cell_properties (Reader *self, Element element, const GalleyXmlAttributes *attributes)
{
  Cell *cell = self->cells->len > 0 ? &g_array_index (self->cells, Cell, self->cells->len - 1) : NULL;
  g_autofree char *merge = NULL;

  if (cell == NULL)
    return;
  if (element == ELEMENT_CELL_SPAN)
    {
      cell->n_columns = galley_xml_attributes_get_number (attributes, "val", 1);
      return;
    }
  merge = galley_xml_attributes_dup (attributes, "val");
  cell->n_rows = g_strcmp0 (merge, "restart") == 0;
}

/* Fields */

/* The first word of an instruction after its name that is no switch: “HYPERLINK "https://…" \o "…"”. */
static char *
dup_argument (const char *instruction)
{
  const char *p = instruction + strcspn (instruction, " ");

  p += strspn (p, " ");
  if (*p == '"')
    return g_strndup (p + 1, strcspn (p + 1, "\""));
  return *p == '\\' ? g_strdup ("") : g_strndup (p, strcspn (p, " "));
}

static void
judge_field (Reader *self, Field *field)
{
  static const char *const clocks[] = { "CREATEDATE", "DATE", "PRINTDATE", "SAVEDATE", "TIME", NULL };
  const char *instruction = g_strstrip (field->instruction->str);
  g_autofree char *word = g_strndup (instruction, strcspn (instruction, " ")), *name = g_ascii_strup (word, -1);

  field->shown = TRUE;
  if (g_strv_contains (clocks, name))
    {
      field->kind = FIELD_CLOCK;
      word_story_open_range (self->story, "clock", G_MAXSIZE);
    }
  else if (g_str_equal (name, "TOC") || g_str_equal (name, "INDEX"))
    field->kind = FIELD_CONTENTS;
  else if (g_str_equal (name, "HYPERLINK"))
    {
      g_autofree char *target = dup_argument (instruction);

      field->link = *target && galley_export_is_safe_uri (target) ? g_string_chunk_insert_const (self->kept, target) : NULL;
    }
}

/* Returns: (transfer none) (nullable): a new field, or %NULL where they are nested deeper than anybody does */
static Field *
start_field (Reader *self, gboolean simple)
{
  Field *field;

  if (self->fields->len >= MAX_FIELDS)
    {
      self->deeper_fields++;
      return NULL;
    }
  field = g_new0 (Field, 1);
  field->simple = simple;
  field->instruction = g_string_new (NULL);
  g_ptr_array_add (self->fields, field);
  return field;
}

static void
end_contents (Reader *self)
{
  if (self->contents_depth > 0 || find_field (self, FIELD_CONTENTS))
    return;
  word_story_omit (self->story, "contents", g_strstrip (self->contents->str));
  g_string_truncate (self->contents, 0);
}

static void
end_field (Reader *self, gboolean simple)
{
  Field *field = self->fields->len > 0 ? g_ptr_array_index (self->fields, self->fields->len - 1) : NULL;
  FieldKind kind;
  g_autofree char *shown = NULL;

  if (self->deeper_fields > 0)
    {
      self->deeper_fields--;
      return;
    }
  if (field == NULL || field->simple != simple)
    return;
  kind = field->kind;
  g_ptr_array_set_size (self->fields, (int) self->fields->len - 1);
  if (kind == FIELD_CONTENTS)
    end_contents (self);
  shown = kind == FIELD_CLOCK ? word_story_close_range (self->story, "clock") : NULL;
  if (shown)
    word_story_omit (self->story, "field", shown);
}

static void
start_simple_field (Reader *self, const GalleyXmlAttributes *attributes)
{
  g_autofree char *instruction = galley_xml_attributes_dup (attributes, "instr");
  Field *field = start_field (self, TRUE);

  if (field == NULL)
    return;
  g_string_append (field->instruction, instruction ? instruction : "");
  judge_field (self, field);
}

static void
read_field_character (Reader *self, const GalleyXmlAttributes *attributes)
{
  g_autofree char *type = galley_xml_attributes_dup (attributes, "fldCharType");
  Field *field = self->fields->len > 0 ? g_ptr_array_index (self->fields, self->fields->len - 1) : NULL;

  if (g_strcmp0 (type, "begin") == 0)
    start_field (self, FALSE);
  else if (g_strcmp0 (type, "separate") == 0 && field && !field->shown)
    judge_field (self, field);
  else if (g_strcmp0 (type, "end") == 0)
    end_field (self, FALSE);
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
omit_picture (Reader *self, const GalleyXmlAttributes *attributes, const char *relation, const char *title)
{
  g_autofree char *id = galley_xml_attributes_dup (attributes, relation), *told = galley_xml_attributes_dup (attributes, title);
  const char *path = id ? g_hash_table_lookup (self->parts->targets, id) : NULL;
  g_autofree char *file = path ? g_path_get_basename (path) : g_strdup ("…");
  const char *name = told && *told ? told : self->drawing && *self->drawing ? self->drawing : file;

  word_story_omit (self->story, "picture", name);
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
  if (self->drawing == NULL || *self->drawing == '\0')
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
start_run_property (Reader *self, Element element, const GalleyXmlAttributes *attributes)
{
  g_autofree char *id = NULL;
  const DocxStyle *style;

  if (element == ELEMENT_BOLD)
    self->bold = docx_is_on (attributes);
  else if (element == ELEMENT_VANISH)
    self->hidden = docx_is_on (attributes);
  else if (element == ELEMENT_STRUCK)
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
start_control_element (Reader *self, Element element, const GalleyXmlAttributes *attributes)
{
  g_autofree char *value = NULL;

  if (element == ELEMENT_CONTROL)
    self->placeholder = self->gallery = FALSE;
  else if (element == ELEMENT_PLACEHOLDER)
    self->placeholder = docx_is_on (attributes);
  else if (element == ELEMENT_GALLERY)
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
start_in_text (Reader *self, Element element, const char *name, const GalleyXmlAttributes *attributes)
{
  g_autofree char *id = NULL;

  switch (element)
    {
    case ELEMENT_PARAGRAPH_PROPERTIES:
      self->in_paragraph_properties = TRUE;
      break;
    case ELEMENT_ROW_PROPERTIES:
      self->in_row_properties = TRUE;
      break;
    case ELEMENT_SECTION:
      self->in_section = TRUE;
      break;
    case ELEMENT_PARAGRAPH:
      start_paragraph (self);
      break;
    case ELEMENT_RUN:
      self->bold = -1;
      self->hidden = self->struck = FALSE;
      break;
    case ELEMENT_BOLD:
    case ELEMENT_VANISH:
    case ELEMENT_STRUCK:
    case ELEMENT_RUN_STYLE:
      start_run_property (self, element, attributes);
      break;
    case ELEMENT_TEXT:
      self->in_text = TRUE;
      break;
    case ELEMENT_INSTRUCTION:
      self->in_instruction = TRUE;
      break;
    case ELEMENT_DELETED:
      start_change (self, &self->deletion, attributes);
      break;
    case ELEMENT_INSERTED:
      start_change (self, &self->insertion, attributes);
      break;
    case ELEMENT_BREAK:
      if (self->deletion.depth == 0 && self->contents->len == 0)
        word_story_add_break (self->story);
      break;
    case ELEMENT_TAB:
      say (self, " ", 1);
      break;
    case ELEMENT_HYPHEN:
      say (self, "-", 1);
      break;
    case ELEMENT_SYMBOL:
      read_symbol (self, attributes);
      break;
    case ELEMENT_LINK:
      id = galley_xml_attributes_dup (attributes, "id");
      self->link = id ? g_hash_table_lookup (self->parts->links, id) : NULL;
      break;
    case ELEMENT_FIELD:
      start_simple_field (self, attributes);
      break;
    case ELEMENT_FIELD_CHARACTER:
      read_field_character (self, attributes);
      break;
    case ELEMENT_COMMENT_START:
      start_comment (self, attributes);
      break;
    case ELEMENT_COMMENT_END:
      end_comment (self, attributes);
      break;
    case ELEMENT_COMMENT:
      read_comment (self, name, attributes);
      break;
    case ELEMENT_NOTE:
      read_note (self, name, attributes);
      break;
    case ELEMENT_READING:
      self->reading = TRUE;
      break;
    case ELEMENT_DRAWING:
      read_drawing (self, attributes);
      break;
    case ELEMENT_IMAGE:
      omit_picture (self, attributes, "embed", "descr");
      break;
    case ELEMENT_IMAGE_DATA:
      omit_picture (self, attributes, "id", "title");
      break;
    case ELEMENT_OBJECT:
      omit_object (self, name, attributes);
      break;
    case ELEMENT_TEXT_BOX:
      start_text_box (self);
      break;
    case ELEMENT_TABLE:
      word_story_begin_table (self->story);
      break;
    case ELEMENT_ROW:
      start_row (self);
      break;
    case ELEMENT_CELL:
      start_cell (self);
      break;
    case ELEMENT_CELL_SPAN:
    case ELEMENT_CELL_MERGE:
      read_cell_properties (self, element, attributes);
      break;
    case ELEMENT_CONTROL:
    case ELEMENT_CONTROL_CONTENT:
    case ELEMENT_GALLERY:
    case ELEMENT_PLACEHOLDER:
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
  Element element = find_element (name);

  self->in_text = self->in_instruction = FALSE;
  self->depth++;
  if (self->skipping > 0 || element == ELEMENT_SKIPPED)
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
end_in_text (Reader *self, Element element)
{
  switch (element)
    {
    case ELEMENT_PARAGRAPH:
      end_paragraph (self);
      break;
    case ELEMENT_DELETED:
      if (self->deletion.depth > 0 && --self->deletion.depth == 0)
        end_deletion (self);
      break;
    case ELEMENT_INSERTED:
      if (self->insertion.depth > 0 && --self->insertion.depth == 0)
        end_insertion (self);
      break;
    case ELEMENT_LINK:
      self->link = NULL;
      break;
    case ELEMENT_FIELD:
      end_field (self, TRUE);
      break;
    case ELEMENT_TEXT_BOX:
      end_text_box (self);
      break;
    case ELEMENT_CELL:
      end_cell (self);
      break;
    case ELEMENT_ROW:
      end_row (self);
      break;
    case ELEMENT_TABLE:
      word_story_end_table (self->story);
      break;
    case ELEMENT_CONTROL_CONTENT:
      if (self->contents_depth == self->depth)
        {
          self->contents_depth = 0;
          end_contents (self);
        }
      break;
    case ELEMENT_READING:
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
  Element element = find_element (name);

  self->in_text = self->in_instruction = FALSE;
  if (self->skipping > 0)
    self->skipping--;
  else if (self->in_section)
    self->in_section = element != ELEMENT_SECTION;
  else if (self->in_paragraph_properties)
    {
      self->in_paragraph_properties = element != ELEMENT_PARAGRAPH_PROPERTIES;
      if (!self->in_paragraph_properties && !self->goes_on)
        begin_paragraph (self);
    }
  else if (self->in_row_properties)
    self->in_row_properties = element != ELEMENT_ROW_PROPERTIES;
  else
    end_in_text (self, element);
  self->depth--;
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
  Reader *self = data;
  Field *field = self->in_instruction && self->fields->len > 0 ? g_ptr_array_index (self->fields, self->fields->len - 1) : NULL;

  if (self->skipping > 0)
    return;
  if (self->in_text)
    say (self, text, length);
  else if (field && !field->shown && field->instruction->len < MAX_INSTRUCTION)
    g_string_append_len (field->instruction, text, (gssize) length);
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
  g_ptr_array_unref (self->fields);
  g_string_chunk_free (self->kept);
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
  self.fields = g_ptr_array_new_with_free_func (free_field);
  self.kept = g_string_chunk_new (4096);
  done = galley_package_read (bytes, parts->document, &reader, &self, cancellable, error);
  word_story_end_paragraph (story);
  clear_reader (&self);
  return done;
}
