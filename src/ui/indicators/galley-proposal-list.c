/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-proposal-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-proposal-row.h"

/* What a text states, each with a tick, a name to be changed and its sentence. */

struct _GalleyProposalList
{
  AdwBin parent_instance;

  GtkCheckButton *all;
  GtkEditable *search;
  GtkListView *view;

  GListModel *model; /* of GalleyProposed */
  GtkCustomFilter *filter;
  gboolean choosing_all;
};

G_DEFINE_FINAL_TYPE (GalleyProposalList, galley_proposal_list, ADW_TYPE_BIN)

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (GalleyProposalList *self)
{
  guint n = g_list_model_get_n_items (self->model), n_chosen = galley_proposed_list_count_chosen (self->model);
  g_autofree char *title = g_strdup_printf (_("%u of %u chosen"), n_chosen, n);

  if (self->choosing_all)
    return;
  self->choosing_all = TRUE;
  gtk_check_button_set_label (self->all, title);
  gtk_check_button_set_active (self->all, n_chosen == n);
  gtk_check_button_set_inconsistent (self->all, n_chosen > 0 && n_chosen < n);
  self->choosing_all = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
all_toggled_cb (GalleyProposalList *self)
{
  if (self->choosing_all)
    return;
  self->choosing_all = TRUE;
  galley_proposed_list_choose_all (self->model, gtk_check_button_get_active (self->all));
  self->choosing_all = FALSE;
  update (self);
}

static gboolean
matches (gpointer item, gpointer data)
{
  GalleyProposalList *self = data;
  GalleyProposed *proposed = item;
  char *const *fields = proposed->proposal->record->fields;
  const char *wanted = gtk_editable_get_text (self->search);
  g_autofree char *all = g_strjoin ("\n", proposed->name, fields[GALLEY_INDICATOR_SCOPE], fields[GALLEY_INDICATOR_VALUE],
                                    fields[GALLEY_INDICATOR_UNIT], NULL);
  g_autofree char *folded = g_utf8_casefold (all, -1), *key = g_utf8_casefold (wanted, -1);

  return strstr (folded, key) != NULL;
}

static void
search_cb (GalleyProposalList *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
activate_cb (GalleyProposalList *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
stop_search_cb (GalleyProposalList *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "window.close", NULL);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, galley_proposal_row_new ());
  gtk_list_item_set_focusable (item, FALSE);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  galley_proposal_row_set_proposed (GALLEY_PROPOSAL_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  galley_proposal_row_set_proposed (GALLEY_PROPOSAL_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
galley_proposal_list_dispose (GObject *object)
{
  GalleyProposalList *self = GALLEY_PROPOSAL_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_PROPOSAL_LIST);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (galley_proposal_list_parent_class)->dispose (object);
}

static void
galley_proposal_list_class_init (GalleyProposalListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_proposal_list_dispose;

  /**
   * GalleyProposalList::changed:
   *
   * More or fewer proposals are ticked.
   */
  signals[CHANGED] =
    g_signal_new ("changed", GALLEY_TYPE_PROPOSAL_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * GalleyProposalList::activate:
   *
   * Enter was pressed in the search: what is ticked is meant.
   */
  signals[ACTIVATE] =
    g_signal_new ("activate", GALLEY_TYPE_PROPOSAL_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleydesk/Galley/indicators/galley-proposal-list.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalList, all);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalList, search);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalList, view);
}

static void
galley_proposal_list_init (GalleyProposalList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->view, factory);
  g_signal_connect_object (self->all, "toggled", G_CALLBACK (all_toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (stop_search_cb), self, G_CONNECT_SWAPPED);
}

/**
 * galley_proposal_list_set_model:
 * @model: (transfer none): of galley_proposed_list_new(); set once
 */
void
galley_proposal_list_set_model (GalleyProposalList *self, GListModel *model)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->model = g_object_ref (model);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GalleyProposed) proposed = g_list_model_get_item (model, i);

      g_signal_connect_object (proposed, "chosen", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  selection = GTK_SELECTION_MODEL (
    gtk_no_selection_new (G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (model), GTK_FILTER (self->filter)))));
  gtk_list_view_set_model (self->view, selection);
  update (self);
}
