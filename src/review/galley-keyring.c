/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-keyring.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Secret keys by the name of who signs with them: in the secret service, and where there is none in a file of the user. */

static const SecretSchema schema = {
  "io.github.galleydesk.Galley.Key", SECRET_SCHEMA_NONE, { { "name", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "galley", "keys", NULL);
}

/* A name may have any characters; a file is called after its hash. */
static char *
get_path (const char *name)
{
  g_autofree char *folder = get_folder (), *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  g_autofree char *file = g_strdup_printf ("%.16s.key", hash);

  return g_build_filename (folder, file, NULL);
}

static GalleyKey *
load_file (const char *name, char **place, GError **error)
{
  g_autofree char *path = get_path (name), *secret = NULL;
  struct stat status;
  GalleyKey *key;

  if (g_stat (path, &status) != 0)
    return NULL;
  if (status.st_mode & 077)
    {
      g_set_error (error, GALLEY_SSH_ERROR, GALLEY_SSH_ERROR_KEY,
                   _("%s: others can read this secret key. Take their rights away (chmod 600) or make a new key."), path);
      return NULL;
    }
  if (!g_file_get_contents (path, &secret, NULL, error))
    return NULL;
  key = galley_key_new_from_secret (g_strstrip (secret), error);
  memset (secret, 0, strlen (secret));
  if (key == NULL)
    g_prefix_error (error, "%s: ", path);
  else if (place)
    *place = g_steal_pointer (&path);
  return key;
}

static gboolean
save_file (const char *name, const char *secret, char **place, GError **error)
{
  g_autofree char *folder = get_folder (), *path = get_path (name);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, GALLEY_SSH_ERROR, GALLEY_SSH_ERROR_KEY, "%s: %s", folder, g_strerror (errno));
      return FALSE;
    }
  if (!g_file_set_contents_full (path, secret, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error))
    return FALSE;
  if (place)
    *place = g_steal_pointer (&path);
  return TRUE;
}

/**
 * galley_keyring_find:
 * @name: who is to sign
 * @place: (out) (optional) (nullable): the file that it is in, %NULL where it is in the secret service
 *
 * Looks for their key in the secret service, then among the user's files. Blocks.
 *
 * Returns: (transfer full) (nullable): the key; %NULL with an error where it is broken or open to others, without one where
 *   there is none
 */
GalleyKey *
galley_keyring_find (const char *name, char **place, GError **error)
{
  char *secret = secret_password_lookup_sync (&schema, NULL, NULL, "name", name, NULL);
  GalleyKey *key;

  if (place)
    *place = NULL;
  key = secret ? galley_key_new_from_secret (secret, error) : load_file (name, place, error);
  secret_password_free (secret);
  return key;
}

/**
 * galley_keyring_make:
 * @name: who is to sign with it
 * @place: (out) (optional) (nullable): the file that it is in where there is no secret service, to be told to the user
 *
 * Makes a key and keeps it, unless they have one. Blocks.
 *
 * Returns: (transfer full) (nullable): the key, or %NULL with an error
 */
GalleyKey *
galley_keyring_make (const char *name, char **place, GError **error)
{
  g_autoptr (GalleyKey) key = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *label = g_strdup_printf (_("Galley signing key of %s"), name);
  char *secret;
  gboolean kept;

  if ((key = galley_keyring_find (name, place, &local)))
    return g_steal_pointer (&key);
  if (local)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  key = galley_key_new (error);
  if (key == NULL)
    return NULL;
  secret = galley_key_dup_secret (key);
  kept = secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, secret, NULL, NULL, "name", name, NULL) ||
         save_file (name, secret, place, error);
  memset (secret, 0, strlen (secret));
  g_free (secret);
  return kept ? g_steal_pointer (&key) : NULL;
}
