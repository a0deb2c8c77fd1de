/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-row-form.h"

#include <glib/gi18n-lib.h>

#include "galley-actor.h"
#include "galley-formula-words.h"
#include "galley-grid-deeds.h"
#include "galley-value-history.h"

/* All that there is to say of an indicator. Each line writes through as it is typed in, one step of undo a burst. */

/* What is shown of the text around a place, in characters before and after. */
#define CONTEXT 12

struct _GalleyRowForm
{
  AdwDialog parent_instance;

  AdwPreferencesGroup *indicator;
  GtkWidget *fields[GALLEY_N_INDICATOR_FIELDS]; /* AdwEntryRow, NULL where a field has none */
  AdwActionRow *checked_row;
  GtkCheckButton *checked;
  GtkTextView *notes;
  AdwPreferencesGroup *history;
  AdwPreferencesGroup *places;
  GPtrArray *history_rows;
  GPtrArray *place_rows;

  GalleyBulletin *bulletin;
  char *row;
  gboolean showing;
  gboolean taking;
};

G_DEFINE_FINAL_TYPE (GalleyRowForm, galley_row_form, ADW_TYPE_DIALOG)

enum
{
  ACTIVATED,
  FOLLOWED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  GalleyIndicatorField field;
  const char *child;
} entries[] = {
  { GALLEY_INDICATOR_NAME, "name" },
  { GALLEY_INDICATOR_SCOPE, "scope" },
  { GALLEY_INDICATOR_PERIOD, "period" },
  { GALLEY_INDICATOR_VALUE, "value" },
  { GALLEY_INDICATOR_UNIT, "unit" },
  { GALLEY_INDICATOR_BASE, "base" },
  { GALLEY_INDICATOR_CHANGE, "change" },
  { GALLEY_INDICATOR_SOURCE, "source" },
  { GALLEY_INDICATOR_SOURCE_DOCUMENT, "document" },
  { GALLEY_INDICATOR_SOURCE_PERSON, "person" },
  { GALLEY_INDICATOR_SOURCE_DATE, "date" },
  { GALLEY_INDICATOR_SOURCE_PAGE, "page" },
};

static GalleyRecord *
get_record (GalleyRowForm *self)
{
  return galley_bulletin_find_row (self->bulletin, self->row, NULL, NULL);
}

/* Notes as people wrote them: a formula among them is shown where it belongs. */
static char *
dup_notes (GalleyRecord *row)
{
  g_autoptr (GalleyRecord) plain = galley_derive_set (row, GALLEY_INDICATOR_VALUE, GALLEY_DERIVATION_NONE, NULL);
  GalleyIndicatorField field;

  return g_strdup (galley_derive_get (row, &field, NULL) == GALLEY_DERIVATION_NONE
                     ? row->fields[GALLEY_INDICATOR_NOTES]
                     : plain->fields[GALLEY_INDICATOR_NOTES]);
}

static void
write_fields (GalleyRowForm *self, const char *label, const char *key, GalleyCellWrite *writes, guint n)
{
  g_autofree char *merge_key = key ? g_strdup_printf ("row:%s:%s", self->row, key) : NULL, *said = NULL;
  const char *table;
  guint position;

  if (self->showing || galley_bulletin_find_row (self->bulletin, self->row, &table, &position) == NULL)
    return;
  for (guint i = 0; i < n; i++)
    writes[i].row = position;
  self->taking = TRUE;
  said = galley_grid_deeds_write (self->bulletin, table, label, merge_key, writes, n, 0);
  self->taking = FALSE;
  if (said)
    g_signal_emit (self, signals[FOLLOWED], 0, said);
}

static void
entry_changed_cb (GtkEditable *entry, GalleyRowForm *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (self->fields[entries[i].field] == GTK_WIDGET (entry))
      {
        GalleyCellWrite write = { .field = entries[i].field, .text = gtk_editable_get_text (entry) };

        write_fields (self, _("Cell Change"), galley_indicator_schema.fields[write.field].name, &write, 1);
      }
}

static void
notes_changed_cb (GtkTextBuffer *buffer, GalleyRowForm *self)
{
  GalleyRecord *row = get_record (self);
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_autoptr (GalleyRecord) noted = NULL, computed = NULL;
  g_auto (GStrv) operands = NULL;
  GalleyIndicatorField field;
  GalleyDerivation derivation;
  GalleyCellWrite write = { .field = GALLEY_INDICATOR_NOTES };

  if (self->showing || row == NULL)
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  noted = galley_record_with (row, GALLEY_INDICATOR_NOTES, text);
  derivation = galley_derive_get (row, &field, &operands);
  if (derivation != GALLEY_DERIVATION_NONE)
    computed = galley_derive_set (noted, field, derivation, (const char *const *) operands);
  write.text = (computed ? computed : noted)->fields[GALLEY_INDICATOR_NOTES];
  write_fields (self, _("Notes"), "notes", &write, 1);
}

/* Who checks is who reviews. */
static void
checked_cb (GtkCheckButton *button, GalleyRowForm *self)
{
  g_autoptr (GSettings) settings = g_settings_new (GALLEY_APP_ID);
  g_autofree char *actor = galley_actor_dup (settings), *time = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gboolean checked = gtk_check_button_get_active (button);
  GalleyCellWrite writes[] = { { .field = GALLEY_INDICATOR_CHECKED_BY, .text = "" },
                               { .field = GALLEY_INDICATOR_CHECKED_AT, .text = "" } };

  if (checked)
    {
      time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S%:z");
      writes[0].text = actor;
      writes[1].text = time;
    }
  write_fields (self, checked ? _("Check") : _("Check Taken Back"), NULL, writes, 2);
}

static char *
dup_time (const char *iso)
{
  char *local = galley_time_dup_local (iso);

  return local ? local : g_strdup (iso);
}

static void
show_check (GalleyRowForm *self, GalleyRecord *row)
{
  const char *actor = row->fields[GALLEY_INDICATOR_CHECKED_BY];
  g_autofree char *time = dup_time (row->fields[GALLEY_INDICATOR_CHECKED_AT]);
  g_autofree char *text = *time ? g_strdup_printf ("%s · %s", actor, time) : g_strdup (actor);

  gtk_check_button_set_active (self->checked, *actor != '\0');
  adw_action_row_set_subtitle (self->checked_row, *actor ? text : _("Not yet"));
}

static AdwActionRow *
add_row (AdwPreferencesGroup *group, GPtrArray *rows, const char *title, const char *subtitle)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  g_ptr_array_add (rows, row);
  return row;
}

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

/* The latest first, since that is what is looked for. */
static void
show_history (GalleyRowForm *self, GalleyRecord *row)
{
  g_autoptr (GPtrArray) list = galley_value_history_list (row);

  clear_rows (self->history, self->history_rows);
  for (guint i = list->len; i > 0; i--)
    {
      const GalleyPastValue *past = g_ptr_array_index (list, i - 1);
      g_autofree char *title = g_strdup_printf ("%s → %s", past->was, *past->now ? past->now : _("empty"));
      g_autofree char *time = dup_time (past->time);

      add_row (self->history, self->history_rows, title, time);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->history), list->len > 0);
}

static void
place_cb (AdwActionRow *place, GalleyRowForm *self)
{
  g_autofree char *block = g_strdup (g_object_get_data (G_OBJECT (place), "block"));
  guint start = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (place), "start"));
  guint length = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (place), "length"));

  g_object_ref (self);
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[ACTIVATED], 0, block, start, length);
  g_object_unref (self);
}

static void
add_place (GalleyRowForm *self, GalleyBlockData *block, GalleyMark *mark)
{
  g_autofree char *surface = g_utf8_substring (block->text, mark->start, mark->start + mark->length);
  g_autofree char *subtitle = galley_block_data_dup_around (block, mark->start, mark->length, CONTEXT);
  AdwActionRow *row = add_row (self->places, self->place_rows, surface, NULL);

  adw_action_row_set_subtitle_lines (row, 1);
  adw_action_row_set_subtitle (row, subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "block", g_strdup (block->id), g_free);
  g_object_set_data (G_OBJECT (row), "start", GUINT_TO_POINTER (mark->start));
  g_object_set_data (G_OBJECT (row), "length", GUINT_TO_POINTER (mark->length));
  g_signal_connect (row, "activated", G_CALLBACK (place_cb), self);
}

static void
show_places (GalleyRowForm *self)
{
  clear_rows (self->places, self->place_rows);
  for (guint i = 0; i < galley_bulletin_get_n_blocks (self->bulletin); i++)
    {
      GalleyBlockData *block = galley_bulletin_get_block (self->bulletin, i);

      for (guint m = 0; m < block->marks->len; m++)
        {
          GalleyMark *mark = g_ptr_array_index (block->marks, m);

          if (mark->kind == GALLEY_MARK_FIGURE && g_strcmp0 (mark->target, self->row) == 0)
            add_place (self, block, mark);
        }
    }
  adw_preferences_group_set_description (self->places, self->place_rows->len > 0
                                                         ? NULL
                                                         : _("No figure of the text is bound to this row."));
}

static void
show_formula (GalleyRowForm *self, GalleyRecord *row)
{
  static const GalleyIndicatorField computed[] = { GALLEY_INDICATOR_VALUE, GALLEY_INDICATOR_CHANGE };
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (computed); i++)
    {
      g_autofree char *formula = galley_formula_words (self->bulletin, row, computed[i]);

      if (formula)
        text = g_strdup_printf (computed[i] == GALLEY_INDICATOR_VALUE ? _("The value is computed: %s")
                                                                      : _("The change is computed: %s"),
                                formula);
    }
  adw_preferences_group_set_description (self->indicator, text);
}

static void
show (GalleyRowForm *self)
{
  GalleyRecord *row = get_record (self);
  g_autofree char *notes = row ? dup_notes (row) : NULL, *shown = NULL;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->notes);
  GtkTextIter start, end;

  if (row == NULL)
    return;
  self->showing = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (entries) && !self->taking; i++)
    {
      GtkEditable *entry = GTK_EDITABLE (self->fields[entries[i].field]);

      if (!g_str_equal (gtk_editable_get_text (entry), row->fields[entries[i].field]))
        gtk_editable_set_text (entry, row->fields[entries[i].field]);
    }
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  shown = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  /* What is being typed stays as it is typed. */
  if (!self->taking && !g_str_equal (shown, notes))
    gtk_text_buffer_set_text (buffer, notes, -1);
  show_check (self, row);
  show_history (self, row);
  show_formula (self, row);
  show_places (self);
  self->showing = FALSE;
}

/* A row that goes, by an undo or another program, takes its form with it. */
static void
bulletin_changed_cb (GalleyRowForm *self)
{
  if (get_record (self))
    show (self);
  else
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
galley_row_form_dispose (GObject *object)
{
  GalleyRowForm *self = GALLEY_ROW_FORM (object);

  if (self->bulletin)
    g_signal_handlers_disconnect_by_data (self->bulletin, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_ROW_FORM);
  g_clear_object (&self->bulletin);
  g_clear_pointer (&self->history_rows, g_ptr_array_unref);
  g_clear_pointer (&self->place_rows, g_ptr_array_unref);
  g_clear_pointer (&self->row, g_free);
  G_OBJECT_CLASS (galley_row_form_parent_class)->dispose (object);
}

static void
galley_row_form_class_init (GalleyRowFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_row_form_dispose;

  /**
   * GalleyRowForm::activated:
   * @block: the id of a block
   * @start: where in it, in code points
   * @length: in code points
   *
   * A place in the text is to be gone to.
   */
  signals[ACTIVATED] = g_signal_new ("activated", GALLEY_TYPE_ROW_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                     G_TYPE_STRING, G_TYPE_UINT, G_TYPE_UINT);

  /**
   * GalleyRowForm::followed:
   * @text: what, for people
   *
   * Places in the text followed a cell that they are bound to.
   */
  signals[FOLLOWED] = g_signal_new ("followed", GALLEY_TYPE_ROW_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/indicators/galley-row-form.ui");
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    gtk_widget_class_bind_template_child_full (widget_class, entries[i].child, FALSE,
                                               G_STRUCT_OFFSET (GalleyRowForm, fields[entries[i].field]));
  gtk_widget_class_bind_template_child (widget_class, GalleyRowForm, indicator);
  gtk_widget_class_bind_template_child (widget_class, GalleyRowForm, checked_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyRowForm, checked);
  gtk_widget_class_bind_template_child (widget_class, GalleyRowForm, notes);
  gtk_widget_class_bind_template_child (widget_class, GalleyRowForm, history);
  gtk_widget_class_bind_template_child (widget_class, GalleyRowForm, places);
}

static void
galley_row_form_init (GalleyRowForm *self)
{
  self->history_rows = g_ptr_array_new ();
  self->place_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_row_form_new:
 * @row: the id of an indicator of @bulletin
 *
 * Returns: (transfer floating): its form
 */
GalleyRowForm *
galley_row_form_new (GalleyBulletin *bulletin, const char *row)
{
  GalleyRowForm *self = g_object_new (GALLEY_TYPE_ROW_FORM, NULL);

  self->bulletin = g_object_ref (bulletin);
  self->row = g_strdup (row);
  show (self);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_signal_connect_object (self->fields[entries[i].field], "changed", G_CALLBACK (entry_changed_cb), self, 0);
  g_signal_connect_object (gtk_text_view_get_buffer (self->notes), "changed", G_CALLBACK (notes_changed_cb), self, 0);
  g_signal_connect_object (self->checked, "toggled", G_CALLBACK (checked_cb), self, 0);
  g_signal_connect_object (bulletin, "changed", G_CALLBACK (bulletin_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
