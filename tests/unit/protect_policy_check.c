/* Policies that tell too much are refused, with the first n at which they do. */
#include "test_policy.h"

#define WHOLE                                                                                      \
    TEST_POLICY_NAMES TEST_POLICY_SOURCES TEST_POLICY_CHOICES TEST_POLICY_ENDS                     \
        "'digits': {'percent': 0, 'mean': 0, 'sd': 0},"
#define BANDS(min_n, bands) WHOLE "'min_n': " min_n ", 'bands': [" bands "]}"
#define HIDING(zeros, one_level, rest)                                                             \
    TEST_POLICY_NAMES TEST_POLICY_SOURCES TEST_POLICY_CHOICES TEST_POLICY_DIGITS                   \
        "'zeros': '" zeros "', 'all_in_one_level': '" one_level "'," rest "}"

static void what_tells_too_much_is_refused(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        /* 5 % of 10: only 0 is below 5.5 % of 10 = 0.55 */
        {BANDS("10", "@{'n_from': 10, 'tails': ['<=5', '>=95']}"),
         "bands[0]: \"<=5\" for n = 10 leaves 1 possible numerator, needs 3"},
        /* 20.5 % of 9 = 1.845: 0 and 1 */
        {BANDS("9", "@{'n_from': 9, 'tails': ['<=20', '>=80']}"),
         "bands[0]: \"<=20\" for n = 9 leaves 2 possible numerators, needs 3"},
        /* from 5.5 % of 61 = 3.36 to 9.5 % = 5.795: 4 and 5 */
        {BANDS("61", "@{'n_from': 61, 'tails': ['<=5', '>=95'], 'ranges': ['6-9', '10-94']}"),
         "bands[0]: \"6-9\" for n = 61 leaves 2 possible numerators, needs 3"},
        /* 1.5 % of 133 = 1.995: 0 and 1 */
        {BANDS("100", "{'n_from': 100, 'n_to': 132, 'tails': ['<=2', '>=98']},"
                      "@{'n_from': 133, 'tails': ['<=1', '>=98']}"),
         "bands[1]: \"<=1\" for n = 133 leaves 2 possible numerators, needs 3"},
        {BANDS("10", "@{'n_from': 10, 'tails': ['<=20']}"),
         "bands[0]: 100 % for n = 10 would be a number, needs an upper tail or \"min_numerator\""},
        {BANDS("10", "@{'n_from': 10, 'tails': ['>=80']}"),
         "bands[0]: 0 % for n = 10 would be a number, needs a lower tail or \"min_numerator\""},
        /* 5 of 1001 are 0.4995 % */
        {WHOLE "'min_n': 20, 'min_numerator': 5, 'bands': [@{'n_from': 20, 'tails': ['>=80']}]}",
         "bands[0]: 0 % for n = 1001 would be a number, needs a lower tail or \"min_numerator\""},
        /* 5 of 400 are 1.25 %, and 1.5 % of 400 = 6: 5 alone is left beside the hidden 0 to 4 */
        {WHOLE "'min_n': 20, 'min_numerator': 5, 'bands': ["
               "{'n_from': 20, 'n_to': 399, 'tails': ['>=80']},"
               "@{'n_from': 400, 'tails': ['<=1', '>=80']}]}",
         "bands[1]: \"<=1\" for n = 400 leaves 1 possible numerator, needs 3"},
        /* 79.5 % of 16 = 12.72: the tail begins at 13, and 12 of 16 are all but 4 */
        {WHOLE "'min_n': 16, 'min_numerator': 5, 'bands': ["
               "@{'n_from': 16, 'tails': ['>=80']}]}",
         "bands[0]: a hidden figure for n = 16 leaves 1 possible numerator, needs one more than "
         "\"width\" in a row"},
        /* who knows the rule reads a star as nobody, or as everybody */
        {HIDING("hidden", "tail",
                "'min_n': 20, 'bands': [@{'n_from': 20, 'tails': ['<=20', '>=80']}]"),
         "bands[0]: a hidden figure for n = 20 leaves 1 possible numerator, needs one more than "
         "\"width\" in a row"},
        {HIDING("tail", "hidden",
                "'min_n': 20, 'bands': [@{'n_from': 20, 'tails': ['<=20', '>=80']}]"),
         "bands[0]: a hidden figure for n = 20 leaves 1 possible numerator, needs one more than "
         "\"width\" in a row"},
    };
    TEST_ALL_POLICIES_REFUSED(cases);
}

/* As they were published, the presets' rules do not pass. */
static void what_states_published_is_refused(void **state)
{
    (void)state;
    static const test_bad_schema cases[] = {
        /* Delaware: 5.5 % of 16 = 0.88 */
        {BANDS("16", "@{'n_from': 16, 'tails': ['<=5', '>=95']}"),
         "bands[0]: \"<=5\" for n = 16 leaves 1 possible numerator, needs 3"},
        /* NCES 10-20: of 10 students 30-39 % is 3 */
        {BANDS("10", "@{'n_from': 10, 'tails': ['<=20', '>=80'], 'ranges': ['21-29', '30-39',"
                     "'40-49', '50-59', '60-69', '70-79']}"),
         "bands[0]: \"30-39\" for n = 10 leaves 1 possible numerator, needs 3"},
    };
    TEST_ALL_POLICIES_REFUSED(cases);
}

static void what_keeps_the_promise_passes(void **state)
{
    (void)state;
    static const char *const texts[] = {
        BANDS("10", "{'n_from': 10, 'tails': ['<=20', '>=80']}"), /* 20.5 % of 10: 0, 1, 2 */
        BANDS("5", "{'n_from': 5, 'tails': ['<=49', '>=50']}"),   /* 49.5 % of 5: 0, 1, 2 */
        HIDING("hidden", "tail",
               "'min_n': 20, 'min_numerator': 5, 'bands': [{'n_from': 20, 'n_to': 800,"
               "'tails': ['>=80']}, {'n_from': 801, 'tails': ['<=1', '>=80']}]"),
    };
    for (size_t at = 0; at < sizeof texts / sizeof texts[0]; at++) {
        strata_policy_rules_free(test_policy(texts[at]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_tells_too_much_is_refused),
        cmocka_unit_test(what_states_published_is_refused),
        cmocka_unit_test(what_keeps_the_promise_passes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
