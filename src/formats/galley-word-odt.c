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

typedef struct
{
  gboolean deletion, insertion;
  char *text, *author, *date;
} Change;

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
  gboolean deletion, insertion;
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

static void
free_change (gpointer data)
{
  Change *change = data;

  g_free (change->text);
  g_free (change->author);
  g_free (change->date);
  g_free (change);
}

static char *
dup_id (const GalleyXmlAttributes *attributes)
{
  char *id = galley_xml_attributes_dup (attributes, "change-id");

  return id ? id : galley_xml_attributes_dup (attributes, "id");
}

/* What is said */

static void
say (Reader *self, const char *text, gsize length)
{
  const Place *place = &self->place;

  if (self->gathering.element != ODT_ELEMENT_OTHER)
    {
      if (word_story_takes (self->story, length))
        g_string_append_len (self->gathering.text, text, (gssize) length);
      return;
    }
  word_story_add_aside (self->story, place->hidden ? "hidden" : place->reading ? "reading" : place->struck ? "struck" : NULL, text,
                        length);
  if (!place->hidden && !place->reading)
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
  self->gathering.deletion = self->gathering.insertion = FALSE;
  g_free (self->gathering.id);
  self->gathering.id = element == ODT_ELEMENT_ANNOTATION ? galley_xml_attributes_dup (attributes, "name") : dup_id (attributes);
}

static void
end_comment (Reader *self, const char *text)
{
  guint n = self->story->omissions->len;

  word_story_omit_by (self->story, "comment", text, self->gathering.author, self->gathering.date);
  if (self->gathering.id && self->story->omissions->len > n)
    {
      word_story_open_range (self->story, self->gathering.id, WORD_MAX_ANCHOR);
      g_hash_table_replace (self->comments, g_strdup (self->gathering.id), g_ptr_array_index (self->story->omissions, n));
    }
}

static void
end_region (Reader *self, const char *text)
{
  Change *change = g_new0 (Change, 1);

  change->deletion = self->gathering.deletion;
  change->insertion = self->gathering.insertion;
  change->text = g_strdup (text);
  change->author = g_strdup (self->gathering.author);
  change->date = g_strdup (self->gathering.date);
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
    end_region (self, text);
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

/* What a paragraph's style, and those that it is based on, say. */
static void
read_style (Reader *self, const char *id, GalleyPartState *state, const char **list, Place *place)
{
  const OdtStyle *style = odt_styles_find (&self->styles, "paragraph", id);
  int bold = -1, hidden = -1, struck = -1;

  for (guint i = 0; style && i < WORD_MAX_BASED; i++)
    {
      if (state->kind == GALLEY_BLOCK_PARAGRAPH)
        word_read_style_name (style->name, state);
      if (state->kind == GALLEY_BLOCK_PARAGRAPH && style->outline > 0)
        {
          state->kind = GALLEY_BLOCK_HEADING;
          state->level = MIN ((guint) style->outline, WORD_LOOK_LEVEL - 1);
        }
      *list = *list ? *list : style->list;
      bold = bold >= 0 ? bold : style->bold;
      hidden = hidden >= 0 ? hidden : style->hidden;
      struck = struck >= 0 ? struck : style->struck;
      style = odt_styles_find (&self->styles, "paragraph", style->parent);
    }
  place->bold = bold > 0;
  place->hidden |= hidden > 0;
  place->struck = struck > 0;
}

static void
start_paragraph (Reader *self, gboolean heading, const GalleyXmlAttributes *attributes)
{
  g_autofree char *style = galley_xml_attributes_dup (attributes, "style-name"), *number = NULL;
  g_autofree char *listed = galley_xml_attributes_dup (attributes, "is-list-header");
  GalleyPartState state = { .kind = GALLEY_BLOCK_PARAGRAPH };
  guint outline = galley_xml_attributes_get_number (attributes, "outline-level", 1);
  Place *item = &g_array_index (self->places, Place, self->places->len - 1);
  const char *list_name = NULL;
  WordList *list = item->list;
  gboolean begins = item->level > 0 && item->begins_item;
  guint level = item->level;

  read_style (self, style, &state, &list_name, &self->place);
  if (heading && state.kind == GALLEY_BLOCK_PARAGRAPH)
    {
      state.kind = GALLEY_BLOCK_HEADING;
      state.level = CLAMP (outline, 1, WORD_LOOK_LEVEL - 1);
    }
  if (begins && list == NULL)
    list = list_name ? g_hash_table_lookup (self->styles.lists, list_name) : NULL;
  /* The numbers of headings are a list of their own. */
  if (heading && level == 0)
    {
      list = g_hash_table_lookup (self->styles.lists, ODT_OUTLINE);
      level = outline;
      begins = g_strcmp0 (listed, "true") != 0;
    }
  number = begins && list ? word_list_count (list, MAX (level, 1) - 1) : NULL;
  if (item->level > 0 && begins && number == NULL && state.kind == GALLEY_BLOCK_PARAGRAPH)
    state.kind = item->level > 1 ? GALLEY_BLOCK_SUBITEM : GALLEY_BLOCK_ITEM;
  item->begins_item = FALSE;
  word_story_begin_paragraph (self->story, &state);
  self->space = FALSE;
  if (number)
    say (self, number, strlen (number));
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

static void
read_change (Reader *self, OdtElement element, const GalleyXmlAttributes *attributes)
{
  g_autofree char *id = dup_id (attributes), *text = NULL;
  const Change *change = id ? g_hash_table_lookup (self->changes, id) : NULL;

  if (change == NULL)
    return;
  if (element == ODT_ELEMENT_CHANGE && change->deletion)
    word_story_omit_by (self->story, "deleted", change->text, change->author, change->date);
  else if (element == ODT_ELEMENT_CHANGE_START && change->insertion)
    word_story_open_range (self->story, id, G_MAXSIZE);
  else if (element == ODT_ELEMENT_CHANGE_END && (text = word_story_close_range (self->story, id)))
    word_story_omit_by (self->story, "inserted", text, change->author, change->date);
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
  if (frame->object)
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
    word_story_open_range (self->story, "clock", G_MAXSIZE);
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
      word_story_end_paragraph (self->story);
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
start_in_gathering (Reader *self, OdtElement element, const char *name)
{
  Gathering *gathering = &self->gathering;

  if (element == ODT_ELEMENT_CREATOR || element == ODT_ELEMENT_CLOCK)
    gathering->mark = gathering->text->len;
  else if (element == ODT_ELEMENT_PAGE)
    self->skipping++;
  else if ((element == ODT_ELEMENT_PARAGRAPH || element == ODT_ELEMENT_HEADING) && !self->space)
    {
      g_string_append_c (gathering->text, ' ');
      self->space = TRUE;
    }
  gathering->deletion |= g_str_equal (name, "deletion");
  gathering->insertion |= g_str_equal (name, "insertion");
}

static void
end_in_gathering (Reader *self, OdtElement element)
{
  Gathering *gathering = &self->gathering;
  char **field = element == ODT_ELEMENT_CREATOR ? &gathering->author : &gathering->date;

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
    start_in_gathering (self, element, name);
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
  self.changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_change);
  self.comments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
  g_ptr_array_unref (self.frames);
  g_string_chunk_free (self.kept);
  return done;
}
