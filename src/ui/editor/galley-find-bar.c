/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-find-bar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-binding.h"
#include "galley-search.h"

/* Find and replace in the article. What matches is worked out on the texts of the blocks, the editor lights it up. The
 * match that one is at is the one that is selected; there is no other state of it. */

/* A selection that has to outlive what is done to the text. */
typedef struct
{
  GtkTextMark *start;
  GtkTextMark *end;
} Place;

struct _GalleyFindBar
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkEntry *entry;
  GtkLabel *count;
  GtkEntry *replacement;

  GalleyEditor *editor;
  GtkTextBuffer *buffer; /* the editor's */
  GtkEventController *editor_keys;
  GalleyBulletin *bulletin;
  GArray *matches; /* GalleySearchMatch */
  guint refresh_source;
  Place origin; /* where the caret returns to: where it was, or the match that was gone to */
  Place scope;  /* what was selected by the person */
  gboolean match_case;
  gboolean in_selection;
  gboolean replacing;
};

G_DEFINE_FINAL_TYPE (GalleyFindBar, galley_find_bar, ADW_TYPE_BIN)

enum
{
  PROP_EDITOR = 1,
  PROP_MATCH_CASE,
  PROP_IN_SELECTION,
  PROP_REPLACING,
  N_PROPS
};

enum
{
  FOLLOWED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_open (GalleyFindBar *self)
{
  return gtk_revealer_get_reveal_child (self->revealer);
}

static gboolean
has_focus (GalleyFindBar *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static const char *
get_needle (GalleyFindBar *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
place_init (Place *place, GtkTextBuffer *buffer)
{
  GtkTextIter start;

  gtk_text_buffer_get_start_iter (buffer, &start);
  place->start = gtk_text_buffer_create_mark (buffer, NULL, &start, TRUE);
  place->end = gtk_text_buffer_create_mark (buffer, NULL, &start, FALSE);
}

static void
place_set_to_selection (Place *place, GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  gtk_text_buffer_move_mark (buffer, place->start, &start);
  gtk_text_buffer_move_mark (buffer, place->end, &end);
}

static void
place_get (const Place *place, GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_mark (buffer, start, place->start);
  gtk_text_buffer_get_iter_at_mark (buffer, end, place->end);
}

static void
go_to_origin (GalleyFindBar *self)
{
  GtkTextIter start, end;

  place_get (&self->origin, self->buffer, &start, &end);
  gtk_text_buffer_select_range (self->buffer, &end, &start);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->editor), gtk_text_buffer_get_insert (self->buffer));
}

/* The match that is selected; the number of matches if none is. */
static guint
find_selected (GalleyFindBar *self)
{
  GtkTextIter start, end;
  guint line, offset, i;
  const GalleySearchMatch *match;

  gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end);
  line = gtk_text_iter_get_line (&start);
  offset = gtk_text_iter_get_line_offset (&start);
  i = galley_search_find (self->matches, line, offset);
  if (i == self->matches->len)
    return i;
  match = &g_array_index (self->matches, GalleySearchMatch, i);
  if (match->block == line && match->start == offset && (guint) gtk_text_iter_get_line (&end) == line &&
      (guint) gtk_text_iter_get_line_offset (&end) == offset + match->length)
    return i;
  return self->matches->len;
}

/* Lights the matches up and says which of them one is at. */
static void
show_matches (GalleyFindBar *self)
{
  guint n = self->matches->len, selected = find_selected (self);
  g_autofree char *text = NULL;

  galley_editor_set_matches (self->editor, self->matches, selected);
  if (*get_needle (self) == '\0')
    text = g_strdup ("");
  else if (n == 0)
    text = g_strdup (_("No matches"));
  else if (selected < n)
    text = g_strdup_printf (_("%u of %u"), selected + 1, n);
  else
    text = g_strdup_printf (ngettext ("%u match", "%u matches", n), n);
  if (g_str_equal (text, gtk_label_get_label (self->count)))
    return;
  gtk_label_set_label (self->count, text);
  if (*text && has_focus (self))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
set_in_selection (GalleyFindBar *self, gboolean in_selection)
{
  if (self->in_selection == in_selection)
    return;
  self->in_selection = in_selection;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IN_SELECTION]);
}

/* Finds everything anew. While an input method composes nothing is to be touched: its end brings this about. */
static void
refresh (GalleyFindBar *self)
{
  GtkTextIter start, end;
  GalleySearchScope scope;
  gboolean missing;

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  if (self->editor == NULL || galley_editor_get_composing (self->editor))
    return;
  place_get (&self->scope, self->buffer, &start, &end);
  if (gtk_text_iter_equal (&start, &end))
    set_in_selection (self, FALSE);
  scope = (GalleySearchScope){ gtk_text_iter_get_line (&start), gtk_text_iter_get_line_offset (&start),
                               gtk_text_iter_get_line (&end), gtk_text_iter_get_line_offset (&end) };
  g_clear_pointer (&self->matches, g_array_unref);
  if (is_open (self) && self->bulletin)
    self->matches = galley_search_blocks (galley_bulletin_get_list (self->bulletin, GALLEY_LIST_BLOCKS),
                                          get_needle (self), self->match_case, self->in_selection ? &scope : NULL);
  else
    self->matches = g_array_new (FALSE, FALSE, sizeof (GalleySearchMatch));
  missing = self->matches->len == 0 && *get_needle (self) != '\0';
  if (missing)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "find.replace-all", self->matches->len > 0);
  show_matches (self);
}

static gboolean
refresh_cb (gpointer data)
{
  GalleyFindBar *self = data;

  self->refresh_source = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

/* A burst of changes is looked at once, before it is drawn. */
static void
refresh_later (GalleyFindBar *self)
{
  if (is_open (self) && self->refresh_source == 0)
    self->refresh_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, refresh_cb, self, NULL);
}

/* Selects a match: the first from a place on, or round the end the first of all. */
static void
show_match_from (GalleyFindBar *self, const GtkTextIter *place)
{
  guint i = galley_search_find (self->matches, gtk_text_iter_get_line (place), gtk_text_iter_get_line_offset (place));
  const GalleySearchMatch *match;

  if (self->matches->len == 0)
    return;
  match = &g_array_index (self->matches, GalleySearchMatch, i < self->matches->len ? i : 0);
  galley_editor_show_range (self->editor, match->block, match->start, match->length);
}

/* Shows the first match from where one was, while what to look for is being typed. */
static void
look (GalleyFindBar *self)
{
  GtkTextIter start, end;

  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self->editor));
  refresh (self);
  place_get (&self->origin, self->buffer, &start, &end);
  if (self->matches->len > 0)
    show_match_from (self, &start);
  else
    go_to_origin (self);
  show_matches (self);
}

/* What is selected by the person, and not as a match, is where one is and what may be searched. */
static void
take_selection (GalleyFindBar *self)
{
  if (find_selected (self) == self->matches->len && gtk_text_buffer_get_has_selection (self->buffer))
    place_set_to_selection (&self->scope, self->buffer);
  place_set_to_selection (&self->origin, self->buffer);
}

/* A few selected words are what to look for; several blocks are where to look. */
static void
take_needle (GalleyFindBar *self)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (!gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end))
    return;
  if (gtk_text_iter_get_line (&start) != gtk_text_iter_get_line (&end))
    {
      set_in_selection (self, TRUE);
      return;
    }
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  if (strstr (text, "\xe2\x80\xa8") == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

static void
close_bar (GalleyFindBar *self)
{
  gboolean focused = has_focus (self);

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  set_in_selection (self, FALSE);
  refresh (self);
  if (!focused)
    return;
  go_to_origin (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

/* Replaces matches, the last first so that the places of the others hold, as one step of undo. What is bound to a figure
 * among them follows. Returns: (nullable): what followed, for people */
static char *
replace (GalleyFindBar *self, guint first, guint n, const char *label)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->replacement));
  g_autoptr (GalleySnapshot) before = galley_bulletin_snapshot (self->bulletin);
  g_autoptr (GalleyBindingReport) report = NULL;
  GalleyTransaction *transaction = galley_transaction_begin (self->bulletin, label);

  for (guint i = first + n; i-- > first;)
    {
      const GalleySearchMatch *match = &g_array_index (self->matches, GalleySearchMatch, i);

      galley_transaction_replace_text (transaction, match->block, match->start, match->length, text);
    }
  report = galley_binding_follow (transaction, self->bulletin, before);
  galley_transaction_commit (transaction);
  refresh (self);
  return report->places->len > 0 ? galley_binding_report_summarize (report) : NULL;
}

/* Replaces the match that is selected and goes on to the next; goes to one where none is selected. */
static void
replace_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyFindBar *self = GALLEY_FIND_BAR (widget);
  g_autofree char *followed = NULL;
  GdkClipboard *primary;
  GtkTextMark *after;
  GtkTextIter start, end;
  guint selected;

  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self->editor));
  refresh (self);
  selected = find_selected (self);
  if (selected == self->matches->len)
    {
      galley_find_bar_step (self, 1);
      return;
    }
  /* What is selected goes, and the next is selected: X takes the giving up of the primary selection for a loss of the new one where
   * both are of one millisecond, and GTK then selects nothing. */
  primary = gtk_widget_get_primary_clipboard (GTK_WIDGET (self->editor));
  gtk_text_buffer_remove_selection_clipboard (self->buffer, primary);
  gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end);
  after = gtk_text_buffer_create_mark (self->buffer, NULL, &end, FALSE);
  followed = replace (self, selected, 1, _("Replacement"));
  gtk_text_buffer_get_iter_at_mark (self->buffer, &end, after);
  gtk_text_buffer_delete_mark (self->buffer, after);
  show_match_from (self, &end);
  gtk_text_buffer_add_selection_clipboard (self->buffer, primary);
  place_set_to_selection (&self->origin, self->buffer);
  show_matches (self);
  if (followed)
    g_signal_emit (self, signals[FOLLOWED], 0, followed);
}

static void
replace_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyFindBar *self = GALLEY_FIND_BAR (widget);
  g_autofree char *label = NULL, *followed = NULL, *done = NULL, *said = NULL;
  guint n;

  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self->editor));
  refresh (self);
  n = self->matches->len;
  if (n == 0)
    return;
  label = g_strdup_printf (ngettext ("%u Replacement", "%u Replacements", n), n);
  followed = replace (self, 0, n, label);
  place_set_to_selection (&self->origin, self->buffer);
  done = g_strdup_printf (ngettext ("%u match replaced", "%u matches replaced", n), n);
  said = followed ? g_strdup_printf ("%s · %s", done, followed) : g_strdup (done);
  g_signal_emit (self, signals[FOLLOWED], 0, said);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  galley_find_bar_step (GALLEY_FIND_BAR (widget), g_str_equal (name, "find.next") ? 1 : -1);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  close_bar (GALLEY_FIND_BAR (widget));
}

static void
activate_entry_cb (GalleyFindBar *self)
{
  galley_find_bar_step (self, 1);
}

static void
activate_replacement_cb (GalleyFindBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "find.replace", NULL);
}

static gboolean
editor_escape_cb (GtkWidget *editor, GVariant *parameter, gpointer data)
{
  GalleyFindBar *self = data;

  if (!is_open (self) || galley_editor_get_composing (self->editor))
    return FALSE;
  close_bar (self);
  return TRUE;
}

static void
set_bulletin (GalleyFindBar *self, GalleyBulletin *bulletin)
{
  if (self->bulletin)
    g_signal_handlers_disconnect_by_func (self->bulletin, refresh_later, self);
  g_set_object (&self->bulletin, bulletin);
  if (bulletin)
    g_signal_connect_object (bulletin, "changed", G_CALLBACK (refresh_later), self, G_CONNECT_SWAPPED);
}

static void
bulletin_cb (GalleyFindBar *self)
{
  set_bulletin (self, galley_editor_get_bulletin (self->editor));
  refresh (self);
}

static void
set_editor (GalleyFindBar *self, GalleyEditor *editor)
{
  GtkShortcut *escape;

  g_assert (self->editor == NULL);
  if (editor == NULL)
    return;
  self->editor = g_object_ref (editor);
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor));
  place_init (&self->origin, self->buffer);
  place_init (&self->scope, self->buffer);
  g_signal_connect_object (editor, "notify::bulletin", G_CALLBACK (bulletin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::composing", G_CALLBACK (refresh_later), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::kind", G_CALLBACK (refresh_later), self, G_CONNECT_SWAPPED);
  self->editor_keys = gtk_shortcut_controller_new ();
  escape = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                             gtk_callback_action_new (editor_escape_cb, self, NULL));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (self->editor_keys), escape);
  gtk_widget_add_controller (GTK_WIDGET (editor), self->editor_keys);
  bulletin_cb (self);
}

static void
galley_find_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyFindBar *self = GALLEY_FIND_BAR (object);

  switch (id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;
    case PROP_MATCH_CASE:
      g_value_set_boolean (value, self->match_case);
      break;
    case PROP_IN_SELECTION:
      g_value_set_boolean (value, self->in_selection);
      break;
    case PROP_REPLACING:
      g_value_set_boolean (value, self->replacing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_find_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GalleyFindBar *self = GALLEY_FIND_BAR (object);

  switch (id)
    {
    case PROP_EDITOR:
      set_editor (self, g_value_get_object (value));
      break;
    case PROP_MATCH_CASE:
      self->match_case = g_value_get_boolean (value);
      look (self);
      break;
    case PROP_IN_SELECTION:
      self->in_selection = g_value_get_boolean (value);
      look (self);
      break;
    case PROP_REPLACING:
      self->replacing = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_find_bar_dispose (GObject *object)
{
  GalleyFindBar *self = GALLEY_FIND_BAR (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  set_bulletin (self, NULL);
  if (self->editor_keys)
    gtk_widget_remove_controller (GTK_WIDGET (self->editor), g_steal_pointer (&self->editor_keys));
  g_clear_object (&self->editor);
  /* The template's end takes away a child that it names, of which the bin would not know. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_FIND_BAR);
  G_OBJECT_CLASS (galley_find_bar_parent_class)->dispose (object);
}

static void
galley_find_bar_finalize (GObject *object)
{
  g_array_unref (GALLEY_FIND_BAR (object)->matches);
  G_OBJECT_CLASS (galley_find_bar_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *class)
{
  /**
   * GalleyFindBar:editor:
   *
   * The article that is searched. Set once.
   */
  props[PROP_EDITOR] =
    g_param_spec_object ("editor", NULL, NULL, GALLEY_TYPE_EDITOR, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * GalleyFindBar:match-case:
   *
   * Whether A is another letter than a.
   */
  props[PROP_MATCH_CASE] =
    g_param_spec_boolean ("match-case", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * GalleyFindBar:in-selection:
   *
   * Whether only what was selected is searched.
   */
  props[PROP_IN_SELECTION] =
    g_param_spec_boolean ("in-selection", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * GalleyFindBar:replacing:
   *
   * Whether the row for replacing is shown.
   */
  props[PROP_REPLACING] =
    g_param_spec_boolean ("replacing", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (class, N_PROPS, props);
}

static void
galley_find_bar_class_init (GalleyFindBarClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = galley_find_bar_get_property;
  object_class->set_property = galley_find_bar_set_property;
  object_class->dispose = galley_find_bar_dispose;
  object_class->finalize = galley_find_bar_finalize;
  install_properties (object_class);

  /**
   * GalleyFindBar::followed:
   * @text: what, for people
   *
   * Something was replaced that is not seen at once: all matches, or what is bound to a figure among them.
   */
  signals[FOLLOWED] = g_signal_new ("followed", GALLEY_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleydesk/Galley/editor/galley-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyFindBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, GalleyFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, GalleyFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, GalleyFindBar, replacement);
  gtk_widget_class_install_action (widget_class, "find.next", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "find.previous", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "find.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "find.replace", NULL, replace_action);
  gtk_widget_class_install_action (widget_class, "find.replace-all", NULL, replace_all_action);
  gtk_widget_class_install_property_action (widget_class, "find.match-case", "match-case");
  gtk_widget_class_install_property_action (widget_class, "find.in-selection", "in-selection");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "find.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_SHIFT_MASK, "find.previous", NULL);
}

static void
galley_find_bar_init (GalleyFindBar *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->matches = g_array_new (FALSE, FALSE, sizeof (GalleySearchMatch));
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (look), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_entry_cb), self);
  g_signal_connect_swapped (self->replacement, "activate", G_CALLBACK (activate_replacement_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (take_selection), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * galley_find_bar_open:
 * @replacing: whether to show how to replace as well
 *
 * Shows the bar and takes the focus there. What is selected in the article becomes what to look for.
 */
void
galley_find_bar_open (GalleyFindBar *self, gboolean replacing)
{
  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self->editor));
  if (!has_focus (self))
    take_selection (self);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  g_object_set (self, "replacing", replacing, NULL);
  if (!has_focus (self))
    take_needle (self);
  refresh (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * galley_find_bar_step:
 * @step: 1 for the next match, -1 for the one before
 *
 * Goes to a match and round the ends of the article. Where there is nothing to look for yet it is asked for.
 */
void
galley_find_bar_step (GalleyFindBar *self, int step)
{
  GtkTextIter start, end;
  const GalleySearchMatch *match;
  guint n, i;

  if (*get_needle (self) == '\0')
    {
      galley_find_bar_open (self, self->replacing);
      return;
    }
  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self->editor));
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  refresh (self);
  n = self->matches->len;
  if (n == 0)
    return;
  gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end);
  i = find_selected (self);
  if (i < n)
    i = (i + n + step) % n;
  else
    {
      i = galley_search_find (self->matches, gtk_text_iter_get_line (&start), gtk_text_iter_get_line_offset (&start));
      i = (step > 0 ? i : i + n - 1) % n;
    }
  match = &g_array_index (self->matches, GalleySearchMatch, i);
  galley_editor_show_range (self->editor, match->block, match->start, match->length);
  place_set_to_selection (&self->origin, self->buffer);
  show_matches (self);
}
