/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-proof-restate.h"
#include "galley-proof-words.h"
#include "galley-review.h"
#include "galley-shortcuts.h"
#include "galley-transaction.h"

/* One bulletin in its panes. The window ties them together: the caret moves the preview and the outline, a problem
 * or a place in the preview moves the caret, and a report colours the figures. */

G_DEFINE_FINAL_TYPE (GalleyWindow, galley_window, ADW_TYPE_APPLICATION_WINDOW)

/* The kinds that the style menu offers, in its order; a table has a command of its own. */
static const GalleyBlockKind offered_kinds[] = {
  GALLEY_BLOCK_PARAGRAPH, GALLEY_BLOCK_HEADING, GALLEY_BLOCK_SUBHEADING, GALLEY_BLOCK_ITEM,   GALLEY_BLOCK_SUBITEM,
  GALLEY_BLOCK_QUOTATION, GALLEY_BLOCK_KICKER,    GALLEY_BLOCK_HEADLINE, GALLEY_BLOCK_NOTE,      GALLEY_BLOCK_LEAD,
};

static void
update_title (GalleyWindow *self)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autofree char *title = NULL, *subtitle = NULL;
  GalleyRecord *details;

  if (bulletin == NULL)
    return;
  snapshot = galley_bulletin_snapshot (bulletin);
  details = snapshot->details;
  if (*details->fields[GALLEY_DETAILS_DISTRICT] && *details->fields[GALLEY_DETAILS_PERIOD])
    title = g_strdup_printf ("%s · %s", details->fields[GALLEY_DETAILS_DISTRICT],
                             details->fields[GALLEY_DETAILS_PERIOD]);
  else
    title = galley_snapshot_dup_title (snapshot);
  if (*title == '\0')
    g_set_str (&title, _("Untitled Bulletin"));
  subtitle = g_strdup_printf ("%s · %s", galley_review_state_get_title (galley_review_state (snapshot)),
                              galley_session_get_status (self->session));
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* To GTK any tip that is set is a reason to ask the server for the pointer and to look for a tooltip anew. */
static void
set_tip (GtkButton *button, const char *tip)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (button)), tip) != 0)
    gtk_widget_set_tooltip_text (GTK_WIDGET (button), tip);
}

static void
update_actions (GalleyWindow *self)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  const char *undo = galley_bulletin_get_undo_label (bulletin), *redo = galley_bulletin_get_redo_label (bulletin);
  g_autofree char *undo_tip = undo ? g_strdup_printf (_("Undo: %s"), undo) : g_strdup (_("Undo"));
  g_autofree char *redo_tip = redo ? g_strdup_printf (_("Redo: %s"), redo) : g_strdup (_("Redo"));

  set_tip (self->undo_button, undo_tip);
  set_tip (self->redo_button, redo_tip);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", galley_bulletin_get_can_undo (bulletin));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", galley_bulletin_get_can_redo (bulletin));
}

static void
update_preview (GalleyWindow *self)
{
  g_autoptr (GalleySnapshot) snapshot = galley_bulletin_snapshot (galley_window_get_bulletin (self));
  g_autofree char *folder = galley_window_dup_folder (self);

  galley_preview_set_snapshot (self->preview, snapshot, folder);
}

static gboolean
has_rows (GalleyBulletin *bulletin)
{
  GListModel *tables = galley_bulletin_get_tables (bulletin);

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (GListModel) rows = g_list_model_get_item (tables, i);

      if (g_list_model_get_n_items (rows) > 0)
        return TRUE;
    }
  return FALSE;
}

static void
bulletin_changed_cb (GalleyWindow *self)
{
  if (has_rows (galley_window_get_bulletin (self)))
    galley_tour_happened (self->tour, GALLEY_TOUR_EXTRACT);
  update_preview (self);
  update_actions (self);
  update_title (self);
}

/* Lets the editor underline the figures of the blocks that still are where the report saw them. */
static void
show_standings (GalleyWindow *self, GalleyReport *report)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  GPtrArray *blocks = galley_report_get_snapshot (report)->blocks;
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (GalleyEditorSpan));

  for (guint b = 0; b < MIN (blocks->len, galley_bulletin_get_n_blocks (bulletin)); b++)
    {
      const GalleyFigures *figures = galley_report_get_figures (report, b);

      if (!g_str_equal (((GalleyBlockData *) g_ptr_array_index (blocks, b))->id, galley_bulletin_get_block (bulletin, b)->id))
        continue;
      for (guint i = 0; i < galley_figures_get_length (figures); i++)
        {
          const GalleyFigure *figure = galley_figures_get (figures, i);
          GalleyEditorSpan span = { b, figure->start, figure->length, galley_report_get_standing (report, b, i) };

          g_array_append_val (spans, span);
        }
    }
  galley_editor_set_spans (self->editor, spans);
}

/* Tells a screen reader how the figure at the caret stands. */
static void
describe_caret (GalleyWindow *self)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  GalleyReport *report = galley_analysis_get_report (self->analysis);
  guint position = galley_editor_get_block (self->editor), offset = galley_editor_get_offset (self->editor);
  const GalleyBlockData *block;
  const GalleyFigures *figures = NULL;
  g_autofree char *said = NULL;

  if (position >= galley_bulletin_get_n_blocks (bulletin))
    return;
  block = galley_bulletin_get_block (bulletin, position);
  if (report && position < galley_report_get_snapshot (report)->blocks->len &&
      g_str_equal (((GalleyBlockData *) g_ptr_array_index (galley_report_get_snapshot (report)->blocks, position))->text,
                   block->text))
    figures = galley_report_get_figures (report, position);
  for (guint i = 0; figures && i < galley_figures_get_length (figures); i++)
    {
      const GalleyFigure *figure = galley_figures_get (figures, i);
      GalleyStanding standing = galley_report_get_standing (report, position, i);
      g_autofree char *surface = NULL;

      if (offset < figure->start || offset > figure->start + figure->length || standing == GALLEY_STANDING_NONE)
        continue;
      surface = g_strndup (block->text + figure->bytes.offset, figure->bytes.length);
      g_free (said);
      said = g_strdup_printf ("%s: %s", surface,
                              galley_proof_words_standing (standing, galley_proof_words_is_bound (block, figure)));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said ? said : "", -1);
}

static void
report_updated_cb (GalleyWindow *self)
{
  GalleyReport *report = galley_analysis_get_report (self->analysis);
  guint n_problems = galley_report_count (report, GALLEY_SEVERITY_ERROR) +
                     galley_report_count (report, GALLEY_SEVERITY_WARNING);
  g_autofree char *label = NULL;

  show_standings (self, report);
  galley_problems_set_report (self->problems, galley_window_get_bulletin (self), report);
  galley_proof_card_set_report (self->proof_card, report);
  describe_caret (self);
  galley_grid_set_report (self->grid, report);
  adw_view_stack_page_set_badge_number (self->problems_page, n_problems);
  label = n_problems > 0 ? g_strdup_printf (ngettext ("%u problem", "%u problems", n_problems), n_problems)
                         : g_strdup (_("No problems"));
  gtk_button_set_label (self->problems_button, label);
  galley_counter_set_report (self->counter, report);
  galley_window_update_review (self);
}

/* Where the caret is, the outline and the preview are too; in a bound figure the row as well. */
static void
caret_moved_cb (GalleyWindow *self)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  guint position = galley_editor_get_block (self->editor), offset = galley_editor_get_offset (self->editor);
  GalleyBlockData *block;

  if (bulletin == NULL || position >= galley_bulletin_get_n_blocks (bulletin))
    return;
  block = galley_bulletin_get_block (bulletin, position);
  galley_outline_follow (self->outline, position);
  galley_preview_follow (self->preview, block->id, offset);
  galley_problems_set_caret (self->problems, block->id, offset);
  describe_caret (self);
  for (guint i = 0; i < block->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (block->marks, i);

      if (mark->kind == GALLEY_MARK_FIGURE && mark->start <= offset && offset <= mark->start + mark->length)
        galley_grid_select_row (self->grid, mark->target);
    }
  self->selecting_kind = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (offered_kinds); i++)
    if (offered_kinds[i] == galley_editor_get_kind (self->editor))
      gtk_drop_down_set_selected (self->kind_button, i);
  self->selecting_kind = FALSE;
}

static void
kind_selected_cb (GalleyWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->kind_button);

  if (self->selecting_kind || selected >= G_N_ELEMENTS (offered_kinds))
    return;
  galley_editor_set_kind (self->editor, offered_kinds[selected]);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
go_to_block (GalleyWindow *self, const char *id, guint start, guint length)
{
  guint position;

  if (!galley_bulletin_find_block (galley_window_get_bulletin (self), id, &position))
    return;
  if (adw_overlay_split_view_get_collapsed (self->side_split))
    adw_overlay_split_view_set_show_sidebar (self->side_split, FALSE);
  galley_editor_select (self->editor, position, start, length);
}

static void
preview_activated_cb (GalleyWindow *self, const char *id, guint offset)
{
  go_to_block (self, id, offset, 0);
}

/* The window's own: shows what a problem or a note is on: a place of the text, a row, or the details for @id of NULL. */
void
galley_window_show_place (GalleyWindow *self, const char *id, gboolean row, guint start, guint length)
{
  if (id == NULL)
    adw_view_stack_set_visible_child_name (self->side_stack, "details");
  else if (row)
    {
      gtk_revealer_set_reveal_child (self->grid_revealer, TRUE);
      galley_grid_select_row (self->grid, id);
    }
  else
    go_to_block (self, id, start, length);
}

static void
problem_activated_cb (GalleyWindow *self, const char *id, gboolean row, guint start, guint length)
{
  galley_tour_happened (self->tour, GALLEY_TOUR_PROBLEM);
  galley_window_show_place (self, id, row, start, length);
}

static void
section_activated_cb (GalleyWindow *self, guint block)
{
  if (adw_overlay_split_view_get_collapsed (self->library_split))
    adw_overlay_split_view_set_show_sidebar (self->library_split, FALSE);
  galley_editor_select (self->editor, block, 0, 0);
}

/* A row that is selected by the user shows the first figure that prints it. */
static void
row_selected_cb (GalleyWindow *self, const char *id)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);

  for (guint i = 0; i < galley_bulletin_get_n_blocks (bulletin); i++)
    {
      GalleyBlockData *block = galley_bulletin_get_block (bulletin, i);

      for (guint m = 0; m < block->marks->len; m++)
        {
          GalleyMark *mark = g_ptr_array_index (block->marks, m);

          if (mark->kind == GALLEY_MARK_FIGURE && g_strcmp0 (mark->target, id) == 0)
            {
              galley_preview_follow (self->preview, block->id, mark->start);
              return;
            }
        }
    }
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self->editor));
  galley_editor_flush (self->editor);
  /* What is being typed in a cell is no step yet: it goes before any other. */
  if (galley_grid_cancel (self->grid))
    return;
  if (g_str_equal (name, "win.undo"))
    galley_bulletin_undo (galley_window_get_bulletin (self));
  else
    galley_bulletin_redo (galley_window_get_bulletin (self));
}

static void
show_side_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  adw_view_stack_set_visible_child_name (self->side_stack, name + strlen ("win.show-"));
  adw_overlay_split_view_set_show_sidebar (self->side_split, TRUE);
}

/* Shows a figure of the text while another pane has the keys: block, place, length. */
static void
show_figure_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  const char *id;
  guint start, length, position;

  g_variant_get (parameter, "(&suu)", &id, &start, &length);
  if (galley_bulletin_find_block (galley_window_get_bulletin (self), id, &position))
    galley_editor_show_range (self->editor, position, start, length);
}

static void
toggle_sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  adw_overlay_split_view_set_show_sidebar (self->library_split,
                                           !adw_overlay_split_view_get_show_sidebar (self->library_split));
}

static void
focus_article_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (GALLEY_WINDOW (widget)->editor));
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  galley_find_bar_open (GALLEY_WINDOW (widget)->find_bar, g_str_equal (name, "win.replace"));
}

static void
find_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  galley_find_bar_step (GALLEY_WINDOW (widget)->find_bar, g_str_equal (name, "win.find-next") ? 1 : -1);
}

static void
step_problem_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  galley_problems_step (GALLEY_WINDOW (widget)->problems, g_str_equal (name, "win.next-problem") ? 1 : -1);
}

/* What is known of the figure at the caret. */
static void
proof_card_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  if (!galley_editor_get_composing (self->editor) &&
      !galley_proof_card_show (self->proof_card, galley_editor_get_block (self->editor),
                               galley_editor_get_offset (self->editor), TRUE))
    {
      gtk_widget_error_bell (GTK_WIDGET (self->editor));
      gtk_accessible_announce (GTK_ACCESSIBLE (self->editor), _("No figure at the caret"),
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
}

static void
shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  galley_shortcuts_present (widget);
}

static void
undo_toast_cb (GalleyWindow *self)
{
  galley_bulletin_undo (galley_window_get_bulletin (self));
}

/* An edit took other places or cells with it: what was bound to it. */
static void
followed_cb (GalleyWindow *self, const char *text)
{
  /* Each key of a figure that is typed over says so again; only the last is shown. */
  adw_toast_overlay_dismiss_all (self->toasts);
  galley_window_toast (self, text);
}

/* Writes a figure in another way: block, place, and how. */
static void
restate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  g_autofree char *done = NULL;
  const char *id, *surface;
  guint start;

  g_variant_get (parameter, "(&su&s)", &id, &start, &surface);
  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self->editor));
  done = galley_proof_restate (galley_window_get_bulletin (self), id, start, surface);
  gtk_popover_popdown (GTK_POPOVER (self->proof_card));
  if (done)
    followed_cb (self, done);
}

static void
cell_followed_cb (GalleyWindow *self)
{
  galley_tour_happened (self->tour, GALLEY_TOUR_CELL);
}

static void
proof_card_shown_cb (GalleyWindow *self)
{
  galley_tour_happened (self->tour, GALLEY_TOUR_FIGURE);
}

static void
autosave_changed_cb (GalleyWindow *self)
{
  if (self->session)
    galley_session_set_autosave_seconds (self->session, g_settings_get_uint (self->settings, "autosave-seconds"));
}

static void
profile_changed_cb (GalleyWindow *self)
{
  g_autofree char *profile = g_settings_get_string (self->settings, "profile");

  galley_analysis_set_profile (self->analysis, profile);
}

static void
session_changed_cb (GalleyWindow *self)
{
  const char *message = galley_session_get_message (self->session);
  gboolean conflict = galley_session_get_state (self->session) == GALLEY_SESSION_CONFLICT;

  adw_banner_set_title (self->conflict_banner, message ? message : "");
  adw_banner_set_button_label (self->conflict_banner, conflict ? _("_Resolve…") : _("Save _As…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->conflict_banner),
                                  conflict ? "win.resolve-conflict" : "win.save-as");
  adw_banner_set_revealed (self->conflict_banner, message && *message);
  update_title (self);
}

/* Its pictures are somewhere else now, and it may be in another desk. */
static void
file_changed_cb (GalleyWindow *self)
{
  g_autofree char *folder = galley_window_dup_folder (self);
  GFile *file = galley_session_get_file (self->session);

  galley_library_set_path (self->library, file ? g_file_peek_path (file) : NULL);
  galley_editor_set_folder (self->editor, folder);
  update_preview (self);
}

static void
galley_window_dispose (GObject *object)
{
  GalleyWindow *self = GALLEY_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  galley_window_set_session (self, NULL);
  g_clear_weak_pointer (&self->assistant);
  g_clear_object (&self->analysis);
  g_clear_object (&self->reviewer);
  g_clear_pointer (&self->import, galley_import_unref);
  g_clear_object (&self->settings);
  /* The card hangs on a part of the template, which may be gone before it. */
  if (self->proof_card)
    {
      GtkWidget *card = GTK_WIDGET (self->proof_card);

      g_clear_weak_pointer (&self->proof_card);
      gtk_widget_unparent (card);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_WINDOW);
  G_OBJECT_CLASS (galley_window_parent_class)->dispose (object);
}

static void
galley_window_finalize (GObject *object)
{
  g_object_unref (GALLEY_WINDOW (object)->cancellable);
  G_OBJECT_CLASS (galley_window_parent_class)->finalize (object);
}

static void
galley_window_class_init (GalleyWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_window_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_window_finalize;
  GTK_WINDOW_CLASS (class)->close_request = galley_window_close_request;

  g_type_ensure (GALLEY_TYPE_EDITOR);
  g_type_ensure (GALLEY_TYPE_COUNTER);
  g_type_ensure (GALLEY_TYPE_FIND_BAR);
  g_type_ensure (GALLEY_TYPE_GRID);
  g_type_ensure (GALLEY_TYPE_PREVIEW_PANE);
  g_type_ensure (GALLEY_TYPE_PROBLEMS);
  g_type_ensure (GALLEY_TYPE_SUGGESTIONS_PANE);
  g_type_ensure (GALLEY_TYPE_COMMENTS_PANE);
  g_type_ensure (GALLEY_TYPE_REVIEW_MENU);
  g_type_ensure (GALLEY_TYPE_REVIEW_PANE);
  g_type_ensure (GALLEY_TYPE_ROLL_PANE);
  g_type_ensure (GALLEY_TYPE_DETAILS);
  g_type_ensure (GALLEY_TYPE_OUTLINE);
  g_type_ensure (GALLEY_TYPE_LIBRARY);
  g_type_ensure (GALLEY_TYPE_TOUR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/galley-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, library_split);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, side_split);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, side_stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, problems_page);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, notes_page);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, notes_group);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, suggestions_toggle);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, comments_toggle);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, comments);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, suggestions);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, roll_page);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, review_banner);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, review_pane);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, roll_pane);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, conflict_banner);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, kind_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, problems_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, counter);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, review_menu);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, export_menu);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, library);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, outline);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, find_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, editor);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, article_bin);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, grid_revealer);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, grid);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, preview_pane);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, problems);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, details);
  gtk_widget_class_bind_template_child (widget_class, GalleyWindow, tour);

  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.show-preview", NULL, show_side_action);
  gtk_widget_class_install_action (widget_class, "win.show-problems", NULL, show_side_action);
  gtk_widget_class_install_action (widget_class, "win.show-notes", NULL, show_side_action);
  gtk_widget_class_install_action (widget_class, "win.show-details", NULL, show_side_action);
  gtk_widget_class_install_action (widget_class, "win.show-review", NULL, show_side_action);
  gtk_widget_class_install_action (widget_class, "win.show-figure", "(suu)", show_figure_action);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, toggle_sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.focus-article", NULL, focus_article_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.replace", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.find-next", NULL, find_step_action);
  gtk_widget_class_install_action (widget_class, "win.find-previous", NULL, find_step_action);
  gtk_widget_class_install_action (widget_class, "win.next-problem", NULL, step_problem_action);
  gtk_widget_class_install_action (widget_class, "win.previous-problem", NULL, step_problem_action);
  gtk_widget_class_install_action (widget_class, "win.restate", "(sus)", restate_action);
  gtk_widget_class_install_action (widget_class, "win.proof-card", NULL, proof_card_action);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.insert-table", NULL, galley_window_insert_view_action);
  gtk_widget_class_install_action (widget_class, "win.insert-chart", NULL, galley_window_insert_view_action);
  gtk_widget_class_install_action (widget_class, "win.insert-free-table", NULL, galley_window_insert_free_table_action);
  gtk_widget_class_install_action (widget_class, "win.insert-picture", NULL, galley_window_insert_picture_action);
  gtk_widget_class_install_action (widget_class, "win.paste-picture", NULL, galley_window_paste_picture_action);
  gtk_widget_class_install_action (widget_class, "win.edit-picture", "s", galley_window_edit_picture_action);
  gtk_widget_class_install_action (widget_class, "win.remove-picture", "s", galley_window_remove_picture_action);
  gtk_widget_class_install_action (widget_class, "win.edit-view", "s", galley_window_edit_view_action);
  gtk_widget_class_install_action (widget_class, "win.import-indicators", NULL, galley_window_import_indicators_action);
  gtk_widget_class_install_action (widget_class, "win.extract", NULL, galley_window_extract_action);
  gtk_widget_class_install_action (widget_class, "win.review", "s", galley_window_review_action);
  gtk_widget_class_install_action (widget_class, "win.send-on", NULL, galley_window_send_action);
  gtk_widget_class_install_action (widget_class, "win.send-back", NULL, galley_window_send_action);
  gtk_widget_class_install_action (widget_class, "win.log-edit", NULL, galley_window_log_edit_action);
  gtk_widget_class_install_action (widget_class, "win.dispatch-slip", NULL, galley_window_dispatch_slip_action);
  gtk_widget_class_install_action (widget_class, "win.restore-bulletin", "s", galley_window_restore_bulletin_action);
  gtk_widget_class_install_action (widget_class, "win.profile", NULL, galley_window_profile_action);
  gtk_widget_class_install_action (widget_class, "win.check-figure", "(us)", galley_window_check_figure_action);
  gtk_widget_class_install_action (widget_class, "win.roll", NULL, galley_window_roll_action);
  gtk_widget_class_install_action (widget_class, "win.compare", NULL, galley_window_compare_action);
  gtk_widget_class_install_action (widget_class, "win.history", NULL, galley_window_history_action);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, galley_window_print_action);
  galley_window_install_file_actions (widget_class);
  galley_window_install_export_actions (widget_class);
  galley_window_install_import_actions (widget_class);
  galley_window_install_view_actions (widget_class);
  galley_window_install_suggestions (widget_class);
  galley_window_install_comments (widget_class);
}

/* The actions that need a bulletin; without one, while a file is being read, they rest. */
static void
update_document_actions (GalleyWindow *self)
{
  static const char *const actions[] = { "win.undo",        "win.redo",  "win.insert-table", "win.extract",       "win.print",
                                         "win.insert-chart", "win.insert-free-table", "win.edit-view", "win.insert-picture",
                                         "win.paste-picture", "win.edit-picture", "win.remove-picture",
                                         "win.compare",     "win.history",  "win.roll",     "win.save",  "win.save-as",       "win.export",
                                         "win.export-as",   "win.copy-wechat",
                                         "win.review",      "win.send-on", "win.send-back", "win.log-edit", "win.check-figure", "win.dispatch-slip", "win.resolve-conflict" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], self->session != NULL);
}

static void
words_refused_cb (GalleyWindow *self, const GError *error)
{
  galley_window_show_error (self, _("The Desk’s Own Words Could Not Be Used"), error);
}

static void
galley_window_init (GalleyWindow *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  self->analysis = galley_analysis_new ();
  g_signal_connect_object (self->analysis, "words-refused", G_CALLBACK (words_refused_cb), self, G_CONNECT_SWAPPED);
  self->settings = g_settings_new (GALLEY_APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->preview = galley_preview_pane_get_preview (self->preview_pane);
  galley_window_accept_files (self);
  galley_window_init_view (self);
  galley_window_init_suggestions (self);
  galley_window_init_comments (self);
  galley_window_init_review (self);
  galley_counter_set_editor (self->counter, self->editor);
  /* The button for it is hidden where the window is narrow. */
  galley_window_fill_export_menu (self->export_menu);
  for (guint i = 0; i < G_N_ELEMENTS (offered_kinds); i++)
    gtk_string_list_append (kinds, galley_block_kind_get_title (offered_kinds[i]));
  gtk_drop_down_set_model (self->kind_button, G_LIST_MODEL (kinds));
  g_signal_connect_object (self->kind_button, "notify::selected", G_CALLBACK (kind_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::kind", G_CALLBACK (caret_moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "followed", G_CALLBACK (followed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find_bar, "followed", G_CALLBACK (followed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "followed", G_CALLBACK (followed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "activated", G_CALLBACK (problem_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "activated", G_CALLBACK (preview_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->problems, "activated", G_CALLBACK (problem_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->problems, "done", G_CALLBACK (followed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->roll_pane, "activated", G_CALLBACK (problem_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->roll_pane, "notify::rolling", G_CALLBACK (galley_window_show_rolling), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outline, "activated", G_CALLBACK (section_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "followed", G_CALLBACK (cell_followed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "row-selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->proof_card, galley_proof_card_new (GTK_WIDGET (self->article_bin), self->editor));
  g_signal_connect_object (self->proof_card, "activated", G_CALLBACK (problem_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->proof_card, "map", G_CALLBACK (proof_card_shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->proof_card, "done", G_CALLBACK (followed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->analysis, "updated", G_CALLBACK (report_updated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::autosave-seconds", G_CALLBACK (autosave_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::profile", G_CALLBACK (profile_changed_cb), self, G_CONNECT_SWAPPED);
  profile_changed_cb (self);
  galley_tour_set_target (self->tour, GALLEY_TOUR_FIGURE, GTK_WIDGET (self->article_bin));
  galley_tour_set_target (self->tour, GALLEY_TOUR_EXTRACT, GTK_WIDGET (self->grid));
  galley_tour_set_target (self->tour, GALLEY_TOUR_CELL, GTK_WIDGET (self->grid));
  galley_tour_set_target (self->tour, GALLEY_TOUR_PROBLEM, GTK_WIDGET (self->side_stack));
  galley_tour_set_target (self->tour, GALLEY_TOUR_EXPORT, GTK_WIDGET (self->preview));
  update_document_actions (self);
  galley_window_set_import (self, NULL);
}

/* The window's own: what its panes show, %NULL before it has been given something. */
GalleyBulletin *
galley_window_get_bulletin (GalleyWindow *self)
{
  return self->session ? galley_session_get_bulletin (self->session) : NULL;
}

/* The window's own: the folder that the paths of the bulletin's pictures are relative to. */
char *
galley_window_dup_folder (GalleyWindow *self)
{
  return galley_session_dup_folder (self->session);
}

static gboolean
is_blank (GalleyBulletin *bulletin)
{
  for (guint i = 0; i < galley_bulletin_get_n_blocks (bulletin); i++)
    if (galley_bulletin_get_block (bulletin, i)->n_chars > 0)
      return FALSE;
  return TRUE;
}

/* The window's own: where to show what was just read: here if nothing would be covered by it, else in a new window. */
GalleyWindow *
galley_window_for_opening (GalleyWindow *self)
{
  GalleyWindow *window;

  if (galley_window_is_pristine (self) ||
      (galley_session_get_file (self->session) == NULL && is_blank (galley_window_get_bulletin (self))))
    return self;
  window = galley_window_new (GALLEY_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* The window's own: the import whose report can be looked at, %NULL for none. */
void
galley_window_set_import (GalleyWindow *self, GalleyImport *import)
{
  g_clear_pointer (&self->import, galley_import_unref);
  self->import = import ? galley_import_ref (import) : NULL;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show-repairs", import && import->repairs->len > 0);
}

/* The window's own: shows another bulletin. */
void
galley_window_set_session (GalleyWindow *self, GalleySession *session)
{
  GalleyBulletin *bulletin = session ? galley_session_get_bulletin (session) : NULL;
  g_autofree char *folder = NULL;
  GFile *file;

  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (galley_window_get_bulletin (self), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  galley_problems_set_report (self->problems, NULL, NULL);
  galley_suggestions_pane_set_bulletin (self->suggestions, NULL);
  galley_comments_pane_set_bulletin (self->comments, NULL);
  if (self->proof_card)
    galley_proof_card_set_report (self->proof_card, NULL);
  galley_analysis_set_bulletin (self->analysis, NULL, NULL);
  galley_reviewer_set_bulletin (self->reviewer, bulletin);
  adw_banner_set_revealed (self->review_banner, FALSE);
  galley_editor_set_bulletin (self->editor, NULL);
  g_set_object (&self->session, session);
  galley_window_set_import (self, NULL);
  update_document_actions (self);
  galley_outline_set_bulletin (self->outline, bulletin);
  galley_grid_set_bulletin (self->grid, bulletin);
  galley_details_set_bulletin (self->details, bulletin);
  galley_roll_pane_set_bulletin (self->roll_pane, bulletin);
  folder = session ? galley_session_dup_folder (session) : NULL;
  galley_editor_set_folder (self->editor, folder);
  galley_suggestions_pane_set_bulletin (self->suggestions, bulletin);
  galley_comments_pane_set_bulletin (self->comments, bulletin);
  galley_editor_set_bulletin (self->editor, bulletin);
  file = session ? galley_session_get_file (session) : NULL;
  galley_analysis_set_bulletin (self->analysis, bulletin, file ? g_file_peek_path (file) : NULL);
  galley_library_set_path (self->library, file ? g_file_peek_path (file) : NULL);
  if (session == NULL)
    return;
  g_signal_connect_object (bulletin, "changed", G_CALLBACK (bulletin_changed_cb), self, G_CONNECT_SWAPPED);
  autosave_changed_cb (self);
  g_signal_connect_object (session, "notify", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::file", G_CALLBACK (file_changed_cb), self, G_CONNECT_SWAPPED);
  bulletin_changed_cb (self);
  session_changed_cb (self);
  galley_window_update_suggesting (self);
  caret_moved_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

/* The window's own: says what was done, with a way back. */
void
galley_window_toast (GalleyWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  if (galley_bulletin_get_can_undo (galley_window_get_bulletin (self)))
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_toast_cb), self, G_CONNECT_SWAPPED);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* The window's own: says what went wrong and what to do. */
void
galley_window_show_error (GalleyWindow *self, const char *title, const GError *error)
{
  AdwDialog *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED) || self->closed)
    return;
  dialog = adw_alert_dialog_new (title, error->message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

GalleyWindow *
galley_window_new (GalleyApplication *application)
{
  GalleyWindow *self = g_object_new (GALLEY_TYPE_WINDOW, "application", application, NULL);
  int width, height;

  g_settings_get (self->settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  return self;
}

/**
 * galley_window_is_pristine:
 *
 * Returns: whether nothing is open in it, or an untitled bulletin that nobody has touched
 */
gboolean
galley_window_is_pristine (GalleyWindow *self)
{
  return !self->opening && (self->session == NULL || (galley_session_get_file (self->session) == NULL &&
                                   galley_session_get_state (self->session) == GALLEY_SESSION_SAVED &&
                                   !galley_bulletin_get_can_undo (galley_window_get_bulletin (self))));
}
