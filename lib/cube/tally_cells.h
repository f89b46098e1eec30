/* The tallies of one place as cells, in order. */
#ifndef STRATA_CUBE_TALLY_CELLS_H
#define STRATA_CUBE_TALLY_CELLS_H

#include "cube/cell_sink.h"
#include "cube/cube_check.h"
#include "cube/tally.h"
#include "cube/tally_quantiles.h"

/** Cells that strata_cube_years is to see, gathered where several threads count. */
typedef struct strata_tally_notes {
    strata_year_cell *cells; /* cells[count] */
    size_t count;
    size_t room;
} strata_tally_notes;

/** Where cells go. */
typedef struct strata_tally_way {
    const strata_tally_frame *frame;
    const strata_cell_sink *sink;
    size_t slot;
    bool applies_history; /* else whoever takes the cells does */
    strata_tally_notes *notes;
    strata_tally_quantiles *quantiles; /* of the place whose cells are given; NULL: not wanted */
} strata_tally_way;

/** Gives the cells of a place: all that the plan has at its level, or of a school that is only
 * watched those by frl.
 *  @param key      the place
 *  @param tallies  tallies[frame->track_count], with their lines of all grades
 *  @return         STRATA_OK, STRATA_E_MEMORY, what the sink returned */
strata_status strata_tally_cells(const strata_tally_way *way, const strata_packed_place *key,
                                 const strata_tally *tallies, strata_error *err) STRATA_NODISCARD;

/** The level of a place: that of the smallest unit it names. */
strata_entity_level strata_tally_level(const strata_packed_place *key);

#endif
