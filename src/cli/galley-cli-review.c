/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include "galley-cli-review.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "galley-bulletin-file.h"
#include "galley-cli.h"
#include "galley-codec.h"
#include "galley-desk.h"
#include "galley-dispatch-slip.h"
#include "galley-export.h"
#include "galley-figure-check.h"
#include "galley-keyring.h"
#include "galley-proof.h"

typedef struct
{
  char *as;
  char *role;
  char *opinion;
  char *at;
  char *source;
  char *output;
  GStrv ticks;
  gboolean json;
  gboolean log;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->as);
  g_free (self->role);
  g_free (self->opinion);
  g_free (self->at);
  g_free (self->source);
  g_free (self->output);
  g_strfreev (self->ticks);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
report (GalleyCliReview *self, GError **error)
{
  g_autoptr (GalleyProofProfile) profile = galley_proof_profile_new ("newspaper", NULL, NULL, error);

  g_clear_pointer (&self->report, galley_report_unref);
  g_clear_pointer (&self->hash, g_free);
  self->hash = galley_codec_content_hash (self->snapshot);
  self->report = profile ? galley_report_new (self->snapshot, profile, NULL, NULL, error) : NULL;
  return self->report != NULL;
}

/**
 * galley_cli_review_load:
 *
 * Returns: whether the bulletin at @path and the rules of its desk could be read
 */
gboolean
galley_cli_review_load (GalleyCliReview *self, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);

  self->path = path;
  self->now = g_date_time_new_now_utc ();
  self->rules = galley_desk_load_rules (path, error);
  if (self->rules == NULL)
    return FALSE;
  self->snapshot = galley_bulletin_file_load (file, &self->etag, NULL, error);
  if (self->snapshot == NULL || !galley_cli_use_lexicon (&self->snapshot, path, NULL, error) || !report (self, error))
    return FALSE;
  if (galley_review_is_changed (self->snapshot, self->hash))
    self->before = galley_desk_find_version (path, galley_review_log_get_last_hash (self->snapshot));
  return TRUE;
}

void
galley_cli_review_clear (GalleyCliReview *self)
{
  g_free (self->etag);
  g_clear_pointer (&self->rules, galley_review_rules_unref);
  g_clear_pointer (&self->snapshot, galley_snapshot_unref);
  g_clear_pointer (&self->before, galley_snapshot_unref);
  g_clear_pointer (&self->report, galley_report_unref);
  g_clear_pointer (&self->now, g_date_time_unref);
  g_free (self->hash);
}

/**
 * galley_cli_review_case:
 *
 * Returns: what there is to decide by, before anything is written
 */
GalleyReviewCase
galley_cli_review_case (const GalleyCliReview *self, const char *actor)
{
  return (GalleyReviewCase) { .rules = self->rules,
                              .snapshot = self->snapshot,
                              .hash = self->hash,
                              .report = self->report,
                              .before = self->before,
                              .actor = actor,
                              .now = self->now };
}

/* Puts @after into the file, unless that has changed since it was read, and into the desk's history. */
static gboolean
save (GalleyCliReview *self, GalleySnapshot *after, const char *message, const char *actor, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (self->path);
  g_autofree char *etag = NULL, *commit = NULL, *path = g_file_get_path (file);
  g_autoptr (GError) none = NULL;

  if (!galley_bulletin_file_save (file, after, self->etag, &etag, NULL, error))
    return FALSE;
  g_free (self->etag);
  self->etag = g_steal_pointer (&etag);
  galley_snapshot_unref (self->snapshot);
  self->snapshot = galley_snapshot_ref (after);
  commit = galley_desk_record (path, message, actor, &none);
  if (commit || g_error_matches (none, GALLEY_DESK_ERROR, GALLEY_DESK_ERROR_NO_DESK))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&none));
  return FALSE;
}

/**
 * galley_cli_review_enter:
 * @asked: of @self; it goes on from what is saved
 * @key: (nullable): the actor's
 *
 * Enters @event into the log, signed, and saves the bulletin.
 */
gboolean
galley_cli_review_enter (
  GalleyCliReview *self, GalleyReviewCase *asked, GalleyReviewEvent event, GalleyKey *key, GError **error)
{
  g_autoptr (GalleyRecord) entry = galley_review_enter (asked, event, error);
  g_autoptr (GalleyRecord) sealed = entry ? galley_review_sign (asked, entry, key, error) : NULL;
  g_autoptr (GalleySnapshot) after = sealed ? galley_review_append (self->snapshot, sealed) : NULL;
  g_autofree char *message = NULL;

  if (after == NULL)
    return FALSE;
  message = g_strdup_printf ("%s: %s", galley_review_event_to_string (event),
                             asked->opinion ? asked->opinion : sealed->fields[GALLEY_LOG_TO]);
  if (!save (self, after, message, asked->actor, error))
    return FALSE;
  asked->snapshot = self->snapshot;
  return TRUE;
}

/* An edit that the log does not tell of is entered first. @event: what the actor came for, which may be the edit itself */
static gboolean
enter_edit (GalleyCliReview *self, GalleyReviewCase *asked, GalleyReviewEvent event, GalleyKey *key, GError **error)
{
  GalleyReviewCase first = *asked;
  GalleyReviewEvent edit;

  first.opinion = NULL;
  first.ticks = NULL;
  if (event == GALLEY_EVENT_EDIT || event == GALLEY_EVENT_FIX || event == GALLEY_EVENT_CORRECT ||
      event == GALLEY_EVENT_WITHDRAW || !galley_review_find_edit (&first, &edit))
    return TRUE;
  if (edit == GALLEY_EVENT_EDIT)
    galley_review_choose_role (self->rules, self->snapshot, edit, asked->actor, &first.role);
  if (!galley_cli_review_enter (self, &first, edit, key, error))
    return FALSE;
  asked->snapshot = self->snapshot;
  if (edit == GALLEY_EVENT_EDIT)
    {
      const GalleyRecord *entry = g_ptr_array_index (self->snapshot->log, self->snapshot->log->len - 1);
      g_auto (GStrv) voids = g_strsplit (entry->fields[GALLEY_LOG_VOIDS], "\n", -1);
      g_autofree char *list = g_strjoinv (", ", voids);

      fprintf (stderr, "galley-cli: %s: ", self->path);
      fprintf (stderr, _("it was changed in substance; void: %s\n"), list);
    }
  return TRUE;
}

static gboolean
read_case (GalleyCliReview *self, GalleyReviewCase *asked, GalleyReviewEvent event, const Options *options, GError **error)
{
  asked->opinion = options->opinion;
  asked->ticks = (const char *const *) options->ticks;
  if (options->at && !(asked->at = galley_review_rules_read_time (self->rules, options->at)))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("“%s” is no time; write it as 2024-04-16T06:00"), options->at);
  else if (options->role == NULL)
    {
      galley_review_choose_role (self->rules, self->snapshot, event, options->as, &asked->role);
      return TRUE;
    }
  else if (galley_review_role_from_string (options->role, &asked->role))
    return TRUE;
  else
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("“%s” is no role"), options->role);
  return FALSE;
}

static int
take_event (const char *path, GalleyReviewEvent event, const Options *options)
{
  g_auto (GalleyCliReview) self = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyKey) key = NULL;
  GalleyReviewCase asked;
  int status = 0;

  if (options->as == NULL)
    return galley_cli_misuse ("review", NULL, _("say who does it, with --as NAME"));
  if (!galley_cli_review_load (&self, path, &error))
    return galley_cli_fail (path, error);
  asked = galley_cli_review_case (&self, options->as);
  if (!read_case (&self, &asked, event, options, &error))
    status = galley_cli_misuse ("review", error, NULL);
  else if ((key = galley_keyring_find (options->as, NULL, &error)) == NULL && error)
    status = galley_cli_fail (path, error);
  else if (!enter_edit (&self, &asked, event, key, &error))
    status = galley_cli_fail (path, error);
  else
    {
      if (options->role == NULL)
        galley_review_choose_role (self.rules, self.snapshot, event, options->as, &asked.role);
      if (!galley_cli_review_enter (&self, &asked, event, key, &error))
        status = galley_cli_fail (path, error);
      else
        galley_cli_review_print_state (&self, NULL, options->json);
    }
  g_clear_pointer (&asked.at, g_date_time_unref);
  return status;
}

/* Ticks a figure of the sheet on which they are checked, by its number there, or all of them with "all". */
static int
tick (const char *path, const char *which, const Options *options)
{
  g_auto (GalleyCliReview) self = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (GalleySnapshot) after = NULL;
  guint64 number = 0;

  if (options->as == NULL)
    return galley_cli_misuse ("review tick", NULL, _("say who checked it, with --as NAME"));
  if (!galley_cli_review_load (&self, path, &error))
    return galley_cli_fail (path, error);
  checks = galley_figure_checks_new (self.report);
  if (checks->len == 0)
    return galley_cli_misuse ("review tick", NULL, _("there is no figure on its sheet"));
  if (!g_str_equal (which, "all") && !g_ascii_string_to_unsigned (which, 10, 1, checks->len, &number, NULL))
    return galley_cli_misuse ("review tick", NULL, _("name a figure by its number on the sheet, or all"));
  after = galley_snapshot_ref (self.snapshot);
  for (guint i = 0; i < checks->len; i++)
    if (number == 0 || i + 1 == number)
      {
        g_autoptr (GalleySnapshot) before = after;

        after = galley_figure_check_tick (before, g_ptr_array_index (checks, i), options->source, options->as, self.now);
      }
  if (!save (&self, after, "check figures", options->as, &error))
    return galley_cli_fail (path, error);
  return 0;
}

static int
make_key (const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *place = NULL;
  g_autoptr (GalleyKey) key = NULL;

  if (options->as == NULL)
    return galley_cli_misuse ("review key", NULL, _("say whose key it is, with --as NAME"));
  key = galley_keyring_make (options->as, &place, &error);
  if (key == NULL)
    return galley_cli_fail (_("the keyring"), error);
  if (place)
    {
      fprintf (stderr, "galley-cli: %s: ", place);
      fprintf (stderr, _("there is no secret service here, so the secret key is in this file, which only you can read\n"));
    }
  if (options->json)
    {
      g_autoptr (JsonObject) object = json_object_new ();

      galley_cli_set_text (object, "name", options->as);
      galley_cli_set_text (object, "key", galley_key_get_public (key));
      galley_cli_set_text (object, "file", place);
      galley_cli_print_json (object);
    }
  else
    printf ("%s %s\n", galley_key_get_public (key), options->as);
  return 0;
}

static int
print_signers (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyReviewRules) rules = galley_desk_load_rules (path, &error);
  g_autofree char *signers = rules ? galley_review_rules_format_signers (rules) : NULL;

  if (signers == NULL)
    return galley_cli_fail (path, error);
  printf ("%s", signers);
  return 0;
}

static int
show (const char *what, const char *path, const Options *options)
{
  g_auto (GalleyCliReview) self = { 0 };
  g_autoptr (GError) error = NULL;

  if (!galley_cli_review_load (&self, path, &error))
    return galley_cli_fail (path, error);
  if (g_str_equal (what, "verify"))
    return galley_cli_review_print_faults (&self, options->json);
  if (g_str_equal (what, "log"))
    galley_cli_review_print_log (&self, options->json);
  else if (g_str_equal (what, "figures"))
    galley_cli_review_print_figures (&self, options->json);
  else if (g_str_equal (what, "checklist"))
    galley_cli_review_print_checklist (&self, options->json);
  else if (g_str_equal (what, "rate"))
    galley_cli_review_print_rate (&self, options->json);
  else
    galley_cli_review_print_state (&self, options->as, options->json);
  return 0;
}

/* Writes the dispatch slip, in any format that bulletins can be exported to. */
static int
write_slip (const char *path, const Options *options)
{
  g_auto (GalleyCliReview) self = { 0 };
  GalleyExportOptions export_options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySnapshot) slip = NULL;
  const GalleyExportFormat *format;

  if (options->output == NULL)
    return galley_cli_misuse ("review slip", NULL, _("name the file to write, with -o"));
  format = galley_export_find_format (options->output, &error);
  if (format == NULL)
    return galley_cli_misuse ("review slip", error, NULL);
  if (!galley_cli_review_load (&self, path, &error))
    return galley_cli_fail (path, error);
  slip = galley_dispatch_slip_new (self.rules, self.report, self.hash);
  return galley_export (slip, options->output, format, &export_options, NULL, &error)
           ? 0
           : galley_cli_fail (options->output, error);
}

static gboolean
is_view (const char *word)
{
  static const char *const views[] = { "what", "verify", "log", "figures", "checklist", "rate", NULL };

  return g_strv_contains (views, word);
}

/**
 * galley_cli_review:
 * @argc: the number of arguments
 * @argv: the arguments, from the name of the command on
 *
 * Tells where a bulletin stands, takes it to its next stage, shows and verifies its record; publishes what of a desk is due.
 *
 * Returns: the exit code: 1 where something may not be done, 2 where the record does not hold
 */
int
galley_cli_review (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE [EVENT] | what|verify|log|figures|checklist|rate|slip FILE | due [DIR]");
  g_autoptr (GError) error = NULL;
  g_auto (Options) options = { 0 };
  GalleyReviewEvent event;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &options.as, N_ ("Who does it, as the desk has their name"), "NAME" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &options.role, N_ ("In which role; else the first of theirs that serves"), "ROLE" },
    { "opinion", 0, 0, G_OPTION_ARG_STRING, &options.opinion, N_ ("The opinion, reason or note"), "TEXT" },
    { "tick", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.ticks, N_ ("What is done of the stage's checklist"), "ID" },
    { "at", 0, 0, G_OPTION_ARG_STRING, &options.at, N_ ("For when it is to be scheduled"), "TIME" },
    { "source", 0, 0, G_OPTION_ARG_STRING, &options.source, N_ ("Where the figure is from that is ticked"), "TEXT" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Where the dispatch slip is written"), "FILE" },
    { "log", 0, 0, G_OPTION_ARG_NONE, &options.log, N_ ("Show the record"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print JSON"), NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return galley_cli_misuse ("review", error, NULL);
  if (options.as && *options.as == '\0')
    return galley_cli_misuse ("review", NULL, _("--as needs a name"));
  if (argc == 2 && g_str_equal (argv[1], "key"))
    return make_key (&options);
  if (argc <= 3 && argc > 1 && g_str_equal (argv[1], "signers"))
    return print_signers (argc == 3 ? argv[2] : ".");
  if (argc <= 3 && argc > 1 && g_str_equal (argv[1], "due"))
    return galley_cli_review_due (argc == 3 ? argv[2] : ".", options.as, options.json);
  if (argc == 4 && g_str_equal (argv[1], "tick"))
    return tick (argv[2], argv[3], &options);
  if (argc == 3 && g_str_equal (argv[1], "slip"))
    return write_slip (argv[2], &options);
  if (argc == 3 && is_view (argv[1]))
    return show (argv[1], argv[2], &options);
  if (argc == 2)
    return show (options.log ? "log" : "what", argv[1], &options);
  if (argc == 3 && galley_review_event_from_string (argv[2], &event))
    return take_event (argv[1], event, &options);
  if (argc == 3)
    {
      g_autofree char *unknown = g_strdup_printf (_("“%s” is nothing that can happen to a bulletin; see review what FILE"), argv[2]);

      return galley_cli_misuse ("review", NULL, unknown);
    }
  return galley_cli_misuse ("review", NULL, _("name a bulletin, and what is to happen to it"));
}
