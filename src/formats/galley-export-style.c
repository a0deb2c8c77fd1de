/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <math.h>
#include <string.h>

#include "galley-export-body.h"
#include "galley-export-private.h"
#include "galley-furniture.h"

/* A theme as CSS: as a style sheet, whose sizes follow what the reader has set and whose colours follow the night, or as
 * the declarations of one part for where style sheets are not taken. */

/* What running text is on screens in logical pixels, whatever a theme for paper has. */
#define BASE 17.0

static const char *const selectors[GALLEY_N_STYLES] = {
  [GALLEY_STYLE_NOTICE] = ".notice",
  [GALLEY_STYLE_STRAPLINE] = ".strapline",
  [GALLEY_STYLE_HEADLINE] = "h1",
  [GALLEY_STYLE_DATELINE] = ".dateline",
  [GALLEY_STYLE_NOTE_LABEL] = ".note-label",
  [GALLEY_STYLE_NOTE] = ".note-text",
  [GALLEY_STYLE_LEAD] = ".lead",
  [GALLEY_STYLE_HEADING] = "h2",
  [GALLEY_STYLE_SUBHEADING] = "h3",
  [GALLEY_STYLE_PARAGRAPH] = ".text",
  [GALLEY_STYLE_ITEM] = "ul li",
  [GALLEY_STYLE_SUBITEM] = "ul ul li",
  [GALLEY_STYLE_QUOTATION] = ".quotation",
  [GALLEY_STYLE_TABLE_CAPTION] = "caption",
  [GALLEY_STYLE_TABLE_HEADER] = "thead th",
  [GALLEY_STYLE_TABLE_CELL] = "td, tbody th",
  [GALLEY_STYLE_PICTURE_CAPTION] = "figcaption",
  [GALLEY_STYLE_CHART_CAPTION] = ".chart-caption",
  [GALLEY_STYLE_CHART_NOTE] = ".note-line",
  [GALLEY_STYLE_BYLINE] = ".byline",
  [GALLEY_STYLE_TAGS] = ".tags, .correction",
};

static const char *const color_names[GALLEY_N_COLORS] = {
  [GALLEY_COLOR_BACKGROUND] = "background", [GALLEY_COLOR_TEXT] = "text",
  [GALLEY_COLOR_SECONDARY] = "secondary",   [GALLEY_COLOR_ACCENT] = "accent",
  [GALLEY_COLOR_TINT] = "tint",             [GALLEY_COLOR_RULE] = "rule",
  [GALLEY_COLOR_LINK] = "link",             [GALLEY_COLOR_SERIES_BASE] = "series-base",
  [GALLEY_COLOR_SERIES_1] = "series-1",     [GALLEY_COLOR_SERIES_2] = "series-2",
  [GALLEY_COLOR_SERIES_3] = "series-3",     [GALLEY_COLOR_SERIES_4] = "series-4",
  [GALLEY_COLOR_SERIES_5] = "series-5",     [GALLEY_COLOR_SERIES_6] = "series-6",
};

/* What no theme says. */
static const char structure[] =
  "html { font-size: 106.25%; }\n"
  "body { margin: 0; background: var(--background); color: var(--text); }\n"
  "article { max-width: 40rem; margin: 0 auto; padding: 1.3rem 1.2rem 3rem; overflow-wrap: anywhere; }\n"
  "a { color: var(--link); }\n"
  ".notice { margin: 0 0 0.8rem; }\n"
  "nav { max-width: 40rem; margin: 0 auto; padding: 1.3rem 1.2rem; line-height: 2; }\n"
  "nav ol { list-style: none; padding: 0; margin: 0; }\n"
  "nav ol ol { padding-inline-start: 1.4em; }\n"
  "nav a { color: inherit; text-decoration: none; }\n"
  "time { white-space: nowrap; }\n"
  "section { margin: 0; }\n"
  ".note { background: var(--tint); padding: 0.9rem 0; margin: 1.2rem 0; }\n"
  ".note p { margin: 0; }\n"
  "ul { list-style: none; padding: 0; margin: 0; }\n"
  "blockquote { margin: 0; }\n"
  "figure { margin: 1.3rem 0; }\n"
  "img { max-width: 100%; height: auto; display: block; margin: 0 auto; }\n"
  ".missing { border: 1px solid var(--rule); color: var(--secondary); text-align: center; padding: 2em 1em; margin: 0; }\n"
  "svg { display: block; width: 100%; max-width: 32rem; height: auto; margin: 0 auto; }\n"
  ".table { overflow-x: auto; }\n"
  "table { border-collapse: collapse; width: 100%; }\n"
  "td, th { min-width: 3em; padding: 0.35em 0.5em; border-bottom: 1px solid var(--rule); }\n"
  "thead th { background: var(--tint); border-top: 2px solid var(--accent); }\n"
  ".table .number { text-align: end; white-space: nowrap; }\n"
  ".table .center { text-align: center; }\n"
  "@media print { article { max-width: none; padding: 0; } h1, h2, h3 { break-after: avoid; } "
  "figure, tr, li { break-inside: avoid; } }\n";

/* Where the declarations of a style go: they follow a style sheet's colours, or have them themselves. */
typedef struct
{
  GString *css;
  const GalleyTheme *theme;
  gboolean inlined;
} Sheet;

static void
add_number (Sheet *self, const char *name, double value, const char *unit)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.4g", value);
  g_string_append_printf (self->css, "%s:%s%s;", name, number, fabs (value) > 0 ? unit : "");
}

/* A length of the theme's. */
static void
add_length (Sheet *self, const char *name, double value)
{
  double scaled = value / self->theme->styles[GALLEY_STYLE_PARAGRAPH].size;

  if (self->inlined)
    add_number (self, name, round (scaled * BASE), "px");
  else
    add_number (self, name, scaled, "rem");
}

static char *
dup_color (const GalleyColor *color)
{
  return g_strdup_printf ("#%02x%02x%02x", (guint) lround (color->red * 255), (guint) lround (color->green * 255),
                          (guint) lround (color->blue * 255));
}

/* @format has a colour for its %s. */
static void
add_color (Sheet *self, const char *format, GalleyColorRole role)
{
  g_autofree char *value = self->inlined ? dup_color (&self->theme->colors[role])
                                         : g_strdup_printf ("var(--%s)", galley_export_get_color_name (role));
  g_auto (GStrv) around = g_strsplit (format, "%s", 2);

  g_string_append_printf (self->css, "%s%s%s;", around[0], value, around[1]);
}

/* Names of families, each between quotes; generic ones are words of CSS. What CSS could take for its own is left out. */
static void
add_families (Sheet *self, const char *families)
{
  g_auto (GStrv) names = g_strsplit (families, ",", -1);

  g_string_append (self->css, "font-family:");
  for (char **name = names; *name; name++)
    {
      const char *plain = g_strdelimit (g_strstrip (*name), "'\"\\<>&;{}()", ' ');
      gboolean generic = g_str_equal (plain, "serif") || g_str_equal (plain, "sans-serif") || g_str_equal (plain, "monospace");

      g_string_append_printf (self->css, generic ? "%s%s" : "%s'%s'", name > names ? "," : "", plain);
    }
  g_string_append_c (self->css, ';');
}

static void
add_ornament (Sheet *self, const GalleyStyle *style)
{
  const char *start = self->inlined ? "left" : "inline-start";
  g_autofree char *bar = g_strdup_printf ("border-%s:0.25em solid %%s", start);

  switch (style->ornament)
    {
    case GALLEY_ORNAMENT_BAR:
      add_color (self, bar, GALLEY_COLOR_ACCENT);
      g_string_append_printf (self->css, "padding-%s:0.6em;", start);
      break;
    case GALLEY_ORNAMENT_BAND:
      add_color (self, "border-top:1px solid %s", GALLEY_COLOR_ACCENT);
      add_color (self, "border-bottom:1px solid %s", GALLEY_COLOR_ACCENT);
      break;
    case GALLEY_ORNAMENT_RULE:
      add_color (self, "border-top:1px solid %s", GALLEY_COLOR_RULE);
      g_string_append (self->css, "padding-top:0.8em;");
      break;
    case GALLEY_ORNAMENT_BOX:     /* the part around has it */
    case GALLEY_ORNAMENT_DIAMOND: /* add_diamond() */
    case GALLEY_ORNAMENT_NONE:
    default:
      break;
    }
}

static void
add_indent (Sheet *self, const GalleyStyle *style, GalleyStyleRole role)
{
  const GalleyStyle *item = &self->theme->styles[GALLEY_STYLE_ITEM];

  /* A list within a list begins where the item's text does. */
  if (role == GALLEY_STYLE_ITEM || role == GALLEY_STYLE_SUBITEM)
    add_number (self, self->inlined ? "padding-left" : "padding-inline-start",
                style->indent - (role == GALLEY_STYLE_SUBITEM && !self->inlined ? item->indent : 0), "em");
  else if (style->indent > 0)
    add_number (self, "text-indent", style->indent, "em");
  if (style->inset <= 0)
    return;
  add_number (self, "padding-left", style->inset, "em");
  add_number (self, "padding-right", style->inset, "em");
}

static void
add_declarations (Sheet *self, GalleyStyleRole role)
{
  static const char *const aligns[] = { "start", "center", "end", "justify" };
  static const char *const sides[] = { "left", "center", "right", "justify" };
  const GalleyStyle *style = &self->theme->styles[role];

  if (!self->inlined)
    add_families (self, style->families);
  add_length (self, "font-size", style->size);
  if (style->weight != 400 || !self->inlined)
    add_number (self, "font-weight", style->weight, "");
  if (style->color != GALLEY_COLOR_TEXT || !self->inlined)
    add_color (self, "color:%s", style->color);
  add_number (self, "line-height", style->line_height, "");
  g_string_append_printf (self->css, "text-align:%s;", (self->inlined ? sides : aligns)[style->align]);
  add_indent (self, style, role);
  if (role != GALLEY_STYLE_TABLE_CELL && role != GALLEY_STYLE_TABLE_HEADER)
    {
      add_length (self, "margin-top", style->space_before);
      add_length (self, "margin-bottom", style->space_after);
    }
  add_ornament (self, style);
}

/* A diamond between two short rules as one shape. */
static void
add_diamond (Sheet *self, GalleyStyleRole role)
{
  g_string_append_printf (self->css,
                          "%s::before { content: ''; display: block; width: 4em; height: 0.45em; margin: 0 auto 0.7em; "
                          "background: currentColor; clip-path: polygon(0 46%%, 44%% 46%%, 50%% 0, 56%% 46%%, 100%% 46%%, "
                          "100%% 54%%, 56%% 54%%, 50%% 100%%, 44%% 54%%, 0 54%%); }\n",
                          selectors[role]);
}

/* The sign of an item hangs before its text. */
static void
add_sign (Sheet *self, const GalleyStyle *style)
{
  g_string_append (self->css, "ul li::before { content: '" GALLEY_ITEM_SIGN "'; color: var(--accent); float: inline-start; ");
  add_number (self, "margin-inline-start", -style->indent, "em");
  g_string_append (self->css, " }\nul ul li::before { content: '" GALLEY_SUBITEM_SIGN "'; }\n");
}

static void
add_palette (Sheet *self, const GalleyTheme *theme)
{
  g_string_append (self->css, ":root {");
  for (int role = 0; role < GALLEY_N_COLORS; role++)
    {
      g_autofree char *value = dup_color (&theme->colors[role]);

      g_string_append_printf (self->css, " --%s: %s;", galley_export_get_color_name (role), value);
    }
  g_string_append (self->css, " }\n");
}

/* The colours that a light theme has at night: those of the dark medium in the same look. */
static GalleyTheme *
load_dark (const GalleyTheme *theme)
{
  const char *look = strchr (theme->name, ':');
  g_autofree char *name = g_strconcat ("phone-dark", look, NULL);

  return galley_theme_load (name, NULL);
}

static gboolean
is_dark (const GalleyTheme *theme)
{
  const GalleyColor *ground = &theme->colors[GALLEY_COLOR_BACKGROUND];

  return ground->red + ground->green + ground->blue < 1.5f;
}

/**
 * galley_export_get_color_name:
 *
 * Returns: (transfer none): the custom property that a style sheet has a colour of its theme in, without the dashes
 */
const char *
galley_export_get_color_name (GalleyColorRole role)
{
  return color_names[role];
}

/**
 * galley_export_dup_style:
 * @role: a part of a bulletin
 *
 * Returns: (transfer full): the declarations that a part of that style has by itself, in logical pixels. Text of the
 *   theme's colour and ground has none, so that a reader's own go with it.
 */
char *
galley_export_dup_style (const GalleyTheme *theme, GalleyStyleRole role)
{
  Sheet sheet = { g_string_new (NULL), theme, TRUE };

  add_declarations (&sheet, role);
  return g_string_free (sheet.css, FALSE);
}

/**
 * galley_export_dup_style_sheet:
 *
 * A light theme goes dark with the reader's system, in the colours of its look at night.
 *
 * Returns: (transfer full): the style sheet for #galley_export_tags, which holds no character that XML would escape
 */
char *
galley_export_dup_style_sheet (const GalleyTheme *theme)
{
  Sheet sheet = { g_string_new ("\n"), theme, FALSE };
  g_autoptr (GalleyTheme) dark = is_dark (theme) ? NULL : load_dark (theme);

  g_string_append_printf (sheet.css, ":root { color-scheme: %s; }\n", dark ? "light dark" : "dark");
  add_palette (&sheet, theme);
  if (dark)
    {
      g_string_append (sheet.css, "@media (prefers-color-scheme: dark) {\n");
      add_palette (&sheet, dark);
      g_string_append (sheet.css, "}\n");
    }
  for (int role = 0; role < GALLEY_N_STYLES; role++)
    if (selectors[role])
      {
        g_string_append_printf (sheet.css, "%s { ", selectors[role]);
        add_declarations (&sheet, role);
        g_string_append (sheet.css, " }\n");
        if (theme->styles[role].ornament == GALLEY_ORNAMENT_DIAMOND)
          add_diamond (&sheet, role);
        if (role == GALLEY_STYLE_ITEM)
          add_sign (&sheet, &theme->styles[role]);
      }
  g_string_append (sheet.css, structure);
  return g_string_free (sheet.css, FALSE);
}
