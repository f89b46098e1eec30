/* A value of a schema or policy file together with its path, so that whoever finds it wrong can say
 * where it stands. Only the loaders use this. */
#ifndef STRATA_SCHEMA_SCHEMA_NODE_H
#define STRATA_SCHEMA_SCHEMA_NODE_H

#include <jansson.h>

#include "base/arena.h"
#include "schema/schema.h"

/** What one loading of one file has at hand. */
typedef struct strata_loader {
    const char *path;
    const char *rule; /* "schema", "policy": what the file is, and the rule of its refusals */
    const char *text; /* text[len], as read */
    size_t len;
    strata_arena *arena; /* of what is loaded */
    strata_error *err;
    strata_schema *schema;          /* filled from the top down; NULL: another kind of file */
    const struct strata_node *maps; /* "strata.maps", or NULL */
} strata_loader;

typedef struct strata_node {
    strata_loader *loader;
    const struct strata_node *parent; /* NULL: the whole file; it must outlive this node */
    const char *key;                  /* NULL: an element of an array */
    size_t index;
    json_t *value;
} strata_node;

typedef struct strata_range {
    int64_t least;
    int64_t most;
} strata_range;

/** Fails with STRATA_E_USAGE, the loader's rule, the place, and the path before the message.
 *  @param key  the member of node that is wrong, or NULL if it is the node */
strata_status strata_node_fail(const strata_node *node, const char *key, const char *format, ...)
    STRATA_PRINTF(3, 4);

/** Fails about a text that is none of words[count], naming the nearest: `"schol" is no target, did
 * you mean "school"?`.
 *  @param what  "no target", "no dimension", ... */
strata_status strata_node_fail_word(const strata_node *node, const char *key, const char *text,
                                    const char *what, const char *const *words);

/** Refuses what is no object and every member that keys (ended by NULL) do not name. */
strata_status strata_node_keys(const strata_node *object, const char *const *keys) STRATA_NODISCARD;

/** The member, or false if it is not there. */
bool strata_node_member(const strata_node *object, const char *key, strata_node *out);

/** The same for an array, whose length goes to *count; an absent one has none. */
strata_status strata_node_array(const strata_node *object, const char *key, strata_node *out,
                                size_t *count) STRATA_NODISCARD;
strata_node strata_node_element(const strata_node *array, size_t index);

/** An array, and room for what its elements say. */
typedef struct strata_node_list {
    strata_node array;
    size_t count;
    void *items; /* items[count], all zero, of the schema's arena */
} strata_node_list;

/** The member that is an array; an absent one has no elements.
 *  @param size  bytes of an item */
strata_status strata_node_list_of(const strata_node *object, const char *key, size_t size,
                                  strata_node_list *out) STRATA_NODISCARD;

/** A member's value, copied into the arena. What is absent leaves *out as it was. */
strata_status strata_node_text(const strata_node *object, const char *key,
                               strata_slice *out) STRATA_NODISCARD;
strata_status strata_node_flag(const strata_node *object, const char *key,
                               bool *out) STRATA_NODISCARD;
strata_status strata_node_whole(const strata_node *object, const char *key, strata_range range,
                                int64_t *out) STRATA_NODISCARD;
/** A year from STRATA_YEAR_MIN to STRATA_YEAR_MAX. */
strata_status strata_node_year(const strata_node *object, const char *key,
                               int16_t *out) STRATA_NODISCARD;
/** "from" and "until": two years, the first not after the last. */
strata_status strata_node_years(const strata_node *object, int16_t *from,
                                int16_t *until) STRATA_NODISCARD;
/** The number of a text among words (ended by NULL). */
strata_status strata_node_word(const strata_node *object, const char *key, const char *const *words,
                               unsigned *out) STRATA_NODISCARD;
/** An array of texts, none of them empty. */
strata_status strata_node_texts(const strata_node *object, const char *key,
                                const strata_slice **out, uint32_t *count) STRATA_NODISCARD;

/** The node's own value as a text, copied into the arena. */
strata_status strata_node_own_text(const strata_node *node, strata_slice *out) STRATA_NODISCARD;

/** count objects of size bytes, all zero, of the schema's arena. */
strata_status strata_node_alloc(const strata_node *node, size_t count, size_t size,
                                void **out) STRATA_NODISCARD;

#endif
