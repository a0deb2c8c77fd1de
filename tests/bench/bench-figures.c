/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-figures-stream.h"

#include <stdio.h>
#include <time.h>

/* What a local bulletin looks like; the numbers of a line change with its place. */
static const char *const lines[] = {
  "一季度，全区完成固定资产投资%d.%d亿元，同比增长%d.%d%%，其中工业投资%d亿元，占全部投资的%d.%d%%。\n",
  "截至%d月%d日，%d个重点项目开工建设，总投资%d.%d亿元，新增就业近%d万人，带动上下游企业%d家协同发展。\n",
  "会议强调，要坚持问题导向，完善工作机制，压实各方责任，推动各项部署落地见效，确保全年目标任务顺利完成。各部门要主动担当、"
  "密切配合，及时协调解决项目推进中的困难和问题，以钉钉子精神抓好落实。\n",
  "水库正常蓄水位%d米，总库容%d亿立方米，装机容量%d万千瓦，多年平均发电量%d.%d亿千瓦时，灌溉面积%d.%d万亩。\n",
  "规模以上工业增加值增长%d.%d%%，比1-%d月回落0.%d个百分点；社会消费品零售总额%d.%d亿元，下降%d.%d%%。\n",
  "记者在现场看到，工人们正在紧张有序地施工，塔吊林立、机器轰鸣，一派热火朝天的建设景象，项目建设跑出了加速度。\n",
};

static GString *
make_text (gsize size)
{
  GString *text = g_string_sized_new (size + 1024);

  g_string_append (text, "2024年4月16日\n");
  for (guint i = 0; text->len < size; i++)
    {
      int n = (int) (i % 97) + 3;

G_GNUC_BEGIN_IGNORE_DEPRECATIONS
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_string_append_printf (text, lines[i % G_N_ELEMENTS (lines)], n % 12 + 1, n % 9 + 1, n, n % 9 + 1, n * 7, n % 10, n, n % 10);
#pragma GCC diagnostic pop
G_GNUC_END_IGNORE_DEPRECATIONS
    }
  return text;
}

static gboolean
count_cb (const GalleyFigures *figures,
          const char *text,
          gsize length,
          guint64 chars_before,
          guint64 bytes_before,
          gpointer user_data)
{
  *(guint64 *) user_data += galley_figures_get_length (figures);
  return TRUE;
}

static double
seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

int
main (void)
{
  static const gsize sizes[] = { 6 << 10, 60 << 10, 600 << 10, 6 << 20, 100 << 20 };

  galley_lexicon_get_default ();
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GString) text = make_text (sizes[i]);
      guint n = (guint) MAX (1, (20 << 20) / text->len);
      guint64 figures = 0;
      double best = G_MAXDOUBLE;

      for (guint run = 0; run < 3; run++)
        {
          double start = seconds ();

          figures = 0;
          for (guint j = 0; j < n; j++)
            {
              g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text->str, text->len, NULL);

              galley_figures_stream (stream, NULL, count_cb, &figures, NULL, NULL);
            }
          best = MIN (best, seconds () - start);
        }
      printf ("figures %9zu bytes  %7.1f MB/s  %" G_GUINT64_FORMAT " figures\n", text->len,
              (double) text->len * n / 1e6 / best, figures / n);
    }
  return 0;
}
