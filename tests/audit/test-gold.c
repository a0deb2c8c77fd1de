/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "audit-fixture.h"

/* The hand-labelled bulletins of ../shared, which the repository does not hold. */
static char *
gold_folder (void)
{
  const char *shared = g_getenv ("GALLEY_SHARED");
  char *folder = g_build_filename (shared != NULL ? shared : "", "gold", NULL);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return folder;
  g_free (folder);
  folder = g_strdup ("/work/shared/gold");
  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return folder;
  g_free (folder);
  return NULL;
}

typedef struct
{
  guint wanted_holds;
  guint found_holds;
  guint wanted_fails;
  guint found_fails;
  guint reported_fails;
} Score;

/* Takes away what it finds, so that two labels need two findings. */
static gboolean
take (GHashTable *found,
      const char *verdict,
      const char *stated)
{
  g_autofree char *key = g_strconcat (verdict, " ", stated, NULL);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (found, key));

  if (n == 0)
    return FALSE;
  g_hash_table_insert (found, g_steal_pointer (&key), GUINT_TO_POINTER (n - 1));
  return TRUE;
}

static GHashTable *
findings_by_verdict (const char *text,
                     gsize size,
                     Score *score)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GalleyFindings) findings = audit_findings (text, size, TRUE);

  for (guint i = 0; i < galley_findings_get_length (findings); i++)
    {
      const GalleyFinding *finding = galley_findings_get (findings, i);
      const char *verdict = galley_verdict_name (finding->verdict);
      g_autofree char *key = g_strconcat (verdict, " ", finding->stated, NULL);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (found, key));

      g_assert_nonnull (finding->message);
      g_hash_table_insert (found, g_steal_pointer (&key), GUINT_TO_POINTER (n + 1));
      score->reported_fails += finding->verdict == GALLEY_VERDICT_FAILS;
    }
  return found;
}

static void
score_labels (const char *labels,
              GHashTable *found,
              const char *name,
              Score *score)
{
  g_auto (GStrv) lines = g_strsplit (labels, "\n", -1);

  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
      gboolean holds, fails;

      if (g_strv_length (cells) < 7 || *cells[2] == '\0')
        continue;
      holds = strcmp (cells[6], "holds") == 0;
      fails = strcmp (cells[6], "fails") == 0;
      if (!holds && !fails)
        continue;
      *(holds ? &score->wanted_holds : &score->wanted_fails) += 1;
      if (take (found, cells[6], cells[2]))
        *(holds ? &score->found_holds : &score->found_fails) += 1;
      else
        g_test_message ("%s misses %s %s", name, cells[0], cells[1]);
    }
}

static void
test_gold (void)
{
  g_autofree char *folder = gold_folder ();
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  Score score = { 0 };
  const char *name;

  if (dir == NULL)
    {
      g_test_skip ("no ../shared/gold on this machine");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = NULL, *text = NULL, *labels = NULL, *text_path = NULL;
      gsize size;

      if (!g_str_has_suffix (name, ".audit.tsv"))
        continue;
      path = g_build_filename (folder, name, NULL);
      text_path = g_strdup_printf ("%.*s.txt", (int) (strlen (path) - strlen (".audit.tsv")), path);
      g_assert_true (g_file_get_contents (path, &labels, NULL, NULL));
      g_assert_true (g_file_get_contents (text_path, &text, &size, NULL));
      g_autoptr (GHashTable) found = findings_by_verdict (text, size, &score);
      score_labels (labels, found, name, &score);
    }

  g_test_message ("holds %u of %u, fails %u of %u, fails reported %u", score.found_holds, score.wanted_holds,
                  score.found_fails, score.wanted_fails, score.reported_fails);
  g_assert_cmpuint (score.wanted_holds, >, 0);
  g_assert_cmpuint (score.found_holds * 10, >=, score.wanted_holds * 9);
  g_assert_cmpuint (score.found_fails, ==, score.wanted_fails);
  g_assert_cmpuint (score.reported_fails, <=, score.wanted_fails + 2);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gold/relations", test_gold);
  return g_test_run ();
}
