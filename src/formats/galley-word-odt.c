/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-export.h"
#include "galley-word-odt-elements.h"
#include "galley-word-odt-private.h"

/* Reading OpenDocument texts (OASIS OpenDocument 1.3 part 3), in a package or in one file. */

#define MAX_REPEATED 64

/**
 * Place:
 * @list: (nullable): that its next paragraph is an item of
 * @level: of that list, from 1; 0 for none
 * @begins_item: whether its next paragraph is the first of an item
 * @header_rows: whether its rows are headers
 * @n_columns: that the cell covers
 * @n_rows: that it covers
 * @n_repeated: how many such cells there are
 *
 * How the text looks and where it stands, for an element and what is in it.
 */
typedef struct
{
  gboolean bold, hidden, struck, reading;
  WordList *list;
  guint level;
  gboolean begins_item, header_rows;
  guint n_columns, n_rows, n_repeated;
} Place;

typedef struct
{
  char *name, *file, *media, *told;
  gboolean object;
} Frame;

/**
 * Gathering:
 * @element: %ODT_ELEMENT_OTHER for none
 * @mark: where in its text what says who and when begins
 *
 * Text that is listed or stands elsewhere, from the beginning of an element to its end.
 */
typedef struct
{
  OdtElement element;
  guint depth;
  GString *text;
  gsize mark;
  char *id, *author, *date;
  char *parent;      /* of a comment */
  gboolean resolved; /* of a comment */
  OdtChange *change;
} Gathering;

typedef enum
{
  PART_STYLES,
  PART_META,
  PART_BODY,
} Part;

typedef struct
{
  WordStory *story;
  OdtStyles styles;
  gboolean common; /* whether the automatic styles are those of headers, which have the names of others */
  gboolean packed, had_body, had_text;
  Part part;
  guint depth, skipping;
  Gathering gathering;
  GArray *places; /* of each element that is open in the body */
  Place place;
  GHashTable *changes, *comments;
  GHashTable *missing; /* the insertions that are open and not taken */
  WordList *list;      /* (nullable): that the paragraph is to count on before its text */
  guint list_level;
  GPtrArray *frames;
  GStringChunk *kept;
  const char *link;
  gboolean space; /* whether white space was met last, which more of it adds nothing to */
  gboolean encrypted;
} Reader;

static void
free_frame (gpointer data)
{
  Frame *frame = data;

  g_free (frame->name);
  g_free (frame->file);
  g_free (frame->media);
  g_free (frame->told);
  g_free (frame);
}

static char *
dup_id (const GalleyXmlAttributes *attributes)
{
  char *id = galley_xml_attributes_dup (attributes, "change-id");

  return id ? id : galley_xml_attributes_dup (attributes, "id");
}

/* What is said */

static gboolean
is_missing (const Reader *self)
{
  return g_hash_table_size (self->missing) > 0;
}

static void
say (Reader *self, const char *text, gsize length)
{
  const Place *place = &self->place;
  WordList *list;

  if (self->gathering.element != ODT_ELEMENT_OTHER)
    {
      if (word_story_takes (self->story, length))
        g_string_append_len (self->gathering.text, text, (gssize) length);
      return;
    }
  if (is_missing (self))
    {
      word_story_takes (self->story, length);
      return;
    }
  word_story_add_aside (self->story, place->hidden ? "hidden" : place->reading ? "reading" : place->struck ? "struck" : NULL, text,
                        length);
  if (place->hidden || place->reading)
    return;
  if ((list = g_steal_pointer (&self->list)))
    {
      g_autofree char *number = word_list_count (list, self->list_level);

      if (number)
        word_story_add_text (self->story, number, strlen (number), place->bold, NULL);
    }
  word_story_add_text (self->story, text, length, place->bold, self->link);
}

/* White space counts as one space, however it is broken into lines (part 3, 6.1.2). */
static void
text_in_body (Reader *self, const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *stop = text;

      while (stop < end && !strchr (" \t\r\n", *stop))
        stop++;
      if (stop > text)
        {
          say (self, text, stop - text);
          self->space = FALSE;
        }
      if (stop < end && !self->space)
        {
          say (self, " ", 1);
          self->space = TRUE;
        }
      text = stop < end ? stop + 1 : end;
    }
}

/* Gathering */

static void
start_gathering (Reader *self, OdtElement element, const GalleyXmlAttributes *attributes)
{
  self->gathering.element = element;
  self->gathering.depth = self->depth;
  g_string_truncate (self->gathering.text, 0);
  g_clear_pointer (&self->gathering.author, g_free);
  g_clear_pointer (&self->gathering.date, g_free);
  g_clear_pointer (&self->gathering.parent, g_free);
  if (element == ODT_ELEMENT_REGION)
    self->gathering.change = odt_change_new ();
  if (element == ODT_ELEMENT_ANNOTATION)
    {
      g_autofree char *resolved = galley_xml_attributes_dup (attributes, "resolved");

      self->gathering.resolved = g_strcmp0 (resolved, "true") == 0;
      self->gathering.parent = galley_xml_attributes_dup (attributes, "parent-name");
    }
  g_free (self->gathering.id);
  self->gathering.id = element == ODT_ELEMENT_ANNOTATION ? galley_xml_attributes_dup (attributes, "name") : dup_id (attributes);
}

static void
end_comment (Reader *self, const char *text)
{
  GalleyOmission *omission = word_story_omit_by (self->story, "comment", text, self->gathering.author, self->gathering.date);

  if (omission == NULL || self->gathering.id == NULL)
    return;
  omission->id = g_strdup (self->gathering.id);
  omission->parent = g_strdup (self->gathering.parent);
  omission->resolved = self->gathering.resolved;
  word_story_open_range (self->story, self->gathering.id, WORD_MAX_ANCHOR, TRUE);
  g_hash_table_replace (self->comments, g_strdup (self->gathering.id), omission);
}

static void
end_region (Reader *self)
{
  OdtChange *change = g_steal_pointer (&self->gathering.change);

  odt_change_end (change, self->gathering.author, self->gathering.date);
  g_hash_table_replace (self->changes, g_strdup (self->gathering.id ? self->gathering.id : ""), change);
}

static void
end_gathering (Reader *self, const char *name)
{
  OdtElement element = self->gathering.element;
  const char *text = g_strstrip (self->gathering.text->str);
  g_autofree char *note = NULL;
  Frame *frame = self->frames->len > 0 ? g_ptr_array_index (self->frames, self->frames->len - 1) : NULL;

  self->gathering.element = ODT_ELEMENT_OTHER;
  if (element == ODT_ELEMENT_ANNOTATION)
    end_comment (self, text);
  else if (element == ODT_ELEMENT_REGION)
    end_region (self);
  else if (element == ODT_ELEMENT_CONTENTS)
    word_story_omit (self->story, "contents", text);
  else if (element == ODT_ELEMENT_ASIDE)
    word_story_omit_margin (self->story, *name == 'f', text);
  else if (element == ODT_ELEMENT_DESCRIPTION && frame && *text)
    {
      g_free (frame->told);
      frame->told = g_strdup (text);
    }
  else if (element == ODT_ELEMENT_NOTE && *text)
    {
      note = g_strdup_printf ("（%s）", text);
      say (self, note, strlen (note));
    }
}

/* Paragraphs and lists */

static void
start_paragraph (Reader *self, gboolean heading, const GalleyXmlAttributes *attributes)
{
  g_autofree char *listed = galley_xml_attributes_dup (attributes, "is-list-header");
  Place *item = &g_array_index (self->places, Place, self->places->len - 1);
  OdtLook look = odt_styles_read_look (&self->styles, heading, attributes);
  GalleyPartState state = look.state;
  WordList *list = item->list;
  gboolean begins = item->level > 0 && item->begins_item;
  guint level = item->level;

  self->place.bold = look.bold;
  self->place.hidden |= look.hidden;
  self->place.struck = look.struck;
  if (begins && list == NULL)
    list = look.list ? g_hash_table_lookup (self->styles.lists, look.list) : NULL;
  /* The numbers of headings are a list of their own. */
  if (heading && level == 0)
    {
      list = g_hash_table_lookup (self->styles.lists, ODT_OUTLINE);
      level = galley_xml_attributes_get_number (attributes, "outline-level", 1);
      begins = g_strcmp0 (listed, "true") != 0;
    }
  self->list = begins ? list : NULL;
  self->list_level = MAX (level, 1) - 1;
  if (item->level > 0 && begins && (list == NULL || word_list_is_bullet (list, self->list_level)) &&
      state.kind == GALLEY_BLOCK_PARAGRAPH)
    state.kind = item->level > 1 ? GALLEY_BLOCK_SUBITEM : GALLEY_BLOCK_ITEM;
  item->begins_item = FALSE;
  if (word_story_start_paragraph (self->story, NULL))
    self->list = NULL;
  word_story_begin_paragraph (self->story, &state);
  self->space = FALSE;
}

/* A paragraph ends where its mark is there; one that was put in, and is not taken, goes on with the next. */
static void
end_paragraph (Reader *self)
{
  if (is_missing (self))
    {
      word_story_join_paragraph (self->story);
      return;
    }
  if (self->list)
    g_free (word_list_count (g_steal_pointer (&self->list), self->list_level));
  word_story_end_paragraph (self->story);
}

static void
start_list (Reader *self, const GalleyXmlAttributes *attributes)
{
  g_autofree char *style = galley_xml_attributes_dup (attributes, "style-name");
  g_autofree char *goes_on = galley_xml_attributes_dup (attributes, "continue-numbering");
  g_autofree char *other = galley_xml_attributes_dup (attributes, "continue-list");
  WordList *list = style ? g_hash_table_lookup (self->styles.lists, style) : NULL;

  if (list)
    self->place.list = list;
  if (self->place.level++ == 0 && self->place.list && g_strcmp0 (goes_on, "true") != 0 && other == NULL)
    memset (self->place.list->counted, 0, sizeof self->place.list->counted);
}

static void
start_item (Reader *self, const GalleyXmlAttributes *attributes)
{
  guint start = galley_xml_attributes_get_number (attributes, "start-value", G_MAXINT);

  self->place.begins_item = TRUE;
  if (self->place.list && self->place.level > 0 && start < G_MAXINT)
    word_list_restart (self->place.list, self->place.level - 1, start);
}

static void
start_span (Reader *self, const GalleyXmlAttributes *attributes)
{
  g_autofree char *name = galley_xml_attributes_dup (attributes, "style-name");
  const OdtStyle *style = odt_styles_find (&self->styles, "text", name);
  int bold = -1, hidden = -1, struck = -1;

  for (guint i = 0; style && i < WORD_MAX_BASED; i++)
    {
      bold = bold >= 0 ? bold : style->bold;
      hidden = hidden >= 0 ? hidden : style->hidden;
      struck = struck >= 0 ? struck : style->struck;
      style = odt_styles_find (&self->styles, "text", style->parent);
    }
  self->place.bold = bold >= 0 ? bold : self->place.bold;
  self->place.hidden = hidden >= 0 ? hidden : self->place.hidden;
  self->place.struck = struck >= 0 ? struck : self->place.struck;
}

/* What hangs on the text */

/* Says what was taken out where the reader is. Its first paragraph goes on with the text before, what comes behind with its
 * last; whichever of the two has text of the paragraph that they are now is still that paragraph. */
static void
restore (Reader *self, const char *id, const GPtrArray *deleted)
{
  gboolean begun = word_story_has_text (self->story);
  g_autofree char *own = g_strdup (word_story_get_place (self->story));
  GalleyPartState state = word_story_get_state (self->story);
  WordList *list = self->list;
  guint n = deleted->len;

  for (guint i = 0; i < n; i++)
    {
      const OdtDeleted *part = g_ptr_array_index (deleted, i);
      gboolean last = i + 1 == n;
      g_autofree char *place = g_strdup_printf ("%s:%u", id, i);

      if (i > 0)
        word_story_end_paragraph (self->story);
      if (i > 0 || (!begun && n > 1))
        {
          self->list = last && !begun ? list : NULL;
          word_story_start_paragraph (self->story, last && !begun ? own : place);
          word_story_begin_paragraph (self->story, last && !begun ? &state : &part->state);
        }
      say (self, part->text, strlen (part->text));
    }
}

static void
read_change (Reader *self, OdtElement element, const GalleyXmlAttributes *attributes)
{
  g_autofree char *id = dup_id (attributes);
  const OdtChange *change = id ? g_hash_table_lookup (self->changes, id) : NULL;
  gboolean taken = change && word_story_takes_change (self->story, change->author, change->date);

  if (change == NULL)
    return;
  if (element == ODT_ELEMENT_CHANGE && g_str_equal (change->kind, "deletion") &&
      (!change->nested || word_story_takes_change (self->story, change->inserted_by, change->inserted_at)) && !taken &&
      !is_missing (self))
    restore (self, id, change->deleted);
  else if (element == ODT_ELEMENT_CHANGE_START && !taken && g_str_equal (change->kind, "insertion"))
    g_hash_table_add (self->missing, g_steal_pointer (&id));
  else if (element == ODT_ELEMENT_CHANGE_START && g_str_equal (change->kind, "format-change"))
    word_story_omit_format (self->story, _("of characters or paragraphs"), change->author, change->date);
  else if (element == ODT_ELEMENT_CHANGE_END)
    g_hash_table_remove (self->missing, id);
}

static void
end_anchor (Reader *self, const GalleyXmlAttributes *attributes)
{
  g_autofree char *id = galley_xml_attributes_dup (attributes, "name");
  GalleyOmission *comment = id ? g_hash_table_lookup (self->comments, id) : NULL;

  if (comment == NULL || comment->anchor)
    return;
  comment->anchor = word_story_close_range (self->story, id);
}

static void
start_frame (Reader *self, const GalleyXmlAttributes *attributes)
{
  Frame *frame = g_new0 (Frame, 1);

  frame->name = galley_xml_attributes_dup (attributes, "name");
  g_ptr_array_add (self->frames, frame);
}

static void
read_image (Reader *self, const GalleyXmlAttributes *attributes, gboolean object)
{
  Frame *frame = self->frames->len > 0 ? g_ptr_array_index (self->frames, self->frames->len - 1) : NULL;
  g_autofree char *path = galley_xml_attributes_dup (attributes, "href");

  if (frame == NULL)
    return;
  frame->object |= object;
  if (frame->file)
    return;
  frame->file = path && *path ? g_path_get_basename (path) : g_strdup ("…");
  /* A path within the package has no scheme; one file of XML has no package. */
  if (path && *path && self->packed && strchr (path, ':') == NULL)
    frame->media = g_strdup (g_str_has_prefix (path, "./") ? path + 2 : path);
}

static void
end_frame (Reader *self)
{
  const Frame *frame = self->frames->len > 0 ? g_ptr_array_index (self->frames, self->frames->len - 1) : NULL;
  const char *name;

  if (frame == NULL)
    return;
  name = frame->told ? frame->told : frame->name && *frame->name ? frame->name : frame->file;
  if (is_missing (self))
    word_story_pass_picture (self->story);
  else if (frame->object)
    word_story_omit (self->story, "object", name ? name : "…");
  else if (frame->file)
    word_story_add_picture (self->story, name, frame->told, frame->media);
  g_ptr_array_set_size (self->frames, (int) self->frames->len - 1);
}

/* Elements */

static void
start_clock (Reader *self, const GalleyXmlAttributes *attributes)
{
  g_autofree char *fixed = galley_xml_attributes_dup (attributes, "fixed");

  if (g_strcmp0 (fixed, "true") != 0)
    word_story_open_range (self->story, "clock", G_MAXSIZE, FALSE);
}

static void
end_clock (Reader *self)
{
  g_autofree char *shown = word_story_close_range (self->story, "clock");

  word_story_omit (self->story, "field", shown ? shown : "");
}

static void
start_box (Reader *self)
{
  word_story_begin_box (self->story);
  self->place = (Place) { .hidden = self->place.hidden };
}

static void
start_in_body (Reader *self, OdtElement element, const GalleyXmlAttributes *attributes)
{
  g_autofree char *value = NULL;

  switch (element)
    {
    case ODT_ELEMENT_PARAGRAPH:
    case ODT_ELEMENT_HEADING:
      start_paragraph (self, element == ODT_ELEMENT_HEADING, attributes);
      break;
    case ODT_ELEMENT_SPAN:
      start_span (self, attributes);
      break;
    case ODT_ELEMENT_LINK:
      value = galley_xml_attributes_dup (attributes, "href");
      self->link = value && galley_export_is_safe_uri (value) ? g_string_chunk_insert_const (self->kept, value) : NULL;
      break;
    case ODT_ELEMENT_LIST:
      start_list (self, attributes);
      break;
    case ODT_ELEMENT_ITEM:
      start_item (self, attributes);
      break;
    case ODT_ELEMENT_TABLE:
      word_story_begin_table (self->story);
      break;
    case ODT_ELEMENT_HEADER_ROWS:
      self->place.header_rows = TRUE;
      break;
    case ODT_ELEMENT_ROW:
      word_story_begin_row (self->story, self->place.header_rows);
      break;
    case ODT_ELEMENT_CELL:
      word_story_begin_cell (self->story);
      self->place = (Place) {
        .hidden = self->place.hidden,
        .n_columns = galley_xml_attributes_get_number (attributes, "number-columns-spanned", 1),
        .n_rows = galley_xml_attributes_get_number (attributes, "number-rows-spanned", 1),
        .n_repeated = galley_xml_attributes_get_number (attributes, "number-columns-repeated", 1),
      };
      break;
    case ODT_ELEMENT_TEXT_BOX:
    case ODT_ELEMENT_SHAPE:
      start_box (self);
      break;
    case ODT_ELEMENT_FRAME:
      start_frame (self, attributes);
      break;
    case ODT_ELEMENT_IMAGE:
      read_image (self, attributes, FALSE);
      break;
    case ODT_ELEMENT_CHANGE:
    case ODT_ELEMENT_CHANGE_START:
    case ODT_ELEMENT_CHANGE_END:
      read_change (self, element, attributes);
      break;
    case ODT_ELEMENT_ANNOTATION_END:
      end_anchor (self, attributes);
      break;
    case ODT_ELEMENT_HIDDEN:
      self->place.hidden = TRUE;
      break;
    case ODT_ELEMENT_SECTION:
      value = galley_xml_attributes_dup (attributes, "display");
      self->place.hidden |= g_strcmp0 (value, "none") == 0;
      break;
    case ODT_ELEMENT_READING:
      self->place.reading = TRUE;
      break;
    case ODT_ELEMENT_CLOCK:
      start_clock (self, attributes);
      break;
    case ODT_ELEMENT_BREAK:
      word_story_add_break (self->story);
      break;
    case ODT_ELEMENT_ANNOTATION:
    case ODT_ELEMENT_CONTENTS:
    case ODT_ELEMENT_DESCRIPTION:
    case ODT_ELEMENT_NOTE:
    case ODT_ELEMENT_REGION:
      start_gathering (self, element, attributes);
      break;
    default:
      break;
    }
}

static void
end_in_body (Reader *self, OdtElement element, const char *name)
{
  switch (element)
    {
    case ODT_ELEMENT_PARAGRAPH:
    case ODT_ELEMENT_HEADING:
      end_paragraph (self);
      break;
    case ODT_ELEMENT_LINK:
      self->link = NULL;
      break;
    case ODT_ELEMENT_CELL:
      if (*name == 'c')
        word_story_end_covered_cell (self->story);
      else
        word_story_end_cell (self->story, self->place.n_columns, self->place.n_rows);
      for (guint i = 1; *name != 'c' && i < MIN (self->place.n_repeated, MAX_REPEATED); i++)
        {
          word_story_begin_cell (self->story);
          word_story_end_cell (self->story, 1, 1);
        }
      break;
    case ODT_ELEMENT_TABLE:
      word_story_end_table (self->story);
      break;
    case ODT_ELEMENT_TEXT_BOX:
    case ODT_ELEMENT_SHAPE:
      word_story_end_box (self->story);
      break;
    case ODT_ELEMENT_FRAME:
      end_frame (self);
      break;
    case ODT_ELEMENT_CLOCK:
      end_clock (self);
      break;
    default:
      break;
    }
}

/* Within what is gathered only its text counts, who wrote it and when. */
static void
start_in_gathering (Reader *self, OdtElement element, const char *name, const GalleyXmlAttributes *attributes)
{
  Gathering *gathering = &self->gathering;

  if (element == ODT_ELEMENT_CREATOR || element == ODT_ELEMENT_CLOCK)
    gathering->mark = gathering->text->len;
  else if (element == ODT_ELEMENT_PAGE)
    self->skipping++;
  else if (gathering->change)
    {
      if (odt_change_start (gathering->change, element, name, attributes, &self->styles, gathering->text->len))
        self->space = FALSE;
      if (odt_change_is_another (gathering->change, name))
        odt_change_begin_another (gathering->change, gathering->author, gathering->date);
      if (element == ODT_ELEMENT_IMAGE)
        word_story_omit (self->story, "picture", _("a picture that was taken out"));
    }
  else if ((element == ODT_ELEMENT_PARAGRAPH || element == ODT_ELEMENT_HEADING) && !self->space)
    {
      g_string_append_c (gathering->text, gathering->element == ODT_ELEMENT_ANNOTATION ? '\n' : ' ');
      self->space = TRUE;
    }
  else if (element == ODT_ELEMENT_BREAK)
    g_string_append_c (gathering->text, '\n');
}

static void
end_in_gathering (Reader *self, OdtElement element)
{
  Gathering *gathering = &self->gathering;
  char **field = element == ODT_ELEMENT_CREATOR ? &gathering->author : &gathering->date;

  if (gathering->change)
    odt_change_end_element (gathering->change, element, gathering->text->str);
  if ((element != ODT_ELEMENT_CREATOR && element != ODT_ELEMENT_CLOCK) || gathering->element == ODT_ELEMENT_NOTE ||
      gathering->element == ODT_ELEMENT_ASIDE)
    return;
  g_free (*field);
  *field = g_strstrip (g_strdup (gathering->text->str + gathering->mark));
  g_string_truncate (gathering->text, gathering->mark);
}

static void
start_beside_body (Reader *self, OdtElement element, const char *name, const GalleyXmlAttributes *attributes)
{
  if (g_str_equal (name, "meta"))
    self->part = PART_META;
  else if (g_str_equal (name, "body"))
    self->had_body = TRUE;
  else if (g_str_equal (name, "text") && self->had_body)
    {
      self->part = PART_BODY;
      self->had_text = TRUE;
      self->place = (Place) { 0 };
    }
  else if (self->common && g_str_equal (name, "automatic-styles"))
    self->skipping++;
  else if (g_str_equal (name, "encryption-data"))
    self->encrypted = TRUE;
  else if (element == ODT_ELEMENT_ASIDE)
    start_gathering (self, element, attributes);
  else
    odt_styles_start (&self->styles, name, attributes);
}

static void
start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  Reader *self = data;
  OdtElement element = odt_find_element (name);

  self->depth++;
  if (self->skipping > 0 || element == ODT_ELEMENT_SKIPPED)
    self->skipping++;
  else if (self->part == PART_META)
    g_string_truncate (self->gathering.text, 0);
  else if (element == ODT_ELEMENT_SPACE || element == ODT_ELEMENT_TAB)
    {
      for (guint i = MIN (galley_xml_attributes_get_number (attributes, "c", 1), MAX_REPEATED); i > 0; i--)
        say (self, " ", 1);
    }
  else if (self->gathering.element != ODT_ELEMENT_OTHER)
    start_in_gathering (self, element, name, attributes);
  else if (self->part == PART_BODY && element == ODT_ELEMENT_OBJECT)
    {
      /* What is within it is another document. */
      read_image (self, attributes, TRUE);
      self->skipping++;
    }
  else if (self->part == PART_BODY)
    {
      g_array_append_val (self->places, self->place);
      start_in_body (self, element, attributes);
    }
  else
    start_beside_body (self, element, name, attributes);
}

static void
end_of_body_element (Reader *self)
{
  if (self->places->len == 0)
    {
      self->part = PART_STYLES;
      return;
    }
  self->place = g_array_index (self->places, Place, self->places->len - 1);
  g_array_set_size (self->places, self->places->len - 1);
}

static void
end_cb (gpointer data, const char *name)
{
  Reader *self = data;
  OdtElement element = odt_find_element (name);

  if (self->skipping > 0)
    self->skipping--;
  else if (self->part == PART_META && g_str_equal (name, "meta"))
    self->part = PART_STYLES;
  else if (self->part == PART_META)
    word_story_omit_property (self->story, name, self->gathering.text->str);
  else if (element == ODT_ELEMENT_SPACE || element == ODT_ELEMENT_TAB)
    ;
  else if (self->gathering.element != ODT_ELEMENT_OTHER && self->gathering.depth < self->depth)
    end_in_gathering (self, element);
  else if (self->part == PART_BODY)
    {
      if (self->gathering.element != ODT_ELEMENT_OTHER)
        end_gathering (self, name);
      else
        end_in_body (self, element, name);
      end_of_body_element (self);
    }
  else if (self->gathering.element != ODT_ELEMENT_OTHER)
    end_gathering (self, name);
  else
    odt_styles_end (&self->styles, name);
  self->depth--;
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
  Reader *self = data;

  if (self->skipping > 0)
    return;
  if (self->part == PART_META && word_story_takes (self->story, length))
    g_string_append_len (self->gathering.text, text, (gssize) length);
  else if (self->part == PART_BODY || self->gathering.element != ODT_ELEMENT_OTHER)
    text_in_body (self, text, length);
}

static gboolean
read_parts (Reader *self, GBytes *bytes, GHashTable *names, GCancellable *cancellable, GError **error)
{
  static const char *const parts[] = { "META-INF/manifest.xml", "meta.xml", "styles.xml", "content.xml" };
  GalleyXmlReader reader = { .start = start_cb, .end = end_cb, .text = text_cb, .stop = &self->story->too_large };

  if (names == NULL)
    return galley_xml_read (bytes, &reader, self, cancellable, error);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gboolean content = i + 1 == G_N_ELEMENTS (parts);

      self->common = g_str_equal (parts[i], "styles.xml");
      reader.max_bytes = content ? 0 : WORD_MAX_PART_BYTES;
      if (!g_hash_table_contains (names, parts[i]))
        continue;
      if (!galley_package_read (bytes, parts[i], &reader, self, cancellable, error))
        return FALSE;
      if (self->encrypted)
        {
          g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_NOT_TEXT,
                       _("It is protected by a password; open it with its program and save it without one"));
          return FALSE;
        }
    }
  return TRUE;
}

/* Tells @story what is in an OpenDocument text, @names being the parts of its package, or %NULL where it is one file. Its
 * links live no longer than the call, so the last paragraph ends in it. */
gboolean
word_read_odt (GBytes *bytes, GHashTable *names, WordStory *story, GCancellable *cancellable, GError **error)
{
  Reader self = { .story = story, .packed = names != NULL };
  gboolean done;

  odt_styles_init (&self.styles);
  self.gathering.text = g_string_new (NULL);
  self.places = g_array_new (FALSE, FALSE, sizeof (Place));
  self.changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) odt_change_free);
  self.comments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.frames = g_ptr_array_new_with_free_func (free_frame);
  self.kept = g_string_chunk_new (4096);
  done = read_parts (&self, bytes, names, cancellable, error);
  word_story_end_paragraph (story);
  if (done && self.had_body && !self.had_text)
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_NOT_TEXT,
                   _("It is a spreadsheet, presentation or drawing and no text; a spreadsheet's name must end in .ods"));
      done = FALSE;
    }
  odt_styles_clear (&self.styles);
  g_string_free (self.gathering.text, TRUE);
  g_free (self.gathering.id);
  g_free (self.gathering.author);
  g_free (self.gathering.date);
  g_array_unref (self.places);
  g_hash_table_unref (self.changes);
  g_hash_table_unref (self.comments);
  g_hash_table_unref (self.missing);
  g_free (self.gathering.parent);
  g_clear_pointer (&self.gathering.change, odt_change_free);
  g_ptr_array_unref (self.frames);
  g_string_chunk_free (self.kept);
  return done;
}
