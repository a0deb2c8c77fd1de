/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-picture-cropper.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A picture with the part of it that is shown, which is dragged by its edges, its corners and as a whole, and the place
 * that must stay in sight. Arrows move what is being set, with Shift they move the right and the lower edge. */

#define WHOLE GALLEY_PICTURE_WHOLE
#define LEAST (WHOLE / 50)
#define STEP (WHOLE / 100)
#define MARGIN 10 /* around the picture, so that handles at its edges are whole */
#define REACH 14
#define HANDLE 10
#define RING 11
#define MAX_HEIGHT 320

/* The edges that go along with the pointer. */
enum
{
  LEFT = 1 << 0,
  TOP = 1 << 1,
  RIGHT = 1 << 2,
  BOTTOM = 1 << 3,
  ALL = LEFT | TOP | RIGHT | BOTTOM,
};

struct _GalleyPictureCropper
{
  GtkWidget parent_instance;

  GdkTexture *texture;
  int left, top, right, bottom; /* of the crop, in ten thousandths */
  int focus_x, focus_y;
  double ratio; /* width to height in pixels; 0 for any */
  gboolean focusing;

  guint edges;                 /* that are being dragged */
  int begin[4];                /* the crop when that began */
  double begin_x, begin_y;     /* and the pointer */
};

G_DEFINE_FINAL_TYPE (GalleyPictureCropper, galley_picture_cropper, GTK_TYPE_WIDGET)

/* Where the picture is in the widget. */
static gboolean
get_place (GalleyPictureCropper *self, graphene_rect_t *place)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN;
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - 2 * MARGIN, scale;

  if (!self->texture || width < 1 || height < 1)
    return FALSE;
  scale = MIN (width / gdk_texture_get_width (self->texture), height / gdk_texture_get_height (self->texture));
  graphene_rect_init (place, (float) (MARGIN + (width - gdk_texture_get_width (self->texture) * scale) / 2),
                      (float) (MARGIN + (height - gdk_texture_get_height (self->texture) * scale) / 2),
                      (float) (gdk_texture_get_width (self->texture) * scale),
                      (float) (gdk_texture_get_height (self->texture) * scale));
  return TRUE;
}

/* Width to height of the whole, so that a ratio of pixels is one of ten thousandths. */
static double
get_inner_ratio (GalleyPictureCropper *self)
{
  return self->ratio * gdk_texture_get_height (self->texture) / gdk_texture_get_width (self->texture);
}

static void
describe (GalleyPictureCropper *self)
{
  g_autofree char *text =
    self->focusing
      ? g_strdup_printf (_("Focus %d%% from the left, %d%% from the top"), self->focus_x * 100 / WHOLE,
                         self->focus_y * 100 / WHOLE)
      : g_strdup_printf (_("From %d%% to %d%% across, from %d%% to %d%% down"), self->left * 100 / WHOLE,
                         self->right * 100 / WHOLE, self->top * 100 / WHOLE, self->bottom * 100 / WHOLE);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  if (gtk_widget_has_focus (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
changed (GalleyPictureCropper *self)
{
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Makes the height follow the width, or the width the height where that leaves the picture; the moving edges yield. */
static void
keep_ratio (GalleyPictureCropper *self, guint edges)
{
  double ratio, width = self->right - self->left, height = self->bottom - self->top;
  double room_x, room_y;

  if (self->ratio <= 0 || !self->texture)
    return;
  ratio = get_inner_ratio (self);
  room_x = edges & LEFT ? self->right : WHOLE - self->left;
  room_y = edges & TOP ? self->bottom : WHOLE - self->top;
  if (edges & (LEFT | RIGHT))
    height = width / ratio;
  else
    width = height * ratio;
  if (height > room_y)
    width = (height = room_y) * ratio;
  if (width > room_x)
    height = (width = room_x) / ratio;
  if (edges & LEFT)
    self->left = self->right - (int) width;
  else
    self->right = self->left + (int) width;
  if (edges & TOP)
    self->top = self->bottom - (int) height;
  else
    self->bottom = self->top + (int) height;
}

/* Moves @edges of what the crop was at the beginning. */
static void
move_edges (GalleyPictureCropper *self, guint edges, int dx, int dy)
{
  const int *was = self->begin;

  if (edges == ALL)
    {
      dx = CLAMP (dx, -was[0], WHOLE - was[2]);
      dy = CLAMP (dy, -was[1], WHOLE - was[3]);
    }
  self->left = edges & LEFT ? CLAMP (was[0] + dx, 0, edges == ALL ? WHOLE : was[2] - LEAST) : was[0];
  self->top = edges & TOP ? CLAMP (was[1] + dy, 0, edges == ALL ? WHOLE : was[3] - LEAST) : was[1];
  self->right = edges & RIGHT ? CLAMP (was[2] + dx, edges == ALL ? 0 : was[0] + LEAST, WHOLE) : was[2];
  self->bottom = edges & BOTTOM ? CLAMP (was[3] + dy, edges == ALL ? 0 : was[1] + LEAST, WHOLE) : was[3];
  if (edges != ALL)
    keep_ratio (self, edges);
  changed (self);
}

static void
begin_move (GalleyPictureCropper *self)
{
  const int now[] = { self->left, self->top, self->right, self->bottom };

  for (guint i = 0; i < G_N_ELEMENTS (now); i++)
    self->begin[i] = now[i];
}

static void
set_focus (GalleyPictureCropper *self, int x, int y)
{
  self->focus_x = CLAMP (x, 0, WHOLE);
  self->focus_y = CLAMP (y, 0, WHOLE);
  changed (self);
}

/* The crop in the widget. */
static graphene_rect_t
get_frame (GalleyPictureCropper *self, const graphene_rect_t *place)
{
  return GRAPHENE_RECT_INIT (place->origin.x + place->size.width * (float) self->left / WHOLE,
                             place->origin.y + place->size.height * (float) self->top / WHOLE,
                             place->size.width * (float) (self->right - self->left) / WHOLE,
                             place->size.height * (float) (self->bottom - self->top) / WHOLE);
}

/* What of the crop is at a point: edges in reach, else all of it where the point is inside. */
static guint
find_edges (GalleyPictureCropper *self, double x, double y)
{
  graphene_rect_t place, frame;
  double right, bottom;
  guint edges = 0;

  if (!get_place (self, &place))
    return 0;
  frame = get_frame (self, &place);
  right = frame.origin.x + frame.size.width;
  bottom = frame.origin.y + frame.size.height;
  if (x < frame.origin.x - REACH || x > right + REACH || y < frame.origin.y - REACH || y > bottom + REACH)
    return 0;
  if (fabs (x - frame.origin.x) < REACH)
    edges |= LEFT;
  else if (fabs (x - right) < REACH)
    edges |= RIGHT;
  if (fabs (y - frame.origin.y) < REACH)
    edges |= TOP;
  else if (fabs (y - bottom) < REACH)
    edges |= BOTTOM;
  return edges ? edges : ALL;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, GalleyPictureCropper *self)
{
  graphene_rect_t place;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!get_place (self, &place))
    return;
  self->begin_x = x;
  self->begin_y = y;
  begin_move (self);
  self->edges = self->focusing ? 0 : find_edges (self, x, y);
  if (self->focusing)
    set_focus (self, (int) ((x - place.origin.x) / place.size.width * WHOLE),
               (int) ((y - place.origin.y) / place.size.height * WHOLE));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, GalleyPictureCropper *self)
{
  graphene_rect_t place;

  if (!get_place (self, &place))
    return;
  if (self->focusing)
    set_focus (self, (int) ((self->begin_x + dx - place.origin.x) / place.size.width * WHOLE),
               (int) ((self->begin_y + dy - place.origin.y) / place.size.height * WHOLE));
  else if (self->edges)
    move_edges (self, self->edges, (int) (dx / place.size.width * WHOLE), (int) (dy / place.size.height * WHOLE));
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, GalleyPictureCropper *self)
{
  static const char *const names[] = {
    [0] = "default",           [LEFT] = "ew-resize",         [RIGHT] = "ew-resize",
    [TOP] = "ns-resize",       [BOTTOM] = "ns-resize",       [LEFT | TOP] = "nwse-resize",
    [RIGHT | BOTTOM] = "nwse-resize", [RIGHT | TOP] = "nesw-resize", [LEFT | BOTTOM] = "nesw-resize",
    [ALL] = "move",
  };
  const char *name = self->focusing ? "crosshair" : names[find_edges (self, x, y)];

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GalleyPictureCropper *self)
{
  int dx = key == GDK_KEY_Left ? -STEP : key == GDK_KEY_Right ? STEP : 0;
  int dy = key == GDK_KEY_Up ? -STEP : key == GDK_KEY_Down ? STEP : 0;

  if (!self->texture || (dx == 0 && dy == 0) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return GDK_EVENT_PROPAGATE;
  begin_move (self);
  if (self->focusing)
    set_focus (self, self->focus_x + dx, self->focus_y + dy);
  else
    move_edges (self, state & GDK_SHIFT_MASK ? (dx ? RIGHT : BOTTOM) : ALL, dx, dy);
  return GDK_EVENT_STOP;
}

static void
draw_veil (GtkSnapshot *snapshot, const graphene_rect_t *place, const graphene_rect_t *frame)
{
  const GdkRGBA veil = { 0, 0, 0, 0.6f };
  float right = place->origin.x + place->size.width, bottom = place->origin.y + place->size.height;
  float frame_right = frame->origin.x + frame->size.width, frame_bottom = frame->origin.y + frame->size.height;
  const graphene_rect_t parts[] = {
    GRAPHENE_RECT_INIT (place->origin.x, place->origin.y, place->size.width, frame->origin.y - place->origin.y),
    GRAPHENE_RECT_INIT (place->origin.x, frame_bottom, place->size.width, bottom - frame_bottom),
    GRAPHENE_RECT_INIT (place->origin.x, frame->origin.y, frame->origin.x - place->origin.x, frame->size.height),
    GRAPHENE_RECT_INIT (frame_right, frame->origin.y, right - frame_right, frame->size.height),
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].size.width > 0 && parts[i].size.height > 0)
      gtk_snapshot_append_color (snapshot, &veil, &parts[i]);
}

/* White within a dark line, so that it is seen on any picture. */
static void
draw_frame (GtkSnapshot *snapshot, const graphene_rect_t *rect, float radius, float width)
{
  static const GdkRGBA dark = { 0, 0, 0, 0.7f }, light = { 1, 1, 1, 1 };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, rect, radius);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { width + 1, width + 1, width + 1, width + 1 },
                              (GdkRGBA[4]) { dark, dark, dark, dark });
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { width, width, width, width },
                              (GdkRGBA[4]) { light, light, light, light });
}

static void
draw_handles (GtkSnapshot *snapshot, const graphene_rect_t *frame)
{
  static const GdkRGBA dark = { 0, 0, 0, 0.7f }, light = { 1, 1, 1, 1 };

  for (int i = 0; i < 9; i++)
    {
      float x = frame->origin.x + frame->size.width * (float) (i % 3) / 2;
      float y = frame->origin.y + frame->size.height * (float) (i / 3) / 2;

      if (i == 4)
        continue;
      gtk_snapshot_append_color (snapshot, &dark, &GRAPHENE_RECT_INIT (x - HANDLE / 2.0f - 1, y - HANDLE / 2.0f - 1, HANDLE + 2, HANDLE + 2));
      gtk_snapshot_append_color (snapshot, &light, &GRAPHENE_RECT_INIT (x - HANDLE / 2.0f, y - HANDLE / 2.0f, HANDLE, HANDLE));
    }
}

static void
galley_picture_cropper_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GalleyPictureCropper *self = GALLEY_PICTURE_CROPPER (widget);
  graphene_rect_t place, frame;
  float x, y;

  if (!get_place (self, &place))
    return;
  frame = get_frame (self, &place);
  gtk_snapshot_append_texture (snapshot, self->texture, &place);
  draw_veil (snapshot, &place, &frame);
  draw_frame (snapshot, &frame, 0, self->focusing ? 1 : 2);
  if (!self->focusing)
    {
      draw_handles (snapshot, &frame);
      return;
    }
  x = place.origin.x + place.size.width * (float) self->focus_x / WHOLE;
  y = place.origin.y + place.size.height * (float) self->focus_y / WHOLE;
  draw_frame (snapshot, &GRAPHENE_RECT_INIT (x - RING, y - RING, 2 * RING, 2 * RING), RING, 3);
}

static void
galley_picture_cropper_measure (GtkWidget *widget,
                                GtkOrientation orientation,
                                int for_size,
                                int *minimum,
                                int *natural,
                                int *minimum_baseline,
                                int *natural_baseline)
{
  GalleyPictureCropper *self = GALLEY_PICTURE_CROPPER (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 120;
      *natural = 440;
      return;
    }
  *minimum = *natural = MAX_HEIGHT;
  if (self->texture && for_size > 2 * MARGIN)
    *minimum = *natural =
      MIN (MAX_HEIGHT, (int) ((double) (for_size - 2 * MARGIN) * gdk_texture_get_height (self->texture) /
                              gdk_texture_get_width (self->texture)) + 2 * MARGIN);
}

static GtkSizeRequestMode
galley_picture_cropper_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
galley_picture_cropper_finalize (GObject *object)
{
  g_clear_object (&GALLEY_PICTURE_CROPPER (object)->texture);
  G_OBJECT_CLASS (galley_picture_cropper_parent_class)->finalize (object);
}

static void
galley_picture_cropper_class_init (GalleyPictureCropperClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = galley_picture_cropper_finalize;
  widget_class->measure = galley_picture_cropper_measure;
  widget_class->get_request_mode = galley_picture_cropper_get_request_mode;
  widget_class->snapshot = galley_picture_cropper_snapshot;
  gtk_widget_class_set_css_name (widget_class, "picture-cropper");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
galley_picture_cropper_init (GalleyPictureCropper *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new (), *motion = gtk_event_controller_motion_new ();

  self->right = self->bottom = WHOLE;
  self->focus_x = self->focus_y = WHOLE / 2;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/**
 * galley_picture_cropper_set_texture:
 * @texture: (nullable): the whole picture, upright
 */
void
galley_picture_cropper_set_texture (GalleyPictureCropper *self, GdkTexture *texture)
{
  if (!g_set_object (&self->texture, texture))
    return;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  changed (self);
}

/**
 * galley_picture_cropper_set:
 *
 * Sets what is shown and the focus, in ten thousandths of the upright picture.
 */
void
galley_picture_cropper_set (GalleyPictureCropper *self, const GalleyPictureCrop *crop, guint focus_x, guint focus_y)
{
  self->left = (int) crop->x;
  self->top = (int) crop->y;
  self->right = (int) (crop->x + crop->width);
  self->bottom = (int) (crop->y + crop->height);
  self->focus_x = (int) focus_x;
  self->focus_y = (int) focus_y;
  changed (self);
}

/**
 * galley_picture_cropper_get:
 * @crop: (out): valid
 * @focus_x: (out)
 * @focus_y: (out): within the picture
 */
void
galley_picture_cropper_get (GalleyPictureCropper *self, GalleyPictureCrop *crop, guint *focus_x, guint *focus_y)
{
  *crop = (GalleyPictureCrop) { (guint) self->left, (guint) self->top, (guint) MAX (1, self->right - self->left),
                                (guint) MAX (1, self->bottom - self->top) };
  *focus_x = (guint) self->focus_x;
  *focus_y = (guint) self->focus_y;
}

/**
 * galley_picture_cropper_set_ratio:
 * @ratio: that width has to height; 0 for any
 *
 * Makes the crop the largest of that ratio in what it was, around its middle.
 */
void
galley_picture_cropper_set_ratio (GalleyPictureCropper *self, double ratio)
{
  int width = self->right - self->left, height = self->bottom - self->top, middle_x, middle_y;
  double inner;

  self->ratio = ratio;
  if (ratio <= 0 || !self->texture)
    return;
  inner = get_inner_ratio (self);
  middle_x = self->left + width / 2;
  middle_y = self->top + height / 2;
  if (width > height * inner)
    width = (int) (height * inner);
  else
    height = (int) (width / inner);
  self->left = CLAMP (middle_x - width / 2, 0, WHOLE - width);
  self->top = CLAMP (middle_y - height / 2, 0, WHOLE - height);
  self->right = self->left + MAX (1, width);
  self->bottom = self->top + MAX (1, height);
  changed (self);
}

/**
 * galley_picture_cropper_set_focusing:
 *
 * Whether keys and pointer set the focus, or the crop.
 */
void
galley_picture_cropper_set_focusing (GalleyPictureCropper *self, gboolean focusing)
{
  self->focusing = focusing;
  changed (self);
}
