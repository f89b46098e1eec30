/* Numbers of any width, least significant byte first, and bytes that are too few. */
#include "strata_test.h"
#include "stream/byte_buffer.h"

static void test_numbers(void **state)
{
    (void)state;
    strata_byte_buffer buffer = {0};
    strata_put_number(&buffer, 0x0102030405060708, 8);
    strata_put_number(&buffer, 0xffeedd, 2);
    strata_put_number(&buffer, 7, 0);
    strata_put_text(&buffer, strata_slice_of("el"));
    strata_put_text(&buffer, (strata_slice){NULL, 0});
    static const char expected[] = "\x08\x07\x06\x05\x04\x03\x02\x01\xdd\xee\x02\0\0\0el\0\0\0\0";
    assert_int_equal(buffer.status, STRATA_OK);
    assert_int_equal(buffer.len, sizeof expected - 1);
    assert_memory_equal(buffer.bytes, expected, buffer.len);
    strata_byte_view view = {.at = buffer.bytes, .left = buffer.len};
    assert_int_equal(strata_take_number(&view, 8), 0x0102030405060708);
    assert_int_equal(strata_take_number(&view, 2), 0xeedd);
    assert_int_equal(strata_take_number(&view, 0), 0);
    assert_true(strata_slice_is(strata_take_text(&view), "el"));
    assert_int_equal(strata_take_text(&view).len, 0);
    assert_int_equal(view.left, 0);
    assert_false(view.is_short);
    strata_byte_buffer_deinit(&buffer);
}

static void test_too_few(void **state)
{
    (void)state;
    strata_byte_view view = {.at = "\x05\0\0\0abcd", .left = 8};
    assert_int_equal(strata_take_text(&view).len, 0);
    assert_true(view.is_short);
    /* Once short, always short: what is left must not be taken for something else. */
    assert_int_equal(strata_take_number(&view, 1), 0);
    assert_null(strata_take_bytes(&view, 1).text);
}

static void test_width(void **state)
{
    (void)state;
    assert_int_equal(strata_byte_width(0), 0);
    assert_int_equal(strata_byte_width(1), 1);
    assert_int_equal(strata_byte_width(255), 1);
    assert_int_equal(strata_byte_width(256), 2);
    assert_int_equal(strata_byte_width(UINT64_C(1) << 55), 7);
    assert_int_equal(strata_byte_width(UINT64_C(1) << 56), 8);
    assert_int_equal(strata_byte_width(UINT64_MAX), 8);
}

static strata_status fill(void)
{
    strata_byte_buffer buffer = {0};
    for (unsigned at = 0; at < 100; at++) {
        strata_put_number(&buffer, at, 8);
    }
    const strata_status status = buffer.status;
    strata_byte_buffer_deinit(&buffer);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(fill), 2, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_too_few),
        cmocka_unit_test(test_width),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
