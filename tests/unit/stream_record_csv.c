/* Rows of records, byte by byte as FORMAT.md has them. */
#include "record_samples.h"
#include "stream/record_csv.h"

static void assert_row(strata_dictionary *dictionary, const strata_record *record,
                       const char *expected)
{
    strata_sink *sink = fixture_sink();
    strata_csv_writer csv;
    strata_csv_writer_init(&csv, sink, ',', NULL);
    strata_record_csv_write(&csv, dictionary, record);
    assert_int_equal(strata_csv_end_row(&csv), STRATA_OK);
    fixture_assert_text(sink, expected);
    strata_sink_discard(sink);
}

static void test_rows(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    const strata_test test = fixture_test(dictionary);
    assert_int_equal(strata_dictionary_add_test(dictionary, &test, NULL), STRATA_OK);
    strata_record record = sample_full(dictionary);
    assert_row(dictionary, &record, SAMPLE_FULL_ROW);
    const strata_record bare = sample_bare();
    assert_row(dictionary, &bare, SAMPLE_BARE_ROW);
    strata_dictionary_free(dictionary);
}

/* Scores are printed in the decimals of their test: 2 ^ 63 - 1 in units of 10 ^ -11 here. */
static void test_wide_scores(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    const strata_test test = {
        .assessment = fixture_text(dictionary, "wide"), .decimals = 11, .has_scores = true};
    assert_int_equal(strata_dictionary_add_test(dictionary, &test, NULL), STRATA_OK);
    strata_record record = sample_bare();
    record.assessment = test.assessment;
    record.has_score = true;
    record.score = INT64_MAX;
    assert_row(dictionary, &record,
               ",2015,,,,,wide,,,,,,,,,,,,,,,,,,,,92233720.36854775807,,,,1,2\n");
    record.score = -1;
    assert_row(dictionary, &record, ",2015,,,,,wide,,,,,,,,,,,,,,,,,,,,-0.00000000001,,,,1,2\n");
    record.score = 0;
    assert_row(dictionary, &record, ",2015,,,,,wide,,,,,,,,,,,,,,,,,,,,0.00000000000,,,,1,2\n");
    strata_dictionary_free(dictionary);
}

enum {
    YEAR = 1,
    EL = 10,
    RACE_MASK = 11,
    GENDER = 20,
    FAY_STATE = 23,
    SCALE_SCORE = 26,
    LEVEL = 27,
    WEIGHT = 29,
    FILE_NUMBER = 30,
    ROW = 31
};

static void test_wrong_values(void **state)
{
    (void)state;
    static const struct {
        uint32_t column;
        const char *value;
    } wrong[] = {
        {0, "123"},
        {0, "00C0FFEE12345678"},
        {YEAR, ""},
        {YEAR, "1899"},
        {YEAR, "2200"},
        {EL, "Current"},
        {RACE_MASK, "asian+"},
        {RACE_MASK, "+"},
        {RACE_MASK, "martian"},
        {GENDER, "f"},
        {FAY_STATE, "maybe"},
        {SCALE_SCORE, "1.25x"},
        {SCALE_SCORE, "0.5"},
        {LEVEL, "0"},
        {LEVEL, "11"},
        {WEIGHT, "1"},
        {FILE_NUMBER, "0"},
        {FILE_NUMBER, ""},
        {ROW, "4294967296"},
    };
    strata_dictionary *dictionary = strata_dictionary_new();
    for (size_t at = 0; at < sizeof wrong / sizeof wrong[0]; at++) {
        strata_slice fields[STRATA_RECORD_COLUMN_COUNT] = {{NULL, 0}};
        strata_record record;
        uint32_t bad = 0;
        fields[YEAR] = strata_slice_of("2024");
        fields[FILE_NUMBER] = strata_slice_of("1");
        fields[ROW] = strata_slice_of("2");
        assert_int_equal(strata_record_csv_read(fields, dictionary, &record, &bad, NULL),
                         STRATA_OK);
        assert_int_equal(bad, STRATA_RECORD_COLUMN_COUNT);
        fields[wrong[at].column] = strata_slice_of(wrong[at].value);
        assert_int_equal(strata_record_csv_read(fields, dictionary, &record, &bad, NULL),
                         STRATA_OK);
        assert_int_equal(bad, wrong[at].column);
    }
    strata_dictionary_free(dictionary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_wide_scores),
        cmocka_unit_test(test_wrong_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
