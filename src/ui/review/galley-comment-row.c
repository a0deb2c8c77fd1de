/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-comment-row.h"

#include <glib/gi18n-lib.h>

/* One thread of the pane: what it is on, what was said, and what is to be done. */

struct _GalleyCommentItem
{
  GObject parent_instance;

  GalleyThread *thread;
};

struct _GalleyCommentRow
{
  GtkBox parent_instance;

  GtkLabel *place, *about;
  GtkBox *messages;
  GtkButton *reply, *resolve;
};

G_DEFINE_FINAL_TYPE (GalleyCommentItem, galley_comment_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (GalleyCommentRow, galley_comment_row, GTK_TYPE_BOX)

static void
galley_comment_item_finalize (GObject *object)
{
  galley_thread_unref (GALLEY_COMMENT_ITEM (object)->thread);
  G_OBJECT_CLASS (galley_comment_item_parent_class)->finalize (object);
}

static void
galley_comment_item_class_init (GalleyCommentItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_comment_item_finalize;
}

static void
galley_comment_item_init (GalleyCommentItem *self)
{
}

GalleyCommentItem *
galley_comment_item_new (GalleyThread *thread)
{
  GalleyCommentItem *self = g_object_new (GALLEY_TYPE_COMMENT_ITEM, NULL);

  self->thread = galley_thread_ref (thread);
  return self;
}

const GalleyThread *
galley_comment_item_get_thread (GalleyCommentItem *self)
{
  return self->thread;
}

static const char *
text_of (const GalleyRecord *comment, GalleyCommentField field)
{
  return comment->fields[field];
}

static char *
dup_place (const GalleyThread *thread)
{
  if (thread->on == GALLEY_COMMENT_ON_ARTICLE)
    return g_strdup (_("The Article"));
  return g_strdelimit (g_strdup (text_of (thread->first, GALLEY_COMMENT_QUOTE)), "\n", ' ');
}

static void
add_about (GString *about, const char *format, const char *text)
{
  if (about->len > 0)
    g_string_append (about, " · ");
  if (text)
    g_string_append_printf (about, "%s %s", format, text);
  else
    g_string_append (about, format);
}

/* The day of today, as in 2024-04-16. */
char *
galley_comment_row_dup_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}

static void
add_due (GString *about, const GalleyThread *thread)
{
  const char *due = text_of (thread->first, GALLEY_COMMENT_DUE);
  g_autofree char *today = galley_comment_row_dup_today ();

  if (*due == '\0')
    return;
  if (galley_thread_is_overdue (thread, today))
    add_about (about, _("Overdue Since"), due);
  else if (galley_thread_is_open (thread) && g_str_equal (due, today))
    add_about (about, _("Due Today"), NULL);
  else
    add_about (about, _("Due"), due);
}

/* What is to be known of it besides what was said. */
static char *
dup_about (const GalleyThread *thread)
{
  g_autoptr (GString) about = g_string_new (NULL);
  const char *assignee = text_of (thread->first, GALLEY_COMMENT_ASSIGNEE);
  const char *by = text_of (thread->first, GALLEY_COMMENT_RESOLVED_BY);

  if (galley_thread_is_blocking (thread))
    add_about (about, _("Blocks signing"), NULL);
  if (*assignee)
    add_about (about, _("For"), assignee);
  add_due (about, thread);
  if (thread->orphaned)
    add_about (about, _("What it was on is gone"), NULL);
  if (*by)
    add_about (about, _("Resolved by"), by);
  return g_string_free_and_steal (g_steal_pointer (&about));
}

static char *
dup_message (const GalleyRecord *comment)
{
  g_autofree char *when = galley_time_dup_local (text_of (comment, GALLEY_COMMENT_TIME));
  const char *author = text_of (comment, GALLEY_COMMENT_AUTHOR);

  return g_strdup_printf ("%s%s%s\n%s", *author ? author : _("Someone"), when ? " · " : "", when ? when : "",
                          text_of (comment, GALLEY_COMMENT_TEXT));
}

static void
add_message (GalleyCommentRow *self, const GalleyRecord *comment)
{
  g_autofree char *text = dup_message (comment);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (self->messages, label);
}

static void
galley_comment_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_COMMENT_ROW);
  G_OBJECT_CLASS (galley_comment_row_parent_class)->dispose (object);
}

static void
galley_comment_row_class_init (GalleyCommentRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_comment_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/review/galley-comment-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentRow, place);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentRow, about);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentRow, messages);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentRow, reply);
  gtk_widget_class_bind_template_child (widget_class, GalleyCommentRow, resolve);
  gtk_widget_class_set_css_name (widget_class, "comment");
}

static void
galley_comment_row_init (GalleyCommentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
galley_comment_row_new (void)
{
  return g_object_new (GALLEY_TYPE_COMMENT_ROW, NULL);
}

void
galley_comment_row_set_item (GalleyCommentRow *self, GalleyCommentItem *item)
{
  const GalleyThread *thread = item->thread;
  g_autofree char *place = dup_place (thread), *about = dup_about (thread);
  gboolean open = galley_thread_is_open (thread);
  GtkWidget *child;

  gtk_label_set_label (self->place, place);
  gtk_label_set_label (self->about, about);
  gtk_widget_set_visible (GTK_WIDGET (self->about), *about != '\0');
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->messages))) != NULL)
    gtk_box_remove (self->messages, child);
  add_message (self, thread->first);
  for (guint i = 0; i < thread->replies->len; i++)
    add_message (self, g_ptr_array_index (thread->replies, i));
  gtk_button_set_label (self->resolve, open ? _("Resolve") : _("Reopen"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->resolve), open ? "comments.resolve" : "comments.reopen");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->resolve), "s", thread->first->id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->reply), "s", thread->first->id);
}

/* What a screen reader is told of it. */
char *
galley_comment_row_describe (GalleyCommentItem *item)
{
  const GalleyThread *thread = item->thread;
  g_autofree char *place = dup_place (thread), *about = dup_about (thread);
  g_autoptr (GString) said = g_string_new (place);

  if (*about)
    g_string_append_printf (said, ", %s", about);
  for (guint i = 0; i <= thread->replies->len; i++)
    {
      const GalleyRecord *comment = i == 0 ? thread->first : g_ptr_array_index (thread->replies, i - 1);

      g_string_append_printf (said, ", %s: %s", text_of (comment, GALLEY_COMMENT_AUTHOR),
                              text_of (comment, GALLEY_COMMENT_TEXT));
    }
  return g_string_free_and_steal (g_steal_pointer (&said));
}
