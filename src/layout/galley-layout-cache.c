/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-layout"

#include "config.h"

#include "galley-layout-cache.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "galley-chart-layout.h"
#include "galley-plot.h"

/* The part of a page that its largest picture may take, so that its caption has room. */
#define MAX_PICTURE 0.6

struct _GalleyLayoutCache
{
  gatomicrefcount ref_count;
  GMutex lock;             /* held from begin to end */
  PangoFontMap *font_map;  /* of its own, as Pango's maps are for one thread at a time */
  GHashTable *parts;       /* GalleyBlockLayout: a set, by the block and record that each is of */
  GHashTable *texts;       /* (char *) style and text -> GalleyBlockLayout */
  GalleyTheme *theme;
  double width;
  char *folder;
  guint serial;            /* of the layout that is under way */
  guint n_shaped;          /* parts that it had to set */
  PangoContext *context;
  GalleyTypesetter column;  /* for what stands in a column … */
  GalleyTypesetter wide;    /* … and for what goes over all of them */
};

static guint
hash_part (gconstpointer data)
{
  const GalleyBlockLayout *part = data;

  return g_direct_hash (part->key) ^ 31 * g_direct_hash (part->record);
}

static gboolean
equal_parts (gconstpointer a, gconstpointer b)
{
  const GalleyBlockLayout *x = a, *y = b;

  return x->key == y->key && x->record == y->record;
}

/**
 * galley_layout_cache_new:
 *
 * Returns: (transfer full): an empty cache
 */
GalleyLayoutCache *
galley_layout_cache_new (void)
{
  GalleyLayoutCache *self = g_new0 (GalleyLayoutCache, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->font_map = pango_cairo_font_map_new ();
  self->parts = g_hash_table_new_full (hash_part, equal_parts, (GDestroyNotify) galley_block_layout_unref, NULL);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) galley_block_layout_unref);
  return self;
}

GalleyLayoutCache *
galley_layout_cache_ref (GalleyLayoutCache *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
galley_layout_cache_unref (GalleyLayoutCache *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->parts);
  g_hash_table_unref (self->texts);
  g_clear_pointer (&self->theme, galley_theme_unref);
  g_clear_object (&self->context);
  g_clear_object (&self->font_map);
  g_free (self->folder);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * galley_layout_cache_get_n_shaped:
 *
 * Returns: how many parts the last layout had to shape, as they were not in the cache
 */
guint
galley_layout_cache_get_n_shaped (GalleyLayoutCache *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->n_shaped;
}

/* Glyphs stay at fractions of pixels, so that a layout is the same at every zoom and on paper. */
static PangoContext *
new_context (PangoFontMap *font_map)
{
  PangoContext *context = pango_font_map_create_context (font_map);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("zh-cn"));
  return context;
}

/* Starts a layout; what was set for another theme, width or folder is dropped. */
void
galley_layout_cache_begin (GalleyLayoutCache *self,
                           GalleyTheme *theme,
                           const GalleyLayoutOptions *options,
                           GCancellable *cancellable)
{
  double width = options && options->width > 0 ? options->width : theme->width;
  const char *folder = options ? options->folder : NULL;

  g_mutex_lock (&self->lock);
  if (self->theme != theme || self->width != width || g_strcmp0 (self->folder, folder) != 0)
    {
      g_hash_table_remove_all (self->parts);
      g_hash_table_remove_all (self->texts);
      galley_theme_ref (theme);
      g_clear_pointer (&self->theme, galley_theme_unref);
      self->theme = theme;
      self->width = width;
      g_set_str (&self->folder, folder);
    }
  if (!self->context)
    self->context = new_context (self->font_map);
  self->wide = (GalleyTypesetter) {
    .context = self->context,
    .theme = theme,
    .width = galley_theme_get_column_width (theme, width, TRUE),
    .max_height =
      theme->height > 0 ? (theme->height - theme->margin_top - theme->margin_bottom) * MAX_PICTURE : 2 * width,
    .folder = self->folder,
    .cancellable = cancellable,
  };
  self->column = self->wide;
  self->column.width = galley_theme_get_column_width (theme, width, FALSE);
  self->serial++;
  self->n_shaped = 0;
}

/**
 * galley_layout_cache_get_setter:
 *
 * Returns: (transfer none): what sets parts of @style, while a layout goes on
 */
const GalleyTypesetter *
galley_layout_cache_get_setter (GalleyLayoutCache *self, const GalleyStyle *style)
{
  return style->span ? &self->wide : &self->column;
}

static gboolean
is_unused_cb (gpointer key, gpointer value, gpointer data)
{
  return ((const GalleyBlockLayout *) value)->used != ((const GalleyLayoutCache *) data)->serial;
}

/* Ends a layout. After a complete one, parts that it did not use are dropped. */
void
galley_layout_cache_end (GalleyLayoutCache *self, gboolean complete)
{
  if (complete)
    {
      g_hash_table_foreach_remove (self->parts, is_unused_cb, self);
      g_hash_table_foreach_remove (self->texts, is_unused_cb, self);
    }
  self->wide.cancellable = self->column.cancellable = NULL;
  g_mutex_unlock (&self->lock);
}

/* Marks @part as used. */
static GalleyBlockLayout *
use (GalleyLayoutCache *self, GalleyBlockLayout *part)
{
  part->used = self->serial;
  return part;
}

static GalleyBlockLayout *
find_part (GalleyLayoutCache *self, GalleyBlockData *block, GalleyRecord *record, guint64 stamp)
{
  GalleyBlockLayout sought = { .key = block, .record = record }, *part = g_hash_table_lookup (self->parts, &sought);

  return part && part->stamp == stamp ? use (self, part) : NULL;
}

/* Keeps @part where it was made. */
static GalleyBlockLayout *
keep_part (GalleyLayoutCache *self, GalleyBlockLayout *part)
{
  if (!part)
    return NULL;
  g_hash_table_replace (self->parts, part, part);
  self->n_shaped++;
  return use (self, part);
}

/* @number: (nullable): that is printed before the block's text */
GalleyBlockLayout *
galley_layout_cache_get_block (GalleyLayoutCache *self, GalleyBlockData *block, const char *number)
{
  const GalleyStyle *style = galley_block_layout_get_style (self->wide.theme, block->kind);
  guint64 stamp = number ? g_str_hash (number) : 0;
  GalleyBlockLayout *part = find_part (self, block, NULL, stamp);

  if (part)
    return part;
  part = galley_block_layout_new (galley_layout_cache_get_setter (self, style), block, number);
  if (part)
    part->stamp = stamp;
  return keep_part (self, part);
}

/* Rows of a table: one by one for indicators, all below the header of a free table, which have no record. */
GalleyBlockLayout *
galley_layout_cache_get_rows (GalleyLayoutCache *self,
                              const GalleyTableFrame *frame,
                              GalleyBlockData *block,
                              GalleyRecord *record,
                              guint from,
                              guint to)
{
  GalleyBlockLayout *part = find_part (self, block, record, frame->stamp);

  return part ? part : keep_part (self, galley_table_layout_new (
                                     galley_layout_cache_get_setter (self, &self->wide.theme->styles[GALLEY_STYLE_TABLE_CELL]), frame, block, record, from, to));
}

/* A chart changes with the indicators that it draws; what it says in words tells whether it did. */
GalleyBlockLayout *
galley_layout_cache_get_chart (GalleyLayoutCache *self, const GalleySnapshot *snapshot, GalleyBlockData *block)
{
  g_autoptr (GalleyPlot) plot = galley_plot_new (snapshot, block);
  g_autofree char *words = galley_plot_describe (plot);
  guint64 stamp = (guint64) strlen (words) << 32 | g_str_hash (words);
  GalleyBlockLayout *part = find_part (self, block, NULL, stamp);

  if (part)
    return part;
  part = galley_chart_layout_new (
    galley_layout_cache_get_setter (self, galley_block_layout_get_style (self->wide.theme, block->kind)), snapshot, block);
  if (part)
    part->stamp = stamp;
  return keep_part (self, part);
}

GalleyBlockLayout *
galley_layout_cache_get_text (GalleyLayoutCache *self, GalleyStyleRole style, const char *text)
{
  g_autofree char *key = g_strdup_printf ("%d %s", style, text);
  GalleyBlockLayout *part = g_hash_table_lookup (self->texts, key);

  if (part)
    return use (self, part);
  part = galley_block_layout_new_text (
    galley_layout_cache_get_setter (self, &self->wide.theme->styles[style]), style, text);
  if (!part)
    return NULL;
  g_hash_table_replace (self->texts, g_steal_pointer (&key), part);
  self->n_shaped++;
  return use (self, part);
}
