/* Two estimates and their stream in memory. */
#ifndef STRATA_TEST_ESTIMATES_H
#define STRATA_TEST_ESTIMATES_H

#include "measure/estimate_stream.h"
#include "strata_test.h"

static inline uint32_t test_word(strata_estimates *estimates, const char *word)
{
    uint32_t id = UINT32_MAX;
    const strata_status status = strata_intern_add(strata_dictionary_texts(estimates->dictionary),
                                                   word, strlen(word), &id, NULL);
    return status == STRATA_OK ? id : UINT32_MAX;
}

/* A gap with everything, and a hidden percent with next to nothing. */
static inline strata_estimates *test_estimates(void)
{
    strata_estimates *estimates = strata_estimates_new();
    if (estimates == NULL) {
        return NULL;
    }
    strata_estimate row = {.year_from = 2023,
                           .year_to = 2024,
                           .entity_level = STRATA_LEVEL_LEA,
                           .cut = 3,
                           .has_ref = 1,
                           .inference = STRATA_INFERENCE_SUPERPOPULATION,
                           .population = test_word(estimates, "all_tested"),
                           .county = test_word(estimates, "01"),
                           .lea = test_word(estimates, "61259"),
                           .entity_name = test_word(estimates, "Oakland, \"Unified\""),
                           .assessment = test_word(estimates, "caaspp"),
                           .subject = test_word(estimates, "ela"),
                           .grade = test_word(estimates, "03"),
                           .dim = test_word(estimates, "el*frl"),
                           .group = test_word(estimates, "current*yes"),
                           .ref_group = test_word(estimates, "english_only*yes"),
                           .measure = test_word(estimates, "gap_pct.change"),
                           .unit = test_word(estimates, "percentage points"),
                           .method = test_word(estimates, "independent_years"),
                           .protection = test_word(estimates, "confidential"),
                           .family = test_word(estimates, "gaps"),
                           .m = 12,
                           .p_adj = 0.25};
    row.result = (strata_result_value){.value = 100.0 / 3.0,
                                       .se = 0.1,
                                       .lo = -1e-7,
                                       .hi = 66.0,
                                       .bound_lo = 33.0,
                                       .bound_hi = 34.0,
                                       .df = 359.0,
                                       .p = 1e-300,
                                       .n = 361,
                                       .n_ref = 12345678901,
                                       .has_n = true,
                                       .has_n_ref = true,
                                       .flags = strata_flag_small_n | strata_flag_few_years};
    strata_status status = strata_estimates_add(estimates, &row, NULL);
    row.cut = row.has_ref = row.inference = 0;
    row.ref_group = row.family = row.m = 0;
    row.p_adj = STRATA_NAN;
    row.result = strata_result_none();
    row.result.status = STRATA_ESTIMATE_SUPPRESSED;
    row.result.flags = strata_flag_hidden_by_policy;
    if (status == STRATA_OK) {
        status = strata_estimates_add(estimates, &row, NULL);
    }
    (void)memcpy(estimates->protection, "none", sizeof "none");
    if (status != STRATA_OK || row.protection == UINT32_MAX) {
        strata_estimates_free(estimates);
        return NULL;
    }
    return estimates;
}

static inline strata_status test_estimates_write(const strata_estimates *estimates, bool bare,
                                                 strata_sink **out)
{
    static const strata_stream_header header;
    STRATA_TRY(strata_sink_memory(out, NULL));
    return strata_estimate_stream_write(*out, estimates, &header, bare, NULL);
}

static inline strata_status test_estimates_read(const char *bytes, size_t len,
                                                strata_estimates **out,
                                                strata_stream_header *header, strata_error *err)
{
    strata_source *source = NULL;
    STRATA_TRY(strata_source_memory("gaps.csv", bytes, len, 0, &source, err));
    const strata_status status = strata_estimate_stream_read(source, out, header, err);
    strata_source_close(source);
    return status;
}

#endif
