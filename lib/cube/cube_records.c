/* Counting records: each is a cell of one student, added to the cells of its groups. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "cube/cube_check.h"

/* A record on its way into the cells. */
typedef struct counting {
    const strata_record *record;
    strata_cell cell; /* of the one student, in its place */
    bool has_universal_meals;
} counting;

void strata_cube_set_meals(strata_cube *cube, strata_cube_meals_of meals)
{
    cube->meals.of = meals;
}

/* A school and year, without padding: equal ones are equal bytes. */
typedef struct school_year {
    uint32_t ids[3]; /* county, lea, school */
    int32_t year;
} school_year;

static strata_status ask_meals(strata_cube *cube, const strata_record *record, bool *out,
                               strata_error *err)
{
    strata_cube_meals *meals = &cube->meals;
    const school_year place = {{record->county, record->lea, record->school}, record->year};
    const uint32_t known = strata_intern_count(meals->places);
    uint32_t number = 0;
    STRATA_TRY(strata_intern_add(meals->places, (const char *)&place, sizeof place, &number, err));
    STRATA_TRY(strata_reserve(&meals->answers, &meals->room, (size_t)number + 1,
                              sizeof *meals->answers, err));
    if (number >= known) {
        const char *const ids[3] = {strata_dictionary_text(cube->dictionary, record->county),
                                    strata_dictionary_text(cube->dictionary, record->lea),
                                    strata_dictionary_text(cube->dictionary, record->school)};
        meals->answers[number] = meals->of.is_universal(meals->of.context, ids, record->year);
    }
    *out = meals->answers[number];
    return STRATA_OK;
}

static strata_status find_meals(strata_cube *cube, const strata_record *record, bool *out,
                                strata_error *err)
{
    *out = false;
    return cube->meals.of.is_universal != NULL && !cube->plan.ignore_meals && record->school != 0
               ? ask_meals(cube, record, out, err)
               : STRATA_OK;
}

static strata_status note_fay(strata_cube *cube, const strata_record *record, strata_error *err)
{
    if (!cube->plan.populations[STRATA_ACCOUNTABILITY] || record->file == 0) {
        return STRATA_OK;
    }
    const size_t before = cube->fay_room;
    STRATA_TRY(strata_reserve(&cube->fay, &cube->fay_room, record->file, sizeof *cube->fay, err));
    memset(cube->fay + before, STRATA_FAY_NO_RECORDS, cube->fay_room - before);
    const bool is_known = record->fay[0] != STRATA_UNKNOWN || record->fay[1] != STRATA_UNKNOWN ||
                          record->fay[2] != STRATA_UNKNOWN;
    uint8_t *fay = &cube->fay[record->file - 1];
    *fay = is_known || *fay == STRATA_FAY_KNOWN ? STRATA_FAY_KNOWN : STRATA_FAY_UNKNOWN;
    return STRATA_OK;
}

strata_status strata_cube_note_fay(const strata_cube *cube, strata_issues *issues,
                                   strata_error *err)
{
    for (size_t file = 0; file < cube->fay_room; file++) {
        if (cube->fay[file] == STRATA_FAY_UNKNOWN) {
            const strata_cube_finding finding = {.rule = "no-accountability",
                                                 .file = (uint32_t)file + 1};
            STRATA_TRY(strata_cube_note(cube, issues, &finding, err));
        }
    }
    return STRATA_OK;
}

enum {
    RESULTS_TEXT = 32 /* "123 results" */
};

static bool asks_for_races(const strata_plan *plan)
{
    if (plan->race_scheme != STRATA_RACE_ED2007) {
        return true;
    }
    for (unsigned at = 0; at < plan->scheme_count; at++) {
        if (memchr(plan->schemes[at].dims, STRATA_DIM_RACE_MASK, plan->schemes[at].count) != NULL) {
            return true;
        }
    }
    return false;
}

static strata_status note_races(strata_cube *cube, const strata_record *record, strata_error *err)
{
    if (record->race_mask == 0 || record->file == 0 || !asks_for_races(&cube->plan)) {
        return STRATA_OK;
    }
    const size_t before = cube->race_room;
    STRATA_TRY(
        strata_reserve(&cube->races, &cube->race_room, record->file, sizeof *cube->races, err));
    memset(cube->races + before, 0, (cube->race_room - before) * sizeof *cube->races);
    strata_cube_races *races = &cube->races[record->file - 1];
    if (record->race_mask == UINT32_C(1) << record->codes[STRATA_DIM_RACE]) {
        races->single++;
    } else {
        races->has_several = true;
    }
    return STRATA_OK;
}

strata_status strata_cube_note_races(const strata_cube *cube, strata_issues *issues,
                                     strata_error *err)
{
    for (size_t file = 0; file < cube->race_room; file++) {
        const strata_cube_races *races = &cube->races[file];
        char results[RESULTS_TEXT];
        (void)snprintf(results, sizeof results, "%" PRIu64 " results", races->single);
        const strata_cube_finding finding = {
            .rule = "race-scheme", .what = results, .file = (uint32_t)file + 1};
        if (races->single > 0 && !races->has_several) {
            STRATA_TRY(strata_cube_note(cube, issues, &finding, err));
        }
    }
    return STRATA_OK;
}

static strata_cell_key key_of(const strata_cube *cube, const strata_record *record)
{
    strata_entity_level level = STRATA_LEVEL_STATE;
    if (record->school != 0) {
        level = STRATA_LEVEL_SCHOOL;
    } else if (record->lea != 0) {
        level = STRATA_LEVEL_LEA;
    } else if (record->county != 0) {
        level = STRATA_LEVEL_COUNTY;
    }
    return (strata_cell_key){
        .year = record->year,
        .entity_level = (uint8_t)level,
        .source = STRATA_COUNTED,
        .term = record->term,
        .population = cube->populations[STRATA_ALL_TESTED],
        .county = record->county,
        .lea = record->lea,
        .school = record->school,
        .assessment = record->assessment,
        .era = record->era,
        .subject = record->subject,
        .grade = record->grade,
        .variable = cube->scale_score,
    };
}

static void fill_levels(strata_cell *cell, const strata_record *record, bool is_scored)
{
    if (record->level > cell->level_count) {
        cell->level_count = record->level; /* of a test that nobody declared */
    }
    if (record->level != 0) {
        cell->levels[record->level - 1] = 1;
    }
    if (record->level != 0 || !is_scored) {
        cell->has |= STRATA_HAS_LEVELS;
    }
}

static void fill_scores(strata_cell *cell, const strata_record *record, bool is_scored)
{
    if (record->has_score) {
        cell->score_sum = record->score;
        cell->score_sumsq = (strata_int128)record->score * record->score;
        cell->score_min = record->score;
        cell->score_max = record->score;
    }
    if (record->has_score || !is_scored) {
        cell->has |= STRATA_HAS_SCORES;
    }
}

/* The record as a cell of one student. A result without a level or without a score leaves the
 * levels or the scores of its groups unknown: sums over some of the students would mislead. */
static strata_cell cell_of(const strata_cube *cube, const strata_record *record)
{
    const strata_test *test =
        strata_dictionary_test(cube->dictionary, record->assessment, record->subject, record->era);
    const bool is_scored = strata_record_is_scored(record);
    const bool is_tested =
        record->tested == STRATA_YES || (record->tested == STRATA_UNKNOWN && is_scored);
    strata_cell cell = {
        .key = key_of(cube, record),
        .has = STRATA_HAS_ENROLLED | STRATA_HAS_TESTED | STRATA_HAS_SCORED,
        .level_count = test != NULL ? test->levels : 0,
        .decimals = test != NULL ? test->decimals : 0,
        .n_enrolled = record->enrolled != STRATA_NO ? 1 : 0,
        .n_tested = is_tested ? 1 : 0,
        .n_scored = is_scored ? 1 : 0,
    };
    if (test == NULL || test->levels > 0) {
        fill_levels(&cell, record, is_scored);
    }
    if (test == NULL || test->has_scores) {
        fill_scores(&cell, record, is_scored);
    }
    return cell;
}

/* Adds the student to the groups in one place of one population. Where meals leave a group without
 * a meaning its cell says so, but only in the school itself. */
static strata_status add_to_groups(strata_cube *cube, const counting *student,
                                   const strata_group_key *groups, size_t count, strata_error *err)
{
    for (size_t at = 0; at < count; at++) {
        strata_cell cell = student->cell;
        cell.key.group = groups[at];
        if (student->has_universal_meals &&
            strata_membership_is_about_meals(cube->membership, groups[at])) {
            if (cell.key.entity_level != STRATA_LEVEL_SCHOOL) {
                continue;
            }
            strata_cell_clear(&cell, STRATA_CELL_UNDEFINED);
        }
        STRATA_TRY(strata_cell_map_merge(&cube->counted, &cell, err));
    }
    return STRATA_OK;
}

/* The flag that counts at a level of places. */
static strata_answer fay_at(const strata_record *record, strata_entity_level level)
{
    switch (level) {
    case STRATA_LEVEL_SCHOOL:
        return (strata_answer)record->fay[0];
    case STRATA_LEVEL_LEA:
    case STRATA_LEVEL_COUNTY:
        return (strata_answer)record->fay[1];
    case STRATA_LEVEL_STATE:
        return (strata_answer)record->fay[2];
    case STRATA_LEVEL_SET:
    case STRATA_LEVEL_COUNT:
        break;
    }
    return STRATA_UNKNOWN;
}

static strata_status add_accountable(strata_cube *cube, const counting *student,
                                     const strata_group_key *groups, size_t count,
                                     strata_error *err)
{
    for (unsigned at = STRATA_LEVEL_STATE; at <= STRATA_LEVEL_SCHOOL; at++) {
        const strata_entity_level level = (strata_entity_level)at;
        counting placed = *student;
        const bool is_watched =
            level == STRATA_LEVEL_SCHOOL && strata_plan_watches_meals(&cube->plan);
        if ((cube->plan.levels[level] || is_watched) &&
            fay_at(student->record, level) == STRATA_YES &&
            strata_place_at_level(&student->cell.key, level, &placed.cell.key)) {
            placed.cell.key.population = cube->populations[STRATA_ACCOUNTABILITY];
            STRATA_TRY(add_to_groups(cube, &placed, groups, count, err));
        }
    }
    return STRATA_OK;
}

strata_status strata_cube_add_record(strata_cube *cube, const strata_record *record,
                                     strata_error *err)
{
    counting student = {.record = record, .cell = cell_of(cube, record)};
    STRATA_TRY(note_fay(cube, record, err));
    STRATA_TRY(note_races(cube, record, err));
    STRATA_TRY(find_meals(cube, record, &student.has_universal_meals, err));
    const strata_standing standing = {.codes = record->codes,
                                      .race_mask = record->race_mask,
                                      .has_universal_meals = student.has_universal_meals,
                                      .exit_years = strata_dictionary_exit_years(
                                          cube->dictionary, record->assessment, record->year)};
    const strata_group_key *groups = NULL;
    size_t count = 0;
    STRATA_TRY(strata_membership_of(cube->membership, &standing, &groups, &count, err));
    if (cube->plan.populations[STRATA_ALL_TESTED]) {
        STRATA_TRY(add_to_groups(cube, &student, groups, count, err));
    }
    return cube->plan.populations[STRATA_ACCOUNTABILITY]
               ? add_accountable(cube, &student, groups, count, err)
               : STRATA_OK;
}
