/* Help on the commands. */
#include "help.h"

#include <string.h>

extern const strata_command strata_command_help;

/* What there is help on besides commands. */
typedef struct topic {
    const char *name;
    void (*print)(strata_printer *out);
} topic;

static const topic topics[] = {
    {"flags", strata_help_flags},
    {"options", strata_help_options},
    {"strata", strata_help_program},
};

static strata_status help_on(const char *word, strata_error *err)
{
    for (size_t i = 0; i < STRATA_COUNT_OF(topics); i++) {
        if (strcmp(word, topics[i].name) == 0) {
            return strata_help_print_text(topics[i].print, err);
        }
    }
    const strata_command *command = NULL;
    STRATA_TRY(strata_command_find(word, &command, err));
    return strata_help_print(command, false, err);
}

static strata_status help(strata_call *call, strata_error *err)
{
    STRATA_TRY(strata_call_expect_words(call, 0, 1, "[COMMAND | flags | options]", err));
    return call->word_count == 1 ? help_on(call->words[0], err)
                                 : strata_help_print(NULL, false, err);
}

static const char *const examples[] = {
    "strata help gaps",
    "strata help flags",
};

const strata_command strata_command_help = {
    .name = "help",
    .summary = "this list, or the help of a command; flags: the words in tables",
    .usage = "[COMMAND | flags | options]",
    .description = "Prints the list of commands, or what strata COMMAND --help prints.\n\n"
                   "strata help flags prints what every word of the columns status, flags and "
                   "source means; strata help options prints a line for every option there is.",
    .examples = examples,
    .example_count = STRATA_COUNT_OF(examples),
    .run = help,
};
