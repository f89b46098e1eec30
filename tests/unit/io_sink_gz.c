/* Gzip output: the same bytes every time, and all of them. */
#include "io/sink.h"
#include "io/source.h"
#include "strata_test.h"

static void write_gz(const char *path)
{
    strata_sink *sink = NULL;
    assert_int_equal(strata_sink_open(path, false, &sink, NULL), STRATA_OK);
    for (unsigned i = 0; i < 20000; i++) {
        assert_int_equal(strata_sink_format(sink, NULL, "2024,%07u,%u\n", i * 7919, i % 97),
                         STRATA_OK);
    }
    assert_int_equal(strata_sink_commit(sink, NULL), STRATA_OK);
}

static void test_gz_is_the_same_every_time(void **state)
{
    const char *folder = *state;
    enum {
        ROOM = 400000
    };
    char path[TEST_PATH_SIZE];
    char *first = strata_alloc(ROOM);
    char *second = strata_alloc(ROOM);
    test_path(path, folder, "a.csv.gz");
    write_gz(path);
    const size_t len = test_file_read(path, first, ROOM);
    test_path(path, folder, "b.csv.gz");
    write_gz(path);
    assert_int_equal(test_file_read(path, second, ROOM), len);
    assert_memory_equal(first, second, len);
    /* RFC 1952: method 8, no flags (so no name), no time, no special level, unknown system */
    assert_memory_equal(first, "\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
    strata_free(first);
    strata_free(second);
}

static void test_gz_holds_what_was_written(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    test_path(path, folder, "c.csv.gz");
    write_gz(path);
    strata_source *source = NULL;
    assert_int_equal(strata_source_open(path, &source, NULL), STRATA_OK);
    char expected[64];
    char text[64];
    for (unsigned i = 0; i < 20000; i++) {
        const int len = snprintf(expected, sizeof expected, "2024,%07u,%u\n", i * 7919, i % 97);
        for (size_t at = 0, got = 0; at < (size_t)len; at += got) {
            assert_int_equal(strata_source_read(source, text + at, (size_t)len - at, &got, NULL),
                             STRATA_OK);
            assert_true(got > 0);
        }
        assert_memory_equal(text, expected, (size_t)len);
    }
    strata_source_close(source);
}

/* Bytes that do not get smaller: more comes out of the deflater at once than went in. */
static void test_gz_of_bytes_that_do_not_compress(void **state)
{
    enum {
        LEN = 5 * 64 * 1024 /* the last piece fills the buffer */
    };
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    uint8_t *bytes = strata_alloc(LEN);
    uint8_t *back = strata_alloc(LEN);
    assert_non_null(bytes);
    assert_non_null(back);
    uint32_t random = 12345;
    for (size_t i = 0; i < LEN; i++) {
        random = random * 1664525U + 1013904223U;
        bytes[i] = (uint8_t)(random >> 24);
    }
    test_path(path, folder, "d.gz");
    strata_sink *sink = NULL;
    assert_int_equal(strata_sink_open(path, false, &sink, NULL), STRATA_OK);
    assert_int_equal(strata_sink_write(sink, bytes, LEN, NULL), STRATA_OK);
    assert_int_equal(strata_sink_commit(sink, NULL), STRATA_OK);
    strata_source *source = NULL;
    assert_int_equal(strata_source_open(path, &source, NULL), STRATA_OK);
    size_t total = 0;
    size_t got = 1;
    while (got > 0 && total < LEN) {
        assert_int_equal(strata_source_read(source, back + total, LEN - total, &got, NULL),
                         STRATA_OK);
        total += got;
    }
    assert_int_equal(total, LEN);
    assert_memory_equal(back, bytes, LEN);
    assert_int_equal(strata_source_read(source, back, 1, &got, NULL), STRATA_OK);
    assert_int_equal(got, 0);
    strata_source_close(source);
    strata_free(bytes);
    strata_free(back);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gz_is_the_same_every_time),
        cmocka_unit_test(test_gz_holds_what_was_written),
        cmocka_unit_test(test_gz_of_bytes_that_do_not_compress),
    };
    return cmocka_run_group_tests(tests, test_folder_setup, test_folder_teardown);
}
