/* Many rows at once: what a reader finds, before anybody looks into the fields. Filled by
 * row_reader.h; threads may read different batches, or the same one, at the same time. */
#ifndef STRATA_IO_ROW_BATCH_H
#define STRATA_IO_ROW_BATCH_H

#include "io/csv_reader.h"

enum {
    STRATA_BATCH_PAD = 64 /* bytes that may be read behind the last one, and before the first */
};

/** A row. Its field i reaches from bytes[i == 0 ? start : ends[first + i - 1] + 1] up to
 * bytes[ends[first + i]], which is not part of it. */
typedef struct strata_batch_row {
    uint32_t start;
    uint32_t first;
    uint32_t count;   /* fields, >= 1 */
    uint32_t line;    /* physical line on which it starts, counted from the batch's */
    uint32_t raw;     /* offset in raw at which it starts */
    uint32_t raw_end; /* where it ends there, its line end left out */
} strata_batch_row;

/** Start from {0} with _init; the buffers are kept from one filling to the next. */
struct strata_row_batch {
    const char *bytes;
    const uint32_t *ends;
    const strata_batch_row *rows; /* rows[row_count]; 0 rows: the end of the file */
    uint32_t row_count;
    char quote; /* a field that begins with it is still quoted, quotes in it doubled; '\0': none is
                 */
    const char *raw; /* the rows as they stand in the file, raw[raw_len], line ends among them */
    size_t raw_len;
    uint64_t number; /* of its first row in the file, from 1; blank lines are no rows */
    uint64_t line;   /* physical line at raw[0] */
    uint64_t offset; /* of raw[0] in the file, in bytes of UTF-8 */
    bool ended_line; /* whether its last row ended with a line end */
    struct strata_row_batch_buffers *buffers; /* owned; what the pointers above point into */
};

void strata_row_batch_deinit(strata_row_batch *batch);

/** A field as it stands in bytes, quotes and all; index < row->count. */
static inline strata_slice strata_batch_raw_field(const strata_row_batch *batch,
                                                  const strata_batch_row *row, uint32_t index)
{
    const uint32_t start = index == 0 ? row->start : batch->ends[row->first + index - 1] + 1;
    return (strata_slice){batch->bytes + start, batch->ends[row->first + index] - start};
}

/** A row as it stands in the file, its line end left out. */
static inline strata_slice strata_batch_raw_row(const strata_row_batch *batch,
                                                const strata_batch_row *row)
{
    return (strata_slice){batch->raw + row->raw, row->raw_end - row->raw};
}

/** Rooms for one row at a time, for who needs it whole. Start from {0}. */
typedef struct strata_batch_view {
    strata_csv_row row;
    strata_slice *fields;
    size_t field_room;
    char *texts; /* fields whose doubled quotes were halved */
    size_t text_room;
} strata_batch_view;

/** A row of a batch as strata_csv_reader_next would give it; valid until the next call.
 *  @return STRATA_OK, STRATA_E_MEMORY */
strata_status strata_batch_view_row(strata_batch_view *view, const strata_row_batch *batch,
                                    uint32_t row, const strata_csv_row **out,
                                    strata_error *err) STRATA_NODISCARD;
void strata_batch_view_deinit(strata_batch_view *view);

#endif
