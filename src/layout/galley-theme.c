/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-layout"

#include "config.h"

#include "galley-theme.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "galley-themes.h"

/* The group whose keys every style takes where its own group does not say. */
#define COMMON_GROUP "style"

static const char *const style_names[GALLEY_N_STYLES] = {
  [GALLEY_STYLE_STRAPLINE] = "strapline",       [GALLEY_STYLE_HEADLINE] = "headline",
  [GALLEY_STYLE_DATELINE] = "dateline",         [GALLEY_STYLE_NOTE_LABEL] = "note-label",
  [GALLEY_STYLE_NOTE] = "note",                 [GALLEY_STYLE_LEAD] = "lead",
  [GALLEY_STYLE_HEADING] = "heading",           [GALLEY_STYLE_SUBHEADING] = "subheading",
  [GALLEY_STYLE_PARAGRAPH] = "paragraph",       [GALLEY_STYLE_ITEM] = "item",
  [GALLEY_STYLE_QUOTATION] = "quotation",       [GALLEY_STYLE_TABLE_CAPTION] = "table-caption",
  [GALLEY_STYLE_TABLE_HEADER] = "table-header", [GALLEY_STYLE_TABLE_CELL] = "table-cell",
  [GALLEY_STYLE_PICTURE_CAPTION] = "picture-caption",
  [GALLEY_STYLE_CHART_CAPTION] = "chart-caption", [GALLEY_STYLE_CHART_LABEL] = "chart-label",
  [GALLEY_STYLE_CHART_VALUE] = "chart-value",     [GALLEY_STYLE_CHART_NOTE] = "chart-note",
  [GALLEY_STYLE_BYLINE] = "byline",             [GALLEY_STYLE_TAGS] = "tags",
  [GALLEY_STYLE_FOLIO] = "folio",
};

static const char *const color_names[] = { "background", "text",     "secondary", "accent",   "tint",
                                           "rule",       "link",     "series-base", "series-1", "series-2",
                                           "series-3",   "series-4", "series-5",  "series-6", NULL };
static const char *const align_names[] = { "start", "center", "end", "justify", NULL };
static const char *const switch_names[] = { "no", "yes", NULL };
static const char *const ornament_names[] = { "none", "bar", "band", "diamond", "box", "rule", NULL };

static const struct
{
  const char *name;
  const char *data;
} shipped[] = {
  { "phone", GALLEY_THEME_PHONE },
  { "phone-dark", GALLEY_THEME_PHONE_DARK },
  { "page", GALLEY_THEME_PAGE },
};

G_DEFINE_QUARK (galley-layout-error-quark, galley_layout_error)

static void
clear_theme (gpointer data)
{
  GalleyTheme *theme = data;

  g_free (theme->name);
  for (int i = 0; i < GALLEY_N_STYLES; i++)
    g_free (theme->styles[i].families);
}

static const char *
find_shipped (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shipped); i++)
    if (g_str_equal (shipped[i].name, name))
      return shipped[i].data;
  return NULL;
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
  if (!find_shipped (parent) || depth > G_N_ELEMENTS (shipped))
    {
      g_set_error (error, GALLEY_LAYOUT_ERROR, GALLEY_LAYOUT_ERROR_THEME, _("Its parent “%s” is not a theme"), parent);
      return NULL;
    }

  g_autoptr (GKeyFile) keys = load_keys (find_shipped (parent), depth + 1, error);

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
read_color (GKeyFile *keys, const char *name, GalleyColor *color, GError **error)
{
  g_autofree char *value = g_key_file_get_string (keys, "colors", name, NULL);
  guint64 rgb;

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
  guint color, align, balance, ornament;
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
      !get_word (keys, group, "balance", "no", switch_names, &balance, error) ||
      !get_word (keys, group, "ornament", "none", ornament_names, &ornament, error))
    return FALSE;
  style->weight = weight > 0 ? (int) weight : 400;
  style->color = color;
  style->align = align;
  style->balance = balance;
  style->ornament = ornament;
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
  if (theme->margin_left + theme->margin_right > theme->width - 20 ||
      (theme->height > 0 && theme->margin_top + theme->margin_bottom > theme->height - 20))
    return bad_value ("theme", "margins", value, error);
  return TRUE;
}

static gboolean
read_theme (GKeyFile *keys, GalleyTheme *theme, GError **error)
{
  if (!read_page (keys, theme, error))
    return FALSE;
  for (int i = 0; i < GALLEY_N_COLORS; i++)
    if (!read_color (keys, color_names[i], &theme->colors[i], error))
      return FALSE;
  for (int i = 0; i < GALLEY_N_STYLES; i++)
    if (!read_style (keys, style_names[i], &theme->styles[i], error))
      return FALSE;
  return TRUE;
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

  g_autoptr (GKeyFile) keys = load_keys (data, 0, error);
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
 * galley_theme_load:
 * @name: one of galley_theme_list_names()
 * @error: in the domain #GALLEY_LAYOUT_ERROR where there is no such theme
 *
 * Returns: (nullable) (transfer full): the theme
 */
GalleyTheme *
galley_theme_load (const char *name, GError **error)
{
  g_return_val_if_fail (name != NULL, NULL);

  const char *data = find_shipped (name);

  if (!data)
    {
      g_autofree char *known = g_strjoinv (", ", (char **) galley_theme_list_names ());

      g_set_error (error,
                   GALLEY_LAYOUT_ERROR,
                   GALLEY_LAYOUT_ERROR_THEME,
                   _("There is no theme “%s”; use one of: %s"),
                   name,
                   known);
      return NULL;
    }
  return galley_theme_new_from_data (name, data, error);
}

/**
 * galley_theme_list_names:
 *
 * Returns: (transfer none) (array zero-terminated=1): the themes that Galley ships
 */
const char *const *
galley_theme_list_names (void)
{
  static const char *names[G_N_ELEMENTS (shipped) + 1];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (shipped); i++)
        names[i] = shipped[i].name;
      g_once_init_leave (&once, 1);
    }
  return names;
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
