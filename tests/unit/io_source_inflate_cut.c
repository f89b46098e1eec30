/* Gzip that is cut: noticed at every byte, and what came before is handed out. */
#include "test_gzip.h"

static void test_cut_at_every_byte(void **state)
{
    (void)state;
    for (size_t len = 0; len < MEMBER_LEN; len++) {
        for (size_t chunk = 0; chunk < 3; chunk++) {
            char text[ROOM];
            strata_error err = {0};
            assert_int_equal(read_all(member, len, chunk, text, &err), STRATA_E_INPUT);
            test_error(&err, len == 0
                                 ? "x.csv.gz: error: is empty, expected gz; copy or fetch it "
                                   "again (gz)"
                                 : "x.csv.gz: error: the gz is cut: its end is missing; copy or "
                                   "fetch it again (gz)");
            assert_memory_equal(text, plain, strlen(text)); /* nothing wrong was handed out */
        }
    }
}

/* Cut after the code of a byte for which the reader had no room: it is handed out all the same,
 * whatever the pieces. gzip -n of "year,n...", damaged and cut where a fuzzer found it. */
static void test_cut_with_a_byte_held_back(void **state)
{
    (void)state;
    static const unsigned char cut[] = {0x1f, 0x8b, 8,    0,    0,    0,    0,    0,    2,
                                        3,    0xab, 0x4c, 0x4d, 0x2c, 0xd2, 0xc9, 0xe3, 0x51,
                                        0x31, 0x30, 0x31, 0xd1, 0x51, 0x34, 0xe6, 0x32};
    for (size_t chunk = 0; chunk < 20; chunk++) {
        char text[ROOM];
        strata_error err = {0};
        assert_int_equal(read_all(cut, sizeof cut, chunk, text, &err), STRATA_E_INPUT);
        assert_string_equal(text, "year,n\f$044,!3\n"); /* as Python's zlib gives it */
    }
}

static void test_second_member_cut_at_every_byte(void **state)
{
    (void)state;
    unsigned char bytes[2 * MEMBER_LEN];
    memcpy(bytes, member, MEMBER_LEN);
    memcpy(bytes + MEMBER_LEN, member, MEMBER_LEN);
    for (size_t len = MEMBER_LEN + 1; len < sizeof bytes; len++) {
        char text[ROOM];
        strata_error err = {0};
        assert_int_equal(read_all(bytes, len, 0, text, &err), STRATA_E_INPUT);
        assert_string_equal(err.rule, "gz");
        assert_memory_equal(text, plain, PLAIN_LEN); /* the first member is handed out before */
    }
}

/* gzip -n of 300 times "x", cut behind the code that repeats it: all that the code stands for is
 * handed out, also byte by byte. */
static void test_cut_with_many_bytes_held_back(void **state)
{
    (void)state;
    static const unsigned char bytes[] = {0x1f, 0x8b, 8, 0,    0,    0,    0,
                                          0,    0,    3, 0xab, 0xa8, 0x18, 0x05};
    strata_source *source = NULL;
    size_t total = 0;
    size_t got = 1;
    char byte = 0;
    assert_int_equal(strata_source_memory("x", bytes, sizeof bytes, 0, &source, NULL), STRATA_OK);
    while (strata_source_read(source, &byte, 1, &got, NULL) == STRATA_OK) {
        assert_int_equal(byte, 'x');
        total += got;
    }
    assert_int_equal(total, 260); /* as many as Python's zlib gives */
    strata_source_close(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cut_at_every_byte),
        cmocka_unit_test(test_cut_with_a_byte_held_back),
        cmocka_unit_test(test_second_member_cut_at_every_byte),
        cmocka_unit_test(test_cut_with_many_bytes_held_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
