/* A sum says in its status and in what it has which sorts of parts it is made of, so that sums of
 * sums are the sums of all their parts. */
#include "cube/cell_sum.h"

enum {
    SIZES = STRATA_HAS_ENROLLED | STRATA_HAS_TESTED | STRATA_HAS_SCORED,
    RANGED = STRATA_HAS_VALUE | STRATA_HAS_BOUNDS,
    FIGURES = RANGED | STRATA_HAS_SE | STRATA_HAS_DF,
    WHOLE_PERCENT = 100
};

static bool is_counts(const strata_cell *cell)
{
    return cell->key.stat == STRATA_STAT_COUNTS;
}

static bool is_percent(const strata_cell *cell)
{
    return cell->key.stat == STRATA_STAT_PCT || cell->key.stat == STRATA_STAT_SHARE;
}

static bool has_size(const strata_cell *cell)
{
    return (cell->has & (is_counts(cell) ? (unsigned)SIZES : (unsigned)STRATA_HAS_SCORED)) != 0;
}

static bool is_of_nobody(const strata_cell *cell)
{
    return (cell->has & STRATA_HAS_SCORED) != 0 && cell->n_scored == 0;
}

static bool is_hidden(const strata_cell *cell)
{
    return cell->status == STRATA_CELL_SUPPRESSED;
}

uint64_t strata_cell_hidden_levels(const strata_cell *cell)
{
    uint64_t rest = cell->n_scored;
    for (unsigned level = 0; level < cell->level_count; level++) {
        rest -= cell->levels[level] < rest ? cell->levels[level] : rest;
    }
    return rest;
}

bool strata_cell_leaves_out(const strata_cell *cell)
{
    const bool says_something = (cell->has & (STRATA_HAS_SCORED | STRATA_HAS_VALUE)) != 0;
    const bool has_levels = (cell->has & STRATA_HAS_LEVELS) != 0;
    const bool is_bounded = is_counts(cell) ? has_levels && strata_cell_hidden_levels(cell) > 0
                                            : (cell->has & RANGED) == STRATA_HAS_BOUNDS;
    return cell->status == STRATA_CELL_PARTIAL && says_something && !is_bounded;
}

/* A statistic that is not there although its students are, nor is a sum that lost it. */
static bool is_silent(const strata_cell *cell)
{
    return !is_counts(cell) && cell->status != STRATA_CELL_PARTIAL && (cell->has & RANGED) == 0 &&
           !is_of_nobody(cell);
}

static bool adds_nothing(const strata_cell *part)
{
    const bool has_range = is_counts(part) || is_percent(part) || is_of_nobody(part);
    const bool is_unknown = !strata_cell_is_shown(part) || is_silent(part);
    return !has_size(part) || part->status == STRATA_CELL_UNDEFINED || (is_unknown && !has_range);
}

strata_cell strata_cell_sum_of(const strata_cell *part)
{
    strata_cell sum = *part;
    if (adds_nothing(part)) {
        strata_cell_clear(&sum, strata_cell_is_shown(part) ? STRATA_CELL_PARTIAL
                                                           : (strata_cell_status)part->status);
    } else if (is_of_nobody(part)) {
        sum.status = is_hidden(part) ? STRATA_CELL_OK : part->status;
    } else if (is_hidden(part) || is_silent(part)) {
        strata_cell_forget(&sum, STRATA_HAS_ALL & ~(unsigned)SIZES);
        sum.decimals = 0;
        sum.status = STRATA_CELL_SUPPRESSED;
    }
    sum.has = (uint16_t)((sum.has & STRATA_HAS_ALL) | STRATA_IS_SUM);
    return sum;
}

/* Which figures the whole may have, as far as this part of it goes. */
static unsigned allowed_figures(const strata_cell *sum)
{
    const bool leaves_out = sum->status == STRATA_CELL_PARTIAL;
    if (!has_size(sum) || (is_of_nobody(sum) && leaves_out)) {
        return STRATA_HAS_VALUE; /* of the others; what was left out has no range */
    }
    if (is_hidden(sum)) {
        return STRATA_HAS_BOUNDS;
    }
    return is_of_nobody(sum) ? (unsigned)FIGURES : sum->has & (unsigned)FIGURES;
}

/* Whether places without n were left out of level counts. */
static bool has_levels_left_out(const strata_cell *sum)
{
    return sum->status == STRATA_CELL_PARTIAL && strata_cell_hidden_levels(sum) == 0;
}

static bool can_have_levels(const strata_cell *a, const strata_cell *b)
{
    const bool has_left_out = has_levels_left_out(a) || has_levels_left_out(b);
    const bool has_hidden = strata_cell_hidden_levels(a) > 0 || strata_cell_hidden_levels(b) > 0;
    return !(has_left_out && has_hidden);
}

static void forget_figures(strata_cell *sum, unsigned bits)
{
    strata_cell_forget(sum, bits);
    const bool has_none = !is_counts(sum) && (sum->has & RANGED) == 0;
    sum->decimals = has_none && !is_of_nobody(sum) ? 0 : sum->decimals;
}

/* Adds places that have nothing to add. */
static void leave_out(strata_cell *into, const strata_cell *from)
{
    if (from->level_count > into->level_count) {
        into->level_count = from->level_count;
    }
    if (!has_size(into)) {
        into->status = from->status > into->status ? from->status : into->status;
        return;
    }
    forget_figures(into, FIGURES & ~(unsigned)STRATA_HAS_VALUE);
    if (strata_cell_hidden_levels(into) > 0) {
        strata_cell_forget(into, STRATA_HAS_LEVELS);
    }
    into->status = STRATA_CELL_PARTIAL;
}

/* What is hidden as what is known of it, so that it can be added. */
static strata_cell opened(const strata_cell *sum)
{
    strata_cell open = *sum;
    const bool hides = is_hidden(sum);
    if (is_counts(sum) && (sum->has & STRATA_HAS_SCORED) != 0 && (hides || is_of_nobody(sum))) {
        open.has |= STRATA_HAS_LEVELS; /* nobody is known to be in any */
    }
    if (!is_counts(sum) && hides) {
        open.has |= STRATA_HAS_BOUNDS;
        open.hi_sum = (strata_int128)WHOLE_PERCENT * (strata_int128)sum->n_scored;
    }
    open.status = hides ? STRATA_CELL_PARTIAL : sum->status;
    return open;
}

/* Whether nobody in it has a figure that is shown, but somebody a hidden one. */
static bool is_all_hidden(const strata_cell *a, const strata_cell *b)
{
    const bool is_a = is_hidden(a) || (is_of_nobody(a) && a->status == STRATA_CELL_OK);
    const bool is_b = is_hidden(b) || (is_of_nobody(b) && b->status == STRATA_CELL_OK);
    return is_a && is_b && (is_hidden(a) || is_hidden(b));
}

static strata_status add_sized(strata_cell *into, const strata_cell *from, strata_error *err)
{
    strata_cell sum = opened(into);
    const strata_cell other = opened(from);
    const bool keeps_levels = can_have_levels(&sum, &other);
    STRATA_TRY(strata_cell_merge(&sum, &other, err));
    unsigned lost = 0;
    if (is_counts(&sum)) {
        const bool is_given = (into->has & from->has & STRATA_HAS_LEVELS) != 0;
        lost = keeps_levels && (is_given || !is_of_nobody(&sum)) ? 0 : STRATA_HAS_LEVELS;
    } else {
        lost = FIGURES & ~(allowed_figures(into) & allowed_figures(from));
    }
    if (is_all_hidden(into, from)) {
        lost = STRATA_HAS_ALL & ~(unsigned)SIZES;
        sum.status = STRATA_CELL_SUPPRESSED;
    }
    forget_figures(&sum, lost);
    *into = sum;
    return STRATA_OK;
}

strata_status strata_cell_sum_add(strata_cell *into, const strata_cell *from, strata_error *err)
{
    if (!has_size(from)) {
        leave_out(into, from);
        return STRATA_OK;
    }
    if (!has_size(into)) {
        strata_cell sum = *from;
        leave_out(&sum, into);
        *into = sum;
        return STRATA_OK;
    }
    return add_sized(into, from, err);
}
