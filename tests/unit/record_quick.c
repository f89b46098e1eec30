/* Rows of every schema of students, read quickly and in the ordinary way: both say the same. */
#include "quick_fixture.h"
#include "quick_generator.h"

enum {
    ROWS = 3000,
    SEEDS = 2
};

static const char *const folders[] = {STRATA_TEST_SOURCE "/schemas",
                                      STRATA_TEST_SOURCE "/tests/perf"};

/* What was read of all files that a quick look is for. */
typedef struct totals {
    size_t layouts;
    size_t rows;
    size_t clean;
    size_t known;
} totals;

static void read_layout(strata_catalog *catalog, const strata_choice *choice, uint64_t seed,
                        totals *sum)
{
    strata_error err = {0};
    strata_source *source = NULL;
    quick_reading reading;
    quick_generator generator = {.schema = choice->schema, .layout = choice->layout, .state = seed};
    quick_generate(&generator, ROWS);
    quick_ok(strata_source_memory("in", generator.text, generator.len, 1 << 16, &source, &err),
             &err);
    const strata_extract_options how = {.choice = choice,
                                        .facts = {.year = 2022, .subject = "math", .grade = "03"}};
    quick_open(&reading, catalog, source, &how);
    if (reading.plan != NULL) {
        quick_read(&reading);
        sum->layouts++;
        sum->rows += reading.row_count;
        sum->clean += reading.clean;
        sum->known += reading.known;
    }
    quick_close(&reading);
    strata_source_close(source);
    quick_generator_deinit(&generator);
}

static void read_schema(strata_catalog *catalog, const strata_schema *schema, totals *sum)
{
    for (uint32_t at = 0; at < schema->layout_count; at++) {
        const strata_choice choice = {.schema = schema, .layout = &schema->layouts[at]};
        const bool is_for = choice.layout->header_rows <= 1 && choice.layout->result_count == 1;
        for (uint64_t seed = 1; is_for && seed <= SEEDS; seed++) {
            read_layout(catalog, &choice, seed * UINT64_C(0x9e3779b97f4a7c15) + at, sum);
        }
    }
}

static void test_every_schema(void **state)
{
    (void)state;
    strata_error err = {0};
    strata_catalog *catalog = NULL;
    totals sum = {0};
    quick_ok(strata_catalog_open(folders, sizeof folders / sizeof folders[0], &catalog, &err),
             &err);
    for (size_t at = 0; at < strata_catalog_count(catalog); at++) {
        const strata_schema *schema = strata_catalog_at(catalog, at);
        if (schema->kind == STRATA_KIND_STUDENTS) {
            read_schema(catalog, schema, &sum);
        }
    }
    strata_catalog_free(catalog);
    print_message("%zu files, %zu rows, %zu clean, %zu known\n", sum.layouts, sum.rows, sum.clean,
                  sum.known);
    assert_in_range(sum.layouts, 10, SIZE_MAX);
    assert_in_range(sum.clean, sum.rows / 8, sum.rows);
    assert_in_range(sum.known, sum.clean / 2, sum.clean);
}

/* A file whose rows hold several results, or results of groups, is not looked at. */
static void test_not_for_all(void **state)
{
    (void)state;
    strata_error err = {0};
    strata_catalog *catalog = NULL;
    const strata_schema *schema = NULL;
    quick_ok(strata_catalog_open(folders, 1, &catalog, &err), &err);
    quick_ok(strata_catalog_find(catalog, "tn/star-student", &schema, &err), &err);
    const strata_choice choice = {.schema = schema, .layout = &schema->layouts[0]};
    totals sum = {0};
    read_layout(catalog, &choice, 1, &sum);
    assert_int_equal(sum.layouts, 0);
    strata_catalog_free(catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_schema),
        cmocka_unit_test(test_not_for_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
