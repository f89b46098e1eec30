/* A key of many results: what stays is one, whatever the memory. */
#include "record/rows_crowd.h"
#include "strata_test.h"

enum {
    RESULTS = 1000,
    REPEATS = 4, /* so often is each told: in files 1 and 2, in each twice */
    MOST = 16
};

typedef struct tally {
    uint64_t by_reason[3];
    bool seen[RESULTS + 64]; /* by position; two chunks may not be full */
} tally;

static strata_status take(void *context, const strata_rows_loss *loss, strata_error *err)
{
    (void)err;
    tally *of = context;
    assert_false(of->seen[loss->position]);
    of->seen[loss->position] = true;
    of->by_reason[loss->told.reason]++;
    assert_int_equal(loss->told.kept_file, 2);
    assert_int_equal(loss->told.kept_row, 999); /* of rows 999 and 1000 of file 2 the lower */
    return STRATA_OK;
}

/* Result `at` has score at / 4: 0 to 249, each in rows 4 n + 1 to 4 n + 4, the first two of file 1.
 */
static void fill(strata_rows *rows)
{
    for (uint32_t at = 0; at < RESULTS; at++) {
        const strata_record record = {.student = 7,
                                      .file = at % REPEATS < 2 ? 1 : 2,
                                      .row = at + 1,
                                      .has_score = true,
                                      .score = at / REPEATS};
        assert_int_equal(strata_rows_add_record(rows, &record, NULL), STRATA_OK);
    }
}

static strata_status fail_to_take(void *context, const strata_rows_loss *loss, strata_error *err)
{
    (void)context;
    (void)loss;
    return strata_fail(err, STRATA_E_INPUT, "io", "the disk is full");
}

/* Score 249 of file 2 stays. Duplicates: the second of each in each file (500), and the first of
 * score 249 in file 1, which says what stays. 249 other ones of file 1 are superseded, 249 of file
 * 2 in conflict: 501 + 249 + 249 = 999. */
static void test_one_key(void **state)
{
    (void)state;
    static const uint32_t rank[8] = {0};
    strata_rows *rows = NULL;
    tally seen = {.by_reason = {0}};
    assert_int_equal(strata_rows_new(0, NULL, &rows, NULL), STRATA_OK);
    fill(rows);
    const strata_rows_set every = {.word_bits = 6};
    const strata_rows_judge judge = {
        .order = {.rows = rows, .rank = rank}, .set = &every, .most = MOST};
    strata_rows_round round = {.span = strata_rows_span_at(&every, 0, 1)};
    assert_int_equal(strata_rows_scan_init(&round.scan, &rows->store, NULL), STRATA_OK);
    assert_int_equal(strata_rows_gather(&judge, &round, NULL), STRATA_OK);
    assert_true(round.is_crowded);
    assert_int_equal(round.seen, RESULTS);
    assert_true(round.gathered_count <= MOST); /* never more than that in memory */
    assert_int_equal(strata_rows_settle(&round, NULL), STRATA_OK);
    assert_int_equal(round.count, 1);
    assert_int_equal(round.loss_count, 0);
    assert_int_equal(round.contenders[0].of->row.score, 249);
    const strata_rows_losers losers = {.context = &seen, .take = take};
    assert_int_equal(strata_rows_find_losers(&judge, &round, &losers, NULL), STRATA_OK);
    assert_int_equal(seen.by_reason[STRATA_DROPPED_DUPLICATE], 501);
    assert_int_equal(seen.by_reason[STRATA_DROPPED_SUPERSEDED], 249);
    assert_int_equal(seen.by_reason[STRATA_DROPPED_CONFLICT], 249);
    const strata_rows_losers failing = {.take = fail_to_take};
    assert_int_equal(strata_rows_find_losers(&judge, &round, &failing, NULL), STRATA_E_INPUT);
    strata_rows_round_deinit(&round);
    strata_rows_free(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_key)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
