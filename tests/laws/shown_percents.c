/* For every preset and every n: a tail or range leaves at least three possible numerators, what is
 * hidden leaves at least five in a row, and nobody or everybody is never told by a number. The
 * numerators are found here by inequalities between whole numbers, walking k upwards as n grows,
 * and by nothing that the library computes; its coding and its inverse are then compared with them.
 */
#include "protect/policy_code.h"
#include "protect/policy_files.h"
#include "unit/test_policy.h"

enum {
    N_LAST = 5000,
    REGIONS_MAX = 24,
    HIDDEN_LEAST = 5
};

/* Numerators first..last of n have a rounded percent from lo to hi, in units. */
typedef struct region {
    uint32_t lo;
    uint32_t hi;
    bool is_number; /* between tails without ranges */
    uint64_t first;
    uint64_t end;
} region;

/* A band, and where its regions begin for the n at hand. */
typedef struct walk {
    const strata_policy_rules *rules;
    const strata_policy_band *band;
    uint64_t n;
    uint64_t unit;
    region regions[REGIONS_MAX];
    size_t count;
} walk;

static void add_region(walk *w, uint64_t lo, uint64_t hi, bool is_number)
{
    assert_true(w->count < REGIONS_MAX);
    w->regions[w->count++] = (region){(uint32_t)lo, (uint32_t)hi, is_number, 0, 0};
}

/* All percents in order; together they are 0 to 100. */
static void start(walk *w, const strata_policy_rules *rules, const strata_policy_band *band)
{
    static const uint64_t units[] = {1, 10, 100};
    *w = (walk){.rules = rules, .band = band, .unit = units[band->digits]};
    const uint64_t low = band->low * w->unit;
    const uint64_t high = band->high * w->unit;
    const uint64_t from = band->has_low ? low + 1 : 0;
    const uint64_t until = band->has_high ? high - 1 : 100 * w->unit;
    if (band->has_low) {
        add_region(w, 0, low, false);
    }
    for (uint32_t at = 0; at < band->range_count; at++) {
        add_region(w, band->ranges[at].lo, band->ranges[at].hi, false);
    }
    if (!band->has_ranges && from <= until) {
        add_region(w, from, until, true);
    }
    if (band->has_high) {
        add_region(w, high, 100 * w->unit, false);
    }
    uint64_t next = 0;
    for (size_t at = 0; at < w->count; at++) {
        assert_int_equal(w->regions[at].lo, next);
        next = w->regions[at].hi + 1;
    }
    assert_int_equal(next, 100 * w->unit + 1);
}

/* The first k with 100 k / n >= p - 1/2, p in units: 200 u k >= (2 p - 1) n. */
static uint64_t walk_to(uint64_t k, uint64_t p, const walk *w)
{
    while (p > 0 && 200 * w->unit * k < (2 * p - 1) * w->n) {
        k++;
    }
    return k;
}

static void move_to(walk *w, uint64_t n)
{
    w->n = n;
    for (size_t at = 0; at < w->count; at++) {
        region *r = &w->regions[at];
        r->first = walk_to(r->first, r->lo, w);
        r->end = walk_to(r->end, (uint64_t)r->hi + 1, w);
        r->end = r->end > n + 1 ? n + 1 : r->end;
    }
}

/* Numerators that the policy hides: below m; above n - m, where the upper tail has not begun. */
static uint64_t hidden_below(const walk *w)
{
    return w->rules->min_numerator;
}

static uint64_t hidden_from(const walk *w)
{
    const uint64_t m = w->rules->min_numerator;
    return m > 0 ? w->n - m + 1 : w->n + 1;
}

static bool is_upper_tail(const walk *w, const region *r)
{
    return w->band->has_high && r == &w->regions[w->count - 1];
}

/* The region without what is hidden; false if nothing is left. */
static bool visible(const walk *w, const region *r, uint64_t out[2])
{
    const uint64_t until = is_upper_tail(w, r) ? r->end : hidden_from(w);
    out[0] = r->first > hidden_below(w) ? r->first : hidden_below(w);
    out[1] = r->end < until ? r->end : until;
    return out[0] < out[1];
}

static void expect_shown(const walk *w, const region *r, uint64_t k)
{
    const strata_shown shown = strata_policy_code(w->rules, w->n, k);
    const strata_shown below = strata_policy_code_below(w->rules, w->n, w->n - k);
    assert_int_equal(shown.kind == STRATA_SHOWN_NUMBER, r->is_number);
    assert_int_not_equal(shown.kind, STRATA_SHOWN_HIDDEN);
    assert_true(r->lo <= shown.lo && shown.hi <= r->hi);
    assert_true(r->is_number || (r->lo == shown.lo && r->hi == shown.hi));
    /* (2 lo - 1) n <= 200 u k < (2 hi + 1) n */
    assert_true(shown.lo == 0 || (2 * (uint64_t)shown.lo - 1) * w->n <= 200 * w->unit * k);
    assert_true(200 * w->unit * k < (2 * (uint64_t)shown.hi + 1) * w->n);
    assert_int_equal(below.lo, 100 * w->unit - shown.hi);
    assert_int_equal(below.hi, 100 * w->unit - shown.lo);
}

/* The coding's inverse, and that of the others' percent, are these very numerators. */
static void expect_feasible(const walk *w, const uint64_t seen[2])
{
    uint64_t got[2] = {0, 0};
    const uint64_t k = seen[0];
    assert_true(strata_policy_feasible(w->rules, w->n, strata_policy_code(w->rules, w->n, k), got));
    assert_int_equal(got[0], seen[0]);
    assert_int_equal(got[1], seen[1] - 1);
    assert_true(strata_policy_feasible(w->rules, w->n,
                                       strata_policy_code_below(w->rules, w->n, w->n - k), got));
    assert_int_equal(got[0], w->n - (seen[1] - 1));
    assert_int_equal(got[1], w->n - seen[0]);
}

static void check_region(const walk *w, const region *r)
{
    uint64_t seen[2];
    if (!visible(w, r, seen)) {
        return;
    }
    expect_shown(w, r, seen[0]);
    expect_shown(w, r, (seen[0] + seen[1]) / 2 == seen[1] ? seen[0] : (seen[0] + seen[1]) / 2);
    expect_shown(w, r, seen[1] - 1);
    if (r->is_number) { /* neither 0 nor 100, also not rounded */
        const strata_shown least = strata_policy_code(w->rules, w->n, seen[0]);
        const strata_shown most = strata_policy_code(w->rules, w->n, seen[1] - 1);
        assert_true(least.lo > 0 && most.hi < 100 * w->unit);
        assert_true(seen[0] > 0 && seen[1] <= w->n);
        return;
    }
    if (seen[1] - seen[0] < 3) {
        fail_msg("%s: n = %llu leaves %llu numerators from %u to %u", w->rules->id,
                 (unsigned long long)w->n, (unsigned long long)(seen[1] - seen[0]), r->lo, r->hi);
    }
    expect_feasible(w, seen);
}

static void expect_hidden_run(const walk *w, uint64_t from, uint64_t end)
{
    for (uint64_t k = from; k < end; k++) {
        assert_int_equal(strata_policy_code(w->rules, w->n, k).kind, STRATA_SHOWN_HIDDEN);
    }
    assert_true(from >= end || end - from >= HIDDEN_LEAST);
}

static void check_hidden(const walk *w)
{
    const region *top = &w->regions[w->count - 1];
    const uint64_t until = w->band->has_high ? top->first : w->n + 1;
    if (hidden_from(w) <= hidden_below(w)) { /* one run up to the tail */
        expect_hidden_run(w, 0, until > hidden_below(w) ? until : hidden_below(w));
        return;
    }
    expect_hidden_run(w, 0, hidden_below(w));
    expect_hidden_run(w, hidden_from(w), until);
}

static void check_n(walk *w, uint64_t n)
{
    move_to(w, n);
    for (size_t at = 0; at < w->count; at++) {
        check_region(w, &w->regions[at]);
    }
    check_hidden(w);
}

static void check_small(const strata_policy_rules *rules)
{
    for (uint64_t n = 1; n < rules->min_n; n++) {
        for (uint64_t k = 0; k <= n; k++) {
            const strata_shown shown = strata_policy_code(rules, n, k);
            assert_int_equal(shown.kind, STRATA_SHOWN_HIDDEN);
            assert_int_equal(shown.why, STRATA_PRIMARY_SMALL);
        }
    }
}

static void check_preset(const char *id)
{
    strata_policy_rules *rules = test_preset(id);
    uint64_t next = rules->min_n;
    check_small(rules);
    for (uint32_t at = 0; at < rules->band_count; at++) {
        const strata_policy_band *band = &rules->bands[at];
        const bool is_last = at + 1 == rules->band_count;
        assert_int_equal(band->n_from, next);
        assert_int_equal(band->n_to == STRATA_POLICY_NO_END, is_last);
        walk w;
        start(&w, rules, band);
        const uint64_t end = is_last ? N_LAST : (uint64_t)band->n_to;
        for (uint64_t n = next; n <= end; n++) {
            assert_ptr_equal(strata_policy_band_of(rules, n), band);
            check_n(&w, n);
        }
        if (is_last) {
            check_n(&w, N_LAST + 1);
            check_n(&w, 99999);
            check_n(&w, 1000000);
        }
        next = end + 1;
    }
    assert_int_equal(next, N_LAST + 1);
    strata_policy_rules_free(rules);
}

static void every_preset_keeps_its_promise(void **state)
{
    (void)state;
    static const char *const folders[] = {STRATA_TEST_SOURCE "/schemas"};
    strata_policy_files *files = NULL;
    assert_int_equal(strata_policy_files_new(folders, 1, &files, NULL), STRATA_OK);
    assert_true(strata_policy_files_count(files) >= 10);
    for (size_t at = 0; at < strata_policy_files_count(files); at++) {
        check_preset(strata_policy_files_id(files, at));
    }
    strata_policy_files_free(files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_preset_keeps_its_promise)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
