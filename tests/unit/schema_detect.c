/* Which layout a file is written in. */
#include "test_detect.h"

#define OLD_CAASPP                                                                                 \
    "\"County Code\",\"District Code\",\"School Code\",\"Filler\",\"Test Year\",\"Subgroup ID\","  \
    "\"Test Type\",\"Grade\",\"Test Id\",\"CAASPP Reported Enrollment\",\"Students Tested\","      \
    "\"Mean Scale Score\",\"Students with Scores\""

static void the_header_decides(void **state)
{
    test_is_detected(state, "subject,grade,lea,student,level,scale_score,colour\n",
                     "generic/students", "scores-and-levels");
    test_is_detected(state, "Student,Subject,Grade,Scale Score\r\n1,ela,3,2400\r\n",
                     "generic/students", "scores");
    test_is_detected(state, "grade,subject,dim,group,n,level_1,level_2,level_3\n", "generic/counts",
                     "levels-3");
    test_is_detected(state, "grade,subject,dim,group,n,level_1,level_2\n", "generic/counts",
                     "levels-2");
    test_is_detected(state, "grade,subject,dim,group,n,mean,sd\n", "generic/counts", "no-levels");
    test_is_detected(state, OLD_CAASPP "\n", "ca/caaspp-research", "2015-2016");
    test_is_detected(state, OLD_CAASPP ",\"Total Tested with Scores\"\n", "ca/caaspp-research",
                     "2017-2019");
    test_is_detected(state,
                     "County Code^District Code^School Code^Type ID^Filler^Test Year^County Name"
                     "^District Name^School Name^Zip Code\r\n",
                     "ca/caaspp-entities", "caret");
    test_is_detected(state, "\xef\xbb\xbflevel,id,parent,name\n", "generic/entities", "entities");
}

/* Rows before the header, one of them quoted, and line ends inside header cells. */
static void the_header_may_stand_further_down(void **state)
{
    test_is_detected(
        state,
        "A note,,\n\"Another, \"\"quoted\"\"\",,\n"
        "Accountability Year,District Number,District Type,Group,\"Stage 1:\nMath Ach\","
        "\"Stage 1:\nMath Ach Count*\",\"Stage 1:\nReading Ach\"\n",
        "mn/northstar-district", "2019");
}

/* Later bytes that the encoding does not have are for the reader to find. */
static void only_the_header_is_looked_at(void **state)
{
    test_is_detected(state, "level,id,parent,name\nlea,1,,Ca\xf1on\n", "generic/entities",
                     "entities");
}

static void the_choice_says_why(void **state)
{
    const char *text = "level,id,parent,name\n";
    strata_choice choice;
    strata_error err = {0};
    assert_int_equal(test_detect(*state, text, NULL, &choice, &err), STRATA_OK);
    const char *start = "header has \"level\", \"id\", \"parent\" ...; 1 of ";
    assert_memory_equal(choice.why, start, strlen(start));
    assert_int_equal(test_detect(*state, text, "generic/entities", &choice, &err), STRATA_OK);
    assert_string_equal(choice.why,
                        "header has \"level\", \"id\", \"parent\" ...; the schema was given");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_header_decides),
        cmocka_unit_test(the_header_may_stand_further_down),
        cmocka_unit_test(only_the_header_is_looked_at),
        cmocka_unit_test(the_choice_says_why),
    };
    return cmocka_run_group_tests(tests, test_catalog_open, test_catalog_close);
}
