/* Fractions where percents should be. */
#include "record/checks_fractions.h"
#include "record_fixture.h"

static const char schema[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\", \"missingValues\": [\"\"],"
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"lea\", \"p\"],"
    "  \"set\": {\"assessment\": \"state\", \"group\": \"all=all\", \"grade\": \"all\"}},"
    "  \"fields\": ["
    "   {\"name\": \"lea\", \"strata\": {\"to\": \"lea\"}},"
    "   {\"name\": \"subject\", \"strata\": {\"to\": \"subject\"}},"
    "   {\"name\": \"p\", \"strata\": {\"to\": \"pct\", \"cut\": 2}}]}],"
    " \"strata\": {\"kind\": \"published\", \"assessments\": ["
    "  {\"id\": \"state\", \"label\": \"s\", \"levels\": 2, \"proficient\": 2}]}}";

/* Ingests `count` rows of mathematics with this percent, then one with `last`; how often they look
 * like fractions. */
static uint64_t found(unsigned count, const char *percent, const char *last)
{
    fixture f;
    char text[2048];
    size_t len = (size_t)snprintf(text, sizeof text, "lea,subject,p\n");
    for (unsigned at = 0; at < count; at++) {
        len += (size_t)snprintf(text + len, sizeof text - len, "%u,math,%s\n", at + 1, percent);
    }
    (void)snprintf(text + len, sizeof text - len, "A,math,%s\nB,ela,55.5\n", last);
    fixture_of(&f, schema, text);
    const uint64_t issues = fixture_issues(&f, "percent-as-fraction", "state math 2023");
    assert_int_equal(strata_issues_count(f.issues), issues);
    if (issues > 0) {
        assert_string_equal(strata_issues_at(f.issues, 0)->file, "in.csv");
        assert_int_equal(strata_issues_at(f.issues, 0)->first_line, 2);
    }
    fixture_close(&f);
    return issues;
}

static void test_fractions(void **state)
{
    (void)state;
    assert_int_equal(found(19, "0.472", "1"), 1);
    assert_int_equal(found(19, "0.472", "1.01"), 0); /* one is above 1 */
    assert_int_equal(found(18, "0.472", "1"), 0);    /* few may be small by chance */
    assert_int_equal(found(18, "47.2", "1"), 0);
    assert_int_equal(found(20, "0", "0"), 0); /* nobody reached the level */
    assert_int_equal(found(20, "", "0.5"), 0);
}

static strata_status fill(void)
{
    strata_fractions fractions = {0};
    strata_published published = {.statistic_count = 1};
    published.statistics[0] =
        (strata_statistic){.stat = STRATA_STAT_PCT, .has_value = true, .decimals = 1, .value = 5};
    strata_status status = STRATA_OK;
    for (uint32_t at = 0; at < 40 && status == STRATA_OK; at++) {
        published.assessment = at % 10;
        status = strata_fractions_add(&fractions, &published, NULL);
    }
    assert_true(status != STRATA_OK || fractions.count == 10);
    strata_fractions_deinit(&fractions);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(fill), 2, 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fractions),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
