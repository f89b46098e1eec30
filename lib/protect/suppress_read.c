/* Rows of cells and links; every value must be there, since it is who makes the release that asks.
 */
#include "protect/suppress_read.h"

#include "base/alloc.h"
#include "base/number.h"
#include "io/csv_reader.h"

enum {
    COLUMNS_MOST = 7,
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

/* What the columns of a file are called, and how many of them, from the first, it must have. */
typedef struct layout {
    const char *const *names;
    unsigned count;
    unsigned needed;
    const char *expected;
} layout;

/* A file while it is read. */
typedef struct reading {
    strata_release *release;
    strata_suppress_cell *known;
    size_t known_room;
    strata_csv_reader *reader;
    const layout *layout;
    int64_t width;
    uint32_t place[COLUMNS_MOST]; /* field of each column; UINT32_MAX: there is none */
    uint32_t fields;
    const strata_csv_row *row;
} reading;

static const char *const cell_names[] = {"cell_id",  "value",  "primary", "earlier",
                                         "may_hide", "weight", "part"};
static const char *const link_names[] = {"eq_id", "total_cell", "part_cell"};
static const layout cell_layout = {
    cell_names, 7, 2, "cell_id, value and any of primary, earlier, may_hide, weight, part"};
static const layout link_layout = {link_names, 3, 3, "eq_id, total_cell, part_cell"};

static strata_status fail_at(const reading *read, uint32_t field, const char *rule,
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

static strata_status take_header(reading *read, strata_error *err)
{
    const layout *of = read->layout;
    unsigned found = 0;
    read->fields = read->row->count;
    for (unsigned column = 0; column < COLUMNS_MOST; column++) {
        read->place[column] = UINT32_MAX;
    }
    for (uint32_t field = 0; field < read->row->count; field++) {
        unsigned column = 0;
        const strata_slice name = strata_slice_trim(read->row->fields[field]);
        if (!strata_slice_word(name, of->names, of->count, &column) ||
            read->place[column] != UINT32_MAX) {
            return strata_fail_at(err, STRATA_E_INPUT, "protect-columns",
                                  strata_csv_reader_place(read->reader, field),
                                  "expected each column once, of %s", of->expected);
        }
        read->place[column] = field;
        found += column < of->needed ? 1 : 0;
    }
    return found == of->needed ? STRATA_OK
                               : strata_fail_at(err, STRATA_E_INPUT, "protect-columns",
                                                strata_csv_reader_place(read->reader, 0),
                                                "a column is missing; expected %s", of->expected);
}

/* A whole number from least to most, or what it is if the field is empty. */
static strata_status take_number(const reading *read, unsigned column, const int64_t limits[2],
                                 int64_t *number, strata_error *err)
{
    const strata_slice text = field_of(read, column);
    strata_decimal decimal = {0};
    if (text.len == 0) {
        return STRATA_OK;
    }
    if (!strata_decimal_parse(text, &decimal) || !strata_decimal_scale(decimal, 0, number) ||
        *number < limits[0] || *number > limits[1]) {
        return strata_fail_at(err, STRATA_E_INPUT, "protect-number",
                              strata_csv_reader_place(read->reader, read->place[column]),
                              "expected a whole number from %lld to %lld", (long long)limits[0],
                              (long long)limits[1]);
    }
    return STRATA_OK;
}

static strata_status take_known(const reading *read, strata_suppress_cell *known, strata_error *err)
{
    static const int64_t counts[] = {0, STRATA_NUMBER_MOST};
    static const int64_t weights[] = {1, STRATA_SUPPRESS_WEIGHT_MOST};
    static const int64_t flags[] = {0, 1};
    int64_t flag[COLUMNS_MOST] = {0};
    flag[MAY_HIDE] = 1;
    if (field_of(read, VALUE).len == 0) {
        return fail_at(read, read->place[VALUE], "protect-number",
                       "expected the true value of every cell", err);
    }
    int64_t truth = 0;
    STRATA_TRY(take_number(read, VALUE, counts, &truth, err));
    *known = strata_suppress_cell_of(truth, read->width);
    for (unsigned column = PRIMARY; column <= MAY_HIDE; column++) {
        STRATA_TRY(take_number(read, column, flags, &flag[column], err));
    }
    int64_t weight = known->weight;
    STRATA_TRY(take_number(read, WEIGHT, weights, &weight, err));
    known->weight = (uint32_t)weight;
    known->role = flag[MAY_HIDE] == 1 ? STRATA_SUPPRESS_MAY : STRATA_SUPPRESS_NEVER;
    known->role = flag[EARLIER] == 1 ? STRATA_SUPPRESS_EARLIER : known->role;
    known->role = flag[PRIMARY] == 1 ? STRATA_SUPPRESS_PRIMARY : known->role;
    return STRATA_OK;
}

/* What the release says against a row, with its place. */
static strata_status pass_on(const reading *read, strata_status status, const strata_error *first,
                             strata_error *err)
{
    if (status == STRATA_OK || status == STRATA_E_MEMORY) {
        return status == STRATA_OK ? STRATA_OK : strata_fail_memory(err);
    }
    return fail_at(read, 0, first->rule, first->text, err);
}

static strata_status take_cell(reading *read, strata_error *err)
{
    strata_release *release = read->release;
    strata_release_cell cell = {
        .hi = STRATA_BOUND_NONE, .meant_hi = STRATA_BOUND_NONE, .has_symbol = true};
    strata_error first = {0};
    STRATA_TRY(strata_reserve(&read->known, &read->known_room, (size_t)release->cell_count + 1,
                              sizeof *read->known, err));
    STRATA_TRY(take_known(read, &read->known[release->cell_count], err));
    const strata_slice part = field_of(read, PART);
    STRATA_TRY(strata_intern_add(release->parts, part.text, part.len, &cell.part, err));
    return pass_on(read, strata_release_add_cell(release, field_of(read, ID), &cell, &first),
                   &first, err);
}

static strata_status take_link(reading *read, strata_error *err)
{
    strata_error first = {0};
    const strata_status status =
        strata_release_add_link(read->release, field_of(read, EQUATION), field_of(read, TOTAL),
                                field_of(read, SUMMAND), &first);
    return pass_on(read, status, &first, err);
}

static strata_status read_rows(reading *read, strata_error *err)
{
    STRATA_TRY(strata_csv_reader_next(read->reader, &read->row, err));
    if (read->row == NULL) {
        return fail_at(read, 0, "protect-columns", "the file is empty; expected a header", err);
    }
    STRATA_TRY(take_header(read, err));
    STRATA_TRY(strata_csv_reader_next(read->reader, &read->row, err));
    while (read->row != NULL) {
        if (read->row->count != read->fields) {
            return fail_at(read, 0, "protect-columns", "expected as many fields as the header has",
                           err);
        }
        STRATA_TRY(read->layout == &cell_layout ? take_cell(read, err) : take_link(read, err));
        STRATA_TRY(strata_csv_reader_next(read->reader, &read->row, err));
    }
    return STRATA_OK;
}

static strata_status read_file(reading *read, strata_source *source, const layout *of,
                               strata_error *err)
{
    const strata_csv_dialect dialect = {0};
    read->layout = of;
    STRATA_TRY(strata_csv_reader_open(source, &dialect, &read->reader, err));
    const strata_status status = read_rows(read, err);
    strata_csv_reader_close(read->reader);
    read->reader = NULL;
    return status;
}

static strata_status finish(const reading *read, const strata_source *links, strata_error *err)
{
    strata_error first = {0};
    const strata_status status = strata_release_finish(read->release, &first);
    if (status == STRATA_E_INPUT) {
        const strata_place_in_file at = {.file = strata_source_name(links)};
        return strata_fail_at(err, status, first.rule, at, "%s", first.text);
    }
    return status == STRATA_OK ? STRATA_OK : strata_fail_memory(err);
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
    strata_status status = read_file(&read, files->cells, &cell_layout, err);
    status = status == STRATA_OK ? read_file(&read, files->links, &link_layout, err) : status;
    status = status == STRATA_OK ? finish(&read, files->links, err) : status;
    if (status != STRATA_OK) {
        strata_release_free(read.release);
        strata_free(read.known);
        return status;
    }
    *out = read.release;
    *known = read.known;
    return STRATA_OK;
}
