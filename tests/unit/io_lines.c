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

/* Lines of a source in a batch of their own. */
typedef struct reading {
    strata_source *source;
    strata_row_batch batch;
    strata_lines lines;
} reading;

static void begin(reading *of)
{
    strata_row_batch_buffers *buffers = NULL;
    assert_int_equal(strata_batch_buffers_of(&of->batch, &buffers, NULL), STRATA_OK);
    assert_int_equal(strata_lines_begin(&of->lines, buffers, NULL), STRATA_OK);
}

static void start(reading *of, const char *text, size_t chunk, size_t limit)
{
    *of = (reading){.source = source_of(text, chunk)};
    strata_lines_init(&of->lines, of->source, limit);
    begin(of);
}

static void stop(reading *of)
{
    strata_lines_deinit(&of->lines);
    strata_row_batch_deinit(&of->batch);
    strata_source_close(of->source);
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
        reading of;
        start(&of,
              "\xef\xbb\xbf"
              "ab\ncd\r\n\re\r",
              chunk, 100);
        strata_lines *lines = &of.lines;
        assert_next(lines, "ab", 1, 1);
        assert_next(lines, "cd", 2, 2);
        assert_next(lines, "", 1, 3);
        assert_next(lines, "e", 1, 4);
        assert_next(lines, "", 0, 5);
        assert_next(lines, "", 0, 5); /* the end stays the end */
        assert_memory_equal(lines->bytes + lines->kept_at, "ab\ncd\r\n\re\r", 10);
        assert_int_equal(strata_lines_offset(lines, lines->kept_at), 3);
        stop(&of);
    }
}

/* The kept lines count against the limit, the line end of the last one does not. */
static void test_the_limit_is_for_what_is_kept(void **state)
{
    (void)state;
    for (size_t chunk = 0; chunk < 5; chunk++) {
        reading of;
        strata_line line = {0};
        start(&of, "12345678\r\n1234567\n12\n12345678901", chunk, 10);
        strata_lines *lines = &of.lines;
        assert_next(lines, "12345678", 2, 1);
        strata_lines_forget(lines);
        assert_next(lines, "1234567", 1, 2);
        assert_next(lines, "12", 1, 3); /* 7 + 1 + 2 = 10 */
        strata_lines_forget(lines);
        assert_int_equal(strata_lines_offset(lines, lines->kept_at), 21);
        assert_int_equal(strata_lines_next(lines, &line, NULL), STRATA_OK);
        assert_true(line.is_too_long); /* 11 bytes */
        stop(&of);
    }
}

/* What is kept at the end of a batch is the first of the next one. */
static void test_the_rest_goes_to_the_next_batch(void **state)
{
    (void)state;
    reading of;
    start(&of, "one\ntwo\nthree\nfour", 0, 100);
    strata_lines *lines = &of.lines;
    assert_next(lines, "one", 1, 1);
    strata_lines_forget(lines);
    assert_next(lines, "two", 1, 2); /* kept */
    assert_true(strata_lines_is_ready(lines));
    strata_lines_go_to(lines, lines->kept_at, 2);
    assert_int_equal(strata_lines_finish(lines, NULL), STRATA_OK);
    begin(&of);
    assert_int_equal(strata_lines_offset(lines, lines->kept_at), 4);
    assert_int_equal(lines->first_number, 2);
    assert_memory_equal(lines->bytes + lines->end, (char[STRATA_BATCH_PAD]){0}, STRATA_BATCH_PAD);
    assert_next(lines, "two", 1, 2);
    assert_next(lines, "three", 1, 3);
    assert_next(lines, "four", 0, 4);
    stop(&of);
}

/* A file without any line end, far longer than the limit, is not read to its end. */
static void test_a_line_without_end(void **state)
{
    (void)state;
    const size_t len = 10000000;
    char *bytes = strata_alloc(len + 1);
    assert_non_null(bytes);
    memset(bytes, 'x', len);
    bytes[len] = '\0';
    reading of;
    strata_line line = {0};
    start(&of, bytes, 0, 1000);
    assert_int_equal(strata_lines_next(&of.lines, &line, NULL), STRATA_OK);
    assert_true(line.is_too_long);
    assert_true(strata_source_position(of.source) < 200000);
    stop(&of);
    strata_free(bytes);
}

/* gzip -n of "a\nbc", its checksum cut: the line before the failure comes first. */
static void test_a_source_that_fails(void **state)
{
    (void)state;
    static const char cut[] = "\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b\xe4\x4a\x4a\x06\0\x46";
    reading of = {0};
    strata_line line = {0};
    strata_error err = {0};
    assert_int_equal(strata_source_memory("a", cut, sizeof cut - 1, 0, &of.source, NULL),
                     STRATA_OK);
    strata_lines_init(&of.lines, of.source, 100);
    begin(&of);
    assert_next(&of.lines, "a", 1, 1);
    assert_false(strata_lines_is_ready(&of.lines));
    assert_int_equal(strata_lines_next(&of.lines, &line, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "gz");
    assert_int_equal(strata_lines_next(&of.lines, &line, NULL), STRATA_E_INPUT);
    stop(&of);
}

static strata_status read_once(void)
{
    strata_source *source = NULL;
    strata_row_batch batch = {0};
    strata_row_batch_buffers *buffers = NULL;
    strata_lines lines;
    STRATA_TRY(strata_source_memory("a", "a\nb", 3, 0, &source, NULL));
    strata_lines_init(&lines, source, 100);
    strata_status status = strata_batch_buffers_of(&batch, &buffers, NULL);
    status = status == STRATA_OK ? strata_lines_begin(&lines, buffers, NULL) : status;
    status = status == STRATA_OK ? strata_lines_finish(&lines, NULL) : status;
    strata_lines_deinit(&lines);
    strata_row_batch_deinit(&batch);
    strata_source_close(source);
    return status;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    assert_int_equal(test_every_allocation(read_once), 5); /* source 2, batch, its bytes, rest */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_and_their_ends),
        cmocka_unit_test(test_the_limit_is_for_what_is_kept),
        cmocka_unit_test(test_a_line_without_end),
        cmocka_unit_test(test_the_rest_goes_to_the_next_batch),
        cmocka_unit_test(test_a_source_that_fails),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
