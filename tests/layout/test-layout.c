/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include <string.h>

#include "galley-furniture.h"
#include "galley-layout.h"
#include "sample.h"

static GalleyDisplayList *
lay_out (GalleySnapshot *snapshot, const char *theme_name, double width, GalleyLayoutCache *cache)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyTheme) theme = galley_theme_load (theme_name, &error);
  GalleyLayoutOptions options = { .width = width };
  GalleyDisplayList *list;

  g_assert_no_error (error);
  list = galley_layout (snapshot, theme, &options, cache, NULL, &error);
  g_assert_no_error (error);
  return list;
}

/* Calls @visit with every item of @list in order. */
static void
visit_items (GalleyDisplayList *list, void (*visit) (const GalleyDisplayItem *, guint, gpointer), gpointer data)
{
  for (guint p = 0; p < galley_display_list_get_n_pages (list); p++)
    {
      const GalleyDisplayPage *page = galley_display_list_get_page (list, p);

      for (guint i = 0; i < page->n_items; i++)
        visit (&page->items[i], p, data);
    }
}

/* What a block's items show of it so far. */
typedef struct
{
  GHashTable *ends;
} Cover;

static void
cover (const GalleyDisplayItem *item, guint page, gpointer data)
{
  Cover *covered = data;

  if (!item->block || item->end == item->start)
    return;
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (covered->ends, item->block->id)), ==, item->start);
  g_hash_table_insert (covered->ends, item->block->id, GUINT_TO_POINTER (item->end));
}

/* Every block's text is there once, from its first character to its last, in order. */
static void
assert_all_text (GalleyDisplayList *list, GalleySnapshot *snapshot)
{
  Cover covered = { g_hash_table_new (g_str_hash, g_str_equal) };

  visit_items (list, cover, &covered);
  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

      g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (covered.ends, block->id)), ==, block->n_chars);
    }
  g_hash_table_unref (covered.ends);
}

static void
test_structure (gconstpointer theme)
{
  static const GalleyRole expected[] = {
    GALLEY_ROLE_DOCUMENT, GALLEY_ROLE_PARAGRAPH, GALLEY_ROLE_TITLE,     GALLEY_ROLE_PARAGRAPH,
    GALLEY_ROLE_NOTE,     GALLEY_ROLE_PARAGRAPH, GALLEY_ROLE_PARAGRAPH, GALLEY_ROLE_PARAGRAPH,
    GALLEY_ROLE_SECTION,  GALLEY_ROLE_HEADING,   GALLEY_ROLE_PARAGRAPH, GALLEY_ROLE_PARAGRAPH,
    GALLEY_ROLE_TABLE,    GALLEY_ROLE_CAPTION,   GALLEY_ROLE_TABLE_ROW, GALLEY_ROLE_TABLE_HEADER,
  };
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  g_autoptr (GalleyDisplayList) list = lay_out (snapshot, theme, 0, NULL);
  guint n, n_sections = 0, n_rows = 0, n_items = 0;
  const GalleyElement *elements = galley_display_list_get_elements (list, &n);

  assert_all_text (list, snapshot);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (elements[i].role, ==, expected[i]);
  for (guint i = 1; i < n; i++)
    {
      GalleyRole parent = elements[elements[i].parent].role;

      g_assert_cmpuint (elements[i].parent, <, i);
      n_sections += elements[i].role == GALLEY_ROLE_SECTION;
      n_rows += elements[i].role == GALLEY_ROLE_TABLE_ROW;
      n_items += elements[i].role == GALLEY_ROLE_LIST_ITEM;
      if (elements[i].role == GALLEY_ROLE_LIST_ITEM)
        g_assert_cmpint (parent, ==, GALLEY_ROLE_LIST);
      if (elements[i].role == GALLEY_ROLE_TABLE_CELL)
        g_assert_cmpint (parent, ==, GALLEY_ROLE_TABLE_ROW);
      if (elements[i].role == GALLEY_ROLE_HEADING)
        g_assert_cmpint (parent, ==, GALLEY_ROLE_SECTION);
    }
  g_assert_cmpuint (n_sections, ==, 4);
  g_assert_cmpuint (n_rows, ==, 6);
  g_assert_cmpuint (n_items, ==, 5);
}

static void
test_outline (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  g_autoptr (GalleyDisplayList) list = lay_out (snapshot, "page", 0, NULL);
  guint n, at = 0;
  const GalleyHeading *headings = galley_display_list_get_headings (list, &n);

  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);
      guint level = block->kind == GALLEY_BLOCK_HEADLINE     ? 1
                    : block->kind == GALLEY_BLOCK_HEADING    ? 2
                    : block->kind == GALLEY_BLOCK_SUBHEADING ? 3
                                                             : 0;

      if (level == 0)
        continue;
      g_assert_cmpuint (at, <, n);
      g_assert_true (headings[at].block == block);
      g_assert_cmpuint (headings[at].level, ==, level);
      at++;
    }
  g_assert_cmpuint (at, ==, n);
  g_assert_cmpuint (headings[n - 1].page, ==, galley_display_list_get_n_pages (list) - 1);
}

static void
find_lines (const GalleyDisplayItem *item, guint page, gpointer data)
{
  if (item->line)
    g_hash_table_add (data, (gpointer) item->line);
}

static void
test_cache (void)
{
  g_autoptr (GalleyLayoutCache) cache = galley_layout_cache_new ();
  g_autoptr (GalleyTheme) theme = galley_theme_load ("page", NULL);
  g_autoptr (GalleySnapshot) snapshot = sample_new_of_size (60000), edited = NULL;
  g_autoptr (GalleyDisplayList) before = galley_layout (snapshot, theme, NULL, cache, NULL, NULL), after = NULL, again = NULL;
  guint n_first = galley_layout_cache_get_n_shaped (cache), n_shared = 0;
  GalleyBlockData *old = g_ptr_array_index (snapshot->blocks, 40);
  g_autoptr (GalleyBlockData) block = galley_block_data_replace (old, 1, 0, "新");
  GHashTable *lines_before = g_hash_table_new (NULL, NULL), *lines_after = g_hash_table_new (NULL, NULL);

  g_assert_cmpuint (n_first, >, snapshot->blocks->len);
  edited = sample_with_block (snapshot, 40, block);
  after = galley_layout (edited, theme, NULL, cache, NULL, NULL);
  g_assert_cmpuint (galley_layout_cache_get_n_shaped (cache), ==, 1);
  assert_all_text (after, edited);
  visit_items (before, find_lines, lines_before);
  visit_items (after, find_lines, lines_after);
  for (GHashTableIter iter = { 0 }, *it = (g_hash_table_iter_init (&iter, lines_after), &iter); it;)
    {
      gpointer line;

      if (!g_hash_table_iter_next (it, &line, NULL))
        break;
      n_shared += g_hash_table_contains (lines_before, line);
    }
  g_assert_cmpuint (g_hash_table_size (lines_after) - n_shared, <, 10);
  again = galley_layout (edited, theme, &(GalleyLayoutOptions) { .width = 500 }, cache, NULL, NULL);
  g_assert_cmpuint (galley_layout_cache_get_n_shaped (cache), >=, n_first);
  g_hash_table_unref (lines_before);
  g_hash_table_unref (lines_after);
}

/* A caret placed in a text and the point where it stands name the same place. */
static void
test_places (gconstpointer theme)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  g_autoptr (GalleyDisplayList) list = lay_out (snapshot, theme, 0, NULL);

  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

      for (guint offset = 0; offset <= block->n_chars; offset++)
        {
          const GalleyDisplayItem *item;
          cairo_rectangle_t place;
          guint page, found;

          g_assert_true (galley_display_list_find_place (list, block->id, offset, &page, &place));
          if (block->n_chars == 0)
            continue;
          g_assert_true (
            galley_display_list_find_text (list, page, place.x, place.y + place.height / 2, &item, &found));
          g_assert_true (item->block == block);
          g_assert_cmpuint (found, ==, offset);
        }
    }
  g_assert_false (galley_display_list_find_place (list, "no such block", 0, &(guint) { 0 }, &(cairo_rectangle_t) { 0 }));
}

static gunichar
char_at (const GalleyBlockData *block, guint offset)
{
  return g_utf8_get_char (g_utf8_offset_to_pointer (block->text, offset));
}

/* What GB/T 15834 and clreq forbid at the ends of lines, and that no line is wider than its column. */
static void
check_line (const GalleyDisplayItem *item, guint page, gpointer data)
{
  double right = *(double *) data;

  if (!item->line || !item->block)
    return;
  g_assert_cmpfloat (item->x + item->width, <=, right + 0.5);
  if (item->end <= item->start)
    return;
  if (item->start > 0)
    g_assert_null (g_utf8_strchr ("，。、；：？！）》”%", -1, char_at (item->block, item->start)));
  if (item->end < item->block->n_chars)
    g_assert_null (g_utf8_strchr ("（《“", -1, char_at (item->block, item->end - 1)));
}

static void
test_line_ends (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();

  for (double width = 180; width < 600; width += 7)
    {
      g_autoptr (GalleyDisplayList) list = lay_out (snapshot, "phone", width, NULL);
      double right = width - 20;

      assert_all_text (list, snapshot);
      visit_items (list, check_line, &right);
    }
}

/* Lines of a paragraph, but for the last, end where the column does. */
static void
test_justified (void)
{
  const char *text = "区里把项目清单、责任清单、时限清单合成一张表，逐月对账、逐项销号，一季度42个节点全部按期完成，"
                     "没有一项拖到下月；施工现场“五个到位”也同步检查了3轮。";
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autoptr (GalleyDisplayList) list = NULL;
  const GalleyDisplayPage *page;
  guint n_full = 0;

  g_ptr_array_add (blocks, galley_block_data_new ("p", GALLEY_BLOCK_PARAGRAPH, text, NULL));
  snapshot = sample_new_of_blocks (blocks);
  list = lay_out (snapshot, "phone", 300, NULL);
  page = galley_display_list_get_page (list, 0);
  for (guint i = 0; i < page->n_items; i++)
    {
      const GalleyDisplayItem *item = &page->items[i];

      if (!item->block || item->end == item->block->n_chars)
        continue;
      g_assert_cmpfloat_with_epsilon (item->x + item->width, 280, 0.1);
      g_assert_cmpfloat_with_epsilon (item->x, item->start == 0 ? 20 + 2 * 17 : 20, 0.1);
      n_full++;
    }
  g_assert_cmpuint (n_full, >=, 4);
}

/* No paragraph ends in a line of one character. */
static void
test_runts (void)
{
  const char *text = "全区上下把全年任务拆成四张清单逐项落实到人到天到点不让一件事悬在半空。";
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleySnapshot) snapshot = NULL;

  g_ptr_array_add (blocks, galley_block_data_new ("p", GALLEY_BLOCK_PARAGRAPH, text, NULL));
  snapshot = sample_new_of_blocks (blocks);
  for (double width = 150; width < 500; width += 5)
    {
      g_autoptr (GalleyDisplayList) list = lay_out (snapshot, "phone", width, NULL);
      const GalleyDisplayPage *page = galley_display_list_get_page (list, 0);

      assert_all_text (list, snapshot);
      for (guint i = 0; i < page->n_items; i++)
        if (page->items[i].block && page->items[i].end == page->items[i].block->n_chars)
          g_assert_cmpuint (page->items[i].end - page->items[i].start, >, 2);
    }
}

typedef struct
{
  double bottom;
  guint last_page;
  const GalleyDisplayItem *last; /* with text, on the page at hand */
} Pages;

static void
check_page (const GalleyDisplayItem *item, guint page, gpointer data)
{
  Pages *pages = data;

  if (item->element == GALLEY_ELEMENT_ARTIFACT || !item->line)
    return;
  g_assert_cmpfloat (item->y + item->height, <=, pages->bottom + 0.01);
  /* No heading is the last on a page. */
  if (page != pages->last_page && pages->last->block)
    {
      g_assert_cmpint (pages->last->block->kind, !=, GALLEY_BLOCK_HEADING);
      g_assert_cmpint (pages->last->block->kind, !=, GALLEY_BLOCK_SUBHEADING);
    }
  pages->last_page = page;
  pages->last = item;
}

static void
test_pages (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new_of_size (60000);
  g_autoptr (GalleyDisplayList) list = lay_out (snapshot, "page", 0, NULL);
  g_autoptr (GalleyTheme) theme = galley_theme_load ("page", NULL);
  Pages pages = { .bottom = theme->height - theme->margin_bottom };

  g_assert_cmpuint (galley_display_list_get_n_pages (list), >, 10);
  assert_all_text (list, snapshot);
  visit_items (list, check_page, &pages);
}

static gpointer
lay_out_and_draw (gpointer data)
{
  g_autoptr (GalleyTheme) theme = galley_theme_load ("phone", NULL);
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 390, 600);
  cairo_t *cr = cairo_create (surface);
  guint n_drawn = 0;

  for (int i = 0; i < 5; i++)
    {
      g_autoptr (GalleyDisplayList) list = galley_layout (snapshot, theme, NULL, data, NULL, NULL);

      galley_display_list_draw (list, 0, cr);
      n_drawn++;
    }
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return GUINT_TO_POINTER (n_drawn);
}

static void
test_threads (void)
{
  g_autoptr (GalleyLayoutCache) cache = galley_layout_cache_new ();
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("layout", lay_out_and_draw, i % 2 ? cache : NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (threads[i])), ==, 5);
}

static void
test_cancel (void)
{
  g_autoptr (GalleyLayoutCache) cache = galley_layout_cache_new ();
  g_autoptr (GalleyTheme) theme = galley_theme_load ("page", NULL);
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyDisplayList) list = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (galley_layout (snapshot, theme, NULL, cache, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  list = galley_layout (snapshot, theme, NULL, cache, NULL, NULL);
  assert_all_text (list, snapshot);
}

/* The note's box is behind all of the note and nothing else. */
static void
test_box (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  g_autoptr (GalleyDisplayList) list = lay_out (snapshot, "phone", 0, NULL);
  const GalleyDisplayPage *page = galley_display_list_get_page (list, 0);
  const GalleyDisplayItem *box = NULL;

  for (guint i = 0; i < page->n_items; i++)
    {
      const GalleyDisplayItem *item = &page->items[i];
      gboolean inside = box && item->y >= box->y && item->y + item->height <= box->y + box->height;

      if (!box && item->kind == GALLEY_ITEM_RECTANGLE && item->width > 300)
        box = item;
      else if (item->block)
        g_assert_cmpint (inside, ==, item->block->kind == GALLEY_BLOCK_NOTE);
    }
  g_assert_nonnull (box);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/layout/structure/page", "page", test_structure);
  g_test_add_data_func ("/layout/structure/phone", "phone", test_structure);
  g_test_add_data_func ("/layout/structure/newspaper", "newspaper", test_structure);
  g_test_add_func ("/layout/outline", test_outline);
  g_test_add_func ("/layout/cache", test_cache);
  g_test_add_data_func ("/layout/places/page", "page", test_places);
  g_test_add_data_func ("/layout/places/phone", "phone", test_places);
  g_test_add_data_func ("/layout/places/newspaper", "newspaper", test_places);
  g_test_add_func ("/layout/line-ends", test_line_ends);
  g_test_add_func ("/layout/justified", test_justified);
  g_test_add_func ("/layout/runts", test_runts);
  g_test_add_func ("/layout/pages", test_pages);
  g_test_add_func ("/layout/threads", test_threads);
  g_test_add_func ("/layout/cancel", test_cancel);
  g_test_add_func ("/layout/box", test_box);
  return g_test_run ();
}
