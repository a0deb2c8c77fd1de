/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-display-list.h"
#include "galley-layout.h"
#include "galley-preview.h"

G_BEGIN_DECLS

struct _GalleyPreview
{
  GtkWidget parent_instance;

  GtkAdjustment *adjustments[2]; /* horizontal, vertical */
  GtkScrollablePolicy policies[2];

  GalleySnapshot *snapshot;
  char *folder;
  GalleyTheme *theme;
  GalleyLayoutCache *cache;
  GalleyDisplayList *list;
  double zoom; /* of the medium's own size; 0 to fit the width */
  gboolean single; /* one page at a time, where there are pages */
  guint page;      /* that is shown then */

  GCancellable *cancellable; /* of the layout that is being made */
  gboolean running;
  gboolean stale;

  char *follow_block; /* the place that the caret is at */
  guint follow_offset;
  gboolean placed; /* whether that is shown, and where */
  guint place_page;
  cairo_rectangle_t place;
  gboolean astray; /* a person scrolled away from it */
  gboolean moving; /* what scrolls now is no person */
  gpointer glide;  /* (nullable): AdwAnimation, the way to where the caret is */
  double pointer_x, pointer_y;
  double pinched;  /* the zoom when two fingers were set down */

  char *text; /* (nullable): what a screen reader reads, made when it asks */
};

#define GALLEY_PREVIEW_ZOOM_STEP 1.1

/* A place on a page, in its units. */
typedef struct
{
  guint page;
  double x, y;
} GalleyPagePoint;

gboolean galley_preview_is_shown (GalleyPreview *self);
void galley_preview_zoom_at (GalleyPreview *self,
                             double zoom,
                             double x,
                             double y);
void galley_preview_activate (GalleyPreview *self,
                              double x,
                              double y);
void galley_preview_activate_caret (GalleyPreview *self);

/* galley-preview-input.c */
void galley_preview_install_keys (GtkWidgetClass *class);
void galley_preview_accept_pointer (GalleyPreview *self);

/* galley-preview-places.c: where the pages lie, in pixels from the left top of all that can be scrolled over. */
gboolean galley_preview_shows_single (GalleyPreview *self);
void galley_preview_get_origin (GalleyPreview *self,
                                guint page,
                                double *x,
                                double *y);
void galley_preview_get_size (GalleyPreview *self,
                              double *width,
                              double *height);
GalleyPagePoint galley_preview_to_page (GalleyPreview *self,
                                        double x,
                                        double y);
void galley_preview_from_page (GalleyPreview *self,
                               const GalleyPagePoint *point,
                               double *x,
                               double *y);
void galley_preview_draw (GalleyPreview *self,
                          GtkSnapshot *snapshot);

/* galley-preview-text.c */
void galley_preview_text_init (GtkAccessibleTextInterface *iface);

G_END_DECLS
