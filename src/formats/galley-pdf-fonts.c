/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-pdf-fonts.h"

#include <cairo-ft.h>
#include <hb-ft.h>
#include <hb-subset.h>

/* A PDF needs a few hundred of the 65,000 glyphs of a Chinese font. Cairo makes its subset from the whole font, which it
 * copies for that; given one that HarfBuzz has cut down before, it takes a third of the time, and the file is smaller, as
 * it keeps all subroutines of what it is given. Glyphs keep their numbers, so that nothing else changes. */

/* FreeType, shared by reference count: cairo may keep faces when all else is done. */
typedef struct
{
  FT_Library library;
} FreeType;

struct _GalleyPdfFonts
{
  FreeType *free_type;
  GHashTable *glyphs; /* cairo_font_face_t -> hb_set_t: what is shown of it */
  GHashTable *faces;  /* cairo_font_face_t -> cairo_font_face_t: cut down, or itself where that cannot be */
  GHashTable *fonts;  /* cairo_scaled_font_t -> cairo_scaled_font_t */
};

/* What a face that was made of bytes needs while it is there. */
typedef struct
{
  FreeType *free_type;
  FT_Face face;
  hb_blob_t *blob;
} Cut;

static const cairo_user_data_key_t cut_key;

static FreeType *
new_free_type (void)
{
  FreeType *self = g_atomic_rc_box_new0 (FreeType);

  if (FT_Init_FreeType (&self->library) != 0)
    self->library = NULL;
  return self;
}

static void
clear_free_type (gpointer data)
{
  FreeType *self = data;

  if (self->library)
    FT_Done_FreeType (self->library);
}

static void
free_cut (void *data)
{
  Cut *self = data;

  if (self->face)
    FT_Done_Face (self->face);
  g_atomic_rc_box_release_full (self->free_type, clear_free_type);
  hb_blob_destroy (self->blob);
  g_free (self);
}

static void
collect_run (GalleyPdfFonts *self, const GalleyGlyphRun *run)
{
  cairo_font_face_t *face = cairo_scaled_font_get_font_face (run->font);
  hb_set_t *glyphs = g_hash_table_lookup (self->glyphs, face);

  if (!glyphs)
    {
      glyphs = hb_set_create ();
      g_hash_table_insert (self->glyphs, cairo_font_face_reference (face), glyphs);
    }
  for (guint i = 0; i < run->n_glyphs; i++)
    hb_set_add (glyphs, (hb_codepoint_t) run->glyphs[i].index);
}

static void
collect (GalleyPdfFonts *self, const GalleyDisplayList *list)
{
  for (guint p = 0; p < galley_display_list_get_n_pages (list); p++)
    {
      const GalleyDisplayPage *page = galley_display_list_get_page (list, p);

      for (guint i = 0; i < page->n_items; i++)
        for (guint r = 0; page->items[i].line && r < page->items[i].line->n_runs; r++)
          collect_run (self, &page->items[i].line->runs[r]);
    }
}

/**
 * galley_pdf_fonts_new:
 *
 * Returns: (transfer full): the fonts for the glyphs that @list shows
 */
GalleyPdfFonts *
galley_pdf_fonts_new (const GalleyDisplayList *list)
{
  GalleyPdfFonts *self = g_new0 (GalleyPdfFonts, 1);

  self->free_type = new_free_type ();
  self->glyphs = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) cairo_font_face_destroy, (GDestroyNotify) hb_set_destroy);
  self->faces = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) cairo_font_face_destroy);
  self->fonts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) cairo_scaled_font_destroy);
  collect (self, list);
  return self;
}

void
galley_pdf_fonts_free (GalleyPdfFonts *self)
{
  g_hash_table_unref (self->fonts);
  g_hash_table_unref (self->faces);
  g_hash_table_unref (self->glyphs);
  g_atomic_rc_box_release_full (self->free_type, clear_free_type);
  g_free (self);
}

/* Whether @face is outlines and nothing else: not varied, not coloured. */
static gboolean
can_be_cut (FT_Face face)
{
  return FT_IS_SFNT (face) && FT_IS_SCALABLE (face) && !FT_HAS_MULTIPLE_MASTERS (face) && !FT_HAS_COLOR (face);
}

/* The font @face as a file that has the outlines of @glyphs; %NULL where it cannot be made. */
static hb_blob_t *
cut (FT_Face face, const hb_set_t *glyphs)
{
  static const hb_tag_t layout[] = { HB_TAG ('G', 'S', 'U', 'B'), HB_TAG ('G', 'P', 'O', 'S'), HB_TAG ('G', 'D', 'E', 'F') };
  hb_face_t *whole = hb_ft_face_create_referenced (face), *part;
  hb_subset_input_t *input = hb_subset_input_create_or_fail ();
  hb_blob_t *blob = NULL;

  hb_set_union (hb_subset_input_glyph_set (input), glyphs);
  hb_subset_input_set_flags (input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NOTDEF_OUTLINE |
                                      HB_SUBSET_FLAGS_NO_LAYOUT_CLOSURE | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  for (gsize i = 0; i < G_N_ELEMENTS (layout); i++)
    hb_set_add (hb_subset_input_set (input, HB_SUBSET_SETS_DROP_TABLE_TAG), layout[i]);
  part = hb_subset_or_fail (whole, input);
  if (part)
    blob = hb_face_reference_blob (part);
  hb_face_destroy (part);
  hb_subset_input_destroy (input);
  hb_face_destroy (whole);
  return blob;
}

/* A face of cairo's for the font in @blob, which it takes. */
static cairo_font_face_t *
new_face (FreeType *free_type, hb_blob_t *blob)
{
  Cut *made = g_new0 (Cut, 1);
  unsigned int length;
  const char *data = hb_blob_get_data (blob, &length);
  cairo_font_face_t *face = NULL;

  made->free_type = g_atomic_rc_box_acquire (free_type);
  made->blob = blob;
  if (FT_New_Memory_Face (free_type->library, (const FT_Byte *) data, (FT_Long) length, 0, &made->face) == 0)
    {
      face = cairo_ft_font_face_create_for_ft_face (made->face, 0);
      cairo_font_face_set_user_data (face, &cut_key, made, free_cut);
    }
  else
    free_cut (made);
  return face;
}

static cairo_font_face_t *
cut_face (GalleyPdfFonts *self, cairo_scaled_font_t *font, cairo_font_face_t *face)
{
  hb_blob_t *blob = NULL;
  FT_Face opened;

  if (!self->free_type->library || cairo_scaled_font_get_type (font) != CAIRO_FONT_TYPE_FT ||
      cairo_ft_font_face_get_synthesize (face) != 0)
    return NULL;
  opened = cairo_ft_scaled_font_lock_face (font);
  if (opened && can_be_cut (opened))
    blob = cut (opened, g_hash_table_lookup (self->glyphs, face));
  if (opened)
    cairo_ft_scaled_font_unlock_face (font);
  return blob ? new_face (self->free_type, blob) : NULL;
}

static cairo_font_face_t *
get_face (GalleyPdfFonts *self, cairo_scaled_font_t *font)
{
  cairo_font_face_t *whole = cairo_scaled_font_get_font_face (font), *face = g_hash_table_lookup (self->faces, whole);

  if (face)
    return face;
  face = cut_face (self, font, whole);
  if (!face)
    face = cairo_font_face_reference (whole);
  g_hash_table_insert (self->faces, whole, face);
  return face;
}

/**
 * galley_pdf_fonts_get:
 * @font: of the display list; it outlives @self
 *
 * Returns: (transfer none): what to draw its glyphs with
 */
cairo_scaled_font_t *
galley_pdf_fonts_get (GalleyPdfFonts *self, cairo_scaled_font_t *font)
{
  cairo_scaled_font_t *part = g_hash_table_lookup (self->fonts, font);
  cairo_font_options_t *options;
  cairo_matrix_t size, matrix;

  if (part)
    return part;
  options = cairo_font_options_create ();
  cairo_scaled_font_get_font_options (font, options);
  cairo_scaled_font_get_font_matrix (font, &size);
  cairo_scaled_font_get_ctm (font, &matrix);
  part = cairo_scaled_font_create (get_face (self, font), &size, &matrix, options);
  cairo_font_options_destroy (options);
  g_hash_table_insert (self->fonts, font, part);
  return part;
}
