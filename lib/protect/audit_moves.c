/* Local search: of a broken sum the cell whose change mends most and breaks least, and not one that
 * was changed just before. The chances are a fixed sequence, so that the same tables give the same
 * moves. */
#include "protect/audit_moves.h"

#include <string.h>

#include "base/alloc.h"

enum {
    REST_LEAST = 3, /* tries for which a cell that was changed is left alone */
    REST_RANGE = 8
};

/* One change, to be taken back if the move leads nowhere. */
typedef struct strata_moves_step {
    uint32_t cell;
    int64_t delta;
} strata_moves_step;

/* A cell that could mend a sum. */
typedef struct choice {
    uint32_t cell;
    int64_t delta;
    int64_t gain; /* by how much less sums would be broken, in all */
    uint32_t chance;
} choice;

strata_status strata_moves_init(strata_moves *moves, const strata_equations *of, strata_error *err)
{
    const uint64_t most = STRATA_MOVES_TRIES + (uint64_t)STRATA_MOVES_PER_SUM * of->count;
    *moves = (strata_moves){
        .tries_most = most < UINT32_MAX ? (uint32_t)most : UINT32_MAX - 1,
        .of = of,
        .x = strata_alloc_zero(of->cell_count, sizeof(int64_t)),
        .start = strata_alloc_zero(of->cell_count, sizeof(int64_t)),
        .excess = strata_alloc_zero(of->count, sizeof(int64_t)),
        .broken = strata_alloc_zero(of->count, sizeof(uint32_t)),
        .place = strata_alloc_zero(of->count, sizeof(uint32_t)),
        .rests_until = strata_alloc_zero(of->cell_count, sizeof(uint32_t)),
        .changed = strata_alloc_zero(of->cell_count, sizeof(uint32_t)),
        .is_changed = strata_alloc_zero(of->cell_count, sizeof(bool)),
        .steps = strata_alloc_zero(most, sizeof(strata_moves_step)),
        .frozen = UINT32_MAX,
        .chance = 2463534242U,
    };
    const bool has_all = moves->x != NULL && moves->start != NULL && moves->excess != NULL &&
                         moves->broken != NULL && moves->place != NULL &&
                         moves->rests_until != NULL && moves->changed != NULL &&
                         moves->is_changed != NULL && moves->steps != NULL;
    return has_all ? STRATA_OK : strata_fail_memory(err);
}

void strata_moves_deinit(strata_moves *moves)
{
    strata_free(moves->x);
    strata_free(moves->start);
    strata_free(moves->excess);
    strata_free(moves->broken);
    strata_free(moves->place);
    strata_free(moves->rests_until);
    strata_free(moves->changed);
    strata_free(moves->is_changed);
    strata_free(moves->steps);
    *moves = (strata_moves){0};
}

static void set_excess(strata_moves *moves, uint32_t equation, int64_t excess)
{
    moves->excess[equation] = excess;
    const uint32_t place = moves->place[equation];
    if (excess != 0 && place == UINT32_MAX) {
        moves->place[equation] = moves->broken_count;
        moves->broken[moves->broken_count++] = equation;
    } else if (excess == 0 && place != UINT32_MAX) {
        const uint32_t last = moves->broken[--moves->broken_count];
        moves->broken[place] = last;
        moves->place[last] = place;
        moves->place[equation] = UINT32_MAX;
    }
}

void strata_moves_start(strata_moves *moves, const int64_t *x)
{
    const strata_equations *of = moves->of;
    memcpy(moves->x, x, of->cell_count * sizeof *x);
    memcpy(moves->start, x, of->cell_count * sizeof *x);
    memset(moves->is_changed, 0, of->cell_count * sizeof *moves->is_changed);
    moves->changed_count = 0;
    moves->broken_count = 0;
    for (uint32_t equation = 0; equation < of->count; equation++) {
        moves->place[equation] = UINT32_MAX;
        set_excess(moves, equation, strata_equations_excess(of, equation, x));
    }
}

static void apply(strata_moves *moves, uint32_t cell, int64_t delta)
{
    const strata_equations *of = moves->of;
    moves->x[cell] += delta;
    if (!moves->is_changed[cell]) {
        moves->is_changed[cell] = true;
        moves->changed[moves->changed_count++] = cell;
    }
    for (uint32_t use = of->use_start[cell]; use < of->use_start[cell + 1]; use++) {
        const uint32_t equation = of->use[use];
        set_excess(moves, equation, moves->excess[equation] + of->use_sign[use] * delta);
    }
}

void strata_moves_reset(strata_moves *moves)
{
    while (moves->changed_count > 0) {
        const uint32_t cell = moves->changed[moves->changed_count - 1];
        apply(moves, cell, moves->start[cell] - moves->x[cell]);
        moves->is_changed[cell] = false;
        moves->changed_count--;
    }
}

/* Marsaglia's xorshift of 32 bits. */
static uint32_t next_chance(strata_moves *moves)
{
    moves->chance ^= moves->chance << 13;
    moves->chance ^= moves->chance >> 17;
    moves->chance ^= moves->chance << 5;
    return moves->chance;
}

static int64_t size_of(int64_t x)
{
    return x < 0 ? -x : x;
}

static int64_t gain_of(const strata_moves *moves, uint32_t cell, int64_t delta)
{
    const strata_equations *of = moves->of;
    int64_t gain = 0;
    for (uint32_t use = of->use_start[cell]; use < of->use_start[cell + 1]; use++) {
        const int64_t before = moves->excess[of->use[use]];
        gain += size_of(before) - size_of(before + of->use_sign[use] * delta);
    }
    return gain;
}

/* As much of a change as the bounds of the cell leave. */
static int64_t within(const strata_moves *moves, uint32_t cell, int64_t delta)
{
    const int64_t lo = moves->of->lo[cell];
    const int64_t hi = moves->of->hi[cell];
    const int64_t x = moves->x[cell];
    if (delta > 0) {
        const int64_t most = hi < STRATA_NUMBER_MOST ? hi : STRATA_NUMBER_MOST;
        return delta < most - x ? delta : most - x;
    }
    const int64_t least = lo > -STRATA_NUMBER_MOST ? lo : -STRATA_NUMBER_MOST;
    return delta > least - x ? delta : least - x;
}

/* The best change for a broken sum; delta 0: there is none. */
static choice choose(strata_moves *moves, uint32_t equation, uint32_t try)
{
    const strata_equations *of = moves->of;
    choice best = {0};
    for (uint32_t at = of->start[equation]; at < of->start[equation + 1]; at++) {
        choice one = {.cell = of->member[at]};
        if (one.cell == moves->frozen || moves->rests_until[one.cell] > try) {
            continue;
        }
        one.delta = within(moves, one.cell, -moves->excess[equation] * of->sign[at]);
        if (one.delta != 0) {
            one.gain = gain_of(moves, one.cell, one.delta);
            one.chance = next_chance(moves);
            const bool is_better = best.delta == 0 || one.gain > best.gain ||
                                   (one.gain == best.gain && one.chance > best.chance);
            best = is_better ? one : best;
        }
    }
    return best;
}

/* Ends a move: nothing rests any more, and what led nowhere is taken back. */
static bool end(strata_moves *moves, uint32_t steps, bool is_mended)
{
    for (uint32_t at = steps; at > 0; at--) {
        const strata_moves_step *step = &moves->steps[at - 1];
        moves->rests_until[step->cell] = 0;
        if (!is_mended) {
            apply(moves, step->cell, -step->delta);
        }
    }
    return is_mended;
}

bool strata_moves_mend(strata_moves *moves, uint32_t tries)
{
    uint32_t steps = 0;
    const uint32_t most = tries < moves->tries_most ? tries : moves->tries_most;
    for (uint32_t try = 1; try <= most && moves->broken_count > 0; try++) {
        const uint32_t equation = moves->broken[next_chance(moves) % moves->broken_count];
        const choice best = choose(moves, equation, try);
        if (best.delta != 0) {
            apply(moves, best.cell, best.delta);
            moves->rests_until[best.cell] = try + REST_LEAST + next_chance(moves) % REST_RANGE;
            moves->steps[steps++] = (strata_moves_step){best.cell, best.delta};
        }
    }
    return end(moves, steps, moves->broken_count == 0);
}

bool strata_moves_shift(strata_moves *moves, uint32_t cell, int64_t delta, uint32_t tries)
{
    if (within(moves, cell, delta) != delta) {
        return false;
    }
    apply(moves, cell, delta);
    moves->frozen = cell;
    const bool is_mended = strata_moves_mend(moves, tries);
    moves->frozen = UINT32_MAX;
    if (!is_mended) {
        apply(moves, cell, -delta);
    }
    return is_mended;
}
