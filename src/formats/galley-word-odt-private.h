/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-word-odt-elements.h"
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

/**
 * OdtLook:
 * @state: what it is, but for lists
 * @list: (nullable): the name of the list that its style is of
 *
 * What the styles of a paragraph make of it.
 */
typedef struct
{
  GalleyPartState state;
  const char *list;
  gboolean bold, hidden, struck;
} OdtLook;

/* A paragraph that was taken out, or as much of it. */
typedef struct
{
  GalleyPartState state;
  char *text;
} OdtDeleted;

/**
 * OdtChange:
 * @kind: "insertion", "deletion" or "format-change"
 * @nested: whether what was taken out had been put in by @inserted_by at @inserted_at, as LibreOffice tells
 * @deleted: (element-type OdtDeleted): what was taken out where the change is
 */
typedef struct
{
  char *kind;
  char *author, *date;
  gboolean nested;
  char *inserted_by, *inserted_at;
  GPtrArray *deleted;
  /*< private >*/
  gsize start; /* of the paragraph that is read, in the text that is gathered */
  guint n_lists; /* that are open */
} OdtChange;

OdtChange *odt_change_new (void);
void odt_change_free (OdtChange *change);
gboolean odt_change_start (OdtChange *change,
                           OdtElement element,
                           const char *name,
                           const GalleyXmlAttributes *attributes,
                           const OdtStyles *styles,
                           gsize length);
void odt_change_end_element (OdtChange *change,
                             OdtElement element,
                             const char *text);
gboolean odt_change_is_another (const OdtChange *change,
                                const char *name);
void odt_change_begin_another (OdtChange *change,
                               const char *author,
                               const char *date);
void odt_change_end (OdtChange *change,
                     const char *author,
                     const char *date);

OdtLook odt_styles_read_look (const OdtStyles *self,
                              gboolean heading,
                              const GalleyXmlAttributes *attributes);
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
