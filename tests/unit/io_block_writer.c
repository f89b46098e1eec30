/* A long file holds what was written, whether or not its file system takes blocks, and a disk that
 * fills up under it is noticed. */
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "io/block_writer.h"
#include "io/sink.h"
#include "io/sink_target.h"
#include "strata_test.h"

enum {
    PIECE = 999983 /* a prime: pieces end at every place of a block */
};

/* Byte i of the file. */
static char byte_at(uint64_t i)
{
    return (char)('a' + (i * 2654435761U >> 16) % 26);
}

static void fill(char *piece, uint64_t from, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        piece[i] = byte_at(from + i);
    }
}

static void assert_holds(const char *path, uint64_t expected)
{
    char *piece = strata_alloc(PIECE);
    assert_non_null(piece);
    const int file = open(path, O_RDONLY);
    assert_true(file >= 0);
    uint64_t at = 0;
    for (ssize_t got = read(file, piece, PIECE); got != 0; got = read(file, piece, PIECE)) {
        assert_true(got > 0);
        for (ssize_t i = 0; i < got; i++) {
            assert_int_equal(piece[i], byte_at(at + (uint64_t)i));
        }
        at += (uint64_t)got;
    }
    assert_int_equal(at, expected);
    assert_int_equal(close(file), 0);
    strata_free(piece);
}

static strata_status write_file(const char *path, uint64_t len, strata_error *err)
{
    strata_sink *sink = NULL;
    char *piece = strata_alloc(PIECE);
    assert_non_null(piece);
    assert_int_equal(strata_sink_open(path, false, &sink, NULL), STRATA_OK);
    strata_status status = STRATA_OK;
    for (uint64_t at = 0; at < len && status == STRATA_OK; at += PIECE) {
        const size_t piece_len = len - at < PIECE ? (size_t)(len - at) : PIECE;
        fill(piece, at, piece_len);
        status = strata_sink_write(sink, piece, piece_len, NULL);
    }
    strata_free(piece);
    return strata_sink_commit(sink, err);
}

static void test_sizes_around_the_first_blocks(void **state)
{
    static const int64_t beyond[] = {-1, 0, 1, 4096, 1 << 20, (1 << 20) + 1, 5 * (1 << 20) - 7};
    char path[TEST_PATH_SIZE];
    test_path(path, *state, "long.csv");
    for (size_t i = 0; i < sizeof beyond / sizeof beyond[0]; i++) {
        const uint64_t len = (uint64_t)(STRATA_SINK_LONG_FILE + beyond[i]);
        assert_int_equal(write_file(path, len, NULL), STRATA_OK);
        assert_holds(path, len);
    }
}

static int open_new(const char *path)
{
    const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(file >= 0);
    return file;
}

/* The descriptor is as it was: a write of three bytes, which blocks would refuse, succeeds. */
static void test_the_usual_way_goes_on_after_the_end(void **state)
{
    char path[TEST_PATH_SIZE];
    test_path(path, *state, "after");
    const int file = open_new(path);
    strata_block_writer *writer = strata_block_writer_new(file);
    if (writer == NULL) { /* a file system without direct writes: the sizes above say it all */
        assert_int_equal(close(file), 0);
        skip();
    }
    char piece[5000];
    fill(piece, 0, sizeof piece);
    assert_int_equal(strata_block_writer_add(writer, piece, sizeof piece), 0);
    assert_int_equal(strata_block_writer_end(writer), 0);
    fill(piece, 5000, 3);
    assert_int_equal(write(file, piece, 3), 3);
    assert_int_equal(close(file), 0);
    assert_holds(path, 5003);
}

static void test_a_pipe_takes_no_blocks(void **state)
{
    (void)state;
    assert_null(strata_block_writer_new(-1));
    assert_int_equal(strata_block_writer_end(NULL), 0);
}

/* A limit on the size of files is what a full disk looks like; it lies behind the first blocks. */
static void test_a_disk_that_fills_up(void **state)
{
    char path[TEST_PATH_SIZE];
    test_path(path, *state, "full.csv");
    const size_t before = test_folder_count(*state);
    struct rlimit kept;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &kept), 0);
    const struct rlimit small = {.rlim_cur = STRATA_SINK_LONG_FILE + 1500000,
                                 .rlim_max = kept.rlim_max};
    assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    strata_error err = {0};
    const strata_status status = write_file(path, STRATA_SINK_LONG_FILE + 8000000, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &kept), 0);
    assert_int_equal(status, STRATA_E_INPUT);
    assert_string_equal(err.text, "cannot write: File too large");
    assert_int_equal(test_folder_count(*state), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes_around_the_first_blocks),
        cmocka_unit_test(test_the_usual_way_goes_on_after_the_end),
        cmocka_unit_test(test_a_pipe_takes_no_blocks),
        cmocka_unit_test(test_a_disk_that_fills_up),
    };
    return cmocka_run_group_tests(tests, test_folder_setup, test_folder_teardown);
}
