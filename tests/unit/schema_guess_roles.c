#include "guess_fixture.h"

static void test_where_when_and_what(void **state)
{
    (void)state;
    char text[4096];
    guess_repeat(text, sizeof text,
                 "Academic Year,District ID,District,School ID,School,Subject,Student Group,Grade "
                 "Level,Number of Participants,Participation Rate\n",
                 "2015-2016,20%d,Adel SD 21,4%d,Adel Elementary,Mathematics,Asian,Grade 4,%d,9%d\n",
                 20);
    strata_guess *guess = guess_text(text);
    ASSERT_ROLE(guess, "Academic Year", "year");
    ASSERT_ROLE(guess, "District ID", "lea");
    ASSERT_ROLE(guess, "School ID", "school");
    ASSERT_ROLE(guess, "School", "entity_name");
    ASSERT_ROLE(guess, "District", "nothing"); /* the nearest place has the name */
    ASSERT_ROLE(guess, "Subject", "subject");
    ASSERT_ROLE(guess, "Student Group", "group");
    ASSERT_ROLE(guess, "Grade Level", "grade");
    ASSERT_ROLE(guess, "Number of Participants", "n_tested");
    ASSERT_ROLE(guess, "Participation Rate", "nothing");
    strata_guess_free(guess);
}

static void test_values_speak_where_the_header_does_not(void **state)
{
    (void)state;
    char text[4096];
    guess_repeat(text, sizeof text, "Location,Score,TimeFrame,Data\n", "Adams %d,Math,2008,0.6%d\n",
                 20);
    strata_guess *guess = guess_text(text);
    ASSERT_ROLE(guess, "Location", "lea");
    ASSERT_ROLE(guess, "Score", "subject");
    ASSERT_ROLE(guess, "TimeFrame", "year");
    ASSERT_ROLE(guess, "Data", "pct:2");
    assert_true(guess->columns[3].values.is_fraction);
    strata_guess_free(guess);
}

static void test_students(void **state)
{
    (void)state;
    char text[4096];
    guess_repeat(text, sizeof text,
                 "sid,school_code,male,lep,iep,LAST_NAME,ACHIEVEMENT_LEVEL,math_ss\n",
                 "0000%d,003,M,0,1,Pollok,Proficient,11%d.5\n", 20);
    strata_guess *guess = guess_text(text);
    ASSERT_ROLE(guess, "sid", "student");
    ASSERT_ROLE(guess, "school_code", "school");
    ASSERT_ROLE(guess, "male", "dim:gender");
    ASSERT_ROLE(guess, "lep", "dim:el");
    ASSERT_ROLE(guess, "iep", "dim:swd");
    ASSERT_ROLE(guess, "LAST_NAME", "nothing");
    ASSERT_ROLE(guess, "ACHIEVEMENT_LEVEL", "level");
    ASSERT_ROLE(guess, "math_ss", "scale_score");
    assert_true(strata_slice_is(guess->columns[7].subject, "math"));
    strata_guess_free(guess);
}

static void test_levels_by_number(void **state)
{
    (void)state;
    strata_guess *guess =
        guess_text("DBN,L1Num,L1Percent,L2Num,L2Percent,PassNum,PassPercent,Level 1 & 2\n"
                   "84K037,43,20.9,120,79.1,120,79.1,100\n84K038,40,40.5,60,59.5,60,59.5,100\n");
    ASSERT_ROLE(guess, "L1Num", "level_count:1");
    ASSERT_ROLE(guess, "L2Percent", "share:2");
    ASSERT_ROLE(guess, "PassNum", "nothing"); /* a count of several levels has no target */
    ASSERT_ROLE(guess, "PassPercent", "pct:2");
    ASSERT_ROLE(guess, "Level 1 & 2", "pct:1");
    assert_int_equal(guess->levels, 2);
    strata_guess_free(guess);
}

static void test_a_share_beside_its_count(void **state)
{
    (void)state;
    strata_guess *guess = guess_text("District Number,Cons Att,Cons Att Count\n1,96.92,1072\n"
                                     "2,97.29,999\n3,92.30,39\n");
    ASSERT_ROLE(guess, "Cons Att", "pct:2");
    ASSERT_ROLE(guess, "Cons Att Count", "n");
    strata_guess_free(guess);
}

static void test_evidence_says_why(void **state)
{
    (void)state;
    strata_guess *guess = guess_text("District Number,Number Tested\n0001,12\n0002,13\n");
    assert_true(strata_slice_is(guess->columns[0].evidence,
                                "header says District Number; 2 different whole numbers of up to 4 "
                                "bytes"));
    assert_true(guess->columns[0].confidence > 0.8);
    strata_guess_free(guess);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_where_when_and_what),
        cmocka_unit_test(test_values_speak_where_the_header_does_not),
        cmocka_unit_test(test_students),
        cmocka_unit_test(test_levels_by_number),
        cmocka_unit_test(test_a_share_beside_its_count),
        cmocka_unit_test(test_evidence_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
