/* Names as they come from Windows and from old Macs; bytes by the code charts of windows-1252 and
 * Mac Roman. */
#include "io/encoding_guess.h"
#include "strata_test.h"

typedef struct guess {
    const char *bytes;
    size_t len;
    const char *encoding;
} guess;

#define BYTES(text) (text), sizeof(text) - 1

static const guess guesses[] = {
    {BYTES("Jos\xe9,Nu\xf1"
           "ez,Garc\xed"
           "a\n"),
     "windows-1252"},
    {BYTES("Pe\xf1"
           "asco\n"),
     "windows-1252"},
    {BYTES("\xc1vila,\xd1o\xf1o\n"), "windows-1252"},
    {BYTES("O\x92"
           "Brien,2023\x96"
           "24,\x93yes\x94\n"),
     "windows-1252"},
    {BYTES("<\x80\n"), "windows-1252"}, /* the euro sign */
    {BYTES("Jos\x8e,Nu\x96"
           "ez,Garc\x92"
           "a\n"),
     "MACINTOSH"}, /* the same three names */
    {BYTES("Jos\x8e\n"), "MACINTOSH"},
    {BYTES("\x83"
           "cole,4 \xd0 5\n"),
     "MACINTOSH"},
    {BYTES("Cort\x8ez,Pe\x96"
           "a\n"),
     "MACINTOSH"},
    {BYTES("St. Mary\xd5s School\n"), "MACINTOSH"}, /* an apostrophe */
    {BYTES("a,\x81,b\xe9"
           "b,\x9d\n"),
     "ISO-8859-1"}, /* windows-1252 has neither */
    {BYTES("Jos\xc3\xa9,\xc3\xb1,Pe\xf1"
           "asco\n"),
     "windows-1252"}, /* most of it is UTF-8 */
    {BYTES("a\0,\0b\0\n\0"), "UTF-16LE"},
    {BYTES("\0a\0,\0b\0\n"), "UTF-16BE"},
    {BYTES("a,b,c,d,e,f,g,\0\n"), "windows-1252"}, /* damage, no UTF-16 */
};

static void test_guesses(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof guesses / sizeof guesses[0]; i++) {
        const strata_slice text = {guesses[i].bytes, guesses[i].len};
        assert_string_equal(strata_encoding_guess(text), guesses[i].encoding);
    }
    assert_string_equal(strata_encoding_guess((strata_slice){NULL, 0}), "windows-1252");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_guesses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
