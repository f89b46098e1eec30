#include "guess_fixed_fixture.h"

/* Three shares with one decimal that is not written, and a mean. */
static void write_shares(unsigned number, char *out, size_t size)
{
    const unsigned first = 50 + test_mixed(number, 1) % 400;
    const unsigned second = 100 + test_mixed(number, 2) % 400;
    (void)snprintf(out, size, "%-8s%04u%04u%04u%04u", "Camden", first, second,
                   1000 - first - second, 1500 + test_mixed(number, 3) % 900);
}

/* A gender, an answer, a score, the level that it gives; 9 where there is none. */
static void write_levels(unsigned number, char *out, size_t size)
{
    const unsigned score = 2200 + test_mixed(number, 1) % 600;
    const unsigned level = 1 + (score > 2350 ? 1U : 0U) + (score > 2500 ? 1U : 0U);
    char text[8];
    (void)snprintf(text, sizeof text, "%u", score);
    (void)snprintf(out, size, "%c%c    %4s  %u", number % 2 == 0 ? 'M' : 'F',
                   number % 3 == 0 ? 'Y' : 'N', number < 12 ? "" : text, number < 12 ? 9 : level);
}

/* Five districts of two or three schools, whose numbers are their own. */
static void write_places(unsigned number, char *out, size_t size)
{
    const unsigned school = test_mixed(number, 1) % 12;
    (void)snprintf(out, size, "%05u  %04u  %-6s", 1100 + school / 3 * 137, 205 + school * 31,
                   test_mixed(number, 2) % 2 == 0 ? "Math" : "Read");
}

static void test_shares_that_add_up(void **state)
{
    (void)state;
    strata_guess *guess = test_fixed_guess(write_shares);
    ASSERT_ROLE(guess, "share_1", "share:1");
    ASSERT_ROLE(guess, "share_3", "share:3");
    assert_int_equal(guess->columns[1].implied, 1); /* they add up to 1000 */
    assert_int_equal(guess->levels, 3);
    assert_int_equal(guess->columns[4].to, STRATA_TO_NOTHING); /* the mean is none of them */
    strata_guess_free(guess);
}

static void test_levels_that_rise_with_scores(void **state)
{
    (void)state;
    strata_guess *guess = test_fixed_guess(write_levels);
    ASSERT_ROLE(guess, "scale_score", "scale_score");
    ASSERT_ROLE(guess, "level", "level");
    assert_int_equal(guess->levels, 3); /* 9 has no scores */
    assert_true(guess->is_cut_assumed);
    strata_guess_free(guess);
}

static void test_districts_of_schools(void **state)
{
    (void)state;
    strata_guess *guess = test_fixed_guess(write_places);
    ASSERT_ROLE(guess, "lea", "lea");
    ASSERT_ROLE(guess, "school", "school");
    strata_guess_free(guess);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shares_that_add_up),
        cmocka_unit_test(test_levels_that_rise_with_scores),
        cmocka_unit_test(test_districts_of_schools),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
