/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *galley_actor_dup (GSettings *settings);
gboolean galley_actor_is_said (GSettings *settings);

G_END_DECLS
