/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-outline.h"

#include <glib/gi18n-lib.h>

#include "galley-article.h"
#include "galley-transaction.h"

/* The article's sections. One is moved by dragging it onto another's place, or with Alt and an arrow. What comes
 * before the first heading stays where it is. */

struct _GalleyOutline
{
  AdwBin parent_instance;

  GtkListView *view;
  GtkSingleSelection *selection;
  GalleyBulletin *bulletin;
};

G_DEFINE_FINAL_TYPE (GalleyOutline, galley_outline, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GalleySection *
dup_section (GalleyOutline *self, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (self->selection), position);
}

/* Puts the section at @from where the one at @to is: below it when it comes from above, else above it. */
static gboolean
move_section (GalleyOutline *self, guint from, guint to)
{
  g_autoptr (GalleySection) moved = dup_section (self, from);
  g_autoptr (GalleySection) target = dup_section (self, to);
  GalleyTransaction *transaction;
  guint first, n, place;

  if (from == to || moved == NULL || target == NULL || !galley_section_get_has_heading (moved) ||
      !galley_section_get_has_heading (target))
    return FALSE;
  first = galley_section_get_first (moved);
  n = galley_section_get_n_blocks (moved);
  place = galley_section_get_first (target);
  if (place > first)
    place += galley_section_get_n_blocks (target) - n;
  transaction = galley_transaction_begin (self->bulletin, _("Section Move"));
  galley_transaction_move (transaction, GALLEY_LIST_BLOCKS, NULL, first, n, place);
  galley_transaction_commit (transaction);
  gtk_single_selection_set_selected (self->selection, to);
  return TRUE;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, GtkListItem *item)
{
  GalleySection *section = gtk_list_item_get_item (item);

  if (section == NULL || !galley_section_get_has_heading (section))
    return NULL;
  return gdk_content_provider_new_typed (GALLEY_TYPE_SECTION, section);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, paintable, 0, 0);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, GtkListItem *item)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  GalleyOutline *self = GALLEY_OUTLINE (gtk_widget_get_ancestor (row, GALLEY_TYPE_OUTLINE));
  gpointer section = g_value_get_object (value);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr (GalleySection) each = dup_section (self, i);

      if (each == section)
        return move_section (self, i, gtk_list_item_get_position (item));
    }
  return FALSE;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (GALLEY_TYPE_SECTION, GDK_ACTION_MOVE);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_list_item_set_child (item, label);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), item);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), NULL);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), item);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (target));
}

static void
show_title (GtkListItem *item)
{
  GalleySection *section = gtk_list_item_get_item (item);
  const char *title;

  if (section == NULL)
    return;
  title = galley_section_get_has_heading (section) ? galley_section_get_title (section) : _("Opening");
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), *title ? title : _("Untitled Section"));
  gtk_list_item_set_accessible_label (item, *title ? title : _("Untitled Section"));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  show_title (item);
  g_signal_connect_object (gtk_list_item_get_item (item), "notify::title", G_CALLBACK (show_title), item,
                           G_CONNECT_SWAPPED);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_title, item);
}

static void
activate_cb (GalleyOutline *self, guint position)
{
  g_autoptr (GalleySection) section = dup_section (self, position);

  if (section)
    g_signal_emit (self, signals[ACTIVATED], 0, galley_section_get_first (section));
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyOutline *self = GALLEY_OUTLINE (widget);
  guint selected = gtk_single_selection_get_selected (self->selection);
  int step = g_variant_get_int32 (parameter);

  if (selected != GTK_INVALID_LIST_POSITION && (step > 0 || selected > 0))
    move_section (self, selected, selected + step);
}

static void
galley_outline_dispose (GObject *object)
{
  GalleyOutline *self = GALLEY_OUTLINE (object);

  g_clear_object (&self->bulletin);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (galley_outline_parent_class)->dispose (object);
}

static void
galley_outline_class_init (GalleyOutlineClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_outline_dispose;

  /**
   * GalleyOutline::activated:
   * @block: the position of the section's first block
   */
  signals[ACTIVATED] =
    g_signal_new ("activated", GALLEY_TYPE_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_install_action (widget_class, "outline.move", "i", move_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "outline.move", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "outline.move", "i", 1);
}

static void
galley_outline_init (GalleyOutline *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  self->view = GTK_LIST_VIEW (
    gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), g_steal_pointer (&factory)));
  gtk_list_view_set_single_click_activate (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Outline"), -1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  adw_bin_set_child (ADW_BIN (self), scroller);
}

/**
 * galley_outline_set_bulletin:
 * @bulletin: (nullable) (transfer none): whose sections are listed
 */
void
galley_outline_set_bulletin (GalleyOutline *self, GalleyBulletin *bulletin)
{
  if (g_set_object (&self->bulletin, bulletin))
    gtk_single_selection_set_model (self->selection,
                                    bulletin ? G_LIST_MODEL (galley_bulletin_get_article (bulletin)) : NULL);
}

/**
 * galley_outline_follow:
 * @block: the block with the caret
 *
 * Selects the section that holds it.
 */
void
galley_outline_follow (GalleyOutline *self, guint block)
{
  if (self->bulletin)
    gtk_single_selection_set_selected (
      self->selection, galley_article_find_section (galley_bulletin_get_article (self->bulletin), block));
}
