/* A command: one file and one line in commands.def. Help and man page are made of what it says. */
#ifndef STRATA_CMD_COMMAND_H
#define STRATA_CMD_COMMAND_H

#include "call.h"
#include "option.h"

typedef struct strata_command {
    const char *name;
    const char *summary;             /* what it does, in half a line, lower case */
    const char *usage;               /* behind the name: "[options] [FILE...]" */
    const char *description;         /* for the man page: paragraphs, an empty line between */
    const strata_option_id *options; /* options[option_count]: a line each in the help */
    size_t option_count;
    const strata_option_id *more; /* more[more_count]: only named there */
    size_t more_count;
    const char *const
        *examples; /* examples[example_count]: "strata gaps students.csv -o gaps.csv" */
    size_t example_count;
    /** Does it. The call was parsed; strata_call_apply is the command's to call.
     *  @return the status with which the program ends */
    strata_status (*run)(strata_call *call, strata_error *err);
} strata_command;

size_t strata_command_count(void);
const strata_command *strata_command_at(size_t index);

/** The command of that name, or STRATA_E_USAGE naming the nearest. */
strata_status strata_command_find(const char *name, const strata_command **out,
                                  strata_error *err) STRATA_NODISCARD;

/** Length of an array, for the lists of a command. */
#define STRATA_COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

#endif
