/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-standing-line.h"

#include <adwaita.h>

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

static GskPath *
new_path (Form form, float x, float y, float width)
{
  GskPathBuilder *builder = gsk_path_builder_new ();

  switch (form)
    {
    case FORM_WAVE:
      gsk_path_builder_move_to (builder, x, y + 2);
      for (float at = x, side = -1; at < x + width; at += 3, side = -side)
        gsk_path_builder_quad_to (builder, at + 1.5f, y + 2 + side * 3, at + 3, y + 2);
      break;
    case FORM_DOUBLE:
      gsk_path_builder_move_to (builder, x, y + 0.5f);
      gsk_path_builder_rel_line_to (builder, width, 0);
      gsk_path_builder_move_to (builder, x, y + 2.5f);
      gsk_path_builder_rel_line_to (builder, width, 0);
      break;
    case FORM_DASHES:
    case FORM_NONE:
    default:
      gsk_path_builder_move_to (builder, x, y + 1);
      gsk_path_builder_rel_line_to (builder, width, 0);
      break;
    }
  return gsk_path_builder_free_to_path (builder);
}

static void
get_color (GalleyStanding standing, const GdkRGBA *text, GdkRGBA *color)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  const char *name = adw_style_manager_get_dark (style) ? styles[standing].dark : styles[standing].light;

  *color = *text;
  if (name)
    gdk_rgba_parse (color, name);
  else if (!adw_style_manager_get_high_contrast (style))
    color->alpha *= 0.5f;
}

/* Draws the line of @standing from that point on to the right; @text is the colour of what it stands under. */
void
galley_standing_line_append (
  GtkSnapshot *snapshot, GalleyStanding standing, const GdkRGBA *text, float x, float y, float width)
{
  gboolean strong = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  GskPath *path;
  GskStroke *stroke;
  GdkRGBA color;

  if (styles[standing].form == FORM_NONE || width <= 0)
    return;
  path = new_path (styles[standing].form, x, y, width);
  stroke = gsk_stroke_new (styles[standing].width * (strong ? 1.5f : 1));
  if (styles[standing].dashes[0] > 0)
    gsk_stroke_set_dash (stroke, styles[standing].dashes, G_N_ELEMENTS (styles[standing].dashes));
  get_color (standing, text, &color);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &color);
  gsk_stroke_free (stroke);
  gsk_path_unref (path);
}
