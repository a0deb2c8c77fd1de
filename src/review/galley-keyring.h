/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-ssh.h"

G_BEGIN_DECLS

GalleyKey *galley_keyring_find (const char *name,
                                char **place,
                                GError **error);
GalleyKey *galley_keyring_make (const char *name,
                                char **place,
                                GError **error);

G_END_DECLS
