/* Little-endian numbers into a growing buffer, and out of bytes that may be too few. */
#ifndef STRATA_STREAM_BYTE_BUFFER_H
#define STRATA_STREAM_BYTE_BUFFER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/status.h"

/** Grows as needed; the first failure is kept, so that a block can be written without asking after
 * every number. Start from {0}. */
typedef struct strata_byte_buffer {
    char *bytes;
    size_t len;
    size_t room;
    strata_status status; /* STRATA_OK or STRATA_E_MEMORY */
} strata_byte_buffer;

void strata_byte_buffer_deinit(strata_byte_buffer *buffer);

/** The lowest `width` bytes of value, the lowest first; width 0 to 8. */
void strata_put_number(strata_byte_buffer *buffer, uint64_t value, unsigned width);
void strata_put_bytes(strata_byte_buffer *buffer, const void *bytes, size_t len);
/** Length in four bytes, then the text. */
void strata_put_text(strata_byte_buffer *buffer, strata_slice text);

/** Bytes to be read from the left. */
typedef struct strata_byte_view {
    const char *at;
    size_t left;
    bool is_short; /* more was asked for than there was: everything after it is 0 or empty */
} strata_byte_view;

uint64_t strata_take_number(strata_byte_view *view, unsigned width);
strata_slice strata_take_bytes(strata_byte_view *view, size_t len);
strata_slice strata_take_text(strata_byte_view *view);

/** The fewest bytes that hold value, 0 to 8. */
unsigned strata_byte_width(uint64_t value);

#endif
