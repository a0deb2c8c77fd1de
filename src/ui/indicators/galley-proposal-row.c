/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-proposal-row.h"

#include <glib/gi18n-lib.h>

#include "galley-proof-words.h"

/* How much of the text is shown on each side of a figure, in characters. */
#define CONTEXT 60

struct _GalleyProposalRow
{
  GtkBox parent_instance;

  GtkCheckButton *check;
  GtkEditable *name;
  GtkLabel *facts, *sentence;
  GtkWidget *known;

  GalleyProposed *proposed;
};

G_DEFINE_FINAL_TYPE (GalleyProposalRow, galley_proposal_row, GTK_TYPE_BOX)

static gboolean
ends_sentence (gunichar c)
{
  return c == 0x3002 /* 。 */ || c == 0xff01 /* ！ */ || c == 0xff1f /* ？ */ || c == 0xff1b /* ； */ || c == '\n';
}

/* The sentence of the first mention, with the figure in bold. */
static char *
dup_sentence (GalleyProposed *proposed)
{
  const GalleyMention *mention = g_ptr_array_index (proposed->proposal->mentions, 0);
  const char *text = proposed->block->text, *at = g_utf8_offset_to_pointer (text, mention->start);
  const char *end = g_utf8_offset_to_pointer (at, mention->length), *from = at, *to = end;
  g_autofree char *before = NULL, *figure = g_strndup (at, end - at), *after = NULL;

  for (int i = 0; from > text && i < CONTEXT && !ends_sentence (g_utf8_get_char (g_utf8_prev_char (from))); i++)
    from = g_utf8_prev_char (from);
  for (int i = 0; *to && i < CONTEXT && !ends_sentence (g_utf8_get_char (to)); i++)
    to = g_utf8_next_char (to);
  before = g_strndup (from, at - from);
  after = g_strndup (end, to - end);
  return g_markup_printf_escaped ("%s<b>%s</b>%s", before, figure, after);
}

static void
show_chosen (GalleyProposalRow *self)
{
  gtk_check_button_set_active (self->check, self->proposed->chosen);
}

static void
toggled_cb (GalleyProposalRow *self)
{
  if (self->proposed)
    galley_proposed_choose (self->proposed, gtk_check_button_get_active (self->check));
}

static void
renamed_cb (GalleyProposalRow *self)
{
  if (self->proposed)
    g_set_str (&self->proposed->name, gtk_editable_get_text (self->name));
}

static void
galley_proposal_row_dispose (GObject *object)
{
  galley_proposal_row_set_proposed (GALLEY_PROPOSAL_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_PROPOSAL_ROW);
  G_OBJECT_CLASS (galley_proposal_row_parent_class)->dispose (object);
}

static void
galley_proposal_row_class_init (GalleyProposalRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_proposal_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleydesk/Galley/indicators/galley-proposal-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, check);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, name);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, facts);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, sentence);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, known);
  gtk_widget_class_set_css_name (widget_class, "proposal");
}

static void
galley_proposal_row_init (GalleyProposalRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->name, "changed", G_CALLBACK (renamed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
galley_proposal_row_new (void)
{
  return g_object_new (GALLEY_TYPE_PROPOSAL_ROW, NULL);
}

/* What it shows and edits; NULL for nothing. */
void
galley_proposal_row_set_proposed (GalleyProposalRow *self, GalleyProposed *proposed)
{
  g_autoptr (GalleyProposed) old = g_steal_pointer (&self->proposed);
  g_autofree char *facts = NULL, *row = NULL, *places = NULL, *sentence = NULL, *take = NULL, *name = NULL;
  guint n;

  if (old)
    g_signal_handlers_disconnect_by_func (old, show_chosen, self);
  if (proposed == NULL)
    return;
  n = proposed->proposal->mentions->len;
  row = galley_proof_words_row (proposed->proposal->record);
  places = g_strdup_printf (ngettext ("%u place", "%u places", n), n);
  facts = g_strdup_printf ("%s · %s", row, places);
  sentence = dup_sentence (proposed);
  take = g_strdup_printf (_("Take “%s”"), proposed->name);
  name = g_strdup_printf (_("Name of %s"), row);
  gtk_check_button_set_active (self->check, proposed->chosen);
  gtk_editable_set_text (self->name, proposed->name);
  gtk_editable_set_editable (self->name, !proposed->proposal->existing);
  gtk_label_set_label (self->facts, facts);
  gtk_label_set_markup (self->sentence, sentence);
  gtk_widget_set_visible (self->known, proposed->proposal->existing);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, take, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* Only now, so that what was set above is no edit. */
  self->proposed = g_object_ref (proposed);
  g_signal_connect_swapped (proposed, "chosen", G_CALLBACK (show_chosen), self);
}
