/* Counting records and published results into cells, and rolling them up. */
#ifndef STRATA_CUBE_CUBE_H
#define STRATA_CUBE_CUBE_H

#include "cube/cell_sink.h"
#include "cube/cellset.h"
#include "cube/plan.h"
#include "io/csv_writer.h"
#include "record/accounting.h"
#include "record/issues.h"
#include "record/rows.h"

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

/** From here on published results that do not stay have a line in a list, as those of students have
 * (strata_dropped_list): file and line, and where the one stands that says the same, or otherwise
 * and stays in its place. Needs strata_cube_account.
 *  @param rejects  borrowed as long as results are added; NULL: no list */
void strata_cube_list(strata_cube *cube, strata_csv_writer *rejects);

/** Says which schools have universal meals; without this call none. They are asked for when the
 * cells are made, each school and year once. The students of such a school count in frl=universal,
 * in the school and above; the other groups of frl are STRATA_CELL_UNDEFINED in the school and have
 * no part in the sums above it. Nothing of this where the plan ignores meals. */
void strata_cube_set_meals(strata_cube *cube, strata_cube_meals_of meals);

/** How many threads strata_cube_finish may use: 1 to STRATA_THREADS_MAX, without this call 1. What
 * comes of it does not depend on the number. */
void strata_cube_use_threads(strata_cube *cube, size_t threads);

/** The results that the cube counts, to be added to and resolved; the cube's. Every result counts
 * in each group of the plan that the student belongs to: statuses, their details and unions; in
 * crosses statuses and unions only. Dimensions not recorded put a student in no group. In
 * population accountability a result counts at each level by the flag of that level (a county's is
 * the lea's); a flag that is not known counts as no. */
strata_rows *strata_cube_rows(strata_cube *cube);

/** Puts another store in place of the cube's, which is to be empty yet.
 *  @param rows  the cube's from here on */
void strata_cube_use_rows(strata_cube *cube, strata_rows *rows);

/** Adds one record to the rows. */
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
 * "no-accountability" where that population was asked for. A sum of published parts of
 * which some are hidden or have no n is STRATA_CELL_PARTIAL (strata_cell_sum_add). Witnesses of the
 * plan are kept, schools by frl among them (strata_plan_watches_meals).
 *  @param out  the set, owning the dictionary; the cube is empty afterwards and only to be freed */
strata_status strata_cube_finish(strata_cube *cube, strata_issues *issues, strata_cellset **out,
                                 strata_error *err) STRATA_NODISCARD;

/** At which levels there are places of results that were added: bit l for strata_entity_level l.
 * Students with a result are in the state, whatever else is known of their place. To be asked
 * before strata_cube_finish. */
uint32_t strata_cube_place_levels(const strata_cube *cube);

/** Whether a published result was added: then only strata_cube_finish gives all cells. */
bool strata_cube_has_published(const strata_cube *cube);

/** What the header of a stream of the counted cells says of all of them. */
typedef struct strata_cube_heading {
    uint8_t level_columns; /* the most levels that a result has or its test was declared with */
    char race_scheme[STRATA_RACE_TEXT];
    char plan[STRATA_PLAN_TEXT];
} strata_cube_heading;

/** To be called once all results are in the rows. */
void strata_cube_head(const strata_cube *cube, strata_cube_heading *out);

/** The texts that cells name; the cube's. */
const strata_dictionary *strata_cube_dictionary(const strata_cube *cube);

/** Gives the cells of the rows to a sink as they are counted: those of strata_cube_finish, with the
 * same issues, the rule of English learner history applied. A part is a few places of a lea, a
 * whole lea, or what is above. What is given does not depend on the number of threads.
 *  @param threads  1 to STRATA_THREADS_MAX
 *  @param issues   NULL: nobody is told
 *  @return         STRATA_OK, STRATA_E_MEMORY, STRATA_E_INPUT ("sum-overflow", "rows-many", the
 *                  disk), what the sink returned */
strata_status strata_cube_stream(strata_cube *cube, size_t threads, strata_issues *issues,
                                 const strata_cell_sink *sink, strata_error *err) STRATA_NODISCARD;

#endif
