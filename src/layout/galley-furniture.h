/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-snapshot.h"

G_BEGIN_DECLS

/* What precedes the editor's note, and each item of a list, wherever a bulletin is printed. */
#define GALLEY_NOTE_LABEL "编者按"

/* What a bulletin that is not signed, or was taken back, says of itself, first of all. */
#define GALLEY_UNSIGNED_NOTICE "未签发"
#define GALLEY_WITHDRAWN_NOTICE "已撤稿"

char *galley_furniture_dup_strapline (const GalleySnapshot *snapshot);
char *galley_furniture_dup_head (const GalleySnapshot *snapshot,
                                 const char *state);
char *galley_furniture_dup_date (const GalleySnapshot *snapshot);
char *galley_furniture_dup_dateline (const GalleySnapshot *snapshot);
char *galley_furniture_dup_byline (const GalleySnapshot *snapshot);
char *galley_furniture_dup_tags (const GalleySnapshot *snapshot);

guint galley_furniture_count_opening (const GalleySnapshot *snapshot);

const char *galley_furniture_get_column_title (GalleyIndicatorField field);
guint galley_furniture_find_fields (const GalleyBlockData *block,
                                    const GPtrArray *rows,
                                    GalleyIndicatorField fields[GALLEY_N_INDICATOR_FIELDS]);
GalleyGridData *galley_furniture_make_grid (const GalleySnapshot *snapshot,
                                            const GalleyBlockData *block,
                                            GPtrArray **records);
const char *galley_furniture_get_caption (const GalleySnapshot *snapshot,
                                          const GalleyBlockData *block);
char *galley_furniture_dup_picture_line (const GalleyBlockData *block);
char *galley_furniture_dup_missing (const GalleyBlockData *block);
char *galley_furniture_dup_alternate (const GalleySnapshot *snapshot,
                                      const GalleyBlockData *block);

G_END_DECLS
