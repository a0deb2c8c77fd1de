/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/tree.h>

#include "galley-export.h"
#include "galley-layer.h"
#include "galley-office-history.h"
#include "galley-source-notes.h"
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
 * GalleyOfficeRun:
 * @text: (array length=length): what it says
 * @start: where it begins in its block as that is by now, in code points
 * @end: where it ends there; where it begins for what was taken out
 * @bold: whether it is emphasised
 * @was_bold: whether it was before @styled
 * @link: (nullable): where it leads, safe to follow
 * @inserted: the layer that put it in, or %GALLEY_NO_LAYER
 * @deleted: the layer that took it out, likewise
 * @styled: the layer that emphasised it or not, likewise
 * @note: the number of the footnote that stands behind it, from 1; 0 for none
 *
 * A part of a paragraph that is alike.
 */
typedef struct
{
  const char *text;
  gsize length;
  guint start, end;
  gboolean bold, was_bold;
  const char *link;
  gint16 inserted, deleted, styled;
  guint note;
} GalleyOfficeRun;

/**
 * GalleyOfficeComment:
 * @comment: its record
 * @id: its place among the comments that are written
 * @parent: that of the comment that it replies to; its own for one that began a thread
 * @resolved: whether its thread is done with
 * @block: (nullable): the id of the block that it stands at
 * @start: where what it is about begins in that, in code points
 * @end: where that ends
 * @row: of the cell that it is about; in a table without a caption it stands in the first
 * @column: of that cell
 * @cell: whether it is about one
 */
typedef struct
{
  const GalleyRecord *comment;
  guint id, parent;
  gboolean resolved;
  const char *block;
  guint start, end;
  guint row, column;
  gboolean cell;
} GalleyOfficeComment;

/**
 * GalleyOfficeParagraph:
 * @role: its style
 * @was_role: its style before @restyled
 * @restyled: the layer that gave it another style, or %GALLEY_NO_LAYER
 * @inserted: the layer that put in its end, likewise
 * @deleted: the layer that took out its end, likewise
 * @moved_here: the number of the move that brought it here, from 1; 0 for none
 * @moved_away: the number of the move that took it away, likewise
 * @block_inserted: the layer that put its block where it is, or %GALLEY_NO_LAYER
 * @block_deleted: the layer that took that away, likewise
 * @numbered: whether it begins with a number of its own, so that it gets no other and is not counted
 * @runs: (element-type GalleyOfficeRun): what it says
 * @comments: (element-type GalleyOfficeComment): that stand in it, replies behind what they reply to
 */
typedef struct
{
  GalleyStyleRole role, was_role;
  gint16 restyled, inserted, deleted;
  guint moved_here, moved_away;
  gint16 block_inserted, block_deleted;
  gboolean numbered;
  GArray *runs;
  GArray *comments;
  /*< private >*/
  GString *text;
} GalleyOfficeParagraph;

/**
 * GalleyOfficeSink:
 * @paragraph: a paragraph
 * @table: a table; its rows are those of @block, its cells galley_office_make_cell()
 * @picture: a picture in a paragraph of its own, of @block
 * @tracks_pictures: whether @picture is called of those that are gone as well
 *
 * What a format makes of the parts of an article as they come.
 */
typedef struct
{
  void (*paragraph) (gpointer data,
                     const GalleyOfficeParagraph *paragraph);
  void (*table) (gpointer data,
                 const GalleyOfficeBlock *block,
                 const char *caption);
  void (*picture) (gpointer data,
                   const GalleyOfficePicture *picture,
                   const GalleyOfficeBlock *block);
  gboolean tracks_pictures;
} GalleyOfficeSink;

/**
 * GalleyOffice:
 * @theme: how it looks; on paper, whatever was asked for
 * @column: how wide text is set, in points
 * @pictures: (element-type GalleyOfficePicture): that were handed on so far
 * @n_layers: of suggestions, that are written as tracked changes
 * @notes: (element-type GalleySourceNote): that are written as footnotes; none where they are not asked for
 * @comments: (element-type GalleyOfficeComment): that are written, each at the place that is its identifier
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
  guint n_layers;
  GPtrArray *notes;
  GArray *comments;
} GalleyOffice;

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
GalleyOfficeParagraph *galley_office_make_cell (const GalleyOffice *office,
                                                const GalleyOfficeBlock *block,
                                                guint row,
                                                guint column);
void galley_office_paragraph_free (GalleyOfficeParagraph *paragraph);
const GalleyRecord *galley_office_get_head (const GalleyOffice *office,
                                            int layer);
char *galley_office_dup_when (const char *time);
void galley_office_share_width (const GalleyGridData *grid,
                                double *shares);
char *galley_office_dup_authors (const GalleySnapshot *snapshot);
char *galley_office_dup_time (const GalleySnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyOfficeParagraph, galley_office_paragraph_free)

G_END_DECLS
