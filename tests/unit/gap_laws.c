/* Laws of gaps, on groups drawn by a small generator with a fixed start. */
#include <math.h>

#include "gap/gap.h"
#include "strata_test.h"
#include "unit/test_cells.h"

enum {
    DRAWS = 300,
    STUDENTS_MAX = 40
};

/* A linear congruential generator of 64 bits; its upper half is used. */
static uint32_t draw(uint64_t *seed, uint32_t below)
{
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(*seed >> 33) % below;
}

typedef struct students {
    int64_t scores[STUDENTS_MAX];
    size_t count;
    strata_cell cell;
} students;

/* The cell of the scores a * score + b, with levels by three cuts of the scores themselves. */
static void fill_cell(students *group, int64_t a, int64_t b)
{
    int64_t scores[STUDENTS_MAX];
    uint64_t levels[4] = {0};
    for (size_t i = 0; i < group->count; i++) {
        scores[i] = a * group->scores[i] + b;
        levels[group->scores[i] / 50]++;
    }
    group->cell = test_levels(levels, 4);
    test_add_scores(&group->cell, scores, group->count, 0);
}

static void draw_students(uint64_t *seed, students *group)
{
    group->count = 2 + draw(seed, STUDENTS_MAX - 2);
    for (size_t i = 0; i < group->count; i++) {
        group->scores[i] = draw(seed, 200);
    }
    fill_cell(group, 1, 0);
}

static strata_result_value gap_of(const char *id, const students *ref, const students *focal,
                                  unsigned cut)
{
    const strata_gap_view view = {.ref = {.counts = &ref->cell}, .focal = {.counts = &focal->cell}};
    return strata_gap_find(id)->of(&view, cut);
}

static void assert_same(double got, double expected)
{
    if (!isnan(got) || !isnan(expected)) {
        assert_near(got, expected, 1e-9);
    }
}

/* Swapping reference and focal group flips value and interval and keeps se and p. */
static void test_swap(void **state)
{
    (void)state;
    static const char *const ids[] = {"gap_pct", "gap_g"};
    uint64_t seed = 20240501;
    for (size_t i = 0; i < DRAWS; i++) {
        students a;
        students b;
        draw_students(&seed, &a);
        draw_students(&seed, &b);
        const unsigned cut = 2 + (unsigned)i % 3;
        const strata_result_value there = gap_of(ids[i % 2], &a, &b, cut);
        const strata_result_value back = gap_of(ids[i % 2], &b, &a, cut);
        assert_int_equal(there.status, back.status);
        assert_same(back.value, -there.value);
        assert_same(back.lo, -there.hi);
        assert_same(back.hi, -there.lo);
        assert_same(back.se, there.se);
        assert_same(back.p, there.p);
        assert_true(back.n == there.n_ref && back.n_ref == there.n);
    }
}

/* Another zero and another unit of the scale leave g as it is; a scale turned round flips it. */
static void test_shift_and_scale(void **state)
{
    (void)state;
    uint64_t seed = 20240502;
    for (size_t i = 0; i < DRAWS; i++) {
        students a;
        students b;
        draw_students(&seed, &a);
        draw_students(&seed, &b);
        const strata_result_value plain = gap_of("gap_g", &a, &b, 0);
        const int64_t unit = 1 + draw(&seed, 1000);
        const int64_t zero = (int64_t)draw(&seed, 1000000) - 500000;
        fill_cell(&a, unit, zero);
        fill_cell(&b, unit, zero);
        const strata_result_value moved = gap_of("gap_g", &a, &b, 0);
        assert_same(moved.value, plain.value);
        assert_same(moved.se, plain.se);
        fill_cell(&a, -unit, zero);
        fill_cell(&b, -unit, zero);
        assert_same(gap_of("gap_g", &a, &b, 0).value, -plain.value);
    }
}

/* The interval holds the value and stays between -100 and 100 points; a group has no gap to itself.
 */
static void test_interval(void **state)
{
    (void)state;
    uint64_t seed = 20240503;
    for (size_t i = 0; i < DRAWS; i++) {
        students a;
        students b;
        draw_students(&seed, &a);
        draw_students(&seed, &b);
        for (unsigned cut = 2; cut <= 4; cut++) {
            const strata_result_value gap = gap_of("gap_pct", &a, &b, cut);
            assert_true(-100.0 <= gap.lo && gap.lo <= gap.value);
            assert_true(gap.value <= gap.hi && gap.hi <= 100.0);
            assert_true(isnan(gap.p) || (gap.p >= 0.0 && gap.p <= 1.0));
            assert_near(gap_of("gap_pct", &a, &a, cut).value, 0, 0);
        }
        assert_near(gap_of("gap_g", &a, &a, 0).value, 0, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_swap),
                                       cmocka_unit_test(test_shift_and_scale),
                                       cmocka_unit_test(test_interval)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
