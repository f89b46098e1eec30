/* Dialects: defaults, and those no file can be written in. */
#include "io/csv_dialect.h"
#include "strata_test.h"

static void test_defaults(void **state)
{
    (void)state;
    strata_csv_dialect dialect = {0};
    assert_int_equal(strata_csv_dialect_complete(&dialect, NULL), STRATA_OK);
    assert_int_equal(dialect.delimiter, ',');
    assert_int_equal(dialect.quote, '"');
    assert_int_equal(dialect.max_fields, 4096);
    assert_int_equal(dialect.max_field_bytes, 65536);
    assert_int_equal(dialect.max_row_bytes, 1048576);

    dialect = (strata_csv_dialect){.delimiter = '^', .max_fields = 7};
    assert_int_equal(strata_csv_dialect_complete(&dialect, NULL), STRATA_OK);
    assert_int_equal(dialect.delimiter, '^');
    assert_int_equal(dialect.max_fields, 7);
}

static void test_dialects_that_are_impossible(void **state)
{
    (void)state;
    static const strata_csv_dialect impossible[] = {{.delimiter = '"'},
                                                    {.delimiter = '\n'},
                                                    {.quote = '\r'},
                                                    {.quote = ','},
                                                    {.delimiter = '\xa7'}};
    strata_source *source = NULL;
    assert_int_equal(strata_source_memory("a", "x", 1, 0, &source, NULL), STRATA_OK);
    for (size_t i = 0; i < sizeof impossible / sizeof impossible[0]; i++) {
        strata_csv_reader *reader = NULL;
        strata_error err = {0};
        assert_int_equal(strata_csv_reader_open(source, &impossible[i], &reader, &err),
                         STRATA_E_USAGE);
        assert_null(reader);
        assert_string_equal(err.rule, "csv-dialect");
    }
    strata_source_close(source);
}

/* Without quotes the character is not used for anything. */
static void test_no_quotes_no_clash(void **state)
{
    (void)state;
    strata_csv_dialect dialect = {.delimiter = '"', .no_quote = true};
    assert_int_equal(strata_csv_dialect_complete(&dialect, NULL), STRATA_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_dialects_that_are_impossible),
        cmocka_unit_test(test_no_quotes_no_clash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
