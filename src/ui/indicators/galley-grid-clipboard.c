/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-grid-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-grid-deeds.h"
#include "galley-sheet.h"

/* Ranges of cells on the clipboard. What lies there is a sheet; GDK is told how one is written as HTML and as text and
 * read again, which it does when somebody asks, in a thread. */

typedef struct
{
  const char *type;
  char *(*write) (const GalleySheet *sheet);
  GalleySheet *(*read) (const char *text, gssize length, GError **error);
} Form;

/* The richer one first: a cell with a line break survives only as HTML in most programs. */
static const Form forms[] = {
  { "text/html", galley_sheet_to_html, galley_sheet_from_html },
  { "text/plain;charset=utf-8", galley_sheet_to_tsv, galley_sheet_from_tsv },
  { "text/plain", galley_sheet_to_tsv, galley_sheet_from_tsv },
};

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GdkContentSerializer *serializer = source;
  const Form *form = gdk_content_serializer_get_user_data (serializer);
  g_autofree char *text = form->write (g_value_get_boxed (gdk_content_serializer_get_value (serializer)));
  GError *error = NULL;

  if (g_output_stream_write_all (gdk_content_serializer_get_output_stream (serializer), text, strlen (text), NULL,
                                 cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GdkContentSerializer *serializer = GDK_CONTENT_SERIALIZER (source);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    gdk_content_serializer_return_success (serializer);
  else
    gdk_content_serializer_return_error (serializer, error);
}

static void
serialize (GdkContentSerializer *serializer)
{
  g_autoptr (GTask) task = g_task_new (serializer, gdk_content_serializer_get_cancellable (serializer), written_cb, NULL);

  g_task_run_in_thread (task, write_thread);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GdkContentDeserializer *deserializer = source;
  const Form *form = gdk_content_deserializer_get_user_data (deserializer);
  GInputStream *stream = gdk_content_deserializer_get_input_stream (deserializer);
  g_autoptr (GByteArray) text = g_byte_array_new ();
  guint8 buffer[64 * 1024];
  GError *error = NULL;
  GalleySheet *sheet;
  gssize n;

  /* A little more than a sheet may have says that it is too large, without taking in what has no end. */
  while ((n = g_input_stream_read (stream, buffer, sizeof buffer, cancellable, &error)) > 0 &&
         text->len <= GALLEY_SHEET_MAX_BYTES)
    g_byte_array_append (text, buffer, (guint) n);
  if (n < 0)
    {
      g_task_return_error (task, error);
      return;
    }
  g_byte_array_append (text, (const guint8 *) "", 1);
  sheet = form->read ((const char *) text->data, (gssize) text->len - 1, &error);
  if (sheet)
    g_task_return_pointer (task, sheet, (GDestroyNotify) galley_sheet_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GdkContentDeserializer *deserializer = GDK_CONTENT_DESERIALIZER (source);
  GError *error = NULL;
  GalleySheet *sheet = g_task_propagate_pointer (G_TASK (result), &error);

  if (sheet)
    {
      g_value_take_boxed (gdk_content_deserializer_get_value (deserializer), sheet);
      gdk_content_deserializer_return_success (deserializer);
    }
  else
    gdk_content_deserializer_return_error (deserializer, error);
}

static void
deserialize (GdkContentDeserializer *deserializer)
{
  g_autoptr (GTask) task = g_task_new (deserializer, gdk_content_deserializer_get_cancellable (deserializer), read_cb, NULL);

  g_task_run_in_thread (task, read_thread);
}

static void
register_forms (void)
{
  static gsize done;

  if (!g_once_init_enter (&done))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      gdk_content_register_serializer (GALLEY_TYPE_SHEET, forms[i].type, serialize, (gpointer) &forms[i], NULL);
      gdk_content_register_deserializer (forms[i].type, GALLEY_TYPE_SHEET, deserialize, (gpointer) &forms[i], NULL);
    }
  g_once_init_leave (&done, 1);
}

/* The grid's own: puts the range on the clipboard. */
void
galley_grid_copy (GalleyGrid *self)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  g_autoptr (GalleySheet) sheet = NULL;
  GalleyGridRange range;

  galley_grid_get_range (self, &range);
  for (guint row = range.first; row <= range.last && row < galley_grid_get_n_rows (self); row++)
    for (guint i = 0; i < range.n_columns; i++)
      g_ptr_array_add (cells, galley_rows_get_record (self->rows, row)->fields[galley_grid_columns[range.columns[i]].field]);
  if (cells->len == 0)
    return;
  register_forms ();
  sheet = galley_sheet_new (NULL, (const char *const *) cells->pdata, cells->len / range.n_columns, range.n_columns);
  gdk_clipboard_set (gtk_widget_get_clipboard (GTK_WIDGET (self)), GALLEY_TYPE_SHEET, sheet);
}

/* Writes a sheet into the cells from the range's corner on; what it holds once fills the whole range. Rows that the
 * table lacks are added at its end. */
static void
take_sheet (GalleyGrid *self, GalleySheet *sheet)
{
  g_autoptr (GArray) writes = g_array_new (FALSE, FALSE, sizeof (GalleyCellWrite));
  guint shown[GALLEY_GRID_N_COLUMNS], n_shown = galley_grid_list_columns (self, shown), first = 0;
  guint n_rows = galley_grid_get_n_rows (self), n_columns, n_lines = sheet->n_rows, n_added = 0, n_table;
  gboolean fills = sheet->n_rows == 1 && sheet->n_columns == 1;
  GalleyGridRange range;
  GalleyCellWrite write;

  galley_grid_get_range (self, &range);
  n_table = g_list_model_get_n_items (G_LIST_MODEL (self->table));
  while (first < n_shown && shown[first] != range.columns[0])
    first++;
  n_columns = fills ? range.n_columns : MIN (sheet->n_columns, n_shown - first);
  if (fills)
    n_lines = range.last - range.first + 1;
  for (guint i = 0; i < n_lines; i++)
    {
      if (range.first + i < n_rows)
        write.row = galley_rows_to_table (self->rows, range.first + i);
      else
        write.row = n_table + n_added++;
      for (guint j = 0; j < n_columns; j++)
        {
          write.field = galley_grid_columns[shown[first + j]].field;
          write.text = galley_sheet_get_cell (sheet, fills ? 0 : i, fills ? 0 : j);
          g_array_append_val (writes, write);
        }
    }
  galley_grid_say (self, galley_grid_deeds_write (self->bulletin, galley_table_get_id (self->table), _("Paste"), NULL,
                                                  (GalleyCellWrite *) writes->data, writes->len, n_added));
  if (!fills && sheet->n_columns > n_columns)
    galley_grid_say (self, g_strdup_printf (ngettext ("%u column did not fit", "%u columns did not fit",
                                                      sheet->n_columns - n_columns), sheet->n_columns - n_columns));
  if (n_lines > 0 && n_columns > 0)
    {
      galley_grid_go (self, range.first, range.columns[0], FALSE);
      galley_grid_go (self, range.first + n_lines - 1, shown[first + n_columns - 1], TRUE);
    }
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyGrid) self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (self->table == NULL || galley_grid_get_n_rows (self) == 0)
    return;
  if (value)
    take_sheet (self, g_value_get_boxed (value));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    galley_grid_say (self, g_strdup (error->message));
}

/* The grid's own: takes what is on the clipboard, from this or another program. */
void
galley_grid_paste (GalleyGrid *self)
{
  register_forms ();
  gdk_clipboard_read_value_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), GALLEY_TYPE_SHEET, G_PRIORITY_DEFAULT,
                                  NULL, pasted_cb, g_object_ref (self));
}

/* The grid's own: empties the cells of the range. */
void
galley_grid_clear (GalleyGrid *self, const char *label)
{
  g_autoptr (GArray) writes = g_array_new (FALSE, FALSE, sizeof (GalleyCellWrite));
  GalleyGridRange range;

  galley_grid_get_range (self, &range);
  for (guint row = range.first; row <= range.last && row < galley_grid_get_n_rows (self); row++)
    for (guint i = 0; i < range.n_columns; i++)
      {
        GalleyCellWrite write = { galley_rows_to_table (self->rows, row), galley_grid_columns[range.columns[i]].field, "" };

        g_array_append_val (writes, write);
      }
  if (writes->len > 0)
    galley_grid_say (self, galley_grid_deeds_write (self->bulletin, galley_table_get_id (self->table), label, NULL,
                                                    (GalleyCellWrite *) writes->data, writes->len, 0));
}

/* The grid's own: the first row of the range goes into those below it; a single row takes what the one above it says. */
void
galley_grid_fill_down (GalleyGrid *self)
{
  g_autoptr (GArray) writes = g_array_new (FALSE, FALSE, sizeof (GalleyCellWrite));
  g_autoptr (GalleyRecord) source = NULL;
  GalleyGridRange range;

  galley_grid_get_range (self, &range);
  if (range.first == range.last && range.first > 0)
    range.first--;
  if (range.last >= galley_grid_get_n_rows (self) || range.first == range.last)
    return;
  source = galley_record_ref (galley_rows_get_record (self->rows, range.first));
  for (guint row = range.first + 1; row <= range.last; row++)
    for (guint i = 0; i < range.n_columns; i++)
      {
        GalleyIndicatorField field = galley_grid_columns[range.columns[i]].field;
        GalleyCellWrite write = { galley_rows_to_table (self->rows, row), field, source->fields[field] };

        g_array_append_val (writes, write);
      }
  galley_grid_say (self, galley_grid_deeds_write (self->bulletin, galley_table_get_id (self->table), _("Fill Down"), NULL,
                                                  (GalleyCellWrite *) writes->data, writes->len, 0));
}
