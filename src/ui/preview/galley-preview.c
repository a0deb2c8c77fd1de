/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-preview.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "galley-layout.h"

/* Draws the display list that print and PDF draw. Layout runs in a thread, one at a time: what comes in meanwhile
 * waits, and only the latest of it is laid out. */

#define PAGE_GAP 16.0

typedef struct
{
  GalleySnapshot *snapshot;
  GalleyTheme *theme;
  GalleyLayoutCache *cache;
  char *folder;
  double width;
} Job;

struct _GalleyPreview
{
  GtkWidget parent_instance;

  GtkAdjustment *adjustments[2]; /* horizontal, vertical */
  GtkScrollablePolicy policies[2];

  GalleySnapshot *snapshot;
  char *folder;
  char *theme_name;
  GalleyTheme *theme;
  GalleyLayoutCache *cache;
  GalleyDisplayList *list;
  double width; /* that the list was laid out for */

  GCancellable *cancellable;
  gboolean running;
  gboolean stale;

  char *follow_block; /* the place that the caret is at */
  guint follow_offset;
};

static void scrollable_init (GtkScrollableInterface *iface);
static void layout_soon (GalleyPreview *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyPreview, galley_preview, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, scrollable_init))

enum
{
  PROP_THEME = 1,
  N_PROPS,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  ACTIVATED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
job_free (gpointer data)
{
  Job *job = data;

  galley_snapshot_unref (job->snapshot);
  galley_theme_unref (job->theme);
  galley_layout_cache_unref (job->cache);
  g_free (job->folder);
  g_free (job);
}

/* Pixels a unit: a medium without pages is laid out as wide as the pane, a page is scaled to it. */
static double
get_scale (GalleyPreview *self)
{
  double margin = self->theme->height > 0 ? 2 * PAGE_GAP : 0;

  return self->theme->height > 0 ? MAX (0.1, (gtk_widget_get_width (GTK_WIDGET (self)) - margin) / self->theme->width) : 1;
}

/* Where a page begins, in pixels from the top of all pages. */
static double
get_page_top (GalleyPreview *self, guint page)
{
  gboolean paged = self->theme->height > 0;
  double y = paged ? PAGE_GAP : 0;

  for (guint i = 0; i < page; i++)
    y += galley_display_list_get_page (self->list, i)->height * get_scale (self) + PAGE_GAP;
  return y;
}

static void
configure (GalleyPreview *self)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self)), width = gtk_widget_get_width (GTK_WIDGET (self));
  double total = self->list ? get_page_top (self, galley_display_list_get_n_pages (self->list)) : height;

  if (self->adjustments[0])
    gtk_adjustment_configure (self->adjustments[0], 0, 0, width, width * 0.1, width * 0.9, width);
  if (self->adjustments[1])
    gtk_adjustment_configure (self->adjustments[1], gtk_adjustment_get_value (self->adjustments[1]), 0,
                              MAX (total, height), height * 0.1, height * 0.9, height);
}

/* Brings the caret's place into view where it is not. */
static void
reveal (GalleyPreview *self)
{
  guint page;
  cairo_rectangle_t place;
  double top, bottom, value, height = gtk_widget_get_height (GTK_WIDGET (self)), scale;

  if (self->list == NULL || self->follow_block == NULL || self->adjustments[1] == NULL || height < 1 ||
      !galley_display_list_find_place (self->list, self->follow_block, self->follow_offset, &page, &place))
    return;
  scale = get_scale (self);
  top = get_page_top (self, page) + place.y * scale;
  bottom = top + place.height * scale;
  value = gtk_adjustment_get_value (self->adjustments[1]);
  if (top < value || bottom > value + height)
    gtk_adjustment_set_value (self->adjustments[1], top - height * 0.3);
}

static void
layout_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GalleyLayoutOptions options = { .width = job->width, .folder = job->folder };
  g_autoptr (GError) error = NULL;
  GalleyDisplayList *list = galley_layout (job->snapshot, job->theme, &options, job->cache, cancellable, &error);

  if (list)
    g_task_return_pointer (task, list, (GDestroyNotify) galley_display_list_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
layout_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyPreview *self = GALLEY_PREVIEW (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  GalleyDisplayList *list = g_task_propagate_pointer (G_TASK (result), &error);

  self->running = FALSE;
  if (list && job->theme == self->theme)
    {
      g_clear_pointer (&self->list, galley_display_list_unref);
      self->list = list;
      configure (self);
      reveal (self);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  else
    {
      g_clear_pointer (&list, galley_display_list_unref);
      if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("the preview could not be laid out: %s", error->message);
    }
  if (self->stale)
    layout_soon (self);
}

static void
layout_soon (GalleyPreview *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job;
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  self->stale = TRUE;
  if (self->running || self->snapshot == NULL || self->theme == NULL || width < 1)
    return;
  self->stale = FALSE;
  self->running = TRUE;
  self->width = width;
  job = g_new0 (Job, 1);
  job->snapshot = galley_snapshot_ref (self->snapshot);
  job->theme = galley_theme_ref (self->theme);
  job->cache = galley_layout_cache_ref (self->cache);
  job->folder = g_strdup (self->folder);
  job->width = self->theme->height > 0 ? 0 : width;
  task = g_task_new (self, self->cancellable, layout_cb, NULL);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, layout_thread);
}

static void
set_theme (GalleyPreview *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  GalleyTheme *theme;

  if (g_strcmp0 (self->theme_name, name) == 0)
    return;
  theme = galley_theme_load (name, &error);
  if (theme == NULL)
    {
      g_warning ("%s", error->message);
      return;
    }
  g_set_str (&self->theme_name, name);
  g_clear_pointer (&self->theme, galley_theme_unref);
  g_clear_pointer (&self->list, galley_display_list_unref);
  self->theme = theme;
  layout_soon (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_THEME]);
}

static void
scrolled_cb (GalleyPreview *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_adjustment (GalleyPreview *self, int which, GtkAdjustment *adjustment)
{
  if (self->adjustments[which])
    g_signal_handlers_disconnect_by_func (self->adjustments[which], scrolled_cb, self);
  g_set_object (&self->adjustments[which], adjustment);
  if (adjustment)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  configure (self);
}

static void
pressed_cb (GalleyPreview *self, int n_press, double x, double y)
{
  const GalleyDisplayItem *item;
  double scale;
  guint offset;

  if (self->list == NULL)
    return;
  scale = get_scale (self);
  y += gtk_adjustment_get_value (self->adjustments[1]);
  for (guint i = 0; i < galley_display_list_get_n_pages (self->list); i++)
    {
      double top = get_page_top (self, i);
      double left = self->theme->height > 0 ? PAGE_GAP : 0;

      if (y >= top && y < get_page_top (self, i + 1) &&
          galley_display_list_find_text (self->list, i, (x - left) / scale, (y - top) / scale, &item, &offset) &&
          item->block)
        g_signal_emit (self, signals[ACTIVATED], 0, item->block->id, offset);
    }
}

static void
draw_page (GalleyPreview *self, cairo_t *cr, guint page, double top, double scale, double view_height)
{
  const GalleyDisplayPage *shown = galley_display_list_get_page (self->list, page);

  cairo_save (cr);
  cairo_translate (cr, self->theme->height > 0 ? PAGE_GAP : 0, top);
  cairo_scale (cr, scale, scale);
  if (self->theme->height > 0)
    {
      GalleyColor *paper = &self->theme->colors[GALLEY_COLOR_BACKGROUND];

      cairo_set_source_rgba (cr, paper->red, paper->green, paper->blue, paper->alpha);
      cairo_rectangle (cr, 0, 0, shown->width, shown->height);
      cairo_fill (cr);
    }
  for (guint i = 0; i < shown->n_items; i++)
    {
      const GalleyDisplayItem *item = &shown->items[i];

      if ((item->y + item->height) * scale + top >= 0 && item->y * scale + top <= view_height)
        galley_display_item_draw (item, cr);
    }
  cairo_restore (cr);
}

static void
galley_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GalleyPreview *self = GALLEY_PREVIEW (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GalleyColor *ground;
  cairo_t *cr;
  double scroll, scale;

  if (self->theme == NULL || width < 1 || height < 1)
    return;
  ground = &self->theme->colors[GALLEY_COLOR_BACKGROUND];
  if (self->theme->height == 0)
    gtk_snapshot_append_color (snapshot, &(GdkRGBA){ ground->red, ground->green, ground->blue, ground->alpha },
                               &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->list == NULL)
    return;
  scroll = self->adjustments[1] ? round (gtk_adjustment_get_value (self->adjustments[1])) : 0;
  scale = get_scale (self);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  for (guint i = 0; i < galley_display_list_get_n_pages (self->list); i++)
    {
      double top = get_page_top (self, i) - scroll;
      double bottom = top + galley_display_list_get_page (self->list, i)->height * scale;

      if (bottom >= 0 && top <= height)
        draw_page (self, cr, i, top, scale, height);
    }
  cairo_destroy (cr);
}

static void
galley_preview_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GalleyPreview *self = GALLEY_PREVIEW (widget);

  configure (self);
  if (self->list == NULL || (self->theme->height == 0 && self->width != width))
    layout_soon (self);
}

static void
galley_preview_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyPreview *self = GALLEY_PREVIEW (object);

  switch (id)
    {
    case PROP_THEME:
      g_value_set_string (value, self->theme_name);
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
    case PROP_THEME:
      set_theme (self, g_value_get_string (value));
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
  g_clear_object (&self->adjustments[0]);
  g_clear_object (&self->adjustments[1]);
  g_clear_pointer (&self->snapshot, galley_snapshot_unref);
  G_OBJECT_CLASS (galley_preview_parent_class)->dispose (object);
}

static void
galley_preview_finalize (GObject *object)
{
  GalleyPreview *self = GALLEY_PREVIEW (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->list, galley_display_list_unref);
  g_clear_pointer (&self->theme, galley_theme_unref);
  galley_layout_cache_unref (self->cache);
  g_free (self->theme_name);
  g_free (self->folder);
  g_free (self->follow_block);
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

  /**
   * GalleyPreview:theme:
   *
   * The name of the theme that it is laid out with.
   */
  props[PROP_THEME] = g_param_spec_string ("theme", NULL, NULL, NULL,
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
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
  gtk_widget_class_set_css_name (widget_class, "preview");
}

static void
galley_preview_init (GalleyPreview *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->cancellable = g_cancellable_new ();
  self->cache = galley_layout_cache_new ();
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Preview"), -1);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
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
 * galley_preview_follow:
 * @block_id: the block with the caret
 * @offset: where in its text, in code points
 *
 * Scrolls to that place, now and when it moves with the next layout.
 */
void
galley_preview_follow (GalleyPreview *self, const char *block_id, guint offset)
{
  g_set_str (&self->follow_block, block_id);
  self->follow_offset = offset;
  reveal (self);
}
