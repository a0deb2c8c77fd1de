/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-import-assistant.h"

#include <glib/gi18n-lib.h>

#include "galley-import-item.h"
#include "galley-import-review.h"

/* Texts on their way in, side by side. Each is read in a thread; what was found and mended in it can be looked at and
 * refused before it becomes a bulletin. One that fails says why and holds up none of the others. */

struct _GalleyImportAssistant
{
  AdwDialog parent_instance;

  AdwNavigationView *navigation;
  GtkStack *stack;
  GtkWidget *choose, *paste, *more, *more_paste;
  GtkListBox *list;
  GtkWidget *bottom;
  GtkProgressBar *progress;
  GtkWidget *open;

  GListStore *items; /* of GalleyImportItem */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (GalleyImportAssistant, galley_import_assistant, ADW_TYPE_DIALOG)

enum
{
  TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GalleyImportItem *
get_item (GalleyImportAssistant *self, guint position)
{
  g_autoptr (GalleyImportItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return item; /* the store keeps it */
}

static void
update (GalleyImportAssistant *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items)), n_ready = 0, n_failed = 0;
  g_autofree char *label = NULL;

  for (guint i = 0; i < n; i++)
    {
      n_ready += galley_import_item_get_state (get_item (self, i)) == GALLEY_IMPORT_READY;
      n_failed += galley_import_item_get_state (get_item (self, i)) == GALLEY_IMPORT_FAILED;
    }
  label = n_ready == 1 ? g_strdup (_("_Open Bulletin"))
                       : g_strdup_printf (ngettext ("_Open %u Bulletin", "_Open %u Bulletins", n_ready), n_ready);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
  gtk_widget_set_visible (self->bottom, n > 0);
  gtk_progress_bar_set_fraction (self->progress, n > 0 ? (n_ready + n_failed) / (double) n : 0);
  gtk_widget_set_opacity (GTK_WIDGET (self->progress), n_ready + n_failed < n ? 1 : 0);
  gtk_button_set_label (GTK_BUTTON (self->open), label);
  gtk_widget_set_sensitive (self->open, n_ready > 0 && n_ready + n_failed == n);
}

static void
remove_cb (GtkButton *button, GalleyImportItem *item)
{
  GalleyImportAssistant *self =
    GALLEY_IMPORT_ASSISTANT (gtk_widget_get_ancestor (GTK_WIDGET (button), GALLEY_TYPE_IMPORT_ASSISTANT));
  guint position;

  galley_import_item_cancel (item);
  if (g_list_store_find (self->items, item, &position))
    g_list_store_remove (self->items, position);
  update (self);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* What is known of an item so far, in a line. */
static char *
describe (GalleyImportItem *item)
{
  GalleyImport *import = galley_import_item_get_import (item);
  guint n_figures;
  g_autofree char *repairs = NULL, *figures = NULL;

  switch (galley_import_item_get_state (item))
    {
    case GALLEY_IMPORT_READING:
      return g_strdup (_("Reading…"));
    case GALLEY_IMPORT_EXTRACTING:
      return g_strdup (_("Looking for figures…"));
    case GALLEY_IMPORT_FAILED:
      return g_strdup (galley_import_item_get_error (item)->message);
    case GALLEY_IMPORT_READY:
    default:
      n_figures = g_list_model_get_n_items (galley_import_item_get_proposed (item));
      repairs = g_strdup_printf (ngettext ("%u note on the text", "%u notes on the text", import->repairs->len),
                                 import->repairs->len);
      figures = g_strdup_printf (ngettext ("%u indicator", "%u indicators", n_figures), n_figures);
      return g_strdup_printf ("%s · %s", figures, repairs);
    }
}

static void
show_item (GalleyImportItem *item, AdwActionRow *row)
{
  GtkStack *prefix = g_object_get_data (G_OBJECT (row), "prefix");
  GtkWidget *next = g_object_get_data (G_OBJECT (row), "next"), *remove = g_object_get_data (G_OBJECT (row), "remove");
  GalleyImportState state = galley_import_item_get_state (item);
  gboolean done = state == GALLEY_IMPORT_READY || state == GALLEY_IMPORT_FAILED;
  g_autofree char *subtitle = describe (item);
  g_autofree char *removal =
    g_strdup_printf (done ? _("Remove “%s”") : _("Cancel “%s”"), galley_import_item_get_title (item));

  adw_action_row_set_subtitle (row, subtitle);
  adw_action_row_set_subtitle_lines (row, state == GALLEY_IMPORT_FAILED ? 0 : 2);
  gtk_stack_set_visible_child_name (prefix, state == GALLEY_IMPORT_READY    ? "ready"
                                            : state == GALLEY_IMPORT_FAILED ? "failed"
                                                                            : "busy");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), state == GALLEY_IMPORT_READY);
  gtk_widget_set_visible (next, state == GALLEY_IMPORT_READY);
  gtk_widget_set_tooltip_text (remove, removal);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, removal, -1);
}

static GtkWidget *
new_prefix (void)
{
  GtkWidget *stack = gtk_stack_new (), *ready = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *failed = gtk_image_new_from_icon_name ("dialog-error-symbolic");

  gtk_widget_add_css_class (ready, "success");
  gtk_widget_add_css_class (failed, "error");
  gtk_stack_add_named (GTK_STACK (stack), adw_spinner_new (), "busy");
  gtk_stack_add_named (GTK_STACK (stack), ready, "ready");
  gtk_stack_add_named (GTK_STACK (stack), failed, "failed");
  return stack;
}

static GtkWidget *
new_row (gpointer item, gpointer data)
{
  GtkWidget *row = adw_action_row_new (), *prefix = new_prefix ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkWidget *next = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), galley_import_item_get_title (item));
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "circular");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), prefix);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), next);
  g_object_set_data (G_OBJECT (row), "prefix", prefix);
  g_object_set_data (G_OBJECT (row), "next", next);
  g_object_set_data (G_OBJECT (row), "remove", remove);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), item, 0);
  g_signal_connect_object (item, "changed", G_CALLBACK (show_item), row, 0);
  show_item (item, ADW_ACTION_ROW (row));
  return row;
}

static void
activated_cb (GalleyImportAssistant *self, GtkListBoxRow *row)
{
  adw_navigation_view_push (self->navigation, galley_import_review_new (get_item (self, gtk_list_box_row_get_index (row))));
}

static void
open_cb (GalleyImportAssistant *self)
{
  g_autoptr (GPtrArray) ready = g_ptr_array_new_with_free_func (g_object_unref);

  if (!gtk_widget_get_sensitive (self->open))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    if (galley_import_item_get_state (get_item (self, i)) == GALLEY_IMPORT_READY)
      g_ptr_array_add (ready, g_object_ref (get_item (self, i)));
  for (guint i = 0; i < ready->len; i++)
    {
      g_autoptr (GalleySnapshot) snapshot = galley_import_item_take (g_ptr_array_index (ready, i));

      g_signal_emit (self, signals[TAKEN], 0, snapshot, galley_import_item_get_import (g_ptr_array_index (ready, i)));
    }
  adw_dialog_close (ADW_DIALOG (self));
}

static void
show_problem (GalleyImportAssistant *self, const GError *error)
{
  AdwDialog *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    return;
  dialog = adw_alert_dialog_new (_("Nothing to Import"), error->message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyImportAssistant) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, &error);

  if (files == NULL)
    show_problem (self, error);
  for (guint i = 0; files && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      galley_import_assistant_add (self, file, NULL);
    }
}

static void
choose_cb (GalleyImportAssistant *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) texts = gtk_file_filter_new ();

  gtk_file_filter_set_name (texts, _("Texts"));
  galley_import_filter_texts (texts);
  g_list_store_append (filters, texts);
  gtk_file_dialog_set_title (dialog, _("Import Texts"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->cancellable, chosen_cb,
                                 g_object_ref (self));
}

static void
clipboard_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyImportAssistant) self = data;
  g_autoptr (GError) error = NULL;
  GalleyClip *clip = galley_clipboard_read_finish (GDK_CLIPBOARD (source), result, &error);

  if (clip)
    galley_import_assistant_add (self, NULL, clip);
  else
    show_problem (self, error);
}

static void
paste_cb (GalleyImportAssistant *self)
{
  galley_clipboard_read_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->cancellable, clipboard_cb,
                               g_object_ref (self));
}

static void
galley_import_assistant_closed (AdwDialog *dialog)
{
  GalleyImportAssistant *self = GALLEY_IMPORT_ASSISTANT (dialog);

  g_cancellable_cancel (self->cancellable);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    galley_import_item_cancel (get_item (self, i));
}

static void
galley_import_assistant_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_IMPORT_ASSISTANT);
  G_OBJECT_CLASS (galley_import_assistant_parent_class)->dispose (object);
}

static void
galley_import_assistant_finalize (GObject *object)
{
  GalleyImportAssistant *self = GALLEY_IMPORT_ASSISTANT (object);

  g_object_unref (self->items);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (galley_import_assistant_parent_class)->finalize (object);
}

static void
galley_import_assistant_class_init (GalleyImportAssistantClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_import_assistant_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_import_assistant_finalize;
  ADW_DIALOG_CLASS (class)->closed = galley_import_assistant_closed;

  /**
   * GalleyImportAssistant::taken:
   * @snapshot: (type GalleySnapshot): a bulletin to be opened
   * @import: (type GalleyImport): that it is of
   */
  signals[TAKEN] = g_signal_new ("taken", GALLEY_TYPE_IMPORT_ASSISTANT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 2, G_TYPE_POINTER, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleydesk/Galley/import/galley-import-assistant.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyImportAssistant, navigation);
  gtk_widget_class_bind_template_child (widget_class, GalleyImportAssistant, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyImportAssistant, choose);
  gtk_widget_class_bind_template_child (widget_class, GalleyImportAssistant, paste);
  gtk_widget_class_bind_template_child (widget_class, GalleyImportAssistant, more);
  gtk_widget_class_bind_template_child (widget_class, GalleyImportAssistant, more_paste);
  gtk_widget_class_bind_template_child (widget_class, GalleyImportAssistant, list);
  gtk_widget_class_bind_template_child (widget_class, GalleyImportAssistant, bottom);
  gtk_widget_class_bind_template_child (widget_class, GalleyImportAssistant, progress);
  gtk_widget_class_bind_template_child (widget_class, GalleyImportAssistant, open);
}

static void
galley_import_assistant_init (GalleyImportAssistant *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (GALLEY_TYPE_IMPORT_ITEM);
  self->cancellable = g_cancellable_new ();
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->items), new_row, NULL, NULL);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choose, "clicked", G_CALLBACK (choose_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->paste, "clicked", G_CALLBACK (paste_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->more, "activated", G_CALLBACK (choose_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->more_paste, "activated", G_CALLBACK (paste_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->open, "clicked", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

AdwDialog *
galley_import_assistant_new (void)
{
  return g_object_new (GALLEY_TYPE_IMPORT_ASSISTANT, NULL);
}

/**
 * galley_import_assistant_add:
 * @file: (nullable): to be imported, or
 * @clip: (nullable) (transfer full): what was on a clipboard
 */
void
galley_import_assistant_add (GalleyImportAssistant *self, GFile *file, GalleyClip *clip)
{
  g_autoptr (GalleyImportItem) item = galley_import_item_new (file, clip);

  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_list_store_append (self->items, item);
  update (self);
  gtk_widget_grab_focus (self->open);
}

/**
 * galley_import_filter_texts:
 *
 * Lets the texts through that can be imported.
 */
void
galley_import_filter_texts (GtkFileFilter *filter)
{
  static const char *const suffixes[] = { "txt", "text", "html", "htm", "docx", "odt", "md", "markdown" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  gtk_file_filter_add_mime_type (filter, "text/plain");
}
