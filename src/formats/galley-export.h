/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-export-files.h"
#include "galley-formats-error.h"
#include "galley-snapshot.h"

G_BEGIN_DECLS

/**
 * GalleyExportPictures:
 * @GALLEY_EXPORT_PICTURES_USUAL: as the format has them
 * @GALLEY_EXPORT_PICTURES_INSIDE: in the file itself
 * @GALLEY_EXPORT_PICTURES_BESIDE: as files in a folder beside it
 *
 * Where pictures are. Formats that are packages or are laid out have them inside whatever is asked for.
 */
typedef enum
{
  GALLEY_EXPORT_PICTURES_USUAL,
  GALLEY_EXPORT_PICTURES_INSIDE,
  GALLEY_EXPORT_PICTURES_BESIDE,
} GalleyExportPictures;

/**
 * GalleyExportOptions:
 * @theme: (nullable): for formats that are laid out, the name of a theme; %NULL for the format's own
 * @folder: (nullable): the folder that the paths of pictures are relative to; %NULL to leave pictures out
 * @keep_metadata: whether pictures keep what is written in them beside the picture: place, time, camera, names
 * @pictures: where pictures are
 * @files: (nullable): gets those that are beside the file; galley_export_edition() makes it, others leave it %NULL
 * @page: for PNG, the one page that is wanted, from 1; 0 for all, one below the other
 * @site: (nullable): the address of the pages that a feed is of
 * @notice: (nullable): printed before all else, where there are pages at the head of each; see galley_export_get_notice().
 *   Indicators alone, which are no article, are without
 * @sources: whether figures that are bound have their indicator's source as a footnote, each source once; formats that know no
 *   footnotes have them at the end. Indicators alone are without
 * @review: whether Word and OpenDocument texts have suggestions that wait as tracked changes, and open comments
 */
typedef struct
{
  const char *theme;
  const char *folder;
  gboolean keep_metadata;
  GalleyExportPictures pictures;
  GalleyExportFiles *files;
  guint page;
  const char *site;
  const char *notice;
  gboolean sources;
  gboolean review;
} GalleyExportOptions;

/**
 * GalleyExportFormat:
 * @extension: of its files, without the dot
 * @name: for people, not translated: _() it
 * @media_type: as in HTTP
 * @indicators: whether it holds the indicator tables and nothing else
 * @write: (nullable): makes the file's contents; @options is never %NULL
 * @write_edition: (nullable): the same of one bulletin or several, with @options of each; one of the two is there
 * @read: (nullable): reads the texts back out of such a file, in order, for galley_export_prove(); %NULL for a picture
 * @titled: whether the headline stands before all else, in a field of its own
 * @pictures: where its pictures usually are, if they may be elsewhere; %GALLEY_EXPORT_PICTURES_USUAL where there is no choice
 *
 * A format that bulletins can be exported to.
 */
typedef struct
{
  const char *extension;
  const char *name;
  const char *media_type;
  gboolean indicators;
  GBytes *(*write) (const GalleySnapshot *snapshot,
                    const GalleyExportOptions *options,
                    GCancellable *cancellable,
                    GError **error);
  GBytes *(*write_edition) (const GalleySnapshot *const *bulletins,
                            const GalleyExportOptions *options,
                            guint n_bulletins,
                            GCancellable *cancellable,
                            GError **error);
  GPtrArray *(*read) (GBytes *bytes,
                      GCancellable *cancellable,
                      GError **error);
  gboolean titled;
  GalleyExportPictures pictures;
} GalleyExportFormat;

const GalleyExportFormat *galley_export_get_formats (guint *n_formats);
const GalleyExportFormat *galley_export_find_format (const char *filename,
                                                     GError **error);
GBytes *galley_export_to_bytes (const GalleySnapshot *snapshot,
                                const GalleyExportFormat *format,
                                const GalleyExportOptions *options,
                                GCancellable *cancellable,
                                GError **error);
const char *galley_export_get_notice (const GalleySnapshot *snapshot);
gboolean galley_export_is_safe_uri (const char *uri);
char *galley_export_fragment (const GalleySnapshot *snapshot);
gboolean galley_export (const GalleySnapshot *snapshot,
                        const char *filename,
                        const GalleyExportFormat *format,
                        const GalleyExportOptions *options,
                        GCancellable *cancellable,
                        GError **error);
gboolean galley_export_edition (const GalleySnapshot *const *bulletins,
                                const GalleyExportOptions *options,
                                guint n_bulletins,
                                const char *filename,
                                const GalleyExportFormat *format,
                                guint *n_figures,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
