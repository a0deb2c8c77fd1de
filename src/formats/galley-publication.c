/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-publication.h"

#include <string.h>

#include "galley-review.h"

#define SUMMARY_CHARS 120

static void
correction_free (gpointer data)
{
  GalleyCorrection *correction = data;

  g_free (correction->time);
  g_free (correction->date);
  g_free (correction->note);
  g_free (correction);
}

/**
 * galley_publication_make_uri:
 * @name: of something
 *
 * Returns: (transfer full): a UUID that is always the same for @name, made of its hash (RFC 9562, version 8)
 */
char *
galley_publication_make_uri (const char *name)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);

  hash[12] = '8';
  hash[16] = "89ab"[g_ascii_xdigit_value (hash[16]) & 3];
  return g_strdup_printf ("urn:uuid:%.8s-%.4s-%.4s-%.4s-%.12s", hash, hash + 8, hash + 12, hash + 16, hash + 20);
}

/* The non-empty lines of a list field. */
static void
add_lines (GPtrArray *lines, const char *list)
{
  g_auto (GStrv) parts = g_strsplit (list, "\n", -1);

  for (char **part = parts; *part; part++)
    if (**part)
      g_ptr_array_add (lines, g_strdup (*part));
}

/* The whole sentences of @text that begin it, or what fits where the first is longer; never half a figure. */
static char *
summarize (const char *text)
{
  const char *fit = NULL, *pause = NULL, *at = text;

  for (guint n = 0; *at && n < SUMMARY_CHARS; n++)
    {
      gunichar c = g_utf8_get_char (at);

      at = g_utf8_next_char (at);
      if (g_utf8_strchr ("。！？", -1, c))
        fit = at;
      else if (g_utf8_strchr ("，；：", -1, c))
        pause = at;
    }
  if (!*at)
    return g_strdelimit (g_strdup (text), "\n", ' ');
  if (!fit && pause)
    return g_strdelimit (g_strdup_printf ("%.*s……", (int) (g_utf8_prev_char (pause) - text), text), "\n", ' ');
  return g_strdelimit (g_strndup (text, fit ? (gsize) (fit - text) : 0), "\n", ' ');
}

static char *
dup_summary (const GalleySnapshot *snapshot)
{
  static const GalleyBlockKind kinds[] = { GALLEY_BLOCK_LEAD, GALLEY_BLOCK_PARAGRAPH };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const GalleyBlockData *block = galley_snapshot_find_kind (snapshot, kinds[i]);

      if (block && *block->text)
        return summarize (block->text);
    }
  return g_strdup ("");
}

/* Returns: (nullable) (transfer full): a date or time of the bulletin with a zone; %NULL where it is none */
static char *
dup_time (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (GALLEY_ZONE);
  g_autofree char *midnight = strchr (text, 'T') ? g_strdup (text) : g_strconcat (text, "T00:00:00", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (midnight, zone);

  return time ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z") : NULL;
}

static void
add_correction (GalleyPublication *self, const GalleyRecord *entry)
{
  g_autofree char *time = dup_time (entry->fields[GALLEY_LOG_TIME]);
  g_autoptr (GDateTime) utc = time ? g_date_time_new_from_iso8601 (time, NULL) : NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (GALLEY_ZONE);
  g_autoptr (GDateTime) local = utc ? g_date_time_to_timezone (utc, zone) : NULL;
  GalleyCorrection *correction;

  if (!local || !*entry->fields[GALLEY_LOG_OPINION])
    return;
  correction = g_new0 (GalleyCorrection, 1);
  correction->time = g_steal_pointer (&time);
  correction->date = g_date_time_format (local, "%Y年%-m月%-d日");
  correction->note = g_strdup (entry->fields[GALLEY_LOG_OPINION]);
  g_ptr_array_add (self->corrections, correction);
}

/* What the log says of when it was published and what was corrected since. A correction counts once it is published. */
static void
read_log (GalleyPublication *self, const GalleySnapshot *snapshot)
{
  const GalleyRecord *correction = NULL;

  for (guint i = 0; i < snapshot->log->len; i++)
    {
      const GalleyRecord *entry = g_ptr_array_index (snapshot->log, i);
      g_autofree char *time = dup_time (entry->fields[GALLEY_LOG_TIME]);
      GalleyReviewEvent event;

      if (!galley_review_event_from_string (entry->fields[GALLEY_LOG_EVENT], &event))
        continue;
      if (event == GALLEY_EVENT_CORRECT)
        correction = entry;
      if (event != GALLEY_EVENT_PUBLISH || !time)
        continue;
      if (correction)
        {
          add_correction (self, correction);
          self->version++;
          correction = NULL;
        }
      if (!self->published)
        self->published = g_strdup (time);
      g_free (self->modified);
      self->modified = g_steal_pointer (&time);
    }
}

/**
 * galley_publication_new:
 *
 * Returns: (transfer full): what @snapshot is as a publication
 */
GalleyPublication *
galley_publication_new (const GalleySnapshot *snapshot)
{
  GalleyPublication *self = g_new0 (GalleyPublication, 1);
  const GalleyRecord *details = snapshot->details;
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_free);

  self->uri = galley_publication_make_uri (snapshot->id);
  self->title = g_strdelimit (galley_snapshot_dup_title (snapshot), "\n", ' ');
  self->summary = dup_summary (snapshot);
  self->version = 1;
  self->authors = g_ptr_array_new_with_free_func (g_free);
  self->keywords = g_ptr_array_new_with_free_func (g_free);
  self->corrections = g_ptr_array_new_with_free_func (correction_free);
  add_lines (sources, details->fields[GALLEY_DETAILS_SOURCES]);
  self->publisher = sources->len > 0 ? g_strdup (g_ptr_array_index (sources, 0)) : NULL;
  add_lines (self->keywords, details->fields[GALLEY_DETAILS_TAGS]);
  for (guint i = 0; i < snapshot->credits->len; i++)
    add_lines (self->authors, ((const GalleyRecord *) g_ptr_array_index (snapshot->credits, i))->fields[GALLEY_CREDIT_NAMES]);
  read_log (self, snapshot);
  if (!self->published)
    {
      self->published = dup_time (details->fields[GALLEY_DETAILS_DATE]);
      self->modified = g_strdup (self->published);
    }
  return self;
}

void
galley_publication_free (GalleyPublication *self)
{
  g_free (self->uri);
  g_free (self->title);
  g_free (self->summary);
  g_free (self->publisher);
  g_ptr_array_unref (self->authors);
  g_ptr_array_unref (self->keywords);
  g_free (self->published);
  g_free (self->modified);
  g_ptr_array_unref (self->corrections);
  g_free (self);
}
