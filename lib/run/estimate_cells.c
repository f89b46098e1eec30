/* Rows of a table of estimates, by the names of its columns. */
#include "run/estimate_cells.h"

#include <string.h>

#include "base/number.h"
#include "cube/cell_value.h"
#include "io/csv_reader.h"

/* The columns that are read, in the order of their names below. */
typedef enum column {
    YEAR_FROM,
    YEAR_TO,
    TERM,
    POPULATION,
    ENTITY_LEVEL,
    COUNTY,
    LEA,
    SCHOOL,
    ASSESSMENT,
    ERA,
    SUBJECT,
    GRADE,
    DIM,
    GROUP,
    REF_GROUP,
    MEASURE,
    CUT,
    VALUE,
    BOUND_LO,
    BOUND_HI,
    N,
    STATUS,
    PROTECTION,
    COLUMNS
} column;

static const char *const names[COLUMNS] = {
    "year_from", "year_to",  "term",       "population", "entity_level", "county",
    "lea",       "school",   "assessment", "era",        "subject",      "grade",
    "dim",       "group",    "ref_group",  "measure",    "cut",          "value",
    "bound_lo",  "bound_hi", "n",          "status",     "protection"};

enum {
    PRINTED_DIGITS = 1 /* of percents and means */
};

/* A table while it is read. */
typedef struct reading {
    strata_csv_reader *reader;
    const strata_csv_row *row;
    uint32_t place[COLUMNS];
    uint32_t fields;
    strata_cellset *set;
    strata_error *err;
} reading;

static strata_slice field(const reading *read, column which)
{
    return strata_slice_trim(read->row->fields[read->place[which]]);
}

static strata_status fail(const reading *read, column which, const char *expected)
{
    return strata_fail_at(read->err, STRATA_E_INPUT, "estimates-row",
                          strata_csv_reader_place(read->reader, read->place[which]), "expected %s",
                          expected);
}

/* ---- keys ---- */

static strata_status take_text(const reading *read, column which, uint32_t *out)
{
    const strata_slice text = field(read, which);
    return strata_intern_add(strata_dictionary_texts(read->set->dictionary), text.text, text.len,
                             out, read->err);
}

static strata_status take_key(const reading *read, strata_cell_key *key)
{
    strata_entity_level level = STRATA_LEVEL_STATE;
    uint64_t year = 0;
    if (!strata_count_parse(field(read, YEAR_TO), &year) || year > STRATA_YEAR_MAX) {
        return fail(read, YEAR_TO, "a year");
    }
    if (!strata_entity_level_find(field(read, ENTITY_LEVEL), &level)) {
        return fail(read, ENTITY_LEVEL, "a sort of place: state, county, lea, school or set");
    }
    if (!strata_group_key_parse(field(read, DIM), field(read, GROUP), &key->group)) {
        return fail(read, GROUP, "a group of the dimension in column dim");
    }
    key->year = (int16_t)year;
    key->entity_level = (uint8_t)level;
    key->source =
        strata_slice_is(field(read, PROTECTION), "published") ? STRATA_PUBLISHED : STRATA_COUNTED;
    uint32_t *const texts[] = {&key->term, &key->population, &key->county,
                               &key->lea,  &key->school,     &key->assessment,
                               &key->era,  &key->subject,    &key->grade};
    static const column columns[] = {TERM,       POPULATION, COUNTY,  LEA,  SCHOOL,
                                     ASSESSMENT, ERA,        SUBJECT, GRADE};
    for (size_t at = 0; at < sizeof columns / sizeof columns[0]; at++) {
        STRATA_TRY(take_text(read, columns[at], texts[at]));
    }
    return strata_intern_add(strata_dictionary_texts(read->set->dictionary), "scale_score",
                             strlen("scale_score"), &key->variable, read->err);
}

/* ---- figures ---- */

/* A printed number in units of a tenth of its last digit. */
static bool take_number(const reading *read, column which, int64_t *out)
{
    strata_decimal number = {0};
    return strata_decimal_parse(field(read, which), &number) &&
           strata_decimal_scale(number, PRINTED_DIGITS + 1, out);
}

/* What is printed; hidden if that is nothing. */
static void take_figure(const reading *read, strata_cell *cell)
{
    int64_t value = 0;
    int64_t lo = 0;
    int64_t hi = 0;
    const bool has_value = take_number(read, VALUE, &value);
    const bool has_bounds = take_number(read, BOUND_LO, &lo) && take_number(read, BOUND_HI, &hi);
    const strata_int128 weight = (strata_int128)strata_cell_weight(cell);
    if (!has_value && !has_bounds) {
        cell->status = strata_slice_is(field(read, STATUS), "undefined") ? STRATA_CELL_UNDEFINED
                                                                         : STRATA_CELL_SUPPRESSED;
        strata_cell_forget(cell, STRATA_HAS_ALL);
        return;
    }
    cell->decimals = PRINTED_DIGITS + 1;
    cell->has |= STRATA_HAS_BOUNDS | (has_value ? STRATA_HAS_VALUE : 0);
    cell->value_sum = value * weight;
    cell->lo_sum = (has_bounds ? lo : value - 5) * weight;
    cell->hi_sum = (has_bounds ? hi : value + 5) * weight;
}

static bool stat_of(strata_slice measure, strata_stat *out)
{
    static const struct {
        const char *name;
        strata_stat stat;
    } known[] = {
        {"pct", STRATA_STAT_PCT}, {"share", STRATA_STAT_SHARE}, {"mean", STRATA_STAT_MEAN}};
    for (size_t at = 0; at < sizeof known / sizeof known[0]; at++) {
        if (strata_slice_is(measure, known[at].name)) {
            *out = known[at].stat;
            return true;
        }
    }
    return false;
}

static strata_status take_row(const reading *read)
{
    strata_cell cell = {0};
    strata_stat stat = STRATA_STAT_COUNTS;
    uint64_t cut = 0;
    const bool is_of_group = field(read, REF_GROUP).len == 0 &&
                             strata_slice_equal(field(read, YEAR_FROM), field(read, YEAR_TO));
    if (!is_of_group || !stat_of(field(read, MEASURE), &stat)) {
        return STRATA_OK;
    }
    if (field(read, CUT).len > 0 &&
        (!strata_count_parse(field(read, CUT), &cut) || cut > STRATA_LEVELS_MAX)) {
        return fail(read, CUT, "a level");
    }
    STRATA_TRY(take_key(read, &cell.key));
    cell.key.stat = (uint8_t)stat;
    cell.key.cut = (uint8_t)cut;
    cell.level_count = (uint8_t)cut;
    if (field(read, N).len > 0) {
        if (!strata_count_parse(field(read, N), &cell.n_scored)) {
            return fail(read, N, "a number of students");
        }
        cell.has |= STRATA_HAS_SCORED;
    }
    take_figure(read, &cell);
    return strata_cellset_add(read->set, &cell, read->err);
}

/* ---- the file ---- */

static strata_status take_header(reading *read)
{
    read->fields = read->row->count;
    for (unsigned which = 0; which < COLUMNS; which++) {
        read->place[which] = UINT32_MAX;
        for (uint32_t at = 0; at < read->row->count; at++) {
            const bool is_it =
                strata_slice_is(strata_slice_trim(read->row->fields[at]), names[which]);
            read->place[which] = is_it ? at : read->place[which];
        }
        if (read->place[which] == UINT32_MAX) {
            return strata_fail_at(read->err, STRATA_E_INPUT, "estimates-columns",
                                  strata_csv_reader_place(read->reader, 0),
                                  "expected a column %s, as in the table of all estimates",
                                  names[which]);
        }
    }
    return STRATA_OK;
}

static strata_status take_line(reading *read)
{
    if (read->row->fields[0].len > 0 && read->row->fields[0].text[0] == '#') {
        return STRATA_OK; /* of a stream: header and trailer */
    }
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

/* The word that a stream of cells would have; of a table of cells that were published nothing. */
static void note_protection(reading *read, strata_slice word)
{
    const bool is_first = read->set->protection[0] == '\0';
    if (is_first && !strata_slice_is(word, "published") && word.len < STRATA_PROTECTION_TEXT) {
        memcpy(read->set->protection, word.text, word.len);
        read->set->protection[word.len] = '\0';
    }
}

static strata_status read_rows(reading *read)
{
    STRATA_TRY(strata_csv_reader_next(read->reader, &read->row, read->err));
    while (read->row != NULL) {
        STRATA_TRY(take_line(read));
        if (read->set->count > 0) {
            note_protection(read, field(read, PROTECTION));
        }
        STRATA_TRY(strata_csv_reader_next(read->reader, &read->row, read->err));
    }
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

strata_status strata_estimate_cells_read(strata_source *source, strata_cellset **out,
                                         strata_error *err)
{
    *out = NULL;
    reading read = {.set = strata_cellset_new(), .err = err};
    const strata_csv_dialect dialect = {0};
    if (read.set == NULL) {
        return strata_fail_memory(err);
    }
    read.set->protection[0] = '\0';
    strata_status status = strata_csv_reader_open(source, &dialect, &read.reader, err);
    if (status == STRATA_OK) {
        status = read_rows(&read);
        strata_csv_reader_close(read.reader);
    }
    if (status == STRATA_OK && strcmp(read.set->protection, "confidential") == 0) {
        status = strata_fail_at(err, STRATA_E_PROTECTED, "unprotected",
                                (strata_place_in_file){.file = strata_source_name(source)},
                                "is confidential, and shows everything: there is nothing to audit");
    }
    if (status == STRATA_OK && read.set->count == 0) {
        status = strata_fail_at(err, STRATA_E_INPUT, "estimates-columns",
                                (strata_place_in_file){.file = strata_source_name(source)},
                                "holds no pct, share or mean of a group, so that there is nothing "
                                "to audit; publish one of them, or audit the protected cells");
    }
    if (status != STRATA_OK) {
        strata_cellset_free(read.set);
        return status;
    }
    *out = read.set;
    return STRATA_OK;
}
