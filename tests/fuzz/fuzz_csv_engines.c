/* Two engines and several kernels on any bytes: the first four choose the dialect, the caps, the
 * kernel and the pieces in which the file comes; the rest is the file. The same rows, places,
 * contents and messages must come of it, row by row, batch by batch and by turns. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "csv_render.h"
#include "io/row_batch.h"
#include "large_blocks.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum {
    CHOICES = 4,
    ROW_BYTES = 1000 /* the defaults would make it slow */
};

static void must(bool holds)
{
    if (!holds) {
        abort();
    }
}

static csv_render_way choose(const uint8_t *choices)
{
    static const char delimiters[] = {0, ',', '\t', '^', ';', '|', ' ', 'a'};
    static const char quotes[] = {0, '"', '\'', ' '};
    static const uint32_t caps[] = {ROW_BYTES, 1, 5, 40};
    static const size_t chunks[] = {0, 1, 2, 3, 7, 64, 65, 100};
    size_t count = 0;
    const strata_scan_kernel *kernels = strata_scan_kernels(&count);
    const strata_scan_kernel *kernel = &kernels[choices[0] / 8 % count];
    return (csv_render_way){.dialect = {.delimiter = delimiters[choices[0] % sizeof delimiters],
                                        .quote = quotes[choices[1] % sizeof quotes],
                                        .no_quote = (choices[2] & 1) != 0,
                                        .max_fields = caps[choices[3] & 3],
                                        .max_field_bytes = caps[(choices[3] >> 2) & 3],
                                        .max_row_bytes = caps[(choices[3] >> 4) & 3],
                                        .engine = STRATA_CSV_SCANNER},
                            .kernel = kernel->can_run() ? kernel : strata_scan_best(),
                            .chunk = chunks[choices[2] / 2 % 8]};
}

/* What reading comes to, as csv_render has it. */
static strata_sink *render(strata_slice file, const csv_render_way *way)
{
    strata_sink *sink = NULL;
    must(strata_sink_memory(&sink, NULL) == STRATA_OK);
    const strata_status status = csv_render_with(file, way, sink);
    must(status == STRATA_OK || status == STRATA_E_INPUT || status == STRATA_E_USAGE);
    return sink;
}

static void compare(strata_sink *a, strata_sink *b)
{
    strata_slice of_a = {0};
    strata_slice of_b = {0};
    strata_sink_bytes(a, &of_a.text, &of_a.len);
    strata_sink_bytes(b, &of_b.text, &of_b.len);
    must(strata_slice_equal(of_a, of_b));
    strata_sink_discard(a);
    strata_sink_discard(b);
}

/* One row of a batch against the same row of the other engine's reader. */
static void compare_row(strata_csv_reader *one, const strata_row_batch *batch, uint32_t at,
                        strata_csv_reader *other, strata_batch_view *view)
{
    const strata_csv_row *a = NULL;
    const strata_csv_row *b = NULL;
    must(strata_batch_view_row(view, batch, at, &a, NULL) == STRATA_OK);
    must(strata_csv_reader_next(other, &b, NULL) == STRATA_OK && b != NULL);
    must(a->count == b->count && a->number == b->number);
    must(a->line == b->line && a->offset == b->offset);
    for (uint32_t i = 0; i < a->count; i++) {
        const strata_place_in_file of_a = strata_csv_reader_batch_place(one, batch, at, i);
        const strata_place_in_file of_b = strata_csv_reader_place(other, i);
        must(strata_slice_equal(a->fields[i], b->fields[i]));
        must(of_a.line == of_b.line && of_a.column == of_b.column);
    }
    must(strata_slice_equal(strata_batch_raw_row(batch, &batch->rows[at]),
                            strata_csv_reader_raw(other)));
    const bool is_last = at + 1 == batch->row_count;
    must(!is_last || batch->ended_line == strata_csv_reader_ended_line(other));
}

static void compare_batches(strata_csv_reader *one, strata_csv_reader *other)
{
    strata_row_batch batch = {0};
    strata_batch_view view = {0};
    const strata_csv_row *row = NULL;
    strata_error of_one = {0};
    strata_error of_other = {0};
    strata_status status = STRATA_OK;
    do {
        status = strata_csv_reader_batch(one, &batch, &of_one);
        for (uint32_t i = 0; status == STRATA_OK && i < batch.row_count; i++) {
            compare_row(one, &batch, i, other, &view);
        }
        if (status == STRATA_OK && batch.row_count > 0) { /* by turns */
            status = strata_csv_reader_next(one, &row, &of_one);
            must(row == NULL || strata_csv_reader_next(other, &row, NULL) == STRATA_OK);
        }
    } while (status == STRATA_OK && batch.row_count > 0);
    must(strata_csv_reader_next(other, &row, &of_other) == status && row == NULL);
    must(csv_render_is_same(&of_one, &of_other));
    strata_row_batch_deinit(&batch);
    strata_batch_view_deinit(&view);
}

/* How much comes of a gz that is damaged depends on the pieces. */
static size_t chunk_of_libcsv(strata_slice file, size_t chunk)
{
    const bool is_gz = file.len > 0 && file.text[0] == '\x1f';
    return is_gz ? chunk : 0;
}

static void check_batches(strata_slice file, const csv_render_way *way)
{
    const strata_csv_dialect reference = {.delimiter = way->dialect.delimiter,
                                          .quote = way->dialect.quote,
                                          .no_quote = way->dialect.no_quote,
                                          .max_fields = way->dialect.max_fields,
                                          .max_field_bytes = way->dialect.max_field_bytes,
                                          .max_row_bytes = way->dialect.max_row_bytes,
                                          .engine = STRATA_CSV_LIBCSV};
    strata_source *sources[2] = {NULL, NULL};
    strata_csv_reader *readers[2] = {NULL, NULL};
    const size_t chunk = way->chunk;
    const size_t other = chunk_of_libcsv(file, chunk);
    if (strata_source_memory("x", file.text, file.len, chunk, &sources[0], NULL) == STRATA_OK &&
        strata_csv_reader_open_kernel(sources[0], &way->dialect, way->kernel, &readers[0], NULL) ==
            STRATA_OK) {
        must(strata_source_memory("x", file.text, file.len, other, &sources[1], NULL) == STRATA_OK);
        must(strata_csv_reader_open(sources[1], &reference, &readers[1], NULL) == STRATA_OK);
        compare_batches(readers[0], readers[1]);
    }
    for (size_t i = 0; i < 2; i++) {
        strata_csv_reader_close(readers[i]);
        strata_source_close(sources[i]);
    }
}

/* All at once for the inputs of the corpus; else half of the work, so that there are many inputs.
 */
static bool is_chosen(unsigned half, const uint8_t *choices)
{
#ifdef STRATA_REPLAY
    (void)half;
    (void)choices;
    return true;
#else
    return choices[3] >> 7 == half;
#endif
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (len < CHOICES) {
        return 0;
    }
    large_blocks_use();
    const strata_slice file = {(const char *)bytes + CHOICES, len - CHOICES};
    const csv_render_way scanner = choose(bytes);
    csv_render_way libcsv = scanner;
    libcsv.dialect.engine = STRATA_CSV_LIBCSV;
    libcsv.chunk = chunk_of_libcsv(file, scanner.chunk);
    if (is_chosen(0, bytes)) {
        compare(render(file, &scanner), render(file, &libcsv));
    }
    if (is_chosen(1, bytes)) {
        check_batches(file, &scanner);
    }
    return 0;
}
