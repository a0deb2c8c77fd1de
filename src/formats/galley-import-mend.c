/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-import-private.h"

#include "galley-proof.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* From pieces to blocks: paragraphs that are too long are split, and what came half-width, full-width or with stray
 * spaces is mended by the rules of the house, which are the proof's. */

/* A paragraph is shaped whole, and one of 60 KB, which is as many characters, costs 90 ms a key. */
#define MAX_BLOCK_CHARS 20000u
/* A report of more is read by nobody; beyond it the text is left as it came. */
#define MAX_REPAIRS 100000

static const char *const mending_rules[] = { "punct-width", "digit-width", "han-digit-space", "headline-broken",
                                             "replacement-char", NULL };

/**
 * galley_import_refuses:
 *
 * Returns: whether a person refused the repair, by its id or with all of its rule
 */
gboolean
galley_import_refuses (const Reading *reading, const char *rule, const char *id)
{
  return reading->refused && (g_hash_table_contains (reading->refused, rule) || g_hash_table_contains (reading->refused, id));
}

/**
 * galley_import_add_repair:
 *
 * Returns: (transfer none): a new repair for the place, already marked as refused where it is; its texts are to be set
 */
GalleyRepair *
galley_import_add_repair (Reading *reading,
                          const char *rule,
                          GalleyRepairCertainty certainty,
                          guint line,
                          guint column,
                          const char *message)
{
  GalleyRepair *repair = g_new0 (GalleyRepair, 1);

  repair->id = g_strdup_printf ("%s-%u.%u", rule, line, column);
  repair->rule = rule;
  repair->certainty = certainty;
  repair->line = line;
  repair->column = column;
  repair->message = g_strdup (message);
  repair->refused = galley_import_refuses (reading, rule, repair->id);
  g_ptr_array_add (reading->repairs, repair);
  return repair;
}

/* The same id each time the same place becomes a block, so that refusing a repair moves no comment or caret. */
static char *
block_id (Reading *reading, const Origin *origin, guint part)
{
  gint64 key = ((gint64) origin->line << 40) | ((gint64) MIN (part, 0xffff) << 24) | (origin->column & 0xffffff);
  const char *old = reading->old_ids ? g_hash_table_lookup (reading->old_ids, &key) : NULL;
  char *id = old ? g_strdup (old) : galley_id_new ();

  g_hash_table_insert (reading->block_ids, g_memdup2 (&key, sizeof key), g_strdup (id));
  return id;
}

/* The origin of the text at @at of @piece; the search goes on where the last one ended. */
static Origin
origin_at (const Piece *piece, guint at, guint *from)
{
  Origin origin;

  while (*from + 1 < piece->origins->len && g_array_index (piece->origins, Origin, *from + 1).at <= at)
    (*from)++;
  origin = g_array_index (piece->origins, Origin, *from);
  origin.column += at - origin.at;
  return origin;
}

static char *
slice (const char **cursor, guint *at, guint start, guint length)
{
  const char *end;

  *cursor = g_utf8_offset_to_pointer (*cursor, start - *at);
  end = g_utf8_offset_to_pointer (*cursor, length);
  *at = start;
  return g_strndup (*cursor, end - *cursor);
}

typedef struct
{
  Reading *reading;
  const Piece *piece;
  guint offset;       /* where the text begins in the piece, in code points */
  guint origin;       /* for origin_at() */
  const char *cursor; /* in the text that came, at code point @at */
  guint at;
  GString *mended;
  guint mended_chars;
  char *id;
} Mending;

/* Copies what stands before @start as it came. */
static void
copy_up_to (Mending *mending, guint start)
{
  const char *end = g_utf8_offset_to_pointer (mending->cursor, start - mending->at);

  g_string_append_len (mending->mended, mending->cursor, end - mending->cursor);
  mending->mended_chars += start - mending->at;
  mending->cursor = end;
  mending->at = start;
}

static void
apply_finding (Mending *mending, const GalleyProofFinding *finding)
{
  Origin origin;
  GalleyRepair *repair;
  const char *now;

  if (finding->start < mending->at || mending->reading->repairs->len >= MAX_REPAIRS)
    return;
  copy_up_to (mending, finding->start);
  origin = origin_at (mending->piece, mending->offset + finding->start, &mending->origin);
  repair = galley_import_add_repair (mending->reading, finding->rule,
                                     finding->fix ? GALLEY_REPAIR_MENDED : GALLEY_REPAIR_SUSPECTED, origin.line,
                                     origin.column, finding->message);
  repair->before = slice (&mending->cursor, &mending->at, finding->start, finding->length);
  repair->after = g_strdup (finding->fix);
  now = repair->refused || !repair->after ? repair->before : repair->after;
  repair->block = g_strdup (mending->id);
  repair->start = mending->mended_chars;
  repair->length = g_utf8_strlen (now, -1);
  g_string_append (mending->mended, now);
  mending->mended_chars += repair->length;
  mending->cursor += strlen (repair->before);
  mending->at += finding->length;
}

/* The marks of the document within @n_chars of @piece from @offset on, where they are in that text. */
static GPtrArray *
collect_marks (const Piece *piece, guint offset, guint n_chars)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);

  for (guint i = 0; i < piece->origins->len; i++)
    {
      const Origin *origin = &g_array_index (piece->origins, Origin, i);
      gint64 end = i + 1 < piece->origins->len ? origin[1].at : piece->chars;
      gint64 from = MAX (origin->at, offset), to = MIN (end, (gint64) offset + n_chars);

      for (guint j = 0; origin->part && j < origin->part->marks->len; j++)
        {
          GalleyMark *mark = g_ptr_array_index (origin->part->marks, j);
          gint64 start = MAX (from, (gint64) mark->start - origin->part_at + origin->at);
          gint64 stop = MIN (to, (gint64) mark->start + mark->length - origin->part_at + origin->at);
          /* What stands at the head is bold as a whole, which is no emphasis in it. */
          gboolean looks = mark->kind == GALLEY_MARK_EMPHASIS && (piece->kind == GALLEY_BLOCK_KICKER || piece->kind == GALLEY_BLOCK_HEADLINE);

          if (start < stop && !looks)
            g_ptr_array_add (marks, galley_mark_moved (mark, start - offset, stop - start));
        }
    }
  return marks;
}

/* @block as it came, with the repairs from @first on made in it, so that its marks stay with their text. */
static GalleyBlockData *
repair_block (GalleyBlockData *block, GPtrArray *repairs, guint first)
{
  GalleyBlockData *now = galley_block_data_ref (block);

  for (guint i = first; i < repairs->len; i++)
    {
      const GalleyRepair *repair = g_ptr_array_index (repairs, i);
      GalleyBlockData *next;

      if (repair->refused || repair->after == NULL)
        continue;
      next = galley_block_data_replace (now, repair->start, g_utf8_strlen (repair->before, -1), repair->after);
      galley_block_data_unref (now);
      now = next;
    }
  return now;
}

static void
add_block (Reading *reading, const Piece *piece, const char *text, guint offset, guint part, const GalleyProofProfile *profile)
{
  g_autoptr (GPtrArray) findings = galley_proof_findings_new ();
  Mending mending = { .reading = reading, .piece = piece, .offset = offset, .cursor = text, .mended = g_string_new (NULL) };
  Origin origin = g_array_index (piece->origins, Origin, 0);
  g_autoptr (GPtrArray) marks = collect_marks (piece, offset, g_utf8_strlen (text, -1));
  guint first = reading->repairs->len;

  mending.id = block_id (reading, &origin, part);
  if (origin.part && !g_hash_table_contains (reading->part_ids, origin.part))
    g_hash_table_insert (reading->part_ids, (gpointer) origin.part, g_strdup (mending.id));
  /* The bar and the space of a column's title are as they should be. */
  if (piece->kind != GALLEY_BLOCK_KICKER)
    galley_proof_check_text (text, piece->kind, profile, findings);
  for (guint i = 0; i < findings->len; i++)
    apply_finding (&mending, g_ptr_array_index (findings, i));
  g_string_append (mending.mended, mending.cursor);
  if (piece->figure)
    {
      g_autoptr (GalleyBlockData) block = galley_block_data_new (mending.id, piece->kind, text, marks), now = NULL;

      now = repair_block (block, reading->repairs, first);
      g_ptr_array_add (reading->blocks, galley_part_to_block (piece->figure, now->id, now->text, now->marks));
    }
  else if (marks->len > 0)
    {
      g_autoptr (GalleyBlockData) block = galley_block_data_new (mending.id, piece->kind, text, marks);

      g_ptr_array_add (reading->blocks, repair_block (block, reading->repairs, first));
    }
  else
    g_ptr_array_add (reading->blocks, galley_block_data_new (mending.id, piece->kind, mending.mended->str, NULL));
  g_string_free (mending.mended, TRUE);
  g_free (mending.id);
}

/* Where to cut @text, which is too long: behind its last full stop before @limit, else there. */
static const char *
find_cut (const char *text, const char *limit)
{
  static const char *const stops[] = { "。", "！", "？", ". ", NULL };
  const char *end;

  for (const char *p = limit; p > text + (limit - text) / 2; p--)
    if (galley_starts_with (p, stops, &end) && end <= limit)
      return end;
  return limit;
}

static void
add_long_block (Reading *reading, const Piece *piece, const GalleyProofProfile *profile)
{
  const Origin *origin = &g_array_index (piece->origins, Origin, 0);
  GalleyRepair *repair = galley_import_add_repair (reading, "split-paragraph", GALLEY_REPAIR_MENDED, origin->line, origin->column,
                                                   _("A very long paragraph was split, so that typing stays quick"));
  const char *start = piece->text->str, *last = start + piece->text->len, *end;
  guint offset = 0, part = 0;

  repair->before = g_strdup ("");
  repair->after = g_strdup ("\n");
  for (; start < last; start = end, part++)
    {
      g_autofree char *text = NULL;

      end = repair->refused || piece->chars - offset <= MAX_BLOCK_CHARS
              ? last
              : find_cut (start, g_utf8_offset_to_pointer (start, MAX_BLOCK_CHARS));
      text = g_strndup (start, end - start);
      add_block (reading, piece, text, offset, part, profile);
      offset += g_utf8_strlen (text, -1);
    }
}

static int
compare_repairs (gconstpointer a, gconstpointer b)
{
  const GalleyRepair *left = *(GalleyRepair *const *) a, *right = *(GalleyRepair *const *) b;

  if (left->line != right->line)
    return left->line < right->line ? -1 : 1;
  if (left->column != right->column)
    return left->column < right->column ? -1 : 1;
  return strcmp (left->rule, right->rule);
}

/* Repairs of whole lines point at the block that the line went into, where there is one. */
static void
place_repairs (Reading *reading)
{
  g_autoptr (GHashTable) blocks = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < reading->pieces->len; i++)
    {
      const Piece *piece = g_ptr_array_index (reading->pieces, i);

      for (guint j = 0; j < piece->origins->len; j++)
        g_hash_table_insert (blocks, GUINT_TO_POINTER (g_array_index (piece->origins, Origin, j).line), (gpointer) piece);
    }
  for (guint i = 0; i < reading->repairs->len; i++)
    {
      GalleyRepair *repair = g_ptr_array_index (reading->repairs, i);
      const Piece *piece = repair->block ? NULL : g_hash_table_lookup (blocks, GUINT_TO_POINTER (repair->line));

      if (piece && (repair->refused || repair->certainty != GALLEY_REPAIR_MENDED || *repair->after == '\0'))
        {
          gint64 key = ((gint64) g_array_index (piece->origins, Origin, 0).line << 40) |
                       (g_array_index (piece->origins, Origin, 0).column & 0xffffff);

          repair->block = g_strdup (g_hash_table_lookup (reading->block_ids, &key));
        }
    }
}

/* Puts the repairs in the order of the text. */
void
galley_import_sort_repairs (Reading *reading)
{
  g_ptr_array_sort (reading->repairs, compare_repairs);
}

/**
 * galley_import_mend:
 *
 * Turns the pieces of @reading into blocks.
 */
void
galley_import_mend (Reading *reading)
{
  g_autoptr (GalleyProofProfile) profile = galley_proof_profile_new_only (mending_rules);

  for (guint i = 0; i < reading->pieces->len; i++)
    {
      const Piece *piece = g_ptr_array_index (reading->pieces, i);

      if (piece->chars > MAX_BLOCK_CHARS && piece->figure == NULL)
        add_long_block (reading, piece, profile);
      else
        add_block (reading, piece, piece->text->str, 0, 0, profile);
    }
  if (reading->repairs->len >= MAX_REPAIRS)
    galley_import_add_repair (reading, "too-many", GALLEY_REPAIR_SUSPECTED, 1, 0,
                              _("There is more to mend than a report can hold; the rest is as it came"))->before = g_strdup ("");
  place_repairs (reading);
  galley_import_sort_repairs (reading);
}
