/* A header row met with a layout: which column holds what, for every result of a row. */
#ifndef STRATA_RECORD_BINDING_H
#define STRATA_RECORD_BINDING_H

#include "base/arena.h"
#include "schema/schema.h"

/** Where a value of a result may come from: a column of this file, or a constant of the schema. */
typedef struct strata_input {
    strata_target to;
    uint16_t index;
    uint32_t field;                  /* number of the field in the layout, if constant is NULL */
    const strata_constant *constant; /* NULL: a column */
} strata_input;

/** The inputs of one result. */
typedef struct strata_bound_result {
    /** inputs[first[STRATA_TO_COUNT]], sorted by target and index. Of those with the same target
     * and index the first that holds in a row's year counts: the result's own columns, then its
     * constants, then the layout's columns, then the layout's constants. */
    const strata_input *inputs;
    uint32_t first[STRATA_TO_COUNT + 1]; /* target t has inputs[first[t]] .. inputs[first[t+1]-1] */
    const uint32_t *droppers;            /* droppers[dropper_count]: fields whose map drops rows */
    uint32_t dropper_count;
    int32_t present; /* as in strata_result, -1 also where the column is not in the file */
} strata_bound_result;

typedef struct strata_binding {
    const strata_layout *layout;
    uint32_t column_count;              /* fields that every row has to have */
    const int32_t *columns;             /* columns[layout->field_count]; -1: not in this file */
    const char *const *names;           /* names[layout->field_count]: of the fields, in one line */
    const strata_bound_result *results; /* results[layout->result_count] */
} strata_binding;

/** A header row and where it stands. */
typedef struct strata_header {
    const strata_csv_row *row;
    strata_place_in_file at;
} strata_header;

/** Binds a layout to a header row. A column is found by the field's name, then by its aliases in
 *  their order; names are compared by strata_header_equal. Other columns are fine.
 *
 *  @param header  borrowed until the call returns
 *  @param arena   owns what *out points to
 *  @return        STRATA_OK; STRATA_E_INPUT for a column that is missing ("column-missing", naming
 *                 the nearest there is) or that occurs twice ("column-twice"); STRATA_E_MEMORY */
strata_status strata_binding_make(const strata_layout *layout, const strata_header *header,
                                  strata_arena *arena, strata_binding *out,
                                  strata_error *err) STRATA_NODISCARD;

#endif
