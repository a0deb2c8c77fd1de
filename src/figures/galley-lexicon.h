/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GalleyLexicon:
 *
 * The words that figures are read with: measure words, units, currencies, direction words, approximations and names
 * that only look like figures. Opaque and immutable.
 */
#define GALLEY_TYPE_LEXICON (galley_lexicon_get_type ())
G_DECLARE_FINAL_TYPE (GalleyLexicon, galley_lexicon, GALLEY, LEXICON, GObject)

#define GALLEY_LEXICON_ERROR (galley_lexicon_error_quark ())
GQuark galley_lexicon_error_quark (void);

typedef enum
{
  GALLEY_LEXICON_ERROR_CLASS,
  GALLEY_LEXICON_ERROR_WORD,
} GalleyLexiconError;

const GalleyLexicon *galley_lexicon_get_default (void);
GalleyLexicon *galley_lexicon_load (const char *path,
                                    GError **error);

G_END_DECLS
