/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-comment-form.h"

#include <glib/gi18n-lib.h>

#include "galley-comment.h"
#include "galley-mention.h"

/* Asks what is said, on what, for whom and until when. It answers "do" only once something is said, and of no day that is none. */

struct _GalleyCommentForm
{
  AdwAlertDialog parent_instance;

  GtkBox *content;
  GtkTextView *text;
  GtkWidget *options;
  AdwComboRow *place;
  AdwSwitchRow *blocking;
  AdwEntryRow *assignee;
  GtkWidget *people_button;
  GtkPopover *people_popover;
  GtkListBox *people;
  AdwEntryRow *due;
  GtkPopover *day_popover;
  GtkCalendar *calendar;
  GtkButton *today;
};

G_DEFINE_FINAL_TYPE (GalleyCommentForm, galley_comment_form, ADW_TYPE_ALERT_DIALOG)

static char *
dup_entry (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
changed_cb (GalleyCommentForm *self)
{
  g_autofree char *text = galley_comment_form_dup_text (self), *due = dup_entry (self->due);
  gboolean wrong = *due && !galley_comment_due_is_date (due);

  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->due), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->due), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->due), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "do", *text != '\0' && !wrong);
}

static void
person_cb (GalleyCommentForm *self, GtkListBoxRow *row)
{
  gtk_editable_set_text (GTK_EDITABLE (self->assignee), galley_name_row_get (row));
  gtk_popover_popdown (self->people_popover);
}

static void
set_due (GalleyCommentForm *self, GDateTime *day)
{
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  gtk_editable_set_text (GTK_EDITABLE (self->due), text);
}

static void
day_cb (GalleyCommentForm *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);

  set_due (self, day);
}

static void
today_cb (GalleyCommentForm *self)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();

  set_due (self, today);
  gtk_popover_popdown (self->day_popover);
}

/* The calendar opens at the day that was typed. */
static void
day_shown_cb (GalleyCommentForm *self)
{
  g_autofree char *due = dup_entry (self->due), *iso = g_strconcat (due, "T00:00", NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) day = galley_comment_due_is_date (due) ? g_date_time_new_from_iso8601 (iso, zone)
                                                               : g_date_time_new_now_local ();

  g_signal_handlers_block_by_func (self->calendar, day_cb, self);
  if (day)
    gtk_calendar_select_day (self->calendar, day);
  g_signal_handlers_unblock_by_func (self->calendar, day_cb, self);
}

static void
galley_comment_form_class_init (GalleyCommentFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/review/galley-comment-form.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentForm, content);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentForm, text);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentForm, options);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentForm, place);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentForm, blocking);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentForm, assignee);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentForm, people_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentForm, people_popover);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentForm, people);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentForm, due);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentForm, day_popover);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentForm, calendar);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentForm, today);
}

static void
galley_comment_form_init (GalleyCommentForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->due, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->people, "row-activated", G_CALLBACK (person_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->today, "clicked", G_CALLBACK (today_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->day_popover, "show", G_CALLBACK (day_shown_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->text));
}

/**
 * galley_comment_form_new:
 * @places: (nullable) (array zero-terminated=1): what the comment can be put on, for people; %NULL for a reply
 * @people: (array zero-terminated=1): who can be named and assigned, besides those who are typed
 *
 * Returns: (transfer floating): a form that answers "do" or "cancel"
 */
GalleyCommentForm *
galley_comment_form_new (const char *const *places, const char *const *people)
{
  GalleyCommentForm *self = g_object_new (GALLEY_TYPE_COMMENT_FORM, NULL);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (places);

  if (places == NULL)
    {
      adw_alert_dialog_set_heading (ADW_ALERT_DIALOG (self), _("Reply"));
      adw_alert_dialog_set_response_label (ADW_ALERT_DIALOG (self), "do", _("_Reply"));
    }
  gtk_widget_set_visible (self->options, places != NULL);
  adw_combo_row_set_model (self->place, G_LIST_MODEL (titles));
  gtk_widget_set_visible (self->people_button, *people != NULL);
  for (const char *const *name = people; *name; name++)
    gtk_list_box_append (self->people, galley_name_row_new (*name));
  galley_mention_attach (self->text, GTK_WIDGET (self->content), people);
  return self;
}

/**
 * galley_comment_form_dup_text:
 *
 * Returns: (transfer full): what is said, without white space around it
 */
char *
galley_comment_form_dup_text (GalleyCommentForm *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

/**
 * galley_comment_form_get_place:
 *
 * Returns: which of the places was chosen
 */
guint
galley_comment_form_get_place (GalleyCommentForm *self)
{
  return adw_combo_row_get_selected (self->place);
}

gboolean
galley_comment_form_get_blocking (GalleyCommentForm *self)
{
  return adw_switch_row_get_active (self->blocking);
}

/**
 * galley_comment_form_dup_assignee:
 *
 * Returns: (transfer full): whom it is assigned to, "" for nobody
 */
char *
galley_comment_form_dup_assignee (GalleyCommentForm *self)
{
  return dup_entry (self->assignee);
}

/**
 * galley_comment_form_dup_due:
 *
 * Returns: (transfer full): the day that it is due, as in 2024-04-16, or ""
 */
char *
galley_comment_form_dup_due (GalleyCommentForm *self)
{
  return dup_entry (self->due);
}
