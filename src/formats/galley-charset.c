/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-charset-private.h"

#include <string.h>
#include <uchardet.h>

/* A text is taken for what it makes sense in: this much of 100 on average a character. */
#define ENOUGH 55

/* The characters that carry running text, after the frequency lists of the two scripts, and those of our trade's places
 * and dates. A handful of them decides what a text of a few words is written in, where byte statistics cannot. */
static const char common_simplified[] =
  "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看"
  "起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世"
  "什两次使身者被高已亲其进此话常与活正感见明问力理尔点文几定本公特做外孩相西果走将月十实向声车全信重三机工物气每并别真打太"
  "新比才便夫再书部水像眼等体却加电主界门利海受听表德少克代员许先口由死安写性马光白或住难望教命花结乐色更拉东神记处让母父应"
  "直字场平报友关放至张认接告入笑内英军候民岁往何度山觉路带万男边风解叫任金快原吃妈变通师立象数四失满战远格士音轻目条呢病始"
  "达深完今提求清王化空业思切怎非找片罗钱语元喜曾离飞科言干流欢约各即指合反题必该论交终林请医晚制球决传画保读运及则房早院量"
  "苦火布品近坐产答星精视五连司巴奇管类未朋且婚台夜青北队久乎越观落尽形影红爸百令周吧识步希亚术留市半热送兴造谈容极随演收首"
  "根讲整式取照办强石古华拿计您装似足双妻尼转诉米称丽客南领节衣站黑刻统断福城故历惊脸选包紧争另建维绝树系伤示愿持千史谁准联"
  "投资增长同比季度项目亿万元城区县街道沈阳辽宁和服务企业经济社会全面推进改革创新环境文旅融合发展高质量工程续建新建总额财政"
  "。，、；：？！“”《》（）";
static const char common_traditional[] =
  "的一是了我不人在他有這個上們來到時大地為子中你說生國年著就那和要她出也得裡後自以會家可下而過天去能對小多然於心學麼之都好"
  "看起發當沒成只如事把還用第樣道想作種開美總從無情己面最女但現前些所同日手又行意動方期它頭經長兒回位分愛老因很給名法間斯知"
  "世什兩次使身者被高已親其進此話常與活正感見明問力理爾點文幾定本公特做外孩相西果走將月十實向聲車全信重三機工物氣每並別真打"
  "太新比才便夫再書部水像眼等體卻加電主界門利海受聽表德少克代員許先口由死安寫性馬光白或住難望教命花結樂色更拉東神記處讓母父"
  "應直字場平報友關放至張認接告入笑內英軍候民歲往何度山覺路帶萬男邊風解叫任金快原吃媽變通師立象數四失滿戰遠格士音輕目條呢病"
  "始達深完今提求清王化空業思切怎非找片羅錢語元喜曾離飛科言幹流歡約各即指合反題必該論交終林請醫晚制球決傳畫保讀運及則房早院"
  "量投資增長季度項目億萬城區縣街道服務企業經濟社會全面推進改革創新環境發展臺灣香港"
  "。，、；：？！「」《》（）";

static GHashTable *
set_of (const char *characters)
{
  GHashTable *set = g_hash_table_new (NULL, NULL);

  for (const char *p = characters; *p; p = g_utf8_next_char (p))
    g_hash_table_add (set, GUINT_TO_POINTER (g_utf8_get_char (p)));
  return set;
}

static GHashTable *
common_characters (gboolean traditional)
{
  static GHashTable *sets[2] = { NULL, NULL };

  if (g_once_init_enter_pointer (&sets[traditional]))
    g_once_init_leave_pointer (&sets[traditional], set_of (traditional ? common_traditional : common_simplified));
  return sets[traditional];
}

/* What a character is worth, of 100, in a text that makes sense; below 0 where no text has it. */
static int
worth (gunichar c, GHashTable *common)
{
  if (c == '\n' || c == '\r' || c == '\t' || (c >= 0x20 && c < 0x7f))
    return 80;
  if (g_hash_table_contains (common, GUINT_TO_POINTER (c)))
    return 100;
  if (c < 0x20 || c == 0xfffd || !g_unichar_isdefined (c) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE ||
      (c >= 0x7f && c < 0xa0))
    return -400;
  if (c >= 0x4e00 && c <= 0x9fa5)
    return 45;
  if ((c >= 0x3041 && c <= 0x30fe) || (c >= 0xac00 && c <= 0xd7a3) || (c >= 0x3000 && c <= 0x301f) || (c >= 0xff01 && c <= 0xff5e))
    return 50;
  if (c >= 0x2010 && c <= 0x2642)
    return 40;
  return g_unichar_isalpha (c) && c < 0x530 ? 20 : 0;
}

/* The average worth of the sample read as @charset, or a number below 0 where it cannot be read so; its last character may
 * be @cut. ASCII that surrounds the text says nothing of it and is left out, but for UTF-16, where it says all. */
static int
judge (const char *data, gsize length, gboolean cut, const char *charset)
{
  gboolean wide = g_str_has_prefix (charset, "UTF-16"), traditional = g_str_equal (charset, "BIG5");
  gsize read = 0, written = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_convert (data, length, "UTF-8", charset, &read, &written, &error);
  gint64 sum = 0, count = 0;

  if (!text || length - read > (cut ? 3 : 0))
    return -1;
  for (const char *p = text; p < text + written; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int value = worth (c, common_characters (traditional));

      /* In UTF-16 either script may stand. */
      if (wide && value < 100)
        value = MAX (value, worth (c, common_characters (TRUE)));
      if (c < 0x80 && !wide && value > 0)
        continue;
      sum += value;
      count++;
    }
  return count > 0 ? (int) (sum / count) : -1;
}

static const char *
detect (const char *data, gsize length)
{
  static const char *const known[] = { "SHIFT_JIS", "EUC-JP", "EUC-KR", "UHC", "ISO-2022-JP", "WINDOWS-1252", "WINDOWS-1251",
                                       "ISO-8859-1", "ISO-8859-15", "KOI8-R", NULL };
  uchardet_t detector = uchardet_new ();
  const char *found = NULL;

  if (uchardet_handle_data (detector, data, length) == 0)
    {
      const char *name;

      uchardet_data_end (detector);
      name = uchardet_get_charset (detector);
      for (guint i = 0; known[i] && !found; i++)
        if (g_ascii_strcasecmp (known[i], name) == 0)
          found = known[i];
    }
  uchardet_delete (detector);
  return found;
}

/**
 * galley_charset_guess:
 * @sample: the first %GALLEY_CHARSET_SAMPLE_BYTES of a text that is not UTF-8, or all of it
 * @length: how many bytes they are
 * @whole: how many bytes the text has
 *
 * The Chinese encodings are tried one by one and judged by what the text then says, since detection by statistics of
 * bytes is weak on short texts; uchardet is asked for those of other scripts.
 *
 * Returns: (nullable): the encoding in which it makes sense, or %NULL where it makes none in any
 */
const char *
galley_charset_guess (const char *sample, gsize length, guint64 whole)
{
  static const char *const chinese[] = { "GB18030", "BIG5", "UTF-16LE", "UTF-16BE" };
  const char *best = NULL;
  gboolean nul = memchr (sample, 0, length) != NULL;
  int score = ENOUGH - 1;

  for (guint i = 0; i < G_N_ELEMENTS (chinese); i++)
    {
      int judged;

      if (i >= 2 ? whole % 2 != 0 : nul)
        continue;
      judged = judge (sample, length, length < whole, chinese[i]);
      if (judged > score)
        {
          score = judged;
          best = chinese[i];
        }
    }
  return best || nul ? best : detect (sample, length);
}
