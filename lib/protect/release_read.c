/* Rows of cells.csv and links.csv into a release. */
#include "protect/release_read.h"

#include "base/alloc.h"
#include "base/number.h"
#include "protect/neutral_file.h"

/* Columns of the files, in the order of their names below. */
typedef enum cell_column {
    CELL_ID,
    CELL_VALUE,
    CELL_SYMBOL,
    CELL_LO,
    CELL_HI,
    CELL_PART,
    CELL_WIDTH
} cell_column;

typedef enum link_column {
    LINK_EQUATION,
    LINK_TOTAL,
    LINK_PART
} link_column;

static const char *const cell_names[] = {"cell_id", "value", "symbol", "lo", "hi", "part", "width"};
static const char *const link_names[] = {"eq_id", "total_cell", "part_cell"};
static const strata_neutral_layout cell_layout = {
    cell_names, 7, 2, "cell_id, value and any of symbol, lo, hi, part, width", "audit-columns"};
static const strata_neutral_layout link_layout = {link_names, 3, 3, "eq_id, total_cell, part_cell",
                                                  "audit-columns"};

/* A release while its cells are read. */
typedef struct taking {
    strata_release *release;
    int64_t width; /* of cells that do not say it */
    size_t room;   /* of widths */
} taking;

/* A whole number, or what it is if the field is empty. */
static strata_status take_number(const strata_neutral_file *read, unsigned column, int64_t empty,
                                 int64_t *out, strata_error *err)
{
    const strata_slice text = strata_neutral_field(read, column);
    strata_decimal number = {0};
    *out = empty;
    if (text.len == 0) {
        return STRATA_OK;
    }
    if (!strata_decimal_parse(text, &number) || !strata_decimal_scale(number, 0, out) ||
        *out > STRATA_NUMBER_MOST || *out < -STRATA_NUMBER_MOST) {
        return strata_neutral_fail(read, read->place[column], "audit-number",
                                   "expected a whole number up to 10^12, or nothing", err);
    }
    return STRATA_OK;
}

/* A number that is not shown. */
static strata_status take_hidden(const strata_neutral_file *read, strata_release_cell *cell,
                                 strata_error *err)
{
    int64_t lo = 0;
    int64_t hi = 0;
    STRATA_TRY(take_number(read, CELL_LO, 0, &lo, err));
    STRATA_TRY(take_number(read, CELL_HI, STRATA_BOUND_NONE, &hi, err));
    const bool has_bounds =
        strata_neutral_field(read, CELL_LO).len > 0 || strata_neutral_field(read, CELL_HI).len > 0;
    const bool is_symbol = strata_neutral_field(read, CELL_SYMBOL).len > 0;
    *cell = (strata_release_cell){
        .lo = is_symbol && lo > 0 ? 0 : lo,
        .hi = is_symbol ? STRATA_BOUND_NONE : hi,
        .meant_lo = lo,
        .meant_hi = hi,
        .is_hidden = true,
        .has_symbol = strata_neutral_has(read, CELL_SYMBOL) ? is_symbol : !has_bounds,
    };
    return STRATA_OK;
}

static strata_status take_shown(const strata_neutral_file *read, strata_release_cell *cell,
                                strata_error *err)
{
    int64_t value = 0;
    STRATA_TRY(take_number(read, CELL_VALUE, 0, &value, err));
    for (unsigned column = CELL_LO; column <= CELL_HI; column++) {
        if (strata_neutral_field(read, column).len > 0) {
            return strata_neutral_fail(read, read->place[column], "audit-number",
                                       "a value that is shown has no bounds; expected nothing here",
                                       err);
        }
    }
    *cell = (strata_release_cell){value, value, value, value, 0, false, false};
    return STRATA_OK;
}

/* What must stay open of the cell that was added last. */
static strata_status take_width(const strata_neutral_file *read, taking *take, strata_error *err)
{
    strata_release *release = take->release;
    int64_t width = 0;
    STRATA_TRY(take_number(read, CELL_WIDTH, take->width, &width, err));
    if (width < 0) {
        return strata_neutral_fail(read, read->place[CELL_WIDTH], "audit-number",
                                   "expected a whole number from 0 on, or nothing", err);
    }
    STRATA_TRY(strata_reserve(&release->widths, &take->room, release->cell_count,
                              sizeof *release->widths, err));
    release->widths[release->cell_count - 1] = width;
    return STRATA_OK;
}

static strata_status take_cell(void *context, const strata_neutral_file *read, strata_error *err)
{
    taking *take = context;
    strata_release *release = take->release;
    strata_release_cell cell = {0};
    strata_error first = {0};
    STRATA_TRY(strata_neutral_field(read, CELL_VALUE).len > 0 ? take_shown(read, &cell, err)
                                                              : take_hidden(read, &cell, err));
    const strata_slice part = strata_neutral_field(read, CELL_PART);
    STRATA_TRY(strata_intern_add(release->parts, part.text, part.len, &cell.part, err));
    const strata_status status =
        strata_release_add_cell(release, strata_neutral_field(read, CELL_ID), &cell, &first);
    const bool is_bounds = strata_slice_is(strata_slice_of(first.rule), "cell-bounds");
    const unsigned bound = strata_neutral_has(read, CELL_LO) ? CELL_LO : CELL_HI;
    STRATA_TRY(strata_neutral_pass_on(read, read->place[is_bounds ? bound : CELL_ID], status,
                                      &first, err));
    return strata_neutral_has(read, CELL_WIDTH) ? take_width(read, take, err) : STRATA_OK;
}

static strata_status take_link(void *context, const strata_neutral_file *read, strata_error *err)
{
    strata_release *release = context;
    strata_error first = {0};
    const strata_slice total = strata_neutral_field(read, LINK_TOTAL);
    const strata_status status =
        strata_release_add_link(release, strata_neutral_field(read, LINK_EQUATION), total,
                                strata_neutral_field(read, LINK_PART), &first);
    const bool is_about_part =
        strata_slice_is(strata_slice_of(first.rule), "cell-unknown") && total.len > 0 &&
        strata_intern_find(release->ids, total.text, total.len) != UINT32_MAX;
    return strata_neutral_pass_on(read, read->place[is_about_part ? LINK_PART : LINK_TOTAL], status,
                                  &first, err);
}

static strata_status read_cells(strata_release *release, strata_source *cells, int64_t width,
                                strata_error *err)
{
    taking take = {.release = release, .width = width};
    return strata_neutral_read(&cell_layout, cells, take_cell, &take, err);
}

static strata_status read_both(strata_release *release, const strata_release_files *files,
                               strata_error *err)
{
    STRATA_TRY(read_cells(release, files->cells, files->width, err));
    if (files->links == NULL) {
        return strata_release_finish(release, err);
    }
    STRATA_TRY(strata_neutral_read(&link_layout, files->links, take_link, release, err));
    return strata_neutral_finish(release, files->links, err);
}

strata_status strata_release_read(const strata_release_files *files, strata_release **out,
                                  strata_error *err)
{
    *out = NULL;
    strata_release *release = strata_release_new();
    if (release == NULL) {
        return strata_fail_memory(err);
    }
    const strata_status status = read_both(release, files, err);
    if (status != STRATA_OK) {
        strata_release_free(release);
        return status;
    }
    *out = release;
    return STRATA_OK;
}
