/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <string.h>

#include "galley-export-body.h"
#include "galley-export-private.h"
#include "galley-publication.h"

/* An article as the editor of WeChat's public accounts keeps it when it is pasted there. It drops style sheets, classes,
 * ids and scripts, and makes lists its own; so each part has its style with it, and a list is paragraphs with their sign.
 * In the dark it turns colours around by how light they are: text has no colour but where it differs from the reader's,
 * nothing has a ground of its own colour, and lines are grey enough for both. The headline has a field of its own there. */

#define GROUND "background-color:rgba(127,127,127,0.1);"
#define LINE "1px solid rgba(127,127,127,0.4);"

static const GalleyTag tags[GALLEY_N_PARTS] = {
  [GALLEY_PART_ARTICLE] = { "section", NULL, "overflow-wrap:break-word;", NULL },
  [GALLEY_STYLE_NOTICE] = { "p", NULL, NULL, NULL },
  [GALLEY_STYLE_STRAPLINE] = { "p", NULL, NULL, NULL },
  [GALLEY_STYLE_HEADLINE] = { "p", NULL, NULL, NULL },
  [GALLEY_STYLE_DATELINE] = { "p", NULL, NULL, NULL },
  [GALLEY_PART_SECTION] = { "section", NULL, NULL, NULL },
  [GALLEY_STYLE_HEADING] = { "p", NULL, NULL, NULL },
  [GALLEY_STYLE_SUBHEADING] = { "p", NULL, NULL, NULL },
  [GALLEY_PART_NOTE_BOX] = { "section", NULL, GROUND "padding:12px 0;margin:18px 0;", NULL },
  [GALLEY_STYLE_NOTE_LABEL] = { "p", NULL, "margin-top:0;margin-bottom:0;", NULL },
  [GALLEY_STYLE_NOTE] = { "p", NULL, "margin-top:0;margin-bottom:0;", NULL },
  [GALLEY_STYLE_LEAD] = { "p", NULL, NULL, NULL },
  [GALLEY_STYLE_PARAGRAPH] = { "p", NULL, NULL, NULL },
  [GALLEY_STYLE_ITEM] = { "p", NULL, "text-indent:-1.35em;", "◆ " },
  [GALLEY_STYLE_QUOTATION] = { "p", NULL, NULL, NULL },
  [GALLEY_PART_TABLE_BOX] = { "section", NULL, "margin:20px 0;overflow-x:auto;", NULL },
  [GALLEY_PART_TABLE] = { "table", NULL, "color:inherit;border-collapse:collapse;width:100%;", NULL },
  [GALLEY_STYLE_TABLE_CAPTION] = { "p", NULL, NULL, NULL },
  [GALLEY_STYLE_TABLE_HEADER] = { "th", NULL, "padding:5px 6px;border:none;border-bottom:" LINE, NULL },
  [GALLEY_PART_TABLE_NAME] = { "td", NULL, "padding:5px 6px;border:none;border-bottom:" LINE, NULL },
  [GALLEY_STYLE_TABLE_CELL] = { "td", NULL, "padding:5px 6px;border:none;border-bottom:" LINE, NULL },
  [GALLEY_PART_FIGURE] = { "section", NULL, "margin:20px 0;", NULL },
  [GALLEY_PART_IMAGE] = { "img", NULL, "display:block;width:100%;height:auto;", NULL },
  [GALLEY_PART_MISSING] = { "p", NULL, "padding:24px 12px;text-align:center;border:" LINE, NULL },
  [GALLEY_STYLE_PICTURE_CAPTION] = { "p", NULL, NULL, NULL },
  [GALLEY_STYLE_CHART_CAPTION] = { "p", NULL, NULL, NULL },
  [GALLEY_STYLE_CHART_NOTE] = { "p", NULL, NULL, NULL },
  [GALLEY_PART_CORRECTION] = { "p", NULL, "font-size:13px;line-height:1.7;margin:12px 0;", NULL },
  [GALLEY_STYLE_BYLINE] = { "p", NULL, NULL, NULL },
  [GALLEY_STYLE_TAGS] = { "p", NULL, NULL, NULL },
};

/**
 * galley_export_wechat:
 *
 * Writes the bulletin for WeChat, its pictures and charts in it as data. The headline is the page's title.
 */
GBytes *
galley_export_wechat (const GalleySnapshot *snapshot,
                      const GalleyExportOptions *options,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GalleyTheme) theme = galley_theme_load (options->theme ? options->theme : "phone", error);
  GalleyBodyForm form = { .tags = tags, .theme = theme, .furniture = TRUE };
  g_autofree char *body = theme ? galley_export_dup_body (snapshot, options, &form, cancellable) : NULL;
  g_autoptr (GalleyPublication) publication = NULL;
  g_autofree char *title = NULL;
  char *page;

  if (!theme || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  publication = galley_publication_new (snapshot);
  title = g_markup_escape_text (publication->title, -1);
  page = g_strdup_printf ("<!DOCTYPE html>\n<html lang=\"" GALLEY_LANGUAGE "\"><head><meta charset=\"utf-8\"/>"
                          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"
                          "<title>%s</title></head><body>%s</body></html>\n",
                          title, body);
  return g_bytes_new_take (page, strlen (page));
}
