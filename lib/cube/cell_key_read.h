/* The keys of a stream's rows. Places stay the same for many rows and groups come again and again:
 * what was read before is known by its bytes. */
#ifndef STRATA_CUBE_CELL_KEY_READ_H
#define STRATA_CUBE_CELL_KEY_READ_H

#include "cube/cell.h"

typedef struct strata_cell_key_reader strata_cell_key_reader;

/** A row of the cells stream. */
typedef struct strata_cell_line {
    strata_slice raw;           /* as it stands in the stream */
    const strata_slice *fields; /* in the order of cell_columns.h, at least those of the key */
} strata_cell_line;

/** What a key says. */
typedef struct strata_cell_key_found {
    strata_cell_key key; /* year to variable; stat, cut and source are 0 */
    uint8_t levels;      /* of its test, 0 if it has none or is not declared */
    uint32_t bad;        /* the column that cannot be read; STRATA_CELL_ALL_GOOD: none */
} strata_cell_key_found;

enum {
    STRATA_CELL_ALL_GOOD = 0x10000
};

/** @param dictionary  borrowed; gets the texts of the keys
 *  @return            NULL when out of memory */
strata_cell_key_reader *strata_cell_key_reader_new(strata_dictionary *dictionary) STRATA_NODISCARD;
void strata_cell_key_reader_free(strata_cell_key_reader *reader); /* NULL is fine */

/** @return STRATA_OK, also for a bad key, or STRATA_E_MEMORY */
strata_status strata_cell_key_read(strata_cell_key_reader *reader, const strata_cell_line *line,
                                   strata_cell_key_found *out, strata_error *err) STRATA_NODISCARD;

#endif
