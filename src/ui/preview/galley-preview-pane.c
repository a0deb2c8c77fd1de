/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-preview-pane.h"

#include <glib/gi18n-lib.h>

#include "galley-media.h"

/* The preview with what it is looked at by: the medium, the size, the page. All of it is kept in the settings. */

struct _GalleyPreviewPane
{
  AdwBin parent_instance;

  GtkDropDown *medium;
  GtkMenuButton *view;
  GalleyPreview *preview;
  GtkWidget *pages;
  GtkLabel *page;
  GMenu *themes;

  GSettings *settings;
  GSimpleActionGroup *actions;
};

G_DEFINE_FINAL_TYPE (GalleyPreviewPane, galley_preview_pane, ADW_TYPE_BIN)

static void
enable (GalleyPreviewPane *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update (GalleyPreviewPane *self)
{
  guint n_pages = galley_preview_get_n_pages (self->preview), page = galley_preview_get_page (self->preview);
  g_autofree char *text = NULL;

  /* Until they are laid out. */
  if (n_pages == 0)
    return;
  text = g_strdup_printf (_("Page %u of %u"), page + 1, n_pages);
  gtk_label_set_label (self->page, text);
  enable (self, "previous-page", page > 0);
  enable (self, "next-page", page + 1 < n_pages);
}

static void
show_zoom (GalleyPreviewPane *self)
{
  double zoom = g_settings_get_double (self->settings, "preview-zoom");
  g_autofree char *text = zoom > 0 ? g_strdup_printf (_("%.0f%%"), zoom * 100) : g_strdup (_("Fit Width"));

  gtk_menu_button_set_label (self->view, text);
  enable (self, "fit-width", zoom > 0);
}

static void
show_medium (GalleyPreviewPane *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, "preview-medium");
  g_autofree char *look = g_settings_get_string (self->settings, "preview-theme");
  g_autofree char *light = g_settings_get_string (self->settings, "preview-light");
  AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  gboolean dark = g_str_equal (light, "system") ? adw_style_manager_get_dark (manager) : g_str_equal (light, "night");
  g_autoptr (GalleyTheme) theme = galley_media_load (name, look, dark);

  galley_preview_set_theme (self->preview, theme);
  /* Paper is printed on as it was last looked at. */
  if (theme->height > 0)
    g_settings_set_string (self->settings, "print-medium", name);
  gtk_widget_set_visible (self->pages, theme->height > 0);
}

static void
zoom_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GalleyPreviewPane *self = data;
  const char *name = g_action_get_name (G_ACTION (action));

  galley_preview_zoom (self->preview, g_str_equal (name, "zoom-in") ? 1 : g_str_equal (name, "zoom-out") ? -1 : 0);
}

static void
fit_width_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_object_set (GALLEY_PREVIEW_PANE (data)->preview, "zoom", 0.0, NULL);
}

static void
page_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GalleyPreviewPane *self = data;
  int step = g_str_equal (g_action_get_name (G_ACTION (action)), "next-page") ? 1 : -1;

  galley_preview_go_to_page (self->preview, galley_preview_get_page (self->preview) + step);
}

static const GActionEntry actions[] = {
  { .name = "zoom-in", .activate = zoom_action },
  { .name = "zoom-out", .activate = zoom_action },
  { .name = "own-size", .activate = zoom_action },
  { .name = "fit-width", .activate = fit_width_action },
  { .name = "previous-page", .activate = page_action },
  { .name = "next-page", .activate = page_action },
};

static void
galley_preview_pane_dispose (GObject *object)
{
  GalleyPreviewPane *self = GALLEY_PREVIEW_PANE (object);

  g_clear_object (&self->actions);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_PREVIEW_PANE);
  G_OBJECT_CLASS (galley_preview_pane_parent_class)->dispose (object);
}

static void
galley_preview_pane_class_init (GalleyPreviewPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_preview_pane_dispose;

  g_type_ensure (GALLEY_TYPE_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/preview/galley-preview-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyPreviewPane, medium);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreviewPane, view);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreviewPane, preview);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreviewPane, pages);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreviewPane, page);
  gtk_widget_class_bind_template_child (widget_class, GalleyPreviewPane, themes);
}

static void
galley_preview_pane_init (GalleyPreviewPane *self)
{
  static const char *const kept[] = { "preview-single-page", "preview-theme", "preview-light" };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (GALLEY_APP_ID);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autoptr (GAction) action = g_settings_create_action (self->settings, kept[i]);

      g_action_map_add_action (G_ACTION_MAP (self->actions), action);
    }
  for (const char *const *look = galley_theme_list_looks (); *look; look++)
    {
      g_autofree char *action = g_strconcat ("pane.preview-theme::", *look, NULL);

      g_menu_append (self->themes, galley_theme_get_title (*look), action);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "pane", G_ACTION_GROUP (self->actions));
  galley_media_bind (self->settings, self->medium);
  g_settings_bind (self->settings, "preview-zoom", self->preview, "zoom", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "preview-single-page", self->preview, "single", G_SETTINGS_BIND_GET);
  g_signal_connect_object (self->settings, "changed::preview-medium", G_CALLBACK (show_medium), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::preview-theme", G_CALLBACK (show_medium), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::preview-light", G_CALLBACK (show_medium), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::preview-zoom", G_CALLBACK (show_zoom), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self))), "notify::dark",
                           G_CALLBACK (show_medium), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "updated", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  show_zoom (self);
  show_medium (self);
}

GalleyPreview *
galley_preview_pane_get_preview (GalleyPreviewPane *self)
{
  return self->preview;
}

/**
 * galley_preview_pane_zoom:
 * @steps: as galley_preview_zoom()
 *
 * Returns: whether the keys are here, so that it was the preview's size that was meant
 */
gboolean
galley_preview_pane_zoom (GalleyPreviewPane *self, int steps)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return FALSE;
  galley_preview_zoom (self->preview, steps);
  return TRUE;
}
