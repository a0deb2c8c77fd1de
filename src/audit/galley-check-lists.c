/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"
/* for memmem(), without which the search for points is most of the time of an audit */
#define _GNU_SOURCE

#include "config.h"

#include "galley-auditor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_POINTS 12
/* A longer run of names than these bytes is no list of a few. */
#define MAX_LIST_BYTES 300
/*
 * How far behind its announcement a list of points is looked for. A text of nothing but announcements is read over
 * only so many times in all.
 */
#define LIST_BYTES 16384
#define MIN_LISTS 64
#define LISTS_READ 4

/* Ways to number points; the first sight of a first point decides which one a list uses. */
static const char *const numberings[][MAX_POINTS + 1] = {
  { "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是", NULL },
  { "（一）", "（二）", "（三）", "（四）", "（五）", "（六）", "（七）", "（八）", "（九）", "（十）", NULL },
  { "第一，", "第二，", "第三，", "第四，", "第五，", "第六，", "第七，", "第八，", NULL },
  { "1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.", "9.", NULL },
  { "1．", "2．", "3．", "4．", "5．", "6．", "7．", "8．", "9．", NULL },
  { "1、", "2、", "3、", "4、", "5、", "6、", "7、", "8、", "9、", NULL },
  { "一要", "二要", "三要", "四要", "五要", "六要", "七要", "八要", NULL },
  { "其一，", "其二，", "其三，", "其四，", "其五，", NULL },
  { "first, ", "second, ", "third, ", "fourth, ", "fifth, ", NULL },
  { "First, ", "Second, ", "Third, ", "Fourth, ", "Fifth, ", NULL },
  { "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩", NULL },
};

/* Nouns whose count announces a list of points. */
static gboolean
announces_points (const GalleyFacts *facts,
                  const GalleyFact *count)
{
  static const char *const nouns[] = {
    "特点", "方面", "原因", "问题", "措施", "特征", "亮点", "趋势", "因素", "举措", "要求", "建议", "项工作", "项任务",
    "reasons", "problems", "measures", "features", "factors", "trends", "steps", "points",
  };
  const char *text = galley_fact_text (facts, count);
  gsize start = count->figure->bytes.offset;
  gsize left = MIN (facts->passages[count->passage].length - start, count->figure->bytes.length + (gsize) 18);

  for (guint i = 0; i < G_N_ELEMENTS (nouns); i++)
    if (g_strstr_len (text + start, (gssize) left, nouns[i]) != NULL)
      return TRUE;
  return FALSE;
}

typedef struct
{
  const GalleyFacts *facts;
  guint passage;
  gsize offset;
  gsize budget;
} Search;

/* 1. and 1、 number a point unless digits stand around them, as in 21.5 and 1、2月. */
static const char *
find_mark (const char *text,
           gsize length,
           const char *mark)
{
  const char *end = text + length;
  gsize size = strlen (mark);
  const char *found = memmem (text, length, mark, size);

  while (found != NULL && g_ascii_isdigit (*mark)
         && ((found > text && g_ascii_isdigit (found[-1])) || found + size >= end || g_ascii_isdigit (found[size])))
    found = memmem (found + size, (gsize) (end - found) - size, mark, size);
  return found;
}

/* Moves on to the next sight of @mark in the passages of the section. */
static gboolean
search_next (Search *search,
             const char *mark)
{
  const GalleyFacts *facts = search->facts;
  guint section = facts->passages[search->passage].section;

  while (search->passage < facts->n_passages && facts->passages[search->passage].section == section)
    {
      const GalleyPassage *passage = &facts->passages[search->passage];
      gsize left = passage->length - search->offset, read = MIN (left, search->budget);
      const char *found = find_mark (passage->text + search->offset, read, mark);

      search->budget -= found != NULL ? (gsize) (found - passage->text) - search->offset : read;
      if (found != NULL)
        {
          search->offset = (gsize) (found - passage->text) + strlen (mark);
          return TRUE;
        }
      if (search->budget == 0)
        return FALSE;
      search->passage++;
      search->offset = 0;
    }
  return FALSE;
}

static gboolean
is_before (const Search *a,
           const Search *b)
{
  return a->passage < b->passage || (a->passage == b->passage && a->offset < b->offset);
}

static guint
count_points (const GalleyFacts *facts,
              const GalleyFact *announced)
{
  Search start = {
    .facts = facts,
    .passage = announced->passage,
    .offset = announced->figure->bytes.offset + announced->figure->bytes.length,
    .budget = LIST_BYTES / 8,
  };
  Search nearest = start;
  int numbering = -1;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (numberings); i++)
    {
      Search search = start;
      if (search_next (&search, numberings[i][0])
          && (numbering < 0 || is_before (&search, &nearest)))
        {
          nearest = search;
          numbering = (int) i;
        }
    }
  if (numbering < 0)
    return 0;
  nearest.budget = LIST_BYTES;
  for (n = 1; numberings[numbering][n] != NULL; n++)
    {
      Search again = nearest;
      /* Another list begins before the next point: this one is at its end. */
      if (!search_next (&nearest, numberings[numbering][n])
          || (search_next (&again, numberings[numbering][0]) && is_before (&again, &nearest)))
        break;
    }
  return n;
}

/* 三大特点：一是…二是…: more points than announced are an error of fact, fewer may go on in other words. */
static void
check_points (GalleyAuditor *auditor,
              const GalleyFact *count)
{
  guint n = count_points (&auditor->facts, count);
  guint stated = (guint) count->figure->value.digits;
  GalleyVerdict verdict = n == stated ? GALLEY_VERDICT_HOLDS : n > stated ? GALLEY_VERDICT_FAILS : GALLEY_VERDICT_INFO;

  if (n < 2 || !galley_auditor_wants (auditor, verdict))
    return;

  g_autofree char *surface = galley_auditor_surface (auditor, count);
  galley_auditor_report (auditor, "list_count", verdict,
                         verdict == GALLEY_VERDICT_HOLDS ? GALLEY_SEVERITY_NOTE : GALLEY_SEVERITY_WARNING, &count, 1,
                         g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s is announced, and %u point follows.",
                                                       "%s is announced, and %u points follow.", n),
                                          surface, n));
}

/* The names before 三地 in 哈密、和田、吐鲁番三地, back to the last mark that is no 、. */
static guint
count_names_before (const GalleyFacts *facts,
                    const GalleyFact *count)
{
  const char *text = galley_fact_text (facts, count);
  gsize end = count->figure->bytes.offset, start = count->name.offset;
  guint64 words;
  guint n = 1, links = 0;

  if (count->name.length == 0 || end - start > MAX_LIST_BYTES)
    return 0;
  for (gsize i = start; i < end;)
    {
      guint length = galley_audit_lexicon_match (text + i, end - i, &words);
      if (length > 0 && words & GALLEY_WORD_LINK)
        {
          links += memcmp (text + i, "、", 3) == 0;
          n++;
        }
      i += length > 0 ? length : galley_audit_lexicon_skip (text + i, end - i);
    }
  return links > 0 ? n : 0;
}

/* The names behind 5个乡镇 in 分别是A、B、C、D和E, to the end of the clause; 0 where no such list opens. */
static guint
count_names_behind (const GalleyFacts *facts,
                    const GalleyFact *count)
{
  static const char *const opened[] = { "分别是", "分别为", "依次是", "依次为", "即", "包括" };
  const char *text = galley_fact_text (facts, count);
  const GalleyPassage *passage = &facts->passages[count->passage];
  gsize at = count->noun.offset + count->noun.length, end = MIN (passage->length, at + MAX_LIST_BYTES);
  gboolean comma = at + 3 <= end && memcmp (text + at, "，", 3) == 0, opens = FALSE;
  guint n = 1, links = 0;

  at += comma ? 3 : 0;
  for (guint i = 0; i < G_N_ELEMENTS (opened) && !opens; i++)
    if (at + strlen (opened[i]) <= end && memcmp (text + at, opened[i], strlen (opened[i])) == 0)
      {
        opens = comma;
        at += strlen (opened[i]);
      }
  for (; opens && at + 3 <= end; at += g_utf8_skip[(guchar) text[at]])
    if (memcmp (text + at, "、", 3) == 0)
      {
        links++;
        n++;
      }
    else if (links > 0 && (memcmp (text + at, "和", 3) == 0 || memcmp (text + at, "及", 3) == 0))
      n++;
    else if (g_ascii_isdigit (text[at]) || memcmp (text + at, "等", 3) == 0)
      return 0;
    else if (memcmp (text + at, "。", 3) == 0 || memcmp (text + at, "，", 3) == 0 || memcmp (text + at, "；", 3) == 0)
      return links > 0 ? n : 0;
  return 0;
}

/* Names that are counted and then listed: a name may hold a 和 of its own, so a list that differs is only asked about. */
static void
check_names_behind (GalleyAuditor *auditor,
                    const GalleyFact *count)
{
  guint n = count_names_behind (&auditor->facts, count);
  gboolean agrees = n == (guint) count->figure->value.digits;
  GalleyVerdict verdict = agrees ? GALLEY_VERDICT_HOLDS : GALLEY_VERDICT_INFO;

  if (n < 2 || !galley_auditor_wants (auditor, verdict))
    return;

  g_autofree char *surface = galley_auditor_surface (auditor, count);
  galley_auditor_report (auditor, "list_count", verdict, agrees ? GALLEY_SEVERITY_NOTE : GALLEY_SEVERITY_WARNING, &count, 1,
                         agrees ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, and %u name is listed.",
                                                                "%s, and %u names are listed.", n),
                                                   surface, n)
                                : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, but %u name is listed.",
                                                                "%s, but %u names are listed.", n),
                                                   surface, n));
}

static void
check_names (GalleyAuditor *auditor,
             const GalleyFact *count)
{
  guint n = count_names_before (&auditor->facts, count);

  /* Only what agrees: a name may hold a 和 of its own, and a list before a count may be another's. */
  if (n < 3 || n != (guint) count->figure->value.digits || !galley_auditor_wants (auditor, GALLEY_VERDICT_HOLDS))
    return;

  g_autofree char *surface = galley_auditor_surface (auditor, count);
  galley_auditor_report (auditor, "list_count", GALLEY_VERDICT_HOLDS, GALLEY_SEVERITY_NOTE, &count, 1,
                         g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, and %u name is listed.",
                                                       "%s, and %u names are listed.", n),
                                          surface, n));
}

static const GalleyFact *
tuple_before (const GalleyFacts *facts,
              const GalleyFact *first)
{
  int index = galley_facts_index (facts, first);
  const GalleyFact *before = index > 0 ? &facts->facts[index - 1] : NULL;

  return before != NULL && before->sentence == first->sentence ? &facts->facts[before->tuple] : NULL;
}

/* 分别出口A、B和C，分别增长a、b和c: as many rates as values. */
static void
check_respectively (GalleyAuditor *auditor,
                    const GalleyFact *first)
{
  const GalleyFact *values = tuple_before (&auditor->facts, first);
  const GalleyFact *places[] = { first, values };

  if (values == NULL || values->kind != GALLEY_FACT_LEVEL || values->tuple_size < 2)
    return;

  gboolean agrees = values->tuple_size == first->tuple_size;
  GalleyVerdict verdict = agrees ? GALLEY_VERDICT_HOLDS : GALLEY_VERDICT_INFO;
  if (!galley_auditor_wants (auditor, verdict))
    return;
  galley_auditor_report (auditor, "respectively", verdict, agrees ? GALLEY_SEVERITY_NOTE : GALLEY_SEVERITY_WARNING,
                         places, G_N_ELEMENTS (places),
                         agrees ? g_strdup_printf (_("%u values and as many changes, one for each."), first->tuple_size)
                                : g_strdup_printf (_("%u values, but %u changes: which belongs to which?"),
                                                   values->tuple_size, first->tuple_size));
}

/* 甲、乙、丙三县分别完成投资A、B和C: as many values as there are of what they are told of. */
static void
check_values (GalleyAuditor *auditor,
              const GalleyFact *count,
              const GalleyFact *first)
{
  const GalleyFact *places[] = { count, first };
  gboolean agrees = count->figure->value.digits == (gint64) first->tuple_size;
  GalleyVerdict verdict = agrees ? GALLEY_VERDICT_HOLDS : GALLEY_VERDICT_INFO;

  /* A name between them, 东山、西河分别, would be another subject. */
  if (!(first->gap & GALLEY_WORD_EACH) || first->gap & (GALLEY_WORD_LINK | GALLEY_WORD_OF_WHICH)
      || count->sentence != first->sentence || count->unit == first->unit || first->kind == GALLEY_FACT_OTHER
      || first->kind == GALLEY_FACT_TIME || !galley_auditor_wants (auditor, verdict))
    return;

  g_autofree char *surface = galley_auditor_surface (auditor, count);
  galley_auditor_report (auditor, "respectively", verdict, agrees ? GALLEY_SEVERITY_NOTE : GALLEY_SEVERITY_WARNING,
                         places, G_N_ELEMENTS (places),
                         g_strdup_printf (agrees ? _("%s and %u values, one for each.")
                                                 : _("%s, but %u values: which belongs to which?"),
                                          surface, first->tuple_size));
}

static int
class_level (const GalleyFacts *facts,
             const GalleyFact *fact)
{
  static const char *const classes[] = { "大类", "中类", "小类", "细类", "子类" };
  const char *text = galley_fact_text (facts, fact);
  const GalleySlice unit = fact->figure->unit;

  if (fact->kind != GALLEY_FACT_LEVEL || !fact->comparable || unit.length != 6)
    return -1;
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (memcmp (text + unit.offset, classes[i], 6) == 0)
      return (int) i;
  return -1;
}

/* 48大类，222小类，1117细类: a finer class counts no fewer. */
static void
check_nesting (GalleyAuditor *auditor,
               const GalleyFact *coarse,
               const GalleyFact *fine)
{
  const GalleyFact *places[] = { fine, coarse };

  if (coarse->sentence != fine->sentence || class_level (&auditor->facts, coarse) < 0
      || class_level (&auditor->facts, fine) <= class_level (&auditor->facts, coarse) || fine->scaled >= coarse->scaled)
    return;

  g_autofree char *few = galley_auditor_surface (auditor, fine), *many = galley_auditor_surface (auditor, coarse);
  galley_auditor_report (auditor, "nesting", GALLEY_VERDICT_INFO, GALLEY_SEVERITY_WARNING, places, G_N_ELEMENTS (places),
                         g_strdup_printf (_("%s is the finer division, yet fewer than %s."), few, many));
}

static gboolean
is_small_count (const GalleyFact *fact)
{
  return fact->kind == GALLEY_FACT_LEVEL && fact->comparable && fact->slack == 0 && fact->figure->value.digits >= 2
         && fact->figure->value.digits <= MAX_POINTS;
}

/**
 * galley_check_lists:
 *
 * Announced against listed: points, names, values and rates, classes (AUDIT.md 1.17, 1.18, 1.25).
 */
void
galley_check_lists (GalleyAuditor *auditor)
{
  const GalleyFacts *facts = &auditor->facts;
  gsize budget = MIN_LISTS * LIST_BYTES;

  for (guint i = 0; i < facts->n_passages; i++)
    budget += LISTS_READ * facts->passages[i].length;
  for (guint i = 0; i < facts->n_facts; i++)
    {
      const GalleyFact *fact = &facts->facts[i];

      if (is_small_count (fact) && announces_points (facts, fact) && budget >= LIST_BYTES)
        {
          check_points (auditor, fact);
          budget -= LIST_BYTES;
        }
      else if (is_small_count (fact))
        {
          check_names (auditor, fact);
          check_names_behind (auditor, fact);
        }
      if (fact->kind == GALLEY_FACT_RATE && fact->tuple == (int) i && fact->tuple_size > 1
          && (fact->clause_words | fact[fact->tuple_size - 1].after) & GALLEY_WORD_EACH)
        check_respectively (auditor, fact);
      if (i > 0 && is_small_count (fact - 1) && fact->tuple == (int) i && fact->tuple_size > 1)
        check_values (auditor, fact - 1, fact);
      if (i > 0)
        check_nesting (auditor, fact - 1, fact);
    }
}
