/* Aligned text: what is said once, what is left out, and what is cut to fit a terminal. */
#include "table/table.h"
#include "table_sample.h"

/* Writes a set and gives the text, which lives as long as the sink. */
static const char *write_text(const strata_estimates *set, strata_table_kind kind, uint32_t width,
                              strata_sink **sink)
{
    const strata_table_options options = {.kind = kind, .terminal_width = width};
    strata_error err = {0};
    assert_int_equal(strata_sink_memory(sink, &err), STRATA_OK);
    assert_int_equal(strata_table_writer_find("text")->write(set, &options, *sink, &err),
                     STRATA_OK);
    assert_int_equal(strata_sink_write(*sink, "", 1, &err), STRATA_OK);
    const char *text = NULL;
    size_t len = 0;
    strata_sink_bytes(*sink, &text, &len);
    return text;
}

/* Characters of the longest line but the first. */
static size_t widest_line(const char *text)
{
    size_t widest = 0;
    size_t width = 0;
    for (text = strchr(text, '\n') + 1; *text != '\0'; text++) {
        width += ((unsigned char)*text & 0xC0) != 0x80 ? 1 : 0;
        if (*text == '\n') {
            widest = width - 1 > widest ? width - 1 : widest;
            width = 0;
        }
    }
    return widest;
}

static void test_said_once(void **state)
{
    strata_sink *sink = NULL;
    const char *text = write_text(*state, STRATA_TABLE_ALL, 0, &sink);
    const char *line = "all rows: place school 0100001, assessment local, subject ela, grade 03, "
                       "group el=current\n";
    assert_memory_equal(text, line, strlen(line));
    const char *heading = "year            name ";
    assert_memory_equal(text + strlen(line), heading, strlen(heading));
    assert_non_null(strstr(text, "flags\n"));
    assert_non_null(strstr(text, "  from_published;overlap\n"));
    strata_sink_discard(sink);
}

/* Without any there is no column for them. */
static void test_no_flags(void **state)
{
    strata_estimates *set = *state;
    for (size_t i = 0; i < set->count; i++) {
        set->rows[i].result.flags = 0;
    }
    strata_sink *sink = NULL;
    assert_null(strstr(write_text(set, STRATA_TABLE_ALL, 0, &sink), "flags"));
    strata_sink_discard(sink);
}

/* Two tests at one place look like contradictory rows unless each names its test. */
static void test_two_assessments(void **state)
{
    strata_estimates *set = *state;
    strata_sink *sink = NULL;
    set->rows[SAMPLE_HIDDEN].assessment = sample_text(set, "winter");
    const char *text = write_text(set, STRATA_TABLE_GAPS, 0, &sink);
    assert_non_null(strstr(text, "  local  "));
    assert_non_null(strstr(text, "  winter  "));
    strata_sink_discard(sink);
}

/* One row has nothing to share. */
static void test_one_row(void **state)
{
    strata_sink *sink = NULL;
    const char *text = write_text(*state, STRATA_TABLE_ACHIEVEMENT, 0, &sink);
    assert_memory_equal(text, "year  place ", 12);
    strata_sink_discard(sink);
}

/* The longest free text gives way; numbers and what else is short stay whole. */
static void test_narrow_terminal(void **state)
{
    strata_sink *sink = NULL;
    const size_t whole = widest_line(write_text(*state, STRATA_TABLE_ALL, 0, &sink));
    strata_sink_discard(sink);
    const char *text = write_text(*state, STRATA_TABLE_ALL, (uint32_t)whole - 5, &sink);
    assert_int_equal(widest_line(text), whole - 5);
    assert_non_null(strstr(text, "\xE2\x80\xA6"));
    assert_non_null(strstr(text, "  9.3 to 28.1  "));
    assert_non_null(strstr(text, "  english_only  "));
    assert_non_null(strstr(text, "suppressed\n"));
    strata_sink_discard(sink);
    text = write_text(*state, STRATA_TABLE_ALL, 1, &sink); /* there is an end to it */
    assert_non_null(strstr(text, "  9.3 to 28.1  "));
    assert_non_null(strstr(text, "  gap_pct.slope  "));
    strata_sink_discard(sink);
}

static void test_nothing(void **state)
{
    (void)state;
    strata_estimates *set = strata_estimates_new();
    assert_non_null(set);
    strata_sink *sink = NULL;
    assert_string_equal(write_text(set, STRATA_TABLE_ALL, 0, &sink), "no estimates\n");
    strata_sink_discard(sink);
    strata_estimates_free(set);
}

static int set_up(void **state)
{
    *state = sample_estimates();
    return 0;
}

static int tear_down(void **state)
{
    strata_estimates_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_said_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_flags, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_two_assessments, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_one_row, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_narrow_terminal, set_up, tear_down),
        cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
