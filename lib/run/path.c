/* Two or three pieces in one block of an arena. */
#include "run/path.h"

#include <stdio.h>
#include <string.h>

static char *join(strata_arena *arena, const char *head, const char *middle, const char *tail)
{
    const size_t size = strlen(head) + strlen(middle) + strlen(tail) + 1;
    char *out = strata_arena_alloc(arena, size);
    if (out != NULL) {
        (void)snprintf(out, size, "%s%s%s", head, middle, tail);
    }
    return out;
}

char *strata_text_join(strata_arena *arena, const char *head, const char *tail)
{
    return join(arena, head, "", tail);
}

char *strata_path_join(strata_arena *arena, const char *folder, const char *name)
{
    return join(arena, folder, "/", name);
}

const char *strata_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}
