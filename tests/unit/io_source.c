/* Files, memory, standard input; what cannot be read is refused with advice. */
#include <fcntl.h>
#include <sys/stat.h>

#include "io/source.h"
#include "strata_test.h"

static strata_source *open_memory(const char *name, const void *bytes, size_t len, size_t chunk)
{
    strata_source *source = NULL;
    assert_int_equal(strata_source_memory(name, bytes, len, chunk, &source, NULL), STRATA_OK);
    return source;
}

static size_t read_some(strata_source *source, char *bytes, size_t room)
{
    size_t got = 0;
    assert_int_equal(strata_source_read(source, bytes, room, &got, NULL), STRATA_OK);
    return got;
}

static void test_a_file_from_start_to_end(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    test_path(path, folder, "a.csv");
    test_file_write(path, "year,n\n2024,31\n", 15);
    strata_source *source = NULL;
    assert_int_equal(strata_source_open(path, &source, NULL), STRATA_OK);
    assert_string_equal(strata_source_name(source), path);
    assert_int_equal(strata_source_size(source), 15);
    char bytes[20];
    assert_int_equal(read_some(source, bytes, 5), 5);
    assert_memory_equal(bytes, "year,", 5);
    assert_int_equal(strata_source_position(source), 5);
    assert_int_equal(read_some(source, bytes, 20), 10);
    assert_memory_equal(bytes, "n\n2024,31\n", 10);
    assert_int_equal(read_some(source, bytes, 20), 0);
    strata_source_close(source);
    strata_source_close(NULL);
}

static void test_an_empty_file_is_for_the_caller_to_judge(void **state)
{
    (void)state;
    char bytes[4];
    strata_source *source = open_memory("a.csv", NULL, 0, 0);
    assert_int_equal(read_some(source, bytes, 4), 0);
    strata_source_close(source);
}

/* A terminal would want a second end of file; a file that grows has ended all the same. */
static void test_the_end_is_the_end(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    char bytes[8];
    test_path(path, folder, "grows.csv");
    test_file_write(path, "a\n", 2);
    strata_source *source = NULL;
    assert_int_equal(strata_source_open(path, &source, NULL), STRATA_OK);
    assert_int_equal(read_some(source, bytes, sizeof bytes), 2);
    assert_int_equal(read_some(source, bytes, sizeof bytes), 0);
    test_file_write(path, "a\nb\n", 4);
    assert_int_equal(read_some(source, bytes, sizeof bytes), 0);
    strata_source_close(source);
}

static void test_pieces_are_no_larger_than_asked(void **state)
{
    (void)state;
    char bytes[8];
    strata_source *source = open_memory("a", "abcdefghij", 10, 3);
    assert_int_equal(read_some(source, bytes, 8), 3);
    assert_int_equal(read_some(source, bytes, 2), 2);
    strata_source_close(source);
}

static void test_peek_shows_without_consuming(void **state)
{
    (void)state;
    static const char text[] = "#strata records 1\nyear\n";
    for (size_t chunk = 0; chunk < 3; chunk++) {
        strata_source *source = open_memory("a", text, sizeof text - 1, chunk);
        const unsigned char *bytes = NULL;
        size_t got = 0;
        for (int again = 0; again < 2; again++) {
            assert_int_equal(strata_source_peek(source, &bytes, &got, NULL), STRATA_OK);
            assert_int_equal(got, sizeof text - 1);
            assert_memory_equal(bytes, text, got);
        }
        char copy[sizeof text];
        size_t total = 0;
        while (total < sizeof text - 1) {
            const size_t piece = read_some(source, copy + total, sizeof copy - total);
            assert_true(chunk == 0 || piece <= chunk);
            total += piece;
        }
        assert_memory_equal(copy, text, total);
        assert_int_equal(read_some(source, copy, 1), 0);
        strata_source_close(source);
    }
}

static void test_peek_is_bounded(void **state)
{
    (void)state;
    const size_t len = STRATA_SOURCE_PEEK + 1000;
    char *text = strata_alloc(len);
    assert_non_null(text);
    memset(text, 'x', len);
    strata_source *source = open_memory("a", text, len, 0);
    const unsigned char *bytes = NULL;
    size_t got = 0;
    size_t total = 0;
    assert_int_equal(strata_source_peek(source, &bytes, &got, NULL), STRATA_OK);
    assert_int_equal(got, STRATA_SOURCE_PEEK);
    for (size_t got_more = 1; got_more > 0; total += got_more) {
        got_more = read_some(source, text, 5000);
    }
    assert_int_equal(total, len);
    strata_source_close(source);
    strata_free(text);
}

/* It is XXH3_128 of XXH3_64("year,n\n") big-endian, by Python's ctypes calling libxxhash. */
static void test_digest_is_of_all_that_was_read(void **state)
{
    (void)state;
    char text[STRATA_DIGEST_TEXT];
    strata_source *source = open_memory("a", "year,n\n", 7, 2);
    char bytes[8];
    while (read_some(source, bytes, sizeof bytes) > 0) {
    }
    strata_source_digest(source, text);
    assert_string_equal(text, "27a48196b91063a6145aecff687ff299");
    strata_source_close(source);
}

static void assert_refused(const char *path, const char *text)
{
    strata_source *source = NULL;
    strata_error err = {0};
    assert_int_equal(strata_source_open(path, &source, &err), STRATA_E_INPUT);
    assert_null(source);
    assert_string_equal(err.file, path);
    assert_string_equal(err.text, text);
}

static void test_what_cannot_be_opened(void **state)
{
    const char *folder = *state;
    char path[TEST_PATH_SIZE];
    assert_refused(folder, "is a directory, expected a file");
    test_path(path, folder, "none.csv");
    assert_refused(path, "cannot open: No such file or directory");
    test_path(path, folder, "closed.csv");
    test_file_write(path, "x", 1);
    assert_int_equal(chmod(path, 0), 0);
    if (geteuid() != 0) { /* root may read everything */
        assert_refused(path, "cannot open: Permission denied");
    }
}

static void test_standard_input(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "a,b\n", 4), 4);
    assert_int_equal(close(ends[1]), 0);
    const int kept = dup(STDIN_FILENO);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    strata_source *source = NULL;
    assert_int_equal(strata_source_open("-", &source, NULL), STRATA_OK);
    assert_string_equal(strata_source_name(source), "standard input");
    char bytes[8];
    assert_int_equal(read_some(source, bytes, sizeof bytes), 4);
    assert_int_equal(read_some(source, bytes, sizeof bytes), 0);
    strata_source_close(source);
    assert_int_equal(fcntl(STDIN_FILENO, F_GETFD), 0); /* still open: it is not ours */
    assert_int_equal(dup2(kept, STDIN_FILENO), STDIN_FILENO);
    assert_int_equal(close(kept) + close(ends[0]), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_file_from_start_to_end),
        cmocka_unit_test(test_an_empty_file_is_for_the_caller_to_judge),
        cmocka_unit_test(test_the_end_is_the_end),
        cmocka_unit_test(test_pieces_are_no_larger_than_asked),
        cmocka_unit_test(test_peek_shows_without_consuming),
        cmocka_unit_test(test_peek_is_bounded),
        cmocka_unit_test(test_digest_is_of_all_that_was_read),
        cmocka_unit_test(test_what_cannot_be_opened),
        cmocka_unit_test(test_standard_input),
    };
    return cmocka_run_group_tests(tests, test_folder_setup, test_folder_teardown);
}
