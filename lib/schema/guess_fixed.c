/* From records of fixed width to fields with places, values and roles. */
#include "schema/guess_fixed.h"

#include <stdio.h>
#include <string.h>

#include "schema/guess_parts.h"

/* Positions filled in how many records, of the first and last one of a field. */
typedef struct edges {
    uint32_t filled; /* records in which the field is */
    uint32_t first;
    uint32_t last;
} edges;

static edges edges_of(const strata_guess_grid *grid, uint32_t from, uint32_t to)
{
    edges found = {.filled = 0};
    for (uint32_t row = 0; row < grid->records; row++) {
        const char *text = grid->cells + (size_t)row * grid->width;
        bool is_filled = false;
        for (uint32_t at = from; at <= to && !is_filled; at++) {
            is_filled = text[at] != ' ';
        }
        found.filled += is_filled ? 1 : 0;
        found.first += text[from] != ' ' ? 1 : 0;
        found.last += text[to] != ' ' ? 1 : 0;
    }
    return found;
}

static uint32_t count_cuts(const strata_guess_grid *grid, const char *const *why)
{
    uint32_t count = 0;
    for (uint32_t at = 0; at < grid->width; at++) {
        count += why[at] != NULL ? 1 : 0;
    }
    return count;
}

/* The field that starts at `from`: up to its last filled position, and over the blanks where texts
 * of different lengths are set to the left, or numbers to the right.
 *  @param free  the first position that belongs to no field
 *  @return      the first position behind the field */
static uint32_t place_field(const strata_guess_grid *grid, const strata_guess_position *positions,
                            const char *const *why, uint32_t free, strata_guess_column *out)
{
    const uint32_t from = out->start - 1;
    uint32_t next = from + 1;
    uint32_t last = from;
    while (next < grid->width && why[next] == NULL) {
        last = positions[next].filled > 0 ? next : last;
        next++;
    }
    const edges found = edges_of(grid, from, last);
    const bool is_left = found.first == found.filled && found.last < found.filled;
    const bool is_right = found.last == found.filled && found.first < found.filled;
    const uint32_t start = is_right ? free : from;
    const uint32_t end = is_left ? next : last + 1;
    out->start = start + 1;
    out->length = end - start;
    return end;
}

/* @param why  of each position of the records */
static strata_status place_fields(strata_guess *guess, const strata_guess_grid *grid,
                                  const strata_guess_position *positions, const char *const *why,
                                  strata_error *err)
{
    const uint32_t count = count_cuts(grid, why);
    uint32_t free = 0;
    guess->columns = strata_arena_alloc(guess->arena, (count + 1) * sizeof *guess->columns);
    if (guess->columns == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t at = 0; at < grid->width; at++) {
        if (why[at] == NULL) {
            continue;
        }
        strata_guess_column *column = &guess->columns[guess->column_count++];
        const strata_slice empty = strata_slice_of("");
        *column = (strata_guess_column){.start = at + 1,
                                        .cut = why[at],
                                        .to = STRATA_TO_NOTHING,
                                        .evidence = empty,
                                        .subject = empty,
                                        .grade = empty,
                                        .outcome = empty,
                                        .group_text = empty,
                                        .year_text = empty,
                                        .level_label = empty};
        STRATA_TRY(strata_guess_say(guess, &column->name, err, "field_%03u", guess->column_count));
        free = place_field(grid, positions, why, free, column);
    }
    return STRATA_OK;
}

static strata_status find_fields(strata_guess *guess, strata_error *err)
{
    strata_guess_grid grid;
    STRATA_TRY(strata_guess_grid_of(guess, &grid, err));
    strata_guess_position *positions =
        strata_arena_alloc(guess->arena, (grid.width + 1) * sizeof *positions);
    const char **why = strata_arena_alloc(guess->arena, (grid.width + 1) * sizeof *why);
    if (positions == NULL || why == NULL) {
        return strata_fail_memory(err);
    }
    strata_guess_positions(&grid, positions);
    strata_guess_cuts(&grid, positions, why);
    return place_fields(guess, &grid, positions, why, err);
}

strata_status strata_guess_fixed_say(strata_guess *guess, strata_guess_column *column,
                                     double confidence, const char *why, strata_error *err)
{
    static const char *const types[] = {"empty", "whole numbers", "numbers",
                                        "texts", "years",         "dates"};
    const strata_guess_values *values = &column->values;
    column->confidence = confidence;
    return strata_guess_say(guess, &column->evidence, err,
                            "%s; %s%u different %s of up to %u bytes; from %u to %u, cut by: %s",
                            why, values->is_many ? "over " : "", values->distinct,
                            types[values->type], values->longest, column->start,
                            column->start + column->length - 1, column->cut);
}

/* Fields that are understood are called what they are. */
static strata_status name_fields(strata_guess *guess, strata_error *err)
{
    for (uint32_t i = 0; i < guess->column_count; i++) {
        strata_guess_column *column = &guess->columns[i];
        char role[STRATA_GUESS_ROLE];
        if (column->to == STRATA_TO_NOTHING) {
            continue;
        }
        (void)strata_guess_role(column, role);
        const char *detail = strchr(role, ':');
        if (detail != NULL && column->to == STRATA_TO_DIM) {
            STRATA_TRY(strata_guess_say(guess, &column->name, err, "%s", detail + 1));
        } else if (detail != NULL) {
            STRATA_TRY(strata_guess_say(guess, &column->name, err, "%.*s_%s", (int)(detail - role),
                                        role, detail + 1));
        } else {
            STRATA_TRY(strata_guess_say(guess, &column->name, err, "%s", role));
        }
    }
    return STRATA_OK;
}

static strata_status give_roles(strata_guess *guess, const strata_guess_rows *rows,
                                const strata_guess_phrases *phrases, const strata_schema_kind *kind,
                                strata_error *err)
{
    STRATA_TRY(strata_guess_fixed_roles(guess, rows, phrases, kind, err));
    STRATA_TRY(strata_guess_settle(guess, err));
    STRATA_TRY(name_fields(guess, err));
    STRATA_TRY(strata_guess_meanings(guess, phrases, err));
    if (guess->levels > 0) {
        guess->levels = guess->levels < 2 ? 2 : guess->levels;
        guess->proficient = strata_guess_usual_cut(guess->levels);
        guess->is_cut_assumed = true;
    }
    return STRATA_OK;
}

strata_status strata_guess_fixed(strata_guess *guess, const strata_guess_sample *sample,
                                 const strata_catalog *catalog, const strata_schema_kind *kind,
                                 strata_error *err)
{
    strata_guess_rows rows;
    strata_guess_phrases *phrases = NULL;
    STRATA_TRY(find_fields(guess, err));
    STRATA_TRY(strata_guess_rows_read(sample, guess, &rows, err));
    if (rows.count == 0 || guess->column_count == 0) {
        return strata_fail(err, STRATA_E_INPUT, "guess", "no record of the file can be read");
    }
    guess->rows = rows.count;
    for (uint32_t i = 0; i < guess->column_count; i++) {
        STRATA_TRY(strata_guess_values_of(guess, &rows, i, err));
    }
    STRATA_TRY(strata_guess_phrases_new(catalog, &phrases, err));
    const strata_status status = give_roles(guess, &rows, phrases, kind, err);
    strata_guess_phrases_free(phrases);
    return status;
}
