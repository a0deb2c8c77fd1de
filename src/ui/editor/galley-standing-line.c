/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-standing-line.h"

#include <adwaita.h>

/* No page has so many different figures that it would need more; what is no longer seen goes with all the rest. */
#define MAX_NODES 512

/* The line under a figure tells how it stands, by its form as well as by its colour: dots while it hangs loose, one line
 * once it is bound, two, as under a total that was cast, once it is proved, dashes where text and table part, dashes and
 * dots in doubt, a wave where the arithmetic speaks against it. */

typedef enum
{
  FORM_NONE,
  FORM_DASHES,
  FORM_DOUBLE,
  FORM_WAVE,
} Form;

static const struct
{
  Form form;
  float dashes[4]; /* all 0 for a line without gaps */
  float width;
  const char *light, *dark; /* NULL for the text's own colour, fainter */
} styles[GALLEY_N_STANDINGS] = {
  [GALLEY_STANDING_NONE] = { FORM_NONE, { 0 }, 0, NULL, NULL },
  [GALLEY_STANDING_UNBOUND] = { FORM_DASHES, { 1.5f, 2.5f, 1.5f, 2.5f }, 1.5f, NULL, NULL },
  [GALLEY_STANDING_BOUND] = { FORM_DASHES, { 0 }, 1, NULL, NULL },
  [GALLEY_STANDING_PROVED] = { FORM_DOUBLE, { 0 }, 1, "#1b7f4f", "#57e389" },
  [GALLEY_STANDING_OUT_OF_STEP] = { FORM_DASHES, { 6, 3, 6, 3 }, 2, "#b05a00", "#ffc057" },
  [GALLEY_STANDING_DOUBTFUL] = { FORM_DASHES, { 6, 2, 2, 2 }, 2, "#b05a00", "#ffc057" },
  [GALLEY_STANDING_CONTRADICTED] = { FORM_WAVE, { 0 }, 1.5f, "#c01c28", "#ff7b63" },
};

struct _GalleyStandingLines
{
  GHashTable *nodes; /* standing and width -> GskRenderNode, at the origin */
  GdkRGBA text;      /* what they are coloured for */
  gboolean dark;
  gboolean strong;
};

static GskPath *
new_path (Form form, float width)
{
  GskPathBuilder *builder = gsk_path_builder_new ();

  switch (form)
    {
    case FORM_WAVE:
      gsk_path_builder_move_to (builder, 0, 2);
      for (float at = 0, side = -1; at < width; at += 3, side = -side)
        gsk_path_builder_quad_to (builder, at + 1.5f, 2 + side * 3, at + 3, 2);
      break;
    case FORM_DOUBLE:
      gsk_path_builder_move_to (builder, 0, 0.5f);
      gsk_path_builder_rel_line_to (builder, width, 0);
      gsk_path_builder_move_to (builder, 0, 2.5f);
      gsk_path_builder_rel_line_to (builder, width, 0);
      break;
    case FORM_DASHES:
    case FORM_NONE:
    default:
      gsk_path_builder_move_to (builder, 0, 1);
      gsk_path_builder_rel_line_to (builder, width, 0);
      break;
    }
  return gsk_path_builder_free_to_path (builder);
}

static void
get_color (const GalleyStandingLines *self, GalleyStanding standing, GdkRGBA *color)
{
  const char *name = self->dark ? styles[standing].dark : styles[standing].light;

  *color = self->text;
  if (name)
    gdk_rgba_parse (color, name);
  else if (!self->strong)
    color->alpha *= 0.5f;
}

static GskRenderNode *
new_node (const GalleyStandingLines *self, GalleyStanding standing, int width)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskPath *path = new_path (styles[standing].form, width);
  GskStroke *stroke = gsk_stroke_new (styles[standing].width * (self->strong ? 1.5f : 1));
  GdkRGBA color;

  if (styles[standing].dashes[0] > 0)
    gsk_stroke_set_dash (stroke, styles[standing].dashes, G_N_ELEMENTS (styles[standing].dashes));
  get_color (self, standing, &color);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &color);
  gsk_stroke_free (stroke);
  gsk_path_unref (path);
  return gtk_snapshot_free_to_node (snapshot);
}

/**
 * galley_standing_lines_new: (skip)
 *
 * Lines that are kept once they were drawn: to GTK a path made anew is another one, so that it would draw each figure again,
 * and what is around it, with every frame.
 *
 * Returns: (transfer full): lines, to be freed with galley_standing_lines_free()
 */
GalleyStandingLines *
galley_standing_lines_new (void)
{
  GalleyStandingLines *self = g_new0 (GalleyStandingLines, 1);

  self->nodes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gsk_render_node_unref);
  return self;
}

void
galley_standing_lines_free (GalleyStandingLines *self)
{
  g_hash_table_unref (self->nodes);
  g_free (self);
}

/**
 * galley_standing_lines_set_text_color:
 * @text: the colour of what the lines stand under
 *
 * To be called before the lines of a frame; the style's own colours are looked up as well.
 */
void
galley_standing_lines_set_text_color (GalleyStandingLines *self, const GdkRGBA *text)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (style), strong = adw_style_manager_get_high_contrast (style);

  if (!gdk_rgba_equal (&self->text, text) || self->dark != dark || self->strong != strong ||
      g_hash_table_size (self->nodes) > MAX_NODES)
    g_hash_table_remove_all (self->nodes);
  self->text = *text;
  self->dark = dark;
  self->strong = strong;
}

/* Draws the line of @standing from that point on to the right. */
void
galley_standing_lines_append (GalleyStandingLines *self, GtkSnapshot *snapshot, GalleyStanding standing, int x, int y, int width)
{
  gpointer key;
  GskRenderNode *node;

  if (styles[standing].form == FORM_NONE || width <= 0)
    return;
  key = GUINT_TO_POINTER ((guint) width * GALLEY_N_STANDINGS + standing);
  node = g_hash_table_lookup (self->nodes, key);
  if (node == NULL)
    {
      node = new_node (self, standing, width);
      g_hash_table_insert (self->nodes, key, node);
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_node (snapshot, node);
  gtk_snapshot_restore (snapshot);
}
