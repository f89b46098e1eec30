/* Blocks of records: at most 24 bytes a row beside the dictionaries, and nothing read that the
 * encoder cannot have written. */
#include "record_samples.h"
#include "stream/record_block.h"

enum {
    ROWS = 1000
};

/* Records of one context and status, but otherwise as wide as can be. */
static void fill_wide(strata_record *records, strata_dictionary *dictionary)
{
    for (uint32_t at = 0; at < ROWS; at++) {
        records[at] = sample_full(dictionary);
        records[at].student = UINT64_MAX - at;
        records[at].row = at % 2 == 0 ? at : UINT32_MAX - at;
        records[at].score = at % 2 == 0 ? INT64_MIN + at : INT64_MAX - at;
    }
}

typedef struct comparison {
    const strata_record *expected;
    size_t count;
} comparison;

static strata_status compare(void *context, const strata_record *record, strata_error *err)
{
    (void)err;
    comparison *seen = context;
    sample_assert_equal(record, &seen->expected[seen->count]);
    seen->count++;
    return STRATA_OK;
}

static void test_wide_block(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_record *records = calloc(ROWS, sizeof *records);
    strata_byte_buffer block = {0};
    bool is_sound = false;
    assert_non_null(records);
    fill_wide(records, dictionary);
    comparison seen = {.expected = records};
    const strata_record_sink sink = {.context = &seen, .push = compare};
    assert_int_equal(strata_record_block_encode(records, ROWS, dictionary, &block, NULL),
                     STRATA_OK);
    /* student 8, row 4, score 8; one context and one combination take no bytes in a row. Before
     * the rows: 33 bytes of counts, 9 texts, one context of 38, one combination of 24. */
    const size_t texts = 36 + strlen("spring0101611190130229elpac2018 onela03paper, large print");
    assert_int_equal(block.len, 33 + texts + 38 + 24 + (size_t)ROWS * 20);
    assert_int_equal(strata_record_block_decode((strata_slice){block.bytes, block.len}, dictionary,
                                                &sink, &is_sound, NULL),
                     STRATA_OK);
    assert_true(is_sound);
    assert_int_equal(seen.count, ROWS);
    strata_byte_buffer_deinit(&block);
    free(records);
    strata_dictionary_free(dictionary);
}

/* With more contexts and combinations than a byte can number a row takes 24 bytes. */
static void test_widest_row(void **state)
{
    (void)state;
    enum {
        YEARS = STRATA_YEAR_MAX - STRATA_YEAR_MIN + 1
    };
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_record *records = calloc(ROWS, sizeof *records);
    strata_byte_buffer block = {0};
    strata_byte_buffer half = {0};
    assert_non_null(records);
    fill_wide(records, dictionary);
    for (unsigned at = 0; at < ROWS; at++) {
        records[at].year = (int16_t)(STRATA_YEAR_MIN + at % YEARS);
        records[at].race_mask = (strata_race_mask)(at % YEARS << 1);
    }
    /* The second half of the rows has nothing new for the dictionaries. */
    assert_int_equal(strata_record_block_encode(records, YEARS, dictionary, &half, NULL),
                     STRATA_OK);
    assert_int_equal(strata_record_block_encode(records, ROWS, dictionary, &block, NULL),
                     STRATA_OK);
    assert_int_equal(block.len - half.len, (size_t)(ROWS - YEARS) * 24);
    strata_byte_buffer_deinit(&block);
    strata_byte_buffer_deinit(&half);
    free(records);
    strata_dictionary_free(dictionary);
}

static strata_status ignore(void *context, const strata_record *record, strata_error *err)
{
    (void)err;
    size_t *count = context;
    *count += record->year >= STRATA_YEAR_MIN && record->year <= STRATA_YEAR_MAX ? 1 : 1000;
    return STRATA_OK;
}

/* Any change of a byte gives two sound records or none, never a fault of memory. */
static void test_any_byte(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    const strata_record records[] = {sample_full(dictionary), sample_bare()};
    strata_byte_buffer block = {0};
    size_t unsound = 0;
    assert_int_equal(strata_record_block_encode(records, 2, dictionary, &block, NULL), STRATA_OK);
    for (size_t at = 0; at < block.len; at++) {
        const char kept = block.bytes[at];
        for (unsigned value = 0; value < 256; value++) {
            size_t count = 0;
            const strata_record_sink sink = {.context = &count, .push = ignore};
            bool is_sound = false;
            block.bytes[at] = (char)value;
            assert_int_equal(strata_record_block_decode((strata_slice){block.bytes, block.len},
                                                        dictionary, &sink, &is_sound, NULL),
                             STRATA_OK);
            assert_int_equal(count, is_sound ? 2 : 0);
            unsound += is_sound ? 0 : 1;
        }
        block.bytes[at] = kept;
    }
    assert_true(unsound > block.len);
    strata_byte_buffer_deinit(&block);
    strata_dictionary_free(dictionary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wide_block),
        cmocka_unit_test(test_widest_row),
        cmocka_unit_test(test_any_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
