/* Where in a JSON text something stands that a parser has already let go of. */
#ifndef STRATA_SCHEMA_JSON_LOCATE_H
#define STRATA_SCHEMA_JSON_LOCATE_H

#include <stddef.h>
#include <stdint.h>

/** One step down: into the member `key` of an object, or the element `index` of an array. */
typedef struct strata_json_step {
    const char *key; /* NULL: an array */
    size_t index;
} strata_json_step;

/** Line and byte column, both from 1, of the member (its key) or element that the steps lead to; of
 * the last place on the way if a key is not there or is written with escapes.
 *  @param text   text[len], valid JSON
 *  @param steps  steps[count]; count may be 0: the beginning of the text */
void strata_json_locate(const char *text, size_t len, const strata_json_step *steps, size_t count,
                        uint64_t at[2]);

#endif
