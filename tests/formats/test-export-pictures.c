/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>

#include "folder.h"
#include "export-tools.h"
#include "galley-import.h"
#include "sample.h"

/* What must not be found in anything that goes out unless it is asked for. */
#define SECRET "GPS-41.8057N-123.4315E"

static char *folder;

/* A photograph that lies on its side, with a place in it: 90 × 60 pixels as stored, red above blue upright. */
static void
store_photo (const char *name)
{
  static const guint8 exif[] = { 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', '*', 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0,
                                 0, 0, 0, 0 };
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 90, 60);
  g_autoptr (GdkPixbuf) left = gdk_pixbuf_new_subpixbuf (pixbuf, 0, 0, 45, 60);
  g_autoptr (GByteArray) jpeg = g_byte_array_new ();
  g_autofree char *path = g_build_filename (folder, name, NULL), *data = NULL;
  const guint size = 2 + sizeof exif + strlen (SECRET);
  gsize length;

  gdk_pixbuf_fill (pixbuf, 0x0000FFFF);
  gdk_pixbuf_fill (left, 0xFF0000FF);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "jpeg", NULL, NULL));
  g_byte_array_append (jpeg, (const guint8 *) data, 2);
  g_byte_array_append (jpeg, (const guint8[]) { 0xFF, 0xE1, (guint8) (size >> 8), (guint8) size }, 4);
  g_byte_array_append (jpeg, exif, sizeof exif);
  g_byte_array_append (jpeg, (const guint8 *) SECRET, strlen (SECRET));
  g_byte_array_append (jpeg, (const guint8 *) data + 2, (guint) length - 2);
  g_assert_true (g_file_set_contents (path, (const char *) jpeg->data, jpeg->len, NULL));
}

static GalleySnapshot *
new_of_picture (const char *source)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleyBlockData) bare = galley_block_data_new ("p", GALLEY_BLOCK_PICTURE, "江边步道", NULL);
  g_autoptr (GalleyPictureData) picture = galley_picture_data_new ("方舟 摄", NULL, 5000, 5000, NULL);

  g_ptr_array_add (blocks, galley_block_data_new ("h", GALLEY_BLOCK_HEADLINE, "步道建成", NULL));
  g_ptr_array_add (blocks, galley_block_data_with_picture (bare, source, "两侧是新栽的树", picture));
  return sample_new_of_blocks (blocks);
}

static gboolean
holds (GBytes *bytes, const char *text)
{
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text)) != NULL;
}

/* Whether @text is in @bytes or, where that is a package, in one of its parts. */
static gboolean
holds_inside (GBytes *bytes, const char *text)
{
  struct archive *package = archive_read_new ();
  struct archive_entry *entry;
  gboolean found = holds (bytes, text);

  archive_read_support_format_zip (package);
  if (archive_read_open_memory (package, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) == ARCHIVE_OK)
    while (archive_read_next_header (package, &entry) == ARCHIVE_OK)
      {
        gsize size = (gsize) archive_entry_size (entry);
        g_autofree char *data = g_malloc0 (size + 1);
        la_ssize_t length = archive_read_data (package, data, size);
        g_autoptr (GBytes) part = g_bytes_new (data, (gsize) MAX (length, 0));

        found = found || holds (part, text);
      }
  archive_read_free (package);
  return found;
}

/* The first picture in a page, decoded. */
static GBytes *
find_picture (GBytes *html)
{
  static const char mark[] = ";base64,";
  const char *data = g_bytes_get_data (html, NULL), *start = g_strstr_len (data, (gssize) g_bytes_get_size (html), mark);
  g_autofree char *base64 = NULL;
  gsize length;
  guchar *decoded;

  g_assert_nonnull (start);
  base64 = g_strndup (start + strlen (mark), strcspn (start + strlen (mark), "\""));
  decoded = g_base64_decode (base64, &length);
  return g_bytes_new_take (decoded, length);
}

/* No format takes the place along, and what is seen is upright; a page takes it along where that is asked for. */
static void
test_metadata (void)
{
  g_autoptr (GalleySnapshot) snapshot = new_of_picture ("photo.jpg");
  GalleyExportOptions options = { .folder = folder };
  guint n_formats;
  const GalleyExportFormat *formats = galley_export_get_formats (&n_formats);

  store_photo ("photo.jpg");
  for (guint i = 0; i < n_formats; i++)
    if (!formats[i].indicators)
      {
        g_autoptr (GBytes) bytes = export_bytes (snapshot, formats[i].extension, &options);

        g_assert_false (holds_inside (bytes, SECRET));
        g_assert_false (holds_inside (bytes, "Exif"));
      }
  for (int keep = 0; keep < 2; keep++)
    {
      g_autoptr (GBytes) html = NULL, picture = NULL;
      g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();

      options.keep_metadata = keep;
      html = export_bytes (snapshot, "html", &options);
      picture = find_picture (html);
      g_assert_cmpint (holds (picture, SECRET), ==, keep);
      g_assert_true (gdk_pixbuf_loader_write_bytes (loader, picture, NULL));
      g_assert_true (gdk_pixbuf_loader_close (loader, NULL));
      g_assert_cmpint (gdk_pixbuf_get_width (gdk_pixbuf_loader_get_pixbuf (loader)), ==, 60);
      g_assert_cmpuint (gdk_pixbuf_read_pixels (gdk_pixbuf_loader_get_pixbuf (loader))[0], >, 200);
    }
}

/* Beside the file */

/* What lies at a path below @at, as one line. */
static char *
list_names (const char *at)
{
  g_autoptr (GDir) dir = g_dir_open (at, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  return g_strjoinv (" ", (char **) names->pdata);
}

static void
assert_names (const char *at, const char *expected)
{
  g_autofree char *names = list_names (at);

  g_assert_cmpstr (names, ==, expected);
}

static GBytes *
read_at (const char *at, const char *name)
{
  g_autofree char *path = g_build_filename (at, name, NULL), *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (g_steal_pointer (&contents), length);
}

/* A file of Markdown has its pictures in a folder beside it, cleaned; an earlier folder goes with what it had. */
static void
test_beside (void)
{
  g_autoptr (GalleySnapshot) snapshot = new_of_picture ("photo.jpg");
  GalleyExportOptions options = { .folder = folder, .keep_metadata = TRUE };
  g_autofree char *out = g_dir_make_tmp ("galley-beside-XXXXXX", NULL), *path = g_build_filename (out, "江边 100%.md", NULL);
  g_autofree char *beside = g_build_filename (out, "江边 100%_files", NULL), *stray = g_build_filename (beside, "我的.txt", NULL);
  g_autoptr (GBytes) kept = NULL, cleaned = NULL, page = NULL, inside = NULL;
  g_autoptr (GalleyImport) import = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (galley_export (snapshot, path, NULL, &options, NULL, &error));
  g_assert_no_error (error);
  kept = read_at (beside, "1.jpeg");
  g_assert_true (holds (kept, SECRET));

  options.keep_metadata = FALSE;
  g_assert_true (galley_export (snapshot, path, NULL, &options, NULL, &error));
  cleaned = read_at (beside, "1.jpeg");
  g_assert_false (holds (cleaned, SECRET));
  assert_names (beside, "1.jpeg SHA256SUMS");
  assert_names (out, "江边 100%.md 江边 100%_files");
  page = read_at (out, "江边 100%.md");
  import = galley_import_bytes (page, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (galley_snapshot_find_kind (import->snapshot, GALLEY_BLOCK_PICTURE)->source, ==, "江边 100%_files/1.jpeg");

  /* Without a picture there is no folder, neither of old. */
  g_assert_true (galley_export (snapshot, path, NULL, NULL, NULL, &error));
  assert_names (out, "江边 100%.md");

  /* What somebody put there stays, and so does the file. */
  g_assert_true (galley_export (snapshot, path, NULL, &options, NULL, &error));
  g_assert_true (g_file_set_contents (stray, "别动", -1, NULL));
  g_assert_true (g_file_set_contents (path, "旧", -1, NULL));
  g_assert_false (galley_export (snapshot, path, NULL, &options, NULL, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_WRITE);
  g_clear_error (&error);
  assert_names (beside, "1.jpeg SHA256SUMS 我的.txt");
  assert_names (out, "江边 100%.md 江边 100%_files");
  g_bytes_unref (page);
  page = read_at (out, "江边 100%.md");
  g_assert_true (holds (page, "旧"));

  /* Inside when asked. */
  options.pictures = GALLEY_EXPORT_PICTURES_INSIDE;
  g_assert_true (galley_export (snapshot, path, NULL, &options, NULL, &error));
  inside = read_at (out, "江边 100%.md");
  g_assert_true (holds (inside, "(data:image/jpeg;base64,"));
  remove_folder (out);
}

/* Where the file cannot be written its pictures are not left behind, and those of the earlier one are back. */
static void
test_beside_fails (void)
{
  g_autoptr (GalleySnapshot) snapshot = new_of_picture ("photo.jpg");
  GalleyExportOptions options = { .folder = folder };
  g_autofree char *out = g_dir_make_tmp ("galley-beside-XXXXXX", NULL), *path = g_build_filename (out, "a.md", NULL);
  g_autofree char *beside = g_build_filename (out, "a_files", NULL);
  g_autoptr (GBytes) old = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (path, 0777), ==, 0);
  g_assert_false (galley_export (snapshot, path, NULL, &options, NULL, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_WRITE);
  assert_names (out, "a.md");
  g_assert_cmpint (g_rmdir (path), ==, 0);

  options.keep_metadata = TRUE;
  g_assert_true (galley_export (snapshot, path, NULL, &options, NULL, NULL));
  g_unlink (path);
  g_assert_cmpint (g_mkdir (path, 0777), ==, 0);
  options.keep_metadata = FALSE;
  g_assert_false (galley_export (snapshot, path, NULL, &options, NULL, NULL));
  assert_names (out, "a.md a_files");
  old = read_at (beside, "1.jpeg");
  g_assert_true (holds (old, SECRET));
  remove_folder (out);
}

/* For WeChat there is a list besides, which says where each is to be uploaded. */
static void
test_uploads (void)
{
  g_autoptr (GalleySnapshot) snapshot = new_of_picture ("photo.jpg");
  GalleyExportOptions options = { .folder = folder, .pictures = GALLEY_EXPORT_PICTURES_BESIDE };
  g_autofree char *out = g_dir_make_tmp ("galley-beside-XXXXXX", NULL), *path = g_build_filename (out, "a.wechat.html", NULL);
  g_autofree char *beside = g_build_filename (out, "a.wechat_files", NULL);
  g_autoptr (GBytes) page = NULL, list = NULL, picture = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (galley_export (snapshot, path, NULL, &options, NULL, &error));
  g_assert_no_error (error);
  assert_names (beside, "1.jpeg SHA256SUMS uploads.tsv");
  page = read_at (out, "a.wechat.html");
  list = read_at (beside, "uploads.tsv");
  picture = read_at (beside, "1.jpeg");
  g_assert_true (holds (page, "src=\"a.wechat_files/1.jpeg\""));
  g_assert_true (holds (list, "\n1\t1.jpeg\t步道建成\t\t江边步道\n"));
  g_assert_false (holds (picture, SECRET));
  remove_folder (out);
}

/* Caption, credit and alternate text are said; where the file is not there that is said in its place. */
static void
test_words (void)
{
  g_autoptr (GalleySnapshot) whole = new_of_picture ("photo.jpg"), missing = new_of_picture ("none.jpg");
  GalleyExportOptions options = { .folder = folder };
  g_autoptr (GBytes) html = export_bytes (whole, "html", &options), bare = export_bytes (missing, "html", &options);
  g_autoptr (GBytes) text = export_bytes (whole, "txt", &options), pdf = export_bytes (missing, "pdf", &options);
  g_autofree char *printed = NULL, *packed = NULL;

  g_assert_true (holds (html, "alt=\"两侧是新栽的树\"") || holds (html, "alt=\"&#x4E24;&#x4FA7;&#x662F;"));
  g_assert_true (holds (html, "江边步道"));
  g_assert_true (holds (html, "方舟 摄"));
  g_assert_true (holds (text, "［图］江边步道　方舟 摄"));
  g_assert_true (holds (bare, "none.jpg"));
  g_assert_true (holds (bare, "图片缺失"));
  printed = run_on (pdf, "out.pdf", "pdftotext %s -");
  packed = printed ? strip_spaces (printed) : NULL;
  g_assert_true (!packed || strstr (packed, "图片缺失：none.jpg"));
  g_assert_true (!packed || strstr (packed, "江边步道方舟摄"));
}

/* A photograph is in the PDF as the JPEG that it is. */
static void
test_jpeg (void)
{
  g_autoptr (GalleySnapshot) snapshot = new_of_picture ("photo.jpg");
  GalleyExportOptions options = { .folder = folder };
  g_autoptr (GBytes) pdf = export_bytes (snapshot, "pdf", &options);
  g_autofree char *images = run_on (pdf, "out.pdf", "pdfimages -list %s");

  g_assert_true (!images || g_regex_match_simple ("image +60 +90 +rgb +3 +8 +jpeg", images, 0, 0));
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("galley-export-XXXXXX", NULL);
  g_test_add_func ("/export-pictures/metadata", test_metadata);
  g_test_add_func ("/export-pictures/beside", test_beside);
  g_test_add_func ("/export-pictures/beside-fails", test_beside_fails);
  g_test_add_func ("/export-pictures/uploads", test_uploads);
  g_test_add_func ("/export-pictures/words", test_words);
  g_test_add_func ("/export-pictures/jpeg", test_jpeg);
  result = g_test_run ();
  path = g_build_filename (folder, "photo.jpg", NULL);
  g_unlink (path);
  g_rmdir (folder);
  g_free (folder);
  return result;
}
