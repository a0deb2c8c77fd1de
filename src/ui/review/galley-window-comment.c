/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-comment-row.h"
#include "galley-transaction.h"

/* Comments in the window: a form asks what is said, on what and to whom. */

typedef struct
{
  char *thread; /* that is replied to, NULL for a new one */
  GtkTextBuffer *text;
  AdwComboRow *on;
  AdwSwitchRow *blocking;
  AdwEntryRow *assignee, *due;
  GalleyCommentOn ons[GALLEY_N_COMMENT_ONS]; /* what can be chosen, in its order */
  guint n_ons;
  char *block, *row;
  guint start, length; /* what is selected of the block, or the figure at the caret */
  guint figure_start, figure_length;
} Form;

static const char *
get_on_title (GalleyCommentOn on)
{
  static const char *const titles[GALLEY_N_COMMENT_ONS] = { N_("The Article"), N_("The Selected Words"), N_("The Figure"),
                                                            N_("The Paragraph"), N_("The Chosen Row") };

  return _(titles[on]);
}

static void
form_free (gpointer data)
{
  Form *form = data;

  g_free (form->thread);
  g_clear_object (&form->text);
  g_free (form->block);
  g_free (form->row);
  g_free (form);
}

static char *
dup_text (Form *form)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (form->text, &start, &end);
  text = gtk_text_buffer_get_text (form->text, &start, &end, FALSE);
  return g_strdup (g_strstrip (text));
}

static void
put_comment (GalleyWindow *self, Form *form, const char *author, const char *text)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  GalleyCommentOn on = form->ons[MIN (adw_combo_row_get_selected (form->on), form->n_ons - 1)];
  const char *const fields[GALLEY_N_COMMENT_FIELDS] = {
    [GALLEY_COMMENT_AUTHOR] = author,
    [GALLEY_COMMENT_TEXT] = text,
    [GALLEY_COMMENT_BLOCKING] = adw_switch_row_get_active (form->blocking) ? "yes" : NULL,
    [GALLEY_COMMENT_ASSIGNEE] = gtk_editable_get_text (GTK_EDITABLE (form->assignee)),
    [GALLEY_COMMENT_DUE] = gtk_editable_get_text (GTK_EDITABLE (form->due)),
  };
  const char *target = on == GALLEY_COMMENT_ON_ARTICLE ? NULL : on == GALLEY_COMMENT_ON_CELL ? form->row : form->block;
  gboolean figure = on == GALLEY_COMMENT_ON_FIGURE;
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, _("Comment"));

  g_free (galley_comment_put (transaction, bulletin, on, target, figure ? form->figure_start : form->start,
                              figure ? form->figure_length : form->length, fields));
  galley_transaction_commit (transaction);
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, GalleyWindow *self)
{
  Form *form = g_object_get_data (G_OBJECT (dialog), "form");
  g_autofree char *text = dup_text (form), *author = galley_window_dup_actor (self);
  GalleyTransaction *transaction;

  if (!g_str_equal (response, "do") || *text == '\0')
    return;
  if (form->thread == NULL)
    put_comment (self, form, author, text);
  else
    {
      transaction = galley_transaction_begin (galley_window_get_bulletin (self), _("Reply"));
      galley_comment_reply (transaction, galley_window_get_bulletin (self), form->thread, author, text);
      galley_transaction_commit (transaction);
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-notes", NULL);
  adw_toggle_group_set_active_name (self->notes_group, "comments");
}

/* What can be commented on from where the caret is, the narrowest first. */
static void
find_places (GalleyWindow *self, Form *form)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  GalleyReport *report = galley_analysis_get_report (self->analysis);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  guint position = galley_editor_get_block (self->editor), offset = galley_editor_get_offset (self->editor);
  const GalleyBlockData *block = galley_bulletin_get_block (bulletin, position);
  GtkTextIter start, end;
  const GalleyFigures *figures = NULL;

  form->block = g_strdup (block->id);
  form->row = g_strdup (galley_grid_get_row (self->grid));
  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end) &&
      gtk_text_iter_get_line (&start) == gtk_text_iter_get_line (&end) && (guint) gtk_text_iter_get_line (&start) == position)
    {
      form->start = gtk_text_iter_get_line_offset (&start);
      form->length = gtk_text_iter_get_line_offset (&end) - form->start;
      form->ons[form->n_ons++] = GALLEY_COMMENT_ON_TEXT;
    }
  if (report && position < galley_report_get_snapshot (report)->blocks->len &&
      g_ptr_array_index (galley_report_get_snapshot (report)->blocks, position) == block)
    figures = galley_report_get_figures (report, position);
  for (guint i = 0; figures && i < galley_figures_get_length (figures); i++)
    {
      const GalleyFigure *figure = galley_figures_get (figures, i);

      if (offset < figure->start || offset > figure->start + figure->length || form->figure_length > 0)
        continue;
      form->figure_start = figure->start;
      form->figure_length = figure->length;
      form->ons[form->n_ons++] = GALLEY_COMMENT_ON_FIGURE;
    }
  form->ons[form->n_ons++] = GALLEY_COMMENT_ON_BLOCK;
  if (form->row)
    form->ons[form->n_ons++] = GALLEY_COMMENT_ON_CELL;
  form->ons[form->n_ons++] = GALLEY_COMMENT_ON_ARTICLE;
}

static GtkWidget *
new_options (Form *form)
{
  GtkWidget *list = gtk_list_box_new ();
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  form->on = ADW_COMBO_ROW (adw_combo_row_new ());
  form->blocking = ADW_SWITCH_ROW (adw_switch_row_new ());
  form->assignee = ADW_ENTRY_ROW (adw_entry_row_new ());
  form->due = ADW_ENTRY_ROW (adw_entry_row_new ());
  for (guint i = 0; i < form->n_ons; i++)
    gtk_string_list_append (titles, get_on_title (form->ons[i]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->on), _("On"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->blocking), _("Blocks Signing"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->assignee), _("Assigned To"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->due), _("Due, as in 2024-04-16"));
  adw_combo_row_set_model (form->on, G_LIST_MODEL (titles));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (form->on));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (form->blocking));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (form->assignee));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (form->due));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  return list;
}

static void
present_form (GalleyWindow *self, Form *form)
{
  AdwAlertDialog *dialog =
    ADW_ALERT_DIALOG (adw_alert_dialog_new (form->thread ? _("Reply") : _("Comment"), _("Name a colleague as @name.")));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *scroll = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  g_object_set (view, "top-margin", 9, "bottom-margin", 9, "left-margin", 12, "right-margin", 12, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What You Say"), -1);
  form->text = g_object_ref (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroll), 84);
  gtk_widget_add_css_class (scroll, "card");
  gtk_box_append (GTK_BOX (box), scroll);
  if (form->thread == NULL)
    gtk_box_append (GTK_BOX (box), new_options (form));
  adw_alert_dialog_set_extra_child (dialog, box);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "do", form->thread ? _("_Reply") : _("_Comment"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "form", form, form_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  adw_dialog_set_focus (ADW_DIALOG (dialog), view);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
comment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  Form *form;

  if (galley_window_get_bulletin (self) == NULL || galley_editor_get_composing (self->editor))
    return;
  galley_editor_flush (self->editor);
  galley_grid_flush (self->grid);
  form = g_new0 (Form, 1);
  find_places (self, form);
  present_form (self, form);
}

static void
reply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Form *form = g_new0 (Form, 1);

  form->thread = g_variant_dup_string (parameter, NULL);
  present_form (GALLEY_WINDOW (widget), form);
}

static void
resolve_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  gboolean resolve = g_str_equal (name, "comments.resolve");
  g_autofree char *actor = galley_window_dup_actor (self);
  GalleyTransaction *transaction =
    galley_transaction_begin (bulletin, resolve ? _("Resolve Comment") : _("Reopen Comment"));

  galley_comment_set_resolved (transaction, bulletin, g_variant_get_string (parameter, NULL), resolve ? actor : NULL);
  galley_transaction_commit (transaction);
  galley_window_toast (self, resolve ? _("Comment resolved") : _("Comment reopened"));
}

/* Lights up the words that open comments are on. */
static void
updated_cb (GalleyWindow *self)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  GListModel *items = galley_comments_pane_get_items (self->comments);
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (GalleyEditorSuggestion));

  for (guint i = 0; bulletin && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GalleyCommentItem) item = g_list_model_get_item (items, i);
      const GalleyThread *thread = galley_comment_item_get_thread (item);
      GalleyEditorSuggestion one = { .start = thread->start, .length = thread->length };

      if (galley_thread_is_open (thread) && thread->block && thread->on != GALLEY_COMMENT_ON_BLOCK &&
          galley_bulletin_find_block (bulletin, thread->block, &one.block))
        g_array_append_val (shown, one);
    }
  galley_editor_set_commented (self->editor, shown);
  galley_window_update_notes (self);
}

/* The window's own: the actions of comments. */
void
galley_window_install_comments (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.comment", NULL, comment_action);
  gtk_widget_class_install_action (class, "comments.reply", "s", reply_action);
  gtk_widget_class_install_action (class, "comments.resolve", "s", resolve_action);
  gtk_widget_class_install_action (class, "comments.reopen", "s", resolve_action);
}

void
galley_window_init_comments (GalleyWindow *self)
{
  g_signal_connect_object (self->comments, "activated", G_CALLBACK (galley_window_show_place), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->comments, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
}
