/* An audit with its files and its certificate, with the first, the second, ... request for memory
 * failing. GLPK asks the system for its own. */
#include "protect/audit_write.h"
#include "release_text.h"

static const char cells[] = "cell_id,value,symbol,lo,hi,part\n"
                            "t,13,,,,x\np,,,,,x\nq,,,,,x\nr,,,,,y\na,,,,,y\nb,,,,,y\nc,,,,,\n"
                            "z,,,0,4,\nu,20,,,,\ne,,*,1,9,\nf,,,,,\ng,,,,,\n";
static const char links[] = "eq_id,total_cell,part_cell\ne1,p,a\ne1,p,b\ne2,q,b\ne2,q,c\ne3,r,a\n"
                            "e3,r,c\ne4,t,p\ne4,t,q\ne4,t,r\ne4,t,z\ne5,u,e\ne5,u,f\ne6,f,g\n";

static strata_status write_all(const strata_audit *audit, strata_error *err)
{
    strata_sink *sink = NULL;
    STRATA_TRY(strata_sink_memory(&sink, err));
    strata_status status = strata_audit_write_bounds(audit, sink, err);
    if (status == STRATA_OK) {
        status = strata_audit_write_certificate(audit, sink, err);
    }
    strata_sink_discard(sink);
    return status;
}

static strata_status audit_with(bool no_linear)
{
    static const int64_t width = 4;
    strata_error err = {0};
    strata_release *release = NULL;
    strata_audit *audit = NULL;
    const strata_audit_options options = {
        .width = width, .wants_all = true, .no_linear = no_linear};
    strata_status status = release_text_read(cells, links, &release, &err);
    if (status == STRATA_OK) {
        status = strata_audit_run(release, &options, &audit, &err);
    }
    if (status == STRATA_OK) {
        status = write_all(audit, &err);
    }
    strata_audit_free(audit);
    strata_release_free(release);
    assert_int_equal(err.status, status);
    return status;
}

static strata_status with_solver(void)
{
    return audit_with(false);
}

static strata_status without_solver(void)
{
    return audit_with(true);
}

static void test_audit(void **state)
{
    (void)state;
    assert_in_range(test_every_allocation(with_solver), 50, 100000);
    assert_in_range(test_every_allocation(without_solver), 50, 100000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_audit)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
