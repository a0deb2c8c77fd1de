/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <string.h>

#include "galley-docx.h"

/* The comments of a DOCX document (ECMA-376 part 1, 17.13.4), and their threads, which are of Word 2012. */

#define WORD_2010 "http://schemas.microsoft.com/office/word/2010/wordml"
#define WORD_2012 "http://schemas.microsoft.com/office/word/2012/wordml"
#define COMPATIBILITY "http://schemas.openxmlformats.org/markup-compatibility/2006"

/**
 * galley_docx_write_text:
 * @element: "w:t", or "w:delText" for what was taken out
 *
 * Writes a text with its line breaks and tabs as elements.
 */
void
galley_docx_write_text (xmlTextWriterPtr writer, const char *element, const char *text, gsize length)
{
  for (const char *end = text + length, *stop; text < end; text = stop)
    {
      for (stop = text; stop < end && *stop != '\n' && *stop != '\t'; stop++)
        ;
      if (stop > text)
        {
          galley_markup_open (writer, element, "xml:space", "preserve", NULL);
          galley_markup_text (writer, text, stop - text);
          galley_markup_close (writer);
        }
      if (stop < end)
        galley_markup_add (writer, *stop++ == '\n' ? "w:br" : "w:tab", NULL);
    }
}

/* What a comment's paragraph is known by: a number below 0x80000000 that is not 0 ([MS-DOCX] 2.6.2.3). */
static void
write_paragraph_id (xmlTextWriterPtr writer, const char *name, guint comment)
{
  galley_markup_print (writer, name, "%08X", comment + 1);
}

xmlBufferPtr
galley_docx_write_comments (const GalleyOffice *office)
{
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer = galley_markup_new (&buffer);

  galley_markup_open (writer, "w:comments", "xmlns:w", GALLEY_DOCX_WORD, "xmlns:mc", COMPATIBILITY, "xmlns:w14", WORD_2010,
                      "mc:Ignorable", "w14", NULL);
  for (guint i = 0; i < office->comments->len; i++)
    {
      const GalleyRecord *comment = g_array_index (office->comments, GalleyOfficeComment, i).comment;
      g_autofree char *when = galley_office_dup_when (comment->fields[GALLEY_COMMENT_TIME]);
      const char *text = comment->fields[GALLEY_COMMENT_TEXT];

      galley_markup_open (writer, "w:comment", NULL);
      galley_markup_print (writer, "w:id", "%u", i);
      galley_markup_attribute (writer, "w:author", comment->fields[GALLEY_COMMENT_AUTHOR]);
      galley_markup_attribute (writer, "w:date", when);
      galley_markup_open (writer, "w:p", NULL);
      write_paragraph_id (writer, "w14:paraId", i);
      galley_markup_open (writer, "w:r", NULL);
      galley_docx_write_text (writer, "w:t", text, strlen (text));
      for (guint j = 0; j < 3; j++)
        galley_markup_close (writer);
    }
  return galley_markup_finish (writer, buffer);
}

/* Which comments reply to which, and which are done with. */
xmlBufferPtr
galley_docx_write_threads (const GalleyOffice *office)
{
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer = galley_markup_new (&buffer);

  galley_markup_open (writer, "w15:commentsEx", "xmlns:w15", WORD_2012, NULL);
  for (guint i = 0; i < office->comments->len; i++)
    {
      const GalleyOfficeComment *comment = &g_array_index (office->comments, GalleyOfficeComment, i);

      galley_markup_open (writer, "w15:commentEx", NULL);
      write_paragraph_id (writer, "w15:paraId", i);
      if (comment->parent != i)
        write_paragraph_id (writer, "w15:paraIdParent", comment->parent);
      galley_markup_attribute (writer, "w15:done", comment->resolved ? "1" : "0");
      galley_markup_close (writer);
    }
  return galley_markup_finish (writer, buffer);
}
