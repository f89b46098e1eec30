/* What hiding costs: hidden cells for each cell that is small, on regions of ten schools in two
 * districts, 780 cells of which about 120 are 1 or 2 and so small, with hidden counts 4 apart. Of a
 * table of this shape with 124 small cells another program (GaussSuppression 1.2.3, intervals of 4)
 * hid 273, which is 2.20 for each. */
#include "small_region.h"

enum {
    SEEDS = 1 /* unless the command line says how many */
};

static const double most = 2.6; /* of the mean over all regions */

static const region_shape ten_schools = {.schools = 10,
                                         .districts = 2,
                                         .races = REGION_RACES,
                                         .levels = REGION_LEVELS,
                                         .size = 200,
                                         .small_lo = 1,
                                         .small_hi = 2,
                                         .width = STRATA_WIDTH_DEFAULT};

/* What came of all regions. */
typedef struct cost {
    uint32_t primary;
    uint32_t hidden;
    double worst; /* hidden for each small one, in one region */
} cost;

static void look_at(uint32_t seed, cost *sum)
{
    const strata_suppress_options options = {0};
    region_shape shape = ten_schools;
    region of;
    strata_suppressed out;
    shape.seed = seed;
    region_make(&of, &shape);
    assert_int_equal(of.count, 780);
    assert_int_equal(strata_suppress(of.release, of.cells, &options, &out, NULL), STRATA_OK);
    const double each = (double)out.hidden / (double)out.primary;
    sum->worst = each > sum->worst ? each : sum->worst;
    sum->primary += out.primary;
    sum->hidden += out.hidden;
    strata_suppressed_deinit(&out);
    region_free(&of);
}

static void test_cost(void **state)
{
    const uint32_t seeds = *(const uint32_t *)*state;
    cost sum = {0};
    for (uint32_t seed = 1; seed <= seeds; seed++) {
        look_at(seed, &sum);
    }
    const double mean = (double)sum.hidden / (double)sum.primary;
    print_message("%u regions: %u cells are small and %u hidden, %.3f for each, at most "
                  "%.2f\n",
                  (unsigned)seeds, (unsigned)sum.primary, (unsigned)sum.hidden, mean, sum.worst);
    assert_true(mean <= most);
}

int main(int argc, char **argv)
{
    uint32_t seeds =
        argc > 2 && strcmp(argv[1], "--count") == 0 ? (uint32_t)strtoul(argv[2], NULL, 10) : SEEDS;
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(test_cost, &seeds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
