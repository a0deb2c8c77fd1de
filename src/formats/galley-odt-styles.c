/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-odt.h"

#include <math.h>
#include <string.h>

#include "galley-numbering.h"

/* The styles of an OpenDocument text (ODF 1.3 part 3, 16), made of a theme's, and its page. */

#define BOLD 600

static const char *const prefixes[][2] = {
  { "xmlns:office", ODF "office:1.0" },
  { "xmlns:style", ODF "style:1.0" },
  { "xmlns:text", ODF "text:1.0" },
  { "xmlns:table", ODF "table:1.0" },
  { "xmlns:draw", ODF "drawing:1.0" },
  { "xmlns:fo", ODF "xsl-fo-compatible:1.0" },
  { "xmlns:svg", ODF "svg-compatible:1.0" },
  { "xmlns:meta", ODF "meta:1.0" },
  { "xmlns:xlink", "http://www.w3.org/1999/xlink" },
  { "xmlns:dc", "http://purl.org/dc/elements/1.1/" },
};

/**
 * galley_odt_open_root:
 *
 * Opens the element that a part of the package is.
 */
void
galley_odt_open_root (xmlTextWriterPtr writer, const char *element)
{
  galley_markup_open (writer, element, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    galley_markup_attribute (writer, prefixes[i][0], prefixes[i][1]);
  galley_markup_attribute (writer, "office:version", "1.3");
}

void
galley_odt_length (xmlTextWriterPtr writer, const char *name, double points)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  galley_markup_print (writer, name, "%spt", g_ascii_formatd (digits, sizeof digits, "%.2f", points));
}

/**
 * galley_odt_dup_style_name:
 *
 * Returns: (transfer full): how paragraphs name the style of @role: its name with _20_ for spaces, as LibreOffice has it
 */
char *
galley_odt_dup_style_name (GalleyStyleRole role)
{
  GString *name = g_string_new (galley_office_get_style (role)->writer);

  g_string_replace (name, " ", "_20_", 0);
  g_string_replace (name, "'", "", 0);
  return g_string_free (name, FALSE);
}

static void
color_attribute (xmlTextWriterPtr writer, const char *name, const GalleyTheme *theme, GalleyColorRole role)
{
  g_autofree char *color = galley_office_dup_color (theme, role);

  galley_markup_print (writer, name, "#%s", color);
}

/* The families of a style as CSS lists them, in quotation marks where they have to be. */
static char *
dup_families (const GalleyStyle *style)
{
  g_auto (GStrv) families = g_strsplit (style->families, ",", -1);

  for (char **family = families; *family; family++)
    if (strchr (g_strstrip (*family), ' '))
      {
        char *quoted = g_strdup_printf ("'%s'", *family);

        g_free (*family);
        *family = quoted;
      }
  return g_strjoinv (", ", families);
}

/**
 * galley_odt_write_fonts:
 *
 * Declares the fonts, each with the families that may stand for it.
 */
void
galley_odt_write_fonts (xmlTextWriterPtr writer, const GalleyTheme *theme)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  galley_markup_open (writer, "office:font-face-decls", NULL);
  for (guint role = 0; role < GALLEY_N_STYLES; role++)
    {
      const GalleyStyle *style = &theme->styles[role];
      g_autofree char *families = dup_families (style), *font = galley_office_dup_font (style);

      if (g_hash_table_contains (known, font))
        continue;
      galley_markup_add (writer, "style:font-face", "style:name", font, "svg:font-family", families, "style:font-family-generic",
                         galley_office_is_serif (style) ? "roman" : "swiss", "style:font-pitch", "variable", NULL);
      g_hash_table_add (known, g_steal_pointer (&font));
    }
  galley_markup_close (writer);
}

static void
write_text_looks (xmlTextWriterPtr writer, const GalleyTheme *theme, const GalleyStyle *style)
{
  const char *weight = style->weight >= BOLD ? "bold" : "normal";
  g_autofree char *font = galley_office_dup_font (style);

  galley_markup_open (writer, "style:text-properties", "style:font-name", font, "style:font-name-asian", font, NULL);
  color_attribute (writer, "fo:color", theme, style->color);
  galley_odt_length (writer, "fo:font-size", style->size);
  galley_odt_length (writer, "style:font-size-asian", style->size);
  galley_markup_attribute (writer, "fo:font-weight", weight);
  galley_markup_attribute (writer, "style:font-weight-asian", weight);
  galley_markup_close (writer);
}

static void
border (xmlTextWriterPtr writer, const char *side, const char *width, const GalleyTheme *theme, GalleyColorRole role)
{
  g_autofree char *color = galley_office_dup_color (theme, role);
  g_autofree char *name = g_strconcat ("fo:border-", side, NULL), *padding = g_strconcat ("fo:padding-", side, NULL);

  galley_markup_print (writer, name, "%s solid #%s", width, color);
  galley_odt_length (writer, padding, 6);
}

static void
write_ornament (xmlTextWriterPtr writer, const GalleyTheme *theme, const GalleyStyle *style)
{
  static const char *const sides[] = { "top", "bottom", "left", "right" };

  switch (style->ornament)
    {
    case GALLEY_ORNAMENT_BAND:
      border (writer, "top", "0.75pt", theme, GALLEY_COLOR_ACCENT);
      border (writer, "bottom", "0.75pt", theme, GALLEY_COLOR_ACCENT);
      break;
    case GALLEY_ORNAMENT_RULE:
      border (writer, "top", "0.5pt", theme, GALLEY_COLOR_RULE);
      break;
    case GALLEY_ORNAMENT_BAR:
      border (writer, "left", "2.25pt", theme, GALLEY_COLOR_ACCENT);
      break;
    case GALLEY_ORNAMENT_BOX:
      for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
        border (writer, sides[i], "0.5pt", theme, GALLEY_COLOR_TINT);
      color_attribute (writer, "fo:background-color", theme, GALLEY_COLOR_TINT);
      break;
    case GALLEY_ORNAMENT_NONE:
    case GALLEY_ORNAMENT_DIAMOND:
    default:
      break;
    }
}

static void
write_paragraph_looks (xmlTextWriterPtr writer, const GalleyTheme *theme, GalleyStyleRole role)
{
  static const char *const alignments[] = {
    [GALLEY_ALIGN_START] = "start", [GALLEY_ALIGN_CENTER] = "center", [GALLEY_ALIGN_END] = "end", [GALLEY_ALIGN_JUSTIFY] = "justify",
  };
  const GalleyStyle *style = &theme->styles[role];

  galley_markup_open (writer, "style:paragraph-properties", NULL);
  galley_odt_length (writer, "fo:margin-top", style->space_before);
  galley_odt_length (writer, "fo:margin-bottom", galley_office_get_space_after (theme, role));
  /* The indents of an item are its list's, as long as it has none of its own. */
  if (role != GALLEY_STYLE_ITEM && role != GALLEY_STYLE_SUBITEM)
    {
      galley_odt_length (writer, "fo:margin-left", style->inset * style->size);
      galley_odt_length (writer, "fo:margin-right", style->inset * style->size);
      galley_odt_length (writer, "fo:text-indent", style->indent * style->size);
    }
  galley_odt_length (writer, "style:line-height-at-least", style->line_height * style->size);
  galley_markup_attribute (writer, "fo:text-align", alignments[galley_office_get_align (theme, role)]);
  galley_markup_attribute (writer, "style:justify-single-word", "false");
  if (galley_office_get_style (role)->keep)
    {
      galley_markup_attribute (writer, "fo:keep-with-next", "always");
      galley_markup_attribute (writer, "fo:keep-together", "always");
    }
  galley_markup_attribute (writer, "fo:widows", "2");
  galley_markup_attribute (writer, "fo:orphans", "2");
  write_ornament (writer, theme, style);
  galley_markup_close (writer);
}

static void
write_paragraph_style (xmlTextWriterPtr writer, const GalleyTheme *theme, GalleyStyleRole role)
{
  const GalleyOfficeStyle *called = galley_office_get_style (role);
  g_autofree char *name = galley_odt_dup_style_name (role);

  galley_markup_open (writer, "style:style", "style:name", name, "style:display-name", called->writer, "style:family",
                      "paragraph", "style:parent-style-name", "Standard", NULL);
  if (called->level > 0)
    galley_markup_print (writer, "style:default-outline-level", "%u", called->level);
  if (role == GALLEY_STYLE_ITEM || role == GALLEY_STYLE_SUBITEM)
    galley_markup_attribute (writer, "style:list-style-name", "Items");
  write_paragraph_looks (writer, theme, role);
  write_text_looks (writer, theme, &theme->styles[role]);
  galley_markup_close (writer);
}

static void
write_defaults (xmlTextWriterPtr writer, const GalleyTheme *theme)
{
  const GalleyStyle *style = &theme->styles[GALLEY_STYLE_PARAGRAPH];
  g_autofree char *font = galley_office_dup_font (style);

  galley_markup_open (writer, "style:default-style", "style:family", "paragraph", NULL);
  galley_markup_add (writer, "style:paragraph-properties", "style:text-autospace", "ideograph-alpha", "style:punctuation-wrap",
                     "hanging", "style:line-break", "strict", "style:writing-mode", "page", NULL);
  galley_markup_open (writer, "style:text-properties", "style:font-name", font, "style:font-name-asian", font, NULL);
  galley_odt_length (writer, "fo:font-size", style->size);
  galley_odt_length (writer, "style:font-size-asian", style->size);
  galley_markup_attribute (writer, "fo:language", "zh");
  galley_markup_attribute (writer, "fo:country", "CN");
  galley_markup_attribute (writer, "style:language-asian", "zh");
  galley_markup_attribute (writer, "style:country-asian", "CN");
  galley_markup_close (writer);
  galley_markup_close (writer);
  galley_markup_add (writer, "style:style", "style:name", "Standard", "style:family", "paragraph", "style:class", "text", NULL);
}

static void
write_text_styles (xmlTextWriterPtr writer, const GalleyTheme *theme)
{
  galley_markup_open (writer, "style:style", "style:name", "Strong_20_Emphasis", "style:display-name", "Strong Emphasis",
                      "style:family", "text", NULL);
  galley_markup_add (writer, "style:text-properties", "fo:font-weight", "bold", "style:font-weight-asian", "bold", NULL);
  galley_markup_close (writer);
  galley_markup_open (writer, "style:style", "style:name", "Internet_20_link", "style:display-name", "Internet link",
                      "style:family", "text", NULL);
  galley_markup_open (writer, "style:text-properties", NULL);
  color_attribute (writer, "fo:color", theme, GALLEY_COLOR_LINK);
  galley_markup_attribute (writer, "style:text-underline-style", "solid");
  galley_markup_attribute (writer, "style:text-underline-width", "auto");
  galley_markup_attribute (writer, "style:text-underline-color", "font-color");
  galley_markup_close (writer);
  galley_markup_close (writer);
  galley_markup_open (writer, "style:style", "style:name", "Bullet", "style:family", "text", NULL);
  galley_markup_open (writer, "style:text-properties", NULL);
  color_attribute (writer, "fo:color", theme, GALLEY_COLOR_ACCENT);
  galley_markup_close (writer);
  galley_markup_close (writer);
}

/* The paragraph that a picture stands in, and the picture in it. */
static void
write_picture_styles (xmlTextWriterPtr writer)
{
  galley_markup_open (writer, "style:style", "style:name", "Picture", "style:family", "paragraph", "style:parent-style-name",
                      "Standard", NULL);
  galley_markup_open (writer, "style:paragraph-properties", "fo:text-align", "center", "fo:keep-with-next", "always", NULL);
  galley_odt_length (writer, "fo:margin-top", 6);
  galley_odt_length (writer, "fo:margin-bottom", 12);
  galley_markup_close (writer);
  galley_markup_close (writer);
  galley_markup_open (writer, "style:style", "style:name", "Footnote", "style:family", "paragraph", "style:parent-style-name",
                      "Standard", NULL);
  galley_markup_add (writer, "style:text-properties", "fo:font-size", "9pt", "style:font-size-asian", "9pt", NULL);
  galley_markup_close (writer);
  galley_markup_open (writer, "style:style", "style:name", "Graphics", "style:family", "graphic", NULL);
  galley_markup_add (writer, "style:graphic-properties", "text:anchor-type", "as-char", "style:vertical-pos", "top",
                     "style:vertical-rel", "baseline", NULL);
  galley_markup_close (writer);
}

/* LibreOffice writes Han numerals as the first of them. */
static void
write_numbered_level (xmlTextWriterPtr writer, const GalleyStyle *style, const char *level, const char *element)
{
  g_autofree char *before = NULL, *after = NULL;
  gboolean han = galley_numbering_split (style->number, &before, &after);

  galley_markup_open (writer, element, "text:level", level, "style:num-format", han ? "一, 二, 三, ..." : "1", "style:num-prefix",
                      *before ? before : NULL, "style:num-suffix", after, NULL);
  galley_markup_open (writer, "style:list-level-properties", "text:list-level-position-and-space-mode", "label-alignment", NULL);
  galley_markup_open (writer, "style:list-level-label-alignment", "text:label-followed-by", "nothing", NULL);
  galley_odt_length (writer, "fo:text-indent", style->indent * style->size);
  galley_markup_close (writer);
  galley_markup_close (writer);
  galley_markup_close (writer);
}

/* What precedes the paragraphs of one level of the list. */
static void
write_level (xmlTextWriterPtr writer, const GalleyTheme *theme, const char *level, GalleyStyleRole role, const char *element)
{
  const GalleyStyle *style = &theme->styles[role];
  double indent = style->indent * style->size, hanging = theme->styles[GALLEY_STYLE_ITEM].indent * style->size;

  if (style->number)
    {
      write_numbered_level (writer, style, level, element);
      return;
    }
  galley_markup_open (writer, "text:list-level-style-bullet", "text:level", level, "text:style-name", "Bullet",
                      "text:bullet-char", role == GALLEY_STYLE_ITEM ? GALLEY_ITEM_SIGN : GALLEY_SUBITEM_SIGN, NULL);
  galley_markup_open (writer, "style:list-level-properties", "text:list-level-position-and-space-mode", "label-alignment", NULL);
  galley_markup_open (writer, "style:list-level-label-alignment", "text:label-followed-by", "listtab", NULL);
  galley_odt_length (writer, "fo:margin-left", indent);
  galley_odt_length (writer, "fo:text-indent", -hanging);
  galley_odt_length (writer, "text:list-tab-stop-position", indent);
  galley_markup_close (writer);
  galley_markup_close (writer);
  galley_markup_close (writer);
}

/* What precedes each item and subitem, and each heading where the theme has numbers. */
static void
write_list_styles (xmlTextWriterPtr writer, const GalleyTheme *theme)
{
  if (theme->styles[GALLEY_STYLE_HEADING].number && theme->styles[GALLEY_STYLE_SUBHEADING].number)
    {
      galley_markup_open (writer, "text:outline-style", "style:name", "Outline", NULL);
      write_level (writer, theme, "1", GALLEY_STYLE_HEADING, "text:outline-level-style");
      write_level (writer, theme, "2", GALLEY_STYLE_SUBHEADING, "text:outline-level-style");
      galley_markup_close (writer);
    }
  galley_markup_open (writer, "text:list-style", "style:name", "Items", NULL);
  write_level (writer, theme, "1", GALLEY_STYLE_ITEM, "text:list-level-style-number");
  write_level (writer, theme, "2", GALLEY_STYLE_SUBITEM, "text:list-level-style-number");
  galley_markup_close (writer);
}

/* A header or footer takes its place from the margin. */
static void
write_band (xmlTextWriterPtr writer, const char *element, const char *side, double height)
{
  galley_markup_open (writer, element, NULL);
  galley_markup_open (writer, "style:header-footer-properties", NULL);
  galley_odt_length (writer, "fo:min-height", height);
  galley_odt_length (writer, side, height / 2);
  galley_markup_close (writer);
  galley_markup_close (writer);
}

static void
write_page (xmlTextWriterPtr writer, const GalleyTheme *theme)
{
  galley_markup_open (writer, "style:page-layout", "style:name", "Paper", NULL);
  galley_markup_open (writer, "style:page-layout-properties", NULL);
  galley_odt_length (writer, "fo:page-width", theme->width);
  galley_odt_length (writer, "fo:page-height", theme->height);
  galley_odt_length (writer, "fo:margin-top", theme->margin_top / 2);
  galley_odt_length (writer, "fo:margin-bottom", theme->margin_bottom / 2);
  galley_odt_length (writer, "fo:margin-left", theme->margin_left);
  galley_odt_length (writer, "fo:margin-right", theme->margin_right);
  galley_markup_attribute (writer, "style:print-orientation", theme->width > theme->height ? "landscape" : "portrait");
  galley_markup_close (writer);
  write_band (writer, "style:header-style", "fo:margin-bottom", theme->margin_top / 2);
  write_band (writer, "style:footer-style", "fo:margin-top", theme->margin_bottom / 2);
  galley_markup_close (writer);
}

static void
write_master_page (xmlTextWriterPtr writer, const char *notice)
{
  galley_markup_open (writer, "office:master-styles", NULL);
  galley_markup_open (writer, "style:master-page", "style:name", "Standard", "style:page-layout-name", "Paper", NULL);
  galley_markup_open (writer, "style:header", NULL);
  galley_markup_open (writer, "text:p", "text:style-name", "Header", NULL);
  if (notice)
    galley_odt_write_text (writer, notice, strlen (notice));
  galley_markup_close (writer);
  galley_markup_close (writer);
  galley_markup_open (writer, "style:footer", NULL);
  galley_markup_open (writer, "text:p", "text:style-name", "Footer", NULL);
  galley_markup_text (writer, "— ", strlen ("— "));
  galley_markup_open (writer, "text:page-number", "text:select-page", "current", NULL);
  galley_markup_text (writer, "1", 1);
  galley_markup_close (writer);
  galley_markup_text (writer, " —", strlen (" —"));
  galley_markup_close (writer);
  galley_markup_close (writer);
  galley_markup_close (writer);
  galley_markup_close (writer);
}

xmlBufferPtr
galley_odt_write_styles (const GalleyOffice *office)
{
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer = galley_markup_new (&buffer);

  galley_odt_open_root (writer, "office:document-styles");
  galley_odt_write_fonts (writer, office->theme);
  galley_markup_open (writer, "office:styles", NULL);
  write_defaults (writer, office->theme);
  for (guint role = 0; role < GALLEY_N_STYLES; role++)
    if (galley_office_get_style (role))
      write_paragraph_style (writer, office->theme, role);
  write_text_styles (writer, office->theme);
  write_picture_styles (writer);
  write_list_styles (writer, office->theme);
  galley_markup_close (writer);
  galley_markup_open (writer, "office:automatic-styles", NULL);
  write_page (writer, office->theme);
  galley_markup_close (writer);
  write_master_page (writer, office->options->notice);
  return galley_markup_finish (writer, buffer);
}
