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

/* The list of what is to be uploaded, and its first line: number, file, where it goes, caption. */
#define UPLOADS_NAME "uploads.tsv"
#define UPLOADS_HEAD "序号\t文件\t在此之后\t在此之前\t图注\n"

#define GROUND "background-color:rgba(127,127,127,0.1);"
#define LINE "1px solid rgba(127,127,127,0.4);"

static const GalleyTag tags[GALLEY_N_PARTS] = {
  [GALLEY_PART_ARTICLE] = { "section", NULL, "overflow-wrap:break-word;", NULL },
  [GALLEY_STYLE_NOTICE] = { "p", NULL, "margin-bottom:14px;", NULL },
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
  [GALLEY_STYLE_ITEM] = { "p", NULL, "text-indent:-1.35em;", GALLEY_ITEM_SIGN " " },
  [GALLEY_STYLE_SUBITEM] = { "p", NULL, "text-indent:-1.35em;", GALLEY_SUBITEM_SIGN " " },
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

/* The pictures by hand */

/* What people look for in the article, in code points. */
#define WORDS_CHARS 20

/* A list of the pictures that are beside the page, a line each: which file goes where. */
typedef struct
{
  const GalleySnapshot *snapshot;
  const GalleyExportOptions *options;
  GString *lines;
  guint n;
} Uploads;

/* The text of the nearest block with one before (@step -1) or after a block; "" where there is none. */
static const char *
find_text (const GalleySnapshot *snapshot, const GalleyBlockData *block, int step)
{
  guint at;

  if (!g_ptr_array_find (snapshot->blocks, block, &at))
    return "";
  for (at += step; at < snapshot->blocks->len; at += step)
    {
      const GalleyBlockData *other = g_ptr_array_index (snapshot->blocks, at);

      if (*other->text)
        return other->text;
    }
  return "";
}

static void
add_cell (GString *lines, const char *text, char end)
{
  g_autofree char *cell = g_strdelimit (g_strdup (text), "\t\r\n", ' ');

  g_string_append_printf (lines, "%s%c", cell, end);
}

/* The last words of a text, or the first. */
static void
add_words (GString *lines, const char *text, gboolean last)
{
  glong length = g_utf8_strlen (text, -1), n = MIN (length, WORDS_CHARS);
  g_autofree char *words = g_utf8_substring (text, last ? length - n : 0, last ? length : n);

  add_cell (lines, words, '\t');
}

static char *
keep_cb (const GalleyBlockData *block, GBytes *picture, const char *media_type, gpointer data)
{
  Uploads *self = data;
  char *place = galley_export_dup_place (self->options, picture, media_type);

  if (self->lines->len == 0)
    g_string_append (self->lines, UPLOADS_HEAD);
  g_string_append_printf (self->lines, "%u\t", ++self->n);
  add_cell (self->lines, strrchr (place, '/') + 1, '\t');
  add_words (self->lines, find_text (self->snapshot, block, -1), TRUE);
  add_words (self->lines, find_text (self->snapshot, block, 1), FALSE);
  add_cell (self->lines, block->text, '\n');
  return place;
}

/**
 * galley_export_wechat:
 *
 * Writes the bulletin for WeChat, its pictures and charts in it as data; or beside it as numbered files, with a list that
 * says which goes where, since its editor takes uploads alone where pictures are many. The headline is the page's title.
 */
GBytes *
galley_export_wechat (const GalleySnapshot *snapshot,
                      const GalleyExportOptions *options,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GalleyTheme) theme = galley_theme_load (options->theme ? options->theme : "phone", error);
  g_autoptr (GString) lines = g_string_new (NULL);
  Uploads uploads = { snapshot, options, lines };
  GalleyBodyForm form = {
    .tags = tags, .theme = theme, .furniture = TRUE, .keep = options->files ? keep_cb : NULL, .data = &uploads,
  };
  g_autofree char *body = theme ? galley_export_dup_body (snapshot, options, &form, cancellable) : NULL;
  g_autoptr (GalleyPublication) publication = NULL;
  g_autofree char *title = NULL;
  char *page;

  if (!theme || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (lines->len > 0)
    {
      g_autoptr (GBytes) list = g_bytes_new (lines->str, lines->len);

      galley_export_files_add (options->files, UPLOADS_NAME, list);
    }
  publication = galley_publication_new (snapshot);
  title = g_markup_escape_text (publication->title, -1);
  page = g_strdup_printf ("<!DOCTYPE html>\n<html lang=\"" GALLEY_LANGUAGE "\"><head><meta charset=\"utf-8\"/>"
                          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"
                          "<title>%s</title></head><body>%s</body></html>\n",
                          title, body);
  return g_bytes_new_take (page, strlen (page));
}
