/* A walk mends the sum that has the fewest cells first; a later one takes them by chance. */
#include "protect/suppress_walk.h"

#include <string.h>

#include "base/alloc.h"

enum {
    TOUCHED_MOST = 96, /* steps of one walk */
    WALKS = 8,
    REST_LEAST = 2, /* tries for which a cell that stepped is left alone */
    REST_RANGE = 4
};

strata_status strata_walk_init(strata_walk *walk, const strata_equations *of, strata_error *err)
{
    *walk = (strata_walk){
        .step = strata_alloc_zero(of->cell_count, sizeof(int16_t)),
        .rests_until = strata_alloc_zero(of->cell_count, sizeof(uint32_t)),
        .excess = strata_alloc_zero(of->count, sizeof(int16_t)),
        .place = strata_alloc_zero(of->count, sizeof(uint32_t)),
        .broken = strata_alloc_zero(of->count, sizeof(uint32_t)),
        .touched = strata_alloc_zero(TOUCHED_MOST, sizeof(uint32_t)),
        .best = strata_alloc_zero(TOUCHED_MOST, sizeof(uint32_t)),
        .best_step = strata_alloc_zero(TOUCHED_MOST, sizeof(int16_t)),
    };
    if (walk->step == NULL || walk->rests_until == NULL || walk->excess == NULL ||
        walk->place == NULL || walk->broken == NULL || walk->touched == NULL ||
        walk->best == NULL || walk->best_step == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t equation = 0; equation < of->count; equation++) {
        walk->place[equation] = UINT32_MAX;
    }
    return STRATA_OK;
}

void strata_walk_deinit(strata_walk *walk)
{
    strata_free(walk->step);
    strata_free(walk->rests_until);
    strata_free(walk->excess);
    strata_free(walk->place);
    strata_free(walk->broken);
    strata_free(walk->touched);
    strata_free(walk->best);
    strata_free(walk->best_step);
    *walk = (strata_walk){0};
}

/* Marsaglia's xorshift of 32 bits. */
static uint32_t next_chance(strata_walk *walk)
{
    walk->chance ^= walk->chance << 13;
    walk->chance ^= walk->chance >> 17;
    walk->chance ^= walk->chance << 5;
    return walk->chance;
}

static void set_excess(strata_walk *walk, uint32_t equation, int excess)
{
    const uint32_t place = walk->place[equation];
    walk->excess[equation] = (int16_t)excess;
    if (excess != 0 && place == UINT32_MAX) {
        walk->place[equation] = walk->broken_count;
        walk->broken[walk->broken_count++] = equation;
    } else if (excess == 0 && place != UINT32_MAX) {
        const uint32_t last = walk->broken[--walk->broken_count];
        walk->broken[place] = last;
        walk->place[last] = place;
        walk->place[equation] = UINT32_MAX;
    }
}

static void take_step(strata_walk *walk, uint32_t cell, int delta)
{
    const strata_equations *of = walk->terms->of;
    walk->step[cell] = (int16_t)(walk->step[cell] + delta);
    for (uint32_t use = of->use_start[cell]; use < of->use_start[cell + 1]; use++) {
        const uint32_t equation = of->use[use];
        set_excess(walk, equation, walk->excess[equation] + of->use_sign[use] * delta);
    }
}

/* By how many sums fewer are broken. */
static int gain_of(const strata_walk *walk, uint32_t cell, int delta)
{
    const strata_equations *of = walk->terms->of;
    int gain = 0;
    for (uint32_t use = of->use_start[cell]; use < of->use_start[cell + 1]; use++) {
        const int before = walk->excess[of->use[use]];
        const int after = before + of->use_sign[use] * delta;
        gain += (before < 0 ? -before : before) - (after < 0 ? -after : after);
    }
    return gain;
}

/* What a step would cost beyond what it may save elsewhere; false: it cannot be taken. */
static bool worth_of(const strata_walk *walk, uint32_t cell, int delta, double sum_price,
                     double *worth)
{
    const strata_walk_terms *terms = walk->terms;
    const int before = walk->step[cell];
    const int after = before + delta;
    if (after < -1 || after > 1) {
        return false;
    }
    const double price = terms->price(terms->context, cell, (after != 0 ? after : before) > 0);
    *worth = (after == 0 ? -price : price) - sum_price * gain_of(walk, cell, delta);
    return price > 0;
}

/* The best cell for a broken sum: its place among the members, or UINT32_MAX. */
static uint32_t choose(strata_walk *walk, uint32_t equation, uint32_t seed, double sum_price)
{
    const strata_equations *of = walk->terms->of;
    uint32_t best = UINT32_MAX;
    double least = 0;
    for (uint32_t at = of->start[equation]; at < of->start[equation + 1]; at++) {
        const uint32_t cell = of->member[at];
        const int delta = (walk->excess[equation] > 0 ? -1 : 1) * of->sign[at];
        double worth = 0;
        if (cell == seed || walk->rests_until[cell] > walk->touched_count ||
            !worth_of(walk, cell, delta, sum_price, &worth)) {
            continue;
        }
        if (best == UINT32_MAX || worth < least) {
            best = at;
            least = worth;
        }
    }
    return best;
}

/* Which broken sum is next. */
static uint32_t next_broken(strata_walk *walk, bool by_chance)
{
    const strata_equations *of = walk->terms->of;
    uint32_t best = walk->broken[by_chance ? next_chance(walk) % walk->broken_count : 0];
    for (uint32_t at = 1; at < walk->broken_count && !by_chance; at++) {
        const uint32_t one = walk->broken[at];
        const uint32_t cells = of->start[one + 1] - of->start[one];
        best = cells < of->start[best + 1] - of->start[best] ? one : best;
    }
    return best;
}

/* One walk; true if it closed. */
static bool go(strata_walk *walk, uint32_t seed, double sum_price, bool by_chance)
{
    const strata_equations *of = walk->terms->of;
    take_step(walk, seed, 1);
    walk->touched[walk->touched_count++] = seed;
    while (walk->broken_count > 0 && walk->touched_count < TOUCHED_MOST) {
        const uint32_t equation = next_broken(walk, by_chance);
        const uint32_t at = choose(walk, equation, seed, sum_price);
        if (at == UINT32_MAX) {
            return false;
        }
        const uint32_t cell = of->member[at];
        take_step(walk, cell, (walk->excess[equation] > 0 ? -1 : 1) * of->sign[at]);
        walk->touched[walk->touched_count++] = cell;
        walk->rests_until[cell] = walk->touched_count + REST_LEAST + next_chance(walk) % REST_RANGE;
    }
    return walk->broken_count == 0;
}

static double cost_of(const strata_walk *walk)
{
    const strata_walk_terms *terms = walk->terms;
    double cost = 0;
    for (uint32_t at = 0; at < walk->touched_count; at++) {
        const uint32_t cell = walk->touched[at];
        bool is_first = walk->step[cell] != 0;
        for (uint32_t before = 0; before < at && is_first; before++) {
            is_first = walk->touched[before] != cell;
        }
        cost += is_first ? terms->price(terms->context, cell, walk->step[cell] > 0) : 0;
    }
    return cost;
}

static void keep(strata_walk *walk, double cost)
{
    walk->best_count = 0;
    walk->best_cost = cost;
    for (uint32_t at = 0; at < walk->touched_count; at++) {
        const uint32_t cell = walk->touched[at];
        if (walk->step[cell] != 0) {
            walk->best[walk->best_count] = cell;
            walk->best_step[walk->best_count++] = walk->step[cell];
            walk->step[cell] = 0; /* once; the sums are put right below */
        }
    }
}

/* Back to where nothing has moved. */
static void clear(strata_walk *walk)
{
    const strata_equations *of = walk->terms->of;
    for (uint32_t at = 0; at < walk->touched_count; at++) {
        const uint32_t cell = walk->touched[at];
        walk->step[cell] = 0;
        walk->rests_until[cell] = 0;
        for (uint32_t use = of->use_start[cell]; use < of->use_start[cell + 1]; use++) {
            set_excess(walk, of->use[use], 0);
        }
    }
    walk->touched_count = 0;
}

/* What a step around a cell costs, about. */
static double usual_price(const strata_walk_terms *terms, uint32_t cell)
{
    const strata_equations *of = terms->of;
    double sum = 0;
    uint32_t count = 0;
    for (uint32_t use = of->use_start[cell]; use < of->use_start[cell + 1]; use++) {
        const uint32_t equation = of->use[use];
        for (uint32_t at = of->start[equation]; at < of->start[equation + 1]; at++) {
            const double price = terms->price(terms->context, of->member[at], of->sign[at] < 0);
            sum += price;
            count += price > 0 ? 1 : 0;
        }
    }
    return count > 0 ? sum / count : 1;
}

bool strata_walk_find(strata_walk *walk, const strata_walk_terms *terms, uint32_t cell, double most)
{
    walk->terms = terms;
    walk->best_count = 0;
    walk->best_cost = most;
    walk->chance = 2463534242U;
    const double own = terms->price(terms->context, cell, true);
    const double usual = usual_price(terms, cell);
    for (unsigned at = 0; at < WALKS && own > 0; at++) {
        /* what a sum that is mended may be worth: little, then more and more */
        const double sum_price = usual * (1U << (at % 4 * 2)) / 4;
        if (go(walk, cell, sum_price, at >= WALKS / 2)) {
            const double cost = cost_of(walk);
            if (cost < walk->best_cost) {
                keep(walk, cost);
            }
        }
        clear(walk);
    }
    return walk->best_count > 0;
}
