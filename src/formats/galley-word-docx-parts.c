/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-export.h"
#include "galley-word-docx-private.h"

/* What lies around a DOCX document: relations, styles, lists, notes, comments, headers and properties (ECMA-376 part 1). */

#define MAX_ASIDES 100

typedef struct
{
  DocxParts *parts;
  WordStory *story;
  /* While styles and lists are read. */
  DocxStyle *style;
  DocxList *list;
  DocxNumber *number;
  guint level;
  /* While relations are read. */
  const char *base;
  GPtrArray *asides;               /* paths of headers and footers */
  GHashTable *others;              /* paths of all other parts, by the type of the relation */
  /* While notes, headers and properties are read. */
  char *id, *author, *date;
  char *paragraph;     /* the id of the last paragraph of a comment */
  GHashTable *threads; /* the ids of comments by those of their last paragraphs */
  GString *note;
  char break_with; /* what stands between its lines */
  guint in_field;
  gboolean in_text;
} Reader;

static void
free_style (gpointer data)
{
  DocxStyle *style = data;

  g_free (style->name);
  g_free (style->based_on);
  g_free (style->list);
  g_free (style);
}

static void
free_list (gpointer data)
{
  DocxList *list = data;

  word_list_free (list->list);
  for (guint i = 0; i < WORD_MAX_LEVELS; i++)
    g_free (list->styles[i]);
  g_free (list->link);
  g_free (list);
}

static void
free_number (gpointer data)
{
  g_free (((DocxNumber *) data)->list);
  g_free (data);
}

static void
free_note (gpointer data)
{
  DocxNote *note = data;

  g_free (note->author);
  g_free (note->date);
  g_free (note->text);
  g_free (note->parent);
  g_free (note);
}

/* Whether a property that is there is not said to be off. */
gboolean
docx_is_on (const GalleyXmlAttributes *attributes)
{
  g_autofree char *value = galley_xml_attributes_dup (attributes, "val");

  return value == NULL || !(g_str_equal (value, "0") || g_str_equal (value, "false") || g_str_equal (value, "off") ||
                            g_str_equal (value, "none"));
}

void
docx_set_id (char **id, const GalleyXmlAttributes *attributes, const char *name)
{
  g_free (*id);
  *id = galley_xml_attributes_dup (attributes, name);
}

/* Relations */

/* Where a relation's target is in the package: beside the part that it is of, and never outside. */
static char *
resolve (const char *base, const char *target)
{
  g_autofree char *folder = g_path_get_dirname (base), *root = g_strconcat ("/", folder, NULL);
  g_autofree char *path = g_canonicalize_filename (target, root);

  return g_strdup (path + 1);
}

static void
relations_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Reader *self = data;
  g_autofree char *target = NULL, *id = NULL, *type = NULL, *mode = NULL, *path = NULL;
  const char *last;

  if (!g_str_equal (name, "Relationship"))
    return;
  target = galley_xml_attributes_dup (attributes, "Target");
  id = galley_xml_attributes_dup (attributes, "Id");
  type = galley_xml_attributes_dup (attributes, "Type");
  mode = galley_xml_attributes_dup (attributes, "TargetMode");
  if (target == NULL || id == NULL)
    return;
  if (g_strcmp0 (mode, "External") == 0)
    {
      if (galley_export_is_safe_uri (target))
        g_hash_table_replace (self->parts->links, g_steal_pointer (&id), g_steal_pointer (&target));
      return;
    }
  path = resolve (self->base, target);
  /* The types of strict documents differ in all but their last word. */
  last = type ? strrchr (type, '/') : NULL;
  if (last && (g_str_equal (last, "/header") || g_str_equal (last, "/footer")))
    g_ptr_array_add (self->asides, g_strconcat (last + 1, " ", path, NULL));
  else if (last && !g_str_equal (last, "/image"))
    g_hash_table_replace (self->others, g_strdup (last + 1), g_strdup (path));
  g_hash_table_replace (self->parts->targets, g_steal_pointer (&id), g_steal_pointer (&path));
}

/* Styles */

static void
styles_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Reader *self = data;
  char *id;

  if (g_str_equal (name, "style") && (id = galley_xml_attributes_dup (attributes, "styleId")))
    {
      self->style = g_new0 (DocxStyle, 1);
      self->style->level = self->style->bold = self->style->outline = -1;
      g_hash_table_replace (self->parts->styles, id, self->style);
    }
  if (self->style == NULL)
    return;
  if (g_str_equal (name, "name"))
    docx_set_id (&self->style->name, attributes, "val");
  else if (g_str_equal (name, "basedOn"))
    docx_set_id (&self->style->based_on, attributes, "val");
  else if (g_str_equal (name, "numId"))
    docx_set_id (&self->style->list, attributes, "val");
  else if (g_str_equal (name, "ilvl"))
    self->style->level = (int) galley_xml_attributes_get_number (attributes, "val", 0);
  else if (g_str_equal (name, "outlineLvl"))
    self->style->outline = (int) galley_xml_attributes_get_number (attributes, "val", 9);
  else if (g_str_equal (name, "b"))
    self->style->bold = docx_is_on (attributes);
}

static void
styles_end_cb (gpointer data, const char *name)
{
  if (g_str_equal (name, "style"))
    ((Reader *) data)->style = NULL;
}

/* Lists */

static void
level_start (Reader *self, const char *name, const GalleyXmlAttributes *attributes)
{
  WordLevel *level = &self->list->list->levels[self->level];

  if (g_str_equal (name, "numStyleLink"))
    docx_set_id (&self->list->link, attributes, "val");
  else if (g_str_equal (name, "start"))
    level->start = galley_xml_attributes_get_number (attributes, "val", 1);
  else if (g_str_equal (name, "lvlText"))
    docx_set_id (&level->text, attributes, "val");
  else if (g_str_equal (name, "pStyle"))
    docx_set_id (&self->list->styles[self->level], attributes, "val");
  else if (g_str_equal (name, "isLgl"))
    level->plain = docx_is_on (attributes);
  else if (g_str_equal (name, "suff"))
    {
      g_autofree char *suffix = galley_xml_attributes_dup (attributes, "val");

      level->tight = g_strcmp0 (suffix, "nothing") == 0;
    }
  else if (g_str_equal (name, "numFmt"))
    {
      docx_set_id (&level->format, attributes, "val");
      if (g_strcmp0 (level->format, "bullet") == 0)
        g_clear_pointer (&level->format, g_free);
    }
}

static void
lists_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Reader *self = data;
  char *id;

  if (g_str_equal (name, "abstractNum") && (id = galley_xml_attributes_dup (attributes, "abstractNumId")))
    {
      self->list = g_new0 (DocxList, 1);
      self->list->list = g_new0 (WordList, 1);
      for (guint i = 0; i < WORD_MAX_LEVELS; i++)
        self->list->list->levels[i].start = 1;
      self->number = NULL;
      self->level = 0;
      g_hash_table_replace (self->parts->lists, id, self->list);
    }
  else if (g_str_equal (name, "num") && (id = galley_xml_attributes_dup (attributes, "numId")))
    {
      self->list = NULL;
      self->number = g_new0 (DocxNumber, 1);
      g_hash_table_replace (self->parts->numbers, id, self->number);
    }
  else if (g_str_equal (name, "lvl") || g_str_equal (name, "lvlOverride"))
    self->level = MIN (galley_xml_attributes_get_number (attributes, "ilvl", 0), WORD_MAX_LEVELS - 1);
  else if (self->list)
    level_start (self, name, attributes);
  else if (self->number && g_str_equal (name, "abstractNumId"))
    docx_set_id (&self->number->list, attributes, "val");
  else if (self->number && g_str_equal (name, "startOverride"))
    self->number->starts[self->level] = galley_xml_attributes_get_number (attributes, "val", 1) + 1;
}

/* Notes, headers, properties */

static gboolean
is_note (const char *name)
{
  return g_str_equal (name, "footnote") || g_str_equal (name, "endnote") || g_str_equal (name, "comment");
}

static void
notes_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Reader *self = data;

  if (is_note (name))
    {
      docx_set_id (&self->id, attributes, "id");
      docx_set_id (&self->author, attributes, "author");
      docx_set_id (&self->date, attributes, "date");
      g_string_truncate (self->note, 0);
      /* A footnote goes into the text, a comment has lines of its own. */
      self->break_with = *name == 'c' ? '\n' : ' ';
    }
  else if ((g_str_equal (name, "p") || g_str_equal (name, "br")) && self->note->len > 0)
    g_string_append_c (self->note, self->break_with);
  if (g_str_equal (name, "p"))
    docx_set_id (&self->paragraph, attributes, "paraId");
  self->in_text = g_str_equal (name, "t");
}

static void
notes_end_cb (gpointer data, const char *name)
{
  Reader *self = data;
  DocxNote *note;

  self->in_text = FALSE;
  if (self->id == NULL || !is_note (name))
    return;
  note = g_new0 (DocxNote, 1);
  note->author = g_steal_pointer (&self->author);
  note->date = g_steal_pointer (&self->date);
  note->text = g_strdup (g_strstrip (self->note->str));
  g_hash_table_replace (self->parts->notes, g_strdup_printf ("%c%s", *name, self->id), note);
  if (g_str_equal (name, "comment") && self->paragraph)
    g_hash_table_replace (self->threads, g_steal_pointer (&self->paragraph), g_strdup (self->id));
}

/* Which comments reply to others and which are done with: [MS-DOCX] 2.5.4. */
static void
threads_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Reader *self = data;
  g_autofree char *paragraph = galley_xml_attributes_dup (attributes, "paraId");
  g_autofree char *parent = galley_xml_attributes_dup (attributes, "paraIdParent");
  g_autofree char *done = galley_xml_attributes_dup (attributes, "done");
  const char *id = paragraph ? g_hash_table_lookup (self->threads, paragraph) : NULL;
  g_autofree char *key = g_strconcat ("c", id, NULL);
  DocxNote *note = id ? g_hash_table_lookup (self->parts->notes, key) : NULL;

  if (note == NULL)
    return;
  g_free (note->parent);
  note->parent = g_strdup (parent ? g_hash_table_lookup (self->threads, parent) : NULL);
  note->resolved = g_strcmp0 (done, "1") == 0 || g_strcmp0 (done, "true") == 0;
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
  Reader *self = data;

  if (self->in_text && self->in_field == 0)
    g_string_append_len (self->note, text, (gssize) length);
}

/* What a header says, but for the number of the page and such. */
static void
aside_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Reader *self = data;
  g_autofree char *type = g_str_equal (name, "fldChar") ? galley_xml_attributes_dup (attributes, "fldCharType") : NULL;

  if (g_str_equal (name, "fldSimple") || g_strcmp0 (type, "begin") == 0)
    self->in_field++;
  else if (g_strcmp0 (type, "end") == 0 && self->in_field > 0)
    self->in_field--;
  else if (g_str_equal (name, "p") && self->note->len > 0)
    g_string_append_c (self->note, ' ');
  self->in_text = g_str_equal (name, "t");
}

static void
aside_end_cb (gpointer data, const char *name)
{
  Reader *self = data;

  self->in_text = FALSE;
  if (g_str_equal (name, "fldSimple") && self->in_field > 0)
    self->in_field--;
}

static void
properties_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Reader *self = data;

  g_string_truncate (self->note, 0);
  self->in_text = TRUE;
}

static void
properties_end_cb (gpointer data, const char *name)
{
  Reader *self = data;

  word_story_omit_property (self->story, name, self->note->str);
  g_string_truncate (self->note, 0);
}

/* The whole */

static gboolean
read_part (Reader *self, GBytes *bytes, GHashTable *names, const char *part, const GalleyXmlReader *reader,
           GCancellable *cancellable, GError **error)
{
  return part == NULL || !g_hash_table_contains (names, part) ||
         galley_package_read (bytes, part, reader, self, cancellable, error);
}

static gboolean
read_relations (Reader *self, GBytes *bytes, GHashTable *names, const char *part, GCancellable *cancellable, GError **error)
{
  static const GalleyXmlReader reader = { .start = relations_start_cb, .max_bytes = WORD_MAX_PART_BYTES };
  g_autofree char *folder = g_path_get_dirname (part), *name = g_path_get_basename (part);
  g_autofree char *relations = *part ? g_strdup_printf ("%s/_rels/%s.rels", folder, name) : g_strdup ("_rels/.rels");

  self->base = part;
  return read_part (self, bytes, names, relations, &reader, cancellable, error);
}

static gboolean
read_all (Reader *self, GBytes *bytes, GHashTable *names, GCancellable *cancellable, GError **error)
{
  static const struct
  {
    const char *type;
    GalleyXmlReader reader;
  } others[] = {
    { "core-properties", { .start = properties_start_cb, .end = properties_end_cb, .text = text_cb } },
    { "styles", { .start = styles_start_cb, .end = styles_end_cb } },
    { "numbering", { .start = lists_start_cb } },
    { "footnotes", { notes_start_cb, notes_end_cb, text_cb } },
    { "endnotes", { notes_start_cb, notes_end_cb, text_cb } },
    { "comments", { notes_start_cb, notes_end_cb, text_cb } },
    { "commentsExtended", { .start = threads_start_cb } },
  };
  const GalleyXmlReader aside = { .start = aside_start_cb, .end = aside_end_cb, .text = text_cb, .max_bytes = WORD_MAX_PART_BYTES };
  const char *document;

  if (!read_relations (self, bytes, names, "", cancellable, error))
    return FALSE;
  document = g_hash_table_lookup (self->others, "officeDocument");
  self->parts->document = g_strdup (document && g_hash_table_contains (names, document) ? document : "word/document.xml");
  g_hash_table_remove_all (self->parts->links);
  g_hash_table_remove_all (self->parts->targets);
  if (!read_relations (self, bytes, names, self->parts->document, cancellable, error))
    return FALSE;
  if (g_hash_table_contains (self->others, "vbaProject"))
    word_story_omit (self->story, "macro", g_hash_table_lookup (self->others, "vbaProject"));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      GalleyXmlReader reader = others[i].reader;

      reader.max_bytes = WORD_MAX_PART_BYTES;
      if (!read_part (self, bytes, names, g_hash_table_lookup (self->others, others[i].type), &reader, cancellable, error))
        return FALSE;
    }
  for (guint i = 0; i < MIN (self->asides->len, MAX_ASIDES); i++)
    {
      const char *path = g_ptr_array_index (self->asides, i);
      gboolean footer = *path == 'f';

      g_string_truncate (self->note, 0);
      self->in_field = 0;
      if (!read_part (self, bytes, names, strchr (path, ' ') + 1, &aside, cancellable, error))
        return FALSE;
      word_story_omit_margin (self->story, footer, g_strstrip (self->note->str));
    }
  return TRUE;
}

/* Returns: (transfer full) (nullable): the parts; what is beside the text is told to @story */
DocxParts *
docx_parts_read (GBytes *bytes, GHashTable *names, WordStory *story, GCancellable *cancellable, GError **error)
{
  g_autoptr (DocxParts) parts = g_new0 (DocxParts, 1);
  g_autoptr (GPtrArray) asides = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) threads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) note = g_string_new (NULL);
  Reader self = { .parts = parts, .story = story, .asides = asides, .others = others, .note = note, .threads = threads };
  gboolean done;

  parts->styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_style);
  parts->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_list);
  parts->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_number);
  parts->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  parts->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  parts->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_note);
  done = read_all (&self, bytes, names, cancellable, error);
  g_free (self.id);
  g_free (self.author);
  g_free (self.date);
  g_free (self.paragraph);
  return done ? g_steal_pointer (&parts) : NULL;
}

void
docx_parts_free (DocxParts *parts)
{
  g_hash_table_unref (parts->styles);
  g_hash_table_unref (parts->lists);
  g_hash_table_unref (parts->numbers);
  g_hash_table_unref (parts->links);
  g_hash_table_unref (parts->targets);
  g_hash_table_unref (parts->notes);
  g_free (parts->document);
  g_free (parts);
}

/**
 * docx_parts_find_list:
 * @id: of a number
 * @number: (out) (nullable) (transfer none): that number
 *
 * Returns: (transfer none) (nullable): the list that it counts on, which may be that of a style
 */
const DocxList *
docx_parts_find_list (const DocxParts *parts, const char *id, DocxNumber **number)
{
  const DocxList *list = NULL;

  *number = g_hash_table_lookup (parts->numbers, id);
  for (guint i = 0; *number && (*number)->list && i < 2; i++)
    {
      const DocxStyle *style;

      list = g_hash_table_lookup (parts->lists, (*number)->list);
      style = list && list->link ? g_hash_table_lookup (parts->styles, list->link) : NULL;
      if (style == NULL || style->list == NULL)
        break;
      *number = g_hash_table_lookup (parts->numbers, style->list);
    }
  return list;
}

/* Returns: (transfer none) (nullable): the style @id, which may be %NULL */
const DocxStyle *
docx_parts_find_style (const DocxParts *parts, const char *id)
{
  return id ? g_hash_table_lookup (parts->styles, id) : NULL;
}

/* Returns: (transfer none) (nullable): what a reference named @element refers to */
const DocxNote *
docx_parts_find_note (const DocxParts *parts, const char *element, const GalleyXmlAttributes *attributes)
{
  g_autofree char *id = galley_xml_attributes_dup (attributes, "id"), *key = g_strdup_printf ("%c%s", *element, id ? id : "");

  return g_hash_table_lookup (parts->notes, key);
}
