/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-record.h"

G_BEGIN_DECLS

/**
 * GalleyPastValue:
 * @time: when it was replaced, in ISO 8601
 * @was: the value as it was printed
 * @now: what came in its place, "" where the cell was cleared
 */
typedef struct
{
  char *time;
  char *was;
  char *now;
} GalleyPastValue;

GalleyRecord *galley_value_history_note (GalleyRecord *was,
                                         GalleyRecord *now,
                                         gint64 time);
GalleyRecord *galley_value_history_untick (GalleyRecord *was,
                                           GalleyRecord *now);
GPtrArray *galley_value_history_list (const GalleyRecord *row);

G_END_DECLS
