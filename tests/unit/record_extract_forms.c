/* Extracts that are no plain delimited file with one header row in the layout's encoding. */
#include "record/extract.h"
#include "record/value.h"
#include "record_fixture.h"
#include "test_schema.h"

#define SET                                                                                        \
    "'set': {'assessment': 'a', 'subject': 'ela', 'grade': '03', 'group': 'all=all',"              \
    "'year': '2019'}"
#define REST                                                                                       \
    "'strata': {'kind': 'published',"                                                              \
    "'assessments': [{'id': 'a', 'levels': 2, 'proficient': 2}]}"

static const char fixed[] =
    "{'name': 'test', 'layouts': [{'name': 'l', 'encoding': 'ISO-8859-1',"
    "'strata': {'records': [15], 'probe': ['n'], " SET "}, 'fields': ["
    "{'name': 'school', 'strata': {'to': 'school', 'start': 1, 'length': 8}},"
    "{'name': 'n', 'strata': {'to': 'n', 'start': 9, 'length': 3}},"
    "{'name': 'rate', 'strata': {'to': 'pct', 'cut': 2, 'start': 12, 'length': 4,"
    "'implied_decimals': 1, 'optional': true}}]}], " REST "}";

#define TWO "Acorn   0100500\nAlder   020    \n"
#define SIX TWO TWO TWO

static const char two_rows[] =
    "{'name': 'test', 'layouts': [{'name': 'l', 'strata': {'header_rows': 2, 'preamble': 2, " SET
    "},"
    "'fields': [{'name': 'School', 'strata': {'to': 'school'}},"
    "{'name': 'English I Tested', 'strata': {'to': 'n'}},"
    "{'name': 'English I % Mastery', 'strata': {'to': 'pct', 'cut': 2}}]}], " REST "}";

static const char plain[] =
    "{'name': 'test', 'layouts': [{'name': 'l', 'encoding': 'WINDOWS-1252', 'strata': {" SET "},"
    "'fields': [{'name': 'school', 'strata': {'to': 'school'}},"
    "{'name': 'n', 'strata': {'to': 'n'}}]}], " REST "}";

static void open_schema(fixture *f, const char *schema)
{
    char json[TEST_SCHEMA_SIZE];
    uint64_t at[2];
    strata_error err = {0};
    test_schema_text(schema, json, at);
    if (fixture_open(f, json, &err) != STRATA_OK) {
        test_error(&err, "");
    }
}

static void ingest(fixture *f, const char *schema, const void *bytes, size_t len)
{
    strata_source *source = NULL;
    strata_error err = {0};
    open_schema(f, schema);
    assert_int_equal(strata_source_memory("in.txt", bytes, len, 3, &source, &err), STRATA_OK);
    if (strata_ingest_source(source, 1, &f->options, &f->target, &err) != STRATA_OK) {
        test_error(&err, "");
    }
    strata_source_close(source);
}

/* Positions are characters, not bytes: the n with tilde is two bytes once it is UTF-8. */
static void test_fixed_width(void **state)
{
    (void)state;
    /* The first records are looked at before: the odd ones come behind them. */
    static const char text[] =
        "Pe\xf1"
        "a    0400250\r\nOakes   008 375\r\n" SIX SIX SIX "short\r\nBirch   00737.5\r\n";
    fixture f;
    ingest(&f, fixed, text, sizeof text - 1);
    assert_int_equal(f.count, 20);
    assert_string_equal(fixture_text(&f, f.published[0].school), "Pe\xc3\xb1"
                                                                 "a");
    assert_int_equal(f.published[0].n_tested, 40);
    assert_int_equal(f.published[0].levels[1], 10); /* 25.0 % of 40 */
    assert_string_equal(fixture_text(&f, f.published[1].school), "Oakes");
    assert_int_equal(f.published[1].levels[1], 3); /* 37.5 % of 8 */
    assert_int_equal(f.accounting.files[0].rows_in, 22);
    assert_int_equal(fixture_issues(&f, "record-length", "expected 15 characters"), 1);
    assert_int_equal(fixture_issues(&f, "number", "rate"), 1); /* a point where one is implied */
    fixture_close(&f);
}

static void test_two_header_rows(void **state)
{
    (void)state;
    static const char text[] =
        "Percent of students,,\nnote,,\nSchool,English I,\n,Tested, % Mastery\n"
        "0001,40,25\n";
    fixture f;
    ingest(&f, two_rows, text, sizeof text - 1);
    assert_int_equal(f.count, 1);
    assert_int_equal(f.published[0].n_tested, 40);
    assert_int_equal(f.published[0].levels[1], 10); /* 25 % of 40 */
    assert_int_equal(f.published[0].row, 5);
    fixture_close(&f);
}

static void is_pena(const fixture *f)
{
    assert_int_equal(f->count, 1);
    assert_string_equal(fixture_text(f, f->published[0].school), "Pe\xc3\xb1"
                                                                 "a");
    assert_int_equal(f->published[0].n_tested, 12);
}

/* The layout's encoding, a mark that knows better, and the user who knows best. */
static void test_encodings(void **state)
{
    (void)state;
    static const char windows[] = "school,n\nPe\xf1"
                                  "a,12\n";
    static const char marked[] = "\xef\xbb\xbfschool,n\nPe\xc3\xb1"
                                 "a,12\n";
    static const char mac[] = "school,n\nPe\x96"
                              "a,12\n";
    fixture f;
    ingest(&f, plain, windows, sizeof windows - 1);
    is_pena(&f);
    fixture_close(&f);
    ingest(&f, plain, marked, sizeof marked - 1);
    is_pena(&f);
    fixture_close(&f);

    strata_source *source = NULL;
    strata_error err = {0};
    open_schema(&f, plain);
    f.options.encoding = "MACINTOSH";
    assert_int_equal(strata_source_memory("in.csv", mac, sizeof mac - 1, 0, &source, &err),
                     STRATA_OK);
    assert_int_equal(strata_ingest_source(source, 1, &f.options, &f.target, &err), STRATA_OK);
    strata_source_close(source);
    is_pena(&f);
    f.options.encoding = "no-such";
    assert_int_equal(fixture_ingest(&f, "school,n\n1,2\n", &err), STRATA_E_USAGE);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fixed_width),
        cmocka_unit_test(test_two_header_rows),
        cmocka_unit_test(test_encodings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
