/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <string.h>

#include "galley-export.h"
#include "galley-word-private.h"

/* Reading DOCX: WordprocessingML, ECMA-376 part 1. */

#define MAX_BASED 16

/* What a style says; -1 where it says nothing. */
typedef struct
{
  char *name, *based_on, *list;
  int level, bold, outline;
} Style;

typedef struct
{
  WordStory *story;
  GHashTable *styles;   /* of Style, by id */
  GHashTable *lists;    /* of WordList, by the id of the abstract one */
  GHashTable *numbers;  /* the id of the abstract list, by the number's */
  GHashTable *links;    /* targets by the id of the relation */
  GHashTable *notes, *comments; /* texts by id */
  /* While lists, styles and notes are read. */
  Style *style;
  WordList *list;
  guint at_level;
  char *id;
  GString *note;
  /* While the document is read. */
  guint skipping, deleting, inserting, in_properties;
  GString *deleted, *inserted;
  char *paragraph_style, *list_id;
  int list_level, outline, bold;
  gboolean hidden, joins, in_text;
  const char *link;
  guint n_columns;
  gboolean merged;
} Reader;

static void
free_style (gpointer data)
{
  Style *style = data;

  g_free (style->name);
  g_free (style->based_on);
  g_free (style->list);
  g_free (style);
}

static gboolean
is_on (const GalleyXmlAttributes *attributes)
{
  g_autofree char *value = galley_xml_attributes_dup (attributes, "val");

  return value == NULL || !(g_str_equal (value, "0") || g_str_equal (value, "false") || g_str_equal (value, "off") ||
                            g_str_equal (value, "none"));
}

static void
set_id (char **id, const GalleyXmlAttributes *attributes, const char *name)
{
  g_free (*id);
  *id = galley_xml_attributes_dup (attributes, name);
}

static void
styles_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Reader *self = data;
  char *id;

  if (g_str_equal (name, "style") && (id = galley_xml_attributes_dup (attributes, "styleId")))
    {
      self->style = g_new0 (Style, 1);
      self->style->level = self->style->bold = self->style->outline = -1;
      g_hash_table_replace (self->styles, id, self->style);
    }
  if (self->style == NULL)
    return;
  if (g_str_equal (name, "name"))
    set_id (&self->style->name, attributes, "val");
  else if (g_str_equal (name, "basedOn"))
    set_id (&self->style->based_on, attributes, "val");
  else if (g_str_equal (name, "numId"))
    set_id (&self->style->list, attributes, "val");
  else if (g_str_equal (name, "ilvl"))
    self->style->level = (int) galley_xml_attributes_get_number (attributes, "val", 0);
  else if (g_str_equal (name, "outlineLvl"))
    self->style->outline = (int) galley_xml_attributes_get_number (attributes, "val", 9);
  else if (g_str_equal (name, "b"))
    self->style->bold = is_on (attributes);
}

static void
styles_end_cb (gpointer data, const char *name)
{
  if (g_str_equal (name, "style"))
    ((Reader *) data)->style = NULL;
}

static void
lists_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Reader *self = data;
  WordLevel *level = self->list ? &self->list->levels[self->at_level] : NULL;

  if (g_str_equal (name, "abstractNum") || g_str_equal (name, "num"))
    set_id (&self->id, attributes, *name == 'a' ? "abstractNumId" : "numId");
  if (g_str_equal (name, "abstractNum") && self->id)
    {
      self->list = g_new0 (WordList, 1);
      self->at_level = 0;
      g_hash_table_replace (self->lists, g_strdup (self->id), self->list);
    }
  else if (g_str_equal (name, "num"))
    self->list = NULL;
  else if (g_str_equal (name, "abstractNumId") && self->id)
    g_hash_table_replace (self->numbers, g_strdup (self->id), galley_xml_attributes_dup (attributes, "val"));
  else if (level == NULL)
    return;
  else if (g_str_equal (name, "lvl"))
    {
      self->at_level = MIN (galley_xml_attributes_get_number (attributes, "ilvl", 0), WORD_MAX_LEVELS - 1);
      self->list->levels[self->at_level].start = 1;
    }
  else if (g_str_equal (name, "start"))
    level->start = galley_xml_attributes_get_number (attributes, "val", 1);
  else if (g_str_equal (name, "lvlText"))
    set_id (&level->text, attributes, "val");
  else if (g_str_equal (name, "numFmt"))
    {
      set_id (&level->format, attributes, "val");
      if (g_strcmp0 (level->format, "bullet") == 0)
        g_clear_pointer (&level->format, g_free);
    }
}

static void
links_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Reader *self = data;
  g_autofree char *target = galley_xml_attributes_dup (attributes, "Target");
  char *id = galley_xml_attributes_dup (attributes, "Id");

  if (g_str_equal (name, "Relationship") && id && target && galley_export_is_safe_uri (target))
    g_hash_table_replace (self->links, id, g_steal_pointer (&target));
  else
    g_free (id);
}

static void
notes_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Reader *self = data;

  if (g_str_equal (name, "footnote") || g_str_equal (name, "endnote") || g_str_equal (name, "comment"))
    {
      set_id (&self->id, attributes, "id");
      g_string_truncate (self->note, 0);
    }
  self->in_text = g_str_equal (name, "t");
}

static void
notes_end_cb (gpointer data, const char *name)
{
  Reader *self = data;

  self->in_text = FALSE;
  if (self->id && (g_str_equal (name, "footnote") || g_str_equal (name, "endnote") || g_str_equal (name, "comment")))
    g_hash_table_replace (*name == 'c' ? self->comments : self->notes, g_strdup_printf ("%c%s", *name, self->id),
                          g_strdup (g_strstrip (self->note->str)));
}

static void
notes_text_cb (gpointer data, const char *text, gsize length)
{
  Reader *self = data;

  if (self->in_text)
    g_string_append_len (self->note, text, (gssize) length);
}

/* The document */

static const char *
find_note (GHashTable *notes, const char *name, const GalleyXmlAttributes *attributes)
{
  g_autofree char *id = galley_xml_attributes_dup (attributes, "id"), *key = g_strdup_printf ("%c%s", *name, id ? id : "");
  const char *text = g_hash_table_lookup (notes, key);

  return text ? text : "";
}

/* Begins the text of a paragraph, once all its properties are known. */
static void
begin_paragraph (Reader *self)
{
  GalleyPartState state = { .kind = GALLEY_BLOCK_PARAGRAPH };
  const Style *style = self->paragraph_style ? g_hash_table_lookup (self->styles, self->paragraph_style) : NULL;
  const char *list_id = self->list_id, *abstract;
  int level = self->list_level, outline = self->outline;
  g_autofree char *number = NULL;
  WordList *list;

  for (guint i = 0; style && i < MAX_BASED; i++)
    {
      if (state.kind == GALLEY_BLOCK_PARAGRAPH && style->name)
        word_read_style_name (style->name, &state);
      list_id = list_id ? list_id : style->list;
      level = level >= 0 ? level : style->level;
      outline = outline >= 0 ? outline : style->outline;
      style = style->based_on ? g_hash_table_lookup (self->styles, style->based_on) : NULL;
    }
  if (state.kind == GALLEY_BLOCK_PARAGRAPH && outline >= 0 && outline < 8)
    {
      state.kind = GALLEY_BLOCK_HEADING;
      state.level = (guint) outline + 1;
    }
  abstract = list_id ? g_hash_table_lookup (self->numbers, list_id) : NULL;
  list = abstract ? g_hash_table_lookup (self->lists, abstract) : NULL;
  number = list ? word_list_count (list, (guint) MAX (level, 0)) : NULL;
  if (list && number == NULL && state.kind == GALLEY_BLOCK_PARAGRAPH)
    state.kind = GALLEY_BLOCK_ITEM;
  word_story_begin_paragraph (self->story, &state);
  if (number)
    word_story_add_text (self->story, number, strlen (number), FALSE, NULL);
}

static gboolean
is_bold (const Reader *self)
{
  const Style *style = self->paragraph_style ? g_hash_table_lookup (self->styles, self->paragraph_style) : NULL;

  for (guint i = 0; self->bold < 0 && style && i < MAX_BASED; i++)
    {
      if (style->bold >= 0)
        return style->bold;
      style = style->based_on ? g_hash_table_lookup (self->styles, style->based_on) : NULL;
    }
  return self->bold > 0;
}

static gboolean
is_skipped (const char *name)
{
  return g_str_equal (name, "Fallback") || g_str_equal (name, "rt") || g_str_has_suffix (name, "PrChange");
}

static gboolean
is_properties (const char *name)
{
  return g_str_equal (name, "pPr") || g_str_equal (name, "sectPr");
}

static void
start_in_properties (Reader *self, const char *name, const GalleyXmlAttributes *attributes)
{
  self->in_properties += is_properties (name);
  if (g_str_equal (name, "pStyle"))
    set_id (&self->paragraph_style, attributes, "val");
  else if (g_str_equal (name, "numId"))
    set_id (&self->list_id, attributes, "val");
  else if (g_str_equal (name, "ilvl"))
    self->list_level = (int) galley_xml_attributes_get_number (attributes, "val", 0);
  else if (g_str_equal (name, "outlineLvl"))
    self->outline = (int) galley_xml_attributes_get_number (attributes, "val", 9);
  else if (g_str_equal (name, "del"))
    self->joins = TRUE;
}

static void
start_table_element (Reader *self, const char *name, const GalleyXmlAttributes *attributes)
{
  if (g_str_equal (name, "tbl"))
    word_story_begin_table (self->story);
  else if (g_str_equal (name, "tr"))
    word_story_begin_row (self->story);
  else if (g_str_equal (name, "tc"))
    {
      word_story_begin_cell (self->story);
      self->n_columns = 1;
      self->merged = FALSE;
    }
  else if (g_str_equal (name, "gridSpan"))
    self->n_columns = galley_xml_attributes_get_number (attributes, "val", 1);
}

static void
start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Reader *self = data;

  self->in_text = FALSE;
  if (self->skipping > 0 || is_skipped (name))
    self->skipping++;
  else if (self->in_properties > 0)
    start_in_properties (self, name, attributes);
  else if (is_properties (name))
    self->in_properties++;
  else if (g_str_equal (name, "p"))
    {
      g_clear_pointer (&self->paragraph_style, g_free);
      g_clear_pointer (&self->list_id, g_free);
      self->list_level = self->outline = -1;
    }
  else if (g_str_equal (name, "r"))
    {
      self->bold = -1;
      self->hidden = FALSE;
    }
  else if (g_str_equal (name, "b"))
    self->bold = is_on (attributes);
  else if (g_str_equal (name, "vanish"))
    self->hidden = is_on (attributes);
  else if (g_str_equal (name, "t") || g_str_equal (name, "delText"))
    self->in_text = TRUE;
  else if (g_str_equal (name, "del") || g_str_equal (name, "moveFrom"))
    self->deleting++;
  else if (g_str_equal (name, "ins") || g_str_equal (name, "moveTo"))
    self->inserting++;
  else if ((g_str_equal (name, "br") || g_str_equal (name, "cr")) && self->deleting == 0)
    word_story_add_break (self->story);
  else if (g_str_equal (name, "tab") && self->deleting == 0)
    word_story_add_text (self->story, " ", 1, FALSE, self->link);
  else if (g_str_equal (name, "hyperlink"))
    {
      g_autofree char *id = galley_xml_attributes_dup (attributes, "id");

      self->link = id ? g_hash_table_lookup (self->links, id) : NULL;
    }
  else if (g_str_equal (name, "commentReference"))
    word_story_omit (self->story, "comment", find_note (self->comments, "comment", attributes));
  else if ((g_str_equal (name, "footnoteReference") || g_str_equal (name, "endnoteReference")) && self->deleting == 0)
    {
      g_autofree char *note = g_strdup_printf ("（%s）", find_note (self->notes, name, attributes));

      if (strlen (note) > strlen ("（）"))
        word_story_add_text (self->story, note, strlen (note), FALSE, NULL);
    }
  else if (g_str_equal (name, "docPr"))
    set_id (&self->id, attributes, "descr");
  else if (g_str_equal (name, "pic"))
    word_story_omit (self->story, "picture", self->id && *self->id ? self->id : "…");
  else if (g_str_equal (name, "txbxContent"))
    word_story_begin_box (self->story);
  else
    start_table_element (self, name, attributes);
}

static void
end_change (WordStory *story, guint *depth, const char *rule, GString *text)
{
  if (*depth == 0 || --*depth > 0)
    return;
  word_story_omit (story, rule, text->str);
  g_string_truncate (text, 0);
}

static void
end_cb (gpointer data, const char *name)
{
  Reader *self = data;

  self->in_text = FALSE;
  if (self->skipping > 0)
    self->skipping--;
  else if (self->in_properties > 0)
    {
      self->in_properties -= is_properties (name);
      if (g_str_equal (name, "pPr") && !self->merged)
        begin_paragraph (self);
    }
  else if (g_str_equal (name, "p"))
    {
      /* Where the end of a paragraph was deleted, the next goes on with it. */
      self->merged = self->joins;
      self->joins = FALSE;
      if (!self->merged)
        word_story_end_paragraph (self->story);
    }
  else if (g_str_equal (name, "del") || g_str_equal (name, "moveFrom"))
    end_change (self->story, &self->deleting, "deleted", self->deleted);
  else if (g_str_equal (name, "ins") || g_str_equal (name, "moveTo"))
    end_change (self->story, &self->inserting, "inserted", self->inserted);
  else if (g_str_equal (name, "hyperlink"))
    self->link = NULL;
  else if (g_str_equal (name, "txbxContent"))
    word_story_end_box (self->story);
  else if (g_str_equal (name, "tc"))
    {
      word_story_end_cell (self->story, self->n_columns);
      self->n_columns = 1;
    }
  else if (g_str_equal (name, "tr"))
    word_story_end_row (self->story);
  else if (g_str_equal (name, "tbl"))
    word_story_end_table (self->story);
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
  Reader *self = data;
  g_autofree char *hidden = NULL;

  if (!self->in_text || self->skipping > 0)
    return;
  if (self->deleting > 0)
    {
      g_string_append_len (self->deleted, text, (gssize) length);
      return;
    }
  if (self->hidden)
    {
      hidden = g_strndup (text, length);
      word_story_omit (self->story, "hidden", hidden);
      return;
    }
  if (self->inserting > 0)
    g_string_append_len (self->inserted, text, (gssize) length);
  word_story_add_text (self->story, text, length, is_bold (self), self->link);
}

static gboolean
read_parts (Reader *self, GBytes *bytes, GHashTable *names, GCancellable *cancellable, GError **error)
{
  static const struct
  {
    const char *part;
    GalleyXmlReader reader;
  } parts[] = {
    { "word/styles.xml", { styles_start_cb, styles_end_cb, NULL } },
    { "word/numbering.xml", { lists_start_cb, NULL, NULL } },
    { "word/_rels/document.xml.rels", { links_start_cb, NULL, NULL } },
    { "word/footnotes.xml", { notes_start_cb, notes_end_cb, notes_text_cb } },
    { "word/endnotes.xml", { notes_start_cb, notes_end_cb, notes_text_cb } },
    { "word/comments.xml", { notes_start_cb, notes_end_cb, notes_text_cb } },
    { "word/document.xml", { start_cb, end_cb, text_cb } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_hash_table_contains (names, parts[i].part) &&
        !galley_package_read (bytes, parts[i].part, &parts[i].reader, self, cancellable, error))
      return FALSE;
  return TRUE;
}

/* Tells @story what is in a DOCX document. Its links live no longer than the call, so the last paragraph ends in it. */
gboolean
word_read_docx (GBytes *bytes, GHashTable *names, WordStory *story, GCancellable *cancellable, GError **error)
{
  Reader self = {
    .story = story,
    .styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_style),
    .lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) word_list_free),
    .numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .comments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .note = g_string_new (NULL),
    .deleted = g_string_new (NULL),
    .inserted = g_string_new (NULL),
  };
  gboolean done = read_parts (&self, bytes, names, cancellable, error);

  word_story_end_paragraph (story);
  g_hash_table_unref (self.styles);
  g_hash_table_unref (self.lists);
  g_hash_table_unref (self.numbers);
  g_hash_table_unref (self.links);
  g_hash_table_unref (self.notes);
  g_hash_table_unref (self.comments);
  g_string_free (self.note, TRUE);
  g_string_free (self.deleted, TRUE);
  g_string_free (self.inserted, TRUE);
  g_free (self.id);
  g_free (self.paragraph_style);
  g_free (self.list_id);
  return done;
}
