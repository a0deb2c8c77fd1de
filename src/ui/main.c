/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "galley-application.h"

/* Before anything is translated. */
static void
choose_language (void)
{
  g_autoptr (GSettings) settings = g_settings_new (GALLEY_APP_ID);
  g_autofree char *language = g_settings_get_string (settings, "language");

  if (*language)
    g_setenv ("LANGUAGE", language, TRUE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GalleyApplication) application = NULL;
  const char *localedir = g_getenv ("GALLEY_LOCALEDIR");

  choose_language ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir ? localedir : GALLEY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_("Galley"));
  application = galley_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
