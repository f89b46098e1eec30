/* Aligned columns for a terminal. Two passes: the first finds how wide the columns are. */
#include <stdio.h>
#include <string.h>

#include "table/printer.h"
#include "table/short_row.h"

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
    size_t widths[STRATA_SHORT_COUNT]; /* in characters; 0: nothing in it, left out */
} layout;

static bool starts_character(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

static size_t character_count(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++) {
        count += starts_character(*text) ? 1 : 0;
    }
    return count;
}

/* Bytes of the first `count` characters. */
static size_t character_bytes(const char *text, size_t count)
{
    size_t at = 0;
    while (text[at] != '\0') {
        if (starts_character(text[at]) && count-- == 0) {
            break;
        }
        at++;
    }
    return at;
}

static void measure_columns(layout *table)
{
    for (size_t i = 0; i < table->estimates->count; i++) {
        const strata_estimate *estimate = &table->estimates->rows[i];
        if (!strata_table_has(table->options->kind, table->estimates, estimate)) {
            continue;
        }
        strata_short_row row;
        strata_short_row_fill(&row, table->estimates, estimate, table->options->digits);
        for (size_t column = 0; column < STRATA_SHORT_COUNT; column++) {
            const size_t width = character_count(row.fields[column]);
            if (width > table->widths[column]) {
                table->widths[column] = width;
            }
        }
    }
    for (size_t column = 0; column < STRATA_SHORT_COUNT; column++) {
        const size_t heading = strlen(strata_short_heading((strata_short_column)column));
        if (table->widths[column] > 0 && table->widths[column] < heading) {
            table->widths[column] = heading;
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

/* Takes width from the texts, always from the widest; numbers are never cut. */
static void fit_columns(layout *table)
{
    static const strata_short_column texts[] = {STRATA_SHORT_PLACE, STRATA_SHORT_SUBJECT,
                                                STRATA_SHORT_GROUP, STRATA_SHORT_REF,
                                                STRATA_SHORT_STATUS};
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
    if (character_count(text) <= width) {
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
    const size_t len = character_count(text);
    const size_t blanks = len < width ? width - len : 0;
    const bool is_number = strata_short_is_number(column);
    strata_print_repeat(&table->out, ' ', is_number ? blanks : 0);
    print_cut(table, text, width);
    if (column + 1 < STRATA_SHORT_COUNT) {
        strata_print_repeat(&table->out, ' ', GUTTER + (is_number ? 0 : blanks));
    }
}

static void print_row(layout *table, const strata_short_row *row)
{
    for (size_t column = 0; column < STRATA_SHORT_COUNT; column++) {
        if (table->widths[column] > 0) {
            print_field(table, (strata_short_column)column, row->fields[column]);
        }
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

static strata_status write_text(const strata_estimates *estimates,
                                const strata_table_options *options, strata_sink *sink,
                                strata_error *err)
{
    layout table = {
        .estimates = estimates, .options = options, .out = strata_printer_of(sink, err)};
    measure_columns(&table);
    fit_columns(&table);
    if (total_width(&table) == 0) {
        strata_print(&table.out, "no estimates\n");
        return table.out.status;
    }
    const char *warning = strata_short_warning(estimates);
    if (warning[0] != '\0') {
        strata_print_format(&table.out, "%s\n", warning);
    }
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
