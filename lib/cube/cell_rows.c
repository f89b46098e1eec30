/* What both forms have in common: the key in front, and where the rows are kept. */
#include "cube/cell_rows.h"

#include <stdio.h>

#include "base/alloc.h"
#include "cube/cell_columns.h"
#include "cube/cell_rows_parts.h"

strata_status strata_cell_rows_init(strata_cell_rows *rows, const strata_cell_terms *terms,
                                    strata_error *err)
{
    *rows = (strata_cell_rows){.terms = *terms};
    STRATA_TRY(strata_sink_memory(&rows->text, err));
    return strata_cell_key_text_new(terms->dictionary, terms->form == STRATA_CELL_FORM_STREAM,
                                    &rows->keys, err);
}

void strata_cell_rows_deinit(strata_cell_rows *rows)
{
    strata_sink_discard(rows->text);
    strata_cell_key_text_free(rows->keys);
    strata_free(rows->given);
    strata_free(rows->small);
    *rows = (strata_cell_rows){0};
}

void strata_cell_rows_clear(strata_cell_rows *rows)
{
    strata_sink_clear(rows->text);
    rows->totals = (strata_cell_totals){.rows = 0};
    rows->count = 0;
    rows->left_out = 0;
}

unsigned strata_cell_rows_proficient(const strata_cell_rows *rows, const strata_cell_key *key)
{
    const strata_test *test =
        strata_dictionary_test(rows->terms.dictionary, key->assessment, key->subject, key->era);
    return test != NULL ? test->proficient : 0;
}

strata_status strata_cell_rows_start(strata_cell_rows *rows, const strata_cell_key *key, char **at,
                                     strata_error *err)
{
    strata_cell_key_fields fields;
    STRATA_TRY(strata_cell_key_text_of(rows->keys, key, &fields, err));
    if (fields.is_new_place && rows->terms.form == STRATA_CELL_FORM_TABLE) {
        rows->cut = strata_cell_rows_proficient(rows, key);
    }
    STRATA_TRY(strata_sink_room(
        rows->text, fields.place.len + fields.group.len + STRATA_CELL_NUMBERS_ROOM, at, err));
    *at = strata_put_padded_at(*at, fields.place.text, fields.place.len);
    *at = strata_put_padded_at(*at, fields.group.text, fields.group.len);
    rows->count++;
    return STRATA_OK;
}

static strata_status add_to_stream(strata_cell_rows *rows, const strata_cell *cell,
                                   strata_error *err)
{
    char *at = NULL;
    STRATA_TRY(strata_cell_rows_start(rows, &cell->key, &at, err));
    strata_sink_wrote(rows->text, strata_cell_put_numbers(rows, cell, at));
    return STRATA_OK;
}

strata_status strata_cell_rows_add(strata_cell_rows *rows, const strata_cell *cell,
                                   strata_error *err)
{
    return rows->terms.form == STRATA_CELL_FORM_STREAM
               ? add_to_stream(rows, cell, err)
               : strata_cell_rows_add_table(rows, cell, err);
}

strata_status strata_cell_rows_end(strata_cell_rows *rows, strata_error *err)
{
    return rows->terms.form == STRATA_CELL_FORM_STREAM ? STRATA_OK
                                                       : strata_cell_rows_end_table(rows, err);
}

static void write_level_names(strata_csv_writer *csv, unsigned levels)
{
    for (unsigned level = 1; level <= levels; level++) {
        char name[16];
        (void)snprintf(name, sizeof name, "level_%u", level);
        strata_csv_string(csv, name);
    }
}

static void write_quantile_names(strata_csv_writer *csv, const strata_quantiles *quantiles)
{
    for (unsigned at = 0; quantiles != NULL && at < quantiles->count; at++) {
        strata_csv_string(csv, quantiles->of[at].name);
    }
}

strata_status strata_cell_rows_columns(const strata_cell_terms *terms, char delimiter,
                                       strata_sink *sink, strata_error *err)
{
    const bool is_stream = terms->form == STRATA_CELL_FORM_STREAM;
    const char *const *names = is_stream ? strata_cell_columns : strata_cell_table_columns;
    const size_t count =
        is_stream ? (size_t)STRATA_CELL_COLUMN_NAMES : strata_cell_table_column_count();
    strata_csv_writer csv;
    strata_csv_writer_init(&csv, sink, delimiter, err);
    for (size_t at = 0; at < count; at++) {
        if (strcmp(names[at], "level_*") == 0) {
            write_level_names(&csv, terms->level_columns);
        } else if (strcmp(names[at], "quantile_*") == 0) {
            write_quantile_names(&csv, terms->quantiles);
        } else {
            strata_csv_string(&csv, names[at]);
        }
    }
    return strata_csv_end_row(&csv);
}
