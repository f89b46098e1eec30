/* Tests, then groups, then populations, each in its order; what nobody is in gives no cell. */
#include "cube/tally_cells.h"

#include <string.h>

#include "base/alloc.h"

/* Numbers of a group, in a tally or put together from several of its atoms. */
typedef struct numbers {
    const uint32_t *counts; /* NULL: nobody */
    const strata_tally_sums *sums;
} numbers;

/* One track of a test. */
typedef struct track_line {
    const strata_tally *tally;
    const uint32_t *slots;
    uint32_t population;
    strata_tally_past past;
} track_line;

typedef struct giving {
    const strata_tally_way *way;
    const strata_tally_frame *frame;
    const strata_tally *tallies;
    const strata_tally_test *test;
    uint32_t year; /* number of the year */
    strata_entity_level level;
    bool is_watched;   /* only what places above are judged by */
    bool is_too_large; /* some sums of the group that is put together */
    track_line lines[STRATA_TALLY_TRACKS];
    unsigned line_count;
    uint32_t counts[STRATA_TALLY_LANES_MAX]; /* what is put together */
    strata_tally_sums sums;
    strata_cell cell;
} giving;

strata_entity_level strata_tally_level(const strata_packed_place *key)
{
    if (key->school != 0) {
        return STRATA_LEVEL_SCHOOL;
    }
    if (key->lea != 0) {
        return STRATA_LEVEL_LEA;
    }
    return key->county != 0 ? STRATA_LEVEL_COUNTY : STRATA_LEVEL_STATE;
}

/* ---- numbers of a group ---- */

static numbers numbers_at(const strata_tally *tally, uint32_t slot)
{
    return (numbers){tally->counts + (size_t)slot * tally->shape.lanes, &tally->sums[slot]};
}

/* Puts two parts of a group together; the first may be what was put together before. */
static numbers put_together(giving *to, numbers a, numbers b)
{
    const uint32_t lanes = to->frame->tests.lane_count;
    if (a.counts != to->counts) {
        strata_tally_copy_counts(to->counts, a.counts, lanes);
        to->sums = *a.sums;
    }
    strata_tally_add_counts(to->counts, b.counts, lanes);
    strata_tally_add_sums(&to->sums, b.sums);
    to->is_too_large = !strata_tally_sums_fit(&to->sums) || to->is_too_large;
    return (numbers){to->counts, &to->sums};
}

/* Adds the atoms of a list to what there is. */
static numbers add_atoms(giving *to, numbers sum, const track_line *line, const uint32_t *atoms,
                         uint32_t count)
{
    for (uint32_t at = 0; at < count; at++) {
        const uint32_t slot = line->slots[atoms[at]];
        if (slot != 0) {
            const numbers one = numbers_at(line->tally, slot);
            sum = sum.counts == NULL ? one : put_together(to, sum, one);
        }
    }
    return sum;
}

static numbers numbers_of(giving *to, const track_line *line, uint32_t number)
{
    const strata_tally_students *students = &to->frame->students;
    const strata_tally_group *group = &students->groups[number];
    const uint32_t *atoms = students->atoms + group->first;
    const numbers none = {NULL, NULL};
    if (group->count == 1) { /* most crosses are */
        const uint32_t slot = line->slots[atoms[0]];
        return slot != 0 ? numbers_at(line->tally, slot) : none;
    }
    return add_atoms(to, none, line, atoms, group->count);
}

/* ---- a cell ---- */

static uint64_t fill_levels(strata_cell *cell, const strata_tally_test *test,
                            const uint32_t *counts, uint8_t most)
{
    uint64_t sum = 0;
    cell->level_count = test->levels;
    for (uint8_t level = 0; level < most; level++) {
        const uint32_t count = counts[STRATA_TALLY_LEVEL_1 + level];
        cell->levels[level] = count;
        cell->level_count =
            count != 0 && level >= cell->level_count ? (uint8_t)(level + 1) : cell->level_count;
        sum += count;
    }
    return sum;
}

/* A result without a level or without a score leaves the levels or the scores of its groups
 * unknown: sums over some of the students would mislead. */
static void fill(giving *to, numbers from)
{
    strata_cell *cell = &to->cell;
    const uint32_t *counts = from.counts;
    const uint8_t most = to->frame->tests.level_count;
    const uint32_t scored = counts[STRATA_TALLY_SCORED];
    const bool has_scores = to->test->has_scores && counts[STRATA_TALLY_WITH_SCORE] == scored;
    const bool has_extremes = has_scores && scored > 0;
    cell->n_enrolled = counts[STRATA_TALLY_ENROLLED];
    cell->n_tested = counts[STRATA_TALLY_TESTED];
    cell->n_scored = scored;
    const bool has_levels = fill_levels(cell, to->test, counts, most) == scored;
    if (!has_levels) {
        memset(cell->levels, 0, most * sizeof cell->levels[0]);
    }
    unsigned has = STRATA_HAS_ENROLLED | STRATA_HAS_TESTED | STRATA_HAS_SCORED;
    has |= has_levels && to->test->has_levels && cell->level_count > 0 ? STRATA_HAS_LEVELS : 0;
    has |= has_scores ? STRATA_HAS_SCORES : 0;
    cell->score_sum = has_scores ? from.sums->sum : 0;
    cell->score_sumsq = has_scores ? (strata_int128)from.sums->sumsq : 0;
    cell->score_min = has_extremes ? from.sums->min : 0;
    cell->score_max = has_extremes ? from.sums->max : 0;
    cell->has = (uint16_t)has;
    cell->status = STRATA_CELL_OK;
    cell->decimals = to->test->decimals;
}

static bool is_of_places(const giving *to)
{
    return to->frame->notes_places && to->cell.key.group.dim[0] == STRATA_DIM_ALL &&
           to->test->is_of_grades;
}

/* Tells cube_check.h of a cell, before history takes its numbers. */
static strata_status note(const giving *to, strata_error *err)
{
    strata_tally_notes *notes = to->way->notes;
    const bool is_of_group = (to->frame->note_levels >> to->level & 1) != 0;
    if (to->is_watched || (!is_of_group && !is_of_places(to))) {
        return STRATA_OK;
    }
    STRATA_TRY(
        strata_reserve(&notes->cells, &notes->room, notes->count + 1, sizeof *notes->cells, err));
    notes->cells[notes->count++] = strata_year_cell_of(to->frame->cube, &to->cell);
    return STRATA_OK;
}

/* Tells the sink of the quantiles of a cell that has scores. */
static strata_status tell_quantiles(const giving *to, const track_line *line, uint32_t group,
                                    strata_error *err)
{
    const strata_cell *cell = &to->cell;
    const strata_tally_ask ask = {.track = (unsigned)(line->tally - to->tallies),
                                  .test = (uint32_t)(to->test - to->frame->tests.tests),
                                  .group = group,
                                  .count = cell->n_scored,
                                  .low = cell->score_min,
                                  .high = cell->score_max};
    STRATA_TRY(strata_tally_quantiles_find(to->way->quantiles, &ask, err));
    return to->way->sink->tell(to->way->sink->context, to->way->slot, to->way->quantiles->values,
                               err);
}

/* Gives the cell of a group in a population, if anybody is in it. */
static strata_status give_group(giving *to, const track_line *line, uint32_t number,
                                strata_error *err)
{
    const strata_tally_students *students = &to->frame->students;
    const strata_tally_group *group = &students->groups[number];
    numbers sum = numbers_of(to, line, number);
    const bool is_silent =
        sum.counts == NULL && group->silent_count > 0 && to->level == STRATA_LEVEL_SCHOOL;
    if (is_silent) { /* of one school: all of its students are in such atoms, or none */
        sum = add_atoms(to, sum, line, students->atoms + group->silent_first, group->silent_count);
    }
    if (to->is_too_large) {
        return strata_sum_fail(err);
    }
    if (sum.counts == NULL) {
        return STRATA_OK;
    }
    to->cell.key.group = group->key;
    to->cell.key.population = line->population;
    fill(to, sum);
    if (is_silent) {
        strata_cell_clear(&to->cell, STRATA_CELL_UNDEFINED);
    }
    STRATA_TRY(note(to, err));
    if (to->way->applies_history &&
        strata_tally_past_spoils(&line->past, to->frame->history.kinds[number])) {
        strata_cell_clear(&to->cell, STRATA_CELL_UNDEFINED);
    }
    if (to->way->quantiles != NULL && (to->cell.has & STRATA_HAS_SCORES) != 0 &&
        to->cell.n_scored > 0) {
        STRATA_TRY(tell_quantiles(to, line, number, err));
    }
    return to->way->sink->add(to->way->sink->context, to->way->slot, &to->cell, err);
}

/* ---- history ---- */

static void add_students(giving *to, const track_line *line, uint32_t number, uint64_t sum[3])
{
    const numbers of =
        number != STRATA_HISTORY_NO_GROUP ? numbers_of(to, line, number) : (numbers){NULL, NULL};
    if (of.counts != NULL) {
        sum[0] += of.counts[STRATA_TALLY_ENROLLED];
        sum[1] += of.counts[STRATA_TALLY_TESTED];
        sum[2] += of.counts[STRATA_TALLY_SCORED];
    }
}

/* What the results say about the history of students; see strata_cell_history_apply. */
static strata_tally_past past_of(giving *to, const track_line *line)
{
    const strata_tally_history *history = &to->frame->history;
    uint64_t unknown[3] = {0};
    uint64_t whole[3] = {0};
    uint64_t dated[3] = {0};
    if (!to->way->applies_history || !history->is_needed) {
        return (strata_tally_past){.is_unknown = false};
    }
    add_students(to, line, history->unknown, unknown);
    add_students(to, line, history->reclassified, whole);
    for (uint32_t at = 0; at < history->detail_count; at++) {
        add_students(to, line, history->details[at], dated);
    }
    const size_t row = (size_t)to->year * to->frame->tests.assessment_count;
    const bool has_more = whole[0] > dated[0] || whole[1] > dated[1] || whole[2] > dated[2];
    return (strata_tally_past){.is_unknown = unknown[0] > 0 || unknown[1] > 0 || unknown[2] > 0,
                               .exits_are_unknown =
                                   has_more && to->frame->exits[row + to->test->number] > 0};
}

/* ---- a place ---- */

/* Grades and all of them where the plan has them. A watched school is given in all grades, or as
 * its results are. */
static bool is_wanted(const giving *to, const strata_tally_test *test)
{
    const strata_plan *plan = &to->frame->cube->plan;
    if (test->is_of_grades) {
        return plan->all_grades;
    }
    return to->is_watched ? !plan->all_grades
                          : plan->each_grade && test->grade != to->frame->cube->all_grades;
}

static void find_lines(giving *to, uint32_t test)
{
    to->line_count = 0;
    for (unsigned at = 0; at < to->frame->track_count; at++) {
        const strata_tally_track *track = &to->frame->tracks[at];
        const strata_tally *tally = &to->tallies[at];
        if ((track->levels >> to->level & 1) != 0 && tally->line_of[test] != 0) {
            track_line *line = &to->lines[to->line_count++];
            *line = (track_line){.tally = tally,
                                 .slots = strata_tally_slots(tally, test),
                                 .population = track->population};
            line->past = past_of(to, line);
        }
    }
}

static bool is_left_out(const giving *to, const strata_group_key *group)
{
    return to->is_watched && (group->dim[0] != STRATA_DIM_FRL || group->dim[1] != STRATA_DIM_ALL);
}

static strata_status give_test(giving *to, uint32_t test, strata_error *err)
{
    strata_cell_key *key = &to->cell.key;
    to->test = &to->frame->tests.tests[test];
    find_lines(to, test);
    key->assessment = to->test->assessment;
    key->era = to->test->era;
    key->subject = to->test->subject;
    key->grade = to->test->grade;
    for (uint32_t group = 0; to->line_count > 0 && group < to->frame->students.group_count;
         group++) {
        if (is_left_out(to, &to->frame->students.groups[group].key)) {
            continue;
        }
        for (unsigned line = 0; line < to->line_count; line++) {
            STRATA_TRY(give_group(to, &to->lines[line], group, err));
        }
    }
    return STRATA_OK;
}

strata_status strata_tally_cells(const strata_tally_way *way, const strata_packed_place *key,
                                 const strata_tally *tallies, strata_error *err)
{
    const strata_cube *cube = way->frame->cube;
    const strata_entity_level level = strata_tally_level(key);
    giving to = {.way = way,
                 .frame = way->frame,
                 .tallies = tallies,
                 .level = level,
                 .is_watched = !cube->plan.levels[level],
                 .cell.key = {.year = (int16_t)key->year,
                              .entity_level = (uint8_t)level,
                              .source = STRATA_COUNTED,
                              .term = key->term,
                              .county = key->county,
                              .lea = key->lea,
                              .school = key->school,
                              .variable = cube->scale_score}};
    while (to.frame->places.years[to.year] != key->year) {
        to.year++;
    }
    for (uint32_t test = 0; test < to.frame->tests.count; test++) {
        if (is_wanted(&to, &to.frame->tests.tests[test])) {
            STRATA_TRY(give_test(&to, test, err));
        }
    }
    return STRATA_OK;
}
