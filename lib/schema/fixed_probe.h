/* Whether a file is one of records of fixed width: such a file has no header, but its records have
 * a length, and what stands at certain places of them is known. Only the detection uses this. */
#ifndef STRATA_SCHEMA_FIXED_PROBE_H
#define STRATA_SCHEMA_FIXED_PROBE_H

#include "schema/first_rows.h"

enum {
    STRATA_FIXED_PROBE_RECORDS = 20 /* so many of the first are looked at */
};

/** How far a layout of fixed width fits. */
typedef struct strata_fixed_likeness {
    bool fits;
    bool has_lengths;    /* the first record has a length of the layout, and so has at least half of
                            the first records */
    uint32_t readable;   /* fields of the signature that can be read in all that have it; 0 where
                            those are less than half */
    uint64_t odd_line;   /* of the first record of another length, 0: none */
    uint32_t odd_length; /* its characters */
} strata_fixed_likeness;

/** Looks at the records that are whole in the beginning of a file.
 *  @param layout  with record_count > 0
 *  @return        STRATA_OK, also where nothing can be read; STRATA_E_MEMORY */
strata_status strata_fixed_probe(const strata_beginning *file, const strata_layout *layout,
                                 strata_fixed_likeness *out, strata_error *err) STRATA_NODISCARD;

/** Whether a field can make something of a value, in any year: it is missing, a code of the map, or
 * what the target wants without one. */
bool strata_fixed_is_readable(const strata_field *field, strata_slice value);

#endif
