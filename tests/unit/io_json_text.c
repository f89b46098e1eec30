/* Strings as RFC 8259 section 7 wants them. */
#include "io/json_text.h"
#include "strata_test.h"

static void assert_json(strata_slice text, const char *expected)
{
    strata_sink *sink = NULL;
    assert_int_equal(strata_sink_memory(&sink, NULL), STRATA_OK);
    assert_int_equal(strata_json_write_string(sink, text, NULL), STRATA_OK);
    const char *bytes = NULL;
    size_t len = 0;
    strata_sink_bytes(sink, &bytes, &len);
    assert_int_equal(len, strlen(expected));
    assert_memory_equal(bytes, expected, len);
    strata_sink_discard(sink);
}

static void test_strings(void **state)
{
    (void)state;
    assert_json(strata_slice_of(""), "\"\"");
    assert_json((strata_slice){NULL, 0}, "\"\"");
    assert_json(strata_slice_of("Lincoln High"), "\"Lincoln High\"");
    assert_json(strata_slice_of("\"A\\B\""), "\"\\\"A\\\\B\\\"\"");
    assert_json(strata_slice_of("a\tb\r\n\x1f"), "\"a\\u0009b\\u000d\\u000a\\u001f\"");
    assert_json((strata_slice){"\0x", 2}, "\"\\u0000x\"");
    assert_json(strata_slice_of("Jos\xc3\xa9/\x7f"), "\"Jos\xc3\xa9/\x7f\"");
}

static void test_a_failed_sink_is_noticed(void **state)
{
    (void)state;
    strata_sink *sink = NULL;
    strata_error err = {0};
    assert_int_equal(strata_sink_open("/dev/full", false, &sink, NULL), STRATA_OK);
    strata_status status = STRATA_OK;
    for (int i = 0; i < 20000 && status == STRATA_OK; i++) {
        status = strata_json_write_string(sink, strata_slice_of("a\nb"), &err);
    }
    assert_int_equal(status, STRATA_E_INPUT);
    assert_string_equal(err.file, "/dev/full");
    strata_sink_discard(sink);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_a_failed_sink_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
