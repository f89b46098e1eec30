#include "record_fixture.h"

static const char schema[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"missingValues\": [\"\", {\"value\": \"*\", \"label\": \"suppressed\"},"
    "  {\"value\": \"--\", \"label\": \"not tested\"}],"
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"level\", \"n\"],"
    "  \"set\": {\"assessment\": \"state\", \"subject\": \"ela\"}},"
    "  \"fields\": ["
    "   {\"name\": \"level\", \"strata\": {\"to\": \"entity_level\"}},"
    "   {\"name\": \"grade\", \"strata\": {\"to\": \"grade\", \"optional\": true}},"
    "   {\"name\": \"county\", \"strata\": {\"to\": \"county\", \"absent\": [\"00\"]}},"
    "   {\"name\": \"lea\", \"strata\": {\"to\": \"lea\", \"absent\": [\"00000\"]}},"
    "   {\"name\": \"dim\", \"strata\": {\"to\": \"dim_text\"}},"
    "   {\"name\": \"group\", \"strata\": {\"to\": \"group_text\"}},"
    "   {\"name\": \"n\", \"strata\": {\"to\": \"n\"}},"
    "   {\"name\": \"one\", \"strata\": {\"to\": \"level_count\", \"level\": 1}},"
    "   {\"name\": \"two\", \"strata\": {\"to\": \"level_count\", \"level\": 2}},"
    "   {\"name\": \"rate\", \"strata\": {\"to\": \"pct\", \"cut\": 2, \"decimals\": 3,"
    "    \"fraction\": true}},"
    "   {\"name\": \"mean\", \"strata\": {\"to\": \"mean\"}},"
    "   {\"name\": \"se\", \"strata\": {\"to\": \"se\"}},"
    "   {\"name\": \"rate_se\", \"strata\": {\"to\": \"se\", \"cut\": 2, \"fraction\": true}}]}],"
    " \"strata\": {\"kind\": \"published\", \"assessments\": ["
    "  {\"id\": \"state\", \"label\": \"s\", \"levels\": 2, \"proficient\": 2}]}}";

static void ingest(fixture *f, const char *rows)
{
    char text[2048];
    (void)snprintf(text, sizeof text,
                   "level,county,lea,dim,group,n,one,two,rate,mean,se,rate_se\n%s", rows);
    fixture_of(f, schema, text);
}

/* The first statistic of a kind, all zero if there is none. */
static strata_statistic statistic(const strata_published *of, strata_stat stat)
{
    for (unsigned at = 0; at < of->statistic_count; at++) {
        if (of->statistics[at].stat == stat) {
            return of->statistics[at];
        }
    }
    return (strata_statistic){0};
}

static void test_places(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, "state,00,00000,all,all,10,4,6,,,,\ncounty,20,00000,all,all,10,4,6,,,,\n"
               "lea,20,65243,all,all,10,4,6,,,,\nstate,99,99999,all,all,10,4,6,,,,\n");
    static const char *const expected[][2] = {{"", ""}, {"20", ""}, {"20", "65243"}, {"", ""}};
    assert_int_equal(f.count, 4);
    for (size_t at = 0; at < 4; at++) {
        assert_string_equal(fixture_text(&f, f.published[at].county), expected[at][0]);
        assert_string_equal(fixture_text(&f, f.published[at].lea), expected[at][1]);
    }
    assert_int_equal(f.published[0].entity_level, STRATA_LEVEL_STATE);
    assert_int_equal(f.published[2].entity_level, STRATA_LEVEL_LEA);
    assert_string_equal(fixture_text(&f, f.published[0].grade), "all"); /* no grade column */
    assert_int_equal(f.published[0].year, 2023);
    assert_int_equal(f.accounting.files[0].kept, 4);
    fixture_close(&f);
}

static void test_groups(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, "state,00,00000,frl*el,yes*current,10,4,6,,,,\n"
               "state,00,00000,race,white,10,4,6,,,,\nstate,00,00000,race,plaid,10,4,6,,,,\n"
               "state,00,00000,race,,10,4,6,,,,\nlea,20,00000,all,all,10,4,6,,,,\n"
               "township,20,65243,all,all,10,4,6,,,,\n"
               "state,00,00000,rase,white,10,4,6,,,,\n");
    char dims[STRATA_GROUP_TEXT];
    char groups[STRATA_GROUP_TEXT];
    assert_int_equal(f.count, 2);
    strata_group_key_dim_text(f.published[0].group, dims);
    strata_group_key_group_text(f.published[0].group, groups);
    assert_string_equal(dims, "el*frl");
    assert_string_equal(groups, "current*yes");
    assert_int_equal(fixture_issues(&f, "code-unknown", "group"), 1);
    assert_int_equal(fixture_issues(&f, "value-missing", "group"), 1);
    assert_int_equal(fixture_issues(&f, "value-missing", "level"), 1); /* an lea without an id */
    assert_int_equal(fixture_issues(&f, "code-unknown", "level"), 1);
    assert_int_equal(fixture_issues(&f, "code-unknown", "dim"), 1);
    assert_int_equal(f.accounting.files[0].rejected, 5);
    fixture_close(&f);
}

static void test_figures(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, "state,00,00000,all,all,29,,,0.379,2402.9,1.25,0.0901\n");
    const strata_published *p = &f.published[0];
    assert_true(p->has_tested && p->has_scored && !p->has_enrolled);
    assert_int_equal(p->n_tested, 29);
    assert_int_equal(p->n_scored, 29);
    assert_true(p->has_levels); /* 11 of 29 are 37.93 %, 10 34.5, 12 41.4 */
    assert_int_equal(p->levels[0], 18);
    assert_int_equal(p->levels[1], 11);
    const strata_statistic pct = statistic(p, STRATA_STAT_PCT);
    assert_int_equal(pct.cut, 2);
    assert_int_equal(pct.decimals, 2);
    assert_int_equal(pct.lo, 3785);
    assert_int_equal(pct.hi, 3795);
    assert_true(pct.has_se);
    assert_true(pct.se > 9.0099 && pct.se < 9.0101); /* 0.0901 in percentage points */
    const strata_statistic mean = statistic(p, STRATA_STAT_MEAN);
    assert_int_equal(mean.value, 240290);
    assert_int_equal(mean.decimals, 2);
    assert_true(mean.has_se && mean.se == 1.25);
    fixture_close(&f);
}

/* Hidden, partly hidden, empty, and a value without its n. */
static void test_suppressed(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, "state,00,00000,all,all,*,*,*,*,*,*,*\nstate,00,00000,all,all,7,,,*,,,\n"
               "state,00,00000,all,all,30,,,*,2402.9,,\nstate,00,00000,all,all,,,,,,,\n"
               "state,00,00000,all,all,,,,0.5,,,\n");
    static const bool suppressed[] = {true, true, false, false, false};
    assert_int_equal(f.count, 5);
    for (size_t at = 0; at < 5; at++) {
        assert_int_equal(f.published[at].is_suppressed, suppressed[at]);
        assert_false(f.published[at].has_levels);
    }
    assert_false(f.published[0].has_scored);
    assert_true(f.published[1].has_scored);
    const strata_statistic hidden = statistic(&f.published[2], STRATA_STAT_PCT);
    assert_true(hidden.is_hidden && !hidden.has_value && !hidden.has_bounds);
    assert_int_equal(f.published[3].statistic_count, 0);
    assert_true(statistic(&f.published[4], STRATA_STAT_PCT).has_value);
    assert_false(f.published[4].has_scored);
    fixture_close(&f);
}

static void test_rejected(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, "state,00,00000,all,all,many,,,,,,\nstate,00,00000,all,all,7.5,,,,,,\n"
               "state,00,00000,all,all,-7,,,,,,\nstate,00,00000,all,all,7,,,1.001,,,\n"
               "state,00,00000,all,all,7,,,0.1234,,,\nstate,00,00000,all,all,7,,,,9,x,\n"
               "state,00,00000,all,all,7,,,,9,-1,\nstate,00,00000,all,all,12.00,5.0,7.,,,,\n"
               "state,00,00000,all,all,12.00,5.0,8,,,,\n");
    assert_int_equal(f.count, 1);
    assert_int_equal(fixture_issues(&f, "number", "n"), 3);
    assert_int_equal(fixture_issues(&f, "range", "rate"), 1);
    assert_int_equal(fixture_issues(&f, "number", "rate"), 1);
    assert_int_equal(fixture_issues(&f, "number", "se"), 1);
    assert_int_equal(fixture_issues(&f, "range", "se"), 1);
    assert_int_equal(fixture_issues(&f, "number", "two"), 1); /* "7." is no number */
    assert_int_equal(f.published[0].n_scored, 12);
    assert_false(f.published[0].has_levels);
    assert_int_equal(fixture_issues(&f, "level-sum", "one"), 1); /* 5 + 8 is not 12 */
    fixture_close(&f);
}

/* All figures say that nobody was tested: none of no students. Not where one is hidden, or where a
 * number says otherwise. */
static void test_not_tested(void **state)
{
    (void)state;
    fixture f;
    ingest(&f, "lea,20,1,all,all,--,--,--,--,--,--,--\nlea,20,2,all,all,--,--,--,*,--,--,--\n"
               "lea,20,3,all,all,9,--,--,--,--,--,--\nlea,20,4,all,all,--,--,--,0.500,--,--,--\n");
    assert_int_equal(f.count, 4);
    assert_true(f.published[0].has_tested && f.published[0].has_scored);
    assert_int_equal(f.published[0].n_tested, 0);
    assert_int_equal(f.published[0].n_scored, 0);
    assert_false(f.published[0].is_suppressed);
    assert_false(f.published[1].has_scored);
    assert_int_equal(f.published[2].n_tested, 9);
    assert_int_equal(f.published[2].n_scored, 9);
    assert_false(f.published[3].has_scored);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_not_tested), cmocka_unit_test(test_places),
        cmocka_unit_test(test_groups),     cmocka_unit_test(test_figures),
        cmocka_unit_test(test_suppressed), cmocka_unit_test(test_rejected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
