/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GalleyField:
 * @name: its word in files
 * @list: whether it holds several values, one a line; in files they are an array
 */
typedef struct
{
  const char *name;
  gboolean list;
} GalleyField;

/**
 * GalleySchema:
 * @name: the word for such a record in messages
 * @identified: whether each record has an id
 * @n_fields: how many fields it has
 * @fields: (array length=n_fields): the fields in the order in which files carry them
 *
 * What a kind of record is made of.
 */
typedef struct
{
  const char *name;
  gboolean identified;
  guint n_fields;
  const GalleyField *fields;
} GalleySchema;

typedef enum
{
  GALLEY_DETAILS_SERIES,
  GALLEY_DETAILS_DISTRICT,
  GALLEY_DETAILS_DATE,
  GALLEY_DETAILS_PERIOD,
  GALLEY_DETAILS_TAGS,
  GALLEY_DETAILS_SOURCES,
  GALLEY_DETAILS_ROLLED_FROM,
  GALLEY_DETAILS_EMBARGO, /* before which it may not be published, as in 2024-04-16T06:00 at the desk's place */
  GALLEY_N_DETAILS_FIELDS
} GalleyDetailsField;

typedef enum
{
  GALLEY_CREDIT_ROLE,
  GALLEY_CREDIT_NAMES,
  GALLEY_N_CREDIT_FIELDS
} GalleyCreditField;

typedef enum
{
  GALLEY_TABLE_TITLE,
  GALLEY_N_TABLE_FIELDS
} GalleyTableField;

typedef enum
{
  GALLEY_INDICATOR_NAME,
  GALLEY_INDICATOR_SCOPE,
  GALLEY_INDICATOR_PERIOD,
  GALLEY_INDICATOR_VALUE,
  GALLEY_INDICATOR_UNIT,
  GALLEY_INDICATOR_BASE,
  GALLEY_INDICATOR_CHANGE,
  GALLEY_INDICATOR_SOURCE,
  GALLEY_INDICATOR_SOURCE_DOCUMENT,
  GALLEY_INDICATOR_SOURCE_PERSON,
  GALLEY_INDICATOR_SOURCE_DATE,
  GALLEY_INDICATOR_SOURCE_PAGE,
  GALLEY_INDICATOR_CHECKED_BY,
  GALLEY_INDICATOR_CHECKED_AT,
  GALLEY_INDICATOR_NOTES,
  GALLEY_INDICATOR_LEVEL,   /* how deep it is indented under its total, as a number; "" at the margin */
  GALLEY_INDICATOR_HISTORY, /* what its value was before, see galley-value-history.h */
  GALLEY_N_INDICATOR_FIELDS
} GalleyIndicatorField;

typedef enum
{
  GALLEY_ASIDE_RULE,
  GALLEY_ASIDE_BLOCK,
  GALLEY_ASIDE_TEXT,
  GALLEY_ASIDE_REASON,
  GALLEY_ASIDE_BY, /* who set it aside */
  GALLEY_ASIDE_AT,
  GALLEY_N_ASIDE_FIELDS
} GalleyAsideField;

typedef enum
{
  GALLEY_LOG_EVENT,
  GALLEY_LOG_FROM,
  GALLEY_LOG_TO,
  GALLEY_LOG_ACTOR,
  GALLEY_LOG_ROLE,
  GALLEY_LOG_TIME,
  GALLEY_LOG_OPINION,
  GALLEY_LOG_HASH,      /* of the content that it is about */
  GALLEY_LOG_FINDINGS,  /* open errors, warnings and notes, as in 0/2/5 */
  GALLEY_LOG_TICKS,     /* what was ticked of the stage's checklist */
  GALLEY_LOG_CHANGES,   /* what an edit changed, a line each */
  GALLEY_LOG_VOIDS,     /* the stages that an edit voided */
  GALLEY_LOG_AT,        /* for when it was scheduled */
  GALLEY_LOG_PREVIOUS,  /* the digest of the entry before it, see galley-review-log.h */
  GALLEY_LOG_SIGNATURE, /* armored lines of an SSH signature over all of the above */
  GALLEY_N_LOG_FIELDS
} GalleyLogField;

typedef enum
{
  GALLEY_LAYER_AUTHOR,
  GALLEY_LAYER_ROLE,
  GALLEY_LAYER_TIME,
  GALLEY_N_LAYER_FIELDS
} GalleyLayerField;

typedef enum
{
  GALLEY_COMMENT_REPLY_TO, /* the id of the comment that began the thread; "" for that one, which alone has what follows TEXT */
  GALLEY_COMMENT_AUTHOR,
  GALLEY_COMMENT_ROLE,
  GALLEY_COMMENT_TIME,
  GALLEY_COMMENT_TEXT,
  GALLEY_COMMENT_ON,          /* "text", "figure", "block", "cell"; "" for the article */
  GALLEY_COMMENT_TARGET,      /* the id of the block or indicator; a mark of the text or a note of the grid names the comment */
  GALLEY_COMMENT_FIELD,       /* of the indicator; "" where it is on the row */
  GALLEY_COMMENT_QUOTE,       /* the words it was put on */
  GALLEY_COMMENT_BLOCKING,    /* "yes" where nothing is signed before it is resolved */
  GALLEY_COMMENT_ASSIGNEE,
  GALLEY_COMMENT_DUE,         /* a date as in 2024-04-16; in old files any words */
  GALLEY_COMMENT_RESOLVED_BY, /* "" while it is open */
  GALLEY_COMMENT_RESOLVED_AT,
  GALLEY_N_COMMENT_FIELDS
} GalleyCommentField;

extern const GalleySchema galley_details_schema;
extern const GalleySchema galley_credit_schema;
extern const GalleySchema galley_table_schema;
extern const GalleySchema galley_indicator_schema;
extern const GalleySchema galley_aside_schema;
extern const GalleySchema galley_log_schema;
extern const GalleySchema galley_layer_schema;
extern const GalleySchema galley_comment_schema;

/**
 * GalleyRecord:
 * @schema: what it is made of
 * @id: (nullable): stable and unique in its bulletin, where the schema says that it has one
 * @extra: (nullable): members of its JSON object that this version does not know, as a JSON object
 * @fields: a text for each field of the schema, never %NULL, "" where there is none
 *
 * A row of named texts: the bulletin's details, a credit of its byline, an indicator, an entry of the log.
 * Numbers stay as they were printed ("821.6"), so that nothing is lost. Immutable, shared by reference count.
 */
typedef struct
{
  const GalleySchema *schema;
  char *id;
  char *extra;
  char *fields[];
} GalleyRecord;

GalleyRecord *galley_record_new (const GalleySchema *schema,
                                 const char *id,
                                 const char *const *fields,
                                 const char *extra);
GalleyRecord *galley_record_ref (GalleyRecord *record);
void galley_record_unref (GalleyRecord *record);
gboolean galley_record_equal (const GalleyRecord *a,
                              const GalleyRecord *b);
gboolean galley_record_says_the_same (const GalleyRecord *a,
                                      const GalleyRecord *b);
gboolean galley_record_field_is_content (const GalleySchema *schema,
                                         guint field);
GalleyRecord *galley_record_with (GalleyRecord *record,
                                  guint field,
                                  const char *text);

char *galley_time_print (GDateTime *time);
char *galley_time_now (void);
char *galley_time_dup_local (const char *time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyRecord, galley_record_unref)

G_END_DECLS
