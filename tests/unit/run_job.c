/* Choices that come as text. */
#include "run/job.h"
#include "strata_test.h"

static void test_defaults(void **state)
{
    (void)state;
    strata_job job;
    strata_job_init(&job);
    assert_int_equal(job.on_error, STRATA_ON_ERROR_REJECT);
    assert_true(job.max_errors == UINT64_MAX);
    assert_false(job.internal);
    assert_true(job.plan.each_grade && job.plan.all_grades);
    assert_true(job.gaps.gap_count > 0 && job.trends.model_count > 0);
    assert_string_equal(strata_job_policy(&job)->id, "draft");
    job.internal = true;
    assert_string_equal(strata_job_policy(&job)->id, "none");
}

static void test_memory(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint64_t bytes; /* 0: refused */
    } cases[] = {
        {"65536", 65536},
        {"64K", 65536},
        {"512M", 536870912},
        {"2g", 2147483648U},
        {"17179869183G", 17179869183U * (UINT64_C(1) << 30)},
        {"17179869184G", 0}, /* 2^64 */
        {"0", 0},
        {"", 0},
        {"M", 0},
        {"1.5G", 0},
        {"-1", 0},
        {"1T", UINT64_C(1) << 40},
        {"16777216t", 0}, /* 2^64 */
        {"12P", 0},
        {"1 M", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        strata_job job;
        strata_error err = {0};
        strata_job_init(&job);
        const strata_status status = strata_job_set_memory(&job, cases[i].text, &err);
        assert_int_equal(status, cases[i].bytes > 0 ? STRATA_OK : STRATA_E_USAGE);
        assert_true(job.memory == cases[i].bytes);
    }
}

static void test_threads(void **state)
{
    (void)state;
    static const char *const bad[] = {"0", "257", "-1", "", "two", "1.5"};
    strata_job job;
    strata_error err = {0};
    strata_job_init(&job);
    assert_true(strata_job_threads(&job) >= 1);
    assert_int_equal(strata_job_set_threads(&job, "256", &err), STRATA_OK);
    assert_int_equal(strata_job_threads(&job), 256);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(strata_job_set_threads(&job, bad[i], &err), STRATA_E_USAGE);
    }
    assert_int_equal(job.threads, 256);
    assert_int_equal(strata_job_set_threads(&job, "auto", &err), STRATA_OK);
    assert_int_equal(job.threads, 0);
}

static void test_reader(void **state)
{
    (void)state;
    strata_job job;
    strata_error err = {0};
    strata_job_init(&job);
    assert_int_equal(job.reader, STRATA_CSV_AUTO);
    assert_int_equal(strata_job_set_reader(&job, "libcsv", &err), STRATA_OK);
    assert_int_equal(job.reader, STRATA_CSV_LIBCSV);
    assert_int_equal(strata_job_set_reader(&job, "scanner", &err), STRATA_OK);
    assert_int_equal(job.reader, STRATA_CSV_SCANNER);
    assert_int_equal(strata_job_set_reader(&job, "Scanner", &err), STRATA_E_USAGE);
    assert_int_equal(job.reader, STRATA_CSV_SCANNER);
}

static void test_words(void **state)
{
    (void)state;
    strata_job job;
    strata_error err = {0};
    strata_job_init(&job);
    assert_int_equal(strata_job_set_on_error(&job, "stop", &err), STRATA_OK);
    assert_int_equal(job.on_error, STRATA_ON_ERROR_STOP);
    assert_string_equal(strata_on_error_name(job.on_error), "stop");
    assert_int_equal(strata_job_set_max_errors(&job, "12", &err), STRATA_OK);
    assert_true(job.max_errors == 12);
    assert_int_equal(strata_job_set_max_errors(&job, "any", &err), STRATA_OK);
    assert_true(job.max_errors == UINT64_MAX);
    int16_t year = 0;
    assert_int_equal(strata_year_parse("2024", &year, &err), STRATA_OK);
    assert_int_equal(year, 2024);
    assert_int_equal(strata_job_set_refs(&job, "race=white,frl=complement", &err), STRATA_OK);
    assert_int_equal(job.gaps.ref_count, 2);
    assert_int_equal(err.status, STRATA_OK);
}

static void expect_refused(strata_status status, strata_error *err, const char *message)
{
    assert_int_equal(status, STRATA_E_USAGE);
    test_error(err, message);
    *err = (strata_error){0};
}

static void test_refused(void **state)
{
    (void)state;
    strata_job job;
    strata_error err = {0};
    int16_t year = 0;
    strata_job_init(&job);
    expect_refused(strata_job_set_on_error(&job, "Stop", &err), &err,
                   "error: \"Stop\" is no way to treat a bad row, expected stop, skip or reject "
                   "(on-error)");
    expect_refused(strata_job_set_max_errors(&job, "-1", &err), &err,
                   "error: \"-1\" is no number of rows, expected a whole number or any "
                   "(max-errors)");
    expect_refused(strata_year_parse("24", &year, &err), &err,
                   "error: \"24\" is no school year, expected a year such as 2017 (spring of the "
                   "school year) (year)");
    expect_refused(strata_year_parse("20245", &year, &err), &err,
                   "error: \"20245\" is no school year, expected a year such as 2017 (spring of "
                   "the school year) (year)");
    assert_int_equal(strata_job_set_refs(&job, "race=white,el=nobody", &err), STRATA_E_USAGE);
    assert_int_equal(year, 0);
}

static void test_policy(void **state)
{
    (void)state;
    strata_job job;
    strata_job_init(&job);
    job.internal = true;
    strata_job_set_policy(&job, "draft");
    assert_string_equal(strata_job_policy(&job)->id, "draft");
    assert_null(job.policy_name);
    strata_job_set_policy(&job, "tx"); /* whatever is no built-in policy is looked up later */
    assert_null(strata_job_policy(&job));
    assert_string_equal(job.policy_name, "tx");
    assert_true(strata_job_names_policy(&job) && !strata_job_is_confidential(&job));
    strata_job_set_policy(&job, "none");
    assert_string_equal(strata_job_policy(&job)->id, "none");
    assert_null(job.policy_name);
    assert_true(strata_job_names_policy(&job) && strata_job_is_confidential(&job));
    strata_job_init(&job);
    assert_false(strata_job_names_policy(&job) || strata_job_is_confidential(&job));
    job.internal = true;
    assert_true(strata_job_is_confidential(&job));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults), cmocka_unit_test(test_memory),
        cmocka_unit_test(test_threads),  cmocka_unit_test(test_reader),
        cmocka_unit_test(test_words),    cmocka_unit_test(test_refused),
        cmocka_unit_test(test_policy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
