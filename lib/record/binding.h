/* A header row met with a layout: which column holds what, for every result of a row. */
#ifndef STRATA_RECORD_BINDING_H
#define STRATA_RECORD_BINDING_H

#include "base/arena.h"
#include "schema/schema.h"

/** Where a value of a result may come from: a column of this file, or a constant. */
typedef struct strata_input {
    strata_target to;
    uint16_t index;
    uint32_t field;                  /* number in the binding, if constant is NULL */
    const strata_constant *constant; /* NULL: a column */
} strata_input;

/** The inputs of one result. */
typedef struct strata_bound_result {
    /** inputs[first[STRATA_TO_COUNT]], sorted by target, index and the variable of their fields. Of
     * those that are equal in this the first that holds in a row's year counts: the result's own
     * columns, then its constants, then the layout's columns and what their names say, then the
     * layout's constants, then what the user says of the file, then what the file's name says. */
    const strata_input *inputs;
    uint32_t first[STRATA_TO_COUNT + 1]; /* target t has inputs[first[t]] .. inputs[first[t+1]-1] */
    const uint32_t *droppers;            /* droppers[dropper_count]: fields whose map drops rows */
    uint32_t dropper_count;
    uint32_t file_droppers; /* of them the first so many are the layout's, not the result's own */
    int32_t present; /* as in strata_result; a result whose column the file lacks is not bound */
    const strata_condition *when; /* when[when_count], as in strata_result */
    uint32_t when_count;
    bool needs_figure; /* made of columns of families: a row without a figure in them has no such
                          result */
} strata_bound_result;

/** Fields are numbered as in the layout; behind them come those of families, one for each of their
 * columns. */
typedef struct strata_binding {
    const strata_layout *layout;
    uint32_t column_count;             /* fields that every row has to have */
    uint32_t field_count;              /* >= layout->field_count */
    const strata_field *const *fields; /* fields[field_count]; a family's stands for each column */
    const int32_t *columns;            /* columns[field_count]; -1: not in this file */
    const char *const *names;          /* names[field_count]: of the fields, in one line */
    const strata_bound_result *results;
    uint32_t result_count;     /* results[result_count]: the layout's, or those of its families */
    bool needs_condition;      /* a row without any result by its conditions is an error */
    const char *const *unread; /* unread[unread_count]: columns that no field reads, in one
                                  line, of a layout with families or of a file that lacks a column
                                  of its layout; without those of near */
    const char *const *unread_codes; /* unread_codes[unread_count]: which part of a name that is
                                        like a family's the schema does not know, or NULL */
    uint32_t unread_count;
    const char *const *near; /* near[near_count]: columns that no field reads, though they are
                                called almost like one that is optional and not there: "Ethncity
                                (ethnicity?)" */
    uint32_t near_count;
} strata_binding;

/** What the user says of a file, for rows that do not say it themselves. 0, NULL: nothing. */
typedef struct strata_file_facts {
    const char *name; /* path; layouts may look at it */
    int16_t year;
    const char *term;
    const char *assessment; /* id of the schema */
    const char *subject;
    const char *grade; /* in strata's words: "03", "all" */
} strata_file_facts;

/** A header row and where it stands. */
typedef struct strata_header {
    const strata_csv_row
        *row; /* NULL: the file has none, columns are the layout's fields in order */
    strata_place_in_file at;
    const strata_file_facts *facts; /* NULL: none */
} strata_header;

/** Binds a layout to a header row. A column is found by the field's name, then by its aliases in
 *  their order; names are compared by strata_header_equal. Other columns are fine. Fields of
 *  families take every column that fits one of their patterns: those that hold figures make the
 *  results, one for all columns whose names say the same; what the name of another one says is a
 *  constant of the file.
 *
 *  @param header  borrowed until the call returns
 *  @param arena   owns what *out points to
 *  @return        STRATA_OK; STRATA_E_INPUT for a column that is missing ("column-missing", naming
 *                 the nearest there is) or that occurs twice ("column-twice"); STRATA_E_USAGE for a
 *                 result with more statistics than can be held ("statistics-many");
 *                 STRATA_E_MEMORY */
strata_status strata_binding_make(const strata_layout *layout, const strata_header *header,
                                  strata_arena *arena, strata_binding *out,
                                  strata_error *err) STRATA_NODISCARD;

/** Inputs of one value, in the order of precedence; count is 0 where the file has none. */
typedef struct strata_value_inputs {
    const strata_input *inputs;
    uint32_t count;
    uint16_t index;
} strata_value_inputs;

/** Goes through the values of a target: start with *at = result->first[to]; false at the end. */
bool strata_binding_next(const strata_binding *binding, const strata_bound_result *result,
                         strata_target to, uint32_t *at, strata_value_inputs *out);

#endif
