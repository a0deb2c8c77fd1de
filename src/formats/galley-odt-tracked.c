/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-odt-tracked.h"

#include <string.h>

#include "galley-odt.h"

/* Tracked changes in OpenDocument: ODF 1.3 part 3, 5.5. */

/* A paragraph that was taken out whole. */
typedef struct
{
  GalleyStyleRole role;
  int layer, inserted;
  char *text;
} Held;

static void
free_held (gpointer data)
{
  g_free (((Held *) data)->text);
  g_free (data);
}

void
galley_odt_tracked_init (GalleyOdtTracked *self, const GalleyOffice *office, char *const *style_names)
{
  *self = (GalleyOdtTracked) {
    .office = office,
    .style_names = style_names,
    .regions = g_string_new (NULL),
    .taken = g_string_new (NULL),
    .text = g_string_new (NULL),
    .inserted = GALLEY_NO_LAYER,
    .deleted = GALLEY_NO_LAYER,
    .insertion = GALLEY_NO_LAYER,
    .taken_layer = GALLEY_NO_LAYER,
    .taken_inserted = GALLEY_NO_LAYER,
    .held = g_ptr_array_new_with_free_func (free_held),
  };
}

void
galley_odt_tracked_clear (GalleyOdtTracked *self)
{
  g_string_free (self->regions, TRUE);
  g_string_free (self->taken, TRUE);
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->held);
}

/* The list of changes */

static void
write_info (GalleyOdtTracked *self, xmlTextWriterPtr writer, int layer)
{
  const GalleyRecord *head = galley_office_get_head (self->office, layer);
  g_autofree char *when = galley_office_dup_when (head->fields[GALLEY_LAYER_TIME]);

  galley_markup_open (writer, "office:change-info", NULL);
  galley_markup_element (writer, "dc:creator", head->fields[GALLEY_LAYER_AUTHOR]);
  galley_markup_element (writer, "dc:date", when);
  galley_markup_close (writer);
}

/* Lists a change of @kind; what was taken out is XML. What another had put in before is told as LibreOffice does, with a
 * second change in the region: OpenDocument has no word for it. Returns: its number */
static guint
add_region (GalleyOdtTracked *self, const char *kind, int layer, const char *taken, int inserted)
{
  xmlBufferPtr buffer = xmlBufferCreate ();
  xmlTextWriterPtr writer = xmlNewTextWriterMemory (buffer, 0);

  galley_markup_open (writer, "text:changed-region", NULL);
  galley_markup_print (writer, "xml:id", "change%u", ++self->n_regions);
  galley_markup_print (writer, "text:id", "change%u", self->n_regions);
  galley_markup_open (writer, kind, NULL);
  write_info (self, writer, layer);
  xmlTextWriterWriteRaw (writer, BAD_CAST taken);
  galley_markup_close (writer);
  if (inserted != GALLEY_NO_LAYER)
    {
      galley_markup_open (writer, "text:insertion", NULL);
      write_info (self, writer, inserted);
      galley_markup_close (writer);
    }
  galley_markup_close (writer);
  xmlFreeTextWriter (writer);
  g_string_append (self->regions, (const char *) xmlBufferContent (buffer));
  xmlBufferFree (buffer);
  return self->n_regions;
}

static void
add_place (GalleyOdtTracked *self, const char *element, guint number)
{
  galley_markup_open (self->writer, element, NULL);
  galley_markup_print (self->writer, "text:change-id", "change%u", number);
  galley_markup_close (self->writer);
}

/* How many lists a paragraph of @role stands in. */
static guint
get_depth (GalleyStyleRole role)
{
  return role == GALLEY_STYLE_ITEM ? 1 : role == GALLEY_STYLE_SUBITEM ? 2 : 0;
}

/* Opens a paragraph of @role. @numbered: with a number of its own */
static void
open_element (GalleyOdtTracked *self, xmlTextWriterPtr writer, GalleyStyleRole role, gboolean numbered)
{
  const GalleyOfficeStyle *style = galley_office_get_style (role);

  galley_markup_open (writer, style->level > 0 ? "text:h" : "text:p", "text:style-name", self->style_names[role], NULL);
  if (style->level > 0)
    galley_markup_print (writer, "text:outline-level", "%u", style->level);
  if (style->level > 0 && numbered)
    galley_markup_attribute (writer, "text:is-list-header", "true");
}

/* Ends the paragraph of what was taken out that is gathered. */
static void
end_taken_paragraph (GalleyOdtTracked *self)
{
  xmlBufferPtr buffer = xmlBufferCreate ();
  xmlTextWriterPtr writer = xmlNewTextWriterMemory (buffer, 0);
  guint depth = get_depth (self->taken_role);

  for (guint i = 0; i < depth; i++)
    {
      galley_markup_open (writer, "text:list", "text:style-name", i == 0 ? "Items" : NULL, NULL);
      galley_markup_open (writer, "text:list-item", NULL);
    }
  open_element (self, writer, self->taken_role, FALSE);
  galley_odt_write_text (writer, self->text->str, self->text->len);
  for (guint i = 0; i <= 2 * depth; i++)
    galley_markup_close (writer);
  xmlFreeTextWriter (writer);
  g_string_append (self->taken, (const char *) xmlBufferContent (buffer));
  g_string_truncate (self->text, 0);
  xmlBufferFree (buffer);
}

/* Puts what was gathered where the writer is. */
static void
flush (GalleyOdtTracked *self)
{
  if (self->taken_layer == GALLEY_NO_LAYER)
    return;
  end_taken_paragraph (self);
  add_place (self, "text:change", add_region (self, "text:deletion", self->taken_layer, self->taken->str, self->taken_inserted));
  g_string_truncate (self->taken, 0);
  self->taken_layer = GALLEY_NO_LAYER;
}

/* What was put in by @layer begins here, and what others did ends. */
static void
set_insertion (GalleyOdtTracked *self, int layer)
{
  if (self->insertion == layer)
    return;
  flush (self);
  if (self->insertion != GALLEY_NO_LAYER)
    add_place (self, "text:change-end", self->insertion_number);
  self->insertion = layer;
  if (layer == GALLEY_NO_LAYER)
    return;
  self->insertion_number = add_region (self, "text:insertion", layer, "", GALLEY_NO_LAYER);
  add_place (self, "text:change-start", self->insertion_number);
}

/* Begins to gather what @layer took out, and another may have put in, in a paragraph of @role. */
static void
begin_taking (GalleyOdtTracked *self, int layer, int inserted, GalleyStyleRole role)
{
  if (self->taken_layer == layer && self->taken_inserted == inserted)
    return;
  flush (self);
  self->taken_layer = layer;
  self->taken_inserted = inserted;
  self->taken_role = role;
}

/* Text */

static void
write_plain (GalleyOdtTracked *self, const GalleyOfficeRun *run)
{
  if (run->link)
    galley_markup_open (self->writer, "text:a", "xlink:type", "simple", "xlink:href", run->link, "text:style-name",
                        "Internet_20_link", NULL);
  if (run->bold)
    galley_markup_open (self->writer, "text:span", "text:style-name", "Strong_20_Emphasis", NULL);
  galley_odt_write_text (self->writer, run->text, run->length);
  if (run->bold)
    galley_markup_close (self->writer);
  if (run->link)
    galley_markup_close (self->writer);
}

/* Emphasis that was changed is told, but OpenDocument does not say what it was. */
static void
write_run (GalleyOdtTracked *self, const GalleyOfficeRun *run)
{
  guint change = 0;

  set_insertion (self, run->inserted);
  flush (self);
  if (run->styled != GALLEY_NO_LAYER && run->inserted == GALLEY_NO_LAYER)
    add_place (self, "text:change-start", change = add_region (self, "text:format-change", run->styled, "", GALLEY_NO_LAYER));
  write_plain (self, run);
  if (change > 0)
    add_place (self, "text:change-end", change);
}

/* Comments that begin before a run, or end behind it. */
static void
write_comments (GalleyOdtTracked *self, GArray *comments, const GalleyOfficeRun *run, gboolean ends)
{
  for (guint i = 0; i < comments->len; i++)
    {
      const GalleyOfficeComment *comment = &g_array_index (comments, GalleyOfficeComment, i);
      const char *const *fields = (const char *const *) comment->comment->fields;
      g_autofree char *when = galley_office_dup_when (fields[GALLEY_COMMENT_TIME]);

      if (ends ? comment->end != run->end : comment->start != run->start)
        continue;
      galley_markup_open (self->writer, ends ? "office:annotation-end" : "office:annotation", NULL);
      galley_markup_print (self->writer, "office:name", "comment%u", comment->id);
      if (!ends)
        {
          /* Threads are of LibreOffice: OpenDocument has comments that stand for themselves. */
          if (comment->resolved)
            galley_markup_attribute (self->writer, "loext:resolved", "true");
          if (comment->parent != comment->id)
            galley_markup_print (self->writer, "loext:parent-name", "comment%u", comment->parent);
          galley_markup_element (self->writer, "dc:creator", fields[GALLEY_COMMENT_AUTHOR]);
          galley_markup_element (self->writer, "dc:date", when);
          galley_markup_open (self->writer, "text:p", NULL);
          galley_odt_write_text (self->writer, fields[GALLEY_COMMENT_TEXT], strlen (fields[GALLEY_COMMENT_TEXT]));
          galley_markup_close (self->writer);
        }
      galley_markup_close (self->writer);
    }
}

/* The footnote behind a run, where it has one. */
static void
write_note (GalleyOdtTracked *self, const GalleyOfficeRun *run)
{
  const GalleySourceNote *note;

  if (run->note == 0)
    return;
  note = g_ptr_array_index (self->office->notes, run->note - 1);
  galley_markup_open (self->writer, "text:note", "text:note-class", "footnote", NULL);
  galley_markup_print (self->writer, "text:id", "note%u", run->note);
  galley_markup_open (self->writer, "text:note-citation", NULL);
  xmlTextWriterWriteFormatString (self->writer, "%u", run->note);
  galley_markup_close (self->writer);
  galley_markup_open (self->writer, "text:note-body", NULL);
  galley_markup_open (self->writer, "text:p", "text:style-name", "Footnote", NULL);
  galley_odt_write_text (self->writer, note->text, strlen (note->text));
  for (guint i = 0; i < 3; i++)
    galley_markup_close (self->writer);
}

static void
write_runs (GalleyOdtTracked *self, const GalleyOfficeParagraph *paragraph)
{
  for (guint i = 0; i < paragraph->runs->len; i++)
    {
      const GalleyOfficeRun *run = &g_array_index (paragraph->runs, GalleyOfficeRun, i);

      if (run->deleted != GALLEY_NO_LAYER)
        {
          if (self->insertion != run->inserted || run->inserted != GALLEY_NO_LAYER)
            set_insertion (self, GALLEY_NO_LAYER);
          begin_taking (self, run->deleted, run->inserted, paragraph->role);
          g_string_append_len (self->text, run->text, (gssize) run->length);
          continue;
        }
      write_comments (self, paragraph->comments, run, FALSE);
      write_run (self, run);
      write_note (self, run);
      write_comments (self, paragraph->comments, run, TRUE);
    }
}

/* Paragraphs */

/* Opens and closes lists and their items for a paragraph that stands in @depth of them. The item stays open for the list of
 * its subitems; @item is what it is written as. Numbers go on from one list to the next below the same heading. */
static void
enter_list (GalleyOdtTracked *self, guint depth, const char *item)
{
  for (; self->list > depth; self->list--)
    {
      galley_markup_close (self->writer);
      galley_markup_close (self->writer);
    }
  if (depth > 0 && self->list == depth)
    {
      galley_markup_close (self->writer);
      galley_markup_open (self->writer, item, NULL);
    }
  for (; self->list < depth; self->list++)
    {
      const char *goes_on = self->list == 0 && self->counting ? "true" : NULL;

      galley_markup_open (self->writer, "text:list", "text:continue-numbering", goes_on, NULL);
      if (self->list == 0)
        galley_markup_attribute (self->writer, "text:style-name", "Items");
      galley_markup_open (self->writer, item, NULL);
      self->counting = TRUE;
    }
}

static void
open_paragraph (GalleyOdtTracked *self, GalleyStyleRole role, gboolean numbered)
{
  enter_list (self, get_depth (role), numbered ? "text:list-header" : "text:list-item");
  self->counting &= galley_office_get_style (role)->level == 0;
  open_element (self, self->writer, role, numbered);
  self->open = TRUE;
  self->role = role;
}

static void
close_paragraph (GalleyOdtTracked *self)
{
  if (self->open)
    galley_markup_close (self->writer);
  self->open = FALSE;
}

/* Whether one layer put in all of @paragraph, with its end. */
static gboolean
is_put_in (const GalleyOfficeParagraph *paragraph)
{
  for (guint i = 0; i < paragraph->runs->len; i++)
    if (g_array_index (paragraph->runs, GalleyOfficeRun, i).inserted != paragraph->inserted)
      return FALSE;
  return paragraph->inserted != GALLEY_NO_LAYER && paragraph->deleted == GALLEY_NO_LAYER;
}

/* Whether nothing of @paragraph is there, nor its end, which was there from its beginning on. */
static gboolean
is_taken_out (const GalleyOfficeParagraph *paragraph)
{
  for (guint i = 0; i < paragraph->runs->len; i++)
    {
      const GalleyOfficeRun *run = &g_array_index (paragraph->runs, GalleyOfficeRun, i);

      if (run->deleted == GALLEY_NO_LAYER || run->inserted < paragraph->inserted)
        return FALSE;
    }
  return paragraph->deleted != GALLEY_NO_LAYER;
}

/* Where others had changed it before, it is told as it was first: it must be one change, as what it is hangs on its end. */
static void
hold (GalleyOdtTracked *self, const GalleyOfficeParagraph *paragraph)
{
  GString *text = g_string_new (NULL);
  Held *held = g_new0 (Held, 1);

  for (guint i = 0; i < paragraph->runs->len; i++)
    {
      const GalleyOfficeRun *run = &g_array_index (paragraph->runs, GalleyOfficeRun, i);

      if (run->inserted == paragraph->inserted)
        g_string_append_len (text, run->text, (gssize) run->length);
    }
  held->role = paragraph->role;
  held->layer = paragraph->deleted;
  held->inserted = paragraph->inserted;
  held->text = g_string_free (text, FALSE);
  g_ptr_array_add (self->held, held);
}

static void
take_paragraph (GalleyOdtTracked *self, GalleyStyleRole role, const char *text)
{
  self->taken_role = role;
  g_string_append (self->text, text);
}

/* Puts the paragraphs that are held where the writer is: at the beginning of the paragraph that follows them, or, where none
 * follows, at the end of the one before. One of another style than that stays as a paragraph of nothing. */
static void
release (GalleyOdtTracked *self, gboolean follows)
{
  if (self->held->len > 0 && self->open)
    set_insertion (self, GALLEY_NO_LAYER);
  for (guint i = 0; i < self->held->len; i++)
    {
      const Held *held = g_ptr_array_index (self->held, i);
      gboolean apart = !follows && (!self->open || held->role != self->role);
      gboolean goes_on = self->taken_layer == held->layer && self->taken_inserted == held->inserted && !apart;

      if (apart)
        {
          flush (self);
          close_paragraph (self);
          open_paragraph (self, held->role, FALSE);
        }
      begin_taking (self, held->layer, held->inserted, follows ? held->role : self->role);
      if ((!follows && !apart) || goes_on)
        end_taken_paragraph (self);
      take_paragraph (self, held->role, held->text);
      if (!follows)
        continue;
      /* What is taken up to its end leaves the beginning of what follows. */
      if (i + 1 == self->held->len || ((Held *) g_ptr_array_index (self->held, i + 1))->layer != held->layer ||
          ((Held *) g_ptr_array_index (self->held, i + 1))->inserted != held->inserted)
        {
          end_taken_paragraph (self);
          self->taken_role = self->role;
          flush (self);
        }
    }
  g_ptr_array_set_size (self->held, 0);
}

/* The end of the paragraph before, once what follows it is known. Leaves one for @paragraph open. */
static void
pass_end (GalleyOdtTracked *self, const GalleyOfficeParagraph *paragraph)
{
  if (self->deleted != GALLEY_NO_LAYER)
    {
      set_insertion (self, GALLEY_NO_LAYER);
      begin_taking (self, self->deleted, self->inserted, self->role);
      end_taken_paragraph (self);
      self->taken_role = paragraph->role;
      return;
    }
  set_insertion (self, self->inserted);
  flush (self);
  close_paragraph (self);
  open_paragraph (self, paragraph->role, paragraph->numbered);
}

/**
 * galley_odt_tracked_write:
 *
 * Writes a paragraph, the end of which stays open.
 */
void
galley_odt_tracked_write (GalleyOdtTracked *self, const GalleyOfficeParagraph *paragraph)
{
  gint16 inserted = paragraph->inserted, deleted = paragraph->deleted;

  if (is_taken_out (paragraph) && (!self->open || self->deleted == GALLEY_NO_LAYER))
    {
      hold (self, paragraph);
      return;
    }
  if (!self->open)
    open_paragraph (self, paragraph->role, paragraph->numbered);
  else
    {
      /* What was put in as a whole came with the end before it rather than with its own, which a table may follow. */
      if (is_put_in (paragraph) && self->inserted == GALLEY_NO_LAYER && self->deleted == GALLEY_NO_LAYER && self->held->len == 0)
        {
          self->inserted = inserted;
          inserted = GALLEY_NO_LAYER;
        }
      pass_end (self, paragraph);
    }
  release (self, TRUE);
  write_runs (self, paragraph);
  self->inserted = inserted;
  self->deleted = deleted;
}

/**
 * galley_odt_tracked_end:
 *
 * Ends the paragraph that is open, and a list: what is no paragraph follows.
 */
void
galley_odt_tracked_end (GalleyOdtTracked *self)
{
  if (self->open)
    set_insertion (self, GALLEY_NO_LAYER);
  flush (self);
  release (self, FALSE);
  flush (self);
  close_paragraph (self);
  enter_list (self, 0, NULL);
  self->inserted = self->deleted = GALLEY_NO_LAYER;
}

/**
 * galley_odt_tracked_write_cell:
 * @style: of the cell's paragraph
 *
 * Writes a paragraph that stands alone.
 */
void
galley_odt_tracked_write_cell (GalleyOdtTracked *self, const GalleyOfficeParagraph *paragraph, const char *style)
{
  galley_markup_open (self->writer, "text:p", "text:style-name", style, NULL);
  write_runs (self, paragraph);
  set_insertion (self, GALLEY_NO_LAYER);
  flush (self);
  galley_markup_close (self->writer);
}

/**
 * galley_odt_tracked_write_regions:
 *
 * Writes what was changed by whom, which stands before the text.
 */
void
galley_odt_tracked_write_regions (const GalleyOdtTracked *self, xmlTextWriterPtr writer)
{
  if (self->n_regions == 0)
    return;
  galley_markup_open (writer, "text:tracked-changes", NULL);
  xmlTextWriterWriteRaw (writer, BAD_CAST self->regions->str);
  galley_markup_close (writer);
}
