/* Subtracting a group from all students. */
#include "gap/gap_complement.h"

#include "cube/cell_sum.h"
#include "protect/policy.h"

/* So that a printed number of 64 bits times a weight fits. */
#define WEIGHT_MAX ((uint64_t)INT64_MAX)

/* *a -= b; false, *a unchanged, if the result is no count. */
static bool subtract_count(uint64_t *a, uint64_t b)
{
    if (b > *a) {
        return false;
    }
    *a -= b;
    return true;
}

static bool subtract_levels(strata_cell *cell, const strata_cell *group)
{
    bool fits = cell->level_count == group->level_count;
    for (unsigned i = 0; fits && i < cell->level_count; i++) {
        fits = subtract_count(&cell->levels[i], group->levels[i]);
    }
    return fits;
}

/* Of a partial group some students are in hidden levels or left out: they are among the whole's in
 * levels, or in its hidden ones, where the difference would take them for the others. */
static bool are_levels_sure(const strata_cell *all, const strata_cell *group)
{
    const bool is_hidden =
        strata_cell_hidden_levels(all) > 0 || strata_cell_hidden_levels(group) > 0;
    return !is_hidden || group->status != STRATA_CELL_PARTIAL;
}

static bool subtract_scores(strata_cell *cell, const strata_cell *group)
{
    return cell->decimals == group->decimals &&
           strata_add_i128(&cell->score_sum, -group->score_sum) &&
           strata_add_i128(&cell->score_sumsq, -group->score_sumsq) &&
           strata_spread(cell->n_scored, cell->score_sum, cell->score_sumsq) >= 0.0;
}

/* Takes over the later status of two cells, as merging does. True if there is nothing left to
 * subtract. */
static bool inherit_status(strata_cell *cell, const strata_cell *group)
{
    cell->status = group->status > cell->status ? group->status : cell->status;
    if (!strata_cell_is_shown(cell)) {
        cell->key.group = group->key.group; /* which says why */
        cell->has = 0;
        return true;
    }
    cell->has = cell->has & group->has;
    return false;
}

static void drop_unless(strata_cell *cell, bool kept, unsigned bits)
{
    if (!kept) {
        cell->has = (uint16_t)(cell->has & ~bits);
    }
}

static strata_cell subtract_counts(const strata_cell *all, const strata_cell *group)
{
    strata_cell cell = *all;
    if (inherit_status(&cell, group)) {
        return cell;
    }
    drop_unless(&cell, subtract_count(&cell.n_enrolled, group->n_enrolled), STRATA_HAS_ENROLLED);
    drop_unless(&cell, subtract_count(&cell.n_tested, group->n_tested), STRATA_HAS_TESTED);
    drop_unless(&cell, subtract_count(&cell.n_scored, group->n_scored),
                STRATA_HAS_SCORED | STRATA_HAS_LEVELS | STRATA_HAS_SCORES);
    drop_unless(&cell, are_levels_sure(all, group) && subtract_levels(&cell, group),
                STRATA_HAS_LEVELS);
    drop_unless(&cell, subtract_scores(&cell, group), STRATA_HAS_SCORES);
    return cell;
}

/* Brings a statistic to finer units. False if a sum does not fit. */
static bool refine(strata_cell *cell, unsigned decimals)
{
    strata_int128 *const sums[] = {&cell->value_sum, &cell->lo_sum, &cell->hi_sum};
    for (; cell->decimals < decimals; cell->decimals++) {
        for (size_t i = 0; i < sizeof sums / sizeof sums[0]; i++) {
            const strata_int128 sum = *sums[i];
            for (int times = 1; times < 10; times++) {
                if (!strata_add_i128(sums[i], sum)) {
                    return false;
                }
            }
        }
    }
    return true;
}

/* An exact value is its own range, but for one that leaves places out. */
static void give_bounds(strata_cell *cell)
{
    if ((cell->has & STRATA_HAS_BOUNDS) == 0 && (cell->has & STRATA_HAS_VALUE) != 0 &&
        cell->status != STRATA_CELL_PARTIAL) {
        cell->lo_sum = cell->value_sum;
        cell->hi_sum = cell->value_sum;
        cell->has |= STRATA_HAS_BOUNDS;
    }
}

/* A copy of a statistic that is weighted by n: its own, or the number of students beside it.
 * Without either it stays as it is. */
static strata_cell weigh(const strata_cell *statistic, const strata_cell *counts)
{
    strata_cell cell = *statistic;
    const strata_students students = strata_cell_students(counts);
    give_bounds(&cell);
    if ((cell.has & STRATA_HAS_SCORED) == 0 && students.is_known && students.n <= WEIGHT_MAX) {
        cell.value_sum *= (strata_int128)students.n; /* a printed number, 64 bits so far */
        cell.lo_sum *= (strata_int128)students.n;
        cell.hi_sum *= (strata_int128)students.n;
        cell.n_scored = students.n;
        cell.has |= STRATA_HAS_SCORED;
        if (cell.status == STRATA_CELL_OK && strata_cell_leaves_out(counts)) {
            /* The weight is not all of its students. */
            cell.has = (uint16_t)(cell.has & ~(unsigned)STRATA_HAS_BOUNDS);
            cell.status = STRATA_CELL_PARTIAL;
        }
    }
    return cell;
}

/* Takes the weighted statistic `part` from `cell`. */
static strata_cell subtract_statistic(strata_cell cell, strata_cell part)
{
    cell.has = (uint16_t)(cell.has & ~(unsigned)(STRATA_HAS_SE | STRATA_HAS_DF));
    if (inherit_status(&cell, &part)) {
        return cell;
    }
    const bool sized =
        (cell.has & STRATA_HAS_SCORED) != 0 && subtract_count(&cell.n_scored, part.n_scored);
    const unsigned decimals = cell.decimals > part.decimals ? cell.decimals : part.decimals;
    const bool fits = sized && refine(&cell, decimals) && refine(&part, decimals) &&
                      strata_add_i128(&cell.value_sum, -part.value_sum) &&
                      strata_add_i128(&cell.lo_sum, -part.hi_sum) &&
                      strata_add_i128(&cell.hi_sum, -part.lo_sum);
    drop_unless(&cell, sized, STRATA_HAS_SCORED);
    drop_unless(&cell, fits, STRATA_HAS_VALUE | STRATA_HAS_BOUNDS);
    return cell;
}

static bool is_subtractable(const strata_cell *cell)
{
    return cell->key.stat == STRATA_STAT_PCT || cell->key.stat == STRATA_STAT_SHARE ||
           cell->key.stat == STRATA_STAT_MEAN || cell->key.stat == STRATA_STAT_INDEX;
}

void strata_complement_init(strata_complement *out, const strata_group_view *all,
                            const strata_group_view *group)
{
    out->view = *all;
    out->view.statistics = out->pointers;
    out->view.statistic_count = 0;
    out->view.counts = NULL;
    if (all->counts != NULL && group->counts != NULL) {
        out->counts = subtract_counts(all->counts, group->counts);
        out->view.counts = &out->counts;
    }
    for (size_t i = 0; i < all->statistic_count; i++) {
        const strata_cell *whole = all->statistics[i];
        const strata_cell *part = strata_group_statistic_like(group, whole);
        if (part == NULL || !is_subtractable(whole) ||
            out->view.statistic_count == STRATA_STATISTICS_MAX) {
            continue;
        }
        strata_cell *cell = &out->statistics[out->view.statistic_count];
        *cell = subtract_statistic(weigh(whole, all->counts), weigh(part, group->counts));
        out->pointers[out->view.statistic_count++] = cell;
    }
}

/* True if any of its figures is of too few students: a publisher's may each have an n of their own.
 */
static bool is_small(const strata_group_view *view, uint32_t min_n)
{
    if (view->counts != NULL && strata_protection_is_small(view->counts, min_n)) {
        return true;
    }
    for (size_t i = 0; i < view->statistic_count; i++) {
        if (strata_protection_is_small(view->statistics[i], min_n)) {
            return true;
        }
    }
    return false;
}

void strata_complement_protect(strata_complement *complement, uint32_t min_n)
{
    if (is_small(&complement->view, min_n)) {
        complement->counts =
            (strata_cell){.key = {.source = STRATA_COUNTED}, .status = STRATA_CELL_SUPPRESSED};
        complement->view.counts = &complement->counts;
        complement->view.statistic_count = 0;
    }
}
