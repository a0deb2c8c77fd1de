/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-review-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-checklist.h"
#include "galley-json.h"
#include "galley-ssh.h"

/* desk.json, read strictly: what is misspelt must not pass for what is absent. Errors name the path of the member. */

#define MAX_PROOF_FIX_LENGTH 200

typedef gboolean (*ReadItem) (GalleyReviewRules *rules, JsonNode *item, gpointer data, GError **error);

static gboolean
check_members (JsonNode *value, const char *const *known, GError **error)
{
  JsonObject *object = galley_json_get_object (value, error);
  g_autoptr (GList) names = object ? json_object_get_members (object) : NULL;

  for (GList *l = names; l; l = l->next)
    if (!g_strv_contains (known, l->data))
      {
        galley_json_set_error (galley_json_find (value, l->data), error, _("there is no such member"));
        return FALSE;
      }
  return object != NULL;
}

/* Reads each element of the array that is @object's member @name, where it has one. */
static gboolean
read_array (
  GalleyReviewRules *rules, JsonNode *object, const char *name, ReadItem read, gpointer data, GError **error)
{
  JsonNode *member = galley_json_find (object, name);
  JsonArray *array = member ? galley_json_get_array (member, error) : NULL;

  if (member == NULL)
    return TRUE;
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    if (!read (rules, json_array_get_element (array, i), data, error))
      return FALSE;
  return array != NULL;
}

/* The text of @object's member @name, %NULL without an error where it has none and need not. */
static gboolean
read_text (JsonNode *object, const char *name, gboolean required, const char **text, GError **error)
{
  JsonNode *member = required ? galley_json_require (object, name, error) : galley_json_find (object, name);

  *text = NULL;
  if (member == NULL)
    return !required;
  *text = galley_json_get_string (member, error);
  if (*text == NULL)
    return FALSE;
  if (**text != '\0')
    return TRUE;
  galley_json_set_error (member, error, _("this is empty"));
  return FALSE;
}

static gboolean
read_uint (JsonNode *object, const char *name, guint max, guint *number, GError **error)
{
  JsonNode *member = galley_json_find (object, name);

  if (member == NULL)
    return TRUE;
  if (!galley_json_get_uint (member, number, error))
    return FALSE;
  if (*number <= max)
    return TRUE;
  galley_json_set_error (member, error, _("expected at most %u"), max);
  return FALSE;
}

static gboolean
read_role (GalleyReviewRules *rules, JsonNode *item, gpointer set, GError **error)
{
  const char *name = galley_json_get_string (item, error);
  GalleyReviewRole role;

  if (name == NULL)
    return FALSE;
  if (!galley_review_role_from_string (name, &role))
    {
      galley_json_set_error (item, error, _("“%s” is no role"), name);
      return FALSE;
    }
  *(guint *) set |= 1u << role;
  return TRUE;
}

static gboolean
read_guard (GalleyReviewRules *rules, JsonNode *item, gpointer set, GError **error)
{
  const char *name = galley_json_get_string (item, error);

  for (guint i = 0; name && i < GALLEY_N_GUARDS; i++)
    if (g_str_equal (name, galley_review_guard_to_string (i)))
      {
        *(guint *) set |= 1u << i;
        return TRUE;
      }
  if (name)
    galley_json_set_error (item, error, _("“%s” is no guard"), name);
  return FALSE;
}

/* What an object says of a step: who, and what is asked of them. A step that nobody may take would be a dead end. */
static gboolean
read_gate (GalleyReviewRules *rules, JsonNode *object, GalleyReviewStep *step, GError **error)
{
  guint roles = 0, guards = 0;

  if (!read_array (rules, object, "roles", read_role, &roles, error) ||
      !read_array (rules, object, "guards", read_guard, &guards, error))
    return FALSE;
  if (galley_json_find (object, "roles"))
    {
      if (roles == 0)
        {
          galley_json_set_error (galley_json_find (object, "roles"), error, _("name at least one role"));
          return FALSE;
        }
      step->roles = roles;
    }
  if (galley_json_find (object, "guards"))
    step->guards = guards;
  return TRUE;
}

static void
free_check_item (gpointer data)
{
  GalleyCheckItem *item = data;

  g_free (item->id);
  g_free (item->title);
  g_free (item->check);
  g_free (item);
}

static void
add_check_item (
  GalleyReviewRules *rules, GalleyReviewState stage, const char *id, const char *title, const char *check, guint limit)
{
  GalleyCheckItem *item = g_new0 (GalleyCheckItem, 1);

  if (rules->checklists[stage] == NULL)
    rules->checklists[stage] = g_ptr_array_new_with_free_func (free_check_item);
  item->id = g_strdup (id);
  item->title = g_strdup (title);
  item->check = g_strdup (check);
  item->limit = limit;
  g_ptr_array_add (rules->checklists[stage], item);
}

static gboolean
read_check_item (GalleyReviewRules *rules, JsonNode *value, gpointer stage, GError **error)
{
  static const char *const known[] = { "id", "title", "check", "limit", NULL };
  GalleyReviewState of = GPOINTER_TO_UINT (stage);
  const char *id, *title, *check;
  guint limit = 0;

  if (!check_members (value, known, error) || !read_text (value, "id", TRUE, &id, error) ||
      !read_text (value, "title", TRUE, &title, error) || !read_text (value, "check", FALSE, &check, error) ||
      !read_uint (value, "limit", G_MAXUINT16, &limit, error))
    return FALSE;
  if (check && !galley_checklist_knows (check))
    {
      galley_json_set_error (galley_json_find (value, "check"), error, _("“%s” is no automatic check"), check);
      return FALSE;
    }
  if (check && limit == 0 && galley_checklist_needs_limit (check))
    {
      galley_json_set_error (galley_json_find (value, "check"), error, _("“%s” needs a “limit” to compare with"), check);
      return FALSE;
    }
  for (guint i = 0; rules->checklists[of] && i < rules->checklists[of]->len; i++)
    if (g_str_equal (((GalleyCheckItem *) g_ptr_array_index (rules->checklists[of], i))->id, id))
      {
        galley_json_set_error (galley_json_find (value, "id"), error, _("“%s” is twice in this list"), id);
        return FALSE;
      }
  add_check_item (rules, of, id, title, check, limit);
  return TRUE;
}

typedef struct
{
  GalleyReviewState stages[GALLEY_MAX_STAGES];
  guint n;
} Order;

static gboolean
read_stage_name (GalleyReviewRules *rules, JsonNode *value, gpointer data, GError **error)
{
  static const char *const known[] = { "name", "title", "roles", "guards", "checklist", NULL };
  g_autoptr (GalleyReviewRules) usual = galley_review_rules_new ();
  Order *order = data;
  const char *name;
  GalleyReviewState state;

  if (!check_members (value, known, error) || !read_text (value, "name", TRUE, &name, error))
    return FALSE;
  if (!galley_review_state_from_string (name, &state) || galley_review_rules_find_stage (usual, state) < 0)
    galley_json_set_error (galley_json_find (value, "name"), error, _("“%s” is no stage; stages are review1 to review3 "
                                                                      "and proof1 to proof3"), name);
  else if (order->n > 0 && state <= order->stages[order->n - 1])
    galley_json_set_error (galley_json_find (value, "name"), error, _("the stages stand in the order of the work, each once"));
  else if (order->n == 0 && state > GALLEY_REVIEW_REVIEW3)
    galley_json_set_error (galley_json_find (value, "name"), error, _("the first stage is a review"));
  else
    {
      order->stages[order->n++] = state;
      return TRUE;
    }
  return FALSE;
}

static gboolean
read_stage (GalleyReviewRules *rules, JsonNode *value, gpointer data, GError **error)
{
  GalleyReviewState state;
  const char *name, *title;

  if (!read_text (value, "name", TRUE, &name, error) || !read_text (value, "title", FALSE, &title, error) ||
      !galley_review_state_from_string (name, &state))
    return FALSE;
  g_set_str (&rules->titles[state], title);
  for (GalleyReviewEvent event = 0; event < GALLEY_N_REVIEW_EVENTS; event++)
    {
      gboolean passes = event == GALLEY_EVENT_APPROVE || event == GALLEY_EVENT_SIGN || event == GALLEY_EVENT_PASS;
      gboolean sends_back = event == GALLEY_EVENT_RETURN || event == GALLEY_EVENT_REJECT;
      GalleyReviewStep *step = &rules->steps[state][event], read = *step;

      if (step->roles == 0 || !(passes || sends_back))
        continue;
      if (!read_gate (rules, value, &read, error))
        return FALSE;
      step->roles = read.roles;
      if (passes)
        step->guards = read.guards;
    }
  return read_array (rules, value, "checklist", read_check_item, GUINT_TO_POINTER (state), error);
}

static gboolean
read_events (GalleyReviewRules *rules, JsonNode *root, GError **error)
{
  static const char *const known[] = { "roles", "guards", NULL };
  JsonNode *member = galley_json_find (root, "events"), *value;
  JsonObject *object = member ? galley_json_get_object (member, error) : NULL;
  JsonObjectIter iter;
  const char *name;

  if (object == NULL)
    return member == NULL;
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &value))
    {
      GalleyReviewEvent event;

      if (!galley_review_event_from_string (name, &event))
        {
          galley_json_set_error (value, error, _("“%s” is no event"), name);
          return FALSE;
        }
      if (!check_members (value, known, error))
        return FALSE;
      for (guint from = 0; from < GALLEY_N_REVIEW_STATES; from++)
        if (rules->steps[from][event].roles && !read_gate (rules, value, &rules->steps[from][event], error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
read_role_title (GalleyReviewRules *rules, JsonNode *value, gpointer data, GError **error)
{
  static const char *const known[] = { "name", "title", NULL };
  const char *name, *title;
  GalleyReviewRole role;

  if (!check_members (value, known, error) || !read_text (value, "name", TRUE, &name, error) ||
      !read_text (value, "title", TRUE, &title, error))
    return FALSE;
  if (!galley_review_role_from_string (name, &role))
    {
      galley_json_set_error (galley_json_find (value, "name"), error, _("“%s” is no role"), name);
      return FALSE;
    }
  g_set_str (&rules->role_titles[role], title);
  return TRUE;
}

static void
free_key (gpointer data)
{
  GalleyReviewKey *key = data;

  g_free (key->line);
  g_clear_pointer (&key->until, g_date_time_unref);
  g_free (key);
}

static gboolean
add_key (GalleyReviewRules *rules, GalleyPerson *person, JsonNode *value, GDateTime *until, GError **error)
{
  const char *text = galley_json_get_string (value, error);
  g_autofree char *line = text ? galley_ssh_read_public (text) : NULL;
  GalleyReviewKey *key;

  if (text == NULL)
    return FALSE;
  if (line == NULL)
    {
      galley_json_set_error (value, error, _("expected an OpenSSH public key, ssh-ed25519 and so on"));
      return FALSE;
    }
  key = g_new0 (GalleyReviewKey, 1);
  key->line = g_steal_pointer (&line);
  key->until = until ? g_date_time_ref (until) : NULL;
  g_ptr_array_add (person->keys, key);
  return TRUE;
}

static gboolean
read_key (GalleyReviewRules *rules, JsonNode *value, gpointer person, GError **error)
{
  return add_key (rules, person, value, NULL, error);
}

static gboolean
read_retired (GalleyReviewRules *rules, JsonNode *value, gpointer person, GError **error)
{
  static const char *const known[] = { "key", "until", NULL };
  g_autoptr (GDateTime) until = NULL;
  const char *time;
  JsonNode *key;

  if (!check_members (value, known, error) || !read_text (value, "until", TRUE, &time, error) ||
      !(key = galley_json_require (value, "key", error)))
    return FALSE;
  until = g_date_time_new_from_iso8601 (time, rules->zone);
  if (until == NULL)
    {
      galley_json_set_error (galley_json_find (value, "until"), error, _("expected a time, as 2024-04-16T08:00:00Z"));
      return FALSE;
    }
  return add_key (rules, person, key, until, error);
}

/* What would be a pattern, or the end of a name, in an allowed_signers file. */
static gboolean
is_name (const char *name)
{
  if (strpbrk (name, "*?!,\"\\#"))
    return FALSE;
  for (; *name; name = g_utf8_next_char (name))
    if (!g_unichar_isprint (g_utf8_get_char (name)))
      return FALSE;
  return TRUE;
}

static gboolean
read_person (GalleyReviewRules *rules, JsonNode *value, gpointer data, GError **error)
{
  static const char *const known[] = { "name", "roles", "keys", "retired", NULL };
  const char *name;
  GalleyPerson *person;
  JsonNode *member;

  if (!check_members (value, known, error) || !read_text (value, "name", TRUE, &name, error) ||
      !galley_json_require (value, "roles", error))
    return FALSE;
  member = galley_json_find (value, "name");
  if (!is_name (name))
    {
      galley_json_set_error (member, error, _("a name has none of * ? ! , \" \\ # in it"));
      return FALSE;
    }
  if (galley_review_rules_find_person (rules, name))
    {
      galley_json_set_error (member, error, _("“%s” is twice among the people"), name);
      return FALSE;
    }
  person = g_new0 (GalleyPerson, 1);
  person->name = g_strdup (name);
  person->keys = g_ptr_array_new_with_free_func (free_key);
  g_ptr_array_add (rules->people, person);
  return read_array (rules, value, "roles", read_role, &person->roles, error) &&
         read_array (rules, value, "keys", read_key, person, error) &&
         read_array (rules, value, "retired", read_retired, person, error);
}

static gboolean
read_byline_name (GalleyReviewRules *rules, JsonNode *value, gpointer builder, GError **error)
{
  const char *name = galley_json_get_string (value, error);

  if (name)
    g_strv_builder_add (builder, name);
  return name != NULL;
}

/* Which stages the desk has: as it lists them, else as it pairs reviews and proofs. */
static gboolean
read_stages (GalleyReviewRules *rules, JsonNode *root, GError **error)
{
  static const GalleyReviewState reviews[] = { GALLEY_REVIEW_REVIEW1, GALLEY_REVIEW_REVIEW2, GALLEY_REVIEW_REVIEW3 };
  JsonNode *listed = galley_json_find (root, "stages"), *member;
  const char *pairing, *fallback;
  gboolean paired;
  Order order = { .n = 0 };

  if (!read_text (root, "pairing", FALSE, &pairing, error) || !read_text (root, "fallback", FALSE, &fallback, error) ||
      !read_array (rules, root, "stages", read_stage_name, &order, error))
    return FALSE;
  member = galley_json_find (root, "pairing");
  paired = g_strcmp0 (pairing, "paired") == 0;
  if (pairing && !paired && !g_str_equal (pairing, "apart"))
    {
      galley_json_set_error (member, error, _("expected apart or paired"));
      return FALSE;
    }
  if (listed && order.n == 0)
    {
      galley_json_set_error (listed, error, _("name at least one stage"));
      return FALSE;
    }
  if (paired && order.n > 0 && order.stages[order.n - 1] > GALLEY_REVIEW_REVIEW3)
    {
      galley_json_set_error (member, error, _("a paired desk has no proofs of their own among its stages"));
      return FALSE;
    }
  if (order.n == 0 && paired)
    {
      memcpy (order.stages, reviews, sizeof reviews);
      order.n = G_N_ELEMENTS (reviews);
    }
  else if (order.n == 0)
    {
      memcpy (order.stages, rules->stages, sizeof rules->stages);
      order.n = rules->n_stages;
    }
  rules->fallback = order.stages[0];
  galley_review_rules_set_stages (rules, order.stages, order.n);
  if (fallback)
    {
      if (!galley_review_state_from_string (fallback, &rules->fallback) || rules->fallback > GALLEY_REVIEW_REVIEW3 ||
          galley_review_rules_find_stage (rules, rules->fallback) < 0)
        {
          galley_json_set_error (galley_json_find (root, "fallback"), error, _("expected one of the desk's reviews"));
          return FALSE;
        }
      galley_review_rules_set_stages (rules, order.stages, order.n);
    }
  /* 初审一校, 复审二校, 终审三校: who reviews also reads the proof, and says so. */
  for (guint i = 0; paired && i < order.n; i++)
    add_check_item (rules, order.stages[i], "proofread", _("Proofread"), NULL, 0);
  return read_array (rules, root, "stages", read_stage, NULL, error);
}

static gboolean
read_zone (GalleyReviewRules *rules, JsonNode *root, GError **error)
{
  const char *name;
  g_autoptr (GTimeZone) zone = NULL;

  if (!read_text (root, "zone", FALSE, &name, error))
    return FALSE;
  if (name == NULL)
    return TRUE;
  zone = g_time_zone_new_identifier (name);
  if (zone == NULL)
    {
      galley_json_set_error (galley_json_find (root, "zone"), error, _("expected a time zone, as Asia/Shanghai or +08:00"));
      return FALSE;
    }
  g_time_zone_unref (rules->zone);
  rules->zone = g_steal_pointer (&zone);
  return TRUE;
}

static gboolean
read_rules (GalleyReviewRules *rules, JsonNode *root, GError **error)
{
  static const char *const known[] = { "format", "version", "pairing", "stages", "events",  "roles",  "fallback",
                                       "proof-fix", "zone", "names",   "people", NULL };
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (!check_members (root, known, error) || !read_zone (rules, root, error) || !read_stages (rules, root, error) ||
      !read_events (rules, root, error) || !read_array (rules, root, "roles", read_role_title, NULL, error) ||
      !read_uint (root, "proof-fix", MAX_PROOF_FIX_LENGTH, &rules->proof_fix_length, error) ||
      !read_array (rules, root, "names", read_byline_name, names, error) ||
      !read_array (rules, root, "people", read_person, NULL, error))
    return FALSE;
  g_strfreev (rules->names);
  rules->names = g_strv_builder_end (names);
  return TRUE;
}

/**
 * galley_review_rules_read:
 * @bytes: a desk.json, whose format and version were looked at
 *
 * Members that are absent are as galley_review_rules_new() has them.
 *
 * Returns: (transfer full) (nullable): the desk's rules, or %NULL with an error that names the line or member at fault
 */
GalleyReviewRules *
galley_review_rules_read (GBytes *bytes, GError **error)
{
  g_autoptr (GalleyReviewRules) rules = galley_review_rules_new ();
  g_autoptr (JsonNode) root = galley_json_parse (bytes, GALLEY_JSON_MAX_DEPTH, error);

  return root && read_rules (rules, root, error) ? g_steal_pointer (&rules) : NULL;
}

/**
 * galley_review_rules_format_person:
 * @key: an OpenSSH public key without comment
 *
 * Returns: (transfer full): the line that enters somebody among the people of a desk.json
 */
char *
galley_review_rules_format_person (const char *name, GalleyReviewRole role, const char *key)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, name);
  json_builder_set_member_name (builder, "roles");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, galley_review_role_to_string (role));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "keys");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, key);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
