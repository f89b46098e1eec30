/* Rows of cells and links that are to be protected, and rows that are refused. */
#include "protect/suppress_read.h"
#include "strata_test.h"

enum {
    WIDTH = 4
};

/* What came of a reading. */
typedef struct outcome {
    strata_release *release;
    strata_suppress_cell *known;
    strata_error error;
} outcome;

static strata_status read_texts(outcome *of, const char *cells, const char *links)
{
    strata_source *first = NULL;
    strata_source *second = NULL;
    *of = (outcome){0};
    assert_int_equal(strata_source_memory("cells", cells, strlen(cells), 0, &first, NULL),
                     STRATA_OK);
    assert_int_equal(strata_source_memory("links", links, strlen(links), 0, &second, NULL),
                     STRATA_OK);
    const strata_suppress_files files = {first, second, WIDTH};
    const strata_status status = strata_suppress_read(&files, &of->release, &of->known, &of->error);
    strata_source_close(first);
    strata_source_close(second);
    return status;
}

static void test_roles(void **state)
{
    (void)state;
    outcome of;
    assert_int_equal(read_texts(&of,
                                "cell_id,value,primary,earlier,may_hide,weight,part\n"
                                "x,2,1,1,0,5,north\n"
                                "y,3,0,1,,,north\n"
                                "z,4,,,0,,\n"
                                "all,9,,,1,70,\n",
                                "eq_id,total_cell,part_cell\ne,all,x\ne,all,y\ne,all,z\n"),
                     STRATA_OK);
    assert_int_equal(of.release->cell_count, 4);
    assert_int_equal(of.release->equation_count, 1);
    assert_int_equal(of.known[0].role, STRATA_SUPPRESS_PRIMARY);
    assert_int_equal(of.known[0].weight, 5);
    assert_int_equal(of.known[1].role, STRATA_SUPPRESS_EARLIER);
    assert_int_equal(of.known[1].weight, strata_suppress_weight(3));
    assert_int_equal(of.known[2].role, STRATA_SUPPRESS_NEVER);
    assert_int_equal(of.known[2].truth, 4);
    assert_int_equal(of.known[3].role, STRATA_SUPPRESS_MAY);
    assert_int_equal(of.known[3].weight, 70);
    assert_int_equal(of.release->cells[0].part, of.release->cells[1].part);
    assert_int_equal(of.release->cells[0].hi, STRATA_BOUND_NONE);
    strata_release_free(of.release);
    strata_free(of.known);
}

static void expect_refused(const char *cells, const char *links, const char *rule)
{
    outcome of;
    assert_int_equal(read_texts(&of, cells, links), STRATA_E_INPUT);
    assert_string_equal(of.error.rule, rule);
    assert_null(of.release);
    assert_null(of.known);
}

static void test_refused(void **state)
{
    (void)state;
    static const char links[] = "eq_id,total_cell,part_cell\n";
    static const char cells[] = "cell_id,value\nx,1\ny,1\n";
    expect_refused("", links, "protect-columns");
    expect_refused("cell_id\n", links, "protect-columns");
    expect_refused("cell_id,value,value\n", links, "protect-columns");
    expect_refused("cell_id,value,colour\n", links, "protect-columns");
    expect_refused("cell_id,value\nx\n", links, "protect-columns");
    expect_refused("cell_id,value\nx,\n", links, "protect-number");
    expect_refused("cell_id,value\nx,-1\n", links, "protect-number");
    expect_refused("cell_id,value\nx,1.5\n", links, "protect-number");
    expect_refused("cell_id,value,primary\nx,1,2\n", links, "protect-number");
    expect_refused("cell_id,value,weight\nx,1,0\n", links, "protect-number");
    expect_refused("cell_id,value\nx,1\nx,1\n", links, "cell-twice");
    expect_refused(cells, "eq_id,total_cell,part_cell\ne,y,z\n", "cell-unknown");
    expect_refused(cells, "eq_id,total_cell,part_cell\ne,y,x\ne,y,x\n", "link-twice");
}

static strata_status read_small(void)
{
    strata_source *cells = NULL;
    strata_source *links = NULL;
    strata_release *release = NULL;
    strata_suppress_cell *known = NULL;
    static const char rows[] = "cell_id,value,part\nx,1,p\ny,1,p\n";
    static const char sums[] = "eq_id,total_cell,part_cell\ne,y,x\n";
    strata_status status = strata_source_memory("c", rows, strlen(rows), 0, &cells, NULL);
    status = status == STRATA_OK ? strata_source_memory("l", sums, strlen(sums), 0, &links, NULL)
                                 : status;
    const strata_suppress_files files = {cells, links, WIDTH};
    status = status == STRATA_OK ? strata_suppress_read(&files, &release, &known, NULL) : status;
    if (status == STRATA_OK) {
        strata_release_free(release);
        strata_free(known);
    }
    strata_source_close(cells);
    strata_source_close(links);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(read_small), 20, 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roles),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
