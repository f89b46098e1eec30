#include <jansson.h>

#include "guess_fixture.h"

/* The draft of a text; give it to json_decref. */
static json_t *draft_of(const char *text)
{
    strata_guess *guess = guess_text(text);
    strata_sink *sink = NULL;
    strata_error err = {0};
    const char *bytes = NULL;
    size_t len = 0;
    assert_int_equal(strata_sink_memory(&sink, &err), STRATA_OK);
    assert_int_equal(strata_guess_draft(guess, "t", sink, &err), STRATA_OK);
    strata_sink_bytes(sink, &bytes, &len);
    json_t *draft = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(draft);
    strata_sink_discard(sink);
    strata_guess_free(guess);
    return draft;
}

static const json_t *field_at(const json_t *draft, size_t at)
{
    const json_t *layout = json_array_get(json_object_get(draft, "layouts"), 0);
    return json_array_get(json_object_get(layout, "fields"), at);
}

/* What the map of the field says of a code, "" for nothing. */
static const char *code_of(const json_t *field, const char *code)
{
    const json_t *map = json_object_get(json_object_get(field, "strata"), "map");
    assert_null(json_object_get(map, "drop"));
    const json_t *to = json_object_get(json_object_get(map, "codes"), code);
    return to != NULL ? json_string_value(to) : "";
}

static void test_codes_and_those_that_go_with_them(void **state)
{
    (void)state;
    char text[8192];
    guess_repeat(text, sizeof text, "Student ID,Lunch,Homeless,EL Status,Scale Score\n",
                 "1%d,F,N,RFEP,2%d\n2%d,P,N,QQ,2%d\n", 20);
    json_t *draft = draft_of(text);
    assert_string_equal(code_of(field_at(draft, 1), "F"), "free");
    assert_string_equal(code_of(field_at(draft, 1), "P"), "no");
    assert_string_equal(code_of(field_at(draft, 1), "R"), "reduced"); /* in no row of the sample */
    assert_string_equal(code_of(field_at(draft, 2), "Y"), "yes");
    assert_string_equal(code_of(field_at(draft, 3), "RFEP"), "reclassified");
    assert_string_equal(code_of(field_at(draft, 3), "QQ"), ""); /* unknown: counted when read */
    json_decref(draft);
}

static void test_a_map_that_nothing_is_known_of(void **state)
{
    (void)state;
    char text[8192];
    guess_repeat(text, sizeof text, "Student ID,Race,Scale Score\n", "1%d,77,2%d\n2%d,78,2%d\n",
                 20);
    json_t *draft = draft_of(text);
    const json_t *strata = json_object_get(field_at(draft, 1), "strata");
    assert_string_equal(json_string_value(json_object_get(strata, "to")), "nothing");
    assert_null(json_object_get(strata, "map"));
    json_decref(draft);
}

static void test_how_numbers_are_written(void **state)
{
    (void)state;
    json_t *draft = draft_of("District Number;Number Tested;Percent Proficient\n"
                             "1;1,234;58.2%\n2;1,987;41.5%\n");
    assert_string_equal(json_string_value(json_object_get(field_at(draft, 1), "groupChar")), ",");
    assert_true(json_is_false(json_object_get(field_at(draft, 2), "bareNumber")));
    json_decref(draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codes_and_those_that_go_with_them),
        cmocka_unit_test(test_a_map_that_nothing_is_known_of),
        cmocka_unit_test(test_how_numbers_are_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
