/* Help on the commands. */
#include "help.h"

extern const strata_command strata_command_help;

static strata_status help(strata_call *call, strata_error *err)
{
    STRATA_TRY(strata_call_expect_words(call, 0, 1, "[COMMAND]", err));
    const strata_command *command = NULL;
    if (call->word_count == 1) {
        STRATA_TRY(strata_command_find(call->words[0], &command, err));
    }
    return strata_help_print(command, false, err);
}

static const char *const examples[] = {
    "strata help gaps",
};

const strata_command strata_command_help = {
    .name = "help",
    .summary = "this list, or the help of a command",
    .usage = "[COMMAND]",
    .description = "Prints the list of commands, or what strata COMMAND --help prints.",
    .examples = examples,
    .example_count = STRATA_COUNT_OF(examples),
    .run = help,
};
