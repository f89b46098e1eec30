/* errno in words. */
#include <errno.h>

#include "io/system_error.h"
#include "strata_test.h"

static void test_status_and_words(void **state)
{
    (void)state;
    strata_error err = {0};
    assert_int_equal(strata_fail_system(&err, "a.csv", ENOSPC, "cannot write"), STRATA_E_INPUT);
    test_error(&err, "a.csv: error: cannot write: No space left on device (io)");
    err = (strata_error){0};
    assert_int_equal(strata_fail_system(&err, "a.csv", EPIPE, "cannot write"), STRATA_E_PIPE);
    err = (strata_error){0};
    assert_int_equal(strata_fail_system(&err, "a.csv", ENOMEM, "cannot read"), STRATA_E_MEMORY);
    test_error(&err, "error: out of memory (memory)");
    err = (strata_error){0};
    assert_int_equal(strata_fail_system(&err, "a.csv", 99999, "cannot read"), STRATA_E_INPUT);
    assert_non_null(strstr(err.text, "99999"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_status_and_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
