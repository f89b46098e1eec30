/* Rows of cells and links; every value must be there, since it is who makes the release that asks.
 */
#include "protect/suppress_read.h"

#include "base/alloc.h"
#include "base/number.h"
#include "protect/neutral_file.h"

enum {
    ID = 0, /* columns of cells, in the order of their names */
    VALUE = 1,
    PRIMARY = 2,
    EARLIER = 3,
    MAY_HIDE = 4,
    WEIGHT = 5,
    PART = 6,
    EQUATION = 0, /* of links */
    TOTAL = 1,
    SUMMAND = 2
};

/* What is made of both files. */
typedef struct reading {
    strata_release *release;
    strata_suppress_cell *known;
    size_t known_room;
    int64_t width;
} reading;

static const char *const cell_names[] = {"cell_id",  "value",  "primary", "earlier",
                                         "may_hide", "weight", "part"};
static const char *const link_names[] = {"eq_id", "total_cell", "part_cell"};
static const strata_neutral_layout cell_layout = {
    cell_names, 7, 2, "cell_id, value and any of primary, earlier, may_hide, weight, part",
    "protect-columns"};
static const strata_neutral_layout link_layout = {link_names, 3, 3, "eq_id, total_cell, part_cell",
                                                  "protect-columns"};

/* A whole number from least to most, or what it is if the field is empty. */
static strata_status take_number(const strata_neutral_file *file, unsigned column,
                                 const int64_t limits[2], int64_t *number, strata_error *err)
{
    const strata_slice text = strata_neutral_field(file, column);
    strata_decimal decimal = {0};
    if (text.len == 0) {
        return STRATA_OK;
    }
    if (!strata_decimal_parse(text, &decimal) || !strata_decimal_scale(decimal, 0, number) ||
        *number < limits[0] || *number > limits[1]) {
        return strata_fail_at(err, STRATA_E_INPUT, "protect-number",
                              strata_csv_reader_place(file->reader, file->place[column]),
                              "expected a whole number from %lld to %lld", (long long)limits[0],
                              (long long)limits[1]);
    }
    return STRATA_OK;
}

static strata_status take_known(const strata_neutral_file *file, int64_t width,
                                strata_suppress_cell *known, strata_error *err)
{
    static const int64_t counts[] = {0, STRATA_NUMBER_MOST};
    static const int64_t weights[] = {1, STRATA_SUPPRESS_WEIGHT_MOST};
    static const int64_t flags[] = {0, 1};
    int64_t flag[STRATA_NEUTRAL_COLUMNS_MOST] = {0};
    flag[MAY_HIDE] = 1;
    if (strata_neutral_field(file, VALUE).len == 0) {
        return strata_neutral_fail(file, file->place[VALUE], "protect-number",
                                   "expected the true value of every cell", err);
    }
    int64_t truth = 0;
    STRATA_TRY(take_number(file, VALUE, counts, &truth, err));
    *known = strata_suppress_cell_of(truth, width);
    for (unsigned column = PRIMARY; column <= MAY_HIDE; column++) {
        STRATA_TRY(take_number(file, column, flags, &flag[column], err));
    }
    int64_t weight = known->weight;
    STRATA_TRY(take_number(file, WEIGHT, weights, &weight, err));
    known->weight = (uint32_t)weight;
    known->role = flag[MAY_HIDE] == 1 ? STRATA_SUPPRESS_MAY : STRATA_SUPPRESS_NEVER;
    known->role = flag[EARLIER] == 1 ? STRATA_SUPPRESS_EARLIER : known->role;
    known->role = flag[PRIMARY] == 1 ? STRATA_SUPPRESS_PRIMARY : known->role;
    return STRATA_OK;
}

static strata_status take_cell(void *context, const strata_neutral_file *file, strata_error *err)
{
    reading *read = context;
    strata_release *release = read->release;
    strata_release_cell cell = {
        .hi = STRATA_BOUND_NONE, .meant_hi = STRATA_BOUND_NONE, .has_symbol = true};
    strata_error first = {0};
    STRATA_TRY(strata_reserve(&read->known, &read->known_room, (size_t)release->cell_count + 1,
                              sizeof *read->known, err));
    STRATA_TRY(take_known(file, read->width, &read->known[release->cell_count], err));
    const strata_slice part = strata_neutral_field(file, PART);
    STRATA_TRY(strata_intern_add(release->parts, part.text, part.len, &cell.part, err));
    const strata_status status =
        strata_release_add_cell(release, strata_neutral_field(file, ID), &cell, &first);
    return strata_neutral_pass_on(file, 0, status, &first, err);
}

static strata_status take_link(void *context, const strata_neutral_file *file, strata_error *err)
{
    const reading *read = context;
    strata_error first = {0};
    const strata_status status = strata_release_add_link(
        read->release, strata_neutral_field(file, EQUATION), strata_neutral_field(file, TOTAL),
        strata_neutral_field(file, SUMMAND), &first);
    return strata_neutral_pass_on(file, 0, status, &first, err);
}

strata_status strata_suppress_read(const strata_suppress_files *files, strata_release **out,
                                   strata_suppress_cell **known, strata_error *err)
{
    reading read = {.release = strata_release_new(), .width = files->width};
    *out = NULL;
    *known = NULL;
    if (read.release == NULL) {
        return strata_fail_memory(err);
    }
    strata_status status = strata_neutral_read(&cell_layout, files->cells, take_cell, &read, err);
    status = status == STRATA_OK
                 ? strata_neutral_read(&link_layout, files->links, take_link, &read, err)
                 : status;
    status = status == STRATA_OK ? strata_neutral_finish(read.release, files->links, err) : status;
    if (status != STRATA_OK) {
        strata_release_free(read.release);
        strata_free(read.known);
        return status;
    }
    *out = read.release;
    *known = read.known;
    return STRATA_OK;
}
