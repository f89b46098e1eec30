/* Two sets of estimates with dictionaries of their own become one. */
#include "run/estimate_join.h"
#include "table_sample.h"

static const char *text_of(const strata_estimates *set, uint32_t id)
{
    return strata_dictionary_text(set->dictionary, id);
}

static void test_append(void **state)
{
    (void)state;
    strata_estimates *into = strata_estimates_new();
    strata_estimates *from = sample_estimates();
    strata_error err = {0};
    (void)snprintf(into->protection, sizeof into->protection, "draft");
    (void)sample_text(into, "shifts the numbers of the texts");
    strata_estimate first = sample_base(into);
    first.measure = sample_text(into, "mean");
    sample_add(into, &first);
    assert_int_equal(strata_estimates_append(into, from, &err), STRATA_OK);
    assert_int_equal(into->count, 1 + SAMPLE_COUNT);
    strata_estimates_free(from); /* nothing of it is needed any more */
    const strata_estimate *gap = &into->rows[1 + SAMPLE_GAP];
    assert_string_equal(text_of(into, gap->measure), "gap_pct");
    assert_string_equal(text_of(into, gap->ref_group), "english_only");
    assert_string_equal(text_of(into, gap->school), "0100001");
    assert_string_equal(text_of(into, gap->entity_name), "Acorn, \"the\" School");
    assert_string_equal(text_of(into, gap->term), "");
    assert_true(gap->result.n == 60);
    assert_string_equal(text_of(into, into->rows[0].measure), "mean");
    strata_estimates_free(into);
}

static void test_protection_differs(void **state)
{
    (void)state;
    strata_estimates *into = sample_estimates();
    strata_estimates *from = sample_estimates();
    strata_error err = {0};
    (void)snprintf(from->protection, sizeof from->protection, "none");
    assert_int_equal(strata_estimates_append(into, from, &err), STRATA_E_INPUT);
    test_error(&err, "error: estimates under protection \"draft\" and \"none\" do not go into one "
                     "table (protection-differs)");
    assert_int_equal(into->count, SAMPLE_COUNT);
    strata_estimates_free(into);
    strata_estimates_free(from);
}

/* The same estimate from two files would stand in the table twice. */
static void test_twice(void **state)
{
    (void)state;
    strata_estimates *into = sample_estimates();
    strata_estimates *from = strata_estimates_new();
    strata_error err = {0};
    (void)snprintf(from->protection, sizeof from->protection, "draft");
    (void)sample_text(from, "shifts the numbers of the texts");
    strata_estimate row = sample_base(from);
    row.measure = sample_text(from, "mean");
    sample_add(from, &row);
    row.cut = 4;
    sample_add(from, &row);
    assert_int_equal(strata_estimates_append(into, from, &err), STRATA_OK);
    assert_int_equal(strata_estimates_append(into, from, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "estimates-twice");
    strata_estimates_free(into);
    strata_estimates_free(from);
}

static strata_status append_all(void)
{
    strata_estimates *into = strata_estimates_new();
    strata_estimates *from = strata_estimates_new();
    strata_status status = STRATA_E_MEMORY;
    if (into != NULL && from != NULL) {
        const strata_estimate row = {0};
        status = strata_estimates_add(from, &row, NULL);
        if (status == STRATA_OK) {
            strata_estimate other = row;
            other.cut = 1;
            status = strata_estimates_add(into, &other, NULL);
        }
        if (status == STRATA_OK) {
            status = strata_estimates_append(into, from, NULL);
        }
    }
    strata_estimates_free(into);
    strata_estimates_free(from);
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(append_all), 5, 1000);
}

static void test_names(void **state)
{
    (void)state;
    static const char *const folders[] = {STRATA_TEST_SOURCE "/schemas"};
    strata_estimates *set = sample_estimates();
    strata_entities *entities = strata_entities_new();
    strata_catalog *catalog = NULL;
    strata_error err = {0};
    assert_non_null(entities);
    assert_int_equal(strata_catalog_open(folders, 1, &catalog, &err), STRATA_OK);
    assert_int_equal(strata_entities_load(entities,
                                          STRATA_TEST_SOURCE "/tests/golden/data/entities.csv",
                                          catalog, &err),
                     STRATA_OK);
    set->rows[SAMPLE_SLOPE].school = sample_text(set, "9999999"); /* nobody knows it */
    assert_int_equal(strata_estimates_name(set, entities, &err), STRATA_OK);
    assert_string_equal(text_of(set, set->rows[SAMPLE_PCT].entity_name), "Acorn Elementary");
    assert_string_equal(text_of(set, set->rows[SAMPLE_GAP].entity_name), "Acorn Elementary");
    assert_string_equal(text_of(set, set->rows[SAMPLE_SLOPE].entity_name), "Acorn, \"the\" School");
    strata_catalog_free(catalog);
    strata_entities_free(entities);
    strata_estimates_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_append), cmocka_unit_test(test_protection_differs),
        cmocka_unit_test(test_twice),  cmocka_unit_test(test_out_of_memory),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
