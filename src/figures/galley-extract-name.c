/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-extract-private.h"

#include "galley-lexicon-private.h"

#include <stdio.h>
#include <string.h>

/* Nouns that measure something else, so that they say little without it: the 总投资 of the projects counted before. */
static const char *const attributes[] = {
  "总投资", "投资", "投资额", "总投资额", "计划投资", "计划总投资", "完成投资", "金额", "总金额", "总额", "合同额", "总造价",
  "占地", "占地面积", "面积", "总面积", "建筑面积", "总建筑面积", "总规模", "资金", "总资金", "总长", "全长", "总产值",
  "日均", "月均", "年均", "最高", "最低", "最多", "均价", "单价",
};

static gboolean
is_attribute (const char *text,
              gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    if (strlen (attributes[i]) == length && strncmp (text, attributes[i], length) == 0)
      return TRUE;
  return FALSE;
}

/* Whether @at begins a sentence or clause of @text, where a period stands for all that follows and is no part of a name
 * nor what a figure is compared with. */
static gboolean
begins_clause (const char *text,
               gsize at)
{
  static const char *const fronts[] = { "，", ",", "。", "；", ";", "：", ":", "、", "！", "？", "◆", "●", "■", "　", "今年", "其中" };

  while (at > 0 && text[at - 1] == ' ')
    at--;
  if (at == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (fronts); i++)
    {
      gsize length = strlen (fronts[i]);

      if (at >= length && memcmp (text + at - length, fronts[i], length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The period that @figure puts all that follows into, or NULL. */
static char *
leading_period (const char *text,
                const GalleyFigure *figure)
{
  if (figure->period.unit == GALLEY_PERIOD_NONE || figure->period.first_year == 0
      || !begins_clause (text, figure->bytes.offset))
    return NULL;
  return galley_period_to_string (&figure->period);
}

/* The period of a bulletin: as its details say, else the one that most of its clauses begin with, of a month or more. */
static char *
find_period (const GalleySnapshot *snapshot,
             const GalleyFigureContext *context)
{
  const char *stated = snapshot->details->fields[GALLEY_DETAILS_PERIOD];
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key, value;
  char *best = NULL;
  guint most = 0;

  if (*stated != '\0')
    {
      g_autoptr (GalleyFigures) figures = galley_figures_read (stated, -1, context);
      const GalleyFigure *only = figures != NULL && galley_figures_get_length (figures) == 1 ? galley_figures_get (figures, 0) : NULL;

      return only != NULL && only->period.unit != GALLEY_PERIOD_NONE && only->period.first_year != 0
               ? galley_period_to_string (&only->period)
               : g_strdup (stated);
    }
  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);
      g_autoptr (GalleyFigures) figures = galley_figures_read (block->text, -1, context);

      for (guint j = 0; figures != NULL && j < galley_figures_get_length (figures); j++)
        {
          const GalleyFigure *figure = galley_figures_get (figures, j);
          char *period = figure->period.unit != GALLEY_PERIOD_DAY ? leading_period (block->text, figure) : NULL;

          if (period != NULL)
            g_hash_table_insert (counts, period, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, period)) + 1));
        }
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_UINT (value) > most || (GPOINTER_TO_UINT (value) == most && strcmp (key, best) < 0))
      {
        best = key;
        most = GPOINTER_TO_UINT (value);
      }
  return g_strdup (best != NULL ? best : "");
}

/* What to call what a bulletin is about: its context while it is read. */
GalleyReadingContext *
galley_extract_context_new (const GalleySnapshot *snapshot)
{
  GalleyReadingContext *context = g_new0 (GalleyReadingContext, 1);

  context->district = g_strdup (snapshot->details->fields[GALLEY_DETAILS_DISTRICT]);
  galley_figure_context_from_snapshot (snapshot, &context->figures);
  context->period = find_period (snapshot, &context->figures);
  return context;
}

void
galley_extract_context_free (GalleyReadingContext *context)
{
  g_free (context->district);
  g_free (context->period);
  g_free (context->block);
  g_free (context->sentence);
  g_free (context);
}

void
galley_extract_begin_block (GalleyReadingContext *context)
{
  g_clear_pointer (&context->block, g_free);
  g_clear_pointer (&context->sentence, g_free);
  context->start = context->seen = 0;
}

/* Goes on in a block to the figure at the byte @at. Returns whether a new sentence has begun. */
gboolean
galley_extract_go_to (GalleyReadingContext *context,
                      const char *text,
                      gsize at)
{
  static const char *const ends[] = { "。", "；", "！", "？", ";", "\n" };
  gboolean begun = FALSE;

  for (; context->seen < at; context->seen++)
    for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
      if (text[context->seen] == ends[i][0] && g_str_has_prefix (text + context->seen, ends[i]))
        {
          context->start = context->seen + strlen (ends[i]);
          begun = TRUE;
        }
  if (begun)
    g_clear_pointer (&context->sentence, g_free);
  return begun;
}

/* A day holds for its sentence, anything longer to the end of the block. */
void
galley_extract_see_period (GalleyReadingContext *context,
                           const char *text,
                           const GalleyFigure *figure)
{
  char *period = leading_period (text, figure);
  char **slot = figure->period.unit == GALLEY_PERIOD_DAY ? &context->sentence : &context->block;

  if (period == NULL)
    return;
  if (slot == &context->block)
    g_clear_pointer (&context->sentence, g_free);
  g_free (*slot);
  *slot = period;
}

/* The period that stands for a figure that is read now. */
const char *
galley_extract_get_period (const GalleyReadingContext *context)
{
  return context->sentence != NULL ? context->sentence : context->block != NULL ? context->block : context->period;
}

/* Points by which a rate moved: 1.2个百分点. */
gboolean
galley_extract_is_points (const GalleyFigure *figure,
                          const char *text)
{
  return figure->numeric && figure->kind == GALLEY_FIGURE_PERCENT
         && g_strstr_len (text + figure->unit.offset, figure->unit.length, "点") != NULL;
}

/* A rate of growth. */
gboolean
galley_extract_is_change (const GalleyFigure *figure)
{
  return figure->numeric && figure->divisor == 1 && figure->kind == GALLEY_FIGURE_GROWTH;
}

/* What a row of the table may be made of. A single Han digit counts things in passing: 四个, 两级. */
gboolean
galley_extract_is_level (const GalleyFigure *figure,
                         const char *text)
{
  gunichar first = g_utf8_get_char (text + figure->bytes.offset);

  if (!figure->numeric || figure->divisor != 1 || figure->period.unit != GALLEY_PERIOD_NONE
      || (figure->flags & GALLEY_FIGURE_LIMIT))
    return FALSE;
  switch (figure->kind)
    {
    case GALLEY_FIGURE_COUNT:
      return first < 0x3007 || first >= 0xff00 || figure->value.magnitude > 0 || figure->value.digits >= 10;
    case GALLEY_FIGURE_MONEY:
    case GALLEY_FIGURE_PERCENT:
    case GALLEY_FIGURE_SHARE:
    case GALLEY_FIGURE_RANGE:
    case GALLEY_FIGURE_OTHER:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
stands_between (const char *text,
                const GalleyFigure *a,
                const GalleyFigure *b,
                const char *const *words)
{
  gsize end = a->bytes.offset + a->bytes.length, gap = b->bytes.offset - end;

  for (; *words != NULL; words++)
    if (strlen (*words) == gap && memcmp (text + end, *words, gap) == 0)
      return TRUE;
  return FALSE;
}

/* Whether only a connective stands between two figures: 234%和203%. */
gboolean
galley_extract_is_joined (const char *text,
                          const GalleyFigure *a,
                          const GalleyFigure *b)
{
  static const char *const joints[] = { "和", "、", "与", "及", "以及", " and ", ", ", NULL };

  return stands_between (text, a, b, joints);
}

/* Whether two figures are members of one list: 48大类，222小类. */
gboolean
galley_extract_is_listed (const char *text,
                          const GalleyFigure *a,
                          const GalleyFigure *b)
{
  static const char *const joints[] = { "、", "，", ",", "和", NULL };

  return stands_between (text, a, b, joints);
}

/* Whether nothing but words of direction and comparison stands between a level and a change: 188.98亿元，同比增长7.3%. */
gboolean
galley_extract_continues (const char *text,
                          const GalleyFigure *level,
                          const GalleyFigure *change)
{
  static const char *const plain[] = { "，", ",", "、", " ", "（", "(", "分别" };
  const char *start = text + level->bytes.offset + level->bytes.length, *p = text + change->bytes.offset;

  if (p < start)
    return FALSE;
  if (change->compared.length > 0 && change->compared.offset > level->bytes.offset)
    {
      /* What it is compared with is known; only what stands before that is asked for. */
      p = text + change->compared.offset;
    }
  while (p > start)
    {
      GalleyWordMatch match;
      const char *was = p;

      for (guint i = 0; i < G_N_ELEMENTS (plain) && p == was; i++)
        {
          gsize length = strlen (plain[i]);

          if ((gsize) (p - start) >= length && memcmp (p - length, plain[i], length) == 0)
            p -= length;
        }
      if (p == was
          && galley_lexicon_match_back (galley_lexicon_get_default (), start, p,
                                        WORD_RISE | WORD_FALL | WORD_LINK | WORD_COMPARE | WORD_ABOUT | WORD_ABOVE | WORD_BELOW,
                                        &match))
        p = match.end;
      if (p == was)
        return FALSE;
    }
  return TRUE;
}

static char *
dup_slice (const char *text,
           GalleySlice slice)
{
  char *copy = g_strndup (text + slice.offset, slice.length);

  return g_strstrip (copy);
}

/* Takes the bulletin's district off the front of a name in place. Returns whether it was there. */
static gboolean
strip_district (const GalleyReadingContext *context,
                char *name)
{
  gsize length = strlen (context->district);

  if (length == 0 || !g_str_has_prefix (name, context->district) || name[length] == '\0')
    return FALSE;
  memmove (name, name + length, strlen (name) - length + 1);
  return TRUE;
}

/* Takes the first of @words that @name begins with off it in place, where more than one character is left. Returns the
 * word, or NULL. */
static const char *
strip_word (char *name,
            const char *const *words)
{
  for (; *words != NULL; words++)
    if (g_str_has_prefix (name, *words) && g_utf8_strlen (name + strlen (*words), -1) > 1)
      {
        memmove (name, name + strlen (*words), strlen (name) - strlen (*words) + 1);
        return *words;
      }
  return NULL;
}

/* 今年全市共接待游客 is 接待游客 of 全市: when is said by the period, and 共 and 实现 say nothing. */
static void
strip_front (char *name,
             char **scope)
{
  static const char *const idle[] = { "今年", "全年", "年末", "当年", "当日", "共有", "共", "已", "预计", "实现", NULL };
  static const char *const areas[] = { "全国", "全省", "全市", "全区", "全县", "全州", "全镇", "我国", "我省", "我市", "我区", "我县",
                                       "本省", "本市", "本区", "本县", NULL };
  const char *area;

  while (strip_word (name, idle) != NULL)
    ;
  area = strip_word (name, areas);
  if (area != NULL && **scope == '\0')
    g_set_str (scope, area);
  while (strip_word (name, idle) != NULL)
    ;
}

/* 净增 where a count is the change of another, 四上企业较去年净增57家: the direction belongs to its name. */
static void
append_direction (const char *text,
                  const GalleyFigure *figure,
                  char **name)
{
  GalleyWordMatch match;
  const char *start = text + figure->bytes.offset;

  if ((figure->flags & GALLEY_FIGURE_INHERITED) == 0
      || (figure->kind != GALLEY_FIGURE_COUNT && figure->kind != GALLEY_FIGURE_MONEY && figure->kind != GALLEY_FIGURE_OTHER)
      || !galley_lexicon_match_back (galley_lexicon_get_default (), text, start, WORD_RISE | WORD_FALL, &match))
    return;
  {
    g_autofree char *word = g_strndup (match.end, start - match.end);
    char *joined = g_strconcat (*name, word, NULL);

    g_free (*name);
    *name = joined;
  }
}

/* Names the indicator that @figure states, in the words of the text. @counted: (nullable): the count before it in the
 * sentence, whose subject a bare 总投资 belongs to. @next: (nullable): the figure whose subject a list shares
 * (48大类、222小类问题). */
void
galley_extract_name (const GalleyReadingContext *context,
                     const char *text,
                     const GalleyFigure *figure,
                     const GalleyFigure *counted,
                     const GalleyFigure *next,
                     char **name,
                     char **scope)
{
  *name = dup_slice (text, figure->subject);
  *scope = g_strdup ("");
  /* A scope of another sentence is one only where the figure says so with 其中, and never a bare attribute. */
  if (figure->scope.length > 0 && !is_attribute (text + figure->scope.offset, figure->scope.length)
      && (figure->scope.offset >= context->start || (figure->flags & GALLEY_FIGURE_AMONG)))
    {
      g_free (*scope);
      *scope = dup_slice (text, figure->scope);
    }
  for (const char *tail = "为"; g_str_has_suffix (*name, tail) && strlen (*name) > strlen (tail);)
    (*name)[strlen (*name) - strlen (tail)] = '\0';
  strip_district (context, *scope);
  if (strip_district (context, *name) && **scope == '\0')
    g_set_str (scope, context->district);
  strip_front (*name, scope);
  if (is_attribute (*name, strlen (*name)) && **scope == '\0' && counted != NULL && counted->subject.length > 0)
    {
      g_free (*scope);
      *scope = dup_slice (text, counted->subject);
      strip_district (context, *scope);
    }
  if (**name == '\0' && next != NULL)
    {
      g_free (*name);
      g_free (*scope);
      *name = galley_figure_unit_to_string (figure, text);
      *scope = dup_slice (text, next->subject);
    }
  /* A verb that is left over (分为48大类) names nothing; what is counted does. */
  if (g_utf8_strlen (*name, -1) < 2)
    {
      g_free (*name);
      *name = galley_figure_unit_to_string (figure, text);
    }
  append_direction (text, figure, name);
  if (g_str_equal (*scope, *name))
    g_set_str (scope, "");
}
