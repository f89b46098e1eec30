/* What is hidden stays hidden: regions by chance against the audit, which is told nothing, and
 * small releases against every table there is. The order of the input does not matter, a second
 * run hides the same, and hiding more never makes a safe cell unsafe. */
#include "protect/suppress.h"
#include "small_region.h"
#include "small_release.h"

enum {
    REGIONS = 15,
    LARGE_EACH = 5, /* of many regions, so many have up to 40 schools */
    SMALL = 300,
    WIDTH = 4
};

static const strata_suppress_options usual = {0};

static void draw_shape(region_shape *shape, uint32_t seed, bool is_large)
{
    static const int64_t rules[][2] = {{1, 2}, {0, 4}, {1, 9}, {0, 9}};
    region of = {.state = seed * 2654435761U + 7};
    const uint32_t rule = region_chance(&of, 4);
    *shape = (region_shape){.schools = 3 + region_chance(&of, is_large ? 38 : 3),
                            .districts = 1 + region_chance(&of, 3),
                            .races = 2 + region_chance(&of, 6),
                            .levels = 3 + region_chance(&of, 3),
                            .size = 15 + region_chance(&of, is_large ? 120 : 70),
                            .has_crosses = region_chance(&of, 3) == 0,
                            .width = WIDTH,
                            .small_lo = rules[rule][0],
                            .small_hi = rules[rule][1],
                            .seed = seed};
}

static void expect_safe(const strata_release *release, uint32_t hidden)
{
    const strata_audit_options options = {.width = WIDTH};
    strata_audit *audit = NULL;
    assert_int_equal(strata_audit_run(release, &options, &audit, NULL), STRATA_OK);
    assert_int_equal(strata_audit_count(audit, STRATA_VERDICT_EXACT), 0);
    assert_int_equal(strata_audit_count(audit, STRATA_VERDICT_NARROW), 0);
    assert_true(strata_audit_count(audit, STRATA_VERDICT_SAFE) +
                    strata_audit_count(audit, STRATA_VERDICT_UNPROVEN) ==
                hidden);
    strata_audit_free(audit);
}

/* What was hidden comes back as hidden before: nothing is added, nothing shown. */
static void expect_same_again(const region *of, const strata_suppressed *first)
{
    strata_suppressed second;
    strata_suppress_cell *cells = strata_alloc_zero(of->count, sizeof *cells);
    assert_non_null(cells);
    for (uint32_t cell = 0; cell < of->count; cell++) {
        cells[cell] = of->cells[cell];
        if (cells[cell].role == STRATA_SUPPRESS_MAY && first->is_hidden[cell]) {
            cells[cell].role = STRATA_SUPPRESS_EARLIER;
        }
    }
    assert_int_equal(strata_suppress(of->release, cells, &usual, &second, NULL), STRATA_OK);
    assert_memory_equal(first->is_hidden, second.is_hidden, of->count * sizeof(bool));
    strata_suppressed_deinit(&second);
    strata_free(cells);
}

static void look_at(uint32_t seed, bool is_large, unsigned *protected)
{
    region_shape shape;
    region of;
    strata_suppressed out;
    strata_error err = {0};
    draw_shape(&shape, seed, is_large);
    region_make(&of, &shape);
    const strata_status status = strata_suppress(of.release, of.cells, &usual, &out, &err);
    if (status != STRATA_OK) {
        assert_int_equal(status, STRATA_E_PROTECTED); /* then nothing is published */
        assert_null(out.release);
    } else {
        (*protected)++;
        assert_int_equal(out.primary, of.primary);
        assert_int_equal(strata_audit_count(out.audit, STRATA_VERDICT_SAFE), out.hidden);
        expect_safe(out.release, out.hidden);
        expect_same_again(&of, &out);
    }
    strata_suppressed_deinit(&out);
    region_free(&of);
}

static void test_regions(void **state)
{
    const uint32_t *count = *state;
    unsigned protected = 0;
    for (uint32_t seed = 1; seed <= *count; seed++) {
        look_at(seed, *count > REGIONS && seed % LARGE_EACH == 0, &protected);
    }
    print_message("%u of %u regions protected\n", protected, (unsigned)*count);
    assert_true(protected >= *count * 9 / 10);
}

static void test_order_of_input(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 4; seed++) {
        const region_shape shape = {.schools = 5,
                                    .districts = 2,
                                    .races = 5,
                                    .levels = 4,
                                    .size = 60,
                                    .small_lo = 1,
                                    .small_hi = 2,
                                    .seed = seed};
        region of;
        strata_suppressed first;
        strata_suppressed second;
        region_make(&of, &shape);
        strata_release *turned = small_turned(of.release);
        strata_suppress_cell *cells = strata_alloc_zero(of.count, sizeof *cells);
        assert_non_null(cells);
        for (uint32_t cell = 0; cell < of.count; cell++) {
            cells[of.count - 1 - cell] = of.cells[cell];
        }
        assert_int_equal(strata_suppress(of.release, of.cells, &usual, &first, NULL), STRATA_OK);
        assert_int_equal(strata_suppress(turned, cells, &usual, &second, NULL), STRATA_OK);
        for (uint32_t cell = 0; cell < of.count; cell++) {
            assert_int_equal(first.is_hidden[cell], second.is_hidden[of.count - 1 - cell]);
        }
        strata_suppressed_deinit(&first);
        strata_suppressed_deinit(&second);
        strata_free(cells);
        strata_release_free(turned);
        region_free(&of);
    }
}

/* Every table is counted out: of each hidden cell the values are far enough apart, and with one
 * cell more hidden they still are. */
static void expect_wide(small_release *small, const bool *is_hidden, unsigned *counted)
{
    small_truth truth;
    memcpy(small->is_hidden, is_hidden, small->count * sizeof *is_hidden);
    for (uint32_t more = 0; more < small->count; more++) {
        small->is_hidden[more] = true;
        if (small_count_out(small, &truth)) {
            (*counted)++;
            for (uint32_t cell = 0; cell < small->count; cell++) {
                assert_true(!is_hidden[cell] || truth.hi[cell] - truth.lo[cell] >= WIDTH);
            }
        }
        small->is_hidden[more] = is_hidden[more];
    }
}

static void look_at_small(uint32_t seed, unsigned *counted, unsigned *refused)
{
    small_release small;
    strata_suppressed out;
    strata_suppress_cell cells[SMALL_CELLS];
    small_make(&small, seed);
    for (uint32_t cell = 0; cell < small.count; cell++) {
        small.is_hidden[cell] = true;
        small.hi[cell] = small.value[cell] + 6; /* known to all: so there is an end to counting */
        const bool is_primary = small.value[cell] > 0 && small.value[cell] <= 3;
        cells[cell] = strata_suppress_cell_of(small.value[cell], WIDTH);
        cells[cell].role = is_primary ? STRATA_SUPPRESS_PRIMARY : STRATA_SUPPRESS_MAY;
    }
    strata_release *release = small_release_of(&small);
    const strata_status status = strata_suppress(release, cells, &usual, &out, NULL);
    if (status == STRATA_OK) {
        expect_wide(&small, out.is_hidden, counted);
    } else {
        assert_int_equal(status, STRATA_E_PROTECTED);
        (*refused)++;
    }
    strata_suppressed_deinit(&out);
    strata_release_free(release);
}

static void test_every_table(void **state)
{
    (void)state;
    unsigned counted = 0;
    unsigned refused = 0;
    for (uint32_t seed = 1; seed <= SMALL; seed++) {
        look_at_small(seed, &counted, &refused);
    }
    print_message("%u releases counted out, %u of %u could not be protected\n", counted, refused,
                  (unsigned)SMALL);
    assert_true(counted > SMALL);
    assert_true(refused < SMALL / 2);
}

int main(int argc, char **argv)
{
    uint32_t count = argc > 2 && strcmp(argv[1], "--count") == 0
                         ? (uint32_t)strtoul(argv[2], NULL, 10)
                         : REGIONS;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(test_regions, &count),
        cmocka_unit_test(test_order_of_input),
        cmocka_unit_test(test_every_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
