/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-import.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

/* Documents that were made to break a reader. Each is read in a process that may take no more than a gigabyte of addresses, and
 * ends in an import or in a clear error. */

#define MEMORY (1024ul * 1024 * 1024)
#define ARCHIVE_BYTES (64u * 1024 * 1024)

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#define WORD "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
#define WORD_END "</w:body></w:document>"
#define OPEN "<o:document-content xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' " \
             "xmlns:t='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><o:body><o:text>"
#define OPEN_END "</o:text></o:body></o:document-content>"
#define RELATIONS "<Relationships><Relationship Id='a' Type='x/styles' Target='styles.xml'/><Relationship Id='b' Type='x/numbering' " \
                  "Target='numbering.xml'/><Relationship Id='c' Type='x/comments' Target='comments.xml'/></Relationships>"

typedef struct
{
  struct archive *archive;
  char *data;
  size_t used;
} Package;

static void
begin (Package *self)
{
  self->data = g_malloc (ARCHIVE_BYTES);
  self->archive = archive_write_new ();
  archive_write_set_format_zip (self->archive);
  archive_write_set_bytes_in_last_block (self->archive, 1);
  g_assert_cmpint (archive_write_open_memory (self->archive, self->data, ARCHIVE_BYTES, &self->used), ==, ARCHIVE_OK);
}

/* A part of @head, @n_units times @unit, and @tail, packed as it is made. */
static void
add (Package *self, const char *name, const char *head, const char *unit, gsize n_units, const char *tail)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize n_piece = MAX (1, 65536 / MAX (strlen (unit), 1));
  g_autoptr (GString) piece = g_string_new (NULL);

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  g_assert_cmpint (archive_write_header (self->archive, entry), ==, ARCHIVE_OK);
  archive_entry_free (entry);
  for (gsize i = 0; i < n_piece; i++)
    g_string_append (piece, unit);
  archive_write_data (self->archive, head, strlen (head));
  for (gsize i = 0; i < n_units; i += n_piece)
    archive_write_data (self->archive, piece->str, MIN (n_piece, n_units - i) * strlen (unit));
  archive_write_data (self->archive, tail, strlen (tail));
}

static GBytes *
end (Package *self)
{
  archive_write_close (self->archive);
  archive_write_free (self->archive);
  return g_bytes_new_take (self->data, self->used);
}

static GBytes *
make_docx (const char *part, const char *head, const char *unit, gsize n_units, const char *tail)
{
  Package package = { 0 };

  begin (&package);
  add (&package, "[Content_Types].xml", "<Types/>", "", 0, "");
  add (&package, "word/_rels/document.xml.rels", RELATIONS, "", 0, "");
  if (!g_str_equal (part, "word/document.xml"))
    add (&package, "word/document.xml", WORD "<w:p><w:r><w:t>正文。</w:t></w:r></w:p>" WORD_END, "", 0, "");
  add (&package, part, head, unit, n_units, tail);
  return end (&package);
}

static GBytes *
make_odt (const char *head, const char *unit, gsize n_units, const char *tail)
{
  Package package = { 0 };

  begin (&package);
  add (&package, "content.xml", head, unit, n_units, tail);
  return end (&package);
}

static GBytes *
make_text (const char *head, const char *unit, gsize n_units, const char *tail)
{
  GString *text = g_string_new (head);

  for (gsize i = 0; i < n_units; i++)
    g_string_append (text, unit);
  g_string_append (text, tail);
  return g_string_free_to_bytes (text);
}

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"

/* What comes of each: an error's code, or -1 for an import. */
static const struct
{
  const char *name;
  char kind; /* w: DOCX, o: ODT, t: as it is */
  const char *part, *head, *unit;
  gsize n_units;
  const char *tail;
  int code;
} cases[] = {
  { "much-text", 'w', "word/document.xml", WORD "<w:p><w:r><w:t>", "0123456789", 12000000, "</w:t></w:r></w:p>" WORD_END,
    GALLEY_FORMATS_ERROR_TOO_LARGE },
  { "many-paragraphs", 'w', "word/document.xml", WORD, P ("a"), 1000000, WORD_END, GALLEY_FORMATS_ERROR_TOO_LARGE },
  { "empty-paragraphs", 'w', "word/document.xml", WORD P ("甲。"), "<w:p/>", 100000, P ("乙。") WORD_END, -1 },
  { "much-deleted", 'w', "word/document.xml", WORD "<w:p><w:del>", "<w:r><w:delText>0123456789</w:delText></w:r>", 4000000,
    "</w:del></w:p>" WORD_END, GALLEY_FORMATS_ERROR_TOO_LARGE },
  { "many-deletions", 'w', "word/document.xml", WORD P ("甲。") "<w:p>", "<w:del><w:r><w:delText>a</w:delText></w:r></w:del>", 400000,
    "</w:p>" WORD_END, -1 },
  { "wide-rows", 'w', "word/document.xml", WORD "<w:tbl>", "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2000000000'/></w:tcPr>" P ("a") "</w:tc></w:tr>",
    1000000, "</w:tbl>" WORD_END, GALLEY_FORMATS_ERROR_TOO_LARGE },
  { "many-cells", 'w', "word/document.xml", WORD "<w:tbl><w:tr>", "<w:tc/>", 1500000, "</w:tr></w:tbl>" WORD_END,
    GALLEY_FORMATS_ERROR_TOO_LARGE },
  { "nested", 'w', "word/document.xml", WORD, "<w:tbl><w:tr><w:tc>", 1000000, WORD_END, GALLEY_FORMATS_ERROR_TOO_LARGE },
  { "fields", 'w', "word/document.xml", WORD "<w:p><w:r>", "<w:fldChar w:fldCharType='begin'/>", 1000000, "<w:t>甲。</w:t></w:r></w:p>" WORD_END, -1 },
  { "styles", 'w', "word/styles.xml", "<w:styles xmlns:w='w'>", "<w:style w:styleId='a'/>", 1000000, "</w:styles>",
    GALLEY_FORMATS_ERROR_TOO_LARGE },
  { "lists", 'w', "word/numbering.xml", "<w:numbering xmlns:w='w'>", "<w:abstractNum w:abstractNumId='1'/>", 1000000, "</w:numbering>",
    GALLEY_FORMATS_ERROR_TOO_LARGE },
  { "comments", 'w', "word/comments.xml", "<w:comments xmlns:w='w'><w:comment w:id='0'>", P ("01234567890123456789"), 1000000,
    "</w:comment></w:comments>", GALLEY_FORMATS_ERROR_TOO_LARGE },
  { "laughs", 'w', "word/document.xml", "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>" WORD, "<w:p/>", 1, WORD_END,
    GALLEY_FORMATS_ERROR_BROKEN },
  { "outside", 'w', "word/document.xml", "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" WORD, P ("&a;"), 1, WORD_END,
    GALLEY_FORMATS_ERROR_BROKEN },
  { "encoding", 'w', "word/document.xml", "<?xml version='1.0' encoding='GB2312'?>" WORD, P ("甲乙丙丁戊"), 9, WORD_END,
    GALLEY_FORMATS_ERROR_BROKEN },
  { "traversal", 'w', "../../../galley-was-here", "x", "", 0, "", -1 },
  { "twice", 'w', "word/_rels/document.xml.rels", RELATIONS, "", 0, "", GALLEY_FORMATS_ERROR_BROKEN },
  { "odt-paragraphs", 'o', NULL, OPEN, "<t:p>a</t:p>", 1000000, OPEN_END, GALLEY_FORMATS_ERROR_TOO_LARGE },
  { "odt-spaces", 'o', NULL, OPEN "<t:p>甲", "<t:s t:c='2000000000'/>", 1000000, "乙</t:p>" OPEN_END, GALLEY_FORMATS_ERROR_TOO_LARGE },
  { "odt-nested", 'o', NULL, OPEN, "<t:list><t:list-item>", 1000000, OPEN_END, GALLEY_FORMATS_ERROR_BROKEN },
  { "flat-laughs", 't', NULL, "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'a'>]><office:document>", "&a;", 100, "</office:document>",
    GALLEY_FORMATS_ERROR_BROKEN },
  { "html-cells", 't', NULL, "<html><table>", "<tr><td colspan='1000'>a</td></tr>", 100000, "</table></html>",
    GALLEY_FORMATS_ERROR_TOO_LARGE },
  { "html-nested", 't', NULL, "<html>", "<div>", 1000000, "a", GALLEY_FORMATS_ERROR_TOO_LARGE },
  { "html-laughs", 't', NULL, "<!DOCTYPE html [<!ENTITY a 'aaaa'>]><p>", "&a;甲。", 1000, "</p>", -1 },
  { "markdown-nested", 't', NULL, "# 题\n", ">", 100000, " 甲", GALLEY_FORMATS_ERROR_TOO_LARGE },
  { "markdown-brackets", 't', NULL, "# 题\n", "[", 200000, "\n", -1 },
  { "markdown-stars", 't', NULL, "# 题\n", "*a **a ", 200000, "\n", -1 },
  { "markdown-cells", 't', NULL, "# 题\n\n|a|\n|-|\n", "|||||||||||||||||||||||||||||||||\n", 40000, "", GALLEY_FORMATS_ERROR_TOO_LARGE },
};

static GBytes *
make_case (guint i)
{
  if (cases[i].kind == 'w')
    return make_docx (cases[i].part, cases[i].head, cases[i].unit, cases[i].n_units, cases[i].tail);
  if (cases[i].kind == 'o')
    return make_odt (cases[i].head, cases[i].unit, cases[i].n_units, cases[i].tail);
  return make_text (cases[i].head, cases[i].unit, cases[i].n_units, cases[i].tail);
}

static void
read_within_bounds (GBytes *bytes, int code)
{
  const struct rlimit limit = { MEMORY, MEMORY };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = NULL;

  setrlimit (RLIMIT_AS, &limit);
  import = galley_import_bytes (bytes, NULL, NULL, &error);
  if (code < 0)
    {
      g_autofree char *missing = NULL;

      g_assert_no_error (error);
      missing = galley_import_unaccounted (import);
      g_assert_cmpstr (missing, ==, "");
    }
  else
    g_assert_error (error, GALLEY_FORMATS_ERROR, code);
}

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  if (SANITIZED)
    {
      g_test_skip ("a sanitizer takes the addresses");
      return;
    }
  if (g_test_subprocess ())
    {
      g_autoptr (GBytes) bytes = make_case (i);

      read_within_bounds (bytes, cases[i].code);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_assert_false (g_file_test ("../../../galley-was-here", G_FILE_TEST_EXISTS));
}

/* Sets the declared size of each part of an archive, in its headers and its directory (APPNOTE.TXT 4.3.7, 4.3.12). */
static GBytes *
declare_size (GBytes *bytes, guint32 size)
{
  gsize n;
  const guint8 *data = g_bytes_get_data (bytes, &n);
  guint8 *copy = g_memdup2 (data, n);
  guint32 little = GUINT32_TO_LE (size);

  for (gsize i = 0; i + 30 < n; i++)
    if (memcmp (copy + i, "PK\3\4", 4) == 0)
      memcpy (copy + i + 22, &little, 4);
    else if (memcmp (copy + i, "PK\1\2", 4) == 0)
      memcpy (copy + i + 24, &little, 4);
  return g_bytes_new_take (copy, n);
}

/* What the archive says of its sizes is not believed. */
static void
test_declared (void)
{
  g_autoptr (GBytes) small = NULL, large = NULL;
  g_autoptr (GalleyImport) import = NULL;

  if (!SANITIZED && !g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }
  small = make_docx ("word/document.xml", WORD, P ("甲。"), 1, WORD_END);
  large = declare_size (small, 2147483648u);
  if (!SANITIZED)
    read_within_bounds (large, GALLEY_FORMATS_ERROR_BROKEN);
}

/* A picture that says it is 50,000 × 50,000 is listed by its name and never unpacked. */
static void
test_picture (void)
{
  static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xc3\x50\0\0\xc3\x50\x08\x06\0\0\0";
  Package package = { 0 };
  struct archive_entry *entry = archive_entry_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = NULL;
  gboolean listed = FALSE;

  begin (&package);
  add (&package, "[Content_Types].xml", "<Types/>", "", 0, "");
  add (&package, "word/_rels/document.xml.rels", "<Relationships><Relationship Id='a' Type='x/image' Target='media/huge.png'/></Relationships>",
       "", 0, "");
  archive_entry_set_pathname (entry, "word/media/huge.png");
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_write_header (package.archive, entry);
  archive_write_data (package.archive, png, sizeof png - 1);
  archive_entry_free (entry);
  add (&package, "word/document.xml", WORD "<w:p><w:r><a:blip xmlns:a='a' xmlns:r='r' r:embed='a'/>", "<w:t>甲。</w:t>", 1,
       "</w:r></w:p>" WORD_END);
  bytes = end (&package);
  import = galley_import_bytes (bytes, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < import->repairs->len && !listed; i++)
    {
      const GalleyRepair *repair = g_ptr_array_index (import->repairs, i);

      listed = g_str_equal (repair->rule, "picture") && g_str_equal (repair->before, "huge.png");
    }
  g_assert_true (listed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/import/bounds/%s", cases[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/import/bounds/declared", test_declared);
  g_test_add_func ("/import/bounds/picture", test_picture);
  return g_test_run ();
}
