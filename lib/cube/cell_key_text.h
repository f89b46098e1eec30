/* The key of a cell as the fields of a row. Cells come in order: their places and tests stay the
 * same for many rows, and their groups come again and again, so both are written once and copied.
 */
#ifndef STRATA_CUBE_CELL_KEY_TEXT_H
#define STRATA_CUBE_CELL_KEY_TEXT_H

#include "cube/cell.h"
#include "io/csv_writer.h"

typedef struct strata_cell_key_text strata_cell_key_text;

enum {
    STRATA_KEY_TEXT_PAD = 32 /* bytes that may be read behind the fields of a key */
};

/** The fields of a key, each with the comma behind it. Valid until the next call. */
typedef struct strata_cell_key_fields {
    strata_slice place; /* year to grade */
    strata_slice group; /* dim, group, and variable where it is wanted */
    bool is_new_place;  /* place is not what it was for the cell before */
} strata_cell_key_fields;

/** @param dictionary  borrowed: it must name all texts of the cells, and not change meanwhile
 *  @return            STRATA_OK or STRATA_E_MEMORY */
strata_status strata_cell_key_text_new(const strata_dictionary *dictionary, bool with_variable,
                                       strata_cell_key_text **out,
                                       strata_error *err) STRATA_NODISCARD;
void strata_cell_key_text_free(strata_cell_key_text *texts); /* NULL is fine */

/** @return STRATA_OK or STRATA_E_MEMORY */
strata_status strata_cell_key_text_of(strata_cell_key_text *texts, const strata_cell_key *key,
                                      strata_cell_key_fields *out,
                                      strata_error *err) STRATA_NODISCARD;

#endif
