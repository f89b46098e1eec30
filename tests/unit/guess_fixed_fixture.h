/* Records of fixed width written in a test. */
#ifndef STRATA_TEST_GUESS_FIXED_FIXTURE_H
#define STRATA_TEST_GUESS_FIXED_FIXTURE_H

#include "guess_fixture.h"
#include "schema/guess_fixed.h"

enum {
    TEST_FIXED_ROWS = 60,
    TEST_FIXED_SIZE = 16384
};

/** Writes record `number` (from 0) without its line end into out[size]. */
typedef void test_record_writer(unsigned number, char *out, size_t size);

/** TEST_FIXED_ROWS records, one a line, into out[TEST_FIXED_SIZE]. */
static inline void test_fixed_text(test_record_writer *write, char *out)
{
    size_t len = 0;
    for (unsigned i = 0; i < TEST_FIXED_ROWS; i++) {
        write(i, out + len, TEST_FIXED_SIZE - len);
        len += strlen(out + len);
        assert_true(len + 2 < TEST_FIXED_SIZE);
        out[len++] = '\n';
    }
    out[len] = '\0';
}

/** The guess of such records; yours to strata_guess_free. */
static inline strata_guess *test_fixed_guess(test_record_writer *write)
{
    char text[TEST_FIXED_SIZE];
    test_fixed_text(write, text);
    strata_guess *guess = guess_text(text);
    assert_int_equal(guess->record_count, 1);
    return guess;
}

/** The places of all fields as "1-4 5-9 ". */
static inline void test_fixed_places(const strata_guess *guess, char *out, size_t size)
{
    size_t len = 0;
    out[0] = '\0';
    for (uint32_t i = 0; i < guess->column_count && len < size; i++) {
        const strata_guess_column *column = &guess->columns[i];
        len += (size_t)snprintf(out + len, size - len, "%u-%u ", column->start,
                                column->start + column->length - 1);
    }
}

/** A number that looks drawn, the same each time. */
static inline unsigned test_mixed(unsigned number, unsigned salt)
{
    unsigned value = (number + 1) * 2654435761U ^ (salt + 1) * 2246822519U;
    value ^= value >> 15;
    value *= 3266489917U;
    return value ^ value >> 13;
}

#endif
