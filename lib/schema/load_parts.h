/* The parts of a schema file, each read by a file of its own. Only the loader uses this. */
#ifndef STRATA_SCHEMA_LOAD_PARTS_H
#define STRATA_SCHEMA_LOAD_PARTS_H

#include "schema/schema_node.h"

/** A list of missing values: its texts and kinds. */
typedef struct strata_missing_list {
    const strata_missing *entries; /* entries[count]; holds the empty text always */
    uint32_t count;
} strata_missing_list;

/** Reads "missingValues" of object; absent: *list as it was. */
strata_status strata_load_missing(const strata_node *object,
                                  strata_missing_list *list) STRATA_NODISCARD;

/** A list of forms of ranges. */
typedef struct strata_blur_list {
    const strata_blur *forms; /* forms[count] */
    uint32_t count;
} strata_blur_list;

/** Reads "blurred" of a "strata" object; absent: *list as it was. */
strata_status strata_load_blurred(const strata_node *strata,
                                  strata_blur_list *list) STRATA_NODISCARD;

/** What a field inherits from its layout. */
typedef struct strata_field_context {
    strata_missing_list missing;
    strata_blur_list blurred;
} strata_field_context;

/** Reads one field, "join" left out, which needs its neighbours. */
strata_status strata_load_field(const strata_node *node, const strata_field_context *context,
                                strata_field *out) STRATA_NODISCARD;

/** Reads what a column or a capture gives: "to", the key that goes with it, and "map". */
strata_status strata_load_target(const strata_node *strata, strata_field *field) STRATA_NODISCARD;

/** Reads how a number or year is written. */
strata_status strata_load_number(const strata_node *strata, strata_field *field) STRATA_NODISCARD;

/** Reads "place", the rule of a field of places. */
strata_status strata_load_place(const strata_node *strata, strata_field *field) STRATA_NODISCARD;

/** Reads "captures" and "set" of a field, whose name and aliases are there. */
strata_status strata_load_family(const strata_node *strata, strata_field *field) STRATA_NODISCARD;

/** Reads "file_names" of a layout. */
strata_status strata_load_file_names(const strata_node *strata,
                                     strata_layout *out) STRATA_NODISCARD;

/** Reads "bareNumber" and "groupChar" of a field. */
strata_status strata_load_dress(const strata_node *node, strata_field *field) STRATA_NODISCARD;

/** Reads the code map of a field: in place, or one of the schema's named maps. */
strata_status strata_load_map(const strata_node *strata, const strata_field *field,
                              const strata_map **out) STRATA_NODISCARD;

/** Refuses named maps that no field uses.
 *  @param strata  the schema's "strata" object */
strata_status strata_load_check_maps(const strata_node *strata) STRATA_NODISCARD;

/** Reads "assessments" into the schema. */
strata_status strata_load_assessments(const strata_node *strata) STRATA_NODISCARD;

/** Reads "scales" of an assessment, of which all else is there. */
strata_status strata_load_scales(const strata_node *node, strata_assessment *out) STRATA_NODISCARD;

/** Reads "definitions" and "el_accountability" into the schema. */
strata_status strata_load_dated(const strata_node *strata) STRATA_NODISCARD;

/** Reads the fields of a layout and its results.
 *  @param node     the layout
 *  @param strata   its "strata" object, whose value may be NULL
 *  @param context  what fields inherit */
strata_status strata_load_results(const strata_node *node, const strata_node *strata,
                                  const strata_field_context *context,
                                  strata_layout *out) STRATA_NODISCARD;

/** Reads "records" of a layout, before its fields. */
strata_status strata_load_records(const strata_node *strata, strata_layout *out) STRATA_NODISCARD;

/** Reads what tells a file of fixed width, "probe", and checks the places of its fields; refuses
 * them in a layout that has columns. */
strata_status strata_load_fixed(const strata_node *node, const strata_node *strata,
                                strata_layout *out) STRATA_NODISCARD;

/** Reads "layouts" into the schema. */
strata_status strata_load_layouts(const strata_node *file) STRATA_NODISCARD;

/** Reads a "set" object. */
strata_status strata_load_set(const strata_node *object, const strata_constant **out,
                              uint32_t *count) STRATA_NODISCARD;

/** Checks what only the whole layout shows: targets given twice, results without what every result
 * needs, levels that the assessment does not have. */
strata_status strata_check_layout(const strata_node *node,
                                  const strata_layout *layout) STRATA_NODISCARD;

#endif
