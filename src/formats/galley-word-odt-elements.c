/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-word-odt-elements.h"

#include <stdlib.h>
#include <string.h>

/* Sorted by name. */
static const struct
{
  const char *name;
  OdtElement element;
} elements[] = {
  { "a", ODT_ELEMENT_LINK },
  { "alphabetical-index", ODT_ELEMENT_CONTENTS },
  { "alphabetical-index-source", ODT_ELEMENT_SKIPPED },
  { "annotation", ODT_ELEMENT_ANNOTATION },
  { "annotation-end", ODT_ELEMENT_ANNOTATION_END },
  { "binary-data", ODT_ELEMENT_SKIPPED },
  { "caption", ODT_ELEMENT_SHAPE },
  { "change", ODT_ELEMENT_CHANGE },
  { "change-end", ODT_ELEMENT_CHANGE_END },
  { "change-start", ODT_ELEMENT_CHANGE_START },
  { "changed-region", ODT_ELEMENT_REGION },
  { "covered-table-cell", ODT_ELEMENT_CELL },
  { "creation-date", ODT_ELEMENT_CLOCK },
  { "creation-time", ODT_ELEMENT_CLOCK },
  { "creator", ODT_ELEMENT_CREATOR },
  { "custom-shape", ODT_ELEMENT_SHAPE },
  { "date", ODT_ELEMENT_CLOCK },
  { "desc", ODT_ELEMENT_DESCRIPTION },
  { "ellipse", ODT_ELEMENT_SHAPE },
  { "event-listeners", ODT_ELEMENT_SKIPPED },
  { "footer", ODT_ELEMENT_ASIDE },
  { "footer-first", ODT_ELEMENT_ASIDE },
  { "footer-left", ODT_ELEMENT_ASIDE },
  { "forms", ODT_ELEMENT_SKIPPED },
  { "frame", ODT_ELEMENT_FRAME },
  { "h", ODT_ELEMENT_HEADING },
  { "header", ODT_ELEMENT_ASIDE },
  { "header-first", ODT_ELEMENT_ASIDE },
  { "header-left", ODT_ELEMENT_ASIDE },
  { "hidden-paragraph", ODT_ELEMENT_HIDDEN },
  { "hidden-text", ODT_ELEMENT_HIDDEN },
  { "illustration-index", ODT_ELEMENT_CONTENTS },
  { "illustration-index-source", ODT_ELEMENT_SKIPPED },
  { "image", ODT_ELEMENT_IMAGE },
  { "line-break", ODT_ELEMENT_BREAK },
  { "list", ODT_ELEMENT_LIST },
  { "list-item", ODT_ELEMENT_ITEM },
  { "modification-date", ODT_ELEMENT_CLOCK },
  { "modification-time", ODT_ELEMENT_CLOCK },
  { "note", ODT_ELEMENT_NOTE },
  { "note-citation", ODT_ELEMENT_SKIPPED },
  { "number", ODT_ELEMENT_SKIPPED },
  { "object", ODT_ELEMENT_OBJECT },
  { "object-ole", ODT_ELEMENT_OBJECT },
  { "p", ODT_ELEMENT_PARAGRAPH },
  { "page-count", ODT_ELEMENT_PAGE },
  { "page-number", ODT_ELEMENT_PAGE },
  { "placeholder", ODT_ELEMENT_SKIPPED },
  { "print-date", ODT_ELEMENT_CLOCK },
  { "rect", ODT_ELEMENT_SHAPE },
  { "ruby-text", ODT_ELEMENT_READING },
  { "s", ODT_ELEMENT_SPACE },
  { "script", ODT_ELEMENT_SKIPPED },
  { "section", ODT_ELEMENT_SECTION },
  { "span", ODT_ELEMENT_SPAN },
  { "tab", ODT_ELEMENT_TAB },
  { "table", ODT_ELEMENT_TABLE },
  { "table-cell", ODT_ELEMENT_CELL },
  { "table-header-rows", ODT_ELEMENT_HEADER_ROWS },
  { "table-index", ODT_ELEMENT_CONTENTS },
  { "table-index-source", ODT_ELEMENT_SKIPPED },
  { "table-of-content", ODT_ELEMENT_CONTENTS },
  { "table-of-content-source", ODT_ELEMENT_SKIPPED },
  { "table-row", ODT_ELEMENT_ROW },
  { "text-box", ODT_ELEMENT_TEXT_BOX },
  { "time", ODT_ELEMENT_CLOCK },
  { "title", ODT_ELEMENT_DESCRIPTION },
};

static int
compare_names (const void *key, const void *row)
{
  return strcmp (key, ((const typeof (*elements) *) row)->name);
}

/**
 * odt_find_element:
 * @name: without a prefix
 */
OdtElement
odt_find_element (const char *name)
{
  const typeof (*elements) *found = bsearch (name, elements, G_N_ELEMENTS (elements), sizeof *elements, compare_names);

  return found ? found->element : ODT_ELEMENT_OTHER;
}
