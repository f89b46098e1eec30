/* Kernels by themselves: positions that are plain to see, and every kernel against a state machine
 * that reads byte by byte, on random texts in random pieces. */
#include <stdlib.h>

#include "io/scan_kernel.h"
#include "strata_test.h"

enum {
    TEXT = 400,
    ENDS = TEXT + 2 * STRATA_SCAN_BLOCK
};

typedef struct result {
    uint32_t ends[ENDS];
    strata_batch_row rows[ENDS];
    strata_scan scan;
} result;

static void scan(const strata_scan_kernel *kernel, const char *text, uint32_t len, uint32_t piece,
                 result *out)
{
    out->scan = (strata_scan){
        .delimiter = ',', .quote = '"', .ends = out->ends, .rows = out->rows, .edge = 1};
    for (uint32_t at = 0; at < len && !out->scan.is_odd; at += piece) {
        kernel->run(&out->scan, text, at, len - at < piece ? len : at + piece);
    }
    if (!out->scan.is_odd) {
        strata_scan_end(&out->scan, len);
    }
}

static void test_positions(void **state)
{
    (void)state;
    static const char text[TEXT] = "a,\"b,\n\"\"\",c\r\n\r\nd\r,\n";
    size_t count = 0;
    const strata_scan_kernel *kernels = strata_scan_kernels(&count);
    for (size_t i = 0; i < count; i++) {
        result got = {0};
        if (!kernels[i].can_run()) {
            continue;
        }
        scan(&kernels[i], text, (uint32_t)strlen(text), TEXT, &got);
        assert_false(got.scan.is_odd);
        assert_false(got.scan.is_suspect);
        assert_int_equal(got.scan.row_count, 3);
        assert_int_equal(got.rows[0].count, 3);
        assert_int_equal(got.ends[0], 1);
        assert_int_equal(got.ends[1], 9);
        assert_int_equal(got.ends[2], 11);
        assert_int_equal(got.rows[1].start, 15); /* behind a blank line */
        assert_int_equal(got.rows[1].line, 3);
        assert_int_equal(got.rows[1].raw_end, 16);
        assert_int_equal(got.rows[2].start, 17);
        assert_int_equal(got.rows[2].count, 2);
        assert_int_equal(got.scan.line, 5);
    }
}

/* The state machine. Stops before the row that has a quote where none may be. */
typedef struct plain {
    result *out;
    const char *text;
    uint32_t at;
    uint32_t len;
} plain;

static bool is_end(const plain *of, uint32_t at)
{
    return at == of->len || of->text[at] == ',' || of->text[at] == '\r' || of->text[at] == '\n';
}

/* Goes to the end of a field; false if its quotes are wrong. */
static bool pass_field(plain *of, uint32_t *lines)
{
    if (of->at < of->len && of->text[of->at] == '"') {
        of->at++;
        while (of->at < of->len && (of->text[of->at] != '"' || of->text[of->at + 1] == '"')) {
            const bool is_cr = of->text[of->at] == '\r';
            *lines += is_cr || (of->text[of->at] == '\n' && of->text[of->at - 1] != '\r') ? 1 : 0;
            of->at += of->text[of->at] == '"' ? 2 : 1;
        }
        of->at++;
        return of->at <= of->len && is_end(of, of->at);
    }
    while (!is_end(of, of->at)) {
        if (of->text[of->at++] == '"') {
            return false;
        }
    }
    return true;
}

static bool pass_row(plain *of, uint32_t *line)
{
    strata_scan *scan = &of->out->scan;
    strata_batch_row row = {
        .start = of->at, .first = scan->end_count, .line = *line, .raw = of->at};
    bool is_more = true;
    while (is_more) {
        if (!pass_field(of, line)) {
            scan->is_odd = true;
            return false;
        }
        of->out->ends[scan->end_count++] = of->at;
        is_more = of->at < of->len && of->text[of->at] == ',';
        of->at += is_more ? 1 : 0;
    }
    row.raw_end = of->at;
    row.count = scan->end_count - row.first;
    if (row.count > 1 || row.raw_end > row.start) {
        of->out->rows[scan->row_count++] = row;
    }
    *line += of->at < of->len ? 1 : 0;
    of->at += of->text[of->at] == '\r' && of->text[of->at + 1] == '\n' ? 2 : 1;
    return true;
}

static void read_plain(const char *text, uint32_t len, result *out)
{
    plain of = {.out = out, .text = text, .len = len};
    uint32_t line = 0;
    while (of.at < len && pass_row(&of, &line)) {
    }
}

static void assert_same(const result *got, const result *expected)
{
    assert_int_equal(got->scan.is_odd, expected->scan.is_odd);
    assert_int_equal(got->scan.row_count, expected->scan.row_count);
    for (uint32_t i = 0; i < expected->scan.row_count; i++) {
        const strata_batch_row *a = &got->rows[i];
        const strata_batch_row *b = &expected->rows[i];
        assert_true(a->start == b->start && a->raw == b->raw && a->raw_end == b->raw_end);
        assert_true(a->count == b->count && a->line == b->line);
        assert_memory_equal(got->ends + a->first, expected->ends + b->first,
                            b->count * sizeof *got->ends);
    }
}

/* Bytes that matter are frequent; pieces are as a reader gives them: not ended by a CR. */
static void make_text(uint64_t *seed, char text[TEXT], uint32_t len)
{
    static const char bytes[] = "ab,,\"\"\"\"\n\r,abcdefghijklm,,,,";
    memset(text, 0, TEXT);
    for (uint32_t i = 0; i < len; i++) {
        *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        text[i] = bytes[(*seed >> 33) % (sizeof bytes - 1)];
    }
}

/* Fields in quotes that are well, so that more than the first row is compared. */
static void mend_quotes(char text[TEXT], uint32_t len)
{
    for (size_t i = 0; i + 4 < len; i++) {
        const bool is_start = i == 0 || text[i - 1] == ',' || text[i - 1] == '\n';
        if (text[i] == '"') {
            static const char well[] = "\",\",";
            for (size_t j = 0; j + 1 < sizeof well; j++) {
                text[i + j] = (is_start ? well : "xxxx")[j];
            }
            i += 3;
        }
    }
    for (uint32_t i = len > 4 ? len - 4 : 0; i < len; i++) {
        text[i] = 'z';
    }
}

static void test_random_texts(void **state)
{
    (void)state;
    size_t count = 0;
    const strata_scan_kernel *kernels = strata_scan_kernels(&count);
    uint64_t seed = 20260101;
    static result expected;
    static result got;
    for (uint32_t turn = 0; turn < 4000; turn++) {
        char text[TEXT];
        const uint32_t len = turn % (TEXT - 2);
        make_text(&seed, text, len);
        if (turn % 3 != 0) {
            mend_quotes(text, len);
        }
        expected.scan = (strata_scan){0};
        read_plain(text, len, &expected);
        for (size_t i = 0; i < count; i++) {
            if (kernels[i].can_run()) {
                scan(&kernels[i], text, len, turn % 2 == 0 ? TEXT : 1 + turn % 130, &got);
                assert_same(&got, &expected);
            }
        }
    }
}

static void test_bytes_that_may_be_no_text(void **state)
{
    (void)state;
    size_t count = 0;
    const strata_scan_kernel *kernels = strata_scan_kernels(&count);
    static result got;
    for (size_t i = 0; i < count; i++) {
        for (uint32_t at = 0; at < 150 && kernels[i].can_run(); at++) {
            char text[TEXT] = {0};
            memset(text, 'x', 150);
            scan(&kernels[i], text, 150, TEXT, &got);
            assert_false(got.scan.is_suspect);
            text[at] = at % 2 == 0 ? '\0' : '\x80';
            scan(&kernels[i], text, 150, TEXT, &got);
            assert_true(got.scan.is_suspect);
        }
    }
}

static void test_the_best_can_run(void **state)
{
    (void)state;
    size_t count = 0;
    const strata_scan_kernel *kernels = strata_scan_kernels(&count);
    assert_true(strata_scan_best()->can_run());
    assert_string_equal(kernels[count - 1].name, "scalar");
    assert_true(kernels[count - 1].can_run());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_positions),
        cmocka_unit_test(test_random_texts),
        cmocka_unit_test(test_bytes_that_may_be_no_text),
        cmocka_unit_test(test_the_best_can_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
