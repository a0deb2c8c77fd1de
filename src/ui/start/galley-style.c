/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-style.h"

#include <pango/pango.h>

/* The article's font, as a style sheet of its own over the program's. */

static char *
dup_font_rules (const PangoFontDescription *font)
{
  PangoFontMask set = pango_font_description_get_set_fields (font);
  g_autoptr (GString) rules = g_string_new (".article {");

  if (set & PANGO_FONT_MASK_FAMILY)
    {
      g_auto (GStrv) parts = g_strsplit (pango_font_description_get_family (font), "\"", -1);
      g_autofree char *family = g_strjoinv ("", parts);

      g_string_append_printf (rules, " font-family: \"%s\";", family);
    }
  if (set & PANGO_FONT_MASK_SIZE)
    g_string_append_printf (rules, " font-size: %dpt;", pango_font_description_get_size (font) / PANGO_SCALE);
  if (set & PANGO_FONT_MASK_WEIGHT)
    g_string_append_printf (rules, " font-weight: %d;", pango_font_description_get_weight (font));
  if (set & PANGO_FONT_MASK_STYLE && pango_font_description_get_style (font) != PANGO_STYLE_NORMAL)
    g_string_append (rules, " font-style: italic;");
  g_string_append (rules, " }");
  return g_string_free (g_steal_pointer (&rules), FALSE);
}

static void
font_changed_cb (GSettings *settings, const char *key, GtkCssProvider *provider)
{
  g_autofree char *text = g_settings_get_string (settings, key), *rules = NULL;
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (text);

  if (*text)
    rules = dup_font_rules (font);
  gtk_css_provider_load_from_string (provider, rules ? rules : "");
}

/**
 * galley_style_follow_settings:
 *
 * Shows articles in the font of the user's choice, from now on until the program ends.
 */
void
galley_style_follow_settings (void)
{
  GSettings *settings = g_settings_new (GALLEY_APP_ID);
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  g_object_set_data_full (G_OBJECT (provider), "settings", settings, g_object_unref);
  g_signal_connect_object (settings, "changed::text-font", G_CALLBACK (font_changed_cb), provider, 0);
  font_changed_cb (settings, "text-font", provider);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
}
