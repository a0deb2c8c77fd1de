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
  AdwComboRow *from, *to;
  GalleyDifferences *differences;
  GtkButton *restore;

  GalleySnapshot *now;
  char *path;
  GPtrArray *entries;        /* the newest first */
  GPtrArray *readable;       /* those of the entries that can be compared */
  GCancellable *cancellable; /* of all that the dialog waits for */
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

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  galley_version_free (entry->version);
  g_free (entry);
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

/* What can be compared: the bulletin as it is now, then each version. */
static GtkStringList *
list_sides (GalleyHistoryDialog *self)
{
  GtkStringList *sides = gtk_string_list_new (NULL);

  gtk_string_list_append (sides, _("What It Says Now"));
  for (guint i = 0; i < self->readable->len; i++)
    gtk_string_list_take (sides, dup_time (((Entry *) g_ptr_array_index (self->readable, i))->version));
  return sides;
}

/* Returns: (nullable): the version of a side; %NULL for the bulletin as it is now */
static const GalleyVersion *
version_of (GalleyHistoryDialog *self, AdwComboRow *side)
{
  guint selected = adw_combo_row_get_selected (side);

  return selected == 0 || selected > self->readable->len ? NULL
                                                         : ((Entry *) g_ptr_array_index (self->readable, selected - 1))->version;
}

static const char *
name_of (AdwComboRow *side)
{
  return gtk_string_object_get_string (GTK_STRING_OBJECT (adw_combo_row_get_selected_item (side)));
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
  self->readable = g_ptr_array_new ();
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = get_entry (self, i);

      gtk_list_box_append (self->list, new_row (entry));
      if (entry->version->snapshot)
        g_ptr_array_add (self->readable, (gpointer) entry);
    }
  if (self->entries->len > 0)
    gtk_widget_grab_focus (gtk_widget_get_first_child (GTK_WIDGET (self->list)));
}

static void
compare_cb (GalleyHistoryDialog *self)
{
  const GalleyVersion *from, *to;
  g_autofree char *label = NULL;

  if (self->readable == NULL || adw_combo_row_get_selected_item (self->from) == NULL ||
      adw_combo_row_get_selected_item (self->to) == NULL)
    return;
  from = version_of (self, self->from);
  to = version_of (self, self->to);
  galley_differences_compare (self->differences, from ? from->snapshot : self->now, name_of (self->from),
                              to ? to->snapshot : self->now, name_of (self->to));
  /* Translators: the time of a version */
  label = g_strdup_printf (_("_Restore %s"), name_of (self->from));
  gtk_button_set_label (self->restore, label);
  gtk_button_set_use_underline (self->restore, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->restore), from != NULL);
}

static void
activated_cb (GalleyHistoryDialog *self, GtkListBoxRow *row)
{
  g_autoptr (GtkStringList) sides = list_sides (self);
  guint at = 0;

  g_ptr_array_find (self->readable, get_entry (self, (guint) gtk_list_box_row_get_index (row)), &at);
  g_signal_handlers_block_by_func (self->from, compare_cb, self);
  g_signal_handlers_block_by_func (self->to, compare_cb, self);
  adw_combo_row_set_model (self->from, G_LIST_MODEL (sides));
  adw_combo_row_set_model (self->to, G_LIST_MODEL (sides));
  adw_combo_row_set_selected (self->from, at + 1);
  adw_combo_row_set_selected (self->to, 0);
  g_signal_handlers_unblock_by_func (self->from, compare_cb, self);
  g_signal_handlers_unblock_by_func (self->to, compare_cb, self);
  compare_cb (self);
  adw_navigation_view_push_by_tag (self->navigation, "comparison");
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
  g_clear_pointer (&self->readable, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
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
  gtk_widget_class_bind_template_child (widget_class, GalleyHistoryDialog, from);
  gtk_widget_class_bind_template_child (widget_class, GalleyHistoryDialog, to);
  gtk_widget_class_bind_template_child (widget_class, GalleyHistoryDialog, differences);
  gtk_widget_class_bind_template_child (widget_class, GalleyHistoryDialog, restore);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
}

static void
galley_history_dialog_init (GalleyHistoryDialog *self)
{
  g_type_ensure (GALLEY_TYPE_DIFFERENCES);
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
 * Returns: (transfer none): the version that is compared from, when it is to be restored
 */
const GalleyVersion *
galley_history_dialog_get_version (GalleyHistoryDialog *self)
{
  g_return_val_if_fail (GALLEY_IS_HISTORY_DIALOG (self) && self->readable, NULL);
  return version_of (self, self->from);
}
