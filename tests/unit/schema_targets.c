/* The table of targets against the enum, and the words that each may be given. */
#include "schema/targets.h"
#include "test_schema.h"

static const strata_target_rule *rule(strata_target target)
{
    return strata_target_rule_of(target);
}

static void every_target_has_its_line(void **state)
{
    (void)state;
    for (unsigned at = 0; at < STRATA_TO_COUNT; at++) {
        assert_non_null(rule((strata_target)at)->name);
        assert_int_not_equal(rule((strata_target)at)->kinds, 0);
        for (unsigned other = 0; other < at; other++) {
            assert_string_not_equal(rule((strata_target)at)->name,
                                    rule((strata_target)other)->name);
        }
    }
    assert_string_equal(rule(STRATA_TO_NOTHING)->name, "nothing");
    assert_string_equal(rule(STRATA_TO_SCALE_SCORE)->name, "scale_score");
    assert_string_equal(rule(STRATA_TO_N)->name, "n");
    assert_string_equal(rule(STRATA_TO_SE)->name, "se");
    assert_string_equal(rule(STRATA_TO_SUCCESSOR)->name, "successor");
    assert_int_equal(rule(STRATA_TO_PCT)->index, STRATA_INDEX_CUT);
    assert_int_equal(rule(STRATA_TO_RACE_FLAG)->index, STRATA_INDEX_RACE);
}

#define MAPPED(to, meaning)                                                                        \
    TEST_STUDENTS(", {'name': 'x', 'strata': {" to ", 'map': {'codes': {@'1': '" meaning "'}}}}")
#define AT "layouts[0].fields[3].strata.map.codes.1: "

/* Loads a map whose one meaning is right. */
static void is_fine(const char *text)
{
    strata_schema_free(test_schema(text));
}

static void maps_speak_the_words_of_the_target(void **state)
{
    (void)state;
    is_fine(MAPPED("'to': 'year'", "1986"));
    is_fine(MAPPED("'to': 'condition'", "anything at all"));
    is_fine(MAPPED("'to': 'enrolled'", "no"));
    is_fine(MAPPED("'to': 'dim', 'dim': 'gender'", "nonbinary"));
    is_fine(MAPPED("'to': 'assessment'", "a"));
    is_fine(MAPPED("'to': 'race_flag', 'race': 'asian'", "yes"));
    static const test_bad_schema cases[] = {
        {MAPPED("'to': 'year'", "2200"), AT "\"2200\" must be a whole number from 1900 to 2199"},
        {MAPPED("'to': 'enrolled'", "Y"), AT "\"Y\" is no answer; there are yes, no"},
        {MAPPED("'to': 'dim', 'dim': 'gender'", "F"),
         AT "\"F\" is no group of \"gender\"; there are female, male, nonbinary"},
        {MAPPED("'to': 'assessment'", "b"),
         AT "\"b\" is no assessment of this schema; there are a"},
    };
    TEST_ALL_REFUSED(cases)
}

#define COLUMN(to, meaning)                                                                        \
    "{'name': 't', 'layouts': [{'name': 'l', 'strata': {'set': {'assessment': 'a', 'subject': "    \
    "'ela'}}, 'fields': [{'name': 'v', 'strata': {'to': 'scale_score'}}, {'name': 'x', 'strata': " \
    "{'to': '" to "', 'map': {'codes': {@'1': '" meaning "'}}}}, {'name': 'g', 'strata': {'to': "  \
    "'grade', 'until': 1901}}]}], 'strata': {'kind': 'students', 'assessments': "                  \
    "[{'id': 'a', 'has_scores': true}]}}"

static void grades_and_levels_have_words_of_their_own(void **state)
{
    (void)state;
    is_fine(COLUMN("level", "10"));
    is_fine(COLUMN("level", "0"));
    static const test_bad_schema cases[] = {
        {COLUMN("level", "11"), "layouts[0].fields[1].strata.map.codes.1: \"11\" must be a whole "
                                "number from 0 to 10"},
        {COLUMN("level", "Proficient"), "layouts[0].fields[1].strata.map.codes.1: \"Proficient\" "
                                        "must be a whole number from 0 to 10"},
        {COLUMN("grade", "13"), "layouts[0].fields[1].strata.map.codes.1: \"13\" is no grade, did "
                                "you mean \"03\"?"},
    };
    TEST_ALL_REFUSED(cases)
}

static void levels_of_places_are_named(void **state)
{
    (void)state;
    is_fine(TEST_PUBLISHED(", {'name': 'x', 'strata': {'to': 'entity_level', 'map': {'codes': "
                           "{'D': 'lea', 'S': 'school', 'C': 'county', 'T': 'state'}}}}"));
    static const test_bad_schema cases[] = {
        {TEST_PUBLISHED(", {'name': 'x', 'strata': {'to': 'entity_level', 'map': {'codes': "
                        "{@'D': 'district'}}}}"),
         "layouts[0].fields[2].strata.map.codes.D: \"district\" is no level of places; there are "
         "state, county, lea, school"},
    };
    TEST_ALL_REFUSED(cases)
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_target_has_its_line),
        cmocka_unit_test(maps_speak_the_words_of_the_target),
        cmocka_unit_test(grades_and_levels_have_words_of_their_own),
        cmocka_unit_test(levels_of_places_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
