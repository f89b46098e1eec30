/* One message for bytes that are no text: where, the byte, the likely encoding, what to do. */
#include "io/text_fault.h"
#include "strata_test.h"

static void expect(strata_slice line, size_t good, const char *message)
{
    const strata_text_fault fault = {.at = {.file = "a.csv", .line = 7, .column = good + 1},
                                     .offset = 1000 + good,
                                     .line = line,
                                     .good = good};
    strata_error err = {0};
    assert_int_equal(strata_fail_text(&err, &fault), STRATA_E_INPUT);
    test_error(&err, message);
}

static void test_messages(void **state)
{
    (void)state;
    expect((strata_slice){"ela,Pe\xf1"
                          "asco,1\n",
                          14},
           6,
           "a.csv:7:7: error: not UTF-8 at byte 1006; is it windows-1252? say --encoding "
           "windows-1252, or encoding = windows-1252 in a [file] section, or save the file as CSV "
           "UTF-8 (encoding)");
    expect((strata_slice){"y\0e\0\n\0", 6}, 1,
           "a.csv:7:2: error: a NUL byte, expected text, at byte 1001; is it UTF-16LE? say "
           "--encoding UTF-16LE, or encoding = UTF-16LE in a [file] section, or save the file as "
           "CSV UTF-8 (csv-nul)");
    expect((strata_slice){"2024,ela,03,\0,1\n", 16}, 12,
           "a.csv:7:13: error: a NUL byte at byte 1012, expected text; export the file again "
           "(csv-nul)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_messages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
