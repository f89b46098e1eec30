/* Numbers as their fields say they are written. */
#include "record/decode_parts.h"
#include "strata_test.h"

#define TEXT(text)                                                                                 \
    {                                                                                              \
        (text), sizeof(text) - 1                                                                   \
    }

enum {
    PLAIN,
    IMPLIED,
    FLOAT,
    BLURRED,
    FIELDS
};

/* NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): parsed by the setup */
static strata_blur blurs[1];
static const strata_field fields[FIELDS] = {
    [PLAIN] = {.has_minimum = true, .minimum = 0.1, .has_maximum = true, .maximum = 99.9},
    [IMPLIED] = {.implied_decimals = 2},
    [FLOAT] = {.is_float = true, .decimals = 2},
    [BLURRED] = {.blurs = blurs, .blur_count = 1, .has_maximum = true, .maximum = 50.0},
};
static const strata_field *const bound[FIELDS] = {&fields[0], &fields[1], &fields[2], &fields[3]};
static const strata_binding binding = {.field_count = FIELDS, .fields = bound};

static bool read_number(uint32_t field, const char *text, strata_reading *out,
                        strata_decoder *decoder)
{
    *decoder = (strata_decoder){.of = {.binding = &binding}};
    const strata_value value = {
        .state = STRATA_VALUE_THERE, .text = strata_slice_of(text), .field = field};
    return strata_decode_number(decoder, &value, "range", out);
}

static void reads(uint32_t field, const char *text, int64_t digits, int decimals)
{
    strata_reading out;
    strata_decoder decoder;
    assert_true(read_number(field, text, &out, &decoder));
    assert_false(out.is_range);
    assert_int_equal(out.number.digits, digits);
    assert_int_equal(out.number.decimals, decimals);
}

static void refuses(uint32_t field, const char *text, const char *rule)
{
    strata_reading out;
    strata_decoder decoder;
    assert_false(read_number(field, text, &out, &decoder));
    assert_int_equal(decoder.fate, STRATA_FATE_REJECTED);
    assert_string_equal(decoder.reason.rule, rule);
    assert_int_equal(decoder.reason.field, field);
}

static void test_numbers(void **state)
{
    (void)state;
    reads(PLAIN, "12.50", 1250, 2);
    reads(PLAIN, "0.1", 1, 1);
    reads(PLAIN, "99.9", 999, 1);
    refuses(PLAIN, "100", "range");
    refuses(PLAIN, "1e1", "number");
    refuses(PLAIN, "GE95", "number");
    refuses(PLAIN, "100.0000000000000000000", "number-digits"); /* 19 decimals */
    refuses(PLAIN, "-12345678901234567890", "number-digits");   /* over 2^63 */
    refuses(PLAIN, "1234567890.1234567890.1", "number");
    refuses(PLAIN, "12345678901234567890x", "number");
    reads(IMPLIED, "0123", 123, 2);
    reads(IMPLIED, "-5", -5, 2);
    refuses(IMPLIED, "1.23", "number");
    reads(FLOAT, "83.30000305175781", 8330, 2);
    reads(FLOAT, "9.109E-3", 1, 2);
    refuses(FLOAT, "12e", "number");
    reads(STRATA_NO_FIELD, "7", 7, 0); /* a constant of the schema */
}

static void test_ranges(void **state)
{
    (void)state;
    strata_reading out;
    strata_decoder decoder;
    strata_decimal number;
    const char *why = NULL;
    assert_true(strata_blur_parse(strata_slice_of("{lo}-{hi}"), &blurs[0], &why));
    reads(BLURRED, "21", 21, 0);
    assert_true(read_number(BLURRED, "21-39", &out, &decoder));
    assert_true(out.is_range && out.range.has_lo && out.range.has_hi);
    assert_int_equal(out.range.lo.digits, 21);
    assert_int_equal(out.range.hi.digits, 39);
    refuses(BLURRED, "21-59", "range");
    refuses(BLURRED, "GE5", "number");
    const strata_value value = {.text = TEXT("21-39"), .field = BLURRED};
    assert_false(strata_decode_decimal(&decoder, &value, "range", &number)); /* no number */
    assert_string_equal(decoder.reason.rule, "number");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_ranges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
