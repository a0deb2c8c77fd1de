/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The exit codes of every command. */
#define GALLEY_CLI_EXIT_ERROR 1
#define GALLEY_CLI_EXIT_FINDINGS 2
#define GALLEY_CLI_EXIT_USAGE 64

int galley_cli_figures (int argc,
                        char **argv);
int galley_cli_check (int argc,
                      char **argv);
int galley_cli_extract (int argc,
                        char **argv);

GBytes *galley_cli_read_text (const char *path,
                              GError **error);
void galley_cli_print_json_string (const char *text,
                                   gssize length);

G_END_DECLS
