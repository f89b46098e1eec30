/* Yearly gaps and their trends. */
#ifndef STRATA_TEST_TRENDS_H
#define STRATA_TEST_TRENDS_H

#include <math.h>

#include "strata_test.h"
#include "trend/trend.h"
#include "unit/test_cells.h"

static inline uint32_t test_word(strata_estimates *estimates, const char *word)
{
    uint32_t id = 0;
    const strata_status status = strata_intern_add(strata_dictionary_texts(estimates->dictionary),
                                                   word, strlen(word), &id, NULL);
    return status == STRATA_OK ? id : UINT32_MAX;
}

static inline strata_status test_add_year(strata_estimates *estimates, int16_t year,
                                          const char *era, double value, double se)
{
    strata_estimate row = {.year_from = year,
                           .year_to = year,
                           .cut = 3,
                           .has_ref = 1,
                           .population = test_word(estimates, "all_tested"),
                           .era = test_word(estimates, era),
                           .dim = test_word(estimates, "el"),
                           .group = test_word(estimates, "current"),
                           .ref_group = test_word(estimates, "english_only"),
                           .measure = test_word(estimates, "gap_pct"),
                           .unit = test_word(estimates, "percentage points"),
                           .method = test_word(estimates, "newcombe"),
                           .protection = test_word(estimates, "published"),
                           .p_adj = STRATA_NAN,
                           .result = strata_result_none()};
    row.result.value = value;
    row.result.se = se;
    row.result.n = 100;
    row.result.has_n = true;
    return row.method == UINT32_MAX ? STRATA_E_MEMORY : strata_estimates_add(estimates, &row, NULL);
}

static inline strata_estimates *test_trends_of(const strata_estimates *estimates,
                                               const char *models)
{
    strata_trend_options options;
    assert_int_equal(strata_trend_options_models(&options, models, NULL), STRATA_OK);
    strata_estimates *trends = NULL;
    assert_int_equal(strata_trends_compute(estimates, &options, &trends, NULL), STRATA_OK);
    return trends;
}

static inline void assert_text(const strata_estimates *estimates, uint32_t id, const char *expected)
{
    assert_string_equal(strata_dictionary_text(estimates->dictionary, id), expected);
}

#endif
