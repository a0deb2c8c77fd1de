/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-review-verify.h"

#include <glib/gi18n-lib.h>

#include "galley-review.h"

typedef struct
{
  const GalleyReviewRules *rules;
  const GalleySnapshot *snapshot;
  GHashTable *digests; /* of the entries, to tell what was moved from what was changed */
  GPtrArray *faults;
} Verifying;

static void add_fault (Verifying *self, GalleyReviewFaultKind kind, guint entry, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

static void
add_fault (Verifying *self, GalleyReviewFaultKind kind, guint entry, const char *format, ...)
{
  GalleyReviewFault *fault = g_new0 (GalleyReviewFault, 1);
  va_list args;

  va_start (args, format);
  fault->message = g_strdup_vprintf (format, args);
  va_end (args);
  fault->kind = kind;
  fault->entry = entry;
  g_ptr_array_add (self->faults, fault);
}

static void
free_fault (gpointer data)
{
  g_free (((GalleyReviewFault *) data)->message);
  g_free (data);
}

static const char *
get_field (Verifying *self, guint i, GalleyLogField field)
{
  return galley_review_log_get (self->snapshot, i, field);
}

static void
list_digests (Verifying *self)
{
  for (guint i = 0; i < self->snapshot->log->len; i++)
    g_hash_table_insert (self->digests,
                         galley_review_log_digest (self->snapshot->id, g_ptr_array_index (self->snapshot->log, i)),
                         GUINT_TO_POINTER (i + 1));
}

static void
verify_chain (Verifying *self, guint i, const char *before)
{
  const char *previous = get_field (self, i, GALLEY_LOG_PREVIOUS);
  guint named = GPOINTER_TO_UINT (g_hash_table_lookup (self->digests, previous));

  if (g_strcmp0 (previous, before ? before : "") == 0)
    return;
  if (named)
    add_fault (self, GALLEY_REVIEW_FAULT_CHAIN, i, _("Entry %u follows entry %u: the order was changed, or entries were put in."),
               i + 1, named);
  else if (*previous == '\0')
    add_fault (self, GALLEY_REVIEW_FAULT_CHAIN, i, _("Entry %u does not name the entry before it."), i + 1);
  else if (i == 0)
    add_fault (self, GALLEY_REVIEW_FAULT_CHAIN, i, _("Entry 1 follows an entry that is not there: the beginning was taken away."));
  else
    add_fault (self, GALLEY_REVIEW_FAULT_CHAIN, i,
               _("Entry %u does not follow entry %u: that one was changed, or entries between them were taken out."), i + 1, i);
}

static void
verify_step (Verifying *self, const GalleyReviewCourse *course, guint i)
{
  const char *names[] = { get_field (self, i, GALLEY_LOG_EVENT), get_field (self, i, GALLEY_LOG_FROM),
                          get_field (self, i, GALLEY_LOG_TO), get_field (self, i, GALLEY_LOG_ROLE) };
  GalleyReviewState from, to, expected;
  GalleyReviewEvent event;
  GalleyReviewRole role;
  const GalleyReviewStep *step;
  g_autofree char *voids = NULL;
  g_autoptr (GError) error = NULL;

  if (!galley_review_event_from_string (names[0], &event) || !galley_review_state_from_string (names[1], &from) ||
      !galley_review_state_from_string (names[2], &to) || !galley_review_role_from_string (names[3], &role))
    {
      add_fault (self, GALLEY_REVIEW_FAULT_STEP, i, _("Entry %u: “%s” from “%s” to “%s” as “%s” is nothing that Galley knows."),
                 i + 1, names[0], names[1], names[2], names[3]);
      return;
    }
  if (from != course->state)
    {
      add_fault (self, GALLEY_REVIEW_FAULT_STEP, i, _("Entry %u begins at “%s”, where the bulletin was not."), i + 1,
                 galley_review_rules_get_title (self->rules, from));
      return;
    }
  if (!galley_review_check_people (self->rules, self->snapshot, course, event, get_field (self, i, GALLEY_LOG_ACTOR), role,
                                   get_field (self, i, GALLEY_LOG_OPINION), &error))
    {
      add_fault (self, GALLEY_REVIEW_FAULT_STEP, i, _("Entry %u: %s"), i + 1, error->message);
      return;
    }
  step = &self->rules->steps[from][event];
  expected = step->to != GALLEY_REVIEW_RETURNED ? step->to : course->returned_by;
  voids = galley_review_dup_voids (self->rules, course, event, to);
  if (to != expected)
    add_fault (self, GALLEY_REVIEW_FAULT_STEP, i, _("Entry %u: “%s” does not lead to “%s”."), i + 1,
               galley_review_event_get_title (event), galley_review_rules_get_title (self->rules, to));
  else if (g_strcmp0 (get_field (self, i, GALLEY_LOG_VOIDS), voids ? voids : "") != 0)
    add_fault (self, GALLEY_REVIEW_FAULT_STEP, i, _("Entry %u does not name the stages that it voids."), i + 1);
}

/* What was passed does not change between two entries: an edit is an entry of its own, which voids what it touches. */
static void
verify_content (Verifying *self, const GalleyReviewCourse *course, guint i)
{
  GalleyReviewEvent event;

  if (i == 0 || !galley_review_course_is_guarded (course) ||
      !galley_review_event_from_string (get_field (self, i, GALLEY_LOG_EVENT), &event) || event == GALLEY_EVENT_EDIT ||
      event == GALLEY_EVENT_FIX)
    return;
  if (!g_str_equal (get_field (self, i, GALLEY_LOG_HASH), get_field (self, i - 1, GALLEY_LOG_HASH)))
    add_fault (self, GALLEY_REVIEW_FAULT_CONTENT, i,
               _("Entry %u is about other content than entry %u, and no entry tells of that edit."), i + 1, i);
}

/* What is scheduled does not go out before its time, whoever publishes it. */
static void
verify_schedule (Verifying *self, const GalleyReviewCourse *course, guint i)
{
  const char *scheduled = galley_review_state_to_string (GALLEY_REVIEW_SCHEDULED);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (get_field (self, i, GALLEY_LOG_TIME), NULL), at = NULL;

  if (course->state != GALLEY_REVIEW_SCHEDULED ||
      !g_str_equal (get_field (self, i, GALLEY_LOG_EVENT), galley_review_event_to_string (GALLEY_EVENT_PUBLISH)))
    return;
  for (guint j = i; j > 0 && at == NULL; j--)
    if (g_str_equal (get_field (self, j - 1, GALLEY_LOG_TO), scheduled))
      at = galley_review_rules_read_time (self->rules, get_field (self, j - 1, GALLEY_LOG_AT));
  if (at && time && g_date_time_compare (time, at) < 0)
    {
      g_autofree char *shown = galley_review_rules_format_instant (self->rules, at);

      add_fault (self, GALLEY_REVIEW_FAULT_TIME, i, _("Entry %u publishes it before the time that it was scheduled for, %s."), i + 1,
                 shown);
    }
}

static void
verify_time (Verifying *self, guint i)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (get_field (self, i, GALLEY_LOG_TIME), NULL);
  g_autoptr (GDateTime) before =
    i > 0 ? g_date_time_new_from_iso8601 (get_field (self, i - 1, GALLEY_LOG_TIME), NULL) : NULL;

  if (time == NULL)
    add_fault (self, GALLEY_REVIEW_FAULT_TIME, i, _("Entry %u has no time."), i + 1);
  else if (before && g_date_time_compare (time, before) < 0)
    add_fault (self, GALLEY_REVIEW_FAULT_TIME, i, _("Entry %u is older than the one before it."), i + 1);
}

/* Whether @line was one of the person's keys at the time of the entry. */
static gboolean
had_key (const GalleyPerson *person, const char *line, const char *stamp)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (stamp, NULL);

  for (guint i = 0; i < person->keys->len; i++)
    {
      const GalleyReviewKey *key = g_ptr_array_index (person->keys, i);

      if (g_str_equal (key->line, line) && (key->until == NULL || (time && g_date_time_compare (time, key->until) < 0)))
        return TRUE;
    }
  return FALSE;
}

static void
verify_signature (Verifying *self, guint i)
{
  const char *actor = get_field (self, i, GALLEY_LOG_ACTOR), *signature = get_field (self, i, GALLEY_LOG_SIGNATURE);
  const GalleyPerson *person = galley_review_rules_find_person (self->rules, actor);
  g_autofree char *message = galley_review_log_format (self->snapshot->id, g_ptr_array_index (self->snapshot->log, i));
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  if (*signature == '\0')
    {
      if (person && person->keys->len > 0)
        add_fault (self, GALLEY_REVIEW_FAULT_UNSIGNED, i, _("Entry %u is not signed by %s."), i + 1, actor);
      return;
    }
  line = galley_ssh_verify (signature, message, &error);
  if (line == NULL)
    add_fault (self, GALLEY_REVIEW_FAULT_SIGNATURE, i, _("Entry %u: %s. It or its signature was changed."), i + 1,
               error->message);
  else if (self->rules->people->len > 0 && (person == NULL || !had_key (person, line, get_field (self, i, GALLEY_LOG_TIME))))
    add_fault (self, GALLEY_REVIEW_FAULT_KEY, i, _("Entry %u is signed with a key that the desk does not have of %s."), i + 1,
               actor);
}

/**
 * galley_review_verify:
 * @hash: of the content of @snapshot
 *
 * Holds the log to the desk's rules: each entry follows the one before it, says what can happen, and is signed by who it says.
 * What only the contents of former times could show, findings and figures, was looked at when the entry was made.
 *
 * Returns: (transfer full) (element-type GalleyReviewFault): what is wrong, in the order of the log; empty where all holds
 */
GPtrArray *
galley_review_verify (const GalleyReviewRules *rules, const GalleySnapshot *snapshot, const char *hash)
{
  g_autoptr (GHashTable) digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GalleyReviewCourse) course = galley_review_course_new_empty ();
  Verifying self = { rules, snapshot, digests, g_ptr_array_new_with_free_func (free_fault) };
  g_autofree char *before = NULL;

  list_digests (&self);
  for (guint i = 0; i < snapshot->log->len; i++)
    {
      GalleyRecord *entry = g_ptr_array_index (snapshot->log, i);

      verify_chain (&self, i, before);
      verify_step (&self, course, i);
      verify_time (&self, i);
      verify_schedule (&self, course, i);
      verify_content (&self, course, i);
      verify_signature (&self, i);
      galley_review_course_follow (course, entry, i);
      g_free (before);
      before = galley_review_log_digest (snapshot->id, entry);
    }
  if (galley_review_is_changed (snapshot, hash))
    add_fault (&self, GALLEY_REVIEW_FAULT_CONTENT, snapshot->log->len - 1,
               _("The bulletin is not what entry %u is about: it was changed, and the record does not say so."),
               snapshot->log->len);
  return self.faults;
}

/**
 * galley_review_fault_kind_to_string:
 *
 * Returns: (transfer none): a word for programs that never changes
 */
const char *
galley_review_fault_kind_to_string (GalleyReviewFaultKind kind)
{
  static const char *const words[] = { "chain", "step", "time", "unsigned", "signature", "key", "content" };

  g_return_val_if_fail (kind < G_N_ELEMENTS (words), NULL);
  return words[kind];
}

/**
 * galley_review_faults_find:
 * @faults: as galley_review_verify() gave them
 *
 * Returns: (transfer none) (nullable): the first fault of that entry
 */
const GalleyReviewFault *
galley_review_faults_find (GPtrArray *faults, guint entry)
{
  guint low = 0, high = faults->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (((GalleyReviewFault *) g_ptr_array_index (faults, middle))->entry < entry)
        low = middle + 1;
      else
        high = middle;
    }
  return low < faults->len && ((GalleyReviewFault *) g_ptr_array_index (faults, low))->entry == entry
           ? g_ptr_array_index (faults, low)
           : NULL;
}
