/* The writers there are, by id and by file name; which rows a table takes; digits by measure. */
#include "table/table.h"

#include "table_sample.h"

static void test_writers_by_id(void **state)
{
    (void)state;
    for (size_t i = 0; i < strata_table_writer_count(); i++) {
        const strata_table_writer *writer = strata_table_writer_at(i);
        assert_ptr_equal(strata_table_writer_find(writer->id), writer);
        assert_true(strlen(writer->title) > 5);
    }
    assert_null(strata_table_writer_find("xlsx"));
    assert_null(strata_table_writer_find(""));
}

static void expect_writer(const char *path, const char *id)
{
    const strata_table_writer *writer = strata_table_writer_for(path);
    if (id == NULL) {
        assert_null(writer);
    } else {
        assert_non_null(writer);
        assert_string_equal(writer->id, id);
    }
}

static void test_writers_by_name(void **state)
{
    (void)state;
    expect_writer("gaps.csv", "csv");
    expect_writer("out/gaps.tsv.gz", "tsv");
    expect_writer("a.csv.jsonl", "jsonl");
    expect_writer("README.md", "md");
    expect_writer("gaps.txt", NULL);
    expect_writer(".csv", NULL); /* a hidden file without an ending */
    expect_writer("csv", NULL);
    expect_writer("gaps.csv.zip", NULL);
    expect_writer("-", NULL);
}

static void test_rows_of_each_kind(void **state)
{
    (void)state;
    strata_estimates *set = sample_estimates();
    const strata_table_kind kinds[SAMPLE_COUNT] = {STRATA_TABLE_ACHIEVEMENT, STRATA_TABLE_GAPS,
                                                   STRATA_TABLE_TRENDS, STRATA_TABLE_GAPS};
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        assert_true(strata_table_has(STRATA_TABLE_ALL, set, &set->rows[i]));
        for (int kind = STRATA_TABLE_ACHIEVEMENT; kind <= STRATA_TABLE_TRENDS; kind++) {
            assert_int_equal(strata_table_has((strata_table_kind)kind, set, &set->rows[i]),
                             kinds[i] == (strata_table_kind)kind);
        }
    }
    strata_estimates_free(set);
}

static void test_digits(void **state)
{
    (void)state;
    strata_estimates *set = sample_estimates();
    static const struct {
        const char *measure;
        unsigned digits;
    } cases[] = {{"pct", 1},           {"mean", 1},         {"gap_pct", 1},   {"gap_g", 2},
                 {"gap_pct.slope", 2}, {"gap_g.change", 2}, {"unheard_of", 2}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        strata_estimate row = set->rows[0];
        row.measure = sample_text(set, cases[i].measure);
        assert_int_equal(strata_table_digits(set, &row), cases[i].digits);
    }
    strata_estimates_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_writers_by_id),
        cmocka_unit_test(test_writers_by_name),
        cmocka_unit_test(test_rows_of_each_kind),
        cmocka_unit_test(test_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
