/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "galley-picture-dialog.h"
#include "galley-picture-store.h"
#include "galley-picture.h"
#include "galley-transaction.h"

/* Pictures come into the article as files, dropped or chosen, and as what a clipboard or another program holds. They are
 * put beside the bulletin in a thread, and are in the article once they are safe there. */

/* As other programs offer them, the best first. */
static const char *const image_types[] = {
  "image/png", "image/jpeg", "image/webp", "image/gif", "image/svg+xml", NULL,
};

/* A picture on its way. */
typedef struct
{
  char *path;           /* (nullable): of its file */
  GBytes *bytes;        /* (nullable): what it is */
  GdkTexture *texture; /* (nullable): likewise, from another program */
  char *folder;         /* where it goes */
  char *source;         /* its path there */
  char *after;          /* (nullable): the id of the block that it comes after */
  GalleyPictureDialog *dialog; /* (nullable): that asked for it */
} Intake;

static void
intake_free (gpointer data)
{
  Intake *intake = data;

  g_free (intake->path);
  g_clear_pointer (&intake->bytes, g_bytes_unref);
  g_clear_object (&intake->texture);
  g_free (intake->folder);
  g_free (intake->source);
  g_free (intake->after);
  g_clear_object (&intake->dialog);
  g_free (intake);
}

/* A file that the user chose may be a link, unlike what a bulletin names. */
static GBytes *
read_file (const char *path, GError **error)
{
  char *real = realpath (path, NULL);
  g_autofree char *folder = g_path_get_dirname (real ? real : path), *name = g_path_get_basename (real ? real : path);

  free (real);
  return galley_picture_read (folder, name, error);
}

static gboolean
take_in (Intake *intake, GCancellable *cancellable, GError **error)
{
  g_autoptr (GdkPixbuf) seen = NULL;

  if (intake->texture)
    intake->bytes = gdk_texture_save_to_png_bytes (intake->texture);
  else if (intake->bytes == NULL && !(intake->bytes = read_file (intake->path, error)))
    return FALSE;
  /* What cannot be shown is better said now than when it is printed. */
  seen = galley_picture_decode (intake->bytes, NULL, 64, cancellable, error);
  if (seen)
    intake->source = galley_picture_store_add (intake->folder, intake->bytes, cancellable, error);
  return intake->source != NULL;
}

static void
intake_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (take_in (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The article has it now: below the block that had the caret, wherever that is by now. */
static void
insert (GalleyWindow *self, Intake *intake)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleyBlockData) block =
    galley_block_data_new_full (NULL, GALLEY_BLOCK_PICTURE, "", NULL, intake->source, NULL, NULL);
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, _("Insert Picture"));
  guint position = galley_bulletin_get_n_blocks (bulletin);

  if (intake->after && galley_bulletin_find_block (bulletin, intake->after, &position))
    position++;
  g_ptr_array_add (blocks, galley_block_data_ref (block));
  galley_transaction_splice (transaction, GALLEY_LIST_BLOCKS, NULL, position, 0, blocks);
  galley_transaction_commit (transaction);
  galley_editor_enter_block (self->editor, position);
}

static void start_intake (GalleyWindow *self, Intake *intake);

static void
taken_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyWindow *self = GALLEY_WINDOW (source);
  Intake *intake = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!self->closed)
        galley_window_show_error (self, _("The Picture Was Not Inserted"), error);
      return;
    }
  if (self->closed || self->session == NULL)
    return;
  folder = galley_window_dup_folder (self);
  if (!g_str_equal (folder, intake->folder))
    {
      /* The bulletin went somewhere else meanwhile; so does its picture. */
      Intake *again = g_new0 (Intake, 1);

      again->bytes = g_bytes_ref (intake->bytes);
      again->after = g_steal_pointer (&intake->after);
      again->dialog = g_steal_pointer (&intake->dialog);
      start_intake (self, again);
    }
  else if (intake->dialog)
    galley_picture_dialog_set_source (intake->dialog, intake->source);
  else
    insert (self, intake);
}

/* Takes @intake. */
static void
start_intake (GalleyWindow *self, Intake *intake)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, taken_in_cb, NULL);

  intake->folder = galley_window_dup_folder (self);
  g_task_set_task_data (task, intake, intake_free);
  g_task_run_in_thread (task, intake_thread);
}

/* Returns: (transfer full): a picture on its way to where the caret is */
static Intake *
new_intake (GalleyWindow *self)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  guint block = galley_editor_get_block (self->editor);
  Intake *intake = g_new0 (Intake, 1);

  if (block < galley_bulletin_get_n_blocks (bulletin))
    intake->after = g_strdup (galley_bulletin_get_block (bulletin, block)->id);
  return intake;
}

static void
take_file (GalleyWindow *self, GFile *file, GalleyPictureDialog *dialog)
{
  Intake *intake;

  if (g_file_peek_path (file) == NULL)
    {
      g_autoptr (GError) remote =
        g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                     _("This place is not on a file system of this computer. Copy the picture to a folder here first."));

      galley_window_show_error (self, _("The Picture Was Not Inserted"), remote);
      return;
    }
  intake = new_intake (self);
  intake->path = g_file_get_path (file);
  intake->dialog = dialog ? g_object_ref (dialog) : NULL;
  start_intake (self, intake);
}

/* Choosing */

typedef struct
{
  GalleyWindow *window;
  GalleyPictureDialog *dialog; /* (nullable): whose picture is replaced */
} Choice;

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Choice *choice = data;
  g_autoptr (GalleyWindow) self = choice->window;
  g_autoptr (GalleyPictureDialog) dialog = choice->dialog;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  g_free (choice);
  if (self->closed || self->session == NULL)
    return;
  if (file)
    take_file (self, file, dialog);
  else
    galley_window_show_error (self, _("The File Could Not Be Chosen"), error);
}

static void
choose (GalleyWindow *self, GalleyPictureDialog *picture)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  Choice *choice = g_new0 (Choice, 1);

  choice->window = g_object_ref (self);
  choice->dialog = picture ? g_object_ref (picture) : NULL;
  gtk_file_filter_set_name (filter, _("Pictures"));
  for (guint i = 0; image_types[i]; i++)
    gtk_file_filter_add_mime_type (filter, image_types[i]);
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, picture ? _("Replace Picture") : _("Insert Picture"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (self), self->cancellable, chosen_cb, choice);
}

/* The window's own: win.insert-picture asks for a file. */
void
galley_window_insert_picture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (GALLEY_WINDOW (widget), NULL);
}

/* The clipboard and dropping */

static void
spliced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyWindow) self = data;
  g_autoptr (GError) error = NULL;
  Intake *intake;

  if (self->closed || self->session == NULL)
    return;
  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) < 0)
    {
      galley_window_show_error (self, _("The Picture Was Not Inserted"), error);
      return;
    }
  intake = new_intake (self);
  intake->bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  start_intake (self, intake);
}

static void
stream_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);
  g_autoptr (GOutputStream) memory = NULL;

  if (stream == NULL)
    {
      if (!self->closed)
        galley_window_show_error (self, _("The Picture Was Not Inserted"), error);
      return;
    }
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, self->cancellable, spliced_cb, g_object_ref (self));
}

static gboolean
is_picture (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file), *type = name ? g_content_type_guess (name, NULL, 0, NULL) : NULL;

  return type && g_content_type_is_a (type, "image/*");
}

/* The window's own: takes those of @files that are pictures into the article. Returns: (transfer container): the rest */
GSList *
galley_window_take_pictures (GalleyWindow *self, GSList *files)
{
  GSList *others = NULL;

  for (GSList *l = files; l; l = l->next)
    if (self->session && is_picture (l->data))
      take_file (self, l->data, NULL);
    else
      others = g_slist_append (others, l->data);
  return others;
}

static void
files_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyWindow) self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);
  g_autoptr (GSList) files = value ? gdk_file_list_get_files (g_value_get_boxed (value)) : NULL, others = NULL;

  if (self->closed)
    return;
  others = galley_window_take_pictures (self, files);
  if (g_slist_length (others) == g_slist_length (files))
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("There is no picture among the copied files")));
}

/* The window's own: win.paste-picture takes the picture or the files of pictures that the clipboard holds. */
void
galley_window_paste_picture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);

  if (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, self->cancellable, files_cb,
                                    g_object_ref (self));
  else
    gdk_clipboard_read_async (clipboard, (const char **) image_types, G_PRIORITY_DEFAULT, self->cancellable, stream_cb,
                              g_object_ref (self));
}

/* The window's own: a picture that another program let go over it. */
void
galley_window_take_texture (GalleyWindow *self, GdkTexture *texture)
{
  Intake *intake = new_intake (self);

  intake->texture = g_object_ref (texture);
  start_intake (self, intake);
}

/* Changing */

static void
remove_picture (GalleyWindow *self, const char *id)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  GalleyTransaction *transaction;
  guint position;

  if (!galley_bulletin_find_block (bulletin, id, &position) ||
      galley_bulletin_get_block (bulletin, position)->kind != GALLEY_BLOCK_PICTURE)
    return;
  transaction = galley_transaction_begin (bulletin, _("Remove Picture"));
  galley_transaction_splice (transaction, GALLEY_LIST_BLOCKS, NULL, position, 1, NULL);
  galley_transaction_commit (transaction);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  galley_window_toast (self, _("Picture removed"));
}

static void
replace_cb (GalleyPictureDialog *dialog, GalleyWindow *self)
{
  choose (self, dialog);
}

static void
remove_cb (GalleyPictureDialog *dialog, const char *id, GalleyWindow *self)
{
  remove_picture (self, id);
}

/* The window's own: win.edit-picture opens the form of the picture with that id. */
void
galley_window_edit_picture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  g_autofree char *folder = galley_window_dup_folder (self);
  AdwDialog *dialog;
  guint position;

  if (!galley_bulletin_find_block (bulletin, g_variant_get_string (parameter, NULL), &position))
    return;
  dialog = galley_picture_dialog_new (bulletin, galley_bulletin_get_block (bulletin, position), folder);
  g_signal_connect_object (dialog, "replace", G_CALLBACK (replace_cb), self, 0);
  g_signal_connect_object (dialog, "remove", G_CALLBACK (remove_cb), self, 0);
  adw_dialog_present (dialog, widget);
}

/* The window's own: win.remove-picture takes the picture with that id out of the article. */
void
galley_window_remove_picture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  remove_picture (GALLEY_WINDOW (widget), g_variant_get_string (parameter, NULL));
}
