/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-word-private.h"

/* What word processors' documents hold beside the text of an article: who wrote it, headers, properties, formatting. */

/* What is listed as one is not made longer than this, in bytes. */
#define MAX_JOINED 4096

/* Returns: (transfer none) (nullable): what was listed of what somebody decided or wrote */
GalleyOmission *
word_story_omit_by (WordStory *self, const char *rule, const char *text, const char *author, const char *date)
{
  GalleyOmission *omission = word_story_omit (self, rule, text);

  if (omission == NULL)
    return NULL;
  omission->author = g_strdup (author);
  omission->date = word_dup_time (date);
  return omission;
}

/* Lists a change of formatting that an article does not have; @what is said once of each author and time. */
void
word_story_omit_format (WordStory *self, const char *what, const char *author, const char *date)
{
  if (g_hash_table_add (self->listed, g_strjoin ("\x1f", what, author ? author : "", date ? date : "", NULL)))
    word_story_omit_by (self, "format", what, author, date);
}

static gboolean
has_word (const char *text)
{
  for (; *text; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* Lists what a header or footer says besides the number of the page; those of left, right and first pages say the same. */
void
word_story_omit_margin (WordStory *self, gboolean footer, const char *text)
{
  if (has_word (text) && g_hash_table_add (self->listed, g_strdup (text)))
    word_story_omit (self, footer ? "footer" : "header", text);
}

/**
 * word_story_omit_property:
 * @name: of an element of Dublin Core, or another
 *
 * Lists a property of the file that says what it is about or of whom; all of them make one omission.
 */
void
word_story_omit_property (WordStory *self, const char *name, const char *text)
{
  static const struct
  {
    const char *name, *label;
  } labels[] = {
    { "title", N_ ("title") },       { "subject", N_ ("subject") },   { "creator", N_ ("author") },
    { "keywords", N_ ("keywords") }, { "keyword", N_ ("keywords") }, { "description", N_ ("description") },
  };
  GalleyOmission *last = self->omissions->len > 0 ? g_ptr_array_index (self->omissions, self->omissions->len - 1) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].name, name) && text[strspn (text, " \n\t")] != '\0' && word_story_takes (self, strlen (text)))
      {
        g_autofree char *told = g_strdup_printf (_("%s: %s"), _(labels[i].label), text), *before = NULL;

        if (last == NULL || !g_str_equal (last->rule, "property"))
          {
            word_story_omit (self, "property", told);
            return;
          }
        if (strlen (last->text) > MAX_JOINED)
          return;
        before = g_steal_pointer (&last->text);
        last->text = g_strdup_printf (_("%s; %s"), before, told);
      }
}
