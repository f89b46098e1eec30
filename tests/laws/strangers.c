/* Whatever is counted: a stranger who has what was published, and nothing else, holds the true
 * numbers possible, and finds none of those out that were hidden. */
#include "cube/cube.h"
#include "protect/audit.h"
#include "protect/audit_write.h"
#include "protect/hiding.h"
#include "protect/hiding_audit.h"
#include "protect/published.h"
#include "random_records.h"
#include "unit/test_cells.h"
#include "unit/test_policy.h"

enum {
    SEEDS = 12,
    PLACES = 4,
    POLICIES = 4,
    GROUPS = 3, /* all, yes, no */
    LEVELS = 4
};

static const char *const policies[POLICIES] = {"generic-10", "nces-2011-603", "ny", "ca"};
static const char *const groups[GROUPS][2] = {{"all", "all"}, {"swd", "yes"}, {"swd", "no"}};

/* Students of one group in one place. */
typedef struct counted {
    uint64_t levels[LEVELS];
    uint64_t n;
    int64_t sum;
} counted;

static counted draw(random_state *random, uint32_t most)
{
    counted group = {.n = random_below(random, most + 1)};
    for (uint64_t student = 0; student < group.n; student++) {
        const uint32_t score = random_below(random, 400);
        group.levels[score / 100]++;
        group.sum += 2200 + score;
    }
    return group;
}

static void add(counted *to, const counted *from)
{
    for (size_t level = 0; level < LEVELS; level++) {
        to->levels[level] += from->levels[level];
    }
    to->n += from->n;
    to->sum += from->sum;
}

static void add_cell(strata_cellset *set, const char *place, size_t group, const counted *of)
{
    strata_cell cell = test_levels(of->levels, LEVELS);
    cell.has |= STRATA_HAS_SCORES;
    cell.score_sum = of->sum;
    cell.score_sumsq = (strata_int128)of->sum * of->sum;
    cell.score_min = 2200;
    cell.score_max = 2599;
    if (of->n > 0) {
        assert_true(test_add(
            set, (test_key){2024, "all", place, groups[group][0], groups[group][1]}, cell));
    }
}

/* Whether there are students of whom it is not known; a stranger has to be told, since where every
 * sum has a number that is hidden nothing shows it. */
static bool has_rests(uint64_t seed)
{
    return seed % 3 == 0;
}

/* Districts of students with and without disabilities, and in all of them perhaps some of whom
 * that is not known. */
static strata_cellset *draw_set(uint64_t seed)
{
    static const uint32_t sizes[GROUPS] = {0, 14, 60};
    random_state random = {seed};
    counted state[GROUPS] = {{{0}, 0, 0}};
    strata_cellset *set = test_set_new();
    for (unsigned place = 0; place < PLACES; place++) {
        char name[8];
        counted here[GROUPS];
        (void)snprintf(name, sizeof name, "%04u", place + 1);
        here[0] = draw(&random, has_rests(seed) ? 3 : 0);
        for (size_t group = 1; group < GROUPS; group++) {
            here[group] = draw(&random, sizes[group]);
            add(&here[0], &here[group]);
        }
        for (size_t group = 0; group < GROUPS; group++) {
            add(&state[group], &here[group]);
            add_cell(set, name, group, &here[group]);
        }
    }
    for (size_t group = 0; group < GROUPS; group++) {
        add_cell(set, NULL, group, &state[group]);
    }
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    return set;
}

/* What was counted, number by number. */
static strata_unknowns *truth_of(const strata_policy_rules *rules, const strata_cellset *set)
{
    strata_primary primary;
    strata_unknowns *truth = NULL;
    assert_int_equal(strata_primary_mark(rules, set, &primary, NULL), STRATA_OK);
    assert_int_equal(strata_unknowns_new(rules, set, &primary, &truth, NULL), STRATA_OK);
    strata_primary_deinit(&primary);
    return truth;
}

typedef struct tally {
    size_t numbers;
    size_t asked;
    size_t open; /* neither found out nor shown to be safe */
} tally;

static void judge(const strata_audit *audit, uint32_t number, const strata_unknowns *truth,
                  tally *found)
{
    const strata_release *release = strata_audit_release(audit);
    const strata_finding finding = strata_audit_asked(audit, number);
    const char *id = strata_release_cell_id(release, number);
    const uint32_t known = strata_intern_find(truth->release->ids, id, strlen(id));
    if (known != UINT32_MAX && known > 0) {
        const int64_t value = truth->truth[known - 1];
        found->numbers++;
        if (value < finding.lo || value > finding.hi) {
            fail_msg("%s: it is %" PRId64 ", got %" PRId64 " to %" PRId64, id, value, finding.lo,
                     finding.hi);
        }
    }
    if (finding.verdict == STRATA_VERDICT_EXACT || finding.verdict == STRATA_VERDICT_NARROW) {
        fail_msg("%s: %" PRId64 " to %" PRId64 " can be found out", id, finding.lo, finding.hi);
    }
    found->asked += finding.verdict != STRATA_VERDICT_SHOWN ? 1 : 0;
    found->open += finding.verdict == STRATA_VERDICT_UNPROVEN ? 1 : 0;
}

/* With ways that are looked for first, as strata audit does, and without. */
static void attack(const strata_published_release *published, const strata_unknowns *truth,
                   bool has_ways, tally *found)
{
    strata_audit *audit = NULL;
    strata_error err = {0};
    const strata_release *release = published->unknowns->release;
    const strata_audit_options options = {.width = STRATA_WIDTH_DEFAULT, .widths = release->widths};
    const strata_status status =
        has_ways ? strata_hiding_audit(published->unknowns, &options, &audit, &err)
                 : strata_audit_run(release, &options, &audit, &err);
    if (status != STRATA_OK) {
        fail_msg("%s", err.text);
    }
    for (uint32_t number = 0; number < release->cell_count; number++) {
        judge(audit, number, truth, found);
    }
    strata_audit_free(audit);
}

static void publish_and_attack(uint64_t seed, tally *found)
{
    strata_policy_rules *rules = test_preset(policies[seed % POLICIES]);
    strata_cellset *set = draw_set(seed);
    strata_unknowns *truth = truth_of(rules, set);
    strata_published_release *published = NULL;
    strata_error err = {0};
    if (strata_protect_cells(rules, set, &strata_hiding, NULL, &err) != STRATA_OK) {
        fail_msg("seed %" PRIu64 ": %s", seed, err.text);
    }
    const strata_published_file file = {.name = "published.csv", .set = set, .rules = rules};
    const strata_published_options options = {.width = rules->width,
                                              .has_rests_anywhere = has_rests(seed)};
    if (strata_published_release_new(&file, 1, &options, &published, &err) != STRATA_OK) {
        fail_msg("seed %" PRIu64 ": %s", seed, err.text);
    }
    attack(published, truth, false, found);
    attack(published, truth, true, found);
    strata_published_release_free(published);
    strata_unknowns_free(truth);
    strata_cellset_free(set);
    strata_policy_rules_free(rules);
}

static void test_strangers_find_nothing(void **state)
{
    (void)state;
    const uint64_t seed = random_first_seed();
    tally all = {0};
    for (uint64_t at = seed; at < seed + SEEDS; at++) {
        publish_and_attack(at, &all);
    }
    print_message("%zu numbers, %zu asked, %zu open\n", all.numbers, all.asked, all.open);
    assert_true(all.numbers > 500 && all.asked > 100 && all.open * 20 < all.asked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_strangers_find_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
