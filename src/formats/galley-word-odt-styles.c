/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <string.h>

#include "galley-word-odt-private.h"

/* The styles of OpenDocument texts (part 3, 16), as far as they say what a text is. */

static void
free_style (gpointer data)
{
  OdtStyle *style = data;

  g_free (style->name);
  g_free (style->parent);
  g_free (style->list);
  g_free (style);
}

void
odt_styles_init (OdtStyles *self)
{
  *self = (OdtStyles) {
    .styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_style),
    .lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) word_list_free),
  };
}

void
odt_styles_clear (OdtStyles *self)
{
  g_hash_table_unref (self->styles);
  g_hash_table_unref (self->lists);
}

static void
start_style (OdtStyles *self, const GalleyXmlAttributes *attributes)
{
  g_autofree char *family = galley_xml_attributes_dup (attributes, "family"), *name = galley_xml_attributes_dup (attributes, "name");
  char *shown = galley_xml_attributes_dup (attributes, "display-name");

  self->style = g_new0 (OdtStyle, 1);
  self->style->name = shown ? shown : g_strdup (name ? name : "");
  self->style->parent = galley_xml_attributes_dup (attributes, "parent-style-name");
  self->style->list = galley_xml_attributes_dup (attributes, "list-style-name");
  self->style->outline = (int) galley_xml_attributes_get_number (attributes, "default-outline-level", 0);
  self->style->bold = self->style->hidden = self->style->struck = -1;
  g_hash_table_replace (self->styles, g_strdup_printf ("%s %s", family ? family : "", name ? name : ""), self->style);
}

static void
read_text_properties (OdtStyle *style, const GalleyXmlAttributes *attributes)
{
  g_autofree char *western = galley_xml_attributes_dup (attributes, "font-weight");
  g_autofree char *asian = galley_xml_attributes_dup (attributes, "font-weight-asian");
  const char *weight = asian ? asian : western;
  g_autofree char *display = galley_xml_attributes_dup (attributes, "display");
  g_autofree char *line = galley_xml_attributes_dup (attributes, "text-line-through-style");

  if (weight)
    style->bold = g_str_equal (weight, "bold") || g_ascii_strtoull (weight, NULL, 10) >= 600;
  if (display)
    style->hidden = g_str_equal (display, "none");
  if (line)
    style->struck = !g_str_equal (line, "none");
}

/* “第” “章” around the numbers of as many levels as are shown. */
static void
start_level (OdtStyles *self, const char *name, const GalleyXmlAttributes *attributes)
{
  g_autofree char *prefix = galley_xml_attributes_dup (attributes, "num-prefix");
  g_autofree char *suffix = galley_xml_attributes_dup (attributes, "num-suffix");
  guint number = CLAMP (galley_xml_attributes_get_number (attributes, "level", 1), 1, WORD_MAX_LEVELS);
  guint n_shown = CLAMP (galley_xml_attributes_get_number (attributes, "display-levels", 1), 1, MIN (number, 9));
  WordLevel *level = &self->list->levels[number - 1];
  GString *text = g_string_new (prefix);

  g_clear_pointer (&level->format, g_free);
  g_clear_pointer (&level->text, g_free);
  level->start = galley_xml_attributes_get_number (attributes, "start-value", 1);
  if (!g_str_has_suffix (name, "-bullet") && !g_str_has_suffix (name, "-image"))
    level->format = galley_xml_attributes_dup (attributes, "num-format");
  for (guint i = number - n_shown + 1; level->format && *level->format && i <= MIN (number, 9); i++)
    g_string_append_printf (text, "%%%u%s", i, i < number ? "." : "");
  g_string_append (text, suffix ? suffix : "");
  level->text = g_string_free (text, FALSE);
  /* A heading without a number is no item. */
  if (level->format == NULL && g_str_has_prefix (name, "outline"))
    level->format = g_strdup ("");
}

/**
 * odt_styles_start:
 * @name: of an element that began, in styles or not
 */
void
odt_styles_start (OdtStyles *self, const char *name, const GalleyXmlAttributes *attributes)
{
  if (g_str_equal (name, "style"))
    start_style (self, attributes);
  else if (self->style && g_str_equal (name, "text-properties"))
    read_text_properties (self->style, attributes);
  else if (g_str_equal (name, "list-style") || g_str_equal (name, "outline-style"))
    {
      char *id = *name == 'o' ? g_strdup (ODT_OUTLINE) : galley_xml_attributes_dup (attributes, "name");

      self->list = g_new0 (WordList, 1);
      for (guint i = 0; i < WORD_MAX_LEVELS; i++)
        self->list->levels[i].start = 1;
      g_hash_table_replace (self->lists, id ? id : g_strdup (""), self->list);
    }
  else if (self->list && (g_str_has_prefix (name, "list-level-style-") || g_str_equal (name, "outline-level-style")))
    start_level (self, name, attributes);
}

void
odt_styles_end (OdtStyles *self, const char *name)
{
  if (g_str_equal (name, "style"))
    self->style = NULL;
  else if (g_str_equal (name, "list-style") || g_str_equal (name, "outline-style"))
    self->list = NULL;
}

/* Returns: (transfer none) (nullable) */
const OdtStyle *
odt_styles_find (const OdtStyles *self, const char *family, const char *name)
{
  g_autofree char *key = name ? g_strdup_printf ("%s %s", family, name) : NULL;

  return key ? g_hash_table_lookup (self->styles, key) : NULL;
}

/**
 * odt_styles_read_look:
 * @attributes: of a paragraph, or a heading
 *
 * Returns: what its style, and those that this is based on, make of it
 */
OdtLook
odt_styles_read_look (const OdtStyles *self, gboolean heading, const GalleyXmlAttributes *attributes)
{
  g_autofree char *id = galley_xml_attributes_dup (attributes, "style-name");
  const OdtStyle *style = odt_styles_find (self, "paragraph", id);
  OdtLook look = { .state = { .kind = GALLEY_BLOCK_PARAGRAPH } };
  int bold = -1, hidden = -1, struck = -1;

  for (guint i = 0; style && i < WORD_MAX_BASED; i++)
    {
      if (look.state.kind == GALLEY_BLOCK_PARAGRAPH)
        word_read_style_name (style->name, &look.state);
      if (look.state.kind == GALLEY_BLOCK_PARAGRAPH && style->outline > 0)
        {
          look.state.kind = GALLEY_BLOCK_HEADING;
          look.state.level = MIN ((guint) style->outline, WORD_LOOK_LEVEL - 1);
        }
      look.list = look.list ? look.list : style->list;
      bold = bold >= 0 ? bold : style->bold;
      hidden = hidden >= 0 ? hidden : style->hidden;
      struck = struck >= 0 ? struck : style->struck;
      style = odt_styles_find (self, "paragraph", style->parent);
    }
  if (heading && look.state.kind == GALLEY_BLOCK_PARAGRAPH)
    {
      look.state.kind = GALLEY_BLOCK_HEADING;
      look.state.level = CLAMP (galley_xml_attributes_get_number (attributes, "outline-level", 1), 1, WORD_LOOK_LEVEL - 1);
    }
  look.bold = bold > 0;
  look.hidden = hidden > 0;
  look.struck = struck > 0;
  return look;
}
