/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "galley-block-data.h"

G_BEGIN_DECLS

/* Red, green, blue and alpha from 0 to 1, not premultiplied. */
typedef struct
{
  float red, green, blue, alpha;
} GalleyColor;

/* The parts of a bulletin that a theme gives a style each; their words in theme files are in galley-theme.c. */
typedef enum
{
  GALLEY_STYLE_STRAPLINE,
  GALLEY_STYLE_HEADLINE,
  GALLEY_STYLE_DATELINE,
  GALLEY_STYLE_NOTE_LABEL,
  GALLEY_STYLE_NOTE,
  GALLEY_STYLE_LEAD,
  GALLEY_STYLE_HEADING,
  GALLEY_STYLE_SUBHEADING,
  GALLEY_STYLE_PARAGRAPH,
  GALLEY_STYLE_ITEM,
  GALLEY_STYLE_SUBITEM,
  GALLEY_STYLE_QUOTATION,
  GALLEY_STYLE_TABLE_CAPTION,
  GALLEY_STYLE_TABLE_HEADER,
  GALLEY_STYLE_TABLE_CELL,
  GALLEY_STYLE_PICTURE_CAPTION,
  GALLEY_STYLE_CHART_CAPTION,
  GALLEY_STYLE_CHART_LABEL,
  GALLEY_STYLE_CHART_VALUE,
  GALLEY_STYLE_CHART_NOTE,
  GALLEY_STYLE_BYLINE,
  GALLEY_STYLE_TAGS,
  GALLEY_STYLE_FOLIO,
  GALLEY_STYLE_HEAD,        /* the running head of a proof */
  GALLEY_STYLE_NOTICE,      /* what the head of every page warns of */
  GALLEY_STYLE_JUMP,        /* where an article goes on and comes from */
  GALLEY_STYLE_LINE_NUMBER, /* in the margin */
  GALLEY_N_STYLES
} GalleyStyleRole;

typedef enum
{
  GALLEY_COLOR_BACKGROUND,
  GALLEY_COLOR_TEXT,
  GALLEY_COLOR_SECONDARY,
  GALLEY_COLOR_ACCENT,
  GALLEY_COLOR_TINT,
  GALLEY_COLOR_RULE,
  GALLEY_COLOR_LINK,
  GALLEY_COLOR_SERIES_BASE, /* of a chart: what the others are compared with */
  GALLEY_COLOR_SERIES_1,    /* of a chart: told apart in grey and by the colour-blind as well */
  GALLEY_COLOR_SERIES_2,
  GALLEY_COLOR_SERIES_3,
  GALLEY_COLOR_SERIES_4,
  GALLEY_COLOR_SERIES_5,
  GALLEY_COLOR_SERIES_6,
  GALLEY_N_COLORS
} GalleyColorRole;

typedef enum
{
  GALLEY_ALIGN_START,
  GALLEY_ALIGN_CENTER,
  GALLEY_ALIGN_END,
  GALLEY_ALIGN_JUSTIFY,
} GalleyAlign;

/* What is drawn around a part beside its text. */
typedef enum
{
  GALLEY_ORNAMENT_NONE,
  GALLEY_ORNAMENT_BAR,     /* an upright bar before the text */
  GALLEY_ORNAMENT_BAND,    /* rules above and below, as wide as the column */
  GALLEY_ORNAMENT_DIAMOND, /* a small diamond between two short rules, above */
  GALLEY_ORNAMENT_BOX,     /* a tinted box; parts of one kind that follow each other share it */
  GALLEY_ORNAMENT_RULE,    /* a thin rule above, as wide as the column */
} GalleyOrnament;

/**
 * GalleyStyle:
 * @families: font families in order of preference, separated by commas
 * @size: the em, in the theme's units
 * @weight: 100 to 900; 400 is regular, 700 bold
 * @color: which of the theme's colours
 * @line_height: from baseline to baseline, in em
 * @align: how lines fill the width
 * @balance: whether lines are made alike, as in headings, rather than filled
 * @indent: of a paragraph's first line, in em; the hang of an item
 * @inset: from both edges of the column, in em
 * @space_before: above, in units; spaces of neighbours do not add up, the larger one counts
 * @space_after: below, in units
 * @ornament: what is drawn around it
 * @span: whether it goes over all columns
 * @join: whether the lines of a couplet are joined into one
 * @hanging: whether stops may hang out of the column at a line's end (clreq, hanging punctuation)
 * @latin_gap: between Han and Latin or digits, in em (clreq, mixed text composition: a quarter at most; where text is to be
 *   taken out of a PDF as it stands in the article, less than a tenth)
 * @number: (nullable): how such parts are numbered where they are printed, as “一、” or “（1）”: the numeral says which kind
 */
typedef struct
{
  char *families;
  double size;
  int weight;
  GalleyColorRole color;
  double line_height;
  GalleyAlign align;
  gboolean balance;
  double indent;
  double inset;
  double space_before;
  double space_after;
  GalleyOrnament ornament;
  gboolean span;
  gboolean join;
  gboolean hanging;
  double latin_gap;
  char *number;
} GalleyStyle;

/* Where a page's number stands. */
typedef enum
{
  GALLEY_FOLIO_CENTER,
  GALLEY_FOLIO_OUTSIDE, /* at the right of odd pages and the left of even ones */
} GalleyFolio;

/**
 * GalleyTheme:
 * @name: what it was loaded as
 * @width: of a page, in units: points for paper, logical pixels for a screen
 * @height: of a page, in units; 0 for a medium without pages, whose one page is as high as it needs to be
 * @margin_top: and so on, in units
 * @columns: that text which does not span them is set in, with rules between
 * @column_gap: between two columns, in units
 * @folio: where a page's number stands
 * @head: whether pages have a running head: title, state and date
 * @jump: whether a page says where the article goes on, and the next where it comes from
 * @line_numbers: every so many lines of text have their number in the margin; 0 for none
 * @colors: by #GalleyColorRole
 * @styles: by #GalleyStyleRole
 *
 * How a bulletin looks on one medium. Immutable, shared by reference count, also between threads.
 */
typedef struct
{
  char *name;
  double width, height;
  double margin_top, margin_right, margin_bottom, margin_left;
  guint columns;
  double column_gap;
  GalleyFolio folio;
  gboolean head;
  gboolean jump;
  guint line_numbers;
  GalleyColor colors[GALLEY_N_COLORS];
  GalleyStyle styles[GALLEY_N_STYLES];
} GalleyTheme;

#define GALLEY_LAYOUT_ERROR (galley_layout_error_quark ())
GQuark galley_layout_error_quark (void);

typedef enum
{
  GALLEY_LAYOUT_ERROR_THEME, /* a theme that is not known or cannot be read */
} GalleyLayoutError;

GalleyStyleRole galley_style_role_of_kind (GalleyBlockKind kind);
const char *const *galley_theme_list_names (void);
const char *const *galley_theme_list_looks (void);
const char *galley_theme_get_title (const char *name);
double galley_theme_get_column_width (const GalleyTheme *theme,
                                      double width,
                                      gboolean span);
GalleyTheme *galley_theme_load (const char *name,
                                GError **error);
GalleyTheme *galley_theme_new_from_data (const char *name,
                                         const char *data,
                                         GError **error);
GalleyTheme *galley_theme_ref (GalleyTheme *theme);
void galley_theme_unref (GalleyTheme *theme);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyTheme, galley_theme_unref)

G_END_DECLS
