/* Commas become tabs between fields, and stay within them. */
#include "cube/cell_rows_tabs.h"
#include "strata_test.h"

static void expect(const char *rows, const char *expected)
{
    strata_error err = {0};
    strata_sink *sink = NULL;
    strata_slice text = {NULL, 0};
    assert_int_equal(strata_sink_memory(&sink, &err), STRATA_OK);
    assert_int_equal(strata_cell_rows_with_tabs(strata_slice_of(rows), sink, &err), STRATA_OK);
    strata_sink_bytes(sink, &text.text, &text.len);
    assert_int_equal(text.len, strlen(expected));
    assert_memory_equal(text.text, expected, text.len);
    strata_sink_discard(sink);
}

static void test_plain(void **state)
{
    (void)state;
    expect("", "");
    expect("2024,,all_tested,lea,1,\n2023,a,,,,ok\n",
           "2024\t\tall_tested\tlea\t1\t\n2023\ta\t\t\t\tok\n");
    expect(",\n", "\t\n");
}

/* Quotes that only a comma needed go; a tab, a quote or a line end needs them. */
static void test_quotes(void **state)
{
    (void)state;
    expect("\"Lee, North\",1\n", "Lee, North\t1\n");
    expect("a\tb,1\n", "\"a\tb\"\t1\n");
    expect("1,\"the \"\"old\"\" one\"\n", "1\t\"the \"\"old\"\" one\"\n");
    expect("\"two\nlines\",2\n", "\"two\nlines\"\t2\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plain), cmocka_unit_test(test_quotes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
