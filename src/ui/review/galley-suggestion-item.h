/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-suggestion.h"

G_BEGIN_DECLS

/* A suggestion as the pane lists it. */
#define GALLEY_TYPE_SUGGESTION_ITEM (galley_suggestion_item_get_type ())
G_DECLARE_FINAL_TYPE (GalleySuggestionItem, galley_suggestion_item, GALLEY, SUGGESTION_ITEM, GObject)

GalleySuggestionItem *galley_suggestion_item_new (GalleySuggestion *suggestion,
                                                  GPtrArray *consequences,
                                                  const char *section);
const GalleySuggestion *galley_suggestion_item_get_suggestion (GalleySuggestionItem *self);
const char *galley_suggestion_item_get_section (GalleySuggestionItem *self);
const char *galley_suggestion_item_get_author (GalleySuggestionItem *self);
guint galley_suggestion_item_get_color (GalleySuggestionItem *self);
char *galley_suggestion_item_dup_title (GalleySuggestionItem *self);
char *galley_suggestion_item_dup_byline (GalleySuggestionItem *self);
GPtrArray *galley_suggestion_item_get_consequences (GalleySuggestionItem *self);
char *galley_consequence_dup_line (const GalleyConsequence *consequence);

const char *galley_suggestion_kind_get_title (GalleySuggestionKind kind);
const char *galley_suggestion_kind_get_icon (GalleySuggestionKind kind);

G_END_DECLS
