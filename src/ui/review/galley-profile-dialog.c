/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-profile-dialog.h"

#include <glib/gi18n-lib.h>

#include "galley-keyring.h"
#include "galley-review-words.h"

/* Who the user is in reviews: their name, their usual role, and a key that is made for them. */

struct _GalleyProfileDialog
{
  AdwDialog parent_instance;

  AdwEntryRow *name;
  AdwComboRow *role;
  AdwPreferencesGroup *key_group;
  AdwActionRow *key;
  AdwActionRow *kept;
  GtkButton *save;
  GSettings *settings;
  gboolean done;
};

G_DEFINE_FINAL_TYPE (GalleyProfileDialog, galley_profile_dialog, ADW_TYPE_DIALOG)

typedef struct
{
  char *name;
  char *line;
  char *place;
} Made;

static void
made_free (gpointer data)
{
  Made *made = data;

  g_free (made->name);
  g_free (made->line);
  g_free (made->place);
  g_free (made);
}

static void
make_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Made *made = data;
  GError *error = NULL;
  g_autoptr (GalleyKey) key = galley_keyring_make (made->name, &made->place, &error);

  if (key == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  made->line = g_strdup (galley_key_get_public (key));
  g_task_return_boolean (task, TRUE);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyProfileDialog *self = GALLEY_PROFILE_DIALOG (source);
  g_autoptr (GError) error = NULL;
  Made *made = g_task_get_task_data (G_TASK (result));
  GalleyReviewRole role = adw_combo_row_get_selected (self->role);

  gtk_widget_set_sensitive (GTK_WIDGET (self->save), TRUE);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      AdwDialog *dialog = adw_alert_dialog_new (_("The Key Could Not Be Made"), error->message);

      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
      adw_dialog_present (dialog, GTK_WIDGET (self));
      return;
    }
  self->done = TRUE;
  g_settings_set_string (self->settings, "actor", made->name);
  g_settings_set_string (self->settings, "role", galley_review_role_to_string (role));
  adw_action_row_set_subtitle (self->key, made->line);
  adw_action_row_set_subtitle (self->kept, made->place ? made->place : _("The keyring of this computer"));
  if (made->place)
    adw_preferences_group_set_description (
      self->key_group, _("There is no secret service here, so your secret key is in a file that only you can read."));
  gtk_widget_set_visible (GTK_WIDGET (self->key_group), TRUE);
  gtk_editable_set_editable (GTK_EDITABLE (self->name), FALSE);
  gtk_button_set_label (self->save, _("_Done"));
  gtk_widget_grab_focus (GTK_WIDGET (self->save));
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GalleyProfileDialog *self = GALLEY_PROFILE_DIALOG (widget);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  g_autoptr (GTask) task = NULL;
  Made *made;

  if (self->done)
    {
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }
  if (*name == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->name));
      gtk_widget_error_bell (GTK_WIDGET (self->name));
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  made = g_new0 (Made, 1);
  made->name = g_steal_pointer (&name);
  task = g_task_new (self, NULL, made_cb, NULL);
  g_task_set_task_data (task, made, made_free);
  g_task_run_in_thread (task, make_thread);
}

static void
copy_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GalleyProfileDialog *self = GALLEY_PROFILE_DIALOG (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), adw_action_row_get_subtitle (self->key));
}

static void
galley_profile_dialog_dispose (GObject *object)
{
  g_clear_object (&GALLEY_PROFILE_DIALOG (object)->settings);
  G_OBJECT_CLASS (galley_profile_dialog_parent_class)->dispose (object);
}

static void
galley_profile_dialog_class_init (GalleyProfileDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_profile_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/review/galley-profile-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyProfileDialog, name);
  gtk_widget_class_bind_template_child (widget_class, GalleyProfileDialog, role);
  gtk_widget_class_bind_template_child (widget_class, GalleyProfileDialog, key_group);
  gtk_widget_class_bind_template_child (widget_class, GalleyProfileDialog, key);
  gtk_widget_class_bind_template_child (widget_class, GalleyProfileDialog, kept);
  gtk_widget_class_bind_template_child (widget_class, GalleyProfileDialog, save);
  gtk_widget_class_install_action (widget_class, "profile.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "profile.copy", NULL, copy_action);
}

static void
galley_profile_dialog_init (GalleyProfileDialog *self)
{
  g_autoptr (GtkStringList) roles = gtk_string_list_new (NULL);
  g_autofree char *actor = NULL, *word = NULL;
  GalleyReviewRole role = GALLEY_ROLE_REPORTER;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (GALLEY_APP_ID);
  actor = g_settings_get_string (self->settings, "actor");
  word = g_settings_get_string (self->settings, "role");
  for (guint i = 0; i < GALLEY_N_REVIEW_ROLES; i++)
    gtk_string_list_append (roles, galley_review_role_get_title (i));
  adw_combo_row_set_model (self->role, G_LIST_MODEL (roles));
  galley_review_role_from_string (word, &role);
  adw_combo_row_set_selected (self->role, role);
  gtk_editable_set_text (GTK_EDITABLE (self->name), *actor ? actor : g_get_real_name ());
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->name));
}

/**
 * galley_profile_dialog_new:
 *
 * Returns: (transfer floating): a form that asks who the user is, and makes their key
 */
AdwDialog *
galley_profile_dialog_new (void)
{
  return g_object_new (GALLEY_TYPE_PROFILE_DIALOG, NULL);
}
