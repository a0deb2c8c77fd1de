/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-proof"

#include "config.h"

#include "galley-scan-private.h"

#include "galley-proof-resources.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (galley-proof-error-quark, galley_proof_error)

struct _GalleyProofProfile
{
  char *name;
  GPtrArray *rules;  /* (element-type GalleyRule): those in force; the bits of @triggers are places in it */
  guint32 *triggers; /* for each character of the basic plane, the rules that look at it */
  GHashTable *words; /* first character → GPtrArray of Word */
  GHashTable *article; /* the rules in force that look at the whole article */
};

static const GalleyRule *const rule_tables[] = { galley_punctuation_rules, galley_number_rules, galley_wording_rules };

static const char *const article_rules[] = { "pairing", "nesting", "repeated", NULL };

static void
free_word (gpointer data)
{
  Word *word = data;

  g_free (word->wrong);
  g_free (word->right);
  g_free (word->before);
  g_free (word->after);
  g_free (word);
}

static void
clear_profile (gpointer data)
{
  GalleyProofProfile *profile = data;

  g_free (profile->name);
  g_ptr_array_unref (profile->rules);
  g_free (profile->triggers);
  g_hash_table_unref (profile->words);
  g_hash_table_unref (profile->article);
}

static gboolean
in_list (const char *const *list, const char *text)
{
  return list && g_strv_contains (list, text);
}

static void
add_rule (GalleyProofProfile *profile, const GalleyRule *rule)
{
  guint32 bit = (guint32) 1 << profile->rules->len;

  g_assert (profile->rules->len < 32);
  g_ptr_array_add (profile->rules, (gpointer) rule);
  for (const char *p = rule->triggers; p && *p; p = g_utf8_next_char (p))
    profile->triggers[g_utf8_get_char (p)] |= bit;
}

/* The rules that are in @only where it is given, belong to the profile and are not in @off. */
static void
add_rules (GalleyProofProfile *profile, const char *const *only, const char *const *off)
{
  for (guint i = 0; i < G_N_ELEMENTS (rule_tables); i++)
    for (const GalleyRule *rule = rule_tables[i]; rule->id; rule++)
      if ((!only || in_list (only, rule->id)) && !in_list (off, rule->id) &&
          (!profile->name || !rule->profile || g_str_equal (rule->profile, profile->name)))
        add_rule (profile, rule);
}

static GalleyProofProfile *
new_profile (const char *name)
{
  GalleyProofProfile *profile = g_atomic_rc_box_new0 (GalleyProofProfile);

  profile->name = g_strdup (name);
  profile->rules = g_ptr_array_new ();
  profile->triggers = g_new0 (guint32, 0x10000);
  profile->words = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  profile->article = g_hash_table_new (g_str_hash, g_str_equal);
  return profile;
}

static void
add_word (GalleyProofProfile *profile, char **fields)
{
  Word *word = g_new0 (Word, 1);
  guint n = g_strv_length (fields);
  gunichar first = g_utf8_get_char (fields[1]);
  GPtrArray *words = g_hash_table_lookup (profile->words, GUINT_TO_POINTER (first));

  word->rule = g_intern_string (fields[0]);
  word->wrong = g_strdup (fields[1]);
  word->length = g_utf8_strlen (fields[1], -1);
  word->right = g_strdup (n > 2 ? fields[2] : "");
  word->before = g_strdup (n > 3 ? fields[3] : "");
  word->after = g_strdup (n > 4 ? fields[4] : "");
  if (!words)
    {
      words = g_ptr_array_new_with_free_func (free_word);
      g_hash_table_insert (profile->words, GUINT_TO_POINTER (first), words);
    }
  g_ptr_array_add (words, word);
  for (guint i = 0; i < profile->rules->len; i++)
    if (first < 0x10000 && g_str_equal (((const GalleyRule *) profile->rules->pdata[i])->id, "wordlist"))
      profile->triggers[first] |= (guint32) 1 << i;
}

static gboolean
add_words (GalleyProofProfile *profile, const char *text, const char *const *off, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) fields = g_strsplit (g_strchomp (g_strdelimit (lines[i], "\r", '\0')), "\t", 5);

      if (!*lines[i] || *lines[i] == '#')
        continue;
      if (g_strv_length (fields) < 2 || !*fields[1] || !g_utf8_validate (lines[i], -1, NULL))
        {
          g_set_error (error, GALLEY_PROOF_ERROR, GALLEY_PROOF_ERROR_WORDS,
                       _("Line %u of the word list has no rule and word set apart by a tab; correct it"), i + 1);
          return FALSE;
        }
      if (!in_list (off, fields[0]))
        add_word (profile, fields);
    }
  return TRUE;
}

/**
 * galley_proof_profile_new:
 * @name: (nullable): "newspaper" or "web"; %NULL for "newspaper"
 * @off: (nullable) (array zero-terminated=1): rules that are not wanted
 * @words: (nullable): the desk's own words as lines of "rule, wrong, right, not after, not before", set apart by tabs;
 *   the last three may be missing. They come before the words of the house
 * @error: %GALLEY_PROOF_ERROR for an unknown name or rule, or a line of @words that cannot be read
 *
 * Returns: (transfer full) (nullable): a profile; it may be used in several threads at once
 */
GalleyProofProfile *
galley_proof_profile_new (const char *name, const char *const *off, const char *words, GError **error)
{
  static const char *const names[] = { "newspaper", "web", NULL };
  const char *const *known = galley_proof_list_rules ();
  g_autoptr (GalleyProofProfile) profile = NULL;
  g_autoptr (GBytes) house = NULL;

  name = name ? name : names[0];
  if (!g_strv_contains (names, name))
    {
      g_set_error (error, GALLEY_PROOF_ERROR, GALLEY_PROOF_ERROR_PROFILE,
                   _("There is no profile “%s”; there are newspaper and web"), name);
      return NULL;
    }
  for (guint i = 0; off && off[i]; i++)
    if (!g_strv_contains (known, off[i]))
      {
        g_set_error (error, GALLEY_PROOF_ERROR, GALLEY_PROOF_ERROR_PROFILE, _("There is no rule “%s”"), off[i]);
        return NULL;
      }
  profile = new_profile (name);
  add_rules (profile, NULL, off);
  for (guint i = 0; article_rules[i]; i++)
    if (!in_list (off, article_rules[i]))
      g_hash_table_add (profile->article, (gpointer) article_rules[i]);
  if (words && !add_words (profile, words, off, error))
    return NULL;
  house = g_resource_lookup_data (galley_proof_get_resource (), "/io/github/galleydesk/Galley/proof/words.tsv",
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (!house || !add_words (profile, g_bytes_get_data (house, NULL), off, error))
    return NULL;
  return g_steal_pointer (&profile);
}

/**
 * galley_proof_profile_new_only:
 * @rules: (array zero-terminated=1): rules that look at one text
 *
 * Returns: (transfer full): a profile of these rules alone and no words, as the import mends with
 */
GalleyProofProfile *
galley_proof_profile_new_only (const char *const *rules)
{
  GalleyProofProfile *profile = new_profile (NULL);

  add_rules (profile, rules, NULL);
  return profile;
}

GalleyProofProfile *
galley_proof_profile_ref (GalleyProofProfile *profile)
{
  return g_atomic_rc_box_acquire (profile);
}

void
galley_proof_profile_unref (GalleyProofProfile *profile)
{
  g_atomic_rc_box_release_full (profile, clear_profile);
}

/**
 * galley_proof_list_rules:
 *
 * Returns: (transfer none) (array zero-terminated=1): the ids of all rules, each once
 */
const char *const *
galley_proof_list_rules (void)
{
  static const char **list = NULL;

  if (g_once_init_enter_pointer (&list))
    {
      GPtrArray *ids = g_ptr_array_new ();

      for (guint i = 0; i < G_N_ELEMENTS (rule_tables); i++)
        for (const GalleyRule *rule = rule_tables[i]; rule->id; rule++)
          if (!g_ptr_array_find_with_equal_func (ids, rule->id, g_str_equal, NULL))
            g_ptr_array_add (ids, (gpointer) rule->id);
      for (guint i = 0; article_rules[i]; i++)
        if (!g_ptr_array_find_with_equal_func (ids, article_rules[i], g_str_equal, NULL))
          g_ptr_array_add (ids, (gpointer) article_rules[i]);
      g_ptr_array_add (ids, NULL);
      g_once_init_leave_pointer (&list, (const char **) g_ptr_array_free (ids, FALSE));
    }
  return list;
}

const guint32 *
galley_proof_profile_get_triggers (const GalleyProofProfile *profile)
{
  return profile->triggers;
}

const GPtrArray *
galley_proof_profile_get_rules (const GalleyProofProfile *profile)
{
  return profile->rules;
}

/* The words that begin with @first, or %NULL. */
const GPtrArray *
galley_proof_profile_get_words (const GalleyProofProfile *profile, gunichar first)
{
  return g_hash_table_lookup (profile->words, GUINT_TO_POINTER (first));
}

/* Whether the rule, one that looks at the whole article, is in force. */
gboolean
galley_proof_profile_has (const GalleyProofProfile *profile, const char *rule)
{
  return g_hash_table_contains (profile->article, rule);
}
