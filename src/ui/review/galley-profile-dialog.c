/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-profile-dialog.h"

#include <glib/gi18n-lib.h>

#include "galley-actor.h"
#include "galley-keyring.h"

/* Who the user is in reviews: their name, a key that is made for them, and whom the desk of the open bulletin knows by it. The
 * desk's people decide what one may do; the role is only what the line for its desk.json asks for. */

struct _GalleyProfileDialog
{
  AdwDialog parent_instance;

  AdwPreferencesGroup *who;
  AdwEntryRow *name;
  AdwComboRow *role;
  AdwPreferencesGroup *key_group;
  AdwActionRow *key;
  AdwActionRow *kept;
  AdwPreferencesGroup *desk_group;
  AdwActionRow *known;
  AdwActionRow *line;
  GtkButton *save;
  GSettings *settings;
  GalleyReviewView *view; /* (nullable): where the open bulletin stands */
  char *keyed;            /* (nullable): whose key is shown */
  char *public;           /* (nullable): that key */
  char *entry;            /* (nullable): the line that tells a desk of it */
};

G_DEFINE_FINAL_TYPE (GalleyProfileDialog, galley_profile_dialog, ADW_TYPE_DIALOG)

/* A key that is looked for, or made. */
typedef struct
{
  gboolean make;
  char *name;
  char *line; /* NULL where there is none */
  char *place;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->name);
  g_free (search->line);
  g_free (search->place);
  g_free (search);
}

static void
search_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;
  GError *error = NULL;
  g_autoptr (GalleyKey) key = search->make ? galley_keyring_make (search->name, &search->place, &error)
                                           : galley_keyring_find (search->name, &search->place, &error);

  if (error)
    {
      g_task_return_error (task, error);
      return;
    }
  search->line = key ? g_strdup (galley_key_get_public (key)) : NULL;
  g_task_return_boolean (task, TRUE);
}

static char *
dup_name (GalleyProfileDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
}

static char *
join_roles (const GalleyReviewRules *rules, const GalleyPerson *person)
{
  g_autoptr (GString) roles = g_string_new (NULL);

  for (guint i = 0; i < GALLEY_N_REVIEW_ROLES; i++)
    if (person->roles & 1u << i)
      g_string_append_printf (roles, "%s%s", roles->len ? _(", ") : "", galley_review_rules_get_role_title (rules, i));
  return g_strdup (roles->len ? roles->str : _("No role"));
}

/* What is copied to the letter has no hyphens where its lines break. */
static void
show_exactly (AdwActionRow *row, const char *text)
{
  g_autofree char *markup = g_markup_printf_escaped ("<span insert_hyphens=\"no\">%s</span>", text);

  adw_action_row_set_subtitle (row, markup);
}

/* How the desk knows the user, and what to do about it. */
static char *
dup_advice (GalleyProfileDialog *self, const GalleyPerson *by_key, const GalleyReviewKey *key, const GalleyPerson *by_name)
{
  const GalleyReviewView *view = self->view;

  if (view == NULL || (view->desk == NULL && view->refused == NULL))
    return g_strdup (_("The open bulletin is in no desk, so there is nobody to know you. A desk that you join needs this line "
                       "among the “people” of its desk.json."));
  if (view->rules == NULL)
    return g_strdup (view->refused);
  if (view->rules->people->len == 0)
    return g_strdup (_("The desk lists nobody, so anyone may do anything. To have it know you, add this line to the “people” of "
                       "its desk.json."));
  if (by_key && key->until)
    return g_strdup_printf (_("The desk has retired this key of %s. Ask its administrator for what to sign with."), by_key->name);
  if (by_key && by_key != by_name)
    return g_strdup_printf (_("The desk knows your key as that of %s. Write that name above to act as them."), by_key->name);
  if (by_key)
    return g_strdup (_("The desk knows you by this key."));
  if (by_name && by_name->keys->len == 0)
    return g_strdup (_("The desk knows your name and no key of yours, so your signatures cannot be told from another’s. Send this "
                       "line to its administrator, who puts the key into desk.json."));
  if (by_name)
    return g_strdup (_("The desk knows your name by another key, so it refuses what you sign with this one. Send this line to its "
                       "administrator, who puts the key into desk.json."));
  return g_strdup (_("The desk knows neither your key nor your name, so you may do nothing here yet. Send this line to its "
                     "administrator, who adds it to the “people” of desk.json."));
}

/* There is a role to ask for as long as no desk has given one. */
static void
show_role (GalleyProfileDialog *self, gboolean shown)
{
  gtk_widget_set_visible (GTK_WIDGET (self->role), shown);
  adw_preferences_group_set_description (
    self->who, shown ? _("A desk’s own list of people decides what you may do; the role is what you ask to be entered as.") : NULL);
}

static void
show_desk (GalleyProfileDialog *self)
{
  const GalleyReviewRules *rules = self->view ? self->view->rules : NULL;
  const GalleyReviewKey *key = NULL;
  const GalleyPerson *by_key = rules ? galley_review_rules_find_key (rules, self->public, &key) : NULL;
  const GalleyPerson *by_name = rules ? galley_review_rules_find_person (rules, self->keyed) : NULL;
  const GalleyPerson *person = by_key ? by_key : by_name;
  g_autofree char *advice = dup_advice (self, by_key, key, by_name);
  g_autofree char *roles = person ? join_roles (rules, person) : NULL;

  adw_preferences_group_set_description (self->desk_group, advice);
  gtk_widget_set_visible (GTK_WIDGET (self->known), person != NULL);
  if (person)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->known), person->name);
      adw_action_row_set_subtitle (self->known, roles);
    }
  g_free (self->entry);
  self->entry = galley_review_rules_format_person (self->keyed, adw_combo_row_get_selected (self->role), self->public);
  show_exactly (self->line, self->entry);
  gtk_widget_set_visible (GTK_WIDGET (self->line), by_key == NULL && (rules || self->view == NULL));
  show_role (self, person == NULL);
}

/* The key is that of a name; while another stands there it is not shown. */
static void
show_key (GalleyProfileDialog *self)
{
  g_autofree char *name = dup_name (self);
  gboolean shown = g_strcmp0 (name, self->keyed) == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->key_group), shown);
  gtk_widget_set_visible (GTK_WIDGET (self->desk_group), shown);
  gtk_button_set_label (self->save, shown ? _("_Done") : _("_Make My Key"));
  if (shown)
    show_desk (self);
  else
    show_role (self, TRUE);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyProfileDialog *self = GALLEY_PROFILE_DIALOG (source);
  g_autoptr (GError) error = NULL;
  Search *search = g_task_get_task_data (G_TASK (result));

  gtk_widget_set_sensitive (GTK_WIDGET (self->save), TRUE);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      AdwDialog *dialog =
        adw_alert_dialog_new (search->make ? _("The Key Could Not Be Made") : _("Your Key Cannot Be Used"), error->message);

      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
      adw_dialog_present (dialog, GTK_WIDGET (self));
      return;
    }
  if (search->line == NULL)
    return;
  g_set_str (&self->keyed, search->name);
  g_set_str (&self->public, search->line);
  show_exactly (self->key, search->line);
  adw_action_row_set_subtitle (self->kept, search->place ? search->place : _("The keyring of this computer"));
  adw_preferences_group_set_description (
    self->key_group,
    search->place ? _("There is no secret service here, so your secret key is in a file that only you can read.") : NULL);
  if (search->make)
    g_settings_set_string (self->settings, "actor", search->name);
  show_key (self);
  if (search->make)
    gtk_widget_grab_focus (GTK_WIDGET (self->save));
}

static void
search (GalleyProfileDialog *self, gboolean make, const char *name)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, found_cb, NULL);
  Search *wanted = g_new0 (Search, 1);

  wanted->make = make;
  wanted->name = g_strdup (name);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  g_task_set_task_data (task, wanted, search_free);
  g_task_run_in_thread (task, search_thread);
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GalleyProfileDialog *self = GALLEY_PROFILE_DIALOG (widget);
  g_autofree char *name = dup_name (self);

  if (*name == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->name));
      gtk_widget_error_bell (GTK_WIDGET (self->name));
    }
  else if (g_strcmp0 (name, self->keyed) == 0)
    adw_dialog_close (ADW_DIALOG (self));
  else
    search (self, TRUE, name);
}

static void
copy_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GalleyProfileDialog *self = GALLEY_PROFILE_DIALOG (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_str_equal (action, "profile.copy-key") ? self->public : self->entry);
}

static void
galley_profile_dialog_dispose (GObject *object)
{
  GalleyProfileDialog *self = GALLEY_PROFILE_DIALOG (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->view, galley_review_view_unref);
  g_clear_pointer (&self->keyed, g_free);
  g_clear_pointer (&self->public, g_free);
  g_clear_pointer (&self->entry, g_free);
  G_OBJECT_CLASS (galley_profile_dialog_parent_class)->dispose (object);
}

static void
galley_profile_dialog_class_init (GalleyProfileDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_profile_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/review/galley-profile-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyProfileDialog, who);
  gtk_widget_class_bind_template_child (widget_class, GalleyProfileDialog, name);
  gtk_widget_class_bind_template_child (widget_class, GalleyProfileDialog, role);
  gtk_widget_class_bind_template_child (widget_class, GalleyProfileDialog, key_group);
  gtk_widget_class_bind_template_child (widget_class, GalleyProfileDialog, key);
  gtk_widget_class_bind_template_child (widget_class, GalleyProfileDialog, kept);
  gtk_widget_class_bind_template_child (widget_class, GalleyProfileDialog, desk_group);
  gtk_widget_class_bind_template_child (widget_class, GalleyProfileDialog, known);
  gtk_widget_class_bind_template_child (widget_class, GalleyProfileDialog, line);
  gtk_widget_class_bind_template_child (widget_class, GalleyProfileDialog, save);
  gtk_widget_class_install_action (widget_class, "profile.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "profile.copy-key", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "profile.copy-line", NULL, copy_action);
}

static void
galley_profile_dialog_init (GalleyProfileDialog *self)
{
  g_autoptr (GtkStringList) roles = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (GALLEY_APP_ID);
  for (guint i = 0; i < GALLEY_N_REVIEW_ROLES; i++)
    gtk_string_list_append (roles, galley_review_role_get_title (i));
  adw_combo_row_set_model (self->role, G_LIST_MODEL (roles));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->name));
}

/**
 * galley_profile_dialog_new:
 * @view: (nullable): where the open bulletin stands, whose desk is asked for the user
 *
 * Returns: (transfer floating): a form that asks who the user is, makes their key, and says whom the desk knows by it
 */
AdwDialog *
galley_profile_dialog_new (const GalleyReviewView *view)
{
  GalleyProfileDialog *self = g_object_new (GALLEY_TYPE_PROFILE_DIALOG, NULL);
  g_autofree char *actor = galley_actor_dup (self->settings);

  self->view = view ? galley_review_view_ref (view) : NULL;
  show_role (self, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->name), actor);
  g_signal_connect_object (self->name, "changed", G_CALLBACK (show_key), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->role, "notify::selected", G_CALLBACK (show_key), self, G_CONNECT_SWAPPED);
  if (galley_actor_is_said (self->settings))
    search (self, FALSE, actor);
  return ADW_DIALOG (self);
}
