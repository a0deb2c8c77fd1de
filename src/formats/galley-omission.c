/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-omission.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A sentence of the report says no more of a text than this, in code points; the omission has all of it. */
#define MAX_TOLD 200

static const struct
{
  const char *rule, *message;
} messages[] = {
  { "comment", N_ ("A comment was taken in") },
  { "contents", N_ ("A table of contents was left out") },
  { "field", N_ ("A date or time that the word processor fills in stands in the text") },
  { "footer", N_ ("A footer was left out") },
  { "format", N_ ("A tracked change of formatting was taken in, as an article has none to take back") },
  { "header", N_ ("A header was left out") },
  { "hidden", N_ ("Hidden text was left out") },
  { "macro", N_ ("Macros were left out") },
  { "object", N_ ("An embedded object was left out") },
  { "picture", N_ ("A picture was left out") },
  { "property", N_ ("A property of the file was left out") },
  { "reading", N_ ("A reading beside the text was left out") },
  { "struck", N_ ("Text that is struck through stands in the article") },
  { "symbol", N_ ("A sign of a symbol font was left out") },
};

static void
free_omission (gpointer data)
{
  GalleyOmission *omission = data;

  g_free (omission->text);
  g_free (omission->author);
  g_free (omission->date);
  g_free (omission->anchor);
  g_free (omission->id);
  g_free (omission->parent);
  g_free (omission);
}

/**
 * galley_omissions_new:
 *
 * Returns: (transfer full) (element-type GalleyOmission): an array that owns its omissions
 */
GPtrArray *
galley_omissions_new (void)
{
  return g_ptr_array_new_with_free_func (free_omission);
}

/**
 * galley_omissions_add:
 * @rule: static
 *
 * Returns: (transfer none) (nullable): a new omission, for its author and such to be set; %NULL where there is no text or
 *   the list is full
 */
GalleyOmission *
galley_omissions_add (GPtrArray *omissions, const char *rule, guint line, guint column, const char *text)
{
  GalleyOmission *omission;

  if (*text == '\0' || omissions->len >= GALLEY_MAX_OMISSIONS)
    return NULL;
  omission = g_new0 (GalleyOmission, 1);
  omission->rule = rule;
  omission->line = line;
  omission->column = column;
  omission->index = omissions->len;
  omission->text = g_strdup (text);
  g_ptr_array_add (omissions, omission);
  return omission;
}

static char *
dup_cut (const char *text)
{
  const char *end = text;

  for (guint i = 0; i < MAX_TOLD && *end; i++)
    end = g_utf8_next_char (end);
  return g_strdup_printf ("%.*s%s", (int) (end - text), text, *end ? "…" : "");
}

static const char *
find_message (const char *rule)
{
  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    if (g_str_equal (messages[i].rule, rule))
      return _(messages[i].message);
  return rule;
}

/**
 * galley_omission_describe:
 *
 * Returns: (transfer full): a sentence for a person
 */
char *
galley_omission_describe (const GalleyOmission *omission)
{
  g_autofree char *text = dup_cut (omission->text), *day = g_strndup (omission->date ? omission->date : "", strlen ("2024-04-02"));
  g_autofree char *who = g_strjoin (" ", omission->author ? omission->author : "", day, NULL);
  g_autofree char *what = *g_strstrip (who) ? g_strdup_printf (_("%s (%s)"), find_message (omission->rule), who)
                                            : g_strdup (find_message (omission->rule));

  return omission->anchor && *omission->anchor ? g_strdup_printf (_("%s: %s, on “%s”"), what, text, omission->anchor)
                                               : g_strdup_printf (_("%s: %s"), what, text);
}
