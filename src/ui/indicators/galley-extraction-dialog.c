/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-extraction-dialog.h"

#include <glib/gi18n-lib.h>

#include "galley-proposal-list.h"

/* What the text states, to be taken into the table: all of it with Enter, or what is ticked. */

struct _GalleyExtractionDialog
{
  AdwDialog parent_instance;

  GalleyProposalList *list;
  GtkWidget *take;

  GListModel *proposed;
};

G_DEFINE_FINAL_TYPE (GalleyExtractionDialog, galley_extraction_dialog, ADW_TYPE_DIALOG)

enum
{
  TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (GalleyExtractionDialog *self)
{
  guint n_chosen = galley_proposed_list_count_chosen (self->proposed);
  g_autofree char *label =
    g_strdup_printf (ngettext ("_Take %u Indicator", "_Take %u Indicators", n_chosen), n_chosen);

  gtk_button_set_label (GTK_BUTTON (self->take), label);
  gtk_button_set_use_underline (GTK_BUTTON (self->take), TRUE);
  gtk_widget_set_sensitive (self->take, n_chosen > 0);
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
galley_extraction_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_EXTRACTION_DIALOG);
  g_clear_object (&GALLEY_EXTRACTION_DIALOG (object)->proposed);
  G_OBJECT_CLASS (galley_extraction_dialog_parent_class)->dispose (object);
}

static void
galley_extraction_dialog_class_init (GalleyExtractionDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_extraction_dialog_dispose;

  /**
   * GalleyExtractionDialog::taken:
   *
   * What is ticked is to be taken: the time for galley_extraction_dialog_apply().
   */
  signals[TAKEN] =
    g_signal_new ("taken", GALLEY_TYPE_EXTRACTION_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleydesk/Galley/indicators/galley-extraction-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyExtractionDialog, list);
  gtk_widget_class_bind_template_child (widget_class, GalleyExtractionDialog, take);
}

static void
galley_extraction_dialog_init (GalleyExtractionDialog *self)
{
  g_type_ensure (GALLEY_TYPE_PROPOSAL_LIST);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->take, "clicked", G_CALLBACK (take_cb), self, G_CONNECT_SWAPPED);
}

/**
 * galley_extraction_dialog_new:
 * @extraction: what the text states, at least one proposal
 */
AdwDialog *
galley_extraction_dialog_new (GalleyExtraction *extraction)
{
  GalleyExtractionDialog *self = g_object_new (GALLEY_TYPE_EXTRACTION_DIALOG, NULL);

  self->proposed = G_LIST_MODEL (galley_proposed_list_new (extraction));
  g_signal_connect_object (self->list, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (take_cb), self, G_CONNECT_SWAPPED);
  galley_proposal_list_set_model (self->list, self->proposed);
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
  g_autofree gboolean *chosen = NULL;
  g_autoptr (GalleyExtraction) named = galley_proposed_list_take (self->proposed, &chosen);
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, _("Extraction"));

  galley_extraction_apply (named, chosen, transaction, bulletin);
  galley_transaction_commit (transaction);
  return galley_proposed_list_count_chosen (self->proposed);
}
