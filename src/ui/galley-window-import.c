/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-clipboard.h"
#include "galley-import-assistant.h"
#include "galley-import-job.h"

/* Texts become bulletins: one at once, with a report, or several that are looked at before they come in. */

static void
show_repairs_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  if (self->import)
    galley_window_show_repairs (self, self->import);
}

static void
show_import (GalleyWindow *self, GalleyImport *import)
{
  galley_window_show_snapshot (self, import->snapshot);
  galley_window_set_import (self, import);
}

/* The window's own: an imported text becomes what the window shows, and the user is told what was mended. */
void
galley_window_take_import (GalleyWindow *self, GalleyImport *import)
{
  g_autofree char *text = NULL;
  AdwToast *toast;

  show_import (self, import);
  text = import->repairs->len > 0
           ? g_strdup_printf (ngettext ("Imported, with %u repair", "Imported, with %u repairs", import->repairs->len),
                              import->repairs->len)
           : g_strdup (_("Imported, nothing needed mending"));
  toast = adw_toast_new (text);
  adw_toast_set_timeout (toast, 10);
  if (import->repairs->len > 0)
    {
      adw_toast_set_button_label (toast, _("_View Report"));
      adw_toast_set_action_name (toast, "win.show-repairs");
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
import_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyWindow *self = GALLEY_WINDOW (source);
  gboolean sample = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = galley_import_job_finish (result, &error);

  self->opening = FALSE;
  if (self->closed)
    return;
  if (import)
    {
      GalleyWindow *target = galley_window_for_opening (self);

      if (sample)
        {
          show_import (target, import);
          galley_tour_begin (target->tour);
        }
      else
        galley_window_take_import (target, import);
    }
  else
    {
      galley_window_ensure_session (self);
      galley_window_show_error (self, _("The Text Could Not Be Imported"), error);
    }
}

/* The window's own: reads @file, or @clip, which it takes ownership of. The tour goes with the sample. */
void
galley_window_import (GalleyWindow *self, GFile *file, GalleyClip *clip, gboolean sample)
{
  self->opening = TRUE;
  galley_import_job_start (self, file, clip, self->cancellable, import_cb, GINT_TO_POINTER (sample));
}

static void
clipboard_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyWindow) self = GALLEY_WINDOW (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyClip) clip = galley_clipboard_read_finish (GDK_CLIPBOARD (source), result, &error);

  if (self->closed || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (clip)
    galley_window_import (galley_window_for_opening (self), NULL, g_steal_pointer (&clip), FALSE);
  else
    galley_window_show_error (self, _("Nothing to Import"), error);
}

static void
new_from_clipboard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  galley_clipboard_read_async (gtk_widget_get_clipboard (widget), GALLEY_WINDOW (widget)->cancellable, clipboard_cb,
                               g_object_ref (widget));
}

/* With the report at hand; its repairs were decided on, so nothing is said of them. */
static void
taken_cb (GalleyWindow *self, GalleySnapshot *snapshot, GalleyImport *import)
{
  GalleyWindow *target = galley_window_for_opening (self);

  galley_window_show_snapshot (target, snapshot);
  galley_window_set_import (target, import);
}

/* The window's own: looks at texts before they come in, together with those that it is looking at already. */
void
galley_window_assist_import (GalleyWindow *self, GSList *files)
{
  if (self->assistant == NULL)
    {
      g_set_weak_pointer (&self->assistant, GALLEY_IMPORT_ASSISTANT (galley_import_assistant_new ()));
      g_signal_connect_object (self->assistant, "taken", G_CALLBACK (taken_cb), self, G_CONNECT_SWAPPED);
      adw_dialog_present (ADW_DIALOG (self->assistant), GTK_WIDGET (self));
    }
  for (GSList *l = files; l; l = l->next)
    galley_import_assistant_add (self->assistant, l->data, NULL);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  galley_window_assist_import (GALLEY_WINDOW (widget), NULL);
}

void
galley_window_install_import_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (class, "win.new-from-clipboard", NULL, new_from_clipboard_action);
  gtk_widget_class_install_action (class, "win.show-repairs", NULL, show_repairs_action);
}
