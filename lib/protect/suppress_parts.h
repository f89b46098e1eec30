/* The inside of hiding. Part of lib/protect/suppress*.c and of nothing else. */
#ifndef STRATA_PROTECT_SUPPRESS_PARTS_H
#define STRATA_PROTECT_SUPPRESS_PARTS_H

#include "protect/audit_moves.h"
#include "protect/audit_part.h"
#include "protect/suppress.h"
#include "protect/suppress_play.h"
#include "protect/suppress_walk.h"

enum {
    STRATA_SUPPRESS_SPLITS = 5,
    STRATA_SUPPRESS_COMBINED = 400,   /* directions, at most */
    STRATA_SUPPRESS_SHOWN_PRICE = 100 /* times its weight, of a cell that is shown; hidden: 1 */
};

/** How far to go for a route. */
typedef enum strata_suppress_effort {
    STRATA_SUPPRESS_QUICK,    /* among hidden cells, near by */
    STRATA_SUPPRESS_THOROUGH, /* among hidden cells, wherever they are */
    STRATA_SUPPRESS_HIDING    /* the cheapest, on which cells are hidden */
} strata_suppress_effort;

/** Cells are by id here, sums by their cells. */
typedef struct strata_suppress_state {
    strata_suppress_options options;
    strata_release *release; /* the given one in that order */
    uint32_t *from;          /* from[cell_count]: number in the given one */
    strata_suppress_cell *cells;
    int64_t *truth;     /* truth[cell_count] */
    uint32_t *order;    /* order[cell_count]: by weight, then id */
    uint32_t *label;    /* label[cell_count]: its part; NULL: the release names none */
    uint32_t *mate;     /* mate[cell_count]: the next one of its unit, round and round */
    int64_t *width;     /* width[cell_count]: what it needs as it is now */
    int64_t most_width; /* of any cell */
    int64_t *hidden_lo; /* hidden_lo[cell_count], hidden_hi: bounds of a hidden cell */
    int64_t *hidden_hi;
    strata_equations far; /* bounds as if all were hidden that may be; the rest is borrowed */
    strata_equations now; /* bounds with what is hidden now */
    bool *is_hidden;
    uint8_t *tries; /* tries[cell_count]: how often it was taken in hand in vain */
    strata_play play;
    strata_moves moves; /* of now, from the truth */
    strata_walk walk;
    strata_chooser far_chooser;
    strata_chooser now_chooser;
    uint32_t *cell; /* room for one direction: cell[cell_count], delta[cell_count] */
    int64_t *delta;
    int64_t *offset; /* offset[cell_count]: where a combination has led, all 0 between calls */
    uint32_t *moved; /* moved[moved_count]: cells on its way */
    uint32_t moved_count;
    bool *is_moved;
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

/** Notes the direction in state->cell[count] and state->delta[count], if it leads anywhere.
 *  @return STRATA_OK; STRATA_E_MEMORY */
strata_status strata_suppress_note(strata_suppress_state *state, uint32_t count,
                                   strata_error *err) STRATA_NODISCARD;

/** Finds the units. In suppress_unit.c, as all up to _pin.
 *  @return STRATA_OK; STRATA_E_MEMORY */
strata_status strata_suppress_join(strata_suppress_state *state,
                                   strata_error *err) STRATA_NODISCARD;

/** Hides a cell, or shows it, without its mates. */
void strata_suppress_hide_one(strata_suppress_state *state, uint32_t cell, bool is_hidden);

/** Hides a cell and all of its unit, or shows them again. */
void strata_suppress_hide(strata_suppress_state *state, uint32_t cell, bool is_hidden);

/** Lets the directions of a unit die, or takes that back: strata_play_bury of each cell,
 * after which strata_play_settle is due. */
void strata_suppress_bury(strata_suppress_state *state, uint32_t cell, bool is_dead);

/** Forbids that a shown unit be hidden by any route, or takes that back. */
void strata_suppress_pin(strata_suppress_state *state, uint32_t cell, bool is_pinned);

/** True of a release that is worth every effort. */
bool strata_suppress_is_small(const strata_suppress_state *state);

/** True if a cell is shown and may be hidden. */
bool strata_suppress_may_hide(const strata_suppress_state *state, uint32_t cell);

/** True if something is promised of a cell as it is, and not known to be kept. */
bool strata_suppress_is_open(const strata_suppress_state *state, uint32_t cell);

/** True of a state in which any cell is open. */
bool strata_suppress_has_open(const strata_suppress_state *state);

/** How far a cell can go up or down from the truth within bounds, at most a million.
 *  In suppress_price.c, as the next two. */
int64_t strata_suppress_room(const strata_suppress_state *state, const strata_equations *bounds,
                             uint32_t cell, bool up);

/** What it costs that a cell goes so many steps either way.
 *  @param is_free  set: it need not be hidden for that */
double strata_suppress_price(const strata_suppress_state *state, uint32_t cell, int64_t steps,
                             bool *is_free);

/** One of the ways in which an open cell can get its width: so far ahead of the truth and so far
 * back, where what it has already counts.
 *  @param split  0, all ahead, to STRATA_SUPPRESS_SPLITS - 1, all back
 *  @return       false: the same as another one */
bool strata_suppress_split(const strata_suppress_state *state, uint32_t cell, unsigned split,
                           int64_t *ahead, int64_t *back);

/** Looks for play of an open cell in known directions together. In suppress_combine.c. */
strata_status strata_suppress_combine(strata_suppress_state *state, uint32_t cell,
                                      strata_error *err) STRATA_NODISCARD;

/** Looks for play of an open cell by walking; hides what is on the way if the effort says so.
 *  In suppress_step.c. */
strata_status strata_suppress_step(strata_suppress_state *state, uint32_t cell,
                                   strata_suppress_effort effort,
                                   strata_error *err) STRATA_NODISCARD;

/** Looks for play of an open cell among hidden cells, by moves.
 *  @param tries  as strata_moves_shift */
strata_status strata_suppress_shift(strata_suppress_state *state, uint32_t cell, uint32_t tries,
                                    strata_error *err) STRATA_NODISCARD;

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

/** Looks for play of every open cell among what is hidden.
 *  @return STRATA_OK; STRATA_E_MEMORY. In suppress_grow.c */
strata_status strata_suppress_look(strata_suppress_state *state,
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
