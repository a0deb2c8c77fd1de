/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-suggestions-pane.h"

#include <glib/gi18n-lib.h>

#include "galley-suggestion-row.h"

/* The suggestions that wait, found in a thread once the bulletin has been still for a moment. */

#define PAUSE_MSEC 250

struct _GalleySuggestionsPane
{
  AdwBin parent_instance;

  GtkToggleButton *suggesting;
  GtkDropDown *filter;
  GtkStack *stack;
  GtkListView *view;
  GtkButton *accept_button, *reject_button;

  GalleyBulletin *bulletin;
  gboolean suggests;
  GListStore *items;
  GtkFilterListModel *shown;
  GtkMultiSelection *selection;
  GtkStringList *filters; /* the names of what can be shown: all, then authors, kinds, sections */
  GCancellable *cancellable;
  guint pause;
  guint last;       /* the item that was looked at last, by its place among those shown */
  gboolean filling; /* the list is being made anew; nobody chose anything */
};

G_DEFINE_FINAL_TYPE (GalleySuggestionsPane, galley_suggestions_pane, ADW_TYPE_BIN)

enum
{
  PROP_SUGGESTING = 1,
  N_PROPS
};

enum
{
  ACTIVATED,
  DECIDED,
  UPDATED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static GalleySuggestionItem *
item_at (GalleySuggestionsPane *self, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (self->shown), position);
}

/* Filters. */

static const char *
get_filter (GalleySuggestionsPane *self)
{
  guint selected = gtk_drop_down_get_selected (self->filter);

  return selected == 0 || selected == GTK_INVALID_LIST_POSITION ? NULL : gtk_string_list_get_string (self->filters, selected);
}

static gboolean
filter_cb (gpointer item, gpointer data)
{
  const char *wanted = get_filter (data);
  const GalleySuggestion *suggestion = galley_suggestion_item_get_suggestion (item);

  return wanted == NULL || g_str_equal (wanted, galley_suggestion_item_get_author (item)) ||
         g_str_equal (wanted, galley_suggestion_item_get_section (item)) ||
         g_str_equal (wanted, galley_suggestion_kind_get_title (suggestion->kind));
}

static void
add_filter (GPtrArray *names, const char *name)
{
  if (*name && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, (gpointer) name);
}

/* What can be shown by itself: each author, kind and section that there is. */
static void
update_filters (GalleySuggestionsPane *self)
{
  g_autofree char *kept = g_strdup (get_filter (self));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items)), at;

  g_ptr_array_add (names, (gpointer) _("All Suggestions"));
  for (int pass = 0; pass < 3; pass++)
    for (guint i = 0; i < n; i++)
      {
        g_autoptr (GalleySuggestionItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

        add_filter (names, pass == 0   ? galley_suggestion_item_get_author (item)
                           : pass == 1 ? galley_suggestion_kind_get_title (galley_suggestion_item_get_suggestion (item)->kind)
                                       : galley_suggestion_item_get_section (item));
      }
  g_ptr_array_add (names, NULL);
  gtk_string_list_splice (self->filters, 0, g_list_model_get_n_items (G_LIST_MODEL (self->filters)),
                          (const char *const *) names->pdata);
  at = kept ? gtk_string_list_find (self->filters, kept) : 0;
  gtk_drop_down_set_selected (self->filter, at == GTK_INVALID_LIST_POSITION ? 0 : at);
}

static void
update_buttons (GalleySuggestionsPane *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint n_chosen = gtk_bitset_get_size (selected), n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  g_autofree char *accept = NULL, *reject = NULL;

  if (n_chosen > 0)
    {
      accept = g_strdup_printf (_("Accept (%u)"), n_chosen);
      reject = g_strdup_printf (_("Reject (%u)"), n_chosen);
    }
  else
    {
      accept = g_strdup_printf (_("Accept All (%u)"), n);
      reject = g_strdup_printf (_("Reject All (%u)"), n);
    }
  gtk_button_set_label (self->accept_button, accept);
  gtk_button_set_label (self->reject_button, reject);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "suggestions.accept", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "suggestions.reject", n > 0);
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0 ? "list" : "empty");
}

static void
filter_changed_cb (GalleySuggestionsPane *self)
{
  GtkFilter *filter = gtk_filter_list_model_get_filter (self->shown);

  if (self->filling)
    return;
  gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_buttons (self);
}

/* Reading. */

static const char *
section_of (const GalleySnapshot *snapshot, guint position)
{
  for (guint i = MIN (position + 1, snapshot->blocks->len); i > 0; i--)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i - 1);

      if (block->kind == GALLEY_BLOCK_HEADING)
        return block->text;
    }
  return "";
}

typedef struct
{
  guint position; /* of its block; past all of them for what is not in the text */
  guint start;
  guint number;
  GalleySuggestionItem *item;
} Placed;

static int
compare_placed_cb (gconstpointer a, gconstpointer b)
{
  const Placed *x = a, *y = b;

  if (x->position != y->position)
    return x->position < y->position ? -1 : 1;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return x->number < y->number ? -1 : 1;
}

/* Lists the items in the order of the text, whoever's they are. */
static void
list_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GalleySnapshot *snapshot = data;
  g_autoptr (GPtrArray) list = galley_suggestions_list (snapshot);
  g_autoptr (GHashTable) positions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) placed = g_array_new (FALSE, FALSE, sizeof (Placed));
  g_autoptr (GalleyReport) report = NULL;
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < snapshot->blocks->len; i++)
    g_hash_table_insert (positions, ((GalleyBlockData *) g_ptr_array_index (snapshot->blocks, i))->id, GUINT_TO_POINTER (i));
  for (guint i = 0; i < list->len; i++)
    {
      GalleySuggestion *suggestion = g_ptr_array_index (list, i);
      guint position = suggestion->block ? GPOINTER_TO_UINT (g_hash_table_lookup (positions, suggestion->block)) : G_MAXUINT;
      Placed place = { position, suggestion->start, i, NULL };
      GPtrArray *consequences = NULL;
      g_autofree char *section = g_strdelimit (g_strdup (section_of (snapshot, position)), "\n", ' ');

      if (suggestion->kind == GALLEY_SUGGESTION_FIGURE && !g_cancellable_is_cancelled (cancellable))
        {
          report = report ? report : galley_report_new (snapshot, NULL, NULL, NULL, NULL);
          consequences = galley_suggestion_weigh (snapshot, report, suggestion);
        }
      place.item = galley_suggestion_item_new (suggestion, consequences, suggestion->block ? section : "");
      g_array_append_val (placed, place);
    }
  g_ptr_array_set_free_func (list, NULL);
  g_array_sort (placed, compare_placed_cb);
  for (guint i = 0; i < placed->len; i++)
    g_ptr_array_add (items, g_array_index (placed, Placed, i).item);
  g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleySuggestionsPane *self = GALLEY_SUGGESTIONS_PANE (source);
  g_autoptr (GPtrArray) items = g_task_propagate_pointer (G_TASK (result), NULL);
  g_auto (GStrv) chosen = NULL;

  if (items == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  chosen = galley_suggestions_pane_list_chosen (self);
  self->filling = TRUE;
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
  update_filters (self);
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown), GTK_FILTER_CHANGE_DIFFERENT);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shown)); i++)
    {
      g_autoptr (GalleySuggestionItem) item = item_at (self, i);

      if (g_strv_contains ((const char *const *) chosen, galley_suggestion_item_get_suggestion (item)->id))
        gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), i, FALSE);
    }
  self->filling = FALSE;
  update_buttons (self);
  g_signal_emit (self, signals[UPDATED], 0);
}

static gboolean
pause_cb (gpointer data)
{
  GalleySuggestionsPane *self = data;
  g_autoptr (GTask) task = NULL;

  self->pause = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, listed_cb, NULL);
  g_task_set_task_data (task, galley_bulletin_snapshot (self->bulletin), (GDestroyNotify) galley_snapshot_unref);
  g_task_run_in_thread (task, list_thread);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (GalleySuggestionsPane *self)
{
  if (galley_bulletin_get_list (self->bulletin, GALLEY_LIST_LAYERS)->len == 0 &&
      g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    return;
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MSEC, pause_cb, self);
}

/* Rows. */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, galley_suggestion_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GalleySuggestionItem *suggestion = gtk_list_item_get_item (item);
  g_autofree char *described = galley_suggestion_row_describe (suggestion);

  galley_suggestion_row_set_item (GALLEY_SUGGESTION_ROW (gtk_list_item_get_child (item)), suggestion);
  gtk_list_item_set_accessible_label (item, described);
}

static void
go_to (GalleySuggestionsPane *self, guint position)
{
  g_autoptr (GalleySuggestionItem) item = item_at (self, position);
  const GalleySuggestion *suggestion;

  if (item == NULL)
    return;
  self->last = position;
  suggestion = galley_suggestion_item_get_suggestion (item);
  g_signal_emit (self, signals[ACTIVATED], 0, suggestion->row && !suggestion->block ? suggestion->row : suggestion->block,
                 suggestion->row && !suggestion->block, suggestion->start, suggestion->length);
}

static void
activate_cb (GalleySuggestionsPane *self, guint position)
{
  go_to (self, position);
}

static void
selection_changed_cb (GalleySuggestionsPane *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  if (self->filling)
    return;
  if (gtk_bitset_get_size (selected) == 1)
    self->last = gtk_bitset_get_minimum (selected);
  update_buttons (self);
}

static void
show_place_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *id;
  gboolean row;
  guint start, length;

  g_variant_get (parameter, "(&sbuu)", &id, &row, &start, &length);
  g_signal_emit (widget, signals[ACTIVATED], 0, id, row, start, length);
}

/* Decisions. */

static void
decide_one_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *ids[] = { g_variant_get_string (parameter, NULL), NULL };

  g_signal_emit (widget, signals[DECIDED], 0, ids, g_str_equal (name, "suggestions.accept-one"));
}

/* Those that are chosen, else all that are shown. */
static void
decide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleySuggestionsPane *self = GALLEY_SUGGESTIONS_PANE (widget);
  g_auto (GStrv) ids = galley_suggestions_pane_list_chosen (self);

  if (*ids == NULL)
    {
      g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shown)); i++)
        {
          g_autoptr (GalleySuggestionItem) item = item_at (self, i);

          g_strv_builder_add (all, galley_suggestion_item_get_suggestion (item)->id);
        }
      g_strfreev (ids);
      ids = g_strv_builder_end (all);
    }
  g_signal_emit (self, signals[DECIDED], 0, ids, g_str_equal (name, "suggestions.accept"));
}

static void
galley_suggestions_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SUGGESTING)
    g_value_set_boolean (value, GALLEY_SUGGESTIONS_PANE (object)->suggests);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
galley_suggestions_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GalleySuggestionsPane *self = GALLEY_SUGGESTIONS_PANE (object);

  if (id != PROP_SUGGESTING)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (self->suggests != g_value_get_boolean (value))
    {
      self->suggests = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
galley_suggestions_pane_dispose (GObject *object)
{
  GalleySuggestionsPane *self = GALLEY_SUGGESTIONS_PANE (object);

  if (self->items)
    galley_suggestions_pane_set_bulletin (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_SUGGESTIONS_PANE);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->items);
  g_clear_object (&self->filters);
  G_OBJECT_CLASS (galley_suggestions_pane_parent_class)->dispose (object);
}

static void
galley_suggestions_pane_class_init (GalleySuggestionsPaneClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = galley_suggestions_pane_get_property;
  object_class->set_property = galley_suggestions_pane_set_property;
  object_class->dispose = galley_suggestions_pane_dispose;

  /**
   * GalleySuggestionsPane:suggesting:
   *
   * Whether what the person at the keyboard changes waits for a decision.
   */
  props[PROP_SUGGESTING] = g_param_spec_boolean ("suggesting", NULL, NULL, FALSE,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * GalleySuggestionsPane::activated:
   * @id: (nullable): of a block or row
   * @row: whether it is a row's
   * @start: in the block
   * @length: there
   *
   * The place is to be shown.
   */
  signals[ACTIVATED] = g_signal_new ("activated", GALLEY_TYPE_SUGGESTIONS_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 4, G_TYPE_STRING, G_TYPE_BOOLEAN, G_TYPE_UINT, G_TYPE_UINT);

  /**
   * GalleySuggestionsPane::decided:
   * @ids: the suggestions
   * @accept: whether they are to be accepted, or rejected
   */
  signals[DECIDED] = g_signal_new ("decided", GALLEY_TYPE_SUGGESTIONS_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   2, G_TYPE_STRV, G_TYPE_BOOLEAN);

  /**
   * GalleySuggestionsPane::updated:
   *
   * It lists what waits now.
   */
  signals[UPDATED] =
    g_signal_new ("updated", GALLEY_TYPE_SUGGESTIONS_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleydesk/Galley/review/galley-suggestions-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleySuggestionsPane, suggesting);
  gtk_widget_class_bind_template_child (widget_class, GalleySuggestionsPane, filter);
  gtk_widget_class_bind_template_child (widget_class, GalleySuggestionsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleySuggestionsPane, view);
  gtk_widget_class_bind_template_child (widget_class, GalleySuggestionsPane, accept_button);
  gtk_widget_class_bind_template_child (widget_class, GalleySuggestionsPane, reject_button);
  gtk_widget_class_install_action (widget_class, "suggestions.show-place", "(sbuu)", show_place_action);
  gtk_widget_class_install_action (widget_class, "suggestions.accept-one", "s", decide_one_action);
  gtk_widget_class_install_action (widget_class, "suggestions.reject-one", "s", decide_one_action);
  gtk_widget_class_install_action (widget_class, "suggestions.accept", NULL, decide_action);
  gtk_widget_class_install_action (widget_class, "suggestions.reject", NULL, decide_action);
}

static void
galley_suggestions_pane_init (GalleySuggestionsPane *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (GALLEY_TYPE_SUGGESTION_ITEM);
  self->shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->items)),
                                           GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL)));
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  self->filters = gtk_string_list_new (NULL);
  gtk_drop_down_set_model (self->filter, G_LIST_MODEL (self->filters));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter, "notify::selected", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_object_bind_property (self, "suggesting", self->suggesting, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  update_filters (self);
  update_buttons (self);
}

/**
 * galley_suggestions_pane_set_bulletin:
 * @bulletin: (nullable): whose suggestions it lists
 */
void
galley_suggestions_pane_set_bulletin (GalleySuggestionsPane *self, GalleyBulletin *bulletin)
{
  if (self->bulletin)
    g_signal_handlers_disconnect_by_data (self->bulletin, self);
  g_clear_handle_id (&self->pause, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_list_store_remove_all (self->items);
  g_set_object (&self->bulletin, bulletin);
  update_buttons (self);
  if (bulletin == NULL)
    return;
  g_signal_connect_object (bulletin, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}

/**
 * galley_suggestions_pane_get_items:
 *
 * Returns: (transfer none): all that wait, as #GalleySuggestionItem, in the order of the text
 */
GListModel *
galley_suggestions_pane_get_items (GalleySuggestionsPane *self)
{
  return G_LIST_MODEL (self->items);
}

/**
 * galley_suggestions_pane_step:
 * @direction: 1 for the next one, -1 for the one before; behind the last comes the first
 *
 * Chooses another one of those shown, and shows its place.
 */
void
galley_suggestions_pane_step (GalleySuggestionsPane *self, int direction)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  gboolean chosen = !gtk_bitset_is_empty (selected);

  if (n == 0)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  /* With none chosen, the last one was decided on, and the next stands in its place. */
  if (direction > 0)
    self->last = (self->last + chosen) % n;
  else
    self->last = (MIN (self->last, n) + n - 1) % n;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), self->last, TRUE);
  gtk_list_view_scroll_to (self->view, self->last, GTK_LIST_SCROLL_FOCUS, NULL);
  go_to (self, self->last);
}

/**
 * galley_suggestions_pane_list_chosen:
 *
 * Returns: (transfer full): the ids of those that are chosen
 */
char **
galley_suggestions_pane_list_chosen (GalleySuggestionsPane *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < gtk_bitset_get_size (selected); i++)
    {
      g_autoptr (GalleySuggestionItem) item = item_at (self, gtk_bitset_get_nth (selected, i));

      if (item)
        g_strv_builder_add (ids, galley_suggestion_item_get_suggestion (item)->id);
    }
  return g_strv_builder_end (ids);
}
