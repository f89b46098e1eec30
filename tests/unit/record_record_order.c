#include "record/record_order.h"
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

static int compare(const strata_record *a, const strata_record *b)
{
    const strata_ranked_record left = {a, ranks};
    const strata_ranked_record right = {b, ranks};
    const int order = strata_record_compare(&left, &right);
    assert_int_equal(strata_record_compare(&right, &left), -order);
    return order;
}

static int compare_content(const strata_record *a, const strata_record *b)
{
    const int order = strata_record_compare_content((strata_ranked_record){a, ranks},
                                                    (strata_ranked_record){b, ranks});
    return (order > 0) - (order < 0);
}

static void test_same_key(void **state)
{
    (void)state;
    strata_record other = base;
    other.file = 9;
    other.grade = 3;
    other.score = 1;
    assert_true(strata_record_same_key(&base, &other));
    strata_record different[5] = {base, base, base, base, base};
    different[0].student++;
    different[1].assessment++;
    different[2].subject++;
    different[3].year++;
    different[4].term = 0;
    for (size_t at = 0; at < 5; at++) {
        assert_false(strata_record_same_key(&base, &different[at]));
    }
    strata_record unknown = base;
    unknown.student = 0;
    assert_false(strata_record_same_key(&unknown, &unknown)); /* nobody knows who it is */
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
    strata_record other = base;
    other.student--;
    assert_true(compare(&other, &later) < 0);
}

/* Every member but file and row is content. */
static void test_content(void **state)
{
    (void)state;
    strata_record same = base;
    same.file = 5;
    same.row = 99;
    assert_int_equal(compare_content(&base, &same), 0);
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
        assert_int_equal(compare_content(&greater[at], &base), 1);
        assert_int_equal(compare_content(&base, &greater[at]), -1);
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
    assert_int_equal(compare_content(&last, &first), 1);
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
