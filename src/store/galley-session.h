/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-bulletin.h"
#include "galley-recovery.h"

G_BEGIN_DECLS

/**
 * GalleySessionState:
 * @GALLEY_SESSION_SAVED: the file holds what is shown, or there is nothing to save yet
 * @GALLEY_SESSION_MODIFIED: there is something to save; until then the journal has it
 * @GALLEY_SESSION_SAVING: it is being written
 * @GALLEY_SESSION_CONFLICT: another program changed the file; nothing is saved until the user chose whose to keep
 * @GALLEY_SESSION_FAILED: it could not be saved, or the file is gone
 */
typedef enum
{
  GALLEY_SESSION_SAVED,
  GALLEY_SESSION_MODIFIED,
  GALLEY_SESSION_SAVING,
  GALLEY_SESSION_CONFLICT,
  GALLEY_SESSION_FAILED,
} GalleySessionState;

#define GALLEY_TYPE_SESSION_STATE (galley_session_state_get_type ())
GType galley_session_state_get_type (void);

#define GALLEY_TYPE_SESSION (galley_session_get_type ())
G_DECLARE_FINAL_TYPE (GalleySession, galley_session, GALLEY, SESSION, GObject)

GalleySession *galley_session_new (GalleyBulletin *bulletin,
                                   GFile *file,
                                   const char *etag);
GalleySession *galley_session_new_recovered (GalleyRecovered *recovered);
void galley_session_open_async (GFile *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GalleySession *galley_session_open_finish (GAsyncResult *result,
                                           GError **error);
void galley_session_recover_all_async (GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *galley_session_recover_all_finish (GAsyncResult *result,
                                              GError **error);

GalleyBulletin *galley_session_get_bulletin (GalleySession *self);
GFile *galley_session_get_file (GalleySession *self);
char *galley_session_dup_folder (GalleySession *self);
GalleySessionState galley_session_get_state (GalleySession *self);
const char *galley_session_get_status (GalleySession *self);
const char *galley_session_get_message (GalleySession *self);
guint galley_session_get_autosave_seconds (GalleySession *self);
void galley_session_set_autosave_seconds (GalleySession *self,
                                          guint seconds);

void galley_session_set_author (GalleySession *self,
                                const char *author);

void galley_session_save_async (GalleySession *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
void galley_session_save_as_async (GalleySession *self,
                                   GFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void galley_session_keep_mine_async (GalleySession *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean galley_session_save_finish (GalleySession *self,
                                     GAsyncResult *result,
                                     GError **error);
void galley_session_reload_async (GalleySession *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean galley_session_reload_finish (GalleySession *self,
                                       GAsyncResult *result,
                                       GError **error);
void galley_session_close_async (GalleySession *self,
                                 gboolean keep,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean galley_session_close_finish (GalleySession *self,
                                      GAsyncResult *result,
                                      GError **error);

G_END_DECLS
