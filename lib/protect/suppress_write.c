/* Numbers that are shown; of the others nothing but that they are there. */
#include "protect/suppress_write.h"

#include "io/csv_writer.h"

strata_status strata_suppress_write(const strata_suppress_result *result, strata_sink *sink,
                                    strata_error *err)
{
    const strata_release *release = result->release;
    strata_csv_writer writer;
    STRATA_TRY(strata_sink_text(sink, "cell_id,value,part\n", err));
    strata_csv_writer_init(&writer, sink, ',', err);
    for (uint32_t cell = 0; cell < release->cell_count; cell++) {
        strata_csv_string(&writer, strata_release_cell_id(release, cell));
        if (result->done->is_hidden[cell]) {
            strata_csv_empty(&writer);
        } else {
            strata_csv_integer(&writer, result->cells[cell].truth);
        }
        strata_csv_string(&writer, strata_intern_text(release->parts, release->cells[cell].part));
        STRATA_TRY(strata_csv_end_row(&writer));
    }
    return STRATA_OK;
}
