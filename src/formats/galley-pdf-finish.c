/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-pdf-finish.h"

#include <stdlib.h>
#include <string.h>

/* "0000000015 00000 n \n" (ISO 32000-1, 7.5.4) */
#define ENTRY_SIZE 20

#define FREE_ENTRY "0000000000 65535 f \n"

/* A PDF with a cross-reference table, as cairo writes it for version 1.4. */
typedef struct
{
  GString *body;    /* up to the table */
  char *entries;    /* the table's */
  guint n_objects;
  const char *rest; /* the trailer's dictionary, within the bytes given */
  gsize rest_size;
} Pdf;

static const char *
find_last (const char *data, gsize size, const char *needle)
{
  return g_strrstr_len (data, (gssize) size, needle);
}

/* g_str_has_prefix() measures all of the text. */
static gboolean
begins_with (const char *text, const char *prefix)
{
  return strncmp (text, prefix, strlen (prefix)) == 0;
}

/* @bytes have a zero behind them. */
static gboolean
parse (Pdf *pdf, const GByteArray *bytes)
{
  const char *data = (const char *) bytes->data, *end = data + bytes->len;
  gsize tail = MIN (bytes->len, 1024);
  const char *start = find_last (end - tail, tail, "startxref"), *table, *trailer;
  guint64 offset;
  char *at;

  if (!start)
    return FALSE;
  offset = g_ascii_strtoull (start + strlen ("startxref"), NULL, 10);
  if (offset + 16 > bytes->len || !begins_with (data + offset, "xref\n0 "))
    return FALSE;
  pdf->n_objects = (guint) strtoul (data + offset + strlen ("xref\n0 "), &at, 10);
  table = at + 1;
  if ((gsize) (end - table) / ENTRY_SIZE < pdf->n_objects)
    return FALSE;
  trailer = table + (gsize) pdf->n_objects * ENTRY_SIZE;
  if (trailer > start || !begins_with (trailer, "trailer"))
    return FALSE;
  pdf->body = g_string_new_len (data, (gssize) offset);
  pdf->entries = g_strndup (table, trailer - table);
  pdf->rest = trailer;
  pdf->rest_size = start - trailer;
  return TRUE;
}

/* The text of an object from "<<" on; %NULL where the table says that it is where it is not. */
static const char *
find_object (const Pdf *pdf, guint number)
{
  gsize offset = g_ascii_strtoull (pdf->entries + (gsize) number * ENTRY_SIZE, NULL, 10);
  char head[24];
  int length = g_snprintf (head, sizeof head, "%u 0 obj\n", number);

  if (offset + length > pdf->body->len || strncmp (pdf->body->str + offset, head, length) != 0)
    return NULL;
  return pdf->body->str + offset + length;
}

/* Cairo gives numbers to tags that become no object, artifacts for one, and enters them as if they were in use. */
static void
free_unwritten (Pdf *pdf)
{
  for (guint i = 1; i < pdf->n_objects; i++)
    if (pdf->entries[(gsize) i * ENTRY_SIZE + 17] == 'n' && !find_object (pdf, i))
      memcpy (pdf->entries + (gsize) i * ENTRY_SIZE, FREE_ENTRY, ENTRY_SIZE);
}

/* Writes the dictionary @number again with @members first. */
static void
add_members (Pdf *pdf, guint number, const char *members)
{
  const char *object = find_object (pdf, number), *end = object ? strstr (object, "endobj\n") : NULL;
  g_autofree char *old = NULL, *entry = NULL;

  if (!end || !begins_with (object, "<< "))
    return;
  old = g_strndup (object + 3, end - object - 3);
  entry = g_strdup_printf ("%010" G_GSIZE_FORMAT, pdf->body->len);
  memcpy (pdf->entries + (gsize) number * ENTRY_SIZE, entry, 10);
  g_string_append_printf (pdf->body, "%u 0 obj\n<< %s\n   %sendobj\n", number, members, old);
}

/**
 * galley_pdf_text_string:
 *
 * Returns: (transfer full): a text string as ISO 32000-1, 7.9.2.2 has it, in hexadecimal
 */
char *
galley_pdf_text_string (const char *text)
{
  g_autoptr (GString) string = g_string_new ("<feff");
  glong n = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &n, NULL);

  for (glong i = 0; i < n; i++)
    g_string_append_printf (string, "%04x", units[i]);
  g_string_append_c (string, '>');
  return g_string_free (g_steal_pointer (&string), FALSE);
}

void
galley_pdf_note_clear (gpointer note)
{
  g_free (((GalleyPdfNote *) note)->members);
}

/* Whether an object is the element of the structure that the note is of. */
static gboolean
is_element (const char *object, const GalleyPdfNote *note)
{
  static const char head[] = "<< /Type /StructElem\n   /S /";
  gsize length = strlen (note->tag);

  return begins_with (object, head) && strncmp (object + strlen (head), note->tag, length) == 0 &&
         object[strlen (head) + length] == '\n';
}

/* Elements and notes are in the same order, tag by tag. */
static void
add_notes (Pdf *pdf, const GalleyPdfNote *notes, guint n_notes)
{
  guint next = 0;

  for (guint i = 1; i < pdf->n_objects && next < n_notes; i++)
    {
      const char *object = find_object (pdf, i);

      if (!object || !is_element (object, &notes[next]))
        continue;
      if (notes[next].members)
        add_members (pdf, i, notes[next].members);
      next++;
    }
}

static guint
find_root (const Pdf *pdf)
{
  const char *root = g_strstr_len (pdf->rest, (gssize) pdf->rest_size, "/Root ");

  return root ? (guint) strtoul (root + strlen ("/Root "), NULL, 10) : 0;
}

/**
 * galley_pdf_finish:
 * @pdf: as cairo writes it for version 1.4
 * @language: of its text, as in BCP 47
 * @notes: (array length=n_notes): what is to be said of elements of the structure, in order; of the tags named there, all
 *
 * Adds what cairo cannot say: the document's language, that viewers show its title, what figures show to those who
 * do not see them, and which cells of tables are merged. Takes objects that were never written out of the cross-reference table.
 *
 * Returns: (transfer full): the PDF
 */
GBytes *
galley_pdf_finish (GByteArray *bytes, const char *language, const GalleyPdfNote *notes, guint n_notes)
{
  Pdf pdf = { 0 };
  g_autofree char *members = NULL;
  gsize start;

  g_byte_array_append (bytes, (const guint8 *) "", 1);
  g_byte_array_set_size (bytes, bytes->len - 1);
  if (!parse (&pdf, bytes))
    {
      g_warning ("The PDF is not as expected; its language is not set");
      return g_bytes_new (bytes->data, bytes->len);
    }
  free_unwritten (&pdf);
  members = g_strdup_printf ("/Lang (%s)\n   /ViewerPreferences << /DisplayDocTitle true >>", language);
  if (find_root (&pdf) > 0 && find_root (&pdf) < pdf.n_objects)
    add_members (&pdf, find_root (&pdf), members);
  add_notes (&pdf, notes, n_notes);
  start = pdf.body->len;
  g_string_append_printf (pdf.body, "xref\n0 %u\n", pdf.n_objects);
  g_string_append_len (pdf.body, pdf.entries, (gssize) pdf.n_objects * ENTRY_SIZE);
  g_string_append_len (pdf.body, pdf.rest, (gssize) pdf.rest_size);
  g_string_append_printf (pdf.body, "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", start);
  g_free (pdf.entries);
  return g_string_free_to_bytes (pdf.body);
}
