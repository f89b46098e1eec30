/* Gzip output: the same bytes every time, and all of them. */
#include "io/sink.h"
#include "io/source.h"
#include "strata_test.h"

static char folder[TEST_PATH_SIZE];

static int make_folder(void **state)
{
    (void)state;
    test_folder_make(folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    test_folder_remove(folder);
    return 0;
}

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
    (void)state;
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
    (void)state;
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gz_is_the_same_every_time),
        cmocka_unit_test(test_gz_holds_what_was_written),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
