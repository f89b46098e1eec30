/* How far hidden cells can be moved: directions in which a whole table can go without changing a
 * sum, and what play each of them gives to its cells. */
#ifndef STRATA_PROTECT_SUPPRESS_PLAY_H
#define STRATA_PROTECT_SUPPRESS_PLAY_H

#include <stdbool.h>

#include "protect/equations.h"

enum {
    STRATA_PLAY_FAR = 1000 /* steps; further need not be known */
};

/** A direction: delta[count] of cells cell[count]; all others stay. */
typedef struct strata_direction {
    const uint32_t *cell;
    const int64_t *delta;
    uint32_t count;
} strata_direction;

/** What one direction gives one cell. */
typedef struct strata_play_entry {
    uint32_t cell;
    uint32_t direction;
    int64_t delta; /* of one step */
    int64_t least; /* furthest down and up that it takes the cell, from the truth */
    int64_t most;
    size_t next; /* of the same cell; SIZE_MAX: none */
} strata_play_entry;

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
    uint32_t *deaths; /* deaths[count]: how many of its cells are buried; 0: it lives */
    size_t death_room;
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

/** How far apart two tables can set a cell, as far as is known. */
int64_t strata_play_of(const strata_play *play, uint32_t cell);

/** Lets the directions die that a cell is in, or takes that back; one that another cell let die
 * stays dead. Directions added in between live. */
void strata_play_bury(strata_play *play, uint32_t cell, bool is_dead);

#endif
