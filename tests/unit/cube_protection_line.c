/* What a set says of its protection, alone and in the header of a stream. */
#include "cube/cell_stream.h"
#include "cube/cell_writer.h"
#include "cube/protection_line.h"
#include "stream_fixture.h"

static void test_split(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *word;
        uint32_t min_n;
    } cases[] = {
        {"unprotected", "unprotected", 0},
        {"generic-10 10", "generic-10", 10},
        {"our rule 2026 12", "our rule 2026", 12},
        {"rule 9999", "rule", 9999},
        {"rule 10000", "rule 10000", 0},
        {"rule 0", "rule 0", 0},
        {"rule -5", "rule -5", 0},
        {"rule ", "rule ", 0},
        {" 10", " 10", 0},
        {"10", "10", 0},
        {"", "", 0},
        {"a policy of tomorrow", "a policy of tomorrow", 0},
    };
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        const strata_protection_line line = strata_protection_line_of(cases[at].text);
        assert_string_equal(line.word, cases[at].word);
        assert_int_equal(line.min_n, cases[at].min_n);
        char text[STRATA_PROTECTION_TEXT];
        assert_true(strata_protection_line_format(line.word, line.min_n, text));
        assert_string_equal(text, cases[at].text);
    }
}

/* 31 bytes: with a blank and two digits 28 are left for the word. */
static void test_room(void **state)
{
    (void)state;
    char text[STRATA_PROTECTION_TEXT];
    assert_true(strata_protection_line_format("a-name-of-28-bytes-is-enough", 10, text));
    assert_string_equal(text, "a-name-of-28-bytes-is-enough 10");
    assert_false(strata_protection_line_format("a-name-of-28-bytes-is-enough", 100, text));
    assert_false(strata_protection_line_format("a-name-of-29-bytes-is-too-long", 10, text));
}

static void test_stream(void **state)
{
    (void)state;
    static const char *const lines[] = {"generic-10 10", "a-name-of-28-bytes-is-enough 10",
                                        "100% \"ours\" 12"};
    for (size_t at = 0; at < sizeof lines / sizeof lines[0]; at++) {
        strata_cellset *set = strata_cellset_new();
        assert_non_null(set);
        (void)snprintf(set->protection, sizeof set->protection, "%s", lines[at]);
        const strata_stream_header header = {.kind = STRATA_STREAM_CELLS};
        strata_sink *sink = fixture_sink();
        assert_int_equal(strata_cell_stream_write(sink, set, &header, false, NULL), STRATA_OK);
        strata_source *source = fixture_source(fixture_bytes(sink));
        strata_cellset *back = NULL;
        assert_int_equal(strata_cell_stream_read(source, &back, NULL, NULL), STRATA_OK);
        assert_string_equal(back->protection, lines[at]);
        strata_cellset_free(back);
        strata_cellset_free(set);
        strata_source_close(source);
        strata_sink_discard(sink);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_split), cmocka_unit_test(test_room),
                                       cmocka_unit_test(test_stream)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
