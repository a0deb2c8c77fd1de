/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_COMMENT_FORM (galley_comment_form_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCommentForm, galley_comment_form, GALLEY, COMMENT_FORM, AdwAlertDialog)

GalleyCommentForm *galley_comment_form_new (const char *const *places,
                                            const char *const *people);
char *galley_comment_form_dup_text (GalleyCommentForm *self);
guint galley_comment_form_get_place (GalleyCommentForm *self);
gboolean galley_comment_form_get_blocking (GalleyCommentForm *self);
char *galley_comment_form_dup_assignee (GalleyCommentForm *self);
char *galley_comment_form_dup_due (GalleyCommentForm *self);

G_END_DECLS
