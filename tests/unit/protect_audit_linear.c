/* The solver, and what is believed of it: 8 = a + b, 13 = a + b + d. */
#include "protect/audit_linear.h"
#include "protect/audit_proof.h"
#include "release_text.h"

static strata_release *make(void)
{
    strata_release *release =
        release_text("cell_id,value\nt,8\nu,13\na,\nb,\nd,\n",
                     "eq_id,total_cell,part_cell\nx,t,a\nx,t,b\ny,u,a\ny,u,b\ny,u,d\n");
    strata_release_bounds(release, STRATA_KNOWS_NOTHING, release->sums.lo, release->sums.hi);
    return release;
}

static void test_greatest(void **state)
{
    (void)state;
    static const int8_t weight[] = {0, 0, 0, 0, 1};
    double x[5] = {0};
    double multiplier[2] = {0};
    strata_linear *linear = NULL;
    strata_linear_table table = {x, multiplier, STRATA_LINEAR_GAVE_UP};
    strata_release *release = make();
    assert_int_equal(strata_linear_open(&release->sums, &linear, NULL), STRATA_OK);
    if (strata_linear_is_there()) {
        assert_int_equal(strata_linear_greatest(linear, weight, &table, NULL), STRATA_OK);
        assert_int_equal(table.answer, STRATA_LINEAR_FOUND);
        assert_true(x[4] > 4.999999 && x[4] < 5.000001);
        release->sums.lo[4] = 6;
        assert_int_equal(strata_linear_update(linear, NULL), STRATA_OK);
        assert_int_equal(strata_linear_greatest(linear, weight, &table, NULL), STRATA_OK);
        assert_int_equal(table.answer, STRATA_LINEAR_NO_TABLE);
    }
    strata_linear_close(linear);
    strata_release_free(release);
}

/* y - x is d = 13 - 8 = 5, whoever found the multipliers; bad ones say nothing that is wrong. */
static void test_proof(void **state)
{
    (void)state;
    static const double good[] = {-1, 1};
    static const double bad[] = {-0.4, 1e300};
    strata_tighten tighten;
    strata_proof proof;
    strata_release *release = make();
    assert_int_equal(strata_tighten_init(&tighten, &release->sums, NULL), STRATA_OK);
    assert_int_equal(strata_proof_init(&proof, 5, NULL), STRATA_OK);
    assert_true(strata_proof_narrow(&proof, &tighten, bad));
    assert_int_equal(release->sums.hi[2], 8); /* of -0.4 times the first sum alone */
    assert_int_equal(release->sums.lo[4], 0);
    assert_true(strata_proof_narrow(&proof, &tighten, good));
    assert_int_equal(release->sums.lo[4], 5);
    assert_int_equal(release->sums.hi[4], 5);
    strata_proof_deinit(&proof);
    strata_tighten_deinit(&tighten);
    strata_release_free(release);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_greatest),
        cmocka_unit_test(test_proof),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
