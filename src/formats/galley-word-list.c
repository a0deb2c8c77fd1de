/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <string.h>

#include "galley-word-private.h"

/* The numbers of lists, which word processors count and do not write, and what their styles are called. */

void
word_list_free (WordList *list)
{
  for (guint i = 0; i < WORD_MAX_LEVELS; i++)
    {
      g_free (list->levels[i].format);
      g_free (list->levels[i].text);
    }
  g_free (list);
}

static const char *const digits[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
static const char *const places[] = { "", "十", "百", "千" };
static const char *const legal_digits[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };
static const char *const legal_places[] = { "", "拾", "佰", "仟" };
static const char *const stems[] = { "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸" };
static const char *const branches[] = { "子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥" };

/* 一百零三, and 十二 rather than 一十二 but in legal numerals. */
static void
append_chinese (GString *text, guint n, const char *const *names, const char *const *ranks, gboolean legal)
{
  gboolean zero = FALSE, begun = FALSE;

  if (n == 0 || n > 9999)
    {
      g_string_append_printf (text, "%u", n);
      return;
    }
  for (int place = 3; place >= 0; place--)
    {
      guint unit = place == 3 ? 1000 : place == 2 ? 100 : place == 1 ? 10 : 1, digit = n / unit % 10;

      if (digit == 0)
        {
          zero = begun;
          continue;
        }
      if (zero)
        g_string_append (text, "零");
      if (legal || begun || digit > 1 || place != 1)
        g_string_append (text, names[digit]);
      g_string_append (text, ranks[place]);
      begun = TRUE;
      zero = FALSE;
    }
}

static void
append_roman (GString *text, guint n, gboolean upper)
{
  static const struct
  {
    guint n;
    const char *upper, *lower;
  } romans[] = { { 1000, "M", "m" }, { 900, "CM", "cm" }, { 500, "D", "d" }, { 400, "CD", "cd" }, { 100, "C", "c" },
                 { 90, "XC", "xc" }, { 50, "L", "l" }, { 40, "XL", "xl" }, { 10, "X", "x" }, { 9, "IX", "ix" },
                 { 5, "V", "v" }, { 4, "IV", "iv" }, { 1, "I", "i" } };

  for (gsize i = 0; i < G_N_ELEMENTS (romans) && n < 4000;)
    if (n >= romans[i].n)
      {
        g_string_append (text, upper ? romans[i].upper : romans[i].lower);
        n -= romans[i].n;
      }
    else
      i++;
}

static void
append_digits (GString *text, guint n, const char *const *names)
{
  g_autofree char *number = g_strdup_printf ("%u", n);

  for (const char *p = number; *p; p++)
    if (names)
      g_string_append (text, names[*p - '0']);
    else
      g_string_append_unichar (text, 0xff10 + *p - '0');
}

typedef enum
{
  NUMBER_DECIMAL,
  NUMBER_ZERO,
  NUMBER_WIDE,
  NUMBER_CHINESE,
  NUMBER_LEGAL,
  NUMBER_DIGITS,
  NUMBER_STEMS,
  NUMBER_BRANCHES,
  NUMBER_CIRCLED,
  NUMBER_BRACKETED,
  NUMBER_STOPPED,
  NUMBER_UPPER_LETTER,
  NUMBER_LOWER_LETTER,
  NUMBER_UPPER_ROMAN,
  NUMBER_LOWER_ROMAN,
  NUMBER_NONE,
} NumberFormat;

/* ECMA-376 part 1, 17.18.59 (ST_NumberFormat), and the formats that OpenDocument 1.3 part 3, 19.500 and LibreOffice name by
 * their beginning. */
static NumberFormat
find_format (const char *name)
{
  static const struct
  {
    const char *prefix;
    NumberFormat format;
  } formats[] = {
    { "decimalZero", NUMBER_ZERO },
    { "decimalFullWidth", NUMBER_WIDE },
    { "decimalEnclosedCircle", NUMBER_CIRCLED },
    { "decimalEnclosedParen", NUMBER_BRACKETED },
    { "decimalEnclosedFullstop", NUMBER_STOPPED },
    { "chineseLegal", NUMBER_LEGAL },
    { "ideographLegalTraditional", NUMBER_LEGAL },
    { "chineseCounting", NUMBER_CHINESE },
    { "taiwanese", NUMBER_CHINESE },
    { "japaneseCounting", NUMBER_CHINESE },
    { "ideographDigital", NUMBER_DIGITS },
    { "japaneseDigital", NUMBER_DIGITS },
    { "ideographEnclosedCircle", NUMBER_CHINESE },
    { "ideographTraditional", NUMBER_STEMS },
    { "ideographZodiac", NUMBER_BRANCHES },
    { "upperLetter", NUMBER_UPPER_LETTER },
    { "lowerLetter", NUMBER_LOWER_LETTER },
    { "upperRoman", NUMBER_UPPER_ROMAN },
    { "lowerRoman", NUMBER_LOWER_ROMAN },
    { "none", NUMBER_NONE },
    { "一", NUMBER_CHINESE },
    { "壹", NUMBER_LEGAL },
    { "甲", NUMBER_STEMS },
    { "子", NUMBER_BRANCHES },
    { "①", NUMBER_CIRCLED },
    { "１", NUMBER_WIDE },
    { "A", NUMBER_UPPER_LETTER },
    { "a", NUMBER_LOWER_LETTER },
    { "I", NUMBER_UPPER_ROMAN },
    { "i", NUMBER_LOWER_ROMAN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_prefix (name, formats[i].prefix))
      return formats[i].format;
  return NUMBER_DECIMAL;
}

static void
append_number (GString *text, const char *name, guint n)
{
  NumberFormat format = find_format (name);

  if (n == 0 || (n > 20 && (format == NUMBER_CIRCLED || format == NUMBER_BRACKETED || format == NUMBER_STOPPED)))
    format = NUMBER_DECIMAL;
  switch (format)
    {
    case NUMBER_ZERO:
      g_string_append_printf (text, "%02u", n);
      break;
    case NUMBER_WIDE:
      append_digits (text, n, NULL);
      break;
    case NUMBER_CHINESE:
      append_chinese (text, n, digits, places, FALSE);
      break;
    case NUMBER_LEGAL:
      append_chinese (text, n, legal_digits, legal_places, TRUE);
      break;
    case NUMBER_DIGITS:
      append_digits (text, n, digits);
      break;
    case NUMBER_STEMS:
      g_string_append (text, stems[(n - 1) % G_N_ELEMENTS (stems)]);
      break;
    case NUMBER_BRANCHES:
      g_string_append (text, branches[(n - 1) % G_N_ELEMENTS (branches)]);
      break;
    case NUMBER_CIRCLED:
      g_string_append_unichar (text, 0x2460 + n - 1);
      break;
    case NUMBER_BRACKETED:
      g_string_append_unichar (text, 0x2474 + n - 1);
      break;
    case NUMBER_STOPPED:
      g_string_append_unichar (text, 0x2488 + n - 1);
      break;
    case NUMBER_UPPER_LETTER:
    case NUMBER_LOWER_LETTER:
      for (guint i = 0; i <= MIN ((n - 1) / 26, 9); i++)
        g_string_append_c (text, (char) ((format == NUMBER_UPPER_LETTER ? 'A' : 'a') + (n - 1) % 26));
      break;
    case NUMBER_UPPER_ROMAN:
    case NUMBER_LOWER_ROMAN:
      append_roman (text, n, format == NUMBER_UPPER_ROMAN);
      break;
    case NUMBER_NONE:
      break;
    case NUMBER_DECIMAL:
    default:
      g_string_append_printf (text, "%u", n);
      break;
    }
}

/**
 * word_list_restart:
 * @level: from 0
 *
 * Lets the next number of a level be @start.
 */
void
word_list_restart (WordList *list, guint level, guint start)
{
  level = MIN (level, WORD_MAX_LEVELS - 1);
  list->counts[level] = start - 1;
  list->counted[level] = TRUE;
}

/* “第一章 总则” and “1.1 总则”, but “一、总则”, “（一）总则” and “1.总则”. */
static gboolean
wants_gap (const WordLevel *level, const GString *text)
{
  gunichar last = text->len > 0 ? g_utf8_get_char (g_utf8_prev_char (text->str + text->len)) : 0;

  return !level->tight && (g_unichar_isalpha (last) || g_unichar_isdigit (last));
}

/**
 * word_list_count:
 * @level: from 0
 *
 * Goes on to the next number of a level.
 *
 * Returns: (transfer full) (nullable): the number as it is printed, with a gap behind it if it needs one, or %NULL for a bullet
 */
char *
word_list_count (WordList *list, guint level)
{
  g_autoptr (GString) text = NULL;
  const WordLevel *at;

  level = MIN (level, WORD_MAX_LEVELS - 1);
  at = &list->levels[level];
  list->counts[level] = list->counted[level] ? list->counts[level] + 1 : at->start;
  list->counted[level] = TRUE;
  for (guint i = level + 1; i < WORD_MAX_LEVELS; i++)
    list->counted[i] = FALSE;
  if (at->format == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (const char *p = at->text ? at->text : ""; *p; p++)
    {
      guint n = *p == '%' && p[1] >= '1' && p[1] <= '9' ? (guint) (p[1] - '1') : WORD_MAX_LEVELS;
      const WordLevel *other = n < WORD_MAX_LEVELS ? &list->levels[n] : NULL;

      if (other == NULL)
        {
          g_string_append_c (text, *p);
          continue;
        }
      append_number (text, n < level && at->plain ? "decimal" : other->format ? other->format : at->format,
                     list->counted[n] ? list->counts[n] : other->start);
      p++;
    }
  if (wants_gap (at, text))
    g_string_append_c (text, ' ');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * word_read_style_name:
 * @name: of a paragraph's style, in English or Chinese
 * @state: what it says is set
 */
void
word_read_style_name (const char *name, GalleyPartState *state)
{
  static const struct
  {
    const char *name;
    GalleyBlockKind kind;
  } names[] = {
    { "title", GALLEY_BLOCK_HEADLINE },        { "标题", GALLEY_BLOCK_HEADLINE },          { "quote", GALLEY_BLOCK_QUOTATION },
    { "intense quote", GALLEY_BLOCK_QUOTATION }, { "quotations", GALLEY_BLOCK_QUOTATION }, { "引用", GALLEY_BLOCK_QUOTATION },
    { "block quotation", GALLEY_BLOCK_QUOTATION }, { "block text", GALLEY_BLOCK_QUOTATION },
    { "明显引用", GALLEY_BLOCK_QUOTATION },    { "list bullet", GALLEY_BLOCK_ITEM },       { "列表项目符号", GALLEY_BLOCK_ITEM },
    { "list 1", GALLEY_BLOCK_ITEM },
    { "list 2", GALLEY_BLOCK_SUBITEM },        { "list bullet 2", GALLEY_BLOCK_SUBITEM }, { "列表项目符号 2", GALLEY_BLOCK_SUBITEM },
  };
  g_autofree char *lower = g_utf8_strdown (name, -1);
  const char *heading = g_str_has_prefix (lower, "heading") ? lower + 7 : g_str_has_prefix (lower, "标题") ? lower + 6 : NULL;

  g_strdelimit (lower, "_", ' ');
  heading = heading ? heading + (*heading == ' ') : NULL;
  if (heading && *heading >= '1' && *heading <= '9' && heading[1] == '\0')
    {
      state->kind = GALLEY_BLOCK_HEADING;
      state->level = MIN ((guint) (*heading - '0'), WORD_LOOK_LEVEL - 1);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (lower, names[i].name))
      {
        state->kind = names[i].kind;
        state->level = state->kind == GALLEY_BLOCK_HEADLINE ? GALLEY_TITLE_LEVEL : 0;
      }
}
