/* Buffers that grow and are kept, and rows of them as slices. */
#include "io/row_batch.h"

#include "base/alloc.h"
#include "io/row_batch_buffers.h"

void strata_row_batch_deinit(strata_row_batch *batch)
{
    strata_row_batch_buffers *buffers = batch->buffers;
    if (buffers != NULL) {
        strata_free(buffers->raw);
        strata_free(buffers->text);
        strata_free(buffers->ends);
        strata_free(buffers->rows);
        strata_free(buffers);
    }
    *batch = (strata_row_batch){0};
}

strata_status strata_batch_buffers_of(strata_row_batch *batch, strata_row_batch_buffers **out,
                                      strata_error *err)
{
    if (batch->buffers == NULL) {
        batch->buffers = strata_alloc_zero(1, sizeof *batch->buffers);
    }
    if (batch->buffers == NULL) {
        return strata_fail_memory(err);
    }
    batch->row_count = 0;
    batch->buffers->text_len = 0;
    batch->buffers->end_count = 0;
    batch->buffers->row_count = 0;
    *out = batch->buffers;
    return STRATA_OK;
}

strata_status strata_batch_buffers_text(strata_row_batch_buffers *into, size_t bytes,
                                        strata_error *err)
{
    const bool is_new = into->text == NULL;
    const size_t need = into->text_len + bytes + 2 * (size_t)STRATA_BATCH_PAD;
    if (need > UINT32_MAX) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(strata_reserve(&into->text, &into->text_room, need, 1, err));
    if (is_new) {
        memset(into->text, 0, STRATA_BATCH_PAD);
    }
    return STRATA_OK;
}

strata_status strata_batch_buffers_fields(strata_row_batch_buffers *into, size_t fields,
                                          strata_error *err)
{
    return strata_reserve(&into->ends, &into->end_room, into->end_count + fields,
                          sizeof *into->ends, err);
}

strata_status strata_batch_buffers_rows(strata_row_batch_buffers *into, size_t rows,
                                        strata_error *err)
{
    return strata_reserve(&into->rows, &into->row_room, into->row_count + rows, sizeof *into->rows,
                          err);
}

void strata_batch_buffers_show(strata_row_batch *batch, const strata_batch_shape *shape)
{
    strata_row_batch_buffers *buffers = batch->buffers;
    batch->raw = buffers->raw + shape->start;
    batch->raw_len = shape->len;
    batch->bytes = batch->raw;
    if (shape->is_text && buffers->text != NULL) {
        batch->bytes = buffers->text + STRATA_BATCH_PAD;
        memset(buffers->text + STRATA_BATCH_PAD + buffers->text_len, 0, STRATA_BATCH_PAD);
    }
    batch->quote = shape->quote;
    batch->ends = buffers->ends;
    batch->rows = buffers->rows;
    batch->row_count = (uint32_t)buffers->row_count;
    batch->ended_line =
        batch->row_count > 0 && batch->rows[batch->row_count - 1].raw_end < batch->raw_len;
}

void strata_batch_view_deinit(strata_batch_view *view)
{
    strata_free(view->fields);
    strata_free(view->texts);
    *view = (strata_batch_view){0};
}

/* Copies what stands between two quotes and halves those that are doubled. */
static size_t copy_halved(char *to, strata_slice inner, char quote)
{
    size_t len = 0;
    size_t at = 0;
    while (at < inner.len) {
        const char *found = memchr(inner.text + at, quote, inner.len - at);
        const size_t end = found != NULL ? (size_t)(found - inner.text) + 1 : inner.len;
        memcpy(to + len, inner.text + at, end - at);
        len += end - at;
        at = found != NULL ? end + 1 : end; /* behind the second of the two */
    }
    return len;
}

/* The contents of a field in quotes. Takes the room that it needs from texts[*used]. */
static strata_slice undress(const strata_batch_view *view, strata_slice field, size_t *used)
{
    const char quote = field.text[0];
    const strata_slice inner = {field.text + 1, field.len - 2};
    if (memchr(inner.text, quote, inner.len) == NULL) {
        return inner;
    }
    char *to = view->texts + *used;
    const size_t len = copy_halved(to, inner, quote);
    *used += len;
    return (strata_slice){to, len};
}

static void fill_fields(const strata_batch_view *view, const strata_row_batch *batch,
                        const strata_batch_row *row)
{
    size_t used = 0;
    for (uint32_t i = 0; i < row->count; i++) {
        const strata_slice field = strata_batch_raw_field(batch, row, i);
        const bool is_quoted =
            batch->quote != '\0' && field.len > 0 && field.text[0] == batch->quote;
        view->fields[i] = is_quoted ? undress(view, field, &used) : field;
    }
}

strata_status strata_batch_view_row(strata_batch_view *view, const strata_row_batch *batch,
                                    uint32_t row, const strata_csv_row **out, strata_error *err)
{
    const strata_batch_row *of = &batch->rows[row];
    *out = NULL;
    STRATA_TRY(
        strata_reserve(&view->fields, &view->field_room, of->count, sizeof *view->fields, err));
    if (batch->quote != '\0') {
        STRATA_TRY(strata_reserve(&view->texts, &view->text_room, of->raw_end - of->raw, 1, err));
    }
    fill_fields(view, batch, of);
    view->row = (strata_csv_row){.fields = view->fields,
                                 .count = of->count,
                                 .number = batch->number + row,
                                 .line = batch->line + of->line,
                                 .offset = batch->offset + of->raw};
    *out = &view->row;
    return STRATA_OK;
}
