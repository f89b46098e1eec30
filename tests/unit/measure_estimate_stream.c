/* Estimates through their stream and back. */
#include <math.h>

#include "measure/estimate_stream.h"
#include "strata_test.h"
#include "unit/test_estimates.h"

static void test_bare_rows(void **state)
{
    (void)state;
    strata_estimates *estimates = test_estimates();
    strata_sink *sink = NULL;
    assert_int_equal(test_estimates_write(estimates, true, &sink), STRATA_OK);
    const char *bytes = NULL;
    size_t len = 0;
    strata_sink_bytes(sink, &bytes, &len);
    const char *expected =
        "year_from,year_to,term,population,entity_level,county,lea,school,entity_name,assessment,"
        "era,subject,grade,dim,group,ref_group,measure,cut,value,se,lo,hi,bound_lo,bound_hi,unit,n,"
        "n_ref,df,p,p_adj,family,m,inference,method,status,flags,protection\n"
        "2023,2024,,all_tested,lea,01,61259,,\"Oakland, \"\"Unified\"\"\",caaspp,,ela,03,el*frl,"
        "current*yes,english_only*yes,gap_pct.change,3,33.333333333333336,0.1,-1e-07,66,33,34,"
        "percentage points,361,12345678901,359,1e-300,0.25,gaps,12,superpopulation,"
        "independent_years,ok,small_n;few_years,confidential\n"
        "2023,2024,,all_tested,lea,01,61259,,\"Oakland, \"\"Unified\"\"\",caaspp,,ela,03,el*frl,"
        "current*yes,,gap_pct.change,,,,,,,,percentage points,,,,,,,,,independent_years,"
        "suppressed,hidden_by_policy,confidential\n";
    assert_int_equal(len, strlen(expected));
    assert_memory_equal(bytes, expected, len);
    strata_sink_discard(sink);
    strata_estimates_free(estimates);
}

static void test_round_trip(void **state)
{
    (void)state;
    strata_estimates *estimates = test_estimates();
    strata_sink *sink = NULL;
    assert_int_equal(test_estimates_write(estimates, false, &sink), STRATA_OK);
    const char *bytes = NULL;
    size_t len = 0;
    strata_sink_bytes(sink, &bytes, &len);
    strata_estimates *again = NULL;
    strata_stream_header header = {0};
    assert_int_equal(test_estimates_read(bytes, len, &again, &header, NULL), STRATA_OK);
    if (again == NULL) {
        fail_msg("no estimates");
        return;
    }
    assert_int_equal(header.kind, STRATA_STREAM_ESTIMATES);
    assert_string_equal(again->protection, "none");
    assert_true(again->confidential);
    assert_int_equal(again->count, 2);
    assert_true(again->rows[0].result.value == 100.0 / 3.0);
    assert_true(again->rows[0].result.n_ref == 12345678901);
    assert_true(isnan(again->rows[1].result.value));
    assert_false(again->rows[1].result.has_n);
    assert_int_equal(again->rows[0].has_ref, 1);
    assert_int_equal(again->rows[1].has_ref, 0);
    strata_sink *second = NULL;
    assert_int_equal(test_estimates_write(again, false, &second), STRATA_OK);
    const char *same = NULL;
    size_t same_len = 0;
    strata_sink_bytes(second, &same, &same_len);
    assert_int_equal(same_len, len);
    assert_memory_equal(same, bytes, len);
    strata_sink_discard(second);
    strata_sink_discard(sink);
    strata_estimates_free(again);
    strata_estimates_free(estimates);
}

static strata_status write_and_read(void)
{
    strata_estimates *estimates = test_estimates();
    if (estimates == NULL) {
        return STRATA_E_MEMORY;
    }
    strata_sink *sink = NULL;
    strata_estimates *again = NULL;
    strata_status status = test_estimates_write(estimates, false, &sink);
    if (status == STRATA_OK) {
        const char *bytes = NULL;
        size_t len = 0;
        strata_sink_bytes(sink, &bytes, &len);
        status = test_estimates_read(bytes, len, &again, NULL, NULL);
    }
    strata_sink_discard(sink);
    strata_estimates_free(again);
    strata_estimates_free(estimates);
    return status;
}

static void test_without_memory(void **state)
{
    (void)state;
    assert_true(test_every_allocation(write_and_read) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_bare_rows),
                                       cmocka_unit_test(test_round_trip),
                                       cmocka_unit_test(test_without_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
