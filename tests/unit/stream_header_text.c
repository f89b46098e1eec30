/* Header texts: what is escaped, what is refused, where a long one is cut. */
#include "stream/header_text.h"
#include "stream_fixture.h"

static void assert_escaped(const char *text, bool is_word, const char *expected)
{
    char back[STRATA_HEADER_TEXT];
    strata_sink *sink = fixture_sink();
    assert_int_equal(strata_header_escape(sink, text, is_word, NULL), STRATA_OK);
    fixture_assert_text(sink, expected);
    assert_true(strata_header_unescape(fixture_bytes(sink), back, sizeof back));
    assert_string_equal(back, text);
    strata_sink_discard(sink);
}

static void test_escape(void **state)
{
    (void)state;
    assert_escaped("", true, "");
    assert_escaped("ca/caaspp-student", true, "ca/caaspp-student");
    assert_escaped("by=all,el levels=state", false, "by=all,el levels=state");
    assert_escaped("Smarter Balanced", true, "Smarter%20Balanced");
    assert_escaped("\"100 %\"\r\n\t\x7f", false, "%22100 %25%22%0D%0A%09%7F");
    assert_escaped("Español; 1=2", true, "Español;%201=2");
}

static void test_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"%",   "a%2", "%2g", "%00",  "%41",
                                        "%ff", "%0d", "% 2", "100%", "%%25"};
    char out[32];
    for (size_t at = 0; at < sizeof wrong / sizeof wrong[0]; at++) {
        assert_false(strata_header_unescape(strata_slice_of(wrong[at]), out, sizeof out));
    }
}

static void test_cut(void **state)
{
    (void)state;
    char out[4];
    assert_true(strata_header_unescape(strata_slice_of("abcd"), out, sizeof out));
    assert_string_equal(out, "abc");
    /* An e with an accent takes two bytes: half of it would not be UTF-8. */
    assert_true(strata_header_unescape(strata_slice_of("ab\xc3\xa9"), out, sizeof out));
    assert_string_equal(out, "ab");
    assert_true(strata_header_unescape(strata_slice_of("a\xc3\xa9"), out, sizeof out));
    assert_string_equal(out, "a\xc3\xa9");
    assert_true(strata_header_unescape(strata_slice_of("x"), out, 1));
    assert_string_equal(out, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_escape),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
