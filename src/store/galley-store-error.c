/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-store-error.h"

G_DEFINE_QUARK (galley-store-error-quark, galley_store_error)
