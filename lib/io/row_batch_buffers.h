/* What a batch is made in: for the readers that fill it, nobody else. */
#ifndef STRATA_IO_ROW_BATCH_BUFFERS_H
#define STRATA_IO_ROW_BATCH_BUFFERS_H

#include "io/row_batch.h"

typedef struct strata_row_batch_buffers {
    char *raw; /* what was read of the file, STRATA_BATCH_PAD zeros before and behind it */
    size_t raw_room;
    char *text; /* contents of fields, if they are not those of raw; zeros before and behind */
    size_t text_room;
    size_t text_len; /* without the zeros before it */
    uint32_t *ends;
    size_t end_room;
    size_t end_count;
    strata_batch_row *rows;
    size_t row_room;
    size_t row_count;
} strata_row_batch_buffers;

/** The buffers of a batch, made if it has none, with nothing in them.
 *  @return STRATA_OK, STRATA_E_MEMORY */
strata_status strata_batch_buffers_of(strata_row_batch *batch, strata_row_batch_buffers **out,
                                      strata_error *err) STRATA_NODISCARD;

/** Room for so much more text, fields and rows. */
strata_status strata_batch_buffers_text(strata_row_batch_buffers *into, size_t bytes,
                                        strata_error *err) STRATA_NODISCARD;
strata_status strata_batch_buffers_fields(strata_row_batch_buffers *into, size_t fields,
                                          strata_error *err) STRATA_NODISCARD;
strata_status strata_batch_buffers_rows(strata_row_batch_buffers *into, size_t rows,
                                        strata_error *err) STRATA_NODISCARD;

/** Adds the next field to the text; there must be room for text.len + 1 bytes and one field.
 *  @param text  STRATA_BATCH_PAD bytes behind it may be read: most fields are one small piece */
static inline void strata_batch_buffers_add(strata_row_batch_buffers *into, strata_slice text)
{
    enum {
        PIECE = 32
    };
    char *at = into->text + STRATA_BATCH_PAD + into->text_len;
    for (size_t done = 0; done < text.len; done += PIECE) {
        memcpy(at + done, text.text + done, PIECE);
    }
    at[text.len] = '\0'; /* where a delimiter would be */
    into->text_len += text.len;
    into->ends[into->end_count++] = (uint32_t)into->text_len++;
}

/** Lets the batch show the rows of its buffers.
 *  @param start  offset in buffers->raw of what the rows' raw counts from
 *  @param len    bytes of it that the rows take, line ends included
 *  @param quote  '\0': the fields are those of buffers->text; else those of raw */
typedef struct strata_batch_shape {
    size_t start;
    size_t len;
    bool is_text; /* the fields are those of buffers->text, not of raw */
    char quote;
} strata_batch_shape;
void strata_batch_buffers_show(strata_row_batch *batch, const strata_batch_shape *shape);

#endif
