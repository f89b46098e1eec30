/* Cells and links to CSV. */
#include "protect/release_write.h"

#include "base/alloc.h"
#include "io/csv_writer.h"

/* Between what the cells are for who has the knowledge. */
typedef struct bounds {
    int64_t *lo;
    int64_t *hi;
    int64_t width;
} bounds;

/* Empty where a reader of the file supposes it anyway. */
static void write_unless(strata_csv_writer *writer, int64_t number, int64_t supposed)
{
    if (number == supposed) {
        strata_csv_empty(writer);
    } else {
        strata_csv_integer(writer, number);
    }
}

static strata_status write_cell(strata_csv_writer *writer, const strata_release *release,
                                uint32_t at, const bounds *known)
{
    const strata_release_cell *cell = &release->cells[at];
    strata_csv_string(writer, strata_release_cell_id(release, at));
    if (cell->is_hidden) {
        strata_csv_empty(writer);
        strata_csv_empty(writer);
        write_unless(writer, known->lo[at], 0);
        write_unless(writer, known->hi[at], STRATA_BOUND_NONE);
    } else {
        strata_csv_integer(writer, cell->lo);
        strata_csv_empty(writer);
        strata_csv_empty(writer);
        strata_csv_empty(writer);
    }
    strata_csv_string(writer, strata_intern_text(release->parts, cell->part));
    strata_csv_integer(writer, release->widths != NULL ? release->widths[at] : known->width);
    return strata_csv_end_row(writer);
}

static strata_status write_all(const strata_release *release, const bounds *known,
                               strata_sink *sink, strata_error *err)
{
    strata_csv_writer writer;
    STRATA_TRY(strata_sink_text(sink, "cell_id,value,symbol,lo,hi,part,width\n", err));
    strata_csv_writer_init(&writer, sink, ',', err);
    for (uint32_t cell = 0; cell < release->cell_count; cell++) {
        STRATA_TRY(write_cell(&writer, release, cell, known));
    }
    return STRATA_OK;
}

strata_status strata_release_write_cells(const strata_release *release, strata_knowledge knowledge,
                                         int64_t width, strata_sink *sink, strata_error *err)
{
    const size_t room = release->cell_count > 0 ? release->cell_count : 1;
    bounds known = {.lo = strata_alloc_zero(room, sizeof *known.lo),
                    .hi = strata_alloc_zero(room, sizeof *known.hi),
                    .width = width};
    strata_status status = strata_fail_memory(err);
    if (known.lo != NULL && known.hi != NULL) {
        strata_release_bounds(release, knowledge, known.lo, known.hi);
        status = write_all(release, &known, sink, err);
    }
    strata_free(known.lo);
    strata_free(known.hi);
    return status;
}

strata_status strata_release_write_links(const strata_release *release, strata_sink *sink,
                                         strata_error *err)
{
    strata_csv_writer writer;
    STRATA_TRY(strata_sink_text(sink, "eq_id,total_cell,part_cell\n", err));
    strata_csv_writer_init(&writer, sink, ',', err);
    for (uint32_t at = 0; at < release->link_count; at++) {
        const uint32_t equation = release->link_equation[at];
        strata_csv_string(&writer, strata_release_equation_id(release, equation));
        strata_csv_string(&writer, strata_release_cell_id(release, release->total[equation]));
        strata_csv_string(&writer, strata_release_cell_id(release, release->link_part[at]));
        STRATA_TRY(strata_csv_end_row(&writer));
    }
    return STRATA_OK;
}
