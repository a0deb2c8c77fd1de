/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include "galley-cli-json.h"

#include <stdio.h>

static void
set_name (JsonBuilder *builder, const char *name)
{
  if (name)
    json_builder_set_member_name (builder, name);
}

void
galley_cli_json_object (JsonBuilder *builder, const char *name)
{
  set_name (builder, name);
  json_builder_begin_object (builder);
}

void
galley_cli_json_array (JsonBuilder *builder, const char *name)
{
  set_name (builder, name);
  json_builder_begin_array (builder);
}

void
galley_cli_json_string (JsonBuilder *builder, const char *name, const char *text)
{
  set_name (builder, name);
  json_builder_add_string_value (builder, text);
}

void
galley_cli_json_uint (JsonBuilder *builder, const char *name, guint value)
{
  set_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
galley_cli_json_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  set_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/* What was built, on standard output. */
void
galley_cli_json_print (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);

  printf ("%s\n", text);
}
