/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "galley-application.h"

int
main (int argc, char **argv)
{
  g_autoptr (GalleyApplication) application = NULL;
  const char *localedir = g_getenv ("GALLEY_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir ? localedir : GALLEY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_("Galley"));
  application = galley_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
