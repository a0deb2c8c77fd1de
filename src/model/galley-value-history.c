/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-value-history.h"

/* The values that an indicator had: a line each in its history, time, old and new value between tabs. */

/* Keys that follow each other replace one value, not as many as there are keys. */
#define BURST_SECONDS 60
/* The oldest go where a row is changed without end. */
#define MAX_VALUES 100

static void
past_value_free (gpointer data)
{
  GalleyPastValue *past = data;

  g_free (past->time);
  g_free (past->was);
  g_free (past->now);
  g_free (past);
}

static GalleyPastValue *
past_value_new (const char *time, const char *was, const char *now)
{
  GalleyPastValue *past = g_new0 (GalleyPastValue, 1);

  past->time = g_strdup (time);
  past->was = g_strdup (was);
  past->now = g_strdup (now);
  return past;
}

static gboolean
is_burst (const GalleyPastValue *last, GDateTime *now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (last->time, NULL);

  return time && ABS (g_date_time_difference (now, time)) < BURST_SECONDS * G_TIME_SPAN_SECOND;
}

/**
 * galley_value_history_list:
 * @row: an indicator
 *
 * Returns: (transfer full) (element-type GalleyPastValue): the values that it had, oldest first; lines of its history that
 *   are none are left out
 */
GPtrArray *
galley_value_history_list (const GalleyRecord *row)
{
  g_auto (GStrv) lines = g_strsplit (row->fields[GALLEY_INDICATOR_HISTORY], "\n", -1);
  GPtrArray *list = g_ptr_array_new_with_free_func (past_value_free);

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", -1);

      if (g_strv_length (parts) == 3)
        g_ptr_array_add (list, past_value_new (parts[0], parts[1], parts[2]));
    }
  return list;
}

/**
 * galley_value_history_note:
 * @was: an indicator
 * @now: what comes in its place
 * @time: when, in microseconds since 1970
 *
 * Returns: (transfer full): @now with the value of @was in its history where it states another; @now itself where not
 */
GalleyRecord *
galley_value_history_note (GalleyRecord *was, GalleyRecord *now, gint64 time)
{
  const char *old = was->fields[GALLEY_INDICATOR_VALUE], *value = now->fields[GALLEY_INDICATOR_VALUE];
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GString) lines = NULL;
  g_autofree char *text = NULL;
  GalleyPastValue *last;

  /* Where the history changes as well, somebody else has seen to it: another version of the row is taken over. */
  if (g_str_equal (old, value) ||
      !g_str_equal (was->fields[GALLEY_INDICATOR_HISTORY], now->fields[GALLEY_INDICATOR_HISTORY]))
    return galley_record_ref (now);
  list = galley_value_history_list (was);
  utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  text = g_date_time_format_iso8601 (utc);
  last = list->len > 0 ? g_ptr_array_index (list, list->len - 1) : NULL;
  if (last && g_str_equal (last->now, old) && is_burst (last, utc))
    {
      g_set_str (&last->now, value);
      g_set_str (&last->time, text);
      if (g_str_equal (last->was, value))
        g_ptr_array_set_size (list, list->len - 1);
    }
  else if (*old)
    g_ptr_array_add (list, past_value_new (text, old, value));
  else
    return galley_record_ref (now);
  lines = g_string_new (NULL);
  for (guint i = list->len > MAX_VALUES ? list->len - MAX_VALUES : 0; i < list->len; i++)
    {
      const GalleyPastValue *past = g_ptr_array_index (list, i);

      g_string_append_printf (lines, "%s%s\t%s\t%s", lines->len > 0 ? "\n" : "", past->time, past->was, past->now);
    }
  return galley_record_with (now, GALLEY_INDICATOR_HISTORY, lines->str);
}

static gboolean
is_same (const GalleyRecord *a, const GalleyRecord *b, const GalleyIndicatorField *fields, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (a->fields[fields[i]], b->fields[fields[i]]))
      return FALSE;
  return TRUE;
}

/**
 * galley_value_history_untick:
 * @was: an indicator
 * @now: what comes in its place
 *
 * Who checked a figure checked what it said then.
 *
 * Returns: (transfer full): @now, unchecked where it states another figure than @was and nobody has checked it anew
 */
GalleyRecord *
galley_value_history_untick (GalleyRecord *was, GalleyRecord *now)
{
  static const GalleyIndicatorField figure[] = { GALLEY_INDICATOR_VALUE, GALLEY_INDICATOR_UNIT, GALLEY_INDICATOR_BASE,
                                                 GALLEY_INDICATOR_CHANGE };
  static const GalleyIndicatorField tick[] = { GALLEY_INDICATOR_CHECKED_BY, GALLEY_INDICATOR_CHECKED_AT };
  g_autoptr (GalleyRecord) unnamed = NULL;

  /* With another history it is another version of the row, with the tick that this had. */
  if (*now->fields[GALLEY_INDICATOR_CHECKED_BY] == '\0' || is_same (was, now, figure, G_N_ELEMENTS (figure)) ||
      !is_same (was, now, tick, G_N_ELEMENTS (tick)) ||
      !g_str_equal (was->fields[GALLEY_INDICATOR_HISTORY], now->fields[GALLEY_INDICATOR_HISTORY]))
    return galley_record_ref (now);
  unnamed = galley_record_with (now, GALLEY_INDICATOR_CHECKED_BY, "");
  return galley_record_with (unnamed, GALLEY_INDICATOR_CHECKED_AT, "");
}
