/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-word-docx-elements.h"

#include <stdlib.h>
#include <string.h>

/* Sorted by name. */
static const struct
{
  const char *name;
  DocxElement element;
} elements[] = {
  { "Fallback", DOCX_ELEMENT_SKIPPED },
  { "OLEObject", DOCX_ELEMENT_OBJECT },
  { "altChunk", DOCX_ELEMENT_OBJECT },
  { "b", DOCX_ELEMENT_BOLD },
  { "blip", DOCX_ELEMENT_IMAGE },
  { "br", DOCX_ELEMENT_BREAK },
  { "cellDel", DOCX_ELEMENT_CELL_DELETED },
  { "cellIns", DOCX_ELEMENT_CELL_INSERTED },
  { "chart", DOCX_ELEMENT_OBJECT },
  { "commentRangeEnd", DOCX_ELEMENT_COMMENT_END },
  { "commentRangeStart", DOCX_ELEMENT_COMMENT_START },
  { "commentReference", DOCX_ELEMENT_COMMENT },
  { "cr", DOCX_ELEMENT_BREAK },
  { "del", DOCX_ELEMENT_DELETED },
  { "delText", DOCX_ELEMENT_TEXT },
  { "docPartGallery", DOCX_ELEMENT_GALLERY },
  { "docPr", DOCX_ELEMENT_DRAWING },
  { "dstrike", DOCX_ELEMENT_STRUCK },
  { "endnoteReference", DOCX_ELEMENT_NOTE },
  { "fldChar", DOCX_ELEMENT_FIELD_CHARACTER },
  { "fldSimple", DOCX_ELEMENT_FIELD },
  { "footnoteReference", DOCX_ELEMENT_NOTE },
  { "gridBefore", DOCX_ELEMENT_ROW_SKIPS },
  { "gridSpan", DOCX_ELEMENT_CELL_SPAN },
  { "hyperlink", DOCX_ELEMENT_LINK },
  { "ilvl", DOCX_ELEMENT_LIST_LEVEL },
  { "imagedata", DOCX_ELEMENT_IMAGE_DATA },
  { "ins", DOCX_ELEMENT_INSERTED },
  { "instrText", DOCX_ELEMENT_INSTRUCTION },
  { "moveFrom", DOCX_ELEMENT_DELETED },
  { "moveTo", DOCX_ELEMENT_INSERTED },
  { "noBreakHyphen", DOCX_ELEMENT_HYPHEN },
  { "numId", DOCX_ELEMENT_LIST },
  { "numberingChange", DOCX_ELEMENT_CHANGE },
  { "outlineLvl", DOCX_ELEMENT_OUTLINE },
  { "p", DOCX_ELEMENT_PARAGRAPH },
  { "pPr", DOCX_ELEMENT_PARAGRAPH_PROPERTIES },
  { "pPrChange", DOCX_ELEMENT_PARAGRAPH_CHANGE },
  { "pStyle", DOCX_ELEMENT_PARAGRAPH_STYLE },
  { "ptab", DOCX_ELEMENT_TAB },
  { "r", DOCX_ELEMENT_RUN },
  { "rPr", DOCX_ELEMENT_RUN_PROPERTIES },
  { "rPrChange", DOCX_ELEMENT_RUN_CHANGE },
  { "rStyle", DOCX_ELEMENT_RUN_STYLE },
  { "relIds", DOCX_ELEMENT_OBJECT },
  { "rt", DOCX_ELEMENT_READING },
  { "sdt", DOCX_ELEMENT_CONTROL },
  { "sdtContent", DOCX_ELEMENT_CONTROL_CONTENT },
  { "sectPr", DOCX_ELEMENT_SECTION },
  { "sectPrChange", DOCX_ELEMENT_CHANGE },
  { "showingPlcHdr", DOCX_ELEMENT_PLACEHOLDER },
  { "strike", DOCX_ELEMENT_STRUCK },
  { "sym", DOCX_ELEMENT_SYMBOL },
  { "t", DOCX_ELEMENT_TEXT },
  { "tab", DOCX_ELEMENT_TAB },
  { "tbl", DOCX_ELEMENT_TABLE },
  { "tblGridChange", DOCX_ELEMENT_CHANGE },
  { "tblHeader", DOCX_ELEMENT_ROW_HEADER },
  { "tblPrChange", DOCX_ELEMENT_CHANGE },
  { "tblPrExChange", DOCX_ELEMENT_CHANGE },
  { "tc", DOCX_ELEMENT_CELL },
  { "tcPrChange", DOCX_ELEMENT_CHANGE },
  { "tr", DOCX_ELEMENT_ROW },
  { "trPr", DOCX_ELEMENT_ROW_PROPERTIES },
  { "trPrChange", DOCX_ELEMENT_CHANGE },
  { "txbxContent", DOCX_ELEMENT_TEXT_BOX },
  { "vMerge", DOCX_ELEMENT_CELL_MERGE },
  { "vanish", DOCX_ELEMENT_VANISH },
};

static int
compare_names (const void *key, const void *row)
{
  return strcmp (key, ((const typeof (*elements) *) row)->name);
}

/**
 * docx_find_element:
 * @name: without a prefix
 */
DocxElement
docx_find_element (const char *name)
{
  const typeof (*elements) *found = bsearch (name, elements, G_N_ELEMENTS (elements), sizeof *elements, compare_names);

  return found ? found->element : DOCX_ELEMENT_OTHER;
}
