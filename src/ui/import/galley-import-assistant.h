/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-clipboard.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_IMPORT_ASSISTANT (galley_import_assistant_get_type ())
G_DECLARE_FINAL_TYPE (GalleyImportAssistant, galley_import_assistant, GALLEY, IMPORT_ASSISTANT, AdwDialog)

AdwDialog *galley_import_assistant_new (void);
void galley_import_assistant_add (GalleyImportAssistant *self,
                                  GFile *file,
                                  GalleyClip *clip);
void galley_import_filter_texts (GtkFileFilter *filter);

G_END_DECLS
