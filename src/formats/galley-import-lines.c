/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Characters that a trimmed line neither begins nor ends with. Invisible ones are among them, but not the joiners and
 * direction marks that belong to a word. */
static gboolean
is_blank (gunichar c)
{
  return c == ' ' || c == '\t' || c == 0xa0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200b) || c == 0x202f || c == 0x205f;
}

static Line
trim (const char *start, const char *end, guint number, gboolean gap)
{
  Line line = { .number = number, .gap = gap };
  const char *p;

  while (start < end && is_blank (g_utf8_get_char (start)))
    {
      line.column++;
      line.width += g_unichar_iswide (g_utf8_get_char (start)) ? 2 : 1;
      start = g_utf8_next_char (start);
    }
  while (end > start && (p = g_utf8_prev_char (end)) && is_blank (g_utf8_get_char (p)))
    end = p;
  line.text = start;
  line.length = end - start;
  for (p = start; p < end; p = g_utf8_next_char (p))
    {
      line.chars++;
      line.width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
    }
  return line;
}

/* Goes from line to line of a text that was made of parts: which part the line is of, and how far into it. */
typedef struct
{
  GPtrArray *parts; /* (nullable) */
  guint index;
  guint row, n_rows; /* the line of the part, and how many it has: those of a table's cells come after those of its text */
  const char *at; /* in the text of the part, at code point @offset; NULL before the first line */
  guint offset;
} PartCursor;

static void
next_line (PartCursor *cursor, Line *line)
{
  const char *newline = cursor->at ? strchr (cursor->at, '\n') : NULL;

  if (cursor->parts == NULL)
    return;
  if (cursor->at && cursor->row + 1 < cursor->n_rows)
    {
      cursor->row++;
      cursor->offset += newline ? g_utf8_strlen (cursor->at, newline + 1 - cursor->at) : 0;
      cursor->at = newline ? newline + 1 : cursor->at;
    }
  else
    {
      cursor->index += cursor->at != NULL;
      cursor->at = ((GalleyPart *) g_ptr_array_index (cursor->parts, cursor->index))->text;
      cursor->n_rows = galley_part_count_lines (g_ptr_array_index (cursor->parts, cursor->index));
      cursor->offset = cursor->row = 0;
    }
  line->part = g_ptr_array_index (cursor->parts, cursor->index);
  line->part_offset = cursor->offset;
  line->part_line = cursor->row;
}

/**
 * galley_import_read_lines:
 * @text: UTF-8 with LF at the ends of lines; outlives @lines
 * @parts: (nullable) (element-type GalleyPart): what the text was made of, by one LF between them
 * @lines: (element-type Line): gets the lines that are not empty
 * @error: %GALLEY_FORMATS_ERROR where there are none or too many
 */
gboolean
galley_import_read_lines (const char *text, GPtrArray *parts, GArray *lines, GError **error)
{
  PartCursor cursor = { .parts = parts };
  gboolean gap = FALSE;
  guint number = 0;

  for (const char *start = text; start; number++)
    {
      const char *newline = strchr (start, '\n');
      Line line = trim (start, newline ? newline : start + strlen (start), number + 1, gap);

      next_line (&cursor, &line);
      gap = line.length == 0;
      if (!gap)
        g_array_append_val (lines, line);
      if (lines->len > MAX_LINES)
        {
          g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE,
                       _("It has more than %d paragraphs, so it is no bulletin; split it"), MAX_LINES);
          return FALSE;
        }
      start = newline ? newline + 1 : NULL;
    }
  if (lines->len > 0)
    return TRUE;
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_EMPTY, _("There is no text in it; choose another"));
  return FALSE;
}

const char *
galley_skip_space (const char *text)
{
  while (*text && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

/* Whether @text begins with one of @list, and where that ends. Longer entries come first in the lists. */
gboolean
galley_starts_with (const char *text, const char *const *list, const char **end)
{
  for (guint i = 0; list[i]; i++)
    if (galley_has_prefix (text, list[i]))
      {
        *end = text + strlen (list[i]);
        return TRUE;
      }
  return FALSE;
}

/**
 * galley_is_furniture:
 * @line: trimmed
 *
 * Returns: whether the line belongs to the web page that the text was copied from and not to the article
 */
gboolean
galley_is_furniture (const char *line)
{
  static const char *const whole[] = { "打印", "分享", "收藏", "点赞", "评论", "举报", "收起", "展开", "标签", "标签:", "标签：", "关闭",
                                       "登录", "注册", "搜索", "首页", "在看", "转发", "赞", NULL };
  static const char *const starts[] = {
    "您当前的位置", "您现在的位置", "您的位置", "你的位置", "当前位置", "所在位置", "首页>", "首页 >", "首页＞", "首页»", "首页 »",
    "分享到", "分享至", "分享让更多", "字号", "【字体", "[字体", "字体：", "字体:", "【字号", "【打印", "[打印", "打印本页", "打印本文", "关闭窗口", "【关闭",
    "上一篇", "下一篇", "上一条", "下一条", "相关阅读", "相关新闻", "相关链接", "延伸阅读", "推荐阅读", "热门推荐", "猜你喜欢", "返回顶部",
    "返回首页", "回到顶部", "扫一扫", "扫描二维码", "长按识别", "点击上方", "点击关注", "关注我们", "更多精彩", "阅读原文", "查看原文",
    "原文链接", "版权声明", "版权所有", "免责声明", "特别声明", "网站地图", "联系我们", "浏览次数", "阅读次数", "点击次数", "阅读量", "点击量",
    "浏览量", "我要评论", "网友评论", "发表评论", "展开全文", "打开APP", "打开App", "下载客户端", "Copyright", "copyright", "©", NULL
  };
  const char *end;
  glong chars = g_utf8_strlen (line, -1);

  if (g_strv_contains (whole, line))
    return TRUE;
  if (chars <= 120 && (strstr (line, "ICP备") || strstr (line, "公网安备")))
    return TRUE;
  if (!galley_starts_with (line, starts, &end))
    return FALSE;
  /* A sentence of the article may begin with such words; the notices of rights end in a full stop themselves. */
  return chars <= 60 ? !g_str_has_suffix (line, "。") || strstr (line, "声明") : chars <= 200 && strstr (line, "声明") != NULL;
}
