/* JSON lines: one object for each estimate, numbers as numbers, missing values as null. */
#include "io/json_text.h"
#include "table/columns.h"

extern const strata_table_writer strata_writer_jsonl;

static strata_status write_value(strata_sink *sink, const strata_column *column, strata_slice text,
                                 strata_error *err)
{
    if (text.len == 0) {
        return strata_sink_text(sink, "null", err);
    }
    return column->type == STRATA_COLUMN_TEXT ? strata_json_write_string(sink, text, err)
                                              : strata_sink_write(sink, text.text, text.len, err);
}

static strata_status write_object(strata_sink *sink, const strata_tidy_row *row, strata_error *err)
{
    for (size_t i = 0; i < STRATA_TIDY_COUNT; i++) {
        const strata_column *column = strata_column_at(i);
        STRATA_TRY(strata_sink_format(sink, err, "%s\"%s\":", i == 0 ? "{" : ",", column->id));
        STRATA_TRY(write_value(sink, column, row->fields[i], err));
    }
    return strata_sink_text(sink, "}\n", err);
}

static strata_status write_jsonl(const strata_estimates *estimates,
                                 const strata_table_options *options, strata_sink *sink,
                                 strata_error *err)
{
    for (size_t i = 0; i < estimates->count; i++) {
        if (!strata_table_has(options->kind, estimates, &estimates->rows[i])) {
            continue;
        }
        strata_tidy_row row;
        strata_tidy_row_fill(&row, estimates, &estimates->rows[i], options->digits);
        STRATA_TRY(write_object(sink, &row, err));
    }
    return STRATA_OK;
}

const strata_table_writer strata_writer_jsonl = {
    .id = "jsonl",
    .extension = ".jsonl",
    .title = "JSON lines, tidy",
    .write = write_jsonl,
};
