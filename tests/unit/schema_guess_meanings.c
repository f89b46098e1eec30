#include "guess_fixture.h"

/* What code of the column `at` was found to mean. */
static const char *meaning(const strata_guess *guess, uint32_t at, const char *code)
{
    const strata_guess_values *values = &guess->columns[at].values;
    for (uint32_t i = 0; i < values->code_count; i++) {
        if (strata_slice_is(values->codes[i].code, code)) {
            return values->codes[i].to.text;
        }
    }
    return "?";
}

static void test_codes_of_groups_places_subjects_grades(void **state)
{
    (void)state;
    strata_guess *guess =
        guess_text("type,Subgroup,Subject,Grade,Number Tested\n"
                   "State,low_income,ELA,3,500\nDistrict,black,Math,All Grades,90\n"
                   "School,high_needs,ELA,3,80\n");
    assert_string_equal(meaning(guess, 0, "District"), "lea");
    assert_string_equal(meaning(guess, 1, "low_income"), "econ=yes");
    assert_string_equal(meaning(guess, 1, "high_needs"), "");
    assert_string_equal(meaning(guess, 2, "Math"), "math");
    assert_string_equal(meaning(guess, 3, "All Grades"), "all");
    strata_guess_free(guess);
}

static void test_letters_for_levels_of_places(void **state)
{
    (void)state;
    strata_guess *guess = guess_text("agg_level,District Code,Number Tested\nT,0,500\nD,1,90\n");
    assert_string_equal(meaning(guess, 0, "T"), "state");
    assert_string_equal(meaning(guess, 0, "D"), "lea");
    strata_guess_free(guess);
}

static void test_labels_of_levels(void **state)
{
    (void)state;
    char text[8192];
    guess_repeat(text, sizeof text, "student,ACHIEVEMENT_LEVEL,SCALE_SCORE\n",
                 "1%d,Proficient,500\n2%d,Unsatisfactory,300\n3%d,Advanced,600\n"
                 "4%d,Partially Proficient,400\n5%d,No Score,\n",
                 10);
    strata_guess *guess = guess_text(text);
    assert_string_equal(meaning(guess, 1, "Unsatisfactory"), "1");
    assert_string_equal(meaning(guess, 1, "Partially Proficient"), "2");
    assert_string_equal(meaning(guess, 1, "Proficient"), "3");
    assert_string_equal(meaning(guess, 1, "Advanced"), "4");
    assert_string_equal(meaning(guess, 1, "No Score"), "");
    assert_int_equal(guess->levels, 4);
    assert_int_equal(guess->proficient, 3);
    strata_guess_free(guess);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codes_of_groups_places_subjects_grades),
        cmocka_unit_test(test_letters_for_levels_of_places),
        cmocka_unit_test(test_labels_of_levels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
