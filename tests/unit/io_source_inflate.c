/* Gzip: one member, many, damaged, followed by something else. */
#include "test_gzip.h"

static void test_one_member_in_any_pieces(void **state)
{
    (void)state;
    char text[ROOM];
    for (size_t chunk = 0; chunk <= MEMBER_LEN; chunk++) {
        assert_int_equal(read_all(member, MEMBER_LEN, chunk, text, NULL), STRATA_OK);
        assert_string_equal(text, plain);
    }
}

static void test_members_one_after_the_other(void **state)
{
    (void)state;
    unsigned char bytes[3 * MEMBER_LEN];
    char expected[3 * PLAIN_LEN + 1];
    for (size_t i = 0; i < 3; i++) {
        memcpy(bytes + i * MEMBER_LEN, member, MEMBER_LEN);
        memcpy(expected + i * PLAIN_LEN, plain, PLAIN_LEN + 1);
    }
    char text[ROOM];
    for (size_t chunk = 0; chunk < 4; chunk++) {
        assert_int_equal(read_all(bytes, sizeof bytes, chunk, text, NULL), STRATA_OK);
        assert_string_equal(text, expected);
    }
}

/* With a bit of any byte changed it is refused, but for bits that mean nothing: the time, level and
 * system in bytes 4 to 9 (RFC 1952, 2.3) and the unused ones behind the last code, in byte 43.
 * Python's zlib.decompressobj(31) agrees. */
static void test_every_byte_damaged(void **state)
{
    (void)state;
    for (size_t at = 2; at < MEMBER_LEN; at++) {
        unsigned char bytes[MEMBER_LEN];
        memcpy(bytes, member, MEMBER_LEN);
        bytes[at] ^= 0x20;
        char text[ROOM];
        strata_error err = {0};
        const bool is_meaningless = (at >= 4 && at <= 9) || at == 43;
        assert_int_equal(read_all(bytes, MEMBER_LEN, 0, text, &err),
                         is_meaningless ? STRATA_OK : STRATA_E_INPUT);
        assert_string_equal(err.rule, is_meaningless ? "" : "gz");
    }
}

static void test_rubbish_behind_the_end(void **state)
{
    (void)state;
    static const char *const rubbish[] = {"\n", "year", "\x1f\x8c", "\x1f"};
    for (size_t i = 0; i < sizeof rubbish / sizeof rubbish[0]; i++) {
        unsigned char bytes[MEMBER_LEN + 8];
        const size_t len = strlen(rubbish[i]);
        memcpy(bytes, member, MEMBER_LEN);
        memcpy(bytes + MEMBER_LEN, rubbish[i], len);
        for (size_t chunk = 0; chunk < 3; chunk++) {
            char text[ROOM];
            strata_error err = {0};
            assert_int_equal(read_all(bytes, MEMBER_LEN + len, chunk, text, &err), STRATA_E_INPUT);
            assert_string_equal(text, plain);
            test_error(&err, "x.csv.gz: error: the gz is followed by bytes that are no gz; copy or "
                             "fetch it again (gz)");
        }
    }
}

/* A thousand empty members (gzip -n of /dev/null) hold nothing and cost no recursion. */
static void test_empty_members(void **state)
{
    (void)state;
    static const unsigned char empty[] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3,
                                          3,    0,    0, 0, 0, 0, 0, 0, 0, 0};
    unsigned char bytes[1000 * sizeof empty];
    for (size_t i = 0; i < 1000; i++) {
        memcpy(bytes + i * sizeof empty, empty, sizeof empty);
    }
    char text[ROOM];
    assert_int_equal(read_all(bytes, sizeof bytes, 0, text, NULL), STRATA_OK);
    assert_string_equal(text, "");
}

static strata_status inflate_once(void)
{
    char text[ROOM];
    strata_error err = {0};
    return read_all(member, MEMBER_LEN, 0, text, &err);
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    assert_true(test_every_allocation(inflate_once) >= 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_member_in_any_pieces),
        cmocka_unit_test(test_members_one_after_the_other),
        cmocka_unit_test(test_every_byte_damaged),
        cmocka_unit_test(test_rubbish_behind_the_end),
        cmocka_unit_test(test_empty_members),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
