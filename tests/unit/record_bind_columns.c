/* Columns found by patterns, and what their names come to. */
#include "record/bind_parts.h"
#include "strata_test.h"
#include "test_schema.h"

static const char text[] =
    "{'name': 't', 'layouts': [{'name': 'l', 'strata': {'set': {'assessment': 'a'}}, 'fields': ["
    "{'name': 'Grade {grade} District', 'strata': {'to': 'lea', 'aliases': ['All grades'],"
    "'captures': {'grade': {'to': 'grade', 'length': 1}}}},"
    "{'name': '{group} {code} n', 'strata': {'to': 'n', 'aliases': ['total'],"
    "'set': {'entity_level': 'lea', 'group': 'all=all'},"
    "'captures': {'code': {'length': 2}, 'group': {'to': 'group',"
    "'map': {'codes': {'EL': 'el=current', 'English': 'el=english_only'}, 'drop': ['Mix']}}}}}"
    "]}], 'strata': {'kind': 'published',"
    "'assessments': [{'id': 'a', 'subject': 'ela', 'levels': 3, 'proficient': 2}]}}";

enum {
    NAMES_MAX = 6
};

typedef struct setting {
    strata_schema *schema;
    strata_arena *arena;
    strata_slice names[NAMES_MAX];
    strata_csv_row row;
    strata_header header;
    strata_bound_file file;
} setting;

static strata_status bind(setting *s, const char *const *names, uint32_t count, strata_error *err)
{
    *s = (setting){.schema = test_schema(text), .arena = strata_arena_new()};
    for (uint32_t at = 0; at < count; at++) {
        s->names[at] = strata_slice_of(names[at]);
    }
    s->row = (strata_csv_row){.fields = s->names, .count = count, .number = 1, .line = 4};
    s->header = (strata_header){.row = &s->row, .at = {.file = "in.csv", .line = 4}};
    s->file = (strata_bound_file){
        .layout = &s->schema->layouts[0], .header = &s->header, .arena = s->arena};
    return strata_bind_columns(&s->file, err);
}

static void unbind(setting *s)
{
    strata_arena_free(s->arena);
    strata_schema_free(s->schema);
}

static void is_constant(const strata_constant *constant, strata_target to, const char *value)
{
    assert_int_equal(constant->to, to);
    assert_true(strata_slice_is(constant->value, value));
}

/* A family's columns are numbered behind the fields; captures win over the family's own set. */
static void test_family(void **state)
{
    (void)state;
    static const char *const names[] = {"English 07 N", "x", "Grade 4 District", "Mix 07 n",
                                        "total"};
    setting s;
    assert_int_equal(bind(&s, names, 5, NULL), STRATA_OK);
    assert_true(s.file.has_families && s.file.has_figure_families);
    assert_int_equal(s.file.field_count, 4);
    assert_int_equal(s.file.columns[0], 2);
    assert_string_equal(s.file.names[0], "Grade 4 District");
    assert_int_equal(s.file.columns[1], STRATA_COLUMN_NOT_THERE);
    assert_int_equal(s.file.family_count, 2);
    const strata_family_column *english = &s.file.family[0];
    assert_int_equal(english->field, 2);
    assert_int_equal(s.file.columns[2], 0);
    assert_ptr_equal(s.file.fields[2], s.file.fields[1]);
    assert_string_equal(s.file.names[2], "English 07 N");
    assert_int_equal(english->says.count, 2); /* the code is passed over */
    is_constant(&english->says.constants[0], STRATA_TO_ENTITY_LEVEL, "lea");
    is_constant(&english->says.constants[1], STRATA_TO_GROUP, "el=english_only");
    assert_int_equal(english->says.constants[1].group.dim[0], STRATA_DIM_EL);
    const strata_family_column *total = &s.file.family[1];
    assert_int_equal(s.file.columns[total->field], 4);
    is_constant(&total->says.constants[1], STRATA_TO_GROUP, "all=all");
    unbind(&s);
}

/* What the name of a column without figures says holds for the file. */
static void test_wide(void **state)
{
    (void)state;
    static const char *const names[] = {"EL 01 n", "Grade 4 District"};
    static const char *const named[] = {"EL 01 n", "all_grades"};
    setting s;
    assert_int_equal(bind(&s, names, 2, NULL), STRATA_OK);
    assert_int_equal(s.file.wide_count, 1);
    assert_int_equal(s.file.wide[0].count, 1);
    is_constant(&s.file.wide[0].constants[0], STRATA_TO_GRADE, "04"); /* two digits */
    unbind(&s);
    assert_int_equal(bind(&s, named, 2, NULL), STRATA_OK);
    assert_int_equal(s.file.wide[0].count, 0);
    unbind(&s);
}

static void test_wrong(void **state)
{
    (void)state;
    static const char *const twice[] = {"EL 01 n", "Grade 4 District", "Grade 5 District"};
    static const char *const none[] = {"El 01 n", "Grade 45 District"};
    setting s;
    strata_error err = {0};
    assert_int_equal(bind(&s, twice, 3, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "column-twice");
    unbind(&s);
    err = (strata_error){0};
    assert_int_equal(bind(&s, none, 2, &err), STRATA_E_INPUT);
    test_error(&err, "in.csv:4: error: no column of the header is named like \"Grade {grade} "
                     "District\"; check that all codes of its names are in the schema "
                     "(column-missing)");
    unbind(&s);
}

/* Without a header the columns are the fields, in their order. */
static void test_no_header(void **state)
{
    (void)state;
    strata_schema *schema = test_schema(TEST_PUBLISHED(""));
    strata_arena *arena = strata_arena_new();
    const strata_header header = {.at = {.file = "in.txt"}};
    strata_bound_file file = {.layout = &schema->layouts[0], .header = &header, .arena = arena};
    assert_int_equal(strata_bind_columns(&file, NULL), STRATA_OK);
    assert_int_equal(file.field_count, 2);
    assert_int_equal(file.columns[0], 0);
    assert_int_equal(file.columns[1], 1);
    assert_string_equal(file.names[1], "count");
    strata_arena_free(arena);
    strata_schema_free(schema);
}

static void test_settle(void **state)
{
    (void)state;
    static const strata_capture captures[] = {
        {.to = STRATA_TO_YEAR, .length = 4, .is_school_year = true}};
    static const strata_pattern pattern = {.captures = captures, .capture_count = 1};
    strata_arena *arena = strata_arena_new();
    bool is_out_of_memory = true;
    strata_constant year = {.value = strata_slice_of("1112")};
    assert_true(strata_bind_settle(&pattern, &year, arena, &is_out_of_memory));
    is_constant(&year, STRATA_TO_YEAR, "2012");
    assert_false(is_out_of_memory);
    year.value = strata_slice_of("1114");
    assert_false(strata_bind_settle(&pattern, &year, arena, &is_out_of_memory));
    strata_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_family), cmocka_unit_test(test_wide),
        cmocka_unit_test(test_wrong),  cmocka_unit_test(test_no_header),
        cmocka_unit_test(test_settle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
