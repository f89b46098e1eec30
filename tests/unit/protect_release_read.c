/* Rows into cells: what they say of a number in every form; messages are in golden test
 * audit/messages. */
#include "protect/release_read.h"
#include "release_text.h"

static const char links[] = "eq_id,total_cell,part_cell\ne,t,a\ne,t,b\nf,b,c\n";

static void test_cells(void **state)
{
    (void)state;
    int64_t lo[5];
    int64_t hi[5];
    strata_release *release = release_text("part,hi,lo,symbol,value,cell_id\n"
                                           "d1,,,,-7,t\n"
                                           ",9,1,*,,a\n"
                                           "d1,,-50,**,,b\n"
                                           ",30,20,,,c\n"
                                           ",,,,,d\n",
                                           links);
    assert_int_equal(release->cell_count, 5);
    assert_int_equal(release->equation_count, 2);
    assert_int_equal(release->cells[0].part, release->cells[2].part);
    assert_int_equal(release->cells[1].part, 0);
    assert_string_equal(strata_release_cell_id(release, 3), "c");
    assert_string_equal(strata_release_equation_id(release, 1), "f");
    strata_release_bounds(release, STRATA_KNOWS_NOTHING, lo, hi);
    assert_int_equal(lo[0], -7);
    assert_int_equal(hi[0], -7);
    assert_int_equal(lo[1], 0); /* what the symbol means is not known */
    assert_int_equal(hi[1], STRATA_BOUND_NONE);
    assert_int_equal(lo[2], -50); /* a sum that may be negative */
    assert_int_equal(lo[3], 20);  /* a range that is shown */
    assert_int_equal(hi[3], 30);
    strata_release_bounds(release, STRATA_KNOWS_SYMBOLS, lo, hi);
    assert_int_equal(lo[1], 1);
    assert_int_equal(hi[1], 9);
    strata_release_bounds(release, STRATA_KNOWS_ZEROS_SHOWN, lo, hi);
    assert_int_equal(lo[1], 1);
    assert_int_equal(hi[1], STRATA_BOUND_NONE);
    assert_int_equal(lo[2], -50);
    assert_int_equal(lo[4], 0); /* nothing says that it was published */
    strata_release_free(release);
}

/* Without a column of symbols every hidden cell that is no range is a starred one. */
static void test_no_symbols(void **state)
{
    (void)state;
    int64_t lo[4];
    int64_t hi[4];
    strata_release *release =
        release_text("cell_id,value,lo,hi\nt,5,,\na,,,\nb,,0,3\nc,,,\n", links);
    strata_release_bounds(release, STRATA_KNOWS_ZEROS_SHOWN, lo, hi);
    assert_int_equal(lo[1], 1);
    assert_int_equal(lo[2], 0);
    assert_int_equal(hi[2], 3);
    strata_release_free(release);
}

/* What must stay open is said of each cell, or is that of the call; 0: it may be worked out. */
static void test_widths(void **state)
{
    (void)state;
    strata_release *release = release_text("cell_id,value,width\nt,5,0\na,,\nb,,2\nc,,0\n", links);
    assert_int_equal(release->widths[0], 0);
    assert_int_equal(release->widths[1], STRATA_WIDTH_DEFAULT);
    assert_int_equal(release->widths[2], 2);
    assert_int_equal(release->widths[3], 0);
    strata_release_free(release);
    release = release_text("cell_id,value\nt,5\na,\nb,\nc,\n", links);
    assert_null(release->widths);
    strata_release_free(release);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_no_symbols),
        cmocka_unit_test(test_widths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
