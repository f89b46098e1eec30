/* Whatever is counted: every sum of the release holds for the true numbers, every true number is
 * one that readers hold possible, and what is hidden is nowhere in the cells that are published. */
#include "cube/cell_stream.h"
#include "cube/cell_value.h"
#include "cube/cube.h"
#include "protect/audit.h"
#include "protect/links.h"
#include "protect/protected_cells.h"
#include "protect/protection.h"
#include "protect/shown.h"
#include "random_records.h"
#include "unit/test_policy.h"

enum {
    SEEDS = 5,
    RECORDS = 12,
    ATTACKS = 3,
    ATTACKED = 1 /* records of the sets that are attacked */
};

static const char *const policies[] = {"generic-10", "nces-2011-603", "tx", "edfacts"};

static bool has_universal_meals(void *context, const char *const ids[3], int year)
{
    (void)context;
    return strcmp(ids[2], "601231") == 0 && year == 2019;
}

static strata_cellset *draw_set(uint64_t seed, size_t records)
{
    strata_plan plan;
    strata_cellset *set = NULL;
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, "all,el,race,frl,el*frl,race*swd", NULL),
                     STRATA_OK);
    assert_int_equal(strata_plan_population(&plan, "all_tested,accountability", NULL), STRATA_OK);
    plan.race_scheme = (strata_race_scheme)(seed % STRATA_RACE_SCHEMES);
    plan.keep_masks = seed % 3 == 0;
    plan.recorded_only = seed % 5 == 0;
    strata_dictionary *dictionary = random_dictionary();
    record_list list = random_list(seed, dictionary, records);
    strata_cube *cube = strata_cube_new(&plan, dictionary);
    assert_non_null(cube);
    strata_cube_set_meals(cube, (strata_cube_meals_of){.is_universal = has_universal_meals});
    for (size_t at = 0; at < list.count; at++) {
        assert_int_equal(strata_cube_add_record(cube, &list.records[at], NULL), STRATA_OK);
    }
    assert_int_equal(strata_cube_finish(cube, NULL, &set, NULL), STRATA_OK);
    strata_cube_free(cube);
    strata_free(list.records);
    return set;
}

/* ---- the release ---- */

static void check_truth(const strata_unknowns *unknowns)
{
    const strata_release *release = unknowns->release;
    for (uint32_t at = 0; at < release->equation_count; at++) {
        if (strata_equations_excess(&release->sums, at, unknowns->truth) != 0) {
            fail_msg("%s", strata_release_equation_id(release, at));
        }
    }
    for (uint32_t at = 0; at < release->cell_count; at++) {
        const strata_release_cell *cell = &release->cells[at];
        if (unknowns->truth[at] < cell->lo || unknowns->truth[at] > cell->hi) {
            fail_msg("%s", strata_release_cell_id(release, at));
        }
    }
}

static void check_no_contradiction(const strata_unknowns *unknowns)
{
    const strata_audit_options options = {
        .width = 1, .truth = unknowns->truth, .no_linear = true, .no_trials = true};
    strata_audit *audit = NULL;
    strata_error err = {0};
    if (strata_audit_run(unknowns->release, &options, &audit, &err) != STRATA_OK) {
        fail_msg("%s", err.text);
    }
    strata_audit_free(audit);
}

/* A set with its release, under one of the policies. */
typedef struct published_set {
    strata_policy_rules *rules;
    strata_cellset *set;
    strata_primary primary;
    strata_unknowns *unknowns;
} published_set;

static published_set draw(uint64_t seed, size_t records)
{
    published_set drawn = {.rules = test_preset(policies[seed % 4]),
                           .set = draw_set(seed, records)};
    strata_error err = {0};
    assert_int_equal(strata_primary_mark(drawn.rules, drawn.set, &drawn.primary, NULL), STRATA_OK);
    if (strata_unknowns_new(drawn.rules, drawn.set, &drawn.primary, &drawn.unknowns, &err) !=
        STRATA_OK) {
        fail_msg("seed %" PRIu64 ": %s", seed, err.text);
    }
    return drawn;
}

static void forget(published_set *drawn)
{
    strata_unknowns_free(drawn->unknowns);
    strata_primary_deinit(&drawn->primary);
    strata_cellset_free(drawn->set);
    strata_policy_rules_free(drawn->rules);
}

static bool *marks(size_t count)
{
    bool *made = strata_alloc_zero(count + 1, sizeof *made);
    assert_non_null(made);
    return made;
}

/* Whatever is hidden. */
static void test_truth_fits(void **state)
{
    (void)state;
    const uint64_t seed = random_first_seed();
    size_t sums = 0;
    size_t rests = 0;
    for (uint64_t at = seed; at < seed + SEEDS; at++) {
        published_set drawn = draw(at, RECORDS);
        bool *none = marks(drawn.set->count);
        check_truth(drawn.unknowns);
        strata_unknowns_hide(drawn.unknowns, none);
        check_truth(drawn.unknowns);
        sums += drawn.unknowns->sums;
        rests += drawn.unknowns->rests;
        strata_free(none);
        forget(&drawn);
    }
    assert_true(sums > rests && rests > 0);
}

static void test_attacker_finds_no_contradiction(void **state)
{
    (void)state;
    const uint64_t seed = random_first_seed();
    for (uint64_t at = seed; at < seed + ATTACKS; at++) {
        published_set drawn = draw(at, ATTACKED);
        bool *none = marks(drawn.set->count);
        check_no_contradiction(drawn.unknowns);
        strata_unknowns_hide(drawn.unknowns, none);
        check_no_contradiction(drawn.unknowns);
        strata_free(none);
        forget(&drawn);
    }
}

/* ---- the cells ---- */

/* What a cell of the rewritten set may say, whatever it was made of. */
static void check_silent(const strata_cell *cell)
{
    strata_cell nothing = {
        .key = cell->key, .status = cell->status, .level_count = cell->level_count};
    assert_true(strata_cell_equal(cell, &nothing));
}

static void check_counts(const strata_policy_rules *rules, const strata_cell *from,
                         const strata_cell *made)
{
    strata_cell kept = *made;
    strata_cell_forget(&kept, STRATA_HAS_ALL);
    kept.decimals = 0;
    check_silent(&kept); /* nothing is left in fields that it does not claim to know */
    assert_int_equal(made->has & (STRATA_HAS_SCORES | STRATA_HAS_VALUE | STRATA_HAS_BOUNDS), 0);
    if (!rules->shows_n) {
        assert_int_equal(made->has & STRATA_HAS_COUNTED, 0);
        return;
    }
    assert_int_equal(made->n_tested, from->n_tested);
    assert_int_equal(made->n_scored, from->n_scored);
    if ((made->has & STRATA_HAS_LEVELS) != 0) {
        assert_true(strata_shown_has_counts(rules, from));
    }
}

/* The true figure lies in the bounds. */
static void check_statistic(const strata_cell *from, const strata_cell *made)
{
    if ((made->has & STRATA_HAS_BOUNDS) == 0) {
        assert_int_equal(made->status, STRATA_CELL_SUPPRESSED);
        check_silent(made);
        return;
    }
    const unsigned level = made->key.cut;
    double truth = 0.0;
    if (made->key.stat == STRATA_STAT_PCT) {
        truth = 100.0 * (double)strata_count_at_cut(from, level) / (double)from->n_scored;
    } else if (made->key.stat == STRATA_STAT_SHARE) {
        truth = 100.0 * (double)from->levels[level - 1] / (double)from->n_scored;
    } else if (made->key.stat == STRATA_STAT_MEAN) {
        truth = strata_weighted_mean(from->score_sum, from->n_scored, from->decimals);
    } else {
        return;
    }
    if (truth < strata_cell_lo(made) - 1e-9 || truth > strata_cell_hi(made) + 1e-9) {
        fail_msg("%g is not in %g to %g", truth, strata_cell_lo(made), strata_cell_hi(made));
    }
}

static void check_cell(const published_set *drawn, const strata_cellset *original,
                       const bool *hidden, const strata_cell *made)
{
    strata_cell_key key = made->key;
    key.stat = STRATA_STAT_COUNTS;
    key.cut = 0;
    const strata_cell *from = strata_cellset_find(original, &key);
    assert_non_null(from);
    if (!strata_links_has(from) || hidden[from - original->cells]) {
        assert_int_equal(made->key.stat, STRATA_STAT_COUNTS);
        assert_false(strata_cell_is_shown(made));
        check_silent(made);
    } else if (made->key.stat == STRATA_STAT_COUNTS) {
        check_counts(drawn->rules, from, made);
    } else {
        check_statistic(from, made);
    }
}

/* Besides what must be hidden, every third cell is. */
static void test_hidden_is_nowhere(void **state)
{
    (void)state;
    const uint64_t seed = random_first_seed();
    for (uint64_t at = seed; at < seed + SEEDS; at++) {
        published_set drawn = draw(at, 3 * (size_t)RECORDS);
        strata_cellset *original = draw_set(at, 3 * (size_t)RECORDS);
        bool *hidden = marks(original->count);
        random_state random = {at};
        for (size_t cell = 0; cell < original->count; cell++) {
            hidden[cell] = drawn.unknowns->must[cell] || random_below(&random, 3) == 0;
        }
        assert_int_equal(strata_protected_cells(drawn.rules, drawn.set, hidden, NULL), STRATA_OK);
        size_t counts = 0;
        for (size_t cell = 0; cell < drawn.set->count; cell++) {
            check_cell(&drawn, original, hidden, &drawn.set->cells[cell]);
            counts += drawn.set->cells[cell].key.stat == STRATA_STAT_COUNTS ? 1 : 0;
        }
        assert_int_equal(counts, original->count);
        strata_free(hidden);
        strata_cellset_free(original);
        forget(&drawn);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_truth_fits),
        cmocka_unit_test(test_attacker_finds_no_contradiction),
        cmocka_unit_test(test_hidden_is_nowhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
