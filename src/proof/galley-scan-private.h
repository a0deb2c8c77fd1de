/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-proof.h"

G_BEGIN_DECLS

typedef struct _GalleyRule GalleyRule;

typedef enum
{
  KIND_OTHER,
  KIND_HAN,
  KIND_MARK, /* the punctuation of Chinese text, full-width forms included */
  KIND_DIGIT,
  KIND_LETTER,
  KIND_SPACE,
} CharKind;

/* What a place in a text belongs to, so that rules keep away from it. */
enum
{
  MASK_LATIN = 1 << 0, /* a Latin word, code, address or URL, digits and joints included */
  MASK_TITLE = 1 << 1, /* in 《》 */
  MASK_QUOTE = 1 << 2, /* in “” or 「」 */
  MASK_NAME = 1 << 3,  /* a name of the byline */
  MASK_ALL = 0xff,
};

/**
 * Scan:
 * @chars: (array length=n): the text, with a 0 after it
 * @masks: (array length=n): what each code point belongs to
 * @mates: (nullable) (array length=n): for a half-width bracket, where its mate is, else its own place
 * @chinese: whether it is a Chinese text rather than a Latin one with a few Chinese words
 * @tabular: whether it is the row of a table set with tabs or runs of spaces, where spaces mean columns
 *
 * One text under the rules.
 */
typedef struct
{
  const GalleyProofProfile *profile;
  const GalleyRule *rule; /* the one at work */
  GalleyBlockKind block_kind;
  const char *block_id;
  const char *text;
  gunichar *chars;
  guint n;
  guint8 *masks;
  guint *mates;
  guint n_straight; /* straight quotes outside Latin words */
  guint straight_seen;
  gboolean chinese;
  gboolean tabular;
  GPtrArray *findings;
} Scan;

/**
 * GalleyRule:
 * @id: its name in PROOF_RULES
 * @triggers: (nullable): the characters where @check is called, as a UTF-8 set; %NULL for once a text, at 0
 * @keep_off: masks under which it is not called
 * @check: looks at the place and reports
 * @profile: (nullable): the one profile that it belongs to; %NULL for all
 */
struct _GalleyRule
{
  const char *id;
  GalleySeverity severity;
  const char *triggers;
  guint8 keep_off;
  void (*check) (Scan *scan, guint at);
  const char *profile;
};

/* The tables of rules end with one whose id is NULL. */
extern const GalleyRule galley_punctuation_rules[];
extern const GalleyRule galley_number_rules[];
extern const GalleyRule galley_wording_rules[];

CharKind galley_char_kind (gunichar c);

static inline gunichar
char_at (const Scan *scan,
         gint64 at)
{
  return at >= 0 && at < scan->n ? scan->chars[at] : 0;
}

static inline CharKind
kind_at (const Scan *scan,
         gint64 at)
{
  gunichar c = char_at (scan, at);

  return c ? galley_char_kind (c) : KIND_OTHER;
}

/* Chinese text or punctuation: what full-width punctuation stands beside. */
static inline gboolean
is_cjk_at (const Scan *scan,
           gint64 at)
{
  CharKind kind = kind_at (scan, at);

  return kind == KIND_HAN || kind == KIND_MARK;
}

static inline gboolean
is_digit_at (const Scan *scan,
             gint64 at)
{
  return kind_at (scan, at) == KIND_DIGIT;
}

void galley_scan_run (const char *text,
                      GalleyBlockKind kind,
                      const char *block_id,
                      const GalleyProofProfile *profile,
                      const GPtrArray *names,
                      GPtrArray *findings);
gboolean galley_scan_has (const Scan *scan,
                          gint64 at,
                          const char *text);
gboolean galley_in_set (gunichar c,
                        const char *set);
gboolean galley_is_heading_kind (GalleyBlockKind kind);
guint galley_scan_number_end (const Scan *scan,
                              guint at);
char *galley_scan_slice (const Scan *scan,
                         guint start,
                         guint end);

void galley_scan_report (Scan *scan,
                         guint start,
                         guint end,
                         char *fix,
                         const char *format,
                         ...) G_GNUC_PRINTF (5, 6);

/* One entry of the word lists. */
typedef struct
{
  const char *rule;
  char *wrong;
  guint length; /* of it, in code points */
  char *right;  /* "" for a word to think about without a ready fix */
  char *before; /* characters that, standing before it, make it another word */
  char *after;  /* characters that do so after it */
} Word;

gboolean galley_proof_profile_has (const GalleyProofProfile *profile,
                                   const char *rule);
const guint32 *galley_proof_profile_get_triggers (const GalleyProofProfile *profile);
const GPtrArray *galley_proof_profile_get_rules (const GalleyProofProfile *profile);
const GPtrArray *galley_proof_profile_get_words (const GalleyProofProfile *profile,
                                                 gunichar first);

G_END_DECLS
