/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-differences.h"

#include <glib/gi18n-lib.h>

#include "galley-compare.h"
#include "galley-difference-item.h"
#include "galley-difference-row.h"

/* What differs between two bulletins, found in a thread: figures, details, and the article with what went and came in it, in one
 * text or in two columns. */

struct _GalleyDifferences
{
  AdwBin parent_instance;

  GtkLabel *summary;
  AdwToggleGroup *layout_group;
  GtkWidget *bar;
  GtkWidget *headings;
  GtkLabel *before_label, *after_label;
  GtkStack *stack;
  GtkListView *view;

  GSettings *settings;
  GListStore *items;             /* (nullable) */
  GtkSingleSelection *selection; /* (nullable) */
  GCancellable *cancellable;     /* (nullable): of the comparison that is waited for */
  guint n_figures;
  gboolean narrow;
  gboolean side_by_side; /* as it is wanted; where it is narrow, there is one column */
};

G_DEFINE_FINAL_TYPE (GalleyDifferences, galley_differences, ADW_TYPE_BIN)

enum
{
  PROP_NARROW = 1,
  PROP_SIDE_BY_SIDE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* Two bulletins to be compared. */
typedef struct
{
  GalleySnapshot *before, *after;
} Pair;

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  galley_snapshot_unref (pair->before);
  galley_snapshot_unref (pair->after);
  g_free (pair);
}

static GalleyDifferenceItem *
item_at (GalleyDifferences *self, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (self->items), position);
}

static guint
count (GalleyDifferences *self)
{
  return self->items ? g_list_model_get_n_items (G_LIST_MODEL (self->items)) : 0;
}

static gboolean
differs_at (GalleyDifferences *self, guint position)
{
  g_autoptr (GalleyDifferenceItem) item = item_at (self, position);

  return galley_difference_item_differs (item);
}

static void
go_to (GalleyDifferences *self, guint position)
{
  gtk_list_view_scroll_to (self->view, position, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
}

/* How many differences there are, and which of them is looked at. */
static void
update_summary (GalleyDifferences *self)
{
  guint selected = self->selection ? gtk_single_selection_get_selected (self->selection) : GTK_INVALID_LIST_POSITION;
  guint n = 0, at = 0;
  g_autofree char *differences = NULL, *figures = NULL, *text = NULL;

  for (guint i = 0; i < count (self); i++)
    if (differs_at (self, i))
      {
        n++;
        at = i == selected ? n : at;
      }
  differences = g_strdup_printf (ngettext ("%u difference", "%u differences", n), n);
  figures = g_strdup_printf (ngettext ("%u figure", "%u figures", self->n_figures), self->n_figures);
  if (at > 0)
    text = g_strdup_printf (_("%u of %s, %s"), at, differences, figures);
  else
    text = g_strdup_printf (_("%s, %s"), differences, figures);
  gtk_label_set_label (self->summary, n > 0 ? text : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "differences.next", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "differences.previous", n > 0);
}

/* Rows. */

static void
clicked_cb (GtkListItem *row)
{
  gtk_widget_activate_action (gtk_list_item_get_child (row), "list.activate-item", "u", gtk_list_item_get_position (row));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *row, gpointer side_by_side)
{
  GalleyDifferenceItem *item = gtk_list_item_get_item (row);
  gboolean deed = item->kind == GALLEY_DIFFERENCE_ITEM_FIGURE || item->kind == GALLEY_DIFFERENCE_ITEM_FOLD;
  gboolean heading = item->kind == GALLEY_DIFFERENCE_ITEM_HEADING;
  g_autofree char *words = galley_difference_item_describe (item);
  GtkWidget *child = galley_difference_row_new (item, GPOINTER_TO_INT (side_by_side));

  gtk_list_item_set_accessible_label (row, words);
  gtk_list_item_set_activatable (row, deed);
  gtk_list_item_set_selectable (row, !heading);
  gtk_list_item_set_focusable (row, !heading);
  gtk_list_item_set_child (row, child);
  if (deed)
    g_signal_connect_object (gtk_widget_get_first_child (child), "clicked", G_CALLBACK (clicked_cb), row, G_CONNECT_SWAPPED);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *row)
{
  gtk_list_item_set_child (row, NULL);
}

static void
update_layout (GalleyDifferences *self)
{
  gboolean side_by_side = self->side_by_side && !self->narrow;
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GINT_TO_POINTER (side_by_side));
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->view, factory);
  g_object_unref (factory);
  adw_toggle_group_set_active_name (self->layout_group, self->side_by_side ? "side-by-side" : "inline");
  gtk_widget_set_visible (GTK_WIDGET (self->layout_group), !self->narrow);
  gtk_widget_set_visible (self->headings, side_by_side);
}

static void
layout_cb (GalleyDifferences *self)
{
  gboolean side_by_side = g_strcmp0 (adw_toggle_group_get_active_name (self->layout_group), "side-by-side") == 0;

  if (side_by_side != self->side_by_side)
    g_object_set (self, "side-by-side", side_by_side, NULL);
}

/* A figure leads to where it is, a fold opens. */
static void
activate_cb (GalleyDifferences *self, guint position)
{
  g_autoptr (GalleyDifferenceItem) item = item_at (self, position);

  if (item->kind == GALLEY_DIFFERENCE_ITEM_FOLD)
    {
      galley_difference_items_unfold (self->items, position);
      go_to (self, position);
    }
  for (guint i = position + 1; item->figure && i < count (self); i++)
    {
      g_autoptr (GalleyDifferenceItem) other = item_at (self, i);

      if (galley_difference_item_differs (other) && other->block == item->figure->block &&
          other->record == item->figure->record)
        {
          go_to (self, i);
          return;
        }
    }
}

/* After the last comes the first. */
static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyDifferences *self = GALLEY_DIFFERENCES (widget);
  guint n = count (self), at = n > 0 ? gtk_single_selection_get_selected (self->selection) : 0;
  gboolean next = g_str_equal (name, "differences.next");

  if (at == GTK_INVALID_LIST_POSITION)
    at = next ? n - 1 : 0;
  for (guint i = 0; i < n; i++)
    {
      at = (at + (next ? 1 : n - 1)) % n;
      if (differs_at (self, at))
        {
          go_to (self, at);
          return;
        }
    }
}

/* Comparing. */

static void
compare_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Pair *pair = data;

  g_task_return_pointer (task, galley_compare (pair->before, pair->after, GALLEY_GRAIN_WORDS),
                         (GDestroyNotify) galley_comparison_unref);
}

static void
show (GalleyDifferences *self, GalleyComparison *comparison)
{
  gboolean same = galley_comparison_is_empty (comparison);

  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  if (!same)
    {
      self->items = galley_difference_items_new (comparison);
      self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
      gtk_single_selection_set_autoselect (self->selection, FALSE);
      gtk_single_selection_set_can_unselect (self->selection, TRUE);
      gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
      g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (update_summary), self, G_CONNECT_SWAPPED);
    }
  self->n_figures = comparison->figures->len;
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  gtk_stack_set_visible_child_name (self->stack, same ? "same" : "list");
  gtk_widget_set_visible (self->bar, !same);
  gtk_widget_set_visible (self->headings, !same && self->side_by_side && !self->narrow);
  update_summary (self);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyDifferences *self = GALLEY_DIFFERENCES (source);
  g_autoptr (GalleyComparison) comparison = g_task_propagate_pointer (G_TASK (result), NULL);

  /* One that was cancelled comes too late: another pair is being compared, or nobody looks. */
  if (comparison)
    show (self, comparison);
}

static void
galley_differences_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyDifferences *self = GALLEY_DIFFERENCES (object);

  if (id == PROP_NARROW)
    g_value_set_boolean (value, self->narrow);
  else if (id == PROP_SIDE_BY_SIDE)
    g_value_set_boolean (value, self->side_by_side);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
galley_differences_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GalleyDifferences *self = GALLEY_DIFFERENCES (object);
  gboolean *changed = id == PROP_NARROW ? &self->narrow : &self->side_by_side;

  if (id != PROP_NARROW && id != PROP_SIDE_BY_SIDE)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (*changed != g_value_get_boolean (value))
    {
      *changed = g_value_get_boolean (value);
      update_layout (self);
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
galley_differences_dispose (GObject *object)
{
  GalleyDifferences *self = GALLEY_DIFFERENCES (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_DIFFERENCES);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (galley_differences_parent_class)->dispose (object);
}

static void
galley_differences_class_init (GalleyDifferencesClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = galley_differences_get_property;
  object_class->set_property = galley_differences_set_property;
  object_class->dispose = galley_differences_dispose;

  props[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_SIDE_BY_SIDE] = g_param_spec_boolean ("side-by-side", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "differences.next", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "differences.previous", NULL, step_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/review/galley-differences.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyDifferences, summary);
  gtk_widget_class_bind_template_child (widget_class, GalleyDifferences, layout_group);
  gtk_widget_class_bind_template_child (widget_class, GalleyDifferences, bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyDifferences, headings);
  gtk_widget_class_bind_template_child (widget_class, GalleyDifferences, before_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyDifferences, after_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyDifferences, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyDifferences, view);
  gtk_widget_class_bind_template_callback (widget_class, layout_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
galley_differences_init (GalleyDifferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (GALLEY_APP_ID);
  g_settings_bind (self->settings, "compare-side-by-side", self, "side-by-side", G_SETTINGS_BIND_DEFAULT);
  update_layout (self);
  update_summary (self);
}

GtkWidget *
galley_differences_new (void)
{
  return g_object_new (GALLEY_TYPE_DIFFERENCES, NULL);
}

/**
 * galley_differences_compare:
 * @before: one bulletin
 * @before_name: what to call it
 * @after: the other
 * @after_name: what to call it
 *
 * Shows what differs between the two as soon as it is known; what was being compared is given up.
 */
void
galley_differences_compare (
  GalleyDifferences *self, GalleySnapshot *before, const char *before_name, GalleySnapshot *after, const char *after_name)
{
  g_autoptr (GTask) task = NULL;
  Pair *pair = g_new0 (Pair, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_label (self->before_label, before_name);
  gtk_label_set_label (self->after_label, after_name);
  gtk_stack_set_visible_child_name (self->stack, "wait");
  task = g_task_new (self, self->cancellable, compared_cb, NULL);
  pair->before = galley_snapshot_ref (before);
  pair->after = galley_snapshot_ref (after);
  g_task_set_task_data (task, pair, pair_free);
  g_task_run_in_thread (task, compare_thread);
}
