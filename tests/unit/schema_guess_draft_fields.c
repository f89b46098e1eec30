#include <jansson.h>

#include "guess_fixture.h"

/* The only layout of a draft; give the draft to json_decref. */
static json_t *layout_of(const char *text, json_t **draft)
{
    strata_guess *guess = guess_text(text);
    strata_sink *sink = NULL;
    strata_error err = {0};
    const char *bytes = NULL;
    size_t len = 0;
    assert_int_equal(strata_sink_memory(&sink, &err), STRATA_OK);
    assert_int_equal(strata_guess_draft(guess, "t", sink, &err), STRATA_OK);
    strata_sink_bytes(sink, &bytes, &len);
    *draft = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(*draft);
    strata_sink_discard(sink);
    strata_guess_free(guess);
    return json_array_get(json_object_get(*draft, "layouts"), 0);
}

/* The member of the field of that name, in its object "strata". */
static json_t *of_field(const json_t *holder, const char *name, const char *key)
{
    size_t at = 0;
    json_t *field = NULL;
    json_array_foreach(json_object_get(holder, "fields"), at, field)
    {
        if (strcmp(json_string_value(json_object_get(field, "name")), name) == 0) {
            return json_object_get(json_object_get(field, "strata"), key);
        }
    }
    return NULL;
}

static void assert_word(const json_t *value, const char *word)
{
    assert_non_null(value);
    assert_string_equal(json_string_value(value), word);
}

static void test_a_family_is_one_field(void **state)
{
    (void)state;
    json_t *draft = NULL;
    const json_t *layout =
        layout_of("LEAID,ALL_COHORT_1112,ALL_RATE_1112,WHITE_COHORT_1112,WHITE_RATE_1112,"
                  "XYZ_COHORT_1112,XYZ_RATE_1112\n1,268,83,213,85-89,18,PS\n"
                  "2,63,80-84,59,GE50,.,.\n3,64,81,58,82,1,PS\n",
                  &draft);
    assert_int_equal(json_array_size(json_object_get(layout, "fields")), 3);
    const json_t *captures = of_field(layout, "{group}_RATE_{year}", "captures");
    assert_non_null(captures);
    assert_word(json_object_get(json_object_get(captures, "group"), "map"), "groups");
    assert_int_equal(
        json_integer_value(json_object_get(json_object_get(captures, "year"), "length")), 4);
    assert_true(json_is_true(json_object_get(json_object_get(captures, "year"), "school_year")));
    assert_non_null(of_field(layout, "{group}_RATE_{year}", "blurred"));
    assert_word(of_field(layout, "{group}_COHORT_{year}", "to"), "n");
    const json_t *map =
        json_object_get(json_object_get(json_object_get(draft, "strata"), "maps"), "groups");
    assert_word(json_object_get(json_object_get(map, "codes"), "WHITE"), "race=white");
    assert_null(json_object_get(json_object_get(map, "codes"), "XYZ"));
    assert_null(json_object_get(map, "drop"));
    json_decref(draft);
}

static void test_subjects_side_by_side_are_results(void **state)
{
    (void)state;
    char text[4096];
    json_t *draft = NULL;
    guess_repeat(text, sizeof text, "student,grade,lunch,readk,mathk\n", "9%d,K,free,4%d,5%d\n",
                 20);
    const json_t *layout = layout_of(text, &draft);
    const json_t *results = json_object_get(json_object_get(layout, "strata"), "results");
    assert_int_equal(json_array_size(results), 2);
    const json_t *math = json_array_get(results, 1);
    assert_word(json_object_get(json_object_get(math, "set"), "subject"), "math");
    assert_word(of_field(math, "mathk", "to"), "scale_score");
    assert_null(of_field(layout, "mathk", "to"));
    assert_word(of_field(layout, "lunch", "dim"), "frl");
    json_decref(draft);
}

static void test_names_of_places_are_results(void **state)
{
    (void)state;
    json_t *draft = NULL;
    const json_t *layout = layout_of("County Code,County Name,District Code,District Name\n"
                                     "01,Alameda,10017,Alameda Unified\n01,Alameda,10018,Oakland\n",
                                     &draft);
    const json_t *results = json_object_get(json_object_get(layout, "strata"), "results");
    assert_int_equal(json_array_size(results), 2);
    assert_word(json_object_get(json_object_get(json_array_get(results, 1), "set"), "entity_level"),
                "lea");
    json_decref(draft);
}

static void test_a_rare_group_is_not_written(void **state)
{
    (void)state;
    json_t *draft = NULL;
    const json_t *layout =
        layout_of("District Code,Subgroup,Number Tested\n1,Male,12\n2,Male,13\n", &draft);
    assert_word(of_field(layout, "Subgroup", "to"), "nothing");
    assert_null(of_field(layout, "Subgroup", "map"));
    json_decref(draft);
}

/* The one score is the layout's, whatever it is called: the rows say what it is about. */
static void test_a_column_of_subjects_makes_no_results(void **state)
{
    (void)state;
    char text[4096];
    json_t *draft = NULL;
    guess_repeat(text, sizeof text, "pupil,year,subject,grade,points,level\n",
                 "990%d,2024,ela,03,24%d,2\n990%d,2024,math,03,25%d,3\n", 12);
    const json_t *layout = layout_of(text, &draft);
    assert_word(of_field(layout, "points", "to"), "scale_score");
    assert_word(of_field(layout, "subject", "to"), "subject");
    assert_null(json_object_get(json_object_get(layout, "strata"), "results"));
    assert_null(
        json_object_get(json_object_get(json_object_get(layout, "strata"), "set"), "subject"));
    json_decref(draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_family_is_one_field),
        cmocka_unit_test(test_subjects_side_by_side_are_results),
        cmocka_unit_test(test_names_of_places_are_results),
        cmocka_unit_test(test_a_rare_group_is_not_written),
        cmocka_unit_test(test_a_column_of_subjects_makes_no_results)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
