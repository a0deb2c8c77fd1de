/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-roll-pane.h"

#include <glib/gi18n-lib.h>

#include "galley-roll.h"

/* What a bulletin that was rolled still says of the period before, counted down while it is worked on. It is worked out
 * anew in a thread after each change; rows that stay the same stay where they are. */

#define PAUSE_MSEC 120

#define GALLEY_TYPE_STALE (galley_stale_get_type ())
G_DECLARE_FINAL_TYPE (GalleyStale, galley_stale, GALLEY, STALE, GObject)

/* A stale place in a list; all places of one answer share its array. */
struct _GalleyStale
{
  GObject parent_instance;

  GPtrArray *all;
  const GalleyStalePlace *place;
};

struct _GalleyRollPane
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *count;
  GtkListView *view;
  AdwStatusPage *done;

  GalleyBulletin *bulletin;
  GListStore *store;
  GCancellable *cancellable;
  guint source;
  gboolean rolling;
};

G_DEFINE_FINAL_TYPE (GalleyStale, galley_stale, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (GalleyRollPane, galley_roll_pane, ADW_TYPE_BIN)

enum
{
  PROP_ROLLING = 1,
  N_PROPS
};

enum
{
  ACTIVATED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
galley_stale_finalize (GObject *object)
{
  g_ptr_array_unref (GALLEY_STALE (object)->all);
  G_OBJECT_CLASS (galley_stale_parent_class)->finalize (object);
}

static void
galley_stale_class_init (GalleyStaleClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_stale_finalize;
}

static void
galley_stale_init (GalleyStale *self)
{
}

static GalleyStale *
new_stale (GPtrArray *all, guint position)
{
  GalleyStale *self = g_object_new (GALLEY_TYPE_STALE, NULL);

  self->all = g_ptr_array_ref (all);
  self->place = g_ptr_array_index (all, position);
  return self;
}

/* Whether a row for the one is as good as a row for the other: it reads the same and leads to the same place. */
static gboolean
same_place (const GalleyStalePlace *a, const GalleyStalePlace *b)
{
  return a->reason == b->reason && a->start == b->start && a->length == b->length && g_strcmp0 (a->block, b->block) == 0 &&
         g_strcmp0 (a->row, b->row) == 0 && g_strcmp0 (a->field, b->field) == 0 && g_str_equal (a->text, b->text) &&
         g_strcmp0 (a->sentence, b->sentence) == 0;
}

static const GalleyStalePlace *
get_place (GalleyRollPane *self, guint position)
{
  g_autoptr (GalleyStale) stale = g_list_model_get_item (G_LIST_MODEL (self->store), position);

  return stale->place; /* the store keeps it */
}

/* Replaces what is between the rows that are the same at both ends. */
static void
take (GalleyRollPane *self, GPtrArray *places)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->store)), head = 0, tail = 0;

  while (head < MIN (n_old, places->len) && same_place (get_place (self, head), g_ptr_array_index (places, head)))
    head++;
  while (tail < MIN (n_old, places->len) - head &&
         same_place (get_place (self, n_old - 1 - tail), g_ptr_array_index (places, places->len - 1 - tail)))
    tail++;
  for (guint i = head; i < places->len - tail; i++)
    g_ptr_array_add (added, new_stale (places, i));
  if (n_old - head - tail > 0 || added->len > 0)
    g_list_store_splice (self->store, head, n_old - head - tail, added->pdata, added->len);
}

static void
show_count (GalleyRollPane *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  const char *from = galley_bulletin_get_details (self->bulletin)->fields[GALLEY_DETAILS_ROLLED_FROM];
  g_autofree char *count = g_strdup_printf (ngettext ("%u place is still of %s", "%u places are still of %s", n), n, from);
  g_autofree char *done = g_strdup_printf (_("Nothing is left of %s."), from);
  const char *was = gtk_stack_get_visible_child_name (self->stack);

  gtk_label_set_label (self->count, count);
  adw_status_page_set_description (self->done, done);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "done");
  if (n == 0 && g_strcmp0 (was, "list") == 0)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), done, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
stale_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, galley_roll_find_stale (data), (GDestroyNotify) g_ptr_array_unref);
}

static void
stale_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyRollPane *self = GALLEY_ROLL_PANE (source);
  g_autoptr (GPtrArray) places = g_task_propagate_pointer (G_TASK (result), NULL);

  if (places == NULL || self->bulletin == NULL || !self->rolling)
    return;
  take (self, places);
  show_count (self);
}

/* A run that is under way is of a bulletin that is no more, so its answer is not waited for. */
static gboolean
run_cb (gpointer data)
{
  GalleyRollPane *self = data;
  g_autoptr (GTask) task = NULL;

  self->source = 0;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, stale_cb, NULL);
  g_task_set_task_data (task, galley_bulletin_snapshot (self->bulletin), (GDestroyNotify) galley_snapshot_unref);
  g_task_run_in_thread (task, stale_thread);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (GalleyRollPane *self)
{
  gboolean rolling = self->bulletin &&
                     *galley_bulletin_get_details (self->bulletin)->fields[GALLEY_DETAILS_ROLLED_FROM] != '\0';

  if (rolling && self->source == 0)
    self->source = g_timeout_add (PAUSE_MSEC, run_cb, self);
  else if (!rolling)
    g_clear_handle_id (&self->source, g_source_remove);
  if (rolling == self->rolling)
    return;
  self->rolling = rolling;
  if (!rolling)
    g_list_store_remove_all (self->store);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ROLLING]);
}

static void
activate_cb (GalleyRollPane *self, guint position)
{
  const GalleyStalePlace *place = get_place (self, position);

  g_signal_emit (self, signals[ACTIVATED], 0, place->block ? place->block : place->row, place->block == NULL, place->start,
                 place->length);
}

static void
keep_cb (GtkWidget *button, GalleyRollPane *self)
{
  g_autoptr (GalleyStale) stale = g_object_ref (gtk_list_item_get_item (g_object_get_data (G_OBJECT (button), "item")));
  GalleyTransaction *transaction = galley_transaction_begin (self->bulletin, _("Still Right"));

  galley_roll_keep (transaction, self->bulletin, stale->place);
  galley_transaction_commit (transaction);
}

static void
finish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyRollPane *self = GALLEY_ROLL_PANE (widget);
  GalleyTransaction *transaction = galley_transaction_begin (self->bulletin, _("Roll"));

  galley_transaction_set_details_field (transaction, GALLEY_DETAILS_ROLLED_FROM, "");
  galley_transaction_commit (transaction);
}

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GalleyRollPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *keep = gtk_button_new_from_icon_name ("object-select-symbolic");

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), new_label ("heading"));
  gtk_box_append (GTK_BOX (lines), new_label ("body"));
  gtk_box_append (GTK_BOX (lines), new_label ("caption"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (lines), "dim-label");
  gtk_widget_set_valign (keep, GTK_ALIGN_START);
  gtk_widget_add_css_class (keep, "flat");
  gtk_widget_add_css_class (keep, "circular");
  g_object_set_data (G_OBJECT (keep), "item", item);
  g_signal_connect (keep, "clicked", G_CALLBACK (keep_cb), self);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), keep);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const GalleyStalePlace *place = ((GalleyStale *) gtk_list_item_get_item (item))->place;
  GtkWidget *lines = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *keep = gtk_widget_get_next_sibling (lines), *label = gtk_widget_get_first_child (lines);
  const char *reason = galley_stale_reason_get_title (place->reason);
  gboolean cell = place->reason == GALLEY_STALE_CELL;
  g_autofree char *was = cell && *place->text ? g_strdup_printf (_("Was %s"), place->text) : NULL;
  const char *text = was ? was : place->text;
  g_autofree char *sentence = g_strstrip (g_strdup (place->sentence ? place->sentence : ""));
  g_autofree char *spoken = g_strdup_printf ("%s: %s: %s", reason, text, sentence);

  /* What a row is called says more than what its cell was. */
  gtk_label_set_label (GTK_LABEL (label), cell ? sentence : text);
  label = gtk_widget_get_next_sibling (label);
  gtk_label_set_label (GTK_LABEL (label), cell ? text : sentence);
  gtk_widget_set_visible (label, *gtk_label_get_label (GTK_LABEL (label)) != '\0');
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (label)), reason);
  gtk_widget_set_visible (keep, place->reason != GALLEY_STALE_BOUND);
  gtk_widget_set_tooltip_text (keep, was ? _("Same as Before") : _("Still Right"));
  gtk_list_item_set_accessible_label (item, spoken);
}

static void
galley_roll_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ROLLING)
    g_value_set_boolean (value, GALLEY_ROLL_PANE (object)->rolling);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
galley_roll_pane_dispose (GObject *object)
{
  galley_roll_pane_set_bulletin (GALLEY_ROLL_PANE (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_ROLL_PANE);
  G_OBJECT_CLASS (galley_roll_pane_parent_class)->dispose (object);
}

static void
galley_roll_pane_finalize (GObject *object)
{
  g_object_unref (GALLEY_ROLL_PANE (object)->store);
  g_object_unref (GALLEY_ROLL_PANE (object)->cancellable);
  G_OBJECT_CLASS (galley_roll_pane_parent_class)->finalize (object);
}

static void
galley_roll_pane_class_init (GalleyRollPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->get_property = galley_roll_pane_get_property;
  G_OBJECT_CLASS (class)->dispose = galley_roll_pane_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_roll_pane_finalize;

  /**
   * GalleyRollPane:rolling:
   *
   * Whether the bulletin is being rolled to its period from the one before.
   */
  props[PROP_ROLLING] = g_param_spec_boolean ("rolling", NULL, NULL, FALSE,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, props);

  /**
   * GalleyRollPane::activated:
   * @id: (nullable): the id of the block, of the row, or of a table for its title; %NULL for the details
   * @row: whether it is not a block
   * @start: where in the block, in code points
   * @length: in code points
   */
  signals[ACTIVATED] =
    g_signal_new ("activated", GALLEY_TYPE_ROLL_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                  G_TYPE_STRING, G_TYPE_BOOLEAN, G_TYPE_UINT, G_TYPE_UINT);

  gtk_widget_class_install_action (widget_class, "roll.finish", NULL, finish_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/series/galley-roll-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyRollPane, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyRollPane, count);
  gtk_widget_class_bind_template_child (widget_class, GalleyRollPane, view);
  gtk_widget_class_bind_template_child (widget_class, GalleyRollPane, done);
}

static void
galley_roll_pane_init (GalleyRollPane *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;
  GtkSingleSelection *single;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->store = g_list_store_new (GALLEY_TYPE_STALE);
  single = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (single, FALSE);
  gtk_single_selection_set_can_unselect (single, TRUE);
  gtk_single_selection_set_model (single, G_LIST_MODEL (self->store));
  selection = GTK_SELECTION_MODEL (single);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, selection);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
}

/**
 * galley_roll_pane_set_bulletin:
 * @bulletin: (nullable) (transfer none): what is perhaps being rolled
 */
void
galley_roll_pane_set_bulletin (GalleyRollPane *self, GalleyBulletin *bulletin)
{
  if (self->bulletin)
    g_signal_handlers_disconnect_by_func (self->bulletin, changed_cb, self);
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->bulletin, bulletin);
  if (bulletin)
    g_signal_connect_object (bulletin, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}
