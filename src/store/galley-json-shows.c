/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-json-values.h"

#include <glib/gi18n-lib.h>

/* What a block shows besides its text: a view of indicators, the cells of a free table, a part of a picture. */

#define UNITS_IN_HEADER "header"

/**
 * galley_json_from_view:
 *
 * Returns: (transfer full): what @view holds, without what goes without saying
 */
JsonObject *
galley_json_from_view (const GalleyViewData *view)
{
  JsonObject *object = json_object_new ();

  if (view->form != GALLEY_VIEW_TABLE)
    json_object_set_string_member (object, "form", galley_view_form_to_string (view->form));
  if (view->rows)
    {
      JsonArray *rows = json_array_new ();

      for (char **row = view->rows; *row; row++)
        json_array_add_string_element (rows, *row);
      json_object_set_array_member (object, "rows", rows);
    }
  if (view->n_fields > 0)
    {
      JsonArray *fields = json_array_new ();

      for (guint i = 0; i < view->n_fields; i++)
        json_array_add_string_element (fields, galley_indicator_schema.fields[view->fields[i]].name);
      json_object_set_array_member (object, "fields", fields);
    }
  if (view->units_in_header)
    json_object_set_string_member (object, "units", UNITS_IN_HEADER);
  if (view->note)
    json_object_set_string_member (object, "note", view->note);
  galley_json_set_members (object, view->extra);
  return object;
}

static gboolean
read_row_ids (JsonNode *view, GStrvBuilder *ids, GError **error)
{
  JsonNode *member = galley_json_find (view, "rows");
  JsonArray *array = galley_json_get_array (member, error);

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      const char *id = galley_json_get_string (json_array_get_element (array, i), error);

      if (id == NULL)
        return FALSE;
      g_strv_builder_add (ids, id);
    }
  return array != NULL;
}

static gboolean
find_field (JsonNode *value, GalleyIndicatorField *field, GError **error)
{
  const char *word = galley_json_get_string (value, error);

  if (word == NULL)
    return FALSE;
  for (guint i = 0; i < GALLEY_N_INDICATOR_FIELDS; i++)
    if (g_str_equal (galley_indicator_schema.fields[i].name, word))
      {
        *field = i;
        return TRUE;
      }
  galley_json_set_error (value, error, _("“%s” is no field of an indicator"), word);
  return FALSE;
}

static gboolean
read_fields (JsonNode *view, GalleyIndicatorField fields[GALLEY_N_INDICATOR_FIELDS], guint *n_fields, GError **error)
{
  JsonNode *member = galley_json_find (view, "fields");
  JsonArray *array = member ? galley_json_get_array (member, error) : NULL;

  *n_fields = 0;
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      GalleyIndicatorField field;

      if (!find_field (element, &field, error))
        return FALSE;
      for (guint j = 0; j < *n_fields; j++)
        if (fields[j] == field)
          {
            galley_json_set_error (element, error, _("a field can be shown only once"));
            return FALSE;
          }
      fields[(*n_fields)++] = field;
    }
  return member == NULL || array != NULL;
}

/**
 * galley_json_read_view:
 *
 * Returns: (transfer full) (nullable): the view that the object @value stands for, or %NULL with an error that names the
 *   member at fault
 */
GalleyViewData *
galley_json_read_view (JsonNode *value, GError **error)
{
  static const char *const known[] = { "form", "rows", "fields", "units", "note", NULL };
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) rows = NULL;
  g_autofree char *extra = NULL;
  GalleyIndicatorField fields[GALLEY_N_INDICATOR_FIELDS];
  GalleyViewForm form = GALLEY_VIEW_TABLE;
  const char *word, *note = NULL;
  gboolean units = FALSE;
  JsonNode *member;
  guint n_fields;

  if (!galley_json_get_object (value, error))
    return NULL;
  if ((member = galley_json_find (value, "form")) != NULL)
    {
      if (!(word = galley_json_get_string (member, error)))
        return NULL;
      if (!galley_view_form_from_string (word, &form))
        {
          galley_json_set_error (member, error, _("“%s” is no form of a table or chart"), word);
          return NULL;
        }
    }
  if (galley_json_find (value, "rows"))
    {
      if (!read_row_ids (value, ids, error))
        return NULL;
      rows = g_strv_builder_end (ids);
    }
  if (!read_fields (value, fields, &n_fields, error))
    return NULL;
  if ((member = galley_json_find (value, "units")) != NULL)
    {
      if (!(word = galley_json_get_string (member, error)))
        return NULL;
      if (!(units = g_str_equal (word, UNITS_IN_HEADER)))
        {
          galley_json_set_error (member, error, _("“%s” is no place for units; the only one is “%s”"), word, UNITS_IN_HEADER);
          return NULL;
        }
    }
  if ((member = galley_json_find (value, "note")) != NULL && !(note = galley_json_get_string (member, error)))
    return NULL;
  extra = galley_json_read_unknown (value, known);
  return galley_view_data_new (form, (const char *const *) rows, fields, n_fields, units, note, extra);
}

static JsonArray *
from_notes (const GalleyGridData *grid)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < grid->n_notes; i++)
    {
      JsonObject *note = json_object_new ();

      json_object_set_int_member (note, "row", grid->notes[i].row);
      json_object_set_int_member (note, "column", grid->notes[i].column);
      json_object_set_string_member (note, "target", grid->notes[i].target);
      json_array_add_object_element (array, note);
    }
  return array;
}

/**
 * galley_json_from_grid:
 *
 * Returns: (transfer full): what @grid holds: its rows as arrays of texts, merged cells as [row, column, rows, columns],
 *   comments as where they are and whose
 */
JsonObject *
galley_json_from_grid (const GalleyGridData *grid)
{
  JsonObject *object = json_object_new ();
  JsonArray *aligns = json_array_new (), *rows = json_array_new ();

  if (grid->n_header_rows > 0)
    json_object_set_int_member (object, "header", grid->n_header_rows);
  for (guint i = 0; i < grid->n_columns; i++)
    json_array_add_string_element (aligns, galley_grid_align_to_string (grid->aligns[i]));
  json_object_set_array_member (object, "align", aligns);
  for (guint row = 0; row < grid->n_rows; row++)
    {
      JsonArray *cells = json_array_new ();

      for (guint column = 0; column < grid->n_columns; column++)
        json_array_add_string_element (cells, galley_grid_data_get_text (grid, row, column));
      json_array_add_array_element (rows, cells);
    }
  json_object_set_array_member (object, "rows", rows);
  if (grid->n_spans > 0)
    {
      JsonArray *merged = json_array_new ();

      for (guint i = 0; i < grid->n_spans; i++)
        {
          JsonArray *span = json_array_new ();

          json_array_add_int_element (span, grid->spans[i].row);
          json_array_add_int_element (span, grid->spans[i].column);
          json_array_add_int_element (span, grid->spans[i].n_rows);
          json_array_add_int_element (span, grid->spans[i].n_columns);
          json_array_add_array_element (merged, span);
        }
      json_object_set_array_member (object, "merged", merged);
    }
  if (grid->n_notes > 0)
    json_object_set_array_member (object, "comments", from_notes (grid));
  galley_json_set_members (object, grid->extra);
  return object;
}

static gboolean
read_aligns (JsonNode *member, GArray *aligns, GError **error)
{
  JsonArray *array = galley_json_get_array (member, error);

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *word = galley_json_get_string (element, error);
      GalleyGridAlign align;

      if (word == NULL)
        return FALSE;
      if (!galley_grid_align_from_string (word, &align))
        {
          galley_json_set_error (element, error, _("“%s” is no alignment"), word);
          return FALSE;
        }
      g_array_append_val (aligns, align);
    }
  return array != NULL;
}

/* The texts of all cells, borrowed; as many a row as there are columns. */
static gboolean
read_cells (JsonNode *member, guint n_columns, GPtrArray *texts, guint *n_rows, GError **error)
{
  JsonArray *rows = galley_json_get_array (member, error);

  *n_rows = rows ? json_array_get_length (rows) : 0;
  for (guint i = 0; i < *n_rows; i++)
    {
      JsonNode *element = json_array_get_element (rows, i);
      JsonArray *cells = galley_json_get_array (element, error);

      if (cells == NULL)
        return FALSE;
      if (json_array_get_length (cells) != n_columns)
        {
          galley_json_set_error (element, error, _("the row has %u cells instead of %u"), json_array_get_length (cells),
                                 n_columns);
          return FALSE;
        }
      for (guint j = 0; j < n_columns; j++)
        {
          const char *text = galley_json_get_string (json_array_get_element (cells, j), error);

          if (text == NULL)
            return FALSE;
          g_ptr_array_add (texts, (gpointer) text);
        }
    }
  return rows != NULL;
}

/* An array of as many whole numbers as there are in @numbers; @rule says so. */
static gboolean
read_numbers (JsonNode *value, guint *const *numbers, guint n_numbers, const char *rule, GError **error)
{
  JsonArray *array = galley_json_get_array (value, error);

  if (array == NULL)
    return FALSE;
  if (json_array_get_length (array) != n_numbers)
    {
      galley_json_set_error (value, error, "%s", rule);
      return FALSE;
    }
  for (guint i = 0; i < n_numbers; i++)
    if (!galley_json_get_uint (json_array_get_element (array, i), numbers[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
read_spans (JsonNode *member, GArray *spans, GError **error)
{
  JsonArray *array = galley_json_get_array (member, error);

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      GalleyGridSpan span;
      guint *const parts[] = { &span.row, &span.column, &span.n_rows, &span.n_columns };

      if (!read_numbers (json_array_get_element (array, i), parts, G_N_ELEMENTS (parts),
                         _("merged cells are four numbers: row, column, rows, columns"), error))
        return FALSE;
      g_array_append_val (spans, span);
    }
  return array != NULL;
}

/* The notes, their targets borrowed. */
static gboolean
read_notes (JsonNode *member, GArray *notes, GError **error)
{
  JsonArray *array = galley_json_get_array (member, error);

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i), *row, *column, *target;
      GalleyGridNote note;

      if (!galley_json_get_object (element, error) || !(row = galley_json_require (element, "row", error)) ||
          !galley_json_get_uint (row, &note.row, error) || !(column = galley_json_require (element, "column", error)) ||
          !galley_json_get_uint (column, &note.column, error) ||
          !(target = galley_json_require (element, "target", error)) ||
          !(note.target = galley_json_get_string (target, error)))
        return FALSE;
      g_array_append_val (notes, note);
    }
  return array != NULL;
}

/**
 * galley_json_read_grid:
 *
 * Returns: (transfer full) (nullable): the table that the object @value stands for, or %NULL with an error that names the
 *   member at fault
 */
GalleyGridData *
galley_json_read_grid (JsonNode *value, GError **error)
{
  static const char *const known[] = { "header", "align", "rows", "merged", "comments", NULL };
  g_autoptr (GArray) aligns = g_array_new (FALSE, FALSE, sizeof (GalleyGridAlign));
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (GalleyGridSpan));
  g_autoptr (GArray) notes = g_array_new (FALSE, FALSE, sizeof (GalleyGridNote));
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autofree char *extra = NULL;
  g_autoptr (GalleyGridData) grid = NULL;
  JsonNode *member;
  guint n_rows, n_header_rows = 0;

  if (!galley_json_get_object (value, error) ||
      ((member = galley_json_find (value, "header")) != NULL && !galley_json_get_uint (member, &n_header_rows, error)) ||
      !(member = galley_json_require (value, "align", error)) || !read_aligns (member, aligns, error) ||
      !(member = galley_json_require (value, "rows", error)) || !read_cells (member, aligns->len, texts, &n_rows, error) ||
      ((member = galley_json_find (value, "merged")) != NULL && !read_spans (member, spans, error)) ||
      ((member = galley_json_find (value, "comments")) != NULL && !read_notes (member, notes, error)))
    return NULL;
  extra = galley_json_read_unknown (value, known);
  grid = galley_grid_data_new_full (n_rows, aligns->len, n_header_rows, (const GalleyGridAlign *) (gpointer) aligns->data,
                                    (const char *const *) texts->pdata,
                                    (const GalleyGridSpan *) (gpointer) spans->data, spans->len, extra);
  if (grid == NULL)
    galley_json_set_error (value, error,
                           _("this is no table: it has no or more than %d cells or %d columns, more headers than rows, or "
                             "merged cells that overlap, lie outside, hold hidden text or cross the end of the header"),
                           GALLEY_GRID_MAX_CELLS, GALLEY_GRID_MAX_COLUMNS);
  if (grid == NULL || notes->len == 0)
    return g_steal_pointer (&grid);
  return galley_grid_data_with_notes (grid, (const GalleyGridNote *) (gpointer) notes->data, notes->len);
}

static JsonArray *
from_numbers (const guint *numbers, guint n_numbers)
{
  JsonArray *array = json_array_sized_new (n_numbers);

  for (guint i = 0; i < n_numbers; i++)
    json_array_add_int_element (array, numbers[i]);
  return array;
}

/**
 * galley_json_from_picture:
 *
 * Returns: (transfer full): what @picture holds, without what goes without saying: all of it with the focus in the middle.
 *   The crop is [x, y, width, height], the focus [x, y], in ten thousandths
 */
JsonObject *
galley_json_from_picture (const GalleyPictureData *picture)
{
  const guint crop[] = { picture->crop.x, picture->crop.y, picture->crop.width, picture->crop.height };
  const guint focus[] = { picture->focus_x, picture->focus_y };
  JsonObject *object = json_object_new ();

  if (picture->credit)
    json_object_set_string_member (object, "credit", picture->credit);
  if (galley_picture_data_is_cropped (picture))
    json_object_set_array_member (object, "crop", from_numbers (crop, G_N_ELEMENTS (crop)));
  if (focus[0] != GALLEY_PICTURE_WHOLE / 2 || focus[1] != GALLEY_PICTURE_WHOLE / 2)
    json_object_set_array_member (object, "focus", from_numbers (focus, G_N_ELEMENTS (focus)));
  galley_json_set_members (object, picture->extra);
  return object;
}

/**
 * galley_json_read_picture:
 *
 * Returns: (transfer full) (nullable): what the object @value says of a picture, or %NULL with an error that names the
 *   member at fault
 */
GalleyPictureData *
galley_json_read_picture (JsonNode *value, GError **error)
{
  static const char *const known[] = { "credit", "crop", "focus", NULL };
  GalleyPictureCrop crop = galley_picture_uncropped;
  guint focus[] = { GALLEY_PICTURE_WHOLE / 2, GALLEY_PICTURE_WHOLE / 2 };
  guint *const edges[] = { &crop.x, &crop.y, &crop.width, &crop.height }, *const place[] = { &focus[0], &focus[1] };
  const char *credit = NULL;
  g_autofree char *extra = NULL;
  JsonNode *member;

  if (!galley_json_get_object (value, error) ||
      ((member = galley_json_find (value, "credit")) != NULL && !(credit = galley_json_get_string (member, error))))
    return NULL;
  if ((member = galley_json_find (value, "crop")) != NULL &&
      !read_numbers (member, edges, G_N_ELEMENTS (edges), _("a crop is four numbers: x, y, width, height"), error))
    return NULL;
  if (!galley_picture_crop_is_valid (&crop))
    {
      galley_json_set_error (member, error, _("the crop is empty or leaves the picture, which is %d wide and high"),
                             GALLEY_PICTURE_WHOLE);
      return NULL;
    }
  if ((member = galley_json_find (value, "focus")) != NULL &&
      !read_numbers (member, place, G_N_ELEMENTS (place), _("a focus is two numbers: x, y"), error))
    return NULL;
  if (focus[0] > GALLEY_PICTURE_WHOLE || focus[1] > GALLEY_PICTURE_WHOLE)
    {
      galley_json_set_error (member, error, _("the focus is outside the picture, which is %d wide and high"),
                             GALLEY_PICTURE_WHOLE);
      return NULL;
    }
  extra = galley_json_read_unknown (value, known);
  return galley_picture_data_new (credit, &crop, focus[0], focus[1], extra);
}
