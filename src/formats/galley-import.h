/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-formats-error.h"
#include "galley-snapshot.h"

G_BEGIN_DECLS

/**
 * GalleyRepairCertainty:
 * @GALLEY_REPAIR_MENDED: the text was changed
 * @GALLEY_REPAIR_SUSPECTED: something is wrong there, and the text was left as it is
 * @GALLEY_REPAIR_BESIDE: what a document has beside its text, and what became of it: left out or taken in
 */
typedef enum
{
  GALLEY_REPAIR_MENDED,
  GALLEY_REPAIR_SUSPECTED,
  GALLEY_REPAIR_BESIDE,
} GalleyRepairCertainty;

/**
 * GalleyRepair:
 * @id: the rule and the place, the same each time this text is imported
 * @rule: what kind of repair it is (static): a rule of the house, or one of the import
 * @certainty: whether the text was changed
 * @refused: whether a person refused it, so that the text stands as it came
 * @block: (nullable): the id of the block that it is in; %NULL for what was taken out
 * @start: where it is in the block's text, in code points
 * @length: its length there, in code points
 * @line: the line of the text that came in, from 1
 * @column: where it is in that line, in code points from 0
 * @before: what stood there
 * @after: (nullable): what stands there now; "" for nothing, %NULL where nothing was changed
 * @message: a sentence for a person, in the language of the program
 *
 * What the import mended in a text, or suspects.
 */
typedef struct
{
  char *id;
  const char *rule;
  GalleyRepairCertainty certainty;
  gboolean refused;
  char *block;
  guint start;
  guint length;
  guint line;
  guint column;
  char *before;
  char *after;
  char *message;
} GalleyRepair;

/**
 * GalleyImportOptions:
 * @charset: (nullable): what the text was read as, for the report
 */
typedef struct
{
  const char *charset;
} GalleyImportOptions;

/**
 * GalleyImport:
 * @snapshot: the bulletin that is proposed
 * @repairs: (element-type GalleyRepair): what was mended and what is suspected, in the order of the text
 * @structure: (element-type utf8): what stood for structure and became it: item marks, labels, separators, the date as
 *   it was written
 * @charset: (nullable): what the text was read as
 * @text: the text that came in, with LF at the ends of lines
 *
 * A text read as a bulletin. Immutable, shared by reference count, for any thread.
 */
typedef struct
{
  GalleySnapshot *snapshot;
  GPtrArray *repairs;
  GPtrArray *structure;
  char *charset;
  char *text;
  /*< private >*/
  GHashTable *block_ids;
  GPtrArray *parts; /* (nullable): of GalleyPart, what a page said of the text */
  GPtrArray *omissions; /* (nullable): of GalleyOmission, what a document has beside it */
  GPtrArray *past; /* (nullable): of GalleyWordPast, what a document said before its tracked changes */
} GalleyImport;

GalleyImport *galley_import_text (const char *text,
                                  const GalleyImportOptions *options,
                                  GError **error);
GalleyImport *galley_import_bytes (GBytes *bytes,
                                   const char *folder,
                                   GCancellable *cancellable,
                                   GError **error);
GalleyImport *galley_import_html (GBytes *bytes,
                                  GCancellable *cancellable,
                                  GError **error);
GPtrArray *galley_import_fragment (const char *text,
                                   GError **error);
GalleyImport *galley_import_file (GFile *file,
                                  const char *folder,
                                  GCancellable *cancellable,
                                  GError **error);
GalleyImport *galley_import_without (GalleyImport *import,
                                     const char *const *refused);
char *galley_import_unaccounted (const GalleyImport *import);

GalleyImport *galley_import_ref (GalleyImport *import);
void galley_import_unref (GalleyImport *import);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyImport, galley_import_unref)

G_END_DECLS
