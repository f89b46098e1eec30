/* Whether the figures of one published row can be true together. */
#ifndef STRATA_RECORD_CHECKS_PUBLISHED_H
#define STRATA_RECORD_CHECKS_PUBLISHED_H

#include "record/decode_parts.h"
#include "record/level_counts.h"

/** Compares the figures of a result with each other: parts with their whole ("part-exceeds-whole"),
 * shares of levels with 100 ("shares-sum"), percents with counts and shares
 * ("percent-contradicts-counts"), all within what rounding and blurring leave open. What is hidden
 * or missing contradicts nothing.
 *
 *  @param printed  the counts by level as they stand in the row
 *  @return         as strata_decode_warn */
bool strata_decode_check_published(strata_decoder *decoder, const strata_level_counts *printed,
                                   const strata_published *of);

#endif
