/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-suggestion-private.h"

#include <glib/gi18n-lib.h>

/* Deciding on suggestions: what is accepted goes into the bases, what is rejected out of what follows. */

static GalleySnapshot *
with_base (const GalleySnapshot *snapshot, guint layer, const GalleySnapshot *base)
{
  g_autoptr (GPtrArray) layers = galley_layer_array_new ();

  for (guint i = 0; i < snapshot->layers->len; i++)
    {
      GalleyLayer *old = g_ptr_array_index (snapshot->layers, i);

      g_ptr_array_add (layers, i == layer ? galley_layer_new (old->head, base) : galley_layer_ref (old));
    }
  return galley_snapshot_with_notes (snapshot, layers, snapshot->comments);
}

static GalleySnapshot *
with_content (const GalleySnapshot *snapshot, const GalleySnapshot *content)
{
  g_autoptr (GalleySnapshot) made =
    galley_snapshot_new (snapshot->id, content->details, content->credits, content->blocks, content->tables, snapshot->asides,
                         snapshot->log, snapshot->extra);

  g_set_object (&made->lexicon, snapshot->lexicon);
  return galley_snapshot_with_notes (made, snapshot->layers, snapshot->comments);
}

/* Puts @state in place of what follows @n layers: the base of the next, or what the bulletin says. */
static GalleySnapshot *
with_state (const GalleySnapshot *snapshot, guint n, const GalleySnapshot *state)
{
  return n < snapshot->layers->len ? with_base (snapshot, n, state) : with_content (snapshot, state);
}

/**
 * galley_suggestion_take_back:
 * @snapshot: that the suggestion is of
 * @state: what another bulletin, whose blocks have the same ids, says after the suggestion
 *
 * Returns: (transfer full) (nullable): what the other said before it; %NULL where it does not say what the suggestion made of
 *   its place
 */
GalleySnapshot *
galley_suggestion_take_back (const GalleySuggestion *suggestion, const GalleySnapshot *snapshot, const GalleySnapshot *state)
{
  return galley_suggestion_parts_apply (suggestion->parts, galley_layers_get_state (snapshot, suggestion->layer),
                                        galley_layers_get_state (snapshot, suggestion->layer + 1), TRUE, state);
}

/* Accepting takes a suggestion into its base and all before it; rejecting takes it out of all that follows. The first state
 * that it does not fit names the layer that concerns the same place. */
static GalleySnapshot *
settle (const GalleySnapshot *snapshot, const GalleySuggestion *suggestion, gboolean accept, GError **error)
{
  const GalleySnapshot *from = galley_layers_get_state (snapshot, suggestion->layer);
  const GalleySnapshot *to = galley_layers_get_state (snapshot, suggestion->layer + 1);
  g_autoptr (GalleySnapshot) settled = galley_snapshot_ref ((GalleySnapshot *) snapshot);
  guint n = accept ? suggestion->layer + 1 : snapshot->layers->len - suggestion->layer;

  for (guint i = 0; i < n; i++)
    {
      guint at = accept ? suggestion->layer - i : suggestion->layer + 1 + i;
      g_autoptr (GalleySnapshot) state =
        galley_suggestion_parts_apply (suggestion->parts, from, to, !accept, galley_layers_get_state (snapshot, at));
      GalleySnapshot *next;

      if (state == NULL)
        {
          const GalleyLayer *other = g_ptr_array_index (snapshot->layers, accept ? at : at - 1);
          const char *author = other->head->fields[GALLEY_LAYER_AUTHOR];

          g_set_error (error, GALLEY_SUGGESTION_ERROR, GALLEY_SUGGESTION_ERROR_ENTANGLED,
                       _("Another suggestion, by %s, concerns the same place. Decide on that one first."),
                       *author ? author : _("someone"));
          return NULL;
        }
      next = with_state (settled, at, state);
      galley_snapshot_unref (settled);
      settled = next;
    }
  return g_steal_pointer (&settled);
}

/* Leaves out the layers that suggest nothing any more. */
static GalleySnapshot *
prune (const GalleySnapshot *snapshot)
{
  g_autoptr (GPtrArray) layers = galley_layer_array_new ();

  for (guint i = 0; i < snapshot->layers->len; i++)
    {
      g_autoptr (GPtrArray) list = galley_suggestions_list_layer (snapshot, i);

      if (list->len > 0)
        g_ptr_array_add (layers, galley_layer_ref (g_ptr_array_index (snapshot->layers, i)));
    }
  return galley_snapshot_with_notes (snapshot, layers, snapshot->comments);
}

/* Decides on the first of the suggestions that can be decided on: what rests on another follows it, so the first layer is
 * accepted first, the last rejected first. Returns: (transfer full) (nullable): what comes of it; %NULL with an error where
 * some are left that cannot, without where none is left */
static GalleySnapshot *
settle_next (const GalleySnapshot *snapshot, const char *const *ids, gboolean accept, GError **error)
{
  g_autoptr (GPtrArray) list = galley_suggestions_list (snapshot);

  g_clear_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const GalleySuggestion *suggestion = g_ptr_array_index (list, accept ? i : list->len - 1 - i);
      GalleySnapshot *settled;

      if (ids && !g_strv_contains (ids, suggestion->id))
        continue;
      g_clear_error (error);
      if ((settled = settle (snapshot, suggestion, accept, error)) != NULL)
        return settled;
    }
  return NULL;
}

static gboolean
are_all (const GPtrArray *list, const char *const *ids)
{
  for (guint i = 0; ids && i < list->len; i++)
    if (!g_strv_contains (ids, ((GalleySuggestion *) g_ptr_array_index (list, i))->id))
      return FALSE;
  return TRUE;
}

/**
 * galley_suggestions_settle:
 * @ids: (nullable) (array zero-terminated=1): the suggestions to decide on, %NULL for all; those that are not there any more
 *   are passed over
 * @accept: whether they are accepted, or rejected
 * @n_settled: (out) (optional): how many were decided on
 *
 * What is accepted stays as it reads, and what was before is forgotten; what is rejected is taken back. A suggestion that
 * another one concerns, which is not decided on here, stays, and @error says why.
 *
 * Returns: (transfer full): @snapshot after the decisions, without the layers that suggest nothing any more
 */
GalleySnapshot *
galley_suggestions_settle (
  const GalleySnapshot *snapshot, const char *const *ids, gboolean accept, guint *n_settled, GError **error)
{
  g_autoptr (GalleySnapshot) now = galley_snapshot_ref ((GalleySnapshot *) snapshot);
  g_autoptr (GPtrArray) list = galley_suggestions_list (snapshot);
  g_autoptr (GError) refused = NULL;
  GalleySnapshot *next;
  guint n = 0;

  /* What is read is what all of them make. */
  if (accept && are_all (list, ids))
    {
      g_autoptr (GPtrArray) none = galley_layer_array_new ();

      if (n_settled)
        *n_settled = list->len;
      return galley_snapshot_with_notes (snapshot, none, snapshot->comments);
    }
  for (; (next = settle_next (now, ids, accept, &refused)) != NULL; n++)
    {
      galley_snapshot_unref (now);
      now = next;
    }
  if (refused)
    g_propagate_error (error, g_steal_pointer (&refused));
  if (n_settled)
    *n_settled = n;
  return prune (now);
}
