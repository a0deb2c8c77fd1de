/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-actor.h"
#include "galley-desk.h"
#include "galley-dispatch-slip.h"
#include "galley-export.h"
#include "galley-figure-check.h"
#include "galley-profile-dialog.h"
#include "galley-transaction.h"

/* The stages in the window: a menu and a pane of what can happen to the bulletin now, the form that asks what one thinks, and the
 * banner that tells of an edit that voids what was approved. */

typedef struct
{
  GalleyReviewEvent event;
  GtkTextView *opinion;
  AdwEntryRow *at;
  GalleyReviewRules *rules; /* that say what a time is */
  GPtrArray *ticks; /* (element-type AdwSwitchRow) */
  AdwAlertDialog *dialog;
  gboolean wants_opinion;
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  galley_review_rules_unref (form->rules);
  g_ptr_array_unref (form->ticks);
  g_free (form);
}

static const char *
get_path (GalleyWindow *self)
{
  GFile *file = self->session ? galley_session_get_file (self->session) : NULL;

  return file ? g_file_peek_path (file) : NULL;
}

/* The window's own: looks anew where the bulletin stands, as after each report. */
void
galley_window_update_review (GalleyWindow *self)
{
  GalleyReport *report = galley_analysis_get_report (self->analysis);
  g_autofree char *actor = galley_window_dup_actor (self);

  if (report)
    galley_reviewer_update (self->reviewer, report, get_path (self), actor);
}

static char *
join_titles (const GalleyReviewRules *rules, const char *names)
{
  g_auto (GStrv) each = g_strsplit (names, "\n", -1);
  g_autoptr (GString) titles = g_string_new (NULL);

  for (char **name = each; *name; name++)
    {
      GalleyReviewState stage;

      if (galley_review_state_from_string (*name, &stage))
        g_string_append_printf (titles, "%s%s", titles->len ? _(", ") : "", galley_review_rules_get_title (rules, stage));
    }
  return g_strdup (titles->str);
}

static void
show_banner (GalleyWindow *self, const GalleyReviewView *view)
{
  g_autofree char *first = view->changes ? g_strndup (view->changes, strcspn (view->changes, "\n")) : g_strdup ("");
  g_autofree char *stages = view->voids ? join_titles (view->rules, view->voids) : NULL;
  g_autofree char *text = NULL;

  adw_banner_set_revealed (self->review_banner, view->edited);
  if (!view->edited)
    return;
  if (stages)
    text = g_strdup_printf (_("Changed: %s. This voids: %s"), first, stages);
  else
    text = g_strdup_printf (_("Changed: %s. No approval is void"), first);
  adw_banner_set_title (self->review_banner, text);
}

static void
updated_cb (GalleyWindow *self)
{
  const GalleyReviewView *view = galley_reviewer_get_view (self->reviewer);

  galley_review_pane_show (self->review_pane, view);
  galley_review_menu_show (self->review_menu, view);
  show_banner (self, view);
  galley_window_update_author (self);
  if (view->rules)
    galley_details_set_rules (self->details, view->rules);
}

typedef struct
{
  char *path;
  char *message;
  char *actor;
} Record;

static void
record_free (gpointer data)
{
  Record *record = data;

  g_free (record->path);
  g_free (record->message);
  g_free (record->actor);
  g_free (record);
}

static void
record_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Record *record = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *commit = galley_desk_record (record->path, record->message, record->actor, &error);

  if (commit || g_error_matches (error, GALLEY_DESK_ERROR, GALLEY_DESK_ERROR_NO_DESK))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    galley_window_show_error (GALLEY_WINDOW (source), _("The Desk’s History Was Not Written"), error);
}

/* What was entered is in the file; it goes into the desk's history as well. */
static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autoptr (GTask) task = NULL;
  Record *record;
  guint n;

  if (!galley_session_save_finish (GALLEY_SESSION (source), result, &error))
    {
      galley_window_show_error (self, _("The Bulletin Was Not Saved"), error);
      return;
    }
  if (self->closed || GALLEY_SESSION (source) != self->session || get_path (self) == NULL)
    return;
  snapshot = galley_bulletin_snapshot (galley_window_get_bulletin (self));
  n = snapshot->log->len;
  record = g_new0 (Record, 1);
  record->path = g_strdup (get_path (self));
  record->actor = galley_window_dup_actor (self);
  record->message = g_strdup_printf ("%s: %s", galley_review_log_get (snapshot, n - 1, GALLEY_LOG_EVENT),
                                     galley_review_log_get (snapshot, n - 1, GALLEY_LOG_OPINION));
  task = g_task_new (self, NULL, recorded_cb, NULL);
  g_task_set_task_data (task, record, record_free);
  g_task_run_in_thread (task, record_thread);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySnapshot) snapshot = NULL;
  const GalleyReviewView *view = galley_reviewer_get_view (self->reviewer);
  g_autofree char *text = NULL;

  if (self->closed)
    return;
  if (!galley_reviewer_take_finish (self->reviewer, result, &error))
    {
      galley_window_show_error (self, _("This Cannot Be Done Now"), error);
      return;
    }
  snapshot = galley_bulletin_snapshot (galley_window_get_bulletin (self));
  text = g_strdup_printf (_("Now: %s"), galley_review_rules_get_title (view->rules, galley_review_state (snapshot)));
  adw_toast_overlay_add_toast (self->toasts, g_object_new (ADW_TYPE_TOAST, "title", text, "use-markup", FALSE, NULL));
  galley_window_update_suggesting (self);
  if (galley_session_get_file (self->session))
    galley_session_save_async (self->session, self->cancellable, saved_cb, g_object_ref (self));
}

static void
take (GalleyWindow *self, GalleyReviewRequest *request)
{
  galley_reviewer_take_async (self->reviewer, request, self->cancellable, taken_cb, g_object_ref (self));
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, GalleyWindow *self)
{
  Form *form = g_object_get_data (G_OBJECT (dialog), "form");
  const GalleyReviewView *view = galley_reviewer_get_view (self->reviewer);
  g_autoptr (GStrvBuilder) ticks = g_strv_builder_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (form->opinion);
  GalleyReviewRequest *request;
  GtkTextIter start, end;

  if (!g_str_equal (response, "do") || view == NULL || view->rules == NULL)
    return;
  request = galley_review_request_new (form->event);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  request->opinion = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  for (guint i = 0; i < form->ticks->len; i++)
    {
      AdwSwitchRow *row = g_ptr_array_index (form->ticks, i);

      if (adw_switch_row_get_active (row))
        g_strv_builder_add (ticks, g_object_get_data (G_OBJECT (row), "id"));
    }
  if (form->ticks->len > 0)
    request->ticks = g_strv_builder_end (ticks);
  if (form->at)
    request->at = galley_review_rules_read_time (view->rules, gtk_editable_get_text (GTK_EDITABLE (form->at)));
  take (self, request);
}

/* It can be answered once what is asked for is there, so that nothing that was written is lost to a refusal. */
static void
update_form (Form *form)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (form->opinion);
  GtkTextIter start, end;
  g_autofree char *opinion = NULL;
  g_autoptr (GDateTime) at = NULL;
  gboolean ready;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  opinion = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  ready = !form->wants_opinion || *opinion;
  if (form->at)
    at = galley_review_rules_read_time (form->rules, gtk_editable_get_text (GTK_EDITABLE (form->at)));
  ready &= form->at == NULL || at != NULL;
  for (guint i = 0; i < form->ticks->len; i++)
    ready &= adw_switch_row_get_active (g_ptr_array_index (form->ticks, i));
  adw_alert_dialog_set_response_enabled (form->dialog, "do", ready);
}

static void
add_ticks (Form *form, GtkListBox *list, const GalleyReviewView *view)
{
  const GPtrArray *items = view->rules->checklists[galley_review_state (view->snapshot)];

  for (guint i = 0; items && i < items->len; i++)
    {
      const GalleyCheckItem *item = g_ptr_array_index (items, i);
      GtkWidget *row;

      if (item->check)
        continue;
      row = adw_switch_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item->title);
      g_object_set_data_full (G_OBJECT (row), "id", g_strdup (item->id), g_free);
      g_ptr_array_add (form->ticks, row);
      g_signal_connect_swapped (row, "notify::active", G_CALLBACK (update_form), form);
      gtk_list_box_append (list, row);
    }
}

static void
add_time (Form *form, GtkListBox *list, const GalleyReviewView *view)
{
  g_autoptr (GDateTime) now = g_date_time_new_now (view->rules->zone), soon = g_date_time_add_hours (now, 1);
  g_autoptr (GDateTime) here = g_date_time_to_timezone (view->due ? view->due : soon, view->rules->zone);
  g_autofree char *text = g_date_time_format (here, "%Y-%m-%d %H:%M");
  g_autofree char *zone = g_date_time_format (now, "UTC%:z"), *title = g_strdup_printf (_("When, at %s"), zone);

  form->at = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->at), title);
  gtk_editable_set_text (GTK_EDITABLE (form->at), text);
  g_signal_connect_swapped (form->at, "changed", G_CALLBACK (update_form), form);
  gtk_list_box_append (list, GTK_WIDGET (form->at));
}

/* An opinion may have several lines, so it is a text and no entry. */
static GtkWidget *
new_opinion (Form *form, guint guards)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *frame = gtk_frame_new (NULL);
  GtkWidget *label = gtk_label_new (guards & GALLEY_GUARD_OPINION ? _("Opinion or Reason") : _("Remark, If Any"));
  GtkWidget *view = gtk_text_view_new ();

  form->opinion = GTK_TEXT_VIEW (view);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_text_view_set_wrap_mode (form->opinion, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (form->opinion, FALSE);
  gtk_text_view_set_left_margin (form->opinion, 9);
  gtk_text_view_set_right_margin (form->opinion, 9);
  gtk_text_view_set_top_margin (form->opinion, 9);
  gtk_text_view_set_bottom_margin (form->opinion, 9);
  gtk_widget_set_size_request (view, -1, 84);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_label (GTK_LABEL (label)), -1);
  gtk_frame_set_child (GTK_FRAME (frame), view);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), frame);
  return box;
}

static void
present_form (GalleyWindow *self, const GalleyReviewView *view, GalleyReviewEvent event)
{
  GalleyReviewState state = galley_review_state (view->snapshot), to;
  g_autofree char *actor = galley_window_dup_actor (self), *body = NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *list = gtk_list_box_new ();
  AdwDialog *dialog;
  Form *form = g_new0 (Form, 1);
  GalleyReviewRole role;

  galley_review_leads (view->rules, view->snapshot, event, &to);
  galley_review_choose_role (view->rules, view->snapshot, event, actor, &role);
  body = g_strdup_printf (_("%s, %s. Then: %s"), actor, galley_review_rules_get_role_title (view->rules, role),
                          galley_review_rules_get_title (view->rules, to));
  dialog = adw_alert_dialog_new (galley_review_event_get_title (event), body);
  form->event = event;
  form->rules = galley_review_rules_ref (view->rules);
  form->ticks = g_ptr_array_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  if (view->rules->steps[state][event].guards & GALLEY_GUARD_CHECKLIST)
    add_ticks (form, GTK_LIST_BOX (list), view);
  if (event == GALLEY_EVENT_SCHEDULE)
    add_time (form, GTK_LIST_BOX (list), view);
  gtk_box_append (GTK_BOX (box), new_opinion (form, view->rules->steps[state][event].guards));
  if (gtk_widget_get_first_child (list))
    gtk_box_append (GTK_BOX (box), list);
  else
    g_object_unref (g_object_ref_sink (list));
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), box);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "do",
                                  galley_review_event_get_title (event), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "do",
                                            event == GALLEY_EVENT_REJECT || event == GALLEY_EVENT_WITHDRAW
                                              ? ADW_RESPONSE_DESTRUCTIVE
                                              : ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "do");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_dialog_set_focus (dialog, GTK_WIDGET (form->opinion));
  g_object_set_data_full (G_OBJECT (dialog), "form", form, form_free);
  form->dialog = ADW_ALERT_DIALOG (dialog);
  form->wants_opinion = view->rules->steps[state][event].guards & GALLEY_GUARD_OPINION;
  g_signal_connect_swapped (gtk_text_view_get_buffer (form->opinion), "changed", G_CALLBACK (update_form), form);
  update_form (form);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* The view to act by; without one that is current the user is told to wait. Returns: (nullable) */
static const GalleyReviewView *
get_view (GalleyWindow *self)
{
  const GalleyReviewView *view = galley_reviewer_get_view (self->reviewer);
  g_autoptr (GError) error = NULL;

  galley_grid_flush (self->grid);
  if (galley_reviewer_is_current (self->reviewer) && view->rules)
    return view;
  g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_BUSY,
                       view && view->refused ? view->refused
                                             : _("The last changes are still being checked. Wait a moment and do it again."));
  galley_window_show_error (self, _("This Cannot Be Done Now"), error);
  return NULL;
}

/* Who answers for something says who they are first. Returns: whether they have */
static gboolean
ensure_profile (GalleyWindow *self)
{
  if (galley_actor_is_said (self->settings))
    return TRUE;
  adw_dialog_present (galley_profile_dialog_new (galley_reviewer_get_view (self->reviewer)), GTK_WIDGET (self));
  return FALSE;
}

static const GalleyReviewChoice *
find_choice (const GalleyReviewView *view, GalleyReviewEvent event)
{
  for (guint i = 0; i < view->choices->len; i++)
    if (((GalleyReviewChoice *) g_ptr_array_index (view->choices, i))->event == event)
      return g_ptr_array_index (view->choices, i);
  return NULL;
}

/* A reason may take more than the one line that a toast has for its title. */
static void
say_reason (GalleyWindow *self, const char *reason)
{
  AdwToast *toast = adw_toast_new (reason);
  GtkWidget *label = gtk_label_new (reason);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  adw_toast_set_custom_title (toast, label);
  adw_toast_overlay_add_toast (self->toasts, toast);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), reason, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
do_event (GalleyWindow *self, const GalleyReviewView *view, GalleyReviewEvent event)
{
  const GalleyReviewChoice *choice = find_choice (view, event);
  g_autofree char *nothing = NULL;

  if (choice && choice->allowed)
    {
      present_form (self, view, event);
      return;
    }
  nothing = g_strdup_printf (_("“%s” is not possible at the stage “%s”."), galley_review_event_get_title (event),
                             galley_review_rules_get_title (view->rules, galley_review_state (view->snapshot)));
  say_reason (self, choice ? choice->reason : nothing);
}

/* The window's own: win.review, with the event's name. */
void
galley_window_review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  const GalleyReviewView *view;
  GalleyReviewEvent event;

  gtk_popover_popdown (GTK_POPOVER (self->review_menu));
  if (ensure_profile (self) && galley_review_event_from_string (g_variant_get_string (parameter, NULL), &event) &&
      (view = get_view (self)))
    do_event (self, view, event);
}

/* The window's own: win.send-on takes the bulletin to what comes next, win.send-back returns it. */
void
galley_window_send_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const GalleyReviewEvent onward[] = { GALLEY_EVENT_SUBMIT, GALLEY_EVENT_RESUBMIT, GALLEY_EVENT_APPROVE,
                                              GALLEY_EVENT_SIGN,   GALLEY_EVENT_PASS,     GALLEY_EVENT_PUBLISH };
  GalleyWindow *self = GALLEY_WINDOW (widget);
  const GalleyReviewView *view = ensure_profile (self) ? get_view (self) : NULL;
  GalleyReviewEvent event = GALLEY_EVENT_PUBLISH;

  if (view == NULL)
    return;
  if (g_str_equal (name, "win.send-back"))
    event = GALLEY_EVENT_RETURN;
  else
    for (guint i = 0; i < G_N_ELEMENTS (onward); i++)
      if (find_choice (view, onward[i]))
        {
          event = onward[i];
          break;
        }
  do_event (self, view, event);
}

/* The window's own: win.log-edit enters the edit that the banner tells of. */
void
galley_window_log_edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  const GalleyReviewView *view = ensure_profile (self) ? get_view (self) : NULL;

  if (view && view->edited)
    take (self, galley_review_request_new (view->edit));
}

/* The dispatch slip */

typedef struct
{
  GalleyReviewView *view;
  char *filename;
} Slip;

static void
slip_free (gpointer data)
{
  Slip *slip = data;

  galley_review_view_unref (slip->view);
  g_free (slip->filename);
  g_free (slip);
}

static void
slip_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Slip *slip = data;
  GalleyExportOptions options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySnapshot) paper = galley_dispatch_slip_new (slip->view->rules, slip->view->report, slip->view->hash);
  const GalleyExportFormat *format = galley_export_find_format (slip->filename, &error);

  if (format && galley_export (paper, slip->filename, format, &options, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
slip_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyWindow *self = GALLEY_WINDOW (source);
  Slip *slip = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (slip->filename), *text = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      galley_window_show_error (self, _("The Dispatch Slip Could Not Be Written"), error);
      return;
    }
  text = g_strdup_printf (_("Wrote “%s”"), name);
  adw_toast_overlay_add_toast (self->toasts, g_object_new (ADW_TYPE_TOAST, "title", text, "use-markup", FALSE, NULL));
}

static void
slip_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyWindow) self = GALLEY_WINDOW (data);
  g_autofree char *filename =
    galley_window_finish_choice (self, GTK_FILE_DIALOG (source), result, _("The Dispatch Slip Could Not Be Written"));
  const GalleyReviewView *view = filename ? get_view (self) : NULL;
  g_autoptr (GTask) task = NULL;
  Slip *slip;

  if (view == NULL)
    return;
  slip = g_new0 (Slip, 1);
  slip->view = galley_review_view_ref (view);
  slip->filename = g_steal_pointer (&filename);
  task = g_task_new (self, self->cancellable, slip_written_cb, NULL);
  g_task_set_task_data (task, slip, slip_free);
  g_task_run_in_thread (task, slip_thread);
}

/* The window's own: win.dispatch-slip asks for a file and writes what the record says of the bulletin, to sign or to keep. */
void
galley_window_dispatch_slip_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *suffix = g_strdup_printf (" %s.pdf", _("Dispatch Slip"));
  g_autofree char *suggested = galley_window_suggest_name (self, suffix);

  gtk_file_dialog_set_title (dialog, _("Export the Dispatch Slip"));
  gtk_file_dialog_set_initial_name (dialog, suggested);
  gtk_file_dialog_save (dialog, GTK_WINDOW (self), self->cancellable, slip_chosen_cb, g_object_ref (self));
}

/* The window's own: win.profile asks who the user is. */
void
galley_window_profile_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  adw_dialog_present (galley_profile_dialog_new (galley_reviewer_get_view (self->reviewer)), widget);
}

/* The window's own: win.check-figure, the number of a figure on the sheet and where it is from. */
void
galley_window_check_figure_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  g_autofree char *actor = galley_window_dup_actor (self);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GalleySnapshot) after = NULL;
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  const GalleyReviewView *view;
  GalleyTransaction *transaction;
  const char *source;
  guint at;

  g_variant_get (parameter, "(u&s)", &at, &source);
  view = ensure_profile (self) ? get_view (self) : NULL;
  if (view == NULL || at >= view->checks->len)
    return;
  after = galley_figure_check_tick (view->snapshot, g_ptr_array_index (view->checks, at), source, actor, now);
  /* Who checks a figure says so; nobody decides on that as on a suggestion. */
  galley_bulletin_set_author (bulletin, actor, NULL, FALSE);
  transaction = galley_transaction_begin (bulletin, _("Check of a Figure"));
  galley_transaction_replace_all (transaction, after);
  galley_transaction_commit (transaction);
  galley_window_update_author (self);
}

/* The window's own: what the window needs for reviews. */
void
galley_window_init_review (GalleyWindow *self)
{
  self->reviewer = galley_reviewer_new ();
  g_signal_connect_object (self->reviewer, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::actor", G_CALLBACK (galley_window_update_review), self,
                           G_CONNECT_SWAPPED);
}
