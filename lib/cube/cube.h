/* Counting records and published results into cells, and rolling them up. */
#ifndef STRATA_CUBE_CUBE_H
#define STRATA_CUBE_CUBE_H

#include "cube/cellset.h"
#include "cube/plan.h"
#include "record/issues.h"

typedef struct strata_cube strata_cube;

/** A cube whose cells name texts of `dictionary`, which it takes over (freed with the cube or
 * handed on by strata_cube_finish). NULL when out of memory; the dictionary stays the caller's
 * then.
 *  @param plan  copied */
strata_cube *strata_cube_new(const strata_plan *plan,
                             strata_dictionary *dictionary) STRATA_NODISCARD;
void strata_cube_free(strata_cube *cube);

/** Counts one record in every group of the plan that it belongs to: statuses, their details and
 * unions; in crosses statuses and unions only. Population all_tested. Dimensions not recorded put
 * it in no group. */
strata_status strata_cube_add_record(strata_cube *cube, const strata_record *record,
                                     strata_error *err) STRATA_NODISCARD;

/** Adds a published result: one cell of counts and one for each statistic. A second one of the same
 * key is counted under "duplicate" if it says the same, else under "duplicate-conflict" (a
 * warning); which of two stands depends on what they say (strata_cell_compare_published), not on
 * their order.
 */
strata_status strata_cube_add_published(strata_cube *cube, const strata_published *published,
                                        strata_issues *issues, strata_error *err) STRATA_NODISCARD;

/** How the published places of an assessment add up; without this call its levels are never added.
 *  @param assessment  number in the dictionary */
strata_status strata_cube_declare(strata_cube *cube, uint32_t assessment, strata_additive additive,
                                  strata_error *err) STRATA_NODISCARD;

/** Groups that must add up to all students, from the schema; compared in strata_cube_finish on
 * n_tested (n_scored where that is not known) of published cells; a difference is an issue
 * "parts-differ-from-total" (a warning) with the place of nothing. */
strata_status strata_cube_partition(strata_cube *cube, const strata_partition *partition,
                                    strata_error *err) STRATA_NODISCARD;

/** Rolls up (schools to their lea, county and the state; grades to all), keeps what the plan asks
 * for, sorts. Where a published place has its own row at a higher level that row stands and is
 * compared with the sum ("sum-differs", a warning); where it has none the sum takes its place if
 * the schema declares it additive. Published parts that are hidden or have no n are left out of
 * their sum, which is STRATA_CELL_PARTIAL then. With any scheme of English learners
 * el=history_unknown is kept, since el=ever and el=never mean nothing beside it (cellset.h).
 *  @param out  the set, owning the dictionary; the cube is empty afterwards and only to be freed */
strata_status strata_cube_finish(strata_cube *cube, strata_issues *issues, strata_cellset **out,
                                 strata_error *err) STRATA_NODISCARD;

#endif
