/* Joining sets whose dictionaries number the same texts differently. */
#include "cube_fixture.h"

static strata_cellset *set_of(const char *lea, const char *other_text)
{
    strata_cellset *set = strata_cellset_new();
    (void)cube_text(set->dictionary, other_text);
    const strata_test test = {.assessment = cube_text(set->dictionary, "caaspp"),
                              .levels = 4,
                              .proficient = 3,
                              .label = cube_text(set->dictionary, "Smarter Balanced")};
    assert_int_equal(strata_dictionary_add_test(set->dictionary, &test, NULL), STRATA_OK);
    strata_cell cell = {.has = STRATA_HAS_TESTED, .n_tested = 10, .level_count = 4};
    cell.key.year = 2024;
    cell.key.group = cube_group("all", "all");
    cell.key.assessment = test.assessment;
    assert_int_equal(strata_cellset_add(set, &cell, NULL), STRATA_OK);
    cell.key.lea = cube_text(set->dictionary, lea);
    assert_int_equal(strata_cellset_add(set, &cell, NULL), STRATA_OK);
    (void)snprintf(set->race_scheme, sizeof set->race_scheme, "ed2007");
    return set;
}

static void test_join(void **state)
{
    (void)state;
    strata_cellset *whole = strata_cellset_new();
    strata_cellset *a = set_of("0161119", "a");
    strata_cellset *b = set_of("0161127", "something before");
    strata_error err = {0};
    assert_int_equal(strata_cellset_add_input(a, "aa", 1, NULL), STRATA_OK);
    assert_int_equal(strata_cellset_add_input(b, "bb", 2, NULL), STRATA_OK);
    memcpy(a->protection, "draft", sizeof "draft");
    memcpy(b->protection, "draft", sizeof "draft");
    assert_int_equal(strata_cellset_append(whole, a, &err), STRATA_OK);
    assert_int_equal(strata_cellset_append(whole, b, &err), STRATA_OK);
    assert_int_equal(strata_cellset_sort(whole, &err), STRATA_OK);
    /* two places of ten and the state of twenty */
    assert_int_equal(whole->count, 3);
    assert_string_equal(strata_cellset_text(whole, whole->cells[0].key.lea), "0161119");
    assert_int_equal(whole->cells[0].n_tested, 10);
    assert_string_equal(strata_cellset_text(whole, whole->cells[1].key.lea), "0161127");
    assert_int_equal(whole->cells[2].key.lea, 0);
    assert_int_equal(whole->cells[2].n_tested, 20);
    assert_int_equal(whole->level_columns, 4);
    assert_int_equal(whole->input_count, 2);
    assert_string_equal(whole->protection, "draft");
    assert_string_equal(whole->race_scheme, "ed2007");
    assert_int_equal(strata_dictionary_test_count(whole->dictionary), 1);
    const strata_test *test = strata_dictionary_test_at(whole->dictionary, 0);
    assert_string_equal(strata_cellset_text(whole, test->label), "Smarter Balanced");
    strata_cellset_free(whole);
    strata_cellset_free(a);
    strata_cellset_free(b);
}

static void assert_refused(strata_cellset *a, strata_cellset *b, const char *rule)
{
    strata_error err = {0};
    assert_int_equal(strata_cellset_append(a, b, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, rule);
    strata_cellset_free(a);
    strata_cellset_free(b);
}

static void test_refused(void **state)
{
    (void)state;
    strata_cellset *a = set_of("1", "");
    strata_cellset *b = set_of("2", "");
    memcpy(b->protection, "draft", sizeof "draft");
    assert_refused(a, b, "cells-differ");
    a = set_of("1", "");
    b = set_of("2", "");
    memcpy(b->race_scheme, "omb2024", sizeof "omb2024");
    assert_refused(a, b, "cells-differ");
    a = set_of("1", "");
    b = set_of("2", "");
    memcpy(b->plan, "by=all", sizeof "by=all");
    assert_refused(a, b, "cells-differ");
    a = set_of("1", "");
    b = set_of("2", "");
    assert_int_equal(strata_cellset_add_input(a, "aa", 1, NULL), STRATA_OK);
    assert_int_equal(strata_cellset_add_input(b, "aa", 1, NULL), STRATA_OK);
    assert_refused(a, b, "input-twice");
    a = set_of("1", "");
    b = strata_cellset_new();
    memcpy(b->race_scheme, "ed2007", sizeof "ed2007");
    const strata_test other = {.assessment = cube_text(b->dictionary, "caaspp"), .levels = 5};
    assert_int_equal(strata_dictionary_add_test(b->dictionary, &other, NULL), STRATA_OK);
    assert_refused(a, b, "test-differs");
}

static strata_status fill_and_join(strata_cellset *a, strata_cellset *b)
{
    strata_cell cell = {.key = {.year = 2024, .group = {{0, 0, 0}, {1, 1, 1}}}};
    STRATA_TRY(strata_intern_add(strata_dictionary_texts(b->dictionary), "0161119", 7,
                                 &cell.key.lea, NULL));
    STRATA_TRY(strata_cellset_add(b, &cell, NULL));
    STRATA_TRY(strata_cellset_add_input(b, "aa", 1, NULL));
    STRATA_TRY(strata_cellset_append(a, b, NULL));
    return strata_cellset_sort(a, NULL);
}

static strata_status join(void)
{
    strata_cellset *a = strata_cellset_new();
    strata_cellset *b = strata_cellset_new();
    const strata_status status = a != NULL && b != NULL ? fill_and_join(a, b) : STRATA_E_MEMORY;
    strata_cellset_free(a);
    strata_cellset_free(b);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(join), 10, 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_join),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
