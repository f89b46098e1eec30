#include "record/rules.h"
#include "strata_test.h"

/* Rules about data hold a publication only when they are told to, but for those without which the
 * figures would be wrong: a roster that knows few of the students, results read in parts. */
static bool holds_unasked(const char *id)
{
    return strcmp(id, "roster-unmatched") == 0 || strcmp(id, "rows-not-together") == 0;
}

static void test_table(void **state)
{
    (void)state;
    for (size_t at = 0; at < strata_rule_count(); at++) {
        const strata_rule *rule = strata_rule_at(at);
        assert_ptr_equal(strata_rule_find(rule->id), rule);
        assert_true(at == 0 || strcmp(strata_rule_at(at - 1)->id, rule->id) < 0);
        assert_true(rule->wrong[0] != '\0' && rule->advice[0] != '\0');
        assert_true(rule->scope != STRATA_RULE_NEEDED || rule->severity == STRATA_SEVERITY_ERROR);
        assert_true(rule->scope != STRATA_RULE_DATA || rule->severity != STRATA_SEVERITY_ERROR ||
                    holds_unasked(rule->id));
    }
    assert_true(strata_rule_count() >= 30);
}

static void test_finding(void **state)
{
    (void)state;
    assert_int_equal(strata_rule_find("row-length")->scope, STRATA_RULE_NEEDED);
    assert_int_equal(strata_rule_find("code-unknown")->severity, STRATA_SEVERITY_WARNING);
    assert_int_equal(strata_rule_find("scale-jump")->scope, STRATA_RULE_DATA);
    assert_null(strata_rule_find("no-such-rule"));
    assert_null(strata_rule_find(""));
    assert_string_equal(strata_rule_text("row-length"),
                        "expected as many fields as the header has");
    assert_string_equal(strata_rule_text("no-such-rule"), "row not as expected");
}

static void test_severities(void **state)
{
    (void)state;
    assert_string_equal(strata_severity_name(STRATA_SEVERITY_IGNORE), "ignore");
    assert_string_equal(strata_severity_name(STRATA_SEVERITY_NOTE), "note");
    assert_string_equal(strata_severity_name(STRATA_SEVERITY_WARNING), "warning");
    assert_string_equal(strata_severity_name(STRATA_SEVERITY_ERROR), "error");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_finding),
        cmocka_unit_test(test_severities),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
