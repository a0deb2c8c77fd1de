/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-export-dialog.h"

#include <glib/gi18n-lib.h>

/**
 * GalleyExportDialog:
 *
 * Asks for a format and what there is to choose about it, before a place is asked for.
 */
struct _GalleyExportDialog
{
  AdwDialog parent_instance;

  AdwComboRow *format;
  AdwPreferencesGroup *options;
  AdwSwitchRow *sources;
  AdwSwitchRow *beside;
};

G_DEFINE_FINAL_TYPE (GalleyExportDialog, galley_export_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Shows what there is to choose about the format. */
static void
update (GalleyExportDialog *self)
{
  const GalleyExportFormat *format = galley_export_dialog_get_format (self);

  adw_switch_row_set_active (self->beside, format->pictures == GALLEY_EXPORT_PICTURES_BESIDE);
  gtk_widget_set_visible (GTK_WIDGET (self->beside), format->pictures != GALLEY_EXPORT_PICTURES_USUAL);
  gtk_widget_set_visible (GTK_WIDGET (self->options), !format->indicators);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_CHOSEN], 0);
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
galley_export_dialog_class_init (GalleyExportDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  /**
   * GalleyExportDialog::chosen:
   *
   * Emitted when a place is to be asked for.
   */
  signals[SIGNAL_CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/galley-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyExportDialog, format);
  gtk_widget_class_bind_template_child (widget_class, GalleyExportDialog, options);
  gtk_widget_class_bind_template_child (widget_class, GalleyExportDialog, sources);
  gtk_widget_class_bind_template_child (widget_class, GalleyExportDialog, beside);
  gtk_widget_class_install_action (widget_class, "export.choose", NULL, choose_action);
}

static void
galley_export_dialog_init (GalleyExportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n_formats;
  const GalleyExportFormat *formats = galley_export_get_formats (&n_formats);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n_formats; i++)
    gtk_string_list_append (names, _ (formats[i].name));
  adw_combo_row_set_model (self->format, G_LIST_MODEL (names));
  g_signal_connect_swapped (self->format, "notify::selected", G_CALLBACK (update), self);
  update (self);
}

GalleyExportDialog *
galley_export_dialog_new (void)
{
  return g_object_new (GALLEY_TYPE_EXPORT_DIALOG, NULL);
}

/**
 * galley_export_dialog_get_format:
 *
 * Returns: (transfer none): the format that is chosen
 */
const GalleyExportFormat *
galley_export_dialog_get_format (GalleyExportDialog *self)
{
  guint n_formats, selected = adw_combo_row_get_selected (self->format);
  const GalleyExportFormat *formats = galley_export_get_formats (&n_formats);

  return &formats[selected < n_formats ? selected : 0];
}

gboolean
galley_export_dialog_get_sources (GalleyExportDialog *self)
{
  return adw_switch_row_get_active (self->sources);
}

/**
 * galley_export_dialog_get_pictures:
 *
 * Returns: where pictures are to be; %GALLEY_EXPORT_PICTURES_USUAL where the format leaves no choice
 */
GalleyExportPictures
galley_export_dialog_get_pictures (GalleyExportDialog *self)
{
  if (!galley_export_dialog_get_format (self)->pictures)
    return GALLEY_EXPORT_PICTURES_USUAL;
  return adw_switch_row_get_active (self->beside) ? GALLEY_EXPORT_PICTURES_BESIDE : GALLEY_EXPORT_PICTURES_INSIDE;
}
