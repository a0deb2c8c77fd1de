/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-comments-pane.h"

#include <glib/gi18n-lib.h>

#include "galley-comment-row.h"

/* The bulletin's comments: what is open first, the rest by a filter. To find them takes one pass over the marks. */

enum
{
  SHOW_OPEN,
  SHOW_MINE,
  SHOW_OVERDUE,
  SHOW_BLOCKING,
  SHOW_ORPHANED,
  SHOW_RESOLVED,
  SHOW_ALL,
};

struct _GalleyCommentsPane
{
  AdwBin parent_instance;

  GtkDropDown *filter;
  GtkStack *stack;
  GtkListView *view;
  AdwStatusPage *empty;

  GalleyBulletin *bulletin;
  char *reader;
  char *today; /* as in 2024-04-16, when it was last looked at */
  GPtrArray *threads; /* (element-type GalleyThread): all of them */
  GListStore *items;  /* the same, as GalleyCommentItem */
  GtkFilterListModel *shown;
  guint idle;
};

G_DEFINE_FINAL_TYPE (GalleyCommentsPane, galley_comments_pane, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  UPDATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
filter_cb (gpointer item, gpointer data)
{
  GalleyCommentsPane *self = data;
  const GalleyThread *thread = galley_comment_item_get_thread (item);

  switch (gtk_drop_down_get_selected (self->filter))
    {
    case SHOW_OPEN:
      return galley_thread_is_open (thread);
    case SHOW_MINE:
      return galley_thread_is_open (thread) && self->reader && galley_thread_concerns (thread, self->reader);
    case SHOW_OVERDUE:
      return galley_thread_is_overdue (thread, self->today);
    case SHOW_BLOCKING:
      return galley_thread_is_blocking (thread);
    case SHOW_ORPHANED:
      return thread->orphaned;
    case SHOW_RESOLVED:
      return !galley_thread_is_open (thread);
    default:
      return TRUE;
    }
}

static void
update_shown (GalleyCommentsPane *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0, some;

  g_free (self->today);
  self->today = galley_comment_row_dup_today ();
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown), GTK_FILTER_CHANGE_DIFFERENT);
  some = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0;
  adw_status_page_set_title (self->empty, any ? _("No Such Comments") : _("No Comments"));
  adw_status_page_set_description (
    self->empty, any ? _("Choose above which others to show.")
                     : _("Select words, or stand in a paragraph or cell, and say what is to be said."));
  gtk_stack_set_visible_child_name (self->stack, some ? "list" : "empty");
}

static gboolean
update_cb (gpointer data)
{
  GalleyCommentsPane *self = data;
  g_autoptr (GalleySnapshot) now = galley_bulletin_snapshot (self->bulletin);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  self->idle = 0;
  g_ptr_array_unref (self->threads);
  self->threads = galley_comments_list (now);
  for (guint i = 0; i < self->threads->len; i++)
    g_ptr_array_add (items, galley_comment_item_new (g_ptr_array_index (self->threads, i)));
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
  update_shown (self);
  g_signal_emit (self, signals[UPDATED], 0);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (GalleyCommentsPane *self)
{
  if (self->idle || (galley_bulletin_get_list (self->bulletin, GALLEY_LIST_COMMENTS)->len == 0 &&
                     g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0))
    return;
  self->idle = g_idle_add (update_cb, self);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, galley_comment_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GalleyCommentItem *comment = gtk_list_item_get_item (item);
  g_autofree char *described = galley_comment_row_describe (comment);

  galley_comment_row_set_item (GALLEY_COMMENT_ROW (gtk_list_item_get_child (item)), comment);
  gtk_list_item_set_accessible_label (item, described);
}

static void
activate_cb (GalleyCommentsPane *self, guint position)
{
  g_autoptr (GalleyCommentItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  g_signal_emit (self, signals[ACTIVATED], 0, item);
}

static void
disconnect (GalleyCommentsPane *self)
{
  if (self->bulletin)
    g_signal_handlers_disconnect_by_data (self->bulletin, self);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->bulletin);
}

static void
galley_comments_pane_dispose (GObject *object)
{
  GalleyCommentsPane *self = GALLEY_COMMENTS_PANE (object);

  disconnect (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_COMMENTS_PANE);
  g_clear_object (&self->shown);
  g_clear_object (&self->items);
  g_clear_pointer (&self->threads, g_ptr_array_unref);
  g_clear_pointer (&self->reader, g_free);
  g_clear_pointer (&self->today, g_free);
  G_OBJECT_CLASS (galley_comments_pane_parent_class)->dispose (object);
}

static void
galley_comments_pane_class_init (GalleyCommentsPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_comments_pane_dispose;

  /**
   * GalleyCommentsPane::activated:
   * @item: (type GalleyCommentItem)
   *
   * What it is on is to be shown.
   */
  signals[ACTIVATED] = g_signal_new ("activated", GALLEY_TYPE_COMMENTS_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, GALLEY_TYPE_COMMENT_ITEM);

  /**
   * GalleyCommentsPane::updated:
   *
   * It lists what was said by now.
   */
  signals[UPDATED] =
    g_signal_new ("updated", GALLEY_TYPE_COMMENTS_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/review/galley-comments-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentsPane, filter);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentsPane, view);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentsPane, empty);
}

static void
galley_comments_pane_init (GalleyCommentsPane *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->threads = g_ptr_array_new ();
  self->items = g_list_store_new (GALLEY_TYPE_COMMENT_ITEM);
  self->shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)),
                                           GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->view, factory);
  {
    g_autoptr (GtkSelectionModel) selection =
      GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown))));

    gtk_list_view_set_model (self->view, selection);
  }
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter, "notify::selected", G_CALLBACK (update_shown), self, G_CONNECT_SWAPPED);
  /* Days pass while a window is open. */
  g_signal_connect (self, "map", G_CALLBACK (update_shown), NULL);
  update_shown (self);
}

/**
 * galley_comments_pane_set_bulletin:
 * @bulletin: (nullable): whose comments it lists
 */
void
galley_comments_pane_set_bulletin (GalleyCommentsPane *self, GalleyBulletin *bulletin)
{
  disconnect (self);
  g_list_store_remove_all (self->items);
  g_ptr_array_unref (self->threads);
  self->threads = g_ptr_array_new ();
  g_set_object (&self->bulletin, bulletin);
  update_shown (self);
  if (bulletin == NULL)
    return;
  g_signal_connect_object (bulletin, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[UPDATED], 0);
  changed_cb (self);
}

/**
 * galley_comments_pane_set_reader:
 * @name: who reads it, whose comments are "for me"
 */
void
galley_comments_pane_set_reader (GalleyCommentsPane *self, const char *name)
{
  if (g_set_str (&self->reader, name))
    update_shown (self);
}

/**
 * galley_comments_pane_get_threads:
 *
 * Returns: (transfer none) (element-type GalleyThread): all threads; there is another list once they change
 */
GPtrArray *
galley_comments_pane_get_threads (GalleyCommentsPane *self)
{
  return self->threads;
}
