/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-history-dialog.h"

#include <glib/gi18n-lib.h>

#include "galley-compare.h"
#include "galley-desk.h"
#include "galley-differences.h"

/* What the bulletin was at each save and stage, any two compared, and one of them chosen to be brought back. */

struct _GalleyHistoryDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *navigation;
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkListBox *list;
  AdwNavigationPage *comparison;
  AdwComboRow *other;
  AdwBin *differences;
  GtkWidget *restore;

  GalleySnapshot *now;
  char *path;
  GPtrArray *entries;        /* the newest first */
  GCancellable *cancellable; /* of all that the dialog waits for */
  GCancellable *comparing;   /* (nullable): the comparison that is waited for */
  guint chosen;              /* of the entries */
};

G_DEFINE_FINAL_TYPE (GalleyHistoryDialog, galley_history_dialog, ADW_TYPE_DIALOG)

enum
{
  RESTORE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A version with what changed since the one before it. */
typedef struct
{
  GalleyVersion *version;
  gboolean first;
  guint n_figures;
  guint n_characters;
} Entry;

/* Two bulletins to be compared in a thread. */
typedef struct
{
  GalleySnapshot *before, *after;
} Pair;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  galley_version_free (entry->version);
  g_free (entry);
}

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  galley_snapshot_unref (pair->before);
  galley_snapshot_unref (pair->after);
  g_free (pair);
}

static const Entry *
get_entry (GalleyHistoryDialog *self, guint position)
{
  return g_ptr_array_index (self->entries, position);
}

static char *
dup_time (const GalleyVersion *version)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local_usec (version->time);

  return time ? g_date_time_format (time, "%F %T") : g_strdup ("");
}

static void
add_part (GString *text, const char *part)
{
  if (part && *part)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static char *
describe_change (const Entry *entry)
{
  g_autofree char *figures = NULL, *characters = NULL;

  if (entry->first)
    return g_strdup (_("The first that was kept"));
  if (entry->n_figures == 0 && entry->n_characters == 0)
    return g_strdup (_("Same text and figures"));
  figures = g_strdup_printf (ngettext ("%u figure", "%u figures", entry->n_figures), entry->n_figures);
  characters = g_strdup_printf (ngettext ("%u other character", "%u other characters", entry->n_characters),
                                entry->n_characters);
  return g_strdup_printf (_("Changed: %s, %s"), figures, characters);
}

static char *
describe (const Entry *entry)
{
  const GalleyVersion *version = entry->version;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *change = version->snapshot ? describe_change (entry) : NULL;

  add_part (text, version->author);
  if (version->stage && version->snapshot)
    add_part (text, galley_review_state_get_title (galley_review_state (version->snapshot)));
  add_part (text, change);
  if (version->note)
    g_string_append_printf (text, "\n%s", version->note);
  if (version->error)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", version->error);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static GtkWidget *
new_row (const Entry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = dup_time (entry->version), *subtitle = describe (entry);
  gboolean readable = entry->version->snapshot != NULL;
  GtkWidget *icon = gtk_image_new_from_icon_name (readable ? "go-next-symbolic" : "dialog-warning-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), readable);
  return row;
}

/* The other sides of a comparison: the bulletin as it is now, then each version. */
static GtkStringList *
list_others (GalleyHistoryDialog *self)
{
  GtkStringList *others = gtk_string_list_new (NULL);

  gtk_string_list_append (others, _("What It Says Now"));
  for (guint i = 0; i < self->entries->len; i++)
    gtk_string_list_take (others, dup_time (get_entry (self, i)->version));
  return others;
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GalleyHistoryDialog *self = source;
  GError *error = NULL;
  g_autoptr (GPtrArray) versions = galley_desk_list_versions (self->path, self->now->id, cancellable, &error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  GalleySnapshot *last = NULL;

  if (versions == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_set_free_func (versions, NULL);
  for (guint i = 0; i < versions->len; i++)
    {
      Entry *entry = g_new0 (Entry, 1);

      entry->version = g_ptr_array_index (versions, i);
      entry->first = last == NULL;
      if (last && entry->version->snapshot && !g_cancellable_is_cancelled (cancellable))
        {
          g_autoptr (GalleyComparison) comparison = galley_compare (last, entry->version->snapshot, GALLEY_GRAIN_CHARACTERS);

          entry->n_figures = comparison->figures->len;
          entry->n_characters = galley_comparison_count_characters (comparison);
        }
      if (entry->version->snapshot)
        last = entry->version->snapshot;
      g_ptr_array_insert (entries, 0, entry);
    }
  g_task_return_pointer (task, g_steal_pointer (&entries), (GDestroyNotify) g_ptr_array_unref);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyHistoryDialog *self = GALLEY_HISTORY_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (entries == NULL)
    {
      adw_status_page_set_title (self->empty, _("The Versions Could Not Be Listed"));
      adw_status_page_set_description (self->empty, error->message);
    }
  gtk_stack_set_visible_child_name (self->stack, entries && entries->len > 0 ? "list" : "empty");
  if (entries == NULL)
    return;
  self->entries = g_steal_pointer (&entries);
  for (guint i = 0; i < self->entries->len; i++)
    gtk_list_box_append (self->list, new_row (get_entry (self, i)));
  if (self->entries->len > 0)
    gtk_widget_grab_focus (gtk_widget_get_first_child (GTK_WIDGET (self->list)));
}

static void
compare_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Pair *pair = data;

  g_task_return_pointer (task, galley_compare (pair->before, pair->after, GALLEY_GRAIN_WORDS), (GDestroyNotify) galley_comparison_free);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyHistoryDialog *self = GALLEY_HISTORY_DIALOG (source);
  g_autoptr (GalleyComparison) comparison = g_task_propagate_pointer (G_TASK (result), NULL);

  /* One that was cancelled comes too late: another pair is being compared, or the dialog is gone. */
  if (comparison)
    adw_bin_set_child (self->differences, galley_differences_new (comparison, GALLEY_DIFFERENCES_VERSIONS));
}

static void
compare_cb (GalleyHistoryDialog *self)
{
  guint other = adw_combo_row_get_selected (self->other);
  GalleySnapshot *chosen, *beside;
  g_autoptr (GTask) task = NULL;
  Pair *pair;

  if (self->entries == NULL || self->chosen >= self->entries->len || other > self->entries->len)
    return;
  g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  chosen = get_entry (self, self->chosen)->version->snapshot;
  beside = other == 0 ? self->now : get_entry (self, other - 1)->version->snapshot;
  if (beside == NULL)
    {
      adw_bin_set_child (self->differences, gtk_label_new (_("That version is damaged. Choose another.")));
      return;
    }
  self->comparing = g_cancellable_new ();
  task = g_task_new (self, self->comparing, compared_cb, NULL);
  pair = g_new0 (Pair, 1);
  /* Entries are the newest first: the older of the two is what came before. */
  pair->before = galley_snapshot_ref (other > self->chosen + 1 ? beside : chosen);
  pair->after = galley_snapshot_ref (other > self->chosen + 1 ? chosen : beside);
  g_task_set_task_data (task, pair, pair_free);
  g_task_run_in_thread (task, compare_thread);
}

static void
activated_cb (GalleyHistoryDialog *self, GtkListBoxRow *row)
{
  g_autoptr (GtkStringList) others = list_others (self);
  g_autofree char *title = NULL;

  self->chosen = (guint) gtk_list_box_row_get_index (row);
  title = dup_time (get_entry (self, self->chosen)->version);
  adw_navigation_page_set_title (self->comparison, title);
  adw_bin_set_child (self->differences, NULL);
  g_signal_handlers_block_by_func (self->other, compare_cb, self);
  adw_combo_row_set_model (self->other, G_LIST_MODEL (others));
  adw_combo_row_set_selected (self->other, 0);
  g_signal_handlers_unblock_by_func (self->other, compare_cb, self);
  compare_cb (self);
  adw_navigation_view_push (self->navigation, self->comparison);
}

static void
restore_cb (GalleyHistoryDialog *self)
{
  g_signal_emit (self, signals[RESTORE], 0);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
galley_history_dialog_closed (AdwDialog *dialog)
{
  GalleyHistoryDialog *self = GALLEY_HISTORY_DIALOG (dialog);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->comparing);
}

static void
galley_history_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_HISTORY_DIALOG);
  G_OBJECT_CLASS (galley_history_dialog_parent_class)->dispose (object);
}

static void
galley_history_dialog_finalize (GObject *object)
{
  GalleyHistoryDialog *self = GALLEY_HISTORY_DIALOG (object);

  g_clear_pointer (&self->now, galley_snapshot_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->comparing);
  g_free (self->path);
  G_OBJECT_CLASS (galley_history_dialog_parent_class)->finalize (object);
}

static void
galley_history_dialog_class_init (GalleyHistoryDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = galley_history_dialog_dispose;
  object_class->finalize = galley_history_dialog_finalize;
  ADW_DIALOG_CLASS (class)->closed = galley_history_dialog_closed;

  /**
   * GalleyHistoryDialog::restore:
   *
   * The version of galley_history_dialog_get_version() is to be what the bulletin says.
   */
  signals[RESTORE] = g_signal_new ("restore", GALLEY_TYPE_HISTORY_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleydesk/Galley/review/galley-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyHistoryDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, GalleyHistoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyHistoryDialog, empty);
  gtk_widget_class_bind_template_child (widget_class, GalleyHistoryDialog, list);
  gtk_widget_class_bind_template_child (widget_class, GalleyHistoryDialog, comparison);
  gtk_widget_class_bind_template_child (widget_class, GalleyHistoryDialog, other);
  gtk_widget_class_bind_template_child (widget_class, GalleyHistoryDialog, differences);
  gtk_widget_class_bind_template_child (widget_class, GalleyHistoryDialog, restore);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
}

static void
galley_history_dialog_init (GalleyHistoryDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_history_dialog_new:
 * @now: the bulletin as it is now
 * @path: (nullable): of its file
 *
 * Returns: (transfer floating): a dialog that lists the versions there are
 */
AdwDialog *
galley_history_dialog_new (GalleySnapshot *now, const char *path)
{
  GalleyHistoryDialog *self = g_object_new (GALLEY_TYPE_HISTORY_DIALOG, NULL);
  g_autoptr (GTask) task = NULL;

  self->now = galley_snapshot_ref (now);
  self->path = g_strdup (path);
  task = g_task_new (self, self->cancellable, loaded_cb, NULL);
  g_task_run_in_thread (task, load_thread);
  return ADW_DIALOG (self);
}

/**
 * galley_history_dialog_get_version:
 *
 * Returns: (transfer none): the version that is being looked at; one that can be read
 */
const GalleyVersion *
galley_history_dialog_get_version (GalleyHistoryDialog *self)
{
  g_return_val_if_fail (GALLEY_IS_HISTORY_DIALOG (self) && self->entries, NULL);
  return get_entry (self, self->chosen)->version;
}
