/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "galley-cli-review.h"
#include "galley-cli.h"
#include "galley-desk-list.h"
#include "galley-keyring.h"

/* What is scheduled goes out by somebody's hand, as all else does: by that of the publisher whose key is where this runs. */

static gboolean
is_due (const GalleyDeskEntry *entry)
{
  return entry->error == NULL && entry->state == GALLEY_REVIEW_SCHEDULED && entry->due == NULL;
}

/* An edit that the record does not tell of is not entered on the way: nobody is there to see what it voids. */
static gboolean
publish (const char *path, const char *actor, GalleyKey *key, GError **error)
{
  g_auto (GalleyCliReview) self = { 0 };
  GalleyReviewCase asked;

  if (!galley_cli_review_load (&self, path, error))
    return FALSE;
  asked = galley_cli_review_case (&self, actor);
  galley_review_choose_role (self.rules, self.snapshot, GALLEY_EVENT_PUBLISH, actor, &asked.role);
  return galley_cli_review_enter (&self, &asked, GALLEY_EVENT_PUBLISH, key, error);
}

static void
add_refused (JsonArray *refused, const char *path, const char *reason)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "path", path);
  json_object_set_string_member (object, "reason", reason);
  json_array_add_object_element (refused, object);
}

/* Returns: whether all went out that is due */
static gboolean
publish_all (const char *desk, GPtrArray *entries, const char *actor, GalleyKey *key, JsonArray *published, JsonArray *refused)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const GalleyDeskEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *path = g_build_filename (desk, entry->path, NULL), *name = g_filename_display_name (entry->path);
      g_autoptr (GError) error = NULL;

      /* What cannot be read may be due as well. */
      if (entry->error)
        {
          add_refused (refused, name, entry->error);
          fprintf (stderr, "galley-cli: %s\n", entry->error);
        }
      else if (is_due (entry) && publish (path, actor, key, &error))
        json_array_add_string_element (published, name);
      else if (error)
        {
          add_refused (refused, name, error->message);
          galley_cli_fail (path, error);
        }
    }
  return json_array_get_length (refused) == 0;
}

/**
 * galley_cli_review_due:
 * @folder: a desk, or in one
 * @actor: (nullable): the publisher
 *
 * Publishes each scheduled bulletin of the desk whose time has come, and says which. To be run every minute by cron or a timer.
 *
 * Returns: the exit code: 1 where one did not go out, or cannot be read
 */
int
galley_cli_review_due (const char *folder, const char *actor, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *published = json_array_new (), *refused = json_array_new ();
  g_autofree char *desk = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GalleyKey) key = NULL;
  gboolean done;

  json_object_set_array_member (object, "published", published);
  json_object_set_array_member (object, "refused", refused);
  if (actor == NULL)
    return galley_cli_misuse ("review due", NULL, _("say who publishes, with --as NAME"));
  desk = galley_desk_find (folder, &error);
  entries = desk ? galley_desk_list (desk, actor, NULL, &error) : NULL;
  if (entries == NULL || ((key = galley_keyring_find (actor, NULL, &error)) == NULL && error))
    return galley_cli_fail (folder, error);
  done = publish_all (desk, entries, actor, key, published, refused);
  if (json)
    galley_cli_print_json (object);
  for (guint i = 0; !json && i < json_array_get_length (published); i++)
    printf ("%s\n", json_array_get_string_element (published, i));
  return done ? 0 : GALLEY_CLI_EXIT_ERROR;
}
