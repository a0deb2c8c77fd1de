/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-export.h"
#include "galley-word-docx-elements.h"
#include "galley-word-docx-fields.h"
#include "galley-word-docx-private.h"

/* Reading DOCX: WordprocessingML, ECMA-376 part 1, transitional and strict, which differ in their namespaces alone. */

/* What is known of a paragraph; those of a text box stand within another. */
typedef struct
{
  DocxLook look;
  DocxLook old;       /* what a tracked change of its properties began from */
  gboolean changed;
  gboolean bold;
  gboolean joins;   /* with the next: its end is not there */
  gboolean goes_on; /* with the one before */
  DocxNumber *number; /* (nullable): of the list that it is to count on, which one without text in what is read does not */
  WordList *list;
  guint list_level;
} Paragraph;

typedef struct
{
  guint n_columns, n_rows;
  guint n_changes; /* that were open when it began */
} Cell;

/* What the properties of a run say; -1 for a weight that they leave to the paragraph. */
typedef struct
{
  int bold;
  gboolean hidden, struck;
} Run;

typedef struct
{
  WordStory *story;
  DocxParts *parts;
  guint skipping, depth;
  gboolean in_paragraph_properties, in_row_properties, in_section;
  gboolean in_mark, in_old; /* in the properties of a paragraph's end, and in those before a change */
  gboolean in_text, in_instruction;
  Paragraph paragraph;
  GArray *paragraphs; /* those around it */
  /* The run */
  Run run, old_run;
  gboolean reading;
  /* Tables */
  GArray *cells; /* that are open */
  GArray *rows;  /* that are open: how many changes were when it began */
  gboolean row_begins, row_header;
  guint row_skips;
  /* Changes */
  GArray *changes; /* that are open: whether what is in it is not there */
  guint n_missing; /* of them */
  gboolean taken;  /* the change of properties that is read */
  char *author, *date; /* whose it is */
  /* What is gathered to be listed */
  GString *contents;
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

  docx_look_clear (&paragraph->look);
  docx_look_clear (&paragraph->old);
}

/* Changes */

static gboolean
takes (Reader *self, const GalleyXmlAttributes *attributes)
{
  docx_set_id (&self->author, attributes, "author");
  docx_set_id (&self->date, attributes, "date");
  return word_story_takes_change (self->story, self->author, self->date);
}

static void
open_change (Reader *self, DocxElement element, const GalleyXmlAttributes *attributes)
{
  gboolean missing = takes (self, attributes) == (element == DOCX_ELEMENT_DELETED);

  g_array_append_val (self->changes, missing);
  self->n_missing += missing;
}

/* Ends changes until no more than @n are open. */
static void
close_changes (Reader *self, guint n)
{
  for (; self->changes->len > n; g_array_set_size (self->changes, self->changes->len - 1))
    self->n_missing -= g_array_index (self->changes, gboolean, self->changes->len - 1);
}

/* What is said */

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

/* Counts the paragraph on its list, if it did not yet. Returns: (nullable): its number, to stand before its text */
static char *
count_item (Reader *self)
{
  WordList *list = g_steal_pointer (&self->paragraph.list);
  DocxNumber *number = self->paragraph.number;

  for (guint i = 0; list && number && i < WORD_MAX_LEVELS; i++)
    if (number->starts[i] > 0)
      {
        word_list_restart (list, i, number->starts[i] - 1);
        number->starts[i] = 0;
      }
  return list ? word_list_count (list, self->paragraph.list_level) : NULL;
}

static void
say (Reader *self, const char *text, gsize length)
{
  gboolean bold = self->run.bold >= 0 ? self->run.bold : self->paragraph.bold;
  gboolean contents = is_in_contents (self);
  const char *link = docx_fields_get_link (&self->fields);
  g_autofree char *number = NULL;

  if (self->n_missing > 0)
    {
      word_story_takes (self->story, length);
      return;
    }
  if (contents)
    {
      if (word_story_takes (self->story, length))
        g_string_append_len (self->contents, text, (gssize) length);
      return;
    }
  word_story_add_aside (self->story, self->run.hidden ? "hidden" : self->reading ? "reading" : self->run.struck ? "struck" : NULL, text,
                        length);
  if (self->run.hidden || self->reading)
    return;
  number = count_item (self);
  if (number)
    word_story_add_text (self->story, number, strlen (number), bold, NULL);
  word_story_add_text (self->story, text, length, bold, link ? link : self->link);
}

/* Paragraphs */

/* Finds the list that the number @id counts on. Returns: whether what stands there is an item without a number */
static gboolean
find_number (Reader *self, const char *id, int level)
{
  const DocxList *list = docx_parts_find_list (self->parts, id, &self->paragraph.number);

  if (list == NULL)
    return FALSE;
  level = level < 0 ? MAX (docx_look_find_level (self->parts, &self->paragraph.look, list), 0) : level;
  self->paragraph.list = list->list;
  self->paragraph.list_level = (guint) level;
  return word_list_is_bullet (list->list, (guint) level);
}

/* Begins the text of a paragraph, once all its properties are known. */
static void
begin_paragraph (Reader *self)
{
  Paragraph *paragraph = &self->paragraph;
  GalleyPartState state;
  const char *list;
  int level;

  if (paragraph->changed && self->taken && docx_look_is_same (self->parts, &paragraph->look, &paragraph->old))
    word_story_omit_format (self->story, _("of a paragraph"), self->author, self->date);
  else if (paragraph->changed && !self->taken)
    {
      DocxLook now = paragraph->look;

      paragraph->look = paragraph->old;
      paragraph->old = now;
    }
  state = docx_look_read (self->parts, &paragraph->look, &list, &level, &paragraph->bold);
  if (list && !paragraph->goes_on && !is_in_contents (self) && find_number (self, list, level) &&
      (state.kind == GALLEY_BLOCK_PARAGRAPH || galley_block_kind_is_item (state.kind)))
    state.kind = paragraph->list_level > 0 ? GALLEY_BLOCK_SUBITEM : GALLEY_BLOCK_ITEM;
  word_story_begin_paragraph (self->story, &state);
}

static const Paragraph plain = { .look = { .level = -1, .outline = -1 }, .old = { .level = -1, .outline = -1 } };

static void
start_paragraph (Reader *self)
{
  clear_paragraph (&self->paragraph);
  self->paragraph = plain;
  self->paragraph.goes_on = word_story_start_paragraph (self->story, NULL);
}

static void
end_paragraph (Reader *self)
{
  g_autofree char *number = NULL;

  if (self->contents->len > 0)
    g_string_append_c (self->contents, ' ');
  /* An empty paragraph counts as well. */
  if (!self->paragraph.joins && self->n_missing == 0)
    number = count_item (self);
  /* Where the end of a paragraph is not there, the next goes on with it. */
  if (self->paragraph.joins || self->n_missing > 0)
    word_story_join_paragraph (self->story);
  else
    word_story_end_paragraph (self->story);
}

static void
start_in_paragraph_properties (Reader *self, DocxElement element, const GalleyXmlAttributes *attributes)
{
  DocxLook *look = self->in_old ? &self->paragraph.old : &self->paragraph.look;

  if (element == DOCX_ELEMENT_PARAGRAPH_STYLE)
    docx_set_id (&look->style, attributes, "val");
  else if (element == DOCX_ELEMENT_LIST)
    docx_set_id (&look->list, attributes, "val");
  else if (element == DOCX_ELEMENT_LIST_LEVEL)
    look->level = (int) galley_xml_attributes_get_number (attributes, "val", 0);
  else if (element == DOCX_ELEMENT_OUTLINE)
    look->outline = (int) galley_xml_attributes_get_number (attributes, "val", 9);
  else if (element == DOCX_ELEMENT_RUN_PROPERTIES)
    self->in_mark = TRUE;
  else if (self->in_mark && (element == DOCX_ELEMENT_DELETED || element == DOCX_ELEMENT_INSERTED))
    self->paragraph.joins |= takes (self, attributes) == (element == DOCX_ELEMENT_DELETED);
  else if (element == DOCX_ELEMENT_PARAGRAPH_CHANGE)
    {
      self->taken = takes (self, attributes);
      self->paragraph.changed = self->in_old = TRUE;
    }
  else if (element == DOCX_ELEMENT_RUN_CHANGE)
    self->skipping++;
  else if (element == DOCX_ELEMENT_SECTION)
    self->in_section = TRUE;
}

static void
end_in_paragraph_properties (Reader *self, DocxElement element)
{
  if (element == DOCX_ELEMENT_RUN_PROPERTIES)
    self->in_mark = FALSE;
  else if (element == DOCX_ELEMENT_PARAGRAPH_CHANGE)
    self->in_old = FALSE;
  else if (element == DOCX_ELEMENT_PARAGRAPH_PROPERTIES && !self->in_old)
    {
      self->in_paragraph_properties = FALSE;
      begin_paragraph (self);
    }
}

static void
start_text_box (Reader *self)
{
  g_array_append_val (self->paragraphs, self->paragraph);
  self->paragraph = plain;
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
  g_array_append_val (self->rows, self->changes->len);
  self->row_begins = TRUE;
  self->row_header = FALSE;
  self->row_skips = 0;
}

static void
end_row (Reader *self)
{
  if (self->rows->len == 0)
    return;
  close_changes (self, g_array_index (self->rows, guint, self->rows->len - 1));
  g_array_set_size (self->rows, self->rows->len - 1);
  self->row_begins = FALSE;
}

static void
start_cell (Reader *self)
{
  const Cell cell = { 1, 1, self->changes->len };

  if (self->row_begins)
    {
      word_story_begin_row (self->story, self->row_header);
      if (self->row_skips > 0 && self->n_missing == 0)
        {
          word_story_begin_cell (self->story);
          word_story_end_cell (self->story, self->row_skips, 1);
        }
    }
  self->row_begins = FALSE;
  word_story_begin_cell (self->story);
  g_array_append_val (self->cells, cell);
}

static void
end_cell (Reader *self)
{
  const Cell *cell = self->cells->len > 0 ? &g_array_index (self->cells, Cell, self->cells->len - 1) : NULL;

  if (cell == NULL)
    return;
  if (self->n_missing > 0)
    word_story_drop_cell (self->story);
  else
    word_story_end_cell (self->story, cell->n_columns, cell->n_rows);
  close_changes (self, cell->n_changes);
  g_array_set_size (self->cells, self->cells->len - 1);
}

static void
start_in_row_properties (Reader *self, DocxElement element, const GalleyXmlAttributes *attributes)
{
  if (element == DOCX_ELEMENT_ROW_HEADER)
    self->row_header = docx_is_on (attributes);
  else if (element == DOCX_ELEMENT_ROW_SKIPS)
    self->row_skips = galley_xml_attributes_get_number (attributes, "val", 0);
  else if ((element == DOCX_ELEMENT_DELETED || element == DOCX_ELEMENT_INSERTED) && self->row_begins)
    open_change (self, element, attributes);
}

static void
read_cell_properties (Reader *self, DocxElement element, const GalleyXmlAttributes *attributes)
{
  Cell *cell = self->cells->len > 0 ? &g_array_index (self->cells, Cell, self->cells->len - 1) : NULL;
  g_autofree char *merge = NULL;

  if (cell == NULL)
    return;
  if (element == DOCX_ELEMENT_CELL_DELETED || element == DOCX_ELEMENT_CELL_INSERTED)
    {
      open_change (self, element == DOCX_ELEMENT_CELL_DELETED ? DOCX_ELEMENT_DELETED : DOCX_ELEMENT_INSERTED, attributes);
      return;
    }
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
    word_story_open_range (self->story, id, WORD_MAX_ANCHOR, TRUE);
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
  omission->date = word_dup_time (note->date);
  omission->anchor = g_strdup (id ? g_hash_table_lookup (self->anchors, id) : NULL);
  omission->id = g_steal_pointer (&id);
  omission->parent = g_strdup (note->parent);
  omission->resolved = note->resolved;
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

  if (self->n_missing > 0)
    word_story_pass_picture (self->story);
  else
    word_story_add_picture (self->story, name, alt, path);
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

static void
read_symbol (Reader *self, const GalleyXmlAttributes *attributes)
{
  g_autofree char *font = galley_xml_attributes_dup (attributes, "font"), *code = galley_xml_attributes_dup (attributes, "char");
  g_autofree char *text = docx_dup_symbol (font, code), *told = NULL;

  if (text)
    {
      say (self, text, strlen (text));
      return;
    }
  told = g_strdup_printf ("%s %s", font ? font : "", code ? code : "");
  word_story_omit (self->story, "symbol", told);
}

/* Elements */

static void
start_run_property (Reader *self, DocxElement element, const GalleyXmlAttributes *attributes)
{
  Run *run = self->in_old ? &self->old_run : &self->run;
  g_autofree char *id = NULL;
  const DocxStyle *style;

  if (element == DOCX_ELEMENT_BOLD)
    run->bold = docx_is_on (attributes);
  else if (element == DOCX_ELEMENT_VANISH)
    run->hidden = docx_is_on (attributes);
  else if (element == DOCX_ELEMENT_STRUCK)
    run->struck = docx_is_on (attributes);
  else
    {
      id = galley_xml_attributes_dup (attributes, "val");
      style = docx_parts_find_style (self->parts, id);
      for (guint i = 0; run->bold < 0 && style && i < WORD_MAX_BASED; i++, style = docx_parts_find_style (self->parts, style->based_on))
        run->bold = style->bold;
    }
}

static void
start_run_change (Reader *self, const GalleyXmlAttributes *attributes)
{
  self->taken = takes (self, attributes);
  self->in_old = TRUE;
  self->old_run = (Run) { .bold = -1 };
}

static void
end_run_change (Reader *self)
{
  const Run *now = &self->run, *old = &self->old_run;
  gboolean bold = self->paragraph.bold;

  self->in_old = FALSE;
  if (!self->taken)
    self->run = self->old_run;
  else if ((now->bold >= 0 ? now->bold : bold) == (old->bold >= 0 ? old->bold : bold) && now->hidden == old->hidden &&
           now->struck == old->struck)
    word_story_omit_format (self->story, _("of characters"), self->author, self->date);
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
      self->run = (Run) { .bold = -1 };
      self->in_old = FALSE;
      break;
    case DOCX_ELEMENT_RUN_CHANGE:
      start_run_change (self, attributes);
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
    case DOCX_ELEMENT_INSERTED:
      open_change (self, element, attributes);
      break;
    case DOCX_ELEMENT_BREAK:
      if (self->n_missing == 0 && self->contents->len == 0)
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
    case DOCX_ELEMENT_CELL_DELETED:
    case DOCX_ELEMENT_CELL_INSERTED:
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
  if (self->skipping == 0 && element == DOCX_ELEMENT_CHANGE)
    {
      takes (self, attributes);
      word_story_omit_format (self->story, _("of a table, a list or a page"), self->author, self->date);
    }
  if (self->skipping > 0 || element == DOCX_ELEMENT_SKIPPED || element == DOCX_ELEMENT_CHANGE)
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
    case DOCX_ELEMENT_INSERTED:
      if (self->changes->len > 0)
        close_changes (self, self->changes->len - 1);
      break;
    case DOCX_ELEMENT_RUN_CHANGE:
      end_run_change (self);
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
    end_in_paragraph_properties (self, element);
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
  g_free (self->author);
  g_free (self->date);
  g_array_unref (self->changes);
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
  Reader self = { .story = story, .parts = parts, .paragraph = plain };
  gboolean done;

  if (parts == NULL)
    return FALSE;
  self.changes = g_array_new (FALSE, FALSE, sizeof (gboolean));
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
