/* Estimates for the tests of tables: one of a group, one gap, one trend, one that is hidden. */
#ifndef STRATA_TABLE_SAMPLE_H
#define STRATA_TABLE_SAMPLE_H

#include <math.h>

#include "measure/estimate.h"
#include "strata_test.h"

enum {
    SAMPLE_PCT,
    SAMPLE_GAP,
    SAMPLE_SLOPE,
    SAMPLE_HIDDEN,
    SAMPLE_COUNT
};

static inline uint32_t sample_text(strata_estimates *set, const char *text)
{
    uint32_t id = 0;
    assert_int_equal(
        strata_intern_add(strata_dictionary_texts(set->dictionary), text, strlen(text), &id, NULL),
        STRATA_OK);
    return id;
}

/** What all rows of the sample share: English learners in grade 3 of one school. */
static inline strata_estimate sample_base(strata_estimates *set)
{
    return (strata_estimate){
        .year_from = 2023,
        .year_to = 2023,
        .entity_level = STRATA_LEVEL_SCHOOL,
        .inference = STRATA_INFERENCE_SUPERPOPULATION,
        .population = sample_text(set, "all_tested"),
        .lea = sample_text(set, "01011"),
        .school = sample_text(set, "0100001"),
        .assessment = sample_text(set, "local"),
        .subject = sample_text(set, "ela"),
        .grade = sample_text(set, "03"),
        .dim = sample_text(set, "el"),
        .group = sample_text(set, "current"),
        .protection = sample_text(set, "draft"),
        .p_adj = (double)NAN,
        .result = strata_result_none(),
    };
}

static inline void sample_add(strata_estimates *set, const strata_estimate *row)
{
    assert_int_equal(strata_estimates_add(set, row, NULL), STRATA_OK);
}

static inline strata_estimates *sample_estimates(void)
{
    strata_estimates *set = strata_estimates_new();
    assert_non_null(set);
    (void)snprintf(set->protection, sizeof set->protection, "draft");
    strata_estimate row = sample_base(set);
    row.measure = sample_text(set, "pct");
    row.unit = sample_text(set, "percent");
    row.method = sample_text(set, "wilson");
    row.cut = 3;
    row.result.value = 16.666666666666668;
    row.result.se = 4.811252243246881;
    row.result.lo = 9.3;
    row.result.hi = 28.05;
    row.result.n = 60;
    row.result.has_n = true;
    sample_add(set, &row);
    row.measure = sample_text(set, "gap_pct");
    row.unit = sample_text(set, "percentage points");
    row.has_ref = 1;
    row.ref_group = sample_text(set, "english_only");
    row.entity_name = sample_text(set, "Acorn, \"the\" School");
    row.result.value = -3.25;
    row.result.n_ref = 200;
    row.result.has_n_ref = true;
    row.result.df = 57.04;
    row.result.p = 0.00049;
    row.result.flags = strata_flag_from_published | strata_flag_overlap;
    sample_add(set, &row);
    row.measure = sample_text(set, "gap_pct.slope");
    row.year_from = 2021;
    row.term = sample_text(set, "fall");
    sample_add(set, &row);
    row = sample_base(set);
    row.measure = sample_text(set, "gap_g");
    row.has_ref = 1;
    row.ref_group = sample_text(set, "complement");
    row.result.status = STRATA_ESTIMATE_SUPPRESSED;
    row.result.bound_lo = 0.125;
    row.result.bound_hi = 0.5;
    row.entity_name = sample_text(set, "=cmd|' /C calc'!A0");
    sample_add(set, &row);
    return set;
}

#endif
