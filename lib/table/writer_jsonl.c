/* JSON lines: one object for each estimate, numbers as numbers, missing values as null. */
#include "table/columns.h"
#include "table/printer.h"

extern const strata_table_writer strata_writer_jsonl;

static void print_value(strata_printer *out, const strata_column *column, strata_slice text)
{
    if (text.len == 0) {
        strata_print(out, "null");
    } else if (column->type == STRATA_COLUMN_TEXT) {
        strata_print_json(out, text);
    } else {
        strata_print_slice(out, text);
    }
}

static void print_object(strata_printer *out, const strata_tidy_row *row)
{
    for (size_t i = 0; i < STRATA_TIDY_COUNT; i++) {
        const strata_column *column = strata_column_at(i);
        strata_print_format(out, "%s\"%s\":", i == 0 ? "{" : ",", column->id);
        print_value(out, column, row->fields[i]);
    }
    strata_print(out, "}\n");
}

static strata_status write_jsonl(const strata_estimates *estimates,
                                 const strata_table_options *options, strata_sink *sink,
                                 strata_error *err)
{
    strata_printer out = strata_printer_of(sink, err);
    for (size_t i = 0; i < estimates->count; i++) {
        if (!strata_table_has(options->kind, estimates, &estimates->rows[i])) {
            continue;
        }
        strata_tidy_row row;
        strata_tidy_row_fill(&row, estimates, &estimates->rows[i], options->digits);
        print_object(&out, &row);
    }
    return out.status;
}

const strata_table_writer strata_writer_jsonl = {
    .id = "jsonl",
    .extension = ".jsonl",
    .title = "JSON lines, tidy",
    .write = write_jsonl,
};
