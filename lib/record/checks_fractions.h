/* Whether a file writes its percents as fractions of 1 without its schema knowing. */
#ifndef STRATA_RECORD_CHECKS_FRACTIONS_H
#define STRATA_RECORD_CHECKS_FRACTIONS_H

#include "record/issues.h"
#include "record/published.h"

/** The percents of one test in one year of the file. */
typedef struct strata_fraction_test {
    uint32_t assessment;
    uint32_t subject;
    int16_t year;
    bool has_above; /* a percent above 1: no fractions */
    bool has_some;  /* one above 0 */
    uint64_t count;
    uint64_t line; /* of the first */
} strata_fraction_test;

/** One file. Start from {0}. */
typedef struct strata_fractions {
    strata_fraction_test *tests; /* tests[count] */
    size_t count;
    size_t room;
    size_t last; /* the one seen last */
} strata_fractions;

strata_status strata_fractions_add(strata_fractions *fractions, const strata_published *published,
                                   strata_error *err) STRATA_NODISCARD;

/** Notes "percent-as-fraction" for each test and year with 20 percents or more and none above 1. */
strata_status strata_fractions_finish(const strata_fractions *fractions,
                                      const strata_dictionary *dictionary, const char *file,
                                      strata_issues *issues, strata_error *err) STRATA_NODISCARD;

void strata_fractions_deinit(strata_fractions *fractions);

#endif
