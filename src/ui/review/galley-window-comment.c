/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-comment-form.h"
#include "galley-comment-row.h"
#include "galley-transaction.h"

/* Comments in the window: a form asks what is said, on what and to whom; they are shown in the text and at cells. */

/* What a new comment can be put on. */
typedef struct
{
  GalleyCommentOn on;
  const char *title;
  char *target; /* the id of a block or an indicator */
  int field;    /* of the indicator, -1 for the row */
  gboolean in_table;
  guint start, length; /* in the text of the block, or the row and column in a free table */
} Place;

static void
place_free (gpointer data)
{
  g_free (((Place *) data)->target);
  g_free (data);
}

static Place *
add_place (GPtrArray *places, GalleyCommentOn on, const char *title, const char *target)
{
  Place *place = g_new0 (Place, 1);

  place->on = on;
  place->title = title;
  place->target = g_strdup (target);
  place->field = -1;
  g_ptr_array_add (places, place);
  return place;
}

static void
put_comment (GalleyWindow *self, GalleyCommentForm *form, const Place *place, const char *author, const char *text)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  g_autofree char *assignee = galley_comment_form_dup_assignee (form), *due = galley_comment_form_dup_due (form), *id = NULL;
  const char *const fields[GALLEY_N_COMMENT_FIELDS] = {
    [GALLEY_COMMENT_AUTHOR] = author,
    [GALLEY_COMMENT_TEXT] = text,
    [GALLEY_COMMENT_FIELD] = place->field >= 0 ? galley_indicator_schema.fields[place->field].name : NULL,
    [GALLEY_COMMENT_BLOCKING] = galley_comment_form_get_blocking (form) ? "yes" : NULL,
    [GALLEY_COMMENT_ASSIGNEE] = assignee,
    [GALLEY_COMMENT_DUE] = due,
  };
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, _("Comment"));

  if (place->in_table)
    id = galley_comment_put_on_cell (transaction, bulletin, place->target, place->start, place->length, fields);
  else
    id = galley_comment_put (transaction, bulletin, place->on, place->target, place->start, place->length, fields);
  galley_transaction_commit (transaction);
}

static void
show_comments (GalleyWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-notes", NULL);
  adw_toggle_group_set_active_name (self->notes_group, "comments");
}

static void
commented_cb (GalleyCommentForm *form, const char *response, GalleyWindow *self)
{
  GPtrArray *places = g_object_get_data (G_OBJECT (form), "places");
  g_autofree char *text = galley_comment_form_dup_text (form), *author = galley_window_dup_actor (self);

  if (!g_str_equal (response, "do"))
    return;
  put_comment (self, form, g_ptr_array_index (places, MIN (galley_comment_form_get_place (form), places->len - 1)), author,
               text);
  show_comments (self);
}

static void
replied_cb (GalleyCommentForm *form, const char *response, GalleyWindow *self)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  g_autofree char *text = galley_comment_form_dup_text (form), *author = galley_window_dup_actor (self);
  GalleyTransaction *transaction;

  if (!g_str_equal (response, "do"))
    return;
  transaction = galley_transaction_begin (bulletin, _("Reply"));
  galley_comment_reply (transaction, bulletin, g_object_get_data (G_OBJECT (form), "thread"), author, text);
  galley_transaction_commit (transaction);
  show_comments (self);
}

/* The cell of a table of the article that has the focus. */
static void
add_table_places (GalleyWindow *self, GPtrArray *places)
{
  guint position, row, column;
  GalleyTableEdit *table = galley_editor_get_table (self->editor, &position);
  GalleyIndicatorField field;
  const char *record;
  Place *place;

  if (table == NULL)
    return;
  galley_table_edit_get_cell (table, &row, &column, &record, &field);
  place = add_place (places, GALLEY_COMMENT_ON_CELL, _("The Cell"),
                     record ? record : galley_bulletin_get_block (galley_window_get_bulletin (self), position)->id);
  place->in_table = record == NULL;
  place->field = record ? (int) field : -1;
  place->start = row;
  place->length = column;
}

static void
add_grid_places (GalleyWindow *self, GPtrArray *places)
{
  const char *row = galley_grid_get_row (self->grid);

  if (row == NULL)
    return;
  add_place (places, GALLEY_COMMENT_ON_CELL, _("The Cell"), row)->field = (int) galley_grid_get_field (self->grid);
  add_place (places, GALLEY_COMMENT_ON_CELL, _("The Row"), row);
}

static void
add_figure_place (GalleyWindow *self, GPtrArray *places, const GalleyBlockData *block)
{
  GalleyReport *report = galley_analysis_get_report (self->analysis);
  guint position = galley_editor_get_block (self->editor), offset = galley_editor_get_offset (self->editor);
  const GalleyFigures *figures = NULL;

  if (report && position < galley_report_get_snapshot (report)->blocks->len &&
      g_ptr_array_index (galley_report_get_snapshot (report)->blocks, position) == block)
    figures = galley_report_get_figures (report, position);
  for (guint i = 0; figures && i < galley_figures_get_length (figures); i++)
    {
      const GalleyFigure *figure = galley_figures_get (figures, i);
      Place *place;

      if (offset < figure->start || offset > figure->start + figure->length)
        continue;
      place = add_place (places, GALLEY_COMMENT_ON_FIGURE, _("The Figure"), block->id);
      place->start = figure->start;
      place->length = figure->length;
      return;
    }
}

static void
add_text_places (GalleyWindow *self, GPtrArray *places)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  guint position = galley_editor_get_block (self->editor);
  const GalleyBlockData *block = galley_bulletin_get_block (galley_window_get_bulletin (self), position);
  GtkTextIter start, end;

  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end) &&
      gtk_text_iter_get_line (&start) == gtk_text_iter_get_line (&end) && (guint) gtk_text_iter_get_line (&start) == position)
    {
      Place *place = add_place (places, GALLEY_COMMENT_ON_TEXT, _("The Selected Words"), block->id);

      place->start = gtk_text_iter_get_line_offset (&start);
      place->length = gtk_text_iter_get_line_offset (&end) - place->start;
    }
  add_figure_place (self, places, block);
  add_place (places, GALLEY_COMMENT_ON_BLOCK, _("The Paragraph"), block->id);
}

/* What can be commented on from where the keys are, the narrowest first. */
static GPtrArray *
list_places (GalleyWindow *self)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (place_free);
  gboolean in_grid = gtk_widget_get_state_flags (GTK_WIDGET (self->grid)) & GTK_STATE_FLAG_FOCUS_WITHIN;

  add_table_places (self, places);
  if (in_grid)
    add_grid_places (self, places);
  add_text_places (self, places);
  if (!in_grid)
    add_grid_places (self, places);
  add_place (places, GALLEY_COMMENT_ON_ARTICLE, _("The Article"), NULL);
  return places;
}

/* The desk's people but the user. */
static GStrv
list_people (GalleyWindow *self)
{
  const GalleyReviewView *view = galley_reviewer_get_view (self->reviewer);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autofree char *actor = galley_window_dup_actor (self);

  for (guint i = 0; view && view->rules && i < view->rules->people->len; i++)
    {
      const char *name = ((GalleyPerson *) g_ptr_array_index (view->rules->people, i))->name;

      if (!g_str_equal (name, actor))
        g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

static void
comment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) titles = NULL, people = NULL;
  GalleyCommentForm *form;
  GPtrArray *places;

  if (galley_window_get_bulletin (self) == NULL || galley_editor_get_composing (self->editor))
    return;
  galley_editor_flush (self->editor);
  galley_grid_flush (self->grid);
  places = list_places (self);
  for (guint i = 0; i < places->len; i++)
    g_strv_builder_add (builder, ((Place *) g_ptr_array_index (places, i))->title);
  titles = g_strv_builder_end (builder);
  people = list_people (self);
  form = galley_comment_form_new ((const char *const *) titles, (const char *const *) people);
  g_object_set_data_full (G_OBJECT (form), "places", places, (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (form, "response", G_CALLBACK (commented_cb), self, 0);
  adw_dialog_present (ADW_DIALOG (form), widget);
}

static void
reply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  g_auto (GStrv) people = list_people (self);
  GalleyCommentForm *form = galley_comment_form_new (NULL, (const char *const *) people);

  g_object_set_data_full (G_OBJECT (form), "thread", g_variant_dup_string (parameter, NULL), g_free);
  g_signal_connect_object (form, "response", G_CALLBACK (replied_cb), self, 0);
  adw_dialog_present (ADW_DIALOG (form), widget);
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

/* Lights up the words and cells that open comments are on. */
static void
updated_cb (GalleyWindow *self)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (GalleyEditorSuggestion));
  GPtrArray *threads = galley_comments_pane_get_threads (self->comments);

  for (guint i = 0; bulletin && i < threads->len; i++)
    {
      const GalleyThread *thread = g_ptr_array_index (threads, i);
      GalleyEditorSuggestion one = { .start = thread->start, .length = thread->length };

      if (galley_thread_is_open (thread) && thread->block && !thread->in_cell && thread->on != GALLEY_COMMENT_ON_BLOCK &&
          galley_bulletin_find_block (bulletin, thread->block, &one.block))
        g_array_append_val (shown, one);
    }
  galley_editor_set_commented (self->editor, shown);
  galley_editor_set_cell_comments (self->editor, threads);
  galley_grid_set_comments (self->grid, threads);
  galley_window_update_notes (self);
}

/* Goes to what a comment is on. */
static void
activated_cb (GalleyWindow *self, GalleyCommentItem *item)
{
  const GalleyThread *thread = galley_comment_item_get_thread (item);
  guint position;

  if (thread->row)
    {
      gtk_revealer_set_reveal_child (self->grid_revealer, TRUE);
      if (thread->field >= 0)
        galley_grid_select_cell (self->grid, thread->row, (GalleyIndicatorField) thread->field);
      else
        galley_grid_select_row (self->grid, thread->row);
    }
  else if (thread->in_cell && galley_bulletin_find_block (galley_window_get_bulletin (self), thread->block, &position))
    galley_editor_enter_cell (self->editor, position, thread->cell_row, thread->cell_column);
  else if (thread->block)
    galley_window_show_place (self, thread->block, FALSE, thread->start, thread->length);
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
  g_signal_connect_object (self->comments, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->comments, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
}
