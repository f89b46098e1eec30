/* Printing piece by piece, and that the first failure is kept. */
#include "strata_test.h"
#include "table/printer.h"

static void test_pieces(void **state)
{
    (void)state;
    strata_sink *sink = NULL;
    strata_error err = {0};
    assert_int_equal(strata_sink_memory(&sink, &err), STRATA_OK);
    strata_printer out = strata_printer_of(sink, &err);
    strata_print(&out, "a");
    strata_print_slice(&out, (strata_slice){.text = "bcd", .len = 2});
    strata_print_char(&out, '!');
    strata_print_repeat(&out, '-', 3);
    strata_print_repeat(&out, '-', 0);
    strata_print_json(&out, strata_slice_of("x\"y"));
    strata_print_format(&out, "%d %s", 7, "z");
    assert_int_equal(out.status, STRATA_OK);
    const char *bytes = NULL;
    size_t len = 0;
    strata_sink_bytes(sink, &bytes, &len);
    static const char wanted[] = "abc!---\"x\\\"y\"7 z";
    assert_int_equal(len, sizeof wanted - 1);
    assert_memory_equal(bytes, wanted, len);
    strata_sink_discard(sink);
}

static void test_too_long(void **state)
{
    (void)state;
    strata_sink *sink = NULL;
    strata_error err = {0};
    char text[2048];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_int_equal(strata_sink_memory(&sink, &err), STRATA_OK);
    strata_printer out = strata_printer_of(sink, &err);
    strata_print_format(&out, "%s", text);
    assert_int_equal(out.status, STRATA_E_INTERNAL);
    strata_print(&out, text); /* nothing comes after a failure */
    assert_true(strata_sink_position(sink) == 0);
    strata_sink_discard(sink);
}

static void test_full_disk(void **state)
{
    (void)state;
    if (access("/dev/full", W_OK) != 0) {
        skip();
    }
    strata_sink *sink = NULL;
    strata_error err = {0};
    assert_int_equal(strata_sink_open("/dev/full", false, &sink, &err), STRATA_OK);
    strata_printer out = strata_printer_of(sink, &err);
    strata_print_repeat(&out, 'x', 1000000);
    assert_int_equal(out.status, STRATA_E_INPUT);
    test_error(&err, "/dev/full: error: cannot write: No space left on device (io)");
    strata_sink_discard(sink);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_too_long),
        cmocka_unit_test(test_full_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
