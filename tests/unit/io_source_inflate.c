/* Gzip: one member, many, damaged, followed by something else. */
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
static strata_status read_all(const void *bytes, size_t len, size_t chunk, char text[ROOM],
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
    return read_all(member, MEMBER_LEN, 0, text, NULL);
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
