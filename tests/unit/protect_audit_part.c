/* Pieces of two schools that share a district: 20 = a + b, 9 = b + c, c is d. */
#include "protect/audit_part.h"
#include "release_text.h"

enum {
    A = 2,
    B,
    C,
    D,
    LONE
};

static strata_release *make(void)
{
    strata_release *release =
        release_text("cell_id,value\nt,20\nu,9\na,\nb,\nc,\nd,\nlone,\n",
                     "eq_id,total_cell,part_cell\nx,t,a\nx,t,b\ny,u,b\ny,u,c\nz,c,d\n");
    strata_release_bounds(release, STRATA_KNOWS_NOTHING, release->sums.lo, release->sums.hi);
    return release;
}

static void test_connected(void **state)
{
    (void)state;
    strata_chooser chooser;
    strata_part part = {0};
    strata_release *release = make();
    assert_int_equal(strata_chooser_init(&chooser, &release->sums, NULL), STRATA_OK);
    strata_choose_cells(&chooser, D, UINT32_MAX, NULL);
    assert_int_equal(chooser.choice.cell_count, 4);
    assert_int_equal(strata_part_init(&part, &chooser, NULL, NULL), STRATA_OK);
    assert_int_equal(part.equations.count, 3);
    assert_int_equal(part.cell[0], D);
    const int64_t x[] = {2, 2, 7, 13}; /* d, c, b, a: as they were met */
    assert_true(strata_equations_fit(&part.equations, x));
    strata_part_deinit(&part);
    strata_choose_cells(&chooser, LONE, UINT32_MAX, NULL);
    assert_int_equal(chooser.choice.cell_count, 1);
    assert_int_equal(chooser.choice.equation_count, 0);
    strata_chooser_deinit(&chooser);
    strata_release_free(release);
}

/* Two cells are free, the others as in a table; or two sums hold, the others may not. */
static void test_windows(void **state)
{
    (void)state;
    static const int64_t table[] = {20, 9, 13, 7, 2, 2, 0};
    strata_chooser chooser;
    strata_part part = {0};
    strata_release *release = make();
    assert_int_equal(strata_chooser_init(&chooser, &release->sums, NULL), STRATA_OK);
    strata_choose_cells(&chooser, A, 2, NULL); /* a and b */
    assert_int_equal(strata_part_init(&part, &chooser, table, NULL), STRATA_OK);
    assert_int_equal(part.equations.cell_count, 2);
    assert_int_equal(part.equations.count, 2);
    assert_int_equal(part.equations.right[0], 20);
    assert_int_equal(part.equations.right[1], 7); /* 9 less c */
    strata_part_deinit(&part);
    strata_choose_equations(&chooser, A, 3); /* x, then y, which brings c */
    assert_int_equal(chooser.choice.cell_count, 3);
    assert_int_equal(chooser.choice.equation_count, 2);
    assert_int_equal(strata_part_init(&part, &chooser, NULL, NULL), STRATA_OK);
    assert_int_equal(part.equation[1], 1);
    strata_part_deinit(&part);
    strata_chooser_deinit(&chooser);
    strata_release_free(release);
}

/* b and d cost more than their neighbours. */
static double price_of(void *context, uint32_t cell)
{
    (void)context;
    return cell == B || cell == D ? 2 : 1;
}

static double never(void *context, uint32_t cell)
{
    (void)context;
    (void)cell;
    return -1;
}

/* Of d's sum c is all there is; of those of c only b is left, then a. No more than three. */
static void test_cheapest(void **state)
{
    (void)state;
    strata_chooser chooser;
    strata_release *release = make();
    const strata_choice_terms three = {3, 1, price_of, NULL};
    const strata_choice_terms alone = {3, 1, never, NULL};
    assert_int_equal(strata_chooser_init(&chooser, &release->sums, NULL), STRATA_OK);
    strata_choose_best(&chooser, D, &three);
    assert_int_equal(chooser.choice.cell_count, 3);
    assert_int_equal(chooser.choice.cell[0], D);
    assert_int_equal(chooser.choice.cell[1], C);
    assert_int_equal(chooser.choice.cell[2], B);
    strata_choose_best(&chooser, D, &alone);
    assert_int_equal(chooser.choice.cell_count, 1);
    strata_chooser_deinit(&chooser);
    strata_release_free(release);
}

/* One of two in the long sum 8 = p + q + r: the cheapest, whatever comes first. */
static double by_number(void *context, uint32_t cell)
{
    (void)context;
    return -(double)cell + 10;
}

static void test_cheapest_of_many(void **state)
{
    (void)state;
    strata_chooser chooser;
    strata_release *release =
        release_text("cell_id,value\nt,8\np,\nq,\nr,\ns,\n",
                     "eq_id,total_cell,part_cell\nx,t,p\nx,t,q\nx,t,r\nx,t,s\n");
    strata_release_bounds(release, STRATA_KNOWS_NOTHING, release->sums.lo, release->sums.hi);
    const strata_choice_terms two = {10, 2, by_number, NULL};
    assert_int_equal(strata_chooser_init(&chooser, &release->sums, NULL), STRATA_OK);
    strata_choose_best(&chooser, 1, &two);
    assert_int_equal(chooser.choice.cell_count, 3);
    assert_int_equal(chooser.choice.cell[1], 4);
    assert_int_equal(chooser.choice.cell[2], 3);
    strata_chooser_deinit(&chooser);
    strata_release_free(release);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_connected),
        cmocka_unit_test(test_windows),
        cmocka_unit_test(test_cheapest),
        cmocka_unit_test(test_cheapest_of_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
