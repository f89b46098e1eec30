/* What the choice of a layout has found, and how it is told. Only the detection uses this. */
#ifndef STRATA_SCHEMA_DETECT_PARTS_H
#define STRATA_SCHEMA_DETECT_PARTS_H

#include "schema/catalog.h"
#include "schema/header_probe.h"

/** The schemas to choose from: one, or all. */
typedef struct strata_schema_range {
    const strata_catalog *catalog;
    const strata_schema *only;
} strata_schema_range;

size_t strata_schema_range_count(const strata_schema_range *of);
const strata_schema *strata_schema_range_at(const strata_schema_range *of, size_t index);

/** Layouts that fit, and the best of those that do not. */
typedef struct strata_layout_search {
    const strata_schema *schema; /* best that fits */
    const strata_layout *layout;
    const strata_schema *rival; /* fits as well as the best */
    const strata_layout *rival_layout;
    size_t fitting; /* schemas with a layout that fits */
    const strata_schema *near_schema;
    const strata_layout *near_layout;
    strata_likeness near;
    const strata_schema *fixed_schema; /* of fixed width: its length is nearest to the records' */
    const strata_layout *fixed_layout;
    strata_likeness fixed;
} strata_layout_search;

/** By how many characters the first record of another length differs from a layout's nearest. */
uint32_t strata_detect_distance(const strata_layout *layout, const strata_likeness *seen);

/** Two layouts fit equally well: STRATA_E_INPUT ("layout-ambiguous"). */
strata_status strata_detect_fail_rivals(const strata_layout_search *s, const char *name,
                                        strata_error *err);

/** No layout fits: STRATA_E_INPUT ("layout-unknown", "file-empty", or why it cannot be read) with
 * what would help; STRATA_E_MEMORY. Tells nothing of the file but counts: its words may be a
 * student's. */
strata_status strata_detect_fail_none(const strata_schema_range *schemas,
                                      const strata_layout_search *s, strata_first_rows *file,
                                      strata_error *err);

/** The best that fits, and why. */
void strata_detect_explain(const strata_schema_range *schemas, const strata_layout_search *s,
                           strata_choice *out);

#endif
