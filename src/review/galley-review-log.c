/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-review-log.h"

static void
void_all (GalleyReviewCourse *course)
{
  for (guint i = 0; i < GALLEY_N_REVIEW_STATES; i++)
    course->passes[i] = -1;
}

static void
void_named (GalleyReviewCourse *course, const char *names)
{
  g_auto (GStrv) each = g_strsplit (names, "\n", -1);

  for (char **name = each; *name; name++)
    {
      GalleyReviewState stage;

      if (galley_review_state_from_string (*name, &stage))
        course->passes[stage] = -1;
    }
}

static void
append_escaped (GString *text, const char *value)
{
  for (; *value; value++)
    if (*value == '\n')
      g_string_append (text, "\\n");
    else if (*value == '\\')
      g_string_append (text, "\\\\");
    else
      g_string_append_c (text, *value);
}

/**
 * galley_review_course_new_empty:
 *
 * Returns: (transfer full): what no entries come to: a draft
 */
GalleyReviewCourse *
galley_review_course_new_empty (void)
{
  GalleyReviewCourse *course = g_new0 (GalleyReviewCourse, 1);

  course->version = 1;
  course->returned_by = GALLEY_REVIEW_REVIEW1;
  course->authors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  void_all (course);
  return course;
}

/**
 * galley_review_course_new:
 *
 * Returns: (transfer full): what the log of @snapshot came to, believing what it says
 */
GalleyReviewCourse *
galley_review_course_new (const GalleySnapshot *snapshot)
{
  GalleyReviewCourse *course = galley_review_course_new_empty ();

  for (guint i = 0; i < snapshot->log->len; i++)
    galley_review_course_follow (course, g_ptr_array_index (snapshot->log, i), i);
  return course;
}

/**
 * galley_review_course_follow:
 * @entry: the next one of the log
 * @position: its place there
 *
 * An entry that leads to no known state changes nothing: a newer Galley may have written it.
 */
void
galley_review_course_follow (GalleyReviewCourse *course, const GalleyRecord *entry, guint position)
{
  GalleyReviewState from, to;
  GalleyReviewEvent event;

  if (!galley_review_state_from_string (entry->fields[GALLEY_LOG_TO], &to))
    return;
  course->state = to;
  if (!galley_review_event_from_string (entry->fields[GALLEY_LOG_EVENT], &event) ||
      !galley_review_state_from_string (entry->fields[GALLEY_LOG_FROM], &from))
    return;
  switch (event)
    {
    case GALLEY_EVENT_SUBMIT:
      void_all (course);
      G_GNUC_FALLTHROUGH;
    case GALLEY_EVENT_RESUBMIT:
      g_hash_table_add (course->authors, g_strdup (entry->fields[GALLEY_LOG_ACTOR]));
      break;
    case GALLEY_EVENT_APPROVE:
    case GALLEY_EVENT_SIGN:
    case GALLEY_EVENT_PASS:
      course->passes[from] = position;
      break;
    case GALLEY_EVENT_RETURN:
      course->returned_by = from;
      break;
    case GALLEY_EVENT_EDIT:
    case GALLEY_EVENT_FIX:
      void_named (course, entry->fields[GALLEY_LOG_VOIDS]);
      break;
    case GALLEY_EVENT_CORRECT:
      course->version++;
      break;
    default:
      break;
    }
}

/**
 * galley_review_course_has_passed:
 *
 * Returns: whether there is an approval that an edit could void
 */
gboolean
galley_review_course_has_passed (const GalleyReviewCourse *course)
{
  for (guint i = 0; i < GALLEY_N_REVIEW_STATES; i++)
    if (course->passes[i] >= 0)
      return TRUE;
  return FALSE;
}

/* In the states after a stage passed it, what was passed must not change unnoticed. */
gboolean
galley_review_course_is_guarded (const GalleyReviewCourse *course)
{
  return course->state != GALLEY_REVIEW_DRAFT && course->state != GALLEY_REVIEW_REVISING &&
         course->state != GALLEY_REVIEW_CORRECTING && course->state != GALLEY_REVIEW_REJECTED &&
         galley_review_course_has_passed (course);
}

void
galley_review_course_free (GalleyReviewCourse *course)
{
  g_hash_table_unref (course->authors);
  g_free (course);
}

/**
 * galley_review_log_get:
 *
 * Returns: (transfer none): what a field of an entry says
 */
const char *
galley_review_log_get (const GalleySnapshot *snapshot, guint position, GalleyLogField field)
{
  return ((GalleyRecord *) g_ptr_array_index (snapshot->log, position))->fields[field];
}

/**
 * galley_review_log_get_last_hash:
 *
 * Returns: (transfer none): the hash of the content that the last entry is about, "" where there is none
 */
const char *
galley_review_log_get_last_hash (const GalleySnapshot *snapshot)
{
  return snapshot->log->len ? galley_review_log_get (snapshot, snapshot->log->len - 1, GALLEY_LOG_HASH) : "";
}

/**
 * galley_review_log_format:
 * @bulletin: its id, so that no entry serves for another bulletin
 *
 * Returns: (transfer full): what is signed of @entry: all that it says but the signature, a line each, in an order that
 *   never changes
 */
char *
galley_review_log_format (const char *bulletin, const GalleyRecord *entry)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "bulletin: %s\n", bulletin);
  for (guint i = 0; i < GALLEY_N_LOG_FIELDS; i++)
    {
      if (i == GALLEY_LOG_SIGNATURE || *entry->fields[i] == '\0')
        continue;
      g_string_append_printf (text, "%s: ", galley_log_schema.fields[i].name);
      append_escaped (text, entry->fields[i]);
      g_string_append_c (text, '\n');
    }
  if (entry->extra)
    g_string_append_printf (text, "extra: %s\n", entry->extra);
  return g_string_free (text, FALSE);
}

/**
 * galley_review_log_digest:
 * @bulletin: its id
 *
 * Returns: (transfer full): the SHA-256 of @entry with its signature, which the next entry names
 */
char *
galley_review_log_digest (const char *bulletin, const GalleyRecord *entry)
{
  g_autofree char *text = galley_review_log_format (bulletin, entry);
  g_autofree char *whole = g_strconcat (text, entry->fields[GALLEY_LOG_SIGNATURE], NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);
}
