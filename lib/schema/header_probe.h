/* The first rows of a file as one layout reads them, to see how near its header comes. Only the
 * detection uses this. */
#ifndef STRATA_SCHEMA_HEADER_PROBE_H
#define STRATA_SCHEMA_HEADER_PROBE_H

#include "schema/schema.h"

/** The beginning of a file, as it lies on the disk. */
typedef struct strata_beginning {
    const char *name;
    const unsigned char *bytes;
    size_t len;
} strata_beginning;

/** How near a layout comes to a file. */
typedef struct strata_likeness {
    bool is_header;       /* one of the first rows is the layout's header */
    uint32_t found;       /* names of the signature in the row that has most of them */
    uint32_t columns;     /* of that row */
    strata_error failure; /* why a row could not be read, or STRATA_OK */
} strata_likeness;

/** @return STRATA_OK, also where the rows cannot be read that way; STRATA_E_MEMORY */
strata_status strata_header_probe(const strata_beginning *file, const strata_layout *layout,
                                  strata_likeness *out, strata_error *err) STRATA_NODISCARD;

/** What keeps the row with most names from being the header, in the schema's own words: the file's
 * words may be a student's. */
typedef struct strata_header_gaps {
    char has[160]; /* names of the signature, quoted, with commas between; cut after four */
    char lacks[160];
    const char *forbidden; /* a header that is there and must not be, or NULL */
} strata_header_gaps;

/** @param most  strata_likeness.found of that file and layout, at least 1 */
strata_status strata_header_probe_gaps(const strata_beginning *file, const strata_layout *layout,
                                       uint32_t most, strata_header_gaps *out,
                                       strata_error *err) STRATA_NODISCARD;

/** Adds formatted text to text[size], cutting what does not fit. */
void strata_text_add(char *text, size_t size, const char *format, ...) STRATA_PRINTF(3, 4);

#endif
