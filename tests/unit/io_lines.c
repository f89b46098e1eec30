/* Physical lines: ends, numbers, offsets, what is kept, and how much of it. */
#include "io/lines.h"
#include "strata_test.h"

static strata_source *source_of(const char *text, size_t chunk)
{
    strata_source *source = NULL;
    assert_int_equal(strata_source_memory("a", text, strlen(text), chunk, &source, NULL),
                     STRATA_OK);
    return source;
}

static void assert_next(strata_lines *lines, const char *text, size_t end_bytes, uint64_t number)
{
    strata_line line = {0};
    assert_int_equal(strata_lines_next(lines, &line, NULL), STRATA_OK);
    assert_int_equal(line.end - line.at, strlen(text));
    assert_memory_equal(lines->bytes + line.at, text, line.end - line.at);
    assert_int_equal(line.next - line.end, end_bytes);
    assert_int_equal(line.number, number);
    assert_false(line.is_too_long);
}

static void test_lines_and_their_ends(void **state)
{
    (void)state;
    for (size_t chunk = 0; chunk < 5; chunk++) {
        strata_source *source = source_of("\xef\xbb\xbf"
                                          "ab\ncd\r\n\re\r",
                                          chunk);
        strata_lines lines;
        assert_int_equal(strata_lines_init(&lines, source, 100, NULL), STRATA_OK);
        assert_next(&lines, "ab", 1, 1);
        assert_next(&lines, "cd", 2, 2);
        assert_next(&lines, "", 1, 3);
        assert_next(&lines, "e", 1, 4);
        assert_next(&lines, "", 0, 5);
        assert_next(&lines, "", 0, 5); /* the end stays the end */
        assert_memory_equal(lines.bytes + lines.kept_at, "ab\ncd\r\n\re\r", 10);
        assert_int_equal(lines.base + lines.kept_at, 3);
        strata_lines_deinit(&lines);
        strata_source_close(source);
    }
}

/* The kept lines count against the limit, the line end of the last one does not. */
static void test_the_limit_is_for_what_is_kept(void **state)
{
    (void)state;
    for (size_t chunk = 0; chunk < 5; chunk++) {
        strata_source *source = source_of("12345678\r\n1234567\n12\n12345678901", chunk);
        strata_lines lines;
        strata_line line = {0};
        assert_int_equal(strata_lines_init(&lines, source, 10, NULL), STRATA_OK);
        assert_next(&lines, "12345678", 2, 1);
        strata_lines_forget(&lines);
        assert_next(&lines, "1234567", 1, 2);
        assert_next(&lines, "12", 1, 3); /* 7 + 1 + 2 = 10 */
        strata_lines_forget(&lines);
        assert_int_equal(lines.base + lines.kept_at, 21);
        assert_int_equal(strata_lines_next(&lines, &line, NULL), STRATA_OK);
        assert_true(line.is_too_long); /* 11 bytes */
        strata_lines_deinit(&lines);
        strata_source_close(source);
    }
}

/* A file without any line end, far longer than the limit, is not read to its end. */
static void test_a_line_without_end(void **state)
{
    (void)state;
    const size_t len = 10000000;
    char *bytes = strata_alloc(len);
    assert_non_null(bytes);
    memset(bytes, 'x', len);
    strata_source *source = NULL;
    strata_lines lines;
    strata_line line = {0};
    assert_int_equal(strata_source_memory("a", bytes, len, 0, &source, NULL), STRATA_OK);
    assert_int_equal(strata_lines_init(&lines, source, 1000, NULL), STRATA_OK);
    assert_int_equal(strata_lines_next(&lines, &line, NULL), STRATA_OK);
    assert_true(line.is_too_long);
    assert_true(strata_source_position(source) < 200000);
    strata_lines_deinit(&lines);
    strata_source_close(source);
    strata_free(bytes);
}

static void test_no_memory(void **state)
{
    (void)state;
    strata_source *source = source_of("a", 0);
    strata_lines lines;
    assert_int_equal(strata_lines_init(&lines, source, SIZE_MAX - 5, NULL), STRATA_E_MEMORY);
    strata_lines_deinit(&lines);
    strata_source_close(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_and_their_ends),
        cmocka_unit_test(test_the_limit_is_for_what_is_kept),
        cmocka_unit_test(test_a_line_without_end),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
