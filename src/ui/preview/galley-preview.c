/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-preview-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "galley-layout-job.h"

/* Draws the display list that print and PDF draw. Layout runs in a thread, one at a time: what comes in meanwhile
 * waits, and only the latest of it is laid out.
 *
 * It goes along with the caret, but not against a person: who scrolls away stays there until the caret goes to another
 * block or is seen again. What is seen does not move when the text above it grows. */

#define MIN_ZOOM 0.25
#define MAX_ZOOM 5.0
#define GLIDE_MSEC 200

#define HORIZONTAL GTK_ORIENTATION_HORIZONTAL
#define VERTICAL GTK_ORIENTATION_VERTICAL

static void scrollable_init (GtkScrollableInterface *iface);
static void layout_soon (GalleyPreview *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyPreview, galley_preview, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, scrollable_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_TEXT, galley_preview_text_init))

enum
{
  PROP_ZOOM = 1,
  PROP_SINGLE,
  N_PROPS,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  ACTIVATED,
  UPDATED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* The preview's own: whether there is something to be seen. */
gboolean
galley_preview_is_shown (GalleyPreview *self)
{
  return self->list && self->theme && self->adjustments[HORIZONTAL] && self->adjustments[VERTICAL] &&
         gtk_widget_get_width (GTK_WIDGET (self)) > 0 && gtk_widget_get_height (GTK_WIDGET (self)) > 0;
}

static double
get_scroll (GalleyPreview *self, GtkOrientation orientation)
{
  return gtk_adjustment_get_value (self->adjustments[orientation]);
}

static void
scroll_to (GalleyPreview *self, GtkOrientation orientation, double value)
{
  self->moving = TRUE;
  gtk_adjustment_set_value (self->adjustments[orientation], value);
  self->moving = FALSE;
}

static void
stop_gliding (GalleyPreview *self)
{
  AdwAnimation *glide = g_steal_pointer (&self->glide);

  if (glide)
    adw_animation_pause (glide);
  g_clear_object (&glide);
}

static gboolean
is_gliding (GalleyPreview *self)
{
  return self->glide && adw_animation_get_state (self->glide) == ADW_ANIMATION_PLAYING;
}

static void
glide_cb (double value, gpointer data)
{
  scroll_to (data, VERTICAL, value);
}

static void
glide_to (GalleyPreview *self, double value)
{
  AdwAnimationTarget *target = adw_callback_animation_target_new (glide_cb, self, NULL);

  stop_gliding (self);
  self->glide = adw_timed_animation_new (GTK_WIDGET (self), get_scroll (self, VERTICAL), value, GLIDE_MSEC, target);
  adw_animation_play (self->glide);
}

static void
configure_one (GalleyPreview *self, GtkOrientation orientation, double size, double shown)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  if (adjustment == NULL)
    return;
  self->moving = TRUE;
  gtk_adjustment_configure (adjustment, gtk_adjustment_get_value (adjustment), 0, MAX (size, shown), shown * 0.1,
                            shown * 0.9, shown);
  self->moving = FALSE;
}

static void
configure (GalleyPreview *self)
{
  double width, height;

  if (self->theme == NULL)
    return;
  galley_preview_get_size (self, &width, &height);
  configure_one (self, HORIZONTAL, width, gtk_widget_get_width (GTK_WIDGET (self)));
  configure_one (self, VERTICAL, height, gtk_widget_get_height (GTK_WIDGET (self)));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What is at a point of the pane. */
static GalleyPagePoint
get_point (GalleyPreview *self, double x, double y)
{
  return galley_preview_to_page (self, x + get_scroll (self, HORIZONTAL), y + get_scroll (self, VERTICAL));
}

/* Brings it to that point of the pane again. */
static void
hold_point (GalleyPreview *self, const GalleyPagePoint *point, double x, double y)
{
  double now_x, now_y;

  galley_preview_from_page (self, point, &now_x, &now_y);
  scroll_to (self, HORIZONTAL, now_x - x);
  scroll_to (self, VERTICAL, now_y - y);
}

static void
show_page (GalleyPreview *self, guint page)
{
  if (self->page == page)
    return;
  self->page = page;
  if (galley_preview_shows_single (self))
    {
      configure (self);
      scroll_to (self, VERTICAL, 0);
    }
  g_signal_emit (self, signals[UPDATED], 0);
}

/* The edges of the caret's place in the pane. */
static gboolean
find_caret (GalleyPreview *self, double *left, double *top, double *bottom)
{
  GalleyPagePoint point = { self->place_page, self->place.x, self->place.y };
  double x;

  if (!self->placed || (galley_preview_shows_single (self) && self->place_page != self->page))
    return FALSE;
  galley_preview_from_page (self, &point, left, top);
  point.y += self->place.height;
  galley_preview_from_page (self, &point, &x, bottom);
  *left -= get_scroll (self, HORIZONTAL);
  *top -= get_scroll (self, VERTICAL);
  *bottom -= get_scroll (self, VERTICAL);
  return TRUE;
}

static gboolean
sees_caret (GalleyPreview *self)
{
  double left, top, bottom;

  return galley_preview_is_shown (self) && find_caret (self, &left, &top, &bottom) && top >= 0 &&
         bottom <= gtk_widget_get_height (GTK_WIDGET (self));
}

/* Brings the caret's place into view where it is not. */
static void
reveal (GalleyPreview *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  double left, top, bottom;

  if (self->astray || !self->placed || !galley_preview_is_shown (self))
    return;
  if (galley_preview_shows_single (self))
    show_page (self, self->place_page);
  if (!find_caret (self, &left, &top, &bottom))
    return;
  if (top < 0 || bottom > height)
    glide_to (self, get_scroll (self, VERTICAL) + top - height * 0.3);
  if (left < 0 || left > width)
    scroll_to (self, HORIZONTAL, get_scroll (self, HORIZONTAL) + left - width * 0.3);
}

static void
update_place (GalleyPreview *self)
{
  self->placed = self->list && self->follow_block &&
                 galley_display_list_find_place (self->list, self->follow_block, self->follow_offset, &self->place_page,
                                                 &self->place);
}

/* Takes another list, with the text that is at the top of the pane where it was. */
static void
take_list (GalleyPreview *self, GalleyDisplayList *list)
{
  g_autoptr (GalleyDisplayList) old = self->list;
  const GalleyDisplayItem *item;
  g_autofree char *block = NULL;
  GalleyPagePoint top;
  cairo_rectangle_t place;
  guint offset = 0;
  double below = 0;

  if (old && galley_preview_is_shown (self))
    {
      top = get_point (self, 0, 0);
      if (galley_display_list_find_text (old, top.page, 0, top.y, &item, &offset))
        {
          block = g_strdup (item->block->id);
          below = item->y - top.y;
        }
    }
  self->list = list;
  self->page = MIN (self->page, galley_display_list_get_n_pages (list) - 1);
  g_clear_pointer (&self->text, g_free);
  configure (self);
  if (block && !galley_preview_shows_single (self) && !is_gliding (self) && get_scroll (self, VERTICAL) > 0 &&
      galley_display_list_find_place (list, block, offset, &top.page, &place))
    {
      double x, y;

      top.x = 0;
      top.y = place.y - below;
      galley_preview_from_page (self, &top, &x, &y);
      scroll_to (self, VERTICAL, y);
    }
  update_place (self);
  reveal (self);
  g_signal_emit (self, signals[UPDATED], 0);
}

static void
layout_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyPreview *self = GALLEY_PREVIEW (source);
  g_autoptr (GalleyTheme) theme = data;
  g_autoptr (GError) error = NULL;
  GalleyDisplayList *list = galley_layout_job_finish (result, &error);

  self->running = FALSE;
  if (list && theme == self->theme)
    take_list (self, list);
  else
    g_clear_pointer (&list, galley_display_list_unref);
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("the preview could not be laid out: %s", error->message);
  if (self->stale)
    layout_soon (self);
}

/* What nobody sees is laid out when somebody does. */
static void
layout_soon (GalleyPreview *self)
{
  self->stale = TRUE;
  if (self->running || self->snapshot == NULL || self->theme == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->stale = FALSE;
  self->running = TRUE;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  galley_layout_job_start (self, self->snapshot, self->theme, self->folder, self->cache, self->cancellable, layout_cb,
                           galley_theme_ref (self->theme));
}

/* The page in the middle; at either end the one that ends there. */
static guint
find_page (GalleyPreview *self)
{
  GtkAdjustment *adjustment = self->adjustments[VERTICAL];
  double height = gtk_adjustment_get_page_size (adjustment), value = get_scroll (self, VERTICAL);

  if (value < 1)
    return 0;
  if (value + height > gtk_adjustment_get_upper (adjustment) - 1)
    return galley_display_list_get_n_pages (self->list) - 1;
  return get_point (self, 0, height / 2).page;
}

static void
scrolled_cb (GalleyPreview *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!galley_preview_is_shown (self))
    return;
  if (!self->moving)
    {
      stop_gliding (self);
      self->astray = !sees_caret (self);
    }
  if (!galley_preview_shows_single (self))
    show_page (self, find_page (self));
}

static void
set_adjustment (GalleyPreview *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation])
    g_signal_handlers_disconnect_by_func (self->adjustments[orientation], scrolled_cb, self);
  g_set_object (&self->adjustments[orientation], adjustment);
  if (adjustment)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  configure (self);
}

/* With what is at a point of the pane kept there. */
static void
set_zoom (GalleyPreview *self, double zoom, double x, double y)
{
  GalleyPagePoint point;
  gboolean shown = galley_preview_is_shown (self);

  if (self->zoom == zoom)
    return;
  if (shown)
    point = get_point (self, x, y);
  stop_gliding (self);
  self->zoom = zoom;
  configure (self);
  if (shown)
    hold_point (self, &point, x, y);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
}

/* The preview's own: to a zoom, with what is at a point of the pane kept there. */
void
galley_preview_zoom_at (GalleyPreview *self, double zoom, double x, double y)
{
  /* Out and in again is where one was. */
  set_zoom (self, fabs (zoom - 1) < 0.03 ? 1 : CLAMP (zoom, MIN_ZOOM, MAX_ZOOM), x, y);
}

static void
set_single (GalleyPreview *self, gboolean single)
{
  GalleyPagePoint point;

  if (self->single == single)
    return;
  if (galley_preview_is_shown (self))
    point = get_point (self, 0, 0);
  stop_gliding (self);
  self->single = single;
  if (galley_preview_is_shown (self))
    {
      self->page = point.page;
      configure (self);
      hold_point (self, &point, 0, 0);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SINGLE]);
}

/* The preview's own: leads to the text at a point of the pane. */
void
galley_preview_activate (GalleyPreview *self, double x, double y)
{
  GalleyPagePoint point;
  const GalleyDisplayItem *item;
  guint offset;

  if (!galley_preview_is_shown (self))
    return;
  point = get_point (self, x, y);
  if (galley_display_list_find_text (self->list, point.page, point.x, point.y, &item, &offset))
    {
      /* The caret comes here, not the other way round. */
      self->astray = TRUE;
      g_signal_emit (self, signals[ACTIVATED], 0, item->block->id, offset);
    }
}

/* The preview's own: leads back to where the caret is, or to what is at the top where one has scrolled elsewhere. */
void
galley_preview_activate_caret (GalleyPreview *self)
{
  if (sees_caret (self))
    g_signal_emit (self, signals[ACTIVATED], 0, self->follow_block, self->follow_offset);
  else
    galley_preview_activate (self, 0, 0);
}

static void
galley_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GalleyPreview *self = GALLEY_PREVIEW (widget);

  if (self->theme && self->adjustments[HORIZONTAL] && self->adjustments[VERTICAL])
    galley_preview_draw (self, snapshot);
}

static void
galley_preview_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GalleyPreview *self = GALLEY_PREVIEW (widget);
  double top = self->adjustments[VERTICAL] ? get_scroll (self, VERTICAL) : 0;
  double was = self->adjustments[VERTICAL] ? gtk_adjustment_get_upper (self->adjustments[VERTICAL]) : 0;

  configure (self);
  /* What is fitted to the width grows with it: the same text stays at the top. */
  if (self->zoom == 0 && was > 0 && top > 0)
    scroll_to (self, VERTICAL, top * gtk_adjustment_get_upper (self->adjustments[VERTICAL]) / was);
}

static void
galley_preview_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (galley_preview_parent_class)->map (widget);
  if (GALLEY_PREVIEW (widget)->stale)
    layout_soon (GALLEY_PREVIEW (widget));
}

static void
galley_preview_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyPreview *self = GALLEY_PREVIEW (object);

  switch (id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    case PROP_SINGLE:
      g_value_set_boolean (value, self->single);
      break;
    case PROP_HADJUSTMENT:
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[id - PROP_HADJUSTMENT]);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[id - PROP_HSCROLL_POLICY]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_preview_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GalleyPreview *self = GALLEY_PREVIEW (object);

  switch (id)
    {
    case PROP_ZOOM:
      set_zoom (self, g_value_get_double (value), 0, 0);
      break;
    case PROP_SINGLE:
      set_single (self, g_value_get_boolean (value));
      break;
    case PROP_HADJUSTMENT:
    case PROP_VADJUSTMENT:
      set_adjustment (self, id - PROP_HADJUSTMENT, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      self->policies[id - PROP_HSCROLL_POLICY] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_preview_dispose (GObject *object)
{
  GalleyPreview *self = GALLEY_PREVIEW (object);

  g_cancellable_cancel (self->cancellable);
  self->stale = FALSE;
  stop_gliding (self);
  for (int i = 0; i < 2; i++)
    if (self->adjustments[i])
      g_signal_handlers_disconnect_by_func (self->adjustments[i], scrolled_cb, self);
  g_clear_object (&self->adjustments[HORIZONTAL]);
  g_clear_object (&self->adjustments[VERTICAL]);
  g_clear_pointer (&self->snapshot, galley_snapshot_unref);
  G_OBJECT_CLASS (galley_preview_parent_class)->dispose (object);
}

static void
galley_preview_finalize (GObject *object)
{
  GalleyPreview *self = GALLEY_PREVIEW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->list, galley_display_list_unref);
  g_clear_pointer (&self->theme, galley_theme_unref);
  galley_layout_cache_unref (self->cache);
  g_free (self->folder);
  g_free (self->follow_block);
  g_free (self->text);
  G_OBJECT_CLASS (galley_preview_parent_class)->finalize (object);
}

static void
scrollable_init (GtkScrollableInterface *iface)
{
}

static void
galley_preview_class_init (GalleyPreviewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = galley_preview_get_property;
  object_class->set_property = galley_preview_set_property;
  object_class->dispose = galley_preview_dispose;
  object_class->finalize = galley_preview_finalize;
  widget_class->snapshot = galley_preview_snapshot;
  widget_class->size_allocate = galley_preview_size_allocate;
  widget_class->map = galley_preview_map;

  /**
   * GalleyPreview:zoom:
   *
   * Of the medium's own size; 0 to fit the width of the pane.
   */
  props[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0, MAX_ZOOM, 0,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * GalleyPreview:single:
   *
   * Whether one page is shown at a time, where there are pages.
   */
  props[PROP_SINGLE] = g_param_spec_boolean ("single", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  /**
   * GalleyPreview::activated:
   * @block: the id of the block that was clicked
   * @offset: where in its text, in code points
   */
  signals[ACTIVATED] = g_signal_new ("activated", GALLEY_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
  /**
   * GalleyPreview::updated:
   *
   * It shows a newer text, or another page or size of it.
   */
  signals[UPDATED] =
    g_signal_new ("updated", GALLEY_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  galley_preview_install_keys (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
  gtk_widget_class_set_css_name (widget_class, "preview");
}

static void
galley_preview_init (GalleyPreview *self)
{
  self->cache = galley_layout_cache_new ();
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Preview"), -1);
  galley_preview_accept_pointer (self);
}

/**
 * galley_preview_set_snapshot:
 * @snapshot: (transfer none): what to show
 * @folder: (nullable): where its pictures are
 */
void
galley_preview_set_snapshot (GalleyPreview *self, GalleySnapshot *snapshot, const char *folder)
{
  g_clear_pointer (&self->snapshot, galley_snapshot_unref);
  self->snapshot = galley_snapshot_ref (snapshot);
  g_set_str (&self->folder, folder);
  layout_soon (self);
}

/**
 * galley_preview_set_theme:
 * @theme: (transfer none): the medium to show it on
 */
void
galley_preview_set_theme (GalleyPreview *self, GalleyTheme *theme)
{
  galley_theme_ref (theme);
  g_clear_pointer (&self->theme, galley_theme_unref);
  self->theme = theme;
  /* What is being laid out for the other theme, and what was, is of no use; the caret is looked for anew. */
  g_cancellable_cancel (self->cancellable);
  stop_gliding (self);
  g_clear_pointer (&self->list, galley_display_list_unref);
  g_clear_pointer (&self->text, g_free);
  self->placed = FALSE;
  self->astray = FALSE;
  self->page = 0;
  configure (self);
  layout_soon (self);
}

/**
 * galley_preview_follow:
 * @block_id: the block with the caret
 * @offset: where in its text, in code points
 *
 * Scrolls to that place, now and when it moves with the next layout.
 */
void
galley_preview_follow (GalleyPreview *self, const char *block_id, guint offset)
{
  if (g_set_str (&self->follow_block, block_id))
    self->astray = FALSE;
  self->follow_offset = offset;
  update_place (self);
  if (self->astray && sees_caret (self))
    self->astray = FALSE;
  reveal (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * galley_preview_zoom:
 * @steps: larger by so many steps; smaller below 0, and for 0 to the medium's own size
 */
void
galley_preview_zoom (GalleyPreview *self, int steps)
{
  if (galley_preview_is_shown (self))
    galley_preview_zoom_at (self, steps == 0 ? 1 : galley_preview_get_scale (self) * pow (GALLEY_PREVIEW_ZOOM_STEP, steps), 0, 0);
}

/**
 * galley_preview_get_page:
 *
 * Returns: the page in the middle of the pane, from 0
 */
guint
galley_preview_get_page (GalleyPreview *self)
{
  return self->page;
}

/**
 * galley_preview_get_n_pages:
 *
 * Returns: how many pages there are; 0 for a medium without pages and while nothing is shown
 */
guint
galley_preview_get_n_pages (GalleyPreview *self)
{
  return self->list && self->theme->height > 0 ? galley_display_list_get_n_pages (self->list) : 0;
}

/**
 * galley_preview_go_to_page:
 * @page: from 0
 */
void
galley_preview_go_to_page (GalleyPreview *self, guint page)
{
  double x, y, first;

  if (!galley_preview_is_shown (self) || page >= galley_display_list_get_n_pages (self->list))
    return;
  stop_gliding (self);
  show_page (self, page);
  galley_preview_get_origin (self, 0, &x, &first);
  galley_preview_get_origin (self, page, &x, &y);
  if (!galley_preview_shows_single (self))
    glide_to (self, y - first);
  self->astray = !sees_caret (self);
}
