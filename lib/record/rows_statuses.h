/* Results that get the groups of one year go into a store of their own, which takes the place of
 * the old one: there conditions on groups are asked. */
#ifndef STRATA_RECORD_ROWS_STATUSES_H
#define STRATA_RECORD_ROWS_STATUSES_H

#include "record/rows_settle.h"

typedef struct strata_rows_moved {
    const strata_rows *from;
    strata_rows *to;
    const strata_rows_report *report;
} strata_rows_moved;

/** @param moved  with from and report set
 *  @return       STRATA_OK or STRATA_E_MEMORY; moved->to is to be freed after either */
strata_status strata_rows_moved_init(strata_rows_moved *moved, strata_error *err) STRATA_NODISCARD;

/** Finds the groups of the contenders of a round, which hold all results of each student that stay.
 *  @return STRATA_OK or STRATA_E_MEMORY */
strata_status strata_rows_find_statuses(const strata_rows_judge *judge, strata_rows_round *round,
                                        strata_error *err) STRATA_NODISCARD;

/** Moves the contenders, with the groups found for them; those that do not meet the conditions are
 * left behind, and are no results any more in their accounts.
 *  @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT (the disk; "kinds-many") */
strata_status strata_rows_move(const strata_rows_moved *moved, const strata_rows_round *round,
                               strata_error *err) STRATA_NODISCARD;

/** Moves what is nobody's result, with the groups it has. @return as strata_rows_move */
strata_status strata_rows_move_nobodys(const strata_rows_moved *moved,
                                       strata_error *err) STRATA_NODISCARD;

/** Gives the old store what the new one has, and the other way round. */
void strata_rows_moved_end(const strata_rows_moved *moved, strata_rows *from);

#endif
