/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *galley_pdf_finish (GByteArray *pdf,
                           const char *language,
                           const char *const *alternates);

G_END_DECLS
