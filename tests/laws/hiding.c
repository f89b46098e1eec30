/* Whatever is counted: after protection every number that is hidden, and every tail or range that
 * is shown, is as open as the policy promises, says an attacker who is told nothing of how it was
 * hidden. Hiding is a matter of what was counted alone. */
#include "protect/hiding.h"

#include "cube/cube.h"
#include "protect/audit.h"
#include "random_records.h"
#include "unit/test_policy.h"

enum {
    SEEDS = 3,
    RECORDS = 3,
    POLICIES = 3
};

static const char *const policies[POLICIES] = {"generic-10", "nces-2011-603", "ny"};

static strata_cellset *draw_set(uint64_t seed)
{
    strata_plan plan;
    strata_cellset *set = NULL;
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, seed % 2 == 0 ? "all,el" : "all,el,frl", NULL),
                     STRATA_OK);
    strata_dictionary *dictionary = random_dictionary();
    record_list list = random_list(seed, dictionary, RECORDS);
    strata_cube *cube = strata_cube_new(&plan, dictionary);
    assert_non_null(cube);
    for (size_t at = 0; at < list.count; at++) {
        assert_int_equal(strata_cube_add_record(cube, &list.records[at], NULL), STRATA_OK);
    }
    assert_int_equal(strata_cube_finish(cube, NULL, &set, NULL), STRATA_OK);
    strata_cube_free(cube);
    strata_free(list.records);
    return set;
}

/* The suppressor, with an eye on what it hid. */
typedef struct watching {
    size_t numbers;
    size_t open; /* neither found out nor shown to be safe, in the time given */
    size_t hidden;
    size_t ranges; /* shown, and promised to stay open */
    bool *was_hidden;
} watching;

static void note(watching *watch, const strata_unknowns *unknowns, const bool *hidden)
{
    for (size_t cell = 0; cell < unknowns->cell_count; cell++) {
        watch->hidden += hidden[cell] ? 1 : 0;
    }
    watch->was_hidden = strata_alloc_zero(unknowns->cell_count + 1, sizeof(bool));
    assert_non_null(watch->was_hidden);
    memcpy(watch->was_hidden, hidden, unknowns->cell_count * sizeof(bool));
}

static void attack(watching *watch, strata_unknowns *unknowns, const bool *hidden)
{
    const uint32_t count = unknowns->release->cell_count;
    int64_t *widths = strata_alloc_zero(count + 1, sizeof *widths);
    strata_audit *audit = NULL;
    assert_non_null(widths);
    strata_unknowns_hide(unknowns, hidden);
    for (uint32_t at = 0; at < count; at++) {
        const strata_unknown *of = &unknowns->of[at];
        const bool is_hidden = of->cell == STRATA_INNER || hidden[of->cell];
        widths[at] = is_hidden ? of->hidden_width : of->width;
        watch->ranges += !is_hidden && of->width > 0 ? 1 : 0;
    }
    const strata_audit_options options = {.width = STRATA_WIDTH_DEFAULT,
                                          .widths = widths,
                                          .truth = unknowns->truth, /* helps to find tables only */
                                          .no_trials = true};
    assert_int_equal(strata_audit_run(unknowns->release, &options, &audit, NULL), STRATA_OK);
    for (uint32_t at = 0; at < count; at++) {
        const strata_finding finding = strata_audit_finding(audit, at);
        const bool is_known =
            finding.verdict == STRATA_VERDICT_EXACT || finding.verdict == STRATA_VERDICT_NARROW;
        if (widths[at] > 0 && is_known) {
            fail_msg("%s: %" PRId64 " to %" PRId64 ", to be %" PRId64 " apart",
                     strata_release_cell_id(unknowns->release, at), finding.lo, finding.hi,
                     widths[at]);
        }
        watch->numbers += widths[at] > 0 ? 1 : 0;
        watch->open += widths[at] > 0 && finding.verdict == STRATA_VERDICT_UNPROVEN ? 1 : 0;
    }
    strata_audit_free(audit);
    strata_free(widths);
}

static strata_status hide(void *context, strata_unknowns *unknowns, bool *hidden, strata_error *err)
{
    watching *watch = context;
    STRATA_TRY(strata_hiding.hide(strata_hiding.context, unknowns, hidden, err));
    attack(watch, unknowns, hidden);
    note(watch, unknowns, hidden);
    return STRATA_OK;
}

static void protect(uint64_t seed, watching *watch)
{
    strata_policy_rules *rules = test_preset(policies[seed % POLICIES]);
    strata_cellset *set = draw_set(seed);
    const strata_suppressor suppressor = {watch, hide};
    strata_error err = {0};
    const strata_status status = strata_protect_cells(rules, set, &suppressor, NULL, &err);
    if (status != STRATA_OK) {
        fail_msg("seed %" PRIu64 ": %s", seed, err.text);
    }
    for (size_t cell = 0, counted = 0; cell < set->count; cell++) {
        if (set->cells[cell].key.stat == STRATA_STAT_COUNTS) {
            assert_true(!watch->was_hidden[counted] ||
                        set->cells[cell].status == STRATA_CELL_SUPPRESSED);
            counted++;
        }
    }
    strata_cellset_free(set);
    strata_policy_rules_free(rules);
}

static void test_promises_are_kept(void **state)
{
    (void)state;
    const uint64_t seed = random_first_seed();
    watching all = {0};
    for (uint64_t at = seed; at < seed + SEEDS; at++) {
        watching watch = {0};
        protect(at, &watch);
        all.numbers += watch.numbers;
        all.hidden += watch.hidden;
        all.ranges += watch.ranges;
        all.open += watch.open;
        strata_free(watch.was_hidden);
    }
    assert_true(all.numbers > 300 && all.hidden > 30 && all.open * 20 < all.numbers);
}

/* Twice the same cells, twice the same pattern. */
static void test_same_again(void **state)
{
    (void)state;
    const uint64_t seed = random_first_seed();
    watching first = {0};
    watching second = {0};
    protect(seed, &first);
    protect(seed, &second);
    assert_int_equal(first.hidden, second.hidden);
    assert_int_equal(first.numbers, second.numbers);
    strata_free(first.was_hidden);
    strata_free(second.was_hidden);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_promises_are_kept),
        cmocka_unit_test(test_same_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
