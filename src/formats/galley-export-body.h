/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/xmlwriter.h>

#include "galley-export.h"
#include "galley-theme.h"

G_BEGIN_DECLS

/* The parts of a bulletin in markup. Those that a theme has a style for are #GalleyStyleRole; these are around them. */
typedef enum
{
  GALLEY_PART_ARTICLE = GALLEY_N_STYLES,
  GALLEY_PART_HEADER,
  GALLEY_PART_SECTION,
  GALLEY_PART_NOTE_BOX,
  GALLEY_PART_LIST,
  GALLEY_PART_QUOTATION_BOX,
  GALLEY_PART_TABLE_BOX,
  GALLEY_PART_TABLE,
  GALLEY_PART_TABLE_NAME, /* a cell that says what its row is about */
  GALLEY_PART_FIGURE,
  GALLEY_PART_IMAGE,
  GALLEY_PART_MISSING, /* in the place of a picture that cannot be shown */
  GALLEY_PART_CREDIT,  /* of a picture, behind its caption */
  GALLEY_PART_CORRECTION,
  GALLEY_PART_FOOTER,
  GALLEY_N_PARTS
} GalleyBodyPart;

/**
 * GalleyTag:
 * @element: (nullable): its name; %NULL where what is in the part stands by itself
 * @class: (nullable): what a style sheet knows it by, where the element alone does not say it
 * @declarations: (nullable): what a style of its own has besides the theme's
 * @sign: (nullable): what stands before its text
 *
 * What a part is written as.
 */
typedef struct
{
  const char *element;
  const char *class;
  const char *declarations;
  const char *sign;
} GalleyTag;

/**
 * GalleyBodyForm:
 * @tags: (array length=GALLEY_N_PARTS): what each part is written as
 * @classes: whether parts have their classes, for a style sheet, and sections their ids
 * @theme: (nullable): what parts have a style of their own from, where there is no style sheet
 * @headline: whether the first headline is written; where a format has a place of its own for it, it is not
 * @furniture: whether the strapline, the date, the byline and the tags are written
 * @drawings: whether charts are drawings in the markup; else they are pictures
 * @keep: (nullable): keeps the picture of a block and returns where it is; %NULL for galley_export_dup_place()
 * @data: for @keep
 *
 * How a bulletin is written as markup. All that write HTML differ in this alone.
 */
typedef struct
{
  const GalleyTag *tags;
  gboolean classes;
  const GalleyTheme *theme;
  gboolean headline;
  gboolean furniture;
  gboolean drawings;
  char *(*keep) (const GalleyBlockData *block,
                 GBytes *picture,
                 const char *media_type,
                 gpointer data);
  gpointer data;
} GalleyBodyForm;

/* The id of a section for links to it, which it has where parts have classes; sections are counted from 1. */
#define GALLEY_SECTION_ID "section-%u"

/* Semantic HTML. */
extern const GalleyTag galley_export_tags[GALLEY_N_PARTS];

void galley_export_write_body (xmlTextWriterPtr writer,
                               const GalleySnapshot *snapshot,
                               const GalleyExportOptions *options,
                               const GalleyBodyForm *form,
                               GCancellable *cancellable);
char *galley_export_dup_body (const GalleySnapshot *snapshot,
                              const GalleyExportOptions *options,
                              const GalleyBodyForm *form,
                              GCancellable *cancellable);

const char *galley_export_get_color_name (GalleyColorRole role);
char *galley_export_dup_style (const GalleyTheme *theme,
                               GalleyStyleRole role);
char *galley_export_dup_style_sheet (const GalleyTheme *theme);

G_END_DECLS
