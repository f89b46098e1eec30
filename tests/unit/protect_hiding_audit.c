/* An audit that looks for ways first says what the plain one says. */
#include <string.h>

#include "protect/hiding_audit.h"
#include "protect/published.h"
#include "release_text.h"
#include "test_cells.h"
#include "test_policy.h"

#define GROUP "2024/caaspp/ela/all/all_tested/lea 0001/scale_score/swd="

static const test_key all_of_them = {2024, "all", "0001", "all", "all"};
static const test_key with = {2024, "all", "0001", "swd", "yes"};
static const test_key without = {2024, "all", "0001", "swd", "no"};

static void add_n(strata_cellset *set, test_key key, uint64_t n)
{
    const strata_cell cell = {.has = STRATA_HAS_SCORED, .level_count = 4, .n_scored = n};
    assert_true(test_add(set, key, cell));
}

static void add_hidden(strata_cellset *set, test_key key)
{
    assert_true(test_add(set, key, (strata_cell){.status = STRATA_CELL_SUPPRESSED}));
}

static strata_published_release *publish(strata_cellset *set)
{
    const strata_published_file file = {.name = "published.csv", .set = set};
    const strata_published_options options = {.width = 4};
    strata_published_release *published = NULL;
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_int_equal(strata_published_release_new(&file, 1, &options, &published, NULL), STRATA_OK);
    return published;
}

static strata_audit_options options_of(const strata_published_release *published)
{
    return (strata_audit_options){.width = 4, .widths = published->unknowns->release->widths};
}

static strata_finding finding_of(const strata_audit *audit, const char *id)
{
    const strata_release *release = strata_audit_release(audit);
    const uint32_t known = strata_intern_find(release->ids, id, strlen(id));
    assert_true(known != UINT32_MAX && known > 0);
    return strata_audit_finding(audit, known - 1);
}

/* What is known of the numbers is as it was; what the audit says is returned. */
static strata_audit *attack(strata_published_release *published)
{
    const strata_release *release = published->unknowns->release;
    const size_t bytes = release->cell_count * sizeof *release->cells;
    const strata_audit_options options = options_of(published);
    strata_audit *audit = NULL;
    void *before = malloc(bytes);
    assert_non_null(before);
    memcpy(before, release->cells, bytes);
    assert_int_equal(strata_hiding_audit(published->unknowns, &options, &audit, NULL), STRATA_OK);
    assert_memory_equal(release->cells, before, bytes);
    free(before);
    return audit;
}

static void test_nothing(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    strata_published_release *published = publish(set);
    const strata_audit_options options = options_of(published);
    strata_audit *audit = NULL;
    assert_int_equal(published->unknowns->release->cell_count, 0);
    assert_int_equal(strata_hiding_audit(published->unknowns, &options, &audit, NULL), STRATA_OK);
    assert_non_null(audit);
    strata_audit_free(audit);
    strata_published_release_free(published);
    strata_cellset_free(set);
}

/* Of 30 students 12 are without: 30 - 12 = 18 are with. */
static void test_what_can_be_subtracted(void **state)
{
    (void)state;
    strata_cellset *set = test_set_new();
    add_n(set, all_of_them, 30);
    add_n(set, without, 12);
    add_hidden(set, with);
    strata_published_release *published = publish(set);
    strata_audit *audit = attack(published);
    const strata_finding found = finding_of(audit, GROUP "yes/n_scored");
    assert_int_equal(found.verdict, STRATA_VERDICT_EXACT);
    assert_int_equal(found.lo, 18);
    assert_int_equal(found.hi, 18);
    strata_audit_free(audit);
    strata_published_release_free(published);
    strata_cellset_free(set);
}

/* Of 30 students 1 to 29 may be with and the others without. */
static void test_what_stays_open(void **state)
{
    (void)state;
    static const char *const ids[] = {GROUP "yes/n_scored", GROUP "no/n_scored"};
    strata_cellset *set = test_set_new();
    add_n(set, all_of_them, 30);
    add_hidden(set, without);
    add_hidden(set, with);
    strata_published_release *published = publish(set);
    strata_audit *audit = attack(published);
    for (size_t at = 0; at < sizeof ids / sizeof ids[0]; at++) {
        const strata_finding found = finding_of(audit, ids[at]);
        assert_int_equal(found.verdict, STRATA_VERDICT_SAFE);
        assert_true(found.lo <= 1 && found.hi >= 29);
    }
    strata_audit_free(audit);
    strata_published_release_free(published);
    strata_cellset_free(set);
}

/* 40 of 30. */
static void test_what_contradicts_itself(void **state)
{
    (void)state;
    strata_error err = {0};
    strata_audit *audit = NULL;
    size_t matched = 0;
    strata_cellset *set = test_set_new();
    add_n(set, all_of_them, 30);
    add_hidden(set, without);
    add_hidden(set, with);
    strata_published_release *published = publish(set);
    strata_release *known =
        release_text("cell_id,value\n" GROUP "yes/n_scored,40\n", "eq_id,total_cell,part_cell\n");
    assert_int_equal(strata_published_know(published, known, "known.csv", &matched, NULL),
                     STRATA_OK);
    assert_int_equal(matched, 1);
    const strata_audit_options options = options_of(published);
    assert_int_equal(strata_hiding_audit(published->unknowns, &options, &audit, &err),
                     STRATA_E_INPUT);
    assert_string_equal(err.rule, "contradiction");
    assert_null(audit);
    strata_release_free(known);
    strata_published_release_free(published);
    strata_cellset_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_what_can_be_subtracted),
        cmocka_unit_test(test_what_stays_open),
        cmocka_unit_test(test_what_contradicts_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
