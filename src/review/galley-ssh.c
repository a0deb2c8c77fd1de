/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-ssh.h"

#include <glib/gi18n-lib.h>
#include <gnutls/abstract.h>
#include <string.h>

/* Signatures as `ssh-keygen -Y sign` makes them; the framing is that of OpenSSH's PROTOCOL.sshsig. */

#define NAMESPACE "galley"
#define KEY_TYPE "ssh-ed25519"
#define HASH "sha512"
#define MAGIC "SSHSIG"
#define VERSION 1
#define BEGIN "-----BEGIN SSH SIGNATURE-----\n"
#define END "-----END SSH SIGNATURE-----"
#define LINE_LENGTH 70
#define HALF 32 /* bytes of a public key, and of the seed that is the secret one */

struct _GalleyKey
{
  guint8 public[HALF];
  guint8 secret[HALF];
  char *line;
};

G_DEFINE_QUARK (galley-ssh-error-quark, galley_ssh_error)

static void
put_uint (GByteArray *blob, guint32 number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (blob, (const guint8 *) &big, sizeof big);
}

static void
put (GByteArray *blob, gconstpointer data, gsize length)
{
  put_uint (blob, length);
  g_byte_array_append (blob, data, length);
}

static void
put_text (GByteArray *blob, const char *text)
{
  put (blob, text, strlen (text));
}

/* What is left to read of a blob. */
typedef struct
{
  const guint8 *at;
  gsize left;
} Reader;

static gboolean
take_uint (Reader *reader, guint32 *number)
{
  if (reader->left < sizeof *number)
    return FALSE;
  memcpy (number, reader->at, sizeof *number);
  *number = GUINT32_FROM_BE (*number);
  reader->at += sizeof *number;
  reader->left -= sizeof *number;
  return TRUE;
}

static gboolean
take (Reader *reader, Reader *part)
{
  guint32 length;

  if (!take_uint (reader, &length) || length > reader->left)
    return FALSE;
  *part = (Reader) { reader->at, length };
  reader->at += length;
  reader->left -= length;
  return TRUE;
}

static gboolean
take_text (Reader *reader, const char *text)
{
  Reader part;

  return take (reader, &part) && part.left == strlen (text) && memcmp (part.at, text, part.left) == 0;
}

/* A string of exactly @length bytes. Returns: (nullable) */
static const guint8 *
take_bytes (Reader *reader, gsize length)
{
  Reader part;

  return take (reader, &part) && part.left == length ? part.at : NULL;
}

static const guint8 *
take_public (Reader *reader)
{
  Reader part;
  const guint8 *key;

  if (!take (reader, &part) || !take_text (&part, KEY_TYPE))
    return NULL;
  key = take_bytes (&part, HALF);
  return part.left == 0 ? key : NULL;
}

static GByteArray *
make_public (const guint8 *key)
{
  GByteArray *blob = g_byte_array_new ();

  put_text (blob, KEY_TYPE);
  put (blob, key, HALF);
  return blob;
}

static char *
make_line (const guint8 *key)
{
  g_autoptr (GByteArray) blob = make_public (key);
  g_autofree char *text = g_base64_encode (blob->data, blob->len);

  return g_strconcat (KEY_TYPE " ", text, NULL);
}

/* What is signed: not the message but its hash, with the namespace, so that no signature serves for anything else. */
static GByteArray *
make_signed (const char *message)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA512);
  GByteArray *blob = g_byte_array_new ();
  guint8 digest[64];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) message, strlen (message));
  g_checksum_get_digest (checksum, digest, &length);
  g_byte_array_append (blob, (const guint8 *) MAGIC, strlen (MAGIC));
  put_text (blob, NAMESPACE);
  put_text (blob, "");
  put_text (blob, HASH);
  put (blob, digest, length);
  return blob;
}

static char *
make_armor (const GByteArray *blob)
{
  g_autofree char *text = g_base64_encode (blob->data, blob->len);
  GString *armor = g_string_new (BEGIN);

  for (gsize i = 0; i < strlen (text); i += LINE_LENGTH)
    g_string_append_printf (armor, "%.*s\n", LINE_LENGTH, text + i);
  return g_string_free (g_string_append (armor, END), FALSE);
}

static guint8 *
read_armor (const char *armor, gsize *length)
{
  const char *end = strstr (armor, END);
  g_autofree char *text = NULL;

  if (!g_str_has_prefix (armor, BEGIN) || end == NULL)
    return NULL;
  text = g_strndup (armor + strlen (BEGIN), end - armor - strlen (BEGIN));
  return g_base64_decode (text, length);
}

/* The public key and the signature in an SSHSIG blob. */
static gboolean
read_signature (Reader *blob, const guint8 **key, const guint8 **signature)
{
  Reader part;
  guint32 version;

  if (blob->left < strlen (MAGIC) || memcmp (blob->at, MAGIC, strlen (MAGIC)) != 0)
    return FALSE;
  blob->at += strlen (MAGIC);
  blob->left -= strlen (MAGIC);
  if (!take_uint (blob, &version) || version != VERSION || !(*key = take_public (blob)) ||
      !take_text (blob, NAMESPACE) || !take (blob, &part) || !take_text (blob, HASH) || !take (blob, &part) ||
      blob->left > 0 || !take_text (&part, KEY_TYPE))
    return FALSE;
  *signature = take_bytes (&part, 2 * HALF);
  return *signature != NULL && part.left == 0;
}

static void
set_error (GError **error, GalleySshError code, int result)
{
  g_set_error (error, GALLEY_SSH_ERROR, code, _("The signature could not be made: %s."), gnutls_strerror (result));
}

static void
clear_key (gpointer data)
{
  GalleyKey *key = data;

  gnutls_memset (key->secret, 0, HALF);
  g_free (key->line);
}

static GalleyKey *
make_key (const guint8 *public, const guint8 *secret)
{
  GalleyKey *key = g_atomic_rc_box_new0 (GalleyKey);

  memcpy (key->public, public, HALF);
  memcpy (key->secret, secret, HALF);
  key->line = make_line (public);
  return key;
}

/**
 * galley_key_new:
 *
 * Returns: (transfer full) (nullable): a new key, or %NULL with an error where the system has no randomness to give
 */
GalleyKey *
galley_key_new (GError **error)
{
  gnutls_privkey_t private;
  gnutls_datum_t x = { NULL, 0 }, k = { NULL, 0 };
  gnutls_ecc_curve_t curve;
  GalleyKey *key = NULL;
  int result = gnutls_privkey_init (&private);

  if (result < 0)
    {
      set_error (error, GALLEY_SSH_ERROR_KEY, result);
      return NULL;
    }
  result = gnutls_privkey_generate2 (private, GNUTLS_PK_EDDSA_ED25519, 0, 0, NULL, 0);
  if (result >= 0)
    result = gnutls_privkey_export_ecc_raw2 (private, &curve, &x, NULL, &k, 0);
  if (result >= 0 && x.size == HALF && k.size == HALF)
    key = make_key (x.data, k.data);
  else
    set_error (error, GALLEY_SSH_ERROR_KEY, result);
  gnutls_free (x.data);
  if (k.data)
    gnutls_memset (k.data, 0, k.size);
  gnutls_free (k.data);
  gnutls_privkey_deinit (private);
  return key;
}

/**
 * galley_key_new_from_secret:
 * @secret: as galley_key_dup_secret() gave it
 *
 * Returns: (transfer full) (nullable): that key, or %NULL with an error
 */
GalleyKey *
galley_key_new_from_secret (const char *secret, GError **error)
{
  gsize length;
  g_autofree guint8 *halves = g_base64_decode (secret, &length);
  GalleyKey *key = length == 2 * HALF ? make_key (halves, halves + HALF) : NULL;

  if (key == NULL)
    g_set_error_literal (error, GALLEY_SSH_ERROR, GALLEY_SSH_ERROR_KEY, _("What the keyring has is no key of Galley."));
  gnutls_memset (halves, 0, length);
  return key;
}

GalleyKey *
galley_key_ref (GalleyKey *key)
{
  return g_atomic_rc_box_acquire (key);
}

void
galley_key_unref (GalleyKey *key)
{
  g_atomic_rc_box_release_full (key, clear_key);
}

/**
 * galley_key_dup_secret:
 *
 * Returns: (transfer full): both halves as Base64, for a keyring alone
 */
char *
galley_key_dup_secret (GalleyKey *key)
{
  guint8 halves[2 * HALF];
  char *secret;

  memcpy (halves, key->public, HALF);
  memcpy (halves + HALF, key->secret, HALF);
  secret = g_base64_encode (halves, sizeof halves);
  gnutls_memset (halves, 0, sizeof halves);
  return secret;
}

/**
 * galley_key_get_public:
 *
 * Returns: (transfer none): the OpenSSH public key, "ssh-ed25519 AAAA…", for the desk's people
 */
const char *
galley_key_get_public (GalleyKey *key)
{
  return key->line;
}

/**
 * galley_key_sign:
 * @message: what is signed
 *
 * Returns: (transfer full) (nullable): an SSH signature in the namespace galley, armored, without a line end; or %NULL with
 *   an error
 */
char *
galley_key_sign (GalleyKey *key, const char *message, GError **error)
{
  g_autoptr (GByteArray) blob = make_signed (message), public = make_public (key->public);
  g_autoptr (GByteArray) raw = g_byte_array_new (), whole = g_byte_array_new ();
  gnutls_datum_t x = { key->public, HALF }, k = { key->secret, HALF }, signature = { NULL, 0 };
  gnutls_datum_t data = { blob->data, blob->len };
  gnutls_privkey_t private;
  int result = gnutls_privkey_init (&private);

  if (result >= 0)
    {
      result = gnutls_privkey_import_ecc_raw (private, GNUTLS_ECC_CURVE_ED25519, &x, NULL, &k);
      if (result >= 0)
        result = gnutls_privkey_sign_data2 (private, GNUTLS_SIGN_EDDSA_ED25519, 0, &data, &signature);
      gnutls_privkey_deinit (private);
    }
  if (result < 0)
    {
      set_error (error, GALLEY_SSH_ERROR_SIGNATURE, result);
      return NULL;
    }
  put_text (raw, KEY_TYPE);
  put (raw, signature.data, signature.size);
  gnutls_free (signature.data);
  g_byte_array_append (whole, (const guint8 *) MAGIC, strlen (MAGIC));
  put_uint (whole, VERSION);
  put (whole, public->data, public->len);
  put_text (whole, NAMESPACE);
  put_text (whole, "");
  put_text (whole, HASH);
  put (whole, raw->data, raw->len);
  return make_armor (whole);
}

/**
 * galley_ssh_read_public:
 * @line: "ssh-ed25519 AAAA…", with a comment or without
 *
 * Returns: (transfer full) (nullable): the key without comment, or %NULL where this is none
 */
char *
galley_ssh_read_public (const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  g_autofree guint8 *blob = NULL;
  g_autoptr (GByteArray) framed = NULL;
  Reader reader;
  const guint8 *key;
  gsize length;

  if (g_strv_length (words) < 2 || !g_str_equal (words[0], KEY_TYPE))
    return NULL;
  blob = g_base64_decode (words[1], &length);
  framed = g_byte_array_new ();
  put (framed, blob, length);
  reader = (Reader) { framed->data, framed->len };
  key = take_public (&reader);
  return key ? make_line (key) : NULL;
}

/**
 * galley_ssh_verify:
 * @signature: armored
 * @message: what it should be of
 *
 * Returns: (transfer full) (nullable): the public key that made the signature, as galley_key_get_public(), where it is one of
 *   @message; else %NULL with a #GalleySshError
 */
char *
galley_ssh_verify (const char *signature, const char *message, GError **error)
{
  gsize length = 0;
  g_autofree guint8 *blob = read_armor (signature, &length);
  g_autoptr (GByteArray) expected = make_signed (message);
  Reader reader = { blob, length };
  const guint8 *key = NULL, *raw = NULL;
  gnutls_datum_t x = { NULL, HALF }, data = { expected->data, expected->len }, made = { NULL, 2 * HALF };
  gnutls_pubkey_t public;
  int result;

  if (blob == NULL || !read_signature (&reader, &key, &raw))
    {
      g_set_error_literal (error, GALLEY_SSH_ERROR, GALLEY_SSH_ERROR_FORMAT, _("this is no signature of Galley"));
      return NULL;
    }
  x.data = (guint8 *) key;
  made.data = (guint8 *) raw;
  result = gnutls_pubkey_init (&public);
  if (result >= 0)
    {
      result = gnutls_pubkey_import_ecc_raw (public, GNUTLS_ECC_CURVE_ED25519, &x, NULL);
      if (result >= 0)
        result = gnutls_pubkey_verify_data2 (public, GNUTLS_SIGN_EDDSA_ED25519, 0, &data, &made);
      gnutls_pubkey_deinit (public);
    }
  if (result >= 0)
    return make_line (key);
  g_set_error_literal (error, GALLEY_SSH_ERROR, GALLEY_SSH_ERROR_SIGNATURE, _("the signature is of something else"));
  return NULL;
}
