/* Published results as cells: one of counts, one for each statistic. */
#include <string.h>

#include "base/alloc.h"
#include "cube/cell_meet.h"
#include "cube/cell_value.h"
#include "cube/cube_check.h"
#include "record/dropped.h"

static strata_cell_key key_of(const strata_cube *cube, const strata_published *published)
{
    const strata_cell_key key = {
        .year = published->year,
        .entity_level = (uint8_t)published->entity_level,
        .source = published->is_own ? STRATA_COUNTED : STRATA_PUBLISHED,
        .group = published->group,
        .term = published->term,
        .population = published->population != 0 ? published->population
                                                 : cube->populations[STRATA_ALL_TESTED],
        .county = published->county,
        .lea = published->lea,
        .school = published->school,
        .assessment = published->assessment,
        .era = published->era,
        .subject = published->subject,
        .grade = published->grade,
        .variable = cube->scale_score,
    };
    strata_cell_key clean = key;
    return strata_place_at_level(&key, published->entity_level, &clean) ? clean : key;
}

/* The level counts if they say of all students in which level they are. */
static bool has_whole_levels(const strata_published *published)
{
    uint64_t total = 0;
    for (unsigned level = 0; level < published->level_count; level++) {
        if (!strata_add_u64(&total, published->levels[level])) {
            return false;
        }
    }
    return published->has_levels && published->level_count > 0 && published->has_scored &&
           total == published->n_scored;
}

static strata_cell counts_of(const strata_cube *cube, const strata_published *published)
{
    unsigned has = 0;
    has |= published->has_enrolled ? STRATA_HAS_ENROLLED : 0;
    has |= published->has_tested ? STRATA_HAS_TESTED : 0;
    has |= published->has_scored ? STRATA_HAS_SCORED : 0;
    has |= has_whole_levels(published) ? STRATA_HAS_LEVELS : 0;
    strata_cell cell = {
        .key = key_of(cube, published),
        .has = (uint16_t)(has | (published->is_own ? STRATA_IS_GIVEN : 0)),
        .status = published->is_suppressed ? STRATA_CELL_SUPPRESSED : STRATA_CELL_OK,
        .level_count = published->level_count,
        .n_enrolled = published->n_enrolled,
        .n_tested = published->n_tested,
        .n_scored = published->n_scored,
    };
    memcpy(cell.levels, published->levels, sizeof cell.levels);
    strata_cell_forget(&cell, STRATA_HAS_ALL & ~has);
    return cell;
}

static strata_cell statistic_of(const strata_cell *counts, const strata_statistic *statistic)
{
    strata_cell cell = *counts;
    cell.key.stat = (uint8_t)statistic->stat;
    cell.key.cut = statistic->cut;
    cell.key.variable = statistic->variable != 0 ? statistic->variable : counts->key.variable;
    cell.status = statistic->is_hidden ? STRATA_CELL_SUPPRESSED : STRATA_CELL_OK;
    cell.decimals = statistic->is_hidden ? 0 : statistic->decimals;
    strata_cell_forget(&cell, STRATA_HAS_LEVELS);
    const uint64_t weight = strata_cell_weight(&cell);
    if (statistic->is_hidden || weight == 0) {
        return cell;
    }
    if (statistic->has_value) {
        cell.has |= STRATA_HAS_VALUE;
        cell.value_sum = (strata_int128)statistic->value * (strata_int128)weight;
    }
    if (statistic->has_bounds) {
        cell.has |= STRATA_HAS_BOUNDS;
        cell.lo_sum = (strata_int128)statistic->lo * (strata_int128)weight;
        cell.hi_sum = (strata_int128)statistic->hi * (strata_int128)weight;
    }
    if (statistic->has_se) {
        cell.has |= STRATA_HAS_SE;
        cell.se = statistic->se;
    }
    return cell;
}

/* How the cells of one result met those that were there. */
typedef struct meeting {
    bool has_new;
    bool has_conflict;
    bool has_won;  /* it stands in the place of what was there */
    bool is_apart; /* other rows of its file were gathered for the same result before */
} meeting;

static strata_status add_cell(strata_cube *cube, const strata_cell *cell, meeting *met,
                              strata_error *err)
{
    strata_cell *into = NULL;
    bool is_new = false;
    if (!strata_cell_sums_fit(cell)) {
        return strata_sum_fail(err);
    }
    STRATA_TRY(strata_cell_map_get(&cube->published, &cell->key, &into, &is_new, err));
    if (is_new) {
        *into = *cell;
        met->has_new = true;
        return STRATA_OK;
    }
    const int order = strata_cell_compare_published(into, cell);
    met->has_conflict = met->has_conflict || order != 0;
    if (order < 0) {
        *into = *cell;
        met->has_won = true;
    }
    return STRATA_OK;
}

/* Whether rows of the file have made the cell of counts before; it is the file's from here on. */
static strata_status note_gathering(strata_cube *cube, const strata_published *published,
                                    const strata_cell_key *key, bool *is_apart, strata_error *err)
{
    if (!published->is_gathered || published->file == 0) {
        return STRATA_OK;
    }
    const strata_cell *cell = strata_cell_map_find(&cube->published, key);
    const size_t number = (size_t)(cell - cube->published.cells);
    const size_t before = cube->gathered_room;
    STRATA_TRY(strata_reserve(&cube->gathered, &cube->gathered_room, number + 1,
                              sizeof *cube->gathered, err));
    memset(cube->gathered + before, 0, (cube->gathered_room - before) * sizeof *cube->gathered);
    *is_apart = cube->gathered[number] == published->file;
    cube->gathered[number] = published->file;
    return STRATA_OK;
}

/* Of two results of one key the one that does not stay has a line in the list, if there is one. */
static strata_status list(strata_cube *cube, const strata_published *published,
                          const strata_cell_key *key, const meeting *met, strata_error *err)
{
    if (cube->rejects == NULL || cube->accounting == NULL || published->file == 0) {
        return STRATA_OK;
    }
    const strata_cell *cell = strata_cell_map_find(&cube->published, key);
    const size_t number = (size_t)(cell - cube->published.cells);
    const size_t before = cube->origins_room;
    STRATA_TRY(strata_reserve(&cube->origins, &cube->origins_room, number + 1,
                              sizeof *cube->origins, err));
    memset(cube->origins + before, 0, (cube->origins_room - before) * sizeof *cube->origins);
    strata_cube_origin *origin = &cube->origins[number];
    const strata_cube_origin here = {published->file, (uint32_t)published->line};
    const strata_cube_origin there = origin->file != 0 ? *origin : here;
    *origin = met->has_won || origin->file == 0 ? here : there;
    if (met->has_new || met->is_apart) {
        return STRATA_OK;
    }
    const strata_cube_origin lost = met->has_won ? there : here;
    const strata_dropped_report report = {.accounting = cube->accounting, .rejects = cube->rejects};
    const strata_dropped_result dropped = {.file = lost.file,
                                           .row = lost.line,
                                           .kept_file = origin->file,
                                           .kept_row = origin->line,
                                           .reason = met->has_conflict ? STRATA_DROPPED_CONFLICT
                                                                       : STRATA_DROPPED_DUPLICATE};
    return strata_dropped_list(&report, &dropped, err);
}

/* A result of which nothing is new stays in the account of its file, but not among the kept. */
static void settle_account(const strata_cube *cube, const strata_published *published, meeting met)
{
    strata_accounting *accounting = cube->accounting;
    if ((met.has_new && !met.is_apart) || accounting == NULL || published->file == 0 ||
        published->file > accounting->count) {
        return;
    }
    strata_account *account = &accounting->files[published->file - 1];
    if (met.is_apart) {
        account->results--; /* a part of one that is counted */
        return;
    }
    account->duplicate += met.has_conflict ? 0 : 1;
    account->superseded += met.has_conflict ? 1 : 0;
}

/* NOLINTNEXTLINE(readability-function-size): what was found, where, and who is told */
static strata_status note(const strata_cube *cube, const strata_published *published,
                          const strata_cell_key *key, const char *rule, strata_issues *issues,
                          strata_error *err)
{
    const strata_cube_finding finding = {
        .rule = rule, .key = key, .file = published->file, .line = published->line};
    return strata_cube_note(cube, issues, &finding, err);
}

/* The publisher's categories are final: there is no student to put into others. */
static bool is_of_other_scheme(const strata_cube *cube, strata_group_key group)
{
    return cube->plan.race_scheme != STRATA_RACE_ED2007 &&
           memchr(group.dim, STRATA_DIM_RACE, sizeof group.dim) != NULL;
}

strata_status strata_cube_add_published(strata_cube *cube, const strata_published *published,
                                        strata_issues *issues, strata_error *err)
{
    const strata_cell counts = counts_of(cube, published);
    meeting met = {.has_new = false};
    STRATA_TRY(add_cell(cube, &counts, &met, err));
    STRATA_TRY(note_gathering(cube, published, &counts.key, &met.is_apart, err));
    for (unsigned at = 0; at < published->statistic_count; at++) {
        const strata_cell cell = statistic_of(&counts, &published->statistics[at]);
        STRATA_TRY(add_cell(cube, &cell, &met, err));
    }
    if (published->has_levels && !has_whole_levels(published)) {
        STRATA_TRY(note(cube, published, &counts.key, "levels-differ-from-n", issues, err));
    }
    if (is_of_other_scheme(cube, published->group)) {
        STRATA_TRY(note(cube, published, NULL, "race-scheme", issues, err));
    }
    settle_account(cube, published, met);
    STRATA_TRY(list(cube, published, &counts.key, &met, err));
    if (met.is_apart) {
        return note(cube, published, &counts.key, "rows-not-together", issues, err);
    }
    if (met.has_conflict) {
        return note(cube, published, &counts.key, "duplicate-conflict", issues, err);
    }
    return met.has_new ? STRATA_OK : note(cube, published, &counts.key, "duplicate", issues, err);
}
