/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-docx.h"

#include <math.h>
#include <string.h>

#include "galley-numbering.h"

/* The styles of a DOCX document, made of a theme's. The order of elements is that of the schema (ECMA-376 part 1, 17.3
 * and 17.7). */

#define NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define BOLD 600

/* Eighths of a point; how far borders are from text, in points. */
#define THICK "18"
#define THIN "4"

static void
value (xmlTextWriterPtr writer, const char *element, const char *text)
{
  galley_markup_add (writer, element, "w:val", text, NULL);
}

static void
number (xmlTextWriterPtr writer, const char *element, int n)
{
  galley_markup_open (writer, element, NULL);
  galley_markup_print (writer, "w:val", "%d", n);
  galley_markup_close (writer);
}

/**
 * galley_docx_dup_style_id:
 *
 * Returns: (transfer full): how paragraphs name the style of @role: its name without spaces and signs
 */
char *
galley_docx_dup_style_id (GalleyStyleRole role)
{
  GString *id = g_string_new (NULL);

  for (const char *p = galley_office_get_style (role)->word; *p; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (id, id->len == 0 ? g_ascii_toupper (*p) : *p);
  return g_string_free (id, FALSE);
}

static void
write_fonts (xmlTextWriterPtr writer, const GalleyStyle *style)
{
  g_autofree char *font = galley_office_dup_font (style);
  const char *latin = galley_office_is_serif (style) ? "Times New Roman" : "Arial";

  galley_markup_add (writer, "w:rFonts", "w:ascii", latin, "w:eastAsia", font, "w:hAnsi", latin, "w:cs", latin, NULL);
}

/**
 * galley_docx_write_run_looks:
 *
 * Writes the properties of the text of @role.
 */
void
galley_docx_write_run_looks (xmlTextWriterPtr writer, const GalleyTheme *theme, GalleyStyleRole role)
{
  const GalleyStyle *style = &theme->styles[role];
  g_autofree char *color = galley_office_dup_color (theme, style->color);

  galley_markup_open (writer, "w:rPr", NULL);
  write_fonts (writer, style);
  if (style->weight >= BOLD)
    {
      galley_markup_add (writer, "w:b", NULL);
      galley_markup_add (writer, "w:bCs", NULL);
    }
  value (writer, "w:color", color);
  number (writer, "w:sz", (int) lround (style->size * 2));
  number (writer, "w:szCs", (int) lround (style->size * 2));
  galley_markup_close (writer);
}

static void
border (xmlTextWriterPtr writer, const char *element, const char *size, const char *space, const char *color)
{
  galley_markup_add (writer, element, "w:val", "single", "w:sz", size, "w:space", space, "w:color", color, NULL);
}

static void
write_ornament (xmlTextWriterPtr writer, const GalleyTheme *theme, GalleyOrnament ornament)
{
  g_autofree char *accent = galley_office_dup_color (theme, GALLEY_COLOR_ACCENT);
  g_autofree char *rule = galley_office_dup_color (theme, GALLEY_COLOR_RULE);
  g_autofree char *tint = galley_office_dup_color (theme, GALLEY_COLOR_TINT);
  static const char *const sides[] = { "w:top", "w:left", "w:bottom", "w:right" };

  if (ornament == GALLEY_ORNAMENT_NONE || ornament == GALLEY_ORNAMENT_DIAMOND)
    return;
  galley_markup_open (writer, "w:pBdr", NULL);
  if (ornament == GALLEY_ORNAMENT_BAND || ornament == GALLEY_ORNAMENT_RULE)
    border (writer, "w:top", THIN, "6", ornament == GALLEY_ORNAMENT_BAND ? accent : rule);
  if (ornament == GALLEY_ORNAMENT_BAND)
    border (writer, "w:bottom", THIN, "6", accent);
  if (ornament == GALLEY_ORNAMENT_BAR)
    border (writer, "w:left", THICK, "8", accent);
  /* Paragraphs of one border that follow each other share it, and the ground between them. */
  for (gsize i = 0; ornament == GALLEY_ORNAMENT_BOX && i < G_N_ELEMENTS (sides); i++)
    border (writer, sides[i], THIN, "8", tint);
  galley_markup_close (writer);
  if (ornament == GALLEY_ORNAMENT_BOX)
    galley_markup_add (writer, "w:shd", "w:val", "clear", "w:color", "auto", "w:fill", tint, NULL);
}

static void
write_indent (xmlTextWriterPtr writer, const GalleyTheme *theme, GalleyStyleRole role)
{
  const GalleyStyle *style = &theme->styles[role];
  int inset = DOCX_TWIPS (style->inset * style->size), indent = DOCX_TWIPS (style->indent * style->size);
  gboolean hanging = (role == GALLEY_STYLE_ITEM || role == GALLEY_STYLE_SUBITEM) && !style->number;
  int first = hanging ? DOCX_TWIPS (theme->styles[GALLEY_STYLE_ITEM].indent * style->size) : indent;

  if (inset == 0 && indent == 0)
    return;
  galley_markup_open (writer, "w:ind", NULL);
  galley_markup_print (writer, "w:left", "%d", inset + (hanging ? indent : 0));
  galley_markup_print (writer, "w:right", "%d", inset);
  /* In hundredths of a character, so that the indent follows where somebody changes the size; Word goes by it alone. */
  if (!hanging && indent > 0)
    galley_markup_print (writer, "w:firstLineChars", "%d", (int) lround (style->indent * 100));
  if (indent > 0)
    galley_markup_print (writer, hanging ? "w:hanging" : "w:firstLine", "%d", first);
  galley_markup_close (writer);
}

static void
write_paragraph_looks (xmlTextWriterPtr writer, const GalleyTheme *theme, GalleyStyleRole role)
{
  static const char *const alignments[] = {
    [GALLEY_ALIGN_START] = "left", [GALLEY_ALIGN_CENTER] = "center", [GALLEY_ALIGN_END] = "right", [GALLEY_ALIGN_JUSTIFY] = "both",
  };
  const GalleyOfficeStyle *called = galley_office_get_style (role);
  const GalleyStyle *style = &theme->styles[role];
  int level = galley_office_get_list_level (theme, role);

  galley_markup_open (writer, "w:pPr", NULL);
  if (called->keep)
    {
      galley_markup_add (writer, "w:keepNext", NULL);
      galley_markup_add (writer, "w:keepLines", NULL);
    }
  if (level >= 0)
    {
      galley_markup_open (writer, "w:numPr", NULL);
      number (writer, "w:ilvl", level);
      value (writer, "w:numId", "1");
      galley_markup_close (writer);
    }
  write_ornament (writer, theme, style->ornament);
  galley_markup_open (writer, "w:spacing", NULL);
  galley_markup_print (writer, "w:before", "%d", DOCX_TWIPS (style->space_before));
  galley_markup_print (writer, "w:after", "%d", DOCX_TWIPS (galley_office_get_space_after (theme, role)));
  galley_markup_print (writer, "w:line", "%d", DOCX_TWIPS (style->line_height * style->size));
  galley_markup_attribute (writer, "w:lineRule", "atLeast");
  galley_markup_close (writer);
  write_indent (writer, theme, role);
  value (writer, "w:jc", alignments[galley_office_get_align (theme, role)]);
  if (called->level > 0)
    number (writer, "w:outlineLvl", (int) called->level - 1);
  galley_markup_close (writer);
}

static void
begin_style (xmlTextWriterPtr writer, const char *type, const char *id, const char *name)
{
  galley_markup_open (writer, "w:style", "w:type", type, "w:styleId", id, NULL);
  value (writer, "w:name", name);
}

static void
write_paragraph_style (xmlTextWriterPtr writer, const GalleyTheme *theme, GalleyStyleRole role)
{
  g_autofree char *id = galley_docx_dup_style_id (role), *next = NULL;
  const GalleyOfficeStyle *called = galley_office_get_style (role);

  begin_style (writer, "paragraph", id, called->word);
  value (writer, "w:basedOn", "Normal");
  if (called->keep)
    {
      next = galley_docx_dup_style_id (role == GALLEY_STYLE_NOTE_LABEL ? GALLEY_STYLE_NOTE : GALLEY_STYLE_PARAGRAPH);
      value (writer, "w:next", next);
    }
  galley_markup_add (writer, "w:qFormat", NULL);
  write_paragraph_looks (writer, theme, role);
  galley_docx_write_run_looks (writer, theme, role);
  galley_markup_close (writer);
}

static void
write_defaults (xmlTextWriterPtr writer, const GalleyTheme *theme)
{
  const GalleyStyle *style = &theme->styles[GALLEY_STYLE_PARAGRAPH];

  galley_markup_open (writer, "w:docDefaults", NULL);
  galley_markup_open (writer, "w:rPrDefault", NULL);
  galley_markup_open (writer, "w:rPr", NULL);
  write_fonts (writer, style);
  number (writer, "w:sz", (int) lround (style->size * 2));
  number (writer, "w:szCs", (int) lround (style->size * 2));
  galley_markup_add (writer, "w:lang", "w:val", "zh-CN", "w:eastAsia", "zh-CN", NULL);
  galley_markup_close (writer);
  galley_markup_close (writer);
  galley_markup_open (writer, "w:pPrDefault", NULL);
  galley_markup_add (writer, "w:pPr", NULL);
  galley_markup_close (writer);
  galley_markup_close (writer);
  galley_markup_open (writer, "w:style", "w:type", "paragraph", "w:default", "1", "w:styleId", "Normal", NULL);
  value (writer, "w:name", "Normal");
  galley_markup_add (writer, "w:qFormat", NULL);
  galley_markup_close (writer);
}

static void
write_character_styles (xmlTextWriterPtr writer, const GalleyTheme *theme)
{
  g_autofree char *link = galley_office_dup_color (theme, GALLEY_COLOR_LINK);

  begin_style (writer, "character", "Strong", "Strong");
  galley_markup_add (writer, "w:qFormat", NULL);
  galley_markup_open (writer, "w:rPr", NULL);
  galley_markup_add (writer, "w:b", NULL);
  galley_markup_add (writer, "w:bCs", NULL);
  galley_markup_close (writer);
  galley_markup_close (writer);
  begin_style (writer, "character", "FootnoteReference", "footnote reference");
  galley_markup_open (writer, "w:rPr", NULL);
  value (writer, "w:vertAlign", "superscript");
  galley_markup_close (writer);
  galley_markup_close (writer);
  begin_style (writer, "character", "Hyperlink", "Hyperlink");
  galley_markup_open (writer, "w:rPr", NULL);
  value (writer, "w:color", link);
  value (writer, "w:u", "single");
  galley_markup_close (writer);
  galley_markup_close (writer);
}

static void
write_note_style (xmlTextWriterPtr writer)
{
  begin_style (writer, "paragraph", "FootnoteText", "footnote text");
  value (writer, "w:basedOn", "Normal");
  galley_markup_open (writer, "w:rPr", NULL);
  value (writer, "w:sz", "18");
  value (writer, "w:szCs", "18");
  galley_markup_close (writer);
  galley_markup_close (writer);
}

/* The paragraph that a picture stands in. */
static void
write_picture_style (xmlTextWriterPtr writer)
{
  begin_style (writer, "paragraph", "Picture", "Picture");
  value (writer, "w:basedOn", "Normal");
  galley_markup_open (writer, "w:pPr", NULL);
  galley_markup_add (writer, "w:keepNext", NULL);
  galley_markup_add (writer, "w:spacing", "w:before", "120", "w:after", "240", NULL);
  value (writer, "w:jc", "center");
  galley_markup_close (writer);
  galley_markup_close (writer);
}

static void
write_table_style (xmlTextWriterPtr writer, const GalleyTheme *theme)
{
  g_autofree char *accent = galley_office_dup_color (theme, GALLEY_COLOR_ACCENT);
  g_autofree char *rule = galley_office_dup_color (theme, GALLEY_COLOR_RULE);

  begin_style (writer, "table", "BulletinTable", "Bulletin Table");
  galley_markup_add (writer, "w:qFormat", NULL);
  galley_markup_open (writer, "w:tblPr", NULL);
  galley_markup_open (writer, "w:tblBorders", NULL);
  border (writer, "w:top", THICK, "0", accent);
  border (writer, "w:bottom", "8", "0", rule);
  border (writer, "w:insideH", THIN, "0", rule);
  galley_markup_close (writer);
  galley_markup_open (writer, "w:tblCellMar", NULL);
  galley_markup_add (writer, "w:top", "w:w", "50", "w:type", "dxa", NULL);
  galley_markup_add (writer, "w:left", "w:w", "100", "w:type", "dxa", NULL);
  galley_markup_add (writer, "w:bottom", "w:w", "50", "w:type", "dxa", NULL);
  galley_markup_add (writer, "w:right", "w:w", "100", "w:type", "dxa", NULL);
  galley_markup_close (writer);
  galley_markup_close (writer);
  galley_markup_close (writer);
}

xmlBufferPtr
galley_docx_write_styles (const GalleyTheme *theme)
{
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer = galley_markup_new (&buffer);

  galley_markup_open (writer, "w:styles", "xmlns:w", NAMESPACE, NULL);
  write_defaults (writer, theme);
  for (guint role = 0; role < GALLEY_N_STYLES; role++)
    if (galley_office_get_style (role))
      write_paragraph_style (writer, theme, role);
  write_picture_style (writer);
  write_note_style (writer);
  write_character_styles (writer, theme);
  write_table_style (writer, theme);
  return galley_markup_finish (writer, buffer);
}

/* What precedes the paragraphs of one level of the list. */
static void
write_level (xmlTextWriterPtr writer, const GalleyTheme *theme, int level, GalleyStyleRole role)
{
  const char *pattern = theme->styles[role].number;
  g_autofree char *accent = galley_office_dup_color (theme, GALLEY_COLOR_ACCENT);
  g_autofree char *id = galley_docx_dup_style_id (role), *before = NULL, *after = NULL, *text = NULL;
  gboolean han = pattern && galley_numbering_split (pattern, &before, &after);

  galley_markup_open (writer, "w:lvl", NULL);
  galley_markup_print (writer, "w:ilvl", "%d", level);
  value (writer, "w:start", "1");
  value (writer, "w:numFmt", !pattern ? "bullet" : han ? "chineseCountingThousand" : "decimal");
  value (writer, "w:pStyle", id);
  if (pattern)
    {
      text = g_strdup_printf ("%s%%%d%s", before, level + 1, after);
      value (writer, "w:suff", "nothing");
    }
  value (writer, "w:lvlText", pattern ? text : role == GALLEY_STYLE_ITEM ? GALLEY_ITEM_SIGN : GALLEY_SUBITEM_SIGN);
  value (writer, "w:lvlJc", "left");
  galley_markup_open (writer, "w:pPr", NULL);
  write_indent (writer, theme, role);
  galley_markup_close (writer);
  galley_markup_open (writer, "w:rPr", NULL);
  galley_markup_add (writer, "w:rFonts", "w:hint", "eastAsia", NULL);
  if (!pattern)
    value (writer, "w:color", accent);
  galley_markup_close (writer);
  galley_markup_close (writer);
}

/* The one list that there is: the sign or number before each item and subitem, and before headings where the theme has
 * numbers. They are Word's own, so that who edits there need not count anew. */
xmlBufferPtr
galley_docx_write_numbering (const GalleyTheme *theme)
{
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer = galley_markup_new (&buffer);

  galley_markup_open (writer, "w:numbering", "xmlns:w", NAMESPACE, NULL);
  galley_markup_open (writer, "w:abstractNum", "w:abstractNumId", "0", NULL);
  value (writer, "w:multiLevelType", "multilevel");
  for (guint role = 0; role < GALLEY_N_STYLES; role++)
    for (int level = galley_office_get_list_level (theme, role); level >= 0; level = -1)
      write_level (writer, theme, level, role);
  galley_markup_close (writer);
  galley_markup_open (writer, "w:num", "w:numId", "1", NULL);
  value (writer, "w:abstractNumId", "0");
  return galley_markup_finish (writer, buffer);
}
