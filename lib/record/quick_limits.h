/* Between which scores no rule of reading changes its mind. Only the quick files use it. */
#ifndef STRATA_RECORD_QUICK_LIMITS_H
#define STRATA_RECORD_QUICK_LIMITS_H

#include "record/quick_lessons.h"
#include "record/quick_score.h"

/** Of a score that was read as plain digits: how it becomes units of the test, and the digits
 * around it that are on its side of every limit: least and greatest value of the field, ends of the
 * scale, cuts.
 *  @param field   of the score
 *  @param scale   NULL: the test has none in this grade
 *  @param test    of the result
 *  @return        false if it cannot be said: too many decimals */
bool strata_quick_limits(const strata_field *field, const strata_assessment *test,
                         const strata_scale *scale, const strata_quick_score *score,
                         strata_lesson_outcome *out);

#endif
