/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-publication.h"

#include <string.h>

#include "galley-furniture.h"
#include "galley-period.h"
#include "galley-review.h"

#define SUMMARY_CHARS 120
#define UNTITLED "无标题"

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
 * galley_correction_dup_line:
 *
 * Returns: (transfer full): it as it is printed below the article
 */
char *
galley_correction_dup_line (const GalleyCorrection *correction)
{
  return g_strdup_printf ("更正（%s）：%s", correction->date, correction->note);
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

static char *
dup_title (const GalleySnapshot *snapshot)
{
  g_autofree char *title = g_strdelimit (galley_snapshot_dup_title (snapshot), "\n", ' ');
  g_autofree char *strapline = *title ? NULL : galley_furniture_dup_strapline (snapshot);

  return *title ? g_steal_pointer (&title) : strapline ? g_steal_pointer (&strapline) : g_strdup (UNTITLED);
}

/* Returns: (nullable) (transfer full): a date or time of a bulletin as a time of its zone; %NULL where it is none */
static GDateTime *
read_time (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (GALLEY_ZONE);
  g_autofree char *midnight = strchr (text, 'T') ? g_strdup (text) : g_strconcat (text, "T00:00:00", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (midnight, zone);

  return time ? g_date_time_to_timezone (time, zone) : NULL;
}

static char *
print_time (GDateTime *time)
{
  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z");
}

static void
add_correction (GalleyPublication *self, const GalleyRecord *entry)
{
  g_autoptr (GDateTime) time = read_time (entry->fields[GALLEY_LOG_TIME]);
  GalleyCorrection *correction;

  if (!time || !*entry->fields[GALLEY_LOG_OPINION])
    return;
  correction = g_new0 (GalleyCorrection, 1);
  correction->time = print_time (time);
  correction->date = g_date_time_format (time, "%Y年%-m月%-d日");
  correction->note = g_strdup (entry->fields[GALLEY_LOG_OPINION]);
  g_ptr_array_add (self->corrections, correction);
}

static void
set_modified (GalleyPublication *self, GDateTime *time)
{
  g_free (self->modified);
  self->modified = print_time (time);
}

/* What the log says of when it was published and what was corrected since. A correction counts once it is published. */
static void
read_log (GalleyPublication *self, const GalleySnapshot *snapshot)
{
  const GalleyRecord *correction = NULL;

  for (guint i = 0; i < snapshot->log->len; i++)
    {
      const GalleyRecord *entry = g_ptr_array_index (snapshot->log, i);
      g_autoptr (GDateTime) time = read_time (entry->fields[GALLEY_LOG_TIME]);
      GalleyReviewEvent event;

      if (!galley_review_event_from_string (entry->fields[GALLEY_LOG_EVENT], &event))
        continue;
      if (event == GALLEY_EVENT_CORRECT)
        correction = entry;
      if (event == GALLEY_EVENT_WITHDRAW && time)
        set_modified (self, time);
      if (event != GALLEY_EVENT_PUBLISH || !time)
        continue;
      if (correction)
        {
          add_correction (self, correction);
          self->version++;
          correction = NULL;
        }
      if (!self->published)
        self->published = print_time (time);
      set_modified (self, time);
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
  g_autoptr (GDateTime) date = NULL;

  self->uri = galley_publication_make_uri (snapshot->id);
  self->title = dup_title (snapshot);
  self->summary = dup_summary (snapshot);
  self->version = 1;
  self->withdrawn = galley_review_state (snapshot) == GALLEY_REVIEW_WITHDRAWN;
  self->authors = g_ptr_array_new_with_free_func (g_free);
  self->keywords = g_ptr_array_new_with_free_func (g_free);
  self->corrections = g_ptr_array_new_with_free_func (correction_free);
  add_lines (sources, details->fields[GALLEY_DETAILS_SOURCES]);
  self->publisher = sources->len > 0 ? g_strdup (g_ptr_array_index (sources, 0)) : NULL;
  add_lines (self->keywords, details->fields[GALLEY_DETAILS_TAGS]);
  for (guint i = 0; i < snapshot->credits->len; i++)
    add_lines (self->authors, ((const GalleyRecord *) g_ptr_array_index (snapshot->credits, i))->fields[GALLEY_CREDIT_NAMES]);
  read_log (self, snapshot);
  date = self->published ? NULL : read_time (details->fields[GALLEY_DETAILS_DATE]);
  if (date)
    {
      self->published = print_time (date);
      self->modified = print_time (date);
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

/* The value of @field that all bulletins have; "" where they differ. */
static const char *
find_common (const GalleySnapshot *const *bulletins, guint n_bulletins, GalleyDetailsField field)
{
  const char *first = bulletins[0]->details->fields[field];

  for (guint i = 1; i < n_bulletins; i++)
    if (!g_str_equal (bulletins[i]->details->fields[field], first))
      return "";
  return first;
}

/* An edition is that of its series and period, whatever bulletins join it; one of neither is that of its bulletins. */
static char *
make_edition_uri (const GalleyEdition *self, const char *series, const char *period)
{
  g_autoptr (GString) name = g_string_new ("edition");

  if (*series)
    g_string_append_printf (name, "/%s/%s", series, period);
  else
    for (guint i = 0; i < self->publications->len; i++)
      g_string_append_printf (name, "/%s", ((const GalleyPublication *) g_ptr_array_index (self->publications, i))->uri);
  return galley_publication_make_uri (name->str);
}

/**
 * galley_edition_new:
 * @bulletins: (array length=n_bulletins): in the order in which they are read
 * @n_bulletins: at least 1
 *
 * Returns: (transfer full): what they are together
 */
GalleyEdition *
galley_edition_new (const GalleySnapshot *const *bulletins, guint n_bulletins)
{
  GalleyEdition *self = g_new0 (GalleyEdition, 1);
  const char *series = find_common (bulletins, n_bulletins, GALLEY_DETAILS_SERIES);
  const char *period = find_common (bulletins, n_bulletins, GALLEY_DETAILS_PERIOD);
  const GalleyPublication *first;

  self->publications = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_publication_free);
  for (guint i = 0; i < n_bulletins; i++)
    {
      GalleyPublication *publication = galley_publication_new (bulletins[i]);

      g_ptr_array_add (self->publications, publication);
      if (!self->publisher)
        self->publisher = g_strdup (publication->publisher);
      /* All are times of one zone, and so sort as texts. */
      if (publication->modified && g_strcmp0 (publication->modified, self->modified) > 0)
        {
          g_free (self->modified);
          self->modified = g_strdup (publication->modified);
        }
    }
  if (!self->modified)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (GALLEY_ZONE);
      g_autoptr (GDateTime) now = g_date_time_new_now (zone);

      self->modified = print_time (now);
    }
  first = g_ptr_array_index (self->publications, 0);
  self->uri = n_bulletins > 1 ? make_edition_uri (self, series, period) : g_strdup (first->uri);
  if (n_bulletins > 1 && *series)
    {
      g_autofree char *words = galley_period_describe (period);

      self->title = g_strconcat (series, *words ? " " : "", words, NULL);
    }
  else
    self->title = g_strdup (first->title);
  return self;
}

void
galley_edition_free (GalleyEdition *self)
{
  g_free (self->uri);
  g_free (self->title);
  g_free (self->publisher);
  g_free (self->modified);
  g_ptr_array_unref (self->publications);
  g_free (self);
}
