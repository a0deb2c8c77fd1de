/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"
#include "galley-picture.h"

/* What must not be found in anything that goes out. */
#define SECRET "GPS-41.8057N-123.4315E"

static char *folder;

static void
store (const char *name, const void *data, gsize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
}

static void
store_bytes (const char *name, GBytes *bytes)
{
  store (name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Red, green, blue and white quarters, so that every turn and cut can be told. */
static GBytes *
make_quarters (const char *format, int width, int height)
{
  static const guint32 colors[] = { 0xFF0000FF, 0x00FF00FF, 0x0000FFFF, 0xFFFFFFFF };
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  char *data;
  gsize length;

  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GdkPixbuf) quarter =
        gdk_pixbuf_new_subpixbuf (pixbuf, i % 2 * width / 2, i / 2 * height / 2, width / 2, height / 2);

      gdk_pixbuf_fill (quarter, colors[i]);
    }
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, format, NULL, NULL));
  return g_bytes_new_take (data, length);
}

/* Exif with an orientation, in the machine order of @little, and after it what nobody is to know. */
static GByteArray *
make_exif (guint orientation, gboolean little)
{
  static const guint8 intel[] = { 'I', 'I', '*', 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0 };
  static const guint8 motorola[] = { 'M', 'M', 0, '*', 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1 };
  GByteArray *exif = g_byte_array_new ();
  const guint8 first = little ? orientation : 0, second = little ? 0 : orientation;

  g_byte_array_append (exif, little ? intel : motorola, sizeof intel);
  g_byte_array_append (exif, (const guint8[]) { first, second, 0, 0, 0, 0, 0, 0 }, 8);
  g_byte_array_append (exif, (const guint8 *) SECRET, strlen (SECRET));
  return exif;
}

static void
append_segment (GByteArray *jpeg, guint8 marker, const char *head, gsize head_length, const void *data, gsize length)
{
  gsize size = 2 + head_length + length;

  g_byte_array_append (jpeg, (const guint8[]) { 0xFF, marker, (guint8) (size >> 8), (guint8) size }, 4);
  g_byte_array_append (jpeg, (const guint8 *) head, (guint) head_length);
  g_byte_array_append (jpeg, data, (guint) length);
}

/* A JPEG as cameras and programs leave them: Exif, XMP, IPTC, a comment, and something behind its end. */
static GBytes *
make_photo (int width, int height, guint orientation, gboolean little)
{
  g_autoptr (GBytes) plain = make_quarters ("jpeg", width, height);
  g_autoptr (GByteArray) exif = make_exif (orientation, little), jpeg = g_byte_array_new ();
  const guint8 *data = g_bytes_get_data (plain, NULL);

  g_byte_array_append (jpeg, data, 2);
  append_segment (jpeg, 0xE1, "Exif\0\0", 6, exif->data, exif->len);
  append_segment (jpeg, 0xE1, "http://ns.adobe.com/xap/1.0/\0", 29, SECRET, strlen (SECRET));
  append_segment (jpeg, 0xED, "Photoshop 3.0\0", 14, SECRET, strlen (SECRET));
  append_segment (jpeg, 0xFE, "", 0, SECRET, strlen (SECRET));
  g_byte_array_append (jpeg, data + 2, (guint) g_bytes_get_size (plain) - 2);
  g_byte_array_append (jpeg, (const guint8 *) SECRET, strlen (SECRET));
  return g_byte_array_free_to_bytes (g_steal_pointer (&jpeg));
}

static guint32
crc (const guint8 *data, gsize length)
{
  guint32 sum = 0xFFFFFFFF;

  for (gsize i = 0; i < length; i++)
    {
      sum ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        sum = sum & 1 ? sum >> 1 ^ 0xEDB88320 : sum >> 1;
    }
  return ~sum;
}

static void
append_chunk (GByteArray *png, const char *name, const void *data, gsize length)
{
  guint32 size = GUINT32_TO_BE ((guint32) length), sum;
  gsize start;

  g_byte_array_append (png, (const guint8 *) &size, 4);
  start = png->len;
  g_byte_array_append (png, (const guint8 *) name, 4);
  g_byte_array_append (png, data, (guint) length);
  sum = GUINT32_TO_BE (crc (png->data + start, length + 4));
  g_byte_array_append (png, (const guint8 *) &sum, 4);
}

static GBytes *
make_shot (int width, int height, guint orientation)
{
  g_autoptr (GBytes) plain = make_quarters ("png", width, height);
  g_autoptr (GByteArray) exif = make_exif (orientation, FALSE), png = g_byte_array_new ();
  const guint8 *data = g_bytes_get_data (plain, NULL);

  g_byte_array_append (png, data, 8 + 25);
  append_chunk (png, "eXIf", exif->data, exif->len);
  append_chunk (png, "tEXt", "Location\0" SECRET, 9 + strlen (SECRET));
  g_byte_array_append (png, data + 33, (guint) g_bytes_get_size (plain) - 33);
  return g_byte_array_free_to_bytes (g_steal_pointer (&png));
}

static gboolean
holds (GBytes *bytes, const char *text)
{
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text)) != NULL;
}

static GalleyBlockData *
new_block (const char *source, const GalleyPictureCrop *crop)
{
  g_autoptr (GalleyBlockData) bare = galley_block_data_new ("p", GALLEY_BLOCK_PICTURE, "图", NULL);
  g_autoptr (GalleyPictureData) picture = crop ? galley_picture_data_new (NULL, crop, 5000, 5000, NULL) : NULL;

  return galley_block_data_with_picture (bare, source, NULL, picture);
}

static GalleyPreparedPicture *
prepare (const char *source, const GalleyPictureCrop *crop, const GalleyPictureOptions *options)
{
  g_autoptr (GalleyBlockData) block = new_block (source, crop);
  g_autoptr (GError) error = NULL;
  GalleyPreparedPicture *prepared = galley_picture_prepare (folder, block, options, NULL, &error);

  g_assert_no_error (error);
  return prepared;
}

/* The colours of the four quarters of @bytes, which needs no turning, as letters: "rgbw". */
static char *
see (GBytes *bytes)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  GdkPixbuf *pixbuf;
  char seen[5] = { 0 };

  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, bytes, NULL));
  g_assert_true (gdk_pixbuf_loader_close (loader, NULL));
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  g_assert_true (!gdk_pixbuf_get_option (pixbuf, "orientation") ||
                 g_str_equal (gdk_pixbuf_get_option (pixbuf, "orientation"), "1"));
  for (int i = 0; i < 4; i++)
    {
      int x = gdk_pixbuf_get_width (pixbuf) * (i % 2 ? 3 : 1) / 4, y = gdk_pixbuf_get_height (pixbuf) * (i / 2 ? 3 : 1) / 4;
      const guint8 *pixel = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) +
                            x * gdk_pixbuf_get_n_channels (pixbuf);
      guint bits = (pixel[0] > 128) | (pixel[1] > 128) << 1 | (pixel[2] > 128) << 2;

      seen[i] = " rg?b??w"[bits];
    }
  return g_strdup (seen);
}

/* Nothing but metadata has to go: the coded picture stays as it is, bit by bit. */
static void
test_strip (void)
{
  g_autoptr (GBytes) photo = make_photo (64, 48, 1, TRUE), plain = make_quarters ("jpeg", 64, 48);
  g_autoptr (GBytes) shot = make_shot (64, 48, 1), plain_shot = make_quarters ("png", 64, 48);
  g_autoptr (GalleyPreparedPicture) out = NULL, shot_out = NULL, kept = NULL;
  GalleyPictureOptions keep = { .keep_metadata = TRUE };

  store_bytes ("a.jpg", photo);
  store_bytes ("a.png", shot);
  out = prepare ("a.jpg", NULL, NULL);
  g_assert_true (g_bytes_equal (out->bytes, plain));
  g_assert_cmpuint (out->width, ==, 64);
  shot_out = prepare ("a.png", NULL, NULL);
  g_assert_true (g_bytes_equal (shot_out->bytes, plain_shot));
  kept = prepare ("a.jpg", NULL, &keep);
  g_assert_true (g_bytes_equal (kept->bytes, photo));
}

/* All eight orientations of both byte orders come out upright, without what was beside them, and with it where that is
 * asked for. The stored quarters are "rgbw", rows from the top; Exif 2.32 says what they are of. */
static void
test_orientation (void)
{
  static const char *const upright[] = { "rgbw", "grwb", "wbgr", "bwrg", "rbgw", "brwg", "wgbr", "gwrb" };
  GalleyPictureOptions keep = { .keep_metadata = TRUE };

  for (guint i = 0; i < 16; i++)
    {
      guint orientation = i / 2 + 1;
      g_autoptr (GBytes) photo = make_photo (64, 32, orientation, i % 2), shot = make_shot (64, 32, orientation);
      const char *const names[] = { "o.jpg", "o.png" };

      store_bytes (names[0], photo);
      store_bytes (names[1], shot);
      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        {
          g_autoptr (GalleyPreparedPicture) out = prepare (names[j], NULL, NULL), kept = prepare (names[j], NULL, &keep);
          g_autofree char *seen = see (out->bytes), *seen_kept = NULL;
          GalleyPictureInfo info;

          g_assert_cmpstr (seen, ==, upright[orientation - 1]);
          g_assert_cmpuint (out->width, ==, orientation >= 5 ? 32 : 64);
          g_assert_cmpint (out->format, ==, j == 0 ? GALLEY_PICTURE_JPEG : GALLEY_PICTURE_PNG);
          g_assert_false (holds (out->bytes, SECRET));
          g_assert_true (holds (kept->bytes, SECRET));
          g_assert_true (galley_picture_examine (kept->bytes, &info, NULL));
          g_assert_cmpuint (info.orientation, ==, 1);
          if (orientation > 1)
            seen_kept = see (kept->bytes);
          g_assert_true (!seen_kept || g_str_equal (seen_kept, seen));
        }
    }
}

/* The crop is of the upright picture; a tool that knows Exif finds none. */
static void
test_crop (void)
{
  static const GalleyPictureCrop lower_right = { 5000, 5000, 5000, 5000 }, sliver = { 9999, 0, 1, 10000 };
  g_autoptr (GBytes) photo = make_photo (64, 32, 6, TRUE);
  g_autoptr (GalleyPreparedPicture) out = NULL, thin = NULL, small = NULL;
  g_autofree char *seen = NULL;
  GalleyPictureOptions options = { .max_side = 8 };

  store_bytes ("c.jpg", photo);
  out = prepare ("c.jpg", &lower_right, NULL);
  g_assert_cmpuint (out->width, ==, 16);
  g_assert_cmpuint (out->height, ==, 32);
  seen = see (out->bytes);
  g_assert_cmpstr (seen, ==, "gggg");
  g_assert_false (holds (out->bytes, SECRET));
  g_assert_false (holds (out->bytes, "Exif"));
  thin = prepare ("c.jpg", &sliver, NULL);
  g_assert_cmpuint (thin->width, ==, 1);
  small = prepare ("c.jpg", &lower_right, &options);
  g_assert_cmpuint (MAX (small->width, small->height), <=, 9);
}

static void
expect (const char *source, GalleyPictureError code, const char *said)
{
  g_autoptr (GalleyBlockData) block = new_block (source, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blocks = g_ptr_array_new (), faults = NULL;

  g_assert_null (galley_picture_prepare (folder, block, NULL, NULL, &error));
  g_assert_error (error, GALLEY_PICTURE_ERROR, (int) code);
  g_assert_true (g_str_has_prefix (error->message, source));
  g_assert_nonnull (strstr (error->message, said));
  g_ptr_array_add (blocks, block);
  faults = galley_picture_list_faults (folder, blocks);
  if (code != GALLEY_PICTURE_ERROR_DAMAGED)
    g_assert_cmpstr (g_ptr_array_index (faults, 0), ==, error->message);
}

/* Paths come with bulletins from elsewhere. */
static void
test_paths (void)
{
  g_autoptr (GBytes) png = make_quarters ("png", 8, 8);
  g_autofree char *outside = g_dir_make_tmp ("galley-outside-XXXXXX", NULL);
  g_autofree char *there = g_build_filename (outside, "x.png", NULL), *link = g_build_filename (folder, "link.png", NULL);
  g_autofree char *way = g_build_filename (folder, "way", NULL), *pipe = g_build_filename (folder, "pipe", NULL);
  g_autofree char *up = g_strdup_printf ("../%s/x.png", strrchr (outside, '/') + 1);

  g_assert_true (g_file_set_contents (there, g_bytes_get_data (png, NULL), (gssize) g_bytes_get_size (png), NULL));
  g_assert_cmpint (symlink (there, link), ==, 0);
  g_assert_cmpint (symlink (outside, way), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  expect (up, GALLEY_PICTURE_ERROR_REFUSED, "beside the bulletin");
  expect ("a/../../x.png", GALLEY_PICTURE_ERROR_REFUSED, "beside the bulletin");
  expect (there, GALLEY_PICTURE_ERROR_REFUSED, "beside the bulletin");
  expect ("link.png", GALLEY_PICTURE_ERROR_REFUSED, "link");
  expect ("way/x.png", GALLEY_PICTURE_ERROR_MISSING, "no such picture");
  expect ("pipe", GALLEY_PICTURE_ERROR_REFUSED, "no ordinary file");
  expect (".", GALLEY_PICTURE_ERROR_REFUSED, "beside");
  expect ("none.png", GALLEY_PICTURE_ERROR_MISSING, "no such picture");
  store_bytes ("there.png", png);
  galley_prepared_picture_free (prepare ("./there.png", NULL, NULL));
  g_unlink (there);
  g_rmdir (outside);
}

/* A PNG that says it has @width × @height pixels. */
static GBytes *
make_header (guint32 width, guint32 height)
{
  g_autoptr (GByteArray) png = g_byte_array_new ();
  guint8 header[13] = { 0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0 };

  width = GUINT32_TO_BE (width);
  height = GUINT32_TO_BE (height);
  memcpy (header, &width, 4);
  memcpy (header + 4, &height, 4);
  g_byte_array_append (png, (const guint8 *) "\x89PNG\r\n\x1A\n", 8);
  append_chunk (png, "IHDR", header, sizeof header);
  append_chunk (png, "IDAT", "", 0);
  append_chunk (png, "IEND", "", 0);
  return g_byte_array_free_to_bytes (g_steal_pointer (&png));
}

/* Everything here is refused without the memory that it claims. */
static void
test_hostile (void)
{
  static const char zip[] = "PK\3\4\24\0\0\0";
  g_autoptr (GBytes) huge = make_header (50000, 50000), wide = make_header (G_MAXUINT32, 1), empty = make_header (0, 10);
  g_autoptr (GBytes) hollow = make_header (20000, 5000), png = make_quarters ("png", 64, 64), photo = make_photo (64, 64, 6, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (png, 0, g_bytes_get_size (png) - 20);
  g_autoptr (GBytes) cut_photo = g_bytes_new_from_bytes (photo, 0, g_bytes_get_size (photo) / 2);

  store_bytes ("huge.png", huge);
  store_bytes ("wide.png", wide);
  store_bytes ("empty.png", empty);
  store_bytes ("cut.png", cut);
  store_bytes ("cut.jpg", cut_photo);
  store ("zip.png", zip, sizeof zip);
  store ("nothing.jpg", "", 0);
  expect ("huge.png", GALLEY_PICTURE_ERROR_TOO_LARGE, "50000 × 50000");
  expect ("wide.png", GALLEY_PICTURE_ERROR_TOO_LARGE, "pixels");
  expect ("empty.png", GALLEY_PICTURE_ERROR_DAMAGED, "damaged");
  expect ("cut.png", GALLEY_PICTURE_ERROR_DAMAGED, "cut off");
  expect ("cut.jpg", GALLEY_PICTURE_ERROR_DAMAGED, "cut off");
  expect ("zip.png", GALLEY_PICTURE_ERROR_FORMAT, "no picture");
  expect ("nothing.jpg", GALLEY_PICTURE_ERROR_FORMAT, "no picture");
  g_assert_null (galley_picture_decode (hollow, NULL, 100, NULL, &error));
  g_assert_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_DAMAGED);
}

/* Every beginning of a file, and a file with any one byte changed, is a picture or an error. */
static void
test_mangled (void)
{
  g_autoptr (GBytes) photo = make_photo (16, 16, 3, FALSE), shot = make_shot (16, 16, 3);
  GBytes *const files[] = { photo, shot };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    for (gsize n = 0, length = g_bytes_get_size (files[i]); n < length; n++)
      {
        g_autoptr (GBytes) part = g_bytes_new (g_bytes_get_data (files[i], NULL), n), changed = NULL;
        guint8 *copy = g_memdup2 (g_bytes_get_data (files[i], NULL), length);
        GalleyPictureInfo info;

        galley_picture_examine (part, &info, NULL);
        copy[n] ^= 0xFF;
        changed = g_bytes_new_take (copy, length);
        if (galley_picture_examine (changed, &info, NULL))
          {
            g_autoptr (GalleyPreparedPicture) out = NULL;
            g_autoptr (GalleyBlockData) block = new_block ("m", NULL);

            store_bytes ("m", changed);
            out = galley_picture_prepare (folder, block, NULL, NULL, NULL);
          }
      }
}

/* An SVG is drawn without whatever it refers to, and as large as is wanted, whatever it says. */
static void
test_svg (void)
{
  static const char *const texts[] = {
    "<svg xmlns='http://www.w3.org/2000/svg' width='50000' height='50000'><rect width='50000' height='50000' fill='#00f'/></svg>",
    "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><text y='8'>&x;</text></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='10' height='10'>"
    "<image width='10' height='10' xlink:href='red.png'/></svg>",
    "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c "
    "'&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e "
    "'&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'><!ENTITY g "
    "'&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'>]><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>&g;&g;</text></svg>",
  };
  g_autoptr (GBytes) red = make_quarters ("png", 10, 10);

  store_bytes ("red.png", red);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GalleyBlockData) block = new_block ("s.svg", NULL);
      g_autoptr (GalleyPreparedPicture) out = NULL;
      g_autoptr (GError) error = NULL;
      GalleyPictureOptions options = { .max_side = 100 };

      store ("s.svg", texts[i], strlen (texts[i]));
      out = galley_picture_prepare (folder, block, &options, NULL, &error);
      if (!out)
        {
          g_assert_cmpuint (i, !=, 0);
          g_assert_cmpint (error->domain, ==, GALLEY_PICTURE_ERROR);
          continue;
        }
      g_assert_cmpint (out->format, ==, GALLEY_PICTURE_PNG);
      g_assert_cmpuint (MAX (out->width, out->height), <=, 100);
      if (i == 2)
        {
          g_autofree char *seen = see (out->bytes);

          g_assert_cmpstr (seen, !=, "rgbw");
        }
    }
}

int
main (int argc, char **argv)
{
  int result;
  /* What the sanitizers reserve is no use of memory. */
#if !defined(__SANITIZE_ADDRESS__)
  struct rlimit limit = { 1500u << 20, 1500u << 20 };

  setrlimit (RLIMIT_AS, &limit);
#endif
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("galley-pictures-XXXXXX", NULL);
  g_test_add_func ("/pictures/strip", test_strip);
  g_test_add_func ("/pictures/orientation", test_orientation);
  g_test_add_func ("/pictures/crop", test_crop);
  g_test_add_func ("/pictures/paths", test_paths);
  g_test_add_func ("/pictures/hostile", test_hostile);
  g_test_add_func ("/pictures/mangled", test_mangled);
  g_test_add_func ("/pictures/svg", test_svg);
  result = g_test_run ();
  remove_folder (folder);
  g_free (folder);
  return result;
}
