#include "guess_fixture.h"
#include "test_gzip.h"

static void assert_encoding(const char *bytes, size_t len, const char *encoding)
{
    assert_string_equal(strata_guess_encoding(bytes, len), encoding);
}

static void test_encodings(void **state)
{
    (void)state;
    assert_encoding("Pe\xc3\xb1"
                    "a\n",
                    6, "UTF-8");
    assert_encoding("Pe\xf1"
                    "a\n",
                    5, "windows-1252");
    assert_encoding("Ever\x96"
                    "EL\r\n",
                    9, "windows-1252"); /* a dash */
    assert_encoding("LAB\xca"
                    "CH\rNEXT\r",
                    12, "MACINTOSH"); /* a blank of a file with the line ends of old Macs */
    assert_encoding("\xff\xfe"
                    "a\0",
                    4, "UTF-16");
    assert_encoding("", 0, "UTF-8");
}

static void test_line_ends(void **state)
{
    (void)state;
    static const char *const texts[][2] = {{"a\nb\n", "LF"},           {"a\r\nb", "CRLF"},
                                           {"a\rb\r", "CR"},           {"a\nb\r\n", "mixed"},
                                           {"\"a\nb\",c\r\n", "CRLF"}, {"", "LF"}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_string_equal(strata_guess_line_ends(texts[i][0], strlen(texts[i][0])), texts[i][1]);
    }
}

static void test_a_packed_file_is_unpacked(void **state)
{
    (void)state;
    strata_guess *guess = guess_bytes(member, MEMBER_LEN); /* year,lea,n and two rows */
    assert_string_equal(guess->container, "gz");
    assert_int_equal(guess->rows, 2);
    assert_int_equal(guess->column_count, 3);
    assert_true(guess->is_whole);
    strata_guess_free(guess);
}

static void test_one_byte_text_becomes_utf8(void **state)
{
    (void)state;
    strata_guess *guess = guess_text("School Name,Number Tested\nPe\xf1"
                                     "a,12\nLe\xf3n,13\n");
    assert_string_equal(guess->encoding, "windows-1252");
    assert_int_equal(guess->columns[0].values.longest, 5);
    strata_guess_free(guess);
}

static void test_a_file_that_is_not_there(void **state)
{
    (void)state;
    strata_guess *guess = NULL;
    strata_error err = {0};
    assert_int_equal(strata_guess_file("/nonexistent/x.csv", NULL, &guess, &err), STRATA_E_INPUT);
    assert_null(guess);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_line_ends),
        cmocka_unit_test(test_a_packed_file_is_unpacked),
        cmocka_unit_test(test_one_byte_text_becomes_utf8),
        cmocka_unit_test(test_a_file_that_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
