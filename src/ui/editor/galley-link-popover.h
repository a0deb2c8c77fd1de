/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_LINK_POPOVER (galley_link_popover_get_type ())
G_DECLARE_FINAL_TYPE (GalleyLinkPopover, galley_link_popover, GALLEY, LINK_POPOVER, GtkPopover)

GalleyLinkPopover *galley_link_popover_new (const char *target);

G_END_DECLS
