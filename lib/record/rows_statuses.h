/* Results that get the groups of one year go into a store of their own, which takes the place of
 * the old one. */
#ifndef STRATA_RECORD_ROWS_STATUSES_H
#define STRATA_RECORD_ROWS_STATUSES_H

#include "record/rows_settle.h"

/** The new store; its persons are not those of the old one. */
typedef struct strata_rows_moved {
    strata_kinds persons;
    strata_rows_store store;
} strata_rows_moved;

/** @return STRATA_OK or STRATA_E_MEMORY; deinit is fine after either */
strata_status strata_rows_moved_init(strata_rows_moved *moved, const strata_rows *rows,
                                     strata_error *err) STRATA_NODISCARD;
void strata_rows_moved_deinit(strata_rows_moved *moved);

/** Finds the groups of the contenders of a round, which hold all results of each student that stay.
 *  @return STRATA_OK or STRATA_E_MEMORY */
strata_status strata_rows_find_statuses(const strata_rows_judge *judge, strata_rows_round *round,
                                        strata_error *err) STRATA_NODISCARD;

/** Moves the contenders, with the groups found for them.
 *  @return STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT (the disk; "kinds-many") */
strata_status strata_rows_move(strata_rows_moved *moved, const strata_rows_round *round,
                               strata_error *err) STRATA_NODISCARD;

/** Moves what is nobody's result, with the groups it has. @return as strata_rows_move */
strata_status strata_rows_move_nobodys(strata_rows_moved *moved, const strata_rows *rows,
                                       strata_error *err) STRATA_NODISCARD;

/** Puts the new store in place of the old one; *moved is empty then. */
void strata_rows_moved_end(strata_rows_moved *moved, strata_rows *rows);

#endif
