/* Cells as rows. */
#include <stdio.h>
#include <string.h>

#include "cube/cell_columns.h"
#include "cube/cell_stream.h"
#include "cube/cell_value.h"

const char *const strata_cell_columns[STRATA_CELL_COLUMN_NAMES] = {
    "year",       "term",      "population", "entity_level", "county",    "lea",         "school",
    "assessment", "era",       "subject",    "grade",        "dim",       "group",       "variable",
    "n_enrolled", "n_tested",  "n_scored",   "score_unit",   "score_sum", "score_sumsq", "level_*",
    "score_min",  "score_max", "sketch",     "stat",         "cut",       "value",       "value_lo",
    "value_hi",   "value_se",  "value_df",   "source",       "status"};

const strata_cell_source_word strata_cell_source_words[STRATA_CELL_SOURCES] = {
    {"counted", STRATA_COUNTED, 0},
    {"given", STRATA_COUNTED, STRATA_IS_GIVEN},
    {"given_summed", STRATA_COUNTED, STRATA_IS_SUM},
    {"published", STRATA_PUBLISHED, 0},
    {"summed", STRATA_PUBLISHED, STRATA_IS_SUM}};

const char *const strata_cell_status_names[STRATA_CELL_STATUSES] = {
    [STRATA_CELL_OK] = "ok",
    [STRATA_CELL_PARTIAL] = "partial",
    [STRATA_CELL_MIXED] = "mixed",
    [STRATA_CELL_SUPPRESSED] = "suppressed",
    [STRATA_CELL_UNDEFINED] = "undefined"};

static void write_text(strata_csv_writer *csv, const strata_cellset *set, uint32_t id)
{
    strata_csv_string(csv, strata_cellset_text(set, id));
}

static void write_key(strata_csv_writer *csv, const strata_cellset *set, const strata_cell_key *key)
{
    char dim[STRATA_GROUP_TEXT];
    char group[STRATA_GROUP_TEXT];
    strata_group_key_dim_text(key->group, dim);
    strata_group_key_group_text(key->group, group);
    strata_csv_integer(csv, key->year);
    write_text(csv, set, key->term);
    write_text(csv, set, key->population);
    strata_csv_string(csv, strata_entity_level_name((strata_entity_level)key->entity_level));
    write_text(csv, set, key->county);
    write_text(csv, set, key->lea);
    write_text(csv, set, key->school);
    write_text(csv, set, key->assessment);
    write_text(csv, set, key->era);
    write_text(csv, set, key->subject);
    write_text(csv, set, key->grade);
    strata_csv_string(csv, dim);
    strata_csv_string(csv, group);
    write_text(csv, set, key->variable);
}

static void write_count(strata_csv_writer *csv, const strata_cell *cell, unsigned bit,
                        uint64_t count)
{
    if ((cell->has & bit) != 0) {
        strata_csv_count(csv, count);
    } else {
        strata_csv_empty(csv);
    }
}

static void write_wide(strata_csv_writer *csv, bool is_known, strata_int128 number)
{
    if (is_known) {
        strata_csv_int128(csv, number);
    } else {
        strata_csv_empty(csv);
    }
}

static void write_unit(strata_csv_writer *csv, const strata_cell *cell)
{
    char text[STRATA_DECIMAL_TEXT];
    const size_t len = strata_decimal_format((strata_decimal){1, cell->decimals}, text);
    strata_csv_text(csv, (strata_slice){text, len});
}

static void write_counts(strata_csv_writer *csv, const strata_cell *cell, unsigned level_columns)
{
    const bool has_scores = (cell->has & STRATA_HAS_SCORES) != 0;
    const bool has_extremes = has_scores && cell->n_scored > 0;
    write_count(csv, cell, STRATA_HAS_ENROLLED, cell->n_enrolled);
    write_count(csv, cell, STRATA_HAS_TESTED, cell->n_tested);
    write_count(csv, cell, STRATA_HAS_SCORED, cell->n_scored);
    write_unit(csv, cell);
    write_wide(csv, has_scores, cell->score_sum);
    write_wide(csv, has_scores, cell->score_sumsq);
    for (unsigned level = 0; level < level_columns; level++) {
        const unsigned bit = level < cell->level_count ? STRATA_HAS_LEVELS : 0;
        write_count(csv, cell, bit, cell->levels[level]);
    }
    write_wide(csv, has_extremes, cell->score_min);
    write_wide(csv, has_extremes, cell->score_max);
    strata_csv_empty(csv); /* sketch */
}

static void write_mean(strata_csv_writer *csv, const strata_cell *cell, unsigned bit,
                       strata_int128 sum)
{
    char text[STRATA_DOUBLE_TEXT];
    const uint64_t weight = strata_cell_weight(cell);
    const bool is_known = (cell->has & bit) != 0 && weight > 0;
    const size_t len =
        is_known ? strata_weighted_mean_format(sum, weight, cell->decimals, text) : 0;
    strata_csv_text(csv, (strata_slice){text, len});
}

static const char *source_word(const strata_cell *cell)
{
    const char *word = "";
    for (size_t at = 0; at < STRATA_CELL_SOURCES; at++) {
        const strata_cell_source_word *known = &strata_cell_source_words[at];
        const unsigned bits = cell->has & (STRATA_IS_SUM | STRATA_IS_GIVEN);
        if (known->source == cell->key.source && known->bits == bits) {
            word = known->word;
        }
    }
    return word;
}

static void write_statistic(strata_csv_writer *csv, const strata_cell *cell)
{
    strata_csv_string(csv, strata_stat_name((strata_stat)cell->key.stat));
    if (cell->key.cut != 0) {
        strata_csv_count(csv, cell->key.cut);
    } else {
        strata_csv_empty(csv);
    }
    write_mean(csv, cell, STRATA_HAS_VALUE, cell->value_sum);
    write_mean(csv, cell, STRATA_HAS_BOUNDS, cell->lo_sum);
    write_mean(csv, cell, STRATA_HAS_BOUNDS, cell->hi_sum);
    if ((cell->has & STRATA_HAS_SE) != 0) {
        strata_csv_double(csv, cell->se);
    } else {
        strata_csv_empty(csv);
    }
    if ((cell->has & STRATA_HAS_DF) != 0) {
        strata_csv_double(csv, cell->df);
    } else {
        strata_csv_empty(csv);
    }
    strata_csv_string(csv, source_word(cell));
    strata_csv_string(csv, strata_cell_status_names[cell->status]);
}

static strata_status write_rows(strata_stream_writer *writer, const strata_cellset *set)
{
    strata_csv_writer *csv = strata_stream_writer_csv(writer);
    STRATA_TRY(strata_stream_columns(writer, strata_cell_columns, STRATA_CELL_COLUMN_NAMES));
    for (size_t at = 0; at < set->count; at++) {
        const strata_cell *cell = &set->cells[at];
        write_key(csv, set, &cell->key);
        write_counts(csv, cell, set->level_columns);
        write_statistic(csv, cell);
        STRATA_TRY(strata_stream_row(writer));
    }
    for (size_t at = 0; at < set->input_count; at++) {
        STRATA_TRY(
            strata_stream_writer_input(writer, set->inputs[at].digest, set->inputs[at].rows));
    }
    return strata_stream_writer_end(writer);
}

strata_status strata_cell_stream_write(strata_sink *sink, const strata_cellset *set,
                                       const strata_stream_header *header, bool bare,
                                       strata_error *err)
{
    strata_stream_header full = *header;
    full.kind = STRATA_STREAM_CELLS;
    full.level_columns = set->level_columns;
    (void)snprintf(full.protection, sizeof full.protection, "%s", set->protection);
    (void)snprintf(full.race_scheme, sizeof full.race_scheme, "%s", set->race_scheme);
    memcpy(full.plan, set->plan, sizeof full.plan);
    strata_stream_writer *writer = NULL;
    STRATA_TRY(strata_stream_writer_open(sink, &full, set->dictionary, bare, &writer, err));
    const strata_status status = write_rows(writer, set);
    strata_stream_writer_free(writer);
    return status;
}
