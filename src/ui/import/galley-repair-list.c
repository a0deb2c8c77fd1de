/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-repair-list.h"

#include <glib/gi18n-lib.h>

/* What an import did to a text. Each repair has a switch, and each kind of repair one for all of them. */

struct _GalleyRepairList
{
  AdwBin parent_instance;

  GalleyImport *import;
  GPtrArray *switches; /* for each repair: its row, NULL where nothing was changed or the row is not made yet */
  GHashTable *kinds;   /* rule -> AdwExpanderRow, for kinds of which there are several */
};

G_DEFINE_FINAL_TYPE (GalleyRepairList, galley_repair_list, ADW_TYPE_BIN)

/* More repairs of a kind than this are shown folded. */
#define MAX_UNFOLDED 3
/* Repairs of a kind that are shown one by one; for more there is the switch for all. */
#define MAX_SHOWN 200

static gboolean
is_mended (const GalleyRepair *repair)
{
  return repair->certainty == GALLEY_REPAIR_MENDED;
}

/* Whether a repair is made when the switch for its kind is on: as it came, or all where all had been refused. */
static gboolean
is_on (GalleyRepairList *self, const GalleyRepair *repair)
{
  AdwExpanderRow *kind = g_hash_table_lookup (self->kinds, repair->rule);

  return !repair->refused || (kind && g_object_get_data (G_OBJECT (kind), "refused"));
}

static gboolean
is_accepted (GalleyRepairList *self, guint position)
{
  const GalleyRepair *repair = g_ptr_array_index (self->import->repairs, position);
  AdwExpanderRow *kind = g_hash_table_lookup (self->kinds, repair->rule);
  AdwSwitchRow *row = g_ptr_array_index (self->switches, position);

  if (kind && !adw_expander_row_get_enable_expansion (kind))
    return FALSE;
  return row ? adw_switch_row_get_active (row) : is_on (self, repair);
}

static char *
dup_subtitle (const GalleyRepair *repair)
{
  g_autofree char *line = g_strdup_printf (_("Line %u"), repair->line);

  if (repair->after && *repair->after)
    return g_strdup_printf ("%s: %s → %s", line, repair->before, repair->after);
  return *repair->before ? g_strdup_printf ("%s: %s", line, repair->before) : g_steal_pointer (&line);
}

static GtkWidget *
new_row (const GalleyRepair *repair)
{
  GtkWidget *row = is_mended (repair) ? adw_switch_row_new () : adw_action_row_new ();
  g_autofree char *subtitle = dup_subtitle (repair);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), repair->message);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  return row;
}

static GtkWidget *
new_switch (GalleyRepairList *self, guint position)
{
  const GalleyRepair *repair = g_ptr_array_index (self->import->repairs, position);
  GtkWidget *row = new_row (repair);

  adw_switch_row_set_active (ADW_SWITCH_ROW (row), is_on (self, repair));
  self->switches->pdata[position] = row;
  return row;
}

static guint
count_kind (GalleyImport *import, const char *rule, guint *n_refused)
{
  guint count = 0;

  *n_refused = 0;
  for (guint i = 0; i < import->repairs->len; i++)
    {
      const GalleyRepair *repair = g_ptr_array_index (import->repairs, i);

      if (!is_mended (repair) || !g_str_equal (repair->rule, rule))
        continue;
      count++;
      *n_refused += repair->refused;
    }
  return count;
}

/* The rows of a kind are made when somebody looks. */
static void
expanded_cb (AdwExpanderRow *kind, GParamSpec *pspec, GalleyRepairList *self)
{
  const char *rule = g_object_get_data (G_OBJECT (kind), "rule");
  guint n_shown = 0, n_more = 0;

  if (!adw_expander_row_get_expanded (kind))
    return;
  g_signal_handlers_disconnect_by_func (kind, expanded_cb, self);
  for (guint i = 0; i < self->import->repairs->len; i++)
    {
      const GalleyRepair *repair = g_ptr_array_index (self->import->repairs, i);

      if (!is_mended (repair) || !g_str_equal (repair->rule, rule))
        continue;
      if (n_shown++ < MAX_SHOWN)
        adw_expander_row_add_row (kind, new_switch (self, i));
      else
        n_more++;
    }
  if (n_more > 0)
    {
      GtkWidget *more = adw_action_row_new ();
      g_autofree char *text = g_strdup_printf (ngettext ("and %u more place", "and %u more places", n_more), n_more);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), text);
      adw_expander_row_add_row (kind, more);
    }
}

/* The row that folds the repairs of a kind, NULL for a kind of which there are few. */
static AdwExpanderRow *
get_kind_row (GalleyRepairList *self, const GalleyRepair *repair, AdwPreferencesGroup *group)
{
  AdwExpanderRow *row = g_hash_table_lookup (self->kinds, repair->rule);
  guint n_refused, count = row == NULL ? count_kind (self->import, repair->rule, &n_refused) : 0;
  g_autofree char *subtitle = NULL;

  if (count <= MAX_UNFOLDED)
    return row;
  row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  subtitle = g_strdup_printf (ngettext ("%u place", "%u places", count), count);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), repair->message);
  adw_expander_row_set_subtitle (row, subtitle);
  adw_expander_row_set_show_enable_switch (row, TRUE);
  adw_expander_row_set_enable_expansion (row, n_refused < count);
  adw_expander_row_set_expanded (row, FALSE);
  g_object_set_data (G_OBJECT (row), "rule", (gpointer) repair->rule);
  g_object_set_data (G_OBJECT (row), "refused", GINT_TO_POINTER (n_refused == count));
  g_signal_connect (row, "notify::expanded", G_CALLBACK (expanded_cb), self);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  g_hash_table_insert (self->kinds, (gpointer) repair->rule, row);
  return row;
}

/* Repairs of one certainty, with what is said of them above. */
static AdwPreferencesGroup *
new_group (const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  return group;
}

/* Adds the repairs that are no more than told of. */
static AdwPreferencesGroup *
new_told_group (GalleyImport *import, GalleyRepairCertainty certainty, const char *title, const char *description)
{
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; i < import->repairs->len; i++)
    {
      const GalleyRepair *repair = g_ptr_array_index (import->repairs, i);

      if (repair->certainty != certainty)
        continue;
      if (group == NULL)
        group = new_group (title, description);
      adw_preferences_group_add (group, new_row (repair));
    }
  return group;
}

static AdwPreferencesGroup *
new_mended_group (GalleyRepairList *self)
{
  AdwPreferencesGroup *group = new_group (_("Mended"), _("Switch off what should stay as it came."));

  for (guint i = 0; i < self->import->repairs->len; i++)
    {
      const GalleyRepair *repair = g_ptr_array_index (self->import->repairs, i);

      if (is_mended (repair) && get_kind_row (self, repair, group) == NULL)
        adw_preferences_group_add (group, new_switch (self, i));
    }
  return group;
}

static void
galley_repair_list_finalize (GObject *object)
{
  GalleyRepairList *self = GALLEY_REPAIR_LIST (object);

  g_clear_pointer (&self->import, galley_import_unref);
  g_ptr_array_unref (self->switches);
  g_hash_table_unref (self->kinds);
  G_OBJECT_CLASS (galley_repair_list_parent_class)->finalize (object);
}

static void
galley_repair_list_class_init (GalleyRepairListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_repair_list_finalize;
}

static void
galley_repair_list_init (GalleyRepairList *self)
{
  self->switches = g_ptr_array_new ();
  self->kinds = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * galley_repair_list_new:
 * @import: with repairs
 *
 * Returns: a page of them: what is suspected, what was mended, what is beside the text
 */
GtkWidget *
galley_repair_list_new (GalleyImport *import)
{
  GalleyRepairList *self = g_object_new (GALLEY_TYPE_REPAIR_LIST, NULL);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *suspected = new_told_group (import, GALLEY_REPAIR_SUSPECTED, _("Suspected"),
                                                   _("Left as it came. Please look at it."));
  AdwPreferencesGroup *beside = galley_repair_list_new_beside (import);

  self->import = galley_import_ref (import);
  g_ptr_array_set_size (self->switches, import->repairs->len);
  if (suspected)
    adw_preferences_page_add (page, suspected);
  for (guint i = 0; i < import->repairs->len; i++)
    if (is_mended (g_ptr_array_index (import->repairs, i)))
      {
        adw_preferences_page_add (page, new_mended_group (self));
        break;
      }
  if (beside)
    adw_preferences_page_add (page, beside);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (page));
  return GTK_WIDGET (self);
}

/**
 * galley_repair_list_get_refused:
 *
 * Returns: (transfer container) (element-type utf8) (array zero-terminated=1): the ids of the repairs that are switched off
 */
GPtrArray *
galley_repair_list_get_refused (GalleyRepairList *self)
{
  GPtrArray *refused = g_ptr_array_new_null_terminated (0, NULL, TRUE);

  for (guint i = 0; i < self->import->repairs->len; i++)
    {
      GalleyRepair *repair = g_ptr_array_index (self->import->repairs, i);

      if (is_mended (repair) && !is_accepted (self, i))
        g_ptr_array_add (refused, repair->id);
    }
  return refused;
}

/**
 * galley_repair_list_differs:
 *
 * Returns: whether others are refused than when it was made
 */
gboolean
galley_repair_list_differs (GalleyRepairList *self)
{
  for (guint i = 0; i < self->import->repairs->len; i++)
    {
      const GalleyRepair *repair = g_ptr_array_index (self->import->repairs, i);

      if (is_mended (repair) && is_accepted (self, i) == repair->refused)
        return TRUE;
    }
  return FALSE;
}

/**
 * galley_repair_list_new_beside:
 *
 * Returns: (nullable): what a document has beside its text, one by one; %NULL for nothing
 */
AdwPreferencesGroup *
galley_repair_list_new_beside (GalleyImport *import)
{
  return new_told_group (import, GALLEY_REPAIR_BESIDE, _("Beside the Text"),
                         _("What the document has beside its text, and what became of it."));
}
