/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-word-odt-private.h"

/* The list of tracked changes of an OpenDocument text (part 3, 5.5). */

static void
free_deleted (gpointer data)
{
  g_free (((OdtDeleted *) data)->text);
  g_free (data);
}

OdtChange *
odt_change_new (void)
{
  OdtChange *change = g_new0 (OdtChange, 1);

  change->deleted = g_ptr_array_new_with_free_func (free_deleted);
  return change;
}

void
odt_change_free (OdtChange *change)
{
  g_free (change->kind);
  g_free (change->author);
  g_free (change->date);
  g_free (change->inserted_by);
  g_free (change->inserted_at);
  g_ptr_array_unref (change->deleted);
  g_free (change);
}

static gboolean
is_paragraph (OdtElement element)
{
  return element == ODT_ELEMENT_PARAGRAPH || element == ODT_ELEMENT_HEADING;
}

/**
 * odt_change_start:
 * @length: of the text that was gathered in it so far, in bytes
 *
 * An element within the change begins.
 *
 * Returns: whether it is a paragraph of what was taken out
 */
gboolean
odt_change_start (OdtChange *change,
                  OdtElement element,
                  const char *name,
                  const GalleyXmlAttributes *attributes,
                  const OdtStyles *styles,
                  gsize length)
{
  OdtDeleted *deleted;

  if (change->kind == NULL)
    change->kind = g_strdup (name);
  change->n_lists += element == ODT_ELEMENT_LIST;
  if (!is_paragraph (element) || !g_str_equal (change->kind, "deletion"))
    return FALSE;
  deleted = g_new0 (OdtDeleted, 1);
  deleted->state = odt_styles_read_look (styles, element == ODT_ELEMENT_HEADING, attributes).state;
  if (change->n_lists > 0 && deleted->state.kind == GALLEY_BLOCK_PARAGRAPH)
    deleted->state.kind = change->n_lists > 1 ? GALLEY_BLOCK_SUBITEM : GALLEY_BLOCK_ITEM;
  g_ptr_array_add (change->deleted, deleted);
  change->start = length;
  return TRUE;
}

/* An element within the change ends; @text is what was gathered in it so far. */
void
odt_change_end_element (OdtChange *change, OdtElement element, const char *text)
{
  change->n_lists -= element == ODT_ELEMENT_LIST;
  if (is_paragraph (element) && change->deleted->len > 0)
    g_set_str (&((OdtDeleted *) g_ptr_array_index (change->deleted, change->deleted->len - 1))->text, text + change->start);
}

/* Whether @name begins a second change in the region, by which LibreOffice tells who put in what was taken out. */
gboolean
odt_change_is_another (const OdtChange *change, const char *name)
{
  return !change->nested && g_str_equal (name, "insertion") && !g_str_equal (change->kind, "insertion");
}

void
odt_change_begin_another (OdtChange *change, const char *author, const char *date)
{
  odt_change_end (change, author, date);
  change->nested = TRUE;
}

/* Sets who made the change, or the other one in its region, and when. */
void
odt_change_end (OdtChange *change, const char *author, const char *date)
{
  g_set_str (change->nested ? &change->inserted_by : &change->author, author);
  g_set_str (change->nested ? &change->inserted_at : &change->date, date);
  if (change->kind == NULL)
    change->kind = g_strdup ("");
}
