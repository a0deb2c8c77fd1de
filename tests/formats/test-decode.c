/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-decode.h"

#include <string.h>

/* Sentences of our own in the two scripts. */
#define SIMPLIFIED "今年前三个月，全区新开工项目十二个，比去年同期多了三个。\n"
#define TRADITIONAL "今年前三個月，全區新開工項目十二個，比去年同期多了三個。\n"

static GBytes *
encode (const char *text, const char *charset, const char *mark)
{
  gsize written;
  g_autoptr (GError) error = NULL;
  g_autofree char *data = g_convert (text, -1, charset, "UTF-8", NULL, &written, &error);
  GByteArray *bytes = g_byte_array_new ();

  g_assert_no_error (error);
  if (mark)
    g_byte_array_append (bytes, (const guint8 *) mark, strlen (mark));
  g_byte_array_append (bytes, (const guint8 *) data, written);
  return g_byte_array_free_to_bytes (bytes);
}

static void
assert_decodes (GBytes *bytes, const char *text, const char *charset)
{
  g_autofree char *found = NULL, *decoded = NULL;
  g_autoptr (GError) error = NULL;

  decoded = galley_text_decode (bytes, &found, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (decoded, ==, text);
  g_assert_cmpstr (found, ==, charset);
  g_bytes_unref (bytes);
}

static void
assert_refused (const void *data, gsize length, int code, const char *word)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  g_autofree char *charset = NULL, *decoded = galley_text_decode (bytes, &charset, &error);

  g_assert_null (decoded);
  g_assert_null (charset);
  g_assert_error (error, GALLEY_FORMATS_ERROR, code);
  g_assert_nonnull (strstr (error->message, word));
}

static void
test_encodings (void)
{
  assert_decodes (encode (SIMPLIFIED, "UTF-8", NULL), SIMPLIFIED, "UTF-8");
  assert_decodes (encode (SIMPLIFIED, "UTF-8", "\xef\xbb\xbf"), SIMPLIFIED, "UTF-8");
  assert_decodes (encode (SIMPLIFIED, "UTF-16LE", "\xff\xfe"), SIMPLIFIED, "UTF-16LE");
  assert_decodes (encode (SIMPLIFIED, "UTF-16BE", "\xfe\xff"), SIMPLIFIED, "UTF-16BE");
  assert_decodes (encode (SIMPLIFIED, "UTF-16LE", NULL), SIMPLIFIED, "UTF-16LE");
  assert_decodes (encode (SIMPLIFIED, "UTF-16BE", NULL), SIMPLIFIED, "UTF-16BE");
  assert_decodes (encode (SIMPLIFIED, "GB18030", NULL), SIMPLIFIED, "GB18030");
  assert_decodes (encode (SIMPLIFIED, "GBK", NULL), SIMPLIFIED, "GB18030");
  assert_decodes (encode (TRADITIONAL, "BIG5", NULL), TRADITIONAL, "BIG5");
}

/* Statistics of bytes fail on these; what they say decides. */
static void
test_short (void)
{
  static const char *const simplified[] = { "和平区", "沈阳", "全面推进项目建设", "记者 张三", "增长7.3%", "◆新建项目12个", NULL };
  static const char *const traditional[] = { "開工", "城市發展", "臺灣", "增長7.3%", NULL };

  for (guint i = 0; simplified[i]; i++)
    assert_decodes (encode (simplified[i], "GB18030", NULL), simplified[i], "GB18030");
  for (guint i = 0; traditional[i]; i++)
    assert_decodes (encode (traditional[i], "BIG5", NULL), traditional[i], "BIG5");
}

/* Characters of four bytes, and a sample that is cut before its end. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 4000; i++)
    g_string_append (text, i % 100 ? SIMPLIFIED : "㐂𠮷\n");
  assert_decodes (encode (text->str, "GB18030", NULL), text->str, "GB18030");
  assert_decodes (encode (text->str, "UTF-16LE", NULL), text->str, "UTF-16LE");
}

static void
test_lines (void)
{
  g_autofree char *lines = NULL;

  assert_decodes (encode ("一\r\n二\r三\xe2\x80\xa8四\xc2\x85五\f六", "UTF-8", NULL), "一\n二\n三\n四\n五\n六", "UTF-8");
  lines = galley_text_normalize_lines ("a\r\r\n\nb\r", 7);
  g_assert_cmpstr (lines, ==, "a\n\n\nb\n");
}

static void
test_refused (void)
{
  g_autoptr (GBytes) big5 = encode (TRADITIONAL, "BIG5", NULL);

  assert_refused ("", 0, GALLEY_FORMATS_ERROR_EMPTY, "empty");
  assert_refused ("PK\3\4....word/document.xml", 25, GALLEY_FORMATS_ERROR_NOT_TEXT, "DOCX");
  assert_refused ("PK\3\4\0\0\0\0", 8, GALLEY_FORMATS_ERROR_NOT_TEXT, "ZIP");
  assert_refused ("%PDF-1.7\n", 9, GALLEY_FORMATS_ERROR_NOT_TEXT, "PDF");
  assert_refused ("\x89PNG\r\n\x1a\n\0\0", 10, GALLEY_FORMATS_ERROR_NOT_TEXT, "PNG");
  assert_refused ("\xff\xd8\xff\xe0", 4, GALLEY_FORMATS_ERROR_NOT_TEXT, "JPEG");
  assert_refused ("{\\rtf1\\ansi}", 12, GALLEY_FORMATS_ERROR_NOT_TEXT, "RTF");
  assert_refused ("ab\0cde\n", 7, GALLEY_FORMATS_ERROR_NOT_TEXT, "NUL");
  assert_refused ("\xef\xbb\xbf" "a\0b", 6, GALLEY_FORMATS_ERROR_NOT_TEXT, "NUL");
  /* Broken UTF-8 is not taken for GB18030, in which most of it would be valid. */
  assert_refused ("今年一季度\n全区项目\xe5\xbc稳步推进", strlen ("今年一季度\n全区项目\xe5\xbc稳步推进"), GALLEY_FORMATS_ERROR_ENCODING,
                  "byte 28 (line 2)");
  assert_refused ("今年一季度全区项\xe7\x9b", strlen ("今年一季度全区项\xe7\x9b"), GALLEY_FORMATS_ERROR_ENCODING, "UTF-8");
  assert_refused ("\xff\xfe\x00\xd8\x41\x00", 6, GALLEY_FORMATS_ERROR_ENCODING, "UTF-16LE");
  assert_refused ("\x81\x81\xff\x80\x81\xfe\xff\x81\x8d", 9, GALLEY_FORMATS_ERROR_ENCODING, "UTF-8");
}

static void
test_too_large (void)
{
  gsize length = (gsize) GALLEY_MAX_TEXT_BYTES + 1;
  char *data = g_malloc (length);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  memset (data, 'a', length);
  bytes = g_bytes_new_take (data, length);
  g_assert_null (galley_text_decode (bytes, NULL, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decode/encodings", test_encodings);
  g_test_add_func ("/decode/short", test_short);
  g_test_add_func ("/decode/long", test_long);
  g_test_add_func ("/decode/lines", test_lines);
  g_test_add_func ("/decode/refused", test_refused);
  g_test_add_func ("/decode/too-large", test_too_large);
  return g_test_run ();
}
