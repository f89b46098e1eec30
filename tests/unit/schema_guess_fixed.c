#include "guess_fixed_fixture.h"

static const char *const names[] = {"Ames", "Castillo", "Ng", "Washington"};

/* A year, a name set to the left in 12, a gender, a score set to the right in 4, three blanks, a
 * level. */
static void write_student(unsigned number, char *out, size_t size)
{
    const unsigned score = 80 + test_mixed(number, 1) % 400;
    (void)snprintf(out, size, "2024%-12s%c%4u   %u", names[test_mixed(number, 2) % 4],
                   test_mixed(number, 3) % 2 == 0 ? 'M' : 'F', score,
                   1 + (score > 200 ? 1U : 0U) + (score > 330 ? 1U : 0U));
}

static void test_fields_reach_over_their_blanks(void **state)
{
    (void)state;
    char places[256];
    strata_guess *guess = test_fixed_guess(write_student);
    test_fixed_places(guess, places, sizeof places);
    assert_string_equal(places, "1-4 5-16 17-17 18-21 25-25 ");
    assert_int_equal(guess->rows, TEST_FIXED_ROWS);
    strata_guess_free(guess);
}

static void test_fields_are_called_by_their_roles(void **state)
{
    (void)state;
    strata_guess *guess = test_fixed_guess(write_student);
    ASSERT_ROLE(guess, "year", "year");
    ASSERT_ROLE(guess, "field_002", "nothing");
    const strata_guess_column *name = &guess->columns[1];
    assert_non_null(strstr(name->evidence.text, "the values do not tell what it holds"));
    assert_non_null(strstr(name->evidence.text, "from 5 to 16, cut by: letters behind digits"));
    strata_guess_free(guess);
}

static strata_status guess_fixed(void)
{
    char text[TEST_FIXED_SIZE];
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    strata_guess *guess = NULL;
    strata_error err = {0};
    test_fixed_text(write_student, text);
    test_folder_make(folder);
    test_path(path, folder, "x.dat");
    test_file_write(path, text, strlen(text));
    const strata_status status = strata_guess_file(path, NULL, &guess, &err);
    strata_guess_free(guess);
    test_folder_remove(folder);
    return status;
}

static void test_every_failing_allocation(void **state)
{
    (void)state;
    assert_true(test_every_allocation(guess_fixed) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields_reach_over_their_blanks),
        cmocka_unit_test(test_fields_are_called_by_their_roles),
        cmocka_unit_test(test_every_failing_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
