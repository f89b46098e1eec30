/* The walk over batches: rows and batches by turns, and what stays after the end and a failure. */
#include "io/row_walk.h"
#include "strata_test.h"

/* Rows "a" and "b" in one batch, none in two, "c" in the next, then what `last` says. */
typedef struct letters {
    uint32_t calls;
    strata_status last;
    bool is_last_at_once; /* it comes with "c" */
} letters;

static const char raw[] = "a\nb\nc";
static const uint32_t ends[] = {1, 3, 5};
static const strata_batch_row rows[] = {
    {.start = 0, .first = 0, .count = 1, .raw_end = 1},
    {.start = 2, .first = 1, .count = 1, .raw = 2, .raw_end = 3},
    {.start = 4, .first = 2, .count = 1, .raw = 4, .raw_end = 5}};

static strata_status fill(void *of, strata_row_batch *batch, bool *more, strata_error *err)
{
    letters *from = of;
    const uint32_t call = from->calls++;
    const bool fails =
        from->last != STRATA_OK && (call > 3 || (call == 3 && from->is_last_at_once));
    *more = call < 4;
    assert_int_equal(batch->row_count, 0);
    if (call == 1 || call == 2 || call > 3) {
        return fails ? strata_fail(err, from->last, "letters", "no more letters") : STRATA_OK;
    }
    *batch = (strata_row_batch){.bytes = raw,
                                .ends = ends,
                                .rows = call == 0 ? rows : rows + 2,
                                .row_count = call == 0 ? 2 : 1,
                                .raw = raw,
                                .raw_len = call == 0 ? 4 : 5,
                                .number = call == 0 ? 1 : 3,
                                .line = 1,
                                .ended_line = call == 0};
    return fails ? strata_fail(err, from->last, "letters", "no more letters") : STRATA_OK;
}

static void expect_row(strata_row_walk *walk, const char *text, uint64_t number)
{
    const strata_csv_row *row = NULL;
    assert_int_equal(strata_row_walk_next(walk, &row, NULL), STRATA_OK);
    assert_non_null(row);
    assert_true(strata_slice_is(row->fields[0], text));
    assert_int_equal(row->number, number);
}

static void test_row_by_row(void **state)
{
    (void)state;
    letters from = {0};
    strata_row_walk walk = {.fill = fill, .reader = &from};
    const strata_csv_row *row = NULL;
    const strata_row_batch *batch = NULL;
    uint32_t at = 0;
    assert_false(strata_row_walk_current(&walk, &batch, &at));
    expect_row(&walk, "a", 1);
    expect_row(&walk, "b", 2);
    assert_true(walk.ended_line);
    expect_row(&walk, "c", 3);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(strata_row_walk_next(&walk, &row, NULL), STRATA_OK);
        assert_null(row);
    }
    assert_int_equal(from.calls, 5); /* not asked again after the end */
    assert_false(walk.ended_line);
    assert_true(strata_row_walk_current(&walk, &batch, &at)); /* still "c" */
    assert_true(strata_slice_is(strata_batch_raw_row(batch, &batch->rows[at]), "c"));
    strata_row_walk_deinit(&walk);
}

static void test_a_batch_takes_what_is_left(void **state)
{
    (void)state;
    letters from = {0};
    strata_row_walk walk = {.fill = fill, .reader = &from};
    strata_row_batch batch = {0};
    expect_row(&walk, "a", 1);
    assert_int_equal(strata_row_walk_batch(&walk, &batch, NULL), STRATA_OK);
    assert_int_equal(batch.row_count, 1);
    assert_int_equal(batch.number, 2);
    assert_true(walk.ended_line);
    expect_row(&walk, "c", 3);
    assert_int_equal(strata_row_walk_batch(&walk, &batch, NULL), STRATA_OK);
    assert_int_equal(batch.row_count, 0);
    assert_false(walk.ended_line);
    strata_row_batch_deinit(&batch);
    strata_row_walk_deinit(&walk);
}

static void test_a_failure_leaves_the_last_row(void **state)
{
    (void)state;
    for (uint32_t calls = 4; calls <= 5; calls++) {
        letters from = {.last = STRATA_E_INPUT, .is_last_at_once = calls == 4};
        strata_row_walk walk = {.fill = fill, .reader = &from};
        const strata_csv_row *row = NULL;
        const strata_row_batch *batch = NULL;
        uint32_t at = 0;
        expect_row(&walk, "a", 1);
        expect_row(&walk, "b", 2);
        expect_row(&walk, "c", 3);
        for (int i = 0; i < 2; i++) {
            strata_error err = {0};
            assert_int_equal(strata_row_walk_next(&walk, &row, &err), STRATA_E_INPUT);
            assert_string_equal(err.text, "no more letters");
            assert_null(row);
        }
        assert_int_equal(from.calls, calls); /* nor after a failure */
        assert_true(strata_row_walk_current(&walk, &batch, &at));
        assert_true(strata_slice_is(strata_batch_raw_row(batch, &batch->rows[at]), "c"));
        strata_row_walk_deinit(&walk);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_row_by_row),
        cmocka_unit_test(test_a_batch_takes_what_is_left),
        cmocka_unit_test(test_a_failure_leaves_the_last_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
