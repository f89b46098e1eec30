/* The inside of hiding. Part of lib/protect/suppress*.c and of nothing else. */
#ifndef STRATA_PROTECT_SUPPRESS_PARTS_H
#define STRATA_PROTECT_SUPPRESS_PARTS_H

#include "protect/audit_moves.h"
#include "protect/audit_part.h"
#include "protect/suppress.h"
#include "protect/suppress_play.h"

/** Cells are by id here, sums by their cells. */
typedef struct strata_suppress_state {
    strata_suppress_options options;
    strata_release *release; /* the given one in that order */
    uint32_t *from;          /* from[cell_count]: number in the given one */
    strata_suppress_cell *cells;
    int64_t *truth;       /* truth[cell_count] */
    uint32_t *order;      /* order[cell_count]: by weight, then id */
    uint32_t *label;      /* label[cell_count]: its part; NULL: the release names none */
    strata_equations far; /* bounds as if all were hidden that may be; the rest is borrowed */
    strata_equations now; /* bounds with what is hidden now */
    bool *is_hidden;
    uint8_t *tries; /* tries[cell_count]: how often it was taken in hand in vain */
    strata_play play;
    strata_moves moves; /* of now, from the truth */
    strata_chooser far_chooser;
    strata_chooser now_chooser;
    uint32_t *cell; /* room for one direction: cell[cell_count], delta[cell_count] */
    int64_t *delta;
} strata_suppress_state;

/** @return STRATA_OK; as strata_suppress. To be freed whatever is returned */
strata_status strata_suppress_state_init(strata_suppress_state *state,
                                         const strata_release *release,
                                         const strata_suppress_cell *cells,
                                         const strata_suppress_options *options,
                                         strata_error *err) STRATA_NODISCARD;
void strata_suppress_state_deinit(strata_suppress_state *state);

/** A copy of a release with cells by id and sums by their cells, finished.
 *  @param from  from[cell_count], filled: number in the given one of each cell
 *  @param out   yours to strata_release_free; NULL on failure
 *  @return      STRATA_OK; STRATA_E_MEMORY */
strata_status strata_suppress_sort(const strata_release *release, uint32_t *from,
                                   strata_release **out, strata_error *err) STRATA_NODISCARD;

/** Hides a cell, or shows it again. */
void strata_suppress_hide(strata_suppress_state *state, uint32_t cell, bool is_hidden);

/** True if a cell is shown and may be hidden. */
bool strata_suppress_may_hide(const strata_suppress_state *state, uint32_t cell);

/** True if a cell is hidden, must be safe, and is not known to be. */
bool strata_suppress_is_open(const strata_suppress_state *state, uint32_t cell);

/** Looks for play of an open cell among hidden cells, by moves.
 *  @param tries  as strata_moves_shift */
strata_status strata_suppress_shift(strata_suppress_state *state, uint32_t cell, uint32_t tries,
                                    strata_error *err) STRATA_NODISCARD;

/** How far to go for a route. */
typedef enum strata_suppress_effort {
    STRATA_SUPPRESS_QUICK,    /* among hidden cells, near by */
    STRATA_SUPPRESS_THOROUGH, /* among hidden cells, wherever they are */
    STRATA_SUPPRESS_HIDING    /* the cheapest, on which cells are hidden */
} strata_suppress_effort;

/** Looks for play of an open cell by a route.
 *  In suppress_way.c. */
strata_status strata_suppress_way(strata_suppress_state *state, uint32_t cell,
                                  strata_suppress_effort effort,
                                  strata_error *err) STRATA_NODISCARD;

/** Hides cells until no cell is open.
 *  @return STRATA_OK; STRATA_E_PROTECTED: a cell cannot be made safe; STRATA_E_MEMORY
 *  In suppress_grow.c. */
strata_status strata_suppress_grow(strata_suppress_state *state,
                                   strata_error *err) STRATA_NODISCARD;

/** Hides all that may be hidden in the sums of a cell: what is left where no route helps. */
void strata_suppress_hide_around(strata_suppress_state *state, uint32_t cell);

/** Shows again what is hidden for others' sake, the most valuable first, where no cell becomes
 * open. In suppress_show.c. */
strata_status strata_suppress_show(strata_suppress_state *state,
                                   strata_error *err) STRATA_NODISCARD;

/** Shows again what can be replaced by what is worth less, in small releases. In suppress_swap.c.
 */
strata_status strata_suppress_swap(strata_suppress_state *state,
                                   strata_error *err) STRATA_NODISCARD;

#endif
