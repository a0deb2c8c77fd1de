/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-word-docx-private.h"

/* What the properties of a paragraph and the styles that it is of make of it. */

void
docx_look_clear (DocxLook *look)
{
  g_free (look->style);
  g_free (look->list);
}

/* The level of a list that a paragraph's style, or one that it is based on, is of; -1 for none. */
int
docx_look_find_level (const DocxParts *parts, const DocxLook *look, const DocxList *list)
{
  const char *id = look->style;

  for (guint i = 0; id && i < WORD_MAX_BASED; i++)
    {
      const DocxStyle *style = docx_parts_find_style (parts, id);

      for (int level = 0; level < WORD_MAX_LEVELS; level++)
        if (g_strcmp0 (list->styles[level], id) == 0)
          return level;
      id = style ? style->based_on : NULL;
    }
  return -1;
}

/* What a paragraph is by what its properties and styles say. Sets the number, and its level, that it counts on, if any. */
GalleyPartState
docx_look_read (const DocxParts *parts, const DocxLook *look, const char **list, int *level, gboolean *bold)
{
  GalleyPartState state = { .kind = GALLEY_BLOCK_PARAGRAPH };
  const DocxStyle *style = docx_parts_find_style (parts, look->style);
  int outline = look->outline, weight = -1;

  *list = look->list;
  *level = look->level;
  for (guint i = 0; style && i < WORD_MAX_BASED; i++)
    {
      if (state.kind == GALLEY_BLOCK_PARAGRAPH && style->name)
        word_read_style_name (style->name, &state);
      *list = *list ? *list : style->list;
      *level = *level >= 0 ? *level : style->level;
      outline = outline >= 0 ? outline : style->outline;
      weight = weight >= 0 ? weight : style->bold;
      style = docx_parts_find_style (parts, style->based_on);
    }
  *bold = weight > 0;
  if (state.kind == GALLEY_BLOCK_PARAGRAPH && outline >= 0 && outline < WORD_LOOK_LEVEL)
    {
      state.kind = GALLEY_BLOCK_HEADING;
      state.level = MIN ((guint) outline + 1, WORD_LOOK_LEVEL - 1);
    }
  return state;
}

/* Whether the article is the same before and after a change of a paragraph's properties. */
gboolean
docx_look_is_same (const DocxParts *parts, const DocxLook *a, const DocxLook *b)
{
  const char *a_list, *b_list;
  int a_level, b_level;
  gboolean a_bold, b_bold;
  GalleyPartState left = docx_look_read (parts, a, &a_list, &a_level, &a_bold);
  GalleyPartState right = docx_look_read (parts, b, &b_list, &b_level, &b_bold);

  return left.kind == right.kind && left.level == right.level && a_bold == b_bold && a_level == b_level &&
         g_strcmp0 (a_list, b_list) == 0;
}

/* The signs of Wingdings, Wingdings 2 and Symbol that texts use as marks; others have no character of their own.
 * Returns: (transfer full) (nullable): what such a sign is as text */
char *
docx_dup_symbol (const char *font, const char *code)
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
  guint64 c = code ? g_ascii_strtoull (code, NULL, 16) : 0;
  char utf8[8] = { 0 };

  for (gsize i = 0; font && i < G_N_ELEMENTS (symbols); i++)
    if (g_str_equal (symbols[i].font, font) && symbols[i].code == (c & 0xff))
      return g_strdup (symbols[i].text);
  /* Fonts of symbols have theirs in the area for private use, from F000 on (ECMA-376 part 1, 17.3.3.30). */
  if (c < 0x80 || c >= 0xd800 || !g_unichar_isprint ((gunichar) c))
    return NULL;
  g_unichar_to_utf8 ((gunichar) c, utf8);
  return g_strdup (utf8);
}
