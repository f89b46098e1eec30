/* Memory that is freed as a whole: one arena for a run, one for a batch. */
#ifndef STRATA_BASE_ARENA_H
#define STRATA_BASE_ARENA_H

#include <stddef.h>

#include "base/status.h"

typedef struct strata_arena strata_arena;

/** A new arena, yours to strata_arena_free; NULL when out of memory. */
strata_arena *strata_arena_new(void) STRATA_NODISCARD;

/** Gives back everything at once. NULL is fine. */
void strata_arena_free(strata_arena *arena);

/** Forgets everything but keeps the memory for the next batch. */
void strata_arena_reset(strata_arena *arena);

/** size bytes, aligned for any type, all zero, living as long as the arena; NULL when out of
 * memory. */
void *strata_arena_alloc(strata_arena *arena, size_t size) STRATA_NODISCARD;

/** A copy of text[len] with a NUL behind it; NULL when out of memory. text may be NULL if len is 0.
 */
char *strata_arena_copy(strata_arena *arena, const char *text, size_t len) STRATA_NODISCARD;

#endif
