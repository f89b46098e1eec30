/* Releases over time: what a publication may show of cells that were published before, so that
 * nobody learns from several releases together what none of them tells.
 *
 * A state directory keeps, for each policy (by id and digest), the releases so far: of every
 * release the numbers of its cells, unprotected and as they were printed, and its day. There are no
 * students in it, but it must not get into other hands: folders 0700, files 0600.
 *
 * Cells that have students in common are a component: those of one year, test, subject and grade in
 * one place, and all that add up with them (links.h). A component is published as a whole:
 *
 *   nothing changed           the rows of the last release, byte for byte.
 *   nothing changed, but      protected together with those that are known; what was hidden is
 *   there are new cells       hidden again. Would a cell have to be hidden that was shown: held.
 *   something changed         published anew, if each count of each cell that is shown, in
 *                             comparison with every release before, moved by 0 or by min_n students
 *                             or more; and so does what is left of each sum when all its parts that
 *                             are shown are taken away. The counts of a cell are its students
 *                             (enrolled, tested, scored), those at or above each cut and all
 *                             differences of these: levels, students without a result. Otherwise
 *                             held.
 *   held                      the rows of the last release, marked STRATA_IS_HELD; cells that are
 *                             new wait. It ends when the condition above is met again.
 *
 * Held is, too: a sum of scores that changes while no count of the cell does; a cell that was shown
 * and would be hidden now, since its group fell below min_n or for another's sake (its number and
 * those around it were printed, so that the hidden one could be worked out from them); a group that
 * comes or goes with 1 to min_n - 1 students; a release that an audit of all releases of the
 * component together does not call safe; under a policy that says `release: yearly` any change in
 * the calendar year of the last release.
 *
 * So for all releases of one policy together this is promised: a cell is hidden in all of them or
 * shown in all; no count that a reader can form of a cell that is shown, or of what is left of one
 * sum, differs between two of them by 1 to min_n - 1; and an attacker who has all of them, and
 * takes every number that did not change for the same, finds no hidden number out, nor to less than
 * the width of the policy. Not promised: that those who came or went differ among themselves (if
 * all min_n of them are in one level, that shows); anything about releases under another policy or
 * another version of it, about those that another state directory has, or about what was published
 * before there was one; anything about rows that a state published, which pass unchanged.
 *
 * A release is written beside the others before the publication and named after it. One that a
 * killed process left without a name counts as published: it was checked against all others. */
#ifndef STRATA_PROTECT_HISTORY_H
#define STRATA_PROTECT_HISTORY_H

#include "protect/protection.h"

typedef struct strata_history strata_history;

enum {
    STRATA_HISTORY_DAY = 11 /* "2026-11-22", with its NUL */
};

/** Opens a state directory, made where there is none, and takes its lock.
 *  @param now  seconds since 1970, which dates the release
 *  @param out  yours to strata_history_close; NULL on failure
 *  @return     STRATA_OK; STRATA_E_LOCKED; STRATA_E_INPUT; STRATA_E_MEMORY */
strata_status strata_history_open(const char *directory, int64_t now, strata_history **out,
                                  strata_error *err) STRATA_NODISCARD;

/** Forgets what was not committed and gives the lock back. NULL is fine. */
void strata_history_close(strata_history *history);

/** strata_protect_cells in the light of all releases before; and writes what is new of it beside
 * them, to be named by strata_history_commit. At most once for a history.
 *
 *  @param terms   earlier is not looked at
 *  @param set     sorted, unprotected, not empty
 *  @param report  filled
 *  @return        as strata_protect_cells; STRATA_E_INPUT also: the state is damaged, or of another
 *                 race scheme ("state"), or cannot be written. The set is not to be used unless
 *                 STRATA_OK */
strata_status strata_history_protect(strata_history *history, const strata_protect_terms *terms,
                                     strata_cellset *set, strata_protect_report *report,
                                     strata_error *err) STRATA_NODISCARD;

/** Names the release, after the publication has succeeded; nothing if there is none that is new.
 *  @return STRATA_OK; STRATA_E_INPUT */
strata_status strata_history_commit(strata_history *history, strata_error *err) STRATA_NODISCARD;

#endif
