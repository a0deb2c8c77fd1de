/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-word-private.h"

G_BEGIN_DECLS

/**
 * DocxStyle:
 * @list: (nullable): the id of a number
 *
 * What a style says; -1 or %NULL where it says nothing.
 */
typedef struct
{
  char *name, *based_on, *list;
  int level, bold, outline;
} DocxStyle;

/**
 * DocxList:
 * @styles: (nullable): the styles of paragraphs that are of each level
 * @link: (nullable): a style whose list stands for this
 */
typedef struct
{
  WordList *list;
  char *styles[WORD_MAX_LEVELS];
  char *link;
} DocxList;

/**
 * DocxNumber:
 * @list: (nullable): the id of the list that it counts on
 * @starts: (nullable): where it begins to count anew, by level; 0 for a level that goes on, else one more than the number
 */
typedef struct
{
  char *list;
  guint starts[WORD_MAX_LEVELS];
} DocxNumber;

/**
 * DocxNote:
 * @parent: (nullable): the id of the comment that it replies to
 * @resolved: whether the comment's thread is done with
 *
 * A comment, footnote or endnote.
 */
typedef struct
{
  char *author, *date, *text;
  char *parent;
  gboolean resolved;
} DocxNote;

/**
 * DocxParts:
 * @document: where the document is in the package
 * @styles: (element-type utf8 DocxStyle): by id
 * @lists: (element-type utf8 DocxList): by id
 * @numbers: (element-type utf8 DocxNumber): by id
 * @links: (element-type utf8 utf8): where relations lead to on the web, by id
 * @targets: (element-type utf8 utf8): where they lead to in the package, by id
 * @notes: (element-type utf8 DocxNote): by 'c', 'f' or 'e' and the id
 *
 * What lies around the document in its package.
 */
typedef struct
{
  char *document;
  GHashTable *styles, *lists, *numbers, *links, *targets, *notes;
} DocxParts;

/**
 * DocxLook:
 * @style: (nullable): the id of its style
 * @list: (nullable): the id of a number; of a list's level and in the outline it is -1 where nothing is said
 *
 * What the properties of a paragraph say.
 */
typedef struct
{
  char *style, *list;
  int level, outline;
} DocxLook;

DocxParts *docx_parts_read (GBytes *bytes,
                            GHashTable *names,
                            WordStory *story,
                            GCancellable *cancellable,
                            GError **error);
void docx_parts_free (DocxParts *parts);
const DocxList *docx_parts_find_list (const DocxParts *parts,
                                      const char *id,
                                      DocxNumber **number);
const DocxNote *docx_parts_find_note (const DocxParts *parts,
                                      const char *element,
                                      const GalleyXmlAttributes *attributes);
const DocxStyle *docx_parts_find_style (const DocxParts *parts,
                                        const char *id);
void docx_look_clear (DocxLook *look);
GalleyPartState docx_look_read (const DocxParts *parts,
                                const DocxLook *look,
                                const char **list,
                                int *level,
                                gboolean *bold);
gboolean docx_look_is_same (const DocxParts *parts,
                            const DocxLook *a,
                            const DocxLook *b);
int docx_look_find_level (const DocxParts *parts,
                          const DocxLook *look,
                          const DocxList *list);
char *docx_dup_symbol (const char *font,
                       const char *code);
gboolean docx_is_on (const GalleyXmlAttributes *attributes);
void docx_set_id (char **id,
                  const GalleyXmlAttributes *attributes,
                  const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocxParts, docx_parts_free)

G_END_DECLS
