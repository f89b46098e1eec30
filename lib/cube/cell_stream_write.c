/* A set goes the way of cells that come one by one. */
#include <stdio.h>
#include <string.h>

#include "cube/cell_stream.h"
#include "cube/cell_writer.h"

enum {
    PART_CELLS = 4096 /* about as many rows are in memory at once */
};

/* Counts and statistics of one group may have to become one row. */
static bool are_of_one_group(const strata_cell *a, const strata_cell *b)
{
    strata_cell_key key = a->key;
    key.stat = b->key.stat;
    key.cut = b->key.cut;
    return memcmp(&key, &b->key, sizeof key) == 0;
}

static strata_status write_cells(strata_cell_writer *writer, const strata_cellset *set,
                                 strata_error *err)
{
    const strata_cell_sink *sink = strata_cell_writer_sink(writer);
    size_t waiting = 0;
    for (size_t at = 0; at < set->count; at++) {
        const strata_cell *cell = &set->cells[at];
        if (waiting >= PART_CELLS && !are_of_one_group(cell - 1, cell)) {
            STRATA_TRY(sink->take(sink->context, 0, err));
            waiting = 0;
        }
        STRATA_TRY(sink->add(sink->context, 0, cell, err));
        waiting++;
    }
    STRATA_TRY(sink->take(sink->context, 0, err));
    return strata_cell_writer_end(writer, set->inputs, set->input_count);
}

strata_status strata_cellset_output(const strata_cell_output *output, const strata_cellset *set,
                                    const strata_stream_header *header, strata_error *err)
{
    strata_stream_header full = *header;
    full.level_columns = set->level_columns;
    (void)snprintf(full.protection, sizeof full.protection, "%s", set->protection);
    (void)snprintf(full.race_scheme, sizeof full.race_scheme, "%s", set->race_scheme);
    memcpy(full.plan, set->plan, sizeof full.plan);
    strata_cell_writer *writer = NULL;
    STRATA_TRY(strata_cell_writer_open(output, &full, set->dictionary, &writer, err));
    const strata_status status = write_cells(writer, set, err);
    strata_cell_writer_free(writer);
    return status;
}

strata_status strata_cell_stream_write(strata_sink *sink, const strata_cellset *set,
                                       const strata_stream_header *header, bool bare,
                                       strata_error *err)
{
    const strata_cell_output output = {.sink = sink, .form = STRATA_CELL_FORM_STREAM, .bare = bare};
    return strata_cellset_output(&output, set, header, err);
}
