/* Buffers, memory, and failures that stay. */
#include <fcntl.h>
#include <signal.h>

#include "io/sink.h"
#include "strata_test.h"

static void test_memory_keeps_everything(void **state)
{
    (void)state;
    strata_sink *sink = NULL;
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    assert_int_equal(strata_sink_text(sink, "n=", NULL), STRATA_OK);
    assert_int_equal(strata_sink_format(sink, NULL, "%d;%s\n", 31, "ok"), STRATA_OK);
    assert_int_equal(strata_sink_write(sink, "\0x", 2, NULL), STRATA_OK);
    assert_int_equal(strata_sink_write(sink, NULL, 0, NULL), STRATA_OK);
    const char *bytes = NULL;
    size_t len = 0;
    strata_sink_bytes(sink, &bytes, &len);
    assert_int_equal(len, 10);
    assert_memory_equal(bytes, "n=31;ok\n\0x", 10);
    assert_int_equal(strata_sink_position(sink), 10);
    assert_false(strata_sink_is_terminal(sink));
    assert_int_equal(strata_sink_commit(sink, NULL), STRATA_OK);
}

/* Text that is put into the sink's own room. */
static void test_room(void **state)
{
    (void)state;
    strata_sink *sink = NULL;
    char *at = NULL;
    const char *bytes = NULL;
    size_t len = 0;
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    assert_int_equal(strata_sink_text(sink, "n=", NULL), STRATA_OK);
    assert_int_equal(strata_sink_room(sink, 100000, &at, NULL), STRATA_OK);
    memset(at, '7', 100000);
    strata_sink_wrote(sink, at + 3);
    assert_int_equal(strata_sink_text(sink, "\n", NULL), STRATA_OK);
    strata_sink_bytes(sink, &bytes, &len);
    assert_int_equal(len, 6);
    assert_memory_equal(bytes, "n=777\n", 6);
    assert_int_equal(strata_sink_position(sink), 6);
    strata_sink_clear(sink);
    strata_sink_bytes(sink, &bytes, &len);
    assert_int_equal(len, 0);
    assert_int_equal(strata_sink_position(sink), 0);
    strata_sink_discard(sink);
}

static void test_memory_grows(void **state)
{
    (void)state;
    strata_sink *sink = NULL;
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    for (unsigned i = 0; i < 50000; i++) {
        assert_int_equal(strata_sink_format(sink, NULL, "%07u\n", i), STRATA_OK);
    }
    const char *bytes = NULL;
    size_t len = 0;
    strata_sink_bytes(sink, &bytes, &len);
    assert_int_equal(len, 400000);
    assert_memory_equal(bytes + (size_t)8 * 49999, "0049999\n", 8);
    strata_sink_discard(sink);
    strata_sink_discard(NULL);
}

static void test_formatted_text_has_a_limit(void **state)
{
    (void)state;
    strata_sink *sink = NULL;
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    assert_int_equal(strata_sink_format(sink, NULL, "%01023d", 7), STRATA_OK);
    strata_error err = {0};
    assert_int_equal(strata_sink_format(sink, &err, "%01024d", 7), STRATA_E_INTERNAL);
    test_error(&err, "error: a line to be written is longer than 1023 bytes (format)");
    assert_int_equal(strata_sink_position(sink), 1023);
    strata_sink_discard(sink);
}

/* Writes until the buffers must have been emptied; the failure comes again, and again at the end.
 */
static void assert_write_fails(const char *path, strata_status expected, const char *message)
{
    strata_sink *sink = NULL;
    strata_error err = {0};
    assert_int_equal(strata_sink_open(path, false, &sink, NULL), STRATA_OK);
    strata_status status = STRATA_OK;
    for (int i = 0; i < 200000 && status == STRATA_OK; i++) {
        status = strata_sink_format(sink, &err, "%d,%d\n", i, i * 31);
    }
    assert_int_equal(status, expected);
    test_error(&err, message);
    assert_int_equal(strata_sink_text(sink, "x", NULL), expected);
    err = (strata_error){0};
    assert_int_equal(strata_sink_commit(sink, &err), expected);
    test_error(&err, message);
}

static void test_full_disk(void **state)
{
    (void)state;
    const char *message = "/dev/full: error: cannot write: No space left on device (io)";
    assert_write_fails("/dev/full", STRATA_E_INPUT, message);

    strata_sink *sink = NULL; /* also when all of it fits the buffer */
    strata_error err = {0};
    assert_int_equal(strata_sink_open("/dev/full", false, &sink, NULL), STRATA_OK);
    assert_int_equal(strata_sink_text(sink, "a,b\n", NULL), STRATA_OK);
    assert_int_equal(strata_sink_commit(sink, &err), STRATA_E_INPUT);
    test_error(&err, message);
}

static void test_the_reader_has_gone(void **state)
{
    (void)state;
    int ends[2];
    assert_true(signal(SIGPIPE, SIG_IGN) != SIG_ERR); /* as the program does */
    assert_int_equal(pipe(ends), 0);
    const int kept = dup(STDOUT_FILENO);
    assert_int_equal(fflush(stdout), 0);
    assert_int_equal(dup2(ends[1], STDOUT_FILENO), STDOUT_FILENO);
    assert_int_equal(close(ends[0]) + close(ends[1]), 0);
    strata_sink *sink = NULL;
    strata_error err = {0};
    const strata_status opened = strata_sink_open("-", false, &sink, NULL);
    const strata_status written = strata_sink_text(sink, "a,b\n", NULL);
    const strata_status ended = strata_sink_commit(sink, &err);
    const int is_open = fcntl(STDOUT_FILENO, F_GETFD); /* it is not ours */
    assert_int_equal(dup2(kept, STDOUT_FILENO), STDOUT_FILENO);
    assert_int_equal(close(kept), 0);
    assert_int_equal(opened, STRATA_OK);
    assert_int_equal(written, STRATA_OK);
    assert_int_equal(ended, STRATA_E_PIPE);
    assert_true(is_open >= 0);
    test_error(&err, "standard output: error: cannot write: Broken pipe (io)");
}

static strata_status write_both(void)
{
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    strata_sink *sink = NULL;
    strata_sink *memory = NULL;
    test_folder_make(folder);
    test_path(path, folder, "n.csv.gz");
    strata_status status = strata_sink_open(path, false, &sink, NULL);
    if (status == STRATA_OK) {
        status = strata_sink_memory(&memory, NULL);
    }
    for (int i = 0; status == STRATA_OK && i < 20000; i++) {
        status = strata_sink_format(memory, NULL, "%05d\n", i);
    }
    if (status == STRATA_OK) {
        status = strata_sink_text(sink, "a,b\n", NULL);
    }
    strata_sink_discard(memory);
    strata_sink_discard(sink);
    assert_int_equal(test_folder_count(folder), 0);
    test_folder_remove(folder);
    return status;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    assert_true(test_every_allocation(write_both) > 8);
}

/* What went wrong in the writing is what the end says. */
static void test_end(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    test_folder_make(folder);
    test_path(path, folder, "n.csv");
    for (unsigned at = 0; at < 2; at++) {
        const strata_status written = at == 0 ? STRATA_E_INPUT : STRATA_OK;
        strata_sink *sink = NULL;
        assert_int_equal(strata_sink_open(path, false, &sink, NULL), STRATA_OK);
        assert_int_equal(strata_sink_text(sink, "n\n31\n", NULL), STRATA_OK);
        assert_int_equal(strata_sink_end(sink, written, NULL), written);
        assert_int_equal(access(path, F_OK), at == 0 ? -1 : 0);
    }
    test_folder_remove(folder);
}

/* A text of 100,000 bytes is longer than the buffer, in which there is something before it. */
static void test_a_long_text_comes_behind_a_short_one(void **state)
{
    (void)state;
    enum {
        LONG = 100000
    };
    static char text[LONG];
    static char got[LONG + 16];
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    test_folder_make(folder);
    test_path(path, folder, "l.csv");
    strata_sink *sink = NULL;
    memset(text, 'x', sizeof text);
    assert_int_equal(strata_sink_open(path, false, &sink, NULL), STRATA_OK);
    assert_int_equal(strata_sink_text(sink, "n\n", NULL), STRATA_OK);
    assert_int_equal(strata_sink_write(sink, text, sizeof text, NULL), STRATA_OK);
    assert_int_equal(strata_sink_text(sink, "\n31\n", NULL), STRATA_OK);
    assert_int_equal(strata_sink_position(sink), LONG + 6);
    assert_int_equal(strata_sink_commit(sink, NULL), STRATA_OK);
    test_file_read(path, got, sizeof got);
    assert_int_equal(strlen(got), LONG + 6);
    assert_memory_equal(got, "n\nx", 3);
    assert_memory_equal(got + 2, text, LONG);
    assert_string_equal(got + 2 + LONG, "\n31\n");
    test_folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_long_text_comes_behind_a_short_one),
        cmocka_unit_test(test_memory_keeps_everything),
        cmocka_unit_test(test_memory_grows),
        cmocka_unit_test(test_room),
        cmocka_unit_test(test_formatted_text_has_a_limit),
        cmocka_unit_test(test_full_disk),
        cmocka_unit_test(test_end),
        cmocka_unit_test(test_the_reader_has_gone),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
