/* Headers of several rows, and where they stand. */
#include "schema/header_rows.h"
#include "test_schema.h"

static strata_header_rows add(strata_header_rows rows, strata_slice *fields, uint32_t count,
                              strata_arena *arena)
{
    strata_error err = {0};
    const strata_csv_row row = {.fields = fields, .count = count, .number = 7, .line = 9};
    assert_int_equal(strata_header_rows_add(&rows, &row, arena, &err), STRATA_OK);
    return rows;
}

static void are_names(const strata_csv_row *row, const char *const *names, uint32_t count)
{
    assert_int_equal(row->count, count);
    for (uint32_t at = 0; at < count; at++) {
        assert_int_equal(row->fields[at].len, strlen(names[at]));
        assert_memory_equal(row->fields[at].text, names[at], row->fields[at].len);
    }
}

#define S(text)                                                                                    \
    {                                                                                              \
        (text), sizeof(text) - 1                                                                   \
    }

/* As the Louisiana results have it: names of tests over names of levels. */
static void an_upper_cell_holds_for_the_empty_ones_to_its_right(void **state)
{
    (void)state;
    strata_arena *arena = strata_arena_new();
    strata_slice upper[] = {S("Code "), S("Subgroup"),   S("English I"),
                            S(""),      S(" Algebra I"), S("")};
    strata_slice lower[] = {S(""), S(""), S(" % Advanced"), S("% Mastery"), S("% Advanced"), S("")};
    strata_header_rows rows = add((strata_header_rows){0}, upper, 6, arena);
    rows = add(rows, lower, 6, arena);
    static const char *const names[] = {
        "Code", "Subgroup", "English I % Advanced", "English I % Mastery", "Algebra I % Advanced",
        ""};
    assert_int_equal(rows.row.number, 7);
    assert_int_equal(rows.row.line, 9);
    are_names(&rows.row, names, 6);
    strata_arena_free(arena);
}

static void three_rows_and_rows_of_different_lengths(void **state)
{
    (void)state;
    strata_arena *arena = strata_arena_new();
    strata_slice first[] = {S("A")};
    strata_slice second[] = {S("x"), S(""), S("y")};
    strata_slice third[] = {S("1"), S("2")};
    strata_header_rows rows = add((strata_header_rows){0}, first, 1, arena);
    rows = add(rows, second, 3, arena);
    rows = add(rows, third, 2, arena);
    static const char *const names[] = {"A x 1", "A x 2", "A y"};
    are_names(&rows.row, names, 3);
    strata_arena_free(arena);
}

#define LAYOUT(preamble, rows)                                                                     \
    "{'name': 't', 'layouts': [{'name': 'l', 'strata': {'preamble': " preamble                     \
    ", 'header_rows': " rows "}, 'fields': [{'name': 'Place', 'strata': {'to': 'entity_name'}},"   \
    "{'name': 'Math Level 1'}]}], 'strata': {'kind': 'entities'}}"

/* Finds the header in text and gives the first field of the row behind it. */
static bool find(const char *layout, const char *text, uint64_t *line, char *next, size_t size)
{
    strata_schema *schema = test_schema(layout);
    strata_arena *arena = strata_arena_new();
    strata_source *source = NULL;
    strata_row_reader *reader = NULL;
    const strata_csv_row *header = NULL;
    const strata_csv_row *row = NULL;
    strata_error err = {0};
    assert_int_equal(strata_source_memory("x.csv", text, strlen(text), 0, &source, &err),
                     STRATA_OK);
    assert_int_equal(strata_row_reader_open(source, &schema->layouts[0].dialect, &reader, &err),
                     STRATA_OK);
    assert_int_equal(strata_header_find(reader, &schema->layouts[0], arena, &header, &err),
                     STRATA_OK);
    *line = header != NULL ? header->line : 0;
    assert_int_equal(strata_row_reader_next(reader, &row, &err), STRATA_OK);
    if (row != NULL) {
        (void)snprintf(next, size, "%.*s", (int)row->fields[0].len, row->fields[0].text);
    }
    strata_row_reader_close(reader);
    strata_source_close(source);
    strata_arena_free(arena);
    strata_schema_free(schema);
    return header != NULL;
}

static void the_header_is_found_behind_a_preamble(void **state)
{
    (void)state;
    uint64_t line = 0;
    char next[16] = "";
    assert_true(find(LAYOUT("0", "1"), "Place,Math Level 1\nA,1\n", &line, next, sizeof next));
    assert_int_equal(line, 1);
    assert_string_equal(next, "A");
    assert_true(
        find(LAYOUT("2", "2"), "Note,\nPlace,Math\n,Level 1\nB,1\n", &line, next, sizeof next));
    assert_int_equal(line, 2);
    assert_string_equal(next, "B");
    assert_true(find(LAYOUT("1", "2"), "Place,Math\n,Level 1\nC,1\n", &line, next, sizeof next));
    assert_string_equal(next, "C");
}

static void none_of_the_first_rows_may_be_it(void **state)
{
    (void)state;
    uint64_t line = 0;
    char next[16] = "";
    assert_false(
        find(LAYOUT("0", "2"), "Note,\nPlace,Math\n,Level 1\nB,1\n", &line, next, sizeof next));
    assert_string_equal(next, ""); /* the third row: two were looked at */
    assert_false(find(LAYOUT("5", "1"), "Place,Math\n", &line, next, sizeof next));
    assert_false(find(LAYOUT("0", "2"), "Place\n", &line, next, sizeof next));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_upper_cell_holds_for_the_empty_ones_to_its_right),
        cmocka_unit_test(three_rows_and_rows_of_different_lengths),
        cmocka_unit_test(the_header_is_found_behind_a_preamble),
        cmocka_unit_test(none_of_the_first_rows_may_be_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
