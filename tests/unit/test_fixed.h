/* A file of fixed width for the tests of its readers, and a source of it. */
#ifndef STRATA_TEST_FIXED_H
#define STRATA_TEST_FIXED_H

#include "io/row_reader.h"
#include "strata_test.h"

/** A district of 3, a name of 5, a score of 2; records of 10 characters, or of 8 without the score.
 */
static const strata_fixed_field test_fixed_fields[] = {{1, 3}, {4, 5}, {9, 2}};
static const uint32_t test_fixed_lengths[] = {10, 8};
static const strata_fixed_form test_fixed_form = {test_fixed_fields, 3, test_fixed_lengths, 2};

/** A source of those bytes, named x.txt; yours to strata_source_close. */
static inline strata_source *test_source_of(strata_slice bytes, size_t chunk)
{
    strata_source *source = NULL;
    assert_int_equal(strata_source_memory("x.txt", bytes.text, bytes.len, chunk, &source, NULL),
                     STRATA_OK);
    return source;
}

#endif
