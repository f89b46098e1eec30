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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_connected),
        cmocka_unit_test(test_windows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
