/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-view-dialog.h"

#include <glib/gi18n-lib.h>

#include "galley-chart-picture.h"
#include "galley-furniture.h"
#include "galley-plot.h"
#include "galley-proof-words.h"
#include "galley-transaction.h"

/* Which indicators a table or chart shows, and how, with a preview by the layout that prints it. */

/* More are not offered here; each is a row of widgets. */
#define MAX_OFFERED 400

#define PREVIEW_WIDTH 280

struct _GalleyViewDialog
{
  AdwDialog parent_instance;

  GtkButton *apply_button;
  GtkScrolledWindow *preview_frame;
  GtkBox *preview_box;
  GtkLabel *hint;
  AdwComboRow *form_row;
  AdwComboRow *field_row;
  AdwEntryRow *caption_row;
  AdwEntryRow *note_row;
  AdwSwitchRow *units_row;
  AdwPreferencesGroup *columns_group;
  GtkListBox *columns;
  GtkListBox *rows;

  GalleyBulletin *bulletin;
  GalleySnapshot *snapshot;
  GalleyBlockData *block; /* that is edited, or the beginning of a new one */
  GPtrArray *offered;     /* GalleyRecord, borrowed from the snapshot: all of them, in the order of their table */
  guint position;         /* where a new one goes */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GalleyViewDialog, galley_view_dialog, ADW_TYPE_DIALOG)

enum
{
  APPLIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  GalleyViewForm form;
  const char *title;
} forms[] = {
  { GALLEY_VIEW_BAR, N_("Bars") },     { GALLEY_VIEW_GROUPED, N_("Grouped Bars") }, { GALLEY_VIEW_LINE, N_("Lines") },
  { GALLEY_VIEW_SLOPE, N_("Slopes") }, { GALLEY_VIEW_SHARE, N_("Share Bar") },
};

static const struct
{
  GalleyIndicatorField field;
  const char *title;
} chart_fields[] = {
  { GALLEY_INDICATOR_VALUE, N_("Value") },
  { GALLEY_INDICATOR_BASE, N_("Base") },
  { GALLEY_INDICATOR_CHANGE, N_("Change") },
};

static const GalleyIndicatorField table_fields[] = {
  GALLEY_INDICATOR_NAME,  GALLEY_INDICATOR_SCOPE, GALLEY_INDICATOR_PERIOD,
  GALLEY_INDICATOR_VALUE, GALLEY_INDICATOR_BASE,  GALLEY_INDICATOR_CHANGE,
};

static gboolean
is_chart (GalleyViewDialog *self)
{
  return self->block->kind == GALLEY_BLOCK_CHART;
}

static gboolean
is_chosen (GtkWidget *row)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (g_object_get_data (G_OBJECT (row), "check")));
}

static GalleyViewForm
get_form (GalleyViewDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->form_row);

  return is_chart (self) && selected < G_N_ELEMENTS (forms) ? forms[selected].form : GALLEY_VIEW_TABLE;
}

static gboolean
is_paired (GalleyViewForm form)
{
  return form == GALLEY_VIEW_GROUPED || form == GALLEY_VIEW_SLOPE;
}

/* The indicators that are chosen, in the order in which they stand; %NULL for all of the table as it is, so that those to
 * come are shown as well. */
static char **
dup_rows (GalleyViewDialog *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  gboolean all = self->offered->len <= MAX_OFFERED;
  guint i = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row; row = gtk_widget_get_next_sibling (row), i++)
    {
      const GalleyRecord *record = g_object_get_data (G_OBJECT (row), "choice");

      all = all && is_chosen (row) && record == g_ptr_array_index (self->offered, i);
      if (is_chosen (row))
        g_strv_builder_add (ids, record->id);
    }
  return all && !is_chart (self) ? NULL : g_strv_builder_end (ids);
}

static guint
find_fields (GalleyViewDialog *self, GalleyIndicatorField fields[GALLEY_N_INDICATOR_FIELDS])
{
  guint n = 0;

  if (is_chart (self))
    {
      if (is_paired (get_form (self)))
        return 0;
      fields[0] = chart_fields[adw_combo_row_get_selected (self->field_row)].field;
      return 1;
    }
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->columns)); row; row = gtk_widget_get_next_sibling (row))
    if (is_chosen (row))
      fields[n++] = *(const GalleyIndicatorField *) g_object_get_data (G_OBJECT (row), "choice");
  return n;
}

/* The block as it is chosen to be. */
static GalleyBlockData *
make_block (GalleyViewDialog *self)
{
  const char *note = gtk_editable_get_text (GTK_EDITABLE (self->note_row));
  const char *caption = gtk_editable_get_text (GTK_EDITABLE (self->caption_row));
  gboolean same_caption = g_str_equal (caption, self->block->text);
  g_autoptr (GalleyBlockData) captioned =
    same_caption ? galley_block_data_ref (self->block)
                 : galley_block_data_replace (self->block, 0, self->block->n_chars, caption);
  g_auto (GStrv) rows = dup_rows (self);
  GalleyIndicatorField fields[GALLEY_N_INDICATOR_FIELDS];
  guint n_fields = find_fields (self, fields);
  g_autoptr (GalleyViewData) view = galley_view_data_new (
    get_form (self), (const char *const *) rows, fields, n_fields, adw_switch_row_get_active (self->units_row),
    *note ? note : NULL, self->block->view ? self->block->view->extra : NULL);

  return galley_block_data_with_view (captioned, view);
}

/* What keeps the block from being put in, or should be thought of; %NULL for nothing. */
static const char *
find_hint (GalleyViewDialog *self, GalleyBlockData *block, gboolean *possible)
{
  g_autoptr (GalleyPlot) plot = is_chart (self) ? galley_plot_new (self->snapshot, block) : NULL;
  g_autoptr (GPtrArray) rows = galley_snapshot_list_rows (self->snapshot, block);

  *possible = rows->len > 0 && (plot || block->view->n_fields > 0) &&
              !(plot && plot->flaws & (GALLEY_PLOT_EMPTY | GALLEY_PLOT_SINGLE));
  if (rows->len == 0)
    return _("Choose the indicators to show");
  if (!plot)
    return *possible ? NULL : _("Choose the columns to show");
  if (plot->flaws & GALLEY_PLOT_EMPTY)
    return _("These indicators have no value to draw");
  if (plot->flaws & GALLEY_PLOT_SINGLE)
    return _("A single value is said better by a number in the text");
  if (plot->flaws & GALLEY_PLOT_MIXED)
    return _("These values are of different units; one scale does not compare them");
  if (plot->flaws & GALLEY_PLOT_NOT_WHOLE)
    return _("These shares do not make up 100%");
  return NULL;
}

static void
update (GalleyViewDialog *self)
{
  g_autoptr (GalleyBlockData) block = NULL;
  const char *hint;
  gboolean possible;

  if (self->filling)
    return;
  block = make_block (self);
  hint = find_hint (self, block, &possible);
  gtk_widget_set_visible (GTK_WIDGET (self->field_row), is_chart (self) && !is_paired (get_form (self)));
  if (hint && !g_str_equal (hint, gtk_label_get_label (self->hint)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), hint, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_label_set_label (self->hint, hint ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply_button), possible);
  gtk_widget_set_visible (GTK_WIDGET (self->preview_frame), possible);
  if (possible)
    galley_chart_picture_show (GALLEY_CHART_PICTURE (gtk_widget_get_first_child (GTK_WIDGET (self->preview_box))),
                               self->snapshot, block, PREVIEW_WIDTH);
}

static void
changed_cb (GalleyViewDialog *self)
{
  update (self);
}

static void
cancel_cb (GalleyViewDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
select_none_cb (GalleyViewDialog *self)
{
  self->filling = TRUE;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row; row = gtk_widget_get_next_sibling (row))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (g_object_get_data (G_OBJECT (row), "check")), FALSE);
  self->filling = FALSE;
  update (self);
}

/* What was edited may have moved while the dialog was open, or be gone: then it is put in anew. */
static void
apply_cb (GalleyViewDialog *self)
{
  g_autoptr (GalleyBlockData) block = make_block (self);
  GalleyTransaction *transaction = galley_transaction_begin (self->bulletin, is_chart (self) ? _("Chart") : _("Table"));
  guint position = MIN (self->position, galley_bulletin_get_n_blocks (self->bulletin));

  if (galley_bulletin_find_block (self->bulletin, block->id, &position))
    galley_transaction_set_block (transaction, position, block);
  else
    {
      g_autoptr (GPtrArray) blocks = galley_block_array_new ();

      g_ptr_array_add (blocks, galley_block_data_ref (block));
      galley_transaction_splice (transaction, GALLEY_LIST_BLOCKS, NULL, position, 0, blocks);
    }
  galley_transaction_commit (transaction);
  g_signal_emit (self, signals[APPLIED], 0, block->id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
move_up_cb (GtkButton *button, GalleyViewDialog *self)
{
  GtkListBoxRow *row = GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW));
  GtkListBox *list = GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (row)));
  int index = gtk_list_box_row_get_index (row);

  if (index == 0)
    return;
  g_object_ref (row);
  gtk_list_box_remove (list, GTK_WIDGET (row));
  gtk_list_box_insert (list, GTK_WIDGET (row), index - 1);
  g_object_unref (row);
  gtk_widget_grab_focus (GTK_WIDGET (button));
  update (self);
}

/* Something that can be shown, with whether it is and a way up in the order. */
static void
add_choice (GalleyViewDialog *self, GtkListBox *list, gpointer choice, const char *title, const char *subtitle, gboolean chosen)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();
  GtkWidget *up = gtk_button_new_from_icon_name ("go-up-symbolic");
  g_autofree char *said = g_strdup_printf (_("Move “%s” Up"), title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *title ? title : _("No name"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), up);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (up, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (up, "flat");
  gtk_widget_set_tooltip_text (up, _("Move Up"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (up), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data (G_OBJECT (row), "check", check);
  g_object_set_data (G_OBJECT (row), "choice", choice);
  g_signal_connect_object (check, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (up, "clicked", G_CALLBACK (move_up_cb), self, 0);
  gtk_list_box_append (list, row);
}

static void
add_indicator (GalleyViewDialog *self, GalleyRecord *record, gboolean chosen)
{
  g_autofree char *value = galley_proof_words_row (record);

  add_choice (self, self->rows, record, galley_proof_words_name (record), value, chosen);
}

/* The indicators that compare with the first: those of its name and unit, or where there is no other, of its unit. */
static GPtrArray *
find_alike (const GPtrArray *all)
{
  g_autoptr (GPtrArray) named = g_ptr_array_new (), measured = g_ptr_array_new ();
  char *const *first = ((const GalleyRecord *) g_ptr_array_index (all, 0))->fields;

  for (guint i = 0; i < all->len; i++)
    {
      const GalleyRecord *row = g_ptr_array_index (all, i);

      if (!g_str_equal (row->fields[GALLEY_INDICATOR_UNIT], first[GALLEY_INDICATOR_UNIT]))
        continue;
      g_ptr_array_add (measured, (gpointer) row);
      if (g_str_equal (row->fields[GALLEY_INDICATOR_NAME], first[GALLEY_INDICATOR_NAME]))
        g_ptr_array_add (named, (gpointer) row);
    }
  return named->len > 1 ? g_steal_pointer (&named) : g_steal_pointer (&measured);
}

/* First those that the block shows in its order, then the others in that of the table. A new chart begins with what
 * can be compared. */
static void
fill_rows (GalleyViewDialog *self)
{
  gboolean begins = is_chart (self) && !self->block->view && self->offered->len > 0;
  g_autoptr (GPtrArray) shown =
    begins ? find_alike (self->offered) : galley_snapshot_list_rows (self->snapshot, self->block);

  for (guint i = 0; i < shown->len && i < MAX_OFFERED; i++)
    add_indicator (self, g_ptr_array_index (shown, i), TRUE);
  for (guint i = 0; i < self->offered->len && i < MAX_OFFERED; i++)
    if (!g_ptr_array_find (shown, g_ptr_array_index (self->offered, i), NULL))
      add_indicator (self, g_ptr_array_index (self->offered, i), FALSE);
}

static void
fill_columns (GalleyViewDialog *self)
{
  g_autoptr (GPtrArray) rows = galley_snapshot_list_rows (self->snapshot, self->block);
  GalleyIndicatorField shown[GALLEY_N_INDICATOR_FIELDS];
  guint n = galley_furniture_find_fields (self->block, rows, shown), seen = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < G_N_ELEMENTS (table_fields); j++)
      if (table_fields[j] == shown[i])
        {
          seen |= 1u << j;
          add_choice (self, self->columns, (gpointer) &table_fields[j], galley_furniture_get_column_title (shown[i]), NULL, TRUE);
        }
  for (guint j = 0; j < G_N_ELEMENTS (table_fields); j++)
    if (!(seen & 1u << j))
      add_choice (self, self->columns, (gpointer) &table_fields[j], galley_furniture_get_column_title (table_fields[j]), NULL,
                  FALSE);
}

static void
fill_combos (GalleyViewDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL), fields = gtk_string_list_new (NULL);
  const GalleyViewData *view = self->block->view;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    gtk_string_list_append (kinds, _(forms[i].title));
  for (guint i = 0; i < G_N_ELEMENTS (chart_fields); i++)
    gtk_string_list_append (fields, _(chart_fields[i].title));
  adw_combo_row_set_model (self->form_row, G_LIST_MODEL (kinds));
  adw_combo_row_set_model (self->field_row, G_LIST_MODEL (fields));
  for (guint i = 0; view && i < G_N_ELEMENTS (forms); i++)
    if (forms[i].form == view->form)
      adw_combo_row_set_selected (self->form_row, i);
  for (guint i = 0; view && view->n_fields > 0 && i < G_N_ELEMENTS (chart_fields); i++)
    if (chart_fields[i].field == view->fields[0])
      adw_combo_row_set_selected (self->field_row, i);
}

static void
fill (GalleyViewDialog *self)
{
  const GalleyViewData *view = self->block->view;
  gboolean exists = galley_bulletin_find_block (self->bulletin, self->block->id, NULL);

  self->filling = TRUE;
  adw_dialog_set_title (ADW_DIALOG (self), is_chart (self) ? _("Chart") : _("Table of Indicators"));
  gtk_button_set_label (self->apply_button, exists ? _("_Apply") : _("_Insert"));
  gtk_widget_set_visible (GTK_WIDGET (self->form_row), is_chart (self));
  gtk_widget_set_visible (GTK_WIDGET (self->units_row), !is_chart (self));
  gtk_widget_set_visible (GTK_WIDGET (self->columns_group), !is_chart (self));
  gtk_editable_set_text (GTK_EDITABLE (self->caption_row), self->block->text);
  gtk_editable_set_text (GTK_EDITABLE (self->note_row), view && view->note ? view->note : "");
  adw_switch_row_set_active (self->units_row, view && view->units_in_header);
  fill_combos (self);
  fill_rows (self);
  if (!is_chart (self))
    fill_columns (self);
  self->filling = FALSE;
  update (self);
}

static void
galley_view_dialog_dispose (GObject *object)
{
  GalleyViewDialog *self = GALLEY_VIEW_DIALOG (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_VIEW_DIALOG);
  g_clear_object (&self->bulletin);
  g_clear_pointer (&self->snapshot, galley_snapshot_unref);
  g_clear_pointer (&self->block, galley_block_data_unref);
  g_clear_pointer (&self->offered, g_ptr_array_unref);
  G_OBJECT_CLASS (galley_view_dialog_parent_class)->dispose (object);
}

static void
galley_view_dialog_class_init (GalleyViewDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_view_dialog_dispose;

  /**
   * GalleyViewDialog::applied:
   * @id: of the block that was put in or changed
   */
  signals[APPLIED] = g_signal_new ("applied", GALLEY_TYPE_VIEW_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/tables/galley-view-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyViewDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyViewDialog, preview_frame);
  gtk_widget_class_bind_template_child (widget_class, GalleyViewDialog, preview_box);
  gtk_widget_class_bind_template_child (widget_class, GalleyViewDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, GalleyViewDialog, form_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyViewDialog, field_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyViewDialog, caption_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyViewDialog, note_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyViewDialog, units_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyViewDialog, columns_group);
  gtk_widget_class_bind_template_child (widget_class, GalleyViewDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, GalleyViewDialog, rows);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, select_none_cb);
}

static void
galley_view_dialog_init (GalleyViewDialog *self)
{
  /* Until it has a block there is nothing to bring up to date. */
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_append (self->preview_box, galley_chart_picture_new ());
}

/**
 * galley_view_dialog_new:
 * @block: a table of indicators or a chart of @bulletin, or one that is not in it yet
 * @position: where the latter is to go
 *
 * Returns: (transfer floating): a dialog that puts the block in, or changes it
 */
AdwDialog *
galley_view_dialog_new (GalleyBulletin *bulletin, GalleyBlockData *block, guint position)
{
  GalleyViewDialog *self = g_object_new (GALLEY_TYPE_VIEW_DIALOG, NULL);

  self->bulletin = g_object_ref (bulletin);
  self->snapshot = galley_bulletin_snapshot (bulletin);
  self->block = galley_block_data_ref (block);
  self->position = position;
  self->offered = g_ptr_array_new ();
  for (guint i = 0; i < self->snapshot->tables->len; i++)
    g_ptr_array_extend (self->offered, ((GalleyTableData *) g_ptr_array_index (self->snapshot->tables, i))->rows, NULL, NULL);
  fill (self);
  return ADW_DIALOG (self);
}
