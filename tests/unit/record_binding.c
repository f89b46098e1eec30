#include "record/binding.h"
#include "strata_test.h"

/* Header and layout are texts; no field of these layouts has a map unless the test sets one. */
#define TEXT(text)                                                                                 \
    {                                                                                              \
        (text), sizeof(text) - 1                                                                   \
    }

static const strata_slice aliases[] = {TEXT("Students with Scores"), TEXT("Scored")};

static const strata_field fields[] = {
    {.name = TEXT("Test Year"), .to = STRATA_TO_YEAR, .join_field = -1},
    {.name = TEXT("Valid Scores"),
     .aliases = aliases,
     .alias_count = 2,
     .to = STRATA_TO_N_SCORED,
     .join_field = -1},
    {.name = TEXT("Type ID"), .to = STRATA_TO_NOTHING, .optional = true, .join_field = -1},
    {.name = TEXT("Pct 2"), .to = STRATA_TO_PCT, .index = 2, .join_field = -1},
    {.name = TEXT("Math\nPct 2"), .to = STRATA_TO_PCT, .index = 2, .join_field = -1},
};
enum {
    FIELDS = 5
};
static const bool is_own[FIELDS] = {false, false, false, false, true};
static const uint32_t own[] = {4};
static const strata_constant result_set[] = {
    {.to = STRATA_TO_YEAR, .value = TEXT("1986")},
    {.to = STRATA_TO_SUBJECT, .value = TEXT("math")},
};
static const strata_constant layout_set[] = {{.to = STRATA_TO_SUBJECT, .value = TEXT("all")}};
static const strata_result results[] = {
    {.set = result_set, .set_count = 2, .fields = own, .field_count = 1, .present = 4},
    {.present = -1},
};
static const strata_layout layout = {.fields = fields,
                                     .field_count = FIELDS,
                                     .is_own = is_own,
                                     .results = results,
                                     .result_count = 2,
                                     .set = layout_set,
                                     .set_count = 1};

static strata_status bind(const strata_slice *names, uint32_t count, strata_arena *arena,
                          strata_binding *out, strata_error *err)
{
    const strata_csv_row row = {.fields = names, .count = count, .number = 5, .line = 8};
    const strata_header header = {.row = &row, .at = {.file = "in.csv", .line = 8, .column = 1}};
    return strata_binding_make(&layout, &header, arena, out, err);
}

static void test_columns(void **state)
{
    (void)state;
    static const strata_slice names[] = {TEXT("math pct 2"), TEXT("extra"),  TEXT("TEST_YEAR"),
                                         TEXT("Pct 2*"),     TEXT("Scored"), TEXT("extra")};
    strata_arena *arena = strata_arena_new();
    strata_binding binding;
    assert_int_equal(bind(names, 6, arena, &binding, NULL), STRATA_OK);
    assert_int_equal(binding.column_count, 6);
    static const int32_t expected[FIELDS] = {2, 4, -1, 3, 0};
    assert_memory_equal(binding.columns, expected, sizeof expected);
    assert_string_equal(binding.names[4], "Math Pct 2");
    strata_arena_free(arena);
}

/* Where the usual name is there, an alias is another column. */
static void test_name_before_alias(void **state)
{
    (void)state;
    static const strata_slice names[] = {TEXT("Scored"), TEXT("Valid Scores"), TEXT("Test Year"),
                                         TEXT("Pct 2"), TEXT("Math Pct 2")};
    strata_arena *arena = strata_arena_new();
    strata_binding binding;
    assert_int_equal(bind(names, 5, arena, &binding, NULL), STRATA_OK);
    assert_int_equal(binding.columns[1], 1);
    strata_arena_free(arena);
}

static const strata_input *input_at(const strata_bound_result *result, strata_target to,
                                    unsigned at)
{
    assert_true(result->first[to] + at < result->first[to + 1]);
    return &result->inputs[result->first[to] + at];
}

/* Own column, own constant, the layout's column, the layout's constant. */
static void test_precedence(void **state)
{
    (void)state;
    static const strata_slice names[] = {TEXT("Test Year"), TEXT("Scored"), TEXT("Pct 2"),
                                         TEXT("Math Pct 2")};
    strata_arena *arena = strata_arena_new();
    strata_binding binding;
    assert_int_equal(bind(names, 4, arena, &binding, NULL), STRATA_OK);
    const strata_bound_result *math = &binding.results[0];
    assert_ptr_equal(input_at(math, STRATA_TO_YEAR, 0)->constant, &result_set[0]);
    assert_null(input_at(math, STRATA_TO_YEAR, 1)->constant);
    assert_int_equal(input_at(math, STRATA_TO_PCT, 0)->field, 4);
    assert_int_equal(input_at(math, STRATA_TO_PCT, 1)->field, 3);
    assert_ptr_equal(input_at(math, STRATA_TO_SUBJECT, 0)->constant, &result_set[1]);
    assert_ptr_equal(input_at(math, STRATA_TO_SUBJECT, 1)->constant, &layout_set[0]);
    assert_int_equal(math->present, 4);
    const strata_bound_result *other = &binding.results[1];
    assert_int_equal(input_at(other, STRATA_TO_PCT, 0)->field, 3);
    assert_int_equal(other->first[STRATA_TO_PCT + 1] - other->first[STRATA_TO_PCT], 1);
    assert_ptr_equal(input_at(other, STRATA_TO_SUBJECT, 0)->constant, &layout_set[0]);
    assert_int_equal(other->present, -1);
    strata_arena_free(arena);
}

static void test_missing(void **state)
{
    (void)state;
    static const strata_slice near[] = {TEXT("Tset Year"), TEXT("Scored"), TEXT("Pct 2"),
                                        TEXT("Math Pct 2")};
    static const strata_slice far[] = {TEXT("Test Year"), TEXT("Pct 2"), TEXT("Math Pct 2")};
    strata_arena *arena = strata_arena_new();
    strata_binding binding;
    strata_error err = {0};
    assert_int_equal(bind(near, 4, arena, &binding, &err), STRATA_E_INPUT);
    test_error(&err, "in.csv:8:1: error: column \"Test Year\" is missing from the header; the "
                     "nearest there is \"Tset Year\": rename it, or add it to the aliases in the "
                     "schema (column-missing)");
    err = (strata_error){0};
    assert_int_equal(bind(far, 3, arena, &binding, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "column-missing");
    assert_non_null(strstr(err.text, "\"Valid Scores\""));
    strata_arena_free(arena);
}

static void test_twice(void **state)
{
    (void)state;
    static const strata_slice names[] = {TEXT("Scored"), TEXT("Test Year"), TEXT("Pct 2"),
                                         TEXT("Math Pct 2"), TEXT("test-year")};
    strata_arena *arena = strata_arena_new();
    strata_binding binding;
    strata_error err = {0};
    assert_int_equal(bind(names, 5, arena, &binding, &err), STRATA_E_INPUT);
    test_error(&err, "in.csv:8:1: error: column \"Test Year\" occurs twice in the header, as "
                     "columns 2 and 5; expected it once (column-twice)");
    strata_arena_free(arena);
}

static void test_is_header(void **state)
{
    (void)state;
    static const strata_slice signature[] = {TEXT("Test Year"), TEXT("Scored")};
    static const strata_slice forbidden[] = {TEXT("Type ID")};
    static const strata_slice names[] = {TEXT("SCORED"), TEXT("test year"), TEXT("Type Id")};
    const strata_layout of = {
        .signature = signature, .signature_count = 2, .forbidden = forbidden, .forbidden_count = 1};
    assert_true(strata_layout_is_header(&of, &(strata_csv_row){.fields = names, .count = 2}));
    assert_false(strata_layout_is_header(&of, &(strata_csv_row){.fields = names, .count = 3}));
    assert_false(strata_layout_is_header(&of, &(strata_csv_row){.fields = names, .count = 1}));
}

static strata_status bind_all(void)
{
    static const strata_slice names[] = {TEXT("Test Year"), TEXT("Scored"), TEXT("Pct 2"),
                                         TEXT("Math Pct 2")};
    strata_error err = {0};
    strata_binding binding;
    strata_arena *arena = strata_arena_new();
    if (arena == NULL) {
        return STRATA_E_MEMORY;
    }
    const strata_status status = bind(names, 4, arena, &binding, &err);
    strata_arena_free(arena);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(bind_all), 2, 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns),    cmocka_unit_test(test_name_before_alias),
        cmocka_unit_test(test_precedence), cmocka_unit_test(test_missing),
        cmocka_unit_test(test_twice),      cmocka_unit_test(test_is_header),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
