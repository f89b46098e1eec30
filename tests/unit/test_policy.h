/* Policies written in the test; ' stands for " in their text, and @ for the place of a fault. */
#ifndef STRATA_TEST_POLICY_H
#define STRATA_TEST_POLICY_H

#include "protect/policy_rules.h"
#include "test_schema.h"

/** What a policy needs beside sizes and bands. */
#define TEST_POLICY_NAMES                                                                          \
    "{'id': 't', 'title': 'T', 'publisher': 'P', 'documents': [{'title': 'D', 'confirmed': "       \
    "true}],"
#define TEST_POLICY_SOURCES                                                                        \
    "'published': [{'rules': ['min_n', 'n', 'denominators', 'counts', 'bands', 'min_numerator',"   \
    "'zeros', 'all_in_one_level', 'pairs', 'collapse', 'symbol', 'digits', 'detail_min_n',"        \
    "'measures', 'width', 'release'], 'confirmed': false, 'note': 'a test'}],"
#define TEST_POLICY_CHOICES                                                                        \
    "'n': 'tested', 'denominators': 'shown', 'counts': 'shown', 'pairs': 'both',"                  \
    "'collapse': true, 'measures': ['pct', 'gap_pct'],"
#define TEST_POLICY_DIGITS "'digits': {'percent': 1, 'mean': 1, 'sd': 0},"
#define TEST_POLICY_ENDS   "'zeros': 'tail', 'all_in_one_level': 'tail',"
#define TEST_POLICY_HEAD                                                                           \
    TEST_POLICY_NAMES TEST_POLICY_SOURCES TEST_POLICY_CHOICES TEST_POLICY_DIGITS TEST_POLICY_ENDS

/** A policy with sizes and bands: "'min_n': 10, 'bands': [...]". */
#define TEST_POLICY(rest) TEST_POLICY_HEAD rest "}"

/** Sizes and bands that are right. */
#define TEST_POLICY_BANDS                                                                          \
    "'min_n': 10, 'bands': ["                                                                      \
    "{'n_from': 10, 'n_to': 20, 'tails': ['<=20', '>=80'], 'digits': 0},"                          \
    "{'n_from': 21, 'n_to': 30, 'tails': ['<=10', '>=90'],"                                        \
    " 'ranges': ['11-29', '30-49', '50-69', '70-89']},"                                            \
    "{'n_from': 31, 'tails': ['<=10', '>=90']}]"

static const char *const test_policy_measures[] = {"pct", "share", "mean", "sd", "gap_pct", NULL};

static inline strata_status test_policy_load(const char *text, strata_policy_rules **out,
                                             strata_error *err)
{
    char json[TEST_SCHEMA_SIZE];
    uint64_t at[2];
    test_schema_text(text, json, at);
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    test_folder_make(folder);
    test_path(path, folder, "t.json");
    test_file_write(path, json, strlen(json));
    const strata_status status =
        strata_policy_rules_load(path, NULL, test_policy_measures, out, err);
    test_folder_remove(folder);
    return status;
}

/** Loads what must be right; yours to strata_policy_rules_free. */
static inline strata_policy_rules *test_policy(const char *text)
{
    strata_policy_rules *rules = NULL;
    strata_error err = {0};
    if (test_policy_load(text, &rules, &err) != STRATA_OK) {
        fail_msg("%s", err.text);
    }
    return rules;
}

/** A preset of schemas/policy/. */
static inline strata_policy_rules *test_preset(const char *id)
{
    static const char *const measures[] = {"pct",     "share",     "mean",    "sd",
                                           "dfs",     "index",     "gap_pct", "gap_g",
                                           "gap_dfs", "gap_index", NULL};
    char path[TEST_PATH_SIZE];
    (void)snprintf(path, sizeof path, "%s/schemas/policy/%s.json", STRATA_TEST_SOURCE, id);
    strata_policy_rules *rules = NULL;
    strata_error err = {0};
    if (strata_policy_rules_load(path, id, measures, &rules, &err) != STRATA_OK) {
        fail_msg("%s: %s", path, err.text);
    }
    return rules;
}

static inline void test_policy_is_refused(const test_bad_schema *bad)
{
    char json[TEST_SCHEMA_SIZE];
    uint64_t at[2];
    test_schema_text(bad->text, json, at);
    strata_policy_rules *rules = NULL;
    strata_error err = {0};
    assert_int_equal(test_policy_load(bad->text, &rules, &err), STRATA_E_USAGE);
    assert_null(rules);
    assert_string_equal(err.text, bad->message);
    assert_int_equal(err.line, at[0]);
    assert_int_equal(err.column, at[1]);
    assert_string_equal(err.rule, "policy");
}

#define TEST_ALL_POLICIES_REFUSED(cases)                                                           \
    for (size_t test_at = 0; test_at < sizeof(cases) / sizeof((cases)[0]); test_at++) {            \
        test_policy_is_refused(&(cases)[test_at]);                                                 \
    }

#endif
