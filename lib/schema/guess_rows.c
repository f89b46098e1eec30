/* The rows of a sample, kept while the guess lasts. */
#include <string.h>

#include "base/alloc.h"
#include "io/row_reader.h"
#include "schema/guess_parts.h"

static strata_status keep_row(strata_guess *guess, const strata_csv_row *row, strata_guess_row *out,
                              strata_error *err)
{
    size_t bytes = 0;
    for (uint32_t i = 0; i < row->count; i++) {
        bytes += row->fields[i].len;
    }
    strata_slice *cells = strata_arena_alloc(guess->arena, row->count * sizeof *cells);
    char *text = strata_arena_alloc(guess->arena, bytes + 1);
    if (cells == NULL || text == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t i = 0; i < row->count; i++) {
        if (row->fields[i].len > 0) {
            memcpy(text, row->fields[i].text, row->fields[i].len);
        }
        cells[i] = strata_slice_trim((strata_slice){text, row->fields[i].len});
        text += row->fields[i].len;
    }
    *out = (strata_guess_row){cells, row->count, row->line};
    return STRATA_OK;
}

static strata_status keep_rows(strata_row_reader *reader, strata_guess *guess,
                               strata_guess_rows *out, strata_error *err)
{
    strata_error broken = {0};
    for (;;) {
        const strata_csv_row *row = NULL;
        const strata_status status = strata_row_reader_next(reader, &row, &broken);
        if (status == STRATA_E_MEMORY) {
            return strata_fail_again(err, &broken);
        }
        if (status != STRATA_OK || row == NULL || out->count == STRATA_GUESS_ROWS) {
            guess->is_whole = guess->is_whole && status == STRATA_OK && row == NULL;
            return STRATA_OK;
        }
        STRATA_TRY(keep_row(guess, row, &out->rows[out->count], err));
        out->count++;
    }
}

/* The number of columns that most rows have. */
static uint32_t most_frequent_width(const strata_guess_rows *rows)
{
    uint32_t best = 0;
    uint32_t best_rows = 0;
    for (uint32_t i = 0; i < rows->count && i < 200; i++) {
        uint32_t same = 0;
        for (uint32_t j = 0; j < rows->count && j < 200; j++) {
            same += rows->rows[j].count == rows->rows[i].count ? 1 : 0;
        }
        if (same > best_rows) {
            best_rows = same;
            best = rows->rows[i].count;
        }
    }
    return best;
}

/* Records of fixed width are cut at the places of the columns. */
static strata_status open_reader(const strata_guess *guess, strata_source *source,
                                 strata_row_reader **out, strata_error *err)
{
    if (guess->record_count == 0) {
        return strata_row_reader_open(source, &guess->dialect, out, err);
    }
    strata_fixed_field *places =
        strata_arena_alloc(guess->arena, (guess->column_count + 1) * sizeof *places);
    if (places == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t i = 0; i < guess->column_count; i++) {
        places[i] = (strata_fixed_field){guess->columns[i].start, guess->columns[i].length};
    }
    const strata_fixed_form form = {.fields = places,
                                    .field_count = guess->column_count,
                                    .records = guess->records,
                                    .record_count = guess->record_count};
    return strata_row_reader_open_fixed(source, &form, out, err);
}

strata_status strata_guess_rows_read(const strata_guess_sample *sample, strata_guess *guess,
                                     strata_guess_rows *out, strata_error *err)
{
    *out = (strata_guess_rows){.rows = NULL};
    guess->is_whole = sample->is_whole;
    out->rows = strata_arena_alloc(guess->arena, STRATA_GUESS_ROWS * sizeof *out->rows);
    if (out->rows == NULL) {
        return strata_fail_memory(err);
    }
    strata_source *source = NULL;
    strata_row_reader *reader = NULL;
    STRATA_TRY(strata_source_memory("the sample", sample->bytes, sample->len, 0, &source, err));
    strata_status status = open_reader(guess, source, &reader, err);
    if (status == STRATA_OK) {
        status = keep_rows(reader, guess, out, err);
    }
    strata_row_reader_close(reader);
    strata_source_close(source);
    out->width = most_frequent_width(out);
    out->end_data = out->count;
    return status;
}
