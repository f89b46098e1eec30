/* Texts that a spreadsheet would take for a formula get an apostrophe in front: names of places
 * come from files that anybody may have written. Numbers are ours and stay numbers. */
#include "table/delimited.h"

#include <string.h>

#include "io/csv_writer.h"
#include "table/columns.h"

enum {
    GUARDED_BYTES = 1024
};

static bool is_formula(strata_slice text)
{
    static const strata_slice fullwidth_equals = {"\xEF\xBC\x9D", 3};
    const strata_slice start = {text.text, text.len < 3 ? text.len : 3};
    return text.len > 0 && (strchr("=+-@\t\r", text.text[0]) != NULL ||
                            strata_slice_equal(start, fullwidth_equals));
}

static void write_text(strata_csv_writer *csv, strata_slice text)
{
    if (!is_formula(text)) {
        strata_csv_text(csv, text);
        return;
    }
    char guarded[GUARDED_BYTES];
    const size_t len = text.len < sizeof guarded ? text.len : sizeof guarded - 1;
    guarded[0] = '\'';
    memcpy(guarded + 1, text.text, len);
    strata_csv_text(csv, (strata_slice){.text = guarded, .len = len + 1});
}

static strata_status write_row(strata_csv_writer *csv, const strata_tidy_row *row)
{
    for (size_t column = 0; column < STRATA_TIDY_COUNT; column++) {
        if (strata_column_at(column)->type == STRATA_COLUMN_TEXT) {
            write_text(csv, row->fields[column]);
        } else {
            strata_csv_text(csv, row->fields[column]);
        }
    }
    return strata_csv_end_row(csv);
}

strata_status strata_delimited_write(const strata_estimates *estimates,
                                     const strata_table_options *options, char delimiter,
                                     strata_sink *sink, strata_error *err)
{
    strata_csv_writer csv;
    strata_csv_writer_init(&csv, sink, delimiter, err);
    for (size_t column = 0; column < STRATA_TIDY_COUNT; column++) {
        strata_csv_string(&csv, strata_column_at(column)->id);
    }
    STRATA_TRY(strata_csv_end_row(&csv));
    for (size_t i = 0; i < estimates->count; i++) {
        if (!strata_table_has(options->kind, estimates, &estimates->rows[i])) {
            continue;
        }
        strata_tidy_row row;
        strata_tidy_row_fill(&row, estimates, &estimates->rows[i], options->digits);
        STRATA_TRY(write_row(&csv, &row));
    }
    return STRATA_OK;
}
