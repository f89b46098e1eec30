/* Reads the first rows in a layout's encoding and dialect. */
#include "schema/header_probe.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* What looks at the rows until it returns false. */
typedef struct row_visitor {
    bool (*visit)(void *context, const strata_layout *layout, const strata_csv_row *row);
    void *context;
} row_visitor;

void strata_text_add(char *text, size_t size, const char *format, ...)
{
    const size_t len = strlen(text);
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text + len, size - len, format, args);
    va_end(args);
}

static bool is_in_row(const strata_csv_row *row, strata_slice name)
{
    for (uint32_t at = 0; at < row->count; at++) {
        if (strata_header_equal(row->fields[at], name)) {
            return true;
        }
    }
    return false;
}

static uint32_t count_found(const strata_layout *layout, const strata_csv_row *row)
{
    uint32_t found = 0;
    for (uint32_t at = 0; at < layout->signature_count; at++) {
        found += is_in_row(row, layout->signature[at]) ? 1 : 0;
    }
    return found;
}

static strata_status visit_rows(strata_source *source, const strata_layout *layout,
                                const row_visitor *visitor, strata_error *err)
{
    strata_csv_reader *reader = NULL;
    STRATA_TRY(strata_source_transcode(source, layout->encoding.text, err));
    STRATA_TRY(strata_csv_reader_open(source, &layout->dialect, &reader, err));
    strata_status status = STRATA_OK;
    for (uint32_t seen = 0; seen <= layout->preamble; seen++) {
        const strata_csv_row *row = NULL;
        status = strata_csv_reader_next(reader, &row, err);
        if (status != STRATA_OK || row == NULL || !visitor->visit(visitor->context, layout, row)) {
            break;
        }
    }
    strata_csv_reader_close(reader);
    return status;
}

/* Rows that cannot be read end the visit, and *failure says why. */
static strata_status visit(const strata_beginning *file, const strata_layout *layout,
                           const row_visitor *visitor, strata_error *failure, strata_error *err)
{
    strata_source *source = NULL;
    STRATA_TRY(strata_source_memory(file->name, file->bytes, file->len, 0, &source, err));
    const strata_status status = visit_rows(source, layout, visitor, failure);
    strata_source_close(source);
    return status == STRATA_E_MEMORY ? strata_fail_again(err, failure) : STRATA_OK;
}

static bool look_for_header(void *context, const strata_layout *layout, const strata_csv_row *row)
{
    strata_likeness *seen = context;
    seen->is_header = strata_layout_is_header(layout, row);
    const uint32_t found = count_found(layout, row);
    if (found > seen->found || seen->columns == 0) {
        seen->found = found;
        seen->columns = row->count;
    }
    return !seen->is_header;
}

strata_status strata_header_probe(const strata_beginning *file, const strata_layout *layout,
                                  strata_likeness *out, strata_error *err)
{
    *out = (strata_likeness){0};
    const row_visitor visitor = {look_for_header, out};
    return visit(file, layout, &visitor, &out->failure, err);
}

typedef struct gap_search {
    strata_header_gaps *gaps;
    uint32_t most;
} gap_search;

static void add_name(char *text, size_t size, strata_slice name, uint32_t number)
{
    enum {
        NAMES_MAX = 4
    };
    if (number < NAMES_MAX) {
        strata_text_add(text, size, "%s\"%.*s\"", number > 0 ? ", " : "", (int)name.len, name.text);
    }
}

static bool list_gaps(void *context, const strata_layout *layout, const strata_csv_row *row)
{
    const gap_search *search = context;
    strata_header_gaps *gaps = search->gaps;
    if (count_found(layout, row) < search->most) {
        return true;
    }
    uint32_t has = 0;
    uint32_t lacks = 0;
    for (uint32_t at = 0; at < layout->signature_count; at++) {
        const strata_slice name = layout->signature[at];
        if (is_in_row(row, name)) {
            add_name(gaps->has, sizeof gaps->has, name, has++);
        } else {
            add_name(gaps->lacks, sizeof gaps->lacks, name, lacks++);
        }
    }
    for (uint32_t at = 0; at < layout->forbidden_count && gaps->forbidden == NULL; at++) {
        gaps->forbidden = is_in_row(row, layout->forbidden[at]) ? layout->forbidden[at].text : NULL;
    }
    return false;
}

strata_status strata_header_probe_gaps(const strata_beginning *file, const strata_layout *layout,
                                       uint32_t most, strata_header_gaps *out, strata_error *err)
{
    *out = (strata_header_gaps){"", "", NULL};
    gap_search search = {out, most};
    const row_visitor visitor = {list_gaps, &search};
    strata_error failure = {0};
    return visit(file, layout, &visitor, &failure, err);
}
