#include "record/dictionary.h"
#include "strata_test.h"

static uint32_t text_of(strata_dictionary *dictionary, const char *text)
{
    uint32_t id = 0;
    assert_int_equal(
        strata_intern_add(strata_dictionary_texts(dictionary), text, strlen(text), &id, NULL),
        STRATA_OK);
    return id;
}

static strata_test make(strata_dictionary *dictionary, const char *assessment, const char *subject,
                        const char *era)
{
    return (strata_test){.assessment = text_of(dictionary, assessment),
                         .subject = text_of(dictionary, subject),
                         .era = text_of(dictionary, era),
                         .levels = 4,
                         .proficient = 3,
                         .has_scores = true};
}

static void add(strata_dictionary *dictionary, strata_test test)
{
    strata_error err = {0};
    assert_int_equal(strata_dictionary_add_test(dictionary, &test, &err), STRATA_OK);
}

/* The order of tests is that of their texts, whatever order they come in. */
static void test_order(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    assert_non_null(dictionary);
    add(dictionary, make(dictionary, "star", "math", ""));
    add(dictionary, make(dictionary, "caaspp", "math", "2021"));
    add(dictionary, make(dictionary, "caaspp", "ela", "2015"));
    add(dictionary, make(dictionary, "caaspp", "math", "2015"));
    add(dictionary, make(dictionary, "caaspp", "math", "2015")); /* equal: no second one */
    static const char *const expected[][3] = {{"caaspp", "ela", "2015"},
                                              {"caaspp", "math", "2015"},
                                              {"caaspp", "math", "2021"},
                                              {"star", "math", ""}};
    assert_int_equal(strata_dictionary_test_count(dictionary), 4);
    for (size_t at = 0; at < 4; at++) {
        const strata_test *test = strata_dictionary_test_at(dictionary, at);
        assert_string_equal(strata_dictionary_text(dictionary, test->assessment), expected[at][0]);
        assert_string_equal(strata_dictionary_text(dictionary, test->subject), expected[at][1]);
        assert_string_equal(strata_dictionary_text(dictionary, test->era), expected[at][2]);
    }
    strata_dictionary_free(dictionary);
}

static void test_differs(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_test test = make(dictionary, "caaspp", "ela", "2015");
    add(dictionary, test);
    test.levels = 5;
    strata_error err = {0};
    assert_int_equal(strata_dictionary_add_test(dictionary, &test, &err), STRATA_E_INPUT);
    test_error(&err, "error: assessment \"caaspp\", subject \"ela\", era \"2015\" is described in "
                     "two ways (levels, decimals or label differ); expected inputs made with one "
                     "version of the schema (test-differs)");
    assert_int_equal(strata_dictionary_test_count(dictionary), 1);
    strata_dictionary_free(dictionary);
}

static void test_find(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    add(dictionary, make(dictionary, "mcas", "", "1998"));
    add(dictionary, make(dictionary, "mcas", "ela", "1998"));
    const uint32_t mcas = text_of(dictionary, "mcas");
    const uint32_t era = text_of(dictionary, "1998");
    const uint32_t ela = text_of(dictionary, "ela");
    assert_int_equal(strata_dictionary_test(dictionary, mcas, ela, era)->subject, ela);
    assert_int_equal(
        strata_dictionary_test(dictionary, mcas, text_of(dictionary, "math"), era)->subject, 0);
    assert_null(strata_dictionary_test(dictionary, mcas, ela, text_of(dictionary, "2017")));
    strata_dictionary_free(dictionary);
}

static void test_schema(void **state)
{
    (void)state;
    const strata_assessment assessments[] = {
        {.id = strata_slice_of("star"),
         .subject = strata_slice_of("math"),
         .era = strata_slice_of(""),
         .decimals = 1,
         .has_scores = true,
         .denominator = strata_slice_of("tested"),
         .label = strata_slice_of("Project STAR")},
    };
    const strata_schema schema = {.assessments = assessments, .assessment_count = 1};
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_error err = {0};
    assert_int_equal(strata_dictionary_add_schema(dictionary, &schema, &err), STRATA_OK);
    assert_int_equal(strata_dictionary_add_schema(dictionary, &schema, &err), STRATA_OK);
    assert_int_equal(strata_dictionary_test_count(dictionary), 1);
    const strata_test *test = strata_dictionary_test_at(dictionary, 0);
    assert_string_equal(strata_dictionary_text(dictionary, test->label), "Project STAR");
    assert_string_equal(strata_dictionary_text(dictionary, test->denominator), "tested");
    assert_int_equal(test->decimals, 1);
    strata_dictionary_free(dictionary);
}

static void test_ranks(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    const uint32_t math = text_of(dictionary, "math");
    const uint32_t ela = text_of(dictionary, "ela");
    uint32_t rank[3] = {9, 9, 9};
    assert_int_equal(strata_dictionary_text_count(dictionary), 3);
    assert_int_equal(strata_dictionary_ranks(dictionary, rank, NULL), STRATA_OK);
    assert_int_equal(rank[0], 0);
    assert_int_equal(rank[ela], 1);
    assert_int_equal(rank[math], 2);
    strata_dictionary_free(dictionary);
}

static strata_status fill(void)
{
    const strata_assessment assessment = {.id = strata_slice_of("star"),
                                          .subject = strata_slice_of("math"),
                                          .era = strata_slice_of("1986"),
                                          .denominator = strata_slice_of("tested"),
                                          .label = strata_slice_of("STAR")};
    const strata_schema schema = {.assessments = &assessment, .assessment_count = 1};
    strata_error err = {0};
    strata_dictionary *dictionary = strata_dictionary_new();
    if (dictionary == NULL) {
        return STRATA_E_MEMORY;
    }
    const strata_status status = strata_dictionary_add_schema(dictionary, &schema, &err);
    strata_dictionary_free(dictionary);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(fill), 4, 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order), cmocka_unit_test(test_differs),
        cmocka_unit_test(test_find),  cmocka_unit_test(test_schema),
        cmocka_unit_test(test_ranks), cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
