/* When the line on the terminal is shown. It goes to standard error, which is a file here. */
#include "progress.h"
#include "strata_test.h"

static void test_not_in_the_first_second(void **state)
{
    (void)state;
    strata_progress progress = {.mode = STRATA_PROGRESS_ALWAYS};
    strata_progress_start(&progress, "cells");
    strata_progress_show(&progress, 1, 2);
    assert_false(progress.is_shown);
    assert_true(strata_progress_elapsed_ms(&progress) >= 0);
    strata_progress_end(&progress); /* nothing to take away */
}

static void test_shown_and_taken_away(void **state)
{
    (void)state;
    strata_progress progress = {.mode = STRATA_PROGRESS_ALWAYS};
    strata_progress_start(&progress, "cells");
    progress.shown_ms -= 2000; /* as if it had begun two seconds ago */
    strata_progress_show(&progress, 355000000, 710000000);
    assert_true(progress.is_shown);
    const int64_t shown_ms = progress.shown_ms;
    strata_progress_show(&progress, 356000000, 710000000); /* too soon after the last one */
    assert_true(progress.shown_ms == shown_ms);
    strata_progress_end(&progress);
    assert_false(progress.is_shown);
}

static void test_wanted(void **state)
{
    (void)state;
    strata_progress progress = {.mode = STRATA_PROGRESS_ALWAYS};
    assert_true(strata_progress_is_wanted(&progress));
    progress.mode = STRATA_PROGRESS_NEVER;
    assert_false(strata_progress_is_wanted(&progress));
    progress.mode = STRATA_PROGRESS_AUTO;
    assert_int_equal(strata_progress_is_wanted(&progress), isatty(STDERR_FILENO) == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_not_in_the_first_second),
        cmocka_unit_test(test_shown_and_taken_away),
        cmocka_unit_test(test_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
