/* Parts of binding a header: finding columns, and what their names say. Only binding.c,
 * bind_columns.c and bind_results.c use it. */
#ifndef STRATA_RECORD_BIND_PARTS_H
#define STRATA_RECORD_BIND_PARTS_H

#include "record/binding.h"

enum {
    STRATA_COLUMN_NOT_THERE = -1
};

/** Constants that hold together. */
typedef struct strata_constant_list {
    strata_constant *constants; /* constants[count] */
    uint32_t count;
} strata_constant_list;

/** A column of a family, and what its name and its field say of it, sorted by target and index. */
typedef struct strata_family_column {
    uint32_t field; /* number in the binding */
    strata_constant_list says;
} strata_family_column;

/** A file while it is bound. Arrays are filled as far as field_count, family_count, wide_count say.
 */
typedef struct strata_bound_file {
    const strata_layout *layout;
    const strata_header *header;
    strata_arena *arena;
    const strata_field **fields;
    int32_t *columns;
    const char **names;
    uint32_t field_count;
    strata_family_column *family; /* columns that hold figures of families */
    uint32_t family_count;
    strata_constant_list *wide; /* wide[wide_count]: what names of other columns say of the file */
    uint32_t wide_count;
    strata_constant_list facts; /* what the user says of the file, then what its name says */
    strata_constant *found;     /* room for what one name says */
    bool has_families;          /* a field of the layout has patterns */
    bool has_figure_families;   /* and holds figures: the results come from the header */
} strata_bound_file;

/** Finds the columns of all fields.
 *  @param of  layout, header and arena are set, all else 0
 *  @return    as strata_binding_make */
strata_status strata_bind_columns(strata_bound_file *of, strata_error *err) STRATA_NODISCARD;

/** Binds the results of a row, once columns and facts are known.
 *  @param out  results, result_count and needs_condition are filled */
strata_status strata_bind_results(const strata_bound_file *file, strata_binding *out,
                                  strata_error *err) STRATA_NODISCARD;

/** Lists columns whose names are slips of the pen, once columns are known.
 *  @param out  near is filled */
strata_status strata_bind_near(const strata_bound_file *file, strata_binding *out,
                               strata_error *err) STRATA_NODISCARD;

/** Whether a header is one of those. */
bool strata_bind_is_near(const strata_bound_file *file, strata_slice text);

/** A text of a header in one line. NULL when out of memory. */
const char *strata_bind_name(strata_arena *arena, strata_slice text);

/** Puts constants in the words of their targets, as rows would give them: school years become
 * years, grades two digits. False if a school year is none; *is_out_of_memory is then false. */
bool strata_bind_settle(const strata_pattern *pattern, strata_constant *constants,
                        strata_arena *arena, bool *is_out_of_memory);

#endif
