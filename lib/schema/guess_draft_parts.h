/* The pieces of a draft, as JSON values. Only the writer of drafts uses this. */
#ifndef STRATA_SCHEMA_GUESS_DRAFT_PARTS_H
#define STRATA_SCHEMA_GUESS_DRAFT_PARTS_H

#include <jansson.h>

#include "schema/guess_parts.h"

/** A draft while it is made. The first failure, always of memory, is kept. */
typedef struct strata_draft {
    const strata_guess *guess;
    strata_sink *sink;
    strata_error *err;
    strata_status status;
    bool failed;
    bool has_families;
} strata_draft;

/** Puts a value, which it takes over, into an object or array. @return value, borrowed, or NULL */
json_t *strata_draft_put(strata_draft *draft, json_t *object, const char *key, json_t *value);
json_t *strata_draft_add(strata_draft *draft, json_t *array, json_t *value);
json_t *strata_draft_text(strata_slice text);

/** "students", "published", "entities" */
const char *strata_draft_kind(strata_schema_kind kind);

/** Whether the column holds a count or statistic of a group. */
bool strata_draft_is_figure(const strata_guess_column *column);

/** Whether a code of the column occurs often enough to be shown. */
bool strata_draft_can_show(const strata_guess_values *values);

/** Adds the field of a column to fields. @return field, borrowed, or NULL */
json_t *strata_draft_field(strata_draft *draft, json_t *fields, strata_slice name,
                           const strata_guess_column *column);

/** Fields of the layout, families, and results with their own fields. */
void strata_draft_fields(strata_draft *draft, json_t *layout, json_t *strata);

#endif
