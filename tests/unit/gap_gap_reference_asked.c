/* Reference groups that are hidden, asked for with --ref, or in crosses. */
#include "unit/test_references.h"

static void test_hidden_or_undefined(void **state)
{
    (void)state;
    static const group groups[] = {{2024, "race", "black", 200},
                                   {2024, "race", "white", 300},
                                   {2024, "el", "current", 200},
                                   {2024, "el", "never", 400},
                                   {2024, "el", "not_current", 500}};
    scenario in;
    set_up(&in, groups, 5);
    for (size_t i = 0; i < in.set->count; i++) {
        strata_cell *cell = &in.set->cells[i];
        if (cell->n_scored == 300) { /* white */
            cell->status = STRATA_CELL_SUPPRESSED;
            cell->has = 0;
        } else if (cell->n_scored == 400) { /* never */
            cell->status = STRATA_CELL_UNDEFINED;
        }
    }
    assert_reference(&in, "race", "black", 0, "complement/ref_substituted");
    assert_reference(&in, "el", "current", 0, "not_current");
    tear_down(&in);
}

static void test_asked_for(void **state)
{
    (void)state;
    static const group groups[] = {
        {2024, "race", "black", 200}, {2024, "race", "asian", 150}, {2024, "race", "white", 300}};
    scenario in;
    set_up(&in, groups, 3);
    assert_int_equal(strata_gap_options_ref(&in.options, "race=asian", NULL), STRATA_OK);
    assert_reference(&in, "race", "black", 0, "asian");
    assert_reference(&in, "race", "white", 0, "asian");
    assert_int_equal(strata_gap_options_ref(&in.options, "race=complement", NULL), STRATA_OK);
    assert_reference(&in, "race", "white", 0, "complement");
    assert_int_equal(strata_gap_options_ref(&in.options, "race=hispanic", NULL), STRATA_OK);
    assert_reference(&in, "race", "white", 0, "complement/ref_complement");
    tear_down(&in);
}

/* Each dimension of a cross varies in turn, and unknown in one of them is unknown altogether. */
static void test_crosses(void **state)
{
    (void)state;
    static const group groups[] = {{2024, "el*frl", "current*yes", 80},
                                   {2024, "el*frl", "current*no", 20},
                                   {2024, "el*frl", "english_only*yes", 250},
                                   {2024, "el*race", "current*not_reported", 40}};
    scenario in;
    set_up(&in, groups, 4);
    assert_reference(&in, "el*frl", "current*yes", 0, "english_only");
    assert_reference(&in, "el*frl", "current*yes", 1, "complement/ref_substituted");
    assert_reference(&in, "el*frl", "english_only*yes", 1, "complement/ref_complement");
    assert_reference(&in, "el*race", "current*not_reported", 0, "none");
    tear_down(&in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_hidden_or_undefined),
                                       cmocka_unit_test(test_asked_for),
                                       cmocka_unit_test(test_crosses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
