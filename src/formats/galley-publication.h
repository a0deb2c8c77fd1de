/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-snapshot.h"

G_BEGIN_DECLS

/* What bulletins are written in (BCP 47), and where: their dates are days of this zone. */
#define GALLEY_LANGUAGE "zh-CN"
#define GALLEY_ZONE "+08:00"

/**
 * GalleyCorrection:
 * @time: when it was asked for, RFC 3339
 * @date: the same day as it is printed
 * @note: what was wrong
 *
 * A correction of a bulletin that was published.
 */
typedef struct
{
  char *time;
  char *date;
  char *note;
} GalleyCorrection;

/**
 * GalleyPublication:
 * @uri: names the bulletin for good, whatever becomes of its text
 * @title: the headline on one line; of a bulletin without one, what is known of it
 * @summary: whole sentences of the lead, some 120 characters; "" where it has none
 * @publisher: (nullable): the paper, the first of its sources
 * @authors: (element-type utf8): the names of the byline
 * @keywords: (element-type utf8): the tags
 * @published: (nullable): when it was first published, else its date; RFC 3339 in the zone of #GALLEY_ZONE
 * @modified: (nullable): when it was last published or withdrawn, as @published
 * @version: 1, and one more for each correction that was published
 * @corrections: (element-type GalleyCorrection): those that were published
 * @withdrawn: whether it was taken back
 *
 * What a bulletin is to those who take it over: web pages, feeds, agencies, libraries.
 */
typedef struct
{
  char *uri;
  char *title;
  char *summary;
  char *publisher;
  GPtrArray *authors;
  GPtrArray *keywords;
  char *published;
  char *modified;
  guint version;
  GPtrArray *corrections;
  gboolean withdrawn;
} GalleyPublication;

/**
 * GalleyEdition:
 * @uri: names it for good
 * @title: the headline of a single bulletin, else the series and period that its bulletins share
 * @publisher: (nullable): of the first bulletin that names one
 * @modified: when the last of it was published, else now
 * @publications: (element-type GalleyPublication): its bulletins in order
 *
 * Bulletins that are published together.
 */
typedef struct
{
  char *uri;
  char *title;
  char *publisher;
  char *modified;
  GPtrArray *publications;
} GalleyEdition;

GalleyPublication *galley_publication_new (const GalleySnapshot *snapshot);
void galley_publication_free (GalleyPublication *publication);

char *galley_correction_dup_line (const GalleyCorrection *correction);
char *galley_publication_make_uri (const char *name);

GalleyEdition *galley_edition_new (const GalleySnapshot *const *bulletins,
                                   guint n_bulletins);
void galley_edition_free (GalleyEdition *edition);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPublication, galley_publication_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyEdition, galley_edition_free)

G_END_DECLS
