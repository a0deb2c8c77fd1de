/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Readies libgit2, once. */
void galley_desk_start_git (void);
