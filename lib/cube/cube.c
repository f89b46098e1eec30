/* A cube's life: new, records in, cells out. */
#include "cube/cube.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "cube/cube_parts.h"

void strata_cube_free(strata_cube *cube)
{
    if (cube == NULL) {
        return;
    }
    strata_dictionary_free(cube->dictionary);
    strata_membership_free(cube->membership);
    strata_cell_map_deinit(&cube->counted);
    strata_cell_map_deinit(&cube->published);
    for (size_t at = 0; at < cube->partition_count; at++) {
        strata_free(cube->partitions[at].groups);
    }
    strata_free(cube->partitions);
    strata_free(cube->rules);
    strata_free(cube);
}

static bool add_word(strata_dictionary *dictionary, const char *word, uint32_t *out)
{
    return strata_intern_add(strata_dictionary_texts(dictionary), word, strlen(word), out, NULL) ==
           STRATA_OK;
}

strata_cube *strata_cube_new(const strata_plan *plan, strata_dictionary *dictionary)
{
    strata_cube *cube = strata_alloc_zero(1, sizeof *cube);
    if (cube == NULL) {
        return NULL;
    }
    cube->plan = *plan;
    cube->membership = strata_membership_new(plan);
    if (cube->membership == NULL || !add_word(dictionary, "all_tested", &cube->all_tested) ||
        !add_word(dictionary, "scale_score", &cube->scale_score) ||
        !add_word(dictionary, "all", &cube->all_grades)) {
        strata_cube_free(cube);
        return NULL;
    }
    cube->dictionary = dictionary;
    return cube;
}

strata_status strata_cube_issue(strata_issues *issues, strata_severity severity, const char *rule,
                                strata_error *err)
{
    const strata_place_in_file nowhere = {0};
    return issues != NULL ? strata_issues_add(issues, severity, rule, nowhere, "", err) : STRATA_OK;
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
        .population = cube->all_tested,
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

strata_status strata_cube_add_record(strata_cube *cube, const strata_record *record,
                                     strata_error *err)
{
    strata_code codes[STRATA_DIM_COUNT];
    memcpy(codes, record->codes, sizeof codes);
    codes[STRATA_DIM_ALL] = 1;
    if (codes[STRATA_DIM_RACE] == 0) {
        codes[STRATA_DIM_RACE] = strata_race_ed2007(record->race_mask);
    }
    const strata_group_key *groups = NULL;
    size_t count = 0;
    STRATA_TRY(strata_membership_of(cube->membership, codes, &groups, &count, err));
    strata_cell cell = cell_of(cube, record);
    for (size_t at = 0; at < count; at++) {
        cell.key.group = groups[at];
        STRATA_TRY(strata_cell_map_merge(&cube->counted, &cell, err));
    }
    return STRATA_OK;
}

strata_additive strata_cube_additive(const strata_cube *cube, uint32_t assessment)
{
    for (size_t at = 0; at < cube->rule_count; at++) {
        if (cube->rules[at].assessment == assessment) {
            return cube->rules[at].additive;
        }
    }
    return (strata_additive){0};
}

strata_status strata_cube_declare(strata_cube *cube, uint32_t assessment, strata_additive additive,
                                  strata_error *err)
{
    for (size_t at = 0; at < cube->rule_count; at++) {
        if (cube->rules[at].assessment == assessment) {
            cube->rules[at].additive = additive;
            return STRATA_OK;
        }
    }
    STRATA_TRY(strata_reserve(&cube->rules, &cube->rule_room, cube->rule_count + 1,
                              sizeof *cube->rules, err));
    cube->rules[cube->rule_count++] = (strata_cube_rule){assessment, additive};
    return STRATA_OK;
}

strata_status strata_cube_partition(strata_cube *cube, const strata_partition *partition,
                                    strata_error *err)
{
    STRATA_TRY(strata_reserve(&cube->partitions, &cube->partition_room, cube->partition_count + 1,
                              sizeof *cube->partitions, err));
    strata_group_key *groups = strata_alloc_zero(partition->count, sizeof *groups);
    if (groups == NULL) {
        return strata_fail_memory(err);
    }
    if (partition->count > 0) {
        memcpy(groups, partition->groups, partition->count * sizeof *groups);
    }
    cube->partitions[cube->partition_count++] =
        (strata_cube_partition_copy){groups, partition->count};
    return STRATA_OK;
}

static bool is_wanted(const strata_cube *cube, const strata_cell *cell)
{
    const strata_plan *plan = &cube->plan;
    const bool is_all_grades = cell->key.grade == cube->all_grades;
    const strata_group_key history = {
        .dim = {STRATA_DIM_EL, STRATA_DIM_ALL, STRATA_DIM_ALL},
        .code = {strata_group_find(STRATA_DIM_EL, strata_slice_of("history_unknown")), 1, 1}};
    return plan->levels[cell->key.entity_level] &&
           (is_all_grades ? plan->all_grades : plan->each_grade) &&
           (strata_plan_has_group(plan, cell->key.group) ||
            (cell->key.source == STRATA_COUNTED &&
             strata_group_key_equal(cell->key.group, history)));
}

/* Level counts of a test without levels are none. */
static void normalise(strata_cell *cell)
{
    if (cell->level_count == 0) {
        strata_cell_forget(cell, STRATA_HAS_LEVELS);
    }
}

static strata_status add_wanted(const strata_cube *cube, const strata_cell_map *map,
                                strata_cellset *set, strata_error *err)
{
    for (size_t at = 0; at < map->count; at++) {
        strata_cell cell = map->cells[at];
        if (is_wanted(cube, &cell)) {
            normalise(&cell);
            STRATA_TRY(strata_cellset_add(set, &cell, err));
        }
    }
    return STRATA_OK;
}

static strata_status fill_set(strata_cube *cube, strata_cellset *set, strata_issues *issues,
                              strata_error *err)
{
    STRATA_TRY(strata_cube_check_partitions(cube, issues, err));
    STRATA_TRY(strata_cube_sum_published(cube, issues, err));
    strata_cell_map rolled = {0};
    strata_status status = strata_cube_roll_up(cube, &rolled, err);
    strata_cell_map_deinit(&cube->counted);
    if (status == STRATA_OK) {
        status = add_wanted(cube, &rolled, set, err);
    }
    strata_cell_map_deinit(&rolled);
    STRATA_TRY(status);
    STRATA_TRY(add_wanted(cube, &cube->published, set, err));
    strata_cell_map_deinit(&cube->published);
    return STRATA_OK;
}

strata_status strata_cube_finish(strata_cube *cube, strata_issues *issues, strata_cellset **out,
                                 strata_error *err)
{
    *out = NULL;
    strata_cellset *set = strata_cellset_new();
    if (set == NULL) {
        return strata_fail_memory(err);
    }
    strata_status status = fill_set(cube, set, issues, err);
    if (status == STRATA_OK) {
        strata_dictionary_free(set->dictionary);
        set->dictionary = cube->dictionary;
        cube->dictionary = NULL;
        (void)snprintf(set->race_scheme, sizeof set->race_scheme, "ed2007");
        (void)strata_plan_text(&cube->plan, set->plan);
        status = strata_cellset_sort(set, err);
    }
    if (status != STRATA_OK) {
        strata_cellset_free(set);
        return status;
    }
    *out = set;
    return STRATA_OK;
}
