/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-import.h"
#include "galley-package.h"
#include "galley-word.h"

#include <string.h>

#define NAMESPACES "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' " \
                   "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' " \
                   "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"

static const char styles[] =
  "<w:styles " NAMESPACES "><w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='1'/>"
  "</w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>"
  "<w:style w:type='paragraph' w:styleId='a3'><w:name w:val='标题'/></w:style>"
  "<w:style w:type='paragraph' w:styleId='X'><w:name w:val='our own'/><w:basedOn w:val='1'/></w:style></w:styles>";
static const char numbering[] =
  "<w:numbering " NAMESPACES "><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
  "<w:numFmt w:val='chineseCountingThousand'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>"
  "<w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='bullet'/><w:lvlText w:val='l'/></w:lvl>"
  "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='7'/></w:num>"
  "</w:numbering>";
static const char links[] = "<Relationships><Relationship Id='rId1' Target='https://example.org/' TargetMode='External'/>"
                            "<Relationship Id='rId2' Target='javascript:alert(1)'/></Relationships>";
static const char footnotes[] = "<w:footnotes " NAMESPACES "><w:footnote w:id='2'><w:p><w:r><w:t>初步数</w:t></w:r></w:p></w:footnote></w:footnotes>";
static const char comments[] = "<w:comments " NAMESPACES "><w:comment w:id='0'><w:p><w:r><w:t>请核对</w:t></w:r></w:p></w:comment></w:comments>";

static GBytes *
pack (const char *document)
{
  const GalleyPackagePart parts[] = {
    { "[Content_Types].xml", "<Types/>", 8 },
    { "word/styles.xml", styles, strlen (styles) },
    { "word/numbering.xml", numbering, strlen (numbering) },
    { "word/_rels/document.xml.rels", links, strlen (links) },
    { "word/footnotes.xml", footnotes, strlen (footnotes) },
    { "word/comments.xml", comments, strlen (comments) },
    { "word/document.xml", document, strlen (document) },
  };

  return galley_package_write (parts, G_N_ELEMENTS (parts));
}

#define P(properties, runs) "<w:p><w:pPr>" properties "</w:pPr>" runs "</w:p>"
#define R(text) "<w:r><w:t>" text "</w:t></w:r>"
#define CELL(properties, text) "<w:tc><w:tcPr>" properties "</w:tcPr><w:p>" R (text) "</w:p></w:tc>"

static const char document[] =
  "<w:document " NAMESPACES "><w:body>"
  P ("<w:pStyle w:val='a3'/>", R ("临湖区开局良好"))
  P ("", R ("　　一季度，全区开工项目20个") "<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>，增长8%</w:t></w:r>"
     "<w:del><w:r><w:delText>，下降3%</w:delText></w:r></w:del><w:ins>" R ("，好于预期") "</w:ins>"
     "<w:hyperlink r:id='rId1'>" R ("公报") "</w:hyperlink><w:hyperlink r:id='rId2'>" R ("甲") "</w:hyperlink>"
     "<w:r><w:commentReference w:id='0'/></w:r>" R ("。"))
  P ("<w:pStyle w:val='1'/>", "<w:r><w:t>抓项目</w:t><w:br/><w:t>添后劲</w:t></w:r>")
  P ("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='2'/></w:numPr>", R ("湖滨路改造完工"))
  P ("<w:pStyle w:val='X'/><w:rPr><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr>", R ("惠民生"))
  P ("", "<w:r><w:rPr><w:b/></w:rPr><w:t>教育先行</w:t></w:r>")
  P ("<w:rPr><w:del/></w:rPr>", R ("全区新建学校"))
  P ("", "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>" R ("链接：三年计划") "</w:p></w:txbxContent></mc:Choice><mc:Fallback>"
     "<w:txbxContent><w:p>" R ("链接：三年计划") "</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>" R ("3所。"))
  "<w:tbl><w:tr>" CELL ("<w:gridSpan w:val='2'/>", "指标") CELL ("", "单位") "</w:tr><w:tr>" CELL ("", "投资") CELL ("", "50")
  "<w:tc><w:p>" R ("亿元") "</w:p><w:tbl><w:tr>" CELL ("", "内") CELL ("", "层") "</w:tr></w:tbl></w:tc></w:tr></w:tbl>"
  "</w:body></w:document>";

static void
test_structure (void)
{
  static const struct
  {
    GalleyBlockKind kind;
    const char *text;
  } expected[] = {
    { GALLEY_BLOCK_HEADLINE, "临湖区开局良好" },
    { GALLEY_BLOCK_PARAGRAPH, "一季度，全区开工项目20个（初步数），增长8%，好于预期公报甲。" },
    { GALLEY_BLOCK_HEADING, "一、抓项目\n添后劲" },
    { GALLEY_BLOCK_ITEM, "湖滨路改造完工" },
    { GALLEY_BLOCK_HEADING, "二、惠民生" },
    { GALLEY_BLOCK_SUBHEADING, "教育先行" },
    { GALLEY_BLOCK_PARAGRAPH, "全区新建学校3所。" },
    { GALLEY_BLOCK_PARAGRAPH, "链接：三年计划" },
    { GALLEY_BLOCK_TABLE, "" },
  };
  g_autoptr (GBytes) bytes = pack (document);
  g_autoptr (GPtrArray) omissions = NULL, parts = NULL;
  g_autoptr (GError) error = NULL;
  GalleyPart *part;
  GalleyMark *mark;
  g_autofree char *first = NULL, *second = NULL;

  parts = galley_word_read (bytes, &omissions, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < MIN (parts->len, G_N_ELEMENTS (expected)); i++)
    {
      part = g_ptr_array_index (parts, i);
      g_assert_cmpstr (part->text, ==, expected[i].text);
      g_assert_cmpint (part->kind, ==, expected[i].kind);
    }
  g_assert_cmpuint (parts->len, ==, G_N_ELEMENTS (expected));
  part = g_ptr_array_index (parts, 1);
  g_assert_cmpuint (part->marks->len, ==, 2);
  mark = g_ptr_array_index (part->marks, 0);
  g_assert_cmpint (mark->kind, ==, GALLEY_MARK_EMPHASIS);
  g_assert_cmpuint (mark->start, ==, 18);
  g_assert_cmpuint (mark->length, ==, 5);
  mark = g_ptr_array_index (part->marks, 1);
  g_assert_cmpstr (mark->target, ==, "https://example.org/");
  part = g_ptr_array_index (parts, 8);
  first = g_strjoinv ("|", g_ptr_array_index (part->rows, 0));
  second = g_strjoinv ("|", g_ptr_array_index (part->rows, 1));
  g_assert_cmpstr (first, ==, "指标||单位");
  g_assert_cmpstr (second, ==, "投资|50|亿元 内 层");
}

/* What is beside the text is listed, and stays so when a repair is refused. */
static void
test_report (void)
{
  g_autoptr (GBytes) bytes = pack (document);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = galley_import_bytes (bytes, NULL, &error), again = NULL;
  static const char *const expected[][2] = { { "deleted", "，下降3%" }, { "inserted", "，好于预期" }, { "comment", "请核对" } };
  g_autofree char *missing = NULL;

  g_assert_no_error (error);
  missing = galley_import_unaccounted (import);
  g_assert_cmpstr (missing, ==, "");
  again = galley_import_without (import, (const char *const[]) { "punct-width", NULL });
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < again->repairs->len; j++)
        {
          const GalleyRepair *repair = g_ptr_array_index (again->repairs, j);

          found |= g_str_equal (repair->rule, expected[i][0]) && g_str_equal (repair->before, expected[i][1]) && repair->line == 2;
        }
      g_assert_true (found);
    }
}

static void
test_hostile (void)
{
  static const char bomb[] = "<!DOCTYPE d [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><d>&b;</d>";
  g_autoptr (GBytes) whole = pack (document), entities = pack (bomb), empty = pack ("<w:document " NAMESPACES "/>");
  g_autoptr (GString) deep = g_string_new ("<w:document " NAMESPACES ">");
  g_autoptr (GBytes) nested = NULL;
  g_autoptr (GPtrArray) omissions = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<w:tbl><w:tr><w:tc>");
  nested = pack (deep->str);
  g_assert_null (galley_word_read (nested, &omissions, NULL, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_BROKEN);
  g_clear_error (&error);
  g_assert_null (galley_word_read (entities, &omissions, NULL, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_BROKEN);
  g_clear_error (&error);
  g_assert_null (galley_word_read (empty, &omissions, NULL, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_EMPTY);
  for (gsize n = 4; n < g_bytes_get_size (whole); n += 97)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, n);
      g_autoptr (GError) why = NULL;

      g_assert_null (galley_word_read (cut, &omissions, NULL, &why));
      g_assert_error (why, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_BROKEN);
    }
}

/* The file was written by LibreOffice 25.2 from words of our own. */
static void
test_office (void)
{
  static const struct
  {
    GalleyBlockKind kind;
    const char *text;
    guint n_marks;
  } expected[] = {
    { GALLEY_BLOCK_HEADLINE, "青禾区一季度开局良好", 0 },
    { GALLEY_BLOCK_LEAD, "今年一季度，青禾区开工项目24个，总投资7.0亿元。", 1 },
    { GALLEY_BLOCK_HEADING, "抓项目\n添后劲", 0 },
    { GALLEY_BLOCK_PARAGRAPH, "其中新建10个、续建14个，见名单。", 1 },
    { GALLEY_BLOCK_ITEM, "学位新增600个。", 0 },
    { GALLEY_BLOCK_ITEM, "食堂新增45家。", 0 },
    { GALLEY_BLOCK_PARAGRAPH, "指标\t数值", 0 },
    { GALLEY_BLOCK_PARAGRAPH, "项目\t24", 0 },
  };
  g_autofree char *path = g_build_filename (g_getenv ("GALLEY_SRCDIR"), "tests", "formats", "data", "office.docx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = galley_import_file (file, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (import->snapshot->blocks->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (import->snapshot->blocks, i);

      g_assert_cmpstr (block->text, ==, expected[i].text);
      g_assert_cmpint (block->kind, ==, expected[i].kind);
      g_assert_cmpuint (block->marks->len, ==, expected[i].n_marks);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/word/office", test_office);
  g_test_add_func ("/formats/word/structure", test_structure);
  g_test_add_func ("/formats/word/report", test_report);
  g_test_add_func ("/formats/word/hostile", test_hostile);
  return g_test_run ();
}
