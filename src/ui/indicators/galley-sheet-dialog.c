/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-sheet-dialog.h"

#include <glib/gi18n-lib.h>

#include "galley-sheet-mapping.h"
#include "galley-workbook.h"

/* So much of a sheet is shown. */
#define PREVIEW_ROWS 14
#define PREVIEW_COLUMNS 40
#define CELL_CHARS 18

/**
 * GalleySheetDialog:
 *
 * Takes a spreadsheet into the indicator table: a person sees its first rows, says what each column is, and reads what
 * would be added and updated before it is. Reading and counting are done in threads.
 */
struct _GalleySheetDialog
{
  AdwDialog parent_instance;

  AdwWindowTitle *file_title;
  GtkButton *import_button;
  GtkStack *stack;
  AdwStatusPage *failure;
  AdwComboRow *sheet_row;
  AdwSpinRow *headers_row;
  GtkGrid *preview;
  GtkLabel *summary;

  GalleyBulletin *bulletin;
  GCancellable *cancellable; /* of the reading */
  GCancellable *counting;    /* of the counting under way; a later one makes it stale */
  GPtrArray *sheets;
  GalleySheetMapping *mapping;
  GPtrArray *rows; /* what the mapping makes; NULL while that is not known */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (GalleySheetDialog, galley_sheet_dialog, ADW_TYPE_DIALOG)

enum
{
  IMPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a column can be, in the order of the drop-downs. */
static const struct
{
  int field;
  const char *name;
} choices[] = {
  { GALLEY_SHEET_NOTHING, N_ ("Not Imported") },
  { GALLEY_INDICATOR_NAME, N_ ("Name") },
  { GALLEY_INDICATOR_SCOPE, N_ ("Scope") },
  { GALLEY_INDICATOR_PERIOD, N_ ("Period") },
  { GALLEY_INDICATOR_VALUE, N_ ("Value") },
  { GALLEY_INDICATOR_UNIT, N_ ("Unit") },
  { GALLEY_INDICATOR_BASE, N_ ("Base") },
  { GALLEY_INDICATOR_CHANGE, N_ ("Change") },
  { GALLEY_INDICATOR_SOURCE, N_ ("Source") },
  { GALLEY_INDICATOR_CHECKED_BY, N_ ("Checked") },
  { GALLEY_INDICATOR_NOTES, N_ ("Notes") },
  { GALLEY_SHEET_NAMED, N_ ("Indicator in Header") },
};

/* Counting */

/**
 * Count:
 *
 * What is to be counted, and what came of it.
 */
typedef struct
{
  GalleySheetMapping *mapping;
  GPtrArray *table;
  GPtrArray *rows;
  guint n_left_out;
  guint n_added, n_updated, n_same;
} Count;

static void
count_free (gpointer data)
{
  Count *count = data;

  galley_sheet_mapping_free (count->mapping);
  g_ptr_array_unref (count->table);
  g_clear_pointer (&count->rows, g_ptr_array_unref);
  g_free (count);
}

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Count *count = data;
  g_autoptr (GalleySheetMerge) merge = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  count->rows = galley_sheet_mapping_make_rows (count->mapping, &count->n_left_out);
  merge = galley_sheet_merge_new (count->table, count->rows);
  count->n_added = merge->n_added;
  count->n_updated = merge->n_updated;
  count->n_same = merge->n_same;
  g_task_return_boolean (task, TRUE);
}

/* The last part of the sentence, for what does not come in. */
static void
append_left_out (GString *text, guint n_left_out, guint n_hidden)
{
  if (n_left_out > 0)
    g_string_append_printf (text, ngettext ("; %u row without a name or figure is left out",
                                            "; %u rows without a name or figure are left out", n_left_out),
                            n_left_out);
  if (n_hidden > 0)
    g_string_append_printf (text, ngettext ("; %u hidden row or column is left out",
                                            "; %u hidden rows and columns are left out", n_hidden),
                            n_hidden);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleySheetDialog *self = GALLEY_SHEET_DIALOG (source);
  Count *count = g_task_get_task_data (G_TASK (result));
  g_autoptr (GString) text = g_string_new (NULL);

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_steal_pointer (&count->rows);
  if (self->rows->len == 0)
    g_string_append (text, _("No row has a name and a figure yet. Say which column is the name and which the value"));
  else
    g_string_append_printf (text, _("%u to add, %u to update, %u unchanged"), count->n_added, count->n_updated,
                            count->n_same);
  append_left_out (text, count->n_left_out, count->mapping->sheet->n_hidden);
  gtk_label_set_label (self->summary, text->str);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), count->n_added + count->n_updated > 0);
}

static const char *
get_table (GalleySheetDialog *self)
{
  GPtrArray *tables = galley_bulletin_get_list (self->bulletin, GALLEY_LIST_TABLES);

  return tables->len > 0 ? ((GalleyRecord *) g_ptr_array_index (tables, 0))->id : NULL;
}

static GPtrArray *
copy_rows (GalleySheetDialog *self)
{
  GPtrArray *copy = galley_record_array_new ();
  const char *table = get_table (self);
  GPtrArray *rows = table ? galley_bulletin_get_rows (self->bulletin, table) : NULL;

  for (guint i = 0; rows && i < rows->len; i++)
    g_ptr_array_add (copy, galley_record_ref (g_ptr_array_index (rows, i)));
  return copy;
}

/* Counts anew; what is being counted is stale. */
static void
recount (GalleySheetDialog *self)
{
  g_autoptr (GTask) task = NULL;
  Count *count = g_new0 (Count, 1);

  g_cancellable_cancel (self->counting);
  g_set_object (&self->counting, NULL);
  self->counting = g_cancellable_new ();
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), FALSE);
  count->mapping = galley_sheet_mapping_copy (self->mapping);
  count->table = copy_rows (self);
  task = g_task_new (self, self->counting, counted_cb, NULL);
  g_task_set_task_data (task, count, count_free);
  g_task_run_in_thread (task, count_thread);
}

/* The preview */

static guint
find_choice (int field)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i].field == field)
      return i;
  return 0;
}

static void
show_fields (GalleySheetDialog *self)
{
  self->updating = TRUE;
  for (guint i = 0; i < MIN (self->mapping->sheet->n_columns, PREVIEW_COLUMNS); i++)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (gtk_grid_get_child_at (self->preview, (int) i, 0)),
                                find_choice (self->mapping->columns[i].field));
  self->updating = FALSE;
}

/* Another column may have lost the field. */
static void
field_selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, GalleySheetDialog *self)
{
  int column;

  if (self->updating)
    return;
  gtk_grid_query_child (self->preview, GTK_WIDGET (drop_down), &column, NULL, NULL, NULL);
  galley_sheet_mapping_set_field (self->mapping, (guint) column, choices[gtk_drop_down_get_selected (drop_down)].field);
  show_fields (self);
  recount (self);
}

static GtkWidget *
new_field_chooser (GalleySheetDialog *self, guint column)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *label = NULL;
  const char *title = self->mapping->columns[column].title;
  GtkWidget *drop_down;

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_string_list_append (names, _ (choices[i].name));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  label = *title ? g_strdup_printf (_("Field of column %u, “%s”"), column + 1, title)
                 : g_strdup_printf (_("Field of column %u"), column + 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), find_choice (self->mapping->columns[column].field));
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (field_selected_cb), self, 0);
  return drop_down;
}

static GtkWidget *
new_cell (GalleySheetDialog *self, guint row, guint column)
{
  GtkWidget *label = gtk_label_new (galley_sheet_get_cell (self->mapping->sheet, row, column));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CELL_CHARS);
  gtk_widget_add_css_class (label, row < self->mapping->n_headers ? "heading" : "numeric");
  return label;
}

static void
show_preview (GalleySheetDialog *self)
{
  const GalleySheet *sheet = self->mapping->sheet;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->preview))))
    gtk_grid_remove (self->preview, child);
  for (guint i = 0; i < MIN (sheet->n_columns, PREVIEW_COLUMNS); i++)
    {
      gtk_grid_attach (self->preview, new_field_chooser (self, i), (int) i, 0, 1, 1);
      for (guint j = 0; j < MIN (sheet->n_rows, PREVIEW_ROWS); j++)
        gtk_grid_attach (self->preview, new_cell (self, j, i), (int) i, (int) j + 1, 1, 1);
    }
}

/* Takes ownership of @mapping. */
static void
take_mapping (GalleySheetDialog *self, GalleySheetMapping *mapping)
{
  g_clear_pointer (&self->mapping, galley_sheet_mapping_free);
  self->mapping = mapping;
  self->updating = TRUE;
  adw_spin_row_set_value (self->headers_row, mapping->n_headers);
  self->updating = FALSE;
  show_preview (self);
  recount (self);
}

static void
sheet_selected_cb (GalleySheetDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->sheet_row);

  if (!self->updating && self->sheets && selected < self->sheets->len)
    take_mapping (self, galley_sheet_mapping_new (g_ptr_array_index (self->sheets, selected)));
}

static void
headers_changed_cb (GalleySheetDialog *self)
{
  if (!self->updating && self->mapping)
    take_mapping (self, galley_sheet_mapping_new_with_headers (self->mapping->sheet,
                                                               (guint) adw_spin_row_get_value (self->headers_row)));
}

/* Reading */

static void
read_thread (GTask *task, gpointer source, gpointer file, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *sheets = galley_workbook_read_file (file, cancellable, &error);

  if (sheets)
    g_task_return_pointer (task, sheets, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleySheetDialog *self = GALLEY_SHEET_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->stack == NULL)
    return;
  if (sheets == NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->failure, escaped);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  self->sheets = g_steal_pointer (&sheets);
  for (guint i = 0; i < self->sheets->len; i++)
    {
      const GalleySheet *sheet = g_ptr_array_index (self->sheets, i);

      gtk_string_list_append (names, sheet->name ? sheet->name : "");
    }
  self->updating = TRUE;
  adw_combo_row_set_model (self->sheet_row, G_LIST_MODEL (names));
  self->updating = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->sheet_row), self->sheets->len > 1);
  sheet_selected_cb (self);
  gtk_stack_set_visible_child_name (self->stack, "sheet");
}

/* Importing */

static char *
describe (const GalleySheetMerge *merge, guint n_places)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%u indicator added, %u updated", "%u indicators added, %u updated", merge->n_added),
                          merge->n_added, merge->n_updated);
  if (n_places > 0)
    g_string_append_printf (text, ngettext ("; %u place in the text followed", "; %u places in the text followed", n_places),
                            n_places);
  return g_string_free (text, FALSE);
}

static void
import_cb (GalleySheetDialog *self)
{
  const char *table = get_table (self);
  g_autoptr (GPtrArray) before = copy_rows (self);
  g_autoptr (GalleySheetMerge) merge = NULL;
  g_autofree char *text = NULL;
  GalleyTransaction *transaction;
  guint n_places;

  if (self->rows == NULL)
    return;
  /* Once more: the table may have changed while the dialog was open. */
  merge = galley_sheet_merge_new (before, self->rows);
  transaction = galley_transaction_begin (self->bulletin, _("Import of Indicators"));
  n_places = galley_sheet_merge_apply (merge, transaction, self->bulletin, table, self->mapping->sheet->name);
  galley_transaction_commit (transaction);
  text = describe (merge, n_places);
  g_signal_emit (self, signals[IMPORTED], 0, text);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
galley_sheet_dialog_closed (AdwDialog *dialog)
{
  GalleySheetDialog *self = GALLEY_SHEET_DIALOG (dialog);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->counting);
}

static void
galley_sheet_dialog_dispose (GObject *object)
{
  GalleySheetDialog *self = GALLEY_SHEET_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_SHEET_DIALOG);
  g_clear_object (&self->bulletin);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->counting);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->mapping, galley_sheet_mapping_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (galley_sheet_dialog_parent_class)->dispose (object);
}

static void
galley_sheet_dialog_class_init (GalleySheetDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_sheet_dialog_dispose;
  ADW_DIALOG_CLASS (class)->closed = galley_sheet_dialog_closed;

  /**
   * GalleySheetDialog::imported:
   * @text: what came in, for people
   */
  signals[IMPORTED] = g_signal_new ("imported", GALLEY_TYPE_SHEET_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleydesk/Galley/indicators/galley-sheet-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleySheetDialog, file_title);
  gtk_widget_class_bind_template_child (widget_class, GalleySheetDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, GalleySheetDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleySheetDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, GalleySheetDialog, sheet_row);
  gtk_widget_class_bind_template_child (widget_class, GalleySheetDialog, headers_row);
  gtk_widget_class_bind_template_child (widget_class, GalleySheetDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, GalleySheetDialog, summary);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, sheet_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, headers_changed_cb);
}

static void
galley_sheet_dialog_init (GalleySheetDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * galley_sheet_dialog_new:
 * @file: a spreadsheet, which is read at once
 * @bulletin: whose first table takes the rows
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
AdwDialog *
galley_sheet_dialog_new (GFile *file, GalleyBulletin *bulletin)
{
  GalleySheetDialog *self = g_object_new (GALLEY_TYPE_SHEET_DIALOG, NULL);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, read_cb, NULL);
  g_autofree char *name = g_file_get_basename (file), *shown = g_filename_display_name (name);

  adw_window_title_set_subtitle (self->file_title, shown);
  self->bulletin = g_object_ref (bulletin);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, read_thread);
  return ADW_DIALOG (self);
}
