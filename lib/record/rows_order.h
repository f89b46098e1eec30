/* Which of two results of one key stays. */
#ifndef STRATA_RECORD_ROWS_ORDER_H
#define STRATA_RECORD_ROWS_ORDER_H

#include "record/rows_parts.h"

/** What it takes to compare results: numbers of texts depend on the order of arrival, their ranks
 * do not. */
typedef struct strata_rows_order {
    const strata_rows *rows;
    const uint32_t *rank; /* by number of a text, see strata_dictionary_ranks */
} strata_rows_order;

/** Whether both are results of one known student in one test, subject, year and term. Keys that are
 * equal do not say so: they may be by chance, and with statuses of one year they are the student.
 */
bool strata_rows_is_same_key(const strata_rows_order *order, const strata_stored_row *a,
                             const strata_stored_row *b);

/** Of two of one key: whether both say the same in all but file and row. */
bool strata_rows_is_same_content(const strata_rows_order *order, const strata_stored_row *a,
                                 const strata_stored_row *b);

/** Of two of one key: whether they are the same in all but the row, the file too. */
static inline bool strata_rows_is_repeat(const strata_stored_row *a, const strata_stored_row *b)
{
    return a->place == b->place && a->code == b->code && a->score == b->score;
}

/** As for qsort. Results of one key stand together, the one that stays first: highest file, then
 * scored before not scored, then the greater content, then the lower row. Nothing is equal to
 * anything but itself. */
int strata_rows_compare(const strata_rows_order *order, const strata_stored_row *a,
                        const strata_stored_row *b);

#endif
