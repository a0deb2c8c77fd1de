/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-lexicon.h"
#include "galley-lexicon-private.h"
#include "galley-utf8-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A trie over code points. The children of a node stand together, sorted; those of the root are found by a table. */
typedef struct
{
  gunichar glyph;
  guint32 children;
  guint16 n_children;
  guint16 cut;
  guint32 classes;
} Node;

typedef struct
{
  GArray *nodes;
  guint32 *roots; /* for each character of the first plane, its node or 0 */
} Trie;

struct _GalleyLexicon
{
  GObject parent_instance;

  Trie forward;
  Trie backward;
};

G_DEFINE_FINAL_TYPE (GalleyLexicon, galley_lexicon, G_TYPE_OBJECT)

/* A word on its way into a trie. */
typedef struct
{
  gunichar *glyphs;
  guint length;
  guint cut;
  guint32 classes;
} Word;

static const struct
{
  const char *name;
  guint32 classes;
} class_names[] = {
  { "measure", WORD_MEASURE },
  { "place", WORD_PLACE },
  { "unit", WORD_UNIT },
  { "money", WORD_MONEY },
  { "span", WORD_SPAN },
  { "percent", WORD_PERCENT },
  { "points", WORD_POINTS },
  { "permille", WORD_PERMILLE },
  { "tenths", WORD_TENTHS },
  { "times", WORD_TIMES },
  { "folds", WORD_FOLDS },
  { "discount", WORD_DISCOUNT },
  { "stop", WORD_STOP },
  { "above-after", WORD_ABOVE_AFTER },
  { "below-after", WORD_BELOW_AFTER },
  { "about-after", WORD_ABOUT_AFTER },
  { "above", WORD_ABOVE },
  { "below", WORD_BELOW },
  { "about", WORD_ABOUT },
  { "rise", WORD_RISE },
  { "fall", WORD_FALL },
  { "share", WORD_SHARE },
  { "level", WORD_LEVEL },
  { "link", WORD_LINK },
  { "arrival", WORD_ARRIVAL | WORD_LINK },
  { "compare", WORD_COMPARE },
  { "plain", WORD_PLAIN },
  { "money-head", WORD_MONEY_HEAD },
  { "future", WORD_FUTURE },
  { "cumulative", WORD_CUMULATIVE },
  { "among", WORD_AMONG },
  { "average", WORD_AVERAGE },
};

G_DEFINE_QUARK (galley-lexicon-error-quark, galley_lexicon_error)

static void
word_clear (gpointer data)
{
  g_free (((Word *) data)->glyphs);
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  const Word *x = a, *y = b;

  for (guint i = 0; i < x->length && i < y->length; i++)
    if (x->glyphs[i] != y->glyphs[i])
      return x->glyphs[i] < y->glyphs[i] ? -1 : 1;
  return (int) x->length - (int) y->length;
}

/* Lays out the children that words [first, last) give the node whose prefix is @depth long. */
static void
grow (Trie *trie,
      guint32 parent,
      const Word *words,
      guint first,
      guint last,
      guint depth)
{
  guint32 children = trie->nodes->len;
  guint n = 0;

  for (guint i = first; i < last; i++)
    if (words[i].length > depth && (i == first || words[i - 1].length <= depth || words[i - 1].glyphs[depth] != words[i].glyphs[depth]))
      {
        Node node = { words[i].glyphs[depth] };

        g_array_append_val (trie->nodes, node);
        n++;
      }
  g_array_index (trie->nodes, Node, parent).children = children;
  g_array_index (trie->nodes, Node, parent).n_children = (guint16) n;

  for (guint i = first, child = children; i < last;)
    {
      guint next = i + 1;

      if (words[i].length <= depth)
        {
          i = next;
          continue;
        }
      while (next < last && words[next].glyphs[depth] == words[i].glyphs[depth])
        next++;
      /* The same word may stand in several classes: what they are adds up, and the last cut holds. */
      for (guint same = i; same < next && words[same].length == depth + 1; same++)
        {
          Node *node = &g_array_index (trie->nodes, Node, child);

          node->classes |= words[same].classes;
          node->cut = (guint16) words[same].cut;
        }
      grow (trie, child, words, i, next, depth + 1);
      child++;
      i = next;
    }
}

static void
trie_build (Trie *trie,
            const GArray *all,
            guint32 classes,
            gboolean reversed)
{
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Word));
  Node root = { 0 };

  g_array_set_clear_func (words, word_clear);
  for (guint i = 0; i < all->len; i++)
    {
      const Word *word = &g_array_index (all, Word, i);
      Word copy = { NULL, word->length, word->cut, word->classes & classes };

      if (copy.classes == 0)
        continue;
      copy.glyphs = g_memdup2 (word->glyphs, word->length * sizeof (gunichar));
      for (guint j = 0; reversed && j < word->length; j++)
        copy.glyphs[j] = word->glyphs[word->length - 1 - j];
      g_array_append_val (words, copy);
    }
  g_array_sort (words, compare_words);

  trie->roots = g_new0 (guint32, 0x10000);
  trie->nodes = g_array_new (FALSE, TRUE, sizeof (Node));
  g_array_append_val (trie->nodes, root);
  grow (trie, 0, &g_array_index (words, Word, 0), 0, words->len, 0);
  for (guint i = 0; i < g_array_index (trie->nodes, Node, 0).n_children; i++)
    {
      guint32 child = g_array_index (trie->nodes, Node, 0).children + i;

      trie->roots[g_array_index (trie->nodes, Node, child).glyph] = child;
    }
}

static void
trie_clear (Trie *trie)
{
  g_array_unref (trie->nodes);
  g_free (trie->roots);
}

static gboolean
add_word (GArray *words,
          const char *text,
          guint32 classes,
          const char *place,
          GError **error)
{
  Word word = { .classes = classes };
  glong length;
  g_autofree gunichar *glyphs = g_utf8_to_ucs4_fast (text, -1, &length);

  word.glyphs = g_new (gunichar, length + 1);
  word.cut = G_MAXUINT16;
  for (glong i = 0; i < length; i++)
    {
      if (glyphs[i] == '|' && word.cut == G_MAXUINT16)
        word.cut = word.length;
      else
        word.glyphs[word.length++] = glyphs[i] == '_' ? ' ' : glyphs[i];
    }
  if (word.length == 0 || word.length > 64 || word.glyphs[0] > 0xffff || word.glyphs[word.length - 1] > 0xffff)
    {
      g_free (word.glyphs);
      g_set_error (error, GALLEY_LEXICON_ERROR, GALLEY_LEXICON_ERROR_WORD,
                   _("%s: “%s” cannot be a word of the lexicon; write 1 to 64 common characters"), place, text);
      return FALSE;
    }
  g_array_append_val (words, word);
  return TRUE;
}

static gboolean
parse (GArray *words,
       const char *text,
       const char *name,
       GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *place = g_strdup_printf ("%s:%u", name, i + 1);
      g_auto (GStrv) items = NULL;
      char *tab = strchr (lines[i], '\t');
      guint32 classes = 0;

      g_strchomp (lines[i]);
      if (lines[i][0] == '\0' || lines[i][0] == '#')
        continue;
      if (tab != NULL)
        *tab = '\0';
      for (guint j = 0; j < G_N_ELEMENTS (class_names); j++)
        if (tab != NULL && g_str_equal (lines[i], class_names[j].name))
          classes = class_names[j].classes;
      if (classes == 0)
        {
          g_set_error (error, GALLEY_LEXICON_ERROR, GALLEY_LEXICON_ERROR_CLASS,
                       _("%s: “%s” is no class of words; begin the line with one, such as measure, and a tab"), place,
                       lines[i]);
          return FALSE;
        }
      items = g_strsplit (tab + 1, " ", -1);
      for (guint j = 0; items[j] != NULL; j++)
        if (items[j][0] != '\0' && !add_word (words, items[j], classes, place, error))
          return FALSE;
    }
  return TRUE;
}

static void
galley_lexicon_finalize (GObject *object)
{
  GalleyLexicon *self = GALLEY_LEXICON (object);

  trie_clear (&self->forward);
  trie_clear (&self->backward);
  G_OBJECT_CLASS (galley_lexicon_parent_class)->finalize (object);
}

static void
galley_lexicon_class_init (GalleyLexiconClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_lexicon_finalize;
}

static void
galley_lexicon_init (GalleyLexicon *self)
{
}

static GalleyLexicon *
lexicon_new (const char *more,
             const char *name,
             GError **error)
{
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Word));
  GalleyLexicon *lexicon;

  g_array_set_clear_func (words, word_clear);
  if (!parse (words, galley_lexicon_builtin, "lexicon.tsv", error)
      || (more != NULL && !parse (words, more, name, error)))
    return NULL;
  lexicon = g_object_new (GALLEY_TYPE_LEXICON, NULL);
  trie_build (&lexicon->forward, words, WORD_FORWARD, FALSE);
  trie_build (&lexicon->backward, words, WORD_BACKWARD, TRUE);
  return lexicon;
}

static const Node *
find_child (const Trie *trie,
            const Node *node,
            gunichar glyph)
{
  const Node *children = &g_array_index (trie->nodes, Node, node->children);
  guint low = 0, high = node->n_children;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (children[middle].glyph == glyph)
        return &children[middle];
      if (children[middle].glyph < glyph)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/* The longest word of @classes that begins at @text; where a longer one has a cut of nothing, there is none. */
gboolean
galley_lexicon_match (const GalleyLexicon *lexicon,
                      const char *text,
                      const char *end,
                      guint classes,
                      GalleyWordMatch *match)
{
  const Trie *trie = &lexicon->forward;
  const Node *node = NULL;
  const char *cuts[64];
  const char *p = text;

  match->classes = 0;
  for (guint depth = 0; p < end && depth < G_N_ELEMENTS (cuts); depth++)
    {
      guint size;
      gunichar glyph = utf8_get (p, &size);

      if (depth > 0)
        node = find_child (trie, node, glyph);
      else
        node = glyph <= 0xffff && trie->roots[glyph] != 0 ? &g_array_index (trie->nodes, Node, trie->roots[glyph]) : NULL;
      if (node == NULL)
        break;
      cuts[depth] = p;
      p += size;
      if (node->classes & classes)
        {
          match->classes = node->classes & classes;
          match->end = p;
          match->cut = node->cut <= depth ? cuts[node->cut] : p;
        }
    }
  return match->classes != 0 && match->cut > text;
}

/* The longest word of @classes that ends at @text and begins no earlier than @start; match->end is where it begins. */
gboolean
galley_lexicon_match_back (const GalleyLexicon *lexicon,
                           const char *start,
                           const char *text,
                           guint classes,
                           GalleyWordMatch *match)
{
  const Trie *trie = &lexicon->backward;
  const Node *node = NULL;
  const char *p = text;

  match->classes = 0;
  for (guint depth = 0; p > start; depth++)
    {
      guint size;
      gunichar glyph;

      p = utf8_previous (p);
      glyph = utf8_get (p, &size);
      if (depth > 0)
        node = find_child (trie, node, glyph);
      else
        node = glyph <= 0xffff && trie->roots[glyph] != 0 ? &g_array_index (trie->nodes, Node, trie->roots[glyph]) : NULL;
      if (node == NULL)
        break;
      if (node->classes & classes)
        {
          match->classes = node->classes & classes;
          match->end = p;
        }
    }
  return match->classes != 0;
}

/**
 * galley_lexicon_get_default:
 *
 * Returns: (transfer none): the built-in lexicon, made at the first call
 */
const GalleyLexicon *
galley_lexicon_get_default (void)
{
  static GalleyLexicon *lexicon;

  if (g_once_init_enter_pointer (&lexicon))
    {
      g_autoptr (GError) error = NULL;
      GalleyLexicon *made = lexicon_new (NULL, NULL, &error);

      if (made == NULL)
        g_error ("the built-in lexicon: %s", error->message);
      g_once_init_leave_pointer (&lexicon, made);
    }
  return lexicon;
}

/**
 * galley_lexicon_load:
 * @path: a file of words in the form of src/figures/lexicon.tsv
 * @error: return location for an error
 *
 * Makes a lexicon of the built-in words and those of a desk.
 *
 * Returns: (transfer full) (nullable): the lexicon, or %NULL with a #GFileError, #GConvertError or #GalleyLexiconError
 */
GalleyLexicon *
galley_lexicon_load (const char *path,
                     GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  if (!g_utf8_validate (text, length, NULL))
    {
      g_set_error (error, G_CONVERT_ERROR, G_CONVERT_ERROR_ILLEGAL_SEQUENCE, _("%s: not UTF-8 text; save it as UTF-8"),
                   path);
      return NULL;
    }
  return lexicon_new (text, path, error);
}
