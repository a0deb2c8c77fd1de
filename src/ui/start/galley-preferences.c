/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-preferences.h"

#include <glib/gi18n-lib.h>

#include "galley-media.h"

/* Each row is bound to its setting; whoever goes by a setting listens to it, so that a change shows at once. */

struct _GalleyPreferences
{
  AdwPreferencesDialog parent_instance;

  AdwActionRow *font_row;
  GtkButton *reset_font;
  AdwSpinRow *autosave;
  AdwEntryRow *actor;
  AdwSwitchRow *notify_waiting;
  AdwComboRow *profile;
  AdwComboRow *medium;
  AdwSwitchRow *keep_metadata;
  AdwComboRow *language;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (GalleyPreferences, galley_preferences, ADW_TYPE_PREFERENCES_DIALOG)

typedef struct
{
  const char *value; /* of the setting */
  const char *title;
} Choice;

static const Choice profiles[] = { { "newspaper", N_ ("Newspaper") }, { "web", N_ ("Web") }, { NULL } };
/* Each language by its own name, so that it is found by those who read no other. */
static const Choice languages[] = { { "", N_ ("As the System") }, { "en", "English" }, { "zh_CN", "简体中文" }, { NULL } };

static gboolean
get_choice (GValue *value, GVariant *variant, gpointer data)
{
  const Choice *choices = data;
  const char *now = g_variant_get_string (variant, NULL);

  for (guint i = 0; choices[i].value; i++)
    if (g_str_equal (choices[i].value, now))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
set_choice (const GValue *value, const GVariantType *type, gpointer data)
{
  const Choice *choices = data;

  return g_variant_new_string (choices[g_value_get_uint (value)].value);
}

static void
bind_choice (GalleyPreferences *self, AdwComboRow *row, const char *key, const Choice *choices)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; choices[i].value; i++)
    gtk_string_list_append (titles, _ (choices[i].title));
  adw_combo_row_set_model (row, G_LIST_MODEL (titles));
  g_settings_bind_with_mapping (self->settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT, get_choice, set_choice,
                                (gpointer) choices, NULL);
}

static gboolean
get_font_title (GValue *value, GVariant *variant, gpointer data)
{
  const char *font = g_variant_get_string (variant, NULL);

  g_value_set_string (value, *font ? font : _("The system’s font for documents"));
  return TRUE;
}

static gboolean
get_chosen (GValue *value, GVariant *variant, gpointer data)
{
  g_value_set_boolean (value, *g_variant_get_string (variant, NULL) != '\0');
  return TRUE;
}

static void
font_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyPreferences) self = data;
  g_autoptr (PangoFontDescription) font = gtk_font_dialog_choose_font_finish (GTK_FONT_DIALOG (source), result, NULL);
  g_autofree char *text = font ? pango_font_description_to_string (font) : NULL;

  if (text && self->settings)
    g_settings_set_string (self->settings, "text-font", text);
}

static void
choose_font_cb (GalleyPreferences *self)
{
  g_autoptr (GtkFontDialog) dialog = gtk_font_dialog_new ();
  g_autofree char *text = g_settings_get_string (self->settings, "text-font");
  g_autoptr (PangoFontDescription) now = *text ? pango_font_description_from_string (text) : NULL;

  gtk_font_dialog_set_title (dialog, _("Text Font"));
  gtk_font_dialog_choose_font (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), now, NULL, font_chosen_cb,
                               g_object_ref (self));
}

static void
reset_font_cb (GalleyPreferences *self)
{
  g_settings_reset (self->settings, "text-font");
}

static void
galley_preferences_dispose (GObject *object)
{
  GalleyPreferences *self = GALLEY_PREFERENCES (object);

  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_PREFERENCES);
  G_OBJECT_CLASS (galley_preferences_parent_class)->dispose (object);
}

static void
galley_preferences_class_init (GalleyPreferencesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/start/galley-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferences, font_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferences, reset_font);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferences, autosave);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferences, actor);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferences, notify_waiting);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferences, profile);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferences, medium);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferences, keep_metadata);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreferences, language);
  gtk_widget_class_bind_template_callback (widget_class, choose_font_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_font_cb);
}

static void
galley_preferences_init (GalleyPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (GALLEY_APP_ID);
  g_settings_bind_with_mapping (self->settings, "text-font", self->font_row, "subtitle", G_SETTINGS_BIND_GET,
                                get_font_title, NULL, NULL, NULL);
  g_settings_bind_with_mapping (self->settings, "text-font", self->reset_font, "visible", G_SETTINGS_BIND_GET, get_chosen,
                                NULL, NULL, NULL);
  g_settings_bind (self->settings, "autosave-seconds", self->autosave, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "actor", self->actor, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "notify-waiting", self->notify_waiting, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "keep-picture-metadata", self->keep_metadata, "active", G_SETTINGS_BIND_DEFAULT);
  bind_choice (self, self->profile, "profile", profiles);
  galley_media_bind (self->settings, self->medium);
  bind_choice (self, self->language, "language", languages);
}

/**
 * galley_preferences_present:
 * @parent: the widget that asks
 *
 * Shows what the user can set.
 */
void
galley_preferences_present (GtkWidget *parent)
{
  adw_dialog_present (g_object_new (GALLEY_TYPE_PREFERENCES, NULL), parent);
}
