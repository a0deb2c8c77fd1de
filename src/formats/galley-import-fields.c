/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-import-private.h"

#include <string.h>

/* Lines that name people, sources, tags and the date of publication. A line is taken for one only where every word of it
 * is understood, so that prose never becomes a byline. */

/* A longer line is prose. */
#define MAX_FIELDS_CHARS 120

typedef enum
{
  EXPECT_NOTHING,
  EXPECT_NAMES,
  EXPECT_SOURCE,
  EXPECT_DATE,
  EXPECT_TAGS,
  EXPECT_NOISE,
} Expectation;

typedef struct
{
  Fields *fields;
  Expectation expects;
  char *role;
  GString *names; /* of @role, one a line */
  gboolean half;  /* the last name is a lone character: 刘 洋 */
  gboolean any;
} Parser;

/* What a role ends with; the longer ones first. */
static const char *const role_words[] = { "文/图", "图/文", "文图",   "记者",   "通讯员", "作者", "撰稿", "撰文", "供稿", "编辑",
                                          "责编",  "校对",  "审核",   "审校",   "审读",   "监制", "统筹", "策划", "制图", "图表",
                                          "美编",  "版式",  "摄影",   "摄像",   "插画",   "视频", "剪辑", "设计", "供图", "翻译",
                                          "终审",  "初审",  "复审",   "一审",   "二审",   "三审", "签发", "编审", "编委", "主任",
                                          "主编",  "总编",  "实习生", "评论员", "整理",   "图片", "文字", "文",   "图",   "摄", NULL };
/* Roles that names may follow without anything between: 记者张三. */
static const char *const open_roles[] = { "责任编辑", "记者", "通讯员", "编辑", "责编", "校对", "摄影", "作者", "实习生", NULL };
static const char *const source_labels[] = { "来源", "稿源", "信息来源", "文章来源", "稿件来源", "数据来源", "资料来源", "转自", NULL };
static const char *const date_labels[] = { "发布时间", "发布日期", "发表时间", "更新时间", "发稿时间", "刊发日期", "见报日期", "时间", "日期", NULL };
static const char *const tag_labels[] = { "标签", "关键词", "关键字", "Tags", "tags", "Tag", NULL };
static const char *const noise_labels[] = { "浏览次数", "浏览量", "浏览", "阅读次数", "阅读量", "阅读", "点击次数", "点击量", "点击数", "点击", "访问量",
                                            "评论", "字号", "字体", "字体大小", "打印", "分享", NULL };
/* What stands behind names and says nothing. */
static const char *const tails[] = { "报道", "摄影报道", "文并摄", NULL };
static const char *const publication_ends[] = { "日报", "晚报", "晨报", "时报", "新闻网", "发布", "客户端", "全媒", "融媒",
                                                "广播电视台", "电视台", "新闻", "在线", "通讯社", "报", "网", NULL };

static gboolean
is_han (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

static gboolean
ends_with (const char *text, const char *const *list)
{
  for (guint i = 0; list[i]; i++)
    if (g_str_has_suffix (text, list[i]))
      return TRUE;
  return FALSE;
}

static gboolean
all_han (const char *text)
{
  for (; *text; text = g_utf8_next_char (text))
    if (!is_han (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* 张三, 欧阳文华, 阿卜杜拉·买买提; a lone character may be half of 刘 洋. */
static gboolean
is_name (const char *text)
{
  glong chars = g_utf8_strlen (text, -1);
  guint dots = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) == 0xb7 || g_utf8_get_char (p) == 0x2022)
      dots++;
    else if (!is_han (g_utf8_get_char (p)))
      return FALSE;
  return dots > 0 ? chars <= 20 && chars > (glong) dots : chars >= 1 && chars <= 4;
}

static gboolean
is_role (const char *text)
{
  glong chars = g_utf8_strlen (text, -1);

  return chars >= 1 && chars <= 16 && all_han (text) && ends_with (text, role_words) &&
         (chars > 1 || g_str_equal (text, "文") || g_str_equal (text, "图") || g_str_equal (text, "摄"));
}

static void
append_line (GString *list, const char *text)
{
  if (list->len > 0)
    g_string_append_c (list, '\n');
  g_string_append (list, text);
}

/* Ends the credit at hand. FALSE where its names are missing. */
static gboolean
finish_credit (Parser *parser)
{
  const char *values[GALLEY_N_CREDIT_FIELDS] = { NULL };

  if (!parser->role)
    return TRUE;
  if (parser->names->len == 0 || parser->half)
    return FALSE;
  values[GALLEY_CREDIT_ROLE] = parser->role;
  values[GALLEY_CREDIT_NAMES] = parser->names->str;
  g_ptr_array_add (parser->fields->credits, galley_record_new (&galley_credit_schema, NULL, values, NULL));
  g_clear_pointer (&parser->role, g_free);
  g_string_truncate (parser->names, 0);
  parser->any = TRUE;
  return TRUE;
}

static gboolean
begin_credit (Parser *parser, const char *role)
{
  if (!finish_credit (parser))
    return FALSE;
  parser->role = g_strdup (role);
  parser->expects = EXPECT_NAMES;
  return TRUE;
}

static gboolean
add_name (Parser *parser, const char *name)
{
  if (!is_name (name))
    return FALSE;
  if (g_utf8_strlen (name, -1) == 1)
    {
      if (parser->half)
        g_string_append (parser->names, name);
      else
        append_line (parser->names, name);
      parser->half = !parser->half;
      return TRUE;
    }
  if (parser->half)
    return FALSE;
  append_line (parser->names, name);
  return TRUE;
}

static gboolean
add_names (Parser *parser, const char *text)
{
  static const char *const joints[] = { "、", "，", ",", "/", "／", NULL };
  const char *start = text, *end;

  for (const char *p = text;; p = end)
    {
      gboolean joint = galley_starts_with (p, joints, &end);
      g_autofree char *name = NULL;

      if (*p && !joint)
        {
          end = g_utf8_next_char (p);
          continue;
        }
      name = g_strndup (start, p - start);
      if (*name && !add_name (parser, name))
        return FALSE;
      if (!*p)
        return TRUE;
      g_string_append_len (parser->fields->rest, p, end - p);
      start = end;
    }
}

/* The half of @token before its colon or slash, where that names what follows. */
static gboolean
read_label (Parser *parser, const char *token, const char **value)
{
  static const char *const joints[] = { ":", "：", "/", "／", NULL };
  const char *p, *end = NULL;
  g_autofree char *label = NULL;

  /* The slash of 文/图 is its own. */
  if (galley_has_prefix (token, "文/图") || galley_has_prefix (token, "图/文"))
    {
      label = g_strndup (token, strlen ("文/图"));
      p = token + strlen (label);
      galley_starts_with (p, joints, &p);
      *value = p;
      return begin_credit (parser, label);
    }
  for (p = token; *p && !galley_starts_with (p, joints, &end); p = g_utf8_next_char (p))
    ;
  if (!*p)
    return FALSE;
  label = g_strndup (token, p - token);
  *value = end;
  if (is_role (label))
    {
      if (!begin_credit (parser, label))
        return FALSE;
      g_string_append_len (parser->fields->rest, p, end - p);
      return TRUE;
    }
  if (*p == '/' || !finish_credit (parser))
    return FALSE;
  if (g_strv_contains (source_labels, label))
    parser->expects = EXPECT_SOURCE;
  else if (g_strv_contains (date_labels, label))
    parser->expects = EXPECT_DATE;
  else if (g_strv_contains (tag_labels, label))
    parser->expects = EXPECT_TAGS;
  else if (g_strv_contains (noise_labels, label))
    parser->expects = EXPECT_NOISE;
  else
    return FALSE;
  g_string_append_len (parser->expects == EXPECT_NOISE ? parser->fields->noise : parser->fields->rest, token, end - token);
  return TRUE;
}

/* 记者张三, 本报记者李四: names right behind the role. */
static gboolean
read_open_role (Parser *parser, const char *token)
{
  for (guint i = 0; open_roles[i]; i++)
    {
      const char *at = strstr (token, open_roles[i]);
      const char *names = at ? at + strlen (open_roles[i]) : NULL;
      g_autofree char *role = at ? g_strndup (token, names - token) : NULL;

      if (at && *names && g_utf8_strlen (names, -1) >= 2 && is_role (role))
        return begin_credit (parser, role) && add_names (parser, names);
    }
  return FALSE;
}

static gboolean
read_date_token (Parser *parser, const char *token)
{
  const char *end;
  g_autofree char *iso = NULL;

  if (!galley_read_date (token, &iso, &end) || *end)
    return FALSE;
  if (!parser->fields->date)
    parser->fields->date = g_steal_pointer (&iso);
  g_string_append (parser->fields->rest, token);
  parser->any = TRUE;
  return TRUE;
}

/* The time of day or the weekday behind a date. */
static gboolean
is_clock (const char *token)
{
  gboolean digit = FALSE;

  if (galley_has_prefix (token, "星期"))
    return g_utf8_strlen (token, -1) == 3;
  for (; *token; token++)
    if (g_ascii_isdigit (*token))
      digit = TRUE;
    else if (*token != ':')
      return FALSE;
  return digit;
}

/* The page of a newspaper: 第1版, A02版. */
static gboolean
is_page (const char *token)
{
  return g_str_has_suffix (token, "版") && g_utf8_strlen (token, -1) <= 6 && strpbrk (token, "0123456789");
}

static gboolean
read_value (Parser *parser, const char *token)
{
  if (read_date_token (parser, token))
    {
      parser->expects = EXPECT_DATE;
      return finish_credit (parser);
    }
  switch (parser->expects)
    {
    case EXPECT_NAMES:
      if (parser->names->len > 0 && g_strv_contains (tails, token))
        {
          g_string_append (parser->fields->rest, token);
          return TRUE;
        }
      return add_names (parser, token);
    case EXPECT_SOURCE:
      append_line (parser->fields->sources, token);
      parser->any = TRUE;
      return g_utf8_strlen (token, -1) <= 30;
    case EXPECT_TAGS:
      append_line (parser->fields->tags, token);
      parser->any = TRUE;
      return g_utf8_strlen (token, -1) <= 30;
    case EXPECT_NOISE:
      g_string_append (parser->fields->noise, token);
      return g_utf8_strlen (token, -1) <= 12;
    case EXPECT_DATE:
      if (is_clock (token) || is_page (token))
        {
          g_string_append (parser->fields->rest, token);
          return TRUE;
        }
      G_GNUC_FALLTHROUGH;
    default:
      /* The paper that it is from, beside the date. */
      if (!all_han (token) || g_utf8_strlen (token, -1) > 12 || !ends_with (token, publication_ends))
        return FALSE;
      append_line (parser->fields->sources, token);
      return TRUE;
    }
}

static gboolean
read_token (Parser *parser, const char *token)
{
  const char *value = NULL;

  if (parser->expects == EXPECT_TAGS && !strchr (token, ':'))
    return read_value (parser, token);
  if (read_date_token (parser, token))
    {
      parser->expects = EXPECT_DATE;
      return finish_credit (parser);
    }
  if (read_label (parser, token, &value))
    return !*value || read_value (parser, value);
  if (value)
    /* A label that is not known: the line is something else; 08:30 has a colon too. */
    return is_clock (token) && parser->expects == EXPECT_DATE && read_value (parser, token);
  if (is_role (token) && !(parser->expects == EXPECT_NAMES && parser->names->len == 0))
    return begin_credit (parser, token);
  return read_open_role (parser, token) || read_value (parser, token);
}

/* The words of the line; brackets and bars that hold them apart go into @rest. */
static GStrv
split_words (const char *line, GString *rest)
{
  static const char *const bars[] = { "|", "｜", "丨", ";", "；", NULL };
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GString) word = g_string_new (NULL);
  gboolean tags = FALSE;
  const char *end;

  for (guint i = 0; tag_labels[i]; i++)
    tags |= galley_has_prefix (line, tag_labels[i]);
  for (const char *p = line; *p; p = end)
    {
      gunichar c = g_utf8_get_char (p);
      gboolean edge = FALSE, bracket;

      end = g_utf8_next_char (p);
      bracket = (c == '(' || c == ')' || c == '[' || c == ']' || c == 0xff08 || c == 0xff09 || c == 0x3010 || c == 0x3011);
      if (bracket || galley_starts_with (p, bars, &end) ||
          (tags && (c == ',' || c == 0xff0c || c == 0x3001 || c == '#')))
        {
          g_string_append_len (rest, p, end - p);
          edge = TRUE;
        }
      edge |= galley_skip_space (p) != p;
      if (!edge)
        g_string_append_len (word, p, end - p);
      else if (word->len > 0)
        {
          g_strv_builder_add (words, word->str);
          g_string_truncate (word, 0);
        }
    }
  if (word->len > 0)
    g_strv_builder_add (words, word->str);
  return g_strv_builder_end (words);
}

/* “来源： 沈阳日报” is one field. */
static GStrv
join_labels (GStrv words)
{
  g_autoptr (GStrvBuilder) joined = g_strv_builder_new ();

  for (guint i = 0; words[i]; i++)
    if (words[i + 1] && (g_str_has_suffix (words[i], "：") || g_str_has_suffix (words[i], ":")))
      {
        g_strv_builder_take (joined, g_strconcat (words[i], words[i + 1], NULL));
        i++;
      }
    else
      g_strv_builder_add (joined, words[i]);
  return g_strv_builder_end (joined);
}

/**
 * galley_fields_read:
 * @line: a trimmed line
 * @fields: (out caller-allocates): what it says, to be cleared by galley_fields_clear() in any case
 *
 * Returns: whether the whole line is made of credits, sources, tags and the date of publication
 */
gboolean
galley_fields_read (const char *line, Fields *fields)
{
  Parser parser = { .fields = fields, .names = g_string_new (NULL) };
  gboolean understood = TRUE;

  *fields = (Fields) { NULL, galley_record_array_new (), g_string_new (NULL), g_string_new (NULL), g_string_new (NULL),
                        g_string_new (NULL) };
  if (g_utf8_strlen (line, MAX_FIELDS_CHARS * 4 + 1) <= MAX_FIELDS_CHARS && strlen (line) <= MAX_FIELDS_CHARS * 4 &&
      !g_str_has_suffix (line, "。"))
    {
      g_auto (GStrv) words = split_words (line, fields->rest);
      g_auto (GStrv) tokens = join_labels (words);

      for (guint i = 0; tokens[i] && understood; i++)
        understood = read_token (&parser, tokens[i]);
      understood = understood && finish_credit (&parser) && parser.any;
    }
  else
    understood = FALSE;
  g_free (parser.role);
  g_string_free (parser.names, TRUE);
  return understood;
}

void
galley_fields_clear (Fields *fields)
{
  g_clear_pointer (&fields->date, g_free);
  g_clear_pointer (&fields->credits, g_ptr_array_unref);
  g_string_free (fields->sources, TRUE);
  g_string_free (fields->tags, TRUE);
  g_string_free (fields->rest, TRUE);
  g_string_free (fields->noise, TRUE);
}
