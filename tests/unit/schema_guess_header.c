#include "guess_fixture.h"

static void test_a_header_below_a_title(void **state)
{
    (void)state;
    strata_guess *guess = guess_text("Results for All Students,,\n ,,\n"
                                     "District Number,Group,Number Tested\n0001,ALL,12\n"
                                     "0002,ALL,13\nEnd of worksheet,,\n");
    assert_int_equal(guess->preamble, 2);
    assert_int_equal(guess->header_rows, 1);
    assert_int_equal(guess->header_line, 3);
    assert_int_equal(guess->rows, 2);
    assert_true(strata_slice_is(guess->footer, "End of worksheet"));
    assert_true(strata_slice_is(guess->columns[1].name, "Group"));
    strata_guess_free(guess);
}

static void test_two_header_rows(void **state)
{
    (void)state;
    strata_guess *guess =
        guess_text("School Code,Subgroup,English I,,Geometry,\n,, % Basic, % Advanced, % Basic,"
                   " % Advanced\n0001,Male,40,60,30,70\n0002,Male,41,59,31,69\n");
    assert_int_equal(guess->header_rows, 2);
    assert_int_equal(guess->header_line, 1);
    assert_true(strata_slice_is(guess->columns[0].name, "School Code"));
    assert_true(strata_slice_is(guess->columns[5].name, "Geometry % Advanced"));
    strata_guess_free(guess);
}

static void test_a_row_of_labels_above_a_whole_header_is_none(void **state)
{
    (void)state;
    strata_guess *guess = guess_text(",,Level 1,,Level 2,\nDBN,Grade,L1Num,L1Percent,L2Num,"
                                     "L2Percent\n84K037,3,9,20.9,20,46.5\n84K038,3,8,10,5,4.5\n");
    assert_int_equal(guess->preamble, 1);
    assert_int_equal(guess->header_rows, 1);
    strata_guess_free(guess);
}

/* The first row of a student file without a header is a student: no cell of it may become a name.
 */
static void test_no_header(void **state)
{
    (void)state;
    strata_guess *guess = guess_text("1001687,MARKED,Hayley,3,484\n1001688,OTHER,Ann,3,500\n"
                                     "1001689,THIRD,Bob,4,510\n");
    assert_int_equal(guess->header_rows, 0);
    assert_int_equal(guess->rows, 3);
    assert_true(strata_slice_is(guess->columns[1].name, "column 2"));
    for (uint32_t i = 0; i < guess->column_count; i++) {
        assert_null(strstr(guess->columns[i].name.text, "MARKED"));
        assert_null(strstr(guess->columns[i].evidence.text, "MARKED"));
    }
    strata_guess_free(guess);
}

static void test_a_cut_last_row_is_no_footer(void **state)
{
    (void)state;
    strata_guess *guess = guess_text("Student ID,Grade,Scale Score\n1,3,484\n2,3,500\nMARKED,,\n");
    assert_int_equal(guess->footer.len, 0);
    assert_int_equal(guess->rows, 3);
    strata_guess_free(guess);
}

static void test_a_header_with_line_ends_and_without_names(void **state)
{
    (void)state;
    strata_guess *guess =
        guess_text("\"Grade\n3 District\",Number Tested,\nA District,12,\nB District,14,\n");
    assert_true(strata_slice_is(guess->columns[0].name, "Grade\n3 District"));
    assert_true(strata_slice_is(guess->columns[2].name, "column 3"));
    strata_guess_free(guess);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_header_below_a_title),
        cmocka_unit_test(test_two_header_rows),
        cmocka_unit_test(test_a_row_of_labels_above_a_whole_header_is_none),
        cmocka_unit_test(test_no_header),
        cmocka_unit_test(test_a_cut_last_row_is_no_footer),
        cmocka_unit_test(test_a_header_with_line_ends_and_without_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
