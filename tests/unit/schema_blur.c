/* Ranges in place of numbers, in the ways publishers write them. */
#include "schema/blur.h"
#include "strata_test.h"

static strata_blur form_of(const char *text)
{
    strata_blur form;
    const char *why = "";
    if (!strata_blur_parse(strata_slice_of(text), &form, &why)) {
        fail_msg("%s %s", text, why);
    }
    return form;
}

static bool read_as(const char *form, const char *text, strata_range_text *out)
{
    const strata_blur one = form_of(form);
    return strata_blur_read(&one, 1, strata_slice_of(text), out);
}

static void is_decimal(strata_decimal number, int64_t digits, int decimals)
{
    assert_int_equal(number.digits, digits);
    assert_int_equal(number.decimals, decimals);
}

static void a_form_says_which_sides_there_are(void **state)
{
    (void)state;
    const strata_blur both = form_of("{lo}-{hi}");
    assert_true(both.has_lo && both.has_hi && !both.is_lo_open && !both.is_hi_open);
    assert_int_equal(both.before.len, 0);
    assert_true(strata_slice_is(both.between, "-"));
    const strata_blur below = form_of("< {below}%");
    assert_true(!below.has_lo && below.has_hi && below.is_hi_open);
    assert_true(strata_slice_is(below.before, "< "));
    assert_true(strata_slice_is(below.after, "%"));
    assert_int_equal(below.between.len, 0);
    assert_true(form_of("> {above}").is_lo_open);
}

static void forms_that_say_nothing_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *form;
        const char *why;
    } cases[] = {
        {"GE95", "has no {lo}, {above}, {hi} or {below}"},
        {"", "has no {lo}, {above}, {hi} or {below}"},
        {"GE{low}", "has a word in braces that is none of {lo}, {above}, {hi} and {below}"},
        {"GE{lo", "has a word in braces that is none of {lo}, {above}, {hi} and {below}"},
        {"{lo}-{lo}",
         "must have one lower bound, one upper bound, or a lower one before an upper one"},
        {"{lo}-{above}",
         "must have one lower bound, one upper bound, or a lower one before an upper one"},
        {"{hi}-{lo}",
         "must have one lower bound, one upper bound, or a lower one before an upper one"},
        {"{lo}-{hi}-{below}",
         "must have one lower bound, one upper bound, or a lower one before an upper one"},
        {"{lo} {hi}", "needs a text between its two numbers"},
    };
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        strata_blur form = {.has_lo = true};
        const char *why = "";
        assert_false(strata_blur_parse(strata_slice_of(cases[at].form), &form, &why));
        assert_string_equal(why, cases[at].why);
        assert_true(form.has_lo); /* unchanged */
    }
}

static void ranges_of_edfacts_are_read(void **state)
{
    (void)state;
    strata_range_text range;
    assert_true(read_as("GE{lo}", "GE95", &range));
    assert_true(range.has_lo && !range.has_hi && !range.is_lo_open);
    is_decimal(range.lo, 95, 0);
    assert_true(read_as("LT{below}", "lt20", &range));
    assert_true(!range.has_lo && range.has_hi && range.is_hi_open);
    is_decimal(range.hi, 20, 0);
    assert_true(read_as("{lo}-{hi}", " 21-39 ", &range));
    is_decimal(range.lo, 21, 0);
    is_decimal(range.hi, 39, 0);
}

static void blanks_and_units_are_passed_over(void **state)
{
    (void)state;
    strata_range_text range;
    assert_true(read_as("< {below}%", "<5.0 %", &range));
    is_decimal(range.hi, 50, 1);
    assert_true(read_as("<{below}%", "< 5.0%", &range));
    assert_true(read_as("> {above}%", "> 95.0%", &range));
    is_decimal(range.lo, 950, 1);
    assert_true(read_as("{lo} to {hi} percent", "-1.5 to -.5 percent", &range));
    is_decimal(range.lo, -15, 1);
    is_decimal(range.hi, -5, 1);
}

static void other_texts_do_not_fit(void **state)
{
    (void)state;
    strata_range_text range = {.has_lo = true};
    static const char *const cases[][2] = {
        {"GE{lo}", "GE"},
        {"GE{lo}", "95"},
        {"GE{lo}", "GE9a"},
        {"GE{lo}", "GE1.2.3"},
        {"{lo}-{hi}", "39-21"},
        {"{lo}-{hi}", "21"},
        {"{lo}-{hi}", "21-"},
        {"{lo}-{hi}", ""},
        {"< {below}%", "< 5"},
        {"{lo}-{hi}", "PS"},
        {"{lo}-{hi}", "9999999999999999999-9999999999999999999"},
        {"{lo}-{hi}", "9000000000000000000-0.000000000000000001"},
    };
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        assert_false(read_as(cases[at][0], cases[at][1], &range));
        assert_true(range.has_lo && !range.has_hi); /* unchanged */
    }
}

static void the_first_form_that_fits_counts(void **state)
{
    (void)state;
    const strata_blur forms[] = {form_of("<{hi}"), form_of("<{below}"), form_of("{lo}-{hi}")};
    strata_range_text range;
    assert_true(strata_blur_read(forms, 3, strata_slice_of("<5"), &range));
    assert_false(range.is_hi_open);
    assert_true(strata_blur_read(forms, 3, strata_slice_of("5-5"), &range));
    assert_true(range.has_lo && range.has_hi);
    assert_false(strata_blur_read(forms, 0, strata_slice_of("<5"), &range));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_says_which_sides_there_are),
        cmocka_unit_test(forms_that_say_nothing_are_refused),
        cmocka_unit_test(ranges_of_edfacts_are_read),
        cmocka_unit_test(blanks_and_units_are_passed_over),
        cmocka_unit_test(other_texts_do_not_fit),
        cmocka_unit_test(the_first_form_that_fits_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
