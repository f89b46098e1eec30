/* Which names a glob means, and that the first rule that says a thing holds. */
#include "run/file_rules.h"
#include "strata_test.h"

static const strata_named_file plain = {.file = "in/a.csv", .path = "in/a.csv"};
static const strata_named_file member = {
    .file = "in/all.zip", .member = "2024/a.csv", .path = "in/all.zip/2024/a.csv"};

static strata_answer skip_of(const strata_job *job, const strata_named_file *named, bool *used)
{
    return strata_file_rules_of(job, named, used).skip;
}

/* A rule of a configuration: paths from its folder, and names within archives. */
static void test_globs_of_rules(void **state)
{
    (void)state;
    static const struct {
        const char *glob; /* as seen from here */
        const char *member_glob;
        bool plain;
        bool member;
    } cases[] = {
        {"in/a.csv", "a.csv", true, true},
        {"in/*", "*", true, true}, /* the archive, and by it the member */
        {"in/all.zip", "all.zip", false, true},
        {"in/all.zip/*", "all.zip/*", false, false}, /* a star stops at a slash */
        {"in/all.zip/2024/*", "all.zip/2024/*", false, true},
        {"in/2024/*", "2024/*", false, true},
        {"in/2023/*", "2023/*", false, false},
        {"a.csv", "a.csv", false, true},
        {"a.csv", NULL, false, false},
        {NULL, NULL, true, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const strata_file_rule rule = {
            .glob = cases[i].glob, .member_glob = cases[i].member_glob, .skip = STRATA_YES};
        const strata_job job = {.rules = &rule, .rule_count = 1};
        bool used = false;
        assert_int_equal(skip_of(&job, &plain, &used),
                         cases[i].plain ? STRATA_YES : STRATA_UNKNOWN);
        assert_int_equal(used, cases[i].plain);
        assert_int_equal(skip_of(&job, &member, &used),
                         cases[i].member ? STRATA_YES : STRATA_UNKNOWN);
        assert_int_equal(used, cases[i].plain || cases[i].member);
    }
}

/* A glob of the command line means base names, too, in any folder. */
static void test_globs_of_skips(void **state)
{
    (void)state;
    static const struct {
        const char *glob;
        bool plain;
        bool member;
    } cases[] = {{"a.csv", true, true},
                 {"*.csv", true, true},
                 {"in/*.csv", true, false},
                 {"2024/*.csv", false, true},
                 {"in/all.zip", false, true},
                 {"*.zip", false, false},
                 {"in/all.zip/2024/a.csv", false, true},
                 {"*.pdf", false, false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const strata_job job = {.skips = &cases[i].glob, .skip_count = 1};
        bool used = false;
        assert_int_equal(skip_of(&job, &plain, &used),
                         cases[i].plain ? STRATA_YES : STRATA_UNKNOWN);
        assert_int_equal(skip_of(&job, &member, &used),
                         cases[i].member ? STRATA_YES : STRATA_UNKNOWN);
        assert_int_equal(used, cases[i].plain || cases[i].member);
    }
}

/* An exception stands before the rule; the command line has the last word. */
static void test_first_holds(void **state)
{
    (void)state;
    static const strata_file_rule rules[] = {{.glob = "in/a.csv", .skip = STRATA_NO, .year = 2024},
                                             {.glob = "in/*", .skip = STRATA_YES, .term = "fall"}};
    static const char *const skips[] = {"in/*"};
    strata_job job = {.rules = rules, .rule_count = 2};
    bool used[3] = {false};
    const strata_file_rule all = strata_file_rules_of(&job, &plain, used);
    assert_int_equal(all.skip, STRATA_NO);
    assert_int_equal(all.year, 2024);
    assert_string_equal(all.term, "fall");
    job.skips = skips;
    job.skip_count = 1;
    assert_int_equal(skip_of(&job, &plain, used), STRATA_YES);
    assert_true(used[0] && used[1] && used[2]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_globs_of_rules),
        cmocka_unit_test(test_globs_of_skips),
        cmocka_unit_test(test_first_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
