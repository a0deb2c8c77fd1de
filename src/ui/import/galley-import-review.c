/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-import-review.h"

#include <glib/gi18n-lib.h>

#include "galley-editor.h"
#include "galley-proposal-list.h"
#include "galley-proposed.h"
#include "galley-repair-list.h"

/* One text on its way in: what it is made of, what was mended and found, and what it has beside its text. */

/* Blocks of a kind that are listed; a longer text is counted. */
#define MAX_LISTED 200

struct _GalleyImportReview
{
  AdwNavigationPage parent_instance;

  AdwToolbarView *view;

  GalleyImportItem *item;
  AdwActionRow *figures; /* (unowned): says how many are chosen */
};

G_DEFINE_FINAL_TYPE (GalleyImportReview, galley_import_review, ADW_TYPE_NAVIGATION_PAGE)

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (page, group);
  return group;
}

static GtkWidget *
init_row (GtkWidget *row, const char *title, const char *subtitle)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static char *
dup_line (const GalleyBlockData *block)
{
  return *block->text ? g_strdelimit (g_strdup (block->text), "\n", ' ') : g_strdup (_("Without text"));
}

static GtkWidget *
new_block_row (const char *title, const char *subtitle)
{
  GtkWidget *row = init_row (adw_action_row_new (), title, subtitle);

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  return row;
}

/* The blocks of one kind: the only one, or how many and folded each of them. */
static void
add_kind (AdwPreferencesGroup *group, const GalleySnapshot *snapshot, GalleyBlockKind kind)
{
  const char *title = galley_block_kind_get_title (kind);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *count = NULL;
  GtkWidget *row;

  for (guint i = 0; i < snapshot->blocks->len; i++)
    if (((GalleyBlockData *) g_ptr_array_index (snapshot->blocks, i))->kind == kind)
      g_ptr_array_add (lines, dup_line (g_ptr_array_index (snapshot->blocks, i)));
  if (lines->len == 1)
    adw_preferences_group_add (group, new_block_row (title, g_ptr_array_index (lines, 0)));
  if (lines->len < 2)
    return;
  count = g_strdup_printf ("%u", lines->len);
  row = init_row (adw_expander_row_new (), title, count);
  for (guint i = 0; i < MIN (lines->len, MAX_LISTED); i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), new_block_row (g_ptr_array_index (lines, i), ""));
  adw_preferences_group_add (group, row);
}

/* In the order of an article, as galley_block_kind_get_title() has the kinds. */
static void
add_structure (AdwPreferencesPage *page, const GalleySnapshot *snapshot)
{
  AdwPreferencesGroup *group = add_group (page, _("Structure"));
  char *const *details = snapshot->details->fields;
  g_autoptr (GPtrArray) known = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  static const GalleyDetailsField shown[] = { GALLEY_DETAILS_SERIES, GALLEY_DETAILS_DISTRICT, GALLEY_DETAILS_PERIOD,
                                              GALLEY_DETAILS_DATE };

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    if (*details[shown[i]])
      g_ptr_array_add (known, details[shown[i]]);
  if (known->len > 0)
    {
      g_autofree char *text = g_strjoinv (" · ", (char **) known->pdata);

      adw_preferences_group_add (group, init_row (adw_action_row_new (), _("Details"), text));
    }
  for (guint kind = 0; kind < GALLEY_N_BLOCK_KINDS; kind++)
    add_kind (group, snapshot, kind);
}

static AdwNavigationPage *
push (GalleyImportReview *self, const char *title, GtkWidget *child)
{
  GtkWidget *view = adw_toolbar_view_new ();
  AdwNavigationPage *page = adw_navigation_page_new (view, title);

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), child);
  adw_navigation_view_push (
    ADW_NAVIGATION_VIEW (gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW)), page);
  return page;
}

/* The text is read again without what was switched off. */
static void
repairs_hiding_cb (AdwNavigationPage *page, GalleyImportReview *self)
{
  GalleyRepairList *list = GALLEY_REPAIR_LIST (adw_toolbar_view_get_content (ADW_TOOLBAR_VIEW (adw_navigation_page_get_child (page))));
  g_autoptr (GPtrArray) refused = NULL;

  if (!galley_repair_list_differs (list))
    return;
  refused = galley_repair_list_get_refused (list);
  galley_import_item_refuse (self->item, (const char *const *) refused->pdata);
}

static void
repairs_cb (GalleyImportReview *self)
{
  AdwNavigationPage *page =
    push (self, _("Repairs"), galley_repair_list_new (galley_import_item_get_import (self->item)));

  g_signal_connect_object (page, "hiding", G_CALLBACK (repairs_hiding_cb), self, 0);
}

static void
show_figures (GalleyImportReview *self)
{
  GListModel *proposed = galley_import_item_get_proposed (self->item);
  g_autofree char *text = g_strdup_printf (_("%u of %u chosen"), galley_proposed_list_count_chosen (proposed),
                                           g_list_model_get_n_items (proposed));

  adw_action_row_set_subtitle (self->figures, text);
}

static void
figures_cb (GalleyImportReview *self)
{
  GtkWidget *list = g_object_new (GALLEY_TYPE_PROPOSAL_LIST, NULL);

  galley_proposal_list_set_model (GALLEY_PROPOSAL_LIST (list), galley_import_item_get_proposed (self->item));
  g_signal_connect_object (list, "changed", G_CALLBACK (show_figures), self, G_CONNECT_SWAPPED);
  push (self, _("Indicators"), list);
}

static GtkWidget *
add_door (AdwPreferencesGroup *group, const char *title, const char *subtitle, GCallback callback, GalleyImportReview *self)
{
  GtkWidget *row = init_row (adw_action_row_new (), title, subtitle), *next = gtk_image_new_from_icon_name ("go-next-symbolic");

  if (callback)
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), next);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", callback, self, G_CONNECT_SWAPPED);
    }
  else
    g_object_unref (g_object_ref_sink (next));
  adw_preferences_group_add (group, row);
  return row;
}

static void
add_decisions (GalleyImportReview *self, AdwPreferencesPage *page)
{
  GalleyImport *import = galley_import_item_get_import (self->item);
  AdwPreferencesGroup *group = add_group (page, _("Mended and Found"));
  guint counts[3] = { 0 }, n_refused = 0;
  gboolean figures = g_list_model_get_n_items (galley_import_item_get_proposed (self->item)) > 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < import->repairs->len; i++)
    {
      const GalleyRepair *repair = g_ptr_array_index (import->repairs, i);

      counts[repair->certainty]++;
      n_refused += repair->refused;
    }
  text = g_strdup_printf (_("%u mended, %u refused, %u suspected"), counts[GALLEY_REPAIR_MENDED] - n_refused, n_refused,
                          counts[GALLEY_REPAIR_SUSPECTED]);
  if (counts[GALLEY_REPAIR_MENDED] + counts[GALLEY_REPAIR_SUSPECTED] > 0)
    add_door (group, _("Repairs"), text, G_CALLBACK (repairs_cb), self);
  else
    add_door (group, _("Repairs"), _("Nothing needed mending"), NULL, self);
  self->figures = ADW_ACTION_ROW (add_door (group, _("Indicators"), _("No figures that could be indicators"),
                                            figures ? G_CALLBACK (figures_cb) : NULL, self));
  if (figures)
    show_figures (self);
}

/* Nothing is lost without being listed. */
static void
add_account (GalleyImportReview *self, AdwPreferencesPage *page)
{
  GalleyImport *import = galley_import_item_get_import (self->item);
  const char *missing = galley_import_item_get_missing (self->item);
  AdwPreferencesGroup *beside = galley_repair_list_new_beside (import), *group = add_group (page, _("Account"));
  GtkWidget *structure;

  if (beside)
    adw_preferences_page_add (page, beside);
  adw_preferences_group_add (
    group, *missing ? init_row (adw_action_row_new (), _("These characters came nowhere. Please look for them."), missing)
                    : init_row (adw_action_row_new (), _("Every character of the text is accounted for"),
                                _("In the article, its details and credits, as structure, or in a repair")));
  if (import->structure->len == 0)
    return;
  structure = init_row (adw_expander_row_new (), _("Became Structure"), _("Labels, marks and rules that are printed anew"));
  for (guint i = 0; i < import->structure->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (structure),
                              init_row (adw_action_row_new (), g_ptr_array_index (import->structure, i), ""));
  adw_preferences_group_add (group, structure);
}

static void
show (GalleyImportReview *self)
{
  AdwPreferencesPage *page;

  if (galley_import_item_get_state (self->item) != GALLEY_IMPORT_READY)
    return;
  page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  add_decisions (self, page);
  add_structure (page, galley_import_item_get_import (self->item)->snapshot);
  add_account (self, page);
  adw_toolbar_view_set_content (self->view, GTK_WIDGET (page));
}

static void
galley_import_review_finalize (GObject *object)
{
  g_clear_object (&GALLEY_IMPORT_REVIEW (object)->item);
  G_OBJECT_CLASS (galley_import_review_parent_class)->finalize (object);
}

static void
galley_import_review_class_init (GalleyImportReviewClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_import_review_finalize;
}

static void
galley_import_review_init (GalleyImportReview *self)
{
  self->view = ADW_TOOLBAR_VIEW (adw_toolbar_view_new ());
  adw_toolbar_view_add_top_bar (self->view, adw_header_bar_new ());
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), GTK_WIDGET (self->view));
}

/**
 * galley_import_review_new:
 * @item: that is ready
 */
AdwNavigationPage *
galley_import_review_new (GalleyImportItem *item)
{
  GalleyImportReview *self = g_object_new (GALLEY_TYPE_IMPORT_REVIEW, "title", galley_import_item_get_title (item), NULL);

  self->item = g_object_ref (item);
  g_signal_connect_object (item, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return ADW_NAVIGATION_PAGE (self);
}
