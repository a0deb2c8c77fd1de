/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-file-watch.h"
#include "galley-journal.h"
#include "galley-session.h"

G_BEGIN_DECLS

typedef enum
{
  REQUEST_SAVE,
  REQUEST_KEEP_MINE,
  REQUEST_RELOAD,
  REQUEST_CLOSE,
} RequestKind;

/* Something that was asked for. Requests are served one after another, so that they never see each other half done. */
typedef struct
{
  RequestKind kind;
  GTask *task;
  GFile *file; /* where a save goes; %NULL for the session's own file */
  gboolean keep;
  GalleySnapshot *snapshot; /* what is being saved */
  char *from;               /* where its pictures are that go along */
  guint n_copied;           /* of these */
  gboolean written;
  gboolean kept; /* as a version */
} Request;

struct _GalleySession
{
  GObject parent_instance;

  GalleyBulletin *bulletin;
  GFile *file;
  char *etag;       /* what the file held when we last read or wrote it */
  char *found_etag; /* what another program left in it, where that is known */
  GalleyFileWatch *watch;
  GalleyJournal *journal;
  GHashTable *pictures;       /* paths of all that the article had while it was open: an undo may bring them back */
  GalleyRecovered *recovered; /* keeps the lock on what this session was recovered from */

  GQueue requests;
  Request *current;
  gboolean conflict;
  gboolean gone; /* the file was moved or removed; only a person decides to write it again */
  gboolean closed;
  char *failure;
  char *journal_failure;
  char *notice; /* what a recovery could not bring back */
  GalleySessionState state; /* as last notified */
  char *message;            /* as last notified */
  char *author; /* (nullable): who saves */
  GalleySnapshot *opened; /* (nullable): what the file held, until it is kept as a version */
  gint64 opened_time;
  guint autosave_seconds;
  guint autosave_source;
};

GalleyJournalBase *galley_session_make_base (GalleySession *self);
void galley_session_update_state (GalleySession *self);
void galley_session_set_failure (GalleySession *self,
                                 const char *failure);
void galley_session_set_conflict (GalleySession *self,
                                  gboolean conflict);
void galley_session_schedule_autosave (GalleySession *self);
void galley_session_adopt (GalleySession *self,
                           GFile *file,
                           const char *etag);

G_END_DECLS
