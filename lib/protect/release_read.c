/* Rows of cells.csv and links.csv into a release. */
#include "protect/release_read.h"

#include "base/number.h"
#include "io/csv_reader.h"

enum {
    COLUMNS_MOST = 6
};

/* Columns of the files, in the order of their names below. */
typedef enum cell_column {
    CELL_ID,
    CELL_VALUE,
    CELL_SYMBOL,
    CELL_LO,
    CELL_HI,
    CELL_PART
} cell_column;

typedef enum link_column {
    LINK_EQUATION,
    LINK_TOTAL,
    LINK_PART
} link_column;

/* What the columns of a file are called, and how many of them, from the first, it must have. */
typedef struct layout {
    const char *const *names;
    unsigned count;
    unsigned needed;
    const char *expected;
} layout;

static const char *const cell_names[] = {"cell_id", "value", "symbol", "lo", "hi", "part"};
static const char *const link_names[] = {"eq_id", "total_cell", "part_cell"};
static const layout cell_layout = {cell_names, 6, 2,
                                   "cell_id, value and any of symbol, lo, hi, part"};
static const layout link_layout = {link_names, 3, 3, "eq_id, total_cell, part_cell"};

/* A file while it is read. */
typedef struct reading {
    strata_release *release;
    strata_csv_reader *reader;
    const layout *layout;
    uint32_t place[COLUMNS_MOST]; /* field of each column; UINT32_MAX: there is none */
    uint32_t fields;
    const strata_csv_row *row;
} reading;

static strata_status fail_field(const reading *read, uint32_t field, const char *rule,
                                const char *text, strata_error *err)
{
    return strata_fail_at(err, STRATA_E_INPUT, rule, strata_csv_reader_place(read->reader, field),
                          "%s", text);
}

static strata_slice field_of(const reading *read, unsigned column)
{
    const uint32_t place = read->place[column];
    return place == UINT32_MAX ? (strata_slice){0} : strata_slice_trim(read->row->fields[place]);
}

static bool has_column(const reading *read, unsigned column)
{
    return read->place[column] != UINT32_MAX;
}

/* What the release says against a row, with the place of the column that it is about. */
static strata_status pass_on(const reading *read, strata_status status, const strata_error *first,
                             unsigned column, strata_error *err)
{
    if (status == STRATA_OK || status == STRATA_E_MEMORY) {
        return status == STRATA_OK ? STRATA_OK : strata_fail_memory(err);
    }
    return fail_field(read, read->place[column], first->rule, first->text, err);
}

static strata_status take_header(reading *read, strata_error *err)
{
    const layout *of = read->layout;
    read->fields = read->row->count;
    for (unsigned column = 0; column < COLUMNS_MOST; column++) {
        read->place[column] = UINT32_MAX;
    }
    for (uint32_t field = 0; field < read->row->count; field++) {
        unsigned column = 0;
        if (!strata_slice_word(strata_slice_trim(read->row->fields[field]), of->names, of->count,
                               &column) ||
            has_column(read, column)) {
            return strata_fail_at(err, STRATA_E_INPUT, "audit-columns",
                                  strata_csv_reader_place(read->reader, field),
                                  "expected each column once, of %s", of->expected);
        }
        read->place[column] = field;
    }
    for (unsigned column = 0; column < of->needed; column++) {
        if (!has_column(read, column)) {
            return strata_fail_at(
                err, STRATA_E_INPUT, "audit-columns", strata_csv_reader_place(read->reader, 0),
                "there is no column %s; expected %s", of->names[column], of->expected);
        }
    }
    return STRATA_OK;
}

/* A whole number, or what it is if the field is empty. */
static strata_status take_number(const reading *read, unsigned column, int64_t empty, int64_t *out,
                                 strata_error *err)
{
    const strata_slice text = field_of(read, column);
    strata_decimal number = {0};
    *out = empty;
    if (text.len == 0) {
        return STRATA_OK;
    }
    if (!strata_decimal_parse(text, &number) || !strata_decimal_scale(number, 0, out) ||
        *out > STRATA_NUMBER_MOST || *out < -STRATA_NUMBER_MOST) {
        return fail_field(read, read->place[column], "audit-number",
                          "expected a whole number up to 10^12, or nothing", err);
    }
    return STRATA_OK;
}

/* A number that is not shown. */
static strata_status take_hidden(const reading *read, strata_release_cell *cell, strata_error *err)
{
    int64_t lo = 0;
    int64_t hi = 0;
    STRATA_TRY(take_number(read, CELL_LO, 0, &lo, err));
    STRATA_TRY(take_number(read, CELL_HI, STRATA_BOUND_NONE, &hi, err));
    const bool has_bounds = field_of(read, CELL_LO).len > 0 || field_of(read, CELL_HI).len > 0;
    const bool is_symbol = field_of(read, CELL_SYMBOL).len > 0;
    *cell = (strata_release_cell){
        .lo = is_symbol && lo > 0 ? 0 : lo,
        .hi = is_symbol ? STRATA_BOUND_NONE : hi,
        .meant_lo = lo,
        .meant_hi = hi,
        .is_hidden = true,
        .has_symbol = has_column(read, CELL_SYMBOL) ? is_symbol : !has_bounds,
    };
    return STRATA_OK;
}

static strata_status take_shown(const reading *read, strata_release_cell *cell, strata_error *err)
{
    int64_t value = 0;
    STRATA_TRY(take_number(read, CELL_VALUE, 0, &value, err));
    for (unsigned column = CELL_LO; column <= CELL_HI; column++) {
        if (field_of(read, column).len > 0) {
            return fail_field(read, read->place[column], "audit-number",
                              "a value that is shown has no bounds; expected nothing here", err);
        }
    }
    *cell = (strata_release_cell){value, value, value, value, 0, false, false};
    return STRATA_OK;
}

static strata_status take_cell(reading *read, strata_error *err)
{
    strata_release_cell cell = {0};
    strata_error first = {0};
    STRATA_TRY(field_of(read, CELL_VALUE).len > 0 ? take_shown(read, &cell, err)
                                                  : take_hidden(read, &cell, err));
    const strata_slice part = field_of(read, CELL_PART);
    STRATA_TRY(strata_intern_add(read->release->parts, part.text, part.len, &cell.part, err));
    const strata_status status =
        strata_release_add_cell(read->release, field_of(read, CELL_ID), &cell, &first);
    const bool is_bounds = strata_slice_is(strata_slice_of(first.rule), "cell-bounds");
    return pass_on(read, status, &first,
                   !is_bounds ? CELL_ID : (has_column(read, CELL_LO) ? CELL_LO : CELL_HI), err);
}

static strata_status take_link(reading *read, strata_error *err)
{
    strata_error first = {0};
    const strata_slice total = field_of(read, LINK_TOTAL);
    const strata_status status = strata_release_add_link(
        read->release, field_of(read, LINK_EQUATION), total, field_of(read, LINK_PART), &first);
    const bool is_about_part =
        strata_slice_is(strata_slice_of(first.rule), "cell-unknown") && total.len > 0 &&
        strata_intern_find(read->release->ids, total.text, total.len) != UINT32_MAX;
    return pass_on(read, status, &first, is_about_part ? LINK_PART : LINK_TOTAL, err);
}

static strata_status next_row(reading *read, strata_error *err)
{
    STRATA_TRY(strata_csv_reader_next(read->reader, &read->row, err));
    if (read->row != NULL && read->fields != 0 && read->row->count != read->fields) {
        return fail_field(read, 0, "audit-columns", "expected as many fields as the header has",
                          err);
    }
    return STRATA_OK;
}

static strata_status read_rows(reading *read, strata_status (*take)(reading *, strata_error *),
                               strata_error *err)
{
    STRATA_TRY(next_row(read, err));
    if (read->row == NULL) {
        return fail_field(read, 0, "audit-columns", "the file is empty; expected a header", err);
    }
    STRATA_TRY(take_header(read, err));
    STRATA_TRY(next_row(read, err));
    while (read->row != NULL) {
        STRATA_TRY(take(read, err));
        STRATA_TRY(next_row(read, err));
    }
    return STRATA_OK;
}

static strata_status read_file(strata_release *release, strata_source *source, const layout *of,
                               strata_error *err)
{
    reading read = {.release = release, .layout = of};
    const strata_csv_dialect dialect = {0};
    STRATA_TRY(strata_csv_reader_open(source, &dialect, &read.reader, err));
    const strata_status status = read_rows(&read, of == &cell_layout ? take_cell : take_link, err);
    strata_csv_reader_close(read.reader);
    return status;
}

static strata_status read_both(strata_release *release, strata_source *cells, strata_source *links,
                               strata_error *err)
{
    STRATA_TRY(read_file(release, cells, &cell_layout, err));
    STRATA_TRY(read_file(release, links, &link_layout, err));
    strata_error first = {0};
    const strata_status status = strata_release_finish(release, &first);
    if (status == STRATA_E_INPUT) {
        const strata_place_in_file at = {.file = strata_source_name(links)};
        return strata_fail_at(err, status, first.rule, at, "%s", first.text);
    }
    return status == STRATA_OK ? STRATA_OK : strata_fail_memory(err);
}

strata_status strata_release_read(strata_source *cells, strata_source *links, strata_release **out,
                                  strata_error *err)
{
    *out = NULL;
    strata_release *release = strata_release_new();
    if (release == NULL) {
        return strata_fail_memory(err);
    }
    const strata_status status = read_both(release, cells, links, err);
    if (status != STRATA_OK) {
        strata_release_free(release);
        return status;
    }
    *out = release;
    return STRATA_OK;
}
