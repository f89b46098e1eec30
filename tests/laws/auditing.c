/* Releases so small that every table can be counted out: what the audit says is what counting out
 * says, whatever attacks it is left with, and no attack says more than is true. */
#include "protect/audit.h"
#include "small_release.h"

enum {
    RELEASES = 400, /* unless the command line says how many */
    WIDTH = 3
};

/* What a way to audit must get right. */
typedef struct way {
    bool no_linear;
    bool no_trials;
} way;

static void compare_cell(const strata_audit *audit, const small_truth *truth, uint32_t cell,
                         const way *how)
{
    const strata_finding finding = strata_audit_finding(audit, cell);
    assert_true(finding.lo <= truth->lo[cell]); /* nothing that is possible is ruled out */
    assert_true(finding.hi >= truth->hi[cell]);
    if (!how->no_trials) {
        assert_int_equal(finding.lo, truth->lo[cell]);
        assert_int_equal(finding.hi, truth->hi[cell]);
    }
    const int64_t width = truth->hi[cell] - truth->lo[cell];
    assert_true(finding.verdict != STRATA_VERDICT_SAFE || width >= WIDTH);
    assert_true(finding.verdict != STRATA_VERDICT_EXACT || width == 0);
    assert_true(finding.verdict != STRATA_VERDICT_NARROW || width < WIDTH);
    assert_true(how->no_trials || finding.verdict != STRATA_VERDICT_UNPROVEN);
}

static void audit_one(const small_release *small, const small_truth *truth, const way *how)
{
    strata_release *release = small_release_of(small);
    strata_audit *audit = NULL;
    strata_error err = {0};
    const strata_audit_options options = {.width = WIDTH,
                                          .wants_all = true,
                                          .no_trials = how->no_trials,
                                          .no_linear = how->no_linear};
    assert_int_equal(strata_audit_run(release, &options, &audit, &err), STRATA_OK);
    for (uint32_t cell = 0; cell < small->count; cell++) {
        if (small->is_hidden[cell]) {
            compare_cell(audit, truth, cell, how);
        }
    }
    strata_audit_free(audit);
    strata_release_free(release);
}

/* Fewer questions are asked of safe cells; the verdicts must be the same. */
static void audit_in_short(const small_release *small, const small_truth *truth)
{
    strata_release *release = small_release_of(small);
    strata_audit *audit = NULL;
    const strata_audit_options options = {.width = WIDTH, .truth = small->value};
    assert_int_equal(strata_audit_run(release, &options, &audit, NULL), STRATA_OK);
    for (uint32_t cell = 0; cell < small->count; cell++) {
        const int64_t width = truth->hi[cell] - truth->lo[cell];
        const strata_verdict expected =
            width >= WIDTH ? STRATA_VERDICT_SAFE
                           : (width == 0 ? STRATA_VERDICT_EXACT : STRATA_VERDICT_NARROW);
        const strata_finding finding = strata_audit_finding(audit, cell);
        if (small->is_hidden[cell]) {
            assert_int_equal(finding.verdict, expected);
        }
    }
    strata_audit_free(audit);
    strata_release_free(release);
}

static void test_all_tables(void **state)
{
    const uint32_t releases = *(const uint32_t *)*state;
    static const way ways[] = {{false, false}, {true, false}, {false, true}, {true, true}};
    uint32_t counted = 0;
    for (uint32_t seed = 1; counted < releases; seed++) {
        small_release small;
        small_truth truth;
        small_make(&small, seed);
        if (small_hidden(&small) > 8 || !small_count_out(&small, &truth)) {
            continue;
        }
        assert_true(truth.tables > 0);
        counted++;
        for (size_t at = 0; at < sizeof ways / sizeof ways[0]; at++) {
            audit_one(&small, &truth, &ways[at]);
        }
        audit_in_short(&small, &truth);
    }
}

int main(int argc, char **argv)
{
    uint32_t releases = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : RELEASES;
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(test_all_tables, &releases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
