/* A gz member and how a test reads it, for the tests of inflating. */
#ifndef STRATA_TESTS_UNIT_TEST_GZIP_H
#define STRATA_TESTS_UNIT_TEST_GZIP_H

#include "io/source.h"
#include "strata_test.h"

/* gzip -9 -n of `plain`, made by gzip 1.12 */
static const char plain[] = "year,lea,n\n2024,0612345,31\n2024,0612346,9\n";
static const unsigned char member[] = {
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xab, 0x4c, 0x4d,
    0x2c, 0xd2, 0xc9, 0x49, 0x4d, 0xd4, 0xc9, 0xe3, 0x32, 0x32, 0x30, 0x32, 0xd1,
    0x31, 0x30, 0x33, 0x34, 0x32, 0x36, 0x31, 0xd5, 0x31, 0x36, 0x44, 0xe6, 0x9b,
    0xe9, 0x58, 0x72, 0x01, 0x00, 0xea, 0x91, 0x5c, 0xd4, 0x2a, 0x00, 0x00, 0x00};
enum {
    PLAIN_LEN = sizeof plain - 1,
    MEMBER_LEN = sizeof member,
    ROOM = 4096
};

/* Reads all of bytes[len] in pieces of at most chunk; text gets what came before a fault. */
static inline strata_status read_all(const void *bytes, size_t len, size_t chunk, char text[ROOM],
                                     strata_error *err)
{
    strata_source *source = NULL;
    size_t total = 0;
    text[0] = '\0';
    strata_status status = strata_source_memory("x.csv.gz", bytes, len, chunk, &source, err);
    size_t got = 1;
    while (status == STRATA_OK && got > 0) {
        status = strata_source_read(source, text + total, ROOM - 1 - total, &got, err);
        total += status == STRATA_OK ? got : 0;
        text[total] = '\0';
    }
    if (status != STRATA_OK && source != NULL) { /* it says the same again */
        strata_error again = {0};
        assert_int_equal(strata_source_read(source, text + total, 1, &got, &again), status);
        assert_string_equal(again.text, err->text);
    }
    strata_source_close(source);
    return status;
}

#endif
