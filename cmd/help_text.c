/* Help that fits a terminal. */
#include <stdio.h>
#include <string.h>

#include "help.h"

enum {
    WIDTH = 80,
    NAME_WIDTH = 24, /* "  --on-error stop|skip" and a gap */
    LINE_TEXT = 256
};

/* "-o, --output FILE" in out[LINE_TEXT]. */
static void option_words(const strata_option *option, char *out)
{
    char letter[8] = "";
    if (option->letter != '\0') {
        (void)snprintf(letter, sizeof letter, "-%c, ", option->letter);
    }
    (void)snprintf(out, LINE_TEXT, "%s--%s%s%s", letter, option->name,
                   option->argument != NULL ? " " : "",
                   option->argument != NULL ? option->argument : "");
}

static strata_status write_options(const strata_command *command, strata_sink *sink,
                                   strata_error *err)
{
    for (size_t i = 0; i < command->option_count; i++) {
        const strata_option *option = strata_option_at(command->options[i]);
        char words[LINE_TEXT];
        option_words(option, words);
        STRATA_TRY(
            strata_sink_format(sink, err, "  %-*s%s\n", NAME_WIDTH - 2, words, option->help));
    }
    return STRATA_OK;
}

/* The other options by name only, as many as fit into a line. */
static strata_status write_more(const strata_command *command, strata_sink *sink, strata_error *err)
{
    size_t column = 0;
    for (size_t i = 0; i < command->more_count; i++) {
        const strata_option *option = strata_option_at(command->more[i]);
        char words[LINE_TEXT];
        (void)snprintf(words, sizeof words, "--%s%s%s", option->name,
                       option->argument != NULL ? " " : "",
                       option->argument != NULL ? option->argument : "");
        if (i == 0 || column + 2 + strlen(words) > WIDTH) {
            STRATA_TRY(strata_sink_text(sink, i == 0 ? "also:" : "\n     ", err));
            column = strlen("also:");
        }
        STRATA_TRY(strata_sink_format(sink, err, " %s", words));
        column += 1 + strlen(words);
    }
    return strata_sink_text(sink, command->more_count > 0 ? "\n" : "", err);
}

strata_status strata_help_command(const strata_command *command, strata_sink *sink,
                                  strata_error *err)
{
    STRATA_TRY(strata_sink_format(sink, err, "strata %s: %s\nusage: strata %s %s\n", command->name,
                                  command->summary, command->name, command->usage));
    STRATA_TRY(write_options(command, sink, err));
    STRATA_TRY(write_more(command, sink, err));
    if (command->example_count > 0) {
        STRATA_TRY(strata_sink_text(sink, "examples:\n", err));
    }
    for (size_t i = 0; i < command->example_count; i++) {
        STRATA_TRY(strata_sink_format(sink, err, "  %s\n", command->examples[i]));
    }
    return STRATA_OK;
}

strata_status strata_help_program(strata_sink *sink, strata_error *err)
{
    STRATA_TRY(strata_sink_text(sink,
                                "strata: state assessment extracts into equity tables\n"
                                "usage: strata COMMAND [options] [FILE...]\n",
                                err));
    for (size_t i = 0; i < strata_command_count(); i++) {
        const strata_command *command = strata_command_at(i);
        STRATA_TRY(strata_sink_format(sink, err, "  %-10s%s\n", command->name, command->summary));
    }
    return strata_sink_text(
        sink,
        "'strata COMMAND --help' tells more. A command that is given the input of an\n"
        "earlier stage runs the stages between as well.\n",
        err);
}

strata_status strata_help_print(const strata_command *command, bool as_man, strata_error *err)
{
    strata_sink *sink = NULL;
    STRATA_TRY(strata_sink_open("-", false, &sink, err));
    strata_status status = STRATA_OK;
    if (command == NULL) {
        status = as_man ? strata_man_program(sink, err) : strata_help_program(sink, err);
    } else {
        status = as_man ? strata_man_command(command, sink, err)
                        : strata_help_command(command, sink, err);
    }
    if (status != STRATA_OK) {
        strata_sink_discard(sink);
        return status;
    }
    return strata_sink_commit(sink, err);
}
