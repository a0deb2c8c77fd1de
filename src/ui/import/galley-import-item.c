/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-import-item.h"

#include <glib/gi18n-lib.h>

#include "galley-import-job.h"
#include "galley-proposed.h"

/* A text on its way in: read, looked through for figures, and decided on by a person. */

struct _GalleyImportItem
{
  GObject parent_instance;

  char *title;
  GalleyImportState state;
  GCancellable *cancellable;
  GError *error;
  GalleyImport *import;     /* without what was refused */
  GListStore *proposed;     /* of GalleyProposed: the figures found in that */
  char *missing;            /* characters that came nowhere */
};

G_DEFINE_FINAL_TYPE (GalleyImportItem, galley_import_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a thread finds out about an import. */
typedef struct
{
  GalleyImport *import;
  char **refused; /* (nullable): to be taken back first */
  GalleyExtraction *extraction;
  char *missing;
} Findings;

static void
findings_free (gpointer data)
{
  Findings *findings = data;

  g_clear_pointer (&findings->import, galley_import_unref);
  g_strfreev (findings->refused);
  g_clear_pointer (&findings->extraction, galley_extraction_unref);
  g_free (findings->missing);
  g_free (findings);
}

static void
set_state (GalleyImportItem *self, GalleyImportState state)
{
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fail (GalleyImportItem *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  set_state (self, GALLEY_IMPORT_FAILED);
}

static void
extract_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Findings *findings = data;
  GError *error = NULL;

  if (findings->refused)
    {
      g_autoptr (GalleyImport) before = g_steal_pointer (&findings->import);

      findings->import = galley_import_without (before, (const char *const *) findings->refused);
    }
  findings->missing = galley_import_unaccounted (findings->import);
  findings->extraction = galley_extract (findings->import->snapshot, cancellable, &error);
  if (findings->extraction)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
extracted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyImportItem *self = GALLEY_IMPORT_ITEM (source);
  Findings *findings = g_task_get_task_data (G_TASK (result));
  g_autoptr (GListStore) before = NULL;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      fail (self, error);
      return;
    }
  g_clear_pointer (&self->import, galley_import_unref);
  self->import = galley_import_ref (findings->import);
  g_set_str (&self->missing, findings->missing);
  before = g_steal_pointer (&self->proposed);
  self->proposed = galley_proposed_list_new (findings->extraction);
  if (before)
    galley_proposed_list_choose_as (G_LIST_MODEL (self->proposed), G_LIST_MODEL (before));
  set_state (self, GALLEY_IMPORT_READY);
}

/* Takes ownership of @import. */
static void
extract (GalleyImportItem *self, GalleyImport *import, const char *const *refused)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, extracted_cb, NULL);
  Findings *findings = g_new0 (Findings, 1);

  findings->import = import;
  findings->refused = g_strdupv ((char **) refused);
  g_task_set_task_data (task, findings, findings_free);
  set_state (self, GALLEY_IMPORT_EXTRACTING);
  g_task_run_in_thread (task, extract_thread);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyImportItem *self = GALLEY_IMPORT_ITEM (source);
  GError *error = NULL;
  GalleyImport *import = galley_import_job_finish (result, &error);

  if (import)
    extract (self, import, NULL);
  else
    fail (self, error);
}

static void
galley_import_item_finalize (GObject *object)
{
  GalleyImportItem *self = GALLEY_IMPORT_ITEM (object);

  g_free (self->title);
  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  g_clear_pointer (&self->import, galley_import_unref);
  g_clear_object (&self->proposed);
  g_free (self->missing);
  G_OBJECT_CLASS (galley_import_item_parent_class)->finalize (object);
}

static void
galley_import_item_class_init (GalleyImportItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_import_item_finalize;

  /**
   * GalleyImportItem::changed:
   *
   * It has come further, or something else is known of it.
   */
  signals[CHANGED] =
    g_signal_new ("changed", GALLEY_TYPE_IMPORT_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_import_item_init (GalleyImportItem *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * galley_import_item_new:
 * @file: (nullable): to be imported, or
 * @clip: (nullable) (transfer full): what was on a clipboard
 *
 * Begins to read at once.
 */
GalleyImportItem *
galley_import_item_new (GFile *file, GalleyClip *clip)
{
  GalleyImportItem *self = g_object_new (GALLEY_TYPE_IMPORT_ITEM, NULL);
  g_autofree char *name = file ? g_file_get_basename (file) : NULL;

  self->title = name ? g_filename_display_name (name) : g_strdup (_("Clipboard"));
  galley_import_job_start (self, file, clip, self->cancellable, imported_cb, NULL);
  return self;
}

void
galley_import_item_cancel (GalleyImportItem *self)
{
  g_cancellable_cancel (self->cancellable);
}

/**
 * galley_import_item_refuse:
 * @refused: (array zero-terminated=1): ids of repairs that are not to be made; all others are
 *
 * Reads the text again in that way. What was decided on its figures stays.
 */
void
galley_import_item_refuse (GalleyImportItem *self, const char *const *refused)
{
  g_return_if_fail (self->state == GALLEY_IMPORT_READY);

  extract (self, galley_import_ref (self->import), refused);
}

const char *
galley_import_item_get_title (GalleyImportItem *self)
{
  return self->title;
}

GalleyImportState
galley_import_item_get_state (GalleyImportItem *self)
{
  return self->state;
}

/**
 * galley_import_item_get_error:
 *
 * Returns: (nullable) (transfer none): why it failed
 */
const GError *
galley_import_item_get_error (GalleyImportItem *self)
{
  return self->error;
}

/**
 * galley_import_item_get_import:
 *
 * Returns: (nullable) (transfer none): what was read; %NULL before it is ready
 */
GalleyImport *
galley_import_item_get_import (GalleyImportItem *self)
{
  return self->import;
}

/**
 * galley_import_item_get_proposed:
 *
 * Returns: (nullable) (transfer none) (element-type GalleyProposed): the figures found, with what is made of them; another list
 *   after each galley_import_item_refuse()
 */
GListModel *
galley_import_item_get_proposed (GalleyImportItem *self)
{
  return G_LIST_MODEL (self->proposed);
}

/**
 * galley_import_item_get_missing:
 *
 * Returns: (nullable) (transfer none): as galley_import_unaccounted()
 */
const char *
galley_import_item_get_missing (GalleyImportItem *self)
{
  return self->missing;
}

/**
 * galley_import_item_take:
 *
 * Returns: (transfer full): the bulletin, with the figures that were chosen in its table
 */
GalleySnapshot *
galley_import_item_take (GalleyImportItem *self)
{
  g_autofree gboolean *chosen = NULL;
  g_autoptr (GalleyExtraction) named = NULL;

  g_return_val_if_fail (self->state == GALLEY_IMPORT_READY, NULL);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->proposed)) == 0)
    return galley_snapshot_ref (self->import->snapshot);
  named = galley_proposed_list_take (G_LIST_MODEL (self->proposed), &chosen);
  return galley_extraction_accept (named, chosen);
}
