/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-compare-private.h"

#include <string.h>

#include "galley-figures.h"
#include "galley-match.h"
#include "galley-word-edges.h"

/* The comparison of two texts. What is compared are tokens: a figure is one, a Latin word or a number is one, and every
 * other character, Han above all, is one of its own; equal and unequal ones join to runs afterwards. So nothing ever shows half
 * of a figure, and a dictionary that parts the two texts differently makes no difference between them. Where words are asked
 * for, what differs then grows to the edges of the words that it is in. */

/* Two runs are compared token by token as long as there are no more pairs than this; longer ones are first cut at pairs
 * of tokens that both have once, and what cannot be cut is other text. So the work is linear in the texts. */
#define MAX_PAIRS (1u << 18)
#define MAX_DEPTH 8
/* How far to look on for the figure that another became. */
#define MAX_FIGURES_AHEAD 16

#define NO_FIGURE G_MAXUINT
#define NEGATIVE (1u << 31)

typedef struct
{
  guint start; /* in code points */
  guint length;
  guint id; /* equal for equal texts, and figures of equal sign */
  guint figure;
  gboolean begins; /* a figure, what follows one, or a word */
} Token;

typedef struct
{
  const char *text;
  GArray *tokens;
  GArray *amounts; /* GalleyAmount, a figure each */
  GalleyFigures *figures;
  gboolean *same;
} Side;

/* Two tokens in a row, by their ids. */
typedef struct
{
  guint64 ids;
  guint position;
  guint side;
} Pair;

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) && g_unichar_get_script (c) != G_UNICODE_SCRIPT_HAN &&
         g_unichar_get_script (c) != G_UNICODE_SCRIPT_HIRAGANA && g_unichar_get_script (c) != G_UNICODE_SCRIPT_KATAKANA;
}

static guint
intern (GHashTable *ids, const char *text, const char *end)
{
  g_autofree char *word = NULL;
  guint id;

  /* One character is its own id; others begin where characters end. */
  if (g_utf8_next_char (text) >= end)
    return g_utf8_get_char (text);
  word = g_strndup (text, end - text);
  id = GPOINTER_TO_UINT (g_hash_table_lookup (ids, word));
  if (id == 0)
    {
      id = 0x110000 + g_hash_table_size (ids);
      g_hash_table_insert (ids, g_steal_pointer (&word), GUINT_TO_POINTER (id));
    }
  return id;
}

static void
clear_amount (gpointer amount)
{
  galley_amount_clear (amount);
}

/* Whether a word begins at a place in bytes; it is none before the last that was asked for. @next: where to look from */
static gboolean
has_edge (const GArray *edges, guint *next, gsize place)
{
  while (edges && *next < edges->len && g_array_index (edges, guint, *next) < place)
    (*next)++;
  return edges == NULL || (*next < edges->len && g_array_index (edges, guint, *next) == place);
}

static void
side_init (Side *self, const char *text, GHashTable *ids, GalleyGrain grain)
{
  const GalleyFigureContext nothing = { 0 };
  guint n_figures, at = 0, next = 0, next_edge = 0;
  const GalleyFigure *figures;
  g_autoptr (GArray) edges = grain == GALLEY_GRAIN_WORDS ? galley_word_edges_find (text) : NULL;
  gboolean after_figure = FALSE;

  self->text = text;
  self->figures = galley_figures_read (text, -1, &nothing);
  self->tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  self->amounts = g_array_new (FALSE, TRUE, sizeof (GalleyAmount));
  g_array_set_clear_func (self->amounts, clear_amount);
  figures = galley_figures_get_data (self->figures, &n_figures);
  for (const char *p = text; *p;)
    {
      const char *end = g_utf8_next_char (p);
      Token token = { .start = at, .length = 1, .figure = NO_FIGURE };

      token.begins = has_edge (edges, &next_edge, (gsize) (p - text)) || after_figure;
      if (next < n_figures && figures[next].start == at)
        {
          GalleyAmount amount = GALLEY_AMOUNT_INIT;

          galley_amount_from_figure (&amount, &figures[next], text);
          g_array_append_val (self->amounts, amount);
          end = text + figures[next].bytes.offset + figures[next].bytes.length;
          token.length = figures[next].length;
          token.figure = next++;
          token.begins = TRUE;
        }
      else if (is_word (g_utf8_get_char (p)))
        for (; *end && is_word (g_utf8_get_char (end)) && (next >= n_figures || figures[next].start > at + token.length);
             end = g_utf8_next_char (end))
          token.length++;
      token.id = intern (ids, p, end);
      /* 增长3.2% and 下降3.2% are other figures of the same digits. */
      if (token.figure != NO_FIGURE && figures[token.figure].numeric && figures[token.figure].value.digits < 0)
        token.id |= NEGATIVE;
      g_array_append_val (self->tokens, token);
      after_figure = token.figure != NO_FIGURE;
      at += token.length;
      p = end;
    }
  self->same = g_new0 (gboolean, MAX (self->tokens->len, 1));
}

static void
side_clear (Side *self)
{
  g_array_unref (self->tokens);
  g_array_unref (self->amounts);
  galley_figures_unref (self->figures);
  g_free (self->same);
}

static const Token *
token_at (const Side *side, guint position)
{
  return &g_array_index (side->tokens, Token, position);
}

static guint
id_at (const Side *side, guint position)
{
  return token_at (side, position)->id;
}

/* Marks a longest common subsequence of two short runs. */
static void
compare_pairs (Side *a, guint a_from, guint a_to, Side *b, guint b_from, guint b_to)
{
  guint rows = a_to - a_from, columns = b_to - b_from, width = columns + 1;
  g_autofree guint *lengths = g_new0 (guint, (gsize) (rows + 1) * width);

  for (guint i = rows; i-- > 0;)
    for (guint j = columns; j-- > 0;)
      lengths[i * width + j] = id_at (a, a_from + i) == id_at (b, b_from + j)
                                 ? lengths[(i + 1) * width + j + 1] + 1
                                 : MAX (lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
  for (guint i = 0, j = 0; i < rows && j < columns;)
    if (id_at (a, a_from + i) == id_at (b, b_from + j))
      a->same[a_from + i++] = b->same[b_from + j++] = TRUE;
    else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])
      i++;
    else
      j++;
}

static int
compare_pair_cb (gconstpointer a, gconstpointer b)
{
  const Pair *x = a, *y = b;

  if (x->ids != y->ids)
    return x->ids < y->ids ? -1 : 1;
  return (x->side > y->side) - (x->side < y->side);
}

static void
add_pairs (GArray *pairs, const Side *side, guint from, guint to, guint number)
{
  for (guint i = from; i + 1 < to; i++)
    {
      Pair pair = { (guint64) id_at (side, i) << 32 | id_at (side, i + 1), i, number };

      g_array_append_val (pairs, pair);
    }
}

/* Pairs of tokens that both runs have once, in the order that most of them share: for each its place in @a, else
 * GALLEY_UNMATCHED, by its place in @b. */
static guint *
find_anchors (const Side *a, guint a_from, guint a_to, const Side *b, guint b_from, guint b_to)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  guint n = b_to - b_from;
  guint *anchors = g_new (guint, n);
  g_autofree gboolean *rising = g_new (gboolean, n);

  add_pairs (pairs, a, a_from, a_to, 0);
  add_pairs (pairs, b, b_from, b_to, 1);
  g_array_sort (pairs, compare_pair_cb);
  for (guint i = 0; i < n; i++)
    anchors[i] = GALLEY_UNMATCHED;
  for (guint i = 0, end; i < pairs->len; i = end)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);

      for (end = i + 1; end < pairs->len && pair[end - i].ids == pair->ids;)
        end++;
      if (end == i + 2 && pair[0].side == 0 && pair[1].side == 1)
        anchors[pair[1].position - b_from] = pair[0].position;
    }
  galley_match_rising (anchors, n, rising);
  for (guint i = 0; i < n; i++)
    if (!rising[i])
      anchors[i] = GALLEY_UNMATCHED;
  return anchors;
}

static void
compare_runs (Side *a, guint a_from, guint a_to, Side *b, guint b_from, guint b_to, guint depth)
{
  g_autofree guint *anchors = NULL;
  guint a_at, b_at;

  for (; a_from < a_to && b_from < b_to && id_at (a, a_from) == id_at (b, b_from); a_from++, b_from++)
    a->same[a_from] = b->same[b_from] = TRUE;
  for (; a_from < a_to && b_from < b_to && id_at (a, a_to - 1) == id_at (b, b_to - 1); a_to--, b_to--)
    a->same[a_to - 1] = b->same[b_to - 1] = TRUE;
  if (a_from == a_to || b_from == b_to)
    return;
  if ((guint64) (a_to - a_from) * (b_to - b_from) <= MAX_PAIRS)
    {
      compare_pairs (a, a_from, a_to, b, b_from, b_to);
      return;
    }
  if (depth == MAX_DEPTH)
    return;
  anchors = find_anchors (a, a_from, a_to, b, b_from, b_to);
  a_at = a_from;
  b_at = b_from;
  for (guint j = b_from; j < b_to; j++)
    {
      guint i = anchors[j - b_from];

      if (i == GALLEY_UNMATCHED || i < a_at || j < b_at)
        continue;
      compare_runs (a, a_at, i, b, b_at, j, depth + 1);
      for (guint k = 0; k < 2; k++)
        a->same[i + k] = b->same[j + k] = TRUE;
      a_at = i + 2;
      b_at = j + 2;
    }
  if (a_at > a_from)
    compare_runs (a, a_at, a_to, b, b_at, b_to, depth + 1);
}

static gboolean
begins_at (const Side *side, guint position)
{
  return position == side->tokens->len || token_at (side, position)->begins;
}

/* Takes what is the same out of the words that differ in part, on both sides: from each change on to where a word begins, then
 * from each back to where one ends. */
static void
grow_to_words (Side *a, Side *b)
{
  guint n_a = a->tokens->len, n_b = b->tokens->len;
  gboolean within = FALSE;

  for (guint i = 0, j = 0; i < n_a || j < n_b;)
    {
      gboolean a_same = i < n_a && a->same[i], b_same = j < n_b && b->same[j];

      if (a_same && b_same)
        {
          within = within && !(begins_at (a, i) && begins_at (b, j));
          a->same[i++] = b->same[j++] = !within;
          continue;
        }
      within = TRUE;
      i += i < n_a && !a_same;
      j += j < n_b && !b_same;
    }
  within = FALSE;
  for (guint i = n_a, j = n_b; i > 0 || j > 0;)
    {
      gboolean a_same = i > 0 && a->same[i - 1], b_same = j > 0 && b->same[j - 1];

      if (a_same && b_same)
        {
          within = within && !(begins_at (a, i) && begins_at (b, j));
          a->same[--i] = b->same[--j] = !within;
          continue;
        }
      within = TRUE;
      i -= i > 0 && !a_same;
      j -= j > 0 && !b_same;
    }
}

/* One character that happens to be the same between two that are not only confuses: it goes with them. */
static void
drop_islands (Side *a, Side *b)
{
  guint n_a = a->tokens->len, n_b = b->tokens->len;

  for (guint i = 0, j = 0; i < n_a && j < n_b;)
    {
      if (!a->same[i] || !b->same[j])
        {
          i += !a->same[i];
          j += !b->same[j];
          continue;
        }
      if (token_at (a, i)->length == 1 && token_at (a, i)->figure == NO_FIGURE &&
          (i > 0 && j > 0 && (!a->same[i - 1] || !b->same[j - 1])) &&
          (i + 1 < n_a && j + 1 < n_b && (!a->same[i + 1] || !b->same[j + 1])))
        a->same[i] = b->same[j] = FALSE;
      i++;
      j++;
    }
}

static gboolean
is_calendar (const GalleyFigure *figure)
{
  return figure->period.unit != GALLEY_PERIOD_NONE;
}

/* Whether one figure may have become the other: the same unit, or both dates or periods. */
static gboolean
is_heir (const Side *a, const Token *from, const Side *b, const Token *to)
{
  const GalleyFigure *x = galley_figures_get (a->figures, from->figure);
  const GalleyFigure *y = galley_figures_get (b->figures, to->figure);

  if (is_calendar (x) || is_calendar (y))
    return is_calendar (x) && is_calendar (y);
  return g_strcmp0 (g_array_index (a->amounts, GalleyAmount, from->figure).unit,
                    g_array_index (b->amounts, GalleyAmount, to->figure).unit) == 0;
}

static guint
count_figures (const Side *side, guint from, guint to)
{
  guint n = 0;

  for (guint i = from; i < to; i++)
    n += token_at (side, i)->figure != NO_FIGURE;
  return n;
}

/* The figure in a run that @from became, or @to for none. */
static guint
find_heir (const Side *a, guint from, const Side *b, guint b_from, guint b_to, gboolean any)
{
  guint looked_at = 0;

  for (guint j = b_from; j < b_to && looked_at < MAX_FIGURES_AHEAD; j++)
    {
      if (token_at (b, j)->figure == NO_FIGURE)
        continue;
      looked_at++;
      if (any || is_heir (a, token_at (a, from), b, token_at (b, j)))
        return j;
    }
  return b_to;
}

static guint
start_of (const Side *side, guint position)
{
  const Token *last;

  if (position < side->tokens->len)
    return token_at (side, position)->start;
  if (position == 0)
    return 0;
  last = token_at (side, position - 1);
  return last->start + last->length;
}

static void
add_piece (GArray *pieces,
           GalleyPieceKind kind,
           const Side *a,
           guint a_from,
           guint a_to,
           const Side *b,
           guint b_from,
           guint b_to)
{
  GalleyPiece piece = { .kind = kind, .before = start_of (a, a_from), .after = start_of (b, b_from) };

  piece.n_before = start_of (a, a_to) - piece.before;
  piece.n_after = start_of (b, b_to) - piece.after;
  if (piece.n_before > 0 || piece.n_after > 0)
    g_array_append_val (pieces, piece);
}

static void
add_figure_change (GArray *pieces, const Side *a, guint i, const Side *b, guint j)
{
  const Token *from = token_at (a, i), *to = token_at (b, j);
  GalleyPiece *piece;

  add_piece (pieces, GALLEY_PIECE_FIGURE, a, i, i + 1, b, j, j + 1);
  piece = &g_array_index (pieces, GalleyPiece, pieces->len - 1);
  galley_figure_change_read (&piece->change, &g_array_index (a->amounts, GalleyAmount, from->figure),
                             &g_array_index (b->amounts, GalleyAmount, to->figure));
  if (is_calendar (galley_figures_get (a->figures, from->figure)) &&
      is_calendar (galley_figures_get (b->figures, to->figure)))
    piece->change.kind = GALLEY_FIGURE_CHANGE_CALENDAR;
}

/* What was taken out or put in, on one side: words, and each figure by itself. */
static void
add_one_side (GArray *pieces, const Side *a, guint a_from, guint a_to, const Side *b, guint b_from, guint b_to)
{
  const Side *side = a_from < a_to ? a : b;
  guint from = side == a ? a_from : b_from, to = side == a ? a_to : b_to;

  for (guint i = from, end; i < to; i = end)
    {
      gboolean figure = token_at (side, i)->figure != NO_FIGURE;

      for (end = i + 1; !figure && end < to && token_at (side, end)->figure == NO_FIGURE;)
        end++;
      if (side == a)
        add_piece (pieces, figure ? GALLEY_PIECE_FIGURE : GALLEY_PIECE_WORDS, a, i, end, b, b_from, b_from);
      else
        add_piece (pieces, figure ? GALLEY_PIECE_FIGURE : GALLEY_PIECE_WORDS, a, a_to, a_to, b, i, end);
    }
}

/* Other text in which no figure became another. */
static void
add_words (GArray *pieces, const Side *a, guint a_from, guint a_to, const Side *b, guint b_from, guint b_to)
{
  if (count_figures (a, a_from, a_to) + count_figures (b, b_from, b_to) == 0)
    {
      add_piece (pieces, GALLEY_PIECE_WORDS, a, a_from, a_to, b, b_from, b_to);
      return;
    }
  if (a_from < a_to)
    add_one_side (pieces, a, a_from, a_to, b, b_from, b_from);
  if (b_from < b_to)
    add_one_side (pieces, a, a_to, a_to, b, b_from, b_to);
}

/* A run that differs: figures apart from words, each with the figure that it became. */
static void
add_hunk (GArray *pieces, const Side *a, guint a_from, guint a_to, const Side *b, guint b_from, guint b_to)
{
  gboolean only = count_figures (a, a_from, a_to) == 1 && count_figures (b, b_from, b_to) == 1;

  for (guint i = a_from; i < a_to; i++)
    {
      guint heir = token_at (a, i)->figure != NO_FIGURE ? find_heir (a, i, b, b_from, b_to, only) : b_to;

      if (heir == b_to)
        continue;
      add_words (pieces, a, a_from, i, b, b_from, heir);
      add_figure_change (pieces, a, i, b, heir);
      a_from = i + 1;
      b_from = heir + 1;
    }
  add_words (pieces, a, a_from, a_to, b, b_from, b_to);
}

static void
clear_piece (gpointer piece)
{
  galley_figure_change_clear (&((GalleyPiece *) piece)->change);
}

static GArray *
collect_pieces (const Side *a, const Side *b)
{
  GArray *pieces = galley_pieces_new ();
  guint n_a = a->tokens->len, n_b = b->tokens->len;

  for (guint i = 0, j = 0; i < n_a || j < n_b;)
    {
      guint a_from = i, b_from = j;

      for (; i < n_a && j < n_b && a->same[i] && b->same[j]; i++)
        j++;
      add_piece (pieces, GALLEY_PIECE_SAME, a, a_from, i, b, b_from, j);
      a_from = i;
      b_from = j;
      while (i < n_a && !a->same[i])
        i++;
      while (j < n_b && !b->same[j])
        j++;
      add_hunk (pieces, a, a_from, i, b, b_from, j);
    }
  return pieces;
}

/* Returns: (transfer full) (element-type GalleyPiece): no pieces */
GArray *
galley_pieces_new (void)
{
  GArray *pieces = g_array_new (FALSE, TRUE, sizeof (GalleyPiece));

  g_array_set_clear_func (pieces, clear_piece);
  return pieces;
}

/**
 * galley_compare_texts:
 * @before: a text, UTF-8
 * @after: what became of it
 *
 * Compares two texts, with every figure whole. A figure is told with the one that it became: one of the same unit in the same
 * place. Linear in the texts.
 *
 * Returns: (transfer full) (element-type GalleyPiece): pieces that make up both texts, in order
 */
GArray *
galley_compare_texts (const char *before, const char *after, GalleyGrain grain)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Side a, b;
  GArray *pieces;

  side_init (&a, before, ids, grain);
  side_init (&b, after, ids, grain);
  compare_runs (&a, 0, a.tokens->len, &b, 0, b.tokens->len, 0);
  if (grain == GALLEY_GRAIN_WORDS)
    grow_to_words (&a, &b);
  drop_islands (&a, &b);
  pieces = collect_pieces (&a, &b);
  side_clear (&a);
  side_clear (&b);
  return pieces;
}
