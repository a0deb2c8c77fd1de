/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "galley-checklist.h"
#include "galley-cli-json.h"
#include "galley-cli-review.h"
#include "galley-cli.h"
#include "galley-error-rate.h"
#include "galley-figure-check.h"
#include "galley-review-verify.h"

/* What a stage came to, as a word for programs. */
static const char *
get_standing (const GalleyCliReview *self, const GalleyReviewCourse *course, GalleyReviewState stage)
{
  if (course->passes[stage] < 0)
    return "open";
  return galley_review_is_changed (self->snapshot, self->hash) ? "changed" : "holds";
}

static void
build_stages (const GalleyCliReview *self, JsonBuilder *builder)
{
  g_autoptr (GalleyReviewCourse) course = galley_review_course_new (self->snapshot);

  galley_cli_json_array (builder, "stages");
  for (guint i = 0; i < self->rules->n_stages; i++)
    {
      GalleyReviewState stage = self->rules->stages[i];

      galley_cli_json_object (builder, NULL);
      galley_cli_json_string (builder, "stage", galley_review_state_to_string (stage));
      galley_cli_json_string (builder, "standing", get_standing (self, course, stage));
      if (course->passes[stage] >= 0)
        galley_cli_json_string (builder, "actor",
                                galley_review_log_get (self->snapshot, course->passes[stage], GALLEY_LOG_ACTOR));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_choices (GPtrArray *choices, JsonBuilder *builder)
{
  galley_cli_json_array (builder, "events");
  for (guint i = 0; i < choices->len; i++)
    {
      const GalleyReviewChoice *choice = g_ptr_array_index (choices, i);

      galley_cli_json_object (builder, NULL);
      galley_cli_json_string (builder, "event", galley_review_event_to_string (choice->event));
      galley_cli_json_string (builder, "to", galley_review_state_to_string (choice->to));
      galley_cli_json_string (builder, "role", galley_review_role_to_string (choice->role));
      galley_cli_json_boolean (builder, "allowed", choice->allowed);
      if (choice->reason)
        galley_cli_json_string (builder, "reason", choice->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_state_json (const GalleyCliReview *self, GPtrArray *choices)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *correction = galley_review_get_correction (self->snapshot);

  json_builder_begin_object (builder);
  galley_cli_json_string (builder, "state", galley_review_state_to_string (galley_review_state (self->snapshot)));
  galley_cli_json_uint (builder, "version", galley_review_get_version (self->snapshot));
  galley_cli_json_boolean (builder, "signed", galley_review_is_signed (self->snapshot));
  galley_cli_json_boolean (builder, "changed", galley_review_is_changed (self->snapshot, self->hash));
  galley_cli_json_string (builder, "hash", self->hash);
  if (correction)
    galley_cli_json_string (builder, "correction", correction);
  build_stages (self, builder);
  if (choices)
    build_choices (choices, builder);
  json_builder_end_object (builder);
  galley_cli_json_print (builder);
}

/**
 * galley_cli_review_print_state:
 * @actor: (nullable): whose part it is to know what they may do
 */
void
galley_cli_review_print_state (const GalleyCliReview *self, const char *actor, gboolean json)
{
  GalleyReviewCase asked = galley_cli_review_case (self, actor ? actor : "");
  g_autoptr (GPtrArray) choices = actor ? galley_review_list (&asked) : NULL;

  if (json)
    {
      print_state_json (self, choices);
      return;
    }
  printf ("%s\n", galley_review_rules_get_title (self->rules, galley_review_state (self->snapshot)));
  if (galley_review_is_changed (self->snapshot, self->hash))
    printf ("%s\n", _("changed since the last entry of the record"));
  for (guint i = 0; choices && i < choices->len; i++)
    {
      const GalleyReviewChoice *choice = g_ptr_array_index (choices, i);

      printf ("%s → %s: %s\n", galley_review_event_to_string (choice->event),
              galley_review_rules_get_title (self->rules, choice->to), choice->allowed ? _("possible") : choice->reason);
    }
}

void
galley_cli_review_print_log (const GalleyCliReview *self, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  galley_cli_json_array (builder, "log");
  for (guint i = 0; i < self->snapshot->log->len; i++)
    {
      const GalleyRecord *entry = g_ptr_array_index (self->snapshot->log, i);
      g_autofree char *message = galley_review_log_format (self->snapshot->id, entry);
      g_autofree char *time = galley_review_rules_format_time (self->rules, entry->fields[GALLEY_LOG_TIME]);

      galley_cli_json_object (builder, NULL);
      for (guint field = 0; field < GALLEY_N_LOG_FIELDS; field++)
        if (*entry->fields[field])
          galley_cli_json_string (builder, galley_log_schema.fields[field].name, entry->fields[field]);
      galley_cli_json_string (builder, "message", message);
      json_builder_end_object (builder);
      if (!json)
        printf ("%u\t%s\t%s\t%s\t%s → %s\t%s\n", i + 1, time, entry->fields[GALLEY_LOG_ACTOR], entry->fields[GALLEY_LOG_EVENT],
                entry->fields[GALLEY_LOG_FROM], entry->fields[GALLEY_LOG_TO], entry->fields[GALLEY_LOG_OPINION]);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (json)
    galley_cli_json_print (builder);
}

/**
 * galley_cli_review_print_faults:
 *
 * Returns: the exit code: 2 where the log does not hold
 */
int
galley_cli_review_print_faults (const GalleyCliReview *self, gboolean json)
{
  g_autoptr (GPtrArray) faults = galley_review_verify (self->rules, self->snapshot, self->hash);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  galley_cli_json_uint (builder, "entries", self->snapshot->log->len);
  galley_cli_json_array (builder, "faults");
  for (guint i = 0; i < faults->len; i++)
    {
      const GalleyReviewFault *fault = g_ptr_array_index (faults, i);

      galley_cli_json_object (builder, NULL);
      galley_cli_json_string (builder, "kind", galley_review_fault_kind_to_string (fault->kind));
      galley_cli_json_uint (builder, "entry", fault->entry + 1);
      galley_cli_json_string (builder, "message", fault->message);
      json_builder_end_object (builder);
      if (!json)
        printf ("%s\n", fault->message);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (json)
    galley_cli_json_print (builder);
  else if (faults->len == 0)
    printf (ngettext ("%u entry, and it holds\n", "%u entries, and all hold\n", self->snapshot->log->len),
            self->snapshot->log->len);
  return faults->len > 0 ? GALLEY_CLI_EXIT_FINDINGS : 0;
}

/* The sheet on which figures are checked (核数单). */
void
galley_cli_review_print_figures (const GalleyCliReview *self, gboolean json)
{
  g_autoptr (GPtrArray) checks = galley_figure_checks_new (self->report);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  galley_cli_json_uint (builder, "open", galley_figure_checks_count_open (checks));
  galley_cli_json_array (builder, "figures");
  for (guint i = 0; i < checks->len; i++)
    {
      const GalleyFigureCheck *check = g_ptr_array_index (checks, i);

      galley_cli_json_object (builder, NULL);
      galley_cli_json_uint (builder, "number", i + 1);
      galley_cli_json_string (builder, "text", check->text);
      galley_cli_json_string (builder, "name", check->name);
      galley_cli_json_string (builder, "source", check->source);
      galley_cli_json_string (builder, "checker", check->checker);
      if (check->block)
        {
          galley_cli_json_string (builder, "block", check->block);
          galley_cli_json_uint (builder, "start", check->start);
          galley_cli_json_uint (builder, "length", check->length);
        }
      if (check->row)
        galley_cli_json_string (builder, "row", check->row);
      json_builder_end_object (builder);
      if (!json)
        printf ("%u\t%s\t%s\t%s\t%s\n", i + 1, check->text, check->name, check->source, check->checker);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (json)
    galley_cli_json_print (builder);
}

void
galley_cli_review_print_checklist (const GalleyCliReview *self, gboolean json)
{
  const GPtrArray *items = self->rules->checklists[galley_review_state (self->snapshot)];
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  galley_cli_json_array (builder, "checklist");
  for (guint i = 0; items && i < items->len; i++)
    {
      const GalleyCheckItem *item = g_ptr_array_index (items, i);
      g_autofree char *answer = NULL;
      gboolean done = item->check && galley_checklist_answer (self->rules, self->report, item, &answer);

      galley_cli_json_object (builder, NULL);
      galley_cli_json_string (builder, "id", item->id);
      galley_cli_json_string (builder, "title", item->title);
      galley_cli_json_boolean (builder, "automatic", item->check != NULL);
      if (item->check)
        {
          galley_cli_json_boolean (builder, "done", done);
          galley_cli_json_string (builder, "answer", answer);
        }
      json_builder_end_object (builder);
      if (!json)
        printf ("%s\t%s\t%s\n", item->id, item->title, item->check == NULL ? _("to be ticked") : answer);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (json)
    galley_cli_json_print (builder);
}

/* The error-rate forecast (差错率) beside its limit. */
void
galley_cli_review_print_rate (const GalleyCliReview *self, gboolean json)
{
  GalleyErrorRate rate = galley_error_rate_read (self->report);
  g_autofree char *text = galley_error_rate_format (&rate);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!json)
    {
      printf (_("%s errors in 10,000 characters, of %u allowed\n"), text, GALLEY_ERROR_RATE_LIMIT);
      for (guint i = 0; i < GALLEY_N_ERROR_CLASSES; i++)
        {
          g_autofree char *weight = galley_error_weight_format (rate.tallies[i].tenths);

          printf ("%s\t%u\t%s\n", weight, rate.tallies[i].n, galley_error_class_get_title (i));
        }
      return;
    }
  json_builder_begin_object (builder);
  galley_cli_json_string (builder, "rate", text);
  galley_cli_json_uint (builder, "limit", GALLEY_ERROR_RATE_LIMIT);
  galley_cli_json_uint (builder, "characters", rate.characters);
  galley_cli_json_boolean (builder, "over", galley_error_rate_is_over (&rate));
  json_builder_set_member_name (builder, "classes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < GALLEY_N_ERROR_CLASSES; i++)
    {
      g_autofree char *weight = galley_error_weight_format (rate.tallies[i].tenths);

      json_builder_begin_object (builder);
      galley_cli_json_string (builder, "class", galley_error_class_to_string (i));
      galley_cli_json_uint (builder, "found", rate.tallies[i].n);
      galley_cli_json_string (builder, "weight", weight);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  galley_cli_json_print (builder);
}
