/* A cube's life: new, records in, cells out. */
#include "cube/cube.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "cube/cell_collector.h"
#include "cube/cube_check.h"
#include "cube/cube_parts.h"
#include "cube/tally_tests.h"

void strata_cube_free(strata_cube *cube)
{
    if (cube == NULL) {
        return;
    }
    strata_dictionary_free(cube->dictionary);
    strata_rows_free(cube->rows);
    strata_intern_free(cube->meals.places);
    strata_free(cube->meals.answers);
    strata_cell_map_deinit(&cube->published);
    strata_free(cube->gathered);
    strata_free(cube->origins);
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

static bool add_words(strata_cube *cube, strata_dictionary *dictionary)
{
    bool good = add_word(dictionary, "scale_score", &cube->scale_score) &&
                add_word(dictionary, "all", &cube->all_grades);
    for (unsigned at = 0; at < STRATA_POPULATIONS; at++) {
        good = good && add_word(dictionary, strata_population_name((strata_population)at),
                                &cube->populations[at]);
    }
    return good;
}

strata_cube *strata_cube_new(const strata_plan *plan, strata_dictionary *dictionary)
{
    strata_cube *cube = strata_alloc_zero(1, sizeof *cube);
    if (cube == NULL) {
        return NULL;
    }
    strata_plan_settle(plan, &cube->plan);
    cube->threads = 1;
    cube->meals.places = strata_intern_new();
    if (cube->meals.places == NULL || !add_words(cube, dictionary) ||
        strata_rows_new(0, NULL, &cube->rows, NULL) != STRATA_OK) {
        strata_cube_free(cube);
        return NULL;
    }
    cube->dictionary = dictionary;
    return cube;
}

void strata_cube_set_meals(strata_cube *cube, strata_cube_meals_of meals)
{
    cube->meals.of = meals;
}

void strata_cube_use_threads(strata_cube *cube, size_t threads)
{
    cube->threads = threads;
}

strata_rows *strata_cube_rows(strata_cube *cube)
{
    return cube->rows;
}

void strata_cube_use_rows(strata_cube *cube, strata_rows *rows)
{
    strata_rows_free(cube->rows);
    cube->rows = rows;
}

strata_status strata_cube_add_record(strata_cube *cube, const strata_record *record,
                                     strata_error *err)
{
    return strata_rows_add_record(cube->rows, record, err);
}

uint32_t strata_cube_place_levels(const strata_cube *cube)
{
    uint32_t levels = 0;
    uint32_t count = 0;
    const strata_packed_place *places = strata_rows_places(cube->rows, &count);
    for (uint32_t at = 0; at < count; at++) {
        levels |= 1U << STRATA_LEVEL_STATE;
        levels |= places[at].county != 0 ? 1U << STRATA_LEVEL_COUNTY : 0;
        levels |= places[at].lea != 0 ? 1U << STRATA_LEVEL_LEA : 0;
        levels |= places[at].school != 0 ? 1U << STRATA_LEVEL_SCHOOL : 0;
    }
    for (size_t at = 0; at < cube->published.count; at++) {
        levels |= 1U << cube->published.cells[at].key.entity_level;
    }
    return levels;
}

bool strata_cube_has_published(const strata_cube *cube)
{
    return cube->published.count > 0;
}

const strata_dictionary *strata_cube_dictionary(const strata_cube *cube)
{
    return cube->dictionary;
}

void strata_cube_account(strata_cube *cube, strata_accounting *accounting)
{
    cube->accounting = accounting;
}

void strata_cube_list(strata_cube *cube, strata_csv_writer *rejects)
{
    cube->rejects = rejects;
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

/* A published population that has another name than ours is nobody's choice. */
static bool is_of_population(const strata_cube *cube, const strata_cell *cell)
{
    for (unsigned at = 0; at < STRATA_POPULATIONS; at++) {
        if (cell->key.population == cube->populations[at]) {
            return cube->plan.populations[at] || !cube->plan.is_population_chosen;
        }
    }
    return true;
}

static bool is_wanted(const strata_cube *cube, const strata_cell *cell)
{
    const strata_plan *plan = &cube->plan;
    const bool is_all_grades = cell->key.grade == cube->all_grades;
    return plan->levels[cell->key.entity_level] && is_of_population(cube, cell) &&
           (is_all_grades ? plan->all_grades : plan->each_grade) &&
           (strata_plan_has_group(plan, cell->key.group) ||
            (cell->key.source == STRATA_COUNTED && strata_plan_has_witness(plan, cell->key.group)));
}

/* Level counts of a test without levels are none. */
static void normalise(strata_cell *cell)
{
    if (cell->level_count == 0) {
        strata_cell_forget(cell, STRATA_HAS_LEVELS);
    }
}

static strata_status add_published(const strata_cube *cube, strata_cellset *set, strata_error *err)
{
    for (size_t at = 0; at < cube->published.count; at++) {
        strata_cell cell = cube->published.cells[at];
        if (is_wanted(cube, &cell)) {
            normalise(&cell);
            STRATA_TRY(strata_cellset_add(set, &cell, err));
        }
    }
    return STRATA_OK;
}

/* Counts the rows into a set, in order. */
static strata_status collect(strata_cube *cube, strata_cellset *set, strata_issues *issues,
                             strata_error *err)
{
    strata_cell_collector *collector = strata_cell_collector_new(set);
    if (collector == NULL) {
        return strata_fail_memory(err);
    }
    const strata_cube_counting counting = {
        .threads = cube->threads, .issues = issues, .sink = strata_cell_collector_sink(collector)};
    const strata_status status = strata_cube_count(cube, &counting, err);
    strata_cell_collector_free(collector);
    return status;
}

static strata_status fill_set(strata_cube *cube, strata_cellset *set, strata_issues *issues,
                              strata_error *err)
{
    STRATA_TRY(strata_cube_check_partitions(cube, issues, err));
    STRATA_TRY(strata_cube_check_scale(cube, issues, err));
    STRATA_TRY(strata_cube_check_years(cube, issues, err));
    STRATA_TRY(strata_cube_sum_published(cube, issues, err));
    STRATA_TRY(collect(cube, set, issues, err));
    STRATA_TRY(add_published(cube, set, err));
    strata_cell_map_deinit(&cube->published);
    return STRATA_OK;
}

/* Rows are not needed once they are counted. */
static void drop_rows(strata_cube *cube)
{
    strata_rows_free(cube->rows);
    cube->rows = NULL;
}

void strata_cube_head(const strata_cube *cube, strata_cube_heading *out)
{
    out->level_columns = strata_tally_level_count(cube->rows, cube->dictionary);
    (void)snprintf(out->race_scheme, sizeof out->race_scheme, "%s",
                   strata_race_scheme_name(cube->plan.race_scheme));
    (void)strata_plan_text(&cube->plan, out->plan);
}

strata_status strata_cube_stream(strata_cube *cube, size_t threads, strata_issues *issues,
                                 const strata_cell_sink *sink, strata_error *err)
{
    const strata_cube_counting counting = {
        .threads = threads, .issues = issues, .sink = sink, .applies_history = true};
    return strata_cube_count(cube, &counting, err);
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
    drop_rows(cube);
    if (status == STRATA_OK) {
        strata_dictionary_free(set->dictionary);
        set->dictionary = cube->dictionary;
        cube->dictionary = NULL;
        (void)snprintf(set->race_scheme, sizeof set->race_scheme, "%s",
                       strata_race_scheme_name(cube->plan.race_scheme));
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
