/* How many statistics a result can hold. */
#include "record/binding.h"
#include "record/published.h"
#include "strata_test.h"

/* Statistics of one result: as many as there is room for, and one more. */
static void test_statistics(void **state)
{
    (void)state;
    enum {
        MANY = STRATA_STATISTICS_MAX + 1
    };
    static strata_field fields[MANY];
    static strata_slice names[MANY];
    static char letters[MANY];
    static const bool is_own[MANY] = {false};
    static const strata_result result = {.present = -1};
    strata_arena *arena = strata_arena_new();
    strata_binding binding;
    strata_error err = {0};
    for (unsigned at = 0; at < MANY; at++) {
        letters[at] = (char)('a' + (int)at);
        names[at] = (strata_slice){&letters[at], 1};
        fields[at] = (strata_field){
            .name = names[at], .to = STRATA_TO_SHARE, .index = (uint16_t)at, .join_field = -1};
    }
    strata_layout layout = {.id = strata_slice_of("l"),
                            .fields = fields,
                            .field_count = STRATA_STATISTICS_MAX,
                            .is_own = is_own,
                            .results = &result,
                            .result_count = 1};
    const strata_csv_row row = {.fields = names, .count = MANY};
    const strata_header header = {.row = &row, .at = {.file = "in.csv"}};
    assert_int_equal(strata_binding_make(&layout, &header, arena, &binding, &err), STRATA_OK);
    layout.field_count = MANY;
    assert_int_equal(strata_binding_make(&layout, &header, arena, &binding, &err), STRATA_E_USAGE);
    test_error(&err, "in.csv: error: layout l has 25 statistics in one result; at most 24 can be "
                     "held: make several results of them (statistics-many)");
    strata_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_statistics)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
