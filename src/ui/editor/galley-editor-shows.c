/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-editor-private.h"

#include <glib/gi18n-lib.h>

#include "galley-chart-picture.h"
#include "galley-picture-view.h"
#include "galley-plot.h"

/* What tables, charts and pictures show, below the line of their caption: the line has that much space below it, and a widget lies
 * over the space. The text itself knows nothing of it. The widgets are children of the view, which allocates and draws
 * them itself: the overlays of GtkTextView (4.18) neither scroll with the text nor can be taken off again. */

#define INSET_EMS 1.6 /* from the page's edge, as that of the caption in galley-editor-tags.c */
#define ABOVE 8
#define BELOW 16
#define MAX_CHART 520
#define PADDING 16 /* around a chart or picture, as in style.css */

typedef struct
{
  GtkWidget *widget;
  GtkTextTag *tag; /* makes the space */
  GalleyBlockKind kind;
  GalleyBlockData *block; /* that it shows */
  char *words;            /* of a chart, to know whether it changed */
  guint line;
  int width, height; /* of the widget; 0 for not yet */
  int y;             /* where it was put, in the view */
  gboolean used;
} Show;

static void
show_free (gpointer data)
{
  Show *show = data;

  g_clear_pointer (&show->block, galley_block_data_unref);
  g_free (show->words);
  g_free (show);
}

static void
remove_show (GalleyEditor *self, Show *show)
{
  gtk_widget_unparent (show->widget);
  gtk_text_tag_table_remove (gtk_text_buffer_get_tag_table (self->buffer), show->tag);
}

static Show *
find_show (GalleyEditor *self, guint line)
{
  if (self->bulletin == NULL || line >= galley_bulletin_get_n_blocks (self->bulletin))
    return NULL;
  return g_hash_table_lookup (self->shows, galley_bulletin_get_block (self->bulletin, line)->id);
}

/* The block that a widget shows. */
static gboolean
find_line (GalleyEditor *self, GtkWidget *widget, guint *line)
{
  GHashTableIter iter;
  Show *show;

  g_hash_table_iter_init (&iter, self->shows);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &show))
    if (show->widget == widget)
      {
        *line = show->line;
        return TRUE;
      }
  return FALSE;
}

static void
left_cb (GtkWidget *widget, int direction, GalleyEditor *self)
{
  GtkTextIter caret;
  guint line;

  if (!find_line (self, widget, &line))
    return;
  gtk_text_buffer_get_iter_at_line (self->buffer, &caret, line);
  if (direction < 0 || !gtk_text_iter_forward_line (&caret))
    if (!gtk_text_iter_ends_line (&caret))
      gtk_text_iter_forward_to_line_end (&caret);
  gtk_text_buffer_place_cursor (self->buffer, &caret);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* The action is on the block that the button shows. */
static void
act_on_block (GalleyEditor *self, GtkWidget *button, const char *action)
{
  guint line;

  if (find_line (self, button, &line))
    gtk_widget_activate_action (GTK_WIDGET (self), action, "s", galley_bulletin_get_block (self->bulletin, line)->id);
}

static void
clicked_cb (GtkWidget *button, GalleyEditor *self)
{
  GtkWidget *child = gtk_button_get_child (GTK_BUTTON (button));

  act_on_block (self, button, GALLEY_IS_PICTURE_VIEW (child) ? "win.edit-picture" : "win.edit-view");
}

/* Keys that nothing in the widget wants are not for the text around it; those that press and leave a button are its own. */
static gboolean
stop_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state)
{
  static const guint own[] = { GDK_KEY_Tab, GDK_KEY_ISO_Left_Tab, GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_space };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (key == own[i])
      return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
button_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GalleyEditor *self)
{
  GtkWidget *button = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if (key == GDK_KEY_Up || key == GDK_KEY_Escape)
    left_cb (button, -1, self);
  else if (key == GDK_KEY_Down)
    left_cb (button, 1, self);
  else if ((key == GDK_KEY_Delete || key == GDK_KEY_BackSpace) &&
           GALLEY_IS_PICTURE_VIEW (gtk_button_get_child (GTK_BUTTON (button))))
    act_on_block (self, button, "win.remove-picture");
  else
    return stop_key_cb (controller, key, code, state);
  return GDK_EVENT_STOP;
}

static void
followed_cb (GalleyEditor *self, const char *text)
{
  g_signal_emit_by_name (self, "followed", text);
}

/* A chart or picture that is edited in a dialog of its own. */
static GtkWidget *
new_button (GalleyEditor *self, GtkWidget *child, const char *tooltip)
{
  GtkWidget *button = gtk_button_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_add_css_class (button, "chart");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (button_key_cb), self);
  gtk_widget_add_controller (button, keys);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, 0);
  return button;
}

static GtkWidget *
new_picture (GalleyEditor *self)
{
  GtkWidget *view = galley_picture_view_new ();

  g_signal_connect_object (view, "loaded", G_CALLBACK (galley_editor_resize_shows), self, G_CONNECT_SWAPPED);
  return new_button (self, view, _("Edit Picture"));
}

static GtkWidget *
new_table (GalleyEditor *self)
{
  GtkWidget *table = galley_table_edit_new (self->bulletin);
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (stop_key_cb), NULL);
  gtk_widget_add_controller (table, keys);
  g_signal_connect_object (table, "left", G_CALLBACK (left_cb), self, 0);
  g_signal_connect_object (table, "followed", G_CALLBACK (followed_cb), self, G_CONNECT_SWAPPED);
  if (self->threads)
    galley_table_edit_set_comments (GALLEY_TABLE_EDIT (table), self->threads);
  return table;
}

static GtkWidget *
new_widget (GalleyEditor *self, GalleyBlockKind kind)
{
  if (kind == GALLEY_BLOCK_PICTURE)
    return new_picture (self);
  if (kind == GALLEY_BLOCK_CHART)
    return new_button (self, galley_chart_picture_new (), _("Edit Chart"));
  return new_table (self);
}

static Show *
ensure_show (GalleyEditor *self, GalleyBlockData *block)
{
  Show *show = g_hash_table_lookup (self->shows, block->id);

  if (show && show->kind == block->kind)
    return show;
  if (show)
    {
      remove_show (self, show);
      g_hash_table_remove (self->shows, block->id);
    }
  show = g_new0 (Show, 1);
  show->kind = block->kind;
  show->widget = new_widget (self, block->kind);
  show->tag = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  gtk_widget_set_cursor_from_name (show->widget, "default");
  gtk_widget_set_parent (show->widget, GTK_WIDGET (self));
  g_hash_table_insert (self->shows, g_strdup (block->id), show);
  return show;
}

/* A chart without its caption, which is the line above it. */
static GalleyBlockData *
without_caption (GalleyBlockData *block)
{
  return galley_block_data_replace (block, 0, block->n_chars, "");
}

static void
show_chart (Show *show, const GalleySnapshot *snapshot, GalleyBlockData *block, int width)
{
  GtkWidget *picture = gtk_button_get_child (GTK_BUTTON (show->widget));
  g_autoptr (GalleyPlot) plot = galley_plot_new (snapshot, block);
  g_autofree char *words = galley_plot_describe (plot);
  g_autoptr (GalleyBlockData) bare = NULL;

  if (show->block == block && show->width == width && g_strcmp0 (words, show->words) == 0)
    return;
  bare = without_caption (block);
  galley_chart_picture_show (GALLEY_CHART_PICTURE (picture), snapshot, bare, MIN (width - PADDING, MAX_CHART));
  g_set_str (&show->words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (show->widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
show_picture (GalleyEditor *self, Show *show, GalleyBlockData *block, int width)
{
  GtkWidget *view = gtk_button_get_child (GTK_BUTTON (show->widget));
  const char *name = block->alt && *block->alt ? block->alt : *block->text ? block->text : _("Picture");

  galley_picture_view_show (GALLEY_PICTURE_VIEW (view), self->folder, block, MIN (width - PADDING, MAX_CHART));
  gtk_accessible_update_property (GTK_ACCESSIBLE (show->widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Makes as much space below the line as the widget needs, and only there. */
static void
make_space (GalleyEditor *self, Show *show)
{
  GtkTextIter start, end;
  int least, height;

  gtk_widget_measure (show->widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (show->widget, GTK_ORIENTATION_VERTICAL, least, &height, NULL, NULL, NULL);
  if (height != show->height)
    g_object_set (show->tag, "pixels-below-lines", ABOVE + height + BELOW, NULL);
  show->height = height;
  gtk_text_buffer_get_iter_at_line (self->buffer, &start, (int) show->line);
  end = start;
  gtk_text_iter_forward_line (&end);
  if (gtk_text_iter_starts_tag (&start, show->tag) && gtk_text_iter_ends_tag (&end, show->tag))
    return;
  {
    GtkTextIter first, last;

    gtk_text_buffer_get_bounds (self->buffer, &first, &last);
    gtk_text_buffer_remove_tag (self->buffer, show->tag, &first, &last);
  }
  gtk_text_buffer_apply_tag (self->buffer, show->tag, &start, &end);
}

static void
update_show (GalleyEditor *self, const GalleySnapshot *snapshot, guint line, int width)
{
  GalleyBlockData *block = galley_bulletin_get_block (self->bulletin, line);
  Show *show = ensure_show (self, block);

  show->used = TRUE;
  show->line = line;
  if (block->kind == GALLEY_BLOCK_CHART)
    show_chart (show, snapshot, block, width);
  else if (block->kind == GALLEY_BLOCK_PICTURE)
    show_picture (self, show, block, width);
  else if (show->block != block || !block->grid)
    galley_table_edit_set_block (GALLEY_TABLE_EDIT (show->widget), snapshot, block);
  galley_block_data_ref (block);
  g_clear_pointer (&show->block, galley_block_data_unref);
  show->block = block;
  show->width = width;
  if (block->kind == GALLEY_BLOCK_TABLE)
    gtk_widget_set_size_request (show->widget, width, -1);
  make_space (self, show);
}

/* Whether there is anything of a block but its caption. */
static gboolean
shows (const GalleySnapshot *snapshot, const GalleyBlockData *block)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (block->kind == GALLEY_BLOCK_PICTURE || (block->kind == GALLEY_BLOCK_TABLE && block->grid))
    return TRUE;
  rows = galley_snapshot_list_rows (snapshot, block);
  return rows->len > 0;
}

static void
drop_unused (GalleyEditor *self)
{
  GHashTableIter iter;
  Show *show;

  g_hash_table_iter_init (&iter, self->shows);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &show))
    if (!show->used)
      {
        remove_show (self, show);
        g_hash_table_iter_remove (&iter);
      }
}

/* Where the widgets begin, from the left end of the view. */
static int
get_left (GalleyEditor *self)
{
  return gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self)) + (int) (INSET_EMS * self->em);
}

/* Where the widget lies over its space, in the view. */
static int
find_y (GalleyEditor *self, Show *show)
{
  GtkTextIter start;
  int y, height;

  gtk_text_buffer_get_iter_at_line (self->buffer, &start, (int) show->line);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), &start, &y, &height);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, 0, y + height - BELOW - show->height, NULL,
                                         &y);
  return y;
}

static gboolean
place_cb (gpointer data)
{
  GalleyEditor *self = data;

  self->placing = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* The editor's own: what is drawn may have moved the lines since the widgets were placed. */
void
galley_editor_check_shows (GalleyEditor *self)
{
  GHashTableIter iter;
  Show *show;

  g_hash_table_iter_init (&iter, self->shows);
  while (self->placing == 0 && g_hash_table_iter_next (&iter, NULL, (gpointer *) &show))
    if (find_y (self, show) != show->y)
      self->placing = g_idle_add_full (G_PRIORITY_HIGH_IDLE, place_cb, self, NULL);
}

/* The editor's own: puts each widget over its space. */
void
galley_editor_allocate_shows (GalleyEditor *self)
{
  GHashTableIter iter;
  Show *show;

  g_hash_table_iter_init (&iter, self->shows);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &show))
    {
      GtkRequisition least;

      gtk_widget_get_preferred_size (show->widget, &least, NULL);
      show->y = find_y (self, show);
      gtk_widget_size_allocate (show->widget, &(GtkAllocation) { get_left (self), show->y, least.width, least.height }, -1);
    }
}

/* The editor's own: draws those that are seen. */
void
galley_editor_snapshot_shows (GalleyEditor *self, GtkSnapshot *snapshot)
{
  GHashTableIter iter;
  Show *show;

  g_hash_table_iter_init (&iter, self->shows);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &show))
    if (show->y < gtk_widget_get_height (GTK_WIDGET (self)) && show->y + show->height > 0)
      gtk_widget_snapshot_child (GTK_WIDGET (self), show->widget, snapshot);
}

/* The editor's own: brings what tables, charts and pictures show up to date. Nothing happens while an input method composes. */
void
galley_editor_update_shows (GalleyEditor *self)
{
  g_autoptr (GalleySnapshot) snapshot = NULL;
  int width = MAX (self->shown_width - get_left (self) - gtk_text_view_get_right_margin (GTK_TEXT_VIEW (self)), 120);
  GHashTableIter iter;
  Show *show;

  /* Before the view has a width there is nothing to fit them to. */
  if (self->composing || self->updating_shows || (self->bulletin && self->shown_width == 0))
    return;
  self->updating_shows = TRUE;
  g_hash_table_iter_init (&iter, self->shows);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &show))
    show->used = FALSE;
  for (guint i = 0; self->bulletin && i < galley_bulletin_get_n_blocks (self->bulletin); i++)
    {
      GalleyBlockData *block = galley_bulletin_get_block (self->bulletin, i);

      if (block->kind != GALLEY_BLOCK_TABLE && block->kind != GALLEY_BLOCK_CHART && block->kind != GALLEY_BLOCK_PICTURE)
        continue;
      if (snapshot == NULL)
        snapshot = galley_bulletin_snapshot (self->bulletin);
      if (shows (snapshot, block))
        update_show (self, snapshot, i, width);
    }
  drop_unused (self);
  self->updating_shows = FALSE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
resize_cb (gpointer data)
{
  GalleyEditor *self = data;

  self->resizing = 0;
  galley_editor_update_shows (self);
  return G_SOURCE_REMOVE;
}

/* The editor's own: the view has another width. What is shown is fitted once it is drawn, not while it is measured. */
void
galley_editor_resize_shows (GalleyEditor *self)
{
  if (self->resizing == 0)
    self->resizing = g_idle_add_full (G_PRIORITY_HIGH_IDLE, resize_cb, self, NULL);
}

/* The editor's own: whether the caret went into what is shown between it and the next line in @direction. */
gboolean
galley_editor_enter_show (GalleyEditor *self, int direction)
{
  GtkTextIter caret, next;
  guint line;
  Show *show;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &caret, gtk_text_buffer_get_insert (self->buffer));
  next = caret;
  line = gtk_text_iter_get_line (&caret);
  if (direction < 0 && line == 0)
    return FALSE;
  show = find_show (self, direction > 0 ? line : line - 1);
  if (show == NULL)
    return FALSE;
  if (direction > 0)
    gtk_text_view_forward_display_line (GTK_TEXT_VIEW (self), &next);
  else
    gtk_text_view_backward_display_line (GTK_TEXT_VIEW (self), &next);
  if ((guint) gtk_text_iter_get_line (&next) == line && !gtk_text_iter_equal (&next, &caret) && !gtk_text_iter_is_end (&next))
    return FALSE;
  return GALLEY_IS_TABLE_EDIT (show->widget)
           ? galley_table_edit_focus_cell (GALLEY_TABLE_EDIT (show->widget), direction > 0 ? 0 : G_MAXUINT, 0)
           : gtk_widget_grab_focus (show->widget);
}

/**
 * galley_editor_enter_block:
 * @block: the position of a table, chart or picture
 *
 * Takes the focus into the first cell of a table, or to a chart or picture.
 */
void
galley_editor_enter_block (GalleyEditor *self, guint block)
{
  galley_editor_enter_cell (self, block, 0, 0);
}

/**
 * galley_editor_enter_cell:
 * @block: the position of a table, chart or picture
 * @row: of a cell of a table
 * @column: of that cell
 *
 * Takes the focus into that cell, or to a chart or picture.
 */
void
galley_editor_enter_cell (GalleyEditor *self, guint block, guint row, guint column)
{
  Show *show = find_show (self, block);

  if (show == NULL)
    return;
  galley_editor_show_range (self, block, 0, 0);
  if (GALLEY_IS_TABLE_EDIT (show->widget))
    galley_table_edit_focus_cell (GALLEY_TABLE_EDIT (show->widget), row, column);
  else
    gtk_widget_grab_focus (show->widget);
}

/**
 * galley_editor_set_cell_comments:
 * @threads: (element-type GalleyThread): those on cells of its tables are shown there
 */
void
galley_editor_set_cell_comments (GalleyEditor *self, GPtrArray *threads)
{
  GHashTableIter iter;
  Show *show;

  g_clear_pointer (&self->threads, g_ptr_array_unref);
  self->threads = g_ptr_array_ref (threads);
  g_hash_table_iter_init (&iter, self->shows);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &show))
    if (GALLEY_IS_TABLE_EDIT (show->widget))
      galley_table_edit_set_comments (GALLEY_TABLE_EDIT (show->widget), threads);
}

/**
 * galley_editor_get_table:
 * @block: (out): the position of its block
 *
 * Returns: (transfer none) (nullable): the table in which a cell has the focus
 */
GalleyTableEdit *
galley_editor_get_table (GalleyEditor *self, guint *block)
{
  GHashTableIter iter;
  Show *show;

  g_hash_table_iter_init (&iter, self->shows);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &show))
    if (GALLEY_IS_TABLE_EDIT (show->widget) && gtk_widget_get_focus_child (show->widget))
      {
        *block = show->line;
        return GALLEY_TABLE_EDIT (show->widget);
      }
  return NULL;
}

/**
 * galley_editor_set_folder:
 * @folder: (nullable): what the paths of pictures are relative to
 */
void
galley_editor_set_folder (GalleyEditor *self, const char *folder)
{
  if (g_set_str (&self->folder, folder))
    galley_editor_update_shows (self);
}

/**
 * galley_editor_flush:
 *
 * Takes over what was typed into a cell of a table that has the focus.
 */
void
galley_editor_flush (GalleyEditor *self)
{
  guint block;
  GalleyTableEdit *table = galley_editor_get_table (self, &block);

  if (table)
    galley_table_edit_flush (table);
}

/* What lies over the text goes with it when the view is scrolled. */
static void
scrolled_cb (GalleyEditor *self)
{
  if (g_hash_table_size (self->shows) > 0)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
adjustment_set_cb (GalleyEditor *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));

  if (adjustment)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

/* The editor's own. */
void
galley_editor_init_shows (GalleyEditor *self)
{
  self->shows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, show_free);
  g_signal_connect (self, "notify::vadjustment", G_CALLBACK (adjustment_set_cb), NULL);
}

/* The editor's own: takes the widgets off the view. */
void
galley_editor_dispose_shows (GalleyEditor *self)
{
  GHashTableIter iter;
  Show *show;

  g_clear_handle_id (&self->placing, g_source_remove);
  g_clear_handle_id (&self->resizing, g_source_remove);
  g_clear_pointer (&self->threads, g_ptr_array_unref);
  g_hash_table_iter_init (&iter, self->shows);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &show))
    {
      remove_show (self, show);
      g_hash_table_iter_remove (&iter);
    }
}
