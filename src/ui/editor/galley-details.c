/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-details.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-transaction.h"

/* The form of a bulletin's details. Each row writes through as it is typed in, one step of undo a burst. */

struct _GalleyDetails
{
  AdwBin parent_instance;

  AdwEntryRow *series;
  AdwEntryRow *district;
  AdwEntryRow *date;
  AdwEntryRow *period;
  AdwEntryRow *tags;
  AdwEntryRow *sources;
  AdwEntryRow *embargo;
  AdwPreferencesGroup *embargo_group;
  AdwPreferencesGroup *credits;
  GPtrArray *credit_rows; /* AdwEntryRow, in the order of the byline */

  GalleyReviewRules *rules; /* of the desk, at whose place embargoes are meant */
  GalleyBulletin *bulletin;
  gboolean showing;
  gboolean taking;
};

G_DEFINE_FINAL_TYPE (GalleyDetails, galley_details, ADW_TYPE_BIN)

/* People separate the values of a list as they write; the bulletin keeps one a line. */
static char *
join_list (const char *lines)
{
  g_auto (GStrv) values = g_strsplit (lines, "\n", -1);

  return g_strjoinv ("、", values);
}

static char *
split_list (const char *text)
{
  g_autoptr (GString) lines = g_string_new (text);

  g_string_replace (lines, "、", "\n", 0);
  g_string_replace (lines, "，", "\n", 0);
  g_string_replace (lines, ",", "\n", 0);
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static char *
credit_to_text (GalleyRecord *credit)
{
  g_autofree char *names = join_list (credit->fields[GALLEY_CREDIT_NAMES]);

  if (*credit->fields[GALLEY_CREDIT_ROLE] == '\0')
    return g_steal_pointer (&names);
  return g_strdup_printf ("%s：%s", credit->fields[GALLEY_CREDIT_ROLE], names);
}

static GalleyRecord *
credit_from_text (GalleyRecord *old, const char *text)
{
  g_autoptr (GString) line = g_string_new (text);
  g_auto (GStrv) parts = NULL;
  g_autofree char *names = NULL;
  g_autoptr (GalleyRecord) role = NULL;

  g_string_replace (line, "：", ":", 0);
  parts = g_strsplit (line->str, ":", 2);
  names = split_list (parts[0] && parts[1] ? parts[1] : line->str);
  role = galley_record_with (old, GALLEY_CREDIT_ROLE, parts[0] && parts[1] ? parts[0] : "");
  return galley_record_with (role, GALLEY_CREDIT_NAMES, names);
}

static void
show_text (AdwEntryRow *row, const char *text)
{
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), text))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* Returns: (nullable): the row of a field; some are the program's own and have none */
static AdwEntryRow *
get_row (GalleyDetails *self, GalleyDetailsField field)
{
  AdwEntryRow *const rows[GALLEY_N_DETAILS_FIELDS] = {
    [GALLEY_DETAILS_SERIES] = self->series,   [GALLEY_DETAILS_DISTRICT] = self->district,
    [GALLEY_DETAILS_DATE] = self->date,       [GALLEY_DETAILS_PERIOD] = self->period,
    [GALLEY_DETAILS_TAGS] = self->tags,       [GALLEY_DETAILS_SOURCES] = self->sources,
    [GALLEY_DETAILS_EMBARGO] = self->embargo,
  };

  return rows[field];
}

/* What a row's text is in the bulletin. */
static char *
read_field (GalleyDetailsField field, const char *typed)
{
  g_autoptr (GString) time = NULL;

  if (galley_details_schema.fields[field].list)
    return split_list (typed);
  if (field != GALLEY_DETAILS_EMBARGO)
    return g_strdup (typed);
  /* A day and a time are written with a space, and with the colon of the text around them. */
  time = g_string_new (typed);
  g_strstrip (time->str);
  g_string_truncate (time, strlen (time->str));
  g_string_replace (time, "：", ":", 0);
  g_string_replace (time, " ", "T", 1);
  return g_string_free (g_steal_pointer (&time), FALSE);
}

/* An embargo that cannot be read holds for good, so that is said as it is typed. */
static void
show_embargo (GalleyDetails *self)
{
  const char *embargo = self->bulletin ? galley_bulletin_get_details (self->bulletin)->fields[GALLEY_DETAILS_EMBARGO] : "";
  g_autoptr (GDateTime) time = *embargo ? galley_review_rules_read_time (self->rules, embargo) : NULL;
  g_autofree char *instant = time ? galley_review_rules_format_instant (self->rules, time) : NULL;
  gboolean invalid = *embargo && time == NULL;
  g_autofree char *text = NULL;

  if (invalid)
    text =
      g_strdup (_("That is no date and time, and nothing goes out before it is one. Write it as 2024-04-16 06:00, or empty the row."));
  else if (time)
    text = g_strdup_printf (_("It cannot be published, or scheduled, for any time before %s."), instant);
  else
    text = g_strdup (_("It may go out as soon as it is ready."));
  adw_preferences_group_set_description (self->embargo_group, text);
  if (invalid)
    gtk_widget_add_css_class (GTK_WIDGET (self->embargo), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->embargo), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->embargo), GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
credit_changed_cb (AdwEntryRow *row, GalleyDetails *self)
{
  guint position;
  g_autoptr (GalleyRecord) credit = NULL;
  GalleyTransaction *transaction;

  if (self->showing || self->bulletin == NULL || !g_ptr_array_find (self->credit_rows, row, &position))
    return;
  credit = credit_from_text (
    g_ptr_array_index (galley_bulletin_get_list (self->bulletin, GALLEY_LIST_CREDITS), position),
    gtk_editable_get_text (GTK_EDITABLE (row)));
  self->taking = TRUE;
  transaction = galley_transaction_begin (self->bulletin, _("Byline Change"));
  galley_transaction_set_merge_key (transaction, "byline");
  galley_transaction_set_record (transaction, GALLEY_LIST_CREDITS, NULL, position, credit);
  galley_transaction_commit (transaction);
  self->taking = FALSE;
}

static void
remove_credit_cb (GtkButton *button, GalleyDetails *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ENTRY_ROW);
  guint position;
  GalleyTransaction *transaction;

  if (!g_ptr_array_find (self->credit_rows, row, &position))
    return;
  transaction = galley_transaction_begin (self->bulletin, _("Byline Change"));
  galley_transaction_splice (transaction, GALLEY_LIST_CREDITS, NULL, position, 1, NULL);
  galley_transaction_commit (transaction);
}

static void
add_credit_row (GalleyDetails *self)
{
  GtkWidget *row = adw_entry_row_new (), *button = gtk_button_new_from_icon_name ("edit-delete-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Role：Names"));
  gtk_widget_set_tooltip_text (button, _("Remove Credit"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_credit_cb), self);
  g_signal_connect (row, "changed", G_CALLBACK (credit_changed_cb), self);
  adw_preferences_group_add (self->credits, row);
  g_ptr_array_add (self->credit_rows, row);
}

static void
show (GalleyDetails *self)
{
  GPtrArray *credits = self->bulletin ? galley_bulletin_get_list (self->bulletin, GALLEY_LIST_CREDITS) : NULL;
  guint n_credits = credits ? credits->len : 0;

  self->showing = TRUE;
  for (int i = 0; i < GALLEY_N_DETAILS_FIELDS; i++)
    {
      const char *value = self->bulletin ? galley_bulletin_get_details (self->bulletin)->fields[i] : "";
      g_autofree char *text = galley_details_schema.fields[i].list ? join_list (value) : g_strdup (value);

      if (get_row (self, i))
        show_text (get_row (self, i), text);
    }
  show_embargo (self);
  while (self->credit_rows->len > n_credits)
    {
      adw_preferences_group_remove (self->credits,
                                    g_ptr_array_index (self->credit_rows, self->credit_rows->len - 1));
      g_ptr_array_set_size (self->credit_rows, self->credit_rows->len - 1);
    }
  while (self->credit_rows->len < n_credits)
    add_credit_row (self);
  for (guint i = 0; i < n_credits; i++)
    {
      g_autofree char *text = credit_to_text (g_ptr_array_index (credits, i));

      show_text (g_ptr_array_index (self->credit_rows, i), text);
    }
  self->showing = FALSE;
}

static void
bulletin_changed_cb (GalleyDetails *self, GalleyChange *change)
{
  gboolean ours = FALSE;

  for (guint i = 0; i < change->edits->len; i++)
    {
      GalleyList list = ((GalleyEdit *) g_ptr_array_index (change->edits, i))->list;

      ours |= list == GALLEY_LIST_DETAILS || list == GALLEY_LIST_CREDITS;
    }
  /* What is being typed stays as it is typed, also where it reads back otherwise ("记者," while a name follows). */
  if (ours && !self->taking)
    show (self);
}

static void
changed_cb (AdwEntryRow *row, GalleyDetails *self)
{
  if (self->showing || self->bulletin == NULL)
    return;
  for (int i = 0; i < GALLEY_N_DETAILS_FIELDS; i++)
    if (get_row (self, i) == row)
      {
        g_autofree char *text = read_field (i, gtk_editable_get_text (GTK_EDITABLE (row)));
        g_autofree char *key = g_strconcat ("details:", galley_details_schema.fields[i].name, NULL);
        GalleyTransaction *transaction = galley_transaction_begin (self->bulletin, _("Details Change"));

        self->taking = TRUE;
        galley_transaction_set_merge_key (transaction, key);
        galley_transaction_set_details_field (transaction, i, text);
        galley_transaction_commit (transaction);
        self->taking = FALSE;
      }
  show_embargo (self);
}

static void
add_credit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyDetails *self = GALLEY_DETAILS (widget);
  g_autoptr (GPtrArray) credits = galley_record_array_new ();
  GalleyTransaction *transaction;

  if (self->bulletin == NULL)
    return;
  g_ptr_array_add (credits, galley_record_new (&galley_credit_schema, NULL, NULL, NULL));
  transaction = galley_transaction_begin (self->bulletin, _("Byline Change"));
  galley_transaction_splice (transaction, GALLEY_LIST_CREDITS, NULL, self->credit_rows->len, 0, credits);
  galley_transaction_commit (transaction);
  gtk_widget_grab_focus (g_ptr_array_index (self->credit_rows, self->credit_rows->len - 1));
}

static void
galley_details_dispose (GObject *object)
{
  GalleyDetails *self = GALLEY_DETAILS (object);

  g_clear_object (&self->bulletin);
  g_ptr_array_set_size (self->credit_rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_DETAILS);
  G_OBJECT_CLASS (galley_details_parent_class)->dispose (object);
}

static void
galley_details_finalize (GObject *object)
{
  g_ptr_array_unref (GALLEY_DETAILS (object)->credit_rows);
  galley_review_rules_unref (GALLEY_DETAILS (object)->rules);
  G_OBJECT_CLASS (galley_details_parent_class)->finalize (object);
}

static void
galley_details_class_init (GalleyDetailsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_details_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_details_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/editor/galley-details.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyDetails, series);
  gtk_widget_class_bind_template_child (widget_class, GalleyDetails, district);
  gtk_widget_class_bind_template_child (widget_class, GalleyDetails, date);
  gtk_widget_class_bind_template_child (widget_class, GalleyDetails, period);
  gtk_widget_class_bind_template_child (widget_class, GalleyDetails, tags);
  gtk_widget_class_bind_template_child (widget_class, GalleyDetails, sources);
  gtk_widget_class_bind_template_child (widget_class, GalleyDetails, embargo);
  gtk_widget_class_bind_template_child (widget_class, GalleyDetails, embargo_group);
  gtk_widget_class_bind_template_child (widget_class, GalleyDetails, credits);
  gtk_widget_class_install_action (widget_class, "details.add-credit", NULL, add_credit_action);
}

static void
galley_details_init (GalleyDetails *self)
{
  self->credit_rows = g_ptr_array_new ();
  self->rules = galley_review_rules_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < GALLEY_N_DETAILS_FIELDS; i++)
    if (get_row (self, i))
      g_signal_connect (get_row (self, i), "changed", G_CALLBACK (changed_cb), self);
}

/**
 * galley_details_set_bulletin:
 * @bulletin: (nullable) (transfer none): whose details are shown
 */
void
galley_details_set_bulletin (GalleyDetails *self, GalleyBulletin *bulletin)
{
  if (self->bulletin == bulletin)
    return;
  if (self->bulletin)
    g_signal_handlers_disconnect_by_func (self->bulletin, bulletin_changed_cb, self);
  g_set_object (&self->bulletin, bulletin);
  if (bulletin)
    g_signal_connect_object (bulletin, "changed", G_CALLBACK (bulletin_changed_cb), self, G_CONNECT_SWAPPED);
  show (self);
}

/**
 * galley_details_set_rules:
 * @rules: of the desk, at whose place embargoes are meant
 */
void
galley_details_set_rules (GalleyDetails *self, GalleyReviewRules *rules)
{
  if (self->rules == rules)
    return;
  galley_review_rules_unref (self->rules);
  self->rules = galley_review_rules_ref (rules);
  show_embargo (self);
}
