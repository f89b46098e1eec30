/* How near a file comes to one layout. */
#include "schema/header_probe.h"
#include "test_schema.h"

#define NAMED                                                                                      \
    "{'name': 't', 'layouts': [{'name': 'l', 'dialect': {'delimiter': ';'}, 'strata': {"           \
    "'signature': ['a', 'b', 'c', 'd', 'e', 'f'], 'forbidden': ['x'], 'preamble': 1}, 'fields': [" \
    "{'name': 'a', 'strata': {'to': 'entity_name'}}]}], 'strata': {'kind': 'entities'}}"

static strata_first_rows *beginning(const char *text)
{
    const strata_beginning file = {"x.csv", (const unsigned char *)text, strlen(text)};
    strata_first_rows *rows = NULL;
    strata_error err = {0};
    assert_int_equal(strata_first_rows_new(&file, &rows, &err), STRATA_OK);
    return rows;
}

static strata_likeness probe(const strata_schema *schema, const char *text)
{
    strata_first_rows *file = beginning(text);
    strata_likeness seen;
    strata_error err = {0};
    assert_int_equal(strata_header_probe(file, &schema->layouts[0], &seen, &err), STRATA_OK);
    strata_first_rows_free(file);
    return seen;
}

static int make(void **state)
{
    *state = test_schema(NAMED);
    return 0;
}

static int clean(void **state)
{
    strata_schema_free(*state);
    return 0;
}

static void the_row_with_most_names_counts(void **state)
{
    assert_true(probe(*state, "a;b;c;d;e;f\n").fits);
    assert_true(probe(*state, "note\nA;B;C;D;E;F;g").fits);
    assert_false(probe(*state, "note\nnote\na;b;c;d;e;f\n").fits);
    assert_false(probe(*state, "a;b;c;d;e;f;x\n").fits);
    const strata_likeness near = probe(*state, "note\nb;c;z;y\n");
    assert_false(near.fits);
    assert_int_equal(near.found, 2);
    assert_int_equal(near.columns, 4);
    const strata_likeness none = probe(*state, "one;two\nthree\n");
    assert_int_equal(none.found, 0);
    assert_int_equal(none.columns, 2);
    assert_int_equal(none.failure.status, STRATA_OK);
}

static void what_cannot_be_read_says_why(void **state)
{
    const strata_likeness seen = probe(*state, "a;b\"c\n");
    assert_int_equal(seen.columns, 0);
    assert_int_equal(seen.failure.status, STRATA_E_INPUT);
    assert_string_equal(seen.failure.rule, "csv-quote");
    assert_int_equal(probe(*state, "").columns, 0);
}

static void gaps_are_listed_up_to_four(void **state)
{
    const strata_schema *schema = *state;
    strata_first_rows *few = beginning("note\nb;x;secret\n");
    strata_header_gaps gaps;
    strata_error err = {0};
    assert_int_equal(strata_header_probe_gaps(few, &schema->layouts[0], 1, &gaps, &err), STRATA_OK);
    strata_first_rows_free(few);
    assert_string_equal(gaps.has, "\"b\"");
    assert_string_equal(gaps.lacks, "\"a\", \"c\", \"d\", \"e\"");
    assert_string_equal(gaps.forbidden, "x");
    strata_first_rows *most = beginning("a;b;c;d;f\n");
    assert_int_equal(strata_header_probe_gaps(most, &schema->layouts[0], 5, &gaps, &err),
                     STRATA_OK);
    strata_first_rows_free(most);
    assert_string_equal(gaps.has, "\"a\", \"b\", \"c\", \"d\"");
    assert_string_equal(gaps.lacks, "\"e\"");
    assert_null(gaps.forbidden);
}

static void text_that_runs_full_is_cut(void **state)
{
    (void)state;
    char text[8] = "ab";
    strata_text_add(text, sizeof text, "%s-%d", "cd", 12);
    assert_string_equal(text, "abcd-12");
    strata_text_add(text, sizeof text, "%s", "more");
    assert_string_equal(text, "abcd-12");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_row_with_most_names_counts),
        cmocka_unit_test(what_cannot_be_read_says_why),
        cmocka_unit_test(gaps_are_listed_up_to_four),
        cmocka_unit_test(text_that_runs_full_is_cut),
    };
    return cmocka_run_group_tests(tests, make, clean);
}
