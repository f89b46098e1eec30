/* What is text and what is not: the edges of Unicode's table 3-7. */
#include "io/utf8.h"
#include "strata_test.h"

#define BYTES(text) text, sizeof(text) - 1

typedef struct sample {
    const char *bytes;
    size_t len;
    size_t good;
} sample;

static const sample samples[] = {
    {BYTES(""), 0},
    {BYTES("year,lea,school"), 15},
    {BYTES("\x01\x7f"), 2},
    {BYTES("ab\0c"), 2},
    {BYTES("\xc2\x80\xdf\xbf"), 4},                 /* U+0080 U+07FF */
    {BYTES("\xe0\xa0\x80\xed\x9f\xbf"), 6},         /* U+0800 U+D7FF */
    {BYTES("\xee\x80\x80\xef\xbf\xbf"), 6},         /* U+E000 U+FFFF */
    {BYTES("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"), 8}, /* U+10000 U+10FFFF */
    {BYTES("x\x80"), 1},                            /* continuation without a lead */
    {BYTES("x\xc0\x80"), 1},                        /* overlong NUL */
    {BYTES("x\xc1\xbf"), 1},                        /* overlong U+007F */
    {BYTES("x\xe0\x9f\xbf"), 1},                    /* overlong U+07FF */
    {BYTES("x\xed\xa0\x80"), 1},                    /* surrogate U+D800 */
    {BYTES("x\xed\xbf\xbf"), 1},                    /* surrogate U+DFFF */
    {BYTES("x\xf0\x8f\xbf\xbf"), 1},                /* overlong U+FFFF */
    {BYTES("x\xf4\x90\x80\x80"), 1},                /* U+110000 */
    {BYTES("x\xf5\x80\x80\x80"), 1},
    {BYTES("x\xff"), 1},
    {BYTES("x\xc3"), 1}, /* cut */
    {BYTES("x\xe2\x82"), 1},
    {BYTES("x\xf0\x9f\x98"), 1},
    {BYTES("x\xe2\x82,"), 1}, /* a continuation that is none */
    {BYTES("x\xf0\x9f\x98,"), 1},
};

static void test_edges(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        assert_int_equal(strata_utf8_prefix(samples[i].bytes, samples[i].len), samples[i].good);
    }
    assert_int_equal(strata_utf8_prefix(NULL, 0), 0);
}

/* One bad byte at each place of a line, which is looked at in words of eight. */
static void test_a_bad_byte_anywhere(void **state)
{
    (void)state;
    static const unsigned char bad[] = {0x00, 0x80, 0xe9, 0xff};
    for (size_t at = 0; at < 40; at++) {
        for (size_t i = 0; i < sizeof bad; i++) {
            char line[41];
            memset(line, 'a' + (int)(at % 26), sizeof line);
            line[at] = (char)bad[i];
            assert_int_equal(strata_utf8_prefix(line, sizeof line), at);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_a_bad_byte_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
