#include "guess_fixed_fixture.h"

static const char *const races[] = {"A", "B", "H", "I", "W"};

/* id 8, gender, race, grade 2, answer, three digits of a score */
static void write_student(unsigned number, char *out, size_t size)
{
    (void)snprintf(out, size, "%08u%c%s%02u%c%u", test_mixed(number, 1) % 9000000 + number,
                   test_mixed(number, 2) % 2 == 0 ? 'M' : 'F', races[test_mixed(number, 3) % 5],
                   3 + test_mixed(number, 4) % 6, test_mixed(number, 5) % 3 == 0 ? 'Y' : 'N',
                   200 + test_mixed(number, 6) % 700);
}

/* A group, a place's level, a subject, a count. */
static void write_group(unsigned number, char *out, size_t size)
{
    (void)snprintf(out, size, "%-10s%-10s%-8s%04u", number % 2 == 0 ? "White" : "Hispanic",
                   number % 3 == 0 ? "District" : "School", number % 4 == 0 ? "Math" : "Reading",
                   test_mixed(number, 1) % 700);
}

static void test_students_by_their_values(void **state)
{
    (void)state;
    strata_guess *guess = test_fixed_guess(write_student);
    assert_int_equal(guess->kind, STRATA_KIND_STUDENTS);
    ASSERT_ROLE(guess, "student", "student");
    ASSERT_ROLE(guess, "gender", "dim:gender");
    ASSERT_ROLE(guess, "race", "dim:race");
    ASSERT_ROLE(guess, "grade", "grade");
    ASSERT_ROLE(guess, "scale_score", "scale_score");
    ASSERT_ROLE(guess, "field_005", "nothing");
    assert_non_null(strstr(guess->columns[4].evidence.text, "answers yes and no"));
    assert_true(guess->columns[1].confidence > guess->columns[5].confidence); /* a mere score */
    strata_guess_free(guess);
}

static void test_groups_by_their_values(void **state)
{
    (void)state;
    strata_guess *guess = test_fixed_guess(write_group);
    assert_int_equal(guess->kind, STRATA_KIND_PUBLISHED);
    ASSERT_ROLE(guess, "group", "group");
    ASSERT_ROLE(guess, "entity_level", "entity_level");
    ASSERT_ROLE(guess, "subject", "subject");
    ASSERT_ROLE(guess, "n", "n");
    assert_true(guess->columns[3].confidence < 0.3); /* only so that the draft has a result */
    strata_guess_free(guess);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_students_by_their_values),
        cmocka_unit_test(test_groups_by_their_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
