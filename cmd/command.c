/* The commands there are. */
#include "command.h"

#include <string.h>

#include "schema/catalog.h"

#define STRATA_COMMAND(id) extern const strata_command strata_command_##id;
#include "commands.def"
#undef STRATA_COMMAND

static const strata_command *const all[] = {
#define STRATA_COMMAND(id) &strata_command_##id,
#include "commands.def"
#undef STRATA_COMMAND
};

enum {
    COUNT = sizeof all / sizeof all[0]
};

size_t strata_command_count(void)
{
    return COUNT;
}

const strata_command *strata_command_at(size_t index)
{
    return all[index];
}

strata_status strata_command_find(const char *name, const strata_command **out, strata_error *err)
{
    const char *names[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        if (strcmp(all[i]->name, name) == 0) {
            *out = all[i];
            return STRATA_OK;
        }
        names[i] = all[i]->name;
    }
    const char *nearest = strata_nearest(name, names, COUNT);
    return strata_fail(err, STRATA_E_USAGE, "command-unknown", "there is no command \"%.40s\"%s%s",
                       name, nearest != NULL ? "; the nearest is " : "",
                       nearest != NULL ? nearest : "");
}
