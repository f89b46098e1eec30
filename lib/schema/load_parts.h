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

/** What a field inherits from its layout. */
typedef struct strata_field_context {
    strata_missing_list missing;
} strata_field_context;

/** Reads one field, "join" left out, which needs its neighbours. */
strata_status strata_load_field(const strata_node *node, const strata_field_context *context,
                                strata_field *out) STRATA_NODISCARD;

/** Reads the code map of a field: in place, or one of the schema's named maps. */
strata_status strata_load_map(const strata_node *strata, const strata_field *field,
                              const strata_map **out) STRATA_NODISCARD;

/** Refuses named maps that no field uses.
 *  @param strata  the schema's "strata" object */
strata_status strata_load_check_maps(const strata_node *strata) STRATA_NODISCARD;

/** Reads "assessments" into the schema. */
strata_status strata_load_assessments(const strata_node *strata) STRATA_NODISCARD;

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
