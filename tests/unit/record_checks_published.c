/* Rows whose figures cannot be true together, and rows whose figures can. */
#include "record/checks_published.h"
#include "record_fixture.h"

/* Columns: enrolled, tested, scored; counts of levels 1 to 3; shares of levels 1 to 3; percent at
 * level 2 and above. */
static const char schema[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"missingValues\": [\"\", {\"value\": \"*\", \"label\": \"suppressed\"}],"
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"e\", \"t\"],"
    "  \"set\": {\"assessment\": \"state\", \"subject\": \"ela\", \"group\": \"all=all\", "
    "\"grade\": \"all\"}},"
    "  \"fields\": ["
    "   {\"name\": \"e\", \"strata\": {\"to\": \"n_enrolled\"}},"
    "   {\"name\": \"t\", \"strata\": {\"to\": \"n_tested\"}},"
    "   {\"name\": \"s\", \"strata\": {\"to\": \"n_scored\"}},"
    "   {\"name\": \"n1\", \"strata\": {\"to\": \"level_count\", \"level\": 1}},"
    "   {\"name\": \"n2\", \"strata\": {\"to\": \"level_count\", \"level\": 2}},"
    "   {\"name\": \"n3\", \"strata\": {\"to\": \"level_count\", \"level\": 3}},"
    "   {\"name\": \"s1\", \"strata\": {\"to\": \"share\", \"level\": 1}},"
    "   {\"name\": \"s2\", \"strata\": {\"to\": \"share\", \"level\": 2}},"
    "   {\"name\": \"s3\", \"strata\": {\"to\": \"share\", \"level\": 3}},"
    "   {\"name\": \"p\", \"strata\": {\"to\": \"pct\", \"cut\": 2, \"blurred\": "
    "[\"GE{lo}\"]}}]}],"
    " \"strata\": {\"kind\": \"published\", \"assessments\": ["
    "  {\"id\": \"state\", \"label\": \"s\", \"levels\": 3, \"proficient\": 2}]}}";

/* How often a rule is broken in a column by one row. */
static uint64_t broken(const char *row, const char *rule, const char *column)
{
    fixture f;
    char text[256];
    (void)snprintf(text, sizeof text, "e,t,s,n1,n2,n3,s1,s2,s3,p\n%s\n", row);
    fixture_of(&f, schema, text);
    assert_int_equal(f.count, 1);
    const uint64_t count = fixture_issues(&f, rule, column);
    uint64_t all = 0;
    for (size_t at = 0; at < strata_issues_count(f.issues); at++) {
        all += strata_issues_at(f.issues, at)->count;
    }
    fixture_close(&f);
    return all == count ? count : 100 + all; /* nothing else is wrong with the row */
}

static void test_numbers(void **state)
{
    (void)state;
    assert_int_equal(broken("50,48,47,,,,,,,", "part-exceeds-whole", "s"), 0);
    assert_int_equal(broken("50,48,49,,,,,,,", "part-exceeds-whole", "s"), 1);
    assert_int_equal(broken("47,48,47,,,,,,,", "part-exceeds-whole", "t"), 1);
    assert_int_equal(broken(",48,,,,,,,,", "part-exceeds-whole", "t"), 0);
    assert_int_equal(broken("50,48,47,47,*,*,,,,", "part-exceeds-whole", "n1"), 0);
    assert_int_equal(broken("50,48,47,*,48,*,,,,", "part-exceeds-whole", "n2"), 1);
    assert_int_equal(broken("50,48,,*,*,49,,,,", "part-exceeds-whole", "n3"), 1);
}

/* Whole percents stand for half a percent more or less each: three of them for 1.5 either way. */
static void test_shares(void **state)
{
    (void)state;
    assert_int_equal(broken(",,,,,,33,33,33,", "shares-sum", "s1"), 0);     /* up to 100.5 */
    assert_int_equal(broken(",,,,,,34,34,33,", "shares-sum", "s1"), 0);     /* from 99.5 */
    assert_int_equal(broken(",,,,,,33,33,32,", "shares-sum", "s1"), 1);     /* up to 99.5 */
    assert_int_equal(broken(",,,,,,34,34,34,", "shares-sum", "s1"), 1);     /* from 100.5 */
    assert_int_equal(broken(",,,,,,33.4,33.3,33,", "shares-sum", "s1"), 0); /* up to 100.3 */
    assert_int_equal(broken(",,,,,,33.4,33.3,32,", "shares-sum", "s1"), 1); /* up to 99.3 */
    assert_int_equal(broken(",,,,,,60,*,50,", "shares-sum", "s1"), 1);      /* two are too many */
    assert_int_equal(broken(",,,,,,60,*,30,", "shares-sum", "s1"), 0);      /* one is hidden */
    assert_int_equal(broken(",,0,,,,0,0,0,0", "shares-sum", "s1"), 0);      /* of nobody */
}

/* 12, 20 and 15 of 47 are 25.53, 42.55 and 31.91 percent, 74.47 at level 2 and above; of 48 tested
 * the 35 are 72.92 percent. */
static void test_counts(void **state)
{
    (void)state;
    static const char rule[] = "percent-contradicts-counts";
    assert_int_equal(broken("50,48,47,12,20,15,,,,74.5", rule, "p"), 0);
    assert_int_equal(broken("50,48,47,12,20,15,,,,74", rule, "p"), 0);
    assert_int_equal(broken("50,48,47,12,20,15,,,,72.9", rule, "p"), 0);
    assert_int_equal(broken("50,48,47,12,20,15,,,,74.4", rule, "p"), 1);
    assert_int_equal(broken("50,48,47,12,20,15,,,,0.74", rule, "p"), 1);
    assert_int_equal(broken("50,48,47,12,20,15,25.5,42.6,31.9,74.5", rule, "p"), 0);
    assert_int_equal(broken("50,48,47,12,20,15,25.5,40.6,,74.5", rule, "s2"), 1);
    assert_int_equal(broken("50,48,47,12,*,15,,,,10", rule, "p"), 0); /* a count is hidden */
}

/* Of nobody there is no percent but the 0 that publishers write. */
static void test_percents_of_nobody(void **state)
{
    (void)state;
    static const char rule[] = "percent-contradicts-counts";
    assert_int_equal(broken("0,0,0,,,,,,,0.0", rule, "p"), 0);
    assert_int_equal(broken("0,0,0,,,,,,,50.0", rule, "p"), 1);
    assert_int_equal(broken("0,0,,,,,,,,50.0", rule, "p"), 1);
    assert_int_equal(broken("0,0,0,,,,,,,GE95", rule, "p"), 1);
    assert_int_equal(broken("9,9,0,,,,,40,,", rule, "s2"), 1);
    assert_int_equal(broken("9,,,,,,,,,50.0", rule, "p"), 0);
}

/* The share below the cut says as much as those above it. */
static void test_percents_of_shares(void **state)
{
    (void)state;
    static const char rule[] = "percent-contradicts-counts";
    assert_int_equal(broken(",,,,,,25.5,42.6,31.9,74.5", rule, "p"), 0);
    assert_int_equal(broken(",,,,,,25.5,42.6,31.9,73.5", rule, "p"), 1);
    assert_int_equal(broken(",,,,,,25.5,*,*,74.4", rule, "p"), 0); /* 74.45 is in both ranges */
    assert_int_equal(broken(",,,,,,25.5,*,*,74.3", rule, "p"), 1);
    assert_int_equal(broken(",,,,,,*,42.6,31.9,74.4", rule, "p"), 0);
    assert_int_equal(broken(",,,,,,*,42.6,*,10", rule, "p"), 0);
}

/* A percent over 100 rejects its row, unless the run only warns: then it is left out. */
static void test_over_100(void **state)
{
    (void)state;
    static const char text[] = "e,t,s,n1,n2,n3,s1,s2,s3,p\n,,,,,,,,,101\n,,,,,,,,,100\n";
    fixture f;
    fixture_of(&f, schema, text);
    assert_int_equal(f.accounting.files[0].rejected, 1);
    assert_int_equal(fixture_issues(&f, "range", "p"), 1);
    fixture_close(&f);
    strata_error err = {0};
    strata_checks checks = {{0}};
    assert_int_equal(strata_checks_set(&checks, "range=warning", &err), STRATA_OK);
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    strata_issues_use(f.issues, &checks);
    assert_int_equal(fixture_ingest(&f, text, &err), STRATA_OK);
    assert_int_equal(f.count, 2);
    assert_int_equal(f.published[0].statistic_count, 0);
    assert_int_equal(f.published[1].statistic_count, 1);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),  cmocka_unit_test(test_shares),
        cmocka_unit_test(test_counts),   cmocka_unit_test(test_percents_of_shares),
        cmocka_unit_test(test_over_100), cmocka_unit_test(test_percents_of_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
