/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-record.h"

#include "galley-block-data.h"

static const GalleyField details_fields[GALLEY_N_DETAILS_FIELDS] = {
  [GALLEY_DETAILS_SERIES] = { "series", FALSE }, [GALLEY_DETAILS_DISTRICT] = { "district", FALSE },
  [GALLEY_DETAILS_DATE] = { "date", FALSE },     [GALLEY_DETAILS_PERIOD] = { "period", FALSE },
  [GALLEY_DETAILS_TAGS] = { "tags", TRUE },      [GALLEY_DETAILS_SOURCES] = { "sources", TRUE },
  [GALLEY_DETAILS_ROLLED_FROM] = { "rolled-from", FALSE }, [GALLEY_DETAILS_EMBARGO] = { "embargo", FALSE },
};

static const GalleyField credit_fields[GALLEY_N_CREDIT_FIELDS] = {
  [GALLEY_CREDIT_ROLE] = { "role", FALSE },
  [GALLEY_CREDIT_NAMES] = { "names", TRUE },
};

static const GalleyField table_fields[GALLEY_N_TABLE_FIELDS] = {
  [GALLEY_TABLE_TITLE] = { "title", FALSE },
};

static const GalleyField indicator_fields[GALLEY_N_INDICATOR_FIELDS] = {
  [GALLEY_INDICATOR_NAME] = { "name", FALSE },       [GALLEY_INDICATOR_SCOPE] = { "scope", FALSE },
  [GALLEY_INDICATOR_PERIOD] = { "period", FALSE },   [GALLEY_INDICATOR_VALUE] = { "value", FALSE },
  [GALLEY_INDICATOR_UNIT] = { "unit", FALSE },       [GALLEY_INDICATOR_BASE] = { "base", FALSE },
  [GALLEY_INDICATOR_CHANGE] = { "change", FALSE },   [GALLEY_INDICATOR_SOURCE] = { "source", FALSE },
  [GALLEY_INDICATOR_SOURCE_DOCUMENT] = { "source-document", FALSE },
  [GALLEY_INDICATOR_SOURCE_PERSON] = { "source-person", FALSE },
  [GALLEY_INDICATOR_SOURCE_DATE] = { "source-date", FALSE },
  [GALLEY_INDICATOR_SOURCE_PAGE] = { "source-page", FALSE },
  [GALLEY_INDICATOR_CHECKED_BY] = { "checked-by", FALSE },
  [GALLEY_INDICATOR_CHECKED_AT] = { "checked-at", FALSE },
  [GALLEY_INDICATOR_NOTES] = { "notes", FALSE },     [GALLEY_INDICATOR_LEVEL] = { "level", FALSE },
  [GALLEY_INDICATOR_HISTORY] = { "history", TRUE },
};

static const GalleyField aside_fields[GALLEY_N_ASIDE_FIELDS] = {
  [GALLEY_ASIDE_RULE] = { "rule", FALSE },
  [GALLEY_ASIDE_BLOCK] = { "block", FALSE },
  [GALLEY_ASIDE_TEXT] = { "text", FALSE },
  [GALLEY_ASIDE_REASON] = { "reason", FALSE },
  [GALLEY_ASIDE_BY] = { "by", FALSE },
  [GALLEY_ASIDE_AT] = { "at", FALSE },
};

static const GalleyField log_fields[GALLEY_N_LOG_FIELDS] = {
  [GALLEY_LOG_EVENT] = { "event", FALSE },       [GALLEY_LOG_FROM] = { "from", FALSE },
  [GALLEY_LOG_TO] = { "to", FALSE },             [GALLEY_LOG_ACTOR] = { "actor", FALSE },
  [GALLEY_LOG_ROLE] = { "role", FALSE },         [GALLEY_LOG_TIME] = { "time", FALSE },
  [GALLEY_LOG_OPINION] = { "opinion", FALSE },   [GALLEY_LOG_HASH] = { "hash", FALSE },
  [GALLEY_LOG_FINDINGS] = { "findings", FALSE }, [GALLEY_LOG_TICKS] = { "ticks", TRUE },
  [GALLEY_LOG_CHANGES] = { "changes", TRUE },    [GALLEY_LOG_VOIDS] = { "voids", TRUE },
  [GALLEY_LOG_AT] = { "at", FALSE },             [GALLEY_LOG_PREVIOUS] = { "previous", FALSE },
  [GALLEY_LOG_SIGNATURE] = { "signature", TRUE },
};

static const GalleyField layer_fields[GALLEY_N_LAYER_FIELDS] = {
  [GALLEY_LAYER_AUTHOR] = { "author", FALSE },
  [GALLEY_LAYER_ROLE] = { "role", FALSE },
  [GALLEY_LAYER_TIME] = { "time", FALSE },
};

static const GalleyField comment_fields[GALLEY_N_COMMENT_FIELDS] = {
  [GALLEY_COMMENT_REPLY_TO] = { "reply-to", FALSE }, [GALLEY_COMMENT_AUTHOR] = { "author", FALSE },
  [GALLEY_COMMENT_ROLE] = { "role", FALSE },         [GALLEY_COMMENT_TIME] = { "time", FALSE },
  [GALLEY_COMMENT_TEXT] = { "text", FALSE },         [GALLEY_COMMENT_ON] = { "on", FALSE },
  [GALLEY_COMMENT_TARGET] = { "target", FALSE },     [GALLEY_COMMENT_FIELD] = { "field", FALSE },
  [GALLEY_COMMENT_QUOTE] = { "quote", FALSE },       [GALLEY_COMMENT_BLOCKING] = { "blocking", FALSE },
  [GALLEY_COMMENT_ASSIGNEE] = { "assignee", FALSE }, [GALLEY_COMMENT_DUE] = { "due", FALSE },
  [GALLEY_COMMENT_RESOLVED_BY] = { "resolved-by", FALSE },
  [GALLEY_COMMENT_RESOLVED_AT] = { "resolved-at", FALSE },
};

const GalleySchema galley_details_schema = { "details", FALSE, GALLEY_N_DETAILS_FIELDS, details_fields };
const GalleySchema galley_credit_schema = { "credit", FALSE, GALLEY_N_CREDIT_FIELDS, credit_fields };
const GalleySchema galley_table_schema = { "table", TRUE, GALLEY_N_TABLE_FIELDS, table_fields };
const GalleySchema galley_indicator_schema = { "indicator", TRUE, GALLEY_N_INDICATOR_FIELDS, indicator_fields };
const GalleySchema galley_aside_schema = { "aside", FALSE, GALLEY_N_ASIDE_FIELDS, aside_fields };
const GalleySchema galley_log_schema = { "log entry", FALSE, GALLEY_N_LOG_FIELDS, log_fields };
const GalleySchema galley_layer_schema = { "layer", TRUE, GALLEY_N_LAYER_FIELDS, layer_fields };
const GalleySchema galley_comment_schema = { "comment", TRUE, GALLEY_N_COMMENT_FIELDS, comment_fields };

static void
clear_record (gpointer data)
{
  GalleyRecord *record = data;

  g_free (record->id);
  g_free (record->extra);
  for (guint i = 0; i < record->schema->n_fields; i++)
    g_free (record->fields[i]);
}

/**
 * galley_record_new:
 * @id: (nullable): %NULL for a new id where the schema has one
 * @fields: (nullable) (array): a text for each field of @schema, each nullable; %NULL for an empty record
 * @extra: (nullable): unknown members as a JSON object
 *
 * Returns: (transfer full): a new record
 */
GalleyRecord *
galley_record_new (const GalleySchema *schema, const char *id, const char *const *fields, const char *extra)
{
  GalleyRecord *record = g_atomic_rc_box_alloc0 (sizeof (GalleyRecord) + schema->n_fields * sizeof (char *));

  record->schema = schema;
  if (schema->identified)
    record->id = id ? g_strdup (id) : galley_id_new ();
  record->extra = g_strdup (extra);
  for (guint i = 0; i < schema->n_fields; i++)
    record->fields[i] = g_strdup (fields && fields[i] ? fields[i] : "");
  return record;
}

GalleyRecord *
galley_record_ref (GalleyRecord *record)
{
  return g_atomic_rc_box_acquire (record);
}

void
galley_record_unref (GalleyRecord *record)
{
  g_atomic_rc_box_release_full (record, clear_record);
}

gboolean
galley_record_equal (const GalleyRecord *a, const GalleyRecord *b)
{
  if (a == b)
    return TRUE;
  if (a->schema != b->schema || g_strcmp0 (a->id, b->id) != 0 || g_strcmp0 (a->extra, b->extra) != 0)
    return FALSE;
  for (guint i = 0; i < a->schema->n_fields; i++)
    if (!g_str_equal (a->fields[i], b->fields[i]))
      return FALSE;
  return TRUE;
}

/**
 * galley_record_field_is_content:
 *
 * Returns: whether a record with another text there says something else; who checked a figure and what it was before is told
 *   of it, not by it
 */
gboolean
galley_record_field_is_content (const GalleySchema *schema, guint field)
{
  return schema != &galley_indicator_schema || (field != GALLEY_INDICATOR_HISTORY && field != GALLEY_INDICATOR_CHECKED_BY &&
                                                field != GALLEY_INDICATOR_CHECKED_AT);
}

/**
 * galley_record_says_the_same:
 *
 * Returns: whether two records of one schema differ in nothing but fields that are no content
 */
gboolean
galley_record_says_the_same (const GalleyRecord *a, const GalleyRecord *b)
{
  for (guint i = 0; i < a->schema->n_fields; i++)
    if (galley_record_field_is_content (a->schema, i) && !g_str_equal (a->fields[i], b->fields[i]))
      return FALSE;
  return g_strcmp0 (a->extra, b->extra) == 0;
}

/**
 * galley_record_with:
 * @field: an index into the schema's fields
 * @text: what it is to say
 *
 * Returns: (transfer full): @record with one field changed
 */
GalleyRecord *
galley_record_with (GalleyRecord *record, guint field, const char *text)
{
  g_return_val_if_fail (field < record->schema->n_fields, NULL);

  GalleyRecord *copy =
    galley_record_new (record->schema, record->id, (const char *const *) record->fields, record->extra);

  g_free (copy->fields[field]);
  copy->fields[field] = g_strdup (text);
  return copy;
}

/**
 * galley_time_print:
 *
 * Returns: (transfer full): @time as records have it, ISO 8601 in UTC to the second
 */
char *
galley_time_print (GDateTime *time)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);

  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * galley_time_now:
 *
 * Returns: (transfer full): the time, as galley_time_print() gives it
 */
char *
galley_time_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return galley_time_print (now);
}

/**
 * galley_time_dup_local:
 * @time: ISO 8601, as records have it
 *
 * Returns: (transfer full) (nullable): @time as people read it here; %NULL where it is none
 */
char *
galley_time_dup_local (const char *time)
{
  g_autoptr (GDateTime) parsed = g_date_time_new_from_iso8601 (time, NULL);
  g_autoptr (GDateTime) local = parsed ? g_date_time_to_local (parsed) : NULL;

  return local ? g_date_time_format (local, "%x %R") : NULL;
}
