/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-codec.h"
#include "galley-store-error.h"
#include "store-fixture.h"

#include <string.h>

static GalleySnapshot *
decode (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return galley_codec_decode (bytes, error);
}

static char *
encode (const GalleySnapshot *snapshot)
{
  g_autoptr (GBytes) bytes = galley_codec_encode (snapshot);

  fixture_keep_for_schema (bytes);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_round_trip (void)
{
  g_autoptr (GalleySnapshot) snapshot = fixture_snapshot (), again = NULL;
  g_autofree char *text = encode (snapshot), *second = NULL;
  g_autoptr (GError) error = NULL;

  again = decode (text, &error);
  g_assert_no_error (error);
  g_assert_true (galley_snapshot_equal (snapshot, again));
  second = encode (again);
  g_assert_cmpstr (text, ==, second);
  g_assert_true (g_str_has_prefix (text, "{\n  \"format\" : \"galley-bulletin\",\n  \"version\" : 1,\n  \"id\" : \"sample\",\n"));
  g_assert_nonnull (strstr (text, "\n    \"tags\" : [\n      \"项目\",\n      \"投资\"\n    ],\n"));
  g_assert_nonnull (strstr (text, "\"图/工地.jpg\""));
  g_assert_null (strstr (text, "notes"));
  g_assert_true (g_str_has_suffix (text, "  ]\n}\n"));
}

static void
assert_refused (const char *members, const char *place)
{
  g_autofree char *text =
    g_strdup_printf ("{\"format\":\"galley-bulletin\",\"version\":1,\"id\":\"x\",%s}", members);
  g_autoptr (GError) error = NULL;

  g_assert_null (decode (text, &error));
  g_assert_nonnull (strstr (error->message, place));
}

/* Suggestions and comments are read as strictly as the rest; what another version put there stays. */
static void
test_notes (void)
{
  g_autoptr (GalleySnapshot) snapshot = fixture_snapshot ();
  g_autofree char *text = encode (snapshot), *signed_hash = galley_codec_content_hash (snapshot), *bare_hash = NULL;
  g_autoptr (GPtrArray) layers = galley_layer_array_new (), comments = galley_record_array_new ();
  g_autoptr (GalleySnapshot) bare = galley_snapshot_with_notes (snapshot, layers, comments);

  g_assert_nonnull (strstr (text, "\"later\""));
  bare_hash = galley_codec_content_hash (bare);
  g_assert_cmpstr (signed_hash, ==, bare_hash);

  assert_refused ("\"layers\":[{\"author\":\"a\"}]", "layers[0]");
  assert_refused ("\"layers\":[{\"id\":\"l\",\"blocks\":[{\"id\":\"b\",\"kind\":\"poem\"}]}]", "layers[0].blocks[0].kind");
  assert_refused ("\"layers\":[{\"id\":\"l\",\"blocks\":[{\"id\":\"b\",\"kind\":\"item\"},{\"id\":\"b\",\"kind\":\"item\"}]}]",
                  "layers[0].blocks[1]");
  assert_refused ("\"layers\":{}", "layers");
  assert_refused ("\"comments\":[{\"id\":\"c\",\"text\":1}]", "comments[0].text");
  assert_refused ("\"comments\":[{\"id\":\"c\"},{\"id\":\"c\"}]", "comments[1].id");
}

/* Whatever is done to a bulletin, undoing all of it gives the file that it came from, byte for byte. */
static void
test_undone_is_identical (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (GalleySnapshot) first = fixture_snapshot (), last = NULL, back = NULL, again = NULL;
      g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (first);
      g_autofree char *original = encode (first), *changed = NULL, *undone = NULL, *redone = NULL;

      for (guint i = 0; i < 100; i++)
        fixture_random_edit (bulletin, rand);
      while (galley_bulletin_get_can_redo (bulletin)) /* where the last edits were undone ones */
        galley_bulletin_redo (bulletin);
      last = galley_bulletin_snapshot (bulletin);
      changed = encode (last);
      g_assert_false (g_str_equal (changed, original));
      while (galley_bulletin_get_can_undo (bulletin))
        galley_bulletin_undo (bulletin);
      back = galley_bulletin_snapshot (bulletin);
      undone = encode (back);
      g_assert_true (g_str_equal (undone, original));
      while (galley_bulletin_get_can_redo (bulletin))
        galley_bulletin_redo (bulletin);
      again = galley_bulletin_snapshot (bulletin);
      redone = encode (again);
      g_assert_true (g_str_equal (redone, changed));
    }
}

static void
test_random_round_trips (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GalleySnapshot) snapshot = fixture_random_snapshot (rand), again = NULL, line = NULL;
      g_autofree char *text = encode (snapshot), *second = NULL;
      g_autoptr (GBytes) bytes = galley_codec_encode_line (snapshot);
      g_autoptr (GError) error = NULL;

      again = decode (text, &error);
      g_assert_no_error (error);
      g_assert_true (galley_snapshot_equal (snapshot, again));
      second = encode (again);
      g_assert_cmpstr (text, ==, second);
      line = galley_codec_decode (bytes, &error);
      g_assert_no_error (error);
      g_assert_true (galley_snapshot_equal (snapshot, line));
    }
}

#define START "{\"format\":\"galley-bulletin\",\"version\":1,\"id\":\"x\","

#define PICTURE "\"blocks\":[{\"id\":\"b\",\"kind\":\"picture\",\"picture\":{"
#define TABLE "\"blocks\":[{\"id\":\"b\",\"kind\":\"table\",\"grid\":"
#define NO_TABLE \
  "blocks[0].grid: this is no table: it has no or more than 100000 cells or 64 columns, more headers than rows, or merged " \
  "cells that overlap, lie outside, hold hidden text or cross the end of the header"

/* What a later version may add anywhere, number by number and byte by byte. */
static void
test_unknown_members (void)
{
  static const char text[] =
    START "\"details\":{\"series\":\"s\",\"mood\":12.50},\"byline\":[{\"role\":\"r\",\"phone\":1e400}],"
          "\"blocks\":[{\"id\":\"b\",\"kind\":\"item\",\"text\":\"ab\",\"marks\":[{\"start\":0,\"length\":1,\"kind\":\"link\","
          "\"weight\":1180591620717411303424}],\"align\":{\"x\":[0.10,-0]}}],"
          "\"tables\":[{\"id\":\"t\",\"width\":\"\\u00bd\",\"rows\":[{\"id\":\"r\",\"value\":\"7.0\",\"cell\":[]}]}],"
          "\"asides\":[{\"rule\":\"q\",\"until\":null}],\"log\":[{\"event\":\"e\",\"seal\":{}}],"
          "\"paused\":false,\"zebra\":9007199254740993}";
  static const char *const kept[] = { "\"mood\" : 12.50", "\"phone\" : 1e400", "\"weight\" : 1180591620717411303424",
                                      "0.10,", "-0\n", "\"width\" : \"½\"", "\"cell\" : []", "\"until\" : null",
                                      "\"seal\" : {", "\"paused\" : false", "\"zebra\" : 9007199254740993" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySnapshot) snapshot = decode (text, &error), again = NULL;
  g_autofree char *written = NULL, *second = NULL;

  g_assert_no_error (error);
  written = encode (snapshot);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (!strstr (written, kept[i]))
      g_error ("%s was not kept in %s", kept[i], written);
  again = decode (written, &error);
  g_assert_no_error (error);
  second = encode (again);
  g_assert_cmpstr (written, ==, second);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "[]", "expected an object" },
    { "{}", "this is JSON but no bulletin: “format” should be “galley-bulletin”" },
    { "{\"format\":7}", "format: this is JSON but no bulletin: “format” should be “galley-bulletin”" },
    { "{\"format\":\"galley-bulletin\"}", "the member “version” is missing" },
    { "{\"format\":\"galley-bulletin\",\"version\":1.0}", "version: expected a whole number from 0 to 4294967295" },
    { "{\"format\":\"galley-bulletin\",\"version\":1}", "the member “id” is missing" },
    { "{\"format\":\"galley-bulletin\",\"version\":1,\"id\":\"../../x\"}",
      "id: an id is made of 1 to 64 letters a–z, digits, “-” and “_”" },
    { START "\"details\":[]}", "details: expected an object" },
    { START "\"details\":{\"tags\":\"a\"}}", "details.tags: expected an array" },
    { START "\"details\":{\"tags\":[\"a\",\"b\\nc\"]}}", "details.tags[1]: expected a single line" },
    { START "\"details\":{\"date\":20240416}}",
      "details.date: expected a string; write numbers in quotes, since 7.0 is not 7" },
    { START "\"byline\":[{\"names\":[null]}]}", "byline[0].names[0]: expected a string" },
    { START "\"blocks\":{}}", "blocks: expected an array" },
    { START "\"blocks\":[7]}", "blocks[0]: expected an object" },
    { START "\"blocks\":[{\"kind\":\"item\"}]}", "blocks[0]: the member “id” is missing" },
    { START "\"blocks\":[{\"id\":\"b\"}]}", "blocks[0]: the member “kind” is missing" },
    { START "\"blocks\":[{\"id\":\"b\",\"kind\":\"poem\"}]}", "blocks[0].kind: “poem” is no kind of block" },
    { START "\"blocks\":[{\"id\":\"b\",\"kind\":\"item\"},{\"id\":\"c\",\"kind\":\"item\",\"text\":[]}]}",
      "blocks[1].text: expected a string" },
    { START "\"blocks\":[{\"id\":\"b\",\"kind\":\"item\",\"text\":\"四个字啊\",\"marks\":[{\"start\":3,\"length\":2,\"kind\":\"link\"}]}]}",
      "blocks[0].marks[0]: the mark is not within the text, which has 4 characters" },
    { START "\"blocks\":[{\"id\":\"b\",\"kind\":\"item\",\"text\":\"a\",\"marks\":[{\"start\":4294967295,\"length\":4294967295,\"kind\":\"link\"}]}]}",
      "blocks[0].marks[0]: the mark is not within the text, which has 1 characters" },
    { START "\"blocks\":[{\"id\":\"b\",\"kind\":\"item\",\"text\":\"a\",\"marks\":[{\"start\":0,\"length\":-1,\"kind\":\"link\"}]}]}",
      "blocks[0].marks[0].length: expected a whole number from 0 to 4294967295" },
    { START "\"blocks\":[{\"id\":\"b\",\"kind\":\"item\",\"text\":\"a\",\"marks\":[{\"start\":0,\"length\":1}]}]}",
      "blocks[0].marks[0]: the member “kind” is missing" },
    { START PICTURE "\"crop\":[0,0,10000]}}]}", "blocks[0].picture.crop: a crop is four numbers: x, y, width, height" },
    { START PICTURE "\"crop\":[1,0,10000,10000]}}]}",
      "blocks[0].picture.crop: the crop is empty or leaves the picture, which is 10000 wide and high" },
    { START PICTURE "\"crop\":[0,0,0,1]}}]}",
      "blocks[0].picture.crop: the crop is empty or leaves the picture, which is 10000 wide and high" },
    { START PICTURE "\"focus\":[0,10001]}}]}",
      "blocks[0].picture.focus: the focus is outside the picture, which is 10000 wide and high" },
    { START PICTURE "\"credit\":1}}]}",
      "blocks[0].picture.credit: expected a string; write numbers in quotes, since 7.0 is not 7" },
    { START TABLE "{\"align\":[\"up\"],\"rows\":[[\"a\"]]}}]}", "blocks[0].grid.align[0]: “up” is no alignment" },
    { START TABLE "{\"align\":[\"end\"],\"rows\":[[\"a\"],[\"b\",\"c\"]]}}]}",
      "blocks[0].grid.rows[1]: the row has 2 cells instead of 1" },
    { START TABLE "{\"align\":[\"end\"],\"rows\":[[7]]}}]}",
      "blocks[0].grid.rows[0][0]: expected a string; write numbers in quotes, since 7.0 is not 7" },
    { START TABLE "{\"align\":[\"end\"],\"rows\":[[\"a\"]],\"merged\":[[0,0,1]]}}]}",
      "blocks[0].grid.merged[0]: merged cells are four numbers: row, column, rows, columns" },
    { START TABLE "{\"align\":[\"start\"],\"rows\":[[\"a\"]],\"comments\":[{\"row\":-1,\"column\":0,\"target\":\"c\"}]}}]}",
      "blocks[0].grid.comments[0].row: expected a whole number from 0 to 4294967295" },
    { START TABLE "{\"align\":[\"end\"],\"rows\":[[\"\"],[\"\"],[\"\"]],\"merged\":[[0,0,2,1],[1,0,2,1]]}}]}", NO_TABLE },
    { START TABLE "{\"align\":[\"end\"],\"rows\":[[\"\"]],\"merged\":[[4294967295,0,4294967295,4294967295]]}}]}", NO_TABLE },
    { START TABLE "{\"align\":[],\"rows\":[[],[]]}}]}", NO_TABLE },
    { START TABLE "{\"header\":2,\"align\":[\"end\"],\"rows\":[[\"\"]]}}]}", NO_TABLE },
    { START "\"blocks\":[{\"id\":\"b\",\"kind\":\"chart\",\"view\":{\"form\":\"pie\"}}]}",
      "blocks[0].view.form: “pie” is no form of a table or chart" },
    { START "\"blocks\":[{\"id\":\"b\",\"kind\":\"chart\",\"view\":{\"fields\":[\"value\",\"value\"]}}]}",
      "blocks[0].view.fields[1]: a field can be shown only once" },
    { START "\"tables\":[{\"id\":\"t\",\"rows\":[{\"id\":\"r\",\"value\":821.6}]}]}",
      "tables[0].rows[0].value: expected a string; write numbers in quotes, since 7.0 is not 7" },
    { START "\"blocks\":[{\"id\":\"b\",\"kind\":\"item\"}],\"tables\":[{\"id\":\"t\",\"rows\":[{\"id\":\"b\"}]}]}",
      "tables[0].rows[0].id: “b” is the id of something else in this bulletin; each needs its own" },
    { START "\"blocks\":[{\"id\":\"b\",\"kind\":\"item\",\"text\":\"a\",\"text\":\"b\"}]}",
      "blocks[0].text: this member is there twice; keep one of them" },
    { START "\"log\":[{\"event\":false}]}", "log[0].event: expected a string" },
    { "{\"format\":\"galley-bulletin\",\"version\":0,\"id\":\"x\",\"headline\":[]}", "headline: expected a string" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleySnapshot) snapshot = decode (cases[i].text, &error);

      g_assert_null (snapshot);
      g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* A million cells are refused before anything is made of them. */
static void
test_huge_table (void)
{
  g_autoptr (GString) text = g_string_new (START TABLE "{\"align\":[\"end\"],\"rows\":[");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append (text, i > 0 ? ",[\"\"]" : "[\"\"]");
  g_string_append (text, "]}}]}");
  g_assert_null (decode (text->str, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, NO_TABLE);
}

static void
test_newer_version (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (decode ("{\"format\":\"galley-bulletin\",\"version\":2,\"blocks\":7}", &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NEWER);
  g_assert_nonnull (strstr (error->message, "update Galley"));
}

static void
test_migration (void)
{
  static const char old[] = "{\"format\":\"galley-bulletin\",\"version\":0,\"id\":\"x\",\"headline\":\"标\\u9898\",\"kicker\":\"肩\","
                            "\"keep\":12.50,\"blocks\":[{\"id\":\"headline\",\"kind\":\"item\",\"text\":\"a\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySnapshot) snapshot = decode (old, &error);
  g_autofree char *text = NULL;
  const GalleyBlockData *block;

  g_assert_no_error (error);
  g_assert_cmpuint (snapshot->blocks->len, ==, 3);
  block = g_ptr_array_index (snapshot->blocks, 0);
  g_assert_cmpint (block->kind, ==, GALLEY_BLOCK_KICKER);
  g_assert_cmpstr (block->text, ==, "肩");
  block = g_ptr_array_index (snapshot->blocks, 1);
  g_assert_cmpint (block->kind, ==, GALLEY_BLOCK_HEADLINE);
  g_assert_cmpstr (block->text, ==, "标题");
  g_assert_cmpstr (block->id, ==, "headline-2");
  block = g_ptr_array_index (snapshot->blocks, 2);
  g_assert_cmpstr (block->text, ==, "a");
  g_assert_cmpstr (snapshot->extra, ==, "{\"keep\":12.50}");
  text = encode (snapshot);
  g_assert_nonnull (strstr (text, "\"version\" : 1"));
}

static void
test_content_hash (void)
{
  g_autoptr (GalleySnapshot) whole = fixture_snapshot (), other = NULL;
  g_autoptr (GalleySnapshot) bare = galley_snapshot_new (whole->id, whole->details, whole->credits, whole->blocks,
                                                         whole->tables, NULL, NULL, NULL);
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autofree char *hash = galley_codec_content_hash (whole), *same = galley_codec_content_hash (bare), *changed = NULL;

  g_assert_cmpuint (strlen (hash), ==, 64);
  g_assert_cmpstr (hash, ==, same);
  for (guint i = 0; i < whole->blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (whole->blocks, i);

      g_ptr_array_add (blocks, i == 2 ? galley_block_data_replace (block, 4, 2, "63") : galley_block_data_ref (block));
    }
  other = galley_snapshot_new (whole->id, whole->details, whole->credits, blocks, whole->tables, whole->asides, whole->log,
                               NULL);
  changed = galley_codec_content_hash (other);
  g_assert_cmpstr (hash, !=, changed);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codec/round-trip", test_round_trip);
  g_test_add_func ("/codec/notes", test_notes);
  g_test_add_func ("/codec/undone-is-identical", test_undone_is_identical);
  g_test_add_func ("/codec/random-round-trips", test_random_round_trips);
  g_test_add_func ("/codec/unknown-members", test_unknown_members);
  g_test_add_func ("/codec/refused", test_refused);
  g_test_add_func ("/codec/huge-table", test_huge_table);
  g_test_add_func ("/codec/newer-version", test_newer_version);
  g_test_add_func ("/codec/migration", test_migration);
  g_test_add_func ("/codec/content-hash", test_content_hash);
  g_test_add_func ("/codec/schema", fixture_check_schema);
  return g_test_run ();
}
