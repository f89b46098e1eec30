/* Sets of races as groups of dim race_mask. Only the vocabulary uses this. */
#ifndef STRATA_SCHEMA_RACE_SET_H
#define STRATA_SCHEMA_RACE_SET_H

#include "schema/vocabulary.h"

/** Codes are sets of eight races, one bit each in the order of the vocabulary. Nobody has all of
 * them, or all but one: sets of seven and eight races are two_or_more, which leaves codes free for
 * what names no race. */
enum {
    STRATA_RACE_SET_RACES = 8,
    STRATA_RACE_SET_NOT_REPORTED = 254,
    STRATA_RACE_SET_TWO_OR_MORE = 255
};

/** "asian+white"; never NULL. */
const char *strata_race_set_name(strata_code code);

/** The code of words joined by '+' in any order, 0 if there is no such set. */
strata_code strata_race_set_find(strata_slice name);

#endif
