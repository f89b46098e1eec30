/* One year of a test beside the next. Cells are put together into small ones of a group, or of a
 * place, in a year: n_tested is the largest number of students known, n_enrolled the rows. */
#include "base/alloc.h"
#include "cube/cube_check.h"

enum {
    GROUP_MIN = 30, /* students; a smaller group may well have moved away */
    ROWS_MIN = 20
};

/* A test in a year; levels: bits of the levels it has places of. */
typedef struct test_year {
    uint32_t assessment;
    uint32_t subject; /* 0: of all subjects */
    int16_t year;
    uint32_t levels;
} test_year;

struct strata_cube_years {
    const strata_cube *cube;
    strata_issues *issues;
    test_year *years; /* years[count] */
    size_t count;
    size_t room;
    strata_cell_map groups; /* by group and level of place */
    strata_cell_map places; /* by place */
};

static strata_status append_year(strata_cube_years *years, const test_year *of, strata_error *err)
{
    STRATA_TRY(
        strata_reserve(&years->years, &years->room, years->count + 1, sizeof *years->years, err));
    years->years[years->count++] = *of;
    return STRATA_OK;
}

/* Beside the year of the subject one of the whole test. */
static strata_status add_year(strata_cube_years *years, const test_year *of, strata_error *err)
{
    for (size_t at = years->count; at-- > 0;) { /* cells of one year stand together */
        test_year *year = &years->years[at];
        if (year->assessment == of->assessment && year->subject == of->subject &&
            year->year == of->year) {
            year->levels |= of->levels;
            return STRATA_OK;
        }
    }
    STRATA_TRY(append_year(years, of, err));
    const test_year whole = {of->assessment, 0, of->year, of->levels};
    return append_year(years, &whole, err);
}

/* The first year of the test behind this one, NULL if there is none. */
static const test_year *next_year(const strata_cube_years *years, uint32_t assessment,
                                  uint32_t subject, int16_t year)
{
    const test_year *next = NULL;
    for (size_t at = 0; at < years->count; at++) {
        const test_year *other = &years->years[at];
        if (other->assessment == assessment && other->subject == subject && other->year > year &&
            (next == NULL || other->year < next->year)) {
            next = other;
        }
    }
    return next;
}

static const test_year *find_year(const strata_cube_years *years, const strata_cell_key *key)
{
    for (size_t at = 0; at < years->count; at++) {
        const test_year *year = &years->years[at];
        if (year->assessment == key->assessment && year->subject == key->subject &&
            year->year == key->year) {
            return year;
        }
    }
    return NULL;
}

/* ---- putting cells together ---- */

static uint64_t students(const strata_cell *cell)
{
    uint64_t most = 0;
    const uint64_t numbers[] = {(cell->has & STRATA_HAS_ENROLLED) != 0 ? cell->n_enrolled : 0,
                                (cell->has & STRATA_HAS_TESTED) != 0 ? cell->n_tested : 0,
                                (cell->has & STRATA_HAS_SCORED) != 0 ? cell->n_scored : 0};
    for (size_t at = 0; at < sizeof numbers / sizeof numbers[0]; at++) {
        most = numbers[at] > most ? numbers[at] : most;
    }
    return most;
}

/* A group that shows no number may have any; one that hides it is small. */
static uint64_t students_or_many(const strata_cell *cell)
{
    const unsigned numbers = STRATA_HAS_ENROLLED | STRATA_HAS_TESTED | STRATA_HAS_SCORED;
    return strata_cell_is_shown(cell) && (cell->has & numbers) == 0 ? GROUP_MIN : students(cell);
}

static strata_status add_group(strata_cube_years *years, const strata_year_cell *cell,
                               strata_error *err)
{
    const strata_cell_key key = {.year = cell->key.year,
                                 .entity_level = cell->key.entity_level,
                                 .group = cell->key.group,
                                 .assessment = cell->key.assessment,
                                 .subject = cell->key.subject};
    strata_cell *sum = NULL;
    bool is_new = false;
    STRATA_TRY(strata_cell_map_get(&years->groups, &key, &sum, &is_new, err));
    sum->n_tested = cell->students > sum->n_tested ? cell->students : sum->n_tested;
    return STRATA_OK;
}

/* Rows of a published place; of a counted one its students, which stand in the cell of all grades.
 */
static uint64_t rows_of(const strata_cube *cube, const strata_cell *cell)
{
    if (cell->key.source == STRATA_PUBLISHED) {
        return 1;
    }
    return cell->key.group.dim[0] == STRATA_DIM_ALL && cell->key.grade == cube->all_grades
               ? students(cell)
               : 0;
}

strata_year_cell strata_year_cell_of(const strata_cube *cube, const strata_cell *cell)
{
    return (strata_year_cell){cell->key, students_or_many(cell), rows_of(cube, cell)};
}

static strata_status add_place(strata_cube_years *years, const strata_year_cell *cell,
                               strata_error *err)
{
    const strata_cell_key key = {.year = cell->key.year,
                                 .entity_level = cell->key.entity_level,
                                 .county = cell->key.county,
                                 .lea = cell->key.lea,
                                 .school = cell->key.school,
                                 .assessment = cell->key.assessment};
    strata_cell *sum = NULL;
    bool is_new = false;
    if (cell->rows == 0) {
        return STRATA_OK;
    }
    STRATA_TRY(strata_cell_map_get(&years->places, &key, &sum, &is_new, err));
    sum->n_enrolled += cell->rows;
    return STRATA_OK;
}

strata_status strata_cube_years_add(strata_cube_years *years, const strata_year_cell *cell,
                                    strata_error *err)
{
    const strata_cell_key *key = &cell->key;
    const test_year of = {key->assessment, key->subject, key->year, 1U << key->entity_level};
    STRATA_TRY(add_year(years, &of, err));
    STRATA_TRY(add_group(years, cell, err));
    return add_place(years, cell, err);
}

/* ---- comparing ---- */

static bool is_coarsest(uint32_t levels, unsigned level)
{
    return (levels & 1U << level) != 0 && (levels & ((1U << level) - 1)) == 0;
}

static strata_status check_group(const strata_cube_years *years, const strata_cell *group,
                                 strata_error *err)
{
    const strata_cell_key *key = &group->key;
    const test_year *now = find_year(years, key);
    const test_year *next = next_year(years, key->assessment, key->subject, key->year);
    if (group->n_tested < GROUP_MIN || now == NULL || next == NULL ||
        !is_coarsest(now->levels & next->levels, key->entity_level)) {
        return STRATA_OK;
    }
    strata_cell_key there = *key;
    there.year = next->year;
    const strata_cube_finding finding = {.rule = "group-vanished", .key = &there};
    return strata_cell_map_find(&years->groups, &there) == NULL
               ? strata_cube_note(years->cube, years->issues, &finding, err)
               : STRATA_OK;
}

static strata_status check_place(const strata_cube_years *years, const strata_cell *place,
                                 strata_error *err)
{
    const strata_cell_key *key = &place->key;
    const test_year *next = next_year(years, key->assessment, 0, key->year);
    if (place->n_enrolled < ROWS_MIN || next == NULL) {
        return STRATA_OK;
    }
    strata_cell_key there = *key;
    there.year = next->year;
    const strata_cell *after = strata_cell_map_find(&years->places, &there);
    const strata_cube_finding finding = {.rule = "rows-dropped", .key = &there};
    return after != NULL && after->n_enrolled < (place->n_enrolled + 1) / 2
               ? strata_cube_note(years->cube, years->issues, &finding, err)
               : STRATA_OK;
}

strata_status strata_cube_years_compare(const strata_cube_years *years, strata_error *err)
{
    for (size_t at = 0; at < years->groups.count; at++) {
        STRATA_TRY(check_group(years, &years->groups.cells[at], err));
    }
    for (size_t at = 0; at < years->places.count; at++) {
        STRATA_TRY(check_place(years, &years->places.cells[at], err));
    }
    return STRATA_OK;
}

strata_cube_years *strata_cube_years_new(const strata_cube *cube, strata_issues *issues)
{
    strata_cube_years *years = strata_alloc_zero(1, sizeof *years);
    if (years != NULL) {
        years->cube = cube;
        years->issues = issues;
    }
    return years;
}

void strata_cube_years_free(strata_cube_years *years)
{
    if (years != NULL) {
        strata_cell_map_deinit(&years->groups);
        strata_cell_map_deinit(&years->places);
        strata_free(years->years);
        strata_free(years);
    }
}

/* ---- published cells ---- */

static bool has_several_years(const strata_cell_map *cells)
{
    for (size_t at = 1; at < cells->count; at++) {
        if (cells->cells[at].key.year != cells->cells[0].key.year) {
            return true;
        }
    }
    return false;
}

static strata_status check_cells(strata_cube_years *years, const strata_cell_map *cells,
                                 strata_error *err)
{
    for (size_t at = 0; at < cells->count; at++) {
        const strata_cell *cell = &cells->cells[at];
        if (cell->key.stat == STRATA_STAT_COUNTS) {
            const strata_year_cell year_cell = strata_year_cell_of(years->cube, cell);
            STRATA_TRY(strata_cube_years_add(years, &year_cell, err));
        }
    }
    return strata_cube_years_compare(years, err);
}

strata_status strata_cube_check_years(const strata_cube *cube, strata_issues *issues,
                                      strata_error *err)
{
    if (issues == NULL || !has_several_years(&cube->published)) {
        return STRATA_OK;
    }
    strata_cube_years *years = strata_cube_years_new(cube, issues);
    const strata_status status =
        years != NULL ? check_cells(years, &cube->published, err) : strata_fail_memory(err);
    strata_cube_years_free(years);
    return status;
}
