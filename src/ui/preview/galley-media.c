/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-media.h"

#include <gtk/gtk.h>

/* The media that a bulletin can be looked at for. One called NAME-dark is how NAME looks at night, and is
 * none to be chosen by itself. */

#define DARK "-dark"

/* (transfer full) (element-type utf8): names, in the order of the themes */
static GPtrArray *
list_media (void)
{
  GPtrArray *media = g_ptr_array_new ();

  for (const char *const *name = galley_theme_list_names (); *name; name++)
    if (!g_str_has_suffix (*name, DARK))
      g_ptr_array_add (media, (gpointer) *name);
  return media;
}

static gboolean
get_selected (GValue *value, GVariant *variant, gpointer data)
{
  guint position = 0;

  /* A theme that is gone is the first that is there. */
  g_ptr_array_find_with_equal_func (data, g_variant_get_string (variant, NULL), g_str_equal, &position);
  g_value_set_uint (value, position < ((GPtrArray *) data)->len ? position : 0);
  return TRUE;
}

static GVariant *
set_selected (const GValue *value, const GVariantType *type, gpointer data)
{
  GPtrArray *media = data;
  guint position = g_value_get_uint (value);

  return position < media->len ? g_variant_new_string (g_ptr_array_index (media, position)) : NULL;
}

/**
 * galley_media_bind:
 * @chooser: (type GObject): a drop-down or a row that has properties "model" and "selected"
 *
 * Lets people choose what the preview shows, by its title.
 */
void
galley_media_bind (GSettings *settings, gpointer chooser)
{
  g_autoptr (GPtrArray) media = list_media ();
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < media->len; i++)
    gtk_string_list_append (titles, galley_theme_get_title (g_ptr_array_index (media, i)));
  g_object_set (chooser, "model", titles, NULL);
  g_settings_bind_with_mapping (settings, "preview-medium", chooser, "selected", G_SETTINGS_BIND_DEFAULT, get_selected,
                                set_selected, g_ptr_array_ref (media), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * galley_media_load:
 * @name: of a medium; one that is not there is taken for the first
 * @look: of a theme; one that is not there is that which media have anyway
 * @dark: whether to have it for the night, where it has a look for that
 *
 * Returns: (transfer full): its theme
 */
GalleyTheme *
galley_media_load (const char *name, const char *look, gboolean dark)
{
  const char *const *names = galley_theme_list_names (), *const *looks = galley_theme_list_looks ();
  const char *known = g_strv_contains (names, name) ? name : names[0];
  g_autofree char *night = g_strconcat (known, DARK, NULL);
  g_autofree char *full = g_strconcat (dark && g_strv_contains (names, night) ? night : known, ":",
                                       g_strv_contains (looks, look) ? look : looks[0], NULL);
  g_autoptr (GError) error = NULL;
  GalleyTheme *theme = galley_theme_load (full, &error);

  /* The themes are part of the program. */
  if (theme == NULL)
    g_error ("%s", error->message);
  return theme;
}
