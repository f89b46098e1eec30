/* Rows that together are one published result: a count in one row, a percent in the next. */
#ifndef STRATA_RECORD_ASSEMBLY_H
#define STRATA_RECORD_ASSEMBLY_H

#include "record/decode.h"

/** The result that the last rows were about. Start from {0}. */
typedef struct strata_assembly {
    bool is_begun;
    strata_published result; /* its row and line are those of the first row */
    strata_published_rest rest;
} strata_assembly;

/** Whether a row's result belongs to the one that is begun: all that it is about is the same. */
bool strata_assembly_takes(const strata_assembly *assembly, const strata_published *part);

/** Begins a result, or adds a part to the one that is begun and takes it.
 *  @param is_conflict  set if the part has a figure that was there already and differs: the first
 *                      one stays
 *  @return             STRATA_OK; STRATA_E_USAGE for more statistics than a result can hold
 *                      ("statistics-many") */
strata_status strata_assembly_add(strata_assembly *assembly, const strata_published *part,
                                  const strata_published_rest *rest, bool *is_conflict,
                                  strata_error *err) STRATA_NODISCARD;

#endif
