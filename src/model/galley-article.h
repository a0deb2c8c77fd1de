/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-bulletin.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_BLOCK (galley_block_get_type ())
G_DECLARE_FINAL_TYPE (GalleyBlock, galley_block, GALLEY, BLOCK, GObject)

GalleyBlockData *galley_block_get_data (GalleyBlock *self);

#define GALLEY_TYPE_SECTION (galley_section_get_type ())
G_DECLARE_FINAL_TYPE (GalleySection, galley_section, GALLEY, SECTION, GObject)

const char *galley_section_get_title (GalleySection *self);
guint galley_section_get_first (GalleySection *self);
guint galley_section_get_n_blocks (GalleySection *self);
gboolean galley_section_get_has_heading (GalleySection *self);

#define GALLEY_TYPE_ARTICLE (galley_article_get_type ())
G_DECLARE_FINAL_TYPE (GalleyArticle, galley_article, GALLEY, ARTICLE, GObject)

guint galley_article_find_section (GalleyArticle *self,
                                   guint block);

G_END_DECLS
