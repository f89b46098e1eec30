/* The inside of history. Part of lib/protect/history*.c and of nothing else. */
#ifndef STRATA_PROTECT_HISTORY_PARTS_H
#define STRATA_PROTECT_HISTORY_PARTS_H

#include "protect/history_files.h"
#include "protect/links.h"

/** What is known of a component, by its first cell. */
enum {
    STRATA_PART_KNOWN = 1 << 0,      /* some cell was published before */
    STRATA_PART_CHANGED = 1 << 1,    /* a number of it is not what it was in the last release */
    STRATA_PART_GROWN = 1 << 2,      /* some cell was not published before */
    STRATA_PART_MISSING = 1 << 3,    /* some cell that was is not asked for this time */
    STRATA_PART_OTHER_PLAN = 1 << 4, /* it was published with other groups, levels or grades */
    STRATA_PART_THIS_YEAR = 1 << 5,  /* published before in this calendar year */
    STRATA_PART_HELD = 1 << 6,
    STRATA_PART_NOW = 1 << 7 /* some cell of it is among the new ones */
};

/** No release. */
#define STRATA_HISTORY_NEVER SIZE_MAX

/** A cell of any release, or of the new cells. */
typedef struct strata_history_cell {
    size_t release; /* the last one that has it, or STRATA_HISTORY_NEVER */
    uint32_t part;  /* its component: number of its first cell */
    bool is_now;    /* is among the new cells */
    bool was_shown;
} strata_history_cell;

/** The cells of one release, their texts numbered as those of the new ones. */
typedef struct strata_history_cells {
    strata_cell *counts; /* counts[count], owned */
    size_t count;
    strata_cell *printed; /* printed[printed_count], owned */
    size_t printed_count;
    uint32_t *then; /* then[joint.count]: number in counts + 1; 0: it is not there; owned */
} strata_history_cells;

typedef struct strata_history_work {
    const strata_protect_terms *terms;
    strata_history *history;
    strata_cellset *set;            /* the new cells; borrowed */
    strata_cellset joint;           /* counted cells of the set and of all releases: numbers of the
                                       set, or else of the last release; the dictionary is the set's */
    strata_history_cell *cells;     /* cells[joint.count] */
    strata_history_cells *releases; /* releases[history->count] */
    strata_links links;             /* of joint */
    uint8_t *parts;                 /* parts[joint.count]: bits STRATA_PART_..., by component */
    strata_error *err;
} strata_history_work;

/** An empty set with the dictionary and the terms of another; only its cells and order are its own.
 */
strata_cellset strata_history_view(const strata_cellset *set);
void strata_history_view_deinit(strata_cellset *view);

/** Puts the releases and the new cells together, and finds the components.
 *  @return STRATA_OK; STRATA_E_MEMORY; STRATA_E_INPUT: damaged */
strata_status strata_history_join(strata_history_work *work) STRATA_NODISCARD;
void strata_history_work_deinit(strata_history_work *work);

/** The number of a row's cell in joint: of its counts, or of itself where there are none; SIZE_MAX:
 * neither is there. */
size_t strata_history_find(const strata_history_work *work, const strata_cell_key *key);

/** A cell of joint as it was in a release; NULL: it was not. */
const strata_cell *strata_history_then(const strata_history_cells *release, size_t cell);

/** The bits of a cell's component. */
uint8_t *strata_history_part(const strata_history_work *work, size_t cell);

/** Sets the bits of all components; those that cannot be published as they are now are HELD. */
void strata_history_judge(strata_history_work *work);

/** True if some count of a cell moved by fewer students than the smallest group, but not by 0, or
 * the two tell of different things.
 *  @param then, now  NULL: there was, or is, nobody */
bool strata_history_moved_little(const strata_cell *then, const strata_cell *now, uint32_t min_n);

/** Holds components that an audit of all their releases together does not call safe.
 *  @param set     cells that are to be published, in part
 *  @param hidden  hidden[set->count]
 *  @return        STRATA_OK; STRATA_E_MEMORY; STRATA_E_INTERNAL */
strata_status strata_history_union(strata_history_work *work, const strata_cellset *set,
                                   const bool *hidden) STRATA_NODISCARD;

#endif
