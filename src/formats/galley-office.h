/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/tree.h>

#include "galley-export.h"
#include "galley-source-notes.h"
#include "galley-suggestion.h"
#include "galley-theme.h"

G_BEGIN_DECLS

#define GALLEY_DOCX_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#define GALLEY_ODT_TYPE "application/vnd.oasis.opendocument.text"

/**
 * GalleyOfficePicture:
 * @name: of its file in the package, without a folder
 * @media_type: of its file (static)
 * @bytes: its file
 * @width: in points; @height too
 * @title: what it is called; "" for nothing
 * @alternate: what it shows, for those who do not see it
 *
 * A picture or a drawn chart.
 */
typedef struct
{
  char *name;
  const char *media_type;
  GBytes *bytes;
  double width, height;
  char *title;
  char *alternate;
} GalleyOfficePicture;

/**
 * GalleyOfficeSink:
 * @paragraph: a paragraph in the style of @role; @block, which is (nullable), has its marks
 * @table: a table
 * @picture: a picture in a paragraph of its own
 *
 * What a format makes of the parts of an article as they come.
 */
typedef struct
{
  void (*paragraph) (gpointer data,
                     GalleyStyleRole role,
                     const char *text,
                     const GalleyBlockData *block);
  void (*table) (gpointer data,
                 const GalleyGridData *grid,
                 const char *caption);
  void (*picture) (gpointer data,
                   const GalleyOfficePicture *picture);
} GalleyOfficeSink;

/**
 * GalleyOffice:
 * @theme: how it looks; on paper, whatever was asked for
 * @column: how wide text is set, in points
 * @pictures: (element-type GalleyOfficePicture): that were handed on so far
 * @suggestions: (element-type GalleySuggestion): that are written as tracked changes
 * @notes: (element-type GalleySourceNote): that are written as footnotes; none where they are not asked for
 * @comments: (element-type GalleyRecord): that are written, each with an identifier that is its place, from 0
 *
 * An article on its way into an office document.
 */
typedef struct
{
  const GalleySnapshot *snapshot;
  const GalleyExportOptions *options;
  GalleyTheme *theme;
  double column;
  GPtrArray *pictures;
  GPtrArray *suggestions;
  GPtrArray *notes;
  GPtrArray *comments;
} GalleyOffice;

/**
 * GalleyOfficeRun:
 * @text: (array length=length): what it says
 * @start: where it begins in its paragraph, in code points
 * @end: where it ends there
 * @bold: whether it is emphasised
 * @link: (nullable): where it leads, safe to follow
 * @inserted: (nullable): the suggestion that put it in
 * @deleted: (nullable): the suggestion that took it out: it is not in the paragraph's text
 *
 * A part of a paragraph that is alike.
 */
typedef struct
{
  const char *text;
  gsize length;
  guint start, end;
  gboolean bold;
  const char *link;
  const GalleySuggestion *inserted, *deleted;
} GalleyOfficeRun;

/**
 * GalleyOfficeComment:
 * @comment: its record
 * @id: its place among the comments that are written
 * @start: where what it is about begins in its paragraph, in code points
 * @end: where that ends
 */
typedef struct
{
  const GalleyRecord *comment;
  guint id;
  guint start, end;
} GalleyOfficeComment;

/**
 * GalleyOfficeStyle:
 * @word: its name in Word: that of a style which is built in, where there is such, so that programs know what it is
 * @writer: its name in LibreOffice, likewise
 * @level: of a heading in the outline, from 1; 0 for none
 * @keep: whether it stays with what follows
 *
 * How the paragraphs of a role are called. Not every role has some.
 */
typedef struct
{
  const char *word;
  const char *writer;
  guint level;
  gboolean keep;
} GalleyOfficeStyle;

/**
 * GalleyOfficePart:
 * @name: where it is in the package
 * @text: (nullable): what is in it, where that is always the same
 * @buffer: (nullable) (transfer full): what is in it, where it was written
 *
 * A part of the document's package.
 */
typedef struct
{
  const char *name;
  const char *text;
  xmlBufferPtr buffer;
} GalleyOfficePart;

gboolean galley_office_init (GalleyOffice *office,
                             const GalleySnapshot *snapshot,
                             const GalleyExportOptions *options,
                             GError **error);
void galley_office_clear (GalleyOffice *office);
gboolean galley_office_walk (GalleyOffice *office,
                             const GalleyOfficeSink *sink,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);
GBytes *galley_office_pack (const GalleyOffice *office,
                            const GalleyOfficePart *parts,
                            guint n_parts,
                            const char *folder);

gboolean galley_office_is_numbered (const GalleyOffice *office,
                                    GalleyStyleRole role,
                                    const char *text);
int galley_office_get_list_level (const GalleyTheme *theme,
                                  GalleyStyleRole role);
const GalleyOfficeStyle *galley_office_get_style (GalleyStyleRole role);
GalleyAlign galley_office_get_align (const GalleyTheme *theme,
                                     GalleyStyleRole role);
double galley_office_get_space_after (const GalleyTheme *theme,
                                      GalleyStyleRole role);
char *galley_office_dup_font (const GalleyStyle *style);
gboolean galley_office_is_serif (const GalleyStyle *style);
char *galley_office_dup_color (const GalleyTheme *theme,
                               GalleyColorRole role);
GArray *galley_office_split (const GalleyOffice *office,
                             const char *text,
                             const GalleyBlockData *block);
const GalleySourceNote *galley_office_find_note (const GalleyOffice *office,
                                                 const GalleyBlockData *block,
                                                 const GalleyOfficeRun *run,
                                                 guint *number);
GArray *galley_office_find_comments (const GalleyOffice *office,
                                     const GalleyBlockData *block);
char *galley_office_dup_when (const char *time);
void galley_office_share_width (const GalleyGridData *grid,
                                double *shares);
char *galley_office_dup_authors (const GalleySnapshot *snapshot);
char *galley_office_dup_time (const GalleySnapshot *snapshot);

G_END_DECLS
