/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-proof"

#include "config.h"

#include "galley-proof.h"

#include "galley-scan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A shorter paragraph may well be said twice (a subheading, a date). */
#define MIN_REPEATED 15
/* More names are no byline. */
#define MAX_NAMES 50
/* Deeper nesting is no writing. */
#define MAX_DEPTH 32

typedef struct
{
  gunichar open;
  guint at;
} Open;

static const char opening[] = "“‘《〈（【「『[(", closing[] = "”’》〉）】」』])";

static void
add_finding (GPtrArray *findings,
             const char *rule,
             GalleySeverity severity,
             const GalleyBlockData *block,
             guint start,
             guint length,
             char *fix,
             const char *message)
{
  GalleyProofFinding *finding = g_new0 (GalleyProofFinding, 1);

  finding->rule = rule;
  finding->severity = severity;
  finding->block = g_strdup (block->id);
  finding->start = start;
  finding->length = length;
  finding->message = g_strdup (message);
  finding->fix = fix;
  g_ptr_array_add (findings, finding);
}

/* The opening mark that @c closes, or 0. */
static gunichar
opener_of (gunichar c)
{
  const char *found = c >= 0x28 ? g_utf8_strchr (closing, -1, c) : NULL;

  return found && c ? g_utf8_get_char (g_utf8_offset_to_pointer (opening, g_utf8_pointer_to_offset (closing, found))) : 0;
}

static gboolean
is_opener (gunichar c)
{
  return c >= 0x28 && g_utf8_strchr (opening, -1, c) != NULL;
}

/* “1)”, “a)” and “一)” number a list; an apostrophe is no closing mark. */
static gboolean
stands_alone (const gunichar *chars, guint at)
{
  CharKind before = at > 0 ? galley_char_kind (chars[at - 1]) : KIND_OTHER;

  if (chars[at] == 0x2019)
    return before == KIND_LETTER || before == KIND_DIGIT;
  if (chars[at] != ')' && chars[at] != 0xff09)
    return FALSE;
  return at <= 2 || (before == KIND_DIGIT && at > 1 && galley_char_kind (chars[at - 2]) != KIND_DIGIT) ||
         (at > 1 && galley_in_set (chars[at - 2], "，。；：、 \n"));
}

/* “建设“一河两岸””: the inner pair takes the other marks, where it is closed within the outer one. */
static void
check_nested (GPtrArray *findings, const GalleyBlockData *block, const gunichar *chars, guint start, guint end)
{
  g_autofree char *inner = g_ucs4_to_utf8 (chars + start + 1, end - start - 1, NULL, NULL, NULL);

  add_finding (findings, "nesting", GALLEY_SEVERITY_WARNING, block, start, end + 1 - start,
               g_strdup_printf (chars[start] == 0x201c ? "‘%s’" : "〈%s〉", inner),
               chars[start] == 0x201c ? _("Quotation marks inside “” are ‘’") : _("A title inside 《》 takes 〈〉"));
}

static void
close_mark (GPtrArray *findings, const GalleyBlockData *block, const gunichar *chars, guint at, GArray *stack,
            const GalleyProofProfile *profile)
{
  gunichar opener = opener_of (chars[at]);

  for (guint i = stack->len; i-- > 0;)
    {
      const Open *open = &g_array_index (stack, Open, i);

      if (open->open != opener)
        continue;
      /* What was opened inside and not closed is what is missing its mate. */
      for (guint j = i + 1; j < stack->len; j++)
        add_finding (findings, "pairing", GALLEY_SEVERITY_WARNING, block, g_array_index (stack, Open, j).at, 1, NULL,
                     _("Opened and not closed"));
      if (i == 1 && g_array_index (stack, Open, 0).open == opener && (opener == 0x201c || opener == 0x300a) &&
          stack->len == 2 && galley_proof_profile_has (profile, "nesting"))
        check_nested (findings, block, chars, open->at, at);
      g_array_set_size (stack, i);
      return;
    }
  if (!stands_alone (chars, at))
    add_finding (findings, "pairing", GALLEY_SEVERITY_WARNING, block, at, 1, NULL, _("Closed and not opened"));
}

/* A quotation of several paragraphs opens in each and closes in the last. */
static gboolean
goes_on (const GalleyBlockData *next, gunichar open)
{
  return next && (open == 0x201c || open == 0x300c) && g_utf8_get_char (next->text) == open;
}

static void
check_pairs (GPtrArray *findings, const GalleyBlockData *block, const GalleyBlockData *next, const GalleyProofProfile *profile)
{
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (block->text, -1, NULL);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Open));

  for (guint i = 0; i < block->n_chars; i++)
    if (is_opener (chars[i]) && stack->len < MAX_DEPTH)
      g_array_append_val (stack, ((Open) { chars[i], i }));
    else if (opener_of (chars[i]))
      close_mark (findings, block, chars, i, stack, profile);
  for (guint i = 0; i < stack->len; i++)
    if (!goes_on (next, g_array_index (stack, Open, i).open))
      add_finding (findings, "pairing", GALLEY_SEVERITY_WARNING, block, g_array_index (stack, Open, i).at, 1, NULL,
                   _("Opened and not closed"));
}

static void
check_repeated (GPtrArray *findings, const GalleyBlockData *block, GHashTable *seen)
{
  if (block->n_chars >= MIN_REPEATED && !g_hash_table_add (seen, block->text))
    add_finding (findings, "repeated", GALLEY_SEVERITY_WARNING, block, 0, block->n_chars, NULL,
                 _("The same paragraph stands before"));
}

static GPtrArray *
collect_names (const GalleySnapshot *snapshot)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < snapshot->credits->len; i++)
    {
      const GalleyRecord *credit = g_ptr_array_index (snapshot->credits, i);
      g_auto (GStrv) list = g_strsplit (credit->fields[GALLEY_CREDIT_NAMES], "\n", MAX_NAMES);

      for (guint j = 0; list[j] && names->len < MAX_NAMES; j++)
        if (*list[j])
          g_ptr_array_add (names, g_strdup (list[j]));
    }
  return names;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const GalleyProofFinding *left = *(GalleyProofFinding *const *) a, *right = *(GalleyProofFinding *const *) b;

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return strcmp (left->rule, right->rule);
}

static void
check_block (GPtrArray *findings,
             const GalleySnapshot *snapshot,
             guint position,
             const GalleyProofProfile *profile,
             const GPtrArray *names,
             GHashTable *seen)
{
  const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, position);
  const GalleyBlockData *next = position + 1 < snapshot->blocks->len ? snapshot->blocks->pdata[position + 1] : NULL;
  g_autoptr (GPtrArray) found = galley_proof_findings_new ();

  galley_scan_run (block->text, block->kind, block->id, profile, names, found);
  if (galley_proof_profile_has (profile, "pairing"))
    check_pairs (found, block, next, profile);
  if (galley_proof_profile_has (profile, "repeated"))
    check_repeated (found, block, seen);
  g_ptr_array_sort (found, compare_places);
  g_ptr_array_extend_and_steal (findings, g_steal_pointer (&found));
}

/**
 * galley_proof_check:
 * @profile: (nullable): %NULL for "newspaper"
 * @cancellable: (nullable): looked at between blocks
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Reads every block under the rules of the house. Linear in the length of the text; for any thread.
 *
 * Returns: (transfer full) (nullable) (element-type GalleyProofFinding): what was found, in reading order
 */
GPtrArray *
galley_proof_check (const GalleySnapshot *snapshot, const GalleyProofProfile *profile, GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyProofProfile) house = NULL;
  g_autoptr (GPtrArray) findings = galley_proof_findings_new (), names = collect_names (snapshot);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (!profile && !(profile = house = galley_proof_profile_new (NULL, NULL, NULL, error)))
    return NULL;
  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      check_block (findings, snapshot, i, profile, names, seen);
    }
  return g_steal_pointer (&findings);
}

/**
 * galley_proof_check_text:
 * @kind: what the text is: headlines have their own rules
 * @findings: (element-type GalleyProofFinding): gets what is found, in the order of places, without a block
 *
 * Reads one text under the rules that look at a text alone.
 */
void
galley_proof_check_text (const char *text, GalleyBlockKind kind, const GalleyProofProfile *profile, GPtrArray *findings)
{
  galley_scan_run (text, kind, NULL, profile, NULL, findings);
}

/* The fixes of one block, from its end to its beginning, so that places stay right; of two that overlap the first. */
static GalleyBlockData *
fix_block (GalleyBlockData *block, GPtrArray *findings, guint from, guint to, const char *rule, guint *n_fixed)
{
  GalleyBlockData *fixed = galley_block_data_ref (block);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  guint end = 0;

  for (guint i = from; i < to; i++)
    {
      GalleyProofFinding *finding = g_ptr_array_index (findings, i);

      if (!finding->fix || (rule && !g_str_equal (rule, finding->rule)) || finding->start < end ||
          finding->start + finding->length > block->n_chars)
        continue;
      end = finding->start + finding->length;
      g_ptr_array_add (chosen, finding);
    }
  for (guint i = chosen->len; i-- > 0;)
    {
      GalleyProofFinding *finding = g_ptr_array_index (chosen, i);
      GalleyBlockData *next = galley_block_data_replace (fixed, finding->start, finding->length, finding->fix);

      galley_block_data_unref (fixed);
      fixed = next;
    }
  *n_fixed += chosen->len;
  return fixed;
}

/**
 * galley_proof_fix:
 * @findings: (element-type GalleyProofFinding): as galley_proof_check() gave them for @snapshot
 * @rule: (nullable): the one rule whose fixes are wanted; %NULL for all
 * @n_fixed: (out) (optional): how many were applied
 *
 * Applies the fixes; marks follow their text. Of fixes that overlap the first is applied: check again for the rest.
 *
 * Returns: (transfer full): the bulletin with them
 */
GalleySnapshot *
galley_proof_fix (const GalleySnapshot *snapshot, const GPtrArray *findings, const char *rule, guint *n_fixed)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  guint from = 0, count = 0;

  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);
      guint to = from;

      while (to < findings->len && g_strcmp0 (((GalleyProofFinding *) findings->pdata[to])->block, block->id) == 0)
        to++;
      g_ptr_array_add (blocks, fix_block (block, (GPtrArray *) findings, from, to, rule, &count));
      from = to;
    }
  if (n_fixed)
    *n_fixed = count;
  return galley_snapshot_with (snapshot, blocks, snapshot->tables);
}

GPtrArray *
galley_proof_findings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) galley_proof_finding_free);
}

void
galley_proof_finding_free (GalleyProofFinding *finding)
{
  g_free (finding->block);
  g_free (finding->message);
  g_free (finding->fix);
  g_free (finding);
}
