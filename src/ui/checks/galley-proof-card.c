/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-proof-card.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "galley-binding.h"
#include "galley-proof-deeds.h"
#include "galley-proof-pointer.h"
#include "galley-proof-restate.h"
#include "galley-proof-words.h"
#include "galley-row-chooser.h"
#include "galley-table.h"

/* All that is known of one figure of the text: how it stands, what proves or refutes it, the row that it is bound to.
 * The figure is read from the bulletin as it is now; what the report found is shown as long as it is about that text. */

struct _GalleyProofCard
{
  GtkPopover parent_instance;

  GtkStack *stack;
  GtkLabel *surface, *subject, *standing;
  GtkImage *standing_icon;
  GtkBox *findings, *indicator;
  GtkWidget *deeds;
  GtkLabel *indicator_name, *indicator_value, *indicator_step;
  GtkWidget *show_button, *bind_button, *make_button, *unbind_button;
  GtkMenuButton *restate_button;
  GalleyRowChooser *chooser;

  GalleyEditor *editor; /* borrowed: what it is shown in lives longer */
  GalleyProofPointer *pointer;
  GalleyReport *report;
  char *block;         /* the id of the block that the figure is in */
  GalleyFigures *figures; /* of that block */
  guint figure;        /* which of them */
  char *row;           /* (nullable): the id of the row that it is bound to */
  char *said;          /* what a screen reader was told last */
  gboolean focused;    /* it had the focus, so the editor gets it back */
};

G_DEFINE_FINAL_TYPE (GalleyProofCard, galley_proof_card, GTK_TYPE_POPOVER)

enum
{
  ACTIVATED,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const GalleyFigure *
get_figure (GalleyProofCard *self)
{
  return galley_figures_get (self->figures, self->figure);
}

static GalleyBulletin *
get_bulletin (GalleyProofCard *self)
{
  return galley_editor_get_bulletin (self->editor);
}

/* The block that the figure is in, as it is now; %NULL where it is gone. */
static GalleyBlockData *
get_block (GalleyProofCard *self, guint *position)
{
  guint found;

  if (self->block == NULL || get_bulletin (self) == NULL ||
      !galley_bulletin_find_block (get_bulletin (self), self->block, &found))
    return NULL;
  if (position)
    *position = found;
  return galley_bulletin_get_block (get_bulletin (self), found);
}

static gboolean
overlaps (guint a, guint a_length, guint b, guint b_length)
{
  return a < b + b_length && b < a + a_length;
}

/* Reads the block and takes the figure at @offset, or the one that ends there. */
static gboolean
take_figure (GalleyProofCard *self, const GalleyBlockData *block, guint offset)
{
  g_autoptr (GalleySnapshot) snapshot = galley_bulletin_snapshot (get_bulletin (self));
  GalleyFigureContext context;
  g_autoptr (GalleyFigures) figures = NULL;
  guint found = G_MAXUINT;

  galley_figure_context_from_snapshot (snapshot, &context);
  figures = galley_figures_read (block->text, -1, &context);
  for (guint i = 0; i < galley_figures_get_length (figures); i++)
    {
      const GalleyFigure *figure = galley_figures_get (figures, i);

      if (figure->start <= offset && offset <= figure->start + figure->length)
        found = i; /* a figure that begins there is the later one and goes before one that ends there */
    }
  if (found == G_MAXUINT)
    return FALSE;
  g_clear_pointer (&self->figures, galley_figures_unref);
  self->figures = g_steal_pointer (&figures);
  self->figure = found;
  g_set_str (&self->block, block->id);
  g_clear_pointer (&self->row, g_free);
  for (guint i = 0; i < block->marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (block->marks, i);

      if (mark->kind == GALLEY_MARK_FIGURE && mark->target &&
          overlaps (mark->start, mark->length, get_figure (self)->start, get_figure (self)->length))
        g_set_str (&self->row, mark->target);
    }
  return TRUE;
}

/* findings */

static void
link_cb (GtkWidget *link, GalleyProofCard *self)
{
  const GalleyPlace *place = g_object_get_data (G_OBJECT (link), "place");
  g_autofree char *id = g_strdup (place->id);
  gboolean row = place->row;
  guint start = place->start, length = place->length;

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[ACTIVATED], 0, id, row, start, length);
}

static GtkWidget *
new_link (GalleyProofCard *self, const GalleyPlace *place)
{
  GtkWidget *link = gtk_button_new (), *label = gtk_label_new (NULL);
  GalleySnapshot *snapshot = galley_report_get_snapshot (self->report);
  g_autofree char *text = galley_report_dup_text (self->report, place), *said = NULL, *markup = NULL, *spoken = NULL;

  if (place->row)
    {
      said = g_strdup_printf (_("Table: %s"), text);
      markup = g_markup_escape_text (said, -1);
    }
  else
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, place->passage);

      said = galley_proof_words_excerpt (block->text, place->start, place->length, FALSE);
      markup = galley_proof_words_excerpt (block->text, place->start, place->length, TRUE);
    }
  spoken = g_strdup_printf (_("Go to %s"), said);
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_button_set_child (GTK_BUTTON (link), label);
  gtk_widget_add_css_class (link, "place");
  gtk_accessible_update_property (GTK_ACCESSIBLE (link), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  /* The place lives as long as the report, which the card holds longer than its links. */
  g_object_set_data (G_OBJECT (link), "place", (gpointer) place);
  g_signal_connect (link, "clicked", G_CALLBACK (link_cb), self);
  return link;
}

static GtkWidget *
new_line (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
say (GString *said, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (said->len > 0)
    g_string_append (said, "\n");
  g_string_append (said, text);
}

/* Whether other figures of the text are in it, not a cell of the table alone. */
static gboolean
between_figures (const GalleyFinding *finding)
{
  for (guint i = 1; i < finding->n_places; i++)
    if (!finding->places[i].row)
      return TRUE;
  return FALSE;
}

/* Whether the card has a way to that place of its own: it is the figure, or the row that it is bound to. */
static gboolean
is_own_place (GalleyProofCard *self, const GalleyPlace *place, guint position)
{
  const GalleyFigure *figure = get_figure (self);

  if (place->row)
    return g_strcmp0 (place->id, self->row) == 0;
  return !place->cell && place->passage == position && overlaps (place->start, place->length, figure->start, figure->length);
}

/* The sentence with its arithmetic, what rounding has to do with it, and the other places that it used. */
static void
add_finding (GalleyProofCard *self, guint index, guint position, GString *said)
{
  const GalleyFinding *finding = galley_report_get_finding (self->report, index);
  GalleyStanding standing = galley_finding_get_standing (finding);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *icon = gtk_image_new_from_icon_name (galley_proof_words_icon (standing)), *links = adw_wrap_box_new ();
  const char *reason = galley_report_get_aside (self->report, index);
  g_autofree char *rounding = between_figures (finding) ? galley_proof_words_rounding (finding) : NULL;
  g_autofree char *aside = reason ? g_strdup_printf (_("Set aside: %s"), reason) : NULL;

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, aside ? "dim-label" : galley_proof_words_style (standing));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (lines), new_line (finding->message, aside ? "dim-label" : NULL));
  say (said, finding->message);
  if (rounding)
    gtk_box_append (GTK_BOX (lines), new_line (rounding, "note"));
  say (said, rounding);
  if (aside)
    gtk_box_append (GTK_BOX (lines), new_line (aside, "note"));
  say (said, aside);
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (links), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (links), 6);
  for (guint i = 0; i < finding->n_places; i++)
    if (!is_own_place (self, &finding->places[i], position))
      adw_wrap_box_append (ADW_WRAP_BOX (links), new_link (self, &finding->places[i]));
  if (gtk_widget_get_first_child (links))
    gtk_box_append (GTK_BOX (lines), links);
  else
    g_object_unref (g_object_ref_sink (links));
  gtk_box_append (self->findings, box);
}

static gboolean
names_figure (GalleyProofCard *self, const GalleyFinding *finding, guint position)
{
  for (guint i = 0; i < finding->n_places; i++)
    if (!finding->places[i].row && is_own_place (self, &finding->places[i], position))
      return TRUE;
  return FALSE;
}

/* Only what was found in the text as it is now: a report that is late says nothing of this figure. What speaks against
 * the figure comes first. */
static void
show_findings (GalleyProofCard *self, guint position, GalleyBlockData *block, GString *said)
{
  GPtrArray *blocks = self->report ? galley_report_get_snapshot (self->report)->blocks : NULL;
  const GalleyBlockData *seen = blocks && position < blocks->len ? g_ptr_array_index (blocks, position) : NULL;
  gboolean current = seen && g_str_equal (seen->id, block->id) && g_str_equal (seen->text, block->text);
  g_autoptr (GArray) here = g_array_new (FALSE, FALSE, sizeof (guint));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->findings))))
    gtk_box_remove (self->findings, child);
  for (guint i = 0; current && i < galley_report_get_n_findings (self->report); i++)
    if (names_figure (self, galley_report_get_finding (self->report, i), position))
      g_array_append_val (here, i);
  for (int standing = GALLEY_N_STANDINGS - 1; standing >= 0; standing--)
    for (guint i = 0; i < here->len; i++)
      {
        guint index = g_array_index (here, guint, i);

        if ((int) galley_finding_get_standing (galley_report_get_finding (self->report, index)) == standing)
          add_finding (self, index, position, said);
      }
  gtk_widget_set_visible (GTK_WIDGET (self->findings), here->len > 0);
}

/* the row */

/* Whether text and cell say the same, in words; %NULL where they are in step. */
static char *
dup_step (GalleyProofCard *self, GalleyBlockData *block)
{
  const GalleyFigure *figure = get_figure (self);
  g_autoptr (GalleySnapshot) all = galley_bulletin_snapshot (get_bulletin (self)), one = NULL;
  g_autoptr (GPtrArray) blocks = galley_block_array_new (), places = NULL;

  g_ptr_array_add (blocks, galley_block_data_ref (block));
  one = galley_snapshot_with (all, blocks, all->tables);
  places = galley_binding_check (one);
  for (guint i = 0; i < places->len; i++)
    {
      const GalleyBindingPlace *place = g_ptr_array_index (places, i);

      if (!overlaps (place->start, place->length, figure->start, figure->length))
        continue;
      if (place->state == GALLEY_BINDING_ROUNDED)
        return g_strdup (_("The text rounds what the table says."));
      if (place->state == GALLEY_BINDING_OUT_OF_STEP)
        return place->expected ? g_strdup_printf (_("By the table it should say %s."), place->expected)
                               : g_strdup (_("Text and table do not agree."));
    }
  return NULL;
}

static void
show_row (GalleyProofCard *self, GalleyBlockData *block, GString *said)
{
  const GalleyFigure *figure = get_figure (self);
  GalleyRecord *row = NULL;
  g_autoptr (GMenu) menu = galley_proof_restate_menu (get_bulletin (self), block, figure);
  g_autofree char *value = NULL, *step = NULL;

  if (self->row)
    row = galley_bulletin_find_row (get_bulletin (self), self->row, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->indicator), self->row != NULL);
  gtk_menu_button_set_menu_model (self->restate_button, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->restate_button), g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
  gtk_widget_set_visible (self->bind_button, galley_figure_is_bindable (figure));
  gtk_widget_set_visible (self->make_button, galley_figure_is_bindable (figure) && self->row == NULL);
  gtk_widget_set_visible (self->unbind_button, self->row != NULL);
  gtk_widget_set_visible (self->deeds, galley_figure_is_bindable (figure) || self->row != NULL);
  if (self->row == NULL)
    return;
  value = row ? galley_proof_words_row (row) : g_strdup (_("This row is not in the table any more."));
  step = row ? dup_step (self, block) : NULL;
  gtk_label_set_label (self->indicator_name, row ? galley_proof_words_name (row) : _("No Indicator"));
  gtk_label_set_label (self->indicator_value, value);
  gtk_label_set_label (self->indicator_step, step ? step : "");
  gtk_widget_set_visible (GTK_WIDGET (self->indicator_step), step != NULL);
  gtk_widget_set_visible (self->show_button, row != NULL);
  if (row)
    {
      g_autofree char *indicator = g_strdup_printf (_("Indicator: %s, %s"), galley_proof_words_name (row), value);

      say (said, indicator);
    }
  else
    say (said, value);
  say (said, step);
}

/* A screen reader is told once what is new. */
static void
tell (GalleyProofCard *self, const char *title, const char *said)
{
  g_autofree char *label = g_strdup_printf (_("Figure %s"), title);
  g_autofree char *all = g_strdup_printf ("%s\n%s", label, said);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said, -1);
  if (!self->focused || g_strcmp0 (self->said, all) == 0)
    return;
  g_set_str (&self->said, all);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->editor), all, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_standing (GalleyProofCard *self, guint position, GString *said)
{
  const GalleyFigure *figure = get_figure (self);
  GalleyStanding standing = galley_editor_get_standing (self->editor, position, figure->start);
  const char *words;

  /* The binding is known at once, the rest with the next report. */
  if (standing <= GALLEY_STANDING_BOUND)
    standing = self->row ? GALLEY_STANDING_BOUND
               : galley_figure_is_bindable (figure) ? GALLEY_STANDING_UNBOUND
                                                    : GALLEY_STANDING_NONE;
  words = standing == GALLEY_STANDING_NONE ? NULL : galley_proof_words_standing (standing, self->row != NULL);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->standing)), words != NULL);
  gtk_label_set_label (self->standing, words ? words : "");
  gtk_image_set_from_icon_name (self->standing_icon, galley_proof_words_icon (standing));
  for (int i = 0; i < GALLEY_N_STANDINGS; i++)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->standing), galley_proof_words_style (i));
      gtk_widget_remove_css_class (GTK_WIDGET (self->standing_icon), galley_proof_words_style (i));
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->standing), galley_proof_words_style (standing));
  gtk_widget_add_css_class (GTK_WIDGET (self->standing_icon), galley_proof_words_style (standing));
  say (said, words);
}

/* Fills the card with what is known of the figure that was taken. */
static void
fill (GalleyProofCard *self, guint position, GalleyBlockData *block)
{
  const GalleyFigure *figure = get_figure (self);
  g_autoptr (GString) said = g_string_new (NULL);
  g_autofree char *surface = g_utf8_substring (block->text, figure->start, figure->start + figure->length);
  g_autofree char *subject = galley_proof_words_subject (figure, block->text);

  gtk_label_set_label (self->surface, surface);
  gtk_label_set_label (self->subject, subject);
  say (said, subject);
  show_standing (self, position, said);
  show_findings (self, position, block, said);
  show_row (self, block, said);
  tell (self, surface, said->str);
}

/* Brings the card up to date; it goes where its figure is gone. */
static void
update (GalleyProofCard *self)
{
  guint position;
  GalleyBlockData *block;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  block = get_block (self, &position);
  if (block && take_figure (self, block, get_figure (self)->start))
    fill (self, position, block);
  else
    gtk_popover_popdown (GTK_POPOVER (self));
}

/* deeds */

/* The block, with the figure read again: an undo may have changed the text under the card. */
static GalleyBlockData *
get_current_block (GalleyProofCard *self)
{
  GalleyBlockData *block = get_block (self, NULL);

  return block && take_figure (self, block, get_figure (self)->start) ? block : NULL;
}

static void
show_row_cb (GalleyProofCard *self)
{
  g_autofree char *row = g_strdup (self->row);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[ACTIVATED], 0, row, TRUE, 0, 0);
}

/* A deed makes the card superfluous: the text says what it said, and a toast what was done. */
static void
finish (GalleyProofCard *self, char *done)
{
  g_autofree char *text = done;

  gtk_popover_popdown (GTK_POPOVER (self));
  if (text)
    g_signal_emit (self, signals[DONE], 0, text);
}

static void
bind_cb (GalleyProofCard *self)
{
  GalleyBlockData *block = get_current_block (self);
  g_autoptr (GPtrArray) same = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *tables;

  if (block == NULL)
    return;
  tables = galley_bulletin_get_tables (get_bulletin (self));
  for (guint t = 0; t < g_list_model_get_n_items (tables); t++)
    {
      g_autoptr (GListModel) rows = g_list_model_get_item (tables, t);

      for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
        {
          GalleyIndicator *row = g_list_model_get_item (rows, i);
          gboolean agrees;

          galley_proof_choose_field (get_figure (self), block->text, galley_indicator_get_record (row), &agrees);
          g_ptr_array_add (agrees ? same : others, row);
        }
    }
  galley_row_chooser_set_rows (self->chooser, same, others);
  gtk_stack_set_visible_child_name (self->stack, "rows");
  gtk_widget_grab_focus (GTK_WIDGET (self->chooser));
}

static void
chosen_cb (GalleyProofCard *self, const char *id)
{
  GalleyBlockData *block = get_current_block (self);

  if (block)
    finish (self, galley_proof_bind (get_bulletin (self), block, get_figure (self), id));
}

static void
unbind_cb (GalleyProofCard *self)
{
  GalleyBlockData *block = get_current_block (self);

  if (block)
    finish (self, galley_proof_unbind (get_bulletin (self), block, get_figure (self)));
}

static void
make_cb (GalleyProofCard *self)
{
  GalleyBlockData *block = get_current_block (self);

  if (block)
    finish (self, galley_proof_make (get_bulletin (self), block, get_figure (self)));
}

static void
left_cb (GalleyProofCard *self)
{
  gtk_stack_set_visible_child_name (self->stack, "figure");
  gtk_widget_grab_focus (self->bind_button);
}

/* life */

/* A window that is not active has no focus either, but gives it back where it was. */
static void
focus_cb (GtkEventControllerFocus *controller, GParamSpec *pspec, GalleyProofCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    self->focused = TRUE;
  else if (focus && self->focused && gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      /* The keys went elsewhere, and there they are to stay. */
      self->focused = FALSE;
      gtk_popover_popdown (GTK_POPOVER (self));
    }
}

static void
closed_cb (GalleyProofCard *self)
{
  gboolean focused = self->focused;

  self->focused = FALSE;
  g_clear_pointer (&self->said, g_free);
  gtk_stack_set_visible_child_name (self->stack, "figure");
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
galley_proof_card_dispose (GObject *object)
{
  GalleyProofCard *self = GALLEY_PROOF_CARD (object);

  g_clear_pointer (&self->pointer, galley_proof_pointer_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_PROOF_CARD);
  G_OBJECT_CLASS (galley_proof_card_parent_class)->dispose (object);
}

static void
galley_proof_card_finalize (GObject *object)
{
  GalleyProofCard *self = GALLEY_PROOF_CARD (object);

  g_clear_pointer (&self->report, galley_report_unref);
  g_clear_pointer (&self->figures, galley_figures_unref);
  g_free (self->block);
  g_free (self->row);
  g_free (self->said);
  G_OBJECT_CLASS (galley_proof_card_parent_class)->finalize (object);
}

static void
galley_proof_card_class_init (GalleyProofCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_proof_card_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_proof_card_finalize;

  /**
   * GalleyProofCard::activated:
   * @id: the id of the block, or of the row
   * @row: whether it is a row of the indicator table
   * @start: where in the block, in code points
   * @length: in code points
   *
   * Somebody wants to go there.
   */
  signals[ACTIVATED] =
    g_signal_new ("activated", GALLEY_TYPE_PROOF_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                  G_TYPE_STRING, G_TYPE_BOOLEAN, G_TYPE_UINT, G_TYPE_UINT);

  /**
   * GalleyProofCard::done:
   * @text: what, for people
   *
   * A binding was changed, which can be undone.
   */
  signals[DONE] = g_signal_new ("done", GALLEY_TYPE_PROOF_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);

  g_type_ensure (GALLEY_TYPE_ROW_CHOOSER);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/checks/galley-proof-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyProofCard, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyProofCard, surface);
  gtk_widget_class_bind_template_child (widget_class, GalleyProofCard, subject);
  gtk_widget_class_bind_template_child (widget_class, GalleyProofCard, standing);
  gtk_widget_class_bind_template_child (widget_class, GalleyProofCard, standing_icon);
  gtk_widget_class_bind_template_child (widget_class, GalleyProofCard, findings);
  gtk_widget_class_bind_template_child (widget_class, GalleyProofCard, indicator);
  gtk_widget_class_bind_template_child (widget_class, GalleyProofCard, indicator_name);
  gtk_widget_class_bind_template_child (widget_class, GalleyProofCard, indicator_value);
  gtk_widget_class_bind_template_child (widget_class, GalleyProofCard, indicator_step);
  gtk_widget_class_bind_template_child (widget_class, GalleyProofCard, deeds);
  gtk_widget_class_bind_template_child (widget_class, GalleyProofCard, show_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyProofCard, bind_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyProofCard, make_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyProofCard, unbind_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyProofCard, restate_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyProofCard, chooser);
}

static void
galley_proof_card_init (GalleyProofCard *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (focus, "notify::contains-focus", G_CALLBACK (focus_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
  g_signal_connect_object (self->show_button, "clicked", G_CALLBACK (show_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bind_button, "clicked", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->make_button, "clicked", G_CALLBACK (make_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unbind_button, "clicked", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chooser, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chooser, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
}

/**
 * galley_proof_card_new:
 * @parent: what it is shown over, which holds @editor and presents its popovers; it has to unparent the card
 * @editor: the editor whose figures it shows, by its bulletin
 *
 * Returns: (transfer none): a card that is not shown yet
 */
GalleyProofCard *
galley_proof_card_new (GtkWidget *parent, GalleyEditor *editor)
{
  GalleyProofCard *self = g_object_new (GALLEY_TYPE_PROOF_CARD, NULL);

  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  self->editor = editor;
  self->pointer = galley_proof_pointer_new (self, editor);
  return self;
}

/**
 * galley_proof_card_set_report:
 * @report: (nullable) (transfer none): what is known of the bulletin by now; %NULL hides the card
 */
void
galley_proof_card_set_report (GalleyProofCard *self, GalleyReport *report)
{
  g_autoptr (GalleyReport) old = g_steal_pointer (&self->report);

  self->report = report ? galley_report_ref (report) : NULL;
  if (report == NULL)
    gtk_popover_popdown (GTK_POPOVER (self));
  update (self);
}

/**
 * galley_proof_card_show:
 * @block: a block's position
 * @offset: in code points of its text
 * @focus: whether the card takes the keys; without, it leaves them to the text and makes way for typing
 *
 * Returns: whether there is a figure at that place to show
 */
gboolean
galley_proof_card_show (GalleyProofCard *self, guint block, guint offset, gboolean focus)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  GdkRectangle area;
  graphene_point_t corner;

  if (get_bulletin (self) == NULL || block >= galley_bulletin_get_n_blocks (get_bulletin (self)) ||
      !take_figure (self, galley_bulletin_get_block (get_bulletin (self), block), offset))
    return FALSE;
  galley_editor_get_area (self->editor, block, get_figure (self)->start, get_figure (self)->length, &area);
  if (!gtk_widget_compute_point (GTK_WIDGET (self->editor), parent, &GRAPHENE_POINT_INIT (area.x, area.y), &corner))
    return FALSE;
  area.x = (int) corner.x;
  area.y = (int) corner.y;
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_popover_popdown (GTK_POPOVER (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &area);
  gtk_popover_set_autohide (GTK_POPOVER (self), focus);
  self->focused = focus;
  fill (self, block, galley_bulletin_get_block (get_bulletin (self), block));
  gtk_popover_popup (GTK_POPOVER (self));
  return TRUE;
}

/**
 * galley_proof_card_new_menu:
 * @block: a block's position
 * @offset: in code points of its text
 *
 * Returns: (transfer full): the ways to write the figure there, as galley_proof_restate_menu(); empty where there is none
 */
GMenu *
galley_proof_card_new_menu (GalleyProofCard *self, guint block, guint offset)
{
  if (get_bulletin (self) == NULL || block >= galley_bulletin_get_n_blocks (get_bulletin (self)) ||
      !take_figure (self, galley_bulletin_get_block (get_bulletin (self), block), offset))
    return g_menu_new ();
  return galley_proof_restate_menu (get_bulletin (self), galley_bulletin_get_block (get_bulletin (self), block),
                                    get_figure (self));
}

/**
 * galley_proof_card_covers:
 *
 * Returns: whether the card is shown for the figure at that place
 */
gboolean
galley_proof_card_covers (GalleyProofCard *self, guint block, guint offset)
{
  guint position;

  return gtk_widget_get_visible (GTK_WIDGET (self)) && get_block (self, &position) && position == block &&
         get_figure (self)->start <= offset && offset < get_figure (self)->start + get_figure (self)->length;
}

/**
 * galley_proof_card_has_focus:
 *
 * Returns: whether the card is shown and has the keys
 */
gboolean
galley_proof_card_has_focus (GalleyProofCard *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self)) && self->focused;
}
