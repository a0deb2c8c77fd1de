/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-export-dialog.h"
#include "galley-picture.h"

/* Files in other formats, and the article on the clipboard as WeChat takes it. All of it is written in threads. */

typedef struct
{
  GalleySnapshot *snapshot;
  char *filename;     /* (nullable) */
  char *folder;       /* of the pictures */
  const char *notice; /* (nullable) */
  gboolean keep_metadata;
  gboolean sources;
  GalleyExportPictures pictures;
  guint n_figures;   /* that were proved */
  GPtrArray *faults; /* (nullable): of pictures that it is without */
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  galley_snapshot_unref (export->snapshot);
  g_free (export->filename);
  g_free (export->folder);
  g_clear_pointer (&export->faults, g_ptr_array_unref);
  g_free (export);
}

static Export *
new_export (GalleyWindow *self, GalleySnapshot *snapshot, const char *filename, const char *notice)
{
  Export *export = g_new0 (Export, 1);

  export->snapshot = galley_snapshot_ref (snapshot);
  export->filename = g_strdup (filename);
  export->folder = galley_window_dup_folder (self);
  export->notice = notice;
  export->keep_metadata = g_settings_get_boolean (self->settings, "keep-picture-metadata");
  return export;
}

/* The bulletin as it is now. */
static GalleySnapshot *
take_snapshot (GalleyWindow *self)
{
  galley_grid_flush (self->grid);
  return galley_bulletin_snapshot (galley_window_get_bulletin (self));
}

static GalleyExportOptions
get_options (const Export *export)
{
  return (GalleyExportOptions) {
    .folder = export->folder,
    .keep_metadata = export->keep_metadata,
    .sources = export->sources,
    .pictures = export->pictures,
    .notice = export->notice,
    .review = export->notice != NULL,
  };
}

static void
export_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *export = data;
  GalleyExportOptions options = get_options (export);
  const GalleySnapshot *bulletin = export->snapshot;
  g_autoptr (GError) error = NULL;
  const GalleyExportFormat *format = galley_export_find_format (export->filename, &error);

  if (format && galley_export_edition (&bulletin, &options, 1, export->filename, format, &export->n_figures, cancellable,
                                       &error))
    {
      export->notice = format->indicators ? NULL : export->notice;
      export->faults = galley_picture_list_faults (export->folder, format->indicators ? NULL : bulletin->blocks);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void start_export (GalleyWindow *self, Export *export);

/* Writes the same again without the notice. */
static void
without_notice_cb (AdwToast *toast, GTask *task)
{
  Export *export = g_task_get_task_data (task);
  GalleyWindow *self = g_task_get_source_object (task);
  Export *again = new_export (self, export->snapshot, export->filename, NULL);

  again->sources = export->sources;
  again->pictures = export->pictures;
  start_export (self, again);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyWindow *self = GALLEY_WINDOW (source);
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (export->filename), *text = NULL;
  AdwToast *toast;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      galley_window_show_error (self, _("The Bulletin Could Not Be Exported"), error);
      return;
    }
  galley_tour_happened (self->tour, GALLEY_TOUR_EXPORT);
  if (export->faults->len > 0)
    text = g_strdup_printf (_("Exported “%s”, with a note in place of a picture. %s"), name,
                            (const char *) g_ptr_array_index (export->faults, 0));
  else
    text = g_strdup_printf (ngettext ("Exported “%s”, %u figure proved", "Exported “%s”, %u figures proved", export->n_figures),
                            name, export->n_figures);
  toast = g_object_new (ADW_TYPE_TOAST, "title", text, "use-markup", FALSE, NULL);
  if (export->notice)
    {
      adw_toast_set_button_label (toast, _("Without “Not Signed”"));
      g_signal_connect_data (toast, "button-clicked", G_CALLBACK (without_notice_cb), g_object_ref (result),
                             (GClosureNotify) (GCallback) g_object_unref, 0);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Takes @export. */
static void
start_export (GalleyWindow *self, Export *export)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, exported_cb, NULL);

  g_task_set_task_data (task, export, export_free);
  g_task_run_in_thread (task, export_thread);
}

/* The window's own. Returns: (transfer full) (nullable): the file that was chosen to write to; else why not is said, where it was not
 * the user's choice */
char *
galley_window_finish_choice (GalleyWindow *self, GtkFileDialog *dialog, GAsyncResult *result, const char *title)
{
  g_autoptr (GError) error = NULL, remote = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (dialog, result, &error);

  if (file && g_file_peek_path (file))
    return g_file_get_path (file);
  if (file == NULL)
    {
      galley_window_show_error (self, _("The File Could Not Be Chosen"), error);
      return NULL;
    }
  remote = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                        _("This place is not on a file system of this computer. Export to a folder here and copy it there."));
  galley_window_show_error (self, title, remote);
  return NULL;
}

/* What was chosen before a place is asked for. */
typedef struct
{
  GalleyWindow *window;
  gboolean sources;
  GalleyExportPictures pictures;
} Choice;

static void
choice_free (Choice *choice)
{
  g_object_unref (choice->window);
  g_free (choice);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

static void
export_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Choice) choice = data;
  GalleyWindow *self = choice->window;
  g_autofree char *filename =
    galley_window_finish_choice (self, GTK_FILE_DIALOG (source), result, _("The Bulletin Could Not Be Exported"));
  g_autoptr (GalleySnapshot) snapshot = NULL;
  Export *export;

  if (filename == NULL)
    return;
  snapshot = take_snapshot (self);
  export = new_export (self, snapshot, filename, galley_export_get_notice (snapshot));
  export->sources = choice->sources;
  export->pictures = choice->pictures;
  start_export (self, export);
}

static void
add_filter (GListStore *filters, const GalleyExportFormat *format)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ (format->name));
  gtk_file_filter_add_suffix (filter, format->extension);
  g_list_store_append (filters, filter);
}

/* Asks where to; @wanted is the format if one was chosen, else there are those of the indicators alone. @asked,
 * which is (nullable), has the rest. */
static void
choose_file (GalleyWindow *self, const GalleyExportFormat *wanted, GalleyExportDialog *asked)
{
  Choice *choice = g_new0 (Choice, 1);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autofree char *suffix = g_strconcat (".", wanted ? wanted->extension : "xlsx", NULL);
  g_autofree char *suggested = galley_window_suggest_name (self, suffix);
  guint n_formats;
  const GalleyExportFormat *formats = galley_export_get_formats (&n_formats);

  choice->window = g_object_ref (self);
  choice->sources = asked && galley_export_dialog_get_sources (asked);
  choice->pictures = asked ? galley_export_dialog_get_pictures (asked) : GALLEY_EXPORT_PICTURES_USUAL;
  for (guint i = 0; i < n_formats; i++)
    if (wanted ? &formats[i] == wanted : formats[i].indicators)
      add_filter (filters, &formats[i]);
  gtk_file_dialog_set_title (dialog, wanted ? _("Export the Bulletin") : _("Export the Indicators"));
  gtk_file_dialog_set_initial_name (dialog, suggested);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_save (dialog, GTK_WINDOW (self), self->cancellable, export_chosen_cb, choice);
}

static void
format_chosen_cb (GalleyExportDialog *dialog, GalleyWindow *self)
{
  choose_file (self, galley_export_dialog_get_format (dialog), dialog);
}

/* Asks for the format and more first. */
static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyExportDialog *dialog = galley_export_dialog_new ();

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (format_chosen_cb), widget, G_CONNECT_DEFAULT);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

/* In the one format, as it usually is. */
static void
export_as_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_file (GALLEY_WINDOW (widget), galley_export_find_format (g_variant_get_string (parameter, NULL), NULL), NULL);
}

static void
export_indicators_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_file (GALLEY_WINDOW (widget), NULL, NULL);
}

/* The clipboard */

typedef struct
{
  GBytes *html;
  GBytes *text;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_clear_pointer (&copy->html, g_bytes_unref);
  g_clear_pointer (&copy->text, g_bytes_unref);
  g_free (copy);
}

static GBytes *
make (const Export *export, const char *extension, GCancellable *cancellable, GError **error)
{
  GalleyExportOptions options = get_options (export);

  return galley_export_to_bytes (export->snapshot, galley_export_find_format (extension, NULL), &options, cancellable, error);
}

static void
copy_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Copy *copy = g_new0 (Copy, 1);
  GError *error = NULL;

  copy->html = make (data, "wechat.html", cancellable, &error);
  copy->text = copy->html ? make (data, "txt", cancellable, &error) : NULL;
  if (copy->text)
    {
      g_task_return_pointer (task, copy, copy_free);
      return;
    }
  copy_free (copy);
  g_task_return_error (task, error);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyWindow *self = GALLEY_WINDOW (source);
  g_autoptr (GError) error = NULL;
  Copy *copy = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GdkContentProvider) provider = NULL;

  if (copy == NULL)
    {
      galley_window_show_error (self, _("The Article Could Not Be Copied"), error);
      return;
    }
  provider = gdk_content_provider_new_union (
    (GdkContentProvider *[]) {
      gdk_content_provider_new_for_bytes ("text/html", copy->html),
      gdk_content_provider_new_for_bytes ("text/plain;charset=utf-8", copy->text),
    },
    2);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), provider);
  copy_free (copy);
  galley_window_toast (self, _("Copied for WeChat without the headline, which has a field of its own there"));
}

static void
copy_wechat_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  g_autoptr (GalleySnapshot) snapshot = take_snapshot (self);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, copied_cb, NULL);

  g_task_set_task_data (task, new_export (self, snapshot, NULL, galley_export_get_notice (snapshot)), export_free);
  g_task_run_in_thread (task, copy_thread);
}

/* The window's own: an item for each format that a bulletin can be exported to. */
void
galley_window_fill_export_menu (GMenu *menu)
{
  guint n_formats;
  const GalleyExportFormat *formats = galley_export_get_formats (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (formats[i].name), NULL);

      g_menu_item_set_action_and_target (item, "win.export-as", "s", formats[i].extension);
      g_menu_append_item (menu, item);
    }
}

void
galley_window_install_export_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (class, "win.export-as", "s", export_as_action);
  gtk_widget_class_install_action (class, "win.export-indicators", NULL, export_indicators_action);
  gtk_widget_class_install_action (class, "win.copy-wechat", NULL, copy_wechat_action);
}
