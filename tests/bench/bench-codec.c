/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bulletin's file read and written, beside json-glib on the same bytes, which builds and prints its tree and knows
 * of no bulletin. */
#include "config.h"

#include <json-glib/json-glib.h>

#include "bench.h"
#include "bulletin-text.h"
#include "galley-codec.h"
#include "galley-import.h"

static const gsize sizes[] = { 6000, 60000, 600000, 6000000 };

typedef struct
{
  GalleySnapshot *snapshot;
  GBytes *bytes;
  JsonNode *tree;
} Subject;

static void
encode (gpointer data)
{
  g_bytes_unref (galley_codec_encode (((Subject *) data)->snapshot));
}

static void
decode (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySnapshot) snapshot = galley_codec_decode (((Subject *) data)->bytes, &error);

  if (!snapshot)
    g_error ("%s", error->message);
}

static void
generate_tree (gpointer data)
{
  g_free (json_to_string (((Subject *) data)->tree, TRUE));
}

static JsonNode *
parse_tree (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;

  if (!json_parser_load_from_data (parser, text, (gssize) size, &error))
    g_error ("%s", error->message);
  return json_parser_steal_root (parser);
}

static void
parse (gpointer data)
{
  json_node_unref (parse_tree (((Subject *) data)->bytes));
}

int
main (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GString) text = bulletin_text_new (sizes[i]);
      g_autoptr (GalleyImport) import = galley_import_text (text->str, NULL, NULL);
      g_autoptr (GBytes) bytes = galley_codec_encode (import->snapshot);
      g_autoptr (JsonNode) tree = parse_tree (bytes);
      Subject subject = { import->snapshot, bytes, tree };
      gsize size = g_bytes_get_size (bytes);

      bench_print_speed ("save", sizes[i], "galley", size, bench_seconds (encode, &subject));
      bench_print_speed ("save", sizes[i], "json-glib", size, bench_seconds (generate_tree, &subject));
      bench_print_speed ("load", sizes[i], "galley", size, bench_seconds (decode, &subject));
      bench_print_speed ("load", sizes[i], "json-glib", size, bench_seconds (parse, &subject));
    }
  return 0;
}
