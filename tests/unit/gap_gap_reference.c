/* Choosing the usual reference group of a series. */
#include "unit/test_references.h"

static void test_usual(void **state)
{
    (void)state;
    static const group groups[] = {
        {2024, "all", "all", 900},         {2024, "el", "current", 200},
        {2024, "el", "english_only", 500}, {2024, "el", "never", 600},
        {2024, "el", "not_current", 700},  {2024, "el", "to_be_determined", 40},
        {2024, "el", "long_term", 60},     {2024, "race", "white", 300},
        {2024, "race", "black", 100},      {2024, "race", "not_reported", 50},
        {2024, "gender", "female", 450},   {2024, "gender", "male", 440},
        {2024, "frl", "yes", 400},         {2024, "frl", "free", 300},
        {2024, "frl", "no", 500}};
    scenario in;
    set_up(&in, groups, sizeof groups / sizeof groups[0]);
    assert_reference(&in, "el", "current", 0, "english_only");
    assert_reference(&in, "el", "long_term", 0, "english_only");
    assert_reference(&in, "el", "english_only", 0, "none");
    assert_reference(&in, "el", "never", 0, "none"); /* shares students with english_only */
    assert_reference(&in, "el", "not_current", 0, "none");
    assert_reference(&in, "el", "to_be_determined", 0, "none"); /* says that nothing is known */
    assert_reference(&in, "race", "black", 0, "white");
    assert_reference(&in, "race", "not_reported", 0, "none");
    assert_reference(&in, "gender", "female", 0, "male");
    assert_reference(&in, "frl", "free", 0, "no");
    assert_reference(&in, "all", "all", 0, "none");
    tear_down(&in);
}

/* never and not_current come after english_only, wherever the place has it in any year. */
static void test_first_in_any_year(void **state)
{
    (void)state;
    static const group groups[] = {{2023, "el", "current", 0},
                                   {2023, "el", "never", 0},
                                   {2024, "el", "current", 0},
                                   {2024, "el", "english_only", 0}};
    scenario in;
    set_up(&in, groups, 4);
    assert_reference(&in, "el", "current", 0, "english_only");
    tear_down(&in);
    set_up(&in, groups, 2);
    assert_reference(&in, "el", "current", 0, "never");
    tear_down(&in);
}

/* Students in several races are in both groups: only those outside of a group are apart from it. */
static void test_races_that_overlap(void **state)
{
    (void)state;
    static const group groups[] = {{2024, "all", "all", 900},
                                   {2024, "race", "white", 500},
                                   {2024, "race", "asian", 200},
                                   {2024, "race_mask", "white", 400},
                                   {2024, "race_mask", "asian+white", 100}};
    scenario in;
    set_up(&in, groups, 5);
    assert_reference(&in, "race", "asian", 0, "white");
    in.panels.races_overlap = true;
    assert_reference(&in, "race", "asian", 0, "complement/ref_complement");
    assert_reference(&in, "race_mask", "asian+white", 0, "white");
    assert_reference(&in, "race_mask", "white", 0, "none");
    tear_down(&in);
}

static void test_none(void **state)
{
    (void)state;
    static const group groups[] = {{2024, "all", "all", 900}, {2024, "econ", "yes", 200}};
    scenario in;
    set_up(&in, groups, 2);
    assert_reference(&in, "econ", "yes", 0, "complement/ref_complement");
    tear_down(&in);
}

static void test_small_in_one_year(void **state)
{
    (void)state;
    static const group groups[] = {{2023, "race", "black", 200},
                                   {2023, "race", "white", 300},
                                   {2024, "race", "black", 200},
                                   {2024, "race", "white", 29}};
    static const group enough[] = {{2023, "race", "black", 200}, {2023, "race", "white", 30}};
    scenario in;
    set_up(&in, groups, 4);
    assert_reference(&in, "race", "black", 0, "complement/ref_substituted");
    assert_reference(&in, "race", "white", 0, "none"); /* nor does it become a focal group */
    tear_down(&in);
    set_up(&in, enough, 2);
    assert_reference(&in, "race", "black", 0, "white");
    tear_down(&in);
}

/* Nobody in the places that tell: the group may be as small as that. */
static void test_nobody_but_in_places_left_out(void **state)
{
    (void)state;
    static const group groups[] = {{2023, "race", "black", 200}, {2023, "race", "white", 300}};
    scenario in;
    set_up(&in, groups, 2);
    for (size_t i = 0; i < in.set->count; i++) {
        strata_cell *cell = &in.set->cells[i];
        if (cell->n_scored == 300) {
            strata_cell_forget(cell, STRATA_HAS_TESTED | STRATA_HAS_LEVELS);
            cell->n_scored = 0;
            cell->status = STRATA_CELL_PARTIAL;
        }
    }
    assert_reference(&in, "race", "black", 0, "complement/ref_substituted");
    tear_down(&in);
}

/* Counted: no row means no students. A published file may just not print the group that year, and a
 * year without the dimension says nothing. */
static void test_absent_in_one_year(void **state)
{
    (void)state;
    static const group counted[] = {
        {2023, "race", "black", 200}, {2023, "race", "white", 300}, {2024, "race", "black", 200}};
    static const group printed[] = {
        {2023, "race", "black", 0}, {2023, "race", "white", 0}, {2024, "race", "black", 0}};
    static const group not_asked[] = {
        {2023, "race", "black", 200}, {2023, "race", "white", 300}, {2024, "all", "all", 600}};
    scenario in;
    set_up(&in, counted, 3);
    assert_reference(&in, "race", "black", 0, "complement/ref_substituted");
    tear_down(&in);
    set_up(&in, printed, 3);
    assert_reference(&in, "race", "black", 0, "white");
    tear_down(&in);
    set_up(&in, not_asked, 3);
    assert_reference(&in, "race", "black", 0, "white");
    tear_down(&in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_usual),
                                       cmocka_unit_test(test_first_in_any_year),
                                       cmocka_unit_test(test_races_that_overlap),
                                       cmocka_unit_test(test_none),
                                       cmocka_unit_test(test_small_in_one_year),
                                       cmocka_unit_test(test_nobody_but_in_places_left_out),
                                       cmocka_unit_test(test_absent_in_one_year)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
