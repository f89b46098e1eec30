/* Rows of a table of estimates, by the names of its columns. */
#include "run/estimate_cells.h"

#include <string.h>

#include "base/number.h"
#include "cube/cell_value.h"
#include "io/csv_reader.h"
#include "measure/estimate_stream.h"
#include "table/columns.h"

/* The columns that are read. */
static const unsigned wanted[] = {
    STRATA_TIDY_year_from,  STRATA_TIDY_year_to,      STRATA_TIDY_term,
    STRATA_TIDY_population, STRATA_TIDY_entity_level, STRATA_TIDY_county,
    STRATA_TIDY_lea,        STRATA_TIDY_school,       STRATA_TIDY_assessment,
    STRATA_TIDY_era,        STRATA_TIDY_subject,      STRATA_TIDY_grade,
    STRATA_TIDY_dim,        STRATA_TIDY_group,        STRATA_TIDY_ref_group,
    STRATA_TIDY_measure,    STRATA_TIDY_cut,          STRATA_TIDY_value,
    STRATA_TIDY_bound_lo,   STRATA_TIDY_bound_hi,     STRATA_TIDY_n,
    STRATA_TIDY_status,     STRATA_TIDY_protection};

enum {
    PRINTED_DIGITS = 1, /* of percents and means in a table, at least */
    DIGITS_MOST = 5     /* what stands behind is rounded away */
};

/* A table while it is read. */
typedef struct reading {
    const char *name;
    strata_csv_reader *reader; /* NULL: a stream, in which all digits of a figure stand */
    const strata_csv_row *row;
    uint32_t place[STRATA_TIDY_COUNT]; /* of the columns that are read */
    uint32_t fields;
    strata_cellset *set;
    strata_error *err;
} reading;

static strata_slice field(const reading *read, unsigned which)
{
    return strata_slice_trim(read->row->fields[read->place[which]]);
}

static strata_status fail(const reading *read, unsigned which, const char *expected)
{
    return strata_fail_at(read->err, STRATA_E_INPUT, "estimates-row",
                          read->reader != NULL
                              ? strata_csv_reader_place(read->reader, read->place[which])
                              : (strata_place_in_file){.file = read->name},
                          "expected %s", expected);
}

/* ---- keys ---- */

static strata_status take_text(const reading *read, unsigned which, uint32_t *out)
{
    const strata_slice text = field(read, which);
    return strata_intern_add(strata_dictionary_texts(read->set->dictionary), text.text, text.len,
                             out, read->err);
}

static strata_status take_key(const reading *read, strata_cell_key *key)
{
    strata_entity_level level = STRATA_LEVEL_STATE;
    uint64_t year = 0;
    if (!strata_count_parse(field(read, STRATA_TIDY_year_to), &year) || year > STRATA_YEAR_MAX) {
        return fail(read, STRATA_TIDY_year_to, "a year");
    }
    if (!strata_entity_level_find(field(read, STRATA_TIDY_entity_level), &level)) {
        return fail(read, STRATA_TIDY_entity_level,
                    "a sort of place: state, county, lea, school or set");
    }
    if (!strata_group_key_parse(field(read, STRATA_TIDY_dim), field(read, STRATA_TIDY_group),
                                &key->group)) {
        return fail(read, STRATA_TIDY_group, "a group of the dimension in column dim");
    }
    key->year = (int16_t)year;
    key->entity_level = (uint8_t)level;
    key->source = strata_slice_is(field(read, STRATA_TIDY_protection), "published")
                      ? STRATA_PUBLISHED
                      : STRATA_COUNTED;
    uint32_t *const texts[] = {&key->term, &key->population, &key->county,
                               &key->lea,  &key->school,     &key->assessment,
                               &key->era,  &key->subject,    &key->grade};
    static const unsigned columns[] = {
        STRATA_TIDY_term, STRATA_TIDY_population, STRATA_TIDY_county,
        STRATA_TIDY_lea,  STRATA_TIDY_school,     STRATA_TIDY_assessment,
        STRATA_TIDY_era,  STRATA_TIDY_subject,    STRATA_TIDY_grade};
    for (size_t at = 0; at < sizeof columns / sizeof columns[0]; at++) {
        STRATA_TRY(take_text(read, columns[at], texts[at]));
    }
    return strata_intern_add(strata_dictionary_texts(read->set->dictionary), "scale_score",
                             strlen("scale_score"), &key->variable, read->err);
}

/* ---- figures ---- */

/* A number that is printed, or nothing, in units of a tenth of the last digit that is looked at. */
static strata_status take_number(const reading *read, unsigned which, bool *is_there, int64_t *out)
{
    const strata_slice text = field(read, which);
    strata_decimal number = {0};
    *is_there = text.len > 0;
    if (*is_there && !strata_decimal_parse_float(text, DIGITS_MOST + 1, &number)) {
        return fail(read, which, "a number, or nothing");
    }
    *out = number.digits;
    return STRATA_OK;
}

/* Half of the last digit of a value that is rounded, in the same units. */
static int64_t half_digit(const reading *read)
{
    strata_decimal number = {.decimals = DIGITS_MOST};
    if (read->reader != NULL) {
        (void)strata_decimal_parse(field(read, STRATA_TIDY_value), &number);
    }
    int64_t half = 5;
    for (int at = number.decimals > PRINTED_DIGITS ? number.decimals : PRINTED_DIGITS;
         at < DIGITS_MOST; at++) {
        half *= 10;
    }
    return half;
}

/* A figure and between what it is, with no more decimals than that takes. */
static void set_figure(strata_cell *cell, strata_int128 value, strata_int128 lo, strata_int128 hi)
{
    const strata_int128 weight = (strata_int128)strata_cell_weight(cell);
    int decimals = DIGITS_MOST + 1;
    for (; decimals > PRINTED_DIGITS + 1 && value % 10 == 0 && lo % 10 == 0 && hi % 10 == 0;
         decimals--) {
        value /= 10;
        lo /= 10;
        hi /= 10;
    }
    cell->decimals = (uint8_t)decimals;
    cell->value_sum = value * weight;
    cell->lo_sum = lo * weight;
    cell->hi_sum = hi * weight;
}

/* What is printed; hidden if that is nothing. */
static strata_status take_figure(const reading *read, strata_cell *cell)
{
    bool has_value = false;
    bool has_lo = false;
    bool has_hi = false;
    int64_t value = 0;
    int64_t lo = 0;
    int64_t hi = 0;
    STRATA_TRY(take_number(read, STRATA_TIDY_value, &has_value, &value));
    STRATA_TRY(take_number(read, STRATA_TIDY_bound_lo, &has_lo, &lo));
    STRATA_TRY(take_number(read, STRATA_TIDY_bound_hi, &has_hi, &hi));
    const bool has_bounds = has_lo && has_hi;
    if (!has_value && !has_bounds) {
        cell->status = strata_slice_is(field(read, STRATA_TIDY_status), "undefined")
                           ? STRATA_CELL_UNDEFINED
                           : STRATA_CELL_SUPPRESSED;
        strata_cell_forget(cell, STRATA_HAS_ALL);
        return STRATA_OK;
    }
    if (strata_cell_weight(cell) == 0) {
        return fail(read, STRATA_TIDY_n, "students, of whom there is a figure");
    }
    const strata_int128 half = half_digit(read);
    cell->has |= STRATA_HAS_BOUNDS | (has_value ? STRATA_HAS_VALUE : 0);
    set_figure(cell, value, has_bounds ? lo : value - half, has_bounds ? hi : value + half);
    return STRATA_OK;
}

/* One group in one year: no gap, no trend. */
static bool is_of_group(const reading *read)
{
    return field(read, STRATA_TIDY_ref_group).len == 0 &&
           strata_slice_equal(field(read, STRATA_TIDY_year_from), field(read, STRATA_TIDY_year_to));
}

static bool is_of_numbers(strata_stat stat)
{
    return stat == STRATA_STAT_PCT || stat == STRATA_STAT_SHARE || stat == STRATA_STAT_MEAN;
}

/* The word that a stream of cells would have; of a table of cells that were published nothing. */
static void note_protection(const reading *read)
{
    const strata_slice word = field(read, STRATA_TIDY_protection);
    const bool is_first = read->set->protection[0] == '\0';
    if (is_first && !strata_slice_is(word, "published") && word.len < STRATA_PROTECTION_TEXT) {
        memcpy(read->set->protection, word.text, word.len);
        read->set->protection[word.len] = '\0';
    }
}

static strata_status take_row(const reading *read)
{
    strata_cell cell = {0};
    strata_stat stat = STRATA_STAT_COUNTS;
    uint64_t cut = 0;
    if (!is_of_group(read) || !strata_stat_find(field(read, STRATA_TIDY_measure), &stat) ||
        !is_of_numbers(stat)) {
        return STRATA_OK;
    }
    if (field(read, STRATA_TIDY_cut).len > 0 &&
        (!strata_count_parse(field(read, STRATA_TIDY_cut), &cut) || cut > STRATA_LEVELS_MAX)) {
        return fail(read, STRATA_TIDY_cut, "a level");
    }
    STRATA_TRY(take_key(read, &cell.key));
    cell.key.stat = (uint8_t)stat;
    cell.key.cut = (uint8_t)cut;
    cell.level_count = (uint8_t)cut;
    if (field(read, STRATA_TIDY_n).len > 0) {
        if (!strata_count_parse(field(read, STRATA_TIDY_n), &cell.n_scored)) {
            return fail(read, STRATA_TIDY_n, "a number of students");
        }
        cell.has |= STRATA_HAS_SCORED;
    }
    STRATA_TRY(take_figure(read, &cell));
    note_protection(read);
    return strata_cellset_add(read->set, &cell, read->err);
}

/* ---- the file ---- */

static strata_status take_header(reading *read)
{
    read->fields = read->row->count;
    for (size_t column = 0; column < sizeof wanted / sizeof wanted[0]; column++) {
        const char *name = strata_column_at(wanted[column])->id;
        uint32_t place = UINT32_MAX;
        for (uint32_t at = 0; at < read->row->count; at++) {
            place = strata_slice_is(strata_slice_trim(read->row->fields[at]), name) ? at : place;
        }
        if (place == UINT32_MAX) {
            return strata_fail_at(read->err, STRATA_E_INPUT, "estimates-columns",
                                  strata_csv_reader_place(read->reader, 0),
                                  "expected a column %s, as in the table of all estimates", name);
        }
        read->place[wanted[column]] = place;
    }
    return STRATA_OK;
}

static strata_status take_line(reading *read)
{
    if (read->fields == 0) {
        return take_header(read);
    }
    if (read->row->count != read->fields) {
        return strata_fail_at(read->err, STRATA_E_INPUT, "estimates-columns",
                              strata_csv_reader_place(read->reader, 0),
                              "expected as many fields as the header has");
    }
    return take_row(read);
}

static strata_status read_rows(reading *read)
{
    STRATA_TRY(strata_csv_reader_next(read->reader, &read->row, read->err));
    while (read->row != NULL) {
        STRATA_TRY(take_line(read));
        STRATA_TRY(strata_csv_reader_next(read->reader, &read->row, read->err));
    }
    return STRATA_OK;
}

static strata_status read_table(reading *read, strata_source *source)
{
    const strata_csv_dialect dialect = {0};
    STRATA_TRY(strata_csv_reader_open(source, &dialect, &read->reader, read->err));
    const strata_status status = read_rows(read);
    strata_csv_reader_close(read->reader);
    return status;
}

/* A stream is read whole, with its trailer, before its rows are taken for those of a table. */
static strata_status read_stream(reading *read, strata_source *source)
{
    strata_estimates *estimates = NULL;
    strata_status status = strata_estimate_stream_read(source, &estimates, NULL, read->err);
    for (uint32_t column = 0; column < STRATA_TIDY_COUNT; column++) {
        read->place[column] = column;
    }
    for (size_t at = 0; status == STRATA_OK && at < estimates->count; at++) {
        strata_tidy_row texts;
        strata_tidy_row_fill(&texts, estimates, &estimates->rows[at], STRATA_DIGITS_FULL);
        const strata_csv_row row = {.fields = texts.fields, .count = STRATA_TIDY_COUNT};
        read->row = &row;
        status = take_row(read);
    }
    strata_estimates_free(estimates);
    return status;
}

static strata_status read_source(reading *read, strata_source *source)
{
    strata_stream_kind kind = STRATA_STREAM_NONE;
    STRATA_TRY(strata_stream_sniff(source, &kind, read->err));
    STRATA_TRY(kind == STRATA_STREAM_ESTIMATES ? read_stream(read, source)
                                               : read_table(read, source));
    return strata_cellset_order(read->set, read->err);
}

bool strata_estimate_cells_sniff(strata_source *source)
{
    const unsigned char *bytes = NULL;
    size_t got = 0;
    strata_error ignored = {0};
    if (strata_source_peek(source, &bytes, &got, &ignored) != STRATA_OK) {
        return false;
    }
    static const char *const starts[] = {"year_from,", "#strata estimates"};
    bool is_it = false;
    for (size_t at = 0; at < sizeof starts / sizeof starts[0]; at++) {
        const size_t len = strlen(starts[at]);
        is_it = is_it || (got >= len && memcmp(bytes, starts[at], len) == 0);
    }
    return is_it;
}

/* Whether there is anything to attack. */
static strata_status check(const reading *read)
{
    const strata_place_in_file at = {.file = read->name};
    if (strcmp(read->set->protection, "confidential") == 0) {
        return strata_fail_at(read->err, STRATA_E_PROTECTED, "unprotected", at,
                              "is confidential, and shows everything: there is nothing to audit");
    }
    if (read->set->count == 0) {
        return strata_fail_at(read->err, STRATA_E_INPUT, "estimates-columns", at,
                              "holds no pct, share or mean of a group, so that there is nothing "
                              "to audit; publish one of them, or audit the protected cells");
    }
    return STRATA_OK;
}

strata_status strata_estimate_cells_read(strata_source *source, strata_cellset **out,
                                         strata_error *err)
{
    *out = NULL;
    reading read = {.name = strata_source_name(source), .set = strata_cellset_new(), .err = err};
    if (read.set == NULL) {
        return strata_fail_memory(err);
    }
    read.set->protection[0] = '\0';
    strata_status status = read_source(&read, source);
    status = status == STRATA_OK ? check(&read) : status;
    if (status != STRATA_OK) {
        strata_cellset_free(read.set);
        return status;
    }
    *out = read.set;
    return STRATA_OK;
}
