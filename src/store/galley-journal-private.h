/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#define GALLEY_JOURNAL_FORMAT "galley-journal"
#define GALLEY_JOURNAL_VERSION 1
#define GALLEY_JOURNAL_SUFFIX ".journal"
