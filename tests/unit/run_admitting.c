/* Conditions on statuses wait until it is known which year's statuses make the groups. */
#include "run/admitting.h"
#include "run/job.h"
#include "strata_test.h"

typedef struct scene {
    strata_filter *filter;
    strata_dictionary *dictionary;
    strata_issues *issues;
    strata_admission admission;
} scene;

static void open_scene(scene *s, const char *where, bool has_statuses_later)
{
    memset(s, 0, sizeof *s);
    assert_int_equal(strata_filter_new(where, &s->filter, NULL), STRATA_OK);
    s->dictionary = strata_dictionary_new();
    s->issues = strata_issues_new();
    s->admission = (strata_admission){.filter = s->filter,
                                      .has_statuses_later = has_statuses_later,
                                      .dictionary = s->dictionary,
                                      .issues = s->issues};
}

static void close_scene(scene *s)
{
    strata_filter_free(s->filter);
    strata_dictionary_free(s->dictionary);
    strata_issues_free(s->issues);
}

static strata_record learner(const char *el, int16_t year)
{
    strata_record record = {.student = 7, .year = year, .file = 1, .row = 2};
    record.codes[STRATA_DIM_EL] = strata_group_find(STRATA_DIM_EL, strata_slice_of(el));
    return record;
}

static bool is_admitted(scene *s, strata_record record)
{
    bool kept = false;
    const strata_place_in_file at = {.file = "a.csv"};
    assert_int_equal(strata_admit_record(&s->admission, &record, at, &kept, NULL), STRATA_OK);
    return kept;
}

/* By its own status a reclassified student is no current learner; if statuses come later, it may
 * still become one. The year is asked at once. */
static void test_what_waits(void **state)
{
    (void)state;
    scene own;
    scene later;
    open_scene(&own, "el:current,year:2022", false);
    open_scene(&later, "el:current,year:2022", true);
    assert_true(strata_filter_asks_status(own.filter, 0));
    assert_false(strata_filter_asks_status(own.filter, 1));
    assert_true(is_admitted(&own, learner("current", 2022)));
    assert_false(is_admitted(&own, learner("reclassified", 2022)));
    assert_true(is_admitted(&later, learner("reclassified", 2022)));
    assert_false(is_admitted(&later, learner("current", 2021)));
    close_scene(&own);
    close_scene(&later);
}

static strata_status check(const char *status_year, const char *plan, strata_error *err)
{
    strata_job job;
    strata_job_init(&job);
    job.status_year = status_year;
    return strata_admitting_check_plan(&job, plan, "a.rec", err);
}

/* Records that were chosen by a status of their own year cannot be grouped by another one. */
static void test_records_chosen_before(void **state)
{
    (void)state;
    strata_error err = {0};
    assert_int_equal(check(NULL, "where=el:current", &err), STRATA_OK);
    assert_int_equal(check("own", "where=el:current", &err), STRATA_OK);
    assert_int_equal(check("first", "", &err), STRATA_OK);
    assert_int_equal(check("first", "roster=00d1", &err), STRATA_OK);
    assert_int_equal(check("first", "where=school:Van%20Buren,year:2022", &err), STRATA_OK);
    assert_int_equal(check("2021", "roster=00d1 where=year:2022,el:current|ever", &err),
                     STRATA_E_USAGE);
    assert_string_equal(err.rule, "status-year-late");
    assert_non_null(strstr(err.text, "\"el:current|ever\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_waits),
        cmocka_unit_test(test_records_chosen_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
