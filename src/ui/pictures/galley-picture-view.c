/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-picture-view.h"

#include <glib/gi18n-lib.h>

#include "galley-picture-loader.h"

/* A picture of the article as it is cropped, below it what is missing. It is read and decoded in a thread; until then its
 * place is kept by what was there before. */

#define MAX_HEIGHT 420
#define WAITING_HEIGHT 120
/* Fine screens show two pixels for one. */
#define FINENESS 2

struct _GalleyPictureView
{
  GtkWidget parent_instance;

  GtkWidget *picture;
  GtkWidget *notice;
  GalleyBlockData *block;
  char *folder;
  int width;
  GCancellable *cancellable; /* of what is being loaded */
};

enum
{
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyPictureView, galley_picture_view, GTK_TYPE_WIDGET)

/* What is said below the picture: why it is not there, or what it lacks. */
static void
set_notice (GalleyPictureView *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->notice), text ? text : "");
  gtk_widget_set_visible (self->notice, text != NULL);
}

static const char *
find_lack (const GalleyBlockData *block)
{
  return block->alt && *block->alt ? NULL : _("No text says what it shows to those who do not see it");
}

/* The picture's place: as wide as it may be and as its own pixels, and not higher than a screen has room for. */
static void
fit (GalleyPictureView *self, GdkTexture *texture)
{
  double width = gdk_texture_get_width (texture), height = gdk_texture_get_height (texture);
  double scale = MIN (MIN (self->width / width, MAX_HEIGHT / height), 1);

  gtk_widget_set_size_request (self->picture, MAX (1, (int) (width * scale)), MAX (1, (int) (height * scale)));
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  gtk_widget_set_visible (self->picture, TRUE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyPictureView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = galley_picture_load_finish (result, &error);
  g_autofree char *reason = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->block == NULL)
    return;
  if (texture)
    fit (self, texture);
  else
    {
      gtk_picture_set_paintable (GTK_PICTURE (self->picture), NULL);
      gtk_widget_set_visible (self->picture, FALSE);
    }
  set_notice (self, texture ? find_lack (self->block) : error->message);
  g_signal_emit (self, signals[LOADED], 0);
}

static void
load (GalleyPictureView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  galley_picture_load_async (self->folder, self->block->source, self->block->picture ? &self->block->picture->crop : NULL,
                             (guint) (FINENESS * MAX (self->width, MAX_HEIGHT)), self->cancellable, loaded_cb,
                             g_object_ref (self));
}

static void
galley_picture_view_dispose (GObject *object)
{
  GalleyPictureView *self = GALLEY_PICTURE_VIEW (object);
  GtkWidget *child;

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->block, galley_block_data_unref);
  g_clear_pointer (&self->folder, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (galley_picture_view_parent_class)->dispose (object);
}

static void
galley_picture_view_class_init (GalleyPictureViewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = galley_picture_view_dispose;

  /**
   * GalleyPictureView::loaded:
   *
   * It may have another height now.
   */
  signals[LOADED] =
    g_signal_new ("loaded", GALLEY_TYPE_PICTURE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "picture-view");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
galley_picture_view_init (GalleyPictureView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  self->picture = gtk_picture_new ();
  gtk_picture_set_can_shrink (GTK_PICTURE (self->picture), TRUE);
  gtk_widget_set_halign (self->picture, GTK_ALIGN_START);
  gtk_widget_set_size_request (self->picture, 1, WAITING_HEIGHT);
  gtk_widget_set_parent (self->picture, GTK_WIDGET (self));
  self->notice = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->notice), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->notice), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->notice), 0);
  gtk_widget_add_css_class (self->notice, "notice");
  gtk_widget_set_visible (self->notice, FALSE);
  gtk_widget_set_parent (self->notice, GTK_WIDGET (self));
}

/**
 * galley_picture_view_new:
 *
 * Returns: (transfer floating): a view of nothing yet
 */
GtkWidget *
galley_picture_view_new (void)
{
  return g_object_new (GALLEY_TYPE_PICTURE_VIEW, NULL);
}

/**
 * galley_picture_view_show:
 * @folder: (nullable): the bulletin's
 * @block: a picture
 * @width: that it may have, in pixels
 *
 * Shows a picture. Where nothing of it changed, nothing happens.
 */
void
galley_picture_view_show (GalleyPictureView *self, const char *folder, GalleyBlockData *block, int width)
{
  gboolean same = self->block && self->width == width && g_strcmp0 (self->folder, folder) == 0 &&
                  g_strcmp0 (self->block->source, block->source) == 0 &&
                  galley_picture_data_equal (self->block->picture, block->picture);
  const char *alt = block->alt && *block->alt ? block->alt : *block->text ? block->text : _("Picture");

  galley_block_data_ref (block);
  g_clear_pointer (&self->block, galley_block_data_unref);
  self->block = block;
  gtk_picture_set_alternative_text (GTK_PICTURE (self->picture), alt);
  gtk_widget_set_size_request (self->notice, width, -1);
  if (same)
    {
      if (gtk_picture_get_paintable (GTK_PICTURE (self->picture)))
        set_notice (self, find_lack (block));
      return;
    }
  g_set_str (&self->folder, folder);
  self->width = width;
  load (self);
}
