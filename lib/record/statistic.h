/* What a printed number says about the number behind it, in whole numbers only. */
#ifndef STRATA_RECORD_STATISTIC_H
#define STRATA_RECORD_STATISTIC_H

#include "record/published.h"
#include "schema/blur.h"

/** A number as it stands in a file. */
typedef struct strata_printed {
    strata_decimal number;
    int decimals; /* digits that it was rounded to; -1: those that are written */
    strata_rounding rounding;
    bool is_fraction; /* 0..1 stands for 0..100 */
    bool is_percent;  /* cannot lie outside 0..100, nor can its bounds */
} strata_printed;

typedef enum strata_printed_fault {
    STRATA_PRINTED_FINE,
    STRATA_PRINTED_DIGITS, /* more decimals than it was rounded to, or too many digits; no more than
                              17 */
    STRATA_PRINTED_RANGE   /* no percent, or a range that nothing lies in */
} strata_printed_fault;

/** Fills value, lo, hi, is_hi_open, decimals, has_value and has_bounds of *out.
 *
 *  With u the unit of the last digit: rounded, v stands for [v - u/2, v + u/2], both ends included
 *  because publishers break ties in different ways; cut off, for [v, v + u).
 *
 *  @return STRATA_PRINTED_FINE, or what is wrong with *out unchanged */
strata_printed_fault strata_statistic_read(const strata_printed *printed, strata_statistic *out);

/** Fills lo, hi, decimals and has_bounds of *out from a range that stands in place of a number.
 *
 *  A closed end was rounded: lo stands for lo - u/2 and hi for hi + u/2, u being the unit of its
 * own last digit; an open end is taken as it stands. A percent goes to 0 or 100 on a side that the
 * text leaves open; any other statistic has then no bounds.
 *
 *  A range of percents has ends from 0 to 100 (0 to 1 for fractions), written without a sign; one
 * that only an open end would lie in ("LT0", "> 100", 5 to below 5) is none.
 *
 *  @param form  is_fraction and is_percent are looked at
 *  @return      as strata_statistic_read */
strata_printed_fault strata_statistic_read_range(const strata_printed *form,
                                                 const strata_range_text *range,
                                                 strata_statistic *out);

/** The whole number c of n whose percentage 100 c / n lies in the bounds of a percent.
 *
 *  @param n  >= 1
 *  @return   false, *out unchanged, unless there is exactly one */
bool strata_statistic_count(const strata_statistic *percent, uint64_t n, uint64_t *out);

#endif
