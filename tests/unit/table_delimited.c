/* Tidy CSV and TSV: quoting, and texts that a spreadsheet would run as a formula. */
#include "table/delimited.h"
#include "table_sample.h"

/* Writes the sample and gives the text, to be freed with the sink. */
static const char *write_sample(strata_table_kind kind, char delimiter, strata_sink **sink)
{
    strata_estimates *set = sample_estimates();
    const strata_table_options options = {.kind = kind, .digits = STRATA_DIGITS_PRINTED};
    strata_error err = {0};
    assert_int_equal(strata_sink_memory(sink, &err), STRATA_OK);
    assert_int_equal(strata_delimited_write(set, &options, delimiter, *sink, &err), STRATA_OK);
    assert_int_equal(strata_sink_write(*sink, "", 1, &err), STRATA_OK);
    strata_estimates_free(set);
    const char *text = NULL;
    size_t len = 0;
    strata_sink_bytes(*sink, &text, &len);
    assert_int_equal(strlen(text) + 1, len);
    return text;
}

static size_t line_count(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++) {
        count += *text == '\n' ? 1 : 0;
    }
    return count;
}

static void test_rows(void **state)
{
    (void)state;
    strata_sink *sink = NULL;
    const char *text = write_sample(STRATA_TABLE_ALL, ',', &sink);
    assert_int_equal(line_count(text), 1 + SAMPLE_COUNT);
    assert_memory_equal(text, "year_from,year_to,term,", 23);
    assert_non_null(strstr(text, "\n2023,2023,,all_tested,school,,01011,0100001,,local,,ela,03,el,"
                                 "current,,pct,3,16.7,4.8,9.3,28.1,,,percent,60,,,,,,,"
                                 "superpopulation,wilson,ok,,draft\n"));
    strata_sink_discard(sink);
}

static void test_quotes(void **state)
{
    (void)state;
    strata_sink *sink = NULL;
    assert_non_null(
        strstr(write_sample(STRATA_TABLE_ALL, ',', &sink), ",\"Acorn, \"\"the\"\" School\","));
    strata_sink_discard(sink);
    assert_non_null(
        strstr(write_sample(STRATA_TABLE_ALL, '\t', &sink), "\t\"Acorn, \"\"the\"\" School\"\t"));
    strata_sink_discard(sink);
}

/* The apostrophe makes a spreadsheet show it; a negative number stays a number. */
static void test_formula(void **state)
{
    (void)state;
    strata_sink *sink = NULL;
    const char *text = write_sample(STRATA_TABLE_GAPS, ',', &sink);
    assert_non_null(strstr(text, ",'=cmd|' /C calc'!A0,"));
    assert_non_null(strstr(text, ",-3.3,"));
    strata_sink_discard(sink);
}

static void test_kind(void **state)
{
    (void)state;
    strata_sink *sink = NULL;
    assert_int_equal(line_count(write_sample(STRATA_TABLE_TRENDS, ',', &sink)), 2);
    strata_sink_discard(sink);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_formula),
        cmocka_unit_test(test_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
