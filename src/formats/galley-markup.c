/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-markup.h"

#include <string.h>

#include "galley-export-private.h"

/* The parts of office documents as XML: libxml2's writer, with an element and its attributes in one call. */

/**
 * galley_markup_new:
 * @buffer: (out): where it goes, until galley_markup_finish()
 *
 * Returns: (transfer full): a writer that has begun a document
 */
xmlTextWriterPtr
galley_markup_new (xmlBufferPtr *buffer)
{
  xmlTextWriterPtr writer;

  *buffer = xmlBufferCreate ();
  writer = xmlNewTextWriterMemory (*buffer, 0);
  xmlTextWriterStartDocument (writer, NULL, "UTF-8", "yes");
  return writer;
}

static void
open_element (xmlTextWriterPtr writer, const char *element, va_list attributes)
{
  const char *name;

  xmlTextWriterStartElement (writer, BAD_CAST element);
  while ((name = va_arg (attributes, const char *)))
    {
      const char *value = va_arg (attributes, const char *);

      if (value)
        galley_markup_attribute (writer, name, value);
    }
}

/**
 * galley_markup_open:
 * @element: its name, with a prefix
 * @...: name and value of each attribute, then %NULL; one whose value is %NULL is left out
 */
void
galley_markup_open (xmlTextWriterPtr writer, const char *element, ...)
{
  va_list attributes;

  va_start (attributes, element);
  open_element (writer, element, attributes);
  va_end (attributes);
}

/**
 * galley_markup_add:
 * @...: as for galley_markup_open()
 *
 * Writes an element with nothing in it.
 */
void
galley_markup_add (xmlTextWriterPtr writer, const char *element, ...)
{
  va_list attributes;

  va_start (attributes, element);
  open_element (writer, element, attributes);
  va_end (attributes);
  galley_markup_close (writer);
}

void
galley_markup_close (xmlTextWriterPtr writer)
{
  xmlTextWriterEndElement (writer);
}

void
galley_markup_attribute (xmlTextWriterPtr writer, const char *name, const char *value)
{
  g_autofree char *clean = galley_export_clean (value, strlen (value));

  xmlTextWriterWriteAttribute (writer, BAD_CAST name, BAD_CAST clean);
}

/**
 * galley_markup_print:
 * @format: of the attribute's value; no number but whole ones, since others are printed by the locale
 */
void
galley_markup_print (xmlTextWriterPtr writer, const char *name, const char *format, ...)
{
  va_list values;
  g_autofree char *value = NULL;

  va_start (values, format);
  value = g_strdup_vprintf (format, values);
  va_end (values);
  galley_markup_attribute (writer, name, value);
}

void
galley_markup_text (xmlTextWriterPtr writer, const char *text, gsize length)
{
  g_autofree char *clean = galley_export_clean (text, length);

  xmlTextWriterWriteString (writer, BAD_CAST clean);
}

/**
 * galley_markup_element:
 *
 * Writes an element with a text in it; nothing where that is empty.
 */
void
galley_markup_element (xmlTextWriterPtr writer, const char *element, const char *text)
{
  if (*text == '\0')
    return;
  xmlTextWriterStartElement (writer, BAD_CAST element);
  galley_markup_text (writer, text, strlen (text));
  galley_markup_close (writer);
}

/**
 * galley_markup_finish:
 *
 * Returns: (transfer full): @buffer with the whole document
 */
xmlBufferPtr
galley_markup_finish (xmlTextWriterPtr writer, xmlBufferPtr buffer)
{
  xmlTextWriterEndDocument (writer);
  xmlFreeTextWriter (writer);
  return buffer;
}
