#include "record/extract.h"
#include "record/value.h"
#include "record_fixture.h"

/* A preamble, a footer, Windows-1252 and semicolons. */
static const char schema[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"layouts\": [{\"name\": \"one\", \"encoding\": \"WINDOWS-1252\","
    "  \"dialect\": {\"delimiter\": \";\"},"
    "  \"strata\": {\"signature\": [\"School Name\", \"n\"], \"preamble\": 3,"
    "  \"footer\": [\"End of worksheet\"], \"set\": {\"assessment\": \"a\", \"subject\": \"ela\","
    "   \"grade\": \"03\", \"entity_level\": \"state\", \"group\": \"all=all\", \"year\": "
    "\"2019\"}},"
    "  \"fields\": ["
    "   {\"name\": \"School Name\", \"strata\": {\"to\": \"entity_name\"}},"
    "   {\"name\": \"n\", \"strata\": {\"to\": \"n\"}}]}],"
    " \"strata\": {\"kind\": \"published\", \"assessments\": [{\"id\": \"a\", \"label\": \"s\","
    "  \"levels\": 2, \"proficient\": 2}]}}";

static strata_status open_text(fixture *f, const char *text, strata_source **source,
                               strata_extract *extract, strata_error *err)
{
    *extract = (strata_extract){0};
    STRATA_TRY(strata_source_memory("in.csv", text, strlen(text), 5, source, err));
    return strata_extract_open(extract, *source, f->catalog, f->options.schema, err);
}

static void test_rows(void **state)
{
    (void)state;
    static const char text[] = "Results of schools;\nNOTE: all;\nn;SCHOOL_NAME\n12;Pe\xf1"
                               "a\n\n7;Oakes\nEnd of worksheet;\n99;Behind\n";
    fixture f;
    strata_source *source = NULL;
    strata_extract extract;
    const strata_csv_row *row = NULL;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    if (open_text(&f, text, &source, &extract, &err) != STRATA_OK ||
        extract.choice.schema == NULL || extract.binding.columns == NULL) {
        fail();
        return;
    }
    assert_string_equal(extract.choice.schema->id, "test");
    assert_int_equal(extract.binding.columns[0], 1);
    assert_int_equal(extract.binding.columns[1], 0);
    assert_int_equal(strata_extract_next(&extract, &row, &err), STRATA_OK);
    assert_true(strata_slice_is(row->fields[1], "Pe\xc3\xb1"
                                                "a"));
    assert_int_equal(row->number, 4);
    const strata_place_in_file place = strata_extract_place(&extract, 0);
    assert_int_equal(place.line, 4);
    assert_int_equal(place.column, 4);
    assert_int_equal(strata_extract_place(&extract, STRATA_NO_FIELD).column, 1);
    assert_string_equal(strata_extract_column(&extract, 1), "n");
    assert_string_equal(strata_extract_column(&extract, STRATA_NO_FIELD), "");
    assert_int_equal(strata_extract_next(&extract, &row, &err), STRATA_OK);
    assert_int_equal(row->line, 6); /* a blank line is no row */
    assert_int_equal(strata_extract_next(&extract, &row, &err), STRATA_OK);
    assert_null(row);
    /* What stands behind the footer is no data, but it is part of the file. */
    assert_int_equal(strata_source_position(source), sizeof text - 1);
    strata_extract_close(&extract);
    strata_source_close(source);
    fixture_close(&f);
}

static void fails(fixture *f, const char *text, strata_status status, const char *rule)
{
    strata_source *source = NULL;
    strata_extract extract;
    strata_error err = {0};
    assert_int_equal(open_text(f, text, &source, &extract, &err), status);
    assert_string_equal(err.rule, rule);
    strata_extract_close(&extract);
    strata_source_close(source);
}

static void test_failures(void **state)
{
    (void)state;
    fixture f;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    fails(&f, "", STRATA_E_INPUT, "file-empty");
    fails(&f, "a;b\n1;2\n", STRATA_E_INPUT, "layout-unknown");
    fails(&f, "1\n2\n3\n4\nn;School Name\n", STRATA_E_INPUT, "layout-unknown"); /* too late */
    fails(&f, "n;School Name;n\n1;2;3\n", STRATA_E_INPUT, "column-twice");
    f.options.schema = "no/such";
    fails(&f, "n;School Name\n1;2\n", STRATA_E_USAGE, "schema-unknown");
    fixture_close(&f);
}

static void test_schema_given(void **state)
{
    (void)state;
    static const char *const given[] = {NULL, "auto", "test"};
    fixture f;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    for (size_t at = 0; at < 3; at++) {
        strata_source *source = NULL;
        strata_extract extract;
        f.options.schema = given[at];
        assert_int_equal(open_text(&f, "n;School Name\n1;2\n", &source, &extract, &err), STRATA_OK);
        strata_extract_close(&extract);
        strata_source_close(source);
    }
    fixture_close(&f);
}

/* A layout that was found before is not looked for again: no catalog is needed. */
static void test_layout_found_before(void **state)
{
    (void)state;
    static const char text[] = "n;School Name\n1;2\n";
    fixture f;
    strata_source *source = NULL;
    strata_extract first;
    strata_extract again;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    assert_int_equal(open_text(&f, text, &source, &first, &err), STRATA_OK);
    const strata_extract_options options = {.choice = &first.choice};
    strata_source_close(source);
    assert_int_equal(strata_source_memory("in.csv", text, sizeof text - 1, 5, &source, &err),
                     STRATA_OK);
    assert_int_equal(strata_extract_open_with(&again, source, NULL, &options, &err), STRATA_OK);
    assert_ptr_equal(again.choice.layout, first.choice.layout);
    assert_string_equal(again.choice.why, first.choice.why);
    assert_int_equal(again.binding.columns[0], 1);
    strata_extract_close(&again);
    strata_extract_close(&first);
    strata_source_close(source);
    fixture_close(&f);
}

/* Results name the line of their row in 32 bits: a row behind the last of them is refused. */
static void test_lines(void **state)
{
    (void)state;
    fixture f;
    strata_source *source = NULL;
    strata_extract extract;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    assert_int_equal(open_text(&f, "n;School Name\n1;2\n", &source, &extract, &err), STRATA_OK);
    assert_int_equal(strata_extract_check_line(&extract, UINT64_C(4294967295), &err), STRATA_OK);
    assert_int_equal(strata_extract_check_line(&extract, UINT64_C(4294967296), &err),
                     STRATA_E_INPUT);
    assert_string_equal(err.rule, "file-lines");
    assert_string_equal(err.file, "in.csv");
    assert_true(err.line == UINT64_C(4294967296));
    strata_extract_close(&extract);
    strata_source_close(source);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),         cmocka_unit_test(test_failures),
        cmocka_unit_test(test_schema_given), cmocka_unit_test(test_layout_found_before),
        cmocka_unit_test(test_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
