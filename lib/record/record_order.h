/* Which of two records of one key stays. Only the resolver uses this. */
#ifndef STRATA_RECORD_RECORD_ORDER_H
#define STRATA_RECORD_RECORD_ORDER_H

#include "record/record.h"

/** A record with what it takes to compare its texts: numbers of texts depend on the order of
 * arrival, their ranks do not. */
typedef struct strata_ranked_record {
    const strata_record *record;
    const uint32_t *rank; /* by number of a text, see strata_dictionary_ranks */
} strata_ranked_record;

/** True if both are results of one known student in one test, subject, year and term. */
bool strata_record_same_key(const strata_record *a, const strata_record *b);

/** 0 if both say the same in all but file and row, else which is the greater. */
int strata_record_compare_content(strata_ranked_record a, strata_ranked_record b);

/** For qsort of strata_ranked_record: records of one key stand together, the one that stays first:
 * highest file, then scored before not scored, then the greater content, then the lower row. */
int strata_record_compare(const void *left, const void *right);

#endif
