/* Records of fixed width, told by their length and by what stands in them. */
#include "schema/fixed_probe.h"
#include "test_schema.h"

/* Year at 1-4, group at 5-6, percent at 7-11, two letters; characters in all: 13. */
static const char schema_text[] =
    "{'name': 't', 'layouts': [{'name': 'l', 'missingValues': ['--'], 'strata': {'records': [13],"
    "'probe': ['Year', 'Group', 'Pct', 'Level'], 'set': {'assessment': 'a', 'subject': 'ela',"
    "'grade': 'all'}}, 'fields': ["
    "{'name': 'Year', 'strata': {'to': 'year', 'start': 1, 'length': 4}},"
    "{'name': 'Group', 'strata': {'to': 'group', 'start': 5, 'length': 2, 'absent': ['00'], 'map':"
    "{'codes': {'01': [{'to': 'all=all', 'from': 2010}]}, 'drop': ['99']}}},"
    "{'name': 'Pct', 'strata': {'to': 'pct', 'cut': 2, 'start': 7, 'length': 5,"
    "'blurred': ['<{below}']}},"
    "{'name': 'Float', 'strata': {'to': 'mean', 'start': 7, 'length': 5, 'float': true,"
    "'decimals': 1}},"
    "{'name': 'Level', 'strata': {'start': 12, 'length': 2}}]}],"
    "'strata': {'kind': 'published', 'assessments': [{'id': 'a', 'levels': 2, 'proficient': 2,"
    "'has_scores': true}]}}";

static strata_fixed_likeness probe(void **state, const char *text, size_t len)
{
    const strata_schema *schema = *state;
    const strata_beginning file = {"x.txt", (const unsigned char *)text, len};
    strata_fixed_likeness seen;
    strata_error err = {0};
    assert_int_equal(strata_fixed_probe(&file, &schema->layouts[0], &seen, &err), STRATA_OK);
    return seen;
}

static bool fits(void **state, const char *text)
{
    return probe(state, text, strlen(text)).fits;
}

static void records_of_the_length_with_known_values_fit(void **state)
{
    assert_true(fits(state, "201101 50.1ab\n"));
    assert_true(fits(state, "201101 50.1ab\r\n201199   --ab\r\n"));
    assert_true(fits(state, "201101 50.1\xc3\xa9\xc3\xa9\n2011     <5  \n")); /* characters */
    assert_true(fits(state, "201101 50.1ab")); /* the last line of a file without its end */
    assert_true(fits(state, "\n201100 50.1ab\n\n"));
}

static void other_files_do_not_fit(void **state)
{
    const strata_fixed_likeness length = probe(state, "201101 50.1a\n", 13);
    assert_false(length.fits || length.has_lengths);
    assert_int_equal(length.readable, 0);
    assert_false(fits(state, ""));
    assert_false(fits(state, "\n\n"));
    assert_false(fits(state, "             \n")); /* nothing to know it by */
    assert_false(fits(state, "201101 50.1a\xff\n"));
    const strata_fixed_likeness value = probe(state, "201102 50.1ab\n", 14);
    assert_true(value.has_lengths && !value.fits);
    assert_int_equal(value.readable, 3);
    assert_int_equal(probe(state, "1811zz x0.1ab\n", 14).readable, 1);
}

/* A broken record is one among others, unless the first is, or more than half are. */
static void a_few_records_may_have_other_lengths(void **state)
{
    static const char one[] = "201101 50.1ab\n201101 50.1abc\n";
    const strata_fixed_likeness seen = probe(state, one, strlen(one));
    assert_true(seen.fits && seen.has_lengths);
    assert_int_equal(seen.odd_line, 2);
    assert_int_equal(seen.odd_length, 14);
    assert_false(fits(state, "201101 50.1ab\n201101 50.1abc\n201101\n"));
    static const char first[] = "201101 50.1\n201101 50.1ab\n201101 50.1ab\n";
    const strata_fixed_likeness late = probe(state, first, strlen(first));
    assert_false(late.fits || late.has_lengths);
    assert_int_equal(late.readable, 4);
    assert_int_equal(late.odd_line, 1);
    assert_int_equal(late.odd_length, 11);
    assert_false(fits(state, "201101 50.1ab\n201102 50.1ab\n2011\n")); /* what is whole is read */
}

/* Behind the first records nothing is looked at, nor is a record that is cut off. */
static void only_whole_records_at_the_beginning_count(void **state)
{
    enum {
        LINE = 14
    };
    static char text[STRATA_SOURCE_PEEK];
    memset(text, 'x', sizeof text);
    memcpy(text, "201101 50.1ab\nodd\n", LINE + 4);
    assert_true(probe(state, text, sizeof text).fits);
    assert_false(probe(state, text, sizeof text - 1).fits);
    for (size_t at = 0; at < (size_t)STRATA_FIXED_PROBE_RECORDS; at++) {
        memcpy(text + at * LINE, "201101 50.1ab\n", LINE);
    }
    text[(size_t)STRATA_FIXED_PROBE_RECORDS * LINE] = '\n';
    assert_true(probe(state, text, sizeof text - 1).fits);
}

static void values_are_read_as_the_field_says(void **state)
{
    const strata_schema *schema = *state;
    const strata_field *fields = schema->layouts[0].fields;
    assert_true(strata_fixed_is_readable(&fields[0], strata_slice_of(" 2011 ")));
    assert_false(strata_fixed_is_readable(&fields[0], strata_slice_of("11")));
    assert_true(strata_fixed_is_readable(&fields[1], strata_slice_of("99")));
    assert_false(strata_fixed_is_readable(&fields[1], strata_slice_of("98")));
    assert_true(strata_fixed_is_readable(&fields[3], strata_slice_of("9.1E-3")));
    assert_false(strata_fixed_is_readable(&fields[2], strata_slice_of("9.1E-3")));
    strata_field field = {.to = STRATA_TO_LEVEL};
    assert_true(strata_fixed_is_readable(&field, strata_slice_of("4")));
    assert_false(strata_fixed_is_readable(&field, strata_slice_of("11")));
    field = (strata_field){.to = STRATA_TO_YEAR, .is_school_year = true};
    assert_true(strata_fixed_is_readable(&field, strata_slice_of("1011")));
    assert_false(strata_fixed_is_readable(&field, strata_slice_of("2011")));
}

static int make(void **state)
{
    *state = test_schema(schema_text);
    return 0;
}

static int clean(void **state)
{
    strata_schema_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_of_the_length_with_known_values_fit),
        cmocka_unit_test(other_files_do_not_fit),
        cmocka_unit_test(a_few_records_may_have_other_lengths),
        cmocka_unit_test(only_whole_records_at_the_beginning_count),
        cmocka_unit_test(values_are_read_as_the_field_says),
    };
    return cmocka_run_group_tests(tests, make, clean);
}
