/* JSON as jansson reads it back. */
#include <jansson.h>

#include "run/json_writer.h"
#include "strata_test.h"

static void write_sample(strata_json *json)
{
    strata_json_open(json, NULL, '{');
    strata_json_text(json, "name", "a \"b\"\n\\");
    strata_json_count(json, "count", UINT64_C(9007199254740993));
    strata_json_bool(json, "yes", true);
    strata_json_open(json, "empty", '[');
    strata_json_close(json, ']');
    strata_json_open(json, "list", '[');
    strata_json_text(json, NULL, "x");
    strata_json_open(json, NULL, '{');
    strata_json_bool(json, "no", false);
    strata_json_close(json, '}');
    strata_json_close(json, ']');
    strata_json_close(json, '}');
}

static void test_form(void **state)
{
    (void)state;
    strata_sink *sink = NULL;
    strata_error err = {0};
    strata_json json;
    assert_int_equal(strata_sink_memory(&sink, &err), STRATA_OK);
    strata_json_init(&json, sink, &err);
    write_sample(&json);
    assert_int_equal(strata_json_end(&json), STRATA_OK);
    const char *bytes = NULL;
    size_t len = 0;
    strata_sink_bytes(sink, &bytes, &len);
    json_t *read = json_loadb(bytes, len, 0, NULL);
    assert_non_null(read);
    assert_string_equal(json_string_value(json_object_get(read, "name")), "a \"b\"\n\\");
    assert_int_equal(json_array_size(json_object_get(read, "list")), 2);
    assert_int_equal(json_integer_value(json_object_get(read, "count")), 9007199254740993);
    assert_true(json_is_true(json_object_get(read, "yes")));
    assert_int_equal(json_array_size(json_object_get(read, "empty")), 0);
    json_decref(read);
    /* One member a line, two blanks a level, so that two manifests can be compared by eye. */
    static const char end[] = "  \"empty\": [],\n  \"list\": [\n    \"x\",\n    {\n"
                              "      \"no\": false\n    }\n  ]\n}\n";
    assert_true(len > sizeof end);
    assert_memory_equal(bytes + len - (sizeof end - 1), end, sizeof end - 1);
    strata_sink_discard(sink);
}

/* The first failure is kept, and nothing is written after it. */
static void test_failure(void **state)
{
    (void)state;
    if (access("/dev/full", W_OK) != 0) {
        skip();
    }
    strata_sink *sink = NULL;
    strata_error err = {0};
    strata_json json;
    assert_int_equal(strata_sink_open("/dev/full", false, &sink, &err), STRATA_OK);
    strata_json_init(&json, sink, &err);
    strata_json_open(&json, NULL, '[');
    for (int i = 0; i < 100000; i++) {
        strata_json_text(&json, NULL, "more than fits into the buffer of a sink");
    }
    strata_json_close(&json, ']');
    assert_int_equal(strata_json_end(&json), STRATA_E_INPUT);
    test_error(&err, "/dev/full: error: cannot write: No space left on device (io)");
    strata_sink_discard(sink);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_form), cmocka_unit_test(test_failure)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
