/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-word-private.h"

G_BEGIN_DECLS

/* What the numbers of headings are called as a list. */
#define ODT_OUTLINE "Outline"

/**
 * OdtStyle:
 * @name: that a person sees
 * @outline: the level of the headings that it is of, from 1
 *
 * What a style says; -1 or %NULL where it says nothing.
 */
typedef struct
{
  char *name, *parent, *list;
  int outline, bold, hidden, struck;
} OdtStyle;

/**
 * OdtStyles:
 * @styles: (element-type utf8 OdtStyle): by family and name, with a space between
 * @lists: (element-type utf8 WordList): by name
 */
typedef struct
{
  GHashTable *styles, *lists;
  /*< private >*/
  OdtStyle *style;
  WordList *list;
} OdtStyles;

void odt_styles_init (OdtStyles *self);
void odt_styles_clear (OdtStyles *self);
void odt_styles_start (OdtStyles *self,
                       const char *name,
                       const GalleyXmlAttributes *attributes);
void odt_styles_end (OdtStyles *self,
                     const char *name);
const OdtStyle *odt_styles_find (const OdtStyles *self,
                                 const char *family,
                                 const char *name);

G_END_DECLS
