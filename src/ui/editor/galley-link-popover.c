/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-link-popover.h"

#include <string.h>

#include "galley-export.h"

/* Asks where a link leads. */

struct _GalleyLinkPopover
{
  GtkPopover parent_instance;

  GtkEntry *entry;
  GtkButton *remove_button;
  GtkButton *apply_button;
};

G_DEFINE_FINAL_TYPE (GalleyLinkPopover, galley_link_popover, GTK_TYPE_POPOVER)

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What was written as an address: one without a scheme is of the web. %NULL where no reader could follow it. */
static char *
dup_target (GalleyLinkPopover *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autofree char *target = NULL;

  if (*text == '\0' || strpbrk (text, " \t"))
    return NULL;
  if (galley_export_is_safe_uri (text))
    target = g_steal_pointer (&text);
  else if (!strstr (text, "://") && strchr (text, '.'))
    target = g_strconcat (strchr (text, '@') ? "mailto:" : "https://", text, NULL);
  return target && g_uri_is_valid (target, G_URI_FLAGS_PARSE_RELAXED, NULL) ? g_steal_pointer (&target) : NULL;
}

static void
changed_cb (GalleyLinkPopover *self)
{
  g_autofree char *target = dup_target (self);
  gboolean wrong = target == NULL && *gtk_editable_get_text (GTK_EDITABLE (self->entry));

  gtk_widget_set_sensitive (GTK_WIDGET (self->apply_button), target != NULL);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
apply_cb (GalleyLinkPopover *self)
{
  g_autofree char *target = dup_target (self);

  if (target == NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self->entry));
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[ANSWERED], 0, target);
}

static void
remove_cb (GalleyLinkPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[ANSWERED], 0, NULL);
}

static void
galley_link_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_LINK_POPOVER);
  G_OBJECT_CLASS (galley_link_popover_parent_class)->dispose (object);
}

static void
galley_link_popover_class_init (GalleyLinkPopoverClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_link_popover_dispose;

  /**
   * GalleyLinkPopover::answered:
   * @target: (nullable): the address; %NULL to take the link away
   */
  signals[ANSWERED] = g_signal_new ("answered", GALLEY_TYPE_LINK_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/editor/galley-link-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyLinkPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, GalleyLinkPopover, remove_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyLinkPopover, apply_button);
}

static void
galley_link_popover_init (GalleyLinkPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (apply_cb), self);
  g_signal_connect_swapped (self->apply_button, "clicked", G_CALLBACK (apply_cb), self);
  g_signal_connect_swapped (self->remove_button, "clicked", G_CALLBACK (remove_cb), self);
}

/**
 * galley_link_popover_new:
 * @target: (nullable): where the link leads now; %NULL where there is none yet
 *
 * Returns: (transfer full): a popover that asks for it
 */
GalleyLinkPopover *
galley_link_popover_new (const char *target)
{
  GalleyLinkPopover *self = g_object_new (GALLEY_TYPE_LINK_POPOVER, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->remove_button), target != NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), target ? target : "");
  changed_cb (self);
  return self;
}
