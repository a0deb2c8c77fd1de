/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-numeral-private.h"

#include <string.h>

/* A Han numeral longer than this is no number that anyone prints. */
#define MAX_HAN_TOKENS 48

typedef enum
{
  TOKEN_DIGIT,
  TOKEN_SCALE,
  TOKEN_VAGUE,
} TokenType;

typedef struct
{
  TokenType type;
  int value;
} Token;

/* The value of an ASCII or full-width digit, or -1. */
int
galley_numeral_digit (gunichar glyph)
{
  if (glyph >= '0' && glyph <= '9')
    return glyph - '0';
  if (glyph >= 0xff10 && glyph <= 0xff19)
    return glyph - 0xff10;
  return -1;
}

int
galley_numeral_han_digit (gunichar glyph)
{
  switch (glyph)
    {
    case 0x3007: case 0x96f6: return 0; /* 〇 零 */
    case 0x4e00: case 0x58f9: case 0x5f0c: return 1; /* 一 壹 弌 */
    case 0x4e8c: case 0x4e24: case 0x8d30: case 0x5169: case 0x8cb3: return 2; /* 二 两 贰 兩 貳 */
    case 0x4e09: case 0x53c1: case 0x53c3: return 3; /* 三 叁 參 */
    case 0x56db: case 0x8086: return 4; /* 四 肆 */
    case 0x4e94: case 0x4f0d: return 5; /* 五 伍 */
    case 0x516d: case 0x9646: case 0x9678: return 6; /* 六 陆 陸 */
    case 0x4e03: case 0x67d2: return 7; /* 七 柒 */
    case 0x516b: case 0x634c: return 8; /* 八 捌 */
    case 0x4e5d: case 0x7396: return 9; /* 九 玖 */
    default: return -1;
    }
}

/* The power of ten of a Han scale character, or -1. */
int
galley_numeral_han_scale (gunichar glyph)
{
  switch (glyph)
    {
    case 0x5341: case 0x62fe: return 1; /* 十 拾 */
    case 0x767e: case 0x4f70: return 2; /* 百 佰 */
    case 0x5343: case 0x4edf: return 3; /* 千 仟 */
    case 0x4e07: case 0x842c: return 4; /* 万 萬 */
    case 0x4ebf: case 0x5104: return 8; /* 亿 億 */
    case 0x5146: return 12; /* 兆 */
    default: return -1;
    }
}

static gboolean
is_more (gunichar glyph)
{
  return glyph == 0x4f59 || glyph == 0x591a || glyph == 0x9918; /* 余 多 餘 */
}

static const char *
skip_spaces (const char *p,
             const char *end,
             guint most)
{
  for (; most > 0 && p < end && *p == ' '; most--)
    p++;
  return p;
}

/* The 千 of 千瓦 and the 百 of 百分点 belong to the unit. */
static gboolean
begins_unit (const GalleyLexicon *lexicon,
             const char *p,
             const char *end)
{
  GalleyWordMatch match;

  return galley_lexicon_match (lexicon, p, end, WORD_UNIT | WORD_POINTS, &match);
}

/* 千万, 万亿: the scale words at @p. Returns where they end, or @p where there are none. */
static const char *
read_scale (const GalleyLexicon *lexicon,
            const char *p,
            const char *end,
            int *magnitude)
{
  int below = -1;

  *magnitude = 0;
  while (p < end)
    {
      int scale = galley_numeral_han_scale (utf8_peek (p, end));

      if (scale < 2 || (scale < 4 && below >= 0) || scale <= below - 4 || begins_unit (lexicon, p, end)
          || *magnitude + scale > 20)
        break;
      /* 百分之 and 千分之 are no scale of what stands before them. */
      if (scale < 4 && utf8_peek (utf8_next (p), end) == 0x5206)
        break;
      *magnitude += scale;
      below = scale;
      p = utf8_next (p);
    }
  return p;
}

/* 余 and 多 are taken into the number where a scale, a unit or no Han character follows. */
static gboolean
takes_more (const GalleyLexicon *lexicon,
            const char *p,
            const char *end)
{
  GalleyWordMatch match;
  gunichar glyph = utf8_peek (p, end);
  const char *next;

  if (!is_more (glyph))
    return FALSE;
  next = skip_spaces (utf8_next (p), end, 1);
  glyph = utf8_peek (next, end);
  return glyph < 0x4e00 || glyph > 0x9fff || galley_numeral_han_scale (glyph) > 1 || glyph == 0x7684 /* 的 */
         || galley_lexicon_match (lexicon, next, end, WORD_ANY_UNIT, &match);
}

/* The scale word of "18.9 billion yuan". Returns where it ends, or @p where there is none. */
static const char *
read_latin_scale (const char *p,
                  const char *end,
                  int *magnitude)
{
  static const struct
  {
    const char *word;
    int magnitude;
  } words[] = { { "hundred", 2 }, { "thousand", 3 }, { "million", 6 }, { "billion", 9 }, { "trillion", 12 },
              { "mn", 6 },      { "bn", 9 },       { "tn", 12 } };
  const guint n_long = 5;
  const char *q = p < end && (*p == ' ' || *p == '-') ? p + 1 : p;

  /* 2.5bn: a short one stands at its number or behind a blank. */
  for (guint i = q > p ? 0 : n_long; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i].word);

      if ((gsize) (end - q) >= length && memcmp (q, words[i].word, length) == 0
          && ((gsize) (end - q) == length || !g_ascii_isalpha (q[length])))
        {
          *magnitude = words[i].magnitude;
          return q + length;
        }
    }
  return p;
}

/* One run of digits with its point and commas. Returns where it ends. */
static const char *
read_digits (const char *p,
             const char *end,
             GalleyNumeral *numeral)
{
  GalleyDecimal value = { 0, 0, 0 };
  guint significant = 0, whole = 0, size;
  int group = -1;
  int digit;

  while (p < end)
    {
      gunichar glyph = utf8_get (p, &size);

      digit = galley_numeral_digit (glyph);
      if (digit < 0)
        {
          const char *q = p + size;
          guint i;

          /* A comma groups where exactly three digits follow it: 4,565 and ４，５６５. So does a blank before a unit:
           * 1 235家, as statistical yearbooks print it. */
          if ((glyph != ',' && glyph != 0xff0c && glyph != ' ' && glyph != 0xa0 && glyph != 0x2009 && glyph != 0x202f)
              || whole == 0 || (group < 0 ? whole > 3 : group != 3))
            break;
          for (i = 0; i < 4 && galley_numeral_digit (utf8_peek (q, end)) >= 0; i++)
            q = utf8_next (q);
          if (i != 3)
            break;
          if (glyph != ',' && glyph != 0xff0c && utf8_peek (q, end) != '.' && utf8_peek (q, end) < 0x4e00
              && utf8_peek (q, end) != glyph)
            break;
          group = 0;
          numeral->grouped = TRUE;
          p += size;
          continue;
        }
      if (significant < GALLEY_DECIMAL_MAX_DIGITS + 1 && (significant > 0 || digit > 0))
        {
          significant++;
          if (significant <= GALLEY_DECIMAL_MAX_DIGITS)
            value.digits = value.digits * 10 + digit;
        }
      whole++;
      group += group >= 0;
      p += size;
    }
  numeral->digits = group < 0 ? (guint8) MIN (whole, 255) : 0;

  if (p < end && (*p == '.' || utf8_get (p, &size) == 0xff0e))
    {
      const char *q = utf8_next (p);

      if (galley_numeral_digit (utf8_peek (q, end)) >= 0)
        {
          numeral->digits = 0;
          for (p = q; p < end && (digit = galley_numeral_digit (utf8_get (p, &size))) >= 0; p += size)
            {
              if (significant < GALLEY_DECIMAL_MAX_DIGITS + 1 && value.decimals < GALLEY_DECIMAL_MAX_DIGITS + 1)
                {
                  significant += significant > 0 || digit > 0;
                  value.decimals++;
                  if (significant <= GALLEY_DECIMAL_MAX_DIGITS)
                    value.digits = value.digits * 10 + digit;
                }
            }
        }
    }
  numeral->unreadable = significant > GALLEY_DECIMAL_MAX_DIGITS || value.decimals > GALLEY_DECIMAL_MAX_DIGITS;
  numeral->value = value;
  return p;
}

/* 5万4千6百, 1亿2000万: what follows a scale directly and is scaled by less. Returns where it ends, or @p. */
static const char *
read_rest (const GalleyLexicon *lexicon,
           const char *p,
           const char *end,
           GalleyNumeral *numeral)
{
  GalleyNumeral part = { 0 };
  const char *q;
  int magnitude;
  __int128 factor = 1;

  if (galley_numeral_digit (utf8_peek (p, end)) < 0 || numeral->value.decimals > 0)
    return p;
  q = read_digits (p, end, &part);
  if (part.unreadable || part.digits == 0 || part.digits > 8)
    return p;
  numeral->scale = q;
  q = read_scale (lexicon, q, end, &magnitude);
  /* Less than the scale before it, and not a list such as 3万2023年. */
  if (q == numeral->scale || magnitude + part.digits > numeral->value.magnitude + (magnitude == 3))
    return p;
  for (int i = magnitude; i < numeral->value.magnitude; i++)
    factor *= 10;
  if (numeral->value.digits > (__int128) 1000000000000000000 / factor)
    return p;
  numeral->value.digits = numeral->value.digits * factor + part.value.digits;
  numeral->value.magnitude = (gint16) magnitude;
  return q;
}

static gboolean
read_arabic (const GalleyLexicon *lexicon,
             const char *p,
             const char *end,
             GalleyNumeral *numeral)
{
  const char *q;
  int magnitude;

  numeral->form = NUMERAL_ARABIC;
  p = read_digits (p, end, numeral);
  numeral->scale = p;

  q = p;
  if (takes_more (lexicon, q, end))
    {
      numeral->more = q;
      numeral->approx = GALLEY_APPROX_ABOVE;
      p = q = utf8_next (q);
      numeral->scale = q;
    }
  if (q < end && (*q == ' ' || *q == '-' || g_ascii_isalpha (*q)))
    {
      const char *word = read_latin_scale (q, end, &magnitude);

      if (word > q)
        {
          numeral->scale = g_ascii_isalpha (*q) ? q : q + 1;
          numeral->value.magnitude = (gint16) magnitude;
          numeral->digits = 0;
          numeral->end = word;
          return TRUE;
        }
    }
  q = skip_spaces (q, end, 2);
  if (read_scale (lexicon, q, end, &magnitude) > q)
    {
      numeral->scale = q;
      p = read_scale (lexicon, q, end, &magnitude);
      numeral->value.magnitude = (gint16) magnitude;
      numeral->digits = 0;
      for (q = read_rest (lexicon, p, end, numeral); q > p; q = read_rest (lexicon, p, end, numeral))
        p = q;
      if (numeral->scale > p)
        numeral->scale = p;
      if (takes_more (lexicon, p, end) && numeral->more == NULL)
        {
          numeral->more = p;
          numeral->approx = GALLEY_APPROX_ABOVE;
          p = utf8_next (p);
          /* 500万余亿 */
          q = read_scale (lexicon, p, end, &magnitude);
          if (q > p && numeral->value.magnitude + magnitude <= 20)
            {
              numeral->value.magnitude += (gint16) magnitude;
              p = q;
            }
        }
    }
  numeral->end = p;
  return TRUE;
}

/* Digits in a row as they are written: 二〇二四, 七五. */
static gboolean
evaluate_row (const Token *tokens,
              guint n_tokens,
              GalleyNumeral *numeral)
{
  __int128 value = 0;

  if (n_tokens > GALLEY_DECIMAL_MAX_DIGITS)
    return FALSE;
  for (guint i = 0; i < n_tokens; i++)
    value = value * 10 + tokens[i].value;
  numeral->value = numeral->high = (GalleyDecimal) { value, 0, 0 };
  numeral->digits = (guint8) n_tokens;
  return TRUE;
}

/* The value of a well-formed Han numeral: 一千零五十, 两千四百五, 三千八百万. */
static gboolean
evaluate (const Token *tokens,
          guint n_tokens,
          GalleyDecimal *decimal)
{
  __int128 total = 0, section = 0;
  const __int128 limit = (__int128) 1000000000000000000;
  int digit = -1, last = 0, largest = 0, magnitude = 0;
  gboolean zero = FALSE;

  for (guint i = 0; i < n_tokens; i++)
    {
      int value = tokens[i].value;

      if (tokens[i].type != TOKEN_SCALE)
        {
          if (digit > 0)
            return FALSE;
          zero = value == 0;
          digit = value;
          continue;
        }
      if (value < 4)
        {
          for (int j = digit > 0 ? 0 : value; j < value; j++)
            digit *= 10;
          if (digit <= 0)
            for (digit = 1; value > 0; value--)
              digit *= 10;
          section += digit;
        }
      else
        {
          section += MAX (digit, 0);
          if (value >= largest)
            {
              total += section;
              if (total == 0)
                total = 1;
              section = total;
              total = 0;
              largest = value;
            }
          else if (section == 0)
            return FALSE;
          for (int j = 0; j < value; j++)
            if ((section *= 10) > limit * 10)
              return FALSE;
          total += section;
          section = 0;
        }
      last = tokens[i].value;
      digit = -1;
      zero = FALSE;
    }
  if (digit > 0)
    {
      /* 两千四百五 is 2450: a last digit without its scale takes the one below. */
      gboolean shorthand = last >= 2 && !zero && n_tokens >= 2 && tokens[n_tokens - 2].type == TOKEN_SCALE;

      for (int j = 1; shorthand && j < last; j++)
        digit *= 10;
      section += digit;
    }
  total += section;
  for (guint i = n_tokens; i > 0 && tokens[i - 1].type == TOKEN_SCALE && tokens[i - 1].value >= 4; i--)
    magnitude += tokens[i - 1].value;
  for (int j = 0; j < magnitude; j++)
    total /= 10;
  if (total >= limit)
    return FALSE;
  *decimal = (GalleyDecimal) { total, 0, (gint16) magnitude };
  return TRUE;
}

/* 七八个, 二三十, 三五百: two digits in a row that name a stretch. */
static gboolean
evaluate_stretch (const Token *tokens,
                  guint n_tokens,
                  GalleyNumeral *numeral)
{
  Token copy[MAX_HAN_TOKENS];

  for (guint i = 0; i + 1 < n_tokens; i++)
    {
      int low = tokens[i].value, high = tokens[i + 1].value;

      if (tokens[i].type != TOKEN_DIGIT || tokens[i + 1].type != TOKEN_DIGIT)
        continue;
      if (low < 1 || (high != low + 1 && !(low == 3 && high == 5)))
        return FALSE;
      memcpy (copy, tokens, i * sizeof (Token));
      memcpy (copy + i, tokens + i + 1, (n_tokens - i - 1) * sizeof (Token));
      if (!evaluate (copy, n_tokens - 1, &numeral->high))
        return FALSE;
      copy[i] = tokens[i];
      return evaluate (copy, n_tokens - 1, &numeral->value);
    }
  return FALSE;
}

static gboolean
evaluate_tokens (const Token *tokens,
                 guint n_tokens,
                 GalleyNumeral *numeral)
{
  guint n_digits = 0, pairs = 0;

  for (guint i = 0; i < n_tokens; i++)
    {
      n_digits += tokens[i].type == TOKEN_DIGIT;
      pairs += i > 0 && tokens[i].type == TOKEN_DIGIT && tokens[i - 1].type == TOKEN_DIGIT && tokens[i - 1].value > 0;
    }
  if (n_digits == 2 && n_tokens == 2 && tokens[0].value > 0 && tokens[1].value == tokens[0].value + 1)
    {
      /* 七八个 */
      numeral->value = (GalleyDecimal) { tokens[0].value, 0, 0 };
      numeral->high = (GalleyDecimal) { tokens[1].value, 0, 0 };
      return TRUE;
    }
  if (n_digits == n_tokens && n_tokens > 1)
    return evaluate_row (tokens, n_tokens, numeral);
  if (pairs > 0)
    {
      /* 十四五, 十五五: a five-year plan. */
      if (n_tokens == 3 && tokens[0].type == TOKEN_SCALE && tokens[0].value == 1 && tokens[2].value == 5)
        {
          numeral->plan = (guint8) (10 + tokens[1].value);
          return TRUE;
        }
      return pairs == 1 && evaluate_stretch (tokens, n_tokens, numeral);
    }
  if (!evaluate (tokens, n_tokens, &numeral->value))
    return FALSE;
  numeral->high = numeral->value;
  return TRUE;
}

/* 一百二十点五: the digits after 点. Returns where they end, or @p where this is no decimal. */
static const char *
read_han_decimals (const char *p,
                   const char *end,
                   GalleyNumeral *numeral)
{
  gunichar glyph = utf8_peek (p, end);
  GalleyDecimal value = numeral->value;
  const char *q = p;
  int digit;

  if (glyph != 0x70b9 && glyph != 0x9ede) /* 点 點 */
    return p;
  for (q = utf8_next (p); (digit = galley_numeral_han_digit (utf8_peek (q, end))) >= 0; q = utf8_next (q))
    {
      if (value.decimals >= 12 || value.digits > (__int128) 100000000000000000)
        return p;
      value.digits = value.digits * 10 + digit;
      value.decimals++;
    }
  glyph = utf8_peek (q, end);
  if (value.decimals == 0 || galley_numeral_han_scale (glyph) == 1 || value.magnitude != 0 || glyph == 0x5206)
    return p;
  numeral->value = value;
  return q;
}

/* The 分 of 百分位, which belongs to no fraction. */
static gboolean
is_part (const char *p,
         const char *end)
{
  return utf8_peek (p, end) == 0x5206 && utf8_peek (utf8_next (p), end) != 0x4e4b;
}

static gboolean
read_han (const GalleyLexicon *lexicon,
          const char *p,
          const char *end,
          GalleyNumeral *numeral)
{
  Token tokens[MAX_HAN_TOKENS];
  guint n_tokens = 0, n_glyphs = 0;
  gboolean vague = FALSE, digits = FALSE;
  const char *q = p;
  int magnitude;

  numeral->form = NUMERAL_HAN;
  numeral->scale = NULL;
  for (; p < end; p = q)
    {
      guint size;
      gunichar glyph = utf8_get (p, &size);
      int digit = galley_numeral_han_digit (glyph);
      int scale = digit < 0 ? galley_numeral_han_scale (glyph) : -1;
      Token token = { TOKEN_DIGIT, digit };

      q = p + size;
      /* 两 begins a number and never ends one of several characters: 三十两 is a weight. */
      if (glyph == 0x4e24 && n_tokens > 0 && galley_numeral_han_scale (utf8_peek (q, end)) < 1)
        break;
      if (scale > 0)
        {
          if ((scale == 2 || scale == 3 || (scale == 12 && galley_numeral_han_digit (utf8_peek (q, end)) < 0))
              && (begins_unit (lexicon, p, end) || (n_tokens > 0 && is_part (q, end))))
            break;
          token = (Token) { TOKEN_SCALE, scale };
          if (scale >= 4 && numeral->scale == NULL)
            numeral->scale = p;
        }
      else if (digit < 0)
        {
          gunichar next = utf8_peek (q, end);

          /* 几十, 数百 at the front; 十几 and 一百零几 at the end. */
          if ((glyph == 0x51e0 || glyph == 0x5e7e || (glyph == 0x6570 && n_tokens == 0))
              && (galley_numeral_han_scale (next) > 0 || (n_tokens > 0 && glyph != 0x6570)))
            {
              vague = TRUE;
              token = (Token) { TOKEN_VAGUE, n_tokens == 0 ? 1 : 0 };
            }
          else if (n_tokens > 0 && is_more (glyph) && galley_numeral_han_scale (next) >= 4)
            {
              numeral->more = p;
              numeral->approx = GALLEY_APPROX_ABOVE;
              continue;
            }
          else
            break;
        }
      else
        digits = TRUE;
      if (scale < 4)
        numeral->scale = NULL;
      n_glyphs++;
      if (n_tokens < MAX_HAN_TOKENS)
        tokens[n_tokens++] = token;
    }
  if (n_tokens == 0)
    return FALSE;
  numeral->n_glyphs = (guint8) MIN (n_glyphs, 255);
  numeral->end = p;
  if (n_glyphs >= MAX_HAN_TOKENS)
    {
      numeral->unreadable = TRUE;
      numeral->scale = p;
      return TRUE;
    }
  if (!evaluate_tokens (tokens, n_tokens, numeral))
    return FALSE;
  if (vague)
    numeral->approx = GALLEY_APPROX_ABOVE;
  if (!digits && !vague && tokens[0].value != 1)
    {
      numeral->form = NUMERAL_SCALE;
      numeral->single_scale = n_tokens == 1;
    }
  if (numeral->scale == NULL)
    numeral->scale = p;

  q = read_han_decimals (p, end, numeral);
  if (q > p)
    {
      numeral->scale = q;
      numeral->digits = 0;
      numeral->form = NUMERAL_HAN;
      p = read_scale (lexicon, q, end, &magnitude);
      numeral->value.magnitude = (gint16) magnitude;
      numeral->high = numeral->value;
    }
  if (numeral->more == NULL && takes_more (lexicon, p, end))
    {
      numeral->more = p;
      numeral->approx = GALLEY_APPROX_ABOVE;
      p = utf8_next (p);
      if (numeral->scale == numeral->more)
        numeral->scale = p;
      q = read_scale (lexicon, p, end, &magnitude);
      if (q > p && numeral->value.magnitude + magnitude <= 20)
        {
          numeral->value.magnitude += (gint16) magnitude;
          p = q;
        }
      numeral->high = numeral->value;
    }
  numeral->end = p;
  return TRUE;
}

/* Reads the number that begins at @p, which is a digit, a Han numeral or 几 or 数 before one. */
gboolean
galley_numeral_read (const GalleyLexicon *lexicon,
                     const char *p,
                     const char *end,
                     GalleyNumeral *numeral)
{
  gunichar glyph = utf8_peek (p, end);

  memset (numeral, 0, sizeof *numeral);
  numeral->start = p;
  if (galley_numeral_digit (glyph) >= 0)
    {
      if (!read_arabic (lexicon, p, end, numeral))
        return FALSE;
      numeral->high = numeral->value;
      return TRUE;
    }
  return read_han (lexicon, p, end, numeral);
}
