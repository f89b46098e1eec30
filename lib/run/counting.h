/* Reading all inputs of a run into a cube, and cells among them into a set. */
#ifndef STRATA_RUN_COUNTING_H
#define STRATA_RUN_COUNTING_H

#include "run/reading.h"

/** Start from {.reading.stages = ...}. */
typedef struct strata_counting {
    strata_reading reading;
    strata_cube *cube;     /* owns the dictionary of the reading; NULL: cells only */
    strata_cellset *cells; /* those that came as cells; NULL: none did */
} strata_counting;

/** Reads everything; of each key one result is left.
 *  @return STRATA_OK; what reading, resolving and the balance of the accounts returned. To be ended
 *          whatever is returned */
strata_status strata_counting_read(strata_counting *counting, strata_error *err) STRATA_NODISCARD;
void strata_counting_end(strata_counting *counting);

/** Whether students are all there is: their cells can be written as they are counted. */
bool strata_counting_has_students_only(const strata_counting *counting);

/** Whether an extract is there twice, before the cube takes its rows: harmless where students can
 * be told apart, or where a published result has a key; rows without a student would count twice.
 *  @return STRATA_OK, STRATA_E_INPUT ("input-twice") */
strata_status strata_counting_check_twice(const strata_counting *counting,
                                          strata_error *err) STRATA_NODISCARD;

/** Names the inputs in a set, each once. */
strata_status strata_counting_mark(const strata_counting *counting, strata_cellset *set,
                                   strata_error *err) STRATA_NODISCARD;

/** Adds to the plan of the cube whose results were counted. */
strata_status strata_counting_words(const strata_counting *counting, char plan[STRATA_PLAN_TEXT],
                                    strata_error *err) STRATA_NODISCARD;

/** Says in the header of the findings that cells were counted, and how. */
void strata_counting_provenance(const strata_counting *counting);

#endif
