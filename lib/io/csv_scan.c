/* A second look at one row. */
#include "io/csv_scan.h"

size_t strata_csv_blanks(const strata_csv_dialect *dialect, strata_slice text)
{
    size_t count = 0;
    while (dialect->skip_blank_after_delimiter && count < text.len &&
           text.text[count] != dialect->delimiter &&
           (text.text[count] == ' ' || text.text[count] == '\t')) {
        count++;
    }
    return count;
}

static strata_slice from(strata_slice text, size_t offset)
{
    return (strata_slice){text.text + offset, text.len - offset};
}

/* Bytes that a quoted field takes with its quotes; 0 if it has none. */
static size_t quoted_length(const strata_csv_dialect *dialect, strata_slice text)
{
    const char quote = dialect->quote;
    if (dialect->no_quote || text.len == 0 || text.text[0] != quote) {
        return 0;
    }
    for (size_t at = 1; at < text.len; at++) {
        if (text.text[at] != quote) {
            continue;
        }
        at++;
        if (at == text.len || text.text[at] != quote) {
            return at;
        }
    }
    return text.len;
}

size_t strata_csv_field_offset(const strata_csv_dialect *dialect, strata_slice row, uint32_t index)
{
    size_t at = strata_csv_blanks(dialect, row);
    for (uint32_t i = 0; i < index && at < row.len; i++) {
        at += quoted_length(dialect, from(row, at));
        const char *delimiter = memchr(row.text + at, dialect->delimiter, row.len - at);
        at = delimiter != NULL ? (size_t)(delimiter - row.text) + 1 : row.len;
        at += strata_csv_blanks(dialect, from(row, at));
    }
    return at;
}

strata_place_in_file strata_csv_place(strata_slice text, size_t offset, uint64_t line)
{
    strata_place_in_file place = {.line = line, .column = 1};
    for (size_t at = 0; at < offset; at++) {
        const bool is_pair = text.text[at] == '\r' && at + 1 < offset && text.text[at + 1] == '\n';
        place.column++;
        if (text.text[at] == '\n' || (text.text[at] == '\r' && !is_pair)) {
            place.line++;
            place.column = 1;
        }
    }
    return place;
}
