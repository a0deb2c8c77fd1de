/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-json.h"
#include "galley-lexicon.h"
#include "galley-snapshot.h"

G_BEGIN_DECLS

/* The exit codes of every command. */
#define GALLEY_CLI_EXIT_ERROR 1
#define GALLEY_CLI_EXIT_FINDINGS 2
#define GALLEY_CLI_EXIT_USAGE 64

/**
 * GalleyCliLine:
 * @start: where it begins in the text, in code points
 * @byte: the same in bytes
 * @n_bytes: how long it is without its line end
 *
 * A line of a text that is a block of its bulletin.
 */
typedef struct
{
  guint start;
  gsize byte;
  gsize n_bytes;
} GalleyCliLine;

/**
 * GalleyCliInput:
 * @snapshot: the bulletin; a text's lines as blocks
 * @lines: (nullable) (element-type GalleyCliLine): for a text, the line of each block; %NULL for a bulletin
 * @text: (nullable): the text with all that it has, in UTF-8
 * @charset: (nullable): the encoding that the text came in
 *
 * What a command looks at.
 */
typedef struct
{
  GalleySnapshot *snapshot;
  GArray *lines;
  GBytes *text;
  char *charset;
} GalleyCliInput;

gboolean galley_cli_input_load (GalleyCliInput *input,
                                const char *path,
                                GError **error);
void galley_cli_input_clear (GalleyCliInput *input);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyCliInput, galley_cli_input_clear)

int galley_cli_figures (int argc,
                        char **argv);
int galley_cli_check (int argc,
                      char **argv);
int galley_cli_extract (int argc,
                        char **argv);

int galley_cli_fix (int argc,
                    char **argv);
int galley_cli_desk (int argc,
                     char **argv);
int galley_cli_diff (int argc,
                     char **argv);
int galley_cli_roll (int argc,
                     char **argv);
int galley_cli_review (int argc,
                       char **argv);
int galley_cli_verify_push (int argc,
                            char **argv);
int galley_cli_import (int argc,
                       char **argv);
int galley_cli_export (int argc,
                       char **argv);

/**
 * GalleyCliSheets:
 * @into: (nullable): the bulletin whose first table takes the rows; %NULL for a new bulletin with a table a sheet
 * @sheet: (nullable): the name of the one sheet that is wanted
 * @n_added: (out): rows that are new
 * @n_updated: (out): rows that say something else than before
 * @n_same: (out): rows that say the same
 * @n_left_out: (out): rows of the sheets that have no name or no figure
 *
 * How spreadsheets are taken in, and what came of it.
 */
typedef struct
{
  const char *into;
  const char *sheet;
  guint n_added;
  guint n_updated;
  guint n_same;
  guint n_left_out;
} GalleyCliSheets;

gboolean galley_cli_import_sheets (GalleyCliSheets *self,
                                   const char *path,
                                   const char *output,
                                   GError **error);

gboolean galley_cli_take_input (GError **error);
gboolean galley_cli_is_bulletin (const char *path);
gboolean galley_cli_names_bulletin (const char *path);
gboolean galley_cli_is_same_file (const char *path,
                                  const char *other);
GalleySnapshot *galley_cli_load (const char *path,
                                 GError **error);
gboolean galley_cli_save (const char *input,
                          const char *output,
                          const GalleySnapshot *snapshot,
                          GError **error);
gboolean galley_cli_load_lexicon (const char *path,
                                  const char *named,
                                  GalleyLexicon **lexicon,
                                  GError **error);
gboolean galley_cli_use_lexicon (GalleySnapshot **snapshot,
                                 const char *path,
                                 const char *named,
                                 GError **error);
int galley_cli_fail (const char *path,
                     const GError *error);
int galley_cli_misuse (const char *command,
                       const GError *error,
                       const char *advice);
GBytes *galley_cli_read_bytes (const char *path,
                               guint64 limit,
                               GError **error);
GInputStream *galley_cli_open_text (const char *path,
                                    int *fd,
                                    GError **error);
GBytes *galley_cli_read_text (const char *path,
                              char **charset,
                              GError **error);
gsize galley_cli_count_mark (GBytes *text);
void galley_cli_set_text (JsonObject *object,
                          const char *name,
                          const char *text);
void galley_cli_print_json (JsonObject *object);
void galley_cli_print_json_string (const char *text,
                                   gssize length);

G_END_DECLS
