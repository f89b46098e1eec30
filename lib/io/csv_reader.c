/* Lines, two engines that find rows in them, and a walk over the batches that they fill. */
#include "io/csv_reader.h"

#include "base/alloc.h"
#include "io/csv_dialect.h"
#include "io/csv_libcsv.h"
#include "io/csv_reader_parts.h"
#include "io/csv_scan.h"
#include "io/csv_scanner.h"
#include "io/row_walk.h"

struct strata_csv_reader {
    strata_lines lines;
    strata_libcsv *libcsv;
    strata_scanner scanner;
    bool is_scanning;
    uint64_t rows; /* in all batches so far */
    strata_row_walk walk;
    strata_error fault;
};

void strata_csv_reader_close(strata_csv_reader *reader)
{
    if (reader != NULL) {
        strata_libcsv_free(reader->libcsv);
        strata_lines_deinit(&reader->lines);
        strata_row_walk_deinit(&reader->walk);
        strata_free(reader);
    }
}

/* Rows that the scanner finds; where it finds none, one by libcsv. */
static strata_status find_rows(strata_csv_reader *reader)
{
    const strata_row_batch_buffers *into = reader->lines.into;
    if (reader->is_scanning) {
        STRATA_TRY(strata_scanner_rows(&reader->scanner, &reader->lines, &reader->fault));
        if (into->row_count > 0 || strata_lines_is_spent(&reader->lines)) {
            return STRATA_OK;
        }
    }
    return strata_libcsv_rows(reader->libcsv, reader->is_scanning ? 1 : SIZE_MAX, &reader->fault);
}

static void show(const strata_csv_reader *reader, strata_row_batch *batch)
{
    const strata_csv_dialect *dialect = &reader->scanner.dialect;
    strata_batch_shape shape = {.start = reader->lines.start,
                                .len = reader->lines.kept_at - reader->lines.start,
                                .is_text = batch->buffers->text_len > 0};
    if (!shape.is_text && !dialect->no_quote) {
        shape.quote = dialect->quote;
    }
    strata_batch_buffers_show(batch, &shape);
    batch->number = reader->rows + 1;
    batch->line = reader->lines.first_number;
    batch->offset = reader->lines.base;
}

/* Fills a batch; a failure is kept. */
static strata_status read_batch(strata_csv_reader *reader, strata_row_batch *batch)
{
    strata_row_batch_buffers *into = NULL;
    STRATA_TRY(strata_batch_buffers_of(batch, &into, &reader->fault));
    STRATA_TRY(strata_lines_begin(&reader->lines, into, &reader->fault));
    const strata_status status = find_rows(reader);
    show(reader, batch);
    reader->rows += batch->row_count;
    return status == STRATA_OK ? strata_lines_finish(&reader->lines, &reader->fault) : status;
}

static strata_status fill(void *of, strata_row_batch *batch, bool *more, strata_error *err)
{
    strata_csv_reader *reader = of;
    const strata_status status = read_batch(reader, batch);
    *more = strata_lines_has_more(&reader->lines);
    return status == STRATA_OK ? STRATA_OK : strata_fail_again(err, &reader->fault);
}

static strata_status choose_engine(strata_csv_reader *reader, strata_csv_engine engine,
                                   strata_error *err)
{
    const bool suits = strata_scanner_suits(&reader->scanner.dialect);
    if (engine == STRATA_CSV_SCANNER && !suits) {
        return strata_fail(err, STRATA_E_USAGE, "csv-dialect",
                           "the scanner does not skip blanks behind delimiters; leave the choice "
                           "of the reader to strata, or choose libcsv");
    }
    reader->is_scanning = engine != STRATA_CSV_LIBCSV && suits;
    return STRATA_OK;
}

/* NOLINTNEXTLINE(readability-function-size): one parameter more than usual, and only for tests */
strata_status strata_csv_reader_open_kernel(strata_source *source,
                                            const strata_csv_dialect *dialect,
                                            const strata_scan_kernel *kernel,
                                            strata_csv_reader **out, strata_error *err)
{
    *out = NULL;
    strata_csv_dialect full = *dialect;
    STRATA_TRY(strata_csv_dialect_complete(&full, err));
    strata_csv_reader *reader = strata_alloc_zero(1, sizeof *reader);
    if (reader == NULL) {
        return strata_fail_memory(err);
    }
    reader->scanner = (strata_scanner){.kernel = kernel, .dialect = full};
    reader->walk = (strata_row_walk){.fill = fill, .reader = reader};
    strata_lines_init(&reader->lines, source, full.max_row_bytes);
    strata_status status = choose_engine(reader, full.engine, err);
    if (status == STRATA_OK) {
        status = strata_libcsv_new(&full, &reader->lines, &reader->libcsv, err);
    }
    if (status != STRATA_OK) {
        strata_csv_reader_close(reader);
        return status;
    }
    *out = reader;
    return STRATA_OK;
}

strata_status strata_csv_reader_open(strata_source *source, const strata_csv_dialect *dialect,
                                     strata_csv_reader **out, strata_error *err)
{
    return strata_csv_reader_open_kernel(source, dialect, strata_scan_best(), out, err);
}

strata_status strata_csv_reader_next(strata_csv_reader *reader, const strata_csv_row **row,
                                     strata_error *err)
{
    return strata_row_walk_next(&reader->walk, row, err);
}

strata_status strata_csv_reader_batch(strata_csv_reader *reader, strata_row_batch *batch,
                                      strata_error *err)
{
    return strata_row_walk_batch(&reader->walk, batch, err);
}

strata_place_in_file strata_csv_reader_batch_place(const strata_csv_reader *reader,
                                                   const strata_row_batch *batch, uint32_t row,
                                                   uint32_t index)
{
    const strata_batch_row *of = &batch->rows[row];
    const strata_slice raw = strata_batch_raw_row(batch, of);
    const size_t offset = strata_csv_field_offset(&reader->scanner.dialect, raw, index);
    strata_place_in_file place = strata_csv_place(raw, offset, batch->line + of->line);
    place.file = strata_source_name(reader->lines.source);
    return place;
}

strata_place_in_file strata_csv_reader_place(const strata_csv_reader *reader, uint32_t index)
{
    const strata_row_batch *batch = NULL;
    uint32_t row = 0;
    if (!strata_row_walk_current(&reader->walk, &batch, &row)) {
        return (strata_place_in_file){
            .file = strata_source_name(reader->lines.source), .line = 1, .column = 1};
    }
    return strata_csv_reader_batch_place(reader, batch, row, index);
}

strata_slice strata_csv_reader_raw(const strata_csv_reader *reader)
{
    const strata_row_batch *batch = NULL;
    uint32_t row = 0;
    return strata_row_walk_current(&reader->walk, &batch, &row)
               ? strata_batch_raw_row(batch, &batch->rows[row])
               : (strata_slice){"", 0};
}

bool strata_csv_reader_ended_line(const strata_csv_reader *reader)
{
    return reader->walk.ended_line;
}

const char *strata_csv_reader_engine(const strata_csv_reader *reader)
{
    return reader->is_scanning ? "scanner" : "libcsv";
}
