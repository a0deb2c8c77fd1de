/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-layout"

#include "config.h"

#include "galley-theme.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "galley-numbering.h"
#include "galley-themes.h"

/* The group whose keys every style takes where its own group does not say. */
#define COMMON_GROUP "style"

static const char *const style_names[GALLEY_N_STYLES] = {
  [GALLEY_STYLE_STRAPLINE] = "strapline",       [GALLEY_STYLE_HEADLINE] = "headline",
  [GALLEY_STYLE_DATELINE] = "dateline",         [GALLEY_STYLE_NOTE_LABEL] = "note-label",
  [GALLEY_STYLE_NOTE] = "note",                 [GALLEY_STYLE_LEAD] = "lead",
  [GALLEY_STYLE_HEADING] = "heading",           [GALLEY_STYLE_SUBHEADING] = "subheading",
  [GALLEY_STYLE_PARAGRAPH] = "paragraph",       [GALLEY_STYLE_ITEM] = "item",
  [GALLEY_STYLE_SUBITEM] = "subitem",
  [GALLEY_STYLE_QUOTATION] = "quotation",       [GALLEY_STYLE_TABLE_CAPTION] = "table-caption",
  [GALLEY_STYLE_TABLE_HEADER] = "table-header", [GALLEY_STYLE_TABLE_CELL] = "table-cell",
  [GALLEY_STYLE_PICTURE_CAPTION] = "picture-caption",
  [GALLEY_STYLE_CHART_CAPTION] = "chart-caption", [GALLEY_STYLE_CHART_LABEL] = "chart-label",
  [GALLEY_STYLE_CHART_VALUE] = "chart-value",     [GALLEY_STYLE_CHART_NOTE] = "chart-note",
  [GALLEY_STYLE_BYLINE] = "byline",             [GALLEY_STYLE_TAGS] = "tags",
  [GALLEY_STYLE_FOLIO] = "folio",               [GALLEY_STYLE_HEAD] = "head",
  [GALLEY_STYLE_NOTICE] = "notice",             [GALLEY_STYLE_JUMP] = "jump",
  [GALLEY_STYLE_LINE_NUMBER] = "line-number",
};

static const char *const color_names[] = { "background", "text",     "secondary", "accent",   "tint",
                                           "rule",       "link",     "series-base", "series-1", "series-2",
                                           "series-3",   "series-4", "series-5",  "series-6", NULL };
static const char *const align_names[] = { "start", "center", "end", "justify", NULL };
static const char *const switch_names[] = { "no", "yes", NULL };
static const char *const ornament_names[] = { "none", "bar", "band", "diamond", "box", "rule", NULL };

static const char *const folio_names[] = { "center", "outside", NULL };

typedef struct
{
  const char *name;
  const char *title;
  const char *data;
} Shipped;

/* What a bulletin is shown on: the measures. */
static const Shipped media[] = {
  { "phone", N_ ("Phone"), GALLEY_THEME_PHONE },
  { "phone-dark", N_ ("Phone, Dark"), GALLEY_THEME_PHONE_DARK },
  { "page", N_ ("Page"), GALLEY_THEME_PAGE },
  { "newspaper", N_ ("Newspaper"), GALLEY_THEME_NEWSPAPER },
  { "proof", N_ ("Galley Proof"), GALLEY_THEME_PROOF },
  { "official", N_ ("Official Document"), GALLEY_THEME_OFFICIAL },
};

/* How it looks there: fonts, colours, ornaments. The first is what media are made of. */
static const Shipped looks[] = {
  { "classic", N_ ("Classic"), GALLEY_THEME_CLASSIC },
  { "modern", N_ ("Modern"), GALLEY_THEME_MODERN },
  { "plain", N_ ("Plain"), GALLEY_THEME_PLAIN },
};

/* Of parents. */
#define MAX_DEPTH (G_N_ELEMENTS (media) + G_N_ELEMENTS (looks))

G_DEFINE_QUARK (galley-layout-error-quark, galley_layout_error)

static void
clear_theme (gpointer data)
{
  GalleyTheme *theme = data;

  g_free (theme->name);
  for (int i = 0; i < GALLEY_N_STYLES; i++)
    {
      g_free (theme->styles[i].families);
      g_free (theme->styles[i].number);
    }
}

static const Shipped *
find (const Shipped *themes, gsize n_themes, const char *name)
{
  for (gsize i = 0; i < n_themes; i++)
    if (g_str_equal (themes[i].name, name))
      return &themes[i];
  return NULL;
}

static const Shipped *
find_shipped (const char *name)
{
  const Shipped *medium = find (media, G_N_ELEMENTS (media), name);

  return medium ? medium : find (looks, G_N_ELEMENTS (looks), name);
}

/* Merges @from over @into. */
static void
overlay (GKeyFile *into, GKeyFile *from)
{
  g_auto (GStrv) groups = g_key_file_get_groups (from, NULL);

  for (char **group = groups; *group; group++)
    {
      g_auto (GStrv) keys = g_key_file_get_keys (from, *group, NULL, NULL);

      for (char **key = keys; *key; key++)
        {
          g_autofree char *value = g_key_file_get_value (from, *group, *key, NULL);

          g_key_file_set_value (into, *group, *key, value);
        }
    }
}

/* The keys of @data over those of its parents, which are shipped themes; so there is no cycle but through themselves. */
static GKeyFile *
load_keys (const char *data, guint depth, GError **error)
{
  g_autoptr (GKeyFile) own = g_key_file_new ();
  g_autofree char *parent = NULL;

  if (!g_key_file_load_from_data (own, data, -1, G_KEY_FILE_NONE, error))
    return NULL;
  parent = g_key_file_get_string (own, "theme", "parent", NULL);
  if (!parent)
    return g_steal_pointer (&own);
  if (!find_shipped (parent) || depth > MAX_DEPTH)
    {
      g_set_error (error, GALLEY_LAYOUT_ERROR, GALLEY_LAYOUT_ERROR_THEME, _("Its parent “%s” is not a theme"), parent);
      return NULL;
    }

  g_autoptr (GKeyFile) keys = load_keys (find_shipped (parent)->data, depth + 1, error);

  if (keys)
    overlay (keys, own);
  return g_steal_pointer (&keys);
}

static gboolean
bad_value (const char *group, const char *key, const char *value, GError **error)
{
  g_set_error (error,
               GALLEY_LAYOUT_ERROR,
               GALLEY_LAYOUT_ERROR_THEME,
               _("[%s] %s=%s is not a value that can be used"),
               group,
               key,
               value ? value : "");
  return FALSE;
}

/* The value of @key in @group, else in the common group, else @fallback. */
static char *
get_text (GKeyFile *keys, const char *group, const char *key, const char *fallback)
{
  char *value = g_key_file_get_string (keys, group, key, NULL);

  if (!value)
    value = g_key_file_get_string (keys, COMMON_GROUP, key, NULL);
  return value ? value : g_strdup (fallback);
}

static gboolean
get_number (GKeyFile *keys, const char *group, const char *key, double low, double high, double *number, GError **error)
{
  g_autofree char *value = get_text (keys, group, key, "0");
  char *end;

  *number = g_ascii_strtod (value, &end);
  if (end == value || *end || !isfinite (*number) || *number < low || *number > high)
    return bad_value (group, key, value, error);
  return TRUE;
}

static gboolean
get_word (GKeyFile *keys,
          const char *group,
          const char *key,
          const char *fallback,
          const char *const *words,
          guint *index,
          GError **error)
{
  g_autofree char *value = get_text (keys, group, key, fallback);

  for (guint i = 0; words[i]; i++)
    if (g_str_equal (words[i], value))
      {
        *index = i;
        return TRUE;
      }
  return bad_value (group, key, value, error);
}

static gboolean
get_switch (GKeyFile *keys, const char *group, const char *key, gboolean *on, GError **error)
{
  guint index;

  if (!get_word (keys, group, key, "no", switch_names, &index, error))
    return FALSE;
  *on = index == 1;
  return TRUE;
}

/* A colour by day, or by night where that has another. */
static gboolean
read_color (GKeyFile *keys, gboolean dark, const char *name, GalleyColor *color, GError **error)
{
  g_autofree char *value = dark ? g_key_file_get_string (keys, "dark", name, NULL) : NULL;
  guint64 rgb;

  if (!value)
    value = g_key_file_get_string (keys, "colors", name, NULL);
  if (!value || strlen (value) != 7 || value[0] != '#' ||
      !g_ascii_string_to_unsigned (value + 1, 16, 0, 0xffffff, &rgb, NULL))
    return bad_value ("colors", name, value, error);
  *color = (GalleyColor) { (rgb >> 16) / 255.f, (rgb >> 8 & 0xff) / 255.f, (rgb & 0xff) / 255.f, 1 };
  return TRUE;
}

static gboolean
read_style (GKeyFile *keys, const char *group, GalleyStyle *style, GError **error)
{
  g_autofree char *font = get_text (keys, group, "font", "sans");
  guint color, align, ornament;
  double weight;

  style->families = g_key_file_get_string (keys, "fonts", font, NULL);
  if (!style->families || !*style->families)
    return bad_value (group, "font", font, error);
  if (!get_number (keys, group, "size", 1, 1000, &style->size, error) ||
      !get_number (keys, group, "line-height", 0.5, 10, &style->line_height, error) ||
      !get_number (keys, group, "indent", 0, 20, &style->indent, error) ||
      !get_number (keys, group, "inset", 0, 20, &style->inset, error) ||
      !get_number (keys, group, "space-before", 0, 1000, &style->space_before, error) ||
      !get_number (keys, group, "space-after", 0, 1000, &style->space_after, error) ||
      !get_number (keys, group, "weight", 0, 1000, &weight, error) ||
      !get_word (keys, group, "color", "text", color_names, &color, error) ||
      !get_word (keys, group, "align", "start", align_names, &align, error) ||
      !get_number (keys, group, "latin-gap", 0, 0.5, &style->latin_gap, error) ||
      !get_switch (keys, group, "balance", &style->balance, error) ||
      !get_switch (keys, group, "span", &style->span, error) ||
      !get_switch (keys, group, "join", &style->join, error) ||
      !get_switch (keys, group, "hanging", &style->hanging, error) ||
      !get_word (keys, group, "ornament", "none", ornament_names, &ornament, error))
    return FALSE;
  style->number = g_key_file_get_string (keys, group, "number", NULL);
  if (style->number && !galley_numbering_is_pattern (style->number))
    return bad_value (group, "number", style->number, error);
  style->weight = weight > 0 ? (int) weight : 400;
  style->color = color;
  style->align = align;
  style->ornament = ornament;
  return TRUE;
}

static gboolean
read_columns (GKeyFile *keys, GalleyTheme *theme, GError **error)
{
  guint folio;
  double columns, numbers;

  if (!get_number (keys, "theme", "columns", 0, 12, &columns, error) ||
      !get_number (keys, "theme", "column-gap", 0, 1000, &theme->column_gap, error) ||
      !get_number (keys, "theme", "line-numbers", 0, 1000, &numbers, error) ||
      !get_word (keys, "theme", "folio", "center", folio_names, &folio, error) ||
      !get_switch (keys, "theme", "head", &theme->head, error) ||
      !get_switch (keys, "theme", "jump", &theme->jump, error))
    return FALSE;
  theme->columns = MAX ((guint) columns, 1);
  theme->line_numbers = (guint) numbers;
  theme->folio = folio;
  return TRUE;
}

static gboolean
read_page (GKeyFile *keys, GalleyTheme *theme, GError **error)
{
  double *const margins[] = { &theme->margin_top, &theme->margin_right, &theme->margin_bottom, &theme->margin_left };
  g_autofree char *value = g_key_file_get_string (keys, "theme", "margins", NULL);
  g_auto (GStrv) parts = g_strsplit (value ? value : "", " ", -1);

  if (!get_number (keys, "theme", "width", 50, 14400, &theme->width, error) ||
      !get_number (keys, "theme", "height", 0, 14400, &theme->height, error))
    return FALSE;
  if (g_strv_length (parts) != G_N_ELEMENTS (margins))
    return bad_value ("theme", "margins", value, error);
  for (gsize i = 0; i < G_N_ELEMENTS (margins); i++)
    {
      *margins[i] = g_ascii_strtod (parts[i], NULL);
      if (!isfinite (*margins[i]) || *margins[i] < 0)
        return bad_value ("theme", "margins", value, error);
    }
  if (!read_columns (keys, theme, error))
    return FALSE;
  if (theme->margin_left + theme->margin_right + (theme->columns - 1) * theme->column_gap >
        theme->width - 20 * theme->columns ||
      (theme->height > 0 && theme->margin_top + theme->margin_bottom > theme->height - 20))
    return bad_value ("theme", "margins", value, error);
  return TRUE;
}

static gboolean
read_theme (GKeyFile *keys, GalleyTheme *theme, GError **error)
{
  gboolean dark;

  if (!get_switch (keys, "theme", "dark", &dark, error) || !read_page (keys, theme, error))
    return FALSE;
  for (int i = 0; i < GALLEY_N_COLORS; i++)
    if (!read_color (keys, dark, color_names[i], &theme->colors[i], error))
      return FALSE;
  for (int i = 0; i < GALLEY_N_STYLES; i++)
    if (!read_style (keys, style_names[i], &theme->styles[i], error))
      return FALSE;
  return TRUE;
}

/* Makes a theme of @keys, which it takes; %NULL where they could not be loaded. */
static GalleyTheme *
new_from_keys (const char *name, GKeyFile *keys, GError **error)
{
  g_autoptr (GKeyFile) owned = keys;
  g_autoptr (GalleyTheme) theme = g_atomic_rc_box_new0 (GalleyTheme);

  theme->name = g_strdup (name);
  if (!keys || !read_theme (keys, theme, error))
    {
      g_prefix_error (error, _("Theme “%s”: "), name);
      return NULL;
    }
  return g_steal_pointer (&theme);
}

/**
 * galley_theme_new_from_data:
 * @name: what to call it
 * @data: a theme as a key file; see data/themes
 * @error: in the domain #GALLEY_LAYOUT_ERROR or #G_KEY_FILE_ERROR, naming the theme and the key at fault
 *
 * Returns: (nullable) (transfer full): the theme
 */
GalleyTheme *
galley_theme_new_from_data (const char *name, const char *data, GError **error)
{
  g_return_val_if_fail (name != NULL && data != NULL, NULL);

  return new_from_keys (name, load_keys (data, 0, error), error);
}

/* The medium with the look over it; but one that keeps to its own, as a standard has it, stays as it is, and so does one
 * that is asked for the look that all are made of. */
static GKeyFile *
load_with_look (const Shipped *medium, const Shipped *look, GError **error)
{
  g_autoptr (GKeyFile) keys = load_keys (medium->data, 0, error), over = g_key_file_new ();
  gboolean own;

  if (!keys || !look || look == &looks[0])
    return g_steal_pointer (&keys);
  if (!get_switch (keys, "theme", "own-look", &own, error) ||
      !g_key_file_load_from_data (over, look->data, -1, G_KEY_FILE_NONE, error))
    return NULL;
  if (!own)
    overlay (keys, over);
  return g_steal_pointer (&keys);
}

/**
 * galley_theme_load:
 * @name: a medium of galley_theme_list_names(), alone or with one of galley_theme_list_looks(): "page", "page:modern"
 * @error: in the domain #GALLEY_LAYOUT_ERROR where there is no such theme
 *
 * Returns: (nullable) (transfer full): the theme
 */
GalleyTheme *
galley_theme_load (const char *name, GError **error)
{
  g_return_val_if_fail (name != NULL, NULL);

  const char *colon = strchr (name, ':');
  g_autofree char *medium_name = colon ? g_strndup (name, colon - name) : g_strdup (name);
  const Shipped *medium = find (media, G_N_ELEMENTS (media), medium_name);
  const Shipped *look = colon ? find (looks, G_N_ELEMENTS (looks), colon + 1) : NULL;

  if (!medium || (colon && !look))
    {
      g_autofree char *known = g_strjoinv (", ", (char **) galley_theme_list_names ());
      g_autofree char *dresses = g_strjoinv (", ", (char **) galley_theme_list_looks ());

      g_set_error (error,
                   GALLEY_LAYOUT_ERROR,
                   GALLEY_LAYOUT_ERROR_THEME,
                   _("There is no theme “%s”; use one of %s, alone or with a look as in page:modern (%s)"),
                   name,
                   known,
                   dresses);
      return NULL;
    }
  return new_from_keys (name, load_with_look (medium, look, error), error);
}

static const char *const *
list_names (const Shipped *themes, gsize n_themes, const char **names, gsize *once)
{
  if (g_once_init_enter (once))
    {
      for (gsize i = 0; i < n_themes; i++)
        names[i] = themes[i].name;
      g_once_init_leave (once, 1);
    }
  return names;
}

/**
 * galley_style_role_of_kind:
 *
 * Returns: the style that blocks of @kind are set in, or that of their caption
 */
GalleyStyleRole
galley_style_role_of_kind (GalleyBlockKind kind)
{
  static const GalleyStyleRole roles[GALLEY_N_BLOCK_KINDS] = {
    [GALLEY_BLOCK_KICKER] = GALLEY_STYLE_STRAPLINE,    [GALLEY_BLOCK_HEADLINE] = GALLEY_STYLE_HEADLINE,
    [GALLEY_BLOCK_NOTE] = GALLEY_STYLE_NOTE,           [GALLEY_BLOCK_LEAD] = GALLEY_STYLE_LEAD,
    [GALLEY_BLOCK_HEADING] = GALLEY_STYLE_HEADING,     [GALLEY_BLOCK_PARAGRAPH] = GALLEY_STYLE_PARAGRAPH,
    [GALLEY_BLOCK_ITEM] = GALLEY_STYLE_ITEM,           [GALLEY_BLOCK_SUBITEM] = GALLEY_STYLE_SUBITEM,
    [GALLEY_BLOCK_SUBHEADING] = GALLEY_STYLE_SUBHEADING, [GALLEY_BLOCK_QUOTATION] = GALLEY_STYLE_QUOTATION,
    [GALLEY_BLOCK_TABLE] = GALLEY_STYLE_TABLE_CAPTION, [GALLEY_BLOCK_PICTURE] = GALLEY_STYLE_PICTURE_CAPTION,
    [GALLEY_BLOCK_CHART] = GALLEY_STYLE_CHART_CAPTION,
  };

  return roles[kind];
}

/**
 * galley_theme_list_names:
 *
 * Returns: (transfer none) (array zero-terminated=1): the media that Galley ships; each is a theme
 */
const char *const *
galley_theme_list_names (void)
{
  static const char *names[G_N_ELEMENTS (media) + 1];
  static gsize once;

  return list_names (media, G_N_ELEMENTS (media), names, &once);
}

/**
 * galley_theme_list_looks:
 *
 * Returns: (transfer none) (array zero-terminated=1): the looks that media can have; the first is what they have anyway
 */
const char *const *
galley_theme_list_looks (void)
{
  static const char *names[G_N_ELEMENTS (looks) + 1];
  static gsize once;

  return list_names (looks, G_N_ELEMENTS (looks), names, &once);
}

/**
 * galley_theme_get_title:
 * @name: of a medium or a look
 *
 * Returns: (transfer none): what it is called in the window
 */
const char *
galley_theme_get_title (const char *name)
{
  const Shipped *shipped = find_shipped (name);

  g_return_val_if_fail (shipped != NULL, name);
  return _(shipped->title);
}

/**
 * galley_theme_get_column_width:
 * @width: of the page, in units
 * @span: whether of what goes over all columns
 *
 * Returns: how wide parts are set, in units
 */
double
galley_theme_get_column_width (const GalleyTheme *theme, double width, gboolean span)
{
  double inner = width - theme->margin_left - theme->margin_right;

  return MAX (span ? inner : (inner - (theme->columns - 1) * theme->column_gap) / theme->columns, 20);
}

GalleyTheme *
galley_theme_ref (GalleyTheme *theme)
{
  return g_atomic_rc_box_acquire (theme);
}

void
galley_theme_unref (GalleyTheme *theme)
{
  g_atomic_rc_box_release_full (theme, clear_theme);
}
