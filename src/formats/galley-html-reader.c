/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-html-reader.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <string.h>

#include "galley-decode.h"
#include "galley-export.h"
#include "galley-part-builder.h"

/* From HTML as word processors and web pages write it to parts. What the text says and is stays: headings, emphasis,
 * links, lists, quotations, tables. How it looked goes, and so does all that is no text. */

/* No writer nests this deep; libxml2 looks through all open elements at each end tag, and itself stops at 256. */
#define MAX_DEPTH 200
/* A page with more of them has no memory for its other parts. */
#define MAX_CELLS 1000000

typedef enum
{
  ELEMENT_INLINE,
  ELEMENT_DROPPED,
  ELEMENT_BLOCK,
  ELEMENT_HEADING,
  ELEMENT_ITEM,
  ELEMENT_QUOTATION,
  ELEMENT_PREFORMATTED,
  ELEMENT_BREAK,
  ELEMENT_BOLD,
  ELEMENT_LINK,
  ELEMENT_TABLE,
  ELEMENT_PICTURE,
  ELEMENT_FIGURE,
} Element;

static const struct
{
  const char *name;
  Element element;
} elements[] = {
  { "a", ELEMENT_LINK },           { "address", ELEMENT_BLOCK },       { "article", ELEMENT_BLOCK },
  { "aside", ELEMENT_BLOCK },      { "audio", ELEMENT_DROPPED },       { "b", ELEMENT_BOLD },
  { "blockquote", ELEMENT_QUOTATION }, { "body", ELEMENT_BLOCK },      { "br", ELEMENT_BREAK },
  { "button", ELEMENT_DROPPED },   { "canvas", ELEMENT_DROPPED },      { "caption", ELEMENT_BLOCK },
  { "center", ELEMENT_BLOCK },     { "dd", ELEMENT_BLOCK },            { "details", ELEMENT_BLOCK },
  { "div", ELEMENT_BLOCK },        { "dl", ELEMENT_BLOCK },            { "dt", ELEMENT_BLOCK },
  { "em", ELEMENT_BOLD },          { "fieldset", ELEMENT_BLOCK },      { "figcaption", ELEMENT_BLOCK },
  { "figure", ELEMENT_FIGURE },     { "footer", ELEMENT_BLOCK },        { "form", ELEMENT_BLOCK },
  { "h1", ELEMENT_HEADING },       { "h2", ELEMENT_HEADING },          { "h3", ELEMENT_HEADING },
  { "h4", ELEMENT_HEADING },       { "h5", ELEMENT_HEADING },          { "h6", ELEMENT_HEADING },
  { "head", ELEMENT_DROPPED },     { "header", ELEMENT_BLOCK },        { "hr", ELEMENT_BLOCK },
  { "iframe", ELEMENT_DROPPED },   { "img", ELEMENT_PICTURE },         { "input", ELEMENT_DROPPED },
  { "li", ELEMENT_ITEM },          { "main", ELEMENT_BLOCK },          { "math", ELEMENT_DROPPED },
  { "nav", ELEMENT_DROPPED },      { "noscript", ELEMENT_DROPPED },    { "object", ELEMENT_DROPPED },
  { "ol", ELEMENT_BLOCK },         { "p", ELEMENT_BLOCK },             { "pre", ELEMENT_PREFORMATTED },
  { "script", ELEMENT_DROPPED },   { "section", ELEMENT_BLOCK },       { "select", ELEMENT_DROPPED },
  { "strong", ELEMENT_BOLD },      { "style", ELEMENT_DROPPED },       { "summary", ELEMENT_BLOCK },
  { "svg", ELEMENT_DROPPED },      { "table", ELEMENT_TABLE },         { "tbody", ELEMENT_BLOCK },
  { "td", ELEMENT_BLOCK },         { "template", ELEMENT_DROPPED },    { "textarea", ELEMENT_DROPPED },
  { "tfoot", ELEMENT_BLOCK },      { "th", ELEMENT_BLOCK },            { "thead", ELEMENT_BLOCK },
  { "title", ELEMENT_DROPPED },    { "tr", ELEMENT_BLOCK },            { "ul", ELEMENT_BLOCK },
  { "video", ELEMENT_DROPPED },    { "xml", ELEMENT_DROPPED },
};

/* What holds for the text within an element. */
typedef struct
{
  GalleyPartState part;
  gboolean preformatted;
} State;

/**
 * Reader:
 * @space: whether white space was met that counts if something follows
 * @newline: whether a line end was in it
 * @n_parts: how many of the builder's parts were counted in @n_lines
 * @omissions: (nullable)
 */
typedef struct
{
  GalleyPartBuilder builder;
  gboolean space, newline;
  guint n_parts, n_lines, n_cells;
  gboolean too_large;
  GPtrArray *omissions;
} Reader;

static void read_nodes (Reader *self, xmlNode *root, State state);

static const char *
get_attribute (const xmlNode *node, const char *name)
{
  for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
    if (g_ascii_strcasecmp ((const char *) attribute->name, name) == 0 && attribute->children)
      return (const char *) attribute->children->content;
  return NULL;
}

/* What the style attribute says of a property, without spaces and in lower case; %NULL for nothing. */
static char *
dup_style (const xmlNode *node, const char *property)
{
  const char *style = get_attribute (node, "style");
  g_auto (GStrv) rules = style ? g_strsplit (style, ";", 64) : NULL;

  for (guint i = 0; rules && rules[i]; i++)
    {
      char *colon = strchr (rules[i], ':');

      if (colon == NULL)
        continue;
      *colon = '\0';
      if (g_ascii_strcasecmp (g_strstrip (rules[i]), property) == 0)
        {
          g_autofree char *value = g_ascii_strdown (colon + 1, -1);

          return g_strdup (g_strstrip (value));
        }
    }
  return NULL;
}

static gboolean
is_hidden (const xmlNode *node)
{
  g_autofree char *display = dup_style (node, "display"), *hide = dup_style (node, "mso-hide");
  g_autofree char *list = dup_style (node, "mso-list");

  for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
    if (g_ascii_strcasecmp ((const char *) attribute->name, "hidden") == 0)
      return TRUE;
  /* Word writes the bullet of an item as text too, and says that it is to be ignored. */
  return g_strcmp0 (display, "none") == 0 || g_strcmp0 (hide, "all") == 0 || g_strcmp0 (list, "ignore") == 0;
}

static Element
find_element (const xmlNode *node)
{
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (g_ascii_strcasecmp ((const char *) node->name, elements[i].name) == 0)
      return elements[i].element;
  return ELEMENT_INLINE;
}

static gboolean
is_named (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && g_ascii_strcasecmp ((const char *) node->name, name) == 0;
}

/* Writing the text */

static void
count_lines (Reader *self)
{
  for (; self->n_parts < self->builder.parts->len; self->n_parts++)
    self->n_lines += galley_part_count_lines (g_ptr_array_index (self->builder.parts, self->n_parts));
}

/* Ends the part that is being read. */
static void
flush (Reader *self)
{
  galley_part_builder_flush (&self->builder);
  count_lines (self);
  self->space = self->newline = FALSE;
}

static gboolean
is_space (gunichar c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0xa0 || c == 0x3000 || c == 0x200b || c == 0xfeff;
}

static gboolean
ends_wide (const GString *text)
{
  return text->len > 0 && g_unichar_iswide (g_utf8_get_char (g_utf8_prev_char (text->str + text->len)));
}

static void
add_break (Reader *self)
{
  GalleyPartState state = self->builder.now;

  /* Two of them are how pages without paragraphs part theirs. */
  if (self->builder.text->len > 0 && galley_part_builder_begins_line (&self->builder))
    {
      flush (self);
      galley_part_builder_enter (&self->builder, &state);
    }
  else if (self->builder.text->len > 0)
    galley_part_builder_append (&self->builder, '\n');
  self->space = self->newline = FALSE;
}

static void
add_text (Reader *self, const char *text, const State *state)
{
  for (; *text; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (state->preformatted && c == '\n')
        add_break (self);
      else if (is_space (c))
        {
          self->space = TRUE;
          self->newline |= c == '\n' || c == '\r';
        }
      else if (g_unichar_iscntrl (c))
        continue;
      else
        {
          gboolean begins = galley_part_builder_begins_line (&self->builder);

          /* A line that ends between Han characters in the source is one line (CSS Text 3, 4.1.3). */
          if (self->space && !begins && !(self->newline && ends_wide (self->builder.text) && g_unichar_iswide (c)))
            galley_part_builder_append (&self->builder, ' ');
          self->space = self->newline = FALSE;
          galley_part_builder_enter (&self->builder, &state->part);
          galley_part_builder_append (&self->builder, c == 0x2028 || c == 0x2029 ? ' ' : c);
        }
    }
}

/* A picture is told by what it says to those who do not see it, else by its name; what says nothing is there for looks. */
static void
omit_picture (Reader *self, const xmlNode *node)
{
  const char *alt = get_attribute (node, "alt"), *source = get_attribute (node, "src");
  g_autofree char *name = NULL;

  if (self->omissions == NULL || (alt && *alt == '\0') || (alt == NULL && source == NULL))
    return;
  name = source && !g_str_has_prefix (source, "data:") ? g_path_get_basename (source) : g_strdup ("…");
  galley_omissions_add (self->omissions, "picture", self->n_lines + 1, self->builder.chars, alt ? alt : name);
}

/* Tables */

/* What has other blocks in its cells than a paragraph is there to set out a page. */
static gboolean
is_layout_table (xmlNode *table)
{
  guint n_cells = 0;

  for (xmlNode *node = table->children; node;)
    {
      Element element = node->type == XML_ELEMENT_NODE ? find_element (node) : ELEMENT_INLINE;

      if (element == ELEMENT_TABLE || element == ELEMENT_HEADING || element == ELEMENT_ITEM || element == ELEMENT_QUOTATION)
        return TRUE;
      n_cells += is_named (node, "td") || is_named (node, "th");
      if (node->children)
        node = node->children;
      else
        {
          while (node != table && node->next == NULL)
            node = node->parent;
          node = node == table ? NULL : node->next;
        }
    }
  return n_cells < 2;
}

static char *
dup_cell (Reader *self, xmlNode *cell)
{
  State state = { .part.kind = GALLEY_BLOCK_PARAGRAPH };
  Reader reader = { .omissions = self->omissions, .n_lines = self->n_lines };
  char *text;

  galley_part_builder_init (&reader.builder);
  read_nodes (&reader, cell, state);
  text = galley_parts_dup_cell (reader.builder.parts);
  galley_part_builder_clear (&reader.builder);
  self->too_large |= reader.too_large;
  return text;
}

static guint
get_span (const xmlNode *cell, const char *name)
{
  const char *span = get_attribute (cell, name);

  return span ? (guint) CLAMP (g_ascii_strtoll (span, NULL, 10), 1, G_MAXINT16) : 1;
}

static void
read_row (Reader *self, xmlNode *row, gboolean header, GalleyPartTable *table)
{
  guint n_heads = 0, n_others = 0;

  for (const xmlNode *cell = row->children; cell; cell = cell->next)
    {
      n_heads += is_named (cell, "th");
      n_others += is_named (cell, "td");
    }
  galley_part_table_begin_row (table, header || (n_heads > 0 && n_others == 0));
  for (xmlNode *cell = row->children; cell && !table->too_large; cell = cell->next)
    if (is_named (cell, "td") || is_named (cell, "th"))
      galley_part_table_add_cell (table, dup_cell (self, cell), get_span (cell, "colspan"), get_span (cell, "rowspan"));
}

static void
read_table (Reader *self, xmlNode *node)
{
  g_auto (GalleyPartTable) table = { 0 };
  g_autofree char *caption = NULL;

  for (xmlNode *group = node->children; group; group = group->next)
    {
      if (is_named (group, "caption"))
        {
          g_free (caption);
          caption = dup_cell (self, group);
        }
      else if (is_named (group, "tr"))
        read_row (self, group, FALSE, &table);
      else
        for (xmlNode *row = group->type == XML_ELEMENT_NODE ? group->children : NULL; row; row = row->next)
          if (is_named (row, "tr"))
            read_row (self, row, is_named (group, "thead"), &table);
    }
  self->n_cells += table.n_cells;
  self->too_large |= table.too_large || self->n_cells > MAX_CELLS;
  galley_part_builder_add_table (&self->builder, caption ? caption : "", &table);
  count_lines (self);
}

/* A path beside the page, which may be one beside the bulletin too. */
static gboolean
is_local (const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);

  return *path != '\0' && *path != '/' && strpbrk (path, ":\\?#") == NULL && !g_strv_contains ((const char *const *) names, "..");
}

/* A figure that is a picture with its caption, and no more. */
static gboolean
read_figure (Reader *self, xmlNode *figure)
{
  const xmlNode *image = NULL;
  xmlNode *caption = NULL;
  const char *address;
  g_autofree char *text = NULL, *source = NULL;
  GalleyPart *part;

  for (xmlNode *node = figure->children; node; node = node->next)
    {
      if (is_named (node, "img") && image == NULL)
        image = node;
      else if (is_named (node, "figcaption") && caption == NULL)
        caption = node;
      else if (node->type == XML_ELEMENT_NODE)
        return FALSE;
    }
  address = image ? get_attribute (image, "src") : NULL;
  source = g_uri_unescape_string (address, "/");
  /* A name with a per cent sign in it, or of another encoding, is as it stands. */
  if (source == NULL || !g_utf8_validate (source, -1, NULL))
    g_set_str (&source, address);
  if (source == NULL || !is_local (source))
    return FALSE;
  text = caption ? dup_cell (self, caption) : g_strdup ("");
  part = galley_part_new (GALLEY_BLOCK_PICTURE, text, NULL, NULL);
  part->source = g_steal_pointer (&source);
  part->alt = g_strdup (get_attribute (image, "alt"));
  galley_part_builder_add_part (&self->builder, part);
  count_lines (self);
  return TRUE;
}

/* The tree */

/* What holds within @node, which is no dropped element. */
static State
state_within (const xmlNode *node, Element element, State state)
{
  g_autofree char *weight = dup_style (node, "font-weight"), *list = dup_style (node, "mso-list");
  const char *class = get_attribute (node, "class");

  if (element == ELEMENT_HEADING)
    {
      state.part.kind = GALLEY_BLOCK_HEADING;
      state.part.level = node->name[1] - '0';
    }
  else if (class && (g_ascii_strcasecmp (class, "MsoTitle") == 0 || g_ascii_strcasecmp (class, "title") == 0) && is_named (node, "p"))
    {
      state.part.kind = GALLEY_BLOCK_HEADLINE;
      state.part.level = GALLEY_TITLE_LEVEL;
    }
  else if (element == ELEMENT_ITEM || (list && is_named (node, "p")))
    state.part.kind = state.part.kind == GALLEY_BLOCK_ITEM || state.part.kind == GALLEY_BLOCK_SUBITEM ? GALLEY_BLOCK_SUBITEM
                                                                                                : GALLEY_BLOCK_ITEM;
  else if (element == ELEMENT_QUOTATION)
    state.part.kind = GALLEY_BLOCK_QUOTATION;
  state.preformatted |= element == ELEMENT_PREFORMATTED;
  state.part.bold |= element == ELEMENT_BOLD;
  if (weight)
    state.part.bold = g_str_has_prefix (weight, "bold") || g_ascii_strtoll (weight, NULL, 10) >= 600;
  if (element == ELEMENT_LINK)
    {
      const char *target = get_attribute (node, "href");

      state.part.link = target && galley_export_is_safe_uri (target) ? target : NULL;
    }
  return state;
}

/* Reads all below @root. The tree may be deep, so this does not call itself but for the cells of a table. */
static void
read_nodes (Reader *self, xmlNode *root, State state)
{
  g_autoptr (GArray) states = g_array_new (FALSE, FALSE, sizeof (State));
  xmlNode *node = root->children;

  while (node)
    {
      Element element = node->type == XML_ELEMENT_NODE ? find_element (node) : ELEMENT_INLINE;
      gboolean descends = node->type == XML_ELEMENT_NODE && node->children && element != ELEMENT_DROPPED && !is_hidden (node);

      if (element != ELEMENT_INLINE && element != ELEMENT_BOLD && element != ELEMENT_LINK && element != ELEMENT_BREAK &&
          element != ELEMENT_DROPPED && element != ELEMENT_PICTURE)
        flush (self);
      if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
        add_text (self, (const char *) node->content, &state);
      else if (element == ELEMENT_BREAK)
        add_break (self);
      else if (element == ELEMENT_PICTURE)
        omit_picture (self, node);
      else if (element == ELEMENT_TABLE && descends && !is_layout_table (node))
        {
          read_table (self, node);
          descends = FALSE;
        }
      else if (element == ELEMENT_FIGURE && descends)
        descends = !read_figure (self, node);
      if (descends)
        {
          g_array_append_val (states, state);
          state = state_within (node, element, state);
          node = node->children;
          continue;
        }
      while (node && node->next == NULL)
        {
          node = node->parent;
          if (node == root || node == NULL)
            break;
          state = g_array_index (states, State, states->len - 1);
          g_array_set_size (states, states->len - 1);
          element = find_element (node);
          if (element != ELEMENT_INLINE && element != ELEMENT_BOLD && element != ELEMENT_LINK)
            flush (self);
        }
      node = node == root || node == NULL ? NULL : node->next;
    }
  flush (self);
}

/* The only <article> or, without one, the only <main> of a page; else all of it. */
static xmlNode *
find_root (xmlNode *document)
{
  static const char *const names[] = { "article", "main" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      xmlNode *found = NULL;
      guint n = 0;

      for (xmlNode *node = document->children; node;)
        {
          if (is_named (node, names[i]))
            {
              found = node;
              n++;
            }
          if (node->children && node->type == XML_ELEMENT_NODE)
            node = node->children;
          else
            {
              while (node != document && node->next == NULL)
                node = node->parent;
              node = node == document ? NULL : node->next;
            }
        }
      if (n == 1)
        return found;
    }
  return document;
}

/* Parsing */

typedef struct
{
  GCancellable *cancellable;
  gboolean too_deep;
} Guard;

static void
start_element (void *data, const xmlChar *name, const xmlChar **attributes)
{
  htmlParserCtxtPtr parser = data;
  Guard *guard = parser->_private;

  guard->too_deep |= parser->nodeNr > MAX_DEPTH;
  if (guard->too_deep || g_cancellable_is_cancelled (guard->cancellable))
    xmlStopParser (parser);
  else
    xmlSAX2StartElement (data, name, attributes);
}

/* Comments taken out, and with them Word's “<![if …]>”, which are comments to HTML (13.2.5.42) and text to libxml2. */
static GString *
strip_declarations (const char *html, gsize length)
{
  GString *stripped = g_string_sized_new (length);
  const char *end = html + length, *next;

  while ((next = g_strstr_len (html, end - html, "<!")))
    {
      gboolean comment = end - next >= 4 && memcmp (next, "<!--", 4) == 0;
      gboolean declaration = end - next >= 3 && next[2] == '[';
      const char *close = g_strstr_len (next, end - next, comment ? "-->" : ">");

      g_string_append_len (stripped, html, next - html);
      if (close == NULL)
        return stripped;
      close += comment ? 3 : 1;
      if (!comment && !declaration)
        g_string_append_len (stripped, next, close - next);
      html = close;
    }
  return g_string_append_len (stripped, html, end - html);
}

static htmlDocPtr
parse (const char *html, gsize length, GCancellable *cancellable, GError **error)
{
  htmlParserCtxtPtr parser = htmlNewParserCtxt ();
  g_autoptr (GString) stripped = strip_declarations (html, length);
  Guard guard = { .cancellable = cancellable };
  htmlDocPtr document;

  parser->_private = &guard;
  parser->sax->startElement = start_element;
  document = htmlCtxtReadMemory (parser, stripped->str, (int) stripped->len, NULL, "UTF-8",
                                 HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
  /* A parser that was stopped leaves what it made so far to its owner. */
  if (document == NULL)
    document = parser->myDoc;
  parser->myDoc = NULL;
  htmlFreeParserCtxt (parser);
  if (guard.too_deep)
    g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE,
                 _("Its elements are nested more than %d deep, so it is no article; copy its text alone"), MAX_DEPTH);
  if (guard.too_deep || g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_pointer (&document, xmlFreeDoc);
  return document;
}

/**
 * galley_html_is_page:
 * @text: UTF-8
 *
 * Returns: whether it begins as HTML does: with a document type or an element that articles are made of
 */
gboolean
galley_html_is_page (const char *text)
{
  static const char *const beginnings[] = { "!doctype html", "html", "head", "body", "meta", "article", "div", "p", "h1", "h2",
                                            "table", "ul", "ol" };

  for (;;)
    {
      const char *end;

      while (g_ascii_isspace (*text) || g_str_has_prefix (text, "\xef\xbb\xbf"))
        text = *text == '\xef' ? text + 3 : text + 1;
      if (strncmp (text, "<?xml", 5) == 0)
        end = strstr (text, "?>");
      else if (strncmp (text, "<!--", 4) == 0)
        end = strstr (text, "-->");
      else
        break;
      if (end == NULL)
        return FALSE;
      text = strchr (end, '>') + 1;
    }
  for (guint i = 0; *text == '<' && i < G_N_ELEMENTS (beginnings); i++)
    {
      gsize n = strlen (beginnings[i]);

      if (g_ascii_strncasecmp (text + 1, beginnings[i], n) == 0 && (g_ascii_isspace (text[n + 1]) || text[n + 1] == '>'))
        return TRUE;
    }
  return FALSE;
}

/**
 * galley_html_read:
 * @html: UTF-8, a page or a part of one, however broken
 * @length: in bytes
 * @omissions: (nullable) (element-type GalleyOmission): gets the pictures that it has
 * @cancellable: (nullable)
 * @error: %GALLEY_FORMATS_ERROR_TOO_LARGE, %GALLEY_FORMATS_ERROR_EMPTY where no text is in it, or that it was cancelled
 *
 * Reads what an article can hold of a page. Of a page with one article in it the rest is left out. Takes time in
 * proportion to the length; call it in a thread where that may be much. Nothing is fetched.
 *
 * Returns: (transfer full) (nullable) (element-type GalleyPart): its parts, at least one
 */
GPtrArray *
galley_html_read (const char *html, gsize length, GPtrArray *omissions, GCancellable *cancellable, GError **error)
{
  State state = { .part.kind = GALLEY_BLOCK_PARAGRAPH };
  htmlDocPtr document;
  Reader reader = { .omissions = omissions };
  g_autoptr (GPtrArray) parts = NULL;

  if (length > GALLEY_MAX_HTML_BYTES)
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE, _("The page is too large; copy its text alone"));
      return NULL;
    }
  document = length > 0 ? parse (html, length, cancellable, error) : NULL;
  if (document == NULL && error && *error)
    return NULL;
  galley_part_builder_init (&reader.builder);
  if (document)
    read_nodes (&reader, find_root ((xmlNode *) document), state);
  galley_part_builder_settle (&reader.builder);
  parts = g_ptr_array_ref (reader.builder.parts);
  galley_part_builder_clear (&reader.builder);
  if (document)
    xmlFreeDoc (document);
  if (reader.too_large)
    g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE, _("The page is too large; copy its text alone"));
  else if (parts->len == 0)
    g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_EMPTY, _("There is no text in it; choose another"));
  else
    return g_steal_pointer (&parts);
  return NULL;
}

/**
 * galley_html_read_bytes:
 * @bytes: as they come from a clipboard or a disk, in any encoding that galley_text_decode() knows
 * @omissions: (nullable) (element-type GalleyOmission): gets the pictures that it has
 * @cancellable: (nullable)
 * @error: as galley_text_decode() and galley_html_read()
 *
 * Returns: (transfer full) (nullable) (element-type GalleyPart): its parts
 */
GPtrArray *
galley_html_read_bytes (GBytes *bytes, GPtrArray *omissions, GCancellable *cancellable, GError **error)
{
  gsize length, n;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GBytes) given = NULL;
  g_autofree char *text = NULL;

  /* Programs that count the end of a string in put it on the clipboard. */
  n = length;
  while (n > 0 && data[n - 1] == '\0')
    n--;
  given = g_bytes_new_from_bytes (bytes, 0, n > 0 && memchr (data, 0, n) == NULL ? n : length);
  text = galley_text_decode (given, NULL, error);
  return text ? galley_html_read (text, strlen (text), omissions, cancellable, error) : NULL;
}
