/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-actor.h"
#include "galley-review.h"
#include "galley-transaction.h"

/* Suggestions in the window: who suggests, what the editor shows of it, and what is decided. */

/* Whether the bulletin is before a reviewer, and @actor is not who submitted it: then a change is a suggestion unless they say
 * otherwise. */
static gboolean
is_others_in_review (const GalleySnapshot *snapshot, const char *actor)
{
  GalleyReviewState state = galley_review_state (snapshot);

  if (state != GALLEY_REVIEW_REVIEW1 && state != GALLEY_REVIEW_REVIEW2 && state != GALLEY_REVIEW_REVIEW3)
    return FALSE;
  for (guint i = snapshot->log->len; i > 0; i--)
    {
      const GalleyRecord *entry = g_ptr_array_index (snapshot->log, i - 1);

      if (g_str_equal (entry->fields[GALLEY_LOG_EVENT], galley_review_event_to_string (GALLEY_EVENT_SUBMIT)) ||
          g_str_equal (entry->fields[GALLEY_LOG_EVENT], galley_review_event_to_string (GALLEY_EVENT_RESUBMIT)))
        return !g_str_equal (entry->fields[GALLEY_LOG_ACTOR], actor);
    }
  return TRUE;
}

/* The window's own: who works here, by the name that reviews know. */
char *
galley_window_dup_actor (GalleyWindow *self)
{
  return galley_actor_dup (self->settings);
}

/* The role in which the desk knows the user first. Returns: (nullable) */
static const char *
find_role (GalleyWindow *self, const char *actor)
{
  const GalleyReviewView *view = galley_reviewer_get_view (self->reviewer);
  const GalleyPerson *person = view && view->rules ? galley_review_rules_find_person (view->rules, actor) : NULL;

  return person && person->roles ? galley_review_role_to_string (g_bit_nth_lsf (person->roles, -1)) : NULL;
}

/* The window's own: tells the bulletin who writes, and whether that is a suggestion. */
void
galley_window_update_author (GalleyWindow *self)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  g_autofree char *actor = galley_window_dup_actor (self);
  gboolean suggesting;

  g_object_get (self->suggestions, "suggesting", &suggesting, NULL);
  galley_comments_pane_set_reader (self->comments, actor);
  if (bulletin == NULL)
    return;
  galley_bulletin_set_author (bulletin, actor, find_role (self, actor), suggesting);
  galley_session_set_author (self->session, actor);
}

static guint
count_open (GPtrArray *threads)
{
  guint n = 0;

  for (guint i = 0; i < threads->len; i++)
    n += galley_thread_is_open (g_ptr_array_index (threads, i));
  return n;
}

static void
set_label (AdwToggle *toggle, const char *title, guint n)
{
  g_autofree char *label = n > 0 ? g_strdup_printf ("%s %u", title, n) : g_strdup (title);

  adw_toggle_set_label (toggle, label);
}

/* The window's own: how many notes wait. */
void
galley_window_update_notes (GalleyWindow *self)
{
  guint n_suggestions = g_list_model_get_n_items (galley_suggestions_pane_get_items (self->suggestions));
  guint n_comments = count_open (galley_comments_pane_get_threads (self->comments));

  set_label (self->suggestions_toggle, _("Suggestions"), n_suggestions);
  set_label (self->comments_toggle, _("Comments"), n_comments);
  adw_view_stack_page_set_badge_number (self->notes_page, n_suggestions + n_comments);
}

/* Shows in the text what is suggested there. */
static void
updated_cb (GalleyWindow *self)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  GListModel *items = galley_suggestions_pane_get_items (self->suggestions);
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (GalleyEditorSuggestion));
  guint n = g_list_model_get_n_items (items);

  if (bulletin == NULL)
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GalleySuggestionItem) item = g_list_model_get_item (items, i);
      const GalleySuggestion *suggestion = galley_suggestion_item_get_suggestion (item);
      gboolean gone = suggestion->kind == GALLEY_SUGGESTION_DELETE || suggestion->kind == GALLEY_SUGGESTION_REPLACE ||
                      suggestion->kind == GALLEY_SUGGESTION_DELETE_BLOCK || suggestion->kind == GALLEY_SUGGESTION_FIGURE;
      GalleyEditorSuggestion one = { .start = suggestion->start,
                                     .length = suggestion->length,
                                     .color = galley_suggestion_item_get_color (item),
                                     .figure = suggestion->kind == GALLEY_SUGGESTION_FIGURE,
                                     .author = galley_suggestion_item_get_author (item),
                                     .gone = gone ? suggestion->before : "" };

      if (suggestion->block && galley_bulletin_find_block (bulletin, suggestion->block, &one.block) &&
          suggestion->start + suggestion->length <= galley_bulletin_get_block (bulletin, one.block)->n_chars)
        g_array_append_val (shown, one);
    }
  galley_editor_set_suggestions (self->editor, shown);
  galley_window_update_notes (self);
}

static char *
describe_decision (gboolean accept, guint n)
{
  if (accept)
    return g_strdup_printf (ngettext ("%u suggestion accepted", "%u suggestions accepted", n), n);
  return g_strdup_printf (ngettext ("%u suggestion rejected", "%u suggestions rejected", n), n);
}

static void
decided_cb (GalleyWindow *self, const char *const *ids, gboolean accept)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  g_autoptr (GalleySnapshot) now = NULL, next = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = NULL;
  GalleyTransaction *transaction;
  guint n;

  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self->editor));
  galley_editor_flush (self->editor);
  galley_grid_flush (self->grid);
  now = galley_bulletin_snapshot (bulletin);
  next = galley_suggestions_settle (now, ids, accept, &n, &error);
  if (error)
    galley_window_show_error (self, accept ? _("Some Could Not Be Accepted") : _("Some Could Not Be Rejected"), error);
  if (n == 0)
    return;
  done = describe_decision (accept, n);
  transaction = galley_transaction_begin (bulletin, accept ? _("Accept Suggestions") : _("Reject Suggestions"));
  galley_transaction_replace_all (transaction, next);
  galley_transaction_commit (transaction);
  adw_toast_overlay_dismiss_all (self->toasts);
  galley_window_toast (self, done);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  adw_toggle_group_set_active_name (self->notes_group, "suggestions");
  galley_suggestions_pane_step (self->suggestions, g_str_equal (name, "win.next-suggestion") ? 1 : -1);
}

static void
decide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  g_auto (GStrv) ids = galley_suggestions_pane_list_chosen (self->suggestions);

  if (*ids)
    decided_cb (self, (const char *const *) ids, g_str_equal (name, "win.accept-suggestion"));
  else
    gtk_widget_error_bell (widget);
}

/* The window's own: the actions of suggestions. */
void
galley_window_install_suggestions (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.next-suggestion", NULL, step_action);
  gtk_widget_class_install_action (class, "win.previous-suggestion", NULL, step_action);
  gtk_widget_class_install_action (class, "win.accept-suggestion", NULL, decide_action);
  gtk_widget_class_install_action (class, "win.reject-suggestion", NULL, decide_action);
}

void
galley_window_init_suggestions (GalleyWindow *self)
{
  g_signal_connect_object (self->suggestions, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggestions, "activated", G_CALLBACK (galley_window_show_place), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggestions, "decided", G_CALLBACK (decided_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggestions, "notify::suggesting", G_CALLBACK (galley_window_update_author), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::actor", G_CALLBACK (galley_window_update_author), self, G_CONNECT_SWAPPED);
}

/* The window's own: another bulletin, or another stage of it, decides anew whether changes are suggestions. */
void
galley_window_update_suggesting (GalleyWindow *self)
{
  g_autoptr (GalleySnapshot) snapshot = galley_bulletin_snapshot (galley_window_get_bulletin (self));
  g_autofree char *actor = galley_window_dup_actor (self);

  g_object_set (self->suggestions, "suggesting", is_others_in_review (snapshot, actor), NULL);
  galley_window_update_author (self);
}
