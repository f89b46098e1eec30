/* Cells of one place, year and term stand together in a set; they are judged as a block. */
#include "cube/cell_meals.h"

#include <string.h>

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

/* Values that students have: a status less its details is a value too. */
static uint64_t values_of(const tally *of, frl_codes codes, uint64_t out[5])
{
    const uint64_t details = of->n[codes.free_meals] + of->n[codes.reduced];
    const uint64_t yes = of->n[codes.yes];
    out[0] = yes > details ? yes - details : 0;
    out[1] = of->n[codes.free_meals];
    out[2] = of->n[codes.reduced];
    out[3] = of->n[codes.no];
    out[4] = of->n[codes.universal];
    return out[0] + out[1] + out[2] + out[3] + out[4];
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
        uint64_t values[5];
        const uint64_t results = values_of(&test, codes, values);
        all.largest = results > all.largest ? results : all.largest;
    }
    return all;
}

static bool says_nothing(const block *of, frl_codes codes)
{
    uint64_t values[5];
    const tally counted = count_block(of, codes);
    const uint64_t total = values_of(&counted, codes, values);
    bool has_one = false;
    for (unsigned at = 0; at < sizeof values / sizeof values[0]; at++) {
        has_one = has_one || (double)values[at] * 100.0 > (double)total * STRATA_MEALS_PERCENT;
    }
    return has_one && counted.largest >= STRATA_MEALS_MIN_N;
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

static void clear(strata_cell *cells, size_t count, frl_codes codes)
{
    for (size_t at = 0; at < count; at++) {
        const strata_code code = frl_of(cells[at].key.group);
        if (cells[at].key.source == STRATA_COUNTED && code != 0 && code != codes.universal) {
            strata_cell_clear(&cells[at], STRATA_CELL_UNDEFINED);
        }
    }
}

void strata_cell_meals_apply(strata_cellset *set)
{
    const frl_codes codes = find_codes();
    const strata_intern *texts = strata_dictionary_texts(set->dictionary);
    const char *all_tested = strata_population_name(STRATA_ALL_TESTED);
    const uint32_t tested = strata_intern_find(texts, all_tested, strlen(all_tested));
    const uint32_t all_grades = strata_intern_find(texts, "all", strlen("all"));
    if (strstr(set->plan, " meals=off") != NULL) {
        return;
    }
    for (size_t first = 0, end = 0; first < set->count; first = end) {
        while (end < set->count && is_same_block(&set->cells[first].key, &set->cells[end].key)) {
            end++;
        }
        block of = {.cells = set->cells + first, .count = end - first, .all_grades = all_grades};
        if (survey(&of, tested) && says_nothing(&of, codes)) {
            clear(set->cells + first, of.count, codes);
        }
    }
}

bool strata_cell_meals_are_mixed(const strata_cell *all, const strata_cell *universal)
{
    return all != NULL && universal != NULL && strata_cell_is_shown(all) &&
           strata_cell_is_shown(universal) &&
           (double)results_of(universal) * 100.0 >
               (double)results_of(all) * STRATA_MEALS_MIXED_PERCENT;
}
