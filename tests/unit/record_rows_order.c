#include "record/rows_order.h"
#include "strata_test.h"

/* Numbers of texts are not in the order of the texts: 1 sorts last. */
static const uint32_t ranks[] = {0, 3, 1, 2};

static const strata_record base = {.student = 77,
                                   .assessment = 1,
                                   .subject = 2,
                                   .year = 2019,
                                   .term = 3,
                                   .file = 1,
                                   .row = 10,
                                   .has_score = true,
                                   .score = 2431,
                                   .level = 2};

/* Two results as they are stored. */
typedef struct pair {
    strata_rows *rows;
    strata_rows_order order;
    strata_stored_row stored[2];
} pair;

static void take_stored(pair *of)
{
    strata_rows_scan scan;
    size_t taken = 0;
    assert_int_equal(strata_rows_scan_init(&scan, &of->rows->store, NULL), STRATA_OK);
    for (bool more = true; more;) {
        strata_rows_block block;
        assert_int_equal(strata_rows_scan_next(&scan, &block, &more, NULL), STRATA_OK);
        for (size_t at = 0; at < block.count; at++) {
            strata_stored_row row;
            assert_int_equal(strata_rows_scan_row(&scan, at, &row, NULL), STRATA_OK);
            of->stored[taken++] = row;
        }
    }
    assert_int_equal(taken, 2);
    strata_rows_scan_deinit(&scan);
}

/* Chunks are numbered as they are needed, so the first one comes first. */
static void open_pair(pair *of, const strata_record *a, const strata_record *b)
{
    assert_int_equal(strata_rows_new(0, NULL, &of->rows, NULL), STRATA_OK);
    assert_int_equal(strata_rows_add_record(of->rows, a, NULL), STRATA_OK);
    assert_int_equal(strata_rows_add_record(of->rows, b, NULL), STRATA_OK);
    of->order = (strata_rows_order){.rows = of->rows, .rank = ranks};
    take_stored(of);
}

static int compare(const strata_record *a, const strata_record *b)
{
    pair of;
    open_pair(&of, a, b);
    const int order = strata_rows_compare(&of.order, &of.stored[0], &of.stored[1]);
    assert_int_equal(strata_rows_compare(&of.order, &of.stored[1], &of.stored[0]), -order);
    strata_rows_free(of.rows);
    return order;
}

static bool is_same_key(const strata_record *a, const strata_record *b)
{
    pair of;
    open_pair(&of, a, b);
    const bool is_same = strata_rows_is_same_key(&of.order, &of.stored[0], &of.stored[1]);
    strata_rows_free(of.rows);
    return is_same;
}

static bool is_same_content(const strata_record *a, const strata_record *b)
{
    pair of;
    open_pair(&of, a, b);
    const bool is_same = strata_rows_is_same_content(&of.order, &of.stored[0], &of.stored[1]);
    assert_int_equal(strata_rows_is_repeat(&of.stored[0], &of.stored[1]),
                     is_same && a->file == b->file);
    strata_rows_free(of.rows);
    return is_same;
}

static void test_same_key(void **state)
{
    (void)state;
    strata_record other = base;
    other.file = 9;
    other.grade = 3;
    other.score = 1;
    assert_true(is_same_key(&base, &other));
    strata_record different[5] = {base, base, base, base, base};
    different[0].student++;
    different[1].assessment++;
    different[2].subject++;
    different[3].year++;
    different[4].term = 0;
    for (size_t at = 0; at < 5; at++) {
        assert_false(is_same_key(&base, &different[at]));
    }
    strata_record unknown = base;
    unknown.student = 0;
    assert_false(is_same_key(&unknown, &unknown)); /* nobody knows who it is */
}

/* Which of two records of one key goes first, and so stays. */
static void test_order(void **state)
{
    (void)state;
    strata_record newer = base;
    newer.file = 2;
    newer.has_score = false;
    newer.level = 0;
    assert_true(compare(&newer, &base) < 0);
    strata_record unscored = base;
    unscored.has_score = false;
    unscored.level = 0;
    unscored.codes[STRATA_DIM_EL] = 5;
    assert_true(compare(&base, &unscored) < 0);
    strata_record higher = base;
    higher.score++;
    assert_true(compare(&higher, &base) < 0);
    strata_record later = base;
    later.row++;
    assert_true(compare(&base, &later) < 0);
    assert_true(compare(&base, &base) < 0); /* they lie one behind the other */
}

/* Every member but file and row is content, and the greater goes first. */
static void test_content(void **state)
{
    (void)state;
    strata_record same = base;
    same.file = 5;
    same.row = 99;
    assert_true(is_same_content(&base, &same));
    same.file = base.file;
    assert_true(is_same_content(&base, &same));
    strata_record greater[14];
    for (size_t at = 0; at < 14; at++) {
        greater[at] = base;
    }
    greater[0].score++;
    greater[1].level++;
    greater[2].county = 2;
    greater[3].lea = 2;
    greater[4].school = 2;
    greater[5].grade = 2;
    greater[6].era = 2;
    greater[7].condition = 2;
    greater[8].codes[STRATA_DIM_GENDER] = 1;
    greater[9].race_mask = 4;
    greater[10].fay[2] = STRATA_YES;
    greater[11].enrolled = STRATA_YES;
    greater[12].tested = STRATA_YES;
    greater[13].codes[STRATA_DIM_ALL] = 1;
    for (size_t at = 0; at < 14; at++) {
        assert_true(compare(&greater[at], &base) < 0);
        assert_true(compare(&base, &greater[at]) > 0);
        assert_false(is_same_content(&base, &greater[at]));
    }
}

/* Texts are compared, not their numbers, which depend on the order of arrival. */
static void test_texts(void **state)
{
    (void)state;
    strata_record first = base;
    strata_record last = base;
    first.school = 2; /* rank 1 */
    last.school = 1;  /* rank 3 */
    assert_true(compare(&last, &first) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_key),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_content),
        cmocka_unit_test(test_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
