/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-extraction-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-proposal-row.h"

/* What the text states, to be taken into the table: all of it with Enter, or what is ticked. */

struct _GalleyExtractionDialog
{
  AdwDialog parent_instance;

  GtkCheckButton *all;
  GtkEditable *search;
  GtkListView *view;
  GtkWidget *take;

  GalleyExtraction *extraction;
  GListStore *store; /* GalleyProposed, one for each proposal */
  GtkCustomFilter *filter;
  gboolean choosing_all;
};

G_DEFINE_FINAL_TYPE (GalleyExtractionDialog, galley_extraction_dialog, ADW_TYPE_DIALOG)

enum
{
  TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GalleyProposed *
get_proposed (GalleyExtractionDialog *self, guint position)
{
  g_autoptr (GalleyProposed) proposed = g_list_model_get_item (G_LIST_MODEL (self->store), position);

  return proposed; /* the store keeps it */
}

static void
update (GalleyExtractionDialog *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store)), n_chosen = 0;
  g_autofree char *label = NULL, *title = NULL;

  if (self->choosing_all)
    return;
  for (guint i = 0; i < n; i++)
    n_chosen += get_proposed (self, i)->chosen;
  label = g_strdup_printf (ngettext ("_Take %u Indicator", "_Take %u Indicators", n_chosen), n_chosen);
  title = g_strdup_printf (_("%u of %u chosen"), n_chosen, n);
  gtk_button_set_label (GTK_BUTTON (self->take), label);
  gtk_button_set_use_underline (GTK_BUTTON (self->take), TRUE);
  gtk_widget_set_sensitive (self->take, n_chosen > 0);
  self->choosing_all = TRUE;
  gtk_check_button_set_label (self->all, title);
  gtk_check_button_set_active (self->all, n_chosen == n);
  gtk_check_button_set_inconsistent (self->all, n_chosen > 0 && n_chosen < n);
  self->choosing_all = FALSE;
}

static void
all_toggled_cb (GalleyExtractionDialog *self)
{
  gboolean chosen = gtk_check_button_get_active (self->all);

  if (self->choosing_all)
    return;
  self->choosing_all = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->store)); i++)
    galley_proposed_choose (get_proposed (self, i), chosen);
  self->choosing_all = FALSE;
  update (self);
}

static gboolean
matches (gpointer item, gpointer data)
{
  GalleyExtractionDialog *self = data;
  GalleyProposed *proposed = item;
  char *const *fields = proposed->proposal->record->fields;
  const char *wanted = gtk_editable_get_text (self->search);
  g_autofree char *all = g_strjoin ("\n", proposed->name, fields[GALLEY_INDICATOR_SCOPE], fields[GALLEY_INDICATOR_VALUE],
                                    fields[GALLEY_INDICATOR_UNIT], NULL);
  g_autofree char *folded = g_utf8_casefold (all, -1), *key = g_utf8_casefold (wanted, -1);

  return strstr (folded, key) != NULL;
}

static void
search_cb (GalleyExtractionDialog *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
take_cb (GalleyExtractionDialog *self)
{
  if (!gtk_widget_get_sensitive (self->take))
    return;
  g_signal_emit (self, signals[TAKEN], 0);
  adw_dialog_close (ADW_DIALOG (self));
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
galley_extraction_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_EXTRACTION_DIALOG);
  G_OBJECT_CLASS (galley_extraction_dialog_parent_class)->dispose (object);
}

static void
galley_extraction_dialog_finalize (GObject *object)
{
  GalleyExtractionDialog *self = GALLEY_EXTRACTION_DIALOG (object);

  g_object_unref (self->store);
  galley_extraction_unref (self->extraction);
  G_OBJECT_CLASS (galley_extraction_dialog_parent_class)->finalize (object);
}

static void
galley_extraction_dialog_class_init (GalleyExtractionDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_extraction_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_extraction_dialog_finalize;

  /**
   * GalleyExtractionDialog::taken:
   *
   * What is ticked is to be taken: the time for galley_extraction_dialog_apply().
   */
  signals[TAKEN] =
    g_signal_new ("taken", GALLEY_TYPE_EXTRACTION_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleydesk/Galley/indicators/galley-extraction-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyExtractionDialog, all);
  gtk_widget_class_bind_template_child (widget_class, GalleyExtractionDialog, search);
  gtk_widget_class_bind_template_child (widget_class, GalleyExtractionDialog, view);
  gtk_widget_class_bind_template_child (widget_class, GalleyExtractionDialog, take);
}

static void
galley_extraction_dialog_init (GalleyExtractionDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->store = g_list_store_new (GALLEY_TYPE_PROPOSED);
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (
    G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->store)), GTK_FILTER (self->filter)))));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, selection);
  g_signal_connect_object (self->all, "toggled", G_CALLBACK (all_toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (take_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (adw_dialog_close), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->take, "clicked", G_CALLBACK (take_cb), self, G_CONNECT_SWAPPED);
}

static const GalleyBlockData *
find_block (const GalleySnapshot *snapshot, const char *id)
{
  for (guint i = 0; i < snapshot->blocks->len; i++)
    if (g_str_equal (((GalleyBlockData *) g_ptr_array_index (snapshot->blocks, i))->id, id))
      return g_ptr_array_index (snapshot->blocks, i);
  g_assert_not_reached ();
}

/**
 * galley_extraction_dialog_new:
 * @extraction: what the text states, at least one proposal
 */
AdwDialog *
galley_extraction_dialog_new (GalleyExtraction *extraction)
{
  GalleyExtractionDialog *self = g_object_new (GALLEY_TYPE_EXTRACTION_DIALOG, NULL);

  self->extraction = galley_extraction_ref (extraction);
  for (guint i = 0; i < extraction->proposals->len; i++)
    {
      const GalleyProposal *proposal = g_ptr_array_index (extraction->proposals, i);
      const GalleyMention *first = g_ptr_array_index (proposal->mentions, 0);
      g_autoptr (GalleyProposed) proposed = galley_proposed_new (proposal, find_block (extraction->snapshot, first->block));

      g_signal_connect_object (proposed, "chosen", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_list_store_append (self->store, proposed);
    }
  update (self);
  return ADW_DIALOG (self);
}

/**
 * galley_extraction_dialog_apply:
 * @bulletin: the bulletin that was read, perhaps edited since then
 *
 * Takes what is ticked into the table and binds its places, as one step of undo.
 *
 * Returns: how many indicators were taken
 */
guint
galley_extraction_dialog_apply (GalleyExtractionDialog *self, GalleyBulletin *bulletin)
{
  guint n = self->extraction->proposals->len, n_chosen = 0;
  g_autofree gboolean *chosen = g_new0 (gboolean, n);
  g_autofree const char **names = g_new0 (const char *, n);
  g_autoptr (GalleyExtraction) named = NULL;
  GalleyTransaction *transaction;

  for (guint i = 0; i < n; i++)
    {
      GalleyProposed *proposed = get_proposed (self, i);

      chosen[i] = proposed->chosen;
      names[i] = proposed->name;
      n_chosen += proposed->chosen;
    }
  named = galley_extraction_with_names (self->extraction, names);
  transaction = galley_transaction_begin (bulletin, _("Extraction"));
  galley_extraction_apply (named, chosen, transaction, bulletin);
  galley_transaction_commit (transaction);
  return n_chosen;
}
