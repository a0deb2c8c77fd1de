/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-proof"

#include "config.h"

#include "galley-scan-private.h"

#include <glib/gi18n-lib.h>

/* The rules on words: the lists, which are data, and what is written twice. */

/* A phrase said twice over: 和平区和平区. Shorter ones are ordinary reduplication (研究研究). */
#define MIN_PHRASE 3
#define MAX_PHRASE 8

static void
check_words (Scan *scan, guint at)
{
  const GPtrArray *words = galley_proof_profile_get_words (scan->profile, scan->chars[at]);

  for (guint i = 0; words && i < words->len; i++)
    {
      const Word *word = g_ptr_array_index (words, i);
      guint end;

      if (!galley_scan_has (scan, at, word->wrong))
        continue;
      end = at + word->length;
      if (galley_in_set (char_at (scan, (gint64) at - 1), word->before) || galley_in_set (char_at (scan, end), word->after))
        continue;
      if (*word->right)
        galley_scan_report (scan, at, end, g_strdup (word->right), _("“%s” is written “%s”"), word->wrong, word->right);
      else
        galley_scan_report (scan, at, end, NULL, _("The house avoids “%s”"), word->wrong);
      ((GalleyProofFinding *) g_ptr_array_index (scan->findings, scan->findings->len - 1))->rule = word->rule;
      return;
    }
}

static gboolean
is_one_character (const Scan *scan, guint from, guint length)
{
  for (guint i = 1; i < length; i++)
    if (scan->chars[from + i] != scan->chars[from])
      return FALSE;
  return TRUE;
}

static void
check_phrases (Scan *scan, guint at)
{
  for (guint length = MIN_PHRASE; length <= MAX_PHRASE; length++)
    {
      guint same = 0;

      for (guint i = 0; i + length < scan->n; i++)
        {
          gunichar c = scan->chars[i];

          same = c == scan->chars[i + length] && galley_char_kind (c) == KIND_HAN ? same + 1 : 0;
          if (same < length)
            continue;
          same = 0;
          if (!(scan->masks[i] & MASK_ALL) && !is_one_character (scan, i + 1 - length, length))
            galley_scan_report (scan, i + 1, i + 1 + length, g_strdup (""), _("The same words twice"));
        }
    }
}

/* 使用AI推动 → 使用 AI 推动, where screens are read; never on paper, and never at figures. */
static void
check_latin_space (Scan *scan, guint at)
{
  for (guint i = 0; i < scan->n; i++)
    {
      gboolean before, after;
      g_autofree char *han = NULL;

      if (galley_char_kind (scan->chars[i]) != KIND_HAN || scan->masks[i])
        continue;
      before = kind_at (scan, (gint64) i - 1) == KIND_LETTER;
      after = kind_at (scan, i + 1) == KIND_LETTER;
      if (!before && !after)
        continue;
      han = galley_scan_slice (scan, i, i + 1);
      galley_scan_report (scan, i, i + 1, g_strconcat (before ? " " : "", han, after ? " " : "", NULL),
                          _("A space belongs between Chinese and Latin text on the web"));
    }
}

const GalleyRule galley_wording_rules[] = {
  /* Called where a word of the lists begins. */
  { "wordlist", GALLEY_SEVERITY_WARNING, "", MASK_ALL, check_words },
  { "repeated", GALLEY_SEVERITY_WARNING, NULL, 0, check_phrases },
  { "han-latin-space", GALLEY_SEVERITY_NOTE, NULL, 0, check_latin_space, "web" },
  { NULL },
};
