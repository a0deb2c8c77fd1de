/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz-parts.h"
#include "galley-package.h"
#include "galley-word.h"

/* The first byte says which part of a document the rest is, so that what is changed is XML and no archive; "P" is a package. */

#define TYPE "<Relationship Id='"
#define RELATIONS "<Relationships>" TYPE "a' Type='/styles' Target='styles.xml'/>" TYPE "b' Type='/numbering' Target='numbering.xml'/>" TYPE \
                  "c' Type='/comments' Target='comments.xml'/>" TYPE "d' Type='/footnotes' Target='footnotes.xml'/>" TYPE \
                  "e' Type='/header' Target='header1.xml'/></Relationships>"

static const char *const names[] = { "word/document.xml", "word/styles.xml", "word/numbering.xml", "word/comments.xml",
                                     "word/footnotes.xml", "word/header1.xml", "word/_rels/document.xml.rels" };
static const char document[] =
  "<w:document xmlns:w='w'><w:body><w:p><w:pPr><w:pStyle w:val='1'/><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>a</w:t>"
  "<w:commentReference w:id='0'/><w:footnoteReference w:id='1'/></w:r></w:p></w:body></w:document>";

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  guint which = size > 0 ? data[0] % (G_N_ELEMENTS (names) + 1) : 0;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) omissions = galley_omissions_new (), read = NULL;
  g_autoptr (GError) error = NULL;

  if (size == 0)
    return 0;
  if (which == G_N_ELEMENTS (names) || *data == 'P')
    bytes = g_bytes_new (data, size);
  else
    {
      GalleyPackagePart all[4] = { { "[Content_Types].xml", "<Types/>", 8 }, { names[which], data + 1, size - 1 } };
      guint n = 2;

      if (which != 0)
        all[n++] = (GalleyPackagePart) { names[0], document, strlen (document) };
      if (which != 6)
        all[n++] = (GalleyPackagePart) { names[6], RELATIONS, strlen (RELATIONS) };
      bytes = galley_package_write (all, n);
    }
  read = galley_word_read (bytes, omissions, NULL, NULL, &error);
  assert_parts (read, omissions, error);
  assert_import (bytes);
  return 0;
}
