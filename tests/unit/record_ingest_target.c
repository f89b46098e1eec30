/* Ingest and what is around it: sinks that fail, progress, files of other kinds, paths. */
#include "record_fixture.h"

static const char schema[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"group\", \"n\"],"
    "  \"set\": {\"assessment\": \"a\", \"subject\": \"ela\", \"grade\": \"03\","
    "   \"entity_level\": \"state\"}},"
    "  \"fields\": ["
    "   {\"name\": \"group\", \"strata\": {\"to\": \"group\","
    "    \"map\": {\"codes\": {\"1\": \"all=all\"}, \"drop\": [\"Average\"]}}},"
    "   {\"name\": \"n\", \"strata\": {\"to\": \"n\"}}]}],"
    " \"strata\": {\"kind\": \"published\", \"assessments\": [{\"id\": \"a\", \"label\": \"s\","
    "  \"levels\": 2, \"proficient\": 2}]}}";

static const char places[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"county\", \"name\"]},"
    "  \"fields\": [{\"name\": \"county\", \"strata\": {\"to\": \"county\"}},"
    "   {\"name\": \"name\", \"strata\": {\"to\": \"entity_name\"}}]}],"
    " \"strata\": {\"kind\": \"entities\"}}";

static void test_published_is_kept(void **state)
{
    (void)state;
    fixture f;
    fixture_of(&f, schema, "group,n\n1,20\nAverage,20\n1,30\n");
    const strata_account *account = &f.accounting.files[0];
    assert_int_equal(account->out_of_scope, 1);
    assert_int_equal(account->results, 2);
    assert_int_equal(account->kept, 2);
    assert_int_equal(f.published[1].row, 4);
    assert_int_equal(strata_accounting_check(&f.accounting, true, NULL), STRATA_OK);
    fixture_close(&f);
}

static strata_status refuse(void *context, const strata_published *published, strata_error *err)
{
    (void)context;
    return published->row == 3 ? strata_fail(err, STRATA_E_INPUT, "full", "no room") : STRATA_OK;
}

static void test_sink_fails(void **state)
{
    (void)state;
    fixture f;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    f.target.published.push = refuse;
    assert_int_equal(fixture_ingest(&f, "group,n\n1,20\n1,30\n1,40\n", &err), STRATA_E_INPUT);
    test_error(&err, "error: no room (full)");
    assert_int_equal(f.accounting.files[0].results, 1);
    fixture_close(&f);
}

/* The writer of rejects has an error object of its own; its message arrives all the same. */
static void test_rejects_fail(void **state)
{
    (void)state;
    fixture f;
    strata_error err = {0};
    strata_error of_writer = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    strata_csv_writer_init(&f.rejects, f.list, ',', &of_writer);
    f.rejects.status =
        strata_fail(&of_writer, STRATA_E_INPUT, "io", "cannot write: no space left on device");
    assert_int_equal(fixture_ingest(&f, "group,n\n1,x\n", &err), STRATA_E_INPUT);
    test_error(&err, "error: cannot write: no space left on device (io)");
    fixture_close(&f);
}

typedef struct progress {
    unsigned calls;
    uint64_t done;
    uint64_t total;
} progress;

static void note(void *context, uint64_t done, uint64_t total)
{
    progress *seen = context;
    assert_true(done > seen->done);
    *seen = (progress){.calls = seen->calls + 1, .done = done, .total = total};
}

static void test_progress(void **state)
{
    (void)state;
    static const char head[] = "group,n\n1,20\n";
    static const char row[] = "Average,20\n";
    enum {
        ROW = sizeof row - 1,
        ROWS = 300000 /* 3.3 MB: three times a MiB */
    };
    fixture f;
    strata_error err = {0};
    progress seen = {0};
    strata_source *source = NULL;
    const size_t len = sizeof head - 1 + (size_t)ROW * ROWS;
    char *text = test_malloc(len);
    memcpy(text, head, sizeof head - 1);
    for (size_t at = 0; at < ROWS; at++) {
        memcpy(text + sizeof head - 1 + at * ROW, row, ROW);
    }
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    f.options.progress = note;
    f.options.progress_context = &seen;
    assert_int_equal(strata_source_memory("in.csv", text, len, 0, &source, &err), STRATA_OK);
    assert_int_equal(strata_ingest_source(source, 1, &f.options, &f.target, &err), STRATA_OK);
    strata_source_close(source);
    assert_int_equal(f.accounting.files[0].out_of_scope, ROWS);
    assert_in_range(seen.calls, 2, 3);
    assert_int_equal(seen.total, len);
    fixture_close(&f);
    test_free(text);
}

static void test_entities_refused(void **state)
{
    (void)state;
    fixture f;
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, places, &err), STRATA_OK);
    assert_int_equal(fixture_ingest(&f, "county,name\n20,Madera\n", &err), STRATA_E_USAGE);
    test_error(&err, "in.csv: error: this file names places; give it with --entities FILE or in "
                     "[input] entities, not as an input (file-kind)");
    assert_int_equal(f.count, 0);
    fixture_close(&f);
}

static void test_path_of_file(void **state)
{
    (void)state;
    fixture f;
    char path[TEST_PATH_SIZE];
    strata_error err = {0};
    assert_int_equal(fixture_open(&f, schema, &err), STRATA_OK);
    test_path(path, f.folder, "in.csv");
    assert_int_equal(strata_ingest_file(path, 1, &f.options, &f.target, &err), STRATA_E_INPUT);
    assert_int_equal(f.accounting.count, 0);
    err = (strata_error){0};
    test_file_write(path, "group,n\n1,20\n", 13);
    assert_int_equal(strata_ingest_file(path, 3, &f.options, &f.target, &err), STRATA_OK);
    assert_int_equal(f.count, 1);
    assert_int_equal(f.published[0].file, 3);
    assert_string_equal(f.accounting.files[0].file, path);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_published_is_kept), cmocka_unit_test(test_sink_fails),
        cmocka_unit_test(test_rejects_fail),      cmocka_unit_test(test_progress),
        cmocka_unit_test(test_entities_refused),  cmocka_unit_test(test_path_of_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
