/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-choice-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* GTK says otherwise when the row comes into a window and finds its action. */
static void
say_disabled_cb (GtkWidget *row)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_DISABLED, TRUE, -1);
}

/**
 * galley_choice_row_new:
 * @choice: something that could happen to the bulletin
 *
 * One that the user may not bring about looks so and says so to a screen reader, but the keys come to it: its reason is to be
 * read, and win.review says it once more.
 *
 * Returns: (transfer floating): a row of what it is and where it leads, or why not
 */
GtkWidget *
galley_choice_row_new (const GalleyReviewRules *rules, const GalleyReviewChoice *choice)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (choice->allowed ? "go-next-symbolic" : "changes-prevent-symbolic");
  g_autofree char *leads = g_strdup_printf (_("Then: %s"), galley_review_rules_get_title (rules, choice->to));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), galley_review_event_get_title (choice->event));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), choice->allowed ? leads : choice->reason);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.review");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", galley_review_event_to_string (choice->event));
  /* The row's own relation to its subtitle gives GTK no words to tell. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  choice->allowed ? leads : choice->reason, -1);
  if (choice->allowed)
    return row;
  gtk_widget_add_css_class (row, "refused");
  g_signal_connect (row, "notify::sensitive", G_CALLBACK (say_disabled_cb), NULL);
  say_disabled_cb (row);
  return row;
}
