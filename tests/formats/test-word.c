/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-import.h"
#include "galley-layer.h"
#include "galley-package.h"
#include "galley-word.h"
#include "parts-text.h"

#include <string.h>

#define NAMESPACES "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' " \
                   "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' " \
                   "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"

static const char styles[] =
  "<w:styles " NAMESPACES "><w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='1'/>"
  "</w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>"
  "<w:style w:type='paragraph' w:styleId='a3'><w:name w:val='标题'/></w:style>"
  "<w:style w:type='paragraph' w:styleId='X'><w:name w:val='our own'/><w:basedOn w:val='1'/></w:style>"
  "<w:style w:type='numbering' w:styleId='Linked'><w:name w:val='linked'/><w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr></w:style>"
  "<w:style w:type='paragraph' w:styleId='Chapter'><w:name w:val='chapter'/><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr>"
  "<w:outlineLvl w:val='0'/></w:pPr></w:style>"
  "<w:style w:type='paragraph' w:styleId='Clause'><w:name w:val='clause'/><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>"
  "<w:style w:type='character' w:styleId='Strong'><w:name w:val='Strong'/><w:rPr><w:b/></w:rPr></w:style></w:styles>";
static const char numbering[] =
  "<w:numbering " NAMESPACES "><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
  "<w:numFmt w:val='chineseCountingThousand'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>"
  "<w:abstractNum w:abstractNumId='3'><w:numStyleLink w:val='Linked'/></w:abstractNum>"
  "<w:abstractNum w:abstractNumId='4'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/><w:pStyle w:val='Chapter'/><w:lvlText w:val='第%1章'/></w:lvl>"
  "<w:lvl w:ilvl='1'><w:isLgl/><w:numFmt w:val='decimal'/><w:pStyle w:val='Clause'/><w:lvlText w:val='%1.%2'/></w:lvl></w:abstractNum>"
  "<w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='bullet'/><w:lvlText w:val='l'/></w:lvl>"
  "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='7'/></w:num>"
  "<w:num w:numId='3'><w:abstractNumId w:val='3'/></w:num><w:num w:numId='4'><w:abstractNumId w:val='4'/></w:num>"
  "<w:num w:numId='5'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='103'/></w:lvlOverride></w:num>"
  "</w:numbering>";
#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
static const char links[] =
  "<Relationships><Relationship Id='rId1' Target='https://example.org/' TargetMode='External'/>"
  "<Relationship Id='rId2' Target='javascript:alert(1)' TargetMode='External'/>"
  "<Relationship Id='rId3' Type='" TYPE "styles' Target='styles.xml'/><Relationship Id='rId4' Type='" TYPE "numbering' Target='numbering.xml'/>"
  "<Relationship Id='rId5' Type='" TYPE "footnotes' Target='/word/footnotes.xml'/>"
  "<Relationship Id='rId6' Type='" TYPE "comments' Target='comments.xml'/><Relationship Id='rId7' Type='" TYPE "header' Target='../h.xml'/>"
  "<Relationship Id='rId8' Type='" TYPE "image' Target='media/gate.png'/></Relationships>";
static const char header[] = "<w:hdr " NAMESPACES "><w:p><w:r><w:t>内部资料</w:t></w:r><w:fldSimple w:instr='PAGE'><w:r><w:t>3</w:t></w:r>"
                             "</w:fldSimple></w:p></w:hdr>";
static const char footnotes[] = "<w:footnotes " NAMESPACES "><w:footnote w:id='2'><w:p><w:r><w:t>初步数</w:t></w:r></w:p></w:footnote></w:footnotes>";
static const char comments[] = "<w:comments " NAMESPACES "><w:comment w:id='0' w:author='责编乙' w:date='2024-04-02T09:00:00Z'><w:p><w:r><w:t>请核对</w:t></w:r></w:p></w:comment></w:comments>";

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
    { "h.xml", header, strlen (header) },
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

static GalleyMark *
find_mark (const GalleyPart *part, GalleyMarkKind kind)
{
  for (guint i = 0; i < part->marks->len; i++)
    if (((GalleyMark *) g_ptr_array_index (part->marks, i))->kind == kind)
      return g_ptr_array_index (part->marks, i);
  g_assert_not_reached ();
}

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
  g_autoptr (GPtrArray) omissions = galley_omissions_new (), parts = NULL;
  g_autoptr (GError) error = NULL;
  GalleyPart *part;
  GalleyMark *mark;
  g_autofree char *text = NULL;

  parts = galley_word_read (bytes, omissions, NULL, NULL, &error);
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
  mark = find_mark (part, GALLEY_MARK_EMPHASIS);
  g_assert_cmpint (mark->kind, ==, GALLEY_MARK_EMPHASIS);
  g_assert_cmpuint (mark->start, ==, 18);
  g_assert_cmpuint (mark->length, ==, 5);
  mark = find_mark (part, GALLEY_MARK_LINK);
  g_assert_cmpstr (mark->target, ==, "https://example.org/");
  part = g_ptr_array_index (parts, 8);
  text = galley_part_dup_text (part);
  g_assert_cmpstr (text, ==, "指标\t\t单位\n投资\t50\t亿元 内 层");
}

/* Reads what the paragraphs of a body make, and what is listed. */
static void
assert_body (const char *body, const char *expected, const char *listed)
{
  g_autofree char *text = g_strdup_printf ("<w:document " NAMESPACES "><w:body>%s</w:body></w:document>", body);
  g_autoptr (GBytes) bytes = pack (text);
  g_autoptr (GPtrArray) omissions = galley_omissions_new (), parts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *described = NULL, *beside = NULL;

  parts = galley_word_read (bytes, omissions, NULL, NULL, &error);
  g_assert_no_error (error);
  described = describe_parts (parts);
  g_assert_cmpstr (described, ==, expected);
  beside = describe_omissions (omissions);
  g_assert_true (g_str_has_prefix (beside, "header 1.0: 内部资料\n"));
  g_assert_cmpstr (beside + strlen ("header 1.0: 内部资料\n"), ==, listed);
}

/* Numbers that sit in styles: by the style of a level, by a list that is another style's, and counted anew. */
static void
test_numbers (void)
{
  assert_body (P ("<w:pStyle w:val='Chapter'/>", R ("总则")) P ("<w:pStyle w:val='Clause'/>", R ("目的。")) P ("<w:pStyle w:val='Clause'/>", R ("范围。"))
               P ("<w:pStyle w:val='Chapter'/>", R ("附则")) P ("<w:pStyle w:val='Clause'/>", R ("施行。"))
               P ("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>", R ("甲。"))
               P ("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='5'/></w:numPr>", R ("乙。"))
               P ("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>", "<w:r><w:rPr><w:rStyle w:val='Strong'/></w:rPr><w:t>丙</w:t></w:r>")
               P ("<w:pStyle w:val='Clause'/><w:numPr><w:numId w:val='0'/></w:numPr>", R ("无号。")),
               "heading: 第1章 总则\nparagraph: 1.1 目的。\nparagraph: 1.2 范围。\nheading: 第2章 附则\nparagraph: 2.1 施行。\n"
               "paragraph: 一、甲。\nparagraph: 一百零三、乙。\nsubheading: 一百零四、丙\nparagraph: 无号。\n",
               "");
}

#define FIELD(instruction, shown) "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>" instruction "</w:instrText></w:r>" \
                                  "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" shown "<w:r><w:fldChar w:fldCharType='end'/></w:r>"

/* Fields: a link keeps its target, a date is pointed out, a table of contents goes; prompts are no text. */
static void
test_fields (void)
{
  assert_body ("<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>"
               P ("", R ("目录")) P ("", FIELD ("TOC \\o &quot;1-3&quot;", R ("一、抓项目") FIELD ("PAGEREF _T1", R ("3"))))
               "</w:sdtContent></w:sdt>"
               P ("", R ("见") FIELD (" HYPERLINK &quot;https://example.org/a b&quot; \\o &quot;提示&quot; ", R ("公报")) R ("和")
                  FIELD ("HYPERLINK \\l &quot;_T1&quot;", R ("前文")) R ("，") FIELD ("DATE \\@ yyyy", R ("2024年")) R ("起"))
               "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" P ("", R ("点击此处输入")) "</w:sdtContent></w:sdt>"
               P ("", "<w:r><w:sym w:font='Wingdings' w:char='F075'/><w:sym w:font='Webdings' w:char='F021'/></w:r>" R ("甲")
                  "<w:r><w:noBreakHyphen/></w:r>" R ("乙")),
               "paragraph: 见[公报](https://example.org/a b)和前文，2024年起\nparagraph: ◆甲-乙\n",
               "contents 1.0: 目录 一、抓项目3\nfield 1.12: 2024年\nsymbol 2.1: Webdings F021\n");
}

#define MERGED(value, text) "<w:tc><w:tcPr><w:vMerge" value "/></w:tcPr><w:p>" R (text) "</w:p></w:tc>"

/* Merged cells, the rows of the header, a table in a cell that covers two, what a row skips, and a row that was deleted. */
static void
test_tables (void)
{
  assert_body ("<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" MERGED (" w:val='restart'", "指标") CELL ("<w:gridSpan w:val='2'/>", "一季度") "</w:tr>"
               "<w:tr><w:trPr><w:tblHeader/></w:trPr>" MERGED ("", "") CELL ("", "今年") CELL ("", "去年") "</w:tr>"
               "<w:tr>" CELL ("", "项目") "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:tbl><w:tr>" CELL ("", "24") CELL ("", "个") "</w:tr></w:tbl>"
               "<w:p/></w:tc></w:tr>"
               "<w:tr><w:trPr><w:del w:author='责编乙'/></w:trPr>" CELL ("", "旧") CELL ("", "行") CELL ("", "") "</w:tr>"
               "<w:tr><w:trPr><w:gridBefore w:val='2'/></w:trPr>" CELL ("", "尾") "</w:tr></w:tbl>" P ("", R ("后。")),
               "table: 指标 | 一季度 |  ||  | 今年 | 去年 || 项目 | 24 个 |  ||  |  | 尾 (0,0 2x1) (0,1 1x2) (2,1 1x2) (3,0 1x2)\n"
               "paragraph: 后。\n",
               "");
}

/* Changes and comments name who made them and what they are about; text for the eye, pictures and objects are listed. */
static void
test_beside (void)
{
  assert_body (P ("", R ("全区") "<w:commentRangeStart w:id='0'/>" R ("20个") "<w:commentRangeEnd w:id='0'/><w:r><w:commentReference w:id='0'/></w:r>"
                  "<w:ins w:author='甲'>" R ("，增") "</w:ins><w:ins w:author='甲'>" R ("8%") "</w:ins><w:del w:author='乙'><w:r><w:delText>。</w:delText></w:r></w:del>"
                  "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>文</w:t></w:r>"
                  "<w:r><w:rPr><w:strike/></w:rPr><w:t>划</w:t></w:r>")
               P ("", "<w:r><w:drawing><wp:docPr xmlns:wp='wp' id='1' name='图片 1'/><a:blip xmlns:a='a' r:embed='rId8'/></w:drawing></w:r>"
                  "<w:r><w:pict><v:imagedata xmlns:v='v' r:id='rId8'/></w:pict></w:r><w:r><w:object><o:OLEObject xmlns:o='o' ProgID='Equation.3'/>"
                  "</w:object></w:r>" R ("完")),
               "paragraph: 全区20个，增8%划\nparagraph: 完\npicture: \npicture: \n",
               "comment 1.5: 请核对 by 责编乙 on 20个\nhidden 1.9: 隐文\nstruck 1.10: 划\n"
               "object 2.0: Equation.3\n");
}

/* A strict document whose main part has a name of its own. */
static void
test_strict (void)
{
  static const char relations[] = "<Relationships><Relationship Id='a' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument' "
                                  "Target='text/main.xml'/></Relationships>";
  static const char main_part[] = "<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body><w:p><w:pPr><w:outlineLvl w:val='1'/>"
                                  "</w:pPr><w:r><w:t>小标题</w:t></w:r></w:p></w:body></w:document>";
  const GalleyPackagePart package[] = {
    { "[Content_Types].xml", "<Types/>", 8 },
    { "_rels/.rels", relations, strlen (relations) },
    { "text/main.xml", main_part, strlen (main_part) },
  };
  g_autoptr (GBytes) bytes = galley_package_write (package, G_N_ELEMENTS (package));
  g_autoptr (GPtrArray) omissions = galley_omissions_new (), parts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *described = NULL;

  parts = galley_word_read (bytes, omissions, NULL, NULL, &error);
  g_assert_no_error (error);
  described = describe_parts (parts);
  g_assert_cmpstr (described, ==, "heading: 小标题\n");
}

/* What is no document that can be read says what it is. */
static void
test_others (void)
{
  static const char cfb[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
  g_autoptr (GString) locked = g_string_new_len (cfb, 8);
  const GalleyPackagePart sheet[] = { { "[Content_Types].xml", "<Types/>", 8 }, { "xl/workbook.xml", "<w/>", 4 } };
  g_autoptr (GBytes) workbook = galley_package_write (sheet, 2);
  const struct
  {
    const char *text, *says;
    gsize length;
  } others[] = {
    { "{\\rtf1\\ansi}", ".rtf", 12 }, { "%PDF-1.7\n", "PDF", 9 }, { cfb, ".doc", 8 }, { locked->str, "password", 200 },
    { g_bytes_get_data (workbook, NULL), ".xlsx", g_bytes_get_size (workbook) },
  };

  g_string_set_size (locked, 200);
  memset (locked->str + 8, 0, 192);
  for (gsize i = 0; i < strlen ("EncryptedPackage"); i++)
    locked->str[40 + 2 * i] = "EncryptedPackage"[i];
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (i == 3 ? locked->str : others[i].text, others[i].length);
      g_autoptr (GError) error = NULL;

      g_assert_null (galley_import_bytes (bytes, NULL, NULL, &error));
      g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_NOT_TEXT);
      g_assert_nonnull (strstr (error->message, others[i].says));
    }
}

static void
assert_text (const GalleySnapshot *snapshot, guint block, const char *text)
{
  g_assert_cmpstr (((const GalleyBlockData *) g_ptr_array_index (snapshot->blocks, block))->text, ==, text);
}

/* What is beside the text is listed, and stays so when a repair is refused. */
static void
test_report (void)
{
  g_autoptr (GBytes) bytes = pack (document);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = galley_import_bytes (bytes, NULL, NULL, &error), again = NULL, without = NULL;
  const GalleyRecord *comment;
  static const char *const expected[][2] = { { "replaced", "下降3%" }, { "comment", "请核对" } };
  g_autofree char *missing = NULL;

  g_assert_no_error (error);
  missing = galley_import_unaccounted (import);
  g_assert_cmpstr (missing, ==, "");
  g_assert_cmpuint (import->snapshot->comments->len, ==, 1);
  comment = g_ptr_array_index (import->snapshot->comments, 0);
  g_assert_cmpstr (comment->fields[GALLEY_COMMENT_AUTHOR], ==, "责编乙");
  g_assert_cmpstr (comment->fields[GALLEY_COMMENT_TEXT], ==, "请核对");
  g_assert_cmpstr (comment->fields[GALLEY_COMMENT_TARGET], ==,
                   ((GalleyBlockData *) g_ptr_array_index (import->snapshot->blocks, 1))->id);
  without = galley_import_without (import, (const char *const[]) { "comment", NULL });
  g_assert_cmpuint (without->snapshot->comments->len, ==, 0);
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

/* Tracked changes are suggestions of their authors: each has a layer, the first to change below, whose base is the text without
 * the changes from this author on. What one deleted of what another inserted goes with it, and a refused change is the text's. */
static void
test_changes (void)
{
  static const char body[] = "<w:document " NAMESPACES "><w:body>" P ("", R ("题"))
    P ("", "<w:del w:author='乙' w:date='2024-04-02T09:00:00Z'><w:r><w:delText>今年</w:delText></w:r></w:del>" R ("全区开工项目")
           "<w:ins w:author='甲' w:date='2024-04-01T09:00:00Z'>" R ("21")
           "<w:del w:author='乙' w:date='2024-04-02T09:00:00Z'><w:r><w:delText>.5</w:delText></w:r></w:del>" R ("0") "</w:ins>"
           "<w:del w:author='甲' w:date='2024-04-01T09:00:00Z'><w:r><w:delText>20</w:delText></w:r></w:del>" R ("个。"))
    P ("", "<w:ins w:author='乙' w:date='2024-04-02T09:00:00Z'>" R ("新的一段。") "</w:ins>") "</w:body></w:document>";
  g_autoptr (GBytes) bytes = pack (body);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = galley_import_bytes (bytes, NULL, NULL, &error), without = NULL;
  const GalleyLayer *first, *second;

  g_assert_no_error (error);
  g_assert_cmpuint (import->snapshot->layers->len, ==, 2);
  first = g_ptr_array_index (import->snapshot->layers, 0);
  second = g_ptr_array_index (import->snapshot->layers, 1);
  g_assert_cmpstr (first->head->fields[GALLEY_LAYER_AUTHOR], ==, "甲");
  g_assert_cmpstr (second->head->fields[GALLEY_LAYER_AUTHOR], ==, "乙");
  g_assert_cmpstr (second->head->fields[GALLEY_LAYER_TIME], ==, "2024-04-02T09:00:00Z");
  assert_text (import->snapshot, 1, "全区开工项目210个。");
  assert_text (second->base, 1, "今年全区开工项目21.50个。");
  assert_text (first->base, 1, "今年全区开工项目20个。");
  g_assert_cmpuint (import->snapshot->blocks->len, ==, 3);
  g_assert_cmpuint (second->base->blocks->len, ==, 2);
  for (guint i = 0; i < import->snapshot->blocks->len; i++)
    g_assert_cmpuint (((GalleyBlockData *) g_ptr_array_index (import->snapshot->blocks, i))->marks->len, ==, 0);
  without = galley_import_without (import, (const char *const[]) { "deleted", "inserted", "replaced", NULL });
  g_assert_cmpuint (without->snapshot->layers->len, ==, 0);
  assert_text (without->snapshot, 1, "全区开工项目210个。");
}

static char *
describe_blocks (const GalleySnapshot *snapshot)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

      g_string_append_printf (all, "%s: %s%s", galley_block_kind_to_string (block->kind), block->text, block->marks->len > 0 ? "*" : "");
      for (guint j = 0; block->grid && j < block->grid->n_rows * block->grid->n_columns; j++)
        g_string_append_printf (all, "%s%s", j % block->grid->n_columns ? " | " : " || ", block->grid->texts[j]);
      g_string_append_c (all, '\n');
    }
  return g_string_free (all, FALSE);
}

#define BY " w:id='1' w:author='甲' w:date='2024-04-01T09:00:00Z'"
#define ENDS(change) "<w:rPr><w:" change BY "/></w:rPr>"
#define IN(change, runs) "<w:" change BY ">" runs "</w:" change ">"

/* What Word tracks besides words: styles, emphasis, ends of paragraphs, moves, rows and cells. What an article has no word for
 * is listed once. */
static void
test_structural_changes (void)
{
  static const char body[] = "<w:document " NAMESPACES "><w:body>" P ("<w:pStyle w:val='a3'/>", R ("临湖区开局良好"))
    P ("<w:pStyle w:val='1'/><w:pPrChange" BY "><w:pPr><w:pStyle w:val='a'/></w:pPr></w:pPrChange>", R ("抓项目"))
    P ("<w:jc w:val='center'/><w:pPrChange" BY "><w:pPr/></w:pPrChange>",
       "<w:r><w:rPr><w:b/><w:rPrChange" BY "><w:rPr/></w:rPrChange></w:rPr><w:t>开工</w:t></w:r>" R ("项目20个。"))
    P ("", "<w:r><w:rPr><w:i/><w:rPrChange" BY "><w:rPr/></w:rPrChange></w:rPr><w:t>总投资</w:t></w:r>"
           "<w:r><w:rPr><w:i/><w:rPrChange" BY "><w:rPr/></w:rPrChange></w:rPr><w:t>50亿元。</w:t></w:r>")
    P (ENDS ("moveFrom"), IN ("moveFrom", R ("新建学校3所。"))) P ("", R ("改造小区6个。"))
    P (ENDS ("moveTo"), IN ("moveTo", R ("新建学校3所。")))
    P (ENDS ("ins"), R ("加装电梯35部。")) P ("", R ("新增车位900个。"))
    P (ENDS ("del"), R ("新增绿地2处。")) P ("", R ("更新管网12公里。"))
    P (ENDS ("del"), IN ("del", "<w:r><w:delText>不提。</w:delText></w:r>"))
    "<w:tbl><w:tr>" CELL ("", "指标") CELL ("", "数") CELL ("<w:cellDel" BY "/>", "旧数") "</w:tr>"
    "<w:tr>" CELL ("", "项目") CELL ("", "20") CELL ("<w:cellDel" BY "/>", "19") "</w:tr>"
    "<w:tr><w:trPr><w:ins" BY "/></w:trPr>" CELL ("", "投资") CELL ("", "50") "</w:tr></w:tbl>" P ("", R ("完毕。"))
    "</w:body></w:document>";
  g_autoptr (GBytes) bytes = pack (body);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = galley_import_bytes (bytes, NULL, NULL, &error), without = NULL;
  g_autofree char *was = NULL, *is = NULL;
  guint n_formats = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (import->snapshot->layers->len, ==, 1);
  was = describe_blocks (((GalleyLayer *) g_ptr_array_index (import->snapshot->layers, 0))->base);
  is = describe_blocks (import->snapshot);
  g_assert_cmpstr (is, ==, "headline: 临湖区开局良好\nheading: 一、抓项目\nparagraph: 开工项目20个。*\nparagraph: 总投资50亿元。\n"
                           "paragraph: 改造小区6个。\nparagraph: 新建学校3所。\nparagraph: 加装电梯35部。\n"
                           "paragraph: 新增车位900个。\nparagraph: 新增绿地2处。更新管网12公里。\ntable:  || 指标 | 数 || 项目 | 20 || 投资 | 50\nparagraph: 完毕。\n");
  g_assert_cmpstr (was, ==, "headline: 临湖区开局良好\nparagraph: 抓项目\nparagraph: 开工项目20个。\nparagraph: 总投资50亿元。\n"
                            "paragraph: 新建学校3所。\nparagraph: 改造小区6个。\nparagraph: 加装电梯35部。新增车位900个。\n"
                            "paragraph: 新增绿地2处。\nparagraph: 更新管网12公里。\nparagraph: 不提。\ntable:  || 指标 | 数 | 旧数 || 项目 | 20 | 19\nparagraph: 完毕。\n");
  for (guint i = 0; i < import->repairs->len; i++)
    n_formats += g_str_equal (((GalleyRepair *) g_ptr_array_index (import->repairs, i))->rule, "format");
  g_assert_cmpuint (n_formats, ==, 2);
  without = galley_import_without (import, (const char *const[]) { "moved", "split", "merged", NULL });
  g_free (was);
  was = describe_blocks (((GalleyLayer *) g_ptr_array_index (without->snapshot->layers, 0))->base);
  g_assert_nonnull (strstr (was, "paragraph: 改造小区6个。\nparagraph: 新建学校3所。\nparagraph: 加装电梯35部。\n"
                                 "paragraph: 新增车位900个。\nparagraph: 新增绿地2处。更新管网12公里。\nparagraph: 不提。\n"));
}

/* Where the text that was changed was mended, the change stays in the text, and that is said. */
static void
test_mended_changes (void)
{
  static const char body[] = "<w:document " NAMESPACES "><w:body>" P ("", R ("题"))
    P ("", R ("开工项目20个") IN ("ins", R (",增长8%")) R ("。")) "</w:body></w:document>";
  g_autoptr (GBytes) bytes = pack (body);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = galley_import_bytes (bytes, NULL, NULL, &error);
  gboolean said = FALSE;

  g_assert_no_error (error);
  assert_text (import->snapshot, 1, "开工项目20个，增长8%。");
  for (guint i = 0; i < import->repairs->len; i++)
    said |= g_str_equal (((GalleyRepair *) g_ptr_array_index (import->repairs, i))->rule, "change");
  g_assert_true (said);
  g_assert_cmpuint (import->snapshot->layers->len, ==, 0);
}

static void
test_hostile (void)
{
  static const char bomb[] = "<!DOCTYPE d [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><d>&b;</d>";
  g_autoptr (GBytes) whole = pack (document), entities = pack (bomb), empty = pack ("<w:document " NAMESPACES "/>");
  g_autoptr (GString) deep = g_string_new ("<w:document " NAMESPACES ">");
  g_autoptr (GBytes) nested = NULL;
  g_autoptr (GPtrArray) omissions = galley_omissions_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<w:tbl><w:tr><w:tc>");
  nested = pack (deep->str);
  g_assert_null (galley_word_read (nested, omissions, NULL, NULL, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (galley_word_read (entities, omissions, NULL, NULL, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_BROKEN);
  g_clear_error (&error);
  g_assert_null (galley_word_read (empty, omissions, NULL, NULL, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_EMPTY);
  for (gsize n = 4; n < g_bytes_get_size (whole); n += 97)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, n);
      g_autoptr (GError) why = NULL;

      g_assert_null (galley_word_read (cut, omissions, NULL, NULL, &why));
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
    { GALLEY_BLOCK_TABLE, "", 0 },
  };
  g_autofree char *path = g_build_filename (g_getenv ("GALLEY_SRCDIR"), "tests", "formats", "data", "office.docx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = galley_import_file (file, NULL, NULL, &error);

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
  g_test_add_func ("/formats/word/numbers", test_numbers);
  g_test_add_func ("/formats/word/fields", test_fields);
  g_test_add_func ("/formats/word/tables", test_tables);
  g_test_add_func ("/formats/word/beside", test_beside);
  g_test_add_func ("/formats/word/strict", test_strict);
  g_test_add_func ("/formats/word/others", test_others);
  g_test_add_func ("/formats/word/report", test_report);
  g_test_add_func ("/formats/word/changes", test_changes);
  g_test_add_func ("/formats/word/structural-changes", test_structural_changes);
  g_test_add_func ("/formats/word/mended-changes", test_mended_changes);
  g_test_add_func ("/formats/word/hostile", test_hostile);
  return g_test_run ();
}
