/* Each slot writes its rows into memory; what is taken goes to the output in one piece. */
#include "cube/cell_writer.h"

#include <stdio.h>

#include "base/alloc.h"
#include "cube/cell_columns.h"
#include "cube/cell_meals.h"
#include "cube/cell_rows_tabs.h"
#include "cube/protection_line.h"

/* Rows of a part under way. Slots are touched by different threads. */
typedef struct slot {
    bool is_ready;
    strata_cell_rows rows;
} slot;

struct strata_cell_writer {
    strata_cell_output output;
    strata_error *err;            /* borrowed */
    strata_stream_writer *stream; /* NULL: a table */
    strata_cell_terms terms;
    strata_cell_totals totals;
    bool drops_schools; /* a table is the last stage: nobody asks it for those that are watched */
    char protection[STRATA_PROTECTION_TEXT];
    strata_cell_sink sink;
    slot slots[STRATA_CELL_SINK_SLOTS];
};

void strata_cell_writer_free(strata_cell_writer *writer)
{
    if (writer != NULL) {
        for (size_t at = 0; at < STRATA_CELL_SINK_SLOTS; at++) {
            strata_cell_rows_deinit(&writer->slots[at].rows);
        }
        strata_stream_writer_free(writer->stream);
        strata_free(writer);
    }
}

static strata_status make_ready(const strata_cell_writer *writer, slot *into, strata_error *err)
{
    if (!into->is_ready) {
        STRATA_TRY(strata_cell_rows_init(&into->rows, &writer->terms, err));
        into->is_ready = true;
    }
    return STRATA_OK;
}

static strata_status tell(void *context, size_t number, const strata_int128 *values,
                          strata_error *err)
{
    strata_cell_writer *writer = context;
    slot *into = &writer->slots[number];
    STRATA_TRY(make_ready(writer, into, err));
    strata_cell_rows_tell(&into->rows, values);
    return STRATA_OK;
}

static strata_status add(void *context, size_t number, const strata_cell *cell, strata_error *err)
{
    strata_cell_writer *writer = context;
    slot *into = &writer->slots[number];
    if (writer->drops_schools && cell->key.entity_level == STRATA_LEVEL_SCHOOL) {
        return STRATA_OK;
    }
    STRATA_TRY(make_ready(writer, into, err));
    return strata_cell_rows_add(&into->rows, cell, err);
}

/* A part that was unusually long is no reason to keep so much room. */
static void empty_slot(slot *from, size_t len)
{
    enum {
        KEPT_BYTES = 4 << 20
    };
    if (len > KEPT_BYTES) {
        strata_cell_rows_deinit(&from->rows);
        from->is_ready = false;
    } else {
        strata_cell_rows_clear(&from->rows);
    }
}

static strata_status write_rows(const strata_cell_writer *writer, strata_slice text, uint64_t count,
                                strata_error *err)
{
    if (writer->stream != NULL) {
        return strata_stream_writer_rows(writer->stream, text, count);
    }
    return writer->output.has_tabs
               ? strata_cell_rows_with_tabs(text, writer->output.sink, err)
               : strata_sink_write(writer->output.sink, text.text, text.len, err);
}

static strata_status take(void *context, size_t number, strata_error *err)
{
    strata_cell_writer *writer = context;
    slot *from = &writer->slots[number];
    if (!from->is_ready) {
        return STRATA_OK;
    }
    strata_slice text = {NULL, 0};
    STRATA_TRY(strata_cell_rows_end(&from->rows, err));
    strata_cell_totals_merge(&writer->totals, &from->rows.totals);
    strata_sink_bytes(from->rows.text, &text.text, &text.len);
    STRATA_TRY(write_rows(writer, text, from->rows.count, err));
    if (writer->output.written != NULL) {
        writer->output.written->rows += from->rows.count;
        writer->output.written->left_out += from->rows.left_out;
    }
    empty_slot(from, text.len);
    return STRATA_OK;
}

/* Who finds a table must see that its small groups are not protected. */
static const char *column_word(const strata_protection_line *line)
{
    const bool is_open = strcmp(line->word, "unprotected") == 0 || strcmp(line->word, "none") == 0;
    return is_open ? "confidential" : line->word;
}

static char delimiter_of(const strata_cell_writer *writer)
{
    return writer->output.has_tabs ? '\t' : ',';
}

static strata_status start(strata_cell_writer *writer, const strata_stream_header *header)
{
    if (writer->output.form == STRATA_CELL_FORM_TOTALS) {
        return STRATA_OK;
    }
    if (writer->output.form == STRATA_CELL_FORM_TABLE) {
        return strata_cell_rows_columns(&writer->terms, delimiter_of(writer), writer->output.sink,
                                        writer->err);
    }
    strata_stream_header full = *header;
    full.kind = STRATA_STREAM_CELLS;
    STRATA_TRY(strata_stream_writer_open(writer->output.sink, &full, writer->terms.dictionary,
                                         writer->output.bare, &writer->stream, writer->err));
    return strata_stream_columns(writer->stream, strata_cell_columns, STRATA_CELL_COLUMN_NAMES);
}

strata_status strata_cell_writer_open(const strata_cell_output *output,
                                      const strata_stream_header *header,
                                      const strata_dictionary *dictionary, strata_cell_writer **out,
                                      strata_error *err)
{
    *out = NULL;
    strata_cell_writer *writer = strata_alloc_zero(1, sizeof *writer);
    if (writer == NULL) {
        return strata_fail_memory(err);
    }
    const strata_protection_line line = strata_protection_line_of(header->protection);
    (void)snprintf(writer->protection, sizeof writer->protection, "%s", column_word(&line));
    writer->output = *output;
    writer->err = err;
    writer->drops_schools =
        output->form != STRATA_CELL_FORM_STREAM && !strata_cell_plan_has_schools(header->plan);
    writer->terms = (strata_cell_terms){.form = output->form,
                                        .dictionary = dictionary,
                                        .level_columns = header->level_columns,
                                        .protection = writer->protection,
                                        .has_statistics = line.min_n > 0,
                                        .quantiles = output->quantiles};
    writer->sink = (strata_cell_sink){
        .context = writer, .quantiles = output->quantiles, .tell = tell, .add = add, .take = take};
    const strata_status status = start(writer, header);
    if (status != STRATA_OK) {
        strata_cell_writer_free(writer);
        return status;
    }
    *out = writer;
    return STRATA_OK;
}

const strata_cell_sink *strata_cell_writer_sink(strata_cell_writer *writer)
{
    return &writer->sink;
}

strata_status strata_cell_writer_end(strata_cell_writer *writer, const strata_input_mark *inputs,
                                     size_t count)
{
    if (writer->output.form == STRATA_CELL_FORM_TOTALS) {
        return strata_cell_totals_write(&writer->totals, writer->terms.level_columns,
                                        delimiter_of(writer), writer->output.sink, writer->err);
    }
    if (writer->stream == NULL) {
        return STRATA_OK;
    }
    for (size_t at = 0; at < count; at++) {
        STRATA_TRY(strata_stream_writer_input(writer->stream, inputs[at].digest, inputs[at].rows));
    }
    return strata_stream_writer_end(writer->stream);
}
