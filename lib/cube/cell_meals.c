/* Cells of one place, year and term stand together in a set; they are judged as a block. */
#include "cube/cell_meals.h"

#include <string.h>

#include "cube/cell_map.h"
#include "cube/cube_parts.h"
#include "cube/plan.h"

typedef struct frl_codes {
    strata_code yes;
    strata_code free_meals;
    strata_code reduced;
    strata_code no;
    strata_code universal;
} frl_codes;

enum {
    FRL_CODES = 32
};

/* Results of a block by recorded group of frl. */
typedef struct tally {
    uint64_t n[FRL_CODES];
    uint64_t largest; /* results with a value in one test */
} tally;

static strata_code code_of(const char *group)
{
    return strata_group_find(STRATA_DIM_FRL, strata_slice_of(group));
}

static frl_codes find_codes(void)
{
    return (frl_codes){.yes = code_of("yes"),
                       .free_meals = code_of("free"),
                       .reduced = code_of("reduced"),
                       .no = code_of("no"),
                       .universal = code_of("universal")};
}

/* The group of frl that a key has, alone or crossed; 0 if none. */
static strata_code frl_of(strata_group_key group)
{
    for (unsigned at = 0; at < STRATA_CROSS_MAX; at++) {
        if (group.dim[at] == STRATA_DIM_FRL) {
            return group.code[at];
        }
    }
    return 0;
}

static bool is_same_block(const strata_cell_key *a, const strata_cell_key *b)
{
    return a->year == b->year && a->term == b->term && a->county == b->county && a->lea == b->lea &&
           a->school == b->school;
}

static bool is_same_test(const strata_cell_key *a, const strata_cell_key *b)
{
    return a->assessment == b->assessment && a->era == b->era && a->subject == b->subject;
}

/* What a block is counted by: all grades where the set has them, so that nobody counts twice. */
typedef struct block {
    const strata_cell *cells; /* cells[count] */
    size_t count;
    uint32_t population;
    uint32_t all_grades;
    bool has_all_grades;
} block;

static bool is_status_count(const strata_cell *cell)
{
    return cell->key.source == STRATA_COUNTED && cell->key.stat == STRATA_STAT_COUNTS &&
           cell->key.group.dim[0] == STRATA_DIM_FRL && cell->key.group.dim[1] == STRATA_DIM_ALL;
}

static uint64_t results_of(const strata_cell *cell)
{
    return (cell->has & STRATA_HAS_ENROLLED) != 0 ? cell->n_enrolled : cell->n_tested;
}

enum {
    VALUES = 3 /* yes with its details, no, universal */
};

/* Values that students have; returns their sum. Rows of counts may have the details of yes only. */
static uint64_t values_of(const tally *of, frl_codes codes, uint64_t out[VALUES])
{
    const uint64_t details = of->n[codes.free_meals] + of->n[codes.reduced];
    const uint64_t yes = of->n[codes.yes];
    out[0] = yes > details ? yes : details;
    out[1] = of->n[codes.no];
    out[2] = of->n[codes.universal];
    return out[0] + out[1] + out[2];
}

static tally count_block(const block *of, frl_codes codes)
{
    tally all = {.largest = 0};
    tally test = {.largest = 0};
    const strata_cell_key *last = NULL;
    for (size_t at = 0; at < of->count; at++) {
        const strata_cell *cell = &of->cells[at];
        const bool is_all = cell->key.grade == of->all_grades;
        if (!is_status_count(cell) || cell->key.population != of->population ||
            is_all != of->has_all_grades) {
            continue;
        }
        if (last == NULL || !is_same_test(last, &cell->key)) {
            memset(test.n, 0, sizeof test.n);
        }
        last = &cell->key;
        all.n[cell->key.group.code[0]] += results_of(cell);
        test.n[cell->key.group.code[0]] += results_of(cell);
        uint64_t values[VALUES];
        const uint64_t results = values_of(&test, codes, values);
        all.largest = results > all.largest ? results : all.largest;
    }
    return all;
}

/* Students with a status, and whether that says anything of them. */
typedef struct verdict {
    uint64_t students;
    uint64_t universal; /* of them those in schools with free meals for all */
    bool says_nothing;
} verdict;

static verdict judge(const block *of, frl_codes codes)
{
    uint64_t values[VALUES];
    const tally counted = count_block(of, codes);
    verdict found = {.students = values_of(&counted, codes, values)};
    found.universal = values[2];
    for (unsigned at = 0; at < VALUES && counted.largest >= STRATA_MEALS_MIN_N; at++) {
        found.says_nothing =
            found.says_nothing ||
            (double)values[at] * 100.0 > (double)found.students * STRATA_MEALS_PERCENT;
    }
    return found;
}

/* Chooses population and grades of a block; false if it has no groups of frl. */
static bool survey(block *of, uint32_t all_tested)
{
    bool has_any = false;
    for (size_t at = 0; at < of->count; at++) {
        const strata_cell *cell = &of->cells[at];
        if (!is_status_count(cell)) {
            continue;
        }
        of->population =
            !has_any || cell->key.population == all_tested ? cell->key.population : of->population;
        of->has_all_grades = of->has_all_grades || cell->key.grade == of->all_grades;
        has_any = true;
    }
    return has_any;
}

/* Whether a cell is about a status that free meals for all take the meaning from. */
static bool is_judged(const strata_cell *cell, frl_codes codes)
{
    const strata_code code = frl_of(cell->key.group);
    return cell->key.source == STRATA_COUNTED && code != 0 && code != codes.universal;
}

/* A set on its way through the rule. */
typedef struct meals {
    strata_cellset *set;
    frl_codes codes;
    uint32_t all_tested;
    uint32_t all_grades;
    strata_cell_map
        silent; /* by place above: students of schools whose status says nothing, without
                   those whose status is universal: these are counted there, too */
} meals;

/* The next block behind `end`; false if there is none. */
static bool next_block(const meals *of, size_t *end, block *out)
{
    const strata_cellset *set = of->set;
    const size_t first = *end;
    while (*end < set->count && is_same_block(&set->cells[first].key, &set->cells[*end].key)) {
        (*end)++;
    }
    *out =
        (block){.cells = set->cells + first, .count = *end - first, .all_grades = of->all_grades};
    return out->count > 0;
}

/* Adds the students of a school to the places above it. */
static strata_status note_school(meals *of, const strata_cell_key *school, uint64_t students,
                                 strata_error *err)
{
    const strata_cell_key place = {.year = school->year,
                                   .entity_level = school->entity_level,
                                   .term = school->term,
                                   .county = school->county,
                                   .lea = school->lea};
    for (unsigned level = STRATA_LEVEL_STATE; level < school->entity_level; level++) {
        strata_cell cell = {.has = STRATA_HAS_ENROLLED, .n_enrolled = students};
        if (strata_place_at_level(&place, (strata_entity_level)level, &cell.key)) {
            STRATA_TRY(strata_cell_map_merge(&of->silent, &cell, err));
        }
    }
    return STRATA_OK;
}

/* Clears what has no meaning in a place itself. */
static strata_status judge_places(meals *of, strata_error *err)
{
    block at = {.count = 0};
    for (size_t end = 0; next_block(of, &end, &at);) {
        strata_cell *cells = of->set->cells + (end - at.count);
        verdict found = {.students = 0};
        if (survey(&at, of->all_tested)) {
            found = judge(&at, of->codes);
        }
        if (found.says_nothing && cells->key.entity_level == STRATA_LEVEL_SCHOOL) {
            STRATA_TRY(note_school(of, &cells->key, found.students - found.universal, err));
        }
        for (size_t cell = 0; cell < at.count && found.says_nothing; cell++) {
            if (is_judged(&cells[cell], of->codes)) {
                strata_cell_clear(&cells[cell], STRATA_CELL_UNDEFINED);
            }
        }
    }
    return STRATA_OK;
}

static uint64_t silent_in(const meals *of, const strata_cell_key *key)
{
    const strata_cell_key place = {.year = key->year,
                                   .entity_level = key->entity_level,
                                   .term = key->term,
                                   .county = key->county,
                                   .lea = key->lea};
    const strata_cell *found = strata_cell_map_find(&of->silent, &place);
    return found != NULL ? found->n_enrolled : 0;
}

/* Schools with free meals for all by name and by their figures are one share of a place. */
static bool is_mixed(const meals *of, const block *at)
{
    if (at->cells->key.entity_level >= STRATA_LEVEL_SCHOOL) {
        return false;
    }
    const verdict found = judge(at, of->codes);
    const uint64_t silent = silent_in(of, &at->cells->key) + found.universal;
    return (double)silent * 100.0 > (double)found.students * STRATA_MEALS_MIXED_PERCENT;
}

/* Marks what is counted among too many students of such schools. */
static void mark_mixed(const meals *of)
{
    block at = {.count = 0};
    for (size_t end = 0; next_block(of, &end, &at);) {
        strata_cell *cells = of->set->cells + (end - at.count);
        if (!survey(&at, of->all_tested) || !is_mixed(of, &at)) {
            continue;
        }
        for (size_t cell = 0; cell < at.count; cell++) {
            if (is_judged(&cells[cell], of->codes) && cells[cell].status == STRATA_CELL_OK) {
                cells[cell].status = STRATA_CELL_MIXED;
            }
        }
    }
}

bool strata_cell_plan_has_schools(const char *plan)
{
    const char *levels = strstr(plan, " levels=");
    const char *school = levels != NULL ? strstr(levels, "school") : plan;
    return school != NULL && (levels == NULL || school < strstr(levels, " grades="));
}

/* Schools that were counted for the places above them only. */
static void drop_schools(strata_cellset *set)
{
    size_t kept = 0;
    for (size_t at = 0; at < set->count; at++) {
        if (set->cells[at].key.entity_level != STRATA_LEVEL_SCHOOL) {
            set->cells[kept++] = set->cells[at];
        }
    }
    set->count = kept;
}

strata_status strata_cell_meals_apply(strata_cellset *set, strata_error *err)
{
    const strata_intern *texts = strata_dictionary_texts(set->dictionary);
    const char *all_tested = strata_population_name(STRATA_ALL_TESTED);
    meals of = {.set = set,
                .codes = find_codes(),
                .all_tested = strata_intern_find(texts, all_tested, strlen(all_tested)),
                .all_grades = strata_intern_find(texts, "all", strlen("all"))};
    if (strstr(set->plan, " meals=off") != NULL) {
        return STRATA_OK;
    }
    const strata_status status = judge_places(&of, err);
    if (status == STRATA_OK) {
        mark_mixed(&of);
        if (!strata_cell_plan_has_schools(set->plan)) {
            drop_schools(set);
        }
    }
    strata_cell_map_deinit(&of.silent);
    return status;
}

bool strata_cell_meals_are_mixed(const strata_cell *all, const strata_cell *universal)
{
    return all != NULL && universal != NULL && strata_cell_is_shown(all) &&
           strata_cell_is_shown(universal) &&
           (double)results_of(universal) * 100.0 >
               (double)results_of(all) * STRATA_MEALS_MIXED_PERCENT;
}
