/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-analysis.h"
#include "galley-comments-pane.h"
#include "galley-counter.h"
#include "galley-details.h"
#include "galley-editor.h"
#include "galley-find-bar.h"
#include "galley-grid.h"
#include "galley-import-assistant.h"
#include "galley-import.h"
#include "galley-library.h"
#include "galley-outline.h"
#include "galley-preview-pane.h"
#include "galley-problems.h"
#include "galley-proof-card.h"
#include "galley-review-menu.h"
#include "galley-review-pane.h"
#include "galley-reviewer.h"
#include "galley-roll-pane.h"
#include "galley-session.h"
#include "galley-suggestions-pane.h"
#include "galley-tour.h"
#include "galley-window.h"

G_BEGIN_DECLS

struct _GalleyWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwOverlaySplitView *library_split;
  AdwOverlaySplitView *side_split;
  AdwViewStack *side_stack;
  AdwViewStackPage *problems_page;
  AdwViewStackPage *notes_page;
  AdwToggleGroup *notes_group;
  AdwToggle *suggestions_toggle, *comments_toggle;
  AdwViewStackPage *roll_page;
  AdwWindowTitle *window_title;
  AdwBanner *conflict_banner;
  AdwBanner *review_banner;
  GtkButton *undo_button;
  GtkButton *redo_button;
  GtkDropDown *kind_button;
  GtkButton *problems_button;
  GalleyCounter *counter;
  GalleyReviewMenu *review_menu;
  GMenu *export_menu;
  GMenu *main_menu;
  GalleyLibrary *library;
  GalleyOutline *outline;
  GalleyFindBar *find_bar;
  AdwBin *article_bin;
  GtkRevealer *grid_revealer;
  GalleyEditor *editor;
  GalleyGrid *grid;
  GalleyPreviewPane *preview_pane;
  GalleyPreview *preview; /* in it */
  GalleyProblems *problems;
  GalleySuggestionsPane *suggestions;
  GalleyCommentsPane *comments;
  GalleyReviewPane *review_pane;
  GalleyRollPane *roll_pane;
  GalleyDetails *details;
  GalleyProofCard *proof_card;
  GalleyTour *tour;

  GSettings *settings;
  GalleySession *session;
  GalleyAnalysis *analysis;
  GalleyReviewer *reviewer;
  GCancellable *cancellable; /* of reads and writes that end with the window */
  GalleyImportAssistant *assistant; /* (nullable): that is open */
  GalleyImport *import;      /* that made what is shown, for its report; NULL for none */
  gboolean focus_mode;
  gboolean had_library, had_side, had_grid; /* shown before focus mode */
  gboolean selecting_kind;
  gboolean opening; /* something is being read that will be shown here */
  gboolean closing; /* once what is being saved is safe */
  gboolean closed;  /* what comes back now comes too late */
};

/* galley-window.c */
GalleyBulletin *galley_window_get_bulletin (GalleyWindow *self);
char *galley_window_dup_folder (GalleyWindow *self);
void galley_window_set_session (GalleyWindow *self,
                                GalleySession *session);
void galley_window_set_import (GalleyWindow *self,
                               GalleyImport *import);
GalleyWindow *galley_window_for_opening (GalleyWindow *self);
void galley_window_toast (GalleyWindow *self,
                          const char *text);
void galley_window_show_error (GalleyWindow *self,
                               const char *title,
                               const GError *error);

/* galley-window-files.c */
char *galley_window_suggest_name (GalleyWindow *self,
                                  const char *suffix);
void galley_window_install_file_actions (GtkWidgetClass *class);
void galley_window_accept_files (GalleyWindow *self);
gboolean galley_window_close_request (GtkWindow *window);
void galley_window_show_snapshot (GalleyWindow *self,
                                  GalleySnapshot *snapshot);
void galley_window_ensure_session (GalleyWindow *self);
void galley_window_open_files (GalleyWindow *self,
                               GSList *files);

/* galley-window-import.c */
void galley_window_install_import_actions (GtkWidgetClass *class);
void galley_window_import (GalleyWindow *self,
                           GFile *file,
                           GalleyClip *clip,
                           gboolean sample);
void galley_window_assist_import (GalleyWindow *self,
                                  GSList *files);
void galley_window_take_import (GalleyWindow *self,
                                GalleyImport *import);

/* galley-window-export.c */
void galley_window_install_export_actions (GtkWidgetClass *class);
void galley_window_fill_export_menu (GMenu *menu);
char *galley_window_finish_choice (GalleyWindow *self,
                                   GtkFileDialog *dialog,
                                   GAsyncResult *result,
                                   const char *title);

/* galley-window-view.c */
void galley_window_install_view_actions (GtkWidgetClass *class);
void galley_window_init_view (GalleyWindow *self);

/* galley-window-compare.c */
void galley_window_compare_action (GtkWidget *widget,
                                   const char *name,
                                   GVariant *parameter);
void galley_window_history_action (GtkWidget *widget,
                                   const char *name,
                                   GVariant *parameter);

/* indicators/galley-window-indicators.c */
void galley_window_extract_action (GtkWidget *widget,
                                   const char *name,
                                   GVariant *parameter);
void galley_window_import_indicators (GalleyWindow *self,
                                      GFile *file);
void galley_window_import_indicators_action (GtkWidget *widget,
                                             const char *name,
                                             GVariant *parameter);

/* tables/galley-window-tables.c */
void galley_window_insert_view_action (GtkWidget *widget,
                                       const char *name,
                                       GVariant *parameter);
void galley_window_insert_free_table_action (GtkWidget *widget,
                                             const char *name,
                                             GVariant *parameter);
void galley_window_edit_view_action (GtkWidget *widget,
                                     const char *name,
                                     GVariant *parameter);

/* pictures/galley-window-pictures.c */
GSList *galley_window_take_pictures (GalleyWindow *self,
                                     GSList *files);
void galley_window_take_texture (GalleyWindow *self,
                                 GdkTexture *texture);
void galley_window_insert_picture_action (GtkWidget *widget,
                                          const char *name,
                                          GVariant *parameter);
void galley_window_paste_picture_action (GtkWidget *widget,
                                         const char *name,
                                         GVariant *parameter);
void galley_window_edit_picture_action (GtkWidget *widget,
                                        const char *name,
                                        GVariant *parameter);
void galley_window_remove_picture_action (GtkWidget *widget,
                                          const char *name,
                                          GVariant *parameter);

/* review/galley-window-review.c */
void galley_window_review_action (GtkWidget *widget,
                                  const char *name,
                                  GVariant *parameter);
void galley_window_log_edit_action (GtkWidget *widget,
                                    const char *name,
                                    GVariant *parameter);
void galley_window_dispatch_slip_action (GtkWidget *widget,
                                         const char *name,
                                         GVariant *parameter);
void galley_window_restore_bulletin_action (GtkWidget *widget,
                                            const char *name,
                                            GVariant *parameter);
void galley_window_profile_action (GtkWidget *widget,
                                   const char *name,
                                   GVariant *parameter);
void galley_window_check_figure_action (GtkWidget *widget,
                                        const char *name,
                                        GVariant *parameter);
void galley_window_send_action (GtkWidget *widget,
                                const char *name,
                                GVariant *parameter);
void galley_window_update_review (GalleyWindow *self);
void galley_window_init_review (GalleyWindow *self);

/* review/galley-window-comment.c */
void galley_window_install_comments (GtkWidgetClass *class);
void galley_window_init_comments (GalleyWindow *self);

/* review/galley-window-suggest.c */
void galley_window_install_suggestions (GtkWidgetClass *class);
void galley_window_init_suggestions (GalleyWindow *self);
void galley_window_update_suggesting (GalleyWindow *self);
void galley_window_update_author (GalleyWindow *self);
void galley_window_update_notes (GalleyWindow *self);
void galley_window_show_place (GalleyWindow *self,
                               const char *id,
                               gboolean row,
                               guint start,
                               guint length);
char *galley_window_dup_actor (GalleyWindow *self);

/* series/galley-window-roll.c */
void galley_window_roll_action (GtkWidget *widget,
                                const char *name,
                                GVariant *parameter);
void galley_window_show_rolling (GalleyWindow *self);

/* galley-window-repairs.c */
void galley_window_show_repairs (GalleyWindow *self,
                                 GalleyImport *import);

/* galley-window-print.c */
void galley_window_print_action (GtkWidget *widget,
                                 const char *name,
                                 GVariant *parameter);

G_END_DECLS
