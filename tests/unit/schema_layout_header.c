/* What a header must hold, columns whose names say something included. */
#include "schema/schema.h"
#include "test_schema.h"

static bool is_header(const strata_layout *layout, const char *a, const char *b)
{
    const strata_slice fields[] = {strata_slice_of(a), strata_slice_of(b)};
    return strata_layout_is_header(layout, &(strata_csv_row){.fields = fields, .count = 2});
}

static void a_header_has_the_signature_and_nothing_forbidden(void **state)
{
    (void)state;
    const strata_slice names[] = {strata_slice_of("Test Id")};
    const strata_slice forbidden[] = {strata_slice_of("Total")};
    strata_layout layout = {
        .signature = names, .signature_count = 1, .forbidden = forbidden, .forbidden_count = 1};
    assert_true(is_header(&layout, "Grade", "TEST_ID"));
    assert_false(is_header(&layout, "Grade", "Test"));
    assert_false(is_header(&layout, "total*", "Test Id"));
    layout.record_count = 1; /* of fixed width */
    assert_false(is_header(&layout, "Grade", "TEST_ID"));
    const strata_layout none = {.signature_count = 0};
    assert_false(is_header(&none, "Grade", "Test Id"));
}

#define FAMILY                                                                                     \
    "{'name': 't', 'layouts': [{'name': 'l', 'strata': {'set': {'assessment': 'a', 'subject':"     \
    "'ela', 'grade': 'HS'}}, 'fields': [{'name': 'School', 'strata': {'to': 'school',"             \
    "'aliases': ['NCESSCH']}},"                                                                    \
    "{'name': '{group}_RATE', 'strata': {'to': 'pct', 'cut': 2, 'captures': {'group': {'to':"      \
    "'group', 'map': {'codes': {'ALL': 'all=all'}, 'drop': ['CWD']}}}}},"                          \
    "{'name': '{group}_COHORT', 'strata': {'to': 'n', 'optional': true, 'aliases':"                \
    "['COHORT OF {group}'], 'captures': {'group': {'to': 'group', 'map': {'codes': {'ALL':"        \
    "'all=all'}}}}}}]}], 'strata': {'kind': 'published', 'assessments': [{'id': 'a',"              \
    "'levels': 2, 'proficient': 2}]}}"

static void a_family_counts_as_one_name(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(FAMILY);
    const strata_layout *layout = &schema->layouts[0];
    assert_int_equal(layout->signature_count, 1);
    assert_int_equal(strata_layout_name_count(layout), 2);
    assert_true(strata_slice_is(strata_layout_name(layout, 0), "School"));
    assert_true(strata_slice_is(strata_layout_name(layout, 1), "{group}_RATE"));
    const strata_slice fields[] = {strata_slice_of("ALL_RATE")};
    const strata_csv_row row = {.fields = fields, .count = 1};
    assert_false(strata_layout_has_name(layout, 0, &row));
    assert_true(strata_layout_has_name(layout, 1, &row));
    assert_true(is_header(layout, "School", "All Rate"));
    assert_true(is_header(layout, "CWD_RATE", "School")); /* known, though not read */
    assert_false(is_header(layout, "School", "ALL_COHORT"));
    assert_false(is_header(layout, "ALL_COHORT", "ALL_RATE"));
    strata_schema_free(schema);
}

static void columns_that_no_field_reads_are_told(void **state)
{
    (void)state;
    static const char *const known[] = {"school",   "NcesSch",    "ALL_RATE",
                                        "CWD_RATE", "ALL_COHORT", "Cohort of ALL"};
    static const char *const unknown[] = {"MAM_RATE", "CWD_COHORT", "DATE_CUR", ""};
    strata_schema *schema = test_schema(FAMILY);
    for (size_t at = 0; at < sizeof known / sizeof known[0]; at++) {
        assert_true(strata_layout_knows_column(&schema->layouts[0], strata_slice_of(known[at])));
    }
    for (size_t at = 0; at < sizeof unknown / sizeof unknown[0]; at++) {
        assert_false(strata_layout_knows_column(&schema->layouts[0], strata_slice_of(unknown[at])));
    }
    strata_schema_free(schema);
}

static void families_give_figures(void **state)
{
    (void)state;
    assert_true(strata_target_is_figure(STRATA_TO_N_ENROLLED));
    assert_true(strata_target_is_figure(STRATA_TO_SE));
    assert_false(strata_target_is_figure(STRATA_TO_GROUP_TEXT));
    assert_false(strata_target_is_figure(STRATA_TO_PARENT));
    const strata_pattern pattern = {.text = {"x", 1}};
    const strata_field one = {.to = STRATA_TO_MEAN, .patterns = &pattern, .pattern_count = 1};
    const strata_field place = {.to = STRATA_TO_PLACE, .patterns = &pattern, .pattern_count = 1};
    const strata_field plain = {.to = STRATA_TO_MEAN};
    assert_true(strata_field_is_family(&one));
    assert_false(strata_field_is_family(&place));
    assert_false(strata_field_is_family(&plain));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_header_has_the_signature_and_nothing_forbidden),
        cmocka_unit_test(a_family_counts_as_one_name),
        cmocka_unit_test(columns_that_no_field_reads_are_told),
        cmocka_unit_test(families_give_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
