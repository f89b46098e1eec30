/* Markdown: a table for people, in the columns a person reads, without those that no row fills. */
#include <string.h>

#include "table/printer.h"
#include "table/short_survey.h"

extern const strata_table_writer strata_writer_markdown;

/* What Markdown would take for its own marks gets a backslash in front. */
static void print_cell(strata_printer *out, const char *text)
{
    strata_print(out, " ");
    for (; *text != '\0'; text++) {
        if (strchr("|\\*_`<>[]", *text) != NULL) {
            strata_print(out, "\\");
        }
        strata_print_char(out, *text);
    }
    strata_print(out, " |");
}

/* A table without rows shows all its columns. */
static bool is_shown(const strata_short_survey *survey, size_t column)
{
    return survey->rows == 0 || survey->widths[column] > 0;
}

static void print_head(strata_printer *out, const strata_short_survey *survey)
{
    strata_print(out, "|");
    for (size_t i = 0; i < STRATA_SHORT_COUNT; i++) {
        if (is_shown(survey, i)) {
            print_cell(out, strata_short_heading((strata_short_column)i));
        }
    }
    strata_print(out, "\n|");
    for (size_t i = 0; i < STRATA_SHORT_COUNT; i++) {
        if (is_shown(survey, i)) {
            strata_print(out,
                         strata_short_is_number((strata_short_column)i) ? " ---: |" : " --- |");
        }
    }
    strata_print(out, "\n");
}

static void print_row(strata_printer *out, const strata_short_survey *survey,
                      const strata_short_row *row)
{
    strata_print(out, "|");
    for (size_t i = 0; i < STRATA_SHORT_COUNT; i++) {
        if (is_shown(survey, i)) {
            print_cell(out, row->fields[i]);
        }
    }
    strata_print(out, "\n");
}

static strata_status write_markdown(const strata_estimates *estimates,
                                    const strata_table_options *options, strata_sink *sink,
                                    strata_error *err)
{
    strata_printer out = strata_printer_of(sink, err);
    const char *warning = strata_short_warning(estimates);
    if (warning[0] != '\0') {
        strata_print_format(&out, "**%s**\n\n", warning);
    }
    strata_short_survey survey;
    strata_short_survey_make(&survey, estimates, options);
    print_head(&out, &survey);
    for (size_t i = 0; i < estimates->count; i++) {
        if (!strata_table_has(options->kind, estimates, &estimates->rows[i])) {
            continue;
        }
        strata_short_row row;
        strata_short_row_fill(&row, estimates, &estimates->rows[i], options->digits);
        print_row(&out, &survey, &row);
    }
    return out.status;
}

const strata_table_writer strata_writer_markdown = {
    .id = "md",
    .extension = ".md",
    .title = "Markdown table for people",
    .is_for_people = true,
    .write = write_markdown,
};
