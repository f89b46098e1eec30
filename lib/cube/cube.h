/* Counting records and published results into cells, and rolling them up. */
#ifndef STRATA_CUBE_CUBE_H
#define STRATA_CUBE_CUBE_H

#include "cube/cellset.h"
#include "cube/plan.h"
#include "record/accounting.h"
#include "record/issues.h"

typedef struct strata_cube strata_cube;

/** Whether meals are free for all students of a school (county, lea, school: its ids) in a year. */
typedef struct strata_cube_meals_of {
    void *context;
    bool (*is_universal)(void *context, const char *const ids[3], int year);
} strata_cube_meals_of;

/** A cube whose cells name texts of `dictionary`, which it takes over (freed with the cube or
 * handed on by strata_cube_finish). NULL when out of memory; the dictionary stays the caller's
 * then.
 *  @param plan  copied */
strata_cube *strata_cube_new(const strata_plan *plan,
                             strata_dictionary *dictionary) STRATA_NODISCARD;
void strata_cube_free(strata_cube *cube);

/** From here on published results that repeat another are taken from `kept` in the account of their
 * file: to `duplicate` if they say the same, to `superseded` if they do not; and issues name the
 * file.
 *  @param accounting  borrowed as long as results are added; NULL: none */
void strata_cube_account(strata_cube *cube, strata_accounting *accounting);

/** Says which schools have universal meals, before the first record; without this call none. The
 * students of such a school count in frl=universal, in the school and above; the other groups of
 * frl are STRATA_CELL_UNDEFINED in the school and have no part in the sums above it. Nothing of
 * this where the plan ignores meals. */
void strata_cube_set_meals(strata_cube *cube, strata_cube_meals_of meals);

/** Counts one record in every group of the plan that it belongs to: statuses, their details and
 * unions; in crosses statuses and unions only. Dimensions not recorded put it in no group. In
 * population accountability it counts at each level by the flag of that level (a county's is the
 * lea's); a flag that is not known counts as no. */
strata_status strata_cube_add_record(strata_cube *cube, const strata_record *record,
                                     strata_error *err) STRATA_NODISCARD;

/** Adds a published result: one cell of counts and one for each statistic. A second one of the same
 * key is counted under "duplicate" if it says the same, else under "duplicate-conflict" (a
 * warning); which of two stands depends on what they say (strata_cell_compare_published), not on
 * their order. A second one of rows of the same file that were gathered is "rows-not-together" (an
 * error) instead, and no result of its own in the account.
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
 * the schema declares it additive. Cells of population accountability are never rolled up from
 * place to place. A file whose records have no flag of a full academic year is a note
 * "no-accountability" where that population was asked for. Published parts that are hidden or have
 * no n are left out of their sum, which is STRATA_CELL_PARTIAL then. Witnesses of the plan are
 * kept, schools by frl among them (strata_plan_watches_meals).
 *  @param out  the set, owning the dictionary; the cube is empty afterwards and only to be freed */
strata_status strata_cube_finish(strata_cube *cube, strata_issues *issues, strata_cellset **out,
                                 strata_error *err) STRATA_NODISCARD;

#endif
