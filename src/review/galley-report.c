/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-plot.h"

struct _GalleyReportCache
{
  GHashTable *figures; /* GalleyBlockData -> GalleyFigures */
  GalleyFigureContext context;
};

struct _GalleyReport
{
  gatomicrefcount references;
  GalleySnapshot *snapshot;
  GPtrArray *figures; /* GalleyFigures, one a block */
  GalleyFindings *findings;
  GPtrArray *texts;    /* for each finding, what stands at its first place */
  GPtrArray *reasons;  /* for each finding, why it was set aside, or NULL; borrowed from the snapshot */
  GPtrArray *keys;     /* for each finding, what tells it from all others */
  GPtrArray *standings; /* for each block, how its figures stand */
};

static GalleyPassageRole
role_of (GalleyBlockKind kind)
{
  switch (kind)
    {
    case GALLEY_BLOCK_KICKER:
      return GALLEY_PASSAGE_KICKER;
    case GALLEY_BLOCK_HEADLINE:
      return GALLEY_PASSAGE_HEADLINE;
    case GALLEY_BLOCK_NOTE:
      return GALLEY_PASSAGE_NOTE;
    case GALLEY_BLOCK_LEAD:
      return GALLEY_PASSAGE_LEAD;
    case GALLEY_BLOCK_HEADING:
    case GALLEY_BLOCK_SUBHEADING:
      return GALLEY_PASSAGE_HEADING;
    case GALLEY_BLOCK_ITEM:
    case GALLEY_BLOCK_SUBITEM:
      return GALLEY_PASSAGE_ITEM;
    default:
      return GALLEY_PASSAGE_PARAGRAPH;
    }
}

static GHashTable *
new_figure_table (void)
{
  return g_hash_table_new_full (NULL, NULL, (GDestroyNotify) galley_block_data_unref,
                                (GDestroyNotify) galley_figures_unref);
}

/* The figures of all blocks. A block that the last report read already, which is the same value, is not read again.
 * @cache: (nullable) */
static GPtrArray *
read_figures (GalleySnapshot *snapshot, GalleyReportCache *cache, const GalleyFigureContext *context)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_figures_unref);
  g_autoptr (GHashTable) read = cache ? new_figure_table () : NULL;
  gboolean same_context = cache && memcmp (&cache->context, context, sizeof *context) == 0;

  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);
      GalleyFigures *figures = same_context ? g_hash_table_lookup (cache->figures, block) : NULL;

      figures = figures ? galley_figures_ref (figures) : galley_figures_read (block->text, -1, context);
      if (read)
        g_hash_table_insert (read, galley_block_data_ref (block), galley_figures_ref (figures));
      g_ptr_array_add (all, figures);
    }
  if (cache == NULL)
    return all;
  g_hash_table_unref (cache->figures);
  cache->figures = g_steal_pointer (&read);
  cache->context = *context;
  return all;
}

/* What a passage of the audit is: a block, or a cell of its table. */
typedef struct
{
  guint block;
  guint cell; /* as in GalleyPlace */
} Origin;

typedef struct
{
  GArray *passages; /* GalleyPassage */
  GArray *origins;  /* Origin, one a passage */
  GPtrArray *cells; /* the GalleyFigures of cells */
} Passages;

static void
passages_clear (Passages *self)
{
  g_array_unref (self->passages);
  g_array_unref (self->origins);
  g_ptr_array_unref (self->cells);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Passages, passages_clear)

static void
add_passage (Passages *self, GalleyPassage passage, guint block, guint cell)
{
  Origin origin = { block, cell };

  passage.length = strlen (passage.text);
  g_array_append_val (self->passages, passage);
  g_array_append_val (self->origins, origin);
}

/* The cells of a free table are read as the prose is. */
static void
add_cells (Passages *self, const GalleyBlockData *block, guint position, guint section, const GalleyFigureContext *context)
{
  for (guint i = 0; block->grid && i < block->grid->n_rows * block->grid->n_columns; i++)
    {
      GalleyFigures *figures;

      if (!*block->grid->texts[i])
        continue;
      figures = galley_figures_read (block->grid->texts[i], -1, context);
      g_ptr_array_add (self->cells, figures);
      add_passage (self,
                   (GalleyPassage) { .id = block->id, .role = GALLEY_PASSAGE_CELL, .section = section,
                                     .text = block->grid->texts[i], .figures = figures },
                   position, i + 1);
    }
}

static void
collect_passages (Passages *self, GalleySnapshot *snapshot, GPtrArray *figures, const GalleyFigureContext *context)
{
  guint section = 0;

  self->passages = g_array_sized_new (FALSE, TRUE, sizeof (GalleyPassage), snapshot->blocks->len);
  self->origins = g_array_sized_new (FALSE, TRUE, sizeof (Origin), snapshot->blocks->len);
  self->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_figures_unref);
  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

      section += block->kind == GALLEY_BLOCK_HEADING;
      add_passage (self,
                   (GalleyPassage) { .id = block->id, .role = role_of (block->kind), .section = section, .text = block->text,
                                     .figures = g_ptr_array_index (figures, i), .marks = block->marks },
                   i, 0);
      add_cells (self, block, i, section, context);
    }
}

/* Gives a finding of the audit the blocks that its passages are of. What is written in cells is mended there, by hand. */
static void
place_finding (const Passages *passages, GalleyFinding *finding)
{
  for (guint i = 0; i < finding->n_places; i++)
    {
      GalleyPlace *place = &finding->places[i];

      if (!place->row)
        {
          const Origin *origin = &g_array_index (passages->origins, Origin, place->passage);

          place->passage = origin->block;
          place->cell = origin->cell;
        }
    }
  if (finding->places->cell)
    g_clear_pointer (&finding->fix, g_free);
}

/* What is wrong with a chart: rules, severity and words. */
static const struct
{
  GalleyPlotFlaws flaw;
  const char *rule;
  GalleySeverity severity;
  const char *message;
} plot_flaws[] = {
  { GALLEY_PLOT_EMPTY, "chart-empty", GALLEY_SEVERITY_WARNING, N_("The chart has no value to draw") },
  { GALLEY_PLOT_SINGLE, "chart-single", GALLEY_SEVERITY_NOTE, N_("The chart has a single value; a number says it better") },
  { GALLEY_PLOT_MIXED, "chart-units", GALLEY_SEVERITY_WARNING,
    N_("The chart compares values of different units, which have no common scale") },
  { GALLEY_PLOT_NOT_WHOLE, "chart-whole", GALLEY_SEVERITY_WARNING,
    N_("The shares of the chart do not make up 100%, or one of them is negative or missing") },
};

/* A finding about all of the block at @position. */
static void
add_block_finding (GPtrArray *list, const GalleySnapshot *snapshot, guint position, const char *rule,
                   GalleySeverity severity, const char *message)
{
  const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, position);
  GalleyFinding *finding = g_new0 (GalleyFinding, 1);

  finding->rule = rule;
  finding->severity = severity;
  finding->verdict = GALLEY_VERDICT_INFO;
  finding->message = g_strdup (message);
  finding->n_places = 1;
  finding->places = g_new0 (GalleyPlace, 1);
  *finding->places = (GalleyPlace) { .passage = position, .id = block->id, .length = block->n_chars };
  g_ptr_array_add (list, finding);
}

static void
check_shows (GPtrArray *list, const GalleySnapshot *snapshot)
{
  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);
      g_autoptr (GalleyPlot) plot = block->kind == GALLEY_BLOCK_CHART ? galley_plot_new (snapshot, block) : NULL;

      for (guint j = 0; plot && j < G_N_ELEMENTS (plot_flaws); j++)
        if (plot->flaws & plot_flaws[j].flaw)
          add_block_finding (list, snapshot, i, plot_flaws[j].rule, plot_flaws[j].severity, _(plot_flaws[j].message));
      /* WCAG 2.2, 1.1.1; a chart says itself what it shows. */
      if (block->kind == GALLEY_BLOCK_PICTURE && !(block->alt && *block->alt))
        add_block_finding (list, snapshot, i, "picture-alt", GALLEY_SEVERITY_WARNING,
                           _("The picture has no alternative text, which is read out to those who do not see it"));
    }
}

static GArray *
collect_rows (GalleySnapshot *snapshot)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (GalleyAuditRow));

  for (guint t = 0; t < snapshot->tables->len; t++)
    {
      GalleyTableData *table = g_ptr_array_index (snapshot->tables, t);

      for (guint i = 0; i < table->rows->len; i++)
        {
          GalleyRecord *row = g_ptr_array_index (table->rows, i);
          GalleyAuditRow audit = { .id = row->id,
                                   .table = table->head->id,
                                   .name = row->fields[GALLEY_INDICATOR_NAME],
                                   .scope = row->fields[GALLEY_INDICATOR_SCOPE],
                                   .period = row->fields[GALLEY_INDICATOR_PERIOD],
                                   .value = row->fields[GALLEY_INDICATOR_VALUE],
                                   .unit = row->fields[GALLEY_INDICATOR_UNIT],
                                   .base = row->fields[GALLEY_INDICATOR_BASE],
                                   .change = row->fields[GALLEY_INDICATOR_CHANGE] };

          g_array_append_val (rows, audit);
        }
    }
  return rows;
}

/* What house style says of a place, as a finding like those of the audit. Findings come in the order of the text, so
 * the search for a block goes on from the last one's, @position. */
static GalleyFinding *
finding_from_proof (GalleySnapshot *snapshot, const GalleyProofFinding *proof, guint *position)
{
  GalleyFinding *finding = g_new0 (GalleyFinding, 1);

  finding->rule = proof->rule;
  finding->severity = proof->severity;
  finding->verdict = GALLEY_VERDICT_INFO;
  finding->message = g_strdup (proof->message);
  finding->fix = g_strdup (proof->fix);
  finding->n_places = 1;
  finding->places = g_new0 (GalleyPlace, 1);
  finding->places->start = proof->start;
  finding->places->length = proof->length;
  for (guint n = 0; proof->block && n < snapshot->blocks->len; n++)
    {
      guint i = (*position + n) % snapshot->blocks->len;
      GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

      if (g_str_equal (block->id, proof->block))
        {
          finding->places->passage = *position = i;
          finding->places->id = block->id;
          break;
        }
    }
  return finding;
}

static char *
aside_key (const char *rule, const char *block, const char *text)
{
  return g_strconcat (rule, "\n", block ? block : "", "\n", text, NULL);
}

/* Where the last text was cut out: findings are in the order of their places, and a block may be as long as a file. */
typedef struct
{
  const char *text;
  const char *at;
  guint place;
} Cursor;

/* The text that stands at @place, a row's name for a row. */
static char *
cut_text (const GalleyReport *report, const GalleyPlace *place, Cursor *cursor)
{
  GalleyBlockData *block;
  const char *text, *end;
  guint n_chars;

  if (place->row)
    {
      for (guint t = 0; t < report->snapshot->tables->len; t++)
        {
          GPtrArray *rows = ((GalleyTableData *) g_ptr_array_index (report->snapshot->tables, t))->rows;

          for (guint i = 0; i < rows->len; i++)
            if (g_strcmp0 (((GalleyRecord *) g_ptr_array_index (rows, i))->id, place->id) == 0)
              return g_strdup (((GalleyRecord *) g_ptr_array_index (rows, i))->fields[GALLEY_INDICATOR_NAME]);
        }
      return g_strdup ("");
    }
  if (place->passage >= report->snapshot->blocks->len)
    return g_strdup ("");
  block = g_ptr_array_index (report->snapshot->blocks, place->passage);
  text = place->cell ? block->grid->texts[place->cell - 1] : block->text;
  n_chars = place->cell ? (guint) g_utf8_strlen (text, -1) : block->n_chars;
  if (place->start >= n_chars)
    return g_strdup ("");
  if (cursor->text != text)
    *cursor = (Cursor) { text, text, 0 };
  cursor->at = g_utf8_offset_to_pointer (cursor->at, (glong) place->start - cursor->place);
  cursor->place = place->start;
  end = g_utf8_offset_to_pointer (cursor->at, MIN (place->length, n_chars - place->start));
  return g_strndup (cursor->at, end - cursor->at);
}

/* What is asked of each finding again and again, worked out here, in the thread. */
static void
describe_findings (GalleyReport *report)
{
  guint n = galley_findings_get_length (report->findings);
  g_autoptr (GHashTable) asides = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree gboolean *aside = g_new0 (gboolean, MAX (n, 1));
  Cursor cursor = { NULL };

  for (guint i = 0; i < report->snapshot->asides->len; i++)
    {
      char *const *fields = ((GalleyRecord *) g_ptr_array_index (report->snapshot->asides, i))->fields;
      g_autofree char *key = aside_key (fields[GALLEY_ASIDE_RULE], fields[GALLEY_ASIDE_BLOCK], fields[GALLEY_ASIDE_TEXT]);

      if (!g_hash_table_contains (asides, key))
        g_hash_table_insert (asides, g_steal_pointer (&key), fields[GALLEY_ASIDE_REASON]);
    }
  report->texts = g_ptr_array_new_full (n, g_free);
  report->reasons = g_ptr_array_sized_new (n);
  report->keys = g_ptr_array_new_full (n, g_free);
  for (guint i = 0; i < n; i++)
    {
      const GalleyFinding *finding = galley_findings_get (report->findings, i);
      char *text = cut_text (report, finding->places, &cursor);
      g_autofree char *key = aside_key (finding->rule, finding->places->id, text);
      guint count;

      g_ptr_array_add (report->texts, text);
      g_ptr_array_add (report->reasons, g_hash_table_lookup (asides, key));
      aside[i] = g_ptr_array_index (report->reasons, i) != NULL;
      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));
      g_ptr_array_add (report->keys, g_strdup_printf ("%s\n%u", key, count));
      g_hash_table_insert (counts, g_steal_pointer (&key), GUINT_TO_POINTER (count + 1));
    }
  report->standings = galley_standings_new (report->snapshot, report->figures, report->findings, aside);
}

/**
 * galley_report_cache_new:
 *
 * Returns: (transfer full): an empty cache
 */
GalleyReportCache *
galley_report_cache_new (void)
{
  GalleyReportCache *cache = g_new0 (GalleyReportCache, 1);

  cache->figures = new_figure_table ();
  return cache;
}

void
galley_report_cache_free (GalleyReportCache *cache)
{
  g_hash_table_unref (cache->figures);
  g_free (cache);
}

/**
 * galley_report_new:
 * @profile: the house style to check against
 * @cache: (nullable): what earlier reports of the bulletin read
 *
 * Reads all figures, proves what can be proved, and checks house style. May take long: for a thread.
 *
 * Returns: (transfer full): the report, or %NULL with %G_IO_ERROR_CANCELLED
 */
GalleyReport *
galley_report_new (GalleySnapshot *snapshot,
                   const GalleyProofProfile *profile,
                   GalleyReportCache *cache,
                   GCancellable *cancellable,
                   GError **error)
{
  GalleyFigureContext context;
  g_autoptr (GPtrArray) figures = NULL, proofs = NULL, list = NULL;
  g_auto (Passages) passages = { 0 };
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GalleyFindings) audit = NULL;
  GalleyAuditOptions options = { .proofs = TRUE };
  guint position = 0;
  GalleyReport *report;

  galley_figure_context_from_snapshot (snapshot, &context);
  options.year = context.year;
  options.month = context.month;
  options.day = context.day;
  figures = read_figures (snapshot, cache, &context);
  collect_passages (&passages, snapshot, figures, &context);
  rows = collect_rows (snapshot);
  audit = galley_audit_run ((GalleyPassage *) passages.passages->data, passages.passages->len,
                            (GalleyAuditRow *) rows->data, rows->len, &options, cancellable, error);
  if (audit == NULL)
    return NULL;
  proofs = galley_proof_check (snapshot, profile, cancellable, error);
  if (proofs == NULL)
    return NULL;
  list = galley_findings_free_to_list (g_steal_pointer (&audit));
  for (guint i = 0; i < list->len; i++)
    place_finding (&passages, g_ptr_array_index (list, i));
  for (guint i = 0; i < proofs->len; i++)
    g_ptr_array_add (list, finding_from_proof (snapshot, g_ptr_array_index (proofs, i), &position));
  check_shows (list, snapshot);

  report = g_new0 (GalleyReport, 1);
  g_atomic_ref_count_init (&report->references);
  report->snapshot = galley_snapshot_ref (snapshot);
  report->figures = g_steal_pointer (&figures);
  report->findings = galley_findings_new_take (g_steal_pointer (&list));
  describe_findings (report);
  return report;
}

GalleyReport *
galley_report_ref (GalleyReport *report)
{
  g_atomic_ref_count_inc (&report->references);
  return report;
}

void
galley_report_unref (GalleyReport *report)
{
  if (!g_atomic_ref_count_dec (&report->references))
    return;
  g_ptr_array_unref (report->standings);
  g_ptr_array_unref (report->keys);
  g_ptr_array_unref (report->reasons);
  g_ptr_array_unref (report->texts);
  galley_findings_unref (report->findings);
  g_ptr_array_unref (report->figures);
  galley_snapshot_unref (report->snapshot);
  g_free (report);
}

/**
 * galley_report_get_snapshot:
 *
 * Returns: (transfer none): what it speaks of
 */
GalleySnapshot *
galley_report_get_snapshot (const GalleyReport *report)
{
  return report->snapshot;
}

/**
 * galley_report_get_figures:
 * @block: a block's position
 *
 * Returns: (transfer none): the figures of that block's text
 */
const GalleyFigures *
galley_report_get_figures (const GalleyReport *report, guint block)
{
  return g_ptr_array_index (report->figures, block);
}

guint
galley_report_get_n_findings (const GalleyReport *report)
{
  return galley_findings_get_length (report->findings);
}

/**
 * galley_report_get_finding:
 *
 * Returns: (transfer none): the finding at @position, in the order of the text
 */
const GalleyFinding *
galley_report_get_finding (const GalleyReport *report, guint position)
{
  return galley_findings_get (report->findings, position);
}

/**
 * galley_report_dup_text:
 *
 * Returns: (transfer full): the text that stands at @place, a row's name for a row
 */
char *
galley_report_dup_text (const GalleyReport *report, const GalleyPlace *place)
{
  Cursor cursor = { NULL };

  return cut_text (report, place, &cursor);
}

/**
 * galley_report_get_text:
 *
 * Returns: (transfer none): the text that the finding at @position speaks of first, as galley_report_dup_text()
 */
const char *
galley_report_get_text (const GalleyReport *report, guint position)
{
  return g_ptr_array_index (report->texts, position);
}

/**
 * galley_report_get_aside:
 *
 * A finding is set aside by its rule, its block and the text that it speaks of, so that it comes back when that text
 * changes and stays away when the block moves.
 *
 * Returns: (transfer none) (nullable): the reason why somebody set the finding at @position aside
 */
const char *
galley_report_get_aside (const GalleyReport *report, guint position)
{
  return g_ptr_array_index (report->reasons, position);
}

/**
 * galley_report_get_key:
 *
 * Returns: (transfer none): what the finding at @position has in common with itself in the next report: its rule, its block,
 *   the text that it speaks of and its number among such
 */
const char *
galley_report_get_key (const GalleyReport *report, guint position)
{
  return g_ptr_array_index (report->keys, position);
}

/**
 * galley_report_get_standing:
 * @block: a block's position
 * @figure: which of its figures
 *
 * Returns: how that figure stands
 */
GalleyStanding
galley_report_get_standing (const GalleyReport *report, guint block, guint figure)
{
  return ((const GalleyStanding *) g_ptr_array_index (report->standings, block))[figure];
}

/**
 * galley_report_count:
 *
 * Returns: how many findings of @severity stand, that is, are neither proofs nor set aside
 */
guint
galley_report_count (const GalleyReport *report, GalleySeverity severity)
{
  guint count = 0;

  for (guint i = 0; i < galley_findings_get_length (report->findings); i++)
    {
      const GalleyFinding *finding = galley_findings_get (report->findings, i);

      if (finding->severity == severity && !galley_finding_is_proof (finding) &&
          galley_report_get_aside (report, i) == NULL)
        count++;
    }
  return count;
}
