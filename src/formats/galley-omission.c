/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-omission.h"

#include <glib/gi18n-lib.h>

/* A sentence of the report says no more of a text than this, in code points; the omission has all of it. */
#define MAX_TOLD 200

static const struct
{
  const char *rule, *message;
} messages[] = {
  { "comment", N_ ("A comment was left out") },
  { "contents", N_ ("A table of contents was left out") },
  { "deleted", N_ ("A tracked deletion was left out") },
  { "field", N_ ("A date or time that the word processor fills in stands in the text") },
  { "footer", N_ ("A footer was left out") },
  { "header", N_ ("A header was left out") },
  { "hidden", N_ ("Hidden text was left out") },
  { "inserted", N_ ("A tracked insertion was taken in") },
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

static void
append_cut (GString *message, const char *text)
{
  if (g_utf8_strlen (text, -1) <= MAX_TOLD)
    g_string_append (message, text);
  else
    {
      g_string_append_len (message, text, g_utf8_offset_to_pointer (text, MAX_TOLD) - text);
      g_string_append (message, "…");
    }
}

/**
 * galley_omission_describe:
 *
 * Returns: (transfer full): a sentence for a person
 */
char *
galley_omission_describe (const GalleyOmission *omission)
{
  GString *message = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    if (g_str_equal (messages[i].rule, omission->rule))
      g_string_append (message, _(messages[i].message));
  if (omission->author && omission->date)
    g_string_append_printf (message, _(" (%s, %.10s)"), omission->author, omission->date);
  else if (omission->author)
    g_string_append_printf (message, _(" (%s)"), omission->author);
  g_string_append (message, _(": "));
  append_cut (message, omission->text);
  if (omission->anchor && *omission->anchor)
    g_string_append_printf (message, _(", on “%s”"), omission->anchor);
  return g_string_free (message, FALSE);
}
