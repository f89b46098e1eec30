/* What may be published of what was to be protected, as strata audit reads it. */
#ifndef STRATA_PROTECT_SUPPRESS_WRITE_H
#define STRATA_PROTECT_SUPPRESS_WRITE_H

#include "io/sink.h"
#include "protect/suppress.h"

/** What was given and what came of it. */
typedef struct strata_suppress_result {
    const strata_release *release;
    const strata_suppress_cell *cells; /* cells[release->cell_count] */
    const strata_suppressed *done;
} strata_suppress_result;

/** cell_id,value,part in the order given; value is empty where it is hidden.
 *  @return STRATA_OK or what the sink returned */
strata_status strata_suppress_write(const strata_suppress_result *result, strata_sink *sink,
                                    strata_error *err) STRATA_NODISCARD;

#endif
