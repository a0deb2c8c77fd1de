/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-codec.h"
#include "galley-review.h"
#include "galley-transaction.h"

/* The stages: a menu of what can happen to the bulletin now, and a form that asks who does it and what they think. */

typedef struct
{
  GalleyReviewEvent event;
  AdwEntryRow *actor;
  AdwComboRow *role;
  AdwEntryRow *opinion;
} Form;

/* Whose event it is when nothing else is chosen. */
static GalleyReviewRole
usual_role (GalleyReviewEvent event, GalleyReviewState state)
{
  static const GalleyReviewRole reviewers[] = { [GALLEY_REVIEW_REVIEW1] = GALLEY_ROLE_EDITOR,
                                                [GALLEY_REVIEW_REVIEW2] = GALLEY_ROLE_SECTION_HEAD,
                                                [GALLEY_REVIEW_REVIEW3] = GALLEY_ROLE_DUTY_EDITOR };

  switch (event)
    {
    case GALLEY_EVENT_SUBMIT:
    case GALLEY_EVENT_RESUBMIT:
      return GALLEY_ROLE_REPORTER;
    case GALLEY_EVENT_PASS:
    case GALLEY_EVENT_EDIT:
      return GALLEY_ROLE_PROOFREADER;
    case GALLEY_EVENT_SCHEDULE:
    case GALLEY_EVENT_DESCHEDULE:
    case GALLEY_EVENT_PUBLISH:
      return GALLEY_ROLE_PUBLISHER;
    case GALLEY_EVENT_REOPEN:
      return GALLEY_ROLE_ADMINISTRATOR;
    default:
      return state >= GALLEY_REVIEW_REVIEW1 && state <= GALLEY_REVIEW_REVIEW3 ? reviewers[state]
                                                                             : GALLEY_ROLE_DUTY_EDITOR;
    }
}

static void
take_event (GalleyWindow *self, Form *form)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  g_autoptr (GalleySnapshot) snapshot = galley_bulletin_snapshot (bulletin), after = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GalleyReviewRules) rules = galley_review_rules_new ();
  g_autofree char *hash = galley_codec_content_hash (snapshot), *text = NULL;
  const char *actor = gtk_editable_get_text (GTK_EDITABLE (form->actor));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = galley_record_array_new ();
  GalleyReviewCase asked = { .rules = rules,
                             .snapshot = snapshot,
                             .hash = hash,
                             .report = galley_analysis_get_report (self->analysis),
                             .actor = actor,
                             .role = adw_combo_row_get_selected (form->role),
                             .opinion = gtk_editable_get_text (GTK_EDITABLE (form->opinion)),
                             .now = now };
  GalleyRecord *entry = galley_review_enter (&asked, form->event, &error);
  GalleyTransaction *transaction;

  if (entry == NULL)
    {
      galley_window_show_error (self, _("This Cannot Be Done Now"), error);
      return;
    }
  g_settings_set_string (self->settings, "actor", actor);
  g_ptr_array_add (entries, entry);
  transaction = galley_transaction_begin (bulletin, galley_review_event_get_title (form->event));
  galley_transaction_set_permanent (transaction);
  galley_transaction_splice (transaction, GALLEY_LIST_LOG, NULL, snapshot->log->len, 0, entries);
  galley_transaction_commit (transaction);
  after = galley_bulletin_snapshot (bulletin);
  text = g_strdup_printf (_("Now: %s"), galley_review_state_get_title (galley_review_state (after)));
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
  galley_window_update_review_menu (self);
  galley_window_update_suggesting (self);
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, GalleyWindow *self)
{
  if (g_str_equal (response, "do"))
    take_event (self, g_object_get_data (G_OBJECT (dialog), "form"));
}

static AdwDialog *
new_form (GalleyWindow *self, GalleyReviewEvent event, GalleyReviewState state)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (galley_review_event_get_title (event), NULL));
  GtkWidget *list = gtk_list_box_new ();
  g_autoptr (GtkStringList) roles = gtk_string_list_new (NULL);
  g_autofree char *actor = g_settings_get_string (self->settings, "actor");
  Form *form = g_new0 (Form, 1);

  form->event = event;
  form->actor = ADW_ENTRY_ROW (adw_entry_row_new ());
  form->role = ADW_COMBO_ROW (adw_combo_row_new ());
  form->opinion = ADW_ENTRY_ROW (adw_entry_row_new ());
  for (int i = 0; i < GALLEY_N_REVIEW_ROLES; i++)
    gtk_string_list_append (roles, galley_review_role_get_title (i));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->actor), _("Your Name"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->role), _("Role"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->opinion), _("Opinion or Reason"));
  gtk_editable_set_text (GTK_EDITABLE (form->actor), *actor ? actor : g_get_real_name ());
  adw_combo_row_set_model (form->role, G_LIST_MODEL (roles));
  adw_combo_row_set_selected (form->role, usual_role (event, state));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (form->actor));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (form->role));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (form->opinion));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_alert_dialog_set_extra_child (dialog, list);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "do", galley_review_event_get_title (event), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "do");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "form", form, g_free);
  return ADW_DIALOG (dialog);
}

/* Whether a finding of severity error stands in the way of a submission; if so the user is told and led to it. */
static gboolean
is_held_up (GalleyWindow *self, GalleyReviewEvent event)
{
  GalleyReport *report = galley_analysis_get_report (self->analysis);
  g_autoptr (GalleySnapshot) now = galley_bulletin_snapshot (galley_window_get_bulletin (self));
  gboolean current = report && galley_snapshot_equal (galley_report_get_snapshot (report), now);
  guint n = current ? galley_report_count (report, GALLEY_SEVERITY_ERROR) : 0;
  g_autoptr (GError) error = NULL;

  if (event != GALLEY_EVENT_SUBMIT && event != GALLEY_EVENT_RESUBMIT)
    return FALSE;
  if (!current)
    {
      g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_BUSY,
                           _("The last changes are still being checked. Wait a moment and submit again."));
      galley_window_show_error (self, _("Not Ready to Be Submitted"), error);
      return TRUE;
    }
  if (n == 0)
    return FALSE;
  g_set_error (&error, G_IO_ERROR, G_IO_ERROR_FAILED,
               ngettext ("%u error is open. Mend it, or set it aside with a reason, and submit again.",
                         "%u errors are open. Mend them, or set them aside with a reason, and submit again.", n),
               n);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-problems", NULL);
  galley_window_show_error (self, _("Not Ready to Be Submitted"), error);
  return TRUE;
}

/* The window's own: win.review, with the event's name. */
void
galley_window_review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  g_autoptr (GalleySnapshot) snapshot = galley_bulletin_snapshot (galley_window_get_bulletin (self));
  GalleyReviewEvent event;
  AdwDialog *form;

  galley_grid_flush (self->grid);
  if (!galley_review_event_from_string (g_variant_get_string (parameter, NULL), &event) || is_held_up (self, event))
    return;
  form = new_form (self, event, galley_review_state (snapshot));
  g_signal_connect_object (form, "response", G_CALLBACK (response_cb), self, 0);
  adw_dialog_present (form, widget);
}

/* The window's own: the menu lists what leads on from the state that the bulletin is in. */
void
galley_window_update_review_menu (GalleyWindow *self)
{
  g_autoptr (GalleySnapshot) snapshot = galley_bulletin_snapshot (galley_window_get_bulletin (self));
  g_autoptr (GalleyReviewRules) rules = galley_review_rules_new ();

  g_menu_remove_all (self->review_menu);
  for (GalleyReviewEvent event = 0; event < GALLEY_N_REVIEW_EVENTS; event++)
    {
      GalleyReviewState to;
      g_autoptr (GMenuItem) item = NULL;

      if (!galley_review_leads (rules, snapshot, event, &to))
        continue;
      item = g_menu_item_new (galley_review_event_get_title (event), NULL);
      g_menu_item_set_action_and_target (item, "win.review", "s", galley_review_event_to_string (event));
      g_menu_append_item (self->review_menu, item);
    }
}
