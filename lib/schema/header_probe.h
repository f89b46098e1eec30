/* How near the first rows of a file, or its first records, come to a layout. Only the detection
 * uses this. */
#ifndef STRATA_SCHEMA_HEADER_PROBE_H
#define STRATA_SCHEMA_HEADER_PROBE_H

#include "schema/first_rows.h"

/** How near a layout comes to a file. */
typedef struct strata_likeness {
    bool fits;            /* one of the first rows is the layout's header; records are as it says */
    uint32_t found;       /* of the names a header must hold, in the row that has most of them; of
                             fields by which records are known, those that can be read */
    uint32_t columns;     /* of that row; 0 for records */
    uint64_t odd_line;    /* of the first record of another length than the layout's, if that speaks
                             against the layout; else 0 */
    uint32_t odd_length;  /* its characters */
    strata_error failure; /* why a row could not be read, or STRATA_OK */
} strata_likeness;

/** @return STRATA_OK, also where the rows cannot be read that way; STRATA_E_MEMORY */
strata_status strata_header_probe(strata_first_rows *file, const strata_layout *layout,
                                  strata_likeness *out, strata_error *err) STRATA_NODISCARD;

/** What keeps the row with most names from being the header, in the schema's own words: the file's
 * words may be a student's. */
typedef struct strata_header_gaps {
    char has[160]; /* names that a header must hold, quoted, with commas between; cut after four */
    char lacks[160];
    const char *forbidden; /* a header that is there and must not be, or NULL */
} strata_header_gaps;

/** @param layout  one that has a header
 *  @param most    strata_likeness.found of that file and layout, at least 1 */
strata_status strata_header_probe_gaps(strata_first_rows *file, const strata_layout *layout,
                                       uint32_t most, strata_header_gaps *out,
                                       strata_error *err) STRATA_NODISCARD;

/** Adds formatted text to text[size], cutting what does not fit. */
void strata_text_add(char *text, size_t size, const char *format, ...) STRATA_PRINTF(3, 4);

#endif
