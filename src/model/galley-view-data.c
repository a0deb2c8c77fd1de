/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-view-data.h"

#include <string.h>

static const char *const form_names[GALLEY_N_VIEW_FORMS] = {
  [GALLEY_VIEW_TABLE] = "table", [GALLEY_VIEW_BAR] = "bar",     [GALLEY_VIEW_GROUPED] = "grouped-bar",
  [GALLEY_VIEW_LINE] = "line",   [GALLEY_VIEW_SLOPE] = "slope", [GALLEY_VIEW_SHARE] = "share-bar",
};

static void
clear_view (gpointer data)
{
  GalleyViewData *view = data;

  g_strfreev (view->rows);
  g_free (view->note);
  g_free (view->extra);
}

/**
 * galley_view_data_new:
 * @rows: (nullable): ids of indicators
 * @fields: (array length=n_fields): each at most once
 *
 * Returns: (transfer full): a view of these
 */
GalleyViewData *
galley_view_data_new (GalleyViewForm form,
                      const char *const *rows,
                      const GalleyIndicatorField *fields,
                      guint n_fields,
                      gboolean units_in_header,
                      const char *note,
                      const char *extra)
{
  g_return_val_if_fail (form < GALLEY_N_VIEW_FORMS && n_fields <= GALLEY_N_INDICATOR_FIELDS, NULL);

  GalleyViewData *view = g_atomic_rc_box_new0 (GalleyViewData);

  view->form = form;
  view->rows = g_strdupv ((char **) rows);
  for (guint i = 0; i < n_fields; i++)
    view->fields[i] = fields[i];
  view->n_fields = n_fields;
  view->units_in_header = units_in_header;
  view->note = g_strdup (note);
  view->extra = g_strdup (extra);
  return view;
}

GalleyViewData *
galley_view_data_ref (GalleyViewData *view)
{
  return g_atomic_rc_box_acquire (view);
}

void
galley_view_data_unref (GalleyViewData *view)
{
  g_atomic_rc_box_release_full (view, clear_view);
}

/**
 * galley_view_data_equal:
 * @a: (nullable): a view
 * @b: (nullable): another
 *
 * Returns: whether they are the same, or neither is there
 */
gboolean
galley_view_data_equal (const GalleyViewData *a, const GalleyViewData *b)
{
  if (a == b)
    return TRUE;
  return a && b && a->form == b->form && a->n_fields == b->n_fields &&
         memcmp (a->fields, b->fields, a->n_fields * sizeof *a->fields) == 0 && a->units_in_header == b->units_in_header &&
         !a->rows == !b->rows &&
         (!a->rows || g_strv_equal ((const char *const *) a->rows, (const char *const *) b->rows)) &&
         g_strcmp0 (a->note, b->note) == 0 && g_strcmp0 (a->extra, b->extra) == 0;
}

const char *
galley_view_form_to_string (GalleyViewForm form)
{
  g_return_val_if_fail (form < GALLEY_N_VIEW_FORMS, NULL);
  return form_names[form];
}

/**
 * galley_view_form_from_string:
 * @form: (out): set where @name is known
 *
 * Returns: whether @name is the word of one
 */
gboolean
galley_view_form_from_string (const char *name, GalleyViewForm *form)
{
  for (int i = 0; i < GALLEY_N_VIEW_FORMS; i++)
    if (g_str_equal (name, form_names[i]))
      {
        *form = i;
        return TRUE;
      }
  return FALSE;
}
