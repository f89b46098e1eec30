/* How far hidden cells can be moved: directions in which a whole table can go without changing a
 * sum, and what play each of them gives to its cells. */
#ifndef STRATA_PROTECT_SUPPRESS_PLAY_H
#define STRATA_PROTECT_SUPPRESS_PLAY_H

#include <stdbool.h>

#include "protect/equations.h"
#include "protect/ways.h"

enum {
    STRATA_PLAY_FAR = 1000 /* steps; further need not be known */
};

/** What one direction gives one cell. */
typedef struct strata_play_entry {
    uint32_t cell;
    uint32_t direction;
    int64_t delta; /* of one step */
    size_t next;   /* of the same cell; SIZE_MAX: none */
} strata_play_entry;

/** How far a direction goes. */
typedef struct strata_play_reach {
    int64_t back; /* steps from the truth, >= 0 */
    int64_t ahead;
    uint32_t deaths; /* how many of its cells are buried; 0: it lives */
} strata_play_reach;

/** The directions found so far, and each cell's play. */
typedef struct strata_play {
    const strata_equations *of; /* borrowed; its bounds are those that hold */
    const int64_t *truth;       /* truth[cell_count], borrowed */
    int64_t *least;             /* least[cell_count]: <= 0, over all directions that live */
    int64_t *most;              /* most[cell_count]: >= 0 */
    uint32_t *buried;           /* buried[cell_count]: how many directions there were when it was */
    size_t *first;              /* first[cell_count]: entry; SIZE_MAX: none */
    int64_t *excess;            /* excess[count], all 0 between calls */
    uint32_t *marked;           /* marked[marked_count]: cells to be counted again */
    uint32_t marked_count;
    bool *is_marked;
    strata_play_entry *entries;
    size_t entry_room;
    size_t *start; /* start[count + 1] of each direction, into entries */
    size_t start_room;
    strata_play_reach *reach; /* reach[count] */
    size_t reach_room;
    uint32_t count;
} strata_play;

/** @return STRATA_OK; STRATA_E_MEMORY. To be freed whatever is returned */
strata_status strata_play_init(strata_play *play, const strata_equations *of, const int64_t *truth,
                               strata_error *err) STRATA_NODISCARD;
void strata_play_deinit(strata_play *play);

/** Adds a direction, as far both ways as the bounds let it go.
 *  @param taken  false: a sum would change, or it cannot go a single step; nothing is added
 *  @return       STRATA_OK; STRATA_E_MEMORY */
strata_status strata_play_add(strata_play *play, strata_direction direction, bool *taken,
                              strata_error *err) STRATA_NODISCARD;

/** Where an entry's direction takes its cell at its end ahead, or at that back, from the truth. */
static inline int64_t strata_play_end(const strata_play *play, const strata_play_entry *entry,
                                      bool is_ahead)
{
    const strata_play_reach *reach = &play->reach[entry->direction];
    return is_ahead ? entry->delta * reach->ahead : -entry->delta * reach->back;
}

/** How far apart two tables can set a cell, as far as is known. */
int64_t strata_play_of(const strata_play *play, uint32_t cell);

/** Lets the directions die that a cell is in, or takes that back; one that another cell let die
 * stays dead. Directions added in between live. What is less now is known after
 * strata_play_settle, or after strata_play_forget if it is taken back before anything else. */
void strata_play_bury(strata_play *play, uint32_t cell, bool is_dead);

/** Counts again what has become less.
 *  @param width  width[cell_count]: what each cell needs
 *  @param most   stops when more cells than that are known that do not have it any more
 *  @param open   those cells, filled: room for most + 1, or for all cells if they are fewer
 *  @return       how many are filled. If more than most: to be taken back */
uint32_t strata_play_settle(strata_play *play, const int64_t *width, uint32_t most, uint32_t *open);

/** Forgets what was to be counted again. */
void strata_play_forget(strata_play *play);

#endif
