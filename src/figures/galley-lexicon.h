/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyLexicon:
 *
 * The words that figures are read with: measure words, units, currencies, direction words, approximations and names
 * that only look like figures. Opaque, immutable and reference counted.
 */
typedef struct _GalleyLexicon GalleyLexicon;

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
GalleyLexicon *galley_lexicon_ref (GalleyLexicon *lexicon);
void galley_lexicon_unref (GalleyLexicon *lexicon);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyLexicon, galley_lexicon_unref)

G_END_DECLS
