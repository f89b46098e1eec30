/* The list of rejected rows: places and rules, never values. */
#include "record/rejects.h"
#include "record_fixture.h"

static const char schema[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"student\", \"level\"],"
    "  \"set\": {\"assessment\": \"star\", \"subject\": \"math\", \"grade\": \"03\"}},"
    "  \"fields\": ["
    "   {\"name\": \"student\", \"strata\": {\"to\": \"student\"}},"
    "   {\"name\": \"level\", \"strata\": {\"to\": \"level\"}}]}],"
    " \"strata\": {\"kind\": \"students\", \"assessments\": ["
    "  {\"id\": \"star\", \"levels\": 4, \"proficient\": 3}]}}";

/* The header has 14 bytes, so that the first data row starts at byte 14. */
static strata_status add_first_row(strata_csv_writer *rejects, const fixture *f, strata_error *err)
{
    static const char text[] = "student,level\nCANARY,9\n";
    strata_source *source = NULL;
    strata_extract extract = {0};
    const strata_csv_row *row = NULL;
    assert_int_equal(strata_source_memory("in.csv", text, sizeof text - 1, 0, &source, err),
                     STRATA_OK);
    assert_int_equal(strata_extract_open(&extract, source, f->catalog, NULL, err), STRATA_OK);
    assert_int_equal(strata_extract_next(&extract, &row, err), STRATA_OK);
    assert_non_null(row);
    const strata_finding level = {.rule = "level-range", .field = 1};
    const strata_finding whole = {.rule = "row-length", .field = STRATA_NO_FIELD};
    strata_status status = strata_rejects_add(rejects, &extract, row, level, err);
    if (status == STRATA_OK) {
        status = strata_rejects_add(rejects, &extract, row, whole, err);
    }
    strata_extract_close(&extract);
    strata_source_close(source);
    return status;
}

static void test_lines(void **state)
{
    (void)state;
    fixture f;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    assert_int_equal(add_first_row(&f.rejects, &f, &err), STRATA_OK);
    fixture_rejects(&f, "in.csv,2,14,level-range,level,\nin.csv,2,14,row-length,,\n");
    fixture_close(&f);
}

static void test_no_list(void **state)
{
    (void)state;
    fixture f;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    assert_int_equal(add_first_row(NULL, &f, &err), STRATA_OK);
    fixture_rejects(&f, "");
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines),
                                       cmocka_unit_test(test_no_list)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
