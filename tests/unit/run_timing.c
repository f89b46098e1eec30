/* Phases get what has passed, once. */
#include <time.h>

#include "run/timing.h"
#include "strata_test.h"

enum {
    WHILE_NS = 1000000
};

/* Lets so much time pass. */
static void work_a_while(void)
{
    struct timespec start = {0};
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &start);
    int64_t passed = 0;
    while (passed < WHILE_NS) {
        (void)clock_gettime(CLOCK_MONOTONIC, &now);
        passed = (now.tv_sec - start.tv_sec) * 1000000000 + now.tv_nsec - start.tv_nsec;
    }
}

static void test_phases(void **state)
{
    (void)state;
    strata_timings timings;
    strata_timings_start(&timings);
    const strata_duration start = timings.mark;
    strata_timings_end(&timings, STRATA_PHASE_OPEN);
    work_a_while();
    strata_timings_end(&timings, STRATA_PHASE_READ);
    work_a_while();
    strata_timings_end(&timings, STRATA_PHASE_READ);
    assert_true(timings.phases[STRATA_PHASE_READ].wall >= (uint64_t)2 * WHILE_NS);
    assert_true(timings.phases[STRATA_PHASE_READ].cpu > 0);
    assert_true(timings.phases[STRATA_PHASE_COUNT].wall == 0);
    assert_true(timings.mark.wall - start.wall ==
                timings.phases[STRATA_PHASE_OPEN].wall + timings.phases[STRATA_PHASE_READ].wall);
}

static void test_names(void **state)
{
    (void)state;
    assert_string_equal(strata_phase_name(STRATA_PHASE_OPEN), "open");
    assert_string_equal(strata_phase_name(STRATA_PHASE_PROTECT), "protect");
    assert_string_equal(strata_phase_name(STRATA_PHASE_WRITE), "write");
    assert_true(strata_peak_memory() > 65536);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_phases), cmocka_unit_test(test_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
