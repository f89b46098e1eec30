/* Ranges that stand where a number should: "GE95", "LT20", "21-39", "< 5.0%". A schema lists the
 * forms; each is literal text around one or two of {lo}, {hi} (the number itself belongs to the
 * range) and {above}, {below} (it does not). */
#ifndef STRATA_SCHEMA_BLUR_H
#define STRATA_SCHEMA_BLUR_H

#include "base/number.h"
#include "schema/schema.h"

/** What a text says; a side that it leaves open is not there. */
typedef struct strata_range_text {
    bool has_lo;
    bool has_hi;
    bool is_lo_open; /* more than lo */
    bool is_hi_open; /* less than hi */
    bool is_signed;  /* a + or - stands before a number */
    strata_decimal lo;
    strata_decimal hi;
} strata_range_text;

/** Reads a form, "GE{lo}". *out borrows from form.
 *  @return false if it has no number, one twice, both of one side, or an unknown word in braces;
 *          *why then says so ("has no {lo}, {above}, {hi} or {below}") */
bool strata_blur_parse(strata_slice form, strata_blur *out, const char **why);

/** Reads text by the first of forms[count] that it fits: literal texts agree but for case and
 * blanks around them, the rest are decimal numbers, and lo is not above hi.
 *  @return false, *out unchanged, if none fits */
bool strata_blur_read(const strata_blur *forms, uint32_t count, strata_slice text,
                      strata_range_text *out);

#endif
