/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

void remove_folder (const char *folder);
