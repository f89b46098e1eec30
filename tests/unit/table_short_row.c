/* The columns a person reads. */
#include "table/short_row.h"
#include "table_sample.h"

static void fill(const strata_estimates *set, size_t index, strata_short_row *row)
{
    strata_short_row_fill(row, set, &set->rows[index], STRATA_DIGITS_PRINTED);
}

static void test_texts(void **state)
{
    strata_estimates *set = *state;
    strata_short_row row;
    fill(set, SAMPLE_PCT, &row);
    assert_string_equal(row.fields[STRATA_SHORT_YEAR], "2023");
    assert_string_equal(row.fields[STRATA_SHORT_PLACE], "school 0100001");
    assert_string_equal(row.fields[STRATA_SHORT_GROUP], "el=current");
    assert_string_equal(row.fields[STRATA_SHORT_REF], "");
    assert_string_equal(row.fields[STRATA_SHORT_VALUE], "16.7");
    assert_string_equal(row.fields[STRATA_SHORT_INTERVAL], "9.3 to 28.1");
    fill(set, SAMPLE_SLOPE, &row);
    assert_string_equal(row.fields[STRATA_SHORT_YEAR], "2021-2023 fall");
    assert_string_equal(row.fields[STRATA_SHORT_PLACE], "school 0100001");
    assert_string_equal(row.fields[STRATA_SHORT_NAME], "Acorn, \"the\" School");
    assert_string_equal(row.fields[STRATA_SHORT_ASSESSMENT], "local");
}

static void test_bounds_stand_for_the_value(void **state)
{
    strata_estimates *set = *state;
    strata_short_row row;
    fill(set, SAMPLE_HIDDEN, &row);
    assert_string_equal(row.fields[STRATA_SHORT_VALUE], "0.12..0.50");
    assert_string_equal(row.fields[STRATA_SHORT_INTERVAL], "");
    assert_string_equal(row.fields[STRATA_SHORT_STATUS], "suppressed");
}

/* What a reader has to know of a figure is said beside it, and why where there is none. */
static void test_flags(void **state)
{
    strata_estimates *set = *state;
    strata_short_row row;
    fill(set, SAMPLE_PCT, &row);
    assert_string_equal(row.fields[STRATA_SHORT_FLAGS], "");
    fill(set, SAMPLE_GAP, &row);
    assert_string_equal(row.fields[STRATA_SHORT_STATUS], "ok");
    assert_string_equal(row.fields[STRATA_SHORT_FLAGS], "from_published;overlap");
    set->rows[SAMPLE_HIDDEN].result.flags = strata_flag_hidden_by_policy;
    fill(set, SAMPLE_HIDDEN, &row);
    assert_string_equal(row.fields[STRATA_SHORT_FLAGS], "hidden_by_policy");
}

/* A name that would command the terminal, and one too long that ends within a character. */
static void test_hostile_names(void **state)
{
    strata_estimates *set = *state;
    strata_short_row row;
    char name[STRATA_SHORT_TEXT + 8];
    set->rows[SAMPLE_PCT].entity_name = sample_text(set, "\x1b[2Jgone");
    fill(set, SAMPLE_PCT, &row);
    assert_string_equal(row.fields[STRATA_SHORT_NAME], "?[2Jgone");
    memset(name, 'a', sizeof name);
    memcpy(name + STRATA_SHORT_TEXT - 2, "\xC3\xA9", 3);
    set->rows[SAMPLE_PCT].entity_name = sample_text(set, name);
    fill(set, SAMPLE_PCT, &row);
    assert_int_equal(strlen(row.fields[STRATA_SHORT_NAME]), STRATA_SHORT_TEXT - 2);
}

static void test_warning(void **state)
{
    strata_estimates *set = *state;
    assert_string_equal(strata_short_warning(set), "");
    set->confidential = true;
    assert_non_null(strstr(strata_short_warning(set), "CONFIDENTIAL"));
}

static void test_headings(void **state)
{
    (void)state;
    assert_string_equal(strata_short_heading(STRATA_SHORT_YEAR), "year");
    assert_string_equal(strata_short_heading(STRATA_SHORT_STATUS), "status");
    assert_true(strata_short_is_number(STRATA_SHORT_VALUE));
    assert_false(strata_short_is_number(STRATA_SHORT_PLACE));
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
        cmocka_unit_test_setup_teardown(test_texts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bounds_stand_for_the_value, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_flags, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hostile_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_warning, set_up, tear_down),
        cmocka_unit_test(test_headings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
