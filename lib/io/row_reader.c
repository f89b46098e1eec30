/* Hands every call on to the reader that knows the form of the file. */
#include "io/row_reader.h"

#include "base/alloc.h"
#include "io/fixed_reader.h"

/* Exactly one of the two. */
struct strata_row_reader {
    strata_csv_reader *delimited;
    strata_fixed_reader *fixed;
};

void strata_row_reader_close(strata_row_reader *reader)
{
    if (reader != NULL) {
        strata_csv_reader_close(reader->delimited);
        strata_fixed_reader_close(reader->fixed);
        strata_free(reader);
    }
}

/* Ends both ways of opening: hands the reader out or closes it. */
static strata_status hand_out(strata_row_reader *reader, strata_status status,
                              strata_row_reader **out)
{
    if (status != STRATA_OK) {
        strata_row_reader_close(reader);
        return status;
    }
    *out = reader;
    return STRATA_OK;
}

strata_status strata_row_reader_open(strata_source *source, const strata_csv_dialect *dialect,
                                     strata_row_reader **out, strata_error *err)
{
    *out = NULL;
    strata_row_reader *reader = strata_alloc_zero(1, sizeof *reader);
    if (reader == NULL) {
        return strata_fail_memory(err);
    }
    return hand_out(reader, strata_csv_reader_open(source, dialect, &reader->delimited, err), out);
}

strata_status strata_row_reader_open_fixed(strata_source *source, const strata_fixed_form *form,
                                           strata_row_reader **out, strata_error *err)
{
    *out = NULL;
    strata_row_reader *reader = strata_alloc_zero(1, sizeof *reader);
    if (reader == NULL) {
        return strata_fail_memory(err);
    }
    return hand_out(reader, strata_fixed_reader_open(source, form, &reader->fixed, err), out);
}

strata_status strata_row_reader_next(strata_row_reader *reader, const strata_csv_row **row,
                                     strata_error *err)
{
    return reader->fixed != NULL ? strata_fixed_reader_next(reader->fixed, row, err)
                                 : strata_csv_reader_next(reader->delimited, row, err);
}

strata_status strata_row_reader_batch(strata_row_reader *reader, strata_row_batch *batch,
                                      strata_error *err)
{
    return reader->fixed != NULL ? strata_fixed_reader_batch(reader->fixed, batch, err)
                                 : strata_csv_reader_batch(reader->delimited, batch, err);
}

strata_place_in_file strata_row_reader_batch_place(const strata_row_reader *reader,
                                                   const strata_row_batch *batch, uint32_t row,
                                                   uint32_t index)
{
    return reader->fixed != NULL
               ? strata_fixed_reader_batch_place(reader->fixed, batch, row, index)
               : strata_csv_reader_batch_place(reader->delimited, batch, row, index);
}

uint32_t strata_row_reader_batch_length(const strata_row_reader *reader,
                                        const strata_row_batch *batch, uint32_t row)
{
    return reader->fixed != NULL ? strata_fixed_reader_batch_length(batch, row) : 0;
}

const char *strata_row_reader_engine(const strata_row_reader *reader)
{
    return reader->fixed != NULL ? "fixed" : strata_csv_reader_engine(reader->delimited);
}

strata_place_in_file strata_row_reader_place(const strata_row_reader *reader, uint32_t index)
{
    return reader->fixed != NULL ? strata_fixed_reader_place(reader->fixed, index)
                                 : strata_csv_reader_place(reader->delimited, index);
}

bool strata_row_reader_ended_line(const strata_row_reader *reader)
{
    return reader->fixed != NULL ? strata_fixed_reader_ended_line(reader->fixed)
                                 : strata_csv_reader_ended_line(reader->delimited);
}

uint32_t strata_row_reader_length(const strata_row_reader *reader)
{
    return reader->fixed != NULL ? strata_fixed_reader_length(reader->fixed) : 0;
}
