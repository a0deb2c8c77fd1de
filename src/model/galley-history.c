/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-history-private.h"

/* A pause longer than this ends a burst of typing, so that undo takes back what a person thinks of as one step. */
#define MERGE_PAUSE_USEC (1500 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  GalleyChange *change;
  char *merge_key;
  gint64 time;
} Step;

struct _GalleyHistory
{
  GPtrArray *undo;
  GPtrArray *redo;
  gboolean sealed; /* the last step is not gone on with */
};

static void
step_free (gpointer data)
{
  Step *step = data;

  galley_change_unref (step->change);
  g_free (step->merge_key);
  g_free (step);
}

static Step *
last_step (GPtrArray *steps)
{
  return steps->len > 0 ? g_ptr_array_index (steps, steps->len - 1) : NULL;
}

/* Joins @next to @top where both replace the same value, so that a burst of typing is one edit. */
static void
merge_change (Step *top, GalleyChange *next)
{
  GalleyChange *merged = galley_change_new (top->change->label);
  GPtrArray *edits[] = { top->change->edits, next->edits };

  for (guint list = 0; list < G_N_ELEMENTS (edits); list++)
    for (guint i = 0; i < edits[list]->len; i++)
      {
        GalleyEdit *edit = g_ptr_array_index (edits[list], i);
        GalleyEdit *last = merged->edits->len ? g_ptr_array_index (merged->edits, merged->edits->len - 1) : NULL;

        if (last && last->list == edit->list && g_strcmp0 (last->table, edit->table) == 0 &&
            last->position == edit->position && last->inserted->len == 1 && edit->removed->len == 1 &&
            edit->inserted->len == 1 &&
            g_ptr_array_index (last->inserted, 0) == g_ptr_array_index (edit->removed, 0))
          {
            GalleyEdit *joined =
              galley_edit_new (edit->list, edit->table, edit->position, last->removed, edit->inserted);

            g_ptr_array_set_size (merged->edits, merged->edits->len - 1);
            g_ptr_array_add (merged->edits, joined);
          }
        else
          g_ptr_array_add (merged->edits,
                           galley_edit_new (edit->list, edit->table, edit->position, edit->removed, edit->inserted));
      }
  galley_change_unref (top->change);
  top->change = merged;
}

GalleyHistory *
galley_history_new (void)
{
  GalleyHistory *self = g_new0 (GalleyHistory, 1);

  self->undo = g_ptr_array_new_with_free_func (step_free);
  self->redo = g_ptr_array_new_with_free_func (step_free);
  return self;
}

void
galley_history_free (GalleyHistory *self)
{
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_free (self);
}

/* A new step, or more of the last one where both have the same key and follow each other. What was undone before can not
 * be done again after this. */
void
galley_history_push (GalleyHistory *self, GalleyChange *change, const char *merge_key)
{
  Step *top = last_step (self->undo);
  gint64 now = g_get_monotonic_time ();

  g_ptr_array_set_size (self->redo, 0);
  if (top && merge_key && !self->sealed && g_strcmp0 (top->merge_key, merge_key) == 0 &&
      now - top->time < MERGE_PAUSE_USEC)
    {
      merge_change (top, change);
      top->time = now;
      return;
    }
  top = g_new0 (Step, 1);
  top->change = galley_change_ref (change);
  top->merge_key = g_strdup (merge_key);
  top->time = now;
  g_ptr_array_add (self->undo, top);
  self->sealed = FALSE;
}

void
galley_history_seal (GalleyHistory *self)
{
  self->sealed = TRUE;
}

/* Returns: (transfer full) (nullable): the change that takes the last step back, which can then be done again */
GalleyChange *
galley_history_back (GalleyHistory *self)
{
  Step *step = last_step (self->undo);

  if (step == NULL)
    return NULL;
  g_ptr_array_add (self->redo, g_ptr_array_steal_index (self->undo, self->undo->len - 1));
  self->sealed = TRUE;
  return galley_change_invert (step->change);
}

/* Returns: (transfer full) (nullable): the change that does the step again that was taken back last */
GalleyChange *
galley_history_forward (GalleyHistory *self)
{
  Step *step = last_step (self->redo);

  if (step == NULL)
    return NULL;
  g_ptr_array_add (self->undo, g_ptr_array_steal_index (self->redo, self->redo->len - 1));
  self->sealed = TRUE;
  return galley_change_ref (step->change);
}

/* Returns: (transfer none) (nullable): what an undo would take back */
GalleyChange *
galley_history_peek_undo (GalleyHistory *self)
{
  Step *step = last_step (self->undo);

  return step ? step->change : NULL;
}

/* Returns: (transfer none) (nullable): what a redo would do again */
GalleyChange *
galley_history_peek_redo (GalleyHistory *self)
{
  Step *step = last_step (self->redo);

  return step ? step->change : NULL;
}
