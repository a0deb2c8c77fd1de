/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-style.h"

#include <pango/pango.h>

/* The article's font and the size of its text, as a style sheet of its own over the program's. */

/* Text that is written at length is a little larger than that of the window. */
#define OWN_SIZE 1.08

static char *
dup_font_rules (const PangoFontDescription *font, double scale)
{
  char size[G_ASCII_DTOSTR_BUF_SIZE];
  PangoFontMask set = pango_font_description_get_set_fields (font);
  g_autoptr (GString) rules = g_string_new (".article {");

  if (set & PANGO_FONT_MASK_FAMILY)
    {
      g_auto (GStrv) parts = g_strsplit (pango_font_description_get_family (font), "\"", -1);
      g_autofree char *family = g_strjoinv ("", parts);

      g_string_append_printf (rules, " font-family: \"%s\";", family);
    }
  if (set & PANGO_FONT_MASK_SIZE)
    g_string_append_printf (
      rules, " font-size: %spt;",
      g_ascii_formatd (size, sizeof size, "%.2f", scale * pango_font_description_get_size (font) / PANGO_SCALE));
  else
    g_string_append_printf (rules, " font-size: %sem;", g_ascii_formatd (size, sizeof size, "%.3f", scale * OWN_SIZE));
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
  g_autofree char *text = g_settings_get_string (settings, "text-font");
  g_autoptr (PangoFontDescription) font = *text ? pango_font_description_from_string (text) : pango_font_description_new ();
  g_autofree char *rules = dup_font_rules (font, g_settings_get_double (settings, "text-scale"));

  gtk_css_provider_load_from_string (provider, rules);
}

/**
 * galley_style_follow_settings:
 *
 * Shows articles in the font and size of the user's choice, from now on until the program ends.
 */
void
galley_style_follow_settings (void)
{
  GSettings *settings = g_settings_new (GALLEY_APP_ID);
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  g_object_set_data_full (G_OBJECT (provider), "settings", settings, g_object_unref);
  g_signal_connect_object (settings, "changed::text-font", G_CALLBACK (font_changed_cb), provider, 0);
  g_signal_connect_object (settings, "changed::text-scale", G_CALLBACK (font_changed_cb), provider, 0);
  font_changed_cb (settings, NULL, provider);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
}
