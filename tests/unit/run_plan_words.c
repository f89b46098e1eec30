/* Whose results were counted, in one spelling. */
#include "run/plan_words.h"
#include "strata_test.h"

static void expect_where(const char *where, const char *expected)
{
    char words[STRATA_PLAN_WORDS];
    strata_admitting admitting = {.filter = NULL};
    const strata_job job = {.where = where};
    assert_int_equal(strata_filter_new(where, &admitting.filter, NULL), STRATA_OK);
    assert_int_equal(strata_plan_words_of(&admitting, &job, words, NULL), STRATA_OK);
    assert_string_equal(words, expected);
    strata_filter_free(admitting.filter);
}

static void test_conditions_have_one_spelling(void **state)
{
    (void)state;
    expect_where("grade:03|04,el:ever", "where=el:ever,grade:03|04");
    expect_where(" el : ever , grade: 04|03 | 04, el:ever", "where=el:ever,grade:03|04");
    expect_where("school:Van Buren", "where=school:Van%20Buren");
}

static void test_what_a_job_says(void **state)
{
    (void)state;
    char words[STRATA_PLAN_WORDS];
    strata_admitting admitting = {.roster = NULL};
    strata_job job = {.roster_wins = false};
    assert_int_equal(strata_plan_words_of(&admitting, &job, words, NULL), STRATA_OK);
    assert_string_equal(words, "");
    (void)snprintf(admitting.successor_digest, sizeof admitting.successor_digest, "%s", "00d1");
    assert_int_equal(strata_plan_words_of(&admitting, &job, words, NULL), STRATA_OK);
    assert_string_equal(words, "successors=00d1");
    (void)snprintf(admitting.roster_digest, sizeof admitting.roster_digest, "%s", "00d2");
    assert_int_equal(strata_plan_words_of(&admitting, &job, words, NULL), STRATA_OK);
    assert_string_equal(words, "roster=00d2 successors=00d1");
    job.roster_wins = true;
    admitting.successor_digest[0] = '\0';
    assert_int_equal(strata_plan_words_of(&admitting, &job, words, NULL), STRATA_OK);
    assert_string_equal(words, "roster=00d2:wins");
}

static void test_two_texts_become_one(void **state)
{
    (void)state;
    char words[STRATA_PLAN_WORDS] = "roster=00d2 where=el:ever,year:2019";
    assert_int_equal(
        strata_plan_words_unite(words, "successors=00d1 where=el:ever,frl:yes", words, NULL),
        STRATA_OK);
    assert_string_equal(words, "roster=00d2 successors=00d1 where=el:ever,frl:yes,year:2019");
    assert_int_equal(strata_plan_words_unite("roster=b", "roster=a:wins", words, NULL), STRATA_OK);
    assert_string_equal(words, "roster=a:wins,b"); /* two rosters, one after the other */
    assert_int_equal(strata_plan_words_unite("", "", words, NULL), STRATA_OK);
    assert_string_equal(words, "");
}

static void test_too_long(void **state)
{
    (void)state;
    char words[STRATA_PLAN_WORDS] = "where=";
    strata_error err = {0};
    memset(words + strlen(words), 'x', sizeof words - 1 - strlen(words));
    words[sizeof words - 1] = '\0';
    assert_int_equal(strata_plan_words_unite(words, "", words, NULL), STRATA_OK);
    assert_int_equal(strlen(words), STRATA_PLAN_WORDS - 1);
    assert_int_equal(strata_plan_words_unite(words, "where=y", words, &err), STRATA_E_USAGE);
    assert_string_equal(err.rule, "where");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_conditions_have_one_spelling), cmocka_unit_test(test_what_a_job_says),
        cmocka_unit_test(test_two_texts_become_one), cmocka_unit_test(test_too_long)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
