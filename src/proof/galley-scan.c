/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-proof"

#include "config.h"

#include "galley-scan-private.h"

#include <string.h>

/* A title longer than this is a 《 that was never closed where it should have been. */
#define MAX_TITLE 100

static CharKind
ascii_kind (gunichar c)
{
  if (g_ascii_isdigit (c))
    return KIND_DIGIT;
  if (g_ascii_isalpha (c))
    return KIND_LETTER;
  return c == ' ' || c == '\t' || c == '\n' ? KIND_SPACE : KIND_OTHER;
}

/**
 * galley_char_kind:
 *
 * Returns: what kind of character @c is to the rules
 */
CharKind
galley_char_kind (gunichar c)
{
  if (c < 0x80)
    return ascii_kind (c);
  if ((c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || c == 0x3007 || (c >= 0xf900 && c <= 0xfaff) ||
      (c >= 0x20000 && c <= 0x3ffff))
    return KIND_HAN;
  if (c == 0x3000 || c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f)
    return KIND_SPACE;
  if ((c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x301f) || c == 0x2014 || (c >= 0x2018 && c <= 0x201d) ||
      c == 0x2026 || c == 0xb7)
    return KIND_MARK;
  if (c >= 0xff10 && c <= 0xff19)
    return KIND_DIGIT;
  if ((c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a) || (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7) ||
      (c >= 0x370 && c <= 0x52f))
    return KIND_LETTER;
  if (c >= 0xff01 && c <= 0xff65)
    return KIND_MARK;
  return KIND_OTHER;
}

/**
 * galley_in_set:
 * @set: characters as UTF-8
 *
 * Returns: whether @c is one of @set; 0 never is
 */
gboolean
galley_in_set (gunichar c, const char *set)
{
  return c != 0 && g_utf8_strchr (set, -1, c) != NULL;
}

gboolean
galley_is_heading_kind (GalleyBlockKind kind)
{
  return kind == GALLEY_BLOCK_KICKER || kind == GALLEY_BLOCK_HEADLINE || kind == GALLEY_BLOCK_HEADING ||
         kind == GALLEY_BLOCK_SUBHEADING;
}

/**
 * galley_scan_has:
 *
 * Returns: whether the text goes on with @text at @at
 */
gboolean
galley_scan_has (const Scan *scan, gint64 at, const char *text)
{
  for (; *text; text = g_utf8_next_char (text), at++)
    if (char_at (scan, at) != g_utf8_get_char (text))
      return FALSE;
  return TRUE;
}

/**
 * galley_scan_number_end:
 *
 * Returns: where the plain number (half-width digits, one point) that begins at @at ends; @at where there is none
 */
guint
galley_scan_number_end (const Scan *scan, guint at)
{
  guint end = at;

  while (g_ascii_isdigit (char_at (scan, end)) && char_at (scan, end) < 0x80)
    end++;
  if (end > at && char_at (scan, end) == '.' && char_at (scan, end + 1) < 0x80 &&
      g_ascii_isdigit (char_at (scan, end + 1)))
    for (end++; char_at (scan, end) < 0x80 && g_ascii_isdigit (char_at (scan, end));)
      end++;
  return end;
}

/**
 * galley_scan_slice:
 *
 * Returns: (transfer full): the text from @start up to @end
 */
char *
galley_scan_slice (const Scan *scan, guint start, guint end)
{
  return g_ucs4_to_utf8 (scan->chars + start, end - start, NULL, NULL, NULL);
}

/**
 * galley_scan_report:
 * @fix: (nullable) (transfer full): what should stand there
 * @format: (printf-format): the message, translated
 *
 * Adds a finding of the rule at work for the place from @start up to @end.
 */
void
galley_scan_report (Scan *scan, guint start, guint end, char *fix, const char *format, ...)
{
  GalleyProofFinding *finding = g_new0 (GalleyProofFinding, 1);
  va_list args;

  va_start (args, format);
  finding->message = g_strdup_vprintf (format, args);
  va_end (args);
  finding->rule = scan->rule->id;
  finding->severity = scan->rule->severity;
  finding->block = g_strdup (scan->block_id);
  finding->start = start;
  finding->length = end - start;
  finding->fix = fix;
  g_ptr_array_add (scan->findings, finding);
}

static void
mask (Scan *scan, guint start, guint end, guint8 bits)
{
  for (guint i = start; i < end; i++)
    scan->masks[i] |= bits;
}

static gboolean
is_latin (gunichar c)
{
  return galley_char_kind (c) == KIND_LETTER || (c < 0x80 && g_ascii_isdigit (c));
}

/* The Latin word, code, address or number at @at; masked if it has a letter. Returns where it ends. */
static guint
mask_latin (Scan *scan, guint at)
{
  gboolean letters = FALSE, address = FALSE;
  guint end = at;

  while (end < scan->n)
    {
      gunichar c = scan->chars[end];

      if (galley_scan_has (scan, end, "://") || c == '@' || galley_scan_has (scan, end, "www."))
        address = letters = TRUE;
      if (is_latin (c))
        letters |= galley_char_kind (c) == KIND_LETTER;
      else if (address ? c >= 0x80 || !strchr ("-._~:/?#[]@!$&'()*+,;=%", (int) c)
                       : c >= 0x80 || !strchr ("._-+&'/@", (int) c) || !is_latin (char_at (scan, end + 1)))
        break;
      end++;
    }
  /* Punctuation after an address belongs to the sentence. */
  while (address && end > at + 1 && strchr (".,;:?!)'", (int) MIN (scan->chars[end - 1], 0x7f)))
    end--;
  if (letters)
    mask (scan, at, end, MASK_LATIN);
  return MAX (end, at + 1);
}

/* Masks what stands between @open and @close, brackets included. What is not closed goes on to the end: a quotation
 * of several paragraphs opens in each and closes in the last. */
static void
mask_pairs (Scan *scan, gunichar open, gunichar close, guint8 bits, guint limit)
{
  guint depth = 0, start = 0;

  for (guint i = 0; i < scan->n; i++)
    if (scan->chars[i] == open && depth++ == 0)
      start = i;
    else if (scan->chars[i] == close && depth > 0 && --depth == 0 && (limit == 0 || i - start <= limit))
      mask (scan, start, i + 1, bits);
  if (depth > 0 && limit == 0)
    mask (scan, start, scan->n, bits);
}

static void
mask_names (Scan *scan, const GPtrArray *names)
{
  for (guint i = 0; names && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      guint length = g_utf8_strlen (name, -1), offset = 0;

      for (const char *from = scan->text, *at; (at = strstr (from, name)); from = at + strlen (name))
        {
          offset += g_utf8_strlen (from, at - from);
          mask (scan, offset, offset + length, MASK_NAME);
          offset += length;
        }
    }
}

static void
match_brackets (Scan *scan)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  scan->mates = g_new (guint, scan->n);
  for (guint i = 0; i < scan->n; i++)
    {
      scan->mates[i] = i;
      if (scan->chars[i] == '(')
        g_array_append_val (open, i);
      else if (scan->chars[i] == ')' && open->len > 0)
        {
          guint mate = g_array_index (open, guint, open->len - 1);

          g_array_set_size (open, open->len - 1);
          scan->mates[i] = mate;
          scan->mates[mate] = i;
        }
    }
}

/* One pass that learns what the text is made of; the masks cost a pass each only where there is something to mask. */
static void
survey (Scan *scan, const GPtrArray *names)
{
  guint han = 0, letters = 0, gaps = 0;
  gboolean brackets = FALSE, titles = FALSE, quotes = FALSE, corners = FALSE;

  for (guint i = 0; i < scan->n; i++)
    {
      gunichar c = scan->chars[i];
      CharKind kind = galley_char_kind (c);

      han += kind == KIND_HAN;
      letters += kind == KIND_LETTER;
      brackets |= c == '(' || c == ')';
      titles |= c == 0x300a;
      quotes |= c == 0x201c;
      corners |= c == 0x300c;
      scan->tabular |= c == '\t';
      gaps += kind == KIND_SPACE && i > 0 && kind_at (scan, i - 1) == KIND_SPACE && i + 1 < scan->n &&
              kind_at (scan, i + 1) != KIND_SPACE;
    }
  scan->chinese = han > 0 && han * 3 >= letters;
  scan->tabular |= gaps >= 2;
  if (letters > 0)
    for (guint i = 0; i < scan->n;)
      i = is_latin (scan->chars[i]) ? mask_latin (scan, i) : i + 1;
  if (titles)
    mask_pairs (scan, 0x300a, 0x300b, MASK_TITLE, MAX_TITLE);
  if (quotes)
    mask_pairs (scan, 0x201c, 0x201d, MASK_QUOTE, 0);
  if (corners)
    mask_pairs (scan, 0x300c, 0x300d, MASK_QUOTE, 0);
  if (brackets)
    match_brackets (scan);
  mask_names (scan, names);
  for (guint i = 0; i < scan->n; i++)
    scan->n_straight += scan->chars[i] == '"' && !(scan->masks[i] & MASK_LATIN);
}

static void
dispatch (Scan *scan)
{
  const guint32 *triggers = galley_proof_profile_get_triggers (scan->profile);
  const GPtrArray *rules = galley_proof_profile_get_rules (scan->profile);

  for (guint i = 0; i < rules->len; i++)
    {
      scan->rule = g_ptr_array_index (rules, i);
      if (!scan->rule->triggers)
        scan->rule->check (scan, 0);
    }
  for (guint i = 0; i < scan->n; i++)
    if (scan->chars[i] < 0x10000)
      for (guint32 bits = triggers[scan->chars[i]]; bits; bits &= bits - 1)
        {
          scan->rule = g_ptr_array_index (rules, g_bit_nth_lsf (bits, -1));
          if (!(scan->masks[i] & scan->rule->keep_off))
            scan->rule->check (scan, i);
        }
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const GalleyProofFinding *left = *(GalleyProofFinding *const *) a, *right = *(GalleyProofFinding *const *) b;

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return strcmp (left->rule, right->rule);
}

/* What is broken is not to be mended by another rule: nobody knows what stood there. */
static void
drop_under_broken (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      GalleyProofFinding *broken = g_ptr_array_index (findings, i);

      if (!g_str_equal (broken->rule, "headline-broken"))
        continue;
      for (guint j = findings->len; j-- > 0;)
        {
          GalleyProofFinding *other = g_ptr_array_index (findings, j);

          if (other != broken && !g_str_equal (other->rule, "headline-broken") &&
              other->start < broken->start + broken->length && broken->start < other->start + other->length)
            g_ptr_array_remove_index (findings, j);
        }
      return;
    }
}

/**
 * galley_scan_run:
 * @block_id: (nullable): the id of the block
 * @names: (nullable) (element-type utf8): people's names, which no rule changes
 * @findings: (element-type GalleyProofFinding): gets what is found, in the order of places
 *
 * Runs the rules of @profile over one text, in time linear in its length.
 */
void
galley_scan_run (const char *text,
                 GalleyBlockKind kind,
                 const char *block_id,
                 const GalleyProofProfile *profile,
                 const GPtrArray *names,
                 GPtrArray *findings)
{
  glong n;
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (text, -1, &n);
  g_autofree guint8 *masks = g_new0 (guint8, n + 1);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  Scan scan = {
    .profile = profile, .block_kind = kind, .block_id = block_id, .text = text,
    .chars = chars,     .n = n,             .masks = masks,       .findings = found,
  };

  survey (&scan, names);
  dispatch (&scan);
  g_free (scan.mates);
  g_ptr_array_set_free_func (found, (GDestroyNotify) galley_proof_finding_free);
  g_ptr_array_sort (found, compare_findings);
  if (kind == GALLEY_BLOCK_HEADLINE)
    drop_under_broken (found);
  g_ptr_array_set_free_func (found, NULL);
  g_ptr_array_extend_and_steal (findings, g_steal_pointer (&found));
}
