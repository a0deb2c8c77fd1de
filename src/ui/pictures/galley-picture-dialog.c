/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-picture-dialog.h"

#include <glib/gi18n-lib.h>

#include "galley-picture-cropper.h"
#include "galley-picture-loader.h"
#include "galley-transaction.h"

/* The longer side of what is cropped, in pixels: more than a dialog shows. */
#define SIDE 1200

struct _GalleyPictureDialog
{
  AdwDialog parent_instance;

  GalleyPictureCropper *cropper;
  GtkLabel *problem;
  AdwToggleGroup *mode_group;
  GtkStack *modes;
  AdwToggleGroup *ratio_group;
  AdwEntryRow *caption_row;
  AdwEntryRow *credit_row;
  AdwEntryRow *alt_row;
  GtkLabel *alt_hint;

  GalleyBulletin *bulletin;
  GalleyBlockData *block; /* as it was when the dialog opened */
  char *folder;
  char *source; /* (nullable): that it is to have */
  GCancellable *cancellable;
};

enum
{
  REPLACE,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyPictureDialog, galley_picture_dialog, ADW_TYPE_DIALOG)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* @block with another text. What is the same at both ends stays, and so do its marks. */
static GalleyBlockData *
with_text (GalleyBlockData *block, const char *text)
{
  g_autofree gunichar *old = g_utf8_to_ucs4_fast (block->text, -1, NULL);
  glong n_new;
  g_autofree gunichar *new = g_utf8_to_ucs4_fast (text, -1, &n_new);
  glong n_old = block->n_chars, start = 0, end = 0;
  g_autofree char *inserted = NULL;

  while (start < MIN (n_old, n_new) && old[start] == new[start])
    start++;
  while (end < MIN (n_old, n_new) - start && old[n_old - 1 - end] == new[n_new - 1 - end])
    end++;
  inserted = g_ucs4_to_utf8 (new + start, n_new - start - end, NULL, NULL, NULL);
  return galley_block_data_replace (block, (guint) start, (guint) (n_old - start - end), inserted);
}

static GalleyBlockData *
make_block (GalleyPictureDialog *self, GalleyBlockData *block)
{
  g_autoptr (GalleyBlockData) captioned = with_text (block, get_text (self->caption_row));
  g_autoptr (GalleyPictureData) picture = NULL;
  GalleyPictureCrop crop;
  guint focus_x, focus_y;

  galley_picture_cropper_get (self->cropper, &crop, &focus_x, &focus_y);
  picture = galley_picture_data_new (get_text (self->credit_row), &crop, focus_x, focus_y,
                                     block->picture ? block->picture->extra : NULL);
  return galley_block_data_with_picture (captioned, self->source, get_text (self->alt_row), picture);
}

static void
cancel_cb (GalleyPictureDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* All of it is one step. A picture that is gone meanwhile stays so. */
static void
apply_cb (GalleyPictureDialog *self)
{
  guint position;

  if (galley_bulletin_find_block (self->bulletin, self->block->id, &position))
    {
      GalleyBlockData *now = galley_bulletin_get_block (self->bulletin, position);
      g_autoptr (GalleyBlockData) block = make_block (self, now);

      if (!galley_block_data_equal (block, now))
        {
          GalleyTransaction *transaction = galley_transaction_begin (self->bulletin, _("Picture"));

          galley_transaction_set_block (transaction, position, block);
          galley_transaction_commit (transaction);
        }
    }
  adw_dialog_close (ADW_DIALOG (self));
}

static void
mode_cb (GalleyPictureDialog *self)
{
  const char *mode = adw_toggle_group_get_active_name (self->mode_group);

  if (mode == NULL)
    return;
  gtk_stack_set_visible_child_name (self->modes, mode);
  galley_picture_cropper_set_focusing (self->cropper, g_str_equal (mode, "focus"));
}

static void
ratio_cb (GalleyPictureDialog *self)
{
  const char *ratio = adw_toggle_group_get_active_name (self->ratio_group);
  int width = 0, height = 1;

  if (ratio && *ratio >= '0' && *ratio <= '9')
    {
      width = (int) g_ascii_strtoll (ratio, NULL, 10);
      height = (int) g_ascii_strtoll (strchr (ratio, ':') + 1, NULL, 10);
    }
  galley_picture_cropper_set_ratio (self->cropper, (double) width / height);
}

static void
whole_cb (GalleyPictureDialog *self)
{
  GalleyPictureCrop crop;
  guint focus_x, focus_y;

  adw_toggle_group_set_active_name (self->ratio_group, "free");
  galley_picture_cropper_get (self->cropper, &crop, &focus_x, &focus_y);
  galley_picture_cropper_set (self->cropper, &galley_picture_uncropped, focus_x, focus_y);
}

static void
alt_changed_cb (GalleyPictureDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->alt_hint), *get_text (self->alt_row) == '\0');
}

static void
replace_cb (GalleyPictureDialog *self)
{
  g_signal_emit (self, signals[REPLACE], 0);
}

static void
remove_cb (GalleyPictureDialog *self)
{
  g_signal_emit (self, signals[REMOVE], 0, self->block->id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyPictureDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = galley_picture_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cropper == NULL)
    return;
  galley_picture_cropper_set_texture (self->cropper, texture);
  gtk_label_set_label (self->problem, error ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), texture == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->cropper), texture != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->mode_group), texture != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->modes), texture != NULL);
}

static void
load (GalleyPictureDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  galley_picture_load_async (self->folder, self->source, NULL, SIDE, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
galley_picture_dialog_dispose (GObject *object)
{
  GalleyPictureDialog *self = GALLEY_PICTURE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_PICTURE_DIALOG);
  g_clear_object (&self->bulletin);
  g_clear_pointer (&self->block, galley_block_data_unref);
  G_OBJECT_CLASS (galley_picture_dialog_parent_class)->dispose (object);
}

static void
galley_picture_dialog_finalize (GObject *object)
{
  GalleyPictureDialog *self = GALLEY_PICTURE_DIALOG (object);

  g_object_unref (self->cancellable);
  g_free (self->folder);
  g_free (self->source);
  G_OBJECT_CLASS (galley_picture_dialog_parent_class)->finalize (object);
}

static void
galley_picture_dialog_class_init (GalleyPictureDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_picture_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_picture_dialog_finalize;

  /**
   * GalleyPictureDialog::replace:
   *
   * Another picture is wanted; galley_picture_dialog_set_source() gives it.
   */
  signals[REPLACE] =
    g_signal_new ("replace", GALLEY_TYPE_PICTURE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * GalleyPictureDialog::remove:
   * @id: of the block that is to go
   */
  signals[REMOVE] = g_signal_new ("remove", GALLEY_TYPE_PICTURE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (GALLEY_TYPE_PICTURE_CROPPER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleydesk/Galley/pictures/galley-picture-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyPictureDialog, cropper);
  gtk_widget_class_bind_template_child (widget_class, GalleyPictureDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, GalleyPictureDialog, mode_group);
  gtk_widget_class_bind_template_child (widget_class, GalleyPictureDialog, modes);
  gtk_widget_class_bind_template_child (widget_class, GalleyPictureDialog, ratio_group);
  gtk_widget_class_bind_template_child (widget_class, GalleyPictureDialog, caption_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyPictureDialog, credit_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyPictureDialog, alt_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyPictureDialog, alt_hint);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, ratio_cb);
  gtk_widget_class_bind_template_callback (widget_class, whole_cb);
  gtk_widget_class_bind_template_callback (widget_class, alt_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
galley_picture_dialog_init (GalleyPictureDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_picture_dialog_new:
 * @block: a picture of @bulletin
 * @folder: (nullable): where its pictures are
 *
 * Returns: (transfer floating): a dialog that changes the picture
 */
AdwDialog *
galley_picture_dialog_new (GalleyBulletin *bulletin, GalleyBlockData *block, const char *folder)
{
  GalleyPictureDialog *self = g_object_new (GALLEY_TYPE_PICTURE_DIALOG, NULL);
  const GalleyPictureData *picture = block->picture;

  self->bulletin = g_object_ref (bulletin);
  self->block = galley_block_data_ref (block);
  self->folder = g_strdup (folder);
  self->source = g_strdup (block->source);
  gtk_editable_set_text (GTK_EDITABLE (self->caption_row), block->text);
  gtk_editable_set_text (GTK_EDITABLE (self->credit_row), picture && picture->credit ? picture->credit : "");
  gtk_editable_set_text (GTK_EDITABLE (self->alt_row), block->alt ? block->alt : "");
  if (picture)
    galley_picture_cropper_set (self->cropper, &picture->crop, picture->focus_x, picture->focus_y);
  load (self);
  return ADW_DIALOG (self);
}

/**
 * galley_picture_dialog_set_source:
 * @source: the path of another picture
 *
 * Shows that instead, whole.
 */
void
galley_picture_dialog_set_source (GalleyPictureDialog *self, const char *source)
{
  if (self->bulletin == NULL || !g_set_str (&self->source, source))
    return;
  adw_toggle_group_set_active_name (self->ratio_group, "free");
  galley_picture_cropper_set (self->cropper, &galley_picture_uncropped, GALLEY_PICTURE_WHOLE / 2, GALLEY_PICTURE_WHOLE / 2);
  load (self);
}
