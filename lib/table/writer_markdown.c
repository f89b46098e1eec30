/* Markdown: a table for people, in the columns a person reads. */
#include <string.h>

#include "table/short_row.h"

extern const strata_table_writer strata_writer_markdown;

/* What Markdown would take for its own marks. */
static strata_status write_cell(strata_sink *sink, const char *text, strata_error *err)
{
    STRATA_TRY(strata_sink_text(sink, " ", err));
    while (*text != '\0') {
        const size_t plain = strcspn(text, "|\\*_`<>[]\r\n");
        STRATA_TRY(strata_sink_write(sink, text, plain, err));
        text += plain;
        if (*text != '\0') {
            const bool is_break = *text == '\r' || *text == '\n';
            const char escaped[2] = {is_break ? ' ' : '\\', *text};
            STRATA_TRY(strata_sink_write(sink, escaped, is_break ? 1 : 2, err));
            text++;
        }
    }
    return strata_sink_text(sink, " |", err);
}

static strata_status write_head(strata_sink *sink, strata_error *err)
{
    STRATA_TRY(strata_sink_text(sink, "|", err));
    for (size_t i = 0; i < STRATA_SHORT_COUNT; i++) {
        STRATA_TRY(write_cell(sink, strata_short_heading((strata_short_column)i), err));
    }
    STRATA_TRY(strata_sink_text(sink, "\n|", err));
    for (size_t i = 0; i < STRATA_SHORT_COUNT; i++) {
        const bool is_number = strata_short_is_number((strata_short_column)i);
        STRATA_TRY(strata_sink_text(sink, is_number ? " ---: |" : " --- |", err));
    }
    return strata_sink_text(sink, "\n", err);
}

static strata_status write_line(strata_sink *sink, const strata_short_row *row, strata_error *err)
{
    STRATA_TRY(strata_sink_text(sink, "|", err));
    for (size_t i = 0; i < STRATA_SHORT_COUNT; i++) {
        STRATA_TRY(write_cell(sink, row->fields[i], err));
    }
    return strata_sink_text(sink, "\n", err);
}

static strata_status write_markdown(const strata_estimates *estimates,
                                    const strata_table_options *options, strata_sink *sink,
                                    strata_error *err)
{
    const char *warning = strata_short_warning(estimates);
    if (warning[0] != '\0') {
        STRATA_TRY(strata_sink_format(sink, err, "**%s**\n\n", warning));
    }
    STRATA_TRY(write_head(sink, err));
    for (size_t i = 0; i < estimates->count; i++) {
        if (!strata_table_has(options->kind, estimates, &estimates->rows[i])) {
            continue;
        }
        strata_short_row row;
        strata_short_row_fill(&row, estimates, &estimates->rows[i], options->digits);
        STRATA_TRY(write_line(sink, &row, err));
    }
    return STRATA_OK;
}

const strata_table_writer strata_writer_markdown = {
    .id = "md",
    .extension = ".md",
    .title = "Markdown table for people",
    .is_for_people = true,
    .write = write_markdown,
};
