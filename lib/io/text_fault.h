/* Bytes that are no text, in one message for all readers. */
#ifndef STRATA_IO_TEXT_FAULT_H
#define STRATA_IO_TEXT_FAULT_H

#include "base/slice.h"
#include "base/status.h"

/** Where text stopped being text. */
typedef struct strata_text_fault {
    strata_place_in_file at;
    uint64_t offset;   /* of the byte in the text of the source, a byte order mark included */
    strata_slice line; /* its line, or all lines of its row up to there */
    size_t good;       /* bytes of line that are well-formed; good < line.len */
} strata_text_fault;

/** STRATA_E_INPUT ("csv-nul" for a NUL byte, else "encoding") with the place, the byte's offset,
 * the likely encoding and how to say it. The text itself is not in the message. */
strata_status strata_fail_text(strata_error *err, const strata_text_fault *fault);

#endif
