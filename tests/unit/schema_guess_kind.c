#include "guess_fixture.h"

static void assert_kind(const char *head, const char *row, strata_schema_kind kind)
{
    char text[4096];
    guess_repeat(text, sizeof text, head, row, 30);
    strata_guess *guess = guess_text(text);
    assert_int_equal(guess->kind, kind);
    assert_true(guess->kind_confidence > 0.5 && guess->kind_evidence.len > 0);
    strata_guess_free(guess);
}

static void test_students(void **state)
{
    (void)state;
    assert_kind("ID,YEAR,GRADE,SCALE_SCORE\n", "10000%d,2024,3,4%d\n", STRATA_KIND_STUDENTS);
    assert_kind("student,school,grade,scale_score,level\n", "900%d,1,03,24%d,2\n",
                STRATA_KIND_STUDENTS);
    assert_kind("rownames,gender,ethnicity,readk\n", "%d,female,white,4%d\n", STRATA_KIND_STUDENTS);
}

static void test_students_by_values_and_in_our_own_words(void **state)
{
    (void)state;
    assert_kind("pupil,school,subject,grade,points,level,el,race\n",
                "9900%d,1,ela,03,24%d,2,never,white\n", STRATA_KIND_STUDENTS);
    assert_kind("State SID,Grd,Enrolled,RLA Scale\n", "S10%d,3rd,1,24%d\n", STRATA_KIND_STUDENTS);
    assert_kind("who,level,gender\n", "7700%d,2,female\n", STRATA_KIND_STUDENTS);
    assert_kind("Student ID,Days Absent Count,Attendance Rate,Gender,Race,Scale Score\n",
                "7700%d,1%d,9%d,F,W,24%d\n", STRATA_KIND_STUDENTS);
}

static void test_a_kind_that_is_told(void **state)
{
    (void)state;
    const strata_schema_kind kind = STRATA_KIND_STUDENTS;
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    strata_guess *guess = NULL;
    strata_error err = {0};
    static const char text[] = "District Number,Group,Number Tested\n1,A,12\n2,B,14\n";
    test_folder_make(folder);
    test_path(path, folder, "extract.csv");
    test_file_write(path, text, strlen(text));
    assert_int_equal(strata_guess_file_of_kind(path, NULL, &kind, &guess, &err), STRATA_OK);
    assert_int_equal(guess->kind, STRATA_KIND_STUDENTS);
    assert_true(strata_slice_is(guess->kind_evidence, "the option --kind"));
    strata_guess_free(guess);
    test_folder_remove(folder);
}

static void test_groups(void **state)
{
    (void)state;
    assert_kind("District ID,Student Group,Grade,Number Tested,Percent Proficient\n",
                "00%d,White,3,1%d,50.5\n", STRATA_KIND_PUBLISHED);
    assert_kind("School ID,Grade,Level 1 (PCT),Level 2 (PCT)\n", "%d,3,40.5,59.5\n",
                STRATA_KIND_PUBLISHED);
}

static void test_places(void **state)
{
    (void)state;
    assert_kind("County Code,District Code,District Name,Zip Code\n", "01,100%d,A District,94%d\n",
                STRATA_KIND_ENTITIES);
}

static void test_an_id_by_the_row_alone(void **state)
{
    (void)state;
    char text[4096];
    guess_repeat(text, sizeof text, "rownames,gender,ethnicity,readk,mathk\n",
                 "%d,male,black,4%d,5%d\n", 30);
    strata_guess *guess = guess_text(text);
    ASSERT_ROLE(guess, "rownames", "student");
    assert_true(guess->columns[0].confidence <= 0.5);
    strata_guess_free(guess);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_students),
        cmocka_unit_test(test_students_by_values_and_in_our_own_words),
        cmocka_unit_test(test_a_kind_that_is_told),
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_an_id_by_the_row_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
