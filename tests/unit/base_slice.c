/* Pieces of text. */
#include "base/slice.h"
#include "strata_test.h"

static void assert_trimmed(const char *text, const char *expected)
{
    const strata_slice got = strata_slice_trim(strata_slice_of(text));
    assert_int_equal(got.len, strlen(expected));
    assert_memory_equal(got.text, expected, got.len);
}

static void test_trim(void **state)
{
    (void)state;
    assert_trimmed("Lincoln High", "Lincoln High");
    assert_trimmed(" \tLincoln  High\r\n", "Lincoln  High");
    assert_trimmed("\xc2\xa0 95%\xc2\xa0\xc2\xa0", "95%"); /* no-break spaces of web tables */
    assert_trimmed("", "");
    assert_trimmed(" \n\xc2\xa0\t", "");
    assert_trimmed("\xc3\xa9tat \xc3\xa0", "\xc3\xa9tat \xc3\xa0"); /* a0 alone is no blank */
    assert_trimmed("\xc2\xa9 2024", "\xc2\xa9 2024");
    assert_trimmed("\xa0x\xc2", "\xa0x\xc2"); /* half a character is left alone */
    assert_trimmed("\vx\f", "\vx\f");
}

static void test_trim_of_nothing(void **state)
{
    (void)state;
    const strata_slice got = strata_slice_trim((strata_slice){NULL, 0});
    assert_int_equal(got.len, 0);
}

static void test_trim_stays_inside(void **state)
{
    (void)state;
    const char text[] = "a b \xc2\xa0";
    const strata_slice got = strata_slice_trim((strata_slice){text + 2, 3}); /* "b \xc2" */
    assert_int_equal(got.len, 3);
    assert_ptr_equal(got.text, text + 2);
}

static void test_equality(void **state)
{
    (void)state;
    const strata_slice nothing = {NULL, 0};
    assert_true(strata_slice_equal(nothing, strata_slice_of("")));
    assert_true(strata_slice_is(nothing, ""));
    assert_true(strata_slice_is((strata_slice){"ELA;M", 3}, "ELA"));
    assert_false(strata_slice_is((strata_slice){"ELA;M", 4}, "ELA"));
    assert_false(strata_slice_is(strata_slice_of("ela"), "ELA"));
    assert_false(strata_slice_equal(strata_slice_of("06"), strata_slice_of("6")));
}

static bool fits(const char *text, const char *glob)
{
    return strata_slice_fits(strata_slice_of(text), strata_slice_of(glob));
}

static void test_fits(void **state)
{
    (void)state;
    assert_true(fits("Grand Total", "Grand Total"));
    assert_true(fits("Aberdeen School District", "*District*"));
    assert_true(fits("Delta Academy District School District", "*District")); /* not the first */
    assert_true(fits("", "*"));
    assert_true(fits("", ""));
    assert_true(fits("maap2018_g3ela", "maap*_g*"));
    assert_true(fits("aab", "*a**b"));
    assert_false(fits("Grand Total ", "Grand Total"));
    assert_false(fits("grand total", "Grand Total"));
    assert_false(fits("Districts", "*District"));
    assert_false(fits("", "?"));
    assert_false(fits("abc", "a*bd"));
    assert_false(fits("ab", "ab*c"));
}

static int compare(const char *a, const char *b)
{
    const int order = strata_slice_compare(strata_slice_of(a), strata_slice_of(b));
    const int back = strata_slice_compare(strata_slice_of(b), strata_slice_of(a));
    assert_int_equal(order<0, back> 0);
    assert_int_equal(order > 0, back < 0);
    return order;
}

static void test_order(void **state)
{
    (void)state;
    assert_true(compare("10", "2") < 0);
    assert_true(compare("el", "els") < 0);
    assert_true(compare("", "A") < 0);
    assert_true(compare("z", "\xc3\xa9") < 0); /* bytes are no signed numbers */
    assert_int_equal(compare("frl", "frl"), 0);
    assert_int_equal(strata_slice_compare((strata_slice){NULL, 0}, strata_slice_of("")), 0);
}

static void test_lists(void **state)
{
    (void)state;
    const strata_slice codes[] = {strata_slice_of("0000000"), strata_slice_of("all")};
    static const char *const words[] = {"", "no", "yes"};
    unsigned word = 7;
    assert_true(strata_slice_is_among(strata_slice_of("all"), codes, 2));
    assert_false(strata_slice_is_among(strata_slice_of("all"), codes, 1));
    assert_false(strata_slice_is_among(strata_slice_of("al"), codes, 2));
    assert_false(strata_slice_is_among(strata_slice_of(""), NULL, 0));
    assert_false(strata_slice_word(strata_slice_of("yes"), words, 2, &word));
    assert_int_equal(word, 7);
    assert_true(strata_slice_word(strata_slice_of("yes"), words, 3, &word));
    assert_int_equal(word, 2);
    assert_true(strata_slice_word((strata_slice){NULL, 0}, words, 3, &word));
    assert_int_equal(word, 0);
}

static void test_digits(void **state)
{
    (void)state;
    assert_true(strata_slice_is_digits(strata_slice_of("0061234590")));
    assert_true(strata_slice_is_digits((strata_slice){NULL, 0}));
    assert_true(strata_slice_is_digits((strata_slice){"12-3", 2}));
    static const char *const others[] = {"12-3", "-1", "1.0", "K", "1 ", "/", ":", "\xd9\xa1"};
    for (size_t at = 0; at < sizeof others / sizeof others[0]; at++) {
        assert_false(strata_slice_is_digits(strata_slice_of(others[at])));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_trim),
        cmocka_unit_test(test_fits),
        cmocka_unit_test(test_trim_of_nothing),
        cmocka_unit_test(test_trim_stays_inside),
        cmocka_unit_test(test_equality),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
