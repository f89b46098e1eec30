/* Where the scores of an outcome end: at the field's least and greatest value, the ends of the
 * scale and the cuts. */
#include "quick_fixture.h"
#include "record/ingest.h"
#include "test_schema.h"

#define LAYOUT(constraints)                                                                        \
    "{'name': 'test', 'missingValues': ['', {'value': 'NT', 'label': 'not tested'},"               \
    "{'value': '9999', 'label': 'not reported'}],"                                                 \
    "'layouts': [{'name': 'l', 'strata': {'set': {'assessment': 'a', 'year': '2024'}},"            \
    "'fields': [{'name': 'student', 'strata': {'to': 'student', 'pad': 4}},"                       \
    "{'name': 'grade', 'strata': {'to': 'grade'}},"                                                \
    "{'name': 'score'" constraints ", 'strata': {'to': 'scale_score'}}"
#define REST(decimals) REST_OF(decimals, "2623")
#define REST_OF(decimals, highest)                                                                 \
    "]}], 'strata': {'kind': 'students', 'assessments': [{'id': 'a', 'subject': 'ela',"            \
    "'levels': 4, 'proficient': 3, 'has_scores': true, 'decimals': " decimals ", 'scales': {"      \
    "'03': {'lowest': 2114, 'highest': " highest ", 'cuts': [2367, 2432, 2490]}}}]}}"

static const char from_cuts[] = LAYOUT("") REST("0");
static const char with_level[] =
    LAYOUT("") ", {'name': 'level', 'strata': {'to': 'level'}}" REST("0");
static const char with_tested[] =
    LAYOUT("") ", {'name': 'tested', 'strata': {'to': 'tested'}}" REST("0");
static const char endless[] = LAYOUT("") REST_OF("0", "9223372036854775807");
static const char with_decimals[] =
    LAYOUT(", 'constraints': {'minimum': 2200.5, 'maximum': 2400}") REST("1");

/* What is seen of rows that follow "student,grade,score". */
static void sees(const char *schema, const char *text, const char *expected)
{
    char folder[TEST_PATH_SIZE];
    char path[TEST_PATH_SIZE];
    char json[TEST_SCHEMA_SIZE];
    uint64_t at[2];
    strata_error err = {0};
    strata_catalog *catalog = NULL;
    strata_source *source = NULL;
    quick_reading reading;
    test_folder_make(folder);
    test_path(path, folder, "test.json");
    test_schema_text(schema, json, at);
    test_file_write(path, json, strlen(json));
    const char *const folders[] = {folder};
    quick_ok(strata_catalog_open(folders, 1, &catalog, &err), &err);
    quick_ok(strata_source_memory("in", text, strlen(text), 1 << 16, &source, &err), &err);
    const strata_extract_options how = {.schema = "test"};
    quick_open(&reading, catalog, source, &how);
    quick_read(&reading);
    assert_string_equal(reading.seen, expected);
    quick_close(&reading);
    strata_source_close(source);
    strata_catalog_free(catalog);
    test_folder_remove(folder);
}

/* Level 1 ends below 2367; 2366 and 2114 are on its side, 2113 is off the scale. */
static void test_cuts(void **state)
{
    (void)state;
    sees(from_cuts,
         "student,grade,score\n0001,3,2300\n0002,3,2366\n0003,3,2367\n0004,3,2431\n0005,3,2432\n"
         "0006,3,2490\n0007,3,2489\n0008,3,2623\n0009,3,2624\n0010,3,2114\n0011,3,2113\n",
         "ckckcckk.k.");
    sees(with_level,
         "student,grade,score,level\n0001,3,2300,1\n0002,3,2366,1\n0003,3,2367,1\n"
         "0004,3,2366,2\n0005,3,2367,2\n0006,3,2431,2\n",
         "ck..ck");
}

/* A score of a student who was not tested is warned about each time, so no row of that kind is ever
 * known; without a score there is nothing against it. */
static void test_untested(void **state)
{
    (void)state;
    sees(with_tested,
         "student,grade,score,tested\n0001,3,2300,yes\n0002,3,2300,yes\n0003,3,2310,no\n"
         "0004,3,2310,no\n0005,3,NT,no\n0006,3,NT,no\n0007,3,9999,no\n0008,3,2310,no\n"
         "0009,3,2310,yes\n0010,3,9999,no\n",
         "ck..ckc.kk");
}

/* 2200.5 to 2400 in tenths; 2200.4 and 2400.1 are outside, 2366.9 is below the cut. */
static void test_decimals(void **state)
{
    (void)state;
    sees(with_decimals,
         "student,grade,score\n0001,3,2200.5\n0002,3,2366.9\n0003,3,2200.4\n0004,3,2367.0\n"
         "0005,3,2400.0\n0006,3,2400.1\n0007,3,2300\n0008,3,2201\n0009,3,2200\n0010,3,2399\n"
         "0011,3,2300.55\n",
         "ck.ck.ck.c.");
}

/* A number that stands for a missing value is none, and a text is itself. */
static void test_codes(void **state)
{
    (void)state;
    sees(from_cuts,
         "student,grade,score\n0001,3,9999\n0002,3,2300\n0003,3,9999\n0004,3,NT\n0005,3,NT\n"
         "0006,3,\n0007,3,\n0008,3,?\n0009,3, 2300\n0010,3,2300 \n",
         "cckckck.kk");
}

/* Identifiers in any dress; a missing one, and one with a quote in it, are decoded. */
static void test_students(void **state)
{
    (void)state;
    sees(from_cuts,
         "student,grade,score\n0001,3,2300\n1,3,2300\n\"0001\",3,2300\n 01 ,3,2300\n9999,3,2300\n"
         "\"0\"\"1\",3,2300\n,3,2300\nNT,3,2300\n123456789,3,2300\n",
         "ckkk.c..k");
}

/* Quotes around what is decided by are another way to write it, learned by itself. */
static void test_quotes(void **state)
{
    (void)state;
    sees(from_cuts,
         "student,grade,score\n1,3,2300\n2,\"3\",2300\n3,\"3\",2301\n4,3,\"2302\"\n5,3,\n"
         "6,3,2300,\n7,3\n8,3,2303\n",
         "cckkc..k");
}

/* A scale whose end is the greatest number there is: nothing is above it. Nine digits are no number
 * that is read quickly, so they are decoded as a text of their own. */
static void test_endless_scale(void **state)
{
    (void)state;
    sees(endless,
         "student,grade,score\n0001,3,2300\n0002,3,99999999\n0003,3,99999998\n0004,3,2114\n"
         "0005,3,2113\n0006,3,100000000\n0007,3,2490\n",
         "cckk.ck");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cuts),          cmocka_unit_test(test_decimals),
        cmocka_unit_test(test_codes),         cmocka_unit_test(test_students),
        cmocka_unit_test(test_quotes),        cmocka_unit_test(test_untested),
        cmocka_unit_test(test_endless_scale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
