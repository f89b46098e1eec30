/* The fields of the cells stream behind the key. */
#include "cube/cell_columns.h"
#include "cube/cell_rows_parts.h"
#include "cube/cell_value.h"

const char *const strata_cell_columns[STRATA_CELL_COLUMN_NAMES] = {
    "year",       "term",      "population", "entity_level", "county",    "lea",         "school",
    "assessment", "era",       "subject",    "grade",        "dim",       "group",       "variable",
    "n_enrolled", "n_tested",  "n_scored",   "score_unit",   "score_sum", "score_sumsq", "level_*",
    "score_min",  "score_max", "sketch",     "stat",         "cut",       "value",       "value_lo",
    "value_hi",   "value_se",  "value_df",   "source",       "status"};

const strata_cell_source_word strata_cell_source_words[STRATA_CELL_SOURCES] = {
    {"counted", STRATA_COUNTED, 0, "counted from results of students"},
    {"given", STRATA_COUNTED, STRATA_IS_GIVEN, "a count that the input had as a row of its own"},
    {"given_summed", STRATA_COUNTED, STRATA_IS_SUM,
     "the sum of such counts, of places or grades, where there was no row"},
    {"counted_held", STRATA_COUNTED, STRATA_IS_HELD,
     "counted, and as published before: since then too few students have changed"},
    {"given_held", STRATA_COUNTED, STRATA_IS_GIVEN | STRATA_IS_HELD,
     "given, and as published before"},
    {"given_summed_held", STRATA_COUNTED, STRATA_IS_SUM | STRATA_IS_HELD,
     "given_summed, and as published before"},
    {"published", STRATA_PUBLISHED, 0, "a row that a publisher printed"},
    {"summed", STRATA_PUBLISHED, STRATA_IS_SUM,
     "the sum of published places or grades, where no row was printed"}};

const char *const strata_cell_status_names[STRATA_CELL_STATUSES] = {
    [STRATA_CELL_OK] = "ok",
    [STRATA_CELL_PARTIAL] = "partial",
    [STRATA_CELL_MIXED] = "mixed",
    [STRATA_CELL_SUPPRESSED] = "suppressed",
    [STRATA_CELL_UNDEFINED] = "undefined"};

const char *const strata_cell_status_texts[STRATA_CELL_STATUSES] = {
    [STRATA_CELL_OK] = "all that is known of the group is in the row",
    [STRATA_CELL_PARTIAL] = "something of what was published of the group is not in it: a hidden "
                            "figure, a range, or places that are left out of the sum",
    [STRATA_CELL_MIXED] = "of frl: over 5 % of the students are in schools where it is undefined",
    [STRATA_CELL_SUPPRESSED] = "all figures are hidden, by the publisher or by the policy",
    [STRATA_CELL_UNDEFINED] = "the group has no meaning here, such as ever without the history of "
                              "English learners, or lunch status where meals are free for all"};

const char *strata_cell_source_of(const strata_cell *cell)
{
    const char *word = "";
    const unsigned bits = cell->has & STRATA_IS_MARKED;
    for (size_t at = 0; at < STRATA_CELL_SOURCES && word[0] == '\0'; at++) {
        const strata_cell_source_word *known = &strata_cell_source_words[at];
        if (known->source == cell->key.source && known->bits == bits) {
            word = known->word;
        }
    }
    return word;
}

static bool has(const strata_cell *cell, unsigned bit)
{
    return (cell->has & bit) != 0;
}

/* 10^-decimals: "1", "0.1", "0.01" ... */
static char *put_unit(char *at, unsigned decimals)
{
    if (decimals > 0) {
        at = strata_put_bytes_at(at, "0.000000000000000000", decimals + 1);
    }
    *at = '1';
    return strata_put_comma_at(at + 1);
}

static char *put_counts(char *at, const strata_cell *cell, unsigned level_columns)
{
    const bool has_scores = has(cell, STRATA_HAS_SCORES);
    const bool has_extremes = has_scores && cell->n_scored > 0;
    at = strata_put_count_at(at, has(cell, STRATA_HAS_ENROLLED), cell->n_enrolled);
    at = strata_put_count_at(at, has(cell, STRATA_HAS_TESTED), cell->n_tested);
    at = strata_put_count_at(at, has(cell, STRATA_HAS_SCORED), cell->n_scored);
    at = put_unit(at, cell->decimals);
    at = strata_put_wide_at(at, has_scores, cell->score_sum);
    at = strata_put_wide_at(at, has_scores, cell->score_sumsq);
    const unsigned levels = has(cell, STRATA_HAS_LEVELS) ? cell->level_count : 0;
    for (unsigned level = 0; level < level_columns; level++) {
        at = strata_put_count_at(at, level < levels, cell->levels[level]);
    }
    at = strata_put_wide_at(at, has_extremes, cell->score_min);
    at = strata_put_wide_at(at, has_extremes, cell->score_max);
    return at;
}

static char *put_mean(char *at, const strata_cell *cell, unsigned bit, strata_int128 sum)
{
    const uint64_t weight = strata_cell_weight(cell);
    const bool is_known = has(cell, bit) && weight > 0;
    const size_t len = is_known ? strata_weighted_mean_format(sum, weight, cell->decimals, at) : 0;
    return strata_put_comma_at(at + len);
}

static char *put_double(char *at, bool is_known, double x)
{
    return strata_put_comma_at(is_known ? at + strata_double_format(x, at) : at);
}

/* From the sketch, which is empty, to the end of the row. */
static char *put_statistic(char *at, const strata_cell *cell)
{
    at = strata_put_comma_at(at);
    at = strata_put_word_at(at, strata_stat_name((strata_stat)cell->key.stat));
    at = strata_put_comma_at(at);
    at = strata_put_count_at(at, cell->key.cut != 0, cell->key.cut);
    at = put_mean(at, cell, STRATA_HAS_VALUE, cell->value_sum);
    at = put_mean(at, cell, STRATA_HAS_BOUNDS, cell->lo_sum);
    at = put_mean(at, cell, STRATA_HAS_BOUNDS, cell->hi_sum);
    at = put_double(at, has(cell, STRATA_HAS_SE), cell->se);
    at = put_double(at, has(cell, STRATA_HAS_DF), cell->df);
    at = strata_put_word_at(at, strata_cell_source_of(cell));
    at = strata_put_comma_at(at);
    at = strata_put_word_at(at, strata_cell_status_names[cell->status]);
    *at = '\n';
    return at + 1;
}

char *strata_cell_put_numbers(strata_cell_rows *rows, const strata_cell *cell, char *at)
{
    const unsigned values = STRATA_HAS_VALUE | STRATA_HAS_BOUNDS | STRATA_HAS_SE | STRATA_HAS_DF;
    strata_cell_end *end = &rows->end;
    at = put_counts(at, cell, rows->terms.level_columns);
    if (cell->key.stat != STRATA_STAT_COUNTS || cell->key.cut != 0 || has(cell, values)) {
        return put_statistic(at, cell);
    }
    if (!strata_cell_end_fits(end, cell)) {
        strata_cell_end_set(end, cell, put_statistic(end->text, cell));
    }
    return strata_put_padded_at(at, end->text, end->len);
}
