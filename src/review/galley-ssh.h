/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleySshError:
 * @GALLEY_SSH_ERROR_KEY: this is no Ed25519 key
 * @GALLEY_SSH_ERROR_FORMAT: this is no SSH signature of ours: broken, another namespace, another kind of key
 * @GALLEY_SSH_ERROR_SIGNATURE: the signature is of something else
 */
typedef enum
{
  GALLEY_SSH_ERROR_KEY,
  GALLEY_SSH_ERROR_FORMAT,
  GALLEY_SSH_ERROR_SIGNATURE,
} GalleySshError;

#define GALLEY_SSH_ERROR (galley_ssh_error_quark ())
GQuark galley_ssh_error_quark (void);

/**
 * GalleyKey:
 *
 * An Ed25519 key pair. Opaque, immutable, shared by reference count; its secret half is wiped with it.
 */
typedef struct _GalleyKey GalleyKey;

GalleyKey *galley_key_new (GError **error);
GalleyKey *galley_key_new_from_secret (const char *secret,
                                       GError **error);
GalleyKey *galley_key_ref (GalleyKey *key);
void galley_key_unref (GalleyKey *key);
char *galley_key_dup_secret (GalleyKey *key);
const char *galley_key_get_public (GalleyKey *key);
char *galley_key_sign (GalleyKey *key,
                       const char *message,
                       GError **error);

char *galley_ssh_read_public (const char *line);
char *galley_ssh_verify (const char *signature,
                         const char *message,
                         GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyKey, galley_key_unref)

G_END_DECLS
