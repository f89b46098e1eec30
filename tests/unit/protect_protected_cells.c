/* Cells as they are published, and what is made of them. */
#include "cube/cell_stream.h"
#include "gap/gap.h"
#include "protect/protected_cells.h"
#include "test_cells.h"
#include "test_policy.h"

static const test_key everybody = {2024, "03", "0001", "all", "all"};
static const test_key english_only = {2024, "03", "0001", "el", "english_only"};
static const test_key current = {2024, "03", "0001", "el", "current"};

/* Levels and scores: as many students at 2400 and at 2500, so that the mean is 2450 and, of 40, the
 * deviation 50 * sqrt(40 / 39) = 50.6. */
static strata_cell cell_of(const uint64_t *levels)
{
    strata_cell cell = test_levels(levels, 4);
    cell.has |= STRATA_HAS_SCORES;
    const strata_int128 half = cell.n_scored / 2;
    cell.score_sum = half * (2400 + 2500);
    cell.score_sumsq = half * (2400 * 2400 + 2500 * 2500);
    cell.score_min = 2400;
    cell.score_max = 2500;
    return cell;
}

/* all: 60; english_only 40: 34 (85.0), 22 (55.0), 4 (10.0: <=10 of 21 to 40); current: 20. */
static strata_cellset *set_of(void)
{
    static const uint64_t all[] = {16, 18, 20, 6};
    static const uint64_t only[] = {6, 12, 18, 4};
    static const uint64_t learners[] = {10, 6, 2, 2};
    strata_cellset *set = test_set_new();
    assert_true(test_add(set, everybody, cell_of(all)));
    assert_true(test_add(set, english_only, cell_of(only)));
    assert_true(test_add(set, current, cell_of(learners)));
    set->level_columns = 4;
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    return set;
}

static const strata_cell *find(const strata_cellset *set, const char *group, strata_stat stat,
                               unsigned cut)
{
    for (size_t at = 0; at < set->count; at++) {
        char text[STRATA_GROUP_TEXT];
        strata_group_key_group_text(set->cells[at].key.group, text);
        if (strcmp(text, group) == 0 && set->cells[at].key.stat == stat &&
            set->cells[at].key.cut == cut) {
            return &set->cells[at];
        }
    }
    return NULL;
}

static void protect(strata_cellset *set, const char *policy, const char *hidden_group)
{
    strata_policy_rules *rules = test_preset(policy);
    bool hidden[16] = {false};
    assert_in_range(set->count, 1, 16);
    const strata_cell *cell = find(set, hidden_group, STRATA_STAT_COUNTS, 0);
    if (cell != NULL) {
        hidden[cell - set->cells] = true;
    }
    assert_int_equal(strata_protected_cells(rules, set, hidden, NULL), STRATA_OK);
    strata_policy_rules_free(rules);
}

static void expect(const strata_cell *cell, double value, double lo, double hi)
{
    assert_non_null(cell);
    assert_int_equal(cell->status, STRATA_CELL_OK);
    if (isnan(value)) {
        assert_true(isnan(strata_cell_value(cell)));
    } else {
        assert_near(strata_cell_value(cell), value, 1e-12);
    }
    assert_near(strata_cell_lo(cell), lo, 1e-12);
    assert_near(strata_cell_hi(cell), hi, 1e-12);
}

/* generic-10, n = 40: 85 and 55 as whole numbers, 10.0 % in the lower tail, that is up to 10.5 %.
 * Levels: 6 and 12 of 40 follow from 34 and 22 students (15 and 30 %); the third is 55 less the
 * tail. */
static void what_is_shown(void **state)
{
    (void)state;
    strata_cellset *set = set_of();
    protect(set, "generic-10", "current");
    const strata_cell *counts = find(set, "english_only", STRATA_STAT_COUNTS, 0);
    assert_int_equal(counts->has, STRATA_HAS_TESTED | STRATA_HAS_SCORED);
    assert_int_equal(counts->n_scored, 40);
    expect(find(set, "english_only", STRATA_STAT_PCT, 2), 85, 84.5, 85.5);
    expect(find(set, "english_only", STRATA_STAT_PCT, 3), 55, 54.5, 55.5);
    expect(find(set, "english_only", STRATA_STAT_PCT, 4), (double)NAN, 0, 10.5);
    expect(find(set, "english_only", STRATA_STAT_SHARE, 1), 15, 14.5, 15.5);
    expect(find(set, "english_only", STRATA_STAT_SHARE, 2), 30, 29.5, 30.5);
    expect(find(set, "english_only", STRATA_STAT_SHARE, 3), (double)NAN, 44, 55.5);
    expect(find(set, "english_only", STRATA_STAT_SHARE, 4), (double)NAN, 0, 10.5);
    expect(find(set, "english_only", STRATA_STAT_MEAN, 0), 2450, 2449.5, 2450.5);
    expect(find(set, "english_only", STRATA_STAT_SD, 0), 51, 50.5, 51.5);
    strata_cellset_free(set);
}

/* Hidden cells and their statistics say nothing. */
static void what_is_hidden(void **state)
{
    (void)state;
    strata_cellset *set = set_of();
    protect(set, "generic-10", "current");
    const strata_cell *hidden = find(set, "current", STRATA_STAT_COUNTS, 0);
    const strata_cell nothing = {
        .key = hidden->key, .status = STRATA_CELL_SUPPRESSED, .level_count = 4};
    assert_true(strata_cell_equal(hidden, &nothing));
    assert_null(find(set, "current", STRATA_STAT_PCT, 3));
    assert_null(find(set, "current", STRATA_STAT_MEAN, 0));
    strata_cellset_free(set);
}

/* nces-2011-603 hides n: percents only, each weighing 1; 52 of 60 are 73.3 %. */
static void without_n(void **state)
{
    (void)state;
    strata_cellset *set = set_of();
    protect(set, "nces-2011-603", "current");
    const strata_cell *counts = find(set, "all", STRATA_STAT_COUNTS, 0);
    assert_int_equal(counts->has, 0);
    assert_int_equal(counts->n_tested, 0);
    const strata_cell *pct = find(set, "all", STRATA_STAT_PCT, 2);
    assert_int_equal(pct->has & STRATA_HAS_COUNTED, 0);
    assert_true(strata_cell_lo(pct) < 73.3 && strata_cell_hi(pct) > 73.3);
    strata_cellset_free(set);
}

/* A statistic that came with the user's own counts goes, unless ours replaces it; what others have
 * published stays as it is. */
static void statistics_that_were_there(void **state)
{
    (void)state;
    strata_cellset *set = set_of();
    strata_cell own = test_printed((test_print){
        STRATA_STAT_MEAN, 0, 1, STRATA_HAS_VALUE | STRATA_HAS_SCORED, 24617, 0, 0, 20, 0});
    own.key.source = STRATA_COUNTED;
    own.has |= STRATA_IS_GIVEN;
    assert_true(test_add(set, current, own));
    own.key.stat = STRATA_STAT_INDEX;
    assert_true(test_add(set, everybody, own));
    strata_cell published = own;
    published.key.source = STRATA_PUBLISHED;
    published.has = STRATA_HAS_VALUE | STRATA_HAS_SCORED;
    assert_true(test_add(set, english_only, published));
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    published = *find(set, "english_only", STRATA_STAT_INDEX, 0);
    protect(set, "generic-10", "current");
    assert_int_equal(find(set, "current", STRATA_STAT_MEAN, 0)->status, STRATA_CELL_SUPPRESSED);
    assert_int_equal(find(set, "current", STRATA_STAT_MEAN, 0)->value_sum, 0);
    assert_int_equal(find(set, "all", STRATA_STAT_INDEX, 0)->status, STRATA_CELL_SUPPRESSED);
    assert_true(strata_cell_equal(find(set, "english_only", STRATA_STAT_INDEX, 0), &published));
    strata_cellset_free(set);
}

static strata_sink *bytes_of(const strata_cellset *set)
{
    const strata_stream_header header = {.kind = STRATA_STREAM_CELLS};
    strata_sink *sink = NULL;
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    assert_int_equal(strata_cell_stream_write(sink, set, &header, false, NULL), STRATA_OK);
    return sink;
}

/* What was written is read back as it was. */
static void round_trip(void **state)
{
    (void)state;
    static const char *const policies[] = {"generic-10", "nces-2011-603", "edfacts", "tx"};
    for (size_t at = 0; at < sizeof policies / sizeof policies[0]; at++) {
        strata_cellset *set = set_of();
        protect(set, policies[at], "current");
        strata_sink *first = bytes_of(set);
        const char *bytes = NULL;
        const char *again = NULL;
        size_t len = 0;
        size_t again_len = 0;
        strata_sink_bytes(first, &bytes, &len);
        strata_source *source = NULL;
        strata_cellset *read = NULL;
        strata_error err = {0};
        assert_int_equal(strata_source_memory("cells", bytes, len, 4096, &source, NULL), STRATA_OK);
        if (strata_cell_stream_read(source, &read, NULL, &err) != STRATA_OK) {
            fail_msg("%s", err.text);
        }
        strata_sink *second = bytes_of(read);
        strata_sink_bytes(second, &again, &again_len);
        assert_int_equal(len, again_len);
        assert_memory_equal(bytes, again, len);
        strata_sink_discard(second);
        strata_source_close(source);
        strata_sink_discard(first);
        strata_cellset_free(read);
        strata_cellset_free(set);
    }
}

/* Gaps read the rows as they read published ones. At level 3 55 of english_only less 20 of current
 * (4 of 20 are 20 %, in the tail of n = 10 to 20) lies between 54.5 - 20.5 and 55.5 - 0. */
static void gaps_of_protected_cells(void **state)
{
    (void)state;
    strata_cellset *set = set_of();
    protect(set, "generic-10", "nobody");
    strata_gap_options options;
    strata_estimates *estimates = NULL;
    strata_gap_options_default(&options);
    assert_int_equal(strata_gaps_compute(set, &options, &estimates, NULL), STRATA_OK);
    size_t found = 0;
    for (size_t at = 0; at < estimates->count; at++) {
        const strata_estimate *row = &estimates->rows[at];
        const char *measure = strata_dictionary_text(estimates->dictionary, row->measure);
        const char *group = strata_dictionary_text(estimates->dictionary, row->group);
        if (row->has_ref && strcmp(measure, "gap_pct") == 0 && row->cut == 3 &&
            strcmp(group, "current") == 0) {
            found++;
            assert_int_equal(row->result.status, STRATA_ESTIMATE_SUPPRESSED);
            assert_near(row->result.bound_lo, 34.0, 1e-9);
            assert_near(row->result.bound_hi, 55.5, 1e-9);
        }
    }
    assert_int_equal(found, 1);
    strata_estimates_free(estimates);
    strata_cellset_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_shown), cmocka_unit_test(what_is_hidden),
        cmocka_unit_test(without_n),     cmocka_unit_test(statistics_that_were_there),
        cmocka_unit_test(round_trip),    cmocka_unit_test(gaps_of_protected_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
