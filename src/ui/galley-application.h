/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_APPLICATION (galley_application_get_type ())
G_DECLARE_FINAL_TYPE (GalleyApplication, galley_application, GALLEY, APPLICATION, AdwApplication)

GalleyApplication *galley_application_new (void);

/* An action that a key reaches: what the shortcuts dialog lists and the application binds. */
typedef struct
{
  const char *action;
  const char *accelerator;
  const char *title;
  const char *group;
} GalleyShortcut;

const GalleyShortcut *galley_application_list_shortcuts (guint *n_shortcuts);

G_END_DECLS
