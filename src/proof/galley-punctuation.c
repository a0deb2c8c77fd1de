/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-proof"

#include "config.h"

#include "galley-scan-private.h"

#include <glib/gi18n-lib.h>

/* What was lost in a headline is a few characters at most; a longer run is no headline. */
#define MAX_BROKEN 8

/* The rules of GB/T 15834-2011 and of the house on punctuation. */

static const char *
full_width (gunichar c)
{
  switch (c)
    {
    case ',': return "，";
    case '.': return "。";
    case ';': return "；";
    case ':': return "：";
    case '?': return "？";
    case '!': return "！";
    case '(': return "（";
    case ')': return "）";
    default: return NULL;
    }
}

/* Brackets are judged in pairs, by what stands before, within the edges, and after. */
static gboolean
is_chinese_bracket (const Scan *scan, guint at)
{
  guint mate = scan->mates[at], open = MIN (at, mate), close = MAX (at, mate);

  if (open == close || (scan->masks[mate] & (MASK_LATIN | MASK_TITLE)))
    return FALSE;
  return is_cjk_at (scan, (gint64) open - 1) || is_cjk_at (scan, open + 1) || is_cjk_at (scan, (gint64) close - 1) ||
         is_cjk_at (scan, close + 1);
}

static gboolean
is_chinese_mark (const Scan *scan, guint at)
{
  gunichar c = scan->chars[at], next = char_at (scan, at + 1), previous = char_at (scan, (gint64) at - 1);
  gboolean before = is_cjk_at (scan, (gint64) at - 1), after = is_cjk_at (scan, at + 1);

  if (next == c || previous == c)
    return FALSE;
  switch (c)
    {
    case '(':
    case ')':
      return is_chinese_bracket (scan, at);
    case '.':
      /* “一.” at the start numbers a list and is for another rule. */
      if (at <= 3 && galley_in_set (previous, "一二三四五六七八九十"))
        return FALSE;
      return before && (after || !next || next == '\n' || kind_at (scan, at + 1) == KIND_SPACE);
    case '?':
    case '!':
      return before;
    default:
      if (is_digit_at (scan, (gint64) at - 1) && is_digit_at (scan, at + 1))
        return FALSE;
      /* A percentage ends its clause: 增长3%,6月 */
      return before || after || (c != ':' && (previous == '%' || previous == ')' || previous == '"'));
    }
}

static void
check_punct_width (Scan *scan, guint at)
{
  g_autofree char *mark = NULL;
  guint end = at + 1;

  if (!scan->chinese || !is_chinese_mark (scan, at))
    return;
  mark = galley_scan_slice (scan, at, at + 1);
  /* The space that followed the narrow mark is part of the wide one. */
  if (scan->chars[at] != '(' && !scan->tabular && char_at (scan, end) == ' ' && char_at (scan, end + 1) != ' ')
    end++;
  galley_scan_report (scan, at, end, g_strdup (full_width (scan->chars[at])),
                      _("Half-width “%s” in Chinese text"), mark);
}

static void
check_quote_curly (Scan *scan, guint at)
{
  gboolean opens = scan->straight_seen++ % 2 == 0;
  /* Inches and code have quotes that come alone or that touch no Chinese. */
  if (!scan->chinese || !(is_cjk_at (scan, (gint64) at - 1) || is_cjk_at (scan, at + 1)))
    return;
  galley_scan_report (scan, at, at + 1, scan->n_straight % 2 == 0 ? g_strdup (opens ? "“" : "”") : NULL,
                      _("Straight quotation mark in Chinese text"));
}

static void
check_dun_quotes (Scan *scan, guint at)
{
  gunichar before = char_at (scan, (gint64) at - 1), after = char_at (scan, at + 1);

  if ((before == 0x201d && after == 0x201c) || (before == 0x300b && after == 0x300a))
    galley_scan_report (scan, at, at + 1, g_strdup (""), _("No “、” between quotation marks or titles side by side"));
}

static void
check_ellipsis (Scan *scan, guint at)
{
  gunichar c = scan->chars[at];
  guint end = at;

  if (at > 0 && scan->chars[at - 1] == c)
    return;
  while (char_at (scan, end) == c)
    end++;
  if (c == 0x2026 && (end - at == 2 || end - at == 4))
    {
      if (char_at (scan, end) == 0x7b49 && !galley_scan_has (scan, end, "等待") && !galley_scan_has (scan, end, "等到"))
        galley_scan_report (scan, at, end, g_strdup (""), _("“……” and “等” say the same; one is enough"));
      return;
    }
  if ((c == 0x2026 || end - at >= 3) &&
      (is_cjk_at (scan, (gint64) at - 1) || is_cjk_at (scan, end)) && end - at <= 6)
    galley_scan_report (scan, at, end, g_strdup ("……"), _("An ellipsis is “……”"));
}

static void
check_doubled (Scan *scan, guint at)
{
  gunichar c = scan->chars[at], next = char_at (scan, at + 1);
  guint end = at + 1;

  if (char_at (scan, (gint64) at - 1) == c)
    return;
  while (char_at (scan, end) == c)
    end++;
  /* Three full stops or more are an ellipsis in the making. */
  if (end - at == 2 || (end - at > 2 && c != 0x3002))
    galley_scan_report (scan, at, end, galley_scan_slice (scan, at, at + 1), _("Doubled punctuation"));
  else if (end - at == 1 && galley_in_set (next, "，。、；：") && c != 0x2026)
    galley_scan_report (scan, at, at + 2, NULL, _("Two punctuation marks where one is meant"));
}

static void
check_headline_stop (Scan *scan, guint at)
{
  gunichar last = char_at (scan, (gint64) scan->n - 1);

  if (galley_is_heading_kind (scan->block_kind) && scan->n > 1 &&
      (last == 0x3002 || (last == '.' && is_cjk_at (scan, (gint64) scan->n - 2))))
    galley_scan_report (scan, scan->n - 1, scan->n, g_strdup (""), _("A headline ends without a full stop"));
}

static void
check_headline_broken (Scan *scan, guint at)
{
  guint end = at + 1;

  if (scan->block_kind != GALLEY_BLOCK_HEADLINE && scan->block_kind != GALLEY_BLOCK_KICKER)
    return;
  if (at > 0 && galley_in_set (scan->chars[at - 1], "?？"))
    return;
  while (end - at < MAX_BROKEN && galley_in_set (char_at (scan, end), "?？:：,，。、;；|｜"))
    end++;
  /* A question mark alone is a question; one beside other punctuation, or at the start, stands for something lost. */
  if (end - at == 1 && at > 0 && !galley_in_set (char_at (scan, (gint64) at - 1), ":：,，、|｜《“"))
    return;
  if (end == scan->n && scan->chars[at] == 0xff1f)
    return;
  galley_scan_report (scan, at, end, NULL, _("A stray question mark: a character of the headline seems to be lost"));
}

static void
check_headline_cut (Scan *scan, guint at)
{
  gint64 last = (gint64) scan->n - 1;

  if (galley_is_heading_kind (scan->block_kind) && scan->n > 1 && galley_in_set (char_at (scan, last), "，、：；,:;“‘《（(—"))
    galley_scan_report (scan, last, scan->n, NULL, _("The headline seems to be cut off"));
}

static void
check_replacement (Scan *scan, guint at)
{
  if (char_at (scan, (gint64) at - 1) != 0xfffd)
    galley_scan_report (scan, at, at + 1, NULL, _("A character was lost on the way here; see the source"));
}

static void
check_ordinal_mark (Scan *scan, guint at)
{
  guint end = galley_scan_number_end (scan, 0);

  if (end > 0 && end <= 2 && char_at (scan, end) == 0x3001 && !is_digit_at (scan, end + 1))
    {
      galley_scan_report (scan, end, end + 1, g_strdup ("."), _("An Arabic number in a list takes a full point"));
      return;
    }
  for (end = 0; galley_in_set (char_at (scan, end), "一二三四五六七八九十") && end < 3;)
    end++;
  if (end > 0 && galley_in_set (char_at (scan, end), ".．") && is_cjk_at (scan, end + 1))
    galley_scan_report (scan, end, end + 1, g_strdup ("、"), _("A Chinese numeral in a list takes “、”"));
}

/* 《》 are left alone but for their own closing; what is in a quotation keeps its words and not its width. */
const GalleyRule galley_punctuation_rules[] = {
  { "punct-width", GALLEY_SEVERITY_WARNING, ",.;:?!()", MASK_LATIN | MASK_TITLE, check_punct_width },
  { "quote-curly", GALLEY_SEVERITY_WARNING, "\"", MASK_LATIN, check_quote_curly },
  { "dun-quotes", GALLEY_SEVERITY_NOTE, "、", 0, check_dun_quotes },
  { "ellipsis", GALLEY_SEVERITY_WARNING, "….。·", MASK_ALL, check_ellipsis },
  { "repeated", GALLEY_SEVERITY_WARNING, "，。、；：", MASK_ALL, check_doubled },
  { "headline-stop", GALLEY_SEVERITY_WARNING, NULL, 0, check_headline_stop },
  { "headline-broken", GALLEY_SEVERITY_ERROR, "?？", 0, check_headline_broken },
  { "headline-broken", GALLEY_SEVERITY_WARNING, NULL, 0, check_headline_cut },
  { "replacement-char", GALLEY_SEVERITY_ERROR, "\xef\xbf\xbd", 0, check_replacement },
  { "ordinal-mark", GALLEY_SEVERITY_NOTE, NULL, 0, check_ordinal_mark },
  { NULL },
};
