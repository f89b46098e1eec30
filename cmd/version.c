/* Which strata this is. */
#include "strata/version.h"

#include <stdio.h>

#include "command.h"
#include "output.h"

extern const strata_command strata_command_version;

static strata_status version(strata_call *call, strata_error *err)
{
    STRATA_TRY(strata_call_expect_words(call, 0, 0, "", err));
    char text[64];
    (void)snprintf(text, sizeof text, "strata %s\n", strata_version());
    return strata_output_text(text, err);
}

static const char *const examples[] = {
    "strata version",
};

const strata_command strata_command_version = {
    .name = "version",
    .summary = "the version of strata",
    .usage = "",
    .description = "Prints the version; strata --version does the same.",
    .examples = examples,
    .example_count = STRATA_COUNT_OF(examples),
    .run = version,
};
