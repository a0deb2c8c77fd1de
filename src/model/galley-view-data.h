/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-record.h"

G_BEGIN_DECLS

/* How chosen indicators are shown. */
typedef enum
{
  GALLEY_VIEW_TABLE,
  GALLEY_VIEW_BAR,     /* a bar an indicator */
  GALLEY_VIEW_GROUPED, /* its fields side by side */
  GALLEY_VIEW_LINE,    /* indicators of one name over their periods */
  GALLEY_VIEW_SLOPE,   /* each from its base to its value */
  GALLEY_VIEW_SHARE,   /* parts of one bar that is the whole */
} GalleyViewForm;

#define GALLEY_N_VIEW_FORMS (GALLEY_VIEW_SHARE + 1)

/**
 * GalleyViewData:
 * @form: a table, or the kind of chart
 * @rows: (nullable): ids of the indicators in order; %NULL for all of the table that the block names
 * @fields: (array length=n_fields): of each indicator, in order
 * @n_fields: 0 for those that tell something
 * @units_in_header: whether a table has units in its headers rather than in its cells
 * @note: (nullable): what is printed below
 * @extra: (nullable): members of its JSON object that this version does not know, as a JSON object
 *
 * Which indicators a block shows, and how: a table of them or a chart. An immutable value, shared by reference count,
 * also between threads.
 */
typedef struct
{
  GalleyViewForm form;
  char **rows;
  GalleyIndicatorField fields[GALLEY_N_INDICATOR_FIELDS];
  guint n_fields;
  gboolean units_in_header;
  char *note;
  char *extra;
} GalleyViewData;

GalleyViewData *galley_view_data_new (GalleyViewForm form,
                                      const char *const *rows,
                                      const GalleyIndicatorField *fields,
                                      guint n_fields,
                                      gboolean units_in_header,
                                      const char *note,
                                      const char *extra);
GalleyViewData *galley_view_data_ref (GalleyViewData *view);
void galley_view_data_unref (GalleyViewData *view);
gboolean galley_view_data_equal (const GalleyViewData *a,
                                 const GalleyViewData *b);

const char *galley_view_form_to_string (GalleyViewForm form);
gboolean galley_view_form_from_string (const char *name,
                                       GalleyViewForm *form);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyViewData, galley_view_data_unref)

G_END_DECLS
