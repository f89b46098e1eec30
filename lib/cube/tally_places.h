/* The places of a store in the order of cells, whichever files they are in. */
#ifndef STRATA_CUBE_TALLY_PLACES_H
#define STRATA_CUBE_TALLY_PLACES_H

#include "record/rows.h"

/** A place in a year and term. */
typedef struct strata_tally_place {
    strata_packed_place key; /* of the first file */
    uint32_t first;          /* pieces[first] to pieces[first + count - 1]: one for each file */
    uint32_t count;
    bool has_universal_meals;
} strata_tally_place;

/** What is counted by one thread: places of one lea, or those of a county, or of the state, that
 * are in no lea. There may be several parts of one. */
typedef struct strata_tally_part {
    size_t first; /* of places */
    size_t count;
    uint32_t year; /* number among the years that occur */
    bool is_first; /* of its lea */
    bool is_last;
} strata_tally_part;

typedef struct strata_tally_places {
    uint32_t *pieces;           /* numbers of places in the store */
    strata_tally_place *places; /* places[count] */
    size_t count;
    strata_tally_part *parts; /* parts[part_count], once they are cut */
    size_t part_count;
    int16_t *years; /* years[year_count] */
    uint32_t year_count;
} strata_tally_places;

/** @param rank  ranks of the texts, see strata_dictionary_ranks
 *  @return      STRATA_OK or STRATA_E_MEMORY; *places is to be deinited in any case */
strata_status strata_tally_places_make(strata_tally_places *places, const strata_rows *rows,
                                       const uint32_t *rank) STRATA_NODISCARD;

/** Cuts the places into parts.
 *  @param most  places of a part, at least 1
 *  @return      STRATA_OK or STRATA_E_MEMORY */
strata_status strata_tally_places_cut(strata_tally_places *places, size_t most) STRATA_NODISCARD;
void strata_tally_places_deinit(strata_tally_places *places);

#endif
