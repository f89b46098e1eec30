/* What comes of a file does not depend on how many threads read it, nor on whether its rows are
 * looked at quickly. */
#include "quick_generator.h"
#include "record_fixture.h"

enum {
    ROWS = 40000, /* some mebibytes: several batches */
    SMALL_CHUNK = 1 << 16
};

static const char other_schema[] =
    "{\"name\": \"test\", \"layouts\": [{\"name\": \"l\", \"fields\": ["
    "{\"name\": \"v\", \"strata\": {\"to\": \"level\"}}],"
    "\"strata\": {\"set\": {\"assessment\": \"a\", \"subject\": \"ela\", \"grade\": \"03\"}}}],"
    "\"strata\": {\"kind\": \"students\", \"assessments\": ["
    "{\"id\": \"a\", \"levels\": 4, \"proficient\": 3}]}}";

/* What was read once. */
typedef struct outcome {
    fixture f;
    strata_rows *rows;
    uint64_t results;
    uint64_t sum; /* of all codes */
} outcome;

static strata_status add_record(void *context, const strata_record *record, strata_error *err)
{
    return strata_rows_add_record(context, record, err);
}

static void ok(strata_status status, const strata_error *err)
{
    if (status != STRATA_OK) {
        test_error(err, "");
    }
}

static void add_up(outcome *out)
{
    strata_error err = {0};
    strata_rows_view view = {0};
    const strata_rows_report report = {
        .dictionary = out->f.dictionary, .accounting = &out->f.accounting, .issues = out->f.issues};
    uint32_t count = 0;
    ok(strata_rows_resolve(out->rows, 1, &report, &err), &err);
    (void)strata_rows_places(out->rows, &count);
    for (uint32_t place = 0; place < count; place++) {
        ok(strata_rows_read(out->rows, place, &view, &err), &err);
        out->results += view.count;
        for (size_t at = 0; at < view.count; at++) {
            out->sum += view.codes[at] * (place + 1);
        }
    }
    strata_rows_view_deinit(&view);
}

/* @param threads  0: every row is decoded in the ordinary way */
static void read_file(outcome *out, const quick_generator *file, size_t threads)
{
    static const char *const folders[] = {STRATA_TEST_SOURCE "/tests/perf"};
    strata_error err = {0};
    strata_source *source = NULL;
    memset(out, 0, sizeof *out);
    ok(fixture_open(&out->f, other_schema, &err), &err);
    strata_catalog_free(out->f.catalog);
    ok(strata_catalog_open(folders, 1, &out->f.catalog, &err), &err);
    ok(strata_rows_new(0, NULL, &out->rows, &err), &err);
    out->f.options.catalog = out->f.catalog;
    out->f.options.threads = threads;
    out->f.target.rows = threads > 0 ? out->rows : NULL;
    out->f.target.records = (strata_record_sink){out->rows, add_record};
    ok(strata_source_memory("in.csv", file->text, file->len, SMALL_CHUNK, &source, &err), &err);
    ok(strata_ingest_source(source, 1, &out->f.options, &out->f.target, &err), &err);
    strata_source_close(source);
    add_up(out);
}

static void close_file(outcome *of)
{
    strata_rows_free(of->rows);
    fixture_close(&of->f);
}

static void assert_same_issues(const strata_issues *a, const strata_issues *b)
{
    assert_int_equal(strata_issues_count(a), strata_issues_count(b));
    for (size_t at = 0; at < strata_issues_count(a); at++) {
        const strata_issue *one = strata_issues_at(a, at);
        const strata_issue *other = strata_issues_at(b, at);
        assert_string_equal(one->rule, other->rule);
        assert_string_equal(one->column, other->column);
        assert_int_equal(one->count, other->count);
        assert_int_equal(one->first_line, other->first_line);
        assert_int_equal(one->first_column, other->first_column);
    }
}

static void assert_same_rejects(const strata_sink *a, const strata_sink *b)
{
    const char *one = NULL;
    const char *other = NULL;
    size_t len = 0;
    size_t other_len = 0;
    strata_sink_bytes(a, &one, &len);
    strata_sink_bytes(b, &other, &other_len);
    assert_in_range(len, 1, SIZE_MAX);
    assert_int_equal(len, other_len);
    assert_memory_equal(one, other, len);
}

static void assert_same(const outcome *a, const outcome *b)
{
    const strata_account *one = &a->f.accounting.files[0];
    const strata_account *other = &b->f.accounting.files[0];
    assert_int_equal(a->results, b->results);
    assert_true(a->sum == b->sum);
    assert_int_equal(one->rows_in, other->rows_in);
    assert_int_equal(one->accepted, other->accepted);
    assert_int_equal(one->rejected, other->rejected);
    assert_int_equal(one->out_of_scope, other->out_of_scope);
    assert_int_equal(one->results, other->results);
    assert_int_equal(one->bytes, other->bytes);
    assert_string_equal(one->digest, other->digest);
    assert_same_issues(a->f.issues, b->f.issues);
    assert_same_rejects(a->f.list, b->f.list);
}

static void test_threads(void **state)
{
    static const size_t threads[] = {1, 2, 4, 7};
    (void)state;
    outcome ordinary;
    outcome quick;
    strata_error err = {0};
    strata_schema *schema = NULL;
    ok(strata_schema_load(STRATA_TEST_SOURCE "/tests/perf/students.json", NULL, &schema, &err),
       &err);
    quick_generator file = {.schema = schema, .layout = &schema->layouts[0], .state = 11};
    quick_generate(&file, ROWS);
    read_file(&ordinary, &file, 0);
    assert_int_equal(ordinary.f.accounting.files[0].rows_in, ROWS);
    assert_in_range(ordinary.results, 1, ROWS);
    for (size_t at = 0; at < sizeof threads / sizeof threads[0]; at++) {
        read_file(&quick, &file, threads[at]);
        assert_same(&quick, &ordinary);
        close_file(&quick);
    }
    close_file(&ordinary);
    quick_generator_deinit(&file);
    strata_schema_free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
