/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-row-chooser.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-proof-words.h"
#include "galley-table.h"

/* Rows of the indicator table to choose one from. The keys stay in the search entry: what is typed filters, the arrows
 * go through the list, Enter takes the row that is selected. */

struct _GalleyRowChooser
{
  AdwBin parent_instance;

  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListView *view;
  GtkLabel *empty;

  GListStore *rows;
  GHashTable *same; /* (element-type GalleyIndicator): those that say what the figure says */
  GtkFilter *filter;
  GtkSingleSelection *selection;
  char *needle;
};

G_DEFINE_FINAL_TYPE (GalleyRowChooser, galley_row_chooser, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_wanted (gpointer item, gpointer data)
{
  GalleyRowChooser *self = data;
  GalleyRecord *row = galley_indicator_get_record (item);
  g_autofree char *said = NULL, *folded = NULL;

  if (self->needle == NULL || *self->needle == '\0')
    return TRUE;
  said = g_strjoin (" ", row->fields[GALLEY_INDICATOR_NAME], row->fields[GALLEY_INDICATOR_SCOPE],
                    row->fields[GALLEY_INDICATOR_PERIOD], row->fields[GALLEY_INDICATOR_VALUE],
                    row->fields[GALLEY_INDICATOR_UNIT], NULL);
  folded = g_utf8_casefold (said, -1);
  return strstr (folded, self->needle) != NULL;
}

static void
update_stack (GalleyRowChooser *self)
{
  gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0;

  gtk_label_set_label (self->empty, g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0
                                      ? _("No indicator is called that")
                                      : _("The table has no indicators yet"));
  gtk_stack_set_visible_child_name (self->stack, some ? "rows" : "empty");
}

static void
changed_cb (GalleyRowChooser *self)
{
  g_free (self->needle);
  self->needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  g_strstrip (self->needle);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, 0);
  update_stack (self);
}

static void
choose (GalleyRowChooser *self, guint position)
{
  g_autoptr (GalleyIndicator) indicator = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (indicator)
    g_signal_emit (self, signals[CHOSEN], 0, galley_indicator_get_record (indicator)->id);
}

static void
activate_cb (GalleyRowChooser *self)
{
  choose (self, gtk_single_selection_get_selected (self->selection));
}

static void
stop_cb (GalleyRowChooser *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GalleyRowChooser *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (n == 0 || selected == GTK_INVALID_LIST_POSITION || (key != GDK_KEY_Up && key != GDK_KEY_Down))
    return GDK_EVENT_PROPAGATE;
  selected = key == GDK_KEY_Down ? MIN (selected + 1, n - 1) : selected - MIN (selected, 1);
  gtk_list_view_scroll_to (self->view, selected, GTK_LIST_SCROLL_SELECT, NULL);
  return GDK_EVENT_STOP;
}

/* What is selected is said, for the focus stays in the entry. */
static void
selected_cb (GalleyRowChooser *self)
{
  GalleyIndicator *indicator = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *said = NULL, *value = NULL;

  if (indicator == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  value = galley_proof_words_row (galley_indicator_get_record (indicator));
  said = g_strdup_printf ("%s, %s", galley_proof_words_name (galley_indicator_get_record (indicator)), value);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->entry), said, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static GtkWidget *
new_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *same = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_tooltip_text (same, _("Says the same"));
  gtk_widget_add_css_class (same, "success");
  g_object_set_data (G_OBJECT (item), "name", new_label (lines, NULL));
  g_object_set_data (G_OBJECT (item), "value", new_label (lines, "caption"));
  gtk_widget_add_css_class (g_object_get_data (G_OBJECT (item), "value"), "dim-label");
  g_object_set_data (G_OBJECT (item), "same", same);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), same);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GalleyRowChooser *self)
{
  GalleyRecord *row = galley_indicator_get_record (gtk_list_item_get_item (item));
  const char *name = galley_proof_words_name (row);
  gboolean same = g_hash_table_contains (self->same, gtk_list_item_get_item (item));
  g_autofree char *value = galley_proof_words_row (row);
  g_autofree char *said = same ? g_strdup_printf ("%s, %s, %s", name, value, _("Says the same"))
                               : g_strdup_printf ("%s, %s", name, value);

  gtk_label_set_label (g_object_get_data (G_OBJECT (item), "name"), name);
  gtk_label_set_label (g_object_get_data (G_OBJECT (item), "value"), value);
  gtk_widget_set_visible (g_object_get_data (G_OBJECT (item), "same"), same);
  gtk_list_item_set_accessible_label (item, said);
}

static void
galley_row_chooser_dispose (GObject *object)
{
  GalleyRowChooser *self = GALLEY_ROW_CHOOSER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_ROW_CHOOSER);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (galley_row_chooser_parent_class)->dispose (object);
}

static void
galley_row_chooser_finalize (GObject *object)
{
  GalleyRowChooser *self = GALLEY_ROW_CHOOSER (object);

  g_object_unref (self->rows);
  g_hash_table_unref (self->same);
  g_free (self->needle);
  G_OBJECT_CLASS (galley_row_chooser_parent_class)->finalize (object);
}

static gboolean
galley_row_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GALLEY_ROW_CHOOSER (widget)->entry));
}

static void
galley_row_chooser_class_init (GalleyRowChooserClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_row_chooser_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_row_chooser_finalize;
  widget_class->grab_focus = galley_row_chooser_grab_focus;

  /**
   * GalleyRowChooser::chosen:
   * @id: the indicator's id
   */
  signals[CHOSEN] = g_signal_new ("chosen", GALLEY_TYPE_ROW_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * GalleyRowChooser::left:
   *
   * Nothing is to be chosen.
   */
  signals[LEFT] = g_signal_new ("left", GALLEY_TYPE_ROW_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/checks/galley-row-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyRowChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, GalleyRowChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyRowChooser, view);
  gtk_widget_class_bind_template_child (widget_class, GalleyRowChooser, empty);
}

static void
galley_row_chooser_init (GalleyRowChooser *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkFilterListModel *wanted;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_list_store_new (GALLEY_TYPE_INDICATOR);
  self->same = g_hash_table_new (NULL, NULL);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));
  wanted = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)), self->filter);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (wanted));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (choose), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (stop_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search indicators"), -1);
}

/**
 * galley_row_chooser_set_rows:
 * @same: (element-type GalleyIndicator): the rows that say what the figure says, which come first
 * @others: (element-type GalleyIndicator): all others
 *
 * Shows these rows, with nothing searched for.
 */
void
galley_row_chooser_set_rows (GalleyRowChooser *self, GPtrArray *same, GPtrArray *others)
{
  g_hash_table_remove_all (self->same);
  for (guint i = 0; i < same->len; i++)
    g_hash_table_add (self->same, g_ptr_array_index (same, i));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_list_store_remove_all (self->rows);
  g_list_store_splice (self->rows, 0, 0, same->pdata, same->len);
  g_list_store_splice (self->rows, same->len, 0, others->pdata, others->len);
  gtk_single_selection_set_selected (self->selection, 0);
  update_stack (self);
}
