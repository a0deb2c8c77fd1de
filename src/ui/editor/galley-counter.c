/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-counter.h"

#include <glib/gi18n-lib.h>

#include "galley-count.h"
#include "galley-search.h"

/* How long the article is, or what is selected of it: in the status line in short, and all of it where one asks. */

/* What is counted of a part of the article. */
typedef struct
{
  GalleyCount text;
  guint n_figures;
  guint n_blocks;
} Tally;

typedef enum
{
  ROW_CHARACTERS,
  ROW_WITHOUT_MARKS,
  ROW_HAN,
  ROW_WORDS,
  ROW_FIGURES,
  ROW_BLOCKS,
  ROW_TIME,
  N_ROWS
} Row;

static const char *const row_titles[N_ROWS] = {
  [ROW_CHARACTERS] = N_ ("Characters"), [ROW_WITHOUT_MARKS] = N_ ("Without marks"), [ROW_HAN] = N_ ("Han characters"),
  [ROW_WORDS] = N_ ("Words and numbers"), [ROW_FIGURES] = N_ ("Figures"),           [ROW_BLOCKS] = N_ ("Blocks"),
  [ROW_TIME] = N_ ("Reading time"),
};

struct _GalleyCounter
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GtkGrid *grid;
  GtkLabel *cells[N_ROWS][2]; /* of the article, of the selection */
  GtkLabel *selection_title;

  GalleyEditor *editor; /* unowned: the window has both */
  GalleyReport *report;
  Tally article;
  guint source;
};

G_DEFINE_FINAL_TYPE (GalleyCounter, galley_counter, GTK_TYPE_WIDGET)

static guint
count_figures (const GalleyFigures *figures, guint from, guint to)
{
  guint count = 0;

  for (guint i = 0; i < galley_figures_get_length (figures); i++)
    {
      const GalleyFigure *figure = galley_figures_get (figures, i);

      count += figure->start >= from && figure->start + figure->length <= to;
    }
  return count;
}

static void
tally (GalleyReport *report, GPtrArray *blocks, const GalleySearchScope *scope, Tally *result)
{
  GPtrArray *known = galley_report_get_snapshot (report)->blocks;

  *result = (Tally) { 0 };
  for (guint i = scope->block; i <= scope->end_block && i < blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (blocks, i);
      guint from = i == scope->block ? scope->start : 0, to = i == scope->end_block ? MIN (scope->end, block->n_chars) : block->n_chars;
      const char *start = g_utf8_offset_to_pointer (block->text, from);

      if (from > to)
        continue;
      galley_count_add (&result->text, start, g_utf8_offset_to_pointer (start, to - from) - start);
      result->n_blocks += to > from;
      /* A report that is behind the text says nothing of blocks that changed. */
      if (i < known->len && g_ptr_array_index (known, i) == block)
        result->n_figures += count_figures (galley_report_get_figures (report, i), from, to);
    }
}

static void
show_tally (GalleyCounter *self, const Tally *counts, guint column)
{
  const guint numbers[ROW_TIME] = {
    [ROW_CHARACTERS] = counts->text.characters, [ROW_WITHOUT_MARKS] = counts->text.characters - counts->text.marks,
    [ROW_HAN] = counts->text.han,               [ROW_WORDS] = counts->text.words,
    [ROW_FIGURES] = counts->n_figures,          [ROW_BLOCKS] = counts->n_blocks,
  };
  guint minutes = galley_count_get_minutes (&counts->text);
  g_autofree char *time = g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);

  for (guint i = 0; i < ROW_TIME; i++)
    {
      g_autofree char *number = g_strdup_printf ("%'u", numbers[i]);

      gtk_label_set_label (self->cells[i][column], number);
    }
  gtk_label_set_label (self->cells[ROW_TIME][column], time);
}

static void
update (GalleyCounter *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  GalleyBulletin *bulletin = galley_editor_get_bulletin (self->editor);
  GtkTextIter start, end;
  gboolean selected = gtk_text_buffer_get_selection_bounds (buffer, &start, &end) && bulletin && self->report;
  g_autofree char *text = NULL;
  Tally part;

  if (self->report == NULL)
    return;
  if (selected)
    {
      GPtrArray *blocks = galley_bulletin_get_list (bulletin, GALLEY_LIST_BLOCKS);
      GalleySearchScope scope = { gtk_text_iter_get_line (&start), gtk_text_iter_get_line_offset (&start),
                                  gtk_text_iter_get_line (&end), gtk_text_iter_get_line_offset (&end) };

      tally (self->report, blocks, &scope, &part);
      show_tally (self, &part, 1);
      text = g_strdup_printf (_("%u of %u characters selected"), part.text.characters, self->article.text.characters);
    }
  else
    text = g_strdup_printf (_("%u characters · %u figures · %u min"), self->article.text.characters, self->article.n_figures,
                            galley_count_get_minutes (&self->article.text));
  gtk_label_set_label (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->selection_title), selected);
  for (guint i = 0; i < N_ROWS; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->cells[i][1]), selected);
}

static gboolean
update_cb (gpointer data)
{
  GalleyCounter *self = data;

  self->source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* A selection that is drawn with the pointer changes often, and what is counted of it may be long. */
static void
selection_cb (GalleyCounter *self)
{
  if (self->source == 0)
    self->source = g_timeout_add (100, update_cb, self);
}

static GtkLabel *
add_cell (GalleyCounter *self, const char *text, int column, int row)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (text));

  gtk_label_set_xalign (label, column == 0 ? 0 : 1);
  gtk_widget_add_css_class (GTK_WIDGET (label), column == 0 || row == 0 ? "dim-label" : "numeric");
  gtk_grid_attach (self->grid, GTK_WIDGET (label), column, row, 1, 1);
  return label;
}

static void
galley_counter_dispose (GObject *object)
{
  GalleyCounter *self = GALLEY_COUNTER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->report, galley_report_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_COUNTER);
  G_OBJECT_CLASS (galley_counter_parent_class)->dispose (object);
}

static void
galley_counter_class_init (GalleyCounterClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_counter_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/editor/galley-counter.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyCounter, button);
  gtk_widget_class_bind_template_child (widget_class, GalleyCounter, label);
  gtk_widget_class_bind_template_child (widget_class, GalleyCounter, grid);
}

static void
galley_counter_init (GalleyCounter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_cell (self, _("Article"), 1, 0);
  self->selection_title = add_cell (self, _("Selection"), 2, 0);
  for (int i = 0; i < N_ROWS; i++)
    {
      add_cell (self, _ (row_titles[i]), 0, i + 1);
      self->cells[i][0] = add_cell (self, "", 1, i + 1);
      self->cells[i][1] = add_cell (self, "", 2, i + 1);
    }
}

/**
 * galley_counter_set_editor:
 * @editor: (transfer none): whose selection is counted; outlives @self
 */
void
galley_counter_set_editor (GalleyCounter *self, GalleyEditor *editor)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor));

  self->editor = editor;
  g_signal_connect_object (buffer, "notify::has-selection", G_CALLBACK (selection_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (selection_cb), self, G_CONNECT_SWAPPED);
}

/**
 * galley_counter_set_report:
 * @report: (transfer none): of the article that is counted
 *
 * Counted with the report, since it takes a walk through the whole text.
 */
void
galley_counter_set_report (GalleyCounter *self, GalleyReport *report)
{
  GPtrArray *blocks = galley_report_get_snapshot (report)->blocks;

  g_clear_pointer (&self->report, galley_report_unref);
  self->report = galley_report_ref (report);
  tally (report, blocks, &(GalleySearchScope) { 0, 0, blocks->len, 0 }, &self->article);
  show_tally (self, &self->article, 0);
  update (self);
}
