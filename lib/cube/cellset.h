/* A sorted set of cells with the dictionary that names their texts: what stages hand on. */
#ifndef STRATA_CUBE_CELLSET_H
#define STRATA_CUBE_CELLSET_H

#include "cube/cell.h"
#include "stream/stream.h"

/** One input a stream was made from. */
typedef struct strata_input_mark {
    char digest[STRATA_DIGEST_TEXT];
    uint64_t rows;
} strata_input_mark;

enum {
    STRATA_PROTECTION_TEXT = 32,
    STRATA_STREAM_KEY_TEXT = 17,
    STRATA_MARKS_MAX = 1 << 20
};

typedef struct strata_cellset {
    strata_dictionary *dictionary; /* owned */
    strata_cell *cells;            /* cells[count], in the order of strata_cellset_sort */
    size_t count;
    size_t room;
    uint8_t level_columns;                   /* K of the stream: largest level_count */
    char protection[STRATA_PROTECTION_TEXT]; /* "unprotected", "none" (asked for), "draft", a
                                                policy's id */
    char race_scheme[STRATA_RACE_TEXT];      /* "ed2007" */
    char plan[STRATA_PLAN_TEXT];             /* what was asked for, see strata_plan_text */
    strata_input_mark *inputs;               /* sorted by digest, no two alike */
    size_t input_count;
    size_t input_room;
    struct strata_cell_order *order; /* of the last sort, for strata_cellset_find; owned */
} strata_cellset;

strata_cellset *strata_cellset_new(void) STRATA_NODISCARD; /* NULL when out of memory */
void strata_cellset_free(strata_cellset *set);

/** Adds a copy at the end; sort before use. */
strata_status strata_cellset_add(strata_cellset *set, const strata_cell *cell,
                                 strata_error *err) STRATA_NODISCARD;

/** Adds copies of cells[count]. */
strata_status strata_cellset_add_all(strata_cellset *set, const strata_cell *cells, size_t count,
                                     strata_error *err) STRATA_NODISCARD;

/** Notes an input. STRATA_E_INPUT ("input-twice") if one of that digest is noted already. */
strata_status strata_cellset_add_input(strata_cellset *set, const char *digest, uint64_t rows,
                                       strata_error *err) STRATA_NODISCARD;

/** Sorts by year, term, county, lea, school, assessment, era, subject, grade, dim, group, variable,
 * stat, cut, population, entity level, source; texts by bytes, but an empty place and grade "all"
 * after everything else (a unit's own rows come after the rows inside it). Cells of equal key
 * become one (cell_meet.h). Then, since only whole places tell: where counted students are
 * el=history_unknown, el=ever and el=never and their crosses become STRATA_CELL_UNDEFINED.
 *  @return STRATA_OK, STRATA_E_MEMORY, what strata_cell_meet returned, or STRATA_E_INPUT
 *          ("parts-and-total": cellset_overlap.h) */
strata_status strata_cellset_sort(strata_cellset *set, strata_error *err) STRATA_NODISCARD;

/** The same order without the last step: nothing is judged by what the cells say. For cells that
 * were judged before something in them was hidden.
 *  @return as strata_cellset_sort */
strata_status strata_cellset_order(strata_cellset *set, strata_error *err) STRATA_NODISCARD;

/** The cell of a key, or NULL; binary search in a sorted set. */
const strata_cell *strata_cellset_find(const strata_cellset *set, const strata_cell_key *key);

/** Text of a dictionary number. */
const char *strata_cellset_text(const strata_cellset *set, uint32_t id);

/** Adds all cells, tests, definitions and inputs of another set (its texts are added to ours). Sort
 * afterwards. Refuses an input that both have ("input-twice"), differing protection, race scheme or
 * plan ("cells-differ"), and English learners for accountability that are counted for different
 * numbers of years ("exits-differ"). */
strata_status strata_cellset_append(strata_cellset *set, const strata_cellset *from,
                                    strata_error *err) STRATA_NODISCARD;

/** Adds the cells of another set alone, their texts too: its tests, definitions and inputs stay
 * behind, and nothing else of it is looked at. Sort afterwards.
 *  @return STRATA_OK or STRATA_E_MEMORY */
strata_status strata_cellset_append_cells(strata_cellset *set, const strata_cellset *from,
                                          strata_error *err) STRATA_NODISCARD;

#endif
