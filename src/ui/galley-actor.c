/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-actor.h"

/**
 * galley_actor_dup:
 * @settings: the program's
 *
 * Returns: (transfer full): who works here, by the name that the desk and its records know: what they have said, or the name of
 *   the account
 */
char *
galley_actor_dup (GSettings *settings)
{
  g_autofree char *actor = g_settings_get_string (settings, "actor");

  return g_strdup (*actor ? actor : g_get_real_name ());
}

/**
 * galley_actor_is_said:
 * @settings: the program's
 *
 * Returns: whether they have said who they are, as nobody can be asked to answer for the name of an account
 */
gboolean
galley_actor_is_said (GSettings *settings)
{
  g_autofree char *actor = g_settings_get_string (settings, "actor");

  return *actor != '\0';
}
