/* Tests as header lines, there and back. */
#include "stream/test_line.h"
#include "stream_fixture.h"

static strata_status read_line(const char *text, strata_dictionary *dictionary, bool *is_test,
                               strata_error *err)
{
    return strata_test_line_read(strata_slice_of(text), dictionary, is_test, err);
}

static void test_round_trip(void **state)
{
    (void)state;
    strata_dictionary *from = strata_dictionary_new();
    strata_dictionary *to = strata_dictionary_new();
    strata_sink *sink = fixture_sink();
    const strata_test test = fixture_test(from);
    bool is_test = false;
    assert_int_equal(strata_test_line_write(sink, from, &test, NULL), STRATA_OK);
    fixture_assert_text(sink, FIXTURE_TEST_LINE);
    strata_slice line = fixture_bytes(sink);
    line.text += strlen("#test ");
    line.len -= strlen("#test \n");
    assert_int_equal(strata_test_line_read(line, to, &is_test, NULL), STRATA_OK);
    assert_true(is_test);
    assert_int_equal(strata_dictionary_test_count(to), 1);
    const strata_test *back = strata_dictionary_test_at(to, 0);
    assert_string_equal(strata_dictionary_text(to, back->era), "2018 on");
    assert_string_equal(strata_dictionary_text(to, back->label), "100 % \"new\"");
    assert_int_equal(back->levels, 4);
    assert_int_equal(back->proficient, 3);
    assert_int_equal(back->decimals, 1);
    assert_true(back->has_scores && back->vertical_scale && !back->lower_is_better);
    strata_sink_discard(sink);
    strata_dictionary_free(from);
    strata_dictionary_free(to);
}

static void test_wrong_lines(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "assessment=a",
        "subject= assessment=a era= levels=0 proficient=0 decimals=0 scores=no vertical=no "
        "better=higher denominator=tested label=",
        "assessment=a subject= era= levels=11 proficient=0 decimals=0 scores=no vertical=no "
        "better=higher denominator=tested label=",
        "assessment=a subject= era= levels=4 proficient=5 decimals=0 scores=no vertical=no "
        "better=higher denominator=tested label=",
        "assessment=a subject= era= levels=4 proficient=3 decimals=19 scores=no vertical=no "
        "better=higher denominator=tested label=",
        "assessment=a subject= era= levels=4 proficient=3 decimals=0 scores=maybe vertical=no "
        "better=higher denominator=tested label=",
        "assessment=a subject= era= levels=4 proficient=3 decimals=0 scores=no vertical=no "
        "better=higher denominator=tested label=%zz",
        "assessment=a subject= era= levels=4 proficient=3 decimals=0 scores=no vertical=no "
        "better=higher denominator=tested label=two words",
        "assessment=a  subject= era= levels=4 proficient=3 decimals=0 scores=no vertical=no "
        "better=higher denominator=tested label=",
    };
    strata_dictionary *dictionary = strata_dictionary_new();
    for (size_t at = 0; at < sizeof wrong / sizeof wrong[0]; at++) {
        bool is_test = true;
        assert_int_equal(read_line(wrong[at], dictionary, &is_test, NULL), STRATA_OK);
        assert_false(is_test);
    }
    assert_int_equal(strata_dictionary_test_count(dictionary), 0);
    strata_dictionary_free(dictionary);
}

static void test_two_descriptions(void **state)
{
    (void)state;
    strata_dictionary *dictionary = strata_dictionary_new();
    strata_error err = {0};
    bool is_test = false;
    const char *const lines[] = {
        "assessment=a subject= era= levels=4 proficient=3 decimals=0 scores=yes vertical=no "
        "better=higher denominator=tested label=",
        "assessment=a subject= era= levels=4 proficient=2 decimals=0 scores=yes vertical=no "
        "better=higher denominator=tested label=",
    };
    assert_int_equal(read_line(lines[0], dictionary, &is_test, &err), STRATA_OK);
    assert_int_equal(read_line(lines[0], dictionary, &is_test, &err), STRATA_OK);
    assert_int_equal(read_line(lines[1], dictionary, &is_test, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "test-differs");
    strata_dictionary_free(dictionary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_wrong_lines),
        cmocka_unit_test(test_two_descriptions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
