/* Rows as cells. A row is read column by column; the first that cannot be read is named. */
#include <string.h>

#include "cube/cell_check.h"
#include "cube/cell_columns.h"
#include "cube/cell_key_read.h"
#include "cube/cell_order.h"
#include "cube/cell_stream.h"
#include "cube/cell_value.h"

/* One row being read. */
typedef struct cell_row {
    const strata_slice *fields;
    unsigned levels; /* level columns of the stream */
    strata_cell cell;
    uint32_t bad; /* number of a field that cannot be read, or NONE */
} cell_row;

enum {
    NONE = STRATA_CELL_ALL_GOOD,
    DECIMALS_MAX = 18
};

/* The field of a column, whose number in the row goes to *number. */
static strata_slice field_of(const cell_row *row, uint32_t column, uint32_t *number)
{
    *number = column < STRATA_CELL_LEVELS ? column : column + row->levels;
    return row->fields[*number];
}

static void check(cell_row *row, bool is_good, uint32_t number)
{
    if (!is_good && row->bad == NONE) {
        row->bad = number;
    }
}

/* A whole number up to most; an empty field leaves *out and gives false. */
static bool read_count(cell_row *row, uint32_t number, uint64_t most, uint64_t *out)
{
    uint64_t count = 0;
    if (row->fields[number].len == 0) {
        return false;
    }
    check(row, strata_count_parse(row->fields[number], &count) && count <= most, number);
    *out = count;
    return true;
}

static void read_known(cell_row *row, uint32_t column, unsigned bit, uint64_t *out)
{
    uint32_t number = 0;
    (void)field_of(row, column, &number);
    if (read_count(row, number, UINT64_MAX, out)) {
        row->cell.has = (uint16_t)(row->cell.has | bit);
    }
}

static void read_unit(cell_row *row)
{
    strata_decimal unit = {0, 0};
    uint32_t number = 0;
    const strata_slice text = field_of(row, STRATA_CELL_SCORE_UNIT, &number);
    check(row, strata_decimal_parse(text, &unit) && unit.digits == 1, number);
    row->cell.decimals = (uint8_t)unit.decimals;
}

static bool read_wide(cell_row *row, uint32_t column, strata_int128 *out)
{
    uint32_t number = 0;
    const strata_slice text = field_of(row, column, &number);
    if (text.len > 0) {
        check(row, strata_int128_parse(text.text, text.len, out), number);
    }
    return text.len > 0;
}

static void read_extreme(cell_row *row, uint32_t column, bool is_expected, int64_t *out)
{
    uint32_t number = 0;
    strata_int128 wide = 0;
    const bool is_there = read_wide(row, column, &wide);
    (void)field_of(row, column, &number);
    check(row, is_there == is_expected && wide <= INT64_MAX && wide >= INT64_MIN, number);
    *out = (int64_t)wide;
}

static void read_scores(cell_row *row)
{
    strata_cell *cell = &row->cell;
    const bool has_sum = read_wide(row, STRATA_CELL_SCORE_SUM, &cell->score_sum);
    const bool has_sumsq = read_wide(row, STRATA_CELL_SCORE_SUMSQ, &cell->score_sumsq);
    const bool has_scored = (cell->has & STRATA_HAS_SCORED) != 0;
    check(row, has_sum == has_sumsq && (!has_sum || has_scored) && cell->score_sumsq >= 0,
          STRATA_CELL_SCORE_SUMSQ);
    const bool has_extremes = has_sum && cell->n_scored > 0;
    read_extreme(row, STRATA_CELL_SCORE_MIN, has_extremes, &cell->score_min);
    read_extreme(row, STRATA_CELL_SCORE_MAX, has_extremes, &cell->score_max);
    cell->has = (uint16_t)(cell->has | (has_sum ? STRATA_HAS_SCORES : 0));
}

/* Level counts fill the columns from the first on, or none. */
static void read_levels(cell_row *row)
{
    strata_cell *cell = &row->cell;
    unsigned filled = 0;
    for (unsigned level = 0; level < row->levels; level++) {
        const uint32_t number = STRATA_CELL_LEVELS + level;
        const bool is_there = read_count(row, number, UINT64_MAX, &cell->levels[level]);
        check(row, !is_there || filled == level, number);
        filled += is_there ? 1 : 0;
    }
    if (filled > 0) {
        cell->has |= STRATA_HAS_LEVELS;
        cell->level_count = (uint8_t)filled;
    }
}

static bool read_mean(cell_row *row, uint32_t column, strata_int128 *out)
{
    uint32_t number = 0;
    const strata_slice text = field_of(row, column, &number);
    const uint64_t weight = strata_cell_weight(&row->cell);
    if (text.len > 0) {
        check(row,
              weight > 0 && row->cell.decimals <= DECIMALS_MAX && row->bad == NONE &&
                  strata_weighted_mean_parse(text, weight, row->cell.decimals, out),
              number);
    }
    return text.len > 0;
}

static void read_double(cell_row *row, uint32_t column, unsigned bit, double *out)
{
    uint32_t number = 0;
    const strata_slice text = field_of(row, column, &number);
    if (text.len > 0) {
        check(row, strata_double_parse(text, out), number);
        row->cell.has = (uint16_t)(row->cell.has | bit);
    }
}

static void read_numbers(cell_row *row)
{
    strata_cell *cell = &row->cell;
    uint32_t number = 0;
    read_known(row, STRATA_CELL_N_ENROLLED, STRATA_HAS_ENROLLED, &cell->n_enrolled);
    read_known(row, STRATA_CELL_N_TESTED, STRATA_HAS_TESTED, &cell->n_tested);
    read_known(row, STRATA_CELL_N_SCORED, STRATA_HAS_SCORED, &cell->n_scored);
    read_unit(row);
    read_scores(row);
    read_levels(row);
    const strata_slice sketch = field_of(row, STRATA_CELL_SKETCH, &number);
    check(row, sketch.len == 0, number);
    const bool has_value = read_mean(row, STRATA_CELL_VALUE, &cell->value_sum);
    const bool has_lo = read_mean(row, STRATA_CELL_VALUE_LO, &cell->lo_sum);
    const bool has_hi = read_mean(row, STRATA_CELL_VALUE_HI, &cell->hi_sum);
    (void)field_of(row, STRATA_CELL_VALUE_HI, &number);
    check(row, has_lo == has_hi, number);
    const unsigned has = (has_value ? STRATA_HAS_VALUE : 0U) | (has_lo ? STRATA_HAS_BOUNDS : 0U);
    cell->has = (uint16_t)(cell->has | has);
    read_double(row, STRATA_CELL_VALUE_SE, STRATA_HAS_SE, &cell->se);
    read_double(row, STRATA_CELL_VALUE_DF, STRATA_HAS_DF, &cell->df);
}

static uint8_t read_name(cell_row *row, uint32_t column, const char *const *names, unsigned count)
{
    uint32_t number = 0;
    unsigned which = 0;
    const strata_slice text = field_of(row, column, &number);
    check(row, strata_slice_word(text, names, count, &which), number);
    return (uint8_t)which;
}

static void read_source(cell_row *row)
{
    uint32_t number = 0;
    const strata_slice text = field_of(row, STRATA_CELL_SOURCE, &number);
    for (size_t at = 0; at < STRATA_CELL_SOURCES; at++) {
        const strata_cell_source_word *known = &strata_cell_source_words[at];
        if (strata_slice_is(text, known->word)) {
            row->cell.key.source = known->source;
            row->cell.has = known->bits;
            return;
        }
    }
    check(row, false, number);
}

/* The statistic and where it comes from. */
static void read_words(cell_row *row)
{
    strata_cell *cell = &row->cell;
    strata_stat stat = STRATA_STAT_COUNTS;
    uint64_t cut = 0;
    uint32_t number = 0;
    const strata_slice text = field_of(row, STRATA_CELL_STAT, &number);
    check(row, text.len == 0 || strata_stat_find(text, &stat), number);
    (void)field_of(row, STRATA_CELL_CUT, &number);
    (void)read_count(row, number, STRATA_LEVELS_MAX, &cut);
    cell->key.stat = (uint8_t)stat;
    cell->key.cut = (uint8_t)cut;
    read_source(row);
    cell->status =
        read_name(row, STRATA_CELL_STATUS, strata_cell_status_names, STRATA_CELL_STATUSES);
}

static const char *column_name(const cell_row *row, uint32_t number)
{
    if (number < STRATA_CELL_LEVELS) {
        return strata_cell_columns[number];
    }
    const bool is_level = number < STRATA_CELL_LEVELS + row->levels;
    return strata_cell_columns[is_level ? STRATA_CELL_LEVELS : number - row->levels + 1];
}

/* A stream on its way into a set. */
typedef struct reading {
    strata_cellset *set;
    strata_stream_reader *stream;
    strata_cell_key_reader *keys;
    unsigned levels;
} reading;

/* The key comes first: only a row whose key is good is read further. */
static strata_status read_fields(const reading *r, const strata_slice *fields, cell_row *row,
                                 strata_error *err)
{
    const strata_cell_line line = {strata_stream_reader_raw(r->stream), fields};
    strata_cell_key_found found;
    STRATA_TRY(strata_cell_key_read(r->keys, &line, &found, err));
    *row =
        (cell_row){.fields = fields, .levels = r->levels, .cell.key = found.key, .bad = found.bad};
    if (found.bad == NONE) {
        read_words(row);
        read_numbers(row);
    }
    if (row->cell.level_count == 0) {
        row->cell.level_count = found.levels;
    }
    return STRATA_OK;
}

static strata_status read_row(const reading *r, const strata_slice *fields, strata_error *err)
{
    cell_row row;
    STRATA_TRY(read_fields(r, fields, &row, err));
    if (row.bad != NONE) {
        return strata_fail_at(
            err, STRATA_E_INPUT, "stream-value", strata_stream_reader_place(r->stream, row.bad),
            "this is no value of the column \"%s\" of cells", column_name(&row, row.bad));
    }
    const char *wrong = strata_cell_check(&row.cell);
    if (wrong != NULL) {
        return strata_fail_at(err, STRATA_E_INPUT, "cell", strata_stream_reader_place(r->stream, 0),
                              "%s; make the cells again", wrong);
    }
    return strata_cellset_add(r->set, &row.cell, err);
}

static strata_status read_rows(const reading *r, strata_error *err)
{
    const strata_csv_row *row = NULL;
    STRATA_TRY(strata_stream_reader_next(r->stream, &row, err));
    while (row != NULL) {
        STRATA_TRY(read_row(r, row->fields, err));
        STRATA_TRY(strata_stream_reader_next(r->stream, &row, err));
    }
    for (size_t at = 0; at < strata_stream_reader_input_count(r->stream); at++) {
        const char *digest = NULL;
        uint64_t rows = 0;
        strata_stream_reader_input(r->stream, at, &digest, &rows);
        STRATA_TRY(strata_cellset_add_input(r->set, digest, rows, err));
    }
    return STRATA_OK;
}

/* Ranks the cells for strata_cellset_find and sees that they come in their order. */
static strata_status check_order(strata_cellset *set, const char *file, strata_error *err)
{
    STRATA_TRY(strata_cell_order_new(set->dictionary, set->cells, set->count, &set->order, err));
    strata_cell_rank last = {{0}};
    for (size_t at = 0; at < set->count; at++) {
        strata_cell_rank rank = {{0}};
        const bool is_known = strata_cell_order_rank(set->order, &set->cells[at].key, &rank);
        if (!is_known || (at > 0 && strata_cell_rank_compare(&last, &rank) >= 0)) {
            return strata_fail_at(err, STRATA_E_INPUT, "cells-order",
                                  (strata_place_in_file){.file = file},
                                  "row %zu of the cells does not come after the row before it; "
                                  "strata merge sorts cells",
                                  at + 1);
        }
        last = rank;
    }
    return STRATA_OK;
}

static strata_status fill(strata_cellset *set, strata_source *source, strata_stream_header *header,
                          strata_error *err)
{
    strata_stream_reader *reader = NULL;
    STRATA_TRY(strata_stream_reader_open(source, STRATA_STREAM_CELLS, strata_cell_columns,
                                         STRATA_CELL_COLUMN_NAMES, set->dictionary, &reader, err));
    const strata_stream_header *read = strata_stream_reader_header(reader);
    if (read->protection[0] != '\0') {
        memcpy(set->protection, read->protection, sizeof set->protection);
    }
    memcpy(set->race_scheme, read->race_scheme, sizeof set->race_scheme);
    memcpy(set->plan, read->plan, sizeof set->plan);
    if (header != NULL) {
        *header = *read;
    }
    const reading r = {.set = set,
                       .stream = reader,
                       .keys = strata_cell_key_reader_new(set->dictionary),
                       .levels = read->level_columns};
    strata_status status = r.keys != NULL ? read_rows(&r, err) : strata_fail_memory(err);
    set->level_columns = read->level_columns;
    strata_cell_key_reader_free(r.keys);
    strata_stream_reader_close(reader);
    if (status == STRATA_OK) {
        status = check_order(set, strata_source_name(source), err);
    }
    return status;
}

strata_status strata_cell_stream_read(strata_source *source, strata_cellset **out,
                                      strata_stream_header *header, strata_error *err)
{
    *out = NULL;
    strata_cellset *set = strata_cellset_new();
    if (set == NULL) {
        return strata_fail_memory(err);
    }
    const strata_status status = fill(set, source, header, err);
    if (status != STRATA_OK) {
        strata_cellset_free(set);
        return status;
    }
    *out = set;
    return STRATA_OK;
}
