/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-suggestion-item.h"

#include <glib/gi18n-lib.h>

#include "galley-editor.h"

/* Of a text that is quoted in a title no more is shown. */
#define MAX_QUOTED 60

struct _GalleySuggestionItem
{
  GObject parent_instance;

  GalleySuggestion *suggestion;
  GPtrArray *consequences;
  char *section;
};

G_DEFINE_FINAL_TYPE (GalleySuggestionItem, galley_suggestion_item, G_TYPE_OBJECT)

static const struct
{
  const char *title;
  const char *icon;
} kinds[GALLEY_N_SUGGESTION_KINDS] = {
  [GALLEY_SUGGESTION_FIGURE] = { N_("Figures"), "view-list-ordered-symbolic" },
  [GALLEY_SUGGESTION_INSERT] = { N_("Insertions"), "list-add-symbolic" },
  [GALLEY_SUGGESTION_DELETE] = { N_("Deletions"), "list-remove-symbolic" },
  [GALLEY_SUGGESTION_REPLACE] = { N_("Replacements"), "edit-find-replace-symbolic" },
  [GALLEY_SUGGESTION_FORMAT] = { N_("Formatting"), "format-text-bold-symbolic" },
  [GALLEY_SUGGESTION_SPLIT] = { N_("Splits"), "format-justify-left-symbolic" },
  [GALLEY_SUGGESTION_MERGE] = { N_("Merges"), "format-justify-fill-symbolic" },
  [GALLEY_SUGGESTION_MOVE] = { N_("Moves"), "object-flip-vertical-symbolic" },
  [GALLEY_SUGGESTION_INSERT_BLOCK] = { N_("New Blocks"), "list-add-symbolic" },
  [GALLEY_SUGGESTION_DELETE_BLOCK] = { N_("Deleted Blocks"), "list-remove-symbolic" },
  [GALLEY_SUGGESTION_CELL] = { N_("Cells"), "view-grid-symbolic" },
  [GALLEY_SUGGESTION_INSERT_ROW] = { N_("New Rows"), "list-add-symbolic" },
  [GALLEY_SUGGESTION_DELETE_ROW] = { N_("Deleted Rows"), "list-remove-symbolic" },
  [GALLEY_SUGGESTION_DETAIL] = { N_("Details"), "document-properties-symbolic" },
};

static void
galley_suggestion_item_finalize (GObject *object)
{
  GalleySuggestionItem *self = GALLEY_SUGGESTION_ITEM (object);

  galley_suggestion_free (self->suggestion);
  g_clear_pointer (&self->consequences, g_ptr_array_unref);
  g_free (self->section);
  G_OBJECT_CLASS (galley_suggestion_item_parent_class)->finalize (object);
}

static void
galley_suggestion_item_class_init (GalleySuggestionItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_suggestion_item_finalize;
}

static void
galley_suggestion_item_init (GalleySuggestionItem *self)
{
}

/**
 * galley_suggestion_item_new:
 * @suggestion: (transfer full)
 * @consequences: (nullable) (transfer full) (element-type GalleyConsequence): what accepting it does, for a figure
 * @section: the title of the section that it is in, "" for none
 */
GalleySuggestionItem *
galley_suggestion_item_new (GalleySuggestion *suggestion, GPtrArray *consequences, const char *section)
{
  GalleySuggestionItem *self = g_object_new (GALLEY_TYPE_SUGGESTION_ITEM, NULL);

  self->suggestion = suggestion;
  self->consequences = consequences;
  self->section = g_strdup (section);
  return self;
}

const GalleySuggestion *
galley_suggestion_item_get_suggestion (GalleySuggestionItem *self)
{
  return self->suggestion;
}

const char *
galley_suggestion_item_get_section (GalleySuggestionItem *self)
{
  return self->section;
}

const char *
galley_suggestion_item_get_author (GalleySuggestionItem *self)
{
  return self->suggestion->head->fields[GALLEY_LAYER_AUTHOR];
}

/* The same for the same author, in every bulletin. */
guint
galley_suggestion_item_get_color (GalleySuggestionItem *self)
{
  return g_str_hash (galley_suggestion_item_get_author (self)) % GALLEY_N_AUTHOR_COLORS;
}

static char *
quote (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n", ' ');
  g_autofree char *start = NULL;

  if (g_utf8_strlen (line, -1) <= MAX_QUOTED)
    return g_steal_pointer (&line);
  start = g_utf8_substring (line, 0, MAX_QUOTED);
  return g_strconcat (start, "…", NULL);
}

/* What to call a kind of block that a file names. */
static const char *
block_title (const char *word)
{
  GalleyBlockKind kind;

  return word && galley_block_kind_from_string (word, &kind) ? galley_block_kind_get_title (kind) : _("Block");
}

static char *
format_title (const GalleySuggestion *suggestion, const char *after)
{
  if (g_strcmp0 (suggestion->subject, "kind") == 0)
    return g_strdup_printf (_("Style: %s → %s"), block_title (suggestion->before), block_title (suggestion->after));
  return *after ? g_strdup_printf (_("Formatting of “%s”"), after) : g_strdup (_("Formatting of a block"));
}

static char *
change_title (const char *before, const char *after)
{
  if (*before && *after)
    return g_strdup_printf (_("%s → %s"), before, after);
  return g_strdup_printf (*after ? _("Added: “%s”") : _("Removed: “%s”"), *after ? after : before);
}

/* What it would do, in a line. */
char *
galley_suggestion_item_dup_title (GalleySuggestionItem *self)
{
  const GalleySuggestion *suggestion = self->suggestion;
  g_autofree char *before = quote (suggestion->before), *after = quote (suggestion->after);

  switch (suggestion->kind)
    {
    case GALLEY_SUGGESTION_FORMAT:
      return format_title (suggestion, after);
    case GALLEY_SUGGESTION_SPLIT:
      return g_strdup_printf (_("New block from “%s”"), after);
    case GALLEY_SUGGESTION_MERGE:
      return g_strdup_printf (_("“%s” goes on the block before it"), before);
    case GALLEY_SUGGESTION_MOVE:
      return g_strdup_printf (_("Moved: “%s”"), after);
    case GALLEY_SUGGESTION_INSERT_BLOCK:
      return g_strdup_printf (_("%s added: “%s”"), block_title (suggestion->subject), after);
    case GALLEY_SUGGESTION_DELETE_BLOCK:
      return g_strdup_printf (_("%s removed: “%s”"), block_title (suggestion->subject), before);
    case GALLEY_SUGGESTION_INSERT_ROW:
      return g_strdup_printf (_("Row added: “%s”"), after);
    case GALLEY_SUGGESTION_DELETE_ROW:
      return g_strdup_printf (_("Row removed: “%s”"), before);
    case GALLEY_SUGGESTION_FIGURE:
    case GALLEY_SUGGESTION_INSERT:
    case GALLEY_SUGGESTION_DELETE:
    case GALLEY_SUGGESTION_REPLACE:
    case GALLEY_SUGGESTION_CELL:
    case GALLEY_SUGGESTION_DETAIL:
    default:
      return change_title (before, after);
    }
}

/* Whose it is, since when, and the arithmetic of a figure. */
char *
galley_suggestion_item_dup_byline (GalleySuggestionItem *self)
{
  const char *author = galley_suggestion_item_get_author (self);
  g_autofree char *when = galley_time_dup_local (self->suggestion->head->fields[GALLEY_LAYER_TIME]);
  g_autofree char *change = galley_figure_change_describe (&self->suggestion->change);

  return g_strdup_printf ("%s%s%s%s%s", *author ? author : _("Someone"), when ? " · " : "", when ? when : "", *change ? " · " : "",
                          change);
}

/**
 * galley_suggestion_item_get_consequences:
 *
 * Returns: (transfer none) (nullable) (element-type GalleyConsequence): what accepting it does to what the figures prove
 */
GPtrArray *
galley_suggestion_item_get_consequences (GalleySuggestionItem *self)
{
  return self->consequences;
}

/* A consequence in a line. */
char *
galley_consequence_dup_line (const GalleyConsequence *consequence)
{
  static const char *const forms[] = {
    [GALLEY_CONSEQUENCE_BREAKS] = N_("Breaks: %s"),
    [GALLEY_CONSEQUENCE_BRINGS] = N_("Brings: %s"),
    [GALLEY_CONSEQUENCE_MENDS] = N_("Mends: %s"),
    [GALLEY_CONSEQUENCE_PROVES] = N_("Proves: %s"),
  };
  g_autoptr (GString) line = g_string_new (_(forms[consequence->kind]));

  g_string_replace (line, "%s", consequence->message, 1);
  return g_string_free_and_steal (g_steal_pointer (&line));
}

const char *
galley_suggestion_kind_get_title (GalleySuggestionKind kind)
{
  return _(kinds[kind].title);
}

const char *
galley_suggestion_kind_get_icon (GalleySuggestionKind kind)
{
  return kinds[kind].icon;
}
