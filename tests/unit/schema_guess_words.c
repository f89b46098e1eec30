#include "guess_fixture.h"

static strata_guess_reading reading_of(const char *text)
{
    strata_guess_reading reading;
    strata_guess_read_header(strata_slice_of(text), &reading);
    return reading;
}

static void test_words_with_blanks_marks_and_capitals(void **state)
{
    (void)state;
    assert_true(reading_of("School System Code").about == (STRATA_ABOUT(LEA) | STRATA_ABOUT(CODE)));
    assert_true(reading_of("districtName").about == (STRATA_ABOUT(LEA) | STRATA_ABOUT(NAME)));
    assert_true(reading_of("FREE_REDUCED_LUNCH_STATUS").about ==
                (STRATA_ABOUT(FRL) | STRATA_ABOUT(STATUS)));
    assert_true(reading_of("% Basic").about == STRATA_ABOUT(PERCENT));
    assert_true(reading_of("").about == 0);
    assert_true(reading_of("calworks").about == 0);
}

static void test_words_written_together(void **state)
{
    (void)state;
    assert_true(reading_of("LEAID").about == (STRATA_ABOUT(LEA) | STRATA_ABOUT(CODE)));
    assert_true(reading_of("SCHNAM").about == (STRATA_ABOUT(SCHOOL) | STRATA_ABOUT(NAME)));
    const strata_guess_reading reading = reading_of("schoolidk");
    assert_true(reading.about == (STRATA_ABOUT(SCHOOL) | STRATA_ABOUT(CODE)));
    assert_int_equal(reading.grade, 13);
}

static void test_a_slip_of_the_pen(void **state)
{
    (void)state;
    assert_true(reading_of("Percernt").about == STRATA_ABOUT(PERCENT));
    assert_true(reading_of("Nomber").about == 0); /* short words are left alone */
}

static void test_levels(void **state)
{
    (void)state;
    strata_guess_reading reading = reading_of("L3Percent");
    assert_true(reading.about == (STRATA_ABOUT(LEVEL) | STRATA_ABOUT(PERCENT)));
    assert_int_equal(reading.digit_count, 1);
    assert_int_equal(reading.digits[0], 3);
    reading = reading_of("Percent Proficient (Level 3 or 4)");
    assert_int_equal(reading.digit_count, 2);
    assert_int_equal(reading.digits[1], 4);
    assert_true((reading_of("pct_met_and_above").about & STRATA_ABOUT(ABOVE)) != 0);
    assert_true((reading_of("\xe2\x89\xa5 Level 3").about & STRATA_ABOUT(ABOVE)) != 0);
    assert_true((reading_of("Level 1 (PCT)").about & STRATA_ABOUT(PERCENT)) != 0);
}

static void test_labels_are_in_order(void **state)
{
    (void)state;
    static const char *const rising[] = {"pct_not_met", "pct_nearly_met", "pct_met",
                                         "pct_exceeded"};
    for (size_t i = 1; i < 4; i++) {
        assert_true(reading_of(rising[i - 1]).rank < reading_of(rising[i]).rank);
    }
    assert_true(strata_guess_level_rank(strata_slice_of("Needs Improvement")) <
                strata_guess_level_rank(strata_slice_of("PROFICIENT")));
    assert_int_equal(strata_guess_level_rank(strata_slice_of("No Score")), 0);
    assert_int_equal(strata_guess_level_rank(strata_slice_of("")), 0);
}

static void test_years_grades_and_other_words(void **state)
{
    (void)state;
    strata_guess_reading reading = reading_of("ALL_RATE_1112");
    assert_true(strata_slice_is(reading.year, "1112"));
    assert_int_equal(reading_of("math4").grade, 4);
    assert_int_equal(reading_of("title_1").grade, 0);
    assert_string_equal(reading_of("Stage 1:\nMath Ach Count*").outcome, "stage-1");
    assert_string_equal(reading_of("English II % Advanced").outcome, "english-ii");
    assert_string_equal(reading_of("Math Ach Count").outcome, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_with_blanks_marks_and_capitals),
        cmocka_unit_test(test_words_written_together),
        cmocka_unit_test(test_a_slip_of_the_pen),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_labels_are_in_order),
        cmocka_unit_test(test_years_grades_and_other_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
