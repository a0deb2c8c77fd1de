/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-export-proof.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-export-private.h"
#include "galley-figures.h"
#include "galley-furniture.h"
#include "galley-plot.h"
#include "galley-publication.h"
#include "galley-sheet-mapping.h"
#include "galley-source-notes.h"

/* The proof of a file that was written: what it states in figures, read by another reader than its writer, against what
 * the bulletin states. Figures are the same where they are printed alike, white space aside. */

/* Of the text around a figure, in code points, that a message tells its place with. */
#define EXCERPT_CHARS 10

/* A figure as it is printed: where it stands in a text, in bytes. */
typedef struct
{
  const char *text;
  guint start, length;
} Print;

typedef struct
{
  GArray *prints;   /* in order */
  GPtrArray *texts; /* that were made for them */
} Statement;

static void
statement_init (Statement *self)
{
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->prints = g_array_new (FALSE, FALSE, sizeof (Print));
}

static void
statement_clear (Statement *self)
{
  g_array_unref (self->prints);
  g_ptr_array_unref (self->texts);
}

static void
add_print (Statement *self, const char *text, gsize start, gsize length)
{
  Print print = { text, (guint) start, (guint) length };

  g_array_append_val (self->prints, print);
}

/* What is a number and no figure, such as a cell whose unit is in its header. */
static void
add_numbers (Statement *self, const char *text)
{
  static const char digits[] = "0123456789.,%+-";

  for (const char *p = text; *(p += strcspn (p, digits)); p += strspn (p, digits))
    if (strcspn (p, "0123456789") < strspn (p, digits))
      add_print (self, text, p - text, strspn (p, digits));
}

/* Adds what @text states, which outlives the statement. */
static void
add_text (Statement *self, const char *text, const GalleyFigureContext *context)
{
  g_autoptr (GalleyFigures) figures = text && *text ? galley_figures_read (text, -1, context) : NULL;
  guint n = figures ? galley_figures_get_length (figures) : 0;

  for (guint i = 0; i < n; i++)
    {
      const GalleyFigure *figure = galley_figures_get (figures, i);

      add_print (self, text, figure->bytes.offset, figure->bytes.length);
    }
  if (figures && n == 0)
    add_numbers (self, text);
}

/* The same of a text that was made for it (transfer full). */
static void
take_text (Statement *self, char *text, const GalleyFigureContext *context)
{
  g_ptr_array_add (self->texts, text);
  add_text (self, text, context);
}

static char *
dup_print (const Print *print)
{
  GString *plain = g_string_sized_new (print->length + 1);

  for (const char *p = print->text + print->start, *end = p + print->length; p < end; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (plain, g_utf8_get_char (p));
  return g_string_free (plain, FALSE);
}

/* What the bulletin states */

static void
add_grid (Statement *self, const GalleyGridData *grid, const GalleyFigureContext *context)
{
  for (guint row = 0; row < grid->n_rows; row++)
    for (guint column = 0; column < grid->n_columns; column++)
      if (!galley_grid_data_is_covered (grid, row, column))
        take_text (self, g_strdup (galley_grid_data_get_text (grid, row, column)), context);
}

static void
add_block (Statement *self, const GalleySnapshot *snapshot, const GalleyBlockData *block, const GalleyFigureContext *context)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GalleyGridData) grid = NULL;

  if (block->kind == GALLEY_BLOCK_TABLE)
    {
      add_text (self, galley_furniture_get_caption (snapshot, block), context);
      grid = galley_furniture_make_grid (snapshot, block, &records);
      if (grid)
        add_grid (self, grid, context);
    }
  else
    add_text (self, block->text, context);
  if (block->view && (grid || block->kind == GALLEY_BLOCK_CHART))
    add_text (self, block->view->note, context);
}

/* The indicators' cells, as spreadsheets have them. */
static void
add_tables (Statement *self, const GalleySnapshot *snapshot, const GalleyFigureContext *context)
{
  for (guint i = 0; i < snapshot->tables->len; i++)
    {
      const GalleyTableData *table = g_ptr_array_index (snapshot->tables, i);
      g_autoptr (GalleySheet) sheet = table->rows->len > 0 ? galley_sheet_from_table (table) : NULL;

      for (guint row = 0; sheet && row < sheet->n_rows; row++)
        for (guint column = 0; column < sheet->n_columns; column++)
          take_text (self, g_strdup (galley_sheet_get_cell (sheet, row, column)), context);
    }
}

/* What a file may state as well: furniture, which not every format has, and the words of charts and pictures, which may
 * be drawn. */
static void
add_possible (Statement *self, const GalleySnapshot *snapshot, const GalleyFigureContext *context)
{
  char *furniture[] = {
    galley_furniture_dup_strapline (snapshot), galley_furniture_dup_date (snapshot), galley_furniture_dup_dateline (snapshot),
    galley_furniture_dup_byline (snapshot),    galley_furniture_dup_tags (snapshot),
  };

  g_autoptr (GalleyPublication) publication = galley_publication_new (snapshot);

  for (gsize i = 0; i < G_N_ELEMENTS (furniture); i++)
    if (furniture[i])
      take_text (self, furniture[i], context);
  for (guint i = 0; i < publication->corrections->len; i++)
    take_text (self, galley_correction_dup_line (g_ptr_array_index (publication->corrections, i)), context);
  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);
      g_autoptr (GalleyPlot) plot = NULL;

      if (block->kind == GALLEY_BLOCK_CHART || block->kind == GALLEY_BLOCK_PICTURE)
        take_text (self, galley_furniture_dup_alternate (snapshot, block), context);
      if (block->kind == GALLEY_BLOCK_PICTURE)
        {
          take_text (self, galley_furniture_dup_picture_line (block), context);
          take_text (self, galley_furniture_dup_missing (block), context);
        }
      if (block->kind != GALLEY_BLOCK_CHART)
        continue;
      plot = galley_plot_new (snapshot, block);
      for (guint j = 0; j < plot->categories->len; j++)
        take_text (self, galley_plot_dup_line (plot, j), context);
      for (guint j = 0; j < plot->categories->len; j++)
        take_text (self, g_strdup (g_ptr_array_index (plot->categories, j)), context);
      for (guint j = 0; j < plot->series->len; j++)
        take_text (self, g_strdup (g_ptr_array_index (plot->series, j)), context);
      for (guint j = 0; j < plot->points->len; j++)
        {
          take_text (self, g_strdup (g_array_index (plot->points, GalleyPlotPoint, j).label), context);
          take_text (self, g_strdup (g_array_index (plot->points, GalleyPlotPoint, j).words), context);
        }
    }
}

/* What the file states */

/* Whether an item is text of the bulletin. The labels of charts may be broken or cut to fit; that of an item is its sign or
 * number, which the theme gives it. */
static gboolean
is_stated (const GalleyDisplayItem *item, const GalleyElement *elements)
{
  return item->line && item->element != GALLEY_ELEMENT_ARTIFACT && elements[item->element].role != GALLEY_ROLE_FIGURE &&
         elements[item->element].role != GALLEY_ROLE_LABEL;
}

/* The texts of a display list, an element of its structure each. */
static GPtrArray *
read_drawn (const GalleyDisplayList *list)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_elements, element = GALLEY_ELEMENT_ARTIFACT;
  const GalleyElement *elements = galley_display_list_get_elements (list, &n_elements);

  for (guint i = 0; i < galley_display_list_get_n_pages (list); i++)
    {
      const GalleyDisplayPage *page = galley_display_list_get_page (list, i);

      for (guint j = 0; j < page->n_items; j++)
        {
          const GalleyDisplayItem *item = &page->items[j];

          if (!is_stated (item, elements))
            continue;
          if (text->len > 0 && item->element != element)
            {
              g_ptr_array_add (texts, g_strdup (text->str));
              g_string_truncate (text, 0);
            }
          element = item->element;
          for (guint k = 0; k < item->line->n_runs; k++)
            g_string_append_len (text, item->line->runs[k].text, item->line->runs[k].n_bytes);
        }
    }
  g_ptr_array_add (texts, g_strdup (text->str));
  return texts;
}

/* A picture has no text to be read back: what was drawn is looked at before it became one. */
static GPtrArray *
read_back (const GalleySnapshot *snapshot,
           const GalleyExportOptions *options,
           const GalleyExportFormat *format,
           GBytes *bytes,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GalleyDisplayList) list = NULL;
  g_autoptr (GError) local_error = NULL;
  GPtrArray *texts;

  if (format->read == NULL)
    {
      list = galley_export_lay_out (snapshot, options, "phone", cancellable, error);
      return list ? read_drawn (list) : NULL;
    }
  texts = format->read (bytes, cancellable, &local_error);
  if (texts == NULL && g_error_matches (local_error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_EMPTY))
    return g_ptr_array_new_with_free_func (g_free);
  if (texts == NULL)
    g_propagate_prefixed_error (error, g_steal_pointer (&local_error), "%s", _("What was written cannot be read back: "));
  return texts;
}

/* The comparison */

/* The words around a figure. */
static char *
dup_excerpt (const Print *print)
{
  const char *start = print->text + print->start, *end = start;
  g_autofree char *words = NULL;

  for (guint i = 0; i < EXCERPT_CHARS && start > print->text; i++)
    start = g_utf8_prev_char (start);
  for (guint i = 0; i < EXCERPT_CHARS && *end; i++)
    end = g_utf8_next_char (end);
  words = g_strdelimit (g_strndup (start, end - start), "\n\t", ' ');
  return g_strdup_printf ("%s%s%s", start > print->text ? "…" : "", words, *end ? "…" : "");
}

static const Print *
get_print (const Statement *statement, guint i)
{
  return i < statement->prints->len ? &g_array_index (statement->prints, Print, i) : NULL;
}

static gboolean
is_same (const Print *a, const Print *b)
{
  g_autofree char *first = NULL, *second = NULL;

  if (a == NULL || b == NULL)
    return FALSE;
  if (a->length == b->length && memcmp (a->text + a->start, b->text + b->start, a->length) == 0)
    return TRUE;
  first = dup_print (a);
  second = dup_print (b);
  return g_str_equal (first, second);
}

/* Tells what is wrong at figure @i of the bulletin and @j of the file, which are not the same. */
static gboolean
fail (const Statement *wanted, guint i, const Statement *found, guint j, GError **error)
{
  const Print *ours = get_print (wanted, i), *theirs = get_print (found, j);
  gboolean ours_follows = is_same (ours, get_print (found, j + 1)), theirs_follows = is_same (get_print (wanted, i + 1), theirs);
  gboolean added = ours == NULL || (ours_follows && !theirs_follows);
  g_autofree char *excerpt = dup_excerpt (added ? theirs : ours);
  g_autofree char *right = ours ? dup_print (ours) : NULL, *wrong = theirs ? dup_print (theirs) : NULL;

  if (added)
    g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_PROOF,
                 _("The file would state %s (“%s”), which is not in the bulletin, and was not kept. Export in another format, "
                   "and report this"),
                 wrong, excerpt);
  else if (theirs == NULL || (theirs_follows && !ours_follows))
    g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_PROOF,
                 _("The figure %s (“%s”) is missing in the file, which was not kept. Export in another format, and report this"),
                 right, excerpt);
  else
    g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_PROOF,
                 _("The figure %s (“%s”) would read %s in the file, which was not kept. Export in another format, and report this"),
                 right, excerpt, wrong);
  return FALSE;
}

/* Both in order; what is possible may stand in between. */
static gboolean
compare (const Statement *wanted, const Statement *found, const Statement *possible, GError **error)
{
  g_autoptr (GHashTable) others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint i = 0;

  for (guint j = 0; j < possible->prints->len; j++)
    g_hash_table_add (others, dup_print (get_print (possible, j)));
  for (guint j = 0; j < found->prints->len; j++)
    {
      g_autofree char *print = NULL;

      if (is_same (get_print (wanted, i), get_print (found, j)))
        i++;
      else if (print = dup_print (get_print (found, j)), !g_hash_table_contains (others, print))
        return fail (wanted, i, found, j, error);
    }
  return i == wanted->prints->len || fail (wanted, i, found, found->prints->len, error);
}

/* What @snapshot states where a file of @format has it, and what may stand there as well. */
static void
add_bulletin (Statement *wanted, Statement *possible, const GalleySnapshot *snapshot, const GalleyExportFormat *format)
{
  const GalleyFigureContext context = { .lexicon = (const GalleyLexicon *) snapshot->lexicon };
  g_autoptr (GPtrArray) sources = NULL;
  const GalleyBlockData *title;

  if (format->indicators)
    {
      add_tables (wanted, snapshot, &context);
      return;
    }
  /* The headline comes first where it has a field of its own. */
  title = format->titled ? galley_snapshot_find_kind (snapshot, GALLEY_BLOCK_HEADLINE) : NULL;
  if (title)
    add_block (wanted, snapshot, title, &context);
  for (guint i = 0; i < snapshot->blocks->len; i++)
    if (g_ptr_array_index (snapshot->blocks, i) != title)
      add_block (wanted, snapshot, g_ptr_array_index (snapshot->blocks, i), &context);
  add_possible (possible, snapshot, &context);
  sources = galley_source_notes_list (snapshot);
  for (guint i = 0; i < sources->len; i++)
    take_text (possible, galley_source_note_dup_line (g_ptr_array_index (sources, i), i + 1), &context);
}

/**
 * galley_export_prove:
 * @bulletins: (array length=n_bulletins): that the file was written of, in order
 * @options: (array length=n_bulletins): that they were written with
 * @n_bulletins: at least 1
 * @format: that @bytes are in
 * @bytes: the file, as it was read back
 * @n_figures: (out) (optional): how many figures of the bulletins stand in it, all as they should
 * @error: %GALLEY_FORMATS_ERROR_PROOF with the figure and its place, an error of reading, or cancelled
 *
 * Reads a file that was written of bulletins and compares its figures with theirs, one by one in order. They are of one
 * desk: the words of the first read the file. Takes time in proportion to the file; call it in a thread.
 *
 * Returns: whether it states what the bulletins do, no less and no more
 */
gboolean
galley_export_prove (const GalleySnapshot *const *bulletins,
                     const GalleyExportOptions *options,
                     guint n_bulletins,
                     const GalleyExportFormat *format,
                     GBytes *bytes,
                     guint *n_figures,
                     GCancellable *cancellable,
                     GError **error)
{
  const GalleyFigureContext context = { .lexicon = (const GalleyLexicon *) bulletins[0]->lexicon };
  g_autoptr (GPtrArray) texts = read_back (bulletins[0], options, format, bytes, cancellable, error);
  Statement wanted, found, possible;
  gboolean proved;

  if (texts == NULL)
    return FALSE;
  statement_init (&wanted);
  statement_init (&found);
  statement_init (&possible);
  for (guint i = 0; i < n_bulletins; i++)
    add_bulletin (&wanted, &possible, bulletins[i], format);
  for (guint i = 0; i < texts->len; i++)
    add_text (&found, g_ptr_array_index (texts, i), &context);
  proved = !g_cancellable_set_error_if_cancelled (cancellable, error) && compare (&wanted, &found, &possible, error);
  if (n_figures)
    *n_figures = wanted.prints->len;
  statement_clear (&wanted);
  statement_clear (&found);
  statement_clear (&possible);
  return proved;
}
