/* Looks at the first rows, or at several of them put together, as a layout's header. */
#include "schema/header_probe.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "schema/fixed_probe.h"
#include "schema/header_rows.h"

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

/* Rows that cannot be read end the visit. */
static strata_status visit(strata_first_rows *file, const strata_layout *layout,
                           const row_visitor *visitor, strata_error *err)
{
    strata_header_search search = {.layout = layout, .arena = strata_first_rows_arena(file)};
    while (strata_header_search_wants(&search)) {
        const strata_csv_row *row = NULL;
        const strata_csv_row *made = NULL;
        STRATA_TRY(strata_first_rows_at(file, layout, search.seen, &row, err));
        if (row == NULL) {
            break;
        }
        STRATA_TRY(strata_header_search_add(&search, row, &made, err));
        if (made != NULL && !visitor->visit(visitor->context, layout, made)) {
            break;
        }
    }
    return STRATA_OK;
}

static uint32_t count_found(const strata_layout *layout, const strata_csv_row *row)
{
    const uint32_t count = strata_layout_name_count(layout);
    uint32_t found = 0;
    for (uint32_t at = 0; at < count; at++) {
        found += strata_layout_has_name(layout, at, row) ? 1 : 0;
    }
    return found;
}

static bool look_for_header(void *context, const strata_layout *layout, const strata_csv_row *row)
{
    strata_likeness *seen = context;
    seen->fits = strata_layout_is_header(layout, row);
    const uint32_t found = count_found(layout, row);
    if (found > seen->found || seen->columns == 0) {
        seen->found = found;
        seen->columns = row->count;
    }
    return !seen->fits;
}

static strata_status probe_records(const strata_beginning *file, const strata_layout *layout,
                                   strata_likeness *out, strata_error *err)
{
    strata_fixed_likeness seen;
    STRATA_TRY(strata_fixed_probe(file, layout, &seen, err));
    out->fits = seen.fits;
    out->found = seen.readable;
    out->odd_line = seen.has_lengths ? 0 : seen.odd_line;
    out->odd_length = seen.odd_length;
    return STRATA_OK;
}

strata_status strata_header_probe(strata_first_rows *file, const strata_layout *layout,
                                  strata_likeness *out, strata_error *err)
{
    *out = (strata_likeness){0};
    if (layout->record_count > 0) {
        return probe_records(strata_first_rows_file(file), layout, out, err);
    }
    const row_visitor visitor = {look_for_header, out};
    STRATA_TRY(visit(file, layout, &visitor, err));
    out->failure = strata_first_rows_failure(file, layout);
    return STRATA_OK;
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

static bool is_in_row(const strata_csv_row *row, strata_slice name)
{
    for (uint32_t at = 0; at < row->count; at++) {
        if (strata_header_equal(row->fields[at], name)) {
            return true;
        }
    }
    return false;
}

static bool list_gaps(void *context, const strata_layout *layout, const strata_csv_row *row)
{
    const gap_search *search = context;
    strata_header_gaps *gaps = search->gaps;
    if (count_found(layout, row) < search->most) {
        return true;
    }
    const uint32_t count = strata_layout_name_count(layout);
    uint32_t has = 0;
    uint32_t lacks = 0;
    for (uint32_t at = 0; at < count; at++) {
        const strata_slice name = strata_layout_name(layout, at);
        if (strata_layout_has_name(layout, at, row)) {
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

strata_status strata_header_probe_gaps(strata_first_rows *file, const strata_layout *layout,
                                       uint32_t most, strata_header_gaps *out, strata_error *err)
{
    *out = (strata_header_gaps){"", "", NULL};
    gap_search search = {out, most};
    const row_visitor visitor = {list_gaps, &search};
    return visit(file, layout, &visitor, err);
}
