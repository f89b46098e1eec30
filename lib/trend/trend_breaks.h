/* Years from which other students were tested, as the flags of estimates tell. */
#ifndef STRATA_TREND_TREND_BREAKS_H
#define STRATA_TREND_TREND_BREAKS_H

#include "measure/measure.h"

typedef struct strata_trend_breaks {
    const strata_estimate **rows; /* rows[count]: flagged tested_share, by place and year */
    size_t count;
} strata_trend_breaks;

/** Collects the flagged rows of estimates, which are borrowed and must live as long.
 *  @param out  to be given to strata_trend_breaks_deinit, also after a failure
 *  @return     STRATA_OK or STRATA_E_MEMORY */
strata_status strata_trend_breaks_init(strata_trend_breaks *out, const strata_estimates *estimates,
                                       strata_error *err) STRATA_NODISCARD;
void strata_trend_breaks_deinit(strata_trend_breaks *breaks);

/** True if a year after `from` and up to `until`, two rows of one series, has a flagged row of
 * their place, term, population, test, era, subject and grade, of whichever group. O(log rows). */
bool strata_trend_breaks_between(const strata_trend_breaks *breaks, const strata_estimate *from,
                                 const strata_estimate *until);

#endif
