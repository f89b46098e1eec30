/* From which year on groups are other students, and who counts how long after leaving. */
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

static void redefine(strata_dictionary *dictionary, const char *assessment, strata_dim dim,
                     int16_t from, const char *label)
{
    const strata_redefinition made = {.assessment = text_of(dictionary, assessment),
                                      .dim = (uint8_t)dim,
                                      .from = from,
                                      .label = text_of(dictionary, label)};
    assert_int_equal(strata_dictionary_redefine(dictionary, &made, NULL), STRATA_OK);
}

static strata_status add_exits(strata_dictionary *dictionary, const char *assessment, int from,
                               int until, unsigned years)
{
    strata_error err = {0};
    const strata_exit_rule made = {.assessment = text_of(dictionary, assessment),
                                   .from = (int16_t)from,
                                   .until = (int16_t)until,
                                   .years = (uint8_t)years};
    return strata_dictionary_add_exits(dictionary, &made, &err);
}

/* Sorted by texts whatever their numbers, and of two labels the same one whatever came first. */
static void test_redefinitions(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    redefine(dictionary, "staar", STRATA_DIM_ECON, 2023, "b");
    redefine(dictionary, "staar", STRATA_DIM_ECON, 2023, "a");
    redefine(dictionary, "staar", STRATA_DIM_ECON, 2023, "c");
    redefine(dictionary, "staar", STRATA_DIM_EL, 2024, "");
    redefine(dictionary, "mcas", STRATA_DIM_ECON, 2022, "low income");
    assert_int_equal(strata_dictionary_redefinition_count(dictionary), 3);
    const strata_redefinition *first = strata_dictionary_redefinition_at(dictionary, 0);
    const strata_redefinition *last = strata_dictionary_redefinition_at(dictionary, 2);
    assert_string_equal(strata_dictionary_text(dictionary, first->assessment), "mcas");
    assert_int_equal(strata_dictionary_redefinition_at(dictionary, 1)->dim, STRATA_DIM_EL);
    assert_int_equal(last->dim, STRATA_DIM_ECON);
    assert_string_equal(strata_dictionary_text(dictionary, last->label), "a");
    strata_dictionary_free(dictionary);
}

static void test_is_redefined(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    redefine(dictionary, "staar", STRATA_DIM_ECON, 2023, "");
    const uint32_t staar = text_of(dictionary, "staar");
    strata_group_key cross;
    strata_group_key el;
    assert_true(
        strata_group_key_parse(strata_slice_of("el*econ"), strata_slice_of("ever*yes"), &cross));
    assert_true(strata_group_key_parse(strata_slice_of("el"), strata_slice_of("ever"), &el));
    assert_true(strata_dictionary_is_redefined(dictionary, staar, cross, 2022, 2023));
    assert_true(strata_dictionary_is_redefined(dictionary, staar, cross, 2019, 2025));
    assert_false(strata_dictionary_is_redefined(dictionary, staar, cross, 2023, 2024));
    assert_false(strata_dictionary_is_redefined(dictionary, staar, cross, 2021, 2022));
    assert_false(strata_dictionary_is_redefined(dictionary, staar, el, 2022, 2023));
    assert_false(strata_dictionary_is_redefined(dictionary, 0, cross, 2022, 2023));
    strata_dictionary_free(dictionary);
}

/* Two years until 2016, four from 2017 on, and four where nothing is said. */
static void test_exits(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    assert_int_equal(add_exits(dictionary, "mcas", 2017, 2019, 3), STRATA_OK);
    assert_int_equal(add_exits(dictionary, "mcas", 0, 2016, 2), STRATA_OK);
    assert_int_equal(add_exits(dictionary, "mcas", 0, 2016, 2), STRATA_OK);
    assert_int_equal(add_exits(dictionary, "mcas", 0, 2016, 1), STRATA_E_INPUT);
    assert_int_equal(strata_dictionary_exits_count(dictionary), 2);
    assert_int_equal(strata_dictionary_exits_at(dictionary, 0)->until, 2016);
    const uint32_t mcas = text_of(dictionary, "mcas");
    assert_int_equal(strata_dictionary_exit_years(dictionary, mcas, 2010), 2);
    assert_int_equal(strata_dictionary_exit_years(dictionary, mcas, 2016), 2);
    assert_int_equal(strata_dictionary_exit_years(dictionary, mcas, 2017), 3);
    assert_int_equal(strata_dictionary_exit_years(dictionary, mcas, 2020), 4);
    assert_int_equal(strata_dictionary_exit_years(dictionary, 0, 2016), 4);
    strata_dictionary_free(dictionary);
}

/* Through another dictionary, whose texts have other numbers. */
static void test_copy(void **state)
{
    (void)state;
    strata_dictionary *from = strata_dictionary_new();
    strata_dictionary *to = strata_dictionary_new();
    (void)text_of(to, "a text that shifts the numbers");
    redefine(from, "staar", STRATA_DIM_ECON, 2023, "counts Medicaid too");
    assert_int_equal(add_exits(from, "staar", 0, 0, 2), STRATA_OK);
    assert_int_equal(strata_dictionary_add_definitions(to, from, NULL), STRATA_OK);
    assert_int_equal(strata_dictionary_add_definitions(to, from, NULL), STRATA_OK);
    assert_int_equal(strata_dictionary_redefinition_count(to), 1);
    assert_string_equal(strata_dictionary_text(to, strata_dictionary_redefinition_at(to, 0)->label),
                        "counts Medicaid too");
    assert_int_equal(strata_dictionary_exit_years(to, text_of(to, "staar"), 2024), 2);
    strata_dictionary_free(from);
    strata_dictionary_free(to);
}

static void test_schema(void **state)
{
    (void)state;
    const strata_assessment assessments[] = {{.id = strata_slice_of("caaspp"),
                                              .subject = strata_slice_of("ela"),
                                              .era = strata_slice_of(""),
                                              .denominator = strata_slice_of("tested"),
                                              .label = strata_slice_of("")},
                                             {.id = strata_slice_of("caaspp"),
                                              .subject = strata_slice_of("math"),
                                              .era = strata_slice_of(""),
                                              .denominator = strata_slice_of("tested"),
                                              .label = strata_slice_of("")}};
    const strata_definition definition = {
        .dim = STRATA_DIM_ECON, .from = 2023, .label = strata_slice_of("new")};
    const strata_el_years years = {.from = 2017, .years = 3};
    const strata_schema schema = {.assessments = assessments,
                                  .assessment_count = 2,
                                  .definitions = &definition,
                                  .definition_count = 1,
                                  .el_years = &years,
                                  .el_years_count = 1};
    strata_dictionary *dictionary = strata_dictionary_new();
    assert_int_equal(strata_dictionary_add_schema(dictionary, &schema, NULL), STRATA_OK);
    assert_int_equal(strata_dictionary_redefinition_count(dictionary), 1);
    assert_int_equal(strata_dictionary_exits_count(dictionary), 1);
    const uint32_t caaspp = text_of(dictionary, "caaspp");
    assert_int_equal(strata_dictionary_exit_years(dictionary, caaspp, 2018), 3);
    strata_dictionary_free(dictionary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_redefinitions), cmocka_unit_test(test_is_redefined),
        cmocka_unit_test(test_exits),         cmocka_unit_test(test_copy),
        cmocka_unit_test(test_schema),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
