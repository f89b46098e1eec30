/* The cells are made anew, so that only what is named here can survive. */
#include "protect/protected_cells.h"

#include "base/alloc.h"
#include "cube/cell_value.h"
#include "protect/links.h"
#include "protect/shown.h"

enum {
    COUNTS = STRATA_HAS_ENROLLED | STRATA_HAS_TESTED | STRATA_HAS_SCORED
};

/* The new cells of a set. */
typedef struct rewriting {
    const strata_policy_rules *rules;
    const strata_cellset *set;
    const bool *hidden;
    strata_cell *cells; /* cells[count] */
    size_t count;
    size_t room;
    strata_error *err;
} rewriting;

/* A figure in units of 10^-decimals; not shown: all false. */
typedef struct figure {
    bool has_value;
    bool has_bounds;
    uint8_t decimals;
    int64_t value;
    int64_t lo;
    int64_t hi;
} figure;

static strata_status push(rewriting *made, const strata_cell *cell)
{
    STRATA_TRY(
        strata_reserve(&made->cells, &made->room, made->count + 1, sizeof *made->cells, made->err));
    made->cells[made->count++] = *cell;
    return STRATA_OK;
}

static strata_status push_cleared(rewriting *made, const strata_cell *cell)
{
    strata_cell cleared = *cell;
    strata_cell_clear(&cleared, strata_cell_is_shown(cell) ? STRATA_CELL_SUPPRESSED
                                                           : (strata_cell_status)cell->status);
    return push(made, &cleared);
}

/* ---- what a shown cell says ---- */

/* The students that the policy shows, and nothing else. */
static strata_cell students_of(const strata_policy_rules *rules, const strata_cell *cell)
{
    strata_cell kept = *cell;
    strata_cell_forget(&kept, STRATA_HAS_ALL & ~(rules->shows_n ? (unsigned)COUNTS : 0U));
    kept.decimals = 0;
    return kept;
}

static strata_status push_figure(rewriting *made, const strata_cell *cell, strata_stat stat,
                                 unsigned cut, figure shown)
{
    strata_cell row = students_of(made->rules, cell);
    row.key.stat = (uint8_t)stat;
    row.key.cut = (uint8_t)cut;
    if (!shown.has_value && !shown.has_bounds) {
        return push_cleared(made, &row);
    }
    const strata_int128 weight = (strata_int128)strata_cell_weight(&row);
    row.decimals = shown.decimals;
    if (shown.has_value) {
        row.has |= STRATA_HAS_VALUE;
        row.value_sum = shown.value * weight;
    }
    if (shown.has_bounds) {
        row.has |= STRATA_HAS_BOUNDS;
        row.lo_sum = shown.lo * weight;
        row.hi_sum = shown.hi * weight;
    }
    return push(made, &row);
}

/* A number that was rounded to `digits`: half a unit more or less. */
static figure rounded(int64_t value, unsigned digits)
{
    return (figure){.has_value = true,
                    .has_bounds = true,
                    .decimals = (uint8_t)(digits + 1),
                    .value = value * 10,
                    .lo = value * 10 - 5,
                    .hi = value * 10 + 5};
}

static int64_t all_percents(unsigned decimals)
{
    return 100 * (int64_t)strata_power_of_ten(decimals);
}

static figure as_percent(figure of)
{
    const int64_t all = all_percents(of.decimals);
    of.lo = of.lo < 0 ? 0 : of.lo;
    of.hi = of.hi > all ? all : of.hi;
    return of;
}

static figure percent_of(strata_shown shown)
{
    figure of = rounded(shown.lo, shown.digits);
    of.hi = 10 * (int64_t)shown.hi + 5;
    of.has_value = shown.kind == STRATA_SHOWN_NUMBER;
    return as_percent(of);
}

/* Everybody is at or above the lowest level, and nobody above the highest. */
static bool cut_of(const strata_policy_rules *rules, const strata_cell *cell, unsigned cut,
                   strata_shown_cut *out)
{
    if (cut >= 2 && cut <= cell->level_count) {
        return strata_shown_at_cut(rules, cell, cut, out);
    }
    const bool is_all = cut == 1;
    const int64_t count = is_all ? (int64_t)cell->n_scored : 0;
    *out = (strata_shown_cut){.percent.kind = STRATA_SHOWN_NUMBER, .lo = count, .hi = count};
    return true;
}

static figure cut_figure(const strata_shown_cut *cut, unsigned number, unsigned levels,
                         unsigned digits)
{
    const bool is_end = number == 1 || number > levels;
    const int64_t end = number == 1 ? all_percents(digits + 1) : 0;
    const figure known = {.has_value = true,
                          .has_bounds = true,
                          .decimals = (uint8_t)(digits + 1),
                          .value = end,
                          .lo = end,
                          .hi = end};
    return is_end ? known : percent_of(cut->percent);
}

/* The percent of students in a level that the counts at the cuts around it, both known, leave. */
static figure exact_share(const strata_cell *cell, int64_t count, unsigned digits)
{
    const strata_int128 unit = 100 * (strata_int128)strata_power_of_ten(digits);
    const strata_int128 n = (strata_int128)cell->n_scored;
    return as_percent(rounded((int64_t)((2 * unit * count + n) / (2 * n)), digits));
}

/* What the percents at the cuts around a level tell of it, and no more. */
static figure share_of(const strata_policy_rules *rules, const strata_cell *cell, unsigned level)
{
    strata_shown_cut from;
    strata_shown_cut to;
    if (!cut_of(rules, cell, level, &from) || !cut_of(rules, cell, level + 1, &to)) {
        return (figure){.has_value = false};
    }
    const unsigned inner = level > 1 ? from.percent.digits : to.percent.digits;
    if (rules->shows_n && from.lo == from.hi && to.lo == to.hi) {
        return exact_share(cell, from.lo - to.lo, inner);
    }
    const figure above = cut_figure(&from, level, cell->level_count, inner);
    const figure next = cut_figure(&to, level + 1, cell->level_count, inner);
    return as_percent((figure){.has_value = above.has_value && next.has_value,
                               .has_bounds = true,
                               .decimals = above.decimals,
                               .value = above.value - next.value,
                               .lo = above.lo - next.hi,
                               .hi = above.hi - next.lo});
}

/* ---- rows ---- */

static bool shows_shares(const strata_policy_rules *rules, const strata_cell *cell)
{
    return strata_shown_has_cuts(rules, cell) && strata_policy_keeps(rules, "share");
}

static strata_status push_percents(rewriting *made, const strata_cell *cell)
{
    for (unsigned cut = 2; cut <= cell->level_count; cut++) {
        strata_shown_cut shown;
        const bool is_shown = strata_shown_at_cut(made->rules, cell, cut, &shown);
        STRATA_TRY(
            push_figure(made, cell, STRATA_STAT_PCT, cut,
                        is_shown ? percent_of(shown.percent) : (figure){.has_value = false}));
    }
    for (unsigned level = 1; shows_shares(made->rules, cell) && level <= cell->level_count;
         level++) {
        STRATA_TRY(
            push_figure(made, cell, STRATA_STAT_SHARE, level, share_of(made->rules, cell, level)));
    }
    return STRATA_OK;
}

static strata_status push_moments(rewriting *made, const strata_cell *cell)
{
    const strata_policy_rules *rules = made->rules;
    strata_shown_mean mean;
    int64_t sd = 0;
    const bool has_mean = strata_shown_mean_of(rules, cell, &mean);
    const bool has_sd = strata_shown_sd_of(rules, cell, &sd);
    figure spread = rounded(sd, rules->sd_digits);
    spread.lo = spread.lo < 0 ? 0 : spread.lo;
    STRATA_TRY(push_figure(made, cell, STRATA_STAT_MEAN, 0,
                           has_mean ? rounded(mean.mean, rules->mean_digits)
                                    : (figure){.has_value = false}));
    return push_figure(made, cell, STRATA_STAT_SD, 0,
                       has_sd ? spread : (figure){.has_value = false});
}

static strata_status push_shown(rewriting *made, const strata_cell *cell)
{
    strata_cell counts = students_of(made->rules, cell);
    if (strata_shown_has_counts(made->rules, cell)) {
        counts.has |= STRATA_HAS_LEVELS;
        memcpy(counts.levels, cell->levels, sizeof counts.levels);
    }
    STRATA_TRY(push(made, &counts));
    if (strata_shown_has_cuts(made->rules, cell)) {
        STRATA_TRY(push_percents(made, cell));
    }
    return strata_shown_has_mean(made->rules, cell) ? push_moments(made, cell) : STRATA_OK;
}

/* Whether one of the rows above takes the place of a statistic. */
static bool is_replaced(const rewriting *made, const strata_cell_key *key)
{
    strata_cell_key counts = *key;
    counts.stat = STRATA_STAT_COUNTS;
    counts.cut = 0;
    const strata_cell *cell = strata_cellset_find(made->set, &counts);
    if (cell == NULL || !strata_links_has(cell) || made->hidden[cell - made->set->cells]) {
        return false;
    }
    switch ((strata_stat)key->stat) {
    case STRATA_STAT_PCT:
        return strata_shown_has_cuts(made->rules, cell) && key->cut >= 2 &&
               key->cut <= cell->level_count;
    case STRATA_STAT_SHARE:
        return shows_shares(made->rules, cell) && key->cut >= 1 && key->cut <= cell->level_count;
    case STRATA_STAT_MEAN:
    case STRATA_STAT_SD:
        return strata_shown_has_mean(made->rules, cell);
    case STRATA_STAT_COUNTS:
    case STRATA_STAT_INDEX:
    case STRATA_STAT_ESTIMATE:
    case STRATA_STAT_KINDS:
        break;
    }
    return false;
}

static strata_status rewrite(rewriting *made, size_t at)
{
    const strata_cell *cell = &made->set->cells[at];
    if (cell->key.source == STRATA_PUBLISHED) {
        return push(made, cell);
    }
    if (cell->key.stat != STRATA_STAT_COUNTS) {
        return is_replaced(made, &cell->key) ? STRATA_OK : push_cleared(made, cell);
    }
    return strata_links_has(cell) && !made->hidden[at] ? push_shown(made, cell)
                                                       : push_cleared(made, cell);
}

strata_status strata_protected_cells(const strata_policy_rules *rules, strata_cellset *set,
                                     const bool *hidden, strata_error *err)
{
    rewriting made = {.rules = rules, .set = set, .hidden = hidden, .err = err};
    for (size_t at = 0; at < set->count; at++) {
        const strata_status status = rewrite(&made, at);
        if (status != STRATA_OK) {
            strata_free(made.cells);
            return status;
        }
    }
    strata_free(set->cells);
    set->cells = made.cells;
    set->count = made.count;
    set->room = made.room;
    return strata_cellset_order(set, err);
}
