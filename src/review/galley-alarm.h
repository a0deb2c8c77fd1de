/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint galley_alarm_add (GDateTime *when,
                        GSourceOnceFunc func,
                        gpointer data);

G_END_DECLS
