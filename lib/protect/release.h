/* A set of published numbers that add up, as a stranger sees it: cells with what is known of each
 * before any sum is formed, and which of them add up to which. */
#ifndef STRATA_PROTECT_RELEASE_H
#define STRATA_PROTECT_RELEASE_H

#include "base/intern.h"
#include "base/slice.h"
#include "protect/equations.h"

/** What the reader knows besides the numbers. */
typedef enum strata_knowledge {
    STRATA_KNOWS_NOTHING,     /* hidden counts are 0 or more */
    STRATA_KNOWS_ZEROS_SHOWN, /* zeros are never hidden behind a symbol: such counts are 1 or more
                               */
    STRATA_KNOWS_SYMBOLS      /* what each symbol stands for */
} strata_knowledge;

/** One cell. A number that is shown has lo == hi. */
typedef struct strata_release_cell {
    int64_t lo;       /* known of it in any case: 0, or less for a sum that may be negative */
    int64_t hi;       /* STRATA_BOUND_NONE: no bound */
    int64_t meant_lo; /* what its symbol stands for; lo and hi if that says nothing */
    int64_t meant_hi;
    uint32_t part; /* which district or other part it belongs to; 0: not said */
    bool is_hidden;
    bool has_symbol; /* hidden, and published as hidden: not an inner cell that is nowhere printed
                      */
} strata_release_cell;

/** The release. Cells and equations have ids, for messages. Filled by _add_cell, then _add_link,
 * then _finish; after that it only is looked at. */
typedef struct strata_release {
    strata_intern *ids;         /* id of cell c is text c + 1 */
    strata_intern *equations;   /* id of equation e is text e + 1 */
    strata_intern *parts;       /* names of parts; cell->part is one's number */
    strata_release_cell *cells; /* cells[cell_count] */
    uint32_t cell_count;
    size_t cell_room;
    int64_t *widths; /* widths[cell_count]: of what must stay open of each hidden cell; 0: it may be
                        worked out; NULL: nothing is said of that */
    uint32_t *total; /* total[equation_count]: the cell that is the sum */
    uint32_t equation_count;
    size_t total_room;
    uint32_t *link_equation; /* link_equation[link_count], link_part: parts of sums as they came */
    uint32_t *link_part;
    uint32_t link_count;
    size_t link_equation_room;
    size_t link_part_room;
    strata_equations sums; /* after _finish: parts with 1, the total with -1, right 0, no bounds */
} strata_release;

/** An empty one, yours to strata_release_free; NULL when out of memory. */
strata_release *strata_release_new(void) STRATA_NODISCARD;
void strata_release_free(strata_release *release); /* NULL is fine */

/** Adds a cell, whose number is how many there were before.
 *  @return STRATA_OK; STRATA_E_INPUT: the id is empty or there already ("cell-twice"), or a bound
 *          is beyond STRATA_NUMBER_MOST or lo above hi ("cell-bounds"); STRATA_E_MEMORY */
strata_status strata_release_add_cell(strata_release *release, strata_slice id,
                                      const strata_release_cell *cell,
                                      strata_error *err) STRATA_NODISCARD;

/** Says that `part` is one of the cells that add up to `total` in an equation.
 *  @return STRATA_OK; STRATA_E_INPUT: no such cell ("cell-unknown"), another total than before, or
 *          a total that is its own part ("link-total"); STRATA_E_MEMORY */
strata_status strata_release_add_link(strata_release *release, strata_slice equation,
                                      strata_slice total, strata_slice part,
                                      strata_error *err) STRATA_NODISCARD;

/** Puts the equations together.
 *  @return STRATA_OK; STRATA_E_INPUT: a part that is in an equation twice ("link-twice"), or one of
 *          more than STRATA_EQUATION_MOST cells ("link-many"); STRATA_E_MEMORY */
strata_status strata_release_finish(strata_release *release, strata_error *err) STRATA_NODISCARD;

/** What a reader with this knowledge can say of each cell alone: lo[cell_count], hi[cell_count]. */
void strata_release_bounds(const strata_release *release, strata_knowledge knowledge, int64_t *lo,
                           int64_t *hi);

/** The id of a cell or an equation, NUL behind it. */
const char *strata_release_cell_id(const strata_release *release, uint32_t cell);
const char *strata_release_equation_id(const strata_release *release, uint32_t equation);

#endif
