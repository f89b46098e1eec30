/* SHA-256 and number of the bytes of a source, after inflating and before transcoding. */
#include "io/source.h"
#include "strata_test.h"

/* "a,b" LF, plain and by gzip -n9, and 'a' F6 LF, which is Latin-1; the digests are sha256sum's. */
static const char plain[] = "a,b\n";
static const unsigned char zipped[] = {0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00,
                                       0x02, 0x03, 0x4b, 0xd4, 0x49, 0xe2, 0x02, 0x00,
                                       0xc5, 0x10, 0x97, 0x24, 0x04, 0x00, 0x00, 0x00};
static const char latin[] = "a\xF6\n";
static const char of_plain[] = "5be08c9684a1d25efcee09318204824278b08bbfb4aef973ffefd0b9d7478313";
static const char of_latin[] = "125baf056d9162527f64158159f3370178af27ca55f3b9747dcf23128daf2d8f";

/* Reads a source to its end, in pieces of 2 bytes. */
static void read_all(strata_source *source)
{
    char bytes[2];
    size_t got = 1;
    while (got > 0) {
        assert_int_equal(strata_source_read(source, bytes, sizeof bytes, &got, NULL), STRATA_OK);
    }
}

static void has_digest(strata_source *source, const char *expected, uint64_t count)
{
    char text[STRATA_SHA256_TEXT];
    read_all(source);
    assert_int_equal(strata_source_sha256(source, text, NULL), STRATA_OK);
    assert_string_equal(text, expected);
    assert_int_equal(strata_source_bytes(source), count);
    strata_source_close(source);
}

static strata_source *open_bytes(const void *bytes, size_t len)
{
    strata_source *source = NULL;
    assert_int_equal(strata_source_memory("a", bytes, len, 3, &source, NULL), STRATA_OK);
    return source;
}

static void test_digests(void **state)
{
    (void)state;
    strata_source *source = open_bytes(plain, sizeof plain - 1);
    assert_int_equal(strata_source_sha256_start(source, NULL), STRATA_OK);
    has_digest(source, of_plain, 4);
    source = open_bytes(zipped, sizeof zipped);
    assert_int_equal(strata_source_sha256_start(source, NULL), STRATA_OK);
    has_digest(source, of_plain, 4);
}

/* What was shown before counts once. */
static void test_after_a_look(void **state)
{
    (void)state;
    const unsigned char *bytes = NULL;
    size_t got = 0;
    strata_source *source = open_bytes(plain, sizeof plain - 1);
    assert_int_equal(strata_source_peek(source, &bytes, &got, NULL), STRATA_OK);
    assert_int_equal(got, 4);
    assert_int_equal(strata_source_sha256_start(source, NULL), STRATA_OK);
    has_digest(source, of_plain, 4);
}

static void test_before_transcoding(void **state)
{
    (void)state;
    strata_source *source = open_bytes(latin, sizeof latin - 1);
    assert_int_equal(strata_source_sha256_start(source, NULL), STRATA_OK);
    assert_int_equal(strata_source_transcode(source, "ISO-8859-1", NULL), STRATA_OK);
    has_digest(source, of_latin, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_digests),
        cmocka_unit_test(test_after_a_look),
        cmocka_unit_test(test_before_transcoding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
