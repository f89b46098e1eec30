/* Aligned columns for a terminal. Two passes: the first finds how wide the columns are, and which
 * of them say the same in every row; those are said once, above the table. */
#include <stdio.h>
#include <string.h>

#include "table/printer.h"
#include "table/short_survey.h"

extern const strata_table_writer strata_writer_text;

enum {
    GUTTER = 2,
    NARROWEST = 6 /* columns of text are not cut below this */
};

static const char ellipsis[] = "\xE2\x80\xA6";

/* A table on its way to a terminal. */
typedef struct layout {
    const strata_estimates *estimates;
    const strata_table_options *options;
    strata_printer out;
    strata_short_survey survey;
    size_t widths[STRATA_SHORT_COUNT]; /* in characters; 0: left out */
} layout;

/* Bytes of the first `count` characters. */
static size_t character_bytes(const char *text, size_t count)
{
    size_t at = 0;
    while (text[at] != '\0') {
        if (((unsigned char)text[at] & 0xC0) != 0x80 && count-- == 0) {
            break;
        }
        at++;
    }
    return at;
}

/* The value and what belongs to it stay in their columns, whatever they are. */
static bool is_said_once(const layout *table, strata_short_column column)
{
    const bool is_result =
        column == STRATA_SHORT_VALUE || column == STRATA_SHORT_INTERVAL || column == STRATA_SHORT_N;
    return !is_result && table->survey.rows > 1 && table->survey.is_same[column] &&
           table->survey.widths[column] > 0;
}

static void measure_columns(layout *table)
{
    for (size_t i = 0; i < STRATA_SHORT_COUNT; i++) {
        const strata_short_column column = (strata_short_column)i;
        const size_t heading = strlen(strata_short_heading(column));
        const size_t width = table->survey.widths[i];
        const bool is_empty = width == 0 && column != STRATA_SHORT_VALUE;
        if (!is_empty && !is_said_once(table, column)) {
            table->widths[i] = width > heading ? width : heading;
        }
    }
}

static size_t total_width(const layout *table)
{
    size_t total = 0;
    for (size_t column = 0; column < STRATA_SHORT_COUNT; column++) {
        total += table->widths[column] > 0 ? table->widths[column] + GUTTER : 0;
    }
    return total > 0 ? total - GUTTER : 0;
}

/* Takes width from the free texts, always from the longest; numbers and words are never cut. */
static void fit_columns(layout *table)
{
    static const strata_short_column texts[] = {
        STRATA_SHORT_PLACE, STRATA_SHORT_NAME, STRATA_SHORT_ASSESSMENT, STRATA_SHORT_SUBJECT,
        STRATA_SHORT_GROUP, STRATA_SHORT_REF,  STRATA_SHORT_FLAGS};
    const size_t limit = table->options->terminal_width;
    size_t total = total_width(table);
    while (limit > 0 && total > limit) {
        size_t *widest = &table->widths[texts[0]];
        for (size_t i = 1; i < sizeof texts / sizeof texts[0]; i++) {
            size_t *width = &table->widths[texts[i]];
            widest = *width > *widest ? width : widest;
        }
        if (*widest <= NARROWEST) {
            return;
        }
        (*widest)--;
        total--;
    }
}

/* The text, cut to the width of its column. */
static void print_cut(layout *table, const char *text, size_t width)
{
    if (strata_short_width(text) <= width) {
        strata_print(&table->out, text);
        return;
    }
    strata_print_slice(&table->out,
                       (strata_slice){.text = text, .len = character_bytes(text, width - 1)});
    strata_print(&table->out, ellipsis);
}

static void print_field(layout *table, strata_short_column column, const char *text)
{
    const size_t width = table->widths[column];
    const size_t len = strata_short_width(text);
    const size_t blanks = len < width ? width - len : 0;
    const bool is_number = strata_short_is_number(column);
    strata_print_repeat(&table->out, ' ', is_number ? blanks : 0);
    print_cut(table, text, width);
    strata_print_repeat(&table->out, ' ', is_number ? 0 : blanks);
}

/* The last column that the row fills: nothing stands behind it, no blanks either. */
static size_t last_column(const layout *table, const strata_short_row *row)
{
    size_t last = STRATA_SHORT_COUNT - 1;
    while (last > 0 && (table->widths[last] == 0 || row->fields[last][0] == '\0')) {
        last--;
    }
    return last;
}

static void print_row(layout *table, const strata_short_row *row)
{
    const size_t last = last_column(table, row);
    for (size_t column = 0; column < last; column++) {
        if (table->widths[column] > 0) {
            print_field(table, (strata_short_column)column, row->fields[column]);
            strata_print_repeat(&table->out, ' ', GUTTER);
        }
    }
    if (strata_short_is_number((strata_short_column)last)) {
        print_field(table, (strata_short_column)last, row->fields[last]);
    } else {
        print_cut(table, row->fields[last], table->widths[last]);
    }
    strata_print(&table->out, "\n");
}

static void print_head(layout *table)
{
    strata_short_row head;
    for (size_t column = 0; column < STRATA_SHORT_COUNT; column++) {
        (void)snprintf(head.fields[column], STRATA_SHORT_TEXT, "%s",
                       strata_short_heading((strata_short_column)column));
    }
    const bool is_bold = table->options->colour;
    strata_print(&table->out, is_bold ? "\x1b[1m" : "");
    print_row(table, &head);
    strata_print(&table->out, is_bold ? "\x1b[0m" : "");
}

static void print_rows(layout *table)
{
    for (size_t i = 0; i < table->estimates->count; i++) {
        const strata_estimate *estimate = &table->estimates->rows[i];
        if (strata_table_has(table->options->kind, table->estimates, estimate)) {
            strata_short_row row;
            strata_short_row_fill(&row, table->estimates, estimate, table->options->digits);
            print_row(table, &row);
        }
    }
}

/* "all rows: place state, subject ela, grade 03" */
static void print_common(layout *table)
{
    const char *before = "all rows: ";
    for (size_t i = 0; i < STRATA_SHORT_COUNT; i++) {
        const strata_short_column column = (strata_short_column)i;
        if (is_said_once(table, column)) {
            strata_print(&table->out, before);
            strata_print(&table->out, strata_short_heading(column));
            strata_print(&table->out, " ");
            strata_print(&table->out, table->survey.first.fields[i]);
            before = ", ";
        }
    }
    strata_print(&table->out, before[0] == ',' ? "\n" : "");
}

static strata_status write_text(const strata_estimates *estimates,
                                const strata_table_options *options, strata_sink *sink,
                                strata_error *err)
{
    layout table = {
        .estimates = estimates, .options = options, .out = strata_printer_of(sink, err)};
    strata_short_survey_make(&table.survey, estimates, options);
    if (table.survey.rows == 0) {
        strata_print(&table.out, "no estimates\n");
        return table.out.status;
    }
    measure_columns(&table);
    fit_columns(&table);
    const char *warning = strata_short_warning(estimates);
    if (warning[0] != '\0') {
        strata_print_format(&table.out, "%s\n", warning);
    }
    print_common(&table);
    print_head(&table);
    print_rows(&table);
    return table.out.status;
}

const strata_table_writer strata_writer_text = {
    .id = "text",
    .extension = "",
    .title = "aligned columns for a terminal",
    .is_for_people = true,
    .write = write_text,
};
