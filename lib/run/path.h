/* Paths put together. */
#ifndef STRATA_RUN_PATH_H
#define STRATA_RUN_PATH_H

#include "base/arena.h"

/** head and tail, one right behind the other, in the arena; NULL when out of memory. */
char *strata_text_join(strata_arena *arena, const char *head, const char *tail);

/** folder/name in the arena; NULL when out of memory. */
char *strata_path_join(strata_arena *arena, const char *folder, const char *name);

/** What stands behind the last slash of a path. */
const char *strata_base_name(const char *path);

#endif
